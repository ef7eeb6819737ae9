"""What the author holds on one page: blocks with the mark “keep-with-next”, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model.blocks import Block
from generator.story.boxes import BoxFlow
from generator.story.flowables import Flowable, stack_height


def bind(made: Sequence[Flowable], block: Block, above: Block | None) -> None:
    """Hold the flowables of a block together where it is marked or the block above it is; what no page holds is let go
    when the pages are known (`loosen_what_no_page_holds`)."""
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
    """Of blocks held together that are higher than `room`, the text of a page, with what leads to them, hold the first
    ones that it has room for.

    width: of the column, in points. What stands behind them is then parted as if nobody had marked it.
    """
    for lead, group in _groups(flowables):
        blocks = [list(made) for _, made in groupby(group, lambda one: id(one.block))]
        while len(blocks) > 1 and stack_height([*lead, *(one for made in blocks for one in made)], width) > room:
            _let_go(blocks.pop())
            blocks[-1][-1].tied = False
        if len(blocks) == 1:
            _let_go(blocks[0])


def _let_go(made: list[Flowable]) -> None:
    for one in made:
        one.bound = one.tied = False


def _groups(flowables: Sequence[Flowable]) -> Iterator[tuple[list[Flowable], list[Flowable]]]:
    """Flowables that are held together, up to the one that is not held with what follows, behind what leads to them."""
    lead, group = list[Flowable](), list[Flowable]()
    for one in flowables:
        if one.tied or group:
            group.append(one)
            if not one.tied:
                yield lead, group
                lead, group = [], []
        elif one.leads:
            lead.append(one)
        else:
            lead = []
    if group:
        yield lead, group
