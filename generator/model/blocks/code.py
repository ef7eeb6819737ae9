"""What somebody types, word for word: a listing."""

from __future__ import annotations

from typing import ClassVar

from generator.model.blocks.kinds import BlockValue
from generator.model.fields import JsonSchema, Reading, key, text_of
from generator.model.inline import Prose, Span
from generator.source import Node
from generator.values import Frozen


class ListingText(Frozen):
    """The kind of a text that keeps its lines and the blanks before them, and in which no sign is a mark."""

    def read(self, node: Node, reading: Reading) -> Prose:
        scalar = text_of(node, reading, "A listing")
        if "\t" in scalar.text:
            raise reading.refuse(
                "bad-value", "The listing holds a tab, which has no width of its own.", scalar.place, "Type blanks."
            )
        lines = "\n".join(line.rstrip() for line in scalar.text.split("\n"))
        return Prose((Span(lines.strip("\n")),), scalar.place)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": ["string", "number"]}


class Code(BlockValue):
    """What a reader types into a file or a terminal, line by line, in letters of one width."""

    BLOCK: ClassVar[str] = "code"
    OPEN: ClassVar[bool] = True
    code: Prose = key(ListingText(), "The lines, under a “|”; no sign in them is a mark.")
