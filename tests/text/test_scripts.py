"""The scripts of characters that are answered without the Unicode tables; letters that stand in one stack."""

from __future__ import annotations

import pytest
from fontTools.unicodedata import script

from generator.text.breaks import grapheme_breaks, line_breaks
from generator.text.shape import char_script


def test_short_way_agrees_with_the_unicode_tables() -> None:
    codes = [*range(0x300), *range(0x2000, 0x2070)]
    assert {code: char_script(chr(code)) for code in codes} == {code: script(chr(code)) for code in codes}


# Kinzi over ga, which begins no word of ICU's dictionary; two Khmer consonants; Sinhala with a joiner.
STACKS = {"my": "\u1004\u103a\u1039\u1002", "km": "\u1780\u17d2\u1794", "si": "\u0d9a\u0dca\u200d\u0dbb"}


@pytest.mark.parametrize("lang", STACKS)
def test_a_stack_is_never_parted(lang: str) -> None:
    stack = STACKS[lang]
    assert line_breaks(f"a {stack} b", lang) == (2, 3 + len(stack), 4 + len(stack))
    assert grapheme_breaks(stack) == (len(stack),)


def test_every_burmese_stack_stays_together() -> None:
    letters = [chr(code) for code in range(0x1000, 0x1021)]
    stacks = [f"\u1000{upper}\u1039{lower}" for upper in letters for lower in letters]
    assert [stack for stack in stacks if 3 in line_breaks(stack, "my")] == []
