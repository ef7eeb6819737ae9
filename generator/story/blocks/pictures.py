"""Pictures and codes."""

from __future__ import annotations

import re

from generator.model.blocks.pictures import MOST_PEOPLE, Figure, PictureStep, PictureSteps, Qr, Risk
from generator.model.inline import Prose
from generator.model.layout import AVERAGE_ADVANCE
from generator.pictures import Picture, turned
from generator.rules import problem
from generator.story.builder import FIRM_OF_ROOM, StoryBuilder
from generator.story.figures import BesideFlow, PictureFlow, keep_in_one, widen
from generator.story.flowables import Flowable, stack_height
from generator.story.people import PEOPLE_ACROSS, bar_picture, in_tone, people_picture
from generator.story.qr import QUIET_ZONE, qr_picture
from generator.story.rows import RowFlow, widest_word
from generator.story.side_by_side import FEWEST_BESIDE, below, beside, holds_beside
from generator.tags import Tag

# A picture takes at most this part of the page's height, so that its words find room beside or below it.
HIGHEST_PICTURE, HIGHEST_STEP = 0.55, 0.3
# A step is not parted from its picture, nor its sentence cut, where it takes no more of a page.
WHOLE_STEP = 0.6
# The most of the measure that a code takes when it grows with the type: its address stands beside it.
WIDEST_CODE = 0.25
# The most of the page's height, and of the measure, that a picture takes when it grows with the type: the words beside
# it keep the rest.
HIGHEST_GROWN, BESIDE = 0.25, 0.35
# Letters of a good line beside a picture that has grown. Where it could grow so many times more, it has a row to
# itself, and there at most so many times more than the type has.
LETTERS_BESIDE, TOO_SMALL, GROWN_BELOW = 24, 1.2, 1.6
# Up to this growth of the type, that of easy read, words of steps begin where those beside pictures without a number
# do; in large print, pictures of their full size matter more.
ALIGNED = 1.2
# Letters of a line beside a code whose address stands below it.
LETTERS_QR = 15
# Between a picture and the words beside it.
GAP, STEP_GAP = 20.0, 15.0
# Above and below a picture of a risk that has a row to itself.
AROUND_RISK = 10.0
# Where ten people take 60 mm, a thousand dots take the width of the text, fifty in a row, so that each can be counted;
# no words have room beside so many.
DOTS_OF_PEOPLE = 3.0


def figure(builder: StoryBuilder, block: Figure, parent: Tag) -> list[Flowable]:
    # A Caption is the first or last in what it belongs to (ISO 14289-2, 8.2.5.27). In the Figure itself it would not be
    # heard, since the alternative text is said in its place.
    captioned = not block.decorative and bool(block.caption or block.credit)
    both = parent.add("Sect") if captioned else parent
    tag = None if block.decorative else both.add("Figure", alt=block.alt, lang=block.alt_lang)
    drawn = _drawn(builder, block)
    highest = builder.page_height * HIGHEST_PICTURE
    measure, inset = builder.styles.page.measure - builder.inset, builder.inset
    words = [
        *_caption(builder, block, both.add("Caption") if captioned else parent),
        *builder.blocks(block.content, parent),
    ]
    own = min(block.width, builder.styles.blocks.figure.widest)
    wanted = min(own * builder.styles.growth, HIGHEST_GROWN * builder.page_height * drawn.width / drawn.height)
    room = _room_beside(builder)
    grown = min(wanted, room, measure - GAP - widest_word(words))
    width = min(max(own, grown), measure, highest * drawn.width / drawn.height)
    picture = PictureFlow(picture=drawn, picture_width=width, tag=tag, rtl=builder.styles.rtl)
    _frame(builder, picture, builder.styles.blocks.figure.frame)
    small = wanted > TOO_SMALL * max(grown, own)
    if words and not small and width <= measure / 2 and widest_word(words) <= measure - width - GAP:
        flows = beside(builder, picture, words, GAP, inset)
        if len(flows) == 1:
            return flows
    if words and builder.styles.growth > 1:
        widen(picture, words, measure, FIRM_OF_ROOM * builder.room, (GROWN_BELOW * wanted, highest))
    picture.space_before, picture.space_after, picture.keep_with_next = 15.0, 10.0, bool(words)
    keep_in_one(words)
    if words:
        words[-1].space_after = max(words[-1].space_after, builder.space.box)
    return [picture, *words]


def _frame(builder: StoryBuilder, picture: PictureFlow, frame: str) -> None:
    """What a layout has around pictures: nothing, a line, or a ground."""
    palette = builder.styles.palette
    picture.frame = palette.rule if frame == "line" else None
    picture.ground = palette.tint if frame == "tint" else None


def _room_beside(builder: StoryBuilder) -> float:
    """Width of a picture that leaves the words beside it a good line, in points."""
    styles = builder.styles
    measure = styles.page.measure
    return max(measure * BESIDE, min(measure / 2, measure - GAP - LETTERS_BESIDE * styles.body.size * AVERAGE_ADVANCE))


def _drawn(builder: StoryBuilder, block: Figure | PictureStep) -> Picture:
    picture = builder.pictures(block.image, block.place)
    return turned(picture) if block.mirror and builder.styles.rtl else picture


def _caption(builder: StoryBuilder, block: Figure, tag: Tag) -> list[Flowable]:
    """Caption and credit; of a decoration, which a screen reader passes by, they are paragraphs."""
    flows = list[Flowable]()
    if block.caption:
        style = builder.styles.label(builder.styles.blocks.figure.label)
        flows.append(builder.composer.text(block.caption, style, tag.add("P")))
        flows[-1].space_after = builder.space.item
    if block.credit:
        flows.append(builder.composer.text(block.credit, builder.styles.notes_in(block.credit.plain), tag.add("P")))
        flows[-1].space_after = builder.space.item
        flows[0].keep_with_next = len(flows) > 1
    return flows


def qr(builder: StoryBuilder, block: Qr, parent: Tag) -> list[Flowable]:
    """What the code is for, the address in words, then the code: in this order it is heard, unless the address stands
    below the code."""
    section = parent.add("Div")
    caption = builder.composer.text(
        block.caption, builder.styles.label(builder.styles.blocks.qr.label), section.add("P")
    )
    caption.even = True
    return coded(builder, block.url, [caption], section, block.caption.plain)


def coded(
    builder: StoryBuilder, url: Prose, before: list[Flowable], parent: Tag, called: str, indent: float = 0.0
) -> list[Flowable]:
    """A code and, beside it, what stands before its address in words and the address. called: what the link is called
    in a list of links; indent: see `beside`."""
    styles = builder.styles
    scan = builder.composer.words(styles.words.before(styles.words.scan).rstrip(), styles.body, parent.add("P"))
    name = f"{styles.words.before(called)}{url.plain}"  # what it is for, and the words that are seen (WCAG 2.1, 2.5.3)
    spoken = parent.add("P")
    address = builder.composer.text(url, styles.body, spoken, link=url.plain, contents=name)
    tag = parent.add("Figure", alt=styles.words.qr)
    usual = styles.blocks.qr.width
    width = min(usual * styles.growth, max(usual, styles.page.measure * WIDEST_CODE))
    code = qr_picture(url.plain)
    picture = PictureFlow(picture=code, picture_width=width, tag=tag, rtl=styles.rtl)
    words = [*before, scan, address]
    room, own = styles.page.measure - indent, address.natural_width()
    if room - width - GAP < own <= room:  # who types it from paper reads it on one line
        flows = _address_below(builder, picture, words, room) if before else []
        if flows:  # heard in the order in which they stand
            parent.kids[-2:] = [tag, spoken]
        flows = flows or below(builder, picture, words, len(words))
    else:
        flows = beside(builder, picture, words, indent=indent, above=len(words))
    picture.outdent = width * QUIET_ZONE / code.width if any(one is picture for one in flows) else 0.0
    return flows


def _address_below(builder: StoryBuilder, picture: PictureFlow, words: list[Flowable], room: float) -> list[Flowable]:
    """The code beside what it is for, over its address, which has the whole measure; none where that is no lower than
    all of them below each other."""
    *before, address = words
    space = builder.space
    flow = BesideFlow(picture=picture, children=before, gap=GAP, rtl=builder.styles.rtl, above=len(before))
    inner = room - picture.picture_width - GAP
    if widest_word(before) > inner or not holds_beside(builder, picture.picture_width + GAP, LETTERS_QR):
        return []
    if flow.height(room) >= picture.height(room) + stack_height(before, room):
        return []
    flow.space_before, flow.space_after, flow.keep_with_next = space.box, space.item, True
    before[-1].space_after, address.space_after = 0.0, space.box
    return [flow, address]


def picture_steps(builder: StoryBuilder, block: PictureSteps, parent: Tag) -> list[Flowable]:
    """A numbered list; in each item the picture at the start side and the words beside it, in all or in none: one that
    stands otherwise than the others looks like something else. The pictures grow with the type."""
    styles, look = builder.styles, builder.styles.blocks.picture_steps
    tag = parent.add("L", attributes={"List": {"ListNumbering": "Decimal"}})
    widest = min(block.width, look.widest)
    width, highest = _step_width(builder, widest), HIGHEST_STEP * builder.page_height
    whole = WHOLE_STEP * builder.page_height
    rows, sides = list[RowFlow](), list[BesideFlow]()
    for number, step in enumerate(block.picture_steps, 1):
        item = tag.add("LI")
        label = builder.label(number, 0, item.add("Lbl"))
        body = item.add("LBody")
        figure = None if step.decorative else body.add("Figure", alt=step.alt, lang=step.alt_lang)
        drawn = _drawn(builder, step)
        own = min(width, highest * drawn.width / drawn.height)
        picture = PictureFlow(picture=drawn, picture_width=own, tag=figure, rtl=styles.rtl)
        _frame(builder, picture, look.frame)
        words = builder.text(step.text, body.add("P"), 0.0)
        sides.append(BesideFlow(picture=picture, children=[words], gap=STEP_GAP, rtl=styles.rtl))
        rows.append(
            RowFlow(
                label=label, body=[sides[-1]], rtl=styles.rtl, space_after=builder.space.list, whole=whole, steady=True
            )
        )
    builder.indent_labels(rows, numbered=True)
    _align(builder, rows, sides, widest)
    if not _hold_beside(builder, rows, sides):
        grown = min(widest * styles.growth, styles.page.measure - builder.number_indent)
        for row, side in zip(rows, sides, strict=True):
            row.body, row.steady = _step_below(builder, side, grown, highest), False
    return list(rows)


def _align(builder: StoryBuilder, rows: list[RowFlow], sides: list[BesideFlow], width: float) -> None:
    """Let the words begin where those of a figure of that width do: all rows of an easy-read page have one edge. The
    number takes its room from the picture."""
    edge = min(width * builder.styles.growth, _room_beside(builder)) + GAP
    pictures = [side.picture for side in sides if side.picture]
    room = edge - rows[0].indent - STEP_GAP
    if not 1 < builder.styles.growth < ALIGNED:
        return
    for side, picture in zip(sides, pictures, strict=True):
        picture.picture_width = min(picture.picture_width, room)
        side.gap = edge - rows[0].indent - picture.picture_width


def _step_width(builder: StoryBuilder, widest: float) -> float:
    """Width of the pictures of steps that words stand beside, in points: as much larger as the type is, while the words
    keep a good line and half the measure."""
    measure = builder.styles.page.measure
    letters = LETTERS_BESIDE * builder.styles.body.size * AVERAGE_ADVANCE
    room = min(measure / 2, measure - builder.number_indent - STEP_GAP - letters)
    return min(widest * builder.styles.growth, max(min(widest, measure / 3), room))


def _hold_beside(builder: StoryBuilder, rows: list[RowFlow], sides: list[BesideFlow]) -> bool:
    """Whether the words of every step have good lines beside its picture, and none is so high that it is parted."""
    pictures = [side.picture.picture_width for side in sides if side.picture]
    wide = holds_beside(builder, max(pictures) + STEP_GAP + builder.number_indent, FEWEST_BESIDE)
    return wide and all(row.height(builder.styles.page.measure) <= row.whole for row in rows)


def _step_below(builder: StoryBuilder, side: BesideFlow, width: float, highest: float) -> list[Flowable]:
    """A step's picture, no wider and no higher than so many points, and its words below it."""
    picture = side.picture
    assert picture is not None and picture.picture is not None
    picture.picture_width = min(width, highest * picture.picture.width / picture.picture.height)
    flows = below(builder, picture, side.children, above=0)
    flows[0].space_before = flows[-1].space_after = 0.0
    return flows


def risk(builder: StoryBuilder, block: Risk, parent: Tag) -> list[Flowable]:
    """Both sentences, every person drawn or a bar, and what the numbers are about."""
    assert block.text is not None and block.other is not None  # written out in `model/risks.py`
    _check_numbers(builder, block.text, {block.n, block.of})
    _check_numbers(builder, block.other, {block.of - block.n, block.of})
    styles, tag = builder.styles, parent.add("Div")
    sentence = builder.composer.text(block.text, styles.label(styles.blocks.risk.label), tag.add("P"))
    sentence.space_after = builder.space.item
    said: list[Flowable] = [sentence, builder.text(block.other, tag.add("P"), builder.space.item)]
    alt = styles.words.picture_of_risk(block.n, block.of, block.show)
    picture = _risk_picture(builder, block, tag.add("Figure", alt=alt))
    facts: list[Flowable] = [
        builder.text(fact, tag.add("P"), builder.space.item) for fact in (block.over, block.group) if fact is not None
    ]
    if block.source:
        facts.append(builder.composer.text(block.source, styles.notes_in(block.source.plain), tag.add("P")))
    if block.show == "people":
        if not _too_small(builder, block):
            flows = beside(builder, picture, [*said, *facts], above=len(said))
            if len(flows) == 1:
                return flows
        # With a row to itself it is drawn as large as the page lets it be.
        measure = styles.page.measure
        wanted, highest = _people_width(builder, block, measure), HIGHEST_PICTURE * builder.page_height
        below_heading = builder.room - 2 * styles.heading(2).leading
        widen(picture, said, measure, below_heading, (wanted, highest))
        widest = measure if styles.growth > 1 else wanted
        widen(picture, [*said, *facts], measure, FIRM_OF_ROOM * builder.room, (widest, highest))
    return _in_one_piece(builder, [*said, picture, *facts])


def _too_small(builder: StoryBuilder, block: Risk) -> bool:
    """Whether people or dots would be much smaller beside words than they should be."""
    wanted = _people_width(builder, block, builder.styles.page.measure)
    return wanted > TOO_SMALL * _people_width(builder, block, _room_beside(builder))


def _risk_picture(builder: StoryBuilder, block: Risk, tag: Tag) -> PictureFlow:
    """A bar is as wide as the text, and a person as wide in every leaflet of a format."""
    styles, measure = builder.styles, builder.styles.page.measure
    palette = in_tone(styles.palette, styles.blocks.risk.tone)
    if block.show == "bar":
        drawn, width = bar_picture(block.n, block.of, palette, styles.rtl), measure
    else:
        drawn = people_picture(block.n, block.of, palette, styles.rtl)
        width = _people_width(builder, block, _room_beside(builder))
    return PictureFlow(picture=drawn, picture_width=width, tag=tag, rtl=styles.rtl)


def _people_width(builder: StoryBuilder, block: Risk, most: float) -> float:
    """Width of a picture of people or dots in points; ten people across take no more than `most`."""
    wanted = builder.styles.blocks.risk.width * builder.styles.growth
    if block.of > MOST_PEOPLE:
        return min(DOTS_OF_PEOPLE * wanted, most)
    return min(block.of, PEOPLE_ACROSS) / PEOPLE_ACROSS * min(wanted, most)


def _in_one_piece(builder: StoryBuilder, flows: list[Flowable]) -> list[Flowable]:
    """Flowables that stay on one page, with space around them as beside a picture."""
    for flow in flows[:-1]:
        flow.keep_with_next = True
    for flow in flows:
        if isinstance(flow, PictureFlow):
            flow.space_before = flow.space_after = max(builder.space.item, AROUND_RISK)
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
