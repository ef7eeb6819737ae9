"""Pictures with words beside them, or one below the other."""

from __future__ import annotations

from generator.model.layout import AVERAGE_ADVANCE
from generator.story.builder import StoryBuilder
from generator.story.figures import BesideFlow, PictureFlow, keep_in_one
from generator.story.flowables import Flowable

# Fewest characters in a line beside a picture, and what both may take of a page's height, since they are never parted.
FEWEST_BESIDE, HIGHEST_BESIDE = 15, 0.45


def beside(
    builder: StoryBuilder,
    picture: PictureFlow,
    children: list[Flowable],
    gap: float = 20.0,
    indent: float = 0.0,
    above: int = 0,
) -> list[Flowable]:
    """A picture with words beside it; one below the other where the words would stand in too narrow a column, or both
    would take most of a page.

    indent: what of the measure is taken by something else; above: how many of the children then stand above it.
    """
    styles = builder.styles
    keep_in_one(children)  # where they have to stand below it after all
    flow = BesideFlow(picture=picture, children=children, gap=gap, rtl=styles.rtl, above=above)
    high = flow.height(styles.page.measure - indent) > HIGHEST_BESIDE * builder.page_height
    if high or not holds_beside(builder, picture.picture_width + gap + indent, FEWEST_BESIDE):
        return below(builder, picture, children, above)
    children[-1].space_after = 0.0
    flow.space_before = flow.space_after = builder.space.box
    return [flow]


def holds_beside(builder: StoryBuilder, taken: float, letters: int) -> bool:
    """Whether so many letters stand in a line beside what takes so many points of the measure."""
    return builder.styles.page.measure - taken >= letters * builder.styles.body.size * AVERAGE_ADVANCE


def below(builder: StoryBuilder, picture: PictureFlow, children: list[Flowable], above: int) -> list[Flowable]:
    """The picture on the page of the words that it belongs to: of those above it, else of those below."""
    space = builder.space
    picture.space_before = space.paragraph if above else space.box
    picture.space_after, picture.keep_with_next = space.paragraph, above < len(children)
    for child in children[:above]:
        child.keep_with_next = True
    flows = [*children[:above], picture, *children[above:]]
    flows[-1].space_after = space.box
    return flows
