"""The letters that a form's font needs: what people who write in a script may type into a field."""

from __future__ import annotations

from functools import lru_cache

from generator.text.fonts import Face

# Printable ASCII, and Latin-1 from the no-break space on: names and numbers in any language.
_COMMON = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + "–—‘’“”…€"
# The blocks of each script (Unicode 15, Blocks.txt), without presentation forms, which nobody types.
_BLOCKS: dict[str, tuple[tuple[int, int], ...]] = {
    "Latn": ((0x0100, 0x024F), (0x0300, 0x036F), (0x1E00, 0x1EFF)),
    "Cyrl": ((0x0400, 0x052F),),
    "Grek": ((0x0370, 0x03FF), (0x1F00, 0x1FFF)),
    "Armn": ((0x0530, 0x058F),),
    "Hebr": ((0x0590, 0x05FF),),
    "Arab": ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0x200C, 0x200F)),
    "Deva": ((0x0900, 0x097F), (0x200C, 0x200D)),
    "Beng": ((0x0980, 0x09FF), (0x200C, 0x200D)),
    "Guru": ((0x0A00, 0x0A7F), (0x200C, 0x200D)),
    "Gujr": ((0x0A80, 0x0AFF), (0x200C, 0x200D)),
    "Taml": ((0x0B80, 0x0BFF), (0x200C, 0x200D)),
    "Telu": ((0x0C00, 0x0C7F), (0x200C, 0x200D)),
    "Knda": ((0x0C80, 0x0CFF), (0x200C, 0x200D)),
    "Mlym": ((0x0D00, 0x0D7F), (0x200C, 0x200D)),
    "Sinh": ((0x0D80, 0x0DFF), (0x200C, 0x200D)),
    "Thai": ((0x0E00, 0x0E7F),),
    "Laoo": ((0x0E80, 0x0EFF),),
    "Mymr": ((0x1000, 0x109F), (0xAA60, 0xAA7F)),
    "Geor": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF)),
    "Ethi": ((0x1200, 0x139F),),
    "Khmr": ((0x1780, 0x17FF),),
}
# Of Han and Hangul, what the national standards count as everyday: a whole font would be ten megabytes. Names of codecs
# and the first bytes of their everyday rows: GB 2312 level 1, Big5 level 1, JIS X 0208 level 1 with kana, KS X 1001
# with its Hangul.
_EVERYDAY = {
    "Hans": ("gb2312", ((0xA1, 0xA3), (0xB0, 0xD7))),
    "Hant": ("big5", ((0xA1, 0xA3), (0xA4, 0xC6))),
    "Jpan": ("euc_jp", ((0xA1, 0xA5), (0xB0, 0xCF))),
    "Kore": ("euc_kr", ((0xA1, 0xA3), (0xB0, 0xC8))),
}


@lru_cache(maxsize=50)
def typed_letters(script: str) -> str:
    """What may be typed in a script (ISO 15924), each once, in order of code points."""
    letters = set(_COMMON)
    for low, high in _BLOCKS.get(script, ()):
        letters |= set(map(chr, range(low, high + 1)))
    codec, rows = _EVERYDAY.get(script, ("", ()))
    for low, high in rows:
        pairs = (bytes((first, second)) for first in range(low, high + 1) for second in range(0x40, 0xFF))
        letters |= {text for pair in pairs if len(text := pair.decode(codec, "ignore")) == 1}
    return "".join(sorted(letters))


def covered(face: Face, letters: str) -> str:
    """Those of the letters that the face has."""
    return "".join(char for char in letters if face.covers(char))
