"""Leaflets to damage: built once, opened with pikepdf for each test, and written back as the witness reads them."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.build import build_leaflet
from generator.checks.witness import Fault, check_pdf
from generator.project import Project, read_handout

ROOT = Path(__file__).parents[2]
HANDOUT = "metastatic-breast-cancer"


@cache
def leaflet(lang: str, standard: str = "ua-1") -> tuple[bytes, tuple[str, ...]]:
    """A finished PDF and the texts that it has to say."""
    project = Project.at(ROOT)
    data = build_leaflet(project, HANDOUT, lang, "clinic-a4", standard, check=False).data
    return data, tuple(text.plain for text in read_handout(project, HANDOUT, lang).texts())


def rewrite(pdf: pikepdf.Pdf) -> bytes:
    """The file again, with a plain cross-reference stream and no object streams: pikepdf's has filters we never use."""
    body = bytearray(f"%PDF-{pdf.pdf_version}\n%".encode() + b"\xe2\xe3\xcf\xd3\n")
    offsets: dict[int, int] = {}
    for index, item in enumerate(pdf.objects, 1):
        if isinstance(item, pikepdf.Stream) and item.get("/Type") in ("/ObjStm", "/XRef"):
            continue
        offsets[index] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (index, _object_bytes(item))
    size = max(offsets) + 2
    start = len(body)
    offsets[size - 1] = start
    rows = b"".join((b"\1" + offsets[n].to_bytes(4) if n in offsets else b"\0" + bytes(4)) + b"\0" for n in range(size))
    root = pdf.trailer.Root.objgen[0]
    identifier = pdf.trailer.ID.unparse()
    head = b"<</Type /XRef /Size %d /W [1 4 1] /Root %d 0 R /ID %s /Length %d>>" % (size, root, identifier, len(rows))
    body += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (size - 1, head, rows)
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)


def _object_bytes(item: Any) -> bytes:
    if item is None:
        return b"null"
    if not isinstance(item, pikepdf.Stream):
        return bytes(item.unparse(resolved=True))
    raw = item.read_raw_bytes()
    entries = pikepdf.Dictionary({key: value for key, value in item.stream_dict.items() if key != "/Length"})
    entries["/Length"] = len(raw)
    return bytes(entries.unparse(resolved=True)) + b"\nstream\n" + raw + b"\nendstream"


def found(faults: list[Fault], rule: str, words: str) -> bool:
    """Whether one of the faults is of that rule and says those words."""
    return any(fault.rule == rule and words in fault.message for fault in faults)


class Damaged:
    """A leaflet to be changed; `faults` is what the witness finds in it then."""

    def __init__(self, lang: str = "en", standard: str = "ua-1") -> None:
        self.standard = standard
        data, self.texts = leaflet(lang, standard)
        self.pdf = pikepdf.open(io.BytesIO(data))

    def faults(self) -> list[Fault]:
        return check_pdf(rewrite(self.pdf), self.standard, self.texts)

    def elements(self, role: str) -> list[Any]:
        """The structure elements of a role, in the order of their numbers."""
        return [
            item
            for item in self.pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{role}" and "/P" in item
        ]

    def fonts(self) -> list[Any]:
        return list(self.pdf.pages[0].Resources.Font.values())

    def edit_page(self, index: int, change: Callable[[bytes], bytes]) -> None:
        """Change a page's content stream; the change has to change something."""
        page = self.pdf.pages[index]
        before = page.Contents.read_bytes()
        after = change(before)
        assert after != before
        page.Contents = self.pdf.make_stream(after)


def change_stream(damaged: Damaged, owner: Any, key: str, change: Callable[[bytes], bytes]) -> None:
    """Change the stream that `owner` has under `key`; the change has to change something."""
    before = owner[key].read_bytes()
    after = change(before)
    assert after != before
    owner[key] = damaged.pdf.make_stream(after)


@pytest.fixture
def damaged() -> Damaged:
    return Damaged()
