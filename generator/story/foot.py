"""What stands at the foot of every page: which copy it is, and the number of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.languages import english_name
from generator.problems import NOWHERE
from generator.story.composer import Composer
from generator.story.flowables import TextFlow
from generator.story.level import Row, broken, heights, level
from generator.story.running_head import GAP
from generator.story.styles import LATIN_LEADING, TextStyle
from generator.values import Frozen

# The footer ends 6 mm (17 pt) above the edge at least: office printers leave up to 6.4 mm blank, most of them 4.2.
FOOTER_RULE, FOOTER_END, FOOTER_GAP = 40.0, 17.0, 3.0
# A number of a page that is as wide as any: no leaflet has a hundred pages.
WIDE = 88


class Code(Frozen):
    """The code of a copy as it is set: its lines, the last beside the number of the page; short: whether the number
    stands without words; apart: whether it stands on a line of its own."""

    lines: tuple[TextFlow, ...]
    short: bool = False
    apart: bool = False


class Foot:
    """The same code on every page, since pages part: id, version, language; format, and whether it is a draft.

    beside: the same handout in the second language of a bilingual copy.
    """

    def __init__(self, composer: Composer, handout: Handout, beside: Handout | None) -> None:
        self._composer, self._styles = composer, composer.styles
        language, both = composer.styles.language, [one for one in (handout, beside) if one]
        name = "" if language.tag == "en" else f" {language.english}"
        other = f" + {beside.lang} {english_name(beside.lang)}" if beside else ""
        self._copy = (handout.id, handout.version)
        self._language, self._tags = f"{handout.lang}{name}{other}", "+".join(one.lang for one in both)
        draft = "DRAFT" if any(one.is_draft for one in both) else ""
        self._state = tuple(filter(None, (composer.styles.format.replace("-", " "), draft)))

    def rows(self, page: int, pages: int, alone: bool = False) -> list[Row]:
        """The foot of a page: “Page 3 of 12” always on the last row, in the language's words. alone: with no more of
        the code than its state, on that row."""
        code, number = self.code, self._number(page, pages, self.code.short)
        if alone:
            state = self._line(_joined(self._state)) if self._state else None
            return [*(Row(None, None, 0.0, row.height) for row in self.rows(page, pages)[:-1]), level(state, number)]
        if code.apart:
            return [*map(level, code.lines), level(None, number)]
        return [*map(level, code.lines[:-1]), level(code.lines[-1], number)]

    def _number(self, page: int, pages: int, short: bool) -> TextFlow:
        words = self._styles.words
        label = words.page_of(page, pages) if short else words.page_label(page, pages)
        return self._composer.words(label, self._styles.small, None)

    @cached_property
    def code(self) -> Code:
        """On one line beside the page number where all of it fits; else with its state, “large print · DRAFT”, on a
        line of its own. Before it takes a third line, the number loses its words, then the language its English name.
        """
        breadth = self._styles.page.breadth
        for parts in self._ways():
            lines = [self._line(part) for part in parts if part]
            widths = [line.natural_width() for line in lines]
            if max(widths) <= breadth:
                for short in (False, True) if len(lines) > 1 else (False,):
                    if widths[-1] <= breadth - self._number(WIDE, WIDE, short).natural_width() - 2 * GAP:
                        return Code(tuple(lines), short)
        text = Prose((Span(_joined((*self._copy, self._tags, *self._state)), lang="en"),), NOWHERE)
        return Code(tuple(broken(self._composer, text, self._style, breadth)), apart=True)

    def _ways(self) -> Iterator[tuple[str, ...]]:
        """What each line says, from the best to what takes most room."""
        copy, state = _joined(self._copy), _joined(self._state)
        first = _joined((copy, self._language))
        yield (_joined(filter(None, (first, state))),)
        yield (first, state)
        if not state:
            yield (copy, self._language)
        yield (_joined((copy, self._tags)), state)
        yield (copy, self._language, state)
        yield (copy, self._tags, state)

    @cached_property
    def _style(self) -> TextStyle:
        """Lines as far apart as Latin letters need."""
        small = self._styles.small
        return TextStyle(small.size, small.size * LATIN_LEADING, small.colour, small.bold)

    def _line(self, text: str) -> TextFlow:
        return self._composer.words(text, self._style.in_row(), None, lang="en")

    @cached_property
    def rule(self) -> float:
        """Where the rule above it stands, from the edge of the page, in points."""
        return max(FOOTER_RULE, FOOTER_END + 2 * FOOTER_GAP + heights(self.rows(WIDE, WIDE)))


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(parts)
