"""SVG drawings to path operators (ISO 32000-1, 8.5).

Plain shapes only: what a logo, an icon or a simple picture is made of. The file is read once by expat, and only what
is known to be drawn right goes on to svgelements, which knows paths and transforms; all else is refused with its
reason. Source: SVG 1.1, 7.7 (viewBox), 9 (shapes), 11 (painting); XML 1.0.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from typing import Any
from xml.parsers import expat

from generator.values import Frozen

MAX_BYTES = 500_000
MAX_DEPTH = 50
# Distance of a quarter circle's control points from its ends, as a part of the radius: 4/3 (sqrt 2 - 1).
_KAPPA = 0.5522847498
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_EDITORS = re.compile(r"inkscape|sodipodi|ns\.adobe\.com|sketch|figma|boxy-svg|serif\.com", re.IGNORECASE)
_DROPPED = frozenset({"title", "desc", "metadata"})
_SHAPES = {
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
}
_GEOMETRY = frozenset({"transform", "style"}).union(*_SHAPES.values())
# What is not said draws nothing; svgelements would take 1.
_MISSING = {
    "path": {"d": ""},
    "rect": {"width": "0", "height": "0"},
    "circle": {"r": "0"},
    "ellipse": {"rx": "0", "ry": "0"},
}
# What says nothing about the looks of plain shapes, and what is so when its value is the usual one.
_SILENT = frozenset(
    {
        *("id", "version", "role", "lang", "tabindex", "focusable", "clip-rule", "stroke-dashoffset", "overflow"),
        *("enable-background", "shape-rendering", "color-rendering", "image-rendering", "color-interpolation"),
        *("color-interpolation-filters", "solid-color", "solid-opacity", "stop-color", "stop-opacity", "flood-color"),
        *("flood-opacity", "lighting-color", "white-space", "line-height", "letter-spacing", "word-spacing"),
        *("writing-mode", "direction", "dominant-baseline", "baseline-shift"),
    }
)
_SILENT_STARTS = ("data-", "aria-", "font", "text-", "-inkscape-")
_SILENT_ON_ROOT = frozenset(
    {
        *("viewBox", "x", "y", "width", "height", "preserveAspectRatio", "zoomAndPan", "baseProfile"),
        *("contentScriptType", "contentStyleType"),
    }
)
_ONE = frozenset({"1", "1.0", "100%"})
_USUAL = {
    "opacity": _ONE,
    "fill-opacity": _ONE,
    "stroke-opacity": _ONE,
    "visibility": frozenset({"visible"}),
    "display": frozenset({"inline", "block"}),
    "stroke-dasharray": frozenset({"none"}),
    "clip-path": frozenset({"none"}),
    "mask": frozenset({"none"}),
    "filter": frozenset({"none"}),
    "marker": frozenset({"none"}),
    "marker-start": frozenset({"none"}),
    "marker-mid": frozenset({"none"}),
    "marker-end": frozenset({"none"}),
    "vector-effect": frozenset({"none"}),
    "paint-order": frozenset({"normal"}),
    "mix-blend-mode": frozenset({"normal"}),
    "isolation": frozenset({"auto"}),
}
_FLOAT = r"(?:[-+]?(?:\d++\.?+\d*+|\.\d++)(?:[eE][-+]?\d{1,3}+)?+)"
# One of several numbers; possessive, because one way to read it is enough.
_LIST = rf"(?:\s*+{_FLOAT}\s*+,?+\s*+)"
_LENGTH = re.compile(rf"\s*({_FLOAT})(?:px)?\s*")
_SIZES = frozenset({"width", "height", "r", "rx", "ry", "stroke-width"})
_FORMS = {
    "transform": re.compile(
        rf"(?:[\s,]*(?:matrix\s*\({_LIST}{{6}}\)|(?:translate|scale)\s*\({_LIST}{{1,2}}\)"
        rf"|rotate\s*\((?:{_LIST}|{_LIST}{{3}})\)|skew[XY]\s*\({_LIST}\)))*"
    ),
    "points": re.compile(rf"(?:{_LIST}{_LIST})*"),
    "d": re.compile(r"(?:\s*[Mm][-+.\d\seE,MmZzLlHhVvCcSsQqTtAa]*)?"),
    "fill-rule": re.compile("nonzero|evenodd"),
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
}
_BRAND, _HEX = "data-brand", re.compile("#[0-9A-Fa-f]{6}")
_PAINTS = frozenset({"fill", "stroke", "color"})
_PAINTING = _PAINTS | {
    *("fill-rule", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "transform")
}
_COLOUR = re.compile(r"#[\da-f]{3}|#[\da-f]{6}|rgb\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)|[a-z]+", re.IGNORECASE)


class BadPicture(Exception):
    """The file is not a picture that can be printed; the message says why."""


class Drawing(Frozen):
    """width, height: of the viewBox; operators: colours and paths, origin at the bottom left; brand: colours that stand
    for a brand's (`data-brand` of the file), as operators have them."""

    width: float
    height: float
    operators: str
    brand: tuple[str, ...] = ()


class _Box(Frozen):
    """The viewBox. Source: SVG 1.1, 7.7."""

    x: float
    y: float
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """From the drawing's coordinates to the page's: from the bottom left, and up."""
        return x - self.x, self.height - (y - self.y)


def read_drawing(data: bytes) -> Drawing:
    """Read an SVG file. Raises `BadPicture`."""
    if len(data) > MAX_BYTES:
        raise BadPicture(f"has more than {MAX_BYTES // 1000} kB of drawing")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadPicture("is not written in UTF-8") from None
    reader = _Reader()
    reader.read(data)
    assert reader.box is not None, "XML without a root is refused"
    return Drawing(reader.box.width, reader.box.height, _operators("".join(reader.out), reader.box), reader.brand)


class _Reader:
    """Reads XML once and writes the plain shapes again, without names, titles, styles and sizes of the whole."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.box: _Box | None = None
        self._open: list[str] = []
        self.brand: tuple[str, ...] = ()
        self._namespace = ""
        self._current = "black"
        self._skipped = 0

    def read(self, data: bytes) -> None:
        # The encoding is given, so that a declaration in the file cannot make the bytes mean something else.
        parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._outside
        parser.ProcessingInstructionHandler = self._instruction
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise BadPicture(f"cannot be read as SVG: {error}") from None

    def _outside(self, *_: object) -> None:
        raise BadPicture("holds a document type or a style sheet, which can lead outside the file")

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._outside()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if not self._open:
            if tag != "svg" or namespace not in (_SVG, ""):
                raise BadPicture("is XML but no SVG")
            self._namespace = namespace
            self.box = _view_box(attributes)
            self._current = _colour_value("color", attributes.get("color", "black"), "black")
            self.brand = _brand_colours(attributes.pop(_BRAND, ""))
        if self._skipped or (self._open and self._is_dropped(namespace, tag)):
            self._skipped += 1
            return
        self._allow(tag)
        self._open.append(tag)
        if tag != "defs":
            self.out.append(f"<{tag}{self._written(tag, {**_MISSING.get(tag, {}), **attributes})}>")

    def _end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if (tag := self._open.pop()) != "defs":
            self.out.append(f"</{tag}>")

    def _is_dropped(self, namespace: str, tag: str) -> bool:
        if namespace == self._namespace:
            return tag in _DROPPED
        if _EDITORS.search(namespace):
            return True
        raise _not_plain(tag)

    def _allow(self, tag: str) -> None:
        if tag not in _SHAPES and tag not in ("svg", "g", "defs"):
            raise _not_plain(tag)
        if not self._open:
            return
        if self._open[-1] == "defs":
            raise _not_plain("defs")
        if tag == "svg" or self._open[-1] in _SHAPES:
            raise BadPicture(f"holds <{tag}> inside <{self._open[-1]}>; only plain shapes are drawn")
        if len(self._open) >= MAX_DEPTH:
            raise BadPicture(f"holds groups more than {MAX_DEPTH} deep")

    def _written(self, tag: str, attributes: dict[str, str]) -> str:
        said = {**attributes, **_style(attributes["style"])} if "style" in attributes else attributes
        parts = []
        for name, value in said.items():
            kept = self._value(tag, name, value.strip())
            if kept is not None:
                parts.append(f' {name}="{escape(kept)}"')
        return "".join(parts)

    def _value(self, tag: str, name: str, value: str) -> str | None:
        """An attribute's value as svgelements shall read it; nothing for what says nothing."""
        own = _SHAPES.get(tag, frozenset())
        if name not in own and (name == "style" or _is_silent(tag, name, value)):
            return None
        if name not in own and name not in _PAINTING:
            raise BadPicture(f"holds the attribute “{name.rpartition(' ')[2]}”, which is not drawn; use plain shapes")
        if tag == "svg" and name == "transform":
            raise BadPicture("holds the attribute “transform” on <svg>, which is not drawn; put it on a <g>")
        if name in _PAINTS:
            if name == "color" and tag != "svg":
                raise BadPicture("holds the attribute “color”, which is drawn on <svg> only; use “fill” and “stroke”")
            return None if name == "color" else _colour_value(name, value, self._current)
        if not _FORMS.get(name, _LENGTH).fullmatch(value) or (value.startswith("-") and name in _SIZES):
            raise BadPicture(f"has the value “{_short(value)}” of “{name}”, which is not drawn")
        return value


def _is_silent(tag: str, name: str, value: str) -> bool:
    """Whether an attribute changes nothing: editors' own ones, and usual values of those that cannot be drawn."""
    if " " in name:
        return not (name.startswith(_XLINK) and name.endswith("href"))
    if name in _SILENT or name.startswith(_SILENT_STARTS) or (tag == "svg" and name in _SILENT_ON_ROOT):
        return True
    if name in _USUAL:
        if value not in _USUAL[name] and value != "inherit":
            raise BadPicture(f"has the value “{_short(value)}” of “{name}”, which is not drawn")
        return True
    return value == "inherit" and name in _PAINTING


def _style(text: str) -> dict[str, str]:
    """Properties of a `style` attribute, which count for more than attributes. Source: SVG 1.1, 6.4."""
    properties = {}
    for part in text.split(";"):
        if part.strip():
            name, colon, value = part.partition(":")
            if not colon or name.strip() in _GEOMETRY:
                raise BadPicture(f"has the style “{_short(part.strip())}”, which is not drawn")
            properties[name.strip()] = value.strip()
    return properties


def _colour_value(name: str, value: str, current: str) -> str:
    if value.lower() == "currentcolor":
        return current
    if value.lower() == "none":
        return "none"
    if not _COLOUR.fullmatch(value) or not _is_solid(value):
        raise BadPicture(f"has the value “{_short(value)}” of “{name}”; only solid colours are drawn, such as #0B5563")
    return value


def _brand_colours(value: str) -> tuple[str, ...]:
    """The colours of `data-brand`: the one that stands for the brand's, and lighter shades of it."""
    colours = value.split()
    if any(not _HEX.fullmatch(colour) for colour in colours):
        raise BadPicture(f"has the value “{_short(value)}” of “{_BRAND}”; colours are written such as #0B5563 #DCEAEC")
    return tuple(" ".join(_n(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)) for colour in colours)


def _is_solid(value: str) -> bool:
    if value.startswith("#") or value.lower() == "black":
        return True
    import svgelements as svg

    colour = svg.Color(value)
    # An unknown name is read as black.
    return bool(colour.alpha == 255 and (value.lower().startswith("rgb") or colour.rgb != 0))


def _view_box(root: dict[str, str]) -> _Box:
    """Where the drawing lies: its viewBox, or its size in pixels."""
    if "viewBox" in root:
        texts = re.split(r"[\s,]+", root["viewBox"].strip())
        if len(texts) != 4 or not all(re.fullmatch(_FLOAT, text) for text in texts):
            raise BadPicture("has a viewBox that is not four numbers")
    else:
        sizes = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
        texts = ["0", "0", *(size[1] for size in sizes if size)]
        if len(texts) != 4:
            raise BadPicture("has no viewBox")
    box = _Box(*map(float, texts))
    if not (0 < box.width < 1e5 and 0 < box.height < 1e5 and abs(box.x) < 1e5 and abs(box.y) < 1e5):
        raise BadPicture("has an empty or endless viewBox")
    return box


def _not_plain(tag: str) -> BadPicture:
    return BadPicture(f"holds <{_short(tag)}>; only plain shapes are drawn, so convert it to paths")


def _short(text: str) -> str:
    """A foreign text as part of a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def _operators(text: str, box: _Box) -> str:
    import svgelements as svg

    try:
        # Without a viewBox in the text no scaling happens in the parser.
        source = io.BytesIO(text.encode())
        tree = svg.SVG.parse(source, reify=True, width=box.width, height=box.height, on_error="raise")
        shapes = [_shape(shape, box, svg) for shape in tree.elements() if isinstance(shape, svg.Shape)]
    except BadPicture:
        raise
    except Exception:  # svgelements lets number errors of all kinds through as they come
        raise BadPicture("cannot be read as SVG: a path or a transform in it is wrong") from None
    if not any(shapes):
        raise BadPicture("draws nothing")
    return " ".join(_without_repeats(chain.from_iterable(shapes)))


_STATE = frozenset({"rg", "RG", "w", "J", "j", "M"})


def _without_repeats(operators: Iterable[str]) -> Iterator[str]:
    """Without what sets a colour or a line's look to what it is already: they hold until they are set anew (8.4.1)."""
    state: dict[str, str] = {}
    for one in operators:
        name = one[one.rfind(" ") + 1 :]
        if name in _STATE:
            if state.get(name) == one:
                continue
            state[name] = one
        yield one


_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def _shape(shape: Any, box: _Box, svg: Any) -> list[str]:
    """One shape: colours, line, path, and the operator that paints it; nothing for one that is not seen."""
    values = shape.values
    width = float(shape.implicit_stroke_width or 0)
    # A line has no inside, but PDF would fill a hair's breadth. Source: ISO 32000-1, 8.5.3.3.1.
    fills = _paints(shape.fill) and not isinstance(shape, svg.SimpleLine)
    strokes = _paints(shape.stroke) and width > 0
    if not (fills or strokes):
        return []
    if strokes and "transform" in values and not _is_even(svg.Matrix(values["transform"])):
        raise BadPicture("has a line that a transform makes uneven; convert it to paths")
    if isinstance(shape, svg.Circle | svg.Ellipse) and shape.transform.is_identity():
        body = _ellipse(*box.place(shape.cx, shape.cy), shape.rx, shape.ry)
    else:
        body = " ".join(_segments(shape if isinstance(shape, svg.Path) else abs(svg.Path(shape)), box))
    if not body:
        return []
    parts = [f"{_colour(shape.fill)} rg"] if fills else []
    if strokes:
        cap = _CAPS[values.get("stroke-linecap", "butt")]
        join = _JOINS[values.get("stroke-linejoin", "miter")]
        parts += [f"{_colour(shape.stroke)} RG", f"{_n(width)} w", f"{cap} J", f"{join} j"]
        if join == 0 and not isinstance(shape, svg.Circle | svg.Ellipse):
            # 4 is SVG's own limit, 10 is PDF's. Source: SVG 1.1, 11.4; ISO 32000-1, 8.4.1.
            parts.append(f"{_n(max(1, float(values.get('stroke-miterlimit', '4'))))} M")
    star = "*" if values.get("fill-rule") == "evenodd" else ""
    paint = f"B{star}" if fills and strokes else f"f{star}" if fills else "S"
    return [*parts, body, paint]


def _paints(colour: Any) -> bool:
    return colour is not None and colour.value is not None


def _is_even(matrix: Any) -> bool:
    """Whether a transform keeps the width of lines the same in all directions."""
    one, two = matrix.a**2 + matrix.b**2, matrix.c**2 + matrix.d**2
    cross = matrix.a * matrix.c + matrix.b * matrix.d
    limit = 1e-4 * max(one, two)
    return bool(abs(one - two) <= limit and abs(cross) <= limit)


def _ellipse(x: float, y: float, rx: float, ry: float) -> str:
    """Four curves; svgelements' own way round is ten times slower."""
    dx, dy = rx * _KAPPA, ry * _KAPPA
    curves = (
        (x + rx, y + dy, x + dx, y + ry, x, y + ry),
        (x - dx, y + ry, x - rx, y + dy, x - rx, y),
        (x - rx, y - dy, x - dx, y - ry, x, y - ry),
        (x + dx, y - ry, x + rx, y - dy, x + rx, y),
    )
    return " ".join([f"{_n(x + rx)} {_n(y)} m", *(" ".join(map(_n, curve)) + " c" for curve in curves), "h"])


def _segments(path: Any, box: _Box) -> Iterator[str]:
    def point(p: Any) -> str:
        x, y = box.place(p.x, p.y)
        return f"{_n(x)} {_n(y)}"

    for segment in path:
        kind = type(segment).__name__
        if kind in ("Move", "Line"):
            yield f"{point(segment.end)} {'m' if kind == 'Move' else 'l'}"
        elif kind == "Close":
            yield "h"
        elif kind == "CubicBezier":
            yield f"{point(segment.control1)} {point(segment.control2)} {point(segment.end)} c"
        elif kind == "QuadraticBezier":
            one = segment.start + (segment.control - segment.start) * (2 / 3)
            two = segment.end + (segment.control - segment.end) * (2 / 3)
            yield f"{point(one)} {point(two)} {point(segment.end)} c"
        else:  # Arc
            for curve in segment.as_cubic_curves():
                yield f"{point(curve.control1)} {point(curve.control2)} {point(curve.end)} c"


def _colour(colour: Any) -> str:
    return " ".join(_n(channel / 255) for channel in (colour.red, colour.green, colour.blue))


def _n(value: float) -> str:
    if not abs(value) < 1e6:  # what is no number is not smaller either
        raise BadPicture("has a shape that lies endlessly far away")
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
