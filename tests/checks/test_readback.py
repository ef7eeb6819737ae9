"""The second opinion of pypdf: every text of the YAML, in order, with the one exception of what heads columns."""

from __future__ import annotations

from functools import cache

import pytest

from generator.build import build_leaflet
from generator.checks.readback import verify_text
from tests.support.leaflets import project

HEADED = "metastatic-breast-cancer"


@cache
def read_down() -> tuple[bytes, tuple[str, ...]]:
    """A leaflet whose table is read down the page, and the texts of the table."""
    leaflet = build_leaflet(project(), HEADED, "so", "clinic-letter", form="giant-print", verify=True)
    return leaflet.data, ("Waqtiga ka soo wareegay markay ogaadeen kansarka naasaha ee faafay", "Imisa ayaa noolaa",
                          "5 sano ama ka badan", "10 sano ama ka badan")  # fmt: skip


def said(texts: tuple[str, ...], headings: frozenset[int] = frozenset()) -> list[str]:
    return [fault.message for fault in verify_text(read_down()[0], texts, headings)]


def test_what_heads_columns_stands_with_each_cell_of_a_table_that_is_read_down() -> None:
    _, texts = read_down()
    assert said(texts, frozenset({0, 1})) == []
    assert said(texts) == ["pypdf does not find “5 sano ama ka badan” where it belongs."]


@pytest.mark.parametrize("number", [0, 1])
def test_a_heading_that_is_not_there_is_told(number: int) -> None:
    _, texts = read_down()
    texts = tuple("Nobody wrote this." if at == number else text for at, text in enumerate(texts))
    assert said(texts, frozenset({0, 1})) == ["pypdf does not find “Nobody wrote this.” where it belongs."]


def test_cells_in_another_order_are_told() -> None:
    _, (one, two, first, second) = read_down()
    assert said((one, two, second, first), frozenset({0, 1})) == [f"pypdf does not find “{first}” where it belongs."]
