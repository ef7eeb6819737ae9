"""Files for a print shop: what a preflight asks of PDF/X-4, inks, bleed, marks, and the same picture as on a screen.

The rules of ISO 15930-7:2010 stand here one by one, read by pikepdf and pypdf; veraPDF judges the files as PDF/A-2b;
MuPDF and PDFium draw the pages, and Ghostscript where it is installed. `tests/preflight/` has another's preflight.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageStat
from pypdf import PdfReader

from generator.build import build_leaflet
from generator.cli import main
from generator.colour import RGB
from generator.sheets.bleed import BLEED, SLUG, into_the_bleed
from generator.sheets.forms import FORMS, Sheet
from generator.sheets.imposing import Printing, impose
from generator.sheets.inks import MOST_INK, PROFILE, SMALL_TYPE, inks, picture_inks, text_inks
from generator.sheets.press import in_inks
from tests.support.leaflets import CASES, project, project_with
from tests.support.readers import mupdf_lines, open_mupdf, rendered
from tests.support.verapdf import failures

MM = 72 / 25.4
CREAM: RGB = (0xFB / 255, 0xF6 / 255, 0xE6 / 255)


@cache
def reading() -> bytes:
    """Every block, photographs with and without opacity among them, on cream pages."""
    return build_leaflet(project(CASES), "every-block", "en", "clinic-a4", form="dyslexia-friendly", check=False).data


@cache
def press_file(form: str = "pages", ground: RGB = CREAM) -> bytes:
    count = rendered_pages(reading())
    printing = Printing(
        "Every block (pages, for a print shop)", "every-block.pdf", form, ground, FORMS[form].folded, press=True
    )
    return impose(reading(), FORMS[form].sides(count, False), printing)


def rendered_pages(data: bytes) -> int:
    with open_mupdf(data) as document:
        return len(document)


@cache
def opened(form: str = "pages") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(press_file(form)))


def test_it_says_that_it_is_pdfx_4() -> None:
    """ISO 15930-7:2010, 6.3 and 6.4: version, dates, title, identifier, trapping, in XMP; Trapped in Info as well."""
    pdf = opened()
    assert press_file().startswith(b"%PDF-1.6\n")
    xmp = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    said = {element.tag.partition("}")[2]: element.text for element in xmp.iter() if element.text}
    assert said["GTS_PDFXVersion"] == "PDF/X-4"
    assert said["Trapped"] == "False"
    assert str(pdf.docinfo.Trapped) == "/False"
    assert str(pdf.docinfo.Title) == "Every block (pages, for a print shop)"
    assert "Every block (pages, for a print shop)" in pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", said["DocumentID"] or "")
    assert (said["RenditionClass"], said["VersionID"]) == ("default", "1")
    assert said["CreateDate"] == said["ModifyDate"] == said["MetadataDate"]
    assert str(pdf.docinfo.CreationDate).startswith("D:" + re.sub(r"\D", "", (said["CreateDate"] or "")[:10]))
    assert len(pdf.trailer.ID) == 2
    assert "/Encrypt" not in pdf.trailer
    assert {"/OpenAction", "/AA", "/AcroForm", "/Names", "/StructTreeRoot"}.isdisjoint(pdf.Root)


def test_its_output_intents_hold_the_profile_of_the_press() -> None:
    """6.2.2: one intent of PDF/X, by its name in the ICC's registry, with a profile of a CMYK printer; and the same
    profile for PDF/A (ISO 19005-2, 6.2.3)."""
    kinds = {str(intent.S): intent for intent in opened().Root.OutputIntents}
    assert list(kinds) == ["/GTS_PDFX", "/GTS_PDFA1"]
    intent, archive = kinds.values()
    assert intent.DestOutputProfile.objgen == archive.DestOutputProfile.objgen
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.DestOutputProfile.read_bytes()))
    assert profile.profile.xcolor_space.strip() == "CMYK"
    assert profile.profile.device_class == "prtr"
    assert profile.profile.version < 4.4
    assert "zlib licence" in (profile.profile.copyright or "")
    assert intent.DestOutputProfile.N == 4


@pytest.mark.parametrize("form", ["pages", "booklet"])
def test_the_reference_validator_passes_it_as_pdfa_2b(form: str) -> None:
    """It knows no PDF/X; fonts, colours by the intent, transparency and XMP are the same in PDF/A-2b."""
    assert failures(press_file(form), "press") == []


def test_the_reference_validator_refuses_a_colour_that_is_meant_for_a_screen() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(press_file())) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq 1 0 0 rg 100 100 50 50 re f Q")
        pdf.save(out)
    (found,) = failures(out.getvalue(), "press")
    assert found.startswith("2b 6.2.4.3-2 (2): DeviceRGB shall only be used")


@pytest.mark.parametrize("form", ["pages", "booklet"])
def test_its_boxes_lie_in_each_other(form: str) -> None:
    """6.11: trim in bleed in media, on every page; 3 mm of bleed; no links."""
    for page in opened(form).pages:
        media, bleed, trim = ([float(v) for v in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert [abs(b - t) for b, t in zip(bleed, trim, strict=True)] == pytest.approx([3 * MM] * 4, abs=0.01)
        assert all(m <= b if low else m >= b for m, b, low in zip(media, bleed, (1, 1, 0, 0), strict=True))
        size = (trim[2] - trim[0], trim[3] - trim[1])
        wanted = (210 * MM, 297 * MM) if form == "pages" else (2 * 210 * MM, 297 * MM)
        assert size == pytest.approx(wanted, abs=0.01)
        assert "/Annots" not in page
        assert "/ArtBox" not in page


def objects() -> Iterator[Any]:
    for found in opened().objects:
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield found


def test_no_colour_is_meant_for_a_screen() -> None:
    """6.2.3: with an intent of CMYK no object is RGB; colours of pages, pictures and groups."""
    pictures = 0
    for found in objects():
        if found.get("/Subtype") == "/Image":
            pictures += 1
            assert str(found.ColorSpace) in ("/DeviceCMYK", "/DeviceGray")
        if found.get("/S") == "/Transparency":
            assert str(found.CS) == "/DeviceCMYK"
    assert pictures > 1
    for page in opened().pages:
        operators = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
        assert operators.isdisjoint({"rg", "RG", "sc", "scn", "cs", "sh", "BDC", "BMC", "gs"})
        assert operators >= {"k"}


def test_a_page_with_opacity_mixes_inks() -> None:
    for page in opened().pages:
        masked = any("/SMask" in picture for picture in page.Resources.XObject.values())
        assert ("/Group" in page) == masked
    assert any("/Group" in page for page in opened().pages)


def test_every_font_is_embedded() -> None:
    """6.2.9.4."""
    fonts = [found for found in objects() if found.get("/Type") == "/FontDescriptor"]
    assert fonts
    assert all("/FontFile2" in font for font in fonts)


def steps(page: pikepdf.Page) -> Iterator[tuple[str, list[float]]]:
    for step in pikepdf.parse_content_stream(page):
        if str(step.operator) in ("k", "K"):
            yield str(step.operator), [float(v) for v in step.operands]


def test_the_ink_of_every_colour_and_picture_is_limited() -> None:
    for page in opened().pages:
        assert max(sum(levels) for _, levels in steps(page)) <= MOST_INK
    cube = [(r * 17, g * 17, b * 17) for r in range(16) for g in range(16) for b in range(16)]
    image = Image.frombytes("RGB", (64, 64), bytes(value for colour in cube for value in colour))
    printed = picture_inks(image).tobytes()
    assert max(sum(printed[at : at + 4]) for at in range(0, len(printed), 4)) / 255 <= MOST_INK
    assert max(sum(inks((r / 255, g / 255, b / 255))) for r, g, b in cube) <= MOST_INK


def test_text_is_black_alone_and_colours_keep_their_hue() -> None:
    """Small type in four inks blurs where the plates do not meet."""
    assert inks((0x1F / 255, 0x2A / 255, 0x2E / 255)) == (0, 0, 0, 1)
    cyan, magenta, yellow, black = inks((0x4A / 255, 0x59 / 255, 0x5E / 255))
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert 0.7 < black < 0.9
    assert inks((1, 1, 1)) == (0, 0, 0, 0)
    assert inks((0.5, 0.5, 0.5))[:3] == (0, 0, 0), "a grey is no mixture"
    cyan, magenta, yellow, _ = inks((0x0B / 255, 0x55 / 255, 0x63 / 255))
    assert cyan > 0.5 > yellow > magenta
    _, magenta, yellow, _ = inks((0x8C / 255, 0x2F / 255, 0x1B / 255))
    assert min(magenta, yellow) > 0.7


TEAL: RGB = (0x0B / 255, 0x55 / 255, 0x63 / 255)


def test_small_type_is_on_one_plate_and_large_type_keeps_its_colour() -> None:
    cyan, magenta, yellow, black = text_inks(TEAL, SMALL_TYPE)
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert 0.7 < black < 0.95, "as light as the colour was"
    assert text_inks(TEAL, SMALL_TYPE + 0.1) == inks(TEAL)
    assert text_inks((1, 1, 1), 8) == (0, 0, 0, 0), "white on a dark ground is bare paper"
    pale = (0xE6 / 255, 0xF0 / 255, 0xF1 / 255)
    assert text_inks(pale, 8) == inks(pale)


def test_only_the_small_type_of_a_text_changes_its_inks() -> None:
    """The colour's own inks are in force again for what is drawn after it, and for larger type."""
    page = (
        "0.0431 0.3333 0.3882 rg 0 0 9 9 re f BT /F 10 Tf 1 0 0 1 5 5 Tm (a) Tj (b) Tj /F 20 Tf (C) Tj /F 10 Tf (d) Tj ET"
        " 0 0 9 9 re f q BT 2 0 0 2 5 5 Tm /F 10 Tf (E) Tj ET Q BT 1 0 0 1 5 5 Tm (f) Tj ET"
    )
    inked = [(operands, operator.decode()) for operands, operator in in_inks(operations(page))]
    black_alone, seen = False, []
    for operands, operator in inked:
        if operator == "k":
            black_alone = [float(level) for level in operands[:3]] == [0, 0, 0]
        elif operator in ("Tj", "f"):
            seen.append((str(operands[0]) if operator == "Tj" else "area", black_alone))
    black, colour = True, False
    assert seen == [
        ("area", colour), ("a", black), ("b", black), ("C", colour), ("d", black), ("area", colour), ("E", colour),
        ("f", black),
    ]  # fmt: skip


def drawn(data: bytes, dpi: int = 50, index: int = 0) -> Image.Image:
    with open_mupdf(data) as document:
        pixmap = document[index].get_pixmap(dpi=dpi)
        return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)


def test_the_ground_is_drawn_into_the_bleed_and_marks_stand_outside_it() -> None:
    image = drawn(press_file(), 144)
    points = {name: image.getpixel((round(x * 2), round(y * 2))) for name, (x, y) in {
        "bleed": (7.5 * MM, 150 * MM), "trim": (11 * MM, 150 * MM), "outside": (6 * MM, 150 * MM),
    }.items()}  # fmt: skip
    assert points["outside"] == (255, 255, 255)
    assert points["bleed"] == points["trim"] != (255, 255, 255)
    corner = image.convert("L").crop((0, 0, round(12 * MM * 2), round(12 * MM * 2)))
    dark = [(at % corner.width, at // corner.width) for at, value in enumerate(corner.tobytes()) if value < 200]
    assert dark, "crop marks"
    edge = 10 * MM * 2
    for x, y in dark:
        assert min(abs(x - edge), abs(y - edge)) <= 1.5, "in line with the cut"
        assert min(x, y) < 6 * MM * 2 + 1, "outside the bleed"


def test_fold_marks_of_a_booklet_stand_at_its_middle() -> None:
    content = opened("booklet").pages[0].Contents.read_bytes().decode("latin-1")
    marks = content.rpartition("[2 2] 0 d")[2]
    assert set(re.findall(r"(\d+\.\d+) \d+\.\d+ [ml]", marks)) == {f"{(10 + 210) * MM:.3f}"}
    assert "/CsAll CS 1 SCN" in content, "on every plate"


def test_every_word_is_printed_where_it_is_read() -> None:
    printed, read = mupdf_lines(press_file()), mupdf_lines(reading())
    # The colon behind a box's word is said and not printed: a press file has no tags to say it.
    printed_texts, read_texts = ([line.text.removesuffix(": ") for line in lines] for lines in (printed, read))
    assert printed_texts == read_texts
    for one, other in zip(printed, read, strict=True):
        assert (one.left, one.top, one.size) == pytest.approx(
            (other.left + 10 * MM, other.top + 10 * MM, other.size), abs=0.1
        )


def grey(image: Image.Image) -> Image.Image:
    """For comparing: what two programs smooth differently is a blur."""
    return image.convert("L").filter(ImageFilter.GaussianBlur(2))


def assert_alike(one: Image.Image, other: Image.Image, mean: float, most: int) -> None:
    assert one.size == other.size
    difference = ImageChops.difference(grey(one), grey(other))
    assert ImageStat.Stat(difference).mean[0] < mean
    assert max(difference.tobytes()) < most


def test_mupdf_and_pdfium_draw_the_same_pages() -> None:
    for index, image in enumerate(rendered(press_file(), 50)):
        assert_alike(drawn(press_file(), 50, index).resize(image.size), image, mean=6, most=90)


def ghostscript(folder: Path, device: str) -> list[Image.Image]:
    """The pages by Ghostscript, which must have nothing to say about them."""
    (folder / "press.pdf").write_bytes(press_file())
    smooth = ["-dTextAlphaBits=4", "-dGraphicsAlphaBits=4"] if device == "png16m" else []
    flags = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dPDFSTOPONERROR", "-r50", *smooth, f"-sDEVICE={device}"]
    run = subprocess.run(
        ["gs", *flags, "-sOutputFile=page-%03d", "press.pdf"],
        cwd=folder, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert run.stdout + run.stderr == ""
    return [Image.open(path) for path in sorted(folder.glob("page-*"))]


@pytest.fixture
def needs_ghostscript() -> None:
    found = shutil.which("gs")
    assert found or not os.environ.get("CI"), "CI needs Ghostscript (gs)"
    if not found:
        pytest.skip("Ghostscript is not installed; CI fails without it")


@pytest.mark.usefixtures("needs_ghostscript")
def test_ghostscript_draws_what_mupdf_draws(tmp_path: Path) -> None:
    images = ghostscript(tmp_path, "png16m")
    assert len(images) == rendered_pages(press_file())
    for index, image in enumerate(images):
        assert_alike(image.convert("RGB"), drawn(press_file(), 50, index).resize(image.size), mean=8, most=90)


@pytest.mark.usefixtures("needs_ghostscript")
def test_ghostscript_separates_no_more_ink_than_the_limit(tmp_path: Path) -> None:
    """Its four plates, within the trim: the marks around it are of all inks."""
    for image in ghostscript(tmp_path, "tiff32nc"):
        assert image.mode == "CMYK"
        edge = round(10 * MM * 50 / 72) + 2
        plates = image.crop((edge, edge, image.width - edge, image.height - edge)).tobytes()
        ink = max(sum(plates[at : at + 4]) for at in range(0, len(plates), 4)) / 255
        assert 0.5 < ink <= MOST_INK


def test_the_same_input_gives_the_same_bytes() -> None:
    first = press_file("booklet")
    press_file.cache_clear()
    assert press_file("booklet") == first


def test_pictures_with_few_dots_an_inch_are_told(tmp_path: Path) -> None:
    """As they are drawn: 591 dots over 50 mm are enough, over 100 mm they are not; a drawing has no dots."""
    folder = tmp_path / "handouts" / "test"
    folder.mkdir(parents=True)
    Image.new("RGB", (591, 300), "red").save(folder / "a.png")
    (folder / "b.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>', encoding="utf-8"
    )
    content = "".join(
        f"  - figure: {{image: {name}, alt: A picture, width: {width}}}\n"
        for name, width in (("a.png", "50mm"), ("a.png", "100mm"), ("b.svg", "90mm"))
    )
    asked = ["sheets", "test", "--layout", "clinic-a4", "--out", str(tmp_path / "out")]
    asked += ["--project", str(project_with(tmp_path, content).root)]
    told = "test en: page 1 has a picture of 150 dots an inch; print shops ask for 300."
    press = CliRunner().invoke(main, [*asked, "--press"])
    assert press.exit_code == 0 and told in press.stdout, press.output
    assert "dots an inch" not in CliRunner().invoke(main, asked).output
    project_with(tmp_path, content.replace("100mm", "50mm"))
    assert "dots an inch" not in CliRunner().invoke(main, [*asked, "--press"]).output


def test_the_command_says_what_the_print_shop_has_to_know(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    asked = ["sheets", "warfarin", "--lang", "en", "--layout", "clinic-letter", "--press"]
    result = CliRunner().invoke(main, [*asked, "--project", str(root), "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert (
        "For a print shop: Letter, both sides, flipped on the long edge; PDF/X-4 for FOGRA39 (coated paper), bleed of 3 mm,"
        " 300 % of ink at most." in result.output
    )
    (file,) = (tmp_path / "clinic-letter").iterdir()
    assert file.name == "warfarin-en-english-pages-press.pdf"
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo.Title) == "warfarin en clinic-letter (pages, for a print shop)"
        assert str(pdf.docinfo.Subject).endswith("To read on a screen: warfarin-en-english.pdf")


def test_the_profile_is_vendored_with_its_licence() -> None:
    readme = PROFILE.with_name("README.md").read_text(encoding="utf-8")
    assert PROFILE.name in readme
    assert "zlib" in readme


@cache
def side_column() -> pikepdf.Pdf:
    """A coloured column that ends where the sheet is cut, on three sides, as two pages side by side as well."""
    reading = build_leaflet(project(), "first-visit", "en", "clinic-a4", paper="side-column-a4", check=False).data
    printing = Printing("Column", "x.pdf", "pages", press=True)
    return pikepdf.open(io.BytesIO(impose(reading, FORMS["pages"].sides(1, False), printing)))


def test_an_area_that_touches_the_cut_runs_into_the_bleed() -> None:
    out = io.BytesIO()
    side_column().save(out)
    image = drawn(out.getvalue(), 144)
    end, middle = (10 + 210) * MM, (10 + 148) * MM
    column = image.getpixel((round((end - 5) * 2), round(middle * 2)))
    assert column != (255, 255, 255)
    for x, y in ((end + 2.5 * MM, middle), (end - 5, 10 * MM - 2.5 * MM), (end + 2.5 * MM, 10 * MM - 2.5 * MM)):
        assert image.getpixel((round(x * 2), round(y * 2))) == column, "as far as the bleed, corners too"
    for x, y in ((end + 3.5 * MM, middle), (7.5 * MM, middle), (end - 60, 7.5 * MM)):
        assert image.getpixel((round(x * 2), round(y * 2))) == (255, 255, 255), "no further, and nowhere else"


def test_an_area_that_touches_only_a_fold_stays_within_its_page() -> None:
    sheet = Sheet("A4", 800, 500)
    left, low = SLUG, SLUG
    page = f"q 1 0 0 1 {left} {low} cm 1 0 0 rg 0 0 400 40 re f 0 1 0 rg 100 100 50 50 re f 300 450 100 50 re S Q"
    drawn = into_the_bleed(operations(page), sheet).decode()
    (area,) = re.findall(r"k (.*?) re f", drawn)
    assert [float(value) for value in area.split()] == pytest.approx(
        [left - BLEED, low - BLEED, 400 + BLEED, 40 + BLEED], abs=0.001
    )
    assert into_the_bleed(operations("q 100 100 50 50 re f Q"), sheet) == b""


@pytest.mark.parametrize("turn", ["0 1 -1 0", "0 -1 1 0", "-1 0 0 -1"])
def test_areas_of_a_page_that_is_turned_run_into_the_bleed(turn: str) -> None:
    """Grey ones, too; what stands aslant is no area that a cut could follow."""
    sheet = Sheet("A4", 500, 500)
    page = f"q 1 0 0 1 {SLUG + 250} {SLUG + 250} cm {turn} 0 0 cm 0.5 g -250 -250 500 40 re f Q"
    (area,) = re.findall(r"0 0 0 \S+ k (.*?) re f", into_the_bleed(operations(page), sheet).decode())
    _, _, width, height = (float(value) for value in area.split())
    across = float(turn.split()[0])
    assert sorted((width, height)) == pytest.approx([40 + BLEED, 500 + 2 * BLEED], abs=0.001)
    assert (width > height) == (across != 0)
    aslant = f"q 0.707 0.707 -0.707 0.707 {SLUG} {SLUG} cm 1 0 0 rg 0 0 50 50 re f Q"
    assert into_the_bleed(operations(aslant), sheet) == b""


def operations(page: str) -> list[tuple[list[object], bytes]]:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = pdf.make_stream(page.encode())
        out = io.BytesIO()
        pdf.save(out)
    content = PdfReader(out).pages[0].get_contents()
    assert content is not None
    return list(content.operations)
