"""Flowables to pages: where columns and pages break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, takewhile
from math import inf

from generator.model.blocks import texts_of
from generator.model.blocks.words import KeyPoints, Paragraph, References
from generator.problems import Place, Problem, ProblemList
from generator.rules import RULES, problem
from generator.story.boxes import BoxFlow
from generator.story.composer import Composer
from generator.story.flowables import Flowable, RuleFlow, TextFlow, lead_height, stack_height
from generator.story.frames import BETWEEN_ASIDE, Area, Placed, Places, Slot, is_lone, set_aside, stacked
from generator.story.styles import Styles
from generator.values import Frozen, replace

# A last page that holds less than this part of its height is saved, where spaces of 15 points and more can give a step
# (see `styles.STEP`) or two.
SPARSE = 0.35
# The most of a page that stays empty below an introduction that is parted there.
BLANK = 0.3
# What sums of lengths may differ by, in points.
_SLACK = 1e-6


def paginate(
    flowables: list[Flowable], styles: Styles, problems: ProblemList, place: Place, area: Area
) -> list[list[Placed]]:
    """Distribute flowables over pages: headings stay with their text, paragraphs keep two lines together."""
    places = Places(styles.page, styles.rtl, (area.first, area.later), area.bottom)
    flowables, beside, places = set_aside(flowables, places)
    lowest = min((one.top - one.flowable.height(one.width) for one in beside), default=inf)
    filled = _best(flowables, styles, place, places, lowest)
    if filled.refused:
        problems.add(filled.refused)
    while any(frame.on == "last" for frame in styles.page.frames) and 1 < len(filled.pages) < (places.last or inf):
        places = replace(places, last=len(filled.pages))  # a last page that holds less goes on upon one that is like it
        filled = _best(flowables, styles, place, places, lowest)
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


def _best(flowables: list[Flowable], styles: Styles, place: Place, places: Places, lowest: float) -> _Filler:
    """The pages as they fall; where that is not good, the best of some other ways to fill them."""

    def filled(closer: float = 0, before: Flowable | None = None) -> _Filler:
        return _Filler(flowables, styles, place, places, lowest, closer, before).fill()

    usual = filled()
    if usual.refused or not usual.faults:
        return usual
    tries = [usual, filled(closer=inf)]
    if usual.key_points_apart:
        tries.append(filled(closer=1))
    if usual.ends_alone:
        tries += [filled(closer, usual.last_start) for closer in (0, inf) if usual.last_start]
    return min((one for one in tries if not one.refused), key=lambda one: one.cost)


class _Filler:
    """Fills one column or frame after the other, page after page.

    y: lower edge of what stands in the column in hand; after: the space below it; foot: where the text of the page
    ends, above a slip that stands there; lowest: lower edge of the other columns of the page; late: slips for which the
    page has no room left, and which stand at the foot of the next; closer: on how many pages wide spaces are made
    smaller; before: what begins a new page; missed: places in a row that what is next does not fit in; refused: what
    is wrong with the first flowable that fits on no page.
    """

    def __init__(
        self,
        flowables: list[Flowable],
        styles: Styles,
        place: Place,
        places: Places,
        lowest: float,
        closer: float = 0,
        before: Flowable | None = None,
    ) -> None:
        self._page, self._styles, self._place, self._bottom = styles.page, styles, place, places.bottom
        self._places, self._tops = places, places.tops
        self._waiting, self._closer, self._before = list(reversed(flowables)), closer, before
        self.refused: Problem | None = None
        self.aside: dict[int, list[_Aside]] = {}
        self._last: object = None
        self._late: list[Flowable] = []
        self.pages: list[list[list[Placed]]] = [[[]]]
        self._slots, self._missed = places.slots(1), 0
        self._y, self._after, self._foot, self._lowest = self._slots[0].top, 0.0, places.bottom, lowest

    @property
    def columns(self) -> list[list[Placed]]:
        """The columns and frames of all pages."""
        return [column for page in self.pages for column in page]

    @property
    def _column(self) -> list[Placed]:
        """What stands in the column in hand."""
        return self.pages[-1][-1]

    @property
    def _slot(self) -> Slot:
        """Where the column in hand stands."""
        return self._slots[len(self.pages[-1]) - 1]

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
    def _fresh(self) -> bool:
        """Whether nothing stands in the column in hand but a slip at its foot, and a title of what goes on."""
        return all(one.flowable.AT_FOOT or one.flowable.SAID for one in self._column)

    @property
    def _height(self) -> float:
        """Height of the highest place of a page but the first, for text."""
        return self._places.deepest

    @cached_property
    def _blank(self) -> list[float]:
        """The part of each page that stays empty below its text; of columns, below the longest."""
        blank = list[float]()
        for page in self.pages:
            placed = [one for column in page for one in column]
            foot = max((one.top for one in placed if one.flowable.AT_FOOT), default=self._bottom)
            lows = [one.top - one.flowable.height(one.width) for one in placed if not one.flowable.AT_FOOT]
            blank.append((min(lows, default=self._tops[1]) - foot) / self._height)
        return blank

    @property
    def faults(self) -> float:
        """How far from good the pages are; 0: nothing is wrong with them."""
        *inner, last = self._blank
        wasted = sum(blank - BLANK for blank in inner if blank > BLANK)
        return wasted + (bool(inner) and last > 1 - SPARSE) + self.ends_alone / 2 + self.key_points_apart / 2

    @property
    def cost(self) -> float:
        """What to choose by: a sheet of paper counts more than any fault; wide spaces are better than narrow ones."""
        return 2 * len(self._blank) + self.faults + (0.1 if self._closer else 0.0)

    @property
    def key_points_apart(self) -> bool:
        """Whether the box of key points is on the second page, or goes on there."""
        return any(isinstance(one.flowable.block, KeyPoints) for page in self.pages[1:2] for one in chain(*page))

    @property
    def ends_alone(self) -> bool:
        """Whether sources and colophon stand alone on a page that they do not fill."""
        last = self.columns[-1]
        alone = all(isinstance(one.flowable.block, References | None) for one in last)
        return len(self.columns) > 1 and alone and self._blank[-1] > BLANK

    @property
    def last_start(self) -> Flowable | None:
        """What can begin the last page so that it does not hold sources and colophon alone: the last block of the page
        before, if that stays full enough."""
        column = self.columns[-2]
        starts = [
            number
            for number, one in enumerate(column)
            if number
            and one.flowable.block is not column[number - 1].flowable.block
            and not isinstance(one.flowable.block, References | None)
            and not column[number - 1].flowable.leads
        ]
        for number in reversed(starts):
            if column[number].top - self._bottom <= BLANK * self._height:
                return column[number].flowable
        return None

    def _gap(self, above: float, below: float) -> float:
        """The larger of two spaces that meet."""
        gap = max(above, below)
        closer = len(self.pages) <= self._closer
        return gap - (10.0 if gap >= 30 else 5.0 if gap >= 15 else 0.0) if closer else gap

    def fill(self) -> _Filler:
        """Fill the columns; with nothing behind what fits on no page (`refused`)."""
        while self._waiting or self._late:
            if not self._waiting:
                self._next_column()
                continue
            flowable = self._waiting.pop()
            if self._fresh and isinstance(flowable, RuleFlow):
                continue  # a rule parts what stands above and below; at the top of a page the header's does
            if flowable is self._before and not self._fresh:
                self._next_column()
            if self._page.frames and self._stood_aside(flowable):
                continue
            across = flowable.AT_FOOT and self._places.is_parted(len(self.pages))
            if self._stood_across(flowable) if across else self._stood(flowable):
                self._missed = 0
                continue
            self._missed += self._fresh
            tried = self._fresh and self._missed > self._places.retries
            if tried and self._foot == self._bottom and not (across and self._lowest < inf):
                self.refused = self._too_high(flowable)
                break
            if across:
                self._late.append(flowable)
            else:
                self._waiting.append(flowable)
                self._next_column()
        return self

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
        self._y, self._after = self._slot.top, 0.0
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
        if self._placed(flowable, loosely=False):
            return True
        wasted = self._y - self._floor > BLANK * self._height
        headed = not self._fresh and self._column[-1].flowable.keep_with_next
        if isinstance(flowable, BoxFlow) and flowable.height(self._slot.width) <= flowable.alone:
            wasted = False  # the next page holds all of it
        return (wasted or headed) and self._placed(flowable.loosened(), loosely=True)

    def _place_titles(self, flowable: Flowable, titles: Sequence[Flowable]) -> None:
        """Titles of what goes on, above it; none in a column so low that it holds them or what they head, or all of it
        only without them."""
        width, y = self._slot.width, self._y - titles[0].rise(self._slot.width)
        room = y - self._floor + _SLACK
        left = room - lead_height(titles, flowable, width)
        if flowable.minimum(width) > left or left < flowable.height(width) <= room:
            return
        for title in titles:
            self._column.append(Placed(title, y, self._slot.left, width))
            y -= title.height(width)
            self._y, self._after = y, title.space_after
            y -= title.space_after

    def _placed(self, flowable: Flowable, loosely: bool) -> bool:
        """`_stood` in the usual way, or with no more kept together than has to be."""
        fresh, column, slot = self._fresh, self._column, self._slot
        width = slot.width
        if self._page.frames and _width_of_chain(flowable, self._waiting) > width + _SLACK:
            return False
        # Strokes that rise above their line keep off the head of the page.
        gap = flowable.rise(width) if self._y == slot.top else self._gap(self._after, flowable.space_before)
        room = self._y - gap - self._floor
        joined = not fresh and column[-1].flowable.keep_with_next  # a chain was looked at as a whole when it began
        chain = _Chain(flowable, self._waiting, width, self._height, loosely)
        needed = flowable.minimum(width) if joined else chain.beginning
        headed = joined and isinstance(column[-1].flowable, TextFlow)
        if not fresh and needed > room + _SLACK and not (headed and flowable.split(width, room)):
            return False
        parting = not (fresh or joined) and chain.height() > room + _SLACK
        if parting and room - chain.head > (room / 2 if loosely else BLANK * chain.page):
            return False  # rather all of it on the next page than half a sentence over a page that stays empty
        height, rest = flowable.height(width), None
        if _may_part(flowable, width) and chain.height() > room + _SLACK:
            begun = height - flowable.minimum(width)
            if flowable.keep_with_next or room - begun <= BLANK * chain.page:
                room = min(room, begun)  # its end goes on with what it leads to
        if height > room + _SLACK:
            parts = flowable.split(width, room)
            if parts and self._page.frames and is_lone(parts[1], self._next_width):
                parts = flowable.split(width, room - self._styles.body.leading) or parts
            if parts is None:
                return False
            flowable, rest = parts
        if flowable.AT_FOOT:  # what follows stands above it
            self._foot += flowable.height(width)
            column.append(Placed(flowable, self._foot, slot.left, width))
            self._foot += flowable.space_before
            return True
        self._last = flowable.block
        column.append(Placed(flowable, self._y - gap, slot.left, width))
        self._y -= gap + flowable.height(width)
        self._after = flowable.space_after
        if rest is not None:
            self._waiting.append(rest)
            self._next_column()
        return True

    def _stood_across(self, flowable: Flowable) -> bool:
        """Place a slip below all columns of the page, as wide as they are: one cut then frees it."""
        page = self._page
        height = flowable.height(page.all_columns)
        lowest = min(self._lowest, self._y)
        if self._foot + height + flowable.space_before > lowest + _SLACK:
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


def _may_part(flowable: Flowable, width: float) -> bool:
    """Whether a paragraph that leads to what follows (“… depends on:”) is long enough to stand on two pages."""
    leads = isinstance(flowable.block, Paragraph) and isinstance(flowable, TextFlow) and flowable.leads
    return leads and flowable.minimum(width) < flowable.height(width)


def _width_of_chain(flowable: Flowable, waiting: list[Flowable]) -> float:
    """What the flowable and all that it must stand above need, in points."""
    needed, at = flowable.needs, len(waiting)
    while flowable.keep_with_next and at:
        at -= 1
        flowable = waiting[at]
        needed = max(needed, flowable.needs)
    return needed


class _Chain:
    """What must stand beside each other from a flowable on, in a column `width` wide.

    page: height of a whole page; loosely: what only should stand together may be parted.
    """

    def __init__(self, flowable: Flowable, waiting: list[Flowable], width: float, page: float, loosely: bool) -> None:
        self._first, self._waiting, self._width, self.page, self._loosely = flowable, waiting, width, page, loosely

    def _links(self) -> Iterator[tuple[Flowable, float]]:
        """Each of the chain, and the distance from the top of the first to its own top."""
        total, current, at = 0.0, self._first, len(self._waiting)
        yield current, total
        while current.leads and at:
            at -= 1
            follower = self._waiting[at].loosened() if self._loosely else self._waiting[at]
            total += current.height(self._width) + max(current.space_after, follower.space_before)
            yield follower, total
            current = follower

    def height(self, parted: bool = False) -> float:
        """Height of all of it, of the last as much as starts on a page; of a chain that fits on no page, of as much as
        fits, up to something that need not stand beside what follows. parted: a paragraph that may part ends it."""
        needed = sound = 0.0
        for link, top in self._links():
            least = top + link.minimum(self._width)
            if needed and least > self.page:  # rather a box in parts than a heading by itself
                least = top + link.loosened().minimum(self._width)
            if needed and least > self.page:
                return sound or needed
            needed = least
            sound = sound if link.keep_with_next else needed
            if parted and top and _may_part(link, self._width):
                break
        return needed

    @property
    def beginning(self) -> float:
        """Height that must be free for it to start: up to a paragraph that may part."""
        first = self._first
        return first.minimum(self._width) if _may_part(first, self._width) else self.height(parted=True)

    @property
    def head(self) -> float:
        """Height of what stays on the page where it parts inside its introduction; endless for one without."""
        for link, top in self._links():
            if _may_part(link, self._width):
                return top + link.height(self._width) - link.minimum(self._width)
        return inf
