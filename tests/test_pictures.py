"""PNG and JPEG: every kind as it looks, nothing private, and never an old file for a new one."""

from __future__ import annotations

import gc
import io
import os
import re
import struct
import weakref
import zlib
from pathlib import Path

import pytest
from PIL import Image

from generator import pictures
from generator.drawings import BadPicture
from generator.pictures import Picture, dressed, load_picture

GPS = b"Exif\0\0GPS 51.4778 N 0.0014 W"


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def load(tmp_path: Path, data: bytes, name: str = "a.png") -> Picture:
    (tmp_path / name).write_bytes(data)
    return load_picture(tmp_path / name)


def samples(picture: Picture) -> bytes:
    assert picture.filter == "FlateDecode"
    channels = 1 if picture.colours == "DeviceGray" else 3
    return zlib.decompress(picture.data)[: int(picture.width * picture.height * channels)]


def opacity(picture: Picture) -> bytes:
    return zlib.decompress(picture.mask)[: int(picture.width * picture.height)]


def grey_16(values: list[int], clear: int | None = None) -> bytes:
    """A PNG of one row of 16-bit grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + b"".join(struct.pack(">H", value) for value in values)
    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", len(values), 1, 16, 0, 0, 0, 0))]
    if clear is not None:
        parts.append(chunk(b"tRNS", struct.pack(">H", clear)))
    return b"\x89PNG\r\n\x1a\n" + b"".join([*parts, chunk(b"IDAT", zlib.compress(row)), chunk(b"IEND", b"")])


def test_the_first_picture_of_a_phones_photo(tmp_path: Path) -> None:
    """Phones put a second picture, or a preview, behind the first and still call it JPEG."""
    first, second = Image.new("RGB", (24, 16), "red"), Image.new("RGB", (12, 8), "blue")
    data = saved(first, "MPO", save_all=True, append_images=[second])
    assert Image.open(io.BytesIO(data)).format == "MPO"
    picture = load(tmp_path, data, "photo.jpg")
    assert (picture.width, picture.height, picture.filter) == (24, 16, "DCTDecode")
    shown = Image.open(io.BytesIO(picture.data))
    assert shown.format == "JPEG"
    assert shown.getpixel((5, 5))[0] > 240
    assert picture.data.count(b"\xff\xd8") == 1


# -- kinds of pictures ------------------------------------------------------------------------------------------------


def test_16_bit_grey_keeps_its_greys(tmp_path: Path) -> None:
    picture = load(tmp_path, grey_16([0, 255, 256, 0x7FFF, 0x8000, 0xFFFF]))
    assert picture.colours == "DeviceGray"
    assert samples(picture) == bytes([0, 0, 1, 0x7F, 0x80, 0xFF])
    assert not picture.mask


def test_16_bit_grey_with_a_clear_grey(tmp_path: Path) -> None:
    picture = load(tmp_path, grey_16([0x1234, 0x1235, 0x1334, 0xFFFF], clear=0x1234))
    assert samples(picture) == bytes([0x12, 0x12, 0x13, 0xFF])
    assert opacity(picture) == bytes([0, 255, 255, 255])


def test_32_bit_grey_is_scaled_like_16() -> None:
    image = Image.new("I", (3, 1))
    for x, value in enumerate((0, 0x8000, 0xFFFF)):
        image.putpixel((x, 0), value)
    assert samples(pictures._samples(image)) == bytes([0, 0x80, 0xFF])


def test_palette_with_transparency(tmp_path: Path) -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    picture = load(tmp_path, saved(image, transparency=b"\x80\xff"))
    assert (picture.colours, samples(picture)) == ("DeviceRGB", bytes([255, 0, 0, 0, 0, 255]))
    assert opacity(picture) == b"\x80\xff"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGB", "RGBA", "P"])
def test_other_kinds_of_png(tmp_path: Path, mode: str) -> None:
    picture = load(tmp_path, saved(Image.new("RGB", (3, 2), "white").convert(mode)))
    assert set(samples(picture)) == {255}
    assert not picture.mask, "nothing of it is clear"


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    picture = load(tmp_path, saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"), "a.jpg")
    assert (picture.colours, picture.filter) == ("DeviceRGB", "FlateDecode")
    red, green, blue = samples(picture)[:3]
    assert (red > 240, green < 15, blue < 15) == (True, True, True)


# -- JPEG without metadata --------------------------------------------------------------------------------------------


def jpeg(progressive: bool = False) -> bytes:
    return saved(Image.linear_gradient("L").convert("RGB"), "JPEG", progressive=progressive, quality=90)


def segment(marker: int, data: bytes, fill: int = 0) -> bytes:
    return b"\xff" * (fill + 1) + bytes([marker]) + (len(data) + 2).to_bytes(2, "big") + data


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_says_nothing_of_its_place(tmp_path: Path, progressive: bool) -> None:
    data = jpeg(progressive)
    app0 = 4 + int.from_bytes(data[4:6], "big")
    private = segment(0xE1, GPS, fill=3) + segment(0xFE, b"GPS comment") + segment(0xE2, b"GPS profile", fill=1)
    adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1", fill=2)
    picture = load(tmp_path, data[:app0] + private + adobe + data[app0:] + b"GPS after the end" + data, "a.jpg")
    assert picture.filter == "DCTDecode"
    assert b"GPS" not in picture.data
    assert picture.data.startswith(b"\xff\xd8\xff\xe0")
    assert b"\xff\xeeAdobe"[:2] in picture.data
    assert b"Adobe" in picture.data
    assert picture.data.endswith(b"\xff\xd9")
    assert picture.data == data[:app0] + adobe[2:] + data[app0:]
    with Image.open(io.BytesIO(picture.data)) as now, Image.open(io.BytesIO(data)) as before:
        assert now.tobytes() == before.tobytes()


def test_metadata_between_scans_goes_too(tmp_path: Path) -> None:
    data = jpeg(progressive=True)
    second = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    picture = load(tmp_path, data[:second] + segment(0xFE, b"GPS", fill=1) + data[second:], "a.jpg")
    assert b"GPS" not in picture.data


def test_odd_segments_are_refused() -> None:
    data = jpeg()
    for odd, said in (
        (segment(0x02, b"GPS"), "it holds the unknown marker 02"),
        (segment(0xF0, b"GPS"), "it holds the unknown marker F0"),
        (b"\xff\xd8", "it holds the unknown marker D8"),
        (b"\xff\x00", "it holds the unknown marker 00"),
        (b"GPS", "it holds bytes between its segments"),
        (b"\xff\xfe\0\1", "it holds a segment of a wrong length"),
        (b"\xff\xfe\xff\xff", "it holds a segment of a wrong length"),
    ):
        with pytest.raises(BadPicture, match=f"cannot be read as JPEG: {said}"):
            pictures._without_metadata(data[:2] + odd + (data[2:] if odd[-1:] != b"\xff" else b""))
    for end in (2, 3, 4, 30):
        with pytest.raises(BadPicture):
            pictures._without_metadata(data[:end])
    assert pictures._without_metadata(data[:-2]) == data


# -- what is remembered -----------------------------------------------------------------------------------------------


def test_a_replaced_file_of_the_same_time_is_read_again(tmp_path: Path) -> None:
    one, two = (saved(Image.new("L", (4, 4), grey)) for grey in (10, 20))
    assert len(one) == len(two)
    first = load(tmp_path, one)
    stat = (tmp_path / "a.png").stat()
    with (tmp_path / "a.png").open("r+b") as file:
        file.write(two)
    os.utime(tmp_path / "a.png", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    second = load_picture(tmp_path / "a.png")
    assert (samples(first)[0], samples(second)[0]) == (10, 20)
    assert load(tmp_path, one, "b.png") is first, "one content, one picture"
    with pytest.raises(BadPicture, match="is PNG, not JPEG"):
        load(tmp_path, one, "a.jpg")


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = pictures._Remembered()
    monkeypatch.setattr(pictures, "_remembered", store)
    for number in range(store.COUNT + 5):
        load(tmp_path, saved(Image.new("L", (1, number + 1))))
    gc.collect()
    assert len(store._last) == len(store._held) == store.COUNT
    monkeypatch.setattr(pictures._Remembered, "MAX_SIZE", 10)
    large = load(tmp_path, saved(Image.new("RGB", (99, 99))))
    assert load_picture(tmp_path / "a.png") is large, "as long as somebody holds it"
    del large
    gc.collect()
    assert len(store._held) == store.COUNT


def test_a_remembered_picture_is_not_read_twice() -> None:
    path = Path(__file__).parents[1] / "handouts" / "metastatic-breast-cancer" / "where-it-spreads.svg"
    assert load_picture(path) is load_picture(path)


# -- what is said -----------------------------------------------------------------------------------------------------


def test_reasons_are_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (b"", b"This is a letter."):
        with pytest.raises(BadPicture) as caught:
            load(tmp_path, data)
        assert str(caught.value) == "cannot be read as PNG: it is no picture"
    for error, said in (
        (
            OSError("image file is truncated (3 bytes not processed)."),
            "image file is truncated (3 bytes not processed)",
        ),
        (SyntaxError("broken PNG file (chunk b'abc')"), "it is damaged"),
        (ValueError("<_io.BytesIO object at 0x7f>"), "it is damaged"),
        (ValueError("object at 0x7f"), "it is damaged"),
        (ValueError(), "it is damaged"),
        (Image.DecompressionBombError("Image size (1 pixels) exceeds."), "it has too many pixels"),
    ):
        assert pictures._reason(error) == said
    monkeypatch.setattr(pictures, "MAX_BYTES", 10)
    with pytest.raises(BadPicture, match="has more than 0 MB"):
        load(tmp_path, saved(Image.new("L", (9, 9))))


# -- the colour of a brand ---------------------------------------------------------------------------------------------

_BRANDED = (
    '<svg xmlns="http://www.w3.org/2000/svg" data-brand="#0B5563 #85AAB1" viewBox="0 0 9 9">'
    '<rect fill="#0B5563" width="3" height="3"/><rect fill="#85AAB1" y="3" width="3" height="3"/>'
    '<rect fill="#B5472F" y="6" width="3" height="3"/></svg>'
)


def _fills(operators: str) -> list[tuple[int, ...]]:
    found = re.findall(r"(\S+) (\S+) (\S+) rg", operators)
    return [tuple(round(255 * float(channel)) for channel in colour) for colour in found]


def test_a_drawing_takes_the_colour_of_a_brand_and_shades_of_it(tmp_path: Path) -> None:
    """Half of the brand's colour stays half of it; what is no brand's colour, such as blood, stays."""
    path = tmp_path / "a.svg"
    path.write_text(_BRANDED, encoding="utf-8")
    picture = load_picture(path)
    plum = (0x5A / 255, 0x2A / 255, 0x5C / 255)
    assert dressed(picture, (0x0B / 255, 0x55 / 255, 0x63 / 255)) is picture, "it is drawn in that brand"
    first, shade, red = _fills(dressed(picture, plum).operators)
    assert (first, red) == ((0x5A, 0x2A, 0x5C), (0xB5, 0x47, 0x2F))
    assert all(abs(255 - own - (255 - 255 * channel) / 2) < 2 for own, channel in zip(shade, plum, strict=True))


def test_a_drawing_without_such_colours_is_of_no_brand(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(_BRANDED.replace('data-brand="#0B5563 #85AAB1" ', ""), encoding="utf-8")
    picture = load_picture(path)
    assert dressed(picture, (0.5, 0.0, 0.0)) is picture


def test_what_is_no_colour_of_a_brand_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(_BRANDED.replace('#85AAB1" v', 'teal" v'), encoding="utf-8")
    wanted = "has the value “#0B5563 teal” of “data-brand”; colours are written such as #0B5563 #DCEAEC"
    with pytest.raises(BadPicture, match=re.escape(wanted)):
        load_picture(path)


def test_a_photo_that_nobody_uses_any_more_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a leaflet made of it: a brand's colour concerns drawings alone."""
    monkeypatch.setattr(pictures._Remembered, "MAX_SIZE", 10)
    photo = dressed(load(tmp_path, saved(Image.effect_noise((64, 64), 90).convert("RGB"))), (0.2, 0.1, 0.6))
    seen = weakref.ref(photo)
    del photo
    gc.collect()
    assert seen() is None
