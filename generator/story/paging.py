"""Flowables to pages: where columns and pages break."""

from __future__ import annotations

from math import inf

from generator.model.blocks import texts_of
from generator.model.blocks.words import Paragraph
from generator.problems import Place, Problem
from generator.rules import RULES, problem
from generator.story.composer import Composer
from generator.story.flowables import Flowable, RuleFlow, TextFlow
from generator.story.styles import Styles
from generator.values import Frozen, replace

# Scripts of this leading and more (Nastaliq) rise above their line; the title stands that much lower.
TALL_SCRIPT, TALL_SCRIPT_ROOM = 2.0, 15.0
# A last page that holds less than this part of its height is saved, where spaces of 15 points and more can give a step
# (see `styles.STEP`) or two.
SPARSE = 0.35
# The most of a page that stays empty below an introduction that is parted there.
BLANK = 0.3
# What sums of lengths may differ by, in points.
_SLACK = 1e-6


class Placed(Frozen):
    """A flowable, its upper edge on the page, and its column, from 0 at the start side."""

    flowable: Flowable
    top: float
    column: int = 0


def paginate(
    flowables: list[Flowable], styles: Styles, composer: Composer, place: Place, bottom: float, head: float
) -> list[list[Placed]]:
    """Distribute flowables over pages: headings stay with their text, paragraphs keep two lines together.

    bottom: where the text ends, above the footer; head: height of the running head.
    """
    count = styles.page.columns
    filler = _Filler(flowables, styles, place, bottom, head)
    columns = filler.filled()
    if filler.refused:
        composer.problems.add(filler.refused)
    elif filler.nearly_empty:
        closer = _Filler(flowables, styles, place, bottom, head, closer=True)
        tried = closer.filled()
        if not closer.refused and -(-len(tried) // count) < -(-len(columns) // count):
            columns = tried
    return [
        [replace(one, column=index) for index, column in enumerate(columns[start : start + count]) for one in column]
        for start in range(0, len(columns), count)
    ]


class _Filler:
    """Fills one column after the other, page after page.

    y: lower edge of what stands in the column in hand; after: the space below it; foot: where the text of the page
    ends, above a slip that stands there; lowest: lower edge of the other columns of the page; late: slips for which the
    page has no room left, and which stand at the foot of the next; closer: whether wide spaces are made smaller;
    refused: what is wrong with the first flowable that fits on no page.
    """

    def __init__(
        self,
        flowables: list[Flowable],
        styles: Styles,
        place: Place,
        bottom: float,
        head: float,
        closer: bool = False,
    ) -> None:
        page = styles.page
        top = page.height - page.margins.top
        rise = TALL_SCRIPT_ROOM if styles.language.leading >= TALL_SCRIPT else 0.0
        later = head if page.header.later == "running" else 0.0
        self._page, self._styles, self._place, self._bottom = page, styles, place, bottom
        self._tops = (top - page.header.space - rise, top - later)
        self._waiting, self._closer = list(reversed(flowables)), closer
        self.refused: Problem | None = None
        self._late: list[Flowable] = []
        self._columns: list[list[Placed]] = [[]]
        self._y, self._after, self._foot, self._lowest = self._tops[0], 0.0, bottom, inf

    @property
    def _fresh(self) -> bool:
        """Whether nothing stands in the column in hand but a slip at its foot."""
        return all(one.flowable.AT_FOOT for one in self._columns[-1])

    @property
    def nearly_empty(self) -> bool:
        """Whether the last page of several holds little: it costs a sheet of paper."""
        before = len(self._columns) > self._page.columns
        return before and (self._tops[1] - self._y) < SPARSE * (self._tops[1] - self._bottom)

    def _gap(self, above: float, below: float) -> float:
        """The larger of two spaces that meet."""
        gap = max(above, below)
        return gap - (10.0 if gap >= 30 else 5.0 if gap >= 15 else 0.0) if self._closer else gap

    def filled(self) -> list[list[Placed]]:
        """What stands in each column; nothing behind what fits on no page (`refused`)."""
        while self._waiting or self._late:
            if not self._waiting:
                self._next_column()
                continue
            flowable = self._waiting.pop()
            if self._fresh and isinstance(flowable, RuleFlow):
                continue  # a rule parts what stands above and below; at the top of a page the header's does
            across = flowable.AT_FOOT and self._page.columns > 1
            if self._stood_across(flowable) if across else self._stood(flowable):
                continue
            if self._fresh and self._foot == self._bottom and not (across and self._lowest < inf):
                self.refused = self._too_high(flowable)
                break
            if across:
                self._late.append(flowable)
            else:
                self._waiting.append(flowable)
                self._next_column()
        return self._columns

    def _next_column(self) -> None:
        lower = self._lowest if self._fresh else min(self._lowest, self._y)
        column = self._columns[-1]
        if column and isinstance(column[-1].flowable, RuleFlow):
            column.pop()  # nothing follows that it could part
        self._columns.append([])
        self._y, self._after = self._tops[len(self._columns) > self._page.columns], 0.0
        if (len(self._columns) - 1) % self._page.columns == 0:
            self._foot, lower = self._bottom, inf
            self._waiting += reversed(self._late)
            self._late.clear()
        self._lowest = lower

    def _stood(self, flowable: Flowable) -> bool:
        """Place it, or as much of it as there is room for; False when that is nothing."""
        fresh, column, width = self._fresh, self._columns[-1], self._page.measure
        gap = 0.0 if fresh else self._gap(self._after, flowable.space_before)
        room = self._y - gap - self._foot
        joined = not fresh and column[-1].flowable.keep_with_next  # a chain was looked at as a whole when it began
        page = self._tops[1] - self._bottom
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
            if parts is None:
                return False
            if parts[1] is not None:
                self._waiting.append(parts[1])
            flowable = parts[0]
        if flowable.AT_FOOT:  # what follows stands above it
            self._foot += flowable.height(width)
            column.append(Placed(flowable, self._foot))
            self._foot += flowable.space_before
            return True
        column.append(Placed(flowable, self._y - gap))
        self._y -= gap + flowable.height(width)
        self._after = flowable.space_after
        return True

    def _stood_across(self, flowable: Flowable) -> bool:
        """Place a slip below all columns of the page, as wide as they are: one cut then frees it."""
        first = self._columns[(len(self._columns) - 1) // self._page.columns * self._page.columns]
        height = flowable.height(self._page.all_columns)
        lowest = min(self._lowest, self._y)
        if self._foot + height + flowable.space_before > lowest + _SLACK:
            return False
        first.append(Placed(flowable, self._foot + height))
        self._foot += height + flowable.space_before
        return True

    def _too_high(self, flowable: Flowable) -> Problem:
        """That something fits on no page, at its first word."""
        page, width = self._page, self._page.all_columns if flowable.AT_FOOT else self._page.measure
        number, words = -(-len(self._columns) // page.columns), next(texts_of(flowable.block), None)
        height, least, room = flowable.height(width), flowable.minimum(width), self._y - self._foot
        whole = (
            "and cannot be parted" if not room < least < height else f"and its first {least:,.0f} pt cannot be parted"
        )
        return problem(
            "too-large",
            f"This is {height:,.0f} pt high {whole}; page {number} has {room:,.0f} pt.",
            words.place if words else self._place,
            f"{RULES['too-large'].instead} {self._styles.roomier}".rstrip(),
        )


def _may_part(flowable: Flowable, width: float) -> bool:
    """Whether a paragraph that leads to what follows (“… depends on:”) is long enough to stand on two pages."""
    leads = isinstance(flowable.block, Paragraph) and isinstance(flowable, TextFlow) and flowable.keep_with_next
    return leads and flowable.minimum(width) < flowable.height(width)


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
