"""The fonts of a page as measuring needs them: each code's text, width and inked area.

Source: ISO 32000-1, 9.6 (simple fonts), 9.7 (composite fonts), 9.10 (from codes to text).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.checks.fonts import read_to_unicode
from generator.checks.pages.outlines import Outlines, outlines
from generator.checks.reader import Dict, PdfFile, Value
from generator.values import Frozen, Mutable, field

_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_ITALIC = re.compile("italic|oblique", re.IGNORECASE)
# Font descriptor flags, bits 7 and 19 (9.8.2, table 123).
_ITALIC_FLAG, _FORCE_BOLD = 1 << 6, 1 << 18
# OpenType 1.9.1, OS/2 usWeightClass: 700 is Bold.
_BOLD_WEIGHT = 700


class Glyph(Frozen):
    """What one code shows. width: in thousandths of the type size; area: inked, in squares of the type size."""

    text: str
    width: float
    area: float
    space: bool


class Typeface(Mutable):
    """A font as a page uses it. bytes_each: of a code."""

    name: str
    bold: bool
    italic: bool
    bytes_each: int
    unicode: Mapping[int, str]
    widths: Mapping[int, float]
    default: float
    gids: bytes | None = None
    shapes: Outlines | None = None
    _known: dict[int, Glyph] = field(default_factory=dict)

    def glyphs(self, string: bytes) -> list[Glyph]:
        """The glyphs that a string shows, in its order."""
        step, known = self.bytes_each, self._known
        codes = string if step == 1 else [string[n] << 8 | string[n + 1] for n in range(0, len(string) - 1, 2)]
        return [known.get(code) or self._glyph(code) for code in codes]

    def _glyph(self, code: int) -> Glyph:
        gid = int.from_bytes(self.gids[2 * code : 2 * code + 2]) if self.gids is not None else code
        area = self.shapes.area(gid) if self.shapes else 0.0
        # Word spacing applies to the single-byte code 32 alone (9.3.3).
        space = self.bytes_each == 1 and code == 32
        text = self.unicode.get(code, "")
        glyph = self._known[code] = Glyph(text, self.widths.get(code, self.default), area, space)
        return glyph


def read_typeface(file: PdfFile, value: Value) -> Typeface:
    """The font behind a resource."""
    entries = file.dictionary(value)
    name = str(entries.get("BaseFont") or "")
    unicode = dict(read_to_unicode(file.stream(entries.get("ToUnicode")) or b""))
    if entries.get("Subtype") == "Type0":
        inner = file.dictionary(next(iter(file.array(entries.get("DescendantFonts"))), None))
        described = file.dictionary(inner.get("FontDescriptor"))
        default = inner.get("DW", 1000)
        program = file.stream(described.get("FontFile2"))
        return Typeface(
            name, *_looks(name, described), 2, unicode, _composite_widths(file, inner), _plain(default, 1000),
            file.stream(inner.get("CIDToGIDMap")), outlines(program) if program else None,
        )  # fmt: skip
    described = file.dictionary(entries.get("FontDescriptor"))
    first = entries.get("FirstChar", 0)
    start = first if isinstance(first, int) else 0
    scale = 1.0
    if entries.get("Subtype") == "Type3":  # its widths are in its own units (9.6.5)
        matrix = file.array(entries.get("FontMatrix"))
        scale = 1000 * _plain(matrix[0] if matrix else 0.001, 0.001)
    widths = {start + n: scale * _plain(width, 0) for n, width in enumerate(file.array(entries.get("Widths")))}
    missing = _plain(described.get("MissingWidth", 0), 0)
    text = {**_encoding(file, entries.get("Encoding")), **unicode}
    return Typeface(name, *_looks(name, described), 1, text, widths, missing if widths else 500)


def _looks(name: str, described: Dict) -> tuple[bool, bool]:
    """Whether the font is bold, and whether it is italic."""
    flags, weight, angle = (described.get(key) for key in ("Flags", "FontWeight", "ItalicAngle"))
    flags = flags if isinstance(flags, int) else 0
    heavy = isinstance(weight, (int, float)) and weight >= _BOLD_WEIGHT
    leans = isinstance(angle, (int, float)) and angle != 0
    return (
        heavy or bool(flags & _FORCE_BOLD or _BOLD.search(name)),
        leans or bool(flags & _ITALIC_FLAG or _ITALIC.search(name)),
    )


def _composite_widths(file: PdfFile, inner: Dict) -> dict[int, float]:
    """The array W (9.7.4.3): `first [w …]` or `first last w`."""
    found: dict[int, float] = {}
    items = [file.resolve(item) for item in file.array(inner.get("W"))]
    at = 0
    while at + 1 < len(items):
        first, second = items[at], items[at + 1]
        if not isinstance(first, int):
            break
        if isinstance(second, list):
            found.update((first + n, _plain(width, 0)) for n, width in enumerate(second))
            at += 2
        elif isinstance(second, int) and at + 2 < len(items):
            found.update(dict.fromkeys(range(first, min(second, 0xFFFF) + 1), _plain(items[at + 2], 0)))
            at += 3
        else:
            break
    return found


def _encoding(file: PdfFile, value: Value) -> dict[int, str]:
    """What the codes of a simple font say: one of two tables, and names of one letter or of a number (uni00E9)."""
    entries = file.dictionary(value)
    base = entries.get("BaseEncoding") or file.resolve(value)
    codec = "mac_roman" if base == "MacRomanEncoding" else "cp1252"
    found = {code: bytes((code,)).decode(codec, "replace") for code in range(32, 256)}
    code = 0
    for item in file.array(entries.get("Differences")):
        if isinstance(item, int):
            code = item
            continue
        name = str(item)
        numbered = re.fullmatch(r"uni([0-9A-F]{4})", name)
        if len(name) == 1 or numbered:
            found[code] = chr(int(numbered[1], 16)) if numbered else name
        code += 1
    return found


def _plain(value: Value, otherwise: float) -> float:
    return float(value) if isinstance(value, (int, float)) else otherwise
