"""What the review finds in whole texts, where it says it is, and what switches it off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.model.checks import Checks
from generator.problems import Problem, Severity
from generator.project import Project, read_handout
from generator.review.passages import passages_of
from generator.review.review import CHECKS, review, review_length, review_texts
from generator.review.reviewed import Reviewed
from generator.rules import RULES

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 29)
Make = Callable[..., Project]
HEAD = """\
id: T-1
version: "1.0"
lang: {lang}
title: Title
summary: Summary.
reviewed: 2026-01-10
next-review: 2028-01-10
"""


def of_text(make: Make, body: str, lang: str = "en", profile: str = "", **files: str) -> Reviewed:
    project = make({f"case/{lang}": HEAD.format(lang=lang) + body}, files)
    return review_texts(project, [("case", lang)], TODAY, profile=profile)


def rules(problems: tuple[Problem, ...]) -> set[str]:
    return {one.rule for one in problems}


def test_a_page_copied_from_the_web_shows_what_is_wrong_with_it(tmp_project: Make) -> None:
    project = tmp_project({"case/en": (DATA / "copied-page.yaml").read_text(encoding="utf-8")})
    found = review_texts(project, [("case", "en")], TODAY).problems
    told = {(one.rule, one.message) for one in found}
    assert {
        ("web-remnant", "“Go to Top” is left over from a web page."),
        ("web-remnant", "“Translate »” is left over from a web page."),
        ("typed-list", "“• The size of the tumor” is a list typed as text."),
        ("typed-list", "“• Your general health” is a list typed as text."),
        ("dangling-reference", "“therapies listed above”: nothing of the kind is there."),
        ("second-name", "“(also called stage IV or secondary kidney cancer)” gives 2 more names to one thing."),
        ("term-undefined", "“malignancy” is not explained."),
        ("term-undefined", "“lymph nodes” is not explained."),
        ("term-undefined", "“metastasize” is not explained."),
        ("percent-alone", "“12 percent” is not said as a number of people."),
        ("one-sided", "“12 percent” tells one side: nothing says what happens to the other 88 of 100."),
        (
            "relative-risk",
            "“cut the risk of death by 30 percent” says how much more or less, and not of how many people.",
        ),
        ("no-support", "“cannot be cured”: nobody is named who helps the reader to bear it."),
        ("third-person", "“Patients should” speaks about the reader, not to them."),
        ("plain-word", "“physician” has plainer words."),
        ("plain-word", "“prior to” has plainer words."),
        ("plain-word", "“commencing” has plainer words."),
    } <= told
    assert {"no-contact", "no-approver", "no-references", "no-questions", "no-actions", "no-key-points"} <= rules(found)
    assert {"long-sentence", "statistic-without-source"} <= rules(found)


def test_our_own_leaflets_pass_without_a_warning() -> None:
    project = Project.at(ROOT)
    texts = [(name, "en") for name in project.texts()]
    reviewed = review_texts(project, texts, TODAY)
    assert [str(one) for one in reviewed.problems] == []
    assert all(len(off.reason) > 20 for off in reviewed.off)


def test_a_problem_points_to_its_sentence_inside_a_folded_text(tmp_project: Make) -> None:
    body = """\
content:
  - text: >-
      Rest at home. You may
      **[read](https://www.clinic.example/e.g./x)** it first. Then
      utilize the “green” cup.
  - callout: {kind: note, title: "It’s fine", content: [{text: 'Don''t wait. Commence now.'}]}
  - text: "Caf\\u00e9 is fine. Terminate it."
"""
    found = [one for one in of_text(tmp_project, body).problems if one.rule == "plain-word"]
    told = [
        (one.message.split("”")[0][1:], one.place.source.line(one.place.line)[one.place.column - 1 :]) for one in found
    ]
    assert [said for said, _ in told] == ["utilize", "Commence", "Terminate"]
    assert all(rest.startswith(said) for said, rest in told)
    assert str(found[0]) == (
        "handouts/case/en.yaml:12:7: warning: “utilize” has plainer words. [plain-word]\n"
        "          utilize the “green” cup.\n          ^\n    hint: Say: use."
    )


def test_every_sentence_of_our_leaflets_stands_where_it_is_said_to_stand() -> None:
    project, checked = Project.at(ROOT), 0
    for name in project.texts():
        for lang in ("en", "es", "ar", "zh-Hans"):
            if lang not in project.languages(name):
                continue
            for passage in passages_of(read_handout(project, name, lang)):
                for sentence in passage.sentences:
                    place = sentence.place
                    letters = [char for char in sentence.text if char.isalnum()]
                    if letters:
                        line = place.source.line(place.line)[place.column - 1 :]
                        assert line.startswith(letters[0]), (str(place), sentence.text)
                        checked += 1
    assert checked > 1500


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "Say [muchas gracias por utilize]{lang=es} now.", set()),  # words of another language
        ("en", "“Utilize the cup prior to it” is what it says.", {"plain-word"}),
        ("de", "Utilize prior to e.g. ECG Patients should not.", set()),  # English rules know English only
        ("th", "ลืมกินยา " * 40, set()),  # no blanks part its words: none is counted
    ],
)
def test_rules_keep_to_their_languages(tmp_project: Make, lang: str, text: str, wanted: set[str]) -> None:
    language_rules = {check.rule for check in CHECKS if check.languages} - {"no-other-formats"}
    found = of_text(tmp_project, f"content:\n  - text: {text}\n", lang).problems
    assert rules(found) & language_rules == wanted


def test_what_patients_say_and_titles_of_books_are_not_corrected(tmp_project: Make) -> None:
    body = """\
content:
  - quote: {text: I had to discontinue it prior to the op., by: A patient}
  - references: ["Utilization of anticoagulants prior to surgery, e.g. warfarin."]
"""
    assert "plain-word" not in rules(of_text(tmp_project, body).problems)
    assert "latin-abbreviation" not in rules(of_text(tmp_project, body).problems)


def test_a_translation_is_held_to_what_its_source_is_held_to(tmp_project: Make) -> None:
    checks = "checks:\n  profile: us-1557\n  off: {placeholder: The form is filled in by the ward.}\n"
    made = "translation: {of: en, source-version: '1.0', status: machine-draft, translator: machine}\n"
    project = tmp_project(
        {
            "case/en": HEAD.format(lang="en") + checks + "content:\n  - text: 'Name: ______'\n",
            "case/es": HEAD.format(lang="es") + made + "content:\n  - text: 'Nombre: ______ (clic: haga clic aquí)'\n",
        }
    )
    found = review_texts(project, [("case", "es")], TODAY).problems
    assert [(one.rule, str(one.severity)) for one in found] == [
        ("unreviewed-translation", "error"),
        ("web-remnant", "error"),
    ]


def test_past_due_is_an_error_where_leaflets_are_handed_out(tmp_project: Make) -> None:
    project = tmp_project({"case/en": HEAD.format(lang="en") + "content:\n  - text: One.\n"})
    for day, release, told in (
        (date(2028, 1, 11), False, (Severity.WARNING, "The review was due on 2028-01-10, 1 day ago.")),
        (date(2028, 1, 11), True, (Severity.ERROR, "The review was due on 2028-01-10, 1 day ago.")),
        (date(2027, 12, 10), True, (Severity.WARNING, "The review is due on 2028-01-10, in 31 days.")),
    ):
        found = review_texts(project, [("case", "en")], day, release=release).problems
        assert [(one.severity, one.message) for one in found if one.rule == "review-due"] == [told]


def test_what_is_off_is_told_once_with_its_reason(tmp_project: Make) -> None:
    head, off = HEAD.format(lang="en"), "checks: {off: {idiom: Everybody here says so.}}\n"
    body = "content:\n  - text: The tablets kick in soon.\n"
    project = tmp_project({"a/en": head + off + body, "b/en": head + off + body, "c/en": head + body})
    reviewed = review_texts(project, [(name, "en") for name in "abc"], TODAY)
    assert [str(off) for off in reviewed.off] == [
        "idiom in a, b: Everybody here says so.",
        "no-1557-notice in the profile default: The notice is for clinics in the United States that take federal "
        "money; the profile us-1557 asks for it.",
    ]
    assert [one.place.source.name for one in reviewed.problems if one.rule == "idiom"] == ["handouts/c/en.yaml"]


def test_a_profile_that_is_not_there_is_told_where_it_is_named(tmp_project: Make) -> None:
    body = "checks: {profile: nsh}\ncontent:\n  - text: One.\n"
    told = [str(one) for one in of_text(tmp_project, body).problems]
    assert told[0] == (
        "handouts/case/en.yaml:8:9: error: There is no profile “nsh”. [unknown-profile]\n"
        "    checks: {profile: nsh}\n            ^\n"
        "    hint: Did you mean “nhs”? Known here: default, easy-read, eu-medicine, large-print, nhs, us-1557, us-504."
    )
    assert "no-approver" in str(told[1:]), "the words are read all the same"


def test_a_file_that_cannot_be_read_is_left_to_the_build(tmp_project: Make) -> None:
    assert of_text(tmp_project, "content: [\n") == Reviewed(())


def test_what_can_be_read_of_a_file_with_faults_is_reviewed(tmp_project: Make) -> None:
    body = """\
approved: {by: Ana Roe, role: Nurse}
funding:
content:
  - key-points: [Utilize it, "[no"]
  - table: {header: [A], rows: [[Go to Top, b, c]]}
  - contact: {phone: ward 3}
  - questions: {items: []}
  - references: []
  - tekst: Nobody reads this.
  - text: |
      Take it prior to meals.
"""
    found = of_text(tmp_project, body).problems
    assert {(one.rule, one.place.line) for one in found} >= {("plain-word", 11), ("plain-word", 18)}
    absent = {"no-approver", "no-contact", "no-key-points", "no-questions", "no-references"}
    assert not rules(found) & absent, "what is there with a fault is not called absent"
    assert rules(found) >= {"no-feedback", "no-actions", "no-other-formats"}


def test_no_fault_in_a_file_stops_the_review(tmp_project: Make) -> None:
    """Each text of a leaflet with every block is emptied, one after the other, and its last lines cut off."""
    whole = (ROOT / "handouts" / "warfarin" / "en.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    every, step = "".join(whole), max(1, len(whole) // 15)
    for number in range(0, len(whole), step):
        line = whole[number]
        key = line.partition(": ")[0]
        broken = [*whole[:number], f"{key}:\n" if ": " in line else "", *whole[number + 1 :]]
        project = tmp_project({"case/en": "".join(broken)}, {})
        review_texts(project, [("case", "en")], TODAY)
    cut = tmp_project({"case/en": every[: len(every) // 2]})
    review_texts(cut, [("case", "en")], TODAY)


def test_pages_are_counted_for_sources_only(tmp_project: Make) -> None:
    body, off = "content:\n  - text: One.\n", "checks: {off: {many-pages: Its tables take room.}}\n"
    project = tmp_project({"a/en": HEAD.format(lang="en") + body, "b/en": HEAD.format(lang="en") + off + body})
    found = [*review_length(project, "a", "en", 5), *review_length(project, "b", "en", 9)]
    assert [str(one).splitlines()[0] for one in found] == [
        "handouts/a/en.yaml:4:8: warning: The leaflet has 5 pages; the profile “default” has a limit of 4. [many-pages]"
    ]
    assert review_length(project, "a", "en", 4) == []
    assert review_length(project, "a", "en", 5, "large-print") == []


def test_a_handout_made_without_a_file_has_nothing_to_say(tmp_project: Make) -> None:
    from generator.problems import NOWHERE
    from generator.values import replace

    project = tmp_project({"case/en": HEAD.format(lang="en") + "content:\n  - text: Utilize it.\n"})
    handout = replace(read_handout(project, "case", "en"), place=NOWHERE)
    found = review(handout, project.profile("default"), TODAY, checks=Checks())
    assert "plain-word" not in {one.rule for one in found}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule)
def test_each_rule_tells_an_editor_why_and_what_to_do(check: object) -> None:
    rule = RULES[check.rule]  # type: ignore[attr-defined]
    for text in (rule.what, rule.why, rule.example, rule.better, rule.instead, rule.source):
        assert len(text) > 3, rule.name
    assert any(char.isdigit() for char in rule.source), "a year, or a clause"


@pytest.mark.parametrize("rule", ["no-approver", "no-feedback", "no-references", "no-questions"])
def test_what_a_hint_says_to_write_is_what_the_rule_wants(tmp_project: Make, rule: str) -> None:
    """Each hint ends with a line of YAML, which is good as it stands."""
    line = RULES[rule].instead.partition(": ")[2]
    body = "content:\n  - text: Walk.\n"
    assert rule in rules(of_text(tmp_project, body).problems)
    body = f"{body}  {line}\n" if line.startswith("- ") else f"{line}\n{body}"
    assert rule not in rules(of_text(tmp_project, body).problems)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("machine-draft", "This translation by a machine is a draft: no qualified translator has read it yet."),
        ("draft", "This translation is a draft: no qualified translator has read it yet."),
    ],
)
def test_what_is_said_of_a_draft(tmp_project: Make, status: str, said: str) -> None:
    made = f'translation: {{of: en, source-version: "1.0", status: {status}, translator: "nobody yet"}}\n'
    found = of_text(tmp_project, f"{made}content:\n  - text: Uno.\n", lang="es").problems
    assert [one.message for one in found if one.rule == "unreviewed-translation"] == [said]
