"""Facts one behind the other, as in a colophon: what is called something and what it is stay on one row. Points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import groupby
from typing import TypeAlias, cast

from generator.story.figures import BesideFlow
from generator.story.flowables import ORPHANS, WIDOWS, Flowable, TextFlow
from generator.story.rows import RowFlow
from generator.surface import Surface
from generator.values import replace

# What stands on each row, each with its distance from the start side and its width.
Rows: TypeAlias = tuple[tuple[tuple[TextFlow, float, float], ...], ...]
# Width and rows of facts that have not been laid out yet.
_NOT_LAID: tuple[float, Rows] = (-1.0, ())


class FactsFlow(Flowable):
    """Facts side by side as far as the width goes, then in further rows; one that is wider than the column has lines of
    its own. Between two on a row stands a dot, at the end of a row none. Never parted.

    A blank ends each fact that another one of its paragraph follows. dots: before each fact but the first; joint: the
    dot between the last of them and what is joined to it, which stands in the paragraph of neither.
    """

    facts: tuple[TextFlow, ...] = ()
    dots: tuple[TextFlow, ...] = ()
    joint: TextFlow | None = None
    rtl: bool = False
    _laid: tuple[float, Rows] = _NOT_LAID

    def _rows(self, width: float) -> Rows:
        if self._laid[0] != width:
            self._laid = (width, self._lay(width))
        return self._laid[1]

    def _lay(self, width: float) -> Rows:
        rows: list[list[tuple[TextFlow, float, float]]] = []
        at = 0.0
        for number, fact in enumerate(self.facts):
            visible, own = fact.natural_width(), _advance(fact)
            dot = self.dots[number - 1] if number else None
            wide = _advance(dot) if dot else 0.0
            if dot and at + wide + visible <= width:
                rows[-1].append((dot, at, wide))
                at += wide
            else:
                rows.append([])
                at = 0.0
            rows[-1].append((fact, at, own if visible <= width else width))
            at += own
        return tuple(tuple(row) for row in rows)

    def height(self, width: float) -> float:
        return sum(_highest(row) for row in self._rows(width))

    def rise(self, width: float) -> float:
        return max(text.rise(own) for text, _, own in self._rows(width)[0])

    def minimum(self, width: float) -> float:
        rows = self._rows(width)
        return sum(_highest(row) for row in (rows[:ORPHANS] if _may_part(rows) else rows))

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        rows = self._rows(width)
        fits, used = 0, 0.0
        for row in rows:
            used += _highest(row)
            fits += used <= room + 1e-6
        fits = min(fits, len(rows) - WIDOWS)
        if fits < ORPHANS or not _may_part(rows):
            return None
        count = sum((len(row) + 1) // 2 for row in rows[:fits])  # of what is on a row, each second one is a dot
        head = replace(self, facts=self.facts[:count], dots=self.dots[: count - 1], space_after=0.0, _laid=_NOT_LAID)
        tail = replace(self, facts=self.facts[count:], dots=self.dots[count:], space_before=0.0, _laid=_NOT_LAID)
        return head, tail

    def joined(self, following: FactsFlow) -> FactsFlow:
        """Both as one: what follows then begins no row of its own."""
        assert self.joint is not None
        return replace(
            self,
            facts=(*self.facts, *following.facts),
            dots=(*self.dots, self.joint, *following.dots),
            joint=following.joint,
            space_after=following.space_after,
            _laid=_NOT_LAID,
        )

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        for row in self._rows(width):
            for text, at, own in row:
                text.draw(surface, x + width - at - own if self.rtl else x + at, top, own)
            top -= _highest(row)


def _highest(row: Sequence[tuple[TextFlow, float, float]]) -> float:
    return max(text.height(own) for text, _, own in row)


def _may_part(rows: Rows) -> bool:
    """Whether so many rows may stand on two pages: two of them on each."""
    return len(rows) >= ORPHANS + WIDOWS


def _advance(text: TextFlow) -> float:
    """Width of a text of one line with the blanks at its ends."""
    return sum(piece.width for piece in text.lines(1e5)[0].pieces) + 0.1


def run_in(flowables: Sequence[Flowable]) -> Iterator[Flowable]:
    """The same flowables, facts that follow each other as one."""
    for facts, group in groupby(flowables, lambda one: isinstance(one, FactsFlow)):
        members = list(group)
        if facts:
            yield reduce(lambda one, other: one.joined(other), cast("list[FactsFlow]", members))
        else:
            yield from (one.compact() for one in members)


class SmallPrint(RowFlow):
    """What stands at the end of a leaflet, in one piece: in `body`, one below the other. least: height of what is on
    the next page at least where it is parted."""

    least: float = 0.0

    def compact(self) -> Flowable:
        return replace(self, body=list(run_in(self.body)))

    def in_one(self, room: float) -> Flowable:
        return replace(self, whole=room)

    def shared(self, least: float) -> Flowable:
        return replace(self, least=least)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable | None] | None:
        parts = RowFlow.split(self, width, room)
        missing = self.least - parts[1].height(width) if parts and parts[1] else 0.0
        if not parts or missing <= 0:
            return parts
        return RowFlow.split(self, width, parts[0].height(width) - missing) or parts


class SmallPrintBeside(BesideFlow):
    """The same with a code beside it."""

    def compact(self) -> Flowable:
        children = list(run_in(self.children))
        return replace(self, children=children, above=len(children))
