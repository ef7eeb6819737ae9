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

_SPACE = r"[ \u00a0\u202f\u2009]"
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
_WIDE = re.compile("[\u3000-\u9fff]")
# A single number may stand for a ratio with an ending of its own (“100-ൽ”) in the scripts from Armenian on; not in the
# Latin of Vietnamese and the Greek with accents, which lie behind them in Unicode.
_EASTERN = re.compile("[\u0530-\u1dbf\u2c80-\uffef]")
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

# What stands before a number and says how it is meant; several words where one of them alone is common.
_LEADS = {
    "en":
        "about|around|roughly|nearly|almost|at least|at most|up to|over|under|within|between|"
        "every|(?:more|less|fewer|other|later) than|step|stage|grade|phase|page|age|ages|aged|"
        "after|before|least|most|than",
    "es, pt, it, fr":
        "alrededor|cerca|unos|unas|casi|al menos|por lo menos|hasta|entre|(?:más|menos) de|"
        "pelo menos|até|(?:mais|menos) de|circa|quasi|almeno|fino a|tra|fra|(?:più|meno) di|"
        "environ|presque|au moins|au plus|jusqu[’']à|(?:plus|moins) de|menos|más|mais|più|plus|"
        "moins|etapa|paso|etap|étape|stade|fase|cada|chaque|anviwon|omwen|aproximadamente|"
        "aproximativement|durante|pendant",
    "de, nl, sv, da, nb":
        "etwa|ungefähr|rund|circa|fast|knapp|mindestens|höchstens|bis zu|über|unter|zwischen|"
        "(?:mehr|weniger|älter|länger) als|nach|innerhalb von|stadium|schritt|"
        "seite|ongeveer|bijna|ten minste|minstens|tussen|tot|(?:meer|minder) dan|omkring|ungefär|"
        "nästan|minst|högst|mellan|(?:mer|mindre|färre) än|cirka|næsten|mindst|mellem|"
        "(?:mere|færre) end|nesten|mellom|alle|gang",
    "pl, cs, sk, hr, sr, sl":
        "około|prawie|co najmniej|do|między|(?:więcej|mniej) niż|asi|přibližně|téměř|nejméně|"
        "alespoň|mezi|(?:více|méně) než|približne|takmer|najmenej|medzi|(?:viac|menej) ako|oko|"
        "otprilike|gotovo|najmanje|između|(?:više|manje) od|фаза|око|скоро|најмање|између|више од|"
        "мање од",
    "ru, uk, bg, mn":
        "примерно|приблизительно|около|почти|минимум|не менее|не меньше|не более|не больше|до|"
        "между|через|после|(?:более|больше|менее|меньше) чем(?: у)?|(?:более|больше|менее|меньше)|"
        "стадия|стадии|шаг|этап|приблизно|близько|майже|щонайменше|не менш|між|"
        "(?:більше|менше)(?: ніж)?|понад|орієнтовно|поне|над|под|ойролцоогоор|бараг|дор хаяж",
    "ro, sq, hu, fi, et, lv, lt, tr, az":
        "aproximativ|aproape|cel puțin|între|peste|sub|rreth|pothuajse|të paktën|mbi|nën|"
        "körülbelül|kb\\.|majdnem|legalább|legfeljebb|noin|lähes|vähintään|enintään|umbes|peaaegu|"
        "vähemalt|apmēram|gandrīz|vismaz|apie|beveik|mažiausiai|yaklaşık|neredeyse|en az|en fazla|"
        "təxminən|ən azı|ən çox",
    "vi, id, ms, tl, so, sw, ha, yo, ig, om":
        "khoảng|gần|ít nhất|nhiều nhất|hơn|dưới|trên|giai đoạn|sekitar|hampir|setidaknya|"
        "kira-kira|sekurang-kurangnya|kurang dari|lebih dari|mga|halos|humigit-kumulang|"
        "hindi bababa sa|wala pang|bawat|mahigit|yugto|qiyaastii|ku dhowaad|ugu yaraan|"
        "in ka badan|wax ka yar|heerka|takriban|karibu|angalau|kusan|akalla|kimanin|nǹkan bí|"
        "o kere ju|ihe dị ka|opekata mpe|tilmaamaan|yoo xiqqaate",
    "el, hy, ka":
        "περίπου|σχεδόν|τουλάχιστον|έως|πάνω από|κάτω από|λιγότερες από|λιγότεροι από|"
        "λιγότερο από|περισσότερο από|σταδίου|մոտ|մոտավորապես|առնվազն|ավելի քան|დაახლოებით|"
        "თითქმის|სულ მცირე|მინიმუმ|მეტი|ნაკლები",
    "am, ti":
        "ቢያንስ|ከ|ወደ|በግምት|ብውሕዱ|ኣስታት|ከሰዓት በኋላ|ከጠዋቱ|ከምሽቱ|ከቀኑ|ከሌሊቱ",
    "ar, fa, ur, ps, ckb":
        "[وفب]?حوالي|[وف]?نحو|[وف]?قرابة|تقريبًا|[وف]?ما يقارب|على الأقل|لا تقل عن|"
        "(?:أقل|أكثر|أكبر) من|بين|خلال|لمدة|[وف]?بعد|قبل|[بل]?المرحلة|مرحلة|الخطوة|كل|من|حدود|"
        "[حت]?تقریباً|تقریبا|دست‌کم|حداقل|حداکثر|کمتر از|بیشتر از|بین|هر|مرحلهٔ|مرحله|ساعت|لگ بھگ|"
        "کم از کم|کم سے کم|زیادہ سے زیادہ|شاوخوا|نزیکەی|لانیکەم|نږدې|لږ تر لږه",
    "he":
        "כמעט|לפחות|לכל היותר|עד|בערך|יותר מ|פחות מ|בין|תוך|שלב|אחרי|לפני",
    "hi, mr, ne, bn, gu, pa":
        "लगभग|करीब|क़रीब|कम-से-कम|कम से कम|ज़्यादा से ज़्यादा|तकरीबन|हर|चरण|स्टेज|सुमारे|साधारण|"
        "किमान|जवळपास|करिब|कम्तीमा|প্রায়|আনুমানিক|কমপক্ষে|অন্তত|প্রতি|পর্যায়|લગભગ|આશરે|"
        "ઓછામાં ઓછાં|ઓછામાં ઓછા|દર|સ્ટેજ|ਲਗਭਗ|ਕਰੀਬ|ਘੱਟੋ-ਘੱਟ|ਹਰ|ਪੜਾਅ",
    "ta, te, kn, ml, si":
        "சுமார்|ஏறத்தாழ|குறைந்தது|நிலை|సుమారు|దాదాపు|కనీసం|ప్రతి|ಸುಮಾರು|ಕನಿಷ್ಠ|ಪ್ರತಿ|ಹಂತ|ഏകദേശം|"
        "കുറഞ്ഞത്|ഓരോ|ഘട്ടം|ආසන්න වශයෙන්|අවම වශයෙන්|අඩු තරමින්|වසර|අදියර|"
        "පෙ\\.ව\\.|ප\\.ව\\.",
    "ko":
        "약|대략|거의|최소|최대|적어도|오전|오후|매",
}  # fmt: skip
# The same where no blanks part words; parts of the day among them.
_UNSPACED = (
    "大?[约約]有?|[拨撥]打|致[电電]|至少有?|最多|不到|不足|超[过過]|少[于於]|多[于於]|[将將]近|接近|每|第|之?[内內]|上午|下午|早上|晚上|中午|凌晨|傍晚|"
    "午前|午後|朝|夜|およそ|約|ほぼ|少なくとも|最大|最低|ステージ|"
    "ประมาณ|ราว|เกือบ|อย่างน้อย|ไม่เกิน|น้อยกว่า|มากกว่า|ระยะที่|ขั้นที่|ระยะ|เวลา|ถึง|ภายใน|ทุก|ปริมาณ|อีก|นาน|ปีที่|"
    "ປະມານ|ເກືອບ|ຢ່າງໜ້ອຍ|ໜ້ອຍກວ່າ|ຫຼາຍກວ່າ|ໄລຍະທີ|ໄລຍະ|ເວລາ|ຫາ|"
    "ប្រហែល|ជិត|យ៉ាងតិច|តិចជាង|ច្រើនជាង|ដំណាក់កាល(?:ទី)?|ដល់ម៉ោង|ម៉ោង|ជំហាន(?:ទី)?|រយៈពេល|"
    "ခန့်|အနည်းဆုံး|အနီးစပ်|အဆင့်|နာရီ|မနက်|ညနေ|လူ"
)
_LEAD = re.compile(rf"(?:(?<!{_L})(?:{'|'.join(_LEADS.values())}){_SPACE}|(?:{_UNSPACED}){_SPACE}?)$", re.IGNORECASE)
# A word of up to three letters goes with the number behind it, as good typesetters have it: “de 90”, “to 5”, “в 8”;
# but not a unit of the number before it.
_SHORT = re.compile(rf"(?<!{_L})(?<!['’-])(?<!\d{_SPACE}){_L}{{1,3}}{_SPACE}$")
# Any word before a ratio or a time says how it is meant: “Примерно 15 из 100”, “सुबह 8:30”.
_ANY = re.compile(rf"(?<!{_L})(?<!['’-]){_L}{{1,12}}{_SPACE}$")
# A part of the day behind a time: “8:30 बजे”, “8:30 صباحًا”, “5:00 ng hapon”; in Amharic “until” stands there.
_AFTER_TIME = re.compile(
    rf"{_SPACE}(?:(?:אחר|אחרי|לפני){_SPACE}הצהריים|ng{_SPACE}(?:umaga|hapon|gabi|tanghali)|n[ag]n{_SPACE}(?:maten|apremidi)"
    rf"|(?:de|por){_SPACE}la{_SPACE}(?:mañana|tarde|noche)|(?:da|de){_SPACE}(?:manhã|tarde|noite)"
    rf"|(?:du{_SPACE}matin|du{_SPACE}soir)|sáng|chiều|tối|trưa|dimaten|apremidi|aswè"
    rf"|subaxnimo|galabnimo|habeennimo|Uhr|[aApPμπ]\.{_SPACE}?[mμM]\.)"
    rf"|{_SPACE}(?!እስከ)(?=[\u0590-\u1dbf]){_L}{{1,10}}"
)
# Characters that are looked at before a number.
_BEFORE = 24


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
    found = [Phrase(*match.span()) for match in _STAGES.finditer(text)] if "III" in text else []
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
            found += [Phrase(_before(text, second), ratio, tight=True)] if _before(text, second) < second else []
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
    led = [one._replace(start=_before(text, one.start)) for one in whole]  # “about **15 of 100**”
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
    if match.end() - start + len(_WIDE.findall(match[0])) > LONGEST:
        return None
    one, other = (int(re.sub(r"[.,٫]", "", match[name])) in _ROUND for name in ("one", "other"))
    return match.end() if other or (one and _EASTERN.search(match["between"])) else None


def _counted_first(said: str) -> bool:
    """Whether a ratio says “15 of 100”, and not “of 100, 15” as the languages do that put what is counted in first."""
    one, *_, other = (int(re.sub(r"[.,٫]", "", number)) for number in re.findall(_DIGITS, said))
    return one <= other


def _range_end(text: str, start: int) -> int | None:
    match = _RANGE.match(text, start)
    return match.end() if match else None


def _led(text: str, start: int, end: int, ratio: bool, *, any_word: bool) -> Iterator[Phrase]:
    """text[start:end] with the words before it that say how it is meant; any_word: whether any word does."""
    first = _before(text, start)
    if first == start:
        before = (_ANY if any_word else _SHORT).search(text[max(0, start - _BEFORE) : start])
        first = start - len(before[0]) if before else start
    first = _before(text, first)
    if first < start:
        yield Phrase(first, end, ratio, ratio)


def _before(text: str, at: int) -> int:
    """Where a lead to what stands there begins."""
    lead = _LEAD.search(text[max(0, at - _BEFORE) : at])
    return at - len(lead[0]) if lead else at
