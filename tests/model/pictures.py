"""Pictures that tests put into projects: good ones, and one for every way to be none."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
_SQUARE = '<path d="M0 0H10V10H0z"/>'


def _saved(kind: str, size: tuple[int, int] = (32, 32)) -> bytes:
    out = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(out, kind)
    return out.getvalue()


def _png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds one line."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


_BOMB = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))

PICTURES: dict[str, bytes] = {
    "good.svg": _SVG.format(_SQUARE).encode(),
    "good.png": _saved("PNG"),
    "good.jpg": _saved("JPEG"),
    "text.png": b"This is a letter and no picture.",
    "empty.png": b"",
    "png.jpg": _saved("PNG"),
    "jpeg.png": _saved("JPEG"),
    "cut.jpg": _saved("JPEG", (200, 200))[:700],
    "cut.png": _saved("PNG", (200, 200))[:200],
    "huge.png": _png_header(6000, 6000),
    "endless.png": _png_header(100_000, 100_000),
    "doctype.svg": b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + _SVG.format(_SQUARE).encode(),
    "bomb.svg": f'<!DOCTYPE svg [<!ENTITY a0 "ha">{_BOMB}]>{_SVG.format("<desc>&a9;</desc>" + _SQUARE)}'.encode(),
    "text.svg": _SVG.format('<text x="1" y="5">Words</text>').encode(),
    "image.svg": _SVG.format('<image href="https://clinic.example/a.png" width="9" height="9"/>').encode(),
    "script.svg": _SVG.format(f"<script>alert(1)</script>{_SQUARE}").encode(),
    "empty.svg": _SVG.format("").encode(),
    "no-box.svg": _SVG.replace(' viewBox="0 0 10 10"', "").format(_SQUARE).encode(),
    "broken.svg": _SVG.format("<path").encode(),
    "words.svg": b"This is a letter and no picture.",
}
