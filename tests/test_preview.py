"""Pages as pictures, and a build that waits for changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result
from PIL import Image

from generator.cli import main
from generator.preview import contact_sheet
from generator.project import Project
from tests.model.test_messages import HEAD

Make = Callable[..., Project]
ONE = HEAD + "  - text: one\n"


def preview(root: Path, out: Path, *more: str) -> Result:
    """Pictures of all leaflets of a project, in one layout, at 36 dots an inch."""
    asked = ["preview", "--project", str(root), "--layout", "clinic-a4", "--dpi", "36", "--out", str(out), *more]
    return CliRunner().invoke(main, asked)


def test_preview_writes_a_picture_a_page_and_a_contact_sheet(tmp_project: Make, tmp_path: Path) -> None:
    root = tmp_project({"leaflet/en": ONE, "other/en": HEAD + "  - text: two\n"}).root
    out = tmp_path / "out"
    result = preview(root, out)
    assert result.exit_code == 0, result.output
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*.png")) == [
        "clinic-a4/leaflet-en-english-1.png", "clinic-a4/other-en-english-1.png", "contact-sheet.png",
    ]  # fmt: skip
    with Image.open(out / "clinic-a4/leaflet-en-english-1.png") as page, Image.open(out / "contact-sheet.png") as sheet:
        assert page.size == (298, 421)  # A4 at 36 dots an inch
        assert sheet.size[1] > 2 * page.height * 240 / page.width, "a row for each leaflet"
    assert result.output.endswith(f"2 pages and {out}/contact-sheet.png\n")


def test_preview_of_every_format_on_one_sheet(tmp_project: Make, tmp_path: Path) -> None:
    root, out = tmp_project({"leaflet/en": ONE}).root, tmp_path / "out"
    result = preview(root, out, "--every-format")
    assert result.exit_code == 0, result.output
    formats = ["", *(f"-{form}" for form in Project.at(root).parts("formats"))]
    formats[formats.index("-easy-read")] = "-not-easy-read"  # it has no text of that format
    assert {f"leaflet-en-english{form}-1.png" for form in formats} <= {
        path.name for path in (out / "clinic-a4").iterdir()
    }
    with Image.open(out / "contact-sheet.png") as sheet:
        assert sheet.size[1] > len(formats) * 340, "a row for each"
    assert preview(root, out, "--every-format", "--format", "large-print").exit_code == 2


def test_preview_leaves_no_page_of_yesterday(tmp_project: Make, tmp_path: Path) -> None:
    """A leaflet that has become shorter; somebody's own picture beside it stays."""
    root = tmp_project({"leaflet/en": ONE}).root
    folder = tmp_path / "out" / "clinic-a4"
    folder.mkdir(parents=True)
    for name in ("leaflet-en-english-2.png", "leaflet-en-english-mine.png"):
        (folder / name).write_bytes(b"")
    assert preview(root, folder.parent).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["leaflet-en-english-1.png", "leaflet-en-english-mine.png"]


def test_a_long_leaflet_takes_several_rows() -> None:
    pages = [Image.new("RGB", (40, 60), "red")] * 20
    assert contact_sheet({"one": pages}).size == (8 * (40 + 16) + 16, 3 * (60 + 16) + 24 + 16)


def test_preview_of_a_handout_with_a_mistake_writes_nothing(tmp_project: Make, tmp_path: Path) -> None:
    root = tmp_project({"leaflet/en": HEAD + "  - txt: one\n"}).root
    result = preview(root, tmp_path / "out")
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_contact_sheet_shows_every_page() -> None:
    pages = [Image.new("RGB", (40, 60), colour) for colour in ("red", "green", "blue")]
    sheet = contact_sheet({"one": pages[:2], "two": pages[2:]})
    colours = {colour for _, colour in sheet.getcolors(100_000) or []}
    assert {(255, 0, 0), (0, 128, 0), (0, 0, 255)} <= colours


@contextmanager
def watching(command: str, project: Project, folder: Path) -> Iterator[Callable[[], str]]:
    """A command that builds whenever a file changes, to `out`; what it has said so far."""
    log = folder / "log"
    asked = [command, "--watch", "--project", str(project.root), "--layout", "clinic-a4", "--out", str(folder / "out")]
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", *asked], stdout=file, stderr=file, cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            yield log.read_text
        finally:
            process.terminate()
            process.wait(timeout=20)


def test_watch_builds_again_when_the_text_changes(tmp_project: Make, tmp_path: Path) -> None:
    """A mistake is shown and nothing is written; when it is mended, the leaflet is there."""
    project, out = tmp_project({"leaflet/en": HEAD + "  - txt: one\n"}), tmp_path / "out"
    with watching("build", project, tmp_path) as said:
        assert _until(lambda: "Waiting for changes" in said())
        assert "There is no block “txt”" in said()
        assert not out.exists()
        (project.root / "handouts/leaflet/en.yaml").write_text(ONE, encoding="utf-8")
        assert _until(lambda: (out / "clinic-a4/leaflet-en-english.pdf").exists())
        assert _until(lambda: said().count("Waiting for changes") == 2)


def test_preview_can_watch_too(tmp_project: Make, tmp_path: Path) -> None:
    """The pictures of a leaflet that is edited are made anew; those of pages that it no longer has are gone."""
    project = tmp_project({"leaflet/en": HEAD + "  - txt: one\n"})
    with watching("preview", project, tmp_path) as said:
        assert _until(lambda: "There is no block “txt”" in said())
        (project.root / "handouts/leaflet/en.yaml").write_text(ONE, encoding="utf-8")
        assert _until(lambda: (tmp_path / "out" / "contact-sheet.png").exists())


def test_watching_and_patients_copies_exclude_each_other(tmp_path: Path) -> None:
    asked = ["preview", "--watch", "--fill", "-", "--lang", "en"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2
    assert "--fill and --watch exclude each other." in result.output


def _until(true: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
