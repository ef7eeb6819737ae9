"""What a patient writes on or ticks: on paper lines and boxes, in a form fields under them. Points."""

from __future__ import annotations

from generator.story.flowables import Flowable
from generator.surface import RGB, Choice, FormField, Names, Surface
from generator.tags import Tag
from generator.values import replace

# Lines to write on that stay together, and those of them that do where much of a page would else stay empty.
FEW, BEGUN = 6, 3
# How many of more lines stand on either page: one alone looks like the rule of header or footer.
LINES_TOGETHER = 2
# From the frame of a field to the field, and from the words above it to the frame.
FRAMED, BELOW_LABEL = 3.0, 4.0


class WritingLines(Flowable):
    """Ruled lines to write on. whole: so many are not parted."""

    count: int = 0
    pitch: float = 25.0
    colour: RGB = (0.5, 0.5, 0.5)
    whole: int = FEW

    def height(self, width: float) -> float:
        return self.count * self.pitch

    def minimum(self, width: float) -> float:
        """A few lines stay together; of many, two may start on a page."""
        return (self.count if self.count <= self.whole else LINES_TOGETHER) * self.pitch

    def loosened(self) -> Flowable:
        return replace(self, near_next=False, whole=BEGUN)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        fits = min(int(room / self.pitch + 1e-6), self.count - LINES_TOGETHER)
        if fits < LINES_TOGETHER:
            return None
        return replace(self, count=fits, space_after=0.0), replace(self, count=self.count - fits, space_before=0.0)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        for index in range(1, self.count + 1):
            surface.rule(x, top - index * self.pitch + 3, width, 0.75, self.colour)


class FieldFlow(WritingLines):
    """What is typed in: one line over a rule, as on paper; more lines in a frame, since each reader sets them as far
    apart as it likes, and rules would strike them through."""

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
        bottom = top - self.height(width) + 3
        if self.count == 1:
            WritingLines.draw(self, surface, x, top, width)
            surface.form_field(self.tag, (x, bottom, x + width, top), self.field)
            return
        upper = top - BELOW_LABEL
        surface.frame(x, bottom, width, upper - bottom, 0.75, self.colour, 2.0)
        inside = (x + FRAMED, bottom + FRAMED, x + width - FRAMED, upper - FRAMED)
        surface.form_field(self.tag, inside, self.field)


class TickBox(Flowable):
    """A square to tick, as high as a line of text. tag: of the form's field that it is, which has one of `names`, or
    None for one on paper; choice: the answers of which it is the one at `place`: in a form, a circle."""

    line: float = 20.0
    side: float = 12.0
    colour: RGB = (0.0, 0.0, 0.0)
    rtl: bool = False
    tag: Tag | None = None
    names: Names = ()
    choice: Choice | None = None
    place: int = 0

    def height(self, width: float) -> float:
        return self.line

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        left = x + width - self.side if self.rtl else x
        bottom = top - (self.line + self.side) / 2
        box = (left, bottom, left + self.side, bottom + self.side)
        if self.tag is not None and self.choice is not None:
            surface.frame(left, bottom, self.side, self.side, 1.2, self.colour, self.side / 2)
            surface.choice_field(self.tag, box, self.names, self.choice, self.place)
            return
        surface.frame(left, bottom, self.side, self.side, 1.2, self.colour, 2.0)
        if self.tag is not None:
            surface.tick_field(self.tag, box, self.names)
