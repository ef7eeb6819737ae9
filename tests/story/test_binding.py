"""What an author holds together with “keep-with-next” is read on one page, wherever the page ends."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.build import build_leaflet
from generator.model.handout import Handout
from generator.model.schema import json_schema
from generator.model.segments import anatomy, words_digest
from generator.problems import Rejected
from generator.project import read_handout, read_nodes
from tests.support.leaflets import project, project_with
from tests.support.readers import mupdf_lines, squeeze

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 8"><rect width="10" height="8"/></svg>'
LONG = "The words of a paragraph that is long enough to be parted between two pages of a leaflet. " * 6
MBC, EASY = "metastatic-breast-cancer", "metastatic-breast-cancer/easy-read"
EASY_LANGUAGES = tuple(project().languages(EASY))


def pages_of(tmp_path: Path, content: str, *words: str, form: str = "") -> list[set[int]]:
    """The pages on which lines stand that begin so."""
    made = project_with(tmp_path, content)
    (tmp_path / "handouts" / "test" / "a.svg").write_text(PICTURE, encoding="utf-8")
    lines = mupdf_lines(build_leaflet(made, "test", "en", form=form, check=False).data)
    return [{line.page for line in lines if line.text.startswith(one)} for one in words]


def row(words: str, mark: str = "") -> str:
    return f"  - {mark}figure: {{image: a.svg, decorative: true, width: 38mm, content: [{{text: {words}}}]}}\n"


MARK = "keep-with-next: true\n    "
HEIGHTS = range(6, 24)


@pytest.mark.parametrize("count", HEIGHTS)
def test_a_marked_block_and_the_next_stand_whole_on_one_page(tmp_path: Path, count: int) -> None:
    content = (
        "  - text: A line of text.\n" * count
        + f"  - {MARK}table: {{caption: Numbers, header: [A, B], rows: [[one, First], [two, Last]]}}\n"
        + f"  - {MARK}text: The words. {LONG} The end of them.\n"
        + f"  - callout: {{kind: note, title: What softens., content: [{{text: {LONG}}}, {{text: The last words.}}]}}\n"
    )
    found = pages_of(tmp_path, content, "Numbers", "The words.", "What softens.", "The last words.")
    assert len(set.union(*found)) == 1


def test_without_the_mark_they_part(tmp_path: Path) -> None:
    content = "  - text: A line of text.\n{}" + f"  - text: The words.\n  - text: The end. {LONG}\n"
    parted = [
        pages_of(tmp_path, content.format("  - text: A line of text.\n" * n), "The words.", "The end.") for n in HEIGHTS
    ]
    marked = content.replace("  - text: The words.", f"  - {MARK}text: The words.")
    held = [
        pages_of(tmp_path, marked.format("  - text: A line of text.\n" * n), "The words.", "The end.") for n in HEIGHTS
    ]
    assert any(one != other for one, other in parted)
    assert all(one == other for one, other in held)


def test_of_more_than_a_page_holds_the_last_that_can_stand_apart_does(tmp_path: Path) -> None:
    rows = [row(f"Row {number}.", MARK if number < 8 else "") for number in range(1, 9)]
    found = pages_of(
        tmp_path, "  - heading: Rows\n" + "".join(rows), *(f"Row {n}." for n in range(1, 9)), form="easy-read"
    )
    first = min(map(min, found))
    on_first = [n for n, one in enumerate(found) if one == {first}]
    assert len(on_first) >= 4, "as many as the page holds"
    assert on_first == list(range(len(on_first)))


@pytest.mark.parametrize("count", HEIGHTS)
def test_rows_of_a_box_that_are_marked_stand_on_one_page(tmp_path: Path, count: int) -> None:
    content = (
        "  - text: A line of text.\n" * count
        + "  - callout: {kind: important, title: The box.}\n"
        + row("One.")
        + row("Two.")
        + row("Is it near?", MARK)
        + row("Has it spread?", MARK)
        + row("But there is help.")
    )
    near, spread, but = pages_of(
        tmp_path, content, "Is it near?", "Has it spread?", "But there is help.", form="easy-read"
    )
    assert near == spread == but


def test_a_mark_at_the_end_of_a_box_holds_the_box_with_what_follows(tmp_path: Path) -> None:
    for count in range(10, 18):
        content = (
            "  - text: A line of text.\n" * count
            + "  - callout: {kind: note, title: The box.}\n"
            + row("The row.", MARK)
            + "  - text: What follows.\n"
        )
        the_row, behind = pages_of(tmp_path, content, "The row.", "What follows.")
        assert the_row == behind


# -- the key -----------------------------------------------------------------------------------------------------------


def said(tmp_path: Path, content: str) -> list[str]:
    with pytest.raises(Rejected) as caught:
        read_handout(project_with(tmp_path, content), "test", "en")
    return [str(one) for one in caught.value.problems]


def test_another_value_is_told(tmp_path: Path) -> None:
    (told,) = said(tmp_path, "  - keep-with-next: always\n    text: A line of text.\n")
    assert "error: “always” is not known here. [bad-value]" in told
    assert "    - keep-with-next: always" in told


def test_inside_a_block_it_is_told_where_it_belongs(tmp_path: Path) -> None:
    (told,) = said(tmp_path, "  - callout: {kind: note, title: A title., keep-with-next: true}\n")
    assert "error: “keep-with-next” is not a key inside “callout”. [unknown-key]" in told
    assert "Write it beside “callout:”, as far to the left." in told


def test_alone_it_is_no_block(tmp_path: Path) -> None:
    (told,) = said(tmp_path, "  - keep-with-next: true\n")
    assert "error: There is no block “keep-with-next”. [unknown-block]" in told


def test_it_is_read_and_is_false_where_it_says_so(tmp_path: Path) -> None:
    content = (
        "  - text: A.\n  - keep-with-next: false\n    text: B.\n  - text: C.\n    keep-with-next: true\n  - text: D.\n"
    )
    handout = read_handout(project_with(tmp_path, content), "test", "en")
    assert [block.keep_with_next for block in handout.content] == [False, False, True, False]


def test_it_is_no_part_of_the_words(tmp_path: Path) -> None:
    """A translation does not go out of date by it, nor does an approval."""
    found = []
    for mark in ("", MARK):
        made = project_with(tmp_path, f"  - {mark}callout: {{kind: note, title: A title.}}\n  - {mark}text: B.\n")
        found.append(words_digest(anatomy(read_nodes(made, "test", "en"))))
    assert found[0] == found[1]


def test_the_schema_offers_it_beside_every_block() -> None:
    schema = json_schema("handout")
    for one in schema["$defs"][Handout.__name__]["properties"]["content"]["items"]["anyOf"]:
        group = schema["$defs"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        assert group["properties"]["keep-with-next"]["type"] == "boolean"


# -- the leaflets ------------------------------------------------------------------------------------------------------


@cache
def lines_of(name: str, lang: str, form: str = "") -> list[tuple[str, int]]:
    lines = mupdf_lines(build_leaflet(project(), name, lang, "clinic-a4", form=form, check=False).data)
    return [(squeeze(line.text), line.page) for line in lines]


def pages_of_block(name: str, lang: str, place: int, form: str = "") -> set[int]:
    """The pages that the first lines of the texts of a block stand on."""
    text = f"{name}/easy-read" if form else name
    block = read_handout(project(), text, lang).content[place]
    lines, pages = lines_of(name, lang, form), set[int]()
    for one in block.content if hasattr(block, "content") and block.content else ():
        prose = squeeze(one.text.plain) if hasattr(one, "text") else ""
        pages |= {page for line, page in lines if len(line) >= 4 and prose.startswith(line)}
    return pages


@pytest.mark.parametrize("lang", ["en", "de", "ja", "ru"])
def test_no_page_says_only_that_it_may_be_possible_to_get_rid_of_it_all(lang: str) -> None:
    """Where the cancer is near the breast, where it has spread, and that there is treatment: one thought."""
    near, spread, but = (pages_of_block(MBC, lang, place, "easy-read") for place in (9, 10, 11))
    assert near and near == spread == but


@pytest.mark.parametrize("lang", ["en", "de", "ja", "ru"])
def test_the_numbers_and_what_softens_them_stand_on_one_page(lang: str) -> None:
    numbers, back, today = (pages_of_block(MBC, lang, place, "easy-read") for place in (39, 41, 42))
    assert numbers and numbers == back == today


@pytest.mark.parametrize("lang", project().languages(MBC))
def test_every_language_holds_the_same_together(lang: str) -> None:
    def marked(name: str, lang: str) -> list[int]:
        return [place for place, one in enumerate(read_handout(project(), name, lang).content) if one.keep_with_next]

    assert not marked(MBC, lang), "table, dots and box take a page of their own, and would leave half of one empty"
    if lang in EASY_LANGUAGES:
        assert marked(EASY, lang) == marked(EASY, "en")
        assert {9, 10, 39, 40, 41} <= set(marked(EASY, lang))
