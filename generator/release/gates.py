"""What a leaflet must pass to be released. A gate looks at one finished leaflet and says what is wrong with it.

To add one, write a function from `Candidate` to problems and put it into `GATES`, when it looks at the words and what
is known of them; or into `FILE_GATES`, when it looks at the PDF. It runs in the process that built the leaflet. What
it calls an error keeps the whole release back, unless its rule is allowed with a reason; a warning lands in the
manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from generator.build import as_weighed, asked_layout, page_findings
from generator.job import Job
from generator.problems import Place, Problem, Severity
from generator.project import read_nodes
from generator.release.plan import Candidate, Made
from generator.review.review import length_findings, review
from generator.review.sample import is_sample, left_of_sample, sample_brands
from generator.review.terms import terms_of
from generator.rules import problem
from generator.translation.standing import as_reviewed
from generator.values import replace

LENGTH = "many-pages"
Gate: TypeAlias = Callable[[Candidate], Iterable[Problem]]


def reviewed_in_time(candidate: Candidate) -> Iterator[Problem]:
    """The next review is not over. On its very day the leaflet still goes out."""
    for handout in candidate.handouts:
        if handout.next_review < candidate.day:
            message = f"The next review was due on {handout.next_review}."
            yield problem("expired", message, _place(candidate, handout.lang, "next-review", handout.place))


def approved(candidate: Candidate) -> Iterator[Problem]:
    """A translation, as its texts stand, is no draft."""
    for handout, stands in zip(candidate.handouts, candidate.standings, strict=True):
        made_from = handout.translation
        if made_from is None or stands is None:
            continue
        if replace(made_from, status=stands.status).is_draft:
            said = "a machine draft" if stands.status == "machine-draft" else "a draft"
            message = f"This translation is {said}."
            if not made_from.is_draft:
                message = f"This translation is called “{made_from.status}”, but some of its texts are {said[2:]}s."
            yield problem("unapproved", message, made_from.place)


def up_to_date(candidate: Candidate) -> Iterator[Problem]:
    """A translation says what its source says by now, or its layout prints a notice that it does not."""
    if asked_layout(candidate.project, candidate.job).out_of_date == "notice":
        return
    for stands in candidate.standings:
        for one in stands.problems if stands else ():
            if one.rule == "stale-translation":
                yield replace(one, severity=Severity.ERROR)


def reads_well(candidate: Candidate) -> Iterator[Problem]:
    """The words pass the profile that the handout names. That a review is over, `reviewed_in_time` says."""
    for handout, stands in zip(candidate.handouts, candidate.standings, strict=True):
        profile, checks = terms_of(candidate.project, candidate.text, handout)
        yield from review(as_reviewed(handout, stands), profile, candidate.day, checks=checks)
        yield from left_of_sample(candidate.project, handout, profile, checks, release=True)


def wears_its_own_name(candidate: Candidate) -> Iterator[Problem]:
    """The brand has nothing left of the sample that the project was started from."""
    if is_sample(asked_layout(candidate.project, candidate.job).brand):
        yield from sample_brands(candidate.project, Severity.ERROR)


def looks_well(candidate: Candidate) -> Iterator[Problem]:
    """The pages, as they are measured, pass that profile."""
    return page_findings(candidate.project, candidate.job, candidate.text, candidate.data, candidate.handouts)


def short_enough(candidate: Candidate) -> Iterator[Problem]:
    """The leaflet is no longer than the profile has it, in the form that its text is for, on its layout's own paper."""
    job = candidate.job
    if job.beside or job.paper or job.form != candidate.text.partition("/")[2]:
        return
    (handout,) = candidate.handouts
    terms = terms_of(candidate.project, candidate.text, handout)
    yield from length_findings(candidate.text, handout, candidate.pages, *terms)


# Also asked about a leaflet that could not be built, so that its list is full.
GATES: tuple[Gate, ...] = (reviewed_in_time, approved, up_to_date, reads_well, wears_its_own_name)
# Asked about finished PDFs only: `candidate.data`.
FILE_GATES: tuple[Gate, ...] = (looks_well, short_enough)


def findings(candidate: Candidate, built: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is known of a leaflet: what the build said and what the gates say, once each, the graver word of the two."""
    gates = (*GATES, *FILE_GATES) if candidate.data else GATES
    built = as_weighed(candidate.project, candidate.job, candidate.text, candidate.handouts[0], built)
    found: dict[tuple[str, str, Place], Problem] = {}
    for one in (*built, *(said for gate in gates for said in gate(candidate))):
        key = (one.rule, one.message, one.place)
        if key not in found or one.severity is Severity.ERROR:
            found[key] = one
    return tuple(found.values())


def shortest(leaflets: Sequence[Made]) -> list[Made]:
    """A text that is short enough in one layout is so in all: that layout can be handed out. So says “check”, too."""
    texts: dict[Job, bool] = {}
    for one in leaflets:
        if one.item:
            text = replace(one.job, layout="")
            texts[text] = texts.get(text, True) and LENGTH in {finding.rule for finding in one.found}
    return [one if texts.get(replace(one.job, layout=""), True) else _without_length(one) for one in leaflets]


def _without_length(one: Made) -> Made:
    found = tuple(finding for finding in one.found if finding.rule != LENGTH)
    return replace(one, found=found, item=one.item and replace(one.item, findings=found))


def _place(candidate: Candidate, lang: str, key: str, otherwise: Place) -> Place:
    """Where a key of the handout stands."""
    job = candidate.job
    tag = next((tag for tag in (job.lang, job.beside) if tag and lang.startswith(tag)), job.lang)
    entry = read_nodes(candidate.project, candidate.text, tag).get(key)
    return entry.place if entry else otherwise
