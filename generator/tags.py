"""The structure tree as plain data: what each part of the page is, in reading order.

`story` makes the tags, `pdf` hangs marked content on them and writes them. Role names are those of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from generator.values import Frozen, Mutable, field

# Attribute values: a name ("Column"), a number, or a list of numbers (a BBox).
AttributeValue: TypeAlias = str | int | list[float]


class Mark(Frozen):
    """Marked content on a page: the page's index from 0 and the marked-content id on it."""

    page: int
    mcid: int


class ObjectMark(Frozen):
    """An annotation on a page, by its object number."""

    page: int
    number: int


class Goal(Mutable, eq=False):
    """Where a link inside the document leads. tag: what it leads to; page from 0 and upper edge: known when drawn."""

    tag: Tag | None = None
    page: int = -1
    top: float = 0.0


class Tag(Mutable, eq=False):
    """One structure element.

    role: P, H1, LI, …; alt: alternative text; lang: BCP 47; attributes: by owner (Table, List, Layout), then by key;
    actual: what is said in place of its content, where ink leaves out a sign (ISO 32000-1, 14.9.4).
    """

    role: str
    kids: list[Tag | Mark | ObjectMark] = field(default_factory=list)
    alt: str = ""
    lang: str = ""
    attributes: dict[str, dict[str, AttributeValue]] = field(default_factory=dict)
    waiting_for: Tag | None = None
    actual: str = ""

    def add(
        self,
        role: str,
        *,
        alt: str = "",
        lang: str = "",
        attributes: dict[str, dict[str, AttributeValue]] | None = None,
    ) -> Tag:
        """Append a child and return it."""
        child = Tag(role, [], alt, lang, attributes or {})
        self.kids.append(child)
        return child

    def inline(self, role: str, lang: str = "") -> Tag:
        """A child that takes its place among this tag's content when it is first drawn: a link inside a paragraph."""
        return Tag(role, [], "", lang, {}, waiting_for=self)

    def take_place(self) -> None:
        """Called when content of this tag is drawn; what it stands in takes its place first."""
        if self.waiting_for is not None:
            self.waiting_for.take_place()
            self.waiting_for.kids.append(self)
            self.waiting_for = None

    def walk(self) -> Iterator[Tag]:
        """The tag and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def pruned(self) -> bool:
        """Drop what holds nothing (an empty table cell stays); whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Tag) or kid.pruned()]
        return bool(self.kids) or self.role in ("TD", "TH")
