"""Pictures of a risk, drawn to scale: an icon array, in which every person counts, and a bar."""

from __future__ import annotations

from functools import lru_cache

from generator.colour import RGB
from generator.model.blocks.pictures import MOST_PEOPLE
from generator.model.layout import Palette
from generator.pictures import Picture
from generator.values import replace

# A head over shoulders stands in a cell of this size, a dot in a square, all in the picture's own units.
CELL_WIDTH, CELL_HEIGHT, DOT_CELL = 10.0, 14.0, 4.0
PEOPLE_ACROSS, DOTS_ACROSS = 10, 50
# Width of every dot, whether it counts or not: a larger one would run into the next, and look like more.
DOT = 2.4
# Fewer than one of so many dots are looked for.
FEW = 20
# A bar in the picture's own units: as wide as 100 of them, with marks at every tenth below it and a pointer above.
BAR_WIDTH, BAR_HEIGHT, BAR_TICK, BAR_POINTER = 100.0, 4.5, 1.2, 1.8
# Distance of a quarter circle's control points from its ends, as a part of the radius: 4/3 (sqrt 2 - 1).
_QUARTER = 0.5523


def in_tone(palette: Palette, tone: str) -> Palette:
    """The palette with another colour for what counts, few of a thousand included; tone: a colour of the palette."""
    colour = getattr(palette, tone)
    return palette if tone == "brand" else replace(palette, brand=colour, alert=colour)


@lru_cache(maxsize=50)
def people_picture(number: int, of: int, palette: Palette, rtl: bool) -> Picture:
    """`number` of `of` people in the brand's colour, the others outlined, so that a printer without colours shows both.

    Rows fill from the top and from the start side. A hundred are people, a thousand are dots.
    """
    if of > MOST_PEOPLE:
        return _dots(number, of, palette, rtl)
    across = min(of, PEOPLE_ACROSS)
    rows = -(-of // across)
    operators: list[str] = []
    for index in range(of):
        row, column = divmod(index, across)
        shape = _person((across - 1 - column if rtl else column) * CELL_WIDTH, (rows - 1 - row) * CELL_HEIGHT)
        counted = index < number
        operators.append(_painted(shape, palette.brand if counted else palette.muted, filled=counted))
    return Picture(across * CELL_WIDTH, rows * CELL_HEIGHT, operators="\n".join(operators))


@lru_cache(maxsize=50)
def bar_picture(number: int, of: int, palette: Palette, rtl: bool) -> Picture:
    """A frame filled in from the start side, `number` parts of `of` of its width; a pointer stands over its end.

    The pointer shows where even two of a thousand end; marks at every tenth let the eye measure without colours.
    """
    filled, edge = BAR_WIDTH * number / of, 0.25
    brand, muted = _channels(palette.brand), _channels(palette.muted)

    def at(x: float) -> float:
        return round(BAR_WIDTH - x if rtl else x, 4)

    left, tip, top = min(at(0), at(filled)), at(filled), BAR_TICK + BAR_HEIGHT
    tenths = [BAR_WIDTH * tenth / 10 for tenth in range(1, 10)]
    ticks = " ".join(f"{x:g} 0 m {x:g} {BAR_TICK:g} l" for x in tenths)
    inside = f"{edge / 2:g} {BAR_TICK + edge / 2:g} {BAR_WIDTH - edge:g} {BAR_HEIGHT - edge:g}"
    operators = [f"{muted} RG {edge:g} w {ticks} S", f"{muted} RG {edge:g} w {inside} re S"]
    if number:
        operators.append(f"{brand} rg {left:g} {BAR_TICK:g} {filled:g} {BAR_HEIGHT:g} re f")
    pointer, low, high = top + BAR_POINTER, max(tip - 1.2, 0.0), min(tip + 1.2, BAR_WIDTH)
    operators.append(f"{brand} rg {low:g} {pointer:g} m {high:g} {pointer:g} l {tip:g} {top + 0.2:g} l f")
    return Picture(BAR_WIDTH, pointer, operators="\n".join(operators))


def _dots(number: int, of: int, palette: Palette, rtl: bool) -> Picture:
    """Dots are lines without length and with round ends (ISO 32000-1, 8.4.3.3): a thousand take little room in a file.

    Those that count are dark, the others pale; where they are few they are in the colour of warnings too, so that two
    of a thousand are to be seen. All have one size: it is their number that is compared.
    """
    rows = -(-of // DOTS_ACROSS)

    def placed(indices: range) -> str:
        centres = []
        for index in indices:
            row, column = divmod(index, DOTS_ACROSS)
            x = (DOTS_ACROSS - 1 - column if rtl else column) * DOT_CELL + DOT_CELL / 2
            y = (rows - 1 - row) * DOT_CELL + DOT_CELL / 2
            centres.append(f"{x:g} {y:g} m {x:g} {y:g} l")
        return " ".join(centres)

    parts = ((range(number, of), palette.rule), (range(number), palette.alert if number * FEW < of else palette.brand))
    drawn = [f"1 J {_channels(colour)} RG {DOT:g} w {placed(dots)} S" for dots, colour in parts if dots]
    return Picture(DOTS_ACROSS * DOT_CELL, rows * DOT_CELL, operators="\n".join(drawn))


def _painted(shape: str, colour: RGB, filled: bool) -> str:
    return f"{_channels(colour)} rg {shape} f" if filled else f"{_channels(colour)} RG 0.6 w {shape} S"


def _channels(colour: RGB) -> str:
    return " ".join(f"{channel:g}" for channel in colour)


def _person(x: float, y: float) -> str:
    """A head over shoulders, in a cell of 10 by 14 units."""
    head = _circle(x + 5, y + 10.6, 1.9)
    left, right, foot, shoulder = x + 1.8, x + 8.2, y + 1.2, y + 5.2
    top = y + 8.0
    body = (
        f"{left:g} {foot:g} m {right:g} {foot:g} l {right:g} {shoulder:g} l "
        f"{right:g} {shoulder + 1.6:g} {right - 1.2:g} {top:g} {right - 2.4:g} {top:g} c "
        f"{left + 2.4:g} {top:g} l {left + 1.2:g} {top:g} {left:g} {shoulder + 1.6:g} {left:g} {shoulder:g} c h"
    )
    return f"{head} {body}"


def _circle(x: float, y: float, radius: float) -> str:
    c = radius * _QUARTER
    return (
        f"{x + radius:g} {y:g} m "
        f"{x + radius:g} {y + c:g} {x + c:g} {y + radius:g} {x:g} {y + radius:g} c "
        f"{x - c:g} {y + radius:g} {x - radius:g} {y + c:g} {x - radius:g} {y:g} c "
        f"{x - radius:g} {y - c:g} {x - c:g} {y - radius:g} {x:g} {y - radius:g} c "
        f"{x + c:g} {y - radius:g} {x + radius:g} {y - c:g} {x + radius:g} {y:g} c h"
    )
