"""The blocks of `content:`. Each class is a group of keys; `BLOCK` is the key that names it.

A class's docstring and each key's text are what editors show (see `model/schema.py`). `OPEN` says that a block's other
keys stand beside the key that names it; `ORDER` names the fields in the order of reading where it is not that of the
keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from generator.model.blocks.care import Checklist, Columns, DoAndDont, PatientBox, Timeline, Zones
from generator.model.blocks.clinic import Appointment, Feedback, Notice1557, Questionnaire, Slip, TeachBack
from generator.model.blocks.code import Code
from generator.model.blocks.medicines import Medicines
from generator.model.blocks.pictures import Figure, PictureSteps, Qr, Risk
from generator.model.blocks.tables import Chart, Comparison, Table
from generator.model.blocks.words import (
    BulletList,
    Callout,
    Contact,
    Glossary,
    Heading,
    KeyPoints,
    Paragraph,
    Questions,
    Quote,
    References,
    Steps,
)
from generator.model.inline import Prose
from generator.values import field_notes, is_value

BLOCKS = (
    Heading,
    Paragraph,
    BulletList,
    Steps,
    PictureSteps,
    KeyPoints,
    Callout,
    Zones,
    DoAndDont,
    Table,
    Chart,
    Comparison,
    Medicines,
    Checklist,
    Timeline,
    Risk,
    Figure,
    Quote,
    Columns,
    Contact,
    Appointment,
    PatientBox,
    Qr,
    Questions,
    TeachBack,
    Questionnaire,
    Glossary,
    Feedback,
    Slip,
    Notice1557,
    Code,
    References,
)
Block: TypeAlias = Any  # of one of `BLOCKS`


# What speaks of the whole leaflet and has a heading of its own.
CLOSING = (Contact, Feedback, Slip, Notice1557)


def own_sections(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it stands as a section of its own, beside those of headings of level 2.

    So does what speaks of the whole leaflet, unless it is the first thing below a heading, which then is about it, or
    something else follows it in its section.
    """
    closes, found = True, list[bool]()
    for block in reversed(blocks):
        if isinstance(block, Heading):
            closes = block.level == 2
        elif not isinstance(block, References):
            closes = closes and isinstance(block, CLOSING)
        found.append(closes and isinstance(block, CLOSING))
    found.reverse()
    for place in range(1, len(found)):
        if not found[place - 1] and isinstance(blocks[place - 1], (Heading, *CLOSING)):
            found[place] = False
    return found


def column_headings(value: object) -> Iterator[Prose]:
    """What heads the columns of tables and charts: it stands with each cell where a table is read down the page."""
    if isinstance(value, Table | Chart):
        yield from texts_of(value.header if isinstance(value, Table) else value.columns)
    elif isinstance(value, tuple):
        for part in value:
            yield from column_headings(part)
    elif is_value(value):
        for name in getattr(value, "ORDER", None) or field_notes(type(value)):
            yield from column_headings(getattr(value, name))


def texts_of(value: object) -> Iterator[Prose]:
    """The texts inside a block, in the order in which a reader meets them."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_value(value):
        for name in getattr(value, "ORDER", None) or field_notes(type(value)):
            yield from texts_of(getattr(value, name))
