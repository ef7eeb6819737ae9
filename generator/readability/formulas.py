"""The published formulas, as data: for which language, by whom, of which measures, and what their numbers mean.

Every formula here is a constant and a sum of measures, each times a number. A verdict rests on the first formula of a
language alone: two findings for one text would be one finding twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.readability.reading import Counts
from generator.values import Frozen


class Measure(Frozen):
    """One number of a text: what it is, in words, and how it is computed from the sums."""

    what: str
    of: Callable[[Counts], float]


MEASURES: Mapping[str, Measure] = MappingProxyType({
    "sentence": Measure("words in a sentence", lambda c: c.words / c.sentences),
    "word": Measure("syllables in a word", lambda c: c.syllables / c.judged),
    "one": Measure("words of one syllable in 100", lambda c: 100 * c.by_syllables[0] / c.judged),
    "three": Measure("words of three syllables or more in 100", lambda c: 100 * sum(c.by_syllables[2:]) / c.judged),
    "four": Measure("words of four syllables or more in 100", lambda c: 100 * c.by_syllables[3] / c.judged),
    "fog": Measure("hard words in 100, by Gunning's rules", lambda c: 100 * c.fog / c.judged),
    "long": Measure("words of seven letters or more in 100", lambda c: 100 * c.long / c.judged),
    "letters": Measure("letters in 100 words", lambda c: 100 * c.letters / c.judged),
    "sentences": Measure("sentences in 100 words", lambda c: 100 * c.sentences / c.words),
    "root": Measure(
        "root of the words of three syllables or more in 30 sentences",
        lambda c: math.sqrt(30 * sum(c.by_syllables[2:]) / c.judged * c.words / c.sentences),
    ),
})  # fmt: skip


class Formula(Frozen):
    """One formula.

    constant, terms: the formula, by names of `MEASURES`; harder: whether a higher number is harder; scale: what the
    number is; bands: from the easiest on, the last number of each step and its name, as the source has them;
    least_words, least_sentences: what a text must have for a verdict, and `least_why` says who says so; note: what is
    particular to how it is computed here.
    """

    name: str
    title: str
    source: str
    constant: float
    terms: tuple[tuple[str, float], ...]
    harder: bool
    scale: str
    bands: tuple[tuple[float, str], ...] = ()
    least_words: int = 100
    least_sentences: int = 1
    least_why: str = "Flesch's samples have 100 words (1948)"
    note: str = ""

    def value(self, counts: Counts) -> float:
        """The score of a text; raises ZeroDivisionError for a text without words."""
        return self.constant + sum(factor * MEASURES[name].of(counts) for name, factor in self.terms)

    def meaning(self, value: float) -> str:
        """What a score means, in the words of its source."""
        for last, name in self.bands:
            if (value <= last) if self.harder else (value >= last):
                return name
        return self.bands[-1][1] if self.bands else f"{self.scale} {max(0, round(value))}"

    def why_unsure(self, counts: Counts) -> str:
        """Why the text is too short for a verdict; empty when it is long enough."""
        for have, least, what in (
            (counts.words, self.least_words, "words"),
            (counts.sentences, self.least_sentences, "sentences"),
        ):
            if have < least:
                return f"{have} {what}; {least} are needed for a verdict: {self.least_why}"
        return ""

    @property
    def text(self) -> str:
        """The formula as one reads it."""
        terms = (
            f" {'+' if factor > 0 else '−'} {abs(factor):g} × {MEASURES[name].what}" for name, factor in self.terms
        )
        return f"{self.constant:g}{''.join(terms)}".replace("-", "−", 1 if self.constant < 0 else 0)


# Flesch, The Art of Readable Writing (1949), p. 149; authors of other languages kept the steps.
_FLESCH_BANDS = (
    (90, "very easy"),
    (80, "easy"),
    (70, "fairly easy"),
    (60, "standard"),
    (50, "fairly difficult"),
    (30, "difficult"),
    (-math.inf, "very difficult"),
)
_EASE = "0 (hardest) to 100 (easiest)"
# Björnsson, Läsbarhet (1968).
_LIX_BANDS = ((30, "very easy"), (40, "easy"), (50, "medium"), (60, "hard"), (math.inf, "very hard"))


def _lix(source: str) -> Formula:
    return Formula(
        "lix",
        "LIX",
        source,
        0,
        (("sentence", 1), ("long", 1)),
        harder=True,
        scale="20 (very easy) to 60 (very hard)",
        bands=_LIX_BANDS,
        least_why="its long words are counted per 100 words",
    )


ENGLISH = (
    Formula(
        "flesch-kincaid",
        "Flesch-Kincaid",
        "Kincaid, Fishburne, Rogers and Chissom, Research Branch Report 8-75 (1975)",
        -15.59,
        (("sentence", 0.39), ("word", 11.8)),
        harder=True,
        scale="US school grade",
    ),
    Formula(
        "smog",
        "SMOG",
        "McLaughlin, Journal of Reading 12(8):639 (1969)",
        3.1291,
        (("root", 1.043),),
        harder=True,
        scale="US school grade",
        least_words=1,
        least_sentences=30,
        least_why="McLaughlin counts 30 sentences (1969)",
        note="Made for readers who understand all of a text, so that it lies above formulas that ask for less.",
    ),
    Formula(
        "gunning-fog",
        "Gunning Fog",
        "Gunning, The Technique of Clear Writing (1952)",
        0,
        (("sentence", 0.4), ("fog", 0.4)),
        harder=True,
        scale="years of school",
        least_why="Gunning's samples have 100 words (1952)",
        note="A word with a capital inside a sentence is taken for a name, which Gunning leaves out.",
    ),
)
SPANISH = (
    Formula(
        "inflesz",
        "INFLESZ",
        "Szigriszt Pazos, thesis (1993); scale: Barrio-Cantalejo and others, An Sist Sanit Navar 31(2):135 (2008)",
        206.835,
        (("sentence", -1), ("word", -62.3)),
        harder=False,
        scale=_EASE,
        bands=(
            (80, "muy fácil"),
            (65, "bastante fácil"),
            (55, "normal"),
            (40, "algo difícil"),
            (-math.inf, "muy difícil"),
        ),
    ),
    Formula(
        "fernandez-huerta",
        "Fernández Huerta",
        "Fernández Huerta, Consigna 214:29 (1959), as corrected by Law, Error in the Fernandez Huerta readability "
        "formula (2011)",
        206.84,
        (("sentence", -1.02), ("word", -60)),
        harder=False,
        scale=_EASE,
        bands=_FLESCH_BANDS,
        note="Printed with sentences per 100 words, by which longer sentences would be easier; Law shows that words in "
        "a sentence are meant, as in Flesch.",
    ),
)
GERMAN = (
    Formula(
        "wiener",
        "Wiener Sachtextformel (first)",
        "Bamberger and Vanecek, Lesen – Verstehen – Lernen – Schreiben (1984)",
        -0.875,
        (("three", 0.1935), ("sentence", 0.1672), ("long", 0.1297), ("one", -0.0327)),
        harder=True,
        scale="school year",
        least_why="its parts are counted per 100 words",
        note="From 4, the fourth year of school in Austria, to 15.",
    ),
    Formula(
        "amstad",
        "Flesch-Amstad",
        "Amstad, Wie verständlich sind unsere Zeitungen?, thesis, Zürich (1978)",
        180,
        (("sentence", -1), ("word", -58.5)),
        harder=False,
        scale=_EASE,
        bands=_FLESCH_BANDS,
    ),
    _lix("Björnsson, Läsbarhet (1968); for German: Björnsson, Reading Research Quarterly 18(4):480 (1983)"),
)
FRENCH = (
    Formula(
        "kandel-moles",
        "Kandel-Moles",
        "Kandel and Moles, Cahiers d'études de radio-télévision 19:253 (1958)",
        207,
        (("sentence", -1.015), ("word", -73.6)),
        harder=False,
        scale=_EASE,
        bands=_FLESCH_BANDS,
        note="Also quoted as 209 − 1.15 × words in a sentence − 68 × syllables in a word, which is some nine points "
        "easier; the harder reading is taken. Syllables are those one hears: a final e is silent.",
    ),
    _lix("Björnsson, Läsbarhet (1968); for French: Björnsson, Reading Research Quarterly 18(4):480 (1983)"),
)
ITALIAN = (
    Formula(
        "gulpease",
        "Gulpease",
        "Lucisano and Piemontese, Scuola e città 3:110 (1988)",
        89,
        (("sentences", 3), ("letters", -0.1)),
        harder=False,
        scale=_EASE,
        bands=(
            (80, "easy with primary school"),
            (60, "easy with lower secondary school"),
            (40, "easy with upper secondary school"),
            (-math.inf, "hard even with upper secondary school"),
        ),
        least_why="its parts are counted per 100 words",
    ),
)
DUTCH = (
    Formula(
        "flesch-douma",
        "Flesch-Douma",
        "Douma, De leesbaarheid van landbouwbladen, Wageningen (1960)",
        206.84,
        (("sentence", -0.93), ("word", -77)),
        harder=False,
        scale=_EASE,
        bands=_FLESCH_BANDS,
    ),
)
PORTUGUESE = (
    Formula(
        "martins",
        "Flesch for Brazilian Portuguese",
        "Martins, Ghiraldelo, Nunes and Oliveira, Notas do ICMSC 28, São Carlos (1996)",
        248.835,
        (("sentence", -1.015), ("word", -84.6)),
        harder=False,
        scale=_EASE,
        bands=(
            (75, "very easy: years 1 to 4"),
            (50, "easy: years 5 to 8"),
            (25, "hard: secondary school"),
            (-math.inf, "very hard: university"),
        ),
    ),
)
POLISH = (
    Formula(
        "fog-pl",
        "FOG-PL",
        "Pracownia Prostej Polszczyzny, Wrocław (2012), after Gunning; Broda and others, LREC (2014)",
        0,
        (("sentence", 0.4), ("four", 0.4)),
        harder=True,
        scale="years of school",
        bands=(
            (6.5, "very simple: primary school"),
            (9.5, "simple: lower secondary school"),
            (12.5, "fairly simple: upper secondary school"),
            (15.5, "fairly hard: first years of university"),
            (17.5, "hard: university"),
            (math.inf, "very hard"),
        ),
        least_why="FOG-PL asks for 100 words",
        note="Its authors count syllables of the words' base forms; here those of the words as written are counted, "
        "which is somewhat harder.",
    ),
)
RUSSIAN = (
    Formula(
        "oborneva",
        "Flesch for Russian",
        "Oborneva, thesis, Moscow (2006)",
        206.835,
        (("sentence", -1.3), ("word", -60.1)),
        harder=False,
        scale=_EASE,
        bands=_FLESCH_BANDS,
    ),
)
NORDIC = (_lix("Björnsson, Läsbarhet (1968); Reading Research Quarterly 18(4):480 (1983)"),)
TURKISH = (
    Formula(
        "atesman",
        "Ateşman",
        "Ateşman, Dil Dergisi 58:71 (1997)",
        198.825,
        (("sentence", -2.61), ("word", -40.175)),
        harder=False,
        scale=_EASE,
        bands=(
            (90, "çok kolay"),
            (70, "kolay"),
            (50, "orta güçlükte"),
            (30, "zor"),
            (-math.inf, "çok zor"),
        ),
    ),
)

# By tag, or by its first part. The first formula of a language is the one that a verdict rests on.
FORMULAS: Mapping[str, tuple[Formula, ...]] = MappingProxyType({
    "en": ENGLISH, "es": SPANISH, "de": GERMAN, "fr": FRENCH, "it": ITALIAN, "nl": DUTCH, "pt-BR": PORTUGUESE,
    "pl": POLISH, "ru": RUSSIAN, "sv": NORDIC, "da": NORDIC, "nb": NORDIC, "tr": TURKISH,
})  # fmt: skip
# Why there is none, where somebody may look for one.
NONE = MappingProxyType({
    "ar": "OSMAN (El-Haj and Rayson, 2016) counts syllables by vowel signs, which leaflets do not print; AARI "
    "(Al Tamimi and others, 2014) adds up all letters, so that a longer text is a harder one.",
    "pt-PT": "Martins and others (1996) is for Brazilian Portuguese.",
})  # fmt: skip


def formulas(lang: str) -> tuple[Formula, ...]:
    """The formulas of a language (a BCP 47 tag); none where none is published that can be computed honestly."""
    return FORMULAS.get(lang) or FORMULAS.get(lang.partition("-")[0], ())


def why_none(lang: str) -> str:
    """Why a language has no formula."""
    why = NONE.get(lang) or NONE.get(lang.partition("-")[0], "")
    return why or "We know of no published formula for this language that can be computed from the text alone."
