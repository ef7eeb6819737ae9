"""The page that shows a brand: what is computed is computed, nothing of a file is run, and each line is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.brand_sheet import brand_page, hexadecimal, ratio_of, weakest
from generator.cli import main
from generator.model.languages import english_name
from generator.project import Project
from generator.values import replace
from tests.support.leaflets import ROOT, project

Make = Callable[..., Project]


def page_of(name: str, out: Path) -> str:
    result = CliRunner().invoke(main, ["brand", name, "--project", str(ROOT), "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", project().parts("brands"))
def test_every_colour_stands_beside_its_grey(name: str, tmp_path: Path) -> None:
    page = page_of(name, tmp_path / "brand.html")
    palette = project().layout("clinic-a4", brand=name).brand.palette
    rows = re.findall(
        r'<tr><th scope="row"><code>([\w-]+)</code></th><td><code>(#\w{6})</code>.*?<code>(#\w{6})</code>', page
    )
    assert {key: colour for key, colour, _ in rows} == {
        key.replace("_", "-"): hexadecimal(getattr(palette, key)) for key in palette.__struct_fields__
    }
    assert all(grey[1:3] == grey[3:5] == grey[5:] for *_, grey in rows)


def test_the_contrast_is_that_of_wcag(tmp_path: Path) -> None:
    """Black on white is 21 to 1; #767676 is the palest grey that can be read on white, 4.54 to 1."""
    grey = (0x76 / 255,) * 3
    assert ratio_of((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)) == 21
    assert ratio_of(grey, (1.0, 1.0, 1.0)) == 4.54
    page = page_of("harbor-lane", tmp_path / "brand.html")
    assert re.search(r">muted on tint</td><td>6\.58</td>", page)
    assert weakest(project().layout("clinic-a4").brand.palette) == ("muted on tint", 6.58)


def test_a_pair_that_is_too_pale_says_no() -> None:
    brand = project().layout("clinic-a4").brand
    pale = replace(brand, palette=replace(brand.palette, muted=(0.7, 0.7, 0.7)))
    page = brand_page("pale", pale, (), english_name)
    row = next(row for row in page.split("<tr>") if row.startswith('<th scope="row">muted on white'))
    assert row.rstrip().endswith("<td>no</td></tr>")


def test_the_logos_are_there_with_their_clear_space(tmp_path: Path) -> None:
    page = page_of("alder-street", tmp_path / "brand.html")
    assert "6.8 pt around a logo 34 pt high" in page
    assert re.findall(r'<img alt="([^"]+)"', page) == [
        "The logo on white",
        "The logo on a band",
        "The version in one color on white",
        "The version in one color on a band",
    ]
    assert page.count("data:image/svg+xml;base64,") == 4


def test_what_a_brand_does_not_have_is_said(tmp_path: Path) -> None:
    page = page_of("harbor-lane", tmp_path / "brand.html")
    assert "None: the last page offers no large print and no help in one’s language." in page
    assert "None: nobody can look up whether a copy is current." in page
    assert "None of its own: Noto Sans sets every language." in page


def test_lines_and_fonts_of_a_clinic_s_own(tmp_project: Make, tmp_path: Path) -> None:
    fonts = ROOT / "generator" / "fonts"
    own = (ROOT / "layouts/brands/harbor-lane.yaml").read_text(encoding="utf-8")
    own += "legal: [Registered charity 1 <b>2</b>]\nother-formats: (555) 010-0123\n"
    own += "fonts: [{regular: brands/A.ttf, bold: brands/B.ttf}]\n"
    own = own.replace("brands/harbor-lane", "brands/own").replace("clear-space: 25%", "clear-space: 2mm")
    files: dict[str, str | bytes] = {
        "layouts/brands/own.yaml": own,
        "layouts/brands/own.svg": (ROOT / "layouts/brands/harbor-lane.svg").read_bytes(),
        "layouts/brands/own-one-colour.svg": (ROOT / "layouts/brands/harbor-lane-one-colour.svg").read_bytes(),
        "layouts/brands/A.ttf": (fonts / "NotoSansGeorgian-Regular.ttf").read_bytes(),
        "layouts/brands/B.ttf": (fonts / "NotoSansGeorgian-Bold.ttf").read_bytes(),
    }
    root = tmp_project({}, files).root
    out = tmp_path / "brand.html"
    result = CliRunner().invoke(main, ["brand", "own", "--project", str(root), "--out", str(out)])
    assert result.exit_code == 0, result.output
    page = out.read_text(encoding="utf-8")
    assert "<code>A.ttf, B.ttf</code> sets " in page
    assert "Registered charity 1 &lt;b&gt;2&lt;/b&gt;" in page, "text stays text"
    assert "(555) 010-0123" in page
    assert "5.7 pt around a logo" in page


def test_a_brand_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["brand", "alder", "--project", str(ROOT), "--out", str(tmp_path / "a.html")])
    assert result.exit_code == 1
    assert "There is no brand “alder”. [unknown-layout]" in result.output
    assert not (tmp_path / "a.html").exists()


def test_the_page_is_accessible_and_fetches_nothing(tmp_path: Path) -> None:
    page = page_of("alder-street", tmp_path / "brand.html")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "default-src 'none'" in page
    assert "<script" not in page and "http://" not in page and ' src="http' not in page
    assert page.count("<th scope=") == page.count("<th ")
    assert re.findall(r"<h(\d)", page)[0] == "1"
