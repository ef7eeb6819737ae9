"""Titles of what goes on, on the next page or in the next column, as they stand there once more.

They are artifacts: who hears the leaflet has heard them, and hears what they head without a break.
"""

from __future__ import annotations

from functools import cache

from generator.model.inline import Prose, Span
from generator.problems import NOWHERE
from generator.story.composer import Composer
from generator.story.flowables import Again, Flowable, TextFlow
from generator.values import replace


def again(composer: Composer, *titles: tuple[Prose | str, Flowable]) -> Again:
    """Titles above what goes on, the last one with the word for it: “Call 911 now if you (continued)”.

    titles: words of each, the author's or fixed ones, and how they are set where they stand first.
    """

    @cache
    def made() -> list[Flowable]:
        flows: list[Flowable] = []
        for text, first in titles:
            assert isinstance(first, TextFlow) and first.style is not None
            prose = Prose((Span(text),), NOWHERE) if isinstance(text, str) else text
            if first is titles[-1][1]:
                before, after = (Span(one, nobreak=True) for one in composer.styles.words.going_on())
                prose = replace(prose, spans=tuple(one for one in (before, *prose.spans, after) if one.text))
            flows.append(composer.text(prose, first.style, None))
            flows[-1].space_after, flows[-1].keep_with_next = first.space_after, True
        return flows

    return made
