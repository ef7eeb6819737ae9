"""Pictures for a page of one file: drawings as SVG, photographs as data in the address (RFC 2397).

A drawing is written anew from the operators that the PDF draws (`drawings.py`), never from its author's file: there is
no script, no font and no address in it. Source: SVG 1.1, 8.3 (path data), 11 (painting).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from itertools import groupby

from generator.pictures import Picture, as_png
from generator.twins.nodes import El, el, written
from generator.values import Mutable

_CAPS = ("butt", "round", "square")
_JOINS = ("miter", "round", "bevel")
# How many numbers stand before each operator (ISO 32000-1, table 59), and what SVG calls it.
_PATH = {"m": (2, "M"), "l": (2, "L"), "c": (6, "C")}
_FILLS, _STROKES = frozenset({"f", "f*", "B", "B*"}), frozenset({"S", "B", "B*"})


class _State(Mutable):
    """Colours as SVG writes them, and the line."""

    fill: str = "#000000"
    stroke: str = "#000000"
    width: str = "1"
    cap: int = 0
    join: int = 0
    limit: str = "10"


def picture_address(picture: Picture) -> str:
    """The whole picture as an address."""
    if picture.operators:
        return _data("image/svg+xml", written([drawing(picture, xmlns="http://www.w3.org/2000/svg")]).encode())
    if picture.filter == "DCTDecode":
        return _data("image/jpeg", picture.data)
    return _data("image/png", as_png(picture))


def drawing(picture: Picture, tag: str = "svg", plain: bool = False, **attributes: str | None) -> El:
    """A drawing as an element; plain: in the colour of the text around it, for icons."""
    height = f"{picture.height:g}"
    group = el("g", *_paths(picture.operators, plain), transform=f"matrix(1 0 0 -1 0 {height})")
    attributes = {"viewBox": f"0 0 {picture.width:g} {height}", **attributes}
    return el(tag, group, **attributes)


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"


def _paths(operators: str, plain: bool) -> Iterator[El]:
    """One element for neighbours that are painted alike."""
    for marks, group in groupby(_painted(operators, plain), lambda painted: painted[0]):
        yield El("path", (("d", "".join(path for _, path in group)), *marks))


def _painted(operators: str, plain: bool) -> Iterator[tuple[tuple[tuple[str, str], ...], str]]:
    """Each painted path: how, and its data. Raises `ValueError` for what no drawing of ours holds."""
    state, numbers, path = _State(), list[str](), list[str]()
    for token in operators.split():
        if token[-1] in "0123456789.":
            numbers.append(token)
            continue
        if token in _PATH:
            path.append(f"{_PATH[token][1]}{' '.join(numbers[-_PATH[token][0] :])}")
        elif token == "re":
            x, y, width, height = numbers[-4:]
            path.append(f"M{x} {y}h{width}v{height}h{_minus(width)}z")
        elif token == "h":
            path.append("z")
        elif token == "n":
            path.clear()
        elif token in _FILLS | _STROKES:
            yield _marks(token, state, plain), "".join(path)
            path.clear()
        else:
            _set(state, token, numbers)
        numbers.clear()


def _minus(number: str) -> str:
    return number[1:] if number.startswith("-") else f"-{number}"


def _set(state: _State, operator: str, numbers: list[str]) -> None:
    if operator in ("rg", "RG", "g", "G"):
        channels = numbers * 3 if len(numbers) == 1 else numbers
        colour = "#" + "".join(f"{round(255 * float(channel)):02X}" for channel in channels)
        setattr(state, "fill" if operator.islower() else "stroke", colour)
    elif operator == "w":
        state.width = numbers[0]
    elif operator == "J":
        state.cap = int(numbers[0])
    elif operator == "j":
        state.join = int(numbers[0])
    elif operator == "M":
        state.limit = numbers[0]
    else:
        raise ValueError(f"no operator of a drawing: {operator}")


def _marks(operator: str, state: _State, plain: bool) -> tuple[tuple[str, str], ...]:
    """How a path is painted, as attributes."""
    fill, stroke = ("currentColor", "currentColor") if plain else (state.fill, state.stroke)
    marks = [("fill", fill if operator in _FILLS else "none")]
    if operator.endswith("*"):
        marks.append(("fill-rule", "evenodd"))
    if operator in _STROKES:
        marks += [("stroke", stroke), ("stroke-width", state.width), ("stroke-linecap", _CAPS[state.cap])]
        marks += [("stroke-linejoin", _JOINS[state.join]), ("stroke-miterlimit", state.limit)]
    return tuple(marks)
