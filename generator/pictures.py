"""Pictures read from files: PNG and JPEG to image data, SVG to path operators.

A file is taken for what its first bytes say and must agree with its name; sizes are limited before anything is decoded. A
picture is decoded and compressed once a process.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import deflate

# A page of A4 at 600 dpi has 35 million pixels; no leaflet needs more.
MAX_PIXELS = 35_000_000
MAX_BYTES = 20_000_000
MAX_SVG_BYTES = 500_000
_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}


class BadPicture(Exception):
    """The file is not a picture that can be printed; the message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture ready for a page.

    width, height: pixels, or units of the drawing; operators: path operators (ISO 32000-1, 8.5) with the origin at the
    bottom left, for a drawing; else data: samples, compressed by `filter`, in `colours` ("DeviceRGB" or "DeviceGray"), and
    mask: compressed 8-bit opacity, or nothing.
    """

    width: float
    height: float
    operators: str = field(default="", repr=False)
    data: bytes = field(default=b"", repr=False)
    filter: str = ""
    colours: str = ""
    mask: bytes = field(default=b"", repr=False)


def load_picture(path: Path) -> Picture:
    """The picture in a file. Raises `BadPicture`; `OSError` when the file cannot be read."""
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=500)
def _load(path: Path, _changed: int) -> Picture:
    if path.stat().st_size > MAX_BYTES:
        raise BadPicture(f"has more than {MAX_BYTES // 1_000_000} MB")
    data = path.read_bytes()
    return _drawing(data) if path.suffix.lower() == ".svg" else _image(data, _KINDS[path.suffix.lower()])


def _compressed(samples: bytes) -> bytes:
    """Deflated; a stream that ends like an end of line misleads validators, and samples past the last are ignored."""
    while (data := bytes(deflate.zlib_compress(samples, 9)))[-1] in (10, 13):
        samples += b"\1"
    return data


def _image(data: bytes, kind: str) -> Picture:
    from PIL import Image, ImageOps

    try:
        image: Image.Image = Image.open(io.BytesIO(data))
        if image.format != kind:
            raise BadPicture(f"is {image.format or 'of an unknown kind'}, not {kind}")
        if image.width * image.height > MAX_PIXELS:
            raise BadPicture(f"has {image.width} × {image.height} pixels, more than {MAX_PIXELS:,}")
        image.load()
        turned = image.getexif().get(0x0112, 1) != 1  # orientation, EXIF 2.32, 4.6.4
        if kind == "JPEG" and image.mode in ("RGB", "L") and not turned:
            colours = "DeviceRGB" if image.mode == "RGB" else "DeviceGray"
            return Picture(image.width, image.height, data=_without_metadata(data), filter="DCTDecode", colours=colours)
        image = ImageOps.exif_transpose(image)
    except BadPicture:
        raise
    except Exception as error:  # Pillow raises many kinds for broken files
        raise BadPicture(
            f"cannot be read as {kind}: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
        ) from None
    return _samples(image)


def _samples(image: object) -> Picture:
    from PIL import Image

    assert isinstance(image, Image.Image)
    mask = b""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        if alpha.getextrema()[0] != 255:
            mask = _compressed(alpha.tobytes())
    grey = image.mode in ("L", "1", "I", "I;16")
    image = image.convert("L" if grey else "RGB")
    return Picture(
        image.width,
        image.height,
        data=_compressed(image.tobytes()),
        filter="FlateDecode",
        colours="DeviceGray" if grey else "DeviceRGB",
        mask=mask,
    )


def _without_metadata(data: bytes) -> bytes:
    """A JPEG without EXIF, XMP and comments: a photo's place and time are nobody's business. Source: ITU-T T.81, B.1.1.4."""
    out, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        private = (0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == 0xFE
        if not private:
            out += data[at : at + 2 + length]
        at += 2 + length
    return bytes(out + data[at:])


# -- drawings -----------------------------------------------------------------------------------------------------------


def _drawing(data: bytes) -> Picture:
    if len(data) > MAX_SVG_BYTES:
        raise BadPicture(f"has more than {MAX_SVG_BYTES // 1000} kB of drawing")
    if re.search(rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", data, re.IGNORECASE):
        raise BadPicture("holds a document type or a style sheet, which can lead outside the file")
    if re.search(
        rb"<(?:\w+:)?(text|image|script|foreignObject|style|filter|linearGradient|radialGradient|pattern|mask|clipPath|use)\b",
        data,
    ):
        raise BadPicture(
            "holds more than plain shapes (text, pictures, styles, gradients, masks); convert it to plain paths"
        )
    box = re.search(
        rb"viewBox\s*=\s*[\"']\s*([-\d.eE]+)[\s,]+([-\d.eE]+)[\s,]+([\d.eE]+)[\s,]+([\d.eE]+)\s*[\"']", data
    )
    if box is None:
        raise BadPicture("has no viewBox")
    width, height = float(box[3]), float(box[4])
    if not (0 < width < 1e5 and 0 < height < 1e5):
        raise BadPicture("has an empty or endless viewBox")
    return Picture(width, height, operators=_operators(data, width, height))


def _operators(data: bytes, width: float, height: float) -> str:
    import svgelements as svg

    try:
        # The viewBox is the drawing's own size: no scaling happens in the parser.
        tree = svg.SVG.parse(io.BytesIO(data), reify=True, ppi=72, width=width, height=height)
        shapes = [
            svg.Path(e) if not isinstance(e, svg.Path) else e for e in tree.elements() if isinstance(e, svg.Shape)
        ]
        parts = [_path(shape, height, svg) for shape in shapes]
    except Exception as error:  # svgelements lets XML and number errors through as they come
        raise BadPicture(f"cannot be read as SVG: {error}") from None
    parts = [part for part in parts if part]
    if not parts:
        raise BadPicture("draws nothing")
    return " ".join(parts)


_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def _path(path: object, height: float, svg: object) -> str:
    """One shape: colours, line, path, and the operator that paints it."""
    values = path.values  # type: ignore[attr-defined]
    fill, stroke = path.fill, path.stroke  # type: ignore[attr-defined]
    fills = fill is not None and fill.value is not None and fill.alpha
    width = float(path.stroke_width or 0)  # type: ignore[attr-defined]
    strokes = stroke is not None and stroke.value is not None and stroke.alpha and width > 0
    body = _segments(path, height, svg)
    if not body or not (fills or strokes):
        return ""
    parts = []
    if fills:
        parts.append(f"{_colour(fill)} rg")
    if strokes:
        cap = _CAPS.get(values.get("stroke-linecap", "butt"), 0)
        join = _JOINS.get(values.get("stroke-linejoin", "miter"), 0)
        parts.append(f"{_colour(stroke)} RG {_n(width)} w {cap} J {join} j")
    star = "*" if values.get("fill-rule") == "evenodd" else ""
    paint = f"B{star}" if fills and strokes else f"f{star}" if fills else "S"
    return " ".join([*parts, body, paint])


def _segments(path: object, height: float, svg: object) -> str:
    parts: list[str] = []

    def point(p: object) -> str:
        return f"{_n(p.x)} {_n(height - p.y)}"  # type: ignore[attr-defined]

    for segment in path:  # type: ignore[attr-defined]
        kind = type(segment).__name__
        if kind == "Move":
            parts.append(f"{point(segment.end)} m")
        elif kind == "Line":
            parts.append(f"{point(segment.end)} l")
        elif kind == "Close":
            parts.append("h")
        elif kind == "CubicBezier":
            parts.append(f"{point(segment.control1)} {point(segment.control2)} {point(segment.end)} c")
        elif kind == "QuadraticBezier":
            one = segment.start + (segment.control - segment.start) * (2 / 3)
            two = segment.end + (segment.control - segment.end) * (2 / 3)
            parts.append(f"{point(one)} {point(two)} {point(segment.end)} c")
        else:  # Arc
            parts += [f"{point(c.control1)} {point(c.control2)} {point(c.end)} c" for c in segment.as_cubic_curves()]
    return " ".join(parts)


def _colour(colour: object) -> str:
    return " ".join(_n(channel / 255) for channel in (colour.red, colour.green, colour.blue))  # type: ignore[attr-defined]


def _n(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
