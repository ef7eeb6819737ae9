"""Things that fill a column from top to bottom: text, boxes, rows, pictures, lines to write on.

A flowable knows its height at a width, can be cut at a height, and draws itself. Points; `top` is the upper edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from generator.pictures import Picture
from generator.story.styles import TextStyle
from generator.surface import RGB, FormField, Ink, Surface
from generator.tags import Goal, Tag
from generator.text.lines import Line, Paragraph, break_lines
from generator.values import Frozen, Mutable, field, replace

# Fewest lines of a paragraph at the foot and at the head of a page [general typographic practice].
ORPHANS = WIDOWS = 2
# Half the cap height of Noto Sans (714 of 1000 units): puts capitals in the middle of their line.
_HALF_CAP = 0.357
# Width and lines of a text that has not been broken into lines yet.
_UNBROKEN: tuple[float, tuple[Line, ...]] = (-1.0, ())


class Flowable(Mutable):
    """The base: space around it, and whether it must stand on the page of what follows.

    needs: it stands in no column that is narrower, in points; block: what the author wrote it as, so that a message can
    lead there.
    """

    AT_FOOT: ClassVar[bool] = False  # whether it stands at the foot of its page, whatever follows

    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    needs: float = 0.0
    block: object = None

    def height(self, width: float) -> float:
        raise NotImplementedError

    def minimum(self, width: float) -> float:
        """Height of the smallest part that may start on a page."""
        return self.height(width)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable | None] | None:
        """Two parts, the first no higher than `room`, or one that gives up the space below it; None when it cannot be
        cut there."""
        return None

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        raise NotImplementedError


class LinkTarget(Frozen):
    """Where a span leads, and what a screen reader says of it."""

    tag: Tag
    address: str | Goal
    contents: str


class TextFlow(Flowable):
    """A paragraph. inks: one a span; links: span index to target; goal: a place that links lead to; ruled: over a thin
    line; hang: by how much lines after the first are set in; first, last: its lines after a split, as wide as they were
    then (`cut_at`), after `skip` characters."""

    paragraph: Paragraph | None = None
    style: TextStyle | None = None
    inks: tuple[Ink, ...] = ()
    links: dict[int, LinkTarget] = field(default_factory=dict)
    align: str = "start"
    bookmark: tuple[int, str, Tag] | None = None
    goal: Goal | None = None
    ruled: bool = False
    hang: float = 0.0
    first: int = 0
    last: int | None = None
    skip: int = 0
    cut_at: float = 0.0
    _broken: tuple[float, tuple[Line, ...]] = _UNBROKEN

    def lines(self, width: float) -> tuple[Line, ...]:
        if self._broken[0] != width:
            skip, first = self._begins(width)
            self._broken = (width, self._all_lines(width, skip)[first : self.last])
        return self._broken[1]

    def _all_lines(self, width: float, skip: int) -> tuple[Line, ...]:
        assert self.paragraph is not None
        return break_lines(self.paragraph, width, self.align, self.hang, skip)

    def _begins(self, width: float) -> tuple[int, int]:
        """How many characters are left out, and how many lines after them; what goes on in another width is broken
        into lines anew."""
        if not self.first or width == self.cut_at:
            return self.skip, self.first
        before = self._all_lines(self.cut_at, self.skip)[: self.first]
        return self.skip + sum(len(piece.run.text) for line in before for piece in line.pieces), 0

    @property
    def leading(self) -> float:
        assert self.style is not None
        return self.style.leading

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.leading

    def minimum(self, width: float) -> float:
        count = len(self.lines(width))
        return (count if count < ORPHANS + WIDOWS else ORPHANS) * self.leading

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        count = len(self.lines(width))
        fits = min(int(room / self.leading + 1e-6), count - WIDOWS)
        if fits < ORPHANS:
            return None
        skip, first = self._begins(width)
        cut = replace(self, skip=skip, cut_at=width)
        head = replace(cut, first=first, last=first + fits, space_after=0.0, keep_with_next=False)
        tail = replace(cut, first=first + fits, space_before=0.0, bookmark=None, goal=None)
        head._broken = tail._broken = _UNBROKEN
        return head, tail

    def least_width(self, facts_only: bool = False) -> float:
        """Width of what should not be parted: the longest word, or the longest number with its unit."""
        assert self.paragraph is not None
        return self.paragraph.longest(facts_only)

    def natural_width(self) -> float:
        """Width of the longest line when nothing forces a break."""
        return max(line.width for line in self.lines(1e5))

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.style is not None
        lines, size = self.lines(width), self.style.size
        if self.bookmark:
            surface.bookmark(*self.bookmark, top)
        if self.goal:
            surface.reach(self.goal, top)
        first = top - self.leading / 2 - size * _HALF_CAP
        baselines = [first - index * self.leading for index in range(len(lines))]
        surface.draw_lines(lines, x, baselines, size, self.inks)
        if self.ruled:
            surface.rule(x, top - len(lines) * self.leading - 1.0, width, 1.0, self.style.colour)
        if self.links:
            self._draw_links(surface, lines, x, baselines)

    def _draw_links(self, surface: Surface, lines: Sequence[Line], x: float, baselines: Sequence[float]) -> None:
        assert self.style is not None
        size = self.style.size
        for line, baseline in zip(lines, baselines, strict=True):
            for span, left, right in _stretches(line, self.links):
                target = self.links[span]
                surface.rule(x + left, baseline - size * 0.14, right - left, size * 0.055, self.inks[span].colour)
                box = (x + left, baseline - size * 0.28, x + right, baseline + size * 0.92)
                surface.link(target.tag, box, target.address, target.contents)


def _stretches(line: Line, links: dict[int, LinkTarget]) -> list[tuple[int, float, float]]:
    """(span, left, right) of each linked stretch of a line, without the blank at its end."""
    found: list[tuple[int, float, float]] = []
    for piece, left in zip(line.pieces, line.lefts, strict=True):
        if piece.span not in links or piece.run.is_blank:
            continue
        right = left + piece.width - (0.0 if piece.run.rtl else piece.blank)
        left += piece.blank if piece.run.rtl else 0.0
        if found and found[-1][0] == piece.span:
            found[-1] = (piece.span, min(found[-1][1], left), max(found[-1][2], right))
        else:
            found.append((piece.span, left, right))
    return found


def stack_height(flowables: Sequence[Flowable], width: float) -> float:
    """Height of flowables one below the other; of two spaces that meet the larger counts."""
    total, after = 0.0, None
    for flowable in flowables:
        if after is not None:
            total += max(after, flowable.space_before)
        total += flowable.height(width)
        after = flowable.space_after
    return total


def draw_stack(flowables: Sequence[Flowable], surface: Surface, x: float, top: float, width: float) -> None:
    after = None
    for flowable in flowables:
        if after is not None:
            top -= max(after, flowable.space_before)
        flowable.draw(surface, x, top, width)
        top -= flowable.height(width)
        after = flowable.space_after


def widest_word(flowables: Sequence[Flowable]) -> float:
    """Width that a stack needs so that no word of it is parted, labels of lists included. Points."""
    widths = [0.0]
    for flowable in flowables:
        if isinstance(flowable, TextFlow):
            widths.append(flowable.least_width())
        elif isinstance(flowable, RowFlow):
            widths.append(flowable.indent + widest_word(flowable.body))
    return max(widths)


def stack_minimum(flowables: Sequence[Flowable], width: float) -> float:
    """The least height that a stack starts with: what stays with the next, and the beginning of what follows it."""
    first = next((n for n, one in enumerate(flowables) if not one.keep_with_next), len(flowables) - 1)
    start = flowables[: first + 1]
    return stack_height(start, width) - start[-1].height(width) + start[-1].minimum(width)


def split_stack(
    flowables: Sequence[Flowable], width: float, room: float
) -> tuple[list[Flowable], list[Flowable]] | None:
    """Cut a stack so that the first part is no higher than `room`, headings staying with what follows.

    Where all of it should stay together and cannot, it is parted behind whatever fits.
    """
    used, after, head = 0.0, None, list[Flowable]()
    for index, flowable in enumerate(flowables):
        gap = max(after, flowable.space_before) if after is not None else 0.0
        height, left = flowable.height(width), room - used - gap
        if height > left + 1e-6:
            parts = flowable.split(width, left) if not head or flowable.minimum(width) <= left + 1e-6 else None
            tail = list(flowables[index:])
            if parts:
                parts[0].keep_with_next = False
                head.append(parts[0])
                tail[:1] = [parts[1]] if parts[1] is not None else []
            kept = len(head)
            while kept and head[kept - 1].keep_with_next:
                kept -= 1
            kept = kept or len(head)
            return (head[:kept], [*head[kept:], *tail]) if kept else None
        used += gap + height
        after = flowable.space_after
        head.append(flowable)
    return head, []


class BoxFlow(Flowable):
    """A tinted box with a bar at the start side; children inside.

    icon: drawn at the start of the first line, icon_size wide; whole: a box that is no higher is not parted; together:
    how many of its children a higher one starts with, the last of them maybe in part; least_tail: height of what is in
    it on the next page at least; parted: behind how many of its children it is parted where they fit, as between two
    languages; 0: wherever the page ends; outline: a line all around instead of ground and bar; barred: with a bar;
    corners: their radius; goes_on: whether it began on the page before.
    """

    children: list[Flowable] = field(default_factory=list)
    ground: RGB = (1.0, 1.0, 1.0)
    bar: RGB = (0.0, 0.0, 0.0)
    rtl: bool = False
    icon: Picture | None = None
    padding: float = 15.0
    icon_size: float = 20.0
    whole: float = 250.0
    least_tail: float = 0.0
    together: int = 3
    parted: int = 0
    outline: bool = False
    barred: bool = True
    corners: float = 0.0
    goes_on: bool = False

    BAR, ICON_GAP, LINE = 4.0, 10.0, 1.5

    def _inner(self, width: float) -> tuple[float, float]:
        """Indent at the start side and width of the children."""
        indent = self.BAR + self.padding + (self.icon_size + self.ICON_GAP if self.icon else 0.0)
        return indent, width - indent - self.padding

    def height(self, width: float) -> float:
        return stack_height(self.children, self._inner(width)[1]) + 2 * self.padding

    def minimum(self, width: float) -> float:
        """A box of less than a third of a page stays whole; a larger one may start with its first few parts."""
        inner = self._inner(width)[1]
        whole = self.height(width)
        if whole <= self.whole:
            return whole
        last = self.children[: self.together][-1]
        saved = last.height(inner) - last.minimum(inner)
        return stack_height(self.children[: self.together], inner) - saved + 2 * self.padding

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        inner, own = self._inner(width)[1], room - 2 * self.padding
        first = self.children[: self.parted]
        if first and stack_height(first, inner) <= own + 1e-6:
            parts = first, self.children[self.parted :]
        else:
            parts = self._parts(inner, own)
        if not parts[0] or not parts[1]:
            return None
        tail = replace(self, children=parts[1], space_before=0.0, goes_on=True, parted=0)
        return replace(self, children=parts[0], space_after=0.0), tail

    def _parts(self, inner: float, own: float) -> tuple[list[Flowable], list[Flowable]]:
        """What stands in it on the two pages: rather more on the next one than a line or two."""
        parts = split_stack(self.children, inner, own) or ([], [])
        missing = self.least_tail - stack_height(parts[1], inner)
        if parts[1] and missing > 0:
            fewer = split_stack(self.children, inner, stack_height(parts[0], inner) - missing)
            return fewer if fewer and not fewer[0][-1].keep_with_next else parts  # no title alone
        return parts

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        height = self.height(width)
        self._draw_ground(surface, x, top - height, width, height)
        indent, inner = self._inner(width)
        left = x + self.padding if self.rtl else x + indent
        if self.icon and not self.goes_on:
            side = x + width - self.BAR - self.padding - self.icon_size if self.rtl else x + self.BAR + self.padding
            first = self.children[0]
            line = first.leading if isinstance(first, TextFlow) else self.icon_size
            surface.draw_picture(self.icon, side, top - self.padding - (line + self.icon_size) / 2, self.icon_size)
        draw_stack(self.children, surface, left, top - self.padding, inner)

    def _draw_ground(self, surface: Surface, x: float, bottom: float, width: float, height: float) -> None:
        if self.outline:
            half = self.LINE / 2
            surface.frame(
                x + half, bottom + half, width - self.LINE, height - self.LINE, self.LINE, self.bar, self.corners
            )
            return
        surface.fill_box(x, bottom, width, height, self.ground, self.corners)
        if self.barred:
            surface.fill_box(x + width - self.BAR if self.rtl else x, bottom, self.BAR, height, self.bar)


class RowFlow(Flowable):
    """A label at the start side and a body beside it: list items, glossary entries, questions. whole: one that is no
    higher is not parted."""

    label: Flowable | None = None
    body: list[Flowable] = field(default_factory=list)
    indent: float = 20.0
    gap: float = 0.0
    rtl: bool = False
    whole: float = 0.0

    def _label_height(self) -> float:
        return self.label.height(self.indent - self.gap) if self.label else 0.0

    def height(self, width: float) -> float:
        return max(self._label_height(), stack_height(self.body, width - self.indent))

    def minimum(self, width: float) -> float:
        height = self.height(width)
        if height <= self.whole:
            return height
        return max(self._label_height(), stack_minimum(self.body, width - self.indent))

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        if self._label_height() > room or self.height(width) <= self.whole:
            return None
        parts = split_stack(self.body, width - self.indent, room)
        if not parts or not parts[1]:
            return None
        return replace(self, body=parts[0], space_after=0.0), replace(self, label=None, body=parts[1], space_before=0.0)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        if self.label:
            own = self.indent - self.gap
            self.label.draw(surface, x + width - own if self.rtl else x, top, own)
        draw_stack(self.body, surface, x if self.rtl else x + self.indent, top, width - self.indent)


class PictureFlow(Flowable):
    """A picture. tag: its Figure, or None when it is decoration."""

    picture: Picture | None = None
    picture_width: float = 0.0
    tag: Tag | None = None
    rtl: bool = False

    def height(self, width: float) -> float:
        assert self.picture is not None
        return min(self.picture_width, width) * self.picture.height / self.picture.width

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.picture is not None
        own, height = min(self.picture_width, width), self.height(width)
        left = x + width - own if self.rtl else x
        if self.tag is None:
            surface.draw_picture(self.picture, left, top - height, own)
            return
        self.tag.attributes["Layout"] = {"Placement": "Block", "BBox": [left, top - height, left + own, top]}
        with surface.tagged(self.tag):
            surface.draw_picture(self.picture, left, top - height, own)


class BesideFlow(Flowable):
    """A picture at the start side with flowables beside it, in the middle of its height."""

    picture: PictureFlow | None = None
    children: list[Flowable] = field(default_factory=list)
    gap: float = 20.0
    rtl: bool = False

    def _inner(self, width: float) -> float:
        assert self.picture is not None
        return width - self.picture.picture_width - self.gap

    def height(self, width: float) -> float:
        assert self.picture is not None
        return max(self.picture.height(width), stack_height(self.children, self._inner(width)))

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.picture is not None
        own, inner = self.picture.picture_width, self._inner(width)
        height = self.height(width)
        self.picture.draw(
            surface, x + width - own if self.rtl else x, top - (height - self.picture.height(width)) / 2, own
        )
        text = stack_height(self.children, inner)
        draw_stack(self.children, surface, x if self.rtl else x + own + self.gap, top - (height - text) / 2, inner)


class WritingLines(Flowable):
    """Ruled lines to write on."""

    count: int = 0
    pitch: float = 25.0
    colour: RGB = (0.5, 0.5, 0.5)

    def height(self, width: float) -> float:
        return self.count * self.pitch

    def minimum(self, width: float) -> float:
        """A few lines stay together; of many, three may start on a page."""
        return (self.count if self.count <= 6 else 3) * self.pitch

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        fits = int(room / self.pitch + 1e-6)
        if not 0 < fits < self.count:
            return None
        return replace(self, count=fits, space_after=0.0), replace(self, count=self.count - fits, space_before=0.0)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        for index in range(1, self.count + 1):
            surface.rule(x, top - index * self.pitch + 3, width, 0.75, self.colour)


class FieldFlow(WritingLines):
    """Lines to type on: the same lines, under a field of a form."""

    tag: Tag | None = None
    field: FormField | None = None

    def minimum(self, width: float) -> float:
        return self.height(width)

    def split(self, width: float, room: float) -> None:
        """A field is one rectangle."""

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.tag is not None and self.field is not None
        WritingLines.draw(self, surface, x, top, width)
        surface.form_field(self.tag, (x, top - self.height(width) + 3, x + width, top), self.field)


class TickBox(Flowable):
    """A square to tick, as high as a line of text. tag: of the form's field that it is, whose name is `label`, or None
    for one on paper."""

    line: float = 20.0
    side: float = 12.0
    colour: RGB = (0.0, 0.0, 0.0)
    rtl: bool = False
    tag: Tag | None = None
    label: str = ""
    ticked: bool = False

    def height(self, width: float) -> float:
        return self.line

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        left = x + width - self.side if self.rtl else x
        bottom = top - (self.line + self.side) / 2
        surface.frame(left, bottom, self.side, self.side, 1.2, self.colour, 2.0)
        if self.tag is not None:
            surface.tick_field(self.tag, (left, bottom, left + self.side, bottom + self.side), self.label, self.ticked)


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


class RuleFlow(Flowable):
    """A thin line across the column."""

    thickness: float = 0.75
    colour: RGB = (0.5, 0.5, 0.5)

    def height(self, width: float) -> float:
        return 0.0

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        surface.rule(x, top, width, self.thickness, self.colour)
