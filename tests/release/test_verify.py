"""`handouts verify`: every way in which a release may not be what it was, and what is said of it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from generator.project import Project
from generator.release.plan import NotARelease
from generator.release.verifying import Report, verified
from tests.release.releases import ENGLISH, HANDOUTS, SPANISH, manifest, release, released, run, write

PDF = "clinic-a4/flu-en-english.pdf"
Change = Callable[[Path], object]


def look(folder: Path, project: Path | None = None) -> Report:
    return verified(folder, Project.at(project) if project else None, 1)


def said(report: Report) -> list[str]:
    return [str(one) for one in report.found]


def with_sums(folder: Path) -> None:
    """The sums anew, as somebody writes them who covers what he has done."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}\n" for p in paths]
    (folder / "SHA256SUMS").write_text("".join(lines))


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "manifest.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_release_is_as_it_was_made(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    done = run("verify", folder, "--project", project, "--jobs", "1")
    assert done.exit_code == 0
    assert done.output.splitlines()[-1] == (
        "Release 1 is as it was made: 12 files, 2 leaflets; hashes and conformance, and every byte built anew."
    )


def test_a_reader_without_the_project_verifies_the_files(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    shutil.rmtree(project)
    done = run("verify", folder, "--no-rebuild")
    assert (done.exit_code, done.output) == (
        0,
        "Release 1 is as it was made: 12 files, 2 leaflets; hashes and conformance; not built anew.\n",
    )


def test_verifying_leaves_no_trace(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert look(folder, project).good
    assert sorted(tmp_path.rglob("*")) == before


def damage(folder: Path) -> None:
    data = bytearray((folder / PDF).read_bytes())
    data[len(data) // 2] ^= 0xFF
    (folder / PDF).write_bytes(data)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda folder: (folder / PDF).unlink(),
            [f"{PDF}: The file is not there. [missing]"],
        ),
        (
            lambda folder: (folder / "notes.txt").write_text("x"),
            [
                "notes.txt: The file does not belong to the release: SHA256SUMS does not have it. [extra]",
                "notes.txt: manifest.json does not have the file. [manifest]",
            ],
        ),
        (
            lambda folder: edit(folder, '"title": "Flu"', '"title": "Colds"'),
            ["manifest.json: The file is not the one that SHA256SUMS has. [changed]"],
        ),
        (
            lambda folder: (folder / "sbom.cdx.json").write_text("{}"),
            [
                "sbom.cdx.json: The file is not the one that SHA256SUMS has. [changed]",
                "sbom.cdx.json: The file is not the one that manifest.json has. [manifest]",
            ],
        ),
        (
            lambda folder: (folder / "SHA256SUMS").unlink(),
            ["SHA256SUMS: The file is not there. [missing]"],
        ),
    ],
)
def test_tells_what_happened_to_the_files(tmp_path: Path, change: Change, expected: list[str]) -> None:
    _, folder = released(tmp_path)
    change(folder)
    report = look(folder)
    assert said(report) == expected
    assert not report.good


def test_tells_sums_that_are_none(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    (folder / "SHA256SUMS").write_bytes(b"\xff")
    assert said(look(folder))[0] == "SHA256SUMS: The file is no text. [changed]"
    (folder / "SHA256SUMS").write_text("who knows\n")
    assert said(look(folder))[0] == "SHA256SUMS: Line 1 is no sum. [changed]"


def test_tells_a_damaged_pdf_by_hash_and_by_what_is_wrong_with_it(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    damage(folder)
    lines = said(look(folder))
    assert lines[0] == f"{PDF}: The file is not the one that SHA256SUMS has. [changed]"
    assert any(line.startswith(PDF) and line.endswith("[conformance]") for line in lines)


def test_tells_a_pdf_that_breaks_its_standard_though_all_sums_fit(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    with pikepdf.open(folder / PDF, allow_overwriting_input=True) as pdf:
        del pdf.Root["/Lang"]
        pdf.save(folder / PDF, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    changed = hashlib.sha256((folder / PDF).read_bytes()).hexdigest()
    edit(folder, manifest(folder)["leaflets"][0]["sha256"], changed)
    with_sums(folder)
    lines = said(look(folder))
    assert any("Lang" in line for line in lines), lines
    assert all(line.endswith("[conformance]") for line in lines)


def test_building_anew_tells_a_file_whose_sums_were_changed_along_with_it(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    write(tmp_path / "other", {**HANDOUTS, "flu/en": ENGLISH.replace("20 mg", "25 mg")})
    other = release(tmp_path / "other", "--lang", "en", out=tmp_path / "x")
    assert other.exit_code == 0
    shutil.copy(tmp_path / "x" / "1" / PDF, folder / PDF)
    changed = hashlib.sha256((folder / PDF).read_bytes()).hexdigest()
    edit(folder, manifest(folder)["leaflets"][0]["sha256"], changed)
    with_sums(folder)
    assert look(folder).good, "by itself it is a good release"
    lines = said(look(folder, project))
    assert f"{PDF}: Built anew it is another file, though no input differs: the file was changed. [rebuilt]" in lines
    assert not look(folder, project).outdated
    assert lines[-1].startswith("manifest.json: ")


def test_building_anew_tells_a_manifest_that_was_edited(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    edit(folder, '"status": "approved"', '"status": "reviewed"')
    with_sums(folder)
    assert look(folder).good
    why = "Built anew it is another file, though no input differs: the file was changed."
    assert said(look(folder, project)) == [f"SHA256SUMS: {why} [rebuilt]", f"manifest.json: {why} [rebuilt]"]


# -- which input differs ----------------------------------------------------------------------------------------------


def test_files_are_intact_where_only_the_project_has_changed(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    write(project, {"flu/en": ENGLISH.replace("2028-01-01", "2029-01-01")})
    done = run("verify", folder, "--project", project, "--jobs", "1")
    lines = done.stdout.splitlines()
    assert done.exit_code == 1
    assert lines[0] == "The files of 1 are intact. What it was made from has changed since:"
    assert lines[1].startswith("handouts/flu/en.yaml: The file is not what it was: ")
    html = PDF.replace(".pdf", ".html")
    assert lines[2:] == [
        f"{html} and 3 more: Built anew it is another file; it follows from the leaflets. [rebuilt]",
        f"{PDF}: Built anew it is another file; what differs: handouts/flu/en.yaml. [rebuilt]",
        "6 discrepancies in 12 files, 2 leaflets; hashes and conformance, and every byte built anew.",
    ]


def test_damaged_files_are_not_intact_though_the_project_has_changed_too(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    write(project, {"flu/en": ENGLISH.replace("2028-01-01", "2029-01-01")})
    (folder / "sbom.cdx.json").write_text("{}")
    lines = list(look(folder, project).lines())
    assert "intact" not in " ".join(lines)
    assert lines[-1].startswith("Release 1 is not as it was made: ")


def test_tells_a_source_that_has_changed_and_the_files_made_of_it(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    before = manifest(folder)["sources"]["handouts/flu/en.yaml"]
    write(project, {"flu/en": ENGLISH.replace("2028-01-01", "2029-01-01")})
    now = hashlib.sha256((project / "handouts/flu/en.yaml").read_bytes()).hexdigest()
    assert said(look(folder, project)) == [
        f"handouts/flu/en.yaml: The file is not what it was: SHA-256 {before[:12]}… then, {now[:12]}… now. [input]",
        f"{PDF.replace('.pdf', '.html')}: Built anew it is another file; it follows from the leaflets. [rebuilt]",
        f"{PDF}: Built anew it is another file; what differs: handouts/flu/en.yaml. [rebuilt]",
        f"{PDF.replace('.pdf', '.txt')}: Built anew it is another file; it follows from the leaflets. [rebuilt]",
        "documents.fhir.json: Built anew it is another file; it follows from the leaflets. [rebuilt]",
        "sbom.cdx.json: Built anew it is another file; it follows from the leaflets. [rebuilt]",
    ]


def test_tells_a_font_that_has_changed(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    sha = manifest(folder)["fonts"]["NotoSans-Bold"]["sha256"]
    edit(folder, sha, "0" * 64)
    with_sums(folder)
    line = f"NotoSans-Bold: The font is not what it was: SHA-256 {'0' * 12}… then, {sha[:12]}… now. [input]"
    assert line in said(look(folder, project))


def test_tells_software_of_another_version(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    now = manifest(folder)["software"]["reportlab"]
    edit(folder, f'"reportlab": "{now}"', '"reportlab": "4.0"')
    with_sums(folder)
    assert f"software reportlab: It was 4.0; {now} is here now. [input]" in said(look(folder, project))


def test_tells_another_code_of_the_same_version(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    edit(folder, manifest(folder)["generator"], "0" * 64)
    with_sums(folder)
    line = "the generator's code: It is not the code that the release was made with, though its version is. [input]"
    assert line in said(look(folder, project))


def test_tells_a_leaflet_that_is_new_and_one_that_is_gone(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    write(project, {"cold/en": ENGLISH})
    (project / "handouts/flu/es.yaml").unlink()
    lines = said(look(folder, project))
    new = "The project makes this leaflet by now; the release does not have it."
    assert f"clinic-a4/cold-en-english.pdf: {new} [rebuilt]" in lines
    assert "clinic-a4/flu-es-spanish.pdf: The project does not make this leaflet any more. [rebuilt]" in lines
    assert "handouts/flu/es.yaml: The file is not used any more. [input]" in lines


def test_tells_why_the_project_would_not_be_released_any_more(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    write(project, {"flu/es": SPANISH.replace("status: approved", "status: draft")})
    lines = said(look(folder, project))
    assert lines[0] == (
        "handouts/flu/es.yaml:8:14: It would not be released by now: This translation is a draft. [refused]"
    )
    assert lines[1].startswith("handouts/flu/es.yaml: The file is not what it was: SHA-256 ")
    assert "not built anew" in list(look(folder, project).lines())[-1]


def test_tells_a_handout_that_is_gone(tmp_path: Path) -> None:
    project, _ = released(tmp_path)
    assert release(project, "flu", version="2").exit_code == 0
    shutil.rmtree(project / "handouts" / "flu")
    lines = said(look(tmp_path / "dist" / "2", project))
    gone = f"There are no handouts in {project}/handouts."
    assert lines[0] == f"handouts: It would not be released by now: {gone} [refused]"
    assert "handouts/flu/en.yaml: The file is not there any more. [input]" in lines


# -- no release at all ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "{path}: this is no release: No such file or directory"),
        ("{", "{path}: this is no JSON: "),
        ("[]", "{path}: this is no manifest of form 1"),
        ('{"manifest": 2}', "{path}: this is no manifest of form 1"),
        ('{"manifest": 1, "leaflets": [{}]}', "{path}: the manifest is damaged: release is missing"),
    ],
)
def test_a_folder_that_is_no_release_is_told(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "manifest.json"
    if text is not None:
        path.write_text(text)
    done = run("verify", tmp_path, "--no-rebuild")
    assert done.exit_code == 1
    assert done.output.startswith("error: " + message.format(path=path))


def test_options_that_are_none_are_told(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    edit(folder, '"fallback"', '"fallbock"')
    with pytest.raises(
        NotARelease, match=r"manifest.json does not say how the release was made: options.fallback is missing"
    ):
        look(folder, project)


def test_answers_as_json(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    (folder / PDF).unlink()
    done = run("verify", folder, "--no-rebuild", "--json")
    assert done.exit_code == 1
    assert json.loads(done.output) == {
        "good": False, "version": "1", "files": 11, "leaflets": 2, "rebuilt": False,
        "found": [{"kind": "missing", "path": PDF, "message": "The file is not there."}],
    }  # fmt: skip
