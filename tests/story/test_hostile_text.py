"""Text that nobody types by accident: it is refused in words, or it is set and read back as it was written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import build_leaflet
from generator.problems import Rejected
from generator.project import Project, read_handout
from tests.support import verapdf
from tests.support.readers import find_in_order, squeeze
from tests.support.tagtree import TaggedPdf

Make = Callable[..., Project]
HANDOUT = """\
id: T-1
version: "1.0"
lang: {lang}
title: {title}
summary: A summary.
reviewed: 2026-01-01
next-review: 2028-01-01
content:
  - text: "{text}"
"""


def project_of(make: Make, text: str, lang: str) -> Project:
    title = {"ar": "عنوان", "th": "ชื่อเรื่อง"}.get(lang, "Title")
    return make({f"hostile/{lang}": HANDOUT.format(lang=lang, title=title, text=text)})


def read_back(project: Project, lang: str) -> bytes:
    """The PDF, once its text has been found again in its tags. (pypdf turns lone Arabic punctuation around by itself.)"""
    data = build_leaflet(project, "hostile", lang).data
    wanted = [text.plain for text in read_handout(project, "hostile", lang).texts()]
    assert find_in_order(wanted, squeeze(TaggedPdf(data).root.text)) == []
    return data


@pytest.mark.parametrize("lang", ["en", "ar", "th"])
@pytest.mark.parametrize(
    "text",
    [
        "a" + "\\u0301" * 200 + "b",
        "ب" + "\\u064b\\u0651" * 100,
        "zero\\u200bwidth\\u200cjoiner\\u200d and \\u2060 joiner",
        "soft\\u00adhyphen",
        "marks \\u200e20 mg\\u200f and \\u061c30 mg",
        "isolates \\u2066one \\u2067שתיים (two)\\u2069 three\\u2069",
        "isolates that never end \\u2067\\u2067\\u2067 abc (1) [2]",
        "שלום (hello [عالم {world} 1-2-3] 45%) سلام",
        "((((((((שלום)))))))) [[[[עולם]]]] )(",
        "2 × 3 < 4 & 5 > 1 «a» ‹b› „c“ 'd'",
        "\\u00a0 no-break \\u202f thin \\u2009 spaces \\u3000 wide",
        "e\\u0323\\u0302 and \\u1ec7 are one",
    ],
)
def test_strange_text_is_set_and_read_back(tmp_project: Make, text: str, lang: str) -> None:
    project = project_of(tmp_project, text, lang)
    try:
        read_back(project, lang)
    except Rejected as rejected:
        assert {problem.rule for problem in rejected.problems} <= {"missing-glyph", "too-large"}


@pytest.mark.parametrize("char", ["202A", "202B", "202C", "202D", "202E", "2028", "0000", "FEFF", "D800", "FFFE"])
def test_what_steers_text_unseen_is_refused(tmp_project: Make, char: str) -> None:
    """Typed as an escape or as it is; a lone surrogate can only be an escape."""
    texts = [f"Take \\u{char}20 mg"] + ([] if char in ("D800", "0000") else [f"Take {chr(int(char, 16))}20 mg"])
    for text in texts:
        with pytest.raises(Rejected) as caught:
            read_handout(project_of(tmp_project, text, "en"), "hostile", "en")
        (problem,) = caught.value.problems
        assert problem.rule in ("control-character", "not-yaml")
        assert char in problem.message or "escape" in problem.message


@pytest.mark.parametrize(("marks", "fits"), [(50, True), (200, False)])
def test_many_marks_on_a_letter_are_valid_or_refused(tmp_project: Make, marks: int, fits: bool) -> None:
    project = project_of(tmp_project, "a" + "\\u0301" * marks + "b", "en")
    if fits:
        assert verapdf.failures(read_back(project, "en"), "ua-1") == []
    else:
        with pytest.raises(Rejected, match="a letter bears more marks than a font can hold"):
            read_back(project, "en")


PIECES = st.sampled_from(
    ["(", ")", "[", "]", "20 mg", "020 7946 0000", "שלום", "سلام", "HER2", " ", "، ", "٪", "15", "\u200f", "\u200e",
     "\u2066", "\u2069", "é", "।", "क्षि", "1/2", "—", "«", "»", "https://a.example/b_(c)"]
)  # fmt: skip


@given(
    st.lists(PIECES, min_size=1, max_size=14).map("".join).filter(str.strip), st.sampled_from(["en", "ar", "he", "hi"])
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mixture_of_directions_is_read_back(tmp_project: Make, text: str, lang: str) -> None:
    typed = text.replace("\\", "\\\\").replace("[", "\\\\[").replace("]", "\\\\]")
    try:
        read_back(project_of(tmp_project, typed, lang), lang)
    except Rejected as rejected:
        assert {problem.rule for problem in rejected.problems} <= {"empty-text"}
