"""How a language writes dates and numbers, as the CLDR has it (through ICU)."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from itertools import takewhile
from unicodedata import digit


def find_dates(text: str, locale: str) -> list[tuple[int, int]]:
    """Ranges of the dates in words, “22 November 2026”, as the language writes them; a line breaks inside none."""
    return [match.span() for match in _date_pattern(locale).finditer(text)] if _DIGIT.search(text) else []


_DIGIT = re.compile(r"\d")
# Day and month, with the year and without; the form of Britain as well, since “en” alone is that of the United States.
_DATE_SKELETONS = ("yMMMMd", "MMMMd")
# Months of the common calendar as the fixed words of these languages call them, where the CLDR has no data (ksw, hmn),
# those of another language (ht), those of another calendar first (ps, fa), or names of lunar months (si: CLDR-15166,
# 2021, asked for these in place of ජනවාරි …). A test holds them to `layouts/words/`.
_OWN_MONTHS = {
    "ht": ["janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm"],
    "ksw": ["ယနူၤအါရံၤ", "ဖ့ၤဘြူၤအါရံၤ", "မၢ်ၡး", "အ့ဖြ့ၣ်", "မ့ၤ", "ယူၤ", "ယူၤလံ", "အီကူး", "စဲးပတ့ဘၢၣ်", "အီးကထိဘၢၣ်", "နိၣ်ဝ့ဘၢၣ်", "ဒံၣ်စ့ဘၢၣ်"],
    "hmn": [
        f"Lub {number}" for number in
        ("Ib Hlis", "Ob Hlis", "Peb Hlis", "Plaub Hlis", "Tsib Hlis", "Rau Hlis", "Xya Hlis", "Yim Hli", "Cuaj Hli",
         "Kaum Hli", "Kaum Ib Hlis", "Kaum Ob Hlis")
    ],
    "si": ["ජනවාරි", "පෙබරවාරි", "මාර්තු", "අප්‍රේල්", "මැයි", "ජූනි", "ජූලි", "අගෝස්තු", "සැප්තැම්බර්", "ඔක්තෝබර්", "නොවැම්බර්", "දෙසැම්බර්"],
    "ps": ["جنوري", "فبروري", "مارچ", "اپریل", "مۍ", "جون", "جولای", "اګست", "سېپتمبر", "اکتوبر", "نومبر", "ډسمبر"],
    "fa": ["ژانویهٔ", "فوریهٔ", "مارس", "آوریل", "مهٔ", "ژوئن", "ژوئیهٔ", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
    "fa-AF": ["جنوری", "فبروری", "مارچ", "اپریل", "می", "جون", "جولای", "اگست", "سپتمبر", "اکتوبر", "نومبر", "دسمبر"],
}  # fmt: skip


@lru_cache(maxsize=200)
def _date_pattern(locale: str) -> re.Pattern[str]:
    """A date in words, by its forms in the CLDR: month names as they are, any number for a number."""
    lang = locale.partition("-u-")[0]
    variants = (lang, "en-GB") if lang.partition("-")[0] == "en" else (lang,)
    if own_months(lang):  # their own calendar too: a date of it is no fewer a date to a line
        variants = (lang, f"{lang}-u-ca-gregory")
    forms = {_date_form(variant, skeleton): None for skeleton in _DATE_SKELETONS for variant in variants}
    own = "|".join(sorted(map(re.escape, own_months(lang)), key=len, reverse=True))
    if own:
        forms = {rf"\d{{1,4}}[ \u00a0\u202f](?:{own})(?:[ \u00a0\u202f]\d{{1,4}})?": None, **forms}
    return re.compile(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)")


def own_months(lang: str) -> tuple[str, ...]:
    """Months of the common calendar that the engine names itself, from January; none of most languages."""
    return tuple(_OWN_MONTHS.get(lang) or _OWN_MONTHS.get(lang.partition("-")[0], []))


def _date_form(locale: str, skeleton: str) -> str:
    """The pattern of one form: what the twelve months have in common, and the twelve names."""
    dates = _twelve_dates(locale, skeleton)
    head, names, tail = _split(dates)
    return f"{_any_numbers(head)}(?:{'|'.join(dict.fromkeys(map(_any_numbers, names)))}){_any_numbers(tail)}"


def _split(dates: list[str]) -> tuple[str, list[str], str]:
    """What dates begin with, the part in which they differ, and what they end with."""
    head = _shared_start(dates)
    tail = _shared_start([date[len(head) :][::-1] for date in dates])[::-1]
    return head, [date[len(head) : len(date) - len(tail)] for date in dates], tail


def _shared_start(texts: list[str]) -> str:
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False)))


def _any_numbers(text: str) -> str:
    """A pattern for the text with any number for a number and any blank for a blank."""
    parts = re.split(r"(\d+|\s+)", text)
    return "".join(
        r"\d{1,4}" if part.isdecimal() else "[ \u00a0\u202f]" if part.isspace() else re.escape(part) for part in parts
    )


def _twelve_dates(locale: str, skeleton: str) -> list[str]:
    """The 22nd of every month of a year."""
    from icu4py.messageformat import MessageFormat

    message = MessageFormat(f"{{day, date, ::{skeleton}}}", locale)
    return [message.format({"day": datetime.date(2031, month, 22)}) for month in range(1, 13)]


def date_numbers(text: str, locale: str) -> tuple[int, ...]:
    """The numbers of a date, sorted: day, month (also when it is a name) and year, if it has one.

    A year of the Buddhist era, which Thailand counts, is brought to the common one.
    """
    numbers = [int(western(number)) for number in re.findall(r"\d+", text)]
    month = next((month for name, month in _month_names(locale) if name in text.casefold()), None)
    if month is not None:
        numbers.append(month)
    return tuple(sorted(number - 543 if number >= 2400 else number for number in numbers))


@lru_cache(maxsize=200)
def _month_names(locale: str) -> tuple[tuple[str, int], ...]:
    """Names and their months, long names first; empty where months are numbers."""
    lang = locale.partition("-u-")[0]
    _, names, _ = _split(_twelve_dates(lang, "yMMMMd"))
    both = (own_months(lang), names)
    named = [
        (name.casefold(), at) for called in both for at, name in enumerate(called, 1) if not re.search(r"\d", name)
    ]
    return tuple(sorted(named, key=lambda item: -len(item[0])))


def western(text: str) -> str:
    """The text with 0 to 9 for the digits of any script."""
    return re.sub(r"\d", lambda match: str(digit(match[0])), text)


@lru_cache(maxsize=200)
def decimal_mark(locale: str) -> str:
    """What stands between a number's whole part and its decimals: “.” or “,” (or an Arabic “٫”)."""
    from icu4py.messageformat import MessageFormat

    return MessageFormat("{number, number}", locale).format({"number": 1.5})[1]


@lru_cache(maxsize=200)
def number_names(locale: str) -> dict[str, str]:
    """The words for 1 to 20, as far as they are one word each, and their numbers in figures."""
    from icu4py.messageformat import MessageFormat

    spell = MessageFormat("{number, spellout}", locale)
    return {spell.format({"number": number}).casefold(): str(number) for number in range(1, 21)}
