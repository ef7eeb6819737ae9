"""What a key may hold: the kinds that read a node into a value and describe themselves as JSON Schema.

A value class is a `Frozen` one whose fields are made with `key()`. `Record` reads one from a mapping, reports every
fault at its place, and yields a value only when all of it is good. The same declarations give the JSON Schema, so the
two cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from collections.abc import Sequence as Seq
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast
from unicodedata import category

from generator.inputs import is_file
from generator.problems import NOWHERE, Place, ProblemList
from generator.rules import did_you_mean, nearest, problem, quoted
from generator.source import Entry, Mapping, Node, Scalar, Sequence, not_but
from generator.values import MISSING, Frozen, field, field_names, field_notes, replace

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
JsonSchema = dict[str, Any]


# Ten pages of text; no paragraph is as long.
MAX_TEXT = 20_000
# Signs that leave no ink and are neither white space nor format characters (category Cf): the grapheme joiner, the
# Hangul fillers, the empty Braille cell.
_BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
# Runs together to one space; no-break spaces are the author's (before a French colon) and stay.
_BLANK = re.compile(r"[^\S\u00a0\u202f]+")
# What other readers of YAML take for nothing (YAML 1.2, 10.3.2).
_NULLS = ("null", "Null", "NULL", "~")


class Invalid(Exception):
    """A node was refused; its problem has been reported."""


class Reading(Frozen):
    """What reading needs besides the node: where problems go, and the folder that file names start from.

    root: the folder that no file name may leave; also: folders to look in when a file is not in the first; if_empty:
    what to do about a text that is not there; empty: what is said of it, where its key is known; partial: what cannot
    be read is left out, or something empty stands for it, so that the rest can be looked at.
    """

    problems: ProblemList
    folder: Path
    root: Path
    also: tuple[Path, ...] = ()
    if_empty: str = "Write it, or delete the key."
    empty: str = ""
    partial: bool = False

    def refuse(self, rule: str, message: str, place: Place, hint: str = "") -> Invalid:
        """Report a problem; the caller raises what this returns."""
        self.problems.add(problem(rule, message, place, hint))
        return Invalid()


class Kind(Protocol[T_co]):
    """Reads one node; raises `Invalid` after it has reported why it cannot."""

    def read(self, node: Node, reading: Reading) -> T_co: ...

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema: ...


# What stands for a day that cannot be read (`Reading.partial`): no leaflet is of the year 1.
NO_DAY = date.min


class Key(Frozen, eq=False):
    """What a class says of one of its keys.

    name: the key as authors write it; also: a second name for it; attribute: its field.
    """

    kind: Kind[Any]
    doc: str
    default: Any
    name: str
    also: str
    attribute: str = ""

    @property
    def required(self) -> bool:
        return self.default is MISSING


def key(kind: Kind[Any], doc: str, default: Any = MISSING, name: str = "", also: str = "") -> Any:
    """Declare one key of a value class. `doc` is what an author reads in the editor; no default: the key is
    required; also: a second name that the key may be written under."""
    return field(default=default, note=Key(kind, doc, default, name, also))


def at() -> Any:
    """Declare the field that `Record` fills with the place of the group."""
    return field(default=NOWHERE, compare=False)


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen."""
    return all(char.isspace() or char in _BLANKS or category(char) == "Cf" for char in text)


def text_of(node: Node, reading: Reading, wanted: str) -> Scalar:
    """The node as text, or a problem that says what was wanted."""
    if not isinstance(node, Scalar):
        raise reading.refuse("wrong-kind", f"{wanted} was expected here, {not_but(node)}.", node.place)
    if is_blank(node.text):
        raise reading.refuse(
            "empty-text",
            reading.empty or f"{wanted} was expected here, but there is nothing.",
            node.place,
            reading.if_empty,
        )
    if not node.quoted and node.text in _NULLS:
        raise reading.refuse(
            "bad-value",
            f"{quoted(node.text)} without quotation marks is no text in YAML.",
            node.place,
            "Put it in quotation marks; or leave it out, and a table's cell empty.",
        )
    if len(node.text) > MAX_TEXT:
        message = f"The text has {len(node.text):,} characters; the limit is {MAX_TEXT:,}."
        raise reading.refuse("bad-value", message, node.place, "Split it into paragraphs.")
    return node


class Text(Frozen):
    """Plain text as typed, not drawn: ids, alternative texts, addresses of the web.

    translated: each language has its own, as of an alternative text.
    """

    STAND_IN: ClassVar[str] = ""

    pattern: str = ""
    form: str = "Text"
    translated: bool = False

    def read(self, node: Node, reading: Reading) -> str:
        text = _BLANK.sub(" ", text_of(node, reading, self.form).text).strip()
        if self.pattern and not re.fullmatch(self.pattern, text):
            wanted = f"{self.form[0].lower()}{self.form[1:]}"
            raise reading.refuse("bad-value", f"{quoted(text)} is not {wanted}.", node.place)
        return text

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return (
            {"type": ["string", "number"], "pattern": f"^{self.pattern}$"}
            if self.pattern
            else {"type": ["string", "number"]}
        )


class Choice(Frozen):
    """One word of a few."""

    words: tuple[str, ...]

    def read(self, node: Node, reading: Reading) -> str:
        text = text_of(node, reading, "One of " + ", ".join(self.words)).text
        if text not in self.words:
            raise reading.refuse(
                "bad-value", f"{quoted(text)} is not known here.", node.place, did_you_mean(text, self.words)
            )
        return text

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"enum": list(self.words)}


class YesNo(Frozen):
    """`true` or `false`, as YAML 1.2 spells them; no other word, so that `no` stays the language it may be."""

    def read(self, node: Node, reading: Reading) -> bool:
        if isinstance(node, Scalar) and node.text in ("True", "TRUE", "False", "FALSE"):
            return node.text[0] == "T"
        return Choice(("true", "false")).read(node, reading) == "true"

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "boolean"}


class Whole(Frozen):
    """A whole number within bounds, both included."""

    low: int
    high: int

    def read(self, node: Node, reading: Reading) -> int:
        text = text_of(node, reading, "A whole number").text
        if not re.fullmatch(r"[0-9]{1,6}", text) or not self.low <= int(text) <= self.high:
            raise reading.refuse(
                "bad-value", f"{quoted(text)} is not a whole number from {self.low} to {self.high}.", node.place
            )
        return int(text)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class Day(Frozen):
    """A date as YYYY-MM-DD, the one form that nobody reads the other way round (ISO 8601)."""

    STAND_IN: ClassVar[date] = NO_DAY

    def read(self, node: Node, reading: Reading) -> date:
        text = text_of(node, reading, "A date").text
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise reading.refuse(
            "bad-value", f"{quoted(text)} is not a date.", node.place, "Write year-month-day, such as 2026-11-22."
        )

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "string", "format": "date", "examples": ["2026-11-22"]}


class Items(Frozen, Generic[T]):
    """A list of one kind."""

    STAND_IN: ClassVar[tuple[Any, ...]] = ()

    kind: Kind[T]
    low: int = 1
    high: int = 2000

    def read(self, node: Node, reading: Reading) -> tuple[T, ...]:
        if not isinstance(node, Sequence):
            raise reading.refuse(
                "wrong-kind",
                f"A list was expected here, {not_but(node)}.",
                node.place,
                "Start each item on a line of its own with “- ”.",
            )
        if not self.low <= len(node.items) <= self.high:
            raise reading.refuse(
                "bad-value", f"The list has {len(node.items)} items; it needs {self.low} to {self.high}.", node.place
            )
        values = [
            value for value in (read_or_none(self.kind, item, reading) for item in node.items) if value is not None
        ]
        if len(values) != len(node.items) and not reading.partial:
            raise Invalid
        return tuple(values)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "array", "items": self.kind.schema(definitions), "minItems": self.low, "maxItems": self.high}


def read_or_none(kind: Kind[T], node: Node, reading: Reading) -> T | None:
    """The value, or None when its problem has been reported; lets the caller go on to the next one."""
    try:
        return kind.read(node, reading)
    except Invalid:
        return None


@lru_cache(maxsize=500)
def keys_of(cls: Hashable) -> MappingProxyType[str, Key]:
    """The keys of a value class by their names, in their order."""
    found = (
        replace(key, name=key.name or attribute.replace("_", "-"), attribute=attribute)
        for attribute, key in field_notes(cls).items()
    )
    return MappingProxyType({key.name: key for key in found})


# Of groups that have a key of one name, more than these are no help.
MOST_HOMES = 3


class Record(Frozen, Generic[T]):
    """A group of keys read into a value class. A field called `place` is filled with the group's place.

    A class may look at itself as a whole: `check(reading, node)` of a value that is complete, and
    `check_parts(values, reading, node)` of what could be read of it, so that one fault does not hide another. Its
    `IF_EMPTY` is the hint for a required key without a text.
    """

    cls: type[T]

    def keys(self) -> MappingProxyType[str, Key]:
        return keys_of(cast(Hashable, self.cls))

    def read(self, node: Node, reading: Reading) -> T:
        if not isinstance(node, Mapping):
            names = ", ".join(self.keys())
            raise reading.refuse(
                "wrong-kind",
                f"A group of keys was expected here, {not_but(node)}.",
                node.place,
                f"Known here: {names}.",
            )
        values: dict[str, Any] = {}
        twice, misspelt = self._written_twice(node, reading), self._tell_unknown(node, reading)
        good = not twice and not misspelt
        for name, key in self.keys().items():
            entry = entry_of(node, key)
            if entry is not None:
                value = read_or_none(key.kind, entry.value, self._reading_of(key, entry, reading))
                good = good and value is not None
                values[key.attribute] = value
            elif key.required and name in misspelt:
                good = False  # told where it stands under another name
            elif key.required:
                message = f"“{name}” is missing: {key.doc[0].lower()}{key.doc[1:]}"
                reading.problems.add(problem("missing-key", message, node.place))
                good = False
        check_parts = getattr(self.cls, "check_parts", None)
        if check_parts is not None:
            check_parts(values, reading, node)
        if not good:
            values = self._filled_up(values, reading)
        if "place" in field_names(self.cls):  # type: ignore[arg-type]
            values["place"] = node.place
        return checked(self.cls(**values), reading, node)

    def _filled_up(self, values: dict[str, Any], reading: Reading) -> dict[str, Any]:
        """What could be read, with the default or the `STAND_IN` of its kind for each other key."""
        if not reading.partial:
            raise Invalid
        found = {name: value for name, value in values.items() if value is not None}
        for key in self.keys().values():
            value = getattr(key.kind, "STAND_IN", None) if key.required else key.default
            if key.attribute not in found and value is None and key.required:
                raise Invalid
            found.setdefault(key.attribute, value)
        return found

    def _reading_of(self, key: Key, entry: Entry, reading: Reading) -> Reading:
        """A text that is not there is told by its key; one that is required cannot be deleted, and the hint says so."""
        if not isinstance(entry.value, Scalar) or not is_blank(entry.value.text):
            return reading
        required = getattr(self.cls, "IF_EMPTY", "Write it: it cannot be left out.")
        return replace(
            reading,
            empty=f"“{entry.key}” is empty: {key.doc[0].lower()}{key.doc[1:]}",
            if_empty=required if key.required else reading.if_empty,
        )

    def _tell_unknown(self, node: Mapping, reading: Reading) -> list[str]:
        """Tell keys that are none here; for each the one that is most like it, or nothing."""
        keys = self.keys()
        names = list(keys)
        known = {*names, *(key.also for key in keys.values())}
        unknown = [entry for entry in node.entries if entry.key not in known]
        for entry in unknown:
            hint = did_you_mean(entry.key, names) if nearest(entry.key, names) else self._home(entry.key)
            reading.problems.add(
                problem(
                    "unknown-key",
                    f"{quoted(entry.key)} is not a key here.",
                    entry.place,
                    hint or did_you_mean(entry.key, names),
                )
            )
        return [nearest(entry.key, names) for entry in unknown]

    def _home(self, name: str) -> str:
        """A hint to the groups below this one whose key that name is; nothing where they are none, or many."""
        homes = self.homes_of(name)
        said = " or ".join(f"“{': '.join(home)}:”" for home in homes)
        return f"It stands below {said}: indent it there." if 0 < len(homes) <= MOST_HOMES else ""

    def homes_of(self, name: str) -> list[tuple[str, ...]]:
        """The nearest groups below this one whose key that name is, each by the keys that lead to it."""
        groups = {own: getattr(key.kind, "record", key.kind) for own, key in self.keys().items()}
        found = {own: kind for own, kind in groups.items() if isinstance(kind, Record)}
        homes = [(own,) for own, kind in found.items() if name in kind.keys()]  # noqa: SIM118 (a method of ours)
        deeper = [] if homes else [(own, *home) for own, kind in found.items() for home in kind.homes_of(name)]
        least = min(map(len, deeper), default=0)
        return [*homes, *(home for home in deeper if len(home) == least)]

    def _written_twice(self, node: Mapping, reading: Reading) -> bool:
        """Whether a key stands under both of its names."""
        twice = False
        for name, key in self.keys().items():
            second = node.get(key.also) if key.also else None
            if second is not None and node.get(name) is not None:
                message = f"“{name}” and “{second.key}” are the same key."
                reading.problems.add(problem("duplicate-key", message, second.place))
                twice = True
        return twice

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        name = self.cls.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = self._definition(definitions)
        return {"$ref": f"#/$defs/{name}"}

    def _definition(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        keys = {name: {**key.kind.schema(definitions), "description": key.doc} for name, key in self.keys().items()}
        needed = [name for name, key in self.keys().items() if key.required]
        seconds = {name: key.also for name, key in self.keys().items() if key.also}
        either = [
            {"oneOf": [{"required": [n]}, {"required": [second]}]} for n, second in seconds.items() if n in needed
        ]
        return {
            "type": "object",
            "description": " ".join((self.cls.__doc__ or "").split()),
            "properties": keys | {s: {**keys[n], "description": f"The same as “{n}”."} for n, s in seconds.items()},
            "required": [n for n in needed if n not in seconds],
            **({"allOf": either} if either else {}),
            "additionalProperties": False,
        }


def checked(value: T, reading: Reading, node: Mapping) -> T:
    """Let a complete value look at itself: its `check(reading, node)` reports what no single key can see."""
    check = getattr(value, "check", None)
    if check is not None:
        check(reading, node)
    return value


def place_of(node: Mapping, *names: str) -> Place:
    """The place of a key's value, or of the group when it does not have the key; names: the key's, and its second."""
    return next((entry.value.place for name in names if (entry := node.get(name))), node.place)


def entry_of(node: Mapping, key: Key) -> Entry | None:
    """What a group of keys has under a key's name, or under its second one."""
    return node.get(key.name) or (node.get(key.also) if key.also else None)


class FilePath(Frozen):
    """A file inside the project, named from the folder of the file that names it."""

    endings: Seq[str]
    missing: str = "missing-picture"

    def read(self, node: Node, reading: Reading) -> Path:
        text = text_of(node, reading, "A file name").text
        first = reading.folder, reading.root
        found = [self._look(text, *where, node, reading) for where in (first, *((also, also) for also in reading.also))]
        path = next((path for path, there in found if there), found[0][0])
        if path.suffix.lower() not in self.endings:
            endings = " or ".join(self.endings)
            raise reading.refuse("bad-value", f"{quoted(text)} does not end in {endings}.", node.place)
        if not any(there for _, there in found):
            raise reading.refuse(self.missing, f"{quoted(text)} is not there.", node.place)
        return path

    def _look(self, text: str, folder: Path, root: Path, node: Node, reading: Reading) -> tuple[Path, bool]:
        """The file's path from a folder, and whether it is there."""
        try:
            there = is_file(folder / text)  # by the name that is written: it may be a link that is turned later
            path = (folder / text).resolve()
        except (OSError, RuntimeError):  # a name too long for any disk; links that lead in a circle
            raise reading.refuse(self.missing, f"{quoted(text)} cannot be a file.", node.place) from None
        if not path.is_relative_to(root.resolve()):
            raise reading.refuse("outside-project", f"{quoted(text)} leads out of the project.", node.place)
        return path, there

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "string", "pattern": rf"({'|'.join(re.escape(e) for e in self.endings)})$"}
