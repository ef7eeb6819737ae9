"""The running text of a handout, as a formula of readability takes it: sentences, and items that continue them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.model.blocks.care import Advice, Checklist, Columns, DoAndDont, Moment, Timeline, Zone, Zones
from generator.model.blocks.clinic import Feedback, Slip, TeachBack
from generator.model.blocks.kinds import Item
from generator.model.blocks.pictures import Figure, PictureStep, PictureSteps, Risk
from generator.model.blocks.words import (
    BulletList,
    Callout,
    Glossary,
    KeyPoints,
    Paragraph,
    Questions,
    Quote,
    Steps,
    Term,
)
from generator.model.handout import Handout
from generator.model.inline import Prose

# What is read as running text of each group of keys. Headings, titles, labels, cells, addresses and sources are none:
# two words on a line of their own would make every text easy. Source: CMS, Toolkit for making written material clear
# and effective (2010), part 7, on what to leave out of a readability test.
RUNNING: Mapping[type, tuple[str, ...]] = MappingProxyType({
    Paragraph: ("text",),
    BulletList: ("list",),
    Steps: ("steps",),
    Item: ("text", "list"),
    KeyPoints: ("key_points",),
    Callout: ("content",),
    Zones: ("zones",),
    Zone: ("list",),
    DoAndDont: ("do", "dont"),
    Advice: ("list",),
    Timeline: ("timeline",),
    Moment: ("content",),
    Checklist: ("checklist",),
    Columns: ("columns",),
    Figure: ("content",),
    PictureSteps: ("picture_steps",),
    PictureStep: ("text",),
    Risk: ("text", "other"),
    Quote: ("text",),
    Questions: ("intro", "items"),
    TeachBack: ("intro", "prompts"),
    Glossary: ("glossary",),
    Term: ("meaning",),
    Feedback: ("content",),
    Slip: ("content",),
})  # fmt: skip


def running_texts(handout: Handout) -> Iterator[Prose]:
    """The running text in reading order: the summary, then what blocks have."""
    yield handout.summary
    yield from _texts(handout.content)


def known_words(handout: Handout) -> set[str]:
    """What the readers of a handout know or find explained in it: protected names, the words of its glossary, what is
    marked as one of them, and what is marked as of another language."""
    marked = {
        span.text for prose in running_texts(handout) for span in prose.spans if span.term or span.lang
    }  # a term may be bent: “[tumours]{term=tumour}”
    return {*handout.protected, *(term.term.plain for term in handout.glossary), *marked}


def _texts(value: Any) -> Iterator[Prose]:
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    else:
        for name in RUNNING.get(type(value), ()):
            yield from _texts(getattr(value, name))
