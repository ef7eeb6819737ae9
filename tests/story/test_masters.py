"""What differs from page to page: first, last, left and right ones; bands; and headings beside the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build_leaflet
from generator.problems import Rejected
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project_with
from tests.support.recorder import DrawnLine, Recorder, SetCase, case_of

WORDS = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
STORY = "".join(
    f"  - heading: Part {n} with a heading of some length\n  - text: {WORDS * 4}\n  - text: {WORDS * 3}\n"
    for n in range(1, 9)
)
BRAND = (0x0B / 255, 0x55 / 255, 0x63 / 255)


def set_pages(folder: Path, page: str, lang: str = "en") -> tuple[SetCase, Recorder]:
    (folder / "layouts").mkdir()
    (folder / "layouts" / "ours.yaml").write_text(f"extends: clinic-a4\npage: {page}\n", encoding="utf-8")
    case = case_of(folder, STORY, lang, "ours")
    return case, case.set(case.styles.page.margins.bottom)


def texts(drawn: Recorder, page: int) -> str:
    return " ".join(line.text for line in drawn.lines if line.page == page)


def line(drawn: Recorder, page: int, start: str) -> DrawnLine:
    return next(one for one in drawn.lines if one.page == page and one.text.startswith(start))


@pytest.mark.parametrize(
    ("lang", "on", "pages"),
    [
        ("en", "all", [0, 1, 2, 3]),
        ("en", "first", [0]),
        ("en", "later", [1, 2, 3]),
        ("en", "last", [3]),
        ("en", "left", [1, 3]),
        ("en", "right", [0, 2]),
        ("ar", "left", [0, 2, 4]),
        ("ar", "right", [1, 3]),
    ],
)
def test_band_stands_on_the_pages_it_is_for(tmp_path: Path, lang: str, on: str, pages: list[int]) -> None:
    _, drawn = set_pages(tmp_path, f"{{band: {{edge: start, size: 5mm, on: {on}}}}}", lang)
    assert drawn.pages == (5 if lang == "ar" else 4), "the case is made for so many pages"
    found = [
        s.page for s in drawn.shapes if s.kind == "box" and s.height > 800 and s.width == pytest.approx(14.17, 0.01)
    ]
    assert found == pages


@pytest.mark.parametrize(("lang", "first_at_right"), [("en", True), ("ar", False)])
def test_band_at_the_outside_changes_sides(tmp_path: Path, lang: str, first_at_right: bool) -> None:
    """Where the binding is not: at the right of page 1, at its left from right to left."""
    case, drawn = set_pages(tmp_path, "{band: {edge: outside, size: 5mm}}", lang)
    sides = [s.left > case.styles.page.width / 2 for s in drawn.shapes if s.kind == "box" and s.height > 800]
    assert sides == [first_at_right == (page % 2 == 0) for page in range(drawn.pages)]


def test_facing_pages_have_their_numbers_at_the_outer_edge(tmp_path: Path) -> None:
    case, drawn = set_pages(tmp_path, "{facing: true}")
    middle = case.styles.page.width / 2
    numbers = [line(drawn, page, "Page ").left > middle for page in range(drawn.pages)]
    assert numbers == [True, False, True, False]
    names = [line(drawn, page, "Harbor Lane").left < middle for page in (1, 2)]
    assert names == [False, True], "the clinic's name stands at the binding"


def test_first_and_last_page_can_go_without_footer_and_header(tmp_path: Path) -> None:
    _, drawn = set_pages(tmp_path, "{header: {last: none}, footer: {first: none, last: none}}")
    footers = ["Page " in texts(drawn, page) for page in range(drawn.pages)]
    assert footers == [False, True, True, False]
    assert "Harbor Lane Clinic" in texts(drawn, 2)
    headers = [one for one in drawn.lines if one.page == 3 and one.tag is None]
    assert headers == []


@pytest.mark.parametrize(("lang", "named"), [("en", [1, 3]), ("ar", [2, 4])])
def test_facing_pages_have_name_and_title_at_their_heads(tmp_path: Path, lang: str, named: list[int]) -> None:
    """The name on left pages and the title on right ones; the text begins at one height on both."""
    _, drawn = set_pages(tmp_path, "{facing: true, header: {left: name, right: title}}", lang)
    heads = [
        " ".join(one.text for one in drawn.lines if one.page == page and one.tag is None and one.baseline > 700)
        for page in range(drawn.pages)
    ]
    assert [page for page in range(1, drawn.pages) if "Harbor Lane Clinic" in heads[page]] == named
    assert ["A title" in heads[page] for page in range(1, drawn.pages)] == [
        page not in named for page in range(1, drawn.pages)
    ]
    rules = {s.bottom for s in drawn.shapes if s.kind == "rule" and s.page > 0 and s.bottom > 700}
    assert len(rules) == 1


def test_one_of_two_facing_pages_can_have_the_number_alone(tmp_path: Path) -> None:
    _, drawn = set_pages(tmp_path, "{footer: {left: number}}")
    feet = [
        " ".join(one.text for one in drawn.lines if one.page == page and one.tag is None and one.baseline < 60)
        for page in range(4)
    ]
    assert [foot.startswith("Page ") for foot in feet] == [False, True, False, True]
    assert all(f"Page {number} of 4" in foot for number, foot in enumerate(feet, 1))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_heading_beside_a_list_leaves_no_hole_in_it(tmp_path: Path, lang: str) -> None:
    story = "  - text: First.\n  - heading: Before an operation or a visit to the dentist or elsewhere\n"
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.yaml").write_text("extends: clinic-a4\npage: {side: 40mm}\n", encoding="utf-8")
    case = case_of(tmp_path, story + "  - checklist: [one, two, three, four, five, six]\n", lang, "ours")
    drawn = case.set()
    items = [one.baseline for one in drawn.tagged_lines if one.text.strip() in ("one", "two", "three")]
    assert items[0] - items[1] == pytest.approx(items[1] - items[2]), "as far apart as the others"
    head = [one for one in drawn.tagged_lines if one.tag and one.tag.role == "H2"]
    assert len(head) > 2
    assert head[0].baseline == pytest.approx(items[0]), "on one base line"


def test_a_page_can_have_a_size_of_its_own(tmp_path: Path) -> None:
    case, drawn = set_pages(tmp_path, "{size: 210mm x 250mm}")
    assert case.styles.page.width == pytest.approx(210 / 25.4 * 72)
    assert case.styles.page.height == pytest.approx(250 / 25.4 * 72)
    assert max(one.baseline for one in drawn.lines) < 250 / 25.4 * 72
    turned = project_with(tmp_path / "turned", STORY)
    (tmp_path / "turned" / "layouts").mkdir(exist_ok=True)
    (tmp_path / "turned" / "layouts" / "ours.yaml").write_text(
        "extends: clinic-a4\npage: {size: 210mm x 250mm, orientation: landscape}\n", encoding="utf-8"
    )
    assert turned.layout("ours").page.width == pytest.approx(250 / 25.4 * 72)
    data = build_leaflet(turned, "test", "en", "ours").data
    assert verapdf.failures(data, "ua-1") == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_headings_hang_beside_the_text_that_they_head(tmp_path: Path, lang: str) -> None:
    case, drawn = set_pages(tmp_path, "{side: 40mm}", lang)
    page, rtl = case.styles.page, lang == "ar"
    heads = [one for one in drawn.tagged_lines if one.tag and one.tag.role == "H2"]
    body = [one for one in drawn.tagged_lines if one.tag and one.tag.role == "P" and one.size == 14]
    assert len({id(one.tag) for one in heads}) == 8
    edge = page.width - page.margins.sides - page.beside if rtl else page.margins.sides + page.beside
    for one in heads:
        assert one.left >= edge + page.side_gutter - 0.1 if rtl else one.right <= edge - page.side_gutter + 0.1
    for one in body:
        assert one.right <= edge + 0.1 if rtl else one.left >= edge - 0.1
    for head in {id(one.tag): one for one in reversed(heads)}.values():  # the first line of each
        level = [one for one in body if one.page == head.page and abs(one.baseline - head.baseline) < 12]
        assert level, head.text


def test_pages_with_a_side_column_meet_the_standards(tmp_path: Path) -> None:
    project = project_with(tmp_path, STORY)
    for standard in STANDARDS:
        data = build_leaflet(project, "test", "en", standard=standard, paper="side-column-a4").data
        assert verapdf.failures(data, standard) == []


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            "{side: 20mm, columns: 2, orientation: landscape}",
            "layouts/ours.yaml:2:14: error: A side column stands beside one column of text, not beside several. "
            "[bad-value]\n    page: {side: 20mm, columns: 2, orientation: landscape}\n                 ^\n"
            "    hint: Write “columns: 1”, or leave “side” out.",
        ),
        (
            "{band: {edge: bottom, size: 20mm}}",
            "layouts/ours.yaml:2:14: error: The band reaches 57 pt into the page; 17 are white. [bad-value]\n"
            "    page: {band: {edge: bottom, size: 20mm}}\n                 ^\n"
            "    hint: Make it narrower, or the margin wider.",
        ),
        (
            "{margins: {top: 400pt, bottom: 400pt}}",
            "layouts/ours.yaml:2:17: error: Margins and header leave 0 pt for the text of the first page. [bad-value]\n"
            "    page: {margins: {top: 400pt, bottom: 400pt}}\n                    ^\n"
            "    hint: 5 lines need 100 pt: make the margins smaller.",
        ),
        (
            "{footer: {left: number, right: number}}",
            "layouts/ours.yaml:2:38: error: Left and right pages have the number alone: a sheet that is lost does not "
            "say where it belongs. [bad-value]\n    page: {footer: {left: number, right: number}}\n"
            "                                         ^\n    hint: Write “running” for one of them.",
        ),
        (
            "{size: 50mm x 250mm}",
            "layouts/ours.yaml:2:14: error: “50mm” is out of bounds. [bad-value]\n    page: {size: 50mm x 250mm}\n"
            "                 ^\n    hint: Between 200pt and 1200pt.",
        ),
        (
            "{}\ntype: {body: {size: 14pt, leading: 12pt}}",
            "layouts/ours.yaml:3:36: error: Lines 12 pt apart touch each other in type of 14 pt. [bad-value]\n"
            "    type: {body: {size: 14pt, leading: 12pt}}\n                                       ^\n"
            "    hint: Large text needs a fifth more, body text two.",
        ),
    ],
)
def test_impossible_pages_are_refused(tmp_path: Path, page: str, message: str) -> None:
    with pytest.raises(Rejected) as refused:
        set_pages(tmp_path, page)
    assert str(refused.value) == message
