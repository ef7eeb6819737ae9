"""Who approved a text, and who paid for it, stand on its last page and in its twins; of a translation, its source's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.build import build_leaflet
from generator.job import Job
from generator.project import Project
from generator.twins.page import read_copy
from generator.twins.twin import WRITERS
from tests.support.tagtree import TaggedPdf

Make = Callable[..., Project]
HEAD = """\
id: T-1
version: "1.0"
lang: {lang}
title: Title
summary: Summary.
reviewed: 2026-01-01
next-review: 2028-01-01
{more}content:
  - text: One.
"""
BACKED = "approved: {by: Dr. Ana Roe, role: Consultant oncologist, on: 2026-11-20}\nfunding: The Example Trust\n"
OWN = "approved: {by: Dra. Eva Paz, role: Oncóloga, on: 2026-11-21}\nfunding: La Fundación\n"
MADE_FROM = 'translation: {of: en, source-version: "1.0", status: draft, translator: Ana}\n'
SAID = {
    "en": ["Approved by: Dr. Ana Roe · Consultant oncologist · November 20, 2026", "Paid for by: The Example Trust"],
    "es": [
        "Aprobado por: Dr. Ana Roe · Consultant oncologist · 20 de noviembre de 2026 (texto original)",
        "Pagado por: The Example Trust",
    ],
    "zh-Hans": [
        "批准人：Dr. Ana Roe · Consultant oncologist · 2026年11月20日 (原文)",
        "费用承担方：The Example Trust",
    ],
}  # fmt: skip


def made(make: Make, lang: str, own: str = "", source: str = BACKED) -> Project:
    texts = {"flu/en": HEAD.format(lang="en", more=source)}
    if lang != "en":
        texts[f"flu/{lang}"] = HEAD.format(lang=lang, more=MADE_FROM + own)
    return make(texts)


def lines(project: Project, lang: str) -> list[str]:
    root = TaggedPdf(build_leaflet(project, "flu", lang).data).root
    return [" ".join(one.text.split()) for one in root.find("P")]


def plain(project: Project, lang: str) -> list[str]:
    text = WRITERS["text"](read_copy(project, Job("flu", lang, "clinic-a4"))).decode()
    return [
        line.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))) for line in text.split("\n")
    ]


@pytest.mark.parametrize("lang", SAID)
def test_page_and_twin_say_who_approved_and_who_paid(tmp_project: Make, lang: str) -> None:
    project = made(tmp_project, lang)
    for said in SAID[lang]:
        assert said in lines(project, lang)
        assert said in plain(project, lang)


def test_the_sources_words_are_tagged_in_its_language(tmp_project: Make) -> None:
    html = WRITERS["html"](read_copy(made(tmp_project, "es"), Job("flu", "es", "clinic-a4"))).decode()
    for words in ("Dr. Ana Roe", "Consultant oncologist", "The Example Trust"):
        assert f'<span lang="en">{words}</span>' in html


def test_a_translation_that_says_it_itself_is_believed(tmp_project: Make) -> None:
    found = lines(made(tmp_project, "es", OWN), "es")
    assert "Aprobado por: Dra. Eva Paz · Oncóloga · 21 de noviembre de 2026" in found
    assert "Pagado por: La Fundación" in found


def test_nothing_is_claimed_that_nobody_wrote(tmp_project: Make) -> None:
    for lang in ("en", "es"):
        project = made(tmp_project, lang, source="")
        assert not [line for line in lines(project, lang) if "Approved" in line or "Aprobado" in line]


def test_another_approval_of_the_source_is_another_copy(tmp_project: Make) -> None:
    before = build_leaflet(made(tmp_project, "es"), "flu", "es").data
    after = build_leaflet(made(tmp_project, "es", source=BACKED.replace("Roe", "Rue")), "flu", "es").data
    assert before != after
