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
# The part of a page that two rows may take; where they would take more, both titles share one.
LARGEST = 1 / 8


class Row(Frozen):
    """A row of the head: what stands at its start and its end, and its height in points."""

    start: TextFlow | None
    end: TextFlow
    height: float


class RunningHead(Frozen):
    """The rows; rise: points that they begin above the top margin; height: points from the margin to the text."""

    rows: tuple[Row, ...]
    rise: float
    height: float


def running_head(composer: Composer, handout: Handout, english: str) -> RunningHead:
    """The clinic's name and the title, for readers in their language and for staff in English.

    english: the title in English; empty when the handout is in it. Neither title is cut for the sake of the other: what
    does not fit beside the name stands below; where the readers' does not, both stand without the name.
    """
    styles = composer.styles
    measure, small = styles.page.breadth, styles.small
    brand = small.as_bold().coloured(styles.palette.brand)
    name = one_line(composer, Prose((Span(styles.brand.name, lang="en"),), NOWHERE), brand, measure / 2)
    room = measure - name.natural_width() - 2 * GAP

    def title(width: float, *spans: Span, style: TextStyle = small) -> TextFlow:
        return one_line(composer, Prose(spans, handout.title.place), style, width)

    def fits(*spans: Span) -> bool:
        return title(math.inf, *spans).natural_width() <= room

    own, other, dot = Span(handout.title.plain), Span(english, lang="en"), Span(" · ")
    if not english or fits(own, dot, other):
        words = (own, dot, other) if english else (own,)
        return _placed(styles, Row(name, title(room, *words), small.leading))
    latin = TextStyle(small.size, min(small.leading, small.size * LATIN_LEADING), small.colour, small.bold)
    below = Row(None, title(measure, other, style=latin), latin.leading)
    if fits(own):
        head = _placed(styles, Row(name, title(room, own), small.leading), below)
    else:
        head = _placed(styles, Row(None, title(measure, own), small.leading), below)
    if head.height <= LARGEST * styles.page.height:
        return head
    half = measure / 2 - GAP
    staff = title(max(half, measure - 2 * GAP - title(math.inf, own).natural_width()), other)
    return _placed(styles, Row(staff, title(measure - 2 * GAP - staff.natural_width(), own), small.leading))


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
