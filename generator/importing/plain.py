"""Plain text to blocks: paragraphs between blank lines, or one a line; lines that a program broke are put together.

A line break is a program's when the next word would not have fitted or goes on in small letters; otherwise it is the
author's, as in an address.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from generator.importing.nouns import Block, Document, Heading, Log, Paragraph, Run
from generator.importing.runs import BREAK, cleaned, tidy
from generator.importing.typed import mark_of

# Programs for mail and plain text break lines at 60 to 80 columns (RFC 3676, 4.2: 78); some at 100 or 120.
_NARROWEST, _WIDEST = 50, 125
# How much shorter a broken line may be than the longest: a word that did not fit.
_RAGGED = 15
# Columns beyond which nothing is told apart: text in the middle or at the right, and files made to go deep.
_DEEPEST = 40
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|_{3,}|\*{3,})\s*")


def read_plain(text: str, log: Log) -> Document:
    """The document in a plain text."""
    lines = [line.expandtabs(4).rstrip() for line in cleaned(text, log).replace(BREAK, "\n").split("\n")]
    width = _broken_at(lines)
    filled = [line for line in lines if line.strip()]
    parts = sum(1 for before, line in pairwise(["", *lines]) if line.strip() and not before.strip())
    # One blank line in a text whose lines are paragraphs (an empty cell) does not make the others parts of one.
    blank_between = parts > 1 and (width > 0 or parts * 3 >= len(filled))
    blocks: list[Block] = []
    group: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        rule = _UNDERLINE.fullmatch(line)
        if rule and group:
            *before, (at, title) = group
            blocks += _paragraphs(before, width, blank_between)
            if len(title.strip()) <= 100:
                blocks.append(Heading(tidy([Run(title)]), 1 if rule[1][0] == "=" else 2, at))
            else:
                blocks += _paragraphs([(at, title)], width, blank_between)
            group = []
        elif rule or not line.strip():
            blocks += _paragraphs(group, width, blank_between)
            group = []
        else:
            group.append((number, line))
    return Document(tuple(block for block in blocks if getattr(block, "runs", ())))


def _broken_at(lines: list[str]) -> int:
    """The width that a program broke the lines at, in columns; 0 when none did: then few lines are about as long."""
    widths = [_width(line) for line in lines if line.strip()]
    longest = max(widths, default=0)
    full = sum(width > longest - _RAGGED for width in widths)
    return longest if _NARROWEST <= longest <= _WIDEST and full > 2 and full * 5 > len(widths) else 0


def _width(text: str) -> int:
    """Columns that a text takes in type of one width (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _paragraphs(group: list[tuple[int, str]], width: int, blank_between: bool) -> list[Block]:
    """Lines without a blank one between them: where an item begins, and where no program broke, a paragraph ends."""
    out: list[Block] = []
    said, first, indent = "", 0, 0

    def close() -> None:
        nonlocal said
        runs = tidy([Run(said)])
        if runs:
            out.append(Paragraph(runs, first, indent))
        said = ""

    before = ""
    for number, line in group:
        item = _is_item(line)
        if said and not item:
            hanging = len(line) - len(line.lstrip()) > indent and _is_item(said)  # below an item's text, not its mark
            soft = hanging or _is_soft(before, line, width)
            if soft or blank_between:
                said += (_joint(said, line.strip()) if soft else BREAK) + line.strip()
                before = line
                continue
        close()
        said, first, indent, before = line.strip(), number, min(_DEEPEST, len(line) - len(line.lstrip())), line
    close()
    return out


def _is_item(line: str) -> bool:
    return mark_of(line.strip()) is not None


def _is_soft(before: str, line: str, width: int) -> bool:
    """Whether a program broke here: the next word would not have fitted, or there are no words to tell by."""
    goes_on = line.lstrip()[0].islower() and _width(before) >= _NARROWEST
    if goes_on or not width:
        return goes_on
    if _wide(before.strip()[-1]) or _wide(line.strip()[0]):
        return _width(before) + 2 > width - 4
    word = line.strip().split(maxsplit=1)[0]
    return _width(before) + 1 + _width(word) > width


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"


def _joint(before: str, after: str) -> str:
    return "" if _wide(before[-1]) and _wide(after[0]) else " "
