"""Pictures read from files: PNG and JPEG to image data, SVG to path operators.

A file is taken for what its first bytes say and must agree with its name; sizes are limited before anything is
decoded. A picture is decoded and compressed once a process.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import deflate

from generator.drawings import BadPicture, read_drawing

# A page of A4 at 600 dpi has 35 million pixels; no leaflet needs more.
MAX_PIXELS = 35_000_000
MAX_BYTES = 20_000_000
__all__ = ["BadPicture", "Picture", "load_picture"]

_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture ready for a page.

    width, height: pixels, or units of the drawing; operators: path operators (ISO 32000-1, 8.5) with the origin at
    the bottom left, for a drawing; else data: samples, compressed by `filter`, in `colours` ("DeviceRGB" or
    "DeviceGray"), and mask: compressed 8-bit opacity, or nothing.
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
    if path.suffix.lower() == ".svg":
        drawing = read_drawing(data)
        return Picture(drawing.width, drawing.height, operators=drawing.operators)
    return _image(data, _KINDS[path.suffix.lower()])


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
    """A JPEG without EXIF, XMP and comments: a photo's place and time are nobody's business. Source: ITU-T T.81,
    B.1.1.4."""
    out, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        private = (0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == 0xFE
        if not private:
            out += data[at : at + 2 + length]
        at += 2 + length
    return bytes(out + data[at:])
