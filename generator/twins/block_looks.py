"""How a layout has its other blocks (`blocks:`), as rules of a style sheet; what is usual stands in `css.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.block_styles import BlockStyles, BoxStyle
from generator.model.layout import Layout
from generator.values import field_names

# Where each kind of block is, and its items, by its field in `BlockStyles`.
_WHOLE = {
    "figure": "figure:not(.quote)",
    "picture_steps": ".pictured",
    "risk": ".risk",
    "qr": ".qr",
    "timeline": ".timeline",
    "glossary": ".terms",
    "checklist": ".checklist",
    "questions": ".questions",
    "questionnaire": "ol:has(> li > .options)",
    "teach_back": ".teach-back",
    "notice_1557": ".notice",
    "references": ".sources",
    "columns": ".columns:not(:has(> .side))",
    "do_and_dont": ".columns:has(> .side)",
}
_BETWEEN = {
    "picture_steps": ".pictured > li:not(:last-child)",
    "glossary": ".terms dd:not(:last-child)",
    "checklist": ".checklist > li:not(:last-child)",
    "questions": ".questions > li:not(:last-child)",
    "questionnaire": "li:has(> .options):not(:last-child)",
    "teach_back": ".teach-back li:not(:last-child)",
    "notice_1557": ".notice li:not(:last-child)",
    "references": ".sources ~ .small:not(:last-child)",
}
_TICKS = {"checklist": ".checklist", "questions": ".questions", "questionnaire": ".options"}
_LABELS = {
    "figure": "figcaption > p:not(.small)",
    "risk": ".risk .title",
    "qr": ".qr strong",
    "timeline": ".timeline .when",
    "glossary": ".terms dt",
}
_TYPES = {
    "small": "font-size: 1rem; color: var(--muted);",
    "body": "font-size: 1.125rem; font-weight: normal;",
    "bold": "font-size: 1.125rem; font-weight: bold;",
    "heading-4": "font-size: 1.125rem; font-weight: bold;",
    "heading-3": "font-size: 1.25rem; font-weight: bold;",
}
_PICTURES = {"figure": "figure:not(.quote) > img", "picture_steps": ".pictured img"}
_FRAMES = {
    "line": "border: 1px solid var(--rule); padding: 0.5rem;",
    "tint": "background: var(--tint); padding: 0.5rem;",
}
# Widths of a code, of ten people, of a dot and of a box to tick (`css.py`), in rem.
_CODE, _PEOPLE, _DOT, _TICK = 7.5, 14.0, 0.8, 1.1


def rules_of_blocks(layout: Layout) -> Iterator[str]:
    """Rules for what a layout has otherwise than usual."""
    usual = BlockStyles()
    for name in field_names(BlockStyles):
        own, other = getattr(layout.blocks, name), getattr(usual, name)
        said = {key for key in field_names(type(own)) if getattr(own, key) != getattr(other, key)}
        yield from _rules(name, own, said, layout.type.body.size)
    yield from _listings(layout.boxes.code, layout.type.body.size)


def _listings(look: BoxStyle, size: float) -> Iterator[str]:
    if look.tone:
        tint = "tint" if look.tone == "brand" else f"{look.tone}-tint"
        yield f"pre {{ border-color: var(--{look.tone}); background: var(--{tint}); }}"
    if look.box in ("outline", "plain"):
        lined = "border-style: solid; border-width: 1.5px; background: none;"
        yield f"pre {{ {'border-width: 0;' if look.box == 'plain' else lined} }}"
    if look.space >= 0:
        yield f"pre {{ margin-block: {look.space / size:.2g}em; }}"


def _rules(name: str, own: Any, said: set[str], size: float) -> Iterator[str]:
    if "space" in said:
        yield f"{_WHOLE[name]} {{ margin-block: {own.space / size:.2g}em; }}"
    if "rule" in said and name in _BETWEEN:
        yield f"{_BETWEEN[name]} {{ border-block-end: 1px solid var(--rule); padding-block-end: 0.4em; }}"
    elif "rule" in said:
        yield f"{_WHOLE[name]} > * + * {{ border-inline-start: 1px solid var(--rule); padding-inline-start: 0.8rem; }}"
    if "frame" in said:
        yield f"{_PICTURES[name]} {{ {_FRAMES[own.frame]} }}"
    if "label" in said:
        yield f"{_LABELS[name]} {{ {_TYPES[own.label]} }}"
    if "gap" in said:
        yield f"{_WHOLE[name]} {{ column-gap: {own.gap / size:.2g}em; }}"
    yield from _colours(name, own, said)
    yield from _sizes(name, own, said)


def _colours(name: str, own: Any, said: set[str]) -> Iterator[str]:
    if "tone" not in said:
        return
    if name in _TICKS:
        yield f"{_TICKS[name]} > li::before {{ border-color: var(--{own.tone}); }}"
    elif name in ("timeline", "glossary"):
        yield f"{_LABELS[name]} {{ color: var(--{own.tone}); }}"
    elif name == "slip":
        yield f".slip {{ border-color: var(--{own.tone}); }}"
    if name == "timeline":
        yield f".timeline > li::before {{ background: var(--{own.tone}); }}"


def _sizes(name: str, own: Any, said: set[str]) -> Iterator[str]:
    usual = getattr(BlockStyles(), name)
    if name == "qr" and "width" in said:
        yield f".qr .code {{ inline-size: {_CODE * own.width / usual.width:.3g}rem; }}"
    if name == "risk" and "width" in said:
        yield f".risk .people {{ inline-size: {_PEOPLE * own.width / usual.width:.3g}rem; }}"
    if "mark" not in said:
        return
    size = (_TICK if name in _TICKS else _DOT) * own.mark / usual.mark
    where = f"{_TICKS[name]} > li::before" if name in _TICKS else ".timeline > li::before"
    yield f"{where} {{ inline-size: {size:.3g}rem; block-size: {size:.3g}rem; }}"
    if name == "timeline":  # on the line, whatever its width
        yield f"{where} {{ inset-inline-start: calc({-size / 2:.3g}rem - 1px); }}"
