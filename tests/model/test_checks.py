"""What a handout says of its own checks, and what is said when that is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.problems import Rejected
from generator.project import Project, read_handout

HEAD = """\
id: T-1
version: "1.0"
lang: en
title: Title
summary: Summary.
reviewed: 2026-01-10
next-review: 2028-01-10
"""
BODY = "content:\n  - text: One.\n"
Make = Callable[..., Project]


def test_all_keys(tmp_project: Make) -> None:
    head = """\
about: [urgent, bad-news]
approved: {by: Ana Roe, role: Nurse, on: 2026-01-09}
funding: Harbor Lane Clinic
checks:
  profile: nhs
  off: {idiom: Known to all.}
"""
    handout = read_handout(tmp_project({"case/en": HEAD + head + BODY}), "case", "en")
    assert handout.about == ("urgent", "bad-news")
    assert handout.approved is not None
    assert (handout.approved.by, handout.approved.role, str(handout.approved.on)) == ("Ana Roe", "Nurse", "2026-01-09")
    assert handout.checks is not None
    assert handout.checks.profile == "nhs"
    assert [(off.rule, off.reason, off.place.line) for off in handout.checks.off] == [("idiom", "Known to all.", 13)]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (
            "checks: {off: {idom: Known.}}\n",
            "handouts/case/en.yaml:8:16: error: There is no rule “idom”. [unknown-rule]\n"
            "    checks: {off: {idom: Known.}}\n                   ^\n    hint: Did you mean “idiom”?",
        ),
        (
            "checks: {off: {missing-alt: We see well.}}\n",
            "handouts/case/en.yaml:8:16: error: The rule “missing-alt” cannot be switched off: without it no leaflet can "
            "be made. [unknown-rule]\n    checks: {off: {missing-alt: We see well.}}\n                   ^\n"
            "    hint: Mend what it finds.",
        ),
        (
            'checks: {off: {idiom: ""}}\n',
            "handouts/case/en.yaml:8:23: error: A reason was expected here, but there is nothing. [empty-text]\n"
            '    checks: {off: {idiom: ""}}\n                          ^\n    hint: Write it, or delete the key.',
        ),
        (
            "checks: {off: [idiom]}\n",
            "handouts/case/en.yaml:8:15: error: Names of rules were expected here, each with a reason, not a list. "
            "[wrong-kind]\n    checks: {off: [idiom]}\n                  ^",
        ),
        (
            "about: [urgnt]\n",
            "handouts/case/en.yaml:8:9: error: “urgnt” is not known here. [bad-value]\n"
            "    about: [urgnt]\n            ^\n    hint: Did you mean “urgent”?",
        ),
        (
            "approved: {by: Ana Roe, role: Nurse}\n",
            "handouts/case/en.yaml:8:11: error: “on” is missing: the day of the approval. [missing-key]\n"
            "    approved: {by: Ana Roe, role: Nurse}\n              ^",
        ),
    ],
)
def test_wrong_keys_are_refused(tmp_project: Make, head: str, message: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_handout(tmp_project({"case/en": HEAD + head + BODY}), "case", "en")
    assert str(refused.value) == message
