"""Sheets to print, fold and cut: where every page lies, that nothing crosses a fold, and that the type keeps its size."""

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
from generator.project import Project
from generator.sheets.forms import (
    FORMS,
    Side,
    booklet_sides,
    columns,
    four_up_sides,
    sheet_of,
    tri_fold_sides,
    twice_sides,
)
from generator.sheets.imposing import CREEP, Printing, impose
from tests.support.leaflets import project, project_with
from tests.support.readers import mupdf_lines

Make = Callable[..., Project]
MM = 72 / 25.4
A4 = (297 * MM, 210 * MM)
LETTER = (792.0, 612.0)
SHORT = """\
  - key-points: [Come 15 minutes early.]
  - heading: What to bring
  - list: [All your medicines, A list of your questions for us]
"""


def panels(count: int) -> str:
    """Content of about as many panels: each holds one picture of lines to write on."""
    return SHORT + "".join(
        f"  - heading: Part {n}\n  - questions: {{items: [Why?], lines: 16}}\n" for n in range(1, count)
    )


def test_eight_pages_make_two_sheets() -> None:
    """Saddle order, as printers know it: 8 and 1 outside, 2 and 7 behind them, then 6 and 3, 4 and 5."""
    assert booklet_sides(8) == [Side((7, 0), 2, 0), Side((1, 6), 2, 0), Side((5, 2), 2, 1), Side((3, 4), 2, 1)]


def test_a_booklet_of_a_right_to_left_language_folds_at_the_right() -> None:
    assert booklet_sides(4, rtl=True) == [Side((0, 3), 2), Side((2, 1), 2)]


def test_blanks_stand_before_the_back_cover() -> None:
    assert [side.pages for side in booklet_sides(6)] == [(5, 0), (1, None), (None, 2), (3, 4)]
    assert [side.pages for side in booklet_sides(1)] == [(None, 0), (None, None)]


@given(st.integers(1, 200), st.booleans())
def test_a_folded_booklet_has_every_page_once_and_in_order(pages: int, rtl: bool) -> None:
    """Leafs through the folded sheets: the outer halves from the front, then the inner ones back out."""
    sides = [side.pages for side in booklet_sides(pages, rtl)]
    assert len(sides) % 2 == 0
    front, back = (0, 1) if rtl else (1, 0)
    first = [page for f, b in zip(sides[::2], sides[1::2], strict=True) for page in (f[front], b[back])]
    second = [page for f, b in zip(sides[::2], sides[1::2], strict=True) for page in (f[back], b[front])]
    read = first + second[::-1]
    assert [page for page in read if page is not None] == list(range(pages))
    assert read[0] == 0
    assert pages == 1 or read[-1] == pages - 1, "the last page is the back cover"


def test_four_pages_lie_on_a_side_in_the_direction_of_reading() -> None:
    assert [side.pages for side in four_up_sides(6)] == [(0, 1, 2, 3), (4, 5, None, None)]
    assert [side.pages for side in four_up_sides(6, rtl=True)] == [(1, 0, 3, 2), (5, 4, None, None)]


def test_a_tri_fold_has_its_front_outside_and_reads_on_inside() -> None:
    """Outside the panel that folds in, back, front; inside 2 to 4; Arabic mirrored, the narrow panel with it."""
    assert tri_fold_sides(6) == [Side((4, 5, 0), 3, inward=0), Side((1, 2, 3), 3, inward=2)]
    assert tri_fold_sides(6, rtl=True) == [Side((0, 5, 4), 3, inward=2), Side((3, 2, 1), 3, inward=0)]
    assert [side.pages for side in tri_fold_sides(4)] == [(None, 3, 0), (1, 2, None)], "the last page is the back"


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(
    ("page", "size", "sheet", "wide", "narrow"),
    [("A4 Panel", (97 * MM, 210 * MM), A4, 100 * MM, 97 * MM), ("Letter Panel", (261, 612), LETTER, 265.5, 261)],
)
def test_the_folds_of_both_sides_meet_and_the_inward_panel_is_narrower(
    rtl: bool, page: str, size: tuple[float, float], sheet: tuple[float, float], wide: float, narrow: float
) -> None:
    paper = sheet_of(*size, 3, 1)
    assert (paper.width, paper.height) == pytest.approx(sheet)
    outside, inside = (columns(side, paper, page) for side in tri_fold_sides(6, rtl))
    widths = [width for _, width in outside]
    assert widths == pytest.approx([wide, wide, narrow] if rtl else [narrow, wide, wide])
    turned = [paper.width - left - width for left, width in reversed(inside)]  # the sheet turned on its short edge
    assert [left for left, _ in outside] == pytest.approx(turned)


def small(lang: str = "en", name: str = "warfarin", paper: str = "a5") -> bytes:
    return build_leaflet(project(), name, lang, "clinic-a4", "ua-1", paper=paper, check=False).data


def test_pages_keep_their_size_and_lie_in_the_middle_of_their_half() -> None:
    data = small()
    pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
    sheets = impose(data, booklet_sides(pages), Printing("Warfarin (booklet)"))
    reader = pypdf.PdfReader(io.BytesIO(sheets))
    assert len(reader.pages) == 2 * -(-pages // 4)
    for sheet in reader.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4, abs=0.01)
    single = {line.text: line for line in mupdf_lines(data) if line.page == 1}
    middle, offset = A4[0] / 2, (A4[0] / 2 - 148 * MM) / 2
    found = [line for line in mupdf_lines(sheets) if line.page == 1 and line.text in single and line.left > middle]
    assert len(found) > 5
    for line in found:
        own = single[line.text]
        assert (line.size, line.left) == pytest.approx((own.size, own.left + middle + offset), abs=0.01)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_four_cards_stand_on_a_sheet_in_full_size(lang: str) -> None:
    data = small(lang, paper="a6")
    sides = four_up_sides(4, rtl=lang == "ar")
    lines = [line for line in mupdf_lines(impose(data, sides, Printing(""))) if line.page == 1]
    single = {line.text: line for line in mupdf_lines(data) if line.page == 1}
    quarter = [line for line in lines if line.bottom < 148 * MM and (line.left > 105 * MM) == (lang == "ar")]
    assert [(line.text, line.size) for line in quarter] == [(line.text, line.size) for line in single.values()]


def test_inner_sheets_creep_towards_the_fold() -> None:
    """The third sheet of a booklet lies in two others; its outer edge would be cut off by as much."""
    data = small()
    plain, crept = (impose(data, [Side((0, 1), 2, sheet)], Printing("")) for sheet in (0, 2))
    moved = [(a.left, b.left) for a, b in zip(mupdf_lines(plain), mupdf_lines(crept), strict=True)]
    for before, after in moved:
        assert after - before == pytest.approx(2 * CREEP if before < A4[0] / 2 else -2 * CREEP, abs=0.01)


def test_what_is_printed_claims_no_tags_and_says_what_it_is_for() -> None:
    printing = Printing("Warfarin (twice, for printing)", "warfarin-en-english-a5.pdf", "twice")
    sheets = impose(small(), twice_sides(2), printing)
    reader = pypdf.PdfReader(io.BytesIO(sheets))
    said = reader.metadata
    assert said is not None
    assert said.title == "Warfarin (twice, for printing)"
    assert said.subject == "Print file, not tagged. To read on a screen: warfarin-en-english-a5.pdf"
    assert said["/Keywords"] == "print file, twice, A4, printed on both sides, flipped on the short edge"
    root = reader.root_object
    assert {"/MarkInfo", "/StructTreeRoot"}.isdisjoint(root)
    assert dict(root["/ViewerPreferences"]) == {
        "/DisplayDocTitle": True,
        "/Duplex": "/DuplexFlipShortEdge",
        "/PickTrayByPDFSize": True,
        "/PrintScaling": "/None",
    }
    assert b"pdfuaid" not in sheets
    assert sheets == impose(small(), twice_sides(2), printing), "the same bytes"


def command(*arguments: str, root: Path, out: Path) -> str:
    result = CliRunner().invoke(main, ["sheets", *arguments, "--project", str(root), "--out", str(out)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(("layout", "size"), [("clinic-a4", A4), ("clinic-letter", LETTER)])
def test_the_command_takes_the_paper_that_fits_its_layout(
    tmp_path: Path, layout: str, size: tuple[float, float]
) -> None:
    root = Path(__file__).parents[1]
    asked = ["warfarin", "--lang", "en", "--lang", "ar", "--layout", layout, "--as", "booklet"]
    said = command(*asked, root=root, out=tmp_path)
    paper = "a5" if layout == "clinic-a4" else "half-letter"
    names = [f"warfarin-ar-arabic-{paper}-booklet-print.pdf", f"warfarin-en-english-{paper}-booklet-print.pdf"]
    assert sorted(path.name for path in (tmp_path / layout).iterdir()) == names
    page = pypdf.PdfReader(tmp_path / layout / names[0]).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size, abs=0.01)
    assert "2 print files" in said
    sheet = "A4" if layout == "clinic-a4" else "Letter"
    assert f"Print on {sheet}, both sides, flipped on the short edge, in full size (100 %, not “fit to page”)." in said
    texts = [pypdf.PdfReader(tmp_path / layout / name).pages[0].extract_text() for name in names]
    assert "Phone" in texts[1], "the first page of the English booklet stands outside"


@pytest.mark.parametrize(
    ("layout", "lang", "folds"),
    [
        ("clinic-a4", "en", ((97 * MM, 197 * MM), (100 * MM, 200 * MM))),
        ("clinic-a4", "ar", ((100 * MM, 200 * MM), (97 * MM, 197 * MM))),
        ("clinic-letter", "en", ((261, 526.5), (265.5, 531))),
    ],
)
def test_no_line_of_a_tri_fold_stands_within_six_millimetres_of_a_fold(
    tmp_path: Path, layout: str, lang: str, folds: tuple[tuple[float, float], ...]
) -> None:
    project_with(tmp_path, panels(5), lang=lang)
    said = command("test", "--as", "tri-fold", "--layout", layout, root=tmp_path, out=tmp_path / "print")
    assert "1 print file, 1 sheet, written to" in said
    (file,) = (tmp_path / "print" / layout).iterdir()
    assert file.name.endswith("-tri-fold-print.pdf")
    lines = mupdf_lines(file.read_bytes())
    assert len({line.page for line in lines}) == 2
    for line in lines:
        for fold in folds[line.page - 1]:
            assert line.right < fold - 6 * MM or line.left > fold + 6 * MM, line


def test_fold_marks_stand_at_the_edges_outside_the_text(tmp_path: Path) -> None:
    project_with(tmp_path, SHORT)
    command("test", "--as", "tri-fold", "--layout", "clinic-a4", root=tmp_path, out=tmp_path / "print")
    (file,) = (tmp_path / "print" / "clinic-a4").iterdir()
    content = pypdf.PdfReader(file).pages[0].get_contents()
    assert content is not None
    marks = content.get_data().decode("latin-1").rpartition("[2 2] 0 d")[2]
    ends = [float(number) for number in marks.split() if number[0].isdigit()]
    assert sorted(set(ends[::2])) == pytest.approx([97 * MM, 197 * MM], abs=0.01)
    heights = set(ends[1::2])
    assert max(min(height, A4[1] - height) for height in heights) < 6 * MM, "where nothing else is set"


def test_too_many_panels_or_pages_are_counted(tmp_path: Path) -> None:
    project_with(tmp_path, panels(8))
    result = CliRunner().invoke(
        main, ["sheets", "test", "--as", "tri-fold", "--layout", "clinic-a4", "--project", str(tmp_path)]
    )
    assert result.exit_code == 1
    assert (
        "handouts/test/en.yaml: error: test en clinic-a4 has 8 panels; a tri-fold holds 6: 2 too many. [too-many-pages]"
        in result.output
    )
    assert (
        "hint: Shorten the text; or print a booklet, which takes any number of pages: "
        "handouts sheets test --lang en --layout clinic-a4 --as booklet\n"
    ) in result.output
    result = CliRunner().invoke(
        main, ["sheets", "test", "--as", "bi-fold", "--layout", "clinic-letter", "--project", str(tmp_path)]
    )
    assert "a bi-fold holds 4:" in result.output


def test_a_bi_fold_is_one_sheet(tmp_path: Path) -> None:
    project_with(tmp_path, SHORT)
    said = command("test", "--as", "bi-fold", "--layout", "clinic-a4", root=tmp_path, out=tmp_path / "print")
    assert "1 print file, 1 sheet" in said
    (file,) = (tmp_path / "print" / "clinic-a4").iterdir()
    assert file.name == "test-en-english-a5-bi-fold-print.pdf"


def test_what_is_too_wide_for_a_panel_is_told_with_a_wider_page(tmp_path: Path) -> None:
    dose = f"{'1234567890' * 4} ml"  # a number is not parted, nor where a row is read down
    project_with(tmp_path, f"  - table: {{header: [A, B], rows: [[Water, {dose}]]}}\n")
    asked = ["sheets", "test", "--layout", "clinic-a4", "--project", str(tmp_path)]
    result = CliRunner().invoke(main, [*asked, "--as", "tri-fold"])
    assert result.exit_code == 1 and "handouts/test/en.yaml:9:12: error: The table needs" in result.stderr
    assert result.stderr.endswith(
        "Too wide for a tri-fold; a booklet has wider pages: "
        "handouts sheets test --lang en --layout clinic-a4 --as booklet\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--as", "tri-fold", "--paper", "a5"], "A tri-fold has a paper of its own: leave out --paper."),
        (["--as", "booklet", "--hole-punch"], "--hole-punch is for --as pages, on A4 or Letter."),
        (["--hole-punch", "--paper", "a5"], "--hole-punch is for --as pages, on A4 or Letter."),
    ],
)
def test_contradictions_are_refused(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["sheets", *arguments])
    assert result.exit_code == 2
    assert f"Error: {message}" in result.output


def test_the_command_offers_every_form() -> None:
    result = CliRunner().invoke(main, ["sheets", "--as", "origami"])
    assert " ".join(result.output.split()).endswith(f"“origami” is not known. Known here: {', '.join(FORMS)}.")


def test_holes_find_room_at_the_binding_side_of_both_sides_of_a_sheet(tmp_path: Path) -> None:
    """26 mm at the start side of odd pages and at the end side of even ones; the lines break as on A4."""
    project_with(tmp_path, panels(5))
    command("test", "--hole-punch", "--layout", "clinic-a4", root=tmp_path, out=tmp_path / "print")
    (file,) = (tmp_path / "print" / "clinic-a4").iterdir()
    assert file.name == "test-en-english-punched-a4-pages-print.pdf"
    punched = mupdf_lines(file.read_bytes())
    plain = mupdf_lines(build_leaflet(Project.at(tmp_path), "test", "en", "clinic-a4").data)
    assert [line.text for line in punched] == [line.text for line in plain]
    assert {line.page for line in punched} > {1, 2}
    for odd in (True, False):
        left = min(line.left for line in punched if (line.page % 2 == 1) == odd)
        assert left == pytest.approx((26 if odd else 18) * MM, abs=1)


def test_holes_of_a_right_to_left_leaflet_are_at_the_right() -> None:
    data = build_leaflet(project(), "warfarin", "ar", "clinic-letter", paper="punched-letter", check=False).data
    right = max(line.right for line in mupdf_lines(data) if line.page == 1)
    assert 612 - right == pytest.approx(1.15 * 72, abs=2)
