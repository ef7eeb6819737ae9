"""Numbers of steps and of pages, in the digits and with the signs of the language, on the page and in the file."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from pypdf import PdfReader

from generator.build import build_leaflet
from generator.model.languages import language_table
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project, project_with
from tests.support.tagtree import TaggedPdf

TABLE = language_table()
LANGS = ("en", "ar", "fa", "ur", "ckb", "he", "hi", "ne", "bn", "my", "km", "th", "am", "zh-Hans", "zh-Hant", "ja")
# Twelve steps, a list in a list, and enough lines to write on for four pages.
WORD = "  - steps: [{steps}]\n  - list: [{word}, {{text: {word}, list: [{word}]}}]\n" + (
    "  - heading: {word}\n  - questions: {{items: [{word}], lines: 20}}\n" * 3
)


@cache
def pdf(lang: str, standard: str = "ua-1") -> bytes:
    word = project().words(lang).version
    content = WORD.format(word=word, steps=", ".join([word] * 12))
    with TemporaryDirectory() as folder:
        made = project_with(Path(folder), content, lang, title=word, summary=word)
        return build_leaflet(made, "test", lang, "clinic-a4", standard, verify=True).data


@pytest.mark.parametrize("lang", LANGS)
def test_labels_of_lists_are_read_as_the_language_writes_them(lang: str) -> None:
    language = TABLE[lang]
    labels = [label.text for label in TaggedPdf(pdf(lang)).root.find("Lbl")]
    assert labels[:12] == [language.list_number(number) for number in range(1, 13)]
    assert labels[12:15] == [language.bullets[0], language.bullets[0], language.bullets[1]]


@pytest.mark.parametrize("lang", LANGS)
def test_pages_are_called_by_the_number_that_stands_on_them(lang: str) -> None:
    pages = pikepdf.open(io.BytesIO(pdf(lang))).pages
    assert len(pages) >= 3
    shown = [TABLE[lang].number(page) for page in range(1, len(pages) + 1)]
    assert [page.label for page in pages] == shown
    assert PdfReader(io.BytesIO(pdf(lang))).page_labels == shown
    for number, artifact in zip(shown, TaggedPdf(pdf(lang)).artifacts, strict=True):
        assert number in artifact


def test_labels_in_0_to_9_count_by_themselves() -> None:
    """One entry for all pages, so that who joins files keeps a count; a label of its own only where it has to be."""
    with pikepdf.open(io.BytesIO(pdf("en"))) as file:
        nums = file.Root.PageLabels.Nums
        assert (int(nums[0]), set(nums[1].keys()), str(nums[1].S), len(nums)) == (0, {"/S"}, "/D", 2)
    with pikepdf.open(io.BytesIO(pdf("fa"))) as file:
        nums = file.Root.PageLabels.Nums
        assert [str(nums[1].P), str(nums[3].P)] == ["۱", "۲"]
        assert "/S" not in nums[1]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["fa", "my", "zh-Hant"])
def test_verapdf_finds_no_failure(lang: str, standard: str) -> None:
    assert verapdf.failures(pdf(lang, standard), standard) == []
