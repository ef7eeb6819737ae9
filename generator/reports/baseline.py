"""The baseline of an old library: the problems that it had on a day, to be passed over until somebody mends them.

An entry names a rule, a file and a digest of the author's words; so it stands when lines move, and falls when the words
change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from generator.model.fields import Choice, Items, Reading, Record, Text, Whole, at, is_blank, key, read_or_none
from generator.problems import Place, Problem, ProblemList, Severity, shown
from generator.reports.report import digest
from generator.rules import RULES, did_you_mean, quoted
from generator.source import Mapping, first_control, read_yaml
from generator.values import Frozen, replace

Sign: TypeAlias = tuple[str, str, str]

_HEAD = """\
# Problems that are known and not yet mended. “handouts check --baseline” passes them over; what is new is told.
# An entry is matched by rule, file and words (a digest of the line as the author wrote it), wherever the line has gone.
# Made by “handouts check --write-baseline”; delete entries as you mend them.
"""
# A library of 2,000 leaflets with five problems each is within it.
_MOST = 10_000


class Entry(Frozen):
    """Problems of one rule in the same words."""

    rule: str = key(Text(), "The rule.")
    file: str = key(Text(), "The file, as messages name it.")
    words: str = key(Text(r"[a-z2-7]{12}", "A digest of the author's words: 12 letters and digits"), "The digest.")
    times: int = key(Whole(1, 999_999), "How many such problems there are.", 1)
    about: str = key(Text(), "The message, for people; it is not compared.", "")
    place: Place = at()

    @property
    def sign(self) -> Sign:
        return self.rule, " ".join(self.file.split()), self.words

    def check(self, reading: Reading, node: Mapping) -> None:
        entry = node.get("rule")
        if self.rule not in RULES and entry:
            hint = did_you_mean(self.rule, sorted(RULES))
            message = f"There is no rule {quoted(self.rule)}."
            reading.refuse("unknown-rule", message, entry.value.place, f"{hint} An entry without its rule can go.")


class Baseline(Frozen):
    """What is passed over."""

    version: str = key(Choice(("1",)), "Of this kind of file.")
    known: tuple[Entry, ...] = key(Items(Record(Entry), 0, _MOST), "The problems.")


class Split(Frozen):
    """Problems that are new, how many were passed over, and the entries that found fewer than they name."""

    new: tuple[Problem, ...]
    ignored: int
    unneeded: tuple[Entry, ...]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises `Rejected` with every problem when it is damaged, too large or not one."""
    node = read_yaml(path, str(path))
    problems = ProblemList()
    reading = Reading(problems, path.parent, path.parent)
    baseline = read_or_none(Record(Baseline), node, reading)
    problems.raise_errors()
    assert baseline is not None
    return baseline


def split(problems: Iterable[Problem], baseline: Baseline, seen: Callable[[str], bool]) -> Split:
    """What of the problems is new.

    seen: whether a file was looked at; entries of others are left alone. So are those of a file with a new error, which
    may hide what they stand for.
    """
    left: Counter[Sign] = Counter()
    for entry in baseline.known:
        left[entry.sign] += entry.times
    new, ignored = [], 0
    for problem in problems:
        sign = _sign(problem)
        if left[sign] > 0:
            left[sign] -= 1
            ignored += 1
        else:
            new.append(problem)
    broken = {_sign(problem)[1] for problem in new if problem.severity is Severity.ERROR}
    unneeded = []
    for entry in reversed(baseline.known):
        if left[entry.sign] > 0 and seen(entry.file) and entry.file not in broken:
            idle = min(left[entry.sign], entry.times)
            left[entry.sign] -= idle
            unneeded.append(replace(entry, times=idle))
    return Split(tuple(new), ignored, tuple(reversed(unneeded)))


def baseline_text(problems: Iterable[Problem]) -> str:
    """The file that passes these problems over (YAML 1.2, whose quoted texts are JSON's)."""
    counted: Counter[Sign] = Counter()
    about: dict[Sign, str] = {}
    for problem in problems:
        sign = _sign(problem)
        counted[sign] += 1
        about.setdefault(sign, _readable(problem.message))
    lines = [_HEAD, "version: 1\n", "known:\n" if counted else "known: []\n"]
    for sign, times in sorted(counted.items(), key=lambda item: (item[0][1], item[0][0], item[0][2])):
        rule, file, words = sign
        lines.append(f'  - rule: {rule}\n    file: {_quoted(file)}\n    words: "{words}"\n')
        lines += [f"    times: {times}\n"] if times > 1 else []
        lines += [f"    about: {_quoted(about[sign])}\n"] if about[sign] else []
    return "".join(lines)


def _sign(problem: Problem) -> Sign:
    return problem.rule, _readable(problem.place.source.name) or "handouts", digest(problem)


def _readable(text: str) -> str:
    """Text as the file can hold it and gives it back; nothing when nobody would see it."""
    kept = "".join("\N{REPLACEMENT CHARACTER}" if first_control(char) else char for char in shown(text))
    return "" if is_blank(kept) else " ".join(kept.split())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
