"""A small reader of the PDFs that this project writes, from the bytes alone.

It knows what those files use and no more: a cross-reference stream, object streams, Flate (ISO 32000-1, 7.3 and 7.5).
It shares no code and no data with the writer, so that a mistake there is not repeated here. Whatever else it meets, it
raises `Unreadable` with a reason; it raises nothing else.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TypeAlias, Union

from generator.values import Frozen

# A leaflet is below a megabyte; a stream that grows beyond this is no leaflet of ours.
MAX_STREAM = 64 * 1024 * 1024
_MAX_DEPTH = 40

# One token each; a literal string may hold balanced parentheses (7.3.4.2), here up to two deep. The quantifiers are
# possessive, so that a string that is never closed costs one pass and not many. The last alternative takes what is no
# token.
_TOKEN = re.compile(
    rb"<<|>>|[\[\]]|/[^\s()<>\[\]{}/%]*+|[0-9]++ [0-9]++ R\b|[-+.0-9]++|true\b|false\b|null\b|<[0-9A-Fa-f\s]*+>"
    rb"|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)|[^\s]",
    re.DOTALL,
)
# A structure element with nothing but its role, parent, page and kids: most objects of a leaflet.
_PLAIN_ELEMENT = re.compile(
    rb"<</S/([A-Za-z0-9]+)/P ([0-9]{1,9}) 0 R(?:/Pg ([0-9]{1,9}) 0 R)?"
    rb"(?:/K(?: ([0-9]{1,9})| ([0-9]{1,9}) 0 R|\[([0-9]{1,9}(?: 0 R)?(?: [0-9]{1,9}(?: 0 R)?)*+)\]))?>>\n?"
)
_HEADER = re.compile(rb"\s*(\d{1,10}) \d{1,5} obj\s*")
_STREAM = re.compile(rb"\s*stream\r?\n")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DIGITS = frozenset(b"%c" % sign for sign in b"0123456789+-.")


class Unreadable(Exception):
    """The bytes are not a PDF as this project writes them; the message says what is wrong, as part of a sentence."""


class Name(str):
    """A name, without its slash."""


class Ref(int):
    """A reference to the indirect object of that number."""


class Stream(Frozen):
    """A stream: its dictionary and its bytes as they stand in the file."""

    entries: dict[str, Value]
    raw: bytes

    def data(self) -> bytes:
        """The bytes, inflated when they are compressed."""
        kind = self.entries.get("Filter")
        if kind is None:
            return self.raw
        if kind != "FlateDecode" or self.entries.get("DecodeParms") is not None:
            raise Unreadable("a stream has a filter that our files do not use")
        inflate = zlib.decompressobj()
        try:
            data = inflate.decompress(self.raw, MAX_STREAM)
        except zlib.error:
            raise Unreadable("a compressed stream is damaged") from None
        if not inflate.eof:
            raise Unreadable("a compressed stream ends too early or is too large")
        return data


Dict: TypeAlias = "dict[str, Value]"
# Strings are bytes: what they mean depends on where they stand.
Value: TypeAlias = Union[bool, int, float, str, bytes, Name, Ref, Stream, "list[Value]", "dict[str, Value]", None]


class PdfFile:
    """A file whose objects are read when they are asked for, once each."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(b"%PDF-"):
            raise Unreadable("it does not begin with “%PDF-”")
        self._data = data
        self._objects: dict[int, Value] = {}
        self._holders: dict[int, dict[int, bytes]] = {}
        self._atoms: dict[bytes, Value] = {b"true": True, b"false": False, b"null": None}
        self._keys: dict[bytes, str] = {}
        self._reading: set[int] = set()
        self.version = data[5:8].decode("latin-1")
        self._places: dict[int, tuple[int, int]] = {}
        self.trailer = self._read_cross_references()

    # -- objects --------------------------------------------------------------------------------------------------

    @property
    def numbers(self) -> list[int]:
        """The numbers of all objects in use."""
        return sorted(self._places)

    def get(self, number: int) -> Value:
        """The object of that number; null when the file has none (7.3.10)."""
        known = self._objects.get(number, self)
        if not isinstance(known, PdfFile):
            return known
        if number not in self._places or number in self._reading:
            return None
        self._reading.add(number)
        where, at = self._places[number]
        value = self._read_member(where, number) if where else self._read_at(at, number)
        self._reading.discard(number)
        self._objects[number] = value
        return value

    def resolve(self, value: Value) -> Value:
        """The object itself where a reference to it stands."""
        for _ in range(_MAX_DEPTH):
            if not isinstance(value, Ref):
                return value
            value = self.get(value)
        raise Unreadable("references lead round in a circle")

    def dictionary(self, value: Value) -> Dict:
        """The dictionary, or a stream's; an empty one when it is something else."""
        value = self.resolve(value)
        if isinstance(value, Stream):
            return value.entries
        return value if isinstance(value, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """The array, or an empty one when it is something else."""
        value = self.resolve(value)
        return value if isinstance(value, list) else []

    def stream(self, value: Value) -> bytes | None:
        """A stream's bytes, inflated; None when it is something else."""
        value = self.resolve(value)
        return value.data() if isinstance(value, Stream) else None

    def text(self, value: Value) -> str:
        """A text string (7.9.2.2), empty when it is something else. Our plain strings are ASCII."""
        value = self.resolve(value)
        if not isinstance(value, bytes):
            return ""
        if value.startswith(b"\xfe\xff"):
            return value[2:].decode("utf-16-be", "replace")
        return value.decode("latin-1")

    def pages(self) -> list[tuple[int, Dict]]:
        """Object number and dictionary of each page, in order."""
        found: list[tuple[int, Dict]] = []
        waiting: list[Value] = [self.dictionary(self.trailer.get("Root")).get("Pages")]
        seen: set[int] = set()
        while waiting:
            node = waiting.pop()
            if not isinstance(node, Ref) or node in seen:
                raise Unreadable("its list of pages is damaged")
            seen.add(node)
            entries = self.dictionary(node)
            if entries.get("Type") == "Page":
                found.append((int(node), entries))
            else:
                waiting += reversed(self.array(entries.get("Kids")))
        return found

    # -- where objects are ----------------------------------------------------------------------------------------

    def _read_cross_references(self) -> Dict:
        """Read the cross-reference stream (7.5.8); returns its dictionary, which is the trailer."""
        mark = self._data.rfind(b"startxref")
        found = re.match(rb"startxref\s+(\d{1,10})\s+%%EOF", self._data[mark : mark + 40]) if mark >= 0 else None
        if found is None:
            raise Unreadable("its end is missing")
        table = self._read_at(int(found[1]), None)
        if not isinstance(table, Stream) or table.entries.get("Type") != "XRef":
            raise Unreadable("it has no cross-reference stream where it should be")
        entries, rows = table.entries, table.data()
        widths = [w for w in self.array(entries.get("W")) if isinstance(w, int)]
        size = entries.get("Size")
        if (
            len(widths) != 3
            or not all(0 < w < 9 for w in widths)
            or not isinstance(size, int)
            or "Prev" in entries
            or "Index" in entries
        ):
            raise Unreadable("its cross-reference stream is not as our files have it")
        step, first, second = sum(widths), widths[0], widths[0] + widths[1]
        for number in range(min(size, len(rows) // step)):
            row = rows[number * step : number * step + step]
            kind, a = int.from_bytes(row[:first]), int.from_bytes(row[first:second])
            if kind == 1:
                self._places[number] = (0, a)
            elif kind == 2:
                self._places[number] = (a, int.from_bytes(row[second:]))
        return entries

    def _read_at(self, at: int, number: int | None) -> Value:
        """The object whose header stands at byte `at`."""
        header = _HEADER.match(self._data, at)
        if header is None or (number is not None and int(header[1]) != number):
            raise Unreadable(
                f"object {number} is not where it should be" if number else "its cross-reference stream is missing"
            )
        tokens = _TOKEN.finditer(self._data, header.end())
        end = header.end()

        def texts() -> Iterator[bytes]:
            nonlocal end
            for match in tokens:
                end = match.end()
                yield match[0]

        value = self._value(texts(), 0)
        start = _STREAM.match(self._data, end)
        if start is None or not isinstance(value, dict):
            return value
        length = value.get("Length")
        if (
            not isinstance(length, int)
            or length < 0
            or not re.match(rb"\s*endstream", self._data[start.end() + length : start.end() + length + 12])
        ):
            raise Unreadable("a stream's length is not what its dictionary says")
        return Stream(value, self._data[start.end() : start.end() + length])

    def _read_member(self, holder: int, number: int) -> Value:
        body = self._members(holder).get(number)
        if body is None:
            raise Unreadable(f"object {number} is not in its object stream")
        plain = _PLAIN_ELEMENT.fullmatch(body)
        if plain is not None:
            return self._plain_element(*plain.groups())
        return self._value(iter(_TOKEN.findall(body)), 0)

    def _plain_element(
        self, role: bytes, parent: bytes, page: bytes | None, mark: bytes | None, kid: bytes | None, kids: bytes | None
    ) -> Dict:
        """What `_value` makes of the same bytes, in one step."""
        entries: Dict = {"S": Name(role.decode("ascii")), "P": Ref(parent)}
        if page is not None:
            entries["Pg"] = Ref(page)
        if mark is not None:
            entries["K"] = int(mark)
        elif kid is not None:
            entries["K"] = Ref(kid)
        elif kids is not None:
            # Without “ 0 R” a number is a mark; what is glued to its “R” is a reference.
            entries["K"] = [
                Ref(item[:-1]) if item.endswith(b"R") else int(item) for item in kids.replace(b" 0 R", b"R").split(b" ")
            ]
        return entries

    def _members(self, holder: int) -> dict[int, bytes]:
        """The bytes of each object in an object stream (7.5.7)."""
        known = self._holders.get(holder)
        if known is not None:
            return known
        # A holder inside a holder would have no end.
        stream = self.get(holder) if self._places.get(holder, (1, 0))[0] == 0 else None
        if not isinstance(stream, Stream) or stream.entries.get("Type") != "ObjStm":
            raise Unreadable(f"object stream {holder} is missing")
        data, first = stream.data(), stream.entries.get("First")
        if not isinstance(first, int):
            raise Unreadable(f"object stream {holder} is damaged")
        try:
            index = list(map(int, data[:first].split()))
        except ValueError:
            raise Unreadable(f"object stream {holder} is damaged") from None
        offsets = index[1::2]
        ends = [*offsets[1:], len(data) - first]
        members = self._holders[holder] = {
            number: data[first + start : first + end]
            for number, start, end in zip(index[::2], offsets, ends, strict=False)
        }
        return members

    # -- values ---------------------------------------------------------------------------------------------------

    def _value(self, tokens: Iterator[bytes], depth: int) -> Value:
        return self._build(next(tokens, b""), tokens, depth)

    def _build(self, token: bytes, tokens: Iterator[bytes], depth: int) -> Value:
        """The value that begins with `token`."""
        atoms = self._atoms
        if token in atoms:
            return atoms[token]
        if depth > _MAX_DEPTH:
            raise Unreadable("an object is nested too deep")
        if token == b"<<":
            entries: Dict = {}
            keys = self._keys
            for key in tokens:
                if key == b">>":
                    return entries
                name = keys.get(key) or self._key(key)
                value = next(tokens, b"")
                entries[name] = atoms[value] if value in atoms else self._build(value, tokens, depth + 1)
            raise Unreadable("a dictionary has no end")
        if token == b"[":
            items: list[Value] = []
            for item in tokens:
                if item == b"]":
                    return items
                items.append(atoms[item] if item in atoms else self._build(item, tokens, depth + 1))
            raise Unreadable("an array has no end")
        return self._atom(token)

    def _key(self, token: bytes) -> str:
        """A dictionary's key; plain text, which is quicker to look up than a `Name`."""
        name = self._atom(token)
        if not isinstance(name, Name):
            raise Unreadable("a dictionary has a key that is no name")
        key = self._keys[token] = str(name)
        return key

    def _atom(self, token: bytes) -> Value:
        """A value of one token, remembered: names and references stand in a file many times."""
        value: Value
        first = token[:1]
        if first in _DIGITS:
            value = Ref(_number(token[: token.index(b" ")])) if token.endswith(b"R") else _number(token)
        elif first == b"/":
            value = Name(
                _NAME_ESCAPE.sub(_name_character, token[1:]).decode("utf-8", "replace")
                if b"#" in token
                else token[1:].decode("latin-1")
            )
        elif first == b"(" and len(token) > 1:
            value = _ESCAPE.sub(_unescape, token[1:-1]) if b"\\" in token else token[1:-1]
        elif first == b"<" and token.endswith(b">"):
            digits = b"".join(token[1:-1].split())
            value = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        else:
            raise Unreadable("an object breaks the syntax of PDF")
        self._atoms[token] = value
        return value


def _number(token: bytes) -> int | float:
    try:
        return float(token) if b"." in token else int(token)
    except ValueError:
        raise Unreadable("an object breaks the syntax of PDF") from None


def _name_character(found: re.Match[bytes]) -> bytes:
    return bytes((int(found[1], 16),))


def _unescape(found: re.Match[bytes]) -> bytes:
    """What a backslash and its sign stand for in a literal string. Source: ISO 32000-1, table 3."""
    code = found[1]
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes((int(code, 8) & 0xFF,))
    return _ESCAPES.get(code, code)
