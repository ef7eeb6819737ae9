"""Where lines of a heading end: its lines are of like length, none ends in a word that leans on the next, and a colon
ends one where it can. Also what a paragraph's last line takes over from the line before it.

Source: The Chicago Manual of Style, 18th ed., 2.116 (headings break by sense); CSS Text 4, 5.3.1 (text-wrap: balance).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

# The last line of a paragraph, in ems: shorter, it looks forgotten (“ہے۔”, “久。”). Our measure, from looking.
SHORT_LINE = 2.5
# Lines of the longest heading that is looked at. What a word that leans costs at the end of a line, and what a colon
# there is worth, in squares of the part of a line that stays empty. Our measures, from looking.
MOST_LINES, LEANS, COLON = 5, 0.15, -0.2
# Articles, prepositions and the like, of two and more letters; whatever has no more than that leans as well.
_SHORT_WORDS = """
    an at by for from how in into is of on or the to with your what when and are can
    al con de del el en es la las los mi para por qué se su sus un una sin cómo
    au aux avec ce ces dans des du est et le les ma mon ou par pas pour sa sans sur une vos votre que
    à às ao as com da das do dos em na nas no nos os ou pela pelo que seu sua um uma
    am bei das dem den der die ein eine für im ist mit nach oder und von vor wie zu zum zur
    ang ay mga ng sa si kung ka ee iyo oo ku yon pou ki nan
    в во для до за из и к как на не о об от по при с со что у та від з із зі як це який чи що або это или
    η ο οι το τα τη την της του τον των στη στην στο στον στα στις με για από και σε τι πώς θα να
    և է ու და რა של על עם את או אל לא
    من في إلى على عن مع أو ما هو هي هل در از به با یا است
"""
_LEANING = frozenset(_SHORT_WORDS.split())
# No letter of these leans on the next one: words of a single sign, and words that lean on the one before them.
_UNLEANING = (("\u0900", "\u109f"), ("\u1100", "\u11ff"), ("\u1780", "\u17ff"), ("\u3040", "\ud7ff"))


class Piece(Protocol):
    """What stands between two places where a line may end; widths in points, `blank` of it at its end."""

    @property
    def width(self) -> float: ...
    @property
    def blank(self) -> float: ...


P = TypeVar("P", bound=Piece)


def evened(rows: list[list[P]], width: float, said: Callable[[P], str]) -> list[list[P]]:
    """As many lines as there are, of like length. width: of a line, in points; said: the text of a piece."""
    pieces, count = [piece for row in rows for piece in row], len(rows)
    if not 1 < count <= MOST_LINES:
        return rows
    ends = [_end_cost(said(piece)) for piece in pieces]
    known: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for line in range(1, count + 1):
        for end in range(line, len(pieces) + 1):
            last = line == count
            if last != (end == len(pieces)):
                continue
            filled, found = -pieces[end - 1].blank, list[tuple[float, int]]()
            for start in range(end - 1, line - 2, -1):
                filled += pieces[start].width
                if filled > width and start < end - 1:
                    break
                if (line - 1, start) in known:
                    cost = known[line - 1, start][0] + (1 - filled / width) ** 2 + (0.0 if last else ends[end - 1])
                    found.append((cost, start))
            if found:
                known[line, end] = min(found)
    if (count, len(pieces)) not in known:
        return rows
    made, end = list[list[P]](), len(pieces)
    for line in range(count, 0, -1):
        start = known[line, end][1]
        made.insert(0, pieces[start:end])
        end = start
    return made


def _end_cost(text: str) -> float:
    """What it costs that a line ends with a piece."""
    word = text.strip()
    if word.endswith((":", "：", "؛", "—")):
        return COLON
    return LEANS if text != word and _leans(word.lstrip("¿¡(“«")) else 0.0


def _leans(word: str) -> bool:
    """Whether a reader waits for what comes behind it."""
    known = word.lower() in _LEANING or (len(word) == 1 and word.isalnum())
    return known and not any(first <= char <= last for char in word for first, last in _UNLEANING)


def lengthen(before: list[P], last: list[P], width: float, size: float) -> None:
    """Take words over to the last line of a paragraph where a word or a sign stands alone in it, as far as they fit and
    the line before stays longer than half the width. width: what the last line holds."""
    while len(before) > 1 and _visible(last) < SHORT_LINE * size:
        word = before[-1].width
        if _visible(last) + word > width or _visible(before) - word < width / 2:
            return
        last.insert(0, before.pop())


def _visible(row: list[P]) -> float:
    return sum(piece.width for piece in row) - row[-1].blank
