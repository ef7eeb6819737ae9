"""Where things stand on the page, at every height at which a page can end."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from generator.model.page import PAGE_SIZES
from generator.tags import Tag
from tests.support.leaflets import CASES, ROOT, project_with
from tests.support.recorder import DrawnLine, Recorder, SetCase, Shape, case_of

WORDS = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
STORY = f"""
  - key-points: [The first thing to know., The second thing to know is a little longer than the first one and runs on.]
  - heading: One
  - text: {WORDS * 5}
  - list: [one, {WORDS * 2}, three, four, five, {WORDS}, seven]
  - heading: Two
    level: 3
  - text: "There are two:"
  - list: [one, two]
  - callout: {{kind: important, title: A title, content: [{{text: {WORDS * 2}}}, {{list: [one, two]}}]}}
  - steps: [{WORDS}, {WORDS}, {WORDS}, {WORDS}]
  - heading: Three
  - table:
      caption: A table
      header: [A, B]
      rows: [["1", "2"], ["3", "4"], [{{text: "5", rows: 3}}, "6"], ["7"], ["8"], ["9", "10"], ["11", "12"]]
  - contact: {{name: Nurses, phone: (555) 010-0142, hours: Always, email: a@example.org}}
  - heading: Four
  - heading: Five
    level: 3
  - questions: {{intro: "Ask:", items: [one?, two?, three?, four?], lines: 6}}
  - glossary:
      - {{term: A, meaning: {WORDS}}}
      - {{term: B, meaning: {WORDS * 2}}}
      - {{term: C, meaning: {WORDS}}}
  - text: {WORDS * 3}
  - callout: {{kind: note, title: The last box}}
  - references: [One source., Another source.]
"""
# The lowest 320 points of a page, 5 at a time: all that stands there meets the end of the page at one of them.
BOTTOMS = range(60, 380, 5)
# From here on a page is less than three times as high as the boxes of the story.
LOW_PAGE = 225


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> SetCase:
    return case_of(tmp_path_factory.mktemp("story"), STORY)


@pytest.fixture(scope="module")
def pages_at(story: SetCase) -> Callable[[int], Recorder]:
    return cache(lambda bottom: story.set(bottom))


at_every_height = pytest.mark.parametrize("bottom", BOTTOMS)


def last_and_first(lines: list[DrawnLine]) -> list[tuple[DrawnLine, DrawnLine]]:
    """The last line of each page but the last, with the first of the next."""
    pairs = pairwise(lines)
    return [(one, other) for one, other in pairs if one.page != other.page]


def text_of(tag: Tag, lines: list[DrawnLine]) -> str:
    below = {id(one) for one in tag.walk()}
    return "".join(line.text for line in lines if id(line.tag) in below)


def writing_lines(case: SetCase, drawn: Recorder) -> list[Shape]:
    """The lines to write on: rules across the page in the colour of muted text, which no other rule has."""
    muted, measure = case.styles.palette.muted, case.styles.page.measure
    return [s for s in drawn.shapes if s.kind == "rule" and s.colour == muted and s.width == measure]


@at_every_height
def test_heading_is_never_alone_at_the_foot(pages_at: Callable[[int], Recorder], bottom: int) -> None:
    breaks = last_and_first(pages_at(bottom).tagged_lines)
    assert len(breaks) >= 2
    for last, _ in breaks:
        assert last.tag is not None
        assert not re.fullmatch(r"H\d", last.tag.role), last.text


@at_every_height
def test_introduction_stands_with_what_it_introduces(
    story: SetCase, pages_at: Callable[[int], Recorder], bottom: int
) -> None:
    drawn = pages_at(bottom)
    for last, _ in last_and_first(drawn.tagged_lines):
        written = [
            rule for rule in writing_lines(story, drawn) if rule.page == last.page and rule.bottom < last.baseline
        ]
        assert not last.text.rstrip().endswith(":") or len(written) >= 2, last.text


@at_every_height
def test_paragraph_leaves_two_lines_on_each_page(pages_at: Callable[[int], Recorder], bottom: int) -> None:
    lines = pages_at(bottom).tagged_lines
    counts: dict[int, Counter[int]] = {}
    for line in lines:
        assert line.tag is not None
        counts.setdefault(id(line.tag), Counter())[line.page] += 1
    for pages in counts.values():
        assert len(pages) == 1 or min(pages.values()) >= 2


@pytest.mark.parametrize("bottom", [bottom for bottom in BOTTOMS if bottom < LOW_PAGE])
def test_small_box_stays_whole(pages_at: Callable[[int], Recorder], bottom: int) -> None:
    drawn = pages_at(bottom)
    boxes = [
        *drawn.elements("Aside"),
        next(tag for tag in drawn.elements("Div")),
        next(tag for tag in drawn.elements("Sect")),
    ]
    assert len(boxes) == 4
    for box in boxes:
        assert len(drawn.pages_of(box)) == 1, text_of(box, drawn.tagged_lines)
    grounds = [shape for shape in drawn.shapes if shape.kind == "box" and shape.width > 100 and shape.height > 60]
    assert len(grounds) == 4
    assert max(shape.height for shape in grounds) < PAGE_SIZES["A4"][1] / 3


@at_every_height
def test_list_item_is_never_alone_on_a_page(pages_at: Callable[[int], Recorder], bottom: int) -> None:
    drawn = pages_at(bottom)
    for tag in drawn.elements("L"):
        items = [min(drawn.pages_of(kid)) for kid in tag.kids if isinstance(kid, Tag)]
        if len(items) >= 4 and tag.attributes.get("List", {}).get("ListNumbering") in ("Disc", "Decimal"):
            counts = Counter(items)
            assert len(counts) == 1 or min(counts[items[0]], counts[items[-1]]) >= 2, items


@at_every_height
def test_rows_that_a_cell_spans_stay_together(pages_at: Callable[[int], Recorder], bottom: int) -> None:
    drawn = pages_at(bottom)
    (table,) = drawn.elements("Table")
    rows = [tag for tag in table.walk() if tag.role == "TR"]
    caption, header, *body = [min(drawn.pages_of(tag)) for tag in (next(drawn.elements("Caption")), *rows)]
    assert caption == header == body[0]
    assert len(set(body[2:5])) == 1
    repeated = [line for line in drawn.lines if line.tag is None and line.text in ("A", "B")]
    assert len(repeated) == 2 * len(set(body) - {header})


@at_every_height
def test_nothing_leaves_the_type_area(story: SetCase, pages_at: Callable[[int], Recorder], bottom: int) -> None:
    drawn, page = pages_at(bottom), story.styles.page
    left, right = page.margins.sides - 0.1, page.width - page.margins.sides + 0.1
    for line in drawn.lines:
        assert left <= line.left <= line.right <= right, line
        assert line.tag is None or bottom <= line.baseline <= page.height - page.margins.top, line
    for shape in drawn.shapes:
        assert left <= shape.left
        assert shape.left + shape.width <= right


@at_every_height
def test_no_line_is_lost_or_moved(pages_at: Callable[[int], Recorder], bottom: int) -> None:
    """Dots between facts of the colophon stand where two share a row; and rows are other ones where it is set closer."""
    here, first = (
        [line.text for line in pages_at(height).tagged_lines if line.text.strip() != "·"]
        for height in (bottom, BOTTOMS[0])
    )
    assert here == first


@at_every_height
def test_lines_to_write_on_are_as_many_as_asked_for(
    story: SetCase, pages_at: Callable[[int], Recorder], bottom: int
) -> None:
    drawn = pages_at(bottom)
    notes = next(line for line in drawn.lines if line.text.startswith("Your notes"))
    pages = Counter(rule.page for rule in writing_lines(story, drawn))
    assert sum(pages.values()) == 6
    assert min(pages) == notes.page


# --- mirrored pages -------------------------------------------------------------------------------------------------

MIRRORED = """
  - list: [1, {text: 2, list: [3, 4]}]
  - steps: [5, 6]
  - callout: {kind: important, title: 7, content: [{text: 8}]}
  - table: {header: [9, 10, 11], rows: [[12, {text: 13, columns: 2}], [14, 15, 16]]}
  - figure: {image: drawing.svg, alt: Alt., width: 30mm, caption: 17}
  - figure: {image: drawing.svg, alt: Alt., width: 130mm}
  - questions: {items: [18, 19], lines: 2}
  - glossary: [{term: 20, meaning: 21}]
  - qr: {url: "https://www.example.org", caption: 22}
"""


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recorder]:
    """The same numbers set in English and in Arabic, and in Arabic's leading: only the side can differ."""
    drawn = {}
    for lang in ("en", "ar"):
        folder = tmp_path_factory.mktemp(lang)
        (folder / "handouts" / "test").mkdir(parents=True)
        (folder / "handouts" / "test" / "drawing.svg").write_bytes(
            (CASES / "handouts/every-block/drawing.svg").read_bytes()
        )
        drawn[lang] = case_of(folder, MIRRORED, lang).set()
    return drawn


def _turned(shape: Shape) -> tuple[str, float, float]:
    """What a shape is and where its left edge stands on the mirrored page."""
    return shape.kind, round(PAGE_SIZES["A4"][0] - shape.left - shape.width, 1), round(shape.width, 1)


def test_page_of_a_right_to_left_language_is_mirrored(mirrored: dict[str, Recorder]) -> None:
    """Logo, bars, icons, pictures, tick boxes, tables and their rules."""
    kinds = ("box", "rule", "frame", "picture")

    def placed(lang: str) -> list[Shape]:
        """Without the rules below links, which stand where the words before them let them."""
        links = {(round(s.left), round(s.width)) for s in mirrored[lang].shapes if s.kind == "link"}
        shapes = [s for s in mirrored[lang].shapes if s.kind in kinds]
        return [s for s in shapes if s.kind != "rule" or (round(s.left), round(s.width)) not in links]

    english = [_turned(s) for s in placed("en")]
    arabic = [(s.kind, round(s.left, 1), round(s.width, 1)) for s in placed("ar")]
    assert {kind for kind, *_ in english} == set(kinds)
    # Where pages end depends on the leading, so furniture may be more; order and sides may not differ.
    assert set(english) == set(arabic)


def _number(drawn: Recorder, text: str) -> DrawnLine:
    return next(line for line in drawn.tagged_lines if line.text.strip() == text)


@pytest.mark.parametrize("text", [str(number) for number in range(1, 23) if number != 17])
def test_text_of_a_right_to_left_language_starts_at_the_right(mirrored: dict[str, Recorder], text: str) -> None:
    """Numbers have the same width in both; 17 stands beside a picture and 20 is a term at the side."""
    english, arabic = _number(mirrored["en"], text), _number(mirrored["ar"], text)
    assert arabic.right == pytest.approx(PAGE_SIZES["A4"][0] - english.left, abs=0.6)
    assert arabic.text == english.text


def test_bullets_stand_outside_their_text(mirrored: dict[str, Recorder]) -> None:
    marks = {
        lang: [line for line in drawn.tagged_lines if line.text in ("•", "–", "1.", "2.")]
        for lang, drawn in mirrored.items()
    }
    assert len(marks["en"]) == len(marks["ar"]) == 6
    for mark in marks["en"]:
        assert any(mark.right < line.left and line.baseline == mark.baseline for line in mirrored["en"].tagged_lines)
    for mark in marks["ar"]:
        assert any(line.right < mark.left and line.baseline == mark.baseline for line in mirrored["ar"].tagged_lines)


# --- what does not fit ----------------------------------------------------------------------------------------------

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4
ADDRESS = "https://www.example.org/" + "a-rather-long-path/" * 12
ARABIC_LONG = "فسيكفيكهم" * 20


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("en", LONG), ("en", ADDRESS), ("en", f"[{LONG} {LONG}]{{nobreak}}"), ("en", f"**{LONG}**"),
        ("en", f"[{LONG}]({ADDRESS})"), ("en", "x" + "0" * 200),
        ("ar", LONG), ("ar", ARABIC_LONG), ("ar", f"[{ARABIC_LONG}]{{nobreak}} {ADDRESS}"),
        ("hi", "क्षत्रिय" * 40), ("th", "ก็" * 150), ("zh-Hans", "治" * 200), ("zh-Hans", LONG),
    ],
)  # fmt: skip
def test_word_longer_than_the_line_does_not_overflow(tmp_path: Path, lang: str, word: str) -> None:
    quoted = f"'{word}'"
    content = f"""
  - heading: {quoted}
  - text: {quoted}
  - list: [{{text: {quoted}, list: [{quoted}]}}]
  - callout: {{kind: note, title: {quoted}, content: [{{text: {quoted}}}]}}
  - table: {{header: [{quoted}, 1, 2], rows: [[{quoted}, 3, 4]]}}
  - glossary: [{{term: {quoted}, meaning: {quoted}}}]
  - references: [{quoted}]
"""
    case = case_of(tmp_path, content, lang)
    page = case.styles.page
    for line in case.set().tagged_lines:
        assert page.margins.sides - 0.1 <= line.left <= line.right <= page.width - page.margins.sides + 0.1, line


# Builds the handout of each folder and prints a line on each: “built” with its pages, or the rules that refuse it.
_BUILD = """
import sys
from generator.build import build_leaflet
from generator.problems import Rejected
from generator.project import Project
for folder in sys.argv[1:]:
    try:
        print("built", build_leaflet(Project.at(folder), "test", "en").pages, flush=True)
    except Rejected as rejected:
        print(*(problem.rule for problem in rejected.problems), flush=True)
        assert "handouts/test/en.yaml" in str(rejected), "the message has to name the file"
"""


def _outcomes(*folders: Path, seconds: int = 120) -> list[str]:
    """What comes of builds in a process of its own, which is ended when it does not come to an end."""
    run = subprocess.run(
        [sys.executable, "-c", _BUILD, *map(str, folders)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, timeout=seconds,
    )  # fmt: skip
    return run.stdout.splitlines()


TOO_LARGE = {
    "picture": "- figure: {image: tall.svg, alt: Alt., width: 400pt}",
    "picture after text": "- text: Text.\n  - figure: {image: tall.svg, alt: Alt., width: 400pt}\n  - text: Text.",
    "picture with a caption": "- figure: {image: tall.svg, alt: Alt., width: 200pt, caption: Text.}",
    "text beside a picture": f"- figure: {{image: flat.svg, alt: A, width: 30mm, content: [{{text: {WORDS * 60}}}]}}",
    "row of a table": f"- table: {{header: [A, B], rows: [[{WORDS * 30}, {WORDS * 30}]]}}",
    "rows that a cell spans": f"- table: {{header: [A, B], rows: [[{{text: A, rows: 4}}, B]{f', [{WORDS * 9}]' * 3}]}}",
    "header of a table": f"- table: {{header: [{WORDS * 30}, {WORDS * 30}], rows: [['1', '2']]}}",
    "heading": f"- heading: {WORDS * 20}\n  - text: Text.",
    "caption": f"- table: {{caption: {WORDS * 40}, header: [A], rows: [['1']]}}",
    "term": f"- glossary: [{{term: {WORDS * 30}, meaning: Short.}}]",
    "title of a box": f"- callout: {{kind: note, title: {WORDS * 30}}}",
}  # fmt: skip


@pytest.fixture(scope="module")
def too_large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folders = [tmp_path_factory.mktemp("large") for _ in TOO_LARGE]
    for folder, content in zip(folders, TOO_LARGE.values(), strict=True):
        project_with(folder, f"  {content}\n")
        for name, height in (("tall", 2000), ("flat", 400)):
            box = f'viewBox="0 0 400 {height}"><rect width="400" height="{height}"/>'
            path = folder / "handouts" / "test" / f"{name}.svg"
            path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {box}</svg>')
    return dict(zip(TOO_LARGE, _outcomes(*folders), strict=True))


@pytest.mark.parametrize("what", TOO_LARGE)
def test_what_is_higher_than_a_page_is_fitted_or_reported(too_large: dict[str, str], what: str) -> None:
    assert re.fullmatch(r"built \d+|too-large", too_large[what])


def test_box_higher_than_a_page_is_cut(tmp_path: Path) -> None:
    paragraphs = ", ".join(f"{{text: {WORDS * 3}}}" for _ in range(20))
    project_with(tmp_path, f"  - callout: {{kind: note, title: A, content: [{paragraphs}]}}\n")
    (outcome,) = _outcomes(tmp_path)
    assert re.fullmatch(r"built [3-5]", outcome)


def test_two_hundred_pages_are_no_trouble(tmp_path: Path) -> None:
    chapter = f"  - heading: Chapter\n  - text: {WORDS * 12}\n  - list: [{', '.join([WORDS] * 9)}]\n"
    project_with(tmp_path, chapter * 230)
    (outcome,) = _outcomes(tmp_path)
    assert outcome.startswith("built ")
    assert int(outcome.split()[1]) >= 200
