"""Checks of what words point to: things that are not there, and one thing under several names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.problems import Problem
from generator.review.data import phrases
from generator.review.data.english import SAME
from generator.review.manuscript import Manuscript, listed
from generator.review.passages import Passage
from generator.review.patterns import pattern
from generator.rules import problem, quoted

_KINDS = {
    "list": {"list", "steps", "checklist", "key-points", "zones", "do-and-dont", "timeline", "questions"},
    "table": {"table", "chart", "comparison", "medicines"},
    "chart": {"table", "chart", "medicines", "risk", "figure"},
}
_PICTURES = {"figure", "risk", "picture-steps"}


def dangling(manuscript: Manuscript) -> Iterator[Problem]:
    """Words that send the reader to what is not in the leaflet."""
    has_code = any(p.kind == "qr" for p in manuscript.passages)
    for index, passage in enumerate(manuscript.passages):
        if passage.role in ("reference", "quote", "alt"):
            continue
        screen = phrases.SCREEN.search(passage.text)
        linked = has_code or any(span.link for span in passage.prose.spans)
        if screen and not (linked and re.search("video|animation|clip|slide", screen[0], re.IGNORECASE)):
            message = f"{quoted(screen[0])}: a sheet of paper has none."
            yield problem("dangling-reference", message, passage.place(screen.start()))
        match = phrases.POINTS.search(passage.text)
        if match and not _is_there(manuscript.passages, index, match):
            message = f"{quoted(match[0])}: nothing of the kind is there."
            yield problem("dangling-reference", message, passage.place(match.start()))


def _is_there(passages: Sequence[Passage], index: int, match: re.Match[str]) -> bool:
    """Whether the leaflet has what the words point to, before or behind them."""
    way = next(filter(None, (match["way"], match["way2"], match["way3"]))).lower()
    here = passages[index]
    side = passages[:index] if way == "above" else passages[index + 1 :] if way != "here" else passages
    side = [p for p in side if _are_on_one_sheet(here, p)]
    thing = (match["thing"] or match["thing2"] or "").lower()
    if thing:
        kinds = _KINDS.get(thing, _PICTURES)
        return any(p.block and (p.kind in kinds or not kinds.isdisjoint(p.path.split(".")[2:])) for p in side)
    noun = pattern(re.escape(match["noun"]))
    kinds = _KINDS["list"] | _KINDS["table"]
    lists = {p.block for p in side if ".list." in p.path or not kinds.isdisjoint((p.kind, *p.path.split(".")[2:]))}
    return any(noun.search(_head_of(passages, block)) for block in lists - {0}) or _says(side, here, noun)


def _are_on_one_sheet(one: Passage, other: Passage) -> bool:
    """Whether who has the one has the other: a slip is cut off, and given to somebody else."""
    return one.block == other.block or "slip" not in (one.kind, other.kind)


def _head_of(passages: Sequence[Passage], block: int) -> str:
    """What a list or table is called: its own title, the heading above, and the sentence that leads to it."""
    own = [p.text for p in passages if p.block == block and p.role in ("label", "caption", "heading")]
    before = [p for p in passages if 0 < p.block < block]
    leads = [before[-1].sentences[-1].text] if before and before[-1].sentences and before[-1].role == "prose" else []
    headings = [p.text for p in before if p.role == "heading"][-1:]
    return " | ".join([*own, *leads, *headings])


def _says(side: Sequence[Passage], here: Passage, noun: re.Pattern[str]) -> bool:
    """“Symptoms described above”: a heading or a title of that name will do."""
    return any(noun.search(p.text) for p in side if p.role in ("heading", "term") and p is not here)


# --- Names -----------------------------------------------------------------------------------------


def second_names(manuscript: Manuscript) -> Iterator[Problem]:
    """One thing under two names; and three names for it in one breath."""
    for passage in manuscript.own:
        match = phrases.ALSO.search(passage.text)
        names = [name.strip() for name in re.split(r",| or | and ", match["names"]) if name.strip()] if match else []
        if match and len(names) > 1:
            message = f"{quoted(match[0])} gives {len(names)} more names to one thing."
            hint = "Use one name from here on; say in a sentence of its own that the others mean the same."
            yield problem("second-name", message, passage.place(match.start()), hint)
    for plain, *words in SAME:
        used = [found for word in words if (found := _first_use(manuscript, word))]
        if len(used) > 1:
            said = [quoted(word) for _, _, word in used]
            passage, start, _ = used[1]
            message = f"{listed(said)} are one thing: readers look for a difference."
            yield problem("second-name", message, passage.place(start), f"Say “{plain}” throughout.")


def _first_use(manuscript: Manuscript, word: str) -> tuple[Passage, int, str] | None:
    """Where a name is first used, leaving out sentences that introduce it, glossaries and names of teams."""
    wanted = pattern(word)
    for passage in manuscript.own:
        if passage.role in ("term", "meaning", "question"):
            continue
        for sentence in passage.sentences:
            match = wanted.search(sentence.text)
            if match and not phrases.NAMES.search(sentence.text):
                return passage, sentence.start + match.start(), match[0]
    return None
