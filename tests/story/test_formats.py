"""Large and giant print: set anew in larger type, in every script, never scaled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.build import build_leaflet
from generator.cli import main
from generator.jobs import plan_jobs
from generator.problems import Rejected
from generator.project import Project, read_handout
from tests.support import verapdf
from tests.support.goldens import check_picture
from tests.support.leaflets import STANDARDS, leaflet_as, project
from tests.support.readers import find_in_order, mupdf_lines, rendered, squeeze
from tests.support.tagtree import TaggedPdf
from tests.translation.desks import project_of

Make = Callable[..., Project]
MBC = "metastatic-breast-cancer"
# UKAAF G003: large print is 16 pt and more, giant print more than 22 pt; no text below.
SIZES = {"large-print": 18.0, "giant-print": 24.0}
DPI = 40
LANGUAGES = ("en", "ar", "ur", "my", "zh-Hans", "ta")


def leaflet(lang: str, form: str, layout: str = "clinic-a4", standard: str = "ua-1") -> bytes:
    return leaflet_as(MBC, lang, layout, standard, form=form)


@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_smaller_than_the_body(lang: str, form: str) -> None:
    for line in mupdf_lines(leaflet(lang, form)):
        assert line.size >= SIZES[form] - 0.01, (line.page, line.text)


@pytest.mark.parametrize("layout", ["clinic-a4", "clinic-letter"])
@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_runs_off_the_page_or_over_its_neighbour(lang: str, form: str, layout: str) -> None:
    page = project().layout(layout, form).page
    lines = mupdf_lines(leaflet(lang, form, layout))
    for line in lines:
        assert line.left >= 17
        assert line.right <= page.width - 17 + 1
    for picture in rendered(leaflet(lang, form, layout), DPI):
        edge = picture.crop((0, picture.height - int(17 * DPI / 72), picture.width, picture.height))
        assert edge.getextrema() == (255, 255), "office printers leave up to 6 mm blank"
    footers = [line for line in lines if line.top > page.height - 100]
    assert footers
    for one in footers:
        for other in footers:
            same_row = one.page == other.page and one is not other and abs(one.top - other.top) < 5
            # Pieces of one line touch; a file's numbers are rounded.
            apart = one.left > other.right - 0.01 or other.left > one.right - 0.01
            assert apart or not same_row, (one.text, other.text)


@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_the_standard_leaflet_says(lang: str, form: str) -> None:
    wanted = [text.plain for text in read_handout(project(), MBC, lang).texts()]
    assert find_in_order(wanted, squeeze(TaggedPdf(leaflet(lang, form)).root.text)) == []


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("lang", ["en", "ar", "my"])
def test_verapdf_finds_no_failure(lang: str, form: str, standard: str) -> None:
    assert verapdf.failures(leaflet(lang, form, standard=standard), standard) == []


@pytest.mark.parametrize("form", SIZES)
def test_it_looks_as_it_did(form: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    check_picture(rendered(leaflet("en", form), DPI, index=0)[0], f"{form}.en.png", request.config, tmp_path)


@pytest.mark.parametrize("layout", ["clinic-a4", "clinic-letter"])
@pytest.mark.parametrize(("lang", "pages"), [("ar", [1, 1]), ("es", [1, 1]), ("ta", [1, 2])])
def test_a_notice_is_parted_between_its_languages_alone(lang: str, pages: list[int], layout: str) -> None:
    """Each of its sentences stands on one page; both on the first one where it has room."""
    notice = TaggedPdf(leaflet(lang, "giant-print", layout)).root.find("Aside")[0]
    found = [{content.page for content in paragraph.contents()} for paragraph in notice.find("P")]
    assert found == [{page} for page in pages]


def test_the_command_names_the_format(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project_of(tmp_project).root)
    result = CliRunner().invoke(main, ["build", "--lang", "es", "--layout", "clinic-a4", "--format", "large-print"])
    assert result.exit_code == 0, result.stderr
    (path,) = Path("dist/clinic-a4").iterdir()
    assert path.name == "tablets-es-spanish-large-print.pdf"
    pdf = TaggedPdf(path.read_bytes())
    assert all("T-1 · 1.0 · es Spanish" in page and "large print · DRAFT" in page for page in pdf.artifacts)


def test_standard_is_the_layout_as_it_is(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project_of(tmp_project).root)
    asked = ["build", "--lang", "es", "--layout", "clinic-a4"]
    for out, more in (("plain", []), ("standard", ["--format", "standard"])):
        result = CliRunner().invoke(main, [*asked, "--out", out, *more])
        assert result.exit_code == 0, result.stderr
    (plain,), (standard,) = Path("plain/clinic-a4").iterdir(), Path("standard/clinic-a4").iterdir()
    assert standard.name == plain.name == "tablets-es-spanish.pdf"
    assert standard.read_bytes() == plain.read_bytes()


@pytest.mark.parametrize("command", ["build", "check", "preview", "sheets", "release", "html", "text", "inspect"])
def test_standard_is_told_wherever_a_format_is_asked_for(command: str) -> None:
    assert "standard" in CliRunner().invoke(main, [command, "--help"]).output.partition("--format NAME")[2][:300]


def test_a_format_of_a_clinic_is_not_called_standard(tmp_project: Make) -> None:
    made = project_of(tmp_project)
    path = made.root / "layouts" / "formats" / "standard.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("type:\n  body: {size: 16pt, leading: 25pt}\n")
    with pytest.raises(Rejected) as caught:
        plan_jobs(made, [], [], ["clinic-a4"])
    assert [str(problem) for problem in caught.value.problems] == [
        "layouts/formats/standard.yaml: error: “standard” is what a layout is called when no format is laid over it; "
        "this file is never read. [file-name]\n    hint: Call the format by another name."
    ]


def test_an_unknown_format_is_told(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project_of(tmp_project)
    monkeypatch.chdir(made.root)
    result = CliRunner().invoke(main, ["build", "--format", "larg-print"])
    assert result.exit_code == 1
    assert "There is no format “larg-print”. [unknown-layout]\n    hint: Did you mean “large-print”?" in result.stderr
    result = CliRunner().invoke(main, ["build", "--format", "xyz"])
    known = "standard, dyslexia-friendly, easy-read, giant-print, large-print"
    assert f"There is no format “xyz”. [unknown-layout]\n    hint: Known here: {known}." in result.stderr
    with pytest.raises(Rejected, match="There is no format “huge”"):
        build_leaflet(made, "tablets", "es", form="huge")


def test_a_clinic_s_own_format_is_laid_over(tmp_project: Make) -> None:
    made = tmp_project(files={"layouts/formats/ours.yaml": "type:\n  body: {size: 16pt, leading: 25pt}\n"})
    assert made.parts("formats") == ["dyslexia-friendly", "easy-read", "giant-print", "large-print", "ours"]
    layout = made.layout("clinic-a4", "ours")
    assert (layout.type.body.size, layout.type.small.size, layout.format) == (16.0, 10.5, "ours")
    assert "ours" not in made.layouts()


def test_a_fault_in_a_format_is_told_at_its_place(tmp_project: Make) -> None:
    made = tmp_project(files={"layouts/formats/ours.yaml": "type:\n  body: {size: 16, leading: 25pt}\n"})
    with pytest.raises(Rejected) as caught:
        made.layout("clinic-a4", "ours")
    assert [(p.place.source.name, p.place.line, p.message) for p in caught.value.problems] == [
        ("layouts/formats/ours.yaml", 2, "“16” is not a length.")
    ]
