"""Forms as they are filled in by keyboard and ear: names, answers that exclude each other, links over two lines."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from generator.build import build_leaflet
from generator.pdf.canvas import TaggingCanvas
from generator.story.naming import MOST_ABOVE, MOST_BESIDE, listed, names_of, names_of_answer
from tests.support import verapdf
from tests.support.goldens import check_text
from tests.support.leaflets import CASES, STANDARDS, project, project_with
from tests.support.recorder import case_of
from tests.support.tagtree import Annotation, Element, TaggedPdf, tree_text

NOTES = (
    "  - questions: {items: [What is it?], lines: 4}\n"
    "  - chart: {columns: [Day, Dose, Notes], rows: [Monday, Tuesday], caption: Doses}\n"
)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_rule_strikes_through_what_is_typed_in_several_lines(tmp_path: Path, lang: str) -> None:
    """A reader of PDF has line steps of its own: a frame stands around the field, and nothing in it."""
    drawn = case_of(tmp_path, NOTES, lang, fillable=True).set()
    notes = max((one for one in drawn.shapes if one.kind == "field"), key=lambda one: one.height)
    assert notes.height > 80
    inside = [
        one for one in drawn.shapes if one.kind == "rule" and notes.bottom < one.bottom < notes.bottom + notes.height
    ]
    assert not [one for one in inside if one.page == notes.page]
    frames = [one for one in drawn.shapes if one.kind == "frame" and one.height > notes.height]
    assert [(one.left < notes.left, one.bottom < notes.bottom) for one in frames] == [(True, True)]


def test_what_is_typed_in_a_cell_begins_where_the_words_above_do(tmp_path: Path) -> None:
    drawn = case_of(tmp_path, NOTES, "en", fillable=True).set()
    dose = next(line for line in drawn.lines if line.text == "Dose")
    cell = next(
        one for one in drawn.shapes if one.kind == "field" and abs(one.left - dose.left) < 20 and one.height < 80
    )
    assert cell.left + 2 == pytest.approx(dose.left, abs=0.5), "readers begin 2 pt inside a field"


def test_a_field_takes_no_more_than_it_shows(tmp_path: Path) -> None:
    flags = [int(one.Ff) for one in fields(form(tmp_path, NOTES)) if one.get("/FT") == "/Tx"]
    assert flags and all(one & 1 << 23 for one in flags), "DoNotScroll: bit 24 (ISO 32000-1, table 228)"
    assert sum(bool(one & 1 << 12) for one in flags) == 1, "of several lines"


LEAFLETS = [(name, lang) for name in project().texts() for lang in project().languages(name)]


def fields(data: bytes) -> Iterator[Any]:
    """Every field with the groups that hold others, in the order of the form."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            yield field
            yield from field.get("/Kids", ())


def form(folder: Path, content: str, lang: str = "en", *title: str, standard: str = "ua-1") -> bytes:
    return build_leaflet(
        project_with(folder, content, lang, *title), "test", lang, standard=standard, fillable=True
    ).data


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "lang"), LEAFLETS)
def test_no_two_fields_of_a_leaflet_have_one_name(name: str, lang: str) -> None:
    """Nor is one empty, or so long that who tabs through the form has forgotten its beginning."""
    names = [str(field.TU) for field in fields(build_leaflet(project(), name, lang, fillable=True, check=False).data)]
    assert len(names) == len(set(names))
    assert all(text.strip() == text and 0 < len(text) < MOST_ABOVE + MOST_BESIDE + 5 for text in names)


def test_a_thousand_fields_of_one_name_are_numbered_in_one_walk() -> None:
    """Each asked for all names before it: a chart of many boxes took the square of their number."""
    canvas = TaggingCanvas((100, 100), (1, 7))
    assert [canvas._name(("Taken", "Doses: Taken")) for _ in range(4)] == [
        "Taken", "Doses: Taken", "Doses: Taken (2)", "Doses: Taken (3)",
    ]  # fmt: skip
    looked = list[str]()

    class Names(set[str]):
        def __contains__(self, name: object) -> bool:
            looked.append(str(name))
            return super().__contains__(name)

    canvas._field_names = Names(canvas._field_names)
    assert len({canvas._name(("Taken", "Doses: Taken")) for _ in range(1000)}) == 1000
    assert len(looked) == 3000


def test_names_say_what_they_stand_under(tmp_path: Path) -> None:
    """The same list under two headings, and twice under one; a box's title heads nothing behind the box."""
    content = """
  - heading: "At home (ask your nurse)"
  - checklist: [Scale, "Walk\\n slowly"]
  - questions: {items: ["When?"], lines: 2}
  - patient-box: {title: My plan, fields: [Dose]}
  - questions: {items: ["Why?"], lines: 2}
  - heading: On the ward
  - checklist: [Scale]
  - chart: {caption: "Write each day. Bring it.", columns: [Day, Pain], rows: [Monday]}
  - chart: {caption: My diary, columns: [Day, Pain], rows: [Monday], blank: 1}
"""
    assert [str(field.TU) for field in fields(form(tmp_path, content))] == [
        "At home: Scale",
        "At home: Walk slowly",
        "At home: When?",
        "At home: Your notes",
        "My plan: Dose",
        "At home: Why?",
        "At home: Your notes (2)",
        "On the ward: Scale",
        "On the ward: Monday, Pain",
        "My diary: Monday, Pain",
        "My diary: 2, Day",
        "My diary: 2, Pain",
    ]


def test_names_are_cut_at_a_word_and_not_said_twice() -> None:
    words, chinese, arabic = (project().words(lang) for lang in ("en", "zh-Hans", "ar"))
    long = "how to take the tablets that we gave you " * 5
    cut = names_of(long, ("Tell us:",), words)[0]
    assert cut.startswith("Tell us: how to take") and cut.endswith(" that we gave…") and len(cut) < MOST_BESIDE + 10
    assert names_of(long, (), words)[-1] == long.strip(), "where another one is called so, the whole of it"
    assert names_of("Iron, Morning", ("Iron", "Medicines"), words)[0] == "Iron, Morning"
    assert names_of("疼痛", ("我的日记（请护士填写）",), chinese) == ("我的日记：疼痛",)
    assert names_of_answer("您咳嗽吗？", "是", chinese) == ("您咳嗽吗？是",)
    assert names_of_answer("It was clear", "Agree", words) == ("It was clear: Agree",)
    assert listed(arabic, "الاثنين", "الألم") == "الاثنين، الألم"
    assert listed(chinese, "星期一", "疼痛") == "星期一，疼痛"


# -- answers that exclude each other ----------------------------------------------------------------------------------

ASKED = """
  - questionnaire:
      - {{question: "{0}", options: ["{1}", "{2}", "{3}"]}}
      - {{question: "{4}", options: ["{1}", "{2}"]}}
"""
ANSWERS = {
    "en": ASKED.format("Better?", "Yes", "No", "Not sure", "Do you cough?"),
    "ar": ASKED.format("هل تحسنتم؟", "نعم", "لا", "لا أعرف", "هل تسعلون؟"),
    "zh-Hans": ASKED.format("好些了吗？", "是", "否", "不确定", "您咳嗽吗？"),
}
TITLES = {"en": (), "ar": ("عنوان", "ملخص."), "zh-Hans": ("标题", "摘要。")}


@pytest.mark.parametrize("lang", ANSWERS)
def test_answers_of_a_question_are_one_field(lang: str, tmp_path: Path) -> None:
    """Its value is the same in every language; what Acrobat says of each answer is in the leaflet's (Opt)."""
    data = form(tmp_path, ANSWERS[lang], lang, *TITLES[lang])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first, second = pdf.Root.AcroForm.Fields
        assert [len(asked.Kids) for asked in (first, second)] == [3, 2]
        assert {"/FT": "/Btn", "/V": "/Off", "/T": "field-1"}.items() <= {k: str(v) for k, v in first.items()}.items()
        assert first.Ff == 1 << 15, "a radio button (bit 16), which a second push takes back (not bit 15)"
        assert [sorted(kid.AP.N.keys()) for kid in first.Kids] == [["/0", "/Off"], ["/1", "/Off"], ["/2", "/Off"]]
        assert [str(kid.AS) for kid in first.Kids] == ["/Off"] * 3
        assert {"en": "Not sure", "ar": "لا أعرف", "zh-Hans": "不确定"}[lang] == str(first.Opt[2])
        assert [str(kid.TU) for kid in second.Kids] == {
            "en": ["Do you cough? Yes", "Do you cough? No"],
            "ar": ["هل تسعلون؟ نعم", "هل تسعلون؟ لا"],
            "zh-Hans": ["您咳嗽吗？是", "您咳嗽吗？否"],
        }[lang]
        assert all(kid.Parent.objgen == first.objgen and "/T" not in kid for kid in first.Kids)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ANSWERS)
def test_answers_meet_the_standards(lang: str, standard: str, tmp_path: Path) -> None:
    assert verapdf.failures(form(tmp_path, ANSWERS[lang], lang, *TITLES[lang], standard=standard), standard) == []


def test_one_answer_takes_the_place_of_another(tmp_path: Path) -> None:
    """In PDFium, the engine of Chrome: the second answer clears the first, of its own question alone."""
    data = form(tmp_path, ANSWERS["en"])
    with pikepdf.open(io.BytesIO(data)) as opened:
        height = float(opened.pages[0].MediaBox[3])
        boxes = [[float(v) for v in kid.Rect] for asked in opened.Root.AcroForm.Fields for kid in asked.Kids]
    pdf = pypdfium2.PdfDocument(data)
    try:
        pdf.init_forms()
        page, env = pdf[0], pdf.formenv
        assert env is not None
        pdfium.FORM_OnAfterLoadPage(page.raw, env.raw)

        def inked() -> list[bool]:
            shown = page.render(may_draw_forms=True).to_numpy()
            middles = ((height - (low + high) / 2, (left + right) / 2) for left, low, right, high in boxes)
            return [bool(shown[int(y), int(x)].mean() < 100) for y, x in middles]

        assert inked() == [False] * 5
        for place in (0, 3, 2):
            left, low, right, high = boxes[place]
            for touch in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
                touch(env.raw, page.raw, 0, (left + right) / 2, (low + high) / 2)
        assert inked() == [False, False, True, True, False]
    finally:
        pdf.close()


# Keys (Windows' virtual-key codes, as PDFium takes them).
TAB, SPACE = 9, 32


def _text_of(ask: Any, env: Any, annotation: Any) -> str:
    """What one of PDFium's functions tells of a field."""
    length = ask(env, annotation, None, 0)
    buffer = ctypes.create_string_buffer(length)
    ask(env, annotation, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


@pytest.mark.parametrize("lang", ANSWERS)
def test_answers_are_given_by_keyboard_and_heard_in_words(lang: str, tmp_path: Path) -> None:
    """In PDFium: the tab key goes from answer to answer, space gives one; its question and its words are told."""
    pdf = pypdfium2.PdfDocument(form(tmp_path, ANSWERS[lang], lang, *TITLES[lang]))
    try:
        pdf.init_forms()
        page, env = pdf[0], pdf.formenv
        assert env is not None
        pdfium.FORM_OnAfterLoadPage(page.raw, env.raw)

        def press(key: int) -> tuple[str, str, bool]:
            pdfium.FORM_OnKeyDown(env.raw, page.raw, key, 0)
            if key == SPACE:
                pdfium.FORM_OnChar(env.raw, page.raw, key, 0)
            number, found = ctypes.c_int(), pdfium.FPDF_ANNOTATION()
            pdfium.FORM_GetFocusedAnnot(env.raw, ctypes.byref(number), ctypes.byref(found))
            asked = _text_of(pdfium.FPDFAnnot_GetFormFieldAlternateName, env.raw, found)
            answer = _text_of(pdfium.FPDFAnnot_GetFormFieldExportValue, env.raw, found)
            given = bool(pdfium.FPDFAnnot_IsChecked(env.raw, found))
            pdfium.FPDFPage_CloseAnnot(found)
            return asked, answer, given

        question, yes, no, _, other = re.findall('"(.*?)"', ANSWERS[lang].replace("options", ""))[:5]
        assert press(TAB) == (question, yes, False)
        assert press(SPACE) == (question, yes, True)
        assert press(TAB) == (question, no, False)
        assert press(SPACE) == (question, no, True)
        assert press(TAB)[2] is False
        assert press(TAB) == (other, yes, False)
    finally:
        pdf.close()


# -- what is heard ----------------------------------------------------------------------------------------------------


def _form_parts(element: Element) -> Element:
    """The tree without the parts that have no field."""
    inside = [kid for kid in element.kids if isinstance(kid, Element)]
    if element.role in ("Document", "Sect", "Aside") and not any(kid.role == "Form" for kid in inside):
        element.kids = [_form_parts(kid) for kid in inside if kid.find("Form")]
    return element


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_fields_are_heard_as_reviewed(lang: str, request: pytest.FixtureRequest) -> None:
    data = build_leaflet(project(CASES), "every-block", lang, fillable=True, check=False).data
    check_text(f"{tree_text(_form_parts(TaggedPdf(data).root))}\n", f"every-block.{lang}.form.txt", request.config)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_tab_key_follows_the_reading(lang: str) -> None:
    """Also where a reader goes by the list of areas and not, as “Tabs” asks, by the tags."""
    data = build_leaflet(project(CASES), "every-block", lang, fillable=True, check=False).data
    areas = (area for one in TaggedPdf(data).root.walk() for area in one.kids if isinstance(area, Annotation))
    heard = [area.contents for area in areas if area.address.partition(" ")[0] in ("field", "box", "radio")]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        annotations = [area for page in pdf.pages for area in page.get("/Annots", ())]
        assert heard == [str(area.TU) for area in annotations if area.Subtype == "/Widget"]
        assert {str(page.Tabs) for page in pdf.pages} == {"/S"}


# -- links over two lines ---------------------------------------------------------------------------------------------


def _links(data: bytes) -> list[Any]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            ([float(v) for v in area.Rect], [float(v) for v in area.get("/QuadPoints", ())])
            for area in pdf.pages[0].Annots
            if area.Subtype == "/Link" and "example.org/" in str(area.A.URI)
        ]


LONG = "all that the pages of the clinic say about side effects of the tablets and what to do about them at home"


@pytest.mark.parametrize("standard", STANDARDS)
def test_link_over_two_lines_is_met_once(tmp_path: Path, standard: str) -> None:
    made = project_with(tmp_path, f'  - text: "Read [{LONG}](https://www.example.org/a), too."\n')
    data = build_leaflet(made, "test", "en", standard=standard).data
    assert verapdf.failures(data, standard) == []
    ((rect, corners),) = _links(data)
    lines = [corners[at : at + 8] for at in range(0, len(corners), 8)]
    assert len(lines) == 2
    for left, top, right, also_top, also_left, bottom, also_right, also_bottom in lines:
        assert (left, top, right, bottom) == (also_left, also_top, also_right, also_bottom)
        assert rect[0] <= left < right <= rect[2] and rect[1] <= bottom < top <= rect[3]
    assert lines[0][5] > lines[1][1], "two lines, not one box around both"
    (tag,) = [one for one in TaggedPdf(data).root.find("Link") if one.text == LONG]
    assert len([kid for kid in tag.kids if isinstance(kid, Annotation)]) == 1


def test_link_in_bold_is_one_area(tmp_path: Path) -> None:
    data = build_leaflet(
        project_with(tmp_path, '  - text: "[Read **this** page](https://www.example.org/a)."\n'), "test", "en"
    ).data
    ((_, corners),) = _links(data)
    assert corners == []


def test_link_over_two_lines_leaves_room_for_another(tmp_path: Path) -> None:
    """Chrome takes the rectangle for the area: it may not lie over another link of the paragraph."""
    content = f'  - text: "[{LONG}](https://www.example.org/a), or [call](https://www.example.org/b)."\n'
    found = _links(build_leaflet(project_with(tmp_path, content), "test", "en").data)
    assert len(found) == 3 and all(not corners for _, corners in found)
    (first, second, other) = (rect for rect, _ in found)
    assert second[2] < other[0] and first[1] > second[1]
