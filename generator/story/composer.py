"""Text of the model to text flowables: spans to inks and tags, characters that no font has to problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path

from generator.model.blocks.words import Term
from generator.model.inline import Prose, Span
from generator.pictures import Picture
from generator.problems import NOWHERE, Place, ProblemList
from generator.rules import problem
from generator.story.flowables import LinkTarget, TextFlow
from generator.story.styles import Styles, TextStyle
from generator.surface import Ink
from generator.tags import Goal, Tag
from generator.text.islands import TextSpan
from generator.text.lines import Paragraph, Setting, prepare
from generator.text.shape import MissingGlyph, is_invisible
from generator.values import replace

# A colon with a title behind it; none in a time of day.
_COLON = re.compile(r":\s+|：")
PictureLoader = Callable[[Path, Place], Picture]


class Composer:
    """Makes text flowables in one handout's styles. goals: the words of its glossary, as marks call them."""

    def __init__(self, styles: Styles, problems: ProblemList, goals: Mapping[str, Goal] | None = None) -> None:
        self.styles = styles
        self.problems = problems
        self.goals = goals or {}
        self._settings: dict[tuple[float, str, tuple[str, ...], bool, bool], Setting] = {}

    def text(
        self,
        prose: Prose,
        style: TextStyle,
        tag: Tag | None,
        *,
        lang: str = "",
        link: str = "",
        align: str = "start",
        contents: str = "",
    ) -> TextFlow:
        """A paragraph whose content belongs to `tag` (None: an artifact).

        lang: its language when it is not the handout's; link: makes the whole paragraph a link; contents: what its
        links are called in a list of all links, when that is not their own words.
        """
        spans = tuple(replace(s, link=s.link or link) for s in prose.spans) if link else prose.spans
        paragraph = self._shape(spans, style, lang, prose.place)
        if len(spans) == 1 and self._is_plain(spans[0], style):  # as most are
            return TextFlow(paragraph=paragraph, style=style, inks=(Ink(style.colour, tag),), align=align)
        inks, links = list[Ink](), dict[int, LinkTarget]()
        emphasis: Tag | None = None
        for _, group in groupby(range(len(spans)), lambda index: self._owner_marks(spans[index], style)):
            members = list(group)
            langs = {spans[i].lang for i in members}
            shared = langs.pop() if len(langs) == 1 else ""
            if tag is not None and all(spans[i].italic for i in members):
                emphasis = emphasis or tag.inline("Em")
            else:
                emphasis = None
            said = "".join(spans[i].text for i in members)
            ink, target = self._ink(spans[members[0]], said, shared, style, emphasis or tag)
            inks += [ink] * len(members)
            links |= {index: _called(target, contents) for index in members if target}
        return TextFlow(paragraph=paragraph, style=style, inks=tuple(inks), links=links, align=align)

    def _is_plain(self, span: Span, style: TextStyle) -> bool:
        """Whether nothing marks it, so that it belongs to its paragraph's own tag."""
        marked = span.link or span.term or span.lang or span.italic
        return not marked and (style.bold or not span.bold)

    def fitting(self, prose: Prose, style: TextStyle, tag: Tag, inset: float = 0.0) -> TextFlow:
        """A title, a summary or a heading in its style, or, where that would part a word of it, in the next smaller one
        that does not; none is smaller than the lowest heading. inset: what a box around it takes of the measure."""
        measure, flow = self.styles.page.measure - inset, self.text(prose, style, tag)
        smaller = [one for one in self.styles.headings if one.size < style.size]
        for one in smaller if flow.least_width() > measure else ():
            fitting = self.text(prose, replace(style, size=one.size, leading=one.leading), tag)
            if fitting.least_width() <= measure:
                return fitting
        return flow

    def titled(self, prose: Prose, style: TextStyle, tag: Tag) -> TextFlow:
        """The title of a leaflet; what follows a colon in it (“: easy read”) is one line where a line holds it."""
        whole = self.fitting(_with_end_whole(prose), style, tag)
        return whole if whole.style == style else self.fitting(prose, style, tag)

    def _ink(
        self, span: Span, text: str, lang: str, style: TextStyle, tag: Tag | None
    ) -> tuple[Ink, LinkTarget | None]:
        """The ink of spans that one tag owns; text: what they say together; lang: their language when it is one."""
        if tag is None:
            return Ink(style.colour, None), None
        address = span.link or self.goals.get(span.term)
        if address:
            target = LinkTarget(tag.inline("Link", lang), address, text.strip())
            plain = style.colour in (self.styles.palette.text, self.styles.palette.muted)
            return Ink(self.styles.palette.brand if plain else style.colour, target.tag), target
        if span.bold and not style.bold:
            return Ink(style.colour, tag.inline("Strong", span.lang)), None
        if span.lang:
            return Ink(style.colour, tag.inline("Span", span.lang)), None
        return Ink(style.colour, tag), None

    def _shape(self, spans: tuple[Span, ...], style: TextStyle, lang: str, place: Place) -> Paragraph:
        others = tuple(dict.fromkeys([span.lang for span in spans if span.lang]))
        setting = self._setting(style, lang, others)
        italics = self.styles.italics
        if italics:
            for bold in sorted({span.bold or style.bold for span in spans if span.italic}):
                self._report_upright(bold, place)
        text_spans = tuple(
            [TextSpan(s.text, s.bold or style.bold, s.lang, s.nobreak, s.island, s.italic and italics) for s in spans]
        )
        try:
            return prepare(text_spans, setting)
        except MissingGlyph:
            self._report_missing(text_spans, setting, place)
            return prepare((TextSpan(" "),), setting)

    def _setting(self, style: TextStyle, lang: str, others: tuple[str, ...]) -> Setting:
        """`Styles.setting`, asked once for each kind of text: to compare languages and fonts takes longer."""
        key = (style.size, lang, others, style.mono, style.row)
        known = self._settings.get(key)
        if known is None:
            known = self._settings[key] = self.styles.setting(*key)
        return known

    def _report_upright(self, bold: bool, place: Place) -> None:
        """Once: that the font in hand, the clinic's, has no italics of that weight."""
        font = self.styles.upright_font(bold)
        if font and not any(one.rule == "upright-emphasis" and f"“{font}”" in one.message for one in self.problems):
            message = f"“{font}” has no italics: what is marked “*…*” is set upright, from here on."
            self.problems.add(problem("upright-emphasis", message, place))

    def _report_missing(self, spans: tuple[TextSpan, ...], setting: Setting, place: Place) -> None:
        missing = dict.fromkeys(
            char
            for span in spans
            for char in span.text
            if not is_invisible(char) and not char.isspace() and setting.stack.face_for(char, span.cut) is None
        )
        if place.source.secret:
            self.problems.add(problem("missing-glyph", "No font has a letter of this value.", place))
            return
        for char in missing or {spans[0].text[0]: None}:
            self.problems.add(
                problem("missing-glyph", f"No font has “{char}” (U+{ord(char):04X}).", _found(char, place))
            )

    def words(
        self, text: str, style: TextStyle, tag: Tag | None, *, lang: str = "", link: str = "", align: str = "start"
    ) -> TextFlow:
        """Fixed words, taken as typed."""
        return self.text(Prose((Span(text),), NOWHERE), style, tag, lang=lang, link=link, align=align)

    def _owner_marks(self, span: Span, style: TextStyle) -> tuple[str | Goal, str, bool, bool]:
        """The marks that call for a tag of their own; keeping words together does not. A link is one, whatever is in
        it; emphasis is around what it holds."""
        address = span.link or self.goals.get(span.term, "")
        return (address, "", False, False) if address else ("", span.lang, span.bold and not style.bold, span.italic)


def _found(char: str, place: Place) -> Place:
    """Where a letter stands in the text that begins at a place; that place where it is written as an escape."""
    lines = place.source.lines
    for number in range(place.line, len(lines) + 1 if place.line else 0):
        start = place.column - 1 if number == place.line else 0
        column = lines[number - 1].find(char, start)
        if column >= 0:
            return replace(place, line=number, column=column + 1)
    return place


def _called(target: LinkTarget, contents: str) -> LinkTarget:
    return replace(target, contents=contents) if contents else target


def goals_of(terms: tuple[Term, ...]) -> dict[str, Goal]:
    """A place to lead to for each word of a glossary, by all that marks may call it."""
    return {called: goal for term in reversed(terms) for goal in (Goal(),) for called in term.keys}


def _with_end_whole(prose: Prose) -> Prose:
    """A title whose part behind its last colon is not parted."""
    for at in reversed(range(len(prose.spans))):
        span = prose.spans[at]
        found = list(_COLON.finditer(span.text))
        if found:
            end = found[-1].end()
            behind = (replace(span, text=span.text[end:]), *prose.spans[at + 1 :])
            kept = (replace(one, nobreak=True) for one in behind if one.text)
            return replace(prose, spans=(*prose.spans[:at], replace(span, text=span.text[:end]), *kept))
    return prose
