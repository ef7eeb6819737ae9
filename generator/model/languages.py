"""The language table: what setting a language needs to know. The data stand in `languages.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.values import Frozen

# RFC 5646, 2.1: language, optional script, optional region; variants and extensions have no use in a leaflet's name.
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


class Language(Frozen):
    """One language as the generator sets it.

    tag: BCP 47; script: ISO 15924; rtl: written from the right; fonts: families in order of preference; leading:
    smallest line distance as a multiple of the type size; characters: the most in a line; breaks: extra ICU
    line-break keys; quotes: outer and inner pair of quotation marks; digits: numbering system (CLDR); bullets: before
    an item of a list, and of one inside it; numbers, page_label: how the first number of a list, and of the pages, is
    written; whole: words that no line break may cut; ascii: the family for ASCII characters when it is not the first
    that has them; also: other names that people know it by.
    """

    tag: str
    name: str
    english: str
    script: str
    rtl: bool
    fonts: tuple[str, ...]
    leading: float
    characters: int
    breaks: str
    quotes: str
    digits: str
    bullets: tuple[str, ...]
    numbers: str
    page_label: str
    whole: tuple[str, ...] = ()
    ascii: str = ""
    also: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The English name for the name of a file: small ASCII letters and dashes."""
        letters = unicodedata.normalize("NFKD", self.english.lower().replace(" ", "-"))
        return "".join(char for char in letters if char == "-" or (char.isascii() and char.isalpha()))

    def number(self, value: int) -> str:
        """A whole number in the digits that the language counts in."""
        zero = ord(_ZEROS[self.digits])
        return "".join(chr(zero + int(digit)) for digit in str(value))

    def list_number(self, value: int) -> str:
        """What stands before an item of a numbered list: “1.”, “۱.”, “၁။”."""
        return self.numbers.replace(self.number(1), self.number(value))

    def page_number(self, value: int) -> str:
        """The number of a page, as the page and the PDF's page labels have it."""
        return self.page_label.replace(self.number(1), self.number(value))

    def bullet(self, depth: int) -> str:
        """What stands before an item of a list; depth: how many lists that one stands inside."""
        return self.bullets[min(depth, len(self.bullets) - 1)]

    def quoted(self, text: str) -> str:
        """The text in the language's quotation marks."""
        return f"{self.quotes[0]}{text}{self.quotes[1]}"


# The first digit of each numbering system of the table; the others follow it (Unicode 15, property Numeric_Value).
_ZEROS = {"latn": "0", "arab": "٠", "arabext": "۰", "deva": "०", "beng": "০", "mymr": "၀"}


@lru_cache(maxsize=1)
def language_table() -> dict[str, Language]:
    """All languages by tag, in the order of the table."""
    data = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
    return {tag: read_language(tag, row) for tag, row in data.items()}


def read_language(tag: str, row: dict[str, Any]) -> Language:
    """A row of the table. Raises `ValueError` for what is missing, unknown, or not to be had: the table is the
    program's own, so that a wrong one is a fault of the program."""
    strange = row.keys() - (*_COLUMNS, *_MORE)
    missing = [column for column in _COLUMNS if column not in row]
    if strange or missing:
        raise ValueError(f"languages.toml, [{tag}]: missing {missing}, unknown {sorted(strange)}")
    language = Language(
        tag=tag,
        name=row["name"],
        english=row["english"],
        script=row["script"],
        rtl=_one_of(tag, row, "direction", "ltr", "rtl") == "rtl",
        fonts=tuple(row["fonts"]),
        leading=row["leading"],
        characters=row["characters"],
        breaks=row["breaks"],
        quotes=row["quotes"],
        digits=_one_of(tag, row, "digits", *_ZEROS),
        bullets=tuple(row["bullets"]),
        numbers=row["numbers"],
        page_label=row["page-label"],
        whole=tuple(row.get("whole", ())),
        ascii=row.get("ascii", ""),
        also=tuple(row.get("also", ())),
    )
    # Words are never parted at the end of a line: `text/breaks.py` knows no other way.
    _one_of(tag, row, "hyphenation", "off")
    for column in ("numbers", "page-label"):
        if [char for char in row[column] if char.isnumeric()] != [language.number(1)]:
            raise ValueError(f"languages.toml, [{tag}]: {column} has to show {language.number(1)} once")
    return language


# What every row says, and what some say besides.
_COLUMNS = (
    "name", "english", "script", "direction", "fonts", "leading", "characters", "breaks", "hyphenation", "quotes",
    "digits", "bullets", "numbers", "page-label",
)  # fmt: skip
_MORE = ("also", "ascii", "whole")


def _one_of(tag: str, row: dict[str, Any], column: str, *known: str) -> str:
    value: str = row[column]
    if value not in known:
        raise ValueError(f"languages.toml, [{tag}]: {column} = “{value}” is none of {', '.join(known)}")
    return value


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
