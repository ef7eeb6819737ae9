"""Step 3, plan: layout and language to resolved styles, in points and font stacks."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from generator.inputs import file_stamp
from generator.model.block_styles import BlockStyles, BoxStyles, ListStyle, TableStyle
from generator.model.languages import Language, find_language, language_table
from generator.model.layout import AVERAGE_ADVANCE, MIN_CHARACTERS, Brand, Layout, Palette, Space, TypeStyle
from generator.model.page import PAGE_SIZES, Page
from generator.model.words import Words
from generator.problems import Rejected
from generator.rules import problem
from generator.surface import RGB
from generator.text.brand_fonts import can_set, changed_since_seen, font_fault
from generator.text.fonts import MONOSPACED, Family, FontStack, cut_of, font_stack, load_face, upright
from generator.text.lines import Setting
from generator.text.scripts import FROM_ARMENIAN
from generator.values import Frozen, field_names, replace

# All vertical space is a multiple of this many points: half the baseline grid of 10 pt.
STEP = 5.0
# The leading that layouts are drawn for; languages with taller letters widen it in proportion (see languages.toml).
LATIN_LEADING = 1.4
# The body that icons, tick boxes and lines to write on are drawn for, in points.
STANDARD_BODY = 14.0
# The smallest type of sources: RNIB Clear Print; UKAAF G003.
CLEAR_PRINT = 12.0
# Size of listings, of the body: letters of 0.6 em then stand 64 to a line of 166 mm less the padding of their box, as
# many as text may have (RNIB Clear Print: 60 to 70). Never smaller than the smallest text of the format.
CODE_SIZE = 0.8

# A clinic's name of no more letters is never parted: half a line of standard type.
WHOLE_NAME = 35

# Scripts whose writers slant letters for emphasis.
ITALIC_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl"})


CLOSEST = 2


def closed_up(gap: float, given: int) -> float:
    """A space between two flowables, in points; of one that is given some off no less than 5 pt. given:
    nothing (0), a step (1), as far as it goes (`CLOSEST`)."""
    if not given:
        return gap
    closest = given == CLOSEST
    least = 10.0 if closest else 15.0
    return gap - STEP * (gap >= least) - STEP * (gap >= 2 * least) - STEP * (closest and gap >= 30)


class TextStyle(Frozen):
    """How text looks: size and leading in points, colour, weight; mono: in letters of one width; row: on a line of any
    number of characters, as in the head and the foot of a page."""

    size: float
    leading: float
    colour: RGB
    bold: bool
    mono: bool = False
    row: bool = False

    def coloured(self, colour: RGB) -> TextStyle:
        return replace(self, colour=colour)

    def as_bold(self) -> TextStyle:
        return replace(self, bold=True)

    def in_row(self) -> TextStyle:
        return replace(self, row=True)


class OwnFont(Frozen):
    """A font of the clinic's own. languages: tags of those whose letters it has, of all that the page is set in."""

    files: Family
    languages: frozenset[str]


class Styles(Frozen):
    """All that setting one handout needs to know of layout and language.

    english: for what staff read beside the handout's language; latin_small: leading of Latin letters in `small`; fonts:
    the clinic's own, and for which languages;
    fillable: whether the patient's box is a form to type on; italics: whether emphasis is set in them.
    """

    language: Language
    lang: str
    words: Words
    english_words: Words
    page: Page
    space: Space
    boxes: BoxStyles
    tables: TableStyle
    lists: ListStyle
    blocks: BlockStyles
    brand: Brand
    body: TextStyle
    lead: TextStyle
    title: TextStyle
    headings: tuple[TextStyle, ...]
    small: TextStyle
    english: TextStyle
    latin_small: float
    fonts: tuple[OwnFont, ...] = ()
    format: str = ""
    mode: str = ""
    fillable: bool = False
    italics: bool = True

    @property
    def palette(self) -> Palette:
        return self.brand.palette

    @property
    def growth(self) -> float:
        """How much larger the text is than in a standard leaflet; icons and tick boxes grow with it."""
        return self.body.size / STANDARD_BODY

    @property
    def holds_columns(self) -> bool:
        """Whether half the width still holds a line of text."""
        return self.page.measure / 2 / (self.body.size * AVERAGE_ADVANCE) >= MIN_CHARACTERS

    @property
    def roomier(self) -> str:
        """What gives more room, where anything does: a hint to who meets something that fits on no page."""
        narrow = self.page.width < PAGE_SIZES["A4"][0] - 1
        if self.growth <= 1:
            return "Or take larger paper." if narrow else ""
        return f"Or take {'larger paper or ' if narrow else ''}a format with smaller type, for this leaflet."

    def upright_font(self, bold: bool) -> str:
        """The file of the clinic's own font that sets the language's emphasis, or bold emphasis, upright, though its
        script has italics; else empty."""
        own = next((font for font in self.fonts if self.language.tag in font.languages), None)
        if own is None or self.language.script not in ITALIC_SCRIPTS:
            return ""
        slanted, straight = (own.files[cut_of(bold, italic)] for italic in (True, False))
        return straight.name if slanted == straight else ""

    @property
    def rtl(self) -> bool:
        return self.language.rtl

    @property
    def notes(self) -> TextStyle:
        """Where facts and pictures come from: in `small`, and no smaller than Clear Print's 12 pt for what is read."""
        size = max(self.small.size, min(CLEAR_PRINT, self.body.size))
        leading = max(STEP * round(self.small.leading * size / self.small.size / STEP), self.small.leading)
        return replace(self.small, size=size, leading=leading)

    def notes_in(self, text: str) -> TextStyle:
        """`notes`, for a text of Latin letters with the leading of these, whatever that of the language is."""
        notes = self.notes
        if FROM_ARMENIAN.search(text):
            return notes
        least = self.latin_small
        return replace(notes, leading=max(STEP * round(least * notes.size / self.small.size / STEP), least))

    @property
    def code(self) -> TextStyle:
        """The style of listings."""
        size = max(self.body.size * CODE_SIZE, self.small.size)
        leading = max(STEP * round(size * LATIN_LEADING / STEP), self.small.leading)
        return TextStyle(size, leading, self.palette.text, bold=False, mono=True)

    def heading(self, level: int) -> TextStyle:
        """The style of a heading of level 2 and deeper."""
        return self.headings[min(level, 4) - 2]

    def label(self, name: str, tone: str = "text") -> TextStyle:
        """The style of a label that a layout names: small, body, bold, heading-4 or heading-3, in a colour of the
        palette."""
        body = self.body.coloured(getattr(self.palette, tone))
        if name == "small":
            return self.notes
        return {"body": body, "bold": body.as_bold()}.get(name) or self.heading(int(name[-1])).coloured(body.colour)

    def in_language(self, style: TextStyle, language: Language) -> TextStyle:
        """A style for a paragraph in another language, whose letters may be taller."""
        leading = STEP * ceil(style.size * language.leading / STEP - 0.05)
        return (
            style if language.tag == self.language.tag else replace(style, leading=max(leading, self.english.leading))
        )

    def setting(
        self, size: float, lang: str = "", others: tuple[str, ...] = (), mono: bool = False, row: bool = False
    ) -> Setting:
        """What a paragraph is shaped with; lang: when it is not the handout's own; others: languages inside it; mono,
        row: see `TextStyle`."""
        language = (find_language(lang) if lang else None) or self.language
        name = self.brand.name if len(self.brand.name) <= WHOLE_NAME else ""
        return _setting(size, language, lang or self.lang, others, self.fonts, mono, name, row)


@lru_cache(maxsize=500)
def _setting(
    size: float,
    language: Language,
    lang: str,
    others: tuple[str, ...],
    fonts: tuple[OwnFont, ...],
    mono: bool,
    name: str,
    row: bool,
) -> Setting:
    locale = f"{lang}-u-{language.breaks}" if language.breaks else lang
    script = opentype_script(language.script)
    whole = (*language.whole, name) if name else language.whole
    stack = _stack(language, others, fonts, mono)
    most = sys.maxsize if row else language.characters
    return Setting(size, stack, lang, script, language.rtl, locale, most, whole)


def opentype_script(script: str) -> str:
    """The script that OpenType shapes by: that of the characters. Source: ISO 15924; UAX #24.

    Hans and Hant are ways to write Hani, Jpan and Kore mix scripts: Han is what takes the forms of the language.
    """
    return {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}.get(script, script)


@lru_cache(maxsize=500)
def _stack(language: Language, others: tuple[str, ...], fonts: tuple[OwnFont, ...], mono: bool) -> FontStack:
    """The clinic's own font where it has the language's letters, then the language's fonts, then those of the languages
    inside the text, then all others: any glyph beats none. Of listings, letters of one width come before them all."""
    families = dict.fromkeys(language.fonts)
    for lang in others:
        other = find_language(lang)
        families |= dict.fromkeys(other.fonts if other else ())
    for other in language_table().values():
        families |= dict.fromkeys(other.fonts)
    before = tuple(font.files for font in fonts if language.tag in font.languages)
    after = tuple(font.files for font in fonts if language.tag not in font.languages)
    if mono:
        before = (upright(MONOSPACED, MONOSPACED), *before)
    return font_stack(tuple(families), language.ascii, before, after)


def own_fonts(brand: Brand, words: Iterable[Words]) -> tuple[OwnFont, ...]:
    """The clinic's fonts, and which languages each can set: those whose fixed words it has every letter of.

    Raises `Rejected` for a font that may not or cannot go into a PDF.
    """
    stamps = {path: file_stamp(path) for font in brand.fonts for path in font.files}
    changed = [path for path, stamp in stamps.items() if changed_since_seen(path, stamp)]
    if changed:
        for one in (load_face, font_stack, _stack, _setting):
            one.cache_clear()
    faults = [
        problem("bad-font", f"“{path.name}” {fault}.", font.place)
        for font in brand.fonts
        for path in dict.fromkeys(font.files)
        if (fault := font_fault(path, stamps[path]))
    ]
    if faults:
        raise Rejected(faults)
    return tuple(
        OwnFont(
            font.files,
            frozenset(one.lang for one in words if can_set((font.regular, font.bold), _letters(one))),
        )
        for font in brand.fonts
    )


def _letters(words: Words) -> str:
    """The fixed words that are no patterns."""
    patterns = (
        "lang",
        "page",
        "date",
        "full_date",
        "label",
        "continued",
        "risk",
        "risk_picture",
        "risk_bar",
        "fair_care",
        "language_help",
    )
    return "".join(getattr(words, name) for name in field_names(words) if name not in patterns)


def resolve_styles(layout: Layout, language: Language, lang: str, words: Words, english_words: Words) -> Styles:
    """Resolve a layout for a language; `lang` is the handout's own tag. Raises `Rejected` for a bad font."""
    scale, palette = layout.type, layout.brand.palette
    ratio = language.leading / LATIN_LEADING

    def style(source: TypeStyle, colour: RGB) -> TextStyle:
        leading = max(STEP * round(source.leading * ratio / STEP), source.leading)
        return TextStyle(source.size, leading, colour, source.weight == "bold")

    return Styles(
        language=language,
        lang=lang,
        words=words,
        english_words=english_words,
        page=layout.page,
        space=layout.space,
        boxes=layout.boxes,
        tables=layout.tables,
        lists=layout.lists,
        blocks=layout.blocks,
        brand=layout.brand,
        body=style(scale.body, palette.text),
        lead=style(scale.lead, palette.text),
        title=style(scale.title, palette.brand),
        headings=(
            style(scale.heading_2, palette.brand),
            style(scale.heading_3, palette.text),
            style(scale.heading_4, palette.text),
        ),
        small=style(scale.small, palette.muted),
        latin_small=scale.small.leading,
        english=TextStyle(scale.body.size, scale.body.leading, palette.text, False),
        format=layout.format,
        mode=layout.mode,
        italics=layout.italics,
        fonts=own_fonts(layout.brand, (words, english_words)) if layout.brand.fonts else (),
    )
