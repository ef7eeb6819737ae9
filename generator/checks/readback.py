"""A second opinion for `handouts build --verify`: every text of the YAML is found by pypdf, in order."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence

from generator.checks.witness import Fault


def verify_text(data: bytes, texts: Sequence[str], headings: Collection[int] = ()) -> list[Fault]:
    """Faults for texts that pypdf does not find in reading order, white space aside.

    headings: which of the texts head columns. They are told with each cell where a table is read down the page, and are
    looked for anywhere behind what stands before the table (ISO 32000-1, 14.8.5.7: their scope says what they head).
    A page's header and footer stand between the parts of a text that runs over pages; they are artifacts, and lie
    outside what a text is made of: each page's own text is joined to the next without them.
    """
    from pypdf import PdfReader

    read = "".join("".join(_body(page)) for page in PdfReader(io.BytesIO(data)).pages)
    faults, position = [], 0
    for number, text in enumerate(texts):
        wanted = "".join(text.split())
        found = read.find(wanted, position)
        if found < 0:
            faults.append(Fault("text-differs", f"pypdf does not find “{text[:60]}” where it belongs."))
        elif number not in headings:
            position = found + len(wanted)
    return faults


def _body(page: object) -> list[str]:
    """The page's text without white space and without what is marked as an artifact of the page."""
    from pypdf import PageObject

    assert isinstance(page, PageObject)
    depth, inside, parts = 0, [0], []

    def before(operator: bytes, operands: list[object], _cm: object, _tm: object) -> None:
        nonlocal depth
        if operator in (b"BDC", b"BMC"):
            depth += 1
            if operands and operands[0] == "/Artifact":
                inside.append(depth)
        elif operator == b"EMC":
            if inside[-1] == depth:
                inside.pop()
            depth -= 1

    def text(found: str, *_: object) -> None:
        if len(inside) == 1:
            parts.append("".join(found.split()))

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return parts
