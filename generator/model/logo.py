"""The clinic's logo: its files, and what stays free around it."""

from __future__ import annotations

import re
from pathlib import Path

from generator.model.fields import FilePath, JsonSchema, Reading, Record, at, key, place_of, text_of
from generator.model.lengths import Length
from generator.problems import Place
from generator.rules import quoted
from generator.source import Mapping, Node
from generator.values import Frozen, replace

# How high the logo is on the first page, in points; a wide one, or one with much clear space, is drawn smaller.
LOGO_HEIGHT = 34.0
# With so much in a band (48 pt high) or over a rule (44 pt), the logo keeps about half of its height.
MOST_POINTS, MOST_PERCENT = 15.0, 90


class Clear(Frozen):
    """What stays free at each side of a logo: points, and a part of its height."""

    points: float = 0.0
    part: float = 0.0

    def around(self, height: float) -> float:
        """In points, around a logo that is so high."""
        return self.points + self.part * height

    def highest(self, room: float, sides: int) -> float:
        """How high a logo can be in a room, free at its foot alone (1) or at head and foot (2); all in points."""
        return (room - sides * self.points) / (1 + sides * self.part)


class ClearSpace(Frozen):
    """A length, or a part of the logo's height as `25%`."""

    def read(self, node: Node, reading: Reading) -> Clear:
        text = text_of(node, reading, "A clear space").text
        match = re.fullmatch(r"([0-9]{1,5}) ?%", text)
        if match is None and re.fullmatch(r"[0-9.]+ ?[a-z]+", text):
            return Clear(points=Length(0, MOST_POINTS).read(node, reading))
        if match is None:
            raise reading.refuse(
                "bad-value", f"{quoted(text)} is not a clear space.", node.place,
                "Write a length, such as 4pt or 2mm, or a part of the logo's height, such as 25%.",
            )  # fmt: skip
        if int(match[1]) > MOST_PERCENT:
            raise reading.refuse(
                "bad-value", f"{quoted(text)} is out of bounds.", node.place, f"Between 0% and {MOST_PERCENT}%."
            )
        return Clear(part=int(match[1]) / 100)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        pattern = r"^([0-9]{1,5}(\.[0-9]{1,4})?(pt|mm|cm|in)|[0-9]{1,2} ?%)$"
        return {"type": "string", "pattern": pattern, "examples": ["4pt", "25%"]}


_PICTURE = FilePath((".svg", ".png", ".jpg", ".jpeg"))


class Logo(Frozen):
    """The logo, and what it asks for."""

    file: Path = key(_PICTURE, "The file, from the layout's folder.")
    one_colour: Path | None = key(
        _PICTURE,
        "The version in one colour, for printers without colours and to save toner; a drawing has no other colour than "
        "this one and white. Else the file itself is drawn, in greys.",
        None,
    )
    clear_space: Clear = key(
        ClearSpace(),
        "What stays free around it: a length, such as 4pt, or a part of its height, such as 25%; where there is no "
        "room, the logo is drawn smaller.",
        Clear(),
    )
    # Whether the file is the version in one colour; places: of the keys.
    single: bool = False
    place: Place = at()
    one_place: Place = at()
    clear_place: Place = at()

    def in_one_colour(self) -> Logo:
        """The logo for a printer without colours, or for one that saves its toner."""
        return replace(self, file=self.one_colour, single=True, place=self.one_place) if self.one_colour else self


class LogoKind(Frozen):
    """A logo: its file, or keys."""

    def read(self, node: Node, reading: Reading) -> Logo:
        if not isinstance(node, Mapping):
            return Logo(_PICTURE.read(node, reading), place=node.place)
        logo = Record(Logo).read(node, reading)
        return replace(
            logo,
            place=place_of(node, "file"),
            one_place=place_of(node, "one-colour"),
            clear_place=place_of(node, "clear-space"),
        )

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [_PICTURE.schema(definitions), Record(Logo).schema(definitions)]}
