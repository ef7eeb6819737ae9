"""Leaflets that were built before, and are the same today: their inputs hold what they held.

A leaflet is found by what was asked for and by the programs that made it; what it was made of is stored with it, and
must hold the same. Patients' copies are never stored.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from generator.cache.digests import Digests
from generator.cache.software import software
from generator.cache.store import Damaged, Row, Store, Unusable
from generator.inputs import Inputs
from generator.jobs import Finished, Job
from generator.problems import Place, Problem, Severity, SourceText
from generator.project import Project

T = TypeVar("T")

# The kind of work whose result is stored; what else may be stored one day has another name.
BUILT = "built"
_DAY = 86_400


def cache_folder() -> Path:
    """Where programs keep what they can make anew. Sources: XDG Base Directory Specification 0.8; Apple, File System
    Programming Guide (Library/Caches); Microsoft, KNOWNFOLDERID (LocalAppData)."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not Path(base).is_absolute():  # “All paths set in these environment variables must be absolute.”
            base = str(Path.home() / ".cache")
    return Path(base) / "handouts"


class LeafletCache:
    """The leaflets of a project that are known. Nothing here fails: what cannot be used is told once and done without.

    folder: where the cache is, None for none; tell: is given a sentence when something is wrong with it.
    """

    def __init__(self, folder: Path | None, project: Project, tell: Callable[[str], None]) -> None:
        self._store = Store(folder or Path())
        self._project = project
        self._tell = tell
        self._usable = folder is not None
        self._told = False
        self._grown = False
        self._today = int(time.time()) // _DAY
        self._digests = Digests(self._known_digest)
        self._places = (("b", f"{project.builtin_layouts}{os.sep}"), ("p", f"{project.root}{os.sep}"), ("a", ""))

    def _known_digest(self, path: str) -> tuple[str, str] | None:
        return self._tried(lambda: self._store.digest_of(path), None)

    def pause(self) -> None:
        """Let go of the file, so that processes can be started; the next call opens it again."""
        rows = self._digests.new()
        if rows:
            self._tried(lambda: self._store.keep_digests(rows), None)
        self._store.close()

    def close(self) -> None:
        """Keep the cache within its bounds, and let go of it."""
        if self._grown:
            self._tried(self._store.shrink, 0)
        self.pause()

    def _tried(self, work: Callable[[], T], otherwise: T) -> T:
        """What the store answers; otherwise when it cannot: it is made anew when it is damaged, else left alone."""
        for _ in range(2 if self._usable else 0):
            try:
                try:
                    return work()
                except Damaged as damage:
                    self._store.remove()
                    self._tell_once(f"The cache {self._store.path} is damaged ({damage}); it is made anew.")
            except Unusable as reason:
                self._usable = False
                self._store.close()
                self._tell_once(f"The cache {self._store.path} cannot be used ({reason}); everything is built.")
                break
        return otherwise

    def _tell_once(self, sentence: str) -> None:
        if not self._told:
            self._tell(sentence)
        self._told = True

    # --- what is known -----------------------------------------------------------------------------------------------

    def find(self, job: Job) -> Finished | None:
        """The leaflet as it was built before, without its bytes; None when it must be built."""
        if job.copy is not None or not self._usable:
            return None
        key = self._key(job)
        nothing: list[Row] = []
        for row in self._tried(lambda: self._store.rows(key, self._today), nothing):
            names, digest = json.loads(row.inputs)
            if self._digest([(name, self._now(name)) for name in names]) == digest:
                return _finished(job, row)
        return None

    def data(self, one: Finished) -> bytes | None:
        """The bytes of a leaflet that was found, unless they are not those that were stored."""
        return self._tried(lambda: self._store.pdf(one.sha256), None)

    def holds(self, path: Path, one: Finished) -> bool:
        """Whether a file is this leaflet already."""
        return self._digests.now("f", str(path.absolute())) == one.sha256

    def keep(self, one: Finished) -> None:
        """Store a leaflet that has just been built, unless something it was made of has changed since."""
        if one.failed or one.inputs is None or one.job.copy is not None or not self._usable:
            return
        found = [(self._name(kind, path), digest) for kind, path, digest in self._as_read(one.inputs)]
        digest = self._digest(found)
        if digest is None:
            return
        inputs = json.dumps([[name for name, _ in found], digest])
        result = json.dumps([one.pages, one.size, one.draft, [_plain(problem) for problem in one.problems]])
        row, key = Row(inputs, result, one.sha256), self._key(one.job)
        self._tried(lambda: self._store.keep(key, row, one.data, self._today), None)
        self._grown = True

    def _as_read(self, inputs: Inputs) -> list[tuple[str, str, str | None]]:
        looked = (("f", inputs.files), ("l", inputs.listings), ("d", inputs.folders))
        return [
            (kind, path, self._digests.when_read(kind, path, seen))
            for kind, ones in looked
            for path, seen in sorted(ones.items())
        ]

    @cached_property
    def _software(self) -> str:
        return software(self._digests)

    def _key(self, job: Job) -> str:
        asked = [getattr(job, field.name) for field in fields(job) if field.name != "copy"]
        return hashlib.sha256(json.dumps([BUILT, self._software, asked]).encode()).hexdigest()

    @staticmethod
    def _digest(found: Sequence[tuple[str, str | None]]) -> str | None:
        if any(digest is None for _, digest in found):
            return None
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()

    def _name(self, kind: str, path: str) -> str:
        """An input by a name that is the same wherever the project lies."""
        mark, start = next((mark, start) for mark, start in self._places if path.startswith(start))
        return f"{kind}{mark}{path[len(start) :]}"

    def _now(self, name: str) -> str | None:
        start = next(start for mark, start in self._places if mark == name[1])
        return self._digests.now(name[0], start + name[2:])


def _finished(job: Job, row: Row) -> Finished:
    pages, size, draft, problems = json.loads(row.result)
    return Finished(
        job, tuple(map(_problem, problems)), pages=pages, size=size, sha256=row.sha256, draft=draft, cached=True
    )


def _plain(one: Problem) -> list[Any]:
    """A problem as JSON; of its file the name and the line, which its excerpt shows."""
    place = one.place
    line = place.source.line(place.line)
    return [one.rule, one.severity, one.message, one.hint, place.source.name, place.line, place.column, line]


def _problem(plain: list[Any]) -> Problem:
    rule, severity, message, hint, name, number, column, line = plain
    source = SourceText(name, "\n" * (number - 1) + line if number else "")
    return Problem(rule, Severity(severity), message, Place(source, number, column), hint)


def contents(folder: Path) -> tuple[Path, int, int]:
    """Where the cache is, how many leaflets it holds, and the bytes it takes. Raises `Unusable` and `Damaged`."""
    store = Store(folder)
    if not store.path.exists():
        return store.path, 0, 0
    try:
        return store.path, *store.contents()
    finally:
        store.close()


def clear(folder: Path) -> None:
    """Throw the cache away. Raises `Unusable`."""
    Store(folder).remove()
