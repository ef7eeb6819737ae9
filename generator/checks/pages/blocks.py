"""The text of a PDF as a reader meets it: blocks in the order of the tags, each with its lines on the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.pages.drawn import Box, Drawn, Page, Shown
from generator.checks.reader import PdfFile
from generator.checks.tree import INLINE, Claim, Element, Tree
from generator.values import Mutable, field

HEADINGS = frozenset(("H", "H1", "H2", "H3", "H4", "H5", "H6"))
# How far above and below its baseline the letters of a line reach, in type sizes: Noto Sans's capitals and descenders.
ABOVE, BELOW = 0.72, 0.22
# Superscripts and subscripts stand less than this off the baseline of their line, in type sizes.
_OFF = 0.5


class Line(Mutable):
    """One line of a block. page: its number; y: its baseline; size: of its largest text."""

    page: int
    y: float
    parts: list[Shown] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def size(self) -> float:
        return max(part.size for part in self.parts)

    @property
    def left(self) -> float:
        return min((part.x for part in self.inked), default=self.parts[0].x)

    @property
    def right(self) -> float:
        return max((part.right for part in self.inked), default=self.parts[0].x)

    @property
    def inked(self) -> list[Shown]:
        """The parts that are more than blanks."""
        return [part for part in self.parts if part.text.strip()]

    @property
    def box(self) -> Box:
        return self.left, self.y - BELOW * self.size, self.right, self.y + ABOVE * self.size


class Block(Mutable):
    """What stands together: a paragraph, a heading, a cell, a picture.

    path: the elements that hold it, from the root to its own; lang: BCP 47; boxes: where it is, by page.
    """

    path: tuple[Element, ...]
    lang: str
    lines: list[Line] = field(default_factory=list)
    boxes: dict[int, Box] = field(default_factory=dict)

    @property
    def role(self) -> str:
        return self.path[-1].role if self.path else "P"

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def is_listing(self) -> bool:
        """Whether all of it is what is to be typed: it is read sign by sign, not in groups of words."""
        kids = self.path[-1].kids if self.path else []
        return bool(kids) and all(isinstance(kid, Element) and kid.role == "Code" for kid in kids)

    def inside(self, *roles: str) -> bool:
        """Whether it is, or is in, one of these."""
        return any(element.role in roles for element in self.path)


class Document(Mutable):
    """A file that is measured.

    lang: of the whole, or empty; parents: of each element, by its object number; owners: of content, by its page's
    object number and its own id; body: the size that most text is in, in points, 0 without text.
    """

    file: PdfFile
    pages: list[Page]
    tree: Tree
    lang: str
    blocks: list[Block] = field(default_factory=list)
    parents: dict[int, Element] = field(default_factory=dict)
    owners: dict[tuple[int, int], Element] = field(default_factory=dict)
    body: float = 0.0

    @property
    def tagged(self) -> bool:
        return bool(self.tree.claims)

    def path(self, element: Element) -> tuple[Element, ...]:
        """The elements from the root down to this one, both included."""
        found = [element]
        while (above := self.parents.get(found[-1].number)) is not None and above is not found[-1]:
            found.append(above)
        return tuple(reversed(found))

    def lang_of(self, path: Sequence[Element]) -> str:
        """The language of what such a path leads to (ISO 32000-1, 14.9.2)."""
        said = (self.file.text(element.entries.get("Lang")) for element in reversed(path))
        return next((lang for lang in said if lang), self.lang)

    def said(self, element: Element) -> str:
        """The text below an element, as it is shown."""
        return "".join(
            "".join(one.text for one in self.marked(kid) if isinstance(one, Shown))
            if isinstance(kid, Claim)
            else self.said(kid)
            for kid in element.kids
        )

    def marked(self, claim: Claim) -> list[Drawn]:
        """What is drawn as the content that a claim names."""
        return self._marks.get((claim.page, claim.mcid), [])

    _marks: dict[tuple[int, int], list[Drawn]] = field(default_factory=dict)


def read_document(file: PdfFile, pages: list[Page], tree: Tree) -> Document:
    """Bring together tags and pages. Without tags, the lines of a page stand for its blocks."""
    catalog = file.dictionary(file.trailer.get("Root"))
    document = Document(file, pages, tree, file.text(catalog.get("Lang")).strip())
    for page in pages:
        for one in page.drawn:
            if one.owner.mcid >= 0:
                document._marks.setdefault((page.object, one.owner.mcid), []).append(one)
    for element in (tree.root, *tree.elements):
        document.parents |= {kid.number: element for kid in element.kids if isinstance(kid, Element)}
    document.owners = {(claim.page, claim.mcid): owner for claim, owner in tree.claims if claim.mcid >= 0}
    document.blocks = list(_tagged_blocks(document)) if document.tagged else list(_loose_blocks(document))
    return document


def _tagged_blocks(document: Document) -> Iterator[Block]:
    numbers = {page.object: page.number for page in document.pages}
    block: Block | None = None
    owner: Element | None = None
    for claim, element in document.tree.claims:
        if claim.mcid < 0:
            continue
        path = document.path(element)
        cut = len(path)
        while cut > 1 and path[cut - 1].role in INLINE:
            cut -= 1
        if block is None or path[cut - 1] is not owner:
            if block is not None:
                yield block
            owner = path[cut - 1]
            block = Block(path[:cut], document.lang_of(path[:cut]))
        page = numbers.get(claim.page, 0)
        for one in document.marked(claim):
            _add(block, page, one)
    if block is not None:
        yield block


def _add(block: Block, page: int, one: Drawn) -> None:
    if isinstance(one, Shown):
        if not one.seen:
            return
        _add_text(block, page, one)
        box = (one.x, one.y - BELOW * one.size, one.right, one.y + ABOVE * one.size)
        if not one.text.strip():
            return
    else:
        box = one.box
    old = block.boxes.get(page, box)
    block.boxes[page] = min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])


def _add_text(block: Block, page: int, one: Shown) -> None:
    line = block.lines[-1] if block.lines else None
    if line is None or line.page != page or abs(line.y - one.y) > _OFF * max(line.size, one.size):
        block.lines.append(Line(page, one.y, [one]))
    else:
        line.parts.append(one)


def _loose_blocks(document: Document) -> Iterator[Block]:
    """A block for what follows each other in one size, line under line."""
    block: Block | None = None
    for page in document.pages:
        for one in page.texts:
            last = block.lines[-1] if block and block.lines else None
            near = last is not None and last.page == page.number and abs(last.size - one.size) < 0.1
            if block is None or last is None or not near or not -0.5 < (last.y - one.y) / one.size < 1.8:
                if block is not None:
                    yield block
                block = Block((), document.lang)
            _add(block, page.number, one)
    if block is not None:
        yield block
