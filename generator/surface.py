"""What `story` draws on: the few verbs that setting needs, which `pdf` provides.

Points, origin at the bottom left of the page, colours in sRGB from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias

from generator.colour import RGB
from generator.pictures import Picture
from generator.tags import Goal, Tag
from generator.text.fonts import Face
from generator.text.lines import Line
from generator.values import Frozen, Mutable

Box: TypeAlias = tuple[float, float, float, float]
# What a screen reader calls a field, and behind that what else it may be called where another one has the name already.
Names: TypeAlias = tuple[str, ...]


__all__ = ["RGB", "Box", "Choice", "FormField", "Ink", "Names", "Surface", "around"]


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds them all."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


class Ink(Frozen):
    """How a span is drawn: its colour, and the tag that owns it (None: the artifact in hand)."""

    colour: RGB
    tag: Tag | None


class FormField(Frozen):
    """A field to type in. names: what a screen reader calls it; size: of the type, in points; lines: how many it holds;
    rtl: typed from the right; face: its font; letters: what the font has to hold."""

    names: Names
    size: float
    lines: int
    rtl: bool
    face: Face
    letters: str


class Choice(Mutable, eq=False):
    """Answers of which one excludes the others. names: of the question; options: the words of each answer; chosen: the
    place of the one that is given already, from 0."""

    names: Names
    options: tuple[str, ...]
    chosen: int | None = None


class Surface(Protocol):
    """A page to draw on; see `pdf/canvas.py` for what each verb does."""

    document: Tag

    def tagged(self, tag: Tag) -> AbstractContextManager[None]: ...

    def artifact(self, kind: str, subtype: str = "", box: Box | None = None) -> AbstractContextManager[None]: ...

    def draw_lines(
        self, lines: Sequence[Line], x: float, baselines: Sequence[float], size: float, inks: Sequence[Ink]
    ) -> None: ...

    def fill_box(self, x: float, y: float, width: float, height: float, colour: RGB, radius: float = 0.0) -> None: ...

    def rule(self, x: float, y: float, width: float, thickness: float, colour: RGB) -> None: ...

    def frame(
        self, x: float, y: float, width: float, height: float, thickness: float, colour: RGB, radius: float = 0.0
    ) -> None: ...

    def dot(self, x: float, y: float, radius: float, colour: RGB) -> None: ...

    def draw_picture(self, picture: Picture, x: float, y: float, width: float) -> None: ...

    def link(self, tag: Tag, boxes: Sequence[Box], address: str | Goal, contents: str) -> None: ...

    def reach(self, goal: Goal, top: float) -> None: ...

    def form_field(self, tag: Tag, box: Box, field: FormField) -> None: ...

    def tick_field(self, tag: Tag, box: Box, names: Names) -> None: ...

    def choice_field(self, tag: Tag, box: Box, names: Names, choice: Choice, place: int) -> None: ...

    def bookmark(self, level: int, title: str, tag: Tag, top: float) -> None: ...

    def end_page(self) -> None: ...
