"""Titles of what goes on, on the next page or in the next column, as they stand there once more.

They are artifacts of the page (ISO 32000-2, 14.8.2.2): who hears the leaflet has heard them, and hears what they head
without a break.
"""

from __future__ import annotations

from functools import cache

from generator.model.inline import Prose, Span
from generator.problems import NOWHERE
from generator.story.composer import Composer
from generator.story.flowables import Again, Flowable, LinkTarget, TextFlow
from generator.surface import Box, Surface
from generator.tags import Tag
from generator.values import replace

# Scripts (ISO 15924) in which blanks part words, and nothing else does.
_BLANKED = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Arab", "Hebr", "Ethi"})


class TitleAgain(TextFlow):
    """A title that has been said. Its links look as they did; the title that is said leads there."""

    SAID = True

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        with surface.artifact("Pagination"):
            TextFlow.draw(self, surface, x, top, width)

    def _activate(self, surface: Surface, targets: dict[Tag, LinkTarget], areas: dict[Tag, list[Box]]) -> None:
        pass


def again(composer: Composer, *titles: tuple[Prose | str, Flowable]) -> Again:
    """Titles above what goes on, the last one with the word for it: “Call 911 now if you (continued)”.

    titles: words of each, the author's or fixed ones, and how they are set where they stand first.
    """

    @cache
    def made() -> list[Flowable]:
        flows: list[Flowable] = []
        for words, first in titles:
            assert isinstance(first, TextFlow) and first.style is not None
            prose, links = Prose((Span(words),), NOWHERE) if isinstance(words, str) else words, first.links
            if first is titles[-1][1]:
                before, after = composer.styles.words.going_on()
                blank, word = after[: len(after) - len(after.lstrip())], after.lstrip()
                spans = (Span(before), *prose.spans, Span(blank), Span(word, nobreak=True))
                prose = replace(prose, spans=tuple(one for one in spans if one.text))
                links = {index + bool(before): target for index, target in links.items()}
            text = composer.text(prose, first.style, None)
            flow = TitleAgain(paragraph=text.paragraph, style=text.style, inks=text.inks, links=links)
            flow.keep_with_next, flow.even = True, _is_balanced(text)
            flow.space_after = first.space_after
            flows.append(flow)
        return flows

    return made


def _is_balanced(text: TextFlow) -> bool:
    """Whether its lines are of like length: where any two words may be parted. The author's eye was on the title as it
    stands first, without the word behind it."""
    assert text.paragraph is not None
    setting = text.paragraph.setting
    return setting.script in _BLANKED and not setting.lang.startswith("vi")
