"""What is parted at the end of a page, and what is not: at every height at which a page can end."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from generator.build import build_leaflet
from generator.cli import main
from generator.story import paging
from generator.story.styles import STEP
from generator.tags import Tag
from tests.support.leaflets import project, project_with
from tests.support.readers import mupdf_lines, rendered, squeeze
from tests.support.recorder import Recorder, SetCase, case_of
from tests.support.tagtree import TaggedPdf

WORDS = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
HEIGHTS = range(60, 380, 5)
STORY = f"""
  - text: {WORDS * 8}
  - heading: Help
  - text: "{WORDS * 3}These are the lines to call, at any time of the day, free of charge:"
  - list:
      - "**The helpline of the society for people with this disease and for those who are close to them:** 1-800-227-2345"
      - "**Another helpline for all who have the disease, in many languages, by people who have it too:** 1-877-465-6636"
  - glossary:
      - {{term: Recurrence, meaning: {WORDS * 2}}}
      - {{term: Metastasis, meaning: {WORDS * 2}}}
  - callout: {{kind: important, title: A title, content: [{{text: {WORDS * 9}}}]}}
  - contact: {{name: Nurses, phone: (555) 010-0142, hours: Always, email: a@example.org, address: "{WORDS}"}}
  - table: {{header: [A, B], rows: [[one, "1"], [two, "2"], [three, "3"], [four, "4"]]}}
  - text: {WORDS * 3}
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> SetCase:
    return case_of(tmp_path_factory.mktemp("partings"), STORY)


@cache
def at(story: SetCase, height: int) -> Recorder:
    return story.set(height)


def items_of(drawn: Recorder) -> list[Tag]:
    return list(drawn.elements("LI"))


@pytest.mark.parametrize("height", HEIGHTS)
def test_whose_number_it_is_stands_on_the_page_of_the_number(story: SetCase, height: int) -> None:
    drawn = at(story, height)
    contact = list(drawn.elements("Sect"))[-1]
    assert len(items_of(drawn)) == 4
    for tag in (*items_of(drawn), contact):
        assert len(drawn.pages_of(tag)) == 1


@pytest.mark.parametrize("height", HEIGHTS)
def test_a_box_goes_on_with_three_lines_at_least(story: SetCase, height: int) -> None:
    drawn = at(story, height)
    (box,) = drawn.elements("Aside")
    inside = {id(tag) for tag in box.walk()}
    pages = [line.page for line in drawn.lines if id(line.tag) in inside]
    assert pages.count(pages[0]) == len(pages) or pages.count(pages[-1]) >= 3


@pytest.mark.parametrize("height", HEIGHTS)
def test_a_small_table_is_not_parted(story: SetCase, height: int) -> None:
    (table,) = at(story, height).elements("Table")
    assert len(at(story, height).pages_of(table)) == 1


@pytest.mark.parametrize("height", HEIGHTS)
def test_a_long_introduction_may_part_and_its_end_stays_with_what_it_leads_to(story: SetCase, height: int) -> None:
    drawn = at(story, height)
    introduction = next(line.tag for line in drawn.tagged_lines if "free of charge" in line.text)
    assert introduction is not None
    lines = [line for line in drawn.lines if line.tag is introduction]
    assert lines[-1].page == min(drawn.pages_of(items_of(drawn)[0]))
    assert sum(line.page == lines[-1].page for line in lines) >= 2


def test_a_long_introduction_is_parted_somewhere(story: SetCase) -> None:
    parted = 0
    for height in HEIGHTS:
        drawn = at(story, height)
        introduction = next(line.tag for line in drawn.tagged_lines if "free of charge" in line.text)
        assert introduction is not None
        parted += len(drawn.pages_of(introduction)) == 2
    assert parted >= 2


def test_no_rule_stands_at_the_foot_of_a_page(tmp_path: Path) -> None:
    """It would part the last lines from nothing; the rule of the footer is lower."""
    case = case_of(tmp_path, f"  - text: {WORDS * 20}\n  - references: [{WORDS * 30}]\n")
    for height in HEIGHTS:
        drawn = case.set(height)
        rules = [one for one in drawn.shapes if one.kind == "rule" and one.colour == case.styles.palette.rule]
        for page in range(drawn.pages):
            lowest = min(line.baseline for line in drawn.tagged_lines if line.page == page)
            assert not [one for one in rules if one.page == page and height <= one.bottom < lowest], (height, page)


def test_a_last_page_with_a_line_or_two_is_saved_where_spaces_can_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five parts, and the colophon alone on a second page; the spaces above the headings can give it room."""
    text = "Nine short words stand in this sentence of it. "
    body = "".join(f"  - heading: Part {number}\n  - text: {text * 3}\n" for number in range(5))
    case = case_of(tmp_path, f"{body}  - text: {text}\n")
    close = case.set()
    monkeypatch.setattr(paging._Filler, "faults", 0.0)
    monkeypatch.setattr(paging._Filler, "_close_up_for", lambda *_: None)
    usual = case.set()
    assert (close.pages, usual.pages) == (1, 2)
    said = ["".join(line.text for line in drawn.tagged_lines).replace("· ", "") for drawn in (close, usual)]
    assert said[0] == said[1]
    headings = [line.baseline for line in close.tagged_lines if line.text.startswith("Part")]
    assert len({round(above - below, 3) for above, below in pairwise(headings)}) == 1, "all give alike"


def test_terms_wider_than_their_column_stand_over_their_meaning() -> None:
    """In giant print, and in Tamil, no word of a glossary is torn."""
    data = build_leaflet(project(), "metastatic-breast-cancer", "ta", "clinic-a4", form="giant-print").data
    assert any(squeeze(line.text) == squeeze("பரவிய (மெட்டாஸ்டேடிக்)") for line in mupdf_lines(data))


def test_terms_beside_their_meaning_have_a_column_as_wide_as_their_longest_word(tmp_path: Path) -> None:
    drawn = case_of(tmp_path, f"  - glossary: [{{term: Otolaryngologist, meaning: {WORDS}}}]\n").set()
    (line,) = (line for line in drawn.tagged_lines if "Oto" in line.text)
    assert line.text == "Otolaryngologist"
    meaning = next(line for line in drawn.tagged_lines if line.text.startswith("Your care"))
    assert meaning.left >= line.right + 10


def left_edge_of_ink(folder: Path, lang: str, more: str) -> int:
    """Of a drawing 200 points wide that has a bar at its left, in points from the left of the page."""
    body = f"  - figure: {{image: bar.svg, decorative: true, width: 200pt{more}}}\n"
    made = project_with(folder, body, lang, "A title")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h2v10h-2z"/></svg>'
    (folder / "handouts" / "test" / "bar.svg").write_text(drawing, encoding="utf-8")
    page = rendered(build_leaflet(made, "test", lang, "clinic-a4").data, 72, index=0)[0]
    columns = (page.crop((x, 0, x + 1, page.height)).convert("L").histogram() for x in range(page.width))
    return next(x for x, counts in enumerate(columns) if sum(counts[:60]) > 150)


def test_a_drawing_that_is_read_with_the_text_turns_round_where_text_runs_from_the_right(tmp_path: Path) -> None:
    arabic, turned = (left_edge_of_ink(tmp_path / f"ar{more}", "ar", more) for more in ("", ", mirror: true"))
    assert turned == pytest.approx(arabic + 160, abs=2)
    english, same = (left_edge_of_ink(tmp_path / f"en{more}", "en", more) for more in ("", ", mirror: true"))
    assert english == same


def test_a_photo_is_not_turned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project_with(tmp_path, "  - figure: {image: a.png, alt: Hands., mirror: true}\n", "en", "A title")
    Image.new("RGB", (9, 9)).save(tmp_path / "handouts" / "test" / "a.png")
    monkeypatch.chdir(made.root)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "error: “mirror” turns drawings (.svg) only; “a.png” is none. [bad-value]" in result.output
    assert "hint: A photo is not turned: hands and letters in it would be wrong.\n" in result.output


@pytest.mark.parametrize("form", ["large-print", "giant-print"])
def test_lists_inside_items_of_a_box_are_parted_where_they_have_to_be(tmp_path: Path, form: str) -> None:
    item = f"{{text: {WORDS}, list: [{WORDS}, {WORDS}, {WORDS}]}}"
    body = f"  - callout: {{kind: note, title: A title, content: [{{list: [{item}, {item}]}}]}}\n"
    made = project_with(tmp_path, body)
    read = TaggedPdf(build_leaflet(made, "test", "en", form=form, paper="a5").data).root.text
    assert squeeze(read).count(squeeze(WORDS)) == 8


def test_spaces_of_a_page_give_so_that_a_box_stays_whole(tmp_path: Path) -> None:
    """As much as it takes, and no more than that: two steps above a heading and one below."""
    signs = ", ".join(f"{{text: Sign {number}.}}" for number in range(4))
    box = f"  - callout: {{kind: important, title: Tell us, content: [{signs}]}}\n"
    parts = "".join(f"  - heading: Part {part}\n  - text: {WORDS}\n" for part in range(3))
    case = case_of(tmp_path, f"{parts}{box}")
    seen = []
    for height in range(100, 420, 5):
        drawn = case.set(height)
        pages = {line.page for line in drawn.tagged_lines if line.text.startswith("Sign")}
        tops = [line.baseline for line in drawn.tagged_lines if line.text.startswith("Part")]
        seen.append((pages, round(tops[0] - tops[1])))
    usual = seen[0][1]
    given = [pitch for pages, pitch in seen if pages == {0} and pitch < usual]
    assert given and {usual - pitch for pitch in given} <= {STEP, 2 * STEP, 3 * STEP}
