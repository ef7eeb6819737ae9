"""The state of a translation: what it was made from, and who has looked at it, as a whole and text by text."""

from __future__ import annotations

import re
from datetime import date

from generator.model.checks import Approval
from generator.model.fields import (
    Choice,
    Day,
    Invalid,
    JsonSchema,
    Reading,
    Record,
    Text,
    at,
    key,
    place_of,
    read_or_none,
)
from generator.problems import Place
from generator.rules import quoted
from generator.source import Mapping, Node, Scalar, not_but
from generator.values import Frozen

# From the least to the most that a patient may rely on.
STATUSES = ("machine-draft", "draft", "reviewed", "approved")
DRAFTS = ("machine-draft", "draft")
# What `segments.digest` makes.
_DIGEST = Text(r"[a-z2-7]{12}", "A digest as “handouts translate” writes it")
_LINE = re.compile(
    rf"(?P<source>{_DIGEST.pattern}) (?P<text>{_DIGEST.pattern})(?: (?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}))?"
)


class Translation(Frozen):
    """Where a translation comes from and who has looked at it.

    What no author writes: out_of_date: its source has changed; partial: some of its texts are in the source's language;
    approved, funding: what the source says of itself.
    """

    of: str = key(Text(), "The language it was made from.")
    source_version: str = key(Text(), "The version of the source that it was made from.")
    status: str = key(
        Choice(STATUSES), "machine-draft, draft, reviewed or approved; the copy says so until it is approved."
    )
    translator: str = key(Text(), "Who translated; “machine” for a machine.")
    reviewer: str = key(Text(), "The qualified translator who reviewed; needed for reviewed and approved.", "")
    place: Place = at()
    out_of_date: bool = False
    partial: bool = False
    approved: Approval | None = None
    funding: str = ""

    @property
    def is_draft(self) -> bool:
        return self.status in DRAFTS

    @property
    def notices(self) -> list[str]:
        """The fixed words (fields of `Words`) that a copy of a translation in this state says."""
        draft = "machine_draft" if self.status == "machine-draft" else "draft"
        said = ((draft, self.is_draft), ("out_of_date", self.out_of_date), ("untranslated", self.partial))
        return [name for name, true in said if true]

    def check(self, reading: Reading, node: Mapping) -> None:
        """A review has a person who made it. Source: 45 CFR 92.201 (machine translation of critical text)."""
        if not self.is_draft and not self.reviewer:
            reading.refuse(
                "no-reviewer",
                f"The translation is called “{self.status}”, but nobody is named who reviewed it.",
                place_of(node, "status"),
            )


class SegmentRecord(Frozen):
    """What one text was translated from, and who has looked at it; what it does not say, `translation:` says."""

    source: str = key(_DIGEST, "Digest of the source text that it was made from.")
    text: str = key(_DIGEST, "Digest of the translated text when this was recorded.")
    status: str = key(
        Choice(("untranslated", *STATUSES)), "untranslated, machine-draft, draft, reviewed or approved.", ""
    )
    translator: str = key(Text(), "Who translated this text.", "")
    reviewer: str = key(Text(), "Who reviewed this text.", "")
    day: date | None = key(Day(), "The day of the last change to this record.", None, "date")
    differs: str = key(Text(), "Why numbers or the like differ from the source, when they rightly do.", "")
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        if self.status in ("reviewed", "approved") and not self.reviewer:
            message = f"The text is called “{self.status}”, but nobody is named who reviewed it."
            reading.refuse("no-reviewer", message, place_of(node, "status"))


class Records(Frozen):
    """The records of a translation by the path of their text (`content.3.heading`), in the order of the file.

    A record is a group of keys; or, when it has nothing else to say, its two digests and its date in one line.
    """

    def read(self, node: Node, reading: Reading) -> tuple[tuple[str, SegmentRecord], ...]:
        if not isinstance(node, Mapping):
            raise reading.refuse("wrong-kind", f"A group of keys was expected here, {not_but(node)}.", node.place)
        found = [(entry.key, _record(entry.value, reading)) for entry in node.entries]
        records = tuple((path, record) for path, record in found if record is not None)
        if len(records) != len(found):
            raise Invalid
        return records

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        line = {"type": "string", "pattern": f"^{_LINE.pattern}$"}
        return {"type": "object", "additionalProperties": {"anyOf": [line, Record(SegmentRecord).schema(definitions)]}}


def _record(node: Node, reading: Reading) -> SegmentRecord | None:
    if not isinstance(node, Scalar):
        return read_or_none(Record(SegmentRecord), node, reading)
    match = _LINE.fullmatch(node.text)
    if match is None:
        message = f"{quoted(node.text)} is no record of a text."
        reading.refuse("bad-value", message, node.place, "“handouts translate record” writes it.")
        return None
    try:
        day = date.fromisoformat(match["day"]) if match["day"] else None
    except ValueError:
        reading.refuse("bad-value", f"{quoted(match['day'])} is not a date.", node.place)
        return None
    return SegmentRecord(match["source"], match["text"], day=day, place=node.place)
