"""What stands at the head of the first page: logo, name, and the clinic's number, over a rule or on a band."""

from __future__ import annotations

from generator.model.inline import Prose, Span
from generator.model.logo import LOGO_HEIGHT
from generator.model.page import LOGO_SPACE, WHITE
from generator.pictures import Picture
from generator.problems import NOWHERE
from generator.story.composer import Composer
from generator.story.level import Row, broken, heights, level
from generator.story.running_head import GAP
from generator.story.styles import Styles, TextStyle
from generator.surface import RGB
from generator.values import Frozen

# What a band adds to the height of what stands on it, half above and half below, and keeps free at its sides.
BAND_ROOM = 14.0
# From the foot of the logo to the rule below it.
ABOVE_RULE = 10.0
# A logo wider than this part of the measure is drawn smaller, so that the name stands beside it.
WIDEST_LOGO = 0.4
# From the rule to the text, at least.
ABOVE_TEXT = 8.0


class FirstHead(Frozen):
    """logo: its height; inset: what a band keeps free at its sides; beside: from there to the words; rows: the name, on
    as many lines as it needs, and the number beside it or below; height: of the words or of the logo; space: from the
    top margin to the text; all in points."""

    logo: float
    inset: float
    beside: float
    rows: tuple[Row, ...]
    height: float
    space: float


def first_head(composer: Composer, logo: Picture) -> FirstHead:
    """The number is never left out: whoever has this page in hand can call. What finds no room beside the logo makes
    the head higher."""
    styles, brand = composer.styles, composer.styles.brand
    band, measure = brand.look.header == "band", styles.page.breadth
    height = logo_height(styles, logo, (LOGO_HEIGHT + BAND_ROOM) if band else (LOGO_HEIGHT + ABOVE_RULE), 1 + band)
    clear = brand.logo.clear_space.around(height)
    inset, gap = max(BAND_ROOM, clear) if band else 0.0, max(GAP, clear)
    beside = height * logo.width / logo.height + gap
    rows = tuple(_words(composer, measure - beside - 2 * inset, WHITE if band else None))
    tall = max(LOGO_HEIGHT, heights(rows))
    space = max(styles.page.header.space, LOGO_SPACE + ABOVE_TEXT + tall - LOGO_HEIGHT)
    return FirstHead(height, inset, beside, rows, tall, space)


def logo_height(styles: Styles, logo: Picture, room: float, sides: int) -> float:
    """How high the logo is drawn with its clear space; room, sides: see `Clear.highest`."""
    widest = WIDEST_LOGO * styles.page.breadth * logo.height / logo.width
    return min(LOGO_HEIGHT, widest, styles.brand.logo.clear_space.highest(room, sides))


def _words(composer: Composer, room: float, colour: RGB | None) -> list[Row]:
    """The name and the number in as few rows as hold them; colour: on a band."""
    styles, brand = composer.styles, composer.styles.brand
    name_style, small = _name_style(styles), styles.small
    if colour is not None:
        name_style, small = name_style.coloured(colour), small.coloured(colour)
    name = broken(composer, Prose((Span(brand.name, lang="en"),), NOWHERE), name_style, room)
    rows = [level(one) for one in name]
    if brand.phone:
        label = Prose((Span(styles.words.before(styles.words.phone) + brand.phone),), NOWHERE)
        phone = broken(composer, label, small, room)
        if len(name) == len(phone) == 1 and name[0].natural_width() + 2 * GAP + phone[0].natural_width() <= room:
            return [level(name[0], phone[0])]
        rows += [level(one) for one in phone]
    return rows


def _name_style(styles: Styles) -> TextStyle:
    """The clinic's name on the first page: no smaller than any other text."""
    size = max(16.0, styles.small.size)
    return TextStyle(size, 1.25 * size, styles.palette.brand, True)
