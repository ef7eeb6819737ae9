"""What files hold, told by their stamps as far as that is safe, and by reading them where it is not."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

from generator.inputs import Stamp, stamp_in, yaml_names

# Within one tick of a file system's clock a file can change without its stamp: a stamp that is younger is not believed.
# ext4, xfs, btrfs and APFS stamp by the kernel's tick, at most 10 ms (Linux, CONFIG_HZ=100); FAT by 2 s, and file
# systems that stamp by whole seconds show it in the stamp.
_TICK, _COARSE_TICK = 50_000_000, 2_500_000_000
# What stands for a file that is not there.
MISSING = ""


class Digests:
    """SHA-256 of files, each looked at once, and what else a leaflet's inputs are.

    known: the stamp (as text) and hash that a path had in an earlier run.
    """

    def __init__(self, known: Callable[[str], tuple[str, str] | None]) -> None:
        self._known = known
        self._started = time.time_ns()
        self._found: dict[str, tuple[str, str | None]] = {}
        self._new: dict[str, tuple[str, str, str]] = {}

    def new(self) -> list[tuple[str, str, str]]:
        """Paths, stamps and hashes that were found by reading and can be believed next time; each is told once."""
        rows = list(self._new.values())
        self._new.clear()
        return rows

    def now(self, kind: str, path: str) -> str | None:
        """The digest of an input: `f`, a file; `l`, the YAML files of a folder; `d`, whether a folder is there.

        `MISSING` when there is no file, None when it cannot be read or changes meanwhile.
        """
        key = path if kind == "f" else f"{kind}\0{path}"
        if key not in self._found:
            self._found[key] = self._look(path) if kind == "f" else ("", _folder(kind, path))
        return self._found[key][1]

    def when_read(self, kind: str, path: str, seen: Stamp | tuple[str, ...] | bool | None) -> str | None:
        """The digest of an input as it was seen when a leaflet was made; None when it may have changed since."""
        if kind != "f":
            found = "/".join(map(str, seen)) if isinstance(seen, tuple) else str(seen)
            return found if _folder(kind, path) == found else None
        try:
            status = _status(path)
        except OSError:
            return None
        if status is None or seen is None:
            return MISSING if status is None and seen is None else None
        if stamp_in(status) != seen or not _is_settled(status, self._started):
            return None
        if self._found.get(path, ("", None))[0] != _text(status):
            self._found[path] = self._look(path)
        stamp, digest = self._found[path]
        return digest if stamp == _text(status) else None

    def _look(self, path: str) -> tuple[str, str | None]:
        """A file's stamp and hash."""
        now = time.time_ns()
        try:
            status = _status(path)
            if status is None:
                return "", MISSING
            stamp = _text(status)
            known = self._known(path)
            if known and known[0] == stamp:
                return known
            with Path(path).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if _text(Path(path).stat()) != stamp:
                return "", None
        except OSError:
            return "", None
        if _is_settled(status, now):
            self._new[path] = path, stamp, digest
        return stamp, digest


def _status(path: str) -> os.stat_result | None:
    """None when there is no such file. Raises `OSError` when that cannot be told."""
    try:
        status = Path(path).stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _folder(kind: str, path: str) -> str:
    return "/".join(yaml_names(path)) if kind == "l" else str(Path(path).is_dir())


def _is_settled(status: os.stat_result, now: int) -> bool:
    """Whether a later change would give the file another stamp; now: the time before it was read, ns."""
    coarse = status.st_mtime_ns % 1_000_000_000 == 0
    tick = _COARSE_TICK if coarse else _TICK
    return all(abs(now - changed) > tick for changed in (status.st_mtime_ns, status.st_ctime_ns))


def _text(status: os.stat_result) -> str:
    """A stamp to compare with one of another day: inodes are numbered on each device."""
    return " ".join(map(str, (*stamp_in(status), status.st_dev)))
