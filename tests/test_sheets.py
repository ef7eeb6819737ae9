"""Sheets to print, fold and cut: where every page lies, and that the type keeps its size."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.build import build_leaflet
from generator.cli import main
from generator.imposition import CREEP, Side, booklet_sides, impose, twice_sides
from generator.project import Project
from tests.support.leaflets import project
from tests.support.readers import mupdf_lines

Make = Callable[..., Project]
A4 = (297 / 25.4 * 72, 210 / 25.4 * 72)


def test_eight_pages_make_two_sheets() -> None:
    """Saddle order, as printers know it: 8 and 1 outside, 2 and 7 behind them, then 6 and 3, 4 and 5."""
    assert booklet_sides(8) == [Side(7, 0, 0), Side(1, 6, 0), Side(5, 2, 1), Side(3, 4, 1)]


def test_a_booklet_of_a_right_to_left_language_folds_at_the_right() -> None:
    assert booklet_sides(4, rtl=True) == [Side(0, 3, 0), Side(2, 1, 0)]


def test_blanks_stand_before_the_back_cover() -> None:
    assert booklet_sides(6) == [Side(5, 0, 0), Side(1, None, 0), Side(None, 2, 1), Side(3, 4, 1)]
    assert booklet_sides(1) == [Side(None, 0, 0), Side(None, None, 0)]


@given(st.integers(1, 200), st.booleans())
def test_a_folded_booklet_has_every_page_once_and_in_order(pages: int, rtl: bool) -> None:
    """Leafs through the folded sheets: the outer halves from the front, then the inner ones back out."""
    sides = booklet_sides(pages, rtl)
    assert len(sides) % 2 == 0
    fronts, backs = sides[::2], sides[1::2]
    first = [
        page for f, b in zip(fronts, backs, strict=True) for page in ((f.left, b.right) if rtl else (f.right, b.left))
    ]
    second = [
        page for f, b in zip(fronts, backs, strict=True) for page in ((f.right, b.left) if rtl else (f.left, b.right))
    ]
    read = first + second[::-1]
    assert [page for page in read if page is not None] == list(range(pages))
    assert read[0] == 0
    assert pages == 1 or read[-1] == pages - 1, "the last page is the back cover"


def small(lang: str = "en", name: str = "warfarin") -> bytes:
    return build_leaflet(project(), name, lang, "clinic-a4", "ua-1", paper="a5").data


def test_pages_keep_their_size_and_lie_in_the_middle_of_their_half() -> None:
    data = small()
    pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
    sheets = impose(data, booklet_sides(pages), "Warfarin (booklet)")
    reader = pypdf.PdfReader(io.BytesIO(sheets))
    assert len(reader.pages) == 2 * -(-pages // 4)
    for sheet in reader.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4, abs=0.01)
    single = {line.text: line for line in mupdf_lines(data) if line.page == 1}
    middle, offset = A4[0] / 2, (A4[0] / 2 - 148 / 25.4 * 72) / 2
    found = [line for line in mupdf_lines(sheets) if line.page == 1 and line.text in single and line.left > middle]
    assert len(found) > 5
    for line in found:
        own = single[line.text]
        assert (line.size, line.left) == pytest.approx((own.size, own.left + middle + offset), abs=0.01)


def test_inner_sheets_creep_towards_the_fold() -> None:
    """The third sheet of a booklet lies in two others; its outer edge would be cut off by as much."""
    data = small()
    plain, crept = (impose(data, [Side(0, 1, sheet)], "") for sheet in (0, 2))
    moved = [(a.left, b.left) for a, b in zip(mupdf_lines(plain), mupdf_lines(crept), strict=True)]
    for before, after in moved:
        assert after - before == pytest.approx(2 * CREEP if before < A4[0] / 2 else -2 * CREEP, abs=0.01)


def test_what_is_printed_claims_no_tags_and_says_what_it_is_for() -> None:
    sheets = impose(small(), twice_sides(2), "Warfarin (twice, for printing)")
    reader = pypdf.PdfReader(io.BytesIO(sheets))
    assert reader.metadata is not None
    assert reader.metadata.title == "Warfarin (twice, for printing)"
    assert "/MarkInfo" not in reader.root_object
    assert "/StructTreeRoot" not in reader.root_object
    assert b"pdfuaid" not in sheets
    assert sheets == impose(small(), twice_sides(2), "Warfarin (twice, for printing)")


@pytest.mark.parametrize(("layout", "size"), [("clinic-a4", A4), ("clinic-letter", (792.0, 612.0))])
def test_the_command_takes_the_paper_that_fits_its_layout(
    tmp_path: Path, layout: str, size: tuple[float, float]
) -> None:
    root = Path(__file__).parents[1]
    asked = ["sheets", "warfarin", "--lang", "en", "--lang", "ar", "--layout", layout, "--fold", "booklet"]
    result = CliRunner().invoke(main, [*asked, "--project", str(root), "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    paper = "a5" if layout == "clinic-a4" else "half-letter"
    names = [f"warfarin-ar-arabic-{paper}-booklet.pdf", f"warfarin-en-english-{paper}-booklet.pdf"]
    assert sorted(path.name for path in (tmp_path / layout).iterdir()) == names
    page = pypdf.PdfReader(tmp_path / layout / names[0]).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size, abs=0.01)
    assert "2 print files" in result.output
    texts = [pypdf.PdfReader(tmp_path / layout / name).pages[0].extract_text() for name in names]
    assert "Phone" in texts[1], "the first page of the English booklet stands outside"
