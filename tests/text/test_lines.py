"""Breaking of lines: what stays whole, what may end or start a line, and where the lines stand in their column."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from generator.model.languages import language_table
from generator.text.breaks import grapheme_breaks, is_longer, line_breaks, word_spans
from generator.text.conventions import find_dates
from generator.text.facts import find_bound, find_facts
from generator.text.islands import TextSpan
from generator.text.lines import Line, break_lines, prepare
from generator.text.phrases import find_phrases
from generator.values import replace
from tests.text.engine import (
    HANDOUT_LANGUAGES,
    SIZE,
    WIDE,
    cases,
    clusters,
    leaflet_languages,
    line_text,
    lines,
    paragraph,
    prose,
    setting,
)

TOLERANCE = 0.02  # points: less than any eye can see
WIDTHS = (60, 90, 120, 163, 220, 500)

FACTUAL = {
    "en": "Ring 020 7946 0000 or (555) 010-0142 at 8:30 a.m. Take 500 mg, 2.5 ml (10 mg/kg), below 37.5 °C: 15 of 100.",
    "es": "Llame al +44 20 7946 0000 a las 8:30 a. m. Tome 0,5 mg o 15 % antes del 22/11/2026; 15 de 100.",
    "ar": "اتصل بالرقم 020 7946 0000 أو (555) 010-0142 ثم خذ 500 mg أو 500 ملغ يوميا، حوالي 15 من 100 امرأة",
    "he": "התקשרו אל 020 7946 0000 או (555) 010-0142 וקחו 500 mg או 500 מ״ג ביום, 15 מתוך 100",
    "hi": "020 7946 0000 या (555) 010-0142 पर फ़ोन करें, 500 mg या 500 मिग्रा लें, 8:30 a.m. पर",
    "th": "โทร 020 7946 0000 หรือ (555) 010-0142 กินยา 500 mg หรือ 500 มก. ประมาณ 15 ใน 100 คน",
    "zh-Hans": "请拨打020 7946 0000或(555) 010-0142，每次服用500毫克或500 mg，约15 位，在8:30 a.m.之前",
    "vi": "Gọi 020 7946 0000 hoặc (555) 010-0142 lúc 8:30. Uống 500 mg, 2,5 ml mỗi ngày trước 22/11/2026.",
    "ru": "Звоните 020 7946 0000 или (555) 010-0142 в 8:30. Принимайте 500 mg, 2,5 ml до 22.11.2026; 15 из 100.",
    "el": "Καλέστε 020 7946 0000 ή (555) 010-0142 στις 8:30. Πάρτε 500 mg, 2,5 ml έως 22/11/2026.",
    "fa": "با 020 7946 0000 یا (555) 010-0142 تماس بگیرید، ۵۰۰ mg یا 500 mg بخورید، ساعت ۸:۳۰",
    "ur": "020 7946 0000 یا (555) 010-0142 پر فون کریں، 500 mg لیں، صبح 8:30 بجے",
    "bn": "020 7946 0000 বা (555) 010-0142 নম্বরে ফোন করুন, ৫০০ mg বা 500 mg খান, ৮:৩০ টায়",
    "gu": "020 7946 0000 અથવા (555) 010-0142 પર ફોન કરો, 500 mg લો, 8:30 વાગ્યે",
    "pa": "020 7946 0000 ਜਾਂ (555) 010-0142 ਤੇ ਫ਼ੋਨ ਕਰੋ, 500 mg ਲਓ, 8:30 ਵਜੇ",
    "ta": "020 7946 0000 அல்லது (555) 010-0142 ஐ அழையுங்கள், 500 mg எடுங்கள், 8:30 மணிக்கு",
    "te": "020 7946 0000 లేదా (555) 010-0142 కు ఫోన్ చేయండి, 500 mg తీసుకోండి, 8:30 గంటలకు",
    "am": "በ020 7946 0000 ወይም (555) 010-0142 ይደውሉ፣ 500 mg ይውሰዱ፣ 8:30 ላይ",
    "zh-Hant": "請撥打020 7946 0000或(555) 010-0142，每次服用500毫克或500 mg，約15 位，在8:30 a.m.之前",
    "ja": "020 7946 0000または(555) 010-0142へお電話ください。500 mgを8:30に飲みます。",
    "ko": "020 7946 0000 또는 (555) 010-0142로 전화하세요. 500 mg을 8:30에 드세요.",
    "kn": "020 7946 0000 ಅಥವಾ (555) 010-0142 ಗೆ ಕರೆ ಮಾಡಿ, 500 mg ತೆಗೆದುಕೊಳ್ಳಿ, 8:30 ಗಂಟೆಗೆ",
    "ml": "020 7946 0000 അല്ലെങ്കിൽ (555) 010-0142 എന്ന നമ്പറിൽ വിളിക്കുക, 500 mg കഴിക്കുക, 8:30 ന്",
    "si": "020 7946 0000 හෝ (555) 010-0142 අමතන්න, 500 mg ගන්න, 8:30 ට",
    "my": "020 7946 0000 သို့မဟုတ် (555) 010-0142 ကို ဖုန်းခေါ်ပါ၊ 500 mg ကို 8:30 တွင် သောက်ပါ။",
    "km": "សូមទូរស័ព្ទ 020 7946 0000 ឬ (555) 010-0142 លេបថ្នាំ 500 mg នៅម៉ោង 8:30",
    "lo": "ໂທ 020 7946 0000 ຫຼື (555) 010-0142 ກິນຢາ 500 mg ເວລາ 8:30",
    "ka": "დარეკეთ 020 7946 0000 ან (555) 010-0142, მიიღეთ 500 mg, 8:30 საათზე",
    "hy": "Զանգահարեք 020 7946 0000 կամ (555) 010-0142, ընդունեք 500 mg, ժամը 8:30-ին",
}
TRIED = tuple(FACTUAL)
LONG = {
    "en": "https://www.harborlane.example/a/very/long/address?with=query Pneumonoultramicroscopicsilicovolcanoconiosis",
    "ar": "https://www.harborlane.example/a/very/long/address?with=queries فأسقيناكموهافأسقيناكموهافأسقيناكموها",
    "hi": "स्त्रीरोगविशेषज्ञस्त्रीरोगविशेषज्ञस्त्रीरोगविशेषज्ञ क्षत्रियक्षत्रियक्षत्रियक्षत्रियक्षत्रिय",
    "th": "กกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกก",
    "zh-Hans": "www.harborlane.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa癌症",
}


@cache
def words(lang: str) -> tuple[str, ...]:
    texts = prose(lang) if lang in HANDOUT_LANGUAGES else (FACTUAL[lang],)
    return tuple(dict.fromkeys(word for text in (*texts, FACTUAL[lang]) for word in text.split()))


LANGUAGE = st.sampled_from(TRIED)
PARAGRAPHS = LANGUAGE.flatmap(
    lambda lang: st.tuples(
        st.just(lang),
        st.lists(st.sampled_from((*words(lang), *LONG.get(lang, "").split())), min_size=1, max_size=25).map(" ".join),
    )
)
COLUMN = st.floats(60, 500)


def natural(lang: str, text: str) -> float:
    """The width of a text on one line."""
    (line,) = lines(lang, text)
    return line.width


def starts(found: tuple[Line, ...]) -> list[int]:
    """The offset of each line's first character, and the end of the last line."""
    return list(accumulate((len(line_text(line)) for line in found), initial=0))


def test_every_script_of_the_language_table_is_tried() -> None:
    table = language_table()
    assert {table[lang].script for lang in TRIED} == {language.script for language in table.values()}


# --- Facts and what the author keeps together ------------------------------------------------------


@pytest.mark.parametrize("lang", TRIED)
def test_no_fact_is_split_unless_it_is_wider_than_the_line(lang: str) -> None:
    text = FACTUAL[lang]
    facts = find_facts(text)
    assert len(facts) >= 4
    widths = {fact: natural(lang, text[fact.start : fact.end]) for fact in facts}
    for width in range(60, 501):
        offsets = starts(lines(lang, text, width=width))
        for fact in facts:
            if widths[fact] <= width:
                assert not any(fact.start < offset < fact.end for offset in offsets), (
                    width,
                    text[fact.start : fact.end],
                )


@pytest.mark.parametrize("width", range(100, 200, 5))
def test_a_fact_that_is_partly_bold_is_not_split(width: float) -> None:
    parts = (TextSpan("020", bold=True), " 7946 ", TextSpan("0000", bold=True))
    assert lines("en", *parts)[0].width < 100
    found = [line_text(line) for line in lines("en", "Ring us on ", *parts, " today", width=width)]
    assert sum("020 7946 0000" in line for line in found) == 1


@pytest.mark.parametrize("width", range(80, 300, 7))
def test_nobreak_keeps_a_text_on_one_line(width: float) -> None:
    parts = ("It is called ", TextSpan("stage four or IV", nobreak=True), " cancer in most of the leaflets")
    assert natural("en", "stage four or IV") < 95
    for line in lines("en", *parts, width=max(width, 95)):
        assert ("stage" in line_text(line)) == ("four or IV" in line_text(line))


@pytest.mark.parametrize("width", range(95, 300, 7))
def test_nobreak_reaches_over_bold_text_inside(width: float) -> None:
    inside = (
        TextSpan("stage ", nobreak=True),
        TextSpan("four ", bold=True, nobreak=True),
        TextSpan("or IV", nobreak=True),
    )
    for line in lines("en", "It is called ", *inside, " cancer in most of the leaflets", width=width):
        assert ("stage" in line_text(line)) == ("four or IV" in line_text(line))


def test_texts_around_nobreak_do_part_from_it() -> None:
    found = lines("en", "aa ", TextSpan("bb cc", nobreak=True), " dd", width=natural("en", "bb cc"))
    assert [line_text(line) for line in found] == ["aa ", "bb cc ", "dd"]


# --- Plain text, for which ICU is not asked -------------------------------------------------------

PLAIN_SIGNS = st.sampled_from([*"abzAZ059éßłșẹΩΆжЖіҐժև", *"ابتئءىگیؤ٣۵ًّ", *".,:;?!'’()،؛؟", *"      "])


def icu_breaks(text: str, locale: str) -> tuple[int, ...]:
    """As ICU alone has them."""
    return tuple(accumulate(map(len, LineBreaker(text, locale))))


@given(st.text(PLAIN_SIGNS, min_size=1, max_size=30), st.sampled_from(["en", "ar", "fr", "fa", "ja"]))
@example("(\u064b a", "en")  # a mark without a letter: no line ends behind the bracket (UAX #14, LB9 and LB14)
@example("a.\u064b b", "ar")
@settings(max_examples=1_000)
def test_lines_of_plain_text_end_where_icu_ends_them(text: str, locale: str) -> None:
    assert line_breaks.__wrapped__(text, locale) == icu_breaks(text, locale)


@pytest.mark.parametrize("lang", ["en", "es", "fr", "de", "vi", "so", "el", "ru", "hy", "ar", "fa", "ur"])
def test_lines_of_a_leaflet_end_where_icu_ends_them(lang: str) -> None:
    plain = [text for text in prose(lang) if "-" not in text]
    assert len(plain) > 20
    for text in plain:
        assert line_breaks.__wrapped__(text, lang) == icu_breaks(text, lang), text


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("one two", ["one ", "two"]),
        ("one\u00a0two three", ["one\u00a0two ", "three"]),
        ("one  two", ["one  ", "two"]),
        ("what ?", ["what ?"]),
        ("and/or", ["and/", "or"]),
        ("one—two", ["one", "—", "two"]),
        ("said “no” to", ["said ", "“no” ", "to"]),
    ],
)
def test_lines_of_what_is_not_plain_end_where_icu_ends_them(text: str, ends: list[str]) -> None:
    found = line_breaks.__wrapped__(text, "en")
    assert [text[a:b] for a, b in pairwise((0, *found))] == ends


@pytest.mark.parametrize(
    ("text", "kept"), [("Warfarin - what to ask", "Warfarin -"), ("Это — рак", "Это —"), ("a – b", "a –")]
)
def test_no_line_begins_with_a_dash_between_words(text: str, kept: str) -> None:
    found = [line_text(line).strip() for line in lines("en", text, width=natural("en", kept) + 1)]
    assert found[0] == kept


def test_a_minus_and_an_option_may_begin_a_line() -> None:
    found = [line_text(line).strip() for line in lines("en", "below -5 now", width=natural("en", "below"))]
    assert "-5" in found


# --- Scripts with rules of their own ---------------------------------------------------------------


@pytest.mark.parametrize("case", cases("thai-words"))
def test_thai_breaks_between_words(case: str) -> None:
    parts = case.split("|")
    text = "".join(parts)
    allowed = set(accumulate(map(len, parts)))
    breaks = set(line_breaks(text, "th"))
    assert breaks <= allowed
    assert len(breaks) > len(parts) / 2, "most words can start a line"
    for width in range(60, 300, 9):
        assert set(starts(lines("th", text, width=width))) <= allowed | {0}


@pytest.mark.parametrize("word", ["มะเร็ง", "รักษา", "แพทย์", "พยาบาล", "กระดูก"])
def test_thai_words_of_the_leaflet_stay_whole(word: str) -> None:
    for text in prose("th"):
        found = [index for index in range(len(text)) if text.startswith(word, index)]
        inside = {offset for start in found for offset in range(start + 1, start + len(word))}
        assert not inside & set(line_breaks(text, "th")), text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("lo", "ມະເຮັງເຕົ້ານົມແມ່ນພະຍາດ"),
        ("km", "ជំងឺមហារីកសុដន់គឺជាជំងឺ"),
        ("my", "ရင်သားကင်ဆာဆိုတာရောဂါတစ်ခုဖြစ်သည်"),
    ],
)
def test_lao_khmer_and_burmese_break_between_signs_that_stand_apart(lang: str, text: str) -> None:
    breaks = line_breaks(text, lang)
    assert len(breaks) >= 3
    assert set(breaks) <= set(grapheme_breaks(text))


# Words that a reader of the leaflet must not meet in two parts: cancer, breast, bones, treatment, to spread, nurse.
WHOLE = {
    "km": ["មហារីក", "សុដន់", "ឆ្អឹង", "ព្យាបាល", "រាលដាល", "គិលានុបដ្ឋាក"],
    "lo": ["ມະເຮັງ", "ເຕົ້ານົມ", "ກະດູກ", "ປິ່ນປົວ", "ແຜ່ລາມ", "ພະຍາບານ"],
    "my": ["ကင်ဆာ", "ရင်သား", "အရိုး", "ကုသမှု", "သူနာပြု", "ဦးနှောက်"],
}


@pytest.mark.parametrize(("lang", "word"), [(lang, word) for lang, words in WHOLE.items() for word in words])
def test_words_of_the_leaflet_stay_whole_where_no_space_parts_them(lang: str, word: str) -> None:
    found = 0
    for text in prose(lang):
        for width in (90, 163, 220):
            for offset in starts(lines(lang, text, width=width))[1:-1]:
                found += word in text
                before = text.rfind(word, 0, offset + len(word) - 1)
                assert not (before != -1 and before < offset < before + len(word)), (text, offset)
    assert found > 0


# --- Real prose: a whole leaflet of 600 to 1,200 words in every language that has one -------------------

# What no line starts with, and what none ends with (UAX #14: CL, CP, EX, IS; OP; JIS X 4051 for Japanese).
NEVER_FIRST = frozenset(
    "、。，．：；？！）」』】》〉,.:;?!)]}»%٪،؛؟۔।॥።፣፤፥၊။។៕៖ฯๆໆ՞՜՛։・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
NEVER_LAST = frozenset("（「『【《〈([{«‹“„")
QUOTED_OTHERWISE = {"de": "“", "ka": "“", "bg": "“"}  # here “ closes


def test_every_script_is_tried_with_500_words_of_real_prose() -> None:
    """Words as ICU counts them; Thai, Lao, Khmer, Burmese, Chinese and Japanese by dictionary."""
    table = language_table()
    counted = {
        lang: sum(len(word_spans(text, setting(lang).locale)) for text in prose(lang)) for lang in leaflet_languages()
    }
    assert {lang: count for lang, count in counted.items() if count < 500} == {}
    assert {table[lang].script for lang in counted} == {language.script for language in table.values()}


@pytest.mark.parametrize("width", [120, 220, 480])
@pytest.mark.parametrize("lang", leaflet_languages())
def test_lines_of_a_whole_leaflet_start_and_end_as_they_should(lang: str, width: float) -> None:
    texts = prose(lang)
    closing = QUOTED_OTHERWISE.get(lang, "")
    for text in texts:
        found = lines(lang, text, width=width)
        assert "".join(map(line_text, found)) == text
        clusters_at = set(grapheme_breaks(text))
        facts = find_facts(text)
        for offset in starts(found)[1:-1]:
            if any(fact.start < offset < fact.end for fact in facts):
                continue  # wider than the column: cut where it must be
            assert text[offset] not in NEVER_FIRST, (text, offset)
            assert text[:offset].rstrip()[-1] not in NEVER_LAST - set(closing), (text, offset)
            assert offset in clusters_at, (text, offset)


@pytest.mark.parametrize("width", range(60, 260, 3))
def test_chinese_punctuation_stays_with_its_text(width: float) -> None:
    for text in (
        *prose("zh-Hans"),
        "它叫作（四期），“晚期”；《癌症》：好吗？好！疼痛、恶心……“（四期）”、（晚期）。" * 3,
    ):
        if find_facts(text):
            continue  # a fact wider than the column is cut where it must be
        found = [line_text(line) for line in lines("zh-Hans", text, width=width)]
        assert not [line for line in found[1:] if line[0] in "，。；：？！）》”、"]
        assert not [line for line in found[:-1] if line.rstrip()[-1] in "（《“"]


def test_chinese_fills_its_lines() -> None:
    """Ten characters of one em each stand in ten ems, without a space between them."""
    found = lines("zh-Hans", "癌细胞是什么样的以及它们会怎样活动呢", width=10 * SIZE)
    assert [len(line_text(line)) for line in found] == [10, 8]


@pytest.mark.parametrize("width", [*range(12, 60, 2), *WIDTHS])
def test_hindi_syllables_are_not_split(width: float) -> None:
    """A line never starts with a vowel sign or a mark, nor after a virama that joins two consonants."""
    for text in (*prose("hi")[:40], LONG["hi"]):
        for before, line in pairwise(line_text(line) for line in lines("hi", text, width=width)):
            assert not ("\u0900" <= line[0] <= "\u0903" or "\u093a" <= line[0] <= "\u094f"), (before, line)
            assert before[-1] != "\u094d", (before, line)


def test_a_number_that_fits_stays_whole_where_a_comma_does_not_fit_behind_it() -> None:
    """Found by the property below: nothing may be wider than the column, and a phone number is not cut for a comma."""
    found = [line_text(line) for line in lines("zh-Hant", "010-0142，每次服用", width=60.0)]
    assert found[:2] == ["010-0142", "，每次服用"[: len(found[1])]]


# --- Any text at any width -------------------------------------------------------------------------


@given(PARAGRAPHS, COLUMN)
@example(("ur", "020 020 لیں،"), 60.0)  # the blank between font and font belongs to either side
@settings(max_examples=250, deadline=None)
def test_lines_hold_the_whole_text_and_fit_the_column(text_of: tuple[str, str], width: float) -> None:
    lang, text = text_of
    found = lines(lang, text, width=width)
    assert "".join(map(line_text, found)) == text
    paragraph = prepare((TextSpan(text),), setting(lang))
    whole = (*find_facts(text), *paragraph.islands)  # what is shaped in another way in parts: numbers, “020 020”
    places = {0, *paragraph.cuts}
    for line, (start, end) in zip(found, pairwise(starts(found)), strict=True):
        assert line.width <= width + TOLERANCE
        cut = any(one.start < edge < one.end for one in whole for edge in (start, end))
        cut = cut or not places.issuperset((start, end))  # inside what has to be parted
        if not cut and set(line_text(line).split()) <= set(text.split()):  # the parts of a cut word still join
            assert line.width == pytest.approx(natural(lang, line_text(line).rstrip()), abs=TOLERANCE)


@given(PARAGRAPHS, COLUMN)
@settings(max_examples=150, deadline=None)
def test_a_line_takes_all_that_fits(text_of: tuple[str, str], width: float) -> None:
    """First fit: what stands up to the next place for a break would not have fitted the line before."""
    lang, text = text_of
    found = lines(lang, text, width=width)
    offsets = starts(found)
    whole = [(fact.start, fact.end) for fact in find_facts(text)] + find_bound(text)
    whole += [phrase[:2] for phrase in find_phrases(text)]
    whole += [match.span() for word in setting(lang).whole for match in re.finditer(word, text)]
    places = [b for b in paragraph(lang, text).breaks if not any(first < b < last for first, last in whole)]
    for start, end in pairwise(offsets[:-2]):  # the line before the last may give words to it
        longer = next(b for b in places if b > end)
        assert natural(lang, text[start:longer].rstrip()) > width


@given(PARAGRAPHS, COLUMN)
@settings(max_examples=150, deadline=None)
def test_lines_stand_inside_the_column_and_trailing_spaces_outside(text_of: tuple[str, str], width: float) -> None:
    lang, text = text_of
    rtl = language_table()[lang].rtl
    for line in lines(lang, text, width=width):
        boxes = sorted((left, left + piece.width, piece) for left, piece in zip(line.lefts, line.pieces, strict=True))
        assert all(first[1] == pytest.approx(second[0], abs=TOLERANCE) for first, second in pairwise(boxes))
        assert sum(right - left for left, right, _ in boxes) == pytest.approx(sum(p.width for p in line.pieces))
        blank = boxes[-1][1] - boxes[0][0] - line.width
        trailing = len(line_text(line)) - len(line_text(line).rstrip())
        assert (blank > 1) == (trailing > 0)
        start = width - line.width if rtl else 0
        inked = [  # the blank behind a word stands to its left where the word runs to the left
            (left + piece.blank, right) if piece.run.rtl else (left, right - piece.blank)
            for left, right, piece in boxes
            if not piece.run.is_blank
        ]
        assert inked[0][0] == pytest.approx(start, abs=TOLERANCE)
        assert inked[-1][1] == pytest.approx(start + line.width, abs=TOLERANCE)


@pytest.mark.parametrize("lang", TRIED)
@pytest.mark.parametrize("align", ["center", "end"])
def test_alignment_does_not_count_spaces_at_the_end(lang: str, align: str) -> None:
    rtl = language_table()[lang].rtl
    for line in lines(lang, FACTUAL[lang], width=200, align=align):
        trailing = sum(p.blank for p in line.pieces if p is line.pieces[-1])
        left = min(line.lefts) + (trailing if rtl else 0)
        expected = (200 - line.width) / (2 if align == "center" else 1)
        assert left == pytest.approx(0 if rtl and align == "end" else expected, abs=TOLERANCE)


@pytest.mark.parametrize(("lang", "text"), LONG.items())
def test_what_is_wider_than_the_column_is_cut_and_shaped_as_if_whole(lang: str, text: str) -> None:
    found = lines(lang, text, width=60)
    assert len(found) > 3
    assert "".join(map(line_text, found)) == text
    assert all(line.width <= 60 + TOLERANCE for line in found)


def test_an_address_is_cut_behind_a_slash_first() -> None:
    width = natural("en", "https://www.harborlane.example/a")
    first, second = lines("en", "https://www.harborlane.example/abc", width=width)
    assert (line_text(first), line_text(second)) == ("https://www.harborlane.example/", "abc")


@pytest.mark.parametrize("width", [0.5, 1, 3, 5])
def test_a_column_narrower_than_a_character_has_one_on_each_line(width: float) -> None:
    found = [line_text(line) for line in lines("hi", "क्षण abc", width=width)]
    assert found == ["क्ष", "ण ", "a", "b", "c"]


def test_the_right_width_takes_the_text_and_a_hair_less_does_not() -> None:
    width = natural("en", "Treatment has two aims")
    assert len(lines("en", "Treatment has two aims", width=width)) == 1
    assert len(lines("en", "Treatment has two aims", width=width - 0.1)) == 2


# --- Forced breaks, hyphens ------------------------------------------------------------------------


@pytest.mark.parametrize("lang", TRIED)
def test_a_line_feed_ends_a_line_and_draws_nothing(lang: str) -> None:
    word = words(lang)[0]
    found = lines(lang, f"{word}\n{word} \n\n", TextSpan(word, bold=True), width=400)
    assert [line_text(line) for line in found] == [f"{word}\n", f"{word} \n", "\n", word]
    feeds = [c for line in found for p in line.pieces for c in p.run.clusters if "\n" in c.text]
    assert [(feed.text, feed.glyphs, feed.advance) for feed in feeds] == [("\n", (), 0)] * 3
    assert found[0].width == pytest.approx(natural(lang, word))
    assert found[1].width == pytest.approx(natural(lang, word))
    assert found[2].width == 0


@pytest.mark.parametrize("width", range(85, 200, 5))
def test_words_are_not_hyphenated_even_at_soft_hyphens(width: float) -> None:
    assert natural("en", "extra\u00adordinary") < 85
    text = "extra\u00adordinary Un\u00adfor\u00adtu\u00adnate\u00adly"
    for line in lines("en", text, width=width):
        assert line_text(line).split()[-1] in ("extra\u00adordinary", "Un\u00adfor\u00adtu\u00adnate\u00adly")
    assert not any(cluster.text == "-" for cluster in clusters("en", text))


def test_a_soft_hyphen_at_the_very_end_does_not_lose_the_text() -> None:
    assert [line_text(line) for line in lines("en", "one two\u00ad", width=WIDE)] == ["one two\u00ad"]


def test_a_written_hyphen_and_a_zero_width_space_may_end_a_line() -> None:
    width = natural("en", "bean-shaped") - 1
    assert [line_text(line) for line in lines("en", "bean-shaped", width=width)] == ["bean-", "shaped"]
    assert [line_text(line) for line in lines("en", "bean\u200bshaped", width=width - 5)] == ["bean\u200b", "shaped"]


def test_no_line_ends_at_a_no_break_space_or_hyphen() -> None:
    for space in "\u00a0\u202f\u2011":
        text = f"aaaa bbbb{space}cccc"
        found = [line_text(line) for line in lines("en", text, width=natural("en", "aaaa bbbb") + 1)]
        assert found == ["aaaa ", f"bbbb{space}cccc"]


def test_an_empty_text_has_no_lines() -> None:
    assert lines("en", "") == ()
    assert paragraph("ar", "", "").text == ""


@pytest.mark.parametrize(
    ("lang", "text", "dates"),
    [
        ("en", "On 22 November 2026 or November 3, 2027.", ["22 November 2026", "November 3, 2027"]),
        ("en-GB", "By 1 May, please", ["1 May"]),
        ("es-US", "el 22 de noviembre de 2026, a las 8", ["22 de noviembre de 2026"]),
        ("ar", "في 22 نوفمبر 2026 هنا", ["22 نوفمبر 2026"]),
        ("he", "ב-22 בנובמבר 2026", ["22 בנובמבר 2026"]),
        ("hi", "22 नवंबर 2026 को", ["22 नवंबर 2026"]),
        ("th", "วันที่ 22 พฤศจิกายน 2569", ["22 พฤศจิกายน 2569"]),
        ("zh-Hans-u-lb-strict", "在2026年11月22日和3月4日", ["2026年11月22日", "3月4日"]),
        ("en", "22\nNovember", []),
        ("en", "We may see 4 people, in march 3 by 3.", []),
        ("en", "No number in May", []),
    ],
)  # fmt: skip
def test_dates_in_words(lang: str, text: str, dates: list[str]) -> None:
    assert [text[start:end] for start, end in find_dates(text, lang)] == dates


@pytest.mark.parametrize("width", range(40, 200, 9))
@pytest.mark.parametrize(
    ("lang", "fact"), [("en", "22 November 2026"), ("es", "5 miligramos"), ("en", "20 milligrams")]
)
def test_a_date_or_a_dose_in_words_is_on_one_line(lang: str, fact: str, width: float) -> None:
    text = f"Come on {fact} and then on {fact} again, {fact}."
    widest = paragraph(lang, fact).longest()
    found = [line_text(line) for line in lines(lang, text, width=width)]
    if widest <= width:
        assert sum(line.count(fact) for line in found) == 3


COUNTED = {"en": "at least 5 years", "ar": "يعشن 5 سنوات", "ur": "کم از کم 5 سال", "es": "15 de cada 100", "fa": "ساعت ۵:۰۰ بعدازظهر",
           "zh-Hans": "大约有15位女士", "te": "100 మందిలో 15 మంది", "ru": "не менее 5 лет"}  # fmt: skip


@pytest.mark.parametrize("lang", COUNTED)
def test_a_number_stays_with_the_word_behind_it(lang: str) -> None:
    """What it counts, or the time of day that it belongs to; in whatever line they meet the end."""
    text = COUNTED[lang]
    ends = 0
    for width in range(100, 240, 2):
        shown = [line_text(line) for line in lines(lang, f"{text}. {text}. {text}.", width=width)]
        ends += len(shown) > 1
        cut = [line.rstrip() for line in shown[:-1] if line.rstrip()[-1].isdigit()]
        assert not [line for line in cut if not line.endswith(("100", "100 మందిలో 15"))]  # a ratio is one number
    assert ends > 20


def test_a_year_counts_nothing() -> None:
    assert any(
        line_text(line).rstrip().endswith("2026")
        for width in range(60, 200)
        for line in lines("en", "In November 2026 everything will be better for all of us.", width=width)[:-1]
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It is written in zh-Hans, in pt-BR and in English.", ("zh-Hans", "pt-BR")),
        ("Signs such as in 5 * 6 stay, and 210mm x 250mm is a size.", ("5 * 6", "210mm x 250mm")),
    ],
)
def test_what_is_one_sign_stays_on_one_line(text: str, whole: tuple[str, ...]) -> None:
    for width in range(130, 330, 6):
        shown = [line_text(line) for line in lines("en", text, width=width)]
        for one in whole:
            assert any(one in line for line in shown), shown


@pytest.mark.parametrize("text", ["အားမကိုးပါနှင့်", "စစ်ဆေးရသေးပါ မပြောနိုင်ပါ", "အမေရိကန် မစစ်ဆေးပါ"])
def test_burmese_not_stays_with_its_verb(text: str) -> None:
    """A line that ended in မ would leave the next one to say the opposite."""
    for width in range(60, 160, 2):
        for line in lines("my", text, width=width):
            shown = line_text(line).rstrip()
            assert shown not in ("မ", "အ") and not shown.endswith((" မ", " အ", "းမ")), width


@pytest.mark.parametrize(("lang", "text"), [("en", "--reviewer"), ("en", "Take --lang es and -5 degrees")])
def test_no_line_ends_in_the_hyphens_that_a_word_begins_with(lang: str, text: str) -> None:
    for width in range(40, 160, 4):
        assert not [line for line in lines(lang, text, width=width) if line_text(line).rstrip().endswith(("--", " -"))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ur", "یہ کتابچہ اُن لوگوں کے لیے ہے جنہیں بتایا گیا ہے کہ انہیں چھاتی کا کینسر ہے۔"),
        ("zh-Hans", "每个人的情况都不一样，请问问您的医护团队，这对您来说意味着什么样。"),
        ("en", "You do not have to face it alone, for all of us are here to help you do it."),
    ],
)
def test_no_word_stands_alone_in_a_last_line_that_could_be_longer(lang: str, text: str) -> None:
    """Of two ems and a half, or all that the line before can spare while it fills half its width."""
    several = 0
    for width in range(120, 400, 3):
        shown = lines(lang, text, width=width)
        if len(shown) > 1 and shown[-1].width < 2.5 * SIZE:
            assert shown[-2].width < width / 2 + 4 * SIZE, width
        several += len(shown) > 1
    assert several > 40


@pytest.mark.parametrize("text", ["Take 1.5 tablets now", "Take ½ tablet now", "Nimm 2,5 Tabletten jetzt"])
def test_half_a_tablet_is_counted_too(text: str) -> None:
    for width in range(100, 200, 2):
        assert not [x for x in lines("en", text, width=width)[:-1] if line_text(x).rstrip()[-1] in "½5"]


def test_the_last_number_of_a_phone_counts_nothing() -> None:
    """Number and word would be one piece, too wide for a column of a table."""
    made = paragraph("fr", "01 23 45 67 89 immédiatement")
    assert made.longest(facts_only=True) == pytest.approx(lines("fr", "01 23 45 67 89")[0].width)


@given(
    st.lists(st.sampled_from(["5", "8 pm", "at", "of it", "a", "longer", "100 mg"]), min_size=2, max_size=9),
    st.floats(24, 200),
    st.sampled_from([0.0, 12.0]),
)
@settings(max_examples=300, deadline=None)
def test_a_last_line_that_takes_words_over_stays_in_its_column(words: list[str], width: float, hang: float) -> None:
    made = paragraph("en", " ".join(words))
    shown = break_lines(made, width, "start", hang)
    if len(shown) > 1 and len(shown[-1].pieces) > 1:
        assert shown[-1].width <= width - hang + TOLERANCE


def test_full_width_marks_that_meet_share_their_blank() -> None:
    """“）：” is an em and a half wide, not two. Source: Requirements for Chinese Text Layout, 3.1.6.1."""
    width = {text: lines("zh-Hans", text)[0].width for text in ("癌", "癌）", "癌）：", "（癌", "（《癌")}
    full = width["癌"]
    assert width["癌）"] == pytest.approx(2 * full)
    assert width["癌）："] == pytest.approx(2.5 * full)
    assert width["（《癌"] == pytest.approx(2.5 * full)


@pytest.mark.parametrize(
    ("lang", "text", "negation"),
    [
        ("th", "จาก 85 ใน 100 คน ไม่ได้มีชีวิตอยู่นานถึงขนาดนั้น และอย่าหยุดยาเอง", ("ไม่", "ไม่ได้", "อย่า")),
        ("km", "គេមិនព្យាបាលវាដូចមហារីកដែលចាប់ផ្តើមក្នុងឆ្អឹងទេ", ("មិន",)),
        ("lo", "ເພິ່ນບໍ່ປິ່ນປົວມັນຄືກັບມະເຮັງທີ່ເລີ່ມຢູ່ໃນກະດູກ", ("ບໍ່",)),
        ("ru", "Это не рак кости, и лечат его не так. Не полагайтесь на этот текст.", ("не", "Не")),
        ("el", "Στα οστά δεν είναι καρκίνος των οστών. Μη βασίζεστε σε αυτό.", ("δεν", "Μη")),
        ("ka", "ეს არ არის ძვლის კიბო. ნუ დაეყრდნობით ამ ტექსტს.", ("არ", "ნუ")),
        ("en", "It is not bone cancer, and it is not treated like it. Do not rely on it.", ("not",)),
        (
            "en",
            "This is quite safe—not dangerous at all. Take it with/not without food, well-not hot, 15 mg–not g.",
            ("not",),
        ),
        ("zh-Hans", "它不是骨癌，也不按骨癌治疗，请勿自行停药，尚未有人审核。", ("不", "勿", "未")),
    ],
)
def test_no_line_ends_in_not(lang: str, text: str, negation: tuple[str, ...]) -> None:
    """The next line would say the opposite."""
    ends = [line_text(line).rstrip() for width in range(130, 330, 4) for line in lines(lang, text, width=width)[:-1]]
    assert len(ends) > 15
    assert not [end for end in ends if end.endswith(negation)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("hi", "यह कभी-कभी होता है और कभी-कभी नहीं"),
        ("ml", "100-ൽ ഏകദേശം 15 പേർ 100-ൽ"),
        ("he", "היום־יום היום־יום היום־יום"),
        ("pa", "ਆਸ-ਪਾਸ ਆਸ-ਪਾਸ ਆਸ-ਪਾਸ"),
    ],
)
def test_no_word_of_these_scripts_is_parted_at_its_hyphen(lang: str, text: str) -> None:
    for width in range(80, 200, 3):
        assert not [line for line in lines(lang, text, width=width) if line_text(line).endswith(("-", "\u05be"))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("es", "15 de cada 100"), ("ar", "15 من أصل 100"), ("fa", "۱۵ نفر از هر ۱۰۰"), ("he", "15 מתוך 100")],
)
def test_the_numbers_of_a_ratio_stand_in_one_line(lang: str, text: str) -> None:
    for width in range(130, 300, 5):
        for line in lines(lang, f"{text} {text} {text}", width=width):
            digits = [char for char in line_text(line) if char.isdecimal()]
            assert len(digits) % 5 == 0, width


def test_the_ending_of_a_burmese_verb_stays_with_it() -> None:
    for width in range(60, 300, 3):
        for line in lines("my", "ကုသမှု ပေးနိုင်ပါသည်။ သေချာပေါက် မပြောနိုင်ပါ။ မည်မျှကြာ အသက်ရှင်ကြသလဲ။", width=width):
            assert not line_text(line).startswith(("ပါသည်", "ပါ။", "သလဲ"))


# What stands in each line of a paragraph that is set far too wide: WCAG 2.1, 1.4.8.
@pytest.mark.parametrize(
    ("lang", "most"), [("en", 80), ("ar", 80), ("ur", 80), ("th", 80), ("zh-Hans", 40), ("ko", 40)]
)
def test_no_line_has_more_characters_than_a_reader_finds_the_way_back_from(lang: str, most: int) -> None:
    text = " ".join([FACTUAL[lang]] * 3)
    counted = replace(setting(lang), most=language_table()[lang].characters)
    set_wide = [line_text(line) for line in break_lines(prepare((TextSpan(text),), counted), 10_000)]
    assert "".join(set_wide) == text
    assert not [line for line in set_wide if is_longer(line, most, wide=most == 40)]
    # Every line but the last is about as long as it may be.
    assert all(is_longer(line, most // 2, wide=most == 40) for line in set_wide[:-1])
