"""Tables: horizontal rules only, a tinted header that repeats on the next page, cells that span."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from generator.model.page import WHITE
from generator.story.filling import TickBox
from generator.story.flowables import Flowable, TextFlow
from generator.story.styles import Styles, TextStyle
from generator.story.weighing import weighed
from generator.surface import RGB, FormField, Surface
from generator.tags import Tag
from generator.text.lines import Kept
from generator.values import Frozen, field, replace

# Below a caption, in points.
CAPTION_GAP = 5.0
# Between the rules of a grid and the field to type in.
FIELD_INSET = 2.0
# From the edge of a field to what is typed, in every reader that we know.
READERS_OWN = 2.0


# Lines that the words at the head of a column may take before the column becomes wider for them.
HEAD_LINES = 2
# Between the words of two columns that no rule parts, in points.
GUTTER = 18.0
# Rows of a table whose columns are weighed by all its lines: of more, a reader goes down one column. Rows of one in
# which a word alone on a second line is seen.
WEIGHED_ROWS, FEW_ROWS = 12, 3
# How much of “about 15 of 100 women” the columns keep together, as far as they can.
_KEPT: tuple[Kept, ...] = ("counted", "led", "bare")


class Stacked(Frozen):
    """Several paragraphs of a cell, one below the other."""

    parts: tuple[TextFlow, ...]

    def natural_width(self) -> float:
        return max(part.natural_width() for part in self.parts)

    def least_width(self, facts_only: bool = False) -> float:
        return max(part.least_width(facts_only) for part in self.parts)

    def phrase_width(self, kept: Kept = "counted") -> float:
        return max(part.phrase_width(kept) for part in self.parts)

    def lines_at(self, width: float) -> int:
        return sum(part.lines_at(width) for part in self.parts)

    def height(self, width: float) -> float:
        return sum(part.height(width) for part in self.parts)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        for part in self.parts:
            part.draw(surface, x, top, width)
            top -= part.height(width)


def stacked(parts: Sequence[TextFlow]) -> TextFlow | Stacked | None:
    """What a cell holds of any number of paragraphs."""
    return Stacked(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


class PlacedCell(Frozen):
    """A cell at its row and column. text: None for an empty cell; field: what is typed into it in a form, owned by
    the tag `owner`; mark: a box to tick above the text; beside: from its edge to the text, in points, where it stands
    beside the first line instead."""

    text: TextFlow | Stacked | None
    row: int
    column: int
    rows: int
    columns: int
    field: FormField | None = None
    owner: Tag | None = None
    mark: TickBox | None = None
    beside: float = 0.0


class TableFlow(Flowable):
    """cells: of the body, rows counted from 0; header: cells of row 0; repeat: the same header as an artifact.

    least_row: no row is lower; whole: a table that is no higher is not parted; firm: one that is no
    higher is not parted even where much of a page then stays empty; grid: rules between the columns as well;
    tint, stripe: of the header and of every second row, None for none; padding: between a cell's edge and its words.

    fixed: widths of the columns, when they do not follow the text. eases: rows on each side at least where it is parted
    rather than that a third of a page stays empty; 0: it is not; ends: the same of a table that is being parted so.
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
    fixed: tuple[float, ...] = ()
    _edges: tuple[float, list[float]] | None = None

    def _column_edges(self, width: float) -> list[float]:
        """Distances from the start side; widths follow the text, none under half its even share. Words at the head of a
        column may take some lines; what stands below them is compared, and takes as few as it can."""
        if self.fixed:
            return [0.0, *accumulate(self.fixed)]
        if self._edges is None or self._edges[0] != width:
            self._edges = (width, [0.0, *accumulate(self._weighed(width))])
        return self._edges[1]

    def _widths(self, width: float) -> list[float]:
        """Of the columns. Where words at the head of one would stand in a tower, others give what they can spare."""
        natural, phrases = self._natural_widths(width), list(map(self.phrase_widths, _KEPT))
        floors = next((kept for kept in phrases if sum(kept) <= width), self.least_widths())
        found = _with_floors(natural, floors)
        edges = [0.0, *accumulate(found)]
        for most in (HEAD_LINES, HEAD_LINES + 1):
            if self._head_lines(edges) <= most:
                break
            heads = self._head_widths(most)
            for kept in phrases:
                floors = list(map(max, kept, heads))
                if sum(floors) <= width:
                    return _with_floors(natural, floors)
        return found

    def _natural_widths(self, width: float) -> list[float]:
        """Widths that follow the text."""
        wanted = [0.0] * self.columns
        for lines, cell in (*((HEAD_LINES, one) for one in self.header), *((1, one) for one in self.cells)):
            if cell.text and cell.columns == 1:
                natural = cell.text.natural_width() / lines + 2 * self.side
                wanted[cell.column] = max(wanted[cell.column], natural)
        share = width / self.columns
        wanted = [min(max(w, share / 2), 1.6 * share) for w in wanted]
        scale = width / sum(wanted)
        return [w * scale for w in wanted]

    def _head_widths(self, most: int) -> list[float]:
        """What each column needs so that the words at its head take no more lines, padding included."""
        widths = [0.0] * self.columns
        for cell in self.header:
            if cell.text and cell.columns == 1:
                natural = cell.text.natural_width()
                tried = (natural * part / most for part in (1.0, 1.15, 1.3, 1.5))
                own = next((one for one in tried if cell.text.lines_at(one) <= most), natural)
                widths[cell.column] = own + 2 * self.side
        return widths

    def _weighed(self, width: float) -> list[float]:
        """The widths, weighed by the lines of rows where words stand in towers or, in a small table, turn over."""
        widths, least = self._widths(width), self.least_widths()
        if sum(least) > width or not self._is_uneven(widths):
            return widths
        bare = self.phrase_widths("bare")
        return weighed(widths, bare if sum(bare) <= width else least, self._lines)

    def _is_uneven(self, widths: Sequence[float]) -> bool:
        """Whether the words at the head of a column stand in a tower, or those of a cell in a small table turn over."""
        heads, *rows = self._lines(widths)
        if max(heads, default=0) > HEAD_LINES and len(rows) <= WEIGHED_ROWS:
            return True
        return len(rows) <= FEW_ROWS and any(max(row, default=0) > 1 for row in rows)

    def _lines(self, widths: Sequence[float]) -> list[list[int]]:
        """Lines of the cells of the header and of each row."""
        found = [list[int]() for _ in range(len(self.rows) + 1)]
        edges = [0.0, *accumulate(widths)]
        placed = [(0, cell) for cell in self.header] + [(cell.row - self.rows.start + 1, cell) for cell in self.cells]
        for row, cell in placed:
            if cell.text and 0 <= row < len(found):
                inner = edges[cell.column + cell.columns] - edges[cell.column] - 2 * self.side - cell.beside
                found[row].append(cell.text.lines_at(inner))
        return found

    @property
    def side(self) -> float:
        """From a cell's edge to its words across the page: two heads beside each other must not read as one line."""
        return self.padding if self.grid else max(self.padding, GUTTER / 2)

    def phrase_widths(self, kept: Kept) -> list[float]:
        """What each column needs so that no word is parted and no phrase with a number, as much of it as is kept;
        what is left free at its sides included."""
        widths = self.least_widths()
        for cell in (*self.header, *self.cells):
            if cell.text and cell.columns == 1:
                widths[cell.column] = max(widths[cell.column], cell.text.phrase_width(kept) + 2 * self.side)
        return widths

    def least_widths(self, facts_only: bool = False) -> list[float]:
        """What each column needs so that no word is parted, or no fact, padding included."""
        least = [0.0] * self.columns
        for cell in (*self.header, *self.cells):
            if cell.text and cell.columns == 1:
                least[cell.column] = max(least[cell.column], cell.text.least_width(facts_only) + 2 * self.side)
        return least

    def _cell_height(self, cell: PlacedCell, edges: list[float]) -> float:
        inner = edges[cell.column + cell.columns] - edges[cell.column] - 2 * self.side
        above = cell.mark.line if cell.mark and not cell.beside else 0.0
        return above + (cell.text.height(inner - cell.beside) if cell.text else 0.0) + 2 * self.padding

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
        return self._head_lines(self._column_edges(width))

    def _head_lines(self, edges: list[float]) -> int:
        inner = (edges[one.column + one.columns] - edges[one.column] - 2 * self.side for one in self.header)
        texts = zip(self.header, inner, strict=True)
        return max((one.text.lines_at(room) for one, room in texts if one.text), default=0)

    def cramped(self, width: float, least: float, lines: int, head_lines: int) -> bool:
        """Whether columns in which words turn over are narrower than `least` points, or a cell has more lines, or the
        head of a column more than `head_lines`."""
        edges = self._column_edges(width)
        for number, cell in enumerate((*self.header, *self.cells)):
            if cell.text:
                inner = edges[cell.column + cell.columns] - edges[cell.column] - 2 * self.side
                most = head_lines if number < len(self.header) else lines
                if cell.text.lines_at(inner) > most or (inner < least and cell.text.natural_width() > inner):
                    return True
        return False

    def loosened(self) -> Flowable:
        return replace(self, near_next=False, whole=min(self.whole, self.firm))

    def eased(self) -> Flowable:
        """Of two rows one then stands under the head again."""
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


def _with_floors(widths: list[float], floors: list[float]) -> list[float]:
    """The widths, none under its floor; the others give what is lacking, in proportion to what they can spare."""
    lacking = sum(max(0.0, floor - width) for width, floor in zip(widths, floors, strict=True))
    spare = sum(max(0.0, width - floor) for width, floor in zip(widths, floors, strict=True))
    if not lacking or lacking > spare:
        return widths
    share = lacking / spare
    return [
        floor if width < floor else width - (width - floor) * share for width, floor in zip(widths, floors, strict=True)
    ]
