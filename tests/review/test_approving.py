"""`handouts approve`: whose name stands below which words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.project import Project, read_handout
from tests.support.readers import pypdf_text

Make = Callable[..., Project]
TEXT = """\
# Ours.
id: T-1
version: "1.0"
lang: en
title: "Flu"   # short
summary: What to do.
reviewed: 2026-01-10
next-review: 2028-01-10

# The text.
content:
  - text: Take **5 mg** a day.
  - contact: {name: Nurses, phone: (555) 010-0100}
"""
NAMED = ("--by", "Dr. Ana Roe", "--role", "Nurse, ward 3")


@pytest.fixture
def ours(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = "translation: {of: en, source-version: '1.0', status: machine-draft, translator: machine}\n"
    project = tmp_project(
        {"flu/en": TEXT, "flu/es": TEXT.replace("lang: en", "lang: es").replace("content", f"{made}content")}
    )
    monkeypatch.chdir(project.root)
    return project


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments), env={"SOURCE_DATE_EPOCH": "1796000000"})
    assert result.exception is None or isinstance(result.exception, SystemExit), "no traceback"
    return result


def found(*arguments: str) -> list[str]:
    lines = run(*(arguments or ("check", "flu", "--lang", "en", "--layout", "clinic-a4"))).stderr.splitlines()
    return [line.partition(" ")[2] for line in lines if line.endswith("[approved-other-words]")]


def change(project: Project, old: str, new: str) -> None:
    path = project.handout_path("flu", "en")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_name_role_day_and_words_are_recorded_beside_the_reviews(ours: Project) -> None:
    done = run("approve", "flu", *NAMED, "--on", "2026-11-28")
    assert (done.exit_code, done.stdout) == (
        0,
        "handouts/flu/en.yaml: approved by Dr. Ana Roe, as its words stand now.\n",
    )
    approved = read_handout(ours, "flu", "en").approved
    assert approved is not None
    assert (approved.by, approved.role, str(approved.on)) == ("Dr. Ana Roe", "Nurse, ward 3", "2026-11-28")
    line = f'approved: {{by: Dr. Ana Roe, role: "Nurse, ward 3", on: 2026-11-28, words: {approved.words}}}\n'
    text = ours.handout_path("flu", "en").read_text(encoding="utf-8")
    assert text == TEXT.replace("2028-01-10\n", f"2028-01-10\n{line}"), "all else stays as it was typed"
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("5 mg", "50 mg"), ("**5 mg**", "5 mg"), ("010-0100", "010-0101"), ('"Flu"', '"The flu"'), ("content:\n", "content:\n  - text: No.\n")],
)  # fmt: skip
def test_an_approval_is_for_the_words_that_it_was_given_for(ours: Project, old: str, new: str) -> None:
    assert run("approve", "flu", *NAMED).exit_code == 0
    change(ours, old, new)
    told = "error: Dr. Ana Roe approved other words, on 2026-11-30: the text has changed since. [approved-other-words]"
    assert found() == [told]
    released = run("release", "--version", "1", "flu", "--lang", "en", "--layout", "clinic-a4")
    assert released.exit_code == 1
    assert "Dr. Ana Roe approved other words" in released.output
    assert not (ours.root / "dist" / "1").exists()
    assert run("approve", "flu").exit_code == 0, "the same clinician has read it again"
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new"), [("5 mg** a day", "5 mg**   a day"), ("# Ours.", "# Theirs."), ('"1.0"', '"1.1"')]
)
def test_what_no_reader_sees_changes_no_approval(ours: Project, old: str, new: str) -> None:
    assert run("approve", "flu", *NAMED).exit_code == 0
    change(ours, old, new)
    assert found() == []


def test_an_approval_of_an_older_file_is_read_and_told(ours: Project) -> None:
    change(ours, "\n# The text.", "approved: {by: Ana Roe, role: Nurse, on: 2026-01-10}\n# The text.")
    assert found() == [
        "warning: The approval by Ana Roe does not say for which words it was given. [approved-other-words]"
    ]
    assert run("approve", "flu").exit_code == 0
    assert found() == []
    approved = read_handout(ours, "flu", "en").approved
    assert approved is not None and (approved.by, approved.role, str(approved.on)) == ("Ana Roe", "Nurse", "2026-11-30")
    assert run("approve", "flu", "--by", "Bo Li", "--role", "Pharmacist").exit_code == 0
    approved = read_handout(ours, "flu", "en").approved
    assert approved is not None and (approved.by, approved.role) == ("Bo Li", "Pharmacist")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["flu"], 'Say who approves it, and what they are: --by "Dr. Ana Roe" --role "Consultant oncologist"'),
        (["flu", "--by", "Bo Li"], "Say who approves it, and what they are: --by"),
        (
            ["flu", "--lang", "es", *NAMED],
            "“flu” in “es” is a translation; its reviewer signs with: handouts translate record flu es --status approved "
            "--reviewer NAME",
        ),
        (["fluu", *NAMED], "There is no handout “fluu”. [unknown-handout]\n    hint: Did you mean “flu”?"),
    ],
)
def test_what_cannot_be_approved(ours: Project, arguments: list[str], message: str) -> None:
    before = ours.handout_path("flu", "en").read_bytes(), ours.handout_path("flu", "es").read_bytes()
    refused = run("approve", *arguments)
    assert refused.exit_code != 0
    assert message in " ".join(refused.stderr.split("\n")) or message in refused.stderr
    assert before == (ours.handout_path("flu", "en").read_bytes(), ours.handout_path("flu", "es").read_bytes())


def test_a_draft_that_cannot_be_made_is_not_approved(ours: Project) -> None:
    change(ours, "summary: What to do.", "summary:")
    refused = run("approve", "flu", *NAMED)
    assert refused.exit_code == 1
    assert "“summary” is empty" in refused.stderr
    assert "approved" not in Path(ours.handout_path("flu", "en")).read_text(encoding="utf-8")


def test_a_copy_of_other_words_does_not_say_that_they_are_approved(ours: Project) -> None:
    """Who builds and prints reads no check."""
    build = ("build", "flu", "--layout", "clinic-a4", "--lang", "en", "--no-cache")
    assert run("approve", "flu", *NAMED).exit_code == 0
    first = run(*build)
    assert (first.exit_code, "approval-lapsed" in first.stderr) == (0, False), first.output
    assert "Approvedby:Dr.AnaRoe" in printed(ours, "flu-en-english")
    change(ours, "5 mg", "50 mg")
    told = run(*build).stderr
    message = "warning: Dr. Ana Roe approved other words, on 2026-11-30: the leaflet does not say that it is approved."
    assert f"{message} [approval-lapsed]" in told
    assert "Dr.AnaRoe" not in printed(ours, "flu-en-english")


def printed(project: Project, name: str) -> str:
    return pypdf_text((project.root / "dist" / "clinic-a4" / f"{name}.pdf").read_bytes())
