"""Copies in two languages: one section after the other, each wholly in one language before the other begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import build_pdf
from generator.build import build_leaflet
from generator.cli import main
from generator.problems import Rejected
from generator.project import Project, read_handout
from generator.story.bilingual import bilingual_texts, sections
from tests.support import verapdf
from tests.support.goldens import check_text
from tests.support.leaflets import STANDARDS, project
from tests.support.readers import find_in_order, pypdf_text, squeeze
from tests.support.tagtree import Element, TaggedPdf, tree_text
from tests.translation.desks import change, project_of

Make = Callable[..., Project]
MBC = "metastatic-breast-cancer"


@cache
def bilingual(lang: str, standard: str = "ua-1", layout: str = "clinic-a4") -> bytes:
    return build_leaflet(project(), MBC, lang, layout, standard, beside="en").data


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["es", "ar", "my"])
def test_validators_find_nothing(lang: str, standard: str) -> None:
    assert verapdf.failures(bilingual(lang, standard), standard) == []


@pytest.mark.parametrize("lang", ["ar", "ja"])
def test_every_text_of_both_is_read_in_order(lang: str) -> None:
    handouts = [read_handout(project(), MBC, tag) for tag in (lang, "en")]
    wanted = [text.plain for text in bilingual_texts(handouts[0], handouts[1])]
    assert len(wanted) > 150
    data = bilingual(lang)
    assert find_in_order(wanted, squeeze(TaggedPdf(data).root.text)) == []
    assert find_in_order(wanted, pypdf_text(data)) == []


def test_each_part_says_its_language() -> None:
    document = TaggedPdf(bilingual("ar")).root
    parts = [kid for kid in document.kids if isinstance(kid, Element) and kid.role == "Div"]
    langs = [part.lang for part in parts]
    assert langs[0] == "en-US", "the English title and summary"
    assert set(langs[1:-1:2]) == {""}, "the document's own language"
    assert set(langs[2:-1:2]) == {"en-US"}


def test_tags_are_those_that_were_reviewed(tmp_project: Make, request: pytest.FixtureRequest) -> None:
    data = build_leaflet(project_of(tmp_project), "tablets", "es", beside="en", check=False).data
    check_text(tree_text(TaggedPdf(data).root) + "\n", "bilingual.es.tags.txt", request.config)


def test_sections_begin_at_headings_of_level_2() -> None:
    found = sections(read_handout(project(), MBC, "en"))
    assert [getattr(blocks[0], "heading", None) is not None for blocks in found] == [False, *[True] * 7]
    assert sum(map(len, found)) == len(read_handout(project(), MBC, "en").content)


def test_the_command_names_both_languages(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project_of(tmp_project)
    monkeypatch.chdir(made.root)
    result = CliRunner().invoke(main, ["build", "--layout", "clinic-a4", "--bilingual", "english"])
    assert result.exit_code == 0, result.stderr
    built, *told = result.stderr.splitlines()
    assert [line for line in told if line.startswith("built")] == []
    assert built == "built tablets es+en clinic-a4", "English beside English is no copy"
    assert [path.name for path in Path("dist/clinic-a4").iterdir()] == ["tablets-es-spanish-with-english.pdf"]
    page = " ".join(TaggedPdf(Path("dist/clinic-a4/tablets-es-spanish-with-english.pdf").read_bytes()).artifacts)
    assert "T-1 · 1.0 · es Spanish + en English · DRAFT" in page


def test_the_second_language_is_judged_and_marked_as_the_first(tmp_project: Make) -> None:
    """A draft beside the original is a draft; a dose that differs there stops the copy."""
    project = project_of(tmp_project)
    leaflet = build_leaflet(project, "tablets", "en", beside="es")
    assert leaflet.draft
    pdf = TaggedPdf(leaflet.data)
    assert "Ningún traductor calificado ha revisado este texto" in pdf.root.text
    assert all("DRAFT" in page for page in pdf.artifacts)
    change(project, "es", "20 mg, cada día", "200 mg, cada día")
    with pytest.raises(Rejected, match="The translation has the number 200"):
        build_leaflet(project, "tablets", "en", beside="es")


def test_from_python(tmp_project: Make) -> None:
    root = project_of(tmp_project).root
    both = TaggedPdf(build_pdf("tablets", "es", project=root, beside="en")).root.text
    assert "Do not stop by yourself." in both
    assert "No los deje por su cuenta." in both
    assert "Do not stop by yourself." not in TaggedPdf(build_pdf("tablets", "es", project=root)).root.text


def test_one_language_beside_itself_is_told(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project_of(tmp_project).root)
    result = CliRunner().invoke(main, ["check", "--lang", "en", "--bilingual", "en"])
    assert result.exit_code == 1
    assert "A copy in two languages needs another one beside “en”." in result.stderr


def test_a_language_that_the_handout_lacks_is_told(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project_of(tmp_project)
    monkeypatch.chdir(made.root)
    result = CliRunner().invoke(main, ["build", "--lang", "es", "--bilingual", "french"])
    assert result.exit_code == 1
    assert "“tablets” does not exist in “fr”." in result.stderr
