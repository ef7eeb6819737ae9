"""What stands at the head of every page but the first: the clinic's name, and the title for readers and for staff."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import takewhile
from unicodedata import category

from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.problems import NOWHERE
from generator.story.composer import Composer
from generator.story.flowables import TextFlow
from generator.story.styles import LATIN_LEADING, Styles, TextStyle
from generator.values import Frozen, replace

GAP = 10.0
# From the top margin to the text, of a head of one row in the usual size.
HEAD_HEIGHT = 35.0
# Between the last row and the rule, and between the last row and the text.
RULE_BELOW, TEXT_BELOW = 3.0, 20.0
# A head of two rows begins 9 mm below the edge at least: office printers leave up to 6.4 mm blank.
HEAD_START = 25.5
# The part of a page that three rows may take.
LARGEST = 0.15


class Row(Frozen):
    """A row of the head: what stands at its start and its end, and its height in points."""

    start: TextFlow | None
    end: TextFlow | None
    height: float


class RunningHead(Frozen):
    """The rows; rise: points that they begin above the top margin; height: points from the margin to the text."""

    rows: tuple[Row, ...]
    rise: float
    height: float


def running_head(composer: Composer, handout: Handout, english: str) -> RunningHead:
    """The clinic's name and the title, for readers in their language and for staff in English.

    english: the title in English; empty when the handout is in it. The name is never cut for a title's sake, nor one
    title for the other's: what does not fit beside the name stands below it. Where that would take too much of a page,
    the English title is left out: half of it may mislead, and the foot says which leaflet it is.
    """
    styles = composer.styles
    measure, small = styles.page.breadth, styles.small
    latin = TextStyle(small.size, min(small.leading, small.size * LATIN_LEADING), small.colour, small.bold)

    def line(*spans: Span, room: float = math.inf, style: TextStyle = small) -> TextFlow:
        return one_line(composer, Prose(spans, handout.title.place), style, room)

    brand = latin.as_bold().coloured(styles.palette.brand)
    name = one_line(composer, Prose((Span(styles.brand.name, lang="en"),), NOWHERE), brand, measure)
    room = measure - name.natural_width() - 2 * GAP
    own, other, dot = Span(handout.title.plain), Span(english, lang="en"), Span(" · ")

    def fits(*spans: Span, within: float = room) -> bool:
        return line(*spans).natural_width() <= within

    both = (own, dot, other) if english else (own,)
    if fits(*both):
        return _placed(styles, Row(name, line(*both), small.leading))
    alone, below = Row(name, None, latin.leading), Row(None, line(own, room=measure), small.leading)
    if not english:
        return _placed(styles, alone, below)
    staff = Row(None, line(other, room=measure, style=latin), latin.leading)
    if fits(own):
        return _placed(styles, Row(name, line(own), small.leading), staff)
    if fits(other):
        return _placed(styles, Row(name, line(other, style=latin), latin.leading), below)
    for rows in ((alone, below, staff), (alone, Row(None, line(*both), small.leading))):
        head = _placed(styles, *rows)
        if head.height <= LARGEST * styles.page.height and all(_width(row) <= measure for row in rows):
            return head
    return _placed(styles, alone, below)


def _width(row: Row) -> float:
    return row.end.natural_width() if row.end else 0.0


def _placed(styles: Styles, *rows: Row) -> RunningHead:
    """The rows, lifted into the top margin as far as that is free, so that the text keeps its place."""
    page = styles.page
    band = page.band.size + GAP if page.band and page.band.edge == "top" else 0.0
    free = page.margins.top - max(HEAD_START, band)
    rise = max(0.0, min(sum(row.height for row in rows[1:]), free))
    height = sum(row.height for row in rows) + TEXT_BELOW - rise
    return RunningHead(rows, rise, max(HEAD_HEIGHT, height))


def one_line(composer: Composer, text: Prose, style: TextStyle, room: float) -> TextFlow:
    """The text on one line; what does not fit in `room` points is left out at a word and marked by an ellipsis."""
    flow = composer.text(text, style, None)
    for shorter in _shortened(text.spans):
        if flow.natural_width() <= room:
            return flow
        flow = composer.text(Prose(shorter, text.place), style, None)
    return flow


def _shortened(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The spans without their last word, then without the last two …; a single word without its last letters.

    Each span keeps its language; an ellipsis stands for what is left out.
    """
    for count in range(sum(len(span.text.split()) for span in spans) - 1, 0, -1):
        yield _first(spans, count, r"\s*\S+")
    word = _first(spans, 1, r"\s*\S+")
    for count in range(len(word[0].text) - 2, 0, -1):  # the ellipsis is not a letter
        yield _first((replace(word[0], text=word[0].text[:-1]),), count, r"\s*\S")


def _first(spans: tuple[Span, ...], count: int, part: str) -> tuple[Span, ...]:
    """The spans up to their `count`th part, a word or a letter, and an ellipsis; marks stay with their letter."""
    kept: list[Span] = []
    for span in spans:
        parts = re.findall(part, span.text)[:count]
        count -= len(parts)
        if parts:
            kept.append(replace(span, text="".join(parts)))
    last = kept[-1].text
    after = "".join(spans[len(kept) - 1].text)[len(last) :]
    marks = "".join(takewhile(lambda char: category(char).startswith("M"), after))
    return (*kept[:-1], replace(kept[-1], text=f"{last}{marks}…"))
