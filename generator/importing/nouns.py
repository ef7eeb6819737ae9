"""What an imported document is made of, whichever format it came in, and what is told about it.

Every reader gives these blocks, in reading order; `tidying.py` puts them right; `draft.py` writes them as YAML.
`line` counts from 1 in the file that was read; 0 where the format has no lines (Word).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

from generator.problems import Place, Rejected, SourceText
from generator.rules import problem
from generator.values import Frozen, Mutable, field


class Run(Frozen):
    """Text with one set of marks; link: an address that a leaflet may lead to; lang: a BCP 47 tag, or empty."""

    text: str
    bold: bool = False
    link: str = ""
    lang: str = ""
    italic: bool = False

    def saying(self, text: str) -> Run:
        """Another text with the same marks; a thousand times a document, so not by `replace`."""
        return Run(text, self.bold, self.link, self.lang, self.italic)


Runs: TypeAlias = tuple[Run, ...]


class Heading(Frozen):
    """A heading; level: 1 to 6 as in the document; guessed: it was a paragraph that looks like one."""

    runs: Runs
    level: int
    line: int = 0
    guessed: bool = False


class Paragraph(Frozen):
    """A paragraph; a line break inside is a “\\n”; indent: columns it stands in from the margin, in plain text."""

    runs: Runs
    line: int = 0
    indent: int = 0


class Item(Frozen):
    """An item of a list, and the list inside it."""

    runs: Runs
    items: tuple[Item, ...] = ()
    line: int = 0


class Listing(Frozen):
    """A list; ordered: its items are numbered, the first of them with `start`."""

    items: tuple[Item, ...]
    ordered: bool = False
    line: int = 0
    start: int = 1


class Cell(Frozen):
    """A table's cell and how many columns and rows it takes."""

    runs: Runs = ()
    columns: int = 1
    rows: int = 1


class Table(Frozen):
    """A table whose rows fill its columns, as the model asks."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Runs = ()
    row_headings: bool = True
    line: int = 0


class Figure(Frozen):
    """A picture that goes into the handout's folder; number: its place in `Document.pictures`."""

    number: int
    alt: str = ""
    decorative: bool = False
    caption: Runs = ()
    line: int = 0


class Gap(Frozen):
    """Where something stood that could not be taken: a comment in the draft."""

    text: str
    line: int = 0


class Sources(Frozen):
    """Where the facts come from."""

    entries: tuple[Runs, ...]
    line: int = 0


Block: TypeAlias = Heading | Paragraph | Listing | Table | Figure | Gap | Sources


class Dropped(Frozen):
    """Words that are not in the draft, and why."""

    text: str
    why: str
    line: int = 0


class Log(Mutable):
    """What is told about a document while it is read: words dropped, and remarks, each once."""

    dropped: list[Dropped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def drop(self, text: str, why: str, line: int = 0) -> None:
        words = " ".join(text.split())
        if words:
            self.dropped.append(Dropped(words, why, line))

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


class PictureFile(Frozen):
    """A picture that was checked; suffix: “.png”, “.jpg” or “.svg”."""

    data: bytes = field(repr=False)
    suffix: str


class Document(Frozen):
    """A document as it was read; lang: a BCP 47 tag that it states itself, or empty."""

    blocks: tuple[Block, ...]
    title: str = ""
    lang: str = ""
    pictures: tuple[PictureFile, ...] = ()


def refused(path: Path | str, message: str, hint: str = "", line: int = 0) -> Rejected:
    """What a reader raises for a file that cannot be imported."""
    name = path if isinstance(path, str) else path.name
    return Rejected([problem("bad-import", message, Place(SourceText(name), line, 1 if line else 0), hint)])


def all_runs(value: Any) -> list[Runs]:
    """The texts of blocks, in reading order."""
    match value:
        case Heading() | Paragraph():
            return [value.runs]
        case Item():
            return [value.runs, *all_runs(value.items)]
        case Listing():
            return all_runs(value.items)
        case Cell():
            return [value.runs] if value.runs else []
        case Table():
            return [*([value.caption] if value.caption else []), *all_runs(value.header), *all_runs(value.rows)]
        case Figure():
            return [value.caption] if value.caption else []
        case Sources():
            return list(value.entries)
        case tuple() | list():
            return [runs for one in value for runs in all_runs(one)]
    return []
