"""The test that spares most paragraphs the bidirectional algorithm, and most commands its tables."""

import re
from typing import Final

# All code points that can raise a level in a left-to-right paragraph: the controls that do, and
# the areas of right-to-left scripts (which hold a few harmless ones too: marks, punctuation).
_RAISING: Final = re.compile(
    r"[\u0590-\u08FF\u200F\u202A\u202B\u202D\u202E\u2066-\u2068\uFB1D-\uFDFF\uFE70-\uFEFE"
    r"\U00010800-\U00010FFF\U0001E800-\U0001EFFF]"
)


def is_simple(text: str) -> bool:
    """Whether every level of a text is 0 in a left-to-right paragraph: nothing is to be reordered.

    A fast test that errs to one side: it also turns down harmless characters of right-to-left scripts.
    """
    return text.isascii() or _RAISING.search(text) is None
