"""The clinic's logo: its version in one colour, and what stays free around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from generator.build import begin_leaflet
from generator.cli import main
from generator.job import Job
from generator.pictures import load_picture
from generator.problems import Rejected
from generator.project import Project
from generator.twins.drawing import picture_address
from generator.twins.page import html_page, read_copy
from tests.model.test_messages import HEAD, layout_said
from tests.support import verapdf
from tests.support.leaflets import STANDARDS

Make = Callable[..., Project]
_HANDOUT = HEAD + "  - text: one\n"
_SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path fill="{}" d="M0 0H10V10H0z"/>{}</svg>'
# In colours the logo is a red square; in one colour a black one with a white hole.
_RED = _SQUARE.format("#FF0000", "")
_BLACK = _SQUARE.format("#000000", '<path fill="#FFFFFF" d="M3 3H7V7H3z"/>')
_LOGO = "{file: brands/red.svg, one-colour: brands/black.svg, clear-space: %s}"
_DARK, _SCALE = 100, 4


def clinic(make: Make, logo: str = _LOGO % "0pt", look: str = "rule", one: str = _BLACK, more: str = "") -> Project:
    """A project whose layout `own` has the logo, and no name beside it that would be as dark."""
    layout = f"extends: clinic-a4\nbrand:\n  logo: {logo}\n  look: {{header: {look}}}\n{more}"
    files = {"layouts/own.yaml": layout, "layouts/brands/red.svg": _RED, "layouts/brands/black.svg": one}
    return make({"leaflet/en": _HANDOUT, "leaflet/ar": _HANDOUT.replace("lang: en", "lang: ar")}, files)


def pdf(project: Project, mode: str = "", lang: str = "en", standard: str = "ua-1") -> bytes:
    return begin_leaflet(project, Job("leaflet", lang, "own", standard=standard, mode=mode)).finish().data


def head(data: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        return page.render(scale=_SCALE, crop=(0, page.get_height() - 110, 0, 0)).to_pil().convert("RGB")


def red_square(data: bytes) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is red in the head of the first page, in points from its left upper edge."""
    image = head(data)
    reds, greens, _ = image.split()
    mask = reds.point([0] * 250 + [255] * 6)
    mask.paste(0, mask=greens.point([0] * 10 + [255] * 246))
    left, top, right, bottom = (edge / _SCALE for edge in mask.getbbox())
    return left, top, right, bottom


@pytest.mark.parametrize("mode", ["greyscale", "toner-saver"])
def test_without_colours_the_version_in_one_colour_is_drawn(tmp_project: Make, mode: str) -> None:
    project = clinic(tmp_project)
    left, top, right, bottom = red_square(pdf(project))
    image = head(pdf(project, mode))
    middle = image.getpixel((int((left + right) / 2 * _SCALE), int((top + bottom) / 2 * _SCALE)))
    edge = image.getpixel((int((left + 2) * _SCALE), int((top + 2) * _SCALE)))
    assert (edge, middle) == ((0, 0, 0), (255, 255, 255)), "black, with a white hole"


def test_a_logo_that_is_a_file_alone_is_drawn_in_greys(tmp_project: Make) -> None:
    project = clinic(tmp_project, "brands/red.svg")
    left, top, right, bottom = red_square(pdf(project))
    assert (right - left, bottom - top) == pytest.approx((34, 34), abs=0.5)
    red, green, blue = head(pdf(project, "greyscale")).getpixel((int((left + 2) * _SCALE), int((top + 2) * _SCALE)))
    assert red == green == blue and 100 < red < 200


@pytest.mark.parametrize("mode", ["greyscale", "toner-saver"])
def test_twins_show_it_too(tmp_project: Make, mode: str) -> None:
    project = clinic(tmp_project)
    page, plain = (html_page(read_copy(project, Job("leaflet", "en", "own", mode=one))) for one in (mode, ""))
    one, many = (picture_address(load_picture(project.root / f"layouts/brands/{n}.svg")) for n in ("black", "red"))
    assert one.encode() in page and many.encode() not in page
    assert many.encode() in plain and one.encode() not in plain


@pytest.mark.parametrize("brand", ["alder-street", "harbor-lane"])
def test_a_print_shop_needs_black_alone_for_a_leaflet_in_greys(tmp_path: Path, brand: str) -> None:
    """One plate: no cyan, magenta or yellow in any colour of the page."""
    asked = ["sheets", "warfarin", "--lang", "en", "--layout", "clinic-letter", "--press", "--mode", "greyscale"]
    result = CliRunner().invoke(main, [*asked, "--brand", brand, "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    (path,) = tmp_path.rglob("*.pdf")
    with pikepdf.open(path) as file:
        found = [
            tuple(map(float, one.operands[:3]))
            for page in file.pages
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) in ("k", "K")
        ]
    assert set(found) == {(0.0, 0.0, 0.0)}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    ("look", "space", "height", "free"),
    [
        ("rule", "0pt", 34, 10),
        ("rule", "25%", 34, 10),
        ("rule", "14pt", 30, 14),
        ("rule", "50%", 44 / 1.5, 22 / 1.5),
        ("band", "0pt", 34, 7),
        ("band", "20%", 34, 7),
        ("band", "4mm", 48 - 8 * 72 / 25.4, 4 * 72 / 25.4),
        ("band", "90%", 48 / 2.8, 43.2 / 2.8),
    ],
)
def test_the_clear_space_stays_free(
    tmp_project: Make, look: str, space: str, height: float, free: float, lang: str
) -> None:
    """free: from the foot of the logo to the rule, or to the lower edge of the band, 44 and 48 pt below the top."""
    project = clinic(tmp_project, _LOGO % space, look)
    data = pdf(project, lang=lang)
    left, top, right, bottom = red_square(data)
    margin = project.layout("own").page.margins.top
    assert bottom - top == pytest.approx(height, abs=0.6)
    assert right - left == pytest.approx(bottom - top, abs=0.6)
    assert margin + (44 if look == "rule" else 48) - bottom == pytest.approx(free, abs=0.6)
    # Beside it, nothing but the ground is drawn as far as the clear space reaches.
    image, reach = head(data), min(free, 10.0 if "0pt" in space else free) - 1
    beside = (right + 0.5, right + reach) if lang == "en" else (left - reach, left - 0.5)
    box = image.crop((*(int(edge * _SCALE) for edge in (beside[0], top, beside[1], bottom)),))
    assert box.getextrema() == tuple((level, level) for level in box.getpixel((0, 0)))


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("mode", ["", "greyscale"])
def test_verapdf_finds_no_failure(tmp_project: Make, mode: str, standard: str) -> None:
    assert verapdf.failures(pdf(clinic(tmp_project, _LOGO % "90%"), mode, standard=standard), standard) == []


@pytest.mark.parametrize(
    ("logo", "message"),
    [
        (
            "{file: brands/alder-street.svg, clear-space: -4pt}",
            "layouts/own.yaml:2:60: error: “-4pt” is not a clear space. [bad-value]\n"
            "    brand: {logo: {file: brands/alder-street.svg, clear-space: -4pt}}\n"
            "                                                               ^\n"
            "    hint: Write a length, such as 4pt or 2mm, or a part of the logo's height, such as 25%.",
        ),
        (
            "{file: brands/alder-street.svg, clear-space: 40mm}",
            "layouts/own.yaml:2:60: error: “40mm” is out of bounds. [bad-value]\n"
            "    brand: {logo: {file: brands/alder-street.svg, clear-space: 40mm}}\n"
            "                                                               ^\n"
            "    hint: Between 0pt and 15pt.",
        ),
        (
            "{file: brands/alder-street.svg, clear-space: 200%}",
            "layouts/own.yaml:2:60: error: “200%” is out of bounds. [bad-value]\n"
            "    brand: {logo: {file: brands/alder-street.svg, clear-space: 200%}}\n"
            "                                                               ^\n"
            "    hint: Between 0% and 90%.",
        ),
        (
            "{file: brands/alder-street.svg, clear-space: 4 furlongs}",
            "layouts/own.yaml:2:60: error: “4 furlongs” is not a length. [bad-value]\n"
            "    brand: {logo: {file: brands/alder-street.svg, clear-space: 4 furlongs}}\n"
            "                                                               ^\n"
            "    hint: Write a number and its unit, such as 12mm, 11pt or 0.5in.",
        ),
        (
            "{file: brands/alder-street.svg, one-colour: black.svg}",
            "layouts/own.yaml:2:59: error: “black.svg” is not there. [missing-picture]\n"
            "    brand: {logo: {file: brands/alder-street.svg, one-colour: black.svg}}\n"
            "                                                              ^",
        ),
        (
            "{file: black.svg}",
            "layouts/own.yaml:2:22: error: “black.svg” is not there. [missing-picture]\n"
            "    brand: {logo: {file: black.svg}}\n"
            "                         ^",
        ),
        (
            "{file: brands/alder-street.svg, onecolour: brands/alder-street.svg}",
            "layouts/own.yaml:2:47: error: “onecolour” is not a key here. [unknown-key]\n"
            "    brand: {logo: {file: brands/alder-street.svg, onecolour: brands/alder-street.svg}}\n"
            "                                                  ^\n"
            "    hint: Did you mean “one-colour”?",
        ),
    ],
)
def test_mistakes_are_told_where_they_stand(tmp_project: Make, logo: str, message: str) -> None:
    said = layout_said(tmp_project, {"own": f"extends: clinic-a4\nbrand: {{logo: {logo}}}\n"})
    assert said.startswith(message), said


@pytest.mark.parametrize("making", ["paper", "twin"])
def test_a_version_in_one_colour_with_two_is_refused(tmp_project: Make, making: str) -> None:
    project = clinic(tmp_project, one=_SQUARE.format("#000000", '<path fill="#00FF00" d="M3 3H7V7H3z"/>'))
    assert pdf(project)
    with pytest.raises(Rejected) as refused:
        pdf(project, "greyscale") if making == "paper" else html_page(
            read_copy(project, Job("leaflet", "en", "own", mode="toner-saver"))
        )
    assert str(refused.value.problems[0]).splitlines()[0] == (
        "layouts/own.yaml:3:44: error: “black.svg” has 2 colours; a logo in one colour has one, and white. [bad-picture]"
    )


@pytest.mark.parametrize("edge", ["top", "start"])
def test_a_band_of_the_page_keeps_away(tmp_project: Make, edge: str) -> None:
    page = f"page: {{margins: {{top: 40pt, sides: 40pt}}, band: {{edge: {edge}, size: 35pt}}}}\n"
    with pytest.raises(Rejected) as refused:
        clinic(tmp_project, _LOGO % "10pt", more=page).layout("own")
    assert [str(one).splitlines()[0] for one in refused.value.problems] == [
        "layouts/own.yaml:3:75: error: The logo keeps 10 pt free around it; the page's band leaves it 5. [bad-value]"
    ]
    assert clinic(tmp_project, _LOGO % "5pt", more=page).layout("own").page.band
    assert clinic(tmp_project, _LOGO % "10pt", more=page.replace("35pt", "35pt, on: later")).layout("own").page.band


def test_a_logo_of_its_own_has_nothing_of_the_other(tmp_project: Make) -> None:
    """A layout changes one key; with a file of its own, no other key of the brand's logo stays."""
    theirs = clinic(tmp_project, "{clear-space: 5pt}").layout("own").brand.logo
    assert (theirs.file.name, theirs.clear_space.around(34)) == ("harbor-lane.svg", 5)
    own = clinic(tmp_project, "{file: brands/red.svg}").layout("own").brand.logo
    assert (own.file.name, own.one_colour, own.clear_space.around(34)) == ("red.svg", None, 0)


def test_a_logo_without_its_file_is_told(tmp_project: Make) -> None:
    with pytest.raises(Rejected) as refused:
        clinic(tmp_project, "brands/red.svg")
        files = {
            "layouts/next.yaml": "extends: own\nbrand: {logo: {clear-space: 5pt}}\n",
        }
        tmp_project({}, files).layout("next")
    assert [str(one).splitlines()[0] for one in refused.value.problems] == [
        "layouts/next.yaml:2:15: error: “file” is missing: the file, from the layout's folder. [missing-key]"
    ]


@pytest.mark.parametrize(("space", "margin"), [("0pt", "0rem 0rem"), ("50%", "1rem 0.6rem")])
def test_pages_for_browsers_keep_it_free(tmp_project: Make, space: str, margin: str) -> None:
    """Half of 2.8 rem is 1.4; 0.4 are free above and below, 0.8 beside it, without a margin."""
    page = html_page(read_copy(clinic(tmp_project, _LOGO % space), Job("leaflet", "en", "own"))).decode()
    assert f".clinic img {{ margin: {margin}; }}" in page
