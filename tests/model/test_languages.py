"""The language table, held against the CLDR as Babel has it."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from babel import Locale, UnknownLocaleError

import generator.model.languages
from generator.model.languages import find_language, language_table, read_language
from tests.support.leaflets import project

TABLE = language_table()
ROWS = tomllib.loads(Path(generator.model.languages.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# Every language that the project promises.
PROMISED = [
    "en",
    "es",
    "fr",
    "de",
    "it",
    "pt-BR",
    "pt-PT",
    "nl",
    "pl",
    "ro",
    "cs",
    "sk",
    "hu",
    "bg",
    "sr",
    "hr",
    "sq",
    "lt",
    "lv",
    "et",
    "fi",
    "sv",
    "da",
    "nb",
    "ru",
    "uk",
    "el",
    "tr",
    "az",
    "vi",
    "id",
    "ms",
    "tl",
    "ht",
    "so",
    "sw",
    "ha",
    "yo",
    "ig",
    "om",
    "ti",
    "am",
    "ar",
    "fa",
    "fa-AF",
    "ps",
    "ckb",
    "ur",
    "he",
    "hi",
    "ne",
    "mr",
    "bn",
    "gu",
    "pa",
    "ta",
    "te",
    "kn",
    "ml",
    "si",
    "my",
    "ksw",
    "km",
    "lo",
    "th",
    "zh-Hans",
    "zh-Hant",
    "ja",
    "ko",
    "ka",
    "hy",
    "mn",
    "hmn",
]
# Where the CLDR has no data under our tag.
ALIAS = {"tl": "fil"}


def locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(ALIAS.get(tag, tag).replace("-", "_"))
    except UnknownLocaleError:
        return None


def test_every_promised_language_is_there() -> None:
    assert set(PROMISED) == set(TABLE)


@pytest.mark.parametrize("tag", TABLE)
def test_digits_are_those_of_the_cldr(tag: str) -> None:
    found = locale(tag)
    if found is None or tag == "ht":  # not in the CLDR that Babel has, or without numbers of its own
        assert tag in ("ksw", "hmn", "ht")
        return
    assert TABLE[tag].digits == found.default_numbering_system


@pytest.mark.parametrize("tag", TABLE)
def test_direction_is_that_of_the_cldr(tag: str) -> None:
    found = locale(tag)
    if found is not None:
        assert TABLE[tag].rtl == (found.text_direction == "rtl")


@pytest.mark.parametrize("tag", TABLE)
def test_names_of_languages_are_in_their_own_script(tag: str) -> None:
    from generator.translation.letters import wrong_letters

    assert list(wrong_letters(TABLE[tag].name, tag)) == []


@pytest.mark.parametrize("tag", TABLE)
def test_a_number_is_written_in_one_numbering_system(tag: str) -> None:
    written = TABLE[tag].number(1234567890)
    assert [unicodedata.digit(char) for char in written] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert TABLE[tag].number(10) == written[0] + written[-1]


# What issue 3 asks of each language, beside its tag; “whole”, “ascii” and “also” are for those that have need of them.
COLUMNS = {
    "name", "english", "script", "direction", "fonts", "leading", "characters", "breaks", "hyphenation", "quotes",
    "digits", "bullets", "numbers", "page-label",
}  # fmt: skip


@pytest.mark.parametrize("tag", TABLE)
def test_every_language_says_everything_itself(tag: str) -> None:
    assert ROWS[tag].keys() - {"also", "ascii", "whole"} == COLUMNS
    assert len(ROWS[tag]["bullets"]) == 2
    assert ROWS[tag]["characters"] == (40 if ROWS[tag]["script"] in ("Hans", "Hant", "Jpan", "Kore") else 80)


def changed(**columns: Any) -> dict[str, Any]:
    return {**ROWS["fa"], **{name.replace("_", "-"): value for name, value in columns.items()}}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (changed(hyphenation="auto"), "languages.toml, [fa]: hyphenation = “auto” is none of off"),
        (changed(direction="up"), "languages.toml, [fa]: direction = “up” is none of ltr, rtl"),
        (changed(numbers="1."), "languages.toml, [fa]: numbers has to show ۱ once"),
        (changed(page_label="۱۱"), "languages.toml, [fa]: page-label has to show ۱ once"),
        (changed(colour="red"), "languages.toml, [fa]: missing [], unknown ['colour']"),
        ({"name": "x"} | dict.fromkeys(sorted(COLUMNS - {"digits"}), ""),
         "languages.toml, [fa]: missing ['digits'], unknown []"),
    ],
)  # fmt: skip
def test_what_the_table_cannot_say(row: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_language("fa", row)
    assert str(refused.value) == message


def test_numbers_of_lists() -> None:
    twelfth = {
        tag: TABLE[tag].list_number(12) for tag in ("en", "ar", "fa", "ckb", "hi", "ne", "bn", "my", "ksw", "km")
    }
    assert twelfth == {
        "en": "12.", "ar": "12.", "fa": "۱۲.", "ckb": "١٢.", "hi": "12.", "ne": "१२.", "bn": "১২.", "my": "၁၂။",
        "ksw": "၁၂။", "km": "12.",
    }  # fmt: skip
    assert [TABLE[tag].list_number(3) for tag in ("zh-Hans", "zh-Hant", "ja", "ko", "he")] == [
        "3.",
        "3、",
        "3.",
        "3.",
        "3.",
    ]
    assert [TABLE["ja"].bullet(depth) for depth in range(3)] == ["・", "–", "–"]
    assert [TABLE["en"].bullet(depth) for depth in range(3)] == ["•", "–", "–"]


@pytest.mark.parametrize("tag", TABLE)
def test_lists_and_pages_are_counted_in_the_same_digits(tag: str) -> None:
    language = TABLE[tag]
    label = project().words(tag).page_label(7, 10)
    digits = {char for char in label if char.isnumeric()}
    assert digits == set(language.number(710)), label
    assert set(language.list_number(710)) >= digits
    assert language.page_number(10) in label


def test_quotation_marks() -> None:
    assert TABLE["fr"].quoted("a") == "«a»"
    assert TABLE["de"].quoted("a") == "„a“"
    assert TABLE["ja"].quoted("a") == "「a」"
    assert all(len(language.quotes) == 4 for language in TABLE.values())


def test_a_region_takes_its_language() -> None:
    assert find_language("es-US") is TABLE["es"]
    assert find_language("zh-Hans-SG") is TABLE["zh-Hans"]
    assert find_language("tlh") is None


def test_names_of_files_are_plain() -> None:
    assert TABLE["nb"].slug == "norwegian-bokmal"
    assert TABLE["ksw"].slug == "sgaw-karen"
    assert TABLE["zh-Hans"].slug == "simplified-chinese"
    slugs = {language.slug for language in TABLE.values()}
    assert len(slugs) == len(TABLE)
    assert all(slug.isascii() and slug for slug in slugs)
