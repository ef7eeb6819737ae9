"""Which text of a translation belongs to which text of its source, and whether it still does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from generator.model.segments import Segment, digest
from generator.model.translation import SegmentRecord
from generator.values import Frozen


class State(StrEnum):
    """How a text stands to its source.

    current: as it was recorded, both sides. edited: changed by hand since, or added. unrecorded: as all texts of a
    file without records. untranslated: still in the source's language, and
    not without any letter. changed, missing, surplus: the source is
    another by now.
    """

    CURRENT = "current"
    EDITED = "edited"
    UNRECORDED = "unrecorded"
    UNTRANSLATED = "untranslated"
    CHANGED = "changed"
    MISSING = "missing"
    SURPLUS = "surplus"


STALE = (State.CHANGED, State.MISSING, State.SURPLUS)


class Pair(Frozen):
    """A text and its translation; one of them is None when the other stands alone."""

    source: Segment | None
    target: Segment | None
    record: SegmentRecord | None
    state: State

    @property
    def path(self) -> str:
        """Where the text stands: in the translation, or in the source when it has no translation."""
        segment = self.target or self.source
        assert segment is not None
        return segment.path

    @property
    def is_stale(self) -> bool:
        """Whether the source says something else than it did, also where nobody has translated it yet."""
        return self.state in STALE or (
            self.state is State.UNTRANSLATED
            and self.source is not None
            and self.record is not None
            and self.record.source != digest(self.source.text)
        )


def align(
    source: Sequence[Segment], target: Sequence[Segment], records: Mapping[str, SegmentRecord]
) -> tuple[Pair, ...]:
    """The pairs in the order of the source; what only the translation has stands where it stood."""
    without = State.EDITED if records else State.UNRECORDED
    records = _found_again(target, records)
    return tuple(_pair(one, other, records, without) for one, other in _matched(source, target, records))


def _found_again(target: Sequence[Segment], records: Mapping[str, SegmentRecord]) -> dict[str, SegmentRecord]:
    """The record of each text: by its path, or by its words when it has moved in the file."""
    by_text = {record.text: record for record in records.values()}
    found = {}
    for segment in target:
        own, said = records.get(segment.path), digest(segment.text)
        record = own if own and own.text == said else by_text.get(said, own)
        if record:
            found[segment.path] = record
    return found


def _pair(source: Segment | None, target: Segment | None, records: Mapping[str, SegmentRecord], without: State) -> Pair:
    record = records.get(target.path) if target else None
    return Pair(source, target, record, _state(source, target, record, without))


def _state(source: Segment | None, target: Segment | None, record: SegmentRecord | None, without: State) -> State:
    """without: the state of a text that has no record."""
    if target is None:
        return State.MISSING
    if source is None:
        return State.SURPLUS
    if record is None:
        return without
    if record.status == "untranslated" and record.text == digest(target.text):
        return State.CURRENT if _says_the_same(source, target) else State.UNTRANSLATED
    if record.source != digest(source.text):
        return State.CHANGED
    return State.CURRENT if record.text == digest(target.text) else State.EDITED


def _says_the_same(source: Segment, target: Segment) -> bool:
    """Whether there is nothing to translate: a text without any letter (“2”, “1–7”) that is its source's."""
    return target.text == source.text and not any(char.isalpha() for char in target.text)


Matched = Iterator[tuple[Segment | None, Segment | None]]


def _matched(source: Sequence[Segment], target: Sequence[Segment], records: Mapping[str, SegmentRecord]) -> Matched:
    """By path when both have the same; else by what each text was made from, and between those by its form."""
    if [segment.path for segment in source] == [segment.path for segment in target]:
        yield from zip(source, target, strict=True)
        return
    made_from = [records[segment.path].source if segment.path in records else "" for segment in target]
    for one, other in _runs([digest(segment.text) for segment in source], made_from):
        if one.stop - one.start == other.stop - other.start and made_from[other.start : other.stop] == [
            digest(segment.text) for segment in source[one]
        ]:
            yield from zip(source[one], target[other], strict=True)
        else:
            yield from _by_form(source[one], target[other])


def _by_form(source: Sequence[Segment], target: Sequence[Segment]) -> Matched:
    """Texts of the same form in the same order belong together; the rest stands alone."""
    for one, other in _runs(list(map(form_of, source)), list(map(form_of, target))):
        if list(map(form_of, source[one])) == list(map(form_of, target[other])):
            yield from zip(source[one], target[other], strict=True)
        else:
            yield from ((segment, None) for segment in source[one])
            yield from ((None, segment) for segment in target[other])


def form_of(segment: Segment) -> str:
    """What kind of a text it is: its path without positions. “- Bread” and “- text: Bread” are one kind."""
    return re.sub(r"\.\d+", "", _TYPED_OUT.sub(r"\1", segment.path))


# The key of an item, a cell or a field that is more than its text.
_TYPED_OUT = re.compile(r"(?<!\bcontent)(\.\d+)\.(?:text|label)$")


def _runs(one: Sequence[str], other: Sequence[str]) -> Iterable[tuple[slice, slice]]:
    """Stretches of two sequences that are equal or differ, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [(slice(i1, i2), slice(j1, j2)) for _, i1, i2, j1, j2 in matcher.get_opcodes()]
