"""Specimen sheets: every block in one language, and what is hard about its script, to be looked at before a release.

Its sentences are the language's own fixed words, so that every language of the table has a sheet without a leaflet.
"""

from __future__ import annotations

import json
import tomllib
from functools import lru_cache
from pathlib import Path

from generator.model.fields import Reading, Record
from generator.model.handout import Handout
from generator.model.languages import Language
from generator.model.words import Words
from generator.problems import ProblemList
from generator.project import Project
from generator.source import parse_yaml
from generator.values import field_names

# The sheet is the generator's own; its date is the day on which its form was last changed.
_SHEET = """\
id: SPECIMEN
version: "1.0"
lang: {lang}
title: {name}
summary: {emphasis}
reviewed: 2026-11-29
next-review: 2027-11-29
content:
  - key-points: [{draft}]
  - heading: {hard_title}
  - text: {hard}
  - text: {facts}
  - list: [{phone}, {{text: {hours}, list: [{{text: {web}, list: [{address}]}}]}}]
  - steps: [{scan}]
  - callout: {{kind: emergency, title: {key_points}, content: [{{text: {out_of_date}}}]}}
  - table:
      header: [{document}, {version}, {language}]
      rows: [[{reviewed}, 500 mg, {name}], [{next_review}, {{text: 37.5 °C, columns: 2}}]]
  - figure: {{image: icons/globe.svg, alt: {language}, caption: {language}, width: 8mm}}
  - glossary: [{{term: {document}, meaning: {untranslated}}}]
  - questions: {{items: [{notes}], lines: 1}}
  - contact: {{name: {published_by}, phone: (555) 010-0142}}
  - qr: {{url: https://www.clinic.example/s, caption: {scan}}}
  - references: [{version}]
"""
_FACTS = "020 7946 0000 · (555) 010-0142 · 2.5 mg/kg · 8:30 · 15 % · HER2 · https://www.clinic.example/a_(b)"
# In italics, and a Latin name in bold italics; upright where the script has none.
_EMPHASIS = "{word} · *{name}* · ***[H. pylori]{{lang=la}}***"


def specimen(project: Project, language: Language) -> Handout:
    """The sheet of a language as a handout."""
    words = project.words(language.tag)
    text = _SHEET.format(
        lang=language.tag,
        name=_quoted(language.name),
        hard_title=_quoted(f"[{language.english} ({language.tag}), {language.script}]{{lang=en}}"),
        hard=_quoted(" · ".join(_hard_cases(language))),
        facts=_quoted(_FACTS),
        emphasis=_quoted(_EMPHASIS.format(word=words.language, name=language.name)),
        **_sentences(words),
    )
    folder = project.builtin_layouts
    problems = ProblemList()
    node = parse_yaml(text, f"specimen of {language.english}")
    handout = Record(Handout).read(node, Reading(problems, folder, folder))
    problems.raise_errors()
    return handout


def _sentences(words: Words) -> dict[str, str]:
    """The fixed words by name, as YAML."""
    return {name: _quoted(getattr(words, name)) for name in field_names(Words) if name != "lang"}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _hard_cases(language: Language) -> tuple[str, ...]:
    cases = _table()
    return cases.get(language.tag) or cases[language.script]


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads((Path(__file__).parent / "specimens.toml").read_text(encoding="utf-8"))
    return {script: tuple(lines) for script, lines in data.items()}
