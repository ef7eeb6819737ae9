"""Where a translation stands: text by text against its source, and as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from generator.inputs import file_stamp
from generator.model.handout import Handout
from generator.model.segments import Anatomy, anatomy
from generator.model.translation import DRAFTS, STATUSES, SegmentRecord, Translation
from generator.problems import Place, Problem, Rejected, Severity, SourceText
from generator.project import Project, read_nodes
from generator.rules import problem, quoted
from generator.translation.alignment import STALE, Pair, State, align
from generator.values import Frozen, field_names, replace

Records = tuple[tuple[str, SegmentRecord], ...]


class Standing(Frozen):
    """pairs: the texts with their translations, none when the source cannot be read; status: of the whole, the least
    of its texts; problems: what is stale (warnings) and what differs."""

    pairs: tuple[Pair, ...]
    status: str
    problems: tuple[Problem, ...]

    @property
    def is_stale(self) -> bool:
        return any(problem.rule == "stale-translation" for problem in self.problems)


def standing(project: Project, name: str, lang: str, handout: Handout) -> Standing | None:
    """Where a translation stands; None for a handout that is none. Remembered until one of the two files changes."""
    made_from = handout.translation
    if made_from is None:
        return None
    if made_from.of not in project.languages(name) or made_from.of == lang:
        message = f"The text that this was translated from, {quoted(made_from.of)}, is not there."
        return Standing((), made_from.status, (problem("stale-translation", message, made_from.place),))
    stamps = tuple(file_stamp(project.handout_path(name, tag)) for tag in (made_from.of, lang))
    return _standing(project, name, lang, made_from, handout.segments, stamps)


def as_reviewed(handout: Handout, stands: Standing | None) -> Handout:
    """A handout whose translation has the status that its texts have, whatever its head says of the whole."""
    made_from = handout.translation
    if made_from is None or stands is None:
        return handout
    return replace(handout, translation=replace(made_from, status=stands.status))


@lru_cache(maxsize=500)
def _standing(
    project: Project, name: str, lang: str, made_from: Translation, segments: Records, _stamps: Any
) -> Standing:
    try:
        parts = _anatomy(project, name, made_from.of, file_stamp(project.handout_path(name, made_from.of)))
    except Rejected:
        message = f"The text that this was translated from, {quoted(made_from.of)}, cannot be read."
        return Standing((), made_from.status, (problem("stale-translation", message, made_from.place),))
    records = dict(segments)
    its_parts = anatomy(read_nodes(project, name, lang))
    pairs = align(parts.segments, its_parts.segments, records)
    unknown = any(pair.record is None for pair in pairs if pair.source and pair.target)
    other = _other_version(parts.version, made_from) if unknown else []
    found = [*(_stale(pairs, name, lang) if records else ()), *other]
    if records or not other:
        from generator.translation.parity import (
            compare,
            compare_fixed,
            compare_structure,
            moved,
        )  # only where there is a translation

        found += compare(pairs, (made_from.of, lang), parts.protected)
        found += compare_structure(pairs, bool(records))
        explained = [path for path, record in records.items() if record.differs]
        found += compare_fixed(moved(parts.fixed, pairs), its_parts.fixed, explained)
    found += [
        problem("untranslated", f"{quoted(pair.target.text)} is not translated yet.", pair.target.place)
        for pair in pairs
        if pair.state is State.UNTRANSLATED and pair.target
    ]
    return Standing(pairs, _status(made_from, pairs), tuple(found))


@lru_cache(maxsize=50)
def _anatomy(project: Project, name: str, lang: str, _stamp: Any) -> Anatomy:
    """Of a source: it is the same for all its translations."""
    return anatomy(read_nodes(project, name, lang))


def _other_version(version: str, made_from: Translation) -> list[Problem]:
    """Of a text without a record, all that can be told is that its source has another version by now."""
    if version == made_from.source_version:
        return []
    message = f"This was translated from version {made_from.source_version}; version {version} is there now."
    return [problem("stale-translation", message, made_from.place)]


def _stale(pairs: Sequence[Pair], name: str, lang: str) -> list[Problem]:
    found = []
    for pair in pairs:
        if not pair.is_stale:
            continue
        segment = pair.target or pair.source
        assert segment is not None
        if pair.source is None:
            message = f"The source has nothing like {quoted(segment.text)} any more."
        elif pair.target is None:
            there = pair.source.place
            file = there.source.name.rpartition("/")[2]
            message = f"{quoted(pair.source.text)} ({file}, line {there.line}) has no translation."
            whole = Place(SourceText(f"handouts/{name}/{lang}.yaml"))
            hint = f"Put it into the translation, to be translated there: handouts translate update {name}"
            found.append(replace(problem("stale-translation", message, whole, hint), about=there))
            continue
        else:
            message = f"The source of this says by now: {quoted(pair.source.text)}"
        one = problem("stale-translation", message, segment.place)
        found.append(replace(one, about=pair.source.place) if pair.source else one)
    return found


def _status(made_from: Translation, pairs: Sequence[Pair]) -> str:
    """The least status of any text. One that was changed after its review has not been reviewed."""
    return min((status_of(pair, made_from) for pair in pairs), key=STATUSES.index, default=made_from.status)


def status_of(pair: Pair, made_from: Translation) -> str:
    """The status of one text: its record's, else the whole's; less when it was edited or its source changed."""
    recorded = (pair.record.status if pair.record else "") or made_from.status
    if recorded == "untranslated" or pair.target is None:
        recorded = "draft"
    unsure = pair.state in (State.EDITED, *STALE)
    return "draft" if unsure and recorded in ("reviewed", "approved") else recorded


class Progress(Frozen):
    """How far a translation is, in numbers of texts.

    total: what the source has; translated: what is no longer in the source's language; stale: made from another text
    than stands there now, or not there; unreviewed: draft or machine draft; machine: machine draft.
    """

    name: str
    lang: str
    total: int
    translated: int
    stale: int
    unreviewed: int
    machine: int
    unrecorded: int
    problems: int
    status: str

    @property
    def percent(self) -> int:
        """Translated texts of a hundred, rounded down: 100 means all."""
        return 100 * self.translated // self.total if self.total else 100

    @property
    def is_done(self) -> bool:
        return self.translated == self.total and not self.stale and not self.problems and self.status == "approved"

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in field_names(self)} | {"percent": self.percent}


def progress(name: str, lang: str, made_from: Translation, stands: Standing) -> Progress:
    """A translation in numbers."""
    pairs = [pair for pair in stands.pairs if pair.source]
    translated = [pair for pair in pairs if pair.target and pair.state is not State.UNTRANSLATED]
    statuses = [status_of(pair, made_from) for pair in translated]
    return Progress(
        name,
        lang,
        len(pairs),
        len(translated),
        sum(1 for pair in stands.pairs if pair.is_stale) or int(stands.is_stale),
        sum(1 for status in statuses if status in DRAFTS),
        statuses.count("machine-draft"),
        sum(1 for pair in pairs if pair.state is State.UNRECORDED),
        sum(1 for problem in stands.problems if problem.severity is Severity.ERROR),
        stands.status,
    )
