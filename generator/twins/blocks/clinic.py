"""Blocks between clinic and patient."""

from __future__ import annotations

from generator.model.blocks.clinic import Appointment, Asked, Feedback, Notice1557, Questionnaire, Slip, TeachBack
from generator.model.inline import Prose
from generator.model.languages import find_language
from generator.twins.blocks.pictures import coded
from generator.twins.nodes import El, Node, el
from generator.twins.prose import Inline
from generator.twins.writer import Writer, named
from generator.wording import called, dialled, help_line, labelled, office, ways


def appointment(writer: Writer, block: Appointment) -> list[Node]:
    """When, where, what to bring, and how to find it."""
    words, title = writer.words, writer.title(block.title)
    day = words.weekday(block.day, writer.handout.lang)
    children: list[Node | None] = [
        title,
        el("p", el("time", day, datetime=block.day.isoformat()), class_="large"),
        writer.p(block.time, "large"),
        writer.p(block.where),
        writer.labelled(words.address, block.address) if block.address else None,
    ]
    if block.bring:
        children += [writer.p(block.bring.title, "label"), writer.ticked(block.bring.list)]
    if block.phone:
        children.append(writer.phone(block.phone, block.title))
    if block.map:
        children.append(coded(writer, block.map, block.where))
    return [
        writer.box("brand", "calendar", *children, kind="appointment", tag="section", aria_labelledby=title.get("id"))
    ]


def teach_back(writer: Writer, block: TeachBack) -> list[Node]:
    """A numbered list; lines to write on follow each prompt."""
    title = writer.title(block.title)
    prompts = [el("li", *writer.inline(prompt), *writer.lines(block.lines)) for prompt in block.prompts]
    inside = title, writer.p(block.intro), el("ol", *prompts)
    return [el("section", *inside, class_="teach-back", aria_labelledby=title.get("id"))]


def questionnaire(writer: Writer, block: Questionnaire) -> list[Node]:
    """A numbered list; the answers of each question are a list of their own, with boxes to tick."""
    return [el("ol", *(_asked(writer, asked) for asked in block.questionnaire))]


def _asked(writer: Writer, asked: Asked) -> El:
    answers = []
    for place, text in enumerate(asked.options):
        chosen = asked.chosen == place
        mark = el("span", "✓ ", class_="unseen") if chosen else None
        answers.append(el("li", mark, *writer.inline(text), class_="chosen" if chosen else None))
    note = writer.p(asked.note, "muted")
    question = el("p", *writer.inline(asked.question), class_="label")
    number = str(asked.number) if asked.number else None
    return el("li", question, note, el("ul", *answers, class_="ticks options"), value=number)


def feedback(writer: Writer, block: Feedback) -> list[Node]:
    title = writer.closing_title(block.title)
    inside = title, *writer.blocks(block.content), *writer.ways(block, block.title)
    return [writer.box("brand", "questions", *inside, kind="feedback", tag="section", aria_labelledby=title.get("id"))]


def slip(writer: Writer, block: Slip) -> list[Node]:
    title = writer.closing_title(block.title)
    fields = [
        node
        for text in block.fields
        for node in (el("p", *writer.inline(text), class_="label"), *writer.lines(1))
    ]  # fmt: skip
    inside = title, *writer.blocks(block.content), *fields
    return [el("section", *inside, class_="slip", aria_labelledby=title.get("id"))]


def notice_1557(writer: Writer, block: Notice1557) -> list[Node]:
    """That people are treated alike, where to complain, and in many languages that language help is free."""
    words, title = writer.words, writer.closing_title(block.title)
    found: list[Node | None] = [
        title,
        el("p", words.fairly(writer.layout.brand.name)),
        writer.p(block.complain),
        named(writer.labelled(words.phone, dialled(block.phone)), called(words, block.title, block.phone)),
    ]
    found += [writer.labelled(label, value) for label, value, _ in ways(words, block)]
    found.append(_office(writer))
    taglines = (_tagline(writer, block.phone, tag) for tag in dict.fromkeys(("en", *block.languages)))
    # Without signs, as on paper: the sign of a sentence from the right would stand outside a narrow page.
    found.append(el("ul", *taglines, class_="plain"))
    return [el("section", *found, class_="notice", aria_labelledby=title.get("id"))]


def _office(writer: Writer) -> El:
    """The government's office: its name and address stay in English, as they stand on an envelope."""
    own = writer.language.tag == "en"
    return el("p", *Inline(False, {}).nodes(office().spans), **({} if own else {"lang": "en", "dir": "ltr"}))


def _tagline(writer: Writer, phone: Prose, tag: str) -> El:
    """The sentence on language help in one language, behind that language's own name."""
    language = find_language(tag)
    assert language is not None  # the model refuses a language that the table does not hold
    words = writer.words_of(tag)
    spans = labelled(words, language.name, help_line(words, phone)).spans
    own = tag == writer.language.tag
    marks = {} if own else {"lang": tag, "dir": "rtl" if language.rtl else "ltr"}
    return el("li", *Inline(language.rtl, {}).nodes(spans), **marks)
