"""Blocks of words: headings, paragraphs, lists, boxes, the clinic's card, sources, listings."""

from __future__ import annotations

from generator.model.blocks.code import Code
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
from generator.story.blocks.code import LANG
from generator.story.blocks.words import CALLOUTS
from generator.twins.nodes import Node, el
from generator.twins.writer import Writer
from generator.wording import callout_word


def heading(writer: Writer, block: Heading) -> list[Node]:
    return [writer.heading(block.heading, block.level)]


def paragraph(writer: Writer, block: Paragraph) -> list[Node]:
    return [el("p", *writer.inline(block.text))]


def bullets(writer: Writer, block: BulletList) -> list[Node]:
    return [writer.items(block.list)]


def steps(writer: Writer, block: Steps) -> list[Node]:
    return [writer.items(block.steps, "ol")]


def key_points(writer: Writer, block: KeyPoints) -> list[Node]:
    """Its heading opens no section: what follows the box is not part of it."""
    level = writer.level
    title = writer.heading(writer.words.key_points, 2)
    writer.level = level
    items = writer.items([Item(text) for text in block.key_points])
    return [writer.box("brand", "key", title, items, kind="key_points", tag="section", aria_labelledby=title.get("id"))]


def callout(writer: Writer, block: Callout) -> list[Node]:
    """A note, not a landmark: a page has too many of them to go through (WAI-ARIA 1.2, 5.4 `note`).

    Its title is a heading, as in the PDF; without contents, and without pictures below that it heads, it is no more
    than a sentence."""
    icon, tone = CALLOUTS[block.kind]
    word = callout_word(writer.words, block.kind)
    heads = bool(block.content) or isinstance(writer.following, Figure)
    label = None if heads else el("p", word, class_="word")
    if heads:
        title = writer.worded_title(word, block.title)
    else:
        title = el("p", *writer.inline(block.title), class_="title", id=writer.ids.new("note"))
    name = title.get("id")
    content = writer.blocks(block.content)
    return [
        writer.box(tone, icon, label, title, *content, kind="callout", tag="aside", role="note", aria_labelledby=name)
    ]


def quote(writer: Writer, block: Quote) -> list[Node]:
    by = el("figcaption", *writer.inline(block.by)) if block.by else None
    return [
        el(
            "figure",
            el("blockquote", el("p", *writer.inline(block.text))),
            by,
            class_=f"{writer.box_class('brand', 'quote')} quote",
        )
    ]


def contact(writer: Writer, block: Contact) -> list[Node]:
    name = writer.closing_title(block.name) if writer.on_its_own else writer.title(block.name)
    inside = name, *writer.ways(block, block.name)
    return [writer.box("brand", "call", *inside, kind="contact", tag="section", aria_labelledby=name.get("id"))]


def questions(writer: Writer, block: Questions) -> list[Node]:
    found: list[Node | None] = [writer.p(block.intro), writer.ticked([Item(item) for item in block.items], "questions")]
    if block.lines:
        notes = writer.words.before(writer.words.notes).rstrip()
        found += [el("p", el("strong", notes)), *writer.lines(block.lines)]
    return [node for node in found if node is not None]


def glossary(writer: Writer, block: Glossary) -> list[Node]:
    rows = [
        node
        for term in block.glossary
        for node in (
            el("dt", *writer.inline(term.term), id=writer.term_id(term.term)),
            el("dd", *writer.inline(term.meaning)),
        )
    ]
    return [el("dl", *rows, class_="terms")]


def references(writer: Writer, block: References) -> list[Node]:
    title = writer.heading(writer.words.heading_of_sources(len(block.references)), 2, "sources")
    return [title, *(el("p", *writer.inline(reference), class_="small") for reference in block.references)]


def code(writer: Writer, block: Code) -> list[Node]:
    """What is typed is English, and runs from the left, in a leaflet of any language."""
    return [el("pre", el("code", block.code.plain), lang=LANG, dir="ltr")]
