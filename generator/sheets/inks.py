"""sRGB to the four inks of a press, by the profile in `generator/profiles/`, through LittleCMS."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from PIL import Image, ImageCms

from generator.colour import RGB, contrast, luminance

CMYK: TypeAlias = tuple[float, float, float, float]

PROFILE = Path(__file__).parents[1] / "profiles" / "coated-fogra39-300.icc"
# Sum of the four inks, 4.0 for all of each: more dries badly and sets off on the next sheet. Source: the ECI's profile
# “ISO Coated v2 300 %” for FOGRA39. The profile was made with this limit; ours needs 260 % at most.
MOST_INK = 3.0
# Small type in four inks blurs as soon as one plate is a tenth of a millimetre off. So dark colours whose channels
# differ by less than this print in black alone: those of text and furniture, and whatever is grey.
NEARLY_GREY = 0.1
# Text of this size and less, in points, is on one plate. Source: `rich-black` of the preflight proof-pdf 0.3.4.
SMALL_TYPE = 12.0
# Dots smaller than 2 % do not hold on every plate; a flat colour goes without them.
LEAST_DOT = 0.02
TEXT_CONTRAST, SOLID_CONTRAST = 4.5, 12.0
_WHITE: RGB = (1.0, 1.0, 1.0)


@cache
def profile_bytes() -> bytes:
    """The profile of the press, for the output intent."""
    return PROFILE.read_bytes()


@cache
def _transform(to_press: bool) -> Any:
    press, screen = ImageCms.getOpenProfile(str(PROFILE)), ImageCms.createProfile("sRGB")
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    if to_press:
        return ImageCms.buildTransform(screen, press, "RGB", "CMYK", intent, flags)
    return ImageCms.buildTransform(press, screen, "CMYK", "RGB", intent, flags)


def picture_inks(image: Image.Image) -> Image.Image:
    """An RGB picture in the four inks."""
    converted = ImageCms.applyTransform(image, _transform(True))
    assert converted is not None
    return converted


@lru_cache(maxsize=500)
def inks(colour: RGB) -> CMYK:
    """A colour in the four inks, from 0 to 1: white is bare paper, greys and dark near-greys are black alone."""
    spread = max(colour) - min(colour)
    against = contrast(colour, _WHITE)
    if against < 1.001:
        return 0.0, 0.0, 0.0, 0.0
    if spread < 0.002 or (spread < NEARLY_GREY and against >= TEXT_CONTRAST):
        return 0.0, 0.0, 0.0, 1.0 if against >= SOLID_CONTRAST else _black_as_light_as(colour)
    pixel = Image.new("RGB", (1, 1), tuple(round(channel * 255) for channel in colour))
    levels = (level / 255 for level in picture_inks(pixel).tobytes())
    cyan, magenta, yellow, black = (round(level, 3) if level >= LEAST_DOT else 0.0 for level in levels)
    return cyan, magenta, yellow, black


def text_inks(colour: RGB, size: float) -> CMYK:
    """The inks of text of that size in points: small type that is dark is in black alone, as light as its colour."""
    levels = inks(colour)
    if size > SMALL_TYPE or levels[3] == sum(levels) or contrast(colour, _WHITE) < TEXT_CONTRAST:
        return levels
    return 0.0, 0.0, 0.0, _black_as_light_as(colour)


def _black_as_light_as(colour: RGB) -> float:
    wanted = luminance(colour)
    return min(range(101), key=lambda percent: abs(_black_luminances()[percent] - wanted)) / 100


@cache
def _black_luminances() -> list[float]:
    """How light 0 to 100 % of black alone is on the paper."""
    ramp = Image.frombytes("CMYK", (101, 1), bytes(v for k in range(101) for v in (0, 0, 0, round(k * 2.55))))
    shown = ImageCms.applyTransform(ramp, _transform(False))
    assert shown is not None
    data = shown.tobytes()
    return [luminance((data[at] / 255, data[at + 1] / 255, data[at + 2] / 255)) for at in range(0, len(data), 3)]
