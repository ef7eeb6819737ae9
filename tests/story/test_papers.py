"""Papers laid over a layout, and the cream pages for readers with dyslexia."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from generator.build import build_leaflet
from generator.cli import main
from generator.problems import Rejected
from generator.project import Project, read_handout
from tests.model.test_messages import HEAD
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, leaflet_as, project
from tests.support.readers import find_in_order, mupdf_lines, rendered, squeeze
from tests.support.tagtree import TaggedPdf

Make = Callable[..., Project]
MBC = "metastatic-breast-cancer"
# ISO 216 in millimetres; US Legal is 8.5 by 14 inches.
MM = 72 / 25.4
SIZES = {
    "a5": (148 * MM, 210 * MM),
    "legal": (8.5 * 72, 14.0 * 72),
    "a6": (105 * MM, 148 * MM),
    "trifold-a4": (97 * MM, 210 * MM),
    "trifold-letter": (3.625 * 72, 8.5 * 72),
    "punched-a4": (210 * MM, 297 * MM),
    "landscape-a4": (297 * MM, 210 * MM),
    "proof-a3": (297 * MM, 420 * MM),
    "landscape-letter": (11.0 * 72, 8.5 * 72),
}
CREAM = (0xFB, 0xF6, 0xE6)
LANGUAGES = ("en", "ar", "ur", "my", "zh-Hans")


def leaflet(lang: str, standard: str = "ua-1", **look: str) -> bytes:
    return leaflet_as(MBC, lang, "clinic-a4", standard, **look)


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_as_large_as_the_paper_and_the_text_stays_on_it(lang: str, paper: str) -> None:
    data = leaflet(lang, paper=paper)
    width, height = SIZES[paper]
    picture = rendered(data, 72, index=0)[0]
    assert picture.size == pytest.approx((width, height), abs=1)
    for line in mupdf_lines(data):
        assert 17 <= line.left <= line.right <= width - 16
        assert line.top <= height - 17
    wanted = [text.plain for text in read_handout(project(), MBC, lang).texts()]
    assert find_in_order(wanted, squeeze(TaggedPdf(data).root.text)) == []


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_verapdf_finds_no_failure(lang: str, standard: str) -> None:
    looks = ({"paper": name} for name in ("a5", "legal", "trifold-a4", "landscape-a4", "letterhead"))
    for look in (*looks, {"form": "dyslexia-friendly", "paper": "a5"}):
        assert verapdf.failures(leaflet(lang, standard, **look), standard) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cream_pages(lang: str) -> None:
    """The ground reaches every edge, as a background that no screen reader meets; no text is under 12 pt."""
    data = leaflet(lang, form="dyslexia-friendly")
    for index, picture in enumerate(rendered(data, 40)):
        right, bottom = picture.width - 1, picture.height - 1
        corners = {rendered_pixel(data, index, at) for at in ((0, 0), (right, 0), (0, bottom), (right, bottom))}
        assert corners == {CREAM}
    assert min(line.size for line in mupdf_lines(data)) >= 12


def rendered_pixel(data: bytes, index: int, at: tuple[int, int]) -> tuple[int, ...]:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        pixel = document[index].render(scale=40 / 72).to_pil().convert("RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    return pixel


def test_text_too_pale_for_the_ground(tmp_project: Make) -> None:
    own = "extends: clinic-a4\npage: {size: A4, margins: {top: 14mm, bottom: 20mm, sides: 22mm}, ground: '#8899AA'}\n"
    with pytest.raises(Rejected) as refused:
        tmp_project({}, {"layouts/own.yaml": own}).layout("own")
    lines = [str(problem).splitlines()[0] for problem in refused.value.problems]
    assert lines, "grey-blue is too dark for the brand's colour"
    assert all("on the page's ground; text needs 4.5. [low-contrast]" in line for line in lines)
    assert lines[0].startswith("layouts/own.yaml:2:7: error: “brand” has a contrast of 2.88 ")


@pytest.mark.parametrize("paper", ["a6", "quarter-letter", "trifold-a4", "trifold-letter"])
def test_the_text_of_small_papers_is_not_smaller(paper: str) -> None:
    """Body text stays 14 pt on a panel and on a card; only titles and headings step down."""
    sizes = [line.size for line in mupdf_lines(leaflet("en", paper=paper))]
    assert max(set(sizes), key=sizes.count) == 14
    assert max(sizes) == 24


def test_large_print_is_too_large_for_a_panel() -> None:
    with pytest.raises(Rejected) as refused:
        leaflet("en", form="large-print", paper="trifold-a4")
    assert [str(problem).splitlines()[0] for problem in refused.value.problems] == [
        "layouts/papers/trifold-a4.yaml:7:12: error: A line holds about 27 characters; it needs 30. [narrow-text]"
    ]


def test_a_paper_that_is_not_there() -> None:
    result = CliRunner().invoke(main, ["check", MBC, "--lang", "en", "--paper", "a7"])
    assert result.exit_code == 1
    assert "There is no paper “a7”. [unknown-layout]" in result.output


@pytest.mark.parametrize("lang", LANGUAGES)
def test_columns_follow_each_other_from_the_start_side(lang: str) -> None:
    """No line crosses the gutter; the title stands in the first column, which is the right one in Arabic and Urdu."""
    data = leaflet(lang, paper="landscape-a4")
    middle, gap = SIZES["landscape-a4"][0] / 2, 14 / 25.4 * 72 / 2
    page = [line for line in mupdf_lines(data) if line.page == 1 and 70 < line.top < 500]
    assert page
    assert [line for line in page if line.left < middle + gap - 1 and line.right > middle - gap + 1] == []
    first = min(page, key=lambda line: (-line.size, line.top))
    assert (first.left > middle) == (lang in ("ar", "ur"))
    assert {line.left > middle for line in page} == {True, False}, "both columns are used"


def test_columns_too_narrow_to_read(tmp_project: Make) -> None:
    own = "extends: clinic-a4\npage: {size: A4, columns: 3, margins: {top: 14mm, bottom: 20mm, sides: 22mm}}\n"
    with pytest.raises(Rejected) as refused:
        tmp_project({}, {"layouts/own.yaml": own}).layout("own")
    (told,) = (str(problem).splitlines()[0] for problem in refused.value.problems)
    assert told.startswith("layouts/own.yaml:2:39: error: ") and told.endswith("[narrow-text]"), told


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("columns: 4", "“4” is not a whole number from 1 to 3."),
        ("columns: two", "“two” is not a whole number from 1 to 3."),
        ("orientation: sideways", "“sideways” is not known here."),
        ("gutter: 14", "“14” is not a length."),
        ("header: {first: logo}", "“logo” is not known here."),
        ("header: {frist: none}", "“frist” is not a key here."),
        ("header: {space: 2m}", "“2m” is not a length."),
        ("gutter: 2mm", "“2mm” is out of bounds."),
        ("header: {space: 20pt}", "Logo and name take 57 pt; the text would begin inside them."),
        ("header: none", "A group of keys was expected here, not text."),
    ],
)
def test_keys_of_the_page_that_make_no_sense(tmp_project: Make, key: str, said: str) -> None:
    own = f"extends: clinic-a4\npage:\n  {key}\n"
    with pytest.raises(Rejected) as refused:
        tmp_project({}, {"layouts/own.yaml": own}).layout("own")
    (told,) = (str(problem).splitlines()[0] for problem in refused.value.problems)
    assert told.startswith("layouts/own.yaml:3:") and said in told


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_paper_with_a_letterhead_stays_blank_at_the_top(lang: str) -> None:
    """Text begins 40 mm below the margin of 14 mm (ascenders a little above that); later pages have their line."""
    data = leaflet(lang, paper="letterhead")
    lines = mupdf_lines(data)
    assert min(line.top for line in lines if line.page == 1) > 50 / 25.4 * 72
    assert min(line.top for line in lines if line.page == 2) < 25 / 25.4 * 72
    top = rendered(data, 72, index=0)[0].convert("L").crop((0, 0, 595, 150))
    assert top.getextrema() == (255, 255), "no logo and no rule"


def test_white_between_parts_is_the_layouts(tmp_project: Make) -> None:
    """Twice the space below paragraphs moves the second one down by as much, and nothing else."""
    tops = []
    for points in (10, 20):
        own = f"extends: clinic-a4\nspace: {{paragraph: {points}pt}}\n"
        made = tmp_project({"leaflet/en": HEAD + "  - text: one\n  - text: two\n"}, {"layouts/own.yaml": own})
        lines = mupdf_lines(build_leaflet(made, "leaflet", "en", "own").data)
        tops.append({line.text.strip(): line.top for line in lines if line.text.strip() in ("one", "two")})
    assert tops[1]["one"] == tops[0]["one"]
    assert tops[1]["two"] == pytest.approx(tops[0]["two"] + 10, abs=0.01)


@pytest.mark.parametrize("layout", ["clinic-a4", "clinic-letter"])
def test_footer_in_nastaliq_with_wide_lines_stays_within_what_a_printer_prints(layout: str) -> None:
    """The tallest script in the format with the widest lines; “near-edge” would refuse it."""
    made = build_leaflet(project(), "metastatic-breast-cancer", "ur", layout, form="dyslexia-friendly", measure=True)
    assert "near-edge" not in {one.rule for one in made.warnings}
