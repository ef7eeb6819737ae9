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
            "what: Ours.\nrules:\n  missing-alt: {off: Nobody asks for it.}\n",
            "layouts/profiles/ours.yaml:3:16: error: The rule “missing-alt” always holds, as it is: “handouts "
            "explain missing-alt” says why. [unknown-rule]\n      missing-alt: {off: Nobody asks for it.}\n                   ^\n"
            "    hint: Mend what it finds.",
        ),
        (
            "what: Ours.\nrules:\n  reading-grade: {limits: {warning: 9, error: 3}}\n",
            "layouts/profiles/ours.yaml:3:18: error: The limit “error” (3) is below the limit “warning” (9). [bad-value]\n"
            "      reading-grade: {limits: {warning: 9, error: 3}}\n                     ^\n"
            "    hint: Nothing could be a warning: set both.",
        ),
        (
            "what: Ours.\nextends: our\n",
            "layouts/profiles/ours.yaml:2:10: error: There is no profile “our”. [unknown-profile]\n"
            "    extends: our\n             ^\n    hint: Did you mean “ours”? "
            "Known here: default, easy-read, eu-medicine, large-print, nhs, ours, us-1557, us-504.",
        ),
    ],
)
def test_wrong_profile_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Rejected) as refused:
        profile_folder(tmp_path, ours=text).profile("ours")
    assert str(refused.value) == message


def test_a_profile_can_switch_a_rule_on_again_and_keep_what_it_does_not_name(tmp_path: Path) -> None:
    project = profile_folder(
        tmp_path,
        base="what: Base.\nrules:\n  capitals: {off: We shout., severity: warning, limits: {words: 5}}\n"
        "  long-sentence: {limits: {warning: 12, error: 30}}\n",
        child="what: Child.\nextends: base\nrules:\n  capitals: {on: true}\n  long-sentence: {limits: {error: 20}}\n",
        grandchild="what: Grandchild.\nextends: child\nrules:\n  capitals: {off: Again., severity: own}\n",
    )
    base, child, grandchild = (project.profile(name) for name in ("base", "child", "grandchild"))
    assert (base.off("capitals"), child.off("capitals"), grandchild.off("capitals")) == ("We shout.", "", "Again.")
    assert child.limit("capitals", "words") == 5
    assert (child.limit("long-sentence", "warning"), child.limit("long-sentence", "error")) == (12, 20)
    shouted = Problem("capitals", Severity.ERROR, "", Place(SourceText("a.yaml")))
    assert [one.severity for one in child.judged([shouted])] == [Severity.WARNING]
    back = profile_folder(tmp_path / "b", base="what: B.\nrules: {capitals: {severity: warning}}\n",
                          own="what: O.\nextends: base\nrules: {capitals: {severity: own}}\n").profile("own")  # fmt: skip
    assert [one.severity for one in back.judged([shouted])] == [Severity.ERROR]


def test_a_rule_that_is_on_and_off_is_refused(tmp_path: Path) -> None:
    ours = "what: Ours.\nrules:\n  capitals: {on: true, off: We shout.}\n"
    with pytest.raises(Rejected) as refused:
        profile_folder(tmp_path, ours=ours).profile("ours")
    assert str(refused.value) == (
        "layouts/profiles/ours.yaml:3:18: error: A rule is on or off, not both. [bad-value]\n"
        "      capitals: {on: true, off: We shout.}\n                     ^"
    )


@pytest.mark.parametrize("name", ["default", "nhs", "us-504", "us-1557", "easy-read", "large-print", "eu-medicine"])
def test_the_profiles_that_come_along_can_be_used(name: str, tmp_path: Path) -> None:
    profile = Project.at(tmp_path).profile(name)
    assert profile.what
    assert bool(profile.off("no-1557-notice")) == (name != "us-1557")
