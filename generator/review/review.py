"""Read a handout as an editor does: every rule about words, numbers and trust that its profile has on.

`review` looks at one handout and knows no files; `review_texts` at those of a project. A rule is a row in a table of
`generator/rules/`, and a `Check` in a table here says who judges it, and in which languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.model.checks import Checks
from generator.model.handout import Handout
from generator.model.profile import Profile
from generator.problems import Place, Problem, Rejected
from generator.project import Project, read_handout, read_so_far
from generator.review import numbers, pending, reading, trust, words
from generator.review.manuscript import Check, Manuscript
from generator.rules import problem

CHECKS: tuple[Check, ...] = (*pending.CHECKS, *reading.CHECKS, *words.CHECKS, *numbers.CHECKS, *trust.CHECKS)


@dataclass(frozen=True, slots=True)
class SwitchedOff:
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
    handout: Handout,
    profile: Profile,
    today: date,
    *,
    release: bool = False,
    checks: Checks | None = None,
    refused: tuple[Problem, ...] = (),
) -> list[Problem]:
    """What the rules find in one handout, as its profile weighs it, in the order of the file.

    today: what due dates are measured against; release: whether it is about to be handed out; checks: in place of the
    handout's own, for a translation, which has its source's; refused: why it cannot be made, of a handout that was read
    as far as it goes (`project.read_so_far`).
    """
    own = checks or handout.checks or Checks()
    off = {one.rule: one for one in own.off}
    manuscript = Manuscript.of(handout, profile, today, release, refused)
    found: list[Problem] = []
    for check in CHECKS:
        if profile.off(check.rule) or not check.applies(manuscript):
            continue
        if check.rule not in off:
            found += check.run(manuscript)
        elif own is handout.checks and not any(check.run(manuscript)):
            message = f"The rule “{check.rule}” is off and would find nothing."
            found.append(problem("off-unneeded", message, off[check.rule].place))
    return sorted(profile.judged(found), key=lambda one: (one.place.line, one.place.column))


def review_texts(
    project: Project,
    texts: Iterable[tuple[str, str]],
    today: date,
    *,
    profile: str = "",
    release: bool = False,
) -> Reviewed:
    """Review texts of a project, each a name and a language. Why one cannot be made is left to whoever builds it; the
    rest of it is reviewed all the same.

    profile: in place of those that the handouts name. Raises `Rejected` when that is wrong or not there; what is wrong
    with the others is among the problems, and the words are held to the default one.
    """
    problems: list[Problem] = []
    off: dict[tuple[str, str, bool], dict[str, None]] = {}
    for name, lang in texts:
        try:
            handout, refused = read_so_far(project, name, lang)
        except Rejected:
            continue
        try:
            held_to, checks = terms_of(project, name, handout, profile)
        except Rejected as rejected:
            if profile:  # the command's own
                raise
            problems += rejected.problems
            held_to, checks = project.profile(Checks().profile), checks_of(project, name, handout)
        problems += review(handout, held_to, today, release=release, checks=checks, refused=refused)
        for key in switched_off(held_to, checks):
            off.setdefault(key, {})[held_to.name if key[2] else name] = None
    in_order = sorted(off.items(), key=lambda item: item[0][2])
    return Reviewed(tuple(problems), tuple(SwitchedOff(*key, tuple(names)) for key, names in in_order))


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


def terms_of(project: Project, name: str, handout: Handout, profile: str = "") -> tuple[Profile, Checks]:
    """The profile that a text is held to, the one asked for or its own, and how it is checked otherwise."""
    checks = checks_of(project, name, handout)
    return _profile(project, profile or checks.profile, None if profile else checks.place), checks


def _profile(project: Project, name: str, asked: Place | None) -> Profile:
    try:
        return project.profile(name)
    except Rejected as rejected:
        if asked is None or not asked.line:
            raise
        unknown = [one for one in rejected.problems if one.rule == "unknown-profile"]
        if not unknown:
            raise
        raise Rejected([replace(one, place=asked) for one in unknown]) from None


def switched_off(profile: Profile, checks: Checks) -> Iterator[tuple[str, str, bool]]:
    """Rules that are off, why, and whether the profile says so; the handout's own word goes before its profile's."""
    own = {one.rule: one.reason for one in checks.off}
    for rule, reason in own.items():
        yield rule, reason, False
    for rule, setting in profile.rules:
        if setting.off and rule not in own:
            yield rule, setting.off, True


def review_lengths(project: Project, pages: Mapping[tuple[str, str], int], profile: str = "") -> list[Problem]:
    """What the number of pages says of texts (name, language), known when they have been set. Not of translations."""
    found: list[Problem] = []
    for (name, lang), count in pages.items():
        handout = read_handout(project, name, lang)
        held_to, checks = terms_of(project, name, handout, profile)
        limit = held_to.limit("many-pages", "easy-read" if name.endswith("/easy-read") else "pages")
        off = held_to.off("many-pages") or any(one.rule == "many-pages" for one in checks.off)
        if handout.translation is None and count > limit and not off:
            message = f"The leaflet has {count} pages; the profile “{held_to.name}” has a limit of {limit:g}."
            found += held_to.judged([problem("many-pages", message, handout.title.place)])
    return found
