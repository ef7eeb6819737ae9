"""What the leaflets say where a weaker word would do harm, and that docs/facts.md tells where each of them stands."""

from __future__ import annotations

import re
from functools import cache

import pytest

from generator.model.risks import with_risks_in_words
from generator.project import read_handout
from tests.support.leaflets import project

FACTS = (project().root / "docs" / "facts.md").read_text(encoding="utf-8")
# The advice of the sources that docs/facts.md names, as these pages give it; weaker words were mended.
SAID = {
    "warfarin": (
        "Write it in your diary, and call us.", "missed a dose", "at least one month after your last dose",
        "very bad belly pain", "your skin or your toes, such as purple: call right away",
    ),
    "hip-replacement": ("over 100 °F (37.8 °C) or chills", "blood in your stool or urine", "first week or two"),
    "inhaler": ("no better 15 minutes after", "less than 4 hours: call now"),
    "colonoscopy": ("100 °F (37.8 °C) or higher, or chills: call right away", "30 to 60 minutes"),
}  # fmt: skip


@cache
def text(name: str, lang: str = "en") -> str:
    handout = with_risks_in_words(read_handout(project(), name, lang), project().words(lang))
    return "\n".join(one.plain for one in handout.texts())


@pytest.mark.parametrize("name", SAID)
def test_advice_is_no_weaker_than_its_sources(name: str) -> None:
    assert [words for words in SAID[name] if words not in text(name)] == []


@pytest.mark.parametrize("name", sorted({*project().handout_names()} - {"manual"}))
def test_every_leaflet_has_its_table(name: str) -> None:
    heading = name.replace("-", " ").capitalize()
    _, found, after = FACTS.partition(f"\n## {heading}\n")
    assert found, heading
    rows = re.findall(r"(?m)^\| (?!statement|-)(.+) \| (.+) \| (.+) \|$", after.partition("\n## ")[0])
    assert rows
    for statement, source, seen in rows:
        assert statement and source
        assert re.match(r"(read|elsewhere|not seen|harm elsewhere|number not seen|the digits)", seen), seen
