"""The sheet: its size and margins, and what stands on every page around the text."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.colour import RGB
from generator.model.fields import (
    Choice,
    JsonSchema,
    Reading,
    Record,
    Text,
    Whole,
    YesNo,
    at,
    key,
    place_of,
    text_of,
)
from generator.model.frames import Frame, Frames, check_frames
from generator.model.lengths import POINTS, Length
from generator.problems import Place
from generator.source import Mapping, Node, Scalar
from generator.values import Frozen, replace

# ISO 216 and ANSI/ASME Y14.1, in points; Legal is 8.5 by 14 in, Half Letter 5.5 by 8.5, Quarter Letter 4.25 by 5.5.
# Panels of a tri-fold leaflet are as wide as the one that folds inward: 97 mm of A4 and 3 5/8 in of Letter, on the long
# side; the other two are wider (see sheets/forms.py).
PAGE_SIZES = {
    "A4": (210 * 72 / 25.4, 297 * 72 / 25.4),
    "A5": (148 * 72 / 25.4, 210 * 72 / 25.4),
    "Letter": (612.0, 792.0),
    "Legal": (612.0, 1008.0),
    "Half Letter": (396.0, 612.0),
    "A6": (105 * 72 / 25.4, 148 * 72 / 25.4),
    "Quarter Letter": (306.0, 396.0),
    "A3": (297 * 72 / 25.4, 420 * 72 / 25.4),
    "A4 Panel": (97 * 72 / 25.4, 210 * 72 / 25.4),
    "Letter Panel": (261.0, 612.0),
}
# What logo, name and the rule below them take on the first page (story/pages.py), with 10 pt below.
LOGO_SPACE = 57.0
WHITE: RGB = (1.0, 1.0, 1.0)
# Where the footer ends at least (story/pages.py): a band below it stays lower.
LOWEST_FOOTER = 17.0


class Colour(Frozen):
    """A colour as `#RRGGBB` in sRGB, read to three numbers from 0 to 1."""

    def read(self, node: Node, reading: Reading) -> RGB:
        text = Text(r"#[0-9A-Fa-f]{6}", "A colour such as “#0B5563” (in quotation marks)").read(node, reading)
        red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return red, green, blue

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#0B5563"]}


# Sides of a page of one's own: what is narrower than A6 holds no line of text, what is longer than A3 no office prints.
SHORTEST, LONGEST = 200.0, 1200.0
_SIZE = re.compile(r"([0-9.]+[a-z]+) ?[x×] ?([0-9.]+[a-z]+)")


class PageSize(Frozen):
    """The name of a size, or one's own as width and height: `210mm x 250mm`."""

    def read(self, node: Node, reading: Reading) -> str:
        text = text_of(node, reading, "A size of a page").text
        match = _SIZE.fullmatch(text)
        if match is None:
            return Choice(tuple(PAGE_SIZES)).read(node, reading)
        for side in match.groups():
            Length(SHORTEST, LONGEST).read(Scalar(side, node.place, False), reading)
        return text

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        side = r"[0-9]{1,5}(\.[0-9]{1,4})?(pt|mm|cm|in)"
        own = {"type": "string", "pattern": f"^{side} ?[x×] ?{side}$", "examples": ["210mm x 250mm"]}
        return {"anyOf": [{"enum": list(PAGE_SIZES)}, own]}


@lru_cache(maxsize=100)
def _sides(size: str) -> tuple[float, float]:
    """Width and height of an upright page, in points."""
    match = _SIZE.fullmatch(size)
    if match is None:
        return PAGE_SIZES[size]
    width, height = (float(side.rstrip("ptmcin")) * POINTS[side.lstrip("0123456789.")] for side in match.groups())
    return width, height


class Margins(Frozen):
    """The white around the text; header and footer stand in it."""

    # Office printers leave 4 to 6.4 mm unprinted; nothing stands within 6 mm (17 pt) of the edge.
    top: float = key(Length(17, 400), "From the top edge to the header.")
    bottom: float = key(Length(40, 400), "From the bottom edge to the text; the footer stands in it.")
    sides: float = key(Length(17, 400), "At both sides.")
    binding: float = key(
        Length(0, 100),
        "As much more where holes are punched: the start side of odd pages, the end side of even ones.",
        0.0,
    )
    place: Place = at()


# What a running head may have; of facing pages, one may have the name and the other the title.
RUNNING_HEADS = ("running", "name", "title", "none")


class Headers(Frozen):
    """What stands above the text."""

    first: str = key(
        Choice(("clinic", "running", "none")),
        "First page: logo, name and number; one line as on later pages; or nothing, for paper with a letterhead.",
        "clinic",
    )
    later: str = key(
        Choice(RUNNING_HEADS), "Later pages: name and title on one line, one of them alone, or nothing.", "running"
    )
    left: str = key(
        Choice((*RUNNING_HEADS, "as-later")),
        "Left pages of those: another one. Left and right are as in a book, where the first page is a right one (a "
        "left one from right to left).",
        "as-later",
    )
    right: str = key(Choice((*RUNNING_HEADS, "as-later")), "Right pages of those: another one.", "as-later")
    last: str = key(
        Choice((*RUNNING_HEADS, "as-later")),
        "The last page, when it is not the first: as later pages or not.",
        "as-later",
    )
    space: float = key(
        Length(0, 300),
        "From the top margin to the text of the first page: as high as the letterhead; large type takes more where it "
        "needs it.",
        65.0,
    )

    def check(self, reading: Reading, node: Mapping) -> None:
        if self.first == "clinic" and self.space < LOGO_SPACE:
            reading.refuse(
                "bad-value",
                f"Logo and name take {LOGO_SPACE:g} pt; the text would begin inside them.",
                place_of(node, "space"),
                "Give them more space, or write “first: none”.",
            )

    def of(self, number: int, pages: int, rtl: bool) -> str:
        """What a page has, counted from 1."""
        if number == 1:
            return self.first
        if number == pages and self.last != "as-later":
            return self.last
        own = self.right if is_right(number, rtl) else self.left
        return self.later if own == "as-later" else own

    @property
    def beyond_first(self) -> frozenset[str]:
        """What pages beyond the first have; empty where none has anything."""
        usual = {self.later if own == "as-later" else own for own in (self.left, self.right)}
        return frozenset(usual | {self.last}) - {"none", "as-later"}


class Footers(Frozen):
    """What stands below the text: which copy it is, and the number of the page."""

    first: str = key(Choice(("running", "none")), "First page; a cover may go without.", "running")
    later: str = key(Choice(("running",)), "Later pages: a page that is lost has to say where it belongs.", "running")
    left: str = key(
        Choice(("running", "number")),
        "Left pages of those: all of it, or the number of the page alone; “DRAFT” and the name of a format stay.",
        "running",
    )
    right: str = key(
        Choice(("running", "number")),
        "Right pages of those; of the two sides of a sheet one has to say which copy it is.",
        "running",
    )
    last: str = key(Choice(("running", "none")), "The last page, when it is not the first.", "running")

    def check(self, reading: Reading, node: Mapping) -> None:
        if self.left == self.right == "number":
            reading.refuse(
                "bad-value",
                "Left and right pages have the number alone: a sheet that is lost does not say where it belongs.",
                place_of(node, "right"),
                "Write “running” for one of them.",
            )

    def of(self, number: int, pages: int, rtl: bool) -> str:
        """What a page has, counted from 1."""
        if number == 1:
            return self.first
        if number == pages and self.last == "none":
            return self.last
        return self.right if is_right(number, rtl) else self.left


def is_right(number: int, rtl: bool) -> bool:
    """Whether a page is a right one, as in a book whose first page is one (a left one from right to left)."""
    return (number % 2 == 1) != rtl


# Which pages a band stands on; left and right as in a book, where the first page is a right one (a left one from right
# to left).
BANDED = ("all", "first", "later", "last", "left", "right")


class Band(Frozen):
    """A strip of colour along an edge of the page, under nothing that is read."""

    edge: str = key(
        Choice(("top", "bottom", "start", "end", "outside")),
        "Which edge; “outside” is the one away from the binding.",
    )
    size: float = key(Length(3, 100), "How far it reaches into the page, into the white around the text.")
    colour: str = key(Choice(("brand", "tint")), "The brand's colour or its tint.", "brand")
    on: str = key(Choice(BANDED), "Which pages have it.", "all")
    place: Place = at()

    def is_on(self, number: int, pages: int, rtl: bool) -> bool:
        """Whether a page has it; number: from 1."""
        at_right = is_right(number, rtl)
        return {
            "all": True,
            "first": number == 1,
            "later": number > 1,
            "last": number == pages,
            "left": not at_right,
            "right": at_right,
        }[self.on]


class Page(Frozen):
    """The sheet."""

    size: str = key(
        PageSize(),
        "The size of a page; a panel is a third of a sheet that is folded twice. Or width and height of one's own, "
        "such as 210mm x 250mm.",
    )
    margins: Margins = key(Record(Margins), "The white around the text.")
    orientation: str = key(Choice(("portrait", "landscape")), "Which way the sheet stands.", "portrait")
    columns: int = key(Whole(1, 3), "How many columns the text runs in, the first at the start side.", 1)
    gutter: float = key(Length(10, 100), "The space between two columns.", 30.0)
    header: Headers = key(Record(Headers), "What stands above the text.", Headers())
    footer: Footers = key(Record(Footers), "What stands below the text.", Footers())
    facing: bool = key(
        YesNo(),
        "Left and right pages are mirrored, as in a book: names at the binding, numbers at the outer edge.",
        False,
    )
    band: Band | None = key(Record(Band), "A strip of colour along an edge.", None)
    side: float = key(
        Length(0, 250), "A column at the start side of the text, in which section headings hang; 0 for none.", 0.0
    )
    side_gutter: float = key(Length(5, 100), "The space between that column and the text.", 15.0)
    ground: RGB = key(Colour(), "The colour of the whole page, for readers whom white paper dazzles.", WHITE)
    frames: tuple[Frame, ...] = key(
        Frames(), "Named places for the text, which runs through them in order; “none” for columns alone.", ()
    )

    def check(self, reading: Reading, node: Mapping) -> None:
        if self.side and self.columns > 1:
            reading.refuse(
                "bad-value",
                "A side column stands beside one column of text, not beside several.",
                place_of(node, "side"),
                "Write “columns: 1”, or leave “side” out.",
            )
        if self.band and self.band.size > self._white(self.band.edge):
            reading.refuse(
                "bad-value",
                f"The band reaches {self.band.size:.0f} pt into the page; {self._white(self.band.edge):.0f} are white.",
                self.band.place,
                "Make it narrower, or the margin wider.",
            )
        check_frames(self, reading, node)

    def _white(self, edge: str) -> float:
        """How much at an edge is free of text, in points."""
        return {"top": self.margins.top, "bottom": LOWEST_FOOTER}.get(edge, self.margins.sides)

    @property
    def width(self) -> float:
        return _sides(self.size)[self.orientation == "landscape"]

    @property
    def height(self) -> float:
        return _sides(self.size)[self.orientation != "landscape"]

    @property
    def breadth(self) -> float:
        """Width between the margins, in points: of header and footer."""
        return self.width - 2 * self.margins.sides - self.margins.binding

    @property
    def column(self) -> float:
        """Width of one column, in points."""
        return (self.breadth - self.beside - (self.columns - 1) * self.gutter) / self.columns

    @property
    def measure(self) -> float:
        """Width that blocks are made for, in points: of one column, or of the narrowest frame that the text runs
        through."""
        return min([self.column, *(frame.measure(self) for frame in self.frames if not frame.takes)])

    @property
    def beyond_first(self) -> Page:
        """The page without what the first one alone has: what blocks on later ones are made for."""
        return replace(self, frames=tuple(frame for frame in self.frames if frame.on != "first"))

    @property
    def widest(self) -> float:
        """Width of the widest place that later pages have: what fits in no narrower one goes there; points."""
        later = [frame for frame in self.frames if not frame.takes and frame.on != "first"]
        framed = {frame.on for frame in later}
        all_framed = framed & {"all", "later"} or {"left", "right"} <= framed
        return max([*(frame.measure(self) for frame in later), *([] if all_framed else [self.column])])

    @property
    def beside(self) -> float:
        """What the side column and its gutter take of the breadth, in points."""
        return self.side + self.side_gutter if self.side else 0.0

    @property
    def all_columns(self) -> float:
        """Width of all columns together, in points."""
        return self.breadth - self.beside

    def shift(self, column: int, rtl: bool) -> float:
        """How far a column begins from the left end of the text; column: from 0 at the start side."""
        from_left = self.columns - 1 - column if rtl else column
        return from_left * (self.column + self.gutter) + (0.0 if rtl else self.beside)

    def left(self, number: int, rtl: bool) -> float:
        """Where the text of a page begins, from its left edge; number: of the page, from 1."""
        bound_at_left = (number % 2 == 1) != rtl
        return self.margins.sides + (self.margins.binding if bound_at_left else 0.0)
