"""From characters to glyphs: runs of one font, script and level, shaped by HarfBuzz and remembered.

Text is shaped in the pieces that never part: from one line-break opportunity to the next. The same word in the same
face is shaped once a process.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import uharfbuzz as hb

from generator.text.fonts import Face, FontStack
from generator.values import Frozen

# A glyph id alone, or glyphs with offsets in font units: ((glyph, x, y), ...).
Glyphs: TypeAlias = int | tuple[tuple[int, int, int], ...]

_FLAGS = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
# Scripts whose letters join, so that a neighbour outside the run changes the run's form.
_JOINING = frozenset({"Arab", "Syrc", "Nkoo", "Mand", "Mong", "Phag", "Adlm", "Rohg"})
# Full-width marks: those that open have their blank in front, those that close and stops have it behind.
_OPENING, _CLOSING = "（［｛〔【《〈「『", "）］｝〕】》〉」』、。，．：；"
_FULL_WIDTH = re.compile(f"[{_OPENING}{_CLOSING}]").search
_MEETING = re.compile(f"[{_CLOSING}](?=[{_OPENING}{_CLOSING}！？])|(?<=[{_OPENING}])[{_OPENING}]")
# Widths of a blank, in ems, that all fonts here have but Noto Nastaliq Urdu (0.13) and Noto Sans Sinhala (0.5): words
# run together in the one, and fly apart in the other.
BLANKS = (0.22, 0.3)
_NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})


class MissingGlyph(Exception):
    """No font of the stack has a character; `char` is the first one."""

    def __init__(self, char: str) -> None:
        self.char = char
        super().__init__(f"no font has U+{ord(char):04X}")


class Cluster(NamedTuple):
    """Glyphs that stand for some characters and cannot be split.

    glyphs: their outlines; width: that of the glyph as the font has it (of several glyphs: the advance); advance: how
    far the pen moves, kerning included, in font units; text: the characters, in logical order.
    """

    glyphs: Glyphs
    width: int
    text: str
    advance: int


class Run(Frozen, eq=False):
    """Shaped text of one face and one direction, compared by identity.

    text: the characters, and clusters: their glyphs, in logical order; advance: of all, and blank: of the white space
    at the end, in font units; level: the bidi level.
    """

    text: str
    face: Face
    level: int
    clusters: tuple[Cluster, ...]
    advance: int
    blank: int

    @property
    def rtl(self) -> bool:
        return bool(self.level & 1)

    @property
    def is_blank(self) -> bool:
        return self.text.isspace()


class Extent(NamedTuple):
    """What is drawn of a run, in font units: its lower and upper edge, from the base line; before: how far it reaches
    beyond the side at which the run is begun to be read."""

    bottom: float
    top: float
    before: float


@lru_cache(maxsize=2_000)
def extent_of(run: Run) -> Extent:
    """The edges of the run's outlines; 0 where nothing stands beyond the base line or the run's own side."""
    bottom = top = before = 0.0
    pen = 0.0
    for cluster in run.clusters:
        parts = ((cluster.glyphs, 0, 0),) if isinstance(cluster.glyphs, int) else cluster.glyphs
        for glyph, x, y in parts:
            box = run.face.outline(glyph).box
            if box:
                bottom, top = min(bottom, y + box[1]), max(top, y + box[3])
                over = x + box[2] - cluster.advance if run.rtl else -x - box[0]
                before = max(before, over - pen)
        pen += cluster.advance
    return Extent(bottom, top, before)


@lru_cache(maxsize=4096)
def char_script(char: str) -> str:
    """ISO 15924 code of a character's script; Zyyy for common, Zinh for inherited ones. Source: UAX #24.

    The answer for Latin letters and general punctuation is known without the tables, which most leaflets then never
    load.
    """
    code = ord(char)
    if code < 0x250 and code != 0xB5:
        return "Latn" if char.isalpha() else "Zyyy"
    if 0x2010 <= code <= 0x2027 or 0x2030 <= code <= 0x205E:
        return "Zyyy"
    from fontTools.unicodedata import script

    return str(script(char))


def is_invisible(char: str) -> bool:
    """Whether a character needs no glyph: joiners, selectors, isolates and other default ignorables (UAX #44)."""
    code = ord(char)
    return (
        0x200B <= code <= 0x200F
        or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or 0xFE00 <= code <= 0xFE0F
        or code in (0xAD, 0x34F, 0x61C, 0xFEFF, 0x0A)
    )


# Combining classes of what hangs below its letter: cedilla and ogonek, dot and comma (Unicode 16.0, table 4-3).
_BELOW = (202, 220)


@lru_cache(maxsize=4096)
def has_marks_below(text: str) -> bool:
    """Whether a letter of the text has a mark below it that tells it from another: ạ, ẹ, ș, ç, ą."""
    return not text.isascii() and any(
        unicodedata.combining(char) in _BELOW for char in unicodedata.normalize("NFD", text)
    )


@lru_cache(maxsize=65_536)
def shape_text(
    text: str, levels: bytes, stack: FontStack, cut: int, script: str, lang: str, before: str = "", after: str = ""
) -> tuple[Run, ...]:
    """Shape a piece of text; returns its runs in logical order.

    levels: bidi level of each character; cut: as `FontStack.face_for` takes it; script: the script that common
    characters take when none precedes them; lang: BCP 47, for forms that differ by language; before, after: neighbours
    that the piece joins with, and for a blank the character of the stack's ASCII family whose font it takes.
    Raises `MissingGlyph`.
    """
    blank = bool(before) and text.isspace() and stack.is_apart(before)
    items = _itemise(text, levels, stack, cut, script, stack.face_for(before, cut) if blank else None)
    runs = []
    for index, (start, end, face, item_script) in enumerate(items):
        context_before = text[:start] if index else before
        context_after = text[end:] if index < len(items) - 1 else after
        runs.append(_shape_item(text[start:end], face, levels[start], item_script, lang, context_before, context_after))
    return tuple(runs)


def joins(char: str) -> bool:
    """Whether a character changes the form of its neighbour."""
    return char_script(char) in _JOINING or char in "\u200d\u200c\u0640"


def meets(two: str) -> bool:
    """Whether the first of two full-width marks gives up the blank that it carries to the second."""
    return _FULL_WIDTH(two) is not None and _MEETING.match(two) is not None


def _itemise(
    text: str, levels: bytes, stack: FontStack, cut: int, script: str, face: Face | None = None
) -> list[tuple[int, int, Face, str]]:
    """Split by level, face and script; face: of what stands before, where that counts.

    Marks and neutral characters take the face of what stands before them; an opening quotation mark or bracket that
    of the first letter after it.
    """
    plain = face is None and _plain_characters(stack, cut, script).issuperset(text)
    if plain and levels.count(levels[0]) == len(levels):
        return [(0, len(text), stack.first(cut), script)]
    items: list[tuple[int, int, Face, str]] = []
    face = face or _face_of_first_letter(text, stack, cut)
    for offset, char in enumerate(text):
        own = char_script(char)
        item_script = script if own in _NEUTRAL else own
        if is_invisible(char):
            chosen = face or stack.first(cut)
        elif face is not None and own == "Zinh" and face.covers(char):
            chosen = face
        else:
            chosen = _face_for(char, own, stack, cut, face)
        script, face = item_script, chosen
        if items and items[-1][2] is chosen and items[-1][3] == item_script and levels[offset] == levels[offset - 1]:
            items[-1] = (items[-1][0], offset + 1, chosen, item_script)
        else:
            items.append((offset, offset + 1, chosen, item_script))
    return items


@lru_cache(maxsize=500)
def _plain_characters(stack: FontStack, cut: int, script: str) -> _Plain:
    """Letters of the script and common signs that its first font has: words of nothing else are one item."""
    return _Plain(stack, cut, script)


class _Plain:
    """Tells whether all characters of a text are plain; what it has met once is in a set."""

    def __init__(self, stack: FontStack, cut: int, script: str) -> None:
        self._stack = stack
        self._face = stack.first(cut)
        self._scripts = (script, "Zyyy")
        self._known: set[str] = set()

    def issuperset(self, text: str) -> bool:
        known = self._known
        if not known.issuperset(text):
            known |= {char for char in text if self._is_plain(char)}
        return known.issuperset(text)

    def _is_plain(self, char: str) -> bool:
        if is_invisible(char) or self._stack.is_apart(char):
            return False
        return char_script(char) in self._scripts and self._face.covers(char)


def _face_of_first_letter(text: str, stack: FontStack, cut: int) -> Face | None:
    if char_script(text[0]) not in _NEUTRAL or text[0].isdecimal():
        return None
    letter = next((char for char in text if char_script(char) not in _NEUTRAL), None)
    return stack.face_for(letter, cut) if letter else None


def _face_for(char: str, own: str, stack: FontStack, cut: int, current: Face | None) -> Face:
    if own in _NEUTRAL and current is not None and current.covers(char) and not stack.is_apart(char):
        return current
    face = stack.face_for(char, cut)
    if face is None:
        raise MissingGlyph(char)
    return face


def _shape_item(text: str, face: Face, level: int, script: str, lang: str, before: str, after: str) -> Run:
    buffer = hb.Buffer()
    codes = list(map(ord, before + text + after))
    buffer.add_codepoints(codes, len(before), len(text))
    buffer.direction = "rtl" if level & 1 else "ltr"
    buffer.script = script
    buffer.language = lang
    buffer.flags = _FLAGS
    hb.shape(face.font, buffer, _features(before + text + after))
    clusters = _even(_clusters(buffer, text, len(before), face, bool(level & 1)), face)
    blank = 0
    if text[-1].isspace():
        for cluster in reversed(clusters):
            if not cluster.text.isspace():
                break
            blank += cluster.advance
    return Run(text, face, level, clusters, sum([cluster.advance for cluster in clusters]), blank)


def _features(text: str) -> dict[str, list[tuple[int, int, bool]]]:
    """Full-width marks that meet share the blank that each of them carries. Source: W3C Requirements for Chinese Text
    Layout, 3.1.6.1; Requirements for Japanese Text Layout, 3.1.4; OpenType feature `halt`."""
    met = [(match.start(), match.end(), True) for match in _MEETING.finditer(text)] if _FULL_WIDTH(text) else []
    return {"halt": met} if met else {}


def _even(clusters: tuple[Cluster, ...], face: Face) -> tuple[Cluster, ...]:
    """The clusters with blanks that part words: no narrower and no wider than those of other fonts."""
    width = _blank_of(face)
    if width is None:
        return clusters
    return tuple([cluster._replace(advance=width) if cluster.text == " " else cluster for cluster in clusters])


@lru_cache(maxsize=200)
def _blank_of(face: Face) -> int | None:
    """The width that a blank gets in a face whose own is out of bounds, in font units; None where it is not."""
    own = face.advance(face.glyph(" "))
    if own == face.advance(face.glyph("i")) == face.advance(face.glyph("M")):  # letters of one width, as of code
        return None
    width = min(max(own, round(BLANKS[0] * face.upem)), round(BLANKS[1] * face.upem))
    return None if width == own else width


def _clusters(buffer: hb.Buffer, text: str, first: int, face: Face, rtl: bool) -> tuple[Cluster, ...]:
    """Gather HarfBuzz's glyphs by cluster, in logical order; characters without one belong to the cluster before
    them."""
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    plain = None if rtl or len(infos) != len(text) else _one_to_one(infos, positions, text, first, face)
    return plain or _grouped(infos, positions, text, first, face, rtl)


def _one_to_one(
    infos: list[Any], positions: list[Any], text: str, first: int, face: Face
) -> tuple[Cluster, ...] | None:
    """A glyph for each character, none of them shifted: most words of most leaflets. None when it is not so."""
    clusters, known = [], _letters(face)
    for char, info, position in zip(text, infos, positions, strict=True):
        glyph = info.codepoint
        if not glyph or info.cluster != first or position.x_offset or position.y_offset:
            return None
        first += 1
        letter = (glyph, char, position.x_advance)
        cluster = known.get(letter)
        if cluster is None:
            cluster = known[letter] = Cluster(glyph, face.advance(glyph), char, position.x_advance)
        clusters.append(cluster)
    return tuple(clusters)


@lru_cache(maxsize=200)
def _letters(face: Face) -> dict[tuple[int, str, int], Cluster]:
    """Clusters of one glyph and one character that words of this face share: a few hundred for each font."""
    return {}


def _grouped(
    infos: list[Any], positions: list[Any], text: str, first: int, face: Face, rtl: bool
) -> tuple[Cluster, ...]:
    found: list[tuple[int, int, list[tuple[int, int, int]]]] = []
    for info, position in zip(infos, positions, strict=True):
        start = info.cluster - first
        if not found or found[-1][0] != start:
            found.append((start, 0, []))
        _, pen, glyphs = found[-1]
        if info.codepoint == 0:
            if not is_invisible(text[start]):
                raise MissingGlyph(text[start])
            continue  # a line feed, for which the shaper puts the sign of a missing character
        glyphs.append((info.codepoint, pen + position.x_offset, position.y_offset))
        found[-1] = (start, pen + position.x_advance, glyphs)
    if rtl:
        found.reverse()
    clusters = []
    for index, (start, advance, glyphs) in enumerate(found):
        begin = 0 if index == 0 else start
        end = found[index + 1][0] if index + 1 < len(found) else len(text)
        simple = len(glyphs) == 1 and glyphs[0][1:] == (0, 0)
        width = face.advance(glyphs[0][0]) if simple else advance
        clusters.append(Cluster(glyphs[0][0] if simple else tuple(glyphs), width, text[begin:end], advance))
    return tuple(clusters) if clusters else (Cluster((), 0, text, 0),)
