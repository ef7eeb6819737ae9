"""Changes single texts of a YAML file and leaves every other character of it as its author wrote it.

A file is data for us and a desk for its author: comments, order, quotation marks and line ends stay. So texts are
replaced where they stand, instead of writing the file anew from what was read.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from itertools import pairwise

from generator.model.inline import squeeze
from generator.source import Scalar, Sequence, parse_yaml
from generator.values import Frozen

# Lines of the handouts in this repository end here.
_WIDTH = 110
# What plain YAML text may begin with, and what it may not hold (YAML 1.2, 7.3.3); anything else is quoted.
_PLAIN_START = re.compile(r"[^\W_]|[¿¡“”‘’«»„(…—–]")
_NOT_PLAIN = re.compile(r": | #|:$|^(?:null|true|false|yes|no|on|off|~)$|\n|^[\d.+-]+$", re.IGNORECASE)
_BLOCK_LINE = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[A-Za-z][\w-]*: +)?")


def with_texts(text: str, changes: Iterable[tuple[Scalar, str]]) -> str:
    """The file's text with other texts in the place of some scalars, each in the style that suits it."""
    for scalar, new in sorted(changes, key=lambda change: -change[0].start):
        if squeeze(scalar.text) == new:
            continue
        old = text[scalar.start : scalar.end]
        tail = old[len(old.rstrip()) :]
        text = text[: scalar.start] + _styled(text, scalar, new) + tail + text[scalar.end :]
    return text


def _styled(text: str, scalar: Scalar, new: str) -> str:
    """A text as YAML for the place where the scalar stands."""
    line_start = text.rfind("\n", 0, scalar.start) + 1
    place = _BLOCK_LINE.fullmatch(text, line_start, scalar.start)
    rest = text[scalar.end :].partition("\n")[0] if text[scalar.end - 1] != "\n" else ""
    if place is None or rest.strip():  # inside [ ] or { }, behind a key in quotation marks, before a comment
        return double_quoted(new)
    indent = " " * (len(place["before"]) + (2 if place["key"] else 0))
    if "\n" in new:
        return "|-\n" + textwrap.indent(new, indent)
    if scalar.start - line_start + len(new) <= _WIDTH:
        return new if _is_plain(new) else double_quoted(new)
    return ">-\n" + textwrap.fill(
        new,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        expand_tabs=False,
    )


def _is_plain(text: str) -> bool:
    return _PLAIN_START.match(text) is not None and _NOT_PLAIN.search(text) is None


def double_quoted(text: str) -> str:
    """The text in quotation marks, line ends as escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def with_key(text: str, key: str, lines: list[str], above: str = "") -> str:
    """The file's text with the lines in the place of a key at its top, or at its end when it does not have the key.

    lines: the key with its value, without line ends; none: the key is taken out; above: a comment for a new key.
    """
    found = _lines_of(text, key)
    if found is None:
        new = [above, *lines] if above and lines else lines
        return text.rstrip("\n") + "\n" + ("\n" + "".join(f"{line}\n" for line in new) if new else "")
    all_lines = text.splitlines(keepends=True)
    return "".join([*all_lines[: found[0]], *(f"{line}\n" for line in lines), *all_lines[found[1] :]])


def _lines_of(text: str, key: str) -> tuple[int, int] | None:
    """Numbers of the lines (from 0) that a key at the top takes; comments above the next key are that one's."""
    entries = parse_yaml(text).entries
    index = next((index for index, entry in enumerate(entries) if entry.key == key), None)
    if index is None:
        return None
    lines = text.splitlines()
    first = entries[index].place.line - 1
    last = entries[index + 1].place.line - 1 if index + 1 < len(entries) else len(lines)
    while last > first + 1 and re.match(r" *(?:#|$)", lines[last - 1]):
        last -= 1
    return first, last


class Blocks(Frozen):
    """A handout's file in parts: what stands above `content:`'s blocks, each block with the blank lines and comments
    above it, and what stands below; joined they are the file."""

    above: str
    blocks: tuple[str, ...]
    below: str
    indent: int

    @property
    def text(self) -> str:
        return "".join((self.above, *self.blocks, self.below))

    def block(self, index: int, indent: int) -> str:
        """A block for a list that is indented by so much."""
        deeper = indent - self.indent
        if deeper >= 0:
            return textwrap.indent(self.blocks[index], " " * deeper)
        return re.sub(rf"(?m)^ {{0,{-deeper}}}", "", self.blocks[index])


def blocks_of(text: str) -> Blocks:
    """A file in parts; of a file that the model has accepted and whose blocks start on lines of their own."""
    content = parse_yaml(text).get("content")
    assert content is not None and isinstance(content.value, Sequence)
    lines = text.splitlines(keepends=True)
    first, last = _lines_of(text, "content") or (0, 0)
    starts = [item.place.line - 1 for item in content.value.items]
    bounds = [first + 1, *(_with_comments(lines, start) for start in starts[1:]), last]
    parts = ["".join(lines[start:end]) for start, end in pairwise(bounds)]
    return Blocks("".join(lines[: first + 1]), tuple(parts), "".join(lines[last:]), content.value.place.column - 1)


def _with_comments(lines: list[str], start: int) -> int:
    """The first of the blank and comment lines that stand above a line."""
    while start > 0 and re.match(r" *(?:#|\r?\n?$)", lines[start - 1]):
        start -= 1
    return start
