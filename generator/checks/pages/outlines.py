"""How much of the paper the glyphs of a TrueType font cover.

Source: OpenType 1.9.1, “glyf”, “loca”, “head”. Overlapping contours count twice; they are rare and small.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache

_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _XY, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 32, 64, 128
# Composite glyphs in composite glyphs: deeper is a circle.
_MAX_DEPTH = 6


class Outlines:
    """The outlines of a font file; of one that is no TrueType font, or damaged, every area is 0."""

    def __init__(self, program: bytes) -> None:
        self._data = program
        self._tables: dict[bytes, int] = {}
        self.upem = 1000
        self._long = False
        try:
            count = struct.unpack_from(">H", program, 4)[0]
            for number in range(count):
                tag, _, offset, _ = struct.unpack_from(">4sLLL", program, 12 + 16 * number)
                self._tables[tag] = offset
            head = self._tables[b"head"]
            self.upem = struct.unpack_from(">H", program, head + 18)[0] or 1000
            self._long = bool(struct.unpack_from(">h", program, head + 50)[0])
        except (struct.error, KeyError):
            self._tables = {}

    def area(self, glyph: int) -> float:
        """The inked area of a glyph, in squares of the type size."""
        try:
            return abs(self._signed(glyph, 0)) / (self.upem * self.upem)
        except (struct.error, IndexError, KeyError):
            return 0.0

    def _signed(self, glyph: int, depth: int) -> float:
        """The area in font units, its sign by the direction of the outer contour."""
        loca, glyf = self._tables[b"loca"], self._tables[b"glyf"]
        if self._long:
            start, end = struct.unpack_from(">LL", self._data, loca + 4 * glyph)
        else:
            start, end = (2 * half for half in struct.unpack_from(">HH", self._data, loca + 2 * glyph))
        if start >= end or depth > _MAX_DEPTH:
            return 0.0
        record = self._data[glyf + start : glyf + end]
        contours = struct.unpack_from(">h", record)[0]
        if contours >= 0:
            return simple_area(record)
        return sum(scale * self._signed(part, depth + 1) for part, scale in self._parts(glyf + start + 10))

    def _parts(self, at: int) -> Iterator[tuple[int, float]]:
        """The glyphs that a composite is made of, each with the factor of its area."""
        while True:
            flags, glyph = struct.unpack_from(">HH", self._data, at)
            at += 8 if flags & _WORDS else 6
            factor = 1.0
            if flags & _SCALE:
                factor = (struct.unpack_from(">h", self._data, at)[0] / 16384) ** 2
                at += 2
            elif flags & _TWO_SCALES:
                x, y = struct.unpack_from(">hh", self._data, at)
                factor, at = x * y / 16384**2, at + 4
            elif flags & _MATRIX:
                a, b, c, d = struct.unpack_from(">hhhh", self._data, at)
                factor, at = (a * d - b * c) / 16384**2, at + 8
            yield glyph, factor
            if not flags & _MORE:
                return


@lru_cache(maxsize=20_000)  # fonts of many leaflets hold the same records
def simple_area(record: bytes) -> float:
    """The area of a glyph that is no composite, in square font units."""
    count = struct.unpack_from(">h", record)[0]
    ends = struct.unpack_from(f">{count}H", record, 10)
    at = 10 + 2 * count
    at += 2 + struct.unpack_from(">H", record, at)[0]
    points = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < points:
        flag = record[at]
        at += 1
        times = 1
        if flag & _REPEAT:
            times += record[at]
            at += 1
        flags += [flag] * times
    xs, at = _axis(record, at, flags, _SHORT_X, _SAME_X)
    ys, at = _axis(record, at, flags, _SHORT_Y, _SAME_Y)
    on = [flag & _ON_CURVE for flag in flags]
    area, start = 0.0, 0
    for end in ends:
        area += _contour_area(xs[start : end + 1], ys[start : end + 1], on[start : end + 1])
        start = end + 1
    return area


def _axis(record: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    value, found = 0, []
    for flag in flags:
        if flag & short:
            value += record[at] if flag & same else -record[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", record, at)[0]
            at += 2
        found.append(value)
    return found, at


def _contour_area(xs: list[int], ys: list[int], on: list[int]) -> float:
    """By Green's theorem: the polygon of the points on the curve, and two thirds of each control point's triangle.

    Between two control points lies a point on the curve, halfway.
    """
    count = len(xs)
    points: list[tuple[float, float]] = []  # on the curve
    triangles = 0.0
    for n in range(count):
        if on[n]:
            points.append((xs[n], ys[n]))
            continue
        x, y = float(xs[n]), float(ys[n])
        before, after = n - 1, (n + 1) % count
        x0, y0 = (xs[before], ys[before]) if on[before] else ((xs[before] + x) / 2, (ys[before] + y) / 2)
        x1, y1 = (xs[after], ys[after]) if on[after] else ((xs[after] + x) / 2, (ys[after] + y) / 2)
        if not on[before]:
            points.append((x0, y0))
        triangles += (x - x0) * (y1 - y0) - (x1 - x0) * (y - y0)
    polygon = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))
    return polygon / 2 + triangles / 3


@lru_cache(maxsize=64)  # a leaflet has the same fonts in each of its layouts, most of the time
def outlines(program: bytes) -> Outlines:
    """The outlines of a font file, remembered."""
    return Outlines(program)
