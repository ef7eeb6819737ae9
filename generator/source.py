"""Step 1, read: YAML text to nodes that know file, line and column.

Nothing is interpreted here: every scalar is the text that the author typed (`02071234567`, `12:30`, `2.50` and `no`
stay as they are); the model decides what is a number or a date. YAML is treated as hostile: size, depth, count of
nodes, aliases, tags and duplicate keys are limited or refused.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from generator.inputs import file_stamp
from generator.problems import Place, Problem, ProblemList, Rejected, SourceText
from generator.rules import problem, quoted
from generator.values import Frozen

# The longest handout known to us (a 100-page booklet) has 0.3 MB of text; ten times that is still no leaflet.
MAX_BYTES = 3_000_000
# A handout nests list > callout > list > item; 40 leaves room for any layout and none for a stack overflow.
MAX_DEPTH = 40

# C0 and C1 controls but tab and line feed, line and paragraph separators, the byte order mark, lone surrogates,
# non-characters; embeddings and overrides of direction, which turn a dose around unseen (marks and isolates may stay).
# Source: Unicode 15, chapter 23; UTR #36, 2.8; CVE-2021-42574.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)

_COMMENT = re.compile(r"[ \t]+#")

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Scalar(Frozen):
    """Text as typed. `quoted` tells `""` (an empty text) from nothing at all.

    start, end: what it takes of the file, as offsets of characters, quotation marks or `>-` included.
    """

    text: str
    place: Place
    quoted: bool
    start: int = 0
    end: int = 0


class Sequence(Frozen):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Entry(Frozen):
    """One `key: value` of a mapping; `place` is the key's."""

    key: str
    value: Node
    place: Place


class Mapping(Frozen):
    """Keys and values in the author's order; no key stands twice."""

    entries: tuple[Entry, ...]
    place: Place

    def get(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def kind_of(node: Node) -> str:
    """What an author would call the node."""
    if isinstance(node, Scalar):
        return "text" if node.text or node.quoted else "nothing"
    return "a list" if isinstance(node, Sequence) else "a group of keys"


def not_but(node: Node) -> str:
    """The end of a sentence that says what was expected: “not text”, “but there is nothing”."""
    kind = kind_of(node)
    return "but there is nothing" if kind == "nothing" else f"not {kind}"


def read_yaml(path: Path, shown: str | None = None) -> Mapping:
    """Read one YAML file whose top is a mapping. `shown` is the name for messages.

    Raises `Rejected` when the file cannot be read, is too large or is not such YAML.
    """
    name = shown or path.name
    whole = Place(SourceText(name))
    try:
        size = file_stamp(path)[1]
        if size > MAX_BYTES:
            raise Rejected(
                [problem("file-too-large", f"The file has {size:,} bytes; the limit is {MAX_BYTES:,}.", whole)]
            )
        raw = path.read_bytes()
    except OSError as error:
        raise Rejected([problem("file-unreadable", f"The file cannot be read: {error.strerror}.", whole)]) from None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return parse_yaml(raw.decode(), name)
    except UnicodeDecodeError as error:
        place = SourceText(name, raw.decode(errors="replace")).place_of(len(raw[: error.start].decode()))
        reason = f"The file is not UTF-8: the byte {raw[error.start]:02X} (hexadecimal) is no character here."
        raise Rejected([problem("not-utf8", reason, place)]) from None


def parse_yaml(text: str, name: str = "text") -> Mapping:
    """Compose YAML text to a mapping of nodes; raises `Rejected` with every problem found."""
    source = SourceText(name, text)
    if len(text) > MAX_BYTES:
        raise Rejected(
            [
                problem(
                    "file-too-large",
                    f"The text has {len(text):,} characters; the limit is {MAX_BYTES:,}.",
                    Place(source),
                )
            ]
        )
    control = next((match for match in _CONTROL.finditer(text) if match[0] != "\r"), None)
    if control:
        raise Rejected([_control_character(control[0], source.place_of(control.start()))])
    problems = ProblemList()
    node = _Composer(source, problems).compose()
    problems.raise_errors()
    if not isinstance(node, Mapping):
        found = "is empty" if node is None else f"holds {kind_of(node)}"
        raise Rejected(
            [problem("not-a-mapping", f"The file {found}; it must hold keys such as “title: …”.", Place(source, 1, 1))]
        )
    return node


def first_control(text: str) -> str:
    """The first character of a text that no handout may hold, or nothing."""
    found = _CONTROL.search(text)
    return found[0] if found else ""


def _control_character(char: str, place: Place) -> Problem:
    return problem("control-character", f"The text holds U+{ord(char):04X}, which no reader can see or hear.", place)


def _too_deep(place: Place) -> Problem:
    return problem("too-deep", f"The YAML nests more than {MAX_DEPTH} levels deep.", place)


class _Composer:
    """Turns PyYAML's events into our nodes; events carry no interpretation and cannot loop."""

    def __init__(self, source: SourceText, problems: ProblemList) -> None:
        self.source = source
        self.problems = problems
        self._lines = source.lines

    def compose(self) -> Node | None:
        try:
            loader = _Loader(self.source.text)
            try:
                return self._document(loader)
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            opened = error.problem in _FAULT_STANDS_AT_START
            mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
            place = Place(self.source, mark.line + 1, mark.column + 1) if mark else Place(self.source)
            if error.problem and error.problem.startswith(_PARSER_IS_DEEP):
                raise Rejected([_too_deep(place)]) from None
            sentence, hint = _explain(error, self.source.line(place.line))
            self.problems.add(problem("not-yaml", f"This is not YAML: {sentence}.", place, hint))
        except (yaml.YAMLError, UnicodeError) as error:
            reason = str(error).splitlines()[0].rstrip(".")
            self.problems.add(problem("not-yaml", f"This is not YAML: {reason}.", Place(self.source)))
        return None

    def _document(self, loader: Any) -> Node | None:
        loader.get_event()  # stream start
        if loader.check_event(yaml.StreamEndEvent):
            return None
        loader.get_event()  # document start
        node = self._node(loader, 0)
        loader.get_event()  # document end
        if not loader.check_event(yaml.StreamEndEvent):
            place = self._place(loader.peek_event())
            sentence = "A second YAML document starts here; a file holds one."
            self.problems.add(problem("not-yaml", sentence, place, "Make it a file of its own."))
        return node

    def _place(self, event: Any) -> Place:
        return Place(self.source, event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, loader: Any, depth: int) -> Node | None:
        event = loader.get_event()
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self.problems.add(problem("yaml-alias", f"{quoted(f'*{event.anchor}')} is a YAML alias.", place))
            return None
        if event.anchor is not None or (event.tag is not None and event.tag != "!"):
            mark = f"&{event.anchor}" if event.anchor is not None else event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.add(problem("yaml-alias", f"{quoted(mark)} is a YAML anchor or tag.", place))
        if depth > MAX_DEPTH:
            raise Rejected([_too_deep(place)])
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loader, place, depth)
        return self._mapping(loader, place, depth)

    def _scalar(self, event: Any, place: Place) -> Scalar:
        # The whole text has been searched; only an escape in quotation marks can bring in more.
        bad = _CONTROL.search(event.value) if event.style == '"' else None
        if bad:
            self.problems.add(_control_character(bad[0], place))
        if not event.style:
            self._check_plain(event)
        return Scalar(event.value, place, bool(event.style), event.start_mark.index, event.end_mark.index)

    def _check_plain(self, event: Any) -> None:
        """Text without quotation marks: what YAML would drop or join in silence."""
        start, end = event.start_mark, event.end_mark
        if end.line >= len(self._lines):
            return
        comment = _COMMENT.match(self._lines[end.line], end.column)
        if comment:
            place = Place(self.source, end.line + 1, comment.end())
            self.problems.add(
                problem("text-after-comment", "What stands behind “ #” here would not be printed.", place)
            )
        for line in range(start.line + 1, end.line + 1):
            stripped = self._lines[line].lstrip()
            if stripped.startswith("- "):
                column = len(self._lines[line]) - len(stripped) + 1
                place = Place(self.source, line + 1, column)
                self.problems.add(
                    problem("ragged-list", "This “- ” begins no item: it would be joined to the line above.", place)
                )

    def _sequence(self, loader: Any, place: Place, depth: int) -> Sequence:
        items: list[Node] = []
        while not loader.check_event(yaml.SequenceEndEvent):
            node = self._node(loader, depth + 1)
            if node is not None:
                items.append(node)
        loader.get_event()
        return Sequence(tuple(items), place)

    def _mapping(self, loader: Any, place: Place, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not loader.check_event(yaml.MappingEndEvent):
            key = self._node(loader, depth + 1)
            value = self._node(loader, depth + 1)
            if not isinstance(key, Scalar):
                if key is not None:
                    self.problems.add(
                        problem(
                            "not-yaml", "A key must be a word.", key.place, hint="Quote text that starts with [ or {."
                        )
                    )
            elif key.text in entries:
                first = entries[key.text].place.line
                sentence = f"{quoted(key.text)} stands twice; the first is on line {first}."
                self.problems.add(problem("duplicate-key", sentence, key.place))
            elif value is not None:
                entries[key.text] = Entry(key.text, value, key.place)
        loader.get_event()
        return Mapping(tuple(entries.values()), place)


def _explain(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    """The parser's complaint about a line as a sentence and a hint that do not speak of its internals."""
    reason = error.problem or "the structure does not hold together"
    if reason == "found character that cannot start any token" and line.startswith("\t"):
        reason = "found a tab character"
    for start, sentence, hint in _PLAIN_WORDS:
        if reason.startswith(start):
            return sentence, hint
    return reason.rstrip("."), ""


# PyYAML 6.0.4 has a limit of its own, which it may meet before it hands us the first level.
_PARSER_IS_DEEP = "exceeded maximum nesting depth"
# Here the parser points to where it gave up, and the author has to look at where it began.
_FAULT_STANDS_AT_START = ("found unexpected end of stream", "could not find expected ':'")

_QUOTE = "Put the whole text in quotation marks."
_QUOTE_OR_INDENT = (
    "Look at the indentation; a text that starts with [, { or a quotation mark and goes on behind its end needs "
    "quotation marks around the whole."
)
_PLAIN_WORDS = (
    ("did not find expected key", "a key such as “title:” was expected here", _QUOTE_OR_INDENT),
    ("did not find expected '-' indicator", "a list item (“- …”) was expected here", _QUOTE_OR_INDENT),
    ("did not find expected ',' or ']'", "a list that opens with “[” needs “,” or “]” here", _QUOTE_OR_INDENT),
    ("did not find expected ',' or '}'", "a group that opens with “{” needs “,” or “}” here", _QUOTE_OR_INDENT),
    ("did not find expected alphabetic", "a text cannot start with “*” or “&”", _QUOTE),
    ("did not find expected comment or line break", "the text below “|” or “>” starts on a line of its own", ""),
    ("did not find expected <document start>", "a file holds one document, and it ends above this line", ""),
    ("mapping values are not allowed", "“: ” cannot stand here", "Quote the whole text, or look at the indentation."),
    ("mapping keys are not allowed", "“? ” cannot stand here", _QUOTE),
    ("block sequence entries are not allowed", "“- ” cannot stand here", "Start the list on a line of its own."),
    ("could not find expected ':'", "this line is no key with “:”", "Indent the further lines of a text."),
    ("found character that cannot start any token", "a text cannot start with this sign", _QUOTE),
    ("found unexpected non-alphabetical", "a line cannot start with “%”", _QUOTE),
    ("found undefined tag handle", "a text cannot start with “!”", _QUOTE),
    ("found unexpected end of stream", "the quotation mark that opens here is never closed", "Close it."),
    ("found unknown escape character", "this escape does not exist", "Write the backslash twice: “\\\\”."),
    ("found invalid Unicode character escape code", "this escape is no character", "Type the character itself."),
    ("found a tab character", "a tab indents this line", "Indent with spaces."),
)  # fmt: skip
