"""Rows of lists: a label beside its words, and the icons that may stand before them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.pictures import Picture
from generator.story.flowables import Flowable, TextFlow, draw_stack, split_stack, stack_height, stack_minimum
from generator.surface import RGB, Surface
from generator.values import field, replace

# From a row to the rule below it, in points; the space below the row follows the rule.
RULE_BELOW = 5.0


class RowFlow(Flowable):
    """A label at the start side, and beside its first line a body: list items, glossary entries, questions. whole: one
    that is no higher is not parted; steady: whether its body keeps its form wherever it stands; rule: colour of a thin
    line that parts it from the next."""

    label: Flowable | None = None
    body: list[Flowable] = field(default_factory=list)
    indent: float = 20.0
    gap: float = 0.0
    rtl: bool = False
    whole: float = 0.0
    steady: bool = False
    rule: RGB | None = None

    def _label_height(self) -> float:
        return self.label.height(self.indent - self.gap) if self.label else 0.0

    def height(self, width: float) -> float:
        below = RULE_BELOW if self.rule else 0.0
        return max(self._label_height(), stack_height(self.body, width - self.indent)) + below

    def rise(self, width: float) -> float:
        return self.body[0].rise(width - self.indent)

    def minimum(self, width: float) -> float:
        height = self.height(width)
        if height <= self.whole:
            return height
        return max(self._label_height(), stack_minimum(self.body, width - self.indent))

    def loosened(self) -> Flowable:
        body = self.body if self.steady else [child.loosened() for child in self.body]
        return replace(self, near_next=False, body=body)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable | None] | None:
        bare = replace(self, rule=None, space_after=0.0) if self.rule else self
        if bare is not self and bare.height(width) <= room:  # at the foot of a page no rule parts it from anything
            return bare, None
        if self._label_height() > room or self.height(width) <= self.whole:
            return None
        parts = split_stack(self.body, width - self.indent, room)
        if not parts or not parts[1]:
            return None
        tail = replace(self, label=None, body=parts[1], space_before=0.0, again=parts[1][0].again or self.again)
        return replace(self, body=parts[0], space_after=0.0, rule=None), tail

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        if self.label:
            own, first = self.indent - self.gap, top - self.body[0].drop(width - self.indent)
            self.label.draw(surface, x + width - own if self.rtl else x, first, own)
        draw_stack(self.body, surface, x if self.rtl else x + self.indent, top, width - self.indent)
        if self.rule:
            surface.rule(x, top - self.height(width), width, 0.75, self.rule)


class NumberDisc(Flowable):
    """The number of a step, white on a disc, in the middle of a line of text. side: width of the disc of two digits."""

    text: TextFlow | None = None
    side: float = 20.0
    colour: RGB = (0.0, 0.0, 0.0)
    rtl: bool = False

    def height(self, width: float) -> float:
        assert self.text is not None
        return self.text.leading

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.text is not None
        own, line = self.text.natural_width(), self.text.leading
        side = max(self.side, own + 4.0)
        left = x + width - side if self.rtl else x
        surface.dot(left + side / 2, top - line / 2, side / 2, self.colour)
        self.text.draw(surface, left + (side - own) / 2, top, own + 0.5)


class IconMark(Flowable):
    """A small icon before an item, in the middle of a line of text."""

    icon: Picture | None = None
    line: float = 20.0
    side: float = 14.0
    rtl: bool = False

    def height(self, width: float) -> float:
        return self.line

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.icon is not None
        left = x + width - self.side if self.rtl else x
        surface.draw_picture(self.icon, left, top - (self.line + self.side) / 2, self.side)


def widest_word(flowables: Sequence[Flowable]) -> float:
    """Width that a stack needs so that no word of it is parted, nor a phrase such as “about 15 of 100”, labels of lists
    included. Points."""
    widths = [0.0]
    for flowable in flowables:
        if isinstance(flowable, TextFlow):
            widths.append(max(flowable.least_width(), flowable.phrase_width("whole")))
        elif isinstance(flowable, RowFlow):
            widths.append(flowable.indent + widest_word(flowable.body))
    return max(widths)


def _is_one_line(row: RowFlow, measure: float) -> bool:
    return row.label is not None and row.height(measure) < 2 * row.label.height(measure)


def keep_ends(rows: Sequence[RowFlow], after: float, measure: float) -> None:
    """No item stands alone at the foot or the head of a page, but of a pair one of several lines. after: the space
    below the list."""
    for row, alone in ((rows[0], rows[0]), (rows[-2], rows[-1])) if len(rows) > 1 else ():
        row.near_next |= len(rows) > 2 or _is_one_line(alone, measure)
    rows[-1].near_next, rows[-1].space_after = False, after
