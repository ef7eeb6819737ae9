"""Toner saver: no areas of colour, the same words, every contrast at least as high."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from generator.build import build_leaflet
from generator.cli import main
from generator.colour import contrast
from generator.model.layout import MIN_CONTRAST, Palette, saving_toner
from generator.model.page import WHITE
from generator.project import Project
from generator.values import field_names
from tests.support import verapdf
from tests.support.leaflets import CASES, STANDARDS, project
from tests.support.tagtree import TaggedPdf
from tests.translation.desks import project_of

Make = Callable[..., Project]
BRANDS = ("alder-street", "harbor-lane")


@cache
def leaflet(brand: str, lang: str = "en", standard: str = "ua-1", mode: str = "toner-saver", form: str = "") -> bytes:
    return build_leaflet(
        project(), "warfarin", lang, "clinic-a4", standard, brand=brand, mode=mode, form=form, check=False
    ).data


def ink(data: bytes) -> float:
    """The part of the pages that is covered: how dark they are on the whole. The last one is left out: the code of its
    colophon is as black in either mode."""
    dark, count = 0, 0
    with pypdfium2.PdfDocument(data) as document:
        for page in list(document)[:-1]:
            pixels = page.render(scale=0.5, grayscale=True).to_pil().convert("L").tobytes()
            dark += sum(255 - value for value in pixels)
            count += 255 * len(pixels)
            page.close()
    return dark / count


def pale(data: bytes) -> float:
    """The part of the pages that is tinted: neither white nor as dark as letters. Edges of letters count a little."""
    tinted, count = 0, 0
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            greys = page.render(scale=1, grayscale=True).to_pil().convert("L").histogram()
            tinted += sum(greys[225:250])
            count += sum(greys)
            page.close()
    return tinted / count


@pytest.mark.parametrize("brand", BRANDS)
def test_boxes_and_bands_are_bare(brand: str) -> None:
    """What remains is text, rules, outlines and icons."""
    saved, plain = leaflet(brand), leaflet(brand, mode="")
    assert ink(saved) < ink(plain)
    assert pale(saved) < 0.6 * pale(plain)
    with pypdfium2.PdfDocument(leaflet(brand, form="dyslexia-friendly")) as document:
        assert document[0].render(scale=1).to_pil().convert("RGB").getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize("brand", BRANDS)
def test_every_contrast_holds(brand: str) -> None:
    layout = saving_toner(project().layout("clinic-a4", brand=brand))
    palette = layout.brand.palette
    names = set(field_names(Palette))
    tints = {name for name in names if name.endswith("tint")}
    assert {getattr(palette, name) for name in tints} == {WHITE}
    assert (layout.page.ground, layout.brand.look.header, layout.brand.look.boxes) == (WHITE, "rule", "outline")
    for name in names - tints - {"rule"}:
        assert contrast(getattr(palette, name), WHITE) >= MIN_CONTRAST


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_words_are_those_of_the_leaflet_in_full_colour(lang: str) -> None:
    saved, plain = (TaggedPdf(leaflet("alder-street", lang, mode=mode)) for mode in ("toner-saver", ""))
    assert saved.root.text == plain.root.text


@pytest.mark.parametrize("standard", STANDARDS)
def test_verapdf_finds_no_failure(standard: str) -> None:
    data = build_leaflet(
        project(CASES), "every-block", "en", "clinic-a4", standard, mode="toner-saver", brand="alder-street"
    ).data
    assert verapdf.failures(data, standard) == []


def test_the_command_names_the_mode(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project_of(tmp_project).root)
    result = CliRunner().invoke(main, ["build", "--lang", "es", "--layout", "clinic-a4", "--mode", "toner-saver"])
    assert result.exit_code == 0, result.stderr
    assert [path.name for path in Path("dist/clinic-a4").iterdir()] == ["tablets-es-spanish-toner-saver.pdf"]
