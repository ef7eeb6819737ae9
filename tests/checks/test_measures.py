"""Each rule about pages: a page that breaks it and one that does not, in numbers worked out by hand."""

from __future__ import annotations

import math

import pytest

from generator.checks.measures import Finding, Measures, NotMeasured, measure, measured
from generator.model.profile import Profile, RuleSetting
from generator.problems import Severity
from generator.values import replace
from tests.support.pdfs import T, pdf, text

DEFAULT = Profile("Any clinic.")
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def found(data: bytes, rule: str, **more: str) -> list[tuple[Severity, str]]:
    return [(one.severity, one.message) for one in measured(data, DEFAULT, **more) if one.rule == rule]


def numbers(data: bytes) -> Measures:
    return measure(data, DEFAULT)[0]


def lines(
    said: str, count: int, size: float = 14, pitch: float = 20, top: float = 700, x: float = 60, font: str = "F1"
) -> str:
    """One paragraph, content 0 of its page, of as many lines."""
    rows = " ".join(f"1 0 0 1 {x} {top - n * pitch} Tm <{said.encode().hex()}> Tj" for n in range(count))
    return f"/P <</MCID 0>> BDC BT /{font} {size} Tf {rows} ET EMC\n"


PARAGRAPH = [T("P", [0])]


# -- type ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "form", "expected"),
    [
        (11.9, "", [(ERROR, "small-body", "Most of the text is in 11.9 pt.")]),
        (12, "", [(WARNING, "small-body", "Most of the text is in 12 pt.")]),
        (14, "", []),
        (15, "large-print", [(ERROR, "large-print-size", "Most of the text is in 15 pt.")]),
        (16, "large-print", [(WARNING, "large-print-size", "Most of the text is in 16 pt.")]),
        (18, "large-print", []),
        (20, "giant-print", [(ERROR, "large-print-size", "Most of the text is in 20 pt.")]),
        (24, "giant-print", []),
    ],
)
def test_size_of_the_body(size: float, form: str, expected: list[tuple[Severity, str, str]]) -> None:
    data = pdf(text(0, "Take one tablet", 60, 700, size), tags=PARAGRAPH)
    got = [one for one in measured(data, DEFAULT, form=form) if one.rule in ("small-body", "large-print-size")]
    assert [(one.severity, one.rule, one.message) for one in got] == expected


def test_the_body_is_what_most_text_is_in() -> None:
    footer = f"/Artifact <</Type/Pagination>> BDC BT /F1 9 Tf 60 30 Td ({'id ' * 40}) Tj ET EMC"
    data = pdf(text(0, "A long title", 60, 760, 30) + lines("Words " * 9, 3) + footer, tags=PARAGRAPH)
    assert numbers(data).body == 14
    assert numbers(data).smallest == 9


def test_an_imprint_is_not_the_body() -> None:
    content = text(0, "Take one tablet.", 60, 700) + text(1, "Published by the clinic, " * 2, 60, 100, 10.5)
    imprint = [T("P", [0]), T("Div", [T("P", [1])])]
    assert numbers(pdf(content, tags=imprint)).body == 14
    assert numbers(pdf(content, tags=[T("P", [0]), T("P", [1])])).body == 10.5


@pytest.mark.parametrize(
    ("size", "form", "expected"),
    [
        (8.9, "", [(ERROR, "Page 1: “Call 911” is in 8.9 pt; most of the text is in 14 pt.")]),
        (9, "", [(WARNING, "Page 1: “Call 911” is in 9 pt; most of the text is in 14 pt.")]),
        (14, "", []),
        (9, "large-print", [(ERROR, "Page 1: “Call 911” is in 9 pt; most of the text is in 14 pt.")]),
    ],
)
def test_smallest_text(size: float, form: str, expected: list[tuple[Severity, str]]) -> None:
    data = pdf(lines("Words and words", 2) + text(1, "Call 911", 60, 100, size), tags=[T("P", [0]), T("P", [1])])
    assert found(data, "small-text", form=form) == expected


@pytest.mark.parametrize(("size", "form", "told"), [(10.5, "", 0), (8, "", 1), (10.5, "large-print", 1)])
def test_a_footer_may_be_smaller_but_for_large_print(size: float, form: str, told: int) -> None:
    footer = f"/Artifact <</Type/Pagination>> BDC BT /F1 {size} Tf 60 30 Td (WAR-01) Tj ET EMC"
    data = pdf(lines("Words and words", 2) + footer, tags=PARAGRAPH)
    assert len(found(data, "small-text", form=form)) == told


def test_what_is_large_enough_is_not_small() -> None:
    data = pdf(lines("Words and words", 2, size=16) + text(1, "Call 911", 60, 100, 14), tags=[T("P", [0]), T("P", [1])])
    assert found(data, "small-text") == []
    assert len(found(data, "small-text", form="large-print")) == 1


def test_a_bullet_is_no_small_text() -> None:
    data = pdf(lines("Words", 2) + text(1, "•", 60, 100, 6), tags=[T("P", [0]), T("P", [1])])
    assert found(data, "small-text") == []


# -- lines ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "size", "rule", "severity"),
    [
        (65, 14, "", None),
        (70, 14, "", None),
        (71, 14, "long-lines", WARNING),
        (60, 14, "", None),
        (59, 14, "short-lines", WARNING),
        (30, 30, "short-lines", WARNING),
        (29, 30, "short-lines", ERROR),
    ],
)
def test_length_of_lines(count: int, size: float, rule: str, severity: Severity | None) -> None:
    """Letters are half their size wide: every one of these fills more than half of 700 pt."""
    data = pdf(lines("n" * count, 7, size=size, pitch=2 * size), tags=PARAGRAPH, size=(700, 842))
    message = f"A typical full line of body text has {count} characters: half of them have fewer, half have more."
    got = {name: found(data, name) for name in ("long-lines", "short-lines")}
    assert got == {"long-lines": [], "short-lines": []} | ({rule: [(severity, message)]} if rule else {})
    assert numbers(data).line == count


def test_lines_of_a_listing_are_no_lines_of_text() -> None:
    """What is typed is as wide as it is."""
    long, short = lines("n" * 65, 7), lines("n" * 56, 40, top=500).replace("/MCID 0", "/MCID 1")
    typed = [T("P", [0]), T("P", [T("Code", [1])])]
    assert found(pdf(long + short, tags=typed, size=(700, 1700)), "short-lines") == []
    assert found(pdf(long + short, tags=[T("P", [0]), T("P", [1])], size=(700, 1700)), "short-lines") != []


@pytest.mark.parametrize(("rest", "told"), [(3, False), (9, True)])
def test_of_few_lines_one_that_is_long_enough_will_do(rest: int, told: bool) -> None:
    """The middle of two or three is chance: a long word that did not fit."""
    data = pdf(lines("n" * 60, 1) + lines("n" * 55, rest, top=600), tags=[T("P", [0]), T("P", [1])], size=(700, 842))
    assert bool(found(data, "short-lines")) == told


@pytest.mark.parametrize(("longest", "told"), [(30, []), (29, [ERROR])])
def test_few_lines_weigh_what_the_longest_of_them_weighs(longest: int, told: list[Severity]) -> None:
    """Of the facts at the end of a short leaflet in giant print, a line may hold two words."""
    shown = lines("n" * longest, 1, size=30) + lines("n" * 26, 3, size=30, top=600, pitch=60)
    data = pdf(shown, tags=[T("P", [0]), T("P", [1])], size=(700, 842))
    message = f"The longest full line of body text has {longest} characters."
    assert found(data, "short-lines", form="giant-print") == [(one, message) for one in told]


@pytest.mark.parametrize("lang", ["ru", "el", "uk"])
@pytest.mark.parametrize(("count", "rule"), [(44, "short-lines"), (45, ""), (59, ""), (70, ""), (71, "long-lines")])
def test_the_shortest_line_of_latin_letters_is_that_of_latin_alone(lang: str, count: int, rule: str) -> None:
    data = pdf(lines("n" * count, 7, size=18, pitch=36), tags=PARAGRAPH, size=(700, 842), lang=lang)
    got = [name for name in ("long-lines", "short-lines") if found(data, name)]
    assert got == ([rule] if rule else [])


def test_large_print_may_have_shorter_lines() -> None:
    data = pdf(lines("n" * 45, 7, size=18, pitch=27), tags=PARAGRAPH)
    assert found(data, "short-lines", form="large-print") == []
    assert len(found(data, "short-lines")) == 1


def test_one_line_over_the_limit() -> None:
    data = pdf(lines("n" * 81, 2), tags=PARAGRAPH, size=(700, 842))
    line = "n" * 60
    assert (ERROR, f"Page 1: the line “{line}…” has 81 characters.") in found(data, "long-lines")


def test_the_last_line_of_a_paragraph_is_not_full() -> None:
    assert numbers(pdf(lines("n" * 20, 1), tags=PARAGRAPH)).line is None


def test_marks_are_no_characters_of_their_own() -> None:
    said = ("ก" + "\u0e34") * 40  # a letter and the vowel above it
    content = (
        f"/P <</MCID 0>> BDC BT /F4 5 Tf 60 700 Td <{said.encode('utf-16-be').hex()}> Tj 0 -20 Td <0e01> Tj ET EMC"
    )
    assert numbers(pdf(content, tags=PARAGRAPH, lang="th")).line == 40


@pytest.mark.parametrize(("count", "severity"), [(40, None), (41, WARNING)])
def test_lines_of_chinese_are_shorter(count: int, severity: Severity | None) -> None:
    """Latin letters among them are half as wide and count half."""
    said = "药" * (count - 2) + "INRs"
    content = (
        f"/P <</MCID 0>> BDC BT /F4 8 Tf 60 700 Td <{said.encode('utf-16-be').hex()}> Tj 0 -20 Td <836f> Tj ET EMC"
    )
    data = pdf(content, tags=PARAGRAPH, lang="zh-Hans")
    assert [one for one, _ in found(data, "long-lines")] == ([severity] if severity else [])
    assert numbers(data).line == count


@pytest.mark.parametrize(("count", "expected"), [(29, 1), (30, 0), (45, 0), (46, 1)])
def test_columns_have_an_aim_of_their_own(count: int, expected: int) -> None:
    data = pdf(lines("n" * count, 7), tags=PARAGRAPH, size=(842, 595))
    got = found(data, "long-lines") + found(data, "short-lines")
    assert [one for one, _ in got] == [WARNING] * expected


@pytest.mark.parametrize(("pitch", "expected"), [(16, True), (16.8, False)])
def test_distance_of_lines(pitch: float, expected: bool) -> None:
    """1.2 times 14 pt are 16.8 pt."""
    data = pdf(lines("Words", 3, pitch=pitch), tags=PARAGRAPH)
    said = "Page 1: the line “Words” is 1.14 type sizes below the one above it."
    assert found(data, "tight-lines") == ([(WARNING, said)] if expected else [])
    assert numbers(data).pitch == round(pitch / 14, 2)


def test_headings_may_stand_tight() -> None:
    data = pdf(lines("Words", 2, size=30, pitch=31), tags=[T("H1", [0])])
    assert found(data, "tight-lines") == []


@pytest.mark.parametrize(("matrix", "angle"), [("0 1 -1 0", 90), ("1 0 0 1", 0)])
def test_turned_text(matrix: str, angle: int) -> None:
    data = pdf(f"/P <</MCID 0>> BDC BT /F1 14 Tf {matrix} 100 100 Tm (Take) Tj ET EMC", tags=PARAGRAPH)
    assert found(data, "turned-text") == ([(ERROR, "Page 1: “Take” is turned by 90°.")] if angle else [])


@pytest.mark.parametrize(("said", "expected"), [("one two three four", True), ("one two three", False)])
def test_italics_and_underlines(said: str, expected: bool) -> None:
    italic = pdf(text(0, said, 60, 700, font="F3"), tags=PARAGRAPH)
    assert found(italic, "long-emphasis") == ([(ERROR, f"Page 1: “{said}” is in italics.")] if expected else [])
    rule = f"/Artifact BMC 60 698 {7 * len(said)} 0.7 re f EMC"
    under = pdf(text(0, said, 60, 700) + rule, tags=PARAGRAPH)
    assert found(under, "long-emphasis") == ([(ERROR, f"Page 1: “{said}” is underlined.")] if expected else [])


def test_a_link_may_be_underlined_and_a_rule_below_is_no_underline() -> None:
    said = "the clinic's page about warfarin"
    rule = f"/Artifact BMC 60 698 {7 * len(said)} 0.7 re f EMC"
    assert found(pdf(text(0, said, 60, 700) + rule, tags=[T("P", [T("Link", [0])])]), "long-emphasis") == []
    below = f"/Artifact BMC 60 693 {7 * len(said)} 0.7 re f EMC"
    assert found(pdf(text(0, said, 60, 700) + below, tags=PARAGRAPH), "long-emphasis") == []


# -- colours -------------------------------------------------------------------------------------------------------


def luminance(grey: float) -> float:
    """WCAG 2.1, relative luminance, for a grey above 0.04045."""
    return ((grey + 0.055) / 1.055) ** 2.4


def test_contrast_in_exact_numbers() -> None:
    """Black is 0; grey of 0.5 has a luminance of 0.2140: 1.05 / 0.2640 on white, 0.2640 / 0.05 under black."""
    grey = pdf("0.5 g " + text(0, "Take one tablet", 60, 700), tags=PARAGRAPH)
    assert numbers(grey).contrast == round(1.05 / (luminance(0.5) + 0.05), 2) == 3.98
    assert found(grey, "pale-text") == [(ERROR, "Page 1: “Take one tablet” has a contrast of 4.0 to 1.")]
    box = pdf("0.5 g 0 600 595 242 re f 0 g " + text(0, "Take one tablet", 60, 700), tags=PARAGRAPH)
    assert numbers(box).contrast == round((luminance(0.5) + 0.05) / 0.05, 2) == 5.28
    assert [one for one, _ in found(box, "pale-text")] == [WARNING]


@pytest.mark.parametrize(
    ("size", "font", "expected"),
    [(14, "F1", ERROR), (14, "F2", WARNING), (18, "F1", WARNING), (17.9, "F1", ERROR)],
)
def test_large_text_may_be_paler(size: float, font: str, expected: Severity) -> None:
    data = pdf("0.5 g " + text(0, "Take one", 60, 700, size, font), tags=PARAGRAPH)
    assert [one for one, _ in found(data, "pale-text")] == [expected]


@pytest.mark.parametrize(
    ("ground", "told"),
    [
        ("1 g 50 690 200 40 re f", True),  # white on white
        ("0 g 50 690 200 40 re f", False),
        ("0 g 50 690 80 40 re f", True),  # ends under the text
        ("0 g 50 690 200 40 re f 1 g 100 695 50 30 re f", True),  # a white box on it
        ("1 g 100 695 50 30 re f 0 g 50 690 200 40 re f", False),  # and below it
        ("0 g 50 700 m 150 800 l 250 700 l 150 600 l h f", False),  # a rhombus
        ("0 g 0 0 0 0 k 50 690 200 40 re f", True),
        ("0 G 40 w 50 705 m 250 705 l S", False),  # a thick line
        ("0 g q 0 0 50 50 re W n 50 690 200 40 re f Q", True),  # cut away
    ],
)
def test_what_lies_under_a_text(ground: str, told: bool) -> None:
    data = pdf(f"/Artifact BMC {ground} EMC 1 g " + text(0, "Take one tablet", 100, 700, 10), tags=PARAGRAPH)
    assert bool(found(data, "pale-text")) is told


def test_what_is_painted_later_is_not_under_it() -> None:
    data = pdf(text(0, "Take", 60, 700) + "/Artifact BMC 0.2 g 0 0 595 100 re f EMC", tags=PARAGRAPH)
    assert found(data, "pale-text") == []


def test_colours_that_are_one_in_grey() -> None:
    """0.3 R + 0.59 G + 0.11 B: red and this green are both 0.3."""
    green = 0.3 / 0.59
    content = f"/Artifact BMC 0 {green:.4f} 0 rg 0 600 595 242 re f EMC 1 0 0 rg " + text(0, "Stop here", 60, 700)
    data = pdf(content, tags=PARAGRAPH)
    assert numbers(data).contrast_grey == 1
    assert [one for one, _ in found(data, "pale-text")] == [ERROR]
    # Blue on yellow: 10 to 1 in colour; 0.11 and 0.89 in grey are as far apart.
    blue = pdf("/Artifact BMC 1 1 0 rg 0 600 595 242 re f EMC 0 0 1 rg " + text(0, "Stop", 60, 700), tags=PARAGRAPH)
    assert found(blue, "pale-in-grey") == []
    # Magenta on green: told apart in colour no better than 2.3, in grey hardly at all.
    pale = "/Artifact BMC 0 1 1 rg 0 600 595 242 re f EMC 0.9 0 1 rg "
    assert numbers(pdf(pale + text(0, "Stop", 60, 700), tags=PARAGRAPH)).contrast_grey == pytest.approx(
        (luminance(0.7) + 0.05) / (luminance(0.38) + 0.05), abs=0.01
    )


def test_grey_is_told_where_colour_passes() -> None:
    """Red (0.3 in grey, 5.25 to 1 on black) against a dark ground that is 0.11 in grey."""
    content = "/Artifact BMC 0 0 0 rg 0 600 595 242 re f EMC 1 0 0 rg " + text(0, "Stop here", 60, 700)
    data = pdf(content, tags=PARAGRAPH)
    grey = (luminance(0.3) + 0.05) / 0.05
    assert (numbers(data).contrast, numbers(data).contrast_grey) == (5.25, round(grey, 2))
    assert [one for one, _ in found(data, "pale-text")] == [WARNING]
    assert found(data, "pale-in-grey") == [
        (ERROR, f"Page 1: “Stop here” has a contrast of {grey:.1f} to 1 when printed grey.")
    ]


IMAGE = {"Im": ("/Type/XObject/Subtype/Image/Width 1/Height 1", b"x")}


def test_text_on_a_picture() -> None:
    figure = "/Figure <</MCID 1>> BDC q 200 0 0 100 50 650 cm /Im Do Q EMC "
    tags = [T("Figure", [1], {"Alt": "A hand."}), T("P", [0])]
    on = pdf(figure + text(0, "Press here", 60, 700), tags=tags, streams=IMAGE)
    assert found(on, "text-on-picture") == [(ERROR, "Page 1: “Press here” stands on a picture.")]
    beside = pdf(figure + text(0, "Press here", 260, 700), tags=tags, streams=IMAGE)
    assert found(beside, "text-on-picture") == []
    drawing = pdf("/Figure <</MCID 1>> BDC 0.9 g 50 650 200 100 re f EMC " + text(0, "Press", 60, 700), tags=tags)
    assert len(found(drawing, "text-on-picture")) == 1


def test_the_words_of_a_chart_belong_to_it() -> None:
    chart = "/Figure <</MCID 1>> BDC 0.9 g 50 650 200 100 re f 0 g BT /F1 14 Tf 60 700 Td (15 of 100) Tj ET EMC"
    data = pdf(chart, tags=[T("Figure", [1], {"Alt": "15 of 100 people."})])
    assert found(data, "text-on-picture") == []


@pytest.mark.parametrize(("height", "expected"), [(168, []), (170, [(WARNING, "Page 1: ink covers 20 % of it.")])])
def test_ink_of_areas(height: int, expected: list[tuple[Severity, str]]) -> None:
    """842 pt of height: 168 are 19.95 %, 170 are 20.19 %."""
    data = pdf(f"/Artifact BMC 0 g 0 0 595 {height} re f EMC", tags=PARAGRAPH)
    assert numbers(data).ink == round(height / 8.42, 1)
    assert found(data, "much-ink") == expected


def test_ink_of_a_circle_and_of_a_tint() -> None:
    """A circle of 100 pt is pi × 100² pt²; a grey of 0.8 has a luminance of 0.604 and takes 39.6 % of its area."""
    k = 55.23
    circle = (
        f"400 400 m 400 {400 + k} {300 + k} 500 300 500 c {300 - k} 500 200 {400 + k} 200 400 c "
        f"200 {400 - k} {300 - k} 300 300 300 c {300 + k} 300 400 {400 - k} 400 400 c h"
    )
    whole = pdf(f"/Artifact BMC 0 g {circle} f EMC")
    assert numbers(whole).ink == pytest.approx(100 * math.pi * 1e4 / (595 * 842), abs=0.1)
    ring = pdf(f"/Artifact BMC 0 g {circle} 250 350 100 100 re f* EMC")
    assert numbers(ring).ink == pytest.approx(100 * (math.pi - 1) * 1e4 / (595 * 842), abs=0.1)
    tint = pdf("/Artifact BMC 0.8 g 0 0 595 421 re f EMC")
    assert numbers(tint).ink == pytest.approx(50 * (1 - luminance(0.8)), abs=0.1)


# -- places --------------------------------------------------------------------------------------------------------


def two_lines(first: str, second: str) -> str:
    rows = f"1 0 0 1 60 700 Tm <{first.encode().hex()}> Tj 1 0 0 1 60 680 Tm <{second.encode().hex()}> Tj"
    return f"/P <</MCID 0>> BDC BT /F1 14 Tf {rows} ET EMC "


@pytest.mark.parametrize(
    ("first", "second", "fact"),
    [
        ("Call us at 020 7946 ", "0000 by day.", "020 7946 0000"),
        ("Take 2.5 ", "mg at night.", "2.5 mg"),
        ("Come on 2026-12-", "03 at noon.", "2026-12-03"),
        ("Take at night ", "2.5 mg of it.", ""),
        ("See https://www.clinic.example/a/very-", "long/address", ""),
    ],
)
def test_facts_are_not_split(first: str, second: str, fact: str) -> None:
    data = pdf(two_lines(first, second), tags=PARAGRAPH)
    assert found(data, "split-fact") == ([(ERROR, f"Page 1: “{fact}” is split over two lines.")] if fact else [])


def test_a_fact_is_not_split_over_pages_nor_in_a_cell() -> None:
    over = pdf(text(0, "Take 2.5 ", 60, 60), text(0, "mg at night.", 60, 780), tags=[T("P", [(1, 0), (2, 0)])])
    assert found(over, "split-fact") == [(ERROR, "Page 1: “2.5 mg” is split over two pages.")]
    cell = pdf(two_lines("2.5 ", "mg"), tags=[T("Table", [T("TR", [T("TH", [0])])])])
    assert len(found(cell, "split-fact")) == 1


def test_a_heading_at_the_foot() -> None:
    tags = [T("H2", [(1, 0)]), T("P", [(2, 0)])]
    foot = pdf(text(0, "When to call", 60, 60, 22), text(0, "Call us", 60, 780), tags=tags)
    message = "Page 1: the heading “When to call” stands at the foot, and its text elsewhere."
    assert found(foot, "stranded-heading") == [(WARNING, message)]
    column = pdf(text(0, "When to call", 60, 60, 22) + text(1, "Call us", 330, 780), tags=[T("H2", [0]), T("P", [1])])
    assert found(column, "stranded-heading") == [(WARNING, message)]
    good = pdf(text(0, "When to call", 60, 80, 22) + text(1, "Call us", 60, 50), tags=[T("H2", [0]), T("P", [1])])
    assert found(good, "stranded-heading") == []


@pytest.mark.parametrize(("before", "after", "which"), [(1, 3, "first"), (3, 1, "last"), (2, 2, ""), (1, 1, "")])
def test_lone_lines(before: int, after: int, which: str) -> None:
    data = pdf(lines("Words", before, top=100), lines("Words", after, top=780), tags=[T("P", [(1, 0), (2, 0)])])
    page = {"first": 1, "last": 2}.get(which, 0)
    expected = [(WARNING, f"Page {page}: the {which} line of a paragraph stands alone, “Words”.")] if which else []
    assert found(data, "lone-line") == expected


@pytest.mark.parametrize(("x", "expected"), [(14.1, True), (14.2, False)])
def test_distance_from_the_edge(x: float, expected: bool) -> None:
    """5 mm are 14.17 pt."""
    data = pdf(text(0, "Take", x, 700), tags=PARAGRAPH)
    message = "Page 1: something stands 5.0 mm from the edge."
    assert found(data, "near-edge") == ([(ERROR, message)] if expected else [])
    assert numbers(data).margin == 5.0


def test_the_edge_is_the_trim_and_grounds_may_bleed() -> None:
    ground = "/Artifact BMC 0.9 g -9 -9 700 900 re f EMC "
    data = pdf(ground + text(0, "Take", 60, 700), tags=PARAGRAPH)
    assert found(data, "near-edge") == []
    cut = pdf(ground + text(0, "Take", 60, 700), tags=PARAGRAPH, page="/TrimBox[50 50 500 800]")
    assert numbers(cut).margin == round(10 / 72 * 25.4, 1)
    picture = pdf("/Figure <</MCID 0>> BDC 0 g 5 300 50 50 re f EMC", tags=[T("Figure", [0], {"Alt": "A box."})])
    assert len(found(picture, "near-edge")) == 1


# -- profiles and files ----------------------------------------------------------------------------------------------


def with_rule(rule: str, **setting: object) -> Profile:
    return replace(DEFAULT, rules=((rule, RuleSetting(**setting)),))  # type: ignore[arg-type]  # what a test says


def test_a_profile_sets_limits_weights_and_silence() -> None:
    data = pdf(text(0, "Take", 15, 700), tags=PARAGRAPH)

    def edge(profile: Profile) -> list[Severity]:
        return [one.severity for one in measured(data, profile) if one.rule == "near-edge"]

    assert edge(DEFAULT) == []
    office = with_rule("near-edge", limits=(("error", 6.0),))
    assert edge(office) == [ERROR]
    milder = with_rule("near-edge", limits=(("error", 6.0),), severity="warning")
    assert edge(milder) == [WARNING]
    assert edge(with_rule("near-edge", limits=(("error", 6.0),), off="Ours are bound.")) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it does not begin with “%PDF-”"),
        (
            b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n",
            "it has no cross-reference stream where it should be",
        ),
        (pdf("(a) Tc"), "a page's operator Tc has the wrong operands"),
    ],
)
def test_what_cannot_be_measured_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(NotMeasured, match=f"^this PDF cannot be measured: {reason}$"):
        measured(data, DEFAULT)


def test_a_file_without_tags_is_measured_by_its_lines() -> None:
    content = "BT /F1 11 Tf 60 700 Td (Take 2.5 ) Tj 0 -16 Td (mg at night) Tj ET"
    got = measured(pdf(content), DEFAULT)
    assert Finding("untagged-text", ERROR, "No text of this file has a tag.") in got
    assert {"small-body", "split-fact"} <= {one.rule for one in got}


def test_an_empty_page_has_no_measures() -> None:
    assert numbers(pdf("")) == Measures(1, ink=0.0, ink_mean=0.0)
