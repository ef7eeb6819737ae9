"""A second opinion for `handouts build --verify`: every text of the YAML is found by pypdf, in order."""

from __future__ import annotations

import io
from collections.abc import Sequence

from generator.checks.witness import Fault


def verify_text(data: bytes, texts: Sequence[str]) -> list[Fault]:
    """Faults for texts that pypdf does not find in reading order, white space aside.

    A page's header and footer stand between the parts of a text that runs over pages; they are artifacts, and lie
    outside what a text is made of: each page's own text is joined to the next without them.
    """
    from pypdf import PdfReader

    read = "".join("".join(_body(page)) for page in PdfReader(io.BytesIO(data)).pages)
    faults, position = [], 0
    for text in texts:
        wanted = "".join(text.split())
        found = read.find(wanted, position)
        if found < 0:
            faults.append(Fault("text-differs", f"pypdf does not find “{text[:60]}” where it belongs."))
        else:
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
