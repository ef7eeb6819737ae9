"""Pictures, alone and with words beside them."""

from __future__ import annotations

from generator.pictures import Picture
from generator.story.flowables import Flowable, TextFlow, draw_stack, stack_height
from generator.story.rows import RowFlow
from generator.surface import RGB, Surface
from generator.tags import Tag
from generator.values import field, replace

# Between a picture and the words below it, in points; between a picture and what frames it; the line that does.
BELOW, FRAMED, LINE = 10.0, 7.5, 0.75
# Words that belong to a picture and stand below it are not parted up to so many lines.
IN_ONE = 6


class PictureFlow(Flowable):
    """A picture. tag: its Figure, or None when it is decoration; frame: colour of a thin line around it; ground: of
    what it stands on; both reach `FRAMED` beyond it, within its width; outdent: by how much it begins before the edge
    of the text, where white around it would else look like an indent; in points."""

    picture: Picture | None = None
    picture_width: float = 0.0
    tag: Tag | None = None
    rtl: bool = False
    outdent: float = 0.0
    frame: RGB | None = None
    ground: RGB | None = None

    @property
    def _white(self) -> float:
        """What is free around it, inside its frame."""
        return FRAMED if self.frame or self.ground else 0.0

    def height(self, width: float) -> float:
        assert self.picture is not None
        inner = min(self.picture_width, width) - 2 * self._white
        return inner * self.picture.height / self.picture.width + 2 * self._white

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.picture is not None
        own, height = min(self.picture_width, width), self.height(width)
        left = x + width - own + self.outdent if self.rtl else x - self.outdent
        if self.ground:
            surface.fill_box(left, top - height, own, height, self.ground)
        if self.frame:
            surface.frame(left + LINE / 2, top - height + LINE / 2, own - LINE, height - LINE, LINE, self.frame)
        white = self._white
        left, top, own, height = left + white, top - white, own - 2 * white, height - 2 * white
        if self.tag is None:
            surface.draw_picture(self.picture, left, top - height, own)
            return
        self.tag.attributes["Layout"] = {"Placement": "Block", "BBox": [left, top - height, left + own, top]}
        with surface.tagged(self.tag):
            surface.draw_picture(self.picture, left, top - height, own)


def widen(picture: PictureFlow, words: list[Flowable], measure: float, room: float, most: tuple[float, float]) -> None:
    """Make a picture that has a row to itself larger, as far as its words stay on its page.

    room: height for the picture and its words, in points; most: width and height of the picture alone.
    """
    assert picture.picture is not None
    left = room - stack_height(words, measure) - 4 * BELOW
    highest = min(most[1], left)
    picture.picture_width = max(
        picture.picture_width, min(measure, most[0], highest * picture.picture.width / picture.picture.height)
    )


class BesideFlow(Flowable):
    """A picture at the start side with flowables beside it, in the middle of its height. above: how many of them are
    read before the picture, and stand above it where they cannot stand beside it."""

    picture: PictureFlow | None = None
    children: list[Flowable] = field(default_factory=list)
    gap: float = 20.0
    rtl: bool = False
    above: int = 0

    def _inner(self, width: float) -> float:
        assert self.picture is not None
        return width - self.picture.picture_width - self.gap

    def height(self, width: float) -> float:
        assert self.picture is not None
        return max(self.picture.height(width), stack_height(self.children, self._inner(width)))

    def rise(self, width: float) -> float:
        return max(0.0, self.children[0].rise(self._inner(width)) - self.drop(width))

    def drop(self, width: float) -> float:
        return (self.height(width) - stack_height(self.children, self._inner(width))) / 2

    def loosened(self) -> Flowable:
        """The picture and the words below each other, as wide as the text: those may part."""
        assert self.picture is not None
        words = [child.loosened() for child in self.children]
        before = [replace(child, keep_with_next=True) for child in words[: self.above]]
        after = words[self.above :]
        picture = replace(self.picture, space_after=BELOW if after else 0.0, keep_with_next=bool(after))
        if before:
            before[-1] = replace(before[-1], space_after=max(before[-1].space_after, BELOW))
        return RowFlow(
            body=[*before, picture, *after],
            indent=0.0,
            block=self.block,
            space_before=self.space_before,
            space_after=self.space_after,
            keep_with_next=self.keep_with_next,
            tied=self.tied,
            bound=self.bound,
        )

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.picture is not None
        own, inner = self.picture.picture_width, self._inner(width)
        height = self.height(width)
        self.picture.draw(
            surface, x + width - own if self.rtl else x, top - (height - self.picture.height(width)) / 2, own
        )
        left = x if self.rtl else x + own + self.gap
        draw_stack(self.children, surface, left, top - self.drop(width), inner)


def keep_in_one(words: list[Flowable]) -> None:
    """“About 15 of 100 live” may not end a page whose next says “at least 5 years”."""
    for one in words:
        if isinstance(one, TextFlow):
            one.kept = IN_ONE
