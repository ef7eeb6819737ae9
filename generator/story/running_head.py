"""What stands at the head of every page but the first: the clinic's name, and the title for readers and for staff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from unicodedata import category

from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.problems import NOWHERE
from generator.story.composer import Composer
from generator.story.flowables import TextFlow
from generator.story.level import Row, broken, heights, level
from generator.story.styles import LATIN_LEADING, Styles, TextStyle
from generator.values import Frozen, replace

GAP = 10.0
# From the top margin to the text, of a head of one row in the usual size.
HEAD_HEIGHT = 35.0
# Between the last row and the rule, and between the last row and the text.
RULE_BELOW, TEXT_BELOW = 3.0, 20.0
# A head of two rows begins 9 mm below the edge at least: office printers leave up to 6.4 mm blank.
HEAD_START = 25.5
# The part of a page that its rows may take; that they may where the readers' title would else be cut, as in giant print
# on A5; how many lines a title may have.
LARGEST, LARGEST_WHOLE, MOST_LINES = 0.15, 0.21, 2


class RunningHead(Frozen):
    """rows: by what a page has (see `Headers`); rise: from the top margin up to the first row of the highest; height:
    from the margin to the text; in points."""

    rows: dict[str, tuple[Row, ...]]
    rise: float
    height: float

    @property
    def rule(self) -> float:
        """From the top margin down to the rule, in points."""
        return max(heights(rows) for rows in self.rows.values()) - self.rise + RULE_BELOW


def running_head(composer: Composer, handout: Handout, english: str) -> RunningHead:
    """The clinic's name and the title, for readers in their language and for staff in English.

    english: the title in English; empty when the handout is in it. All of it stands on one row, or the titles on a row
    below the name: a third row, which takes a line of text from every page, is for a readers' title that would else be
    cut, where all take no more than `LARGEST_WHOLE` of the page. The readers' own title stands first. The English one
    is whole or left out: half of it may mislead, and the foot says which leaflet it is. The name is never cut for a
    title's sake.
    """
    page, titles = composer.styles.page, _Titles(composer, handout, english)
    kinds = page.header.beyond_first | ({"running"} if page.header.first == "running" else set())
    found = [_placed(composer.styles, kind, titles.ways(kind)) for kind in sorted(kinds or {"running"})]
    highest = max(found, key=lambda head: head.height)
    return replace(highest, rows={kind: rows for head in found for kind, rows in head.rows.items()})


def _placed(styles: Styles, kind: str, ways: Iterable[tuple[float, tuple[Row, ...]]]) -> RunningHead:
    """The first way that the page has room for, lifted into the top margin as far as that is free, so that the text
    keeps its place."""
    page, small = styles.page, styles.small
    band = page.band.size + GAP if page.band and page.band.edge == "top" else 0.0
    free = page.margins.top - max(HEAD_START, band)
    one = min(small.leading, small.size * LATIN_LEADING)
    for most, rows in ways:
        rise = max(0.0, min(heights(rows) - one, free))
        height = max(HEAD_HEIGHT, heights(rows) + TEXT_BELOW - rise)
        if height <= most * page.height:
            break
    return RunningHead({kind: rows}, rise, height)


class _Titles:
    """Name and titles in rows, in all the ways that the width of the page allows."""

    def __init__(self, composer: Composer, handout: Handout, english: str) -> None:
        self._composer, self._place, small = composer, handout.title.place, composer.styles.small
        self._latin = TextStyle(small.size, min(small.leading, small.size * LATIN_LEADING), small.colour, small.bold)
        self._own, self._english = Span(handout.title.plain), Span(english, lang="en")

    def _lines(self, *spans: Span, room: float, most: int = 1) -> list[TextFlow]:
        """The text on as many lines; none where they do not hold it."""
        if not all(span.text for span in spans):
            return []
        style = self._composer.styles.small if self._own in spans else self._latin
        found = broken(self._composer, Prose(spans, self._place), style, room)
        return found if len(found) <= most and all(one.natural_width() <= room for one in found) else []

    def ways(self, kind: str) -> Iterator[tuple[float, tuple[Row, ...]]]:
        """From the best to what is always there, each with the part of a page that it may take."""
        styles, measure = self._composer.styles, self._composer.styles.page.breadth
        brand = self._latin.as_bold().coloured(styles.palette.brand)
        name = one_line(self._composer, Prose((Span(styles.brand.name, lang="en"),), NOWHERE), brand, measure)
        both = self._lines(self._own, Span(" · "), self._english, room=measure)
        titles = both or self._lines(self._own, room=measure)
        if kind == "name":
            yield 1.0, (level(name),)
            return
        if kind == "running":
            beside = measure - name.natural_width() - 2 * GAP
            yield from ((LARGEST, (level(name, one),)) for one in titles if one.natural_width() <= beside)
        above = () if kind == "title" else (level(name),)
        yield from ((LARGEST, (*above, level(one))) for one in titles)
        if not titles and (lines := self._lines(self._own, room=measure, most=MOST_LINES)):
            yield LARGEST_WHOLE, (*above, *map(level, lines))
        title = Prose((self._own,), self._place)
        yield 1.0, (*above, level(one_line(self._composer, title, styles.small, measure)))


def one_line(composer: Composer, text: Prose, style: TextStyle, room: float) -> TextFlow:
    """The text on one line; what does not fit in `room` points is left out at a word and marked by an ellipsis."""
    style = style.in_row()
    flow = composer.text(text, style, None)
    for shorter in _shortened(text.spans):
        if flow.natural_width() <= room:
            return flow
        flow = composer.text(Prose(shorter, text.place), style, None)
    return flow


def _shortened(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The spans without their last word, then without the last two …; a single word without its last letters.

    Each span keeps its language; an ellipsis stands for what is left out.
    """
    for count in range(sum(len(span.text.split()) for span in spans) - 1, 0, -1):
        yield _first(spans, count, r"\s*\S+")
    word = _first(spans, 1, r"\s*\S+")
    for count in range(len(word[0].text) - 2, 0, -1):  # the ellipsis is not a letter
        yield _first((replace(word[0], text=word[0].text[:-1]),), count, r"\s*\S")


def _first(spans: tuple[Span, ...], count: int, part: str) -> tuple[Span, ...]:
    """The spans up to their `count`th part, a word or a letter, and an ellipsis; marks stay with their letter."""
    kept: list[Span] = []
    for span in spans:
        parts = re.findall(part, span.text)[:count]
        count -= len(parts)
        if parts:
            kept.append(replace(span, text="".join(parts)))
    last = kept[-1].text
    after = "".join(spans[len(kept) - 1].text)[len(last) :]
    marks = "".join(takewhile(lambda char: category(char).startswith("M"), after))
    return (*kept[:-1], replace(kept[-1], text=f"{last}{marks}…"))
