"""What is wrong, where, and what to do about it.

Every stage reports in these nouns. A `Problem` says one thing in the author's words; `Rejected` carries all that were
found at once; nothing is written when one of them is an error.

    ProblemError
    └── Rejected      the whole list of problems of one input
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from generator.values import Frozen, field

# What ends a line in YAML 1.2 (5.4), so that our lines are those of the parser and of editors.
_LINE_END = re.compile("\r\n|\r|\n")
# What would steer a terminal or hide text from its reader: controls, line and paragraph separators, lone surrogates
# (no terminal can print them) and the characters with Bidi_Control (Unicode 15, UAX #9, 2).
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# How many problems the text of `Rejected` lists; nobody reads further, and a hostile file may hold a million.
MAX_TOLD = 100


def shown(text: str) -> str:
    """The text with one visible sign for each character that a terminal would obey instead of showing it."""
    return _NOT_SHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def counted(number: int, noun: str, plural: str = "") -> str:
    """“1 page”, “2 pages”; plural: when it is not the noun with an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


@lru_cache(maxsize=4)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(_LINE_END.split(text))


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning is printed and the build goes on."""

    ERROR = "error"
    WARNING = "warning"


class SourceText(Frozen):
    """A file as it was read: the name that messages show and its text; secret: messages quote nothing of it."""

    name: str
    text: str = field(repr=False, compare=False, default="")
    secret: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines without their ends."""
        return _lines(self.text)

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its end; empty when the file has no such line."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place_of(self, index: int) -> Place:
        """The place of the character at `index`."""
        lines = _LINE_END.split(self.text[:index])
        return Place(self, len(lines), len(lines[-1]) + 1)


class Place(Frozen):
    """A point in an input file; line and column count from 1, line 0 means the file as a whole."""

    source: SourceText
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        name = shown(self.source.name)
        return f"{name}:{self.line}:{self.column}" if self.line else name

    def excerpt(self) -> str:
        """The line with a caret below the place, indented by four, or nothing for a whole file."""
        line = self.source.line(self.line)
        if not line.strip():
            return ""
        start = max(0, self.column - 61)
        piece = shown(line[start : start + 100].replace("\t", " "))
        return f"    {piece}\n    {' ' * (self.column - 1 - start)}^"


# For text that no author wrote: the page's fixed words.
NOWHERE = Place(SourceText(""))


class Problem(Frozen):
    """One thing that is wrong.

    rule: the rule's name in `rules.RULES`; message: one sentence; hint: what to do, empty when there is nothing to add;
    about: of a translation's, the text of the source that it comes from; others: further places of the same, where
    problems were put together (`reports.report.grouped`).
    """

    rule: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    about: Place | None = None
    others: tuple[Place, ...] = ()

    def __str__(self) -> str:
        head = f"{self.place}: {self.severity}: {shown(self.message)} [{self.rule}]"
        hint = f"    hint: {shown(self.hint)}" if self.hint else ""
        return "\n".join(part for part in (head, self.place.excerpt(), hint) if part)


class ProblemError(Exception):
    """The base of everything that this package raises on purpose."""


class Rejected(ProblemError):
    """An input cannot be used; `problems` says why, in the order of the file. As text it lists the first of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        told = [str(problem) for problem in self.problems[:MAX_TOLD]]
        if len(self.problems) > MAX_TOLD:
            told.append(f"… and {len(self.problems) - MAX_TOLD:,} more")
        super().__init__("\n".join(told))

    def __reduce__(self) -> tuple[type[Rejected], tuple[tuple[Problem, ...]]]:
        """Keep the problems when a worker process sends the exception to its parent."""
        return Rejected, (self.problems,)


class ProblemList:
    """Collects problems while a stage goes on, so that an author sees all of them at once."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems = list(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def add(self, problem: Problem) -> None:
        self._problems.append(problem)

    @property
    def has_errors(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self._problems)

    def raise_errors(self) -> None:
        """Raise `Rejected` with everything found, when any of it is an error."""
        if self.has_errors:
            raise Rejected(sorted(self._problems, key=lambda p: (p.place.source.name, p.place.line, p.place.column)))
