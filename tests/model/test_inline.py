"""Inline marks: what they mean, what is shown as typed, and what is refused."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.fields import MAX_TEXT, Invalid, Reading
from generator.model.inline import InlineText, Prose, Span
from generator.model.stars import emphasis
from generator.problems import Place, ProblemList, SourceText
from generator.source import Scalar
from generator.translation.marks import codes_of, parts_of, text_of
from generator.values import replace

PLACE = Place(SourceText("f.yaml"), 3, 7)


def parse(text: str) -> Prose:
    return InlineText().read(Scalar(text, PLACE, True), Reading(ProblemList(), Path(), Path()))


def refused(text: str) -> list[str]:
    """The sentences that refuse a text."""
    problems = ProblemList()
    with pytest.raises(Invalid):
        InlineText().read(Scalar(text, PLACE, True), Reading(problems, Path(), Path()))
    assert all(problem.place == PLACE for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("plain", [Span("plain")]),
        ("**all bold**", [Span("all bold", bold=True)]),
        ("a **b** c", [Span("a "), Span("b", bold=True), Span(" c")]),
        ("un**believ**able", [Span("un"), Span("believ", bold=True), Span("able")]),
        ("[site](https://clinic.example/a?b=c#d)", [Span("site", link="https://clinic.example/a?b=c#d")]),
        ("[wiki](https://clinic.example/a_(b))", [Span("wiki", link="https://clinic.example/a_(b)")]),
        ("[mail](mailto:a@clinic.example)", [Span("mail", link="mailto:a@clinic.example")]),
        ("[call](tel:+15550100)", [Span("call", link="tel:+15550100")]),
        ("le [mot]{lang=fr}", [Span("le "), Span("mot", lang="fr")]),
        ("[中文]{lang=zh-Hans}", [Span("中文", lang="zh-Hans")]),
        ("a [Stage  IV]{term}", [Span("a "), Span("Stage IV", term="stage iv")]),
        (
            "[two **cells**]{term=cell nobreak}",
            [Span("two ", term="cell", nobreak=True), Span("cells", bold=True, term="cell", nobreak=True)],
        ),
        ("[e\u0301]{term}", [Span("e\u0301", term="é")]),
        ("[stage IV]{nobreak} cancer", [Span("stage IV", nobreak=True), Span(" cancer")]),
        ("[IV]{nobreak lang=la}", [Span("IV", lang="la", nobreak=True)]),
        ("**[Society]{lang=en}:** call", [Span("Society", bold=True, lang="en"), Span(":", bold=True), Span(" call")]),
        (
            "[a **b** c](https://a.example)",
            [
                Span("a ", link="https://a.example"),
                Span("b", bold=True, link="https://a.example"),
                Span(" c", link="https://a.example"),
            ],
        ),
        ("[[stage IV]{nobreak}](https://a.example)", [Span("stage IV", link="https://a.example", nobreak=True)]),
        ("[ein [mot]{lang=fr}]{lang=de}", [Span("ein ", lang="de"), Span("mot", lang="fr")]),
        (
            "[a [b](https://in.example)](https://out.example)",
            [
                Span("a ", link="https://out.example"),
                Span("b", link="https://in.example"),
            ],
        ),
        ("[[1] see]{nobreak}", [Span("[1] see", nobreak=True)]),
        ("a *b c* d", [Span("a "), Span("b c", italic=True), Span(" d")]),
        (
            "*H. pylori*, (*E. coli*)",
            [Span("H. pylori", italic=True), Span(", ("), Span("E. coli", italic=True), Span(")")],
        ),
        ("*“Eat well!”*, he", [Span("“Eat well!”", italic=True), Span(", he")]),
        ("5 * 6 is *not* 7 * 8", [Span("5 * 6 is "), Span("not", italic=True), Span(" 7 * 8")]),
        ("*see *b*", [Span("*see "), Span("b", italic=True)]),
        ("*[H. pylori]{lang=la}*", [Span("H. pylori", italic=True, lang="la")]),
        ("即*[H. pylori]{lang=la}*后", [Span("即"), Span("H. pylori", italic=True, lang="la"), Span("后")]),
        ("患有*幽门螺杆菌*感染", [Span("患有"), Span("幽门螺杆菌", italic=True), Span("感染")]),
        ("ה*Helicobacter* ב", [Span("ה"), Span("Helicobacter", italic=True), Span(" ב")]),
        ("*헬리코박터*는", [Span("헬리코박터", italic=True), Span("는")]),
        (
            "[a *b*](https://a.example)",
            [Span("a ", link="https://a.example"), Span("b", link="https://a.example", italic=True)],
        ),
        ("***both***", [Span("both", bold=True, italic=True)]),
        ("***a** b*", [Span("a", bold=True, italic=True), Span(" b", italic=True)]),
        ("***a* b**", [Span("a", bold=True, italic=True), Span(" b", bold=True)]),
        ("*a **b***", [Span("a ", italic=True), Span("b", bold=True, italic=True)]),
        ("**a *b***", [Span("a ", bold=True), Span("b", bold=True, italic=True)]),
        ("*a **b** c*", [Span("a ", italic=True), Span("b", bold=True, italic=True), Span(" c", italic=True)]),
    ],
)
def test_marks(text: str, spans: list[Span]) -> None:
    assert parse(text) == Prose(tuple(spans), PLACE)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<b>5 & 6 < 7</b>", "<b>5 & 6 < 7</b>"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("4*6*8", "4*6*8"),
        ("*aspirin", "*aspirin"),
        ("aspirin* and warfarin*", "aspirin* and warfarin*"),
        ("* aspirin * warfarin", "* aspirin * warfarin"),
        ("药*和 *药", "药*和 *药"),
        ("*.pdf and *.txt", "*.pdf and *.txt"),
        ("Dial *100# or *123*#.", "Dial *100# or *123*#."),
        ("Rated 4* and 5*", "Rated 4* and 5*"),
        ("The signs “*” and “*”", "The signs “*” and “*”"),
        ("(*) see (*)", "(*) see (*)"),
        ("*a [b*](https://a.example)", "*a b*"),
        ("*a [b*", "*a [b*"),
        (r"\*not slanted*", "*not slanted*"),
        ("array[0", "array[0"),
        ("0]", "0]"),
        ("[ref 1] and (that)", "[ref 1] and (that)"),
        ("[a] (b)", "[a] (b)"),
        ("[]", "[]"),
        ("[[[", "[[["),
        ("{nobreak}", "{nobreak}"),
        ("100 % @home #1", "100 % @home #1"),
        (r"\*\*not bold\*\*", "**not bold**"),
        (r"\[x\](https://a.example)", "[x](https://a.example)"),
        (r"C:\temp\new", r"C:\temp\new"),
        ("\\\\", "\\"),
        ("\\", "\\"),
        (r"a\\**b**", r"a\b"),
        ("  two   blanks\tand a tab ", "two blanks and a tab"),
        ("no\u00a0break\u202fspaces", "no\u00a0break\u202fspaces"),
        ("line one\n  line two\n\n", "line one\nline two"),
        ("[link\nof two lines](https://a.example)", "link\nof two lines"),
    ],
)
def test_shown_as_typed(text: str, plain: str) -> None:
    assert parse(text).plain == plain


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("a **b", ["“**” is opened and not closed."]),
        ("**a** b**", ["“**” is opened and not closed."]),
        ("**a \\**", ["“**” is opened and not closed."]),
        ("****", ["A mark stands around nothing."]),
        ("** **", ["A mark stands around nothing."]),
        ("a [](https://a.example)", ["A mark stands around nothing."]),
        ("a [ ]{nobreak}", ["A mark stands around nothing."]),
        ("[x]()", ["“” is no address to link to."]),
        ("[x](a.example)", ["“a.example” is no address to link to."]),
        ("[x](file:///etc/passwd)", ["“file:///etc/passwd” is no address to link to."]),
        ("[x](https://)", ["“https://” is no address to link to."]),
        ("[x](data:text/html,a)", ["“data:text/html,a” is no address to link to."]),
        ("[x]{}", ["“{}” is not a mark."]),
        ("[x]{lang=}", ["“{lang=}” is not a mark."]),
        ("[x]{nobreak bold}", ["“{nobreak bold}” is not a mark."]),
        (
            "**[x](y) [z]{q}",
            ["“y” is no address to link to.", "“{q}” is not a mark.", "“**” is opened and not closed."],
        ),
        ("[" * 10 + "x" + "]{nobreak}" * 10, ["More than 8 marks stand inside each other."]),
    ],
)
def test_refused(text: str, sentences: list[str]) -> None:
    assert refused(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_800 + "x" + "]{nobreak}" * 1_800,
        "**" * 9_999,
        "[" * 20_000,
        "]" * 20_000,
        "[(" * 10_000,
        "\\" * 20_000,
        "*a " * 6_666,
        "***a" * 5_000,
        "(*" * 10_000,
        "[" * 10_000 + "**" * 5_000,
        "**" + "[" * 5_000 + "**a" * 4_900,
    ],
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    assert 19_000 < len(text) <= MAX_TEXT
    with suppress(Invalid):
        parse(text)


_unmarked = st.text(st.characters(exclude_characters="*[]\\", exclude_categories=["Cs"]))


@given(_unmarked, _unmarked)
def test_text_without_marks_comes_back(before: str, after: str) -> None:
    text = f"{before}a{after}"
    prose = parse(text)
    assert re.sub(r"[ \t\n]+", "", prose.plain) == re.sub(r"[ \t\n]+", "", text)
    assert not re.search(r"[ \t]{2}|\t|^[ \n]|[ \n]$|\n ", prose.plain)
    assert all(span == Span(span.text) for span in prose.spans)


@given(st.text(), st.text())
def test_escaped_text_comes_back(before: str, after: str) -> None:
    text = f"{before}a{after}"
    escaped = re.sub(r"[*\[\]\\]", r"\\\g<0>", text)
    assert re.sub(r"[ \t\n]+", "", parse(escaped).plain) == re.sub(r"[ \t\n]+", "", text)


_PIECES = [
    "**",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "lang=fr",
    "nobreak",
    "term",
    "term=a",
    "https://a.example",
    "\\",
    "*",
    " ",
    "\n",
    "word",
    "é",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3)).map("".join))
def test_any_marks_are_read_or_refused(text: str) -> None:
    problems = ProblemList()
    try:
        prose = InlineText().read(Scalar(text, PLACE, True), Reading(problems, Path(), Path()))
    except Invalid:
        assert problems.has_errors
    else:
        assert not problems.has_errors
        assert prose.plain.strip()
        assert all(span.text for span in prose.spans)
        pairs = zip(prose.spans, prose.spans[1:], strict=False)
        assert all(replace(a, text="") != replace(b, text="") for a, b in pairs)


_WORDS = st.sampled_from(["pain", "5", "é", "боль", "药", "ألم", "“a”", "(b)", "c.", "कि"])
# Stars that nobody takes for marks: between blanks, in a sum, behind a word, and before a sign.
_STARS = st.sampled_from([" * ", "*2 ", "* ", " *, ", " *."])


@given(st.lists(st.tuples(_WORDS, _STARS)), _WORDS)
def test_stars_that_are_no_marks_are_shown_as_typed(pieces: list[tuple[str, str]], last: str) -> None:
    text = "".join(word + star for word, star in pieces) + last
    assert parse(text).spans == (Span(text),)


@given(st.lists(st.sampled_from([*_PIECES, "***", "*", "*a", "b*", "“", "药"])).map("".join))
def test_marks_of_emphasis_are_what_a_translator_is_given_to_keep(text: str) -> None:
    """A star that is set as a mark is a code in the exchange formats, and every other is text."""
    parts = parts_of(text)
    assert text_of(parts) == text
    stars = emphasis(text)
    assert list(stars.values()) == [True, False] * (len(stars) // 2)
    assert all(text[at] == "*" for at in stars)
    assert list(stars) == sorted(stars)
    if parts != (text,):
        assert sum(code.kind == "italic" for code in codes_of(parts)) == len(stars) // 2
