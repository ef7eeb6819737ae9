"""Flowables to pages: where columns and pages break."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from math import inf

from generator.model.blocks import texts_of
from generator.model.blocks.words import Callout
from generator.problems import Place, Problem, ProblemList
from generator.rules import RULES, problem
from generator.story.binding import loosen_what_no_page_holds
from generator.story.boxes import BoxFlow
from generator.story.chains import CUT, EASED, SLACK, Chain, Made, as_it_is, freed, loosened, may_part, width_of_chain
from generator.story.closing import between, closer_together
from generator.story.endings import (
    BLANK,
    EMPTY,
    HALF_EMPTY,
    IN_ONE,
    SHARED,
    USUAL,
    WITH_SOURCE,
    Filled,
    Way,
    ended,
)
from generator.story.flowables import Flowable, RuleFlow, TextFlow, lead_height, stack_height
from generator.story.frames import BETWEEN_ASIDE, Area, Placed, Places, Slot, is_lone, set_aside, stacked
from generator.story.heights import Heights, Measured
from generator.story.rows import RowFlow
from generator.story.styles import CLOSEST, Styles
from generator.values import Frozen, replace

# The most of a page that stays empty so that a heading and its introduction go on with what they lead to.
EMPTY_AT_MOST = 0.4
# A page of which more is free has few spaces yet that could give. The most that one gives, in points (`closed_up`).
MUCH, MOST_GIVEN = 0.6, 15.0


def paginate(
    flowables: list[Flowable], styles: Styles, problems: ProblemList, place: Place, area: Area
) -> list[list[Placed]]:
    """Distribute flowables over pages: headings stay with their text, paragraphs keep two lines together."""
    places = Places(styles.page, styles.rtl, (area.first, area.later), area.bottom)
    flowables, beside, places = set_aside(flowables, places)
    loosen_what_no_page_holds(flowables, styles.page.measure, places.deepest)
    lowest = min((one.top - one.flowable.height(one.width) for one in beside), default=inf)
    measured = Measured()
    filled = _best(flowables, styles, place, places, lowest, measured)
    if filled.refused:
        problems.add(filled.refused)
    while any(frame.on == "last" for frame in styles.page.frames) and 1 < len(filled.pages) < (places.last or inf):
        places = replace(places, last=len(filled.pages))  # a last page that holds less goes on upon one that is like it
        filled = _best(flowables, styles, place, places, lowest, measured)
        if filled.refused:
            problems.add(filled.refused)
            break
    pages = [[one for column in page for one in column] for page in filled.pages]
    opening = sum(1 for _ in takewhile(lambda one: not one.flowable.block, pages[0]))
    pages[0][opening:opening] = beside  # drawn where it is read: who copies the page gets its words in order
    tint, found = styles.palette.tint, list[list[Placed]]()
    for number, page in enumerate(pages, 1):
        aside = filled.aside.get(number, [])
        for one in reversed(aside):
            page[one.after : one.after] = one.placed
        found.append([*places.grounds(number, tint, frozenset(one.frame for one in aside)), *page])
    return found


class _Aside(Frozen):
    """A block in the frame of that name, read behind so many parts of the text of its page; foot: its lower edge."""

    frame: str
    after: int
    placed: list[Placed]
    foot: float


def _best(
    flowables: list[Flowable], styles: Styles, place: Place, places: Places, lowest: float, measured: Measured
) -> _Filler:
    """The pages as they fall; where that is not good, the best of some other ways to fill them."""

    def begun(way: Way = USUAL) -> _Filler:
        return _Filler(flowables, styles, place, places, lowest, measured, way)

    usual = begun().fill()
    if usual.refused or not usual.faults:
        return usual
    tries = [usual, *_ended(usual)]
    if usual.is_grave and all(one.faults for one in tries):
        closer = begun(Way((1, inf))).fill()
        tries += [closer, *(_ended(closer) if _least(tries) == len(usual.pages) else ())]
    if usual.key_points_apart and not (closer := begun(Way((1, 1))).fill(pages=2)).key_points_apart:
        tries.append(closer.fill())
    return min((one for one in tries if not one.refused), key=lambda one: one.cost)


def _least(tries: list[_Filler]) -> int:
    return min(len(one.pages) for one in tries if not one.refused)


def _ended(pages: _Filler) -> list[_Filler]:
    """Other ends of pages that end in small print: it is set closer, then the spaces of the last two pages are. Where
    that does not save the last, it holds more."""
    if pages.refused or not pages.ends_in_small_print:
        return []
    way, first = pages.way, pages.last_but_one
    compact = replace(way, compact=True)
    closest = replace(compact, closer=(first, first + 1), closest=True)
    tries = _saved(pages, [compact] if way.closer[1] else [compact, closest]) if pages.nearly_fits else []
    if _least([pages, *tries]) == len(pages.pages):
        tries += [pages.again(replace(way, before=start)) for start in pages.last_starts]
        tries += [
            pages.again(replace(way, together=far)) for far in (IN_ONE, WITH_SOURCE, SHARED) if pages.ends_in_colophon
        ]
    return tries


def _saved(pages: _Filler, ways: list[Way]) -> list[_Filler]:
    """Those of these ways, mildest first, that it takes to save a page."""
    tries = list[_Filler]()
    for way in ways:
        tries.append(pages.again(way))
        if _least([pages, *tries]) < len(pages.pages):
            break
    return tries


class _Filler(Filled):
    """Fills one column or frame after the other, page after page.

    y: lower edge of what stands in the column in hand; after: the space below it; foot: where the text of the page
    ends, above a slip that stands there; lowest: lower edge of the other columns of the page; late: slips for which the
    page has no room left, and which stand at the foot of the next; missed: places in a row that what is next does not
    fit in; refused: what is wrong with the first flowable that fits on no page; starts: what waits where each page
    begins.
    """

    def __init__(
        self,
        flowables: list[Flowable],
        styles: Styles,
        place: Place,
        places: Places,
        lowest: float,
        measured: Measured,
        way: Way,
    ) -> None:
        super().__init__(places.bottom, places.tops[1], places.deepest, way, measured)
        self._page, self._styles, self._place, self._bottom = styles.page, styles, place, places.bottom
        self._places, self._height = places, places.deepest
        self._waiting = list(reversed(ended(flowables, way, places.deepest)))
        self._starts = [tuple(self._waiting)]
        self.refused: Problem | None = None
        self.aside: dict[int, list[_Aside]] = {}
        self._last: object = None
        self._late: list[Flowable] = []
        self._slots, self._missed = places.slots(1), 0
        self._enter_column()
        self._y, self._after, self._foot, self._lowest = self._slot.top, 0.0, places.bottom, lowest
        self._first = lowest
        self._given = way.given(1)

    def again(self, way: Way) -> _Filler:
        """The same pages up to the one that holds the place before the last, and what follows filled in another way."""
        number = self.last_but_one
        flowables = list(reversed(self._starts[number - 1]))
        lowest = inf if number > 1 else self._first
        other = _Filler(flowables, self._styles, self._place, self._places, lowest, self._measured, way)
        other.pages = [*self.pages[: number - 1], [[]]]
        other.aside = {page: asides for page, asides in self.aside.items() if page < number}
        other._slots = self._places.slots(number)
        other._enter_column()
        other._y, other._given = other._slot.top, way.given(number)
        return other.fill()

    def _enter_column(self) -> None:
        """Take the last column in hand: what stands in it, where it stands, and the heights at its width."""
        self._column: list[Placed] = self.pages[-1][-1]
        self._slot: Slot = self._slots[len(self.pages[-1]) - 1]
        self._heights: Heights = self._measured.at(self._slot.width)

    @property
    def _next_width(self) -> float:
        """Width of the place that comes next, in points."""
        number = len(self.pages[-1])
        return (self._slots[number] if number < len(self._slots) else self._places.slots(len(self.pages) + 1)[0]).width

    @property
    def _floor(self) -> float:
        """Where the column in hand ends."""
        return max(self._foot, self._slot.bottom)

    @property
    def _above_slip(self) -> bool:
        """Whether the page goes on overleaf from above a slip."""
        return self._foot > self._bottom and len(self.pages[-1]) == len(self._slots)

    @property
    def _fresh(self) -> bool:
        """Whether nothing stands in the column in hand but a slip at its foot, and a title of what goes on."""
        for one in self._column:  # noqa: SIM110 (asked at every turn: a generator costs more than the answer)
            if not (one.flowable.AT_FOOT or one.flowable.SAID):
                return False
        return True

    def _gap(self, flowable: Flowable, given: int | None = None) -> float:
        """The space above it, the larger of the two that meet. given: how much it is closed up; as the page is."""
        above = self._column[-1].flowable if self._column else None
        return between(above, max(self._after, flowable.space_before), self._given if given is None else given)

    def fill(self, pages: float = inf) -> _Filler:
        """Fill so many pages; with nothing behind what fits on no page (`refused`)."""
        while (self._waiting or self._late) and len(self.pages) <= pages:
            if not self._waiting:
                self._next_column()
                continue
            flowable = self._waiting.pop()
            if self._fresh and isinstance(flowable, RuleFlow):
                continue  # a rule parts what stands above and below; at the top of a page the header's does
            if self._begins_page(flowable):
                self._waiting.append(flowable)
                self._next_column()
                continue
            if self._page.frames and self._stood_aside(flowable):
                continue
            across = flowable.AT_FOOT and self._places.is_parted(len(self.pages))
            if self._stood_across(flowable) if across else self._stood(flowable):
                self._missed = 0
                continue
            self._missed += self._fresh
            tried = self._fresh and self._missed > self._places.retries
            if tried and self._foot == self._bottom and not (across and self._lowest < inf):
                if self._placed(flowable.anyhow(), as_it_is):
                    self._missed = 0
                    continue
                self.refused = self._too_high(flowable)
                break
            if across:
                self._late.append(flowable)
            else:
                self._waiting.append(flowable)
                self._next_column()
        return self

    def _begins_page(self, flowable: Flowable) -> bool:
        """Whether it is the first of what is wanted at the head of a page."""
        before = self.way.before
        return (
            before is not None
            and flowable.block is before
            and not self._fresh
            and (self._column[-1].flowable.block is not before)
        )

    def _next_column(self) -> None:
        lower = self._lowest if self._fresh else min(self._lowest, self._y)
        column = self._column
        while column and (column[-1].flowable.SAID or isinstance(column[-1].flowable, RuleFlow)):
            column.pop()  # nothing follows that it could head or part
        if len(self.pages[-1]) < len(self._slots):
            self.pages[-1].append([])
        else:
            self.pages.append([[]])
            self._slots = self._places.slots(len(self.pages))
            self._foot, lower = self._bottom, inf
            self._waiting += reversed(self._late)
            self._late.clear()
            self._starts.append(tuple(self._waiting))
        self._enter_column()
        self._y, self._after, self._given = self._slot.top, 0.0, self.way.given(len(self.pages))
        self._lowest = lower

    def _stood_aside(self, flowable: Flowable) -> bool:
        """Place all of a block in a frame that takes such blocks, unless it is below its heading or has begun."""
        number, block, column = len(self.pages), flowable.block, self._column
        frames = self._places.takers(number)
        if not frames or block is None or block is self._last or (column and column[-1].flowable.leads):
            return False
        part = [flowable, *takewhile(lambda one: one.block is block, reversed(self._waiting))]
        asides = self.aside.setdefault(number, [])
        for frame in frames if not flowable.AT_FOOT else ():
            slot = self._places.inside(frame, number)
            feet = [one.foot for one in asides if one.frame == frame.name]
            top = min(feet) - max(BETWEEN_ASIDE, flowable.space_before) if feet else slot.top
            foot = top - stack_height(part, slot.width)
            if getattr(block, "BLOCK", "") in frame.takes and foot >= slot.bottom:
                placed = [Placed(one, y, slot.left, slot.width) for one, y in stacked(part, top, slot.width)]
                asides.append(_Aside(frame.name, sum(map(len, self.pages[-1])), placed, foot))
                del self._waiting[len(self._waiting) - len(part) + 1 :]
                self._last = block
                return True
        return False

    def _stood(self, flowable: Flowable) -> bool:
        """Place it, or as much of it as there is room for; False when that is nothing.

        What should stand together is parted where the page would else stay empty, or end with a heading.
        """
        if flowable.again and self._y == self._slot.top and len(self.columns) > 1:
            self._place_titles(flowable, flowable.again())
        if self._fitted(flowable):
            return True
        self._close_up_for(flowable)
        flowable = self._closed_in(flowable)
        headed = not self._fresh and self._column[-1].flowable.keep_with_next
        goes_on = isinstance(flowable, BoxFlow) and self._heights.of(flowable) > self._y - self._floor
        # A call-out is rather parted behind a sentence than anywhere else.
        box = flowable if isinstance(flowable, BoxFlow) and flowable.eases else None
        said = isinstance(flowable.block, Callout) and box is not None
        below = CUT if said else EASED
        if goes_on and (headed or (said and self._fresh)) and any(self._placed(made(flowable), made) for made in below):
            return True  # its heading stands here for that, or it is higher than the page
        if self._placed(flowable, as_it_is):
            return True
        left = (self._y - self._floor) / self._height
        wasted, hole = left > BLANK, left > EMPTY
        if isinstance(flowable, BoxFlow):
            height, room = self._heights.of(flowable), self._y - self._floor - flowable.space_before
            wasted &= not room < height <= flowable.alone  # the next page holds all of it
        elif EMPTY_AT_MOST >= left > BLANK and flowable.keep_with_next and not headed:
            chain = Chain(flowable, self._waiting, self._heights, self._height, as_it_is)
            room = self._y - self._gap(flowable) - self._floor
            strands = chain.strands(room, BLANK * self._height)
            wasted, hole = not strands, hole and not strands
        ways: list[Made] = [loosened] if wasted or headed else []
        ways += [*EASED] if hole or headed else []
        ways += [freed] if headed or left > HALF_EMPTY else []
        if said and box and ways and (freed in ways or self._heights.of(flowable) > box.firm):
            ways = [freed, *(made for made in ways if made is not freed)]
        return any(self._placed(made(flowable), made) for made in ways)

    def _fitted(self, flowable: Flowable) -> bool:
        """Place what stands by itself where all of it fits."""
        if flowable.leads or flowable.AT_FOOT or self._page.frames:
            return False
        gap = flowable.rise(self._slot.width) if self._y == self._slot.top else self._gap(flowable)
        fits = self._heights.of(flowable) <= self._y - gap - self._floor + SLACK
        if fits:
            self._put(flowable, gap)
        return fits

    def _put(self, flowable: Flowable, gap: float) -> None:
        """Let it stand in the column in hand, so far below what stands there."""
        slot = self._slot
        self._last = flowable.block
        self._column.append(Placed(flowable, self._y - gap, slot.left, slot.width))
        self._y -= gap + self._heights.of(flowable)
        self._after = flowable.space_after

    def _close_up_for(self, flowable: Flowable) -> None:
        """Make the spaces above it smaller, no more than it takes, where all of it and of what it must stand above then
        fits that would else be parted, or go to the next page; or as much as starts on a page, where much of this one
        would stay empty."""
        column, heights = self._column, self._heights
        if self._fresh or column[-1].flowable.keep_with_next or flowable.AT_FOOT:
            return
        room = self._y - self._gap(flowable) - self._floor + SLACK
        if heights.of(flowable) <= room and (not flowable.leads or room > MUCH * self._height):
            return
        goals = [Chain(flowable, self._waiting, heights, self._height, as_it_is).whole]
        if goals[0] <= room:
            return
        if room > EMPTY * self._height:
            ways = (Chain(made(flowable), self._waiting, heights, self._height, made) for made in EASED)
            goals += [way.beginning for way in ways]
        for goal in goals:
            if goal > room and self._made_room(goal, flowable):
                return

    def _made_room(self, height: float, flowable: Flowable) -> bool:
        """Whether closer spaces give room for so much from a flowable on; the column has them then."""
        if height > self._y - self._floor + MOST_GIVEN * len(self._column):
            return False
        for given in range(self._given + 1, CLOSEST + 1):
            closer = closer_together(self._column, self._slot.top, given, self._heights)
            y = self.foot_of(closer[-1])
            if height <= y - self._gap(flowable, given) - self._floor + SLACK:
                self._column[:], self._y, self._given = closer, y, given
                return True
        return False

    def _closed_in(self, flowable: Flowable) -> Flowable:
        """A box with spaces in it, and above it, so small that it need not be parted, where they can be."""
        if not isinstance(flowable, BoxFlow):
            return flowable
        width = self._slot.width
        for inside in range(CLOSEST + 1):
            outside = max(inside, self._given)
            gap = flowable.rise(width) if self._y == self._slot.top else self._gap(flowable, outside)
            closer = flowable.closer(inside) if inside else flowable
            if self._heights.of(closer) <= self._y - gap - self._floor + SLACK:
                self._given = outside
                return closer
        return flowable

    def _place_titles(self, flowable: Flowable, titles: Sequence[Flowable]) -> None:
        """Titles of what goes on, above it; none in a column so low that it holds them or what they head, or all of it
        only without them."""
        width, y = self._slot.width, self._y - titles[0].rise(self._slot.width)
        room = y - self._floor + SLACK
        left = room - lead_height(titles, flowable, width)
        if self._heights.least(flowable) > left or left < self._heights.of(flowable) <= room:
            return
        for title in titles:
            self._column.append(Placed(title, y, self._slot.left, width))
            y -= title.height(width)
            self._y, self._after = y, title.space_after
            y -= title.space_after

    def _placed(self, flowable: Flowable, made: Made) -> bool:
        """`_stood` in the usual way, or with less kept together. made: how what follows is then."""
        fresh, column, slot = self._fresh, self._column, self._slot
        width, heights = slot.width, self._heights
        if self._page.frames and width_of_chain(flowable, self._waiting) > width + SLACK:
            return False
        # Strokes that rise above their line keep off the head of the page.
        gap = flowable.rise(width) if self._y == slot.top else self._gap(flowable)
        room = self._y - gap - self._floor
        above = None if fresh else column[-1].flowable
        joined = above is not None and above.keep_with_next  # a chain was looked at as a whole when it began
        tied = above is not None and above.tied and not joined  # so was this: what goes on here up to its next tie
        chain = Chain(flowable, self._waiting, heights, self._height, made, self._above_slip, tied)
        needed = heights.least(flowable) if joined else chain.beginning
        headed = joined and isinstance(column[-1].flowable, TextFlow)
        beginning = fresh and not self._above_slip
        if not beginning and needed > room + SLACK and not (headed and flowable.split(width, room)):
            return False
        parting = not (fresh or joined) and chain.height() > room + SLACK and not chain.left_whole(room)
        if parting and room - chain.head > (BLANK * chain.page if made is as_it_is else room / 2):
            return False  # rather all of it on the next page than half a sentence over a page that stays empty
        height, rest = heights.of(flowable), None
        if flowable.keep_with_next and may_part(flowable, heights) and chain.height() > room + SLACK:
            room = min(room, height - heights.least(flowable))  # its end goes on with what it leads to
        if height > room + SLACK:
            if self._above_slip and isinstance(flowable, TextFlow | RowFlow):
                return False  # who reads on below the scissors reads something else
            parts = self._parted(flowable, width, room)
            if parts and self._page.frames and is_lone(parts[1], self._next_width):
                parts = flowable.split(width, room - self._styles.body.leading) or parts
            if parts is None:
                return False
            flowable, rest = parts
        if flowable.AT_FOOT:  # what follows stands above it
            self._foot += heights.of(flowable)
            column.append(Placed(flowable, self._foot, slot.left, width))
            self._foot += flowable.space_before
            return True
        self._put(flowable, gap)
        if rest is not None:
            self._waiting.append(rest)
            self._next_column()
        return True

    def _parted(self, flowable: Flowable, width: float, room: float) -> tuple[Flowable, Flowable | None] | None:
        """It in two parts, with no more kept together than has to be where more than half of the page stays empty; of
        a warning, no more parted for that."""
        parts = flowable.split(width, room)
        if parts and isinstance(parts[0], BoxFlow) and parts[0].empty and not self._only_leads:
            return None  # no title alone, unless no page holds more of it
        warns = isinstance(flowable, BoxFlow) and flowable.warns
        if parts is None or warns or room - parts[0].height(width) <= EMPTY * self._height:
            return parts
        loose = room - parts[0].height(width) > HALF_EMPTY * self._height
        more = (flowable.loosened() if loose else flowable.eased()).split(width, room)
        return more if more and more[0].height(width) > parts[0].height(width) else parts

    @property
    def _only_leads(self) -> bool:
        """Whether nothing stands in the column in hand but what heads what comes next."""
        return all(one.flowable.leads or one.flowable.AT_FOOT or one.flowable.SAID for one in self._column)

    def _stood_across(self, flowable: Flowable) -> bool:
        """Place a slip below all columns of the page, as wide as they are: one cut then frees it."""
        page = self._page
        height = flowable.height(page.all_columns)
        lowest = min(self._lowest, self._y)
        if self._foot + height + flowable.space_before > lowest + SLACK:
            return False
        left = 0.0 if self._styles.rtl else page.beside
        self.pages[-1][0].append(Placed(flowable, self._foot + height, left, page.all_columns))
        self._foot += height + flowable.space_before
        return True

    def _too_high(self, flowable: Flowable) -> Problem:
        """That something fits on no page, at its first word."""
        width = self._page.all_columns if flowable.AT_FOOT else self._slot.width
        number, words = len(self.pages), next(texts_of(flowable.block), None)
        height, least, room = flowable.height(width), flowable.minimum(width), self._y - self._floor
        whole = f"and its first {least:,.0f} pt cannot be parted" if room < least < height else "and cannot be parted"
        return problem(
            "too-large",
            f"This is {height:,.0f} pt high {whole}; page {number} has {room:,.0f} pt.",
            words.place if words else self._place,
            f"{RULES['too-large'].instead} {self._styles.roomier}".rstrip(),
        )
