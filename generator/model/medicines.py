"""Medicines in the words of a language: when they are taken, how, and what heads their table."""

from __future__ import annotations

import datetime

from generator.model.blocks.medicines import Medicine, Medicines
from generator.model.inline import Prose, Span
from generator.model.words import Words
from generator.problems import NOWHERE


def time_in_words(time: str, words: Words) -> str:
    """“Morning”, “8:00 AM”."""
    if time[0].isdecimal():
        return words.clock(datetime.time.fromisoformat(time))
    said: str = getattr(words, time.replace("-", "_"))
    return said


def when_in_words(medicine: Medicine, words: Words) -> tuple[Prose, ...]:
    """All that says when and how, one thing each: its times, the author's own words, and with food or not."""
    said = [fixed(time_in_words(time, words)) for time in medicine.by_day]
    if medicine.when:
        said.append(medicine.when)
    if medicine.food:
        said.append(fixed(getattr(words, f"{medicine.food}_food")))
    return tuple(said)


def columns_of(block: Medicines, words: Words) -> tuple[tuple[str, str], ...]:
    """The columns of the table: what is read for each, and the word above it; none that is empty."""
    heads = (
        ("name", words.medicine),
        ("used_for", words.used_for),
        ("dose", words.dose),
        ("when", words.times),
        ("note", words.note),
    )
    return tuple((name, head) for name, head in heads if any(cell(one, name, words) for one in block.list))


def cell(medicine: Medicine, column: str, words: Words) -> tuple[Prose, ...]:
    """What a medicine has in a column, a paragraph each."""
    if column == "when":
        return when_in_words(medicine, words)
    found: Prose | None = getattr(medicine, column)
    return () if found is None else (found,)


def now_and_then_in_words(medicine: Medicine, words: Words) -> Prose:
    """When it is taken that is not taken every day: “Every Monday”, “Every Monday · Morning”."""
    assert medicine.when is not None
    times = [Span(f" · {time_in_words(time, words)}") for time in medicine.by_day]
    return Prose((*medicine.when.spans, *times), medicine.when.place)


def fixed(text: str) -> Prose:
    """Fixed words as a text."""
    return Prose((Span(text),), NOWHERE)
