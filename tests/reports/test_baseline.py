"""The baseline of an old library: what it knows is passed over, what is new is told, what it no longer needs is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.problems import Place, Problem, Rejected, Severity, SourceText
from generator.reports.baseline import Split, baseline_text, read_baseline, split
from generator.reports.report import digest
from generator.rules import RULES
from tests.reports.conftest import BROKEN, HEAD
from tests.support.leaflets import told

HEADER = "version: 1\nknown:\n"
ENTRY = '  - {rule: bad-mark, file: a.yaml, words: "aaaaaaaaaaaa"}\n'


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["check", "--layout", "clinic-a4", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), "no traceback"
    return result


def full(*arguments: str) -> Result:
    """A check of all layouts: only then is it known which entries find nothing."""
    return CliRunner().invoke(main, ["check", *arguments])


def test_what_is_written_is_passed_over(repository: Path) -> None:
    written = check("--write-baseline", "known.yaml")
    assert (written.exit_code, written.stdout) == (0, "known.yaml: 4 problems in 2 files.\n")
    again = full("--baseline", "known.yaml")
    assert (again.exit_code, again.stdout) == (0, "No new errors in 6 leaflets.\n")
    assert told(again.stderr)[-1] == "4 known problems of known.yaml were passed over."
    assert full("--baseline", "known.yaml", "--strict").exit_code == 0, "known warnings are passed over as well"
    assert (repository / "known.yaml").read_text(encoding="utf-8") == (
        "# Problems that are known and not yet mended. “handouts check --baseline” passes them over; what is new is told.\n"
        "# An entry is matched by rule, file and words (a digest of the line as the author wrote it), wherever the line has gone.\n"
        "# Made by “handouts check --write-baseline”; delete entries as you mend them.\n"
        "version: 1\n"
        "known:\n"
        '  - rule: few-languages\n    file: "handouts/cold/en.yaml"\n    words: "m2kmldizrfrd"\n'
        '    about: "The notice is in 2 languages beside English; the law asks for 15."\n'
        '  - rule: bad-mark\n    file: "handouts/flu/en.yaml"\n    words: "jk674y2pm5br"\n'
        '    about: "“**” is opened and not closed."\n'
        '  - rule: unknown-block\n    file: "handouts/flu/en.yaml"\n    words: "fxfo7ldq7qzx"\n'
        '    about: "There is no block “txt”."\n'
        '  - rule: unknown-key\n    file: "handouts/flu/en.yaml"\n    words: "iymw6r3yeqax"\n'
        '    about: "“txt” is not a key here."\n'
    )


def test_lines_may_move_and_words_may_not_change(repository: Path) -> None:
    check("--write-baseline", "known.yaml")
    path = repository / "handouts/flu/en.yaml"
    path.write_text(HEAD + "  - text: New above.\n  - text: And more.\n" + BROKEN, encoding="utf-8")
    assert full("--baseline", "known.yaml").exit_code == 0
    path.write_text(HEAD + BROKEN.replace("call us", "call them"), encoding="utf-8")
    changed = full("--baseline", "known.yaml")
    assert changed.exit_code == 1
    assert [line for line in changed.stderr.splitlines() if "error:" in line] == [
        "handouts/flu/en.yaml:9:11: error: “**” is opened and not closed. [bad-mark]"
    ]
    assert "no longer needed" not in changed.stderr, "a new error may hide what the entry stands for"


def test_entries_that_find_nothing_are_named(repository: Path) -> None:
    check("--write-baseline", "known.yaml")
    (repository / "handouts/flu/en.yaml").write_text(HEAD + "  - text: Mended.\n", encoding="utf-8")
    result = full("--baseline", "known.yaml")
    assert result.exit_code == 0
    assert told(result.stderr)[-5:] == [
        "1 known problem of known.yaml was passed over.",
        "3 entries are no longer needed; delete, or write the file anew:",
        "    known.yaml:10:5: handouts/flu/en.yaml [bad-mark]",
        "    known.yaml:14:5: handouts/flu/en.yaml [unknown-block]",
        "    known.yaml:18:5: handouts/flu/en.yaml [unknown-key]",
    ]


def test_what_was_not_looked_at_is_not_called_needless(repository: Path) -> None:
    check("--write-baseline", "known.yaml")
    (repository / "handouts/flu/en.yaml").write_text(HEAD + "  - text: Mended.\n", encoding="utf-8")
    assert "no longer needed" not in full("well", "--baseline", "known.yaml").stderr, "another handout"
    assert "no longer needed" not in check("--baseline", "known.yaml").stderr, "one layout of two"
    assert "3 entries are no longer needed" in full("flu", "--baseline", "known.yaml").stderr


def test_new_problems_are_told_in_every_form(repository: Path) -> None:
    check("--write-baseline", "known.yaml")
    (repository / "handouts/well/en.yaml").write_text(HEAD + "  - text: '**two'\n", encoding="utf-8")
    result = check("--baseline", "known.yaml", "--output-format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert ([one["file"] for one in told["problems"]], told["ignored"]) == (["project/handouts/well/en.yaml"], 4)


def test_a_clean_library_has_an_empty_baseline(repository: Path) -> None:
    assert check("well", "--write-baseline", "known.yaml").stdout == "known.yaml: 0 problems in 0 files.\n"
    assert read_baseline(repository / "known.yaml").known == ()


def test_a_baseline_that_cannot_be_written(repository: Path) -> None:
    (repository / "file").write_text("mine")
    result = check("well", "--write-baseline", "file/known.yaml")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: Could not open file '")


def test_as_json(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    entry = {"rule": "bad-mark", "file": "a.yaml", "words": "a" * 12, "times": 2}
    path.write_text(json.dumps({"version": 1, "known": [entry]}, indent=1))
    (known,) = read_baseline(path).known
    assert (known.rule, known.file, known.words, known.times) == tuple(entry.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "K: error: The file is empty; it must hold keys such as “title: …”. [not-a-mapping]"),
        ("known: []\n", "K:1:1: error: “version” is missing: of this kind of file. [missing-key]"),
        ("version: 2\nknown: []\n", "K:1:10: error: “2” is not known here. [bad-value]"),
        ("version: 1\nknown: all\n", "K:2:8: error: A list was expected here, not text. [wrong-kind]"),
        (
            HEADER + ENTRY.replace("bad-mark", "bad-marc"),
            "K:3:12: error: There is no rule “bad-marc”. [unknown-rule]",
        ),
        (
            HEADER + ENTRY.replace('"aaaaaaaaaaaa"', "2 words"),
            "K:3:43: error: “2 words” is not a digest of the author's words: 12 letters and digits. [bad-value]",
        ),
        (
            HEADER + ENTRY.replace("}", ", times: 0}"),
            "K:3:66: error: “0” is not a whole number from 1 to 999999. [bad-value]",
        ),
        (HEADER + ENTRY.replace("}", ", line: 3}"), "K:3:59: error: “line” is not a key here. [unknown-key]"),
        (HEADER + "  - &a {rule: x}\n  - *a\n", "K:3:5: error: “&a” is a YAML anchor or tag. [yaml-alias]"),
        (
            "version: 1\nknown: " + "[" * 60,
            "K:2:48: error: The YAML nests more than 40 levels deep. [too-deep]",
        ),
        (
            HEADER + ENTRY.replace("a.yaml", '"a\\u202e.yaml"'),
            "K:3:28: error: The text holds U+202E, which no reader can see or hear. [control-character]",
        ),
        (
            "version: 1\n" + "#" * 3_000_001,
            "K: error: The file has 3,000,012 bytes; the limit is 3,000,000. [file-too-large]",
        ),
        (
            HEADER + ENTRY * 10_001,
            "K:3:3: error: The list has 10001 items; it needs 0 to 10000. [bad-value]",
        ),
    ],
)
def test_damaged_and_hostile_files_are_refused(repository: Path, text: str, said: str) -> None:
    (repository / "K").write_text(text, encoding="utf-8")
    result = check("--baseline", "K")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0].replace("K:1:1: error: The file is empty", "K: error: The file is empty") == said
    assert lines[-1] in ("1 error.", "2 errors.")
    assert "checked" not in result.stderr, "it is refused before any work is done"


def test_a_file_that_is_no_text(repository: Path) -> None:
    (repository / "K").write_bytes(b"version: 1\nknown: \xff\n")
    assert check("--baseline", "K").stderr.startswith("K:2:8: error: The file is not UTF-8: the byte FF ")


# -- matching ----------------------------------------------------------------------------------------------------------


def problem(line: str, name: str = "a.yaml", rule: str = "bad-mark", severity: Severity = Severity.ERROR) -> Problem:
    return Problem(rule, severity, "m", Place(SourceText(name, line), 1, 1))


def test_the_same_words_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "known.yaml"
    path.write_text(baseline_text([problem("x"), problem("x")]), encoding="utf-8")
    known = read_baseline(path)
    assert [entry.times for entry in known.known] == [2]
    third = split([problem("x")] * 3, known, lambda _: True)
    assert (len(third.new), third.ignored, third.unneeded) == (1, 2, ())
    first = split([problem("x")], known, lambda _: True)
    assert (first.new, first.ignored, [entry.times for entry in first.unneeded]) == ((), 1, [1])


written = st.builds(
    problem,
    st.text(st.characters(codec=None), max_size=30),
    st.text(st.characters(codec=None), max_size=12),
    st.sampled_from(sorted(RULES)),
    st.sampled_from(Severity),
)


@settings(deadline=None)
@given(st.lists(written, max_size=6))
def test_whatever_was_written_is_read_and_passed_over(
    tmp_path_factory: pytest.TempPathFactory, many: list[Problem]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "known.yaml"
    path.write_bytes(baseline_text(many).encode())
    try:
        known = read_baseline(path)
    except Rejected as rejected:
        raise AssertionError(str(rejected)) from None
    assert split(many, known, lambda _: True) == Split((), len(many), ())


def test_digest_is_of_the_words() -> None:
    assert digest(problem("  - text:  one ")) == digest(problem("- text: one"))
    assert digest(problem("caf\u00e9")) == digest(problem("cafe\u0301"))
    assert digest(problem("1 mg")) != digest(problem("1 ml"))
