"""The places of each page that text is set in: its frames or its columns, in reading order, and what stands aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

from generator.model.blocks import Block, own_sections
from generator.model.blocks.words import Heading
from generator.model.frames import Frame, frames_of
from generator.model.page import Page
from generator.story.flowables import WIDOWS, Flowable, TextFlow, stack_height
from generator.story.rows import RowFlow
from generator.surface import RGB, Surface
from generator.values import Frozen, replace

# Between two blocks that stand aside, at least.
BETWEEN_ASIDE = 15.0


class Slot(Frozen):
    """A place for text. left: from the left end of the text area; width; top and bottom: on the page; all in points."""

    left: float
    width: float
    top: float
    bottom: float


class Area(Frozen):
    """Between head and foot: where the text begins on the first page and on later ones, and where it ends; points from
    the lower edge."""

    first: float
    later: float
    bottom: float


class Placed(Frozen):
    """A flowable, its upper edge on the page, its distance from the left end of the text area, and its width."""

    flowable: Flowable
    top: float
    left: float = 0.0
    width: float = 0.0


class Ground(Flowable):
    """The ground of a frame, as high as the frame."""

    colour: RGB = (1.0, 1.0, 1.0)
    own: float = 0.0

    def height(self, width: float) -> float:
        return self.own

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        surface.fill_box(x, top - self.own, width, self.own, self.colour)


class Places(Frozen, eq=False):
    """Where the text of each page stands.

    tops: where it begins on the first page and on later ones; bottom: where it ends; last: the number of the last
    page, 0 while nobody knows it; aside: whether frames of the first page have taken something.
    """

    page: Page
    rtl: bool
    tops: tuple[float, float]
    bottom: float
    last: int = 0
    aside: bool = True

    def frames(self, number: int) -> tuple[Frame, ...]:
        """The frames of a page, counted from 1; a side column that has taken nothing is none, nor is what makes room
        for it."""
        if number == 1 and not self.aside:
            kept = tuple(frame for frame in self.page.frames if frame.on != "first")
            return frames_of(kept, number, self.last, self.rtl)
        return frames_of(self.page.frames, number, self.last, self.rtl)

    def slots(self, number: int) -> tuple[Slot, ...]:
        """What the text of a page runs through."""
        frames = self.frames(number) if self.page.frames else ()
        if frames:
            return tuple(self.inside(frame, number) for frame in frames if not frame.takes)
        page, top = self.page, self.tops[number > 1]
        return tuple(
            Slot(page.shift(column, self.rtl), page.column, top, self.bottom) for column in range(page.columns)
        )

    def inside(self, frame: Frame, number: int) -> Slot:
        """A frame without its padding, and no further than header and footer of this leaflet let it."""
        outer, free = self.outer(frame, number), frame.padding
        return Slot(outer.left + free, outer.width - 2 * free, outer.top - free, outer.bottom + free)

    def outer(self, frame: Frame, number: int) -> Slot:
        """All of a frame."""
        page, top = self.page, self.tops[number > 1]
        width = frame.right(page) - frame.start
        left = page.breadth - frame.start - width if self.rtl else frame.start
        lowest = top - frame.top - frame.height if frame.height else self.bottom
        return Slot(left, width, top - frame.top, max(lowest, self.bottom))

    def is_parted(self, number: int) -> bool:
        """Whether a page has more than one column."""
        return len(self.slots(number)) > 1 or bool(self.page.frames and self.frames(number))

    @property
    def deepest(self) -> float:
        """Height of the highest place that later pages have."""
        numbers = (2, 3) if self.page.frames else (2,)
        return max(slot.top - slot.bottom for number in numbers for slot in self.slots(number))

    @property
    def retries(self) -> int:
        """After how many places that something did not fit in there is none left that differs."""
        return sum(len(self.slots(number)) for number in (1, 2, 3)) if self.page.frames else 0

    def takers(self, number: int) -> tuple[Frame, ...]:
        """The frames of a page that take blocks as the text comes to them: on the first page, none that are its own."""
        frames = self.frames(number) if self.page.frames else ()
        return tuple(frame for frame in frames if frame.takes and frame.on != "first")

    def grounds(self, number: int, tint: RGB, taken: frozenset[str]) -> list[Placed]:
        """The grounds of a page's frames; taken: those that have taken something as the text came to it."""
        found = []
        empty = {frame.name for frame in self.takers(number)} - taken
        for frame in self.frames(number) if self.page.frames else ():
            if frame.ground == "tint" and frame.name not in empty:
                slot = self.outer(frame, number)
                ground = Ground(colour=tint, own=slot.top - slot.bottom)
                found.append(Placed(ground, slot.top, slot.left, slot.width))
        return found


def taken_first(blocks: Sequence[Block], page: Page) -> tuple[Block, ...]:
    """The blocks as they are read where a frame of the first page takes some: those first, behind the summary.

    Taken is what opens the leaflet, and what speaks of all of it at its end; a contact inside a section is about that
    section.
    """
    wanted = {name for frame in page.frames if frame.on == "first" for name in frame.takes}
    if not wanted:
        return tuple(blocks)
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Heading)] or [len(blocks)]
    apart = own_sections(blocks)
    ends = [at < heads[0] or (apart[at] and at > heads[-1]) for at in range(len(blocks))]
    taken = [at for at, one in enumerate(blocks) if one.BLOCK in wanted and ends[at]]
    return (*(blocks[at] for at in taken), *(block for at, block in enumerate(blocks) if at not in taken))


def begin_later(pages: Sequence[Sequence[Placed]], contents: Sequence[Sequence[Block]]) -> frozenset[int]:
    """Which block of each handout is the first that begins on a page beyond the first, by identity."""
    first = {id(one.flowable.block) for one in pages[0]}
    others = {id(one.flowable.block) for page in pages[1:] for one in page} - first
    starts = (next((id(block) for block in content if id(block) in others), 0) for content in contents)
    return frozenset(filter(None, starts))


def set_aside(flowables: list[Flowable], places: Places) -> tuple[list[Flowable], list[Placed], Places]:
    """What stays in the text, what stands in frames of the first page that take blocks, and the places that are left.

    Only what stands first, behind the summary, can be taken: all is then read in the order in which it stands. What has
    no room there stays in the text.
    """
    frames = tuple(frame for frame in places.page.frames if frame.takes and frame.on == "first")
    if not frames:
        return flowables, [], places
    slots = [places.inside(frame, 1) for frame in frames]
    lowest = [slot.top for slot in slots]
    opening = list(takewhile(lambda one: not one.block, flowables))
    first = places.slots(1)[0]
    if stack_height(opening, first.width) > first.top - first.bottom:  # it is read before them, and ends on page 2
        return flowables, [], replace(places, aside=False)
    placed, kept = list[Placed](), list[Flowable]()
    for _, group in groupby(flowables, lambda one: id(one.block) if one.block else 0):
        part = list(group)
        name = getattr(part[0].block, "BLOCK", "")
        if name and not any(name in frame.takes for frame in frames):
            kept += part
            break
        for at, (frame, slot) in enumerate(zip(frames, slots, strict=True)):
            top = lowest[at] - (max(BETWEEN_ASIDE, part[0].space_before) if lowest[at] < slot.top else 0.0)
            if name in frame.takes and top - stack_height(part, slot.width) >= slot.bottom:
                placed += [Placed(one, y, slot.left, slot.width) for one, y in stacked(part, top, slot.width)]
                lowest[at] = top - stack_height(part, slot.width)
                break
        else:
            kept += part
    rest = flowables[len(kept) + len(placed) :]
    return [*kept, *rest], placed, replace(places, aside=bool(placed))


def is_lone(rest: Flowable | None, width: float) -> bool:
    """Whether of a paragraph, or of one in a list, fewer lines are left in that width than may stand alone."""
    if isinstance(rest, RowFlow):
        return rest.label is None and is_lone(rest.body[0], width - rest.indent)
    return isinstance(rest, TextFlow) and rest.first + rest.skip > 0 and len(rest.lines(width)) < WIDOWS


def stacked(part: Sequence[Flowable], top: float, width: float) -> list[tuple[Flowable, float]]:
    """The flowables one below the other, each with its upper edge."""
    found, after = list[tuple[Flowable, float]](), 0.0
    for flowable in part:
        if found:
            top -= max(after, flowable.space_before)
        found.append((flowable, top))
        top -= flowable.height(width)
        after = flowable.space_after
    return found
