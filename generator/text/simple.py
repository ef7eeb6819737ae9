"""The tests that spare most paragraphs the bidirectional algorithm, and most commands its tables."""

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


# Letters of Arabic and Hebrew with what is above and below them, blanks, joiners, and the signs that have no direction
# of their own; no digits of any kind. Source: DerivedBidiClass.txt 15.0.0: R, AL, NSM, BN, WS, CS, ES, ET and ON.
_RIGHT_TO_LEFT: Final = re.compile(
    r"[ !-/:-@\[-`{-~\u00A0\u00AB\u00BB\u0591-\u05F4\u0608\u060B-\u061B\u061D-\u065F\u066D-\u06DC\u06DF-\u06E8"
    r"\u06EA-\u06EF\u06FA-\u06FF\u0750-\u077F\u08A0-\u08C9\u200C\u200D\u2010-\u2027\uFB50-\uFBC1\uFE70-\uFEFC]*"
)


def only_level(text: str, rtl: bool) -> int | None:
    """The level of all characters of a paragraph: 0 or, in one from right to left, 1; None where they differ, and for
    some texts of rarer signs. Source: UAX #9."""
    if rtl:
        return 1 if _RIGHT_TO_LEFT.fullmatch(text) else None
    return 0 if is_simple(text) else None
