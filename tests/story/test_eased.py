"""Boxes that part where they part well, rather than that a third of a page stays empty: at every height of a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.build import build_leaflet, plan
from generator.project import read_handout
from tests.support.leaflets import leaflet_as, project
from tests.support.recorder import DrawnLine, Recorder, SetCase, case_of

SENTENCES = [f"Sentence {number} says what your care team has seen in people who had the same." for number in range(12)]
WORDS = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
# Higher feet leave pages that no such box fits on.
HEIGHTS = range(60, 320, 20)
ROWS = ("5 años o más", "10 años o más")
ASKED = ("You", "One", "Two", "Three", "Your")
ITEMS = ", ".join(f'"Point {number}, {WORDS * 2}"' for number in range(5))


def boxed(kind: str) -> str:
    return f"""
  - text: {WORDS * 12}
  - heading: What follows
  - callout: {{kind: {kind}, title: A title, content: [{{text: {" ".join(SENTENCES)}}}]}}
"""


def sets(folder: Path, content: str) -> Callable[[int], Recorder]:
    case: SetCase = case_of(folder, content)
    return cache(case.set)


@pytest.fixture(scope="module")
def note_at(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Recorder]:
    return sets(tmp_path_factory.mktemp("note"), boxed("note"))


@pytest.fixture(scope="module")
def emergency_at(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Recorder]:
    return sets(tmp_path_factory.mktemp("emergency"), boxed("emergency"))


@pytest.fixture(scope="module")
def points_at(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Recorder]:
    return sets(tmp_path_factory.mktemp("points"), f"  - text: {WORDS * 6}\n  - key-points: [{ITEMS}]\n")


def giant(case: SetCase) -> SetCase:
    """The same in giant print."""
    handout = read_handout(case.project, "test", case.lang)
    return SetCase(
        case.project, case.lang, plan(case.project, handout, case.project.layout("clinic-a4", "giant-print"))
    )


def inside(drawn: Recorder, role: str) -> list[DrawnLine]:
    """The lines of the first element with that role."""
    tags = {id(tag) for tag in next(iter(drawn.elements(role))).walk()}
    return [line for line in drawn.lines if id(line.tag) in tags]


@pytest.mark.parametrize("height", HEIGHTS)
def test_a_call_out_goes_on_behind_a_sentence_below_its_title(note_at: Callable[[int], Recorder], height: int) -> None:
    drawn = note_at(height)
    lines = inside(drawn, "Aside")
    for one, other in pairwise(lines):
        if one.page != other.page:
            assert one.text.rstrip().endswith("."), one.text
            assert [line.page for line in drawn.lines if line.text.startswith("A title (")] == [other.page]
            assert min(sum(line.page == page for line in lines) for page in (one.page, other.page)) >= 3


def test_it_does_so_somewhere(note_at: Callable[[int], Recorder]) -> None:
    assert any(len({line.page for line in inside(note_at(height), "Aside")}) > 1 for height in HEIGHTS)


@pytest.mark.parametrize("height", HEIGHTS)
def test_what_to_do_in_an_emergency_stays_in_one_piece(emergency_at: Callable[[int], Recorder], height: int) -> None:
    assert len({line.page for line in inside(emergency_at(height), "Aside")}) == 1


@pytest.mark.parametrize("height", HEIGHTS)
def test_no_key_point_is_alone_on_the_first_page_of_its_box(points_at: Callable[[int], Recorder], height: int) -> None:
    drawn = points_at(height)
    pages = [line.page for line in drawn.tagged_lines if line.text.startswith("Point ")]
    assert len(pages) == 5
    assert pages.count(pages[0]) > 1


def test_a_card_goes_on_behind_its_number(tmp_path: Path) -> None:
    """Whose number it is and the number stand together, on whatever page; each page says whose card it is."""
    card = f"contact: {{name: Nurses of the clinic, phone: (555) 010-0142, hours: Always, address: {WORDS * 2}}}"
    case = giant(case_of(tmp_path, f"  - text: {WORDS * 5}\n  - {card}\n"))
    parted = 0
    for height in HEIGHTS:
        drawn = case.set(height)
        page_of = {text: line.page for line in drawn.tagged_lines for text in ("Nurses", "0142") if text in line.text}
        assert page_of["Nurses"] == page_of["0142"]
        parted += any(line.text.startswith("Nurses of the clinic (") for line in drawn.lines)
    assert parted


def test_a_code_stands_beside_what_it_is_for_over_a_long_address(tmp_path: Path) -> None:
    code = "qr: {url: 'https://www.harborlane.example/mbc', caption: This leaflet in other languages}"
    drawn = giant(case_of(tmp_path, f"  - {code}\n")).set()
    (picture,) = (shape for shape in drawn.shapes if shape.kind == "picture" and shape.width > 60)
    caption, address = (next(one for one in drawn.lines if text in one.text) for text in ("This leaflet", "https"))
    assert picture.bottom < caption.baseline < picture.bottom + picture.height + 60
    assert caption.left > picture.left + picture.width
    assert address.baseline < picture.bottom
    assert address.left == pytest.approx(picture.left - 0.0, abs=12.0)


def test_a_week_is_parted_with_three_days_on_each_page_at_least(tmp_path: Path) -> None:
    """Where its page would else hold a heading and no more than that; never anywhere else."""
    days = ", ".join(f"Day {number}" for number in range(7))
    chart = f"  - heading: My diary\n  - text: {WORDS}\n  - chart: {{columns: [Day, Dose], rows: [{days}]}}\n"
    case = giant(case_of(tmp_path, f"  - text: {WORDS * 2}\n{chart}"))
    seen = set()
    for height in range(60, 300, 20):
        drawn = case.set(height)
        pages = [line.page for line in drawn.tagged_lines if line.text.startswith("Day ")]
        parts = sorted((pages.count(page) for page in set(pages)), reverse=True)
        seen.add(tuple(parts))
    parted = {parts for parts in seen if len(parts) == 2}
    assert parted and all(min(parts) >= 3 for parts in parted), seen


def test_a_box_closes_up_before_it_is_parted(tmp_path: Path) -> None:
    """One that misses the page by less than the spaces between what is in it, which give alike."""
    signs = ", ".join(f"{{text: Sign {number}.}}" for number in range(8))
    case = case_of(tmp_path, f"  - callout: {{kind: emergency, title: Call now, content: [{signs}]}}\n")
    pitches = list[set[float]]()
    for height in range(60, 500, 5):
        drawn = case.set(height)
        lines = [line for line in drawn.tagged_lines if line.text.startswith("Sign ")]
        if len({line.page for line in lines}) == 1:
            pitches.append({round(one.baseline - other.baseline, 1) for one, other in pairwise(lines)})
    assert {30.0} in pitches
    assert {25.0} in pitches
    assert all(len(found) == 1 for found in pitches)


def test_no_title_of_a_box_is_alone_on_its_page() -> None:
    """A few lines of Japanese are not parted; what heads them goes to the next page with them."""
    leaflet = build_leaflet(
        project(), "metastatic-breast-cancer", "ja", "clinic-letter", form="large-print", measure=True
    )
    assert [one.message for one in leaflet.warnings if one.rule == "stranded-heading"] == []


def test_half_of_the_signs_of_an_emergency_stand_on_its_first_page(tmp_path: Path) -> None:
    """One of six looks like all there are; no third page has any."""
    signs = ", ".join(f'"Sign {number}, {WORDS}"' for number in range(6))
    zone = f"  - heading: When to get help\n  - zones: [{{act: emergency, title: Call now, list: [{signs}]}}]\n"
    parted = 0
    for above in range(1, 12):
        drawn = giant(case_of(tmp_path / str(above), "  - text: A line.\n" * above + zone)).set()
        pages = [line.page for line in drawn.tagged_lines if line.text.startswith("Sign ")]
        assert len(set(pages)) <= 2 and pages.count(pages[0]) >= 3, (above, pages)
        parted += len(set(pages)) == 2
    assert parted


def test_signs_of_an_emergency_part_with_half_of_them_on_their_first_page(tmp_path: Path) -> None:
    """Rather than that more than half of a page stays empty; the title stands again overleaf."""
    signs = ", ".join(f'"Sign {number}, {WORDS}"' for number in range(6))
    zone = f"  - zones: [{{act: emergency, title: Call now if, list: [{signs}]}}]\n"
    case = case_of(tmp_path, f"  - text: {WORDS * 3}\n  - heading: When to get help\n  - text: {WORDS * 2}\n{zone}")
    parted = 0
    for height in range(60, 460, 10):
        drawn = case.set(height)
        pages = [line.page for line in drawn.tagged_lines if line.text.startswith("Sign ")]
        assert pages.count(pages[0]) >= 3
        if len(set(pages)) > 1:
            parted += 1
            assert [line.page for line in drawn.lines if line.text.startswith("Call now if (")] == [pages[-1]]
    assert parted


def test_no_short_sentence_is_left_alone_of_its_paragraph(tmp_path: Path) -> None:
    """Below the title of its box as little as elsewhere."""
    text = f"This is hard to hear. {WORDS.strip().removesuffix('.')} and {WORDS * 3}"
    note = f"  - callout: {{kind: note, title: A title, content: [{{text: {text}}}]}}\n"
    case = case_of(tmp_path, f"  - text: {WORDS * 4}\n  - heading: What follows\n{note}")
    ends = set[str]()
    for height in range(60, 460, 5):
        lines = inside(case.set(height), "Aside")
        ends |= {one.text.rstrip() for one, other in pairwise(lines) if one.page != other.page}
    assert ends, "it parts somewhere"
    assert "This is hard to hear." not in ends


@pytest.mark.parametrize(("lang", "layout"), [("de", "clinic-a4"), ("th", "clinic-letter")])
def test_a_heading_stands_on_the_page_on_which_its_box_begins(lang: str, layout: str) -> None:
    """Also where the box parts between its rows with hardly a point to spare."""
    made = build_leaflet(
        project(), "metastatic-breast-cancer", lang, layout, form="easy-read", check=False, measure=True
    )
    assert "stranded-heading" not in {found.rule for found in made.warnings}


def test_two_rows_stay_together_below_a_heading_and_what_leads_to_them() -> None:
    """Where no more than half of a page stays empty for that: one row alone under the head again compares nothing."""
    read = PdfReader(BytesIO(leaflet_as("metastatic-breast-cancer", "es", form="large-print")))
    pages = [" ".join(page.extract_text().split()) for page in read.pages]
    first, second = ([number for number, text in enumerate(pages) if row in text] for row in ROWS)
    assert first == second and len(first) == 1


def test_signs_of_an_emergency_are_whole_for_less_than_half_of_a_page() -> None:
    """In the Spanish leaflet on inhalers a third of page 4 is empty instead."""
    read = PdfReader(BytesIO(leaflet_as("inhaler", "es")))
    assert not [page for page in read.pages if "continuación" in page.extract_text()]


def test_what_a_picture_of_numbers_says_stands_on_one_page() -> None:
    """Below it, as in Somali in giant print; “about 15 of 100 live” is not all that it says."""
    read = PdfReader(BytesIO(leaflet_as("metastatic-breast-cancer", "so", form="giant-print")))
    pages = [" ".join(page.extract_text().split()) for page in read.pages]
    assert any("Ka fikir 100 haween" in page and "85 ka mid ah 100" in page for page in pages)


def test_a_warning_is_not_parted_for_a_third_of_a_page() -> None:
    """“It may be possible to get rid of it all” may not end a page whose next says “once it has spread, it is not”."""
    read = PdfReader(BytesIO(leaflet_as("metastatic-breast-cancer", "es", form="giant-print")))
    pages = [" ".join(page.extract_text().split()) for page in read.pages]
    assert any("difícil de escuchar" in page and "eso no es posible" in page for page in pages)


@pytest.mark.parametrize("form", ["", "giant-print"])
def test_a_warning_is_parted_behind_a_sentence_or_not_at_all(tmp_path: Path, form: str) -> None:
    """Half a sentence of it may say the opposite: “it may be possible to get rid of it all once it has”."""
    case = case_of(tmp_path, boxed("important"))
    case = giant(case) if form else case
    ends = set[str]()
    for height in range(60, 420, 10):
        lines = inside(case.set(height), "Aside")
        ends |= {one.text.strip() for one, other in pairwise(lines) if one.page != other.page}
    assert ends and all(end.endswith(".") for end in ends), ends


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("th", ("การรักษามะเร็งเต้านมระยะแพร่กระจาย" * 3, "การรักษามะเร็งเต้านมระยะแพร่กระจาย" * 17)),
        ("en", (WORDS.strip(), f"{'and a word that goes on with what was said before ' * 12}in the end.")),
        ("en", (f"{'and a word that goes on with what was said before ' * 12}in the end.", WORDS.strip())),
    ],
)
@pytest.mark.parametrize("height", [60, 300, 420])
def test_a_warning_with_a_sentence_longer_than_a_page_is_set_all_the_same(
    tmp_path: Path, lang: str, texts: tuple[str, str], height: int
) -> None:
    content = ", ".join(f"{{text: {text}}}" for text in texts)
    case = giant(case_of(tmp_path, f"  - callout: {{kind: important, title: A title, content: [{content}]}}\n", lang))
    said = "".join("".join(line.text for line in case.set(height).tagged_lines).split())
    assert all("".join(text.split()) in said for text in texts)


def test_what_has_to_be_said_today_is_whole_for_less_than_half_of_a_page() -> None:
    """In the English leaflet on warfarin two fifths of a page stay empty instead."""
    read = PdfReader(BytesIO(leaflet_as("warfarin", "en", layout="clinic-letter")))
    pages = [" ".join(page.extract_text().split()) for page in read.pages]
    assert any("took too much" in page and "such as purple" in page for page in pages)


def test_a_week_to_bring_along_is_whole_for_less_than_half_of_a_page() -> None:
    read = PdfReader(BytesIO(leaflet_as("warfarin", "en", layout="clinic-letter")))
    assert any("Monday" in text and "Sunday" in text for text in (page.extract_text() for page in read.pages[3:]))


@pytest.mark.parametrize("height", HEIGHTS)
def test_of_three_questions_two_stand_with_what_leads_to_them(tmp_path: Path, height: int) -> None:
    asked = "questions: {intro: You may ask, items: [One of them, Two of them, Three of them], lines: 4}"
    drawn = case_of(tmp_path, f"  - text: {WORDS * 9}\n  - heading: My questions\n  - {asked}\n").set(height)
    page_of = {line.text.split()[0]: line.page for line in drawn.tagged_lines if line.text.split()[0] in ASKED}
    assert page_of["You"] == page_of["One"] == page_of["Two"]
    assert page_of["Three"] == page_of["Your"]


def test_no_heading_is_left_for_a_warning_that_no_page_holds_with_it() -> None:
    """In Tamil, in giant print, its first sentences take most of a page."""
    made = build_leaflet(
        project(), "metastatic-breast-cancer", "ta", "clinic-letter", form="giant-print", check=False, measure=True
    )
    assert "stranded-heading" not in {found.rule for found in made.warnings}


@pytest.mark.parametrize("sentences", range(5, 17))
def test_a_heading_of_four_lines_is_not_left_for_its_warning(tmp_path: Path, sentences: int) -> None:
    """On A5 no page holds both, and the warning is parted rather."""
    heading = (
        "What you need to know about the days and weeks that come after your operation here and at home with us all"
    )
    said = "Call us if your wound is hot or red or more sore than it was. " * sentences
    warning = f"callout: {{kind: important, title: Call us, content: [{{text: {said}}}, {{text: {WORDS}}}]}}"
    case = case_of(tmp_path, f"  - text: {WORDS * 3}\n  - heading: {heading}\n  - {warning}\n")
    handout = read_handout(case.project, "test", "en")
    small = SetCase(case.project, "en", plan(case.project, handout, case.project.layout("clinic-a4", paper="a5")))
    drawn = small.set()
    (tag,) = (one for one in drawn.elements("H2"))
    assert drawn.pages_of(tag) == {inside(drawn, "Aside")[0].page}
