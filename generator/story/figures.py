"""Pictures, alone and with words beside them."""

from __future__ import annotations

from generator.pictures import Picture
from generator.story.flowables import Flowable, draw_stack, stack_height
from generator.story.rows import RowFlow
from generator.surface import Surface
from generator.tags import Tag
from generator.values import field, replace

# Between a picture and the words below it, in points.
BELOW = 10.0


class PictureFlow(Flowable):
    """A picture. tag: its Figure, or None when it is decoration."""

    picture: Picture | None = None
    picture_width: float = 0.0
    tag: Tag | None = None
    rtl: bool = False

    def height(self, width: float) -> float:
        assert self.picture is not None
        return min(self.picture_width, width) * self.picture.height / self.picture.width

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.picture is not None
        own, height = min(self.picture_width, width), self.height(width)
        left = x + width - own if self.rtl else x
        if self.tag is None:
            surface.draw_picture(self.picture, left, top - height, own)
            return
        self.tag.attributes["Layout"] = {"Placement": "Block", "BBox": [left, top - height, left + own, top]}
        with surface.tagged(self.tag):
            surface.draw_picture(self.picture, left, top - height, own)


class BesideFlow(Flowable):
    """A picture at the start side with flowables beside it, in the middle of its height."""

    picture: PictureFlow | None = None
    children: list[Flowable] = field(default_factory=list)
    gap: float = 20.0
    rtl: bool = False

    def _inner(self, width: float) -> float:
        assert self.picture is not None
        return width - self.picture.picture_width - self.gap

    def height(self, width: float) -> float:
        assert self.picture is not None
        return max(self.picture.height(width), stack_height(self.children, self._inner(width)))

    def loosened(self) -> Flowable:
        """The picture with the words below it, as wide as the text: those may part."""
        assert self.picture is not None
        above = replace(self.picture, space_after=BELOW, keep_with_next=True)
        return RowFlow(
            body=[above, *(child.loosened() for child in self.children)],
            indent=0.0,
            block=self.block,
            space_before=self.space_before,
            space_after=self.space_after,
        )

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.picture is not None
        own, inner = self.picture.picture_width, self._inner(width)
        height = self.height(width)
        self.picture.draw(
            surface, x + width - own if self.rtl else x, top - (height - self.picture.height(width)) / 2, own
        )
        text = stack_height(self.children, inner)
        draw_stack(self.children, surface, x if self.rtl else x + own + self.gap, top - (height - text) / 2, inner)
