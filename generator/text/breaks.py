"""Where a line may end: ICU's line breaker (UAX #14, with dictionaries for Thai, Lao, Khmer and Burmese), less the
places inside facts and inside what the author keeps together. And where sentences and words end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from icu4py.breakers import CharacterBreaker, LineBreaker, SentenceBreaker, WordBreaker


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


@lru_cache(maxsize=2_000)
def grapheme_breaks(text: str) -> tuple[int, ...]:
    """Offsets between user-perceived characters, the text's end included. Source: UAX #29."""
    offsets, offset = [], 0
    for piece in CharacterBreaker(text, "en"):
        offset += len(piece)
        offsets.append(offset)
    return tuple(offsets)


def sentence_pieces(text: str, locale: str) -> list[str]:
    """The text cut behind each of its sentences, blanks included; an abbreviation before a capital letter ends one.

    Source: UAX #29, 5. The CLDR's list of abbreviations (the key “ss”) is not asked for: ICU finds them at the end of
    longer words too, and joins “Er heißt Müller. Heute kommt er.” to one sentence.
    """
    return list(SentenceBreaker(text, locale))


def word_pieces(text: str, locale: str) -> list[str]:
    """The text cut into words and what stands between them. Source: UAX #29, 4."""
    return list(WordBreaker(text, locale))


def without_splits(breaks: tuple[int, ...], whole: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The breaks that split none of the (start, end) ranges."""
    kept: frozenset[int] = frozenset()
    for start, end in whole:
        kept |= frozenset(range(start + 1, end))
    return tuple(b for b in breaks if b not in kept) if kept else breaks
