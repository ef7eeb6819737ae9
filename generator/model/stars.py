"""Which single stars are marks of emphasis, as in `*Helicobacter pylori*`, and which are shown as typed.

A star is a mark only as one of a pair: the first stands before a word, the second behind one, a letter is between
them, and neither parts a word. So `5 * 6`, `4*6*8`, a footnote's `aspirin*`, `*.pdf` and the code `*100#` stay as
they are. The pairs do not cross links, `**` or other pairs. Close to the delimiter runs of CommonMark 0.31, 6.2, but
stricter: what is no mark there is none here.
"""

from __future__ import annotations

import re
from unicodedata import category

# What an opening bracket's mark may say after it: an address, or words in braces.
AFTER = re.compile(r"\((?P<link>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)|\{(?P<marks>[^{}]*)\}")
_SIGNS = re.compile(r"\\[*\[\]\\]|\*+|[\[\]]")
_LETTER = re.compile(r"[^\W\d_]")
# Scripts that set no blanks between words, and Hangul, whose particles are joined to names in other letters
# (Unicode 15, Blocks.txt): Thai and Lao, Burmese, Hangul, Khmer, and the Han and kana of East Asia.
_UNSPACED = (
    *(("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1100", "\u11ff"), ("\u1780", "\u17ff")),
    *(("\u3040", "\u9fff"), ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")),
)
# Latin, Greek and Cyrillic: words of these are told from prefixes in other letters, as Hebrew and Arabic write them.
_EUROPEAN = re.compile("[A-Za-z\u00c0-\u052f\u1e00-\u1fff]")
_QUOTES = ("Pi", "Pf")


def emphasis(text: str) -> dict[int, bool]:
    """The places of the stars that are marks, and whether each one opens."""
    return _Stars(text).found if "*" in text else {}


class _Stars:
    """One pass over the text; `opened` holds signs that may still be closed, innermost last: (sign, its place)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[int, bool] = {}
        self.opened: list[tuple[str, int]] = []
        self.count = {"[": 0, "**": 0}  # of the signs in `opened`, so that no search is in vain
        self.inner: dict[int, int] = {}  # the end of a bracket's mark: the end of the words in it
        self.closed = -1  # the place of the last star that closed: pairs do not nest
        at = 0
        while match := _SIGNS.search(text, at):
            at = match.end()
            if match[0] == "[":
                self._open("[", match.start())
            elif match[0] == "]":
                at = self._bracket(at)
            elif match[0][0] == "*":
                self._run(match.start(), at)

    def _bracket(self, at: int) -> int:
        """Close a bracket: the stars in it stay in it. Returns where the text goes on."""
        if not self._close("["):
            return at
        after = AFTER.match(self.text, at)
        if after:
            self.inner[after.end()] = at - 1
        return after.end() if after else at

    def _open(self, sign: str, at: int) -> None:
        self.opened.append((sign, at))
        self.count[sign] += 1

    def _close(self, sign: str) -> bool:
        """Take the innermost sign of a kind away, and the stars opened after it; whether there was one."""
        if not self.count[sign]:
            return False
        self.count[sign] -= 1
        at = next(at for at in range(len(self.opened) - 1, -1, -1) if self.opened[at][0] == sign)
        self.opened[at:] = [other for other in self.opened[at + 1 :] if other[0] != "*"]
        return True

    def _run(self, start: int, end: int) -> None:
        length = end - start
        if length == 3 and self._is_open() and self._may_close(start, end):
            self._pair(start)
            self._bold(start + 1)
        elif length == 3:
            self._bold(start)
            self._single(start + 2, start, end)
        elif length == 1:
            self._single(start, start, end)
        elif length // 2 % 2:
            self._bold(end - 2)

    def _bold(self, at: int) -> None:
        """`**` opens, or closes; in `***a** b*` what was opened last is closed last."""
        if len(self.opened) > 1 and self.opened[-2][0] == "**" and self.opened[-1] == ("*", self.opened[-2][1] + 2):
            self.opened[-2:] = [("*", self.opened[-2][1])]
            self.count["**"] -= 1
        elif not self._close("**"):
            self._open("**", at)

    def _single(self, at: int, start: int, end: int) -> None:
        if self._is_open() and self._may_close(start, end):
            self._pair(at)
        elif self._may_open(start, end):
            self.opened.append(("*", at))

    def _is_open(self) -> bool:
        return bool(self.opened) and self.opened[-1][0] == "*" and self.opened[-1][1] > self.closed

    def _pair(self, at: int) -> None:
        _, start = self.opened.pop()
        if _LETTER.search(self.text, start, at):
            self.found |= {start: True, at: False}
            self.closed = at

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """The characters before and after stars, those of marks passed by."""
        while start in self.inner:
            start = self.inner[start]
        while self.text[end : end + 1] == "[":
            end += 1
        return self.text[start - 1 : start] if start else "", self.text[end : end + 1]

    def _may_open(self, start: int, end: int) -> bool:
        before, after = self._around(start, end)
        if _is_word(after) and not after.isdecimal():
            return not _is_inside(before, after)
        signs = ("Nd", "Ps", *_QUOTES, "\"'", "\\")
        return _kind(after) in signs and (before.strip() == "" or _kind(before) == "Ps")

    def _may_close(self, start: int, end: int) -> bool:
        before, after = self._around(start, end)
        if _is_word(before):
            return not _is_inside(before, after)
        return _kind(before) in ("Pe", "Po", *_QUOTES, "\"'", "\\") and not (
            _is_word(after) or _kind(after) in (*_QUOTES, "\"'")
        )


def _kind(char: str) -> str:
    """The general category of a character; signs that stand on both sides of words are a kind of their own."""
    return "" if not char else "\"'" if char in "\"'" else "\\" if char == "\\" else category(char)


def _is_word(char: str) -> bool:
    return _kind(char)[:1] in ("L", "N", "M")


def _is_inside(before: str, after: str) -> bool:
    """Whether what stands between two characters stands inside a word."""
    if not (_is_word(before) and _is_word(after)):
        return False
    if any(first <= char <= last for char in (before, after) for first, last in _UNSPACED):
        return after.isdecimal()  # a sum
    letters = before.isalpha() and after.isalpha()
    return not letters or bool(_EUROPEAN.match(before)) == bool(_EUROPEAN.match(after))
