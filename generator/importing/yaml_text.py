"""A tree of keys, lists and texts as YAML that reads as the very same texts, laid out as an author would.

Short texts stand plain or in quotation marks; long ones are folded (`>-`), those with line ends keep them (`|-`).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import TypeAlias

from generator.values import Frozen

# Lines of the handouts in this repository end here.
WIDTH = 110
# What plain YAML text may begin with, and what it may not hold (YAML 1.2, 7.3.3); anything else is quoted.
_PLAIN_START = re.compile(r"[^\W_]|[¿¡“”‘’«»„(…—–]")
_NOT_PLAIN = re.compile(r":\s|\s#|:$|^(?:null|true|false|yes|no|on|off|~)$|[\n\t]|^[\d.+-]+$", re.IGNORECASE)
_FLOW_SIGN = re.compile(r"[,\[\]{}:#&*!|>'\"%@`?]")
_FOLD = re.compile(r"(?<=[^ \t]) (?=[^ \t])")


class Commented(Frozen):
    """A value with comments above it, without their “# ”; a value that is `ABSENT` leaves the comments alone."""

    lines: tuple[str, ...]
    value: Tree


class Row(Frozen):
    """A list, in one line where it fits."""

    items: tuple[Tree, ...]


class Absent:
    """No value, and so no key or item either."""


ABSENT = Absent()
Tree: TypeAlias = "str | bool | int | list[Tree] | dict[str, Tree] | Commented | Row | Absent | None"


def yaml_text(tree: dict[str, Tree]) -> str:
    """The tree as the text of a file."""
    return "".join(f"{line}\n" for line in _mapping(tree, 0))


def _mapping(tree: dict[str, Tree], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in tree.items():
        if isinstance(value, Commented):
            yield from _comments(value.lines, pad)
            value = value.value
        if not isinstance(value, Absent):
            yield from _under(f"{pad}{key}:", value, indent)


def _comments(lines: tuple[str, ...], pad: str) -> Iterator[str]:
    for line in lines:
        wrapped = textwrap.wrap(line, WIDTH - len(pad) - 2, break_long_words=False, break_on_hyphens=False) or [""]
        yield from (f"{pad}# {'  ' * (number > 0)}{part}".rstrip() for number, part in enumerate(wrapped))


def _under(head: str, value: Tree, indent: int) -> Iterator[str]:
    """A key and its value; head: the key with what stands before it; indent: the key's column."""
    flow = _flow(value) if isinstance(value, Row) else ""
    if value is None:
        yield head
    elif flow and len(head) + 1 + len(flow) <= WIDTH:
        yield f"{head} {flow}"
    elif isinstance(value, dict):
        yield head
        yield from _mapping(value, indent + 2)
    elif isinstance(value, list | Row):
        yield head
        yield from _sequence(value if isinstance(value, list) else list(value.items), indent + 2)
    else:
        yield from [f"{head} {_bare(value)}"] if isinstance(value, int) else _scalar(head, str(value), indent + 2)


def _sequence(items: list[Tree], indent: int) -> Iterator[str]:
    pad = " " * indent
    for item in items:
        value = item
        if isinstance(value, Commented):
            yield from _comments(value.lines, pad)
            value = value.value
        if not isinstance(value, Absent):
            yield from _item(pad, value, indent)


def _item(pad: str, value: Tree, indent: int) -> Iterator[str]:
    flow = _flow(value) if isinstance(value, Row | dict) else ""
    if value is None:
        yield f'{pad}- ""'
    elif flow and indent + 2 + len(flow) <= WIDTH:
        yield f"{pad}- {flow}"
    elif isinstance(value, dict | list | Row):
        inside = (
            _mapping(value, indent + 2)
            if isinstance(value, dict)
            else _sequence(value if isinstance(value, list) else list(value.items), indent + 2)
        )
        yield from _dashed(inside, pad, indent)
    else:
        yield from [f"{pad}- {_bare(value)}"] if isinstance(value, int) else _scalar(f"{pad}-", str(value), indent + 2)


def _dashed(inside: Iterator[str], pad: str, indent: int) -> Iterator[str]:
    """Lines with a dash before the first that is no comment; comments go above it."""
    begun = False
    for line in inside:
        if not begun and line.lstrip().startswith("#"):
            yield pad + line[indent + 2 :]
            continue
        yield line if begun else f"{pad}- {line[indent + 2 :]}"
        begun = True


def _scalar(head: str, text: str, indent: int) -> Iterator[str]:
    """A text behind its key or dash; indent: of its lines, when it takes more than one."""
    pad = " " * indent
    trimmed = text == text.strip() and text != ""
    if "\n" in text and trimmed:
        yield f"{head} |-"
        yield from (f"{pad}{line}" if line else "" for line in text.split("\n"))
        return
    short = text if _is_plain(text) else double_quoted(text)
    if len(head) + 1 + len(short) <= WIDTH or not trimmed or not _FOLD.search(text):
        yield f"{head} {short}"
        return
    yield f"{head} >-"
    yield from (f"{pad}{line}" for line in _folded(text, WIDTH - indent))


def _folded(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in _FOLD.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _bare(value: int) -> str:
    """A number, or `true` and `false` as YAML 1.2 spells them (10.3.2)."""
    return str(value).lower()


def _is_plain(text: str) -> bool:
    return _PLAIN_START.match(text) is not None and _NOT_PLAIN.search(text) is None and text == text.strip()


def double_quoted(text: str) -> str:
    """The text in quotation marks, line ends and tabs as escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _flow(value: Tree) -> str:
    """A row or a small group of keys in one line, or nothing when it is neither."""
    if value is None:
        return '""'
    if isinstance(value, str):
        return value if _is_plain(value) and not _FLOW_SIGN.search(value) else double_quoted(value)
    if isinstance(value, int):
        return _bare(value)
    if isinstance(value, Row):
        inside = [_flow(item) for item in value.items]
        return f"[{', '.join(inside)}]" if all(inside) else ""
    if (
        isinstance(value, dict)
        and "columns" in value.keys() | {"rows"}
        and not isinstance(value.get("rows"), list | Row)
    ):
        inside = [f"{key}: {_flow(one)}" for key, one in value.items()]
        return "{" + ", ".join(inside) + "}"
    return ""
