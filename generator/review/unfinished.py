"""What nobody should print: gaps and samples that are still in a text, what is to do, a review that is over.

“check” tells them among all else. “build” tells these alone, and “approve” refuses them: so it takes little to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.model.checks import Checks
from generator.model.fields import NO_DAY
from generator.model.handout import Handout
from generator.model.profile import Profile
from generator.problems import Problem, Rejected, Severity, counted
from generator.project import Project, read_nodes, read_so_far
from generator.review import pending
from generator.review.data import remnants
from generator.review.manuscript import Check, Manuscript, weighed
from generator.review.passages import Passage, passages_in
from generator.review.patterns import phrases_of
from generator.review.sample import left_of_sample, may_be_sample
from generator.review.terms import checks_of, terms_of
from generator.rules import problem, quoted
from generator.source import Mapping, Scalar
from generator.values import Frozen, replace


def _placeholders(manuscript: Manuscript) -> Iterator[Problem]:
    for passage, what, offset in _gaps_in(manuscript.passages, manuscript.language):
        yield problem("placeholder", f"{what} to be replaced before this is printed.", passage.place(offset))


def _gaps_in(passages: Iterable[Passage], language: str) -> Iterator[tuple[Passage, str, int]]:
    wanted = phrases_of("PLACEHOLDERS", language)
    for passage in passages:
        match = wanted.search(passage.text)
        if match and passage.role != "quote":
            yield passage, f"{quoted(match[0])} was", match.start()
        elif passage.text in remnants.SAMPLES:
            yield passage, f"{quoted(passage.text)} is a sample, and was", 0


def _review_due(manuscript: Manuscript) -> Iterator[Problem]:
    """Past due is an error where the leaflet is handed out, and a warning before."""
    if manuscript.handout.next_review == NO_DAY:
        return
    left = (manuscript.handout.next_review - manuscript.today).days
    place = manuscript.key_place("next-review")
    if left < 0:
        message = f"The review was due on {manuscript.handout.next_review}, {counted(-left, 'day')} ago."
        weight = Severity.ERROR if manuscript.release else Severity.WARNING
        yield weighed(problem("review-due", message, place), weight)
    elif left <= manuscript.limit("review-due", "days"):
        message = f"The review is due on {manuscript.handout.next_review}, in {left} days."
        yield weighed(problem("review-due", message, place), Severity.WARNING)


_GAPS: Sequence[Check] = (Check("placeholder", _placeholders, translations=True), *pending.CHECKS)
CHECKS = (*_GAPS, Check("review-due", _review_due))
# Who builds a translation alone is told as well; “check” tells it once, of the source.
_DUE = (Check("review-due", _review_due, translations=True),)


class Unfinished(Frozen):
    """What a text has that nobody should print. problems: one for each rule; next_review: `NO_DAY` for none."""

    problems: tuple[Problem, ...] = ()
    next_review: date = NO_DAY


def unfinished(project: Project, name: str, lang: str, *, harmful: bool, profile: str = "") -> Unfinished:
    """Gaps, samples and what is to do in one text, as its profile weighs them; the day does not matter.

    harmful: whether it goes to a patient or a printer: then they are errors, else warnings. Raises `Rejected` when the
    profile is wrong. Nothing is found in a text that is not there or cannot be read: that is told by whoever builds it.
    """
    try:
        node = read_nodes(project, name, lang)
        if not _may_have_gaps(project, node):
            return Unfinished((), _next_review(node))
        handout, refused = read_so_far(project, name, lang)
    except (Rejected, OSError):
        return Unfinished()
    found = _judged(project, name, handout, _GAPS, date.min, harmful, profile, refused)
    weight = Severity.ERROR if harmful else Severity.WARNING
    by_rule = (_as_one([one for one in found if one.rule == check.rule], name) for check in _GAPS)
    return Unfinished(tuple(weighed(one, weight) for one in by_rule if one), handout.next_review)


def _may_have_gaps(project: Project, node: Mapping) -> bool:
    """By its file alone, whether a text may have anything that nobody should print: most have not, and need not be
    read as handouts to say so."""
    source, lang = node.place.source, node.get("lang")
    tag = lang.value.text.strip() if lang and isinstance(lang.value, Scalar) else "en"
    gaps = _gaps_in(passages_in(node, tag), tag.partition("-")[0].lower())
    return any(gaps) or pending.may_say(source) or (project.has_own_layouts and may_be_sample(source))


def _next_review(node: Mapping) -> date:
    entry = node.get("next-review")
    try:
        return date.fromisoformat(entry.value.text.strip()) if entry and isinstance(entry.value, Scalar) else NO_DAY
    except ValueError:
        return NO_DAY


def overdue(project: Project, name: str, lang: str, today: date, *, release: bool, profile: str = "") -> list[Problem]:
    """That the review of a text is over. release: whether it is about to be handed out: then that is an error. Nothing
    of a text that cannot be read (any more): that is told by whoever builds it."""
    try:
        handout, refused = read_so_far(project, name, lang)
    except (Rejected, OSError):
        return []
    return _judged(project, name, handout, _DUE, today, release, profile, refused)


def gaps(project: Project, name: str, handout: Handout) -> list[Problem]:
    """Each gap, each sample and all that is to do in a handout that somebody is about to answer for."""
    return _judged(project, name, handout, _GAPS, date.min, True)


def _judged(
    project: Project, name: str, handout: Handout, checks: Iterable[Check], today: date, release: bool,
    profile: str = "", refused: tuple[Problem, ...] = (),
) -> list[Problem]:  # fmt: skip
    held_to, own = _terms(project, name, handout, profile)
    off = {one.rule for one in own.off}
    manuscript = Manuscript.of(handout, held_to, today, release, refused)
    found = [
        one
        for check in checks
        if not held_to.off(check.rule) and check.rule not in off and check.applies(manuscript)
        for one in check.run(manuscript)
    ]
    found = held_to.judged(found)
    if checks is _GAPS:
        found += left_of_sample(project, handout, held_to, own, release)
    return sorted(found, key=lambda one: (one.place.line, one.place.column))


def _terms(project: Project, name: str, handout: Handout, profile: str) -> tuple[Profile, Checks]:
    """As `terms_of`; a profile of the handout's own that is wrong is told by “check”, and the default one serves."""
    try:
        return terms_of(project, name, handout, profile)
    except Rejected:
        if profile:
            raise
        return project.profile(Checks().profile), checks_of(project, name, handout)


def _as_one(found: Sequence[Problem], name: str) -> Problem | None:
    """The first, with how many more there are: whoever builds a new leaflet knows that it is not written yet."""
    if len(found) < 2:
        return found[0] if found else None
    more = f"; {len(found) - 1} more in this file" if len(found) > 1 else ""
    return replace(
        found[0], message=f"{found[0].message.rstrip('.')}{more}.", hint=f"All of them: handouts check {name}"
    )
