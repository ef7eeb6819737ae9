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
from generator.story.facts import FactsFlow, SmallPrint, SmallPrintBeside
from generator.story.figures import PictureFlow
from generator.story.flowables import Flowable, RuleFlow, TextFlow
from generator.story.qr import qr_picture
from generator.story.running_head import GAP
from generator.tags import Tag
from generator.values import replace
from generator.wording import Fact, Imprint, help_line, said

# 20 mm: an address of 60 letters is a code of 37 modules and the white around it, 0.44 mm each; office printers print
# dots of 0.04 mm. On paper narrower than 90 mm the code stands below its address.
CODE_WIDTH, NARROW = 20 * 72 / 25.4, 255.0
# A colophon that takes no more of a page than this is never parted; of a higher one, two of its paragraphs stand on
# either page: a sheet with its last line says nothing.
WHOLE = 0.45
# A value of so many letters stands on one line where it fits: a day with “(original text)”, a language in two names.
FEW_WORDS = 40
# Between two facts of a row.
DOT = " · "


def _lines(composer: Composer, imprint: Imprint, section: Tag) -> list[Flowable]:
    """A paragraph for each group of facts."""
    joint = composer.words(DOT, composer.styles.small, None)
    return [_group(composer, imprint, group, section.add("P"), joint) for group in imprint.groups()]


def _group(composer: Composer, imprint: Imprint, group: Sequence[Fact], tag: Tag, joint: TextFlow) -> FactsFlow:
    """“Label: value · Label: value”. joint: see `FactsFlow`."""
    styles, words = composer.styles, imprint.words
    whose = imprint.reach if imprint.brand.phone else ""
    dots = tuple(composer.words(DOT.lstrip(), styles.small, tag) for _ in group[1:])
    proses = [_fact(words, fact, last=fact is group[-1]) for fact in group]
    facts = tuple(composer.text(prose, styles.small, tag, contents=whose) for prose in proses)
    return FactsFlow(facts=facts, dots=dots, joint=joint, rtl=styles.rtl)


def _fact(words: Words, fact: Fact, last: bool) -> Prose:
    """“Label: value”: where that is wider than the column, the label is not parted, nor a value of a few words.

    last: whether it is the last of its paragraph.
    """
    label, value = fact
    colon = words.before(label).removeprefix(label)
    named = (Span(label, bold=True, nobreak=True), *([Span(colon, bold=True)] if colon else []))
    if not words.before(label).startswith(label):
        named = (Span(words.before(label), bold=True),)
    short = sum(len(span.text) for span in value) <= FEW_WORDS
    after = () if last else (Span(" "),)
    kept = (replace(one, nobreak=one.nobreak or short) for span in value for one in _after_its_blank(span))
    return Prose((*named, *kept, *after), NOWHERE)


def _after_its_blank(span: Span) -> tuple[Span, ...]:
    """The blank that a span begins with, and the rest: rather “(original text)” on a line of its own than a day without
    its label."""
    words = span.text.lstrip(" ")
    blank = span.text[: len(span.text) - len(words)]
    return (replace(span, text=blank), replace(span, text=words)) if blank and words else (span,)


def _help(composer: Composer, section: Tag, lang: str = "") -> list[Flowable]:
    """Where to ask for help in one's language and for large print, as large as the text; said before the rest."""
    styles, phone = composer.styles, composer.styles.brand.other_formats
    if not phone:
        return []
    flow = composer.text(help_line(styles.words, said(phone)), styles.body, section.add("P", lang=lang))
    flow.space_after = 5.0
    return [flow]


def colophon(
    parent: Tag, composer: Composer, handout: Handout, second: tuple[Composer, Handout] | None, room: float
) -> list[Flowable]:
    """The colophon under a tag. second: the second language of a bilingual copy; room: height of the text of a page, in
    points."""
    section, styles = parent.add("Div"), composer.styles
    voices = [(composer, handout), *([second] if second else [])]
    languages = [its_composer.styles.language for its_composer, _ in voices]
    rule = RuleFlow(colour=styles.palette.rule, space_before=10.0, space_after=5.0, keep_with_next=True)
    body, lines = list[Flowable](), list[Flowable]()
    for its_composer, its_handout in voices:
        body += _help(its_composer, section, "" if its_handout is handout else its_handout.lang)
    for its_composer, its_handout in voices:
        its = its_composer.styles
        imprint = Imprint(its_handout, its.brand, its.words, its.language, languages)
        lang = "" if its_handout is handout else its_handout.lang
        lines += _lines(its_composer, imprint, section.add("Div", lang=lang) if second else section)
    body += [*_with_code(composer, handout, lines, section), *_legal(composer, section)]
    for one in (body[0], body[-2]) if len(body) > 1 else ():
        one.near_next = True
    return [rule, SmallPrint(body=body, indent=0.0, rtl=styles.rtl, whole=WHOLE * room)]


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
        beside = SmallPrintBeside(picture=picture[0], children=lines, gap=GAP, rtl=styles.rtl, above=len(lines))
        if beside.height(styles.page.measure) <= styles.page.height / 2:  # it cannot be split
            return [beside]
    return [*lines, *picture]
