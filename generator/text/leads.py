"""What stands before a number and says how it is meant: “about”, “at least”, “stage”, “ประมาณ”.

The lists are our own, of the words that health information puts there; several words where one of them alone is common.
They are looked up by their ends: a pattern of all of them took longer to compile than a leaflet to set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeAlias
from unicodedata import category

# What may stand between a word and its number.
BLANKS = " \u00a0\u202f\u2009"
# Characters that are looked at before a number.
_LOOKED_AT = 24
# Letters of a word that goes with any number behind it, and with a ratio or a time.
SHORT, LONGEST_WORD = 3, 12
# Signs inside words.
_JOINTS, _JOINERS = "'’-", "\u200c\u200d"
# By languages; a blank stands behind each.
_LEADS = {
    "en":
        "about|around|roughly|nearly|almost|at least|at most|up to|over|under|within|between|every|more than|"
        "less than|fewer than|other than|later than|step|stage|grade|phase|page|age|ages|aged|after|before|"
        "least|most|than",
    "es, pt, it, fr":
        "alrededor|cerca|unos|unas|casi|al menos|por lo menos|hasta|entre|más de|menos de|pelo menos|até|"
        "mais de|circa|quasi|almeno|fino a|tra|fra|più di|meno di|environ|presque|au moins|au plus|jusqu’à|"
        "jusqu'à|plus de|moins de|menos|más|mais|più|plus|moins|etapa|paso|etap|étape|stade|fase|cada|chaque|"
        "anviwon|omwen|aproximadamente|aproximativement|durante|pendant",
    "de, nl, sv, da, nb":
        "etwa|ungefähr|rund|circa|fast|knapp|mindestens|höchstens|bis zu|über|unter|zwischen|mehr als|"
        "weniger als|älter als|länger als|nach|innerhalb von|stadium|schritt|seite|ongeveer|bijna|ten minste|"
        "minstens|tussen|tot|meer dan|minder dan|omkring|ungefär|nästan|minst|högst|mellan|mer än|mindre än|"
        "färre än|cirka|næsten|mindst|mellem|mere end|færre end|nesten|mellom|alle|gang",
    "pl, cs, sk, hr, sr, sl":
        "około|prawie|co najmniej|do|między|więcej niż|mniej niż|asi|přibližně|téměř|nejméně|alespoň|mezi|"
        "více než|méně než|približne|takmer|najmenej|medzi|viac ako|menej ako|oko|otprilike|gotovo|najmanje|"
        "između|više od|manje od|фаза|око|скоро|најмање|између|више од|мање од",
    "ru, uk, bg, mn":
        "примерно|приблизительно|около|почти|минимум|не менее|не меньше|не более|не больше|до|между|через|"
        "после|более чем у|более чем|больше чем у|больше чем|менее чем у|менее чем|меньше чем у|меньше чем|"
        "более|больше|менее|меньше|стадия|стадии|шаг|этап|приблизно|близько|майже|щонайменше|не менш|між|"
        "більше ніж|більше|менше ніж|менше|понад|орієнтовно|поне|над|под|ойролцоогоор|бараг|дор хаяж",
    "ro, sq, hu, fi, et, lv, lt, tr, az":
        "aproximativ|aproape|cel puțin|între|peste|sub|rreth|pothuajse|të paktën|mbi|nën|körülbelül|kb.|"
        "majdnem|legalább|legfeljebb|noin|lähes|vähintään|enintään|umbes|peaaegu|vähemalt|apmēram|gandrīz|"
        "vismaz|apie|beveik|mažiausiai|yaklaşık|neredeyse|en az|en fazla|təxminən|ən azı|ən çox",
    "vi, id, ms, tl, so, sw, ha, yo, ig, om":
        "khoảng|gần|ít nhất|nhiều nhất|hơn|dưới|trên|giai đoạn|sekitar|hampir|setidaknya|kira-kira|"
        "sekurang-kurangnya|kurang dari|lebih dari|mga|halos|humigit-kumulang|hindi bababa sa|wala pang|"
        "bawat|mahigit|yugto|qiyaastii|ku dhowaad|ugu yaraan|in ka badan|wax ka yar|heerka|takriban|karibu|"
        "angalau|kusan|akalla|kimanin|nǹkan bí|o kere ju|ihe dị ka|opekata mpe|tilmaamaan|yoo xiqqaate",
    "el, hy, ka":
        "περίπου|σχεδόν|τουλάχιστον|έως|πάνω από|κάτω από|λιγότερες από|λιγότεροι από|λιγότερο από|"
        "περισσότερο από|σταδίου|մոտ|մոտավորապես|առնվազն|ավելի քան|დაახლოებით|თითქმის|სულ მცირე|მინიმუმ|მეტი|"
        "ნაკლები",
    "am, ti":
        "ቢያንስ|ከ|ወደ|በግምት|ብውሕዱ|ኣስታት|ከሰዓት በኋላ|ከጠዋቱ|ከምሽቱ|ከቀኑ|ከሌሊቱ",
    "ar, fa, ur, ps, ckb":
        "وحوالي|فحوالي|بحوالي|حوالي|ونحو|فنحو|نحو|وقرابة|فقرابة|قرابة|تقريبًا|وما يقارب|فما يقارب|ما يقارب|"
        "على الأقل|لا تقل عن|أقل من|أكثر من|أكبر من|بين|خلال|لمدة|وبعد|فبعد|بعد|قبل|بالمرحلة|لالمرحلة|"
        "المرحلة|مرحلة|الخطوة|كل|من|حدود|حتقریباً|تتقریباً|تقریباً|تقریبا|دست‌کم|حداقل|حداکثر|کمتر از|"
        "بیشتر از|بین|هر|مرحلهٔ|مرحله|ساعت|لگ بھگ|کم از کم|کم سے کم|زیادہ سے زیادہ|شاوخوا|نزیکەی|لانیکەم|"
        "نږدې|لږ تر لږه",
    "he":
        "כמעט|לפחות|לכל היותר|עד|בערך|יותר מ|פחות מ|בין|תוך|שלב|אחרי|לפני",
    "hi, mr, ne, bn, gu, pa":
        "लगभग|करीब|क़रीब|कम-से-कम|कम से कम|ज़्यादा से ज़्यादा|तकरीबन|हर|चरण|स्टेज|सुमारे|साधारण|किमान|जवळपास|"
        "करिब|कम्तीमा|প্রায়|আনুমানিক|কমপক্ষে|অন্তত|প্রতি|পর্যায়|લગભગ|આશરે|ઓછામાં ઓછાં|ઓછામાં ઓછા|દર|સ્ટેજ|"
        "ਲਗਭਗ|ਕਰੀਬ|ਘੱਟੋ-ਘੱਟ|ਹਰ|ਪੜਾਅ",
    "ta, te, kn, ml, si":
        "சுமார்|ஏறத்தாழ|குறைந்தது|நிலை|సుమారు|దాదాపు|కనీసం|ప్రతి|ಸುಮಾರು|ಕನಿಷ್ಠ|ಪ್ರತಿ|ಹಂತ|ഏകദേശം|കുറഞ്ഞത്|ഓരോ|"
        "ഘട്ടം|ආසන්න වශයෙන්|අවම වශයෙන්|අඩු තරමින්|වසර|අදියර|පෙ.ව.|ප.ව.",
    "ko":
        "약|대략|거의|최소|최대|적어도|오전|오후|매",
}  # fmt: skip
# The same where no blanks part words; parts of the day among them.
_JOINED = (
    "大约有|大约|大約有|大約|约有|约|約有|約|拨打|撥打|致电|致電|至少有|至少|最多|不到|不足|超过|超過|少于|少於|多于|多於|将近|將近|接近|每|第|之内|之內|内|內|上午|下午|"
    "早上|晚上|中午|凌晨|傍晚|午前|午後|朝|夜|およそ|ほぼ|少なくとも|最大|最低|ステージ|ประมาณ|ราว|เกือบ|อย่างน้อย|ไม่เกิน|น้อยกว่า|"
    "มากกว่า|ระยะที่|ขั้นที่|ระยะ|เวลา|ถึง|ภายใน|ทุก|ปริมาณ|อีก|นาน|ปีที่|ປະມານ|ເກືອບ|ຢ່າງໜ້ອຍ|ໜ້ອຍກວ່າ|"
    "ຫຼາຍກວ່າ|ໄລຍະທີ|ໄລຍະ|ເວລາ|ຫາ|ប្រហែល|ជិត|យ៉ាងតិច|តិចជាង|ច្រើនជាង|ដំណាក់កាលទី|ដំណាក់កាល|ដល់ម៉ោង|ម៉ោង|"
    "ជំហានទី|ជំហាន|រយៈពេល|ခန့်|အနည်းဆုံး|အနီးစပ်|အဆင့်|နာရီ|မနက်|ညနေ|လူ"
)

_Ends: TypeAlias = Mapping[str, tuple[str, ...]]


def _folded(text: str) -> str:
    """Small letters, as many as there were; the i of Turkish with its dot and without it is one letter here."""
    return text.replace("İ", "i").lower().replace("ı", "i")


def _by_end(words: Iterable[str]) -> _Ends:
    """Words by their last two letters, those of one letter by that; the longest first."""
    found = dict[str, list[str]]()
    for word in sorted(set(map(_folded, words)), key=lambda word: (-len(word), word)):
        found.setdefault(word[-2:], []).append(word)
    return {end: tuple(words) for end, words in found.items()}


_SPACED = _by_end(chain.from_iterable(words.split("|") for words in _LEADS.values()))
_UNPARTED = _by_end(_JOINED.split("|"))


def lead_before(text: str, at: int) -> int:
    """Where a lead to what stands at `at` begins; `at` where there is none."""
    blank = int(text[max(0, at - 1) : at] in BLANKS and at > 0)
    end = at - blank
    before = _folded(text[max(0, at - _LOOKED_AT) : end])
    starts = [end - len(lead) for lead in _ending(before, _SPACED)] if blank else []
    whole = [start for start in starts if not (start and _of_a_word(text[start - 1]))]
    return min([*whole, *(end - len(lead) for lead in _ending(before, _UNPARTED))], default=at)


def _ending(text: str, leads: _Ends) -> list[str]:
    """The leads that a text ends in."""
    return [lead for end in {text[-2:], text[-1:]} for lead in leads.get(end, ()) if text.endswith(lead)]


def word_before(text: str, at: int, most: int) -> int:
    """Where the word before what stands at `at` begins, a blank between them; `at` where it has more letters than that,
    or is the second part of one (“l’une”)."""
    end = start = at - 1
    if at < 2 or text[end] not in BLANKS:
        return at
    while start and end - start <= most and _of_a_word(text[start - 1]):
        start -= 1
    joined = start and text[start - 1] in _JOINTS
    return start if 0 < end - start <= most and not joined else at


def _of_a_word(char: str) -> bool:
    """Whether it is a letter or a sign that belongs to one: to Python, vowel signs of the scripts of India, Thai,
    Burmese and Khmer are no letters. Neither are the marks that make a picture of a sign."""
    return char.isalpha() or char in _JOINERS or (category(char) in ("Mn", "Mc") and not "\ufe00" <= char <= "\ufe0f")
