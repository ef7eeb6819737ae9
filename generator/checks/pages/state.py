"""The graphics state: where, how large and in which colours things are drawn. Source: ISO 32000-1, 8.4 and 9.3."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from generator.checks.pages.drawn import IDENTITY, Box, Matrix
from generator.checks.pages.typefaces import Typeface
from generator.checks.reader import PdfFile, Value
from generator.colour import RGB
from generator.values import Mutable

BLACK: RGB = (0.0, 0.0, 0.0)


class State(Mutable):
    """What q saves and Q brings back. A colour is None when it cannot be known: a pattern, a spot colour."""

    ctm: Matrix
    clip: Box
    fill: RGB | None = BLACK
    stroke: RGB | None = BLACK
    fill_space: int = 1
    stroke_space: int = 1
    thickness: float = 1.0
    font: Typeface | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def copy(self) -> State:
        return copy.copy(self)


def colour_of(parts: Sequence[float]) -> RGB | None:
    """Grey, RGB or CMYK as RGB (ISO 32000-1, 10.3); None for another number of parts."""
    values = [min(1.0, max(0.0, part)) for part in parts]
    if len(values) == 1:
        return values[0], values[0], values[0]
    if len(values) == 3:
        return values[0], values[1], values[2]
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return 1 - min(1.0, cyan + black), 1 - min(1.0, magenta + black), 1 - min(1.0, yellow + black)
    return None


def parts_of(file: PdfFile, space: Value) -> int:
    """How many parts a colour of a space has; 0 for one whose colours cannot be known here (8.6)."""
    space = file.resolve(space)
    name = space[0] if isinstance(space, list) and space else space
    if name in ("DeviceGray", "CalGray", "G"):
        return 1
    if name in ("DeviceRGB", "CalRGB", "RGB"):
        return 3
    if name in ("DeviceCMYK", "CMYK"):
        return 4
    if name == "ICCBased" and isinstance(space, list) and len(space) > 1:
        count = file.dictionary(space[1]).get("N")
        return count if count in (1, 3, 4) and isinstance(count, int) else 0
    return 0
