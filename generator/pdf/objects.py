"""PDF objects as bytes. Source: ISO 32000-1, 7.3."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias, Union
from urllib.parse import quote

import deflate


class Name(str):
    """A name, without its slash."""


class Ref(int):
    """A reference to the indirect object of that number."""


class Text(str):
    """A text string for people (7.9.2.2), as against a byte string."""


Value: TypeAlias = Union[bool, int, float, str, bytes, dict[str, "Value"], "list[Value]", None]

# How hard streams are deflated: a fifth faster than at libdeflate's usual level, 6, for 1 % more bytes.
LEVEL = 5

_PLAIN = re.compile(r"[ !#-'*-\[\]-~]*")
_REGULAR = re.compile(r"[!\"$&'*-.0-;=?-Z\\^-z|~]+")


@lru_cache(maxsize=16_384)  # edges of columns and baselines come back on every page
def number(value: float) -> str:
    """A number with at most three decimals; a thousandth of a point is finer than any device."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def pdf_bytes(value: Value) -> bytes:
    """The object as it stands in a file."""
    if isinstance(value, bytes):
        return value
    return _pdf_text(value).encode("ascii")


def _pdf_text(value: Value) -> str:
    return _WRITERS[type(value)](value)


def _array(values: list[Value]) -> str:
    return f"[{' '.join([_pdf_text(value) for value in values])}]"


def _dictionary(entries: Mapping[str, Value]) -> str:
    return f"<<{' '.join([f'{name(key)} {_pdf_text(value)}' for key, value in entries.items()])}>>"


@lru_cache(maxsize=2_048)  # keys and types of objects
def name(text: str) -> str:
    """A name object. Source: 7.3.5."""
    if _REGULAR.fullmatch(text):
        return f"/{text}"
    return "/" + "".join(chr(b) if _REGULAR.fullmatch(chr(b)) else f"#{b:02X}" for b in text.encode())


def text_string(text: str) -> str:
    """A text string: in parentheses when it is plain ASCII, else UTF-16BE with its mark, in hexadecimal."""
    if _PLAIN.fullmatch(text):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


_WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        Name: name,
        str: text_string,
        Text: text_string,
        bool: lambda value: "true" if value else "false",
        Ref: lambda value: f"{int(value)} 0 R",
        int: str,
        float: number,
        type(None): lambda _: "null",
        bytes: lambda value: value.decode("latin-1"),
        list: _array,
        dict: _dictionary,
    }
)


def byte_string(data: bytes) -> bytes:
    """A literal string, its special signs escaped. Source: 7.3.4.2."""
    return b"(" + re.sub(rb"([()\\\\])", rb"\\\1", data) + b")"


def uri(address: str) -> bytes:
    """An address in 7-bit ASCII, as a URI action wants it (12.6.4.7); other letters as their UTF-8 in percent form."""
    return quote(address, safe=":/?#[]@!$&'()*+,;=%~").encode("ascii")


def ends_like_a_line(data: bytes) -> bool:
    """Whether the data, once deflated, end in CR or LF, which misleads validators that look for the end of line before
    `endstream`. The last byte of a zlib stream is the low byte of the data's Adler-32 (RFC 1950, 2.2): one more than
    the sum of all bytes.
    """
    return zlib.adler32(data) & 0xFF in (10, 13)


def stream(
    data: bytes, entries: Mapping[str, Value] | None = None, compress: bool = True, filler: bytes = b"\n"
) -> bytes:
    """A stream object, deflated by libdeflate, whose output does not depend on the machine's zlib.

    filler: bytes that do not change what the data mean and whose sum is not zero; added until the deflated data do not
    end like a line.
    """
    head: dict[str, Value] = dict(entries or {})
    if compress:
        while ends_like_a_line(data):
            data += filler
        if "Length1" in head:
            head["Length1"] = len(data)
        data = bytes(deflate.zlib_compress(data, LEVEL))
        head["Filter"] = Name("FlateDecode")
    head["Length"] = len(data)
    return pdf_bytes(head) + b"\nstream\n" + data + b"\nendstream"
