"""What the rule on doses says instead of an abbreviation: a nurse prints what the hint says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from generator.project import Project
from generator.review.review import review_texts

LEAFLET = """\
id: T-1
version: "1.0"
lang: en
title: A title
summary: A summary.
reviewed: 2026-01-10
next-review: 2028-01-10
content:
  - text: "{}"
"""


@pytest.mark.parametrize(
    ("said", "prone", "better"),
    [
        ("Take 500 mg q.d.s. now.", "q.d.s.", "four times a day"),
        ("Take 500 mg Q.D.S.", "Q.D.S.", "four times a day"),
        ("Take 500 mg qds.", "qds", "four times a day"),
        ("Take 500 mg q.d. now.", "q.d.", "every day"),
        ("Take 500 mg t.d.s. now.", "t.d.s.", "three times a day"),
        ("Take 500 mg b.d. now.", "b.d.", "twice a day"),
        ("Take 500 mg BD.", "BD", "twice a day"),
        ("Take 500 mg o.d. now.", "o.d.", "once a day"),
        ("Take 500 mg mane.", "mane", "in the morning"),
        ("Take 500 mg nocte.", "nocte", "at night"),
        ("Take 500 mg stat.", "stat", "at once"),
        ("Take 500 mg q6h.", "q6h", "every 6 hours"),
        ("Take 500 mg q4-6h.", "q4-6h", "every 4-6 hours"),
    ],
)
def test_each_abbreviation_is_told_once_and_with_its_own_meaning(
    said: str, prone: str, better: str, tmp_project: Callable[..., Project]
) -> None:
    project = tmp_project({"case/en": LEAFLET.format(said)})
    found = review_texts(project, [("case", "en")], date(2026, 11, 29)).problems
    assert [(one.message, one.hint) for one in found if one.rule == "dose-notation"] == [
        (f"“{prone}” has been misread, with harm to patients.", f"Write “{better}”.")
    ]


def test_micrograms_are_a_word(tmp_project: Callable[..., Project]) -> None:
    project = tmp_project({"case/en": LEAFLET.format("Take 50 mcg now.")})
    found = review_texts(project, [("case", "en")], date(2026, 11, 29)).problems
    assert [str(one).replace("\n", " ") for one in found if one.rule == "dose-notation"] == [
        "handouts/case/en.yaml:9:20: warning: “mcg” is no word, and has been read as mg: a thousand times as much. "
        '[dose-notation]       - text: "Take 50 mcg now."                        ^     hint: Write “micrograms”.'
    ]
