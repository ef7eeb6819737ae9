"""Specimen sheets: one for every language of the table, and a picture for every script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.build import Leaflet, build_specimen
from generator.cli import main
from generator.model.blocks import BLOCKS
from generator.model.blocks.care import Checklist, Columns, DoAndDont, PatientBox, Timeline, Zones
from generator.model.blocks.clinic import Appointment, Feedback, Notice1557, Questionnaire, Slip, TeachBack
from generator.model.blocks.code import Code
from generator.model.blocks.medicines import Medicines
from generator.model.blocks.pictures import PictureSteps, Risk
from generator.model.blocks.tables import Chart, Comparison
from generator.model.blocks.words import Quote
from generator.model.languages import language_table
from generator.specimen import specimen
from tests.support import verapdf
from tests.support.goldens import check_picture
from tests.support.leaflets import STANDARDS, project
from tests.support.readers import find_in_order, pypdf_text, rendered, squeeze
from tests.support.tagtree import TaggedPdf

TABLE = language_table()
# The first language of each script in the table, and Urdu for its Nastaliq.
ONE_PER_SCRIPT = (*{language.script: tag for tag, language in reversed(TABLE.items())}.values(), "ur")
DPI = 40


@cache
def sheet(lang: str, standard: str = "ua-1") -> Leaflet:
    return build_specimen(project(), TABLE[lang], standard=standard)


# Made of the boxes, lists, pictures and tables that the sheet shows; it has two pages for all.
COMPOSED = {Zones, DoAndDont, Checklist, Timeline, PatientBox, Columns, PictureSteps, Risk, Chart, Quote}
COMPOSED |= {Comparison, Medicines, Appointment, TeachBack, Feedback, Slip, Notice1557, Code, Questionnaire}


def test_the_sheet_has_every_block() -> None:
    shown = {type(block) for block in specimen(project(), TABLE["en"]).content}
    assert shown == set(BLOCKS) - COMPOSED


@pytest.mark.parametrize("lang", TABLE)
def test_every_language_has_a_sheet_that_reads_as_it_was_written(lang: str) -> None:
    leaflet = sheet(lang)
    assert leaflet.warnings == ()
    assert leaflet.pages <= (2 if TABLE[lang].leading == 1.4 else 3), "tall scripts need more room"
    wanted = [text.plain for text in specimen(project(), TABLE[lang]).texts()]
    assert find_in_order(wanted, squeeze(TaggedPdf(leaflet.data).root.text)) == []
    assert find_in_order(wanted, pypdf_text(leaflet.data)) == []


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["en", "ckb", "yo", "ksw", "hmn"])
def test_verapdf_finds_no_failure(lang: str, standard: str) -> None:
    """In languages that no leaflet of the library is in."""
    assert verapdf.failures(sheet(lang, standard).data, standard) == []


def test_every_script_has_a_picture() -> None:
    assert {TABLE[tag].script for tag in ONE_PER_SCRIPT} == {language.script for language in TABLE.values()}
    assert len(ONE_PER_SCRIPT) == 26


@pytest.mark.parametrize("lang", ONE_PER_SCRIPT)
def test_the_sheet_looks_as_it_did(lang: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    picture = rendered(sheet(lang).data, DPI, index=0)[0]
    check_picture(picture, f"specimen.{lang}.png", request.config, tmp_path)


def test_the_command_writes_a_sheet(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["specimen", "--lang", "norwegian bokmål", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    path = tmp_path / "specimen-nb-norwegian-bokmal.pdf"
    assert result.output == f"{path}: 2 pages\n"
    assert path.read_bytes().startswith(b"%PDF-1.7")
