"""Phrases that hold a number stay on one line, and where no line holds them part where least is lost."""

from __future__ import annotations

import pytest

from generator.text.breaks import word_breaks
from generator.text.islands import TextSpan
from generator.text.phrases import find_phrases
from tests.text.engine import SIZE, line_text, lines, paragraph

RISKS = {
    "en": "About 15 of 100", "es": "Alrededor de 15 de cada 100", "de": "Etwa 15 von 100", "ru": "Примерно 15 из 100",
    "fr": "Environ 15 femmes sur 100", "tl": "Mga 15 sa 100", "so": "Qiyaastii 15 ka mid ah 100",
    "vi": "Khoảng 15 trong số 100", "el": "Περίπου 15 στις 100", "ar": "حوالي 15 من أصل 100", "hi": "100 में से लगभग 15",
    "gu": "100માંથી લગભગ 15", "ur": "100 میں سے تقریباً 15", "th": "ประมาณ 15 ใน 100", "km": "ប្រហែល 15 នាក់ក្នុង 100",
    "ka": "დაახლოებით 15 ქალი 100", "he": "15 מתוך 100", "ja": "100人中およそ15", "ko": "100명 중 약 15", "zh-Hans": "每 100 位中约有 15",
}  # fmt: skip
OTHERS = {
    "en": "between 2 and 3", "es": "de 8:00 a. m.", "ar": "بين 2 و3", "zh-Hans": "上午 8:30", "hi": "सुबह 8:30 बजे",
    "he": "5:00 אחר הצהריים", "am": "ከሰዓት በኋላ 5:00", "si": "ප.ව. 5:00", "tl": "8:30 ng umaga", "vi": "5:00 chiều",
    "ur": "صبح 8:30", "km": "ម៉ោង 8:30", "th": "ระยะที่ 1", "ru": "не меньше 5", "de": "mindestens 5", "ja": "午前 8:30",
}  # fmt: skip
ALL = [*RISKS.items(), *OTHERS.items()]


@pytest.mark.parametrize(("lang", "phrase"), ALL)
def test_a_line_never_ends_inside_a_phrase_that_it_could_hold(lang: str, phrase: str) -> None:
    blank = "" if lang in ("ja", "zh-Hans", "th", "km") else " "
    text = f"{'。' if lang in ('ja', 'zh-Hans') else '. '}".join([f"{phrase}{blank}"] * 4)
    least = int(paragraph(lang, f"{phrase}").longest_phrase()) + 15
    for width in range(least, 4 * least, 9):
        shown = "\n".join(line_text(line).rstrip() for line in lines(lang, text, width=width))
        assert shown.count(phrase) == 4, shown


def test_what_is_counted_stands_apart_before_a_ratio_is_parted() -> None:
    """No “About” by itself."""
    shown = [line_text(line).strip() for line in lines("en", "About 15 of 100 women", width=100)]
    assert shown == ["About 15 of 100", "women"]


@pytest.mark.parametrize(
    ("lang", "ratio", "counted"),
    [("th", "ประมาณ 15 ใน 100", "คน"), ("lo", "ປະມານ 15 ຄົນໃນ 100", "ຄົນ"), ("km", "ប្រហែល 15 នាក់ក្នុង 100", "នាក់")],
)
def test_nor_is_a_ratio_parted_in_a_narrow_column_of_thai_lao_and_khmer(lang: str, ratio: str, counted: str) -> None:
    """Where a line holds “about 15 in 100”, though not what is counted behind it."""
    for before in ("", "ຜູ້ " if lang == "lo" else "ผู้หญิง" if lang == "th" else "ស្ត្រី"):
        text, ratio_wide = f"{before}{ratio} {counted}", paragraph(lang, ratio).longest_phrase()
        for width in range(int(ratio_wide) + 2, int(paragraph(lang, f"{ratio} {counted}").longest_phrase()), 3):
            shown = [line_text(line).strip() for line in lines(lang, text, width=width)]
            assert any(line.endswith(ratio) for line in shown), shown


def test_of_other_numbers_what_leads_to_them_stands_apart_first() -> None:
    shown = [line_text(line).strip() for line in lines("en", "within 25 years", width=60)]
    assert shown == ["within", "25 years"]


def test_where_what_counts_comes_first_the_second_number_keeps_both_its_neighbours() -> None:
    shown = [line_text(line).strip() for line in lines("zh-Hans", "每 100 个中大约有 42 个", width=110)]
    assert shown == ["每 100 个中", "大约有 42 个"]


@pytest.mark.parametrize(
    "text",
    ["Lancet 2017;389(10077):1424–1430.", "Call (555) 010-0123.", "Take 10 mg 2 times a day.", "See you soon. 5 pm"],
)
def test_no_phrase_is_seen_where_none_is(text: str) -> None:
    assert not [phrase for phrase in find_phrases(text) if not phrase.ratio]


def test_no_line_begins_with_a_dot_between_two_parts() -> None:
    text = "Source: US Preventive Services Task Force · 2021 · Group: adults"
    for width in range(170, 400, 3):
        shown = [line_text(line) for line in lines("en", text, width=width)]
        assert not [line for line in shown if line.startswith(("·", "2021"))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("什么时候发现的？", ["什么时候", "发现的？"]),
        ("转移性乳腺癌", ["转移性", "乳腺癌"]),
        ("怎样使用吸入器", ["怎样", "使用", "吸入器"]),
    ],
)
def test_a_chinese_heading_breaks_between_words(text: str, words: list[str]) -> None:
    ends = word_breaks(text, "zh-Hans")
    assert [text[start:end] for start, end in zip((0, *ends), ends, strict=False)] == words
    shown = [line_text(line) for line in lines("zh-Hans", text, width=60)]
    assert all(any(line.endswith(word) for word in words) for line in shown)


def test_a_chinese_paragraph_fills_its_lines() -> None:
    text = "医生用一根前端带摄像头的细管查看您的大肠内部，也可以把小突起切除，以免它们变成癌症。检查之前，您需要把大肠清空。"
    text += "请按照说明服用清肠药。"
    assert len(paragraph("zh-Hans", text).cuts) > len(word_breaks(text, "zh-Hans"))


@pytest.mark.parametrize(
    ("lang", "before", "phrase", "behind"),
    [
        ("uk", "У США це буває нечасто: ", "менш ніж у 5 зі 100", " людей, які дізнаються."),
        ("ta", "அறிபவர்களில் ", "100 பேரில் 5 பேருக்கும் குறைவானவர்களுக்கே", " இப்படி இருக்கிறது."),
        ("ur", "فرض کریں۔ ", "100 میں سے تقریباً 15", " کم از کم 5 سال جیتی ہیں۔"),
        ("kn", "ತಿಳಿದುಕೊಳ್ಳುವ ", "100 ಜನರಲ್ಲಿ 5ಕ್ಕಿಂತ ಕಡಿಮೆ", " ಜನರಿಗೆ ಹೀಗಿರುತ್ತದೆ."),
    ],
)
def test_an_emphasised_ratio_stays_whole_with_all_that_is_emphasised(
    lang: str, before: str, phrase: str, behind: str
) -> None:
    spans = (TextSpan(before), TextSpan(phrase, bold=True), TextSpan(behind))
    least = int(lines(lang, TextSpan(phrase, bold=True))[0].width) + 15
    for width in range(least, 3 * least, 9):
        shown = [line_text(line) for line in lines(lang, *spans, width=width)]
        assert any(phrase in line for line in shown), shown


@pytest.mark.parametrize(
    ("lang", "said"), [("de", "Stadien I, II oder III"), ("uk", "стадії I, II або III"), ("ht", "etap I, II oswa III")]
)
def test_the_stages_of_a_disease_keep_the_word_before_them(lang: str, said: str) -> None:
    for width in range(170, 300, 7):
        shown = [line_text(line) for line in lines(lang, f"– – – – – – – – ({said}) –", width=width)]
        assert any(said in line for line in shown), shown


@pytest.mark.parametrize("lang", ["en", "de", "uk", "ar", "fa", "th", "zh-Hant", "ko"])
def test_the_stages_of_a_disease_stand_on_one_line(lang: str) -> None:
    said = {
        "en": "I, II or III", "de": "I, II oder III", "uk": "I, II або III", "ar": "I أو II أو III", "fa": "I، II یا III",
        "th": "I, II, III", "zh-Hant": "I、II 或 III 期", "ko": "I기, II기 또는 III기",
    }[lang]  # fmt: skip
    for width in range(120, 300, 7):
        shown = [line_text(line) for line in lines(lang, f"– – – – – – – – ({said}) –", width=width)]
        assert any(said in line for line in shown), shown


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("ru", "ме-та-ста-ТИ-че-ский"),
        ("pt-BR", "lê-se"),
        ("en", "zh-Hans"),
        ("en", "year-month-day"),
        ("tl", "pang-araw-araw"),
    ],
)
def test_a_word_is_not_parted_at_a_hyphen_beside_a_short_part_nor_at_several(lang: str, word: str) -> None:
    least = int(paragraph(lang, word).longest()) + 1
    for width in range(least, 3 * least, 5):
        shown = [line_text(line) for line in lines(lang, f"и и и {word} и и", width=width)]
        assert any(word in line for line in shown), shown


def test_of_a_word_of_two_long_parts_the_second_may_begin_a_line() -> None:
    assert [line_text(line) for line in lines("en", "breast-feeding", width=60)] == ["breast-", "feeding"]


def test_do_does_not_end_a_line_before_not() -> None:
    for width in range(60, 200, 3):
        shown = [
            line_text(line) for line in lines("en", "Take it at noon. Do not take two. It does not help.", width=width)
        ]
        assert not [line for line in shown if line.rstrip().endswith((" Do", " does")) or line.strip() == "Do"], shown


def test_a_bracket_and_a_colon_share_their_blank_in_bold_too() -> None:
    parts = [TextSpan("（美国癌症协会）", bold=True), TextSpan("："), TextSpan("癌")]
    apart = sum(lines("zh-Hans", part)[0].width for part in parts)
    assert lines("zh-Hans", *parts)[0].width == pytest.approx(apart - SIZE / 2, abs=0.1)


@pytest.mark.parametrize(
    ("lang", "lead", "ratio"), [("en", "About ", "15 of 100"), ("ka", "დაახლოებით ", "15 ქალი 100-დან")]
)
def test_what_leads_to_an_emphasised_ratio_stays_with_it(lang: str, lead: str, ratio: str) -> None:
    spans = (TextSpan("Xx xx xx. "), TextSpan(lead), TextSpan(ratio, bold=True), TextSpan(" xx xxx xx xx."))
    least = int(lines(lang, *spans[1:3])[0].width) + 15
    for width in range(least, 3 * least, 7):
        shown = [line_text(line) for line in lines(lang, *spans, width=width)]
        assert any(lead + ratio in line for line in shown), shown


@pytest.mark.parametrize("time", ["8:30 de la mañana", "5:00 ng hapon"])
def test_a_time_in_brackets_keeps_its_part_of_the_day(time: str) -> None:
    """Also where no other number stands in the text."""
    (phrase,) = find_phrases(f"Open ({time})")
    assert f"Open ({time})"[phrase.start : phrase.end] == time


@pytest.mark.parametrize("text", ["YAKLAŞIK 15", "TƏXMİNƏN 15", "ƏN AZI 5", "Ən azı 5", "MÁS DE 15", "ΠΕΡΊΠΟΥ 15"])
def test_what_leads_to_a_number_is_known_in_capitals(text: str) -> None:
    assert text in [text[phrase.start : phrase.end] for phrase in find_phrases(text)]


@pytest.mark.parametrize("sign", ["\u26a0\ufe0f", "\u260e\ufe0f", "1\ufe0f\u20e3"])
def test_a_sign_is_no_word_that_leads_to_a_number(sign: str) -> None:
    text = f"{sign} 15 of 100 women"
    assert {text[phrase.start : phrase.end] for phrase in find_phrases(text)} == {"15 of 100"}
