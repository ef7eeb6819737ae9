"""Each editorial standard that was asked for is judged by a rule, or left to a person on the checklist."""

from __future__ import annotations

import re

import pytest

from generator.review.data.checklist import HUMAN
from generator.rules import RULES
from generator.rules.numbers import NUMBERS
from generator.rules.trust import TRUST
from generator.rules.words import WORDS

# T: language; N: numbers; G: trust; X: translation; L: what the words and the number of pages show of the layout.
COVERED = {
    "T01 readability": ("reading-grade", "reading-ease"),
    "T02 sentences": ("long-sentence",),
    "T03 paragraphs, lists and sections": ("long-paragraph", "long-list", "long-section"),
    "T04 passive": ("passive-voice",),
    "T05 terms and abbreviations": ("term-undefined", "abbreviation", "unlinked-term"),
    "T06 one name for one thing": ("second-name", "glossary-term"),
    "T07 plain words": ("plain-word", "idiom", "double-negative", "latin-abbreviation"),
    "T08 web remnants": ("web-remnant", "typed-list"),
    "T09 dangling references": ("dangling-reference",),
    "T10 speaks to the reader": ("third-person",),
    "T11 placeholders": ("placeholder", "to-do"),
    "N01 relative risks": ("relative-risk",),
    "N02 denominators": ("risk-of", "denominators", "one-in-x"),
    "N03 percentages": ("percent-alone",),
    "N04 time and group": ("chance-without-span",),
    "N05 both sides": ("one-sided", "risk-numbers"),
    "N07 no sums": ("reader-calculates",),
    "N08 sources of numbers": ("statistic-without-source",),
    "N09 doses and dates": ("dose-notation", "missing-unit", "ambiguous-date"),
    "N10 facts in translations": ("fact-differs",),
    "G01 who and when": ("missing-key", "dates-order", "no-contact", "review-span", "review-due"),
    "G02 approval": ("no-approver", "approved-other-words", "approval-lapsed"),
    "G03 sources and money": ("no-references", "no-funding"),
    "G04 feedback and formats": ("no-feedback", "no-other-formats"),
    "G05 questions and actions": ("no-questions", "no-actions"),
    "G06 key points": ("no-key-points",),
    "G07 urgent help": ("no-urgent-help", "zones-order"),
    "G08 treatments": ("treatment-gaps",),
    "G09 bad news": ("no-support",),
    "G10 Section 1557": ("no-1557-notice", "few-languages"),
    "L09 emphasis": ("capitals", "long-bold", "italics"),
    "L16 length": ("many-pages", "too-many-pages"),
    "X01, X05 stale translations": ("stale-translation",),
    "X02 missing segments": ("untranslated", "stale-translation"),
    "X03 translators": ("missing-key", "no-reviewer", "unreviewed-translation"),
    "X06 terms and names": ("fact-differs", "glossary-term"),
    "X07 length": ("odd-length",),
    "exceptions have reasons": ("off-unneeded",),
}
# What only a person can judge, by a word of the question on the checklist.
HUMAN_ONLY = (
    "purpose|what the leaflet is for", "culture|customs", "pictures", "guideline", "phone numbers answer", "kind",
    "own words", "second qualified translator", "translated it back",
)  # fmt: skip


@pytest.mark.parametrize("standard", COVERED)
def test_each_standard_has_its_rules(standard: str) -> None:
    assert set(COVERED[standard]) <= set(RULES)


def test_each_editorial_rule_serves_a_standard() -> None:
    ours = {rule.name for rule in (*WORDS, *NUMBERS, *TRUST)}
    assert ours <= {rule for rules in COVERED.values() for rule in rules}


@pytest.mark.parametrize("words", HUMAN_ONLY)
def test_what_no_program_can_judge_is_asked_of_a_person(words: str) -> None:
    questions = " ".join(item.asks for _, items in HUMAN for item in items)
    assert re.search(words, questions, re.IGNORECASE)


def test_each_question_names_the_instrument_that_asks_it() -> None:
    for _, items in HUMAN:
        for item in items:
            assert item.asks.endswith("?")
            assert re.search(r"\d", item.source), item.source
