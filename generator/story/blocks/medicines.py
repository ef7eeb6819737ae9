"""Medicines: a table and a chart of the day, or medicine by medicine."""

from __future__ import annotations

from generator.model.blocks.kinds import Item
from generator.model.blocks.medicines import Medicine, Medicines
from generator.model.inline import Prose
from generator.model.layout import AVERAGE_ADVANCE
from generator.story.blocks.tables import FULL_LINE, HIGHEST_HEAD, MOST_LINES, small_table
from generator.story.builder import FIRM_OF_ROOM, TICK_INDENT, StoryBuilder
from generator.story.cells import PlacedCell, Stacked, stacked
from generator.story.flowables import Flowable, TextFlow
from generator.story.going_on import again
from generator.story.naming import listed
from generator.story.tables import TableFlow, captioned, header_style, styled
from generator.story.weighing import HEAD_LINES
from generator.tags import Tag
from generator.values import replace
from generator.wording import cell_of, columns_of, labelled, now_and_then_in_words, said, time_in_words

# A column of running words holds this many letters in a line, or its lines are read with effort; in large type and on
# small paper, some more.
FEWEST_LETTERS, FEWEST_IN_LARGE = 9, 12
# A name that takes no more of the measure stands on one line: “Vitamin” and “D” are not read one below the other.
WIDEST_NAME = 0.35
# A row that takes more of a page than this, with what heads it, is read as a box.
HIGHEST_ROW = 0.6


def medicines(builder: StoryBuilder, block: Medicines, parent: Tag) -> list[Flowable]:
    """A table, and the chart of a day as another; where the columns would be narrow, a box for each medicine under a
    heading of its own, with its chart as a list to tick."""
    flows = _if_it_fits(builder, _table(builder, block), parent)
    if flows is None:
        return _cards(builder, block, parent)
    if not block.chart:
        return flows
    return [*flows, *(_if_it_fits(builder, _chart(builder, block), parent) or _lists(builder, block, parent))]


def _if_it_fits(builder: StoryBuilder, made: tuple[_Sheet, TableFlow], parent: Tag) -> list[Flowable] | None:
    """The table, unless words would be parted or columns hardly hold a word."""
    sheet, table = made
    styles = builder.styles
    measure, letter = styles.page.measure, styles.body.size * AVERAGE_ADVANCE
    if sum(table.least_widths()) > measure or measure / table.columns / letter < FEWEST_LETTERS:
        return None
    large = measure / letter < FULL_LINE or styles.growth > 1
    tower = not table.grid and table.head_lines(measure) > HEAD_LINES
    if tower or (
        large and not table.grid and table.cramped(measure, FEWEST_IN_LARGE * letter, MOST_LINES, HIGHEST_HEAD)
    ):
        return None
    if table.highest_row(styles.page.measure) > HIGHEST_ROW * builder.page_height:
        return None
    parent.kids.append(sheet.tag)
    return captioned(sheet.caption, table)


def _table(builder: StoryBuilder, block: Medicines) -> tuple[_Sheet, TableFlow]:
    styles = builder.styles
    words, columns = styles.words, columns_of(block, styles.words)
    sheet = _Sheet(builder, block.caption, [head for _, head in columns], len(block.list))
    for index, medicine in enumerate(block.list):
        row = sheet.row(medicine, index)
        for place, (column, _) in enumerate(columns[1:], 1):
            texts, tag = cell_of(medicine, column, words), row.add("TD")
            own = [tag] if len(texts) == 1 else [tag.add("P") for _ in texts]
            lines = [builder.composer.text(text, styles.body, to) for text, to in zip(texts, own, strict=True)]
            sheet.cells.append(PlacedCell(stacked(lines), index, place, 1, 1))
    return sheet, sheet.flow(grid=False)


def _chart(builder: StoryBuilder, block: Medicines) -> tuple[_Sheet, TableFlow]:
    """Medicines down, times of the day across; a box to tick stands above the dose wherever one is taken. What is taken
    on some days stands below, in rows without columns: its box is below no time of every day."""
    words = builder.styles.words
    heads = [words.medicine, *(time_in_words(slot, words) for slot in block.slots)]
    taken = sorted((one for one in block.list if one.doses or one.now_and_then), key=lambda one: one.now_and_then)
    sheet = _Sheet(builder, said(words.tick_dose), heads, len(taken))
    for index, medicine in enumerate(taken):
        row = sheet.row(medicine, index)
        if medicine.now_and_then:
            sheet.cells.append(_across(builder, medicine, row, sheet.cells.pop(), len(block.slots)))
            continue
        for place, slot in enumerate(block.slots, 1):
            tag = row.add("TD")
            if slot not in medicine.doses:
                sheet.cells.append(PlacedCell(None, index, place, 1, 1))
                continue
            name = _name_of_dose(builder, medicine, said(heads[place]))
            sheet.cells.append(_to_take(builder, name, medicine.dose, tag, (index, place)))
    return sheet, sheet.flow(grid=True)


def _to_take(builder: StoryBuilder, name: str, dose: Prose, tag: Tag, place: tuple[int, int]) -> PlacedCell:
    """A cell with a box to tick. name: what a screen reader calls the box; place: row and column."""
    styles, (row, column) = builder.styles, place
    field = tag.add("Form") if styles.fillable else None
    text = builder.composer.text(dose, styles.body, tag.add("P") if field else tag)
    return PlacedCell(text, row, column, 1, 1, mark=builder.tick_box(field, builder.names(name)))


def _across(builder: StoryBuilder, medicine: Medicine, row: Tag, name: PlacedCell, slots: int) -> PlacedCell:
    """A row of one cell to look at: a box to tick, beside it the medicine, and below that when and how much of it."""
    when, tag = now_and_then_in_words(medicine, builder.styles.words), row.add("TD")
    if slots > 1:
        tag.attributes["Table"] = {"ColSpan": slots}
    cell = _to_take(builder, _name_of_dose(builder, medicine, when), _dose(builder, medicine, when), tag, (name.row, 0))
    assert isinstance(name.text, TextFlow) and isinstance(cell.text, TextFlow)
    return replace(
        cell, text=Stacked((name.text, cell.text)), columns=1 + slots, beside=TICK_INDENT * builder.styles.growth
    )


def _dose(builder: StoryBuilder, medicine: Medicine, when: Prose) -> Prose:
    """“Every Monday: 1 tablet”."""
    return labelled(builder.styles.words, when.plain, medicine.dose)


def _name_of_dose(builder: StoryBuilder, medicine: Medicine, when: Prose) -> str:
    """What a box is called for who hears it alone: “Iron, Morning: 1 tablet”."""
    return listed(builder.styles.words, medicine.name.plain, _dose(builder, medicine, when).plain)


class _Sheet:
    """A table of medicines in the making: its header, and a heading for each row."""

    def __init__(self, builder: StoryBuilder, caption: Prose | None, heads: list[str], rows: int) -> None:
        self._builder, self._rows, self.tag, self.cells = builder, rows, Tag("Table"), list[PlacedCell]()
        bold, composer = builder.styles.body.as_bold(), builder.composer
        self.caption = composer.text(caption, bold, self.tag.add("Caption")) if caption else None
        self._again = again(composer, (caption, self.caption)) if caption and self.caption else None
        head, heading = self.tag.add("THead").add("TR"), header_style(builder.styles)
        self._header = [
            PlacedCell(composer.words(text, heading, _heading(head, "Column")), 0, column, 1, 1)
            for column, text in enumerate(heads)
        ]
        self._repeat = [
            replace(one, text=composer.words(text, heading, None))
            for one, text in zip(self._header, heads, strict=True)
        ]
        self._body = self.tag.add("TBody")

    def row(self, medicine: Medicine, index: int) -> Tag:
        """A row that the medicine heads."""
        row, styles, composer = self._body.add("TR"), self._builder.styles, self._builder.composer
        bold, name = styles.body.as_bold(), medicine.name
        if composer.text(name, bold, None).natural_width() <= WIDEST_NAME * styles.page.measure:
            name = Prose(tuple(replace(span, nobreak=True) for span in name.spans), name.place)
        self.cells.append(PlacedCell(composer.text(name, bold, _heading(row, "Row")), index, 0, 1, 1))
        return row

    def flow(self, grid: bool) -> TableFlow:
        palette = self._builder.styles.palette
        whole = FIRM_OF_ROOM * self._builder.room if grid else small_table(self._builder, self._rows)
        table = TableFlow(
            header=self._header,
            repeat=self._repeat,
            cells=self.cells,
            columns=len(self._header),
            rows=range(self._rows),
            rtl=self._builder.styles.rtl,
            rule=palette.muted if grid else palette.rule,
            strong_rule=palette.brand,
            grid=grid,
            tower=HEAD_LINES,
            again=self._again,
            whole=whole,
            firm=whole,
        )
        return styled(table, self._builder.styles)


def _heading(row: Tag, scope: str) -> Tag:
    return row.add("TH", attributes={"Table": {"Scope": scope}})


def _cards(builder: StoryBuilder, block: Medicines, parent: Tag) -> list[Flowable]:
    """A box for each medicine: its name is a heading, so that who listens goes from one to the next."""
    styles, words, flows = builder.styles, builder.styles.words, list[Flowable]()
    if block.caption:
        flows.append(builder.composer.text(block.caption, styles.body.as_bold(), parent.add("P")))
        flows[-1].space_after, flows[-1].keep_with_next = builder.space.item, True
    for medicine in block.list:
        section = parent.add("Sect")
        title = builder.title(medicine.name, section, styles.heading(4))
        children: list[Flowable] = [title]
        for column, head in columns_of(block, words)[1:]:
            texts = cell_of(medicine, column, words)
            if len(texts) == 1:
                children.append(builder.text(labelled(words, head, texts[0]), section.add("P"), builder.space.item))
            elif texts:  # a list says how many there are: “Morning” alone would sound complete
                label = said(words.before(head).rstrip(), bold=True)
                children.append(builder.text(label, section.add("P"), builder.space.item))
                children[-1].keep_with_next = True
                children += builder.bulleted([Item(text) for text in texts], section)
        if block.chart and (medicine.doses or medicine.now_and_then):
            children += [_what_to_do(builder, section), *_to_tick(builder, medicine, section)]
        # A dose is read beside the name that it belongs to.
        goes_on = again(builder.composer, (medicine.name, title))
        flows.append(builder.box(children, "", "brand", styles.boxes.medicines, firm=1, titled=goes_on))
    flows[-1].space_after = builder.space.box
    return flows


def _lists(builder: StoryBuilder, block: Medicines, parent: Tag) -> list[Flowable]:
    """The chart without columns: below each medicine's name a list of its times to tick."""
    flows: list[Flowable] = [_what_to_do(builder, parent)]
    for medicine in block.list:
        if medicine.doses or medicine.now_and_then:
            section = parent.add("Sect")
            title = builder.title(medicine.name, section, builder.styles.heading(4))
            title.space_before = builder.space.item
            flows += [title, *_to_tick(builder, medicine, section)]
    return flows


def _what_to_do(builder: StoryBuilder, parent: Tag) -> Flowable:
    flow = builder.composer.words(builder.styles.words.tick_dose, builder.styles.body.as_bold(), parent.add("P"))
    flow.space_before, flow.space_after, flow.keep_with_next = builder.space.item, builder.space.item, True
    return flow


def _to_tick(builder: StoryBuilder, medicine: Medicine, parent: Tag) -> list[Flowable]:
    """A box for each dose of the day."""
    words = builder.styles.words
    times = [said(time_in_words(time, words)) for time in medicine.doses]
    if medicine.now_and_then:
        times.append(now_and_then_in_words(medicine, words))
    doses = [Item(_dose(builder, medicine, time)) for time in times]
    return builder.ticked(doses, parent, whose=medicine.name.plain)
