"""Profiles: which rules apply, how much they weigh, and what is said of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Place, Problem, Rejected, Severity, SourceText
from generator.project import Project


def profile_folder(tmp_path: Path, **files: str) -> Project:
    folder = tmp_path / "layouts" / "profiles"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Project.at(tmp_path)


def test_profile_changes_only_what_it_names(tmp_path: Path) -> None:
    ours = """
extends: default
what: Ours.
rules:
  few-languages: {off: We print the notice as a poster.}
  straight-quotes: {severity: error}
"""
    profile = profile_folder(tmp_path, ours=ours).profile("ours")
    place = Place(SourceText("a.yaml"))
    found = [
        Problem(rule, Severity.WARNING, "", place) for rule in ("few-languages", "straight-quotes", "glossary-term")
    ]
    judged = [(one.rule, one.severity) for one in profile.judged(found)]
    assert judged == [("straight-quotes", Severity.ERROR), ("glossary-term", Severity.WARNING)]
    assert profile.off("few-languages") == "We print the notice as a poster."
    assert profile.off("glossary-term") == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "what: Ours.\nrules:\n  straight-quote: {severity: error}\n",
            "layouts/profiles/ours.yaml:3:3: error: There is no rule “straight-quote”. [unknown-rule]\n"
            "      straight-quote: {severity: error}\n      ^\n    hint: Did you mean “straight-quotes”?",
        ),
        (
            "what: Ours.\nrules:\n  straight-quotes: {limits: {error: 3}}\n",
            "layouts/profiles/ours.yaml:3:3: error: The rule “straight-quotes” has no limit “error”. [unknown-rule]\n"
            "      straight-quotes: {limits: {error: 3}}\n      ^",
        ),
        (
            "what: Ours.\nextends: our\n",
            "layouts/profiles/ours.yaml:2:10: error: There is no profile “our”. [unknown-rule]\n"
            "    extends: our\n             ^\n    hint: Did you mean “ours”?",
        ),
    ],
)
def test_wrong_profile_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Rejected) as refused:
        profile_folder(tmp_path, ours=text).profile("ours")
    assert str(refused.value) == message
