"""The translator's desk: what starts a translation, brings it in line with its source, and records its texts.

Everything here gives the new text of files; nothing is written but by `write`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from generator.files import write_files
from generator.model.fields import keys_of
from generator.model.handout import Handout
from generator.model.segments import Segment, anatomy, digest
from generator.model.translation import SegmentRecord, Translation
from generator.problems import Place, Rejected, SourceText
from generator.project import SOURCES, Project, model_handout, read_handout, read_nodes
from generator.rules import problem, quoted
from generator.source import Mapping, Scalar, parse_yaml, read_yaml
from generator.translation.alignment import Pair, State, align
from generator.translation.rewriting import Blocks, blocks_of, with_key, with_texts
from generator.values import Frozen, replace

_ABOVE_RECORDS = "# What each text was made from; “handouts translate” writes it."
_ABOVE_SOURCES = "# What the texts of this handout said when they were translated; “handouts translate” writes it."


class Hand(Frozen):
    """Who changes texts, and what the change is worth.

    status: of `translation.STATUSES`; day: of the change.
    """

    status: str
    translator: str = ""
    reviewer: str = ""
    day: datetime.date | None = None

    def record(self, source: str, text: str, differs: str = "") -> SegmentRecord:
        """The record of a text that this hand has made or looked at."""
        return SegmentRecord(
            digest(source), digest(text), self.status, self.translator, self.reviewer, self.day, differs
        )


class Desk(Frozen):
    """A translation and its source, as they stand in their files."""

    project: Project
    name: str
    lang: str
    handout: Handout
    made_from: Translation
    source: Handout
    pairs: tuple[Pair, ...]

    @property
    def of(self) -> str:
        return self.made_from.of

    @property
    def path(self) -> Path:
        return self.project.handout_path(self.name, self.lang)

    @property
    def records(self) -> dict[str, SegmentRecord]:
        return dict(self.handout.segments)


def open_desk(project: Project, name: str, lang: str) -> Desk:
    """A translation with its source; raises `Rejected` when one of them is not there or has a problem."""
    handout = read_handout(project, name, lang)
    made_from = handout.translation
    if made_from is None:
        message = f"{quoted(name)} in {quoted(lang)} is no translation: it has no key “translation”."
        raise Rejected([problem("unknown-handout", message, handout.place)])
    source = read_handout(project, name, made_from.of)
    theirs, ours = (anatomy(read_nodes(project, name, tag)).segments for tag in (made_from.of, lang))
    return Desk(project, name, lang, handout, made_from, source, align(theirs, ours, dict(handout.segments)))


def desks(project: Project, name: str, langs: Sequence[str]) -> list[Desk]:
    """The translations of a handout in these languages, or all; raises `Rejected` with what is wrong with the first
    that is."""
    if not langs:
        there = project.languages(name) or ["en"]  # which is told as for any handout that is not there
        langs = [lang for lang in there if read_handout(project, name, lang).translation is not None]
    return [open_desk(project, name, lang) for lang in langs]


# What a translation has of its source and does not repeat.
_SOURCE_ONLY = ("protected", "about", "approved", "funding", "checks")


# --- What is done at the desk ----------------------------------------------------------------------


def start(project: Project, name: str, lang: str, of: str, hand: Hand) -> dict[Path, str]:
    """A new translation: the source's file with each text still in its language, and recorded as untranslated."""
    source = read_handout(project, name, of)
    path = project.handout_path(name, lang)
    if path.exists():
        message = f"{quoted(name)} exists in {quoted(lang)} already."
        raise Rejected([problem("cannot-write", message, Place(SourceText(f"handouts/{name}/{lang}.yaml")))])
    text = _text(project, name, of)
    entry = parse_yaml(text).get("lang")
    assert entry is not None and isinstance(entry.value, Scalar)
    text = with_texts(text, [(entry.value, lang)])
    for key in _SOURCE_ONLY:
        text = with_key(text, key, [])
    head = [
        "translation:", f"  of: {of}", f'  source-version: "{source.version}"', f"  status: {hand.status}",
        f"  translator: {_value(hand.translator)}",
    ]  # fmt: skip
    text = _before_content(with_key(text, "translation", []), head)
    records = {
        segment.path: replace(hand, status="untranslated", translator="").record(segment.text, segment.text)
        for segment in anatomy(parse_yaml(text)).segments
    }
    made_from = Translation(of, source.version, hand.status, hand.translator)
    return _checked(project, name, lang, _with_records(text, records, made_from))


def update(desk: Desk) -> dict[Path, str]:
    """The translation with its source's structure: texts that are new there stand in it untranslated, texts that are
    gone there go, and no other text changes. A block that has gained or lost texts is laid out as in the source."""
    source = _text(desk.project, desk.name, desk.of)
    both = [(pair, pair.source, pair.target) for pair in desk.pairs if pair.source and pair.target]
    # A text that nobody has translated yet is the source's, as the source has it now.
    said = [(one, other, one.text if pair.state is State.UNTRANSLATED else other.text) for pair, one, other in both]
    filled = blocks_of(with_texts(source, [(one.scalar, text) for one, _, text in said if _in_content(one)]))
    mine = with_texts(_text(desk.project, desk.name, desk.lang), [(other.scalar, text) for _, other, text in said])
    own = blocks_of(mine)
    kept = _same_blocks(desk.pairs)
    blocks = [
        own.blocks[kept[index]] if index in kept else filled.block(index, own.indent)
        for index in range(len(filled.blocks))
    ]
    text = Blocks(own.above, tuple(blocks), own.below, own.indent).text
    records = {}
    for pair in desk.pairs:
        if pair.source and (pair.target is None or pair.state is State.UNTRANSLATED):
            records[pair.source.path] = Hand("untranslated").record(pair.source.text, pair.source.text)
        elif pair.source and pair.record:
            records[pair.source.path] = pair.record
    return _checked(desk.project, desk.name, desk.lang, _with_records(text, records, desk.made_from))


def put(desk: Desk, texts: dict[str, str], hand: Hand) -> dict[Path, str]:
    """The translation with other texts, by the paths of its segments; those that change are recorded as the hand's."""
    segments = {pair.target.path: pair for pair in desk.pairs if pair.source and pair.target}
    changed = {path: text for path, text in texts.items() if _changes(segments[path], text)}
    scalars = [(_target(segments[path]).scalar, text) for path, text in changed.items()]
    text = with_texts(_text(desk.project, desk.name, desk.lang), scalars)
    records = desk.records | {
        path: hand.record(_source(segments[path]).text, new, _differs(segments[path])) for path, new in changed.items()
    }
    return _recorded(desk, text, records)


def _changes(pair: Pair, text: str) -> bool:
    """Whether a text is news: another one, the same for a source that it was not made from yet, or one that nobody has
    signed yet (“2”, which needs no translator)."""
    unsigned = pair.record is not None and pair.record.status == "untranslated"
    return text != _target(pair).text or pair.state in (State.CHANGED, State.UNTRANSLATED) or unsigned


def translated(pair: Pair) -> bool:
    """For `record`: every text but those still in the source's language, which nobody may record by the way."""
    return pair.state is not State.UNTRANSLATED


def changed(pair: Pair) -> bool:
    """For `record`: every text that is not as it was recorded, or whose source is not."""
    return translated(pair) and pair.state is not State.CURRENT


def record(desk: Desk, wanted: Callable[[Pair], bool], hand: Hand) -> dict[Path, str]:
    """The translation with its texts as they stand recorded as made from the source as it stands."""
    records = desk.records | {
        pair.target.path: hand.record(pair.source.text, pair.target.text, _differs(pair))
        for pair in desk.pairs
        if pair.source and pair.target and wanted(pair)
    }
    return _recorded(desk, _text(desk.project, desk.name, desk.lang), records)


def is_news(path: Path, text: str) -> bool:
    """Whether a file would say something else than it does."""
    return not path.is_file() or path.read_bytes() != text.encode()


def to_be_translated(desk: Desk) -> int:
    """How many texts stand in the source's language, or will once the translation is brought in line with it."""
    return sum(pair.target is None or pair.state is State.UNTRANSLATED for pair in desk.pairs if pair.source)


def to_be_looked_at(desk: Desk) -> int:
    """How many translated texts have a source that says something else by now."""
    return sum(pair.state is State.CHANGED for pair in desk.pairs)


def write(files: dict[Path, str]) -> None:
    """Write the files, all or none. Raises `OSError`."""
    write_files({path: text.encode() for path, text in files.items()})


# --- Files -----------------------------------------------------------------------------------------


def _recorded(desk: Desk, text: str, records: dict[str, SegmentRecord]) -> dict[Path, str]:
    """The file with its records in the order of its texts, the version of its source, and what the source said."""
    order = [pair.target.path for pair in desk.pairs if pair.target]
    records = {path: records[path] for path in [*order, *records] if path in records}
    if all(_is_fresh(pair, records) for pair in desk.pairs):
        text = _with_version(text, desk.source.version)
    files = _checked(desk.project, desk.name, desk.lang, _with_records(text, records, desk.made_from))
    wanted = {record.source for record in records.values()}
    said = {digest(pair.source.text): pair.source.text for pair in desk.pairs if pair.source}
    new = {key: said[key] for key in said if key in wanted}
    return files | _with_sources(desk, new)


def _is_fresh(pair: Pair, records: dict[str, SegmentRecord]) -> bool:
    if pair.source is None or pair.target is None or pair.target.path not in records:
        return False
    return records[pair.target.path].source == digest(pair.source.text)


def _with_version(text: str, version: str) -> str:
    translation = parse_yaml(text).get("translation")
    assert translation is not None and isinstance(translation.value, Mapping)
    entry = translation.value.get("source-version")
    assert entry is not None and isinstance(entry.value, Scalar)
    return with_texts(text, [(entry.value, version)])


def sources_path(desk: Desk) -> Path:
    """The file that keeps what the source said when it was translated: to show a translator what has changed."""
    return desk.path.parent / SOURCES / f"{desk.of}.yaml"


def earlier_sources(desk: Desk) -> dict[str, str]:
    """Texts of the source by their digests, as far as they were kept."""
    path = sources_path(desk)
    if not path.is_file():
        return {}
    node = read_yaml(path, f"handouts/{desk.name}/{SOURCES}/{path.name}")
    return {entry.key: entry.value.text for entry in node.entries if isinstance(entry.value, Scalar)}


def _with_sources(desk: Desk, new: dict[str, str]) -> dict[Path, str]:
    known = earlier_sources(desk)
    if new.keys() <= known.keys():
        return {}
    lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in (known | new).items()]
    return {sources_path(desk): "\n".join((_ABOVE_SOURCES, *lines)) + "\n"}


def _checked(project: Project, name: str, lang: str, text: str) -> dict[Path, str]:
    """The file, when the model takes it; it is read once more before anything is written."""
    path = project.handout_path(name, lang)
    model_handout(parse_yaml(text, f"handouts/{name}/{lang}.yaml"), project, path)
    return {path: text}


def _text(project: Project, name: str, lang: str) -> str:
    """The file as it is, line ends included."""
    return project.handout_path(name, lang).read_bytes().decode("utf-8-sig")


def _before_content(text: str, lines: Iterable[str]) -> str:
    node = parse_yaml(text)
    entry = node.get("content")
    assert entry is not None
    all_lines = text.splitlines(keepends=True)
    at = entry.place.line - 1
    while at > 0 and not all_lines[at - 1].strip():
        at -= 1
    return "".join([*all_lines[:at], *(f"{line}\n" for line in lines), *all_lines[at:]])


# --- Records ---------------------------------------------------------------------------------------


def _with_records(text: str, records: dict[str, SegmentRecord], made_from: Translation) -> str:
    lines = [f"  {path}: {_record_value(one, made_from)}" for path, one in records.items()]
    return with_key(text, "segments", ["segments:", *lines] if lines else [], _ABOVE_RECORDS)


def _record_value(record: SegmentRecord, made_from: Translation) -> str:
    """A record as YAML, without what `translation:` says for all texts: in one line when no more is left."""
    usual = {"status": made_from.status, "translator": made_from.translator, "reviewer": made_from.reviewer}
    said = {
        name: str(value)
        for name, key in keys_of(type(record)).items()
        if (value := getattr(record, key.attribute)) and value != usual.get(key.attribute)
    }
    if said.keys() <= {"source", "text", "date"}:
        return " ".join(said.values())
    return f"{{{', '.join(f'{name}: {_value(value)}' for name, value in said.items())}}}"


def _value(text: str) -> str:
    """A text as YAML: as it is when it is one word of letters, digits and dashes, else in quotation marks."""
    return text if text.replace("-", "").isalnum() else json.dumps(text, ensure_ascii=False)


def _same_blocks(pairs: Iterable[Pair]) -> dict[int, int]:
    """Blocks of the source that the translation has with all their texts and no others: their numbers from 0."""
    ours: dict[int, list[Pair]] = {}
    theirs: dict[int, int] = {}
    for pair in pairs:
        if pair.source and _in_content(pair.source):
            ours.setdefault(_block(pair.source), []).append(pair)
        if pair.target and _in_content(pair.target):
            theirs[_block(pair.target)] = theirs.get(_block(pair.target), 0) + 1
    same = {}
    for number, block in ours.items():
        targets = {_block(pair.target) if pair.target else -1 for pair in block}
        (target, *others) = targets
        if not others and target >= 0 and theirs[target] == len(block) and all(map(_same_place, block)):
            same[number] = target
    return same


def _same_place(pair: Pair) -> bool:
    assert pair.source and pair.target
    return pair.source.path.split(".")[2:] == pair.target.path.split(".")[2:]


def _in_content(segment: Segment) -> bool:
    return segment.path.startswith("content.")


def _block(segment: Segment) -> int:
    return int(segment.path.split(".")[1]) - 1


def _differs(pair: Pair) -> str:
    return pair.record.differs if pair.record else ""


def _target(pair: Pair) -> Segment:
    assert pair.target is not None
    return pair.target


def _source(pair: Pair) -> Segment:
    assert pair.source is not None
    return pair.source
