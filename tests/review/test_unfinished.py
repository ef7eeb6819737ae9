"""What nobody should print: told when leaflets are built, refused when they are approved, released or filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.project import Project
from generator.review.data.remnants import INVENTED as INVENTED_NAMES
from generator.review.unfinished import overdue
from tests.support.leaflets import ROOT

FLU, WASHING = "handouts/flu/en.yaml", "handouts/hand-washing/en.yaml"
SAMPLE = (
    f"{FLU}:6:10: {{}}: “Say in a sentence or two what this leaflet is for and whom.” is a sample, and was to be replaced "
    "before this is printed; 8 more in this file. [placeholder]"
)
REASON = f"{WASHING}:15:5: {{}}: “no-approver” is off since this is a sample; a leaflet of your own is none{{}} [placeholder]"
NUMBER = f"{WASHING}:46:14: {{}}: “(555) 010-0100” is a sample clinic’s number: nobody answers it. [placeholder]"
BRAND = (
    "layouts/brands/our-clinic.yaml:3:7: {}: The sample’s “name”, “publisher”, “phone” and “web” stand here; every "
    "leaflet prints that. [placeholder]"
)

INVENTED = (
    "layouts: warning: Leaflets wear the name and number of “Harbor Lane Clinic”, which is invented: there is no such "
    "clinic. [placeholder]"
)
OFF = "checks:\n  off:\n    no-approver: This is the sample that comes with the program.\n"


def finish(project: Path) -> None:
    """Make the sample leaflet the clinic's own."""
    change(project / WASHING, "(555) 010-0100", "(206) 010-0100")
    change(project / WASHING, OFF, "")


def run(project: Path, *asked: str, day: str = "2026-12-01", given: str = "") -> Result:
    """A command in a project. Of “build” and “sheets”, nothing is kept."""
    env = {"SOURCE_DATE_EPOCH": str(_seconds(day))}
    return CliRunner().invoke(main, [*asked, "--project", str(project)], env=env, input=given)


def _seconds(day: str) -> int:
    from datetime import UTC, datetime

    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def build(project: Path, *asked: str, day: str = "2026-12-01", given: str = "") -> Result:
    return run(project, "build", "--no-cache", "--out", str(project / "dist"), *asked, day=day, given=given)


def told(result: Result) -> list[str]:
    return [line for line in result.stderr.splitlines() if ": warning: " in line or ": error: " in line]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """As “handouts init” and “handouts new” leave it."""
    folder = tmp_path / "clinic"
    assert CliRunner().invoke(main, ["init", str(folder)]).exit_code == 0
    assert run(folder, "new", "flu").exit_code == 0
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_build_warns_of_samples_and_of_the_sample_clinics_number(project: Path) -> None:
    built = build(project)
    assert built.exit_code == 0
    assert told(built) == [
        SAMPLE.format("warning"),
        REASON.format("warning", "; 1 more in this file."),
        BRAND.format("warning"),
    ]
    assert "    hint: All of them: handouts check flu\n" in built.stderr
    assert build(project, "--strict").exit_code == 1
    change(project / WASHING, OFF, "")
    assert told(build(project, "hand-washing"))[0] == NUMBER.format("warning")


def test_a_review_that_is_over_is_told_on_every_day_after_it(project: Path) -> None:
    finish(project)
    assert told(build(project, "hand-washing", day="2028-11-29")) == [BRAND.format("warning")]
    overdue = f"{WASHING}:9:1: {{}}: The review was due on 2028-11-29, 1 day ago. [review-due]"
    assert told(build(project, "hand-washing", day="2028-11-30"))[0] == overdue.format("warning")
    released = build(project, "hand-washing", "--release", day="2028-11-30")
    assert released.exit_code == 1
    assert overdue.format("error") in told(released)


def test_a_review_that_is_over_is_told_of_a_translation_too_and_once_of_all(tmp_path: Path) -> None:
    for lang in ("en", "es", "fr"):
        path = tmp_path / "handouts" / "first-visit" / f"{lang}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((ROOT / "handouts" / "first-visit" / path.name).read_bytes())
    over = "handouts/first-visit/{}.yaml:{}:1: warning: The review was due on 2028-11-29, 2 days ago. [review-due]"
    asked = ("--layout", "clinic-a4")
    assert told(build(tmp_path, *asked, day="2028-12-01")) == [over.format("en", 8), INVENTED]
    assert told(build(tmp_path, *asked, "--lang", "es", day="2028-12-01")) == [over.format("es", 9), INVENTED]


@pytest.mark.parametrize("command", ["build", "sheets", "preview"])
def test_a_project_without_a_brand_of_its_own_is_told_whose_name_it_wears(project: Path, command: str) -> None:
    out = ("--out", str(project / "out"))
    finish(project)
    assert INVENTED not in told(run(project, command, "hand-washing", *out))
    worn = run(project, command, "hand-washing", "--brand", "harbor-lane", *out)
    assert worn.exit_code == 0 and told(worn).count(INVENTED) == 1
    (project / "layouts" / "clinic.yaml").unlink()
    assert INVENTED in told(run(project, command, "hand-washing", "--layout", "clinic-a4", *out))
    here = run(ROOT, command, "first-visit", "--lang", "en", "--layout", "clinic-a4", *out)
    assert INVENTED not in told(here), "the program's own leaflets"


def test_the_invented_clinics_are_those_that_come_with_the_program() -> None:
    brands = (ROOT / "layouts" / "brands").glob("*.yaml")
    names = {
        line[6:] for path in brands for line in path.read_text(encoding="utf-8").splitlines() if line[:6] == "name: "
    }
    assert set(INVENTED_NAMES) == names


def test_a_text_that_cannot_be_read_any_more_has_no_review_that_is_over(project: Path) -> None:
    from datetime import date

    change(project / WASHING, "id: HAND-01\n", "id: [\n")
    assert overdue(Project.at(project), "hand-washing", "en", date(2030, 1, 1), release=True) == []


def test_what_is_still_to_do_is_told(project: Path) -> None:
    change(project / WASHING, "content:\n", "# TODO: ask the ward for its number\ncontent:\n")
    line = f"{WASHING}:17:1: warning: Still to do: ask the ward for its number. [to-do]"
    assert line in told(build(project, "hand-washing"))


def test_a_patients_copy_is_not_made_of_a_sample(project: Path) -> None:
    change(project / FLU, "content:\n", "content:\n  - patient-box: {title: Your visit, fields: [Name]}\n")
    built = build(project, "flu", "--fill", "-", given="Name\nZebulon\n")
    assert built.exit_code == 1
    assert told(built) == [one.format("error") for one in (SAMPLE, BRAND)]
    assert not list(project.rglob("*.pdf"))


def test_a_sample_brand_that_nobody_wears_holds_no_copy_back(project: Path) -> None:
    finish(project)
    change(project / WASHING, "content:\n", "content:\n  - patient-box: {title: Your visit, fields: [Name]}\n")
    brand = project / "layouts/brands/our-clinic.yaml"
    (brand.parent / "spare.yaml").write_text(brand.read_text(encoding="utf-8"), encoding="utf-8")
    for old, new in (
        ("Our Clinic", "Hill Street Practice"),
        ("(555) 010", "(206) 010"),
        ("our-clinic.example", "hill.example"),
    ):
        change(brand, old, new)
    built = build(project, "hand-washing", "--lang", "en", "--fill", "-", given="Name\nZebulon\n")
    assert told(built) == [BRAND.replace("our-clinic", "spare").format("warning")]
    assert built.exit_code == 0 and list(project.rglob("*copy-00001.pdf"))


def test_a_print_shop_gets_no_sample(project: Path) -> None:
    asked = ("sheets", "flu", "--out", str(project / "print"))
    assert told(run(project, *asked)) == [one.format("warning") for one in (SAMPLE, BRAND)]
    pressed = run(project, *asked, "--press")
    assert pressed.exit_code == 1
    assert told(pressed) == [one.format("error") for one in (SAMPLE, BRAND)]


def test_a_rule_that_is_off_is_off_here_too(project: Path) -> None:
    change(project / FLU, "content:\n", "checks: {off: {placeholder: A form to copy}}\ncontent:\n")
    assert told(build(project, "flu")) == [BRAND.format("warning")]


def test_nobody_can_approve_a_text_that_is_not_written(project: Path) -> None:
    before = (project / FLU).read_bytes()
    refused = run(project, "approve", "flu", "--by", "Dr. Ana Roe", "--role", "GP")
    assert refused.exit_code == 1
    assert refused.stderr.count("[placeholder]") == 9
    assert refused.stderr.endswith("9 problems; nothing was written.\n")
    assert (project / FLU).read_bytes() == before
    finish(project)
    approved = run(project, "approve", "hand-washing", "--by", "Dr. Ana Roe", "--role", "GP", day="2028-12-01")
    assert approved.exit_code == 0
    assert approved.stderr == (
        "Its review was due on 2028-11-29: set “reviewed” and “next-review”, or no release takes it.\n"
    )


def test_no_release_goes_out_under_the_samples_name_or_number(project: Path) -> None:
    asked = ("release", "hand-washing", "--version", "1", "--no-cache", "--out", str(project / "dist"))
    refused = run(project, *asked)
    assert refused.exit_code == 1
    assert "placeholder: 3 findings in 1 leaflet." in refused.stderr
    finish(project)
    brand = project / "layouts" / "brands" / "our-clinic.yaml"
    for old, new in (("Our Clinic", "Hill Street"), ("our-clinic.ex", "hill.ex"), ("(555)", "(206)")):
        change(brand, old, new)
    assert "no-approver: 1 finding in 1 leaflet." in run(project, *asked).stderr
    assert run(project, "approve", "hand-washing", "--by", "Dr. Ana Roe", "--role", "GP").exit_code == 0
    assert run(project, *asked).exit_code == 0


def test_a_library_that_is_written_is_not_warned_of(project: Path) -> None:
    built = build(ROOT, "first-visit", "--lang", "en", "--lang", "es", "--out", str(project / "dist"))
    assert (built.exit_code, told(built)) == (0, [])
