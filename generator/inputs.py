"""What a leaflet is made of: every file and folder that is looked at, noted while it is made.

What is looked for and is not there is noted as well: a file that comes to stand there can change the leaflet.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from pathlib import Path
from stat import S_ISREG
from typing import Any, ParamSpec, TypeAlias, TypeVar, cast

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

    @property
    def changed(self) -> bool:
        """Whether any of it is another than it was."""
        return (
            any(_stamp_now(path) != stamp for path, stamp in self.files.items())
            or any(yaml_names(folder) != names for folder, names in self.listings.items())
            or any(os.path.isdir(folder) != there for folder, there in self.folders.items())  # noqa: PTH112 (as below)
        )


def _stamp_now(path: str) -> Stamp | None:
    """As `is_file` notes it."""
    try:
        status = os.stat(path)  # noqa: PTH116 (a Path costs more than the look)
    except OSError:
        return None
    return stamp_in(status) if S_ISREG(status.st_mode) else None


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


class _Kept(Mutable):
    """What was made last of the same arguments, and what of; None: of nothing yet, or what it was made of has changed
    and nothing could be made since."""

    made: Any = None
    inputs: Inputs | None = None


def remembered(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """As `lru_cache`, for what is made of files: it is made anew when one of them is another than it was, and they are
    noted whenever it is asked for, not only when it is made."""

    def wrap(make: Callable[P, T]) -> Callable[P, T]:
        kept = cast(Callable[P, _Kept], lru_cache(maxsize=maxsize)(lambda *args, **kwargs: _Kept()))

        @wraps(make)
        def noted(*args: P.args, **kwargs: P.kwargs) -> T:
            one = kept(*args, **kwargs)
            if one.inputs is None or one.inputs.changed:
                one.made = one.inputs = None
                with recording() as inputs:
                    one.made = make(*args, **kwargs)
                one.inputs = inputs
            else:
                _note(one.inputs)
            return cast(T, one.made)

        return noted

    return wrap
