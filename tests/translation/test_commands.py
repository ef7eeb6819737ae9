"""`handouts translate` as its users meet it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.project import Project, read_handout
from tests.translation.desks import SPANISH, change, recorded, text

Make = Callable[..., Project]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), "no traceback"
    return result


@pytest.fixture
def project(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = recorded(tmp_project)
    monkeypatch.chdir(made.root)
    return made


def test_status_is_a_table(project: Project) -> None:
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    result = run("translate", "status")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "handout  language                    translated  out of date  unreviewed  machine  problems",
        "tablets  es Spanish                       100 %            1          18        0         0",
    ]
    assert "The source of this says by now: “Never stop by yourself.” [stale-translation]" in result.stderr


def test_strict_status_ends_with_1_until_all_is_approved(project: Project) -> None:
    assert run("translate", "status", "--strict").exit_code == 1
    approved = ("--status", "approved", "--reviewer", "Luis Gómez")
    assert run("translate", "record", "tablets", "spanish", *approved).exit_code == 0
    assert run("translate", "status", "--strict").exit_code == 0
    change(project, "en", "How to take them.", "When to take them.")
    assert run("translate", "status", "--strict").exit_code == 1
    assert run("translate", "status", "--lang", "es").exit_code == 0


def test_status_as_json(project: Project) -> None:
    (row,) = json.loads(run("translate", "status", "--json").stdout)
    assert (row["name"], row["lang"], row["percent"], row["status"]) == ("tablets", "es", 100, "draft")


def test_a_translation_from_its_start_to_the_printer(project: Project) -> None:
    """What a clinic does: start, export, have it translated, import, have it reviewed, build."""
    assert run("translate", "start", "tablets", "german").stdout == (
        "handouts/tablets/de.yaml written.\n"
        "Next: translate each text in that file, or write them to one for a translator: "
        "handouts translate export tablets de\n"
    )
    refused = run("build", "tablets", "--lang", "de", "--layout", "clinic-a4")
    assert refused.exit_code == 1
    told = "handouts/tablets/de.yaml: error: 18 texts are not translated yet (the first: line 5). [untranslated]\n"
    assert refused.stderr.count("[untranslated]") == 1
    assert f"{told}    hint: Translate it;" in refused.stderr
    assert refused.stderr.endswith("\n1 problem; nothing was written.\n"), "as many as were told"

    fallback = run("build", "tablets", "--lang", "de", "--layout", "clinic-a4", "--fallback", "--out", "drafts")
    assert fallback.exit_code == 0, fallback.stderr
    tags = run("inspect", "drafts/clinic-a4/tablets-de-german.pdf").stdout
    assert "Einige Teile dieses Faltblatts sind noch nicht übersetzt." in tags
    assert 'H1\n      Span Lang="en" "Your new tablets"' in tags

    exported = run("translate", "export", "tablets", "de", "--format", "po")
    assert exported.stdout == "18 texts written to tablets-de.po; 18 to be translated.\n"
    path = Path("tablets-de.po")
    lines, source = [], ""
    for line in path.read_text("utf-8").splitlines():
        source = line.removeprefix("msgid ") if line.startswith("msgid ") else source
        done = source not in ("", '""') and line == 'msgstr ""'
        lines.append(f"msgstr {source}".replace('r "', 'r "Deutsch: ').replace("22 Nov", "22. Nov") if done else line)
    path.write_text("\n".join(lines), "utf-8")
    imported = run("translate", "import", "tablets", "de", str(path), "--translator", "Eva Sol")
    assert imported.exit_code == 0, imported.stderr
    assert imported.stdout == "handouts/tablets/de.yaml written.\n"
    assert 'title: "Deutsch: Your new tablets"' in text(project, "de")
    assert run("build", "tablets", "--lang", "de", "--layout", "clinic-a4").exit_code == 0


def test_texts_not_translated_are_one_line_for_people_and_each_for_machines(project: Project) -> None:
    run("translate", "start", "tablets", "de")
    state = run("translate", "status", "--lang", "de").stderr
    assert state.startswith("handouts/tablets/de.yaml: error: 18 texts are not translated yet (the first: line 5).")
    report = json.loads(run("check", "tablets", "--lang", "de", "--output-format", "json").stdout)
    found = [one["message"] for one in report["problems"] if one["rule"] == "untranslated"]
    assert len(found) == 18
    assert found[0] == "“Your new tablets” is not translated yet."


def test_import_refuses_with_a_reason_and_writes_nothing(project: Project) -> None:
    run("translate", "export", "tablets", "es", "--out", "there.xlf")
    data = Path("there.xlf").read_text("utf-8")
    Path("there.xlf").write_text(data.replace("xliff:document:2.0", "xliff:document:9"), "utf-8")
    before = text(project)
    result = run("translate", "import", "tablets", "es", "there.xlf")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        "there.xlf: error: This is XML, but no XLIFF of version 1.2 or 2.1. [wrong-exchange]"
    )
    assert result.stderr.endswith("1 problem; nothing was written.\n")
    assert text(project) == before


@pytest.mark.parametrize("form", ["po", "xliff-1.2", "xliff-2.1"])
def test_export_and_import_of_each_format(project: Project, form: str) -> None:
    before = text(project)
    assert run("translate", "export", "tablets", "es", "--format", form, "--out", "file").exit_code == 0
    result = run("translate", "import", "tablets", "es", "file")
    assert (result.exit_code, result.stderr) == (0, "")
    assert text(project) == before


def test_update_and_record(project: Project) -> None:
    change(project, "en", "  - heading: When", "  - text: Keep them dry.\n  - heading: When")
    assert run("translate", "export", "tablets", "es").exit_code == 1
    assert run("translate", "update", "tablets", "es").exit_code == 0
    change(project, "es", "text: Keep them dry.", "text: Guárdelos secos.")
    assert run("translate", "record", "tablets", "es", "--text", "content.2.text").exit_code == 0
    assert run("build", "tablets", "--release").exit_code == 0


def test_without_a_status_only_what_has_changed_is_recorded(project: Project) -> None:
    """All texts as drafts of a person would take the warning of a machine's words from the page."""
    machine = ("--status", "machine-draft", "--translator", "machine")
    assert run("translate", "record", "tablets", "es", *machine).exit_code == 0
    before = text(project)
    assert run("translate", "record", "tablets", "es").output == (
        "No text has changed since it was recorded. After a review: --status reviewed --reviewer NAME.\n"
    )
    assert text(project) == before
    change(project, "en", "heading: When", "heading: How and when")
    done = run("translate", "record", "tablets", "es")
    assert done.exit_code == 0 and "1 text recorded as draft, " in done.output
    handout = read_handout(project, "tablets", "es")
    others = [record.status for _, record in handout.segments if record.status == "machine-draft"]
    assert len(others) == len(handout.segments) - 1


def test_recording_does_not_call_untranslated_texts_translated(project: Project) -> None:
    """“Dose” would pass as a German word; nobody may approve it by the way."""
    run("translate", "start", "tablets", "de")
    approved = ("--status", "approved", "--reviewer", "Luis Gómez")
    assert run("translate", "record", "tablets", "de", *approved).exit_code == 0
    result = run("build", "--lang", "de", "--layout", "clinic-a4")
    assert "18 texts are not translated yet" in result.stderr
    assert run("translate", "record", "tablets", "de", "--text", "content.6.table.header.2", *approved).exit_code == 0
    assert "17 texts are not translated yet" in run("build", "--lang", "de", "--layout", "clinic-a4").stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("record", "tablets", "es", "--status", "approved"), 2, "“approved” needs --reviewer"),
        (("record", "tablets", "es", "--text", "content.99"), 2, "There is no text content.99."),
        (("record", "tablets", "en"), 1, "“tablets” in “en” is no translation: it has no key “translation”."),
        (("start", "tablets", "es"), 1, "“tablets” exists in “es” already."),
        (("start", "tablets", "klingon"), 2, "“klingon” is no language that can be set."),
        (("export", "capsules", "es"), 1, "There is no handout “capsules”."),
        (("import", "tablets", "es", "missing.po"), 2, "does not exist"),
    ],
)
def test_what_cannot_be_done_is_told(project: Project, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = run("translate", *arguments)
    assert (result.exit_code, message in result.stderr) == (code, True), result.stderr


def test_a_stale_translation_is_no_release(project: Project) -> None:
    change(project, "en", "How to take them.", "When to take them.")
    assert run("build", "--lang", "es", "--layout", "clinic-a4").exit_code == 0
    result = run("build", "--lang", "es", "--layout", "clinic-a4", "--release")
    assert result.exit_code == 1
    assert "error: The source of this says by now: “When to take them.” [stale-translation]" in result.stderr


def test_there_may_be_no_translations(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_project(
        {"a/en": SPANISH.replace("lang: es", "lang: en").partition("translation:")[0] + "content:\n  - text: x\n"}
    )
    monkeypatch.chdir(made.root)
    assert run("translate", "status").stdout == "There are no translations.\n"
