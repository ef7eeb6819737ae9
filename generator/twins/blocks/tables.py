"""Tables, and charts to fill in."""

from __future__ import annotations

from generator.model.blocks.tables import Cell, Chart, Comparison, Table
from generator.model.inline import Prose
from generator.twins.nodes import El, Node, el
from generator.twins.writer import Writer


def table(writer: Writer, block: Table) -> list[Node]:
    head = el("tr", *(_cell(writer, cell, "col") for cell in block.header))
    hanging, rows = [0] * sum(cell.columns for cell in block.header), list[El]()
    for row in block.rows:
        rows.append(el("tr", *_row(writer, block, row, hanging)))
    return [whole(writer, block.caption, head, rows)]


def _row(writer: Writer, block: Table, row: tuple[Cell, ...], hanging: list[int]) -> list[El]:
    """A row's cells; the one in the first column heads it. Updates `hanging`: for how many rows each column is taken
    from above."""
    free = [column for column, left in enumerate(hanging) if not left]
    hanging[:] = [max(0, left - 1) for left in hanging]
    found = list[El]()
    for cell in row:
        column = free[0]
        del free[: cell.columns]
        found.append(_cell(writer, cell, "row" if block.row_headings and column == 0 else ""))
        for taken in range(column, column + cell.columns):
            hanging[taken] = cell.rows - 1
    return found


def _cell(writer: Writer, cell: Cell, scope: str) -> El:
    """A cell; an empty one heads nothing (WCAG 2.1, technique H51)."""
    heads = bool(scope and cell.text)
    spans = {name: str(count) for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1}
    return el(
        "th" if heads else "td",
        *(writer.inline(cell.text) if cell.text else ()),
        scope=scope if heads else None,
        **spans,
    )


def chart(writer: Writer, block: Chart) -> list[Node]:
    """A table whose cells are empty: each row is as high as handwriting needs, once the page is printed."""
    head = el("tr", *(el("th", *writer.inline(text), scope="col") for text in block.columns))
    rows = []
    for text in (*block.rows, *(None,) * block.blank):
        first = [el("th", *writer.inline(text), scope="row")] if text else []
        rows.append(el("tr", *first, *(el("td") for _ in range(len(block.columns) - len(first)))))
    return [whole(writer, block.caption, head, rows, "chart")]


def comparison(writer: Writer, block: Comparison) -> list[Node]:
    """The options across and the questions down; the corner heads nothing."""
    head = el("tr", el("td"), *(el("th", *writer.inline(text), scope="col") for text in block.options))
    rows = [
        el(
            "tr",
            el("th", *writer.inline(row.question), scope="row"),
            *(el("td", *writer.inline(a)) for a in row.answers),
        )
        for row in block.rows
    ]
    return [whole(writer, block.caption, head, rows)]


def whole(writer: Writer, caption: Prose | None, head: El, rows: list[El], class_: str | None = None) -> El:
    """A table, in a part of the page that scrolls on its own where a screen is narrow: the keyboard reaches it, and it
    is called as the table is, or as the heading above it."""
    name = writer.ids.new("table") if caption else writer.named
    title = el("caption", *writer.inline(caption), id=name) if caption else None
    whole = el("table", title, el("thead", head), el("tbody", *rows), class_=class_)
    return el("div", whole, class_="scroll", role="group", tabindex="0", aria_labelledby=name)
