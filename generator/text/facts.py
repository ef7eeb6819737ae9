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
    # At least seven digits (ITU-T E.164 allows fifteen): fewer is a range or a score.
    "phone": rf"(?<![\w+])(?=(?:(?:{_SPACE}|[-()./+‑])*\d){{7}})\+?(?:\(\d{{1,5}}\)|\d{{1,5}})(?:(?:{_SPACE}|[-./‑]){{1,2}}\(?\d{{2,7}}\)?){{1,6}}(?!\w)",
    "time": rf"\d{{1,2}}[:.]\d\d(?:{_SPACE}?[aApP]\.?{_SPACE}?[mM]\b\.?)?",
    "dose": rf"{_NUMBER}{_SPACE}?{_UNITS}",
    "count": rf"{_NUMBER}{_SPACE}[^\W\d_]{{1,3}}{_SPACE}{_NUMBER}",
}
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][\wÀ-ɏ]*(?:(?:[ \u00a0]|[-–./&+'’]{1,2}[ \u00a0]?)[A-Za-zÀ-ɏ0-9][\wÀ-ɏ]*)*")
_FACT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
# A count (“15 من 100”) reads in the direction of its words; everything else runs left to right whatever stands around
# it.
_READS_WITH_ITS_WORDS = "count"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at text[start:end]."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=20_000)
def find_facts(text: str) -> tuple[Fact, ...]:
    """The facts of a paragraph in order, none overlapping; a line may not break inside one."""
    return tuple(Fact(match.start(), match.end(), match.lastgroup or "") for match in _FACT.finditer(text))


def find_islands(text: str) -> list[tuple[int, int]]:
    """Ranges of left-to-right text inside right-to-left text: facts and Latin names, joined where they touch or overlap."""
    ranges = [(fact.start, fact.end) for fact in find_facts(text) if fact.kind != _READS_WITH_ITS_WORDS]
    ranges += [match.span() for match in _LATIN.finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
