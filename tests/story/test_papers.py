"""Papers laid over a layout, and the cream pages for readers with dyslexia."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from generator.build import build_leaflet
from generator.cli import main
from generator.problems import Rejected
from generator.project import Project, read_handout
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project
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
}
CREAM = (0xFB, 0xF6, 0xE6)
LANGUAGES = ("en", "ar", "ur", "my", "zh-Hans")


def leaflet(lang: str, standard: str = "ua-1", **look: str) -> bytes:
    return build_leaflet(project(), MBC, lang, "clinic-a4", standard, **look).data  # type: ignore[arg-type]


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
    for look in (
        {"paper": "a5"},
        {"paper": "legal"},
        {"form": "dyslexia-friendly", "paper": "a5"},
        {"paper": "trifold-a4"},
    ):
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
        "layouts/papers/trifold-a4.yaml:6:3: error: A line holds about 27 characters; it needs 30. [narrow-text]"
    ]


def test_a_paper_that_is_not_there() -> None:
    result = CliRunner().invoke(main, ["check", MBC, "--lang", "en", "--paper", "b5"])
    assert result.exit_code == 1
    assert "There is no paper “b5”. [unknown-layout]" in result.output
