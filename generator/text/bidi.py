"""The Unicode Bidirectional Algorithm: the levels of characters and the order they are shown in.

Text in a right-to-left script such as Arabic or Hebrew is stored in the order it is read, and so are
the numbers and the words of other scripts inside it. This module gives each character a level (even:
left to right, odd: right to left) and, from the levels of a line, the order of its characters.

Inside, a text is a byte string of its characters' classes, one letter each (see ``_CODES``), and most
rules are substitutions in it. What Python's ``unicodedata`` does not have is that of Unicode 15.0.

Source: UAX #9, Unicode Bidirectional Algorithm, https://www.unicode.org/reports/tr9/
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, compress, groupby, islice
from typing import Final, NamedTuple

from generator.text.simple import is_simple

__all__ = ["is_simple", "paragraph_levels", "reset_trailing", "visual_order"]

# The letter for each value of the property Bidi_Class. Source: UAX #9, table 4.
_CODES: Final = {
    "L": "L", "R": "R", "AL": "A", "EN": "1", "ES": "+", "ET": "%", "AN": "2", "CS": ",", "NSM": "n",
    "BN": "x", "B": "B", "S": "S", "WS": " ", "ON": "o", "LRE": "e", "RLE": "E", "LRO": "v", "RLO": "V",
    "PDF": "p", "LRI": "<", "RLI": ">", "FSI": "?", "PDI": "|",
}  # fmt: skip
_LEFT, _MARK, _NEUTRAL, _SEPARATOR = b"LnoB"
_POP_EMBEDDING, _POP_ISOLATE, _RTL_ISOLATE, _AUTO_ISOLATE = b"p|>?"
_ISOLATES: Final = b"<>?"
_REMOVED: Final = b"xeEvVp"  # Source: UAX #9, rule X9
_DIRECTIONS: Final = (b"L", b"R")  # of an even and of an odd level

_MAX_DEPTH: Final = 125  # Source: UAX #9, definition BD2
_BRACKET_STACK_SIZE: Final = 63  # Source: UAX #9, definition BD16

# Classes of code points that are not assigned; the first range that holds one decides.
# Source: DerivedBidiClass.txt 15.0.0, lines "@missing", and BN for the noncharacters and the
# unassigned code points that are Default_Ignorable_Code_Point.
_UNASSIGNED: Final = (
    (0x0590, 0x05FF, "R"), (0x0600, 0x07BF, "AL"), (0x07C0, 0x085F, "R"), (0x0860, 0x08FF, "AL"),
    (0x2065, 0x2065, "BN"), (0x20A0, 0x20CF, "ET"), (0xFB1D, 0xFB4F, "R"), (0xFB50, 0xFDCF, "AL"),
    (0xFDD0, 0xFDEF, "BN"), (0xFDF0, 0xFDFF, "AL"), (0xFE70, 0xFEFF, "AL"), (0xFFF0, 0xFFF8, "BN"),
    (0x10800, 0x10CFF, "R"), (0x10D00, 0x10D3F, "AL"), (0x10D40, 0x10EBF, "R"), (0x10EC0, 0x10EFF, "AL"),
    (0x10F00, 0x10F2F, "R"), (0x10F30, 0x10F6F, "AL"), (0x10F70, 0x10FFF, "R"), (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "AL"), (0x1ECC0, 0x1ECFF, "R"), (0x1ED00, 0x1ED4F, "AL"), (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "AL"), (0x1EF00, 0x1EFFF, "R"), (0xE0000, 0xE0FFF, "BN"),
)  # fmt: skip

# Opening and closing brackets in turn. Source: BidiBrackets.txt 15.0.0.
_BRACKETS: Final = bytes.fromhex(
    "0028 0029 005B 005D 007B 007D 0F3A 0F3B 0F3C 0F3D 169B 169C 2045 2046 207D 207E 208D 208E 2308 2309"
    "230A 230B 2329 232A 2768 2769 276A 276B 276C 276D 276E 276F 2770 2771 2772 2773 2774 2775 27C5 27C6"
    "27E6 27E7 27E8 27E9 27EA 27EB 27EC 27ED 27EE 27EF 2983 2984 2985 2986 2987 2988 2989 298A 298B 298C"
    "298D 2990 298F 298E 2991 2992 2993 2994 2995 2996 2997 2998 29D8 29D9 29DA 29DB 29FC 29FD 2E22 2E23"
    "2E24 2E25 2E26 2E27 2E28 2E29 2E55 2E56 2E57 2E58 2E59 2E5A 2E5B 2E5C 3008 3009 300A 300B 300C 300D"
    "300E 300F 3010 3011 3014 3015 3016 3017 3018 3019 301A 301B FE59 FE5A FE5B FE5C FE5D FE5E FF08 FF09"
    "FF3B FF3D FF5B FF5D FF5F FF60 FF62 FF63"
).decode("utf-16-be")
_OPENING_BRACKETS: Final = frozenset(_BRACKETS[::2])
# Each bracket's closing one; U+2329 and U+232A pair with their canonical equivalents U+3008 and U+3009.
_CLOSING_BRACKET: Final = {
    bracket: unicodedata.normalize("NFC", _BRACKETS[index | 1]) for index, bracket in enumerate(_BRACKETS)
}
_BRACKET: Final = re.compile(f"[{re.escape(_BRACKETS)}]")

_PARAGRAPH: Final = re.compile(rb"[^B]*B|[^B]+")
_EXPLICIT: Final = re.compile(rb"[eEvVp<>?|]")
_STRONG_OR_BOUNDARY: Final = re.compile(rb"[LRA<>?|B]")
_BLANK: Final = re.compile(rb"(?<![BS <>?|xeEvVp])(?:[BS <>?|xeEvVp]+\Z|[BS <>?|xeEvVp]*[BS])")

_KEPT: Final = bytes(code not in _REMOVED for code in range(256))
_OVERRIDDEN_TO: Final = {side: bytes.maketrans(b"LRA1+%2,nS o<>?|", side * 16) for side in _DIRECTIONS}
_SAME_NEUTRAL: Final = bytes.maketrans(b"BS <>?|", b"ooooooo")
_ARABIC: Final = bytes.maketrans(b"A1", b"R2")
_PUNCTUATION_TO_NEUTRAL: Final = bytes.maketrans(b"+%,", b"ooo")

_Substitution = tuple[re.Pattern[bytes], Callable[[re.Match[bytes]], bytes]]
_WEAK_RULES: Final[tuple[_Substitution, ...]] = (
    (re.compile(rb"[^n]n+"), lambda match: match[0][:1] * len(match[0])),  # W1
    (re.compile(rb"A[^LR]*"), lambda match: match[0].translate(_ARABIC)),  # W2 and W3
    (re.compile(rb"(?<=1)[+,](?=1)"), lambda match: b"1"),  # W4
    (re.compile(rb"(?<=2),(?=2)"), lambda match: b"2"),  # W4
    (re.compile(rb"(?<=1)%+|(?<!%)%++(?=1)"), lambda match: b"1" * len(match[0])),  # W5
    (re.compile(rb"L[^R]+"), lambda match: match[0].replace(b"1", b"L")),  # W7; W6 does not affect it
)
_NEUTRALS_BETWEEN_OTHERS: Final[dict[bytes, _Substitution]] = {  # N1, where it does not agree with N2
    b"L": (re.compile(rb"(?<=[R12])o++(?=[R12])"), lambda match: b"R" * len(match[0])),
    b"R": (re.compile(rb"(?<=L)o++(?=L)"), lambda match: b"L" * len(match[0])),
}


def paragraph_levels(
    text: str, base: int | None = None, isolates: Sequence[tuple[int, int, str]] = ()
) -> tuple[bytes, int]:
    """Return the level of each character of a paragraph, and the level of the paragraph.

    ``base`` is the level of the paragraph, 0 or 1; without it the first strong character decides.
    ``isolates`` are ranges (start, end, direction) of the text, in order, one inside another or apart, that get
    the levels they would have between an isolate initiator (LRI for "ltr", RLI for "rtl", FSI for
    "auto") and a PDI, which keep the text inside and the text around from affecting each other.

    A character that rule X9 removes has the level of the one before it. A text with paragraph
    separators is several paragraphs, each resolved for itself but all of the same level.

    Source: UAX #9, rules P1 to I2, section 5.2 and (for ``isolates``) higher-level protocol HL3
    """
    if base not in (None, 0, 1):
        raise ValueError(f"the level of a paragraph is 0 or 1, not {base}")
    if base != 1 and not isolates and is_simple(text):
        return bytes(len(text)), 0
    whole, is_own = _insert_isolates(text, isolates) if isolates else (text, b"")
    classes = bytes(map(_class_code, whole))
    if base is None:
        base = _first_strong_level(classes)
    levels = _resolve(classes, whole, base)
    return bytes(compress(levels, is_own)) if isolates else levels, base


def reset_trailing(text: str, levels: bytes, base: int, start: int, end: int) -> bytes:
    """Return the levels of the line ``text[start:end]`` of a paragraph with the given levels.

    Tabs, paragraph separators, and the blanks and isolate controls before them or at the end of the
    line, get the level of the paragraph. Source: UAX #9, rule L1
    """
    line = levels[start:end]
    if line.count(base) == len(line):
        return line
    return _reset(bytes(map(_class_code, text[start:end])), line, base)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of a line's characters (or runs) from left to right. Source: UAX #9, L2"""
    runs = list(_runs(levels))
    odd = [level for level in levels if level & 1]
    for threshold in range(max(levels), min(odd) - 1, -1) if odd else ():
        for first, last in _runs(levels[start] >= threshold for start, _ in runs):
            if levels[runs[first][0]] >= threshold:
                runs[first:last] = runs[first:last][::-1]
    ranges = (range(start, end) for start, end in runs)
    return [index for run in ranges for index in (reversed(run) if levels[run.start] & 1 else run)]


@cache
def _class_code(character: str) -> int:
    """The letter for the class of a character, as a number. Source: DerivedBidiClass.txt"""
    name = unicodedata.bidirectional(character)
    if not name:
        code_point = ord(character)
        default = "BN" if code_point & 0xFFFE == 0xFFFE else "L"
        name = next((name for first, last, name in _UNASSIGNED if first <= code_point <= last), default)
    return ord(_CODES[name])


def _runs(keys: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The ranges of equal keys."""
    start = 0
    for _, group in groupby(keys):
        end = start + len(list(group))
        yield start, end
        start = end


def _insert_isolates(text: str, isolates: Sequence[tuple[int, int, str]]) -> tuple[str, bytes]:
    """The text with controls around the isolates, and a flag for each character that is its own."""
    initiators = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
    pieces: list[str] = []
    is_own = bytearray()
    position, open_ends = 0, [len(text)]

    def take(until: int, control: str) -> None:
        nonlocal position
        pieces.extend((text[position:until], control))
        is_own.extend(b"\1" * (until - position) + b"\0" * len(control))
        position = until

    for start, end, direction in isolates:
        while start >= open_ends[-1] and len(open_ends) > 1:
            take(open_ends.pop(), "\u2069")
        if not position <= start <= end <= open_ends[-1] or direction not in initiators:
            raise ValueError(f"not the next isolate of the text: {(start, end, direction)}")
        take(start, initiators[direction])
        open_ends.append(end)
    while len(open_ends) > 1:
        take(open_ends.pop(), "\u2069")
    take(len(text), "")
    return "".join(pieces), bytes(is_own)


def _first_strong_level(classes: bytes, start: int = 0, in_isolate: bool = False) -> int:
    """The level for the first strong character that is not in a (further) isolate, else 0.

    Looks to the end, or inside an isolate up to the PDI that closes it. Source: UAX #9, P2, P3, X5c
    """
    depth = 0
    for match in _STRONG_OR_BOUNDARY.finditer(classes, start):
        code = classes[match.start()]
        if code in _ISOLATES:
            depth += 1
        elif code == _POP_ISOLATE:
            if in_isolate and not depth:
                return 0
            depth = max(0, depth - 1)
        elif code == _SEPARATOR:
            depth = 0
        elif not depth:
            return int(code != _LEFT)
    return 0


def _resolve(classes: bytes, characters: str, base: int) -> bytes:
    """The levels before rule L1; ``characters`` may be empty without brackets. Source: UAX #9, rule P1"""
    if _SEPARATOR not in classes:
        return _resolve_paragraph(classes, characters, base)
    spans = [match.span() for match in _PARAGRAPH.finditer(classes)]
    return b"".join(_resolve_paragraph(classes[a:b], characters[a:b], base) for a, b in spans)


def _resolve_paragraph(classes: bytes, characters: str, base: int) -> bytes:
    """The levels of one paragraph. Source: UAX #9, rules X1 to X9, section 5.2"""
    types, levels = _explicit_levels(classes, base)
    kept_classes = classes.translate(None, _REMOVED)
    if len(kept_classes) == len(classes):
        return _resolve_runs(types, classes, characters, levels, base)
    kept = classes.translate(_KEPT)
    kept_types = types.translate(None, _REMOVED)
    kept_characters = "".join(compress(characters, kept))
    kept_levels = bytes(compress(levels, kept))
    resolved = _resolve_runs(kept_types, kept_classes, kept_characters, kept_levels, base)
    return bytes(map((bytes((base,)) + resolved).__getitem__, accumulate(kept)))


class _Status(NamedTuple):
    """An entry of the directional status stack; ``override`` is a direction or empty."""

    level: int
    override: bytes
    is_isolate: bool


class _StatusStack:
    """The directional status stack and its counters. Source: UAX #9, rule X1"""

    def __init__(self, base: int) -> None:
        self.entries = [_Status(base, b"", False)]
        self.overflow_isolates = 0
        self._overflow_embeddings = 0
        self._valid_isolates = 0

    def _push(self, is_rtl: bool, override: bytes, is_isolate: bool) -> bool:
        level = self.entries[-1].level + 1
        level += level & 1 != is_rtl
        if level > _MAX_DEPTH or self.overflow_isolates or self._overflow_embeddings:
            return False
        self.entries.append(_Status(level, override, is_isolate))
        return True

    def embed(self, code: int) -> None:
        """Enter an embedding or override. Source: UAX #9, rules X2 to X5"""
        is_rtl = code in b"EV"
        override = _DIRECTIONS[is_rtl] if code in b"vV" else b""
        if not self._push(is_rtl, override, is_isolate=False) and not self.overflow_isolates:
            self._overflow_embeddings += 1

    def isolate(self, is_rtl: bool) -> None:
        """Enter an isolate. Source: UAX #9, rules X5a to X5c"""
        if self._push(is_rtl, b"", is_isolate=True):
            self._valid_isolates += 1
        else:
            self.overflow_isolates += 1

    def pop_isolate(self) -> None:
        """Leave an isolate and the embeddings open in it. Source: UAX #9, rule X6a"""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self._valid_isolates:
            self._valid_isolates -= 1
            self._overflow_embeddings = 0
            while not self.entries.pop().is_isolate:
                pass

    def pop_embedding(self) -> None:
        """Leave an embedding or override. Source: UAX #9, rule X7"""
        if self.overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif len(self.entries) > 1 and not self.entries[-1].is_isolate:
            self.entries.pop()


def _explicit_levels(classes: bytes, base: int) -> tuple[bytes, bytes]:
    """The types after overrides, and the explicit levels. Source: UAX #9, rules X1 to X8"""
    stack = _StatusStack(base)
    types, levels = bytearray(classes), bytearray(len(classes))

    def apply_status(start: int, end: int) -> None:
        status = stack.entries[-1]
        levels[start:end] = bytes((status.level,)) * (end - start)
        if status.override:
            types[start:end] = types[start:end].translate(_OVERRIDDEN_TO[status.override])

    position = 0
    for match in _EXPLICIT.finditer(classes):
        control, after = match.span()
        code = classes[control]
        end = control if code == _POP_ISOLATE else after
        apply_status(position, end)
        if code == _POP_ISOLATE:
            stack.pop_isolate()
        elif code == _POP_EMBEDDING:
            stack.pop_embedding()
        elif code in _ISOLATES:
            is_auto = code == _AUTO_ISOLATE and not stack.overflow_isolates
            is_rtl = is_auto and _first_strong_level(classes, after, in_isolate=True) == 1
            stack.isolate(is_rtl or code == _RTL_ISOLATE)
        else:
            stack.embed(code)
        position = end
    apply_status(position, len(classes))
    if classes.endswith(b"B"):
        levels[-1] = base
    return bytes(types), bytes(levels)


def _resolve_runs(types: bytes, classes: bytes, characters: str, levels: bytes, base: int) -> bytes:
    """The levels of a paragraph without what rule X9 removes. Source: UAX #9, rule X10"""
    if levels.count(base) == len(levels):
        return _resolve_sequence(types, classes, characters, base, _DIRECTIONS[base] * 2)
    resolved = bytearray(len(levels))
    for runs in _isolating_run_sequences(classes, levels):
        start, end = runs[0].start, runs[-1].stop
        level = levels[start]
        before = levels[start - 1] if start else base
        after = base if end == len(levels) or classes[end - 1] in _ISOLATES else levels[end]
        part_types = b"".join([types[run] for run in runs])
        part_classes = b"".join([classes[run] for run in runs])
        part_characters = "".join([characters[run] for run in runs])
        limits = _DIRECTIONS[max(level, before) & 1] + _DIRECTIONS[max(level, after) & 1]
        part = iter(_resolve_sequence(part_types, part_classes, part_characters, level, limits))
        for run in runs:
            resolved[run] = islice(part, run.stop - run.start)
    return bytes(resolved)


def _isolating_run_sequences(classes: bytes, levels: bytes) -> list[list[slice]]:
    """The runs of one level, those around an isolate joined. Source: UAX #9, definition BD13

    An initiator that ends a run has text of a higher level inside, and the PDI that matches it begins a
    run; any other pair is within a run. So those at the ends match as on a stack.
    """
    sequences: list[list[slice]] = []
    interrupted: list[list[slice]] = []
    for start, end in _runs(levels):
        sequence = interrupted.pop() if interrupted and classes[start] == _POP_ISOLATE else []
        if not sequence:
            sequences.append(sequence)
        sequence.append(slice(start, end))
        if classes[end - 1] in _ISOLATES:
            interrupted.append(sequence)
    return sequences


def _resolve_sequence(types: bytes, classes: bytes, characters: str, level: int, limits: bytes) -> bytes:
    """The levels of an isolating run sequence. Source: UAX #9, rules W1 to W7, N1 and N2

    ``limits`` are the types before and after it (sos and eos), which are resolved together with it.
    All neutrals and isolate controls become ON, since no rule from W1 on tells them apart.
    """
    types = limits[:1] + types.translate(_SAME_NEUTRAL) + limits[1:]
    for pattern, replacement in _WEAK_RULES:
        types = pattern.sub(replacement, types)
    types = types.translate(_PUNCTUATION_TO_NEUTRAL)  # W6
    direction = _DIRECTIONS[level & 1]
    if _BRACKET.search(characters):
        types = _resolve_brackets(types, limits[:1] + classes + limits[1:], characters, direction)
    pattern, replacement = _NEUTRALS_BETWEEN_OTHERS[direction]
    types = pattern.sub(replacement, types).replace(b"o", direction)
    return types[1:-1].translate(_implicit_levels(level))


def _resolve_brackets(types: bytes, classes: bytes, characters: str, direction: bytes) -> bytes:
    """The types with those of bracket pairs resolved. Source: UAX #9, rule N0"""
    resolved = bytearray(types)
    for pair in _bracket_pairs(types, characters):
        side = _bracket_side(resolved, *pair, direction)
        for bracket in pair if side else ():
            end = bracket + 1
            while classes[end] == _MARK:
                end += 1
            resolved[bracket:end] = side * (end - bracket)
    return bytes(resolved)


def _bracket_pairs(types: bytes, characters: str) -> list[tuple[int, int]]:
    """The pairs of brackets by their positions in ``types``, which begin with the sos.

    If too many are open at once there are no pairs in the sequence. Source: UAX #9, definition BD16
    """
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(characters):
        bracket, position = match[0], match.end()
        if types[position] != _NEUTRAL:
            continue
        closing = _CLOSING_BRACKET[bracket]
        if bracket in _OPENING_BRACKETS:
            if len(opened) == _BRACKET_STACK_SIZE:
                return []
            opened.append((closing, position))
            continue
        for index in range(len(opened) - 1, -1, -1):
            if opened[index][0] == closing:
                pairs.append((opened[index][1], position))
                del opened[index:]
                break
    return sorted(pairs)


def _bracket_side(types: bytearray, opening: int, closing: int, direction: bytes) -> bytes:
    """The direction of a pair of brackets, empty if it has none. Source: UAX #9, rules N0b to N0d"""
    has_left = types.find(b"L", opening, closing) > 0
    has_right = any(types.find(code, opening, closing) > 0 for code in b"R12")
    if has_right if direction == b"R" else has_left:
        return direction
    if not (has_left or has_right):
        return b""
    context = max(types.rfind(code, 0, opening) for code in b"LR12")
    return _DIRECTIONS[types[context] != _LEFT]


@cache
def _implicit_levels(level: int) -> bytes:
    """A translation of resolved types at a level to levels. Source: UAX #9, rules I1 and I2"""
    steps = (1, 0, 1, 1) if level & 1 else (0, 1, 2, 2)
    return bytes.maketrans(b"LR12", bytes(level + step for step in steps))


def _reset(classes: bytes, levels: bytes, base: int) -> bytes:
    """The levels of a line, its blank parts reset. Source: UAX #9, rule L1 and section 5.2"""
    result = bytearray(levels)
    for match in _BLANK.finditer(classes):
        start, end = match.span()
        result[start:end] = bytes((base,)) * (end - start)
    return bytes(result)
