"""`handouts diff`: what has changed between two releases, numbers first, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.compare import Change
from generator.project import Project
from generator.release.difference import changed_numbers, compared
from generator.release.telling import as_html
from tests.release.releases import ENGLISH, release, released, run, write
from tests.test_compare import Page

NEW = ENGLISH.replace("title: Flu", "title: Flu in winter").replace("20 mg", "25 mg").replace('"1.0"', '"1.1"')


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A release, and one with a new dose and title in English, no Spanish, and a leaflet more; both in two formats."""
    project, _ = released(tmp_path)
    assert release(project, "--format", "large-print", version="old").exit_code == 0
    (project / "handouts/flu/es.yaml").unlink()
    write(project, {"flu/en": NEW, "cold/en": ENGLISH.replace("Flu", "Colds")})
    assert release(project, "--format", "large-print", version="new").exit_code == 0
    return tmp_path / "dist" / "old", tmp_path / "dist" / "new"


def test_tells_leaflets_numbers_and_words(two: tuple[Path, Path]) -> None:
    done = run("diff", *two)
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "From old to new: 2 added, 2 removed, 2 changed, 0 the same.",
        "added    clinic-a4/cold-en-english.pdf: Colds (English)",
        "added    clinic-a4/cold-en-english-large-print.pdf: Colds (English)",
        "removed  clinic-a4/flu-es-spanish.pdf: La gripe (Spanish)",
        "removed  clinic-a4/flu-es-spanish-large-print.pdf: La gripe (Spanish)",
        "",
        "Numbers:",
        "  Flu in winter (English), page 1: 20 mg → 25 mg",
        "",
        "changed  Flu in winter (English)",
        "  in clinic-a4/flu-en-english.pdf: pages that look otherwise: 1",
        "  in clinic-a4/flu-en-english-large-print.pdf: pages that look otherwise: 1",
        "  title: Flu → Flu in winter",
        "  version: 1.0 → 1.1",
        "  page 1: Take [-20 mg -]{+25 mg +}at 8:30 a.m.",
        "  page 1: Flu {+in winter+}",
    ]


def test_two_releases_that_are_alike(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    assert run("diff", folder, folder).output == "From 1 to 1: 0 added, 0 removed, 0 changed, 2 the same.\n"


def test_answers_as_json(two: tuple[Path, Path]) -> None:
    found = json.loads(run("diff", *two, "--json").output)
    assert (found["old"], found["new"], found["same"]) == ("old", "new", 0)
    assert found["removed"][0] == {"title": "La gripe", "language": "Spanish", "path": "clinic-a4/flu-es-spanish.pdf"}
    (changed,) = found["changed"]
    assert changed["version-kept"] is None, "it has a version of its own"
    assert changed["copies"][0] == {"path": "clinic-a4/flu-en-english.pdf", "pages": [1, 1], "looks": [1]}
    assert changed["words"][0] == {
        "page": 1,
        "numbers": {"gone": ["20 mg"], "new": ["25 mg"]},
        "pieces": [
            {"kind": "same", "text": "Take "},
            {"kind": "gone", "text": "20 mg "},
            {"kind": "new", "text": "25 mg "},
            {"kind": "same", "text": "at 8:30 a.m."},
        ],
    }


def test_page_for_the_browser_shows_both_words_and_fetches_nothing(tmp_path: Path, two: tuple[Path, Path]) -> None:
    assert run("diff", *two, "--html", tmp_path / "changes.html").exit_code == 0
    page = Page((tmp_path / "changes.html").read_text(encoding="utf-8"))
    assert page.lang == "en"
    assert [text for level, text in page.headings if level == "h2"] == [
        "Numbers", "Added", "Removed", "Flu in winter (English)",
    ]  # fmt: skip
    assert page.marked[:2] == [("del", "20 mg"), ("ins", "25 mg")]
    assert ("del", "20 mg") in page.marked[2:] and ("ins", "25 mg") in page.marked
    assert all(link.startswith("#") for link in page.links)
    assert "script" not in page.tags
    html = (tmp_path / "changes.html").read_text(encoding="utf-8")
    assert "removed: </span><bdi>20 mg</bdi>" in html, "what is gone is said to who does not see it"
    assert "[−" in html, "and marked for who sees no colour"


def test_words_that_changed_under_the_same_version_are_told(tmp_path: Path) -> None:
    project, _ = released(tmp_path)
    write(project, {"flu/en": ENGLISH.replace("20 mg", "25 mg")})
    (project / "handouts/flu/es.yaml").unlink()
    assert release(project, version="2").exit_code == 0
    folders = tmp_path / "dist" / "1", tmp_path / "dist" / "2"
    sentence = "FLU-1 en: words have changed, the version is still 1.0."
    assert f"pages that look otherwise: 1\n  {sentence}\n" in run("diff", *folders).output
    changed = json.loads(run("diff", *folders, "--json").output)["changed"]
    assert [(one["id"], one["language"], one["version-kept"]) for one in changed] == [("FLU-1", "en", "1.0")]
    assert f"<p><strong>{sentence}</strong></p>" in as_html(compared(*folders))


def test_what_stands_in_a_leaflet_is_escaped(tmp_path: Path) -> None:
    project, _ = released(tmp_path)
    write(project, {"flu/en": ENGLISH.replace("title: Flu", "title: Flu & <cold>").replace("Call", "Call <us>")})
    (project / "handouts/flu/es.yaml").unlink()
    assert release(project, version="2").exit_code == 0
    html = as_html(compared(tmp_path / "dist" / "1", tmp_path / "dist" / "2"))
    assert "<cold>" not in html and "<us>" not in html
    assert "Flu &amp; &lt;cold&gt;" in html


def test_a_look_that_changed_without_words_is_told(tmp_path: Path) -> None:
    project, _ = released(tmp_path)
    layout = project / "layouts" / "clinic-a4.yaml"
    layout.parent.mkdir()
    shipped = (Project.at(project).builtin_layouts / "clinic-a4.yaml").read_text(encoding="utf-8")
    layout.write_text(f"{shipped}\nspace: {{paragraph: 30pt}}\n", encoding="utf-8")
    sample = ("--allow", "placeholder=the sample clinic will do for a test")
    assert release(project, *sample, version="2").exit_code == 0
    output = run("diff", tmp_path / "dist" / "1", tmp_path / "dist" / "2").output
    assert "in clinic-a4/flu-en-english.pdf: pages that look otherwise: 1\n  no word has changed\n" in output


def test_a_picture_that_changed_is_not_the_version(tmp_path: Path) -> None:
    """The page of the colophon is a renewed one, and of a leaflet of one page the only one."""
    project, _ = released(tmp_path)
    (project / "handouts/flu/es.yaml").unlink()
    drawing = project / "handouts/flu/dose.svg"
    figure = ENGLISH + "  - figure: {image: dose.svg, decorative: true}\n"
    for version, side in (("2", 9), ("3", 4)):
        box = f'<path d="M0 0h{side}v{side}h-{side}z"/>'
        drawing.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{box}</svg>', encoding="utf-8")
        write(project, {"flu/en": figure.replace('version: "1.0"', f'version: "{version}.0"')})
        assert release(project, version=version).exit_code == 0
    (changed,) = compared(tmp_path / "dist" / "2", tmp_path / "dist" / "3").changed
    assert not changed.renewed
    assert changed.copies[0].looks == (1,)


def test_one_leaflet_in_two_formats_is_told_once(two: tuple[Path, Path]) -> None:
    (changed,) = compared(*two).changed
    assert [copy.path for copy in changed.copies] == [
        "clinic-a4/flu-en-english.pdf", "clinic-a4/flu-en-english-large-print.pdf",
    ]  # fmt: skip


def test_a_file_that_is_gone_is_told(two: tuple[Path, Path]) -> None:
    (two[1] / "clinic-a4/flu-en-english.pdf").unlink()
    done = run("diff", *two)
    assert done.exit_code == 1
    assert "flu-en-english.pdf" in done.output


def test_a_damaged_pdf_is_told(two: tuple[Path, Path]) -> None:
    path = two[1] / "clinic-a4/flu-en-english.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    done = run("diff", *two)
    assert done.exit_code == 1
    assert done.output.startswith(f"error: {path}: ")


def test_a_folder_that_is_no_release_is_told(tmp_path: Path) -> None:
    done = run("diff", tmp_path, tmp_path)
    assert (done.exit_code, done.output) == (
        1,
        f"error: {tmp_path}/manifest.json: this is no release: No such file or directory\n",
    )


@pytest.mark.parametrize(
    ("pieces", "gone", "new"),
    [
        ([("same", "Take "), ("gone", "two "), ("new", "three "), ("same", "of 5 mg")], (), ()),
        (
            [("same", "Call (555) "), ("gone", "010-0142"), ("new", "010-0199")],
            ("(555) 010-0142",),
            ("(555) 010-0199",),
        ),
        ([("gone", "٢٠ ملغ"), ("new", "٢٥ ملغ")], ("٢٠ ملغ",), ("٢٥ ملغ",)),
        ([("gone", "at 8:30 a.m. "), ("new", "in the morning ")], ("8:30 a.m.",), ()),
        ([("gone", "15 of 100 people"), ("new", "16 of 100 people")], ("15 of 100",), ("16 of 100",)),
        ([("same", "5 "), ("gone", "mg"), ("new", "ml")], ("5 mg",), ("5 ml",)),
        ([("gone", "room 3 "), ("new", "room 4 ")], ("3",), ("4",)),
    ],
)
def test_numbers_are_told_whole(pieces: list[tuple[str, str]], gone: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert changed_numbers(Change(1, tuple(pieces))) == (gone, new)
