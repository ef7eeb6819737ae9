"""Blocks that tell a patient what to do: zones, do and do not, timelines, checklists, the patient's own box."""

from __future__ import annotations

from typing import Any, ClassVar

from generator.model.blocks.kinds import BlockKind, BlockValue, Item, ItemKind
from generator.model.blocks.words import INSIDE, Callout, Contact, Quote
from generator.model.fields import Choice, Items, JsonSchema, Reading, Record, Text, Whole, at, key
from generator.model.inline import InlineText, Prose
from generator.problems import Place
from generator.source import Mapping, Node
from generator.values import Frozen

ACTS = ("emergency", "call-today", "wait")
# Labels with a line to write on; more are a form, not a box on a leaflet.
MAX_FIELDS = 12


class Zone(Frozen):
    """What calls for one and the same act."""

    act: str = key(Choice(ACTS), "How soon: the shape, the colour and the order of the zone follow from it.")
    title: Prose = key(InlineText(), "What to do: “Call 911 now if”.")
    list: tuple[Item, ...] = key(Items(ItemKind()), "What calls for it.")
    place: Place = at()


class Zones(BlockValue):
    """When to get help: told apart by words, shape and colour, the most urgent first."""

    BLOCK: ClassVar[str] = "zones"
    OPEN: ClassVar[bool] = True
    zones: tuple[Zone, ...] = key(Items(Record(Zone), 1, len(ACTS)), "The zones, the most urgent first.")

    def check(self, reading: Reading, node: Mapping) -> None:
        order = [ACTS.index(zone.act) for zone in self.zones]
        for before, after, zone in zip(order, order[1:], self.zones[1:], strict=False):
            if after <= before:
                message = f"“{zone.act}” stands after “{ACTS[before]}”; the most urgent comes first, each once."
                reading.refuse("zones-order", message, zone.place)


class Advice(Frozen):
    """One side of do and do not."""

    title: Prose = key(InlineText(), "“Do”, “Do not”, or in more words.")
    list: tuple[Item, ...] = key(Items(ItemKind()), "One thing each.")


class DoAndDont(BlockValue):
    """What to do and what to leave, side by side where there is room, with ticks and crosses."""

    BLOCK: ClassVar[str] = "do-and-dont"
    OPEN: ClassVar[bool] = False
    do: Advice = key(Record(Advice), "What helps.")
    dont: Advice = key(Record(Advice), "What does harm.")


class Moment(Frozen):
    """When, and what then."""

    when: Prose = key(InlineText(), "When: “Seven days before”.")
    content: tuple[Any, ...] = key(Items(BlockKind(INSIDE)), "Text and lists.")


class Timeline(BlockValue):
    """What happens when, from top to bottom."""

    BLOCK: ClassVar[str] = "timeline"
    OPEN: ClassVar[bool] = True
    timeline: tuple[Moment, ...] = key(Items(Record(Moment), 1, 40), "The moments, in order.")


class Checklist(BlockValue):
    """Things to tick off."""

    BLOCK: ClassVar[str] = "checklist"
    OPEN: ClassVar[bool] = True
    checklist: tuple[Item, ...] = key(Items(ItemKind(), 1, 60), "The things, each with a box to tick.")


class FieldKind:
    """A field of the patient's box: its label, or `{label: …, name: …}`."""

    def read(self, node: Node, reading: Reading) -> BoxField:
        if isinstance(node, Mapping):
            return Record(BoxField).read(node, reading)
        return BoxField(InlineText().read(node, reading))

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [InlineText().schema(definitions), Record(BoxField).schema(definitions)]}


class BoxField(Frozen):
    """A label with a line to write on. value: what is written there in one patient's copy; no author's key."""

    ORDER: ClassVar[tuple[str, ...]] = ("label", "value")
    label: Prose = key(InlineText(), "What to write: “Date and time”.")
    name: str = key(
        Text(r"[a-z][a-z0-9-]{0,39}", "A name of small letters, digits and dashes"),
        "What “--fill” calls the field, the same in every language; without it, its label.",
        "",
    )
    value: Prose | None = None

    @property
    def key(self) -> str:
        """What a column or key that fills the field is called; capitals and blanks make no difference."""
        return self.name or " ".join(self.label.plain.casefold().split())

    def called(self, word: str) -> bool:
        """Whether a column or key of that name fills the field."""
        return " ".join(word.casefold().split()) == self.key


class PatientBox(BlockValue):
    """A box for what belongs to one patient: labels, each with a line to write on, to type on, or filled in."""

    BLOCK: ClassVar[str] = "patient-box"
    OPEN: ClassVar[bool] = False
    title: Prose = key(InlineText(), "What the box is for: “Your next visit”.")
    fields: tuple[BoxField, ...] = key(Items(FieldKind(), 1, MAX_FIELDS), "The labels: “Name”, “Date and time”.")
    lines: int = key(Whole(1, 5), "How many lines each label has.", 1)


# What stands well in half a page's width.
IN_COLUMN = (*INSIDE, Callout, Contact, Quote, Checklist)


class Columns(BlockValue):
    """Two columns side by side, the first at the start side; one below the other where lines would be too short."""

    BLOCK: ClassVar[str] = "columns"
    OPEN: ClassVar[bool] = True
    columns: tuple[tuple[Any, ...], ...] = key(Items(Items(BlockKind(IN_COLUMN)), 2, 2), "Two lists of blocks.")
