"""Every kind of file for a print shop, judged by a preflight that somebody else wrote, and by veraPDF as PDF/A-2b.

Run by `.ci/run`, or by hand: python tests/preflight/prepare.py, then pytest -m preflight. What is missing is a failure.
What the preflight looks at and what it does not is in DECISIONS.md, “An independent preflight”.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name

from generator.build import build_leaflet
from generator.cli import main
from generator.sheets.forms import FORMS
from generator.sheets.imposing import Printing, impose
from tests.support import preflight
from tests.support.leaflets import ROOT, project
from tests.support.verapdf import failures
from tests.test_press import press_file

pytestmark = pytest.mark.preflight

A4, LETTER = "210x297", "215.9x279.4"
# Scripts that differ most in what stands in the file: joined letters, stacked marks, Nastaliq, thousands of signs. The
# others are judged as leaflets to read; a press file has the same fonts. What is printed in a form of its own is so in a
# language from the left or one from the right: inks, bleed and marks know no direction.
_SCRIPTS = "my km th ta"
_PRINTED = {
    "A4, right to left and Chinese": ("first-visit --lang en --lang ur --lang zh-Hans --lang vi --layout clinic-a4", A4),
    "Letter, another brand": ("first-visit --lang es --lang ar --lang ko --layout clinic-letter --brand alder-street", LETTER),
    **{f"A4, {lang}": (f"metastatic-breast-cancer --layout clinic-a4 --lang {lang}", A4) for lang in _SCRIPTS.split()},
    "tables, zones, diaries": ("warfarin inhaler --lang zh-Hans --layout clinic-letter", LETTER),
    "a brand's other colours": ("colonoscopy --lang ar --layout clinic-a4 --brand alder-street", A4),
    "booklets": ("warfarin --as booklet --lang en --lang ar --layout clinic-a4", A4),
    "large print": ("first-visit --format large-print --lang ar --layout clinic-a4", A4),
    "giant print": ("first-visit --format giant-print --lang en --layout clinic-a4", A4),
    "cream pages": ("first-visit --format dyslexia-friendly --lang ur --layout clinic-letter", LETTER),
    "easy read": ("warfarin --format easy-read --lang en --layout clinic-a4", A4),
    "greyscale": ("warfarin --mode greyscale --lang en --layout clinic-a4", A4),
    "toner saver": ("warfarin --mode toner-saver --lang ar --layout clinic-a4", A4),
    "holes": ("first-visit --hole-punch --lang ar --layout clinic-a4", A4),
    "side column": ("first-visit --paper side-column-a4 --lang en --lang ar --layout clinic-a4", A4),
    "Legal": ("first-visit --paper legal --as pages --lang en --layout clinic-letter", "215.9x355.6"),
    "tri-fold, A4": ("first-visit --as tri-fold --lang en --layout clinic-a4", A4),
    "tri-fold, Letter": ("first-visit --as tri-fold --lang en --layout clinic-letter --brand alder-street", LETTER),
    "twice": ("first-visit --as twice --lang ar --layout clinic-a4", A4),
    "twice, Letter": ("first-visit --as twice --lang en --layout clinic-letter", LETTER),
    "four-up": ("first-visit --as four-up --lang fa --layout clinic-a4", A4),
    "copies": ("warfarin --lang es --layout clinic-a4 --fill copies.csv --print-job", A4),
}  # fmt: skip


@pytest.mark.parametrize("what", _PRINTED)
def test_a_preflight_has_nothing_to_say(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, trim = _PRINTED[what]
    monkeypatch.chdir(tmp_path)
    Path("copies.csv").write_text("Mi tableta (mg)\n5\n2\n", encoding="utf-8")
    words = ["sheets", *asked.split(), "--press", "--project", str(ROOT), "--out", str(tmp_path / "out"), "--jobs", "1"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    files = sorted((tmp_path / "out").rglob("*.pdf"))
    assert files
    for path in files:
        assert (path.name, preflight.findings(path, trim)) == (path.name, [])
        assert (path.name, failures(path.read_bytes(), "press")) == (path.name, [])


@pytest.mark.parametrize(("form", "paper", "pages"), [("tri-fold", "trifold-a4", 6), ("bi-fold", "a5", 4)])
def test_sheets_that_are_folded_from_the_right(form: str, paper: str, pages: int, tmp_path: Path) -> None:
    """No leaflet of ours in Arabic is so short: its first pages are, and where they lie is the same."""
    reading = build_leaflet(project(), "first-visit", "ar", "clinic-a4", paper=paper, check=False).data
    sides = FORMS[form].sides(pages, True)
    path = tmp_path / "folded.pdf"
    path.write_bytes(impose(reading, sides, Printing("Folded", "x.pdf", form, folded=True, press=True)))
    assert preflight.findings(path, A4) == []
    assert failures(path.read_bytes(), "press") == []


def test_every_block_passes_but_for_its_coarse_pictures(tmp_path: Path) -> None:
    """They are some dots wide, since tests need no more; a clinic's are measured as they are."""
    path = tmp_path / "every-block.pdf"
    path.write_bytes(press_file())
    assert preflight.findings(path, A4, dpi=1) == []
    assert _checks(preflight.findings_of_inks(path)) == {"image-dpi"}
    assert failures(path.read_bytes(), "press") == []


# -- files that were made bad on purpose -------------------------------------------------------------------------------


def _draw(operators: bytes) -> Callable[[pikepdf.Pdf], object]:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq " + operators + b" Q")

    return change


def _cropped_ground(pdf: pikepdf.Pdf) -> None:
    """The colour of the pages ends where they are cut."""
    left, bottom, right, top = (float(value) for value in pdf.pages[0].TrimBox)
    area = f"{left} {bottom} {right - left} {top - bottom} re f".encode()
    rest = re.sub(rb"\A(?:q [^\n]* re f Q\n)+", b"", pdf.pages[0].Contents.read_bytes())  # without what is in the bleed
    pdf.pages[0].Contents = pdf.make_stream(b"q 0 0 0.1 0 k " + area + b" Q\n" + rest)


def _without(*path: str) -> Callable[[pikepdf.Pdf], object]:
    def change(pdf: pikepdf.Pdf) -> None:
        for found in [pdf.Root, pdf.trailer.Info, *(page.obj for page in pdf.pages)]:
            if path[0] in found:
                del found[path[0]]

    return change


def _unembedded(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, Dictionary) and found.get("/Type") == "/FontDescriptor":
            del found["/FontFile2"]


def _without_group(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Group" in page:
            del page["/Group"]


def _group_for_a_screen(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Group" in page:
            page.Group.CS = Name.DeviceRGB


def _picture_for_a_screen(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and found.get("/ColorSpace") == "/DeviceCMYK" and "/Width" in found:
            found.write(bytes(3 * int(found.Width) * int(found.Height)))
            found.ColorSpace = Name.DeviceRGB


def _overprinting(pdf: pikepdf.Pdf) -> None:
    """White type that is printed over what lies below: it is not there."""
    page = pdf.pages[0]
    page.Resources.ExtGState = Dictionary(Over=Dictionary(OP=True, op=True, OPM=1))
    _draw(b"/Over gs 0 0 0 0 k 100 100 50 50 re f")(pdf)


def _spot(pdf: pikepdf.Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    pdf.pages[0].Resources.ColorSpace.Red = Array([Name.Separation, Name("/Hospital Red"), Name.DeviceCMYK, tint])
    _draw(b"/Red cs 1 scn 100 100 50 50 re f")(pdf)


def _another_press(pdf: pikepdf.Pdf) -> None:
    """By its name in the ICC's registry, without a profile."""
    for intent in pdf.Root.OutputIntents:
        intent.OutputConditionIdentifier = pikepdf.String("CGATS TR 001")
        intent.OutputCondition = intent.Info = pikepdf.String("SWOP")
        del intent.DestOutputProfile


def _text(
    size: float, x: float, y: float, colour: str = "0 0 0 1 k", shown: str = "0001"
) -> Callable[[pikepdf.Pdf], object]:
    def change(pdf: pikepdf.Pdf) -> None:
        name = next(iter(pdf.pages[0].Resources.Font))
        _draw(f"{colour} BT {name} {size} Tf {x} {y} Td <{shown}> Tj ET".encode())(pdf)

    return change


def _set(box: str, *values: float) -> Callable[[pikepdf.Pdf], object]:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page[box] = Array(values)

    return change


_BAD: dict[str, tuple[Callable[[pikepdf.Pdf], object], str]] = {
    "no output intent": (_without("/OutputIntents"), "pdfx-intent"),
    "for another press": (_another_press, "output-condition"),
    "no XMP": (_without("/Metadata"), "pdfx-xmp"),
    "not said whether it is trapped": (_without("/Trapped"), "trapped"),
    "no trim": (_without("/TrimBox"), "trimbox"),
    "no bleed": (_without("/BleedBox"), "bleedbox"),
    "a trim outside the bleed": (_set("/BleedBox", 60, 60, 200, 200), "bleedbox"),
    "too little bleed": (_set("/BleedBox", 25, 25, 628, 888), "bleed"),
    "another size": (_set("/TrimBox", 28.3, 28.3, 500, 870), "geometry"),
    "a colour for a screen": (_draw(b"1 0 0 rg 100 100 50 50 re f"), "colour-space"),
    "a picture for a screen": (_picture_for_a_screen, "colour-space"),
    "transparency without a group": (_without_group, "blend-space"),
    "transparency mixed as on a screen": (_group_for_a_screen, "blend-space"),
    "a font that is not there": (_unembedded, "font-embedded"),
    "a character without a glyph": (_text(14, 100, 100, shown="0000"), "missing-glyph"),
    "small type in four inks": (_text(10, 100, 100, "0.7 0.3 0.2 0.6 k"), "rich-black"),
    "type of 6 pt": (_text(6, 100, 100), "text-size"),
    "type at the edge": (_text(14, 32, 100), "safe-area"),
    "pale type": (_text(14, 100, 100, "0 0 0.3 0 k"), "contrast"),
    "a line that is too thin": (_draw(b"0.05 w 100 100 m 200 100 l S"), "hairline"),
    "too much ink": (_draw(b"1 1 1 0.5 k 100 100 50 50 re f"), "tac"),
    "white that overprints": (_overprinting, "white-overprint"),
    "another ink": (_spot, "spot-ink"),
    "a colour that ends at the cut": (_cropped_ground, "artwork-bleed"),
}
# Also a fault in PDF/A-2b: here two programs that know nothing of each other agree.
_BOTH = {"no output intent", "no XMP", "a colour for a screen", "a picture for a screen", "a font that is not there",
         "a character without a glyph", "for another press",
    "transparency mixed as on a screen",
}  # fmt: skip


def _checks(found: list[str]) -> set[str]:
    return {line.partition(":")[0] for line in found}


@pytest.mark.parametrize("what", _BAD)
def test_a_file_with_a_fault_is_refused(what: str, tmp_path: Path) -> None:
    change, check = _BAD[what]
    path = tmp_path / "bad.pdf"
    with pikepdf.open(io.BytesIO(press_file())) as pdf:
        del pdf.pages[4:], pdf.pages[1:3]  # one with text alone, one with photographs
        change(pdf)
        pdf.save(path)
    found = preflight.findings_of_the_whole(path, A4)
    if check not in _checks(found):  # inks take longest
        found += preflight.findings_of_inks(path, dpi=1)
    assert check in _checks(found)
    assert bool(failures(path.read_bytes(), "press")) == (what in _BOTH)


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(press_file()[:200])
    assert [line.partition(":")[0] for line in preflight.run(path, ["--no-pdfa"])] == ["structure"]


def test_it_is_the_version_that_was_looked_at() -> None:
    assert preflight.version() == "proof-pdf 0.3.4"
