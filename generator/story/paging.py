"""Flowables to pages: where columns and pages break."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from generator.model.blocks import texts_of
from generator.model.blocks.words import Paragraph
from generator.problems import Place, Problem
from generator.rules import RULES, problem
from generator.story.composer import Composer
from generator.story.flowables import Flowable, RuleFlow, TextFlow
from generator.story.frames import Placed, Places, Slot, is_lone, set_aside
from generator.story.styles import Styles
from generator.values import replace

# Scripts of this leading and more (Nastaliq) rise above their line; the title stands that much lower.
TALL_SCRIPT, TALL_SCRIPT_ROOM = 2.0, 15.0
# A last page that holds less than this part of its height is saved, where spaces of 15 points and more can give a step
# (see `styles.STEP`) or two.
SPARSE = 0.35
# The most of a page that stays empty below an introduction that is parted there.
BLANK = 0.3
# What sums of lengths may differ by, in points.
_SLACK = 1e-6


def paginate(
    flowables: list[Flowable], styles: Styles, composer: Composer, place: Place, bottom: float, head: float
) -> list[list[Placed]]:
    """Distribute flowables over pages: headings stay with their text, paragraphs keep two lines together.

    bottom: where the text ends, above the footer; head: height of the running head.
    """
    places = _places(styles, bottom, head)
    flowables, beside, places = set_aside(flowables, places)
    pages = _filled(flowables, places, styles, composer, place, beside)
    refused = any(one.rule == "too-large" for one in composer.problems)
    if any(frame.on == "last" for frame in styles.page.frames) and len(pages) > 1 and not refused:
        places = replace(places, last=len(pages))  # a last page that holds less goes on upon one that is like it
        pages = _filled(flowables, places, styles, composer, place, beside)
    pages[0] += beside
    return [[*places.grounds(number, styles.palette.tint), *page] for number, page in enumerate(pages, 1)]


def _places(styles: Styles, bottom: float, head: float) -> Places:
    page = styles.page
    top = page.height - page.margins.top
    rise = TALL_SCRIPT_ROOM if styles.language.leading >= TALL_SCRIPT else 0.0
    later = head if page.header.later == "running" else 0.0
    return Places(page, styles.rtl, (top - page.header.space - rise, top - later), bottom)


def _filled(
    flowables: list[Flowable],
    places: Places,
    styles: Styles,
    composer: Composer,
    place: Place,
    beside: Sequence[Placed],
) -> list[list[Placed]]:
    """The pages; closer spaces are tried where they save one."""
    lowest = min((one.top - one.flowable.height(one.width) for one in beside), default=inf)
    filler = _Filler(flowables, styles, place, places, lowest)
    pages = filler.filled()
    if filler.refused:
        composer.problems.add(filler.refused)
    elif filler.nearly_empty:
        closer = _Filler(flowables, styles, place, places, lowest, closer=True)
        tried = closer.filled()
        if not closer.refused and len(tried) < len(pages):
            pages = tried
    return pages


class _Filler:
    """Fills one column or frame after the other, page after page.

    y: lower edge of what stands in the column in hand; after: the space below it; foot: where the text of the page
    ends, above a slip that stands there; lowest: lower edge of the other columns of the page; late: slips for which the
    page has no room left, and which stand at the foot of the next; missed: places in a row that what is next does not
    fit in; closer: whether wide spaces are made smaller; refused: what is wrong with the first flowable that fits on no
    page.
    """

    def __init__(
        self,
        flowables: list[Flowable],
        styles: Styles,
        place: Place,
        places: Places,
        lowest: float,
        closer: bool = False,
    ) -> None:
        self._page, self._styles, self._place, self._bottom = styles.page, styles, place, places.bottom
        self._places, self._tops, self._deepest = places, places.tops, places.deepest
        self._waiting, self._closer = list(reversed(flowables)), closer
        self.refused: Problem | None = None
        self._late: list[Flowable] = []
        self._pages: list[list[list[Placed]]] = [[[]]]
        self._slots, self._missed = places.slots(1), 0
        self._y, self._after, self._foot, self._lowest = self._slots[0].top, 0.0, places.bottom, lowest

    @property
    def _column(self) -> list[Placed]:
        """What stands in the column in hand."""
        return self._pages[-1][-1]

    @property
    def _slot(self) -> Slot:
        """Where the column in hand stands."""
        return self._slots[len(self._pages[-1]) - 1]

    @property
    def _next_width(self) -> float:
        """Width of the place that comes next, in points."""
        number = len(self._pages[-1])
        return (self._slots[number] if number < len(self._slots) else self._places.slots(len(self._pages) + 1)[0]).width

    @property
    def _floor(self) -> float:
        """Where the column in hand ends."""
        return max(self._foot, self._slot.bottom)

    @property
    def _fresh(self) -> bool:
        """Whether nothing stands in the column in hand but a slip at its foot."""
        return all(one.flowable.AT_FOOT for one in self._column)

    @property
    def nearly_empty(self) -> bool:
        """Whether the last page of several holds little: it costs a sheet of paper."""
        return len(self._pages) > 1 and (self._tops[1] - self._y) < SPARSE * (self._tops[1] - self._bottom)

    def _gap(self, above: float, below: float) -> float:
        """The larger of two spaces that meet."""
        gap = max(above, below)
        return gap - (10.0 if gap >= 30 else 5.0 if gap >= 15 else 0.0) if self._closer else gap

    def filled(self) -> list[list[Placed]]:
        """What stands on each page; nothing behind what fits on no page (`refused`)."""
        while self._waiting or self._late:
            if not self._waiting:
                self._next_column()
                continue
            flowable = self._waiting.pop()
            if self._fresh and isinstance(flowable, RuleFlow):
                continue  # a rule parts what stands above and below; at the top of a page the header's does
            across = flowable.AT_FOOT and self._places.is_parted(len(self._pages))
            if self._stood_across(flowable) if across else self._stood(flowable):
                self._missed = 0
                continue
            self._missed += self._fresh
            if (
                self._fresh
                and self._missed > self._places.retries
                and self._foot == self._bottom
                and not (across and self._lowest < inf)
            ):
                self.refused = self._too_high(flowable)
                break
            if across:
                self._late.append(flowable)
            else:
                self._waiting.append(flowable)
                self._next_column()
        return [[one for column in page for one in column] for page in self._pages]

    def _next_column(self) -> None:
        lower = self._lowest if self._fresh else min(self._lowest, self._y)
        column = self._column
        if column and isinstance(column[-1].flowable, RuleFlow):
            column.pop()  # nothing follows that it could part
        if len(self._pages[-1]) < len(self._slots):
            self._pages[-1].append([])
        else:
            self._pages.append([[]])
            self._slots = self._places.slots(len(self._pages))
            self._foot, lower = self._bottom, inf
            self._waiting += reversed(self._late)
            self._late.clear()
        self._y, self._after = self._slot.top, 0.0
        self._lowest = lower

    def _stood(self, flowable: Flowable) -> bool:
        """Place it, or as much of it as there is room for; False when that is nothing."""
        fresh, column, slot = self._fresh, self._column, self._slot
        width = slot.width
        if self._page.frames and _width_of_chain(flowable, self._waiting) > width + _SLACK:
            return False
        gap = 0.0 if fresh else self._gap(self._after, flowable.space_before)
        room = self._y - gap - self._floor
        joined = not fresh and column[-1].flowable.keep_with_next  # a chain was looked at as a whole when it began
        page = self._deepest
        needed = flowable.minimum(width) if joined else _needed(flowable, self._waiting, width, page)
        headed = joined and isinstance(column[-1].flowable, TextFlow)
        if not fresh and needed > room + _SLACK and not (headed and flowable.split(width, room)):
            return False
        parting = not (fresh or joined) and _chain(flowable, self._waiting, width, page) > room + _SLACK
        if parting and room - _head_of_chain(flowable, self._waiting, width) > BLANK * page:
            return False  # rather all of it on the next page than half a sentence over a page that stays empty
        height = flowable.height(width)
        if _may_part(flowable, width) and _chain(flowable, self._waiting, width, page) > room + _SLACK:
            room = min(room, height - flowable.minimum(width))  # its end goes on with what it leads to
        if height > room + _SLACK:
            parts = flowable.split(width, room)
            if parts and self._page.frames and is_lone(parts[1], self._next_width):
                parts = flowable.split(width, room - self._styles.body.leading) or parts
            if parts is None:
                return False
            if parts[1] is not None:
                self._waiting.append(parts[1])
            flowable = parts[0]
        if flowable.AT_FOOT:  # what follows stands above it
            self._foot += flowable.height(width)
            column.append(Placed(flowable, self._foot, slot.left, width))
            self._foot += flowable.space_before
            return True
        column.append(Placed(flowable, self._y - gap, slot.left, width))
        self._y -= gap + flowable.height(width)
        self._after = flowable.space_after
        return True

    def _stood_across(self, flowable: Flowable) -> bool:
        """Place a slip below all columns of the page, as wide as they are: one cut then frees it."""
        page = self._page
        height = flowable.height(page.all_columns)
        lowest = min(self._lowest, self._y)
        if self._foot + height + flowable.space_before > lowest + _SLACK:
            return False
        left = 0.0 if self._styles.rtl else page.beside
        self._pages[-1][0].append(Placed(flowable, self._foot + height, left, page.all_columns))
        self._foot += height + flowable.space_before
        return True

    def _too_high(self, flowable: Flowable) -> Problem:
        """That something fits on no page, at its first word."""
        width = self._page.all_columns if flowable.AT_FOOT else self._slot.width
        number, words = len(self._pages), next(texts_of(flowable.block), None)
        return problem(
            "too-large",
            f"This is {flowable.height(width):,.0f} pt high and cannot be parted; "
            f"page {number} has {self._y - self._floor:,.0f} pt.",
            words.place if words else self._place,
            f"{RULES['too-large'].instead} {self._styles.roomier}".rstrip(),
        )


def _may_part(flowable: Flowable, width: float) -> bool:
    """Whether a paragraph that leads to what follows (“… depends on:”) is long enough to stand on two pages."""
    leads = isinstance(flowable.block, Paragraph) and isinstance(flowable, TextFlow) and flowable.keep_with_next
    return leads and flowable.minimum(width) < flowable.height(width)


def _width_of_chain(flowable: Flowable, waiting: list[Flowable]) -> float:
    """What the flowable and all that it must stand above need, in points."""
    needed, at = flowable.needs, len(waiting)
    while flowable.keep_with_next and at:
        at -= 1
        flowable = waiting[at]
        needed = max(needed, flowable.needs)
    return needed


def _needed(flowable: Flowable, waiting: list[Flowable], width: float, page: float) -> float:
    """Height that must be free for the flowable to start here: with what it must stand beside, up to a paragraph that
    may part. page: height of a whole page."""
    if _may_part(flowable, width):
        return flowable.minimum(width)
    return _chain(flowable, waiting, width, page, parted=True)


def _head_of_chain(flowable: Flowable, waiting: list[Flowable], width: float) -> float:
    """Height of what stays on the page where a chain parts inside its introduction; endless for one without."""
    total, at, current = 0.0, len(waiting), flowable
    while not _may_part(current, width) and current.keep_with_next and at:
        follower = waiting[at - 1]
        total += current.height(width) + max(current.space_after, follower.space_before)
        current, at = follower, at - 1
    return total + current.height(width) - current.minimum(width) if _may_part(current, width) else inf


def _chain(flowable: Flowable, waiting: list[Flowable], width: float, page: float, parted: bool = False) -> float:
    """Height of the flowable with what it must stand beside; of a chain that fits on no page, of as much as fits.

    parted: a paragraph that may part ends the chain.
    """
    total, at, needed = 0.0, len(waiting), flowable.minimum(width)
    current = flowable
    while current.keep_with_next and at:
        follower = waiting[at - 1]
        total += current.height(width) + max(current.space_after, follower.space_before)
        if total + follower.minimum(width) > page:
            break
        needed = total + follower.minimum(width)
        if parted and _may_part(follower, width):
            break
        current, at = follower, at - 1
    return needed
