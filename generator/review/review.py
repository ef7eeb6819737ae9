"""Read a handout as an editor does: every rule about words, numbers and trust that its profile has on.

`review` looks at one handout and knows no files; `review_texts` at those of a project. A rule is a row in a table of
`generator/rules/`, and a `Check` in a table here says who judges it, and in which languages.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.model.checks import Checks
from generator.model.handout import Handout
from generator.model.profile import Profile
from generator.problems import Problem, Rejected
from generator.project import Project, read_handout, read_so_far
from generator.review import numbers, reading, trust, unfinished, words
from generator.review.manuscript import Check, Manuscript
from generator.review.reviewed import Reviewed, TextReviewed, gathered
from generator.review.sample import left_of_sample
from generator.review.terms import checks_of, switched_off, terms_of
from generator.rules import problem
from generator.translation.standing import as_reviewed, standing

CHECKS: tuple[Check, ...] = (*unfinished.CHECKS, *reading.CHECKS, *words.CHECKS, *numbers.CHECKS, *trust.CHECKS)


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
        if check.rule not in off or (check.always and release):
            found += check.run(manuscript)
        elif own is handout.checks and not check.always and not any(check.run(manuscript)):
            message = f"The rule “{check.rule}” is off and would find nothing."
            found.append(problem("off-unneeded", message, off[check.rule].place))
    return sorted(profile.judged(found), key=lambda one: (one.place.line, one.place.column))


def review_text(
    project: Project, name: str, lang: str, today: date, *, profile: str = "", release: bool = False
) -> TextReviewed:
    """Review one text of a project. Why one cannot be made is left to whoever builds it; the rest of it is reviewed all
    the same, and nothing is found in one that cannot be read.

    profile: in place of the one that the handout names. Raises `Rejected` when that is wrong or not there; a handout's
    own that is wrong is among the problems, and its words are held to the default one.
    """
    try:
        handout, refused = read_so_far(project, name, lang)
    except Rejected:
        return TextReviewed(name)
    if not refused:
        handout = as_reviewed(handout, standing(project, name, lang, handout))
    problems: tuple[Problem, ...] = ()
    try:
        held_to, checks = terms_of(project, name, handout, profile)
    except Rejected as rejected:
        if profile:  # the command's own
            raise
        problems = rejected.problems
        held_to, checks = project.profile(Checks().profile), checks_of(project, name, handout)
    found = review(handout, held_to, today, release=release, checks=checks, refused=refused)
    found += left_of_sample(project, handout, held_to, checks, release)
    return TextReviewed(name, held_to.name, (*problems, *found), tuple(switched_off(held_to, checks)))


def review_texts(
    project: Project, texts: Iterable[tuple[str, str]], today: date, *, profile: str = "", release: bool = False
) -> Reviewed:
    """`review_text` for texts of a project, each a name and a language."""
    return gathered(review_text(project, *text, today, profile=profile, release=release) for text in texts)


def review_length(project: Project, name: str, lang: str, pages: int, profile: str = "") -> list[Problem]:
    """What the number of pages says of a text, known when it has been set. Not of a translation. Raises `Rejected`."""
    handout = read_handout(project, name, lang)
    return length_findings(name, handout, pages, *terms_of(project, name, handout, profile))


def length_findings(name: str, handout: Handout, pages: int, profile: Profile, checks: Checks) -> list[Problem]:
    """The same of a text that is read already, by its profile and its own word on rules."""
    limit = profile.limit("many-pages", "easy-read" if name.endswith("/easy-read") else "pages")
    off = profile.off("many-pages") or any(one.rule == "many-pages" for one in checks.off)
    if handout.translation is not None or pages <= limit or off:
        return []
    message = f"The leaflet has {pages} pages; the profile “{profile.name}” has a limit of {limit:g}."
    return profile.judged([problem("many-pages", message, handout.title.place)])
