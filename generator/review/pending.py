"""What a handout's own comments say is still to be done: “# TODO: …”, as “handouts import” leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.model.handout import Handout
from generator.model.profile import Profile
from generator.problems import Place, Problem, SourceText
from generator.review.manuscript import Check, Manuscript
from generator.rules import problem
from generator.source import Mapping, Node, Scalar

_TODO = re.compile(r"\s*(?:- )?#\s*(?-i:TODO|FIXME)\b[:\s]*(?P<what>.*)")
# Characters of a comment that a message repeats: a line of the terminal.
_MOST = 100
# A comment that goes on is indented behind its sign, as `importing.yaml_text` writes it.
_MORE = re.compile(r"\s*#\s{2,}(?P<what>\S.*)")


def _to_do(manuscript: Manuscript) -> Iterator[Problem]:
    """Each comment that says so, but for those above an empty key: the model tells of that one by its name."""
    source = manuscript.handout.place.source
    for (line, what), (end, _) in pairwise((*_marks(manuscript), (len(source.lines) + 1, ""))):
        if any(line < one.place.line < end for one in manuscript.refused):
            continue
        told = what if len(what) <= _MOST else f"{what[:_MOST].rstrip()}…"
        said = f"Still to do: {told.rstrip('.')}." if told else "Something is still to do here."
        place = Place(source, line, source.line(line).index("#") + 1)
        yield problem("to-do", said, place)


def still_to_do(handout: Handout, refused: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """All that a draft lacks, in the order of its file: why it cannot be made, and what its comments say. refused: as
    `project.read_so_far` has it."""
    comments = _to_do(Manuscript(handout, Profile(""), date.min, refused=refused))
    return tuple(sorted((*refused, *comments), key=lambda one: (one.place.line, one.place.column)))


def _marks(manuscript: Manuscript) -> Iterator[tuple[int, str]]:
    """Line and words of each such comment; a “#” inside a text that goes over lines is text."""
    source = manuscript.handout.place.source
    if not may_say(source):
        return
    inside = {
        line
        for scalar in _scalars(manuscript.node)
        for line in range(scalar.place.line + 1, source.place_of(scalar.end).line + 1)
    }
    for number, line in enumerate(source.lines, 1):
        match = _TODO.match(line) if number not in inside else None
        if match:
            more = _MORE.match(source.line(number + 1))
            yield number, " ".join(filter(None, (match["what"].strip(), more and more["what"])))


def may_say(source: SourceText) -> bool:
    """Whether a line of a file looks like such a comment, which is soon known."""
    return any(map(_TODO.match, source.lines))


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    else:
        parts = [entry.value for entry in node.entries] if isinstance(node, Mapping) else node.items
        for part in parts:
            yield from _scalars(part)


CHECKS = (Check("to-do", _to_do, translations=True),)
