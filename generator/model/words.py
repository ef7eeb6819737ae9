"""The fixed words: what the page says and no handout writes, one file per language in `layouts/words/`.

Patterns are ICU MessageFormat, so that numbers, dates and word order follow the language.
"""

from __future__ import annotations

import collections.abc
import datetime
import re
from functools import lru_cache
from pathlib import Path

from generator.inputs import is_file, remembered
from generator.model.fields import Reading, Record, Text, key, place_of, read_or_none
from generator.model.languages import find_language
from generator.problems import Place, ProblemList, Rejected, SourceText
from generator.rules import problem, quoted
from generator.source import Entry, Mapping, Scalar, read_yaml
from generator.values import Frozen


class Words(Frozen):
    """The fixed words of one language."""

    lang: str = key(Text(), "The language's tag in the language table.")
    page: str = key(Text(), "“Page {page} of {pages}”.")
    date: str = key(
        Text(),
        "How a date reads: “{date, date, long}”; of {day}, {month} and {year} where the CLDR has no such form.",
    )
    full_date: str = key(
        Text(),
        "How a date reads with its weekday: “{date, date, full}”; of {weekday} (1 is Monday) and {long}, the date, "
        "where the CLDR has no such form.",
    )
    label: str = key(Text(), "How a label stands before what it labels: “{label}: {value}”.")
    continued: str = key(Text(), "The {title} of a box where the box goes on, on the next page: “{title} (continued)”.")
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
    qr: str = key(Text(), "What a QR code is, for those who hear it; its address in words stands before it.")
    sources: str = key(Text(), "Heading of the references.")
    source: str = key(Text(), "Heading of a reference that is the only one; before the source of a number.")
    document: str = key(Text(), "Before the document id.")
    version: str = key(Text(), "Before the version.")
    reviewed: str = key(Text(), "Before the day of the last review.")
    next_review: str = key(Text(), "Before the day of the next review.")
    published_by: str = key(Text(), "Before the publisher.")
    approved_by: str = key(Text(), "Before the clinician who approved the text.")
    paid_for_by: str = key(Text(), "Before whoever paid for the leaflet.")
    language: str = key(Text(), "Before the language's name.")
    fair_care: str = key(Text(), "That {clinic} treats people alike (45 CFR 92.10).")
    language_help: str = key(Text(), "That language help is free, at {phone} (45 CFR 92.11).")
    machine_draft: str = key(Text(), "Printed on a machine draft.")
    draft: str = key(Text(), "Printed on a translation that nobody has reviewed.")
    original: str = key(Text(), "In brackets behind a day that is the source's and not the translation's.")
    out_of_date: str = key(Text(), "Printed on a translation whose source has changed, where the layout asks for it.")
    untranslated: str = key(Text(), "Printed on a copy that has some texts in its source's language.")
    risk: str = key(
        Text(),
        "How many of how many: “{n} of {of} people: {what}”; the author's words stand behind a colon, as they are.",
    )
    risk_not: str = key(Text(), "What is said of the others in place of {what}: “this does not happen to them”.")
    risk_over: str = key(Text(), "Before a span of time: “5 years”.")
    risk_group: str = key(Text(), "Before the people that a number is about.")
    risk_picture: str = key(
        Text(),
        "What the drawing of a risk shows, for those who hear it: “Drawing: {n} of {of} filled in”. It has no word for "
        "what is counted: the sentence above it says whether people, operations or tests.",
    )
    risk_bar: str = key(Text(), "The same of a bar: “Bar: {n} of {of} filled in”.")
    medicine: str = key(Text(), "Above the names of medicines.")
    used_for: str = key(Text(), "Above or before what a medicine is for.")
    dose: str = key(Text(), "Above or before how much of a medicine is taken at a time.")
    times: str = key(Text(), "Above or before when a medicine is taken.")
    morning: str = key(Text(), "When a medicine is taken.")
    noon: str = key(Text(), "When a medicine is taken.")
    evening: str = key(Text(), "When a medicine is taken.")
    bedtime: str = key(Text(), "When a medicine is taken.")
    when_needed: str = key(Text(), "When a medicine is taken.")
    with_food: str = key(Text(), "How a medicine is taken.")
    without_food: str = key(Text(), "How a medicine is taken.")
    any_food: str = key(Text(), "How a medicine is taken.")
    tick_dose: str = key(Text(), "Above the chart of a day’s medicines, with a box for each dose.")
    skip: str = key(Text(), "The link at the head of a page for browsers that leads past it, to the text.")
    check_copy: str = key(Text(), "Before the address that says whether a copy on paper is current.")
    copy_current: str = key(Text(), "That a copy is current.")
    copy_newer: str = key(Text(), "That there is a newer version, and how to get it.")
    copy_withdrawn: str = key(Text(), "That a leaflet is no longer in use, and whom to ask.")
    copy_overdue: str = key(Text(), "That a leaflet should have been reviewed by now, and whom to ask.")

    def check(self, reading: Reading, node: Mapping) -> None:
        """Every pattern shows each of its arguments once: an apostrophe before a brace would print the brace."""
        for entry in node.entries:
            values = _SAMPLES.get(entry.key)
            if values is None:
                _without_braces(entry, reading)
                continue
            shown = {"date": values["date"]} if "date" in values else values
            names = " and ".join(f"{{{name}}}" for name in shown)
            hint = f"Keep {names} as in English; write ’ instead of ', which ICU takes for a quotation mark."
            if "long" in values:  # the day of the date in words, in the language's digits
                values = {**values, "long": _format("{day}", self.lang, day=_printed(values["date"]))}
            try:
                result = _format(getattr(self, entry.key.replace("-", "_")), self.lang, **values)
                wanted = [_format("{sample}", self.lang, sample=_printed(value)) for value in shown.values()]
            except Exception as error:  # whatever ICU raises for a broken pattern
                message = f"ICU cannot read the pattern of “{entry.key}”: {error}."
                reading.refuse("bad-pattern", message, entry.place, hint)
                continue
            if any(result.count(text) != 1 for text in wanted) or "{" in result or "}" in result:
                message = f"“{entry.key}” does not show {names} once: it prints {quoted(result)}."
                reading.refuse("bad-pattern", message, entry.place, hint)

    def page_label(self, page: int, pages: int) -> str:
        """“Page 1 of 2” in this language."""
        text = _format(self.page, self.lang, page=page, pages=pages)
        language = find_language(self.lang)
        return re.sub(r"\d+", lambda number: language.page_number(int(number[0])), text) if language else text

    def page_of(self, page: int, pages: int) -> str:
        """“1 / 2” in the digits of this language: where there is no room for words."""
        language = find_language(self.lang)
        return " / ".join(language.page_number(number) if language else str(number) for number in (page, pages))

    def before(self, label: str) -> str:
        """A label ready to stand before its value, with the language's own colon."""
        return _format(self.label, self.lang, label=label, value="")

    def going_on(self) -> tuple[str, str]:
        """What stands before the title of a box that goes on, and what behind it: “ (continued)”."""
        before, _, after = _format(self.continued, self.lang, title=_WHAT).partition(_WHAT)
        return before, after

    def how_many(self, number: int, of: int) -> tuple[str, str]:
        """“15 of 100 people: …”: what stands before the author's words and what behind them."""
        before, _, after = self._counted(self.risk, n=number, of=of, what=_WHAT).partition(_WHAT)
        return before, after

    def picture_of_risk(self, number: int, of: int, show: str = "people") -> str:
        """What a screen reader says of a picture in which so many of so many are filled in. show: as of a `Risk`."""
        return self._counted(self.risk_bar if show == "bar" else self.risk_picture, n=number, of=of)

    def heading_of_sources(self, count: int) -> str:
        """“Source” or “Sources”."""
        return self.source if count == 1 else self.sources

    def clock(self, time: datetime.time) -> str:
        """A time of day as the language writes it: “8:00 AM”, “20:00”."""
        at = datetime.datetime.combine(datetime.date(2001, 1, 1), time)  # ICU has no time without a day
        return self._digits(_format("{at, date, ::jmm}", self.lang, at=at).replace("\u202f", "\u00a0"))

    def year(self, year: int) -> str:
        """The number of a year, without a mark for its thousand."""
        return self._digits(str(year))

    def _counted(self, pattern: str, **values: str | int) -> str:
        """A pattern with its numbers, a thousand without a mark: half of those who read Spanish take 1.000 for one."""
        return self._digits(_THOUSAND.sub("", _format(pattern, self.lang, **values)))

    def _digits(self, text: str) -> str:
        """The text in the language's digits, also where ICU does not know the language (S'gaw Karen)."""
        language = find_language(self.lang)
        return re.sub("[0-9]", lambda match: language.number(int(match[0])), text) if language else text

    def day(self, day: datetime.date, lang: str) -> str:
        """A date in words; `lang` is the handout's own tag, whose region decides the order."""
        return _format(self.date, lang, **_date_arguments(day))

    def weekday(self, day: datetime.date, lang: str) -> str:
        """A date in words with its weekday; `lang` as for `day`."""
        return _format(self.full_date, lang, date=day, weekday=str(day.isoweekday()), long=self.day(day, lang))

    def fairly(self, clinic: str) -> str:
        """That the clinic treats people alike."""
        return _format(self.fair_care, self.lang, clinic=clinic)

    def help_at(self, phone: str) -> str:
        """That language help is free."""
        return _format(self.language_help, self.lang, phone=phone)


def _without_braces(entry: Entry, reading: Reading) -> None:
    """Words that are no pattern are printed as they stand."""
    assert isinstance(entry.value, Scalar)  # every key holds a text
    found = re.search(r"\{[^{}]*\}?|\}", entry.value.text)
    if found:
        message = f"“{entry.key}” has no placeholders: it would print {quoted(found[0])}."
        hint = "Write the words alone, as in English; what they speak of stands beside them."
        reading.refuse("bad-pattern", message, entry.value.place, hint)


def _date_arguments(day: datetime.date) -> dict[str, str | int | datetime.date]:
    """The date for ICU's own forms, and its parts for a pattern that names the months itself."""
    return {"date": day, "day": day.day, "month": str(day.month), "year": day.year}


# What parts a thousand from its hundreds, in any language of the table (CLDR).
_THOUSAND = re.compile(r"(?<=\d)[.,٬’\u00a0\u202f](?=\d{3}(?!\d))")
# Stands for the author's words while the sentence is made around them.
_WHAT = "〈what〉"
# Arguments to try the patterns with: numbers and texts that no fixed word holds.
_SAMPLES: dict[str, collections.abc.Mapping[str, str | int | datetime.date]] = {
    "page": {"page": 58, "pages": 79},
    "date": _date_arguments(datetime.date(2031, 5, 17)),
    "full-date": {"date": datetime.date(2031, 5, 17), "weekday": "6", "long": ""},
    "fair-care": {"clinic": "〈clinic〉"},
    "language-help": {"phone": "〈phone〉"},
    "label": {"label": "〈label〉", "value": "〈value〉"},
    "continued": {"title": _WHAT},
    "risk": {"n": 58, "of": 79, "what": _WHAT},
    "risk-picture": {"n": 58, "of": 79},
    "risk-bar": {"n": 58, "of": 79},
}


def _printed(value: str | int | datetime.date) -> str | int:
    """What of a sample must be seen in the result: of a date its day, whatever calendar counts the years."""
    return value.day if isinstance(value, datetime.date) else value


@lru_cache(maxsize=2000)
def _format(pattern: str, lang: str, **values: str | int | datetime.date) -> str:
    from icu4py.messageformat import MessageFormat

    return MessageFormat(pattern, lang).format(dict(values))


@remembered(maxsize=200)
def load_words(lang: str, folders: tuple[Path, ...]) -> Words:
    """The words of a language from the first folder that has them; raises `Rejected` when none has, or one is wrong."""
    for folder in folders:
        path = folder / "words" / f"{lang}.yaml"
        if is_file(path):
            return _read_words(path)
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


def _read_words(path: Path) -> Words:
    problems = ProblemList()
    node = read_yaml(path, f"words/{path.name}")
    reading = Reading(problems, path.parent, path.parent)
    words = read_or_none(Record(Words), node, reading)
    if words and words.lang != path.stem:
        message = f"The file is called “{path.name}” and its language is {quoted(words.lang)}."
        reading.refuse("file-name", message, place_of(node, "lang"), f"Write “lang: {path.stem}”.")
    problems.raise_errors()
    assert words is not None
    return words
