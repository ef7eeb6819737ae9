"""Medicines: a table and a chart of the day; medicine by medicine where the page is narrow."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pikepdf
import pytest

from generator.build import build_leaflet, plan
from generator.job import Job
from generator.model.languages import language_table
from generator.project import read_handout
from generator.tags import Tag
from generator.twins.twin import html_twin, text_twin
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project, project_with
from tests.support.recorder import SetCase, case_of
from tests.support.tagtree import Annotation, Content, Element, TaggedPdf

BODY = """
  - heading: Your medicines
  - medicines:
      caption: From today
      chart: true
      list:
        - {name: Metformin 500 mg, for: Blood sugar, dose: 1 tablet, times: [evening, "08:00"], food: with}
        - {name: Alendronate 70 mg, dose: 2 tablets, when: Every Monday, food: without, note: Sit up.}
        - {name: Ibuprofen 400 mg, dose: 3 tablets, times: [when-needed]}
        - {name: Simvastatin 20 mg, dose: 4 tablets, times: [bedtime], food: any}
"""
TABLE = """\
Table
  Caption “From today”
  THead
    TR
      TH Scope=Column “Medicine”
      TH Scope=Column “What it is for”
      TH Scope=Column “How much”
      TH Scope=Column “When”
      TH Scope=Column “Good to know”
  TBody
    TR
      TH Scope=Row “Metformin 500 mg”
      TD “Blood sugar”
      TD “1 tablet”
      TD
        P “8:00 AM”
        P “Evening”
        P “With food”
      TD
    TR
      TH Scope=Row “Alendronate 70 mg”
      TD
      TD “2 tablets”
      TD
        P “Every Monday”
        P “On an empty stomach”
      TD “Sit up.”
    TR
      TH Scope=Row “Ibuprofen 400 mg”
      TD
      TD “3 tablets”
      TD “Only when needed”
      TD
    TR
      TH Scope=Row “Simvastatin 20 mg”
      TD
      TD “4 tablets”
      TD
        P “Bedtime”
        P “With or without food”
      TD"""
CHART = """\
Table
  Caption “Check off each dose when you have taken it”
  THead
    TR
      TH Scope=Column “Medicine”
      TH Scope=Column “8:00 AM”
      TH Scope=Column “Evening”
      TH Scope=Column “Bedtime”
  TBody
    TR
      TH Scope=Row “Metformin 500 mg”
      TD “1 tablet”
      TD “1 tablet”
      TD
    TR
      TH Scope=Row “Simvastatin 20 mg”
      TD
      TD
      TD “4 tablets”
    TR
      TH Scope=Row “Alendronate 70 mg”
      TD
        Strong “Every Monday:”
        “2 tablets”"""
CARD = """\
Sect
  H3 “Metformin 500 mg”
  P
    Strong “What it is for:”
    “Blood sugar”
  P
    Strong “How much:”
    “1 tablet”
  P
    Strong “When:”
  L
    LI
      Lbl “•”
      LBody “8:00 AM”
    LI
      Lbl “•”
      LBody “Evening”
    LI
      Lbl “•”
      LBody “With food”
  P “Check off each dose when you have taken it”
  L
    LI
      LBody
        Strong “8:00 AM:”
        “1 tablet”
    LI
      LBody
        Strong “Evening:”
        “1 tablet”"""


def built(folder: Path, standard: str = "ua-1", form: str = "", fillable: bool = False) -> bytes:
    made = project_with(folder, BODY)
    return build_leaflet(made, "test", "en", standard=standard, form=form, fillable=fillable).data


def tags(element: Element, depth: int = 0) -> str:
    """An element with its scope and its words; one that only holds words stands in a line."""
    scope = "".join(f" {one.partition('.')[2]}" for one in element.attributes if "Scope" in one)
    inside = [kid for kid in element.kids if not isinstance(kid, Annotation)]
    head = f"{'  ' * depth}{element.role}{scope}"
    if all(isinstance(kid, Content) for kid in inside):
        text = "".join(kid.text for kid in inside if isinstance(kid, Content)).strip()
        return " ".join(filter(None, [head, f"“{text}”" if text else ""])).replace("\u00a0", " ")
    lines = [
        f"{'  ' * (depth + 1)}“{kid.text.strip()}”" if isinstance(kid, Content) else tags(kid, depth + 1)
        for kid in inside
    ]
    return "\n".join((head, *lines)).replace("\u00a0", " ")


def test_a_table_and_a_chart_say_what_heads_each_cell(tmp_path: Path) -> None:
    table, chart = TaggedPdf(built(tmp_path)).root.find("Table")
    assert tags(table) == TABLE
    assert tags(chart) == CHART


def test_where_the_page_is_narrow_each_medicine_has_a_box_under_a_heading(tmp_path: Path) -> None:
    root = TaggedPdf(built(tmp_path, form="giant-print")).root
    assert root.find("Table") == []
    names = [heading.text.replace("\u00a0", " ") for heading in root.find("H3")]
    assert names == ["Metformin 500 mg", "Alendronate 70 mg", "Ibuprofen 400 mg", "Simvastatin 20 mg"]
    card = next(section for section in root.find("Sect") if section.find("H3") and not section.find("H2"))
    assert tags(card) == CARD


@pytest.mark.parametrize("before", range(0, 14, 2))
def test_a_box_is_not_parted(tmp_path: Path, before: int) -> None:
    """A dose is read beside the name that it belongs to, wherever on the page its box begins."""
    case = case_of(tmp_path, "  - text: A line.\n" * before + BODY)
    layout = case.project.layout("clinic-a4", "giant-print")
    giant = SetCase(case.project, case.lang, plan(case.project, read_handout(case.project, "test", "en"), layout))
    drawn = giant.set()
    cards = [one for one in drawn.elements("Sect") if isinstance(one.kids[0], Tag) and one.kids[0].role == "H3"]
    assert [len(drawn.pages_of(card)) for card in cards] == [1, 1, 1, 1]


def test_a_box_to_tick_stands_above_each_dose_and_nowhere_else(tmp_path: Path) -> None:
    """That of a dose of Mondays stands under no time of every day: before the medicine, in the last row."""
    drawn = case_of(tmp_path, BODY).set()
    boxes = [shape for shape in drawn.shapes if shape.kind == "frame" and shape.width < 15]
    doses = [line for line in drawn.tagged_lines if line.text.strip().endswith(("1 tablet", "2 tablets", "4 tablets"))][
        -4:
    ]
    *timed, now_and_then = [
        (round(box.left), box.bottom > dose.baseline) for box, dose in zip(boxes, doses, strict=True)
    ]
    assert timed == [(round(dose.left), True) for dose in doses[:-1]]
    heads = {line.text.strip().replace("\u00a0", " "): line for line in drawn.tagged_lines}
    name = [line for line in drawn.tagged_lines if line.text.replace("\u00a0", " ").startswith("Alendronate")][-1]
    assert now_and_then == (round(heads["Medicine"].left), True)
    assert boxes[-1].left + boxes[-1].width < name.left < heads["8:00 AM"].left
    assert boxes[-1].bottom < name.baseline + name.size and name.baseline < boxes[-1].bottom + boxes[-1].height
    assert doses[-1].left == pytest.approx(name.left)
    assert doses[-1].baseline == min(dose.baseline for dose in doses)


def test_a_page_from_the_right_is_mirrored(tmp_path: Path) -> None:
    left, right = {}, {}
    for lang, places in (("en", left), ("ar", right)):
        (tmp_path / lang).mkdir()
        case = case_of(tmp_path / lang, "  - medicines: {list: [{name: A1, dose: B2, when: C3}]}\n", lang)
        page = case.styles.page
        for line in case.set().tagged_lines:
            places[line.text.strip()] = (line.left, page.width - line.right)
    assert left["A1"][0] < left["B2"][0] < left["C3"][0]
    assert right["A1"][1] < right["B2"][1] < right["C3"][1]


def test_in_a_form_each_dose_is_a_box_that_says_what_it_is(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(built(tmp_path, fillable=True))) as pdf:
        names = [str(field.TU).replace("\u00a0", " ") for field in pdf.Root.AcroForm.Fields]
    assert names == [
        "Your medicines: Metformin 500 mg, 8:00 AM: 1 tablet",
        "Your medicines: Metformin 500 mg, Evening: 1 tablet",
        "Your medicines: Simvastatin 20 mg, Bedtime: 4 tablets",
        "Your medicines: Alendronate 70 mg, Every Monday: 2 tablets",
    ]


def test_in_a_box_each_dose_says_the_medicine_that_it_is_of(tmp_path: Path) -> None:
    """Two medicines of the morning would sound alike."""
    with pikepdf.open(io.BytesIO(built(tmp_path, form="giant-print", fillable=True))) as pdf:
        names = [str(field.TU).replace("\u00a0", " ") for field in pdf.Root.AcroForm.Fields]
    assert names[0] == "Metformin 500 mg, 8:00 AM: 1 tablet"
    assert names[2] == "Alendronate 70 mg, Every Monday: 2 tablets"


def test_of_a_name_and_a_clock_for_the_same_hour_one_is_always_first(tmp_path: Path) -> None:
    """Not that which a set happens to give first: two copies of a leaflet would differ."""
    both = [dict.fromkeys(times) for times in (("morning", "08:00"), ("08:00", "morning"))]
    orders = {
        read_handout(
            project_with(
                tmp_path / str(number),
                f"  - medicines: {{list: [{{name: A, dose: B, times: [{', '.join(map(quote, times))}]}}]}}\n",
            ),
            "test",
            "en",
        )
        .content[0]
        .slots
        for number, times in enumerate(both)
    }
    assert orders == {("08:00", "morning")}


def quote(time: str) -> str:
    return f'"{time}"'


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("form", ["", "giant-print"])
@pytest.mark.parametrize("fillable", [False, True])
def test_verapdf_finds_no_failure(tmp_path: Path, standard: str, form: str, fillable: bool) -> None:
    assert verapdf.failures(built(tmp_path, standard, form=form, fillable=fillable), standard) == []


def test_the_twins_say_the_same(tmp_path: Path) -> None:
    made, job = project_with(tmp_path, BODY), Job("test", "en", "clinic-a4")
    text = text_twin(made, job).decode().replace("\u00a0", " ")
    assert (
        "Medicine: Metformin 500 mg\n    What it is for: Blood sugar\n    How much: 1 tablet\n"
        "    When: 8:00 AM · Evening · With food\n" in text
    )
    assert "Medicine: Simvastatin 20 mg\n    Bedtime: [ ] 4 tablets\n" in text
    page = (
        html_twin(made, job).data.decode() if hasattr(html_twin(made, job), "data") else html_twin(made, job).decode()
    )
    assert '<th scope="row">' in page
    assert page.count('class="tick"') == 4
    assert (
        '<td colspan="3"><span class="tick" aria-hidden="true"></span><strong>Every Monday: </strong>2 tablets' in page
    )
    assert "Medicine: Alendronate 70 mg\n    [ ] Every Monday: 2 tablets\n" in text


@pytest.mark.parametrize("lang", language_table())
def test_every_language_says_when_and_how(lang: str) -> None:
    words = project().words(lang)
    times = {words.morning, words.noon, words.evening, words.bedtime, words.when_needed}
    assert len(times) == 5, "two times of day have the same word"
    assert len({words.with_food, words.without_food, words.any_food}) == 3
    number = language_table()[lang].number
    hour, minute = datetime.time(8, 0), datetime.time(20, 30)
    assert number(8) in words.clock(hour)
    assert number(30) in words.clock(minute)
    assert words.clock(hour) != words.clock(datetime.time(20, 0)), "morning and evening are told apart"


def test_what_is_taken_on_some_days_stands_below_no_time_of_every_day(tmp_path: Path) -> None:
    """Methotrexate of Monday mornings, ticked each morning, kills."""
    weekly = "{name: Methotrexate, dose: 6 tablets, times: [morning], when: Every Monday}"
    made = project_with(
        tmp_path,
        f"  - medicines: {{chart: true, list: [{weekly}, {{name: Iron, dose: 1 tablet, times: [morning, evening]}}]}}\n",
    )
    chart = TaggedPdf(build_leaflet(made, "test", "en").data).root.find("Table")[1]
    daily, weekly_row = chart.find("TR")[1:]
    assert [cell.text.replace("\u00a0", " ").strip() for cell in weekly_row.kids if isinstance(cell, Element)] == [
        "Methotrexate",
        "Every Monday · Morning: 6 tablets",
    ]
    assert len(daily.find("TD")) == 2
    text = text_twin(made, Job("test", "en", "clinic-a4")).decode().replace("\u00a0", " ")
    assert "[ ] Every Monday · Morning: 6 tablets" in text and "Morning: [ ] 6" not in text


def test_a_long_note_makes_boxes_of_the_table(tmp_path: Path) -> None:
    note = "Nine short words stand in this sentence of it. " * 30
    rows = ", ".join(f"{{name: N{n}, dose: 1 tablet, times: [morning], note: {note}}}" for n in range(3))
    made = project_with(tmp_path, f"  - medicines: {{list: [{rows}]}}\n")
    root = TaggedPdf(build_leaflet(made, "test", "en", form="large-print").data).root
    assert root.find("Table") == [] and [heading.text for heading in root.find("H2")] == ["N0", "N1", "N2"]
