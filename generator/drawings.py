"""SVG drawings to path operators (ISO 32000-1, 8.5).

Plain shapes only: what a logo, an icon or a simple picture is made of. Anything that could lead outside the file,
hide text from a screen reader or need a rasteriser is refused with its reason.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAX_BYTES = 500_000
# Distance of a quarter circle's control points from its ends, as a part of the radius: 4/3 (sqrt 2 - 1).
_KAPPA = 0.5522847498
_OUTSIDE = re.compile(rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", re.IGNORECASE)
_NOT_PLAIN = re.compile(
    rb"<(?:\w+:)?(text|image|script|foreignObject|style|filter|linearGradient|radialGradient|pattern|mask|clipPath|use)\b"
)
_NUMBER = rb"\s*([-+\d.eE]+)[\s,]*"
_VIEW_BOX = re.compile(rb"viewBox\s*=\s*[\"']" + _NUMBER * 4 + rb"[\"']")


class BadPicture(Exception):
    """The file is not a picture that can be printed; the message says why."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """width, height: of the viewBox; operators: colours and paths, origin at the bottom left."""

    width: float
    height: float
    operators: str


def read_drawing(data: bytes) -> Drawing:
    """Read an SVG file. Raises `BadPicture`."""
    if len(data) > MAX_BYTES:
        raise BadPicture(f"has more than {MAX_BYTES // 1000} kB of drawing")
    if _OUTSIDE.search(data):
        raise BadPicture("holds a document type or a style sheet, which can lead outside the file")
    if found := _NOT_PLAIN.search(data):
        raise BadPicture(f"holds <{found[1].decode()}>; only plain shapes are drawn, so convert it to paths")
    box = _VIEW_BOX.search(data)
    if box is None:
        raise BadPicture("has no viewBox")
    try:
        width, height = float(box[3]), float(box[4])
    except ValueError:
        raise BadPicture("has a viewBox that holds no numbers") from None
    if not (0 < width < 1e5 and 0 < height < 1e5):
        raise BadPicture("has an empty or endless viewBox")
    return Drawing(width, height, _operators(data, width, height))


def _operators(data: bytes, width: float, height: float) -> str:
    import svgelements as svg

    try:
        # The viewBox is the drawing's own size: no scaling happens in the parser.
        tree = svg.SVG.parse(io.BytesIO(data), reify=True, ppi=72, width=width, height=height)
        parts = [_shape(shape, height, svg) for shape in tree.elements() if isinstance(shape, svg.Shape)]
    except Exception as error:  # svgelements lets XML and number errors through as they come
        raise BadPicture(f"cannot be read as SVG: {error}") from None
    parts = [part for part in parts if part]
    if not parts:
        raise BadPicture("draws nothing")
    return " ".join(parts)


_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def _shape(shape: Any, height: float, svg: Any) -> str:
    """One shape: colours, line, path, and the operator that paints it."""
    values = shape.values
    width = float(shape.stroke_width or 0)
    fills, strokes = _paints(shape.fill), _paints(shape.stroke) and width > 0
    if not (fills or strokes):
        return ""
    if isinstance(shape, svg.Circle | svg.Ellipse) and shape.transform.is_identity():
        body = _ellipse(shape.cx, height - shape.cy, shape.rx, shape.ry)
    else:
        body = " ".join(_segments(shape if isinstance(shape, svg.Path) else svg.Path(shape), height))
    if not body:
        return ""
    parts = [f"{_colour(shape.fill)} rg"] if fills else []
    if strokes:
        cap = _CAPS.get(values.get("stroke-linecap", "butt"), 0)
        join = _JOINS.get(values.get("stroke-linejoin", "miter"), 0)
        parts.append(f"{_colour(shape.stroke)} RG {_n(width)} w {cap} J {join} j")
    star = "*" if values.get("fill-rule") == "evenodd" else ""
    paint = f"B{star}" if fills and strokes else f"f{star}" if fills else "S"
    return " ".join([*parts, body, paint])


def _paints(colour: Any) -> bool:
    return colour is not None and colour.value is not None and bool(colour.alpha)


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


def _segments(path: Any, height: float) -> Iterator[str]:
    def point(p: Any) -> str:
        return f"{_n(p.x)} {_n(height - p.y)}"

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
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
