"""What languages call months and weekdays, as people type them: from the CLDR, and a table of what it does not have.

For finding days in texts that somebody typed by hand. Names are compared as `plain` writes them: a key that a keyboard
does not have, or a joiner that nobody sees, makes no other word.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.values import Frozen

# Languages of the table that the CLDR has no names for: ICU answers with English ones for S’gaw Karen and Hmong, with
# French ones for Haitian Creole. Their months and weekdays are those of the fixed words alone; for weekdays in Hmong
# these have the English names, which is what leaflets in it print.
WITHOUT_CLDR = ("hmn", "ht", "ksw")
# Joiners that nobody sees; letters of neighbouring keyboards; Malayalam letters of before Unicode 5.1.
_ALIKE = {
    **dict.fromkeys(("\u200b", "\u200c", "\u200d", "\u200e", "\u200f"), ""),
    "\u00a0": " ", "\u202f": " ", "ي": "ی", "ى": "ی", "ك": "ک", "ھ": "ه", "ۀ": "ه", "ة": "ه",
    "ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്",
}  # fmt: skip
_TRANSLATED = str.maketrans(_ALIKE)


def plain(text: str) -> str:
    """The text for comparison: 0 to 9 for the digits of any script, small letters, one way to write each."""
    western = "".join(str(unicodedata.decimal(char, char)) for char in text)
    return unicodedata.normalize("NFC", western).translate(_TRANSLATED).casefold()


class Typing(Frozen):
    """How a language is typed where its names alone do not say it. Sources: the forms of dates in the CLDR (yMMMMd,
    yMd, GyMMMEd) and, for what people say, the letters of clinics that we have read in these languages.

    bent: endings of names in a date and what stands for them; before, behind: what a weekday stands with, where its
    bare name is a person or a week; never_after: words behind which it is an ordinal; apart: whether blanks
    part words; numbered: prefix of weekdays as numbers and the number of Monday; also: a
    language whose weekdays are used beside its own.
    """

    bent: tuple[tuple[str, str], ...] = ()
    before: str = ""
    behind: str = ""
    never_after: str = ""
    apart: bool = True
    numbered: tuple[str, int] = ("", 0)
    also: str = ""


_TYPING: Mapping[str, Typing] = {
    # “thứ hai” is Monday and “the second”: the second visit is no Monday. “Thứ 2” is how most people write it.
    "vi": Typing(never_after=r"lần|mũi|liều|đợt|tuần|lượt|viên|ngày|người|con|tháng|năm", numbered=("thứ ", 2)),
    # អាទិត្យ is Sunday, and a week.
    "km": Typing(before=r"ថ្ងៃ\s*(?:ទី\s*)?", apart=False),
    "ckb": Typing(bent=(("", "ی"),)),
    "fi": Typing(bent=(("", "na"),)),  # keskiviikkona: on Wednesday
    "mn": Typing(bent=(("сар", "сарын"),), behind=r"\s+(?:гараг|дахь)"),  # a bare “Лхагва” is a person
    "ps": Typing(also="fa-AF"),
    "th": Typing(apart=False),
    "lo": Typing(apart=False),
    "my": Typing(apart=False),
    "zh": Typing(apart=False),
    "ja": Typing(apart=False),
    "ko": Typing(apart=False),
}


class Names(Frozen):
    """Names as `plain` writes them, with their numbers from 1 (weekdays from Monday); typing: how they are found."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    typing: Typing

    def weekdays_in(self, text: str) -> set[int]:
        """The weekdays that a text names; text: plain."""
        how, found = self.typing, set[int]()
        if not self.weekdays:
            return found
        for match in _one_of(tuple(self.weekdays), how).finditer(text):
            if not (how.never_after and re.search(rf"(?:{how.never_after})\s*$", text[: match.start()])):
                found.add(self.weekdays[match["name"]])
        return found


@lru_cache(maxsize=100)
def _one_of(names: tuple[str, ...], how: Typing) -> re.Pattern[str]:
    """Any of the names, the longest first: “Çərşənbə axşamı” is no “Çərşənbə”."""
    longest = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    start, end = (r"(?<!\w)", r"(?!\w)") if how.apart else ("", "")
    return re.compile(f"{start}{how.before}(?P<name>{longest}){how.behind or end}")


@lru_cache(maxsize=100)
def cldr_names(lang: str) -> Names:
    """Names of the CLDR; none of a language that it has none for. lang: a tag of the language table."""
    base = lang.partition("-")[0]
    how = _TYPING.get(base, Typing())
    if base in WITHOUT_CLDR:
        return Names({}, {}, how)
    # 1 December 2031 is a Monday.
    months = [_said(lang, ("MMMM", "LLLL"), datetime.date(2031, month, 25)) for month in range(1, 13)]
    weekdays = [_said(lang, ("EEEE", "cccc"), datetime.date(2031, 12, day)) for day in range(1, 8)]
    others = dict(cldr_names(how.also).weekdays) if how.also else {}
    return Names(_numbered(_bent(names, how) for names in months), others | _all_weekdays(weekdays, how), how)


def _all_weekdays(weekdays: Iterable[set[str]], how: Typing) -> dict[str, int]:
    found = _numbered(_bent(names, how) for names in weekdays)
    prefix, first = how.numbered
    return found | {f"{prefix}{number + first - 1}": number for number in range(1, 7) if prefix}


def _bent(names: Iterable[str], how: Typing) -> Iterator[str]:
    for name in names:
        yield name
        yield re.sub(r"\b0?(\d)$", r"0\1", name)  # “tháng 05”
        for end, instead in how.bent:
            if name.endswith(end):
                yield name.removesuffix(end) + instead


def _numbered(said: Iterable[Iterable[str]]) -> dict[str, int]:
    """Each name's number; without those that two have."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for number, names in enumerate(said, 1):
        for name in set(names):
            if found.setdefault(name, number) != number:
                twice.add(name)
    return {name: number for name, number in found.items() if name and name not in twice}


def _said(lang: str, skeletons: Iterable[str], day: datetime.date) -> set[str]:
    """What the CLDR says of a day: in a date and alone, with a joiner that nobody types and with a blank for it."""
    from icu4py.messageformat import MessageFormat

    said = (MessageFormat(f"{{day, date, ::{one}}}", f"{lang}-u-ca-gregory").format({"day": day}) for one in skeletons)
    return {plain(form) for one in said for form in (one, one.replace("\u200c", " "))}
