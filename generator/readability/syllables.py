"""Syllables of a word, for the languages whose formulas count them.

Spoken syllables by rules on the letters. English, whose spelling tells least, has a list of the words that the rules
miscount, made from the CMU Pronouncing Dictionary (see `english-syllables.txt`). Each language's rules are measured
against word lists in `tests/readability/test_syllables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from generator.values import Frozen, field

_PART = re.compile(r"[^\W_](?:[\w']*[^\W_])?")
# An abbreviation that can only be spelled, since it has no vowel in any of the languages: CPR.
_SPELLED = re.compile("[B-DF-HJ-NP-TV-XZ]{2,6}")
_EXCEPTIONS = Path(__file__).parent / "english-syllables.txt"


class Syllables(Frozen):
    """How a language spells its syllables.

    nuclei: what is one syllable each, tried in this order; before: rewritings of the spelling, in order, that take
    silent letters away; least: of a word that has no vowel (`mg`: 1; Russian `в`: 0).
    """

    nuclei: re.Pattern[str]
    before: tuple[tuple[re.Pattern[str], str], ...] = ()
    least: int = 1
    also: Callable[[str], int] = field(default=lambda _word: 0)

    def count(self, word: str) -> int:
        for pattern, replacement in self.before:
            word = pattern.sub(replacement, word)
        return max(self.least, len(self.nuclei.findall(word)) + self.also(word))


def _rules(nuclei: str, *before: tuple[str, str], least: int = 1, two: str = "") -> Syllables:
    rewritings = tuple((re.compile(pattern), replacement) for pattern, replacement in before)
    pairs = re.compile(two) if two else None
    return Syllables(re.compile(nuclei), rewritings, least, lambda word: len(pairs.findall(word)) if pairs else 0)


# What is silent goes, then groups of vowels count, then those groups that are two syllables: ra-di-o, flu-id.
_ENGLISH = _rules(
    "[aeiouy]+",
    (r"'s?$", ""),
    (r"qu|gu(?=[aei])", "q"),
    (r"(?<=[sxzcg])es$|(?<=[cs]h)es$", "is"),  # heard behind a hiss only: doses, but takes
    (r"(?<=[^aeiouytd])ed$|(?<=[^aeiouy])es$", "e"),  # heard behind t and d only: needed, but asked
    (r"(?<=[aeiouy])e[ds]$", ""),
    (r"(?<=[^aeiouylrw])le$|(?<=[^aeiouy]l)le$", "il"),
    (r"(?<=[aeiouy])([^aeiouy]+)e(?=(?:ly|ful|fully|less|ness|ments?|some)?$)", r"\1"),
    (r"(?<=ic)al(?=ly$)", ""),
    two=(
        r"(?<![cgstxln])i(?=o)|(?<=c)o(?=ag)|(?<![cgst])i(?=a)|i(?=um|us|et|en[ct])|e(?=o(?!u|n)|um|us|at[ei])|u(?=a[lt]|ou|en[ct])"
        r"|[aeiouy](?=ing$|ism$|ist)|(?:s|th)ms?$"
    ),
)

# A weak vowel beside another vowel makes one syllable with it unless it bears an accent; h between vowels parts
# nothing; y is a vowel at the end. Source: RAE, Ortografía (2010), II 2.2.
_SPANISH = _rules(
    "[iuü]?[aeoáéó][iuü]?|[iuü][iuíúü]|[iuüíú]",
    ("h", ""),
    (r"qu(?=[eiéí])", "q"),
    (r"gu(?=[eiéí])", "g"),
    (r"(?<=[aeou])y$|^y$", "i"),
)

# Falling diphthongs are one syllable, but not before nh or a consonant that closes the syllable (ru-im, a-in-da); a
# rising one at the end of a word with an accent before it is one (his-tó-ria). Source: Acordo Ortográfico (1990), XX.
_CLOSED = "(?!nh|[lmnrz](?![aeiouáâãéêíóôõúh]))"
_PORTUGUESE = _rules(
    rf"[ãõ][eoi]|(?<=[qg])u[aeoáâéêó][iu]?|[aeoáâéêóô][iu]{_CLOSED}|(?:ui|iu){_CLOSED}|[aeiouáâãàéêíóôõúy]",
    (r"qu(?=[eiéêí])", "q"),
    (r"gu(?=[eiéêí])", "g"),
    (r"(?<=[áâéêíóôú])([^aeiouáâãéêíóôõú]+)[iu](?=[aeo]s?$)", r"\1"),
)

# The written division counts: Fa-mi-li-e has four, by ear three. Prefixes end before a vowel (be-ein-flus-sen); ie is
# two syllables in some words from Latin. Source: Duden, Die deutsche Rechtschreibung (2020).
_GERMAN_IE = "famil|lin|ser|stud|arter|bakter|fol|präm|mater|akt|petersil|hostil|komöd|tragöd"
_GERMAN = _rules(
    "aa|ee|oo|äu|au|eu|ei|ai|oi|ey|ay|ou|ie|[aeiouyäöüéèêáà]",
    ("qu", "q"),
    ("^y(?=[aeou])", "j"),
    ("team", "tem"),
    (r"^(be|ge)(?=e(?:i|nd|ng|r[bd]|hr)|in[hn]|im|ir|u[nr])", r"\1-"),
    (r"(?<=ko)o(?=[pr])|(?<=z)oo(?=[ln])", "-o"),
    (r"(?<=prot)ein|(?<=[ck]off)ein|(?<=kod)ein|(?<=kas)ein", "e-in"),
    (r"eu(?=m(?:s|$))", "e-u"),
    (rf"({_GERMAN_IE})ie|(?<=hyg)ie", r"\1i-e"),
    (r"(?<!d)ie(?=nt|nz|ll|tät)", "i-e"),
    (r"(?<!^w)(?<!sch)ie(?=n$)", "i-e"),
)

# Woordenlijst Nederlandse Taal (2015), 7: a trema begins a syllable.
_DUTCH = _rules(
    "aai|ooi|oei|eeu|ieu|aa|ee|ie|oo|uu|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouyáéèêëïöüàó]",
    ("qu", "kw"),
    ("^y(?=[aeou])", "j"),
    ("team", "tem"),
)

# Spoken syllables: a final e, -es and the -ent of a verb are silent; i before a vowel is none of its own, unless
# behind two consonants (cli-ent, ou-bli-er). Source: Grevisse & Goosse, Le bon usage (2016), on synérèse and e caduc.
_FRENCH_VERBS = (
    "peuv|doiv|sav|aid|exist|donn|serv|permett|montr|prenn|vienn|tienn|pens|parl|mang|boiv|aim|arriv|dur|risqu"
)
_FRENCH = _rules(
    "eau|œu|œi|oeu|oui|ou|au|eu|oi|ai|ei|oî|aî|oû|oo|ui|[aeiouyàâéèêëîïôöûùüœ]",
    (r"aoû", "û"),
    (r"qu", "q"),
    (r"guë", "gu"),
    (r"gu(?=[eéèêiy])", "g"),
    (r"g(?:e)(?=[aoâô])", "j"),
    (r"^pay(?=s)", "pé-i"),
    (r"^y(?=[aeiou])", "j"),
    (r"(?<=[aeou])y(?=[aeiouéè])", "ij"),
    (r"ue(?=il)", "eu"),
    (r"(?<=[eo]u)ill?(?=$|s$|[aeéè])", "j"),
    (r"(?<=[ae])ill?(?=$|s$|[aeéè])", "ij"),
    (rf"^({_FRENCH_VERBS})ent$", r"\1"),
    (r"aient$", "ai"),
    (r"(?<=[aeiouyàâéèêëîïôûœ])([^aeiouyàâéèêëîïôûœ]+)es?$", r"\1"),
    (r"(?<=[iuéyî])es?$", ""),
    (r"(?<![bcdfgptvk][rl])i(?=[aeoéèêàâôu])", "j"),
)

# Every vowel is a syllable; i before another only softens the consonant (nie-bo). Source: Wielki słownik ortograficzny
# PWN, division of words.
_POLISH = _rules("[aąeęioóuy]", ("i(?=[aąeęoóu])", ""), ("^(a|e)u", r"\1"), least=0)
# Every vowel letter is a syllable, and nothing else is; names in Latin letters by their groups of vowels.
_RUSSIAN = _rules("[аеёиоуыэюя]|[aeiouy]+", least=0)
_TURKISH = _rules("[aeıioöuüâîû]")

_LANGUAGES = {
    "es": _SPANISH, "pt": _PORTUGUESE, "de": _GERMAN, "nl": _DUTCH, "fr": _FRENCH, "pl": _POLISH, "ru": _RUSSIAN,
    "tr": _TURKISH,
}  # fmt: skip


@lru_cache(maxsize=1)
def english_exceptions() -> dict[str, int]:
    """The words whose syllables the rules miscount, as the CMU Pronouncing Dictionary has them."""
    lines = _EXCEPTIONS.read_text(encoding="ascii").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {word: int(number) for number, *words in rows for word in words}


def by_english_rules(word: str) -> int:
    """Syllables of an English word in small letters, by the rules alone."""
    return _ENGLISH.count(word)


def has_syllables(lang: str) -> bool:
    """Whether the syllables of the language can be counted; lang: a BCP 47 tag."""
    base = lang.partition("-")[0]
    return base == "en" or base in _LANGUAGES


@lru_cache(maxsize=50_000)
def syllables(word: str, lang: str) -> int:
    """Syllables of one word; parts joined by hyphens add up, and a number in figures is one.

    As read aloud a number has more (Flesch, 1948, counts so); but figures are what health writing asks for instead of
    words (CDC Clear Communication Index, 2019, on numbers), and a score must not punish that.
    lang: a BCP 47 tag of a language with `has_syllables`.
    """
    if _SPELLED.fullmatch(word):
        return len(word)
    if not any(map(str.isalpha, word)):
        return 1 if any(map(str.isdigit, word)) else 0
    base = lang.partition("-")[0]
    return sum(_part(part, base) for part in _PART.findall(word.lower().replace("’", "'")))


def _part(word: str, base: str) -> int:
    if any(char.isdigit() for char in word):
        return 1
    if base != "en":
        return _LANGUAGES[base].count(word)
    known = english_exceptions().get(word.removesuffix("'s").removesuffix("'"))
    return known if known is not None else by_english_rules(word)
