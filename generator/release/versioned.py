"""What a leaflet says otherwise only because it has a new version: its number, its review dates, its address.

The manifests tell these already. Each new release has them in every leaflet, where they would bury the dose that
changed; so a part of a page counts as unchanged when nothing else in it is new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.checks.inspection import Part, Spoken
from generator.text.conventions import date_numbers, find_dates
from generator.values import replace

# What the manifests say of a leaflet that its colophon repeats.
OF_THE_VERSION = ("version", "reviewed", "next-review")
_GAP = "\0"


def settled(before: Spoken, after: Spoken, was: Mapping[str, Any], is_: Mapping[str, Any]) -> tuple[Spoken, set[int]]:
    """What was said before, with the parts that only have another version or other review dates as they are now; and
    the pages that these are on now. was, is_: the leaflet in both manifests."""
    renewals = [_version(was, is_), _reviews(was, is_)]
    now = {_flat(part): part for part in reversed(after.parts)}
    there = {_flat(part) for part in before.parts}
    parts, pages = list[Part](), set[int]()
    for part in before.parts:
        text = _flat(part)
        found = [] if text in now else [now[one] for renewed in renewals for one in renewed(text, now) if one in now]
        found = [one for one in found if _flat(one) not in there]
        parts.append(replace(part, text=found[0].text) if found else part)
        pages.update(one.page for one in found[:1])
    return replace(before, parts=parts), pages


def _flat(part: Part) -> str:
    return " ".join(part.text.split())


_Renewed = Callable[[str, Mapping[str, Part]], Iterator[str]]


def _version(was: Mapping[str, Any], is_: Mapping[str, Any]) -> _Renewed:
    """Parts that name the document and its version, once: the line of the colophon, the address that a copy is
    looked up at. A dose “1.0” stands beside no document's number."""
    document, old, new = (str(value) for value in (is_.get("id", ""), was.get("version", ""), is_.get("version", "")))
    # The number of the document may hold that of the version: “FLU-1”, version 1.
    either = re.compile(rf"(?P<document>{re.escape(document)})|(?<![\w.,]){re.escape(old)}(?![\w,]|\.\w)")

    def renewed(text: str, _: Mapping[str, Part]) -> Iterator[str]:
        if not document or not old or old == new or document not in text:
            return
        found = [match for match in either.finditer(text) if not match["document"]]
        if len(found) == 1:
            yield text[: found[0].start()] + new + text[found[0].end() :]

    return renewed


def _reviews(was: Mapping[str, Any], is_: Mapping[str, Any]) -> _Renewed:
    """Parts whose dates are those of the last review and the next one, and no other."""
    langs = _langs(is_)
    old, new = ([_numbers(leaflet.get(name)) for name in OF_THE_VERSION[1:]] for leaflet in (was, is_))

    def renewed(text: str, now: Mapping[str, Part]) -> Iterator[str]:
        for lang in langs if old != new and all(old) and all(new) else ():
            frame, dates = _without_dates(text, lang)
            if dates == old:
                yield from (one for one in now if _without_dates(one, lang) == (frame, new))

    return renewed


def _langs(leaflet: Mapping[str, Any]) -> list[str]:
    beside = leaflet.get("beside") or {}
    return list(dict.fromkeys(str(one["tag"]) for one in (leaflet["language"], beside, {"tag": "en"}) if "tag" in one))


def _numbers(day: Any) -> tuple[int, ...]:
    """Day, month and year, sorted, as `date_numbers` has them; empty for what is no day."""
    try:
        its = date.fromisoformat(str(day))
    except ValueError:
        return ()
    return tuple(sorted((its.year, its.month, its.day)))


def _without_dates(text: str, lang: str) -> tuple[str, Sequence[tuple[int, ...]]]:
    """The text with a gap for each date in words, and the numbers of these."""
    frame, dates, at = "", [], 0
    for start, end in find_dates(text, lang):
        frame += text[at:start] + _GAP
        dates.append(date_numbers(text[start:end], lang))
        at = end
    return frame + text[at:], dates
