"""Blocks of words: headings, paragraphs, lists, boxes, the clinic's card, sources."""

from __future__ import annotations

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
from generator.model.inline import Prose, term_key
from generator.story.boxes import BoxFlow
from generator.story.builder import StoryBuilder
from generator.story.flowables import Flowable, RuleFlow, TextFlow
from generator.story.going_on import again
from generator.story.rows import RowFlow, keep_ends
from generator.tags import Tag
from generator.text.breaks import sentence_spans
from generator.wording import called, callout_word, dialled, labelled, ways

# Icon and tone of each kind of call-out; what must be done today and what can wait have the colours of their zones.
CALLOUTS = {
    "important": ("important", "alert"),
    "note": ("note", "brand"),
    "call-today": ("call", "caution"),
    "emergency": ("emergency", "alert"),
    "wait": ("wait", "calm"),
}


# Whose number it is stands on the page of the number; what a box says beside it may go on, where the box takes more of
# a page than this.
IN_ONE = 0.6
# “It cannot be cured, but it can be treated”: half of a warning misleads, and a page holds all of it, with a heading
# above it, or the warning is parted behind its sentences. A note is parted where it takes more of a page than this.
OF_WARNING, OF_CALLOUT = 0.9, 0.6
# The most of a page that the first part of a box takes below a heading.
UNDER_HEADING = 0.8
# A card that is parted has no less on either page: whose number it is and the number, or an address and what it is.
TWO_LINES = 2
# The box of key points starts with two of them, where these and its title take no more of a page.
TWO_POINTS = 0.6
# Of so many questions, two stand below their heading, and the last above the lines to write on.
THREE = 3
# The part of the measure that the terms of a glossary have, and what is free between them and their meanings, in points
# at the size of a standard leaflet, though never less than the first. Lines of a term that stands beside its meaning.
TERMS, LEAST_GAP, GAP, LINES_BESIDE = 0.32, 14.0, 10.0, 2
# Lines of a source that always stand on one page: two lines of it overleaf, without their title, say nothing.
WHOLE_SOURCE = 6


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
    goes_on = again(builder.composer, (builder.styles.words.key_points, heading))
    children = [heading, *builder.bulleted(items, section)]
    box = builder.box(children, "key", "brand", builder.styles.boxes.key_points, titled=goes_on)
    if len(items) > 1 and box.minimum(builder.styles.page.measure) <= TWO_POINTS * builder.room:
        box.steady, box.eases = True, 2  # one point alone looks like all there is
    else:
        box.eases = 1
    return [box]


def callout(builder: StoryBuilder, block: Callout, parent: Tag) -> list[Flowable]:
    """The title is a heading, as of any box; without contents, and without pictures below that it heads, it is no more
    than a sentence."""
    icon, tone = CALLOUTS[block.kind]
    if block.kind == "call-today" and isinstance(builder.following, Figure):
        tone = "caution"  # as the zone that says so in the usual text
    tag, heads = parent.add("Aside"), bool(block.content) or isinstance(builder.following, Figure)
    word = callout_word(builder.styles.words, block.kind)
    colour = builder.styles.palette.tone(tone).strong
    style = builder.styles.heading(4)
    if heads:
        label, title = builder.worded_title(word, colour, block.title, tag, style)
    else:
        label = builder.composer.words(word, builder.styles.body.coloured(colour).as_bold(), tag.add("P"))
        title = builder.composer.text(block.title, style, tag.add("P"))
    label.keep_with_next = True
    title.keep_with_next, title.space_after = heads, 5.0
    children = [label, title, *builder.blocks(block.content, tag)]
    titles = ((word, label), (block.title, title))
    goes_on = again(builder.composer, *titles) if heads else again(builder.composer, titles[0])
    urgent = block.kind == "emergency"
    warns = block.kind != "note"  # half of a warning may say the opposite
    firm = OF_WARNING if warns and not urgent else OF_CALLOUT
    box = builder.box(children, icon, tone, builder.styles.boxes.callout, firm, goes_on)
    box.urgent, box.warns, box.eases = urgent, warns, 0 if urgent else 1
    height = box.height(builder.styles.page.measure)
    headed = height + builder.styles.heading(2).leading + builder.space.box
    held = headed <= builder.room if warns else height <= box.firm
    if held and warns and not urgent:
        box.firm = box.alone = max(box.firm, height)
        box.holds = True
    if not held:
        _part_behind_sentences(builder, box)
    return [box]


def _part_behind_sentences(builder: StoryBuilder, box: BoxFlow) -> None:
    """Let paragraphs of a box be parted nowhere else; but where its first part would then be so high that no heading
    stands above it, nor one with a sentence that takes half of a page."""
    measure, opened = builder.styles.page.measure, list[TextFlow]()
    for child in box.children:
        if isinstance(child, TextFlow) and isinstance(child.block, Paragraph) and child.paragraph:
            text, locale = child.paragraph.text, child.paragraph.setting.locale
            longest = max((end - start for start, end in sentence_spans(text, locale)), default=0)
            if child.height(measure - box.inset) * longest / len(text) <= builder.room / 2:
                opened.append(child)
    for child in opened:
        child.by_sentence = True
    if box.minimum(measure) > UNDER_HEADING * builder.room:
        for child in opened:
            child.by_sentence = False


def contact(builder: StoryBuilder, block: Contact, parent: Tag) -> list[Flowable]:
    # Inside a section, it may well belong to the heading of level 3 above it (“At night”).
    section = (builder.end_subsections(parent) if builder.on_its_own else parent).add("Sect")
    name = builder.title(block.name, section, builder.styles.heading(4))
    name.keep_with_next = True
    lines = ways_lines(builder, block, block.name, section)
    goes_on = again(builder.composer, (block.name, name))
    box = builder.box([name, *lines], "call", "brand", builder.styles.boxes.contact, IN_ONE, goes_on)
    box.eases, box.least_tail = 1, TWO_LINES * builder.styles.body.leading  # whose number it is, and the number
    box.warns = True  # what is torn off and put on the door holds the hours too
    return [box]


def phone_line(builder: StoryBuilder, phone: Prose, tag: Tag, whose: Prose) -> Flowable:
    """A number to call, in large type. whose: its box's heading."""
    words, style = builder.styles.words, builder.styles.heading(3)
    line = labelled(words, words.phone, dialled(phone))
    flow = builder.composer.text(line, style, tag.add("P"), contents=called(words, whose, phone))
    flow.space_after = builder.space.item
    return flow


def ways_lines(builder: StoryBuilder, block: Contact | Feedback, whose: Prose, tag: Tag) -> list[Flowable]:
    """How to reach somebody, a line for each way. whose: the box's heading."""
    styles, words = builder.styles, builder.styles.words
    children: list[Flowable] = [phone_line(builder, block.phone, tag, whose)] if block.phone else []
    for label, value, leads in ways(words, block):
        name = called(words, whose, value) if leads else ""
        children.append(builder.composer.text(labelled(words, label, value), styles.body, tag.add("P"), contents=name))
        children[-1].space_after = builder.space.item
    return children


def questions(builder: StoryBuilder, block: Questions, parent: Tag) -> list[Flowable]:
    styles = builder.styles
    flows: list[Flowable] = []
    if block.intro:
        flows.append(builder.text(block.intro, parent.add("P")))
        flows[-1].keep_with_next = True
    items = builder.ticked([Item(item) for item in block.items], parent)
    flows += items
    if block.lines:
        notes = builder.composer.words(
            styles.words.before(styles.words.notes).rstrip(), styles.body.as_bold(), parent.add("P")
        )
        notes.keep_with_next, notes.space_before = True, 10.0
        # The lines stand below a question at least: alone they look like a form's end. Of three, two stand with what
        # leads to them.
        items[-1].near_next = True
        if len(items) == THREE:
            items[1].near_next = False
        flows += [notes, builder.writing_lines(block.lines, builder.names(styles.words.notes), parent)]
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
    """Terms beside their meanings; all of them above where a word of one is wider than their column, or the words of
    one stand in a stack."""
    tag = parent.add("L", attributes={"List": {"ListNumbering": "Description"}})
    entries, look = list[tuple[TextFlow, TextFlow]](), builder.styles.blocks.glossary
    for term in block.glossary:
        entry = tag.add("LI")
        label = builder.composer.text(term.term, builder.styles.label(look.label, look.tone), entry.add("Lbl"))
        label.goal = builder.composer.goals.get(term_key(term.term.plain))
        if label.goal:
            label.goal.tag = entry
        entries.append((label, builder.text(term.meaning, entry.add("LBody"), builder.space.item)))
    measure, gap = builder.styles.page.measure, max(LEAST_GAP, GAP * builder.styles.growth)
    indent = TERMS * measure
    if any(_is_stack(label, indent - gap) for label, _ in entries):
        for label, _ in entries:
            label.keep_with_next = True
        if look.rule:
            return [RowFlow(body=[*entry], indent=0.0, space_after=builder.space.item) for entry in entries]
        return [flow for entry in entries for flow in entry]
    rows = [
        RowFlow(
            label=label,
            body=[meaning],
            indent=indent,
            gap=gap,
            rtl=builder.styles.rtl,
            space_after=builder.space.item,
            whole=builder.whole_row,
        )
        for label, meaning in entries
    ]
    keep_ends(rows, builder.space.item, measure)
    return list(rows)


def _is_stack(label: TextFlow, width: float) -> bool:
    return label.least_width() > width or label.lines_at(width) > LINES_BESIDE


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
    whole = min(WHOLE_SOURCE * builder.styles.notes.leading, builder.room / 4)
    for reference in block.references:
        text = builder.composer.text(reference, builder.styles.notes_in(reference.plain), section.add("P"))
        flows.append(RowFlow(body=[text], indent=0.0, rtl=builder.styles.rtl, whole=whole, space_after=5.0))
    flows[-1].near_next = True  # the colophon never stands alone on a page
    return flows
