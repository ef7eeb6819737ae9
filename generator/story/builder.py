"""Step 4, set: what every block is built with, and the order in which blocks follow each other.

How one kind of block is set stands in `story/blocks/`; `StoryBuilder` is handed the makers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Any, TypeAlias

from generator.model.block_styles import BoxStyle, TickStyle
from generator.model.blocks import Block, own_sections
from generator.model.blocks.care import Checklist, Columns, DoAndDont, Timeline, Zones
from generator.model.blocks.clinic import Slip
from generator.model.blocks.code import Code
from generator.model.blocks.kinds import Item
from generator.model.blocks.medicines import Medicines
from generator.model.blocks.pictures import Figure, PictureSteps, Risk
from generator.model.blocks.tables import Chart, Comparison, Table
from generator.model.blocks.words import BulletList, Heading, Paragraph, Steps
from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.page import WHITE
from generator.model.words import Words
from generator.pictures import Picture
from generator.problems import NOWHERE
from generator.story.binding import bind
from generator.story.boxes import BoxFlow, widest_inset
from generator.story.composer import Composer, PictureLoader
from generator.story.dressing import dress
from generator.story.facts import FactsFlow
from generator.story.filling import FieldFlow, TickBox, WritingLines
from generator.story.flowables import TALL, Again, Flowable, TextFlow
from generator.story.going_on import again
from generator.story.grouping import headed, take
from generator.story.naming import joined, listed, names_of
from generator.story.rows import IconMark, NumberDisc, RowFlow, keep_ends
from generator.story.styles import STEP, Styles, TextStyle
from generator.surface import RGB, Choice, FormField, Names
from generator.tags import Tag
from generator.text.facts import find_facts
from generator.text.typing import covered, typed_letters
from generator.values import replace

# Points; multiples of 5 (see styles.STEP).
NUMBER_INDENT, LABEL_GAP, DISC, TICK_INDENT = 30.0, 7.0, 20.0, 25.0
# The least part of a page's height that is text in standard type. Where large type gives header and footer more, parts
# of a page are counted from one as much lower.
TEXT_OF_PAGE = 0.8

# Lines of an item that always stand on one page.
WHOLE_ITEM = 5
# Lines of a term or of a helpline that always stand on one page.
WHOLE_ROW = 6
# Lines of a box that stand on the next page at least, where it parts.
BOX_TAIL = 3

# PDF and HTML have six levels of headings.
LOWEST_HEADING = 6

# What a paragraph before it introduces.
INTRODUCED = (
    BulletList,
    Steps,
    PictureSteps,
    Zones,
    DoAndDont,
    Table,
    Chart,
    Comparison,
    Medicines,
    Checklist,
    Timeline,
    Risk,
    Columns,
    Code,
)

# What does not say itself what it is: on a page that it opens, its section's heading stands once more.
NAMELESS = (Zones, Chart, Risk)

# What a sentence ends in that leads to what follows: colons of Latin, Chinese, Ethiopic, Khmer and Armenian; a dash in
# Burmese.
LEADS_ON = (":", "：", "፦", "፡-", "៖", "՝", "–", "—")

# A box or a table that takes no more of a page's height than this is never parted: it leaves less than a third of the
# text of a page empty.
SMALL = 0.25
# What is never parted leaves room for a heading above it.
FIRM_OF_ROOM = 0.85

Maker: TypeAlias = Callable[["StoryBuilder", Any, Tag], list[Flowable]]

# A box like the brand's others.
PLAIN_BOX = BoxStyle()


class StoryBuilder:
    """Builds the flowables of one handout under `document`, the root of its structure tree.

    pictures: loads a file; icons: loads an icon by its name, in a colour; words: the fixed words of any language;
    makers: one for each class of blocks; room: height of the text of a page, in points; later: the block, by identity,
    from which on all is made for the width that pages beyond the first have.
    """

    def __init__(
        self,
        composer: Composer,
        document: Tag,
        pictures: PictureLoader,
        icons: Callable[[str, RGB], Picture],
        words: Callable[[str], Words],
        makers: Mapping[type, Maker],
        room: float,
        later: frozenset[int] = frozenset(),
    ) -> None:
        self.composer = composer
        self.styles: Styles = composer.styles
        self.space = self.styles.space
        colour = self.styles.palette.brand if self.styles.lists.marks == "brand" else self.styles.palette.text
        self._mark_style = self.styles.body.coloured(colour).as_bold()
        self.pictures = pictures
        self.icons = icons
        self.words_of = words
        self.room = room
        self.sections: list[tuple[int, Tag]] = [(1, document)]
        self._makers = makers
        self.following: Block | None = None  # the block behind the one in hand
        self.inset = 0.0  # what a box around it takes of the measure, in points
        self.on_its_own = False  # whether the block in hand is a section of its own
        self._ticks = TickStyle()  # of the block in hand
        self._later, self._least = later, 0.0
        self._heads: tuple[tuple[int, str], ...] = ()  # level and words of each heading above the block in hand

    @property
    def parent(self) -> Tag:
        """The section in hand."""
        return self.sections[-1][1]

    @property
    def page_height(self) -> float:
        """Height of the page, or of one on which as much of the height is text as on others, in points: what is never
        parted takes a part of it."""
        return min(self.styles.page.height, self.room / TEXT_OF_PAGE)

    def story(self, handout: Handout, english: str = "") -> list[Flowable]:
        """The whole handout from its title to its last block. english: its title in English, for staff."""
        return [*self.opening(handout, english), *self.blocks(handout.content)]

    def under(self, tag: Tag) -> StoryBuilder:
        """The same builder for blocks that stand under another tag."""
        self.sections = [(1, tag)]
        return self

    def blocks(self, blocks: Iterable[Block], parent: Tag | None = None) -> list[Flowable]:
        """Blocks one after the other under a tag; without one, each in the section that headings above it opened."""
        flows: list[Flowable] = []
        listed = tuple(blocks)
        apart = own_sections(listed)
        group: BoxFlow | None = None
        own: tuple[Prose, Flowable] | None = None  # the heading of the section in hand
        for place, (block, following) in enumerate(pairwise((*listed, None))):
            assert block is not None
            if parent is None and id(block) in self._later:
                self._widen()
            self.following, self.on_its_own = following, apart[place] and parent is None
            group, self.inset = (group, group.inset) if group and isinstance(block, Figure) else (None, 0.0)
            heads, ticks, style = self._heads, self._ticks, self.styles.blocks.of(block.BLOCK)
            self._ticks = style if isinstance(style, TickStyle) else TickStyle()
            made = self._makers[type(block)](self, block, self.parent if parent is None else parent)
            self._ticks = ticks
            dress(made, style, self.styles.palette.rule)
            if not isinstance(block, Heading):
                self._heads = heads  # the title of a box heads nothing behind it
            for flow in made:
                flow.block = flow.block or block
                flow.needs = max(flow.needs, self._least)
            if place and isinstance(listed[place - 1], Heading):  # nearer to it than it is to what is above
                made[0].space_before = min(made[0].space_before, self.space.box / 2)
            bind(made, block, listed[place - 1] if place else None)
            if group:
                take(group, made, following)
            else:
                flows += made
                group = headed(block, following, made)
                own = (block.heading, made[0]) if isinstance(block, Heading) else own
                led_to = own and isinstance(listed[place - 1], Heading | Paragraph)
                if own and led_to and isinstance(block, NAMELESS) and not getattr(block, "caption", None):
                    made[0].again = made[0].again or again(self.composer, own)
                _keep_introduction(flows, block, following)
        return flows

    def _widen(self) -> None:
        """What follows stands on no page with the narrow frames of the first one."""
        page = self.styles.page.beyond_first
        self.styles, self._least = replace(self.styles, page=page), page.measure
        self.composer = Composer(self.styles, self.composer.problems, self.composer.goals)

    # -- the opening ----------------------------------------------------------------------------------------------

    def opening(self, handout: Handout, english: str) -> list[Flowable]:
        """Title, language, notice and summary."""
        styles, document = self.styles, self.parent
        tag = document.add("H1")
        title = self.composer.titled(handout.title, styles.title, tag)
        title.bookmark = (1, handout.title.plain, tag)
        title.even = True
        title.space_after = 10.0
        flows: list[Flowable] = [title]
        if not handout.lang.startswith("en"):
            flows.append(self._language_line(document, english))
        notice = self.notice(handout)
        if notice:  # before the first sentence that has not been checked
            flows.append(notice)
        summary = self.composer.fitting(handout.summary, styles.lead, document.add("P"))
        summary.space_after = 20.0
        return [*flows, summary]

    def _language_line(self, document: Tag, english: str) -> Flowable:
        """The language's own name; its English one and the English title, for staff who cannot read the script."""
        language, tag = self.styles.language, document.add("P")
        style = self.styles.body.coloured(self.styles.palette.muted)
        names = [Span(language.name, bold=True), Span(language.english, lang="en")]
        names += [Span(english, lang="en", nobreak=True)] if english else []
        # The dots are of no language: inside an English one, the last of a line would stand at its right in Arabic.
        proses = [Prose((name, *([Span(" ")] if name is not names[-1] else [])), NOWHERE) for name in names]
        facts = tuple(self.composer.text(prose, style, tag) for prose in proses)
        dots = tuple(self.composer.words("· ", style, tag) for _ in names[1:])
        return FactsFlow(facts=facts, dots=dots, rtl=self.styles.rtl, space_after=10.0)

    def notice(self, handout: Handout) -> Flowable | None:
        """What a reader must know of a translation that is not as it should be, in its language and in English."""
        translation = handout.translation
        names = translation.notices if translation else []
        if not names:
            return None
        tag = self.parent.add("Aside")
        label, word = self.styles.body.coloured(self.styles.palette.alert).as_bold(), self.styles.words.important
        children: list[Flowable] = [self.title(Prose((Span(word),), NOWHERE), tag, label)]
        children[0].space_after = 0.0
        english = self.styles.english_words
        for words, style, lang, before in (
            (self.styles.words, self.styles.body, "", ""),
            (english, self.styles.english, "en", english.before(english.important)),
        ):
            for name in names:
                spans = (*([Span(before, bold=True)] if before else []), Span(getattr(words, name)))
                flow = self.composer.text(Prose(spans, NOWHERE), style, tag.add("P", lang=lang), lang=lang)
                flow.space_after, before = 5.0, ""
                children.append(flow)
        box = self.box(children, "important", "alert")
        box.together = 2  # a title alone on a page says less than a notice that goes on
        box.parted = 1 + len(names)  # between the languages: nobody turns the page in the middle of a sentence
        return box

    # -- parts that several blocks are made of --------------------------------------------------------------------

    def section(self, level: int) -> Tag:
        """A new section under the headings above it; it is the one in hand until the next of its level."""
        while self.sections[-1][0] >= level:
            self.sections.pop()
        section = self.parent.add("Sect")
        self.sections.append((level, section))
        return section

    def end_subsections(self, parent: Tag) -> Tag:
        """Where a block stands that speaks of the whole leaflet: beside the sections when it is one of its own, else
        behind the headings of level 3 and below that are above it, or where it stands when that is inside another
        block. parent: the section or block in hand."""
        if parent is not self.parent:
            return parent
        while self.sections[-1][0] > (1 if self.on_its_own else 2):
            self.sections.pop()
        return self.parent

    def heading(
        self, text: Prose, level: int, section: Tag, colour: RGB | None = None, style: TextStyle | None = None,
        inset: float = 0.0,
    ) -> TextFlow:  # fmt: skip
        """A heading at the head of a section; colour, style: when they are not those of its level; inset: what a box
        takes of the measure."""
        tag = section.add(f"H{level}")
        self._heads = (*(head for head in self._heads if head[0] < level), (level, text.plain))
        style = style or self.styles.heading(level)
        flow = self.composer.fitting(text, style.coloured(colour) if colour else style, tag, inset)
        flow.bookmark = (level, text.plain, tag)
        flow.keep_with_next = flow.even = True
        flow.space_before, flow.space_after = (25.0, 10.0) if level == 2 else (20.0, 5.0)
        flow.ruled = colour is None and level == 2 and self.styles.brand.look.headings == "ruled"
        return flow

    def title(self, text: Prose, section: Tag, style: TextStyle | None = None, colour: RGB | None = None) -> TextFlow:
        """The heading of a box, one level below the headings above it, so that a screen reader can go to the box.

        style: when it looks otherwise than a heading of its level.
        """
        level, inset = min(self.sections[-1][0] + 1, LOWEST_HEADING), widest_inset(self.styles.growth)
        flow = self.heading(text, level, section, colour, style, inset)
        flow.space_before, flow.space_after, flow.ruled = 0.0, self.space.item, False
        return flow

    def worded_title(
        self, word: str, colour: RGB, text: Prose, section: Tag, style: TextStyle
    ) -> tuple[TextFlow, TextFlow]:
        """The word of a box (“Important”) and, on the next line, its title: one heading, so that who goes from heading
        to heading hears both. The colon between them is said and not drawn."""
        said = self.styles.words.before(word)
        title = self.title(text, section, style)
        assert title.bookmark is not None
        level, plain, tag = title.bookmark
        above = tag.add("Span")
        above.actual = said
        label = self.composer.words(word, self.styles.body.coloured(colour).as_bold(), above)
        label.bookmark, title.bookmark = (level, f"{said}{plain}", tag), None
        return label, title

    def names(self, own: str, *under: str) -> Names:
        """What a screen reader calls a field that is met alone: “My next visit: Date and time”; on paper, nothing. own:
        the words beside it; under: what it stands under below the headings, such as a table's caption, the nearest
        first."""
        if not self.styles.fillable:
            return ()
        return names_of(own, (*under, *(head for _, head in reversed(self._heads))), self.styles.words)

    def text(self, text: Prose, tag: Tag, after: float | None = None) -> TextFlow:
        flow = self.composer.text(text, self.styles.body, tag)
        flow.space_after = self.space.paragraph if after is None else after
        return flow

    def bulleted(self, items: Sequence[Item], parent: Tag, numbered: bool = False, depth: int = 0) -> list[Flowable]:
        """A list; depth: how many lists it stands inside."""
        numbering = "Decimal" if numbered else "Circle" if depth else "Disc"
        tag = parent.add("L", attributes={"List": {"ListNumbering": numbering}})
        rows: list[RowFlow] = []
        for number, item in enumerate(items, 1):
            entry = tag.add("LI")
            label = self.label(number if numbered else 0, depth, entry.add("Lbl"))
            body = self.item_body(item, entry.add("LBody"), depth)
            lines = WHOLE_ROW if _holds_a_number_to_call(item) else WHOLE_ITEM
            whole = min(lines * self.styles.body.leading, self.room / 2)
            rows.append(RowFlow(label=label, body=body, rtl=self.styles.rtl, space_after=self.space.item, whole=whole))
        self.indent_labels(rows, numbered)
        return list(rows)

    def label(self, number: int, depth: int, tag: Tag) -> Flowable:
        """What stands before an item; number: 0 for a bullet."""
        styles = self.styles
        if not number or styles.lists.numbers == "plain":
            return self.mark(styles.language.list_number(number) if number else styles.language.bullet(depth), tag)
        words = self.composer.words(styles.language.number(number), styles.body.coloured(WHITE).as_bold(), tag)
        return NumberDisc(text=words, side=DISC * styles.growth, colour=styles.palette.brand, rtl=styles.rtl)

    @property
    def whole_row(self) -> float:
        """Height of a row that is never parted: of a term, or whose number it is and the number."""
        return min(WHOLE_ROW * self.styles.body.leading, self.room / 2)

    def mark(self, text: str, tag: Tag) -> TextFlow:
        """What stands before an item."""
        return self.composer.words(text, self._mark_style, tag)

    def item_body(self, item: Item, tag: Tag, depth: int) -> list[Flowable]:
        """The words of an item, and the list inside it."""
        body: list[Flowable] = [self.text(item.text, tag.add("P") if item.list else tag, self.space.item)]
        if item.list:
            body[0].keep_with_next = True
            body += self.bulleted(item.list, tag, depth=depth + 1)
        return body

    @property
    def number_indent(self) -> float:
        """From the edge to the words beside a number, in points, at least."""
        lists = self.styles.lists
        return max(NUMBER_INDENT * (self.styles.growth if lists.numbers == "disc" else 1.0), lists.indent)

    def indent_labels(self, rows: Sequence[RowFlow], numbered: bool) -> None:
        """Give all items of a list the indent that the widest label needs, and keep none alone on a page."""
        least = self.number_indent if numbered else self.styles.lists.indent
        widest = max((row.label.natural_width() for row in rows if isinstance(row.label, TextFlow)), default=0.0)
        for row in rows:
            row.indent = max(least, STEP * ceil((widest + LABEL_GAP) / STEP))
        keep_ends(rows, self.space.list, self.styles.page.measure)

    def ticked(self, items: Sequence[Item], parent: Tag, *under: str, whose: str = "") -> list[Flowable]:
        """A list with a box to tick before each item. under: as of `names`; whose: what a screen reader says before the
        item's own words."""
        styles, tag = self.styles, parent.add("L")
        indent = TICK_INDENT * styles.growth
        rows = []
        for item in items:
            entry = tag.add("LI")
            body_tag = entry.add("LBody")
            # In no Lbl: a list of boxes has no kind of numbering (ISO 14289-2, 8.2.5.25).
            field = body_tag.add("Form") if styles.fillable else None
            body = self.item_body(item, body_tag, depth=0)
            names = self.names(listed(styles.words, *filter(None, (whose, self._words_of(item)))), *under)
            box = self.tick_box(field, names)
            rows.append(RowFlow(label=box, body=body, indent=indent, rtl=styles.rtl, space_after=self.space.item + 5.0))
        keep_ends(rows, self.space.list, self.styles.page.measure)
        return list(rows)

    def _words_of(self, item: Item) -> str:
        """An item with what the list inside it says: “Bring: your card, your glasses”."""
        inside = listed(self.styles.words, *(self._words_of(one) for one in item.list))
        own = item.text.plain.rstrip(":： ")
        return joined(own, inside, self.styles.words) if inside else own

    def tick_box(self, field: Tag | None, names: Names, choice: Choice | None = None, place: int = 0) -> TickBox:
        """A box as large as a letter; field: its Form in a form to fill in on a screen, which is called one of `names`;
        choice: the answers of which it is the one at `place`."""
        styles, colour = self.styles, getattr(self.styles.palette, self._ticks.tone)
        return TickBox(
            line=styles.body.leading, side=self._ticks.mark * styles.growth, colour=colour, rtl=styles.rtl,
            tag=field, names=names, choice=choice, place=place,
        )  # fmt: skip

    def icon_mark(self, icon: str, colour: RGB) -> IconMark:
        """An icon as large as a letter, before an item; decoration, since words say the same."""
        styles = self.styles
        side = 14.0 * styles.growth
        return IconMark(icon=self.icons(icon, colour), line=styles.body.leading, side=side, rtl=styles.rtl)

    def writing_lines(self, count: int, names: Names, parent: Tag) -> WritingLines:
        """Lines to write on, as far apart as the text is large; in a form, to type on. names: what a screen reader
        calls them."""
        styles = self.styles
        if styles.fillable:
            return self.form_field(count, names, parent.add("Form"))
        # The strokes of a heading of Nastaliq would stand on the last of them.
        tall = styles.body.leading >= TALL * styles.body.size
        after = self.space.paragraph + (styles.heading(2).leading / 2 if tall else 0.0)
        pitch = self.space.writing * styles.growth
        return WritingLines(count=count, pitch=pitch, colour=styles.palette.muted, space_after=after)

    def form_field(self, lines: int, names: Names, tag: Tag) -> FieldFlow:
        """Lines to type on; names: what a screen reader calls them."""
        styles = self.styles
        pitch = max(self.space.writing * styles.growth, styles.body.leading)
        return FieldFlow(
            count=lines, pitch=pitch, colour=styles.palette.muted, tag=tag, field=self.typed(names, lines),
            space_after=self.space.paragraph,
        )  # fmt: skip

    def typed(self, names: Names, lines: int) -> FormField:
        """What a field to type in is: its names, and the font that has the letters of the language."""
        styles = self.styles
        stack = styles.setting(styles.body.size).stack
        face = stack.face_for(styles.language.name[0], cut=0) or stack.first(cut=0)  # of the own script
        letters = covered(face, typed_letters(styles.language.script))
        return FormField(names, styles.body.size, lines, styles.rtl, face, letters)

    def box(
        self, children: list[Flowable], icon: str, tone: str, style: BoxStyle = PLAIN_BOX, firm: float = SMALL,
        titled: Again | None = None,
    ) -> BoxFlow:  # fmt: skip
        """A tinted box; icon: drawn at its first line, or none; tone: see `Palette.tone`; style: of its kind; firm:
        the part of a page's height up to which it is never parted; a higher one only where much would stay empty;
        titled: its title where it goes on."""
        colours = self.styles.palette.tone(style.tone or tone)
        drawn = style.box or self.styles.brand.look.boxes
        space = self.space.box if style.space < 0 else style.space
        children[-1].space_after = 0.0
        return BoxFlow(
            children=children,
            ground=colours.tint,
            bar=colours.strong,
            rtl=self.styles.rtl,
            icon=self.icons(icon, colours.strong) if icon and style.icon else None,
            icon_size=20.0 * self.styles.growth,
            least_tail=BOX_TAIL * self.styles.body.leading,
            whole=self.styles.page.height if firm > SMALL else min(250.0 * self.styles.growth, self.page_height / 3),
            firm=min(firm * self.styles.page.height, FIRM_OF_ROOM * self.room),
            alone=min(firm * self.styles.page.height, self.room),
            outline=drawn == "outline",
            barred=drawn == "bar",
            corners=self.styles.brand.look.corners,
            titled=titled,
            space_before=space,
            space_after=space,
        )


def _holds_a_number_to_call(item: Item) -> bool:
    return any(fact.kind == "phone" for fact in find_facts(item.text.plain))


def _keep_introduction(flows: list[Flowable], block: Block, following: Block | None) -> None:
    """A paragraph or a picture with words before a list, a table or the like introduces it, and stays with it: it must
    if it ends in a colon and leads to what has no words of its own above it, else it should."""
    if following is None:
        return
    words = isinstance(block, Paragraph) or (isinstance(block, Figure) and block.content)
    leads_on = isinstance(block, Paragraph) and block.text.plain.rstrip().endswith(LEADS_ON)
    headed = isinstance(following, Risk) or getattr(following, "caption", None) is not None
    if leads_on or isinstance(following, Slip) or (words and isinstance(following, INTRODUCED)):
        flows[-1].near_next = True  # a slip belongs to the words above it, which say what it is for
        flows[-1].keep_with_next |= isinstance(block, Figure) or (leads_on and not headed)
