"""Files written all together or not at all: a reader never meets half a file, nor one of two that belong together."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path


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


def _write_beside(target: Path, data: bytes) -> Path:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".tmp", dir=target.parent)
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
