"""Step 3, plan: layout and language to resolved styles, in points and font stacks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from generator.model.languages import Language, find_language, language_table
from generator.model.layout import Brand, Layout, Page, Palette, TypeStyle
from generator.model.words import Words
from generator.surface import RGB
from generator.text.fonts import FontStack, font_stack
from generator.text.lines import Setting

# All vertical space is a multiple of this many points: half the baseline grid of 10 pt.
STEP = 5.0
# The leading that layouts are drawn for; languages with taller letters widen it in proportion (see languages.toml).
LATIN_LEADING = 1.4


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text looks: size and leading in points, colour, weight."""

    size: float
    leading: float
    colour: RGB
    bold: bool

    def coloured(self, colour: RGB) -> TextStyle:
        return replace(self, colour=colour)

    def as_bold(self) -> TextStyle:
        return replace(self, bold=True)


@dataclass(frozen=True, slots=True)
class Styles:
    """All that setting one handout needs to know of layout and language.

    english: for what staff read beside the handout's language.
    """

    language: Language
    lang: str
    words: Words
    english_words: Words
    page: Page
    brand: Brand
    body: TextStyle
    lead: TextStyle
    title: TextStyle
    headings: tuple[TextStyle, ...]
    small: TextStyle
    english: TextStyle

    @property
    def palette(self) -> Palette:
        return self.brand.palette

    @property
    def rtl(self) -> bool:
        return self.language.rtl

    def heading(self, level: int) -> TextStyle:
        """The style of a heading of level 2 and deeper."""
        return self.headings[min(level, 4) - 2]

    def setting(self, size: float, lang: str = "", others: tuple[str, ...] = ()) -> Setting:
        """What a paragraph is shaped with; lang: when it is not the handout's own; others: languages inside it."""
        language = (find_language(lang) if lang else None) or self.language
        return _setting(size, language, lang or self.lang, others)


@lru_cache(maxsize=500)
def _setting(size: float, language: Language, lang: str, others: tuple[str, ...]) -> Setting:
    locale = f"{lang}-u-{language.breaks}" if language.breaks else lang
    script = opentype_script(language.script)
    return Setting(size, _stack(language, others), lang, script, language.rtl, locale, language.whole)


def opentype_script(script: str) -> str:
    """The script that OpenType shapes by: that of the characters. Source: ISO 15924; UAX #24.

    Hans and Hant are ways to write Hani, Jpan and Kore mix scripts: Han is what takes the forms of the language.
    """
    return {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}.get(script, script)


@lru_cache(maxsize=500)
def _stack(language: Language, others: tuple[str, ...]) -> FontStack:
    """The language's fonts first, then those of the languages inside the text, then all others: any glyph beats
    none."""
    families = dict.fromkeys(language.fonts)
    for lang in others:
        other = find_language(lang)
        families |= dict.fromkeys(other.fonts if other else ())
    for other in language_table().values():
        families |= dict.fromkeys(other.fonts)
    return font_stack(tuple(families), language.ascii)


def resolve_styles(layout: Layout, language: Language, lang: str, words: Words, english_words: Words) -> Styles:
    """Resolve a layout for a language; `lang` is the handout's own tag."""
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
        english=TextStyle(scale.body.size, scale.body.leading, palette.text, False),
    )
