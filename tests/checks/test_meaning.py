"""What tags say, beyond what a validator can weigh: each rule with a page that breaks it and one that does not."""

from __future__ import annotations

import pytest

from generator.checks.measures import measured
from generator.model.profile import Profile
from generator.problems import Severity
from tests.support.pdfs import Area, T, pdf, text

DEFAULT = Profile("Any clinic.")
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def found(data: bytes, rule: str) -> list[tuple[Severity, str]]:
    return [(one.severity, one.message) for one in measured(data, DEFAULT) if one.rule == rule]


def says(*texts: str, font: str = "F1") -> str:
    """A line for each text, content 0, 1, 2 … of the page, from the top."""
    return "".join(text(n, said, 60, 780 - 30 * n, font=font) for n, said in enumerate(texts))


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        (T("TH", [1]), "There is nothing in a header cell of a table."),
        (T("TH", [1], {"Alt": "Day"}), ""),
        (T("TH", [0]), ""),
        (T("TD", [1]), ""),
    ],
)
def test_empty_header_cells(tag: T, message: str) -> None:
    data = pdf(says("Day", " "), tags=[T("Table", [T("TR", [T("TH", [0]) if tag.kids != [0] else T("TD", [1]), tag])])])
    assert found(data, "empty-header") == ([(ERROR, message)] if message else [])


def test_empty_headings() -> None:
    assert found(pdf(says(" "), tags=[T("H2", [0])]), "empty-header") == [
        (ERROR, "There is nothing in a heading (H2).")
    ]
    assert found(pdf(says("Dose"), tags=[T("H2", [T("Span", [0])])]), "empty-header") == []


FIGURE = "/Figure <</MCID 0>> BDC 0 g 60 700 50 50 re f EMC "


@pytest.mark.parametrize(
    ("alt", "told"),
    [
        ("IMG_0042.jpg", True),
        ("where it spreads.svg", False),
        ("where-it-spreads.svg", True),
        ("Image", True),
        ("Picture 3", True),
        ("图片", True),
        ("صورة", True),
        ("รูปภาพ", True),
        ("Bild 2:", True),
        ("Picture of a hand that presses an inhaler", False),
        ("A hand presses the top of an inhaler.", False),
    ],
)
def test_descriptions_that_tell_nothing(alt: str, told: bool) -> None:
    data = pdf(FIGURE, tags=[T("Figure", [0], {"Alt": alt})])
    message = f"A picture is described as “{alt}”, which tells nothing of it."
    assert found(data, "empty-alt") == ([(ERROR, message)] if told else [])


def test_one_description_for_two_pictures() -> None:
    second = "/Figure <</MCID 1>> BDC 0 g 60 600 50 50 re f EMC "

    def two(one: str, other: str) -> bytes:
        return pdf(FIGURE + second, tags=[T("Figure", [0], {"Alt": one}), T("Figure", [1], {"Alt": other})])

    message = "Two pictures, one after the other, are described as “A tablet.”."
    assert found(two("A tablet.", "A tablet."), "same-alt") == [(WARNING, message)]
    assert found(two("A whole tablet.", "Half a tablet."), "same-alt") == []


@pytest.mark.parametrize("said", ["here", "Click here!", "Read more »", "link", "Hier klicken", "aquí"])
def test_links_called_here(said: str) -> None:
    data = pdf(says(said), tags=[T("P", [T("Link", [0, Area(contents="The clinic")])])])
    assert found(data, "empty-link") == [(ERROR, f"A link is called “{said}”.")]


@pytest.mark.parametrize("said", ["点击这里", "هنا", "ここ", "คลิกที่นี่", "यहाँ क्लिक करें"])
def test_links_called_here_in_other_scripts(said: str) -> None:
    data = pdf(says(said, font="F4"), tags=[T("P", [T("Link", [0, Area(contents="x")])])])
    assert found(data, "empty-link") == [(ERROR, f"A link is called “{said}”.")]


ADDRESS = "https://www.clinic.example"


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ([T("P", [0, T("Link", [1, Area(contents="Our page")])])], ""),
        ([T("P", [0, T("Link", [1, Area()])])], f"The link “{ADDRESS}” does not say where it leads (Contents)."),
        ([T("P", [0, T("Link", [1, Area(contents=ADDRESS)])])], ""),  # words stand before it
        ([T("P", [0]), T("P", [T("Link", [1, Area(contents=ADDRESS)])])], ""),
        ([T("P", [T("Link", [1, Area(contents="The clinic's page")])]), T("P", [0])], ""),
        (
            [T("P", [T("Link", [1, Area(contents=ADDRESS)])]), T("P", [0])],
            f"The link “{ADDRESS}” is an address, and nothing says in words where it leads.",
        ),
    ],
)
def test_links_and_where_they_lead(tags: list[T], message: str) -> None:
    data = pdf(says("More about warfarin: ", ADDRESS), tags=tags)
    severity = ERROR if "Contents" in message else WARNING
    assert found(data, "empty-link") == ([(severity, message)] if message else [])


def test_levels_of_headings() -> None:
    tags = [T("H1", [0]), T("H3", [1])]
    assert found(pdf(says("Warfarin", "Dose"), tags=tags), "heading-skips") == [
        (ERROR, "“Dose” has level 3 after a heading of level 1.")
    ]
    assert found(pdf(says("Warfarin", "Dose"), tags=[T("H1", [0]), T("H2", [1])]), "heading-skips") == []


def item(mcid: int) -> T:
    return T("LI", [T("LBody", [mcid])])


def test_lists_of_one_item() -> None:
    one = pdf(says("Take it", "Drink water"), tags=[T("L", [item(0)])])
    assert found(one, "list-of-one") == [(WARNING, "A list has one item alone: “Take it”.")]
    assert found(pdf(says("Take it", "Drink water"), tags=[T("L", [item(0), item(1)])]), "list-of-one") == []


def test_tables_without_headers() -> None:
    bare = pdf(says("Day", "Dose"), tags=[T("Table", [T("TR", [T("TD", [0])]), T("TR", [T("TD", [1])])])])
    assert found(bare, "table-without-headers") == [(ERROR, "The table “DayDose” has no header cell.")]
    headed = pdf(says("Day", "Dose"), tags=[T("Table", [T("TR", [T("TH", [0])]), T("TR", [T("TD", [1])])])])
    assert found(headed, "table-without-headers") == []


# -- order ---------------------------------------------------------------------------------------------------------


def test_order_down_a_column() -> None:
    data = pdf(says("Step 1", "Step 2"), tags=[T("P", [1]), T("P", [0])])
    message = "Page 1: “Step 1” is read after “Step 2” and stands above it."
    assert found(data, "order-differs") == [(ERROR, message)]
    assert found(pdf(says("Step 1", "Step 2"), tags=[T("P", [0]), T("P", [1])]), "order-differs") == []


def test_a_second_column_begins_above() -> None:
    data = pdf(text(0, "Left", 60, 100) + text(1, "Right", 330, 780), tags=[T("P", [0]), T("P", [1])])
    assert found(data, "order-differs") == []


@pytest.mark.parametrize(("lang", "told"), [("en", False), ("ar", True)])
def test_order_along_a_row(lang: str, told: bool) -> None:
    """The first cell stands left: right for English, wrong for Arabic."""
    cells = text(0, "First", 60, 700) + text(1, "Second", 300, 700)
    data = pdf(cells, tags=[T("Table", [T("TR", [T("TH", [0]), T("TD", [1])])])], lang=lang)
    message = "Page 1: “Second” is read after “First” and stands before it."
    assert found(data, "order-differs") == ([(ERROR, message)] if told else [])


def test_order_of_pages() -> None:
    tags = [T("P", [(2, 0)]), T("P", [(1, 0)])]
    data = pdf(text(0, "One", 60, 700), text(0, "Two", 60, 700), tags=tags)
    message = "Page 1: “One” is read after “Two” and stands on an earlier page than it."
    assert found(data, "order-differs") == [(ERROR, message)]


def test_a_slip_at_the_foot_may_be_read_before_what_stands_above() -> None:
    slip = T("Aside", [T("P", [1])])
    data = pdf(says("The next section", "Name"), tags=[slip, T("H2", [0])])
    assert found(data, "order-differs") == []


# -- text without a tag, and languages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("/Artifact BMC {} EMC", "Page 1: “Not for children” has no tag and is no header or footer."),
        (
            "/Artifact <</Type/Background>> BDC {} EMC",
            "Page 1: “Not for children” has no tag and is no header or footer.",
        ),
        ("{}", "Page 1: “Not for children” has no tag and is no header or footer."),
        ("/Artifact <</Type/Pagination/Subtype/Footer>> BDC {} EMC", ""),
    ],
)
def test_text_without_a_tag(content: str, message: str) -> None:
    loose = content.format("BT /F1 14 Tf 60 200 Td (Not for children) Tj ET")
    data = pdf(says("Warfarin") + loose, tags=[T("P", [0])])
    assert found(data, "untagged-text") == ([(ERROR, message)] if message else [])


def test_what_is_drawn_again_is_no_untagged_text() -> None:
    """The head of a table on its next page, and signs without letters."""
    again = "/Artifact BMC BT /F1 14 Tf 60 200 Td (Strength) Tj 60 0 Td (>>) Tj ET EMC"
    assert found(pdf(says("Strength") + again, tags=[T("P", [0])]), "untagged-text") == []


def test_a_file_without_tags() -> None:
    assert found(pdf("BT /F1 14 Tf (Take) Tj ET"), "untagged-text") == [(ERROR, "No text of this file has a tag.")]


def test_letters_of_another_language() -> None:
    content = says("العربية", font="F4")
    told = found(pdf(content, tags=[T("P", [0])]), "wrong-lang")
    assert [one for one, _ in told] == [ERROR]
    assert told[0][1].startswith("Page 1: “العربية” is tagged as “en” and holds “ا”, U+0627 ARABIC LETTER ALEF")
    marked = pdf(content, tags=[T("P", [T("Span", [0], {"Lang": "ar"})])])
    assert found(marked, "wrong-lang") == []


def test_a_finding_knows_its_page_and_text() -> None:
    data = pdf(
        text(0, "One", 60, 700),
        text(0, "Two", 60, 700) + text(1, "Step", 60, 780),
        tags=[T("P", [(1, 0), (2, 0)]), T("P", [(2, 1)])],
    )
    order = next(one for one in measured(data, DEFAULT) if one.rule == "order-differs")
    assert (order.page, order.text) == (2, "Step")
