"""The one thing that is changed in proof-pdf before it runs on our Python."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from tests.preflight.prepare import with_brackets


@pytest.mark.parametrize(
    ("newest", "older"),
    [
        ("except A, B:", "except (A, B):"),
        ("except A, b.C, D: # why, and so on", "except (A, b.C, D): # why, and so on"),
        ("except* A, B:", "except* (A, B):"),
        ("except A,:", "except (A,):"),
        ("except kinds[0, 1], B:", "except (kinds[0, 1], B):"),
        ("except (A, B):", "except (A, B):"),
        ("except (A, B) as error:", "except (A, B) as error:"),
        ("except which(A, B):", "except which(A, B):"),
        ("except A:", "except A:"),
    ],
)
def test_a_list_of_exceptions_gets_its_brackets(newest: str, older: str) -> None:
    whole = "try:\n    x = 'except A, B:'\n{}\n    pass\n"
    changed = with_brackets(whole.format(newest))
    assert changed == whole.format(older)
    ast.parse(changed)


def test_a_list_over_two_lines_and_two_lists_in_a_program() -> None:
    program = "try:\n    pass\nexcept A, \\\n        B:\n    pass\ntry:\n    pass\nexcept C, Ç, E:\n    pass\n"
    changed = with_brackets(program)
    assert "except (A, \\\n        B):" in changed
    assert "except (C, Ç, E):" in changed
    ast.parse(changed)


def test_a_program_without_one_stays_as_it_is() -> None:
    program = Path(__file__).read_text(encoding="utf-8")
    assert with_brackets(program) == program
    assert with_brackets("") == ""
    assert with_brackets("except_all = 1 # except A, B:\n") == "except_all = 1 # except A, B:\n"


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there it is Python already")
def test_without_it_the_newest_syntax_is_none_here() -> None:
    with pytest.raises(SyntaxError):
        ast.parse("try:\n    pass\nexcept A, B:\n    pass\n")


def test_what_is_fetched_is_held_to_a_hash() -> None:
    text = Path(__file__).with_name("proof-pdf.txt").read_text(encoding="utf-8")
    assert re.search(r"^proof-pdf==0\.3\.4 --hash=sha256:[0-9a-f]{64}$", text, re.MULTILINE)
