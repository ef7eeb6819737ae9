"""Tables where the page is narrow: each row is read down, and is still a row of one table to a screen reader."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from generator.build import build_leaflet
from generator.problems import Rejected
from generator.project import Project
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project, project_with
from tests.support.readers import open_mupdf
from tests.support.tagtree import Element, TaggedPdf

HEADS = ("Acetylsalicylic", "Metoclopramide", "Paracetamol", "Levothyroxine")
WIDE = ", ".join(HEADS)
TABLE = f"  - table:\n      header: [Week, {WIDE}]\n      rows:\n        - ['1', a1, b1, c1, d1]\n        - ['2', a2, '', c2, d2]\n"
CHART = f"  - chart: {{columns: [Week, {WIDE}], rows: [First, Second], blank: 1}}\n"
LOOK = {"form": "giant-print", "paper": "a5"}


def built(made: Project, lang: str = "en", standard: str = "ua-1", **look: object) -> bytes:
    return build_leaflet(made, "test", lang, "clinic-a4", standard, **{**LOOK, **look}).data  # type: ignore[arg-type]


def words(data: bytes) -> list[tuple[int, float, float, str]]:
    """Page, lower edge, left edge and text of each word, down the pages."""
    with open_mupdf(data) as document:
        found = [(page.number, word[3], word[0], word[4]) for page in document for word in page.get_text("words")]
    return sorted((page, round(bottom), left, text) for page, bottom, left, text in found)


def seen(data: bytes) -> list[str]:
    return [text for *_, text in words(data)]


def test_it_is_one_table_to_who_listens(tmp_path: Path) -> None:
    """The tags are those of the table on a wide page: whoever hears a cell hears the column that it stands in."""
    made = project_with(tmp_path, TABLE)
    narrow, wide = built(made), built(made, form="", paper="legal")
    assert cells(narrow) == cells(wide)


def cells(data: bytes) -> list[list[tuple[str, str, str]]]:
    """Role, attributes and text of each cell, by rows."""
    rows = TaggedPdf(data).root.find("TR")
    found = [[cell for cell in row.kids if isinstance(cell, Element)] for row in rows]
    return [[(cell.role, str(cell.attributes), cell.text.strip()) for cell in row] for row in found]


def test_every_row_is_seen_under_all_its_headings(tmp_path: Path) -> None:
    found = seen(built(project_with(tmp_path, TABLE)))
    assert found.count("Week") >= 2
    assert [found.count(head) for head in HEADS] == [2, 1, 2, 2], "an empty cell is left out; no word is parted"
    places = [found.index(text) for pair in zip(HEADS, ("a1", "b1", "c1", "d1"), strict=True) for text in pair]
    assert places == sorted(places)


def test_a_chart_keeps_room_to_write_in_every_cell(tmp_path: Path) -> None:
    made = project_with(tmp_path, CHART)
    fields = pypdf.PdfReader(io.BytesIO(built(made, fillable=True))).get_fields()
    assert fields is not None and len(fields) == 2 * 4 + 5
    drawn = seen(built(made))
    assert [drawn.count(head) for head in HEADS] == [3] * 4


def test_a_cell_that_spans_rows_is_said_once_and_seen_in_each(tmp_path: Path) -> None:
    table = (
        f"  - table:\n      header: [Week, {', '.join(HEADS[:3])}]\n      rows:\n"
        "        - [{text: both, rows: 2}, a1, b1, c1]\n        - [a2, {text: wide, columns: 2}]\n"
    )
    data = built(project_with(tmp_path, table))
    assert seen(data).count("both") == 2, "neither goes on overleaf"
    assert TaggedPdf(data).root.find("Table")[0].text.count("both") == 1


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_headings_stand_at_the_start_side(tmp_path: Path, lang: str) -> None:
    heads = ", ".join(f"'{digit * 9}'" for digit in "12345")
    made = project_with(tmp_path, f"  - chart: {{columns: [{heads}], rows: ['66'], blank: 0}}\n", lang)
    found = words(built(made, lang))
    left = {text: left for *_, left, text in found}
    assert (left["1" * 9] < left["66"]) == (lang == "en")
    order = [text for *_, text in found if len(text) == 9 and text in heads]
    assert list(dict.fromkeys(order)) == [digit * 9 for digit in "12345"]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_verapdf_finds_no_failure(lang: str, standard: str) -> None:
    for name in ("warfarin", "hip-replacement"):
        data = build_leaflet(project(), name, lang, "clinic-a4", standard, form="giant-print", paper="a5").data
        assert verapdf.failures(data, standard) == []


def test_a_cell_that_fits_on_no_page(tmp_path: Path) -> None:
    table = f"  - table:\n      header: [a, b, c]\n      rows:\n        - [x, {'word ' * 900}, y]\n"
    with pytest.raises(Rejected) as refused:
        build_leaflet(project_with(tmp_path, table), "test", "en")
    (told,) = refused.value.problems
    assert told.message == "This is 1,590 pt high and its first 1,535 pt cannot be parted; page 2 has 711 pt."


@pytest.mark.parametrize("paper", ["trifold-a4", "trifold-letter"])
@pytest.mark.parametrize("name", ["warfarin", "hip-replacement"])
def test_leaflets_with_charts_are_set_on_a_panel(name: str, paper: str) -> None:
    """A column's heading is read before the row that it stands in: that is no fault of the order."""
    leaflet = build_leaflet(project(), name, "en", "clinic-a4", paper=paper, measure=True)
    assert [str(one) for one in leaflet.warnings if one.rule == "order-differs"] == []


def test_a_slip_of_large_type_fits_on_a_small_page(tmp_path: Path) -> None:
    """Its labels then stand at the start of their lines."""
    body = "  - slip: {title: Reply slip, content: [{checklist: [I come., I do not come.]}], fields: [Name, Born, Phone]}\n"
    data = built(project_with(tmp_path, body))
    slip = [(page, text) for page, *_, text in words(data) if text in ("Reply", "come.", "Name", "Born", "Phone")]
    assert [text for _, text in slip] == ["Reply", "come.", "come.", "Name", "Born", "Phone"]
    assert len({page for page, _ in slip}) == 1


@pytest.mark.parametrize("lang", ["ru", "hy", "de"])
def test_no_word_of_a_title_is_parted(lang: str) -> None:
    data = build_leaflet(project(), "metastatic-breast-cancer", lang, "clinic-a4", **LOOK).data  # type: ignore[arg-type]
    title = TaggedPdf(data).root.find("H1")[0].text
    first = [text for page, *_, text in words(data) if page == 0]
    assert [word for word in title.split() if word not in first] == []


def test_a_row_with_nothing_in_it_has_no_card(tmp_path: Path) -> None:
    row = "        - ['', '', '', '', '']\n"
    made = project_with(tmp_path, TABLE + row)
    (table,) = (one for one in TaggedPdf(built(made)).root.walk() if one.role == "Table")
    assert len([one for one in table.walk() if one.role == "TR"]) == 4, "the header and each row of the YAML"
    assert [text for text in seen(built(made)) if text in ("a1", "a2")] == ["a1", "a2"]
