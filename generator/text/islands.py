"""Styled stretches of a paragraph, and those that are set as if they stood alone: islands for the bidi algorithm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from generator.text.facts import find_islands, holds_rtl
from generator.text.fonts import cut_of


class TextSpan(NamedTuple):
    """Text of one style inside a paragraph. lang: BCP 47, or empty for the paragraph's; nobreak: keep on one line;
    island: left to right inside any text."""

    text: str
    bold: bool = False
    lang: str = ""
    nobreak: bool = False
    island: bool = False
    italic: bool = False

    @property
    def cut(self) -> int:
        """Which face of a family it is set in, as `FontStack.face_for` takes it."""
        return cut_of(self.bold, self.italic)


class Island(NamedTuple):
    """A stretch that is set as if it stood alone: text[start:end] in `direction` (ltr, rtl or auto).

    parent: index of the island that holds it, -1 for none; around: the bidi level of the text that it stands in.
    """

    start: int
    end: int
    direction: str
    parent: int = -1
    around: int = 0


def isolates(spans: tuple[TextSpan, ...], text: str, rtl: bool) -> list[Island]:
    """Islands for the bidi algorithm: facts and Latin names, and passages in another language.

    A left-to-right passage takes in the islands that it holds. A right-to-left one in a left-to-right paragraph holds
    them: its phone numbers read from the left within it. In a right-to-left paragraph it is none itself.
    """
    marked = [(start, end) for span, start, end in stretches(spans, lambda span: span.island) if span.island]
    islands = [(start, end, "ltr") for start, end in find_islands(text, marked)]
    holders: list[tuple[int, int, str]] = []
    for span, start, end in stretches(spans, lambda span: span.lang):
        inside = [island for island in islands if island[0] < end and start < island[1]]
        holds = bool(inside) and holds_rtl(text[start:end])
        if not span.lang or (holds and rtl):
            continue
        start, end = _trimmed(text, start, end)  # a space at its edge belongs to the text around it
        first, last = min([start, *(a for a, _, _ in inside)]), max([end, *(b for _, b, _ in inside)])
        if first >= last:
            continue
        if holds:
            holders.append((first, last, "rtl"))
            continue
        islands = [island for island in islands if island not in inside]
        islands.append((first, last, "ltr" if inside else "auto"))
    return _nested(sorted([*islands, *holders], key=lambda island: (island[0], -island[1])), int(rtl))


def _nested(islands: list[tuple[int, int, str]], base: int) -> list[Island]:
    """The islands, each with the one that holds it. Levels: UAX #9, X5a and X5b."""
    found: list[Island] = []
    parent = -1
    for start, end, direction in islands:
        while parent >= 0 and start >= found[parent].end:
            parent = found[parent].parent
        holder = found[parent] if parent >= 0 else None
        around = base
        if holder is not None:  # the next higher level of the holder's direction
            around = (holder.around + 1) | 1 if holder.direction == "rtl" else (holder.around + 2) & ~1
        found.append(Island(start, end, direction, parent, around))
        parent = len(found) - 1
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def levels_of(text: str, rtl: bool, islands: list[Island]) -> bytes:
    """A level for each character; a left-to-right island has one only, or Arabic digits would part at their spaces."""
    from generator.text.bidi import paragraph_levels  # its tables load only where directions mix

    levels = bytearray(paragraph_levels(text, int(rtl), [island[:3] for island in islands])[0])
    for start, end, direction, *_ in islands:
        if direction == "ltr":
            levels[start:end] = bytes([min(levels[start:end]) & ~1]) * (end - start)
    return bytes(levels)


def holders_of(at: int, islands: list[Island]) -> list[int]:
    """The island and those that hold it, from the inside."""
    chain = []
    while at >= 0:
        chain.append(at)
        at = islands[at].parent
    return chain


def stretches(spans: tuple[TextSpan, ...], mark: Callable[[TextSpan], object]) -> Iterator[tuple[TextSpan, int, int]]:
    """Neighbouring spans of one mark as (first span, start, end): bold inside a passage does not part it."""
    start = 0
    for _, group in groupby(spans, mark):
        members = list(group)
        end = start + sum(len(span.text) for span in members)
        yield members[0], start, end
        start = end
