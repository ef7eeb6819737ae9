"""Many leaflets as one file for a printer."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from datetime import datetime

from pypdf import PdfReader, PdfWriter

from generator.sheets.forms import Sheet
from generator.sheets.imposing import Printing, describe


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


def join_sheets(files: Iterable[bytes], sheet: Sheet, printing: Printing) -> bytes:
    """The print files of many copies as one, each copy from the front of a new sheet; printing: of the whole.

    files: as `impose` makes them, at least one; sheet: that all of them are printed on. Same input, same bytes.
    """
    writer, digest = PdfWriter(), hashlib.sha256()
    author, when = "", datetime(1970, 1, 1)
    for data in files:
        digest.update(data)
        reader = PdfReader(io.BytesIO(data))
        said = reader.metadata
        if said is not None:
            author, when = said.author or "", said.creation_date or when
        for page in reader.pages:
            writer.add_page(page)
        if len(reader.pages) % 2:
            back = writer.add_blank_page()
            if printing.press:
                from generator.sheets import press  # colour management, which an office sheet does not need

                press.set_boxes(back, sheet.width, sheet.height)
    describe(writer, sheet, printing, author, when, digest.digest())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
