"""Files written all together or not at all: a reader never meets half a file, nor one of two that belong together."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path


class Spool(Mapping[Path, bytes]):
    """Files that wait to be written, kept on the disk in one file without a name: it is gone when the program ends,
    however it ends. So memory stays small, and nothing is left behind."""

    def __init__(self, folder: Path) -> None:
        """folder: where the files will be written, to have them on the same disk; it need not be there yet."""
        import tempfile

        whole = folder.absolute()
        there = next(one for one in (whole, *whole.parents) if one.is_dir())
        self._file = tempfile.TemporaryFile(dir=there)  # noqa: SIM115  (lives as long as the spool)
        self._places: dict[Path, tuple[int, int]] = {}
        self._end = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, target: Path, data: bytes) -> None:
        self._file.seek(self._end)
        self._file.write(data)
        self._places[target] = (self._end, len(data))
        self._end += len(data)

    def __getitem__(self, target: Path) -> bytes:
        start, length = self._places[target]
        self._file.seek(start)
        return self._file.read(length)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write every file under a temporary name, then rename them all; folders are made.

    Raises `OSError`, whose `filename` is the file that could not be written; then every file is as it was before.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for target, data in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_write_beside(target, data), target))
        for _, target in waiting:
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        _replace_all(waiting)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _replace_all(waiting: Sequence[tuple[Path, Path]]) -> None:
    """Rename every file to its target, or none: what stood there is kept aside until all are in place."""
    kept: list[tuple[Path, Path, bool]] = []
    try:
        for temporary, target in waiting:
            aside, stood = temporary.with_suffix(".old"), os.path.lexists(target)
            kept.append((target, aside, stood))
            if stood:
                target.replace(aside)
            temporary.replace(target)
    except BaseException as error:
        for target, aside, stood in reversed(kept):
            with suppress(OSError):
                if not stood:
                    target.unlink(missing_ok=True)
                elif os.path.lexists(aside):
                    aside.replace(target)
        if isinstance(error, OSError):
            error.filename = str(kept[-1][0])
        raise
    for _, aside, _ in kept:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


# A temporary name tells what it is for, and is no longer than a file system takes (255 bytes, most of them).
_KEPT = 40


def _write_beside(target: Path, data: bytes) -> Path:
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.stem[:_KEPT]}-", suffix=".tmp", dir=target.parent)
    except OSError as error:
        error.filename = str(target)  # nobody knows the temporary name
        raise
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
