"""What a page's content stream shows, by marked content: one pass of a pattern over the operators that matter.

Source: ISO 32000-1, 14.6 (marked content), 9.4.3 (showing text), 14.8.2.3.3 (ReversedChars); ISO 14289-1, 7.1.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Mapping

from generator.checks.faults import FaultList
from generator.checks.fonts import Font

# The operators that the witness acts on. Every alternative begins with one plain sign: the pattern engine skips to it.
_OPERATOR = re.compile(
    rb"/(?:(\w+)\s*(?:<<\s*/MCID\s+(\d{1,9})\s*>>\s*BDC|(BMC|/\w+\s*BDC|<<(?:[^<>]++|<[0-9A-Fa-f]*+>)*+>>\s*BDC))\b|(\w+)\s+[-+.\d]+\s+Tf\b)"
    rb"|\[([^\]()]*+)\]\s*TJ\b|<([0-9A-Fa-f\s]*+)>\s*Tj\b|EMC\b"
)
_FIELDS = 7
_MCID = re.compile(rb"/MCID\s+(\d{1,9})")
_STRING = re.compile(rb"<([0-9A-Fa-f\s]*+)>")

# Between those operators stand only paths, colours and positions. Anything that could show or mark something in a form
# that the pattern above does not know must not go unseen.
_PLAIN_SIGNS = b"0123456789.-+ \r\nlmchvy"
_UNKNOWN = re.compile(rb"[(<>'\"%{}]|\b(?:BDC|BMC|EMC|BI|DP|MP|TJ|Tj|Tf)\b")
_UNKNOWN_QUICK = re.compile(rb"[(<>'\"%{}]|B[DMI]|EM|DP|MP|T[Jjf]")
# Painting (8.2, table 51): what needs an owner.
_PAINTING = re.compile(rb"(?<![\w/])(?:[fFSsBb]\*?|sh|Do)(?!\w)")

_ARTIFACT, _REVERSED, _OTHER = -1, -2, -3


class ContentReader:
    """Reads one page's content stream. page: how messages call it."""

    def __init__(self, page: str, fonts: Mapping[str, Font], faults: FaultList) -> None:
        self.page = page
        self.fonts = fonts
        self.faults = faults
        self._open: list[int] = []
        self._parts: dict[int, list[str]] = {}
        self._into: list[str] | None = None
        self._reversed = False

    def read(self, content: bytes) -> dict[int, str]:
        """The text of each marked-content id, in the order of the stream; what is wrong goes to the list of faults."""
        parts = _OPERATOR.split(content)
        gaps = parts[0::_FIELDS]
        self._check_unknown(b"\n".join(gaps))
        loose = [gaps[0]]
        font: Font | None = None
        rows = zip(*(parts[n::_FIELDS] for n in range(1, _FIELDS)), gaps[1:], strict=True)
        for tag, mcid, properties, select, adjusted, shown, gap in rows:
            if shown is not None:
                self._show((shown,), font)
            elif adjusted is not None:
                self._show(_STRING.findall(adjusted), font)
            elif select is not None:
                font = self.fonts.get(select.decode("latin-1"))
            elif tag is not None:
                self._begin(tag, mcid, properties)
            else:
                self._end()
            if not self._open:
                loose.append(gap)
        self._check_end(b"\n".join(loose))
        return {mcid: "".join(texts) for mcid, texts in self._parts.items()}

    def _begin(self, tag: bytes, mcid: bytes | None, properties: bytes | None) -> None:
        if mcid is None and properties is not None:
            found = _MCID.search(properties)
            mcid = found[1] if found else None
        if mcid is not None:
            self._begin_mark(int(mcid))
        elif tag == b"Artifact":
            if any(kind >= 0 for kind in self._open):
                self.faults.structure(f"{self.page}: an artifact stands inside tagged content.")
            self._open.append(_ARTIFACT)
        else:
            self._open.append(_REVERSED if tag == b"ReversedChars" else _OTHER)
            self._reversed = _REVERSED in self._open

    def _begin_mark(self, mcid: int) -> None:
        if any(kind >= _ARTIFACT for kind in self._open):
            self.faults.structure(f"{self.page}: the tagged content {mcid} stands inside other content.")
        if mcid in self._parts:
            self.faults.structure(f"{self.page}: the content number {mcid} is given twice.")
        self._into = self._parts.setdefault(mcid, [])
        self._open.append(mcid)

    def _end(self) -> None:
        if not self._open:
            self.faults.structure(f"{self.page}: marked content ends that never began.")
            return
        kind = self._open.pop()
        if kind >= 0:
            self._into = None
        elif kind == _REVERSED:
            self._reversed = _REVERSED in self._open

    def _show(self, strings: tuple[bytes, ...] | list[bytes], font: Font | None) -> None:
        if font is None:
            self.faults.structure(f"{self.page}: text is shown in a font that the page does not have.")
            return
        into = self._into
        if into is None and _ARTIFACT not in self._open:
            self.faults.structure(f"{self.page}: text stands outside all tags and artifacts.")
        if not self._reversed:
            characters = font.characters(_codes(b"".join(strings)))
            if into is not None:
                into += characters
            return
        for string in strings:
            characters = font.characters(_codes(string))
            if into is not None:
                into += reversed(characters)

    def _check_unknown(self, gaps: bytes) -> None:
        # Cheap first: paths are nearly all of it, and without their signs little is left to search.
        rest = gaps.translate(None, _PLAIN_SIGNS)
        if _UNKNOWN_QUICK.search(rest) and _UNKNOWN.search(gaps):
            self.faults.structure(f"{self.page}: the content holds something that cannot be checked.")

    def _check_end(self, loose: bytes) -> None:
        if self._open:
            self.faults.structure(f"{self.page}: marked content does not end.")
        if loose.strip() and _PAINTING.search(loose):
            self.faults.structure(f"{self.page}: something is drawn outside all tags and artifacts.")


def _codes(digits: bytes) -> array[int]:
    """The two-byte codes of a string in hexadecimal; a missing last digit is 0 (ISO 32000-1, 7.3.4.3)."""
    try:
        codes = array("H", bytes.fromhex(digits.decode("ascii")))
    except ValueError:
        cleaned = b"".join(digits.split())
        codes = array("H", bytes.fromhex((cleaned + b"0" * (-len(cleaned) % 4)).decode("ascii")))
    if sys.byteorder == "little":
        codes.byteswap()
    return codes
