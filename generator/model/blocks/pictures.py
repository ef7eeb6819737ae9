"""Pictures and codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from generator.model.blocks.kinds import BlockKind, BlockValue
from generator.model.blocks.words import INSIDE
from generator.model.fields import (
    Choice,
    FilePath,
    Items,
    Reading,
    Record,
    Text,
    Whole,
    YesNo,
    at,
    key,
    place_of,
)
from generator.model.inline import InlineText, PlainText, Prose
from generator.model.lengths import Length
from generator.problems import Place
from generator.source import Mapping
from generator.values import Frozen

# QR codes hold up to 2,953 bytes (ISO/IEC 18004); beyond 300 the squares are too fine for 25 mm of office print.
QR = PlainText(r"https?://\S{1,300}", "A web address that starts with https:// and has at most 300 signs")
PICTURES = (".png", ".jpg", ".jpeg", ".svg")
# Most people that a picture of a risk shows one by one: ten rows of ten; a thousand are dots, forty to a row.
MOST_PEOPLE, MOST_DOTS = 100, 1000


def _alt() -> Any:
    return key(
        Text(form="A description of the picture", translated=True),
        "What the picture tells, for a reader who cannot see it.",
        "",
    )


def _mirror() -> Any:
    return key(
        YesNo(),
        "True for a drawing (SVG) that is read along with the text, such as dots in rows or a line of time: it is "
        "turned round where the text runs from the right.",
        False,
    )


def _check_alt(picture: Figure | PictureStep, reading: Reading, node: Mapping) -> None:
    if not picture.alt and not picture.decorative:
        reading.refuse("missing-alt", f"The picture “{picture.image.name}” has no “alt”.", node.place)
    if picture.mirror and picture.image.suffix.lower() != ".svg":
        message = f"“mirror” turns drawings (.svg) only; “{picture.image.name}” is none."
        reading.refuse(
            "bad-value", message, node.place, "A photo is not turned: hands and letters in it would be wrong."
        )


class Figure(BlockValue):
    """A picture (PNG, JPEG or SVG) with what it says for those who do not see it."""

    BLOCK: ClassVar[str] = "figure"
    OPEN: ClassVar[bool] = False
    image: Path = key(FilePath(PICTURES), "The file, from the handout's folder.")
    alt: str = _alt()
    decorative: bool = key(YesNo(), "True for a picture that tells nothing; a screen reader passes it by.", False)
    mirror: bool = _mirror()
    caption: Prose | None = key(InlineText(), "A line set with the picture.", None)
    credit: Prose | None = key(InlineText(), "Who made the picture; set small below the caption.", None)
    content: tuple[Any, ...] = key(Items(BlockKind(INSIDE)), "Text and lists set beside the picture.", ())
    width: float = key(
        Length(20, 500), "How wide the picture is beside text of 14 points; it grows with the text.", 170.0
    )
    place: Place = at()
    alt_lang: str = ""  # no key: of an alternative text that is not translated yet

    def check(self, reading: Reading, node: Mapping) -> None:
        _check_alt(self, reading, node)


class Qr(BlockValue):
    """A QR code with its address in text."""

    BLOCK: ClassVar[str] = "qr"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("caption", "url")
    url: Prose = key(QR, "Where the code leads: https://….")
    caption: Prose = key(InlineText(), "What the reader finds there.")


class PictureStep(Frozen):
    """A step with its picture at the start side and its words beside it."""

    text: Prose = key(InlineText(), "What to do.")
    image: Path = key(FilePath(PICTURES), "The picture, from the handout's folder.")
    alt: str = _alt()
    decorative: bool = key(YesNo(), "True when the picture tells nothing that the words do not.", False)
    mirror: bool = _mirror()
    place: Place = at()
    alt_lang: str = ""  # no key: of an alternative text that is not translated yet

    def check(self, reading: Reading, node: Mapping) -> None:
        _check_alt(self, reading, node)


class PictureSteps(BlockValue):
    """Things to do in order, each with a picture."""

    BLOCK: ClassVar[str] = "picture-steps"
    OPEN: ClassVar[bool] = True
    picture_steps: tuple[PictureStep, ...] = key(Items(Record(PictureStep), 1, 30), "The steps, in order.")
    width: float = key(Length(40, 250), "How wide every picture is.", 113.0)


class Risk(BlockValue):
    """How many of how many: the sentence, its other side, and a picture in which every person counts.

    With `what`, the generator makes both sentences in the leaflet's language: “15 of 100 people: the cancer comes
    back”, “85 of 100 people: this does not happen to them”. With `text` and `other` the author writes them. Both sides
    are said: “15 of 100 die” and “85 of 100 live” are felt differently (BMC MIDM 2013;13 S2:S7).
    """

    BLOCK: ClassVar[str] = "risk"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("text", "what", "other", "rest", "over", "group", "source")
    n: int = key(Whole(0, MOST_DOTS), "How many have it happen to them.", also="number")
    of: int = key(Whole(1, MOST_DOTS), "Of how many: up to 100, or 1000; one leaflet keeps to one such number.")
    what: Prose | None = key(
        InlineText(), "What happens to them, to stand behind “15 of 100 people:”; no full stop.", None
    )
    rest: Prose | None = key(
        InlineText(),
        "With “what”: what happens to the others, to stand behind “85 of 100 people:”; no full stop.",
        None,
    )
    text: Prose | None = key(
        InlineText(),
        "In place of “what”, a sentence of your own with both numbers, as where other things than people are counted: "
        "“About 58 of 100 hip replacements …”.",
        None,
    )
    other: Prose | None = key(
        InlineText(), "With “text”: what happens to the others, with both numbers: “85 of 100 people …”.", None
    )
    over: Prose | None = key(InlineText(), "The span of time that the numbers are about: “5 years”.", None)
    group: Prose | None = key(InlineText(), "The people whom the numbers are about: “women over 50”.", None)
    source: Prose | None = key(InlineText(), "Where the numbers come from.", None)
    year: int | None = key(Whole(1900, 2100), "The year of the source, where its words do not say it.", None)
    show: str = key(
        Choice(("people", "bar")),
        "“people”: every one is drawn; “bar”: a bar, filled in as far as the number says.",
        "people",
    )
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        if MOST_PEOPLE < self.of < MOST_DOTS:
            reading.refuse("bad-value", f"{self.of} people cannot be drawn: up to 100, or 1000.", place_of(node, "of"))
        if self.n > self.of:
            reading.refuse("bad-value", f"{self.n} is more than {self.of}.", place_of(node, "n", "number"))

    @staticmethod
    def check_parts(values: dict[str, Any], reading: Reading, node: Mapping) -> None:
        """Both sentences are the generator's, or both the author's; a year belongs to a source."""
        own = node.get("text") is not None or (node.get("other") is not None and node.get("what") is None)
        needed, strange = (("text", "other"), ("what", "rest")) if own else (("what",), ("text", "other"))
        for name in needed:
            if node.get(name) is None:
                reading.refuse("missing-key", f"“{name}” is missing: {_SAYS[name]}.", node.place, _TWO_WAYS)
        for name in strange:
            entry = node.get(name)
            if entry is not None:
                message = f"“{name}” cannot stand beside “{needed[0]}”."
                reading.refuse("unknown-key", message, entry.place, _TWO_WAYS)
        year = node.get("year")
        if year is not None and node.get("source") is None:
            reading.refuse("missing-key", "“year” stands without its “source”.", year.place, "Add “source:”.")


_TWO_WAYS = "Write “what”, and “rest” if you like; or your own two sentences as “text” and “other”."
_SAYS = {
    "what": "what happens to them",
    "text": "what happens to them, with both numbers",
    "other": "what happens to the others, with both numbers",
}
