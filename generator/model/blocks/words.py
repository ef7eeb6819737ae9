"""Blocks of words: headings, paragraphs, lists, boxes, the clinic's card, sources."""

from __future__ import annotations

from typing import Any, ClassVar

from generator.model.blocks.kinds import BlockKind, BlockValue, Item, ItemKind
from generator.model.fields import Choice, Items, Record, Text, Whole, YesNo, at, key
from generator.model.inline import InlineText, PlainText, Prose, term_key
from generator.problems import Place
from generator.values import Frozen

PHONE = PlainText(r"[+(\d][\d\s().+-]{2,24}", "A phone number such as (555) 010-0100")
EMAIL = PlainText(r"[^\s@]+@[^\s@]+\.[^\s@]+", "An email address such as care@clinic.example")
WEB = PlainText(r"https?://\S+", "A web address such as https://www.clinic.example")
# A leaflet of this project has at most this many lines to write on in one place: a page holds about 25.
MAX_LINES = 25


class Heading(BlockValue):
    """A heading; it starts a section that ends before the next heading of its level."""

    BLOCK: ClassVar[str] = "heading"
    OPEN: ClassVar[bool] = True
    heading: Prose = key(InlineText(), "The heading.")
    level: int = key(Whole(2, 6), "2 for a section (the title is 1), 3 for a part of one.", 2)
    place: Place = at()


class Paragraph(BlockValue):
    """A paragraph."""

    BLOCK: ClassVar[str] = "text"
    OPEN: ClassVar[bool] = True
    text: Prose = key(InlineText(), "The paragraph, with inline marks.")


class BulletList(BlockValue):
    """A list whose order does not matter."""

    BLOCK: ClassVar[str] = "list"
    OPEN: ClassVar[bool] = True
    list: tuple[Item, ...] = key(Items(ItemKind()), "The items.")


class Steps(BlockValue):
    """A numbered list: things to do in order."""

    BLOCK: ClassVar[str] = "steps"
    OPEN: ClassVar[bool] = True
    steps: tuple[Item, ...] = key(Items(ItemKind()), "The steps, in order.")


# What may stand inside a box, beside a picture or at a moment of a timeline.
INSIDE = (Paragraph, BulletList, Steps)


class Quote(BlockValue):
    """What somebody said, in their own words."""

    BLOCK: ClassVar[str] = "quote"
    OPEN: ClassVar[bool] = False
    text: Prose = key(InlineText(), "The words; larger type in a box stands for quotation marks.")
    by: Prose | None = key(InlineText(), "Who said it.", None)


class KeyPoints(BlockValue):
    """The message of the leaflet in three to five sentences, in a box; its heading comes from the fixed words."""

    BLOCK: ClassVar[str] = "key-points"
    OPEN: ClassVar[bool] = True
    key_points: tuple[Prose, ...] = key(Items(InlineText(), 1, 7), "One sentence each.")


class Callout(BlockValue):
    """A box that stands out by a word, an icon and a bar."""

    BLOCK: ClassVar[str] = "callout"
    OPEN: ClassVar[bool] = False
    kind: str = key(
        Choice(("important", "note", "call-today", "emergency", "wait")),
        "What the box is for; the word comes from the fixed words. “call-today” and “wait” have the colours of these "
        "zones, and “wait” the word of a note.",
    )
    title: Prose = key(InlineText(), "The box in one line.")
    content: tuple[Any, ...] = key(Items(BlockKind(INSIDE)), "Text and lists.", ())


class Contact(BlockValue):
    """Whom to call, in a card with large numbers."""

    BLOCK: ClassVar[str] = "contact"
    OPEN: ClassVar[bool] = False
    name: Prose = key(InlineText(), "The team or person.")
    phone: Prose | None = key(PHONE, "The number as people dial it.", None)
    hours: Prose | None = key(InlineText(), "When somebody answers.", None)
    email: Prose | None = key(EMAIL, "An email address.", None)
    web: Prose | None = key(WEB, "A web address, whole: https://….", None)
    address: Prose | None = key(InlineText(), "Where it is; a “|” block keeps its lines.", None)


class Questions(BlockValue):
    """Questions to ask, each with a box to tick, and lines to write on."""

    BLOCK: ClassVar[str] = "questions"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("intro", "items")
    items: tuple[Prose, ...] = key(Items(InlineText()), "The questions.")
    intro: Prose | None = key(InlineText(), "A sentence before them.", None)
    lines: int = key(Whole(0, MAX_LINES), "How many lines to write on follow.", 0)


class Term(Frozen):
    """A word and what it means."""

    term: Prose = key(InlineText(), "The word.")
    meaning: Prose = key(InlineText(), "What it means, in plain words.")
    name: str = key(
        Text(r"[a-z][a-z0-9-]{0,39}", "A name of small letters, digits and dashes"),
        "What “[words]{term=NAME}” calls the word, the same in every language; without it, write “[word]{term}”.",
        "",
    )
    also: tuple[str, ...] = key(
        Items(Text(), 1, 40),
        "Other forms of the word that lead here as well, each language its own: “polyps” for “polyp”. They are not "
        "printed.",
        (),
    )

    @property
    def keys(self) -> set[str]:
        """What a mark may call the word."""
        return {*map(term_key, self.forms), *([self.name] if self.name else ())}

    @property
    def forms(self) -> tuple[str, ...]:
        """The word and its other forms, as texts have them."""
        return self.term.plain, *self.also


class Glossary(BlockValue):
    """Words to know. Where a text before it has one of them for the first time, that leads to its meaning here; so does
    “[word]{term}” anywhere."""

    BLOCK: ClassVar[str] = "glossary"
    OPEN: ClassVar[bool] = True
    glossary: tuple[Term, ...] = key(Items(Record(Term)), "The words, each with its meaning.")
    link: bool = key(YesNo(), "False: only words marked with {term} lead to their meanings.", True)


class References(BlockValue):
    """Where the facts come from; set small, under a heading from the fixed words."""

    BLOCK: ClassVar[str] = "references"
    OPEN: ClassVar[bool] = True
    references: tuple[Prose, ...] = key(Items(InlineText()), "One source each.")
