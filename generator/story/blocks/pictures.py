"""Pictures and codes."""

from __future__ import annotations

import re

from generator.model.blocks.pictures import MOST_PEOPLE, Figure, PictureStep, PictureSteps, Qr, Risk
from generator.model.inline import Prose
from generator.pictures import Picture, turned
from generator.rules import problem
from generator.story.builder import StoryBuilder
from generator.story.figures import PictureFlow
from generator.story.flowables import Flowable
from generator.story.people import PEOPLE_ACROSS, bar_picture, people_picture
from generator.story.qr import qr_picture
from generator.story.rows import RowFlow, widest_word
from generator.tags import Tag

# A picture takes at most this part of the page's height, so that its words find room beside or below it.
HIGHEST_PICTURE, HIGHEST_STEP = 0.55, 0.3
# A step is not parted from its picture, nor its sentence cut, where it takes no more of a page.
WHOLE_STEP = 0.6
# 25 mm: a code of version 5 then has modules of 0.6 mm, which phones read from office print (ISO/IEC 18004 leaves the
# size open).
QR_WIDTH = 25 * 72 / 25.4
# The most of the measure that a code takes when it grows with the type: its address stands beside it.
WIDEST_CODE = 0.25
# The most of the page's height, and of the measure, that a picture takes when it grows with the type: the words beside
# it keep the rest.
HIGHEST_GROWN, BESIDE = 0.25, 0.35
# Between a picture and the words beside it.
GAP = 20.0
# 60 mm: ten people across are 6 mm each, told apart at arm's length.
PEOPLE_WIDTH = 60 * 72 / 25.4


def figure(builder: StoryBuilder, block: Figure, parent: Tag) -> list[Flowable]:
    # A Caption is the first or last in what it belongs to (ISO 14289-2, 8.2.5.27). In the Figure itself it would not be
    # heard, since the alternative text is said in its place.
    captioned = not block.decorative and bool(block.caption or block.credit)
    both = parent.add("Sect") if captioned else parent
    tag = None if block.decorative else both.add("Figure", alt=block.alt, lang=block.alt_lang)
    drawn = _drawn(builder, block)
    highest = builder.page_height * HIGHEST_PICTURE
    measure = builder.styles.page.measure
    beside = [
        *_caption(builder, block, both.add("Caption") if captioned else parent),
        *builder.blocks(block.content, parent),
    ]
    tall = HIGHEST_GROWN * builder.page_height * drawn.width / drawn.height
    room = min(measure * BESIDE, measure - GAP - widest_word(beside), tall)
    grown = min(block.width * builder.styles.growth, room)
    width = min(max(block.width, grown), measure, highest * drawn.width / drawn.height)
    picture = PictureFlow(picture=drawn, picture_width=width, tag=tag, rtl=builder.styles.rtl)
    if beside and width <= measure / 2 and widest_word(beside) <= measure - width - GAP:
        return builder.beside(picture, beside, GAP)
    picture.space_before, picture.space_after, picture.keep_with_next = 15.0, 10.0, bool(beside)
    return [picture, *beside]


def _drawn(builder: StoryBuilder, block: Figure | PictureStep) -> Picture:
    picture = builder.pictures(block.image, block.place)
    return turned(picture) if block.mirror and builder.styles.rtl else picture


def _caption(builder: StoryBuilder, block: Figure, tag: Tag) -> list[Flowable]:
    """Caption and credit; of a decoration, which a screen reader passes by, they are paragraphs."""
    flows: list[Flowable] = [builder.text(block.caption, tag.add("P"), builder.space.item)] if block.caption else []
    if block.credit:
        flows.append(builder.composer.text(block.credit, builder.styles.notes, tag.add("P")))
        flows[-1].space_after = builder.space.item
        flows[0].keep_with_next = len(flows) > 1
    return flows


def qr(builder: StoryBuilder, block: Qr, parent: Tag) -> list[Flowable]:
    """What the code is for, the address in words, then the code: in this order it is heard."""
    section = parent.add("Div")
    caption = builder.composer.text(block.caption, builder.styles.body.as_bold(), section.add("P"))
    return coded(builder, block.url, [caption], section, block.caption.plain)


def coded(
    builder: StoryBuilder, url: Prose, before: list[Flowable], parent: Tag, called: str, indent: float = 0.0
) -> list[Flowable]:
    """A code and, beside it, what stands before its address in words and the address. called: what the link is called
    in a list of links; indent: see `beside`."""
    styles = builder.styles
    scan = builder.composer.words(styles.words.before(styles.words.scan).rstrip(), styles.body, parent.add("P"))
    name = f"{styles.words.before(called)}{url.plain}"  # what it is for, and the words that are seen (WCAG 2.1, 2.5.3)
    address = builder.composer.text(url, styles.body, parent.add("P"), link=url.plain, contents=name)
    tag = parent.add("Figure", alt=styles.words.qr)
    width = min(QR_WIDTH * styles.growth, max(QR_WIDTH, styles.page.measure * WIDEST_CODE))
    picture = PictureFlow(picture=qr_picture(url.plain), picture_width=width, tag=tag, rtl=styles.rtl)
    words = [*before, scan, address]
    room, own = styles.page.measure - indent, address.natural_width()
    if room - width - GAP < own <= room:  # who types it from paper reads it on one line
        return builder.below_each_other(picture, words, len(words))
    return builder.beside(picture, words, indent=indent, above=len(words))


def picture_steps(builder: StoryBuilder, block: PictureSteps, parent: Tag) -> list[Flowable]:
    """A numbered list; in each item the picture at the start side and the words beside it."""
    styles = builder.styles
    tag = parent.add("L", attributes={"List": {"ListNumbering": "Decimal"}})
    width = min(block.width, styles.page.measure / 3)
    rows: list[RowFlow] = []
    for number, step in enumerate(block.picture_steps, 1):
        item = tag.add("LI")
        label = builder.label(number, 0, item.add("Lbl"))
        body = item.add("LBody")
        figure = None if step.decorative else body.add("Figure", alt=step.alt, lang=step.alt_lang)
        drawn = _drawn(builder, step)
        own = min(width, HIGHEST_STEP * builder.page_height * drawn.width / drawn.height)
        picture = PictureFlow(picture=drawn, picture_width=own, tag=figure, rtl=styles.rtl)
        words = builder.text(step.text, body.add("P"), 0.0)
        flows = builder.beside(picture, [words], gap=15.0, indent=builder.number_indent)
        flows[0].space_before = flows[-1].space_after = 0.0
        whole = WHOLE_STEP * builder.page_height
        rows.append(RowFlow(label=label, body=flows, rtl=styles.rtl, space_after=builder.space.list, whole=whole))
    builder.indent_labels(rows, numbered=True)
    return list(rows)


def risk(builder: StoryBuilder, block: Risk, parent: Tag) -> list[Flowable]:
    """Both sentences, every person drawn or a bar, and what the numbers are about."""
    assert block.text is not None and block.other is not None  # written out in `model/risks.py`
    _check_numbers(builder, block.text, {block.n, block.of})
    _check_numbers(builder, block.other, {block.of - block.n, block.of})
    styles, tag = builder.styles, parent.add("Div")
    sentence = builder.composer.text(block.text, styles.heading(4), tag.add("P"))
    sentence.space_after = builder.space.item
    said: list[Flowable] = [sentence, builder.text(block.other, tag.add("P"), builder.space.item)]
    alt = styles.words.picture_of_risk(block.n, block.of, block.show)
    picture = _risk_picture(builder, block, tag.add("Figure", alt=alt))
    facts: list[Flowable] = [
        builder.text(fact, tag.add("P"), builder.space.item) for fact in (block.over, block.group) if fact is not None
    ]
    if block.source:
        facts.append(builder.composer.text(block.source, styles.notes, tag.add("P")))
    if block.show == "people":
        flows = builder.beside(picture, [*said, *facts], above=len(said))
        if len(flows) > 1:  # with a row to itself it is drawn as large as the page lets it be
            highest, width = HIGHEST_PICTURE * builder.page_height, _people_width(builder, block, styles.page.measure)
            drawn = picture.picture
            assert drawn is not None
            picture.picture_width = max(picture.picture_width, min(width, highest * drawn.width / drawn.height))
        return flows
    return _in_one_piece(builder, [*said, picture, *facts])


def _risk_picture(builder: StoryBuilder, block: Risk, tag: Tag) -> PictureFlow:
    """A bar is as wide as the text, and a person as wide in every leaflet of a format."""
    styles, measure = builder.styles, builder.styles.page.measure
    if block.show == "bar":
        drawn, width = bar_picture(block.n, block.of, styles.palette, styles.rtl), measure
    else:
        drawn = people_picture(block.n, block.of, styles.palette, styles.rtl)
        width = _people_width(builder, block, measure * BESIDE)
    return PictureFlow(picture=drawn, picture_width=width, tag=tag, rtl=styles.rtl)


def _people_width(builder: StoryBuilder, block: Risk, most: float) -> float:
    """Width of a picture of people in points; ten across take no more than `most`."""
    part = min(block.of, PEOPLE_ACROSS) / PEOPLE_ACROSS if block.of <= MOST_PEOPLE else 1.0
    return part * min(PEOPLE_WIDTH * builder.styles.growth, most)


def _in_one_piece(builder: StoryBuilder, flows: list[Flowable]) -> list[Flowable]:
    """Flowables that stay on one page, with space around them as beside a picture."""
    for flow in flows[:-1]:
        flow.keep_with_next = True
    for flow in flows:
        if isinstance(flow, PictureFlow):
            flow.space_before = flow.space_after = builder.space.item
    flows[0].space_before = flows[-1].space_after = builder.space.box
    return flows


# Groups of three digits may be parted by a comma, a dot, an apostrophe or a narrow blank; decimals are no counts.
_COUNT = re.compile(r"(?<![\d.,٫])(?:\d{1,3}(?:[.,’'\u00a0\u202f ٬]\d{3})+|\d{1,9})(?![\d]|[.,٫]\d)")


def _check_numbers(builder: StoryBuilder, text: Prose, wanted: set[int]) -> None:
    """A sentence about a risk says the numbers that are drawn."""
    found = {int("".join(char for char in number if char.isdecimal())) for number in _COUNT.findall(text.plain)}
    missing = sorted(wanted - found)
    if missing:
        numbers = " and ".join(map(str, missing))
        builder.composer.problems.add(
            problem("risk-numbers", f"The picture shows {numbers}; this sentence does not say it.", text.place)
        )
