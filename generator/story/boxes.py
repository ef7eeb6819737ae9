"""Boxes: children on a ground with a bar, or inside a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.blocks.words import Paragraph
from generator.pictures import Picture
from generator.story.flowables import (
    Again,
    Flowable,
    TextFlow,
    draw_stack,
    lead_height,
    split_stack,
    stack_height,
)
from generator.story.styles import CLOSEST, closed_up
from generator.surface import RGB, Surface
from generator.values import field, replace

# How many of its children a box starts with that is parted so that no page stays empty: its title and what follows it.
LOOSE_START = 2
# Beside text of 14 points: of boxes that say when to get help, in points.
WIDEST_ICON = 28.0
# What sums of lengths may differ by, in points.
_SLACK = 1e-6


class BoxFlow(Flowable):
    """A tinted box with a bar at the start side; children inside.

    icon: drawn at the start of the first line, icon_size wide; whole: a box that is no higher is not parted; firm: one
    that is no higher is not parted even where much of a page then stays empty; alone: the same of one without a heading
    above it; together: how many of its children a higher one starts with, the last of them maybe in part; least_tail:
    height of what is in it on the next page at least; parted: behind how many of its children it is parted where they
    fit, as between two languages; 0: wherever the page ends; outline: a line all around instead of ground and bar;
    barred: with a bar; corners: their radius; steady: whether what it starts with and its children are never loosened;
    titled: its title where it goes on; urgent: whether half of it stands on its first page at least; warns: whether it
    is parted for no less than half of a page, below a heading, or because it is higher than one; goes_on: whether it
    began on the page before; eases: how many of its
    parts it then starts with at least where it is parted rather than that a third of a page stays empty; 0: it is not;
    easing: whether it is; holds: whether it stays whole however much of a page stays empty, but where no page holds it
    with its heading.
    """

    children: list[Flowable] = field(default_factory=list)
    ground: RGB = (1.0, 1.0, 1.0)
    bar: RGB = (0.0, 0.0, 0.0)
    rtl: bool = False
    icon: Picture | None = None
    padding: float = 15.0
    icon_size: float = 20.0
    whole: float = 250.0
    firm: float = 0.0
    alone: float = 0.0
    least_tail: float = 0.0
    together: int = 3
    parted: int = 0
    outline: bool = False
    barred: bool = True
    corners: float = 0.0
    steady: bool = False
    titled: Again | None = None
    urgent: bool = False
    warns: bool = False
    goes_on: bool = False
    eases: int = 0
    easing: bool = False
    holds: bool = False

    BAR, ICON_GAP, LINE = 4.0, 10.0, 1.5

    @property
    def inset(self) -> float:
        """What it takes of the measure, in points."""
        return self.BAR + 2 * self.padding + (self.icon_size + self.ICON_GAP if self.icon else 0.0)

    def _inner(self, width: float) -> tuple[float, float]:
        """Indent at the start side and width of the children."""
        return self.inset - self.padding, width - self.inset

    @property
    def _titles(self) -> Sequence[Flowable]:
        """What stands above the children where it goes on: signs of an emergency do not say whom to call."""
        return self.titled() if self.goes_on and self.titled else ()

    def height(self, width: float) -> float:
        return stack_height([*self._titles, *self.children], self._inner(width)[1]) + 2 * self.padding

    def minimum(self, width: float) -> float:
        """A box of less than a third of a page stays whole; a larger one may start with its first few parts."""
        inner = self._inner(width)[1]
        whole = self.height(width)
        if self.easing:
            return min((self._height_of(head, width) for head, _ in self._good_parts(inner, whole)), default=whole)
        if whole <= self.whole:
            return whole
        children = [*self._titles, *self.children]
        if self.parted:
            return stack_height(children[: self.parted], inner) + 2 * self.padding
        count = self._start(children, inner)
        while count < len(children) and (children[count - 1].keep_with_next or children[count - 1].tied):
            count += 1
        last = children[count - 1]
        saved = last.height(inner) - last.minimum(inner)
        return stack_height(children[:count], inner) - saved + 2 * self.padding

    def _start(self, children: Sequence[Flowable], inner: float) -> int:
        """How many of its parts stand on its first page at least, as far as a page holds so many."""
        count = (len(children) + 1) // 2 if self.urgent and not self.goes_on else 0
        while count > self.together and stack_height(children[:count], inner) > self.firm:
            count -= 1
        return min(max(count, self.together), len(children))

    def loosened(self) -> Flowable:
        """Two of its children stay together at its end even so, as an item that is alone there looks like a remnant."""
        children = self.children
        if not self.steady:
            *first, last = self.children
            children = [*(child.loosened() for child in first[:-1]), *first[-1:], last.loosened()]
        start = self.together if self.steady else min(self.together, LOOSE_START)
        return replace(self, near_next=False, children=children, whole=min(self.whole, self.firm), together=start)

    def eased(self) -> Flowable:
        """The same, to be parted between its children or behind a sentence, with enough of it on each page; a
        warning is not."""
        return self.loosened() if self.warns or not self.eases else self._parting()

    def _parting(self) -> BoxFlow:
        children = [self._eased_child(child) for child in self.children]
        return replace(self, near_next=False, children=children, easing=True)

    def tight(self) -> Flowable:
        return self.closer(CLOSEST).eased() if self.eases else self.eased()

    def freed(self) -> Flowable:
        """The same, and a warning too, behind a sentence; signs of an emergency with half of them on the first page."""
        return self.eased() if self.holds else self.torn()

    def torn(self) -> Flowable:
        return self._parting() if self.eases else self.eased()

    def anyhow(self) -> Flowable:
        return replace(self, easing=False, children=[child.anyhow() for child in self.children])

    def closer(self, given: int) -> BoxFlow:
        """The same with smaller spaces between what is in it. given: see `closed_up`."""
        children = [
            replace(one, space_before=closed_up(one.space_before, given), space_after=closed_up(one.space_after, given))
            for one in self.children
        ]
        return replace(self, children=children)

    def _eased_child(self, child: Flowable) -> Flowable:
        if isinstance(child, TextFlow) and isinstance(child.block, Paragraph):
            return replace(child, near_next=False, by_sentence=True)
        return replace(child, near_next=False)

    def _height_of(self, children: Sequence[Flowable], width: float) -> float:
        return stack_height([*self._titles, *children], self._inner(width)[1]) + 2 * self.padding

    @property
    def empty(self) -> bool:
        """Whether nothing of what its title heads stands in it."""
        return len(self.children) <= self._titled_by

    @property
    def _titled_by(self) -> int:
        """How many of its children are its title, where it begins."""
        return 0 if self.goes_on or not self.titled else len(self.titled())

    def _good_parts(self, inner: float, own: float) -> Iterator[tuple[list[Flowable], list[Flowable]]]:
        """The ways to part it well, with no more than `own` in the first part; the largest first."""
        titles = self._titled_by
        for at in range(len(self.children) - 1, titles - 1, -1):
            before, child, behind = self.children[:at], self.children[at], self.children[at + 1 :]
            above = stack_height([*before, child], inner) - child.height(inner)
            ways = list[tuple[list[Flowable], list[Flowable]]]()
            if isinstance(child, TextFlow) and child.by_sentence and above <= own:
                ways += [([*before, head], [tail, *behind]) for head, tail in child.sentences(inner)]
            if len(before) > titles and not before[-1].leads:
                ways.append((before, self.children[at:]))
            for head, tail in ways:
                fits = stack_height(head, inner) <= own + _SLACK
                begins = self.goes_on or _units(head[titles:]) >= self.eases
                if fits and begins and self._enough(head, inner) and self._enough(tail, inner):
                    yield head, tail

    def _enough(self, part: Sequence[Flowable], inner: float) -> bool:
        """Whether so much of it may stand on a page: two items, or three lines; on the first its title counts."""
        return _units(part) > 1 or stack_height(part, inner) >= self.least_tail - _SLACK

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable | None] | None:
        inner = self._inner(width)[1]
        own = room - 2 * self.padding - lead_height(self._titles, self.children[0], inner)
        first = self.children[: self.parted]
        if first and stack_height(first, inner) <= own + _SLACK:  # what follows is complete in itself
            tail = replace(self, children=self.children[self.parted :], space_before=0.0, parted=0)
            return replace(self, children=first, space_after=0.0), tail
        good = next(self._good_parts(inner, own), None) if self.easing else None
        if self.easing and not good:
            return None
        parts = good or self._parts(inner, own)
        if parts[0] and parts[1]:
            tail = replace(self, children=parts[1], space_before=0.0, goes_on=True, parted=0, again=None, easing=False)
            return replace(self, children=parts[0], space_after=0.0, easing=False), tail
        if self._titles:  # a page so low that it holds the title or what it heads
            bare = replace(self, titled=None)
            return (bare, None) if bare.height(width) <= room + _SLACK else bare.split(width, room)
        return None

    def _parts(self, inner: float, own: float) -> tuple[list[Flowable], list[Flowable]]:
        """What stands in it on the two pages: rather more on the next one than a line or two."""
        parts = split_stack(self.children, inner, own) or ([], [])
        missing = self.least_tail - stack_height(parts[1], inner)
        if parts[1] and missing > 0:
            fewer = split_stack(self.children, inner, stack_height(parts[0], inner) - missing)
            return fewer if fewer and not fewer[0][-1].leads else parts  # no title alone
        return parts

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        height = self.height(width)
        self._draw_ground(surface, x, top - height, width, height)
        indent, inner = self._inner(width)
        left = x + self.padding if self.rtl else x + indent
        children = [*self._titles, *self.children]
        if self.icon and (self._titles or not self.goes_on):
            side = x + width - self.BAR - self.padding - self.icon_size if self.rtl else x + self.BAR + self.padding
            first = children[0]
            line = first.leading if isinstance(first, TextFlow) else self.icon_size
            surface.draw_picture(self.icon, side, top - self.padding - (line + self.icon_size) / 2, self.icon_size)
        draw_stack(children, surface, left, top - self.padding, inner)

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


def _units(children: Sequence[Flowable]) -> int:
    """How many there are that can end a page: an item, a label with what it leads to."""
    return sum(not child.leads for child in children)


def widest_inset(growth: float) -> float:
    """What a box with the widest icon takes of the measure, in points; growth: how much larger it is than in a standard
    leaflet."""
    box = BoxFlow()
    return box.inset + WIDEST_ICON * growth + box.ICON_GAP
