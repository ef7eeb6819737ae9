"""Tables, and charts to fill in."""

from __future__ import annotations

from typing import ClassVar

from generator.model.blocks.kinds import BlockValue
from generator.model.fields import Items, JsonSchema, Reading, Record, Whole, YesNo, at, key, place_of
from generator.model.inline import InlineText, Prose
from generator.problems import Place
from generator.source import Mapping, Node, Scalar
from generator.values import Frozen

# The narrowest column that still holds a word at 14 pt is about 20 mm; the text is 170 mm wide.
MAX_COLUMNS = 8


class CellKind:
    """A table cell: text, or `{text: …, columns: 2}` with spans."""

    def read(self, node: Node, reading: Reading) -> Cell:
        if isinstance(node, Mapping):
            return Record(Cell).read(node, reading)
        if isinstance(node, Scalar) and not node.text:
            return Cell(None, place=node.place)
        return Cell(InlineText().read(node, reading), place=node.place)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [InlineText().schema(definitions), {"type": "null"}, Record(Cell).schema(definitions)]}


class Cell(Frozen):
    """A table cell that spans columns or rows."""

    text: Prose | None = key(InlineText(), "What the cell says.")
    columns: int = key(Whole(1, MAX_COLUMNS), "How many columns it spans.", 1)
    rows: int = key(Whole(1, 100), "How many rows it spans.", 1)
    place: Place = at()


class Table(BlockValue):
    """A table; its header row repeats on the next page, its first column heads the rows."""

    BLOCK: ClassVar[str] = "table"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("caption", "header", "rows")
    header: tuple[Cell, ...] = key(Items(CellKind(), 1, MAX_COLUMNS), "The column headings.")
    rows: tuple[tuple[Cell, ...], ...] = key(Items(Items(CellKind(), 1, MAX_COLUMNS)), "The rows, lists of cells.")
    caption: Prose | None = key(InlineText(), "What the table shows.", None)
    row_headings: bool = key(YesNo(), "Whether the first column heads the rows.", True)
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        """Every row fills the columns that the header counts, spans included (ISO 14289-1, 7.5)."""
        width = sum(cell.columns for cell in self.header)
        if width > MAX_COLUMNS:
            reading.refuse(
                "table-shape", f"The header has {width} columns; a page holds {MAX_COLUMNS}.", self.header[0].place
            )
            return
        tall = next((cell for cell in self.header if cell.rows > 1), None)
        if tall:
            reading.refuse("table-shape", "A header is one row; this cell spans more.", tall.place)
        hanging = [0] * width
        for row in self.rows:
            taken = sum(1 for left in hanging if left)
            cells = sum(cell.columns for cell in row)
            if cells + taken != width:
                filled = f"{cells + taken} {'column' if cells + taken == 1 else 'columns'}"
                reading.refuse("table-shape", f"This row fills {filled}; the header has {width}.", row[0].place)
                return
            hanging, split = _next_hanging(hanging, row)
            if split:
                message = "This cell spans columns on both sides of a cell that hangs down from above."
                reading.refuse("table-shape", message, split.place)
        if any(hanging):
            reading.refuse("table-shape", "A cell spans more rows than the table has.", place_of(node, "rows"))


def _next_hanging(hanging: list[int], row: tuple[Cell, ...]) -> tuple[list[int], Cell | None]:
    """How many further rows each column is taken for, after this row; and a cell that does not lie in one piece."""
    after = [max(0, left - 1) for left in hanging]
    free = iter([column for column, left in enumerate(hanging) if not left])
    split = None
    for cell in row:
        columns = [next(free) for _ in range(cell.columns)]
        if columns[-1] - columns[0] >= cell.columns:
            split = split or cell
        for column in columns:
            after[column] = cell.rows - 1
    return after, split


class Chart(BlockValue):
    """A grid to fill in by hand: a diary of symptoms (days down the side, symptoms across), a chart of the day's
    medicines."""

    BLOCK: ClassVar[str] = "chart"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("caption", "columns", "rows")
    columns: tuple[Prose, ...] = key(Items(InlineText(), 2, MAX_COLUMNS), "The column headings.")
    rows: tuple[Prose, ...] = key(Items(InlineText(), 0, 31), "What heads each row: days, times, medicines.", ())
    blank: int = key(Whole(0, 31), "How many rows follow that are empty from end to end.", 0)
    caption: Prose | None = key(InlineText(), "What the chart is for.", None)
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        if not self.rows and not self.blank:
            reading.refuse("missing-key", "A chart needs “rows” or “blank”: there is no row to fill in.", node.place)


# More than four options are not held in mind; a column of a fifth of the page holds no sentence.
MAX_OPTIONS = 4


class ComparedBy(Frozen):
    """A question, and what each option answers to it."""

    question: Prose = key(InlineText(), "“How long does it take?”")
    answers: tuple[Prose, ...] = key(Items(InlineText(), 2, MAX_OPTIONS), "The answers, in the order of the options.")
    place: Place = at()


class Comparison(BlockValue):
    """Options side by side: each a column, each question that people ask of them a row."""

    BLOCK: ClassVar[str] = "comparison"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("caption", "options", "rows")
    options: tuple[Prose, ...] = key(Items(InlineText(), 2, MAX_OPTIONS), "What there is to choose from.")
    rows: tuple[ComparedBy, ...] = key(Items(Record(ComparedBy), 1, 20), "The questions, each with its answers.")
    caption: Prose | None = key(InlineText(), "What is compared.", None)
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        for row in self.rows:
            if len(row.answers) != len(self.options):
                message = f"This question has {len(row.answers)} answers; there are {len(self.options)} options."
                reading.refuse("table-shape", message, row.place)
