"""A small handout that uses every block, in English, Arabic and Hebrew: its tags, and what validators say of it."""

from __future__ import annotations

import pytest

from generator.build import build_leaflet
from generator.model.blocks import BLOCKS
from tests.support import verapdf
from tests.support.goldens import check_text
from tests.support.leaflets import CASES, STANDARDS, handout, leaflet, project, texts
from tests.support.readers import find_in_order, pypdf_text, squeeze
from tests.support.tagtree import TaggedPdf, tree_text

NAME, LAYOUT = "every-block", "clinic-a4"
LANGUAGES = ("en", "ar", "he")

each_language = pytest.mark.parametrize("lang", LANGUAGES)
each_standard = pytest.mark.parametrize("standard", STANDARDS)


@each_language
def test_case_has_every_block(lang: str) -> None:
    assert {type(block) for block in handout(NAME, lang, CASES).content} == set(BLOCKS)


@each_language
def test_tags_are_those_that_were_reviewed(lang: str, request: pytest.FixtureRequest) -> None:
    pdf = TaggedPdf(leaflet(NAME, lang, LAYOUT, "ua-1", CASES))
    furniture = "".join(f"artifacts p{number} “{text}”\n" for number, text in enumerate(pdf.artifacts, 1))
    check_text(f"{tree_text(pdf.root)}\n{furniture}", f"{NAME}.{lang}.tags.txt", request.config)


@each_language
def test_both_standards_read_the_same(lang: str) -> None:
    old, new = (TaggedPdf(leaflet(NAME, lang, LAYOUT, standard, CASES)) for standard in STANDARDS)
    assert old.root.text == new.root.text
    assert old.artifacts == new.artifacts
    assert {e.role for e in old.root.walk()} == {e.role for e in new.root.walk()}


@each_standard
@each_language
def test_validators_find_nothing(lang: str, standard: str) -> None:
    assert verapdf.failures(leaflet(NAME, lang, LAYOUT, standard, CASES), standard) == []
    warnings = build_leaflet(project(CASES), NAME, lang, LAYOUT, standard, verify=True).warnings
    # The Arabic and the Hebrew one have texts of their own: the source that they name is not there.
    assert [warning.rule for warning in warnings] == ([] if lang == "en" else ["stale-translation"])


@each_language
def test_every_text_is_read_in_order(lang: str) -> None:
    data, wanted = leaflet(NAME, lang, LAYOUT, "ua-1", CASES), texts(NAME, lang, CASES)
    assert find_in_order(wanted, squeeze(TaggedPdf(data).root.text)) == []
    assert find_in_order(wanted, pypdf_text(data)) == []


@each_language
def test_header_of_a_table_repeats_as_an_artifact(lang: str) -> None:
    pdf = TaggedPdf(leaflet(NAME, lang, LAYOUT, "ua-1", CASES))
    table = pdf.root.find("Table")[0]
    (head,), (body,) = table.find("THead"), table.find("TBody")
    pages = sorted({content.page for content in body.contents()})
    assert len(pages) == 2, "the case has to run over two pages"
    assert {content.page for content in head.contents()} == {pages[0]}
    assert squeeze(head.text) not in squeeze(pdf.artifacts[pages[0] - 1])
    (caption,) = table.find("Caption")
    again, behind, _ = squeeze(pdf.artifacts[pages[1] - 1]).partition(squeeze(head.text))
    assert again.startswith(squeeze(caption.text)) and again.endswith(")"), "its caption, with the word for “continued”"
    assert behind


@each_language
def test_decorative_picture_is_no_figure(lang: str) -> None:
    """Three pictures, that of a step, those of two risks and the two QR codes tell something."""
    figures = TaggedPdf(leaflet(NAME, lang, LAYOUT, "ua-1", CASES)).root.find("Figure")
    assert len(figures) == 8
    assert all(figure.alt for figure in figures)
