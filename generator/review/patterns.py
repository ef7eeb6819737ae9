"""Lists of words and phrases as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from generator.review.data import remnants


@lru_cache(maxsize=500)
def pattern(*words: str) -> re.Pattern[str]:
    """Any of these as whole words, taken without regard to case; a blank stands for any blanks."""
    joined = "|".join(f"(?:{word})" for word in words)
    return re.compile(re.sub(r" (?![*?+{\]])", r"\\s+", rf"(?<![\w’'-])(?:{joined})(?![\w-])"), re.IGNORECASE)


def words(text: str) -> frozenset[str]:
    """The words of a text, parted by blanks."""
    return frozenset(text.split())


@cache
def phrases_of(table: str, language: str) -> re.Pattern[str]:
    """The phrases of a language and the English ones; blanks as they come."""
    found: Mapping[str, tuple[str, ...]] = getattr(remnants, table)
    phrases = dict.fromkeys((*found["en"], *found.get(language, ())))
    # A phrase begins and ends with a word, where it does not begin with a sign and where blanks part words.
    joined = "|".join(rf"(?<!\w)(?:{one})(?!\w)" if _WORDED.match(one) else f"(?:{one})" for one in phrases)
    return re.compile(re.sub(r" (?![*?+{])", r"\\s+", joined), re.IGNORECASE)


_WORDED = re.compile(r"(?:\(\?:)?(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff])\w")
