"""Every key of every file that people write, and of every block: a bad value is told with file, line and column.

The cases are made from the model: a key that is added tomorrow is tried tomorrow. Whatever the JSON Schema of a key
refuses, the reader refuses too, at the place of the value or inside it; and so is what is out of bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest

from generator.model.blocks import BLOCKS
from generator.model.fields import Invalid, Key, Reading, Record, Text, Whole, keys_of
from generator.model.lengths import Length
from generator.model.schema import SCHEMAS, json_schema
from generator.problems import Problem, ProblemList
from generator.source import parse_yaml
from tests.model.test_schema import load

# Of each kind of YAML, and of each form of text: a key that is not known, lists in lists, nothing, a word that nobody
# knows, numbers and lengths that nothing is, a file that nobody can read, a day that no calendar has.
BAD = ("{zzz: 1}", "[[[1]]]", "[]", "☃ snow", "-1", "999999", "4 feet", "a.gif", "2026-13-45", "[☃, ☃]", "[{zzz: 1}]")
# Read before the file is: a layout's brand is put in its place by its name.
ELSEWHERE = {("Layout", "brand"), ("Layout", "extends")}


@cache
def groups() -> dict[str, tuple[str, type]]:
    """Every group of keys by its name: the kind of file that has it, and its class."""
    found: dict[str, tuple[str, type]] = {}
    whole = Record.schema

    def seen(self: Any, definitions: Any) -> Any:
        found.setdefault(self.cls.__name__, (kind, self.cls))
        return whole(self, definitions)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "schema", seen)
        for kind in SCHEMAS:
            json_schema(kind)
    return found


def keys() -> Iterator[Any]:
    for name, (kind, cls) in sorted(groups().items()):
        for key in keys_of(cast(Any, cls)).values():
            yield pytest.param(kind, name, key, id=f"{name}.{key.name}")


def refused(name: str, key: Key, value: str) -> list[Problem]:
    """What is said of a group that has this key alone, at the value or inside it."""
    before = f"{key.name}: "
    problems = ProblemList()
    try:
        Record(groups()[name][1]).read(
            parse_yaml(before + value + "\n", "ours.yaml"), Reading(problems, Path("/nowhere"), Path("/nowhere"))
        )
    except Invalid:
        pass
    except FileNotFoundError:  # pragma: no cover
        pytest.fail("a file is looked for before the value is looked at")
    return [one for one in problems if one.place.line == 1 and one.place.column > len(before)]


@cache
def schema_of(kind: str, name: str, key: str) -> jsonschema.Draft202012Validator:
    whole = json_schema(kind)
    value = whole["$defs"][name]["properties"][key]
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator({**value, "$defs": whole["$defs"]}, format_checker=checker)


def out_of_bounds(key: Key) -> Iterator[str]:
    kind: Any = key.kind
    if isinstance(kind, Length):
        yield f"{2 * kind.high + 1:g}pt"
        yield from [f"{kind.low / 2:.2f}pt"] if kind.low else []
        yield str(int(kind.high))
    elif isinstance(kind, Whole):
        yield str(kind.high + 1)
        yield from [str(kind.low - 1)] if kind.low else []
    elif isinstance(kind, Text):
        yield '""'


@pytest.mark.parametrize(("kind", "name", "key"), list(keys()))
def test_a_bad_value_is_told_where_it_stands(kind: str, name: str, key: Key) -> None:
    if (name, key.name) in ELSEWHERE:
        return
    schema = schema_of(kind, name, key.name)
    bad = [value for value in BAD if not schema.is_valid(load(value))] + list(out_of_bounds(key))
    assert bad, "there is nothing that this key refuses"
    for value in bad:
        told = refused(name, key, value)
        assert told, f"{key.name}: {value}"
        first = str(told[0]).splitlines()
        assert first[0].startswith(f"ours.yaml:1:{told[0].place.column}: error: ")
        assert first[0].endswith(f" [{told[0].rule}]")
        assert first[1].strip() == f"{key.name}: {value}", "the author's words"


@pytest.mark.parametrize("name", sorted(groups()))
def test_a_key_that_is_not_known_is_told_with_one_that_is(name: str) -> None:
    problems = ProblemList()
    known = next(iter(keys_of(cast(Any, groups()[name][1]))))
    with pytest.raises(Invalid):
        Record(groups()[name][1]).read(
            parse_yaml(f"{known}x: 1\n", "ours.yaml"), Reading(problems, Path("/nowhere"), Path("/nowhere"))
        )
    (told,) = (one for one in problems if one.rule == "unknown-key")
    assert str(told.place) == "ours.yaml:1:1"
    assert told.hint, "which keys there are"


def test_every_block_is_among_them() -> None:
    assert {block.__name__ for block in BLOCKS} <= set(groups())
    assert {"Page", "Frame", "Band", "TableStyle", "ListStyle", "Palette", "Logo", "Look", "Translation"} <= set(
        groups()
    )
