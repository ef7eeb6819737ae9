"""What grows with the type, and what changes its form in large type: charts, steps, medicines, columns, cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import plan
from generator.reading import read_handout
from tests.support.leaflets import CASES
from tests.support.recorder import DrawnLine, Recorder, SetCase, case_of

# Width of the text of A4, in points.
MEASURE = 470.5
RISK = "  - risk: {{n: {}, of: {}, what: women, source: A journal, year: 2021}}\n"


def drawn(folder: Path, content: str, form: str = "", lang: str = "en", paper: str = "") -> Recorder:
    made = folder / (form or "standard") / "handouts" / "test"
    made.mkdir(parents=True)
    (made / "drawing.svg").write_bytes((CASES / "handouts/every-block/drawing.svg").read_bytes())
    case = case_of(made.parents[1], content, lang)
    layout = case.project.layout("clinic-a4", form, paper=paper)
    return SetCase(case.project, lang, plan(case.project, read_handout(case.project, "test", lang), layout)).set()


def widest_picture(found: Recorder) -> float:
    return max(shape.width for shape in found.shapes if shape.kind == "picture")


def line(found: Recorder, text: str) -> DrawnLine:
    return next(one for one in found.tagged_lines if one.text.startswith(text))


def test_a_chart_grows_with_the_type(tmp_path: Path) -> None:
    content = RISK.format(15, 100)
    standard, large, giant = (
        widest_picture(drawn(tmp_path, content, form)) for form in ("", "large-print", "giant-print")
    )
    assert standard >= 165
    assert large > 1.25 * standard
    assert giant > 1.6 * standard


def test_people_with_a_row_to_themselves_are_told_apart_in_giant_print(tmp_path: Path) -> None:
    """However long the words around them are."""
    content = RISK.format(15, 100).replace("A journal", "A journal of many words " * 12)
    assert widest_picture(drawn(tmp_path, content, "giant-print")) >= 0.6 * MEASURE


@pytest.mark.parametrize("form", ["", "large-print", "giant-print"])
def test_a_thousand_dots_are_as_wide_as_the_text_and_have_air_around_them(tmp_path: Path, form: str) -> None:
    found = drawn(tmp_path, RISK.format(2, 1000), form)
    picture = next(one for one in found.shapes if one.kind == "picture" and one.width > 200)
    assert picture.width == pytest.approx(MEASURE, abs=1)
    above = line(found, "998 of 1000")
    assert above.baseline - (picture.bottom + picture.height) >= 10 + 0.3 * above.size
    assert picture.bottom - line(found, "Source").baseline >= 10 + 0.7 * line(found, "Source").size


def test_pictures_of_steps_grow_with_the_type(tmp_path: Path) -> None:
    """Small beside large words, they look like another leaflet's."""
    standard, large, giant = (
        widest_picture(drawn(tmp_path, STEPS, form)) for form in ("", "large-print", "giant-print")
    )
    assert large == pytest.approx(standard * 18 / 14)
    assert 1.3 * standard < giant <= standard * 24 / 14


@pytest.mark.parametrize("form", ["", "large-print", "giant-print"])
def test_the_number_of_a_step_stands_on_the_first_line_of_its_words(tmp_path: Path, form: str) -> None:
    found = drawn(tmp_path, STEPS, form)
    for number, text in (("1.", "Short."), ("2.", "Words"), ("3.", "Some words.")):
        assert line(found, number).baseline == pytest.approx(line(found, text).baseline)


@pytest.mark.parametrize("form", ["", "large-print", "giant-print"])
def test_a_chart_stands_on_the_page_of_its_words(tmp_path: Path, form: str) -> None:
    for lines in range(0, 24, 6):
        filler = "  - heading: Before\n" + "  - text: One line.\n" * lines
        found = drawn(tmp_path / str(lines), filler + RISK.format(2, 1000), form)
        pages = {line(found, text).page for text in ("2 of 1000", "998 of 1000", "Source")}
        assert pages == {next(shape.page for shape in found.shapes if shape.kind == "picture" and shape.width > 200)}


STEPS = "  - picture-steps:\n" + "".join(
    f"      - {{text: {text}, image: drawing.svg, decorative: true}}\n"
    for text in ("Short.", "Words " * 30, "Some words.")
)


@pytest.mark.parametrize("form", ["", "large-print", "giant-print"])
def test_steps_stand_all_one_way(tmp_path: Path, form: str) -> None:
    """The words of all stand beside their pictures, those of a long step too, wherever the page ends."""
    for lines in range(0, 20, 5):
        found = drawn(tmp_path / str(lines), "  - text: One line.\n" * lines + STEPS, form)
        lefts = {round(line(found, text).left) for text in ("Short.", "Words", "Some words.")}
        widest = widest_picture(found)
        assert len(lefts) == 1
        assert lefts.pop() > line(found, "1.").left + widest


def test_steps_stand_below_their_pictures_where_one_is_too_long(tmp_path: Path) -> None:
    found = drawn(tmp_path, STEPS.replace("Words " * 30, "Words " * 400))
    lefts = {round(line(found, text).left) for text in ("Short.", "Words", "Some words.")}
    assert len(lefts) == 1
    assert lefts.pop() < line(found, "1.").left + widest_picture(found)


def test_columns_of_do_and_dont_begin_at_one_height(tmp_path: Path) -> None:
    content = "  - do-and-dont: {do: {title: Do, list: [first]}, dont: {title: DO_NOT, list: [second]}}\n"
    found = drawn(tmp_path, content.replace("DO_NOT", "What you should never do at all while you take this medicine"))
    assert line(found, "first").baseline == line(found, "second").baseline
    assert line(found, "Do").baseline == line(found, "What you").baseline


@pytest.mark.parametrize("rows", [4, 6, 9])
def test_no_table_goes_on_with_a_single_row(tmp_path: Path, rows: int) -> None:
    body = ", ".join(f"[Row {number}, {'words ' * 30}]" for number in range(rows))
    table = f"  - table: {{header: [A, B], rows: [{body}]}}\n"
    for lines in range(0, 20, 2):
        found = drawn(tmp_path / str(lines), "  - text: One line.\n" * lines + table)
        pages = [line(found, f"Row {number}").page for number in range(rows)]
        assert all(pages.count(page) > 1 for page in set(pages[-2:]))


def test_two_rows_stay_together(tmp_path: Path) -> None:
    table = f"  - table: {{header: [A, B], rows: [[First, {'words ' * 40}], [Second, {'words ' * 40}]]}}\n"
    for lines in range(0, 24, 2):
        found = drawn(tmp_path / str(lines), "  - text: One line.\n" * lines + table)
        assert line(found, "First").page == line(found, "Second").page


def test_what_is_compared_has_the_room_and_not_what_heads_it(tmp_path: Path) -> None:
    heads = "[How long it is since they learned of the cancer that had spread, How many]"
    found = drawn(tmp_path, f"  - table: {{header: {heads}, rows: [[5 years or more, About 15 of 100 women]]}}\n")
    assert any(one.text == "About 15 of 100 women" for one in found.tagged_lines)


@pytest.mark.parametrize("lang", ["ar", "ur", "zh-Hans"])
def test_sources_in_latin_letters_have_their_own_leading(tmp_path: Path, lang: str) -> None:
    source = "[" + "A journal of medicine and health, volume 12. " * 4 + "]{lang=en}"
    pitches = [pitch(drawn(tmp_path / one, f'  - references: ["{source}"]\n', lang=one)) for one in ("en", lang)]
    assert pitches[0] == pitches[1]


def pitch(found: Recorder) -> float:
    """Distance of the baselines of a source."""
    lines = [one for one in found.tagged_lines if "journal" in one.text]
    return round(lines[0].baseline - lines[1].baseline, 1)


def test_a_code_below_its_words_begins_where_they_do(tmp_path: Path) -> None:
    """The white around it is no indent."""
    address = "https://www.clinic.example/a/map/of/it"
    found = drawn(
        tmp_path, f"  - qr: {{caption: See Llanfairpwllgwyngyllgogerychwyrndrobwll, url: {address}}}\n", "giant-print"
    )
    words = line(found, "See")
    code = next(one for one in found.shapes if one.kind == "picture" and one.bottom < words.baseline)
    assert code.bottom + code.height < words.baseline - words.size, "below"
    assert words.left - 0.15 * code.width < code.left < words.left - 0.05 * code.width
