"""Words of a glossary, found where a leaflet first uses them: each becomes a mark that leads to its meaning.

Only the words themselves are looked for, and the forms that an author gives: a program that bends words would link
wrong ones. Nothing that a page says changes by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from generator.model.blocks.care import Advice, Columns, DoAndDont, Moment, Timeline, Zone, Zones
from generator.model.blocks.kinds import Item
from generator.model.blocks.pictures import Figure, PictureStep, PictureSteps
from generator.model.blocks.words import BulletList, Callout, Glossary, KeyPoints, Paragraph, Steps, Term
from generator.model.handout import Handout
from generator.model.inline import Prose, Span, term_key
from generator.model.running import RUNNING
from generator.text.breaks import word_pieces
from generator.text.scripts import parts_no_words
from generator.values import Mutable, replace

# Where words are looked for: running text and lists. Not in headings and labels, where a link would be in the way of
# those who jump from one to the next; in the words of others; or in what is ticked, cut off or filled in.
_READ: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        kind: RUNNING[kind]
        for kind in (
            *(Paragraph, BulletList, Steps, Item, KeyPoints, Callout, Zones, Zone, DoAndDont, Advice),
            *(Timeline, Moment, Columns, Figure, PictureSteps, PictureStep),
        )
    }
)
_BRACKET = re.compile(r"\s*[(（].*", re.DOTALL)
# Languages in which i keeps its dot, and I has none.
_DOTTED = ("tr", "az")
_HYPHENS, _APOSTROPHES = "-\u2010\u2011", "'\u2019"


def with_terms_linked(handout: Handout) -> Handout:
    """The handout with the first use of each word of a glossary, in a text before it, marked as that word."""
    linker = _Linker.of(handout)
    return replace(handout, content=linker.content(handout)) if linker.waiting else handout


def unlinked_terms(handout: Handout) -> list[Term]:
    """The words of glossaries that no text before them has as they are written there. One that the author marks is
    none of them, nor one that stands inside another word of the glossary."""
    linker = _Linker.of(handout)
    linker.content(handout)
    others = [term_key(term.term.plain) for term in handout.glossary]
    return [term for term in linker.missed if not any(_inside(term_key(term.term.plain), other) for other in others)]


def _inside(word: str, other: str) -> bool:
    if parts_no_words(word):
        return word != other and word in other
    return word != other and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", other) is not None


def _begins(word: str, other: str) -> bool:
    return word != other and other.startswith(word)


class _Linker(Mutable):
    """One walk through a handout.

    called: what marks call the words, by each of their forms; waiting: words that no text has had yet, by what marks
    call them; missed: those of glossaries that were passed without one; heads: words that longer ones
    begin with, without a blank behind them.
    """

    locale: str
    called: dict[str, str]
    pattern: re.Pattern[str]
    waiting: dict[str, Term]
    missed: list[Term]
    heads: frozenset[str]

    @classmethod
    def of(cls, handout: Handout) -> _Linker:
        blocks = [block for block in handout.content if isinstance(block, Glossary) and block.link]
        terms = {term_key(term.term.plain): term for block in blocks for term in block.glossary}
        called = {folded(form, handout.lang): name for name, term in reversed(terms.items()) for form in _forms(term)}
        marked = {span.term for text in handout.texts() for span in text.spans if span.term} if terms else set()
        waiting = {name: term for name, term in terms.items() if not term.keys & marked}
        pattern = _pattern(tuple(form for term in terms.values() for form in _forms(term)))
        heads = [one for one in terms if parts_no_words(one) and any(_begins(one, other) for other in terms)]
        return cls(handout.lang, called, pattern, waiting, [], frozenset(heads))

    def content(self, handout: Handout) -> tuple[Any, ...]:
        found: list[Any] = []
        for block in handout.content:
            if isinstance(block, Glossary):
                self._passed(block)
            found.append(self._linked(block) if self.waiting else block)
        return tuple(found)

    def _passed(self, block: Glossary) -> None:
        for called in (term_key(term.term.plain) for term in block.glossary):
            if called in self.waiting:
                self.missed.append(self.waiting.pop(called))

    def _linked(self, value: Any) -> Any:
        """What it is given, or a copy where a word was found in it."""
        if isinstance(value, Prose):
            return self._text(value)
        if isinstance(value, tuple):
            parts = tuple(map(self._linked, value))
            return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
        changed = {}
        for name in _READ.get(type(value), ()):
            old = getattr(value, name)
            if (new := self._linked(old)) is not old:
                changed[name] = new
        return replace(value, **changed) if changed else value

    def _text(self, text: Prose) -> Prose:
        plain, edges = text.plain, frozenset[int]()
        for match in self.pattern.finditer(plain):
            name = self._called(match[0])
            if name not in self.waiting or (name in self.heads and _is_enclosed(plain, *match.span())):
                continue
            edges = edges or _edges(plain, self.locale)
            spans = _marked(text.spans, match.span(), name) if edges.issuperset(match.span()) else None
            if spans is not None:
                text = replace(text, spans=spans)
                del self.waiting[name]
        return text

    def _called(self, said: str) -> str:
        """The name of the word that is said, or nothing. Capitals have no ß of their own: “FUSS” may be “Fuß”."""
        key = folded(said, self.locale)
        if key not in self.called and "SS" in said and _language(self.locale) == "de":
            key = key.replace("ss", "ß")
        return self.called.get(key, "")


def folded(text: str, lang: str) -> str:
    """A word as it is looked for: capitals, blanks and the two ways to write é make no difference.

    Turkish and Azerbaijani have two letters, I with ı and İ with i. “Masse” and “Maße” are two words. Source: Unicode
    16.0, CaseFolding.txt, status T; Amtliches Regelwerk der deutschen Rechtschreibung (2024), § 25.
    """
    text = unicodedata.normalize("NFC", text)
    if _language(lang) in _DOTTED:
        text = text.replace("I", "ı").replace("İ", "i")
    return " ".join("ß".join(part.casefold() for part in re.split("[ßẞ]", text)).split())


def _is_enclosed(text: str, start: int, end: int) -> bool:
    """Whether letters stand on both sides: where no blanks part words, a short one is then most often half of another,
    as “stage” is in the Thai for “early stage”."""
    around = (text[max(0, start - 1) : start] or " ", text[end : end + 1] or " ")
    return all(char.isalpha() or unicodedata.category(char) in ("Mn", "Mc") for char in around)


def _language(lang: str) -> str:
    return lang.partition("-")[0].lower()


def _marked(spans: tuple[Span, ...], where: tuple[int, int], called: str) -> tuple[Span, ...] | None:
    """Spans of which a stretch is marked as a word; None where it is no part of one span, or of one that is a link, a
    word or of another language already, or half of what is emphasised. What is kept together is marked as a whole."""
    offset = 0
    for number, span in enumerate(spans):
        start, end = where[0] - offset, where[1] - offset
        offset += len(span.text)
        if end > len(span.text):
            if start < len(span.text):
                return None
            continue
        if span.link or span.term or span.lang or span.island:
            return None
        if (span.bold or span.italic) and end - start < len(span.text.strip()):
            return None
        cuts = ((0, len(span.text)),) if span.nobreak else ((0, start), (start, end), (end, len(span.text)))
        parts = (replace(span, text=span.text[a:b], term=called if a <= start < b else "") for a, b in cuts if a < b)
        return (*spans[:number], *parts, *spans[number + 1 :])
    return None


def _forms(term: Term) -> tuple[str, ...]:
    """The forms of a word that are looked for; of “Spread (metastatic)”, what stands before the bracket as well."""
    before = _BRACKET.sub("", term.term.plain)
    return (*term.forms, before) if before else term.forms


@lru_cache(maxsize=200)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the forms, the longest first, so that “tumor” is not found inside “biology of the tumor”."""
    both = {unicodedata.normalize(way, form) for form in forms for way in ("NFC", "NFD")}
    longest = sorted(both, key=lambda form: (-len(form), form))
    groups = groupby(longest, key=lambda form: (parts_no_words(form[0]), parts_no_words(form[-1])))
    return re.compile("|".join(_any(forms, *ends) for ends, forms in groups) or "(?!)", re.IGNORECASE)


def _any(forms: Iterable[str], joined_before: bool, joined_behind: bool) -> str:
    """A pattern of forms that are whole words at these ends (the rest is asked of ICU), with any blanks inside. One
    look at the ends for all of them: a fifth of the time."""
    said = "|".join(r"\s+".join(map(re.escape, form.split())).replace("ß", "(?:ß|(?-i:SS))") for form in forms)
    before = "" if joined_before else r"(?<!\w)"
    behind = "" if joined_behind else r"(?!\w)"
    return f"{before}(?:{said}){behind}"


def _edges(text: str, locale: str) -> frozenset[int]:
    """Where words begin and end, in code points; none at a hyphen that joins words, one at each apostrophe
    (“l’intestin”). Source: UAX #29, 4; ICU has dictionaries where no blanks part words."""
    found, offset = {0}, 0
    for piece in word_pieces(text, locale):
        offset += len(piece)
        found.add(offset)
    for place, sign in enumerate(text):
        if sign in _APOSTROPHES:
            found |= {place, place + 1}
        elif sign in _HYPHENS and text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum():
            found -= {place, place + 1}
    return frozenset(found)
