"""Blocks as they were read to the blocks of a leaflet: without remnants, with real lists and headings, in order.

Each step takes all blocks and gives all blocks; what it drops or changes is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generator.importing.nouns import (  # fmt: skip
    Block,
    Document,
    Figure,
    Gap,
    Heading,
    Item,
    Listing,
    Log,
    Paragraph,
    Runs,
    Sources,
    Table,
)
from generator.importing.remnants import remnant, tail_remnant
from generator.importing.runs import is_bold, lines, plain, stacked, unbold, without_end
from generator.importing.typed import with_lists
from generator.values import replace

# A heading is a line: 90 characters at most, 12 words, or 30 characters where no spaces part words.
_MOST_CHARACTERS, _MOST_WORDS, _MOST_WIDE = 90, 12, 30
_SOURCES = re.compile(
    r"(?:references?|sources?|bibliography|literature|works cited|citations|quellen|literatur|referencias|fuentes"
    r"|bibliografía|références|bibliographie|参考文献|参考资料|المراجع|المصادر)\s*:?",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
_ENDS = ".,;…。，；、।۔؛،:!"
_CONTACT = re.compile(r"\d{4,}|\d[\d\s().-]{6,}\d|\S@\S|https?:|www\.", re.IGNORECASE)
# Lists deeper than this are flattened: no reader follows further, and a page has no room.
_DEEPEST = 4


def tidied(document: Document, kind: str, log: Log) -> Document:
    """The document as a leaflet's blocks and title. kind: as `opening.kind_of` says."""
    blocks = with_lists(document.blocks, log)
    blocks = _without_remnants(blocks, kind, log)
    blocks = [_flat_enough(block, log) for block in blocks]
    blocks = _with_headings(blocks, kind, log)
    title, blocks = _titled(document.title, blocks, log)
    blocks = _with_sources(blocks, log)
    return replace(document, blocks=tuple(_with_levels(blocks, log)), title=title)


# --- Remnants --------------------------------------------------------------------------------------


def _without_remnants(blocks: Sequence[Block], kind: str, log: Log) -> list[Block]:
    """Without what a web page leaves; a heading whose whole section was dropped goes with it."""
    kept = [_without_remnant(block, kind, log) for block in blocks]
    out: list[Block] = []
    for index, block in enumerate(kept):
        if block is None:
            continue
        if isinstance(block, Heading) and index + 1 < len(kept) and kept[index + 1] is None:
            rest = next((one for one in kept[index + 1 :] if one is not None), None)
            if rest is None or (isinstance(rest, Heading) and rest.level <= block.level):
                log.drop(plain(block.runs), "a heading with nothing left below it", block.line)
                continue
        out.append(block)
    return out


def _without_remnant(block: Block, kind: str, log: Log) -> Block | None:
    if isinstance(block, Heading | Paragraph):
        return _without_lines(block, kind, log)
    if isinstance(block, Listing):
        items = _items_without(block.items, log, block.line)
        return replace(block, items=items) if items else None
    return block


def _without_lines(block: Heading | Paragraph, kind: str, log: Log) -> Block | None:
    """A paragraph's lines are judged one by one: “Print” and “Share” below each other; then the whole of it."""
    tail = tail_remnant(plain(block.runs))
    if tail:
        log.drop(tail, "a link to read on elsewhere", block.line)
        block = replace(block, runs=without_end(block.runs, len(tail)))
    parts = lines(block.runs)
    reasons = [remnant(plain(part)) for part in parts]
    if not any(reasons):
        why = remnant(plain(block.runs)) if len(parts) > 1 else ""
        log.drop(plain(block.runs) if why else "", why, block.line)
        return None if why else block
    for number, (part, reason) in enumerate(zip(parts, reasons, strict=True)):
        if reason:
            log.drop(plain(part), reason, block.line + number * (kind == "text"))
    left = [part for part, reason in zip(parts, reasons, strict=True) if not reason]
    return replace(block, runs=stacked(left)) if left else None


def _items_without(items: Sequence[Item], log: Log, line: int) -> tuple[Item, ...]:
    out = []
    for item in items:
        inner = _items_without(item.items, log, line)
        why = remnant(plain(item.runs)) if not inner else ""
        if why:
            log.drop(plain(item.runs), why, item.line or line)
        else:
            out.append(replace(item, items=inner))
    return tuple(out)


# --- Lists and headings ----------------------------------------------------------------------------


def _flat_enough(block: Block, log: Log) -> Block:
    if not isinstance(block, Listing):
        return block
    if block.ordered and block.start != 1:
        log.note(f"A list that began with {block.start} begins with 1 now.")
    return replace(block, items=_flattened(block.items, 1, log))


def _flattened(items: Sequence[Item], depth: int, log: Log) -> tuple[Item, ...]:
    out: list[Item] = []
    for item in items:
        inner = _flattened(item.items, depth + 1, log)
        if depth >= _DEEPEST and inner:
            log.note(f"Lists deeper than {_DEEPEST} levels were flattened.")
            out += [replace(item, items=()), *inner]
        else:
            out.append(replace(item, items=inner))
    return tuple(out)


def _with_headings(blocks: Sequence[Block], kind: str, log: Log) -> list[Block]:
    """Short bold paragraphs, and in plain text short lines, that stand above something are its headings."""
    out: list[Block] = []
    level = 1
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            level = block.level
            out.append(replace(block, runs=unbold(block.runs)))
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and _is_heading(block, following, kind, first=index == 0):
            what = "line" if kind == "text" else "bold paragraph"
            log.note(f"“{plain(block.runs)}” became a heading: it is a short {what}.")
            guessed = _level_of_guess(blocks, level)
            out.append(Heading(unbold(block.runs), guessed, block.line, guessed=True))
        else:
            out.append(block)
    return out


def _level_of_guess(blocks: Sequence[Block], level: int) -> int:
    """One below the real heading above; where there are no real ones, all are sections."""
    real = any(isinstance(block, Heading) for block in blocks)
    return min(6, level + 1) if real else 2


def _is_heading(block: Paragraph, following: Block | None, kind: str, first: bool) -> bool:
    text = plain(block.runs)
    if not _is_short(text) or following is None or isinstance(following, Heading | Gap):
        return False
    if kind != "text":
        return is_bold(block.runs) and text[-1] not in ".,;。" and (first or not _also(following, is_bold_line))
    if block.indent > 8 or _CONTACT.search(text) or text[-1] in _ENDS or (text[0].islower() and text[0].isalpha()):
        return False
    return first or not _also(following, lambda one: _is_short(plain(one.runs)) and plain(one.runs)[-1] not in _ENDS)


def is_bold_line(block: Paragraph) -> bool:
    return is_bold(block.runs) and _is_short(plain(block.runs))


def _also(block: Block, test: Callable[[Paragraph], bool]) -> bool:
    return isinstance(block, Paragraph) and test(block)


def _is_short(text: str) -> bool:
    if "\n" in text or len(text) > _MOST_CHARACTERS or not any(map(str.isalpha, text)):
        return False
    return len(text.split()) <= _MOST_WORDS and len(_WIDE.findall(text)) <= _MOST_WIDE


# --- Title, sources, levels ------------------------------------------------------------------------


def _titled(stated: str, blocks: list[Block], log: Log) -> tuple[str, list[Block]]:
    """The leaflet's title: the heading that stands above everything or highest; else what the file states."""
    headings = [(index, block) for index, block in enumerate(blocks) if isinstance(block, Heading)]
    highest = min((block.level for _, block in headings), default=0)
    alone = sum(block.level == highest for _, block in headings) == 1
    for index, block in headings:
        first = all(isinstance(one, Gap | Figure) for one in blocks[:index])
        if (block.level == 1 and not block.guessed) or (block.level == highest and alone) or first:
            title = plain(block.runs).replace("\n", " ")
            if index:
                log.note(f"The title, “{title[:60]}”, stood below other text, which follows it now.")
            return title, [one for one in blocks if one is not block]
    cleaned = re.split(r"\s+[|–—·:»-]\s+", stated)[0].strip() if stated else ""
    if cleaned:
        log.note(f"The title, “{cleaned[:60]}”, is the file's own: no heading stands above the text.")
    return cleaned, blocks


def _with_sources(blocks: list[Block], log: Log) -> list[Block]:
    """What stands under “References” is the block of that kind, when it is a list or short paragraphs."""
    out: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if not isinstance(block, Heading) or not _SOURCES.fullmatch(plain(block.runs).strip()):
            out.append(block)
            continue
        end = next(
            (i for i in range(index, len(blocks)) if isinstance(blocks[i], Heading | Table | Figure | Sources)),
            len(blocks),
        )
        if end > index and isinstance(blocks[index], Listing):  # paragraphs below a list are no references
            end = next((i for i in range(index, end) if not isinstance(blocks[i], Listing)), end)
        entries = [entry for one in blocks[index:end] for entry in _entries(one)]
        if not entries:
            out.append(block)
            continue
        log.note(f"“{plain(block.runs)}” became the references; their heading comes from the layout.")
        out.append(Sources(tuple(entries), block.line))
        out += [one for one in blocks[index:end] if isinstance(one, Gap)]
        index = end
    return _one_list_of_sources(out)


def _entries(block: Block) -> list[Runs]:
    if isinstance(block, Paragraph):
        return [block.runs]
    if isinstance(block, Listing):
        return [runs for item in block.items for runs in (item.runs, *(one.runs for one in item.items))]
    return list(block.entries) if isinstance(block, Sources) else []


def _one_list_of_sources(blocks: list[Block]) -> list[Block]:
    """All references in one block, where the last of them stood."""
    found = [block for block in blocks if isinstance(block, Sources)]
    if len(found) < 2:
        return blocks
    joined = Sources(tuple(entry for block in found for entry in block.entries), found[0].line)
    return [joined if block is found[-1] else block for block in blocks if block not in found[:-1]]


def _with_levels(blocks: Sequence[Block], log: Log) -> list[Block]:
    """Heading levels from 2 on, none skipped; which is below which stays as it was. Source: ISO 14289-1, 7.4.2."""
    out: list[Block] = []
    above: list[tuple[int, int]] = []  # levels in the document and in the leaflet, of the headings that are open
    changed = False
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1][0] >= block.level:
                above.pop()
            level = min(6, above[-1][1] + 1 if above else 2)
            above.append((block.level, level))
            changed = changed or (level != block.level and not block.guessed and block.level > 2)
            block = replace(block, level=level)
        out.append(block)
    if changed:
        log.note("Levels of headings that skipped one were put in order.")
    return out
