"""What stands at the foot of every page: which copy it is, and the number of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, pairwise

from generator.job import NOT
from generator.model.handout import Handout
from generator.model.languages import english_name
from generator.story.composer import Composer
from generator.story.flowables import TextFlow
from generator.story.running_head import GAP
from generator.story.styles import LATIN_LEADING, TextStyle
from generator.values import Frozen

# The footer ends 6 mm (17 pt) above the edge at least: office printers leave up to 6.4 mm blank, most of them 4.2.
FOOTER_RULE, FOOTER_END, FOOTER_GAP = 40.0, 17.0, 3.0
# What is drawn of a small line ends so far above its foot in the script of the widest leading, Nastaliq; measured.
FOOT_OF_LINE = 10.0
# Lines of large type that the code may take before something is left out of it.
MOST_LINES = 3


class Code(Frozen):
    """The code of a copy as it is set. row: of its lines, the one that the page number stands beside, from 0; -1: the
    number stands above them all."""

    flow: TextFlow
    row: int


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
        form, draft = composer.styles.format, any(one.is_draft for one in both)
        self._format = form.replace("-", " ")
        # What the eye cannot see stays in every foot: that the words are not what the format wants, and a draft.
        self._kept = (*([self._format] if form.startswith(NOT) else []), *(["DRAFT"] if draft else []))
        self._state = self._kept if form.startswith(NOT) else tuple(filter(None, (self._format, *self._kept)))

    def number(self, page: int, pages: int) -> TextFlow:
        """“Page 3 of 12”, in the language's words."""
        return self._composer.words(self._styles.words.page_label(page, pages), self._styles.small, None)

    @cached_property
    def code(self) -> Code:
        """In one line beside the page number, or with its state on a second line; in large type on as few lines as hold
        it, the number beside the last. What the eye can see is left out first: the format.
        """
        small, breadth = self._styles.small, self._styles.page.breadth
        room = breadth - self.number(88, 88).natural_width() - 2 * GAP
        one_line = self._composer.words(_joined((*self._parts, *self._state)), small, None, lang="en")
        if one_line.natural_width() <= room:
            return Code(one_line, 0)
        two = self._in_lines(_joined(part) for part in (self._parts, self._state) if part)
        if two.natural_width() <= room:
            return Code(two, 0)
        for count in range(2, MOST_LINES + 1):
            for parts in self._shorter(count):
                lines = self._packed(parts, count, breadth, room)
                if lines:
                    return Code(self._in_lines(lines), count - 1)
        return Code(two, -1)

    @property
    def _parts(self) -> tuple[str, ...]:
        return (*self._copy, self._language)

    def _shorter(self, lines: int) -> Iterator[tuple[str, ...]]:
        """The parts of the code, with less and less of them; the language's English name only on the most lines."""
        yield (*self._parts, *self._state)
        yield (*self._parts, *self._kept)
        if lines == MOST_LINES:
            yield (*self._copy, self._tags, *self._kept)

    def _packed(self, parts: Sequence[str], count: int, breadth: float, room: float) -> list[str]:
        """So many lines, the first ones as full as may be, the last with room for the page number; none where they do
        not fit."""
        for cuts in reversed(list(combinations(range(1, len(parts)), count - 1))):
            lines = [_joined(parts[start:end]) for start, end in pairwise((0, *cuts, len(parts)))]
            widths = [self._in_lines([line]).natural_width() for line in lines]
            if max(widths) <= breadth and widths[-1] <= room:
                return lines
        return []

    def _in_lines(self, lines: Iterator[str] | Sequence[str]) -> TextFlow:
        """Lines as far apart as Latin letters need."""
        small, align = self._styles.small, "end" if self._styles.rtl else "start"
        style = TextStyle(small.size, small.size * LATIN_LEADING, small.colour, small.bold)
        return self._composer.words("\n".join(lines), style, None, lang="en", align=align)

    @property
    def _lowered(self) -> float:
        """What brings a line of the code, in Latin leading, to the base line of the page number."""
        return (self._styles.small.leading - self.code.flow.leading) / 2

    @property
    def rule(self) -> float:
        """Where the rule above it stands, from the edge of the page, in points."""
        small, code = self._styles.small, self.code
        if code.row < 0:
            line = small.leading + code.flow.height(self._styles.page.breadth)
        elif code.row:
            line = code.row * code.flow.leading - self._lowered + small.leading
        else:
            lines = code.flow.height(self._styles.page.breadth)
            line = max(small.leading, self._lowered + lines)
            if lines == code.flow.leading and self._styles.growth <= 1:
                # On a row of its own, small type of a tall script leaves room below.
                line = max(small.size * LATIN_LEADING, line - FOOT_OF_LINE)
        return max(FOOTER_RULE, FOOTER_END + 2 * FOOTER_GAP + line)

    def tops(self, top: float) -> tuple[float, float]:
        """Upper edges of the page number and of the code, below `top`."""
        code = self.code
        if code.row < 0:
            return top, top - self._styles.small.leading
        if code.row:
            return top - code.row * code.flow.leading + self._lowered, top
        return top, top - self._lowered


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(parts)
