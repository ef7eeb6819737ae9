"""The text twin: all that the leaflet says, in lines that a screen reader and an e-mail can show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.job import Job
from generator.model.blocks.tables import Table
from generator.twins.twin import text_twin
from tests.support.goldens import check_text
from tests.support.leaflets import CASES, ROOT, handout, project, project_with, texts
from tests.support.readers import find_in_order, squeeze

MBC = "metastatic-breast-cancer"
# Isolates and marks of direction, which a reader does not see.
_INVISIBLE = re.compile("[\u2066-\u2069\u200f]")


def twin(name: str, lang: str, root: Path = ROOT) -> str:
    return text_twin(project(root), Job(name, lang, "clinic-a4")).decode()


def said(name: str, lang: str, root: Path = ROOT) -> str:
    """What the twin says beside the addresses of its links, without blanks."""
    text = _INVISIBLE.sub("", twin(name, lang, root))
    links = {span.link.removeprefix("mailto:") for one in handout(name, lang, root).texts() for span in one.spans}
    for link in links - {""}:
        text = text.replace(f" ({link})", "")
    return squeeze(text)


def made(folder: Path, content: str, lang: str = "en") -> str:
    return text_twin(project_with(folder, content, lang), Job("test", lang, "clinic-a4")).decode()


@pytest.mark.parametrize("lang", project().languages(MBC))
def test_every_text_stands_in_order_in_every_language(lang: str) -> None:
    """Of a table, each cell stands behind its own header: there the cells keep their order, and no header is lost."""
    one = handout(MBC, lang)
    tables = [block for block in one.content if isinstance(block, Table)]
    assert tables
    headers = [cell.text.plain for table in tables for cell in table.header if cell.text]
    wanted = [text for text in texts(MBC, lang) if text not in headers]
    assert find_in_order(wanted, said(MBC, lang)) == []
    assert [text for text in headers if squeeze(text) not in said(MBC, lang)] == []


@pytest.mark.parametrize("lang", ["en", "ar", "he"])
def test_every_text_of_every_block_is_said(lang: str) -> None:
    """Not always in the order of the YAML: of a table, each cell stands behind its own header."""
    whole = said("every-block", lang, CASES)
    assert [text for text in texts("every-block", lang, CASES) if squeeze(text) not in whole] == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_small_text_is_as_it_was_looked_at(lang: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    english = """\
  - key-points: [Take **one** tablet.]
  - steps: [Open it., {text: Swallow it, list: [with water]}]
  - callout: {kind: emergency, title: Call 911 now, content: [{text: You cannot breathe.}]}
  - table: {caption: When, header: [Drug, Morning], rows: [[Metformin, 500 mg]]}
  - checklist: [This leaflet]
  - questions: {items: [Why?], lines: 1}
  - contact: {name: Nurses, phone: (555) 010-0142, email: n@example.org}
  - text: "See [our page](https://www.example.org/a)."
"""
    arabic = """\
  - text: الرقم 020 7946 0000 أو 2.5 mg/kg، والدواء Metformin مرتين.
  - text: Metformin مع الطعام.
  - table: {header: [الدواء, صباحًا], rows: [[Metformin, 500 ملغ]]}
  - contact: {name: الممرضات, phone: (555) 010-0142}
"""
    text = made(tmp_path, english if lang == "en" else arabic, lang)
    shown = text.translate({0x2066: "⦗", 0x2069: "⦘", 0x200F: "‹R›"})
    check_text(shown, f"twin.small.{lang}.txt", request.config)


def test_no_word_and_no_address_is_broken() -> None:
    """A paragraph is one line: Thai and Chinese have no blanks to break at."""
    for lang in ("th", "zh-Hans", "en"):
        lines = twin(MBC, lang).split("\n")
        paragraphs = [text for text in texts(MBC, lang) if "\n" not in text and len(text) > 60]
        assert paragraphs
        assert [text for text in paragraphs if not any(squeeze(text) in squeeze(line) for line in lines)] == []


def test_what_would_turn_round_is_isolated() -> None:
    text = twin("every-block", "ar", CASES)
    assert "\u2066020 7946 0000\u2069" in text and "\u2066+44 20 7946 0000\u2069" in text
    assert "\u2066" not in twin("every-block", "en", CASES).replace("\u2067", "")


def test_boxes_that_are_ticked_are_told_from_those_that_are_not() -> None:
    from generator.twins.nodes import el
    from generator.twins.plain import PlainText

    answers = el(
        "ul",
        el("li", el("span", "✓ ", class_="unseen"), "Yes", class_="chosen"),
        el("li", "No"),
        class_="ticks options",
    )
    listed = el("ol", el("li", el("p", "Did it help?", class_="label"), answers, value="7"))
    assert PlainText(False).written([listed]) == "7. Did it help?\n    [x] Yes\n    [ ] No\n"


def test_numbers_of_steps_are_those_of_the_language(tmp_path: Path) -> None:
    text = made(tmp_path, "  - steps: [धोएँ।, खोलें।]\n", "hi")
    assert "1. धोएँ।\n2. खोलें।" in text
    text = made(tmp_path / "fa", "  - steps: [بشویید., باز کنید.]\n", "fa")
    assert "۱. بشویید." in text
    assert "၁။ လက်ဆေးပါ။" in made(tmp_path / "my", "  - steps: [လက်ဆေးပါ။]\n", "my")
