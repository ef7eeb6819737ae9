"""What a PDF says of itself and of its parts, for people: `handouts inspect` and the golden files of the tests.

It reads with pypdf, so that any tagged PDF can be looked at, and that the tests hear a second opinion beside the
witness's own reader.

    ProblemError
    └── NotReadable      the file cannot be read as a PDF
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.checks.areas import area_facts, bookmarks, plain
from generator.checks.fonts import read_to_unicode
from generator.checks.tree import INLINE
from generator.problems import ProblemError
from generator.values import Mutable, field

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# Claims in the XMP packet: their pattern and how people call the standard.
_CLAIM_PART = r"pdf{kind}id:part(?:>|=\")(\d)"
_PDFA_LEVEL = re.compile(r"pdfaid:conformance(?:>|=\")(\w)")
# Attributes worth a line of a tag tree; Layout's are about looks (ISO 32000-1, 14.8.5).
_SHOWN_OWNERS = ("/Table", "/List", "/PrintField")
# More levels than this are no document but a circle.
_MAX_DEPTH = 60
_TWO_BYTES = "/Type0"
_INLINE = frozenset(f"/{role}" for role in INLINE)


class NotReadable(ProblemError):
    """The file is not a PDF, or is too damaged to be read."""


def describe(path: Path) -> str:
    """Facts about the file, its bookmarks, its tags. Raises `NotReadable`, or OSError when there is no such file."""
    with path.open("rb") as file:
        data = file.read()
    reader = _open(data)
    try:
        parts = {"bookmarks:": bookmarks(reader), "tags:": _tree_lines(reader)}
        told = (line for name, lines in parts.items() for line in (name, *(f"  {line}" for line in lines)))
        return "\n".join((*_facts(reader, data), *told))
    except _pdf_errors() as error:
        raise NotReadable(f"this PDF is damaged: {error}") from error


def tag_tree(data: bytes) -> str:
    """The tag tree alone, one element a line: role, what is said about it, its text in quotation marks; before what
    begins on another page than what stands above it, the page."""
    return "\n".join(_tree_lines(_open(data))) + "\n"


class Part(Mutable):
    """What a screen reader meets as one part: a paragraph, a cell, a picture. page: from 1, where it begins."""

    page: int
    text: str


class Spoken(Mutable):
    """What a PDF says, part by part in the order of its tags. lang: of the whole, BCP 47, or empty."""

    lang: str
    pages: int
    parts: list[Part] = field(default_factory=list)


def spoken(data: bytes) -> Spoken:
    """What a screen reader says of the file; of one without tags, the lines of each page. Raises `NotReadable`."""
    reader = _open(data)
    try:
        root = plain(reader.trailer["/Root"])
        said = Spoken(str(root.get("/Lang") or ""), len(reader.pages))
        tree = plain(root.get("/StructTreeRoot"))
        if tree is None:
            said.parts = [
                Part(number, line)
                for number, page in enumerate(reader.pages, 1)
                for line in page.extract_text().splitlines()
            ]
        else:
            _Listener(reader, said).hear(tree, None, 0)
    except _pdf_errors() as error:
        raise NotReadable(f"this PDF is damaged: {error}") from error
    said.parts = [part for part in said.parts if part.text.strip()]
    return said


class _Listener:
    """Goes through a tree in the order of reading; what has been met once is passed by, for trees that bite their
    tail."""

    def __init__(self, reader: PdfReader, said: Spoken) -> None:
        self._texts = _MarkedTexts(reader)
        self._said = said
        self._met: set[int] = set()

    def hear(self, element: Any, page: int | None, depth: int) -> None:
        if depth > _MAX_DEPTH or id(element) in self._met:
            return
        self._met.add(id(element))
        begins = str(element.get("/S")) not in _INLINE
        if begins:
            self._said.parts.append(Part(0, ""))
        if "/Alt" in element:
            self._say(str(element["/Alt"]), self._texts.number(page))
        if "/ActualText" in element:  # in place of all that it holds (ISO 32000-1, 14.9.4)
            self._say(str(element["/ActualText"]), self._texts.number(_page_of(element, page)))
        for kid in _kids(element) if "/ActualText" not in element else ():
            if isinstance(kid, int) or "/MCID" in kid:
                mark, where = _mark_of(kid, page)
                self._say(self._texts.text(mark, where), self._texts.number(where))
            elif "/S" in kid:
                self.hear(kid, _page_of(kid, page), depth + 1)
        if begins:  # what follows stands behind this part, not in it
            self._said.parts.append(Part(0, ""))

    def _say(self, text: str, page: int) -> None:
        part = self._said.parts[-1]
        part.page = part.page or page
        part.text += text


def _pdf_errors() -> tuple[type[Exception], ...]:
    """What pypdf raises at damaged files; it does not wrap everything into its own exceptions."""
    from pypdf.errors import PyPdfError

    return (PyPdfError, RecursionError, KeyError, TypeError, ValueError, AttributeError, IndexError)


def _open(data: bytes) -> PdfReader:
    from pypdf import PdfReader

    if b"%PDF-" not in data[:1024]:
        raise NotReadable("this is not a PDF: it does not begin with “%PDF-”")
    try:
        reader = PdfReader(io.BytesIO(data))
        len(reader.pages)
    except _pdf_errors() as error:
        raise NotReadable(f"this PDF is damaged: {error}") from error
    return reader


# -- facts ----------------------------------------------------------------------------------------------------------


def _facts(reader: PdfReader, data: bytes) -> Iterator[str]:
    root = plain(reader.trailer["/Root"])
    xmp_stream = plain(root.get("/Metadata"))
    xmp = xmp_stream.get_data().decode("utf-8", "replace") if xmp_stream is not None else ""
    yield f"title: {_title(reader, xmp) or '(none)'}"
    yield f"language: {root.get('/Lang') or '(none)'}"
    yield f"pages: {len(reader.pages)}"
    yield f"version: PDF {reader.pdf_header.removeprefix('%PDF-')}"
    yield f"claims: {', '.join(claimed_standards(xmp)) or '(none)'}"
    yield f"size: {len(data)} bytes"
    yield "fonts:"
    yield from sorted({f"  {name}: {'embedded' if embedded else 'not embedded'}" for name, embedded in _fonts(reader)})


def _title(reader: PdfReader, xmp: str) -> str:
    found = re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", xmp, re.DOTALL)
    if found:
        from xml.sax.saxutils import unescape

        return unescape(found[1]).strip()
    return str((reader.metadata.title if reader.metadata else "") or "")


def claimed_standards(xmp: str) -> list[str]:
    """The standards that an XMP packet names, as “PDF/UA-1”, “PDF/A-2a”."""
    names = []
    part = re.search(_CLAIM_PART.format(kind="ua"), xmp)
    if part:
        names.append(f"PDF/UA-{part[1]}")
    part, level = re.search(_CLAIM_PART.format(kind="a"), xmp), _PDFA_LEVEL.search(xmp)
    if part:
        names.append(f"PDF/A-{part[1]}{level[1].lower() if level else ''}")
    names += [f"WTPDF {level}" for level in re.findall(r"declarations/wtpdf#(\w+?)1\.0", xmp)]
    return names


def _fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    for page in reader.pages:
        for font in _page_fonts(page).values():
            kids = plain(font.get("/DescendantFonts"))
            descriptor = plain((plain(kids[0]) if kids else font).get("/FontDescriptor")) or {}
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            yield (
                str(font.get("/BaseFont", "a font without a name")).lstrip("/"),
                embedded or font.get("/Subtype") == "/Type3",
            )


def _page_fonts(page: Any) -> dict[str, Any]:
    resources = plain(page.get("/Resources")) or {}
    return {name: plain(font) for name, font in (plain(resources.get("/Font")) or {}).items()}


# -- the tree -------------------------------------------------------------------------------------------------------


def _tree_lines(reader: PdfReader) -> list[str]:
    root = plain(plain(reader.trailer["/Root"]).get("/StructTreeRoot"))
    if root is None:
        return ["This PDF is not tagged: a screen reader has to guess what it says."]
    return list(_TreePrinter(reader).lines(root, None, 0))


class _TreePrinter:
    """Writes a tree; the text of each page is read once, when it is first asked for."""

    def __init__(self, reader: PdfReader) -> None:
        self._texts = _MarkedTexts(reader)
        self._page = 1

    def lines(self, element: Any, page: int | None, depth: int) -> Iterator[str]:
        """The lines for what an element holds. Text before the first child goes to the element's own line."""
        if depth > _MAX_DEPTH:
            yield "… nested without end"
            return
        text = ""
        for kid in _kids(element):
            if isinstance(kid, int) or "/MCID" in kid:
                text += self._texts.text(*_mark_of(kid, page))
                continue
            if "/S" not in kid:
                continue
            if text:
                yield _quote(text)
                text = ""
            yield from self._element(kid, page, depth)
        if text:
            yield _quote(text)

    def _element(self, element: Any, page: int | None, depth: int) -> Iterator[str]:
        began = self._texts.number(self._first_page(element, page, depth))
        if began and began != self._page:
            self._page = began
            yield f"--- page {began} ---"
        head = " ".join((str(element["/S"]).lstrip("/"), *_attributes(element)))
        first, *rest = (*self.lines(element, _page_of(element, page), depth + 1), "")
        if first.startswith('"'):
            yield f"{head} {first}"
        else:
            yield head
            rest.insert(0, first)
        yield from (f"  {line}" for line in rest if line)

    def _first_page(self, element: Any, page: int | None, depth: int) -> int | None:
        """The page of the first thing drawn in an element."""
        page = _page_of(element, page)
        for kid in _kids(element) if depth <= _MAX_DEPTH else ():
            if isinstance(kid, int) or "/MCID" in kid:
                return _mark_of(kid, page)[1]
            found = self._first_page(kid, page, depth + 1) if "/S" in kid else _page_of(kid, page)
            if found is not None:
                return found
        return None


class _MarkedTexts:
    """The texts of a file's marked content; those of a page are read when one is first asked for."""

    def __init__(self, reader: PdfReader) -> None:
        found = [page.indirect_reference for page in reader.pages]
        self._numbers = {reference.idnum: number for number, reference in enumerate(found, 1) if reference}
        self._pages = {page.indirect_reference.idnum: page for page in reader.pages if page.indirect_reference}
        self._texts: dict[int, dict[int, str]] = {}

    def number(self, page: int | None) -> int:
        """The page's number from 1, by its object number; 0 when it is none."""
        return self._numbers.get(page or 0, 0)

    def text(self, mcid: int, page: int | None) -> str:
        if page is None or page not in self._pages:
            return ""
        if page not in self._texts:
            self._texts[page] = read_marks(self._pages[page])
        return self._texts[page].get(mcid, "")


def _page_of(element: Any, page: int | None) -> int | None:
    """The object number of an element's page, which it may have from the one above it."""
    return getattr(element.raw_get("/Pg"), "idnum", page) if "/Pg" in element else page


def _mark_of(kid: Any, page: int | None) -> tuple[int, int | None]:
    """The id of marked content, and the object number of its page."""
    return (kid, page) if isinstance(kid, int) else (int(kid["/MCID"]), _page_of(kid, page))


def _kids(element: Any) -> list[Any]:
    kids = plain(element.get("/K"))
    kids = kids if isinstance(kids, list) else [] if kids is None else [kids]
    return [kid for kid in map(plain, kids) if isinstance(kid, (int, dict))]


def _attributes(element: Any) -> Iterator[str]:
    """What is said about an element, as Name=value."""
    for key in ("Lang", "Alt", "ActualText", "E", "T"):
        if f"/{key}" in element:
            yield f"{key}={_quote(str(element[f'/{key}']))}"
    attributes = plain(element.get("/A"))
    for attribute in map(plain, attributes if isinstance(attributes, list) else [attributes]):
        if isinstance(attribute, dict) and attribute.get("/O") in _SHOWN_OWNERS:
            yield from (f"{key.lstrip('/')}={_shown(value)}" for key, value in sorted(attribute.items()) if key != "/O")
    for kid in _kids(element):
        if isinstance(kid, dict) and "/Obj" in kid:
            for name, value in area_facts(plain(kid["/Obj"])):
                quoted = value if name == "URI" else _quote(value)
                yield f"{name}={quoted}" if value or name in ("TU", "V") else name


def _shown(value: Any) -> str:
    value = plain(value)
    if isinstance(value, list):
        return f"[{' '.join(map(_shown, value))}]"
    return str(value).lstrip("/")


def _quote(text: str) -> str:
    """In quotation marks; signs that nobody sees (direction marks, soft hyphens) as \\uXXXX."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cf", "Cc", "Co", "Zl", "Zp") else c for c in quoted
    )


# -- text of marked content -----------------------------------------------------------------------------------------


def read_marks(page: PageObject) -> dict[int, str]:
    """The text of each marked-content id of a page. Text inside form XObjects is not read."""
    contents = page.get_contents()
    if contents is None:
        return {}
    fonts = {name: _Decoder(font) for name, font in _page_fonts(page).items()}
    properties = plain((plain(page.get("/Resources")) or {}).get("/Properties")) or {}
    found: dict[int, list[str]] = {}
    stack: list[tuple[int | None, bool]] = []
    font: _Decoder | None = None
    for operands, operator in contents.operations:
        if operator in (b"BDC", b"BMC"):
            mcid, turned = stack[-1] if stack else (None, False)
            entries = plain(operands[1]) if len(operands) > 1 else {}
            entries = entries if isinstance(entries, dict) else plain(properties.get(entries)) or {}
            mcid = None if operands[0] == "/Artifact" else entries.get("/MCID", mcid)
            stack.append((mcid, turned or operands[0] == "/ReversedChars"))
        elif operator == b"EMC" and stack:
            stack.pop()
        elif operator == b"Tf":
            font = fonts.get(operands[0])
        elif operator in (b"Tj", b"TJ", b"'", b'"') and stack and font and stack[-1][0] is not None:
            strings = operands[0] if operator == b"TJ" else operands[-1:]
            turned = stack[-1][1]
            found.setdefault(stack[-1][0], []).extend(
                font.text(s, turned) for s in strings if isinstance(s, (str, bytes))
            )
    return {mcid: "".join(parts) for mcid, parts in found.items()}


class _Decoder:
    """From the codes of one font to text: by ToUnicode, else by a simple font's encoding (ISO 32000-1, 9.10.2)."""

    def __init__(self, font: Any) -> None:
        self._width = 2 if font.get("/Subtype") == _TWO_BYTES else 1
        to_unicode = plain(font.get("/ToUnicode"))
        self._unicode = dict(read_to_unicode(to_unicode.get_data())) if hasattr(to_unicode, "get_data") else {}
        if self._width == 1:
            self._unicode = {**_simple_encoding(plain(font.get("/Encoding"))), **self._unicode}

    def text(self, string: Any, turned: bool) -> str:
        """The text of one shown string; turned: inside ReversedChars, where codes stand last to first (14.8.2.3.3)."""
        data = bytes(getattr(string, "original_bytes", string))
        codes = [int.from_bytes(data[at : at + self._width]) for at in range(0, len(data), self._width)]
        return "".join(self._unicode.get(code, "\ufffd") for code in (reversed(codes) if turned else codes))


def _simple_encoding(encoding: Any) -> dict[int, str]:
    from pypdf._codecs import adobe_glyphs

    base = encoding.get("/BaseEncoding") if isinstance(encoding, dict) else encoding
    codec = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
    found = {code: bytes((code,)).decode(codec, "replace") for code in range(256)}
    code = 0
    for item in plain(encoding.get("/Differences")) or [] if isinstance(encoding, dict) else []:
        if isinstance(item, int):
            code = int(item)
        else:
            found[code] = adobe_glyphs.get(str(item), "\ufffd")
            code += 1
    return found
