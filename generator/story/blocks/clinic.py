"""Blocks between clinic and patient."""

from __future__ import annotations

from generator.model.blocks.clinic import (
    NOTICE_LANGUAGES,
    Appointment,
    Asked,
    Feedback,
    Notice1557,
    Questionnaire,
    Slip,
    TeachBack,
)
from generator.model.inline import Prose
from generator.model.languages import find_language
from generator.rules import problem
from generator.story.blocks.pictures import coded
from generator.story.blocks.words import phone_line, ways_lines
from generator.story.builder import StoryBuilder
from generator.story.columns import OptionsFlow
from generator.story.filling import WritingLines
from generator.story.flowables import Flowable, TextFlow
from generator.story.going_on import again
from generator.story.naming import names_of_answer
from generator.story.rows import RowFlow
from generator.story.slips import SlipFlow
from generator.surface import Choice
from generator.tags import Tag
from generator.values import replace
from generator.wording import called, dialled, help_line, labelled, office, ways


def appointment(builder: StoryBuilder, block: Appointment, parent: Tag) -> list[Flowable]:
    """When, where, what to bring, and how to find it, in a box that is never parted."""
    styles, words, composer = builder.styles, builder.styles.words, builder.composer
    section = parent.add("Sect")
    large = styles.heading(3)
    title = builder.title(block.title, section, colour=styles.palette.brand)
    children: list[Flowable] = [title]
    children.append(composer.words(words.weekday(block.day, styles.lang), large, section.add("P")))
    children.append(composer.text(block.time, large, section.add("P")))
    children[-1].space_after = builder.space.item
    children.append(builder.text(block.where, section.add("P"), builder.space.item))
    if block.address:
        children.append(composer.text(labelled(words, words.address, block.address), styles.body, section.add("P")))
    children[-1].space_after = builder.space.paragraph
    if block.bring:
        children.append(composer.text(block.bring.title, styles.body.as_bold(), section.add("P")))
        children[-1].space_after, children[-1].keep_with_next = builder.space.item, True
        children += builder.ticked(block.bring.list, section, block.bring.title.plain)
    if block.phone:
        children.append(phone_line(builder, block.phone, section, block.title))
    goes_on = again(builder.composer, (block.title, title))
    box = builder.box(children, "calendar", "brand", styles.boxes.appointment, IN_ONE, goes_on)
    if block.map:
        code = coded(builder, block.map, [], section, block.where.plain, indent=box.inset)
        code[0].space_before = builder.space.paragraph
        code[-1].space_after = 0.0
        children[-1].space_after = builder.space.paragraph
        box.children += code
    return [box]


# An appointment is taken along on one sheet; one that takes more of a page than this may be parted.
IN_ONE = 0.6


def teach_back(builder: StoryBuilder, block: TeachBack, parent: Tag) -> list[Flowable]:
    """A numbered list; lines to write on follow each prompt and stay with it."""
    styles, section = builder.styles, parent.add("Sect")
    title = builder.title(block.title, section)
    title.space_before = builder.space.box
    flows: list[Flowable] = [title]
    if block.intro:
        flows.append(builder.text(block.intro, section.add("P")))
        flows[-1].keep_with_next = True
    tag = section.add("L", attributes={"List": {"ListNumbering": "Decimal"}})
    rows: list[RowFlow] = []
    for number, prompt in enumerate(block.prompts, 1):
        item = tag.add("LI")
        label = builder.label(number, 0, item.add("Lbl"))
        body_tag = item.add("LBody")
        text = builder.text(prompt, body_tag.add("P") if styles.fillable else body_tag, 0.0)
        text.keep_with_next = True
        body: list[Flowable] = [text, builder.writing_lines(block.lines, builder.names(prompt.plain), body_tag)]
        rows.append(RowFlow(label=label, body=body, rtl=styles.rtl, space_after=builder.space.list))
    builder.indent_labels(rows, numbered=True)
    return [*flows, *rows]


def questionnaire(builder: StoryBuilder, block: Questionnaire, parent: Tag) -> list[Flowable]:
    """A numbered list; the answers of each question are a list of their own, side by side where they fit."""
    tag = parent.add("L", attributes={"List": {"ListNumbering": "Decimal"}})
    rows: list[RowFlow] = []
    for place, asked in enumerate(block.questionnaire, 1):
        item = tag.add("LI")
        label = builder.label(asked.number or place, 0, item.add("Lbl"))
        body_tag = item.add("LBody")
        body: list[Flowable] = [builder.text(asked.question, body_tag.add("P"), builder.space.item)]
        body[0].keep_with_next = True
        if asked.note:  # before the answers: who hears it behind them has answered
            muted = builder.styles.body.coloured(builder.styles.palette.muted)
            body.append(builder.composer.text(asked.note, muted, body_tag.add("P")))
            body[-1].space_after, body[-1].keep_with_next = builder.space.item, True
        body.append(_answers(builder, asked, body_tag))
        rows.append(RowFlow(label=label, body=body, rtl=builder.styles.rtl, space_after=builder.space.list))
    builder.indent_labels(rows, numbered=True)
    return list(rows)


def _answers(builder: StoryBuilder, asked: Asked, parent: Tag) -> OptionsFlow:
    """One answer excludes the others: on a screen they are radio buttons, which the arrow keys go through."""
    styles, tag = builder.styles, parent.add("L")
    question = asked.question.plain
    choice = Choice(builder.names(question), tuple(text.plain for text in asked.options), asked.chosen)
    options = []
    for place, text in enumerate(asked.options):
        body = tag.add("LI").add("LBody")
        field = body.add("Form") if styles.fillable else None
        names = names_of_answer(question, text.plain, styles.words) if field else ()
        box = builder.tick_box(field, names, choice, place)
        options.append((box, builder.text(text, body, 0.0)))
    return OptionsFlow(
        options=options, indent=25.0 * styles.growth, gap=20.0, rtl=styles.rtl, space_after=builder.space.item
    )


def feedback(builder: StoryBuilder, block: Feedback, parent: Tag) -> list[Flowable]:
    styles, section = builder.styles, builder.end_subsections(parent).add("Sect")
    title = builder.title(block.title, section, styles.heading(3), styles.palette.brand)
    words = builder.blocks(block.content, section)
    children = [title, *words, *ways_lines(builder, block, block.title, section)]
    goes_on = again(builder.composer, (block.title, title))
    return [builder.box(children, "questions", "brand", builder.styles.boxes.feedback, titled=goes_on)]


def slip(builder: StoryBuilder, block: Slip, parent: Tag) -> list[Flowable]:
    """The title as a heading, so that a screen reader finds it; the line to cut along says nothing."""
    section = builder.end_subsections(parent).add("Aside")  # it stands at the foot, out of the order of the page
    title = builder.title(block.title, section, builder.styles.heading(3))
    content, fields = builder.blocks(block.content, section), list[tuple[TextFlow, WritingLines]]()
    for text in block.fields:
        label = builder.text(text, section.add("P"), 0.0)
        fields.append((label, builder.writing_lines(1, builder.names(text.plain), section)))
    flow = _slip_of(builder, [title, *content, *(one for pair in fields for one in pair)])
    if flow.height(builder.styles.page.all_columns) > builder.room:
        flow = _slip_of(builder, [title, *content, *(_to_write_beside(builder, *pair) for pair in fields)])
    return [flow]


def _slip_of(builder: StoryBuilder, children: list[Flowable]) -> SlipFlow:
    styles = builder.styles
    return SlipFlow(
        children=[*children[:-1], replace(children[-1], space_after=0.0)],
        colour=getattr(styles.palette, styles.blocks.slip.tone),
        rtl=styles.rtl,
        growth=styles.growth,
        space_before=builder.space.box,
    )


def _to_write_beside(builder: StoryBuilder, label: TextFlow, lines: WritingLines) -> RowFlow:
    """A label at the start of its line to write on, so that a slip fits on a small page: a part of it would be lost."""
    gap = 10.0 * builder.styles.growth
    indent = min(label.natural_width() + 1.0, builder.styles.page.all_columns / 2) + gap
    return RowFlow(
        label=label, body=[lines], indent=indent, gap=gap, rtl=builder.styles.rtl, space_after=lines.space_after
    )


def notice_1557(builder: StoryBuilder, block: Notice1557, parent: Tag) -> list[Flowable]:
    """That people are treated alike, where to complain, and in many languages that language help is free."""
    styles, words, composer = builder.styles, builder.styles.words, builder.composer
    others = [tag for tag in dict.fromkeys(block.languages) if not tag.startswith("en")]
    if len(others) < NOTICE_LANGUAGES:
        message = f"The notice is in {len(others)} languages beside English; the law asks for {NOTICE_LANGUAGES}."
        composer.problems.add(problem("few-languages", message, block.place))
    section = builder.end_subsections(parent).add("Sect")
    title = builder.title(block.title, section, styles.heading(3))
    title.space_before = builder.space.box
    flows: list[Flowable] = [
        title,
        composer.words(words.fairly(styles.brand.name), styles.body, section.add("P")),
        builder.text(block.complain, section.add("P"), builder.space.item),
        composer.text(
            labelled(words, words.phone, dialled(block.phone)),
            styles.body,
            section.add("P"),
            contents=called(words, block.title, block.phone),
        ),
    ]
    for label, value, leads in ways(words, block):
        name = called(words, block.title, value) if leads else ""
        flows.append(composer.text(labelled(words, label, value), styles.body, section.add("P"), contents=name))
    flows.append(_office(builder, section))
    for flow in flows[1:]:
        flow.space_after = builder.space.item
    flows[-1].space_after = builder.space.box
    languages = section.add("L", attributes={"List": {"ListNumbering": "None"}})
    taglines = [_tagline(builder, block.phone, tag, languages) for tag in dict.fromkeys(("en", *block.languages))]
    if styles.blocks.notice_1557.rule:
        return [*flows, *(RowFlow(body=[one], indent=0.0, space_after=builder.space.item) for one in taglines)]
    return [*flows, *taglines]


def _office(builder: StoryBuilder, section: Tag) -> TextFlow:
    """The government's office: its name and address stay in English, as they stand on an envelope."""
    styles, english = builder.styles, find_language("en")
    assert english is not None
    lang = "" if styles.language.tag == "en" else "en"
    style = styles.in_language(styles.body, english)
    return builder.composer.text(office(), style, section.add("P", lang=lang), lang=lang)


def _tagline(builder: StoryBuilder, phone: Prose, tag: str, languages: Tag) -> TextFlow:
    """The sentence on language help in one language, behind that language's own name: an item of the list.

    A screen reader then says how many languages there are, and changes its voice for each whole item."""
    styles, language = builder.styles, find_language(tag)
    assert language is not None  # the model refuses a language that the table does not hold
    words = builder.words_of(tag)
    lang = "" if tag == styles.language.tag else tag
    style = styles.in_language(styles.body, language)
    item = languages.add("LI", lang=lang)
    sentence = labelled(words, language.name, help_line(words, phone))
    flow = builder.composer.text(sentence, style, item.add("LBody"), lang=lang)
    flow.space_after = builder.space.paragraph
    return flow
