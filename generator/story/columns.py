"""Things that stand side by side or are joined down the page: columns, the moments of a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from generator.model.block_styles import COLUMN_GAP, DOT
from generator.model.page import Page
from generator.story.filling import TickBox
from generator.story.flowables import Again, Flowable, TextFlow, draw_stack, lead_height, split_stack, stack_height
from generator.story.rows import RowFlow
from generator.surface import RGB, Surface
from generator.values import field, replace

# Between rows of boxes to tick: more than between the lines of one answer.
BETWEEN_ROWS = 5.0
# Between columns, in points: as thick as any thin line.
RULE = 0.75
# Lines of a heading in the column at the start side.
HIGHEST_HANGING = 6


class ColumnsFlow(Flowable):
    """Stacks side by side, as wide as each other; the first stands at the start side.

    They are never parted: on two pages, who reads line by line would meet half of each column in turn. headed: what
    stands first in each is its heading, and what follows begins in all at one height; rule: colour of a thin line
    between them.
    """

    columns: list[list[Flowable]] = field(default_factory=list)
    gap: float = COLUMN_GAP
    rtl: bool = False
    headed: bool = False
    rule: RGB | None = None

    def _own(self, width: float) -> float:
        count = len(self.columns)
        return (width - (count - 1) * self.gap) / count

    def height(self, width: float) -> float:
        own = self._own(width)
        return max(
            stack_height(column, own) + less for column, less in zip(self.columns, self._lowered(own), strict=True)
        )

    def _lowered(self, own: float) -> list[float]:
        """How much lower each column goes on below its heading than it would alone."""
        if not self.headed:
            return [0.0] * len(self.columns)
        heights = [column[0].height(own) for column in self.columns]
        return [max(heights) - height for height in heights]

    def loosened(self) -> Flowable:
        """The stacks one below the other, as wide as the text: those may part."""
        stacks = [[*column[:-1], replace(column[-1], space_after=self.gap)] for column in self.columns if column]
        body = [flowable.loosened() for stack in stacks for flowable in stack]
        return RowFlow(
            body=body, indent=0.0, block=self.block, space_before=self.space_before, space_after=self.space_after
        )

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        own, height = self._own(width), self.height(width) if self.rule else 0.0
        for place in range(1, len(self.columns) if self.rule else 0):
            assert self.rule is not None
            middle = x + place * (own + self.gap) - self.gap / 2
            surface.fill_box(middle - RULE / 2, top - height, RULE, height, self.rule)
        for index, (column, less) in enumerate(zip(self.columns, self._lowered(own), strict=True)):
            place = len(self.columns) - 1 - index if self.rtl else index
            left, upper = x + place * (own + self.gap), top
            if less and len(column) > 1:
                column[0].draw(surface, left, top, own)
                gap = max(column[0].space_after, column[1].space_before)
                upper, column = top - column[0].height(own) - gap - less, column[1:]
            draw_stack(column, surface, left, upper, own)


class HangingFlow(Flowable):
    """A heading in the column at the start side, level with what follows it. side: that column's width; gutter: from
    it to the text; free: whether it may run down beside more than what it stands at."""

    heading: TextFlow = field(default_factory=TextFlow)
    follower: Flowable = field(default_factory=Flowable)
    side: float = 100.0
    gutter: float = 15.0
    rtl: bool = False
    free: bool = False

    def height(self, width: float) -> float:
        own = self.follower.height(width)
        return own if self.free else max(self.heading.height(self.side), own)

    @property
    def _lift(self) -> float:
        """What brings the heading to the base line of text in other type, such as sources; points, up."""
        line = _first_line(self.follower)
        return self.heading.first_baseline - line.first_baseline if line else 0.0

    def rise(self, width: float) -> float:
        return max(self.heading.rise(self.side) + min(0.0, self._lift), self.follower.rise(width))

    def minimum(self, width: float) -> float:
        return max(self.heading.height(self.side), self.follower.minimum(width))

    def loosened(self) -> Flowable:
        return replace(self, near_next=False, follower=self.follower.loosened())

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable | None] | None:
        if self.heading.height(self.side) > room:
            return None
        parts = self.follower.split(width, room)
        if parts is None:
            return None
        return replace(self, follower=parts[0], space_after=0.0, keep_with_next=False, near_next=False), parts[1]

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        beside = x + width + self.gutter if self.rtl else x - self.gutter - self.side
        self.heading.draw(surface, beside, top + self._lift, self.side)
        self.follower.draw(surface, x, top, width)


def _first_line(flow: Flowable) -> TextFlow | None:
    """The text that a flowable begins with, when it is a paragraph or an item of a list."""
    while isinstance(flow, RowFlow):
        flow = flow.body[0]
    return flow if isinstance(flow, TextFlow) else None


def hanging(flowables: list[Flowable], page: Page, rtl: bool) -> list[Flowable]:
    """The flowables with each section heading hung beside what follows it, or above it where that would part a word of
    it or make a tower of it."""
    hung: list[Flowable] = []
    waiting = list(reversed(flowables))
    while waiting:
        heading = waiting.pop()
        if not isinstance(heading, TextFlow) or not _is_section(heading) or not _hangs(heading, page.side):
            hung.append(heading)
            continue
        if not waiting:
            hung.append(heading)
            break
        follower = waiting.pop()
        hung.append(
            HangingFlow(
                heading=heading,
                follower=follower,
                side=page.side,
                gutter=page.side_gutter,
                rtl=rtl,
                free=heading.height(page.side) <= _height_of_section(follower, waiting, page.measure),
                block=heading.block,
                space_before=max(heading.space_before, follower.space_before),
                space_after=follower.space_after,
                keep_with_next=follower.keep_with_next,
                near_next=follower.near_next,
            )
        )
    return hung


def _height_of_section(first: Flowable, waiting: Sequence[Flowable], width: float) -> float:
    """Height of what stands below a section heading, or of as much of it as comes before a slip."""
    own = takewhile(lambda one: not (_is_section(one) or one.AT_FOOT), reversed(waiting))
    return stack_height([first, *own], width)


def _hangs(heading: TextFlow, side: float) -> bool:
    return heading.least_width() <= side and heading.height(side) <= HIGHEST_HANGING * heading.leading


def _is_section(flow: Flowable) -> bool:
    """Whether it is a heading of level 2."""
    return isinstance(flow, TextFlow) and flow.bookmark is not None and flow.bookmark[0] == 2


class OptionsFlow(Flowable):
    """Boxes to tick with their words, side by side as far as the width goes, then in further rows; never parted.

    indent: from the edge of a box to its words; gap: least distance between two options.
    """

    options: list[tuple[TickBox, TextFlow]] = field(default_factory=list)
    indent: float = 25.0
    gap: float = 20.0
    rtl: bool = False

    def _rows(self, width: float) -> list[list[tuple[TickBox, TextFlow, float, float]]]:
        """Each row's options with their distance from the start side and the width of their words."""
        rows: list[list[tuple[TickBox, TextFlow, float, float]]] = [[]]
        at = 0.0
        for box, text in self.options:
            own = min(text.natural_width() + 0.5, width - self.indent)
            if rows[-1] and at + self.indent + own > width:
                rows.append([])
                at = 0.0
            rows[-1].append((box, text, at, own))
            at += self.indent + own + self.gap
        return rows

    def height(self, width: float) -> float:
        rows = self._rows(width)
        return sum(_tallest(row) for row in rows) + BETWEEN_ROWS * (len(rows) - 1)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        for row in self._rows(width):
            for box, text, at, own in row:
                left = x + width - at - self.indent if self.rtl else x + at
                box.draw(surface, left, top, self.indent)
                text.draw(surface, left - own if self.rtl else left + self.indent, top, own)
            top -= _tallest(row) + BETWEEN_ROWS


def _tallest(row: list[tuple[TickBox, TextFlow, float, float]]) -> float:
    return max(text.height(own) for _, text, _, own in row)


class MomentFlow(Flowable):
    """A moment of a timeline: a dot at its first line, and a line down to the next one when it is `joined`.

    begins: whether it is the first; titled: when, where it goes on; goes_on: whether it began on the page before;
    below: whether room follows before the next one, which a page's end takes away; growth: how much larger than in a
    standard leaflet; mark: width of the dot there, in points.
    """

    children: list[Flowable] = field(default_factory=list)
    dot: RGB = (0.0, 0.0, 0.0)
    line: RGB = (0.5, 0.5, 0.5)
    rtl: bool = False
    begins: bool = False
    joined: bool = True
    growth: float = 1.0
    titled: Again | None = None
    goes_on: bool = False
    below: bool = True
    mark: float = DOT

    INDENT, THICKNESS, BELOW = 30.0, 2.5, 15.0

    def _inner(self, width: float) -> float:
        return width - self.INDENT * self.growth

    @property
    def _titles(self) -> Sequence[Flowable]:
        return self.titled() if self.goes_on and self.titled else ()

    def height(self, width: float) -> float:
        below = self.BELOW if self.joined and self.below else 0.0
        return stack_height([*self._titles, *self.children], self._inner(width)) + below

    def minimum(self, width: float) -> float:
        """When, and the first lines of what then."""
        inner, children = self._inner(width), [*self._titles, *self.children]
        first = children[0].height(inner)
        return first + children[1].minimum(inner) if len(children) > 1 else first

    def loosened(self) -> Flowable:
        return replace(self, near_next=False, children=[child.loosened() for child in self.children])

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable | None] | None:
        inner = self._inner(width)
        parts = split_stack(self.children, inner, room - lead_height(self._titles, self.children[0], inner))
        if not parts:
            bare = replace(self, titled=None)
            fits = self._titles and bare.height(width) <= room
            return (bare, None) if fits else bare.split(width, room) if self._titles else None
        head = replace(self, children=parts[0], space_after=0.0, below=False, keep_with_next=False, near_next=False)
        if not parts[1]:
            return (head, None) if self.below else None
        return head, replace(self, children=parts[1], space_before=0.0, goes_on=True)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        height, indent = self.height(width), self.INDENT * self.growth
        children = [*self._titles, *self.children]
        dotted = bool(self._titles) or not self.goes_on
        side = self.mark * self.growth
        middle = x + width - side / 2 if self.rtl else x + side / 2
        centre = getattr(children[0], "leading", side) / 2
        high = centre if self.begins and not self.goes_on else 0.0
        low = height if self.joined else centre if dotted else 0.0
        if low > high:
            surface.fill_box(middle - self.THICKNESS / 2, top - low, self.THICKNESS, low - high, self.line)
        if dotted:
            surface.dot(middle, top - centre, side / 2, self.dot)
        draw_stack(children, surface, x if self.rtl else x + indent, top, self._inner(width))
