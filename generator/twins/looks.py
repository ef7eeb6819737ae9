"""How a layout has its tables, lists, other blocks and pages, as rules of a style sheet: the twin looks as paper does.

What is not said here is the same in every layout, and stands in `css.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.colour import RGB
from generator.model.block_styles import ListStyle, TableStyle
from generator.model.layout import Layout
from generator.model.page import WHITE
from generator.twins.block_looks import rules_of_blocks

_HEADERS = {
    "tint": "thead :is(th, td) { background: var(--tint); }",
    "brand": "thead :is(th, td, a) { background: var(--brand); color: #FFFFFF; }",
    "plain": "",
}
# Steps whose numbers stand on discs, but those of a questionnaire, which may begin anew. Only the number's mark is
# changed, so that they stay a list for who hears them.
_DISCS = """\
ol:not([class], :has(> [value])) { list-style-type: ""; padding: 0; counter-reset: disc; }
ol:not([class], :has(> [value])) > li { position: relative; padding-inline-start: 2.4em; min-block-size: 1.8em;
  counter-increment: disc; }
ol:not([class], :has(> [value])) > li::before { content: counter(disc, steps); position: absolute;
  inset-inline-start: 0; inset-block-start: 0; inline-size: 1.7em; line-height: 1.7em; border-radius: 50%;
  text-align: center; background: var(--brand); color: #FFFFFF; font-weight: bold; print-color-adjust: exact; }
"""
# On paper a browser leaves grounds out, and white words with them.
_PRINTED = "@media print { thead :is(th, td, a) { background: none; color: var(--brand); } }"


def rules_of(layout: Layout) -> str:
    """The rules of a layout, to stand behind those of every page."""
    found = (*_page(layout), *_tables(layout), *_lists(layout), *rules_of_blocks(layout))
    return "".join(f"{rule.rstrip()}\n" for rule in found if rule)


def _page(layout: Layout) -> Iterator[str]:
    if layout.page.ground != WHITE:
        yield f"body {{ background: {hexadecimal(layout.page.ground)}; }}"


def _tables(layout: Layout) -> Iterator[str]:
    look, size = layout.tables, layout.type.body.size
    yield _HEADERS[look.header]
    if look.header == "brand":
        yield _PRINTED
    if look.rules == "grid":
        yield "th, td { border: 1px solid var(--rule); }"
    if look.stripes:
        yield "tbody tr:nth-child(even) { background: var(--tint); }"
    usual = TableStyle()
    if look.padding != usual.padding:
        yield f"th, td {{ padding: {look.padding / size:.2g}em; }}"
    if look.space != usual.space:
        yield f".scroll {{ margin-block: {look.space / size:.2g}em {2 * look.space / size:.2g}em; }}"


def _lists(layout: Layout) -> Iterator[str]:
    look, size = layout.lists, layout.type.body.size
    if look.marks == "text":
        yield "li::marker { color: inherit; }"
    if look.indent != ListStyle().indent:
        yield f"ul:not([class]), ol:not([class]) {{ padding-inline-start: {look.indent / size:.2g}em; }}"
    if look.numbers == "disc":
        yield _DISCS


def hexadecimal(colour: RGB) -> str:
    """As CSS writes a colour: #RRGGBB."""
    return "#" + "".join(f"{round(255 * channel):02X}" for channel in colour)
