"""What the tests of the text engine share: settings of the language table, lines, and what a line looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from generator.model.languages import find_language, language_table
from generator.project import Project
from generator.story.styles import opentype_script
from generator.text.fonts import FontStack, font_stack
from generator.text.islands import TextSpan
from generator.text.lines import Line, Paragraph, Setting, break_lines, prepare
from generator.text.shape import Cluster, Run

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "text"
WIDE = 100_000.0
SIZE = 12.0
LANGUAGES = tuple(language_table())
HANDOUT = "metastatic-breast-cancer"
HANDOUT_LANGUAGES = ("en", "es", "ar", "hi", "th", "zh-Hans")
MIRRORED = "()[]{}«»<>"
_MARKS = re.compile(r"\[([^\[\]]*)\](?:\{[^{}]*\}|\((?:https?|mailto|tel):[^()]*\))")


@cache
def stack_of(lang: str) -> FontStack:
    """The language's fonts first, then all others."""
    language = find_language(lang)
    assert language is not None
    families = dict.fromkeys(language.fonts)
    for other in language_table().values():
        families |= dict.fromkeys(other.fonts)
    return font_stack(tuple(families), language.ascii)


@cache
def setting(lang: str, size: float = SIZE) -> Setting:
    language = find_language(lang)
    assert language is not None
    script = opentype_script(language.script)
    locale = f"{lang}-u-{language.breaks}" if language.breaks else lang
    return Setting(size, stack_of(lang), lang, script, language.rtl, locale, UNCOUNTED, language.whole)


# Lines here are as wide as a test needs; how many characters a page's may have is a test of its own.
UNCOUNTED = 1_000_000


def paragraph(lang: str, *parts: str | TextSpan) -> Paragraph:
    return prepare(tuple(TextSpan(part) if isinstance(part, str) else part for part in parts), setting(lang))


def lines(lang: str, *parts: str | TextSpan, width: float = WIDE, align: str = "start") -> tuple[Line, ...]:
    return break_lines(paragraph(lang, *parts), width, align)


def line_text(line: Line) -> str:
    """The line's characters in reading order."""
    return "".join(piece.run.text for piece in line.pieces)


def runs(lang: str, *parts: str | TextSpan) -> list[Run]:
    return [piece.run for line in lines(lang, *parts) for piece in line.pieces]


def clusters(lang: str, *parts: str | TextSpan) -> list[Cluster]:
    return [cluster for run in runs(lang, *parts) for cluster in run.clusters]


def visual(lang: str, *parts: str | TextSpan) -> str:
    """What a line shows from left to right; a bracket is the one whose glyph is drawn."""
    (line,) = lines(lang, *parts)
    return "".join(
        _shown(cluster, piece.run)
        for _, piece in sorted(zip(line.lefts, line.pieces, strict=True), key=lambda placed: placed[0])
        for cluster in (reversed(piece.run.clusters) if piece.run.rtl else piece.run.clusters)
    )


def _shown(cluster: Cluster, run: Run) -> str:
    if cluster.text not in MIRRORED:
        return cluster.text
    (shown,) = [char for char in MIRRORED if run.face.font.get_nominal_glyph(ord(char)) == cluster.glyphs]
    return shown


def leaflet_languages() -> list[str]:
    """Languages that the first leaflet exists in."""
    return Project.at(ROOT).languages(HANDOUT)


def backwards(text: str) -> str:
    return text[::-1]


@cache
def prose(lang: str) -> tuple[str, ...]:
    """The texts of the first leaflet, without inline marks."""
    data = yaml.safe_load((ROOT / "handouts" / HANDOUT / f"{lang}.yaml").read_text(encoding="utf-8"))
    return tuple(_MARKS.sub(r"\1", text).replace("**", "") for text in _strings(data["content"]))


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, item in node.items():
            if key not in ("image", "width", "kind"):
                yield from _strings(item)
    elif isinstance(node, list):
        for item in node:
            yield from _strings(item)


@cache
def cases(name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
