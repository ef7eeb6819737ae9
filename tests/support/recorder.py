"""A page to draw on that keeps a list of what was drawn: where the story puts things, without a PDF in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from generator.build import plan, set_leaflet
from generator.model.risks import with_risks_in_words
from generator.pdf.canvas import TaggingCanvas
from generator.pictures import Picture
from generator.problems import ProblemList
from generator.project import Project, read_handout
from generator.story.frames import taken_first
from generator.story.styles import Styles
from generator.surface import RGB, Box, Choice, FormField, Ink, Names
from generator.tags import Goal, Tag
from generator.text.lines import Line
from generator.values import replace
from tests.support.leaflets import project_with


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of text; tag: the element it belongs to, None for furniture. Points from the bottom left; pages from 0."""

    page: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Shape:
    """kind: box, rule, frame, dot, picture or link. left, bottom, width, height in points."""

    page: int
    kind: str
    left: float
    bottom: float
    width: float
    height: float
    colour: RGB = (0.0, 0.0, 0.0)


class Recorder:
    """Implements `generator.surface.Surface`."""

    def __init__(self) -> None:
        self.document = Tag("Document")
        self.lines: list[DrawnLine] = []
        self.shapes: list[Shape] = []
        self.pages = 0

    def tagged(self, tag: Tag) -> AbstractContextManager[None]:
        return nullcontext()

    def artifact(self, kind: str, subtype: str = "", box: Box | None = None) -> AbstractContextManager[None]:
        return nullcontext()

    def draw_lines(
        self, lines: Sequence[Line], x: float, baselines: Sequence[float], size: float, inks: Sequence[Ink]
    ) -> None:
        for line, baseline in zip(lines, baselines, strict=True):
            text = "".join(piece.run.text for piece in line.pieces)
            shown = [
                (
                    left + (piece.blank if piece.run.rtl else 0),
                    left + piece.width - (0 if piece.run.rtl else piece.blank),
                )
                for piece, left in zip(line.pieces, line.lefts, strict=True)
                if piece.blank < piece.width
            ] or [(0.0, 0.0)]
            left, right = x + min(a for a, _ in shown), x + max(b for _, b in shown)
            tag = inks[line.pieces[0].span].tag
            if tag is not None and tag.waiting_for is not None:
                tag = tag.waiting_for
            self.lines.append(DrawnLine(self.pages, text, left, right, baseline, size, tag))

    def fill_box(self, x: float, y: float, width: float, height: float, colour: RGB, radius: float = 0.0) -> None:
        self.shapes.append(Shape(self.pages, "box", x, y, width, height, colour))

    def rule(self, x: float, y: float, width: float, thickness: float, colour: RGB) -> None:
        self.shapes.append(Shape(self.pages, "rule", x, y, width, thickness, colour))

    def frame(
        self, x: float, y: float, width: float, height: float, thickness: float, colour: RGB, radius: float = 0.0
    ) -> None:
        self.shapes.append(Shape(self.pages, "frame", x, y, width, height, colour))

    def dot(self, x: float, y: float, radius: float, colour: RGB) -> None:
        self.shapes.append(Shape(self.pages, "dot", x - radius, y - radius, 2 * radius, 2 * radius, colour))

    def draw_picture(self, picture: Picture, x: float, y: float, width: float) -> None:
        self.shapes.append(Shape(self.pages, "picture", x, y, width, width * picture.height / picture.width))

    def link(self, tag: Tag, boxes: Sequence[Box], address: str | Goal, contents: str) -> None:
        for box in boxes:
            self.shapes.append(Shape(self.pages, "link", box[0], box[1], box[2] - box[0], box[3] - box[1]))

    def reach(self, goal: Goal, top: float) -> None:
        goal.page, goal.top = self.pages, top

    def form_field(self, tag: Tag, box: Box, field: FormField) -> None:
        self.shapes.append(Shape(self.pages, "field", box[0], box[1], box[2] - box[0], box[3] - box[1]))

    def tick_field(self, tag: Tag, box: Box, names: Names) -> None:
        self.shapes.append(Shape(self.pages, "field", box[0], box[1], box[2] - box[0], box[3] - box[1]))

    def choice_field(self, tag: Tag, box: Box, names: Names, choice: Choice, place: int) -> None:
        self.tick_field(tag, box, names)

    def bookmark(self, level: int, title: str, tag: Tag, top: float) -> None:
        pass

    def end_page(self) -> None:
        self.pages += 1

    # -- questions to ask of it ----------------------------------------------------------------------------------------

    @property
    def tagged_lines(self) -> list[DrawnLine]:
        """The copy without furniture, in the order in which it was drawn."""
        return [line for line in self.lines if line.tag is not None]

    def pages_of(self, tag: Tag) -> set[int]:
        """The pages on which an element or anything below it has text."""
        below = {id(one) for one in tag.walk()}
        return {line.page for line in self.lines if line.tag is not None and id(line.tag) in below}

    def elements(self, role: str) -> Iterator[Tag]:
        return (tag for tag in self.document.walk() if tag.role == role)


@dataclass(frozen=True, slots=True)
class SetCase:
    """A handout that is ready to be set at any height of the page."""

    project: Project
    lang: str
    styles: Styles

    def set(self, bottom: float | None = None) -> Recorder:
        """Set it, the text ending `bottom` points above the edge. Raises `Rejected`."""
        styles, problems, recorder = self.styles, ProblemList(), Recorder()
        if bottom is not None:
            margins = replace(styles.page.margins, bottom=bottom)
            styles = replace(styles, page=replace(styles.page, margins=margins))
        read = read_handout(self.project, "test", self.lang)
        handout = with_risks_in_words(read, self.project.words(self.lang))
        handout = replace(handout, content=taken_first(handout.content, styles.page))
        set_leaflet(self.project, handout, styles, cast(TaggingCanvas, recorder), problems)
        problems.raise_errors()
        return recorder


def case_of(
    folder: Path,
    content: str,
    lang: str = "en",
    layout: str = "clinic-a4",
    title: str = "A title",
    *,
    fillable: bool = False,
) -> SetCase:
    project = project_with(folder, content, lang, title)
    handout = read_handout(project, "test", lang)
    return SetCase(project, lang, plan(project, handout, project.layout(layout), fillable))
