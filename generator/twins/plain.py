"""A handout as plain text: for a screen reader, an e-mail, a text message.

It is written from the same tree as the page for a browser, so that neither has a block that the other lacks. Lines are
not wrapped: a paragraph is one line, which every reader breaks as its own language asks (Thai and Chinese have no
blanks to break at), and no phone number or address is cut. In right-to-left text, what the plain bidi algorithm would
turn round is isolated as on paper, by U+2066 and U+2069 (UAX #9, 2.4); a line that would run the wrong way begins with
U+200F.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from generator.twins.nodes import El, Node
from generator.values import Frozen

_HEADINGS = {"h1": "=", "h2": "-", "h3": "~", "h4": "~", "h5": "~", "h6": "~"}
_INLINE = frozenset({"a", "bdi", "span", "strong", "em", "time", "code", "br"})
_LINE = "_" * 30
# What runs its own way without help: one word, or one number.
_SIMPLE = re.compile(r"[^\W\d_]+|\d+")
_LRI, _RLI, _PDI, _RLM = "\u2066", "\u2067", "\u2069", "\u200f"


class PlainText(Frozen):
    """Writes a tree as text. rtl: whether its language runs from the right; numbered: what stands before an item
    of a numbered list; before: a label ready to stand before its value."""

    rtl: bool
    numbered: Callable[[int], str] = "{}.".format
    before: Callable[[str], str] = "{}: ".format

    def written(self, nodes: Iterable[Node]) -> str:
        """The text, with an empty line between blocks."""
        lines = list(self._blocks(nodes))
        text = "\n".join(self._sided(line) for line in lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"

    def _sided(self, line: str) -> str:
        """In right-to-left text, a line whose first letter is of another direction is told its own (UAX #9, P2)."""
        outside = re.sub(f"[{_LRI}{_RLI}][^{_PDI}]*{_PDI}", "", line)
        first = next((kind for kind in map(unicodedata.bidirectional, outside) if kind in ("L", "R", "AL")), "")
        turned = first == "L" or (not first and _LRI in line)
        return f"{_RLM}{line}" if self.rtl and turned else line

    # -- blocks ---------------------------------------------------------------------------------------------------

    def _blocks(self, nodes: Iterable[Node]) -> Iterator[str]:
        """Lines; an empty one stands before and after every block."""
        waiting: list[Node] = []
        word = ""
        for node in nodes:
            if isinstance(node, str) or node.tag in _INLINE:
                waiting.append(node)
                continue
            yield from self._paragraph(waiting)
            waiting = []
            if node.get("class") == "word":  # of a call-out: it stands before the title
                word = self.before(self._inline(node.kids))
            elif word:
                yield from ("", f"{word}{self._inline(node.kids)}", "")
                word = ""
            else:
                yield from self._block(node)
        yield from self._paragraph(waiting)

    def _paragraph(self, nodes: list[Node]) -> Iterator[str]:
        text = self._inline(nodes).strip(" ")
        if text:
            yield from text.split("\n")

    def _block(self, node: El) -> Iterator[str]:
        tag = node.tag
        if node.get("class") == "when":  # it heads an item of a list, whose dash says so
            yield self._inline(node.kids)
        elif tag in _HEADINGS:
            text = self._inline(node.kids)
            yield from ("", "", text, _HEADINGS[tag] * max(3, _width(text)), "")
        elif tag in ("ul", "ol"):
            yield from ("", *self._list(node), "")
        elif tag == "table":
            yield from self._table(node)
        elif tag == "dl":
            yield from ("", *self._pairs(node), "")
        elif tag in ("img", "svg"):
            text = node.get("alt") or node.get("aria-label")
            yield from ("", f"[{text}]", "") if text else ()
        elif tag == "pre":
            yield from ("", *(f"    {line}" for line in node.text.split("\n")), "")
        elif node.get("class") == "line":
            yield _LINE
        elif tag == "p" and node.get("class") == "label":
            yield from self._paragraph(list(node.kids))
        else:
            yield from ("", *self._blocks(node.kids), "")

    def _list(self, node: El) -> Iterator[str]:
        """Items behind dashes, boxes to tick or numbers, with what is in them set in."""
        number = 0
        for item in node.kids:
            if not isinstance(item, El):
                continue
            number += 1
            number = int(item.get("value") or number)
            mark = self._item_mark(node, item, number)
            lines = [line for line in self._blocks(item.kids) if line]
            first, *rest = lines or [""]
            yield f"{mark}{first}"
            yield from (f"    {line}" for line in rest)

    def _item_mark(self, node: El, item: El, number: int) -> str:
        role = node.get("class").split(" ")[0]
        if role == "ticks":
            return "[x] " if item.get("class") == "chosen" else "[ ] "
        return f"{self.numbered(number)} " if node.tag == "ol" and role != "timeline" else "- "

    def _pairs(self, node: El) -> Iterator[str]:
        """“Word: meaning”, a line each."""
        label = ""
        for kid in node.kids:
            if isinstance(kid, El):
                text = self._inline(kid.kids)
                if kid.tag == "dt":
                    label = self.before(text)
                else:
                    yield f"{label}{text}"

    # -- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: El) -> Iterator[str]:
        """Each row under what heads it, a line for each cell: “header: cell”."""
        caption = next((kid for kid in table.kids if isinstance(kid, El) and kid.tag == "caption"), None)
        if caption:
            yield from ("", self._inline(caption.kids))
        heads, *rows = _grid(table)
        for row in rows:
            yield ""
            cells = list(row.items())
            first = cells[0][1] if cells[0][1].tag == "th" else None
            if first is not None:
                corner = self._inline(heads[0].kids)
                yield f"{self.before(corner) if corner else ''}{self._inline(first.kids)}"
                cells = cells[1:]
            for column, cell in cells:
                above = next(head for start, head in reversed(heads.items()) if start <= column)
                label = self._inline(above.kids) if _count(cell, "colspan") <= _count(above, "colspan") else ""
                text = self._inline(cell.kids).replace("\n", " · ") or _LINE * (table.get("class") == "chart")
                if text:
                    yield f"{'    ' if first else ''}{self.before(label) if label else ''}{text}"
        yield ""

    # -- inside a line --------------------------------------------------------------------------------------------

    def _inline(self, nodes: Iterable[Node]) -> str:
        return "".join(self._mark(node) for node in nodes)

    def _mark(self, node: Node) -> str:
        if isinstance(node, str):
            return node
        if node.tag == "br":
            return "\n"
        if node.tag in ("img", "svg"):
            text = node.get("alt") or node.get("aria-label")
            return f"[{text}]" if text else ""
        if node.get("class") == "unseen":  # a box says it already
            return ""
        if node.get("class") == "tick":
            return "[ ] "
        text = self._inline(node.kids)
        if node.get("class") == "word":  # of a call-out, in its heading
            return self.before(text)
        if node.tag == "a":
            return self._link(node, text)
        turned = node.get("dir")
        if not turned or (turned == "rtl") == self.rtl or _SIMPLE.fullmatch(text):
            return text
        if turned == "ltr" and _RLI not in text:  # what it holds runs the same way
            text = text.replace(_LRI, "").replace(_PDI, "")
        return f"{_LRI if turned == 'ltr' else _RLI}{text}{_PDI}"

    def _link(self, node: El, text: str) -> str:
        """The words, and the address where they are not it."""
        address = node.get("href")
        said = address.removeprefix("mailto:")
        plain = text.translate({ord(char): None for char in (_LRI, _RLI, _PDI)})
        if address.startswith(("#", "tel:")) or said in plain or said.partition("://")[2].rstrip("/") == plain:
            return text
        return f"{text} ({_LRI}{said}{_PDI})" if self.rtl else f"{text} ({said})"


def _grid(table: El) -> list[dict[int, El]]:
    """The cells of each row by the column that they begin in; one that hangs down stands in every row that it is in."""
    found: list[dict[int, El]] = []
    hanging: dict[int, tuple[int, El]] = {}
    for row in (one for one in table.walk() if one.tag == "tr"):
        cells = {column: cell for column, (_, cell) in hanging.items()}
        taken = set(cells) | {c + o for c, cell in cells.items() for o in range(_count(cell, "colspan"))}
        column = 0
        hanging = {column: (left - 1, cell) for column, (left, cell) in hanging.items() if left > 1}
        for cell in (kid for kid in row.kids if isinstance(kid, El)):
            while column in taken:
                column += 1
            cells[column] = cell
            down = _count(cell, "rowspan") - 1
            if down:
                hanging[column] = (down, cell)
            column += _count(cell, "colspan")
        found.append(dict(sorted(cells.items())))
    return found


def _count(cell: El, name: str) -> int:
    return int(cell.get(name) or 1)


def _width(text: str) -> int:
    """How many letters wide a line is, where East Asian ones count as two and marks as none (UAX #11)."""
    wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return min(wide - sum(1 for char in text if unicodedata.category(char) in ("Mn", "Me", "Cf")), 60)
