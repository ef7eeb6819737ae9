"""The colophon of a page for browsers: as on paper, in each language of the copy (`story/colophon.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from generator.model.handout import Handout
from generator.model.inline import Span
from generator.model.layout import Brand
from generator.model.words import Words
from generator.reading import known_language
from generator.twins.nodes import El, Node, el
from generator.twins.prose import Inline
from generator.twins.writer import named
from generator.values import Frozen
from generator.wording import Fact, Imprint, help_line, said


def colophon(handout: Handout, other: Handout | None, brand: Brand, words: Callable[[str], Words]) -> El:
    """Who answers for the leaflet, which version it is and how fresh, and whether it is a draft. other: the same
    handout in the second language of the copy."""
    handouts = [one for one in (handout, other) if one]
    languages = [known_language(one) for one in handouts]
    voices = [
        Voice(Imprint(one, brand, words(lang.tag), lang, languages))
        for one, lang in zip(handouts, languages, strict=True)
    ]
    first = voices[0]
    listed: list[Node] = [first.facts(last=_address(handout, brand, first.imprint.words))]
    listed += [el("div", one.facts(), **one.marks) for one in voices[1:]]
    marks = {} if first.imprint.language.tag == "en" else {"lang": "en", "dir": "ltr"}
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


def _address(handout: Handout, brand: Brand, words: Words) -> list[Fact]:
    """Where to look up whether a copy is current."""
    address = brand.copy_address(handout.id, handout.lang, handout.version)
    return [(words.check_copy, said(address, link=address, island=True).spans)] if address else []


class Voice(Frozen):
    """What a colophon says in one language."""

    imprint: Imprint

    @property
    def marks(self) -> dict[str, str]:
        return {"lang": self.imprint.handout.lang, "dir": "rtl" if self.imprint.language.rtl else "ltr"}

    def facts(self, last: Sequence[Fact] = ()) -> El:
        """A list of names and values; a page for browsers leads to the clinic's own pages as well."""
        imprint, words, web = self.imprint, self.imprint.words, self.imprint.brand.web
        publisher, *others = imprint.groups()
        elsewhere = ((words.web, said(web, link=web, island=True).spans),) if web else ()
        listed: list[Node] = []
        for label, value in (*publisher, *elsewhere, *chain.from_iterable(others), *last):
            meaning = el("dd", *self._inline(value))
            listed += [el("dt", label), named(meaning, imprint.reach) if label == words.phone else meaning]
        return el("dl", *listed)

    def help(self, marks: dict[str, str]) -> list[El]:
        """Where to ask for help in one's language and for large print."""
        phone = self.imprint.brand.other_formats
        return [el("p", *self._inline(help_line(self.imprint.words, said(phone)).spans), **marks)] if phone else []

    def _inline(self, spans: Sequence[Span]) -> list[Node]:
        return Inline(self.imprint.language.rtl, {}).nodes(spans)
