"""A report: what was found, in which files, and what stays the same of a finding when lines move."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.problems import Place, Problem, Severity, shown
from generator.values import Frozen, replace

if TYPE_CHECKING:  # what a machine reads of a report needs no YAML
    from generator.job import Job

_DIGEST_BYTES = 8


class Report(Frozen):
    """What a command found.

    command: its name; problems: in the order of `found`; files: the leaflets' files that were looked at, faultless
    ones too, as messages name them; root: the project's folder; strict: warnings fail too; ignored: how many problems a
    baseline has passed over.
    """

    command: str
    problems: tuple[Problem, ...]
    files: tuple[str, ...] = ()
    root: Path = Path()
    strict: bool = False
    ignored: int = 0

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def summary(self) -> str:
        """“1 error, 2 warnings.”"""
        errors, warnings = (self.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
        counts = (f"{errors} error{'' if errors == 1 else 's'}", f"{warnings} warning{'' if warnings == 1 else 's'}")
        return f"{', '.join(counts)}{f', {self.ignored} of the baseline passed over' if self.ignored else ''}."


def found(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, each once, in the order of files, lines and columns: the same whatever finished first."""
    each = dict.fromkeys(problems)
    return tuple(sorted(each, key=lambda p: (p.place.source.name, p.place.line, p.place.column, p.rule, p.message)))


def told_once(found: Iterable[tuple[Job, Problem]]) -> list[Problem]:
    """The problems of leaflets, each once: what the pages of several layouts show of one text is told as one, with the
    name of each layout and the page of it."""
    same: dict[tuple[Problem, str], dict[str, str]] = {}
    for job, one in found:
        bare, page = one.message.removeprefix(f"{job}: "), ""
        own = bare != one.message
        if own and (match := _PAGE.match(bare)):
            bare, page = bare[match.end() :], f", page {match[1]}"
        look = str(job).removeprefix(_text_of(job)).strip() + page if own else ""
        same.setdefault((replace(one, message=bare), _text_of(job) if own else ""), {})[look] = one.message
    out = []
    for (one, text), looks in same.items():
        first = next(iter(looks.values()))
        out.append(replace(one, message=f"{text} ({'; '.join(looks)}): {one.message}" if len(looks) > 1 else first))
    return out


_PAGE = re.compile(r"Page (\d+): ")


def _text_of(job: Job) -> str:
    """Name and languages, as `str(job)` begins."""
    return f"{job.name} {job.lang}{f'+{job.beside}' if job.beside else ''}"


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, those of many translations that come from one text of their source as one, at that text: a changed
    sentence is one thing to look at, in however many languages."""
    groups: dict[Problem, list[Problem]] = {}
    for one in problems:
        same = replace(one, place=one.about, others=()) if one.about else one
        groups.setdefault(same, []).append(one)
    return [_merged(group) if len(group) > 1 and group[0].about else group[0] for group in groups.values()]


def _merged(group: Sequence[Problem]) -> Problem:
    first, langs = group[0], dict.fromkeys(_language(one.place.source.name) for one in group)
    message = f"{first.message} {len(langs)} languages: {', '.join(langs)}."
    assert first.about is not None
    return replace(first, message=message, place=first.about, others=tuple(one.place for one in group))


def _language(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")


def folded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems for people, who know after one line that a translation has only been started: its texts that are
    not translated are told as one, where the first of them was."""
    problems = list(problems)
    waiting: dict[tuple[str, Severity], list[Problem]] = {}
    for one in problems:
        if one.rule == "untranslated":
            waiting.setdefault((one.place.source.name, one.severity), []).append(one)
    for one in problems:
        group = waiting.get((one.place.source.name, one.severity), []) if one.rule == "untranslated" else []
        if len(group) < 2:
            yield one
        elif one is group[0]:
            message = f"{len(group)} texts are not translated yet (the first: line {one.place.line})."
            yield replace(one, message=message, place=Place(one.place.source))


def words_of(problem: Problem) -> str:
    """What the author wrote where the problem is, without what moves: the line, its blanks run together. Where no line
    can be quoted (a whole file, a patient's own values) it is the message, without its numbers."""
    place = problem.place
    line = place.source.line(place.line)
    text = line if line.strip() else re.sub(r"\d+", "#", problem.message)
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(problem: Problem) -> str:
    """What tells the author's words from others: 12 letters and digits, 60 bits of SHA-256 (FIPS 180-4) in base 32
    (RFC 4648)."""
    data = hashlib.sha256(words_of(problem).encode("utf-8", "surrogatepass")).digest()[:_DIGEST_BYTES]
    return base64.b32encode(data).decode().lower()[:12]


def fingerprints(problems: Iterable[Problem]) -> Iterator[str]:
    """A name for each problem that stays when lines move: its rule, its file's and words' digest, and which of several
    such it is."""
    seen: Counter[str] = Counter()
    for problem in problems:
        file = hashlib.sha256(problem.place.source.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        name = f"{problem.rule}:{file}:{digest(problem)}"
        seen[name] += 1
        yield f"{name}:{seen[name]}"


def excerpt(place: Place) -> str:
    """The line and a caret below it, as messages show them, without their margin."""
    return "\n".join(line.removeprefix("    ") for line in place.excerpt().split("\n"))


class Repository:
    """Names of files from the root of the repository that holds the project: what CI systems need to find the line.

    Without a repository, and for files that are not in it (a layout of the generator's own), they are as in messages.
    """

    def __init__(self, project: Path) -> None:
        self._project = project.resolve()
        folders = (self._project, *self._project.parents)
        self._root = next((folder for folder in folders if (folder / ".git").exists()), None)

    def path(self, name: str) -> str:
        """The file of that name, with slashes on every system; signs that a terminal would obey are replaced."""
        for folder in (self._project, Path.cwd()):
            path = Path(os.path.normpath(folder / name))  # not resolved: a link is where the author sees it
            try:
                inside = self._root is not None and name and path.exists() and path.is_relative_to(self._root)
            except (OSError, ValueError):  # no name of a file at all
                break
            if inside and self._root:
                return shown(path.relative_to(self._root).as_posix())
        return shown(name)
