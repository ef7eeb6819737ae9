"""Days in the values of a patient's copy: is there such a day, does it have that weekday, is it over?

What was written is never quoted: it belongs to the patient. Only what is surely a day is judged: one with its month as
the language writes it, or as numbers with a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from generator.filling import Copy, Value
from generator.model.words import Words
from generator.problems import Problem, Severity
from generator.review.data.numbers import NUMERIC_DATE
from generator.review.manuscript import weighed
from generator.rules import problem
from generator.text.calendar_names import Names, cldr_names, plain
from generator.text.conventions import own_months
from generator.values import Frozen

# A day that has been over for longer is meant to be: of birth, of an operation. Our number: a year typed by habit in
# January, and a visit of last year.
_LATELY = 400
# Columns of days that may be over, in the languages that most clinics of the project write.
_MAY_BE_OVER = re.compile(
    r"birth|born|\bdob\b|last|previous|past|since|start|began|diagnos|seen|issued|given|written|today|admi|discharg"
    r"|operat|surger|nacimi|naiss|gebur|nasci|nascita|urodz|рожд|народ|الميلاد|出生|生日|出産|생년|sinh|doğum",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_IDEOGRAPHS = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)\s*[年년]\s*)?(?<!\d)(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日号號일]"
)
# The word for a year is short, or one of these.
_YEAR_WORD = r"(?:(?:\w{1,3}|ឆ្នាំ)\s?)?"
_YEAR = re.compile(rf"[\s,.]{{0,3}}(?:{_YEAR_WORD}(?<!\d))(?P<y>(?:19|20|25)\d\d)(?!\d)")
# Mongolian, Malayalam, Hungarian and others begin with it.
_YEAR_BEFORE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[\s,.]{1,3}(?:\w{1,3}\s)?$")
# “2026 оны 11-р сарын 25”: months by their numbers, as in the CLDR's short forms (MMMd) of Mongolian.
_MONGOLIAN = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)\s*оны\s*)?(?<!\d)(?P<m>\d{1,2})\s*-?\s*р?\s+сарын\s+(?P<d>\d{1,2})(?!\d)"
)
# What stands between a day and its month, and behind a day: “25 de”, “25ی”, “25-ны”, “ദിനം”.
_OF = r"(?:(?:of|de|d’|d'|ខែ)\s*)?"
_ENDING = r"(?:st|nd|rd|th|-?ന്|-?ാം|-?ны|-?нд)"
_LETTERS = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f]+\w*)*")


# English weekdays as they are shortened. “Sun”, “Mon” and “Sat” are names of people and words of other languages, too:
# so one counts only at the start, behind a sign, a figure or such a word, and before a figure, a month or the end.
_SHORT = {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7}
_SHORT_WEEKDAY = re.compile(
    r"(?:^|[,;:/()\[–-]\s*|\d(?:st|nd|rd|th|\s?[ap]\.?m\.?)?\s+|\b(?:on|this|next|every|by|until|from|to|and|or|the)\s+)"
    rf"(?P<name>{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?"
    r"(?=[\s,;:/()\]–-]*(?:$|\d|(?:the|of|at|and|or|to)\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b))"
)


class _Said(Frozen):
    """One day in a text. readings: year (0 when it is not said), month, day; two where 3/4 may be either."""

    readings: tuple[tuple[int, int, int], ...]


def judge_days(copies: Sequence[Copy], words: Sequence[Words], today: date) -> list[Problem]:
    """What is odd about the days in the values of copies. words: of the languages that they may be written in."""
    known = [named(one) for one in words]
    return [found for copy in copies for value in copy.values for found in _judged(value, known, today)]


def _judged(value: Value, known: Sequence[Names], today: date) -> Iterator[Problem]:
    text = plain(value.text)
    weekdays = {number for one in known for number in one.weekdays_in(text)}
    weekdays |= {_SHORT[match["name"]] for match in _SHORT_WEEKDAY.finditer(text)}
    days = list(_days(text, known))
    for said in days:
        meant = [day for reading in said.readings for day in _dates(reading, today)]
        if not meant:
            yield problem("impossible-day", f"{value.what} has a day that no calendar has.", value.place)
        elif len(weekdays) == len(days) == 1 and not any(day.isoweekday() in weekdays for day in meant):
            found = problem("impossible-day", f"{value.what} has a weekday that its date does not have.", value.place)
            # Without a year, somebody may mean another one.
            yield found if all(year for year, _, _ in said.readings) else weighed(found, Severity.WARNING)
        elif all(0 < (today - day).days <= _LATELY for day in meant) and not _MAY_BE_OVER.search(value.name):
            yield problem("past-day", f"{value.what} has a day that is over.", value.place)


def _dates(reading: tuple[int, int, int], today: date) -> Iterator[date]:
    """The date that is meant, if there is one; without a year the next one, and one of the last month."""
    year, month, day = reading
    for its in (year,) if year else range(today.year - 1, today.year + 9):
        try:
            found = date(its, month, day)
        except ValueError:
            continue
        if year or found >= today - timedelta(days=31):
            yield found
            return


def _days(text: str, known: Sequence[Names]) -> Iterator[_Said]:
    for pattern in (_ISO, _IDEOGRAPHS, _MONGOLIAN):
        for match in pattern.finditer(text):
            yield _Said(((int(match["y"] or 0), int(match["m"]), int(match["d"])),))
    for match in NUMERIC_DATE.finditer(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        yield _Said(tuple(dict.fromkeys(((year, one, two), (year, two, one)))))
    months = {name: number for one in known for name, number in one.months.items()}
    if months:
        yield from _in_words(text, months)


def _in_words(text: str, months: Mapping[str, int]) -> Iterator[_Said]:
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    before = rf"(?<![\d:.,/-])(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|ی|-?ാം|\.|º|°)?\s+{_OF}(?P<m1>{names})(?!\w)\.?"
    after = rf"(?<!\w)(?P<m2>{names})\.?\s+(?P<d2>\d{{1,2}})(?:{_ENDING}(?!\w)|(?![\w:]|[.,/]\d))"
    for match in re.finditer(f"{before}|{after}", text):
        year = _YEAR.match(text, match.end()) or _YEAR_BEFORE.search(text[: match.start()])
        month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
        yield _Said(((_common(int(year["y"])) if year else 0, months[month], int(day)),))


def _common(year: int) -> int:
    """A year of the Buddhist era, which Thailand counts, as one of the common era."""
    return year - 543 if year >= 2400 else year


@lru_cache(maxsize=100)
def named(words: Words) -> Names:
    """Names of months and weekdays: the CLDR's, and what differs from one date to the next in the fixed words."""
    known = cldr_names(words.lang)
    months = _differing([words.day(date(2031, month, 28), words.lang) for month in range(1, 13)])
    # 1 December 2031 is a Monday.
    weekdays = _differing([words.weekday(date(2031, 12, day), words.lang) for day in range(1, 8)])
    if words.lang == "en":
        months |= {name[:3]: number for name, number in months.items()} | {"sept": 9}
    own = {plain(name): number for number, name in enumerate(own_months(words.lang), 1)}
    return Names({**months, **own, **known.months}, {**weekdays, **known.weekdays}, known.typing)


def _differing(dates: Sequence[str]) -> dict[str, int]:
    """The word of each date that no other one has, by its place from 1; none for a language that uses numbers."""
    said = [set(_LETTERS.findall(plain(text))) for text in dates]
    found = {}
    for number, own in enumerate(said, 1):
        only = [word for word in own if sum(word in other for other in said) == 1]
        if len(only) != 1:
            return {}
        found[only[0]] = number
    return found
