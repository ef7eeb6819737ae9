"""Shaping: letters that join, syllables and marks that stay together, and text that is never lost."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.languages import language_table
from generator.text.islands import TextSpan
from generator.text.shape import MissingGlyph, is_invisible
from tests.text.engine import LANGUAGES, clusters, line_text, lines, prose, runs, stack_of

WORD = "كتاب"  # kaf and teh join on both sides, alef only to the right: initial, medial, final, isolated
VOWELLED = "مُحَمَّدٌ"
INVISIBLE = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufe00\ufe0e\ufe0f\ufeff"


def glyphs(lang: str, *parts: str | TextSpan) -> list[object]:
    return [cluster.glyphs for cluster in clusters(lang, *parts)]


def text_of(lang: str, *parts: str | TextSpan) -> list[str]:
    return [cluster.text for cluster in clusters(lang, *parts)]


def advance(lang: str, *parts: str | TextSpan) -> int:
    return sum(cluster.advance for cluster in clusters(lang, *parts))


def glyph_ids(found: object) -> list[int]:
    return [found] if isinstance(found, int) else [glyph for glyph, _, _ in found]  # type: ignore[attr-defined]


# --- Arabic ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cut", range(1, len(WORD)))
def test_letters_join_over_a_change_of_style(cut: int) -> None:
    """Bold text in a word has the forms of the word in bold, and the rest those of the word in regular."""
    bold = glyphs("ar", TextSpan(WORD, bold=True))
    regular = glyphs("ar", WORD)
    assert len(bold) == len(regular) == len(WORD)
    assert glyphs("ar", WORD[:cut], TextSpan(WORD[cut:], bold=True)) == regular[:cut] + bold[cut:]
    assert glyphs("ar", TextSpan(WORD[:cut], bold=True), WORD[cut:]) == bold[:cut] + regular[cut:]
    assert glyphs("ar", WORD[:cut], TextSpan(WORD[cut:], nobreak=True)) == regular


def test_each_joined_letter_has_another_glyph_than_the_letter_alone() -> None:
    joined = glyphs("ar", WORD)
    assert [found == glyphs("ar", letter)[0] for letter, found in zip(WORD, joined, strict=True)] == [
        False,
        False,
        False,
        True,
    ]
    assert glyphs("ar", "ككك")[0] != glyphs("ar", "ككك")[1] != glyphs("ar", "ككك")[2]


@pytest.mark.parametrize("cut", [2, 4, 7])
def test_letters_join_over_vowel_marks_and_a_change_of_style(cut: int) -> None:
    assert VOWELLED[cut - 1] in "\u064e\u064f\u0651", "the letter before the cut bears a mark"
    regular, bold = glyphs("ar", VOWELLED), glyphs("ar", TextSpan(VOWELLED, bold=True))
    before = len(text_of("ar", VOWELLED[:cut]))
    assert glyphs("ar", VOWELLED[:cut], TextSpan(VOWELLED[cut:], bold=True)) == regular[:before] + bold[before:]


def test_letters_join_where_a_long_word_is_cut() -> None:
    """Cut for want of room, a word keeps the forms that it has as a whole."""
    word = "فأسقيناكموها" * 3
    found = lines("ar", word, width=60)
    assert len(found) > 2
    assert [c.glyphs for line in found for p in line.pieces for c in p.run.clusters] == glyphs("ar", word)


def test_letters_do_not_join_over_a_space_or_a_line_feed() -> None:
    for space in (" ", "\n"):
        found = [c for line in lines("ar", f"كك{space}كك", width=500) for p in line.pieces for c in p.run.clusters]
        letters = [cluster.glyphs for cluster in found if cluster.text == "ك"]
        assert letters == glyphs("ar", "كك") * 2


@pytest.mark.parametrize("word", ["لا", "لأ", "سلام", "الآن"])
def test_lam_and_alef_have_a_form_of_their_own_and_keep_both_characters(word: str) -> None:
    """Every Arabic text sets lam before alef as one shape; the font does so with one glyph or two."""
    assert "".join(text_of("ar", word)) == word
    lam = word.index("ل", 0 if word[0] == "ل" or word == "سلام" else 1)
    shape = [cluster for cluster in clusters("ar", word) if set(cluster.text) & {"ل", word[lam + 1]}]
    ids = {glyph for cluster in shape for glyph in glyph_ids(cluster.glyphs)}
    alone = {glyph for char in word[lam : lam + 2] for glyph in glyph_ids(glyphs("ar", char)[0])}
    plain = {glyph for other in ("لب", "بلب") for found in glyphs("ar", other) for glyph in glyph_ids(found)}
    assert not (ids - alone) <= plain, "neither the letter alone nor the lam of other words"


def test_a_zero_width_non_joiner_parts_letters_and_stays_in_the_text() -> None:
    assert "".join(text_of("ar", "می\u200cخواهم")) == "می\u200cخواهم"
    assert glyphs("ar", "می\u200cخ") == glyphs("ar", "می") + glyphs("ar", "خ")
    assert glyphs("ar", "میخ") != glyphs("ar", "می\u200cخ")
    assert advance("ar", "می\u200cخ") == advance("ar", "می") + advance("ar", "خ")


# --- Syllables and marks ---------------------------------------------------------------------------


@pytest.mark.parametrize("syllable", ["क्ष", "त्र", "ज्ञ", "श्री", "कि", "र्म", "द्ध", "हिं"])
def test_a_devanagari_syllable_is_one_cluster(syllable: str) -> None:
    assert text_of("hi", syllable) == [syllable]


def test_devanagari_conjuncts_have_glyphs_of_their_own() -> None:
    for conjunct in ("क्ष", "त्र", "ज्ञ"):
        alone = {glyph for char in conjunct for found in glyphs("hi", char) for glyph in glyph_ids(found)}
        assert not set(glyph_ids(glyphs("hi", conjunct)[0])) & alone


def test_the_vowel_sign_i_stands_before_its_consonant() -> None:
    """कि is written with the sign to the left, and read after the consonant."""
    (found,) = glyphs("hi", "कि")
    consonant = glyph_ids(glyphs("hi", "क")[0])[0]
    assert glyph_ids(found)[-1] == consonant
    assert glyph_ids(found)[0] != consonant


@pytest.mark.parametrize("stack", ["ที่", "น้ำ", "ปี่", "ผู้", "กั้"])
def test_thai_marks_stay_with_their_consonant(stack: str) -> None:
    (cluster,) = clusters("th", stack)
    assert cluster.text == stack


def test_a_thai_tone_mark_stands_higher_over_a_vowel_than_alone() -> None:
    def top(word: str) -> float:
        (cluster,) = clusters("th", word)
        (run,) = runs("th", word)
        assert isinstance(cluster.glyphs, tuple)
        return max(box[3] + y for glyph, _, y in cluster.glyphs if (box := run.face.outline(glyph).box))

    assert top("ที่") > top("ท่") > top("ทิ")


def test_two_hundred_marks_on_one_letter_survive() -> None:
    text = "e" + "\u0301" * 200 + "x"
    assert "".join(text_of("en", text)) == text
    assert lines("en", text)[0].width == pytest.approx(lines("en", "éx")[0].width)
    assert len(lines("en", text, width=1)) == 2, "a letter is not parted from its marks"


# --- Latin -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", ["AV", "To", "Ya", "P."])
def test_latin_is_kerned(pair: str) -> None:
    assert advance("en", pair) < advance("en", pair[0]) + advance("en", pair[1])


def test_a_ligature_keeps_its_letters() -> None:
    assert "".join(text_of("en", "office fish")) == "office fish"
    assert text_of("en", "fi") == ["fi"]
    assert text_of("en", TextSpan("f"), TextSpan("i", bold=True)) == ["f", "i"], "none over a change of style"


def test_bold_text_has_the_bold_face() -> None:
    regular, bold = runs("en", "care ", TextSpan("team", bold=True))
    assert (regular.face.name, bold.face.name) == ("NotoSans-Regular", "NotoSans-Bold")


@pytest.mark.parametrize(
    ("lang", "text", "faces"),
    [
        ("ar", "ورم 癌 HER2", ["NotoSansArabic-Regular", "NotoSansSC-Regular"]),
        ("en", "a 癌 b", ["NotoSans-Regular", "NotoSansSC-Regular"]),
        ("hi", "कैंसर سرطان", ["NotoSansDevanagari-Regular", "NotoSansArabic-Regular"]),
    ],
)
def test_the_first_font_of_the_stack_that_has_a_letter_sets_it(lang: str, text: str, faces: list[str]) -> None:
    assert list(dict.fromkeys(run.face.name for run in runs(lang, text) if not run.is_blank)) == faces


# --- Missing and invisible characters --------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("😀", "😀"),
        ("a😀b🎗", "😀"),
        ("a\u0378", "\u0378"),
        ("نعم ☎\ufe0f🏥", "🏥"),
        ("e\u0301👩\u200d⚕\ufe0f", "👩"),
        ("\tx", "\t"),
    ],
)
def test_a_missing_glyph_names_its_character(lang: str, text: str, missing: str) -> None:
    assert stack_of(lang).face_for(missing, False) is None
    with pytest.raises(MissingGlyph, match=f"U\\+{ord(missing):04X}") as raised:
        clusters(lang, text)
    assert raised.value.char == missing


def test_a_glyph_missing_from_the_bold_face_is_found_elsewhere_or_reported() -> None:
    for char in ("→", "✓", "癌", "€"):
        face = stack_of("en").face_for(char, True)
        if face is None:
            with pytest.raises(MissingGlyph):
                clusters("en", TextSpan(char, bold=True))
        else:
            assert [run.face for run in runs("en", TextSpan(char, bold=True))] == [face]


@pytest.mark.parametrize("char", INVISIBLE, ids=lambda char: f"U+{ord(char):04X}")
@pytest.mark.parametrize("lang", ["en", "ar", "th", "zh-Hans"])
def test_an_invisible_character_keeps_its_place_in_the_text_and_has_no_width(lang: str, char: str) -> None:
    assert is_invisible(char)
    for text in (f"o{char}o", f"{char}o", f"o{char}", char):
        found = lines(lang, text)
        assert "".join(map(line_text, found)) == text
        assert "".join(text_of(lang, text)) == text
        assert advance(lang, text) == advance(lang, "o") * text.count("o")


# --- Any text --------------------------------------------------------------------------------------

ALPHABETS = (
    [chr(c) for c in range(0x20, 0x7F)] + list("éñÀßœı“”–…«»\u00a0\u0301\u0308"),
    [chr(c) for c in (*range(0x621, 0x653), *range(0x660, 0x66D), 0x6CC, 0x6A9, 0x670, 0x60C, 0x61B, 0x61F)],
    [chr(c) for c in (*range(0x5D0, 0x5EB), *range(0x5B0, 0x5BD), 0x5BE, 0x5F3, 0x5F4)],
    [chr(c) for c in (*range(0x900, 0x950), *range(0x958, 0x970))],
    [chr(c) for c in (*range(0xE01, 0xE3B), *range(0xE3F, 0xE5C))],
    sorted({char for text in prose("zh-Hans") for char in text if char >= "\u3000"}),
    list(INVISIBLE) + list("\n "),
)
MIXED = st.lists(
    st.one_of(*(st.text(st.sampled_from(alphabet), min_size=1, max_size=6) for alphabet in ALPHABETS)),
    min_size=1,
    max_size=6,
).map("".join)


@given(MIXED, st.sampled_from(LANGUAGES), st.sets(st.integers(0, 30), max_size=4), st.sampled_from([12.0, 80.0, 400.0]))
@settings(max_examples=400, deadline=None)
def test_shaping_loses_and_invents_nothing(text: str, lang: str, cuts: set[int], width: float) -> None:
    """In every mixture of scripts and styles, at any width: all characters, in order, none drawn as missing."""
    edges = sorted({0, len(text)} | {cut for cut in cuts if cut < len(text)})
    parts = [TextSpan(text[a:b], bold=bool(i % 2)) for i, (a, b) in enumerate(pairwise(edges))]
    found = lines(lang, *parts, width=width)
    assert "".join(map(line_text, found)) == text
    for piece in (piece for line in found for piece in line.pieces):
        run = piece.run
        assert "".join(cluster.text for cluster in run.clusters) == run.text
        assert all(cluster.text for cluster in run.clusters)
        assert run.advance == sum(cluster.advance for cluster in run.clusters)
        assert math.isfinite(piece.width) and 0 <= piece.blank <= piece.width + 0.001
        for cluster in run.clusters:
            assert 0 not in glyph_ids(cluster.glyphs)
            assert 0 <= cluster.advance < 50_000


@pytest.mark.parametrize("lang", language_table())
def test_bold_latin_letters_are_heavier_in_every_language(lang: str) -> None:
    """A bold font may hold Latin letters that are not bold: they would not stand out beside the script's own."""
    assert advance(lang, TextSpan("Hill", bold=True)) > advance(lang, "Hill")


@pytest.mark.parametrize("lang", language_table())
def test_a_language_s_own_name_is_set_in_its_own_fonts(lang: str) -> None:
    language = language_table()[lang]
    for bold in (False, True):
        families = {run.face.path.stem.partition("-")[0] for run in runs(lang, TextSpan(language.name, bold=bold))}
        assert families <= {*language.fonts, language.ascii}
