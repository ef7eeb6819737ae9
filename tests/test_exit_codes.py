"""With which code the program ends: 0 nothing wrong, 1 problems, 2 wrong usage, 3 a fault of its own. For every command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.cli.program import FAILED, where
from generator.job import Job
from generator.jobs import run_jobs
from generator.problems import Place, Rejected, SourceText
from generator.project import Project
from generator.rules import problem
from tests.support.leaflets import quiet_profile

ROOT = Path(__file__).parents[1]
HANDOUT = """\
id: T-1
version: "1.0"
lang: {lang}
title: Title
summary: Summary.
reviewed: 2026-01-01
next-review: 2028-01-01
content:
  - text: {text}
"""
NOTICE = "one\n  - notice-1557: {title: Rights, complain: Tell us., phone: (555) 010-0160, languages: [es, vi]}"


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from leaves(one, (*path, name))
    else:
        yield path


COMMANDS = list(leaves(main))
every_command = pytest.mark.parametrize("path", COMMANDS, ids=" ".join)


def command_at(path: tuple[str, ...]) -> click.Command:
    found: click.Command = main
    for name in path:
        assert isinstance(found, click.Group)
        found = found.commands[name]
    return found


def needed(path: tuple[str, ...], file: Path) -> list[str]:
    """Arguments and options without which the command does not begin."""
    words = []
    for one in command_at(path).params:
        if not one.required:
            continue
        choices = isinstance(one.type, click.Choice) and str(one.type.choices[0])
        folder = isinstance(one.type, click.Path) and not one.type.file_okay
        path_given = file.parent if folder else file
        value = choices or (str(path_given) if isinstance(one.type, click.Path | click.File) else "flu")
        words += [value] if isinstance(one, click.Argument) else [one.opts[0], value]
    return words


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def project(tmp_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_project(
        {
            "well/en": HANDOUT.format(lang="en", text="one"),
            "warned/en": HANDOUT.format(lang="en", text=NOTICE),
            "broken/en": HANDOUT.format(lang="en", text="'**two'"),
        },
        {"layouts/profiles/default.yaml": quiet_profile()},
    )
    monkeypatch.chdir(made.root)
    return made.root


# -- every command -----------------------------------------------------------------------------------------------------


@every_command
def test_help_is_no_fault(path: tuple[str, ...]) -> None:
    assert run(*path, "--help").exit_code == 0


@every_command
def test_wrong_usage_is_2(path: tuple[str, ...]) -> None:
    result = run(*path, "--no-such-option")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No such option" in result.stderr


def fail_with(error: Exception, path: tuple[str, ...], patch: pytest.MonkeyPatch) -> None:
    def callback(**_: Any) -> None:
        raise error

    patch.setattr(command_at(path), "callback", callback)


@every_command
def test_a_fault_of_the_generator_is_3_and_one_line(
    path: tuple[str, ...], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(KeyError("no\nsuch page\x1b"), path, monkeypatch)
    result = run(*path, *needed(path, project / "handouts/well/en.yaml"))
    assert (result.exit_code, result.stdout) == (FAILED, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("The generator failed: KeyError: 'no\\nsuch page\\x1b' (")
    assert "; handouts " in line
    assert line.endswith("please report this line, and the handout; --debug adds the traceback.")


@every_command
def test_debug_shows_the_traceback(path: tuple[str, ...], project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(KeyError("page"), path, monkeypatch)
    words = needed(path, project / "handouts/well/en.yaml")
    for arguments in ((*path, *words, "--debug"), ("--debug", *path, *words)):
        result = run(*arguments)
        assert result.exit_code == FAILED
        assert result.stderr.startswith("Traceback (most recent call last):\n")
        assert result.stderr.splitlines()[-1].startswith("The generator failed: KeyError: 'page' (")


@every_command
def test_a_disk_that_says_no_is_a_problem_and_no_fault(
    path: tuple[str, ...], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(PermissionError(13, "Permission denied", "dist/a.pdf"), path, monkeypatch)
    result = run(*path, *needed(path, project / "handouts/well/en.yaml"))
    assert (result.exit_code, result.stderr) == (1, "error: Permission denied: dist/a.pdf\n")


@every_command
def test_an_input_that_is_refused_where_nobody_thought_of_it(
    path: tuple[str, ...], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = problem("bad-value", "“x” is not a date.", Place(SourceText("en.yaml")))
    fail_with(Rejected([fault]), path, monkeypatch)
    result = run(*path, *needed(path, project / "handouts/well/en.yaml"))
    assert (result.exit_code, result.stderr) == (1, "en.yaml: error: “x” is not a date. [bad-value]\n")


# -- what each ends with -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("build well --layout clinic-a4", 0),
        ("build warned --layout clinic-a4", 0),
        ("build warned --layout clinic-a4 --strict", 1),
        ("build broken", 1),
        ("build nothing", 1),
        ("check well --layout clinic-a4", 0),
        ("check warned --layout clinic-a4", 0),
        ("check warned --layout clinic-a4 --strict", 1),
        ("check broken", 1),
        ("check --lang klingon", 2),
        ("list", 0),
        ("list --lang klingon", 2),
        ("schema handout", 0),
        ("schema leaflet", 2),
        ("new flu", 0),
        ("new well", 2),
        ("explain", 0),
        ("explain bad-mark", 0),
        ("explain bad-mrk", 2),
        ("explain bad-mark --markdown", 2),
        ("inspect handouts/well/en.yaml", 1),
        ("inspect nowhere.pdf", 2),
        ("compare handouts/well/en.yaml handouts/broken/en.yaml", 1),
        ("preview broken --layout clinic-a4", 1),
        ("sheets broken --layout clinic-a4", 1),
        ("sheets well --as tri-fold --paper a5", 2),
        ("specimen --lang en --layout nothing", 1),
        ("translate status", 0),
        ("translate status nothing", 1),
        ("translate start nothing de", 1),
        ("translate start well klingon", 2),
        ("translate", 2),
        ("--version", 0),
        ("biuld", 2),
    ],
)
def test_code(project: Path, arguments: str, code: int) -> None:
    result = run(*arguments.split())
    assert result.exit_code == code, result.output
    assert (result.stderr == "") <= (code == 0), "who fails says why"


@pytest.mark.parametrize("seconds", ["soon", "²", "9" * 30])
@pytest.mark.parametrize("arguments", ["build well --layout clinic-a4", "appraise well", "list"])
def test_a_day_that_is_none_is_wrong_usage(
    project: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, seconds: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: SOURCE_DATE_EPOCH is “{seconds}”; it has to be a number of seconds.\n")


def test_the_file_that_cannot_be_written_is_named_not_a_temporary_one(project: Path) -> None:
    name = "x" * 300
    result = run("explain", "missing-alt", "--out", name)
    assert result.exit_code == 1
    assert f"'{name}'" in result.stderr


@pytest.mark.parametrize("command", ["build", "release --version 1", "readability", "appraise", "html", "text"])
def test_a_project_without_handouts_is_a_wrong_folder(tmp_path: Path, command: str) -> None:
    out = () if command == "readability" else ("--out", str(tmp_path / "out"))
    result = run(*command.split(), "--project", str(tmp_path), *out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (f"There are no handouts in {tmp_path}/handouts. Start one with: handouts new NAME\n")
    assert list(tmp_path.iterdir()) == []


def test_strict_tells_the_warning_and_writes_nothing(project: Path) -> None:
    result = run("build", "warned", "--layout", "clinic-a4", "--strict")
    assert "warning: The notice is in 2 languages beside English; the law asks for 15. [few-languages]" in result.stderr
    assert "which is invented: there is no such clinic. [placeholder]" in result.stderr
    assert result.stderr.endswith("2 problems; nothing was written.\n")
    assert not (project / "dist").exists()


def test_the_codes_stand_in_the_help_and_in_the_readme() -> None:
    told, readme = run("--help").stdout, (ROOT / "README.md").read_text(encoding="utf-8")
    for code in range(4):
        assert f"\n    {code}  when " in told
        assert f"\n| {code} | " in readme


# -- a fault deep inside -----------------------------------------------------------------------------------------------


def test_the_line_names_leaflet_and_place(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.build.paginate", None)
    result = run("check", "well")
    assert result.exit_code == FAILED
    assert result.stderr.startswith(
        "The generator failed: RuntimeError: well en clinic-a4: 'NoneType' object is not callable (generator/build.py:"
    )
    assert len(result.stderr.splitlines()) == 1


def test_the_place_is_known_from_another_process(project: Path) -> None:
    jobs = [Job("well", "en", layout, "ua-9") for layout in ("clinic-a4", "clinic-letter")]
    with pytest.raises(RuntimeError) as failed:
        list(run_jobs(Project.at(project), jobs, processes=2))
    assert re.fullmatch(r"generator/build\.py:\d+", where(failed.value))
    assert where(ValueError("no trace")) == "outside its own code"


def test_a_fault_in_a_patients_copy_quotes_no_patient(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = "one\n  - patient-box: {title: Visit, fields: [When]}"
    (project / "handouts/well/en.yaml").write_text(HANDOUT.format(lang="en", text=box), encoding="utf-8")
    (project / "values.csv").write_text("When\nMrs Roe at nine\n")

    def paginate(*_: Any, **__: Any) -> None:
        raise KeyError("Mrs Roe at nine")

    monkeypatch.setattr("generator.build.paginate", paginate)
    result = run("build", "well", "--layout", "clinic-a4", "--fill", "values.csv")
    assert result.exit_code == FAILED
    assert "well en clinic-a4 copy 1: KeyError (" in result.stderr
    assert "Roe" not in result.output


def test_as_a_process(project: Path) -> None:
    code = (
        "import generator.build, generator.cli; generator.build.paginate = None; "
        "generator.cli.main(['check', 'well', '--layout', 'clinic-a4'], prog_name='handouts')"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == FAILED
    assert done.stderr.splitlines()[-1].startswith("The generator failed: RuntimeError: well en clinic-a4: ")
