"""Columns of tables share the width so that no head is a tower, and words of two columns stand apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.story.cells import PlacedCell
from generator.story.flowables import TextFlow
from generator.story.styles import TextStyle
from generator.story.tables import GUTTER, TableFlow
from generator.story.weighing import weighed
from generator.text.islands import TextSpan
from tests.text.engine import SIZE, line_text, paragraph

# Of an A4 page in large print, at the size of these tests.
WIDTH = 467 * SIZE / 18
SURVIVAL = {
    "ka": ("დრო მას შემდეგ, რაც ძუძუს მეტასტაზური კიბოს შესახებ გაიგეს", "რამდენი იყო ცოცხალი", "5 წელი ან მეტი",
           "დაახლოებით 15 ქალი 100-დან"),
    "ru": ("Сколько времени прошло с тех пор, как они узнали о метастатическом раке", "Сколько были живы",
           "5 лет или больше", "Примерно 15 из 100 женщин"),
    "es": ("Tiempo desde que supieron del cáncer de seno metastásico", "Cuántas seguían con vida", "5 años o más",
           "Alrededor de 15 de cada 100 mujeres"),
    "so": ("Waqtiga ka soo wareegay markay ogaadeen kansarka naasaha ee faafay", "Imisa ayaa noolaa",
           "5 sano ama ka badan", "Qiyaastii 15 ka mid ah 100 haween ah"),
}  # fmt: skip


def cell(lang: str, text: str, row: int, column: int, bold: bool = False) -> PlacedCell:
    style = TextStyle(SIZE, 1.5 * SIZE, (0.0, 0.0, 0.0), bold)
    return PlacedCell(TextFlow(paragraph=paragraph(lang, TextSpan(text, bold)), style=style), row, column, 1, 1)


def table(lang: str) -> TableFlow:
    time, alive, years, number = SURVIVAL[lang]
    header = [cell(lang, time, 0, 0, bold=True), cell(lang, alive, 0, 1, bold=True)]
    return TableFlow(
        header=header,
        cells=[cell(lang, years, 0, 0, bold=True), cell(lang, number, 0, 1)],
        columns=2,
        rows=range(1),
    )


def shown(made: TableFlow, one: PlacedCell) -> list[str]:
    edges = made._column_edges(WIDTH)
    assert isinstance(one.text, TextFlow)
    inner = edges[one.column + 1] - edges[one.column] - GUTTER
    return [line_text(line).strip() for line in one.text.lines(inner)]


@pytest.mark.parametrize("lang", SURVIVAL)
def test_no_head_is_a_tower_beside_one_of_a_line(lang: str) -> None:
    made = table(lang)
    lines = [len(shown(made, head)) for head in made.header]
    assert max(lines) <= 4, [shown(made, head) for head in made.header]


@pytest.mark.parametrize("lang", SURVIVAL)
def test_a_number_is_parted_behind_about_at_the_most(lang: str) -> None:
    made = table(lang)
    lines = shown(made, made.cells[1])
    assert any("15" in line and "100" in line for line in lines), lines
    assert len(lines) <= 2 and len(lines[-1]) > 5, "no word alone on a second line"


def test_words_of_two_columns_stand_apart() -> None:
    made = table("es")
    left, right = [made._column_edges(WIDTH)[at] for at in (1, 2)]
    assert 2 * made.side >= 18
    assert max(len(shown(made, one)) for one in made.cells) >= 1 and right > left


def test_what_is_moved_leaves_no_column_under_its_floor() -> None:
    """The second column has nothing to give: the first takes from the third alone."""
    found = weighed([100.0, 100.0, 100.0], [10.0, 100.0, 40.0], lambda widths: int(400 / widths[0]))
    assert found[0] > 130 and found[1] == 100 and found[2] >= 40
    assert sum(found) == pytest.approx(300)


def test_what_gains_nothing_stays_as_it_is() -> None:
    widths = [120.0, 180.0]
    assert weighed(widths, [10.0, 10.0], lambda _: 2.0) == widths
    assert all(a < b for a, b in pairwise(widths))


def of(rows: list[list[str]]) -> TableFlow:
    """A table of a heading and rows."""
    head, *body = rows
    return TableFlow(
        header=[cell("en", text, 0, at, bold=True) for at, text in enumerate(head)],
        cells=[cell("en", text, row, at) for row, texts in enumerate(body) for at, text in enumerate(texts) if text],
        columns=len(head),
        rows=range(len(body)),
    )


def test_heads_above_short_words_have_one_line_where_there_is_room() -> None:
    made = of([["Day", "Exercises (minutes)", "Walks"], ["Wednesday", "", ""]])
    assert [len(shown(made, head)) for head in made.header] == [1, 1, 1]


def test_a_word_alone_on_a_second_line_goes_up_in_a_table_of_many_rows_too() -> None:
    """The words of the second column need a little more than what follows from both."""
    words = ["for those who come", "to be read on paper by all"]
    made = of([["Profile", "For"], *([f"profile {number}", words[number == 4]] for number in range(20))])
    assert {len(shown(made, one)) for one in made.cells} == {1}


def test_no_word_is_parted_for_the_sake_of_a_row() -> None:
    made = of([["Uninterruptedly", "What it is for and when it is taken by whom"], ["a", "b " * 60], ["c", "d " * 60]])
    assert shown(made, made.header[0]) == ["Uninterruptedly"]


def test_columns_are_as_wide_on_a_page_where_the_table_goes_on() -> None:
    made = of([["Medicine", "When"], *([f"one {'long ' * number}", "now"] for number in range(9))])
    parts = made.split(WIDTH, made.height(WIDTH) / 2)
    assert parts is not None
    alone = TableFlow(header=made.header, cells=made.cells, columns=2, rows=range(5, 9))
    assert isinstance(parts[1], TableFlow)
    assert parts[1]._column_edges(WIDTH) == made._column_edges(WIDTH) == alone._column_edges(WIDTH)


def test_a_number_stays_whole_rather_than_that_a_head_has_fewer_lines() -> None:
    """A line more at the head costs no more than one in a row, and “About 15 of 100 women” is read at a glance."""
    head = ["Time since they learned of the metastatic breast cancer", "How many were alive"]
    made = of([head, ["5 years or more", "About 15 of 100 women"], ["2 years", "About 30 of 100 women"]])
    assert [len(shown(made, one)) for one in made.cells if one.column == 1] == [1, 1]
    assert max(len(shown(made, one)) for one in made.header) <= 4


def to_fill(*heads: str, days: tuple[str, ...] = ("Monday", "Wednesday", "Sunday")) -> TableFlow:
    """A chart: days down its first column, nothing in the others."""
    return TableFlow(
        header=[cell("en", head, 0, column, bold=True) for column, head in enumerate(heads)],
        cells=[cell("en", day, row, 0, bold=True) for row, day in enumerate(days)],
        columns=len(heads),
        rows=range(len(days)),
        grid=True,
        to_fill=True,
    )


@pytest.mark.parametrize(("head", "days"), [("Day", ("Monday", "Wednesday")), ("Weekday", ("Mon", "Tue", "Wed"))])
def test_columns_to_write_in_are_alike(head: str, days: tuple[str, ...]) -> None:
    """The one called “Walks” no narrower than the one called “Exercises (minutes)”; the days as narrow as they are."""
    made = to_fill(head, "Exercises (minutes)", "Walks", "Pain, 0 to 10", days=days)
    _, *others = (b - a for a, b in pairwise(made._column_edges(WIDTH)))
    assert all(one == pytest.approx(others[0]) for one in others)


def test_columns_to_write_in_part_no_word_of_their_heads_to_be_alike() -> None:
    made = to_fill("Day", "Gastroenterologists’ advice", "A", "B")
    widths = [b - a for a, b in pairwise(made._column_edges(WIDTH))]
    assert all(width >= least - 0.01 for width, least in zip(widths, made.least_widths(), strict=True))


def test_the_highest_row_of_a_chart_is_one_row() -> None:
    """However many days have to stand together where it is parted."""
    made = to_fill("Day", "Dose", days=("Monday",) * 7)
    eased = made.loosened()
    assert made.highest_row(WIDTH) == pytest.approx(2 * made.height(WIDTH) / 8, rel=0.2)
    assert isinstance(eased, TableFlow)
