"""What a layout says of the space around a block and of rules between its items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.story.flowables import Flowable
from generator.story.rows import RowFlow
from generator.surface import RGB


def dress(flows: Sequence[Flowable], style: Any, colour: RGB) -> None:
    """Give a block's flowables the space and the rules of its style; None: as they are. colour: of rules."""
    space = getattr(style, "space", -1.0)
    if space >= 0:
        flows[0].space_before = flows[-1].space_after = space
    if getattr(style, "rule", False):
        rows = [flow for flow in flows if isinstance(flow, RowFlow)]
        for row in rows[:-1]:
            row.rule = colour
