"""Tables: horizontal rules only, a tinted header that repeats on the next page, cells that span."""

from __future__ import annotations

from itertools import accumulate, pairwise

from generator.model.page import WHITE
from generator.story.cells import PlacedCell
from generator.story.flowables import Flowable, TextFlow
from generator.story.styles import Styles, TextStyle
from generator.story.weighing import MOST_HEAD_LINES, Columns
from generator.surface import RGB, Surface
from generator.text.lines import Kept
from generator.values import field, replace

# Below a caption, in points.
CAPTION_GAP = 5.0
# Between the rules of a grid and the field to type in.
FIELD_INSET = 2.0
# From the edge of a field to what is typed, in every reader that we know.
READERS_OWN = 2.0


# Between the words of two columns that no rule parts, in points.
GUTTER = 18.0


class TableFlow(Flowable):
    """cells: of the body, rows counted from 0; header: cells of row 0; repeat: the same header as an artifact.

    least_row: no row is lower; whole: a table that is no higher is not parted; firm: one that is no
    higher is not parted even where much of a page then stays empty; grid: rules between the columns as well;
    tint, stripe: of the header and of every second row, None for none; padding: between a cell's edge and its words.

    fixed: widths of the columns, when they do not follow the text; tower: lines at the head of a column, more of which
    are a tower. eases: rows on each side at least where it is parted
    rather than that a third of a page stays empty; 0: it is not; ends: the same of a table that is being parted so;
    to_fill: whether it is a chart to write in and to bring along: half of a page stays empty rather.
    """

    header: list[PlacedCell] = field(default_factory=list)
    repeat: list[PlacedCell] = field(default_factory=list)
    cells: list[PlacedCell] = field(default_factory=list)
    columns: int = 1
    rows: range = range(0)
    rtl: bool = False
    tint: RGB | None = None
    rule: RGB = (0.5, 0.5, 0.5)
    strong_rule: RGB = (0.0, 0.0, 0.0)
    padding: float = 7.5
    stripe: RGB | None = None
    least_row: float = 0.0
    whole: float = 0.0
    firm: float = 0.0
    grid: bool = False
    eases: int = 0
    ends: int = 0
    to_fill: bool = False
    fixed: tuple[float, ...] = ()
    tower: int = MOST_HEAD_LINES
    _edges: tuple[float, list[float]] | None = None

    def _column_edges(self, width: float) -> list[float]:
        """Distances from the start side."""
        if self.fixed:
            return [0.0, *accumulate(self.fixed)]
        if self._edges is None or self._edges[0] != width:
            self._edges = (width, [0.0, *accumulate(self._columns.widths(width))])
        return self._edges[1]

    @property
    def side(self) -> float:
        """From a cell's edge to its words across the page: two heads beside each other must not read as one line."""
        return self.padding if self.grid else max(self.padding, GUTTER / 2)

    @property
    def _columns(self) -> Columns:
        return Columns(self.header, self.cells, self.columns, self.side, self.tower, to_fill=self.to_fill)

    def phrase_widths(self, kept: Kept) -> list[float]:
        """What each column needs so that no word is parted and no phrase with a number, as much of it as is kept;
        what is left free at its sides included."""
        return self._columns.phrases(kept)

    def least_widths(self, facts_only: bool = False) -> list[float]:
        """What each column needs so that no word is parted, or no fact, padding included."""
        return self._columns.least(facts_only)

    def _cell_height(self, cell: PlacedCell, edges: list[float]) -> float:
        above = cell.mark.line if cell.mark and not cell.beside else 0.0
        return above + (cell.text.height(cell.inner(edges, self.side)) if cell.text else 0.0) + 2 * self.padding

    def _header_height(self, edges: list[float]) -> float:
        heights = [self._cell_height(cell, edges) for cell in self.header]
        if self.grid and any(cell.text is None for cell in self.header):  # it is written in
            heights.append(self.least_row)
        return max(heights, default=0.0)

    def _row_heights(self, edges: list[float]) -> list[float]:
        heights = [max(self.least_row, 2 * self.padding)] * len(self.rows)
        for cell in self.cells:
            if cell.row in self.rows and cell.rows == 1:
                at = cell.row - self.rows.start
                heights[at] = max(heights[at], self._cell_height(cell, edges))
        for cell in self.cells:
            if cell.row in self.rows and cell.rows > 1:
                at = cell.row - self.rows.start
                missing = self._cell_height(cell, edges) - sum(heights[at : at + cell.rows])
                heights[min(at + cell.rows, len(heights)) - 1] += max(0.0, missing)
        return heights

    def height(self, width: float) -> float:
        edges = self._column_edges(width)
        return self._header_height(edges) + sum(self._row_heights(edges))

    def highest_row(self, width: float) -> float:
        """Height of the highest row, with those that a cell ties to it and the header that stands above it."""
        edges = self._column_edges(width)
        heights = self._row_heights(edges)
        cuts = [count for count in range(len(heights) + 1) if self._may_cut(count)]
        return self._header_height(edges) + max((sum(heights[start:end]) for start, end in pairwise(cuts)), default=0.0)

    def minimum(self, width: float) -> float:
        edges = self._column_edges(width)
        heights = self._row_heights(edges)
        if self.height(width) <= self.whole:
            return self.height(width)
        return self._header_height(edges) + sum(heights[: self._first_cut()])

    def head_lines(self, width: float) -> int:
        """Lines of the highest cell of its header."""
        edges = self._column_edges(width)
        return max((one.lines_at(edges, self.side) for one in self.header), default=0)

    def cramped(self, width: float, least: float, lines: int, head_lines: int) -> bool:
        """Whether columns in which words turn over are narrower than `least` points, or a cell has more lines, or the
        head of a column more than `head_lines`."""
        edges = self._column_edges(width)
        for number, cell in enumerate((*self.header, *self.cells)):
            if cell.text:
                inner = cell.inner(edges, self.side)
                most = head_lines if number < len(self.header) else lines
                if cell.text.lines_at(inner) > most or (inner < least and cell.text.natural_width() > inner):
                    return True
        return False

    def loosened(self) -> Flowable:
        ends = self.eases if self.to_fill and len(self.rows) >= 2 * self.eases else 0
        return replace(self, near_next=False, whole=min(self.whole, self.firm), ends=ends)

    def eased(self) -> Flowable:
        return self.freed() if len(self.rows) > 2 and not self.to_fill else self.loosened()

    def freed(self) -> Flowable:
        """Of two rows one then stands under the head again, and of a chart to bring along the rest: for where more than
        half of a page would stay empty."""
        if not self.eases or len(self.rows) < 2 * self.eases:
            return self.loosened()
        return replace(self, near_next=False, whole=0.0, ends=self.eases)

    def _first_cut(self) -> int:
        """Rows that a row span keeps together at the top."""
        return next((i for i in range(1, len(self.rows) + 1) if self._may_cut(i)), 0)

    def _may_cut(self, count: int) -> bool:
        cut = self.rows.start + count
        if self.ends and not (self.ends <= count <= len(self.rows) - self.ends or count == len(self.rows)):
            return False
        return not any(cell.row < cut < cell.row + cell.rows for cell in self.cells)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        if self.height(width) <= self.whole:
            return None
        edges = self._column_edges(width)
        used = self._header_height(edges)
        cuts = list[int]()
        for count, height in enumerate(self._row_heights(edges)[:-1], 1):
            used += height
            if used > room + 1e-6:
                break
            if self._may_cut(count):
                cuts.append(count)
        if not cuts:
            return None
        # A head above a single row says everything twice: the row before it goes along.
        best = cuts[-2] if len(cuts) > 2 and cuts[-1] == len(self.rows) - 1 else cuts[-1]
        middle = self.rows.start + best
        head = replace(self, rows=range(self.rows.start, middle), space_after=0.0, ends=0)
        tail = replace(self, rows=range(middle, self.rows.stop), header=self.repeat, space_before=0.0, ends=0)
        return head, tail

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        edges = self._column_edges(width)
        height = self._header_height(edges)
        if self.tint:
            surface.fill_box(x, top - height, width, height, self.tint)
        for cell in self.header:
            self._draw_cell(surface, cell, x, top, width, edges)
            self._draw_field(surface, cell, self._sides(cell, x, width, edges), top, top - height)
        top -= height
        surface.rule(x, top, width, 1.5, self.strong_rule)
        tops = [top]
        for number, row_height in enumerate(self._row_heights(edges), self.rows.start):
            tops.append(tops[-1] - row_height)
            if self.stripe and number % 2:
                surface.fill_box(x, tops[-1], width, row_height, self.stripe)
        for cell in self.cells:
            if cell.row in self.rows:
                top_of_cell = tops[cell.row - self.rows.start]
                self._draw_cell(surface, cell, x, top_of_cell, width, edges)
                bottom = tops[cell.row - self.rows.start + cell.rows]
                left, right = self._sides(cell, x, width, edges)
                self._draw_field(surface, cell, (left, right), top_of_cell, bottom)
                surface.rule(left, bottom, right - left, 0.75, self.rule)
        if self.grid:
            surface.rule(x, top + height, width, 0.75, self.rule)
            for column, edge in enumerate(edges):
                across = x + width - edge if self.rtl else x + edge
                for upper, lower in self._beside(column, [top + height, *tops]):
                    surface.fill_box(across - 0.375, lower, 0.75, upper - lower, self.rule)

    def _beside(self, column: int, tops: list[float]) -> list[tuple[float, float]]:
        """Upper and lower edge of each stretch of the rule before a column: none inside a cell that spans columns.

        tops: of the header, of each row, and the lower edge of the last.
        """
        spanning = [cell for cell in self.cells if cell.column < column < cell.column + cell.columns]
        crossed = {row - self.rows.start + 1 for cell in spanning for row in range(cell.row, cell.row + cell.rows)}
        if any(cell.column < column < cell.column + cell.columns for cell in self.header):
            crossed.add(0)
        found = list[tuple[float, float]]()
        for number, (upper, lower) in enumerate(pairwise(tops)):
            if number in crossed:
                continue
            if found and found[-1][1] == upper:
                upper, _ = found.pop()
            found.append((upper, lower))
        return found

    def _draw_field(
        self, surface: Surface, cell: PlacedCell, sides: tuple[float, float], top: float, bottom: float
    ) -> None:
        if cell.field and cell.owner:
            beside = max(self.side - READERS_OWN, FIELD_INSET)  # what is typed begins where the words above do
            inside = (sides[0] + beside, bottom + FIELD_INSET, sides[1] - beside, top - FIELD_INSET)
            surface.form_field(cell.owner, inside, cell.field)

    def _sides(self, cell: PlacedCell, x: float, width: float, edges: list[float]) -> tuple[float, float]:
        start, end = edges[cell.column], edges[cell.column + cell.columns]
        return (x + width - end, x + width - start) if self.rtl else (x + start, x + end)

    def _draw_cell(
        self, surface: Surface, cell: PlacedCell, x: float, top: float, width: float, edges: list[float]
    ) -> None:
        if cell.text:
            left, right = self._sides(cell, x, width, edges)
            left, inner, top = left + self.side, right - left - 2 * self.side, top - self.padding
            if cell.mark:
                cell.mark.draw(surface, left, top, inner)
                top -= 0.0 if cell.beside else cell.mark.line
            cell.text.draw(surface, left if self.rtl else left + cell.beside, top, inner - cell.beside)


def styled(table: TableFlow, styles: Styles) -> TableFlow:
    """The table as the layout has tables."""
    look, palette = styles.tables, styles.palette
    table.tint = {"tint": palette.tint, "brand": palette.brand, "plain": None}[look.header]
    table.stripe = palette.tint if look.stripes else None
    table.padding, table.grid = look.padding, table.grid or look.rules == "grid"
    table.space_before, table.space_after = look.space, 2 * look.space
    return table


def header_style(styles: Styles) -> TextStyle:
    """Of the words at the head of columns."""
    bold = styles.body.as_bold()
    return bold.coloured(WHITE) if styles.tables.header == "brand" else bold


def captioned(caption: TextFlow | None, table: TableFlow) -> list[Flowable]:
    """The table below its caption, which is a flowable of its own: the table may have a page for itself."""
    if caption is None:
        return [table]
    caption.space_before, caption.space_after, caption.keep_with_next = table.space_before, CAPTION_GAP, True
    return [caption, replace(table, space_before=0.0)]
