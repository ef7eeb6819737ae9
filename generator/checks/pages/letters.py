"""How letters are set: their size, the length and distance of lines, what is turned or stressed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

from generator.checks.pages.blocks import HEADINGS, Block, Document, Line
from generator.checks.pages.drawn import Shape, Shown
from generator.checks.pages.findings import Findings, excerpt
from generator.model.languages import find_language
from generator.problems import Severity
from generator.rules import RULES

# Formats in which all text is large, and lines hold fewer characters (generator's formats by name).
LARGE = ("large-print", "giant-print")
_CJK = ("Hans", "Hant", "Jpan", "Kore")
# RNIB's 60 to 70 characters are of English: alphabets whose letters are about as wide.
_LATIN_LIKE = ("Latn", "Grek", "Cyrl")
# The widest page that counts as a panel of a folded leaflet or a card, in points: a third of A4 is 100 mm, a quarter of
# Letter 108 mm.
_PANEL = 110 / 25.4 * 72
# A body line that takes less of its page than this stands in a column.
_COLUMN = 0.55
# Of fewer lines the middle one is short by chance, for a word that did not fit: then the longest of them shows how wide
# the column is. Our own number.
_SOME = 6
# A block whose widest line takes this much of the widest one of all fills its column.
_FILLS = 0.85
# Where a line that underlines may lie, in type sizes from the baseline, and how thick it may be.
_UNDERLINE = (-0.3, 0.02, 0.12)
_SAME = 0.05


def sizes_of(texts: Iterable[Shown]) -> Counter[float]:
    """How many characters are shown in each size, in points to one decimal."""
    found: Counter[float] = Counter()
    for one in texts:
        count = len("".join(one.text.split()))
        if count:
            found[round(one.size, 1)] += count
    return found


def body_size(document: Document) -> float:
    """The size that most text is in, in points; of equals the larger; 0 without text.

    Headers, footers and an imprint are left out: in a short leaflet they are most of it.
    """
    imprint = _imprint(document)
    sizes = sizes_of(
        one
        for page in document.pages
        for one in page.texts
        if not one.owner.artifact and (page.object, one.owner.mcid) not in imprint
    )
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _imprint(document: Document) -> set[tuple[int, int]]:
    """Page and content ids of who made the file and when: what a Div holds that is the last thing in it."""
    last = document.blocks[-1].path[-2] if document.blocks and len(document.blocks[-1].path) > 3 else None
    if last is None or last.role != "Div":
        return set()
    return {mark for mark, owner in document.owners.items() if last in document.path(owner)}


def judge_sizes(document: Document, form: str, findings: Findings) -> None:
    """Rules small-body, large-print-size and small-text."""
    body = document.body
    if not body:
        return
    if form in LARGE:
        weight = findings.under("large-print-size", body, "giant-" if form == "giant-print" else "")
        if weight:
            findings.add("large-print-size", f"Most of the text is in {body:g} pt.", severity=weight)
    elif weight := findings.under("small-body", body):
        findings.add("small-body", f"Most of the text is in {body:g} pt.", severity=weight)
    small = _smaller(document, form)
    if not small:
        return
    least = min(small)
    number, shown = small[least]
    weight = Severity.ERROR if form in LARGE else findings.under("small-text", least)
    if weight is None:
        return  # smaller than the rest, and large enough
    message = f"Page {number}: {excerpt(shown.text)} is in {least:g} pt; most of the text is in {body:g} pt."
    findings.add("small-text", message, number, shown.text, weight)


def _smaller(document: Document, form: str) -> dict[float, tuple[int, Shown]]:
    """Text smaller than the body: the first of each size, with its page.

    Headers, footers and the imprint are for staff: they count below the floor alone, or where all has to be large.
    """
    floor = RULES["small-text"].limits["error"]
    imprint = _imprint(document)
    small: dict[float, tuple[int, Shown]] = {}
    for page in document.pages:
        for one in page.texts:
            size = round(one.size, 1)
            staff = one.owner.artifact.startswith("Pagination") or (page.object, one.owner.mcid) in imprint
            told = not staff or form in LARGE or size < floor
            if told and size < document.body and any(char.isalnum() for char in one.text):
                small.setdefault(size, (page.number, one))
    return small


# -- lines ----------------------------------------------------------------------------------------------------------


def characters(text: str, cjk: bool = False) -> int:
    """Characters as a reader counts them: a letter and its marks are one; blanks at the ends are none.

    cjk: among characters that fill a square, one of half its width is half a character. Source: UAX #11.
    """
    counted = [char for char in text.strip() if unicodedata.category(char) not in ("Mn", "Me", "Cf", "Cc")]
    if not cjk:
        return len(counted)
    wide = sum(unicodedata.east_asian_width(char) in "WFA" for char in counted)
    return wide + (len(counted) - wide + 1) // 2


def body_blocks(document: Document) -> list[Block]:
    """Paragraphs and list items in the body's size, but for listings."""
    body = document.body
    return [
        block
        for block in document.blocks
        if block.lines
        and not block.inside("Table", "Figure", "Form", *HEADINGS)
        and not block.is_listing
        and abs(block.lines[0].size - body) < 0.1
    ]


def full_lines(document: Document) -> list[tuple[int, Line, Block]]:
    """The lines of body text that run to their end, with their number of characters: all but the last of a block."""
    return [
        (characters(line.text, _script(block.lang) in _CJK), line, block)
        for block in body_blocks(document)
        for line in block.lines[:-1]
        if line.inked and abs(line.size - block.lines[-1].size) < _SAME
    ]


def judge_line_length(document: Document, form: str, findings: Findings) -> None:
    """Rules long-lines and short-lines, by the script and by the room that lines have."""
    lines = full_lines(document)
    longest: dict[Severity, tuple[int, Line]] = {}
    for count, line, block in lines:
        script = _script(block.lang)
        kind = "cjk-" if script in _CJK else "" if script in _LATIN_LIKE else "other-"
        weight = findings.over("long-lines", count, kind)
        # The aim of Latin letters is for the middle of all lines: below.
        if weight and (kind or weight is Severity.ERROR) and count > longest.get(weight, (0, line))[0]:
            longest[weight] = count, line
    for weight, (count, line) in longest.items():
        message = f"Page {line.page}: the line {excerpt(line.text)} has {count} characters."
        findings.add("long-lines", message, line.page, line.text, weight)
    # Of other scripts, nobody has said how few characters are too few; some lines of Latin among them are names, or a
    # notice in English, and no text that is read.
    latin = [one for one in main_lines(lines) if _script(one[2].lang) in _LATIN_LIKE]
    if len(latin) >= _SOME or _script(document.lang) in _LATIN_LIKE:
        _judge_middle(document, latin, form, findings)


def _judge_middle(document: Document, lines: list[tuple[int, Line, Block]], form: str, findings: Findings) -> None:
    """The middle one of all lines against RNIB's aim; columns and panels have one of their own."""
    if not lines:
        return
    middle = median(count for count, _, _ in lines)
    message = f"A typical full line of body text has {middle:g} characters: half of them have fewer, half have more."
    widest = max(line.right - line.left for _, line, _ in lines)
    page = document.pages[lines[0][1].page - 1]
    # RNIB speaks of Latin letters; those of Greek and Cyrillic are wider, so that fewer stand in the same width.
    latin = all(_script(block.lang) == "Latn" for _, _, block in lines)
    kind = "column-" if page.width <= _PANEL or widest < _COLUMN * page.width else "" if latin else "other-"
    over = findings.over("long-lines", middle, "" if kind == "other-" else kind)
    rule = "long-lines" if over else "short-lines"
    weight = over or findings.under(rule, middle, kind)
    if rule == "short-lines" and len(lines) < _SOME:
        longest = max(lines, key=_count)[0]
        message = f"The longest full line of body text has {longest} characters."
        weight = findings.under(rule, longest, kind)
    # Large print has shorter lines on the same paper, and easy read short sentences.
    aimed = form not in (*LARGE, "easy-read")
    if (weight is Severity.ERROR and rule == "short-lines") or (weight is Severity.WARNING and aimed):
        findings.add(rule, message, severity=weight)


def _count(line: tuple[int, Line, Block]) -> int:
    return line[0]


def main_lines(lines: list[tuple[int, Line, Block]]) -> list[tuple[int, Line, Block]]:
    """Those of blocks that fill their column: boxes and what stands beside a picture are narrower by design."""
    widest = max((line.right - line.left for _, line, _ in lines), default=0.0)
    wide = {id(block) for _, line, block in lines if line.right - line.left >= _FILLS * widest}
    return [one for one in lines if id(one[2]) in wide]


def _script(lang: str) -> str:
    language = find_language(lang)
    return language.script if language else "Latn"


def pitches(document: Document) -> list[tuple[float, Line]]:
    """The distance of baselines in type sizes, between lines of one block of text; headings are none."""
    return [
        ((upper.y - lower.y) / max(upper.size, lower.size), lower)
        for block in document.blocks
        if not block.inside(*HEADINGS, "Title", "Figure")
        for upper, lower in pairwise(block.lines)
        if upper.page == lower.page and upper.y > lower.y and upper.right > lower.left and lower.right > upper.left
    ]


def judge_pitch(document: Document, findings: Findings) -> None:
    """Rule tight-lines: the tightest place of the file."""
    found = pitches(document)
    if not found:
        return
    least, line = min(found, key=lambda one: one[0])
    # A hundredth: files round lengths to a thousandth of a point.
    if weight := findings.under("tight-lines", least + 0.01):
        message = f"Page {line.page}: the line {excerpt(line.text)} is {least:.2f} type sizes below the one above it."
        findings.add("tight-lines", message, line.page, line.text, weight)


# -- turned and stressed ----------------------------------------------------------------------------------------------


def judge_turned(document: Document, findings: Findings) -> None:
    """Rule turned-text."""
    for page in document.pages:
        for one in page.texts:
            if not one.level and one.text.strip():
                message = f"Page {page.number}: {excerpt(one.text)} is turned by {one.angle:.0f}°."
                findings.add("turned-text", message, page.number, one.text)


def judge_stress(document: Document, findings: Findings) -> None:
    """Rule long-emphasis: italics, and underlines where they can be seen, over more words than the limit."""
    most = findings.limit("long-emphasis", "words")
    if most is None:
        return
    for block in document.blocks:
        for words, page in _stretches(block, lambda one, _: one.slanted, document):
            if len(words.split()) > most:
                findings.add("long-emphasis", f"Page {page}: {excerpt(words)} is in italics.", page, words)
        for words, page in _stretches(block, _underlined, document):
            if len(words.split()) > most:
                findings.add("long-emphasis", f"Page {page}: {excerpt(words)} is underlined.", page, words)


def _stretches(block: Block, stressed: object, document: Document) -> Iterator[tuple[str, int]]:
    assert callable(stressed)
    words, page = "", 0
    for line in block.lines:
        for part in line.parts:
            if not part.text.strip():
                words += part.text if words else ""
            elif stressed(part, (document, line.page)):
                page = page or line.page
                words += part.text
            elif words:
                yield words, page
                words, page = "", 0
    if words:
        yield words, page


def _underlined(part: Shown, where: tuple[Document, int]) -> bool:
    """Whether a thin bar runs under all of a text. What leads somewhere is meant to be underlined: no link counts."""
    document, number = where
    page = document.pages[number - 1]
    owner = document.owners.get((page.object, part.owner.mcid))
    if owner is not None and any(element.role == "Link" for element in document.path(owner)):
        return False
    low, high = part.y + _UNDERLINE[0] * part.size, part.y + _UNDERLINE[1] * part.size
    return any(
        low <= (bar.box[1] + bar.box[3]) / 2 <= high
        and bar.box[0] <= part.x + 1
        and bar.box[2] >= part.right - 1 - part.size / 3
        for bar in page.drawn
        if isinstance(bar, Shape) and bar.box[3] - bar.box[1] <= _UNDERLINE[2] * part.size
    )
