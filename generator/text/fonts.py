"""Font files: what they cover, how tall they are, and the glyph outlines that go into a PDF.

A `Face` is one font file, loaded once a process and shared by all leaflets. Sizes here are font units; `upem` of them
make one em.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import uharfbuzz as hb

from generator.values import Frozen

FONT_FOLDER = Path(__file__).parent.parent / "fonts"
# Letters of one width, for listings, which are never bold.
MONOSPACED = FONT_FOLDER / "NotoSansMono-Regular.ttf"

# Component flags of a composite glyph. Source: OpenType 1.9.1, “glyf” table.
ARGS_ARE_WORDS, ARGS_ARE_XY, HAS_SCALE, MORE_COMPONENTS, HAS_XY_SCALE, HAS_MATRIX, HAS_INSTRUCTIONS = (
    1,
    2,
    8,
    32,
    64,
    128,
    256,
)


class Outline(Frozen):
    """One glyph as it stands in the `glyf` table, without instructions.

    data: the record; box: (x min, y min, x max, y max) or None for a blank; components: glyph ids and the offset of
    each id in `data`; points, contours, depth: what `maxp` counts, components included.
    """

    data: bytes
    box: tuple[int, int, int, int] | None
    components: tuple[tuple[int, int], ...]
    points: int
    contours: int
    depth: int


class Face:
    """A TrueType font file. Immutable once loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.blob = hb.Blob.from_file_path(str(path))
        self.hb_face = hb.Face(self.blob)
        self.font = hb.Font(self.hb_face)
        self.upem: int = self.hb_face.upem
        self.name: str = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        extents = self.font.get_font_extents("ltr")
        self.ascent: int = extents.ascender
        self.descent: int = extents.descender
        self.cap_height: int = self.font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or round(0.7 * self.upem)
        self._head = self.table("head")
        self.box: tuple[int, ...] = struct.unpack(">4h", self._head[36:44])
        self.italic_angle: float = struct.unpack(">l", self.table("post")[4:8])[0] / 65536
        self.weight: int = struct.unpack(">H", self.table("OS/2")[4:6])[0]
        self._glyf: memoryview | None = None
        self._loca: tuple[int, ...] = ()
        self._outlines: dict[int, Outline] = {}
        self._covered: dict[str, bool] = {}
        self._advances: dict[int, int] = {}

    def table(self, tag: str) -> bytes:
        return bytes(self.hb_face.reference_table(tag).data)

    def stated(self, name: int) -> str:
        """What the font says of itself under a name id (OpenType 1.9.1, “name”); empty when it says nothing."""
        return str(self.hb_face.get_name(hb.OTNameIdPredefined(name)) or "")

    def covers(self, char: str) -> bool:
        known = self._covered.get(char)
        if known is None:
            known = self._covered[char] = bool(self.font.get_nominal_glyph(ord(char)))
        return known

    def glyph(self, char: str) -> int:
        """The glyph of a character as it stands alone; 0 when the face has none."""
        return int(self.font.get_nominal_glyph(ord(char)) or 0)

    def advance(self, glyph: int) -> int:
        """Nominal advance width of a glyph, in font units."""
        known = self._advances.get(glyph)
        if known is None:
            known = self._advances[glyph] = int(self.font.get_glyph_h_advance(glyph))
        return known

    def outline(self, glyph: int) -> Outline:
        """The glyph's outline; parsed once."""
        known = self._outlines.get(glyph)
        if known is None:
            known = self._outlines[glyph] = self._parse_outline(glyph)
        return known

    def _parse_outline(self, glyph: int) -> Outline:
        if self._glyf is None:
            self._glyf = memoryview(self.hb_face.reference_table("glyf").data)
            loca = self.table("loca")
            long = struct.unpack(">h", self._head[50:52])[0]
            self._loca = (
                struct.unpack(f">{len(loca) // 4}I", loca)
                if long
                else tuple(2 * v for v in struct.unpack(f">{len(loca) // 2}H", loca))
            )
        data = bytes(self._glyf[self._loca[glyph] : self._loca[glyph + 1]])
        if not data:
            return Outline(b"", None, (), 0, 0, 0)
        contours, *box = struct.unpack(">5h", data[:10])
        bounds = (box[0], box[1], box[2], box[3])
        if contours >= 0:
            ends = 10 + 2 * contours
            points = struct.unpack(">H", data[ends - 2 : ends])[0] + 1 if contours else 0
            instructions = struct.unpack(">H", data[ends : ends + 2])[0] if contours else 0
            bare = data[:ends] + b"\0\0" + data[ends + 2 + instructions :]
            return Outline(bare, bounds, (), points, contours, 0)
        return self._composite(data, bounds)

    def _composite(self, data: bytes, bounds: tuple[int, int, int, int]) -> Outline:
        bare = bytearray(data)
        at, more, components = 10, True, []
        while more:
            flags, component = struct.unpack(">HH", data[at : at + 4])
            struct.pack_into(">H", bare, at, flags & ~HAS_INSTRUCTIONS)
            components.append((component, at + 2))
            more = bool(flags & MORE_COMPONENTS)
            at += 8 if flags & ARGS_ARE_WORDS else 6
            at += 2 if flags & HAS_SCALE else 4 if flags & HAS_XY_SCALE else 8 if flags & HAS_MATRIX else 0
        parts = [self.outline(component) for component, _ in components]
        return Outline(
            bytes(bare[:at]),
            bounds,
            tuple(components),
            sum(p.points for p in parts),
            sum(p.contours for p in parts),
            1 + max(p.depth for p in parts),
        )


@lru_cache(maxsize=200)
def load_face(path: Path) -> Face:
    return Face(path)


# A family's files by cut: regular, bold, italic, bold italic. One without italics has its upright files twice.
Family: TypeAlias = tuple[Path, Path, Path, Path]
ITALIC = 2  # the first cut that is italic


def cut_of(bold: bool, italic: bool = False) -> int:
    """Which of a family's files is meant."""
    return ITALIC * italic + bold


def upright(regular: Path, bold: Path) -> Family:
    """A family without italics."""
    return regular, bold, regular, bold


class FontStack(Frozen, eq=False):
    """Font families in order of preference.

    ascii: the family that sets the visible characters of ASCII, where those of the first are too small to read or dial.
    Compared by identity, since caches look stacks up for every word; `font_stack` makes one of each.
    """

    families: tuple[Family, ...]
    ascii: Family | None = None

    def is_apart(self, char: str) -> bool:
        """Whether the character has a family of its own."""
        return self.ascii is not None and "!" <= char <= "~"

    def face_for(self, char: str, cut: int) -> Face | None:
        """The first face that has the character, or None; cut: see `cut_of`.

        A letter in italics that a font of ours has upright alone, as the Arabic ones have Latin letters, is taken from
        one that has it in italics; a clinic's own font without italics stays upright, beside no other typeface.
        """
        if self.ascii is not None and self.is_apart(char):
            return load_face(self.ascii[cut])
        for family in self.families:
            face = load_face(family[cut % ITALIC])
            if face.covers(char):
                return face if cut < ITALIC else self._italic(char, cut, family)
        return None

    def _italic(self, char: str, cut: int, own: Family) -> Face:
        """The italic of a character that a family has upright."""
        elsewhere = char.isalpha() and own[0].parent == FONT_FOLDER
        for family in (own, *(self.families if elsewhere else ())):
            if family[cut] != family[cut - ITALIC] and load_face(family[cut]).covers(char):
                return load_face(family[cut])
        return load_face(own[cut - ITALIC])

    def first(self, cut: int) -> Face:
        return load_face(self.families[0][cut])


# Families with italics, which only Latin, Greek and Cyrillic have.
_WITH_ITALICS = frozenset({"NotoSans"})


@lru_cache(maxsize=200)
def font_stack(
    families: tuple[str, ...], ascii_family: str = "", before: tuple[Family, ...] = (), after: tuple[Family, ...] = ()
) -> FontStack:
    """The stack of the named families of `generator/fonts`; before, after: families of the clinic's own."""

    def files(name: str) -> Family:
        regular, bold = FONT_FOLDER / f"{name}-Regular.ttf", FONT_FOLDER / f"{name}-Bold.ttf"
        if name not in _WITH_ITALICS:
            return upright(regular, bold)
        return regular, bold, FONT_FOLDER / f"{name}-Italic.ttf", FONT_FOLDER / f"{name}-BoldItalic.ttf"

    own = None if before else files(ascii_family) if ascii_family else None
    return FontStack((*before, *map(files, families), *after), own)
