"""Long words in narrow places: titles, summaries and titles of boxes step down in size before a word of them is torn."""

from __future__ import annotations

from pathlib import Path

from generator.build import plan
from generator.project import read_handout
from tests.support.leaflets import project_with
from tests.support.recorder import SetCase, case_of

NARROW = "extends: clinic-a4\npage: {margins: {top: 14mm, bottom: 20mm, sides: 150pt}}\n"
SUMMARY, ZONE = "Rechtsschutzversicherungsgesellschaften", "Strahlentherapieabteilung"


def test_no_word_of_a_summary_or_of_a_box_s_title_is_torn(tmp_path: Path) -> None:
    content = f"  - zones: [{{act: wait, title: {ZONE}, list: [one]}}]\n"
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "narrow.yaml").write_text(NARROW, encoding="utf-8")
    made = project_with(tmp_path, content, summary=f"{SUMMARY} what it is.")
    drawn = SetCase(made, "en", plan(made, read_handout(made, "test", "en"), made.layout("narrow"))).set()
    found = {word: one.size for one in drawn.lines for word in (SUMMARY, ZONE) if word in one.text}
    assert found == {SUMMARY: 14.0, ZONE: 14.0}, "in one piece each, in the size that holds it"


def test_a_word_that_has_room_keeps_its_size(tmp_path: Path) -> None:
    drawn = case_of(tmp_path, f"  - zones: [{{act: wait, title: {ZONE}, list: [one]}}]\n").set()
    assert {one.size for one in drawn.lines if ZONE in one.text} == {22.0}
