"""The project's own leaflets are measured: no errors, in any layout, format or paper; and measuring is wired in."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from click.testing import CliRunner

from generator.build import build_leaflet
from generator.checks.measures import measure, measured
from generator.cli import main
from generator.model.profile import Profile
from generator.problems import Rejected, Severity
from generator.project import Project
from tests.checks.conftest import rewrite
from tests.support.leaflets import ROOT, leaflet, leaflet_as, project, project_with

PROFILE = Profile("Any clinic.")
LANGS = ("ar", "zh-Hans", "th", "ur", "my", "de")


def errors(data: bytes, form: str = "") -> list[str]:
    return [
        f"{one.message} [{one.rule}]" for one in measured(data, PROFILE, form=form) if one.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("name", project().handout_names())
def test_every_leaflet(name: str) -> None:
    """In both layouts: the first language in both, the others in one, turn about."""
    layouts = ("clinic-a4", "clinic-letter")
    languages = project().languages(name)[:4]
    for lang, layout in ((languages[0], layouts[1]), *zip(languages, layouts * 2, strict=False)):
        assert errors(leaflet(name, lang, layout, "ua-1")) == [], (lang, layout)


@pytest.mark.parametrize("lang", LANGS)
def test_every_script(lang: str) -> None:
    assert errors(leaflet("metastatic-breast-cancer", lang, "clinic-a4", "ua-1")) == []


@pytest.mark.parametrize("lang", ["en", "ar", "zh-Hans"])
@pytest.mark.parametrize("form", project().parts("formats"))
def test_every_format(form: str, lang: str) -> None:
    data = build_leaflet(project(), "warfarin", lang, check=False, form=form).data
    assert errors(data, form) == []


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("paper", project().parts("papers"))
def test_every_paper(paper: str, lang: str) -> None:
    """That of proof sheets is no paper for patients, and says so."""
    told = ["Most of the text is in 10 pt. [small-body]"] if paper == "proof-a3" else []
    assert errors(leaflet_as("metastatic-breast-cancer", lang, paper=paper)) == told


@pytest.mark.parametrize(
    "look",
    [{"brand": "alder-street"}, {"mode": "greyscale"}, {"mode": "toner-saver"}, {"beside": "en"}, {"standard": "ua-2"}],
)
def test_every_look(look: dict[str, str]) -> None:
    assert errors(build_leaflet(project(), "warfarin", "ar", check=False, **look).data) == []  # type: ignore[arg-type]  # names of options


def test_the_seed_leaflet_in_numbers() -> None:
    """As the layout says: 14 pt on 20 pt, 10.5 pt at the foot; margins of 20 mm at the sides."""
    found = measure(leaflet("metastatic-breast-cancer", "en", "clinic-a4", "ua-1"), PROFILE)[0]
    assert (found.body, found.smallest, found.pitch) == (14, 10.5, round(20 / 14, 2))
    assert found.line is not None and 60 <= found.line <= 70
    assert found.contrast is not None and found.contrast > 4.5
    assert found.ink is not None and 3 < found.ink < 20


BAD_LAYOUT = """\
extends: clinic-a4
type:
  body: {size: 11pt, leading: 12pt}
"""


def bad_project(folder: Path) -> Project:
    content = '  - text: "Warfarin is a blood thinner. It helps to stop clots that could block a blood vessel. Take it at night."\n'
    made = project_with(folder, content)
    (folder / "layouts").mkdir()
    (folder / "layouts" / "small.yaml").write_text(BAD_LAYOUT, encoding="utf-8")
    return made


def test_a_bad_layout_is_refused_when_it_is_measured(tmp_path: Path) -> None:
    made = bad_project(tmp_path)
    assert build_leaflet(made, "test", "en", "small").pages == 1
    with pytest.raises(Rejected) as refused:
        build_leaflet(made, "test", "en", "small", measure=True)
    told = {(one.rule, one.severity) for one in refused.value.problems}
    assert {("small-body", Severity.ERROR), ("tight-lines", Severity.WARNING)} <= told
    tight = next(one for one in refused.value.problems if one.rule == "tight-lines")
    assert (tight.place.source.name, tight.place.line) == ("handouts/test/en.yaml", 9)
    assert tight.message.startswith("test en small: Page 1: the line ")


def test_check_measures_and_build_does_not(tmp_path: Path) -> None:
    bad_project(tmp_path)
    run = CliRunner()
    options = ["test", "--layout", "small", "--project", str(tmp_path)]
    checked = run.invoke(main, ["check", *options])
    assert checked.exit_code == 1
    assert (
        "handouts/test/en.yaml:1:1: error: test en small: Most of the text is in 11 pt. [small-body]" in checked.output
    )
    out = ["--out", str(tmp_path / "out")]
    assert run.invoke(main, ["build", *options, *out]).exit_code == 0
    verified = run.invoke(main, ["build", "--verify", *options, *out])
    assert verified.exit_code == 1
    assert "[small-body]" in verified.output


def test_inspect_prints_measures(tmp_path: Path) -> None:
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(leaflet("warfarin", "en", "clinic-a4", "ua-1"))
    run = CliRunner()
    shown = run.invoke(main, ["inspect", "--measures", "--project", str(ROOT), str(file)])
    assert shown.exit_code == 0
    assert "  body: 14 pt\n" in shown.output
    assert "  nearest to the edge: 8.3 mm\n" in shown.output
    as_json = run.invoke(
        main, ["inspect", "--measures", "--json", "--format", "large-print", "--project", str(ROOT), str(file)]
    )
    (row,) = json.loads(as_json.output)
    assert row["measures"]["body"] == 14
    assert {"large-print-size", "small-text"} <= {one["rule"] for one in row["findings"]}


def test_inspect_says_why_it_cannot_measure(tmp_path: Path) -> None:
    file = tmp_path / "other.pdf"
    file.write_bytes(b"%PDF-1.4\n%%EOF\n")
    run = CliRunner()
    refused = run.invoke(main, ["inspect", "--measures", "--project", str(ROOT), str(file)])
    assert refused.exit_code == 1
    assert refused.output == f"{file}: error: this PDF cannot be measured: its end is missing\n"
    assert run.invoke(main, ["inspect", "--json", str(file)]).exit_code == 2


def test_a_patients_copy_is_not_quoted(tmp_path: Path) -> None:
    """What is wrong with it is told in the words of the rule."""
    bad_project(tmp_path)
    path = tmp_path / "handouts" / "test" / "en.yaml"
    box = "  - patient-box: {title: Your visit, fields: [{label: When, name: when}]}\n"
    path.write_text(path.read_text(encoding="utf-8") + box, encoding="utf-8")
    values = tmp_path / "values.yaml"
    values.write_text("when: Tuesday at noon\n", encoding="utf-8")
    run = CliRunner().invoke(
        main,
        [
            "build",
            "test",
            "--layout",
            "small",
            "--project",
            str(tmp_path),
            "--verify",
            "--fill",
            str(values),
            "--out",
            str(tmp_path / "out"),
        ],
    )
    assert run.exit_code == 1
    assert "Most of the text is too small. [small-body]" in run.output
    assert "Tuesday" not in run.output


# -- files of others -------------------------------------------------------------------------------------------------


def test_a_file_of_another_program() -> None:
    """MuPDF places 11 pt of Helvetica 72 points from the left and 100 from the top; the file has no tags."""
    made = pymupdf.open()
    page = made.new_page(width=595, height=842)
    page.insert_text((72, 100), "Take 2.5", fontsize=11, color=(0.6, 0.6, 0.6))
    page.insert_text((72, 113), "mg at night.", fontsize=11)
    page.insert_text((300, 400), "Turned", fontsize=11, rotate=90)
    data = rewrite(pikepdf.open(io.BytesIO(made.tobytes())))
    measures, findings = measure(data, PROFILE)
    assert (measures.body, measures.pages) == (11, 1)
    assert measures.contrast == 2.85  # grey of 0.6: a luminance of 0.3185, 1.05 / 0.3685
    told = {(one.rule, one.message) for one in findings}
    assert ("small-body", "Most of the text is in 11 pt.") in told
    assert ("pale-text", "Page 1: “Take 2.5” has a contrast of 2.8 to 1.") in told
    assert ("turned-text", "Page 1: “Turned” is turned by 90°.") in told
    assert ("untagged-text", "No text of this file has a tag.") in told
