"""What goes out to a translator and comes back, whatever the file's format.

A `Package` is made of a desk (`pack`); one that comes back is looked at as a stranger (`unpack`): it must be for this
handout, language and source, and every mark must stand in it. Anything else is refused, all of it at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from generator.model.languages import find_language
from generator.model.segments import Segment
from generator.problems import Place, Problem, Rejected, SourceText
from generator.rules import problem, quoted
from generator.translation.alignment import Pair, State
from generator.translation.desk import Desk, earlier_sources
from generator.translation.marks import mark_faults
from generator.translation.parity import holds_term, is_term
from generator.translation.standing import status_of
from generator.values import Frozen

# What each kind of text is, for a translator who sees it alone.
_NOTES = {
    "title": "The title, or the title of a box.",
    "summary": "What the leaflet is for and for whom.",
    "heading": "A heading.",
    "alt": "Read aloud to people who cannot see the picture; never printed.",
    "caption": "Set with a picture, a table or a QR code.",
    "key-points": "One of the key points, in the box at the top.",
    "term": "A word that the glossary explains.",
    "meaning": "What a word of the glossary means.",
    "header": "The heading of a table's column.",
    "rows": "A cell of a table.",
    "items": "A question to ask, with a box to tick.",
    "intro": "Stands before the questions.",
    "name": "A team or person to call.",
    "hours": "When somebody answers.",
    "address": "A postal address; its lines stay lines.",
    "what": "Stands behind “15 of 100 people:”, without a full stop.",
    "rest": "Stands behind “85 of 100 people:”, without a full stop.",
    "over": "The span of time that a number is about.",
    "group": "The people whom a number is about.",
    "references": "Where the facts come from.",
    "credit": "Who made the picture.",
    "time": "When to be there.",
    "place": "Where in the building to go.",
    "prompts": "What a patient tells in their own words; no yes-or-no question.",
    "options": "One of the things to choose from.",
    "question": "What people ask of each of the things to choose from.",
    "answers": "What one of the things to choose from answers to the question.",
    "fields": "Stands before a line to write on.",
    "complain": "How to complain to the clinic, and to whom.",
    "list": "An item of a list.",
    "steps": "One step of several, in order.",
}

# A leaflet has some 100 texts; its file is well below 1 MB.
MAX_BYTES = 10_000_000


class Unit(Frozen):
    """One text to translate.

    path: of the segment in the source; target: empty when there is no translation yet; status: of `STATUSES`, or
    “untranslated”; changed: the source is another since; previous: what it was, as far as that is known; ready: whether
    the translator calls it done; note: for the translator; line: in the source's file.
    """

    path: str
    source: str
    target: str
    status: str
    changed: bool = False
    previous: str = ""
    ready: bool = True
    note: str = ""
    line: int = 0


class Package(Frozen):
    """All texts of a handout for one language.

    translator, day: who translated, and the last day on which a text was recorded: as far as the format says so.
    """

    name: str
    id: str
    version: str
    source_lang: str
    lang: str
    units: tuple[Unit, ...]
    translator: str = ""
    day: datetime.date = datetime.date.min


def pack(desk: Desk) -> Package:
    """What goes out to the translator. Raises `Rejected` when the two files differ in structure."""
    alone = [pair for pair in desk.pairs if pair.source is None or pair.target is None]
    if alone:
        hint = f"First bring it in line with its source: handouts translate update {desk.name} {desk.lang}"
        raise Rejected([problem("stale-translation", _alone(pair), _segment(pair).place, hint) for pair in alone])
    said = earlier_sources(desk)
    terms = glossary_terms(desk.pairs)
    protected = desk.source.protected
    units = tuple(_unit(pair, desk, said, terms, protected) for pair in desk.pairs)
    days = [record.day for record in desk.records.values() if record.day]
    return Package(
        desk.name, desk.source.id, desk.source.version, desk.of, desk.lang, units,
        desk.made_from.translator, max(days, default=desk.handout.reviewed),
    )  # fmt: skip


def _alone(pair: Pair) -> str:
    text = quoted(_segment(pair).text)
    return f"{text} has no counterpart in the source." if pair.source is None else f"{text} has no place in the copy."


def _segment(pair: Pair) -> Segment:
    segment = pair.target or pair.source
    assert segment is not None
    return segment


def _unit(pair: Pair, desk: Desk, said: dict[str, str], terms: list[tuple[str, str]], protected: Iterable[str]) -> Unit:
    source, target = pair.source, pair.target
    assert source is not None and target is not None
    untranslated = pair.state is State.UNTRANSLATED
    changed = pair.state is State.CHANGED
    return Unit(
        source.path,
        source.text,
        "" if untranslated else target.text,
        "untranslated" if untranslated else status_of(pair, desk.made_from),
        changed,
        said.get(pair.record.source, "") if changed and pair.record else "",
        ready=not changed and not untranslated,
        note=_note(source, terms, protected),
        line=source.place.line,
    )


def _note(source: Segment, terms: list[tuple[str, str]], protected: Iterable[str]) -> str:
    kind = next((part for part in reversed(source.path.split(".")) if not part.isdecimal()), "")
    notes = [_NOTES.get(kind, "Text.")]
    notes += [f"Keep as it is: {name}" for name in protected if name in source.text]
    notes += [
        f"Glossary: {term} = {translation}" if translation else f"Glossary: {term}"
        for term, translation in terms
        if holds_term(source.text, term) and term != source.text
    ]
    return "\n".join(notes)


def glossary_terms(pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    """The words of the handout's own glossary and their translations, as far as there are any."""
    return [
        (pair.source.text, "" if pair.state is State.UNTRANSLATED or pair.target is None else pair.target.text)
        for pair in pairs
        if pair.source and is_term(pair.source)
    ]


# --- What comes back -------------------------------------------------------------------------------


def refuse_too_large(data: bytes, file_name: str) -> None:
    """Raise `Rejected` for a file that no leaflet fills."""
    if len(data) > MAX_BYTES:
        message = f"The file has {len(data):,} bytes; the limit is {MAX_BYTES:,}."
        raise Rejected([problem("file-too-large", message, Place(SourceText(file_name)))])


def unpack(package: Package, desk: Desk, file_name: str) -> dict[str, str]:
    """The texts of a package that came back, by the paths of the translation. Raises `Rejected` with all faults."""
    place = Place(SourceText(file_name))
    faults = list(_wrong_package(package, desk, place))
    if faults:
        raise Rejected(faults)
    known = {pair.source.path: pair for pair in desk.pairs if pair.source}
    texts: dict[str, str] = {}
    for unit in package.units:
        pair = known.get(unit.path)
        found = list(_faults(unit, pair, place))
        faults += found
        if not found and pair and pair.target and unit.ready and unit.target:
            texts[pair.target.path] = unit.target
    if faults:
        raise Rejected(faults)
    return texts


def _wrong_package(package: Package, desk: Desk, place: Place) -> Iterable[Problem]:
    for what, found, wanted in (
        ("the handout", package.name, desk.name),
        ("the language", package.lang, desk.lang),
        ("the source language", package.source_lang, desk.of),
    ):
        if found != wanted:
            yield problem("wrong-exchange", f"The file is for {what} {quoted(found)}, not {quoted(wanted)}.", place)
    paths = [unit.path for unit in package.units]
    for path in sorted({path for path in paths if paths.count(path) > 1} if len(set(paths)) < len(paths) else ()):
        yield problem("wrong-exchange", f"The text {quoted(path)} stands twice.", place)


def _faults(unit: Unit, pair: Pair | None, place: Place) -> Iterable[Problem]:
    if pair is None or pair.source is None:
        yield problem("wrong-exchange", f"The source has no text {quoted(unit.path)}.", place)
    elif pair.source.text != unit.source:
        message = f"The source has changed since this was exported: {quoted(unit.source)}"
        yield problem("wrong-exchange", message, pair.source.place, "Export again, and take over what is done.")
    elif unit.ready and unit.target:
        lost, extra = mark_faults(unit.source, unit.target)
        for marks, words in ((lost, "has lost the mark"), (extra, "has the mark")):
            if marks:
                message = f"The translation {quoted(unit.target)} {words} {' and '.join(marks)}"
                hint = "Stars are a mark only around whole words." if marks is lost and "*…*" in marks else ""
                extra_too = "" if marks is lost else ", which its source has not"
                yield problem("lost-mark", f"{message}{extra_too}.", place, hint)


def language_name(tag: str) -> str:
    """A language in English, for the heads of files."""
    language = find_language(tag)
    return language.english if language else tag
