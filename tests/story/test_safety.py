"""What would harm a patient if it went wrong on paper: numbers that turn round, split or overprint, and links that misdial."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from generator.build import build_leaflet
from generator.pdf.objects import byte_string, uri
from generator.problems import Rejected
from generator.wording import dial_digits
from tests.pdf.test_right_to_left import characters, lines_from_left
from tests.support.leaflets import leaflet, leaflet_as, project_with
from tests.support.readers import open_mupdf


def build(folder: Path, content: str, lang: str = "en", **head: str) -> bytes:
    return build_leaflet(project_with(folder, content, lang, **head), "test", lang).data


@pytest.mark.parametrize("lang", ["ar", "he"])
@pytest.mark.parametrize("phone", ["13 11 26", "116 123", "1800 22 46", "+44 20 7946 0000", "(555) 010-0142"])
def test_phone_number_in_the_card_is_never_turned_round(tmp_path: Path, lang: str, phone: str) -> None:
    data = build(tmp_path, f"  - contact: {{name: A, phone: '{phone}'}}\n", lang)
    assert any(phone.replace(" ", "") in line for line in lines_from_left(data))


@pytest.mark.parametrize("lang", ["ar", "he"])
def test_short_phone_number_in_a_sentence_is_never_turned_round(tmp_path: Path, lang: str) -> None:
    word = {"ar": "اتصل", "he": "חייגו"}[lang]
    data = build(tmp_path, f"  - text: {word} 13 11 26 {word}\n", lang)
    assert any("131126" in line for line in lines_from_left(data))


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("020 7946 0000", "02079460000"),
        ("(555) 010-0142", "5550100142"),
        ("٠١٢ ٣٤٥ ٦٧٨٩", "0123456789"),
        ("1-800-227-2345", "18002272345"),
    ],
)
def test_link_dials_what_the_page_says(typed: str, dialled: str) -> None:
    assert dial_digits(typed) == dialled


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/información", b"(https://example.org/informaci%C3%B3n)"),
        ("https://example.org/Foo_(bar)", rb"(https://example.org/Foo_\(bar\))"),
        ("https://example.org/a?b=1&c=%20#d", b"(https://example.org/a?b=1&c=%20#d)"),
    ],
)
def test_address_of_a_link_is_written_whole(address: str, written: bytes) -> None:
    assert byte_string(uri(address)) == written


def test_dose_table_parts_no_word_and_no_dose(tmp_path: Path) -> None:
    table = (
        "  - table:\n      header: [Week, Medicine, Morning, Noon, Evening, Notes]\n"
        "      rows:\n        - ['1', Levetiracetam, 1000 mg, 500 mg, 1000 mg, with food]\n"
    )
    with open_mupdf(build(tmp_path, table)) as document:
        words = {word[4] for word in document[0].get_text("words")}
        lines = [line for block in document[0].get_text("blocks") for line in block[4].split("\n")]
    assert {"Week", "Morning", "Evening", "Notes"} <= words
    assert [line.strip() for line in lines if "mg" in line] == ["1000 mg", "500 mg", "1000 mg"]


def test_table_too_wide_for_its_doses_is_refused(tmp_path: Path) -> None:
    table = (
        "  - table:\n      header: [a, b, c, d, e, f, g, h]\n      rows:\n        - ["
        + ", ".join(["1000 mg/kg"] * 8)
        + "]\n"
    )
    with pytest.raises(Rejected) as refused:
        build(tmp_path, table)
    (problem,) = refused.value.problems
    assert problem.rule == "too-large"
    assert "so that no number is parted from its unit" in problem.message
    assert problem.place.line == 10  # the table


def test_long_title_does_not_overprint_the_header(tmp_path: Path) -> None:
    title = (
        "What to expect after your operation for a hernia and how to look after yourself at home for the first weeks"
    )
    data = build(tmp_path, "  - text: word\n" * 60, title=title)
    with open_mupdf(data) as document:
        assert document.page_count > 1
        header = [word for word in document[1].get_text("words") if word[3] < 70]
    rows = [[word for word in header if round(word[3]) == at] for at in sorted({round(word[3]) for word in header})]
    assert [word[4] for word in rows[0]] == ["Harbor", "Lane", "Clinic"]
    assert " ".join(word[4] for row in rows[1:] for word in sorted(row)) == title, "whole, on as many rows as it needs"
    assert len(rows) == 3
    for row in rows:
        assert all(one[2] <= other[0] + 0.5 for one, other in pairwise(sorted(row)))
    for above, below in pairwise(rows):
        assert above[0][3] + 10 < below[0][3]


def test_a_title_of_more_than_two_rows_ends_with_an_ellipsis(tmp_path: Path) -> None:
    """As many characters as a line of text may have are no measure of the head: it would go on over the text."""
    title = "What to expect after your operation and how to look after yourself at home " * 3
    with open_mupdf(build(tmp_path, "  - text: word\n" * 60, title=title)) as document:
        header = [word for word in document[1].get_text("words") if word[4] != "word" and word[3] < 300]
        rule = min(drawing["rect"].y0 for drawing in document[1].get_drawings())
    assert len({round(word[3]) for word in header}) == 2, "the name, and what one row holds of the title"
    assert max(header, key=lambda word: (word[3], word[0]))[4].endswith("…")
    assert max(word[3] for word in header) < rule + 3


def test_many_references_fill_their_pages(tmp_path: Path) -> None:
    references = "  - references:\n" + "".join(f"      - Source number {n}, a book with a name.\n" for n in range(60))
    assert len(pypdf.PdfReader(io.BytesIO(build(tmp_path, "  - text: a\n" + references))).pages) <= 3


def test_callout_of_a_long_paragraph_and_a_list_goes_over_pages(tmp_path: Path) -> None:
    content = (
        "  - callout:\n      kind: note\n      title: T\n      content:\n"
        f"        - text: {'A sentence of some words. ' * 220}\n        - list: [one, two, three]\n"
    )
    assert len(pypdf.PdfReader(io.BytesIO(build(tmp_path, content))).pages) >= 2


def test_step_numbers_stand_beside_their_text(tmp_path: Path) -> None:
    content = "  - steps:\n" + "".join("      - Do it\n" for _ in range(120))
    with open_mupdf(build(tmp_path, content)) as document:
        words = [word for page in document for word in page.get_text("words")]
    number = next(word for word in words if word[4] == "100.")
    text = next(word for word in words if word[4] == "Do" and abs(word[1] - number[1]) < 3 and word[0] > number[0])
    assert text[0] - number[2] >= 3


def test_letter_with_too_many_marks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="more marks than a font can hold"):
        build(tmp_path, f"  - text: e{chr(0x301) * 300}\n")


def test_english_for_staff_runs_from_the_left_on_an_arabic_page() -> None:
    lines = lines_from_left(leaflet("metastatic-breast-cancer", "ar", "clinic-a4", "ua-1"))
    code = "MBC-01·1.0·arArabic·DRAFT"
    assert any(line.startswith(code) or line.endswith(code) for line in lines)
    assert "Important:Machinetranslation.Noqualifiedtranslatorhas" in lines
    own = next(line for line in lines if "Arabic" in line and "·" in line)
    assert own.startswith("Metastaticbreastcancer·Arabic·"), "name, English name, title: each at the left of the last"


@pytest.mark.parametrize(
    ("name", "lang", "english"), [("colonoscopy", "ar", "Arabic"), ("colonoscopy", "es", "Spanish")]
)
def test_no_dot_is_left_at_the_end_of_the_line_that_names_the_language(name: str, lang: str, english: str) -> None:
    """In giant print the English title is too long for it, and stands on the next."""
    lines = lines_from_left(leaflet_as(name, lang, form="giant-print"))
    own = next(line for line in lines if english in line and "·" in line)
    assert own.startswith("Arabic·") if lang == "ar" else own.endswith("·Spanish"), own


def test_language_line_of_an_arabic_page_begins_at_the_right() -> None:
    page = characters(leaflet("metastatic-breast-cancer", "ar", "clinic-a4", "ua-1"))[0]
    title = max(page, key=lambda char: char[2])
    baseline = next(char[3] for char in page if char[0] == "A")
    assert max(char[2] for char in page if char[3] == baseline) == pytest.approx(title[2], abs=12)
