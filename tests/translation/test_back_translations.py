"""The record of translations that were translated back without sight of the English."""

from __future__ import annotations

import re
from datetime import date

from generator.project import Project
from tests.support.leaflets import ROOT

RECORD = (ROOT / "docs" / "back-translations.md").read_text(encoding="utf-8")
SEED = "metastatic-breast-cancer"


def test_every_translation_of_the_first_leaflet_was_translated_back_twice() -> None:
    twice = re.findall(r"^\| ([\w-]+) \| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d-\d\d) \| .+ \|$", RECORD, re.M)
    assert [lang for lang, first, second in twice if date.fromisoformat(first) >= date.fromisoformat(second)] == []
    assert sorted(lang for lang, *_ in twice) == sorted({*Project.at(ROOT).languages(SEED)} - {"en"})


def test_every_other_translation_was_translated_back_once() -> None:
    rows = re.findall(r"^\| ([a-z/, -]+) \| ([\w -]+) \| .+ \|$", RECORD.partition("## The other leaflets")[2], re.M)
    told = {(name, lang) for names, langs in rows for name in names.split(", ") for lang in langs.split()}
    project = Project.at(ROOT)
    there = {(name, lang) for name in project.texts() if name != SEED for lang in project.languages(name)}
    assert told - {("leaflet", "languages")} == {(name, lang) for name, lang in there if lang != "en"}
