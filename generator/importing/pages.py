"""HTML to blocks. Word and Markdown come here too, as the HTML that their libraries make of them.

What a browser would not show, and what works only on a screen, is left out and told. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree, html

from generator.importing.elements import BLOCKS, line_of, name_of, words_of
from generator.importing.elsewhere import leading_away, without_ways
from generator.importing.marks import address
from generator.importing.nouns import (
    Block,
    Document,
    Figure,
    Gap,
    Heading,
    Item,
    Listing,
    Log,
    Paragraph,
    Run,
    Runs,
    Sources,
    refused,
)
from generator.importing.opening import MAX_TEXT
from generator.importing.pictures import Pictures
from generator.importing.remnants import leads_elsewhere
from generator.importing.runs import BREAK, cleaned, plain, stacked, tidy
from generator.importing.screens import left_out, looks_like_menu, main_part
from generator.importing.tables import TablePart, blocks_of_table
from generator.model.languages import find_language, is_tag
from generator.problems import counted
from generator.values import Frozen, Mutable, field, replace

# A page nests some 30 deep (we walk it by recursion), and a long one has 5,000 elements.
MAX_DEPTH = 150
MAX_ELEMENTS = 100_000
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
_RAISED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
_ORDINALS = frozenset(
    ["st", "nd", "rd", "th", "er", "re", "e", "ème", "eme", "o", "a", "os", "as", "º", "ª", "ter", "ten", "te", "de"]
)


class _Style(Frozen):
    """What stands around the text that is being read."""

    bold: bool = False
    link: str = ""
    lang: str = ""
    raised: str = ""
    italic: bool = False
    kept: bool = False  # white space is the author's


class _Reader(Mutable):
    """One pass over the tree; what is read lands in `blocks`, text that is not yet a paragraph in `inline`."""

    log: Log
    pictures: Pictures
    lang: str
    base: str
    counts_lines: bool
    blocks: list[Block] = field(default_factory=list)
    inline: list[Run] = field(default_factory=list)
    waiting: list[Figure | Gap] = field(default_factory=list)
    line: int = 0

    def inside(self) -> _Reader:
        """A reader for a part whose blocks do not follow those read so far: an item, a cell."""
        return _Reader(self.log, self.pictures, self.lang, self.base, self.counts_lines, line=self.line)

    def done(self) -> list[Block]:
        self.flush()
        return self.blocks

    def flush(self) -> None:
        """The text read so far is a paragraph; pictures that stood in it come behind it."""
        for part in _parts(self.inline):
            runs = without_ways(part, self.lang or "en", self.log, self.line)
            if runs:
                self.blocks.append(Paragraph(runs, self.line))
        self.inline = []
        self.blocks += self.waiting
        self.waiting = []

    def text(self, text: str | None, style: _Style) -> None:
        if not text:
            return
        text = cleaned(text, self.log)
        if style.raised:
            text = self._raised(text, style.raised)
        if style.kept:
            text = text.strip("\n").replace("\n", BREAK).replace("\t", "    ")
        lang = style.lang if style.lang != self.lang else ""
        self.inline.append(Run(text, style.bold, style.link, lang, style.italic))

    def _raised(self, text: str, tag: str) -> str:
        """“10²” is not “102”: figures keep their height as characters of their own."""
        table = _RAISED[tag]
        if all(ord(char) in table or char.isspace() for char in text):
            return text.translate(table)
        if text.strip().lower() not in _ORDINALS and not re.fullmatch(r"\s*\[\d+\]\s*", text):
            side = "above" if tag == "sup" else "below"
            words = " ".join(text.split())[:40]
            self.log.note(f"“{words}” stood {side} the line, and stands on it now: look whether it says the same.")
        return text

    def children(self, element: etree._Element, style: _Style) -> None:
        self.text(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, style)
            self.text(child.tail, style)

    def element(self, element: etree._Element, style: _Style) -> None:
        tag = name_of(element)
        self._count(element)
        why = left_out(element, tag)
        if why is not None:
            self._leave_out(element, why)
            return
        style = self._styled(element, tag, style)
        if tag == "br":
            self.inline.append(Run(BREAK))
        elif tag in ("img", "image"):
            self._picture(element)
        elif tag == "a":
            self._link(element, style)
        elif tag in ("s", "strike", "del"):
            self.log.drop(words_of(element), "struck through", self.line)
        elif tag == "q":
            self.text("“", style)
            self.children(element, style)
            self.text("”", style)
        elif tag in ("rt",):
            self.text(" (", style)
            self.children(element, style)
            self.text(")", style)
        elif tag in BLOCKS or re.fullmatch("h[1-6]|hr", tag):
            self.flush()
            self._count(element)
            self._block(element, tag, style)
            self.flush()
        else:
            self.children(element, style)

    def _count(self, element: etree._Element) -> None:
        """Which line of the file is being read, where it has lines."""
        marked = element.get("data-line") if not self.counts_lines else None
        if marked and marked.isascii() and marked.isdigit():
            self.line = int(marked[:7])
        elif self.counts_lines:
            self.line = line_of(element) or self.line

    def _leave_out(self, element: etree._Element, why: str) -> None:
        told = words_of(element) if why else ""
        if why.startswith("a drawing") or (why and not told and why.startswith(("a video", "a sound", "another"))):
            self.waiting.append(Gap(f"{why} stood here.", self.line))
            self.log.drop(told or f"<{name_of(element)}>", why, self.line)
            return
        for line in told.split("\n"):
            self.log.drop(line, why, self.line)

    def _styled(self, element: etree._Element, tag: str, style: _Style) -> _Style:
        look = (element.get("style") or "").lower().replace(" ", "")
        if tag in _BOLD or re.search(r"font-weight:(?:bold|[6-9]00)", look):
            style = replace(style, bold=True)
        elif re.search(r"font-weight:(?:normal|[1-5]00)", look):
            style = replace(style, bold=False)
        if tag in _ITALIC or re.search(r"font-style:(?:italic|oblique)", look):
            style = replace(style, italic=True)
        elif "font-style:normal" in look:
            style = replace(style, italic=False)
        if tag == "u" and words_of(element).strip():
            self.log.note("Underlining is not kept: this project's leaflets have none but of links (UKAAF).")
        lang = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        if lang and is_tag(lang) and find_language(lang) is not None and tag not in ("html", "body"):
            style = replace(style, lang=lang)
        if tag in _RAISED:
            style = replace(style, raised=tag)
        return replace(style, kept=True) if tag in ("pre", "textarea", "listing") else style

    def _picture(self, element: etree._Element) -> None:
        source = element.get("src") or element.get("data-src") or element.get("href") or ""
        if element.get("width") in ("0", "1") and element.get("height") in ("0", "1"):
            self.log.drop(source[:120], "a picture of one dot, which counts visitors", self.line)
            return
        block = self.pictures.figure(source, element.get("alt"), (), self.line) if source else None
        if block is not None:
            self.waiting.append(block)

    def _link(self, element: etree._Element, style: _Style) -> None:
        told, href = plain(tidy([Run(words_of(element))])), (element.get("href") or "").strip()
        if re.match("#(?:foot|end)note-ref-", href):
            return  # the arrow from a note back to its place
        whole = href if not self.base else urljoin(self.base, href)
        link = address(whole) if href and not href.startswith("#") else ""
        if href and not href.startswith("#") and not link and told:
            self.log.note(
                f"The link of “{told[:60]}” leads to “{href[:120]}”, which is no address to print: its words are kept."
            )
        linked = replace(style, link=link) if link else style
        if told and href and leads_elsewhere(told):
            lang = style.lang if style.lang != self.lang else ""
            self.inline.append(Run(leading_away(told, href), style.bold, link, lang))
        else:
            self.children(element, linked)

    def _block(self, element: etree._Element, tag: str, style: _Style) -> None:
        match tag:
            case "ul" | "ol" | "menu" | "dir":
                self._list(element, tag == "ol", style)
            case "dl":
                self._definitions(element, style)
            case "table":
                self._table(element, style)
            case "figure":
                self._figure(element, style)
            case "hr":
                pass
            case _ if re.fullmatch("h[1-6]", tag):
                self._heading(element, int(tag[1]), style)
            case "summary" | "dt" | "legend":
                self.children(element, replace(style, bold=True))
            case _:
                self.children(element, style)

    def _heading(self, element: etree._Element, level: int, style: _Style) -> None:
        line, inside = self.line, self.inside()
        inside.children(element, replace(style, bold=False))
        blocks = inside.done()
        runs = stacked(block.runs for block in blocks if isinstance(block, Paragraph))
        if runs:
            self.blocks.append(Heading(runs, level, line))
        self.blocks += [block for block in blocks if not isinstance(block, Paragraph)]

    def _list(self, element: etree._Element, ordered: bool, style: _Style) -> None:
        line = self.line
        if looks_like_menu(element):
            for child in element:
                self.log.drop(words_of(child), "a menu: nothing but links", line)
            return
        items, after = self._items(element, style)
        if any(re.match("(?:foot|end)note-", child.get("id") or "") for child in element):
            self._notes(items)
            return
        start = element.get("start") or "1"
        if items:
            first = int(start) if re.fullmatch("[0-9]{1,4}", start) else 1
            self.blocks.append(Listing(tuple(items), ordered, line, first))
        self.blocks += after

    def _notes(self, items: list[Item]) -> None:
        """Footnotes, under the numbers that the text calls them by."""
        entries = tuple(tidy([Run(f"[{number}] "), *item.runs]) for number, item in enumerate(items, 1))
        self.log.note(
            f"{counted(len(entries), 'footnote')} became references: move what explains a word into the text."
        )
        self.blocks.append(Sources(entries, self.line))

    def _items(self, element: etree._Element, style: _Style) -> tuple[list[Item], list[Block]]:
        """The items of a list, and blocks that a list cannot hold, to stand behind it."""
        items: list[Item] = []
        after: list[Block] = []

        def add(reader: _Reader) -> None:
            item, others = _as_item(reader.done(), self.log, self.line)
            after.extend(others)
            if item is not None:
                items.append(item)

        add(self._stray(element.text, style))
        for child in element:
            if isinstance(child.tag, str) and left_out(child, name_of(child)) is None:
                self._count(child)
                if name_of(child) in ("ul", "ol"):  # a list right inside a list, as old editors write it
                    inner, others = self._items(child, style)
                    after += others
                    items[-1:] = [replace(one, items=(*one.items, *inner)) for one in items[-1:]] or inner
                else:
                    reader = self.inside()
                    if name_of(child) == "li":
                        reader.children(child, reader._styled(child, "li", style))
                    else:
                        reader.element(child, style)
                    add(reader)
            elif isinstance(child.tag, str):
                self._leave_out(child, left_out(child, name_of(child)) or "")
            add(self._stray(child.tail, style))
        return items, after

    def _stray(self, text: str | None, style: _Style) -> _Reader:
        """Text where no text belongs: right inside a list or a table."""
        reader = self.inside()
        reader.text(text, style)
        return reader

    def _definitions(self, element: etree._Element, style: _Style) -> None:
        """A word in bold, its meaning below it: an item each."""
        items: list[Item] = []
        after: list[Block] = []
        line = self.line
        for term, reader in self._entries(element, style):
            item, others = _as_item(reader.done(), self.log, self.line)
            after += others
            if item is None:
                continue
            if term or not items:
                items.append(item)
            else:
                last = items[-1]
                items[-1] = replace(last, runs=stacked((last.runs, item.runs)), items=(*last.items, *item.items))
        if items:
            self.blocks.append(Listing(tuple(items), False, line))
        self.blocks += after

    def _entries(self, element: etree._Element, style: _Style) -> Iterator[tuple[bool, _Reader]]:
        """The parts of a list of definitions, and whether each is a word that is defined."""
        yield False, self._stray(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self._count(child)
                if name_of(child) == "div":
                    yield from self._entries(child, style)
                else:
                    reader = self.inside()
                    reader.element(child, style)
                    yield name_of(child) == "dt", reader
            yield False, self._stray(child.tail, style)

    def _figure(self, element: etree._Element, style: _Style) -> None:
        """A picture, and the line below it as its caption."""
        inside = self.inside()
        caption: Runs = ()
        inside.text(element.text, style)
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif name_of(child) == "figcaption":
                reader = self.inside()
                reader.children(child, style)
                said = reader.done()
                caption = stacked((caption, *(block.runs for block in said if isinstance(block, Paragraph))))
                inside.blocks += [block for block in said if not isinstance(block, Paragraph)]
            else:
                inside.element(child, style)
            inside.text(child.tail, style)
        blocks = inside.done()
        pictures = [index for index, block in enumerate(blocks) if isinstance(block, Figure)]
        if caption and pictures:
            figure = blocks[pictures[-1]]
            assert isinstance(figure, Figure)
            blocks[pictures[-1]] = replace(figure, caption=caption)
        elif caption:
            blocks.append(Paragraph(caption, self.line))
        self.blocks += blocks

    def _table(self, element: etree._Element, style: _Style) -> None:
        line = self.line

        def read(part: etree._Element) -> list[Block]:
            reader = self.inside()
            self._count(part)
            reader.children(part, reader._styled(part, "td", style))
            return reader.done()

        def stray(text: str) -> list[Block]:
            return self._stray(text, style).done()

        self.blocks += blocks_of_table(TablePart(element, read, stray, self.log, self.pictures.path, line))


def _parts(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs cut at two line breaks in a row: that is how editors without paragraphs separate them."""
    part: list[Run] = []
    breaks = 0
    for run in runs:
        pieces = re.split(f"({BREAK})", run.text)
        for piece in pieces:
            if piece == BREAK:
                breaks += 1
                if breaks == 2:
                    yield part
                    part = []
            elif piece.strip():
                breaks = 0
            if piece and not (piece == BREAK and breaks >= 2):
                part.append(replace(run, text=piece))
    yield part


def _as_item(blocks: list[Block], log: Log, line: int) -> tuple[Item | None, list[Block]]:
    """The blocks of a list item as text and a list inside it, and those that no item can hold."""
    texts = [block.runs for block in blocks if isinstance(block, Paragraph | Heading)]
    inner = tuple(item for block in blocks if isinstance(block, Listing) for item in block.items)
    others: list[Block] = [block for block in blocks if not isinstance(block, Paragraph | Heading | Listing)]
    if any(isinstance(block, Listing) and block.ordered for block in blocks):
        log.note("A numbered list inside a list has bullets now: a handout numbers only its outer steps.")
    if others:
        log.note("What stood inside a list and cannot, a table or a picture, stands behind it.")
    runs = stacked(texts)
    if not runs:
        if not inner:
            return None, others
        first, *rest = inner
        return Item(first.runs, (*first.items, *rest), line), others
    return Item(runs, inner, line), others


def read_page(path: Path, text: str, pictures: Pictures, log: Log, lines: bool = True, whole: bool = True) -> Document:
    """A page as a document. lines: lines of the text are those of the file; whole: it is a page of the web, of which
    only the main part counts. Raises `Rejected`."""
    root = _parsed(path, text)
    lang = _language(root)
    body = main_part(root, log) if whole else root
    base = next((str(one.get("href")) for one in root.iter("base") if one.get("href")), "") if whole else ""
    if not re.match("https?://", base):
        canonical = (str(one.get("href")) for one in root.iter("link") if (one.get("rel") or "").lower() == "canonical")
        base = next((href for href in canonical if re.match("https?://", href)), "")
    reader = _Reader(log, pictures, lang, base, lines)
    reader.children(body, _Style())
    blocks = reader.done()
    title = next((" ".join((one.text or "").split()) for one in root.iter("title")), "") if whole else ""
    return Document(tuple(blocks), title, lang, tuple(pictures.taken))


def _parsed(path: Path, text: str) -> etree._Element:
    found = re.search(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", text, re.IGNORECASE)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise refused(
            path,
            "The page defines entities, which can name other files and grow without end.",
            "Delete “<!DOCTYPE … [ … ]>”: no page needs it.",
            line,
        )
    size = len(re.sub(r"\bdata:[^\s\"'>)]+", "", text))
    if size > MAX_TEXT:
        message = f"The page has {size:,} characters beside its pictures; the limit is {MAX_TEXT:,}."
        raise refused(path, message, "Take out what is no text.")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    # Ends of paragraphs that were never begun part words in browsers (HTML, 13.2.6.4.7), and not in libxml2.
    text = re.sub(r"</p\s*>", "</p> ", text, flags=re.IGNORECASE)
    text = re.sub(r"</br\s*>", "<br>", text, flags=re.IGNORECASE)
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refused(path, "The page cannot be read: it holds no text.") from error
    elements = sum(1 for _ in root.iter())
    if elements > MAX_ELEMENTS:
        raise refused(path, f"The page has {elements:,} elements; the limit is {MAX_ELEMENTS:,}.")
    if any("xcessive depth" in entry.message for entry in parser.error_log) or _depth(root) > MAX_DEPTH:
        raise refused(path, f"The page nests more than {MAX_DEPTH} levels deep.")
    return root


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _language(root: etree._Element) -> str:
    stated = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    ).strip()
    parts = stated.replace("_", "-").split("-")
    tag = "-".join([parts[0].lower(), *(p.title() if len(p) == 4 else p.upper() for p in parts[1:])])
    return tag if is_tag(tag) and find_language(tag) is not None else ""
