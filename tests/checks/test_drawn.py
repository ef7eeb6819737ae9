"""What a page shows, as the witness reads it: hand-written streams in exact numbers, and leaflets beside PDFium."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checks.pages.drawn import Image, Page, Shape, Shown
from generator.checks.pages.interpreter import PageReader
from generator.checks.pages.operators import operations
from generator.checks.pages.outlines import Outlines
from generator.checks.reader import PdfFile, Unreadable
from tests.support.leaflets import leaflet
from tests.support.pdfs import pdf, text


def pages(data: bytes) -> list[Page]:
    return PageReader(PdfFile(data)).pages()


def drawn(content: str, **more: object) -> list[object]:
    return list(pages(pdf(content, **more))[0].drawn)  # type: ignore[arg-type]  # what `pdf` takes


def shown(content: str, **more: object) -> Shown:
    one = drawn(content, **more)[0]
    assert isinstance(one, Shown)
    return one


# -- text ----------------------------------------------------------------------------------------------------------


def test_text_has_place_size_and_width() -> None:
    one = shown(text(0, "take 5 mg", 100, 700, 12))
    assert (one.text, one.x, one.y, one.size, one.width) == ("take 5 mg", 100, 700, 12, 9 * 6)
    assert (one.angle, one.bold, one.slanted, one.owner.mcid) == (0, False, False, 0)


def test_matrices_multiply() -> None:
    """Twice as large by cm, half by Tm, and 10 points to the right of both."""
    one = shown("q 2 0 0 2 10 20 cm BT /F1 10 Tf .5 0 0 .5 40 50 Tm 5 0 Td (ab) Tj ET Q")
    assert (one.x, one.y, one.size, one.width) == (10 + 2 * (40 + 2.5), 20 + 2 * 50, 10, 10)


def test_spacing_stretch_and_adjustment() -> None:
    """Two characters of 5 pt, 1 pt between characters, an adjustment of -500/1000 of 10 pt, all half as wide."""
    one = shown("BT /F1 10 Tf 1 Tc 50 Tz [(a) -500 (b)] TJ ET")
    assert one.width == pytest.approx((5 + 1 + 5 + 5) / 2)
    word = shown("BT /F1 10 Tf 3 Tw (a b) Tj ET")
    assert word.width == pytest.approx(5 + 5 + 3 + 5)


def test_lines_follow_the_leading() -> None:
    first, second, third = drawn("BT /F1 10 Tf 12 TL 7 50 Td (a) Tj T* (b) Tj (c) ' ET")
    assert [one.y for one in (first, second, third) if isinstance(one, Shown)] == [50, 38, 26]


@pytest.mark.parametrize(
    ("operators", "colour"),
    [
        ("", (0, 0, 0)),
        ("0.5 g", (0.5, 0.5, 0.5)),
        ("1 0 0.25 rg", (1, 0, 0.25)),
        ("0.5 0 0 0.25 k", (0.25, 0.75, 0.75)),
        ("/DeviceCMYK cs 0 1 0 0 scn", (1, 0, 1)),
        ("/Spot cs 1 scn", None),
        ("1 0 0 RG 1 Tr", (1, 0, 0)),
    ],
)
def test_colour_of_text(operators: str, colour: tuple[float, float, float] | None) -> None:
    spot = "/ColorSpace<</Spot[/Separation/Gold/DeviceRGB null]>>"
    assert shown(f"{operators} BT /F1 10 Tf (a) Tj ET", resources=spot).colour == colour


def test_marks_tell_whose_it_is() -> None:
    content = (
        "/Artifact <</Type/Pagination/Subtype/Footer>> BDC BT /F1 9 Tf (1) Tj ET EMC /M /Named BDC BT (a) Tj ET EMC"
    )
    footer, named = drawn(content, resources="/Properties<</Named<</MCID 7>>>>")
    assert isinstance(footer, Shown) and isinstance(named, Shown)
    assert footer.owner.artifact == "Pagination Footer"
    assert named.owner.mcid == 7


def test_reversed_characters_are_put_in_order() -> None:
    codes = "مرحبا"[::-1].encode("utf-16-be").hex()
    one = shown(f"BT /F4 10 Tf /ReversedChars BMC <{codes}> Tj EMC ET")
    assert one.text == "مرحبا"
    assert one.width == 50


def test_slanted_by_font_or_by_matrix() -> None:
    assert shown(text(0, "a", 0, 0, font="F3")).slanted
    assert shown("BT /F1 10 Tf 1 0 .3 1 0 0 Tm (a) Tj ET").slanted
    assert not shown("BT /F1 10 Tf 0 1 -1 0 0 0 Tm (a) Tj ET").slanted


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(0, "1 0 0 1"), (90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")]
)
def test_a_turned_page_is_measured_as_it_is_seen(rotate: int, matrix: str) -> None:
    """Text that is turned against its page runs level."""
    page = pages(pdf(f"BT /F1 10 Tf {matrix} 100 200 Tm (a) Tj ET", page=f"/Rotate {rotate}"))[0]
    one = page.drawn[0]
    assert isinstance(one, Shown)
    assert one.level
    assert (page.width, page.height) == ((595, 842) if rotate % 180 == 0 else (842, 595))
    expected = {0: (100, 200), 90: (200, 595 - 100), 180: (595 - 100, 842 - 200), 270: (842 - 200, 100)}[rotate]
    assert (one.x, one.y) == pytest.approx(expected)


# -- shapes --------------------------------------------------------------------------------------------------------


def test_shapes_have_boxes_and_colours() -> None:
    box, line, curve = drawn("1 0 0 rg 10 20 30 40 re f 0 0 1 RG 2 w 0 5 m 50 5 l S 0 g 0 0 m 0 60 90 60 90 0 c f")
    assert isinstance(box, Shape) and isinstance(line, Shape) and isinstance(curve, Shape)
    assert (box.box, box.fill, box.stroke, box.rect) == ((10, 20, 40, 60), (1, 0, 0), None, True)
    assert (line.box, line.fill, line.stroke, line.thickness) == ((-1, 4, 51, 6), None, (0, 0, 1), 2)
    assert curve.box == pytest.approx((0, 0, 90, 45), abs=0.5)  # a Bézier curve reaches three quarters of its handles


def test_clips_cut_and_end_with_their_state() -> None:
    cut, whole = drawn("q 0 0 50 50 re W n 20 20 100 100 re f Q 20 20 100 100 re f")
    assert isinstance(cut, Shape) and isinstance(whole, Shape)
    assert (cut.box, whole.box) == ((20, 20, 50, 50), (20, 20, 120, 120))


def test_pictures_and_forms_are_placed() -> None:
    form = ("/Type/XObject/Subtype/Form/BBox[0 0 10 10]/Matrix[1 0 0 1 5 5]", b"0 0 99 99 re f")
    image = ("/Type/XObject/Subtype/Image/Width 1/Height 1", b"x")
    content = "q 2 0 0 2 100 100 cm /Fm Do Q q 30 0 0 40 7 8 cm /Im Do Q q 3 0 0 4 1 1 cm BI /W 1 /H 1 ID \x00q EI Q"
    inside, picture, inline = drawn(content, streams={"Fm": form, "Im": image})
    assert isinstance(inside, Shape) and isinstance(picture, Image) and isinstance(inline, Image)
    assert inside.box == (110, 110, 130, 130)
    assert (picture.box, inline.box) == ((7, 8, 37, 48), (1, 1, 4, 5))


# -- bad files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("1 2 re f", "a page's operator re has the wrong operands"),
        ("(a) Tc", "a page's operator Tc has the wrong operands"),
        ("BT [(a)", "a page's content ends in the middle"),
        ("--1 w", "a page's content breaks the syntax of PDF"),
        ("q " * 600, "a page's graphics states are nested too deep"),
        ("[" * 30 + "]" * 30 + " 0 d", "a page's content is nested too deep"),
        ("/Fm Do", "a page's forms are nested too deep"),
    ],
)
def test_a_damaged_page_is_refused_with_a_reason(content: str, reason: str) -> None:
    form = ("/Type/XObject/Subtype/Form/BBox[0 0 10 10]", b"/Fm Do")
    with pytest.raises(Unreadable, match=f"^{reason}$"):
        pages(pdf(content, streams={"Fm": form}))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200))
def test_any_bytes_end_in_operators_or_a_reason(content: bytes) -> None:
    try:
        list(operations(content))
        pages(pdf(content.decode("latin-1")))
    except Unreadable:
        pass


# -- against others ------------------------------------------------------------------------------------------------


_BRACKETS = dict(zip("()[]«»‹›", ")(][»«›‹", strict=True))


@cache
def characters_by_pdfium(lang: str) -> list[list[tuple[str, float, float, float]]]:
    """Character, x and y of its origin, and size, of every page of a leaflet."""
    document = pypdfium2.PdfDocument(leaflet("metastatic-breast-cancer", lang, "clinic-a4", "ua-1"))
    found = []
    for page in document:
        page_text = page.get_textpage()
        rows = []
        for index in range(page_text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(page_text, index, x, y)
            size = pdfium.FPDFText_GetFontSize(page_text, index)
            char = chr(pdfium.FPDFText_GetUnicode(page_text, index))
            if not char.isspace() and not pdfium.FPDFText_IsGenerated(page_text, index):
                rows.append((char, x.value, y.value, size))
        found.append(rows)
    return found


@pytest.mark.parametrize("lang", ["en", "ar", "zh-Hans", "th"])
def test_every_character_stands_where_pdfium_sees_it(lang: str) -> None:
    ours = pages(leaflet("metastatic-breast-cancer", lang, "clinic-a4", "ua-1"))
    theirs = characters_by_pdfium(lang)
    assert len(ours) == len(theirs)
    for page, rows in zip(ours, theirs, strict=True):
        assert len(rows) > 50
        starts: dict[tuple[int, int], list[tuple[float, float, float, str]]] = {}
        for one in page.texts:
            for char, left, _ in one.glyphs:
                starts.setdefault((round(left), round(one.y)), []).append((left, one.y, one.size, char))
        for char, x, y, size in rows:
            near = [
                place
                for dx in (-1, 0, 1)
                for dy in (-1, 0, 1)
                for place in starts.get((round(x) + dx, round(y) + dy), ())
            ]
            same = [place for place in near if abs(place[0] - x) < 0.05 and abs(place[1] - y) < 0.05]
            assert same, f"PDFium sees {char!r} at {x:.2f}, {y:.2f} on page {page.number}"
            turned = _BRACKETS.get(char, char)  # PDFium gives the mirrored one in right-to-left text
            assert any(abs(p[2] - size) < 0.01 and (char in p[3] or turned in p[3]) for p in same), (char, same)


@pytest.mark.parametrize("name", ["NotoSans-Regular", "NotoSansArabic-Bold", "NotoSansThai-Regular"])
def test_areas_of_glyphs_are_those_of_fonttools(name: str) -> None:
    path = next((Path(__file__).parents[2] / "generator" / "fonts").rglob(f"{name}.ttf"))
    font, ours = TTFont(path), Outlines(path.read_bytes())
    glyphs, upem = font.getGlyphSet(), font["head"].unitsPerEm
    for number, glyph in enumerate(font.getGlyphOrder()[:600]):
        pen = AreaPen(glyphs)
        glyphs[glyph].draw(pen)
        assert ours.area(number) == pytest.approx(abs(pen.value) / upem**2, abs=1e-6), glyph


def test_a_damaged_font_has_no_area() -> None:
    assert Outlines(b"\0\1\0\0\0\1").area(3) == 0
    assert Outlines(b"").area(0) == 0
