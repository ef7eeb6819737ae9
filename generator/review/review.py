"""Read a handout as an editor does: every rule about words, numbers and trust that its profile has on.

`review` looks at one handout and knows no files; `review_texts` at those of a project. A rule is a row in a table of
`generator/rules/`, and a `Check` in a table here says who judges it, and in which languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.model.checks import Checks
from generator.model.handout import Handout
from generator.model.profile import Profile
from generator.problems import Place, Problem, Rejected
from generator.project import Project, read_handout
from generator.review import numbers, trust, words
from generator.review.manuscript import Check, Manuscript
from generator.rules import problem

# Further tables of checks join here: readability has its own room.
CHECKS: tuple[Check, ...] = (*words.CHECKS, *numbers.CHECKS, *trust.CHECKS)


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A rule that is off, why, and for which texts: “warfarin”, “warfarin/easy-read”."""

    rule: str
    reason: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """problems: of all texts, in the order of their files; off: each rule and reason once."""

    problems: tuple[Problem, ...]
    off: tuple[SwitchedOff, ...] = ()

    def joined(self, more: Iterable[Problem]) -> Reviewed:
        """With more problems, each in its file's place."""
        order = {name: number for number, name in enumerate(dict.fromkeys(p.place.source.name for p in self.problems))}

        def key(one: Problem) -> tuple[int, int, int]:
            return order.get(one.place.source.name, len(order)), one.place.line, one.place.column

        return replace(self, problems=tuple(sorted((*self.problems, *more), key=key)))


def review(
    handout: Handout, profile: Profile, today: date, *, release: bool = False, checks: Checks | None = None
) -> list[Problem]:
    """What the rules find in one handout, as its profile weighs it, in the order of the file.

    today: what due dates are measured against; release: whether it is about to be handed out; checks: in place of the
    handout's own, for a translation, which has its source's.
    """
    own = checks or handout.checks
    off = {one.rule for one in own.off} if own else set()
    manuscript = Manuscript.of(handout, profile, today, release)
    found = [
        one
        for check in CHECKS
        if check.rule not in off and not profile.off(check.rule) and check.applies(manuscript)
        for one in check.run(manuscript)
    ]
    return sorted(profile.judged(found), key=lambda one: (one.place.line, one.place.column))


def review_texts(
    project: Project,
    texts: Iterable[tuple[str, str]],
    today: date,
    *,
    profile: str = "",
    release: bool = False,
) -> Reviewed:
    """Review texts of a project, each a name and a language; one that cannot be read is left to whoever builds it.

    profile: in place of those that the handouts name. Raises `Rejected` when a profile is wrong or not there.
    """
    problems: list[Problem] = []
    off: dict[tuple[str, str], list[str]] = {}
    for name, lang in texts:
        try:
            handout = read_handout(project, name, lang)
        except Rejected:
            continue
        checks = checks_of(project, name, handout)
        held_to = _profile(project, profile or checks.profile, None if profile else checks.place)
        problems += review(handout, held_to, today, release=release, checks=checks)
        for rule, reason in _switched_off(held_to, checks):
            names = off.setdefault((rule, reason), [])
            names += [name] if name not in names else []
    return Reviewed(tuple(problems), tuple(SwitchedOff(*key, tuple(names)) for key, names in off.items()))


def checks_of(project: Project, name: str, handout: Handout) -> Checks:
    """How a handout is checked: as it says, or as its source says, or by the default profile."""
    if handout.checks is not None:
        return handout.checks
    source = handout.translation.of if handout.translation else ""
    if source and source != handout.lang and source in project.languages(name):
        try:
            return read_handout(project, name, source).checks or Checks()
        except Rejected:
            pass
    return Checks()


def _profile(project: Project, name: str, asked: Place | None) -> Profile:
    try:
        return project.profile(name)
    except Rejected as rejected:
        if asked is None or not asked.line:
            raise
        unknown = [one for one in rejected.problems if one.message.startswith("There is no profile")]
        if not unknown:
            raise
        raise Rejected([replace(one, place=asked) for one in unknown]) from None


def _switched_off(profile: Profile, checks: Checks) -> Sequence[tuple[str, str]]:
    """Rules of this room that are off, and why; the handout's own word goes before its profile's."""
    own = {one.rule: one.reason for one in checks.off}
    names = dict.fromkeys((*own, *(check.rule for check in CHECKS)))
    found = [(rule, own.get(rule) or profile.off(rule)) for rule in names]
    return [(rule, reason) for rule, reason in found if reason]


def review_lengths(project: Project, pages: Mapping[tuple[str, str], int], profile: str = "") -> list[Problem]:
    """What the number of pages says of texts (name, language), known when they have been set. Not of translations."""
    found: list[Problem] = []
    for (name, lang), count in pages.items():
        handout = read_handout(project, name, lang)
        checks = checks_of(project, name, handout)
        held_to = _profile(project, profile or checks.profile, None if profile else checks.place)
        limit = held_to.limit("many-pages", "easy-read" if name.endswith("/easy-read") else "pages")
        off = held_to.off("many-pages") or any(one.rule == "many-pages" for one in checks.off)
        if handout.translation is None and count > limit and not off:
            message = f"The leaflet has {count} pages; the profile “{held_to.name}” has a limit of {limit:g}."
            found += held_to.judged([problem("many-pages", message, handout.title.place)])
    return found
