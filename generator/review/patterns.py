"""Lists of words and phrases as regular expressions."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=500)
def pattern(*words: str) -> re.Pattern[str]:
    """Any of these as whole words, taken without regard to case; a blank stands for any blanks."""
    joined = "|".join(f"(?:{word})" for word in words)
    return re.compile(re.sub(r" (?![*?+{\]])", r"\\s+", rf"(?<![\w’'-])(?:{joined})(?![\w-])"), re.IGNORECASE)


def words(text: str) -> frozenset[str]:
    """The words of a text, parted by blanks."""
    return frozenset(text.split())
