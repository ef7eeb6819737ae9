"""Names of months and weekdays: every language of the table has them, from the CLDR, or is known to have none there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from babel import Locale, UnknownLocaleError

from generator.model.words import load_words
from generator.review.days import named
from generator.text.calendar_names import WITHOUT_CLDR, cldr_names, plain

WORDS = Path(__file__).parents[2] / "layouts"
LANGUAGES = sorted(path.stem for path in (WORDS / "words").glob("*.yaml"))


def cldr(lang: str) -> Locale | None:
    """The CLDR by another reader than the engine's."""
    try:
        found = Locale.parse(lang, sep="-")
    except UnknownLocaleError:
        return None
    return None if found.months["format"]["wide"][1] == "M01" else found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_twelve_months_and_seven_weekdays(lang: str) -> None:
    words = named(load_words(lang, (WORDS,)))
    numbers = plain(load_words(lang, (WORDS,)).day(date(2031, 12, 28), lang)).count("12") == 1  # 2031年12月28日
    assert set(words.months.values()) == set(range(1, 13)) or numbers
    assert set(words.weekdays.values()) == set(range(1, 8))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_those_of_the_cldr(lang: str) -> None:
    """Most of them: Babel and ICU have not the same edition."""
    its, known = cldr(lang), named(load_words(lang, (WORDS,)))
    assert (its is None) == (lang in WITHOUT_CLDR)
    if its is None:
        assert (cldr_names(lang).months, cldr_names(lang).weekdays) == ({}, {})
        return
    months = {number: plain(name) for number, name in its.months["format"]["wide"].items()}
    days = {number + 1: plain(name) for number, name in its.days["format"]["wide"].items()}
    assert sum(known.months.get(name) == number for number, name in months.items()) >= 10
    before, behind = {"km": ("ថ្ងៃ", ""), "mn": ("", " гараг")}.get(lang, ("", ""))
    assert sum(known.weekdays_in(f"{before}{name}{behind}") == {number} for number, name in days.items()) >= 5
