"""One changed sentence is one thing to look at, in however many languages it was translated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.project import Project
from generator.translation.desk import open_desk, record, write
from tests.reports.test_formats import assert_sarif
from tests.support.leaflets import quiet_profile
from tests.translation.desks import ANA, SOURCE, SPANISH, change

GERMAN = SPANISH.replace("lang: es", "lang: de").replace("22 de noviembre de 2026", "22. November 2026")
SAYS = (
    "handouts/tablets/en.yaml:{}: {}: The source of this says by now: “When to swallow them.” 2 languages: de, es. "
    "[stale-translation]"
)


@pytest.fixture
def project(tmp_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Project:
    made = tmp_project(
        {"tablets/en": SOURCE, "tablets/es": SPANISH, "tablets/de": GERMAN},
        {"layouts/profiles/default.yaml": quiet_profile()},
    )
    for lang in ("de", "es"):
        write(record(open_desk(made, "tablets", lang), lambda _: True, ANA))
    monkeypatch.chdir(made.root)
    (made.root / ".git").mkdir()
    change(made, "en", "When to take them\n", "When to swallow them.\n")
    return made


def run(*asked: str) -> Result:
    return CliRunner().invoke(main, [*asked, "--layout", "clinic-a4", "--no-cache"])


def stale(result: Result) -> list[str]:
    return [line for line in result.output.splitlines() if "[stale-translation]" in line]


def test_for_people_one_warning_stands_at_the_sentence_and_names_the_languages(
    project: Project, tmp_path: Path
) -> None:
    build = ("build", "--out", str(tmp_path / "out"))
    assert stale(run(*build)) == [SAYS.format("15:14", "warning")]
    assert stale(run("check")) == [SAYS.format("15:14", "warning")]
    released = run(*build, "--release")
    assert released.exit_code == 1 and stale(released) == [SAYS.format("15:14", "error")]
    assert stale(CliRunner().invoke(main, ["translate", "status"])) == [SAYS.format("15:14", "warning")]


def test_of_one_language_it_stands_in_the_translation(project: Project) -> None:
    (line,) = stale(run("check", "--lang", "es"))
    assert line.startswith("handouts/tablets/es.yaml:19:14: warning: The source of this says by now: “When to swallow")


def test_machines_are_told_every_place(project: Project) -> None:
    told = json.loads(run("check", "--output-format", "json").stdout)
    (one,) = (one for one in told["problems"] if one["rule"] == "stale-translation")
    assert (one["file"], one["line"]) == ("handouts/tablets/en.yaml", 15)
    assert [(also["file"], also["line"]) for also in one["also"]] == [
        ("handouts/tablets/de.yaml", 19),
        ("handouts/tablets/es.yaml", 19),
    ]
    results = assert_sarif(run("check", "--output-format", "sarif").stdout)["results"]
    (result,) = (one for one in results if one["ruleId"] == "stale-translation")
    assert [place["physicalLocation"]["artifactLocation"]["uri"] for place in result["relatedLocations"]] == [
        "handouts/tablets/de.yaml",
        "handouts/tablets/es.yaml",
    ]
    commands = run("check", "--output-format", "github").stdout.splitlines()
    (command,) = (one for one in commands if "stale" in one)
    assert command.startswith("::warning file=handouts/tablets/en.yaml,line=15,col=14,title=stale-translation::")


def test_a_baseline_knows_each_language_by_itself(project: Project) -> None:
    assert run("check", "--lang", "es", "--write-baseline", "known.yaml").exit_code == 0
    (line,) = stale(run("check", "--baseline", "known.yaml"))
    assert line.startswith("handouts/tablets/de.yaml:19:14: warning: The source of this says by now")


def test_the_cache_remembers_what_it_is_about(project: Project, tmp_path: Path) -> None:
    asked = ["check", "--layout", "clinic-a4", "--cache", str(tmp_path / "cache")]
    first, second = (stale(CliRunner().invoke(main, asked)) for _ in range(2))
    assert first == second == [SAYS.format("15:14", "warning")]


def test_a_block_that_the_source_alone_has_is_no_fact_that_differs(project: Project) -> None:
    """Even before blocks of its own kind, which then stand one further on in the source."""
    change(project, "en", "When to swallow them.\n", "When to take them\n")
    change(project, "en", "  - contact:\n", "  - contact: {name: Night desk, phone: (555) 010-0111}\n  - contact:\n")
    checked = run("check")
    rules = ("[stale-translation]", "[fact-differs]", "[other-structure]")
    assert [line for line in checked.stderr.splitlines() if line.endswith(rules)] == [
        "handouts/tablets/en.yaml:34:21: warning: “Night desk” (en.yaml, line 34) has no translation. "
        "2 languages: de, es. [stale-translation]"
    ]
    assert (
        "    hint: Put it into the translation, to be translated there: handouts translate update tablets\n"
        in checked.stderr
    )
    change(project, "es", "(555) 010-0142", "(555) 010-0143")
    assert "error: The source has “(555) 010-0142” here, the translation “(555) 010-0143”." in (run("check").stderr)


def test_update_brings_every_translation_in_line_and_says_what_is_left(project: Project) -> None:
    change(project, "en", "  - contact:\n", "  - text: Keep them dry.\n  - contact:\n")
    assert CliRunner().invoke(main, ["translate", "update", "tablets"]).stdout == (
        "handouts/tablets/de.yaml written.\n"
        "1 text of it to be translated; until then it is built with --fallback only.\n"
        "handouts/tablets/es.yaml written.\n"
        "1 text of it to be translated; until then it is built with --fallback only.\n"
    )
    before = {lang: project.handout_path("tablets", lang).stat().st_mtime_ns for lang in ("de", "es")}
    again = CliRunner().invoke(main, ["translate", "update", "tablets", "spanish", "de"])
    assert again.stdout == (
        "Nothing to update in es, de: no text of the source is new or gone.\n"
        "es: 1 text of the source says something else by now. Correct it, then: handouts translate record tablets es\n"
        "de: 1 text of the source says something else by now. Correct it, then: handouts translate record tablets de\n"
    )
    assert {lang: project.handout_path("tablets", lang).stat().st_mtime_ns for lang in ("de", "es")} == before
