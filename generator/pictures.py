"""Pictures read from files: PNG and JPEG to image data, SVG to path operators.

A file is taken for what its first bytes say and must agree with its name; sizes are limited before anything is
decoded. A picture is decoded and compressed once a process.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import OrderedDict
from functools import lru_cache
from hashlib import blake2b
from os import fstat
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import deflate

from generator.colour import RGB, in_grey
from generator.drawings import BadPicture, read_drawing
from generator.inputs import file_stamp
from generator.values import Frozen, field, replace

if TYPE_CHECKING:
    from PIL import Image

# A page of A4 at 600 dpi has 35 million pixels; no leaflet needs more.
MAX_PIXELS = 35_000_000
MAX_BYTES = 20_000_000
__all__ = ["BadPicture", "Picture", "as_png", "dressed", "greyed", "load_picture", "tinted", "turned"]

_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}


class Picture(Frozen, eq=False, weakref=True):
    """A picture ready for a page.

    width, height: pixels, or units of the drawing; operators: path operators (ISO 32000-1, 8.5) with the origin at
    the bottom left, for a drawing; else data: samples, compressed by `filter`, in `colours` ("DeviceRGB" or
    "DeviceGray"), and mask: compressed 8-bit opacity, or nothing. brand: of a drawing, the colours that stand for a
    brand's, as its operators have them.
    """

    width: float
    height: float
    operators: str = field(default="", repr=False)
    data: bytes = field(default=b"", repr=False)
    filter: str = ""
    colours: str = ""
    mask: bytes = field(default=b"", repr=False)
    brand: tuple[str, ...] = ()


class _Remembered:
    """Pictures by their content: the last few small ones, and all that somebody still holds, so that a picture used
    twice in a leaflet is one object. The content's digest is the key, because a file can be replaced within the
    clock's grain or with its old time.
    """

    COUNT, MAX_SIZE = 64, 4_000_000

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: OrderedDict[bytes, Picture] = OrderedDict()
        self._held: WeakValueDictionary[bytes, Picture] = WeakValueDictionary()

    def get(self, key: bytes) -> Picture | None:
        with self._lock:
            if key in self._last:
                self._last.move_to_end(key)
            return self._held.get(key)

    def put(self, key: bytes, picture: Picture) -> None:
        with self._lock:
            self._held[key] = picture
            if len(picture.operators) + len(picture.data) + len(picture.mask) <= self.MAX_SIZE:
                self._last[key] = picture
                if len(self._last) > self.COUNT:
                    self._last.popitem(last=False)


_remembered = _Remembered()


def load_picture(path: Path, one_colour: bool = False) -> Picture:
    """The picture in a file; one_colour: a drawing has to have one colour, besides white, which is bare paper.

    Raises `BadPicture`; `OSError` when the file cannot be read.
    """
    picture = _loaded(path)
    colours = {tuple(map(float, found[:3])) for found in _COLOUR.findall(picture.operators)} if one_colour else set()
    if len(colours - {(1.0, 1.0, 1.0)}) > 1:
        number = len(colours - {(1.0, 1.0, 1.0)})
        raise BadPicture(f"has {number} colours; a logo in one colour has one, and white")
    return picture


def _loaded(path: Path) -> Picture:
    suffix = path.suffix.lower()
    file_stamp(path)
    with path.open("rb") as file:
        if fstat(file.fileno()).st_size <= MAX_BYTES:
            data = file.read()
        else:
            raise BadPicture(f"has more than {MAX_BYTES // 1_000_000} MB")
    key = blake2b(data, digest_size=32, person=suffix.encode()[:16]).digest()
    picture = _remembered.get(key)
    if picture is None:
        picture = _drawing(data) if suffix == ".svg" else _image(data, _KINDS[suffix])
        _remembered.put(key, picture)
    return picture


_COLOUR = re.compile(r"(\S+) (\S+) (\S+) (rg|RG)\b")


def turned(picture: Picture) -> Picture:
    """A drawing from right to left: what stood at its left edge stands at its right one."""
    return replace(picture, operators=f"-1 0 0 1 {picture.width:g} 0 cm\n{picture.operators}")


def dressed(picture: Picture, brand: RGB) -> Picture:
    """A drawing in a brand's colour: what stands for that, and shades of it as light as they were beside their own."""
    return _in_colour(picture, brand) if picture.brand else picture


@lru_cache(maxsize=64)  # a logo and a few drawings of each brand; no photo is held by it
def _in_colour(picture: Picture, brand: RGB) -> Picture:
    base = [1.0 - float(channel) for channel in picture.brand[0].split()]
    if all(abs(1.0 - part - channel) < 0.002 for part, channel in zip(base, brand, strict=True)):
        return picture  # drawn in it
    shades = {}
    for own in picture.brand:
        share = sum(1.0 - float(channel) for channel in own.split()) / (sum(base) or 1.0)
        shades[own] = " ".join(f"{max(0.0, 1.0 - share * (1.0 - channel)):.4g}" for channel in brand)

    def colour(found: re.Match[str]) -> str:
        own = " ".join(found.groups()[:3])
        return f"{shades.get(own, own)} {found[4]}"

    return replace(picture, operators=_COLOUR.sub(colour, picture.operators))


def greyed(picture: Picture) -> Picture:
    """The picture without colours: each colour of a drawing becomes the grey that is as light, as in the palette."""
    if picture.operators:
        return replace(picture, operators=_COLOUR.sub(_grey_operator, picture.operators))
    if picture.colours != "DeviceRGB":
        return picture
    from PIL import Image

    size = int(picture.width), int(picture.height)
    image: Image.Image = (
        Image.open(io.BytesIO(picture.data))
        if picture.filter == "DCTDecode"
        else Image.frombytes("RGB", size, zlib.decompressobj().decompress(picture.data))
    )
    samples = image.convert("RGB").convert("L").tobytes()
    return replace(picture, data=_compressed(samples), filter="FlateDecode", colours="DeviceGray")


@lru_cache(maxsize=128)
def tinted(picture: Picture, colour: RGB) -> Picture:
    """The drawing in one colour: for icons, which have only one."""
    channels = " ".join(f"{channel:g}" for channel in colour)
    return replace(picture, operators=_COLOUR.sub(rf"{channels} \4", picture.operators))


def _grey_operator(match: re.Match[str]) -> str:
    red, green, blue = (float(match[number]) for number in (1, 2, 3))
    return " ".join([*(f"{channel:g}" for channel in in_grey((red, green, blue))), match[4]])


def _drawing(data: bytes) -> Picture:
    drawing = read_drawing(data)
    return Picture(drawing.width, drawing.height, operators=drawing.operators, brand=drawing.brand)


def _compressed(samples: bytes) -> bytes:
    """Deflated; a stream that ends like an end of line misleads validators, and samples past the last are ignored."""
    while (data := bytes(deflate.zlib_compress(samples, 9)))[-1] in (10, 13):
        samples += b"\1"
    return data


def _image(data: bytes, kind: str) -> Picture:
    from PIL import Image, ImageOps

    try:
        image: Image.Image = Image.open(io.BytesIO(data))
        # A phone's JPEG often holds a second picture behind the first (CIPA DC-007), which Pillow calls MPO.
        if (image.format if image.format != "MPO" else "JPEG") != kind:
            raise BadPicture(f"is {image.format or 'of an unknown kind'}, not {kind}")
        if image.width * image.height > MAX_PIXELS:
            raise BadPicture(f"has {image.width} × {image.height} pixels, more than {MAX_PIXELS:,}")
        image.load()
        turned = image.getexif().get(0x0112, 1) != 1  # orientation, EXIF 2.32, 4.6.4
        if kind == "JPEG" and image.mode in ("RGB", "L") and not turned:
            colours = "DeviceRGB" if image.mode == "RGB" else "DeviceGray"
            return Picture(image.width, image.height, data=_without_metadata(data), filter="DCTDecode", colours=colours)
        return _samples(ImageOps.exif_transpose(image))
    except BadPicture:
        raise
    except Exception as error:  # Pillow raises many kinds for broken files
        raise BadPicture(f"cannot be read as {kind}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """Pillow's words where they are words; they can hold addresses of objects, bytes and paths."""
    kind = type(error).__name__
    if kind == "UnidentifiedImageError":
        return "it is no picture"
    if kind.startswith("DecompressionBomb"):
        return "it has too many pixels"
    said = str(error).partition("\n")[0].strip().rstrip(".")
    return said if re.fullmatch(r"(?!.*\b0x)[\w ,;:()-]+", said) else "it is damaged"


def _samples(image: Image.Image) -> Picture:
    mask = b""
    if image.mode.startswith("I"):
        image, alpha = _eight_bits(image)
    elif image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
    else:
        alpha = None
    if alpha is not None and alpha.getextrema()[0] != 255:
        mask = _compressed(alpha.tobytes())
    grey = image.mode in ("L", "1")
    image = image.convert("L" if grey else "RGB")
    return Picture(
        image.width,
        image.height,
        data=_compressed(image.tobytes()),
        filter="FlateDecode",
        colours="DeviceGray" if grey else "DeviceRGB",
        mask=mask,
    )


def _eight_bits(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The upper half of 16-bit grey, which Pillow would cut off at 255, and the opacity where one grey is see-through.
    Source: PNG (W3C, third edition), 11.3.1.1 and 13.12.
    """
    from PIL import Image, ImageChops

    samples = image.convert("I;16").tobytes()
    low, high = (Image.frombytes("L", image.size, samples[half::2]) for half in (0, 1))
    clear = image.info.get("transparency")
    if not isinstance(clear, int):
        return high, None
    one = low.point([255 * (value != clear & 255) for value in range(256)])
    two = high.point([255 * (value != clear >> 8) for value in range(256)])
    return high, ImageChops.lighter(one, two)


# After the picture's data: anything but a stuffed byte and a restart. Source: ITU-T T.81, B.1.1.2 and B.1.1.5.
_NEXT_MARKER = re.compile(rb"\xFF+[^\x00\xD0-\xD7\xFF]")
_END, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE


def _without_metadata(data: bytes) -> bytes:
    """A JPEG without EXIF, XMP, comments and what follows its end: a photo's place and time are nobody's business.
    JFIF (APP0) and Adobe (APP14) stay, because they say how the colours are meant. Source: ITU-T T.81, B.1.1 and
    table B.1.
    """
    out, at = bytearray(data[:2]), 2
    while True:
        if data[at : at + 1] != b"\xff":
            raise BadPicture("cannot be read as JPEG: it holds bytes between its segments")
        while data[at : at + 1] == b"\xff":  # fill bytes
            at += 1
        marker = data[at] if at < len(data) else 0
        at += 1
        if marker == _END:
            return bytes(out + b"\xff\xd9")
        if not ((0xC0 <= marker <= 0xCF and marker != 0xC8) or 0xDA <= marker <= 0xEF or marker == _COMMENT):
            raise BadPicture(f"cannot be read as JPEG: it holds the unknown marker {marker:02X}")
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2 or at + length > len(data):
            raise BadPicture("cannot be read as JPEG: it holds a segment of a wrong length")
        if not ((0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == _COMMENT):
            out += b"\xff" + data[at - 1 : at + length]
        at += length
        if marker == _SCAN:
            end = _NEXT_MARKER.search(data, at)
            if end is None:  # decoders forgive that the last marker is missing
                return bytes(out + data[at:] + b"\xff\xd9")
            out += data[at : end.start()]
            at = end.start()


def as_png(picture: Picture) -> bytes:
    """A picture of samples as a PNG file without metadata: the same bytes on every machine.

    Source: PNG (W3C, third edition), 5.2 (signature), 11.2 (IHDR, IDAT, IEND), 9.2 (filter type 0).
    """
    size = int(picture.width), int(picture.height)
    from PIL import Image

    mode = "RGB" if picture.colours == "DeviceRGB" else "L"
    image = Image.frombytes(mode, size, zlib.decompressobj().decompress(picture.data))
    if picture.mask:
        image.putalpha(Image.frombytes("L", size, zlib.decompressobj().decompress(picture.mask)))
    kind, channels = {"L": (0, 1), "RGB": (2, 3), "LA": (4, 2), "RGBA": (6, 4)}[image.mode]
    samples, stride = image.tobytes(), size[0] * channels
    rows = b"".join(b"\0" + samples[at : at + stride] for at in range(0, len(samples), stride))
    head = struct.pack(">IIBBBBB", *size, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", bytes(deflate.zlib_compress(rows, 9))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
