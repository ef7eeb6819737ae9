r"""Inline marks as codes that a translator's tool protects: `**`, `*`, `[…](https://…)`, `[…]{lang=fr}`.

    Call **[us](tel:+1)** now   →   "Call ", Code("**", (Code("[", ("us",), "](tel:+1)"),), "**"), " now"

Joined again, the parts are the text, to the letter. Text whose marks do not nest is one part, as it was typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.model.stars import emphasis
from generator.values import Frozen

_TOKEN = re.compile(
    r"\\[*\[\]\\]|\*\*|\[|\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\{[^{}]*\})|[^\\*\[\]]+|.", re.DOTALL
)
_TERM = re.compile(r"\bterm=[a-z0-9-]+")
# What a translation may mark on its own account.
_OWN = re.compile(r"\]\{(?:lang=[A-Za-z0-9-]+|nobreak)\}")


class Code(Frozen):
    """A mark and what it stands around."""

    opening: str
    inside: tuple[Part, ...]
    closing: str

    @property
    def kind(self) -> str:
        """What the mark is for: bold, italic, link, language, term or nobreak."""
        if self.opening[0] == "*":
            return "bold" if self.opening == "**" else "italic"
        if self.closing.startswith("]("):
            return "link"
        return "language" if "lang=" in self.closing else "term" if "term" in self.closing else "nobreak"


Part = str | Code


def parts_of(text: str) -> tuple[Part, ...]:
    """The text with its marks as codes."""
    try:
        return _parse(text)
    except _NotNestedError:
        return (text,)


class _NotNestedError(Exception):
    """Marks overlap, or one of them is not closed."""


def _parse(text: str) -> tuple[Part, ...]:
    """One pass; `opened` holds the marks that are open, innermost last, with the parts that stood before each."""
    parts: list[Part] = []
    opened: list[tuple[str, list[Part]]] = []
    for token, closes in _tokens(text):
        if token == "**":
            closes = any(mark == "**" for mark, _ in opened)
        if closes:
            mark, before = opened.pop() if opened else ("", [])
            if mark != ("[" if token[0] == "]" else token):
                raise _NotNestedError
            parts = [*before, Code(mark, _joined(parts), token)]
        elif closes is False or token in ("**", "["):
            opened.append((token, parts))
            parts = []
        elif token == "]" and opened and opened[-1][0] == "[":
            parts = [*opened.pop()[1], "[", *parts, token]
        else:
            parts.append(token)
    for mark, before in reversed(opened):
        if mark == "**":
            raise _NotNestedError
        parts = [*before, mark, *parts]
    return _joined(parts)


def _tokens(text: str) -> Iterator[tuple[str, bool | None]]:
    """The text in pieces, and whether each closes a mark, opens one (False), or does neither by itself."""
    stars, at = emphasis(text), 0
    while at < len(text):
        if at in stars:
            yield "*", not stars[at]
            at += 1
        elif match := _TOKEN.match(text, at):
            token, at = match[0], match.end()
            yield token, True if token[0] == "]" and len(token) > 1 else None


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    out: list[Part] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return tuple(out)


def text_of(parts: tuple[Part, ...]) -> str:
    """The text with its marks, as an author types it."""
    return "".join(
        part if isinstance(part, str) else part.opening + text_of(part.inside) + part.closing for part in parts
    )


def codes_of(parts: tuple[Part, ...]) -> Iterator[Code]:
    """Every code, an outer one before those inside it."""
    for part in parts:
        if isinstance(part, Code):
            yield part
            yield from codes_of(part.inside)


def mark_faults(source: str, target: str) -> tuple[list[str], list[str]]:
    """Marks that the target has lost, and marks that it has and may not have, as they are typed.

    A translation may mark more words as foreign: the source's own names are foreign in it; and others as belonging
    together, since where a line may end is the language's. A term that it bends is
    called by its name where the source marks the word as it stands.
    """
    wanted, found = (Counter(_typed(code) for code in codes_of(parts_of(text))) for text in (source, target))
    extra = [typed for typed in (found - wanted).elements() if not _OWN.fullmatch(typed.partition("…")[2])]
    return sorted((wanted - found).elements()), sorted(extra)


def _typed(code: Code) -> str:
    return f"{code.opening}…{_TERM.sub('term', code.closing)}"
