"""Medicines to take: how much of each, when, and with food or not."""

from __future__ import annotations

import re
from typing import ClassVar

from generator.model.blocks.kinds import BlockValue
from generator.model.blocks.tables import MAX_COLUMNS
from generator.model.fields import Choice, Items, JsonSchema, Reading, Record, YesNo, at, key, place_of, text_of
from generator.model.inline import InlineText, Prose
from generator.problems import Place
from generator.rules import did_you_mean, quoted
from generator.source import Mapping, Node
from generator.values import Frozen

# In the order of the day; words for them stand in `layouts/words/`.
DAY_TIMES = ("morning", "noon", "evening", "bedtime")
WHEN_NEEDED = "when-needed"
# Where a clock's times stand between them.
_ABOUT = {"morning": "08:00", "noon": "12:00", "evening": "18:00", "bedtime": "22:00", WHEN_NEEDED: "25:00"}
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
FOOD = ("with", "without", "any")


class TimeKind:
    """A time of the day by its name, or by the clock, from 00:00 to 23:59 (ISO 8601)."""

    def read(self, node: Node, reading: Reading) -> str:
        known = (*DAY_TIMES, WHEN_NEEDED)
        text = text_of(node, reading, "A time of day").text
        if text not in known and not _CLOCK.fullmatch(text):
            hint = did_you_mean(text, known)
            if hint.startswith("Known"):
                hint = f"{hint} Or a time such as “08:00”; what fits neither goes into “when”."
            raise reading.refuse("bad-value", f"{quoted(text)} is no time of day.", node.place, hint)
        return text

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [{"enum": [*DAY_TIMES, WHEN_NEEDED]}, {"type": "string", "pattern": f"^{_CLOCK.pattern}$"}]}


class Medicine(Frozen):
    """A medicine, how much of it is taken, and when."""

    ORDER: ClassVar[tuple[str, ...]] = ("name", "used_for", "dose", "when", "note")
    name: Prose = key(InlineText(), "What the medicine is called, with its strength: “Metformin 500 mg”.")
    dose: Prose = key(InlineText(), "How much is taken at a time: “1 tablet”.")
    used_for: Prose | None = key(InlineText(), "What it is for, in plain words: “Blood sugar”.", None, name="for")
    times: tuple[str, ...] = key(
        Items(TimeKind(), 1, MAX_COLUMNS - 1),
        "When it is taken each day: morning, noon, evening, bedtime, when-needed, or a time such as “08:00”. Said in "
        "every language's own words.",
        (),
    )
    when: Prose | None = key(InlineText(), "When it is taken, where “times” cannot say it: “Every Monday”.", None)
    food: str = key(
        Choice(FOOD), "“with” food, “without” (on an empty stomach), or “any”; left out: nothing is said.", ""
    )
    note: Prose | None = key(InlineText(), "What else to know: “Do not drive.”", None)
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        if not self.times and self.when is None:
            message = f"“{self.name.plain}” has no “times”, nor a “when”: nobody would know when to take it."
            reading.refuse("missing-key", message, node.place, "Write “times: [morning]”, or “when: Every Monday”.")
        twice = next((time for place, time in enumerate(self.times) if time in self.times[:place]), None)
        if twice:
            reading.refuse("bad-value", f"“{twice}” stands twice.", place_of(node, "times"), "Write it once.")

    @property
    def by_day(self) -> tuple[str, ...]:
        """Its times in the order of the day."""
        return tuple(sorted(self.times, key=_hour))

    @property
    def now_and_then(self) -> bool:
        """Whether it is not taken every day, but when its author says: “Every Monday”, also with a time of that day."""
        return self.when is not None

    @property
    def doses(self) -> tuple[str, ...]:
        """The times at which it is taken every day, in their order: what is taken when needed is none to tick off, and
        what is taken every Monday morning must not stand below “Morning”."""
        return () if self.now_and_then else tuple(time for time in self.by_day if time != WHEN_NEEDED)


class Medicines(BlockValue):
    """Medicines as a table: each a row, what it is for, how much, when, and what else to know; medicine by medicine
    where the columns would be narrow. With `chart`, a chart of one day follows, with a box to tick for each dose of
    every day, and for what is taken on some days.
    """

    BLOCK: ClassVar[str] = "medicines"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("caption", "list")
    list: tuple[Medicine, ...] = key(Items(Record(Medicine), 1, 30), "The medicines, in the order of taking them.")
    caption: Prose | None = key(InlineText(), "Whose they are, or since when.", None)
    chart: bool = key(YesNo(), "Whether a chart of the day follows, to tick each dose in.", False)
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        if not self.chart:
            return
        if not self.slots:
            message = "The chart would be empty: no medicine has “times” of every day."
            reading.refuse("missing-key", message, place_of(node, "chart"), "Write “times: [morning]”, or no “chart”.")
        elif len(self.slots) >= MAX_COLUMNS:
            message = f"The chart would have {len(self.slots)} times of day; a page holds {MAX_COLUMNS - 1}."
            reading.refuse("table-shape", message, place_of(node, "chart"), "Leave the chart out, or take two lists.")

    @property
    def slots(self) -> tuple[str, ...]:
        """The times at which any of them is taken, in the order of the day: the columns of the chart."""
        return tuple(sorted({time for one in self.list for time in one.doses}, key=_hour))


def _hour(time: str) -> tuple[str, str]:
    """What times are sorted by; of “morning” and “08:00”, one is always the first."""
    return _ABOUT.get(time, time), time
