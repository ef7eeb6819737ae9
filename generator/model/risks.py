"""Risks as data, put into the words of a leaflet's language: “15 of 100 people: the cancer comes back”."""

from __future__ import annotations

from generator.model.blocks.pictures import Risk
from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.words import Words
from generator.values import replace


def with_risks_in_words(handout: Handout, words: Words) -> Handout:
    """The handout with every sentence about a risk written out, ready to be set and to be read back.

    The author's words stand behind a colon as they are, so that no language has to bend them.
    """
    if not any(isinstance(block, Risk) for block in handout.content):
        return handout
    content = (_in_words(block, words) if isinstance(block, Risk) else block for block in handout.content)
    return replace(handout, content=tuple(content))


def _in_words(risk: Risk, words: Words) -> Risk:
    text, other = risk.text, risk.other
    if risk.what is not None:
        text = _sentence(risk.n, risk, risk.what, words)
        rest = risk.rest or Prose((Span(words.risk_not),), risk.place)
        other = _sentence(risk.of - risk.n, risk, rest, words)
    source = risk.source
    if source is not None:
        year = () if risk.year is None else (Span(f" · {words.year(risk.year)}"),)
        source = replace(source, spans=(Span(words.before(words.source)), *source.spans, *year))
    return replace(
        risk,
        what=None,
        rest=None,
        text=text,
        other=other,
        over=_labelled(words.risk_over, risk.over, words),
        group=_labelled(words.risk_group, risk.group, words),
        source=source,
        year=None,
    )


def _sentence(number: int, risk: Risk, what: Prose, words: Words) -> Prose:
    before, after = words.how_many(number, risk.of)
    around = Span(before), *what.spans, Span(after)
    return replace(what, spans=tuple(span for span in around if span.text))


def _labelled(label: str, value: Prose | None, words: Words) -> Prose | None:
    return None if value is None else replace(value, spans=(Span(words.before(label), bold=True), *value.spans))
