"""Blocks of words: headings, paragraphs, lists, boxes, the clinic's card, sources."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import digit

from generator.model.blocks.clinic import Feedback
from generator.model.blocks.kinds import Item
from generator.model.blocks.pictures import Figure
from generator.model.blocks.words import (
    BulletList,
    Callout,
    Contact,
    Glossary,
    Heading,
    KeyPoints,
    Paragraph,
    Questions,
    Quote,
    References,
    Steps,
)
from generator.model.inline import Prose, Span, term_key
from generator.model.words import Words
from generator.story.builder import StoryBuilder
from generator.story.composer import labelled
from generator.story.flowables import Flowable, RowFlow, RuleFlow
from generator.tags import Tag

# Icon and tone of each kind of call-out.
CALLOUTS = {
    "important": ("important", "alert"),
    "note": ("note", "brand"),
    "call-today": ("call", "brand"),
    "emergency": ("emergency", "alert"),
}


def heading(builder: StoryBuilder, block: Heading, parent: Tag) -> list[Flowable]:
    return [builder.heading(block.heading, block.level, builder.section(block.level))]


def paragraph(builder: StoryBuilder, block: Paragraph, parent: Tag) -> list[Flowable]:
    return [builder.text(block.text, parent.add("P"))]


def bullets(builder: StoryBuilder, block: BulletList, parent: Tag) -> list[Flowable]:
    return builder.bulleted(block.list, parent)


def steps(builder: StoryBuilder, block: Steps, parent: Tag) -> list[Flowable]:
    return builder.bulleted(block.steps, parent, numbered=True)


def key_points(builder: StoryBuilder, block: KeyPoints, parent: Tag) -> list[Flowable]:
    section = parent.add("Sect")
    tag = section.add("H2")
    style = builder.styles.heading(3).coloured(builder.styles.palette.brand)
    heading = builder.composer.words(builder.styles.words.key_points, style, tag)
    heading.bookmark = (2, builder.styles.words.key_points, tag)
    heading.space_after, heading.keep_with_next = 10.0, True
    items = tuple(Item(text) for text in block.key_points)
    return [builder.box([heading, *builder.bulleted(items, section)], "key", "brand", builder.styles.boxes.key_points)]


def callout(builder: StoryBuilder, block: Callout, parent: Tag) -> list[Flowable]:
    """The title is a heading, as of any box; without contents, and without pictures below that it heads, it is no more
    than a sentence."""
    icon, tone = CALLOUTS[block.kind]
    tag, heads = parent.add("Aside"), bool(block.content) or isinstance(builder.following, Figure)
    word = getattr(builder.styles.words, block.kind.replace("-", "_"))
    colour = builder.styles.palette.tone(tone).strong
    style = builder.styles.heading(4)
    if heads:
        label, title = builder.worded_title(word, colour, block.title, tag, style)
    else:
        label = builder.composer.words(word, builder.styles.body.coloured(colour).as_bold(), tag.add("P"))
        title = builder.composer.text(block.title, style, tag.add("P"))
    label.keep_with_next = True
    title.keep_with_next, title.space_after = bool(block.content), 5.0
    return [builder.box([label, title, *builder.blocks(block.content, tag)], icon, tone, builder.styles.boxes.callout)]


def contact(builder: StoryBuilder, block: Contact, parent: Tag) -> list[Flowable]:
    # Inside a section, it may well belong to the heading of level 3 above it (“At night”).
    section = (builder.end_subsections(parent) if builder.on_its_own else parent).add("Sect")
    name = builder.title(block.name, section, builder.styles.heading(4))
    name.keep_with_next = False
    return [
        builder.box([name, *ways(builder, block, block.name, section)], "call", "brand", builder.styles.boxes.contact)
    ]


def called(words: Words, whose: Prose, way: Prose) -> str:
    """What a link to reach somebody is called in a list of links: whose it is, then its own words."""
    return f"{words.before(whose.plain)}{way.plain}"


def phone_line(builder: StoryBuilder, phone: Prose, tag: Tag, whose: Prose) -> Flowable:
    """A number to call, in large type. whose: its box's heading."""
    words, style = builder.styles.words, builder.styles.heading(3)
    line = labelled(words, words.phone, dialled(phone))
    flow = builder.composer.text(line, style, tag.add("P"), contents=called(words, whose, phone))
    flow.space_after = builder.space.item
    return flow


def dialled(phone: Prose) -> Prose:
    """A phone number that a telephone dials when it is touched."""
    address = f"tel:{dial_digits(phone.plain)}"
    return Prose((Span(phone.plain, link=address, nobreak=True, island=True),), phone.place)


def ways(builder: StoryBuilder, block: Contact | Feedback, whose: Prose, tag: Tag) -> list[Flowable]:
    """How to reach somebody, a line for each way. whose: the box's heading."""
    styles, words = builder.styles, builder.styles.words
    children: list[Flowable] = [phone_line(builder, block.phone, tag, whose)] if block.phone else []
    for label, value, link in (
        (words.hours, block.hours, ""),
        (words.email, block.email, f"mailto:{block.email.plain}" if block.email else ""),
        (words.web, block.web, block.web.plain if block.web else ""),
        (words.address, block.address, ""),
    ):
        if value:
            linked = Prose(tuple(replace(s, link=s.link or link) for s in value.spans), value.place)
            line, name = labelled(words, label, linked), called(words, whose, value) if link else ""
            children.append(builder.composer.text(line, styles.body, tag.add("P"), contents=name))
            children[-1].space_after = builder.space.item
    return children


def questions(builder: StoryBuilder, block: Questions, parent: Tag) -> list[Flowable]:
    styles = builder.styles
    flows: list[Flowable] = []
    if block.intro:
        flows.append(builder.text(block.intro, parent.add("P")))
        flows[-1].keep_with_next = True
    flows += builder.ticked([Item(item) for item in block.items], parent)
    if block.lines:
        notes = builder.composer.words(
            styles.words.before(styles.words.notes).rstrip(), styles.body.as_bold(), parent.add("P")
        )
        notes.keep_with_next, notes.space_before = True, 10.0
        flows += [notes, builder.writing_lines(block.lines, styles.words.notes, parent)]
    return flows


def quote(builder: StoryBuilder, block: Quote, parent: Tag) -> list[Flowable]:
    """The words in larger type, and below them who said them."""
    styles, tag = builder.styles, parent.add("BlockQuote")
    children: list[Flowable] = [builder.composer.text(block.text, styles.lead, tag.add("P"))]
    if block.by:
        children[0].space_after = 5.0
        children.append(builder.composer.text(block.by, styles.body, tag.add("P")))
    return [builder.box(children, "", "brand", builder.styles.boxes.quote)]


def glossary(builder: StoryBuilder, block: Glossary, parent: Tag) -> list[Flowable]:
    tag = parent.add("L", attributes={"List": {"ListNumbering": "Description"}})
    flows: list[Flowable] = []
    for term in block.glossary:
        entry = tag.add("LI")
        label = builder.composer.text(
            term.term, builder.styles.body.coloured(builder.styles.palette.brand).as_bold(), entry.add("Lbl")
        )
        label.goal = builder.composer.goals.get(term_key(term.term.plain))
        if label.goal:
            label.goal.tag = entry
        meaning = builder.text(term.meaning, entry.add("LBody"), 0.0)
        flows.append(
            RowFlow(
                label=label,
                body=[meaning],
                indent=builder.styles.page.measure * 0.32,
                gap=10.0,
                rtl=builder.styles.rtl,
                space_after=builder.space.item,
            )
        )
    return flows


def references(builder: StoryBuilder, block: References, parent: Tag) -> list[Flowable]:
    section = builder.section(2)
    tag = section.add("H2")
    title = builder.styles.words.heading_of_sources(len(block.references))
    heading = builder.composer.words(title, builder.styles.heading(4), tag)
    heading.bookmark = (2, title, tag)
    heading.keep_with_next, heading.space_before, heading.space_after = True, 10.0, 5.0
    flows: list[Flowable] = [
        RuleFlow(colour=builder.styles.palette.rule, space_before=15.0, keep_with_next=True),
        heading,
    ]
    for reference in block.references:
        flow = builder.composer.text(reference, builder.styles.notes, section.add("P"))
        flow.space_after = 5.0
        flows.append(flow)
    flows[-1].keep_with_next = True  # the colophon never stands alone on a page
    return flows


def dial_digits(phone: str) -> str:
    """What a telephone dials: ASCII digits, with a leading + for an international number.

    The “(0)” that some write after the country code is dialled at home only. Source: ITU-T E.123, 7.2; RFC 3966.
    """
    international = phone.lstrip().startswith("+")
    kept = phone.replace("(0)", "") if international else phone
    return ("+" if international else "") + "".join(str(digit(char)) for char in kept if char.isdecimal())
