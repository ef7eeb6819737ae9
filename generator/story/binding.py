"""What the author holds on one page: blocks with the mark “keep-with-next”, and what stands behind them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.blocks import Block
from generator.story.boxes import BoxFlow
from generator.story.flowables import Flowable


def bind(made: Sequence[Flowable], block: Block, above: Block | None) -> None:
    """Hold the flowables of a block together where it is marked or the block above it is; of more than a page holds,
    the last that can stand apart does."""
    if not (block.keep_with_next or (above is not None and above.keep_with_next)):
        return
    for flow in made:
        flow.bound = flow.tied = True
    made[-1].tied = block.keep_with_next


def bind_box(box: BoxFlow) -> None:
    """Hold a box on the page of what is behind it, when the last thing in it is marked."""
    last = box.children[-1]
    if last.tied:
        box.bound = box.tied = True
        last.tied = False
