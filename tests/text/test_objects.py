"""PDF objects as bytes: what is written reads back, by a reader that is not ours."""

from __future__ import annotations

import re
import zlib

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.pdf.objects import Name, Ref, Text, Value, ends_like_a_line, name, number, pdf_bytes, stream, text_string

PROPERTY = settings(max_examples=300, deadline=None)
CHARACTERS = st.characters(exclude_categories=["Cs"])
FILLERS = [b"\n", b"\0\0\0\1", b"\0\1"]
# Adler-32 starts at 1 and adds the bytes: these deflate to data whose last byte is LF and CR.
LIKE_LINE_FEED, LIKE_RETURN = b"\x09", b"\x0c"


def parts(data: bytes) -> tuple[str, bytes]:
    head, body = data.split(b"\nstream\n", 1)
    return head.decode(), body.removesuffix(b"\nendstream")


@given(st.binary(max_size=3_000), st.sampled_from(FILLERS))
@example(LIKE_LINE_FEED, b"\n")
@example(LIKE_RETURN, b"\n")
@example(LIKE_LINE_FEED, b"\0\0\0\1")
@example(LIKE_RETURN, b"\0\1")
@example(b"\xff" * 2_600, b"\0\1")
@PROPERTY
def test_a_stream_never_ends_like_a_line_and_keeps_its_data(data: bytes, filler: bytes) -> None:
    head, body = parts(stream(data, {"Length1": len(data)}, filler=filler))
    assert body[-1] not in b"\r\n"
    plain = zlib.decompress(body)
    added = plain.removeprefix(data)
    assert plain.startswith(data) and added == filler * (len(added) // len(filler))
    assert len(added) <= 4 * len(filler)
    assert head == f"<</Length1 {len(plain)} /Filter /FlateDecode /Length {len(body)}>>"


@given(st.binary(max_size=3_000), st.sampled_from([b"", LIKE_LINE_FEED, LIKE_RETURN]))
@PROPERTY
def test_what_ends_like_a_line_is_known_before_it_is_deflated(data: bytes, more: bytes) -> None:
    assert ends_like_a_line(data + more) == (zlib.compress(data + more)[-1] in b"\r\n")


def test_the_examples_do_end_like_lines() -> None:
    assert zlib.compress(LIKE_LINE_FEED)[-1:] == b"\n"
    assert zlib.compress(LIKE_RETURN)[-1:] == b"\r"


def test_a_stream_that_is_not_deflated_is_as_given() -> None:
    assert stream(b"abc", {"Type": Name("Metadata")}, compress=False) == (
        b"<</Type /Metadata /Length 3>>\nstream\nabc\nendstream"
    )


@given(st.text(CHARACTERS, max_size=60))
@example("(a) \\ b")
@example("plain text")
@example("é\r\n\t\0😀")
@PROPERTY
def test_a_text_string_reads_back(text: str) -> None:
    data = text_string(text)
    assert data.isascii() and data.isprintable()
    assert str(pikepdf.Object.parse(data.encode())) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40))
@example("A#B C/D(E)<F>[G]{H}%I")
@example("Größe")
@PROPERTY
def test_a_name_reads_back(text: str) -> None:
    data = name(text)
    assert re.fullmatch(r"/[!-~]+", data) and not re.search(r"[()<>\[\]{}/%]", data[1:])
    assert bytes(re.sub(rb"#([0-9A-F]{2})", lambda m: bytes.fromhex(m[1].decode()), data[1:].encode())) == text.encode()


@given(st.one_of(st.floats(-1e9, 1e9), st.floats(-0.01, 0.01), st.integers(-(10**9), 10**9).map(float)))
@example(-0.0)
@example(-0.0004)
@example(1e-7)
@example(100.0)
@example(1e22)
@PROPERTY
def test_a_number_is_plain_and_right_to_a_thousandth(value: float) -> None:
    text = number(value)
    assert re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d{0,2}[1-9])?", text)
    assert text != "-0"
    assert abs(float(text) - value) <= 0.0005 + abs(value) * 1e-15


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, b"true"),
        (None, b"null"),
        (7, b"7"),
        (Ref(12), b"12 0 R"),
        (0.5, b"0.5"),
        (Name("A B"), b"/A#20B"),
        (Text("é"), b"<FEFF00E9>"),
        ("plain", b"(plain)"),
        (b"<00>", b"<00>"),
        ([1, [Name("X"), None], {"K": False}], b"[1 [/X null] <</K false>>]"),
        ({}, b"<<>>"),
    ],
)
def test_objects(value: Value, expected: bytes) -> None:
    assert pdf_bytes(value) == expected
