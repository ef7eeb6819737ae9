"""What tags say that no validator can weigh: empty headers, names without a meaning, a link called “here”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.checks.pages.blocks import HEADINGS, Document
from generator.checks.pages.drawn import Shown
from generator.checks.pages.findings import Findings, excerpt
from generator.checks.pages.phrases import NO_LINK, NO_PICTURE
from generator.checks.tree import INLINE, Element
from generator.problems import Severity
from generator.translation.letters import wrong_letters

_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|svg|gif|webp|tiff?|bmp|eps|pdf|heic)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FURNITURE = "Pagination"
_LETTERS = re.compile(r"[^\W\d_]")
# Fewer letters than this are a sign: a bullet, a number, a tick.
_A_WORD = 3


def judge_meaning(document: Document, findings: Findings) -> None:
    """Every rule about tags, in the order of the tree; then text that has none."""
    if not document.tagged:
        findings.add("untagged-text", "No text of this file has a tag.")
        return
    for element in document.tree.elements:
        _judge_element(document, element, findings)
    _judge_alternatives(document, findings)
    _judge_headings(document, findings)
    _judge_untagged(document, findings)
    _judge_languages(document, findings)


def _judge_element(document: Document, element: Element, findings: Findings) -> None:
    role = element.role
    if (role == "TH" or role in HEADINGS) and not _says(document, element):
        what = "a header cell of a table" if role == "TH" else f"a heading ({role})"
        findings.add("empty-header", f"There is nothing in {what}.")
    elif role == "Link":
        _judge_link(document, element, findings)
    elif role == "L":
        items = [kid for kid in element.kids if isinstance(kid, Element) and kid.role == "LI"]
        if len(items) == 1:
            said = document.said(items[0])
            findings.add("list-of-one", f"A list has one item alone: {excerpt(said)}.", text=said)
    elif role == "Table" and not any(below.role == "TH" for below in _below(element)):
        said = document.said(element)
        findings.add("table-without-headers", f"The table {excerpt(said)} has no header cell.", text=said)


def _below(element: Element) -> Iterator[Element]:
    for kid in element.kids:
        if isinstance(kid, Element):
            yield kid
            yield from _below(kid)


def _says(document: Document, element: Element) -> bool:
    """Whether there is a text in it, or a picture that has one."""
    said = [
        document.file.text(one.entries.get(key)) for one in (element, *_below(element)) for key in ("Alt", "ActualText")
    ]
    return bool("".join(said).strip() or document.said(element).strip())


# -- pictures ---------------------------------------------------------------------------------------------------------


def _judge_alternatives(document: Document, findings: Findings) -> None:
    told = [
        document.file.text(one.entries.get("Alt")).strip() for one in document.tree.elements if one.role == "Figure"
    ]
    for alt in dict.fromkeys(told):
        if alt and (_FILE_NAME.fullmatch(alt) or NO_PICTURE.fullmatch(alt)):
            findings.add("empty-alt", f"A picture is described as {excerpt(alt)}, which tells nothing of it.", text=alt)
    for before, alt in pairwise(told):
        if alt and alt == before:
            findings.add("same-alt", f"Two pictures, one after the other, are described as {excerpt(alt)}.", text=alt)


# -- links ------------------------------------------------------------------------------------------------------------


def _judge_link(document: Document, element: Element, findings: Findings) -> None:
    file = document.file
    said = " ".join(document.said(element).split())
    areas = [
        file.dictionary(file.get(kid.annotation))
        for kid in element.kids
        if not isinstance(kid, Element) and kid.annotation
    ]
    contents = next((text for area in areas if (text := file.text(area.get("Contents")).strip())), "")
    named = file.text(element.entries.get("Alt")).strip()
    if said and NO_LINK.fullmatch(said):
        findings.add("empty-link", f"A link is called {excerpt(said)}.", text=said)
    elif areas and not contents and not named:
        findings.add("empty-link", f"The link {excerpt(said)} does not say where it leads (Contents).", text=said)
    elif _is_address(said) and not _names(contents or named) and _alone(document, element, said):
        message = f"The link {excerpt(said)} is an address, and nothing says in words where it leads."
        findings.add("empty-link", message, text=said, severity=Severity.WARNING)


def _alone(document: Document, element: Element, said: str) -> bool:
    """Whether no words stand around an address: in its paragraph, cell or item, or in the paragraph before it.

    Source: WCAG 2.1, 2.4.4, “programmatically determined link context”.
    """
    path = document.path(element)
    block = next((one for one in reversed(path[:-1]) if one.role not in INLINE), path[0])
    around = " ".join(document.said(block).split()).replace(said, "")
    holder = document.parents.get(block.number)
    kids = [kid for kid in holder.kids if isinstance(kid, Element)] if holder else []
    before = kids[kids.index(block) - 1] if block in kids and kids.index(block) else None
    return not _LETTERS.search(around) and (before is None or not _LETTERS.search(document.said(before)))


def _names(text: str) -> bool:
    """Whether a text has words that are no address."""
    return bool(_LETTERS.search(text)) and not _is_address(text)


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text.replace(" ", "")))


# -- headings, languages, what has no tag -----------------------------------------------------------------------------


def _judge_headings(document: Document, findings: Findings) -> None:
    found = [(int(one.role[1]), one) for one in document.tree.elements if one.role in HEADINGS and one.role != "H"]
    for (before, _), (level, element) in pairwise(found):
        if level > before + 1:
            said = document.said(element)
            message = f"{excerpt(said)} has level {level} after a heading of level {before}."
            findings.add("heading-skips", message, text=said)


def _judge_untagged(document: Document, findings: Findings) -> None:
    """Text of an artifact that is no header or footer is passed by when the file is read aloud.

    What is drawn again and tagged elsewhere is passed by rightly: the head of a table on its next page, a language's
    name above each section in it.
    """
    tagged = {line.text.strip() for block in document.blocks for line in block.lines}
    tagged |= {document.said(one).strip() for one in document.tree.elements if one.role in INLINE}
    for page in document.pages:
        loose = [one for one in page.texts if not _is_owned(document, page.object, one)]
        by_kind: dict[str, str] = {}
        for kind, text in _joined(loose):
            if text.strip() not in tagged:
                by_kind[kind] = f"{by_kind.get(kind, '')} {text}".strip()
        for text in by_kind.values():
            if len(_LETTERS.findall(text)) >= _A_WORD:
                message = f"Page {page.number}: {excerpt(text)} has no tag and is no header or footer."
                findings.add("untagged-text", message, page.number, text)


def _joined(texts: list[Shown]) -> Iterator[tuple[str, str]]:
    """What stands side by side on a line as one text, with the kind of its artifact."""
    kind, text, last = "", "", None
    for one in texts:
        beside = last is not None and last.y == one.y and min(abs(last.right - one.x), abs(one.right - last.x)) < 1
        if not beside or one.owner.artifact != kind:
            if text:
                yield kind, text
            kind, text = one.owner.artifact, ""
        text, last = text + one.text, one
    if text:
        yield kind, text


def _is_owned(document: Document, page: int, one: Shown) -> bool:
    return one.owner.artifact.startswith(_FURNITURE) or (page, one.owner.mcid) in document.owners


def _judge_languages(document: Document, findings: Findings) -> None:
    """A text in a script that its language is not written with is spoken wrong, or not at all."""
    for block in document.blocks:
        for line in block.lines:
            for lang, text in _by_language(document, block.lang, line.page, line.parts):
                for word, reason in wrong_letters(text, lang):
                    message = f"Page {line.page}: {excerpt(word)} is tagged as “{lang}” and {reason}."
                    findings.add("wrong-lang", message, line.page, word)


def _by_language(document: Document, lang: str, page: int, parts: list[Shown]) -> Iterator[tuple[str, str]]:
    """The text of a line, by the language that the tags give it."""
    number = document.pages[page - 1].object
    found: list[tuple[str, str]] = []
    for part in parts:
        owner = document.owners.get((number, part.owner.mcid))
        its = document.lang_of(document.path(owner)) if owner is not None else lang
        if found and found[-1][0] == its:
            found[-1] = its, found[-1][1] + part.text
        else:
            found.append((its, part.text))
    yield from found
