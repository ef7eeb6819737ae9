"""The nouns of a release: what is asked for, what each leaflet in it is, and what all of it is called.

ReleaseError
├── Refused       leaflets that may not go out, with the whole list (`making.py`)
├── Exists        a version that is there already, with other files (`staging.py`)
└── NotARelease   a folder that holds no release, or one whose manifest cannot be read
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

from generator.inputs import Inputs
from generator.job import Job
from generator.model.handout import Handout
from generator.problems import Place, Problem, ProblemError, SourceText
from generator.project import Project
from generator.translation.standing import Standing
from generator.values import Frozen, field, replace

# A folder's name on any file system, that no shell reads otherwise: 2026.1, 2026-11-29, v3. On Windows some names are
# those of devices, whatever follows their dot (Microsoft Learn, “Naming Files, Paths, and Namespaces”).
VERSION = re.compile(r"(?!(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?")
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


class ReleaseError(ProblemError):
    """The base of what releases raise on purpose."""


class NotARelease(ReleaseError):
    """A folder that holds no release; the message names it and says what is wrong."""


class Allowed(Frozen):
    """An exception: findings of a rule that keep no leaflet back, and why."""

    rule: str
    reason: str


class Since(Frozen):
    """The release before. version: what it is called; sha256, data: of its `c/currency.json`; data: None when the file
    is not at hand."""

    version: str
    sha256: str
    data: bytes | None = field(default=None, repr=False)


class Order(Frozen):
    """What is asked for.

    names, langs, layouts: as for `jobs.plan_jobs`, also when there are none; forms: formats beside the usual copies;
    like: how every leaflet is built; vera: veraPDF reads every file as well; since: the release whose pages about
    copies are carried on.
    """

    version: str
    day: date
    names: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    like: Job = Job("", "", "")
    allowed: tuple[Allowed, ...] = ()
    vera: bool = False
    since: Since | None = None

    @property
    def is_partial(self) -> bool:
        """Whether texts of the library may be left out; a bilingual copy leaves out those of its second language."""
        return bool(self.names or self.langs or self.like.beside)


class Candidate(Frozen):
    """A finished leaflet that asks to be released: what a gate judges.

    text: the handout's text it is made of (`warfarin` or `warfarin/easy-read`); handouts: as they were read, one for
    each language of the copy, and standings: how each stands to its source (None for a source); data: the PDF, empty
    when it could not be built; day: of the release; pages: how many the PDF has.
    """

    project: Project
    job: Job
    text: str
    handouts: tuple[Handout, ...]
    standings: tuple[Standing | None, ...]
    data: bytes
    day: date
    pages: int = 0


class SignOff(Frozen):
    """Somebody who signed for texts of a translation. role: translator or reviewer; last: day of the last text."""

    role: str
    name: str
    texts: int
    last: date | None


class TranslationState(Frozen):
    """How a translation stood when it was released.

    status: the least of its texts; texts: how many have each status; out_of_date: texts made from another source text.
    """

    lang: str
    of: str
    source_version: str
    status: str
    texts: tuple[tuple[str, int], ...]
    out_of_date: int
    signed: tuple[SignOff, ...]


class Item(Frozen):
    """A leaflet of a release. path: of its PDF, from the release's folder; sources: name and SHA-256 of each file it
    was made from; fonts: PostScript names and font files of what is embedded; profile: whose rules it is held to;
    off: those that are not asked, each with the reason; findings: what the others say of it."""

    path: str
    job: Job
    id: str
    title: str
    english: str
    version: str
    lang: str
    reviewed: date
    next_review: date
    brand: str
    publisher: str
    web: str
    draft: bool
    pages: int
    size: int
    sha256: str
    translations: tuple[TranslationState, ...]
    sources: tuple[tuple[str, str], ...]
    fonts: tuple[tuple[str, Path], ...]
    profile: str
    off: tuple[tuple[str, str], ...]
    findings: tuple[Problem, ...]


class Made(Frozen):
    """One leaflet, built and judged. found: all that is known of it; final: errors that forbid to build it; item: None
    when there are such; twins: of it, by path; cached: it was made earlier; inputs: what it was made of, when it can be
    kept."""

    job: Job
    item: Item | None
    found: tuple[Problem, ...] = ()
    final: tuple[Problem, ...] = ()
    data: bytes = field(default=b"", repr=False)
    twins: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    cached: bool = False
    inputs: Inputs | None = field(default=None, repr=False, compare=False)


class ReleasePlan(Frozen):
    """A release whose PDFs are made: what a maker of further files is told.

    folder: the hidden folder that becomes the release; its PDFs stand in it already; unchanged: how many of them were
    made earlier.
    """

    project: Project
    order: Order
    items: tuple[Item, ...]
    folder: Path
    unchanged: int = 0

    def read(self, path: str) -> bytes:
        """A file of the release that stands there already."""
        return (self.folder / path).read_bytes()


# What adds files to a release, by their paths from its folder (with slashes). It gets the plan, and may use nothing
# else: no clock, no name of a user or a machine.
Maker: TypeAlias = Callable[[ReleasePlan], Mapping[str, bytes]]


def plain(problem: Problem) -> Problem:
    """The problem without the text of its file, which a library of thousands need not keep in memory."""
    place = problem.place
    return replace(problem, place=Place(SourceText(place.source.name), place.line, place.column))
