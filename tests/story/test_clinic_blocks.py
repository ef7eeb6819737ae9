"""Blocks between clinic and patient: what they say, where they stand, and how a screen reader meets them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.build import build_leaflet
from generator.model.languages import language_table
from generator.problems import Rejected
from generator.project import Project
from tests.model.test_clinic_messages import FIFTEEN
from tests.story.test_layout import BOTTOMS
from tests.support import verapdf
from tests.support.goldens import check_picture
from tests.support.leaflets import CASES, STANDARDS, leaflet, project, project_with
from tests.support.readers import mupdf_lines, open_mupdf, rendered, squeeze
from tests.support.recorder import DrawnLine, Recorder, SetCase, case_of
from tests.support.tagtree import Annotation, Element, TaggedPdf

NAME, LAYOUT = "every-block", "clinic-a4"
VISIT = "  - appointment: {title: Visit, date: 2026-12-03, time: '9:30', place: '4', map: https://maps.example.org/4}\n"


def tagged(lang: str, standard: str = "ua-1") -> TaggedPdf:
    return TaggedPdf(leaflet(NAME, lang, LAYOUT, standard, CASES))


def made(folder: Path, content: str, lang: str = "en", **wanted: str) -> TaggedPdf:
    return TaggedPdf(build_leaflet(project_with(folder, content, lang), "test", lang, **wanted).data)


def section_of(pdf: TaggedPdf, title: str) -> Element:
    """The innermost section that a heading opens."""
    sections = [*pdf.root.find("Sect"), *pdf.root.find("Aside")]
    return [s for s in sections if any(h.text == title for h in s.kids if isinstance(h, Element))][-1]


def roles(element: Element) -> list[str]:
    return [kid.role for kid in element.kids if isinstance(kid, Element)]


# -- words of the glossary -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ["neutropenia", "too few white cells"]), ("ar", ["قلة العدلات", "الخلايا البيضاء قليلة جدًا"])],
)
def test_word_of_the_glossary_leads_to_its_meaning(lang: str, words: list[str], standard: str) -> None:
    """To the page on which it is explained; with PDF 2.0 also to its item in the list."""
    pdf = tagged(lang, standard)
    links = [link for link in pdf.root.find("Link") if link.text in words]
    assert [link.text for link in links] == words
    (entry,) = [item for item in pdf.root.find("LI") if item.text.startswith(("Neutropenia", "قلة العدلات"))]
    page = next(entry.contents()).page
    for link in links:
        areas = [kid for kid in link.kids if isinstance(kid, Annotation)]
        assert areas, "the words can be touched"
        assert {area.contents for area in areas} == {link.text}
        assert {area.address for area in areas} == {f"page {page}" if standard == "ua-1" else f"page {page} LI"}


def test_link_to_the_glossary_stops_at_the_word(tmp_path: Path) -> None:
    """The top of the view is the top of the entry."""
    content = "  - text: A [cell]{term}.\n  - glossary: [{term: Tissue, meaning: Many.}, {term: Cell, meaning: One.}]\n"
    data = build_leaflet(project_with(tmp_path, content), "test", "en").data
    with pikepdf.open(io.BytesIO(data)) as pdf, pypdfium2.PdfDocument(data) as document:
        (area,) = [one for one in pdf.pages[0].Annots if "/Dest" in one]
        top = float(area.Dest[3])
        *_, upper = document[0].get_textpage().get_charbox(document[0].get_textpage().get_text_range().index("Cell"))
    assert 0 < top - upper < 10


def test_one_word_in_both_languages_of_a_bilingual_copy() -> None:
    data = build_leaflet(project(CASES), NAME, "en", beside="he").data
    links = TaggedPdf(data).root.find("Link")
    pages = {link.text: kid.address for link in links for kid in link.kids if isinstance(kid, Annotation)}
    assert pages["neutropenia"].startswith("page ")
    assert pages["נויטרופניה"].startswith("page ")
    assert pages["neutropenia"] != pages["נויטרופניה"]


def test_mark_in_a_title_and_in_a_table_that_goes_on(tmp_path: Path) -> None:
    """A header that repeats is no link on the next page."""
    rows = ", ".join(f"[r{row}, x]" for row in range(40))
    content = f"  - heading: The [cell]{{term}}\n  - table: {{header: ['[Cell]{{term}}', B], rows: [{rows}]}}\n"
    pdf = made(tmp_path, content + "  - glossary: [{term: Cell, meaning: One.}]\n")
    assert [link.text for link in pdf.root.find("Link") if not link.text.startswith("(555)")] == ["cell", "Cell"]


# -- pictures --------------------------------------------------------------------------------------------------------


def test_credit_stands_in_the_caption_of_its_picture() -> None:
    (caption,) = [c for c in tagged("en").root.find("Caption") if "Photograph" in c.text]
    assert [kid.text for kid in caption.kids if isinstance(kid, Element)] == [
        "A picture wider than half the page.",
        "Photograph: R. Roe, 2024.",
    ]
    (both,) = [s for s in tagged("en").root.find("Sect") if caption in s.kids]
    assert roles(both) == ["Figure", "Caption"]


# -- appointments ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "day"),
    [
        ("en", "Thursday, December 3, 2026"),
        ("en-GB", "Thursday, 3 December 2026"),
        ("ar", "الخميس، 3 ديسمبر 2026"),
        ("zh-Hans", "2026年12月3日星期四"),
        ("de", "Donnerstag, 3. Dezember 2026"),
        ("fa", "پنجشنبه ۳ دسامبر ۲۰۲۶"),
        ("ht", "jedi 3 desanm 2026"),
    ],
)
def test_day_of_an_appointment_has_its_weekday(tmp_path: Path, lang: str, day: str) -> None:
    assert section_of(made(tmp_path, VISIT, lang), "Visit").find("P")[0].text == day


@pytest.mark.parametrize("lang", language_table())
def test_every_weekday_has_a_name_of_its_own(lang: str) -> None:
    words = project().words(lang)
    week = [words.weekday(date(2026, 11, day), lang) for day in range(9, 16)]
    names = {re.sub(r"\d+", "", text) for text in week}
    assert len(names) == 7
    assert words.weekday(date(2026, 11, 16), lang).startswith(re.split(r"\d", week[0])[0])


def test_appointment_is_one_box_with_a_code_for_the_map(tmp_path: Path) -> None:
    section = section_of(tagged("en"), "Your first visit")
    assert roles(section) == ["H3", "P", "P", "P", "P", "P", "L", "P", "P", "P", "Figure"]
    (figure,) = section.find("Figure")
    assert figure.alt == "QR code for this address"
    assert [link.text for link in section.find("Link")] == [
        "(555) 010-0142",
        "https://maps.example.org/?q=12+Harbor+Lane",
    ]
    assert len({content.page for content in section.contents()}) == 1


# -- comparisons -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ar", "he"])
def test_comparison_has_headers_across_and_down(lang: str) -> None:
    table = next(one for one in tagged(lang).root.find("Table") if roles(one.find("TR")[0])[0] == "TD")
    head, *rows = table.find("TR")
    assert roles(head) == ["TD", "TH", "TH", "TH"]
    assert head.find("TD")[0].text == ""
    assert all(th.attributes == ("Table.Scope=Column",) for th in head.find("TH"))
    assert [roles(row) for row in rows] == [["TH", "TD", "TD", "TD"]] * 2
    assert all(row.find("TH")[0].attributes == ("Table.Scope=Row",) for row in rows)


def test_comparison_goes_question_by_question_where_columns_are_narrow(tmp_path: Path) -> None:
    content = (
        "  - comparison:\n      options: [Chemotherapy, Radiotherapy, Observation]\n"
        "      rows: [{question: Hospital, answers: [Thirteen days, Unnecessary, Never]}]\n"
    )
    wide = made(tmp_path, content)
    assert wide.root.find("Table")
    narrow = made(tmp_path, content, form="giant-print")
    assert not narrow.root.find("Table")
    options, answers = narrow.root.find("L")
    assert [body.text for body in options.find("LBody")] == ["Chemotherapy", "Radiotherapy", "Observation"]
    assert [(item.find("Lbl")[0].text, item.find("LBody")[0].text) for item in answers.find("LI")] == [
        ("Chemotherapy", "Thirteen days"),
        ("Radiotherapy", "Unnecessary"),
        ("Observation", "Never"),
    ]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_questions_of_a_comparison_without_columns_are_headings(tmp_path: Path, lang: str, standard: str) -> None:
    """Each is in reach from the one before, as the titles of boxes are, and its answers are part of its section."""
    content = (
        "  - heading: Choices\n  - comparison:\n      options: [Chemotherapy, Radiotherapy, Observation]\n      rows:\n"
        "        - {question: Hospital, answers: [Thirteen days, Unnecessary, Never]}\n"
        "        - {question: Tiredness, answers: [Often, Sometimes, Never]}\n"
        "  - heading: Afterwards\n  - text: One.\n"
    )
    data = build_leaflet(
        project_with(tmp_path, content, lang), "test", lang, "clinic-a4", standard, form="giant-print"
    ).data
    root = TaggedPdf(data).root
    assert [(one.role, one.text) for level in ("H2", "H3") for one in root.find(level)] == [
        ("H2", "Choices"),
        ("H2", "Afterwards"),
        ("H3", "Hospital"),
        ("H3", "Tiredness"),
    ]
    sections = [one for one in root.find("Sect") if one.find("H3") and not one.find("H2")]
    assert [roles(one) for one in sections] == [["H3", "L"]] * 2
    assert [roles(one.find("L")[0]) for one in sections] == [["LI"] * 3] * 2
    assert verapdf.failures(data, standard) == []


# -- where things stand ----------------------------------------------------------------------------------------------

WORDS = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
STORY = f"""
  - text: {WORDS * 9}
  - heading: Before the visit
{VISIT}  - teach-back: {{title: Tell us, intro: {WORDS}, prompts: [What?, When?, {WORDS}], lines: 2}}
  - comparison: {{options: [Yes, No], rows: [{{question: Long?, answers: [{WORDS}, short]}}]}}
  - feedback: {{title: Say it, content: [{{text: {WORDS}}}], phone: (555) 010-0150}}
  - slip: {{title: Reply, content: [{{text: {WORDS}}}, {{checklist: [I come]}}], fields: [Name]}}
  - notice-1557: {{title: Rights, complain: {WORDS}, phone: (555) 010-0160, languages: [{FIFTEEN}]}}
  - text: The end.
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> SetCase:
    return case_of(tmp_path_factory.mktemp("clinic"), STORY)


@pytest.fixture(scope="module")
def pages_at(story: SetCase) -> Callable[[int], Recorder]:
    return cache(lambda bottom: story.set(bottom))


at_every_height = pytest.mark.parametrize("bottom", BOTTOMS)


def line(drawn: Recorder, text: str) -> DrawnLine:
    return next(line for line in drawn.tagged_lines if line.text.strip() == text)


def copy_of(drawn: Recorder) -> list[str]:
    """All lines but the dots of the colophon: these stand between two facts of a row, and none at its end."""
    return sorted(one.text for one in drawn.tagged_lines if one.text.strip() != "·")


@at_every_height
def test_nothing_leaves_the_type_area_and_nothing_is_lost(
    story: SetCase, pages_at: Callable[[int], Recorder], bottom: int
) -> None:
    drawn, page = pages_at(bottom), story.styles.page
    left, right = page.margins.sides - 0.1, page.width - page.margins.sides + 0.1
    for one in drawn.lines:
        assert left <= one.left <= one.right <= right, one
        assert one.tag is None or bottom <= one.baseline <= page.height - page.margins.top, one
    assert copy_of(drawn) == copy_of(pages_at(BOTTOMS[0]))


@at_every_height
def test_slip_is_whole_at_the_foot_and_nothing_stands_below_it(
    story: SetCase, pages_at: Callable[[int], Recorder], bottom: int
) -> None:
    drawn = pages_at(bottom)
    page = line(drawn, "Reply").page
    (cut,) = [s for s in drawn.shapes if s.kind == "picture" and s.width == pytest.approx(story.styles.page.measure)]
    assert cut.page == page
    below = [one.text.strip() for one in drawn.tagged_lines if one.page == page and one.baseline < cut.bottom]
    assert (below[0], below[-2:]) == ("Reply", ["I come", "Name"])
    muted = story.styles.palette.muted
    lowest = min(s.bottom for s in drawn.shapes if s.page == page and s.kind == "rule" and s.colour == muted)
    assert bottom <= lowest <= bottom + 5, "the last line to write on is the last thing on the page"
    above = [one.baseline for one in drawn.tagged_lines if one.page == page and one.baseline > cut.bottom + cut.height]
    assert not above or min(above) > cut.bottom + cut.height + 10


@at_every_height
def test_what_belongs_together_is_not_parted(pages_at: Callable[[int], Recorder], bottom: int) -> None:
    drawn = pages_at(bottom)
    assert len({line(drawn, text).page for text in ("Visit", "Thursday, December 3, 2026", "9:30", "4")}) == 1
    assert line(drawn, "Before the visit").page == line(drawn, "Visit").page
    assert line(drawn, "Tell us").page == line(drawn, "What?").page
    languages = [one for one in drawn.tagged_lines if one.tag is not None and one.tag.lang]
    for tag in {id(one.tag): one.tag for one in languages}.values():
        assert tag is not None
        assert len(drawn.pages_of(tag)) == 1, "the sentence of a language stands on one page"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_scissors_stand_at_the_start_side_and_say_nothing(lang: str) -> None:
    pdf = tagged(lang)
    slip = section_of(pdf, {"en": "Reply slip", "ar": "قسيمة الرد"}[lang])
    assert roles(slip) == ["H2", "P", "L", "P", "P"]
    page = next(slip.contents()).page
    image = rendered(leaflet(NAME, lang, LAYOUT, "ua-1", CASES), 72, index=page - 1)[0].convert("L")

    def inked(y: int) -> int:
        return sum(image.getpixel((x, y)) < 200 for x in range(100, 480))

    # Half inked, as a dashed line is, and with nothing right above and below, as letters have.
    dashes = next(y for y in range(400, 760) if 100 < inked(y) < 300 and not inked(y - 4) and not inked(y + 4))
    start, end = (range(50, 80), range(515, 545)) if lang == "en" else (range(515, 545), range(50, 80))

    def ink(columns: range) -> int:
        return sum(image.getpixel((x, y)) < 200 for x in columns for y in range(dashes - 8, dashes + 9))

    assert ink(start) > 2 * ink(end)


def test_slip_too_high_for_a_page_is_refused(tmp_path: Path) -> None:
    content = f"  - slip: {{title: Reply, content: [{{text: {WORDS * 60}}}]}}\n"
    with pytest.raises(Rejected) as refused:
        build_leaflet(project_with(tmp_path, content), "test", "en")
    assert [(one.rule, one.message) for one in refused.value.problems] == [
        ("too-large", "This is 1,756 pt high and cannot be parted; page 2 has 711 pt.")
    ]
    assert refused.value.problems[0].place.line == 9
    assert refused.value.problems[0].hint == "Make it smaller, or split it."
    with pytest.raises(Rejected) as refused:
        build_leaflet(Project.at(tmp_path), "test", "en", form="giant-print", paper="a5")
    wanted = "Make it smaller, or split it. Or take larger paper or a format with smaller type, for this leaflet."
    assert refused.value.problems[0].hint == wanted


TWO_COLUMNS = """\
extends: clinic-base
page:
  {size: A4, orientation: landscape, columns: 2, margins: {top: 15mm, bottom: 20mm, sides: 15mm}}
"""


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("before", [4, 20, 60])
def test_slip_in_columns_is_as_wide_as_all_of_them(tmp_path: Path, lang: str, before: int) -> None:
    """One cut frees it, whichever column it was written in: nothing else stands below its dashes."""
    words = "".join(f"  - text: 1{n}\n" for n in range(before))
    name = {"en": "Name", "ar": "الاسم"}[lang]
    content = f"{words}  - slip: {{title: '555', fields: [{name}]}}\n  - text: '777'\n"
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "two.yaml").write_text(TWO_COLUMNS)
    data = build_leaflet(project_with(tmp_path, content, lang), "test", lang, "two").data
    text = [line for line in mupdf_lines(data) if 50 < line.top < 530]  # no header, no footer
    (slip,) = (line for line in text if line.text == "555")
    on_page = [line for line in text if line.page == slip.page and line is not slip]
    below = [line for line in on_page if line.top > slip.top - 30]
    assert len(below) == 1 and below[0].top > slip.top + 30, "its label"
    with open_mupdf(data) as document:
        widest = max(
            shape["rect"].width for shape in document[slip.page - 1].get_drawings() if shape["rect"].y0 > slip.bottom
        )
    assert widest == pytest.approx(267 * 72 / 25.4, abs=1)


def test_each_prompt_has_lines_to_write_on(story: SetCase, pages_at: Callable[[int], Recorder]) -> None:
    drawn, muted = pages_at(BOTTOMS[0]), story.styles.palette.muted
    for prompt in ("What?", "When?"):
        at = line(drawn, prompt)
        lines = [
            s
            for s in drawn.shapes
            if s.kind == "rule" and s.colour == muted and s.page == at.page and -70 < s.bottom - at.baseline < 0
        ]
        assert len(lines) == 2
        assert all(s.left == pytest.approx(at.left, abs=1.0) for s in lines)


# -- the notice ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", STANDARDS)
def test_notice_of_an_arabic_leaflet_says_each_language_as_such(standard: str) -> None:
    section = section_of(tagged("ar", standard), "حقوقكم")
    langs = [kid.lang for kid in section.kids if isinstance(kid, Element) and kid.role == "P"]
    # Four or five lines in the leaflet's own language, the government's office in English; English comes first.
    listed = ["es", "zh-Hans", "zh-Hant", "vi", "ko", "tl", "", "ru", "ht", "fr", "pl", "pt-BR", "de", "it", "ur", "my"]
    assert langs == ["", "", "", "", "", "en"]
    (languages,) = section.find("L")
    assert [(item.role, item.lang) for item in languages.kids if isinstance(item, Element)] == [
        ("LI", lang) for lang in ["en", *listed]
    ]
    assert section.text.count("(555) 010-0160") == 1 + 1 + len(listed)


def test_notice_names_the_clinic_and_what_the_law_names() -> None:
    text = section_of(tagged("en"), "Your rights").text
    assert text.startswith("Your rightsHarbor Lane Clinic follows the civil rights laws of the United States.")
    for word in ("race", "color", "national origin", "language", "age", "disability", "sex"):
        assert word in text
    assert "ocrportal.hhs.gov" in text


@pytest.mark.parametrize("lang", language_table())
def test_language_help_in_every_language(lang: str) -> None:
    words = project().words(lang)
    assert words.help_at("〈number〉").count("〈number〉") == 1
    assert words.fairly("〈clinic〉").count("〈clinic〉") == 1
    if lang != "en":
        assert words.language_help != project().words("en").language_help


def test_notice_in_every_language_reads_as_it_was_written(tmp_path: Path) -> None:
    everything = ", ".join(language_table())
    notice = (
        f"  - notice-1557: {{title: Rights, complain: Tell us., phone: (555) 010-0160, languages: [{everything}]}}\n"
    )
    pdf = made(tmp_path, notice)
    told = {item.lang or "en": squeeze(item.text) for item in section_of(pdf, "Rights").find("LI")}
    for lang, language in language_table().items():
        sentence = project().words(lang).help_at("(555) 010-0160")
        assert told[lang].startswith(squeeze(language.name))
        assert told[lang].endswith(squeeze(sentence))


# -- how they look ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_looks_as_it_did(lang: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The page of the appointment."""
    title = {"en": "Your first visit", "ar": "زيارتكم الأولى"}[lang]
    page = next(section_of(tagged(lang), title).contents()).page
    picture = rendered(leaflet(NAME, lang, LAYOUT, "ua-1", CASES), 40, index=page - 1)[0]
    check_picture(picture, f"clinic-blocks.{lang}.png", request.config, tmp_path)


@pytest.mark.parametrize("fields", [1, 8, 9])
@pytest.mark.parametrize("before", range(0, 25, 4))
def test_no_sentence_is_cut_by_a_slip(tmp_path: Path, before: int, fields: int) -> None:
    """Who reads on below the scissors reads something else; nor does a heading stand there alone."""
    words = "  - text: A line.\n" * before
    after = "".join(f"  - heading: H{n}\n  - text: {WORDS * 3}\n  - list: ['{WORDS * 3}', Two.]\n" for n in range(4))
    slip = f"  - slip: {{title: Reply, fields: [{', '.join(f'F{n}' for n in range(fields))}]}}\n"
    found = case_of(tmp_path, f"{words}{slip}{after}").set()
    page = line(found, "Reply").page
    split = [one.role for one in found.document.walk() if not one.kids and found.pages_of(one) == {page, page + 1}]
    assert split == []
    cut = line(found, "Reply").baseline
    above = [one for one in found.tagged_lines if one.page == page and one.baseline > cut]
    assert not above or not min(above, key=lambda one: one.baseline).text.startswith("H")
