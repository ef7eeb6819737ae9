"""What every block is written with, and the order in which blocks follow each other.

How one kind of block is written stands in `twins/blocks/`; `Writer` is handed the makers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from generator.model.block_styles import BoxStyle
from generator.model.blocks import Block, own_sections
from generator.model.blocks.kinds import Item
from generator.model.handout import Handout
from generator.model.inline import Prose, term_key
from generator.model.languages import Language
from generator.model.layout import Layout
from generator.model.words import Words
from generator.pictures import Picture
from generator.problems import Place, ProblemList
from generator.twins.nodes import El, Node, el
from generator.twins.prose import Inline
from generator.values import Mutable, field, replace
from generator.wording import called, dialled, labelled, ways

Maker: TypeAlias = Callable[["Writer", Any], list[Node]]
# Gives the address of a picture: of a file, of a drawing that is made here.
FileAddress: TypeAlias = Callable[[Any, Place], str]
PictureAddress: TypeAlias = Callable[[Picture], str]


class Ids(Mutable):
    """Names of elements, each once on a page."""

    count: dict[str, int] = field(default_factory=dict)

    def new(self, kind: str) -> str:
        self.count[kind] = self.count.get(kind, 0) + 1
        return f"{kind}-{self.count[kind]}"


class Writer(Mutable):
    """Writes the blocks of one handout.

    words_of: the fixed words of any language; files, drawn: see `FileAddress`, `PictureAddress`; icon: the element of
    an icon of the family, by its name; level, named: of the last heading, and its id; following: the block behind the
    one in hand.
    """

    handout: Handout
    language: Language
    layout: Layout
    words: Words
    words_of: Callable[[str], Words]
    files: FileAddress
    drawn: PictureAddress
    icon: Callable[[str], El | None]
    makers: Mapping[type, Maker]
    problems: ProblemList
    ids: Ids = field(default_factory=Ids)
    level: int = 1
    named: str = ""
    following: Block | None = None
    terms: dict[str, str] = field(default_factory=dict)
    on_its_own: bool = False  # whether the block in hand is a section of its own

    def __post_init__(self) -> None:
        for term in self.handout.glossary:
            name = self.ids.new("term")
            self.terms |= dict.fromkeys(term.keys, name)

    # -- text -----------------------------------------------------------------------------------------------------

    def inline(self, text: Prose) -> list[Node]:
        """The nodes of a text."""
        return Inline(self.language.rtl, self.terms).nodes(text.spans)

    def p(self, text: Prose | None, class_: str | None = None) -> El | None:
        """A paragraph, when there is a text."""
        return el("p", *self.inline(text), class_=class_) if text else None

    def labelled(self, label: str, value: Prose) -> El:
        """“Label: value” as a paragraph, the label in bold."""
        return el("p", *self.inline(labelled(self.words, label, value)))

    def term_id(self, term: Prose) -> str:
        """The name of the glossary's entry of a word."""
        return self.terms[term_key(term.plain)]

    # -- headings -------------------------------------------------------------------------------------------------

    def heading(self, text: Prose | str, level: int, class_: str | None = None) -> El:
        """A heading that opens a section."""
        self.level = level
        return self._heading(text, level, class_)

    def title(self, text: Prose, class_: str | None = None) -> El:
        """The heading of a box, one level below the headings above it."""
        return self._heading(text, min(self.level + 1, 6), class_)

    def closing_title(self, text: Prose) -> El:
        """The heading of a box that speaks of the whole leaflet: of level 2 when it is a section of its own; else it
        stands below no heading of level 3 or deeper."""
        self.level = min(self.level, 1 if self.on_its_own else 2)
        return self.title(text)

    def worded_title(self, word: str, text: Prose) -> El:
        """A title behind the word of its box (“Important”), on a line of its own: the colon between them is said and
        not shown."""
        label = el("span", word, el("span", self.words.before(word).removeprefix(word), class_="unseen"), class_="word")
        title = self.title(text)
        return replace(title, kids=(label, *title.kids))

    def _heading(self, text: Prose | str, level: int, class_: str | None) -> El:
        self.named = self.ids.new("h")
        nodes = [text] if isinstance(text, str) else self.inline(text)
        return el(f"h{level}", *nodes, id=self.named, class_=class_)

    # -- parts that several blocks are made of --------------------------------------------------------------------

    def story(self, blocks: Sequence[Block]) -> list[Node]:
        """The blocks of a handout, or of one section of it."""
        return self._made(blocks, own_sections(blocks))

    def _made(self, blocks: Iterable[Block], apart: Sequence[bool]) -> list[Node]:
        found = list[Node]()
        for place, (block, following) in enumerate(pairwise((*blocks, None))):
            assert block is not None
            self.following, self.on_its_own = following, bool(apart) and apart[place]
            found += self.makers[type(block)](self, block)
        return found

    def blocks(self, blocks: Iterable[Block]) -> list[Node]:
        """Blocks inside another one."""
        return self._made(blocks, ())

    def items(self, items: Sequence[Item], tag: str = "ul", class_: str | None = None) -> El:
        return el(tag, *(el("li", *self._item(item)) for item in items), class_=class_)

    def _item(self, item: Item) -> Iterator[Node]:
        yield from self.inline(item.text)
        if item.list:
            yield self.items(item.list)

    def ticked(self, items: Sequence[Item], kind: str = "") -> El:
        """A list with a box to tick before each item; kind: of block, for its own look."""
        return self.items(items, class_=f"ticks {kind}".rstrip())

    def lines(self, count: int) -> list[Node]:
        """Lines to write on."""
        return [el("div", class_="line", aria_hidden="true")] * count

    def box(
        self, tone: str, icon: str, *kids: Node | None, kind: str = "", tag: str = "div", **attributes: str | None
    ) -> El:
        """A tinted box; tone: see `Palette.tone`; kind: its name in `BoxStyles`, or none."""
        inside, drawn = el("div", *kids, class_="in"), self.style_of(kind)
        shown = self.icon(icon) if icon and drawn.icon else None
        return el(tag, shown, inside, class_=self.box_class(tone, kind), **attributes)

    def style_of(self, kind: str) -> BoxStyle:
        """How the layout has a kind of box."""
        style: BoxStyle = getattr(self.layout.boxes, kind) if kind else BoxStyle()
        return style

    def box_class(self, tone: str, kind: str = "") -> str:
        """The classes of a box: its tone, and how it is drawn."""
        style = self.style_of(kind)
        return f"box {style.tone or tone} {style.box or self.layout.brand.look.boxes}"

    def phone(self, phone: Prose, whose: Prose) -> El:
        """A number to call, in large type. whose: its box's heading."""
        line = self.labelled(self.words.phone, dialled(phone))
        return replace(named(line, called(self.words, whose, phone)), attributes=(("class", "phone"),))

    def ways(self, block: Any, whose: Prose) -> list[Node]:
        """How to reach somebody, a line for each way; block: a contact or the like; whose: its heading."""
        found: list[Node] = [self.phone(block.phone, whose)] if block.phone else []
        for label, value, leads in ways(self.words, block):
            line = self.labelled(label, value)
            found.append(named(line, called(self.words, whose, value)) if leads else line)
        return found


def named(node: El, name: str) -> El:
    """The element with its links called by a name: what is heard of one that is met alone (WAI-ARIA 1.2, 6.2.1)."""
    kids = tuple(named(kid, name) if isinstance(kid, El) else kid for kid in node.kids)
    attributes = (*node.attributes, ("aria-label", name)) if node.tag == "a" else node.attributes
    return replace(node, kids=kids, attributes=attributes)
