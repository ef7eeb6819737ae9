"""What must stand beside each other on a page: a heading, its introduction and what that leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import TypeAlias

from generator.model.blocks.words import Heading, Paragraph
from generator.story.boxes import BoxFlow
from generator.story.flowables import Flowable, TextFlow
from generator.story.heights import Heights
from generator.story.rows import RowFlow
from generator.story.styles import CLOSEST

# A paragraph of no more lines that leads to what follows goes to the next page as a whole.
SHORT_LEAD = 4
# The part of a page that stays empty below an introduction without what it leads to.
TORN = 0.1
# A flowable as it is, or freer to part.
Made: TypeAlias = Callable[[Flowable], Flowable]
# What sums of lengths may differ by, in points.
SLACK = 1e-6


def as_it_is(flowable: Flowable) -> Flowable:
    return flowable


def loosened(flowable: Flowable) -> Flowable:
    return flowable.loosened()


def eased(flowable: Flowable) -> Flowable:
    return flowable.eased()


def tight(flowable: Flowable) -> Flowable:
    return flowable.tight()


def freed(flowable: Flowable) -> Flowable:
    return flowable.freed()


def torn(flowable: Flowable) -> Flowable:
    return flowable.torn()


# In which a box is parted below its heading, one after the other; and a call-out.
EASED: tuple[Made, ...] = (eased, tight)
CUT: tuple[Made, ...] = (torn, *EASED)


def may_part(flowable: Flowable, heights: Heights) -> bool:
    """Whether a paragraph that leads to what follows (“… depends on:”) is long enough to stand on two pages."""
    if not isinstance(flowable, TextFlow) or not isinstance(flowable.block, Paragraph) or not flowable.leads:
        return False
    return (
        not flowable.bound
        and len(flowable.lines(heights.width)) > SHORT_LEAD
        and heights.least(flowable) < heights.of(flowable)
    )


def width_of_chain(flowable: Flowable, waiting: list[Flowable]) -> float:
    """What the flowable and all that it must stand above need, in points."""
    needed, at = flowable.needs, len(waiting)
    while flowable.keep_with_next and at:
        at -= 1
        flowable = waiting[at]
        needed = max(needed, flowable.needs)
    return needed


class Chain:
    """What must stand beside each other from a flowable on, in a column.

    heights: at the column's width; page: height of a whole page; made: each that follows, with all that should stand
    together or less of it;
    slip: no paragraph is parted; tied: it ends with the next tie of the author's, who holds more together than a page
    holds, or what has its room already.
    """

    def __init__(
        self,
        flowable: Flowable,
        waiting: list[Flowable],
        heights: Heights,
        page: float,
        made: Made,
        slip: bool = False,
        tied: bool = False,
    ) -> None:
        self._first, self._waiting, self._heights, self.page, self._made = flowable, waiting, heights, page, made
        self._slip, self._tied = slip, tied

    def _least(self, link: Flowable) -> float:
        """Height of as much of it as starts on a page."""
        unparted = link.bound or (self._slip and isinstance(link, TextFlow | RowFlow))
        return self._heights.of(link) if unparted else self._heights.least(link)

    def _links(self) -> Iterator[tuple[Flowable, float]]:
        """Each of the chain, and the distance from the top of the first to its own top."""
        total, current, at = 0.0, self._first, len(self._waiting)
        yield current, total
        while (current.keep_with_next if self._tied else current.leads) and at:
            at -= 1
            follower = self._made(self._waiting[at])
            total += self._heights.of(current) + max(current.space_after, follower.space_before)
            yield follower, total
            current = follower

    def height(self, parted: bool = False) -> float:
        """Height of all of it, of the last as much as starts on a page; of a chain that fits on no page, of as much as
        fits, up to something that need not stand beside what follows. parted: a paragraph that may part ends it."""
        needed = sound = 0.0
        for link, top in self._links():
            least = top + self._least(link)
            if link.bound and least > self.page:
                if sound:
                    return sound
                least = top + self._heights.least(link)
            if needed and least > self.page and isinstance(link, BoxFlow):
                least = top + self._heights.least(link.closer(CLOSEST))
            if needed and least > self.page:  # rather a box in parts than a heading by itself
                least = top + self._heights.least(link.loosened())
            if needed and least > self.page and isinstance(link, BoxFlow):
                least = top + self._heights.least(link.torn())
            if needed and least > self.page:
                return sound or needed
            needed = least
            sound = sound if link.keep_with_next else needed
            if parted and top and may_part(link, self._heights):
                break
        return needed

    @property
    def whole(self) -> float:
        """Height of all of it, the last to its end."""
        height = 0.0
        for link, top in self._links():
            height = max(height, top + self._heights.of(link))
        return height

    def strands(self, room: float, loose: float) -> bool:
        """Whether its heading and introduction would end a page without what they lead to, and without filling it; not
        where that is more text, nor below a heading alone, for whose sake it is parted. loose: room from which on it is
        tried in freer forms, too. Points."""
        stays, led = 0.0, False
        for link, top in self._links():
            stays = stays or (0.0 if isinstance(link.block, Heading | Paragraph) else top)
            if stays and not led:
                return False
            led = led or not link.keep_with_next
            if stays and not link.keep_with_next:
                ways = (loosened, eased, tight) if room - stays > loose else (self._made,)
                least = top + min(self._heights.least(made(link)) for made in ways)
                return least > room + SLACK and room - stays > TORN * self.page
        return False

    @property
    def beginning(self) -> float:
        """Height that must be free for it to start: up to a paragraph that may part."""
        first = self._first
        return self._least(first) if may_part(first, self._heights) else self.height(parted=True)

    def left_whole(self, room: float) -> bool:
        """Whether a long introduction that only should stand with what follows fits into `room`, and stays there."""
        for link, top in self._links():
            if may_part(link, self._heights):
                return not link.keep_with_next and top + self._heights.of(link) <= room + SLACK
        return False

    @property
    def head(self) -> float:
        """Height of what stays on the page where it parts inside its introduction; endless for one without."""
        for link, top in self._links():
            if may_part(link, self._heights):
                return top + self._heights.of(link) - self._heights.least(link)
        return inf
