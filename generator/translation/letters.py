"""Letters that do not belong: of another script, or look-alikes that read wrong, search wrong and are spoken wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.model.languages import Language, find_language

# ISO 15924 codes of the table to the names that Unicode's characters begin with.
_SCRIPTS = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Arab": ("ARABIC",), "Aran": ("ARABIC",),
    "Hebr": ("HEBREW",), "Deva": ("DEVANAGARI",), "Beng": ("BENGALI",), "Gujr": ("GUJARATI",), "Guru": ("GURMUKHI",),
    "Taml": ("TAMIL",), "Telu": ("TELUGU",), "Knda": ("KANNADA",), "Mlym": ("MALAYALAM",), "Sinh": ("SINHALA",),
    "Thai": ("THAI",), "Laoo": ("LAO",), "Khmr": ("KHMER",), "Mymr": ("MYANMAR",), "Ethi": ("ETHIOPIC",),
    "Armn": ("ARMENIAN",), "Geor": ("GEORGIAN",), "Hans": ("CJK", "IDEOGRAPHIC"), "Hant": ("CJK", "IDEOGRAPHIC"),
    "Jpan": ("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"), "Kore": ("HANGUL", "CJK"),
}  # fmt: skip
# Scripts whose letters look like Latin ones, so that a word of both is a mistake: UTS #39, 4 and its confusables.
_LOOK_ALIKE = ("Cyrl", "Grek")
# Arabic letters that look like a language's own: yeh, kaf and heh of Arabic (Unicode 15, 9.2, table 9-7).
_ARABIC_TWINS = {"fa": "يك", "fa-AF": "يك", "ur": "يكه", "ckb": "يك"}
# Names of Greek letters that medicine writes in any language: α, β, γ, μ, Δ.
_MEDICAL = frozenset("αβγδκλμΔΩ")
_WORD = re.compile(r"[^\W\d_]+")


def wrong_letters(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Words with a letter that does not belong, and what is wrong with them, to follow the word in a sentence."""
    language = find_language(lang)
    if language is None or language.script not in _SCRIPTS:
        return
    own = _SCRIPTS[language.script]
    if all(_is_plain(char, language.tag, own) for char in set(text)):
        return
    for word in dict.fromkeys(_WORD.findall(text)):
        reason = _reason(word, language, own)
        if reason:
            yield word, reason


def _reason(word: str, language: Language, own: tuple[str, ...]) -> str:
    letters = [char for char in word if char not in _MEDICAL]
    foreign = next((char for char in letters if not _belongs(char, own)), "")
    if foreign:
        return f"holds “{foreign}”, {_named(foreign)}, which {language.english} is not written with"
    if language.script in _LOOK_ALIKE and {"LATIN", own[0]} <= set(map(_script, letters)):
        return f"mixes {own[0].capitalize()} and Latin letters, which look alike"
    twin = next((char for char in word if char in _ARABIC_TWINS.get(language.tag, "")), "")
    if twin:
        return f"holds “{twin}”, {_named(twin)}, where {language.english} has a letter of its own"
    other = next((char for char in word if _is_other_chinese(char, language.tag)), "")
    if other:
        return f"holds “{other}”, a {'traditional' if language.tag == 'zh-Hans' else 'simplified'} form"
    return ""


@lru_cache(maxsize=20_000)
def _is_plain(char: str, tag: str, own: tuple[str, ...]) -> bool:
    """Whether a character needs no second look: of the language's own letters, or no letter at all."""
    if not char.isalpha():
        return True
    own_letter = _script(char) in own and char not in _ARABIC_TWINS.get(tag, "")
    return own_letter and not _is_other_chinese(char, tag)


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


@lru_cache(maxsize=10_000)
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


@lru_cache(maxsize=10_000)
def _belongs(char: str, own: tuple[str, ...]) -> bool:
    """Latin letters stand in every language: names of drugs, units, abbreviations."""
    return _script(char) in (*own, "LATIN", "MODIFIER", "FULLWIDTH", "FEMININE", "MASCULINE", "MICRO")


@lru_cache(maxsize=10_000)
def _is_other_chinese(char: str, tag: str) -> bool:
    """Whether a character is of the other Chinese writing: GB 2312 holds the simplified forms, Big5 the traditional."""
    if tag not in ("zh-Hans", "zh-Hant"):
        return False
    mine, others = ("gb2312", "big5") if tag == "zh-Hans" else ("big5", "gb2312")
    return not _in(char, mine) and _in(char, others)


def _in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
