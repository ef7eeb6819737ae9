"""Pages on which little fits: large type, small paper, long items, titles without blanks."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.build import build_leaflet
from generator.cli import main
from generator.model.languages import find_language
from generator.project import read_handout
from tests.model.test_messages import Make, said
from tests.story.test_care_blocks import line
from tests.support.leaflets import leaflet_as, project, project_with
from tests.support.readers import mupdf_lines, pypdf_furniture, squeeze
from tests.support.recorder import case_of
from tests.support.tagtree import TaggedPdf

LONG = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
MBC = "metastatic-breast-cancer"


@pytest.mark.parametrize("block", ["zones", "callout", "checklist", "do-and-dont", "timeline", "picture"])
@pytest.mark.parametrize("look", [{"form": "giant-print"}, {"form": "giant-print", "paper": "a5"}])
def test_long_items_are_set_in_giant_print(tmp_path: Path, block: str, look: dict[str, str]) -> None:
    items = f"[{LONG * 2}, {LONG * 2}, {LONG * 2}]"
    blocks = {
        "zones": f"zones: [{{act: emergency, title: Now, list: {items}}}]",
        "callout": f"callout: {{kind: note, title: Note, content: [{{list: {items}}}]}}",
        "checklist": f"checklist: {items}",
        "do-and-dont": f"do-and-dont: {{do: {{title: Yes, list: {items}}}, dont: {{title: No, list: {items}}}}}",
        "timeline": f"timeline: [{{when: Now, content: [{{text: {LONG * 12}}}]}}, {{when: Then, content: [{{text: x}}]}}]",
        "picture": f"risk: {{number: 3, of: 10, text: 3 of 10. {LONG}, other: 7 of 10. {LONG}}}",
    }
    made = project_with(tmp_path, f"  - text: First.\n  - heading: Help\n  - {blocks[block]}\n", "en", "A title")
    leaflet = build_leaflet(made, "test", "en", "clinic-a4", **look)  # type: ignore[arg-type]
    assert squeezed(LONG) in squeezed(TaggedPdf(leaflet.data).root.text)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("sentences", range(34, 44))
def test_a_moment_as_long_as_a_page(tmp_path: Path, sentences: int) -> None:
    text = "Nine short words stand in this sentence of it. " * sentences
    moments = f"[{{when: Now, content: [{{text: {text}}}]}}, {{when: Then, content: [{{text: x}}]}}]"
    drawn = case_of(tmp_path, f"  - timeline: {moments}\n").set()
    bottom = min(one.baseline for one in drawn.tagged_lines)
    for shape in drawn.shapes:
        assert shape.kind != "box" or shape.bottom >= min(bottom, 56.0) - 8, "the line ends with the text"


@pytest.mark.parametrize("rows", range(5, 16))
def test_heading_stands_with_columns_that_are_taller_than_the_rest(tmp_path: Path, rows: int) -> None:
    items = ", ".join(f"item {row} {LONG}" for row in range(rows))
    body = "".join(f"  - text: Text {n}.\n" for n in range(8))
    body += (
        f"  - heading: Help\n  - do-and-dont: {{do: {{title: Yes, list: [{items}]}}, dont: {{title: No, list: [x]}}}}\n"
    )
    drawn = case_of(tmp_path, body).set()
    assert line(drawn, "Help").page == line(drawn, "Yes").page


def test_a_box_inside_columns_keeps_its_word(tmp_path: Path) -> None:
    """The second half of a call-out would stand without the word that says how urgent it is."""
    box = "{callout: {kind: emergency, title: Call 911, content: [{list: [one, two, three, four]}]}}"
    for texts in range(12, 26):
        body = f"  - columns: [[{', '.join(['{text: filler}'] * texts)}, {box}], [{{text: x}}]]\n"
        drawn = case_of(tmp_path / str(texts), body).set()
        assert len({line(drawn, text).page for text in ("Call 911", "one", "four")}) == 1, texts


@pytest.mark.parametrize(
    ("name", "lang", "look"),
    [
        (MBC, "th", {"form": "giant-print"}),
        (MBC, "lo", {"form": "giant-print"}),
        ("colonoscopy", "zh-Hans", {"form": "giant-print"}),
        ("colonoscopy", "zh-Hans", {"form": "large-print", "paper": "a5"}),
        ("colonoscopy", "es", {"paper": "a5"}),
    ],
)
def test_title_in_the_header_leaves_room_for_the_name(name: str, lang: str, look: dict[str, str]) -> None:
    data = leaflet_as(name, lang, **look)
    lines = [one for one in mupdf_lines(data) if one.page == 2]
    top = min(one.top for one in lines)
    header = sorted((one for one in lines if one.top < top + 6), key=lambda one: one.left)
    assert header
    for one, other in pairwise(header):
        assert one.right <= other.left + 0.5, (one.text, other.text)


@pytest.mark.parametrize(
    ("name", "lang", "look"),
    [
        ("colonoscopy", "es", {}),
        ("colonoscopy", "es", {"form": "large-print"}),
        ("colonoscopy", "es", {"form": "giant-print"}),
        ("colonoscopy", "zh-Hans", {"form": "giant-print"}),
        ("colonoscopy", "es", {"paper": "a5"}),
        ("warfarin", "ar", {"form": "giant-print"}),
        (MBC, "ru", {"form": "giant-print"}),
        (MBC, "ur", {"form": "large-print"}),
        (MBC, "es", {"form": "large-print", "paper": "a5"}),
    ],
)
def test_readers_find_the_whole_title_on_every_page_and_staff_what_it_is(
    name: str, lang: str, look: dict[str, str]
) -> None:
    """The English title stands there whole or not at all, since it has no row of its own; the document's id does."""
    data = leaflet_as(name, lang, **look)
    handout = read_handout(project(), name, lang)
    own, english = (squeeze(read_handout(project(), name, tag).title.plain) for tag in (lang, "en"))
    pages = pypdf_furniture(data)
    assert len(pages) > 2
    for number, page in enumerate(pages[1:], 2):
        assert own in page, number
        assert english in page or english[:9] not in page, number
        assert handout.id in page, number


@pytest.mark.parametrize("form", ["large-print", "giant-print"])
@pytest.mark.parametrize("paper", ["", "a5"])
@pytest.mark.parametrize("lang", ["en", "he", "my", "es", "de", "ht", "vi", "ur", "zh-Hans"])
def test_every_page_says_whose_it_is_and_which(lang: str, paper: str, form: str) -> None:
    """Whatever else large type leaves no room for: the clinic's whole name, the readers' title, the page's number."""
    leaflet = build_leaflet(project(), MBC, lang, "clinic-a4", form=form, paper=paper)
    handout = read_handout(project(), MBC, lang)
    words, language = project().words(lang), find_language(lang)
    assert language is not None
    for number, page in enumerate(pypdf_furniture(leaflet.data)[1:], 2):
        assert "HarborLaneClinic" in page
        assert squeeze(handout.title.plain)[:6] in page
        assert all(part in page for part in (f"{handout.id}·{handout.version}", lang))
        labels = words.page_label(number, leaflet.pages), words.page_of(number, leaflet.pages)
        assert any(squeeze(label) in page for label in labels) or language.rtl or lang == "my"


@pytest.mark.parametrize(
    ("lang", "rows"), [("en", 1), ("he", 2), ("my", 2), ("es", 2), ("de", 2), ("ht", 2), ("vi", 2)]
)
def test_the_foot_of_giant_print_takes_two_rows_at_most(lang: str, rows: int) -> None:
    data = leaflet_as(MBC, lang, form="giant-print")
    feet = [round(line.top) for line in mupdf_lines(data) if line.page == 2 and line.top > 740]
    assert 1 <= len({top // 20 for top in feet}) <= 3, feet
    assert max(feet) - min(feet) <= 34 * rows


def test_urdu_words_whose_letters_lie_under_each_other(tmp_path: Path) -> None:
    """Nastaliq moves the pen back in them; a font file holds no width below zero."""
    words = "تجربہ تجزیہ انجری الجزائر"
    made = project_with(tmp_path, f"  - text: {words}۔\n", "ur", "تجربہ")
    leaflet = build_leaflet(made, "test", "ur", "clinic-a4", verify=True)
    assert words in TaggedPdf(leaflet.data).root.text


@pytest.mark.parametrize("said_number", ["0.15", "15.5", "1" * 5000, "115"])
def test_a_number_that_only_looks_like_the_one_drawn(tmp_project: Make, said_number: str) -> None:
    body = f"  - risk: {{number: 15, of: 100, text: {said_number} of 100 men., other: 85 of 100 men.}}\n"
    assert "The picture shows 15; this sentence does not say it. [risk-numbers]" in said(tmp_project, body)


def test_a_chart_that_would_part_its_words(tmp_project: Make) -> None:
    days = "Medicine, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"
    text = said(tmp_project, f"  - chart: {{columns: [{days}], blank: 2}}\n")
    assert "pt so that no word is parted; the page has 471. [too-large]" in text


def test_sheets_of_a_layout_that_is_not_there() -> None:
    result = CliRunner().invoke(main, ["sheets", "warfarin", "--layout", "nope"])
    assert result.exit_code == 1
    assert "There is no layout “nope”. [unknown-layout]" in result.output


def test_fewer_people_are_not_drawn_larger(tmp_path: Path) -> None:
    """Two people are as large as two of a hundred."""
    widths = {}
    for of in (2, 10, 100):
        body = f"  - risk: {{number: 1, of: {of}, text: 1 of {of}., other: {of - 1} of {of}.}}\n"
        (picture,) = [
            s for s in case_of(tmp_path / str(of), body).set().shapes if s.kind == "picture" and s.bottom < 700
        ]
        widths[of] = picture.width
    assert widths[10] == pytest.approx(widths[100])
    assert widths[2] == pytest.approx(widths[10] / 5)
