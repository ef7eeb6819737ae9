"""Checks of numbers: chances that can be grasped, doses that cannot be misread."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.blocks.pictures import Risk
from generator.model.blocks.words import References
from generator.problems import Problem, Severity
from generator.review.data import numbers as data
from generator.review.manuscript import Check, Manuscript, weighed
from generator.review.passages import Passage, Sentence
from generator.rules import problem, quoted
from generator.values import Frozen


class Chance(Frozen):
    """A chance in a sentence: n of so many, `of` 100 for a percentage; percent: whether it is one."""

    passage: Passage
    sentence: str
    start: int
    said: str
    n: float
    of: float
    percent: bool
    inexact: bool


def chances(manuscript: Manuscript) -> Iterator[Chance]:
    """The chances that sentences and the cells of tables name, in the order of the text."""
    for passage in manuscript.own:
        for sentence in passage.sentences:
            found = [*_of_so_many(sentence), *_percentages(sentence)]
            yield from sorted(found, key=lambda chance: chance.start)


def _of_so_many(sentence: Sentence) -> Iterator[Chance]:
    for match in data.N_OF.finditer(sentence.text):
        n, of = _number(match["n"]), _number(match["of"])
        round_number = str(int(of)).strip("0") == "1" and of >= 100
        if (match["who"] or round_number) and n <= of and of > 1:
            yield _chance(sentence, match.start(), match[0], n, of)


def _percentages(sentence: Sentence) -> Iterator[Chance]:
    for match in data.PERCENT.finditer(sentence.text):
        compared = data.COMPARED.search(sentence.text[: match.start()] + "|" + sentence.text[match.end() :])
        if data.CHANCE.search(sentence.text) and float(match["n"]) <= 100 and not compared:
            yield _chance(sentence, match.start(), match[0], float(match["n"]), 100, percent=True)


def _chance(sentence: Sentence, start: int, said: str, n: float, of: float, percent: bool = False) -> Chance:
    inexact = data.INEXACT.search(sentence.text[:start]) is not None
    return Chance(sentence.passage, sentence.text, sentence.start + start, said, n, of, percent, inexact)


def _number(text: str) -> float:
    return 1.0 if text.lower() == "one" else float(text.replace(",", ""))


def _place(rule: str, message: str, chance: Chance, hint: str = "") -> Problem:
    return problem(rule, message, chance.passage.place(chance.start), hint)


def _relative_risk(manuscript: Manuscript) -> Iterator[Problem]:
    blocks = manuscript.handout.content
    for passage in manuscript.own:
        around = blocks[max(0, passage.block - 2) : passage.block + 1] if passage.block else ()
        absolute = data.N_OF.search(passage.text) or any(isinstance(block, Risk) for block in around)
        match = data.RELATIVE.search(passage.text)
        if match and not absolute:
            message = f"{quoted(match[0])} says how much more or less, and not of how many people."
            yield problem("relative-risk", message, passage.place(match.start()))


def _denominators(manuscript: Manuscript) -> Iterator[Problem]:
    """Of sentences; two blocks with risks are compared when the handout is read (`risk-of`)."""
    risks = manuscript.blocks(Risk)
    first = float(risks[0].of) if risks else 0.0
    for chance in chances(manuscript):
        if chance.percent or chance.n == 1:
            continue
        if first and chance.of != first:
            message = (
                f"{quoted(chance.said)} is out of {chance.of:g}; another number in the leaflet is out of {first:g}."
            )
            yield _place("denominators", message, chance)
        first = first or chance.of


def _one_in_x(manuscript: Manuscript) -> Iterator[Problem]:
    for chance in chances(manuscript):
        if not chance.percent and chance.n == 1 and chance.of not in (100, 1000):
            hint = "" if 100 % chance.of else f"Write “{100 // chance.of:g} of 100”."
            yield _place("one-in-x", f"{quoted(chance.said)} is hard to compare with another “1 in …”.", chance, hint)


def _percent_alone(manuscript: Manuscript) -> Iterator[Problem]:
    for chance in chances(manuscript):
        if chance.percent and not data.N_OF.search(chance.passage.text):
            whole = f"Write “{chance.n:g} of 100”." if chance.n.is_integer() else ""
            yield _place("percent-alone", f"{quoted(chance.said)} is not said as a number of people.", chance, whole)


def _without_span(manuscript: Manuscript) -> Iterator[Problem]:
    for chance in chances(manuscript):
        text = chance.passage.text
        if (
            chance.passage.kind != "risk"
            and chance.passage.role != "label"
            and not data.SPAN.search(text)
            and not data.GROUP.search(text)
        ):
            yield _place("chance-without-span", f"{quoted(chance.said)} does not say of whom, or in what time.", chance)
    for risk in manuscript.blocks(Risk):
        said = " ".join(text.plain for text in (risk.what, risk.text, risk.other, risk.over) if text)
        if risk.over is None and risk.group is None and not data.SPAN.search(said):
            message = f"The risk of {risk.n} of {risk.of} has neither “over” nor “group”."
            yield problem("chance-without-span", message, risk.place)


def _one_sided(manuscript: Manuscript) -> Iterator[Problem]:
    """One finding a leaflet: who writes one side, writes one side throughout."""
    everything = " ".join(passage.text for passage in manuscript.passages)
    drawn = {(float(risk.n), float(risk.of)) for risk in manuscript.blocks(Risk)}
    said = {(_number(m["n"]), _number(m["of"])) for m in data.N_OF.finditer(everything)} | drawn
    percents = {float(match["n"]) for match in data.PERCENT.finditer(everything)}
    alone = [
        chance
        for chance in chances(manuscript)
        if not chance.inexact
        and 0 < chance.n < chance.of
        and (chance.n, chance.of) not in drawn
        and (chance.of - chance.n, chance.of) not in said
        and not (chance.percent and 100 - chance.n in percents)
    ]
    if alone:
        rest = f"{alone[0].of - alone[0].n:g} of {alone[0].of:g}"
        more = f" So do {len(alone) - 1} more." if len(alone) > 1 else ""
        message = f"{quoted(alone[0].said)} tells one side: nothing says what happens to the other {rest}.{more}"
        yield _place("one-sided", message, alone[0])


def _calculates(manuscript: Manuscript) -> Iterator[Problem]:
    for sentence in manuscript.sentences:
        match = data.CALCULATES.search(sentence.text)
        if match and not data.NEGATED.search(sentence.text[: match.start()]):
            message = f"{quoted(match[0])} asks the reader to calculate."
            yield problem("reader-calculates", message, sentence.passage.place(sentence.start + match.start()))


def _without_source(manuscript: Manuscript) -> Iterator[Problem]:
    listed = [text for block in manuscript.blocks(References) for text in block.references]
    dated = any(data.YEAR.search(text.plain) for text in listed)
    bare = [c for c in chances(manuscript) if not dated and not data.YEAR.search(c.passage.text)]
    if bare:
        lacks = "The leaflet's sources have no year" if listed else "The leaflet names no source"
        more = f" and {len(bare) - 1} more" if len(bare) > 1 else ""
        message = f"{lacks}: nobody can tell how old {quoted(bare[0].said)}{more} may be."
        yield _place("statistic-without-source", message, bare[0])
    for risk in manuscript.blocks(Risk):
        year = risk.year or (risk.source and data.YEAR.search(risk.source.plain))
        if risk.source is None or not year:
            lacks = "source" if risk.source is None else "year of its source"
            message = f"The risk of {risk.n} of {risk.of} has no {lacks}."
            yield problem("statistic-without-source", message, risk.place)


def _dose_notation(manuscript: Manuscript) -> Iterator[Problem]:
    english = manuscript.language == "en"
    for passage in manuscript.passages:
        if passage.role == "reference":
            continue
        for match in data.TRAILING_ZERO.finditer(passage.text):
            whole = match[0].replace(",", ".").partition(".")[0]
            message = f"{quoted(match[0])} can be read as ten times as much when the point is not seen."
            yield problem("dose-notation", message, passage.place(match.start()), f"Write “{whole}”.")
        for match in data.NAKED_DECIMAL.finditer(passage.text):
            message = f"{quoted(match[0])} can be read as {match[0][1:]}."
            yield problem("dose-notation", message, passage.place(match.start()), f"Write “0{match[0]}”.")
        for prone, words in data.ERROR_PRONE if english else ():
            for match in prone.finditer(passage.text):
                group = "prone" if "prone" in prone.groupindex else 0
                message = f"{quoted(match[group])} has been misread, with harm to patients."
                place = passage.place(match.start(group))
                yield problem("dose-notation", message, place, f"Write “{match.expand(words)}”.")
        for match in data.MCG.finditer(passage.text) if english else ():
            message = f"{quoted(match[0].strip())} is no word, and has been read as mg: a thousand times as much."
            found = problem("dose-notation", message, passage.place(match.end(1)), "Write “micrograms”.")
            yield weighed(found, Severity.WARNING)


def _missing_unit(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.own:
        match = data.MISSING_UNIT.search(passage.text)
        if match and not data.COUNTED.search(passage.text):
            message = f"{quoted(match[0])}: of what is not said."
            yield problem("missing-unit", message, passage.place(match.start()))


def _ambiguous_date(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for match in data.NUMERIC_DATE.finditer(passage.text):
            one, two = int(match[1]), int(match[3])
            if 1 <= one <= 12 and 1 <= two <= 12 and one != two:
                message = f"{quoted(match[0])} is one day in the United States and another one elsewhere."
                yield problem("ambiguous-date", message, passage.place(match.start()))


_ENGLISH = ("en",)
CHECKS = (
    Check("relative-risk", _relative_risk, _ENGLISH),
    Check("denominators", _denominators, _ENGLISH),
    Check("one-in-x", _one_in_x, _ENGLISH),
    Check("percent-alone", _percent_alone, _ENGLISH),
    Check("chance-without-span", _without_span, _ENGLISH),
    Check("one-sided", _one_sided, _ENGLISH),
    Check("reader-calculates", _calculates, _ENGLISH),
    Check("statistic-without-source", _without_source),
    Check("dose-notation", _dose_notation, translations=True),
    Check("missing-unit", _missing_unit, _ENGLISH),
    # Where a language has one order for everybody, its readers do not err.
    Check("ambiguous-date", _ambiguous_date, ("en", "es"), translations=True),
)
