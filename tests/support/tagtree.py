"""A PDF as a screen reader walks it, read with pikepdf and without a line of the generator's code.

Source: ISO 32000-1, 14.7 (structure tree), 14.6 (marked content), 14.8.2.3.3 (ReversedChars), 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_MAPPING = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


@dataclass(slots=True)
class Content:
    """Marked content: its page from 1 and its text in reading order; a picture has none."""

    page: int
    text: str


@dataclass(slots=True)
class Annotation:
    """A link area: its page from 1, where it leads (an address, or a page from 1) and what is said of it. Of a form's
    field, in place of the address: its kind and state."""

    page: int
    address: str
    contents: str


@dataclass(slots=True)
class Element:
    """A structure element. attributes: as “Owner.Key=value”; a box is given by its size in points; actual: its
    ActualText."""

    role: str
    alt: str = ""
    lang: str = ""
    actual: str = ""
    attributes: tuple[str, ...] = ()
    kids: list[Element | Content | Annotation] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def contents(self) -> Iterator[Content]:
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.contents()
            elif isinstance(kid, Content):
                yield kid

    @property
    def text(self) -> str:
        return "".join(content.text for content in self.contents())

    @property
    def heard(self) -> str:
        """The text, with what is said in place of it (ISO 32000-1, 14.9.4)."""
        if self.actual:
            return self.actual
        kids = (kid for kid in self.kids if not isinstance(kid, Annotation))
        return "".join(kid.heard if isinstance(kid, Element) else kid.text for kid in kids)

    def find(self, role: str) -> list[Element]:
        return [element for element in self.walk() if element.role == role]


@dataclass(slots=True)
class _Page:
    marks: dict[int, list[str]] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)


class TaggedPdf:
    """root: the Document element; artifacts: what each page shows outside the tree, in the order of the stream."""

    def __init__(self, data: bytes) -> None:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            self._fonts: dict[tuple[int, int], dict[int, str]] = {}
            self._numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}
            self._pages = [self._read_page(page) for page in pdf.pages]
            (top,) = pdf.Root.StructTreeRoot.K
            self.root = self._element(top)
            self.artifacts = ["".join(page.artifacts) for page in self._pages]

    # -- content ---------------------------------------------------------------------------------------------------

    def _read_page(self, page: Any) -> _Page:
        found = _Page()
        open_: list[int | str] = []
        font: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            operator = str(instruction.operator)
            if operator == "Tf":
                font = self._font(page.Resources.Font[str(operands[0])])
            elif operator == "BDC" and "/MCID" in operands[1]:
                open_.append(int(operands[1].MCID))
                found.marks[int(operands[1].MCID)] = []
            elif operator in ("BDC", "BMC"):
                open_.append(str(operands[0]))
            elif operator == "EMC":
                open_.pop()
            elif operator in ("Tj", "TJ"):
                shown = operands[0] if operator == "TJ" else [operands[0]]
                for string in shown:
                    if isinstance(string, pikepdf.String):
                        _show(bytes(string), font, open_, found)
        assert not open_
        return found

    def _font(self, font: Any) -> dict[int, str]:
        """The text of each code."""
        known = self._fonts.get(font.objgen)
        if known is None:
            table = font.ToUnicode.read_bytes().decode("ascii")
            rows = [row for section in _SECTION.findall(table) for row in _MAPPING.findall(section)]
            known = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in rows}
            self._fonts[font.objgen] = known
        return known

    # -- tree ------------------------------------------------------------------------------------------------------

    def _element(self, entries: Any) -> Element:
        element = Element(
            str(entries.S).lstrip("/"),
            str(entries.get("/Alt", "")),
            str(entries.get("/Lang", "")),
            str(entries.get("/ActualText", "")),
            tuple(_attributes(entries)),
        )
        for kid in _listed(entries.get("/K")):
            element.kids.append(self._kid(kid, entries))
        return element

    def _kid(self, kid: Any, parent: Any) -> Element | Content | Annotation:
        if isinstance(kid, int):
            return self._content(parent.Pg, kid)
        if "/S" in kid:
            assert kid.P.objgen == parent.objgen
            return self._element(kid)
        if kid.Type == pikepdf.Name.MCR:
            return self._content(kid.Pg, int(kid.MCID))
        assert kid.Type == pikepdf.Name.OBJR
        area = kid.Obj
        if area.Subtype == pikepdf.Name.Widget:
            return Annotation(self._numbers[kid.Pg.objgen] + 1, _kind(area), str(area.TU))
        return Annotation(self._numbers[kid.Pg.objgen] + 1, self._address(area), str(area.Contents))

    def _address(self, area: Any) -> str:
        """The address of a link; inside the document its page, and with PDF 2.0 the tag that it leads to."""
        action = area.get("/A", {})
        if "/URI" in action:
            return str(action.URI)
        goal = area.Dest if "/Dest" in area else action.D
        tag = f" {str(action.SD[0].S).lstrip('/')}" if "/SD" in action else ""
        return f"page {self._numbers[goal[0].objgen] + 1}{tag}"

    def _content(self, page: Any, mcid: int) -> Content:
        index = self._numbers[page.objgen]
        # Popped, so that a second claim on the same content fails.
        return Content(index + 1, "".join(self._pages[index].marks.pop(mcid)))

    @property
    def unclaimed(self) -> list[str]:
        """Marked content that no element claims."""
        return ["".join(text) for page in self._pages for text in page.marks.values()]


def _kind(field: Any) -> str:
    """Of a form's field: to type in, a box, or a radio button (the flag of bit 16), with its state."""
    owner = field if "/FT" in field else field.Parent
    if pikepdf.Name.Tx == owner.FT:
        return "field"
    return f"{'radio' if int(owner.get('/Ff', 0)) & 1 << 15 else 'box'} {str(field.AS)[1:]}"


def _show(string: bytes, font: dict[int, str], open_: list[int | str], page: _Page) -> None:
    characters = [font[int.from_bytes(string[at : at + 2])] for at in range(0, len(string), 2)]
    if "/ReversedChars" in open_:
        characters.reverse()
    owner = next((mark for mark in open_ if mark != "/ReversedChars"), None)
    if isinstance(owner, int):
        page.marks[owner] += characters
    else:
        assert owner == "/Artifact", f"text in {open_}"
        page.artifacts += characters


def _listed(value: Any) -> list[Any]:
    """Entries that may be one value, several or none."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _attributes(entries: Any) -> Iterator[str]:
    if "/ActualText" in entries:
        yield f"ActualText='{entries.ActualText}'"
    for group in _listed(entries.get("/A")):
        owner = str(group.O).lstrip("/")
        for key, value in sorted(group.items()):
            if key == "/BBox":
                left, bottom, right, top = (float(number) for number in value)
                yield f"{owner}.BBox={right - left:.0f}×{top - bottom:.0f}"
            elif key != "/O":
                yield f"{owner}.{key[1:]}={str(value).lstrip('/')}"


def tree_text(root: Element) -> str:
    """The tree as lines that people read: role and attributes, below them the text, and where a page ends."""
    lines: list[str] = []
    page = 0

    def write(element: Element, depth: int) -> None:
        nonlocal page
        facts = [element.role, *element.attributes]
        facts += [f"lang={element.lang}"] if element.lang else []
        facts += [f"alt={element.alt!r}"] if element.alt else []
        lines.append("  " * depth + " ".join(facts))
        for kid in _merged(element.kids):
            if isinstance(kid, Element):
                write(kid, depth + 1)
                continue
            if kid.page != page:
                page = kid.page
                lines.append(f"--- page {page}")
            lines.append("  " * (depth + 1) + _shown(kid))

    write(root, 0)
    return "\n".join(lines)


def _shown(kid: Content | Annotation) -> str:
    if isinstance(kid, Annotation):
        return f"→ {kid.address} “{kid.contents}”"
    shown = kid.text.replace("\n", "↵")
    return f"“{shown}”" if shown else "(no text)"


def _merged(kids: list[Element | Content | Annotation]) -> list[Element | Content | Annotation]:
    """Content of one page that stands side by side is read as one."""
    out: list[Element | Content | Annotation] = []
    for kid in kids:
        last = out[-1] if out else None
        if isinstance(kid, Content) and isinstance(last, Content) and last.page == kid.page:
            out[-1] = Content(kid.page, last.text + kid.text)
        else:
            out.append(kid)
    return out
