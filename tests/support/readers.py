"""PDFs as other programs read them: pypdf, MuPDF and PDFium."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pymupdf
import pypdf
import pypdfium2
from PIL import Image

# A sentence ends at these signs before white space or the end, in Chinese and Thai also without any.
_SENTENCE = re.compile(r".+?(?:[.!?؟।:]+[”»)]*(?=\s|$)|[。？！：]+[”）]*|$)", re.DOTALL)


def squeeze(text: str) -> str:
    """The text without white space, which extractors guess."""
    return "".join(text.split())


def sentences(text: str) -> list[str]:
    return [squeezed for part in _SENTENCE.findall(text) if (squeezed := squeeze(part))]


def find_in_order(texts: list[str], read: str) -> list[str]:
    """The texts that are not in `read` after the one before; white space aside."""
    missing, position = [], 0
    for text in texts:
        wanted = squeeze(text)
        found = read.find(wanted, position)
        if found < 0:
            missing.append(text)
        else:
            position = found + len(wanted)
    return missing


def pypdf_text(data: bytes) -> str:
    """All pages one after the other without their artifacts and without white space."""
    return "".join(squeeze(text) for page in pypdf.PdfReader(io.BytesIO(data)).pages for text in _tagged_text(page))


def pypdf_furniture(data: bytes) -> list[str]:
    """What each page says in its artifacts, without white space."""
    return [squeeze("".join(_text(page, artifacts=True))) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _tagged_text(page: pypdf.PageObject) -> Iterator[str]:
    return _text(page, artifacts=False)


def _text(page: pypdf.PageObject, artifacts: bool) -> Iterator[str]:
    open_: list[bool] = []
    parts: list[str] = []

    def before(operator: bytes, operands: list[object], *_: object) -> None:
        if operator in (b"BDC", b"BMC"):
            open_.append(operands[0] == "/Artifact")
        elif operator == b"EMC":
            open_.pop()

    def text(found: str, *_: object) -> None:
        if any(open_) == artifacts:
            parts.append(found)

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    yield from parts


@dataclass(frozen=True, slots=True)
class Band:
    """The part of a page between header and footer: distances from the top edge, in points."""

    first_top: float
    later_top: float
    bottom: float

    def top(self, index: int) -> float:
        return self.later_top if index else self.first_top


@contextmanager
def open_mupdf(data: bytes) -> Iterator[Any]:
    """MuPDF's document; its Python names have no types."""
    document: Any = pymupdf.open(stream=data, filetype="pdf")  # type: ignore[no-untyped-call]
    yield document
    document.close()


def mupdf_text(data: bytes, band: Band) -> str:
    with open_mupdf(data) as document:
        return "".join(
            squeeze(page.get_text("text", clip=(0, band.top(index), page.rect.width, band.bottom)))
            for index, page in enumerate(document)
        )


def pdfium_text(data: bytes, band: Band) -> str:
    parts = []
    with closing(pypdfium2.PdfDocument(data)) as document:
        for index, page in enumerate(document):
            width, height = page.get_size()
            with closing(page.get_textpage()) as text:
                parts.append(text.get_text_bounded(0, height - band.bottom, width, height - band.top(index)))
            page.close()
    # PDFium marks the end of a line inside a word with U+FFFE, and a hyphen at the end of a line with U+0002.
    return squeeze("".join(parts)).replace("\ufffe", "").replace("\x02", "-")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as MuPDF sees it; top-left origin, points; size: the type size of most of it."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def mupdf_lines(data: bytes) -> list[TextLine]:
    lines = []
    with open_mupdf(data) as document:
        for index, page in enumerate(document, 1):
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    spans = [span for span in line["spans"] if span["text"].strip()]
                    if spans:
                        size = max(spans, key=lambda span: len(span["text"]))["size"]
                        left, right = min(s["bbox"][0] for s in spans), max(s["bbox"][2] for s in spans)
                        text = "".join(span["text"] for span in line["spans"])
                        lines.append(
                            TextLine(index, text, left, right, line["bbox"][1], line["bbox"][3], round(size, 1))
                        )
    return lines


def rendered(data: bytes, dpi: int, index: int | None = None) -> list[Image.Image]:
    """Pages as grey pictures; index: one page only."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        pages = range(len(document)) if index is None else [index]
        images = []
        for number in pages:
            page = document[number]
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            images.append(bitmap.to_pil().convert("L").copy())
            bitmap.close()
            page.close()
        return images
