"""A disk that is full while a release is written: there is none afterwards, and a sentence that says why."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.release import making
from tests.release.releases import DAY, HANDOUTS, files, release, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

ROOT = Path(making.__file__).parents[2]
HINT = "    hint: Make room, or see that you may write there, and release again.\nNothing was written.\n"


def hidden(folder: Path) -> list[Path]:
    return list(folder.rglob(".*"))


def full(monkeypatch: pytest.MonkeyPatch, room: int) -> list[int]:
    """From now on so many files of the release find room; the next one is cut off in its middle."""
    written = [0]
    opened = Path.open

    def to_file(path: Path, mode: str = "r", *more: object, **named: object) -> object:
        if mode != "xb" or ".release-" not in str(path):
            return opened(path, mode, *more, **named)  # type: ignore[call-overload]  # as it was asked
        written[0] += 1
        if written[0] <= room:
            return opened(path, mode)
        opened(path, mode).close()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "open", to_file)
    return written


def test_every_file_of_a_release_may_be_the_one_that_finds_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, dist = write(tmp_path / "project", HANDOUTS), tmp_path / "dist"
    with monkeypatch.context() as enough:
        written = full(enough, 1000)
        assert release(project, version="0").exit_code == 0
    assert written[0] == len(files(dist / "0")), "every file is written through the hole that the test makes"
    before = files(dist)
    for room in range(written[0]):
        with monkeypatch.context() as broken:
            full(broken, room)
            done = release(project)
        assert done.exit_code == 1
        said = f"{dist}: error: The release cannot be written: No space left on device. [cannot-write]\n"
        assert done.stderr.endswith(said + HINT), room
        assert files(dist) == before, "the release of before, and nothing else"
        assert not hidden(dist)
    assert release(project).exit_code == 0


@pytest.mark.parametrize("most", [0, 4_000, 15_000])
def test_a_system_that_takes_no_more(tmp_path: Path, most: int) -> None:
    """No file may be larger than so many bytes: what a quota, or a disk that fills up, is to a program, processes that it
    starts and SQLite included."""
    import resource

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    project, dist = write(tmp_path / "project", HANDOUTS), tmp_path / "dist"
    command = [
        sys.executable,
        "-m",
        "generator",
        "release",
        "--version",
        "1",
        "--project",
        str(project),
        "--out",
        str(dist),
    ]
    ran = subprocess.run(
        [*command, "--date", DAY, "--layout", "clinic-a4"],
        cwd=ROOT, capture_output=True, text=True, timeout=120, preexec_fn=limited,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.endswith(
        f"{dist}: error: The release cannot be written: File too large. [cannot-write]\n{HINT}"
    ), ran.stderr
    assert not dist.exists()
