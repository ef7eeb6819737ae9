"""A brand on one page for the browser: every colour, its grey, what is read on what, logos, fonts, fixed lines.

The page fetches nothing and runs nothing; what stands in the brand is escaped.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from generator.colour import RGB, contrast, in_grey
from generator.model.fields import keys_of
from generator.model.layout import MIN_CONTRAST, Brand, Palette
from generator.model.logo import LOGO_HEIGHT, Logo
from generator.story.styles import OwnFont
from generator.web import one_page

# WCAG 2.1, 1.4.6: text that more people can read.
ENHANCED = 7.0
_KINDS = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}
# Colours that have to be told apart without colour as well: their words and shapes do that, greys alone may not.
_ALIKE = 1.2

STYLE = """
h2 { margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: 0.4rem 0.6rem; border-bottom: 1px solid #a9b8bc; vertical-align: top; }
.swatch { width: 7rem; border: 1px solid #a9b8bc; }
.sample { font-weight: bold; }
.logo { display: inline-block; border: 1px dashed #47565b; margin: 0 1rem 1rem 0; }
.logo img { display: block; height: 68px; }
code { font: 0.9rem ui-monospace, monospace; }
"""


def brand_page(name: str, brand: Brand, fonts: Sequence[OwnFont], languages: Callable[[str], str]) -> str:
    """The page. name: of its file; fonts: its own, and what they set; languages: a tag to the name of a language.

    Raises OSError when a logo cannot be read.
    """
    parts = [
        f"<p>{escape(brand.publisher)}</p>\n",
        *_colours(brand.palette),
        *_pairs(brand.palette),
        *_tones(brand.palette),
        *_logos(brand.logo),
        *_fonts(fonts, languages),
        *_lines(brand),
    ]
    dark = f".dark {{ background: {hexadecimal(brand.palette.brand)}; }}\n"
    return one_page(f"The brand {name}", STYLE + dark, parts, width=70)


def hexadecimal(colour: RGB) -> str:
    """As in a brand's file: #RRGGBB."""
    return "#" + "".join(f"{round(255 * part):02X}" for part in colour)


def ratio_of(one: RGB, other: RGB) -> float:
    """Contrast to two places, rounded down: 4.499 is not enough."""
    return math.floor(100 * contrast(one, other)) / 100


def _colours(palette: Palette) -> Iterator[str]:
    yield '<h2>Colors</h2>\n<table>\n<thead><tr><th scope="col">Key</th><th scope="col">Color</th>'
    yield '<th scope="col">In color</th><th scope="col">Gray</th><th scope="col">In gray</th>'
    yield '<th scope="col">What it is for</th></tr></thead>\n<tbody>\n'
    for key in keys_of(Palette).values():
        colour = getattr(palette, key.attribute)
        grey = in_grey(colour)
        yield f'<tr><th scope="row"><code>{key.name}</code></th>'
        for one in (colour, grey):
            shade = hexadecimal(one)
            yield f'<td><code>{shade}</code></td><td class="swatch" style="background: {shade}"></td>'
        yield f"<td>{escape(key.doc)}</td></tr>\n"
    yield "</tbody>\n</table>\n"


def _pairs(palette: Palette) -> Iterator[str]:
    yield f"<h2>What is read on what</h2>\n<p>Text needs {MIN_CONTRAST} to 1 (WCAG 2.1, 1.4.3); {ENHANCED:g} to 1 is"
    yield " better (1.4.6). In gray each pair keeps its contrast, as the second sample shows.</p>\n<table>\n<thead><tr>"
    yield '<th scope="col">Pair</th><th scope="col">In color</th><th scope="col">Ratio</th>'
    yield '<th scope="col">In gray</th><th scope="col">Ratio</th><th scope="col">Enough?</th></tr></thead>\n<tbody>\n'
    for name, text, ground in palette.pairs():
        said = name if " on " in name else f"{name} on white"
        least = MIN_CONTRAST
        ratios = []
        yield f'<tr><th scope="row">{said}</th>'
        for one, other in ((text, ground), (in_grey(text), in_grey(ground))):
            ratios.append(ratio_of(one, other))
            look = f"color: {hexadecimal(one)}; background: {hexadecimal(other)}"
            yield f'<td class="sample" style="{look}">{said}</td><td>{ratios[-1]:.2f}</td>'
            least = min(least, ratios[-1])
        verdict = "no" if least < MIN_CONTRAST else "more than enough" if min(ratios) >= ENHANCED else "yes"
        yield f"<td>{verdict}</td></tr>\n"
    yield "</tbody>\n</table>\n"


def _tones(palette: Palette) -> Iterator[str]:
    """Which of the strong colours nobody can tell apart in grey."""
    names = ("brand", "alert", "caution", "calm")
    close = [
        f"{one} and {other}"
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if contrast(getattr(palette, one), getattr(palette, other)) < _ALIKE
    ]
    if close:
        yield f"<p>In gray these look the same: {', '.join(close)}. Leaflets tell them apart by a word and a shape,"
        yield " never by color alone (WCAG 2.1, 1.4.1).</p>\n"


def _logos(logo: Logo) -> Iterator[str]:
    free = logo.clear_space.around(LOGO_HEIGHT)
    yield f"<h2>Logo</h2>\n<p>The dashed line is the clear space: {free:.1f} pt around a logo {LOGO_HEIGHT:g} pt high."
    yield "</p>\n"
    space = 2 * free
    for path, said in ((logo.file, "The logo"), (logo.one_colour, "The version in one color")):
        if path is None:
            yield f"<p>{said}: none. In gray and to save toner the logo itself is drawn, in grays.</p>\n"
            continue
        for ground, where in (("", "on white"), (" dark", "on a band")):
            picture = f'<img alt="{said} {where}" src="{_embedded(path)}">'
            yield f'<span class="logo{ground}" style="padding: {space:.0f}px">{picture}</span>\n'
        yield f"<p>{said}: <code>{escape(path.name)}</code></p>\n"


def _embedded(path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"data:image/{_KINDS[path.suffix.lower()]};base64,{data}"


def _fonts(fonts: Sequence[OwnFont], languages: Callable[[str], str]) -> Iterator[str]:
    yield "<h2>Fonts</h2>\n"
    if not fonts:
        yield "<p>None of its own: Noto Sans sets every language.</p>\n"
    for font in fonts:
        names = ", ".join(escape(file.name) for file in dict.fromkeys(font.files))
        told = ", ".join(sorted(escape(languages(tag)) for tag in font.languages)) or "no language: letters are missing"
        yield f"<p><code>{names}</code> sets {told}.</p>\n"


def _lines(brand: Brand) -> Iterator[str]:
    """The lines that every leaflet has from it; what is not there says what then is missing."""
    yield "<h2>Lines</h2>\n<table>\n<tbody>\n"
    rows = (
        ("name", brand.name, ""),
        ("phone", brand.phone, "no number stands in the header"),
        ("web", brand.web, "no address stands in the colophon"),
        ("other-formats", brand.other_formats, "the last page offers no large print and no help in one’s language"),
        ("currency", brand.currency, "nobody can look up whether a copy is current"),
        *(("legal", line, "") for line in brand.legal or [""]),
    )
    for key, text, missing in rows:
        said = escape(text) if text else f"<em>None{f': {missing}' if missing else ''}.</em>"
        yield f'<tr><th scope="row"><code>{key}</code></th><td>{said}</td></tr>\n'
    yield "</tbody>\n</table>\n"


def weakest(palette: Palette) -> tuple[str, float]:
    """The pair with the least contrast, and its ratio."""
    name, text, ground = min(palette.pairs(), key=lambda pair: contrast(pair[1], pair[2]))
    return name if " on " in name else f"{name} on white", ratio_of(text, ground)


__all__ = ["brand_page", "hexadecimal", "ratio_of", "weakest"]
