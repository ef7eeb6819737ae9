"""Phrases that hold a number: “about 15 of 100”, “between 2 and 3”, “at least 5 years”, “at 8:30”, “ระยะที่ 1”.

“About” alone at the end of a line says nothing, and “15 of 100” at the head of the next has lost it. Such a phrase
stands on one line while a line can hold it. Source: UKAAF G003 (numbers stay together); the words are our own list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.text.facts import find_facts
from generator.text.leads import BLANKS, LONGEST_WORD, SHORT, lead_before, word_before
from generator.text.scripts import FROM_ARMENIAN

_SPACE = f"[{BLANKS}]"
# A letter, or a sign that belongs to one: the vowel signs of Indic, Thai, Burmese and Khmer are no letters to Python.
_L = (
    r"(?:(?![\d_\u0964\u0965\u0e3f\u104a-\u104f\u17d4-\u17db])"
    r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\u200c\u200d])"
)
_DIGITS = r"\d{1,4}(?:[.,٫]\d{1,3})?"
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(rf"(?<![\d.,٫٬'’+/:(])(?<!\d[-–‑])(?<!\d{_SPACE}){_DIGITS}")
# From one number to the next: an ending (“15-ը”, “100-ൽ”, “100人中およそ”) and up to four words.
_TO_NEXT = re.compile(
    rf"(?P<one>{_DIGITS})(?P<between>(?:[-‑]?{_L}{{1,12}})?(?:{_SPACE}{_L}{{1,14}}){{0,4}}?{_SPACE}?)"
    rf"(?P<other>{_DIGITS})(?!\d|[.,٫٬:/]\d)"
)
# What risks are counted in, and the longest such phrase, in characters, those of Han and Kana twice: more fills half a
# line.
_ROUND = frozenset({10, 20, 50, 100, 200, 500, 1000, 2000, 5000})
LONGEST = 30
_WIDE = ("\u3000", "\u9fff")
# The numbers of a ratio are words apart, those of a range too: “between 2 and 3”, “بين 2 و3”, “2 到 3 之间”.
_RANGE = re.compile(
    rf"\d{{1,3}}{_SPACE}?(?:至|到|或|和|~|～){_SPACE}?\d{{1,3}}(?:{_SPACE}?之[间間])?(?!\d)"
    rf"|\d{{1,3}}{_SPACE}(?:and|to|or|y|a|o|и|до|или|et|à|ou|und|bis|oder|e|إلى|أو|تا|से|या){_SPACE}\d{{1,3}}(?!\d)"
    rf"|\d{{1,3}}{_SPACE}?و\d{{1,3}}(?!\d)"
)

# “I, II or III”, as stages are numbered, each with its “期”.
_STAGES = re.compile(
    rf"(?<![A-Za-z])I{_SPACE}?[期기]?(?:[,،、，፣]{_SPACE}?|{_SPACE}{_L}{{1,14}}{_SPACE})"
    rf"II{_SPACE}?[期기]?(?:[,،、，፣]{_SPACE}?|{_SPACE}?{_L}{{1,14}}{_SPACE}?)III(?![A-Za-z])(?:{_SPACE}?[期기])?"
)

# A part of the day behind a time: “8:30 बजे”, “8:30 صباحًا”, “5:00 ng hapon”; in Amharic “until” stands there.
_AFTER_TIME = re.compile(
    rf"{_SPACE}(?:(?:אחר|אחרי|לפני){_SPACE}הצהריים|ng{_SPACE}(?:umaga|hapon|gabi|tanghali)|n[ag]n{_SPACE}(?:maten|apremidi)"
    rf"|(?:de|por){_SPACE}la{_SPACE}(?:mañana|tarde|noche)|(?:da|de){_SPACE}(?:manhã|tarde|noite)"
    rf"|(?:du{_SPACE}matin|du{_SPACE}soir)|sáng|chiều|tối|trưa|dimaten|apremidi|aswè"
    rf"|subaxnimo|galabnimo|habeennimo|Uhr|[aApPμπ]\.{_SPACE}?[mμM]\.)"
    rf"|{_SPACE}(?!እስከ)(?=[\u0590-\u1dbf]){_L}{{1,10}}"
)


class Phrase(NamedTuple):
    """A phrase at text[start:end]. ratio: its last number is nearer to the phrase than to what is counted behind it, as
    in “15 of 100”; tight: parted only where no line can hold it, even if what is counted has to stand apart."""

    start: int
    end: int
    ratio: bool = False
    tight: bool = False


@lru_cache(maxsize=20_000)
def find_phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a text, with what leads to them and, where they are ratios, ranges or times, without it too."""
    stages = _STAGES.finditer(text) if "III" in text else ()
    found = [Phrase(word_before(text, match.start(), LONGEST_WORD), match.end()) for match in stages]
    if _DIGIT.search(text) is None:
        return tuple(found)
    whole = [fact for fact in find_facts(text) if fact.kind in ("phone", "date", "url", "email", "time")]
    at = 0
    while number := _NUMBER.search(text, at):
        start, at = number.span()
        if any(fact.start <= start < fact.end for fact in whole):
            continue
        ratio = _ratio_end(text, start)
        western = ratio is not None and _counted_first(text[start:ratio])
        if ratio and not western:  # “100 位中大约有 58 位”: on two lines, the second number keeps what is around it
            second = next(match.start() for match in _NUMBER.finditer(text, at, ratio))
            led_at = lead_before(text, second)
            found += [Phrase(led_at, ratio, tight=True)] if led_at < second else []
        end = ratio or _range_end(text, start) or at
        led = list(_led(text, start, end, western, any_word=ratio is not None))
        if end > at and not (ratio and not western and led):  # “每” alone says as little as “about”
            found.append(Phrase(start, end, western, western))
        found += led
        at = end
    for fact in whole:
        if fact.kind == "time":
            behind = _AFTER_TIME.match(text, fact.end)
            end = behind.end() if behind else fact.end
            found += [Phrase(fact.start, end, True, True), *_led(text, fact.start, end, True, any_word=True)]
    return tuple(found)


# Characters of the longest ratio that holds together as it is emphasised.
_EMPHASISED = 45


def with_emphasised(text: str, phrases: tuple[Phrase, ...], stretches: Iterable[tuple[int, int]]) -> tuple[Phrase, ...]:
    """The phrases, and stretches that are emphasised and hold a ratio: “**fewer than 5 of 100**” says another number
    without what the author has put to it, in any order of words. None reaches over the edge of such a stretch, but
    for what leads to it."""
    ratios = list(_ratios(text))
    whole = [
        Phrase(start, end, ratio=True, tight=True)
        for start, end in stretches
        if end - start <= _EMPHASISED and any(start <= a and b <= end for a, b in ratios)
    ]
    crossing = {one for one in phrases for part in whole if one.start < part.start < one.end}
    led = [one._replace(start=lead_before(text, one.start)) for one in whole]  # “about **15 of 100**”
    return (*(one for one in phrases if one not in crossing), *dict.fromkeys([*whole, *led])) if whole else phrases


def _ratios(text: str) -> Iterator[tuple[int, int]]:
    """Where the ratios of a text stand."""
    for number in _NUMBER.finditer(text):
        if end := _ratio_end(text, number.start()):
            yield number.start(), end


def _ratio_end(text: str, start: int) -> int | None:
    """Where the second number of a ratio ends."""
    match = _TO_NEXT.match(text, start)
    if match is None or not match["between"].strip(" \u00a0"):
        return None
    if match.end() - start + sum(_WIDE[0] <= char <= _WIDE[1] for char in match[0]) > LONGEST:
        return None
    one, other = (int(re.sub(r"[.,٫]", "", match[name])) in _ROUND for name in ("one", "other"))
    # A single number may stand for a ratio with an ending of its own (“100-ൽ”) in the scripts from Armenian on.
    return match.end() if other or (one and FROM_ARMENIAN.search(match["between"])) else None


def _counted_first(said: str) -> bool:
    """Whether a ratio says “15 of 100”, and not “of 100, 15” as the languages do that put what is counted in first."""
    one, *_, other = (int(re.sub(r"[.,٫]", "", number)) for number in re.findall(_DIGITS, said))
    return one <= other


def _range_end(text: str, start: int) -> int | None:
    match = _RANGE.match(text, start)
    return match.end() if match else None


def _led(text: str, start: int, end: int, ratio: bool, *, any_word: bool) -> Iterator[Phrase]:
    """text[start:end] with the words before it that say how it is meant; any_word: whether any word does, as before a
    ratio or a time (“Примерно 15 из 100”, “सुबह 8:30”)."""
    first = lead_before(text, start)
    if first == start:
        first = word_before(text, start, LONGEST_WORD) if any_word else _short_before(text, start)
    first = lead_before(text, first)
    if first < start:
        yield Phrase(first, end, ratio, ratio)


def _short_before(text: str, at: int) -> int:
    """Where a word of up to three letters begins, which goes with the number behind it, as good typesetters have it
    (“de 90”, “to 5”, “в 8”); but not a unit of the number before it."""
    start = word_before(text, at, SHORT)
    is_unit = start > 1 and text[start - 1] in BLANKS and text[start - 2].isdecimal()
    return at if is_unit else start
