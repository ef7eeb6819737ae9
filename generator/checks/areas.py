"""What a PDF's active areas and its outline say, for people: links, fields to fill in, bookmarks.

Source: ISO 32000-1, 12.5.6.5 (links), 12.7.4 (fields) and 12.3.3 (outlines).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

_MULTILINE, _RADIO, _PUSH = 1 << 12, 1 << 15, 1 << 16


def plain(value: Any) -> Any:
    """The object itself where pypdf has a reference."""
    return value.get_object() if hasattr(value, "get_object") else value


def area_facts(area: Any) -> Iterator[tuple[str, str]]:
    """What an annotation is, as (name, value): a link's address and name; a field's kind, name and state."""
    if area.get("/Subtype") == "/Widget":
        yield from _field_facts(area)
        return
    action = plain(area.get("/A")) or {}
    if "/URI" in action:
        yield "URI", str(plain(action["/URI"]))
    elif "/Dest" in area or action.get("/S") == "/GoTo":
        yield "inner link", ""
    else:
        yield "annotation", ""
    if area.get("/Contents"):
        yield "Contents", str(area["/Contents"])


def _field_facts(area: Any) -> Iterator[tuple[str, str]]:
    kind, flags = str(_inherited(area, "/FT") or ""), int(_inherited(area, "/Ff") or 0)
    if kind == "/Tx":
        yield ("text field of several lines" if flags & _MULTILINE else "text field"), ""
    elif kind == "/Btn":
        yield ("button" if flags & _PUSH else "radio button" if flags & _RADIO else "tick box"), ""
    else:
        yield {"/Ch": "field to choose from", "/Sig": "signature field"}.get(kind, "field"), ""
    yield "TU", str(_inherited(area, "/TU") or "")
    value = str(_inherited(area, "/V") or "")
    if kind == "/Btn":
        done = "chosen" if flags & _RADIO else "ticked"
        yield (f"not {done}" if str(area.get("/AS") or value) in ("", "/Off") else done), ""
    else:
        yield "V", value.lstrip("/")


def _inherited(field: Any, key: str) -> Any:
    """An entry that a field may have from the one above it (12.7.3.1)."""
    for _ in range(10):
        if field is None or key in field:
            break
        field = plain(field.get("/Parent"))
    return plain(field[key]) if field is not None and key in field else None


def bookmarks(reader: PdfReader) -> Iterator[str]:
    """The outline, a line each, set in by its level, with the page that it leads to."""
    yield from _entries(reader, reader.outline, 0)


def _entries(reader: PdfReader, entries: Any, depth: int) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _entries(reader, entry, depth + 1)
        else:
            page = reader.get_destination_page_number(entry)
            yield f"{'  ' * depth}{entry.title}{f' (page {page + 1})' if page is not None and page >= 0 else ''}"
