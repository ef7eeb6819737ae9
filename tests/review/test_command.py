"""“handouts check”, as far as it reads words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.project import Project
from tests.support.leaflets import quiet_profile

Make = Callable[..., Project]
TEXT = """\
id: T-1
version: "1.0"
lang: en
title: Title
summary: Summary.
reviewed: 2026-01-10
next-review: 2028-01-10
checks: {{off: {{placeholder: The ward fills it in.}}}}
content:
  - text: {text}
"""


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--layout", "clinic-a4"], env=environment)


@pytest.fixture
def ours(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of one leaflet, whose default profile knows three rules."""
    quiet = quiet_profile()
    for rule in ("plain-word", "web-remnant", "placeholder", "review-due"):
        quiet = quiet.replace(f"  {rule}: {{off: These are not leaflets.}}\n", "")
    strict = "what: Strict.\nextends: default\nrules:\n  plain-word: {severity: error}\n"
    made = tmp_project(
        {"case/en": TEXT.format(text="Utilize it. Call ____.")},
        {"layouts/profiles/default.yaml": quiet, "layouts/profiles/hard.yaml": strict},
    )
    monkeypatch.chdir(made.root)
    return made


def test_a_warning_lets_a_check_pass_unless_it_is_strict(ours: Project) -> None:
    result = run("check", SOURCE_DATE_EPOCH="1767225600")
    assert (result.exit_code, result.stdout) == (0, "No errors in 1 leaflet, 1 warning.\n")
    assert "handouts/case/en.yaml:10:11: warning: “Utilize” has plainer words. [plain-word]\n" in result.stderr
    assert "off: placeholder in case: The ward fills it in.\n" in result.stderr
    assert run("check", "--strict", SOURCE_DATE_EPOCH="1767225600").exit_code == 1


def test_a_profile_can_be_asked_for(ours: Project) -> None:
    result = run("check", "--profile", "hard", SOURCE_DATE_EPOCH="1767225600")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "off: placeholder in case: The ward fills it in.\n" in result.stderr
    assert "handouts/case/en.yaml:10:11: error: “Utilize” has plainer words. [plain-word]\n" in result.stderr
    result = run("check", "--profile", "hart")
    assert result.exit_code == 1
    assert "There is no profile “hart”. [unknown-profile]\n    hint: Did you mean “hard”? Known here: " in result.stderr


def test_the_day_is_that_of_the_build_where_it_is_given(ours: Project) -> None:
    due = "The review is due on 2028-01-10, in 9 days. [review-due]"
    assert due in run("check", SOURCE_DATE_EPOCH="1830297600").stderr  # 2028-01-01
    assert due not in run("check", SOURCE_DATE_EPOCH="1767225600").stderr
    path = ours.handout_path("case", "en")
    soon = date.today() + timedelta(days=20)
    path.write_text(path.read_text(encoding="utf-8").replace("2028-01-10", str(soon)), encoding="utf-8")
    assert f"The review is due on {soon}, in 20 days." in run("check", SOURCE_DATE_EPOCH="").stderr


def test_build_does_not_read_the_words(ours: Project) -> None:
    result = run("build")
    assert result.exit_code == 0
    told = [line for line in result.stderr.splitlines() if ": warning: " in line or ": error: " in line]
    assert [line for line in told if not line.startswith("layouts: warning: Leaflets wear the name ")] == []
    help_text = " ".join(run("check", "--help").stdout.split())
    assert "“build” does not read the words." in help_text


def test_what_a_person_has_to_judge_is_printed(ours: Project) -> None:
    result = run("check", "--checklist")
    assert result.exit_code == 0
    assert (
        "  [ ] Is it plain from the title and the first box what the leaflet is for?\n      PEMAT-P, item 1, AHRQ (2013)\n"
        in result.stdout
    )


def test_a_leaflet_that_cannot_be_made_hides_no_words_of_another(ours: Project) -> None:
    other = ours.root / "handouts" / "broken" / "en.yaml"
    other.parent.mkdir()
    other.write_text(TEXT.format(text="'**two'"), encoding="utf-8")
    result = run("check", SOURCE_DATE_EPOCH="1767225600")
    assert result.exit_code == 1
    assert "handouts/broken/en.yaml:10:11: error: “**” is opened and not closed. [bad-mark]\n" in result.stderr
    assert "handouts/case/en.yaml:10:11: warning: “Utilize” has plainer words. [plain-word]\n" in result.stderr


SMALL = """\
extends: clinic-a4
type: {small: {size: 9.5pt, leading: 15pt}, body: {size: 11pt, leading: 15pt}}
"""


def test_pages_are_measured_against_the_profile_that_the_leaflet_names(ours: Project) -> None:
    """The sources are in 11 pt where the body is: Clear Print has 12 pt for all."""
    (ours.root / "layouts" / "own.yaml").write_text(SMALL, encoding="utf-8")
    path = ours.handout_path("case", "en")
    text = path.read_text(encoding="utf-8") + '  - references: ["A guideline, 2025."]\n'
    path.write_text(text, encoding="utf-8")
    assert "[small-body]" in run("check", "--layout", "own", SOURCE_DATE_EPOCH="1767225600").stderr
    path.write_text(text.replace("off: {", "off: {small-body: For staff., "), encoding="utf-8")
    result = run("check", "--layout", "own", SOURCE_DATE_EPOCH="1767225600")
    assert "[small-body]" not in result.stderr
    assert "off: small-body in case: For staff.\n" in result.stderr


def test_sources_are_no_smaller_than_clear_print_asks(ours: Project) -> None:
    path = ours.handout_path("case", "en")
    path.write_text(path.read_text(encoding="utf-8") + '  - references: ["A guideline, 2025."]\n', encoding="utf-8")
    assert "[small-text]" not in run("check", SOURCE_DATE_EPOCH="1767225600").stderr


def test_what_the_pages_of_two_layouts_show_is_told_once(ours: Project) -> None:
    for name in ("one", "two"):
        (ours.root / "layouts" / f"{name}.yaml").write_text(SMALL, encoding="utf-8")
    lines = run("check", "--layout", "one", "--layout", "two", SOURCE_DATE_EPOCH="1767225600").stderr.splitlines()
    found = [line for line in lines if line.endswith("[small-body]")]
    assert [line.partition(": error: ")[2] for line in found] == [
        "case en (one; two): Most of the text is in 11 pt. [small-body]"
    ]


NOTICE = "one\n  - notice-1557: {title: Rights, complain: Tell us., phone: (555) 010-0160, languages: [es, vi]}"


@pytest.mark.parametrize(
    ("setting", "code", "told"),
    [
        ("{severity: own}", 0, "warning: The notice is in 2 languages"),
        ("{severity: error}", 1, "error: The notice is in 2 languages"),
        ("{off: A poster has it.}", 0, "off: few-languages in the profile default: A poster has it."),
    ],
)
def test_a_profile_weighs_what_the_making_of_a_leaflet_finds_too(
    tmp_project: Make, monkeypatch: pytest.MonkeyPatch, setting: str, code: int, told: str
) -> None:
    profile = f"{quiet_profile()}  few-languages: {setting}\n"
    made = tmp_project({"case/en": TEXT.format(text=NOTICE)}, {"layouts/profiles/default.yaml": profile})
    monkeypatch.chdir(made.root)
    result = run("check")
    assert result.exit_code == code, result.output
    assert told in result.stderr
    assert ("[few-languages]" in result.stderr) == (not setting.startswith("{off"))
