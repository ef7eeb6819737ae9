"""Elements of a page: their names and their words."""

from __future__ import annotations

from typing import Any

from lxml import etree

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "optgroup",
        "caption",
        "colgroup",
    ]
)


def name_of(element: etree._Element) -> str:
    """The element's name without prefix, in small letters."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def words_of(element: etree._Element) -> str:
    """All text of an element, each block of it on a line."""
    out = []
    for part in element.iter():
        if isinstance(part.tag, str):
            if name_of(part) in ("script", "style", "template"):
                continue
            out.append(("\n" if name_of(part) in BLOCKS else "") + _on_a_line(part.text))
        if part is not element:
            out.append(_on_a_line(part.tail))
    lines = (" ".join(line.split()) for line in "".join(out).split("\n"))
    return "\n".join(line for line in lines if line)


def _on_a_line(text: str | None) -> str:
    """Line ends of the source are blanks on a page."""
    return (text or "").replace("\n", " ")


def line_of(element: etree._Element) -> int:
    """The line that an element begins on; 0 when the parser does not know it."""
    number: Any = element.sourceline  # lxml's stubs have no type for it
    return int(number or 0)
