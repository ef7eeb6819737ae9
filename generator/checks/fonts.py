"""What a font in the PDF says of its codes: the characters that each stands for and the glyph that each shows."""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache

from generator.checks.faults import FaultList
from generator.checks.reader import PdfFile, Value
from generator.values import Mutable, field

# Characters that a ToUnicode value may not hold (ISO 14289-1, 7.21.7; veraPDF reads it so), and private ones, which
# mean nothing outside their font.
_NO_TEXT = re.compile("[\0\ufeff\ufffe\ufffd\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_HEX = re.compile(r"<([0-9A-Fa-f]+)>")


class Font(Mutable):
    """A font as the pages use it.

    unicode: the text of each code; glyphs: the glyph of each code, None when it is the code itself; count: glyphs in
    the font file; used: the codes that were shown.
    """

    name: str
    unicode: Mapping[int, str]
    glyphs: array[int] | None
    count: int
    used: set[int] = field(default_factory=set)

    def characters(self, codes: Iterable[int]) -> list[str]:
        """The text of each code; U+FFFD for one that has none (`check_codes` reports it)."""
        self.used.update(codes)
        try:
            return [self.unicode[code] for code in codes]
        except KeyError:
            return [self.unicode.get(code, "\ufffd") for code in codes]

    def check_codes(self, faults: FaultList) -> None:
        """Every code shown has a text (ISO 14289-1, 7.21.7) and a glyph that is not “missing” (7.21.8)."""
        for code in sorted(self.used - self.unicode.keys()):
            faults.conformance(f"The font {self.name} does not say which text its code {code:04X} stands for.")
        for code in sorted(self.used & self.unicode.keys()):
            text = self.unicode[code]
            if not text or _NO_TEXT.search(text):
                faults.conformance(f"The font {self.name} gives its code {code:04X} a text that nobody can read.")
        for code in sorted(self.used):
            glyph = code if self.glyphs is None else self.glyphs[code] if code < len(self.glyphs) else 0
            if not 0 < glyph < self.count:
                text = self.unicode.get(code, "")
                faults.conformance(
                    f"The font {self.name} shows an empty box (the missing glyph) for “{text}”, its code {code:04X}."
                )


def read_font(file: PdfFile, resource: str, value: Value, faults: FaultList) -> Font:
    """The font behind a resource name; what it lacks goes to `faults`.

    Source: ISO 32000-1, 9.7; ISO 14289-1, 7.21.4.
    """
    entries = file.dictionary(value)
    name = entries.get("BaseFont")
    name = str(name) if isinstance(name, str) else resource
    descendant = file.dictionary(next(iter(file.array(entries.get("DescendantFonts"))), None))
    if (
        entries.get("Subtype") != "Type0"
        or entries.get("Encoding") != "Identity-H"
        or descendant.get("Subtype") != "CIDFontType2"
    ):
        faults.conformance(f"The font {name} is not a composite TrueType font.")
    program = file.stream(file.dictionary(descendant.get("FontDescriptor")).get("FontFile2"))
    count = 0
    if program is None:
        faults.conformance(f"The font {name} is not embedded.")
    else:
        count = glyph_count(program)
        if not count:
            faults.conformance(f"The font file of {name} is damaged.")
    unicode = file.stream(entries.get("ToUnicode"))
    if unicode is None:
        faults.conformance(f"The font {name} does not say which text its codes stand for.")
    mapping = file.stream(descendant.get("CIDToGIDMap"))
    return Font(name, read_to_unicode(unicode or b""), _glyph_ids(mapping), count)


@lru_cache(maxsize=64)  # a leaflet that is built again has the same fonts, most of the time
def read_to_unicode(data: bytes) -> Mapping[int, str]:
    """The text of each code. Source: ISO 32000-1, 9.10.3."""
    found: dict[int, str] = {}
    for kind, section in _SECTION.findall(data):
        lines = section.decode("latin-1")
        if kind == b"char":
            found |= {
                int(code, 16): chr(int(text, 16)) if len(text) == 4 else _utf16(text)
                for code, text in _PAIR.findall(lines)
            }
            continue
        for first, last, start, listed in _RANGE.findall(lines):
            codes = range(int(first, 16), min(int(last, 16), 0xFFFF) + 1)
            if start:
                head, end = _utf16(start)[:-1], ord(_utf16(start)[-1:] or "\0")
                found.update((code, head + chr(min(end + step, 0x10FFFF))) for step, code in enumerate(codes))
            else:
                found.update(zip(codes, map(_utf16, _HEX.findall(listed)), strict=False))
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits + "0" * (-len(digits) % 2)).decode("utf-16-be", "replace")


def _glyph_ids(mapping: bytes | None) -> array[int] | None:
    if mapping is None:
        return None
    ids = array("H", mapping[: len(mapping) & ~1])
    ids.byteswap()
    return ids


def glyph_count(program: bytes) -> int:
    """The number of glyphs of a TrueType font, 0 when it is none. Source: OpenType 1.9.1, “maxp”."""
    if program[:4] not in (b"\0\1\0\0", b"true"):
        return 0
    at = program.find(b"maxp", 12, 12 + 16 * int.from_bytes(program[4:6]))
    offset = int.from_bytes(program[at + 8 : at + 12]) if at > 0 else len(program)
    return int(struct.unpack_from(">H", program, offset + 4)[0]) if offset + 6 <= len(program) else 0
