"""Step 4, set: the blocks of a handout to flowables, each with its tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any
from unicodedata import digit

from generator.model.handout import (
    Block,
    BulletList,
    Callout,
    Cell,
    Contact,
    Figure,
    Glossary,
    Handout,
    Heading,
    Item,
    KeyPoints,
    Paragraph,
    Qr,
    Questions,
    References,
    Steps,
    Table,
)
from generator.model.inline import Prose, Span
from generator.model.translation import Translation
from generator.pictures import Picture
from generator.problems import NOWHERE
from generator.rules import problem
from generator.story.composer import Composer, PictureLoader, labelled
from generator.story.flowables import (
    BesideFlow,
    BoxFlow,
    Flowable,
    PictureFlow,
    RowFlow,
    RuleFlow,
    TextFlow,
    TickBox,
    WritingLines,
)
from generator.story.qr import qr_picture
from generator.story.styles import STEP, Styles
from generator.story.tables import PlacedCell, TableFlow
from generator.tags import Tag

# Space in points; every value is a multiple of 5 (see styles.STEP).
AFTER_PARAGRAPH, AFTER_ITEM, AFTER_LIST, AROUND_BOX = 10.0, 5.0, 10.0, 15.0
BULLET_INDENT, NUMBER_INDENT, LABEL_GAP = 20.0, 30.0, 7.0
# A picture takes at most this part of the page's height, so that its words find room beside or below it.
HIGHEST_PICTURE = 0.55
# 25 mm: a code of version 5 then has modules of 0.6 mm, which phones read from office print (ISO/IEC 18004 leaves the
# size open).
QR_WIDTH = 25 * 72 / 25.4
_CALLOUT_ICONS = {"important": "important", "note": "note", "call-today": "call", "emergency": "emergency"}
_ALERTS = ("important", "emergency")


class StoryBuilder:
    """Builds the flowables of one handout under `document`, the root of its structure tree."""

    def __init__(
        self, composer: Composer, document: Tag, pictures: PictureLoader, icons: Callable[[str], Picture]
    ) -> None:
        self.composer = composer
        self.styles: Styles = composer.styles
        self._mark_style = self.styles.body.coloured(self.styles.palette.brand).as_bold()
        self.pictures = pictures
        self.icons = icons
        self.sections: list[tuple[int, Tag]] = [(1, document)]
        self._makers: dict[type, Callable[[Any, Tag], list[Flowable]]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            BulletList: self._bullets,
            Steps: self._steps,
            KeyPoints: self._key_points,
            Callout: self._callout,
            Table: self._table,
            Figure: self._figure,
            Contact: self._contact,
            Qr: self._qr,
            Questions: self._questions,
            Glossary: self._glossary,
            References: self._references,
        }

    @property
    def parent(self) -> Tag:
        """The section in hand."""
        return self.sections[-1][1]

    def story(self, handout: Handout, english: str = "") -> list[Flowable]:
        """The whole handout from its title to its last block. english: its title in English, for staff."""
        return [*self.opening(handout, english), *self.sequence(handout.content)]

    def under(self, tag: Tag) -> StoryBuilder:
        """The same builder for blocks that stand under another tag."""
        self.sections = [(1, tag)]
        return self

    def sequence(self, blocks: Iterable[Block]) -> list[Flowable]:
        """Blocks one after the other, each in the section that the headings above it have opened."""
        flows: list[Flowable] = []
        for block, following in pairwise((*blocks, None)):
            assert block is not None
            flows += self.block(block, self.parent)
            _keep_introduction(flows, block, following)
        return flows

    def block(self, block: Block, parent: Tag) -> list[Flowable]:
        return self._makers[type(block)](block, parent)

    def blocks(self, blocks: Iterable[Block], parent: Tag) -> list[Flowable]:
        flows: list[Flowable] = []
        for block, following in pairwise((*blocks, None)):
            assert block is not None
            flows += self.block(block, parent)
            _keep_introduction(flows, block, following)
        return flows

    # -- the opening ----------------------------------------------------------------------------------------------

    def opening(self, handout: Handout, english: str) -> list[Flowable]:
        """Title, language, notice and summary."""
        styles, document = self.styles, self.parent
        tag = document.add("H1")
        title = self.composer.text(handout.title, styles.title, tag)
        title.bookmark = (1, handout.title.plain, tag)
        title.space_after = 10.0
        flows: list[Flowable] = [title]
        if not handout.lang.startswith("en"):
            flows.append(self._language_line(document, english))
        notice = self.notice(handout)
        if notice:  # before the first sentence that has not been checked
            flows.append(notice)
        summary = self.composer.text(handout.summary, styles.lead, document.add("P"))
        summary.space_after = 20.0
        return [*flows, summary]

    def _language_line(self, document: Tag, english: str) -> Flowable:
        """The language's own name; its English one and the English title, for staff who cannot read the script."""
        language = self.styles.language
        staff = f"{language.english} · {english}" if english else language.english
        prose = Prose((Span(language.name, bold=True), Span(" · "), Span(staff, lang="en")), NOWHERE)
        line = self.composer.text(prose, self.styles.body.coloured(self.styles.palette.muted), document.add("P"))
        line.space_after = 10.0
        return line

    def notice(self, handout: Handout) -> Flowable | None:
        """What a reader must know of a translation that is not as it should be, in its language and in English."""
        translation = handout.translation
        names = _notices(translation) if translation else []
        if not names:
            return None
        tag = self.parent.add("Aside")
        label = self.styles.body.coloured(self.styles.palette.alert).as_bold()
        children: list[Flowable] = [self.composer.words(self.styles.words.important, label, tag.add("P"))]
        for words, style, lang in (
            (self.styles.words, self.styles.body, ""),
            (self.styles.english_words, self.styles.english, "en"),
        ):
            for name in names:
                flow = self.composer.words(getattr(words, name), style, tag.add("P", lang=lang), lang=lang)
                flow.space_after = 5.0
                children.append(flow)
        return self._box(children, "important", alert=True)

    def _heading(self, block: Heading, parent: Tag) -> list[Flowable]:
        while self.sections[-1][0] >= block.level:
            self.sections.pop()
        section = self.parent.add("Sect")
        self.sections.append((block.level, section))
        return [self._heading_flow(block.heading, block.level, section)]

    def _heading_flow(self, text: Prose, level: int, section: Tag) -> TextFlow:
        tag = section.add(f"H{level}")
        flow = self.composer.text(text, self.styles.heading(level), tag)
        flow.bookmark = (level, text.plain, tag)
        flow.keep_with_next = True
        flow.space_before, flow.space_after = (25.0, 10.0) if level == 2 else (20.0, 5.0)
        return flow

    def _paragraph(self, block: Paragraph, parent: Tag) -> list[Flowable]:
        return [self._text(block.text, parent.add("P"))]

    def _text(self, text: Prose, tag: Tag, after: float = AFTER_PARAGRAPH) -> TextFlow:
        flow = self.composer.text(text, self.styles.body, tag)
        flow.space_after = after
        return flow

    def _bullets(self, block: BulletList, parent: Tag) -> list[Flowable]:
        return self._list(block.list, parent, numbered=False, depth=0)

    def _steps(self, block: Steps, parent: Tag) -> list[Flowable]:
        return self._list(block.steps, parent, numbered=True, depth=0)

    def _list(self, items: tuple[Item, ...], parent: Tag, numbered: bool, depth: int) -> list[Flowable]:
        numbering = "Decimal" if numbered else "Circle" if depth else "Disc"
        tag = parent.add("L", attributes={"List": {"ListNumbering": numbering}})
        rows = [
            self._item(item, tag, f"{self.styles.language.number(n)}." if numbered else "–" if depth else "•", depth)
            for n, item in enumerate(items, 1)
        ]
        least = NUMBER_INDENT if numbered else BULLET_INDENT
        widest = max(row.label.natural_width() for row in rows if isinstance(row.label, TextFlow))
        for row in rows:
            row.indent = max(least, STEP * ceil((widest + LABEL_GAP) / STEP))
        for row in (rows[0], *rows[-2:-1]) if len(rows) > 1 else ():
            row.keep_with_next = True  # no item alone at the foot or the head of a page
        rows[-1].keep_with_next, rows[-1].space_after = False, AFTER_LIST
        return list(rows)

    def _item(self, item: Item, parent: Tag, mark: str, depth: int) -> RowFlow:
        tag = parent.add("LI")
        label = self.composer.words(mark, self._mark_style, tag.add("Lbl"))
        body_tag = tag.add("LBody")
        text = self._text(item.text, body_tag.add("P") if item.list else body_tag, AFTER_ITEM)
        body: list[Flowable] = [text]
        if item.list:
            body += self._list(item.list, body_tag, numbered=False, depth=depth + 1)
        return RowFlow(label=label, body=body, rtl=self.styles.rtl, space_after=AFTER_ITEM)

    # -- boxes ----------------------------------------------------------------------------------------------------

    def _box(self, children: list[Flowable], icon: str, alert: bool) -> BoxFlow:
        palette = self.styles.palette
        children[-1].space_after = 0.0
        return BoxFlow(
            children=children,
            ground=palette.alert_tint if alert else palette.tint,
            bar=palette.alert if alert else palette.brand,
            rtl=self.styles.rtl,
            icon=self.icons(icon) if icon else None,
            icon_size=20.0 * self.styles.growth,
            whole=250.0 * self.styles.growth,
            space_before=AROUND_BOX,
            space_after=AROUND_BOX,
        )

    def _key_points(self, block: KeyPoints, parent: Tag) -> list[Flowable]:
        section = parent.add("Sect")
        tag = section.add("H2")
        style = self.styles.heading(3).coloured(self.styles.palette.brand)
        heading = self.composer.words(self.styles.words.key_points, style, tag)
        heading.bookmark = (2, self.styles.words.key_points, tag)
        heading.space_after, heading.keep_with_next = 10.0, True
        items = tuple(Item(text) for text in block.key_points)
        return [self._box([heading, *self._list(items, section, numbered=False, depth=0)], "key", alert=False)]

    def _callout(self, block: Callout, parent: Tag) -> list[Flowable]:
        alert = block.kind in _ALERTS
        tag = parent.add("Aside")
        word = getattr(self.styles.words, block.kind.replace("-", "_"))
        colour = self.styles.palette.alert if alert else self.styles.palette.brand
        label = self.composer.words(word, self.styles.body.coloured(colour).as_bold(), tag.add("P"))
        label.keep_with_next = True
        title = self.composer.text(block.title, self.styles.heading(4), tag.add("P"))
        title.keep_with_next, title.space_after = bool(block.content), 5.0
        return [self._box([label, title, *self.blocks(block.content, tag)], _CALLOUT_ICONS[block.kind], alert)]

    def _contact(self, block: Contact, parent: Tag) -> list[Flowable]:
        styles, words = self.styles, self.styles.words
        tag = parent.add("Div")
        children: list[Flowable] = [self.composer.text(block.name, styles.heading(4), tag.add("P"))]
        if block.phone:
            address = f"tel:{dial_digits(block.phone.plain)}"
            number = Prose((Span(block.phone.plain, link=address, nobreak=True, island=True),), block.phone.place)
            children.append(self.composer.text(labelled(words, words.phone, number), styles.heading(3), tag.add("P")))
        for label, value, link in (
            (words.hours, block.hours, ""),
            (words.email, block.email, f"mailto:{block.email.plain}" if block.email else ""),
            (words.web, block.web, block.web.plain if block.web else ""),
            (words.address, block.address, ""),
        ):
            if value:
                linked = Prose(tuple(replace(s, link=s.link or link) for s in value.spans), value.place)
                children.append(self.composer.text(labelled(words, label, linked), styles.body, tag.add("P")))
        for child in children:
            child.space_after = 5.0
        return [self._box(children, "call", alert=False)]

    def _questions(self, block: Questions, parent: Tag) -> list[Flowable]:
        styles = self.styles
        flows: list[Flowable] = []
        if block.intro:
            flows.append(self._text(block.intro, parent.add("P")))
            flows[-1].keep_with_next = True
        tag = parent.add("L")
        for item in block.items:
            body = self._text(item, tag.add("LI").add("LBody"), AFTER_ITEM)
            side, indent = 12.0 * styles.growth, 25.0 * styles.growth
            box = TickBox(line=styles.body.leading, side=side, colour=styles.palette.brand, rtl=styles.rtl)
            flows.append(RowFlow(label=box, body=[body], indent=indent, rtl=styles.rtl, space_after=AFTER_ITEM + 5.0))
        if block.lines:
            notes = self.composer.words(
                styles.words.before(styles.words.notes).rstrip(), styles.body.as_bold(), parent.add("P")
            )
            notes.keep_with_next, notes.space_before = True, 10.0
            pitch = 25.0 * styles.growth
            flows += [
                notes,
                WritingLines(count=block.lines, pitch=pitch, colour=styles.palette.muted, space_after=10.0),
            ]
        return flows

    # -- tables, pictures, lists of words -------------------------------------------------------------------------

    def _table(self, block: Table, parent: Tag) -> list[Flowable]:
        styles, tag = self.styles, parent.add("Table")
        caption = (
            self.composer.text(block.caption, styles.body.as_bold(), tag.add("Caption")) if block.caption else None
        )
        head_row = tag.add("THead").add("TR")
        header = self._cells(block.header, 0, [0] * sum(c.columns for c in block.header), head_row, "Column", block)
        repeat = [
            PlacedCell(self._cell_text(cell, None, bold=True), p.row, p.column, p.rows, p.columns)
            for cell, p in zip(block.header, header, strict=True)
        ]
        body = tag.add("TBody")
        hanging = [0] * sum(c.columns for c in block.header)
        cells: list[PlacedCell] = []
        for index, row in enumerate(block.rows):
            cells += self._cells(row, index, hanging, body.add("TR"), "Row", block)
        table = TableFlow(
            header=header,
            repeat=repeat,
            cells=cells,
            columns=len(hanging),
            rows=range(len(block.rows)),
            caption=caption,
            rtl=styles.rtl,
            tint=styles.palette.tint,
            rule=styles.palette.rule,
            strong_rule=styles.palette.brand,
            space_before=10.0,
            space_after=20.0,
        )
        needed = sum(table.least_widths(facts_only=True))
        if needed > styles.page.measure:
            self.composer.problems.add(
                problem(
                    "too-large",
                    f"The table needs {needed:.0f} pt so that no number is parted from its unit; "
                    f"the page has {styles.page.measure:.0f}.",
                    block.place,
                    "Use fewer columns, or turn the table round.",
                )
            )
        return [table]

    def _cells(
        self, row: tuple[Cell, ...], index: int, hanging: list[int], parent: Tag, scope: str, block: Table
    ) -> list[PlacedCell]:
        """Place a row's cells in the columns that no cell above hangs into; updates `hanging`."""
        free = [column for column, left in enumerate(hanging) if not left]
        hanging[:] = [max(0, left - 1) for left in hanging]
        placed = []
        for cell in row:
            column = free[0]
            del free[: cell.columns]
            heads = scope == "Column" or (block.row_headings and column == 0)
            attributes: dict[str, str | int | list[float]] = {"Scope": scope} if heads else {}
            if cell.columns > 1:
                attributes["ColSpan"] = cell.columns
            if cell.rows > 1:
                attributes["RowSpan"] = cell.rows
            tag = parent.add("TH" if heads else "TD", attributes={"Table": attributes} if attributes else None)
            placed.append(PlacedCell(self._cell_text(cell, tag, bold=heads), index, column, cell.rows, cell.columns))
            for taken in range(column, column + cell.columns):
                hanging[taken] = cell.rows - 1
        return placed

    def _cell_text(self, cell: Cell, tag: Tag | None, bold: bool) -> TextFlow | None:
        if cell.text is None:
            return None
        return self.composer.text(cell.text, self.styles.body.as_bold() if bold else self.styles.body, tag)

    def _figure(self, block: Figure, parent: Tag) -> list[Flowable]:
        tag = None if block.decorative else parent.add("Figure", alt=block.alt, lang=block.alt_lang)
        drawn = self.pictures(block.image, block.place)
        highest = self.styles.page.height * HIGHEST_PICTURE
        width = min(block.width, self.styles.page.measure, highest * drawn.width / drawn.height)
        picture = PictureFlow(picture=drawn, picture_width=width, tag=tag, rtl=self.styles.rtl)
        beside: list[Flowable] = [self._text(block.caption, parent.add("P"), AFTER_ITEM)] if block.caption else []
        beside += self.blocks(block.content, parent)
        if beside and width <= self.styles.page.measure / 2:
            beside[-1].space_after = 0.0
            return [
                BesideFlow(picture=picture, children=beside, rtl=self.styles.rtl, space_before=15.0, space_after=15.0)
            ]
        picture.space_before, picture.space_after, picture.keep_with_next = 15.0, 10.0, bool(beside)
        return [picture, *beside]

    def _qr(self, block: Qr, parent: Tag) -> list[Flowable]:
        """What the code is for, the address in words, then the code: in this order it is heard."""
        styles, section = self.styles, parent.add("Div")
        url = block.url.plain
        caption = self.composer.text(block.caption, styles.body.as_bold(), section.add("P"))
        scan = self.composer.words(styles.words.before(styles.words.scan).rstrip(), styles.body, section.add("P"))
        address = self.composer.text(block.url, styles.body, section.add("P"), link=url)
        tag = section.add("Figure", alt=styles.words.qr_code(url))
        picture = PictureFlow(picture=qr_picture(url), picture_width=QR_WIDTH, tag=tag, rtl=styles.rtl)
        beside: list[Flowable] = [caption, scan, address]
        return [
            BesideFlow(
                picture=picture, children=beside, rtl=styles.rtl, space_before=AROUND_BOX, space_after=AROUND_BOX
            )
        ]

    def _glossary(self, block: Glossary, parent: Tag) -> list[Flowable]:
        tag = parent.add("L", attributes={"List": {"ListNumbering": "Description"}})
        flows: list[Flowable] = []
        for term in block.glossary:
            entry = tag.add("LI")
            label = self.composer.text(
                term.term, self.styles.body.coloured(self.styles.palette.brand).as_bold(), entry.add("Lbl")
            )
            meaning = self._text(term.meaning, entry.add("LBody"), 0.0)
            flows.append(
                RowFlow(
                    label=label,
                    body=[meaning],
                    indent=self.styles.page.measure * 0.32,
                    gap=10.0,
                    rtl=self.styles.rtl,
                    space_after=AFTER_ITEM,
                )
            )
        return flows

    def _references(self, block: References, parent: Tag) -> list[Flowable]:
        while len(self.sections) > 1:
            self.sections.pop()
        section = self.parent.add("Sect")
        self.sections.append((2, section))
        tag = section.add("H2")
        heading = self.composer.words(self.styles.words.sources, self.styles.heading(4), tag)
        heading.bookmark = (2, self.styles.words.sources, tag)
        heading.keep_with_next, heading.space_before, heading.space_after = True, 10.0, 5.0
        flows: list[Flowable] = [
            RuleFlow(colour=self.styles.palette.rule, space_before=15.0, keep_with_next=True),
            heading,
        ]
        for reference in block.references:
            flow = self.composer.text(reference, self.styles.small, section.add("P"))
            flow.space_after = 5.0
            flows.append(flow)
        flows[-1].keep_with_next = True  # the colophon never stands alone on a page
        return flows


def dial_digits(phone: str) -> str:
    """What a telephone dials: ASCII digits, with a leading + for an international number.

    The “(0)” that some write after the country code is dialled at home only. Source: ITU-T E.123, 7.2; RFC 3966.
    """
    international = phone.lstrip().startswith("+")
    kept = phone.replace("(0)", "") if international else phone
    return ("+" if international else "") + "".join(str(digit(char)) for char in kept if char.isdecimal())


def icon_path(layouts: Path, name: str) -> Path:
    """Where an icon of the family stands."""
    return layouts / "icons" / f"{name}.svg"


def _keep_introduction(flows: list[Flowable], block: Block, following: Block | None) -> None:
    """A paragraph before a list or a table introduces it, and stays with it."""
    if isinstance(block, Paragraph) and isinstance(following, BulletList | Steps | Table):
        flows[-1].keep_with_next = True


def _notices(translation: Translation) -> list[str]:
    """The fixed words that a translation in this state prints."""
    draft = "machine_draft" if translation.status == "machine-draft" else "draft"
    said = (
        (draft, translation.is_draft),
        ("out_of_date", translation.out_of_date),
        ("untranslated", translation.partial),
    )
    return [name for name, true in said if true]
