"""Frames: named places on a page that the text runs through in order, or that take some of its boxes aside."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from generator.model.fields import (
    Choice,
    Invalid,
    Items,
    JsonSchema,
    Reading,
    Record,
    at,
    key,
    place_of,
    read_or_none,
)
from generator.model.lengths import Length
from generator.problems import Place
from generator.rules import quoted
from generator.source import Mapping, Node, Scalar, not_but
from generator.values import Frozen, replace

if TYPE_CHECKING:
    from generator.model.page import Page

# Which pages a frame belongs to. A page has the frames of one master: the first in this order that it is and that has
# any. Left and right as in a book, where the first page is a right one (a left one from right to left).
MASTERS = ("first", "last", "left", "right", "later", "all")
# Blocks that say whole what they say, so that they can be read before or after what stands beside them.
TAKEN = ("key-points", "contact", "appointment", "callout", "quote", "feedback")
# Some lines of text; a frame that is lower holds no paragraph.
LEAST_WIDTH, LEAST_HEIGHT = 40.0, 40.0
# From the top margin to the text of later pages (story/running_head.py).
HEAD = 35.0
# Rounding of millimetres.
_SLACK = 0.05


class Frame(Frozen):
    """A place for text, measured from the corner where reading starts, below the header: mirrored from right to left.

    No header or footer is ever covered: a frame ends where they begin.
    """

    on: str = key(
        Choice(MASTERS),
        "Which pages have it. A page has the frames of one kind alone, the first that fits of first, last (when it is "
        "not the first), left or right, later and all; pages without frames have their columns.",
        "all",
    )
    start: float = key(Length(0, 1200), "From the start side of the text area.", 0.0)
    top: float = key(Length(0, 1200), "From the head of the text area.", 0.0)
    width: float = key(Length(LEAST_WIDTH, 1200), "How wide it is; else as far as the text area goes.", 0.0)
    height: float = key(Length(LEAST_HEIGHT, 1200), "How high it is; else as far as the text area goes.", 0.0)
    padding: float = key(Length(0, 40), "What stays free inside it, between its edges and the text.", 0.0)
    ground: str = key(Choice(("none", "tint")), "What it stands on: the page, or the brand's tint.", "none")
    takes: tuple[str, ...] = key(
        Items(Choice(TAKEN), 1, len(TAKEN)),
        "A side column for such blocks, as many as there is room for; the others stand in the text. On the first page: "
        "those that open the leaflet or speak of all of it, such as a contact at its end; they are read behind the "
        "summary. On other pages: those that the page comes to, read where they are written; what follows its heading "
        "stays below it.",
        (),
    )
    name: str = ""
    place: Place = at()

    def right(self, page: Page) -> float:
        """Its end side, from the start side of the text area."""
        return self.start + (self.width or page.breadth - self.start)

    def foot(self, page: Page) -> float:
        """Its lower edge, from the head of the text area."""
        return self.top + self.height if self.height else max(area_height(page, self.on), self.top)

    def measure(self, page: Page) -> float:
        """Width of its text, in points."""
        return self.right(page) - self.start - 2 * self.padding


class Frames(Frozen):
    """Frames by their names, in the order in which the text runs through them; or `none`."""

    def read(self, node: Node, reading: Reading) -> tuple[Frame, ...]:
        if isinstance(node, Scalar) and node.text == "none":
            return ()
        if not isinstance(node, Mapping):
            raise reading.refuse(
                "wrong-kind",
                f"Frames were expected here, each under its name, {not_but(node)}.",
                node.place,
                "Write “text: {width: 100mm}”; or “none”.",
            )
        found = []
        for entry in node.entries:
            if not re.fullmatch(r"[a-z][a-z0-9-]{0,30}", entry.key):
                reading.refuse(
                    "bad-value",
                    f"{quoted(entry.key)} is no name of a frame.",
                    entry.place,
                    "Lower-case letters, digits and hyphens.",
                )
                continue
            frame = read_or_none(Record(Frame), entry.value, reading)
            if frame is not None:
                found.append(replace(frame, name=entry.key))
        if len(found) != len(node.entries):
            raise Invalid
        return tuple(found)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        named = {"type": "object", "additionalProperties": Record(Frame).schema(definitions)}
        return {"anyOf": [{"enum": ["none"]}, named]}


def frames_of(frames: tuple[Frame, ...], number: int, last: int, rtl: bool) -> tuple[Frame, ...]:
    """The frames of a page, counted from 1; last: the number of the last page, 0 while nobody knows it."""
    at_right = (number % 2 == 1) != rtl
    is_it = {
        "first": number == 1,
        "last": number > 1 and last > 0 and number >= last,
        "left": not at_right,
        "right": at_right,
        "later": number > 1,
        "all": True,
    }
    for master in MASTERS:
        found = tuple(frame for frame in frames if frame.on == master) if is_it[master] else ()
        if found:
            return found
    return ()


def area_height(page: Page, master: str) -> float:
    """Height of the text area, in points, with a footer and a running head of the usual size."""
    head = page.header.space if master == "first" else HEAD if page.header.beyond_first else 0.0
    return page.height - page.margins.top - head - page.margins.bottom


def check_frames(page: Page, reading: Reading, node: Mapping) -> None:
    """Report frames that leave the page, stand on each other, or leave no place for the text."""
    if page.frames and page.side:
        reading.refuse(
            "bad-value",
            "A side column for headings stands beside one column of text, not beside frames.",
            place_of(node, "side"),
            "Leave “side” out, or write “frames: none”.",
        )
    for frame in page.frames:
        _check_inside(page, frame, reading)
    for one, other in combinations(page.frames, 2):
        if one.on == other.on and _overlap(page, one, other):
            reading.refuse("frames-overlap", f"“{other.name}” stands on “{one.name}”, on the same pages.", other.place)
    for master in dict.fromkeys(frame.on for frame in page.frames):
        own = [frame for frame in page.frames if frame.on == master]
        if all(frame.takes for frame in own):
            reading.refuse(
                "bad-value",
                f"Pages of the kind “{master}” have no frame for the text: “{own[0].name}” takes some blocks alone.",
                own[0].place,
                "Give them a second frame, without “takes”.",
            )


def _check_inside(page: Page, frame: Frame, reading: Reading) -> None:
    """Every edge of a frame lies in the text area."""
    height = area_height(page, frame.on)
    over = max(frame.right(page), frame.start + LEAST_WIDTH) - page.breadth
    if over > _SLACK:
        reading.refuse(
            "frame-outside",
            f"“{frame.name}” ends {over:.0f} pt beyond the text, which is {page.breadth:.0f} pt wide.",
            frame.place,
        )
    below = max(frame.foot(page), frame.top + LEAST_HEIGHT) - height
    if below > _SLACK:
        reading.refuse(
            "frame-outside",
            f"“{frame.name}” ends {below:.0f} pt below the text, which is {height:.0f} pt high.",
            frame.place,
        )

    inner = max(frame.foot(page), frame.top + LEAST_HEIGHT) - frame.top - 2 * frame.padding
    if frame.padding and inner < LEAST_HEIGHT - _SLACK:
        reading.refuse(
            "bad-value",
            f"“{frame.name}” has {max(inner, 0):.0f} pt left for its text inside a padding of {frame.padding:.0f} pt; "
            f"it needs {LEAST_HEIGHT:.0f} pt.",
            frame.place,
            "Make it higher, or its padding smaller.",
        )


def _overlap(page: Page, one: Frame, other: Frame) -> bool:
    across = min(one.right(page), other.right(page)) - max(one.start, other.start)
    down = min(one.foot(page), other.foot(page)) - max(one.top, other.top)
    return across > _SLACK and down > _SLACK
