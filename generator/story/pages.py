"""What stands on every page, and how pages are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.languages import find_language
from generator.model.logo import LOGO_HEIGHT
from generator.model.page import WHITE, Band
from generator.model.words import Words
from generator.pictures import Picture
from generator.problems import NOWHERE
from generator.story.blocks.words import dialled
from generator.story.composer import Composer, labelled
from generator.story.flowables import BesideFlow, Flowable, PictureFlow, RuleFlow, TextFlow
from generator.story.paging import Placed
from generator.story.qr import qr_picture
from generator.story.running_head import GAP, RULE_BELOW, RunningHead, one_line, running_head
from generator.story.styles import LATIN_LEADING, Styles, TextStyle
from generator.surface import RGB, Surface
from generator.tags import Tag

# What a band adds to the height of the logo, half above and half below, and keeps free at its sides.
BAND_ROOM = 14.0
# From the foot of the logo to the rule below it.
ABOVE_RULE = 10.0
# A logo wider than this part of the measure is drawn smaller, so that the name stands beside it.
WIDEST_LOGO = 0.4
# 20 mm: an address of 60 letters is a code of 37 modules and the white around it, 0.44 mm each; office printers print
# dots of 0.04 mm. On paper narrower than 90 mm the code stands below its address.
CODE_WIDTH, NARROW = 20 * 72 / 25.4, 255.0
# The footer ends 6 mm (17 pt) above the edge at least: office printers leave up to 6.4 mm blank, most of them 4.2.
FOOTER_RULE, FOOTER_END, FOOTER_GAP = 40.0, 17.0, 3.0


class Furniture:
    """Header, footer and colophon.

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
        return self.composer.words(self._code_text, self.styles.small, None, lang="en")

    @cached_property
    def _code_below(self) -> TextFlow:
        """The code on lines of its own, as far apart as its Latin letters need."""
        small = self.styles.small
        style = TextStyle(small.size, small.size * LATIN_LEADING, small.colour, small.bold)
        return self.composer.words(self._code_text, style, None, lang="en")

    @property
    def _code_text(self) -> str:
        """The same on every page: id, version, language, and whether it is a draft, since pages part."""
        handout, language = self.handout, self.styles.language
        name = "" if language.tag == "en" else f" {language.english}"
        both = [one for one in (handout, self.beside) if one]
        draft = " · DRAFT" if any(one.is_draft for one in both) else ""
        beside = f" + {self.beside.lang} {_english_name(self.beside.lang)}" if self.beside else ""
        form = f" · {self.styles.format.replace('-', ' ')}" if self.styles.format else ""
        return f"{handout.id} · {handout.version} · {handout.lang}{name}{beside}{form}{draft}"

    @cached_property
    def _one_row(self) -> bool:
        """Whether code and page number fit beside each other; else the code stands below, on lines of its own."""
        label = self.composer.words(self.styles.words.page_label(88, 88), self.styles.small, None)
        return self._code.natural_width() + 2 * GAP + label.natural_width() <= self.styles.page.breadth

    @property
    def _footer_rule(self) -> float:
        small = self.styles.small
        # On a row of its own, small type leaves room below; over the code, a tall script needs its whole leading.
        alone = self.styles.growth <= 1 and self._one_row
        line = small.size * LATIN_LEADING if alone else small.leading
        below = 0.0 if self._one_row else self._code_below.height(self.styles.page.breadth)
        return max(FOOTER_RULE, FOOTER_END + 2 * FOOTER_GAP + line + below)

    @property
    def bottom(self) -> float:
        """Where the text ends: at the layout's margin, or higher where the footer needs the room."""
        return max(self.styles.page.margins.bottom, self._footer_rule + GAP)

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
        if self._one_row:
            self._place(surface, self._code, top, at_end=False)
        else:
            self._code_below.draw(surface, x, top - styles.small.leading, measure)
        self._place(surface, label, top, at_end=True)

    def _publisher_phone(self) -> list[tuple[str, list[Span]]]:
        """The number of the first page's header, where a screen reader meets it."""
        phone = self.styles.brand.phone
        return [(self.styles.words.phone, [Span(phone, nobreak=True)])] if phone else []

    def _day(self, day: date) -> Span:
        return Span(self.styles.words.day(day, self.handout.lang), nobreak=True)

    def colophon(self, parent: Tag) -> list[Flowable]:
        """Who answers for the leaflet, which version it is and how fresh; the last thing on the last page."""
        styles, handout, words = self.styles, self.handout, self.styles.words
        section = parent.add("Div")
        language = styles.language
        english = language.tag == "en"
        names = [Span(language.name)] if english else [Span(language.name), Span(f" ({language.english})", lang="en")]
        source = [Span(f" ({_english_name(handout.translation.of)} text)", lang="en")] if handout.translation else []
        publisher = Span(styles.brand.publisher, lang="" if english else "en")
        rows: list[list[tuple[str, list[Span]]]] = [
            [(words.published_by, [publisher]), *self._publisher_phone()],
            [(words.document, [Span(handout.id)]), (words.version, [Span(handout.version)]), (words.language, names)],
            [
                (words.reviewed, [self._day(handout.reviewed), *source]),
                (words.next_review, [self._day(handout.next_review), *source]),
            ],
            *([fact] for fact in self._backing()),
        ]
        flows: list[Flowable] = [
            RuleFlow(colour=styles.palette.rule, space_before=10.0, space_after=5.0, keep_with_next=True)
        ]
        lines: list[Flowable] = [
            self.composer.text(_in_a_row(words, row), styles.small, section.add("P")) for row in rows
        ]
        flows += [*self._other_formats(section), *self._with_code(lines, section), *self._legal(section)]
        for flow in flows[:-1]:
            flow.keep_with_next = True
        return flows

    def _other_formats(self, section: Tag) -> list[Flowable]:
        """Where to ask for help in one's language and for large print, as large as the text; said before the rest."""
        styles, phone = self.styles, self.styles.brand.other_formats
        if not phone:
            return []
        before, _, after = styles.words.help_at("\0").partition("\0")
        number = dialled(Prose((Span(phone),), NOWHERE)).spans
        spans = tuple(span for span in (Span(before), *number, Span(after)) if span.text)
        flow = self.composer.text(Prose(spans, NOWHERE), styles.body, section.add("P"))
        flow.space_after = 5.0
        return [flow]

    def _legal(self, section: Tag) -> list[Flowable]:
        lang = "" if self.styles.language.tag == "en" else "en"
        return [
            self.composer.text(Prose((Span(line, lang=lang),), NOWHERE), self.styles.small, section.add("P"))
            for line in self.styles.brand.legal
        ]

    def _backing(self) -> Iterator[tuple[str, list[Span]]]:
        """Who approved the text, and who paid for it. Parts stand between dots: a comma is another in each script."""
        words, (approval, lang), (payer, its_lang) = self.styles.words, self.handout.approval, self.handout.payer
        if approval:
            source = [Span(f" ({_english_name(lang)} text)", lang="en")] if lang else []
            who = [Span(approval.by, lang=lang), Span(" · "), Span(approval.role, lang=lang)]
            yield words.approved_by, [*who, Span(" · "), self._day(approval.on), *source]
        if payer:
            yield words.paid_for_by, [Span(payer, lang=its_lang)]

    def _with_code(self, lines: list[Flowable], section: Tag) -> list[Flowable]:
        """The lines and, where copies can be looked up, the address that says whether this one is current; its code
        stands beside them, or below them on narrow paper."""
        styles, handout, words = self.styles, self.handout, self.styles.words
        address = styles.brand.copy_address(handout.id, handout.lang, handout.version)
        picture: list[PictureFlow] = []
        if address:
            label = Prose((Span(words.before(words.check_copy).rstrip(), bold=True),), NOWHERE)
            place = Prose((Span(address, link=address, island=True),), NOWHERE)
            lines += [self.composer.text(one, styles.small, section.add("P")) for one in (label, place)]
            tag = section.add("Figure", alt=words.qr)
            picture = [PictureFlow(picture=qr_picture(address), picture_width=CODE_WIDTH, tag=tag, rtl=styles.rtl)]
        if picture and styles.page.measure >= NARROW:
            beside = BesideFlow(picture=picture[0], children=lines, gap=GAP, rtl=styles.rtl)
            if beside.height(styles.page.measure) <= styles.page.height / 2:  # it cannot be split
                return [beside]
        return [*lines, *picture]


def _name_style(styles: Styles) -> TextStyle:
    """The clinic's name on the first page: no smaller than any other text."""
    size = max(16.0, styles.small.size)
    return TextStyle(size, 1.25 * size, styles.palette.brand, True)


def _english_name(lang: str) -> str:
    language = find_language(lang)
    return language.english if language else lang


def _in_a_row(words: Words, facts: list[tuple[str, list[Span]]]) -> Prose:
    """“Label: value · Label: value”."""
    spans: list[Span] = []
    for label, value in facts:
        spans += [*([Span(" · ")] if spans else []), *labelled(words, label, Prose(tuple(value), NOWHERE)).spans]
    return Prose(tuple(spans), NOWHERE)


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
            # A slip is as wide as all columns, which begin with the last one when read from the right.
            across, last = item.flowable.AT_FOOT, page.columns - 1 if rtl else 0
            shift = page.shift(last if across else item.column, rtl)
            item.flowable.draw(surface, x + shift, item.top, page.all_columns if across else page.measure)
        furniture.draw(surface, number, len(pages))
        surface.end_page()
