"""Lists that somebody typed: “• one”, “- one”, “1. one”, paragraph by paragraph or line by line, to real lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importing.nouns import Block, Item, Listing, Log, Paragraph, Runs
from generator.importing.runs import lines, plain, stacked, without_start
from generator.values import Frozen, replace

# Bullets are bullets even when one stands alone; dashes, stars and letters only in company: “- 5” may be a number.
_BULLET = re.compile(r"(?:[•●◦∙▪▫■□○◆◇‣⁃➢➤►▶✓✔✗✘❖☐☑・·])\s*(?=\S)")
_DASH = re.compile(r"(?:[-–—*+o»>])[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"[(（]?(?P<number>\d{1,3})(?:[.)）．]\s*(?![\d.])|[、]\s*|\s?[-–]\s+)(?=\S)")
_LETTER = re.compile(r"[(]?(?P<letter>[a-z])[.)]\s+(?=\S)")


class _Marked(Frozen):
    """A paragraph that begins with a mark. kind: “bullet”, “dash”, “number” or “letter”; number: which one it is."""

    runs: Runs
    kind: str
    number: int
    line: int
    indent: int


def mark_of(text: str) -> tuple[str, re.Match[str]] | None:
    """What a text begins with, when that is a mark of a list: its kind and where it ends."""
    for kind, pattern in (("bullet", _BULLET), ("dash", _DASH), ("number", _NUMBER), ("letter", _LETTER)):
        match = pattern.match(text)
        if match is not None:
            return kind, match
    return None


def _marked(paragraph: Paragraph) -> _Marked | None:
    found = mark_of(plain(paragraph.runs))
    if found is None:
        return None
    kind, match = found
    number = int(match["number"]) if kind == "number" else ord(match["letter"]) - 96 if kind == "letter" else 0
    runs = without_start(paragraph.runs, match.end())
    return _Marked(runs, kind, number, paragraph.line, paragraph.indent) if runs else None


def with_lists(blocks: Sequence[Block], log: Log) -> list[Block]:
    """The blocks with typed lists as lists."""
    out: list[Block] = []
    waiting: list[tuple[Paragraph, _Marked]] = []
    for block in (part for whole in blocks for part in _lines_apart(whole)):
        found = _marked(block) if isinstance(block, Paragraph) else None
        if found is not None and isinstance(block, Paragraph):
            waiting.append((block, found))
            continue
        out += _grouped(waiting, log)
        waiting = []
        out.append(block)
    return [*out, *_grouped(waiting, log)]


def _lines_apart(block: Block) -> list[Block]:
    """A paragraph of typed items, one a line, as a paragraph each; lines without a mark belong to the item above."""
    if not isinstance(block, Paragraph) or "\n" not in plain(block.runs):
        return [block]
    parts: list[list[Runs]] = []
    any_marked = 0
    for line in lines(block.runs):
        marked = mark_of(plain(line)) is not None
        any_marked += marked
        if marked or not parts:
            parts.append([line])
        else:
            parts[-1].append(line)
    if any_marked < 2 and not (any_marked == 1 and _BULLET.match(plain(parts[-1][0]))):
        return [block]
    return [replace(block, runs=stacked(part)) for part in parts]


def _grouped(found: list[tuple[Paragraph, _Marked]], log: Log) -> list[Block]:
    """Marked paragraphs that follow each other, as lists; those that are none stay paragraphs."""
    out: list[Block] = []
    start = 0
    while start < len(found):
        end = _end_of_list(found, start)
        marks = [marked for _, marked in found[start:end]]
        if end == start:
            out.append(found[start][0])
            end = start + 1
        else:
            first = marks[0]
            items: list[Item] = []
            done = 0
            while done < len(marks):  # marks further out than the first belong to the list as well
                more, done = _nested(marks, done)
                items += more
            ordered = first.kind in ("number", "letter")
            out.append(Listing(tuple(items), ordered, first.line, first.number if ordered else 1))
            log.note("Bullets and numbers typed as text became lists.")
        start = end
    return out


def _end_of_list(found: list[tuple[Paragraph, _Marked]], start: int) -> int:
    """Where the list that begins at `start` ends; `start` itself when it is none."""
    first = found[start][1]
    last = {(first.indent, first.kind): first}
    end = start + 1
    while end < len(found):
        marked = found[end][1]
        key = (marked.indent, marked.kind)
        before = last.get(key)
        if before is not None and not _follows(before, marked):
            break
        if marked.indent < first.indent and marked.kind != first.kind:
            break
        outer = marked.indent <= first.indent and before is None
        if outer and marked.kind != first.kind and not _goes_on(found, end, first, last):
            break
        if before is None and marked.number > 1:
            break
        last = {k: v for k, v in last.items() if k[0] <= marked.indent} | {key: marked}
        end += 1
    alone = end == start + 1
    return start if alone and first.kind != "bullet" else end


def _follows(before: _Marked, marked: _Marked) -> bool:
    return marked.kind in ("bullet", "dash") or marked.number == before.number + 1


def _goes_on(
    found: list[tuple[Paragraph, _Marked]], index: int, first: _Marked, last: dict[tuple[int, str], _Marked]
) -> bool:
    """Whether the outer list comes back behind marks of another kind at the same margin: they are inside it."""
    outer = last.get((first.indent, first.kind), first)
    for _, marked in found[index:]:
        if (marked.indent, marked.kind) == (first.indent, first.kind):
            return first.kind in ("number", "letter") and _follows(outer, marked)
    return False


def _nested(marks: list[_Marked], start: int) -> tuple[list[Item], int]:
    """Items from `start` on as deep as the first of them, and where they end."""
    items: list[Item] = []
    first, index = marks[start], start
    while index < len(marks):
        marked = marks[index]
        if marked.indent < first.indent:
            break
        deeper = marked.indent > first.indent or (marked.indent == first.indent and marked.kind != first.kind)
        if not deeper:
            items.append(Item(marked.runs, (), marked.line))
            index += 1
        elif _is_outer(marked, marks[:start]):
            break
        else:
            inner, index = _nested(marks, index)
            items[-1] = replace(items[-1], items=(*items[-1].items, *inner))
    return items, index


def _is_outer(marked: _Marked, before: list[_Marked]) -> bool:
    """Whether a list that was begun further out has such marks."""
    return any((one.indent, one.kind) == (marked.indent, marked.kind) for one in before)
