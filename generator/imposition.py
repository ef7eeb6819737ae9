"""Pages of a leaflet on sheets to print, fold and staple: for a printer. What is read is the tagged leaflet itself.

Source of the order: saddle stitching, in which the sheets lie in each other and are stapled through the fold.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter, Transformation

from generator.model.layout import PAGE_SIZES

# Sheets that hold two pages side by side, by the size of the page (ISO 216; ANSI/ASME Y14.1).
_SHEETS = {"A5": "A4", "Half Letter": "Letter"}
# How much further out an inner sheet's pages come to lie, sheet by sheet: office paper of 80 g/m² is 0.1 mm thick.
CREEP = 0.1 * 72 / 25.4


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the pages at the left and at the right, from 0, None for a blank.

    sheet: which sheet, from 0 for the outermost.
    """

    left: int | None
    right: int | None
    sheet: int


def booklet_sides(pages: int, rtl: bool = False) -> list[Side]:
    """The sides of a stapled booklet, front and back of each sheet, from the outermost.

    Blanks that fill the last sheet stand before the last page, which stays the back cover. rtl: the fold at the right.
    """
    blanks = -pages % 4
    order: list[int | None] = [*range(pages - 1), *[None] * blanks, pages - 1] if pages > 1 else [0, None, None, None]
    sides = []
    for sheet in range(len(order) // 4):
        first, last = 2 * sheet, len(order) - 1 - 2 * sheet
        for left, right in ((order[last], order[first]), (order[first + 1], order[last - 1])):
            sides.append(Side(right, left, sheet) if rtl else Side(left, right, sheet))
    return sides


def twice_sides(pages: int) -> list[Side]:
    """Each page twice on a side, to be cut into two leaflets."""
    return [Side(page, page, 0) for page in range(pages)]


def impose(data: bytes, sides: Sequence[Side], title: str) -> bytes:
    """The sides as a PDF for a printer: not tagged, and its title says what it is for. Same input, same bytes."""
    reader = PdfReader(io.BytesIO(data))
    page = reader.pages[0].mediabox
    width, height = _sheet_size(float(page.width), float(page.height))
    writer = PdfWriter()
    for side in sides:
        sheet = writer.add_blank_page(width, height)
        middle = width / 2
        offset, bottom = (middle - float(page.width)) / 2, (height - float(page.height)) / 2
        for number, left, creep in ((side.left, offset, 1), (side.right, middle + offset, -1)):
            if number is not None:
                moved = Transformation().translate(left + creep * side.sheet * CREEP, bottom)
                sheet.merge_transformed_page(reader.pages[number], moved)
    writer.add_metadata({"/Title": title})
    for sheet in writer.pages:
        sheet.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def print_job(files: Iterable[bytes], title: str) -> bytes:
    """Many leaflets as one PDF for a printer, each from the front of a new sheet: not tagged, and without forms."""
    writer = PdfWriter()
    for data in files:
        pages = PdfReader(io.BytesIO(data)).pages
        for page in pages:
            for entry in ("/StructParents", "/Tabs", "/Annots"):
                page.pop(entry, None)
            writer.add_page(page)
        if len(pages) % 2:
            writer.add_blank_page()
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _sheet_size(width: float, height: float) -> tuple[float, float]:
    """Width and height, in points, of the sheet that holds two such pages side by side."""
    for page, sheet in _SHEETS.items():
        if max(abs(width - PAGE_SIZES[page][0]), abs(height - PAGE_SIZES[page][1])) < 1:
            across, up = PAGE_SIZES[sheet]
            return up, across
    return 2 * width, height
