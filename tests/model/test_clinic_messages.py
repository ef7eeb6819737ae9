"""What authors read when a block between clinic and patient, or a word of the glossary, is wrong."""

from __future__ import annotations

import pytest

from tests.model.test_messages import Make, said

APPOINTMENT = "title: Visit, date: 2026-12-03, time: 9 am, place: Desk"
NOTICE = "title: Rights, complain: Tell us., phone: (555) 010-0160"
GLOSSARY = "  - glossary: [{term: Stage IV, meaning: The last.}, {term: Cells, name: cell, meaning: Small.}]\n"
FIFTEEN = "es, zh-Hans, zh-Hant, vi, ko, tl, ar, ru, ht, fr, pl, pt-BR, de, it, fa"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            "  - appointment: {title: Visit, date: 12/03/2026, time: 9 am, place: Desk}\n",
            [
                "9:39: error: “12/03/2026” is not a date. [bad-value]",
                "hint: Write year-month-day, such as 2026-11-22.",
            ],
        ),
        (
            "  - appointment: {title: Visit, date: 2026-12-03}\n",
            [
                "9:18: error: “time” is missing: when to be there: “9:30 am”. [missing-key]",
                "9:18: error: “place” is missing: where in the building: “Breast Care Unit, second floor”. [missing-key]",
            ],
        ),
        (
            f"  - appointment: {{{APPOINTMENT}, map: the old mill}}\n",
            [
                "9:81: error: “the old mill” is not a web address that starts with https:// and has at most 300 signs. "
                "[bad-value]"
            ],
        ),
        (
            f"  - appointment: {{{APPOINTMENT}, bring: [a list]}}\n",
            [
                "9:83: error: A group of keys was expected here, not a list. [wrong-kind]",
                "hint: Known here: title, list.",
            ],
        ),
        (
            "  - teach-back: {title: Tell us, prompts: [What?], lines: 9}\n",
            ["9:59: error: “9” is not a whole number from 1 to 8. [bad-value]"],
        ),
        (
            "  - comparison: {options: [A, B, C], rows: [{question: How long?, answers: [a day, a year]}]}\n",
            ["9:45: error: This question has 2 answers; there are 3 options. [table-shape]"],
        ),
        (
            "  - comparison: {options: [A], rows: [{question: How long?, answers: [a day, a year]}]}\n",
            ["9:27: error: The list has 1 items; it needs 2 to 4. [bad-value]"],
        ),
        (
            "  - feedback: {title: Tell us, hours: always}\n",
            [
                "9:15: error: There is no way to give feedback: “phone”, “email”, “web” or “address” is missing. "
                "[missing-key]"
            ],
        ),
        (
            "  - slip: {title: Reply}\n",
            ["9:11: error: A slip needs “content” or “fields”: there is nothing on it. [missing-key]"],
        ),
        (
            "  - slip: {title: Reply, content: [{slip: {title: Two}}]}\n",
            [
                "9:37: error: “slip” cannot stand here. [unknown-block]",
                "hint: Known here: text, list, steps, checklist.",
            ],
        ),
        (
            f"  - notice-1557: {{{NOTICE}, languages: [es, spanisch]}}\n",
            [
                "9:93: error: “spanisch” is no language of the table. [unknown-language]",
                "hint: “handouts list --languages” shows the languages.",
            ],
        ),
        (
            f"  - notice-1557: {{{NOTICE}, languages: [es, fr, es-MX]}}\n",
            ["9:88: error: “es” stands twice. [bad-value]"],
        ),
        (
            f"  - notice-1557: {{{NOTICE}, languages: [es, fr]}}\n",
            [
                "9:18: warning: The notice is in 2 languages beside English; the law asks for 15. [few-languages]",
                "hint: Name the 15 that are spoken most in the State by people with limited English.",
            ],
        ),
        (
            "  - text: It is [stage IV]{term} now.\n",
            [
                "9:11: error: The glossary does not explain “stage IV”. [unknown-term]",
                "hint: Add a “glossary” to the handout.",
            ],
        ),
        (
            f"  - text: It is [Stage 4]{{term}} now.\n{GLOSSARY}",
            [
                "9:11: error: The glossary does not explain “Stage 4”. [unknown-term]",
                "hint: Did you mean “stage iv”?",
            ],
        ),
        (
            f"  - list: [one, {{text: two, list: ['[these]{{term=cels}}']}}]\n{GLOSSARY}",
            [
                "9:36: error: The glossary does not explain “cels”. [unknown-term]",
                "hint: Did you mean “cell”?",
            ],
        ),
        (
            "  - text: '[x]{term=Cell}'\n",
            [
                "9:11: error: “{term=Cell}” is not a mark. [bad-mark]",
                "hint: Known here: {nobreak}, {lang=TAG}, {term}, {term=NAME}.",
            ],
        ),
        (
            "  - glossary: [{term: Cell, meaning: Small.}, {term: CELL, meaning: Large.}]\n",
            [
                "9:54: error: “CELL” stands in the glossary twice. [unknown-term]",
                "hint: Give the entry a “name” and write [words]{term=NAME}.",
            ],
        ),
    ],
)
def test_message(tmp_project: Make, body: str, lines: list[str]) -> None:
    text = said(tmp_project, body)
    for line in lines:
        assert line in text
    assert text.count(" error: ") == sum("error: " in line for line in lines)


@pytest.mark.parametrize("mark", ["[Stage IV]{term}", "[STAGE  iv]{term}", "[the cells]{term=cell}", "[Cells]{term}"])
def test_word_of_the_glossary_in_any_form(tmp_project: Make, mark: str) -> None:
    assert said(tmp_project, f"  - text: It is {mark} now.\n{GLOSSARY}") == ""


def test_enough_languages_are_no_warning(tmp_project: Make) -> None:
    assert said(tmp_project, f"  - notice-1557: {{{NOTICE}, languages: [{FIFTEEN}]}}\n") == ""
