"""Fonts as they stand in a PDF: composite fonts whose every code has one glyph and one exact text.

A character id (CID) is given to each different cluster: its glyphs, its width and its characters. A cluster of
several or of shifted glyphs (an Arabic letter with its dots, a Thai consonant with its marks, a Devanagari syllable)
becomes one TrueType composite glyph added to the subset, so that ToUnicode is exact and no mark is placed by hand.
Source: ISO 32000-1, 9.7 (composite fonts), 9.10.3 (ToUnicode); OpenType 1.9.1 for the tables.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.pdf.objects import Name, Ref, Text, Value, number, pdf_bytes, stream
from generator.text.fonts import ARGS_ARE_WORDS, ARGS_ARE_XY, MORE_COMPONENTS, Face
from generator.text.shape import Cluster, Glyphs, Run

# One CID: the glyphs, the width in font units, the text that is read.
_Record = tuple[Glyphs, int, str]

_MAX_CIDS = 65_535
# Coordinates are signed 16-bit numbers (OpenType 1.9.1, “glyf”).
_MAX_COORDINATE = 32_767


def _forward(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Right-to-left clusters, each of which moves the pen forward, in logical order.

    Nastaliq tucks letters under each other with advances below zero, which no font file can hold (OpenType, hmtx): such
    a cluster becomes one with its neighbour. The later one stands at the left, the earlier one from where it ends.
    """
    found: list[Cluster] = []
    for cluster in clusters:
        while found and (cluster.advance < 0 or found[-1].advance < 0):
            cluster = _joined(found.pop(), cluster)
        found.append(cluster)
    return found


@lru_cache(maxsize=20_000)
def _record(cluster: Cluster) -> _Record:
    """Equal ones are one object: words are made of few of them, and what is at hand is found sooner."""
    return cluster[:3]


@lru_cache(maxsize=20_000)
def _shown(run: Run) -> tuple[tuple[tuple[_Record, ...], str], ...]:
    """A left-to-right run as stretches without kerning inside: the records of each, and the adjustment behind it as it
    stands in a TJ array (ISO 32000-1, 9.4.3), in thousandths of the type size."""
    scale, pending = 1000 / run.face.upem, 0
    records, stretches = list[_Record](), list[tuple[tuple[_Record, ...], str]]()
    for cluster in run.clusters:
        if pending and abs(pending * scale) >= 0.5:
            stretches.append((tuple(records), str(round(pending * scale))))
            records, pending = [], 0
        records.append(_record(cluster))
        pending += cluster.width - cluster.advance
    last = str(round(pending * scale)) if pending and abs(pending * scale) >= 0.5 else ""
    return (*stretches, (tuple(records), last))


@lru_cache(maxsize=20_000)
def _visual(run: Run) -> tuple[str, tuple[int, ...], tuple[_Record, ...]]:
    """The run's characters, their advances and records, in logical order."""
    records = list[_Record]()
    for cluster in _forward(run.clusters):
        records.append((cluster.glyphs, cluster.advance, cluster.text[0]))
        records += [((), 0, char) for char in cluster.text[1:]]
    return "".join([text for _, _, text in records]), tuple([width for _, width, _ in records]), tuple(records)


def _joined(earlier: Cluster, later: Cluster) -> Cluster:
    moved = tuple((glyph, x + later.advance, y) for glyph, x, y in _parts(earlier.glyphs))
    advance = earlier.advance + later.advance
    return Cluster((*_parts(later.glyphs), *moved), advance, earlier.text + later.text, advance)


def _parts(glyphs: Glyphs) -> tuple[tuple[int, int, int], ...]:
    return ((glyphs, 0, 0),) if isinstance(glyphs, int) else glyphs


class VisualRun(NamedTuple):
    """A right-to-left run, one code to a character.

    text: its characters, and advances: how far the pen moves after each, in font units, both in logical order; shown:
    the codes in visual order, four hexadecimal digits each.
    """

    text: str
    shown: str
    advances: tuple[int, ...]


class _Codes(dict[_Record, str]):
    """The code of each cluster as it stands in a string: four hexadecimal digits, given in the order of first use."""

    def __missing__(self, record: _Record) -> str:
        cid = len(self) + 1
        if cid > _MAX_CIDS:
            raise OverflowError(f"more than {_MAX_CIDS} different clusters in one font")
        code = self[record] = f"{cid:04X}"
        return code


class EmbeddedFont:
    """A face as one document uses it; codes are given in the order of first use, so equal input gives equal bytes."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes = _Codes()
        self._runs: dict[Run, VisualRun] = {}
        self._arrays: dict[Run, str] = {}

    def code(self, record: _Record) -> str:
        """The code of a cluster as it stands in a string: four hexadecimal digits. Raises `OverflowError`."""
        return self._codes[record]

    def left_to_right(self, runs: Sequence[Run]) -> str:
        """The inside of a TJ array for runs side by side, their kerning as adjustments: `<0001>12<0002…>`."""
        known = self._arrays
        return "".join([known.get(run) or self._array(run) for run in runs]).replace("><", "")

    def _array(self, run: Run) -> str:
        code = self._codes.__getitem__
        array = self._arrays[run] = "".join([f"<{''.join(map(code, records))}>{kern}" for records, kern in _shown(run)])
        return array

    def right_to_left(self, run: Run) -> VisualRun:
        """The run as one string is shown from left to right.

        A cluster of several characters gives its glyphs to the first; the others get blank codes without width. So
        the codes can be turned round one by one, as ReversedChars asks (ISO 32000-1, 14.8.2.3.3).
        """
        known = self._runs.get(run)
        if known is None:
            text, advances, records = _visual(run)
            shown = list(map(self._codes.__getitem__, records))
            shown.reverse()
            known = self._runs[run] = VisualRun(text, "".join(shown), advances)
        return known

    def write(self, add: Callable[[bytes], int]) -> int:
        """Add the font's objects; returns the number of the Type 0 font."""
        face, scale = self.face, 1000 / self.face.upem
        program, glyph_ids = _Subset(face, list(self._codes)).build()
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.md5(program, usedforsecurity=False).digest()[:6])
        name = Name(f"{tag}+{face.name}")
        widths = " ".join([number(width * scale) for _, width, _ in self._codes])
        mapping = struct.pack(f">{len(glyph_ids)}H", *glyph_ids)
        file = add(stream(program, {"Length1": len(program)}, filler=b"\0\0\0\1"))
        descriptor: dict[str, Value] = {
            "Type": Name("FontDescriptor"),
            "FontName": name,
            "Flags": 4 | (64 if face.italic_angle else 0),
            "FontBBox": [round(v * scale) for v in face.box],
            "ItalicAngle": face.italic_angle,
            "Ascent": round(face.ascent * scale),
            "Descent": round(face.descent * scale),
            "CapHeight": round(face.cap_height * scale),
            "StemV": _stem(face.weight),
            "FontFile2": Ref(file),
        }
        descendant: dict[str, Value] = {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": {"Registry": Text("Adobe"), "Ordering": Text("Identity"), "Supplement": 0},
            "FontDescriptor": Ref(add(pdf_bytes(descriptor))),
            "DW": 1000,
            "W": f"[1 [{widths}]]".encode("ascii"),
            "CIDToGIDMap": Ref(add(stream(mapping, filler=b"\0\1"))),
        }
        font: dict[str, Value] = {
            "Type": Name("Font"),
            "Subtype": Name("Type0"),
            "BaseFont": name,
            "Encoding": Name("Identity-H"),
            "DescendantFonts": [Ref(add(pdf_bytes(descendant)))],
            "ToUnicode": Ref(add(stream(self._to_unicode()))),
        }
        return add(pdf_bytes(font))

    def _to_unicode(self) -> bytes:
        rows = [f"<{code}> <{text.encode('utf-16-be').hex().upper()}>" for (_, _, text), code in self._codes.items()]
        parts = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
        ]
        for start in range(0, len(rows), 100):  # at most 100 a block: Adobe Technical Note 5014, 1.4.1
            block = rows[start : start + 100]
            parts += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        parts += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(parts).encode("ascii")


def _stem(weight: int) -> int:
    """A stem width for the descriptor; viewers use it only for substitutes, of which we have none."""
    return int(50 + (weight / 65) ** 2)


class _Counts(NamedTuple):
    """What the table `maxp` has the most of. Source: OpenType 1.9.1, “maxp”."""

    points: int
    contours: int
    depth: int
    elements: int


class _Composite(NamedTuple):
    """A glyph of placed parts, whatever their ids will be in a subset.

    data: its description; components: for each part that has an outline its index among the glyphs, and the offset of
    its id in the data; left: the smallest x.
    """

    data: bytes
    components: tuple[tuple[int, int], ...]
    left: int
    counts: _Counts


@lru_cache(maxsize=20_000)
def _composite(face: Face, glyphs: tuple[tuple[int, int, int], ...]) -> _Composite | None:
    """The composite of the glyphs that have an outline; None when none has."""
    parts = [(at, outline, x, y) for at, (glyph, x, y) in enumerate(glyphs) if (outline := face.outline(glyph)).box]
    if not parts:
        return None
    boxes = [(b[0] + x, b[1] + y, b[2] + x, b[3] + y) for _, outline, x, y in parts if (b := outline.box)]
    left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
    if any(abs(edge) > _MAX_COORDINATE for box in boxes for edge in box):
        raise OverflowError("a letter bears more marks than a font can hold")
    data = struct.pack(">5h", -1, left, bottom, max(b[2] for b in boxes), max(b[3] for b in boxes))
    components = list[tuple[int, int]]()
    for index, (at, _, x, y) in enumerate(parts):
        more = MORE_COMPONENTS if index < len(parts) - 1 else 0
        components.append((at, len(data) + 2))
        data += struct.pack(">HHhh", ARGS_ARE_WORDS | ARGS_ARE_XY | more, 0, x, y)
    counts = _Counts(
        sum(outline.points for _, outline, _, _ in parts),
        sum(outline.contours for _, outline, _, _ in parts),
        1 + max(outline.depth for _, outline, _, _ in parts),
        len(parts),
    )
    return _Composite(data, tuple(components), left, counts)


class _Subset:
    """A TrueType file with the outlines that some CIDs need; glyph 0 and a blank stand first."""

    def __init__(self, face: Face, records: list[_Record]) -> None:
        self.face = face
        self.records = records
        self.outlines: list[bytes] = []
        self.metrics: list[tuple[int, int]] = []
        self.new_ids: dict[int, int] = {}
        self.counts: list[_Counts] = [_Counts(0, 0, 0, 0)]

    def build(self) -> tuple[bytes, list[int]]:
        """The font file, and the glyph id of each CID from 0."""
        self._original(0)
        blank = self._append(b"", 0, 0)
        ids, made = [0], dict[tuple[Glyphs, int], int]()
        for glyphs, width, _ in self.records:
            known = made.get((glyphs, width))
            if known is None:
                known = made[glyphs, width] = self._glyph(glyphs, width, blank)
            ids.append(known)
        return self._file(), ids

    def _glyph(self, glyphs: Glyphs, width: int, blank: int) -> int:
        if isinstance(glyphs, int):
            if self.face.advance(glyphs) == width:
                return self._original(glyphs)
            glyphs = ((glyphs, 0, 0),)
        known = self.new_ids
        new_ids = [known.get(glyph) or self._original(glyph) for glyph, _, _ in glyphs]
        composite = _composite(self.face, glyphs)
        if composite is None:
            return blank if width == 0 else self._append(b"", width, 0)
        data = bytearray(composite.data)
        for index, offset in composite.components:
            struct.pack_into(">H", data, offset, new_ids[index])
        self.counts.append(composite.counts)
        return self._append(bytes(data), width, composite.left)

    def _original(self, glyph: int) -> int:
        """The new id of one of the face's own glyphs, with what it is made of."""
        known = self.new_ids.get(glyph)
        if known is not None:
            return known
        outline = self.face.outline(glyph)
        self.counts.append(_Counts(outline.points, outline.contours, outline.depth, len(outline.components)))
        new = self.new_ids[glyph] = self._append(
            outline.data, self.face.advance(glyph), outline.box[0] if outline.box else 0
        )
        if outline.components:
            data = bytearray(outline.data)
            for component, offset in outline.components:
                struct.pack_into(">H", data, offset, self._original(component))
            self.outlines[new] = bytes(data)
        return new

    def _append(self, data: bytes, width: int, bearing: int) -> int:
        self.outlines.append(data + b"\0" * (-len(data) % 4))
        self.metrics.append((max(0, width), bearing))
        return len(self.outlines) - 1

    def _file(self) -> bytes:
        offsets = [0]
        for data in self.outlines:
            offsets.append(offsets[-1] + len(data))
        count = len(self.outlines)
        head = bytearray(self.face.table("head"))
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self.face.table("hhea"))
        struct.pack_into(">H", hhea, 10, max(width for width, _ in self.metrics))
        struct.pack_into(">H", hhea, 34, count)
        maxp = bytearray(self.face.table("maxp"))
        simple, composite = ([one for one in self.counts if bool(one.depth) is made] for made in (False, True))
        for at, counts in ((6, simple), (10, composite)):
            points, contours = (max((one[index] for one in counts), default=0) for index in (0, 1))
            struct.pack_into(">2H", maxp, at, points, contours)
        struct.pack_into(">H", maxp, 4, count)
        struct.pack_into(">5H", maxp, 18, 0, 0, 0, 0, 0)
        depth, elements = (max(one[index] for one in self.counts) for index in (2, 3))
        struct.pack_into(">2H", maxp, 28, elements, depth)
        return _sfnt(
            {
                b"glyf": b"".join(self.outlines),
                b"head": bytes(head),
                b"hhea": bytes(hhea),
                b"hmtx": b"".join(struct.pack(">Hh", *metric) for metric in self.metrics),
                b"loca": struct.pack(f">{len(offsets)}I", *offsets),
                b"maxp": bytes(maxp),
            }
        )


def _sfnt(tables: dict[bytes, bytes]) -> bytes:
    """A font file with its directory and checksums. Source: OpenType 1.9.1, “Organization of an OpenType font”."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset, directory, body, head_at = 12 + 16 * count, b"", b"", 0
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        if tag == b"head":
            head_at = offset + len(body)
        directory += tag + struct.pack(">III", _checksum(padded), offset + len(body), len(data))
        body += padded
    file = bytearray(header + directory + body)
    struct.pack_into(">I", file, head_at + 8, (0xB1B0AFBA - _checksum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(data: bytes) -> int:
    return int(sum(struct.unpack(f">{len(data) // 4}I", data))) & 0xFFFFFFFF
