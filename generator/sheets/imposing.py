"""Finished leaflets on sheets to print, fold, staple or cut. What is read is the tagged leaflet itself."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import datetime

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
)

from generator.colour import RGB
from generator.sheets.forms import MM, Sheet, Side, columns, page_size, sheet_of
from generator.values import Frozen

# How much further out an inner sheet's pages come to lie, sheet by sheet: office paper of 80 g/m² is 0.1 mm thick.
CREEP = 0.1 * MM
# A fold mark runs from the edge of an office sheet, 4 mm long: nothing else stands within 6 mm of it.
FOLD_MARK = 4 * MM
WHITE: RGB = (1.0, 1.0, 1.0)


class Printing(Frozen):
    """What is said of a print file, and how it is made.

    title: says that it is for printing; reading: the name of the file to read; form: as `Form.name`; ground: the colour
    of the pages, drawn over the whole sheet; folded: with fold marks; press: for a print shop, as PDF/X-4.
    """

    title: str
    reading: str = ""
    form: str = ""
    ground: RGB = WHITE
    folded: bool = False
    press: bool = False


def impose(data: bytes, sides: Sequence[Side], printing: Printing) -> bytes:
    """The sides as a PDF for a printer: not tagged, and it says what it is for. Same input, same bytes."""
    reader = PdfReader(io.BytesIO(data))
    box = reader.pages[0].mediabox
    sheet = imposed_sheet(float(box.width), float(box.height), sides)
    writer = PdfWriter()
    for side in sides:
        _add_side(writer, reader, side, sheet, printing)
    xmp = reader.xmp_metadata
    assert xmp is not None  # a leaflet of ours has it
    when = xmp.xmp_create_date or datetime(1970, 1, 1)
    describe(writer, sheet, printing, " ".join(xmp.dc_creator or ()), when, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def imposed_sheet(width: float, height: float, sides: Sequence[Side]) -> Sheet:
    """The sheet that sides of such pages need."""
    return sheet_of(width, height, sides[0].across, len(sides[0].pages) // sides[0].across)


def _add_side(writer: PdfWriter, reader: PdfReader, side: Side, sheet: Sheet, printing: Printing) -> None:
    slug = _slug(printing)
    page = writer.add_blank_page(sheet.width + 2 * slug, sheet.height + 2 * slug)
    box = reader.pages[0].mediabox
    width, height = float(box.width), float(box.height)
    places = columns(side, sheet, page_size(width, height))
    rows = len(side.pages) // side.across
    for place, number in enumerate(side.pages):
        if number is None:
            continue
        row, column = divmod(place, side.across)
        left, wide = places[column]
        creep = (CREEP if column == 0 else -CREEP) * side.sheet
        high = sheet.height / rows
        x, y = left + (wide - width) / 2 + creep, sheet.height - (row + 1) * high + (high - height) / 2
        page.merge_transformed_page(reader.pages[number], Transformation().translate(slug + x, slug + y))
    folds = [left for left, _ in places[1:]] if printing.folded else []
    _finish_side(page, writer, sheet, folds, printing)


def _finish_side(page: PageObject, writer: PdfWriter, sheet: Sheet, folds: list[float], printing: Printing) -> None:
    """Ground below and marks above what stands on the side; links go, which paper has not."""
    page.pop("/Annots", None)
    if printing.press:
        from generator.sheets import press  # colour management, which an office sheet does not need

        press.set_boxes(page, sheet.width, sheet.height)
        press.separate_pictures(page)
        press.add_mark_resources(page)
        ground, marks = press.ground(sheet, printing.ground), press.marks(sheet.width, sheet.height, folds)
        content = press.press_content(page, writer, sheet)
    else:
        ground, marks = _ground(sheet, printing.ground), _fold_marks(folds, sheet.height)
        held = page.get_contents()
        content = b"" if held is None else held.get_data()
    stream = DecodedStreamObject()
    stream.set_data(b"\n".join(part for part in (ground, content, marks) if part))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())


def _slug(printing: Printing) -> float:
    """Room around the sheet for marks, in points."""
    if not printing.press:
        return 0.0
    from generator.sheets.bleed import SLUG

    return SLUG


def _ground(sheet: Sheet, colour: RGB) -> bytes:
    if colour == WHITE:
        return b""
    red, green, blue = colour
    return f"q {red:.4f} {green:.4f} {blue:.4f} rg 0 0 {sheet.width:.3f} {sheet.height:.3f} re f Q".encode("ascii")


def _fold_marks(folds: list[float], height: float) -> bytes:
    """Short dashed grey lines at the upper and the lower edge, where nothing is set."""
    lines = [
        f"{x:.3f} {start:.3f} m {x:.3f} {end:.3f} l S"
        for x in folds
        for start, end in ((0, FOLD_MARK), (height, height - FOLD_MARK))
    ]
    return f"q 0.5 w 0.4 G [2 2] 0 d {' '.join(lines)} Q".encode("ascii") if lines else b""


def describe(writer: PdfWriter, sheet: Sheet, printing: Printing, author: str, when: datetime, source: bytes) -> None:
    """Title, paper and how the printer turns it; for a print shop what PDF/X-4 wants.

    when: of creation, from the handout and not from the clock; source: what the identifier is made of.
    """
    duplex = f"printed on both sides, flipped on the {sheet.flip} edge"
    writer.add_metadata(
        {
            "/Title": printing.title,
            "/Author": author,
            "/Subject": f"Print file, not tagged. To read on a screen: {printing.reading}",
            "/Keywords": ", ".join(filter(None, ("print file", printing.form, sheet.name, duplex))),
            "/CreationDate": f"D:{when:%Y%m%d%H%M%S}+00'00'",
            "/ModDate": f"D:{when:%Y%m%d%H%M%S}+00'00'",
        }
    )
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {
            NameObject("/DisplayDocTitle"): BooleanObject(True),
            NameObject("/PrintScaling"): NameObject("/None"),
            NameObject("/PickTrayByPDFSize"): BooleanObject(True),
            NameObject("/Duplex"): NameObject(f"/DuplexFlip{sheet.flip.title()}Edge"),
        }
    )
    identifier = ByteStringObject(hashlib.sha256(printing.title.encode("utf-8") + source).digest()[:16])
    writer._ID = ArrayObject([identifier, identifier])
    if printing.press:
        from generator.sheets import press

        press.claim_pdfx(writer, printing.title, author, when, source)
