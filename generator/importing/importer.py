"""One file to one draft: read, put right, written as YAML beside its pictures; all of it or nothing.

`read_draft` makes everything in memory; `write_draft` puts it into the project.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import Any

from generator.files import write_files
from generator.importing.draft import draft_text, missing
from generator.importing.nouns import (  # fmt: skip
    Document,
    Dropped,
    Figure,
    Heading,
    Listing,
    Log,
    Paragraph,
    PictureFile,
    Runs,
    Sources,
    Table,
    all_runs,
    refused,
)
from generator.importing.opening import decoded, kind_of, read_bytes
from generator.importing.runs import plain
from generator.importing.tidying import tidied
from generator.model.languages import find_language
from generator.problems import Rejected, counted, shown
from generator.project import is_new_name
from generator.source import MAX_BYTES, parse_yaml
from generator.translation.letters import wrong_letters
from generator.values import Frozen, replace

# What may be a phone number or an address, in words that were dropped.
_CONTACT = re.compile(r"\+?\(?\d[\d\s().-]{6,}\d|\S@\S+\.\S")
# Content that the model takes in one handout.
_MAX_LINES = 20_000


class Report(Frozen):
    """What became of a document. kept: numbers by kind; missing: keys that are left to fill in."""

    kept: dict[str, int]
    dropped: tuple[Dropped, ...]
    notes: tuple[str, ...]
    missing: tuple[str, ...]

    def lines(self, source: str) -> list[str]:
        """The report as text, a line for each thing dropped."""
        kept = ", ".join(counted(number, *_NOUNS[name]) for name, number in self.kept.items() if number)
        out = [f"{source}: kept: {kept or 'nothing'}."]
        for one in self.dropped:
            place = f"{source}:{one.line}" if one.line else source
            text = one.text if len(one.text) <= 100 else f"{one.text[:100].rstrip()}…"
            out.append(f"{place}: dropped: “{text}”: {one.why}.")
        out += [f"{source}: note: {note}" for note in self.notes]
        todo = [
            f"{name} ({self.missing.count(name)})" if self.missing.count(name) > 1 else name
            for name in dict.fromkeys(self.missing)
        ]
        return [shown(line) for line in [*out, f"{source}: to do: {', '.join(todo)}."]]

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON has it."""
        dropped = [{"text": one.text, "why": one.why, "line": one.line or None} for one in self.dropped]
        return {"kept": self.kept, "dropped": dropped, "notes": list(self.notes), "missing": list(self.missing)}


class Draft(Frozen):
    """A draft that is not written yet. lang: as the handout says it; file: the name of its file."""

    source: Path
    name: str
    lang: str
    document: Document
    report: Report

    @property
    def file(self) -> str:
        """The file's name: the language's own tag, as `handouts list` shows it."""
        language = find_language(self.lang)
        return f"{language.tag if language else self.lang}.yaml"


_NOUNS = {
    "headings": ("heading",),
    "paragraphs": ("paragraph",),
    "lists": ("list",),
    "items": ("item",),
    "tables": ("table",),
    "links": ("link",),
    "pictures": ("picture",),
    "references": ("reference",),
}


def read_draft(path: Path, name: str = "", lang: str = "") -> Draft:
    """The draft of a file. name: of the handout, or the file's own; lang: a tag, or what the file states, or English.

    Raises `Rejected` when the file cannot be imported.
    """
    log = Log()
    kind = kind_of(path)
    called = _handout_name(path, name)
    read = _read(path, kind, log)
    _check_lines(path, sum(plain(runs).count("\n") + 1 for runs in all_runs(read.blocks)))
    document = tidied(read, kind, log)
    if not any(map(plain, all_runs(document.blocks))):
        raise refused(path, "The file holds no text to import.", "A scan or a picture of text has to be typed.")
    tag = _language(path, document, lang, kind, log)
    for one in log.dropped:
        if _CONTACT.search(one.text):
            log.note(f"What was dropped may be a phone number or an address: “{one.text[:80]}”.")
    report = Report(
        _counts(document),
        tuple(sorted(log.dropped, key=lambda one: one.line)),
        tuple(log.notes),
        tuple(missing(document)),
    )
    return Draft(path, called, tag, document, report)


def _check_lines(path: Path, lines: int) -> None:
    if lines > _MAX_LINES:
        raise refused(path, f"The file holds {lines:,} paragraphs and lines; a leaflet holds {_MAX_LINES:,}.")


def _read(path: Path, kind: str, log: Log) -> Document:
    data = read_bytes(path, kind)
    if kind == "word":
        from generator.importing.word import read_word

        return read_word(path, data, log)
    text = decoded(path, data, kind, log)
    if kind != "page":
        _check_lines(path, text.count("\n"))
    if kind == "text":
        from generator.importing.plain import read_plain

        return read_plain(text, log)
    from generator.importing.pages import read_page
    from generator.importing.pictures import Pictures, from_page

    pictures = Pictures(path, log, from_page(path))
    if kind == "page":
        return read_page(path, text, pictures, log)
    from generator.importing.markdown import page_of_markdown

    page, title = page_of_markdown(path, text, log)
    return replace(read_page(path, page, pictures, log, lines=False, whole=False), title=title)


def _handout_name(path: Path, name: str) -> str:
    if name:
        if not is_new_name(name):
            raise refused(
                path,
                f"“{name}” cannot be a folder's name here.",
                "Use small letters, digits and dashes, such as flu-vaccine.",
            )
        return name
    letters = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-")
    if not made:
        raise refused(
            path,
            "The file's name has no letter or digit that a folder's name may have.",
            "Name the handout: --name flu-vaccine.",
        )
    return made


def _language(path: Path, document: Document, lang: str, kind: str, log: Log) -> str:
    """The language asked for, else the one that the file states, else English, when the letters agree."""
    stated = document.lang if document.lang and find_language(document.lang) is not None else ""
    tag = lang or stated or "en"
    if lang and stated and kind == "page" and stated.partition("-")[0] != lang.partition("-")[0]:
        log.note(f"The file says that its language is “{stated}”; “{lang}” was asked for.")
    if not lang:
        log.note(
            f"The language is “{tag}”, as the file says."
            if stated
            else "The language was taken for English; if it is another one, import with --lang."
        )
    text = " ".join(map(plain, all_runs(document.blocks)))[:20_000]
    words = re.findall(r"[^\W\d_]+", text)
    foreign = {word for word, _ in wrong_letters(text, tag)}
    if words and sum(word in foreign for word in words) > len(words) / 2:
        english = getattr(find_language(tag), "english", tag)
        message = f"Most words of the file are in letters that {english} is not written with."
        if not lang:
            raise refused(path, message, "Say which language it is: --lang arabic. All: handouts list --languages")
        log.note(message)
    return tag


def _counts(document: Document) -> dict[str, int]:
    blocks = document.blocks

    def items(value: Any) -> int:
        return sum(1 + items(item.items) for item in value)

    links: list[Runs] = all_runs(blocks)
    return {
        "headings": sum(isinstance(block, Heading) for block in blocks),
        "paragraphs": sum(isinstance(block, Paragraph) for block in blocks),
        "lists": sum(isinstance(block, Listing) for block in blocks),
        "items": sum(items(block.items) for block in blocks if isinstance(block, Listing)),
        "tables": sum(isinstance(block, Table) for block in blocks),
        "links": sum(len({run.link for run in runs if run.link}) for runs in links),
        "pictures": sum(isinstance(block, Figure) for block in blocks),
        "references": sum(len(block.entries) for block in blocks if isinstance(block, Sources)),
    }


def write_draft(draft: Draft, folder: Path, schema: bool = False) -> list[Path]:
    """Write `folder/NAME/LANG.yaml` and the pictures; the files, the YAML first. schema: as `draft_text` takes it.

    Raises `Rejected` when a file of that name is there or the text cannot be a handout's; `OSError`.
    """
    target = folder / draft.name / draft.file
    if os.path.lexists(target):
        raise refused(
            draft.source,
            f"“{draft.name}/{draft.file}” exists already.",
            "Give another name with --name, or move that file away.",
        )
    files, names = _picture_files(draft.document, target.parent)
    text = draft_text(draft.document, draft.lang, names, draft.source.name, schema)
    if len(text.encode()) > MAX_BYTES:
        raise refused(
            draft.source,
            f"The draft has {len(text.encode()):,} bytes; the limit of a handout is {MAX_BYTES:,}.",
            "Split the document.",
        )
    try:
        parse_yaml(text, f"{draft.name}/{draft.file}")
    except Rejected as rejected:
        fault = rejected.problems[0]
        raise refused(
            draft.source, f"The draft would be no handout: {fault.message}", "Please report it with the file."
        ) from None
    write_files({target: text.encode(), **files})
    return [target, *files]


def _picture_files(document: Document, folder: Path) -> tuple[dict[Path, bytes], list[str]]:
    """New files for pictures that are used, and the names of all; a name that is taken is passed over."""
    used = {block.number for block in document.blocks if isinstance(block, Figure)}
    files: dict[Path, bytes] = {}
    names: list[str] = []
    number = 0
    for index, picture in enumerate(document.pictures):
        name = ""
        while index in used and not name:
            number += 1
            path = folder / f"picture-{number}{picture.suffix}"
            if not os.path.lexists(path):
                files[path], name = picture.data, path.name
            elif _holds(path, picture):
                name = path.name
        names.append(name)
    return files, names


def _holds(path: Path, picture: PictureFile) -> bool:
    """Whether the very same picture is there, from the leaflet in another language."""
    try:
        return path.is_file() and path.stat().st_size == len(picture.data) and path.read_bytes() == picture.data
    except OSError:
        return False
