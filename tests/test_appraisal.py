"""Forms to judge a leaflet by: what is measured is ticked, what a person has to judge is not."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from generator.appraisal.evidence import evidence_of
from generator.appraisal.items import FORMS
from generator.build import build_appraisal
from generator.cli import main
from generator.project import Project, read_handout
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project_with
from tests.support.readers import pypdf_text

DAY = date(2026, 11, 25)
POOR = "  - text: All of it stands in one paragraph.\n"
GOOD = """
  - key-points: [Drink water., Call us.]
  - heading: What to do
  - steps: [Wash, Dry]
  - checklist: [A towel]
  - table: {caption: Doses, header: [Day, Dose], rows: [[Monday, 5 mg]]}
  - glossary: [{term: Towel, meaning: A cloth.}]
"""


def ticked(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        answers = [answer for asked in pdf.Root.AcroForm.Fields for answer in asked.get("/Kids", ())]
        return [str(answer.TU) for answer in answers if answer.AS != "/Off"]


def form(project: Project, name: str) -> bytes:
    return build_appraisal(project, "test", "en", name, DAY).data


def test_poor_leaflet_is_ticked_as_such(tmp_path: Path) -> None:
    project = project_with(tmp_path, POOR)
    assert ticked(form(project, "pemat")) == [
        "It is cut into short parts. Agree",
        "The headings of its parts say what is in them. Disagree",
        "It sums up what matters. Disagree",
        "Arrows, boxes, bullets, bold or larger type lead the eye to what matters. Disagree",
        "Its pictures say the same as its words. Does not apply",
        "Its pictures have clear titles or captions. Does not apply",
        "Its pictures are plain, with nothing that is not needed. Does not apply",
        "Its tables are simple, with short and clear headings. Does not apply",
        "It has something to do it with: a list to tick, a diary, a plan. Disagree",
        "It says how to act on its charts, tables or pictures. Does not apply",
    ]
    assert "It uses lists with bullets or numbers. No" in ticked(form(project, "cdc"))


def test_good_leaflet_is_ticked_as_such(tmp_path: Path) -> None:
    project = project_with(tmp_path, GOOD)
    found = ticked(form(project, "pemat"))
    assert "It sums up what matters. Agree" in found
    assert "It names one thing, or more, that the reader can do. Agree" in found
    assert "It has something to do it with: a list to tick, a diary, a plan. Agree" in found
    assert not [one for one in found if one.endswith("Disagree")]
    text = pypdf_text(form(project, "pemat"))  # without its blanks
    assert "Measured: The leaflet has 2 key points, before all else. So: Agree.".replace(" ", "") in text
    assert "Measured: A glossary explains 1 word. A person has to judge.".replace(" ", "") in text


def test_what_is_counted(tmp_path: Path) -> None:
    seen = evidence_of(read_handout(project_with(tmp_path, GOOD), "test", "en"))
    assert (seen.first, seen.key_points, seen.steps, seen.tools, seen.tables, seen.untitled, seen.terms) == (
        True, 2, 1, 1, 1, 0, 1,
    )  # fmt: skip
    # “What to do Wash Dry A towel Doses Day Dose Monday 5 mg Towel A cloth.” is the longest stretch.
    assert seen.longest == 16


def test_reading_grade_is_told_where_there_is_a_formula_and_words_enough(tmp_path: Path) -> None:
    sentence = "We will tell you what to do next. "
    long = project_with(tmp_path / "long", f"  - text: {sentence * 15}\n")
    score = evidence_of(read_handout(long, "test", "en")).score
    assert score.startswith("Flesch-Kincaid: ")
    assert f"Measured:Readability,{score.replace(' ', '')}." in pypdf_text(form(long, "pemat"))
    short = project_with(tmp_path / "short", f"  - text: {sentence}\n")
    assert evidence_of(read_handout(short, "test", "en")).score == "", "a hundred words are the least"


@pytest.mark.parametrize("name", FORMS)
def test_every_item_of_the_tool_is_asked_once_in_its_own_number(tmp_path: Path, name: str) -> None:
    """PEMAT-P has items 1 to 26 without 13 and 14, which are for films; the Index has 20."""
    numbers = [item.number for _, items in FORMS[name].parts for item in items]
    assert numbers == ([*range(1, 13), *range(15, 27)] if name == "pemat" else [*range(1, 21)])
    data = form(project_with(tmp_path, GOOD), name)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boxes = [str(box.TU) for field in pdf.Root.AcroForm.Fields if field.FT == "/Btn" for box in field.Kids]
    assert len(boxes) == len(set(boxes)) == sum(len(item.options) for _, items in FORMS[name].parts for item in items)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("name", FORMS)
def test_form_meets_the_standards(tmp_path: Path, name: str, standard: str) -> None:
    project = project_with(tmp_path, GOOD)
    assert verapdf.failures(build_appraisal(project, "test", "en", name, DAY, standard=standard).data, standard) == []


def test_command_writes_both_forms_with_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project_with(tmp_path, GOOD)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")
    result = CliRunner().invoke(main, ["appraise", "--project", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert made == ["cdc-test-en.pdf", "pemat-test-en.pdf"]
    assert "Reviewed:November25,2025" in pypdf_text((tmp_path / "out" / "cdc-test-en.pdf").read_bytes())


def test_a_text_of_a_format_is_judged_itself(tmp_path: Path) -> None:
    project_with(tmp_path, GOOD)
    own = tmp_path / "handouts" / "test" / "easy-read" / "en.yaml"
    own.parent.mkdir()
    text = (tmp_path / "handouts" / "test" / "en.yaml").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    own.write_text(text.replace(title, "title: Short sentences"), encoding="utf-8")
    out = tmp_path / "out"
    result = CliRunner().invoke(
        main, ["appraise", "test/easy-read", "--form", "cdc", "--project", str(tmp_path), "--out", str(out)]
    )
    assert result.exit_code == 0, result.output
    assert [path.name for path in out.iterdir()] == ["cdc-test-easy-read-en.pdf"]
    assert "Shortsentences" in pypdf_text((out / "cdc-test-easy-read-en.pdf").read_bytes())


def test_a_draft_is_judged_with_what_is_still_to_do(tmp_path: Path) -> None:
    """As “handouts import” leaves it: keys without values, and comments that say what is missing."""
    project_with(tmp_path, GOOD)
    path = tmp_path / "handouts" / "test" / "en.yaml"
    lines = path.read_text(encoding="utf-8").replace("  - heading: What", "  # TODO: a picture\n  - heading: What")
    empty = {"id", "version", "summary", "reviewed", "next-review"}
    path.write_text(
        "".join(
            f"{line.partition(':')[0]}:\n" if line.partition(":")[0] in empty else f"{line}\n"
            for line in lines.splitlines()
        )
    )
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["appraise", "--form", "pemat", "--project", str(tmp_path), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "handouts/test/en.yaml:1:4: warning: “id” is empty: the document's id" in result.output
    assert "warning: Still to do: a picture. [to-do]" in result.output
    data = (out / "pemat-test-en.pdf").read_bytes()
    assert "It sums up what matters. Agree" in ticked(data), "its words are judged"
    text = pypdf_text(data)
    assert "Line 1: “id” is empty: the document's id, the same in every language.".replace(" ", "") in text
    assert "Stilltodo:apicture." in text
    assert "version0" not in text


def test_what_cannot_be_read_at_all_is_told_and_not_judged(tmp_path: Path) -> None:
    project_with(tmp_path, GOOD)
    (tmp_path / "handouts" / "test" / "en.yaml").write_text("- no\n- handout\n")
    result = CliRunner().invoke(main, ["appraise", "--project", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()
