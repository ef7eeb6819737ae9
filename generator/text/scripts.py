"""Ranges of Unicode that several rooms ask for. Source: Unicode 16.0, Blocks.txt.

A range inside a set costs Python one step for each of its characters when the pattern is compiled; so the large sets
are told by what is left out of them, or compared.
"""

from __future__ import annotations

import re

# Letters of the scripts from Armenian and from Hebrew on, up to the presentation forms; not the Latin of Vietnamese and
# the Greek with accents, which lie between them, nor the signs of U+2000 to U+2E7F.
FROM_ARMENIAN = re.compile("[^\0-\u052f\u1e00-\u2e7f\ud800-\uf8ff\ufff0-\U0010ffff]")
FROM_HEBREW = re.compile("[^\0-\u058f\u1e00-\u2e7f\ud800-\uf8ff\ufff0-\U0010ffff]")

# Thai and Lao, Burmese, Khmer, kana, Han.
_UNPARTED = (
    *(("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u30ff")),
    *(("\u3400", "\u9fff"), ("\U00020000", "\U0003ffff")),
)


def parts_no_words(text: str) -> bool:
    """Whether there is a letter of a script that parts no words by blanks."""
    return any(first <= char <= last for char in text for first, last in _UNPARTED)
