"""The one place that touches ReportLab's private names (ReportLab 5.1.x).

`SeamCanvas` is ReportLab's canvas with three things opened: operators can be appended, pages get entries of ours, and
the file is written by `SeamDocument` with object streams (ISO 32000-1, 7.5.7), a hashed file identifier and no font
that nobody uses. An upgrade of ReportLab is a reading of this file.
"""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from generator.pdf.objects import Name, Ref, Value, ends_like_a_line, pdf_bytes, stream


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object that is already bytes."""

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        return self.data


class SeamDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document, written our way. The canvas makes a PDFDocument; it is given this class afterwards."""

    trailer: dict[str, Value]
    objectcounter: int

    def number_of(self, obj: Any, name: str | None = None) -> int:
        """The object number of an object, registered when it is new."""
        reference = self.Reference(obj, name)
        return int(self.idToObjectNumberAndVersion[reference.name][0])

    def add_raw(self, data: bytes) -> int:
        """Register an object of bytes, under its number alone: what `Reference` does besides takes four times as long,
        and a leaflet has hundreds of these."""
        self.objectcounter = number = self.objectcounter + 1
        name = self.numberToId[number] = f"R{number}"
        self.idToObject[name] = Raw(data)
        return number

    def format(self) -> bytes:
        """The whole file: streams as they are, all other objects in one object stream, then a cross-reference
        stream."""
        major, minor = self._pdfVersion
        parts = [f"%PDF-{major}.{minor}\n%\u00e2\u00e3\u00cf\u00d3\n".encode("latin-1")]
        offset, entries = len(parts[0]), [(0, 0, 65535)]
        packed: list[tuple[int, bytes]] = []
        root = self.number_of(self.Catalog)
        count = 0
        while count + 1 in self.numberToId:
            count += 1
            held = self.idToObject[self.numberToId[count]]
            body = held.data if type(held) is Raw else pdfdoc.format(held, self, toplevel=1).rstrip(b"\n")
            if body.endswith(b"endstream"):
                data = b"%d 0 obj\n%s\nendobj\n" % (count, body)
                entries.append((1, offset, 0))
                parts.append(data)
                offset += len(data)
            else:
                entries.append((2, 0, len(packed)))
                packed.append((count, body))
        holder = count + 1
        entries = [(2, holder, place) if kind == 2 else (kind, a, place) for kind, a, place in entries]
        data = b"%d 0 obj\n%s\nendobj\n" % (holder, _object_stream(packed))
        entries += [(1, offset, 0), (1, offset + len(data), 0)]
        parts += [
            data,
            self._cross_references(entries, root, b"".join((*parts, data))),
            b"startxref\n%d\n%%%%EOF\n" % (offset + len(data)),
        ]
        return b"".join(parts)

    def _cross_references(self, entries: list[tuple[int, int, int]], root: int, before: bytes) -> bytes:
        """The cross-reference stream (7.5.8); the identifier (14.4) is a hash of all that stands before it."""
        digest = hashlib.md5(before, usedforsecurity=False).hexdigest().upper()
        identifier = f"<{digest}>".encode()
        head: dict[str, Value] = {
            "Type": Name("XRef"),
            "Size": len(entries),
            "W": [1, 4, 2],
            "Root": Ref(root),
            "ID": b"[%s %s]" % (identifier, identifier),
            **self.trailer,
        }
        rows = b"".join(kind.to_bytes(1) + a.to_bytes(4) + b.to_bytes(2) for kind, a, b in entries)
        return b"%d 0 obj\n%s\nendobj\n" % (len(entries) - 1, stream(rows, head, compress=not ends_like_a_line(rows)))


def _object_stream(packed: list[tuple[int, bytes]]) -> bytes:
    index, offset = [], 0
    for number, body in packed:
        index.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    head = b" ".join(index) + b"\n"
    data = head + b"\n".join(body for _, body in packed)
    return stream(data, {"Type": Name("ObjStm"), "N": len(packed), "First": len(head)})


class SeamCanvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas with the doors that tagging needs."""

    _doc: SeamDocument

    def __init__(self, page_size: tuple[float, float], version: tuple[int, int]) -> None:
        super().__init__("", pagesize=page_size, pageCompression=0, invariant=1, pdfVersion=version)
        self._doc.__class__ = SeamDocument
        self._doc.trailer = {}

    def _make_preamble(self) -> None:
        """ReportLab opens each page with Helvetica, which is not embedded (ISO 19005-2, 6.2.11.4)."""
        self._preamble = ""

    def emit(self, operators: str) -> None:
        """Append content-stream operators to the page."""
        self._code.append(operators)

    def add_object(self, data: bytes = b"null") -> int:
        """Register an indirect object and return its number; `fill_object` can give it its bytes later."""
        return self._doc.add_raw(data)

    def fill_object(self, number: int, data: bytes) -> None:
        self._doc.idToObject[self._doc.numberToId[number]].data = data

    @property
    def page_index(self) -> int:
        """Index of the page in hand, from 0."""
        return int(self._pageNumber) - 1

    def page_number_of(self, index: int) -> int:
        """The object number of a finished page."""
        return int(self._doc.idToObjectNumberAndVersion[f"Page{index + 1}"][0])

    def page_entries(self) -> dict[str, bytes]:
        """Entries for the page dictionary of the page that ends now."""
        return {}

    def _setAnnotations(self, page: Any) -> None:
        """ReportLab calls this last before it adds a finished page: here the page gets its stream, resources and
        entries."""
        page.Contents = Raw(stream(page.stream.strip().encode("latin-1")))
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        for name, value in self.page_entries().items():
            setattr(page, name, _Inline(value))

    def finish(self, catalog: dict[str, bytes], trailer: dict[str, Value]) -> bytes:
        """Close the file: catalog entries, trailer entries, bytes."""
        document = self._doc
        document.Catalog.__NoDefault__ = list(catalog)
        document.Catalog.__Refs__ = []
        document.Catalog.PageMode = None
        document.Catalog.__Defaults__ = {"Type": "/Catalog"}
        for name, value in catalog.items():
            setattr(document.Catalog, name, _Inline(value))
        document.Catalog.__NoDefault__.append("Pages")
        document.Catalog.Pages = document.Reference(document.Pages)
        document.trailer = trailer
        return document.format()


class _Inline(pdfdoc.PDFObject):  # type: ignore[misc]
    """A direct object that is already bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        return self.data


__all__ = ["Raw", "SeamCanvas", "pdf_bytes"]
