"""A table in a narrow frame: each row becomes a table of its own, its headings down the start side.

Only the looks change. To a screen reader it is the same table: its headings are tagged where they stand in the first
row, and are artifacts in the others, as on a next page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from generator.story.cells import PlacedCell, Stacked, Words
from generator.story.flowables import UNBROKEN, TextFlow
from generator.story.tables import TableFlow
from generator.surface import Ink
from generator.text.lines import prepare
from generator.values import Frozen, replace

# Between two rows that stand one below the other.
BETWEEN = 15.0
# The most of the measure that headings take beside their cells, unless a word of theirs is wider.
WIDEST_HEADINGS = 0.45
# The first row stands below a heading, which takes some of what it might have: a higher one is parted.
UNDER_HEADING = 0.7

Text: TypeAlias = Words | None


class _Entry(Frozen):
    """A cell under the headings of its columns."""

    heading: Text
    cell: PlacedCell


def as_cards(table: TableFlow, measure: float, whole: float, room: float) -> list[TableFlow] | None:
    """A table for each row; None where numbers would be parted from their units even so, since a word that is wider
    than the frame is parted in a paragraph as well.

    measure: width of the frame, in points; whole: a row that is no higher is not parted; room: height of a page's text.
    """
    if table.columns == 1:
        return None
    rows = [entries for row in table.rows if (entries := list(_entries(table, row)))]  # none of an empty row
    beside = _column_widths(rows, measure, table.side)
    made = [[_card(table, row, beside) for row in rows]] if beside else []
    if max(_least(one, facts_only=True) for row in rows for one in row) + 2 * table.side <= measure:
        made.append([_card(table, row, None) for row in rows])
    if not made:
        return None
    cards = min(made, key=lambda one: max(card.height(measure) for card in one))  # a narrow heading is a tower
    for card in cards:
        card.whole, card.space_before, card.space_after = whole, BETWEEN, BETWEEN
    cards[0].whole = UNDER_HEADING * whole
    cards[0].space_before, cards[-1].space_after = table.space_before, table.space_after
    return [part for card in cards for part in (_loose(card) if card.highest_row(measure) > room else (card,))]


def _loose(card: TableFlow) -> tuple[TableFlow, TableFlow]:
    """The header and what it heads, which fit on no page together."""
    header = replace(card, rows=range(0), cells=[], keep_with_next=True, space_after=0.0)
    return header, replace(card, header=[], repeat=[], space_before=0.0)


def _least(entry: _Entry, facts_only: bool) -> float:
    """Width of its longest word or number with its unit, in points."""
    texts = [text for text in (entry.heading, entry.cell.text) if text]
    return max((text.least_width(facts_only) for text in texts), default=0.0)


def _column_widths(rows: list[list[_Entry]], measure: float, padding: float) -> tuple[float, float] | None:
    """Of headings and of cells beside each other; None where that would part a word of either, or “about 15 of 100”."""
    entries = [one for row in rows for one in row]
    headings = [one.heading for one in entries if one.heading]
    cells = [one.cell.text for one in entries if one.cell.text]
    needed = max((text.least_width() for text in headings), default=0.0) + 2 * padding
    wanted = max((text.natural_width() for text in headings), default=0.0) + 2 * padding
    least = max((max(text.least_width(), text.phrase_width("led")) for text in cells), default=0.0) + 2 * padding
    own = max(needed, min(wanted, WIDEST_HEADINGS * measure))
    return (own, measure - own) if least <= measure - own else None


def _entries(table: TableFlow, row: int) -> Iterator[_Entry]:
    """The cells of a row, those that hang into it included, each with its headings.

    An empty one is left out, unless it is there to be written in, or its headings have not been said yet.
    """
    first = row == table.rows.start
    said = set[int]()
    for cell in sorted(table.cells, key=lambda one: one.column):
        if not cell.row <= row < cell.row + cell.rows:
            continue
        if cell.text is None and not (table.grid or first):
            continue
        headings = list[TextFlow]()
        for place, (own, again) in enumerate(zip(table.header, table.repeat, strict=True)):
            if own.column < cell.column + cell.columns and cell.column < own.column + own.columns:
                fresh = first and place not in said
                said.add(place)
                text = (own if fresh else again).text
                headings += [text] if isinstance(text, TextFlow) else text.parts if text else ()
        hanging = row != cell.row
        yield _Entry(
            Stacked(tuple(headings)) if len(headings) > 1 else headings[0] if headings else None,
            replace(cell, text=_unsaid(cell.text), field=None, owner=None) if hanging else cell,
        )


def _card(table: TableFlow, row: list[_Entry], beside: tuple[float, float] | None) -> TableFlow:
    """The row's first cell as the header, the others below it."""
    head, *rest = row
    head = replace(head, heading=_lighter(head.heading))
    header = list(_placed(head, 0, beside))
    cells, at = list[PlacedCell](), 0
    for entry in rest:
        for cell in _placed(entry, at, beside):
            cells.append(cell)
        at = cells[-1].row + 1
    return replace(
        table,
        header=header,
        repeat=[replace(cell, text=_unsaid(cell.text), field=None, owner=None) for cell in header],
        cells=cells,
        columns=2 if beside else 1,
        rows=range(at),
        fixed=beside or (),
        to_fill=False,
        _edges=None,
    )


def _placed(entry: _Entry, row: int, beside: tuple[float, float] | None) -> Iterator[PlacedCell]:
    """An entry as cells of a card."""
    heading, cell = entry.heading, entry.cell
    if heading is None:
        yield replace(cell, row=row, column=0, rows=1, columns=2 if beside else 1)
    elif beside:
        yield PlacedCell(heading, row, 0, 1, 1)
        yield replace(cell, row=row, column=1, rows=1, columns=1)
    elif cell.text is None or cell.mark:  # what is written or ticked has a row of its own
        yield PlacedCell(heading, row, 0, 1, 1)
        yield replace(cell, row=row + 1, column=0, rows=1, columns=1)
    else:
        yield replace(cell, text=Stacked((*_parts(heading), *_parts(cell.text))), row=row, column=0, rows=1, columns=1)


def _lighter(text: Text) -> Text:
    """What heads the words in a card's header, not bold as these are: which of the two is the answer is seen."""
    if isinstance(text, Stacked):
        return Stacked(tuple(_light(part) for part in text.parts))
    return _light(text) if text else None


def _light(flow: TextFlow) -> TextFlow:
    assert flow.paragraph is not None
    spans = tuple(span._replace(bold=False) for span in flow.paragraph.spans)
    return replace(flow, paragraph=prepare(spans, flow.paragraph.setting), _broken=UNBROKEN)


def _parts(text: Words) -> tuple[TextFlow, ...]:
    return text.parts if isinstance(text, Stacked) else (text,)


def _unsaid(text: Text) -> Text:
    """The same text as an artifact: it has been said where it stands first."""
    if isinstance(text, Stacked):
        return Stacked(tuple(_artifact(part) for part in text.parts))
    return _artifact(text) if text else None


def _artifact(flow: TextFlow) -> TextFlow:
    inks = tuple(Ink(ink.colour, None) for ink in flow.inks)
    return replace(flow, inks=inks, links={}, bookmark=None, goal=None)
