"""The sRGB colour profile, written here so that it is the same everywhere.

Source: ICC.1:2001-04 (profile version 2.1); primaries and white from IEC 61966-2-1, adapted to D50.
"""

from __future__ import annotations

import struct
from functools import lru_cache

# Chromatic adaptation to D50 done; X, Y, Z of each primary and of the white point.
_RED, _GREEN, _BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
_WHITE, _D50 = (0.9505, 1.0, 1.0891), (0.9642, 1.0, 0.8249)
_HEADER_SIZE = 128


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile file: header, tag table, tags; the three channels share one curve."""
    tags = [
        (b"desc", b"desc\0\0\0\0" + struct.pack(">I", 5) + b"sRGB\0" + b"\0" * 78),
        (b"cprt", b"text\0\0\0\0CC0\0"),
        (b"wtpt", _xyz(_WHITE)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
        (b"rTRC", _curve()),
    ]
    count = len(tags) + 2
    offset = _HEADER_SIZE + 4 + 12 * count
    table, data = b"", b""
    for name, body in tags:
        table += name + struct.pack(">II", offset + len(data), len(body))
        data += body + b"\0" * (-len(body) % 4)
    shared = table[-8:]
    table += b"gTRC" + shared + b"bTRC" + shared
    return _header(offset + len(data)) + struct.pack(">I", count) + table + data


def _header(size: int) -> bytes:
    """The header (7.2): a display profile from RGB to XYZ, dated 2020-01-01."""
    parts = (
        struct.pack(">I4xI", size, 0x02100000),
        b"mntrRGB XYZ ",
        struct.pack(">6H", 2020, 1, 1, 0, 0, 0),
        b"acsp",
        bytes(28),
        _fixed(_D50),
    )
    header = b"".join(parts)
    return header + bytes(_HEADER_SIZE - len(header))


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(v * 65536) for v in values))


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(values)


def _curve() -> bytes:
    """The sRGB transfer curve at 256 points."""
    levels = [x / 255 for x in range(256)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in levels]
    return b"curv\0\0\0\0" + struct.pack(">I256H", 256, *(round(v * 65535) for v in linear))
