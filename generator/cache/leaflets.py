"""Leaflets that were built or checked before, and are the same today: their inputs hold what they held.

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
from datetime import date
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
from generator.values import Frozen, field_names

T = TypeVar("T")

# Kinds of work whose result is stored: leaflets with their bytes, and what a check finds of them, without.
BUILT, CHECKED = "built", "checked"
_DAY = 86_400
# The input that is no file: the day that a rule went by.
_TODAY = "t"


class Known(Frozen):
    """What was found out earlier and is still so. result: as it was given to `remember`; sha256: of the bytes."""

    result: Any
    sha256: str


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
        return self._finished(BUILT, job)

    def verdict(self, job: Job) -> Finished | None:
        """What was found when the leaflet was checked before, also when it failed; None when it must be checked."""
        return self._finished(CHECKED, job)

    def _finished(self, kind: str, job: Job) -> Finished | None:
        if job.copy is not None:
            return None
        known = self.recall(kind, plain_job(job))
        return _finished(job, known) if known else None

    def recall(self, kind: str, asked: Any, day: date | None = None) -> Known | None:
        """What `remember` was told of a piece of work, when all that it was made of holds the same.

        day: the one to go by, for work that depends on it.
        """
        if not self._usable:
            return None
        key, nothing = self._key(kind, asked), list[Row]()
        for row in self._tried(lambda: self._store.rows(key, self._today), nothing):
            names, digest = json.loads(row.inputs)
            if self._digest([(name, str(day) if name == _TODAY else self._now(name)) for name in names]) == digest:
                return Known(json.loads(row.result), row.sha256)
        return None

    def data(self, one: Finished | Known) -> bytes | None:
        """The bytes of what was found, unless they are not those that were stored."""
        return self._tried(lambda: self._store.pdf(one.sha256), None)

    def holds(self, path: Path, one: Finished) -> bool:
        """Whether a file is this leaflet already."""
        return self._digests.now("f", str(path.absolute())) == one.sha256

    def keep(self, one: Finished) -> None:
        """Store a leaflet that has just been built, unless something it was made of has changed since."""
        if not one.failed:
            self._keep(BUILT, one, one.data)

    def keep_verdict(self, one: Finished) -> None:
        """Store what a check has found, of a leaflet that failed too; on the same terms."""
        self._keep(CHECKED, one, b"")

    def _keep(self, kind: str, one: Finished, data: bytes) -> None:
        if one.inputs is not None and one.job.copy is None:
            result = [one.pages, one.size, one.sha256, one.draft, [plain_problem(problem) for problem in one.problems]]
            self.remember(kind, plain_job(one.job), one.inputs, result, data)

    def remember(
        self, kind: str, asked: Any, inputs: Inputs, result: Any, data: bytes = b"", day: date | None = None
    ) -> None:
        """Store what was found out, unless something it was made of has changed since.

        kind, asked: what was asked for, as JSON; inputs: what was looked at; result: as JSON; data: bytes that belong
        to it; day: what it went by, for work that depends on it.
        """
        if not self._usable:
            return
        found = [(self.name_of(path, kind), digest) for kind, path, digest in self._as_read(inputs)]
        if day:
            found.append((_TODAY, str(day)))
        digest = self._digest(found)
        if digest is None:
            return
        sha256 = hashlib.sha256(data).hexdigest()
        row = Row(json.dumps([[name for name, _ in found], digest]), json.dumps(result), sha256)
        key = self._key(kind, asked)
        self._tried(lambda: self._store.keep(key, row, data, self._today), None)
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

    def _key(self, kind: str, asked: Any) -> str:
        return hashlib.sha256(json.dumps([kind, self._software, asked]).encode()).hexdigest()

    @staticmethod
    def _digest(found: Sequence[tuple[str, str | None]]) -> str | None:
        if any(digest is None for _, digest in found):
            return None
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()

    def name_of(self, path: str, kind: str = "f") -> str:
        """An input by a name that is the same wherever the project lies."""
        mark, start = next((mark, start) for mark, start in self._places if path.startswith(start))
        return f"{kind}{mark}{path[len(start) :]}"

    def path_of(self, name: str) -> str:
        """Where an input of that name stands today."""
        return next(start for mark, start in self._places if mark == name[1]) + name[2:]

    def _now(self, name: str) -> str | None:
        return self._digests.now(name[0], self.path_of(name))


def plain_job(job: Job) -> list[Any]:
    """A job as JSON. Patients' copies have none."""
    return [getattr(job, name) for name in field_names(job) if name != "copy"]


def _finished(job: Job, known: Known) -> Finished:
    pages, size, sha256, draft, problems = known.result
    return Finished(
        job, tuple(map(read_problem, problems)), pages=pages, size=size, sha256=sha256, draft=draft, cached=True
    )


def plain_problem(one: Problem) -> list[Any]:
    """A problem as JSON."""
    about = one.about and _plain_place(one.about)
    return [one.rule, one.severity, one.message, one.hint, _plain_place(one.place), about]


def _plain_place(place: Place) -> list[Any]:
    """Of its file the name and the line, which its excerpt shows."""
    return [place.source.name, place.line, place.column, place.source.line(place.line)]


def read_problem(plain: Sequence[Any]) -> Problem:
    """What `plain_problem` made."""
    rule, severity, message, hint, place, about = plain
    return Problem(rule, Severity(severity), message, _read_place(place), hint, about and _read_place(about))


def _read_place(plain: Sequence[Any]) -> Place:
    name, number, column, line = plain
    return Place(SourceText(name, "\n" * (number - 1) + line if number else ""), number, column)


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
