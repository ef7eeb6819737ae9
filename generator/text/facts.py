"""Facts inside text that stay whole: phone numbers, doses, dates, times, addresses of the web, Latin names.

A fact is never split over two lines (UKAAF G003: dates, numbers and units, phone numbers stay together), and inside
right-to-left text it is isolated, since the plain bidi algorithm turns `020 7946 0000` round: a patient would dial a
wrong number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Digits of any script are \d; letters are [^\W\d_]. A no-break space counts as a space.
_SPACE = r"[ \u00a0\u202f\u2009]"
_NUMBER = r"\d+(?:[.,٫٬'’]\d+)*"
_UNITS = r"(?:%|٪|°[CF]|mcg|µg|μg|mg|kg|mmHg|mmol|ml|mL|dl|dL|cm|mm|km|kcal|IU|UI|mi?n|[gGlLm](?![^\W\d_]))(?:/(?:kg|ml|mL|dl|dL|l|L|h|day))?"
_PATTERNS = {
    "url": r"(?:https?://|www\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?)\]،؛؟。，、]",
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "date": r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}",
    "phone": rf"(?<![\w+])\+?(?:\(\d{{1,5}}\)|\d{{1,5}})(?:(?:{_SPACE}|[-./‑]){{1,2}}\(?\d{{2,7}}\)?){{1,6}}(?!\w)",
    "time": rf"\d{{1,2}}[:.]\d\d(?:{_SPACE}?[aApP]\.?{_SPACE}?[mM]\b\.?)?",
    "dose": rf"{_NUMBER}{_SPACE}?{_UNITS}",
    "count": rf"{_NUMBER}{_SPACE}[^\W\d_]{{1,3}}{_SPACE}{_NUMBER}",
    "latin": r"[A-Za-zÀ-ɏ][\wÀ-ɏ]*(?:(?:[ \u00a0]|[-–./&+'’,:]{1,2}[ \u00a0]?)[A-Za-zÀ-ɏ0-9][\wÀ-ɏ]*)*",
}
_FACT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
# A phone number has at least seven digits (ITU-T E.164 allows fifteen); fewer is a range or a score.
_MIN_PHONE_DIGITS = 7
# What runs left to right whatever stands around it. A count (“15 من 100”) reads in the direction of its words.
_LEFT_TO_RIGHT = frozenset({"url", "email", "date", "phone", "time", "dose", "latin"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at text[start:end]."""

    start: int
    end: int
    kind: str

    @property
    def is_whole(self) -> bool:
        """Whether a line may not break inside; a Latin name may."""
        return self.kind != "latin"

    @property
    def is_isolated(self) -> bool:
        """Whether it is an island of left-to-right text."""
        return self.kind in _LEFT_TO_RIGHT


@lru_cache(maxsize=20_000)
def find_facts(text: str) -> tuple[Fact, ...]:
    """The facts of a paragraph in order, none overlapping."""
    facts = []
    for match in _FACT.finditer(text):
        kind = match.lastgroup or ""
        if kind == "phone" and sum(c.isdecimal() for c in match[0]) < _MIN_PHONE_DIGITS:
            continue
        facts.append(Fact(match.start(), match.end(), kind))
    return tuple(facts)
