"""The project that a clinic starts from: it builds as it is, and what it brings for CI is what CI takes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.project import Project, read_handout
from generator.review.data.remnants import SAMPLE_BRAND, SAMPLES
from generator.review.passages import passages_of
from generator.review.review import review_texts
from generator.review.sample import sample_brands
from generator.starter import start_handout
from tests.support.leaflets import ROOT

STARTER = ROOT / "examples" / "clinic"


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "leaflets"
    result = CliRunner().invoke(main, ["init", str(folder)])
    assert result.exit_code == 0, result.output
    assert "handouts/hand-washing/en.yaml" in result.output
    assert result.output.endswith(f"The project is ready. Next: cd {folder} && handouts build\n")
    return folder


def test_new_project_builds_in_its_own_brand_alone(started: Path) -> None:
    """The built-in layouts wear the name and logo of another clinic."""
    out = started / "dist"
    run("build", "--project", started, "--out", out, "--no-cache")
    assert [str(path.relative_to(out)) for path in out.rglob("*.pdf")] == ["clinic/hand-washing-en-english.pdf"]


def test_its_sample_has_no_warning_but_that_it_is_one(started: Path) -> None:
    told = CliRunner().invoke(main, ["check", "--project", str(started), "--no-cache"])
    assert told.exit_code == 0
    assert set(re.findall(r"\[([a-z-]+)\]$", told.stderr, re.MULTILINE)) == {"placeholder"}


def test_built_in_layouts_can_be_asked_for(started: Path, tmp_path: Path) -> None:
    run("build", "--project", started, "--layout", "clinic-letter", "--out", tmp_path, "--no-cache")
    assert [path.parent.name for path in tmp_path.rglob("*.pdf")] == ["clinic-letter"]


@pytest.mark.parametrize("command", ["html", "text"])
def test_its_twins_wear_its_own_brand(command: str, started: Path, tmp_path: Path) -> None:
    for layout in ((), ("--layout", "clinic")):
        run(command, "--project", started, *layout, "--out", tmp_path / str(len(layout)))
    first, second = ([path.read_bytes() for path in (tmp_path / name).iterdir()] for name in ("0", "2"))
    assert first == second
    assert b"Harbor Lane" not in first[0]


@pytest.mark.parametrize("command", [("appraise", "--form", "cdc"), ("specimen", "--lang", "en")])
def test_its_forms_wear_its_own_brand(command: tuple[str, ...], started: Path, tmp_path: Path) -> None:
    run(*command, "--project", started, "--out", tmp_path)
    (sheet,) = tmp_path.iterdir()
    told = run("inspect", sheet)
    assert "Harbor Lane" not in told and "Our Clinic" in told


@pytest.mark.parametrize(
    ("called", "path", "said"),
    [
        ("handouts", "", "handouts"),
        ("{there}/handouts", "", "{there}/handouts"),
        ("bin/handouts", "", "{there}/handouts"),
        ("{there}/handouts", "{there}", "handouts"),
        ("{there}/generator/__main__.py", "", f"{sys.executable} -m generator"),
    ],
)
def test_what_comes_next_works_from_the_new_folder(
    called: str, path: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "bin"
    there.mkdir()
    (there / "handouts").write_text("#!/bin/sh\n")
    (there / "handouts").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [called.format(there=there)])
    monkeypatch.setenv("PATH", path.format(there=there))
    last = run("init", "our leaflets").splitlines()[-1]
    assert last == f"The project is ready. Next: cd 'our leaflets' && {said.format(there=there)} build"


def checked(project: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["check", "--project", str(project), "--layout", "clinic", *more])


def test_a_new_project_tells_that_its_brand_is_the_sample_until_it_is_changed(tmp_path: Path) -> None:
    project = tmp_path / "new"
    assert CliRunner().invoke(main, ["init", str(project)]).exit_code == 0
    told = checked(project)
    assert told.exit_code == 0
    warnings = [line for line in told.stderr.splitlines() if "[placeholder]" in line]
    reason = "“no-approver” is off since this is a sample; a leaflet of your own is none. [placeholder]"
    assert warnings == [
        f"handouts/hand-washing/en.yaml:15:5: warning: {reason}",
        "handouts/hand-washing/en.yaml:49:14: warning: “(555) 010-0100” is a sample clinic’s number: nobody answers it. "
        "[placeholder]",
        "layouts/brands/our-clinic.yaml:3:7: warning: The sample’s “name”, “publisher”, “phone” and “web” stand here; "
        "every leaflet prints that. [placeholder]",
    ]
    leaflet = project / "handouts" / "hand-washing" / "en.yaml"
    leaflet.write_text(
        leaflet.read_text(encoding="utf-8").replace("(555) 010", "(206) 010").replace("This is the sample", "It"),
        encoding="utf-8",
    )
    brand = project / "layouts" / "brands" / "our-clinic.yaml"
    text = brand.read_text(encoding="utf-8").replace("Our Clinic", "Hill Street").replace("our-clinic.ex", "hill.ex")
    brand.write_text(text, encoding="utf-8")
    assert "layouts/brands/our-clinic.yaml:5:8: warning: The sample’s “phone” stands here;" in checked(project).stderr
    brand.write_text(text.replace("010-0100", "010-0177"), encoding="utf-8")
    assert "[placeholder]" not in checked(project).stderr


def test_each_sentence_of_a_new_handout_is_known_for_a_sample(tmp_path: Path) -> None:
    """What a new handout says for good stands here; all else was to be replaced."""
    kept = {
        "Flu", "What is it?", "What to do", "Questions to ask", "What else could I do?", "What happens if I wait?",
        "Where to get help",
        "Ask us for this leaflet in large print or in another language.", "Monday to Friday, 9 a.m. to 5 p.m.",
        "Tell us what you think of this leaflet",
    }  # fmt: skip
    path = start_handout(Project.at(tmp_path), "flu")
    handout = read_handout(Project.at(tmp_path), "flu", "en")
    texts = {passage.text for passage in passages_of(handout)}
    assert texts == kept | SAMPLES, path
    found = review_texts(Project.at(tmp_path), [("flu", "en")], handout.reviewed).problems
    told = [one.message for one in found if one.rule == "placeholder"]
    assert len(told) == len(SAMPLES)
    assert "“Your clinic” is a sample, and was to be replaced before this is printed." in told


def test_brands_that_come_with_the_program_are_no_leftovers() -> None:
    assert list(sample_brands(Project.at(ROOT))) == []


def test_sample_brand_is_the_one_that_is_written() -> None:
    brand = yaml.safe_load((STARTER / "layouts" / "brands" / "our-clinic.yaml").read_text(encoding="utf-8"))
    assert {key: brand[key] for key in SAMPLE_BRAND} == SAMPLE_BRAND


def test_its_files_name_schemas_that_are_there(started: Path) -> None:
    named = 0
    for path in started.rglob("*.yaml"):
        found = re.search(r"\$schema=(\S+)", path.read_text(encoding="utf-8"))
        if found:
            named += 1
            assert (path.parent / found[1]).is_file(), path
    assert named == 3


def test_nothing_is_overwritten(started: Path) -> None:
    leaflet = started / "handouts" / "hand-washing" / "en.yaml"
    before = leaflet.read_bytes()
    result = CliRunner().invoke(main, ["init", str(started)])
    assert result.exit_code == 2
    assert "is there already; nothing was written." in " ".join(result.output.split())
    assert leaflet.read_bytes() == before


def commands() -> list[str]:
    """Every `handouts …` line of the starter's README, workflow and hook."""
    workflow = yaml.safe_load((STARTER / ".github" / "workflows" / "leaflets.yml").read_text(encoding="utf-8"))
    steps = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    hook = yaml.safe_load((STARTER / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [one["entry"] for repo in hook["repos"] for one in repo["hooks"]]
    readme = (STARTER / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^(?:\.venv/bin/)?(handouts [^#\n]+)", readme, re.MULTILINE)
    return [line.strip() for line in (*steps, *hooks, *listed) if line.startswith("handouts ")]


@pytest.mark.parametrize("line", commands())
def test_every_command_that_it_names_exists(line: str) -> None:
    words = line.split()[1:]
    command: click.Command = main
    while isinstance(command, click.Group):
        assert words and words[0] in command.commands, line
        command = command.commands[words.pop(0)]
    options = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options, line


def test_workflow_is_one_for_github() -> None:
    """Held against the schema that check-jsonschema carries (of SchemaStore)."""
    path = STARTER / ".github" / "workflows" / "leaflets.yml"
    run = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def test_hook_is_one_for_pre_commit() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", str(STARTER / ".pre-commit-config.yaml")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def test_our_own_hook_is_one_that_others_can_take() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def test_container_installs_what_the_project_pins() -> None:
    lines = (STARTER / "Containerfile").read_text(encoding="utf-8").splitlines()
    verbs = [line.split()[0] for line in lines if line and not line.startswith("#")]
    assert verbs == ["FROM", "COPY", "COPY", "RUN", "USER", "WORKDIR", "ENTRYPOINT", "CMD"]
    # A number, since a host may not know the name (hadolint, DL3066; the rest it finds right as well).
    assert "USER 1000" in lines
    pinned = [
        line for line in (STARTER / "requirements.txt").read_text().splitlines() if not line.startswith(("#", "--"))
    ]
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version and pinned == [f"handouts=={version[1]}"]
