"""What belongs to one patient: read from a file, and put into the patient's box of a leaflet.

Patients' data leave no trace: they stand in no message, name, metadata or cache, and are kept no longer than the copy
that they are printed on. So messages here name files, lines and columns, and never quote what was written there.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NoReturn
from unicodedata import bidirectional

from generator.model.blocks.care import BoxField, PatientBox
from generator.model.fields import is_blank
from generator.model.handout import Handout
from generator.model.inline import Prose, Span, squeeze
from generator.problems import Place, ProblemList, Rejected, SourceText
from generator.rules import RULES, did_you_mean, problem
from generator.source import MAX_BYTES, Mapping, Scalar, first_control, parse_yaml
from generator.source import Sequence as NodeList
from generator.values import Frozen, field, replace

# More in one run is a mailing, and asks for a look at the first of them. One line of a form holds no more than this.
MAX_COPIES, MAX_VALUE = 10_000, 500
# `key: value` or `- key: value`, at the start of the first line that says something: YAML, and no table.
_DOCUMENT = re.compile(r"\A---[ \t]*\n")
_LIST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*- ")
_YAML = re.compile(r"(?:---[ \t]*\n)?(?:[ \t]*(?:#[^\n]*)?\n)*(?:- *)?(?:[^,;\t\"\n:]+|\"[^\"\n]*\"):(?:\s|$)")


class Value(Frozen):
    """What is written into one field. what: how messages call its name, which may be a patient's by mistake."""

    name: str
    text: str = field(repr=False)
    name_place: Place
    place: Place
    what: str = "This key"

    @property
    def folded(self) -> str:
        """The name as fields are compared by: capitals and blanks make no difference."""
        return " ".join(self.name.casefold().split())


class Copy(Frozen):
    """One patient's copy. number: its place in the file, from 1; named_by: the column that names its PDF."""

    number: int
    values: tuple[Value, ...] = field(repr=False)
    place: Place
    named_by: str = ""

    def value(self, name: str) -> str:
        """What is written into the field of that name, or nothing."""
        wanted = " ".join(name.casefold().split())
        return next((value.text for value in self.values if value.folded == wanted), "")


def read_copies(raw: bytes, name: str) -> list[Copy]:
    """The copies that a file asks for: YAML (a group of keys, or a list of them), or a table with a heading (CSV).

    name: what messages call the file. Raises `Rejected` with every problem.
    """
    source = SourceText(name, secret=True)  # without its text: an excerpt would show what is a patient's own
    text = _decoded(raw, Place(source))
    problems = ProblemList()
    copies = (
        _from_yaml(text, source, problems)
        if _YAML.match(text) or _LIST.match(text)
        else _from_table(text, source, problems)
    )
    if len(copies) > MAX_COPIES:
        message = f"The file asks for {len(copies):,} copies; the limit is {MAX_COPIES:,}."
        problems.add(problem("bad-fill", message, Place(source), "Split it."))
    for value in (value for copy in copies for value in copy.values):
        _check(value, problems)
    problems.raise_errors()
    if not copies:
        hint = "A table begins with a line of field names; in YAML a colon and a blank stand behind each name."
        _refuse("The file holds no patient.", Place(source), hint)
    return copies


def filled(handout: Handout, copy: Copy, problems: ProblemList, source: Handout | None = None) -> Handout:
    """The handout with one patient's values in its box; a value for no field is a problem.

    source: what a translation was made from: its fields may be called by the source's labels too, which are those that
    a nurse can read.
    """
    fields, theirs = boxed_fields(handout), boxed_fields(source) if source else ()
    if not fields:
        problems.add(problem("nothing-to-fill", "This leaflet has no patient-box to fill in.", handout.place))
    pairs = list(zip(fields, theirs if len(theirs) == len(fields) else fields, strict=True))
    names = list(dict.fromkeys(one.name or one.label.plain for pair in pairs for one in reversed(pair)))
    for pair in pairs:
        for lost in _values_for(pair, copy)[1:]:
            message = f"{lost.what} is for a field that another one fills."
            problems.add(problem("duplicate-key", message, lost.name_place))
    strange = [value for value in copy.values if fields and not _is_known(value, copy, pairs)]
    for place in dict.fromkeys(value.name_place for value in strange):
        its = f"The fields of {handout.place.source.name}: {', '.join(names)}."
        _tell_strange([value for value in strange if value.name_place == place], names, its, problems)
    values = iter([_value_for(pair, copy) for pair in pairs])
    return replace(handout, content=tuple(_with_values(block, values) for block in handout.content))


def _is_known(value: Value, copy: Copy, pairs: Sequence[Sequence[BoxField]]) -> bool:
    return value.folded == copy.named_by or any(one.called(value.name) for pair in pairs for one in pair)


def _tell_strange(values: Sequence[Value], names: Sequence[str], its: str, problems: ProblemList) -> None:
    """Values for no field, of one heading or key, as one problem; its: which fields there are."""
    columns = ", ".join(value.what.removeprefix("Column ") for value in values)
    what = values[0].what if len(values) == 1 else f"Columns {' and '.join(columns.rsplit(', ', 1))}"
    said = "is no field" if len(values) == 1 else "are no fields"
    near = dict.fromkeys(did_you_mean(value.name, names) for value in values)
    guessed = [hint for hint in near if hint.startswith("Did")]
    hint = guessed[0] if len(guessed) == len(values) == 1 else its
    problems.add(problem("bad-fill", f"{what} {said} of the leaflet's patient-box.", values[0].name_place, hint))


def boxed_fields(handout: Handout) -> tuple[BoxField, ...]:
    """The fields that the handout has for one patient's data."""
    return tuple(one for block in handout.content for one in _fields(block))


def _fields(block: Any) -> tuple[BoxField, ...]:
    return block.fields if isinstance(block, PatientBox) else ()


def _with_values(block: Any, values: Iterator[Prose | None]) -> Any:
    if not isinstance(block, PatientBox):
        return block
    return replace(block, fields=tuple(replace(one, value=next(values)) for one in block.fields))


def _value_for(called: Sequence[BoxField], copy: Copy) -> Prose | None:
    """What is written into a field that is called by either label; nothing for a line to write on.

    A value without a letter that is written from the right keeps its own order in a leaflet that is: else “5 mg Monday,
    2.5 mg Tuesday” would be printed the other way round.
    """
    value = next((value for value in _values_for(called, copy) if not is_blank(value.text)), None)
    return Prose(tuple(_spans(value.text)), value.place) if value else None


def _values_for(called: Sequence[BoxField], copy: Copy) -> list[Value]:
    """What the file has for a field: one value at most, unless it is named twice."""
    return [value for value in copy.values if any(one.called(value.name) for one in called)]


def _spans(text: str) -> Iterator[Span]:
    """Words that are written from the right, and between them what keeps its order from left to right."""
    for rtl, words in groupby(re.findall(r"\s*\S+", text), _from_the_right):
        run = "".join(words)
        inner = run.lstrip()
        if len(run) > len(inner):
            yield Span(run[: len(run) - len(inner)])
        yield Span(inner, island=not rtl)


def _from_the_right(word: str) -> bool:
    return any(bidirectional(char) in ("R", "AL") for char in word)


def _decoded(raw: bytes, whole: Place) -> str:
    if raw.startswith(b"PK"):  # an archive, as workbooks are (ECMA-376, part 2)
        hint = "Save it as “CSV UTF-8” in the spreadsheet program."
        raise Rejected([problem("not-utf8", "The file is a workbook of a spreadsheet program.", whole, hint)])
    if len(raw) > MAX_BYTES:
        raise Rejected([problem("file-too-large", f"The file has more than {MAX_BYTES:,} bytes.", whole)])
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode().replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        hint = "In a spreadsheet: save as “CSV UTF-8”."
        raise Rejected([problem("not-utf8", "The file is not UTF-8.", whole, hint)]) from None


def _refuse(message: str, place: Place, hint: str = "") -> NoReturn:
    raise Rejected([problem("bad-fill", message, place, hint)])


def _check(value: Value, problems: ProblemList) -> None:
    if len(value.text) > MAX_VALUE:
        message = f"The value has {len(value.text):,} characters; the limit is {MAX_VALUE}."
        problems.add(problem("bad-fill", message, value.place))
    control = first_control(value.text)
    if control:
        message = f"The value holds U+{ord(control):04X}, which no reader can see or hear."
        problems.add(problem("control-character", message, value.place))


def _check_names(values: Sequence[Value], problems: ProblemList) -> None:
    """No two values for one field: one of them would be lost."""
    seen: dict[str, Value] = {}
    for value in values:
        first = seen.setdefault(value.folded, value)
        if value.folded and first is not value:
            message = f"{value.what} has the same name as another one before it."
            problems.add(problem("duplicate-key", message, value.name_place))


# -- YAML -------------------------------------------------------------------------------------------------------------


def _from_yaml(text: str, source: SourceText, problems: ProblemList) -> list[Copy]:
    """A list is wrapped into a group of keys, the one thing that a file of ours may be at its top."""
    text = _DOCUMENT.sub("#\n", text)
    wrapped = _LIST.match(text) is not None
    shift = 1 if wrapped else 0
    try:
        top = parse_yaml(f"copies:\n{text}" if wrapped else text, source.name)
    except Rejected as rejected:
        raise Rejected(
            problem(one.rule, RULES[one.rule].what, _bare(one.place, source, shift)) for one in rejected.problems
        ) from None
    nodes = top.entries[0].value if wrapped else NodeList((top,), top.place)
    copies = []
    for number, node in enumerate(nodes.items if isinstance(nodes, NodeList) else (), 1):
        place = _bare(node.place, source, shift)
        if isinstance(node, Mapping):
            values = tuple(_yaml_values(node, source, shift, problems))
            _check_names(values, problems)
            copies.append(Copy(number, values, place))
        else:
            problems.add(problem("bad-fill", "A group of keys was expected here: one patient's values.", place))
    return copies


def _yaml_values(node: Mapping, source: SourceText, shift: int, problems: ProblemList) -> Iterator[Value]:
    for entry in node.entries:
        name_place, place = _bare(entry.place, source, shift), _bare(entry.value.place, source, shift)
        if isinstance(entry.value, Scalar):
            yield Value(entry.key, squeeze(entry.value.text), name_place, place)
        else:
            problems.add(problem("bad-fill", "This key needs a text.", place))


def _bare(place: Place, source: SourceText, shift: int) -> Place:
    """The place without the file's text, and without the line that was put on top."""
    return Place(source, max(0, place.line - shift), place.column)


# -- tables -----------------------------------------------------------------------------------------------------------


def _from_table(text: str, source: SourceText, problems: ProblemList) -> list[Copy]:
    """A table with a heading; its separator is the sign that the heading holds most of: comma, semicolon or tab."""
    bare = re.sub(r'"[^"\n]*"?', "", text.split("\n", 1)[0])
    separator = max(",;\t", key=bare.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        heading = [" ".join(cell.split()) for cell in next(reader, [])]
        _check_heading(heading, Place(source, 1, 1), problems)
        rows = []
        start = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        place = Place(source, max(1, reader.line_num), 1)
        if "limit" in str(error):
            _refuse(f"A cell has more than {csv.field_size_limit():,} characters.", place, "Shorten it.")
        _refuse(
            "The table cannot be read: a quotation mark is not closed, or text stands behind it.", place, "Close it."
        )
    return [
        Copy(number, tuple(_row_values(heading, row, Place(source, line, 1), problems)), Place(source, line, 1))
        for number, (line, row) in enumerate(rows, 1)
    ]


def _check_heading(heading: Sequence[str], place: Place, problems: ProblemList) -> None:
    if not any(heading):
        _refuse("The table has no heading with the names of fields.", place)
    for number, name in enumerate(heading, 1):
        if not name:
            problems.add(problem("bad-fill", f"Column {number} has no name.", place))
    _check_names(tuple(_row_values(heading, heading, place, problems)), problems)


def _row_values(heading: Sequence[str], row: Sequence[str], place: Place, problems: ProblemList) -> Iterator[Value]:
    if len(row) != len(heading):
        message = f"The row has {len(row)} cells; the heading has {len(heading)}."
        hint = "A cell or its comma is missing, or one is too many; a text with a comma stands in quotation marks."
        problems.add(problem("bad-fill", message, place, hint))
        return
    for number, (name, cell) in enumerate(zip(heading, row, strict=True), 1):
        yield Value(name, squeeze(cell), replace(place, line=1), place, f"Column {number}")
