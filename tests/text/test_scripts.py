"""The scripts of characters that are answered without the Unicode tables."""

from __future__ import annotations

from fontTools.unicodedata import script

from generator.text.shape import char_script


def test_short_way_agrees_with_the_unicode_tables() -> None:
    codes = [*range(0x300), *range(0x2000, 0x2070)]
    assert {code: char_script(chr(code)) for code in codes} == {code: script(chr(code)) for code in codes}
