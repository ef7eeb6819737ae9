"""What warns is never without its words: titles of boxes, lists and charts that go on, on every page that they go on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from generator.build import build_leaflet, plan
from generator.project import read_handout
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project_with
from tests.support.readers import pypdf_furniture, squeeze
from tests.support.recorder import Recorder, SetCase, case_of
from tests.support.tagtree import TaggedPdf

SIGN = "your leg is swollen, warm and red, and it hurts more and more when you stand on it or press on it"
SIGNS = "".join(f"          - sign {number}, {SIGN}\n" for number in range(1, 16))
ZONES = f"""
  - heading: When to get help
  - text: Read this first, and keep it.
  - zones:
      - act: emergency
        title: Call **911** now if
        list:
{SIGNS}
"""
ROWS = range(1, 9)
FIGURES = "".join(
    f"  - figure: {{image: person.svg, decorative: true, width: 38mm, content: [{{text: Sign {number} of it.}}]}}\n"
    for number in ROWS
)
PICTURED = f"""
  - heading: When to get help
  - callout: {{kind: emergency, title: Call **911** now if any of these happens}}
{FIGURES}
  - text: What stands behind it.
"""
AGAIN = "Call 911 now if (continued)"
HEIGHTS = range(60, 420, 40)


def with_picture(folder: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="8"/></svg>'
    (folder / "handouts" / "test").mkdir(parents=True, exist_ok=True)
    (folder / "handouts" / "test" / "person.svg").write_text(drawing, encoding="utf-8")


def pages_with(drawn: Recorder, words: str) -> list[int]:
    """The pages on which a line begins with the words, whether it has a tag or none."""
    return sorted({line.page for line in drawn.lines if line.text.startswith(words)})


@pytest.fixture(scope="module")
def zones(tmp_path_factory: pytest.TempPathFactory) -> SetCase:
    return case_of(tmp_path_factory.mktemp("zones"), ZONES)


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> SetCase:
    folder = tmp_path_factory.mktemp("pictured")
    with_picture(folder)
    return case_of(folder, PICTURED)


@pytest.fixture(scope="module")
def zones_at(zones: SetCase) -> Callable[[int], Recorder]:
    return cache(lambda height: zones.set(height))


@pytest.fixture(scope="module")
def pictured_at(pictured: SetCase) -> Callable[[int], Recorder]:
    return cache(lambda height: pictured.set(height))


@pytest.mark.parametrize("height", HEIGHTS)
def test_signs_of_an_emergency_stand_under_whom_to_call(zones_at: Callable[[int], Recorder], height: int) -> None:
    drawn = zones_at(height)
    signs = pages_with(drawn, "sign ")
    assert len(signs) > 1
    assert pages_with(drawn, "Call 911 now if") == signs
    assert pages_with(drawn, AGAIN) == signs[1:]


@pytest.mark.parametrize("height", HEIGHTS)
def test_the_title_has_its_icon_wherever_it_stands(zones_at: Callable[[int], Recorder], height: int) -> None:
    drawn = zones_at(height)
    icons = [shape.page for shape in drawn.shapes if shape.kind == "picture" and shape.width == 28]
    assert icons == pages_with(drawn, "sign ")


@pytest.mark.parametrize("height", HEIGHTS)
def test_no_sign_is_cut_and_none_goes_on_alone(zones_at: Callable[[int], Recorder], height: int) -> None:
    drawn = zones_at(height)
    items = [drawn.pages_of(tag) for tag in drawn.elements("LI")]
    assert all(len(pages) == 1 for pages in items)
    *_, last = pages_with(drawn, "sign ")
    assert sum(pages == {last} for pages in items) > 1


@pytest.mark.parametrize("height", HEIGHTS)
def test_pictures_of_signs_stand_in_the_box_that_says_whom_to_call(
    pictured: SetCase, pictured_at: Callable[[int], Recorder], height: int
) -> None:
    drawn = pictured_at(height)
    signs = pages_with(drawn, "Sign ")
    assert len(signs) > 1
    assert pages_with(drawn, "Call 911 now if any of these happens") == signs
    alert = pictured.styles.palette.alert_tint
    grounds = [shape for shape in drawn.shapes if shape.kind == "box" and shape.colour == alert]
    for line in drawn.lines:
        inside = [s for s in grounds if s.page == line.page and s.bottom <= line.baseline <= s.bottom + s.height]
        assert bool(inside) == line.text.startswith(("Sign ", "Get help now", "Call 911", "(continued)")), line.text


@pytest.mark.parametrize("height", HEIGHTS)
def test_no_sign_with_its_picture_is_alone_on_a_page(pictured_at: Callable[[int], Recorder], height: int) -> None:
    lines = [line for line in pictured_at(height).lines if line.text.startswith("Sign ")]
    assert len(lines) == len(ROWS)
    pages = [line.page for line in lines]
    assert all(pages.count(page) > 1 for page in pages)
    assert all(one <= other for one, other in pairwise(pages))


MEDICINE = "{name: Iron, for: Tired blood, dose: 1 tablet, times: [morning, noon, evening, bedtime], note: Sit up.}"


@pytest.mark.parametrize("height", range(60, 420, 30))
def test_tables_have_their_captions_where_they_go_on(tmp_path: Path, height: int) -> None:
    rows = ", ".join(f'["{number} mg", "Color {number}"]' for number in range(1, 40))
    table = f"  - table: {{caption: Colors of tablets, header: [Strength, Color], rows: [{rows}]}}\n"
    drawn = case_of(tmp_path, table).set(height)
    heads = pages_with(drawn, "Strength")
    assert len(heads) > 1
    assert pages_with(drawn, "Colors of tablets (continued)") == heads[1:]
    (caption,) = drawn.elements("Caption")
    assert drawn.pages_of(caption) == {heads[0]}, "it is heard once"


def test_a_medicine_has_its_name_where_it_goes_on(tmp_path: Path) -> None:
    """On paper so low that its box is parted; a dose never stands without it."""
    case = case_of(tmp_path, f"  - medicines: {{chart: true, list: [{MEDICINE}]}}\n")
    styles = plan(
        case.project, read_handout(case.project, "test", "en"), case.project.layout("clinic-a4", "giant-print")
    )
    parted = 0
    for height in range(60, 560, 20):
        drawn = SetCase(case.project, "en", styles).set(height)
        pages = {line.page for line in drawn.tagged_lines if "tablet" in line.text}
        assert pages <= set(pages_with(drawn, "Iron"))
        parted += len(pages) > 1
    assert parted


@pytest.mark.parametrize("words", range(4, 14))
def test_a_title_that_goes_on_is_balanced_as_it_was(tmp_path: Path, words: int) -> None:
    """“(continued)” is not alone on the last line of a title, whatever its length."""
    title = f"Call 911 now if {'somebody has more of it ' * 3}".split()[:words]
    signs = ", ".join([SIGN.replace(",", "")] * 20)
    zone = f"  - zones: [{{act: emergency, title: {' '.join(title)}, list: [{signs}]}}]\n"
    drawn = case_of(tmp_path, zone).set(300)
    ends = {line.text.strip() for line in drawn.lines if line.tag is None and line.text.strip().endswith("(continued)")}
    assert ends
    assert "(continued)" not in ends


def test_the_caption_of_medicines_stands_where_they_go_on(tmp_path: Path) -> None:
    listed = ", ".join(f"{{name: Medicine {number}, dose: 1 tablet, times: [morning]}}" for number in range(30))
    drawn = case_of(tmp_path, f"  - medicines: {{caption: What to take now, list: [{listed}]}}\n").set()
    pages = pages_with(drawn, "Medicine ")
    assert len(pages) > 1
    assert pages_with(drawn, "What to take now (continued)") == pages[1:]


MORE = f"""
  - text: {SIGN}
  - do-and-dont:
      do: {{title: What helps, list: [{", ".join(f"Do {n} and {SIGN}".replace(",", "") for n in range(9))}]}}
      dont: {{title: Not for 24 hours, list: [{", ".join(f"Avoid {n} {SIGN}".replace(",", "") for n in range(9))}]}}
  - timeline:
      - when: The day before
        content: [{{list: [{", ".join(f"Step {n} {SIGN}".replace(",", "") for n in range(12))}]}}]
      - when: The day itself
        content: [{{text: Come to us.}}]
  - chart: {{caption: Bring this page, columns: [Day, Dose], blank: 31}}
"""


@pytest.mark.parametrize("height", HEIGHTS)
def test_lists_moments_and_charts_have_their_titles_where_they_go_on(tmp_path: Path, height: int) -> None:
    drawn = case_of(tmp_path, MORE).set(height)
    for title, words in (("Not for 24 hours", "Avoid "), ("The day before", "Step ")):
        assert set(pages_with(drawn, words)) <= set(pages_with(drawn, title)), title
    heads = pages_with(drawn, "Dose")
    assert len(heads) > 1
    assert pages_with(drawn, "Bring this page (continued)") == heads[1:]


def test_a_chart_without_a_title_has_its_section_s_heading_on_a_page_that_it_opens(tmp_path: Path) -> None:
    rows = ", ".join(f"Day {number}" for number in range(7))
    words = f"  - text: {SIGN}\n" * 14
    chart = f"  - chart: {{columns: [Day, Time], rows: [{rows}]}}\n"
    story = f"{words}  - heading: Exercises\n  - text: Write down what you did.\n{chart}"
    opened = []
    case = case_of(tmp_path, story)
    for height in range(60, 420, 20):
        drawn = case.set(height)
        charts, headings = pages_with(drawn, "Time"), pages_with(drawn, "Exercises")
        assert set(charts) <= set(headings)
        opened += pages_with(drawn, "Exercises (continued)")
    assert opened, "at none of these heights does the chart stand on another page than its heading"


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_screen_reader_hears_a_title_once(tmp_path: Path, standard: str) -> None:
    project = project_with(tmp_path, ZONES)
    data = build_leaflet(project, "test", "en", "clinic-a4", standard, form="large-print").data
    heard = squeeze(TaggedPdf(data).root.text)
    assert heard.count("Call911nowif") == 1
    assert "(continued)" not in heard
    assert "(continued)" in squeeze("".join(pypdf_furniture(data)))
    assert verapdf.failures(data, standard) == []


@pytest.mark.parametrize(
    ("lang", "title"),
    [("ar", "عنوان (تابع)"), ("zh-Hans", "标题（续）"), ("ja", "見出し（続き）"), ("de", "Titel (Fortsetzung)")],
)
def test_the_word_for_it_is_the_language_s_own(lang: str, title: str, tmp_path: Path) -> None:
    words = project_with(tmp_path, ZONES).words(lang)
    before, after = words.going_on()
    assert title.startswith(before)
    assert title.endswith(after.strip())


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_link_in_a_coloured_title_looks_alike_wherever_the_title_stands(tmp_path: Path, lang: str) -> None:
    """It has the title's colour and its line; the one that is said is the link."""
    found = case_of(tmp_path, ZONES.replace("**911**", "[911](https://a.example)"), lang).set(200)
    alert = project_with(tmp_path, ZONES).layout("clinic-a4").brand.palette.alert
    lines = [one for one in found.shapes if one.kind == "rule" and one.colour == alert]
    titles = [one for one in found.lines if "911" in one.text]
    assert len(titles) == len(lines) > 1
    for line, title in zip(lines, titles, strict=True):
        assert line.page == title.page
        assert title.left <= line.left < line.left + line.width <= title.right
        assert 0 < title.baseline - line.bottom < title.size / 3
    links = [one for one in found.shapes if one.kind == "link" and one.height == pytest.approx(titles[0].size * 1.2)]
    assert [one.page for one in links] == [titles[0].page]
