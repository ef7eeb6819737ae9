"""Texts to sentences and words, with the numbers that formulas are computed from.

Sentences and words end where ICU says (UAX #29), with these conventions of the formulas' authors:

- Each text ends a sentence, whatever its last sign: an item of a list, a line that its author broke.
- Parts joined by a hyphen or an apostrophe are one word (Flesch, 1948; McLaughlin, 1969).
- A phone number, a web or an email address is one word of one syllable; so is a number in figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from generator.readability.syllables import has_syllables, syllables
from generator.text.breaks import sentence_pieces, word_pieces
from generator.text.facts import find_facts
from generator.values import Frozen, field

# Abbreviations that end no sentence, by language: those before a name or a number, since ICU goes on at small letters.
# One letter counts as it is written only: “z. B.”, but “Vitamin B.”
_ABBREVIATIONS = {
    "en": "dr mr mrs ms st vs approx e.g i.e",
    "es": "dr dra sr sra núm aprox p p.ej",
    "de": "dr prof ca bzw nr evtl ggf z z.b d d.h u u.a o o.ä",
    "fr": "M dr pr mme mlle env p p.ex",
    "it": "dr dott sig ca es p p.es",
    "nl": "dr drs mevr dhr ca nr bijv",
    "pt": "dr dra sr sra aprox p p.ex",
    "pl": "dr prof lek np tj tzn nr",
    "sv": "dr ca t t.ex nr bl bl.a d d.v.s",
    "da": "dr ca f f.eks nr bl bl.a",
    "nb": "dr ca f f.eks nr bl bl.a",
    "ru": "т т.е д г ул др тел",
    "tr": "dr prof",
}
# Languages whose ordinals are figures with a full stop: “am 3. Mai”.
_ORDINALS = ("de", "da", "nb", "pl")
_LAST = re.compile(r"(?:^|(?<![\w.]))((?:\w{1,3}\.\s?)*(\w+))\.\s*$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.\s*$")
_JOINTS = frozenset("-‐‑–/'’·")
# Languages that write no sign at the end of a sentence: ICU finds few ends, so no number of sentences is told.
UNMARKED = ("th", "lo")
# LIX and the Wiener Sachtextformel call a word long from seven letters on (Björnsson, 1968; Bamberger & Vanecek, 1984).
LONG = 7


class Word(Frozen):
    """A word as written; known: its reader knows it, or the leaflet explains it; name: has a capital inside a sentence.

    syllables: None in languages whose syllables nobody counts here.
    """

    text: str
    letters: int
    syllables: int | None
    known: bool = False
    name: bool = False


class Sentence(Frozen):
    """A sentence of the text number `of` (from 0), which begins at its character `start`."""

    of: int
    start: int
    text: str
    words: tuple[Word, ...]

    @property
    def syllables(self) -> int | None:
        """All its syllables, or None where they are not counted."""
        counts = [word.syllables for word in self.words if word.syllables is not None]
        return sum(counts) if len(counts) == len(self.words) else None


class Counts(Frozen):
    """Sums over sentences. Words that are left out still count in `words`, which gives the length of sentences; nothing
    is said of how hard they are: `judged` counts the others.

    by_syllables: how many words have one syllable, two, three, four or more; fog: Gunning's hard words.
    """

    sentences: int = 0
    words: int = 0
    judged: int = 0
    letters: int = 0
    long: int = 0
    syllables: int = 0
    by_syllables: tuple[int, int, int, int] = (0, 0, 0, 0)
    fog: int = 0

    def __sub__(self, other: Counts) -> Counts:
        return Counts(
            self.sentences - other.sentences,
            self.words - other.words,
            self.judged - other.judged,
            self.letters - other.letters,
            self.long - other.long,
            self.syllables - other.syllables,
            tuple(a - b for a, b in zip(self.by_syllables, other.by_syllables, strict=True)),  # type: ignore[arg-type]  # four of four
            self.fog - other.fog,
        )


class KnownWords(Frozen):
    """Names and terms that a reader knows or finds explained, each as the words it consists of."""

    terms: frozenset[tuple[str, ...]]
    longest: int = field(default=0)

    @classmethod
    def of(cls, terms: Collection[str], lang: str) -> KnownWords:
        """Of names and terms as typed; capitals make no difference, endings do, but for the English plural."""
        found = {tuple(text.casefold() for text, _ in _spans(term, lang)) for term in terms} - {()}
        if lang.partition("-")[0] == "en":
            found |= {(*term[:-1], f"{term[-1]}s") for term in found}
        return cls(frozenset(found), max(map(len, found), default=0))

    def marked(self, words: Sequence[str]) -> list[bool]:
        """Which of the words belong to a known term."""
        folded = [word.casefold().removesuffix("'s").removesuffix("’s") for word in words]
        marks = [False] * len(words)
        for start in range(len(words)):
            for length in range(min(self.longest, len(words) - start), 0, -1):
                if tuple(folded[start : start + length]) in self.terms:
                    marks[start : start + length] = [True] * length
                    break
        return marks


def read(texts: Sequence[str], lang: str, known: Collection[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of the texts; lang: a BCP 47 tag; known: names and terms that the readers know."""
    terms = KnownWords.of(known, lang)
    return tuple(
        Sentence(number, start, text, words)
        for number, start, text in _sentences(texts, lang)
        if (words := _words(text, lang, terms))
    )


def count(sentences: Sequence[Sentence], leave_known: bool = False) -> Counts:
    """The sums of sentences; leave_known: without a judgement of known words."""
    words = judged = letters = long = spoken = fog = 0
    sizes = [0, 0, 0, 0]
    for sentence in sentences:
        words += len(sentence.words)
        for word in sentence.words:
            if leave_known and word.known:
                continue
            size = word.syllables or 0
            judged += 1
            letters += word.letters
            long += word.letters >= LONG
            spoken += size
            sizes[min(max(size, 1), 4) - 1] += 1
            fog += size >= 3 and _is_fog(word)
    return Counts(len(sentences), words, judged, letters, long, spoken, (sizes[0], sizes[1], sizes[2], sizes[3]), fog)


def _is_fog(word: Word) -> bool:
    """Whether Gunning calls an English word of three syllables or more hard: no name, no compound of easy words, and
    not only by -es or -ed. Source: Gunning, The Technique of Clear Writing (1952)."""
    if word.name:
        return False
    parts = re.split("[-‐‑]", word.text)
    if len(parts) > 1:
        return any(syllables(part, "en") >= 3 for part in parts)
    return word.syllables != 3 or not word.text.lower().endswith(("es", "ed"))


def _sentences(texts: Sequence[str], lang: str) -> Iterator[tuple[int, int, str]]:
    """The sentences of all texts: the number of the text, the offset in it, and the sentence without blanks around it.

    ICU gets all lines at once, since it takes longer to start than to read; a line's end always ends a sentence.
    """
    base = lang.partition("-")[0]
    lines = [(number, line) for number, text in enumerate(texts) for line in text.split("\n")]
    pieces = iter(sentence_pieces("\n".join(line for _, line in lines), lang))
    last, offset = -1, 0
    for index, (number, line) in enumerate(lines):
        last, offset = number, offset if number == last else 0
        whole = len(line) + (index < len(lines) - 1)
        start = end = 0
        while end < whole:
            end += len(next(pieces))
            if end >= whole or not _goes_on(line[start:end], base):
                if sentence := line[start:end].strip():
                    yield number, offset + line.index(sentence, start), sentence
                start = end
        offset += whole


def _goes_on(piece: str, base: str) -> bool:
    """Whether the full stop at the end of a piece belongs to an abbreviation, an ordinal or the number of an item."""
    if not any(char.isalpha() for char in piece) or (base in _ORDINALS and _ORDINAL.search(piece)):
        return True
    last = _LAST.search(piece)
    if last is None:
        return False
    known = _ABBREVIATIONS.get(base, "").split()
    return any(
        form in known or (len(form) > 1 and form.lower() in known) for form in ("".join(last[1].split()), last[2])
    )


def _words(text: str, lang: str, known: KnownWords) -> tuple[Word, ...]:
    spans = list(_spans(text, lang))
    marks = known.marked([word for word, _ in spans])
    return tuple(
        _word(word, lang, fact, mark, number > 0 and word[0].isupper())
        for number, ((word, fact), mark) in enumerate(zip(spans, marks, strict=True))
    )


@lru_cache(maxsize=20_000)
def _word(word: str, lang: str, fact: bool, known: bool, name: bool) -> Word:
    letters = len(word) if word.isalpha() else sum(map(str.isalpha, word))
    spoken = None if not has_syllables(lang) else 1 if fact else syllables(word, lang)
    return Word(word, letters, spoken, known, name)


def _spans(text: str, lang: str) -> Iterator[tuple[str, bool]]:
    """The words of a text, and of each whether it is an address or a phone number."""
    start = 0
    for fact in find_facts(text):
        if fact.kind in ("url", "email", "phone"):
            yield from ((word, False) for word in _plain(text[start : fact.start], lang))
            yield text[fact.start : fact.end], True
            start = fact.end
    yield from ((word, False) for word in _plain(text[start:], lang))


def _plain(text: str, lang: str) -> Iterator[str]:
    """Words of running text, with their parts joined again: ICU ends a word at a hyphen."""
    word = joint = ""
    for piece in word_pieces(text, lang):
        if piece.isalnum() or any(map(str.isalnum, piece)):
            if word and not joint:
                yield word
                word = ""
            word, joint = f"{word}{joint}{piece}", ""
        elif word and not joint and piece in _JOINTS:
            joint = piece
        else:
            if word:
                yield word
            word = joint = ""
    if word:
        yield word
