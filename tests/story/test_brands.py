"""Brands apart from layouts: one file and one flag dress the library anew, and its text stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.build import build_leaflet
from generator.cli import main
from generator.problems import Rejected
from generator.project import Project, read_handout
from tests.model.test_messages import HEAD, layout_said
from tests.support import verapdf
from tests.support.goldens import check_picture
from tests.support.leaflets import CASES, ROOT, STANDARDS, leaflet_as, project, project_with
from tests.support.readers import find_in_order, mupdf_lines, rendered, squeeze
from tests.support.tagtree import TaggedPdf

Make = Callable[..., Project]
MBC, DPI = "metastatic-breast-cancer", 40
BRANDS = ("alder-street", "harbor-lane")


def leaflet(brand: str, lang: str = "en", standard: str = "ua-1", name: str = MBC, root: Path | None = None) -> bytes:
    return leaflet_as(name, lang, "clinic-a4", standard, root or ROOT, brand=brand)


def test_two_brands_ship() -> None:
    assert project().parts("brands") == list(BRANDS)


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("form", ["", *project().parts("formats")])
@pytest.mark.parametrize("mode", ["", "greyscale", "toner-saver"])
def test_no_text_is_pale_in_any_format_or_mode(brand: str, form: str, mode: str) -> None:
    """Not so pale either that it is warned of: 7 to 1 (WCAG 2.1, 1.4.6), in colours and printed grey."""
    made = build_leaflet(project(), "first-visit", "en", form=form, brand=brand, mode=mode, measure=True)
    assert [one.message for one in made.warnings if one.rule in ("pale-text", "pale-in-grey")] == []


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_text_is_the_same_in_every_brand(lang: str, brand: str) -> None:
    wanted = [text.plain for text in read_handout(project(), MBC, lang).texts()]
    assert find_in_order(wanted, squeeze(TaggedPdf(leaflet(brand, lang)).root.text)) == []


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_verapdf_finds_no_failure(lang: str, standard: str) -> None:
    assert verapdf.failures(leaflet("alder-street", lang, standard), standard) == []
    assert verapdf.failures(leaflet("alder-street", lang, standard, "every-block", CASES), standard) == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_it_looks_as_it_did(lang: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    picture = rendered(leaflet("alder-street", lang), DPI, index=0)[0]
    check_picture(picture, f"alder-street.{lang}.png", request.config, tmp_path)


def test_nothing_of_the_other_brand_is_left() -> None:
    """Name, publisher and number are those of the brand that is worn."""
    pdf = TaggedPdf(leaflet("alder-street"))
    colophon = pdf.root.text[pdf.root.text.rindex("Alder Street Health, Patient Education") :]
    assert "(555) 010-0177" in colophon
    assert all("Alder Street Health" in page and "Harbor" not in page for page in pdf.artifacts)


def test_the_command_names_the_brand(tmp_project: Make, tmp_path: Path) -> None:
    root = tmp_project({"leaflet/en": _HANDOUT}).root
    out = tmp_path / "out"
    asked = ["build", "--project", str(root), "--layout", "clinic-a4", "--out", str(out)]
    result = CliRunner().invoke(main, [*asked, "--brand", "alder-street"])
    assert result.exit_code == 0, result.output
    assert [path.name for path in out.rglob("*.pdf")] == ["leaflet-en-english-alder-street.pdf"]
    result = CliRunner().invoke(main, [*asked, "--brand", "alder-stret"])
    assert result.exit_code == 1
    assert "There is no brand “alder-stret”. [unknown-layout]\n    hint: Did you mean “alder-street”?" in result.output


_HANDOUT = HEAD + "  - text: one\n"
_OWN = "publisher: Own\nlogo: brands/alder-street.svg\n"


def test_a_brand_of_a_clinics_own(tmp_project: Make) -> None:
    """A file in the project's `layouts/brands/`, named by a layout."""
    colours = "palette: {brand: '#222222', tint: '#EEEEEE', alert: '#800000', alert-tint: '#FFEEEE', text: '#000000', "
    brand = f"name: Own\n{_OWN}{colours}muted: '#333333', rule: '#999999'}}\n"
    files = {"layouts/own.yaml": "extends: clinic-a4\nbrand: own\n", "layouts/brands/own.yaml": brand}
    project = tmp_project({"leaflet/en": _HANDOUT}, files)
    assert project.parts("brands") == ["alder-street", "harbor-lane", "own"]
    worn = project.layout("own").brand
    assert (worn.name, worn.phone, worn.look.header) == ("Own", "", "rule")
    assert project.layout("clinic-a4", brand="own").brand == worn


def test_a_brand_that_is_not_there(tmp_project: Make) -> None:
    assert layout_said(tmp_project, {"own": "extends: clinic-a4\nbrand: harbour-lane\n"}) == (
        "layouts/own.yaml:2:8: error: There is no brand “harbour-lane”. [unknown-layout]\n"
        "    brand: harbour-lane\n           ^\n"
        "    hint: Did you mean “harbor-lane”?"
    )


def test_a_brand_with_a_mistake_is_told_in_its_own_file(tmp_project: Make) -> None:
    files = {"layouts/brands/own.yaml": f"nam: Own\n{_OWN}look: {{header: stripe}}\n"}
    project = tmp_project({"leaflet/en": _HANDOUT}, files)
    with pytest.raises(Rejected) as refused:
        project.layout("clinic-a4", brand="own")
    said = [str(problem).splitlines()[0] for problem in refused.value.problems]
    assert said == [
        "layouts/brands/own.yaml:1:1: error: “nam” is not a key here. [unknown-key]",
        "layouts/brands/own.yaml:1:1: error: “palette” is missing: the colours. [missing-key]",
        "layouts/brands/own.yaml:4:16: error: “stripe” is not known here. [bad-value]",
    ]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(
    ("lang", "help_line"),
    [
        ("en", "Ask us or call (555) 010-0199."),
        ("ar", "اسألونا أو اتصلوا بالرقم (555) 010-0199."),
    ],
)
def test_the_last_page_says_where_other_forms_are_and_what_the_law_wants(
    tmp_path: Path, lang: str, help_line: str, standard: str
) -> None:
    """In the leaflet's language and as large as its text; lines of the law in English, and tagged so."""
    (tmp_path / "layouts").mkdir()
    brand = "brand: {other-formats: (555) 010-0199, legal: [Registered in Ohio.]}"
    (tmp_path / "layouts" / "own.yaml").write_text(f"extends: clinic-a4\n{brand}\n")
    project = project_with(tmp_path, "  - text: '1'\n", lang)
    data = build_leaflet(project, "test", lang, "own", standard=standard).data
    paragraphs = TaggedPdf(data).root.find("P")
    assert any(squeeze(one.text).endswith(squeeze(help_line)) for one in paragraphs)
    (law,) = (one for one in paragraphs if "Registered in Ohio." in one.text)
    assert law is paragraphs[-1]
    assert [line.size for line in mupdf_lines(data) if "010-0199" in line.text] == [14.0]
    assert verapdf.failures(data, standard) == []
