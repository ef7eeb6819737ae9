"""The colophon: who answers for a leaflet, which version it is and how fresh; the last thing on the last page.

A copy in two languages has one in each.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.words import Words
from generator.problems import NOWHERE
from generator.story.composer import Composer
from generator.story.figures import BesideFlow, PictureFlow
from generator.story.flowables import Flowable, RuleFlow
from generator.story.qr import qr_picture
from generator.story.running_head import GAP
from generator.tags import Tag
from generator.wording import Fact, Imprint, help_line, labelled, said

# 20 mm: an address of 60 letters is a code of 37 modules and the white around it, 0.44 mm each; office printers print
# dots of 0.04 mm. On paper narrower than 90 mm the code stands below its address.
CODE_WIDTH, NARROW = 20 * 72 / 25.4, 255.0


def _lines(composer: Composer, imprint: Imprint, section: Tag) -> list[Flowable]:
    """A paragraph for each group of facts."""
    small, words, whose = composer.styles.small, imprint.words, imprint.reach if imprint.brand.phone else ""
    return [
        composer.text(_in_a_row(words, group), small, section.add("P"), contents=whose) for group in imprint.groups()
    ]


def _help(composer: Composer, section: Tag, lang: str = "") -> list[Flowable]:
    """Where to ask for help in one's language and for large print, as large as the text; said before the rest."""
    styles, phone = composer.styles, composer.styles.brand.other_formats
    if not phone:
        return []
    flow = composer.text(help_line(styles.words, said(phone)), styles.body, section.add("P", lang=lang))
    flow.space_after = 5.0
    return [flow]


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
    lines = list[Flowable]()
    for its_composer, its_handout in voices:
        flows += _help(its_composer, section, "" if its_handout is handout else its_handout.lang)
    for its_composer, its_handout in voices:
        its = its_composer.styles
        imprint = Imprint(its_handout, its.brand, its.words, its.language, languages)
        lang = "" if its_handout is handout else its_handout.lang
        lines += _lines(its_composer, imprint, section.add("Div", lang=lang) if second else section)
    flows += [*_with_code(composer, handout, lines, section), *_legal(composer, section)]
    for flow in flows[:-1]:
        flow.near_next = True
    return flows


def _legal(composer: Composer, section: Tag) -> list[Flowable]:
    styles = composer.styles
    lang = "" if styles.language.tag == "en" else "en"
    return [composer.text(said(line, lang=lang), styles.small, section.add("P")) for line in styles.brand.legal]


def _with_code(composer: Composer, handout: Handout, lines: list[Flowable], section: Tag) -> list[Flowable]:
    """The lines and, where copies can be looked up, the address that says whether this one is current; its code
    stands beside them, or below them on narrow paper."""
    styles, words = composer.styles, composer.styles.words
    address = styles.brand.copy_address(handout.id, handout.lang, handout.version)
    picture: list[PictureFlow] = []
    if address:
        label = said(words.before(words.check_copy).rstrip(), bold=True)
        place = said(address, link=address, island=True)
        lines = [
            *lines,
            composer.text(label, styles.small, section.add("P")),
            composer.text(place, styles.small, section.add("P"), contents=words.check_copy),
        ]
        tag = section.add("Figure", alt=words.qr)
        picture = [PictureFlow(picture=qr_picture(address), picture_width=CODE_WIDTH, tag=tag, rtl=styles.rtl)]
    if picture and styles.page.measure >= NARROW:
        beside = BesideFlow(picture=picture[0], children=lines, gap=GAP, rtl=styles.rtl, above=len(lines))
        if beside.height(styles.page.measure) <= styles.page.height / 2:  # it cannot be split
            return [beside]
    return [*lines, *picture]


def _in_a_row(words: Words, facts: Sequence[Fact]) -> Prose:
    """“Label: value · Label: value”."""
    spans: list[Span] = []
    for label, value in facts:
        spans += [*([Span(" · ")] if spans else []), *labelled(words, label, Prose(value, NOWHERE)).spans]
    return Prose(tuple(spans), NOWHERE)
