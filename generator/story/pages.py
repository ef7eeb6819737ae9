"""What stands on every page, and how pages are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from generator.model.handout import Handout
from generator.model.page import WHITE, Band
from generator.pictures import Picture
from generator.story.composer import Composer
from generator.story.first_head import ABOVE_RULE, BAND_ROOM, FirstHead, first_head
from generator.story.foot import FOOTER_GAP, Foot
from generator.story.frames import Area, Placed
from generator.story.level import Row, heights, top_at
from generator.story.running_head import GAP, RULE_BELOW, RunningHead, running_head
from generator.story.styles import Styles
from generator.surface import Surface


class Furniture:
    """Header and footer.

    english: the title in English, when the handout is in another language; beside: the same handout in the second
    language of a bilingual copy.
    """

    def __init__(
        self,
        composer: Composer,
        handout: Handout,
        logo: Picture,
        english: str = "",
        beside: Handout | None = None,
    ) -> None:
        self.composer = composer
        self.styles = composer.styles
        self.handout = handout
        self.logo = logo
        self.english = english
        self.beside = beside
        self._page = 1

    @cached_property
    def _foot(self) -> Foot:
        return Foot(self.composer, self.handout, self.beside)

    @cached_property
    def _first(self) -> FirstHead:
        return first_head(self.composer, self.logo)

    @cached_property
    def area(self) -> Area:
        """Where the text stands between head and foot."""
        page = self.styles.page
        top = page.height - page.margins.top
        first = self._first.space if page.header.first == "clinic" else page.header.space
        return Area(top - first, top - (self.head.height if page.header.beyond_first else 0.0), self.bottom)

    @property
    def bottom(self) -> float:
        """Where the text ends: at the layout's margin, or higher where the footer needs the room."""
        return max(self.styles.page.margins.bottom, self._foot.rule + GAP * self.styles.growth)

    @property
    def room(self) -> float:
        """Height of the text of a page that is not the first, in points."""
        return self.area.later - self.area.bottom

    @cached_property
    def head(self) -> RunningHead:
        """What stands on every page but the first, above the text."""
        return running_head(self.composer, self.handout, self.english)

    def draw(self, surface: Surface, page: int, pages: int) -> None:
        """The furniture of one page, counted from 1, as artifacts."""
        self._page, sheet, rtl = page, self.styles.page, self.styles.rtl
        header, footer = sheet.header.of(page, pages, rtl), sheet.footer.of(page, pages, rtl)
        if header != "none":
            with surface.artifact("Pagination", "Header"):
                self._first_header(surface) if header == "clinic" else self._later_header(surface, header)
        if footer != "none":
            with surface.artifact("Pagination", "Footer"):
                self._footer(surface, self._foot.rows(page, pages, alone=footer == "number"))

    @property
    def _mirrored(self) -> bool:
        """Whether start and end of the furniture are exchanged on the page in hand."""
        return self.styles.page.facing and self._page % 2 == 0

    def _sides(self) -> tuple[float, float]:
        """Left edge and width of the text on the page in hand."""
        page = self.styles.page
        return page.left(self._page, self.styles.rtl), page.breadth

    def _place(self, surface: Surface, row: Row, top: float, inset: float = 0.0, indent: float = 0.0) -> float:
        """A row between the sides of the column, whatever the direction of its words; the upper edge of the next one.

        inset: what stays free at both sides; indent: at the start side besides.
        """
        x, measure = self._sides()
        for flow, at_end in ((row.start, False), (row.end, True)):
            if flow is None:
                continue
            width, free = flow.natural_width() + 1.0, inset if at_end else inset + indent
            left = x + free if (at_end != self._mirrored) == self.styles.rtl else x + measure - free - width
            flow.draw(surface, left, top_at(flow, top - row.above), width)
        return top - row.height

    def _first_header(self, surface: Surface) -> None:
        """Logo, name and the clinic's number: over a rule, or on a band."""
        styles, head = self.styles, self._first
        x, measure = self._sides()
        top = styles.page.height - styles.page.margins.top
        if styles.brand.look.header == "band":
            height = head.height + BAND_ROOM
            surface.fill_box(x, top - height, measure, height, styles.palette.brand, styles.brand.look.corners)
            middle = top - height / 2
        else:
            rule = top - head.height - ABOVE_RULE
            surface.rule(x, rule, measure, 2.5, styles.palette.brand)
            lowest = rule + styles.brand.logo.clear_space.around(head.logo)
            middle = max(top - head.height / 2, lowest + head.logo / 2)
        width = head.logo * self.logo.width / self.logo.height
        left = x + measure - width - head.inset if styles.rtl else x + head.inset
        surface.draw_picture(self.logo, left, middle - head.logo / 2, width)
        upper = middle + heights(head.rows) / 2
        for row in head.rows:
            upper = self._place(surface, row, upper, head.inset, head.beside)

    def _later_header(self, surface: Surface, kind: str) -> None:
        x, measure = self._sides()
        rule = self.styles.page.height - self.styles.page.margins.top - self.head.rule
        surface.rule(x, rule, measure, 0.75, self.styles.palette.rule)
        top = rule + RULE_BELOW + heights(self.head.rows[kind])
        for row in self.head.rows[kind]:
            top = self._place(surface, row, top)

    def _footer(self, surface: Surface, rows: Sequence[Row]) -> None:
        x, measure = self._sides()
        surface.rule(x, self._foot.rule, measure, 0.75, self.styles.palette.rule)
        top = self._foot.rule - FOOTER_GAP
        for row in rows:
            top = self._place(surface, row, top)


def _draw_band(surface: Surface, band: Band, styles: Styles, number: int) -> None:
    page, palette = styles.page, styles.palette
    colour = palette.brand if band.colour == "brand" else palette.tint
    if band.edge in ("top", "bottom"):
        bottom = page.height - band.size if band.edge == "top" else 0.0
        surface.fill_box(0.0, bottom, page.width, band.size, colour)
        return
    # The outer edge of a right page is the right one; the first is a right page, a left one from right to left.
    outside = "end" if number % 2 == 1 else "start"
    edge = outside if band.edge == "outside" else band.edge
    left = (edge == "start") != styles.rtl
    surface.fill_box(0.0 if left else page.width - band.size, 0.0, band.size, page.height, colour)


def draw_pages(surface: Surface, pages: list[list[Placed]], furniture: Furniture) -> None:
    """Draw every page, its furniture after its text."""
    page, rtl = furniture.styles.page, furniture.styles.rtl
    for number, placed in enumerate(pages, 1):
        x = page.left(number, rtl)
        if page.ground != WHITE:
            surface.fill_box(0, 0, page.width, page.height, page.ground)
        if page.band and page.band.is_on(number, len(pages), rtl):
            _draw_band(surface, page.band, furniture.styles, number)
        for item in placed:
            item.flowable.draw(surface, x + item.left, item.top, item.width)
        furniture.draw(surface, number, len(pages))
        surface.end_page()
