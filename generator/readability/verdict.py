"""Problems made of scores: what is too hard to read, by the limits of a profile."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.model.profile import Profile
from generator.problems import Place, Problem, Severity
from generator.readability.formulas import Formula
from generator.readability.reading import Sentence, read
from generator.readability.scoring import Score, heaviest, scores
from generator.rules import RULES, quoted

# How many of a sentence's words are enough to find it in its file.
_FOUND_BY = 4


def grade_problems(
    texts_with_places: Sequence[tuple[str, Place]], lang: str, profile: Profile, known_words: Collection[str] = ()
) -> list[Problem]:
    """What is too hard to read: one problem, or none.

    texts_with_places: running text in reading order; lang: a BCP 47 tag; known_words: names, and terms that the leaflet
    explains. The limits hold for the score without them, the message tells both. None for a text that is too short for
    its formula, in a language without one, or when the profile has the rule off.
    """
    sentences = read([text for text, _ in texts_with_places], lang, known_words)
    found = scores(sentences, lang)
    if not found or found[0].unsure:
        return []
    score = found[0]
    rule, severity, limit = judge(score.formula, score.without_known, profile)
    if severity is None or profile.off(rule):
        return []
    heavy = [weight.sentence for weight in heaviest(sentences, 1, lang)] or list(sentences[:1])
    place = place_of(heavy[0], texts_with_places)
    return [Problem(rule, severity, _message(score, limit, bool(known_words)), place, _hint(heavy[0], rule))]


def judge(formula: Formula, value: float, profile: Profile) -> tuple[str, Severity | None, float]:
    """The rule that limits a formula, how much a score weighs by it, and the limit that counts."""
    if formula.name not in RULES["reading-ease"].limits:
        rule = "reading-grade"
        weight = profile.weight(rule, value)
        limit = profile.limit(rule, weight or "warning")
        return rule, weight and profile.severity(rule, weight), limit
    limit = profile.limit("reading-ease", formula.name)
    over = value > limit if formula.harder else value < limit
    severity = profile.severity("reading-ease", RULES["reading-ease"].severity)
    return "reading-ease", severity if over else None, limit


def place_of(sentence: Sentence, texts_with_places: Sequence[tuple[str, Place]]) -> Place:
    """Where a sentence begins in its file: there, or where its text begins when marks stand in between."""
    text, place = texts_with_places[sentence.of]
    if not place.line or not sentence.start:
        return place
    # The file's lines as messages count them: U+2028 and its like end none.
    rest = "\n".join(place.source.lines[place.line - 1 : place.line + len(text)])
    first = r"[\s*\[\]\\]+".join(map(re.escape, sentence.text.split()[:_FOUND_BY]))
    found = re.compile(first).search(rest, place.column - 1, place.column - 1 + 2 * len(text) + 200)
    if found is None:
        return place
    before = rest[: found.start()].split("\n")
    return Place(place.source, place.line + len(before) - 1, len(before[-1]) + 1)


def _message(score: Score, limit: float, known: bool) -> str:
    """“Reads at grade 9.1 by Flesch-Kincaid, at 8.0 without …; 8 is the most.”"""
    formula = score.formula
    bound = "at most" if formula.harder else "at least"
    both = f" ({score.without_known:.1f} without its names and explained terms)" if known else ""
    scale = "" if formula.bands else f"{formula.scale} "
    means = f", “{score.meaning}”" if formula.bands else ""
    return (
        f"The text reads at {scale}{score.value:.1f}{both} by {formula.title}{means}; it should be {bound} {limit:g}."
    )


def _hint(sentence: Sentence, rule: str) -> str:
    return (
        f"This sentence weighs most, with {len(sentence.words)} words: {quoted(sentence.text)}. {RULES[rule].instead}"
    )
