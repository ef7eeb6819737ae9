"""Checks of how hard a text is to read, by the formula of its language (`readability/`)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.running import known_words, running_texts
from generator.problems import Problem
from generator.readability.verdict import grade_problems
from generator.review.manuscript import Check, Manuscript


def _reading(rule: str) -> Check:
    """A language has one formula, and so one of the two rules."""

    def run(manuscript: Manuscript) -> Iterator[Problem]:
        handout = manuscript.handout
        texts = [(text.plain, text.place) for text in running_texts(handout)]
        found = grade_problems(texts, handout.lang, manuscript.profile, known_words(handout))
        yield from (one for one in found if one.rule == rule)

    return Check(rule, run, translations=True)


CHECKS = (_reading("reading-grade"), _reading("reading-ease"))
