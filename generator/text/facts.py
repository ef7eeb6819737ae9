"""Facts inside text that stay whole: phone numbers, doses, dates, times, addresses of the web, Latin names.

A fact is never split over two lines (UKAAF G003: dates, numbers and units, phone numbers stay together), and inside
right-to-left text it is isolated, since the plain bidi algorithm turns `020 7946 0000` round: a patient would dial a
wrong number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import bidirectional

from generator.values import Frozen

# Digits of any script are \d; letters are [^\W\d_]. A no-break space counts as a space. Many scripts put no space
# between a word and a number, so that only a letter of the fact's own script can be a part of it.
_SPACE = r"[ \u00a0\u202f\u2009]"
_DASH = "[-‑–]"
_NUMBER = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+)(?:[.,٫٬'’]\d+)*"
_RANGE = rf"(?:(?<![\w)])[-+−±])?{_NUMBER}(?:{_SPACE}?(?:{_DASH}|[/x×]){_SPACE}?{_NUMBER})?"
_PART = r"(?![A-Za-zÀ-ɏ])"
# Spelled out in the Latin languages of the table; longer ones stand before those that they begin with.
_LONG_UNITS = (
    "milligrams?|micrograms?|kilograms?|grams?|millilit(?:er|re)s?|lit(?:er|re)s?|units|percent|per cent"
    "|miligramos?|microgramos?|kilogramos?|gramos?|mililitros?|litros?|unidades|por ciento"
)
_UNITS = (
    rf"(?:[%٪℃℉]|°[CF]|(?:{_LONG_UNITS}|mcg|µg|μg|mg|kg|mmHg|mmol|ml|mL|dl|dL|cm|mm|km|kcal|IU|UI|mi?n|minut[eo]s?|[gGhlLm]){_PART})"
    rf"(?:/(?:kg|ml|mL|dl|dL|l|L|h|day){_PART})?"
)
# Units in the scripts of the language table; longer ones stand before those that they begin with.
_ARABIC_UNITS = "ميكروغرام|مل?ليلتر|مل?ليغرام|ملغم|ملجم|ملغ|مكغ|مجم|ملم|مل|كغم|كجم|كغ|[غج]رام|جم|غ|سم|مم|لتر"
_HEBREW_UNITS = 'מיליגרם|מיליליטר|מיקרוגרם|גרם|ליטר|(?:מק|מ|ק|ס)["״](?:ג|ל|מ)'
_HINDI_UNITS = r"मि\.? ?ग्रा\.?|मिलीग्राम|माइक्रोग्राम|किलोग्राम|कि\.? ?ग्रा\.?|ग्राम|मि\.? ?ली\.?|मिलीलीटर|लीटर|सेमी"
_THAI_UNITS = r"ไมโครกรัม|มิลลิกรัม|มิลลิลิตร|กิโลกรัม|กรัม|ลิตร|ซีซี|(?:มคก|มก|มล|กก|ซม)\."
_CHINESE_UNITS = "毫克|微克|千克|公斤|克|毫升|升|厘米|毫米"
_HALF_DAY = rf"{_SPACE}?[aApP]\.?{_SPACE}?[mM](?![A-Za-z])\.?"
_YEARS = rf"(?:19|20)\d\d(?:{_DASH}|/)(?:19|20)\d\d(?!\d)"
_GAP = rf"(?:{_SPACE}|[-./‑])"
_ADDRESSES = {
    # An address is plain ASCII (RFC 3986, 2; RFC 5322, 3.2.3); a closing bracket is its own when the opening one is.
    "url": r"(?:https?://|www\.)(?:\([!#-'*-;=?-~]*\)|[!#-'*-;=?-~])*(?:\([!#-'*-;=?-~]*\)|[#-&*+/-9=@-Z\\^-z|~-])",
    "email": r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
}
_QUANTITIES = {
    "dose": rf"{_RANGE}{_SPACE}?{_UNITS}",
    "measure": rf"{_RANGE}{_SPACE}?(?:(?:{_ARABIC_UNITS}|{_HEBREW_UNITS}|{_HINDI_UNITS})(?![^\W\d_])"
    rf"|{_THAI_UNITS}|{_CHINESE_UNITS})",
    "date": r"\d{4}[-./]\d\d?[-./]\d\d?(?!\d)|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d\d)(?!\d|[-/]\d)",
    # Digits: at least seven (ITU-T E.164 allows fifteen), since fewer are a range or a score, or 116 and three more, a
    # European service number (Decision 2007/116/EC). Letters may stand for digits (ITU-T E.161): 1-800-4-CANCER.
    "phone": rf"(?<![A-Za-z+])(?!{_YEARS})(?:(?:\d-)?\d{{3}}-(?:[A-Z\d]+-)*[A-Z]{{2,}}(?:-[A-Z\d]+)*"
    rf"|(?=(?:(?:{_SPACE}|[-()./+‑])*\d){{7}})(?:\(\+?\d{{1,5}}\)|\+?\d{{1,7}})"
    rf"(?:{_GAP}{{0,2}}\(\d{{1,7}}\)|(?:{_GAP}{{1,2}}|(?<=\)))\d{{2,7}}|[-./‑]\d){{1,8}}(?!\d|{_SPACE}?{_UNITS})"
    rf"|\+\d{{7,15}}(?!\d)|116{_SPACE}\d{{3}}(?!\d))",
    "time": rf"(?<!\d[.:])(?:\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?!\d)(?:{_HALF_DAY})?|\d{{1,2}}{_HALF_DAY})",
    # A number with its ending, where the language writes one behind a hyphen: Cyrillic, Armenian, Georgian.
    "ending": r"\d+[-‑][\u0400-\u052f\u0531-\u0587\u10d0-\u10ff]{1,4}(?![^\W\d_])",
    "count": rf"{_NUMBER}{_SPACE}[^\W\d_]{{1,3}}{_SPACE}{_NUMBER}(?!\d|[.,]\d|{_SPACE}?{_UNITS})",
}
# Latin and Greek letters. A name may begin with digits (5-FU) and end in a sign (HER2+).
_LETTER = r"A-Za-zÀ-ɏͰ-ϿḀ-ỿ"
_REST = rf"[0-9_{_LETTER}\u0300-\u036f]*"
_JOINT = "[-–./&+'’]{1,2}"
_LATIN = re.compile(
    rf"(?<!\d)(?:[0-9]+[.,-])*[0-9]*[{_LETTER}]{_REST}"
    rf"(?:(?:[ \u00a0]|{_JOINT})[0-9{_LETTER}]{_REST}|{_JOINT}[ \u00a0][{_LETTER}]{_REST})*(?:[-+−](?!\w))?"
)


def _any_of(patterns: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items())


# None begins with the decimals of a number: in “۲٫۵ 020 7946 0000” the phone number is the second.
_FACT = re.compile(rf"{_any_of(_ADDRESSES)}|(?<!\d)(?<!\d[٫٬])(?=[\d(+±−-])(?:{_any_of(_QUANTITIES)})")


# A number and what it counts (“5 سنوات”, “100 people”, “5年”). Four digits may be a year, which counts nothing.
_COUNTED = re.compile(rf"(?<![A-Za-z\d.,٫٬'’])(?:\d{{1,3}}(?:[.,٫]\d+)?|[1-9]\d?000|[½¼¾⅓⅔]){_SPACE}?[^\W\d_]")
# “15 de cada 100”, “15 من أصل 100”: up to three short words of letters up to the Arabic ones between two short numbers.
_RATIO = re.compile(
    rf"(?<![\d.,٫٬'’])\d{{1,3}}(?:{_SPACE}(?=[\0-\u08ff])[^\W\d_]{{1,5}}){{1,3}}{_SPACE}\d{{1,3}}(?![\d.,٫٬]\d|\d)"
)
# A dot between two parts of a line ends a line and begins none; a year behind it is not left to the next.
_DOT, _YEAR = re.compile(rf"[^\s·]+{_SPACE}·"), re.compile(rf"·{_SPACE}(?:19|20)\d\d(?!\d)")
# “5 * 6”, “210 mm x 297 mm”: the sign alone at an end of a line says nothing.
_SUM = re.compile(rf"\d+(?:{_SPACE}?[A-Za-z]{{1,2}})?{_SPACE}[*×÷=x]{_SPACE}\d")
_FIGURE = re.compile(r"\d|[½¼¾⅓⅔]")
# One of these is in every address; all other facts have a figure.
_IN_ADDRESSES = ("://", "www.", "@")
_DIGIT_GROUPS = re.compile(rf"(?<!\d)(?<!\d[.,٫٬])\+?\d+(?:{_SPACE}\d+)+(?!\d|[.,٫٬]\d)")


class Fact(Frozen):
    """A fact at text[start:end]."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=20_000)
def find_facts(text: str) -> tuple[Fact, ...]:
    """The facts of a paragraph in order, none overlapping; a line may not break inside one."""
    if _FIGURE.search(text) is None and not any(sign in text for sign in _IN_ADDRESSES):
        return ()  # as most sentences: an eighth of the time that the pattern takes to say so
    return tuple(Fact(match.start(), match.end(), match.lastgroup or "") for match in _FACT.finditer(text))


def find_bound(text: str) -> list[tuple[int, int]]:
    """Ranges from a short number to the first letter of the word behind it, from one number of a ratio or a sum to
    the other, and from a word to the dot behind it; a line does not end inside them while they fit."""
    dots = [match.span() for one in (_DOT, _YEAR) for match in one.finditer(text)] if "·" in text else []
    if _FIGURE.search(text) is None:
        return dots
    found = [*dots, *(match.span() for pattern in (_COUNTED, _RATIO, _SUM) for match in pattern.finditer(text))]
    whole = [(fact.start, fact.end) for fact in find_facts(text) if fact.kind in ("phone", "date", "url", "email")]
    return [(start, end) for start, end in found if not any(a < end and start < b for a, b in whole)]


def find_islands(text: str, marked: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Ranges of left-to-right text inside right-to-left text: facts and Latin names, joined where they touch.

    A fact with right-to-left letters (“15 من 100”) reads in the direction of its words. Groups of digits that only a
    space parts are one number (“13 11 26”), however short. marked: ranges that are islands by what they are.
    """
    facts = ((fact.start, fact.end) for fact in find_facts(text))
    ranges = [(start, end) for start, end in facts if not holds_rtl(text[start:end])]
    ranges += [match.span() for pattern in (_LATIN, _DIGIT_GROUPS) for match in pattern.finditer(text)]
    ranges += marked
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def holds_rtl(text: str) -> bool:
    """Whether there is a letter of a right-to-left script."""
    return any(bidirectional(char) in ("R", "AL") for char in text)
