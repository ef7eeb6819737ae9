"""A content stream as operators with their operands. Source: ISO 32000-1, 7.8.2 and annex A."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias, Union

from generator.checks.reader import Name, Unreadable

Operand: TypeAlias = Union[float, bytes, Name, bool, "list[Operand]", "dict[str, Operand]", None]

# Numbers first: paths are most of a stream. An inline image is one token, its data unread (8.9.7). Quantifiers are
# possessive, so that what is never closed costs one pass.
_TOKEN = re.compile(
    rb"[-+.0-9]++|BI\s.*?\sID\s.*?\sEI(?=\s|$)|[A-Za-z'\"][A-Za-z0-9*]*+|/[^\s()<>\[\]{}/%]*+|<<|>>|[\[\]]|<[0-9A-Fa-f\s]*+>"
    rb"|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)|%[^\r\n]*+|[^\s]",
    re.DOTALL,
)
_NUMBERS = frozenset(b"-+.0123456789")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_CONSTANTS: dict[bytes, Operand] = {b"true": True, b"false": False, b"null": None}
_MAX_DEPTH = 20


def operations(content: bytes) -> Iterator[tuple[str, list[Operand]]]:
    """Each operator with what stands before it. An inline image is the operator BI, without operands.

    Raises `Unreadable` for what breaks the syntax.
    """
    operands: list[Operand] = []
    tokens = iter(_TOKEN.findall(content))
    for token in tokens:
        first = token[0]
        if first in _NUMBERS:
            operands.append(_number(token))
        elif (first > 64 and first not in b"[]{}") or first in b"'\"":
            if token in _CONSTANTS:
                operands.append(_CONSTANTS[token])
                continue
            yield ("BI" if token[:2] == b"BI" and len(token) > 2 else token.decode("latin-1")), operands
            operands = []
        elif first != 37:  # a comment
            operands.append(_operand(token, tokens, 0))


def _operand(token: bytes, tokens: Iterator[bytes], depth: int) -> Operand:
    first = token[:1]
    if token[0] in _NUMBERS:
        return _number(token)
    if first == b"/":
        return Name(token[1:].decode("latin-1"))
    if first == b"(" and len(token) > 1:
        return _ESCAPE.sub(_unescape, token[1:-1])
    if depth > _MAX_DEPTH:
        raise Unreadable("a page's content is nested too deep")
    if token == b"[":
        return list(_until(b"]", tokens, depth))
    if token == b"<<":
        items = list(_until(b">>", tokens, depth))
        return {str(key): value for key, value in zip(items[::2], items[1::2], strict=False)}
    if first == b"<":
        digits = b"".join(token[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    if token in _CONSTANTS:
        return _CONSTANTS[token]
    raise Unreadable("a page's content breaks the syntax of PDF")


def _until(end: bytes, tokens: Iterator[bytes], depth: int) -> Iterator[Operand]:
    for token in tokens:
        if token == end:
            return
        yield _operand(token, tokens, depth + 1)
    raise Unreadable("a page's content ends in the middle")


def _number(token: bytes) -> float:
    try:
        return float(token)
    except ValueError:
        raise Unreadable("a page's content breaks the syntax of PDF") from None


def _unescape(found: re.Match[bytes]) -> bytes:
    """What a backslash and its sign stand for (7.3.4.2, table 3)."""
    code = found[1]
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes((int(code, 8) & 0xFF,))
    return _ESCAPES.get(code, code)
