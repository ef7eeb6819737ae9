"""Lines of headings are alike in length, end where the sense lets them, and are no more than they would be."""

from __future__ import annotations

import pytest

from generator.text.lines import break_lines
from tests.text.engine import line_text, paragraph


def shown(lang: str, text: str, width: float, even: bool = True) -> list[str]:
    return [line_text(line).strip() for line in break_lines(paragraph(lang, text), width, even=even)]


@pytest.mark.parametrize(
    ("lang", "text", "width", "expected"),
    [
        ("el", "Μεταστατικός καρκίνος του μαστού", 175, ["Μεταστατικός", "καρκίνος του μαστού"]),
        (
            "fr",
            "Qu’est-ce que le cancer du sein métastatique ?",
            230,
            ["Qu’est-ce que le cancer", "du sein métastatique ?"],
        ),
        ("ka", "რა არის ძუძუს მეტასტაზური კიბო?", 200, ["რა არის ძუძუს", "მეტასტაზური კიბო?"]),
        ("en", "Using your inhaler: easy read", 120, ["Using your inhaler:", "easy read"]),
        ("ar", "سرطان الثدي النقيلي: نسخة سهلة القراءة", 150, ["سرطان الثدي النقيلي:", "نسخة سهلة القراءة"]),
    ],
)
def test_a_heading_of_two_lines_is_parted_by_its_sense(lang: str, text: str, width: float, expected: list[str]) -> None:
    assert shown(lang, text, width) == expected
    assert shown(lang, text, width, even=False) != expected or lang in ("en", "ar")


@pytest.mark.parametrize("lang", ["en", "el", "ru", "ar", "zh-Hans", "th"])
def test_a_heading_has_no_more_lines_for_it(lang: str) -> None:
    text = {
        "en": "When should I call you after the test, and whom?",
        "el": "Πώς μπορεί να αντιμετωπιστεί με θεραπεία ο καρκίνος;",
        "ru": "Как долго живут люди с метастатическим раком молочной железы?",
        "ar": "كم يعيش المصابون بسرطان الثدي النقيلي بعد معرفتهم به؟",
        "zh-Hans": "转移性乳腺癌患者能活多久，我们怎么知道治疗有没有效果？",
        "th": "มะเร็งเต้านมระยะแพร่กระจายตรวจพบเมื่อไร และรักษาได้หรือไม่",
    }[lang]
    for width in range(70, 320, 7):
        lines = break_lines(paragraph(lang, text), width, even=True)
        assert "".join(map(line_text, lines)) == text
        assert len(lines) == len(break_lines(paragraph(lang, text), width))
        assert all(line.width <= width + 0.01 for line in lines) or len(lines) > 5
