"""Every case in `tests/cases/model`: exactly the problems that its first lines promise, all at once and in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import check_handout
from generator.project import Project
from tests.model.pictures import PICTURES

CASES = sorted((Path(__file__).parents[1] / "cases" / "model").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_exactly_the_promised_problems(case: Path, tmp_project: Callable[..., Project], tmp_path: Path) -> None:
    text = case.read_text(encoding="utf-8")
    promised = [
        (severity, rule, int(line)) for severity, rule, line in re.findall(r"^# expect: (\S+) (\S+) (\d+)$", text, re.M)
    ]
    assert len(promised) == text.count("# expect")
    pictures = {f"handouts/case/{name}": data for name, data in PICTURES.items()}
    project = tmp_project({"case/en": text}, {**pictures, "handouts/case/folder.png/file": ""})
    folder = project.root / "handouts" / "case"
    (tmp_path / "outside.png").write_bytes(PICTURES["good.png"])
    (folder / "link-out.png").symlink_to(tmp_path / "outside.png")
    (folder / "folder-out").symlink_to(tmp_path)
    (folder / "loop.png").symlink_to("loop.png")

    problems = check_handout("case", project=project.root)

    found = [(str(problem.severity), problem.rule, problem.place.line) for problem in problems]
    assert found == sorted(promised, key=lambda one: one[2])
    assert {problem.place.source.name for problem in problems} <= {"handouts/case/en.yaml"}


def test_there_are_cases() -> None:
    assert len(CASES) > 15
