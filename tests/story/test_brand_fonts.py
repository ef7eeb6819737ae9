"""A clinic's own fonts: used where they have the letters, refused where their maker forbids it or they are no fonts."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from generator.build import build_leaflet
from generator.problems import Rejected
from generator.project import Project
from generator.text.fonts import FONT_FOLDER
from tests.support import verapdf
from tests.support.tagtree import TaggedPdf
from tests.translation.desks import SOURCE, SPANISH

Make = Callable[..., Project]
LAYOUT = """\
extends: clinic-a4
brand:
  fonts:
    - {regular: fonts/Harbor-Regular.ttf, bold: fonts/Harbor-Bold.ttf}
"""


def brand_font(weight: str, letters: str = "", permission: int = 0) -> bytes:
    """Noto Sans under the clinic's name; letters: what it covers, empty for all."""
    font = TTFont(FONT_FOLDER / f"NotoSans-{weight}.ttf")
    if letters:
        subsetter = Subsetter(Options(notdef_outline=True, name_IDs=["*"]))
        subsetter.populate(text=letters)
        subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = f"Harbor-{weight}"
    font["OS/2"].fsType = permission
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def project_with(make: Make, regular: bytes, bold: bytes, layout: str = LAYOUT) -> Project:
    return make(
        {"tablets/en": SOURCE, "tablets/es": SPANISH},
        {
            "layouts/ours.yaml": layout,
            "layouts/fonts/Harbor-Regular.ttf": regular,
            "layouts/fonts/Harbor-Bold.ttf": bold,
        },
    )


def fonts_of(data: bytes) -> set[str]:
    from pypdf import PdfReader

    found = set()
    for page in PdfReader(io.BytesIO(data)).pages:
        found |= {
            str(font.get_object()["/BaseFont"]).partition("+")[2] for font in page["/Resources"]["/Font"].values()
        }  # type: ignore[index]
    return found


def test_a_brand_font_sets_the_languages_that_it_has_the_letters_of(tmp_project: Make) -> None:
    project = project_with(tmp_project, brand_font("Regular"), brand_font("Bold"))
    data = build_leaflet(project, "tablets", "es", "ours").data
    assert fonts_of(data) == {"Harbor-Regular", "Harbor-Bold"}
    assert verapdf.failures(data, "ua-1") == []
    assert "Tómelos a las 8:30" in TaggedPdf(data).root.text


def test_a_font_that_is_replaced_while_the_program_runs_is_the_new_one(tmp_project: Make) -> None:
    """`--watch`, and the build cache: what it stores under the new font's hash must be set in it."""
    project = project_with(tmp_project, brand_font("Regular"), brand_font("Bold"))
    assert fonts_of(build_leaflet(project, "tablets", "en", "ours").data) == {"Harbor-Regular", "Harbor-Bold"}
    for weight in ("Regular", "Bold"):
        path = project.root / f"layouts/fonts/Harbor-{weight}.ttf"
        path.write_bytes((FONT_FOLDER / f"NotoSans-{weight}.ttf").read_bytes())
    assert fonts_of(build_leaflet(project, "tablets", "en", "ours").data) == {"NotoSans-Regular", "NotoSans-Bold"}


def test_other_languages_keep_their_own(tmp_project: Make) -> None:
    ascii_only = "".join(map(chr, range(32, 127))) + "“”’·–•"
    project = project_with(tmp_project, brand_font("Regular", ascii_only), brand_font("Bold", ascii_only))
    assert {name.partition("-")[0] for name in fonts_of(build_leaflet(project, "tablets", "en", "ours").data)} == {
        "Harbor"
    }
    spanish = fonts_of(build_leaflet(project, "tablets", "es", "ours").data)
    assert {name.partition("-")[0] for name in spanish} >= {"NotoSans"}, (
        "no word of two fonts: ñ is not in the clinic's"
    )


@pytest.mark.parametrize(
    ("font", "message"),
    [
        (lambda: brand_font("Bold", permission=0x0002), "may not be embedded (its maker forbids it: OS/2 fsType, restricted licence)"),
        (lambda: brand_font("Bold", permission=0x0104), "may not be subset (its maker forbids it: OS/2 fsType)"),
        (lambda: brand_font("Bold", permission=0x0200), "may be embedded as bitmaps only (OS/2 fsType)"),
        (lambda: b"OTTO" + bytes(100), "is no TrueType font (.ttf with TrueType outlines)"),
        (lambda: b"\x00\x01\x00\x00" + bytes(100), "is damaged"),
        (lambda: b"", "is no TrueType font (.ttf with TrueType outlines)"),
    ],
)  # fmt: skip
def test_a_font_that_may_not_or_cannot_be_used_is_refused(
    tmp_project: Make, font: Callable[[], bytes], message: str
) -> None:
    project = project_with(tmp_project, brand_font("Regular"), font())
    with pytest.raises(Rejected) as caught:
        build_leaflet(project, "tablets", "es", "ours")
    assert [(p.rule, p.message, p.place.line) for p in caught.value.problems] == [
        ("bad-font", f"“Harbor-Bold.ttf” {message}.", 4)
    ]


@pytest.mark.parametrize("permission", [0x0000, 0x0004, 0x0008, 0x000E])
def test_permission_to_print_or_edit_suffices(tmp_project: Make, permission: int) -> None:
    project = project_with(tmp_project, brand_font("Regular", permission=permission), brand_font("Bold"))
    assert build_leaflet(project, "tablets", "en", "ours", check=False).pages > 0


def test_an_outline_that_holds_itself_is_refused(tmp_project: Make) -> None:
    font = TTFont(io.BytesIO(brand_font("Bold")))
    name = font.getBestCmap()[ord("ä")]
    font["glyf"][name].components[0].glyphName = name
    font["maxp"].recalc = lambda *_: None
    out = io.BytesIO()
    font.recalcBBoxes = False
    try:
        font.save(out)
    except RecursionError:
        pytest.fail("the case cannot be made")
    with pytest.raises(Rejected, match="is damaged"):
        build_leaflet(project_with(tmp_project, brand_font("Regular"), out.getvalue()), "tablets", "en", "ours")


def test_cut_anywhere_a_font_is_refused_or_used(tmp_project: Make) -> None:
    whole = brand_font("Bold")
    for part in range(1, 20):
        cut = whole[: len(whole) * part // 20]
        project = project_with(tmp_project, brand_font("Regular"), cut)
        try:
            leaflet = build_leaflet(project, "tablets", "en", "ours")
        except Rejected as rejected:
            assert {problem.rule for problem in rejected.problems} == {"bad-font"}
        else:
            assert leaflet.pages > 0, "what was cut off was no part that a PDF needs"


def test_a_missing_font_is_told(tmp_project: Make) -> None:
    project = tmp_project({"tablets/en": SOURCE}, {"layouts/ours.yaml": LAYOUT})
    with pytest.raises(Rejected) as caught:
        build_leaflet(project, "tablets", "en", "ours")
    assert [p.message for p in caught.value.problems if p.rule == "missing-font"] == [
        "“fonts/Harbor-Regular.ttf” is not there.", "“fonts/Harbor-Bold.ttf” is not there.",
    ]  # fmt: skip


def test_a_font_may_not_be_fetched_from_outside(tmp_project: Make) -> None:
    project = project_with(
        tmp_project, brand_font("Regular"), brand_font("Bold"), LAYOUT.replace("fonts/Harbor-Bold", "../../Harbor-Bold")
    )
    with pytest.raises(Rejected) as caught:
        build_leaflet(project, "tablets", "en", "ours")
    assert {p.rule for p in caught.value.problems} == {"outside-project"}


def test_a_missing_glyph_says_how_to_add_a_font(tmp_project: Make) -> None:
    project = tmp_project({"tablets/en": SOURCE.replace("How to take them.", "How to take them \U00012000.")})
    with pytest.raises(Rejected) as caught:
        build_leaflet(project, "tablets", "en")
    (problem,) = caught.value.problems
    assert problem.rule == "missing-glyph"
    assert "“brand: fonts:” in the layout" in problem.hint


ITALICS = LAYOUT.replace(
    "bold: fonts/Harbor-Bold.ttf", "bold: fonts/Harbor-Bold.ttf, italic: fonts/Slant.ttf, bold-italic: fonts/Heavy.ttf"
)
EMPHASIS = SOURCE + "  - text: The bug is *H. pylori*, or ***H. felis***.\n"


def slanted(make: Make, layout: str, **files: bytes) -> Project:
    fonts = {"Harbor-Regular": brand_font("Regular"), "Harbor-Bold": brand_font("Bold"), **files}
    named = {f"layouts/fonts/{name}.ttf": data for name, data in fonts.items()}
    return make({"tablets/en": EMPHASIS}, {"layouts/ours.yaml": layout, **named})


def test_italics_of_a_clinic_s_own_font_are_set(tmp_project: Make) -> None:
    made = slanted(tmp_project, ITALICS, Slant=brand_font("Italic"), Heavy=brand_font("BoldItalic"))
    leaflet = build_leaflet(made, "tablets", "en", "ours")
    assert fonts_of(leaflet.data) == {"Harbor-Regular", "Harbor-Bold", "Harbor-Italic", "Harbor-BoldItalic"}
    assert leaflet.warnings == ()


def test_a_font_without_italics_is_told_once(tmp_project: Make) -> None:
    """All stays upright, beside no other typeface."""
    leaflet = build_leaflet(slanted(tmp_project, LAYOUT), "tablets", "en", "ours")
    assert fonts_of(leaflet.data) == {"Harbor-Regular", "Harbor-Bold"}
    assert [(told.rule, told.message) for told in leaflet.warnings] == [
        ("upright-emphasis", f"“{font}” has no italics: what is marked “*…*” is set upright, from here on.")
        for font in ("Harbor-Regular.ttf", "Harbor-Bold.ttf")
    ]
    told = leaflet.warnings[0]
    assert told.hint == "Give the font “italic” and “bold-italic”, or write “italics: false” in the layout."


def test_a_font_without_bold_italics_is_told_of_its_bold(tmp_project: Make) -> None:
    made = slanted(tmp_project, ITALICS.replace(", bold-italic: fonts/Heavy.ttf", ""), Slant=brand_font("Italic"))
    leaflet = build_leaflet(made, "tablets", "en", "ours")
    assert fonts_of(leaflet.data) == {"Harbor-Regular", "Harbor-Bold", "Harbor-Italic"}
    assert [told.message for told in leaflet.warnings] == [
        "“Harbor-Bold.ttf” has no italics: what is marked “*…*” is set upright, from here on."
    ]


def test_a_layout_without_italics_asks_for_none(tmp_project: Make) -> None:
    made = slanted(tmp_project, f"{LAYOUT}italics: false\n")
    assert build_leaflet(made, "tablets", "en", "ours").warnings == ()


def test_an_italic_file_that_is_no_font_is_refused(tmp_project: Make) -> None:
    with pytest.raises(Rejected) as caught:
        build_leaflet(slanted(tmp_project, ITALICS, Slant=b"", Heavy=brand_font("BoldItalic")), "tablets", "en", "ours")
    assert [p.message for p in caught.value.problems] == [
        "“Slant.ttf” is no TrueType font (.ttf with TrueType outlines)."
    ]
