"""Whether what was read from JSON has the keys and kinds that its reader goes by."""

from __future__ import annotations

from typing import Any

# The key of a group whose keys are names, and not ours.
ANY = "*"
_MISSING = object()
_KINDS = {str: "a text", bool: "true or false", list: "a list", dict: "a group of keys"}


def fault_in(value: Any, shape: Any, where: str = "") -> str:
    """The first fault of a value, as the end of a sentence; empty when there is none. Keys that the shape lacks are
    passed over.

    shape: `str` or `bool`; a list with the shape of its items; a group with the shape of each key, or of all (`ANY`).
    """
    kind = shape if isinstance(shape, type) else type(shape)
    node: Any = value  # which the next line would make an object
    if value is _MISSING:
        return f"{where} is missing"
    if not isinstance(value, kind) or (isinstance(value, str) and not _is_readable(value)):
        return f"{where or 'it'} is not {_KINDS[kind]}"
    parts: list[tuple[Any, Any, str]] = []
    if kind is list:
        parts = [(one, shape[0], f"{where}[{number}]") for number, one in enumerate(node)]
    elif kind is dict and ANY in shape:
        parts = [(one, shape[ANY], f"{where}.{name}") for name, one in node.items()]
    elif kind is dict:
        parts = [(node.get(name, _MISSING), part, f"{where}.{name}".lstrip(".")) for name, part in shape.items()]
    return next((fault for one in parts if (fault := fault_in(*one))), "")


def _is_readable(text: str) -> bool:
    """Whether it can be written at all: JSON lets halves of surrogate pairs in."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
