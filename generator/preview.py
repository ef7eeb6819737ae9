"""Pages as pictures, to be looked at: one a page, and a contact sheet of them all."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from generator.problems import ProblemError

# In pixels; a page of 240 is told from others at a glance.
GAP, LABEL, THUMBNAIL, IN_A_ROW = 16, 24, 240, 8
_GROUND, _INK = (228, 228, 228), (40, 40, 40)
# A page of somebody else may be two hundred metres wide; a poster at 150 dots an inch has 5,000 pixels.
MOST_PIXELS = 5000
# The longest handout known to us has 100; a page takes a megabyte while it is looked at.
MOST_PAGES = 500
# How pale what two pages share is beside what differs.
_PALE = 0.75
_CHANGED = (176, 0, 32)


class NotShown(ProblemError):
    """A PDF whose pages cannot be drawn."""


def page_pictures(data: bytes, dpi: int, *, running: bool = True) -> list[Image.Image]:
    """Each page of a PDF as a picture in RGB; a very large one in fewer dots. Raises `NotShown`.

    running: with the words that a screen reader passes by, those of headers and footers.
    """
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > MOST_PAGES:
                raise NotShown(f"it has {len(document):,} pages, more than {MOST_PAGES}")
            return [_picture(page, dpi, running) for page in document]
    except pypdfium2.PdfiumError as error:
        raise NotShown(f"its pages cannot be drawn: {error}") from error


def _picture(page: pypdfium2.PdfPage, dpi: int, running: bool) -> Image.Image:
    for words in [] if running else [*page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]:
        if "Artifact" in _marks(words):
            page.remove_obj(words)
    drawn: Image.Image = page.render(scale=min(dpi / 72, MOST_PIXELS / max(page.get_size()))).to_pil()
    return drawn.convert("RGB")


def _marks(words: pypdfium2.PdfObject) -> Iterator[str]:
    """The names of the marked contents that the words stand in."""
    size, name = ctypes.c_ulong(), (raw.FPDF_WCHAR * 64)()
    for number in range(raw.FPDFPageObj_CountMarks(words)):
        raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(words, number), name, ctypes.sizeof(name), size)
        yield bytes(name)[: max(size.value - 2, 0)].decode("utf-16-le", "replace")


def difference(before: Image.Image, after: Image.Image) -> Image.Image | None:
    """What differs between two pages, in red on what they share, pale; None when nothing does."""
    size = max(before.width, after.width), max(before.height, after.height)
    old, new = (_on_ground(page, size) for page in (before, after))
    red, green, blue = ImageChops.difference(old, new).split()
    changed = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda value: 255 if value else 0)
    if changed.getbbox() is None:
        return None
    shared = Image.blend(
        ImageChops.darker(old, new).convert("L").convert("RGB"), Image.new("RGB", size, "white"), _PALE
    )
    shared.paste(Image.new("RGB", size, _CHANGED), mask=changed)
    return shared


def _on_ground(page: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The page at the top left of a sheet of that size."""
    if page.size == size:
        return page
    sheet = Image.new("RGB", size, _GROUND)
    sheet.paste(page)
    return sheet


def thumbnail(page: Image.Image) -> Image.Image:
    """The page small, for a contact sheet, which would be endless otherwise."""
    return page.resize((THUMBNAIL, round(page.height * THUMBNAIL / page.width)), Image.Resampling.LANCZOS)


def contact_sheet(leaflets: Mapping[str, Sequence[Image.Image]]) -> Image.Image:
    """Each leaflet under its name, its pages side by side, a long one's in several rows."""
    rows = [
        (name if start == 0 else "", pages[start : start + IN_A_ROW])
        for name, pages in leaflets.items()
        for start in range(0, len(pages), IN_A_ROW)
    ]
    width = max(sum(page.width + GAP for page in pages) for _, pages in rows) + GAP
    height = sum(_row_height(name, pages) for name, pages in rows) + GAP
    sheet = Image.new("RGB", (width, height), _GROUND)
    pen, y = ImageDraw.Draw(sheet), GAP
    for name, pages in rows:
        pen.text((GAP, y), name, fill=_INK)
        x, bottom = GAP, y + _row_height(name, pages)
        for page in pages:
            sheet.paste(page, (x, bottom - GAP - max(one.height for one in pages)))
            x += page.width + GAP
        y = bottom
    return sheet


def _row_height(name: str, pages: Sequence[Image.Image]) -> int:
    return max(page.height for page in pages) + GAP + (LABEL if name else 0)


def png(picture: Image.Image) -> bytes:
    """The picture as a PNG file."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def small_png(picture: Image.Image) -> bytes:
    """The picture in 128 colours, as a PNG file of a third of the size, in half the time."""
    return png(picture.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE))
