"""What blocks are made of: list items, and blocks inside blocks."""

from __future__ import annotations

from typing import Any

from generator.model.fields import Invalid, Items, JsonSchema, Reading, Record, YesNo, key
from generator.model.inline import InlineText, Prose
from generator.rules import did_you_mean, quoted
from generator.source import Entry, Mapping, Node, not_but
from generator.values import Frozen, replace

# The key beside that of any block which holds it on the page of the next: a matter of pages, so no part of the words
# that a translation is made from (`segments.anatomy` knows the keys of the classes alone). The name is that of Word and
# of XSL-FO 1.1, 7.20.4.
KEEP_WITH_NEXT = "keep-with-next"
_KEEP = YesNo()
KEEP_DOC = "True for what must be read with the block behind it: both stand on one page, where a page holds them."


class ItemKind:
    """A list item: text, or `{text: …, list: […]}` with a list inside."""

    def read(self, node: Node, reading: Reading) -> Item:
        if isinstance(node, Mapping):
            return Record(Item).read(node, reading)
        return Item(InlineText().read(node, reading))

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [InlineText().schema(definitions), Record(Item).schema(definitions)]}


class BlockValue(Frozen, kw_only=True):
    """The base of all blocks. keep_with_next: whether it stands on one page with the block behind it (no key of the
    class: `BlockKind` reads it beside the block's name)."""

    keep_with_next: bool = False


class BlockKind:
    """One block, told by its key. classes: the blocks allowed here; inside: whether here is inside another block."""

    def __init__(self, classes: tuple[Any, ...], inside: bool = True) -> None:
        self.classes = classes
        self.inside = inside

    def class_of(self, node: Mapping) -> Any:
        """The class that a group of keys is read into, or None when no key of it names a block."""
        return next((cls for cls in self.classes if node.get(cls.BLOCK) is not None), None)

    def read(self, node: Node, reading: Reading) -> Any:
        allowed = {cls.BLOCK: cls for cls in self.classes}
        if not isinstance(node, Mapping) or not node.entries:
            raise reading.refuse(
                "wrong-kind",
                f"A block such as “text: …” was expected here, {not_but(node)}.",
                node.place,
                f"Known here: {', '.join(allowed)}.",
            )
        node, kept = self._without_mark(node, reading)
        named = [entry for entry in node.entries if entry.key in allowed]
        if len(named) != 1:
            raise self._refused(node, named, list(allowed), reading)
        cls = allowed[named[0].key]
        if cls.OPEN:
            return replace(Record(cls).read(node, reading), keep_with_next=kept)
        for other in node.entries:
            if other is not named[0]:
                raise reading.refuse(
                    "unknown-key",
                    f"{quoted(other.key)} does not belong beside “{cls.BLOCK}”.",
                    other.place,
                    f"Indent it to stand inside “{cls.BLOCK}:”.",
                )
        value = named[0].value
        inside = value.get(KEEP_WITH_NEXT) if isinstance(value, Mapping) else None
        if inside:
            raise reading.refuse(
                "unknown-key",
                f"“{KEEP_WITH_NEXT}” is not a key inside “{cls.BLOCK}”.",
                inside.place,
                f"Write it beside “{cls.BLOCK}:”, as far to the left.",
            )
        return replace(Record(cls).read(value, reading), keep_with_next=kept)

    def _without_mark(self, node: Mapping, reading: Reading) -> tuple[Mapping, bool]:
        """The block's own keys, and whether it is held on the page of the next."""
        mark = node.get(KEEP_WITH_NEXT)
        if mark is None or len(node.entries) == 1:
            return node, False
        own = replace(node, entries=tuple(entry for entry in node.entries if entry is not mark))
        return own, _KEEP.read(mark.value, reading)

    def _refused(self, node: Mapping, named: list[Entry], allowed: list[str], reading: Reading) -> Invalid:
        """No key names a block, or two do."""
        if named:
            return reading.refuse(
                "unknown-block",
                f"“{named[0].key}” and “{named[1].key}” stand in one block.",
                named[1].place,
                "Start each block with “- ”.",
            )
        first = node.entries[0]
        name, hint = quoted(first.key), did_you_mean(first.key, allowed)
        message = f"{name} cannot stand here." if self.inside else f"There is no block {name}."
        return reading.refuse("unknown-block", message, first.place, hint)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [self._one(cls, definitions) for cls in self.classes]}

    def _one(self, cls: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:
        inside = Record(cls).schema(definitions)
        mark = {KEEP_WITH_NEXT: {**_KEEP.schema(definitions), "description": KEEP_DOC}}
        if cls.OPEN:
            definitions[cls.__name__].setdefault("properties", {}).update(mark)
            return inside
        return {
            "type": "object",
            "properties": {cls.BLOCK: inside, **mark},
            "required": [cls.BLOCK],
            "additionalProperties": False,
        }


class Item(Frozen):
    """A list item with a list inside it."""

    text: Prose = key(InlineText(), "What the item says.")
    list: tuple[Item, ...] = key(Items(ItemKind()), "A list inside the item.", ())
