"""What lies under a text, and how much of the paper is inked: a page painted into cells of one square point.

A cell has the colour of what was painted last over its middle. Text is not painted: the area of its glyphs is known.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from generator.checks.pages.drawn import Box, Drawn, Image, Owner, Page, Point, Shape, Shown
from generator.colour import RGB, luminance
from generator.values import Frozen

WHITE: RGB = (1.0, 1.0, 1.0)
# A raster picture's colours are not read: it counts as half dark.
_PICTURE_INK = 0.5
_MOST_COLOURS = 255
# A piece of a line this short, in points, is painted as the box around it.
_SHORT = 2.0
# No page is longer than this (ISO 32000-1, annex C.2: 14,400 units); more cells than an A2 sheet has are not painted.
_MOST_CELLS = 1_200 * 1_700
# The part of the type size above the baseline where all letters have ink: the x-height of Noto Sans is 0.54.
_BAND = (0.08, 0.5)


class Under(Frozen):
    """What a cell shows. colour: None when it cannot be known; picture: of which picture it is a part, 0 of none."""

    colour: RGB | None
    picture: int = 0


class Ground:
    """The painted cells of a page; `under` and `ink` look at them as they are when they are asked."""

    def __init__(self, page: Page, picture_of: Callable[[Owner], int]) -> None:
        self.width, self.height = max(1, math.ceil(page.width)), max(1, math.ceil(page.height))
        self._too_large = self.width * self.height > _MOST_CELLS
        self._cells = bytearray(0 if self._too_large else self.width * self.height)
        self._palette = [Under(WHITE)]
        self._numbers = {self._palette[0]: 0}
        self._picture_of = picture_of
        self._text_ink = 0.0

    def paint(self, drawn: Drawn) -> None:
        """Paint a path or a picture; of a text, count the ink."""
        if self._too_large:
            return
        if isinstance(drawn, Shown):
            if drawn.seen:
                self._text_ink += drawn.area * (_darkness(drawn.colour) - _darkness(self._most_under(drawn)))
            return
        picture = self._picture_of(drawn.owner)
        if isinstance(drawn, Image):
            self._rect(drawn.box, self._number(Under(None, picture or -1)))
            return
        if drawn.fill is not None or (drawn.pattern and not drawn.stroke):
            self._fill(drawn, self._number(Under(drawn.fill, picture)))
        if drawn.thickness:
            self._stroke(drawn, self._number(Under(drawn.stroke, picture)))

    def under(self, text: Shown) -> set[Under]:
        """Everything that lies under the letters of a level text, white where nothing is painted."""
        if self._too_large or not text.level:
            return set()
        left, right = math.ceil(text.x), math.floor(text.right)
        if right <= left:
            left = math.floor((text.x + text.right) / 2)
            right = left + 1
        rows = range(math.ceil(text.y + _BAND[0] * text.size), math.floor(text.y + _BAND[1] * text.size) + 1)
        found: set[int] = set()
        for row in rows:
            if 0 <= row < self.height and right > 0:
                start = row * self.width
                found.update(self._cells[start + max(0, left) : start + min(self.width, right)])
        return {self._palette[number] for number in found} or {Under(WHITE)}

    def ink(self) -> float:
        """The part of the page that a printer in black covers, from 0 to 1.

        A colour covers as much as it reflects less than the paper (Murray and Davies, J. Franklin Inst. 1936;221:721).
        """
        if not self._cells:
            return 0.0
        dark = sum(self._cells.count(n) * _darkness(under.colour) for n, under in enumerate(self._palette))
        return max(0.0, min(1.0, (dark + self._text_ink) / len(self._cells)))

    def _most_under(self, text: Shown) -> RGB | None:
        x, y = text.x, text.y
        if text.level:
            x, y = x + text.width / 2, y + text.size * 0.3
        column, row = math.floor(x), math.floor(y)
        inside = 0 <= column < self.width and 0 <= row < self.height
        return self._palette[self._cells[row * self.width + column]].colour if inside else WHITE

    def _number(self, under: Under) -> int:
        number = self._numbers.get(under)
        if number is None:
            if len(self._palette) == _MOST_COLOURS:
                self._palette.append(Under(None, under.picture))
            number = min(len(self._palette), _MOST_COLOURS)
            if number < _MOST_COLOURS:
                self._palette.append(under)
            self._numbers[under] = number
        return number

    # -- painting -------------------------------------------------------------------------------------------------

    def _rect(self, box: Box, number: int) -> None:
        left, right = self._span(box[0], box[2], self.width)
        bottom, top = self._span(box[1], box[3], self.height)
        if right > left:
            row = bytes((number,)) * (right - left)
            for start in range(bottom * self.width + left, top * self.width + left, self.width):
                self._cells[start : start + right - left] = row

    @staticmethod
    def _span(low: float, high: float, most: int) -> tuple[int, int]:
        """The cells whose middles lie between two lengths."""
        return math.ceil(max(0.0, low) - 0.5), min(most, math.ceil(min(high, most + 1.0) - 0.5))

    def _fill(self, shape: Shape, number: int) -> None:
        if shape.rect:
            self._rect(shape.box, number)
        else:
            self._polygons(shape.outlines, shape.clip, number, shape.even_odd)

    def _stroke(self, shape: Shape, number: int) -> None:
        half = shape.thickness / 2
        for outline in shape.outlines:
            for (x0, y0), (x1, y1) in pairwise(outline):
                if x0 == x1 or y0 == y1 or abs(x1 - x0) + abs(y1 - y0) < _SHORT:
                    box = min(x0, x1) - half, min(y0, y1) - half, max(x0, x1) + half, max(y0, y1) + half
                    self._rect(_inside(box, shape.clip), number)
                    continue
                length = math.hypot(x1 - x0, y1 - y0)
                dx, dy = (y1 - y0) / length * half, (x0 - x1) / length * half
                bar = (
                    (x0 + dx, y0 + dy),
                    (x1 + dx, y1 + dy),
                    (x1 - dx, y1 - dy),
                    (x0 - dx, y0 - dy),
                    (x0 + dx, y0 + dy),
                )
                self._polygons((bar,), shape.clip, number, False)

    def _polygons(self, outlines: tuple[tuple[Point, ...], ...], clip: Box, number: int, even_odd: bool) -> None:
        """Fill outlines, row by row, by the rule of the winding number or the even-odd rule (8.5.3.3)."""
        crossings: dict[int, list[tuple[float, int]]] = {}
        low, high = self._span(clip[1], clip[3], self.height)
        for outline in outlines:
            for (x0, y0), (x1, y1) in zip(outline, (*outline[1:], outline[0]), strict=True):
                if y0 == y1:
                    continue
                bottom, top, way = (y0, y1, 1) if y0 < y1 else (y1, y0, -1)
                slope = (x1 - x0) / (y1 - y0)
                for row in range(max(low, math.ceil(bottom - 0.5)), min(high, math.ceil(top - 0.5))):
                    crossings.setdefault(row, []).append((x0 + (row + 0.5 - y0) * slope, way))
        for row, found in crossings.items():
            found.sort()
            winding, start = 0, 0.0
            for x, way in found:
                before = winding & 1 if even_odd else winding
                winding += way
                after = winding & 1 if even_odd else winding
                if not before:
                    start = x
                elif not after:
                    self._rect((max(start, clip[0]), row, min(x, clip[2]), row + 1), number)


def _inside(box: Box, clip: Box) -> Box:
    return max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])


def _darkness(colour: RGB | None) -> float:
    return _PICTURE_INK if colour is None else 1 - luminance(colour)
