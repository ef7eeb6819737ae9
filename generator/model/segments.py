"""The texts of a handout one by one, as a translator sees them.

Read from the nodes, not from the model's values: a translator works on what the author typed, marks included.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from generator.model.blocks.care import BoxField, FieldKind
from generator.model.blocks.kinds import BlockKind, Item, ItemKind
from generator.model.blocks.tables import Cell, CellKind
from generator.model.fields import Items, Text, entry_of, keys_of
from generator.model.handout import Handout
from generator.model.inline import InlineText, squeeze
from generator.problems import Place
from generator.source import Entry, Mapping, Node, Scalar, Sequence
from generator.values import Frozen

# What has texts at the top of a handout; the rest is its head.
_TRANSLATED = ("title", "summary", "content")
_DIGEST_BYTES = 8


class Segment(Frozen):
    """One text that each language has its own of.

    path: keys and positions from 1, joined by dots: `content.3.callout.title`; text: as typed, blanks run together;
    marked: whether inline marks mean something in it (not in an alternative text).
    """

    path: str
    text: str
    scalar: Scalar
    marked: bool

    @property
    def place(self) -> Place:
        return self.scalar.place


class Fixed(Frozen):
    """A value that every language shares: a phone number, a picture, the kind of a call-out."""

    path: str
    text: str
    place: Place


class Anatomy(Frozen):
    """The segments of a handout in the order of its keys, what stands between them, and of its head what counts."""

    segments: tuple[Segment, ...]
    fixed: tuple[Fixed, ...]
    version: str
    protected: tuple[str, ...]


def anatomy(node: Mapping) -> Anatomy:
    """The texts of a handout. What the model would refuse is passed over: it is reported when the file is built."""
    keys = keys_of(Handout)
    found = [
        part
        for name in _TRANSLATED
        if (entry := node.get(name)) is not None
        for part in _walk(keys[name].kind, entry.value, name)
    ]
    return Anatomy(
        tuple(part for part in found if isinstance(part, Segment)),
        tuple(part for part in found if isinstance(part, Fixed)),
        "".join(_texts(node.get("version"))),
        _texts(node.get("protected")),
    )


def _texts(entry: Entry | None) -> tuple[str, ...]:
    """The text of a key, or those of its list."""
    if entry is None:
        return ()
    nodes = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    return tuple(squeeze(node.text) for node in nodes if isinstance(node, Scalar))


@lru_cache(maxsize=20_000)
def digest(text: str) -> str:
    """What tells one text from another: 12 letters and digits, 60 bits of SHA-256 (FIPS 180-4) in base 32 (RFC 4648).

    Blanks that run together on the page make no difference, nor do the two ways to write é (Unicode, NFC).
    """
    same = unicodedata.normalize("NFC", squeeze(text)).encode()
    return base64.b32encode(hashlib.sha256(same).digest()[:_DIGEST_BYTES]).decode().lower()[:12]


def words_digest(found: Anatomy) -> str:
    """What tells all that a handout says from what it said before: its texts and what all languages share of it (phone
    numbers, doses in tables, names of pictures), each with its place; as `digest`."""
    parts: list[Segment | Fixed] = [*found.segments, *found.fixed]
    return digest("\n".join(f"{part.path} {digest(part.text)}" for part in parts))


def _walk(kind: Any, node: Node, path: str) -> Iterator[Segment | Fixed]:
    if isinstance(node, Mapping):
        yield from _keys(kind, node, path)
    elif isinstance(node, Sequence):
        inside = kind.kind if isinstance(kind, Items) else None
        for number, item in enumerate(node.items, 1):
            yield from _walk(inside, item, f"{path}.{number}")
    elif isinstance(kind, InlineText | ItemKind | CellKind | FieldKind) and node.text:
        yield Segment(path, squeeze(node.text), node, marked=True)
    elif isinstance(kind, Text) and kind.translated:
        yield Segment(path, squeeze(node.text), node, marked=False)
    else:
        yield Fixed(path, squeeze(node.text), node.place)


def _keys(kind: Any, node: Mapping, path: str) -> Iterator[Segment | Fixed]:
    """What stands in a group of keys, in the order of the model: two files may write them in different orders."""
    cls = _class_of(kind, node)
    if cls is None:
        return
    if isinstance(kind, BlockKind) and not cls.OPEN:
        entry = node.get(cls.BLOCK)
        if entry is None or not isinstance(entry.value, Mapping):
            return
        node, path = entry.value, f"{path}.{cls.BLOCK}"
    for name, key in keys_of(cls).items():
        entry = entry_of(node, key)
        if entry is not None:
            yield from _walk(key.kind, entry.value, f"{path}.{name}")


def _class_of(kind: Any, node: Mapping) -> Any:
    """The class that a group of keys is read into, or None where there can be no group."""
    if isinstance(kind, BlockKind):
        return kind.class_of(node)
    return {ItemKind: Item, CellKind: Cell, FieldKind: BoxField}.get(type(kind)) or getattr(kind, "cls", None)
