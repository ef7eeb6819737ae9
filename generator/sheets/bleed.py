"""What is coloured up to the edge of a sheet runs on beyond it: no press cuts to the hair, and a sliver stayed white.

Pages end where the sheet is cut, so their areas that touch the cut are drawn once more before them, into the bleed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.colour import RGB
from generator.sheets.forms import MM, Sheet
from generator.sheets.inks import inks

# What is cut off around the sheet, and the room for marks around that, in points.
BLEED, SLUG = 3 * MM, 10 * MM
BLACK: RGB = (0.0, 0.0, 0.0)
# An area that ends so near to the cut, in points, touches it: coordinates are rounded to thousandths.
_NEAR = 0.1
_FILLS, _ENDS = (b"f", b"F", b"f*", b"B", b"B*"), (b"S", b"s", b"n", b"b", b"b*")

# Left, lower, right and upper edge in points, from the lower left corner of the paper.
_Area = tuple[float, float, float, float]
# The six numbers of a `cm`.
Matrix = tuple[float, float, float, float, float, float]
UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# What a quarter of a turn is off by when it is rounded; over a sheet of 1,000 points that is a tenth of one.
_ASLANT = 1e-4


def into_the_bleed(operations: Iterable[tuple[list[object], bytes]], sheet: Sheet) -> bytes:
    """Operators that draw a side's coloured rectangles once more, as far as the bleed where they touch the cut.

    operations: of the whole side, in RGB; nothing where no rectangle touches the cut. A page's own edge at a fold is
    no cut. Source: ISO 15930-7:2010, 6.11 (the BleedBox holds what is cut off).
    """
    drawn = []
    for colour, area in _rectangles(operations):
        wider = _widened(area, sheet)
        if wider != area:
            left, low, right, high = wider
            levels = " ".join(f"{level:g}" for level in inks(colour))
            drawn.append(f"{levels} k {left:.3f} {low:.3f} {right - left:.3f} {high - low:.3f} re f")
    return f"q {' '.join(drawn)} Q".encode("ascii") if drawn else b""


def _widened(area: _Area, sheet: Sheet) -> _Area:
    left, low, right, high = area
    end, top = SLUG + sheet.width, SLUG + sheet.height
    return (
        SLUG - BLEED if left <= SLUG + _NEAR else left,
        SLUG - BLEED if low <= SLUG + _NEAR else low,
        end + BLEED if right >= end - _NEAR else right,
        top + BLEED if high >= top - _NEAR else high,
    )


def _rectangles(operations: Iterable[tuple[list[object], bytes]]) -> Iterator[tuple[RGB, _Area]]:
    """The filled rectangles with their colours, in their order; none that a matrix leaves aslant."""
    colour, place, kept = BLACK, UNTURNED, list[tuple[RGB, Matrix]]()
    waiting: list[_Area] = []
    for operands, operator in operations:
        if operator == b"q":
            kept.append((colour, place))
        elif operator == b"Q":
            colour, place = kept.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = (float(str(value)) for value in operands)
            place = joined((a, b, c, d, e, f), place)
        elif operator == b"g":
            (level,) = (round(float(str(value)), 4) for value in operands)
            colour = level, level, level
        elif operator == b"rg":
            red, green, blue = (round(float(str(value)), 4) for value in operands)
            colour = red, green, blue
        elif operator == b"re":
            x, y, width, height = (float(str(value)) for value in operands)
            waiting += _area(x, y, x + width, y + height, place)
        elif operator in _FILLS or operator in _ENDS:
            if operator in _FILLS:
                yield from ((colour, area) for area in waiting)
            waiting = []


def joined(first: Matrix, then: Matrix) -> Matrix:
    """Both matrices in one. Source: ISO 32000-1, 8.3.4."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _area(x: float, y: float, end: float, top: float, place: Matrix) -> list[_Area]:
    """The rectangle on the paper, upright or on its side; none when it stands aslant, and cannot be cut as one."""
    a, b, c, d, e, f = place
    if max(min(abs(a), abs(b)), min(abs(c), abs(d))) > _ASLANT:
        return []
    corners = [(a * left + c * low + e, b * left + d * low + f) for left, low in ((x, y), (end, top))]
    xs, ys = (sorted(values) for values in zip(*corners, strict=True))
    return [(xs[0], ys[0], xs[1], ys[1])]
