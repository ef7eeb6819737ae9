"""Where sentences and words end."""

from __future__ import annotations

import pytest

from generator.text.breaks import sentence_spans, word_spans


@pytest.mark.parametrize(
    ("text", "lang", "sentences"),
    [
        (
            "See Dr. Roe at 8:30 a.m. on Monday. Call 911 now.",
            "en",
            ["See Dr. Roe at 8:30 a.m. on Monday.", "Call 911 now."],
        ),
        (
            "In the U.S. it is rare, e.g. in adults. See p. 4.",
            "en",
            ["In the U.S. it is rare, e.g. in adults.", "See p. 4."],
        ),
        ("You may say no. Ask us.", "en", ["You may say no.", "Ask us."]),
        ("Take vitamin K. You will go. J. Smith came.", "en", ["Take vitamin K.", "You will go.", "J. Smith came."]),
        ("One line\nand another", "en", ["One line", "and another"]),
        ("他们会给您打电话。请等待。", "zh", ["他们会给您打电话。", "请等待。"]),
        ("متى أتصل؟ الآن.", "ar", ["متى أتصل؟", "الآن."]),
    ],
)
def test_sentences(text: str, lang: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text, lang)] == sentences


def test_words_are_those_that_a_reader_counts() -> None:
    text = "Don’t take 2.5 mg of quick-relief (and/or) 5%: call 1-800-222-1222."
    assert [text[start:end] for start, end in word_spans(text, "en")] == [
        "Don’t", "take", "2.5", "mg", "of", "quick-relief", "and/or", "5", "call", "1-800-222-1222",
    ]  # fmt: skip
    assert [len(word_spans(thai, "th")) for thai in ("ลืมกินยา", "")] == [3, 0]
