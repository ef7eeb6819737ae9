"""How pages end: full enough, and never with what leads to the next one. At every height at which a page can end."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from generator.story.chains import TORN
from generator.story.paging import BLANK, EMPTY_AT_MOST
from tests.support.recorder import Recorder, SetCase, case_of
from tests.text.engine import line_text, lines

WORDS = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
HEIGHTS = range(60, 340, 20)
SPACE_AND_HEADING = 50  # above the base line of a heading, up to the text before it
ZONES = ("Now", "Today", "Later")
ROWS = ", ".join(f"[Row {number}, {WORDS}]" for number in range(9))
ITEMS = ", ".join([WORDS] * 4)
STORY = f"""
  - text: {WORDS * 9}
  - heading: Zones
  - text: {WORDS}
  - zones:
      - {{act: emergency, title: Now, list: [{ITEMS}]}}
      - {{act: call-today, title: Today, list: [{ITEMS}]}}
      - {{act: wait, title: Later, list: [{ITEMS}]}}
  - heading: Numbers
  - text: {WORDS * 2}
  - table: {{caption: All of them, header: [A, B], rows: [{ROWS}]}}
  - heading: Do
  - do-and-dont: {{do: {{title: Yes, list: [{ITEMS}]}}, dont: {{title: No, list: [{ITEMS}]}}}}
  - heading: Choose
  - text: "You can choose between:"
  - list: [{ITEMS}]
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> SetCase:
    return case_of(tmp_path_factory.mktemp("ends"), STORY)


@cache
def at(story: SetCase, height: int) -> Recorder:
    return story.set(height)


@pytest.mark.parametrize("height", HEIGHTS)
def test_no_page_but_the_last_stays_much_more_than_a_third_empty(story: SetCase, height: int) -> None:
    """Lists, tables and columns part well; of a box or a row, some lines may be too high for what is left. A page before
    a zone may be emptier: signs of an emergency stay with the heading that says what to do."""
    drawn = at(story, height)
    page = story.styles.page
    whole = page.height - page.margins.top - height
    for number in range(drawn.pages - 1):
        if next(line.text for line in drawn.tagged_lines if line.page == number + 1) in ZONES:
            continue
        lowest = min(line.baseline for line in drawn.tagged_lines if line.page == number)
        assert (lowest - height) / whole < BLANK + 0.1, number + 1


@pytest.mark.parametrize("height", [height for height in HEIGHTS if height <= 260])  # below that, none fits on a page
def test_a_zone_stays_with_its_heading(story: SetCase, height: int) -> None:
    drawn = at(story, height)
    page_of = {line.text: line.page for line in drawn.tagged_lines if line.text in ZONES}
    assert page_of.keys() == set(ZONES)
    for title, following in zip(ZONES, (*ZONES[1:], "Numbers"), strict=True):
        texts = [line.text for line in drawn.tagged_lines]
        inside = drawn.tagged_lines[texts.index(title) : texts.index(following)]
        assert {line.page for line in inside} == {page_of[title]}, title


@pytest.mark.parametrize("height", HEIGHTS)
def test_a_page_ends_with_no_heading_and_with_no_colon(story: SetCase, height: int) -> None:
    drawn = at(story, height)
    last = {line.page: line for line in drawn.tagged_lines}
    for line in last.values():
        assert line.tag is not None
        assert line.tag.role not in ("H2", "H3", "Caption", "TH"), line.text
        assert not line.text.rstrip().endswith(":"), line.text


@pytest.mark.parametrize("height", HEIGHTS)
def test_what_is_said_above_a_table_stands_with_its_first_row(story: SetCase, height: int) -> None:
    drawn = at(story, height)
    caption, row = (next(one for one in drawn.tagged_lines if text in one.text) for text in ("All of", "Row 0"))
    assert caption.page == row.page


def test_sources_do_not_stand_alone_on_the_last_page(tmp_path: Path) -> None:
    """Where spaces cannot give enough, the last block before them goes with them."""
    sources, more = f"  - references: [{', '.join([WORDS] * 5)}]\n", "  - text: One line more.\n"
    for count in range(10, 30):
        body = "".join(f"  - heading: Part {part}\n  - text: {WORDS}\n" for part in range(count // 2))
        drawn = case_of(tmp_path / str(count), f"{body}{more * (count % 2)}{sources}").set()
        last = [line.text for line in drawn.lines if line.page == drawn.pages - 1]
        assert any(text.startswith(("Part", "One")) for text in last), count


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_a_few_lines_of_chinese_or_japanese_are_read_on_one_page(tmp_path: Path, lang: str) -> None:
    """The verb, in Japanese with its “not”, ends the sentence: nobody turns the page for it."""
    sentence = {
        "ja": "この薬を飲むときは、必ず食事と一緒に飲んでください。",
        "zh-Hans": "请务必在吃饭的时候服用这种药，不要空腹服用。",
    }
    body = "".join(f"  - text: {sentence[lang] * 4}\n" for _ in range(12))
    case = case_of(tmp_path, body, lang, title="薬")
    for height in HEIGHTS:
        drawn = case.set(height)
        for tag in list(drawn.elements("P"))[1:13]:
            assert len(drawn.pages_of(tag)) == 1, height


@pytest.mark.parametrize("width", range(110, 400, 10))
def test_no_line_ends_at_a_hyphen_of_what_is_typed(width: int) -> None:
    """An option, a path or an address that ends in a hyphen is typed with one too many, or with one too few."""
    text = (
        "Type “--format large-print” or “--lang zh-Hans”, see handouts/first-visit/pt-BR.yaml and giant-print.yaml, "
        "or write to a-b@c-d.example; this is a well-known long-term matter."
    )
    set_in = [line_text(line).rstrip() for line in lines("en", text, width=float(width))]
    for line, following in pairwise(set_in):
        assert not line.endswith("-") or line.endswith(("well-", "long-")), (line, following)
        assert not line.endswith(("--", "“")), line
    if width < 200:
        assert any(line.endswith(("handouts/", "first-visit/")) for line in set_in)


@pytest.mark.parametrize("height", range(60, 560, 20))
def test_a_heading_and_its_introduction_leave_no_hole_above_their_table(tmp_path: Path, height: int) -> None:
    """They go to the page of a table that is not parted, unless they fill their page or leave nearly half of it."""
    rows = ", ".join(f"[Row {number}, {WORDS}]" for number in range(4))
    table = f"  - table: {{caption: All of them, header: [A, B], rows: [{rows}]}}\n"
    case = case_of(tmp_path, f"\n  - text: {WORDS * 9}\n  - heading: Numbers\n  - text: {WORDS}\n{table}")
    drawn, page = case.set(height), case.styles.page
    whole = page.height - page.margins.top - height
    heading, row = (next(one for one in drawn.tagged_lines if one.text == text) for text in ("Numbers", "Row 0"))
    said = [one.baseline for one in drawn.tagged_lines if one.page == heading.page]
    filled = (min(said) - height) / whole < TORN + 0.05
    free = heading.baseline + SPACE_AND_HEADING - height  # before the heading
    assert heading.page == row.page or filled or free > (EMPTY_AT_MOST - 0.02) * whole


@pytest.mark.parametrize("height", range(60, 480, 20))
def test_a_contact_card_is_read_on_one_page(tmp_path: Path, height: int) -> None:
    ways = "email: care@clinic.example, web: 'https://clinic.example'"
    card = f"{{name: Care nurses, phone: (555) 010-0142, hours: 'Monday to Friday. {WORDS}', {ways}}}"
    body = f"\n  - text: {WORDS * 9}\n  - text: {WORDS * 4}\n  - contact: {card}\n"
    drawn = case_of(tmp_path, body).set(height)
    pages = {line.page for line in drawn.tagged_lines if line.text in ("Care nurses", "care@clinic.example")}
    said = [line.page for line in drawn.tagged_lines if "Care nurses" in line.text or "Monday" in line.text]
    assert len(said) == 2
    assert len(set(said)) == len(pages) == 1
