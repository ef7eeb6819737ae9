"""How pages end, and the last one above all: what is wrong with pages that are filled, and what to choose between them
by."""

from __future__ import annotations

from functools import cached_property
from itertools import chain, pairwise, takewhile

from generator.model.blocks.pictures import Qr
from generator.model.blocks.words import KeyPoints, References
from generator.story.flowables import Flowable
from generator.story.frames import Placed
from generator.story.heights import Measured
from generator.values import Frozen, replace

# A last page that holds less than this part of its height is saved, where spaces of 15 points and more can give a step
# (see `styles.STEP`) or two.
SPARSE = 0.35
# One that holds less than this is a scrap.
SCRAP = 0.2
# A box that may part well is parted where more of a page would else stay empty.
EMPTY = 1 / 3
# The most of a page that stays empty below an introduction that is parted there.
BLANK = 0.3
# The most space above and below small print that is set closer, in points.
CLOSE = 5.0
# A last page with small print and the code to the leaflet's address is worth its paper from this part on.
HALF_FULL = 0.45
# What is brought to the last page leaves no more than this part of the page before empty.
LEFT_EMPTY = 0.4
# Any emptier page counts more.
HALF_EMPTY = 0.5
# Faults from which on the spaces of all pages are tried smaller; below it is a last page with little on it.
# In a leaflet of more than `MANY` pages, each of which may have a fault, they grow with the pages.
GRAVE, MANY = 0.4, 30
# The most that closer spaces and small print give: this part of what stands on the last page, and points of type of the
# standard size. Our measures, from the leaflets of the library.
GIVEN, GIVEN_SPACES = 0.35, 60.0
# How many blocks, counted from the end of the page before the last, are tried as the first of the last.
STARTS = 2


# How the colophon stays together (see `Way`).
IN_ONE, WITH_SOURCE, SHARED = 1, 2, 3


class Way(Frozen):
    """A way to fill pages. closer: the first and the last of those on which wide spaces are made smaller; closest:
    middling ones, too; compact: whether sources and colophon take less room; together: 1: the colophon is not parted
    where it fits on a page; 2: nor from the last source, whatever stays empty above;
    3: it is parted so that the last page is not sparse; before: the block that begins a
    new page."""

    closer: tuple[float, float] = (0, 0)
    closest: bool = False
    compact: bool = False
    together: int = 0
    before: object = None

    @property
    def cost(self) -> float:
        """Wide spaces are better than narrow ones, on few pages better than on all."""
        spaces = (self.closer[1] > 0) * (0.05 if self.closer[0] > 1 else 0.1) + 0.03 * self.closest
        return spaces + 0.02 * self.compact

    def given(self, page: int) -> int:
        """How much the spaces of a page are closed up: not at all (0), a little (1), as far as they go (2)."""
        return (1 + self.closest) if self.closer[0] <= page <= self.closer[1] else 0


USUAL = Way()


class Filled:
    """Pages with what is placed on them. bottom: where the text of a page ends; top: where it begins, on all but the
    first; deepest: height of the highest place of a page, in points; way: how they were filled; measured: the heights
    that are known."""

    def __init__(self, bottom: float, top: float, deepest: float, way: Way, measured: Measured) -> None:
        self.pages: list[list[list[Placed]]] = [[[]]]
        self.way, self._measured = way, measured
        self._low, self._top, self._deepest = bottom, top, deepest

    @property
    def columns(self) -> list[list[Placed]]:
        """The columns and frames of all pages."""
        return [column for page in self.pages for column in page]

    def foot_of(self, one: Placed) -> float:
        """Its lower edge on its page, in points."""
        return one.top - self._measured.at(one.width).of(one.flowable)

    @cached_property
    def blank(self) -> list[float]:
        """The part of each page that stays empty below its text; of columns, below the longest."""
        blank = list[float]()
        for page in self.pages:
            placed = [one for column in page for one in column]
            foot = max((one.top for one in placed if one.flowable.AT_FOOT), default=self._low)
            lows = [self.foot_of(one) for one in placed if not one.flowable.AT_FOOT]
            blank.append((min(lows, default=self._top) - foot) / self._deepest)
        return blank

    @property
    def faults(self) -> float:
        """How far from good the pages are; 0: nothing is wrong with them."""
        *inner, last = self.blank
        wasted = sum(blank - BLANK + 1.25 * (blank > HALF_EMPTY) for blank in inner if blank > BLANK)
        sparse = bool(inner) and last > 1 - SPARSE
        halves = self.ends_alone + (self.ends_in_small_print and last > 1 - HALF_FULL)
        holed = bool(inner) and inner[-1] > EMPTY and self._holds_only(References | None)  # one page is theirs, not two
        scrap = bool(inner) and last > 1 - SCRAP
        return wasted + sparse + scrap / 2 + self.key_points_apart / 2 + last * halves / 2 + holed / 2

    @property
    def is_grave(self) -> bool:
        """Whether smaller spaces on all pages are worth a try."""
        return self.faults >= GRAVE * max(1.0, len(self.pages) / MANY)

    @property
    def cost(self) -> float:
        """What to choose by: a sheet of paper counts more than any fault."""
        return 2 * len(self.blank) + self.faults + self.way.cost

    @property
    def key_points_apart(self) -> bool:
        """Whether the box of key points is on the second page, or goes on there."""
        return any(isinstance(one.flowable.block, KeyPoints) for page in self.pages[1:2] for one in chain(*page))

    @property
    def ends_alone(self) -> bool:
        """Whether sources and colophon stand alone on a page that they do not fill."""
        return self._ends_in(References | None)

    @property
    def ends_in_small_print(self) -> bool:
        """Whether they do, or the code with the leaflet's address stands above them and nothing else does."""
        return self._ends_in(Qr | References | None)

    def _ends_in(self, kinds: object) -> bool:
        return len(self.columns) > 1 and self._holds_only(kinds) and self.blank[-1] > BLANK

    def _holds_only(self, kinds: object) -> bool:
        last = self.columns[-1]
        return all(isinstance(one.flowable.block, kinds) for one in last)  # type: ignore[arg-type]  # a union of classes

    @property
    def ends_in_colophon(self) -> bool:
        """Whether nothing but the colophon, or the end of it, stands there."""
        return all(one.flowable.block is None for one in self.columns[-1])

    @property
    def nearly_fits(self) -> bool:
        """Whether closer spaces and small print may save the last page."""
        given = GIVEN * (1 - self.blank[-1]) + GIVEN_SPACES / self._deepest
        return (1 - self.blank[-1]) - given <= self.blank[self.last_but_one - 1]

    @property
    def last_starts(self) -> list[object]:
        """What can begin the last page so that it is worth its paper: blocks of the place before."""
        column = self.columns[-2]
        starts = list[object]()
        for above, one in pairwise(column):
            block = one.flowable.block
            begins = block is not None and block is not above.flowable.block and not above.flowable.leads
            empty = self.foot_of(above) - self._low
            if begins and empty <= LEFT_EMPTY * self._deepest:
                starts.append(block)
        return starts[: -STARTS - 1 : -1]

    @property
    def last_but_one(self) -> int:
        """The page of the place before the last, counted from 1."""
        return len(self.pages) - (len(self.pages[-1]) == 1)


def ended(flowables: list[Flowable], way: Way, room: float) -> list[Flowable]:
    """The same with the sources and the colophon at their end as the way has it. room: height of the text of a page."""
    if not way.compact and not way.together:
        return flowables
    small = sum(1 for _ in takewhile(lambda one: isinstance(one.block, References | None), reversed(flowables)))
    at = len(flowables) - small
    end = [_closed_up(one) if way.compact else one for one in flowables[at:]]
    if way.together == SHARED:
        end[-1] = end[-1].shared(SPARSE * room)
    elif way.together:
        end[-1] = end[-1].in_one(room)
    if way.together == WITH_SOURCE:
        end = [replace(one, keep_with_next=one.leads) for one in end]
    return [*flowables[:at], *end]


def _closed_up(flow: Flowable) -> Flowable:
    before, after = min(flow.space_before, CLOSE), min(flow.space_after, CLOSE)
    return replace(flow.compact(), space_before=before, space_after=after)
