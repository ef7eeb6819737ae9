"""Paths: from construction operators to outlines on the page. Source: ISO 32000-1, 8.5."""

from __future__ import annotations

from collections.abc import Sequence

from generator.checks.pages.drawn import Matrix, Owner, Point, Shape, box_of, common, moved
from generator.checks.pages.operators import Operand
from generator.checks.pages.state import State

# Straight pieces that stand for a curve: within a tenth of a point for a curve of 60 points, which is as long as any
# of an icon's.
_PIECES = 6


class PathBuilder:
    """The path in hand, in the units of the content stream."""

    OPERATORS = frozenset(("m", "l", "c", "v", "y", "h", "re"))

    def __init__(self) -> None:
        self._outlines: list[list[Point]] = []
        self._rects = 0

    def add(self, operator: str, operands: Sequence[Operand]) -> None:
        """One construction operator. Raises TypeError, ValueError or IndexError for wrong operands."""
        numbers: list[float] = [one for one in operands if isinstance(one, float)]
        outlines = self._outlines
        if operator == "m":
            outlines.append([(numbers[0], numbers[1])])
        elif operator == "re":
            x, y, width, height = numbers
            outlines.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)])
            self._rects += 1
        elif not outlines:
            return
        elif operator == "l":
            outlines[-1].append((numbers[0], numbers[1]))
        elif operator == "h":
            outlines[-1].append(outlines[-1][0])
        else:
            self._curve(operator, numbers)

    def _curve(self, operator: str, numbers: list[float]) -> None:
        into = self._outlines[-1]
        x0, y0 = into[-1]
        if operator == "c":
            x1, y1, x2, y2, x3, y3 = numbers
        elif operator == "v":
            x1, y1 = x0, y0
            x2, y2, x3, y3 = numbers
        else:
            x1, y1, x3, y3 = numbers
            x2, y2 = x3, y3
        for step in range(1, _PIECES):
            t = step / _PIECES
            u = 1 - t
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            into.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        into.append((x3, y3))

    def take(self, state: State, owner: Owner, filled: bool, stroked: bool, even_odd: bool) -> Shape | None:
        """The path as it is painted, and an empty one in hand; None when there was none."""
        outlines = tuple(_placed(one, state.ctm) for one in self._outlines)
        rect = self._rects == 1 == len(outlines) and (abs(state.ctm[1]) + abs(state.ctm[2])) * 100 < abs(state.ctm[0])
        self._outlines, self._rects = [], 0
        points = [point for one in outlines for point in one]
        if not points:
            return None
        a, b, c, d = state.ctm[:4]
        thickness = state.thickness * abs(a * d - b * c) ** 0.5 if stroked else 0.0
        left, bottom, right, top = box_of(points)
        half = thickness / 2
        box = common((left - half, bottom - half, right + half, top + half), state.clip)
        return Shape(
            outlines, box, state.clip, owner,
            state.fill if filled else None, state.stroke if stroked else None,
            (filled and state.fill is None) or (stroked and state.stroke is None), even_odd, thickness, rect,
        )  # fmt: skip


def _placed(points: list[Point], by: Matrix) -> tuple[Point, ...]:
    return tuple([moved(point, by) for point in points])
