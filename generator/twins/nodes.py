"""The tree that both twins are written from: elements of HTML with texts in them.

No node holds markup: every text and every value of an attribute is escaped when the tree is written, so that nothing
an author types can become an element. Source: HTML Living Standard, 13.3 (serializing) and 13.1.2 (attributes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from generator.values import Frozen

# HTML Living Standard, 13.1.2: elements without an end tag.
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "path", "use"})
# Elements that stand on lines of their own in the file, so that a person can read it.
_LINES = frozenset(
    [
        "html",
        "head",
        "body",
        "main",
        "header",
        "footer",
        "article",
        "section",
        "aside",
        "div",
        "nav",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "figure",
        "figcaption",
        "blockquote",
        "title",
        "meta",
        "link",
        "style",
        "script",
        "svg",
        "search",
        "form",
    ]
)
_SVG = frozenset({"path", "use"})

# What may stand in an element: text, or another element.
Node: TypeAlias = "El | str"


class El(Frozen):
    """An element. attributes: in the order in which they are written; raw: its text is CSS or a script of ours, in
    which nothing is escaped."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    kids: tuple[Node, ...] = ()
    raw: bool = False

    def get(self, name: str) -> str:
        """The value of an attribute; empty when it is not there."""
        return dict(self.attributes).get(name, "")

    @property
    def text(self) -> str:
        """All text in it, in order."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[El]:
        """The element and all in it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, El):
                yield from kid.walk()


def el(tag: str, *kids: Node | None, **attributes: str | None) -> El:
    """An element; a keyword gives an attribute (`class_`, `aria_label`), None leaves it out, and so does a kid that is
    None."""
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    kept = tuple((name, value) for name, value in named if value is not None)
    return El(tag, kept, tuple(kid for kid in kids if kid is not None and kid != ""))


def written(nodes: Iterable[Node]) -> str:
    """The tree as HTML."""
    parts: list[str] = []
    for node in nodes:
        _write(node, parts)
    return "".join(parts)


def escaped(text: str) -> str:
    """Text that stands for itself, in an element or in a value between double quotation marks."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _write(node: Node, parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(escaped(node))
        return
    marks = "".join(f' {name}="{escaped(value)}"' if value else f" {name}" for name, value in _attributes(node))
    line = "\n" if node.tag in _LINES else ""
    if node.tag in _VOID:
        parts.append(f"<{node.tag}{marks}{'/' if node.tag in _SVG else ''}>{line}")
        return
    parts.append(f"<{node.tag}{marks}>")
    if node.raw:
        parts.append(node.text)
    else:
        if node.kids and isinstance(node.kids[0], El) and node.kids[0].tag in _LINES:
            parts.append("\n")
        for kid in node.kids:
            _write(kid, parts)
    parts.append(f"</{node.tag}>{line}")


def _attributes(node: El) -> Iterator[tuple[str, str]]:
    """An empty value is the value of `alt`; of all others only the name is written (`hidden`)."""
    for name, value in node.attributes:
        if value or name != "alt":
            yield name, value
        else:
            yield 'alt=""', ""
