"""Every case in `tests/cases/review`: of the rule that names the file, exactly the findings that its first lines promise.

`RULE.yaml`, `RULE-2.yaml`, `RULE-good.yaml`; `PROFILE--RULE.yaml` is held to that profile instead of the default.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.project import Project
from generator.review.review import CHECKS, review_texts

CASES = sorted((Path(__file__).parents[1] / "cases" / "review").glob("*.yaml"))
TODAY = date(2026, 11, 29)
RULES = sorted((*(check.rule for check in CHECKS), "off-unneeded"), key=len, reverse=True)
_LINE = re.compile(r"^# expect: (\S+) (\S+) (\d+)$", re.M)


def rule_of(case: Path) -> str:
    named = case.stem.rpartition("--")[2]
    return next(rule for rule in RULES if named == rule or named.startswith(f"{rule}-"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_exactly_the_promised_findings(case: Path, tmp_project: Callable[..., Project]) -> None:
    text = case.read_text(encoding="utf-8")
    promised = [(severity, rule, int(line)) for severity, rule, line in _LINE.findall(text)]
    assert len(promised) == text.count("# expect")
    lang = re.search(r"^lang: (\S+)$", text, re.M)
    assert lang is not None
    rule, profile = rule_of(case), case.stem.rpartition("--")[0]
    assert {named for _, named, _ in promised} <= {rule}
    project = tmp_project({f"case/{lang[1]}": text})

    reviewed = review_texts(project, [("case", lang[1])], TODAY, profile=profile)

    found = [(str(one.severity), one.rule, one.place.line) for one in reviewed.problems if one.rule == rule]
    assert found == promised


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_failing_and_a_passing_case(rule: str) -> None:
    texts = [case.read_text(encoding="utf-8") for case in CASES if rule_of(case) == rule]
    assert any("# expect" in text for text in texts), "nothing fails"
    good = [text for text in texts if text.count("\n  - ") > text.count("# expect")]
    assert good, "nothing passes"
