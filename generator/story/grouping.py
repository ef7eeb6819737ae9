"""Pictures with words below a call-out that is no more than its title: one box, as the zones of a leaflet are.

“Call 911 now if any of these happens” and the signs below it, each with its picture, as in easy read: on each page that
they go on, the box says what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.blocks import Block
from generator.model.blocks.pictures import Figure
from generator.model.blocks.words import Callout
from generator.story.boxes import BoxFlow
from generator.story.flowables import Flowable

# What such a box starts with where it is parted: its word, its title and two pictures.
START = 4
# Its word, its title and three pictures: so many are not parted even where much of a page then stays empty.
LONGEST = 5
# Between two pictures in it, in points.
BETWEEN = 15.0


def headed(block: Block, following: Block | None, made: Sequence[Flowable]) -> BoxFlow | None:
    """The box of a call-out that heads the pictures behind it."""
    box = made[-1]
    if not isinstance(block, Callout) or block.content or not isinstance(following, Figure):
        return None
    assert isinstance(box, BoxFlow)
    box.together, box.steady = START, True
    return box


def take(box: BoxFlow, made: Sequence[Flowable], following: Block | None) -> None:
    """Put a picture with its words into the box; the last one is not left alone there."""
    if not isinstance(following, Figure):
        box.children[-1].near_next = True
        box.eases *= len(box.children) + len(made) >= LONGEST  # of two, each would be alone
    made[0].space_before, made[-1].space_after = min(made[0].space_before, BETWEEN), min(made[-1].space_after, BETWEEN)
    box.children += made
    if len(box.children) > LONGEST:
        box.firm = box.alone = 0.0
