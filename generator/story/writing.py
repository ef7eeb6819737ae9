"""Lines to write on, by hand or on a screen."""

from __future__ import annotations

from generator.story.flowables import Flowable
from generator.surface import RGB, FormField, Surface
from generator.tags import Tag
from generator.values import replace

# Lines to write on that stay together, and how many of more begin on a page.
FEW, BEGUN = 6, 3


class WritingLines(Flowable):
    """Ruled lines to write on. whole: so many are not parted."""

    count: int = 0
    pitch: float = 25.0
    colour: RGB = (0.5, 0.5, 0.5)
    whole: int = FEW

    def height(self, width: float) -> float:
        return self.count * self.pitch

    def minimum(self, width: float) -> float:
        """A few lines stay together; of many, three may start on a page."""
        return (self.count if self.count <= self.whole else BEGUN) * self.pitch

    def loosened(self) -> Flowable:
        return replace(self, near_next=False, whole=BEGUN)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        fits = int(room / self.pitch + 1e-6)
        if not 0 < fits < self.count:
            return None
        return replace(self, count=fits, space_after=0.0), replace(self, count=self.count - fits, space_before=0.0)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        for index in range(1, self.count + 1):
            surface.rule(x, top - index * self.pitch + 3, width, 0.75, self.colour)


class FieldFlow(WritingLines):
    """Lines to type on: the same lines, under a field of a form."""

    tag: Tag | None = None
    field: FormField | None = None

    def minimum(self, width: float) -> float:
        return self.height(width)

    def loosened(self) -> Flowable:
        return Flowable.loosened(self)

    def split(self, width: float, room: float) -> None:
        """A field is one rectangle."""

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.tag is not None and self.field is not None
        WritingLines.draw(self, surface, x, top, width)
        surface.form_field(self.tag, (x, top - self.height(width) + 3, x + width, top), self.field)
