"""What a release has for readers: twins, the index, the ward's sheet, and the pages about copies on paper."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.job import Job
from generator.project import Project
from generator.release.plan import Order
from generator.release.readers import twins_of
from generator.release.verifying import verified
from generator.twins.twin import html_twin, text_twin
from generator.values import replace
from tests.release.releases import DAY, ENGLISH, HANDOUTS, SPANISH, files, manifest, release, released, run, write

EN, ES = "clinic-a4/flu-en-english", "clinic-a4/flu-es-spanish"
NEWER = {"flu/en": ENGLISH.replace('"1.0"', '"1.1"'), "flu/es": SPANISH.replace('"1.0"', '"1.1"')}


def dressed(project: Path, *arguments: str | Path, version: str = "1") -> Path:
    """A release whose brand has an address for the pages about copies."""
    done = release(project, "--brand", "alder-street", *arguments, version=version)
    assert done.exit_code == 0, done.output
    return project.parent / "dist" / version


def currency(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "c/currency.json").read_bytes())["documents"]
    return found


# -- twins and the index ----------------------------------------------------------------------------------------------


def test_every_pdf_has_its_twins_beside_it(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    job = Job("flu", "es", "clinic-a4")
    assert (folder / f"{ES}.html").read_bytes() == html_twin(Project.at(project), job)
    assert (folder / f"{ES}.txt").read_bytes() == text_twin(Project.at(project), job)
    assert "Tome 20 mg" in (folder / f"{ES}.txt").read_text(encoding="utf-8")
    bundle = json.loads((folder / "documents.fhir.json").read_bytes())
    urls = [one["attachment"]["url"] for one in bundle["entry"][1]["resource"]["content"]]
    assert urls == [f"{ES}.pdf", f"{ES}.html", f"{ES}.txt"]


def test_twins_are_covered_by_manifest_and_sums(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    listed = {one["path"]: one["type"] for one in manifest(folder)["files"]}
    assert listed == {
        f"{EN}.html": "text/html", f"{EN}.txt": "text/plain", f"{ES}.html": "text/html", f"{ES}.txt": "text/plain",
        "documents.fhir.json": "application/fhir+json", "index.html": "text/html",
        "sbom.cdx.json": "application/vnd.cyclonedx+json", "ward-index.pdf": "application/pdf",
    }  # fmt: skip
    sums = (folder / "SHA256SUMS").read_text()
    assert all(f"  {path}\n" in sums for path in listed)


def test_each_layout_and_format_has_the_twins_of_its_own_words(tmp_path: Path) -> None:
    other = "extends: clinic-letter\nbrand: alder-street\n"
    root = write(tmp_path / "project", {"flu/en": ENGLISH, "flu/large-print/en": ENGLISH.replace("FLU-1", "FLU-1-LP")})
    (root / "layouts").mkdir()
    (root / "layouts/plum.yaml").write_text(other)
    asked = ("--layout", "clinic-letter", "--layout", "plum", "--format", "large-print")
    asked += ("--allow", "placeholder=the sample clinic will do for a test")
    assert release(root, *asked).exit_code == 0
    folder, project = tmp_path / "dist" / "1", Project.at(root)
    for layout in ("clinic-a4", "clinic-letter", "plum"):
        for form in ("", "large-print"):
            job = Job("flu", "en", layout, form=form)
            path = folder / layout / job.file_name
            assert path.with_suffix(".html").read_bytes() == html_twin(project, job)
            assert path.with_suffix(".txt").read_bytes() == text_twin(project, job)
    assert "Alder Street" in (folder / "plum/flu-en-english.html").read_text(encoding="utf-8")


def test_twins_that_are_the_same_are_made_once(tmp_path: Path) -> None:
    project = Project.at(write(tmp_path / "project", HANDOUTS))
    order = Order("1", date.fromisoformat(DAY))
    first = Job("flu", "es", "clinic-a4")
    assert [path for path, _ in twins_of(project, order, first)] == [f"{ES}.html", f"{ES}.txt"]
    assert twins_of(project, order, replace(first, layout="clinic-letter")) == ()


def test_the_index_lists_each_text_once_with_all_its_files(tmp_path: Path) -> None:
    project = write(tmp_path / "project", HANDOUTS)
    done = release(project, "--layout", "clinic-letter", "--format", "large-print")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "dist/1/index.html").read_text(encoding="utf-8")
    assert "1 leaflet, 2 copies" in page
    for label, path in (
        ("PDF, clinic-a4", f"{EN}.pdf"),
        ("PDF, clinic-letter", "clinic-letter/flu-en-english.pdf"),
        ("PDF, clinic-a4, large-print", f"{EN}-large-print.pdf"),
        ("PDF, clinic-letter, large-print", "clinic-letter/flu-en-english-large-print.pdf"),
    ):
        assert f'href="{path}">{label}<' in page, label
    assert page.count(f'href="{EN}.html"') == page.count(f'href="{EN}.txt"') == 1
    assert "clinic-letter/flu-en-english.html" not in page, "its words are those of the other layout"


def test_a_release_in_one_look_needs_no_notes(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert all(
        f'href="{ES}.{end}">{kind}<' in page for end, kind in (("pdf", "PDF"), ("html", "HTML"), ("txt", "Text"))
    )
    assert not (folder / "c").exists(), "the brand has no address for it"


def test_a_changed_twin_or_sheet_is_told(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    for path in (f"{ES}.html", "ward-index.pdf"):
        data = bytearray((folder / path).read_bytes())
        data[len(data) // 2] ^= 0xFF
        (folder / path).write_bytes(data)
    found = {(one.path, one.kind) for one in verified(folder, Project.at(project), 1).found}
    told = {"changed", "manifest", "rebuilt"}
    assert {(f"{ES}.html", kind) for kind in told} <= found
    assert {("ward-index.pdf", kind) for kind in (*told, "conformance")} <= found


# -- pages about copies -----------------------------------------------------------------------------------------------


def test_versions_of_the_release_before_keep_their_pages(tmp_path: Path) -> None:
    project = write(tmp_path / "project", HANDOUTS)
    first = dressed(project)
    write(project, NEWER)
    (project / "handouts/flu/es.yaml").unlink()
    second = dressed(project, "--since", first, version="2")
    known = currency(second)["FLU-1"]
    assert (known["en"]["version"], known["en"]["earlier"]) == ("1.1", ["1.0"])
    assert known["es"]["withdrawn"]
    assert "1.0 → 1.1" in (second / "c/FLU-1/en/1.0/index.html").read_text(encoding="utf-8")
    since = manifest(second)["options"]["since"]
    sums = (first / "SHA256SUMS").read_text()
    assert since["version"] == "1"
    assert f"{since['sha256']}  c/currency.json\n" in sums
    again = release(project, "--brand", "alder-street", version="2")
    assert again.exit_code == 1
    hint = f"    hint: It was made with “--since {first}”: add it; or give the new release a version of its own.\n"
    assert hint in again.output


def test_a_release_that_carries_on_is_verified_without_the_one_before(tmp_path: Path) -> None:
    import shutil

    project = write(tmp_path / "project", HANDOUTS)
    first = dressed(project)
    write(project, NEWER)
    second = dressed(project, "--since", first, version="2")
    third = dressed(project, "--since", second, version="3")
    shutil.rmtree(first)
    shutil.rmtree(second)
    assert currency(third)["FLU-1"]["en"]["earlier"] == ["1.0"]
    report = verified(third, Project.at(project), 1)
    assert report.found == ()
    assert report.rebuilt


def test_a_version_slipped_into_the_pages_of_a_first_release_is_told(tmp_path: Path) -> None:
    project = write(tmp_path / "project", HANDOUTS)
    folder = dressed(project)
    path = folder / "c/currency.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"earlier": []', '"earlier": ["0.9"]'), encoding="utf-8")
    found = {(one.path, one.kind) for one in verified(folder, Project.at(project), 1).found}
    assert ("c/currency.json", "rebuilt") in found


def test_a_part_of_the_library_withdraws_nothing(tmp_path: Path) -> None:
    project = write(tmp_path / "project", HANDOUTS)
    done = release(project, "--brand", "alder-street", "--lang", "en")
    said = "A part of the library: it has no pages about copies (c/). Those of the last whole release stay right."
    assert done.exit_code == 0
    assert said in done.output
    assert not any(path.startswith("c/") for path in files(tmp_path / "dist/1"))


def test_a_release_that_forgets_earlier_copies_says_so(tmp_path: Path) -> None:
    project = write(tmp_path / "project", HANDOUTS)
    first = dressed(project)
    write(project, NEWER)
    done = release(project, "--brand", "alder-street", version="2")
    assert f"Older copies on paper are not in its pages (c/): --since {first} would carry them on." in done.output


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            ("--brand", "alder-street", "--lang", "en"),
            "A part of the library cannot carry on the pages about copies: what it leaves out is not withdrawn.",
            "Release the whole library, or leave out --since.",
        ),
        (
            (),
            "No brand of this release has an address for the pages about copies (“currency”).",
            "Add it to the brand, or leave out --since.",
        ),
    ],
)
def test_refuses_to_carry_on_what_it_cannot(
    tmp_path: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    project = write(tmp_path / "project", HANDOUTS)
    first = dressed(project)
    done = release(project, *arguments, "--since", first, version="2")
    assert done.exit_code == 1
    assert f"release: error: {message} [bad-release]" in done.output
    assert f"hint: {hint}" in done.output
    assert not (tmp_path / "dist/2").exists()


def test_refuses_a_release_before_that_is_none_or_has_no_such_pages(tmp_path: Path) -> None:
    project, folder = released(tmp_path)
    done = release(project, "--since", folder, version="2")
    path = folder / "c/currency.json"
    assert (done.exit_code, done.output) == (
        1,
        f"error: {path}: this release has no pages about copies that could be carried on; leave out --since\n",
    )
    done = release(project, "--since", project, version="2")
    assert (done.exit_code, done.output) == (
        1,
        f"error: {project}/manifest.json: this is no release: No such file or directory\n",
    )


def test_refuses_a_list_of_versions_that_was_edited(tmp_path: Path) -> None:
    project = write(tmp_path / "project", HANDOUTS)
    path = dressed(project) / "c/currency.json"
    path.write_bytes(path.read_bytes() + b"\n")
    done = release(project, "--brand", "alder-street", "--since", path.parents[1], version="2")
    assert (done.exit_code, done.output) == (1, f"error: {path}: the file is not the one that manifest.json has\n")


def test_the_sheet_reads_well(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    done = run("inspect", folder / "ward-index.pdf")
    assert done.exit_code == 0
    assert "FLU-1 · 1.0" in done.output
    assert "español" in done.output
