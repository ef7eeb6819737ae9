"""Whether the finished PDF says what the YAML says: its texts, in their order, read by way of the tags.

White space is left out on both sides, for a line's end may stand for a space. Nothing else is: every letter, sign and
invisible character has to be there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate

from generator.checks.faults import FaultList
from generator.values import Frozen

_MOST_SHOWN = 3
_EXCERPT = 60


class Reading(Frozen):
    """What a reader of the tags meets, without white space; edges: the offsets between two pieces of marked content."""

    text: str
    edges: frozenset[int]


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def read_along(pieces: Iterable[str]) -> Reading:
    """Join the pieces of content, in the order of the tags."""
    squeezed = [squeeze(piece) for piece in pieces]
    return Reading("".join(squeezed), frozenset(accumulate(map(len, squeezed), initial=0)))


def check_texts(reading: Reading, texts: Sequence[str], faults: FaultList) -> None:
    """Find each text after the one before it.

    A text begins and ends where a piece of content does. So “5 mg” is not found in “15 mg”, nor a heading in the
    paragraph that repeats it.
    """
    position, failed = 0, 0
    for index, text in enumerate(texts):
        wanted = squeeze(text)
        found = _find(reading, wanted, position)
        if found >= 0:
            position = found + len(wanted)
            continue
        failed += 1
        if failed <= _MOST_SHOWN:
            later = (at for after in texts[index + 1 :] if (at := _find(reading, squeeze(after), position)) >= 0)
            faults.text(_describe(reading, text, position, next(later, len(reading.text))))
    if failed > _MOST_SHOWN:
        faults.text(f"{failed - _MOST_SHOWN} more texts differ.")


def _find(reading: Reading, wanted: str, start: int) -> int:
    """The offset of `wanted` between two edges, at or after `start`; -1 when it is nowhere."""
    found = reading.text.find(wanted, start)
    while found >= 0 and not (found in reading.edges and found + len(wanted) in reading.edges):
        found = reading.text.find(wanted, found + 1)
    return found


def _describe(reading: Reading, text: str, start: int, end: int) -> str:
    """Say which text is missing and what is read in its place, between the texts before and after it."""
    wanted, shown = squeeze(text), f"“{_cut(text)}”"
    if _find(reading, wanted, 0) >= 0:
        return f"The text {shown} stands in the wrong place, before a text that should come first."
    starts = [edge for edge in sorted(reading.edges) if start <= edge < end]
    same, at = max(((_same(reading.text[edge:end], wanted), -edge) for edge in starts), default=(0, -start))
    read = reading.text[-at : end if end > -at else None]
    if not same:
        return f"The text {shown} is not in the PDF. Where it belongs, “{_cut(read)}” is read."
    if same == len(wanted):
        return f"The text {shown} is in the PDF, but has grown together with what follows it: “{_cut(read)}”."
    return (
        f"The text {shown} is read as “{_cut(read)}”: "
        f"after {same} characters comes {_character(read[same : same + 1])} in place of {_character(wanted[same])}."
    )


def _same(read: str, wanted: str) -> int:
    """How many characters are the same from the start on."""
    return next(
        (at for at, (a, b) in enumerate(zip(read, wanted, strict=False)) if a != b), min(len(read), len(wanted))
    )


def _cut(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def _character(char: str) -> str:
    """A character with its code point and name, for it may be one that nobody sees."""
    if not char:
        return "the end"
    return f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"
