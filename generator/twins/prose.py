"""Text of the model to nodes: bold, emphasis, links, languages, words of the glossary, and what must not turn or part.

In right-to-left text, facts and Latin names are isolated as in the PDF (`text/lines.py`): the plain bidi algorithm
turns `020 7946 0000` round, and a patient would dial a wrong number. A phone number or a dose is never split over
lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise

from generator.model.inline import Span
from generator.model.languages import find_language
from generator.text.facts import find_facts, find_islands
from generator.twins.nodes import El, Node, el
from generator.values import Frozen

# At 320 CSS pixels (WCAG 2.1, 1.4.10) a line of 18 px holds about 30 characters; what is longer may break.
_LONGEST_WHOLE = 24


class _Piece(Frozen):
    """Text with one set of marks. island, whole: the number of the island and of the fact that it is part of, from 1;
    outer: of an island that holds several languages or links."""

    text: str
    span: Span
    island: int = 0
    whole: int = 0
    outer: int = 0


class Inline(Frozen):
    """Makes nodes of texts in one language. terms: where the words of the glossary stand, by what marks call them."""

    rtl: bool
    terms: Mapping[str, str]

    def nodes(self, spans: Sequence[Span]) -> list[Node]:
        """The nodes of one paragraph."""
        pieces = _outermost(_pieces(spans, self.rtl))
        return self._nested(pieces, 0)

    def _nested(self, pieces: list[_Piece], depth: int) -> list[Node]:
        """Marks around marks, each level of them in the order of `_LEVELS`."""
        if depth == len(_LEVELS):
            return _lines("".join(piece.text for piece in pieces))
        found: list[Node] = []
        for value, group in groupby(pieces, _LEVELS[depth]):
            inside = self._nested(list(group), depth + 1)
            found += self._wrapped(depth, value, inside) if value else inside
        return found

    def _wrapped(self, depth: int, value: str | int | bool, inside: list[Node]) -> list[Node]:
        mark = _LEVELS[depth]
        if mark is _link:
            goal = self._goal(str(value))
            return [el("a", *inside, href=goal)] if goal else inside
        if mark is _lang:
            return [el("span", *inside, lang=str(value), dir=self._dir(str(value)))]
        if mark is _bold:
            return [el("strong", *inside)]
        if mark is _italic:
            return [el("em", *inside)]
        if mark is _whole:
            return [el("span", *inside, class_="nb")]
        return [el("bdi", *inside, dir="ltr")]

    def _goal(self, link: str) -> str:
        kind, _, address = link.partition(" ")
        return (
            f"#{self.terms[address]}" if kind == "term" and address in self.terms else address if kind == "to" else ""
        )

    def _dir(self, lang: str) -> str | None:
        """The direction of a passage in another language, where it is not that of the text around it."""
        language = find_language(lang)
        rtl = language.rtl if language else self.rtl
        return None if rtl == self.rtl else "rtl" if rtl else "ltr"


def _link(piece: _Piece) -> str:
    return f"to {piece.span.link}" if piece.span.link else f"term {piece.span.term}" if piece.span.term else ""


def _lang(piece: _Piece) -> str:
    return piece.span.lang


def _bold(piece: _Piece) -> bool:
    return piece.span.bold


def _italic(piece: _Piece) -> bool:
    return piece.span.italic


def _island(piece: _Piece) -> int:
    return 0 if piece.outer else piece.island


def _outer(piece: _Piece) -> int:
    return piece.outer


def _whole(piece: _Piece) -> int:
    return piece.whole


# From the outermost mark to the innermost.
_LEVELS: tuple[Callable[[_Piece], str | int | bool], ...] = (_outer, _link, _lang, _island, _italic, _bold, _whole)


def _pieces(spans: Sequence[Span], rtl: bool) -> list[_Piece]:
    text = "".join(span.text for span in spans)
    ends, start = [0], 0
    marked, kept = list[tuple[int, int]](), list[tuple[int, int]]()
    for span in spans:
        end = start + len(span.text)
        if span.island:
            marked.append((start, end))
        if span.nobreak and end - start <= _LONGEST_WHOLE:
            kept.append((start, end))
        ends.append(end)
        start = end
    islands = find_islands(text, marked) if rtl else marked
    facts = [(fact.start, fact.end) for fact in find_facts(text) if fact.kind not in ("url", "email")]
    wholes = _joined([*kept, *((a, b) for a, b in facts if b - a <= _LONGEST_WHOLE)])
    edges = sorted({*ends, *(edge for pair in (*islands, *wholes) for edge in pair)})
    found = list[_Piece]()
    number = 0
    for start, end in pairwise(edges):
        while ends[number + 1] <= start:
            number += 1
        found.append(_Piece(text[start:end], spans[number], _around(islands, start), _around(wholes, start)))
    return found


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of which none overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _around(ranges: Sequence[tuple[int, int]], place: int) -> int:
    """The number, from 1, of the range that holds the character at a place; 0 when none does."""
    return next((number for number, (start, end) in enumerate(ranges, 1) if start <= place < end), 0)


def _outermost(pieces: list[_Piece]) -> list[_Piece]:
    """Islands that hold more than one link or language stand around these; all others stand inside them."""
    found: list[_Piece] = []
    for island, group in groupby(pieces, lambda piece: piece.island):
        members = list(group)
        several = len({(_link(piece), _lang(piece)) for piece in members}) > 1
        outer = island if several else 0
        found += [_Piece(one.text, one.span, one.island, one.whole, outer) for one in members]
    return found


def _lines(text: str) -> list[Node]:
    """Text, with an element for each line break that the author typed."""
    found: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        found += ([El("br")] if number else []) + ([line] if line else [])
    return found
