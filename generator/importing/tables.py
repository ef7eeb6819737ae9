"""A page's table to one that the model takes: one header row, every row full, at most eight columns.

The table is laid out as a grid first (HTML, 4.9.12), so that spans hold together whatever the page says. A table
that only places things on the page is taken apart; one that is too wide becomes a list, and no word is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree

from generator.importing.elements import name_of
from generator.importing.nouns import (  # fmt: skip
    Block,
    Cell,
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
    Table,
    refused,
)
from generator.importing.runs import again, plain, stacked, unbold
from generator.model.blocks.tables import MAX_COLUMNS
from generator.values import Frozen

# The model takes 2000 rows; ten thousand cells are fifty pages of tables.
MAX_ROWS, MAX_CELLS, MAX_GRID_COLUMNS = 2000, 20_000, 200


class TablePart(Frozen):
    """A table as it stands in a page. read: gives the blocks of a cell; stray: those of text outside the cells."""

    element: etree._Element
    read: Callable[[etree._Element], list[Block]]
    stray: Callable[[str], list[Block]]
    log: Log
    path: Path
    line: int


class _Box(Frozen, eq=False):
    """A cell as read; told apart by being itself."""

    runs: Runs = ()
    head: bool = False
    others: tuple[Block, ...] = ()


_Grid = list[list[_Box]]


def blocks_of_table(table: TablePart) -> list[Block]:
    """The table as blocks. Raises `Rejected` when it has too many cells."""
    rows = _rows(table.element)
    captions = [one for one in table.element if isinstance(one.tag, str) and name_of(one) == "caption"]
    caption, *above = [block for one in captions for block in _caption(table.read(one))] or [Paragraph(())]
    assert isinstance(caption, Paragraph)
    above = [block for block in above if not isinstance(block, Paragraph) or block.runs]
    above += _outside(table, table.element)
    cells = [cell for row in rows for cell in _cells(row)]
    if len(rows) > MAX_ROWS or len(cells) > MAX_CELLS:
        message = (
            f"The table has {len(rows):,} rows and {len(cells):,} cells; the limits are {MAX_ROWS:,} and {MAX_CELLS:,}."
        )
        raise refused(table.path, message, "Leave it out: no leaflet holds such a table.", table.line)
    if _is_layout(table.element, rows):
        if len(cells) > 1:
            table.log.note("A table that only placed things on the page was taken apart, in the order of its cells.")
        unfolded = [block for cell in cells for block in table.read(cell)]
        return [*([caption] if caption.runs else []), *above, *unfolded]
    return [*above, *_data_table(table, rows, caption.runs)]


def _caption(blocks: list[Block]) -> list[Block]:
    """The words of a caption as one paragraph, and what else stood in it."""
    return [Paragraph(_runs(blocks)), *(block for block in blocks if isinstance(block, Figure | Gap | Table | Sources))]


def _outside(table: TablePart, element: etree._Element) -> list[Block]:
    """What stands between the cells, where nothing belongs; browsers show it above the table (HTML, 13.2.6.4.9)."""
    out = table.stray(element.text or "")
    known = ("td", "th") if name_of(element) == "tr" else ("caption", "colgroup", "col")  # a cell belongs to a row
    for child in element:
        if isinstance(child.tag, str):
            if name_of(child) in ("thead", "tbody", "tfoot", "tr"):
                out += _outside(table, child)
            elif name_of(child) not in known:
                out += table.read(child)
        out += table.stray(child.tail or "")
    return out


def _rows(element: etree._Element) -> list[etree._Element]:
    """The rows of a table but those of tables inside it."""
    rows = []
    for child in element:
        if isinstance(child.tag, str):
            if name_of(child) == "tr":
                rows.append(child)
            elif name_of(child) in ("thead", "tbody", "tfoot"):
                rows += [row for row in child if isinstance(row.tag, str) and name_of(row) == "tr"]
    return rows


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if isinstance(cell.tag, str) and name_of(cell) in ("td", "th")]


def _is_layout(element: etree._Element, rows: list[etree._Element]) -> bool:
    """One cell, one row or one column; said to be no table; or with headings or tables in it."""
    if (element.get("role") or "").lower() in ("presentation", "none"):
        return True
    widths = [len(_cells(row)) for row in rows]
    if len([width for width in widths if width]) <= 1 or max(widths, default=0) <= 1:
        return True
    inside = {name_of(one) for one in element.iter(etree.Element) if one is not element}
    return bool(inside & {"table", "h1", "h2", "h3", "h4", "h5", "h6"})


def _data_table(table: TablePart, rows: list[etree._Element], caption: Runs) -> list[Block]:
    boxes = [[_box(table, cell) for cell in _cells(row)] for row in rows]
    grid = _trimmed(_grid(rows, boxes))
    others = [block for row in boxes for box in row for block in box.others]
    if others:
        table.log.note("What stood inside a table and cannot, a picture, stands behind it.")
    if len(grid) < 2 or not grid[0]:
        texts = [box.runs for row in grid for box in dict.fromkeys(row) if box.runs]
        return [*(Paragraph(runs, table.line) for runs in ([caption] if caption else []) + texts), *others]
    if len(grid[0]) > MAX_COLUMNS:
        table.log.note(
            f"A table of {len(grid[0])} columns, which no page holds ({MAX_COLUMNS}), became a list: a row each."
        )
        return [*([Paragraph(caption, table.line)] if caption else []), _as_list(grid, table.line), *others]
    heads = [all(box.head for box in row) for row in grid]
    if not heads[0]:
        table.log.note("A table without a header row has its first row as one: look whether it is.")
    elif heads[1]:
        table.log.note("A table has more than one header row: the first one heads it, the others are rows now.")
    body = _apart(grid)
    first_column = [row[0] for row in body]
    return [
        Table(
            tuple(_cell(box, grid[:1], unbold) for box in dict.fromkeys(grid[0])),
            tuple(tuple(_cell(box, body, again) for box in _starting(body, y)) for y in range(len(body))),
            caption,
            all(box.runs for box in first_column),
            table.line,
        ),
        *others,
    ]  # fmt: skip


def _box(table: TablePart, cell: etree._Element) -> _Box:
    blocks = table.read(cell)
    others = tuple(block for block in blocks if isinstance(block, Figure | Gap))
    return _Box(_runs(blocks), name_of(cell) == "th", others)


def _runs(blocks: Iterable[Block]) -> Runs:
    """A cell's texts one below the other; the model's cells hold no lists."""
    texts: list[Runs] = []

    def items(listed: tuple[Item, ...]) -> None:
        for item in listed:
            texts.append(item.runs)
            items(item.items)

    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            texts.append(block.runs)
        elif isinstance(block, Listing):
            items(block.items)
    return stacked(texts)


def _grid(rows: list[etree._Element], boxes: list[list[_Box]]) -> _Grid:
    """Which cell takes each place. Spans are cut where the table ends or another cell stands; holes are empty cells."""
    taken: dict[tuple[int, int], _Box] = {}
    width = 0
    for y, (row, row_boxes) in enumerate(zip(rows, boxes, strict=True)):
        x = 0
        for element, box in zip(_cells(row), row_boxes, strict=True):
            while (y, x) in taken:
                x += 1
            columns = _span(element, "colspan")
            tall = _span(element, "rowspan", len(rows) - y)
            columns = next((n for n in range(columns) if (y, x + n) in taken), columns)
            columns = max(1, min(columns, MAX_GRID_COLUMNS - x)) if x < MAX_GRID_COLUMNS else 1
            for down in range(tall):
                for right in range(columns):
                    taken.setdefault((y + down, x + right), box)
            x += columns
            width = max(width, x)
    return [[taken.get((y, x)) or _Box() for x in range(width)] for y in range(len(rows))]


def _span(cell: etree._Element, name: str, most: int = MAX_GRID_COLUMNS) -> int:
    """A span, from 1 to most; 0 rows mean “to the end” (HTML, 4.9.11)."""
    text = (cell.get(name) or "1").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return most if number == 0 and name == "rowspan" else max(1, min(number, most))


def _trimmed(grid: _Grid) -> _Grid:
    """Without rows and columns in which no cell begins, or none says anything."""
    rows = [row for y, row in enumerate(grid) if any(box.runs and (y == 0 or box not in grid[y - 1]) for box in row)]
    turned = [list(column) for column in zip(*rows, strict=True)]
    columns = [
        column for x, column in enumerate(turned)
        if any(box.runs and (x == 0 or box not in turned[x - 1]) for box in column)
    ]  # fmt: skip
    return [list(row) for row in zip(*columns, strict=True)]


def _apart(grid: _Grid) -> _Grid:
    """The rows below the header; where a cell of the header hangs down, an empty one. Every cell is a rectangle."""
    header = set(grid[0])
    body = [[_Box() if box in header else box for box in row] for row in grid[1:]]
    places: dict[_Box, list[tuple[int, int]]] = {}
    for y, row in enumerate(body):
        for x, box in enumerate(row):
            places.setdefault(box, []).append((y, x))
    for box, taken in places.items():
        ys, xs = {y for y, _ in taken}, {x for _, x in taken}
        if len(taken) != len(ys) * len(xs) or max(ys) - min(ys) >= len(ys) or max(xs) - min(xs) >= len(xs):
            for y, x in taken[1:]:  # not in one piece: the rest of it is empty
                body[y][x] = _Box()
        elif box.runs == () and len(taken) > 1:
            for y, x in taken[1:]:
                body[y][x] = _Box()
    return body


def _starting(grid: _Grid, y: int) -> list[_Box]:
    above = set(grid[y - 1]) if y else set()
    return [box for box in dict.fromkeys(grid[y]) if box not in above]


def _cell(box: _Box, grid: _Grid, change: Callable[[Runs], Runs]) -> Cell:
    columns = max(row.count(box) for row in grid)
    rows = sum(box in row for row in grid)
    return Cell(change(box.runs), columns, rows)


def _as_list(grid: _Grid, line: int) -> Listing:
    """A row each: what it is about, and below it “header: text” for every other column."""
    header = [plain(box.runs) for box in grid[0]]
    items = []
    for row in grid[1:]:
        inner = [
            Item(again((*_label(name), *box.runs)), (), line)
            for name, box in zip(header[1:], row[1:], strict=True)
            if box.runs
        ]
        first = row[0].runs or _label(header[0])
        items.append(Item(first, tuple(inner), line) if first else Item(inner[0].runs, tuple(inner[1:]), line))
    return Listing(tuple(items), False, line)


def _label(name: str) -> Runs:
    return (Run(f"{name}: "),) if name else ()
