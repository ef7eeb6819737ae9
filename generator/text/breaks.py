"""Where a line may end: ICU's line breaker (UAX #14, with dictionaries for Thai, Lao, Khmer and Burmese), less the
places
inside facts and inside what the author keeps together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from icu4py.breakers import CharacterBreaker, LineBreaker


@lru_cache(maxsize=20_000)
def line_breaks(text: str, locale: str) -> tuple[int, ...]:
    """Offsets in code points after which a line may end, the text's end included.

    None is after a soft hyphen, which would ask for a visible one: words are not hyphenated.
    Source: UAX #14. ICU counts in UTF-16, so the pieces' own lengths are summed.
    """
    offsets, offset = [], 0
    for piece in LineBreaker(text, locale):
        offset += len(piece)
        if piece[-1] != "\u00ad" or offset == len(text):
            offsets.append(offset)
    return tuple(offsets)


def find_dates(text: str, locale: str) -> list[tuple[int, int]]:
    """Ranges of the dates in words, “22 November 2026”, as the language writes them; a line breaks inside none."""
    return [match.span() for match in _date_pattern(locale).finditer(text)] if _DIGIT.search(text) else []


_DIGIT = re.compile(r"\d")
# Day and month, with the year and without; the form of Britain as well, since “en” alone is that of the United States.
_DATE_SKELETONS = ("yMMMMd", "MMMMd")


@lru_cache(maxsize=200)
def _date_pattern(locale: str) -> re.Pattern[str]:
    """A date in words, by its forms in the CLDR: month names as they are, any number for a number."""
    lang = locale.partition("-u-")[0]
    variants = (lang, "en-GB") if lang.partition("-")[0] == "en" else (lang,)
    forms = {_date_form(variant, skeleton): None for skeleton in _DATE_SKELETONS for variant in variants}
    return re.compile(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)")


def _date_form(locale: str, skeleton: str) -> str:
    """The pattern of one form: what the twelve months have in common, and the twelve names."""
    from icu4py.messageformat import MessageFormat

    message = MessageFormat(f"{{day, date, ::{skeleton}}}", locale)
    dates = [message.format({"day": datetime.date(2031, month, 22)}) for month in range(1, 13)]
    head = _shared_start(dates)
    tail = _shared_start([date[len(head) :][::-1] for date in dates])[::-1]
    names = [date[len(head) : len(date) - len(tail)] for date in dates]
    return f"{_any_numbers(head)}(?:{'|'.join(dict.fromkeys(map(_any_numbers, names)))}){_any_numbers(tail)}"


def _shared_start(texts: list[str]) -> str:
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False)))


def _any_numbers(text: str) -> str:
    """A pattern for the text with any number for a number and any blank for a blank."""
    parts = re.split(r"(\d+|\s+)", text)
    return "".join(
        r"\d{1,4}" if part.isdecimal() else "[ \u00a0\u202f]" if part.isspace() else re.escape(part) for part in parts
    )


@lru_cache(maxsize=2_000)
def grapheme_breaks(text: str) -> tuple[int, ...]:
    """Offsets between user-perceived characters, the text's end included. Source: UAX #29."""
    offsets, offset = [], 0
    for piece in CharacterBreaker(text, "en"):
        offset += len(piece)
        offsets.append(offset)
    return tuple(offsets)


def without_splits(breaks: tuple[int, ...], whole: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The breaks that split none of the (start, end) ranges."""
    kept: frozenset[int] = frozenset()
    for start, end in whole:
        kept |= frozenset(range(start + 1, end))
    return tuple(b for b in breaks if b not in kept) if kept else breaks
