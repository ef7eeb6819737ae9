"""Tables and charts."""

from __future__ import annotations

from generator.model.blocks.kinds import Item
from generator.model.blocks.tables import Cell, Chart, Comparison, Table
from generator.model.inline import Prose
from generator.model.layout import AVERAGE_ADVANCE
from generator.problems import Place
from generator.rules import problem
from generator.story.builder import FIRM_OF_ROOM, SMALL, StoryBuilder
from generator.story.cards import as_cards
from generator.story.cells import PlacedCell
from generator.story.flowables import Flowable, TextFlow
from generator.story.going_on import again
from generator.story.naming import listed
from generator.story.styles import TextStyle
from generator.story.tables import CAPTION_GAP, TableFlow, captioned, header_style, styled
from generator.tags import Tag
from generator.values import replace

# Room for handwriting: 12 mm; the lines of school books are 8 mm apart.
WRITING_ROW = 35.0
# What sums of lengths may differ by, in points.
_SLACK = 1e-6


# A table that takes no more of a page than this is not parted: its rows are to be compared. One of few rows takes more
# in large type.
SMALL_TABLE, FEW_ROWS, OF_FEW_ROWS = 0.4, 3, 0.6


# A line of fewer letters is short, and a table on such a page may have been drawn for a wider one (RNIB Clear Print: 60
# to 70).
FULL_LINE = 60
# A row that takes more of a page than this, with what heads it, is read down the page instead; so is what is then
# parted.
HIGHEST_ROW, HIGHEST_CARD = 0.6, 0.7
# Lines of a cell in large type or on small paper: where one has more, its column is a stack of single words.
MOST_LINES = 5
# What heads a column is read once, and may have half as many again; above a row or two it would be most of the table.
HIGHEST_HEAD, HEAD_OF_FEW, FEW_ROWS = 7, 4, 3
# Days of a week on each side where a page to bring along is parted after all.
EASED_DAYS = 3


def small_table(builder: StoryBuilder, rows: int) -> float:
    """Height of a table that is not parted, in points."""
    return (OF_FEW_ROWS if rows <= FEW_ROWS else SMALL_TABLE) * builder.page_height


def _firm(builder: StoryBuilder, rows: int) -> float:
    """Height of a table that is not parted even where much of a page then stays empty: of two rows one would stand
    under the head again, and they are there to be compared."""
    return small_table(builder, rows) if rows == 2 else SMALL * builder.styles.page.height


def table(builder: StoryBuilder, block: Table, parent: Tag) -> list[Flowable]:
    styles, tag = builder.styles, parent.add("Table")
    caption = builder.composer.text(block.caption, styles.body.as_bold(), tag.add("Caption")) if block.caption else None
    head_row = tag.add("THead").add("TR")
    header = _cells(builder, block.header, 0, [0] * sum(c.columns for c in block.header), head_row, "Column", block)
    repeat = [
        PlacedCell(_cell_text(builder, cell, None, header_style(styles)), p.row, p.column, p.rows, p.columns)
        for cell, p in zip(block.header, header, strict=True)
    ]
    body = tag.add("TBody")
    hanging = [0] * sum(c.columns for c in block.header)
    cells: list[PlacedCell] = []
    for index, row in enumerate(block.rows):
        cells += _cells(builder, row, index, hanging, body.add("TR"), "Row", block)
    table = TableFlow(
        header=header,
        repeat=repeat,
        cells=cells,
        columns=len(hanging),
        rows=range(len(block.rows)),
        rtl=styles.rtl,
        rule=styles.palette.rule,
        strong_rule=styles.palette.brand,
        whole=small_table(builder, len(block.rows)),
        firm=_firm(builder, len(block.rows)),
        eases=1,
    )
    styled(table, styles)
    if block.caption and caption:
        table.again = again(builder.composer, (block.caption, caption))
    return _as_it_fits(builder, caption, table, block.place)


def chart(builder: StoryBuilder, block: Chart, parent: Tag) -> list[Flowable]:
    """A table whose cells are empty: each row is as high as handwriting needs, and rules part the columns."""
    styles, tag = builder.styles, parent.add("Table")
    bold, heads = styles.body.as_bold(), header_style(styles)
    caption = builder.composer.text(block.caption, bold, tag.add("Caption")) if block.caption else None
    columns = len(block.columns)
    head = tag.add("THead").add("TR")
    texts = [
        builder.composer.text(text, heads, head.add("TH", attributes={"Table": {"Scope": "Column"}}))
        for text in block.columns
    ]
    body, cells = tag.add("TBody"), list[PlacedCell]()
    for index, text in enumerate((*block.rows, *(None,) * block.blank)):
        row = body.add("TR")
        if text:
            first = builder.composer.text(text, bold, row.add("TH", attributes={"Table": {"Scope": "Row"}}))
            cells.append(PlacedCell(first, index, 0, 1, 1))
        for column in range(1 if text else 0, columns):
            cells.append(_cell_to_fill(builder, block, text, (index, column), row.add("TD")))
    table = TableFlow(  # a page to bring along: a week of it is parted only where it fills a page
        header=[PlacedCell(text, 0, column, 1, 1) for column, text in enumerate(texts)],
        repeat=[
            PlacedCell(builder.composer.text(text, heads, None), 0, column, 1, 1)
            for column, text in enumerate(block.columns)
        ],
        cells=cells,
        columns=columns,
        rows=range(len(block.rows) + block.blank),
        rtl=styles.rtl,
        rule=styles.palette.muted,
        strong_rule=styles.palette.brand,
        whole=FIRM_OF_ROOM * builder.room,
        firm=FIRM_OF_ROOM * builder.room,
        eases=EASED_DAYS,
        to_fill=True,
        least_row=max(WRITING_ROW * styles.growth, bold.leading + 2 * styles.tables.padding),
        grid=True,
    )
    styled(table, styles)
    if block.caption and caption:  # “Bring this page to your next visit”
        table.again = again(builder.composer, (block.caption, caption))
    _close_up(builder, table, caption)
    return _as_it_fits(builder, caption, table, block.place, words=True)


def _close_up(builder: StoryBuilder, table: TableFlow, caption: TextFlow | None) -> None:
    """In large type, rows a little lower where all of them then stand on one page under a heading of one line, though
    no lower than in a standard leaflet, nor than a line of text."""
    styles, heading = builder.styles, builder.styles.heading(2)
    measure = styles.page.measure
    above = heading.leading + CAPTION_GAP + (caption.height(measure) + CAPTION_GAP if caption else 0.0)
    missing = table.height(measure) + above - builder.room
    if table.height(measure) <= table.firm and missing <= 0:
        return
    least = max(WRITING_ROW, styles.body.leading + 2 * styles.tables.padding)
    closer = replace(table, least_row=max(least, table.least_row - max(missing, 0.0) / len(table.rows)))
    if closer.height(measure) + above <= builder.room + _SLACK:
        table.least_row = closer.least_row
        table.whole = table.firm = max(table.firm, closer.height(measure))


def _cell_to_fill(builder: StoryBuilder, block: Chart, head: Prose | None, at: tuple[int, int], tag: Tag) -> PlacedCell:
    """An empty cell; in a form, a field that is called after its row and its column."""
    row, column = at
    if not builder.styles.fillable:
        return PlacedCell(None, row, column, 1, 1)
    heads = head.plain if head else builder.styles.language.number(row + 1)
    under = (block.caption.plain,) if block.caption else ()
    names = builder.names(listed(builder.styles.words, heads, block.columns[column].plain), *under)
    return PlacedCell(None, row, column, 1, 1, builder.typed(names, lines=1), tag.add("Form"))


def comparison(builder: StoryBuilder, block: Comparison, parent: Tag) -> list[Flowable]:
    """A table with the options across and the questions down; question by question where the columns would be narrow.

    The cell in the corner heads nothing: it is empty, and no header.
    """
    styles, bold = builder.styles, builder.styles.body.as_bold()
    tag = Tag("Table")
    caption = builder.composer.text(block.caption, bold, tag.add("Caption")) if block.caption else None
    head, body = tag.add("THead").add("TR"), tag.add("TBody")
    head.add("TD")

    def cell(text: Prose, row: Tag, scope: str, place: tuple[int, int]) -> PlacedCell:
        own = row.add("TH", attributes={"Table": {"Scope": scope}}) if scope else row.add("TD")
        style = {"Column": header_style(styles), "Row": bold}.get(scope, styles.body)
        return PlacedCell(builder.composer.text(text, style, own), *place, 1, 1)

    header = [cell(text, head, "Column", (0, column)) for column, text in enumerate(block.options, 1)]
    cells = list[PlacedCell]()
    for index, row in enumerate(block.rows):
        line = body.add("TR")
        cells.append(cell(row.question, line, "Row", (index, 0)))
        cells += [cell(text, line, "", (index, column)) for column, text in enumerate(row.answers, 1)]
    table = TableFlow(
        header=header,
        repeat=[
            replace(one, text=builder.composer.text(text, header_style(styles), None))
            for one, text in zip(header, block.options, strict=True)
        ],
        cells=cells,
        columns=1 + len(block.options),
        rows=range(len(block.rows)),
        rtl=styles.rtl,
        rule=styles.palette.rule,
        strong_rule=styles.palette.brand,
        whole=small_table(builder, len(block.rows)),
        firm=_firm(builder, len(block.rows)),
        eases=1,
    )
    styled(table, styles)
    if sum(table.least_widths()) > styles.page.measure:
        return _one_by_one(builder, block, parent)
    parent.kids.append(tag)
    if block.caption and caption:
        table.again = again(builder.composer, (block.caption, caption))
    return captioned(caption, table)


def _one_by_one(builder: StoryBuilder, block: Comparison, parent: Tag) -> list[Flowable]:
    """A comparison without columns: what there is to choose from; below each question every option and its answer.

    The questions are headings, as the titles of boxes are: who listens goes from one to the next.
    """
    styles, flows = builder.styles, list[Flowable]()
    if block.caption:
        flows.append(builder.composer.text(block.caption, styles.body.as_bold(), parent.add("P")))
        flows[-1].space_after, flows[-1].keep_with_next = builder.space.item, True
    flows += builder.bulleted([Item(option) for option in block.options], parent)
    for row in block.rows:
        section = parent.add("Sect")
        flows.append(builder.title(row.question, section, styles.heading(4)))
        flows[-1].space_before, flows[-1].space_after, flows[-1].keep_with_next = (
            builder.space.list,
            builder.space.item,
            True,
        )
        tag = section.add("L", attributes={"List": {"ListNumbering": "Description"}})
        for option, answer in zip(block.options, row.answers, strict=True):
            item = tag.add("LI")
            label = styles.body.coloured(styles.palette.brand).as_bold()
            flows.append(builder.composer.text(option, label, item.add("Lbl")))
            flows[-1].keep_with_next = True
            flows.append(builder.text(answer, item.add("LBody"), builder.space.item))
    flows[-1].space_after = builder.space.box
    return flows


def _as_it_fits(
    builder: StoryBuilder, caption: TextFlow | None, table: TableFlow, place: Place, words: bool = False
) -> list[Flowable]:
    """The table; row by row where no later page has a place for it: lines are short and words would be parted, or a row
    would hardly fit on a page."""
    styles, page = builder.styles, builder.page_height
    widest = styles.page.widest
    short = widest / (styles.body.size * AVERAGE_ADVANCE) < FULL_LINE
    head = HIGHEST_HEAD if table.grid or len(table.rows) > FEW_ROWS else HEAD_OF_FEW
    cramped = short and (sum(table.phrase_widths("bare")) > widest or table.cramped(widest, 0.0, MOST_LINES, head))
    if cramped or table.highest_row(widest) > HIGHEST_ROW * page:
        cards = as_cards(table, styles.page.measure, HIGHEST_CARD * page, builder.room)
        if cards:
            return [*captioned(caption, cards[0]), *cards[1:]]
    _check_width(builder, table, place, words)
    return captioned(caption, table)


def _check_width(builder: StoryBuilder, table: TableFlow, place: Place, words: bool = False) -> None:
    """A table that parts a number from its unit is refused; words: one that parts any word, too."""
    needed, whole_words = sum(table.least_widths(facts_only=not words)), sum(table.least_widths())
    widest = builder.styles.page.widest
    table.needs = whole_words if whole_words <= widest else needed
    if needed > widest:
        whole = "word is parted" if words else "number is parted from its unit"
        builder.composer.problems.add(
            problem(
                "too-large",
                f"The table needs {needed:.0f} pt so that no {whole}; the page has {widest:.0f}.",
                place,
                f"Use fewer columns, or turn the table round. {builder.styles.roomier}".rstrip(),
            )
        )


def _cells(
    builder: StoryBuilder, row: tuple[Cell, ...], index: int, hanging: list[int], parent: Tag, scope: str, block: Table
) -> list[PlacedCell]:
    """Place a row's cells in the columns that no cell above hangs into; updates `hanging`."""
    styles = builder.styles
    free = [column for column, left in enumerate(hanging) if not left]
    hanging[:] = [max(0, left - 1) for left in hanging]
    placed = []
    for cell in row:
        column = free[0]
        del free[: cell.columns]
        first = block.row_headings and column == 0
        heads = scope == "Column" or first
        if heads and first and scope == "Column" and cell.text is None:
            heads = False  # the corner over row headings: an empty header would be read out before each of them
        attributes: dict[str, str | int | list[float]] = {"Scope": scope} if heads else {}
        if cell.columns > 1:
            attributes["ColSpan"] = cell.columns
        if cell.rows > 1:
            attributes["RowSpan"] = cell.rows
        tag = parent.add("TH" if heads else "TD", attributes={"Table": attributes} if attributes else None)
        style = header_style(styles) if scope == "Column" else styles.body.as_bold() if heads else styles.body
        placed.append(PlacedCell(_cell_text(builder, cell, tag, style), index, column, cell.rows, cell.columns))
        for taken in range(column, column + cell.columns):
            hanging[taken] = cell.rows - 1
    return placed


def _cell_text(builder: StoryBuilder, cell: Cell, tag: Tag | None, style: TextStyle) -> TextFlow | None:
    return None if cell.text is None else builder.composer.text(cell.text, style, tag)
