"""What of a text can be counted: numbers, doses, times, dates, phone numbers, addresses; the same in every language.

Two texts that say the same give equal `Quantities`, whatever digits, separators or clock they are written in.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from generator.text.conventions import date_numbers, decimal_mark, find_dates, number_names, western
from generator.text.facts import find_facts
from generator.values import Frozen, field

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?")
# 8h30, 8 h 30 (French, Portuguese, Haitian Creole), 8 giờ 30, 8時30分, 8点30分, 8시 30분
_SPELLED_TIME = re.compile(r"(?<!\d)(\d{1,2})[ \u00a0\u202f]?(?:h|giờ|時|时|点|點|시)[ \u00a0\u202f]?(\d\d)(?!\d)")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬'’]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_HALF_DAY = 12 * 60

# One name for each unit, and how the languages of the table write it.
_UNITS = {
    "mcg": "mcg µg μg microgram micrograms microgramo microgramos ميكروغرام مكغ מיקרוגרם מק״ג"
    " माइक्रोग्राम ไมโครกรัม มคก. 微克",
    "mg": "mg milligram milligrams miligramo miligramos مليغرام ملليغرام ملغ ملغم ملجم مجم מיליגרם מ״ג"
    " मिग्रा मिलीग्राम มิลลิกรัม มก. 毫克",
    "g": "g G gram grams gramo gramos غرام جرام غ جم גרם ग्राम กรัม 克",
    "kg": "kg kilogram kilograms kilogramo kilogramos كغ كغم كجم ק״ג किलोग्राम किग्रा กิโลกรัม กก. 千克 公斤",
    "ml": "ml mL milliliter milliliters millilitre millilitres mililitro mililitros مل ملل مليلتر ملليلتر"
    " מיליליטר מ״ל मिली मिलीलीटर มิลลิลิตร มล. ซีซี 毫升",
    "l": "l L liter liters litre litres litro litros لتر ליטר लीटर ลิตร 升",
    "cm": "cm سم ס״מ सेमी ซม. 厘米",
    "mm": "mm مم ملم מ״מ 毫米",
    "%": "% ٪ percent",
}
_UNIT_OF = {spelling: unit for unit, spellings in _UNITS.items() for spelling in spellings.split()}


class Quantities(Frozen):
    """numbers: as decimal text; doses: number and unit, where the unit is one that we know; times: minutes on a clock
    of twelve hours; dates: their numbers; phones: their digits as written;
    addresses: of the web and of email."""

    numbers: Counter[str] = field(default_factory=Counter)
    doses: Counter[tuple[str, str]] = field(default_factory=Counter)
    times: Counter[int] = field(default_factory=Counter)
    dates: Counter[tuple[int, ...]] = field(default_factory=Counter)
    phones: Counter[str] = field(default_factory=Counter)
    addresses: Counter[str] = field(default_factory=Counter)


_COUNTABLE = re.compile(r"\d|@|://|www\.")
_NOTHING = Quantities()


@lru_cache(maxsize=20_000)
def quantities(text: str, lang: str) -> Quantities:
    """What of the text, its marks taken off, can be counted."""
    if not _COUNTABLE.search(text):
        return _NOTHING
    found = Quantities()
    ranges = [(start, end, "date") for start, end in find_dates(text, lang)]
    ranges += [(*match.span(), "time") for match in _SPELLED_TIME.finditer(text)]
    for fact in find_facts(text):
        if not any(start < fact.end and fact.start < end for start, end, _ in ranges):
            ranges.append((fact.start, fact.end, fact.kind))
    rest = 0
    for start, end, kind in sorted(ranges):
        if start >= rest:
            _count(found, "count", text[rest:start], lang)
            _count(found, kind, text[start:end], lang)
            rest = end
    _count(found, "count", text[rest:], lang)
    return found


def _count(found: Quantities, kind: str, text: str, lang: str) -> None:
    if kind in ("url", "email"):
        found.addresses[text.lower()] += 1
    elif kind == "phone" and not _THOUSANDS.fullmatch(text):
        found.phones[re.sub(r"[^\dA-Za-z]", "", text).upper()] += 1
    elif kind == "time":
        found.times[_minutes(text)] += 1
    elif kind == "date":
        found.dates[date_numbers(text, lang)] += 1
    else:
        numbers = [_value(match[0], lang) for match in _NUMBER.finditer(text)]
        found.numbers.update(numbers)
        unit = _unit(text) if kind in ("dose", "measure") else ""
        if unit:
            found.doses[numbers[-1], unit] += 1


def _unit(text: str) -> str:
    """The unit behind a number, by its one name; what follows a slash (mg/kg) stays as it is written."""
    spelled = (
        re.sub(r"[\d.,٫٬'’+\-−±–‑×x \u00a0\u202f\u2009]*\d", "", text).strip(" \u00a0\u202f\u2009").replace('"', "״")
    )
    first, slash, second = spelled.partition("/")
    known = _UNIT_OF.get(first) or _UNIT_OF.get(first.replace(" ", "").replace(".", ""), "")
    return known + slash + second


def _minutes(text: str) -> int:
    match = _SPELLED_TIME.search(text) or _TIME.search(text)
    assert match is not None
    return (int(match[1]) * 60 + int(match[2] or 0)) % _HALF_DAY


def _value(number: str, lang: str) -> str:
    """A number as digits with at most one point, its zeros trimmed: “1 000”, “1.000” (de) and “1,000” (en) are 1000."""
    digits = re.sub(r"[ \u00a0\u202f\u2009'’٬]", "", western(number)).replace("٫", ".")
    marks = re.findall(r"[.,]", digits)
    if "٫" not in number and marks:
        last = marks[-1]
        mark = (
            last if len(set(marks)) == 2 else "" if len(marks) > 1 else last if _is_decimal(digits, last, lang) else ""
        )
        whole, _, decimals = digits.rpartition(mark) if mark else (digits, "", "")
        digits = re.sub(r"[.,]", "", whole) + ("." + decimals if mark else "")
    whole, _, decimals = digits.partition(".")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _is_decimal(digits: str, mark: str, lang: str) -> bool:
    """Whether the only mark of a number starts its decimals: the language's own does; another cannot part thousands
    unless three digits follow."""
    own = decimal_mark(lang)
    return mark == own or re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits) is None


_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


def spelled_numbers(text: str, lang: str) -> Counter[str]:
    """Numbers up to twenty in words, and stages in Roman numerals: a translation may well write them in figures."""
    words = re.findall(r"[^\W\d_]+", text)
    names = number_names(lang)
    return Counter(number for word in words if (number := names.get(word.casefold()) or _ROMAN.get(word)))
