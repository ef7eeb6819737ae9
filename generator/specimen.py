"""Specimen sheets: every block in one language, and what is hard about its script, to be looked at before a release.

Its sentences are the language's own fixed words, so that every language of the table has a sheet without a leaflet.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import lru_cache
from pathlib import Path

from generator.model.fields import Reading, Record
from generator.model.handout import Handout
from generator.model.languages import Language
from generator.model.risks import with_risks_in_words
from generator.problems import ProblemList
from generator.project import Project
from generator.source import parse_yaml

# The paper that the sheet is made for: two pages hold it in every script.
PAPER = "proof-a3"
# The sheet is the generator's own; its date is the day on which its form was last changed. What stands in ‹ › is one of
# the fixed words, or of the texts below; before a colon, the block's name, which is printed in front of it.
_SHEET = """\
id: SPECIMEN
version: "1.0"
lang: ‹tag›
title: ‹name›
summary: ‹emphasis›
reviewed: 2026-11-29
next-review: 2027-11-29
content:
  - text: ‹proof›
  - heading: ‹heading:script›
  - text: ‹text:hard›
  - text: ‹bold›
  - text: ‹facts›
  - slip: {title: ‹slip:notes›, fields: [‹phone›]}
  - key-points: [‹key-points:copy_current›, ‹copy_newer›]
  - heading: ‹heading:document›
    level: 3
  - list: [‹list:phone›, {text: ‹hours›, list: [{text: ‹web›, list: [‹address›]}]}]
  - heading: ‹heading:notes›
    level: 4
  - steps: [‹steps:check_copy›, ‹scan›, ‹skip›]
  - picture-steps: [{text: ‹picture-steps:scan›, image: icons/globe.svg, decorative: true}]
    width: 40pt
  - quote: {text: ‹quote:copy_overdue›, by: ‹approved_by›}
  - figure: {image: icons/globe.svg, alt: ‹language›, caption: ‹figure:language›, width: 10mm}
  - checklist: [‹checklist:document›, ‹language›]
  - zones:
      - {act: emergency, title: ‹zones:emergency›, list: [‹copy_withdrawn›]}
      - {act: call-today, title: ‹call_today›, list: [‹copy_overdue›]}
      - {act: wait, title: ‹next_review›, list: [‹copy_current›]}
  - callout: {kind: emergency, title: ‹callout:key_points›, content: [{text: ‹out_of_date›}]}
  - columns:
      - [{text: ‹columns:copy_newer›}, {callout: {kind: call-today, title: ‹check_copy›}}]
      - [{callout: {kind: important, title: ‹original›}}, {callout: {kind: note, title: ‹sources›}}]
  - do-and-dont:
      do: {title: ‹do-and-dont:check_copy›, list: [‹scan›]}
      dont: {title: ‹untranslated›, list: [‹skip›]}
  - table:
      caption: ‹table:document›
      header: [‹document›, ‹version›, ‹language›]
      rows: [[‹reviewed›, 500 mg, ‹name›], [‹next_review›, {text: 37.5 °C, columns: 2}]]
  - chart: {caption: ‹chart:notes›, columns: [‹hours›, ‹notes›], blank: 1}
  - medicines: {caption: ‹medicines:notes›, list: [{name: ‹document›, dose: 500 mg, times: [morning], food: with}]}
  - comparison:
      caption: ‹comparison:language›
      options: [‹phone›, ‹web›]
      rows: [{question: ‹hours›, answers: [8:30, ‹risk_not›]}]
  - risk: {n: 3, of: 20, what: ‹risk:risk_not›, over: 5 mg, group: ‹language›, source: ‹published_by›, year: 2026}
  - appointment: {title: ‹appointment:next_review›, date: 2027-11-29, time: 8:30, place: ‹address›}
  - timeline:
      - {when: ‹timeline:reviewed›, content: [{text: ‹copy_current›}]}
      - {when: ‹next_review›, content: [{text: ‹copy_newer›}]}
  - patient-box: {title: ‹patient-box:notes›, fields: [‹phone›]}
  - questions: {intro: ‹questions:notes›, items: [‹check_copy›], lines: 1}
  - teach-back: {title: ‹teach-back:notes›, prompts: [‹scan›], lines: 1}
  - questionnaire: [{question: ‹questionnaire:language›, options: [‹reviewed›, ‹next_review›, ‹version›]}]
  - glossary: [{term: ‹glossary:document›, meaning: ‹untranslated›}]
  - qr: {url: https://www.clinic.example/s, caption: ‹qr:scan›}
  - code: ‹code:id›
  - references: [‹references:version›]
  - contact: {name: ‹contact:published_by›, phone: (555) 010-0142}
  - feedback: {title: ‹feedback:notes›, email: care@clinic.example}
  - notice-1557:
      title: ‹notice-1557:fair›
      complain: ‹complain›
      phone: (555) 010-0160
      languages: [es]
"""
_GAP = re.compile(r"‹(?:([a-z0-9-]+):)?([a-z_]+)›")
_PROOF = (
    "[Proof sheet for those who make type and leaflets: every block, by its name, and what is hard about the script. "
    "Its sentences are fixed words, put together for their letters alone. Not for patients.]{lang=en}"
)
_FACTS = "020 7946 0000 · (555) 010-0142 · 2.5 mg/kg · 8:30 · 15 % · HER2 · https://www.clinic.example/a_(b)"
# In italics, and a Latin name in bold italics; upright where the script has none.
_EMPHASIS = "{word} · *{name}* · ***[H. pylori]{{lang=la}}***"


def specimen(project: Project, language: Language) -> Handout:
    """The sheet of a language as a handout."""
    words = project.words(language.tag)
    hard = " · ".join(_hard_cases(language))
    own = {
        "tag": language.tag,
        "name": language.name,
        "proof": _PROOF,
        "script": f"[{language.english} ({language.tag}), {language.script}]{{lang=en}}",
        "hard": hard,
        "bold": f"**{hard}**",
        "facts": _FACTS,
        "id": "title: flu",
        "emphasis": _EMPHASIS.format(word=words.language, name=language.name),
        "fair": words.important,
        "complain": words.check_copy,
    }

    def text(gap: re.Match[str]) -> str:
        block, name = gap.groups()
        found = own.get(name) or getattr(words, name)
        if block == "code":  # in which no sign is a mark
            return _quoted(f"{block}: {found}")
        return _quoted(f"[{block}]{{lang=en}} · {found}" if block else found)

    folder = project.builtin_layouts
    problems = ProblemList()
    node = parse_yaml(_GAP.sub(text, _SHEET), f"specimen of {language.english}")
    handout = Record(Handout).read(node, Reading(problems, folder, folder))
    problems.raise_errors()
    return with_risks_in_words(handout, words)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _hard_cases(language: Language) -> tuple[str, ...]:
    cases = _table()
    return cases.get(language.tag) or cases[language.script]


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads((Path(__file__).parent / "specimens.toml").read_text(encoding="utf-8"))
    return {script: tuple(lines) for script, lines in data.items()}
