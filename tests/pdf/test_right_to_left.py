"""Right-to-left pages: what turns with the script and what must not."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.support.leaflets import CASES, ROOT, leaflet
from tests.support.readers import open_mupdf

MBC, CASE = "metastatic-breast-cancer", "every-block"


def characters(data: bytes) -> list[list[tuple[str, float, float, float]]]:
    """For each page its characters with left edge, right edge and baseline."""
    with open_mupdf(data) as document:
        return [
            [
                (char["c"], char["bbox"][0], char["bbox"][2], round(char["origin"][1], 1))
                for block in page.get_text("rawdict")["blocks"]
                for line in block.get("lines", ())
                for span in line["spans"]
                for char in span["chars"]
                if not char["c"].isspace()
            ]
            for page in document
        ]


def lines_from_left(data: bytes) -> list[str]:
    """Every line as the eye meets it from the left, whatever the script."""
    found = []
    for page in characters(data):
        rows: dict[float, list[tuple[float, str]]] = {}
        for char, left, right, baseline in page:
            rows.setdefault(baseline, []).append(((left + right) / 2, char))
        found += ["".join(char for _, char in sorted(row)) for row in rows.values()]
    return found


@pytest.mark.parametrize("layout", ["clinic-a4", "clinic-letter"])
def test_numbers_to_dial_read_from_the_left_in_arabic(layout: str) -> None:
    lines = lines_from_left(leaflet(MBC, "ar", layout, "ua-1"))
    for number in ("(555)010-0142", "1-800-227-2345", "1-877-465-6636", "MBC-01"):
        assert any(number in line for line in lines), number


@pytest.mark.parametrize("lang", ["ar", "he"])
@pytest.mark.parametrize(
    "shown",
    [
        "(555)010-0142", "38.5°C", "2.5mg/kg", "+442079460000", "02079460000", "10:30", "12:00", "2026-01-31", "5-FU",
        "HER2+", "2x5ml", "paracetamol500mg", "+1(555)010-0199", "nurses@example.org", "https://www.example.org/night",
        "2024;12(3):45–67.", "850mg", "trastuzumabemtansine",
    ],
)  # fmt: skip
def test_island_reads_from_the_left(lang: str, shown: str) -> None:
    lines = lines_from_left(leaflet(CASE, lang, "clinic-a4", "ua-1", CASES))
    assert any(shown in line for line in lines), [line for line in lines if shown[:3] in line]


def test_brackets_around_right_to_left_words_are_mirrored() -> None:
    """“(עברית)” is drawn with the opening bracket's shape at the right: the code that is read stays the opening one."""
    lines = lines_from_left(leaflet(CASE, "he", "clinic-a4", "ua-1", CASES))
    words = "(פלואורואורציל)"
    assert any(words[::-1] in line for line in lines)


@pytest.mark.parametrize(("lang", "root", "mirrored"), [("ar", ROOT, 1), ("ar", CASES, 0), ("he", CASES, 0)])
def test_no_picture_is_turned_but_those_that_ask_for_it(lang: str, root: object, mirrored: int) -> None:
    """Logo, pictures and QR codes keep their sides: no matrix has a negative or a crossed scale. The rows of dots of the
    first leaflet are read along with the text (`mirror: true`)."""
    data = leaflet(MBC, lang, "clinic-a4", "ua-1") if root == ROOT else leaflet(CASE, lang, "clinic-a4", "ua-1", CASES)
    count = turned = 0
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "cm":
                    a, b, c, d, *_ = (float(number) for number in instruction.operands)
                    count += 1
                    turned += a == -1.0
                    assert a > 0 or a == -1.0, page
                    assert d > 0, page
                    assert b == c == 0
    assert count >= 4
    assert turned == mirrored


def test_logo_stands_at_the_right_of_arabic_pages() -> None:
    """The first picture of the header, by what the page paints there."""
    for lang, side in (("en", 0), ("ar", 1)):
        with open_mupdf(leaflet(MBC, lang, "clinic-a4", "ua-1")) as document:
            page = document[0]
            header = [
                drawing["rect"]
                for drawing in page.get_drawings()
                if drawing["rect"].y1 < 80 and drawing["rect"].width < 60
            ]
            assert header
            middle = sum((rect.x0 + rect.x1) / 2 for rect in header) / len(header)
            assert (middle > page.rect.width / 2) == bool(side)
