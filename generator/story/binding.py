"""What the author holds on one page: blocks with the mark “keep-with-next”, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model.blocks import Block
from generator.story.boxes import BoxFlow
from generator.story.flowables import Flowable, stack_height


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


def loosen_what_no_page_holds(flowables: Sequence[Flowable], width: float, room: float) -> None:
    """Of blocks held together that are higher than `room`, the text of a page, hold the last ones that it has room for.

    width: of the column, in points. What stands before them is then parted as if nobody had marked it.
    """
    for group in _groups(flowables):
        blocks = [list(made) for _, made in groupby(group, lambda one: id(one.block))]
        while len(blocks) > 1 and stack_height([one for made in blocks for one in made], width) > room:
            for one in blocks.pop(0):
                one.bound = one.tied = False
        if len(blocks) == 1:  # nothing is left to hold it with
            for one in blocks[0]:
                one.bound = one.tied = False


def _groups(flowables: Sequence[Flowable]) -> Iterator[list[Flowable]]:
    """Flowables that are held together, up to the one that is not held with what follows."""
    group = list[Flowable]()
    for one in flowables:
        if one.tied or group:
            group.append(one)
        if group and not one.tied:
            yield group
            group = []
    if group:
        yield group
