"""A form about one handout, as a handout of its own: what was measured is filled in, the rest is left to a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.appraisal.evidence import Evidence, evidence_of
from generator.appraisal.items import Form, Item
from generator.model.blocks import Block
from generator.model.blocks.care import BoxField, PatientBox
from generator.model.blocks.clinic import Asked, Questionnaire
from generator.model.blocks.kinds import Item as ListItem
from generator.model.blocks.words import BulletList, Heading, Paragraph, References
from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.problems import NOWHERE, Problem

# A form is filled in once; its next review is a day that the colophon has to name.
_A_YEAR = timedelta(days=365)


def sheet(handout: Handout, form: Form, called: str, day: date, to_do: Sequence[Problem] = ()) -> Handout:
    """The form about a handout, in English. called: the form's short name; day: on which it is filled in; to_do: what
    is missing in a draft, which is told before all else."""
    seen = evidence_of(handout)
    known = (handout.id, f"version {handout.version}" if handout.version else "", handout.lang)
    about = f"About “{handout.title.plain or 'a draft without a title'}” ({', '.join(filter(None, known))})."
    content: list[Block] = [
        Paragraph(_prose(form.about)),
        PatientBox(_prose("Who answers"), tuple(BoxField(_prose(label)) for label in ("Name", "Role", "Date"))),
        *_draft(to_do),
        Paragraph(_prose("Boxes that a measure answers are ticked already; the line below says what was measured.")),
    ]
    for title, items in form.parts:
        content += [Heading(_prose(title)), Questionnaire(tuple(_asked(item, seen) for item in items))]
    content += [Heading(_prose("The score")), Paragraph(_prose(form.score)), References((_prose(form.source),))]
    return Handout(
        id=f"{called.upper()}-{handout.id or 'DRAFT'}"[:40],
        version=handout.version or "draft",
        lang="en",
        title=_prose(form.title),
        summary=_prose(about),
        reviewed=day,
        next_review=day + _A_YEAR,
        content=tuple(content),
    )


def _draft(to_do: Sequence[Problem]) -> list[Block]:
    if not to_do:
        return []
    items = tuple(ListItem(_prose(f"Line {one.place.line}: {one.message}")) for one in to_do)
    said = "The leaflet is a draft. What it does not have yet is not judged; this is still to do:"
    return [
        Heading(_prose("Still to do")),
        Paragraph(_prose(said)),
        BulletList(items),
        Heading(_prose("How to answer")),
    ]


def _asked(item: Item, seen: Evidence) -> Asked:
    found = item.measure(seen)
    chosen = item.options.index(found.chosen) if found and found.chosen else None
    return Asked(
        _prose(item.text),
        tuple(map(_prose, item.options)),
        _prose(_note(found.note, found.chosen)) if found else None,
        item.number,
        chosen,
    )


def _note(measured: str, chosen: str) -> str:
    """What was measured; on paper, where a box cannot be ticked beforehand, the answer is read here."""
    return f"Measured: {measured} So: {chosen}." if chosen else f"Measured: {measured} A person has to judge."


def _prose(text: str) -> Prose:
    return Prose((Span(text),), NOWHERE)
