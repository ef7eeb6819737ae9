"""The language table: what setting a language needs to know. The data stand in `languages.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from generator.values import Frozen

# RFC 5646, 2.1: language, optional script, optional region; variants and extensions have no use in a leaflet's name.
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


class Language(Frozen):
    """One language as the generator sets it.

    tag: BCP 47; script: ISO 15924; rtl: written from the right; fonts: families in order of preference; leading:
    smallest line distance as a multiple of the type size; breaks: extra ICU line-break keys; whole: words that no
    line break may cut; ascii: the family for ASCII characters when it is not the first that has them; also: other
    names that people know it by; quotes: outer and inner pair of quotation marks; digits: numbering system (CLDR).
    """

    tag: str
    name: str
    english: str
    script: str
    rtl: bool
    fonts: tuple[str, ...]
    leading: float
    breaks: str
    whole: tuple[str, ...] = ()
    ascii: str = ""
    also: tuple[str, ...] = ()
    quotes: str = "“”‘’"
    digits: str = "latn"

    @property
    def slug(self) -> str:
        """The English name for the name of a file: small ASCII letters and dashes."""
        letters = unicodedata.normalize("NFKD", self.english.lower().replace(" ", "-"))
        return "".join(char for char in letters if char == "-" or (char.isascii() and char.isalpha()))

    def number(self, value: int) -> str:
        """A whole number in the digits that the language counts pages and steps in."""
        zero = ord(_ZEROS[self.digits])
        return "".join(chr(zero + int(digit)) for digit in str(value))

    def quoted(self, text: str) -> str:
        """The text in the language's quotation marks."""
        return f"{self.quotes[0]}{text}{self.quotes[1]}"


# The first digit of each numbering system of the table; the others follow it (Unicode 15, property Numeric_Value).
_ZEROS = {"latn": "0", "arab": "٠", "arabext": "۰", "deva": "०", "beng": "০", "mymr": "၀"}


@lru_cache(maxsize=1)
def language_table() -> dict[str, Language]:
    """All languages by tag, in the order of the table."""
    data = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
    return {
        tag: Language(
            tag,
            row["name"],
            row["english"],
            row["script"],
            row.get("direction") == "rtl",
            tuple(row["fonts"]),
            row["leading"],
            row.get("breaks", ""),
            tuple(row.get("whole", ())),
            row.get("ascii", ""),
            tuple(row.get("also", ())),
            row["quotes"],
            row.get("digits", "latn"),
        )
        for tag, row in data.items()
    }


def language_names() -> dict[str, tuple[str, ...]]:
    """What each language is called: in English, in itself, and otherwise."""
    return {tag: (language.english, language.name, *language.also) for tag, language in language_table().items()}


def languages_called(name: str) -> tuple[str, ...]:
    """Tags of the languages that people may mean by a tag or a name; several when it is the name of several (Chinese).

    Accents, capitals, signs and the order of words do not count: “Kreyol ayisyen”, “Chinese (Traditional)”. A word of a
    name is enough when no other language has it in its own.
    """
    asked = _words(name)
    whole, parts = {}, {}
    for tag, names in language_names().items():
        for known in map(_words, (tag, *names)):
            if known == asked:
                whole[tag] = tag
            elif asked and (set(asked) <= set(known) or _ends_with(known, asked)):
                parts[tag] = tag
    return tuple(whole or parts)


def typed_alike(text: str) -> str:
    """The text without what people leave out when they type a name: capitals and the accents of European scripts."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFKC", plain).casefold()


def _words(name: str) -> list[str]:
    return sorted(re.findall(r"[^\s(),;·_-]+", typed_alike(name)))


def _ends_with(known: list[str], asked: list[str]) -> bool:
    """Whether it is the end of a name that is written without blanks: 中文 of 简体中文."""
    return len(known) == len(asked) == 1 and not asked[0].isascii() and known[0].endswith(asked[0])


def is_tag(text: str) -> bool:
    """Whether the text has the form of a BCP 47 tag that a handout may bear."""
    return _TAG.fullmatch(text) is not None


def find_language(tag: str) -> Language | None:
    """The table's language for a tag: `es-US` finds `es`, `zh-Hans-SG` finds `zh-Hans`; None when there is none."""
    table = language_table()
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        language = table.get("-".join(parts[:length]))
        if language is not None:
            return language
    return None


def english_name(tag: str) -> str:
    """A language's English name; the tag itself when the table does not hold it."""
    language = find_language(tag)
    return language.english if language else tag
