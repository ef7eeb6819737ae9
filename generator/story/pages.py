"""Flowables to pages: where pages break, and what stands on every one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.words import Words
from generator.pictures import Picture
from generator.problems import NOWHERE, Place
from generator.rules import problem
from generator.story.composer import Composer, labelled
from generator.story.flowables import Flowable, RuleFlow, TextFlow
from generator.story.styles import Styles, TextStyle
from generator.surface import Surface
from generator.tags import Tag

LOGO_HEIGHT = 34.0
FIRST_HEADER, LATER_HEADER = 65.0, 35.0
# The footer's text ends 6 mm above the edge at least: office printers leave up to 6.4 mm blank, most of them 4.2.
FOOTER_RULE = 40.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A flowable and its upper edge on the page."""

    flowable: Flowable
    top: float


def paginate(flowables: list[Flowable], styles: Styles, composer: Composer, place: Place) -> list[list[Placed]]:
    """Distribute flowables over pages: headings stay with their text, paragraphs keep two lines together."""
    page = styles.page
    width, bottom = page.measure, page.margins.bottom
    tops = (page.height - page.margins.top - FIRST_HEADER, page.height - page.margins.top - LATER_HEADER)
    pages: list[list[Placed]] = [[]]
    y, after = tops[0], 0.0
    waiting = list(reversed(flowables))
    while waiting:
        flowable = waiting.pop()
        fresh = not pages[-1]
        if fresh and isinstance(flowable, RuleFlow):
            continue  # a rule parts what stands above and below; at the top of a page the header's does
        gap = 0.0 if fresh else max(after, flowable.space_before)
        room = y - gap - bottom
        if not fresh and _needed(flowable, waiting, width) > room + 1e-6:
            waiting.append(flowable)
            pages.append([])
            y, after = tops[1], 0.0
            continue
        if flowable.height(width) > room + 1e-6:
            parts = flowable.split(width, room)
            if parts is None and not fresh:
                waiting.append(flowable)
                pages.append([])
                y, after = tops[1], 0.0
                continue
            if parts is None:
                composer.problems.add(
                    problem("too-large", f"A block on page {len(pages)} is higher than a page.", place)
                )
                return pages
            waiting.append(parts[1])
            flowable = parts[0]
        pages[-1].append(Placed(flowable, y - gap))
        y -= gap + flowable.height(width)
        after = flowable.space_after
    return pages


def _needed(flowable: Flowable, waiting: list[Flowable], width: float) -> float:
    """Height that must be free for the flowable to start here: with what it must stand beside."""
    if not flowable.keep_with_next or not waiting:
        return flowable.minimum(width)
    total, at = 0.0, len(waiting)
    current = flowable
    while current.keep_with_next and at:
        follower = waiting[at - 1]
        total += current.height(width) + max(current.space_after, follower.space_before)
        current, at = follower, at - 1
    return total + current.minimum(width)


class Furniture:
    """Header, footer and colophon."""

    def __init__(self, composer: Composer, handout: Handout, logo: Picture) -> None:
        self.composer = composer
        self.styles = composer.styles
        self.handout = handout
        self.logo = logo

    def draw(self, surface: Surface, page: int, pages: int) -> None:
        """The furniture of one page, counted from 1, as artifacts."""
        with surface.artifact("Pagination", "Header"):
            self._first_header(surface) if page == 1 else self._later_header(surface)
        with surface.artifact("Pagination", "Footer"):
            self._footer(surface, page, pages)

    def _sides(self) -> tuple[float, float]:
        margins = self.styles.page.margins
        return margins.sides, self.styles.page.measure

    def _place(self, surface: Surface, flow: TextFlow, top: float, at_end: bool) -> None:
        flow.align = "end" if at_end else "start"
        x, measure = self._sides()
        flow.draw(surface, x, top, measure)

    def _first_header(self, surface: Surface) -> None:
        styles, brand = self.styles, self.styles.brand
        x, measure = self._sides()
        top = styles.page.height - styles.page.margins.top
        width = LOGO_HEIGHT * self.logo.width / self.logo.height
        surface.draw_picture(self.logo, x + measure - width if styles.rtl else x, top - LOGO_HEIGHT, width)
        name = self.composer.words(brand.name, TextStyle(16.0, 20.0, styles.palette.brand, True), None, lang="en")
        left = x + measure - width - 10 - name.natural_width() if styles.rtl else x + width + 10
        name.draw(surface, left, top - (LOGO_HEIGHT - 20.0) / 2, name.natural_width() + 1)
        if brand.phone:
            phone = self.composer.words(styles.words.before(styles.words.phone) + brand.phone, styles.small, None)
            self._place(surface, phone, top - (LOGO_HEIGHT - styles.small.leading) / 2, at_end=True)
        surface.rule(x, top - LOGO_HEIGHT - 10, measure, 2.5, styles.palette.brand)

    def _later_header(self, surface: Surface) -> None:
        styles = self.styles
        x, measure = self._sides()
        top = styles.page.height - styles.page.margins.top
        title = self.composer.text(self.handout.title, styles.small, None)
        name = self.composer.words(
            styles.brand.name, styles.small.as_bold().coloured(styles.palette.brand), None, lang="en"
        )
        self._place(surface, title, top, at_end=True)
        left = x + measure - name.natural_width() - 1 if styles.rtl else x
        name.draw(surface, left, top, name.natural_width() + 1)
        surface.rule(x, top - styles.small.leading - 3, measure, 0.75, styles.palette.rule)

    def _footer(self, surface: Surface, page: int, pages: int) -> None:
        styles, handout = self.styles, self.handout
        x, measure = self._sides()
        surface.rule(x, FOOTER_RULE, measure, 0.75, styles.palette.rule)
        draft = " · DRAFT" if handout.is_draft else ""  # on every page, since pages part
        text = f"{handout.id} · {handout.version} · {handout.lang}{draft}"
        code = self.composer.words(text, styles.small, None, lang="en")
        left = x + measure - code.natural_width() - 1 if styles.rtl else x
        top = FOOTER_RULE - 3
        code.draw(surface, left, top, code.natural_width() + 1)
        self._place(
            surface, self.composer.words(styles.words.page_label(page, pages), styles.small, None), top, at_end=True
        )

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
        source = [Span(" (English text)", lang="en")] if handout.translation else []
        publisher = Span(styles.brand.publisher, lang="" if english else "en")
        rows: list[list[tuple[str, list[Span]]]] = [
            [(words.published_by, [publisher]), *self._publisher_phone()],
            [(words.document, [Span(handout.id)]), (words.version, [Span(handout.version)]), (words.language, names)],
            [
                (words.reviewed, [self._day(handout.reviewed), *source]),
                (words.next_review, [self._day(handout.next_review), *source]),
            ],
        ]
        flows: list[Flowable] = [
            RuleFlow(colour=styles.palette.rule, space_before=10.0, space_after=5.0, keep_with_next=True)
        ]
        for row in rows:
            flow = self.composer.text(_in_a_row(words, row), styles.small, section.add("P"))
            flow.keep_with_next = True
            flows.append(flow)
        flows[-1].keep_with_next = False
        return flows


def _in_a_row(words: Words, facts: list[tuple[str, list[Span]]]) -> Prose:
    """“Label: value · Label: value”."""
    spans: list[Span] = []
    for label, value in facts:
        spans += [*([Span(" · ")] if spans else []), *labelled(words, label, Prose(tuple(value), NOWHERE)).spans]
    return Prose(tuple(spans), NOWHERE)


def draw_pages(surface: Surface, pages: list[list[Placed]], furniture: Furniture) -> None:
    """Draw every page, its furniture after its text."""
    x, width = furniture.styles.page.margins.sides, furniture.styles.page.measure
    for number, placed in enumerate(pages, 1):
        for item in placed:
            item.flowable.draw(surface, x, item.top, width)
        furniture.draw(surface, number, len(pages))
        surface.end_page()
