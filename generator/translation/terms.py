"""What a translation's standing means for the copy that is built of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from generator.model.blocks.pictures import Figure, PictureStep
from generator.model.handout import Handout
from generator.model.inline import Prose
from generator.model.segments import Segment
from generator.problems import Place, Problem, Severity
from generator.translation.alignment import State
from generator.translation.standing import Standing
from generator.values import Frozen, field_names, is_value, replace

T = TypeVar("T")


class Terms(Frozen):
    """What is asked of a copy.

    release: a stale translation is an error, unless its layout prints a notice (`notice`); fallback: texts that are
    not translated stand in it in the source's language, tagged as such.
    """

    release: bool = False
    fallback: bool = False
    notice: bool = False


def judged(stands: Standing, terms: Terms) -> Iterator[Problem]:
    """The problems of a translation under these terms."""
    waiting = {pair.target.place for pair in stands.pairs if pair.state is State.UNTRANSLATED and pair.target}
    for problem in stands.problems:
        if problem.rule == "untranslated" and problem.place in waiting and terms.fallback:
            continue
        stale = problem.rule == "stale-translation"
        yield replace(problem, severity=Severity.ERROR) if stale and terms.release and not terms.notice else problem


def as_it_stands(handout: Handout, stands: Standing, terms: Terms) -> Handout:
    """The handout with the status that its texts have; those not translated are marked as in the source's language."""
    made_from = handout.translation
    assert made_from is not None
    waiting = frozenset(p.target for p in stands.pairs if p.state is State.UNTRANSLATED and p.target)
    translation = replace(
        made_from,
        status=stands.status,
        out_of_date=stands.is_stale and terms.notice,
        partial=bool(waiting),
    )
    if waiting:
        handout = _in_language(handout, waiting, made_from.of)
    return replace(handout, translation=translation)


def _in_language(value: T, texts: frozenset[Segment], lang: str) -> T:
    """The value with these texts marked as in a language."""
    if isinstance(value, Prose):
        if all(value.place != text.place for text in texts):
            return value
        return replace(value, spans=tuple(replace(span, lang=span.lang or lang) for span in value.spans))
    if isinstance(value, tuple):
        return tuple(_in_language(part, texts, lang) for part in value)  # type: ignore[return-value]
    if is_value(value) and not isinstance(value, type | Place):
        changed = {name: _in_language(getattr(value, name), texts, lang) for name in field_names(value)}
        if isinstance(value, Figure | PictureStep) and any(value.alt == text.text for text in texts if not text.marked):
            changed["alt_lang"] = lang
        return replace(value, **changed)
    return value
