"""Drafts as YAML: whatever the texts are, reading the file gives exactly them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.importing.marks import marked
from generator.importing.nouns import Log, Run, Runs
from generator.importing.runs import cleaned, plain, tidy
from generator.importing.yaml_text import WIDTH, Commented, Row, yaml_text
from generator.model.fields import Reading
from generator.model.inline import InlineText
from generator.problems import NOWHERE, ProblemList
from generator.source import Scalar, first_control, parse_yaml
from tests.importing.reading import values

TEXTS = st.text(min_size=1, max_size=300).filter(lambda text: not first_control(text) and "\r" not in text)
SIGNS = st.text(" \n#:-*&!|>%@`'\"[]{},?\\.~0aZéא中", max_size=200)
ANY_TEXT = st.one_of(TEXTS, SIGNS, st.lists(TEXTS, max_size=30).map(" ".join))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
@example("a" * 120 + " b", "- a: b", "no")
@example("word " * 60, "a\n  b\n\nc", " a")
@example("# a " * 60, "12:30", "null")
def test_what_is_written_is_what_is_read(one: str, two: str, three: str) -> None:
    row = Row((one, two, three))
    tree: dict[str, Any] = {
        "title": one,
        "list": [one, two, {"text": three, "list": [one, Commented(("why",), two)]}],
        "table": {"header": row, "rows": [row, Row(({"text": two, "columns": 2}, three))]},
    }
    assert values(parse_yaml(yaml_text(tree))) == {
        "title": one,
        "list": [one, two, {"text": three, "list": [one, two]}],
        "table": {"header": [one, two, three], "rows": [[one, two, three], [{"text": two, "columns": "2"}, three]]},
    }


def test_text_is_laid_out_as_an_author_would() -> None:
    long = "Breast cancer that has spread to the bones is still breast cancer and is treated with breast cancer drugs."
    text = yaml_text(
        {
            "title": "Flu: what to do",
            "version": Commented(("TODO: version",), None),
            "content": [{"text": long}, {"text": "12 High Street\nLondon"}, {"list": ["no", "- a", "5 mg"]}],
        }
    )
    assert text == (
        'title: "Flu: what to do"\n'
        "# TODO: version\n"
        "version:\n"
        "content:\n"
        "  - text: >-\n"
        "      Breast cancer that has spread to the bones is still breast cancer and is treated with breast cancer\n"
        "      drugs.\n"
        "  - text: |-\n"
        "      12 High Street\n"
        "      London\n"
        "  - list:\n"
        '      - "no"\n'
        '      - "- a"\n'
        "      - 5 mg\n"
    )


@given(st.lists(st.text("ab cdé中", min_size=1, max_size=12), min_size=20, max_size=60))
def test_no_line_is_longer_than_its_longest_word_makes_it(words: list[str]) -> None:
    text = " ".join(" ".join(words).split())
    longest = max(map(len, text.split()), default=0)
    for line in yaml_text({"text": text}).splitlines():
        assert len(line) <= max(WIDTH, longest + 2) or not re.search(r"\S \S", line.partition('"')[2])


MARKS = st.builds(
    Run,
    st.text("ab *[]\\(){}=.é", min_size=1, max_size=12),
    st.booleans(),
    st.sampled_from(["", "", "https://www.clinic.example/a", "tel:+15550142"]),
    st.sampled_from(["", "", "fr", "zh-Hans"]),
    st.booleans(),
)


@given(st.lists(MARKS, min_size=1, max_size=6).map(tidy))
@example((Run("a**b [c](d)"),))
@example((Run("a*", bold=True), Run("*b")))
@example((Run("[x]"), Run("(https://www.clinic.example)", bold=True)))
@example((Run("one ", link="https://a.example"), Run("two", bold=True, link="https://a.example")))
def test_marks_are_read_as_they_were_meant(runs: Runs) -> None:
    if not plain(runs).strip():
        return
    reading = Reading(ProblemList(), Path(), Path())
    spans = InlineText().read(Scalar(marked(runs), NOWHERE, quoted=True), reading).spans
    read = [(char, s.bold, s.link, s.lang, s.italic) for s in spans for char in s.text]
    kept = any(span.italic for span in spans)  # italics inside a word cannot be said
    meant = [(char, r.bold, r.link, r.lang, r.italic and kept) for r in runs for char in r.text]
    assert read == meant


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((Run("Of "), Run("H. pylori", italic=True), Run("."),), "Of *H. pylori*."),
        ((Run("H. pylori", lang="la", italic=True),), "*[H. pylori]{lang=la}*"),
        ((Run("Eat "), Run("well", bold=True, italic=True)), "Eat ***well***"),
        ((Run("Eat ", italic=True), Run("well", True, italic=True), Run(", sleep", italic=True)), "*Eat **well**, sleep*"),
        ((Run("Eat ", bold=True), Run("well", True, italic=True), Run(" now", bold=True)), "**Eat *well* now**"),
        ((Run("this page", link="https://a.example", italic=True),), "*[this page](https://a.example)*"),
        ((Run("typed *so* and ** so"),), r"typed \*so\* and \*\* so"),
        ((Run("5 * 6, a* and "), Run("b", italic=True)), "5 * 6, a* and *b*"),
        ((Run("un"), Run("believ", italic=True), Run("able")), "unbelievable"),
    ],
)  # fmt: skip
def test_italics_are_stars_around_whole_words(runs: Runs, text: str) -> None:
    assert marked(runs) == text


def test_signs_that_are_no_marks_stay_as_typed() -> None:
    assert marked((Run("See [1] and a lone * or \\ here"),)) == "See [1] and a lone * or \\ here"
    assert marked((Run("5 ** 3 = 125"),)) == r"5 \*\* 3 = 125"
    assert marked((Run("a [note](https://a.example)"),)) == r"a \[note\](https://a.example)"
    assert (
        marked((Run("see "), Run("this page", True, "https://a.example"))) == "see **[this page](https://a.example)**"
    )


@given(st.text(max_size=100))
def test_cleaned_text_holds_nothing_that_the_reader_refuses(text: str) -> None:
    assert not first_control(plain(tidy([Run(cleaned(text, Log()))])))


def test_bad_code_pages_and_unseen_signs_are_cleaned() -> None:
    log = Log()
    assert (
        cleaned("a\u0093quoted\u0094 soft\u00adhyphen \ufeffmark \u202e5 mg\u202c", log)
        == "a“quoted” softhyphen mark 5 mg"
    )
    assert log.notes == [
        "Signs that turn the direction of text round were taken out: look at numbers inside such text.",
        "Control characters were taken out.",
    ]
