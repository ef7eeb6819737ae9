"""Listings: what is typed is what is read, line by line, whatever the leaflet's language and size of type."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from generator.build import build_leaflet
from generator.project import Project
from tests.model.test_messages import said
from tests.support.leaflets import project_with
from tests.support.readers import mupdf_lines, open_mupdf
from tests.support.tagtree import TaggedPdf

Make = Callable[..., Project]
LISTING = """\
- callout:
    kind: note

    title: "**Two**   drops, [slowly](https://www.example.com)"
    content:
      - text: 1
# to here"""
LONG = "    title: a sentence that goes on and on until it cannot stand in one line of any page"


def data_of(folder: Path, listing: str, lang: str = "en", form: str = "") -> bytes:
    block = "  - code: |\n" + "".join(f"      {line}\n" if line else "\n" for line in listing.split("\n"))
    return build_leaflet(project_with(folder, block, lang), "test", lang, form=form, verify=True).data


@pytest.mark.parametrize("form", ["", "giant-print"])
def test_a_listing_is_read_as_it_is_typed(tmp_path: Path, form: str) -> None:
    """Marks, quotation marks, empty lines and every blank: by the tags, and by a program that knows of none."""
    data = data_of(tmp_path, LISTING, form=form)
    (code,) = TaggedPdf(data).root.find("Code")
    assert code.text == LISTING
    assert code.lang == "en"
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    read = [line.rstrip() for lines in pages for line in lines]
    wanted = [line for line in LISTING.split("\n") if line]
    if not form:  # in giant print a line of it needs two
        assert [line for line in read if line in wanted] == wanted


def test_a_listing_is_one_paragraph_of_code(tmp_path: Path) -> None:
    root = TaggedPdf(data_of(tmp_path, LISTING)).root
    (paragraph,) = [tag for tag in root.find("P") if tag.find("Code")]
    assert [kid.role for kid in paragraph.kids if hasattr(kid, "role")] == ["Code"]


def test_a_long_line_goes_on_further_in_than_it_began(tmp_path: Path) -> None:
    data = data_of(tmp_path, f"- callout:\n{LONG}\n    kind: note")
    lines = [line for line in mupdf_lines(data) if line.size == pytest.approx(14 * 0.8)]
    letter = 14 * 0.8 * 0.6
    starts = {
        line.text.strip().split()[0]: line.left + letter * (len(line.text) - len(line.text.lstrip())) for line in lines
    }
    first, title, kind = (starts[word] for word in ("-", "title:", "kind:"))
    rest = [left for word, left in starts.items() if word not in ("-", "title:", "kind:")]
    assert title == kind == pytest.approx(first + 4 * letter)
    assert rest == [pytest.approx(title + 2 * letter)]
    assert TaggedPdf(data).root.find("Code")[0].text.split("\n")[1] == LONG


def test_blanks_of_a_listing_are_as_wide_as_its_letters(tmp_path: Path) -> None:
    """Else nobody could tell from the page how far a line of YAML is set in."""
    with open_mupdf(data_of(tmp_path, "ø:\n    ß: 0\n12345: 0")) as document:
        blocks = document[0].get_text("rawdict")["blocks"]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    signs = [sign for span in spans if "Mono" in span["font"] for sign in span["chars"]]
    at = {sign["c"]: sign["origin"][0] for sign in signs if sign["c"] in "ßø15"}
    assert at["ß"] - at["ø"] == pytest.approx(at["5"] - at["1"])


def test_a_listing_is_left_to_right_in_a_right_to_left_leaflet(tmp_path: Path) -> None:
    data = data_of(tmp_path, LISTING, "ar")
    assert TaggedPdf(data).root.find("Code")[0].text == LISTING
    lines = {line.text.strip(): line for line in mupdf_lines(data)}
    assert lines["kind: note"].left < 200, "it begins at the left"


@pytest.mark.parametrize(
    ("listing", "lines"),
    [
        (
            '  - code: "a:\\tb"\n',
            ["9:11: error: The listing holds a tab, which has no width of its own. [bad-value]", "Type blanks."],
        ),
        (
            "  - code: [a, b]\n",
            ["9:11: error: A listing was expected here, not a list. [wrong-kind]"],
        ),
        (
            "  - code: |\n\n  - text: one\n",
            ["9:11: error: “code” is empty: the lines, under a “|”; no sign in them is a mark. [empty-text]"],
        ),
        (
            "  - callout: {kind: note, title: One, content: [{code: a}]}\n",
            ["9:50: error: “code” cannot stand here. [unknown-block]"],
        ),
    ],
)  # fmt: skip
def test_what_is_no_listing_is_refused(tmp_project: Make, listing: str, lines: list[str]) -> None:
    found = said(tmp_project, listing)
    for line in lines:
        assert line in found
