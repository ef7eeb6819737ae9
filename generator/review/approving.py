"""Writes into a handout that a clinician has approved it, and which words it had."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.model.segments import anatomy, words_digest
from generator.problems import Rejected, Severity
from generator.project import Project, read_handout, read_nodes
from generator.review.unfinished import gaps
from generator.translation.rewriting import double_quoted, with_key
from generator.values import Frozen

# What needs no quotation marks inside { }.
_BARE = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+)*")


class NotApprovable(ValueError):
    """Why nothing was written: a sentence for the user."""


class Approved(Frozen):
    """The file with its approval: what it says now, who is named in it, and when it is to be reviewed next."""

    path: Path
    text: str
    by: str
    next_review: date


def approve(project: Project, name: str, lang: str, by: str, role: str, on: date) -> Approved:
    """A text with its approval in its file's text, all else as its author wrote it.

    by, role: empty for those that the file names already. Raises `Rejected` for a file with faults, and for one that is
    not written to its end: nobody answers for a sample or a gap. Raises `NotApprovable` for a translation or when
    nobody is named.
    """
    handout = read_handout(project, name, lang)
    if handout.translation is not None:
        raise NotApprovable(
            f"“{name}” in “{lang}” is a translation; its reviewer signs with: "
            f"handouts translate record {name} {lang} --status approved --reviewer NAME"
        )
    before = handout.approved
    if before is not None and by in ("", before.by):
        by, role = before.by, role or before.role
    if not by or not role:
        raise NotApprovable('Say who approves it, and what they are: --by "Dr. Ana Roe" --role "Consultant oncologist"')
    node = read_nodes(project, name, lang)
    left = [one for one in gaps(project, name, handout) if one.severity is Severity.ERROR]
    if left:
        raise Rejected(left)
    words = words_digest(anatomy(node))
    line = f"approved: {{by: {_flow(by)}, role: {_flow(role)}, on: {on}, words: {words}}}"
    text = handout.place.source.text
    entry = node.get("next-review")
    if before is None and entry is not None:  # beside the days of the reviews
        made = with_key(text, "next-review", [handout.place.source.line(entry.place.line), line])
    else:
        made = with_key(text, "approved", [line])
    return Approved(project.handout_path(name, lang), made, by, handout.next_review)


def _flow(text: str) -> str:
    return text if _BARE.fullmatch(text) else double_quoted(text)
