"""Where things stand on the page: facts torn apart, headings and lines left alone, what is too near the edge."""

from __future__ import annotations

from itertools import accumulate, pairwise

from generator.checks.pages.blocks import ABOVE, BELOW, HEADINGS, Block, Document
from generator.checks.pages.drawn import Box, Image, Page, Shape, Shown
from generator.checks.pages.findings import Findings, excerpt
from generator.text.facts import find_facts

POINTS_A_MM = 72 / 25.4
# An address of the web may be longer than any line: it has to break somewhere.
_MAY_BREAK = ("url", "email")
# A block of this height or less in lines is not torn, it is whole.
_PARAGRAPHS = ("P", "LBody", "BlockQuote")


def judge_facts(document: Document, findings: Findings) -> None:
    """Rule split-fact. Cells count as well: a dose that is torn in a narrow column is misread there first."""
    for block in document.blocks:
        if len(block.lines) < 2:
            continue
        ends = list(accumulate(len(line.text) for line in block.lines))[:-1]
        text = block.text
        for fact in find_facts(text):
            cut = next((n for n, end in enumerate(ends) if fact.start < end < fact.end), None)
            if cut is None or fact.kind in _MAY_BREAK:
                continue
            said, upper, lower = text[fact.start : fact.end], block.lines[cut], block.lines[cut + 1]
            over = "two pages" if upper.page != lower.page else "two lines"
            findings.add("split-fact", f"Page {upper.page}: {excerpt(said)} is split over {over}.", upper.page, said)


def judge_breaks(document: Document, findings: Findings) -> None:
    """Rules stranded-heading and lone-line."""
    blocks = [block for block in document.blocks if block.boxes]
    for block, after in pairwise(blocks):
        if block.role in HEADINGS and _torn(block, after):
            page = max(block.boxes)
            findings.add(
                "stranded-heading",
                f"Page {page}: the heading {excerpt(block.text)} stands at the foot, and its text elsewhere.",
                page,
                block.text,
            )
    for block in blocks:
        if block.role in _PARAGRAPHS and not block.inside("Table") and len(block.lines) > 2:
            _judge_lone(block, findings)


def _torn(heading: Block, after: Block) -> bool:
    """Whether what follows a heading begins on another page, or in another column."""
    page, begins = max(heading.boxes), min(after.boxes)
    if begins != page:
        return True
    one, other = heading.boxes[page], after.boxes[page]
    return other[1] > one[3] and (other[0] > one[2] or other[2] < one[0])


def _judge_lone(block: Block, findings: Findings) -> None:
    columns: list[list[int]] = []
    before = None
    for number, line in enumerate(block.lines):
        if before is None or line.page != before.page or line.y > before.y:
            columns.append([])
        columns[-1].append(number)
        before = line
    for which, column in (("first", columns[0]), ("last", columns[-1])):
        if len(columns) > 1 and len(column) == 1:
            line = block.lines[column[0]]
            message = f"Page {line.page}: the {which} line of a paragraph stands alone, {excerpt(line.text)}."
            findings.add("lone-line", message, line.page, line.text)


# -- the edge -------------------------------------------------------------------------------------------------------


def edge_distance(page: Page, document: Document) -> tuple[float, Box] | None:
    """How near anything to be read comes to the page's edge, in millimetres, and its box; None for an empty page.

    What counts is text, pictures and what has a tag. A ground or a band may run to the edge: nothing of it is read.
    """
    boxes = [box for one in page.drawn if (box := _content(one, page, document)) is not None]
    if not boxes:
        return None

    def distance(box: Box) -> float:
        return min(box[0], box[1], page.width - box[2], page.height - box[3])

    nearest = min(boxes, key=distance)
    return distance(nearest) / POINTS_A_MM, nearest


def _content(one: object, page: Page, document: Document) -> Box | None:
    if isinstance(one, Shown):
        if not one.seen or not one.text.strip():
            return None
        if not one.level:
            return one.x, one.y, one.x, one.y
        return one.x, one.y - BELOW * one.size, one.right, one.y + ABOVE * one.size
    if isinstance(one, Image):
        whole = one.box[0] <= 0 and one.box[2] >= page.width
        return None if whole and one.owner.mcid < 0 else one.box
    assert isinstance(one, Shape)
    owned = (page.object, one.owner.mcid) in document.owners
    return one.box if owned and one.box[2] > one.box[0] and one.box[3] > one.box[1] else None


def judge_edges(document: Document, findings: Findings) -> float | None:
    """Rule near-edge; returns the smallest distance of the file in millimetres."""
    least = None
    for page in document.pages:
        found = edge_distance(page, document)
        if found is None:
            continue
        distance, _ = found
        least = distance if least is None else min(least, distance)
        if weight := findings.under("near-edge", round(distance, 2)):
            message = f"Page {page.number}: something stands {distance:.1f} mm from the edge."
            findings.add("near-edge", message, page.number, severity=weight)
    return least
