"""QR codes as one path each."""

from __future__ import annotations

from functools import lru_cache

from generator.pictures import Picture

# Light modules that must surround the code. Source: ISO/IEC 18004:2015, 5.3.8.
QUIET_ZONE = 4


@lru_cache(maxsize=200)
def qr_picture(text: str) -> Picture:
    """The code of a text, error correction M (15 % of it may be smudged), one unit a module."""
    from qrcodegen import QrCode

    code = QrCode.encode_text(text, QrCode.Ecc.MEDIUM)
    rows = [[code.get_module(x, y) for x in range(code.get_size())] for y in range(code.get_size())]
    side = len(rows) + 2 * QUIET_ZONE
    parts = ["0 g"]
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                parts.append(f"{start + QUIET_ZONE} {side - QUIET_ZONE - 1 - y} {x - start} 1 re")
            x += 1
    return Picture(side, side, operators=" ".join([*parts, "f"]))
