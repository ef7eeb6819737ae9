"""Small PDFs made by hand: content streams and tags as a test writes them, in the form that the witness reads.

Fonts: /F1 regular, /F2 bold, /F3 italic: every character is half the type size wide. /F4: two-byte codes that stand for
themselves, a whole type size wide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

A4 = (595.0, 842.0)


@dataclass(frozen=True)
class Area:
    """A link's annotation. contents: empty for none."""

    uri: str = "https://www.clinic.example/"
    contents: str = ""


@dataclass(frozen=True)
class T:
    """A tag. kids: marked-content ids of page 1, (page, id) of another, areas of links, tags."""

    role: str
    kids: Sequence[Kid] = ()
    entries: Mapping[str, str] = field(default_factory=dict)


Kid: TypeAlias = int | tuple[int, int] | Area | T


def text(mcid: int, said: str, x: float, y: float, size: float = 14, font: str = "F1", before: str = "") -> str:
    """A line of text as content of a tag. before: operators inside its text object."""
    shown = said.encode("cp1252", "replace").hex() if font != "F4" else said.encode("utf-16-be").hex()
    return f"/P <</MCID {mcid}>> BDC BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{shown}> Tj ET EMC\n"


def pdf(
    *contents: str, tags: Sequence[T] = (), lang: str = "en", page: str = "", size: tuple[float, float] = A4,
    resources: str = "", streams: Mapping[str, tuple[str, bytes]] | None = None,
) -> bytes:  # fmt: skip
    """A file with a page for each content stream.

    page: more entries of every page; resources: more of theirs; streams: XObjects by name, each with its entries.
    """
    made = _Objects()
    root, pages = made.room(), made.room()
    fonts = "".join(f"/{name} {made.add(font)} 0 R" for name, font in _fonts(made).items())
    pictures = "".join(f"/{name} {made.stream(*stream)} 0 R" for name, stream in (streams or {}).items())
    numbers = [made.room() for _ in contents]
    width, height = size
    for number, content in zip(numbers, contents, strict=True):
        body = made.stream("", content.encode("latin-1"))
        made.put(
            number,
            f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {width} {height}]/Contents {body} 0 R{page}"
            f"/Resources<</Font<<{fonts}>>/XObject<<{pictures}>>{resources}>>>>",
        )
    made.put(pages, f"<</Type/Pages/Count {len(numbers)}/Kids[{' '.join(f'{n} 0 R' for n in numbers)}]>>")
    tree = ""
    if tags:
        top = made.room()
        document = made.tag(T("Document", tags), top, numbers)
        made.put(top, f"<</Type/StructTreeRoot/K {document} 0 R>>")
        tree = f"/StructTreeRoot {top} 0 R/MarkInfo<</Marked true>>"
    made.put(root, f"<</Type/Catalog/Pages {pages} 0 R/Lang({lang}){tree}>>")
    return made.file(root)


def _fonts(made: _Objects) -> dict[str, str]:
    widths = " ".join(["500"] * 224)

    def simple(name: str) -> str:
        return (
            f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 32/LastChar 255/Widths[{widths}]"
            "/Encoding/WinAnsiEncoding>>"
        )

    cmap = made.stream("", b"1 beginbfrange <0000> <FFFF> <0000> endbfrange")
    inner = made.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/Wide/DW 1000>>")
    wide = (
        f"<</Type/Font/Subtype/Type0/BaseFont/Wide/Encoding/Identity-H/DescendantFonts[{inner} 0 R]"
        f"/ToUnicode {cmap} 0 R>>"
    )
    return {"F1": simple("Plain"), "F2": simple("Plain-Bold"), "F3": simple("Plain-Italic"), "F4": wide}


class _Objects:
    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def room(self) -> int:
        self._objects.append(b"null")
        return len(self._objects)

    def put(self, number: int, body: str) -> None:
        self._objects[number - 1] = body.encode("latin-1")

    def add(self, body: str) -> int:
        number = self.room()
        self.put(number, body)
        return number

    def stream(self, entries: str, data: bytes) -> int:
        number = self.room()
        self._objects[number - 1] = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)
        return number

    def tag(self, tag: T, parent: int, pages: list[int]) -> int:
        number = self.room()
        kids = " ".join(self._kid(kid, number, pages) for kid in tag.kids)
        said = "".join(f"/{key} <FEFF{text.encode('utf-16-be').hex()}>" for key, text in tag.entries.items())
        self.put(number, f"<</S/{tag.role}/P {parent} 0 R/Pg {pages[0]} 0 R{said}/K[{kids}]>>")
        return number

    def _kid(self, kid: Kid, parent: int, pages: list[int]) -> str:
        if isinstance(kid, T):
            return f"{self.tag(kid, parent, pages)} 0 R"
        if isinstance(kid, Area):
            contents = f"/Contents({kid.contents})" if kid.contents else ""
            area = self.add(f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({kid.uri})>>{contents}>>")
            return f"<</Type/OBJR/Obj {area} 0 R>>"
        if isinstance(kid, tuple):
            return f"<</Type/MCR/Pg {pages[kid[0] - 1]} 0 R/MCID {kid[1]}>>"
        return str(kid)

    def file(self, root: int) -> bytes:
        body = bytearray(b"%PDF-1.7\n")
        rows = b"\0" * 6
        for number, data in enumerate(self._objects, 1):
            rows += b"\1" + len(body).to_bytes(4) + b"\0"
            body += b"%d 0 obj\n%s\nendobj\n" % (number, data)
        size, start = len(self._objects) + 2, len(body)
        rows += b"\1" + start.to_bytes(4) + b"\0"
        body += b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 1]/Root %d 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
            size - 1, size, root, len(rows), rows,
        )  # fmt: skip
        return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)
