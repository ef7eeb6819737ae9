"""How a twin looks: one style sheet, in the colours of a brand, mirrored by logical properties alone.

Sources: WCAG 2.1, 1.4.3 (contrast; the palette is checked when it is read), 1.4.8 (lines of 80 characters at most, ours
have 70), 1.4.10 (320 CSS pixels without scrolling sideways), 1.4.12 (lines 1.5 apart); CSS Logical Properties 1.
"""

from __future__ import annotations

from generator.model.languages import Language
from generator.model.layout import Brand, Layout
from generator.model.logo import LOGO_HEIGHT
from generator.twins.looks import hexadecimal, rules_of

# The first font of a machine that has the script; no file is embedded or fetched.
_LATIN = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
_FONTS = {
    "Arab": '"Noto Naskh Arabic", "Geeza Pro", "Segoe UI", Tahoma, Arial',
    "Armn": '"Noto Sans Armenian", Mshtakan, Sylfaen, "Segoe UI"',
    "Beng": '"Noto Sans Bengali", "Bangla MN", "Nirmala UI", Vrinda',
    "Cyrl": '"Noto Sans", "Segoe UI", Roboto',
    "Deva": '"Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI", Mangal',
    "Ethi": '"Noto Sans Ethiopic", Kefa, Ebrima, Nyala',
    "Geor": '"Noto Sans Georgian", Helvetica, Sylfaen, "Segoe UI"',
    "Grek": '"Noto Sans", "Segoe UI", Roboto',
    "Gujr": '"Noto Sans Gujarati", "Gujarati MT", "Nirmala UI", Shruti',
    "Guru": '"Noto Sans Gurmukhi", "Gurmukhi MN", "Nirmala UI", Raavi',
    "Hans": '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"',
    "Hant": '"Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"',
    "Hebr": '"Noto Sans Hebrew", "Arial Hebrew", "Segoe UI", Arial',
    "Jpan": '"Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", Meiryo',
    "Khmr": '"Noto Sans Khmer", "Khmer MN", "Leelawadee UI", DaunPenh',
    "Knda": '"Noto Sans Kannada", "Kannada MN", "Nirmala UI", Tunga',
    "Kore": '"Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"',
    "Laoo": '"Noto Sans Lao", "Lao MN", "Leelawadee UI", DokChampa',
    "Latn": '"Noto Sans", "Segoe UI", Roboto',
    "Mlym": '"Noto Sans Malayalam", "Malayalam MN", "Nirmala UI", Kartika',
    "Mymr": '"Noto Sans Myanmar", "Myanmar MN", "Myanmar Text", Padauk',
    "Sinh": '"Noto Sans Sinhala", "Sinhala MN", "Nirmala UI", "Iskoola Pota"',
    "Taml": '"Noto Sans Tamil", "Tamil MN", "Nirmala UI", Latha',
    "Telu": '"Noto Sans Telugu", "Telugu MN", "Nirmala UI", Gautami',
    "Thai": '"Noto Sans Thai", Thonburi, "Leelawadee UI", Tahoma',
}
# Languages whose readers expect another hand of their script.
_OWN_FONTS = {"ur": '"Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting"'}
# WCAG 2.1, 1.4.12 asks that 1.5 can be had; scripts with tall letters have more (languages.toml).
_LEAST_LINE = 1.5

_RULES = """\
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #FFFFFF; color: var(--text); font-size: 1.125rem; overflow-wrap: anywhere; }
header, main, footer { max-inline-size: 70ch; margin-inline: auto; padding-inline: 1rem; }
main { padding-block-end: 2rem; }
main:focus { outline: none; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin-block: 1.6em 0.5em; text-wrap: balance; }
:is(.tall) :is(h1, h2, h3, h4, h5, h6) { line-height: inherit; }
h1 { color: var(--brand); font-size: 2rem; margin-block-start: 1.25rem; }
h2 { color: var(--brand); font-size: 1.5rem; }
h3 { font-size: 1.25rem; }
h4, h5, h6, .title { font-size: 1.125rem; }
p, ul, ol, dl, pre, blockquote { margin-block: 0 0.8em; margin-inline: 0; }
li { margin-block-end: 0.4em; }
ul, ol { padding-inline-start: 1.6em; }
li::marker { color: var(--brand); font-weight: bold; }
a { color: var(--brand); text-underline-offset: 0.15em; }
a[href^="#term"] { text-decoration-style: dotted; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
em { font-synthesis: weight; }
.nb { white-space: nowrap; }
img, svg { max-inline-size: 100%; block-size: auto; }
.turned { transform: scaleX(-1); }
figure { margin: 1.2em 0; }
figcaption { margin-block-start: 0.4em; }
.small, footer { color: var(--muted); font-size: 1rem; }
.lead { font-size: 1.25rem; }
.muted { color: var(--muted); }
.title { font-weight: bold; margin-block-end: 0.4em; }
.label { margin-block-end: 0; }
.large { font-size: 1.25rem; font-weight: bold; margin-block-end: 0.3em; }
.phone { font-size: 1.25rem; }
.skip { position: absolute; inset-block-start: 0; inset-inline-start: 0; padding: 0.6em 1em; background: var(--brand);
  color: #FFFFFF; z-index: 1; }
.skip:not(:focus) { clip-path: inset(50%); inline-size: 1px; block-size: 1px; overflow: hidden; padding: 0; }
.clinic { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.8rem; padding-block: 0.9rem;
  border-block-end: 3px solid var(--brand); }
.clinic img { block-size: 2.8rem; inline-size: auto; }
.clinic p { margin: 0; }
.clinic .name { font-weight: bold; color: var(--brand); font-size: 1.2rem; }
.clinic .call { margin-inline-start: auto; }
.band .clinic { background: var(--brand); margin-block-start: 1rem; border-radius: var(--corners); border: 0;
  padding-inline: 1rem; }
.band .clinic :is(p, a) { color: #FFFFFF; }
.ruled h2 { border-block-end: 1px solid var(--rule); padding-block-end: 0.2em; }
.box { --strong: var(--brand); --ground: var(--tint); display: flex; gap: 0.8rem; margin-block: 1.2em;
  padding: 1rem 1.1rem; background: var(--ground); border: 0 solid var(--strong); border-radius: var(--corners); }
.box.bar { border-inline-start-width: 5px; }
.box.outline { border-width: 1.5px; background: none; }
.alert { --strong: var(--alert); --ground: var(--alert-tint); }
.caution { --strong: var(--caution); --ground: var(--caution-tint); }
.calm { --strong: var(--calm); --ground: var(--calm-tint); }
.box > .in { flex: 1; min-inline-size: 0; }
.in > :first-child { margin-block-start: 0; }
.in > :last-child { margin-block-end: 0; }
.box :is(h2, h3, h4, h5, h6), .side :is(h2, h3, h4, h5, h6), .word { color: var(--strong); }
.box h2 { font-size: 1.25rem; border: 0; padding: 0; }
.word { font-weight: bold; margin-block-end: 0; }
.box :is(h2.word, h2 > .word, h3 > .word, h4 > .word, h5 > .word, h6 > .word) { display: block; font-size: 1rem; }
.icon { flex: none; inline-size: 1.7rem; block-size: 1.7rem; color: var(--strong, var(--brand)); }
.quote { display: block; }
.quote blockquote { margin: 0; font-size: 1.25rem; }
.quote figcaption { color: var(--muted); }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 0 1.6rem;
  margin-block: 1.2em; }
.columns > * > :first-child { margin-block-start: 0; }
.marked, .plain, .ticks, .timeline { list-style-type: ""; padding: 0; }
.marked li { display: flex; gap: 0.6rem; }
.marked .icon { inline-size: 1.1rem; block-size: 1.1rem; margin-block-start: 0.25em; }
.ticks > li { position: relative; padding-inline-start: 2rem; margin-block-end: 0.7em; }
.ticks > li::before { content: ""; position: absolute; inset-inline-start: 0; inset-block-start: 0.2em;
  inline-size: 1.1rem; block-size: 1.1rem; border: 2px solid var(--brand); border-radius: 2px; background: #FFFFFF; }
.options { display: flex; flex-wrap: wrap; gap: 0 1.8rem; margin-block-start: 0.4em; }
.ticks > .chosen::before { background: var(--brand); box-shadow: inset 0 0 0 3px #FFFFFF; }
.line { border-block-end: 1px solid var(--muted); block-size: 2.2rem; margin-block-end: 0.4rem; }
.timeline > li { position: relative; padding-inline-start: 1.6rem; padding-block-end: 0.6em; margin: 0;
  border-inline-start: 2px solid var(--rule); margin-inline-start: 0.5rem; }
.timeline > li:last-child { border-color: transparent; }
.timeline > li::before { content: ""; position: absolute; inset-inline-start: calc(-0.4rem - 1px);
  inset-block-start: 0.45em; inline-size: 0.8rem; block-size: 0.8rem; border-radius: 50%; background: var(--brand); }
.timeline .when { color: var(--brand); font-size: 1em; margin-block: 0 0.2em; }
.terms dt { color: var(--brand); font-weight: bold; }
.terms dd { margin-inline: 0; margin-block-end: 0.6em; }
.scroll { overflow-x: auto; margin-block: 1.2em; }
table { border-collapse: collapse; inline-size: 100%; overflow-wrap: normal; }
caption { text-align: start; font-weight: bold; padding-block-end: 0.4em; }
th, td { text-align: start; vertical-align: top; padding: 0.5em 0.6em; border-block-end: 1px solid var(--rule); }
thead :is(th, td) { border-block-end: 2px solid var(--brand); vertical-align: bottom; }
.chart :is(th, td) { border: 1px solid var(--muted); block-size: 2.6rem; }
.tick { display: inline-block; inline-size: 1.1rem; block-size: 1.1rem; border: 2px solid var(--brand);
  border-radius: 2px; margin-inline-end: 0.5rem; vertical-align: -0.2em; background: #FFFFFF; }
.beside { display: flex; flex-wrap: wrap; gap: 0.6rem 1.2rem; align-items: flex-start; margin-block: 1.2em; }
.beside > figure, .beside > .beside { margin: 0; }
.beside > :not(img, figure) { flex: 1 1 12rem; min-inline-size: 0; }
.beside > img { flex: none; }
.pictured .beside { display: inline-flex; vertical-align: top; inline-size: 100%; margin: 0; }
.code { inline-size: 7.5rem; }
.risk { margin-block: 1.2em; }
.risk svg { display: block; margin-block: 0.8em; }
.risk .people { inline-size: 14rem; }
.risk .bar { inline-size: 100%; }
pre { white-space: pre-wrap; background: var(--tint); padding: 0.8em 1em; border-inline-start: 5px solid var(--rule);
  font-size: 1rem; }
.slip { border-block-start: 2px dashed var(--muted); margin-block-start: 2em; padding-block-start: 0.5em; }
.sources { font-size: 1.125rem; }
.colophon { border-block-start: 1px solid var(--rule); padding-block: 1rem 2rem; }
.colophon dl { display: grid; grid-template-columns: auto 1fr; gap: 0.2em 1em; margin: 0; }
.colophon dt { font-weight: bold; }
.colophon dd { margin: 0; min-inline-size: 0; }
.facts { display: grid; grid-template-columns: auto 1fr; gap: 0.2em 1em; }
.facts dt { font-weight: bold; }
.facts dd { margin: 0; }
.answer { font-size: 1.25rem; font-weight: bold; }
[hidden] { display: none; }
form[role] { display: grid; gap: 0.3rem; margin-block: 1.2em; }
form[hidden] { display: none; }
label { font-weight: bold; }
input { font: inherit; padding: 0.5em 0.7em; border: 2px solid var(--brand); border-radius: var(--corners);
  inline-size: 100%; color: inherit; background: #FFFFFF; }
input:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.copies { list-style-type: ""; padding: 0; }
.copy { border-block-start: 1px solid var(--rule); padding-block: 0.7em; margin: 0; }
.copy p { margin: 0; }
.own { font-weight: bold; }
.files { list-style-type: ""; padding: 0; display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; margin: 0.3em 0 0; }
.files a { display: inline-block; padding-block: 0.3em; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.both { border-block-start: 1px solid var(--rule); padding-block-start: 0.5em; margin-block-start: 1.5em; }
:lang(ko) { word-break: keep-all; }
@media (max-width: 30rem) { .colophon dl { display: block; } .colophon dd { margin-block-end: 0.4em; } }
@page { margin: 18mm; }
@media print {
  body { font-size: 14pt; }
  header, main, footer { max-inline-size: none; padding-inline: 0; }
  .skip { display: none; }
  .scroll { overflow: visible; }
  .box, .risk, .slip, figure, tr, .ticks > li { break-inside: avoid; }
  h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
  .band .clinic { background: none; border-block-end: 3px solid var(--brand); padding-inline: 0; }
  .band .clinic :is(p, a) { color: var(--brand); }
  main a[href^="http"]:not(.address a)::after { content: " (" attr(href) ")"; color: var(--muted); font-size: 0.85em; }
}
"""


def style_sheet(layout: Layout, language: Language) -> str:
    """The rules, with the brand's colours, what the layout says of tables and lists, and the fonts of a language."""
    brand, palette = layout.brand, layout.brand.palette
    colours = {
        name.replace("_", "-"): hexadecimal(getattr(palette, name))
        for name in ("brand", "tint", "alert", "alert_tint", "text", "muted", "rule", "caution", "caution_tint", "calm")
    } | {"calm-tint": hexadecimal(palette.calm_tint)}
    named = "; ".join(f"--{name}: {value}" for name, value in colours.items())
    leading = max(_LEAST_LINE, language.leading)
    own = _OWN_FONTS.get(language.tag, _FONTS[language.script])
    fonts = ", ".join(dict.fromkeys(f"{own}, {_LATIN}".split(", ")))
    return (
        f":root {{ {named}; --corners: {brand.look.corners:g}px; }}\n"
        f"body {{ font-family: {fonts}; line-height: {leading:g}; }}\n{_RULES}"
        f"{_markers(language)}{rules_of(layout)}"
        f".clinic img {{ margin: {_beyond(brand, 0.4)} {_beyond(brand, 0.8)}; }}\n"
    )


def _markers(language: Language) -> str:
    """How the language marks the items of its lists, on paper too. Source: CSS Counter Styles 3, 3."""

    def where(lists: str) -> str:  # weaker than any rule for a list that has marks of its own
        return f":where({lists}:lang({language.tag}))"

    before, _, after = language.numbers.partition(language.number(1))
    digits = " ".join(f'"{language.number(digit)}"' for digit in range(10))
    counted = f'system: numeric; symbols: {digits}; prefix: "{before}"; suffix: "{after} "'
    rules = (
        f"@counter-style steps {{ {counted}; }}",
        f"{where('ol')} {{ list-style-type: steps; }}",
        *(f'{where(lists)} {{ list-style-type: "{language.bullet(depth)} "; }}' for depth, lists in enumerate(_LISTS)),
    )
    return "".join(f"{rule}\n" for rule in rules)


# Lists, and those inside an item.
_LISTS = ("ul", "li ul")
# How high the logo is (`.clinic img`), in rem.
_LOGO = 2.8


def _beyond(brand: Brand, gap: float) -> str:
    """What the logo's clear space needs beyond the gap that is there already (`.clinic`); gap: in rem."""
    free = brand.logo.clear_space.around(LOGO_HEIGHT) * _LOGO / LOGO_HEIGHT
    return f"{max(0.0, free - gap):.2g}rem"
