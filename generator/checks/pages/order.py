"""Whether the order of the tags is the order on the page: down a column, and along the lines of its script."""

from __future__ import annotations

from itertools import pairwise

from generator.checks.pages.blocks import Block, Document
from generator.checks.pages.drawn import Box
from generator.checks.pages.findings import Findings, excerpt
from generator.checks.tree import Element
from generator.model.languages import find_language

# How much of the narrower block has to stand under the other one for both to be in one column.
_SHARED = 0.5
# Points that two boxes may overlap, since the boxes of letters are a guess.
_SLACK = 2.0
_ASIDE = ("Aside", "Note", "FENote")


def judge_order(document: Document, findings: Findings) -> None:
    """Rule order-differs: a block that is read after another and clearly stands above it, or before it in its row."""
    blocks = [block for block in document.blocks if block.boxes and block.role != "Lbl"]
    for block, after in pairwise(blocks):
        page = max(block.boxes)
        if min(after.boxes) != page:
            if min(after.boxes) < page and not _heads(block, after):
                _tell(block, after, min(after.boxes), "on an earlier page than", findings)
            continue
        if _aside(block) is not _aside(after) or _heads(block, after):
            continue
        one, other = block.boxes[page], after.boxes[page]
        if _is_above(other, one):
            _tell(block, after, page, "above", findings)
        elif _in_one_row(block, after) and _is_before(other, one, _rtl(block)):
            _tell(block, after, page, "before", findings)


def _aside(block: Block) -> Element | None:
    """What may stand elsewhere than where it is read: a note, a slip to cut off. Source: ISO 32000-2, 14.8.4.4.1."""
    return next((one for one in reversed(block.path) if one.entries.get("S") in _ASIDE), None)


def _heads(block: Block, after: Block) -> bool:
    """Whether a cell heads the columns of the table that the other one stands in: it is said with each cell of its
    column, wherever it stands, as in a table that is set row by row. Source: ISO 32000-1, 14.8.5.7, Scope."""
    tables = [next((one for one in it.path if one.role == "Table"), None) for it in (block, after)]
    return block.inside("THead") and after.inside("TBody") and tables[0] is tables[1]


def _in_one_row(block: Block, after: Block) -> bool:
    both_cells = block.role in ("TD", "TH") and after.role in ("TD", "TH")
    return both_cells and block.path[-2] is after.path[-2]


def _rtl(block: Block) -> bool:
    """Whether the table around a cell runs from the right; of a copy in two languages, one may and the next not."""
    language = find_language(block.lang)
    return language is not None and language.rtl


def _is_above(other: Box, one: Box) -> bool:
    shared = min(one[2], other[2]) - max(one[0], other[0])
    narrower = min(one[2] - one[0], other[2] - other[0])
    return other[1] >= one[3] - _SLACK and shared > _SHARED * narrower and narrower > 0


def _is_before(other: Box, one: Box, rtl: bool) -> bool:
    return other[0] >= one[2] - _SLACK if rtl else other[2] <= one[0] + _SLACK


def _tell(block: Block, after: Block, page: int, how: str, findings: Findings) -> None:
    first, second = (excerpt(one.text) if one.text.strip() else f"the {one.role}" for one in (block, after))
    message = f"Page {page}: {second} is read after {first} and stands {how} it."
    findings.add("order-differs", message, page, after.text)
