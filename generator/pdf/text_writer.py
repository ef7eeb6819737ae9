"""Lines of text as content-stream operators that read right.

Runs are written in logical order, so that the order of the stream is the order of reading. A right-to-left run is
shown as one string whose codes stand in visual order, inside ReversedChars marked content (ISO 32000-1, 14.8.2.3.3);
its clusters carry their true widths, so no adjustment cuts the string.

Some extractors, pypdf among them, do not know ReversedChars and keep a direction of their own: they turn round what
follows a right-to-left letter until a left-to-right one comes. `_chunks` cuts runs where such a reader would go
wrong; a `Tf` between the parts makes it start anew. Every other reader sees the same text either way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from unicodedata import bidirectional

from generator.pdf.font_embedding import EmbeddedFont
from generator.pdf.objects import number
from generator.surface import RGB, Ink
from generator.tags import Tag
from generator.text.fonts import Face
from generator.text.lines import Line, Piece
from generator.values import Mutable

# How pypdf 7.1 tells directions (its `_utils.RTL_CHARACTER_RANGES` and `NEUTRAL_CHARACTER_RANGES`).
_RTL = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))
_NEUTRAL = ((0x0, 0x2F), (0x3A, 0x40), (0x660, 0x66D), (0x6F0, 0x6F9), (0x2000, 0x206F), (0x20A0, 0x21FF))


# What stands in neither: the signs that such a reader takes for left to right.
_LEFT = re.compile("[^" + "".join(f"{chr(first)}-{chr(last)}" for first, last in (*_RTL, *_NEUTRAL)) + "]")


class PageState(Mutable):
    """What holds on a page from one text object to the next, so that it need not be said again (8.4.1, 9.3.1).

    select: the operators that chose the font in hand; colour: of fills, None when it is not known; reader_rtl: the
    direction that a naive reader of this page holds.
    """

    select: str = ""
    colour: RGB | None = None
    reader_rtl: bool = False


class TextWriter:
    """Writes the lines of one paragraph on a page in that state."""

    def __init__(self, emit: Callable[[str], None], font_of: Callable[[Face], EmbeddedFont], state: PageState) -> None:
        self.emit = emit
        self.font_of = font_of
        self.state = state
        self.begin_text()

    def begin_text(self) -> None:
        """A new text object begins at the page's origin. Source: ISO 32000-1, 9.4.1."""
        self._origin: tuple[float, float] = (0.0, 0.0)
        self._at: tuple[float, float] = (-1.0, -1.0)

    def write(
        self, line: Line, x: float, y: float, size: float, inks: Sequence[Ink], begin: Callable[[Tag | None], None]
    ) -> None:
        """Show one line whose column starts at x, on baseline y. `begin` is called before the text of each owner."""
        for group in _groups(line, inks):
            piece, left = group[0]
            ink = inks[piece.span]
            begin(ink.tag)
            if ink.colour != self.state.colour:
                self.emit("{} {} {} rg".format(*map(number, ink.colour)))
                self.state.colour = ink.colour
            font = self.font_of(piece.run.face)
            select = f"/{font.resource} {number(size)} Tf"
            if piece.run.rtl:
                self._right_to_left(group, font, select, x + group[-1][1], y, size)
            else:
                self._left_to_right(group, font, select, x + left, y, size)

    def _left_to_right(
        self, group: list[tuple[Piece, float]], font: EmbeddedFont, select: str, x: float, y: float, size: float
    ) -> None:
        array = font.left_to_right([piece.run for piece, _ in group])
        if self.state.reader_rtl:
            text = "".join(piece.run.text for piece, _ in group)
            neutral = next((i for i, char in enumerate(text) if _direction(char) != "N"), len(text))
            self._select(select, fresh=True)
            if neutral > 1:
                self._one_by_one(group, font, select, x, y, size)
                return
            self.state.reader_rtl = neutral == len(text)
        else:
            self._select(select)
        self._move(x, y)
        self.emit(f"[{array}]TJ")
        last, left = group[-1]
        self._at = (x - group[0][1] + left + last.width, y)

    def _one_by_one(
        self, group: list[tuple[Piece, float]], font: EmbeddedFont, select: str, x: float, y: float, size: float
    ) -> None:
        """Each cluster on its own: a naive reader would turn several neutral signs after right-to-left text round."""
        for piece, _ in group:
            for cluster in piece.run.clusters:
                self._select(select, fresh=True)
                self._move(x, y)
                self.emit(f"<{font.code(cluster[:3])}>Tj")
                x += cluster.advance * size / font.face.upem
                if any(_direction(char) != "N" for char in cluster.text):
                    self.state.reader_rtl = False

    def _right_to_left(
        self, group: list[tuple[Piece, float]], font: EmbeddedFont, select: str, x: float, y: float, size: float
    ) -> None:
        runs = [font.right_to_left(piece.run) for piece, _ in group]
        text, shown = "".join([run.text for run in runs]), "".join([run.shown for run in reversed(runs)])
        scale, width = size / font.face.upem, sum([piece.width for piece, _ in group])
        right, left, advances = x + width, x, list[int]()
        for start, end in self._chunks(text):
            if end - start < len(text):
                advances = advances or [advance for run in runs for advance in run.advances]
                left = right - sum(advances[start:end]) * scale
            self._select(select, fresh=True)
            self._move(left, y)
            codes = shown[4 * (len(text) - end) : 4 * (len(text) - start)]
            self.emit(f"/ReversedChars BMC <{codes}>Tj EMC" if end - start > 1 else f"<{codes}>Tj")
            self._at = (right, y)
            right = left

    def _chunks(self, text: str) -> Iterator[tuple[int, int]]:
        """Cut a right-to-left run so that a reader that prepends or appends gets each part in order.

        Punctuation at the end comes first in visual order; on its own it cannot be taken for the start of the line
        (MuPDF).
        """
        start, end = 0, len(text)
        while start < end:
            if _direction(text[start]) == "L":
                self.state.reader_rtl = False
                yield start, start + 1
                start += 1
                continue
            left = _LEFT.search(text, start)
            stop = left.start() if left else end
            strong = _last_letter(text, start, stop)
            if strong < start and not self.state.reader_rtl:
                yield start, start + 1
                self.state.reader_rtl = _direction(text[start]) == "R"
                start += 1
                continue
            if strong >= start:
                yield start, strong + 1
                start, self.state.reader_rtl = strong + 1, True
            if start < stop:
                yield start, stop
            start = stop

    def _select(self, select: str, fresh: bool = False) -> None:
        if fresh or select != self.state.select:
            self.emit(select)
            self.state.select = select

    def _move(self, x: float, y: float) -> None:
        """To the place of the next string, told from the last one's beginning (9.4.2, Td); what is rounded adds up to
        nothing, since each step begins where the steps before it have led."""
        if abs(self._at[0] - x) > 0.01 or self._at[1] != y:
            right, up = number(x - self._origin[0]), number(y - self._origin[1])
            self.emit(f"{right} {up} Td")
            self._origin = self._origin[0] + float(right), self._origin[1] + float(up)


def _groups(line: Line, inks: Sequence[Ink]) -> list[list[tuple[Piece, float]]]:
    """Pieces that one show operator can draw: same face, level and ink, side by side in reading order."""
    pieces = line.pieces
    first = pieces[0]
    # Most lines are of one span, one face and one direction: spans stand in order, so the ends tell of all.
    if line.simple and first.span == pieces[-1].span and len({piece.run.face for piece in pieces}) == 1:
        return [list(zip(pieces, line.lefts, strict=True))]
    groups: list[list[tuple[Piece, float]]] = []
    last: Piece | None = None
    last_left = 0.0
    for piece, left in zip(pieces, line.lefts, strict=True):
        if last is not None and last.run.face is piece.run.face and last.run.level == piece.run.level:
            gap = left + piece.width - last_left if piece.run.level & 1 else last_left + last.width - left
            if -0.01 < gap < 0.01 and (last.span == piece.span or inks[last.span] == inks[piece.span]):
                groups[-1].append((piece, left))
                last, last_left = piece, left
                continue
        groups.append([(piece, left)])
        last, last_left = piece, left
    return groups


def _last_letter(text: str, start: int, stop: int) -> int:
    """Index of the last right-to-left letter of text[start:stop], its marks included; start - 1 when there is none."""
    last = stop - 1
    while last >= start and bidirectional(text[last]) not in ("R", "AL"):
        last -= 1
    if last >= start:
        while last + 1 < stop and bidirectional(text[last + 1]) == "NSM":
            last += 1
    return last


_KNOWN: dict[str, str] = {}


def _direction(char: str) -> str:
    """R, L or N (neutral), as pypdf sees a character."""
    known = _KNOWN.get(char)
    if known is None:
        code = ord(char)
        neutral, rtl = (any(a <= code <= b for a, b in ranges) for ranges in (_NEUTRAL, _RTL))
        known = _KNOWN[char] = "N" if neutral else "R" if rtl else "L"
    return known
