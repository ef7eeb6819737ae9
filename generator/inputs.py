"""What a leaflet is made of: every file and folder that is looked at, noted while it is made.

What is looked for and is not there is noted as well: a file that comes to stand there can change the leaflet.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeAlias, TypeVar, cast

from generator.values import Mutable, field

P = ParamSpec("P")
T = TypeVar("T")

# What changes when a file is written anew: time, size, inode, and the time of the inode's last change, which no program
# can set back (on Windows that is the time when the file was made).
Stamp: TypeAlias = tuple[int, int, int, int]


class Inputs(Mutable):
    """What was looked at, and how it was found first.

    files: stamps by path, None where no file is; listings: the YAML files of folders; folders: whether they are there.
    """

    files: dict[str, Stamp | None] = field(default_factory=dict)
    listings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    folders: dict[str, bool] = field(default_factory=dict)

    def add(self, other: Inputs) -> None:
        """What was noted first stays: a file that changes while a leaflet is made is told by its older stamp."""
        self.files = other.files | self.files
        self.listings = other.listings | self.listings
        self.folders = other.folders | self.folders


# The innermost list that is being written; leaflets are made one after the other in a process.
_open: list[Inputs] = []


@contextmanager
def recording() -> Iterator[Inputs]:
    """Note what is looked at in the block, here and in the blocks around it."""
    inputs = Inputs()
    _open.append(inputs)
    try:
        yield inputs
    finally:
        _open.pop()
        _note(inputs)


def _note(inputs: Inputs) -> None:
    if _open:
        _open[-1].add(inputs)


def _note_file(path: Path, stamp: Stamp | None) -> None:
    if _open:
        _open[-1].files.setdefault(str(path), stamp)


def stamp_of(path: Path) -> Stamp:
    """The stamp of a file or folder, without a note. Raises `OSError`."""
    status = path.stat()
    return stamp_in(status)


def stamp_in(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


def file_stamp(path: Path) -> Stamp:
    """The stamp of a file that is going to be read. Raises `OSError`."""
    try:
        stamp = stamp_of(path)
    except OSError:
        _note_file(path, None)
        raise
    _note_file(path, stamp)
    return stamp


def is_file(path: Path) -> bool:
    """Whether a file is there, or a link to one. Raises `OSError` as `Path.is_file` does."""
    there = path.is_file()
    _note_file(path, stamp_of(path) if there else None)
    return there


def is_folder(path: Path) -> bool:
    there = path.is_dir()
    if _open:
        _open[-1].folders.setdefault(str(path), there)
    return there


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, sorted: no hidden ones (an editor's lock `.#en.yaml`), folders or dead links."""
    names = yaml_names(str(folder))
    if _open:
        _open[-1].listings.setdefault(str(folder), names)
    return [folder / name for name in names]


def yaml_names(folder: str) -> tuple[str, ...]:
    """What `yaml_files` finds, as names and without a note."""
    try:
        with os.scandir(folder) as entries:
            return tuple(
                sorted(
                    one.name
                    for one in entries
                    if one.name.endswith(".yaml") and not one.name.startswith(".") and one.is_file()
                )
            )
    except (OSError, ValueError):  # not there; a name that no disk takes
        return ()


def yaml_stamps(folders: Iterable[Path], parts: Iterable[str]) -> tuple[tuple[str, Stamp], ...]:
    """The YAML files of these parts of folders, each with its stamp and without a note. Raises `OSError`."""
    places = [f"{folder}/{part}" if part else str(folder) for folder in folders for part in parts]
    files = [f"{place}/{name}" for place in places for name in yaml_names(place)]
    return tuple([(file, stamp_in(os.stat(file))) for file in files])  # noqa: PTH116 (a Path costs more than the look)


def remembered(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """As `lru_cache`, for what is made of files: they are noted whenever it is asked for, not only when it is made."""

    def wrap(make: Callable[P, T]) -> Callable[P, T]:
        def making(*args: P.args, **kwargs: P.kwargs) -> tuple[T, Inputs]:
            with recording() as inputs:
                return make(*args, **kwargs), inputs

        kept = cast(Callable[P, tuple[T, Inputs]], lru_cache(maxsize=maxsize)(making))

        @wraps(make)
        def noted(*args: P.args, **kwargs: P.kwargs) -> T:
            made, inputs = kept(*args, **kwargs)
            _note(inputs)
            return made

        return noted

    return wrap
