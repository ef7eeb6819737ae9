"""Fonts that a clinic brings itself: whether they may go into a PDF, and which languages they can set."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from generator.inputs import Stamp
from generator.text.fonts import Face, load_face

# The largest font of ours, Chinese, has 11 MB.
MAX_BYTES = 30_000_000
# Embedding permissions. Source: OpenType 1.9.1, “OS/2” table, fsType: bits 1 (restricted), 8 (no subsetting), 9
# (bitmaps only). We embed outlines, subset, in files that nobody edits: “preview and print” (bit 2) suffices.
_RESTRICTED, _PRINT_OR_EDIT, _NO_SUBSET, _BITMAPS_ONLY = 0x0002, 0x000C, 0x0100, 0x0200
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")


_seen: dict[Path, Stamp] = {}


def changed_since_seen(path: Path, stamp: Stamp) -> bool:
    """Whether a file is another than when this was asked before: what is remembered of the font is out of date."""
    before = _seen.get(path)
    _seen[path] = stamp
    return before not in (None, stamp)


@lru_cache(maxsize=50)
def font_fault(path: Path, _stamp: Stamp) -> str:
    """What forbids the use of a font file, as the end of a sentence; empty when nothing does."""
    if path.stat().st_size > MAX_BYTES:
        return f"has more than {MAX_BYTES:,} bytes"
    with path.open("rb") as file:
        if file.read(4) not in _TRUETYPE:
            return "is no TrueType font (.ttf with TrueType outlines)"
    try:
        face = load_face(path)
        permission = struct.unpack(">H", face.table("OS/2")[8:10])[0]
        if not face.table("glyf"):
            return "has no TrueType outlines"
        if face.table("fvar"):
            return "is a variable font: save the weights as files of their own"
        for glyph in range(face.hb_face.glyph_count):
            face.outline(glyph)
    except (struct.error, IndexError, ValueError, RecursionError, hb.HarfBuzzError):
        return "is damaged"
    return _forbidden(permission)


def _forbidden(permission: int) -> str:
    if permission & _RESTRICTED and not permission & _PRINT_OR_EDIT:
        return "may not be embedded (its maker forbids it: OS/2 fsType, restricted licence)"
    if permission & _NO_SUBSET:
        return "may not be subset (its maker forbids it: OS/2 fsType)"
    return "may be embedded as bitmaps only (OS/2 fsType)" if permission & _BITMAPS_ONLY else ""


def can_set(families: tuple[Path, Path], text: str) -> bool:
    """Whether both faces of a family have every letter and digit of a text in the language."""
    faces: tuple[Face, ...] = tuple(map(load_face, families))
    return all(face.covers(char) for char in set(text) if char.isalnum() for face in faces)
