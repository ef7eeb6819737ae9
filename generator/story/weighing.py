"""Widths of a table's columns, weighed by the lines that its rows then have.

Words at the head of one column must not stand in a tower while those of the other have one line, nor one word of a
cell alone on a second line while its neighbour has room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

# By which parts of the table's width a column is made wider at the cost of another, one after the other; how often.
_STEPS, _ROUNDS = (0.16, 0.08, 0.04, 0.02), 3
# What a line of a cell costs that makes its row no higher, of a line that does.
_NO_HIGHER = 0.05

# Lines at the head of a column that are no tower yet, and what each more costs besides its height.
TOWER, _TOWER = 3, 0.5

# Lines of each cell of a row at given widths of the columns.
Lines = Callable[[Sequence[float]], list[list[int]]]


def weighed(widths: list[float], floors: Sequence[float], lines: Lines) -> list[float]:
    """The widths, in points, or others of the same sum with which the rows have fewer lines; none goes under its
    floor, and of two that do as well the one nearer to the first is taken."""
    total, best, cost = sum(widths), widths, _cost(lines(widths))
    for step in _STEPS:
        for _ in range(_ROUNDS):
            found = False
            for taker in range(len(widths)):
                for giver in range(len(widths)):
                    moved = _moved(best, giver, taker, step * total, floors)
                    if moved is not None and (now := _cost(lines(moved))) < cost - 1e-6:
                        best, cost, found = moved, now, True
            if not found:
                break
    return best


def _moved(widths: list[float], giver: int, taker: int, amount: float, floors: Sequence[float]) -> list[float] | None:
    """The widths with so much of one column given to another; None where its floor forbids it."""
    if giver == taker or widths[giver] - amount < floors[giver]:
        return None
    moved = list(widths)
    moved[giver] -= amount
    moved[taker] += amount
    return moved


def _cost(rows: list[list[int]]) -> float:
    """Of the header and the rows: their heights in lines, and what is a tower above them."""
    heights = sum(max(row) + _NO_HIGHER * sum(row) for row in rows if row)
    return heights + _TOWER * max(0, max(rows[0], default=0) - TOWER)
