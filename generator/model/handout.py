"""The handout: what an author may write in `handouts/<name>/<lang>.yaml`.

Every class here is a group of keys; its docstring and each key's text are what editors show (see `model/schema.py`).
Block classes carry `BLOCK`, the key that names them in `content:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from generator.model.fields import (
    Choice,
    Day,
    FilePath,
    Items,
    JsonSchema,
    Length,
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
from generator.model.translation import Records, SegmentRecord, Translation
from generator.problems import Place
from generator.rules import did_you_mean, quoted
from generator.source import Mapping, Node, Scalar, Sequence, not_but

_PHONE = PlainText(r"[+(\d][\d\s().+-]{2,24}", "A phone number such as (555) 010-0100")
_EMAIL = PlainText(r"[^\s@]+@[^\s@]+\.[^\s@]+", "An email address such as care@clinic.example")
_WEB = PlainText(r"https?://\S+", "A web address such as https://www.clinic.example")
# QR codes hold up to 2,953 bytes (ISO/IEC 18004); beyond 300 the squares are too fine for 25 mm of office print.
_QR = PlainText(r"https?://\S{1,300}", "A web address that starts with https:// and has at most 300 signs")

PICTURES = (".png", ".jpg", ".jpeg", ".svg")
# A leaflet of this project has at most this many lines to write on in one place: a page holds about 25.
MAX_LINES = 25
# The narrowest column that still holds a word at 14 pt is about 20 mm; the text is 170 mm wide.
MAX_COLUMNS = 8


class ItemKind:
    """A list item: text, or `{text: …, list: […]}` with a list inside."""

    def read(self, node: Node, reading: Reading) -> Item:
        if isinstance(node, Mapping):
            return Record(Item).read(node, reading)
        return Item(InlineText().read(node, reading))

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [InlineText().schema(definitions), Record(Item).schema(definitions)]}


class CellKind:
    """A table cell: text, or `{text: …, columns: 2}` with spans."""

    def read(self, node: Node, reading: Reading) -> Cell:
        if isinstance(node, Mapping):
            return Record(Cell).read(node, reading)
        if isinstance(node, Scalar) and not node.text:
            return Cell(None, place=node.place)
        return Cell(InlineText().read(node, reading), place=node.place)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [InlineText().schema(definitions), {"type": "null"}, Record(Cell).schema(definitions)]}


class BlockKind:
    """One block of `content:`, told by its key. names: the blocks allowed here, empty for all."""

    def __init__(self, names: tuple[str, ...] = ()) -> None:
        self.names = names

    def _allowed(self) -> dict[str, type[Block]]:
        return {name: cls for name, cls in BLOCKS.items() if not self.names or name in self.names}

    def read(self, node: Node, reading: Reading) -> Block:
        allowed = self._allowed()
        if not isinstance(node, Mapping) or not node.entries:
            raise reading.refuse(
                "wrong-kind",
                f"A block such as “text: …” was expected here, {not_but(node)}.",
                node.place,
                f"Known here: {', '.join(allowed)}.",
            )
        named = [entry for entry in node.entries if entry.key in allowed]
        if len(named) != 1:
            first = node.entries[0]
            if named:
                raise reading.refuse(
                    "unknown-block",
                    f"“{named[0].key}” and “{named[1].key}” stand in one block.",
                    named[1].place,
                    "Start each block with “- ”.",
                )
            name, hint = quoted(first.key), did_you_mean(first.key, list(allowed))
            message = f"{name} cannot stand here." if first.key in BLOCKS else f"There is no block {name}."
            raise reading.refuse("unknown-block", message, first.place, hint)
        cls = allowed[named[0].key]
        if cls.OPEN:
            return Record(cls).read(node, reading)
        for other in node.entries:
            if other is not named[0]:
                raise reading.refuse(
                    "unknown-key",
                    f"{quoted(other.key)} does not belong beside “{cls.BLOCK}”.",
                    other.place,
                    f"Indent it to stand inside “{cls.BLOCK}:”.",
                )
        return Record(cls).read(named[0].value, reading)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [self._one(cls, definitions) for cls in self._allowed().values()]}

    def _one(self, cls: type[Block], definitions: dict[str, JsonSchema]) -> JsonSchema:
        inside = Record(cls).schema(definitions)
        if cls.OPEN:
            return inside
        return {
            "type": "object",
            "properties": {cls.BLOCK: inside},
            "required": [cls.BLOCK],
            "additionalProperties": False,
        }


INSIDE = ("text", "list", "steps")


@dataclass(frozen=True, slots=True)
class Item:
    """A list item with a list inside it."""

    text: Prose = key(InlineText(), "What the item says.")
    list: tuple[Item, ...] = key(Items(ItemKind()), "A list inside the item.", ())


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; it starts a section that ends before the next heading of its level."""

    BLOCK: ClassVar[str] = "heading"
    OPEN: ClassVar[bool] = True
    heading: Prose = key(InlineText(), "The heading.")
    level: int = key(Whole(2, 6), "2 for a section (the title is 1), 3 for a part of one.", 2)
    place: Place = at()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    BLOCK: ClassVar[str] = "text"
    OPEN: ClassVar[bool] = True
    text: Prose = key(InlineText(), "The paragraph, with inline marks.")


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose order does not matter."""

    BLOCK: ClassVar[str] = "list"
    OPEN: ClassVar[bool] = True
    list: tuple[Item, ...] = key(Items(ItemKind()), "The items.")


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list: things to do in order."""

    BLOCK: ClassVar[str] = "steps"
    OPEN: ClassVar[bool] = True
    steps: tuple[Item, ...] = key(Items(ItemKind()), "The steps, in order.")


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """The message of the leaflet in three to five sentences, in a box; its heading comes from the fixed words."""

    BLOCK: ClassVar[str] = "key-points"
    OPEN: ClassVar[bool] = True
    key_points: tuple[Prose, ...] = key(Items(InlineText(), 1, 7), "One sentence each.")


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out by a word, an icon and a bar."""

    BLOCK: ClassVar[str] = "callout"
    OPEN: ClassVar[bool] = False
    kind: str = key(
        Choice(("important", "note", "call-today", "emergency")),
        "What the box is for; the word comes from the fixed words.",
    )
    title: Prose = key(InlineText(), "The box in one line.")
    content: tuple[Block, ...] = key(Items(BlockKind(INSIDE)), "Text and lists.", ())


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that spans columns or rows."""

    text: Prose | None = key(InlineText(), "What the cell says.")
    columns: int = key(Whole(1, MAX_COLUMNS), "How many columns it spans.", 1)
    rows: int = key(Whole(1, 100), "How many rows it spans.", 1)
    place: Place = at()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its header row repeats on the next page, its first column heads the rows."""

    BLOCK: ClassVar[str] = "table"
    OPEN: ClassVar[bool] = False
    header: tuple[Cell, ...] = key(Items(CellKind(), 1, MAX_COLUMNS), "The column headings.")
    rows: tuple[tuple[Cell, ...], ...] = key(Items(Items(CellKind(), 1, MAX_COLUMNS)), "The rows, lists of cells.")
    caption: Prose | None = key(InlineText(), "What the table shows.", None)
    row_headings: bool = key(YesNo(), "Whether the first column heads the rows.", True)
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        """Every row fills the columns that the header counts, spans included (ISO 14289-1, 7.5)."""
        width = sum(cell.columns for cell in self.header)
        if width > MAX_COLUMNS:
            reading.refuse(
                "table-shape", f"The header has {width} columns; a page holds {MAX_COLUMNS}.", self.header[0].place
            )
            return
        tall = next((cell for cell in self.header if cell.rows > 1), None)
        if tall:
            reading.refuse("table-shape", "A header is one row; this cell spans more.", tall.place)
        hanging = [0] * width
        for row in self.rows:
            taken = sum(1 for left in hanging if left)
            cells = sum(cell.columns for cell in row)
            if cells + taken != width:
                filled = f"{cells + taken} {'column' if cells + taken == 1 else 'columns'}"
                reading.refuse("table-shape", f"This row fills {filled}; the header has {width}.", row[0].place)
                return
            hanging, split = _next_hanging(hanging, row)
            if split:
                message = "This cell spans columns on both sides of a cell that hangs down from above."
                reading.refuse("table-shape", message, split.place)
        if any(hanging):
            reading.refuse("table-shape", "A cell spans more rows than the table has.", place_of(node, "rows"))


def _next_hanging(hanging: list[int], row: tuple[Cell, ...]) -> tuple[list[int], Cell | None]:
    """How many further rows each column is taken for, after this row; and a cell that does not lie in one piece."""
    after = [max(0, left - 1) for left in hanging]
    free = iter([column for column, left in enumerate(hanging) if not left])
    split = None
    for cell in row:
        columns = [next(free) for _ in range(cell.columns)]
        if columns[-1] - columns[0] >= cell.columns:
            split = split or cell
        for column in columns:
            after[column] = cell.rows - 1
    return after, split


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (PNG, JPEG or SVG) with what it says for those who do not see it."""

    BLOCK: ClassVar[str] = "figure"
    OPEN: ClassVar[bool] = False
    image: Path = key(FilePath(PICTURES), "The file, from the handout's folder.")
    alt: str = key(
        Text(form="A description of the picture", translated=True),
        "What the picture tells, for a reader who cannot see it.",
        "",
    )
    decorative: bool = key(YesNo(), "True for a picture that tells nothing; a screen reader passes it by.", False)
    caption: Prose | None = key(InlineText(), "A line set with the picture.", None)
    content: tuple[Block, ...] = key(Items(BlockKind(INSIDE)), "Text and lists set beside the picture.", ())
    width: float = key(Length(20, 500), "How wide the picture is.", 170.0)
    place: Place = at()
    alt_lang: str = ""  # no key: of an alternative text that is not translated yet

    def check(self, reading: Reading, node: Mapping) -> None:
        if not self.alt and not self.decorative:
            reading.refuse("missing-alt", f"The picture “{self.image.name}” has no “alt”.", node.place)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, in a card with large numbers."""

    BLOCK: ClassVar[str] = "contact"
    OPEN: ClassVar[bool] = False
    name: Prose = key(InlineText(), "The team or person.")
    phone: Prose | None = key(_PHONE, "The number as people dial it.", None)
    hours: Prose | None = key(InlineText(), "When somebody answers.", None)
    email: Prose | None = key(_EMAIL, "An email address.", None)
    web: Prose | None = key(_WEB, "A web address, whole: https://….", None)
    address: Prose | None = key(InlineText(), "Where it is; a “|” block keeps its lines.", None)


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code with its address in text."""

    BLOCK: ClassVar[str] = "qr"
    OPEN: ClassVar[bool] = False
    url: Prose = key(_QR, "Where the code leads: https://….")
    caption: Prose = key(InlineText(), "What the reader finds there.")


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions to ask, each with a box to tick, and lines to write on."""

    BLOCK: ClassVar[str] = "questions"
    OPEN: ClassVar[bool] = False
    items: tuple[Prose, ...] = key(Items(InlineText()), "The questions.")
    intro: Prose | None = key(InlineText(), "A sentence before them.", None)
    lines: int = key(Whole(0, MAX_LINES), "How many lines to write on follow.", 0)


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means."""

    term: Prose = key(InlineText(), "The word.")
    meaning: Prose = key(InlineText(), "What it means, in plain words.")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words to know."""

    BLOCK: ClassVar[str] = "glossary"
    OPEN: ClassVar[bool] = True
    glossary: tuple[Term, ...] = key(Items(Record(Term)), "The words, each with its meaning.")


@dataclass(frozen=True, slots=True)
class References:
    """Where the facts come from; set small, under a heading from the fixed words."""

    BLOCK: ClassVar[str] = "references"
    OPEN: ClassVar[bool] = True
    references: tuple[Prose, ...] = key(Items(InlineText()), "One source each.")


Block: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | Steps
    | KeyPoints
    | Callout
    | Table
    | Figure
    | Contact
    | Qr
    | Questions
    | Glossary
    | References
)
_CLASSES = (
    Heading,
    Paragraph,
    BulletList,
    Steps,
    KeyPoints,
    Callout,
    Table,
    Figure,
    Contact,
    Qr,
    Questions,
    Glossary,
    References,
)
BLOCKS: dict[str, type[Block]] = {cls.BLOCK: cls for cls in _CLASSES}


@dataclass(frozen=True, slots=True)
class Handout:
    """One leaflet in one language."""

    id: str = key(
        Text(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}", "A document id (letters, digits, dots and dashes)"),
        "The document's id, the same in every language.",
    )
    version: str = key(Text(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}", "A version such as 1.0"), "The version; quote it: “1.0”.")
    lang: str = key(Text(), "The language as a BCP 47 tag: en, es-US, ar, zh-Hans.")
    title: Prose = key(InlineText(), "The title.")
    summary: Prose = key(InlineText(), "What the leaflet is for and for whom, in a sentence or two.")
    reviewed: date = key(Day(), "The day of the last review.")
    next_review: date = key(Day(), "The day of the next review.")
    content: tuple[Block, ...] = key(Items(BlockKind(), 0, 20_000), "The blocks, in reading order.")
    translation: Translation | None = key(
        Record(Translation), "For a translation: where it comes from and its state.", None
    )
    protected: tuple[str, ...] = key(
        Items(Text()), "Names that stand unchanged in every translation: of drugs, people, places.", ()
    )
    segments: tuple[tuple[str, SegmentRecord], ...] = key(
        Records(), "What each text of a translation was made from; “handouts translate” writes it.", ()
    )
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        if not self.content:
            reading.refuse("empty-handout", "The handout has no content.", place_of(node, "content"))

    @staticmethod
    def check_parts(values: dict[str, Any], reading: Reading, node: Mapping) -> None:
        """Dates and headings are looked at even when something else in the file is wrong."""
        reviewed, next_review = values.get("reviewed"), values.get("next_review")
        if reviewed and next_review and next_review <= reviewed:
            reading.refuse(
                "dates-order",
                f"The next review ({next_review}) is not after the last one ({reviewed}).",
                place_of(node, "next-review"),
            )
        content = node.get("content")
        if content is not None and isinstance(content.value, Sequence):
            _check_levels(content.value, reading)

    @property
    def is_draft(self) -> bool:
        """Whether this is a translation that no qualified translator has reviewed."""
        return self.translation is not None and self.translation.is_draft

    def texts(self) -> Iterator[Prose]:
        """Every text of the YAML that is drawn, in reading order."""
        yield self.title
        yield self.summary
        for block in self.content:
            yield from texts_of(block)


def _check_levels(content: Sequence, reading: Reading) -> None:
    """No heading skips a level on the way down. Source: ISO 14289-1, 7.4.2."""
    before = 1
    for block in content.items:
        heading = block.get(Heading.BLOCK) if isinstance(block, Mapping) else None
        if heading is None or not isinstance(heading.value, Scalar):
            continue
        assert isinstance(block, Mapping)
        entry = block.get("level")
        typed = entry.value.text if entry and isinstance(entry.value, Scalar) else "2"
        if typed not in ("2", "3", "4", "5", "6"):
            return  # reported as no level; what it would have been is a guess
        level = int(typed)
        if level > before + 1:
            reading.refuse(
                "heading-skips",
                f"{quoted(heading.value.text)} has level {level} after a heading of level {before}.",
                block.place,
                f"Write “level: {before + 1}”.",
            )
        before = level


def texts_of(value: object) -> Iterator[Prose]:
    """The texts inside a block, in the order in which a reader meets them."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, _READ_IN_ORDER):
        for name in _READING_ORDER.get(type(value), value.__dataclass_fields__):
            yield from texts_of(getattr(value, name))


_READ_IN_ORDER = (*_CLASSES, Item, Cell, Term)
# Where the order of reading is not the order of the keys.
_READING_ORDER: dict[type, tuple[str, ...]] = {
    Table: ("caption", "header", "rows"),
    Qr: ("caption", "url"),
    Questions: ("intro", "items"),
}
