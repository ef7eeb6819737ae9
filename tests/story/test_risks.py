"""Risks as data: sentences in every language, people and bars drawn to scale, and what is heard of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.build import build_leaflet
from generator.colour import contrast
from generator.model.languages import language_table
from generator.model.risks import with_risks_in_words
from generator.project import read_handout
from generator.story.people import BAR_WIDTH, DOT, DOT_CELL, bar_picture, people_picture
from generator.text.conventions import western
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project, project_with
from tests.support.readers import pypdf_text, squeeze
from tests.support.recorder import case_of
from tests.support.tagtree import TaggedPdf

TABLE = language_table()
PALETTE = project().layout("clinic-a4").brand.palette
# Smallest contrast of a graphic with what it stands on (WCAG 2.1, 1.4.11).
GRAPHIC = 3.0

each_language = pytest.mark.parametrize("lang", TABLE)


def numbers(text: str) -> list[int]:
    """Whole numbers of a sentence in any digits, sorted."""
    return sorted(int(one) for one in re.findall(r"\d+", western(text)))


@each_language
@pytest.mark.parametrize(
    ("number", "of"), [(0, 10), (1, 1), (1, 21), (2, 22), (5, 12), (15, 100), (64, 100), (2, 1000)]
)
def test_a_sentence_says_both_numbers_and_the_author_s_words(lang: str, number: int, of: int) -> None:
    words = project().words(lang)
    before, after = words.how_many(number, of)
    assert numbers(before) == sorted((number, of))
    assert after == "", "the author's words end the sentence, whatever sign they end with"
    assert re.search(r"[:：፦៖՝−]\s*$", before), "a sign parts them, so that no language has to bend them"
    for show in ("people", "bar"):
        assert numbers(words.picture_of_risk(number, of, show)) == sorted((number, of))
        assert not re.search("[{}#<>〈〉]", before + words.picture_of_risk(number, of, show))


@each_language
def test_numbers_have_the_digits_of_the_language(lang: str) -> None:
    """Those that steps and pages are counted in."""
    before, _ = project().words(lang).how_many(15, 100)
    assert TABLE[lang].number(15) in before
    assert TABLE[lang].number(100) in before


@pytest.mark.parametrize(
    ("lang", "number", "of", "sentence"),
    [
        ("en", 1, 1, "1 of 1 person: "),
        ("en", 15, 100, "15 of 100 people: "),
        ("es", 2, 1000, "2 de cada 1000 personas: "),
        ("fr", 1, 100, "1 personne sur 100\u00a0: "),
        ("fr", 15, 100, "15 personnes sur 100\u00a0: "),
        ("de", 2, 1000, "2 von 1000 Menschen: "),
        ("ru", 3, 21, "3 из 21 человека: "),
        ("ru", 15, 100, "15 из 100 человек: "),
        ("pl", 2, 22, "2 na 22 osoby: "),
        ("pl", 15, 100, "15 na 100 osób: "),
        ("ro", 15, 100, "15 din 100 de persoane: "),
        ("ro", 1, 12, "1 din 12 persoane: "),
        ("ar", 3, 10, "3 من كل 10 أشخاص: "),
        ("ar", 3, 12, "3 من كل 12 شخصًا: "),
        ("ar", 15, 100, "15 من كل 100 شخص: "),
        ("hi", 15, 100, "100 लोगों में से 15: "),
        ("my", 15, 100, "လူ ၁၀၀ ယောက်တွင် ၁၅ ယောက်− "),
        ("ksw", 15, 100, "လၢပှၤ ၁၀၀ ဂၤအကျါ ၁၅ ဂၤ: "),
        ("bn", 2, 1000, "১০০০ জনের মধ্যে ২ জন: "),
        ("zh-Hans", 15, 100, "每 100 人中有 15 人："),
    ],
)
def test_the_counted_word_is_bent(lang: str, number: int, of: int, sentence: str) -> None:
    assert project().words(lang).how_many(number, of)[0] == sentence


@pytest.mark.parametrize(
    ("lang", "number", "of", "show", "heard"),
    [
        ("en", 15, 100, "people", "Drawing: 15 of 100 filled in"),
        ("en", 1, 1, "people", "Drawing: 1 of 1 filled in"),
        ("en", 2, 1000, "bar", "Bar: 2 of 1000 filled in"),
        ("es", 15, 100, "people", "Dibujo: 15 de 100 con relleno"),
        ("ar", 15, 100, "people", "رسم: 15 من كل 100 باللون الداكن"),
        ("pl", 2, 22, "people", "Rysunek: wypełniono 2 na 22"),
        ("my", 15, 100, "people", "ပုံ− ၁၀၀ အနက် ၁၅ ဖြည့်ထားသည်"),
        ("zh-Hans", 15, 100, "people", "图：100 个中有 15 个是实心的"),
    ],
)
def test_who_hears_a_picture_of_a_risk_hears_what_is_drawn(
    lang: str, number: int, of: int, show: str, heard: str
) -> None:
    assert project().words(lang).picture_of_risk(number, of, show) == heard


def test_a_picture_of_operations_does_not_speak_of_people(tmp_path: Path) -> None:
    """What is counted, the sentence before the picture says."""
    body = "  - risk: {n: 58, of: 100, text: 58 of 100 new hips last., other: 42 of 100 new hips do not.}\n"
    pdf = TaggedPdf(build_leaflet(project_with(tmp_path, body), "test", "en").data)
    (figure,) = pdf.root.find("Figure")
    assert figure.alt == "Drawing: 58 of 100 filled in"


@each_language
def test_the_counted_word_is_in_no_picture(lang: str) -> None:
    """Nor a plural that would agree with it: no pattern asks how many there are."""
    words = project().words(lang)
    assert "plural" not in words.risk_picture + words.risk_bar


def test_one_source_is_called_source(tmp_path: Path) -> None:
    for folder, references, heading in (("one", "[A book.]", "Source"), ("two", "[A book., A trial.]", "Sources")):
        (tmp_path / folder).mkdir()
        body = f"  - text: One.\n  - references: {references}\n"
        pdf = TaggedPdf(build_leaflet(project_with(tmp_path / folder, body), "test", "en").data)
        assert [one.text for one in pdf.root.find("H2")] == [heading]


@each_language
def test_a_risk_reads_back_in_every_language(lang: str, tmp_path: Path) -> None:
    """The witness finds both sentences in the finished file, and so do the tags; its picture has words."""
    words = project().words(lang)
    said = [json.dumps(text, ensure_ascii=False) for text in (words.key_points, words.hours, words.address)]
    body = "  - risk: {{n: 15, of: 100, what: {}, over: {}, group: {}, show: bar}}\n".format(*said)
    leaflet = build_leaflet(project_with(tmp_path, body, lang, words.notes, words.scan), "test", lang, verify=True)
    assert leaflet.warnings == ()
    pdf = TaggedPdf(leaflet.data)
    (figure,) = pdf.root.find("Figure")
    assert figure.alt == words.picture_of_risk(15, 100, "bar")
    wanted = (
        words.how_many(15, 100)[0] + words.key_points,
        words.how_many(85, 100)[0] + words.risk_not,
        words.before(words.risk_over) + words.hours,
        words.before(words.risk_group) + words.address,
    )
    for read in (squeeze(pdf.root.text), pypdf_text(leaflet.data)):
        assert [text for text in wanted if squeeze(text) not in read] == []


def test_sentences_keep_the_marks_of_the_author_and_the_other_side_its_own_words(tmp_path: Path) -> None:
    body = "  - risk: {n: 15, of: 100, what: '**bleed** a lot', rest: do not bleed, source: A trial, year: 2024}\n"
    made = project_with(tmp_path, body)
    (risk,) = with_risks_in_words(read_handout(made, "test", "en"), made.words("en")).content
    assert [(span.text, span.bold) for span in risk.text.spans] == [
        ("15 of 100 people: ", False),
        ("bleed", True),
        (" a lot", False),
    ]
    assert risk.other.plain == "85 of 100 people: do not bleed"
    assert risk.source.plain == "Source: A trial · 2024"


def test_own_sentences_stay_as_they_are(tmp_path: Path) -> None:
    body = "  - risk: {number: 15, of: 100, text: 15 of 100 men bleed., other: 85 of 100 men do not., over: 5 years}\n"
    lines = [line.text.strip() for line in case_of(tmp_path, body).set().tagged_lines]
    assert lines[2:5] == ["15 of 100 men bleed.", "85 of 100 men do not.", "Time span: 5 years"]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["en", "ar", "my", "ksw"])
def test_verapdf_finds_no_failure(lang: str, standard: str, tmp_path: Path) -> None:
    words = project().words(lang)
    what = json.dumps(words.key_points, ensure_ascii=False)
    body = f"  - risk: {{n: 2, of: 100, what: {what}}}\n  - risk: {{n: 64, of: 100, what: {what}, show: bar}}\n"
    made = project_with(tmp_path, body, lang, words.notes, words.scan)
    assert verapdf.failures(build_leaflet(made, "test", lang, standard=standard).data, standard) == []


# --- Pictures -------------------------------------------------------------------------------------------------------


def drawn(operators: str, how: str) -> int:
    """How many people are filled in (f) or outlined (S): each is an operator of its own."""
    return sum(1 for line in operators.splitlines() if line.endswith(f" {how}"))


@pytest.mark.parametrize(("number", "of"), [(0, 10), (10, 10), (1, 2), (15, 100), (64, 99)])
@pytest.mark.parametrize("rtl", [False, True])
def test_every_person_is_drawn(number: int, of: int, rtl: bool) -> None:
    operators = people_picture(number, of, PALETTE, rtl).operators
    assert (drawn(operators, "f"), drawn(operators, "S")) == (number, of - number)


@pytest.mark.parametrize("number", [0, 2, 500, 1000])
def test_every_dot_of_a_thousand_is_drawn(number: int) -> None:
    """Dots of one kind are one path: each is a line without length. All have one size and stand apart, so that their
    number is compared; those that count are darker, and a few among many are in the colour of warnings."""
    lines = [line for line in people_picture(number, 1000, PALETTE, False).operators.splitlines() if line]
    assert [line.count(" m ") for line in lines] == [count for count in (1000 - number, number) if count]
    assert {float(size) for line in lines for size in re.findall(r"([\d.]+) w ", line)} == {DOT}
    assert DOT < 0.8 * DOT_CELL, "white parts them"
    if number:
        colour = PALETTE.alert if number < 50 else PALETTE.brand
        assert f"{' '.join(f'{channel:g}' for channel in colour)} RG" in lines[-1]
        assert contrast(colour, PALETTE.rule) >= GRAPHIC, "dark against pale, without colours too"


def bar(number: int, of: int, rtl: bool) -> tuple[float, float]:
    """From where to where a bar is filled in, in parts of its width."""
    operators = bar_picture(number, of, PALETTE, rtl).operators
    filled = re.findall(r"rg ([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re f", operators)
    left, width = (float(filled[0][0]), float(filled[0][1])) if filled else (0.0, 0.0)
    return left / BAR_WIDTH, (left + width) / BAR_WIDTH


@pytest.mark.parametrize(("number", "of"), [(0, 100), (2, 1000), (15, 100), (1, 3), (10, 10)])
def test_a_bar_is_filled_in_to_scale_from_the_start_side(number: int, of: int) -> None:
    assert bar(number, of, rtl=False) == (0.0, pytest.approx(number / of))
    if number:
        assert bar(number, of, rtl=True) == (pytest.approx(1 - number / of, abs=1e-5), pytest.approx(1.0))


@pytest.mark.parametrize("rtl", [False, True])
def test_a_bar_s_pointer_stands_at_its_end(rtl: bool) -> None:
    """Two of a thousand are a hair's breadth; the pointer shows them."""
    last = bar_picture(2, 1000, PALETTE, rtl).operators.splitlines()[-1]
    points = [tuple(map(float, point)) for point in re.findall(r"([\d.]+) ([\d.]+) [ml]", last)]
    tip = min(points, key=lambda point: point[1])
    assert tip[0] == pytest.approx(BAR_WIDTH * (0.998 if rtl else 0.002))
    assert all(0 <= x <= BAR_WIDTH for x, _ in points)


def test_filled_and_empty_are_told_apart_without_colours() -> None:
    """By shape: filled or outlined; and both stand out from the page (WCAG 2.1, 1.4.11)."""
    for colour in (PALETTE.brand, PALETTE.muted):
        assert contrast(colour, (1.0, 1.0, 1.0)) >= GRAPHIC


def test_a_bar_is_as_wide_as_the_text_and_stays_with_its_sentences(tmp_path: Path) -> None:
    words = "Your care team can tell you more about this if you ask them. " * 9
    body = f"  - text: {words}\n  - risk: {{n: 2, of: 100, what: bleed, over: 5 years, source: A trial, show: bar}}\n"
    case = case_of(tmp_path, body)
    for bottom in range(100, 460, 20):
        set_ = case.set(float(bottom))
        (shape,) = [one for one in set_.shapes if one.kind == "picture" and one.width > 300]
        assert shape.width == pytest.approx(case.styles.page.measure)
        said = [
            line for line in set_.tagged_lines if line.text.strip() in ("Source: A trial", "2 of 100 people: bleed")
        ]
        assert [line.page for line in said] == [shape.page] * 2
        assert said[0].baseline > shape.bottom + shape.height > shape.bottom > said[1].baseline
