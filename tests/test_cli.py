"""The command `handouts`, as a user at a terminal and as a script meets it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from generator.cli import main
from generator.cli.reporting import tell_unread
from generator.cli.shared import language_names, language_tag
from generator.model.schema import schema_text
from generator.project import Project
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
Make = Callable[..., Project]


def handout(lang: str = "en", text: str = "one") -> str:
    return HANDOUT.format(lang=lang, text=text)


@pytest.fixture
def project(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two handouts, the working folder."""
    made = tmp_project(
        {"flu/en": handout(), "flu/es": handout("es", "uno"), "cold/en": handout(text="two")},
        {"layouts/profiles/default.yaml": quiet_profile()},
    )
    monkeypatch.chdir(made.root)
    return made.root


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), "no traceback"
    assert "\x1b" not in result.output
    return result


def process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


ALL = [
    "clinic-a4/cold-en-english.pdf",
    "clinic-a4/flu-en-english.pdf",
    "clinic-a4/flu-es-spanish.pdf",
    "clinic-letter/cold-en-english.pdf",
    "clinic-letter/flu-en-english.pdf",
    "clinic-letter/flu-es-spanish.pdf",
]


# -- build -----------------------------------------------------------------------------------------------------------


# A project that wears no clinic's name but the program's own.
INVENTED = [
    "layouts: warning: Leaflets wear the name and number of “Harbor Lane Clinic”, which is invented: there is no such "
    "clinic. [placeholder]",
    "    hint: Write a brand of your own to layouts/brands/NAME.yaml and wear it: “brand: NAME” in a layout, or --brand NAME.",
]


def test_build_builds_everything(project: Path) -> None:
    result = run("build")
    assert result.exit_code == 0
    assert result.stdout == "6 leaflets, 6 pages, checked and written to dist/\n"
    assert result.stderr.splitlines() == [
        "built cold en clinic-a4",
        "built cold en clinic-letter",
        "built flu en clinic-a4",
        "built flu en clinic-letter",
        "built flu es clinic-a4",
        "built flu es clinic-letter",
        *INVENTED,
        "The words were not read: “handouts check” does that.",
    ]
    assert files(project / "dist") == ALL
    assert all((project / "dist" / name).read_bytes().startswith(b"%PDF-1.7") for name in ALL)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["flu"], ["The words were not read: “handouts check flu” does that."]),
        (["flu", "cold"], ["The words were not read: “handouts check flu cold” does that."]),
        (["flu", "--json"], []),
        (["flu", "--output-format", "sarif"], []),
    ],
)
def test_build_says_that_it_does_not_read_the_words(project: Path, arguments: list[str], said: list[str]) -> None:
    result = run("build", *arguments, "--layout", "clinic-a4")
    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if "words" in line] == said
    assert "were not read" not in result.stdout


def test_many_names_are_not_told_again() -> None:
    result = CliRunner().invoke(click.command()(lambda: tell_unread(list("abcd"))))
    assert result.stderr == "The words were not read: “handouts check NAME…” does that.\n"


@pytest.mark.parametrize("name", ["es", "ES", "Spanish", "spanish", "español", "es-MX"])
def test_build_a_language_by_any_of_its_names(project: Path, name: str) -> None:
    result = run("build", "flu", "--lang", name, "--layout", "clinic-a4")
    assert result.stdout == "1 leaflet, 1 page, checked and written to dist/\n"
    assert files(project / "dist") == ["clinic-a4/flu-es-spanish.pdf"]


def test_build_several_languages_and_layouts(project: Path) -> None:
    run("build", "--lang", "en", "--lang", "Spanish", "--layout", "clinic-letter", "--out", "one")
    assert files(project / "one") == [name for name in ALL if name.startswith("clinic-letter")]
    run(
        "build",
        "flu",
        "cold",
        "--lang",
        "en",
        "--layout",
        "clinic-a4",
        "--layout",
        "clinic-letter",
        "--out",
        "two/deep",
    )
    assert files(project / "two" / "deep") == [name for name in ALL if "-en-" in name]


def test_build_to_the_other_standard(project: Path) -> None:
    result = run("build", "cold", "--standard", "ua-2", "--layout", "clinic-a4", "--out", "release/")
    assert result.stdout == "1 leaflet, 1 page, checked and written to release/\n"
    assert files(project / "release") == ["clinic-a4/cold-en-english-ua-2.pdf"]
    assert (project / "release" / "clinic-a4" / "cold-en-english-ua-2.pdf").read_bytes().startswith(b"%PDF-2.0")


def test_build_lists_what_it_built_as_json(project: Path) -> None:
    result = run("build", "flu", "--lang", "es", "--json", "--verify", "--jobs", "2")
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    assert [list(row) for row in rows] == [
        [
            "name",
            "lang",
            "beside",
            "layout",
            "brand",
            "format",
            "paper",
            "mode",
            "standard",
            "draft",
            "cached",
            "pages",
            "bytes",
            "sha256",
            "path",
        ]
    ] * 2
    for row, layout in zip(rows, ["clinic-a4", "clinic-letter"], strict=True):
        data = (project / row["path"]).read_bytes()
        assert row["path"] == f"dist/{layout}/flu-es-spanish.pdf"
        assert (row["name"], row["lang"], row["layout"], row["standard"]) == ("flu", "es", layout, "ua-1")
        assert (row["bytes"], row["sha256"], row["pages"]) == (len(data), hashlib.sha256(data).hexdigest(), 1)


def test_jobs_do_not_change_the_files(project: Path) -> None:
    assert run("build", "--jobs", "1", "--out", "one").exit_code == 0
    assert run("build", "--jobs", "2", "--out", "two").exit_code == 0
    assert files(project / "one") == files(project / "two") == ALL
    assert all((project / "one" / name).read_bytes() == (project / "two" / name).read_bytes() for name in ALL)


def test_build_elsewhere(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("build", "cold", "--project", str(project), "--layout", "clinic-a4", "--out", str(tmp_path / "out"))
    assert result.stdout == f"1 leaflet, 1 page, checked and written to {tmp_path}/out/\n"
    assert files(project / "handouts") == ["cold/en.yaml", "flu/en.yaml", "flu/es.yaml"]
    assert files(project / "layouts") == ["profiles/default.yaml"]


# -- nothing is written when something is wrong ----------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_bad_handout_stops_all(project: Path, jobs: str) -> None:
    (project / "handouts/flu/es.yaml").write_text(handout("es", "'never **closed'"), encoding="utf-8")
    before = files(project)
    result = run("build", "--jobs", jobs)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "built cold en clinic-a4\nbuilt cold en clinic-letter\nbuilt flu en clinic-a4\nbuilt flu en clinic-letter\n"
        "failed flu es clinic-a4\nfailed flu es clinic-letter\n"
        "handouts/flu/es.yaml:9:11: error: “**” is opened and not closed. [bad-mark]\n"
        "      - text: 'never **closed'\n              ^\n"
        "    hint: Close it, or put a backslash before a sign that is meant as typed: \\*\\* \\[ \\].\n"
        "1 problem; nothing was written.\n"
    )
    assert files(project) == before


def test_the_same_mistake_in_two_files_is_told_twice(project: Path) -> None:
    for name, lang in (("cold", "en"), ("flu", "en"), ("flu", "es")):
        path = project / "handouts" / name / f"{lang}.yaml"
        path.write_text(handout(lang).replace("summary: Summary.\n", ""), encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1
    told = [line for line in result.stderr.splitlines() if "[missing-key]" in line]
    assert [line.split(": error:")[0] for line in told] == [
        "handouts/cold/en.yaml:1:1",
        "handouts/flu/en.yaml:1:1",
        "handouts/flu/es.yaml:1:1",
    ]
    assert "3 errors." in result.stderr.splitlines()


def test_older_files_stay_when_a_build_fails(project: Path) -> None:
    run("build")
    before = {name: (project / "dist" / name).read_bytes() for name in ALL}
    (project / "handouts/flu/en.yaml").write_text(handout(text="changed"), encoding="utf-8")
    (project / "handouts/cold/en.yaml").write_text("title: broken\n", encoding="utf-8")
    assert run("build").exit_code == 1
    assert {name: (project / "dist" / name).read_bytes() for name in ALL} == before
    assert files(project / "dist") == ALL


def test_unreviewed_translations_are_told_of(project: Path) -> None:
    state = "translation: {of: en, source-version: '1.0', status: machine-draft, translator: machine}\ncontent:\n"
    path = project / "handouts/flu/es.yaml"
    path.write_text(handout("es", "uno dos " * 20).replace("content:\n", state), encoding="utf-8")
    warning = "2 of them are translations that nobody has reviewed: not for patients yet (es).\n"
    assert run("build").stdout.endswith(f"written to dist/\n{warning}")
    assert run("check").stdout == f"No errors in 6 leaflets.\n{warning}"
    assert run("check", "flu", "--layout", "clinic-a4").stdout.splitlines()[1].startswith("1 of them is a translation ")
    rows = json.loads(run("build", "--json").stdout)
    assert [row["lang"] for row in rows if row["draft"]] == ["es", "es"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["build", "fluu"],
            1,
            "handouts: error: There is no handout “fluu”. [unknown-handout]\n    hint: Did you mean “flu”?\n1 problem; nothing was written.\n",
        ),
        (
            ["build", "--layout", "clinic"],
            1,
            "layouts: error: There is no layout “clinic”. [unknown-layout]\n    hint: Did you mean “clinic-a4”?\n1 problem; nothing was written.\n",
        ),
        (
            ["build", "--lang", "ar"],
            1,
            "handouts: error: There is no handout in “ar”. [unknown-handout]\n    hint: “handouts list” shows the handouts.\n1 problem; nothing was written.\n",
        ),
        (
            ["build", "cold", "--lang", "es"],
            1,
            "handouts: error: There is no “cold” in “es”. [unknown-handout]\n    hint: Start it: handouts translate start cold es\n1 problem; nothing was written.\n",
        ),
        (
            ["build", "--lang", "klingon"],
            2,
            "Error: Invalid value for --lang: “klingon” is no language that can be set. What can be set: handouts list "
            "--languages",
        ),
        (
            ["build", "--standard", "ua-3"],
            2,
            "Error: Invalid value for '--standard': “ua-3” is not known. Did you mean “ua-2”?\n",
        ),
        (["build", "--jobs", "0"], 2, "Error: Invalid value for '--jobs': 0 is not in the range x>=1.\n"),
        (
            ["build", "--project", "nowhere"],
            2,
            "Error: Invalid value for '--project': Directory 'nowhere' does not exist.\n",
        ),
        (["biuld"], 2, "Error: No such command 'biuld'"),
        (["check", "fluu"], 1, "There is no handout “fluu”."),
        (["inspect"], 2, "Error: Missing argument 'FILE.pdf...'.\n"),
        (["inspect", "nowhere.pdf"], 2, "Error: Invalid value for 'FILE.pdf...': File 'nowhere.pdf' does not exist.\n"),
        (["schema", "leaflet"], 2, "“leaflet” is not known. Known here: handout, layout, brand, words, profile.\n"),
        (["schema", "hanodut"], 2, "“hanodut” is not known. Did you mean “handout”?\n"),
        (["sheets", "--as", "trifold"], 2, "“trifold” is not known. Did you mean “tri-fold”?\n"),
        (["build", "--mode", "grayscale"], 2, "“grayscale” is not known. Did you mean “greyscale”?\n"),
        (["build", "--mode", "x"], 2, "“x” is not known. Known here: greyscale, toner-saver.\n"),
    ],
)
def test_wrong_use(project: Path, arguments: list[str], code: int, said: str) -> None:
    before = files(project)
    result = run(*arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""
    assert files(project) == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_project_without_handouts(tmp_project: Make, command: str) -> None:
    root = tmp_project().root
    result = run(command, "--project", str(root))
    assert result.exit_code == 1
    assert result.stderr == f"There are no handouts in {root}/handouts. Start one with: handouts new NAME\n"


@pytest.mark.parametrize(
    "command",
    [["build"], ["build", "flu"], ["sheets"], ["list"], ["translate", "status"], ["approve", "flu"], ["readability"]],
)
def test_in_the_wrong_folder_the_right_one_is_named(
    tmp_project: Make, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """The one above, as when somebody is in “dist”, or one below, as when somebody forgot to change to it."""
    root = tmp_project({"flu/en": handout()}).root
    (root / "dist").mkdir()
    for wrong, there in ((root / "dist", ".."), (root.parent, root.name)):
        monkeypatch.chdir(wrong)
        result = run(*command)
        told = " ".join(result.output.replace("hint:", "").split())
        assert f"There are no handouts in {wrong}/handouts." in told
        assert f"There are some in {there}: change to it (cd {there}), or add: --project {there}" in told


def test_a_leaflet_started_beside_a_project_says_so(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_project({"flu/en": handout()}).root
    (root / "dist").mkdir()
    monkeypatch.chdir(root / "dist")
    assert run("new", "cold").stderr == (
        "It is the first one here. There are some in ..: change to it (cd ..), or add: --project ..\n"
    )
    assert run("new", "cough").stderr == ""


# -- check, list, schema, new, inspect -------------------------------------------------------------------------------


def test_check_writes_nothing(project: Path) -> None:
    before = files(project)
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "No errors in 6 leaflets.\n")
    assert run("check", "cold", "--layout", "clinic-a4").stdout == "No errors in 1 leaflet.\n"
    assert files(project) == before


def test_list(project: Path) -> None:
    assert run("list").stdout.split("\n") == [f"{'cold':<32} en", f"{'flu':<32} en es", ""]
    assert run("list", "--lang", "español").stdout == f"{'flu':<32} es\n"
    assert json.loads(run("list", "--json").stdout) == [
        {"name": "cold", "languages": ["en"]},
        {"name": "flu", "languages": ["en", "es"]},
    ]


def test_list_of_nothing_says_so(project: Path, tmp_path: Path) -> None:
    result = run("list", "--lang", "ar")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"There are no such handouts in {project}/handouts.\n"
    assert run("list", "--lang", "ar", "--json").stdout == "[]\n"
    nothing = tmp_path / "nothing" / "at" / "all" / "here"
    nothing.mkdir(parents=True)
    assert run("list", "--project", str(nothing)).stderr == (
        f"There are no handouts in {nothing}/handouts. Start one with: handouts new NAME\n"
    )


def test_list_languages() -> None:
    lines = run("list", "--languages").stdout.splitlines()
    assert lines[0] == "en       English              English"
    assert "zh-Hans  Simplified Chinese   简体中文" in lines
    rows = json.loads(run("list", "--languages", "--json").stdout)
    assert {"lang": "ar", "name": "العربية", "english": "Arabic"} in rows
    assert len(rows) == len(lines)


@pytest.mark.parametrize("what", ["handout", "layout", "words"])
def test_schema(tmp_path: Path, what: str) -> None:
    assert run("schema", what).stdout == schema_text(what)
    out = tmp_path / "new" / "folder" / "schema.json"
    result = run("schema", what, "--out", str(out))
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_text(encoding="utf-8") == schema_text(what)


def test_schema_of_handouts_is_the_default() -> None:
    assert run("schema").stdout == schema_text("handout")


def test_schema_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = run("schema", "--out", str(tmp_path / "file" / "schema.json"))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: Could not open file '{tmp_path}/file/schema.json': ")


def test_a_new_handout_builds(project: Path) -> None:
    result = run("new", "flu-vaccine")
    assert result.exit_code == 0
    assert result.stdout == (
        f"{project}/handouts/flu-vaccine/en.yaml is ready. Edit it, then: handouts build flu-vaccine\n"
    )
    text = (project / "handouts/flu-vaccine/en.yaml").read_text(encoding="utf-8")
    assert 'title: "Flu vaccine"\n' in text
    assert f"reviewed: {date.today()}\n" in text
    first = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    schema = project / "handouts" / "flu-vaccine" / first
    assert schema.read_text(encoding="utf-8") == schema_text("handout")
    assert run("build", "flu-vaccine", "--layout", "clinic-a4").stdout.startswith("1 leaflet, ")
    assert files(project / "dist") == ["clinic-a4/flu-vaccine-en-english.pdf"]


@pytest.mark.parametrize("name", ["no", "null", "1", "0x1f", "true", "a" * 60, "a" * 39 + "-b"])
def test_any_name_that_is_taken_builds(project: Path, name: str) -> None:
    assert run("new", name).exit_code == 0
    result = run("check", name, "--layout", "clinic-a4")
    assert (result.exit_code, result.stdout) == (0, "No errors in 1 leaflet.\n"), result.stderr


@pytest.mark.parametrize(
    "name", ["Flu", "flu vaccine", "../flu", "flu/x", "-flu", "flu--x", "grippe-été", ".", "", "y" * 101]
)
def test_names_that_new_refuses(project: Path, name: str) -> None:
    before = files(project)
    result = run("new", "--", name)
    assert result.exit_code == 2
    assert f"Error: Invalid value for NAME: “{name}” cannot be a folder's name here; " in result.stderr
    assert "use small letters, digits and dashes, such as flu-vaccine." in result.stderr
    assert files(project) == before


def test_new_does_not_overwrite(project: Path) -> None:
    before = (project / "handouts/flu/en.yaml").read_text()
    result = run("new", "flu")
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"Error: Invalid value for NAME: “flu” exists already: {project}/handouts/flu/en.yaml\n"
    )
    assert (project / "handouts/flu/en.yaml").read_text() == before


def test_new_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "handouts").write_text("a file")
    result = run("new", "x", "--project", str(tmp_path))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: Could not open file '")


def test_inspect(project: Path) -> None:
    run("build", "flu", "--lang", "es", "--layout", "clinic-a4")
    result = run("inspect", "dist/clinic-a4/flu-es-spanish.pdf")
    assert result.exit_code == 0
    for expected in ("H1", "Title", "Summary.", "uno", "Noto Sans".replace(" ", ""), "es"):
        assert expected in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("data", [b"", b"This is no PDF.", b"%PDF-1.7\nbroken"])
def test_inspect_something_else(project: Path, data: bytes) -> None:
    (project / "letter.pdf").write_bytes(data)
    result = run("inspect", "letter.pdf")
    assert result.exit_code == 1
    assert result.stderr.startswith("letter.pdf: error: ")
    assert result.stdout == ""


# -- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "example"),
    [
        ([], "handouts build metastatic-breast-cancer --lang spanish --layout clinic-letter"),
        (["build"], "handouts build metastatic-breast-cancer --lang ar --lang es"),
        (["check"], "handouts check metastatic-breast-cancer --lang th"),
        (["list"], "handouts list --languages"),
        (["inspect"], "handouts inspect dist/clinic-a4/metastatic-breast-cancer-en-english.pdf"),
        (["schema"], "# yaml-language-server: $schema=../../layouts/schemas/handout.json"),
        (["new"], "handouts new flu-vaccine"),
    ],
)
def test_help_has_examples(command: list[str], example: str) -> None:
    for flag in ("--help", "-h"):
        result = run(*command, flag)
        assert result.exit_code == 0
        assert any(line.strip().startswith(example) for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    "example",
    [
        "build metastatic-breast-cancer --lang spanish --layout clinic-letter",
        "build metastatic-breast-cancer --lang ar --lang es --layout clinic-a4",
    ],
)
def test_the_examples_work(example: str, tmp_path: Path) -> None:
    result = run(*example.split(), "--project", str(ROOT), "--out", str(tmp_path))
    assert result.exit_code == 0, result.stderr
    assert files(tmp_path)


def test_version() -> None:
    assert run("--version").stdout == f"handouts {version('handouts')}\n"


# -- as a process ----------------------------------------------------------------------------------------------------


def test_process_builds(project: Path) -> None:
    done = process("build", "flu", "--layout", "clinic-a4", "--json", cwd=project)
    assert done.returncode == 0, done.stderr
    assert [row["path"] for row in json.loads(done.stdout)] == [
        "dist/clinic-a4/flu-en-english.pdf",
        "dist/clinic-a4/flu-es-spanish.pdf",
    ]
    assert done.stderr.splitlines() == ["built flu en clinic-a4", "built flu es clinic-a4", *INVENTED]


def test_process_fails_with_plain_words(project: Path) -> None:
    (project / "handouts/flu/es.yaml").write_text("title: [x](y) z\n", encoding="utf-8")
    done = process("build", "--jobs", "2", cwd=project)
    assert done.returncode == 1
    assert done.stdout == ""
    assert (
        "handouts/flu/es.yaml:1:11: error: This is not YAML: a key such as “title:” was expected here. [not-yaml]"
        in done.stderr
    )
    assert "\x1b" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "dist").exists()


def test_process_is_told_of_wrong_use(project: Path) -> None:
    done = process("build", "--lang", "klingon", cwd=project)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: handouts build [OPTIONS] [NAME]...\n")


def test_a_reader_that_stops_early_is_no_fault(project: Path) -> None:
    command = f"{sys.executable} -m generator list --languages --json | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, cwd=project, env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout == "[\n"
    assert "Traceback" not in done.stderr


# -- the tab key and names of languages -------------------------------------------------------------------------------


def completed(words: list[str], typed: str) -> list[str]:
    found = ShellComplete(main, {}, "handouts", "_HANDOUTS_COMPLETE").get_completions(words, typed)
    return [item.value for item in found]


def test_the_tab_key_knows_languages_by_any_name() -> None:
    for words in (["build", "--lang"], ["check", "--lang"], ["list", "--lang"]):
        assert completed(words, "span") == ["es"]
    assert completed(["build", "--lang"], "españ") == ["es"]
    assert completed(["build", "--lang"], "Farsi") == ["fa"]
    assert completed(["build", "--lang"], "zh") == ["zh-Hans", "zh-Hant"]
    assert completed(["build", "--lang"], "chin") == ["zh-Hans", "zh-Hant"]
    assert completed(["build", "--lang"], "kreyol ay") == ["ht"]


def test_the_tab_key_knows_the_handouts_of_the_project(tmp_project: Callable[..., Project]) -> None:
    project = tmp_project({"flu/en": "", "flu-shot/en": "", "warfarin/en": ""})
    assert completed(["build", "--project", str(project.root)], "fl") == ["flu", "flu-shot"]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("farsi", "fa"), ("Bengali", "bn"), ("한국어", "ko"), ("FILIPINO", "tl"), ("myanmar", "my"), ("ku", "ckb"),
        ("ESPANOL", "es"), (" arabic ", "ar"), ("ελληνικα", "el"), ("Kreyòl", "ht"), ("tieng viet", "vi"),
        ("chinese (simplified)", "zh-Hans"), ("Chinese, Traditional", "zh-Hant"), ("繁体中文", "zh-Hant"),
        ("zh-TW", "zh-Hant"), ("zh_CN", "zh-Hans"), ("Brazilian", "pt-BR"), ("norsk", "nb"), ("no", "nb"), ("iw", "he"),
        ("es_MX", "es-MX"), ("en-GB", "en-GB"), ("fa-AF", "fa-AF"),
    ],
)  # fmt: skip
def test_languages_by_the_names_that_people_use(name: str, tag: str) -> None:
    assert language_tag(name) == tag


@pytest.mark.parametrize("tag", language_names())
def test_every_language_is_known_by_its_tag_and_by_each_of_its_names(tag: str) -> None:
    english, own, *_ = language_names()[tag]
    assert {language_tag(name) for name in (tag, english, own, own.upper())} == {tag}


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("chinese", "zh-Hans (Simplified Chinese) or zh-Hant (Traditional Chinese)"),
        ("中文", "zh-Hans (Simplified Chinese) or zh-Hant (Traditional Chinese)"),
        ("Mandarin", "zh-Hans (Simplified Chinese) or zh-Hant (Traditional Chinese)"),
        ("português", "pt-BR (Brazilian Portuguese) or pt-PT (European Portuguese)"),
    ],
)
def test_the_name_of_two_languages_asks_which_is_meant(name: str, both: str) -> None:
    with pytest.raises(click.BadParameter) as caught:
        language_tag(name)
    assert caught.value.message == f"“{name}” can be {both}. Say which."


@pytest.mark.parametrize("name", ["", "-", "(", "klingon", "français canadien"])
def test_what_is_no_language_is_refused(name: str) -> None:
    with pytest.raises(click.BadParameter, match="is no language that can be set"):
        language_tag(name)


@pytest.mark.parametrize(("set_to", "coloured"), [(None, True), ("", True), ("1", False)])
def test_no_colours_for_who_wants_none(set_to: str | None, coloured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, as `color=True` makes it; elsewhere there are none."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    if set_to is not None:
        monkeypatch.setenv("NO_COLOR", set_to)
    result = CliRunner().invoke(main, ["build", "--layout", "nope"], color=True)
    assert result.exit_code == 1
    assert ("\x1b[" in result.stderr) == coloured
    assert "There is no layout “nope”." in result.stderr
