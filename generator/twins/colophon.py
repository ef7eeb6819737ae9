"""The colophon of a page for browsers: as on paper, in each language of the copy (`story/colophon.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.model.handout import Handout
from generator.model.inline import Span
from generator.model.languages import Language
from generator.model.layout import Brand
from generator.model.words import Words
from generator.reading import known_language
from generator.story.blocks.words import called
from generator.story.colophon import backing, of_the_original
from generator.twins.nodes import El, Node, el
from generator.twins.prose import Inline
from generator.twins.writer import dialled, named, said
from generator.values import Frozen


def colophon(handout: Handout, other: Handout | None, brand: Brand, words: Callable[[str], Words]) -> El:
    """Who answers for the leaflet, which version it is and how fresh, and whether it is a draft. other: the same
    handout in the second language of the copy."""
    handouts = [one for one in (handout, other) if one]
    languages = [known_language(one) for one in handouts]
    voices = [Voice(one, brand, words(lang.tag), languages) for one, lang in zip(handouts, languages, strict=True)]
    first = voices[0]
    listed: list[Node] = [first.facts(last=_address(handout, brand, first.words))]
    listed += [el("div", one.facts(), **one.marks) for one in voices[1:]]
    marks = {} if first.language.tag == "en" else {"lang": "en", "dir": "ltr"}
    legal = [el("p", line, **marks) for line in brand.legal]
    helps = [line for one in voices for line in one.help({} if one is first else one.marks)]
    drafts = [line for one in handouts for line in _drafts(one, words, one is handout)]
    return el("footer", *helps, el("div", *drafts, *listed, *legal, class_="colophon"))


def _drafts(handout: Handout, words: Callable[[str], Words], first: bool) -> list[El]:
    """What a reader must know of a translation, in its language and in English."""
    own = known_language(handout)
    names = handout.translation.notices if handout.translation else []
    return [
        el("p", el("strong", getattr(source, name)), lang=lang)
        for source, lang in ((words(own.tag), None if first else handout.lang), (words("en"), "en"))
        for name in names
    ]


def _address(handout: Handout, brand: Brand, words: Words) -> list[tuple[str, tuple[Span, ...]]]:
    """Where to look up whether a copy is current."""
    address = brand.copy_address(handout.id, handout.lang, handout.version)
    return [(words.check_copy, (Span(address, link=address, island=True),))] if address else []


class Voice(Frozen):
    """What a colophon says in one language. languages: all of the copy, in the order of reading."""

    handout: Handout
    brand: Brand
    words: Words
    languages: Sequence[Language]

    @property
    def language(self) -> Language:
        return known_language(self.handout)

    @property
    def marks(self) -> dict[str, str]:
        return {"lang": self.handout.lang, "dir": "rtl" if self.language.rtl else "ltr"}

    def facts(self, last: Sequence[tuple[str, tuple[Span, ...]]] = ()) -> El:
        """A list of names and values."""
        handout, words, brand = self.handout, self.words, self.brand
        source = (of_the_original(words),) if handout.translation else ()
        rows: list[tuple[str, tuple[Span, ...]]] = [
            (words.published_by, (Span(brand.publisher, lang=self._lang("en")),)),
            *([(words.phone, dialled(said(brand.phone)).spans)] if brand.phone else []),
            *([(words.web, (Span(brand.web, link=brand.web, island=True),))] if brand.web else []),
            (words.document, (Span(handout.id, island=True),)),
            (words.version, (Span(handout.version, island=True),)),
            (words.language, tuple(self._names())),
            (words.reviewed, (Span(words.day(handout.reviewed, handout.lang), nobreak=True), *source)),
            (words.next_review, (Span(words.day(handout.next_review, handout.lang), nobreak=True), *source)),
            *((label, tuple(spans)) for label, spans in backing(handout, words)),
            *last,
        ]
        inline = Inline(self.language.rtl, {})
        listed: list[Node] = []
        for label, value in rows:
            meaning = el("dd", *inline.nodes(value))
            if label == words.phone:
                meaning = named(meaning, called(words, said(brand.publisher), said(brand.phone)))
            listed += [el("dt", label), meaning]
        return el("dl", *listed)

    def help(self, marks: dict[str, str]) -> list[El]:
        """Where to ask for help in one's language and for large print."""
        phone = self.brand.other_formats
        if not phone:
            return []
        before, _, after = self.words.help_at("\0").partition("\0")
        spans = [span for span in (Span(before), *dialled(said(phone)).spans, Span(after)) if span.text]
        return [el("p", *Inline(self.language.rtl, {}).nodes(spans), **marks)]

    def _lang(self, lang: str) -> str:
        return "" if lang == self.language.tag else lang

    def _names(self) -> Iterator[Span]:
        """Each language's own name and its English one, for staff."""
        for number, one in enumerate(self.languages):
            if number:
                yield Span(" · ")
            yield Span(one.name, lang=self._lang(one.tag))
            if one.tag != "en":
                yield Span(" ")
                yield Span(f"({one.english})", lang=self._lang("en"))
