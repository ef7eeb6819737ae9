"""Lengths with their units."""

from __future__ import annotations

import re

from generator.model.fields import JsonSchema, Reading, text_of
from generator.rules import quoted
from generator.source import Node
from generator.values import Frozen

# Points per unit: ISO 32000-1, 8.3.2.3 (72 points to the inch of 25.4 mm).
POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}


class Length(Frozen):
    """A length with its unit (`12mm`, `11pt`, `0.85in`), read to points, within bounds in points."""

    low: float = 0.0
    high: float = 3000.0

    def read(self, node: Node, reading: Reading) -> float:
        text = text_of(node, reading, "A length").text
        match = re.fullmatch(r"([0-9]{1,5}(?:\.[0-9]{1,4})?)(pt|mm|cm|in)", text)
        if match is None:
            raise reading.refuse(
                "bad-value",
                f"{quoted(text)} is not a length.",
                node.place,
                "Write a number and its unit, such as 12mm, 11pt or 0.5in.",
            )
        points = float(match[1]) * POINTS[match[2]]
        if not self.low <= points <= self.high:
            raise reading.refuse(
                "bad-value", f"“{text}” is out of bounds.", node.place, f"Between {self.low:g}pt and {self.high:g}pt."
            )
        return points

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        pattern = r"^[0-9]{1,5}(\.[0-9]{1,4})?(pt|mm|cm|in)$"
        return {"type": "string", "pattern": pattern, "examples": self._examples}

    @property
    def _examples(self) -> list[str]:
        """Two lengths within the bounds."""
        usual = ("11pt", "12mm", "25mm", "60mm", "4pt", "2pt", "1pt")
        return [text for text in usual if self.low <= float(text[:-2]) * POINTS[text[-2:]] <= self.high][:2]
