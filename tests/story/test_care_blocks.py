"""Where the blocks that tell patients what to do stand on the page, at every height at which it can end."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from generator.build import plan
from generator.model.page import PAGE_SIZES
from generator.project import read_handout
from generator.story.styles import Styles
from tests.story.test_layout import BOTTOMS, last_and_first
from tests.support.leaflets import CASES, leaflet
from tests.support.recorder import DrawnLine, Recorder, SetCase, case_of

WORDS = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
STORY = f"""
  - text: {WORDS * 9}
  - heading: Help
  - zones:
      - {{act: emergency, title: Now, list: [one, {WORDS}]}}
      - {{act: call-today, title: Today, list: [two]}}
      - {{act: wait, title: Later, list: [three, four]}}
  - do-and-dont:
      do: {{title: Yes, list: [{WORDS}, five, {WORDS}, six]}}
      dont: {{title: No, list: [seven, {WORDS}]}}
  - checklist: [eight, {WORDS}, nine, ten]
  - timeline:
      - {{when: Before, content: [{{text: {WORDS}}}]}}
      - {{when: Then, content: [{{text: {WORDS * 2}}}, {{list: [eleven, twelve]}}]}}
      - {{when: After, content: [{{text: thirteen}}]}}
  - risk: {{number: 3, of: 10, text: 3 of 10 people., other: 7 of 10 people.}}
  - chart: {{caption: Diary, columns: [Day, Pain], rows: [Monday, Tuesday], blank: 3}}
  - quote: {{text: {WORDS}, by: Ana}}
  - columns: [[{{text: left}}], [{{text: right}}]]
  - patient-box: {{title: Visit, fields: [Name, Hour], lines: 2}}
  - text: The end.
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> SetCase:
    return case_of(tmp_path_factory.mktemp("care"), STORY)


@pytest.fixture(scope="module")
def pages_at(story: SetCase) -> Callable[[int], Recorder]:
    return cache(lambda bottom: story.set(bottom))


at_every_height = pytest.mark.parametrize("bottom", BOTTOMS)


def line(drawn: Recorder, text: str) -> DrawnLine:
    return next(line for line in drawn.tagged_lines if line.text.strip() == text)


@at_every_height
def test_nothing_leaves_the_type_area_and_nothing_is_lost(
    story: SetCase, pages_at: Callable[[int], Recorder], bottom: int
) -> None:
    drawn, page = pages_at(bottom), story.styles.page
    left, right = page.margins.sides - 0.1, page.width - page.margins.sides + 0.1
    for one in drawn.lines:
        assert left <= one.left <= one.right <= right, one
        assert one.tag is None or bottom <= one.baseline <= page.height - page.margins.top, one
    for shape in drawn.shapes:
        assert left - 0.4 <= shape.left <= shape.left + shape.width <= right + 0.4, shape
    assert words(drawn) == words(pages_at(BOTTOMS[0])), "columns may stand one below the other: their lines differ"


def words(drawn: Recorder) -> list[str]:
    return sorted(word for one in drawn.tagged_lines for word in one.text.split())


@at_every_height
def test_what_belongs_together_is_not_parted(pages_at: Callable[[int], Recorder], bottom: int) -> None:
    drawn = pages_at(bottom)
    zones = {line(drawn, text).page for text in ("Help", "Now", "Today", "Later", "four")}
    assert len(zones) <= 2, "who looks for the one to choose sees all of them, or much of a page would stay empty"
    for heading in drawn.elements("H2"):
        assert all(one.tag is not heading for one, _ in last_and_first(drawn.tagged_lines))
    for when in ("Before", "Then", "After"):
        following = drawn.tagged_lines[drawn.tagged_lines.index(line(drawn, when)) + 1]
        assert following.page == line(drawn, when).page
    box = {line(drawn, text).page for text in ("Visit", "Name", "Hour")}
    assert len(box) == 1
    people = [shape for shape in drawn.shapes if shape.kind == "picture" and shape.width > 100]
    assert [shape.page for shape in people] == [line(drawn, "3 of 10 people.").page]


@pytest.mark.parametrize("rows", range(9, 24))
def test_heading_is_not_left_alone_by_zones_that_fill_a_page(tmp_path: Path, rows: int) -> None:
    """Zones that fit on a page, or nearly, but not together with their heading."""
    items = ", ".join(f"item {row}" for row in range(rows))
    zones = "".join(
        f"      - {{act: {act}, title: {act}, list: [{items if act == 'emergency' else 'one, two'}]}}\n"
        for act in ("emergency", "call-today", "wait")
    )
    drawn = case_of(tmp_path, f"  - text: First.\n  - heading: Help\n  - zones:\n{zones}").set()
    assert line(drawn, "Help").page == line(drawn, "emergency").page


def test_columns_stand_side_by_side(pages_at: Callable[[int], Recorder]) -> None:
    drawn = pages_at(BOTTOMS[0])
    for first, second in (("left", "right"), ("Yes", "No")):
        one, other = line(drawn, first), line(drawn, second)
        assert one.baseline == other.baseline
        assert one.right < other.left


def test_columns_stand_one_below_the_other_where_lines_would_be_short(tmp_path: Path) -> None:
    case = case_of(tmp_path, STORY)
    giant = SetCase(case.project, case.lang, _giant(case))
    drawn = giant.set()
    for first, second in (("left", "right"), ("Yes", "No")):
        assert line(drawn, first).left == pytest.approx(line(drawn, second).left)


def _giant(case: SetCase) -> Styles:
    return plan(case.project, read_handout(case.project, "test", "en"), case.project.layout("clinic-a4", "giant-print"))


MIRRORED = """
  - zones: [{act: emergency, title: 1, list: [2]}, {act: call-today, title: 3, list: [4]}]
  - do-and-dont: {do: {title: 5, list: [6]}, dont: {title: 7, list: [8]}}
  - checklist: [9]
  - timeline: [{when: 10, content: [{text: 11}]}, {when: 12, content: [{text: 13}]}]
  - picture-steps: [{text: 14, image: drawing.svg, decorative: true}]
  - risk: {number: 15, of: 100, text: 15 of 100, other: 85 of 100}
  - chart: {columns: [16, 17], rows: [18]}
  - columns: [[{text: 19}], [{text: 20}]]
  - patient-box: {title: 21, fields: [22]}
"""


def test_page_of_a_right_to_left_language_is_mirrored(tmp_path: Path) -> None:
    drawn = {}
    for lang in ("en", "ar"):
        folder = tmp_path / lang / "handouts" / "test"
        folder.mkdir(parents=True)
        (folder / "drawing.svg").write_bytes((CASES / "handouts/every-block/drawing.svg").read_bytes())
        drawn[lang] = case_of(tmp_path / lang, MIRRORED, lang).set()
        # The line under the publisher's number stands where words of another length end.
        links = {(one.page, round(one.left, 2)) for one in drawn[lang].shapes if one.kind == "link"}
        kept = [one for one in drawn[lang].shapes if (one.page, round(one.left, 2)) not in links]
        drawn[lang].shapes[:] = kept
    kinds = ("box", "rule", "frame", "picture", "dot")
    width = PAGE_SIZES["A4"][0]
    english = {
        (s.kind, round(width - s.left - s.width, 1), round(s.width, 1)) for s in drawn["en"].shapes if s.kind in kinds
    }
    arabic = {(s.kind, round(s.left, 1), round(s.width, 1)) for s in drawn["ar"].shapes if s.kind in kinds}
    assert {kind for kind, *_ in english} == set(kinds)
    assert english == arabic


def test_english_title_in_the_header_of_an_arabic_page_reads_from_the_left() -> None:
    """Its words stand in their order, whatever marks part them."""
    data = leaflet("every-block", "ar", "clinic-a4", "ua-1", CASES)
    with pypdfium2.PdfDocument(data) as document:
        page = document[1].get_textpage()
        lefts = []
        for word in ("Every", "block", "and", "hard", "text"):
            found = page.search(word).get_next()
            assert found is not None, word
            lefts.append(page.get_charbox(found[0])[0])
    assert lefts == sorted(lefts)
