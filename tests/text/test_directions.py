"""Directions inside a line: what a reader sees from left to right, worked out by hand from UAX #9 with isolation.

Right-to-left words are named, since an editor may show them in another order. An expected line is a list from left to
right in which ``R(word)`` is a word with its letters from right to left. In a right-to-left line the list is the text
backwards, with the facts and the Latin names in it as they are, and a bracket of right-to-left text mirrored.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.islands import TextSpan
from tests.text.engine import backwards as R  # noqa: N812 - short, as it stands in every expected line
from tests.text.engine import line_text, lines, runs, visual

CALL, NOW, OR, TAKE, STAGE, TUMOUR, POSITIVE, ABOUT, OF, WOMAN, DOSE, MG = (
    "اتصل", "الآن", "أو", "تناول", "المرحلة", "ورم", "موجب", "حوالي", "من", "امرأة", "جرعة", "ملغ",
)  # fmt: skip
HEBREW_CALL, HEBREW_NOW, HEBREW_STAGE = "התקשרו", "עכשיו", "שלב"

FACTS = [
    "020 7946 0000",
    "(555) 010-0142",
    "+44 20 7946 0000",
    "+44 (0)20 7946 0000",
    "+442079460000",
    "1-800-227-2345",
    "1-800-4-CANCER",
    "116 123",
    "Paracetamol 500 mg",
    "Paracetamol 0,5 mg",
    "500 mg",
    "2.125 mg",
    "10 000 mg",
    "-20 °C",
    "37.5 °C",
    "120/80 mmHg",
    "50–100 mg",
    "2-3 mg",
    "15%",
    "15 %",
    "8:30",
    "8:30 a.m.",
    "22/11/2026",
    "22-11-26",
    "2026-11-22",
    "HER2",
    "HER2+",
    "5-FU",
    "ER-/PR-",
    "2.500",
    "www.example.org/a?b=1",
    "https://example.org/a_(b)",
    "care-team@clinic.example",
    "Harbor Lane Clinic",
    "St. Mary’s",
    "15 of 100",
]  # fmt: skip


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize(("lang", "before", "after"), [("ar", CALL, NOW), ("he", HEBREW_CALL, HEBREW_NOW)])
def test_a_fact_reads_from_the_left_inside_right_to_left_text(lang: str, before: str, after: str, fact: str) -> None:
    assert visual(lang, f"{before} {fact} {after}") == f"{R(after)} {fact} {R(before)}"
    assert visual(lang, f"{before} {fact}") == f"{fact} {R(before)}"
    assert visual(lang, f"{fact} {after}") == f"{R(after)} {fact}"
    assert visual(lang, f"{before}: {fact}.") == f".{fact} :{R(before)}"
    assert visual(lang, f"{before} ({fact})") == f"({fact}) {R(before)}"


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("lang", ["ar", "he"])
def test_a_fact_alone_in_a_right_to_left_paragraph(lang: str, fact: str) -> None:
    assert visual(lang, fact) == fact


@pytest.mark.parametrize(
    "fact", ["020 7946 0000", "(555) 010-0142", "Paracetamol 500 mg", "120/80 mmHg", "a@b.example"]
)
@pytest.mark.parametrize("cut", [1, 3, 5, 9])
def test_bold_inside_a_fact_does_not_turn_it_round(fact: str, cut: int) -> None:
    parts = (f"{CALL} {fact[:cut]}", TextSpan(fact[cut : cut + 2], bold=True), f"{fact[cut + 2 :]} {NOW}")
    assert visual("ar", *parts) == f"{R(NOW)} {fact} {R(CALL)}"


@pytest.mark.parametrize(
    ("lang", "parts", "expected"),
    [
        # Two facts in one sentence: the second stands to the left of the first.
        ("ar", [f"{CALL} 020 7946 0000 {OR} (555) 010-0142"], ["(555) 010-0142 ", R(OR), " 020 7946 0000 ", R(CALL)]),
        ("ar", [f"{CALL} 020 7946 0000, 020 7946 0001"], ["020 7946 0001 ,020 7946 0000 ", R(CALL)]),
        # A Roman number in brackets; the closing one stands left and looks like an opening one.
        ("ar", [f"{STAGE} (IV)"], ["(IV) ", R(STAGE)]),
        ("he", [f"{HEBREW_STAGE} (IV) {HEBREW_NOW}"], [R(HEBREW_NOW), " (IV) ", R(HEBREW_STAGE)]),
        ("ar", [f"{TUMOUR} [HER2] {NOW}"], [R(NOW), " [HER2] ", R(TUMOUR)]),
        # Brackets around right-to-left text, in both kinds of paragraph.
        ("ar", [f"{STAGE} ({OR} {NOW})"], ["(", R(NOW), " ", R(OR), ") ", R(STAGE)]),
        ("ar", [f"HER2 ({TUMOUR} {POSITIVE})"], ["(", R(POSITIVE), " ", R(TUMOUR), ") HER2"]),
        ("en", [f"stage ({STAGE}) four"], ["stage (", R(STAGE), ") four"]),
        ("en", [f"stage {STAGE} ({OR}) four"], ["stage (", R(OR), ") ", R(STAGE), " four"]),
        ("ar", [f"«{STAGE}» (HER2)"], ["(HER2) «", R(STAGE), "»"]),
        # A count reads in the direction of its words, and so does a dose with a right-to-left unit.
        ("ar", [f"{ABOUT} 15 {OF} 100 {WOMAN}"], [R(WOMAN), " 100 ", R(OF), " 15 ", R(ABOUT)]),
        ("ar", [f"{DOSE} 500 {MG} {NOW}"], [R(NOW), " ", R(MG), " 500 ", R(DOSE)]),
        # Digits of Arabic read from the left too.
        ("ar", [f"{ABOUT} ١٥٫٥ {WOMAN}"], [R(WOMAN), " ١٥٫٥ ", R(ABOUT)]),
        # Decimals are no part of the number that follows, in any digits.
        ("ar", [f"{ABOUT} ٤٥٫٥ ۴۵٫۵ 020 7946 0000"], ["020 7946 0000 ۴۵٫۵ ٤٥٫٥ ", R(ABOUT)]),
        ("ar", [f"{ABOUT} 45.5 45.5 {NOW}"], [R(NOW), " 45.5 45.5 ", R(ABOUT)]),
        ("he", [f"{HEBREW_CALL} 2.5 100"], ["100 2.5 ", R(HEBREW_CALL)]),
        ("ar", [f"{CALL} ٠٢٠ ٧٩٤٦ ٠٠٠٠"], ["٠٢٠ ٧٩٤٦ ٠٠٠٠ ", R(CALL)]),
        # Sentence punctuation belongs to the line, not to the Latin word before it.
        ("ar", [f"{TAKE} Paracetamol 500 mg. {NOW}!"], ["!", R(NOW), " .Paracetamol 500 mg ", R(TAKE)]),
        ("ar", [f"{TUMOUR} HER2، {NOW}؟"], ["؟", R(NOW), " ،HER2 ", R(TUMOUR)]),
        # A name ends at a full stop when a number begins the next sentence.
        ("ar", [f"{TUMOUR} HER2. 15 {OF} 100"], ["100 ", R(OF), " 15 .HER2 ", R(TUMOUR)]),
        # Bold text and links across changes of direction.
        (
            "ar",
            [f"{TUMOUR} ", TextSpan(f"HER2 {POSITIVE}", bold=True), " (IV)"],
            ["(IV) ", R(POSITIVE), " HER2 ", R(TUMOUR)],
        ),
        (
            "ar",
            [TextSpan(f"{CALL}: ", bold=True), "020 7946 0000", TextSpan(f" {NOW}", bold=True)],
            [R(NOW), " 020 7946 0000 :", R(CALL)],
        ),
        ("en", ["Ring ", TextSpan(f"{CALL} ", bold=True), f"{NOW} today"], ["Ring ", R(NOW), " ", R(CALL), " today"]),
        ("he", [TextSpan(HEBREW_CALL, bold=True), " a@b.example."], [".a@b.example ", R(HEBREW_CALL)]),
        # A passage in another language keeps its own order, its commas and questions included.
        (
            "ar",
            [f"{OR} ", TextSpan("Breast Cancer Now, London", lang="en"), f" {NOW}"],
            [R(NOW), " Breast Cancer Now, London ", R(OR)],
        ),
        (
            "ar",
            [TextSpan("Ask: ", lang="en"), TextSpan("what", True, lang="en"), TextSpan(" now?", lang="en"), f" {NOW}"],
            [R(NOW), " Ask: what now?"],
        ),
        (
            "en",
            ["say ", TextSpan(f"«{CALL} {NOW}!»", lang="ar"), " now"],
            ["say «!", R(NOW), " ", R(CALL), "» now"],
        ),
        # Its phone number, dose and Latin name read from the left, within words that read from the right.
        (
            "en",
            ["say ", TextSpan(f"{CALL} 020 7946 0000 {NOW}", lang="ar"), " now"],
            ["say ", R(NOW), " 020 7946 0000 ", R(CALL), " now"],
        ),
        (
            "en",
            ["(3) ", TextSpan(f"{CALL} 5 mg {OR} 10 mg HER2+.", lang="ar"), " 2 ", TextSpan(f"{NOW} 116 123", lang="ar")],
            ["(3) .10 mg HER2+ ", R(OR), " 5 mg ", R(CALL), " 2 116 123 ", R(NOW)],
        ),
        # A left-to-right paragraph: numbers after right-to-left words do not jump to the front.
        ("en", [f"ring {CALL} 020 7946 0000 now"], ["ring ", R(CALL), " 020 7946 0000 now"]),
        # Blanks of all kinds.
        ("ar", [f"{CALL}\u00a0116\u00a0123\u00a0{NOW}"], [R(NOW), "\u00a0116\u00a0123\u00a0", R(CALL)]),
    ],
)  # fmt: skip
def test_a_line_from_left_to_right(lang: str, parts: list[str | TextSpan], expected: list[str]) -> None:
    assert visual(lang, *parts) == "".join(expected)


def test_brackets_of_right_to_left_text_are_mirrored_glyphs() -> None:
    """The opening bracket, which stands right, is drawn with the glyph of a closing one; a bracket of a fact is not."""
    (line,) = lines("ar", f"({OR}) (555) 010-0142")
    drawn = {
        (cluster.text, piece.run.rtl): cluster.glyphs == piece.run.face.font.get_nominal_glyph(ord(cluster.text))
        for piece in line.pieces
        for cluster in piece.run.clusters
        if cluster.text in "()"
    }
    assert drawn == {("(", True): False, (")", True): False, ("(", False): True, (")", False): True}


@pytest.mark.parametrize("width", range(60, 400, 11))
def test_a_fact_reads_from_the_left_on_whatever_line_it_falls(width: float) -> None:
    fact = "HER2+"
    for line in lines("ar", f"{CALL} {NOW} {fact} {TUMOUR} {POSITIVE} " * 4, width=width):
        placed = sorted(zip(line.lefts, line.pieces, strict=True), key=lambda pair: pair[0])
        shown = "".join(backwards_if(piece.run.text, piece.run.rtl) for _, piece in placed)
        assert shown.count(fact) == line_text(line).count(fact)
        assert shown == R(line_text(line)).replace(R(fact), fact)


def backwards_if(text: str, rtl: bool) -> str:
    return R(text) if rtl else text


WORDS = st.lists(
    st.sampled_from(
        [CALL, NOW, HEBREW_CALL, "HER2", "020 7946 0000", "15%", "(IV)", "«", "word", ".", "8:30", "ab, cd"]
    ),
    min_size=1,
    max_size=8,
)


@given(WORDS, st.sampled_from(["ar", "he", "en"]), st.sets(st.integers(0, 7)), st.floats(40, 400))
@settings(max_examples=200, deadline=None)
def test_pieces_in_order_are_the_text_and_no_two_overlap(
    words: list[str], lang: str, bold: set[int], width: float
) -> None:
    parts = [TextSpan(f"{word} ", bold=index in bold) for index, word in enumerate(words)]
    found = lines(lang, *parts, width=width)
    assert "".join(map(line_text, found)) == "".join(part.text for part in parts)
    for line in found:
        edges = sorted((left, left + piece.width) for left, piece in zip(line.lefts, line.pieces, strict=True))
        assert all(
            end - start > -0.01 for start, end in zip([e for _, e in edges], [s for s, _ in edges[1:]], strict=False)
        )


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_facts_survive_in_a_right_to_left_passage(inside: list[str], after: list[str]) -> None:
    passage = TextSpan(" ".join([CALL, *inside]), lang="ar")
    shown = visual("en", "say ", passage, " | ", " ".join(after))
    for fact in ("020 7946 0000", "15%", "8:30", "HER2"):
        assert shown.partition(" | ")[0].count(fact) == inside.count(fact)


@given(WORDS, st.sampled_from(["ar", "he"]))
@settings(max_examples=200, deadline=None)
def test_facts_survive_in_any_right_to_left_line(words: list[str], lang: str) -> None:
    shown = visual(lang, " ".join(words))
    for fact in ("020 7946 0000", "15%", "8:30", "HER2"):
        assert shown.count(fact) == words.count(fact)


def test_english_words_in_urdu_are_parted_by_a_blank_of_their_own_font() -> None:
    """That of Nastaliq is half as wide: “Harbor Lane Clinic” would read as one word."""
    blanks = [run.face.path.stem for run in runs("ur", "Harbor Lane ہے، ہے Clinic") if run.is_blank]
    assert blanks == ["NotoSans-Regular", *["NotoNastaliqUrdu-Regular"] * (len(blanks) - 1)]
    assert len(blanks) >= 2


@pytest.mark.parametrize(
    ("lang", "text"), [("ur", "یہ بیماری صفحہ 2 از 9"), ("si", "මෙම වචනවල 100 දෙනෙකු"), ("en", "a b 2 c")]
)
def test_blanks_part_words_alike_in_every_font(lang: str, text: str) -> None:
    """Those of Nastaliq have 0.13 em, those of Noto Sans Sinhala half of one."""
    blanks = [
        cluster.advance / run.face.upem for run in runs(lang, text) for cluster in run.clusters if cluster.text == " "
    ]
    assert len(blanks) >= 3
    assert all(0.21 < width < 0.31 for width in blanks)


def test_english_words_in_sinhala_are_parted_as_in_english() -> None:
    def blank(lang: str) -> float:
        (piece,) = [one for line in lines(lang, "Harbor Lane") for one in line.pieces if one.run.text == "Harbor "]
        return piece.blank

    assert blank("si") == blank("en")
