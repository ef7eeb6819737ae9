"""Ways to put pages on sheets, and which page lies where. Pages are counted from 0, None is a blank.

Sources of the orders: saddle stitching, in which sheets lie in each other and are stapled through the fold; the
“tri-fold in” of Canon PRISMAprepare v7, page 15: the end panel folds inward, the start panel over it.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.model.page import PAGE_SIZES
from generator.values import Frozen

MM = 72 / 25.4
# How much narrower the panel is that folds inward: 3 mm on A4 (flap 97 mm, others 100 mm: FOA, “M65, 3-fløjet”), and a
# sixteenth of an inch on Letter (3 5/8 in and two of 3 11/16 in). The panel pages are as wide as that one.
INWARD_PANELS = {"A4 Panel": 3 * MM, "Letter Panel": 4.5}


class Side(Frozen):
    """One side of a sheet.

    pages: row by row, from the top left; across: how many in a row; sheet: which one of a stapled booklet, from 0 for
    the outermost; inward: the column of the panel that folds inward, which is narrower.
    """

    pages: tuple[int | None, ...]
    across: int
    sheet: int = 0
    inward: int | None = None


class Form(Frozen):
    """A way to print.

    name: on the command line and in file names; papers: of its pages, on A4 and on Letter, or the layout's own; most:
    how many pages it holds; folded: in columns that a fold parts; sides: the order, of so many pages, from right to
    left or not.
    """

    name: str
    sides: Callable[[int, bool], list[Side]]
    papers: tuple[str, str] = ("", "")
    most: int | None = None
    folded: bool = False


def booklet_sides(pages: int, rtl: bool = False) -> list[Side]:
    """The sides of a stapled booklet, front and back of each sheet, from the outermost.

    Blanks that fill the last sheet stand before the last page, which stays the back cover. rtl: the fold at the right.
    """
    order = _filled(pages, max(4, pages + -pages % 4))
    sides = []
    for sheet in range(len(order) // 4):
        first, last = 2 * sheet, len(order) - 1 - 2 * sheet
        pairs = (order[last], order[first]), (order[first + 1], order[last - 1])
        sides += [Side(_turned(pair, rtl), 2, sheet) for pair in pairs]
    return sides


def twice_sides(pages: int, rtl: bool = False) -> list[Side]:
    """Each page twice on a side, to be cut into two leaflets."""
    return [Side((page, page), 2) for page in range(pages)]


def four_up_sides(pages: int, rtl: bool = False) -> list[Side]:
    """Four pages on a side, row by row, in the direction of reading."""
    order = [*range(pages), *[None] * (-pages % 4)]
    return [
        Side(_turned(order[at : at + 2], rtl) + _turned(order[at + 2 : at + 4], rtl), 2) for at in range(0, pages, 4)
    ]


def tri_fold_sides(pages: int, rtl: bool = False) -> list[Side]:
    """Outside: the panel that folds inward, back, front; inside: the second to the fourth page.

    Who has read the inside turns the leaflet over and goes on at the inward panel. Blanks stand before the back.
    """
    front, *inside, inward, back = _filled(pages, 6)
    return [
        Side(_turned((inward, back, front), rtl), 3, inward=2 if rtl else 0),
        Side(_turned(inside, rtl), 3, inward=0 if rtl else 2),
    ]


def single_sides(pages: int, rtl: bool = False) -> list[Side]:
    """Each page on a side of its own."""
    return [Side((page,), 1) for page in range(pages)]


def _filled(pages: int, count: int) -> list[int | None]:
    """The pages and blanks up to `count`; the last page stays last, unless it is the first as well."""
    if pages < 2:
        return [0, *[None] * (count - 1)]
    return [*range(pages - 1), *[None] * (count - pages), pages - 1]


def _turned(row: tuple[int | None, ...] | list[int | None], rtl: bool) -> tuple[int | None, ...]:
    return tuple(reversed(row)) if rtl else tuple(row)


FORMS = {
    form.name: form
    for form in (
        Form("booklet", booklet_sides, ("a5", "half-letter"), folded=True),
        Form("bi-fold", booklet_sides, ("a5", "half-letter"), most=4, folded=True),
        Form("tri-fold", tri_fold_sides, ("trifold-a4", "trifold-letter"), most=6, folded=True),
        Form("twice", twice_sides, ("a5", "half-letter")),
        Form("four-up", four_up_sides, ("a6", "quarter-letter")),
        Form("pages", single_sides),
    )
}

# Sheets by the size of the page and how many lie across and up (ISO 216; ANSI/ASME Y14.1); turned: longer than high.
_SHEETS = {
    ("A5", 2, 1): ("A4", True),
    ("Half Letter", 2, 1): ("Letter", True),
    ("A4 Panel", 3, 1): ("A4", True),
    ("Letter Panel", 3, 1): ("Letter", True),
    ("A6", 2, 2): ("A4", False),
    ("Quarter Letter", 2, 2): ("Letter", False),
}


class Sheet(Frozen):
    """A sheet before it is folded or cut, in points. name: as papers are called, empty when it has no name."""

    name: str
    width: float
    height: float

    @property
    def flip(self) -> str:
        """The edge that a printer turns the sheet on, so that both sides stand the same way up."""
        return "short" if self.width > self.height else "long"


def page_size(width: float, height: float) -> str:
    """What a page of that size is called; empty when nothing is."""
    near = (name for name, (w, h) in PAGE_SIZES.items() if max(abs(width - w), abs(height - h)) < 1)
    return next(near, "")


def sheet_of(width: float, height: float, across: int, up: int) -> Sheet:
    """The sheet that holds so many pages of that size."""
    size = page_size(width, height)
    if (across, up) == (1, 1):
        return Sheet(size, width, height)
    name, turned = _SHEETS.get((size, across, up), ("", False))
    if not name:
        return Sheet("", across * width, up * height)
    short, long = PAGE_SIZES[name]
    return Sheet(name, long, short) if turned else Sheet(name, short, long)


def columns(side: Side, sheet: Sheet, size: str) -> list[tuple[float, float]]:
    """Left edge and width of each column of a side; size: what the page's size is called."""
    less = INWARD_PANELS.get(size, 0.0) if side.inward is not None else 0.0
    wide = (sheet.width + less) / side.across
    found, left = [], 0.0
    for column in range(side.across):
        width = wide - less if column == side.inward else wide
        found.append((left, width))
        left += width
    return found
