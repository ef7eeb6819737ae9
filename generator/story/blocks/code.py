"""Listings: lines as they are typed."""

from __future__ import annotations

import re

from generator.model.blocks.code import Code
from generator.model.inline import Prose, Span
from generator.problems import Place
from generator.story.builder import StoryBuilder
from generator.story.flowables import Flowable, TextFlow
from generator.story.styles import TextStyle
from generator.tags import Tag

# What is typed is English, and runs from the left, in a leaflet of any language.
LANG = "en"
# By how many letters the rest of a line that was too long is set in, counted from the line's own indent. More than
# twelve of those would leave too few letters in giant print, where a line holds thirty.
_HANG, _DEEPEST = 2, 12


def code(builder: StoryBuilder, block: Code, parent: Tag) -> list[Flowable]:
    """A box of lines, all of one tag: a screen reader is to meet one listing, not many paragraphs."""
    styles, tag = builder.styles, parent.add("P").add("Code", lang=LANG)
    lines = [_line(builder, line, styles.code, tag, block.code.place) for line in _lines(block.code.plain)]
    for line in (lines[0], *lines[-2:-1]) if len(lines) > 1 else ():
        line.near_next = True
    look = styles.boxes.code
    box = builder.box([*lines], "", "brand", look)
    box.bar = box.bar if look.tone else styles.palette.rule
    return [box]


def _lines(text: str) -> list[str]:
    """The lines, each with the feed that ends it; empty ones belong to the line before them."""
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        if found and not line.strip():
            found[-1] += line
        else:
            found.append(line)
    return found


def _line(builder: StoryBuilder, text: str, style: TextStyle, tag: Tag, place: Place) -> TextFlow:
    indent = len(text) - len(text.lstrip(" "))
    # A word is typed in one go (“--reviewer”), and lines end at blanks alone. Those that a line begins with stay with
    # its first word, or a long one would leave them alone.
    words = re.findall(r"^\s*\S+|\S+|\s+", text)
    spans = tuple(Span(word, nobreak=not word.isspace()) for word in words)
    flow = builder.composer.text(Prose(spans, place), style, tag, lang=LANG)
    # Behind “- ”, a key begins two signs further in; what goes on stands further in than the key.
    deeper = 2 * _HANG if text.lstrip().startswith("- ") else _HANG
    letters = builder.composer.words("0" * (min(indent, _DEEPEST) + deeper), style, None, lang=LANG)
    flow.hang = letters.natural_width()
    return flow
