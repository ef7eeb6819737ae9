"""What is made of files and remembered in the process: it is made anew when one of them is another than it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.inputs import is_file, recording, remembered, yaml_files
from generator.problems import Rejected
from generator.project import Project
from generator.source import read_yaml

Make = Callable[..., Project]
LOGOS = {
    f"layouts/{name}.svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{path}"/></svg>'
    for name, path in (("first", "M1 1h7v7z"), ("second", "M1 1h7v6z"))
}


@pytest.fixture
def made() -> list[str]:
    """What `names_in` has looked at, each time it did."""
    return []


@pytest.fixture
def names_in(made: list[str]) -> Callable[[Path], str]:
    """Makes something of all YAML files of a folder, of one in it and of one that need not be there."""

    @remembered(maxsize=10)
    def look(folder: Path) -> str:
        made.append(folder.name)
        read_yaml(folder / "base.yaml", "base.yaml")
        there = " and more" if is_file(folder / "more" / "own.txt") else ""
        return ", ".join(path.stem for path in yaml_files(folder)) + there

    return look


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text("name: base\n", encoding="utf-8")
    return tmp_path


def test_what_is_as_it_was_is_not_made_twice(names_in: Callable[[Path], str], made: list[str], folder: Path) -> None:
    assert [names_in(folder) for _ in range(3)] == ["base"] * 3
    assert len(made) == 1


@pytest.mark.parametrize(
    ("change", "then"),
    [
        (lambda folder: (folder / "base.yaml").write_text("name: other\n", encoding="utf-8"), "base"),
        (lambda folder: (folder / "other.yaml").write_text("name: other\n", encoding="utf-8"), "base, other"),
        (lambda folder: ((folder / "more").mkdir(), (folder / "more/own.txt").write_text("")), "base and more"),
    ],
    ids=["a file is written anew", "a file is laid beside it", "a file that was missed is there"],
)
def test_what_has_changed_is_made_anew(
    names_in: Callable[[Path], str],
    made: list[str],
    folder: Path,
    change: Callable[[Path], object],
    then: str,
) -> None:
    names_in(folder)
    change(folder)
    assert names_in(folder) == then
    assert len(made) == 2
    assert names_in(folder) == then
    assert len(made) == 2, "and is remembered again"


def test_a_file_that_is_gone_is_missed(names_in: Callable[[Path], str], folder: Path) -> None:
    names_in(folder)
    (folder / "base.yaml").unlink()
    with pytest.raises(Rejected):
        names_in(folder)
    (folder / "base.yaml").write_text("name: base\n", encoding="utf-8")
    assert names_in(folder) == "base"


def test_what_is_remembered_tells_its_files_each_time(names_in: Callable[[Path], str], folder: Path) -> None:
    lists = []
    for _ in range(2):
        with recording() as inputs:
            names_in(folder)
        lists.append(inputs)
    assert lists[0] == lists[1]
    assert str(folder / "base.yaml") in lists[0].files
    assert lists[0].files[str(folder / "more" / "own.txt")] is None
    assert lists[0].listings == {str(folder): ("base.yaml",)}


def test_a_folder_where_a_file_is_looked_for_is_no_file(
    names_in: Callable[[Path], str], made: list[str], folder: Path
) -> None:
    (folder / "more" / "own.txt").mkdir(parents=True)
    assert [names_in(folder) for _ in range(3)] == ["base"] * 3
    assert len(made) == 1


def test_a_link_that_is_turned_is_noticed(tmp_project: Make) -> None:
    project = tmp_project({}, {"layouts/own.yaml": "extends: clinic-a4\nbrand: {logo: logo.svg}\n", **LOGOS})
    link = project.root / "layouts" / "logo.svg"
    for name in ("first", "second"):
        link.unlink(missing_ok=True)
        link.symlink_to(f"{name}.svg")
        assert project.layout("own").brand.logo.file.name == f"{name}.svg"
