"""Pages as pictures, to be looked at: one a page, and a contact sheet of them all."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import closing

import pypdfium2
from PIL import Image, ImageDraw

# In pixels; a page of 240 is told from others at a glance.
GAP, LABEL, THUMBNAIL = 16, 24, 240
_GROUND, _INK = (228, 228, 228), (40, 40, 40)


def page_pictures(data: bytes, dpi: int) -> list[Image.Image]:
    """Each page of a PDF as a picture in RGB."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def thumbnail(page: Image.Image) -> Image.Image:
    """The page small, for a contact sheet, which would be endless otherwise."""
    return page.resize((THUMBNAIL, round(page.height * THUMBNAIL / page.width)), Image.Resampling.LANCZOS)


def contact_sheet(rows: Mapping[str, Sequence[Image.Image]]) -> Image.Image:
    """A row for each leaflet under its name, its pages side by side."""
    width = max(sum(page.width + GAP for page in pages) for pages in rows.values()) + GAP
    height = sum(max(page.height for page in pages) + LABEL + GAP for pages in rows.values()) + GAP
    sheet = Image.new("RGB", (width, height), _GROUND)
    pen, y = ImageDraw.Draw(sheet), GAP
    for name, pages in rows.items():
        pen.text((GAP, y), name, fill=_INK)
        x = GAP
        for page in pages:
            sheet.paste(page, (x, y + LABEL))
            x += page.width + GAP
        y += max(page.height for page in pages) + LABEL + GAP
    return sheet


def png(picture: Image.Image) -> bytes:
    """The picture as a PNG file."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
