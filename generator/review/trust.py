"""Checks of who stands behind a leaflet, how old it is, and what a reader can do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generator.model.blocks.care import Checklist, DoAndDont, Timeline, Zones
from generator.model.blocks.clinic import Feedback, Notice1557, TeachBack
from generator.model.blocks.pictures import PictureSteps, Qr
from generator.model.blocks.words import Callout, Contact, KeyPoints, Questions, References, Steps
from generator.model.fields import NO_DAY
from generator.model.segments import anatomy, words_digest
from generator.problems import Problem, Severity
from generator.review.data import phrases
from generator.review.manuscript import Check, Manuscript, listed, weighed
from generator.review.patterns import pattern
from generator.rules import problem, quoted


def _absent(rule: str, message: str, *kinds: Any) -> Check:
    """A rule that a leaflet has a block of one of these kinds."""

    def run(manuscript: Manuscript) -> Iterator[Problem]:
        if not manuscript.blocks(*kinds) and not manuscript.is_begun(*(kind.BLOCK for kind in kinds)):
            yield problem(rule, message, manuscript.key_place("content"))

    return Check(rule, run)


# --- G01: who, and how old -------------------------------------------------------------------------


def _no_contact(manuscript: Manuscript) -> Iterator[Problem]:
    """The publisher is the brand's, and id, version and dates are keys that no handout goes without (`missing-key`)."""
    ways = [card for card in manuscript.blocks(Contact) if card.phone or card.email or card.web]
    if not ways and not manuscript.is_begun(Contact.BLOCK):
        message = "Nobody is named whom a reader can call or write to."
        yield problem("no-contact", message, manuscript.key_place("content"))


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _review_span(manuscript: Manuscript) -> Iterator[Problem]:
    reviewed, due = manuscript.handout.reviewed, manuscript.handout.next_review
    if NO_DAY in (reviewed, due):
        return
    for severity in Severity:
        years = int(manuscript.limit("review-span", severity))
        if due > years_later(reviewed, years):
            message = f"The next review ({due}) is more than {years} years after the last one ({reviewed})."
            yield weighed(problem("review-span", message, manuscript.key_place("next-review")), severity)
            return


def _no_approver(manuscript: Manuscript) -> Iterator[Problem]:
    approved = manuscript.handout.approved
    if manuscript.is_begun("approved"):
        return
    if approved is None:
        message = "No clinician is named who approved the text."
        yield problem("no-approver", message, manuscript.key_place("reviewed"))
    elif approved.on > manuscript.today:
        message = f"The approval is of a day to come: {approved.on}."
        yield problem("no-approver", message, approved.place)


def _approved_other_words(manuscript: Manuscript) -> Iterator[Problem]:
    approved = manuscript.handout.approved
    if approved is None or manuscript.is_begun("approved"):
        return
    if not approved.words:  # of a file from before approvals recorded it
        message = f"The approval by {approved.by} does not say for which words it was given."
        found = problem("approved-other-words", message, approved.place, "Let them look, then: handouts approve NAME")
        yield weighed(found, Severity.WARNING)
    elif approved.words != words_digest(anatomy(manuscript.node)):
        message = f"{approved.by} approved other words, on {approved.on}: the text has changed since."
        yield problem("approved-other-words", message, approved.place)


# --- G03, G04: sources, money, ways to answer ------------------------------------------------------


def _no_funding(manuscript: Manuscript) -> Iterator[Problem]:
    if not manuscript.handout.funding:
        message = "Who paid for the leaflet is not said."
        yield problem("no-funding", message, manuscript.key_place("reviewed"))


def _no_other_formats(manuscript: Manuscript) -> Iterator[Problem]:
    if manuscript.blocks(Notice1557):  # it offers language help
        return
    wanted = phrases.OTHER_FORMATS[manuscript.language]
    if not any(wanted.search(passage.text) for passage in manuscript.passages):
        message = "Nothing tells how to get the leaflet in large print, in easy read or in another language."
        yield problem("no-other-formats", message, manuscript.key_place("content"))


# --- G05 to G07: what a reader can do --------------------------------------------------------------


def _no_key_points(manuscript: Manuscript) -> Iterator[Problem]:
    blocks = manuscript.handout.content
    first = next((number for number, block in enumerate(blocks, 1) if isinstance(block, KeyPoints)), 0)
    if not first and not manuscript.is_begun(KeyPoints.BLOCK):
        message = "The leaflet has no key points: who reads one box only, reads none."
        yield problem("no-key-points", message, manuscript.key_place("content"))
    elif first > manuscript.limit("no-key-points", "place"):
        place = blocks[first - 1].key_points[0].place
        yield problem("no-key-points", f"The key points stand behind {first - 1} other blocks.", place)


def _no_urgent_help(manuscript: Manuscript) -> Iterator[Problem]:
    if "urgent" not in manuscript.handout.about:
        return
    callouts = [box for box in manuscript.blocks(Callout) if box.kind in ("emergency", "call-today")]
    texts = " \n ".join(passage.prose.plain for passage in manuscript.passages)
    cards = manuscript.blocks(Contact)
    number = phrases.NUMBER.search(texts) or any(card.phone for card in cards)
    hours = any(card.hours for card in cards) or (manuscript.language == "en" and phrases.HOURS.search(texts))
    lacking = []
    if not manuscript.blocks(Zones) and not callouts:
        lacking.append("“zones”, or a call-out, with the signs to look for")
    lacking += [] if number else ["a number to call"]
    lacking += [] if hours else ["the hours when somebody answers"]
    if lacking:
        message = f"The leaflet is about something urgent and lacks {listed(lacking)}."
        yield problem("no-urgent-help", message, manuscript.key_place("about"))


# --- G08, G09: treatment, bad news -----------------------------------------------------------------


def _treatment_gaps(manuscript: Manuscript) -> Iterator[Problem]:
    if "treatment" not in manuscript.handout.about:
        return
    texts = " \n ".join(passage.text for passage in manuscript.passages)
    lacking = [slot for slot, words in phrases.TREATMENT if not pattern(words).search(texts)]
    if lacking:
        message = f"Of a treatment, the leaflet does not seem to say {listed(lacking, 'or')}."
        yield problem("treatment-gaps", message, manuscript.key_place("about"))


def _no_support(manuscript: Manuscript) -> Iterator[Problem]:
    said = None
    if manuscript.language == "en":
        grave = any(phrases.GRAVE.search(passage.text) for passage in manuscript.own)
        wanted = (phrases.BAD_NEWS, phrases.NO_CURE) if grave else (phrases.BAD_NEWS,)
        found = ((passage, words.search(passage.text)) for passage in manuscript.own for words in wanted)
        said = next(((passage, match) for passage, match in found if match), None)
    flagged = "bad-news" in manuscript.handout.about
    if not flagged and not said:
        return
    support = any(phrases.SUPPORT.search(passage.text) for passage in manuscript.passages)
    reach = manuscript.blocks(Contact, Qr) or any(span.link for p in manuscript.passages for span in p.prose.spans)
    if support and reach:
        return
    message = f"{quoted(said[1][0])}: nobody is named who" if said else "This is bad news, and nobody is named who"
    place = said[0].place(said[1].start()) if said else manuscript.key_place("about")
    yield problem("no-support", f"{message} helps the reader to bear it.", place)


# --- Translations ----------------------------------------------------------------------------------


def _unreviewed(manuscript: Manuscript) -> Iterator[Problem]:
    made = manuscript.handout.translation
    if made is not None and made.is_draft:
        by = "by a machine " if made.status == "machine-draft" else ""
        message = f"This translation {by}is a draft: no qualified translator has read it yet."
        yield problem("unreviewed-translation", message, made.place)


CHECKS: Iterable[Check] = (
    Check("no-contact", _no_contact),
    Check("review-span", _review_span),
    Check("no-approver", _no_approver),
    Check("approved-other-words", _approved_other_words),
    _absent("no-references", "The leaflet does not say where its facts come from.", References),
    Check("no-funding", _no_funding),
    _absent("no-feedback", "Nothing tells the reader how to say what they think of the leaflet.", Feedback),
    Check("no-other-formats", _no_other_formats, tuple(phrases.OTHER_FORMATS)),
    _absent("no-questions", "The leaflet has no questions that a reader could ask.", Questions, TeachBack),
    _absent(
        "no-actions", "Nothing that a reader can do stands in steps, a list to tick off or the like.",
        Steps, PictureSteps, DoAndDont, Zones, Timeline, Checklist,
    ),
    Check("no-key-points", _no_key_points),
    Check("no-urgent-help", _no_urgent_help),
    Check("treatment-gaps", _treatment_gaps, ("en",)),
    Check("no-support", _no_support, ("en",)),
    _absent("no-1557-notice", "The notice that language help is free is not there.", Notice1557),
    Check("unreviewed-translation", _unreviewed, translations=True, always=True),
)  # fmt: skip
