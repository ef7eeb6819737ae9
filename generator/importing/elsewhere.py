"""Links inside a sentence that only lead elsewhere: “click here”, “read more”. No half of a sentence is left behind.

Where they are a sentence of their own, or all that it does is send the reader to them, it goes as a whole and is told;
where it says more, their words stay and the author is asked to word it anew. `handouts check` points to it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from generator.importing.nouns import Log, Run, Runs
from generator.importing.remnants import remnant
from generator.importing.runs import BREAK, plain, tidy
from generator.text.breaks import sentence_spans

# How such a link stands in its paragraph until that is whole: its words, its address; no document holds these signs.
_OPEN, _TO, _CLOSE = "\x0e", "\x10", "\x0f"
_ADDRESS = re.compile(f"{_TO}[^{_CLOSE}]*{_CLOSE}|{_OPEN}")
# What a sentence that says more has: a number, a word of advice.
_SAYS_MORE = re.compile(
    r"\d|\b(?:call|phone|ring|ask|tell|see|go|take|stop|do|don['’]t|must|should|need|not|never|always|if|when|unless"
    r"|before|after|until|visit|avoid|use|keep|show|bring|(?:in|from|with|at) (?:our|the|your|this))\b",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:for|to|if you (?:want|would like)|(?:more|further) (?:information|details|help|advice)|für|um|para|pour)\b"
    r"(?P<aim>[^.!?;:()]*?)[,:]?\s*"
)
_KINDLY = r"(?:please|just|simply|you can|or|and|bitte|por favor|veuillez)?\s*"
_TRAIL = r"(?P<rest>\s+(?:to|for|about|on|in|at|and|zu|um|für|para|sobre|pour|sur)\b[^.!?;:,()]*)?"
_LINK = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}")
_SENDS = re.compile(
    rf"\W*(?:{_LEAD})?{_KINDLY}(?P<link>{_OPEN}[^{_CLOSE}]*{_CLOSE}){_TRAIL}[\s.!»›>→…)\]]*", re.IGNORECASE
)
# Behind a sentence that is whole without them, or in brackets or behind a dash at its end.
_BRACKETS = re.compile(rf"\s*[(\[]\s*{_KINDLY}{_OPEN}[^{_CLOSE}]*{_CLOSE}{_TRAIL}\s*[)\]]", re.IGNORECASE)
_BEHIND = re.compile(rf"(?:(?<=[.!?…])\s*|\s+[-–—|>»→]+\s*)[(\[]?{_OPEN}[^{_CLOSE}]*{_CLOSE}[\s.»›>→…)\]]*\Z")
_NONE_OF_ITS_OWN = "a link to read on elsewhere"
_WHOLE = "a sentence that only leads to another page"


def leading_away(words: str, address: str) -> str:
    """The words of a link, marked for `without_ways`; address: where it leads, as the page has it."""
    return f"{_OPEN}{words}{_TO}{' '.join(address.split())[:120]}{_CLOSE}"


def without_ways(runs: Sequence[Run], lang: str, log: Log, line: int) -> Runs:
    """A paragraph without the links that only lead elsewhere, and without the sentences that are nothing else."""
    text = plain(tuple(runs))
    if _OPEN not in text:
        return tidy(runs)
    gone = list(_gone(text, lang))
    for start, end, why in gone:
        part = text[start:end]
        address = part.partition(_TO)[2].partition(_CLOSE)[0]
        log.drop(_ADDRESS.sub("", part), f"{why} ({address})", line)
    left = _without(text, 0, gone)
    for said in (
        said for part in left.split(BREAK) if not remnant(_ADDRESS.sub("", part)) for said in _LINK.findall(part)
    ):
        words = _ADDRESS.sub("", said)
        log.note(f"“{words}” stays, since its sentence says more than where it leads: word the sentence anew.")
    offsets = accumulate((len(run.text) for run in runs), initial=0)
    kept = (run.saying(_ADDRESS.sub("", _without(run.text, at, gone))) for run, at in zip(runs, offsets, strict=False))
    return tidy(kept)


def _without(text: str, offset: int, gone: Sequence[tuple[int, int, str]]) -> str:
    """The text, which begins at `offset`, without the parts that go."""
    return "".join(char for at, char in enumerate(text, offset) if not any(start <= at < end for start, end, _ in gone))


def _gone(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of each part that goes, and why."""
    # Signs inside an address end no sentence.
    whole = _ADDRESS.sub(
        lambda match: match[0][0] + "x" * (len(match[0]) - 2) + match[0][-1] * (len(match[0]) > 1), text
    )
    for start, end in sentence_spans(whole, lang):
        sentence = whole[start:end]
        if _OPEN not in sentence:
            continue
        sends = _SENDS.fullmatch(sentence)
        behind = _BEHIND.search(sentence)
        brackets = next((one for one in _BRACKETS.finditer(sentence) if not _says_more(one["rest"])), None)
        if sends and not _says_more(sends["aim"]) and not _says_more(sends["rest"]):
            yield start, end, _WHOLE if sends["aim"] or sends["rest"] else _NONE_OF_ITS_OWN
        elif brackets:
            yield start + brackets.start(), start + brackets.end(), _NONE_OF_ITS_OWN
        elif behind:
            stop = re.search(r"[.!?。]\s*\Z", behind[0])
            kept = len(stop[0]) if stop and sentence[behind.start() - 1] not in ".!?…" else 0
            yield start + behind.start(), end - kept, _NONE_OF_ITS_OWN


def _says_more(part: str | None) -> bool:
    return part is not None and _SAYS_MORE.search(part) is not None
