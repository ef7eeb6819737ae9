"""What a page shows: the nouns of everything that is measured.

Lengths are points from the bottom left corner of the finished page, as it is seen: its Rotate is taken into account.
"""

from __future__ import annotations

from typing import TypeAlias

from generator.colour import RGB
from generator.values import Frozen, field

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
# Six numbers (a b c d e f) as in a `cm` operator (ISO 32000-1, 8.3.3).
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Owner(Frozen):
    """Whose marked content it is: a tag's, by its id; or an artifact's, by its type and subtype; or nobody's."""

    mcid: int = -1
    artifact: str = ""


class Shown(Frozen):
    """Text that one string shows.

    text: in the order of reading; x, y: where its baseline begins; width: along the baseline; size: in points as seen;
    angle: of the baseline, in degrees from the right; slanted: italic by its font or by a matrix; area: inked, in
    square points; colour: None when it cannot be known; seen: not shown in an invisible mode; glyphs: each code's text
    and where it begins and ends along the baseline, in the order of the string.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    angle: float
    font: str
    bold: bool
    slanted: bool
    colour: RGB | None
    owner: Owner
    area: float = 0.0
    seen: bool = True
    glyphs: tuple[tuple[str, float, float], ...] = field(default=(), repr=False)

    @property
    def level(self) -> bool:
        """Whether it runs from left to right, upright."""
        return abs(self.angle) < 1

    @property
    def right(self) -> float:
        """Where level text ends."""
        return self.x + self.width


class Shape(Frozen):
    """A path that is filled, stroked or both. fill, stroke: its colours; `pattern` where one cannot be known.

    outlines: closed ones for filling, open ones where it is only stroked; even_odd: the rule of filling; rect: whether
    it is one upright rectangle; clip: what of the page it may cover.
    """

    outlines: tuple[tuple[Point, ...], ...] = field(repr=False)
    box: Box
    clip: Box
    owner: Owner
    fill: RGB | None = None
    stroke: RGB | None = None
    pattern: bool = False
    even_odd: bool = False
    thickness: float = 0.0
    rect: bool = False


class Image(Frozen):
    """A raster picture."""

    box: Box
    owner: Owner


Drawn: TypeAlias = "Shown | Shape | Image"


class Page(Frozen):
    """A page as it is seen. number: from 1; object: its number in the file; drawn: in the order of painting."""

    number: int
    object: int
    width: float
    height: float
    drawn: tuple[Drawn, ...] = field(repr=False)

    @property
    def texts(self) -> list[Shown]:
        """The texts that somebody can see."""
        return [one for one in self.drawn if isinstance(one, Shown) and one.seen]


def times(one: Matrix, other: Matrix) -> Matrix:
    """`one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def moved(point: Point, by: Matrix) -> Point:
    """The point as a matrix sees it."""
    x, y = point
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def box_of(points: list[Point]) -> Box:
    """The upright box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def common(one: Box, other: Box) -> Box:
    """What two boxes share; a box without size when they share nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))
