"""What `handouts inspect` prints."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from generator.checks.inspection import NotReadable, claimed_standards, describe, tag_tree
from generator.checks.reading import squeeze
from tests.checks.conftest import leaflet

# A small tagged PDF as other programs write them: a simple font, literal strings, properties in the resources.
CONTENT = b"""/Artifact BMC BT /F1 9 Tf (header) Tj ET EMC
/P /Mark0 BDC BT /F1 9 Tf (Fish \\001 ) Tj [(ch) -20 (ips)] TJ ET EMC
/Span <</MCID 1>> BDC BT (bold) ' ET EMC
/P <</MCID 2>> BDC BT (!) Tj ET EMC"""


def foreign(path: Path, tagged: bool = True) -> Path:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    encoding = pikepdf.Dictionary(BaseEncoding=pikepdf.Name.WinAnsiEncoding, Differences=[1, pikepdf.Name.ampersand])
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=encoding
    )
    page.obj.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=font), Properties=pikepdf.Dictionary(Mark0=pikepdf.Dictionary(MCID=0))
    )
    page.Contents = pdf.make_stream(CONTENT)
    if tagged:
        strong = pikepdf.Dictionary(S=pikepdf.Name.Strong, K=1, Lang="en-GB")
        cell = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row, RowSpan=2)
        paragraph = pikepdf.Dictionary(
            S=pikepdf.Name.TH,
            Pg=page.obj,
            K=pikepdf.Array([0, pdf.make_indirect(strong), 2]),
            A=cell,
            Alt='say "x"\u200f',
        )
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=pdf.make_indirect(paragraph))
    pdf.save(path)
    return path


def test_a_foreign_file(tmp_path: Path) -> None:
    path = foreign(tmp_path / "foreign.pdf")
    assert describe(path).splitlines() == [
        "title: (none)",
        "language: (none)",
        "pages: 1",
        f"version: PDF {pikepdf.open(path).pdf_version}",
        "claims: (none)",
        f"size: {path.stat().st_size} bytes",
        "fonts:",
        "  Helvetica: not embedded",
        "bookmarks:",
        "tags:",
        r'  TH Alt="say \"x\"\u200f" RowSpan=2 Scope=Row "Fish & chips"',
        '    Strong Lang="en-GB" "bold"',
        '    "!"',
    ]


def test_a_file_without_tags_is_called_so(tmp_path: Path) -> None:
    assert "is not tagged" in describe(foreign(tmp_path / "plain.pdf", tagged=False))


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n0\n%%EOF"])
def test_what_is_no_pdf(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    with pytest.raises(NotReadable, match=r"this (is not a PDF|PDF is damaged)"):
        describe(path)


def test_our_own_file(tmp_path: Path) -> None:
    data, texts = leaflet("en")
    path = tmp_path / "en.pdf"
    path.write_bytes(data)
    lines = describe(path).splitlines()
    assert lines[1:5] == [
        "language: en-US",
        f"pages: {len(pikepdf.open(path).pages)}",
        "version: PDF 1.7",
        "claims: PDF/UA-1, PDF/A-2a",
    ]
    assert any(line.strip().startswith("Link URI=") for line in lines)
    assert any("Scope=" in line for line in lines)
    assert not any("not embedded" in line for line in lines)
    assert f'    H1 "{texts[0]}"' in lines


def test_right_to_left_text_reads_right() -> None:
    data, texts = leaflet("ar")
    tree = tag_tree(data)
    assert f'H1 "{texts[0]}"' in tree
    assert squeeze(texts[1]) in squeeze(tree)


def test_the_tree_is_stable() -> None:
    data, _ = leaflet("hi")
    assert tag_tree(data) == tag_tree(data)
    assert tag_tree(data).startswith("Document\n  H1 ")


def test_claims_in_both_forms_of_xmp() -> None:
    assert claimed_standards('<x pdfuaid:part="1" pdfaid:part="3" pdfaid:conformance="B"/>') == ["PDF/UA-1", "PDF/A-3b"]
    assert claimed_standards("<pdfuaid:part>2</pdfuaid:part><pdfaid:part>4</pdfaid:part>") == ["PDF/UA-2", "PDF/A-4"]
