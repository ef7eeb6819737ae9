"""What stands on every page, and how pages are drawn."""

from __future__ import annotations

from functools import cached_property

from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.languages import english_name
from generator.model.logo import LOGO_HEIGHT
from generator.model.page import WHITE, Band
from generator.pictures import Picture
from generator.problems import NOWHERE
from generator.story.composer import Composer
from generator.story.flowables import TextFlow
from generator.story.frames import Placed
from generator.story.running_head import GAP, RULE_BELOW, RunningHead, one_line, running_head
from generator.story.styles import LATIN_LEADING, Styles, TextStyle
from generator.surface import RGB, Surface

# What a band adds to the height of the logo, half above and half below, and keeps free at its sides.
BAND_ROOM = 14.0
# From the foot of the logo to the rule below it.
ABOVE_RULE = 10.0
# A logo wider than this part of the measure is drawn smaller, so that the name stands beside it.
WIDEST_LOGO = 0.4
# The footer ends 6 mm (17 pt) above the edge at least: office printers leave up to 6.4 mm blank, most of them 4.2.
FOOTER_RULE, FOOTER_END, FOOTER_GAP = 40.0, 17.0, 3.0
# What is drawn of a small line ends so far above its foot in the script of the widest leading, Nastaliq; measured.
FOOT_OF_LINE = 10.0


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
    def _code(self) -> TextFlow:
        """The code in one line."""
        return self.composer.words(" · ".join(self._code_parts), self.styles.small, None, lang="en")

    @cached_property
    def _code_in_lines(self) -> TextFlow:
        """The code with its state on a line of its own, as far apart as Latin letters need."""
        small = self.styles.small
        style = TextStyle(small.size, small.size * LATIN_LEADING, small.colour, small.bold)
        align = "end" if self.styles.rtl else "start"
        return self.composer.words("\n".join(self._code_parts), style, None, lang="en", align=align)

    @property
    def _code_parts(self) -> tuple[str, ...]:
        """The same on every page, since pages part: id, version, language; format, and whether it is a draft."""
        handout, language = self.handout, self.styles.language
        name = "" if language.tag == "en" else f" {language.english}"
        both = [one for one in (handout, self.beside) if one]
        beside = f" + {self.beside.lang} {english_name(self.beside.lang)}" if self.beside else ""
        state = [self.styles.format.replace("-", " "), "DRAFT" if any(one.is_draft for one in both) else ""]
        parts = f"{handout.id} · {handout.version} · {handout.lang}{name}{beside}", " · ".join(filter(None, state))
        return tuple(filter(None, parts))

    @cached_property
    def _beside_number(self) -> TextFlow | None:
        """The code as it fits beside the page number; None: it stands below, on lines of its own."""
        label = self.composer.words(self.styles.words.page_label(88, 88), self.styles.small, None)
        room = self.styles.page.breadth - label.natural_width() - 2 * GAP
        return next((flow for flow in (self._code, self._code_in_lines) if flow.natural_width() <= room), None)

    @property
    def _lowered(self) -> float:
        """What brings the code's first line, in Latin leading, to the base line of the page number."""
        beside = self._beside_number
        return (self.styles.small.leading - beside.leading) / 2 if beside else 0.0

    @property
    def _footer_rule(self) -> float:
        small, beside, breadth = self.styles.small, self._beside_number, self.styles.page.breadth
        line, below = small.leading, 0.0
        if beside is None:
            below = self._code_in_lines.height(breadth)
        elif beside is self._code_in_lines:
            line = max(line, self._lowered + beside.height(breadth))
        elif self.styles.growth <= 1:  # on a row of its own, small type of a tall script leaves room below
            line = max(small.size * LATIN_LEADING, line - FOOT_OF_LINE)
        return max(FOOTER_RULE, FOOTER_END + 2 * FOOTER_GAP + line + below)

    @property
    def bottom(self) -> float:
        """Where the text ends: at the layout's margin, or higher where the footer needs the room."""
        return max(self.styles.page.margins.bottom, self._footer_rule + GAP * self.styles.growth)

    @cached_property
    def head(self) -> RunningHead:
        """What stands on every page but the first, above the text."""
        return running_head(self.composer, self.handout, self.english)

    def draw(self, surface: Surface, page: int, pages: int) -> None:
        """The furniture of one page, counted from 1, as artifacts."""
        self._page = page
        header = self._header_of(page, pages)
        if header != "none":
            with surface.artifact("Pagination", "Header"):
                self._first_header(surface) if header == "clinic" else self._later_header(surface)
        footers = self.styles.page.footer
        footer = footers.first if page == 1 else footers.last if page == pages else footers.later
        if footer != "none":
            with surface.artifact("Pagination", "Footer"):
                self._footer(surface, page, pages)

    def _header_of(self, page: int, pages: int) -> str:
        headers = self.styles.page.header
        if page == 1:
            return headers.first
        return headers.last if page == pages and headers.last != "as-later" else headers.later

    @property
    def _mirrored(self) -> bool:
        """Whether start and end of the furniture are exchanged on the page in hand."""
        return self.styles.page.facing and self._page % 2 == 0

    def _sides(self) -> tuple[float, float]:
        """Left edge and width of the text on the page in hand."""
        page = self.styles.page
        return page.left(self._page, self.styles.rtl), page.breadth

    def _place(self, surface: Surface, flow: TextFlow, top: float, at_end: bool, indent: float = 0.0) -> None:
        """One line of furniture at the start or the end side of the column, whatever its own direction."""
        x, measure = self._sides()
        width = flow.natural_width() + 1.0
        left = (at_end != self._mirrored) == self.styles.rtl
        flow.draw(surface, x + indent if left else x + measure - indent - width, top, width)

    def _first_header(self, surface: Surface) -> None:
        """Logo, name, and the clinic's number when there is room for it: over a rule, or on a band."""
        styles, look = self.styles, self.styles.brand.look
        x, measure = self._sides()
        top = styles.page.height - styles.page.margins.top
        if look.header == "band":
            height = LOGO_HEIGHT + BAND_ROOM
            surface.fill_box(x, top - height, measure, height, styles.palette.brand, look.corners)
            self._clinic(surface, top - height / 2, self._logo_height(height, 2), WHITE)
        else:
            surface.rule(x, top - LOGO_HEIGHT - ABOVE_RULE, measure, 2.5, styles.palette.brand)
            height = self._logo_height(LOGO_HEIGHT + ABOVE_RULE, 1)
            lowest = top - LOGO_HEIGHT - ABOVE_RULE + styles.brand.logo.clear_space.around(height)
            self._clinic(surface, max(top - LOGO_HEIGHT / 2, lowest + height / 2), height, None)

    def _logo_height(self, room: float, sides: int) -> float:
        """How high the logo is drawn with its clear space; room, sides: see `Clear.highest`."""
        _, measure = self._sides()
        widest = WIDEST_LOGO * measure * self.logo.height / self.logo.width
        return min(LOGO_HEIGHT, widest, self.styles.brand.logo.clear_space.highest(room, sides))

    def _clinic(self, surface: Surface, middle: float, height: float, colour: RGB | None) -> None:
        """Logo, name and number around a height; height: of the logo; colour: of the words on a band."""
        styles, brand = self.styles, self.styles.brand
        x, measure = self._sides()
        clear = brand.logo.clear_space.around(height)
        inset, gap = max(BAND_ROOM, clear) if colour else 0.0, max(GAP, clear)
        width = height * self.logo.width / self.logo.height
        left = x + measure - width - inset if styles.rtl else x + inset
        surface.draw_picture(self.logo, left, middle - height / 2, width)
        room = measure - width - gap - 2 * inset
        name_style, small = _name_style(styles), styles.small
        if colour is not None:
            name_style, small = name_style.coloured(colour), small.coloured(colour)
        name = one_line(self.composer, Prose((Span(brand.name, lang="en"),), NOWHERE), name_style, room)
        self._place(surface, name, middle + name.leading / 2, at_end=False, indent=inset + width + gap)
        if brand.phone:
            phone = self.composer.words(styles.words.before(styles.words.phone) + brand.phone, small, None)
            if name.natural_width() + 2 * GAP + phone.natural_width() <= room:
                self._place(surface, phone, middle + small.leading / 2, at_end=True, indent=inset)

    def _later_header(self, surface: Surface) -> None:
        styles = self.styles
        x, measure = self._sides()
        top = styles.page.height - styles.page.margins.top
        top += self.head.rise
        for row in self.head.rows:
            if row.start:
                self._place(surface, row.start, top, at_end=False)
            self._place(surface, row.end, top, at_end=True)
            top -= row.height
        surface.rule(x, top - RULE_BELOW, measure, 0.75, styles.palette.rule)

    def _footer(self, surface: Surface, page: int, pages: int) -> None:
        styles = self.styles
        x, measure = self._sides()
        rule = self._footer_rule
        surface.rule(x, rule, measure, 0.75, styles.palette.rule)
        label = self.composer.words(styles.words.page_label(page, pages), styles.small, None)
        top = rule - FOOTER_GAP
        if self._beside_number:
            self._place(surface, self._beside_number, top - self._lowered, at_end=False)
        else:
            self._code_in_lines.draw(surface, x, top - styles.small.leading, measure)
        self._place(surface, label, top, at_end=True)


def _name_style(styles: Styles) -> TextStyle:
    """The clinic's name on the first page: no smaller than any other text."""
    size = max(16.0, styles.small.size)
    return TextStyle(size, 1.25 * size, styles.palette.brand, True)


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
