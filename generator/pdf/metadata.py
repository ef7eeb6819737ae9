"""File-level facts: title and dates, XMP, the colour profile, viewer preferences, page labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from generator.pdf.canvas import TaggingCanvas
from generator.pdf.colour_profile import srgb_profile
from generator.pdf.objects import Name, Ref, Text, Value, pdf_bytes, stream
from generator.pdf.structure import StructureWriter
from generator.values import Frozen

PRODUCER = "handouts with ReportLab"


class Standard(Frozen):
    """A family of standards that one file meets at once."""

    name: str
    pdf2: bool


# UA-1 and A-2a share PDF 1.7; UA-2, WTPDF and A-4 share PDF 2.0. No file can meet both families.
STANDARDS = {"ua-1": Standard("ua-1", pdf2=False), "ua-2": Standard("ua-2", pdf2=True)}


class Metadata(Frozen):
    """What the file says of itself. lang: BCP 47; day: the date of creation, from the handout and not from the
    clock; page_numbers: as the pages show them."""

    title: str
    author: str
    subject: str
    lang: str
    rtl: bool
    day: date
    keywords: tuple[str, ...] = ()
    page_numbers: tuple[str, ...] = ()


def finish_document(canvas: TaggingCanvas, metadata: Metadata, standard: Standard) -> bytes:
    """Write fonts, tree, outline and file-level entries; returns the file."""
    canvas.write_resources()
    writer = StructureWriter(canvas, standard.pdf2)
    root = writer.write()
    outline = writer.write_outline()
    writer.write_inner_links()
    xmp = stream(
        _xmp(metadata, standard).encode("utf-8"), {"Type": Name("Metadata"), "Subtype": Name("XML")}, compress=False
    )
    catalog: dict[str, Value] = {
        "Lang": metadata.lang,
        "MarkInfo": {"Marked": True},
        "Metadata": Ref(canvas.add_object(xmp)),
        "OutputIntents": [Ref(canvas.add_object(_output_intent(canvas)))],
        "PageLabels": {"Nums": _page_labels(metadata.page_numbers)},
        "StructTreeRoot": Ref(root),
        "ViewerPreferences": {
            "DisplayDocTitle": True,
            "PrintScaling": Name("None"),
            "Direction": Name("R2L" if metadata.rtl else "L2R"),
        },
    }
    form = canvas.form()
    if form:
        catalog["AcroForm"] = form
    if outline:
        catalog |= {"Outlines": Ref(outline), "PageMode": Name("UseOutlines")}
    # PDF/A-4 (ISO 19005-4, 6.1.3) allows no Info dictionary in the trailer.
    trailer: dict[str, Value] = {} if standard.pdf2 else {"Info": Ref(canvas.add_object(_info(metadata)))}
    return canvas.finish({key: pdf_bytes(value) for key, value in catalog.items()}, trailer)


def _page_labels(numbers: Sequence[str]) -> list[Value]:
    """What a reader's window shows beside each page: the number that stands on it (WCAG 2.1, technique PDF17).

    A label counts in 0 to 9 by itself; in other digits each page has a label of its own, a prefix without a number
    (ISO 32000-1 and -2, 12.4.2).
    """
    if all(number == str(page) for page, number in enumerate(numbers, 1)):
        return [0, {"S": Name("D")}]
    labels = list[Value]()
    for page, number in enumerate(numbers):
        labels += [page, {"P": Text(number)}]
    return labels


def _info(metadata: Metadata) -> bytes:
    day = f"D:{metadata.day:%Y%m%d}000000+00'00'"
    entries: dict[str, Value] = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Producer": PRODUCER,
        "CreationDate": Text(day),
        "ModDate": Text(day),
    }
    if metadata.keywords:
        entries["Keywords"] = ", ".join(metadata.keywords)
    return pdf_bytes(entries)


def _output_intent(canvas: TaggingCanvas) -> bytes:
    profile = canvas.add_object(stream(srgb_profile(), {"N": 3, "Alternate": Name("DeviceRGB")}))
    return pdf_bytes(
        {
            "Type": Name("OutputIntent"),
            "S": Name("GTS_PDFA1"),
            "OutputConditionIdentifier": "sRGB IEC61966-2.1",
            "RegistryName": "http://www.color.org",
            "Info": "sRGB IEC61966-2.1",
            "DestOutputProfile": Ref(profile),
        }
    )


def _xmp(metadata: Metadata, standard: Standard) -> str:
    """The XMP packet. Source: ISO 16684-1; ISO 19005-2, 6.6; ISO 14289-1, 5."""
    time = f"{metadata.day:%Y-%m-%d}T00:00:00+00:00"
    keywords = (
        f"<pdf:Keywords>{escape(', '.join(metadata.keywords), quote=False)}</pdf:Keywords>" if metadata.keywords else ""
    )
    subject = f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.subject, quote=False)}</rdf:li></rdf:Alt></dc:description>'
    parts = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.title, quote=False)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{escape(metadata.author, quote=False)}</rdf:li></rdf:Seq></dc:creator>{subject}"
        f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.lang, quote=False)}</rdf:li></rdf:Bag></dc:language></rdf:Description>",
        f'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>{time}</xmp:CreateDate>'
        f"<xmp:ModifyDate>{time}</xmp:ModifyDate></rdf:Description>",
        f'<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{PRODUCER}</pdf:Producer>{keywords}</rdf:Description>',
        *(_PDF2_CLAIMS if standard.pdf2 else _PDF17_CLAIMS),
        "</rdf:RDF></x:xmpmeta>",
        '<?xpacket end="w"?>',
    ]
    return "\n".join(parts)


_UA = 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
_PDFA = 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
_PDF17_CLAIMS = (
    f'<rdf:Description rdf:about="" {_UA}><pdfuaid:part>1</pdfuaid:part></rdf:Description>',
    f'<rdf:Description rdf:about="" {_PDFA}><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>',
    # PDF/A wants every namespace that is not its own described (ISO 19005-2, 6.6.2.3.3).
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>",
)
_PDF2_CLAIMS = (
    f'<rdf:Description rdf:about="" {_UA}><pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev></rdf:Description>',
    f'<rdf:Description rdf:about="" {_PDFA}><pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev></rdf:Description>',
    # Well-Tagged PDF 1.0, declared as PDF Declarations ask.
    '<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>'
    + "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#{level}1.0</pdfd:conformsTo></rdf:li>'
        for level in ("accessibility", "reuse")
    )
    + "</rdf:Bag></pdfd:declarations></rdf:Description>",
)
