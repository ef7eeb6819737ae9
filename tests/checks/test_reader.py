"""The reader of PDF syntax, against pikepdf and on its own."""

from __future__ import annotations

import io
import zlib
from decimal import Decimal
from typing import Any

import pikepdf
import pytest

from generator.checks.fonts import glyph_count, read_to_unicode
from generator.checks.reader import MAX_STREAM, Name, PdfFile, Ref, Stream, Unreadable
from tests.checks.conftest import leaflet

HEAD = b"%PDF-1.7\n"


def file_with(*objects: bytes, table: bytes = b"", rows: bytes | None = None) -> bytes:
    """A file of plain objects, numbered from 1."""
    body, offsets = HEAD, [0]
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    entries = b"".join(b"\1" + at.to_bytes(2) + b"\0" for at in offsets) if rows is None else rows
    size = len(objects) + 1
    table = table or b"<</Type /XRef /Size %d /W [1 2 1] /Root 1 0 R /Length %d>>" % (size, len(entries))
    start = len(body)
    body += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (size, table, entries)
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def value_of(syntax: bytes) -> object:
    return PdfFile(file_with(syntax)).get(1)


@pytest.mark.parametrize(
    ("syntax", "value"),
    [
        (b"null", None),
        (b"true", True),
        (b"-12", -12),
        (b"+.5", 0.5),
        (b"/Name", Name("Name")),
        (b"/A#20B", Name("A B")),
        (b"(plain)", b"plain"),
        (b"(a (nested (string)) in it)", b"a (nested (string)) in it"),
        (rb"(\(\\\n\101\7)", b"(\\\nA\x07"),
        (b"(two \\\nlines)", b"two lines"),
        (b"<48 65 6C 6C 6F 2>", b"Hello "),
        (b"[1 2 0 R 3]", [1, Ref(2), 3]),
        (b"<</A [/B <</C null>>]/D(e)>>", {"A": [Name("B"), {"C": None}], "D": b"e"}),
    ],
)
def test_values(syntax: bytes, value: object) -> None:
    found = value_of(syntax)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "syntax",
    [
        b"",
        b"<<",
        b"[1 2",
        b"(open",
        b"<</A>>",
        b"<<1 2>>",
        b"1.2.3",
        b">>",
        b"?",
        b"[" * 100,
        b"9" * 5000,
        b"9" * 5000 + b" 0 R",
    ],
)
def test_broken_syntax_has_a_reason(syntax: bytes) -> None:
    with pytest.raises(Unreadable):
        value_of(syntax)


def test_a_long_open_string_costs_no_time() -> None:
    with pytest.raises(Unreadable):
        value_of(b"(" * 20_000 + b"a" * 20_000)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_object_is_read_as_pikepdf_reads_it(lang: str) -> None:
    data, _ = leaflet(lang)
    file, other = PdfFile(data), pikepdf.open(io.BytesIO(data))
    compared = 0
    for number in file.numbers:
        expected = other.get_object(number, 0)
        if isinstance(expected, pikepdf.Stream) and expected.get("/Type") in ("/XRef", "/ObjStm"):
            continue
        assert same(file.get(number), expected), number
        compared += 1
    assert compared > 100


def same(value: Any, expected: Any) -> bool:
    """Whether a value of the reader is what pikepdf read."""
    if isinstance(value, Ref):
        return bool(expected.objgen[0] == value)
    if isinstance(value, Stream):
        return bool(value.data() == expected.read_bytes() and same_entries(value.entries, expected.stream_dict))
    if isinstance(value, dict):
        return same_entries(value, expected)
    if isinstance(value, list):
        return len(value) == len(expected) and all(map(same, value, expected))
    if isinstance(value, Name):
        return str(expected) == f"/{value}"
    if isinstance(value, bytes):
        return bytes(expected) == value
    if isinstance(value, float):
        return Decimal(str(value)) == Decimal(expected)
    return bool(value == expected)


def same_entries(value: dict[str, Any], expected: Any) -> bool:
    present = {key: item for key, item in value.items() if item is not None}
    return {f"/{key}" for key in present} == set(expected.keys()) and all(
        same(item, expected[f"/{key}"]) for key, item in present.items()
    )


def test_a_missing_object_is_null() -> None:
    file = PdfFile(file_with(b"<<>>"))
    assert file.get(99) is None


def test_circles_of_references_end() -> None:
    file = PdfFile(file_with(b"2 0 R", b"1 0 R"))
    with pytest.raises(Unreadable, match="circle"):
        file.resolve(Ref(1))


@pytest.mark.parametrize(
    "data",
    [
        HEAD,
        file_with(b"<<>>")[:-8],
        file_with(b"<<>>", table=b"<</Type /XRef /Size 2 /W [1 2] /Length 8>>"),
        file_with(b"<<>>", table=b"<</Type /XRef /Size 2 /W [1 2 1] /Length 9999>>"),
        file_with(b"<<>>", table=b"<</Type /XRef /Size 2 /W [1 2 1] /Prev 9 /Length 8>>"),
        file_with(b"<<>>", table=b"<</Type /Page /Size 2 /W [1 2 1] /Length 8>>"),
    ],
)
def test_broken_files_have_a_reason(data: bytes) -> None:
    with pytest.raises(Unreadable):
        PdfFile(data)


def test_an_object_in_the_wrong_place_is_refused() -> None:
    rows = bytes(4) + b"\1\0\0\0"
    with pytest.raises(Unreadable, match="not where it should be"):
        PdfFile(file_with(b"<<>>", rows=rows)).get(1)


def test_an_object_stream_inside_itself_is_refused() -> None:
    rows = bytes(4) + b"\2\0\1\0"
    with pytest.raises(Unreadable, match="object stream 1 is missing"):
        PdfFile(file_with(b"<<>>", rows=rows)).get(1)


def stream_of(data: bytes, entries: bytes = b"") -> Stream:
    item = b"<<%s/Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)
    found = PdfFile(file_with(item)).get(1)
    assert isinstance(found, Stream)
    return found


def test_streams_are_inflated() -> None:
    assert stream_of(zlib.compress(b"operators")).data() == b"operators"


@pytest.mark.parametrize(
    ("data", "entries"),
    [(b"no deflate", b""), (zlib.compress(b"cut off")[:-5], b""), (zlib.compress(b"x"), b"/DecodeParms <<>>")],
)
def test_damaged_streams_have_a_reason(data: bytes, entries: bytes) -> None:
    with pytest.raises(Unreadable):
        stream_of(data, entries).data()


def test_a_stream_that_grows_without_end_is_refused() -> None:
    bomb = zlib.compress(bytes(MAX_STREAM + 1))
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="too large"):
        stream_of(bomb).data()


def test_to_unicode() -> None:
    cmap = b"""2 beginbfchar
<0001> <0041>
<0002> <00660066>
endbfchar
2 beginbfrange
<0010> <0012> <0061>
<0020> <0021> [<0915094D> <D83DDE00>]
endbfrange"""
    assert read_to_unicode(cmap) == {1: "A", 2: "ff", 16: "a", 17: "b", 18: "c", 32: "\u0915\u094d", 33: "\U0001f600"}


def test_glyph_count_needs_a_font() -> None:
    assert glyph_count(b"") == 0
    assert glyph_count(b"OTTO\0\1") == 0
    assert (
        glyph_count(b"\0\1\0\0\0\1" + bytes(6) + b"maxp" + bytes(4) + b"\0\0\0\x1c" + bytes(4) + b"\0\0\0\0\0\x09") == 9
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<</S/P/P 12 0 R/Pg 5 0 R/K 3>>",
        b"<</S/H1/P 7 0 R>>",
        b"<</S/L/P 7 0 R/K[8 0 R 19 0 R 20 0 R]>>",
        b"<</S/P/P 7 0 R/Pg 5 0 R/K[4 74 0 R 6]>>",
        b"<</S/P/P 7 0 R/Pg 5 0 R/K[0 0 R 0 10 0]>>",
        b"<</S/LI/P 7 0 R/K 9 0 R>>",
        b"<</S/Document/P 1 0 R/Pg 2 0 R/K[8 0 R]>>\n",
    ],
)
def test_a_plain_element_is_read_as_any_dictionary_is(body: bytes) -> None:
    held = b"1 0 " + body
    stream = b"<</Type /ObjStm /N 1 /First 4 /Length %d>>\nstream\n%s\nendstream" % (len(held), held)
    rows = b"\2" + (2).to_bytes(2) + b"\0" + b"\1" + len(HEAD).to_bytes(2) + b"\0"
    entries = bytes(4) + rows + bytes(4)
    holder = b"2 0 obj\n" + stream + b"\nendobj\n"
    table = b"3 0 obj\n<</Type /XRef /Size 4 /W [1 2 1] /Root 1 0 R /Length %d>>\nstream\n" % len(entries)
    start = len(HEAD) + len(holder)
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    quick, slow = PdfFile(HEAD + holder + table + entries + end).get(1), value_of(body)
    assert quick == slow
    assert _types(quick) == _types(slow)


def _types(value: object) -> object:
    if isinstance(value, dict):
        return {key: _types(item) for key, item in value.items()}
    return [type(item) for item in value] if isinstance(value, list) else type(value)
