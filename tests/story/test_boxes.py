"""Kinds of boxes that a layout draws unlike the brand's others."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build_leaflet
from generator.model.layout import saving_toner
from generator.problems import Rejected
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project_with
from tests.support.recorder import Recorder, case_of

CONTENT = """
  - key-points: [One.]
  - contact: {name: Nurses, phone: (555) 010-0142}
"""


def drawn(folder: Path, boxes: str) -> Recorder:
    (folder / "layouts").mkdir(exist_ok=True)
    (folder / "layouts" / "ours.yaml").write_text(f"extends: clinic-a4\nboxes: {boxes}\n", encoding="utf-8")
    return case_of(folder, CONTENT, layout="ours").set()


def test_a_kind_of_box_is_drawn_as_the_layout_says_and_others_are_not(tmp_path: Path) -> None:
    palette = case_of(tmp_path, CONTENT).styles.palette
    before = [s for s in drawn(tmp_path, "{}").shapes if s.kind == "box"]
    assert [s.colour for s in before] == [palette.tint, palette.brand] * 2
    plain = [s for s in drawn(tmp_path, "{key-points: {box: plain, tone: calm}}").shapes if s.kind == "box"]
    assert [s.colour for s in plain] == [palette.calm_tint, palette.tint, palette.brand]
    lined = drawn(tmp_path, "{contact: {box: outline, icon: false}}").shapes
    assert [s.kind for s in lined if s.kind in ("box", "frame")] == ["box", "box", "frame"]
    icons = [s for s in lined if s.kind == "picture" and s.width == 20]
    assert len(icons) == 1, "of the key points alone"


def test_space_around_a_kind_of_box(tmp_path: Path) -> None:
    def gap(boxes: str) -> float:
        first, second = [s for s in drawn(tmp_path, boxes).shapes if s.kind == "box" and s.width > 100]
        return first.bottom - (second.bottom + second.height)

    assert gap("{contact: {space: 40pt}}") - gap("{}") == pytest.approx(25.0)


def test_toner_saver_draws_every_box_in_outline(tmp_path: Path) -> None:
    drawn(tmp_path, "{key-points: {box: plain}}")
    layout = saving_toner(case_of(tmp_path, CONTENT, layout="ours").project.layout("ours"))
    assert (layout.boxes.key_points.box, layout.brand.look.boxes) == ("", "outline")


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        ("{zones: {tone: calm}}", "The colour of “zones” says how urgent it is; a layout cannot change it."),
        ("{callout: {icon: false}}", "The icon of “callout” says how urgent it is; a layout cannot change it."),
    ],
)
def test_what_tells_how_urgent_a_box_is_stays(tmp_path: Path, boxes: str, message: str) -> None:
    with pytest.raises(Rejected) as refused:
        drawn(tmp_path, boxes)
    assert [(one.rule, one.message) for one in refused.value.problems] == [("bad-value", message)]
    assert str(refused.value.problems[0].place).startswith("layouts/ours.yaml:2:")


@pytest.mark.parametrize("standard", STANDARDS)
def test_styled_boxes_meet_the_standards(tmp_path: Path, standard: str) -> None:
    drawn(tmp_path, "{key-points: {box: plain, tone: calm, icon: false}}")
    data = build_leaflet(project_with(tmp_path, CONTENT), "test", "en", "ours", standard).data
    assert verapdf.failures(data, standard) == []
