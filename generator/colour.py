"""Colours in sRGB, three numbers from 0 to 1: how light they are, how well one is read on another, and their grey."""

from __future__ import annotations

from typing import TypeAlias

RGB: TypeAlias = tuple[float, float, float]


def luminance(colour: RGB) -> float:
    """Relative luminance from 0 to 1. Source: WCAG 2.1, definition of relative luminance."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """Contrast ratio from 1 to 21. Source: WCAG 2.1, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def in_grey(colour: RGB) -> RGB:
    """The grey that is as light as the colour, so that every contrast stays. Source: IEC 61966-2-1 (sRGB)."""
    light = luminance(colour)
    grey = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    grey = min(1.0, max(0.0, round(grey, 4)))
    return grey, grey, grey
