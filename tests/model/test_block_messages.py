"""What authors read when a block that tells patients what to do is wrong: place, sentence, rule and hint."""

from __future__ import annotations

import pytest

from tests.model.test_messages import Make, said


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            "  - zones:\n"
            "      - {act: wait, title: Wait, list: [a dry mouth]}\n"
            "      - {act: emergency, title: Call 911, list: [no breath]}\n",
            [
                "11:9: error: “emergency” stands after “wait”; the most urgent comes first, each once. [zones-order]",
                "Put emergency first, then call-today, then wait.",
            ],
        ),
        (
            "  - zones: [{act: later, title: Wait, list: [one]}]\n",
            ["9:19: error: “later” is not known here. [bad-value]", "Known here: emergency, call-today, wait."],
        ),
        (
            "  - risk: {number: 3, of: 10, text: 3 of 10 people., other: 7 of 10 people.}\n"
            "  - risk: {number: 8, of: 100, text: 8 of 100 people., other: 92 of 100 people.}\n",
            [
                "10:11: error: This number is out of 100; the first one in the leaflet is out of 10. [risk-of]",
                "Say all of them out of the same number.",
            ],
        ),
        (
            "  - risk: {number: 3, of: 10, text: A few people., other: 8 of 10 people.}\n",
            [
                "9:37: error: The picture shows 3 and 10; this sentence does not say it. [risk-numbers]",
                "9:59: error: The picture shows 7; this sentence does not say it. [risk-numbers]",
                "Write both numbers in figures.",
            ],
        ),
        (
            "  - risk: {number: 30, of: 400, text: 30 of 400., other: 370 of 400.}\n",
            ["9:28: error: 400 people cannot be drawn: up to 100, or 1000. [bad-value]"],
        ),
        (
            "  - risk: {number: 11, of: 10, text: 11 of 10., other: -1 of 10.}\n",
            ["9:20: error: 11 is more than 10. [bad-value]"],
        ),
        (
            "  - risk: {n: 3, of: 10, what: bleed}\n  - risk: {number: 8, of: 100, what: fall, show: bar}\n",
            [
                "10:11: error: This number is out of 100; the first one in the leaflet is out of 10. [risk-of]",
                "Say all of them out of the same number.",
            ],
        ),
        (
            "  - risk: {n: 11, of: 10, number: 11, what: bleed}\n",
            ["9:27: error: “n” and “number” are the same key. [duplicate-key]"],
        ),
        ("  - risk: {n: 11, of: 10, what: bleed}\n", ["9:15: error: 11 is more than 10. [bad-value]"]),
        (
            "  - risk: {of: 10, what: bleed}\n",
            ["9:11: error: “n” is missing: how many have it happen to them. [missing-key]"],
        ),
        (
            "  - risk: {n: 1, of: 10}\n",
            [
                "9:11: error: “what” is missing: what happens to them. [missing-key]",
                "Write “what”, and “rest” if you like; or your own two sentences as “text” and “other”.",
            ],
        ),
        (
            "  - risk: {n: 1, of: 10, text: 1 of 10 bleed.}\n",
            ["9:11: error: “other” is missing: what happens to the others, with both numbers. [missing-key]"],
        ),
        (
            "  - risk: {n: 1, of: 10, other: 9 of 10 do not.}\n",
            ["9:11: error: “text” is missing: what happens to them, with both numbers. [missing-key]"],
        ),
        (
            "  - risk: {n: 1, of: 10, what: bleed, other: 9 of 10 do not.}\n",
            ["9:39: error: “other” cannot stand beside “what”. [unknown-key]"],
        ),
        (
            "  - risk: {n: 1, of: 10, text: 1 of 10., other: 9 of 10., rest: do not}\n",
            ["9:59: error: “rest” cannot stand beside “text”. [unknown-key]"],
        ),
        (
            "  - risk: {n: 1, of: 10, what: bleed, year: 2024}\n",
            ["9:39: error: “year” stands without its “source”. [missing-key]", "Add “source:”."],
        ),
        (
            "  - risk: {n: 1, of: 10, what: bleed, show: pie}\n",
            ["9:45: error: “pie” is not known here. [bad-value]", "Known here: people, bar."],
        ),
        (
            "  - chart: {columns: [Day, Pain]}\n",
            ["9:12: error: A chart needs “rows” or “blank”: there is no row to fill in. [missing-key]"],
        ),
        (
            "  - medicines: {list: [{name: Metformin, dose: 1 tablet, times: [mornin]}]}\n",
            ["9:66: error: “mornin” is no time of day. [bad-value]", "Did you mean “morning”?"],
        ),
        (
            "  - medicines: {list: [{name: Metformin, dose: 1 tablet, times: ['8:00', '24:00']}]}\n",
            [
                "9:66: error: “8:00” is no time of day. [bad-value]",
                "Known here: morning, noon, evening, bedtime, when-needed. Or a time such as “08:00”; what fits neither "
                "goes into “when”.",
                "9:74: error: “24:00” is no time of day. [bad-value]",
            ],
        ),
        (
            "  - medicines: {list: [{name: Metformin, dose: 1 tablet}]}\n",
            [
                "9:24: error: “Metformin” has no “times”, nor a “when”: nobody would know when to take it. [missing-key]",
                "Write “times: [morning]”, or “when: Every Monday”.",
            ],
        ),
        (
            "  - medicines: {list: [{name: Metformin, dose: 1 tablet, times: [noon, noon]}]}\n",
            ["9:65: error: “noon” stands twice. [bad-value]", "Write it once."],
        ),
        (
            "  - medicines: {list: [{name: Metformin, times: [noon]}]}\n",
            ["9:24: error: “dose” is missing: how much is taken at a time: “1 tablet”. [missing-key]"],
        ),
        (
            "  - medicines: {list: [{name: Metformin, dose: 1 tablet, times: [noon], food: yes}]}\n",
            ["9:79: error: “yes” is not known here. [bad-value]", "Known here: with, without, any."],
        ),
        (
            "  - medicines: {chart: true, list: [{name: Drops, dose: 1 drop, times: [when-needed]}]}\n",
            [
                "9:24: error: The chart would be empty: no medicine has “times” of every day. [missing-key]",
                "Write “times: [morning]”, or no “chart”.",
            ],
        ),
        (
            "  - medicines:\n      chart: true\n      list:\n"
            "        - {name: Drops, dose: 1 drop, times: ['06:00', '08:00', '10:00', '12:00', '14:00', '16:00']}\n"
            "        - {name: Cream, dose: a little, times: ['18:00', '20:00']}\n",
            [
                "10:14: error: The chart would have 8 times of day; a page holds 7. [table-shape]",
                "Leave the chart out, or take two lists.",
            ],
        ),
        (
            "  - picture-steps: [{text: Shake it., image: good.svg}]\n",
            [
                "9:21: error: The picture “good.svg” has no “alt”. [missing-alt]",
                "Describe in “alt” what the picture tells, or write “decorative: true”.",
            ],
        ),
        (
            "  - columns: [[{text: one}], [{heading: Two}]]\n",
            [
                "9:32: error: “heading” cannot stand here. [unknown-block]",
                "Known here: text, list, steps, callout, contact, quote, checklist.",
            ],
        ),
        (
            "  - timeline: [{when: Now, content: [{table: {}}]}]\n",
            ["9:39: error: “table” cannot stand here. [unknown-block]", "Known here: text, list, steps."],
        ),
    ],
)
def test_message(tmp_project: Make, body: str, lines: list[str]) -> None:
    text = said(tmp_project, body)
    for line in lines:
        assert line in text
    assert text.count(" error: ") == sum("error: " in line for line in lines)


@pytest.mark.parametrize("number", ["1,000", "1.000", "1 000", "1000", "１０００", "١٠٠٠"])
def test_number_of_a_risk_in_any_form(tmp_project: Make, number: str) -> None:
    """A thousand with any mark between the groups, in digits of any script."""
    body = f'  - risk: {{number: 5, of: 1000, text: "5 of {number} men.", other: "995 of {number} men."}}\n'
    assert said(tmp_project, body) == ""
