"""The fixed words: what the page says and no handout writes, one file per language in `layouts/words/`.

Patterns are ICU MessageFormat, so that numbers, dates and word order follow the language.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.model.fields import Reading, Record, Text, key
from generator.problems import Place, ProblemList, Rejected, SourceText
from generator.rules import problem
from generator.source import read_yaml


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of one language."""

    lang: str = key(Text(), "The language's tag in the language table.")
    page: str = key(Text(), "“Page {page} of {pages}”.")
    date: str = key(Text(), "How a date reads: “{date, date, long}”.")
    label: str = key(Text(), "How a label stands before what it labels: “{label}: {value}”.")
    key_points: str = key(Text(), "Heading of the key points.")
    important: str = key(Text(), "The word of a call-out.")
    note: str = key(Text(), "The word of a call-out.")
    call_today: str = key(Text(), "The word of a call-out.")
    emergency: str = key(Text(), "The word of a call-out.")
    notes: str = key(Text(), "Before lines to write on.")
    phone: str = key(Text(), "Before a phone number.")
    hours: str = key(Text(), "Before opening hours.")
    email: str = key(Text(), "Before an email address.")
    web: str = key(Text(), "Before a web address.")
    address: str = key(Text(), "Before a postal address.")
    scan: str = key(Text(), "Above a QR code's address.")
    qr: str = key(Text(), "What a QR code is, for those who hear it: “QR code for {address}”.")
    sources: str = key(Text(), "Heading of the references.")
    document: str = key(Text(), "Before the document id.")
    version: str = key(Text(), "Before the version.")
    reviewed: str = key(Text(), "Before the day of the last review.")
    next_review: str = key(Text(), "Before the day of the next review.")
    published_by: str = key(Text(), "Before the publisher.")
    language: str = key(Text(), "Before the language's name.")
    machine_draft: str = key(Text(), "Printed on a machine draft.")
    draft: str = key(Text(), "Printed on a translation that nobody has reviewed.")

    def page_label(self, page: int, pages: int) -> str:
        """“Page 1 of 2” in this language."""
        return _format(self.page, self.lang, page=page, pages=pages)

    def before(self, label: str) -> str:
        """A label ready to stand before its value, with the language's own colon."""
        return _format(self.label, self.lang, label=label, value="")

    def qr_code(self, address: str) -> str:
        """What a screen reader says of a QR code."""
        return _format(self.qr, self.lang, address=address)

    def day(self, day: datetime.date, lang: str) -> str:
        """A date in words; `lang` is the handout's own tag, whose region decides the order."""
        return _format(self.date, lang, date=day)


@lru_cache(maxsize=2000)
def _format(pattern: str, lang: str, **values: str | int | datetime.date) -> str:
    from icu4py.messageformat import MessageFormat

    return MessageFormat(pattern, lang).format(dict(values))


def load_words(lang: str, folders: tuple[Path, ...]) -> Words:
    """The words of a language from the first folder that has them; raises `Rejected` when none has, or one is wrong."""
    for folder in folders:
        path = folder / "words" / f"{lang}.yaml"
        if path.is_file():
            return _read_words(path, path.stat().st_mtime_ns)
    place = Place(SourceText(f"words/{lang}.yaml"))
    raise Rejected(
        [
            problem(
                "missing-words",
                f"There are no fixed words for “{lang}”.",
                place,
                f"Copy words/en.yaml to words/{lang}.yaml and translate it.",
            )
        ]
    )


@lru_cache(maxsize=200)
def _read_words(path: Path, _changed: int) -> Words:
    problems = ProblemList()
    node = read_yaml(path, f"words/{path.name}")
    words = None
    try:
        words = Record(Words).read(node, Reading(problems, path.parent, path.parent))
        words.page_label(1, 2)
        words.before("")
        words.qr_code("")
        words.day(datetime.date(2026, 1, 2), words.lang)
    except Exception as error:  # whatever ICU raises for a broken pattern
        if not problems.has_errors:
            problems.add(problem("bad-pattern", f"ICU cannot read a pattern: {error}.", node.place))
    problems.raise_errors()
    assert words is not None
    return words
