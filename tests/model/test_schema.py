"""The JSON Schemas: they accept what ships, refuse what the generator refuses, and are the ones that the model gives."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.model.fields import Reading, Record
from generator.model.layout import Layout
from generator.model.lengths import Length
from generator.model.schema import json_schema, reference_text, schema_text
from generator.problems import NOWHERE, ProblemList
from generator.source import Scalar

ROOT = Path(__file__).parents[2]
KINDS = ("handout", "layout", "brand", "words", "profile")
FILES = {
    "handout": sorted(ROOT.glob("handouts/*/*.yaml")),
    "layout": sorted(ROOT.glob("layouts/*.yaml")),
    "brand": sorted(ROOT.glob("layouts/brands/*.yaml")),
    "words": sorted(ROOT.glob("layouts/words/*.yaml")),
    "profile": sorted(ROOT.glob("layouts/profiles/*.yaml")),
}
SHIPPED = [(kind, path) for kind, paths in FILES.items() for path in paths]


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2 (10.3.2), in which dates and `no` are text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), first)


def load(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def faults(kind: str, value: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(
        json_schema(kind), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return [error.message for error in validator.iter_errors(value)]


def test_the_loader_reads_as_editors_do() -> None:
    assert load("[no, 2026-11-22, 12:30, 0x1F, 1e3, 7, true, ~, x]") == [
        "no",
        "2026-11-22",
        "12:30",
        31,
        1000.0,
        7,
        True,
        None,
        "x",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_schemas(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))
    assert all("description" in definition for definition in json_schema(kind)["$defs"].values())


def lengths_of(record: Record[Any]) -> Iterator[Length]:
    """The kinds of length that a group of keys and the groups below it have."""
    for key in record.keys().values():
        kind = getattr(key.kind, "record", key.kind)
        if isinstance(kind, Length):
            yield kind
        elif isinstance(kind, Record):
            yield from lengths_of(kind)


def test_lengths_that_are_given_as_examples_are_taken() -> None:
    lengths = set(lengths_of(Record(Layout)))
    assert len(lengths) > 15
    reading = Reading(ProblemList(), ROOT, ROOT)
    for length in lengths:
        examples = length.schema({})["examples"]
        assert examples, length
        for example in examples:
            assert length.low <= length.read(Scalar(example, NOWHERE, False), reading) <= length.high


@pytest.mark.parametrize("kind", KINDS)
def test_schema_files_are_up_to_date(kind: str) -> None:
    path = ROOT / "layouts" / "schemas" / f"{kind}.json"
    assert path.read_text(encoding="utf-8") == schema_text(kind), f"write it with: handouts schema {kind} --out {path}"


@pytest.mark.parametrize("kind", ["handout", "layout", "brand"])
def test_reference_pages_are_up_to_date_and_name_every_key(kind: str) -> None:
    path = ROOT / "docs" / f"{kind}.md"
    text = reference_text(kind)
    assert path.read_text(encoding="utf-8") == text, f"write it with: handouts schema {kind} --markdown --out {path}"
    keys = {key for definition in json_schema(kind)["$defs"].values() for key in definition["properties"]}
    assert all(f"| `{key}`" in text for key in keys)
    links = set(re.findall(r"\]\(#([a-z]+)\)", text))
    assert links <= {title.lower() for title in re.findall(r"^## (\w+)$", text, re.MULTILINE)}


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_what_ships_is_valid_and_names_its_schema(kind: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert faults(kind, load(text)) == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, f"{path} does not name its schema in the first line"
    assert (path.parent / named[1]).resolve() == ROOT / "layouts" / "schemas" / f"{kind}.json"


def test_there_is_something_shipped_of_each_kind() -> None:
    assert all(FILES[kind] for kind in KINDS)


GOOD: Any = load((ROOT / "handouts" / "metastatic-breast-cancer" / "en.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda h: h.update(colour="red"), "'colour' was unexpected"),
        (lambda h: h.pop("title"), "'title' is a required property"),
        (lambda h: h.update(title=["a", "list"]), "is not of type 'string', 'number'"),
        (lambda h: h.update(version="one"), "does not match"),
        (lambda h: h["content"].append({"paragraph": "x"}), "is not valid under any of the given schemas"),
        (lambda h: h["content"].append({"text": "x", "list": ["y"]}), "is not valid under any of the given schemas"),
        (lambda h: h["content"].append({"callout": {"kind": "warning", "title": "x"}}), "is not valid under any"),
        (lambda h: h["content"].append({"heading": "x", "level": 7}), "is not valid under any of the given schemas"),
        (lambda h: h["content"].append({"figure": {"image": "a.gif", "alt": "x"}}), "is not valid under any"),
        (lambda h: h["content"].append({"key-points": ["x"] * 8}), "is not valid under any of the given schemas"),
        (lambda h: h["content"].append({"list": []}), "is not valid under any of the given schemas"),
    ],
)
def test_the_handout_schema_refuses(change: Any, complaint: str) -> None:
    handout = copy.deepcopy(GOOD)
    assert faults("handout", handout) == []
    change(handout)
    found = faults("handout", handout)
    assert len(found) == 1
    assert complaint in found[0]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("layout", {"colour": "red"}),
        ("layout", {"page": {"size": "B5"}}),
        ("layout", {"brand": {"palette": {"text": "black"}}}),
        ("layout", {"page": {"margins": {"sides": 12}}}),
        ("words", {"lang": "en"}),
    ],
)
def test_the_other_schemas_refuse(kind: str, value: Any) -> None:
    assert faults(kind, value)


def test_a_layout_may_change_one_thing_only() -> None:
    assert faults("layout", {"extends": "clinic-a4", "brand": {"palette": {"brand": "#0B5563"}}}) == []


def test_schemas_are_json_with_every_key_explained() -> None:
    for kind in KINDS:
        schema = json.loads(schema_text(kind))
        for definition in schema["$defs"].values():
            assert all(value["description"] for value in definition["properties"].values())
