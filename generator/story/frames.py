"""The places of each page that text is set in: its frames or its columns, in reading order, and what stands aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from generator.model.frames import Frame, frames_of
from generator.model.page import Page
from generator.story.flowables import Flowable, TextFlow, stack_height
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

    def grounds(self, number: int, tint: RGB) -> list[Placed]:
        """The grounds of a page's frames."""
        found = []
        for frame in self.frames(number) if self.page.frames else ():
            if frame.ground == "tint":
                slot = self.outer(frame, number)
                ground = Ground(colour=tint, own=slot.top - slot.bottom)
                found.append(Placed(ground, slot.top, slot.left, slot.width))
        return found


def set_aside(flowables: list[Flowable], places: Places) -> tuple[list[Flowable], list[Placed], Places]:
    """What stays in the text, what stands in frames that take blocks, and the places that are left.

    A block that has no room there stays in the text; a heading goes along when nothing else stands below it.
    """
    frames = tuple(frame for frame in places.page.frames if frame.takes)
    if not frames:
        return flowables, [], places
    parts = _parts(flowables)
    placed, gone = list[Placed](), set[int]()
    for frame in frames:
        slot = places.inside(frame, 1)
        y = slot.top
        for number, (name, part) in enumerate(parts):
            if name not in frame.takes or number in gone:
                continue
            gap = max(BETWEEN_ASIDE, part[0].space_before) if y < slot.top else 0.0
            height = stack_height(part, slot.width)
            if y - gap - height < slot.bottom:
                continue
            y -= gap
            gone.add(number)
            for flowable, top in _stacked(part, y, slot.width):
                placed.append(Placed(flowable, top, slot.left, slot.width))
            y -= height
    rest = [flowable for number, (_, part) in enumerate(parts) if number not in gone for flowable in part]
    return rest, placed, replace(places, aside=bool(placed))


def _parts(flowables: Sequence[Flowable]) -> list[tuple[str, list[Flowable]]]:
    """The flowables block by block, each with its name; a heading that nothing but one block stands below, with it."""
    parts = [
        (getattr(part[0].block, "BLOCK", ""), part)
        for part in (list(group) for _, group in groupby(flowables, lambda one: id(one.block)))
    ]
    joined = list[tuple[str, list[Flowable]]]()
    for number, (name, part) in enumerate(parts):
        above = _heading_level(joined[-1][1]) if joined else 0
        following = _heading_level(parts[number + 1][1]) if number + 1 < len(parts) else 1
        ends = 0 < following <= above or (number + 1 < len(parts) and not parts[number + 1][0])
        if above and ends and not _heading_level(part):
            joined[-1] = (name, [*joined[-1][1], *part])
        else:
            joined.append((name, part))
    return joined


def _heading_level(part: Sequence[Flowable]) -> int:
    """Of a part that is a heading alone; else 0."""
    first = part[0]
    alone = len(part) == 1 and isinstance(first, TextFlow) and first.keep_with_next
    return first.bookmark[0] if alone and isinstance(first, TextFlow) and first.bookmark else 0


def _stacked(part: Sequence[Flowable], top: float, width: float) -> list[tuple[Flowable, float]]:
    """The flowables one below the other, each with its upper edge."""
    found, after = list[tuple[Flowable, float]](), 0.0
    for flowable in part:
        if found:
            top -= max(after, flowable.space_before)
        found.append((flowable, top))
        top -= flowable.height(width)
        after = flowable.space_after
    return found
