"""Word files: of LibreOffice, of python-docx and by hand; their revisions, notes, furniture and traps."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from generator.importing import package as limits
from generator.project import Project
from tests.importing.reading import DATA, content, draft_of, handout_of, package, paragraph, refusal, word
from tests.model.pictures import PICTURES

HINT = "Open it in Word or LibreOffice and save it again as .docx."


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]  # python-docx has no types
    return out.getvalue()


def test_file_of_libreoffice(tmp_path: Path) -> None:
    data = (DATA / "asthma.docx").read_bytes()
    draft = draft_of(tmp_path, "asthma.docx", data)
    assert draft.document.title == "Asthma at school"
    assert content(tmp_path, "asthma.docx", data) == [
        {
            "text": "About **1 in 10 children** has asthma. Read [our page about asthma](https://www.clinic.example/asthma)."
        },
        {"heading": "Before the first day"},
        {
            "steps": [
                "Give the school the plan.",
                {"text": "Label the inhaler:", "list": ["name", "dose: 100 micrograms"]},
                "Show the teacher.",
            ]
        },
        {"heading": "What the school needs", "level": "3"},
        {"list": ["a spare inhaler", "a spacer"]},
        {"heading": "How much to give"},
        {
            "table": {
                "header": ["When", "Puffs", "Wait"],
                "rows": [
                    [{"text": "Cough", "rows": "2"}, "2", "20 minutes"],
                    ["2 more", "4 hours"],
                    ["Attack", {"text": "10 puffs, and call 911", "columns": "2"}],
                ],
            }
        },
        {"figure": {"image": "picture-1.png", "alt": "An inhaler in a spacer"}},
        {"heading": "Who to call"},
        {"text": "Asthma nurses, (555) 010-0142, 9:00 to 17:00. Peak flow is read as 10² litres."},
    ]
    assert [one.text for one in draft.report.dropped] == ["Go to Top", "Translate »"]


def test_right_to_left_file_of_libreoffice(tmp_path: Path) -> None:
    data = (DATA / "warfarin-ar.docx").read_bytes()
    blocks = content(tmp_path, "warfarin-ar.docx", data, lang="ar")
    assert blocks[0] == {"text": "خذ **5 ملغ** كل يوم في الساعة 18:00. اتصل على [(555) 010-0142](tel:+1-555-010-0142)."}
    assert blocks[3]["table"]["rows"] == [["الاثنين", "5 ملغ"], ["الثلاثاء", "2.5 ملغ"]]
    message, hint = refusal(tmp_path, "warfarin-ar.docx", data)
    assert message == "Most words of the file are in letters that English is not written with."
    assert hint == "Say which language it is: --lang arabic. All: handouts list --languages"


def test_file_of_python_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Not this one"
    document.add_heading("Flu", 0)
    document.add_heading("What is it?", 1)
    text = document.add_paragraph("A virus. ")
    text.add_run("Drink a lot.").bold = True
    text.add_run(" See ")
    text.add_run("Eat well").italic = True
    text.add_run(".")
    style = document.styles.add_style("Abschnitt", WD_STYLE_TYPE.PARAGRAPH)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    style.element.get_or_add_pPr().append(level)
    document.add_paragraph("What helps", style="Abschnitt")
    document.add_paragraph("rest", style="List Bullet")
    document.add_paragraph("tea", style="List Bullet")
    document.add_paragraph("one", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, said in zip([*table.rows[0].cells, *table.rows[1].cells], ["Day", "Dose", "Monday", "5 mg"], strict=True):
        cell.text = said
    document.add_picture(io.BytesIO(PICTURES["good.jpg"]), width=Mm(20))
    document.sections[0].header.paragraphs[0].text = "Alder Street"
    document.sections[0].footer.paragraphs[0].text = "Call (555) 010-0199"
    draft = draft_of(tmp_path, "flu.docx", saved(document))
    assert draft.document.title == "Flu"
    assert content(tmp_path, "flu.docx", saved(document)) == [
        {"heading": "What is it?"},
        {"text": "A virus. **Drink a lot.** See *Eat well*."},
        {"heading": "What helps", "level": "3"},
        {"list": ["rest", "tea"]},
        {"steps": ["one"]},
        {"table": {"header": ["Day", "Dose"], "rows": [["Monday", "5 mg"]]}},
        {"figure": {"image": "picture-1.jpg"}},
    ]
    assert [(one.text, one.why) for one in draft.report.dropped] == [
        ("Call (555) 010-0199", "in the footer of the pages, which the layout makes here"),
        ("Alder Street", "in the header of the pages, which the layout makes here"),
    ]
    assert draft.report.missing.count("alt") == 1
    handout_of(draft, Project.at(tmp_path / "project"))


def test_changes_are_taken_as_accepted_and_told(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Take </w:t></w:r><w:del><w:r><w:delText>5 mg</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>10 mg</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>Moved here.</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:m/><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath><w:r><w:t>is it.</w:t></w:r></w:p>"
    )
    draft = draft_of(tmp_path, "a.docx", word(body))
    assert content(tmp_path, "a.docx", word(body)) == [
        {"text": "Take 10 mg."},
        {"text": "Moved here."},
        {"text": "is it."},
    ]
    assert [(one.text, one.why) for one in draft.report.dropped] == [
        ("5 mg", "deleted in Word, as a change that is tracked"),
        ("Moved away.", "deleted in Word, as a change that is tracked"),
        ("secret", "hidden in Word"),
        ("x+1", "a formula: type it in as text"),
    ]
    assert "The file holds 4 tracked changes: the text was taken as if all were accepted." in draft.report.notes


def test_footnotes_become_references_and_comments_are_told(tmp_path: Path) -> None:
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {ns}><w:footnote w:id="2"><w:p><w:r><w:t>A trial, 2021.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    comments = f'<w:comments {ns}><w:comment w:id="0" w:author="Ana Roe">{paragraph("Is this right?")}</w:comment></w:comments>'
    body = '<w:p><w:r><w:t>Most get well.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    data = word(body, footnotes=notes, comments=comments)
    draft = draft_of(tmp_path, "a.docx", data)
    assert content(tmp_path, "a.docx", data) == [{"text": "Most get well.[1]"}, {"references": ["[1] A trial, 2021."]}]
    assert "1 footnote became references: move what explains a word into the text." in draft.report.notes
    assert [(one.text, one.why) for one in draft.report.dropped] == [
        ("Is this right?", "a comment in Word, by Ana Roe")
    ]


def test_metafiles_are_told(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Text.")
    document.add_picture(io.BytesIO(PICTURES["good.png"]))
    with zipfile.ZipFile(io.BytesIO(saved(document))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/media/image1.emf"] = struct.pack("<I", 1) + b"\0" * 80
    del parts["word/media/image1.png"]
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(b"image1.png", b"image1.emf")
    parts["[Content_Types].xml"] = (
        parts["[Content_Types].xml"].replace(b'"png"', b'"emf"').replace(b"image/png", b"image/x-emf")
    )
    draft = draft_of(tmp_path, "a.docx", package(parts))
    why = "a picture that is a Windows metafile (WMF or EMF), which no browser shows: save it as PNG or SVG"
    assert [one.why for one in draft.report.dropped] == [why]
    assert content(tmp_path, "a.docx", package(parts)) == [{"text": "Text."}]


def test_macros_are_neither_run_nor_taken(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(word(paragraph("Text.")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    draft = draft_of(tmp_path, "a.docx", package(parts | {"word/vbaProject.bin": b"\0"}))
    assert "The file holds macros, which are programs. They were neither run nor taken." in draft.report.notes
    message, hint = refusal(tmp_path, "a.docm", package(parts))
    assert (message, hint) == (
        "The file is a Word file with macros, which are programs.",
        "Save it as .docx, without macros.",
    )


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY x "ha">'
    + "".join(f'<!ENTITY x{n} "&x{n - 1 if n else ""};&x{n - 1 if n else ""};">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
ENTITIES = "“word/document.xml” in the file holds a document type, which can name other files and grow without end."


def with_part(name: str, data: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word(paragraph("Text.")))) as archive:
        return package({each: archive.read(each) for each in archive.namelist()} | {name: data})


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"%PDF-1.7 ...", "The file is called “.docx”, and it is a PDF.", "Save it as .docx."),
        (b"<html><p>x", "The file is called “.docx”, and it is a web page.", "Save it as .docx."),
        (b"Dear patient", "The file is called “.docx”, and it is no Word file.", "Save it as .docx."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "The file is locked with a password.",
            "Open it in Word, take the password off, and save it.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
            "The file is called “.docx”, and it is an old Word file, or one with a password.",
            "Save it as .docx.",
        ),
        (b"PK\x03\x04" + b"\0" * 100, "The file is damaged: it cannot be unpacked.", HINT),
        (
            package({"content.xml": "<a/>", "mimetype": "application/vnd.oasis.opendocument.text"}),
            "The file is called “.docx”, and it is an OpenDocument file.",
            "Save it as .docx.",
        ),
        (
            package({"xl/workbook.xml": "<a/>"}),
            "The file is called “.docx”, and it is an Excel file.",
            "Save it as .docx.",
        ),
        (
            with_part("word/document.xml", LAUGHS + "<a>&x8;</a>"),
            ENTITIES,
            "No word processor writes one: do not open the file; ask who sent it.",
        ),
        (
            with_part("word/document.xml", OUTSIDE + "<a>&x;</a>"),
            ENTITIES,
            "No word processor writes one: do not open the file; ask who sent it.",
        ),
        (with_part("word/styles.xml", "<a><b></a>"), "The file is damaged: “word/styles.xml” in it is not XML.", HINT),
        (with_part("../../evil.xml", "<a/>"), "The file holds a part that leads out of it: “../../evil.xml”.", HINT),
        (with_part("/etc/evil.xml", "<a/>"), "The file holds a part that leads out of it: “/etc/evil.xml”.", HINT),
        (with_part("WORD/document.xml", "<a/>"), "The file holds “WORD/document.xml” twice.", HINT),
        (
            with_part("word/media/big.bin", b"\0" * 5_000_000),
            "A part of the file grows more than 300 times when it is unpacked.",
            HINT,
        ),
        (
            word("<w:p>" * 150 + "</w:p>" * 150),
            "“word/document.xml” in the file nests more than 100 levels deep.",
            HINT,
        ),
        (word("<w:p>" * 400 + "</w:p>" * 400), "“word/document.xml” in the file nests too deep.", HINT),
        (word("<w:p/>"), "The file holds no text to import.", "A scan or a picture of text has to be typed."),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_hostile_and_unusable_files_are_refused(tmp_path: Path, data: bytes, message: str, hint: str) -> None:
    assert refusal(tmp_path, "a.docx", data) == (message, hint)


def test_limits_of_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = word(paragraph("Text."))
    monkeypatch.setattr(limits, "MAX_PARTS", 2)
    assert refusal(tmp_path, "a.docx", data)[0] == "The file holds 3 parts; the limit is 2."
    monkeypatch.setattr(limits, "MAX_PARTS", 2000)
    monkeypatch.setattr(limits, "MAX_XML", 100)
    assert refusal(tmp_path, "a.docx", data)[0].endswith("bytes; the limit is 100.")
    monkeypatch.setattr(limits, "MAX_XML", 1000)
    monkeypatch.setattr(limits, "MAX_INFLATED", 300)
    assert refusal(tmp_path, "a.docx", data)[0].endswith("bytes when it is unpacked; the limit is 300.")


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(word("<w:p/>" * 1000))
    at = data.rindex(b"word/document.xml") - 46  # its entry in the directory (APPNOTE.TXT, 4.3.12)
    data[at + 24 : at + 28] = struct.pack("<I", 100)  # the size when it is unpacked, in the directory
    message, _ = refusal(tmp_path, "a.docx", bytes(data))
    assert message in (
        "The file is damaged: it cannot be unpacked.",
        "“word/document.xml” in the file is not as long as the file says.",
    )


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    """David Fifield, A better zip bomb (2019): many entries for one stretch of bytes."""
    data = bytearray(word(paragraph("Text." * 200)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 20 : at + 24] = struct.pack("<I", len(data))
    assert refusal(tmp_path, "a.docx", bytes(data)) == ("The parts of the file overlap.", HINT)
