"""A copy in two languages: section by section, each first in the one and then in the other.

Readers see both on one page; a screen reader hears a whole section in one language before it changes to the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from generator.model.blocks import Block, texts_of
from generator.model.blocks.words import Heading
from generator.model.handout import Handout
from generator.model.inline import Prose
from generator.story.builder import StoryBuilder
from generator.story.flowables import Flowable, RuleFlow
from generator.tags import Tag
from generator.values import Frozen

# Space in points; see blocks.py.
_AROUND_RULE, _BELOW_LABEL = 20.0, 5.0


class Voice(Frozen):
    """One of the two languages: its handout and the builder that sets it. lang: empty for the copy's own language."""

    handout: Handout
    builder: StoryBuilder
    lang: str = ""


def bilingual_story(document: Tag, first: Voice, second: Voice, english: str) -> list[Flowable]:
    """Both handouts under `document`, the root of the structure tree; english: the title in English, for staff, which
    a second language that is English says itself."""
    english = "" if second.handout.lang.startswith("en") else english
    flows = [*first.builder.opening(first.handout, english), *_second_opening(document, second)]
    for pair in zip_longest(sections(first.handout), sections(second.handout), fillvalue=()):
        rule = RuleFlow(colour=first.builder.styles.palette.rule, space_before=_AROUND_RULE, space_after=_BELOW_LABEL)
        rule.keep_with_next = True
        flows.append(rule)
        for voice, blocks in zip((first, second), pair, strict=True):
            flows += _section(document, voice, blocks) if blocks else []
    return flows


def sections(handout: Handout) -> list[tuple[Block, ...]]:
    """The blocks from each heading of level 2 to the next; first what stands above all of them."""
    found: list[list[Block]] = [[]]
    for block in handout.content:
        if isinstance(block, Heading) and block.level == 2:
            found.append([])
        found[-1].append(block)
    return [tuple(blocks) for blocks in found if blocks]


def bilingual_texts(first: Handout, second: Handout) -> Iterator[Prose]:
    """Every text of a bilingual copy, in reading order."""
    yield from (first.title, first.summary, second.title, second.summary)
    for pair in zip_longest(sections(first), sections(second), fillvalue=()):
        for blocks in pair:
            yield from texts_of(blocks)


def _second_opening(document: Tag, voice: Voice) -> list[Flowable]:
    """Title, notice and summary in the second language; the document has one H1, so that this title is an H2."""
    tag = document.add("Div", lang=voice.lang)
    builder = voice.builder.under(tag)
    title = builder.title(voice.handout.title, tag, builder.styles.heading(2))
    title.space_after = 10.0
    notice = builder.notice(voice.handout)
    summary = builder.composer.text(voice.handout.summary, builder.styles.lead, tag.add("P"))
    summary.space_after = _AROUND_RULE
    return [title, *([notice] if notice else []), summary]


def _section(document: Tag, voice: Voice, blocks: tuple[Block, ...]) -> list[Flowable]:
    """One section in one language, below that language's name: an artifact, since the voice itself changes."""
    builder = voice.builder
    styles = builder.styles
    tag = document.add("Div", lang=voice.lang)
    label = builder.composer.words(styles.language.name, styles.small.as_bold(), None)
    label.keep_with_next, label.space_before, label.space_after = True, _BELOW_LABEL, _BELOW_LABEL
    return [label, *builder.under(tag).blocks(blocks)]
