"""A release is made in a hidden folder beside its place and gets its name at the very end, or is gone.

A reader never meets half a release. Two that are made at once do not meet: each has a folder of its own, and the second
to be ready finds the first one's in place.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from generator.files import names_to_disk, to_disk
from generator.release.plan import ReleaseError
from generator.release.sources import digest

_PREFIX, _SUFFIX = ".release-", ".partial"


class Exists(ReleaseError):
    """The version has been released with other files. differing: their paths, and those that only one of them has."""

    def __init__(self, target: Path, differing: list[str]) -> None:
        self.target, self.differing = target, differing
        super().__init__(f"{target} is there already, and {len(differing)} of its files differ")


@contextmanager
def staging(out: Path, version: str) -> Iterator[Path]:
    """A hidden folder in `out` to make a release in; it is gone afterwards, unless `put_in_place` has renamed it.

    What a program that was killed left there is removed first. Raises OSError.
    """
    import tempfile

    new = not out.is_dir()
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        _remove_left_overs(out)
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{version}-", suffix=_SUFFIX, dir=out))
        held = _hold(folder)
    try:
        yield folder
    finally:
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            os.close(held)
        if new:
            with suppress(OSError):  # something stands in it by now
                out.rmdir()


def add(folder: Path, path: str, data: bytes) -> None:
    """Write one file of the release. Raises `ValueError` for a path that leads elsewhere or is taken, OSError."""
    if not path or leads_out(path) or "\\" in path or PurePosixPath(path).as_posix() != path:
        raise ValueError(f"“{path}” is no path inside a release")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise ValueError(f"two makers write “{path}”") from None


def leads_out(path: str) -> bool:
    """Whether a path from a folder leads out of it, on any system (CWE-22)."""
    return path.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", path) or re.match("[A-Za-z]:", path) is not None


def files_in(folder: Path) -> list[str]:
    """The paths of all files of a folder, sorted. A link is one, also to a folder, which is not entered."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def put_in_place(folder: Path, target: Path) -> bool:
    """Give the folder its name, when the disk has all that is in it; False when the very same release stands there
    already. Raises `Exists`, OSError."""
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)
    if not os.path.lexists(target):
        _to_disk(folder)
        try:
            folder.rename(target)
            names_to_disk([target.parent])
            return True
        except OSError:
            if not os.path.lexists(target):  # another release was not quicker: the disk is at fault
                raise
    differing = different(folder, target)
    if differing:
        raise Exists(target, differing)
    return False


def _to_disk(folder: Path) -> None:
    """A machine that loses its power leaves a whole release or none: the disk has the files before they have a name."""
    for path in files_in(folder):
        to_disk(folder / path)
    names_to_disk([*(path for path in folder.rglob("*") if path.is_dir()), folder])


def different(one: Path, other: Path) -> list[str]:
    """Paths whose bytes differ between two folders, or that only one of them has."""
    if not other.is_dir():
        return files_in(one)
    names = sorted({*files_in(one), *files_in(other)})
    return [name for name in names if not _same(one / name, other / name)]


def _same(one: Path, other: Path) -> bool:
    there = one.is_file() and other.is_file()
    return there and one.stat().st_size == other.stat().st_size and digest(one) == digest(other)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """No other release looks for left-overs meanwhile (on systems that can lock a folder)."""
    held = _hold(out, wait=True)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _hold(folder: Path, wait: bool = False) -> int | None:
    """A lock on a folder, gone with the process that has it; None when it is taken, or the system has no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return None
    return handle


def _remove_left_overs(out: Path) -> None:
    for folder in out.glob(f"{_PREFIX}*{_SUFFIX}"):
        held = _hold(folder)
        if held is not None:
            with suppress(OSError):
                shutil.rmtree(folder)
            os.close(held)
