"""What a print shop needs of a file: PDF/X-4 with bleed, boxes and marks, everything in the four inks of the press.

Source: ISO 15930-7:2010 (PDF/X-4); marks and bleed as offset printers ask for them (3 mm; marks begin outside it).
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from math import hypot

from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from generator.colour import RGB
from generator.sheets.bleed import BLACK, BLEED, SLUG, UNTURNED, into_the_bleed, joined
from generator.sheets.forms import MM, Sheet
from generator.sheets.inks import CMYK, inks, picture_inks, profile_bytes, text_inks

# Marks begin 1 mm outside the bleed and are 5 mm long; hair lines of a quarter of a point.
_MARK_FROM, _MARK_LENGTH, _HAIRLINE = 4 * MM, 5 * MM, 0.25
# Dots an inch that print shops ask of pictures: two for each line of the usual screen,
# which has 60 a centimetre (ISO 12647-2).
FINE_ENOUGH = 300
# The printing condition by its name in the ICC's registry (www.color.org).
CONDITION, REGISTRY = "FOGRA39", "http://www.color.org"
CONDITION_TEXT = "Offset printing on coated paper (ISO 12647-2, paper types 1 and 2)"


def in_inks(operations: Iterable[tuple[list[object], bytes]]) -> Iterator[tuple[list[object], bytes]]:
    """A page's operators with its RGB colours as inks, small type in black alone, and without tags: a press reads none.
    Source: ISO 32000-1, 8.6.8."""
    pen = _Pen()
    for operands, operator in operations:
        pen.follow(operands, operator)
        if operator in (b"rg", b"RG"):
            yield [FloatObject(f"{level:g}") for level in inks(_rgb(operands))], b"k" if operator == b"rg" else b"K"
            continue
        if operator in (b"BDC", b"BMC", b"EMC"):
            continue
        if operator in _SHOWS and (levels := pen.other_inks()):
            yield [FloatObject(f"{level:g}") for level in levels], b"k"
        yield operands, operator
        if operator == b"ET" and (levels := pen.own_inks()):
            yield [FloatObject(f"{level:g}") for level in levels], b"k"


_SHOWS = (b"Tj", b"TJ", b"'", b'"')


class _Pen:
    """What colour and size text is shown in, as a page's operators leave it. Source: ISO 32000-1, 8.4.1 and 9.3.1."""

    def __init__(self) -> None:
        self._colour, self._size = BLACK, 0.0
        self._scale = 1.0  # of the text matrix
        self._kept: list[tuple[RGB, float]] = []
        self._blackened = False  # the inks in force are those of small type, not the colour's own

    def follow(self, operands: list[object], operator: bytes) -> None:
        if operator == b"q":
            self._kept.append((self._colour, self._size))
        elif operator == b"Q":
            self._colour, self._size = self._kept.pop()
        elif operator == b"rg":
            self._colour, self._blackened = _rgb(operands), False
        elif operator == b"Tf":
            self._size = abs(float(str(operands[1])))
        elif operator == b"BT":
            self._scale = 1.0
        elif operator == b"Tm":
            self._scale = hypot(*(float(str(value)) for value in operands[2:4]))

    def other_inks(self) -> CMYK | None:
        """What text is to be shown in, where that is not in force."""
        own, wanted = inks(self._colour), text_inks(self._colour, self._size * self._scale)
        if wanted == (text_inks(self._colour, 0) if self._blackened else own):
            return None
        self._blackened = wanted != own
        return wanted

    def own_inks(self) -> CMYK | None:
        """The colour's own inks, where small type has changed them."""
        changed, self._blackened = self._blackened, False
        return inks(self._colour) if changed else None


def _rgb(operands: list[object]) -> RGB:
    red, green, blue = (round(float(str(value)), 4) for value in operands)
    return red, green, blue


def press_content(page: PageObject, writer: PdfWriter, sheet: Sheet) -> bytes:
    """The side's content in the four inks, its areas running into the bleed; nothing for a blank one."""
    content = page.get_contents()
    if content is None:
        return b""
    stream = ContentStream(content, writer)
    beyond = into_the_bleed(stream.operations, sheet)
    stream.operations = list(in_inks(stream.operations))
    return b"\n".join(filter(None, (beyond, stream.get_data())))


def coarsest(data: bytes) -> tuple[int, float] | None:
    """The page of a leaflet with the picture that has the fewest dots an inch, and how many; None without pictures."""
    found = [
        (dots, number)
        for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1)
        for dots in _dots(page)
    ]  # fmt: skip
    return (min(found)[1], min(found)[0]) if found else None


def _dots(page: PageObject) -> Iterator[float]:
    """Dots an inch of each picture on a page, as it is drawn: those of its coarser side."""
    content = page.get_contents()
    named = page.get("/Resources", DictionaryObject()).get_object().get("/XObject", DictionaryObject()).get_object()
    place, kept = UNTURNED, [UNTURNED]
    for operands, operator in ContentStream(content, None).operations if content is not None and named else ():
        if operator == b"q":
            kept.append(place)
        elif operator == b"Q":
            place = kept.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = (float(str(value)) for value in operands)
            place = joined((a, b, c, d, e, f), place)
        elif operator == b"Do":
            drawn = named[str(operands[0])].get_object()
            if drawn["/Subtype"] == "/Image":
                sides = hypot(*place[:2]), hypot(*place[2:4])  # an image is a unit square (ISO 32000-1, 8.9.5)
                samples = (int(str(drawn[key])) for key in ("/Width", "/Height"))
                yield min(72 * count / side for count, side in zip(samples, sides, strict=True))


def separate_pictures(page: PageObject) -> None:
    """Pictures of the page in the four inks; one that stands on several pages is turned once."""
    resources = page.get("/Resources", DictionaryObject()).get_object()
    masked = False
    for reference in resources.get("/XObject", DictionaryObject()).get_object().values():
        picture = reference.get_object()
        masked = masked or "/SMask" in picture
        if picture.get("/ColorSpace") == "/DeviceRGB":
            _separate(picture)
    if masked:  # where opacity is, colours are mixed as inks (11.6.6)
        page[NameObject("/Group")] = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Group"),
                NameObject("/S"): NameObject("/Transparency"),
                NameObject("/CS"): NameObject("/DeviceCMYK"),
            }
        )


def _separate(picture: StreamObject) -> None:
    size = int(str(picture["/Width"])), int(str(picture["/Height"]))
    if str(picture["/Filter"]) == "/DCTDecode":
        image: Image.Image = Image.open(io.BytesIO(picture._data)).convert("RGB")
    else:
        image = Image.frombytes("RGB", size, picture.get_data())
    picture._data = picture_inks(image).tobytes()
    for name in ("/Filter", "/DecodeParms"):
        picture.pop(name, None)
    picture[NameObject("/ColorSpace")] = NameObject("/DeviceCMYK")
    packed = picture.flate_encode()
    picture._data = packed._data
    picture[NameObject("/Filter")] = NameObject("/FlateDecode")


def set_boxes(page: PageObject, width: float, height: float) -> None:
    """The sheet as it is cut (trim), with what is cut off (bleed), in a larger page with room for marks."""
    for name, beyond in (("/TrimBox", 0.0), ("/BleedBox", BLEED)):
        corner = SLUG - beyond
        box = RectangleObject((corner, corner, SLUG + width + beyond, SLUG + height + beyond))
        page[NameObject(name)] = box


def ground(sheet: Sheet, colour: RGB) -> bytes:
    """The pages' colour over the whole sheet and on into the bleed; nothing on white pages."""
    if colour == (1.0, 1.0, 1.0):
        return b""
    levels = " ".join(f"{level:g}" for level in inks(colour))
    corner, width, height = SLUG - BLEED, sheet.width + 2 * BLEED, sheet.height + 2 * BLEED
    return f"q {levels} k {corner:.3f} {corner:.3f} {width:.3f} {height:.3f} re f Q".encode("ascii")


def marks(width: float, height: float, folds: Iterable[float]) -> bytes:
    """Crop marks at the corners and dashed fold marks above and below, in all inks, outside the bleed.

    The page needs `add_mark_resources`. folds: from the left edge of the sheet.
    """
    lines: list[str] = []
    near, far = _MARK_FROM, _MARK_FROM + _MARK_LENGTH
    for x in (0.0, width):
        lines += [_line(x, -near, x, -far), _line(x, height + near, x, height + far)]
    for y in (0.0, height):
        lines += [_line(-near, y, -far, y), _line(width + near, y, width + far, y)]
    lines.append("[2 2] 0 d")
    for x in folds:
        lines += [_line(x, -near, x, -far), _line(x, height + near, x, height + far)]
    return f"q {_HAIRLINE} w /CsAll CS 1 SCN {' '.join(lines)} Q".encode("ascii")


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{SLUG + x1:.3f} {SLUG + y1:.3f} m {SLUG + x2:.3f} {SLUG + y2:.3f} l S"


def add_mark_resources(page: PageObject) -> None:
    """The colour “All”, which prints on every plate. Source: ISO 32000-1, 8.6.6.4."""
    tint = DictionaryObject(
        {
            NameObject("/FunctionType"): NumberObject(2),
            NameObject("/Domain"): ArrayObject([NumberObject(0), NumberObject(1)]),
            NameObject("/C0"): ArrayObject([NumberObject(0)] * 4),
            NameObject("/C1"): ArrayObject([NumberObject(1)] * 4),
            NameObject("/N"): NumberObject(1),
        }
    )
    every = ArrayObject([NameObject("/Separation"), NameObject("/All"), NameObject("/DeviceCMYK"), tint])
    resources = page.setdefault(NameObject("/Resources"), DictionaryObject()).get_object()
    resources[NameObject("/ColorSpace")] = DictionaryObject({NameObject("/CsAll"): every})


def claim_pdfx(writer: PdfWriter, title: str, author: str, when: datetime, source: bytes) -> None:
    """Output intents, XMP and Trapped, as PDF/X-4 wants them and PDF/A-2b, which a reference validator can judge.

    when: of creation, from the handout and not from the clock; source: the reading file, for the identifier.
    """
    profile = DecodedStreamObject()
    profile.set_data(profile_bytes())
    profile[NameObject("/N")] = NumberObject(4)
    held = writer._add_object(profile.flate_encode())
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject(
        [writer._add_object(_intent(kind, held)) for kind in ("/GTS_PDFX", "/GTS_PDFA1")]
    )
    packet = DecodedStreamObject()
    packet.set_data(_xmp(title, author, when, source).encode("utf-8"))
    packet[NameObject("/Type")] = NameObject("/Metadata")
    packet[NameObject("/Subtype")] = NameObject("/XML")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)
    assert writer._info is not None  # the title is in it
    writer._info[NameObject("/Trapped")] = NameObject("/False")
    writer.pdf_header = "%PDF-1.6"


def _intent(kind: str, profile: IndirectObject) -> DictionaryObject:
    """What the file is meant for. Source: ISO 15930-7:2010, 6.2.2; ISO 19005-2:2011, 6.2.3: both by one profile."""
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject(kind),
            NameObject("/OutputConditionIdentifier"): TextStringObject(CONDITION),
            NameObject("/OutputCondition"): TextStringObject(CONDITION_TEXT),
            NameObject("/RegistryName"): TextStringObject(REGISTRY),
            NameObject("/Info"): TextStringObject(CONDITION_TEXT),
            NameObject("/DestOutputProfile"): profile,
        }
    )


def _xmp(title: str, author: str, when: datetime, source: bytes) -> str:
    """The XMP packet. Source: ISO 15930-7:2010, 6.3 (identification) and 6.4 (metadata)."""
    shown = [escape(text, quote=False) for text in (title, author)]
    day = f"{when:%Y-%m-%dT%H:%M:%S}+00:00"
    document = uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(title.encode("utf-8") + source).hexdigest())
    return "\n".join(
        [
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:format>application/pdf</dc:format>"
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{shown[0]}</rdf:li></rdf:Alt></dc:title>'
            f"<dc:creator><rdf:Seq><rdf:li>{shown[1]}</rdf:li></rdf:Seq></dc:creator></rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
            f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>"
            f"<xmp:MetadataDate>{day}</xmp:MetadataDate>"
            "</rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">'
            f"<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
            "<xmpMM:VersionID>1</xmpMM:VersionID></rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Trapped>False</pdf:Trapped></rdf:Description>',
            '<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">'
            "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>",
            '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
            ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
            ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
            f"<pdfaExtension:schemas><rdf:Bag>{''.join(_schema(*one) for one in _SCHEMAS)}</rdf:Bag>"
            "</pdfaExtension:schemas></rdf:Description>",
            "</rdf:RDF></x:xmpmeta>",
            '<?xpacket end="w"?>',
        ]
    )


# What PDF/A does not know of PDF/X: name of the schema, its address and prefix; the property, its meaning.
_SCHEMAS = (
    ("PDF/X ID", "http://www.npes.org/pdfx/ns/id/", "pdfxid", "GTS_PDFXVersion", "The version of PDF/X"),
    ("Adobe PDF", "http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped", "Whether the file has been trapped"),
)


def _schema(name: str, address: str, prefix: str, key: str, meaning: str) -> str:
    """The description of one property. Source: ISO 19005-2:2011, 6.6.2.3.3."""
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{name}</pdfaSchema:schema><pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{key}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"
    )
