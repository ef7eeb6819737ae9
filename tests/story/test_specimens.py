"""Specimen sheets: one for every language of the table, and a picture for every script."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

import generator.specimen
from generator.build import Leaflet, build_specimen
from generator.cli import main
from generator.model.blocks import BLOCKS
from generator.model.languages import language_table
from generator.specimen import specimen
from tests.support import verapdf
from tests.support.goldens import check_picture
from tests.support.leaflets import STANDARDS, project
from tests.support.readers import find_in_order, mupdf_lines, pypdf_text, rendered, squeeze
from tests.support.tagtree import TaggedPdf

TABLE = language_table()
# The first language of each script in the table, and Urdu for its Nastaliq.
ONE_PER_SCRIPT = (*{language.script: tag for tag, language in reversed(TABLE.items())}.values(), "ur")
DPI = 28
# ISO 216.
A3 = (297 * 72 / 25.4, 420 * 72 / 25.4)
HARD = tomllib.loads(Path(generator.specimen.__file__).with_name("specimens.toml").read_text(encoding="utf-8"))


@cache
def sheet(lang: str, standard: str = "ua-1") -> Leaflet:
    return build_specimen(project(), TABLE[lang], standard=standard)


@cache
def tags_read(lang: str) -> str:
    return squeeze(TaggedPdf(sheet(lang).data).root.text)


def test_the_sheet_has_every_block() -> None:
    assert {type(block) for block in specimen(project(), TABLE["en"]).content} == set(BLOCKS)


@pytest.mark.parametrize("lang", TABLE)
def test_every_language_has_a_sheet_of_two_pages_that_reads_as_it_was_written(lang: str) -> None:
    leaflet = sheet(lang)
    # The notice of rights is in two languages alone, as a sample of its form.
    assert [warning.rule for warning in leaflet.warnings] == ["few-languages"]
    assert leaflet.pages == 2
    wanted = [text.plain for text in specimen(project(), TABLE[lang]).texts()]
    read = tags_read(lang)
    assert find_in_order(wanted, read) == []
    assert find_in_order(wanted, pypdf_text(leaflet.data)) == []
    assert [block.BLOCK for block in BLOCKS if squeeze(f"{block.BLOCK} ·") not in read] == ["code"]
    assert "code:" in read


@pytest.mark.parametrize("lang", TABLE)
def test_the_sheet_shows_the_script_in_both_weights_and_says_what_it_is(lang: str) -> None:
    language = TABLE[lang]
    read = tags_read(lang)
    for case in HARD.get(lang) or HARD[language.script]:
        assert read.count(squeeze(case)) == 2
    assert squeeze("Proof sheet for those who make type and leaflets") in read
    assert squeeze("Not for patients.") in read


@pytest.mark.parametrize("lang", TABLE)
def test_no_text_of_the_sheet_leaves_its_paper_or_is_smaller_than_9_points(lang: str) -> None:
    for line in mupdf_lines(sheet(lang).data):
        assert 17 <= line.left <= line.right <= A3[0] - 17
        assert 17 <= line.top <= A3[1] - 17
        assert line.size >= 9


# Every language in one of the two standards, turn about; in both four scripts, and languages that no leaflet is in.
IN_BOTH = ("en", "ar", "ur", "zh-Hant", "ckb", "yo", "ksw", "hmn")
JUDGED = [
    (lang, standard)
    for number, lang in enumerate(TABLE)
    for standard in (STANDARDS if lang in IN_BOTH else (STANDARDS[number % 2],))
]


@pytest.mark.parametrize(("lang", "standard"), JUDGED)
def test_verapdf_finds_no_failure(lang: str, standard: str) -> None:
    assert verapdf.failures(sheet(lang, standard).data, standard) == []


def test_every_script_has_a_picture() -> None:
    assert {TABLE[tag].script for tag in ONE_PER_SCRIPT} == {language.script for language in TABLE.values()}
    assert len(ONE_PER_SCRIPT) == 26


@pytest.mark.parametrize("lang", ONE_PER_SCRIPT)
def test_the_sheet_looks_as_it_did(lang: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    pages = rendered(sheet(lang).data, DPI)
    both = Image.new("L", (sum(page.width for page in pages), pages[0].height))
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width, 0))
    check_picture(both, f"specimen.{lang}.png", request.config, tmp_path)


def test_the_command_writes_a_sheet(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["specimen", "--lang", "norwegian bokmål", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    path = tmp_path / "specimen-nb-norwegian-bokmal.pdf"
    assert result.output == f"{path}: 2 pages\n"
    assert path.read_bytes().startswith(b"%PDF-1.7")
