"""The comparison of what is read with what was written."""

from __future__ import annotations

import pytest

from generator.checks.faults import FaultList
from generator.checks.reading import check_texts, read_along


def messages(pieces: list[str], *texts: str) -> list[str]:
    faults = FaultList()
    check_texts(read_along(pieces), texts, faults)
    return [fault.message for fault in faults.all()]


@pytest.mark.parametrize(
    ("pieces", "texts"),
    [
        ([], []),
        (["Take one tablet", "with water"], ["Take one tablet", "with water"]),
        (["1.", "Take ", "two", " tablets."], ["Take two tablets."]),
        (["a long text that goes", " on over the page"], ["a long text that goes on over the page"]),
        (["Call\u00a0us"], ["Call us"]),
        (["same", "same"], ["same", "same"]),
    ],
)
def test_texts_that_are_there(pieces: list[str], texts: list[str]) -> None:
    assert messages(pieces, *texts) == []


@pytest.mark.parametrize(
    ("pieces", "texts", "words"),
    [
        (["15 mg"], ["5 mg"], "“5 mg” is not in the PDF. Where it belongs, “15mg” is read."),
        (["5 mg twice"], ["5 mg"], "grown together with what follows it: “5mgtwice”"),
        (["once"], ["once", "once"], "stands in the wrong place"),
        (["two", "one"], ["one", "two"], "“two” stands in the wrong place"),
        (["one"], ["one", "two"], "“two” is not in the PDF"),
        (
            ["tablet"],
            ["tab\u00adlet"],
            "comes “l” (U+006C LATIN SMALL LETTER L) in place of “\u00ad” (U+00AD SOFT HYPHEN)",
        ),
        (["table"], ["tablet"], "after 5 characters comes the end in place of “t”"),
    ],
)
def test_texts_that_differ(pieces: list[str], texts: list[str], words: str) -> None:
    found = messages(pieces, *texts)
    assert len(found) == 1
    assert words in found[0]


def test_what_is_read_instead_is_looked_for_between_the_neighbours() -> None:
    found = messages(["before", "colour", "after", "colours"], "before", "color", "after", "colours")
    assert found == [
        "The text “color” is read as “colour”: after 4 characters comes “u” (U+0075 LATIN SMALL LETTER U) "
        "in place of “r” (U+0072 LATIN SMALL LETTER R)."
    ]


def test_a_flood_of_differences_is_cut() -> None:
    found = messages(["nothing"], *(f"text {number}" for number in range(10)))
    assert len(found) == 4
    assert found[-1] == "7 more texts differ."
