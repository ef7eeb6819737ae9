"""The state of a translation: what it was made from, and who has looked at it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.fields import Choice, Reading, Text, at, key, place_of
from generator.problems import Place
from generator.source import Mapping

STATUSES = ("draft", "machine-draft", "reviewed", "approved")


@dataclass(frozen=True, slots=True)
class Translation:
    """Where a translation comes from and who has looked at it."""

    of: str = key(Text(), "The language it was made from.")
    source_version: str = key(Text(), "The version of the source that it was made from.")
    status: str = key(
        Choice(STATUSES), "draft, machine-draft, reviewed or approved; the copy says so until it is approved."
    )
    translator: str = key(Text(), "Who translated; “machine” for a machine.")
    reviewer: str = key(Text(), "The qualified translator who reviewed; needed for reviewed and approved.", "")
    place: Place = at()

    @property
    def is_draft(self) -> bool:
        return self.status in ("draft", "machine-draft")

    def check(self, reading: Reading, node: Mapping) -> None:
        """A review has a person who made it. Source: 45 CFR 92.201 (machine translation of critical text)."""
        if not self.is_draft and not self.reviewer:
            reading.refuse(
                "no-reviewer",
                f"The translation is called “{self.status}”, but nobody is named who reviewed it.",
                place_of(node, "status"),
            )
