"""Links in a paragraph: where they lead, where they stand on a line, and the line below them."""

from __future__ import annotations

from generator.surface import RGB, Surface
from generator.tags import Goal, Tag
from generator.text.lines import Line
from generator.values import Frozen


class LinkTarget(Frozen):
    """Where a span leads, and what a screen reader says of it."""

    tag: Tag
    address: str | Goal
    contents: str


def underline(
    surface: Surface, left: float, right: float, baseline: float, size: float, colour: RGB, address: str | Goal
) -> None:
    """The line below a link; a dotted one below a word of the glossary, which leads to no other place than the leaflet:
    dots and gaps of a twelfth of the type size."""
    if not isinstance(address, Goal):
        surface.rule(left, baseline - size * 0.14, right - left, size * 0.055, colour)
        return
    dots = max(1, round((right - left) / size * 6))
    pitch = (right - left) / (dots - 0.5)
    for number in range(dots):
        surface.rule(left + number * pitch, baseline - size * 0.16, pitch / 2, size * 0.07, colour)


def stretches(line: Line, links: dict[int, LinkTarget]) -> list[tuple[int, float, float]]:
    """(span, left, right) of each linked stretch of a line, without the blank at its end."""
    found: list[tuple[int, float, float]] = []
    for piece, left in zip(line.pieces, line.lefts, strict=True):
        if piece.span not in links or piece.run.is_blank:
            continue
        right = left + piece.width - (0.0 if piece.run.rtl else piece.blank)
        left += piece.blank if piece.run.rtl else 0.0
        if found and found[-1][0] == piece.span:
            found[-1] = (piece.span, min(found[-1][1], left), max(found[-1][2], right))
        else:
            found.append((piece.span, left, right))
    return found
