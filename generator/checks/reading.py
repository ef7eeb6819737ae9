"""Whether the finished PDF says what the YAML says: its texts, in their order, read by way of the tags.

White space is left out on both sides, for a line's end may stand for a space. Nothing else is: every letter, sign and
invisible character has to be there.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.checks.faults import FaultList

_MOST_SHOWN = 3
_EXCERPT = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of the tags meets, without white space; edges: offsets between words and pieces of content."""

    text: str
    edges: frozenset[int]


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def read_along(pieces: Iterable[str]) -> Reading:
    """Join the pieces of content, in the order of the tags."""
    words: list[str] = []
    for piece in pieces:
        words += piece.split()
        words.append("")
    edges, offset = {0}, 0
    for word in words:
        offset += len(word)
        edges.add(offset)
    return Reading("".join(words), frozenset(edges))


def check_texts(reading: Reading, texts: Sequence[str], faults: FaultList) -> None:
    """Find each text after the one before it, as whole words: “5 mg” is not found in “15 mg”."""
    position, failed = 0, 0
    for text in texts:
        wanted = squeeze(text)
        found = _find(reading, wanted, position)
        if found >= 0:
            position = found + len(wanted)
            continue
        failed += 1
        if failed <= _MOST_SHOWN:
            faults.text(_describe(reading, text, wanted, position))
    if failed > _MOST_SHOWN:
        faults.text(f"{failed - _MOST_SHOWN} more texts differ.")


def _find(reading: Reading, wanted: str, start: int) -> int:
    """The offset of `wanted` between two edges, at or after `start`; -1 when it is nowhere."""
    found = reading.text.find(wanted, start)
    while found >= 0 and not (found in reading.edges and found + len(wanted) in reading.edges):
        found = reading.text.find(wanted, found + 1)
    return found


def _describe(reading: Reading, text: str, wanted: str, position: int) -> str:
    """Say which text is missing and what is read in its place."""
    shown = f"“{_cut(text)}”"
    if _find(reading, wanted, 0) >= 0:
        return f"The text {shown} stands in the wrong place, before a text that should come first."
    start, same = _nearest(reading, wanted, position)
    read = reading.text[start : start + same + _EXCERPT]
    if not same:
        return f"The text {shown} is not in the PDF. Where it belongs, “{_cut(read)}” is read."
    if same == len(wanted):
        around = reading.text[max(0, start - 10) : start + same + 10]
        return f"The text {shown} is in the PDF, but grown together with what stands beside it: “{_cut(around)}”."
    instead = _character(reading.text[start + same : start + same + 1])
    return (
        f"The text {shown} reads “{_cut(read[max(0, same - _EXCERPT // 2) :])}” in the PDF: "
        f"after {same} characters comes {instead} in place of {_character(wanted[same])}."
    )


def _nearest(reading: Reading, wanted: str, position: int) -> tuple[int, int]:
    """Where the longest beginning of `wanted` stands after `position`, and how long it is."""
    lengths = range(1, len(wanted) + 1)
    # A longer beginning is never found where a shorter one is not, so the first length that fails can be bisected.
    same = bisect_left(lengths, True, key=lambda length: reading.text.find(wanted[:length], position) < 0)
    return (reading.text.find(wanted[:same], position), same) if same else (position, 0)


def _cut(text: str) -> str:
    return text if len(text) <= 2 * _EXCERPT else f"{text[: 2 * _EXCERPT]}…"


def _character(char: str) -> str:
    """A character with its code point and name, for it may be one that nobody sees."""
    if not char:
        return "the end"
    return f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"
