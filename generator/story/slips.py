"""What is cut off a leaflet: its contents below a dashed line with a pair of scissors, at the foot of a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar

from generator.pictures import Picture
from generator.story.flowables import Flowable, draw_stack, stack_height
from generator.surface import RGB, Surface
from generator.values import field

# Height of the scissors, and where behind them the dashes begin, in units that are points in a standard leaflet.
CUT_HEIGHT, DASHES_FROM, DASH, DASH_GAP = 16.0, 26.0, 6.0, 4.0
BELOW_CUT = 10.0


class SlipFlow(Flowable):
    """The slip: it stands at the foot of its page, so that one cut frees it, and is never parted.

    growth: how much larger than in a standard leaflet.
    """

    AT_FOOT: ClassVar[bool] = True

    children: list[Flowable] = field(default_factory=list)
    colour: RGB = (0.0, 0.0, 0.0)
    rtl: bool = False
    growth: float = 1.0

    def height(self, width: float) -> float:
        return CUT_HEIGHT * self.growth + BELOW_CUT + stack_height(self.children, width)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        height = CUT_HEIGHT * self.growth
        line = cut_picture(round(width / self.growth, 2), self.colour, self.rtl)
        surface.draw_picture(line, x, top - height, width)
        draw_stack(self.children, surface, x, top - height - BELOW_CUT, width)


@lru_cache(maxsize=50)
def cut_picture(width: float, colour: RGB, rtl: bool) -> Picture:
    """A dashed line with open scissors at its start side, which point along it; decoration, not said."""
    middle = CUT_HEIGHT / 2

    def at(x: float, y: float) -> str:
        return f"{width - x if rtl else x:g} {middle + y:g}"

    red, green, blue = (f"{channel:g}" for channel in colour)
    parts = [f"{red} {green} {blue} RG 1 J 1.3 w"]
    for side in (1, -1):
        parts.append(f"{_ring(at, 3.6, side * 4.2)} S")
        # From the ring over the pivot to the point on the other side.
        parts.append(f"{at(5.8, side * 2.6)} m {at(10.6, side * 0.2)} l {at(20.0, side * -4.4)} l S")
    parts.append(f"0 J 1 w [{DASH:g} {DASH_GAP:g}] 0 d {at(DASHES_FROM, 0)} m {at(width, 0)} l S")
    return Picture(width, CUT_HEIGHT, operators=" ".join(parts))


def _ring(at: Callable[[float, float], str], x: float, y: float, radius: float = 2.6) -> str:
    """A circle of four Bézier curves; 0.5523 is 4/3 (sqrt 2 - 1)."""
    c = radius * 0.5523
    return (
        f"{at(x + radius, y)} m {at(x + radius, y + c)} {at(x + c, y + radius)} {at(x, y + radius)} c "
        f"{at(x - c, y + radius)} {at(x - radius, y + c)} {at(x - radius, y)} c "
        f"{at(x - radius, y - c)} {at(x - c, y - radius)} {at(x, y - radius)} c "
        f"{at(x + c, y - radius)} {at(x + radius, y - c)} {at(x + radius, y)} c h"
    )
