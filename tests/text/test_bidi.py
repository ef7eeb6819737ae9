"""The bidirectional algorithm: Unicode's conformance tests, and what a reader would notice.

Text is given in reading order, as it is stored. Right-to-left letters are written by their names and
code points, since an editor may show them in another order.
"""

import hashlib
import lzma
import re
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text import bidi
from generator.text.bidi import is_simple, paragraph_levels, reset_trailing, visual_order
from generator.text.simple import only_level

DATA = Path(__file__).parents[1] / "data" / "unicode"

ALEF, BET, GIMEL = "\u05d0\u05d1\u05d2"
CALL, US, NOW = "\u0627\u062a\u0635\u0644", "\u0628\u0646\u0627", "\u0627\u0644\u0622\u0646"  # in Arabic
ARABIC_THREE = "\u0663"
POINT, ACCENT, JOINER, TAB, PARAGRAPH = "\u05b0", "\u0301", "\u200d", "\t", "\u2029"
LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"
LRE, RLE, PDF, LRO, RLO = "\u202a\u202b\u202c\u202d\u202e"
INITIATORS = {"ltr": LRI, "rtl": RLI, "auto": FSI}
BLANKS = " \t\u2029" + LRI + RLI + FSI + PDI + LRE + RLE + PDF + LRO + RLO + JOINER

PLAIN = "ab" * 2 + (ALEF + BET + US[0]) * 2 + "12+,-$%()[] \t" + ARABIC_THREE + POINT + ACCENT + JOINER
CONTROLS = LRI + RLI + FSI + PDI * 3 + LRE + RLE + LRO + RLO + PDF * 3
PLAIN_TEXTS = st.text(st.sampled_from(PLAIN))
TEXTS = st.text(st.sampled_from(PLAIN + CONTROLS + PARAGRAPH))
BASES = st.sampled_from([None, 0, 1])
PROPERTY = settings(max_examples=400, deadline=None)

Isolate = tuple[int, int, str]


def shown(text: str, base: int | None = None, isolates: tuple[Isolate, ...] = ()) -> str:
    """The visible characters of a text of one line from left to right."""
    levels, level = paragraph_levels(text, base, isolates)
    levels = reset_trailing(text, levels, level, 0, len(text))
    return "".join(text[index] for index in visual_order(levels) if text[index] not in CONTROLS)


def backwards(text: str) -> str:
    return text[::-1]


# --- Unicode's conformance tests -----------------------------------------------------------------


def read_data(name: str) -> str:
    return lzma.decompress((DATA / f"{name}.xz").read_bytes()).decode()


def test_data_is_as_published() -> None:
    table = re.findall(r"^\| (\S+\.txt) \| ([0-9a-f]{64}) ", (DATA / "README.md").read_text(), re.MULTILINE)
    assert [name for name, _ in table] == ["BidiTest.txt", "BidiCharacterTest.txt", "BidiBrackets.txt"]
    for name, digest in table:
        assert hashlib.sha256(read_data(name).encode()).hexdigest() == digest


class Expected(NamedTuple):
    """A result for one line: levels, None where the rules give none, and the order of the others."""

    levels: tuple[int | None, ...]
    order: tuple[int, ...]

    def is_met_by(self, levels: bytes) -> bool:
        kept = [index for index, level in enumerate(self.levels) if level is not None]
        order = visual_order([levels[index] for index in kept])
        return (
            len(levels) == len(self.levels)
            and all(levels[index] == self.levels[index] for index in kept)
            and tuple(kept[index] for index in order) == self.order
        )

    @classmethod
    def parse(cls, levels: str, order: str) -> "Expected":
        return cls(
            tuple(None if word == "x" else int(word) for word in levels.split()),
            tuple(map(int, order.split())),
        )


def class_cases() -> Iterator[tuple[bytes, int, Expected]]:
    """The classes, directions (1: automatic, 2: left to right, 4: right to left) and results."""
    codes = {name: code.encode() for name, code in bidi._CODES.items()}
    levels = ""
    expected = Expected((), ())
    for line in read_data("BidiTest.txt").splitlines():
        if line.startswith("@Levels:"):
            levels = line.removeprefix("@Levels:")
        elif line.startswith("@Reorder:"):
            expected = Expected.parse(levels, line.removeprefix("@Reorder:"))
        elif line and line[0] not in "#@":
            names, directions = line.split(";")
            yield b"".join([codes[name] for name in names.split()]), int(directions, 16), expected


def levels_of_classes(classes: bytes, base: int) -> bytes:
    return bidi._reset(classes, bidi._resolve(classes, "", base), base)


def test_conformance_by_classes() -> None:
    """All of BidiTest.txt; where a direction is found out, the rest is shared with it given."""
    levels_of = lru_cache(maxsize=2)(levels_of_classes)
    is_met = cache(Expected.is_met_by)
    count = 0
    failures = []
    for classes, directions, expected in class_cases():
        for direction in (1, 2, 4):
            if directions & direction:
                count += 1
                base = bidi._first_strong_level(classes) if direction == 1 else direction >> 2
                levels = levels_of(classes, base)
                if not is_met(expected, levels):
                    failures.append((classes, direction, list(levels), expected))
    assert failures[:10] == []
    assert count == 770_241


def test_conformance_by_characters() -> None:
    """All of BidiCharacterTest.txt."""
    count = 0
    failures = []
    for line in read_data("BidiCharacterTest.txt").splitlines():
        if line and not line.startswith("#"):
            count += 1
            points, direction, level, *result = line.split(";")
            text = "".join(chr(int(point, 16)) for point in points.split())
            levels, base = paragraph_levels(text, None if direction == "2" else int(direction))
            levels = reset_trailing(text, levels, base, 0, len(text))
            if base != int(level) or not Expected.parse(*result).is_met_by(levels):
                failures.append((line, base, list(levels)))
    assert failures[:10] == []
    assert count == 91_707


def test_every_pair_of_brackets_is_known() -> None:
    rows = re.findall(r"^(\w+); (\w+); ([oc]) ", read_data("BidiBrackets.txt"), re.MULTILINE)
    assert len(rows) == 128
    for point, paired_point, kind in rows:
        bracket, paired = chr(int(point, 16)), chr(int(paired_point, 16))
        opening, closing = (bracket, paired) if kind == "o" else (paired, bracket)
        assert paragraph_levels(f"a{opening}b{closing}", 1)[0] == b"\2\2\2\2"
        assert paragraph_levels(f"a{opening}b{opening}", 1)[0] == b"\2\2\2\1"


# --- What a reader would notice ------------------------------------------------------------------


def test_right_to_left_words_run_from_the_right_and_numbers_do_not() -> None:
    assert shown(f"{CALL} 999 {NOW}") == f"{backwards(NOW)} 999 {backwards(CALL)}"
    assert shown(f"Dr {ALEF}{BET} 28 {GIMEL} has 2") == f"Dr {GIMEL} 28 {BET}{ALEF} has 2"


def test_phone_number_in_arabic_stays_in_order_when_isolated() -> None:
    phone = "020 7946 0000"
    text = f"{CALL} {phone} {NOW}"
    start = text.index(phone)
    isolates = ((start, start + len(phone), "ltr"),)
    assert shown(text, None, isolates) == f"{backwards(NOW)} {phone} {backwards(CALL)}"
    assert "0000 7946 020" in shown(text)  # the reason to isolate it


def test_plus_and_percent_signs_keep_to_isolated_numbers() -> None:
    text = f"{CALL} +44 20 7946, 5%"
    assert shown(text, 1, ((5, 16, "ltr"), (18, 20, "ltr"))) == f"5% ,+44 20 7946 {backwards(CALL)}"


def test_isolate_of_unknown_direction_goes_by_its_own_first_letter() -> None:
    text = f"{ALEF}{BET} NHS; {ALEF}{BET} NHS"
    assert shown(text, 0, ((0, 6, "auto"), (8, 14, "ltr"))) == f"NHS {BET}{ALEF}; {BET}{ALEF} NHS"


def test_isolates_do_not_decide_the_direction_of_the_paragraph() -> None:
    text = f"Panadol {CALL}"
    assert paragraph_levels(text)[1] == 0
    assert paragraph_levels(text, None, [(0, 7, "ltr")])[1] == 1
    assert paragraph_levels("Panadol", None, [(0, 7, "rtl")]) == (b"\2" * 7, 0)


def test_brackets_go_with_the_text_around_them() -> None:
    assert shown(f"{CALL} (NHS) {NOW}") == f"{backwards(NOW)} )NHS( {backwards(CALL)}"  # to be mirrored
    assert paragraph_levels("a(b)", 1)[0] == b"\2\2\2\2"
    assert paragraph_levels(f"{ALEF}({BET})", 0)[0] == b"\1\1\1\1"
    assert paragraph_levels(f"{ALEF}({BET}){ACCENT}", 0)[0] == b"\1\1\1\1\1"


def test_equivalent_brackets_are_a_pair() -> None:
    for opening in "\u2329\u3008":
        for closing in "\u232a\u3009":
            assert paragraph_levels(f"a{opening}b{closing}", 1)[0] == b"\2\2\2\2"


@pytest.mark.parametrize(("depth", "level"), [(63, 2), (64, 1)])
def test_too_many_open_brackets_are_no_pairs(depth: int, level: int) -> None:
    text = "a" + "(" * depth + "b)"
    assert paragraph_levels(text, 1)[0][-1] == level
    assert paragraph_levels(f"a(b){BET}{text}", 1)[0][3] == level


@pytest.mark.parametrize(
    ("control", "closing", "level"),
    [
        (LRE, PDF, 124), (RLE, PDF, 126), (LRO, PDF, 124), (RLO, PDF, 125),
        (LRI, PDI, 124), (RLI, PDI, 126), (FSI, PDI, 124),
    ],
)  # fmt: skip
def test_very_deep_nesting_ends_where_it_is_closed(control: str, closing: str, level: int) -> None:
    levels, _ = paragraph_levels(f"{control * 1000}a{closing * 1000} b", 0)
    assert levels[1000] == level
    assert levels[-2:] == b"\0\0"


def test_override_shows_letters_in_its_direction_up_to_the_end_of_the_paragraph() -> None:
    assert shown(f"{RLO}abc{PDF} d") == "cba d"
    assert paragraph_levels(f"{RLO}abc{PARAGRAPH}abc", 0)[0] == b"\0\1\1\1\0\0\0\0"


def test_paragraphs_of_a_text_do_not_affect_each_other_but_share_a_level() -> None:
    first, second = f"1. ({ALEF}", f"a) b {ALEF}"
    levels, base = paragraph_levels(first + PARAGRAPH + second)
    assert base == 1
    assert levels == paragraph_levels(first + PARAGRAPH, 1)[0] + paragraph_levels(second, 1)[0]
    assert paragraph_levels(f"{LRI}1.{PARAGRAPH}{CALL}")[1] == 1


def test_invisible_characters_are_where_the_character_before_them_is() -> None:
    assert paragraph_levels(f"a{JOINER}{ALEF}{JOINER}{JOINER}1{JOINER}", 0)[0] == bytes([0, 0, 1, 1, 1, 2, 2])
    assert paragraph_levels(f"{JOINER}{ALEF}", 0)[0] == b"\0\1"


def test_blanks_at_the_end_of_a_line_go_to_its_far_end() -> None:
    text = f"{CALL} NHS Direct {NOW}"
    levels, base = paragraph_levels(text)
    line = text[:9]
    assert line.endswith("NHS ")
    order = visual_order(reset_trailing(text, levels, base, 0, 9))
    assert "".join(line[index] for index in order) == f" NHS {backwards(CALL)}"
    assert reset_trailing(text, levels, base, 9, len(text)) == levels[9:]


def test_tab_separates_columns_in_the_order_of_the_paragraph() -> None:
    text = f"{ALEF}{BET} {TAB}{GIMEL} "
    assert shown(text, 0) == f"{BET}{ALEF} {TAB}{GIMEL} "
    assert shown(text, 1) == backwards(text)


@pytest.mark.parametrize(
    ("character", "level", "percent"),
    [
        ("\u05ff", 1, 2),  # as R: the percent sign belongs to the number
        ("\U00010fff", 1, 2),
        ("\U0001efff", 1, 2),
        ("\u07bf", 1, 1),  # as AL: it does not
        ("\U0001eeff", 1, 1),
        ("\u0378", 0, 0),  # as L
    ],
)
def test_unknown_letters_have_the_direction_of_their_script(character: str, level: int, percent: int) -> None:
    levels, base = paragraph_levels(f"{character}1%")
    assert (base, levels[0], levels[-1]) == (level, level, percent)


@pytest.mark.parametrize("character", ["\ufdd0", "\ufff0", "\uffff", "\U000e0fff", "\U0010fffe", "\u2065"])
def test_unknown_invisible_characters_do_not_part_a_number(character: str) -> None:
    assert paragraph_levels(f"{ALEF}1,{character}2", 1)[0] == bytes([1, 2, 2, 2, 2])
    assert paragraph_levels(f"{ALEF}1\u20cf{character} 2", 1)[0] == bytes([1, 2, 2, 2, 1, 2])


@pytest.mark.parametrize(
    "isolates",
    [[(0, 3, "ltr"), (2, 4, "ltr")], [(3, 4, "rtl"), (0, 1, "rtl")], [(2, 1, "auto")], [(0, 5, "ltr")]],
)
def test_isolates_that_are_not_in_order_in_the_text_are_refused(isolates: list[Isolate]) -> None:
    with pytest.raises(ValueError, match="not the next isolate"):
        paragraph_levels("abcd", 0, isolates)


def test_wrong_directions_are_refused() -> None:
    with pytest.raises(ValueError, match="LTR"):
        paragraph_levels("abcd", 0, [(0, 1, "LTR")])
    with pytest.raises(ValueError, match="not 2"):
        paragraph_levels("abcd", 2)


# --- Simple texts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Take 2 tablets (500 mg) \u2013 with food, 3\u00d7 a day; caf\u00e9.\tTel. +44 20 7946 0000\n",
        "Жизнь, βίος, 生活, ชีวิต, जीवन",
        "e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u00a0\u00ad\ufeff\u200b\u200e\ufe0f",
    ],
)  # fmt: skip
def test_ordinary_left_to_right_text_is_simple(text: str) -> None:
    assert is_simple(text)
    assert paragraph_levels(text) == (bytes(len(text)), 0)


@pytest.mark.parametrize("character", [LRI, RLI, FSI, LRE, RLE, LRO, RLO, ALEF, US, ARABIC_THREE])
def test_text_with_a_raised_level_is_not_simple(character: str) -> None:
    assert not is_simple(f"caf\u00e9 {character}")


def test_all_simple_characters_together_are_at_level_0() -> None:
    simple = "".join(filter(is_simple, map(chr, range(sys.maxunicode + 1))))
    assert len(simple) > 1_000_000
    classes = bytes(map(bidi._class_code.__wrapped__, simple))
    assert set(bidi._resolve(classes, simple, 0)) == {0}


@PROPERTY
@given(TEXTS)
def test_simple_text_is_at_level_0(text: str) -> None:
    text = "".join(filter(is_simple, text))
    classes = bytes(map(bidi._class_code, text))
    assert is_simple(text)
    assert bidi._resolve(classes, text, 0) == bytes(len(text))


# --- Properties ----------------------------------------------------------------------------------


@st.composite
def isolated_texts(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[str, tuple[Isolate, ...]]:
    """A text and some isolates of it; none is around nothing, which spans never are and only controls can be."""
    text = draw(texts)
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    directions = draw(st.lists(st.sampled_from(list(INITIATORS)), min_size=4, max_size=4))
    pairs = zip(ends[::2], ends[1::2], directions, strict=False)
    return text, tuple((start, end, direction) for start, end, direction in pairs if start < end)


@PROPERTY
@given(isolated_texts(TEXTS), BASES)
def test_isolates_are_as_with_controls(case: tuple[str, tuple[Isolate, ...]], base: int | None) -> None:
    text, isolates = case
    characters, own = _with_controls(text, isolates)
    levels, level = paragraph_levels("".join(characters), base)
    assert paragraph_levels(text, base, isolates) == (bytes(compress(levels, own)), level)


@PROPERTY
@given(isolated_texts(TEXTS), st.sampled_from(list(INITIATORS)), BASES)
def test_isolates_inside_an_isolate_are_as_with_controls(
    case: tuple[str, tuple[Isolate, ...]], direction: str, base: int | None
) -> None:
    text, isolates = case
    outer = (0, len(text), direction)
    inner, own = _with_controls(text, isolates)
    levels, level = paragraph_levels(f"a{INITIATORS[direction]}{''.join(inner)}{PDI}b", base)
    expected = bytes(compress(levels, [False, False, *own, False, False]))
    shifted = tuple((start + 1, end + 1, way) for start, end, way in (outer, *isolates))
    found, found_level = paragraph_levels(f"a{text}b", base, shifted)
    assert (found[1:-1], found_level) == (expected, level)


def _with_controls(text: str, isolates: tuple[Isolate, ...]) -> tuple[list[str], list[bool]]:
    """The text with controls around its isolates, and which characters are its own."""
    pieces = [(character, True) for character in text]
    for start, end, direction in reversed(isolates):
        pieces[start:end] = [(INITIATORS[direction], False), *pieces[start:end], (PDI, False)]
    return [character for character, _ in pieces], [own for _, own in pieces]


@PROPERTY
@given(isolated_texts(PLAIN_TEXTS), BASES)
def test_text_around_isolates_does_not_depend_on_what_is_inside(
    case: tuple[str, tuple[Isolate, ...]], base: int | None
) -> None:
    text, isolates = case
    levels, level = paragraph_levels(text, base, isolates)
    around, outside = list(text), list(levels)
    for start, end, _ in reversed(isolates):
        around[start:end] = "\N{OBJECT REPLACEMENT CHARACTER}"
        outside[start:end] = [-1]
    expected, expected_level = paragraph_levels("".join(around), base)
    assert level == expected_level
    assert all(own in (-1, other) for own, other in zip(outside, expected, strict=True))


@PROPERTY
@given(TEXTS, BASES, st.data())
def test_only_blanks_before_a_separator_or_the_end_are_reset(text: str, base: int | None, data: st.DataObject) -> None:
    levels, level = paragraph_levels(text, base)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    expected = list(levels[start:end])
    is_trailing = True
    for index in range(end - 1, start - 1, -1):
        is_trailing = text[index] in BLANKS if is_trailing else text[index] in (TAB, PARAGRAPH)
        if is_trailing:
            expected[index - start] = level
    assert list(reset_trailing(text, levels, level, start, end)) == expected


@PROPERTY
@given(st.lists(st.integers(0, 7)))
def test_order_is_the_one_of_reversals_level_by_level(levels: list[int]) -> None:
    expected = list(range(len(levels)))
    for threshold in range(7, min((level for level in levels if level % 2), default=8) - 1, -1):
        runs = re.finditer("1+", "".join("01"[level >= threshold] for level in levels))
        for start, end in (run.span() for run in runs):
            expected[start:end] = reversed(expected[start:end])
    order = visual_order(levels)
    assert order == expected
    assert sorted(order) == list(range(len(levels)))


@PROPERTY
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(1, 4))))
def test_runs_are_in_the_order_of_their_characters(runs: list[tuple[int, int]]) -> None:
    characters = [(run, place) for run, (_, length) in enumerate(runs) for place in range(length)]
    levels = [level for level, length in runs for _ in range(length)]
    expected = [
        (run, place)
        for run in visual_order([level for level, _ in runs])
        for place in sorted(range(runs[run][1]), reverse=runs[run][0] % 2 == 1)
    ]
    assert [characters[index] for index in visual_order(levels)] == expected


ONE_LEVEL = "".join(char for char in map(chr, range(0x10000)) if only_level(char, rtl=True) == 1)


@given(st.text(st.sampled_from(ONE_LEVEL)))
@PROPERTY
def test_right_to_left_text_without_numbers_has_one_level(text: str) -> None:
    assert only_level(text, rtl=True) == 1
    assert paragraph_levels(text, 1)[0] == bytes([1]) * len(text)


@pytest.mark.parametrize("text", [CALL + " 112", ARABIC_THREE, "HER2", LRI, RLE, "\n", "\u200e", "50\u066a"])
def test_where_directions_mix_no_level_is_that_of_all(text: str) -> None:
    assert only_level(f"{US} {text}", rtl=True) is None


def test_the_level_of_most_paragraphs_is_known_at_once() -> None:
    assert only_level(f"{CALL} {US} (\u00ab{NOW}\u00bb)\u060c {ALEF}{POINT}.", rtl=True) == 1
    assert only_level("Call us now (today).", rtl=False) == 0
    assert only_level(f"Call {US}.", rtl=False) is None
