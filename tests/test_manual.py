"""The manual cannot lie: each listing in it is held against the block that stands beside it, or tried out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.build import build_leaflet
from generator.cli import main
from generator.model.blocks import BLOCKS
from generator.model.fields import keys_of
from generator.model.layout import Layout, load_layout
from generator.model.profile import load_profile
from generator.model.schema import json_schema
from generator.project import Project
from tests.support import verapdf
from tests.support.leaflets import ROOT, STANDARDS, project
from tests.support.tagtree import TaggedPdf

NAME = "manual"
FILE = ROOT / "handouts" / NAME / "en.yaml"


@cache
def content() -> list[dict[str, Any]]:
    """The manual's blocks as plain data, every value a text, read by another reader than the generator's."""
    return list(yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader)["content"])


def listings() -> list[tuple[int, str]]:
    return [(index, block["code"]) for index, block in enumerate(content()) if "code" in block]


def meaning(listing: str) -> Any:
    return yaml.load(listing, yaml.BaseLoader)


def of_kind(kind: type) -> list[tuple[int, str]]:
    """The listings that hold a list (blocks), keys (a file), or a text (commands)."""
    return [(index, listing) for index, listing in listings() if isinstance(meaning(listing), kind)]


each_block = pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.BLOCK)


@each_block
def test_every_block_is_there_and_in_a_listing(block: Any) -> None:
    assert any(block.BLOCK in there for there in content())
    assert any(block.BLOCK in shown for _, listing in of_kind(list) for shown in meaning(listing))


def test_each_listing_of_blocks_is_what_stands_beside_it() -> None:
    blocks = content()
    for index, listing in of_kind(list):
        shown = meaning(listing)
        before, after = blocks[max(0, index - len(shown)) : index], blocks[index + 1 : index + 1 + len(shown)]
        assert shown in (before, after), listing


@each_block
def test_every_key_of_a_block_is_in_a_listing(block: Any) -> None:
    shown = [shown for _, listing in of_kind(list) for shown in meaning(listing) if block.BLOCK in shown]
    keys = {key for one in shown for key in _keys(one)}
    assert set(keys_of(block)) <= keys


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(part)


@pytest.mark.parametrize("what", ["handout", "layout", "brand", "profile"])
def test_every_other_key_is_in_a_listing(what: str) -> None:
    """Those of the head, of translations and their records, of layouts with all their groups, of brands, of
    profiles."""
    names = {block.__name__ for block in BLOCKS}
    keys = {key for _, listing in of_kind(dict) + of_kind(list) for key in _keys(meaning(listing))}
    for name, group in json_schema(what)["$defs"].items():
        if name not in names:
            assert set(group["properties"]) <= keys, name


FOLDERS = {"palette": "brands", "extends": "", "type": "formats", "page": "papers"}


def _folder(listing: dict[str, Any]) -> str | None:
    """Where a file with these keys stands in `layouts/`; None for a handout's."""
    if "rules" in listing:
        return "profiles"
    return next((folder for key, folder in FOLDERS.items() if key in listing), None)


def test_each_listing_of_a_layout_brand_format_or_paper_can_be_used(tmp_path: Path) -> None:
    fonts, used = ROOT / "generator" / "fonts", set()
    for number, (_, listing) in enumerate(of_kind(dict)):
        folder = _folder(meaning(listing))
        if folder in (None, "profiles"):
            continue
        used.add(folder)
        root = tmp_path / str(number)
        for part in ("", "brands", "formats", "papers"):
            (root / part).mkdir(parents=True, exist_ok=True)
        for weight in ("Regular", "Bold", "Italic", "BoldItalic"):
            (root / "brands" / f"Clinic-{weight}.ttf").write_bytes((fonts / f"NotoSans-{weight}.ttf").read_bytes())
        (root / folder / "shown.yaml").write_text(listing, encoding="utf-8")
        folders = (root, ROOT / "layouts")
        laid = {"brands": "brand", "formats": "form", "papers": "paper"}.get(folder)
        layout = load_layout("clinic-a4" if laid else "shown", folders, **({laid: "shown"} if laid else {}))
        assert isinstance(layout, Layout)
    assert used == set(FOLDERS.values())


def test_the_listing_of_a_profile_can_be_used(tmp_path: Path) -> None:
    (listing,) = (listing for _, listing in of_kind(dict) if _folder(meaning(listing)) == "profiles")
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "shown.yaml").write_text(listing, encoding="utf-8")
    shown = load_profile("shown", (tmp_path, ROOT / "layouts"))
    assert shown.limit("long-sentence", "warning") == 18
    assert not shown.off("no-1557-notice")
    assert shown.off("many-pages") == "We print at home."


def test_the_table_of_profiles_names_all() -> None:
    (table,) = (block["table"] for block in content() if "table" in block and block["table"]["header"][0] == "Profile")
    assert sorted(row[0] for row in table["rows"]) == sorted(
        path.stem for path in (ROOT / "layouts/profiles").glob("*.yaml")
    )


def test_the_listing_of_a_head_makes_a_leaflet(tmp_path: Path) -> None:
    (head,) = (listing for _, listing in of_kind(dict) if "id" in meaning(listing))
    path = tmp_path / "handouts" / "flu-vaccine" / "en.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(head, encoding="utf-8")
    assert build_leaflet(Project.at(tmp_path), "flu-vaccine", "en").warnings == ()


def test_each_command_is_one_that_the_program_knows() -> None:
    """Its options are those that the command has; nothing is run."""
    commands = [line for _, listing in of_kind(str) for line in listing.splitlines()]
    assert len(commands) > 15
    for line in commands:
        program, *words = shlex.split(line)
        assert program == "handouts"
        command: click.Command = main
        while isinstance(command, click.Group):
            command = command.commands[words.pop(0)]
        options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= options | {"--help"}, line


@pytest.mark.parametrize("form", ["", *project().parts("formats")])
@pytest.mark.parametrize("layout", project().layouts())
def test_it_is_set_in_every_layout_and_format(layout: str, form: str) -> None:
    built = build_leaflet(project(), NAME, "en", layout, form=form)
    assert [problem for problem in built.warnings if problem.rule != "no-own-text"] == []
    said = [code.text for code in TaggedPdf(built.data).root.find("Code")]
    assert said == [listing.rstrip("\n") for _, listing in listings()], "each listing is read as it is typed"


@pytest.mark.parametrize("brand", project().parts("brands"))
@pytest.mark.parametrize("standard", STANDARDS)
def test_validator_finds_nothing(standard: str, brand: str) -> None:
    data = build_leaflet(project(), NAME, "en", "clinic-letter", standard, brand=brand, form="giant-print").data
    assert verapdf.failures(data, standard) == []
