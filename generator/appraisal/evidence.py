"""What a handout shows by itself of its clarity: counts that need no judgement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.blocks import Block, texts_of
from generator.model.blocks.care import Checklist, Columns, DoAndDont, PatientBox, Timeline, Zones
from generator.model.blocks.clinic import Appointment, TeachBack
from generator.model.blocks.medicines import Medicines
from generator.model.blocks.pictures import Figure, PictureSteps, Risk
from generator.model.blocks.tables import Chart, Comparison, Table
from generator.model.blocks.words import BulletList, Callout, Glossary, Heading, KeyPoints, Steps
from generator.model.handout import Handout
from generator.model.running import running_texts
from generator.readability.reading import read
from generator.readability.scoring import scores
from generator.values import Frozen


class Evidence(Frozen):
    """Counts of a handout.

    first: whether its content begins with key points; headings: with those that blocks bring along; longest: words of
    the longest stretch without a heading; bullets: lists, numbered ones and ticks included; emphasis: boxes and texts
    in bold; pictures: that say something, decoration not counted; captions: of those pictures; untitled: tables
    without a caption; risks: numbers given as data; steps: numbered steps, in words or pictures; tools: what is written
    on or ticked; actions: blocks that say what to do; terms: words that a glossary explains; score: by the formula
    that judges the language, or empty.
    """

    first: bool
    key_points: int
    headings: int
    longest: int
    bullets: int
    emphasis: int
    pictures: int
    captions: int
    tables: int
    untitled: int
    risks: int
    steps: int
    tools: int
    actions: int
    terms: int
    score: str = ""


# Blocks under a heading of their own, whose text does not go on from the one above.
_TITLED = (Heading, KeyPoints, Zones, DoAndDont, Appointment, PatientBox, TeachBack)
_LISTS = (BulletList, Steps, Checklist, KeyPoints, Zones, DoAndDont, Timeline, PictureSteps)
_TOOLS = (Checklist, Chart, PatientBox, Appointment, TeachBack)
_ACTIONS = (Steps, PictureSteps, Medicines, Checklist, DoAndDont, Zones, Timeline)


def evidence_of(handout: Handout) -> Evidence:
    """The counts of a handout."""
    blocks = list(_all_blocks(handout.content))

    def count(*kinds: type[Any]) -> int:
        return sum(isinstance(block, kinds) for block in blocks)

    pictures = [block for block in blocks if isinstance(block, Figure) and not block.decorative]
    tables = [block for block in blocks if isinstance(block, Table | Chart | Comparison | Medicines)]
    bold = sum(any(span.bold for span in text.spans) for text in handout.texts())
    points = [block for block in blocks if isinstance(block, KeyPoints)]
    return Evidence(
        first=bool(handout.content) and isinstance(handout.content[0], KeyPoints),
        key_points=sum(len(tuple(texts_of(block))) for block in points),
        headings=count(*_TITLED),
        longest=max(_stretches(handout.content), default=0),
        bullets=count(*_LISTS),
        emphasis=count(Callout, KeyPoints, Zones) + bold,
        pictures=len(pictures) + count(Risk, PictureSteps),
        captions=sum(block.caption is not None for block in pictures) + count(Risk, PictureSteps),
        tables=len(tables),
        untitled=sum(block.caption is None for block in tables),
        risks=count(Risk),
        steps=count(Steps, PictureSteps),
        tools=count(*_TOOLS) + sum(isinstance(block, Medicines) and block.chart for block in blocks),
        actions=count(*_ACTIONS),
        terms=sum(len(block.glossary) for block in blocks if isinstance(block, Glossary)),
        score=_score(handout),
    )


def _score(handout: Handout) -> str:
    """“Flesch-Kincaid: 2.9 (US school grade 2)”; empty without a formula, or for too short a text."""
    found = scores(read([text.plain for text in running_texts(handout)], handout.lang), handout.lang)
    if not found or found[0].unsure:
        return ""
    first = found[0]
    return f"{first.formula.title}: {first.value:.1f} ({first.meaning})"


def _all_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks and those inside them."""
    for block in blocks:
        yield block
        inside = block.columns if isinstance(block, Columns) else (getattr(block, "content", ()),)
        for column in inside:
            yield from _all_blocks(column)


def _stretches(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Words between one heading and the next."""
    words = 0
    for block in blocks:
        if isinstance(block, _TITLED):
            yield words
            words = 0
        words += sum(len(text.plain.split()) for text in texts_of(block))
    yield words
