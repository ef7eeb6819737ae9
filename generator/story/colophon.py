"""The colophon: who answers for a leaflet, which version it is and how fresh; the last thing on the last page.

A copy in two languages has one in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.languages import Language
from generator.model.words import Words
from generator.problems import NOWHERE
from generator.story.blocks.words import called, dialled
from generator.story.composer import Composer, labelled
from generator.story.flowables import BesideFlow, Flowable, PictureFlow, RuleFlow
from generator.story.qr import qr_picture
from generator.story.running_head import GAP
from generator.tags import Tag
from generator.values import Frozen

# 20 mm: an address of 60 letters is a code of 37 modules and the white around it, 0.44 mm each; office printers print
# dots of 0.04 mm. On paper narrower than 90 mm the code stands below its address.
CODE_WIDTH, NARROW = 20 * 72 / 25.4, 255.0


class Colophon(Frozen):
    """What a colophon says in one language. others: the handout's languages on the same copy, this one among them, in
    the order of reading."""

    composer: Composer
    handout: Handout
    others: Sequence[Language]

    @property
    def words(self) -> Words:
        return self.composer.styles.words

    @property
    def language(self) -> Language:
        return self.composer.styles.language

    def lines(self, section: Tag) -> list[Flowable]:
        """A paragraph for each group of facts."""
        words, brand, handout = self.words, self.composer.styles.brand, self.handout
        publisher = Span(brand.publisher, lang=self._lang("en"))
        phone = Prose((Span(brand.phone),), NOWHERE)
        reached = [(words.phone, [*dialled(phone).spans])] if brand.phone else []
        source = [of_the_original(words)] if handout.translation else []
        rows: list[list[tuple[str, list[Span]]]] = [
            [(words.published_by, [publisher]), *reached],
            [
                (words.document, [Span(handout.id)]),
                (words.version, [Span(handout.version)]),
                (words.language, self._names()),
            ],
            [
                (words.reviewed, [self._day(handout.reviewed), *source]),
                (words.next_review, [self._day(handout.next_review), *source]),
            ],
            *([fact] for fact in backing(handout, words)),
        ]
        whose = called(words, Prose((publisher,), NOWHERE), phone) if reached else ""
        return [
            self.composer.text(_in_a_row(words, row), self.composer.styles.small, section.add("P"), contents=whose)
            for row in rows
        ]

    def help(self, section: Tag, lang: str = "") -> list[Flowable]:
        """Where to ask for help in one's language and for large print, as large as the text; said before the rest."""
        styles, phone = self.composer.styles, self.composer.styles.brand.other_formats
        if not phone:
            return []
        before, _, after = self.words.help_at("\0").partition("\0")
        number = dialled(Prose((Span(phone),), NOWHERE)).spans
        spans = tuple(span for span in (Span(before), *number, Span(after)) if span.text)
        flow = self.composer.text(Prose(spans, NOWHERE), styles.body, section.add("P", lang=lang))
        flow.space_after = 5.0
        return [flow]

    def _lang(self, lang: str) -> str:
        """The mark of a passage in a language, none in the colophon's own."""
        return "" if lang == self.language.tag else lang

    def _names(self) -> list[Span]:
        """Each language's own name and its English one, for staff."""
        spans: list[Span] = []
        for one in self.others:
            spans += [Span(" · ")] if spans else []
            spans.append(Span(one.name, lang=self._lang(one.tag)))
            if one.tag != "en":
                spans.append(Span(f" ({one.english})", lang=self._lang("en")))
        return spans

    def _day(self, day: date) -> Span:
        return Span(self.words.day(day, self.handout.lang), nobreak=True)


def of_the_original(words: Words) -> Span:
    """That what stands before it holds for the text that this one was translated from."""
    return Span(f" ({words.original})")


def backing(handout: Handout, words: Words) -> Iterator[tuple[str, list[Span]]]:
    """Who approved the text, and who paid for it: a label and what is said. Parts stand between dots: a comma is
    another in each script."""
    (approval, lang), (payer, its_lang) = handout.approval, handout.payer
    if approval:
        who = [Span(approval.by, lang=lang), Span(" · "), Span(approval.role, lang=lang)]
        day = Span(words.day(approval.on, handout.lang), nobreak=True)
        yield words.approved_by, [*who, Span(" · "), day, *([of_the_original(words)] if lang else [])]
    if payer:
        yield words.paid_for_by, [Span(payer, lang=its_lang)]


def colophon(
    parent: Tag, composer: Composer, handout: Handout, second: tuple[Composer, Handout] | None
) -> list[Flowable]:
    """The colophon under a tag. second: the second language of a bilingual copy."""
    section, styles = parent.add("Div"), composer.styles
    voices = [(composer, handout), *([second] if second else [])]
    languages = [its_composer.styles.language for its_composer, _ in voices]
    flows: list[Flowable] = [
        RuleFlow(colour=styles.palette.rule, space_before=10.0, space_after=5.0, keep_with_next=True)
    ]
    lines, facts = list[Flowable](), list[tuple[Colophon, str]]()
    for its_composer, its_handout in voices:
        one = Colophon(its_composer, its_handout, languages)
        lang = "" if its_handout is handout else its_handout.lang
        flows += one.help(section, lang)
        facts.append((one, lang))
    for one, lang in facts:
        lines += one.lines(section.add("Div", lang=lang) if second else section)
    flows += [*_with_code(composer, handout, lines, section), *_legal(composer, section)]
    for flow in flows[:-1]:
        flow.keep_with_next = True
    return flows


def _legal(composer: Composer, section: Tag) -> list[Flowable]:
    styles = composer.styles
    lang = "" if styles.language.tag == "en" else "en"
    return [
        composer.text(Prose((Span(line, lang=lang),), NOWHERE), styles.small, section.add("P"))
        for line in styles.brand.legal
    ]


def _with_code(composer: Composer, handout: Handout, lines: list[Flowable], section: Tag) -> list[Flowable]:
    """The lines and, where copies can be looked up, the address that says whether this one is current; its code
    stands beside them, or below them on narrow paper."""
    styles, words = composer.styles, composer.styles.words
    address = styles.brand.copy_address(handout.id, handout.lang, handout.version)
    picture: list[PictureFlow] = []
    if address:
        label = Prose((Span(words.before(words.check_copy).rstrip(), bold=True),), NOWHERE)
        place = Prose((Span(address, link=address, island=True),), NOWHERE)
        lines = [
            *lines,
            composer.text(label, styles.small, section.add("P")),
            composer.text(place, styles.small, section.add("P"), contents=words.check_copy),
        ]
        tag = section.add("Figure", alt=words.qr)
        picture = [PictureFlow(picture=qr_picture(address), picture_width=CODE_WIDTH, tag=tag, rtl=styles.rtl)]
    if picture and styles.page.measure >= NARROW:
        beside = BesideFlow(picture=picture[0], children=lines, gap=GAP, rtl=styles.rtl)
        if beside.height(styles.page.measure) <= styles.page.height / 2:  # it cannot be split
            return [beside]
    return [*lines, *picture]


def _in_a_row(words: Words, facts: list[tuple[str, list[Span]]]) -> Prose:
    """“Label: value · Label: value”."""
    spans: list[Span] = []
    for label, value in facts:
        spans += [*([Span(" · ")] if spans else []), *labelled(words, label, Prose(tuple(value), NOWHERE)).spans]
    return Prose(tuple(spans), NOWHERE)
