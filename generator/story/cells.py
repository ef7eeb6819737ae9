"""What stands in a table: cells at their rows and columns, and the paragraphs in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from generator.story.filling import TickBox
from generator.story.flowables import TextFlow
from generator.surface import FormField, Surface
from generator.tags import Tag
from generator.text.lines import Kept
from generator.values import Frozen


class Stacked(Frozen):
    """Several paragraphs of a cell, one below the other."""

    parts: tuple[TextFlow, ...]

    def natural_width(self) -> float:
        return max(part.natural_width() for part in self.parts)

    def least_width(self, facts_only: bool = False) -> float:
        return max(part.least_width(facts_only) for part in self.parts)

    def phrase_width(self, kept: Kept = "counted") -> float:
        return max(part.phrase_width(kept) for part in self.parts)

    def lines_at(self, width: float) -> int:
        return sum(part.lines_at(width) for part in self.parts)

    def height(self, width: float) -> float:
        return sum(part.height(width) for part in self.parts)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        for part in self.parts:
            part.draw(surface, x, top, width)
            top -= part.height(width)


# What a cell holds.
Words: TypeAlias = TextFlow | Stacked


def stacked(parts: Sequence[TextFlow]) -> Words | None:
    """What a cell holds of any number of paragraphs."""
    return Stacked(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


class PlacedCell(Frozen):
    """A cell at its row and column. text: None for an empty cell; field: what is typed into it in a form, owned by
    the tag `owner`; mark: a box to tick above the text; beside: from its edge to the text, in points, where it stands
    beside the first line instead."""

    text: Words | None
    row: int
    column: int
    rows: int
    columns: int
    field: FormField | None = None
    owner: Tag | None = None
    mark: TickBox | None = None
    beside: float = 0.0

    def inner(self, edges: Sequence[float], side: float) -> float:
        """Width of its words. edges: of the columns, from the start side; side: from a cell's edge to its words."""
        return edges[self.column + self.columns] - edges[self.column] - 2 * side - self.beside

    def lines_at(self, edges: Sequence[float], side: float) -> int:
        return self.text.lines_at(self.inner(edges, side)) if self.text else 0
