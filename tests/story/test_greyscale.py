"""Greyscale: no colour on any page, the same contrasts, the same words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.build import build_leaflet
from generator.cli import main
from generator.colour import contrast, in_grey, luminance
from generator.project import Project
from tests.support import verapdf
from tests.support.leaflets import CASES, STANDARDS, project
from tests.support.tagtree import TaggedPdf
from tests.translation.desks import project_of

Make = Callable[..., Project]
COLOURS = st.tuples(*(st.floats(0, 1) for _ in range(3)))


@cache
def grey_leaflet(name: str, lang: str, root: Path | None = None, standard: str = "ua-1") -> bytes:
    where = project(root) if root else project()
    return build_leaflet(where, name, lang, "clinic-a4", standard, mode="greyscale").data


@pytest.mark.parametrize(("name", "root"), [("metastatic-breast-cancer", None), ("every-block", CASES)])
def test_no_page_has_a_colour(name: str, root: Path | None) -> None:
    """Photographs, drawings, icons, the logo, boxes and text."""
    data = grey_leaflet(name, "en", root)
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            red, green, blue = page.render(scale=1).to_pil().convert("RGB").split()
            assert red.tobytes() == green.tobytes() == blue.tobytes()
            page.close()


def test_a_leaflet_in_colours_has_some() -> None:
    data = build_leaflet(project(), "metastatic-breast-cancer", "en").data
    with pypdfium2.PdfDocument(data) as document:
        red, _, blue = document[0].render(scale=1).to_pil().convert("RGB").split()
        assert red.tobytes() != blue.tobytes()


@pytest.mark.parametrize("standard", STANDARDS)
def test_verapdf_finds_no_failure(standard: str) -> None:
    assert verapdf.failures(grey_leaflet("every-block", "en", CASES, standard), standard) == []


def test_the_words_are_those_of_the_leaflet_in_colours() -> None:
    coloured = build_leaflet(project(), "metastatic-breast-cancer", "ar").data
    assert TaggedPdf(grey_leaflet("metastatic-breast-cancer", "ar")).root.text == TaggedPdf(coloured).root.text


@given(COLOURS, COLOURS)
def test_contrast_stays(one: tuple[float, float, float], other: tuple[float, float, float]) -> None:
    assert luminance(in_grey(one)) == pytest.approx(luminance(one), abs=0.001)
    assert contrast(in_grey(one), in_grey(other)) == pytest.approx(contrast(one, other), rel=0.02)


def test_grey_is_grey() -> None:
    assert in_grey((0, 0, 0)) == (0, 0, 0)
    assert in_grey((1, 1, 1)) == (1, 1, 1)
    assert in_grey((1, 0, 0)) == pytest.approx((0.498, 0.498, 0.498), abs=0.001), "Y 0.2126, sRGB 127"


def test_the_command_names_the_mode(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project_of(tmp_project).root)
    arguments = ["--layout", "clinic-a4", "--format", "large-print", "--mode", "greyscale"]
    result = CliRunner().invoke(main, ["build", "--lang", "es", *arguments])
    assert result.exit_code == 0, result.stderr
    assert [path.name for path in Path("dist/clinic-a4").iterdir()] == ["tablets-es-spanish-large-print-greyscale.pdf"]
    assert result.stderr.splitlines()[0] == "built tablets es clinic-a4 large-print greyscale"
