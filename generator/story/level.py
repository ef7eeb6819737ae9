"""Rows of the head and the foot: what stands at the two sides of a row has one base line, and rows are as far apart as
what is drawn in them needs, not as the script's lines of text are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.model.inline import Prose, Span
from generator.story.composer import Composer
from generator.story.flowables import HALF_CAP, TextFlow
from generator.story.styles import LATIN_LEADING, TextStyle
from generator.text.lines import Paragraph
from generator.text.shape import extent_of
from generator.values import Frozen, replace

# Between what is drawn in two rows, half of it each, in points.
CLEAR = 1.0
# As wide as nothing on paper is: a line that no break is forced into.
ENDLESS = 1e5


class Row(Frozen):
    """What stands at its start and its end; above: from its upper edge to the base line; height: to the next row; all
    in points."""

    start: TextFlow | None
    end: TextFlow | None
    above: float
    height: float


def level(start: TextFlow | None, end: TextFlow | None = None) -> Row:
    """A row as high as Latin letters of its size need, or as what is drawn in it does."""
    flows = [flow for flow in (start, end) if flow]
    size = max(_style(flow).size for flow in flows)
    leading = min(size * LATIN_LEADING, max(flow.leading for flow in flows))
    above = leading / 2 + size * HALF_CAP
    below = leading - above
    for flow in flows:
        high, low = reach(flow)
        above, below = max(above, high + CLEAR), max(below, low + CLEAR)
    return Row(start, end, above, above + below)


def heights(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def reach(flow: TextFlow) -> tuple[float, float]:
    """How far what is drawn of a text on one line reaches above its base line and below it, in points."""
    assert flow.paragraph is not None
    return _reach(flow.paragraph)


@lru_cache(maxsize=2_000)
def _reach(text: Paragraph) -> tuple[float, float]:
    high = low = 0.0
    for segment in text.segments:
        for piece in segment.pieces:
            scale = text.setting.size / piece.run.face.upem
            ink = extent_of(piece.run)
            high, low = max(high, scale * ink.top), max(low, -scale * ink.bottom)
    return high, low


def top_at(flow: TextFlow, baseline: float) -> float:
    """The upper edge of a text that has its first base line there."""
    return baseline + flow.first_baseline


def _style(flow: TextFlow) -> TextStyle:
    assert flow.style is not None
    return flow.style


def broken(composer: Composer, text: Prose, style: TextStyle, room: float) -> list[TextFlow]:
    """The text in lines no wider than `room` points, each a text of its own."""
    style = style.in_row()
    whole = composer.text(text, style, None)
    lines = whole.lines(room)
    if len(lines) == 1:
        return [whole]
    ends = [sum(len(piece.run.text) for piece in line.pieces) for line in lines]
    found, start = list[TextFlow](), 0
    for length in ends:
        found.append(composer.text(Prose(tuple(_cut(text.spans, start, start + length)), text.place), style, None))
        start += length
    return found


def _cut(spans: tuple[Span, ...], start: int, end: int) -> Iterator[Span]:
    """The characters from `start` to `end`, of all spans, without the blank behind them."""
    at, found = 0, list[Span]()
    for span in spans:
        part = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if part:
            found.append(replace(span, text=part))
    while len(found) > 1 and not found[-1].text.strip():
        found.pop()
    yield from found[:-1]
    yield replace(found[-1], text=found[-1].text.rstrip() or found[-1].text)
