"""What a review has found: of one text, and of many. Light to load, for whoever only tells what was found earlier."""

from __future__ import annotations

from collections.abc import Iterable

from generator.problems import Problem
from generator.values import Frozen, replace


class SwitchedOff(Frozen):
    """A rule that is off, and why.

    by_profile: whether whole profiles have it off; names: of those, or of texts (“warfarin”, “warfarin/easy-read”).
    """

    rule: str
    reason: str
    by_profile: bool
    names: tuple[str, ...]

    def __str__(self) -> str:
        profiles = "the profile " if len(self.names) == 1 else "the profiles "
        return f"{self.rule} in {profiles if self.by_profile else ''}{', '.join(self.names)}: {self.reason}"


class TextReviewed(Frozen):
    """One text. profile: that it was held to, empty for a text that cannot be read; off: rules that are off, each with
    the reason and whether the profile says so."""

    name: str
    profile: str = ""
    problems: tuple[Problem, ...] = ()
    off: tuple[tuple[str, str, bool], ...] = ()


class Reviewed(Frozen):
    """problems: of all texts, in the order of their files; off: each rule and reason once."""

    problems: tuple[Problem, ...]
    off: tuple[SwitchedOff, ...] = ()

    def joined(self, more: Iterable[Problem]) -> Reviewed:
        """With more problems, each in its file's place."""
        order = {name: number for number, name in enumerate(dict.fromkeys(p.place.source.name for p in self.problems))}

        def key(one: Problem) -> tuple[int, int, int]:
            return order.get(one.place.source.name, len(order)), one.place.line, one.place.column

        return replace(self, problems=tuple(sorted((*self.problems, *more), key=key)))


def gathered(texts: Iterable[TextReviewed]) -> Reviewed:
    """All texts together."""
    problems: list[Problem] = []
    off: dict[tuple[str, str, bool], dict[str, None]] = {}
    for text in texts:
        problems += text.problems
        for key in text.off:
            off.setdefault(key, {})[text.profile if key[2] else text.name] = None
    in_order = sorted(off.items(), key=lambda item: item[0][2])
    return Reviewed(tuple(problems), tuple(SwitchedOff(*key, tuple(names)) for key, names in in_order))
