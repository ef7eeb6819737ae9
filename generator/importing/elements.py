"""Elements of a page: their names and their words."""

from __future__ import annotations

from lxml import etree

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form header hgroup html legend li main menu nav noscript ol p pre section summary table tbody td tfoot th thead tr ul "
    "optgroup caption colgroup".split()
)


def name_of(element: etree._Element) -> str:
    """The element's name without prefix, in small letters."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def words_of(element: etree._Element) -> str:
    """All text of an element, each block of it on a line."""
    out = []
    for part in element.iter():
        if isinstance(part.tag, str):
            if name_of(part) in ("script", "style", "template"):
                continue
            out.append(("\n" if name_of(part) in BLOCKS else "") + (part.text or ""))
        if part is not element:
            out.append(part.tail or "")
    lines = (" ".join(line.split()) for line in "".join(out).split("\n"))
    return "\n".join(line for line in lines if line)
