"""Many leaflets as one file for a printer."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter


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
