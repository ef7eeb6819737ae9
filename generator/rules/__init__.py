"""The rules by name: what each is about, how much it weighs, what an author can do.

A rule's name stands in brackets behind every message. The tables are data, one file for each kind of fault; the checks
live in the stages that can see it. `problem()` makes a `Problem` of a rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from generator.problems import Place, Problem
from generator.rules.engine import ENGINE
from generator.rules.handouts import HANDOUTS
from generator.rules.layouts import LAYOUTS
from generator.rules.making import MAKING
from generator.rules.numbers import NUMBERS
from generator.rules.pages import PAGES
from generator.rules.reading import READING
from generator.rules.releases import RELEASES
from generator.rules.rule import Rule
from generator.rules.translations import TRANSLATIONS
from generator.rules.trust import TRUST
from generator.rules.words import WORDS

__all__ = ["KINDS", "RULES", "Rule", "can_be_off", "did_you_mean", "problem", "quoted"]

RULES: dict[str, Rule] = {rule.name: rule for rule in (*ENGINE, *WORDS, *NUMBERS, *TRUST, *PAGES, *RELEASES)}
# The tables by what they are about: first what a nurse who writes meets every day, last what belongs to files.
KINDS: Mapping[str, tuple[Rule, ...]] = {
    "How it reads": WORDS,
    "Numbers": NUMBERS,
    "Trust": TRUST,
    "Translations": TRANSLATIONS,
    "Finished pages": PAGES,
    "Releases": RELEASES,
    "Handouts": HANDOUTS,
    "Layouts, brands and fixed words": LAYOUTS,
    "Setting and writing": MAKING,
    "Files": READING,
}

_ENGINE = frozenset(rule.name for rule in ENGINE)


def can_be_off(rule: str) -> bool:
    """Whether a leaflet may do without the rule. What the generator refuses while it makes a leaflet always holds."""
    return rule in RULES and rule not in _ENGINE


def problem(rule: str, message: str, place: Place, hint: str = "") -> Problem:
    """A problem of the rule with that name; the rule's own advice is the hint unless one is given."""
    known = RULES[rule]
    return Problem(rule, known.severity, message, place, hint or known.instead)


def quoted(text: str) -> str:
    """An author's text in quotation marks, on one line and not too long to read."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 60 else f"“{line[:60].rstrip()}…”"


def nearest(word: str, choices: Sequence[str]) -> str:
    """The choice that a misspelt word is most like, or nothing when none is near."""
    return next(iter(get_close_matches(word, choices, n=1, cutoff=0.6)), "")


def did_you_mean(word: str, choices: Sequence[str]) -> str:
    """A hint that names the nearest choice, or the choices when none is near."""
    near = nearest(word, choices)
    if near:
        return f"Did you mean “{near}”?"
    return f"Known here: {', '.join(choices)}."
