"""Widths of a table's columns, by what its rows need.

Of the ways to share the width in which no word is parted, the one whose rows have the fewest lines is looked for,
beginning with widths that follow the text: words at the head of one column then stand in no tower while those of the
other have one line, nor one word of a cell alone on a second line while its neighbour has room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, permutations

from generator.story.cells import PlacedCell, Words
from generator.story.level import ENDLESS
from generator.text.lines import Kept
from generator.values import Frozen

# Lines that the words at the head of a column take beside words of one line in the rows.
HEAD_LINES = 2
# Lines at the head of a column that are no tower yet, and what each more costs besides its height, of a line in a row.
MOST_HEAD_LINES, _TOWER = 3, 0.5
# The same where fewer are allowed, as with medicines: each stands in a box then, and nothing in the rows is worth that.
_BOXED = 10.0
# The row of the header, for what it costs.
_HEADER = -1
# What a line costs that makes its row no higher.
_NO_HIGHER = 0.05
# Of the table's width, what one column gives to another at a time: less and less, each as long as that is of use, but
# not more often than this.
_STEPS, _ROUNDS = (0.16, 0.08, 0.04, 0.02), 3
# No column begins with less, or more, than so much of its even share.
_LEAST_SHARE, _MOST_SHARE = 0.5, 1.6
# The most of a chart's width that its columns with words have, while the others are alike.
_MOST_WORDED = 0.5
# How much of “about 15 of 100 women” the columns keep together as they begin, as far as they can; the last, to the end.
_KEPT: tuple[Kept, ...] = ("counted", "led", "bare")


class Columns(Frozen):
    """The columns of a table, `count` of them. header, cells: what stands in them; side: from a cell's edge to its
    words, in points; head_lines: of the words at the head of a column, more of which are a tower; to_fill: whether they
    are written in: those without words below their head are alike then, as far as their heads have room."""

    header: Sequence[PlacedCell]
    cells: Sequence[PlacedCell]
    count: int
    side: float
    head_lines: int = MOST_HEAD_LINES
    to_fill: bool = False

    def widths(self, width: float) -> list[float]:
        """Of the columns; together they are `width`. Points."""
        alike = self._alike(width) if self.to_fill else None
        if alike:
            return alike
        kept = [floors for one in _KEPT if sum(floors := self.phrases(one)) <= width]
        least = self.least()
        begun = _with_floors(self._natural(width), kept[0] if kept else least)
        if sum(least) > width:
            return begun
        return weighed(begun, kept[-1] if kept else least, _cost_of(self))

    def _alike(self, width: float) -> list[float] | None:
        """The columns with words as wide as these, and all others alike; None where that would part a word or make a
        head of more than `MOST_HEAD_LINES` lines."""
        worded, least = {cell.column for cell in self.cells if cell.text}, self.least()
        natural, free = [0.0] * self.count, self.count - len(worded)
        for cell in self.cells:
            if cell.text:
                own = max(cell.text.natural_width() + 2 * self.side, least[cell.column])
                natural[cell.column] = max(natural[cell.column], own)
        taken = sum(natural)
        if not free or taken > _MOST_WORDED * width or any(cell.columns > 1 for cell in self.cells):
            return None
        widths = [natural[column] if column in worded else (width - taken) / free for column in range(self.count)]
        edges = [0.0, *accumulate(widths)]
        heads = [cell.lines_at(edges, self.side) for cell in self.header]
        enough = all(own >= needed for own, needed in zip(widths, least, strict=True))
        return widths if enough and max(heads, default=0) <= MOST_HEAD_LINES else None

    def least(self, facts_only: bool = False) -> list[float]:
        """What each column needs so that no word is parted, or no fact, with what is left free at its sides."""
        return self._widest(lambda text: text.least_width(facts_only))

    def phrases(self, kept: Kept) -> list[float]:
        """What each column needs so that no word is parted and no phrase with a number, as much of it as is kept."""
        return self._widest(lambda text: max(text.least_width(), text.phrase_width(kept)))

    def _widest(self, needed: Callable[[Words], float]) -> list[float]:
        widths = [0.0] * self.count
        for cell in (*self.header, *self.cells):
            if cell.text and cell.columns == 1:
                widths[cell.column] = max(widths[cell.column], needed(cell.text) + 2 * self.side)
        return widths

    def _natural(self, width: float) -> list[float]:
        """Widths that follow the text."""
        wanted = [0.0] * self.count
        for lines, cells in ((HEAD_LINES, self.header), (1, self.cells)):
            for cell in cells:
                if cell.text and cell.columns == 1:
                    natural = cell.text.natural_width() / lines + 2 * self.side
                    wanted[cell.column] = max(wanted[cell.column], natural)
        share = width / self.count
        wanted = [min(max(one, _LEAST_SHARE * share), _MOST_SHARE * share) for one in wanted]
        return [one * width / sum(wanted) for one in wanted]


# What a way to share the width costs.
Cost = Callable[[Sequence[float]], float]


def weighed(begun: list[float], floors: Sequence[float], cost: Cost) -> list[float]:
    """The widths, in points, or others of the same sum that cost less; none goes under its floor, and of two that cost
    the same the one nearer to the first is taken. cost: 0 where there is nothing to gain."""
    best, least = begun, cost(begun)
    for step in _STEPS if least else ():
        for _ in range(_ROUNDS):
            before = best
            for giver, taker in permutations(range(len(begun)), 2):
                moved = _moved(best, giver, taker, step * sum(begun))
                if moved[giver] >= floors[giver] and (now := cost(moved)) < least - 1e-6:
                    best, least = moved, now
            if best is before:
                break
    return best


def _moved(widths: Sequence[float], giver: int, taker: int, amount: float) -> list[float]:
    moved = list(widths)
    moved[giver] -= amount
    moved[taker] += amount
    return moved


def _cost_of(columns: Columns) -> Cost:
    """By how many lines the header and the rows are higher than one, and what is a tower in the header."""
    cells = [cell for cell in (*columns.header, *columns.cells) if cell.text]
    heads = sum(cell.text is not None for cell in columns.header)
    rows = [_HEADER if number < heads else cell.row for number, cell in enumerate(cells)]

    tower = _TOWER if columns.head_lines >= MOST_HEAD_LINES else _BOXED
    natural = [(cell.text.natural_width(), cell.text.lines_at(ENDLESS)) for cell in cells if cell.text]

    @cache
    def lines(number: int, inner: float) -> int:
        text, (width, fewest) = cells[number].text, natural[number]
        return text.lines_at(inner) if text and inner < width else fewest

    def cost(widths: Sequence[float]) -> float:
        edges, more = [0.0, *accumulate(widths)], dict.fromkeys(rows, 0)
        spent = 0.0
        for number, (row, cell) in enumerate(zip(rows, cells, strict=True)):
            found = lines(number, cell.inner(edges, columns.side)) - 1
            more[row] = max(more[row], found)
            spent += _NO_HIGHER * found
        return spent + sum(more.values()) + tower * max(0, 1 + more.get(_HEADER, 0) - columns.head_lines)

    return cost


def _with_floors(widths: list[float], floors: list[float]) -> list[float]:
    """The widths, none under its floor; the others give what is lacking, in proportion to what they can spare."""
    lacking = sum(max(0.0, floor - width) for width, floor in zip(widths, floors, strict=True))
    spare = sum(max(0.0, width - floor) for width, floor in zip(widths, floors, strict=True))
    if not lacking or lacking > spare:
        return widths
    share = lacking / spare
    return [
        floor if width < floor else width - (width - floor) * share for width, floor in zip(widths, floors, strict=True)
    ]
