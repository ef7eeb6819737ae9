"""What has changed between two releases: leaflets, words, numbers, pages. Read from the finished files alone.

Copies of one leaflet that say the same (another layout, another paper) are told as one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.checks.inspection import NotReadable, Spoken, spoken
from generator.compare import Change, changed_words
from generator.preview import NotShown, difference, page_pictures
from generator.release.manifest import read_manifest
from generator.release.plan import NotARelease
from generator.release.versioned import OF_THE_VERSION, settled
from generator.text.conventions import find_dates
from generator.text.facts import find_facts
from generator.values import Frozen, replace

if TYPE_CHECKING:
    from PIL.Image import Image

# A number as a reader meets it, in any digits; with what a dose, a phone number or a date is made of.
_NUMBER = re.compile(r"\d+(?:[.,:/٫٬-]\d+)*")


# Dots an inch: a comma of 14 pt still leaves a dot.
DPI = 50


class Wording(Frozen):
    """One change of words. numbers: those that are gone and those that are new; none when all numbers stayed."""

    change: Change
    numbers: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def in_numbers(self) -> bool:
        return any(self.numbers)


class Copy(Frozen):
    """A file that changed. pages: how many there were, and are; looks: pages of both that look otherwise, from 1; when
    the version is another, but for the words of headers and footers, which have it."""

    path: str
    pages: tuple[int, int]
    looks: tuple[int, ...]


class Changed(Frozen):
    """A leaflet whose files differ. copies: those that changed in the same way; words: what changed, numbers first;
    facts: what else the manifests say otherwise, as name, before, now; document: its number, “FLU-1”; kept: the version
    of the document that it still has although words have changed, else nothing; renewed: whether it has a new version
    or new review dates and is the same leaflet in all else."""

    title: str
    lang: str
    language: str
    copies: tuple[Copy, ...]
    words: tuple[Wording, ...]
    facts: tuple[tuple[str, str, str], ...]
    document: str
    kept: str
    renewed: bool = False


class Difference(Frozen):
    """Two releases. added, removed: title, language and path of files that only one of them has; same: how many files
    are alike to the byte."""

    old: str
    new: str
    added: tuple[tuple[str, str, str], ...]
    removed: tuple[tuple[str, str, str], ...]
    changed: tuple[Changed, ...]
    same: int


def compared(old: Path, new: Path) -> Difference:
    """Compare two releases. Raises `NotARelease` for a folder that is none, or a file that cannot be read; OSError."""
    before, after = read_manifest(old), read_manifest(new)
    was, is_ = ({str(one["path"]): one for one in manifest["leaflets"]} for manifest in (before, after))
    both = [path for path in was if path in is_]
    differing = [path for path in both if was[path]["sha256"] != is_[path]["sha256"]]
    changed = [
        _changed(path, was[path], is_[path], old, new, _drawings(was[path], before) == _drawings(is_[path], after))
        for path in differing
    ]
    return Difference(
        str(before["release"]["version"]),
        str(after["release"]["version"]),
        tuple(_named(one) for path, one in is_.items() if path not in was),
        tuple(_named(one) for path, one in was.items() if path not in is_),
        tuple(_gathered(changed)),
        len(both) - len(differing),
    )


def _named(leaflet: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(leaflet["title"]), str(leaflet["language"]["english"]), str(leaflet["path"])


def _drawings(leaflet: Mapping[str, Any], manifest: Mapping[str, Any]) -> dict[str, str]:
    """What a leaflet was made of beside texts and layouts: its pictures, fonts and icons, with their digests."""
    return {name: str(manifest["sources"].get(name, "")) for name in leaflet["sources"] if not name.endswith(".yaml")}


def _changed(
    path: str, was: Mapping[str, Any], is_: Mapping[str, Any], old: Path, new: Path, same_pictures: bool
) -> Changed:
    """How two files of a leaflet differ. A page that only has another version may hold a picture as well: it counts as
    renewed when the pictures are the same (same_pictures)."""
    said_now = _said(new / path)
    said_before, renewed_on = settled(_said(old / path), said_now, was, is_)
    title, language, _ = _named(is_)
    lang, version = str(is_["language"]["tag"]), str(is_.get("version", ""))
    words = [Wording(change, changed_numbers(change, lang)) for change in changed_words(said_before, said_now)]
    words.sort(key=lambda one: not one.in_numbers)
    same_version = version == str(was.get("version", ""))
    copy = Copy(path, (said_before.pages, said_now.pages), _looks(old / path, new / path, running=same_version))
    facts = tuple(_facts(was, is_))
    nothing_else = same_pictures and not words and copy.pages[0] == copy.pages[1] and renewed_on.issuperset(copy.looks)
    renewed = bool(facts) and nothing_else and {name for name, _, _ in facts}.issubset(OF_THE_VERSION)
    kept = version if words and same_version else ""
    return Changed(title, lang, language, (copy,), tuple(words), facts, str(is_.get("id", "")), kept, renewed)


def _said(path: Path) -> Spoken:
    try:
        return spoken(path.read_bytes())
    except NotReadable as error:
        raise NotARelease(f"{path}: {error}") from error


def _looks(old: Path, new: Path, *, running: bool) -> tuple[int, ...]:
    """The pages whose dots differ; running: also in the words of headers and footers. Raises `NotARelease` for a file
    that cannot be drawn."""
    before, now = (_pictures(path, running=running) for path in (old, new))
    pairs = enumerate(zip(before, now, strict=False), 1)
    return tuple(number for number, (was, is_) in pairs if difference(was, is_))


def _pictures(path: Path, *, running: bool) -> list[Image]:
    try:
        return page_pictures(path.read_bytes(), DPI, running=running)
    except NotShown as error:
        raise NotARelease(f"{path}: {error}") from error


def _facts(was: Mapping[str, Any], is_: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What the manifests say of the leaflet that is not on its pages, or easily missed there."""
    for name in ("title", *OF_THE_VERSION, "publisher", "standard"):
        before, now = str(was.get(name, "")), str(is_.get(name, ""))
        if before != now:
            yield name, before, now
    states = [", ".join(str(one.get("status")) for one in each.get("translations", ())) for each in (was, is_)]
    if states[0] != states[1]:
        yield "translation", states[0], states[1]


def _gathered(changed: Sequence[Changed]) -> Iterator[Changed]:
    """Copies that changed in the same words are one; those whose numbers changed come first."""
    groups: dict[Any, list[Changed]] = {}
    for one in changed:
        words = tuple((each.change.pieces, each.numbers) for each in one.words)
        key = one.document, one.title, one.lang, words, one.facts, one.kept, one.renewed
        groups.setdefault(key, []).append(one)
    found = [replace(group[0], copies=tuple(each.copies[0] for each in group)) for group in groups.values()]
    yield from sorted(found, key=lambda one: not any(each.in_numbers for each in one.words))


def changed_numbers(change: Change, lang: str = "en") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers that the words had and have not any more, and those that they have now: doses, times, phone numbers,
    dates (in words as well, as the language writes them) and plain numbers, in the digits of the page."""
    before, now = (Counter(_numbers(change, (kind, "same"), lang)) for kind in ("gone", "new"))
    return tuple((before - now).elements()), tuple((now - before).elements())


def _numbers(change: Change, kinds: tuple[str, ...], lang: str) -> Iterator[str]:
    text = "".join(words for kind, words in change.pieces if kind in kinds)
    dates = find_dates(text, lang)
    whole = [(fact.start, fact.end) for fact in find_facts(text)]
    whole = [one for one in whole if not any(one[0] < end and start < one[1] for start, end in dates)]
    at = 0
    for start, end in sorted((*dates, *whole)):
        if any(char.isdigit() for char in text[start:end]):
            yield from _NUMBER.findall(text[at:start])
            yield " ".join(unicodedata.normalize("NFKC", text[start:end]).split())
            at = end
    yield from _NUMBER.findall(text[at:])
