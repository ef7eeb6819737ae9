"""Spaces between what stands in a column, and how they are closed up."""

from __future__ import annotations

from collections.abc import Sequence

from generator.story.flowables import Flowable
from generator.story.frames import Placed
from generator.story.heights import Heights
from generator.story.styles import closed_up
from generator.values import replace

# Points of space below a heading that spaces which give leave it: at 24 pt less looks like none.
UNDER_HEADING = 10.0


def between(above: Flowable | None, gap: float, given: int) -> float:
    """A space that is closed up; below a heading no less than what a heading and its text need. given: see
    `closed_up`."""
    closer = closed_up(gap, given)
    return max(closer, min(gap, UNDER_HEADING)) if above is not None and above.keep_with_next else closer


def closer_together(column: Sequence[Placed], top: float, given: int, heights: Heights) -> list[Placed]:
    """What stands in a column from `top` down, with smaller spaces between."""
    y, above, closer = top, Flowable(), list[Placed]()
    for one in column:
        flow = one.flowable
        if flow.AT_FOOT:
            closer.append(one)
            continue
        gap = max(above.space_after, flow.space_before)
        gap = flow.rise(heights.width) if y == top else between(above, gap, given)
        closer.append(replace(one, top=y - gap))
        y, above = y - gap - heights.of(flow), flow
    return closer
