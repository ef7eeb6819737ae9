"""Paragraphs to lines of positioned runs.

`prepare` cuts a paragraph where lines may end and shapes the pieces; `break_lines` fills lines and puts each line's
pieces in visual order. Text stays in logical order in `Line.pieces`; only the x positions know what is left and
right.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import category

from generator.text.breaks import (
    find_dashes,
    find_hyphens,
    find_negated,
    grapheme_breaks,
    is_longer,
    line_breaks,
    without_splits,
    word_breaks,
)
from generator.text.conventions import find_dates
from generator.text.even import evened, lengthen
from generator.text.facts import find_bound, find_facts
from generator.text.fonts import FontStack
from generator.text.islands import Island, TextSpan, holders_of, isolates, levels_of, stretches
from generator.text.phrases import Phrase, find_phrases, with_emphasised
from generator.text.shape import Run, char_script, joins, meets, shape_text
from generator.text.simple import only_level
from generator.values import Frozen

# Rounding of widths must not push a word to the next line: a hundredth of a point is below any printer's dot.
_TOLERANCE = 0.01
# How much of a phrase with a number is kept together: with what is counted (“about 15 of 100 women”); with what leads
# to it; as much as can be, where the second number comes first (“of 100, about 15”); or the ratio alone.
Kept: TypeAlias = Literal["counted", "led", "whole", "bare"]
# Scripts whose characters fill a square, as OpenType calls them.
SQUARE = ("Hani", "Hang")
# Chinese texts of no more signs are broken between words, as headings are: labels, cells, what stands beside a picture.
LABEL = 60
# Also a word that is cut does not leave its comma or bracket to the next line (UAX #14, LB13).
_CLOSING = ("Po", "Pe", "Pf")


class Setting(Frozen, eq=False):
    """What a paragraph is set with; compared by identity, since caches look it up for every paragraph. size: points;
    script: ISO 15924; rtl: the paragraph's direction; locale: for ICU; most: characters in a line;
    whole: words that no line break may cut."""

    size: float
    stack: FontStack
    lang: str
    script: str
    rtl: bool
    locale: str
    most: int
    whole: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A run in its paragraph.

    span: index of its `TextSpan`; width: points, with `blank` of it trailing white space; island: index of the isolated
    stretch that it belongs to, -1 for none.
    """

    run: Run
    span: int
    width: float
    blank: float
    island: int = -1


class Line(NamedTuple):
    """Pieces in logical order, the left edge of each (points, from the left of the column), and the visible width.

    simple: all run in one direction, side by side.
    """

    pieces: tuple[Piece, ...]
    lefts: tuple[float, ...]
    width: float
    simple: bool = False


# Characters that are looked at for one line of what has to be parted: more than any line holds. A text that is a single
# word of 20,000 letters would else be looked through for each of its lines.
_MOST_PER_LINE, _MOST_PER_EM = 200, 10


class _Segment(NamedTuple):
    """What stands between two places where a line may end; the same word is the same object in all paragraphs."""

    pieces: tuple[Piece, ...]
    width: float
    blank: float
    ends_line: bool


class Paragraph:
    """A shaped paragraph that can be broken at any width."""

    def __init__(self, spans: tuple[TextSpan, ...], setting: Setting) -> None:
        self.spans = spans
        self.setting = setting
        self.text = "".join([span.text for span in spans])
        apart = setting.rtl and any(span.lang or span.island for span in spans)
        self.level = None if apart else only_level(self.text, setting.rtl)  # None: of several, or of rarer signs
        one = self.level is not None
        facts = find_facts(self.text)
        self.islands = [] if one else isolates(spans, self.text, setting.rtl)
        self.edges = sorted({edge for island in self.islands for edge in island[:2]})
        self.levels = bytes([setting.rtl]) * len(self.text) if one else levels_of(self.text, setting.rtl, self.islands)
        self.ends = list(accumulate([len(span.text) for span in spans]))
        whole = [(fact.start, fact.end) for fact in facts] + find_dates(self.text, setting.locale)
        if any(span.nobreak for span in spans):
            whole += [(start, end) for span, start, end in stretches(spans, lambda span: span.nobreak) if span.nobreak]
        for word in (word for word in setting.whole if word in self.text):
            whole += [match.span() for match in re.finditer(re.escape(word), self.text)]
        self.whole = whole
        # What may never be parted; an address of the web longer than a line has to be.
        self.numbers = [(fact.start, fact.end) for fact in facts if fact.kind not in ("url", "email")]
        worded = setting.lang.startswith("zh") and (len(self.text) <= LABEL or all(span.bold for span in spans))
        self.breaks = (word_breaks if worded else line_breaks)(self.text, setting.locale)
        self.hyphens = find_hyphens(self.text)
        self.bound = find_bound(self.text)
        kept = [*whole, *self.bound, *self.hyphens, *find_negated(self.text, self.breaks), *find_dashes(self.text)]
        self.firm = without_splits(self.breaks, kept) if kept else self.breaks
        self.phrases = find_phrases(self.text)
        if self.phrases and len(spans) > 1:
            bold = [(start, end) for span, start, end in stretches(spans, lambda span: span.bold) if span.bold]
            self.phrases = with_emphasised(self.text, self.phrases, bold)
        self.cuts = without_splits(self.firm, [phrase[:2] for phrase in self.phrases]) if self.phrases else self.firm
        self.segments = self._segments()

    def _segments(self) -> list[_Segment]:
        """What stands between the breaks. A segment of one span and one direction has a shape that depends on nothing
        around it: such words are remembered."""
        segments, start, span = [], 0, 0
        text, ends, levels = self.text, self.ends, self.levels
        from_left, one_level = self.level == 0, self.level is not None
        words = _words(self.setting, self.spans[0].cut, self.spans[0].lang, 0)
        for end in self.cuts:
            while ends[span] <= start:
                span += 1
                words = _words(self.setting, self.spans[span].cut, self.spans[span].lang, span)
            if end <= ends[span] and (from_left or self._stands_alone(start, end)):
                word = text[start:end] if one_level else (text[start:end], levels[start:end])
                known = words.get(word)
                if known is None:
                    known = words[word] = self._whole_word(start, end, span) if one_level else self._segment(start, end)
                segments.append(known)
            else:
                segments.append(self._segment(start, end))
            start = end
        return segments

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether text[start:end], in a paragraph that does not run from left to right alone, is a word between blanks
        that no letter beside it joins, no blank of another family follows, and no island holds: its levels tell the
        rest of its shape."""
        text = self.text
        if start and not text[start - 1].isspace():
            return False
        if end < len(text) and (not text[end - 1].isspace() or self.setting.stack.is_apart(text[end])):
            return False
        at = bisect_right(self.edges, start)
        return (at == len(self.edges) or self.edges[at] >= end) and self._island(start) < 0

    def _whole_word(self, start: int, end: int, span: int) -> _Segment:
        """`_segment` for text of one span and one direction: most often one piece."""
        pieces = self._shaped(start, end, span)
        if len(pieces) > 1:
            return self._segment(start, end)
        return _Segment(pieces, pieces[0].width, pieces[0].blank, self.text[end - 1] == "\n")

    def _segment(self, start: int, end: int) -> _Segment:
        pieces = self._pieces(start, end)
        width = sum(piece.width for piece in pieces)
        blank = 0.0
        for piece in reversed(pieces):
            blank += piece.blank
            if piece.blank < piece.width:
                break
        return _Segment(pieces, width, blank, self.text[end - 1] == "\n")

    def _pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """Shape text[start:end], span by span; white space stands alone where directions mix: it can change sides."""
        if self.level is not None and len(self.spans) == 1:
            return self._shaped(start, end, 0)
        pieces: list[Piece] = []
        for index, span_end in enumerate(self.ends):
            span_start = max(start, span_end - len(self.spans[index].text))
            stop = min(end, span_end)
            if span_start >= stop:
                continue
            for a, b in [(span_start, stop)] if self.level is not None else self._apart(span_start, stop):
                pieces += self._shaped(a, b, index)
        return tuple(pieces)

    def _shaped(self, start: int, end: int, index: int) -> tuple[Piece, ...]:
        span, setting, text = self.spans[index], self.setting, self.text
        before = after = ""
        if start and not text[start - 1].isspace():
            base = start - 1
            while base and char_script(text[base]) == "Zinh":  # marks, over which letters join
                base -= 1
            if joins(text[base]):
                before = text[base:start]
        if end < len(text) and not text[end - 1].isspace() and (joins(text[end]) or meets(text[end - 1 : end + 1])):
            after = text[end : end + 2]
        apart = setting.stack.is_apart
        if start and end < len(text) and text[start:end].isspace() and apart(text[start - 1]) and apart(text[end]):
            before = text[start - 1]  # a blank between two words of the ASCII family is of that family
        lang = span.lang or setting.lang
        runs = shape_text(
            text[start:end], self.levels[start:end], setting.stack, span.cut, setting.script, lang, before, after
        )
        size, island = setting.size, self._island(start)
        return tuple(
            [
                Piece(run, index, run.advance * size / run.face.upem, run.blank * size / run.face.upem, island)
                for run in runs
            ]
        )

    def _island(self, offset: int) -> int:
        """Index of the innermost island at the offset, -1 for none."""
        at = bisect_right(self.islands, offset, key=lambda island: island.start) - 1
        while at >= 0 and offset >= self.islands[at].end:
            at = self.islands[at].parent
        return at

    def _apart(self, start: int, end: int) -> list[tuple[int, int]]:
        """text[start:end] cut at the edges of islands and before its trailing white space."""
        core = start + len(self.text[start:end].rstrip())
        edges = self.edges[bisect_right(self.edges, start) : bisect_left(self.edges, end)]
        return list(pairwise(sorted({start, core, end, *edges})))

    def from_character(self, skip: int) -> Iterator[tuple[int, _Segment]]:
        """The segments behind so many characters, each with its end."""
        return self._behind(skip) if skip else zip(self.cuts, self.segments, strict=True)

    def _behind(self, skip: int) -> Iterator[tuple[int, _Segment]]:
        for start, end, segment in zip((0, *self.cuts), self.cuts, self.segments, strict=False):
            if end > skip:
                yield end, self._segment(skip, end) if start < skip else segment

    def overfull(self, start: int, end: int) -> bool:
        """Whether text[start:end] has more characters than a line may, however narrow they are."""
        return is_longer(self.text[start:end], self.setting.most, self.setting.script in SQUARE)

    def longest(self, facts_only: bool = False) -> float:
        """Width of the widest piece that should not be parted: a word, or a number with its unit. Points."""
        if facts_only:
            return max((self._segment(start, end).width for start, end in self.numbers), default=0.0)
        if len(self.firm) == len(self.cuts):
            return self.longest_phrase()
        widest = 0.0
        for start, end, segment in zip((0, *self.cuts), self.cuts, self.segments, strict=False):
            inside = self.firm[bisect_right(self.firm, start) : bisect_left(self.firm, end)]
            parts = [self._segment(a, b) for a, b in pairwise((start, *inside, end))] if inside else [segment]
            widest = max(widest, *(part.width - part.blank for part in parts))
        return widest

    def longest_phrase(self, kept: Kept = "counted") -> float:
        """Width of the widest piece that is parted only where no line can hold it, such as “about 15 of 100 women”,
        as much of it as is kept together. Points."""
        if kept == "counted":
            return max((segment.width - segment.blank for segment in self.segments), default=0.0)
        held = [one for one in self.phrases if kept == "whole" or (one.tight and (kept == "led" or self._is_bare(one)))]
        heads = [self._segment(one.start, self.breaks[bisect_left(self.breaks, one.end)]) for one in held]
        return max((head.width - head.blank for head in heads), default=0.0)

    def _is_bare(self, phrase: Phrase) -> bool:
        """Whether it is a ratio without the words before it, or no more of one than has to be kept."""
        return not phrase.ratio or self.text[phrase.start].isdecimal()

    def parts(self, start: int, end: int, width: float) -> list[_Segment]:
        """A segment that is wider than a line in parts that are not, but for single characters wider than that."""
        parts = list[_Segment]()
        while True:
            rest = self._segment(start, end)
            cut = self._cut(start, end, width) if rest.width - rest.blank > width + _TOLERANCE else None
            if cut is None:
                return [*parts, rest]
            parts.append(self._segment(start, cut))
            start = cut

    def _cut(self, start: int, end: int, width: float) -> int | None:
        """Where to cut text[start:end]: at a break in it, else between characters; None for a single one.

        What must stay whole does so when it fits on a line of its own.
        """
        near = start + _MOST_PER_LINE + int(_MOST_PER_EM * width / self.setting.size)
        cut = self._cut_within(start, near, width) if near < end else None
        return cut or self._cut_within(start, end, width)

    def _cut_within(self, start: int, end: int, width: float) -> int | None:
        inside = [(a, b) for a, b in self.whole if start <= a and b <= end]
        whole = [(a, b) for a, b in inside if self._segment(a, b).width <= width + _TOLERANCE]
        at = self.text.find("@", start + 1, end)  # an address that has to be parted is parted there
        offered = {*(b for b in self.breaks if start < b < end), *([at] if at >= 0 else [])}
        offsets = without_splits(tuple(sorted(offered)), whole)
        hyphens = [(a, b) for a, b in self.hyphens if start <= a and b <= end]
        parted = without_splits(offsets, hyphens)
        cut = self._cut_beside_phrases(start, end, parted, width) or self._last_fit(start, parted, width)
        cut = cut or self._last_fit(start, offsets, width)
        if cut is None:
            characters = [start + cluster for cluster in grapheme_breaks(self.text[start:end].rstrip())[:-1]]
            proper = [at for at in characters if category(self.text[at]) not in _CLOSING]
            # A number that fits stays whole, even if a comma has to begin the next line.
            offsets = without_splits(tuple(proper), whole) or without_splits(tuple(characters), whole)
            cut = self._last_fit(start, offsets, width) or (offsets[0] if offsets else None)
        return cut

    def _cut_beside_phrases(self, start: int, end: int, offsets: tuple[int, ...], width: float) -> int | None:
        """The last place that parts no phrase that a line can hold: a ratio rather loses what is counted than what
        leads to it, any other number the words before it."""
        inside = [one for one in self.phrases if start <= one.start and one.end <= end]
        stops = [self.breaks[bisect_left(self.breaks, one.end)] for one in inside]  # with the comma behind it
        inside = [one for one, stop in zip(inside, stops, strict=True) if self._fits(one.start, stop, width)]
        if not inside:
            return None
        ratios = [(one.start, one.end) for one in inside if one.ratio]
        tight = [(one.start, one.end) for one in inside if one.tight]
        bound = [(a, b) for a, b in self.bound if not any(low <= a < high for low, high in ratios)]
        cores = [(one.start, one.end) for one in inside]
        for kept in ([*cores, *bound], [*tight, *bound], cores):
            cut = self._last_fit(start, without_splits(offsets, kept), width)
            if cut:
                return cut
        return None

    def _fits(self, start: int, end: int, width: float) -> bool:
        head = self._segment(start, end)
        return head.width - head.blank <= width + _TOLERANCE

    def _last_fit(self, start: int, offsets: Sequence[int], width: float) -> int | None:
        low, high = 0, 1
        while high < len(offsets) and self._fits(start, offsets[high - 1], width):  # what is far behind is not shaped
            low, high = high, 2 * high
        high = min(high, len(offsets))
        while low < high:
            middle = (low + high) // 2
            if self._fits(start, offsets[middle], width):
                low = middle + 1
            else:
                high = middle
        return offsets[low - 1] if low else None


@lru_cache(maxsize=200)
def _words(setting: Setting, cut: int, lang: str, span: int) -> _Words:
    """The words of one style that have been set before."""
    return _Words()


class _Words(dict[str | tuple[str, bytes], _Segment]):
    """A dictionary that forgets everything when it has grown too large for a long-lived process."""

    LIMIT = 20_000

    def __setitem__(self, text: str | tuple[str, bytes], segment: _Segment) -> None:
        if len(self) >= self.LIMIT:
            self.clear()
        super().__setitem__(text, segment)


@lru_cache(maxsize=4_096)
def prepare(spans: tuple[TextSpan, ...], setting: Setting) -> Paragraph:
    """Shape a paragraph. Raises `MissingGlyph`."""
    return Paragraph(spans, setting)


@lru_cache(maxsize=8_192)
def break_lines(
    paragraph: Paragraph,
    width: float,
    align: str = "start",
    hang: float = 0.0,
    skip: int = 0,
    until: int = 0,
    *,
    even: bool = False,
) -> tuple[Line, ...]:
    """Fill lines of `width` points, first fit; `align` is start, end or center. Never justified, never hyphenated.

    hang: by how much the lines after the first are set in, from the left; skip: characters that stand elsewhere, before
    the first line; until: how many stand here and there, the others behind the last line; 0: all of them;
    even: as a heading, of lines that are alike in length.
    """
    rows, current, filled = list[list[_Segment]](), list[_Segment](), 0.0
    start = begun = skip
    most, limit, below = paragraph.setting.most, _limit(width, hang, skip), _limit(width, hang, True)
    for end, segment in paragraph.from_character(skip):
        if 0 < until <= start:
            break
        _, wide, blank, ends = segment
        if filled + wide - blank > limit or (end - begun > most and paragraph.overfull(begun, end)):
            if current:
                rows.append(current)
                current, filled, begun, limit = [], 0.0, start, below
            if wide - blank > limit:
                for part in paragraph.parts(start, end, width - hang):
                    if current and filled + part.width - part.blank > limit:
                        rows.append(current)
                        current, filled, begun, limit = [], 0.0, end, below
                    current.append(part)
                    filled += part.width
                    if part.ends_line:
                        rows.append(current)
                        current, filled, begun, limit = [], 0.0, end, below
                start = end
                continue
        current.append(segment)
        filled += wide
        if ends:
            rows.append(current)
            current, filled, begun, limit = [], 0.0, end, below
        start = end
    if current:
        rows.append(current)
    rows = _rearranged(rows, width - hang, paragraph.setting.size, even)
    return tuple(
        [_line(paragraph, row, width, align, hang if skip or number else 0.0) for number, row in enumerate(rows)]
    )


def _rearranged(rows: list[list[_Segment]], width: float, size: float, even: bool) -> list[list[_Segment]]:
    """The lines, of like length where they are a heading's; no word alone in the last one of a paragraph."""
    if even and len(rows) > 1 and not any(row[-1].ends_line for row in rows):
        rows = evened(rows, width, _said)
    for before, last in pairwise(rows):
        if (last is rows[-1] or last[-1].ends_line) and not before[-1].ends_line:
            lengthen(before, last, width, size)
    return rows


def _said(segment: _Segment) -> str:
    return "".join([piece.run.text for piece in segment.pieces])


def _limit(width: float, hang: float, before: int) -> float:
    """What a line holds; before: whether any stands before it."""
    return width - (hang if before else 0.0) + _TOLERANCE


def _visual_pieces(pieces: list[Piece], levels: list[int], islands: list[Island]) -> list[int]:
    """Indices of the pieces from left to right.

    An isolate's initiator and its PDI stand at the level around it and keep two islands, or an island and a number,
    from being turned round as one; ours are not in the text, so they are put back here (UAX #9, X5a to X6a and L2).
    """
    from generator.text.bidi import visual_order

    entries: list[tuple[int, int]] = []
    for index, (piece, level) in enumerate(zip(pieces, levels, strict=True)):
        if index and piece.island != pieces[index - 1].island:
            left, entered = holders_of(pieces[index - 1].island, islands), holders_of(piece.island, islands)
            entries += [(islands[at].around, -1) for at in left if at not in entered]
            entries += [(islands[at].around, -1) for at in reversed(entered) if at not in left]
        entries.append((level, index))
    order = (entries[place][1] for place in visual_order([level for level, _ in entries]))
    return [index for index in order if index >= 0]


def _line(paragraph: Paragraph, segments: list[_Segment], width: float, align: str, indent: float) -> Line:
    pieces = [piece for segment in segments for piece in segment.pieces]
    widths = [piece.width for piece in pieces]
    total = sum(widths)
    rtl = paragraph.setting.rtl
    blank, trailing = 0.0, len(pieces)
    while trailing:
        blank += pieces[trailing - 1].blank
        if pieces[trailing - 1].blank < pieces[trailing - 1].width:
            break
        trailing -= 1
    visible = total - blank
    free = {"start": indent, "center": (width - visible) / 2, "end": width - visible}[align]
    if paragraph.level == 0:
        lefts = accumulate(widths[:-1], initial=free)
        return Line(tuple(pieces), tuple(lefts), visible, simple=True)
    if paragraph.level == 1:
        right = width - free
        return Line(tuple(pieces), tuple([right - end for end in accumulate(widths)]), visible, simple=True)
    levels = [piece.run.level if index < trailing else int(rtl) for index, piece in enumerate(pieces)]
    x = width - free - visible - blank if rtl else free
    placed = [0.0] * len(pieces)
    for index in _visual_pieces(pieces, levels, paragraph.islands):
        placed[index] = x
        x += widths[index]
    return Line(tuple(pieces), tuple(placed), visible)
