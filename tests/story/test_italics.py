"""Emphasis on the page: in italics where the script has them, upright elsewhere, and in its tag everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.build import build_leaflet
from generator.job import Job
from generator.model.languages import language_table
from generator.project import Project
from generator.text.brand_fonts import can_set
from generator.text.fonts import FONT_FOLDER
from generator.twins.twin import html_twin, text_twin
from tests.story.test_brand_fonts import brand_font, fonts_of, project_with
from tests.support import verapdf
from tests.support.leaflets import ROOT, STANDARDS
from tests.support.leaflets import project_with as project_of
from tests.support.readers import pypdf_text, squeeze
from tests.support.tagtree import Element, TaggedPdf
from tests.translation.desks import SOURCE

Make = Callable[..., Project]
SAMPLES = {
    "en": "The germ *[Helicobacter pylori]{lang=la}*, in *Eat **well**, sleep well*. 5 * 6, aspirin*.",
    "el": "Στο *στομάχι* σας, *[Helicobacter pylori]{lang=la}*: ***Ζω* καλά**.",
    "ru": "Бактерия *хеликобактер*, *[Helicobacter pylori]{lang=la}*: ***Живи* хорошо**.",
    "ar": "جرثومة *الملوية البوابية* واسمها *[Helicobacter pylori]{lang=la}*. كتاب ***كل* جيدا**.",
    "zh-Hans": "您有*幽门螺杆菌*，即*[Helicobacter pylori]{lang=la}*，***好* 书**。",
    "ka": "კუჭში *ჰელიკობაქტერი*: ***კარგი* წიგნი**.",
}
SHOWN = {
    "en": "The germ Helicobacter pylori, in Eat well, sleep well. 5 * 6, aspirin*.",
    "el": "Στο στομάχι σας, Helicobacter pylori: Ζω καλά.",
    "ru": "Бактерия хеликобактер, Helicobacter pylori: Живи хорошо.",
    "ar": "جرثومة الملوية البوابية واسمها Helicobacter pylori. كتاب كل جيدا.",
    "zh-Hans": "您有幽门螺杆菌，即Helicobacter pylori，好 书。",
    "ka": "კუჭში ჰელიკობაქტერი: კარგი წიგნი.",
}
EMPHASIS = {
    "en": ["Helicobacter pylori", "Eat well, sleep well"],
    "el": ["στομάχι", "Helicobacter pylori", "Ζω"],
    "ru": ["хеликобактер", "Helicobacter pylori", "Живи"],
    "ar": ["الملوية البوابية", "Helicobacter pylori", "كل"],
    "zh-Hans": ["幽门螺杆菌", "Helicobacter pylori", "好"],
    "ka": ["ჰელიკობაქტერი", "კარგი"],
}
ITALIC, BOLD_ITALIC = "NotoSans-Italic", "NotoSans-BoldItalic"
# Those of the text, by which italics the page has; a Latin name has them in any script.
ITALICS = {
    "en": {ITALIC, BOLD_ITALIC},
    "el": {ITALIC, BOLD_ITALIC},
    "ru": {ITALIC, BOLD_ITALIC},
    "ar": {ITALIC},
    "zh-Hans": {ITALIC},
    "ka": set(),
}
each_language = pytest.mark.parametrize("lang", SAMPLES)


@cache
def made(folder: Path, lang: str, standard: str = "ua-1") -> bytes:
    content = f"  - text: {yaml.safe_dump(SAMPLES[lang], allow_unicode=True, width=10_000)}"
    return build_leaflet(project_of(folder, content, lang), "test", lang, "clinic-a4", standard).data


def tags(element: Element, role: str) -> list[str]:
    return [one.text for one in element.walk() if one.role == role]


@each_language
@pytest.mark.parametrize("standard", STANDARDS)
def test_what_is_read_is_what_was_written(lang: str, standard: str, tmp_path: Path) -> None:
    data = made(tmp_path, lang, standard)
    root = TaggedPdf(data).root
    assert SHOWN[lang] in root.text
    assert squeeze(SHOWN[lang]) in pypdf_text(data)
    assert tags(root, "Em") == EMPHASIS[lang]
    assert verapdf.failures(data, standard) == []


@each_language
def test_italics_are_true_ones_or_none(lang: str, tmp_path: Path) -> None:
    """No letter is slanted by force: where the script has no italics, it is set in its upright font."""
    data = made(tmp_path, lang)
    assert {font for font in fonts_of(data) if "Italic" in font} == ITALICS[lang]


def test_languages_with_italics_have_every_letter_in_them() -> None:
    files = FONT_FOLDER / f"{ITALIC}.ttf", FONT_FOLDER / f"{BOLD_ITALIC}.ttf"
    project = Project.at(ROOT)
    for language in language_table().values():
        if language.script in ("Latn", "Grek", "Cyrl"):
            words = project.words(language.tag)
            assert can_set(files, f"{words.draft}{words.out_of_date}{words.untranslated}{language.name}"), language.tag


def test_letters_that_no_italic_has_are_upright(tmp_path: Path) -> None:
    """U+A78C is in Noto Sans, and not in what is kept of its italics."""
    data = build_leaflet(project_of(tmp_path, '  - text: "*Kaꞌan*"\n'), "test", "en", "clinic-a4").data
    assert tags(TaggedPdf(data).root, "Em") == ["Kaꞌan"]


def test_a_brand_font_without_italics_is_upright(tmp_project: Make) -> None:
    """A word in another typeface would be worse than one that does not lean."""
    project = project_with(tmp_project, brand_font("Regular"), brand_font("Bold"))
    path = project.root / "handouts/tablets/en.yaml"
    path.write_text(SOURCE.replace("Take them at", "Take *them* and ***them*** at"), encoding="utf-8")
    data = build_leaflet(Project.at(project.root), "tablets", "en", "ours").data
    assert fonts_of(data) == {"Harbor-Regular", "Harbor-Bold"}
    assert tags(TaggedPdf(data).root, "Em") == ["them", "them"]


def test_emphasis_in_a_link_and_a_link_in_emphasis(tmp_path: Path) -> None:
    text = "*[Eat well](https://a.example)*, [read *Sleep* too](https://b.example)"
    data = build_leaflet(project_of(tmp_path, f'  - text: "{text}"\n'), "test", "en", "clinic-a4").data
    root = TaggedPdf(data).root
    assert (tags(root, "Em"), tags(root, "Link")[:2]) == (["Eat well"], ["Eat well", "read Sleep too"])
    assert verapdf.failures(data, "ua-1") == []


def test_twins_say_it(tmp_path: Path) -> None:
    project = project_of(tmp_path, f"  - text: '{SAMPLES['en']}'\n  - text: '[Read *it* now](https://a.example)'\n")
    job = Job("test", "en", "clinic-a4")
    html = html_twin(project, job).decode()
    assert "<em>Eat <strong>well</strong>, sleep well</em>. 5 * 6, aspirin*." in html
    assert '<span lang="la"><em>Helicobacter pylori</em></span>' in html
    assert '<a href="https://a.example">Read <em>it</em> now</a>' in html
    assert "em { font-synthesis: weight; }" in html
    assert SHOWN["en"] in " ".join(text_twin(project, job).decode().split())


@pytest.mark.parametrize("form", ["dyslexia-friendly", "easy-read"])
def test_formats_for_whom_italics_are_hard_are_upright(tmp_path: Path, form: str) -> None:
    """British Dyslexia Association, Dyslexia Style Guide 2023; Inclusion Europe, Information for all (2009)."""
    project = project_of(tmp_path, f"  - text: '{SAMPLES['en']}'\n")
    data = build_leaflet(project, "test", "en", "clinic-a4", form=form, check=False).data
    assert not {font for font in fonts_of(data) if "Italic" in font}
    assert tags(TaggedPdf(data).root, "Em") == EMPHASIS["en"]
