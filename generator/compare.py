"""What has changed between two PDFs, or two folders of them: words as a screen reader says them, and pictures of pages.

The result is one HTML page that fetches nothing and runs nothing. Whatever stands in the files is escaped: they may be
anybody's.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks.inspection import NotReadable, Part, Spoken, spoken
from generator.preview import NotShown, difference, page_pictures, small_png
from generator.problems import ProblemError
from generator.text.breaks import line_breaks
from generator.text.conventions import find_dates
from generator.text.facts import find_facts
from generator.values import Frozen, field
from generator.web import one_page

if TYPE_CHECKING:
    from PIL.Image import Image

# What no HTML may hold (HTML Standard, 13.1.4.2).
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Between two parts that changed together; no text holds it, for it is a control character.
_END_OF_PART = "\x1e"
# Two texts of 2,000 words each; of longer ones the words that are everywhere are not looked at alone: to compare each
# “the” with each other takes minutes.
_MOST_PAIRS = 4_000_000


class NotComparable(ProblemError):
    """Two things that cannot be compared; the message names the file that is at fault."""


class Change(Frozen):
    """Words that changed: page from 1, in the new file (of what is gone, in the old one); pieces: kind and words, the
    kind being same, gone or new."""

    page: int
    pieces: tuple[tuple[str, str], ...]


class PagePair(Frozen):
    """A page that looks otherwise: PNG files, None for a page that there is not; number: from 1."""

    number: int
    before: bytes | None
    after: bytes | None
    difference: bytes | None


class Comparison(Frozen):
    """Two files of one name. state: same, changed, new or gone; pages: how many there were, and are."""

    name: str
    state: str
    lang: str = ""
    pages: tuple[int, int] = (0, 0)
    words: tuple[Change, ...] = ()
    looks: tuple[PagePair, ...] = field(default=(), repr=False)


def compare(old: Path, new: Path, dpi: int) -> list[Comparison]:
    """Compare two files, or the PDFs of two folders by their names, those of inner folders included.

    dpi: dots an inch of the pictures. Raises `NotComparable` for what is no PDF, and OSError.
    """
    if old.is_dir() != new.is_dir():
        raise NotComparable(f"{old} and {new}: one is a folder and the other a file")
    if not old.is_dir():
        return [_compared(new.name, old, new, dpi)]
    names = sorted({name for folder in (old, new) for name in _pdfs_in(folder)})
    if not names:
        raise NotComparable(f"{old} and {new}: there is no PDF in them")
    return [_paired(name, old / name, new / name, dpi) for name in names]


def _pdfs_in(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.suffix.lower() == ".pdf" and path.is_file():
            yield path.relative_to(folder).as_posix()


def _paired(name: str, old: Path, new: Path, dpi: int) -> Comparison:
    if not new.is_file():
        return Comparison(name, "gone")
    return _compared(name, old, new, dpi) if old.is_file() else Comparison(name, "new")


def _compared(name: str, old: Path, new: Path, dpi: int) -> Comparison:
    (before, said_before), (after, said_after) = _read(old), _read(new)
    pages, lang = (said_before.pages, said_after.pages), said_after.lang
    words = tuple(changed_words(said_before, said_after))
    looks = tuple(_changed_pages(_pictures(old, before, dpi), _pictures(new, after, dpi))) if before != after else ()
    return Comparison(name, "changed" if words or looks else "same", lang, pages, words, looks)


def _read(path: Path) -> tuple[bytes, Spoken]:
    data = path.read_bytes()
    try:
        return data, spoken(data)
    except NotReadable as error:
        raise NotComparable(f"{path}: {error}") from error


def _pictures(path: Path, data: bytes, dpi: int) -> list[Image]:
    try:
        return page_pictures(data, dpi)
    except NotShown as error:
        raise NotComparable(f"{path}: {error}") from error


# -- words ------------------------------------------------------------------------------------------------------------


def changed_words(before: Spoken, after: Spoken) -> Iterator[Change]:
    """The parts that changed, with the words that did. A text that only moved to another page has not changed."""
    locale = after.lang if _TAG.fullmatch(after.lang) else "en"
    old, new = ([" ".join(part.text.split()) for part in said.parts] for said in (before, after))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        page = _page_of(after.parts[c:d]) or _page_of(before.parts[a:b])
        yield Change(page, tuple(_word_changes(_words(old[a:b], locale), _words(new[c:d], locale))))


def _page_of(parts: Sequence[Part]) -> int:
    return next((part.page for part in parts if part.page), 0)


def is_language(tag: str) -> bool:
    """Whether the text has the form of a language tag, so that it can stand in HTML."""
    return _TAG.fullmatch(tag) is not None


def _words(texts: Sequence[str], locale: str) -> list[str]:
    """The words with the blanks behind them; of a script without blanks, too (UAX #14 and ICU's dictionaries).

    A fact is one word: of a phone number that changed, nobody has to put the new one together.
    """
    found: list[str] = []
    for text in texts:
        facts = [*((fact.start, fact.end) for fact in find_facts(text)), *find_dates(text, locale)]
        inside = {at for its_start, its_end in facts for at in range(its_start + 1, its_end)}
        start = 0
        for end in line_breaks(text, locale):
            if end in inside:
                continue
            found.append(text[start:end])
            start = end
        found.append(_END_OF_PART)
    return found[:-1]


def _word_changes(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    long = len(old) * len(new) > _MOST_PAIRS
    bare_old, bare_new = ([word.rstrip() for word in words] for words in (old, new))
    for kind, a, b, c, d in SequenceMatcher(None, bare_old, bare_new, autojunk=long).get_opcodes():
        if kind == "equal":
            yield "same", "".join(new[c:d])
            continue
        if b > a:
            yield "gone", "".join(old[a:b])
        if d > c:
            yield "new", "".join(new[c:d])


# -- looks ------------------------------------------------------------------------------------------------------------


def _changed_pages(before: list[Image], after: list[Image]) -> Iterator[PagePair]:
    for number, (old, new) in enumerate(zip_longest(before, after), 1):
        changed = difference(old, new) if old and new else None
        if changed or not (old and new):
            yield PagePair(number, *(small_png(page) if page else None for page in (old, new, changed)))


# -- the page ---------------------------------------------------------------------------------------------------------

STYLE = """
h2 { margin-top: 3rem; overflow-wrap: anywhere; }
.words { border-inline-start: 4px solid #a9b8bc; padding-inline-start: 1rem; white-space: pre-line; }
del { color: #8c2f1b; background: #f9edea; text-decoration: line-through; }
ins { color: #0b5563; background: #e6f0f1; text-decoration: underline; font-weight: bold; }
del, ins { margin-inline: 0.1em; }
.pages { display: flex; flex-wrap: wrap; gap: 1rem; margin: 0; }
figure { margin: 0; flex: 1 1 18rem; max-width: 26rem; }
img { width: 100%; border: 1px solid #a9b8bc; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
"""
_STATES = {"same": "Nothing has changed.", "new": "This file is new.", "gone": "This file is gone."}


def html_page(found: Sequence[Comparison], old: str, new: str) -> str:
    """The comparisons as one page; old, new: what was compared, as it is to be called."""
    counts = {state: sum(one.state == state for one in found) for state in ("changed", "new", "gone", "same")}
    summary = ", ".join(f"{count} {state}" for state, count in counts.items() if count) + "."
    parts = list[str]()
    if len(found) > 1:
        parts.append(_contents(found))
    for number, one in enumerate(found, 1):
        parts += _section(number, one)
    return changes_page(old, new, summary, parts)


def changes_page(old: str, new: str, summary: str, parts: Sequence[str], style: str = "") -> str:
    """A page of what has changed. old, new: what was compared, as it is to be called; parts: HTML; style: further
    rules."""
    opening = f"<p>From {html_text(old)} to {html_text(new)}: {summary}</p>\n"
    return one_page("What has changed", STYLE + style, (opening, *parts), width=80, accent="#0b5563")


def _contents(found: Sequence[Comparison]) -> str:
    rows = (
        f'<li><a href="#file-{number}">{html_text(one.name)}</a>: {one.state}</li>\n'
        for number, one in enumerate(found, 1)
    )
    return f'<nav aria-label="Files">\n<ul>\n{"".join(rows)}</ul>\n</nav>\n'


def _section(number: int, one: Comparison) -> Iterator[str]:
    yield f'<h2 id="file-{number}">{html_text(one.name)}</h2>\n'
    if one.state != "changed":
        yield f"<p>{_STATES[one.state]}</p>\n"
        return
    if one.pages[0] != one.pages[1]:
        yield f"<p>Pages: {one.pages[0]} before, {one.pages[1]} now.</p>\n"
    looks = {pair.number: pair for pair in one.looks}
    for page in sorted({change.page for change in one.words} | set(looks)):
        yield f"<h3>Page {page}</h3>\n" if page else "<h3>On no page</h3>\n"
        changes = [change for change in one.words if change.page == page]
        lang = f' lang="{one.lang}"' if _TAG.fullmatch(one.lang) else ""
        yield "".join(f'<p class="words" dir="auto"{lang}>{marked_words(change)}</p>\n' for change in changes)
        if not changes:
            yield "<p>No word has changed here.</p>\n"
        if page in looks:
            yield _shown(looks[page])


def marked_words(change: Change) -> str:
    """The words with what changed marked by more than colour, and said to those who do not see it."""
    parts = []
    for kind, words in change.pieces:
        text = "<br>".join(map(_with_facts_apart, words.split(_END_OF_PART)))
        said, tag = {"gone": ("removed: ", "del"), "new": ("added: ", "ins")}.get(kind, ("", ""))
        parts.append(
            f'<{tag} dir="auto"><span class="said" lang="en" dir="ltr">{said}</span>{text}</{tag}>' if tag else text
        )
    return "".join(parts)


def _with_facts_apart(text: str) -> str:
    """The text as HTML, each fact in a direction of its own: else right-to-left text would turn phone numbers round."""
    parts, at = [], 0
    for fact in find_facts(text):
        parts += [html_text(text[at : fact.start]), f"<bdi>{html_text(text[fact.start : fact.end])}</bdi>"]
        at = fact.end
    return "".join((*parts, html_text(text[at:])))


def _shown(pair: PagePair) -> str:
    figures = _figure(pair.before, "Before", f"Page {pair.number} as it was.")
    figures += _figure(pair.after, "Now", f"Page {pair.number} as it is now.")
    if pair.difference:
        figures += _figure(pair.difference, "What differs", f"Page {pair.number}, pale; what differs is red.")
    return f'<div class="pages">\n{figures}</div>\n'


def _figure(png_file: bytes | None, caption: str, alt: str) -> str:
    if png_file is None:
        return f"<figure><figcaption>{caption}: there is no such page.</figcaption></figure>\n"
    data = base64.b64encode(png_file).decode("ascii")
    return f'<figure><figcaption>{caption}</figcaption><img alt="{alt}" src="data:image/png;base64,{data}"></figure>\n'


def html_text(text: str) -> str:
    """Any text as HTML."""
    return escape(_CONTROL.sub("\ufffd", text))
