"""The scores of a text by its language's formulas, and the sentences that carry them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.readability.formulas import Formula, formulas
from generator.readability.reading import Counts, Sentence, count
from generator.values import Frozen


class Score(Frozen):
    """What a formula says of a text.

    value: with every word; without_known: when nothing is said of how hard the known words are; unsure: why the text is
    too short for a verdict, empty when it is long enough.
    """

    formula: Formula
    value: float
    without_known: float
    unsure: str = ""

    @property
    def meaning(self) -> str:
        return self.formula.meaning(self.value)


class Weight(Frozen):
    """A sentence, and how much easier the text's score would be without it, in points of the formula; without a
    formula, how many words it has more than the mean."""

    sentence: Sentence
    points: float


def scores(sentences: Sequence[Sentence], lang: str) -> tuple[Score, ...]:
    """The scores by all formulas of the language, the one for a verdict first; none for a text without words."""
    every, judged = count(sentences), count(sentences, leave_known=True)
    if not judged.judged:
        return ()
    return tuple(
        Score(formula, formula.value(every), formula.value(judged), formula.why_unsure(every))
        for formula in formulas(lang)
    )


def heaviest(sentences: Sequence[Sentence], n: int, lang: str) -> list[Weight]:
    """The sentences that carry the score most: up to `n`, the heaviest first, each with its place in the texts."""
    every = count(sentences, leave_known=True)
    weights = [Weight(one, _points(every, one, lang)) for one in sentences]
    found = sorted((weight for weight in weights if weight.points > 0), key=lambda weight: -weight.points)
    return found[:n]


def _points(every: Counts, one: Sentence, lang: str) -> float:
    """How much easier the rest is."""
    rest = every - count([one], leave_known=True)
    mine = formulas(lang)
    if not mine or not rest.judged or not rest.sentences:
        return len(one.words) - every.words / every.sentences
    change = mine[0].value(every) - mine[0].value(rest)
    return change if mine[0].harder else -change
