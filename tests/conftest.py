"""What all tests share: a project in a temporary folder, and the switch that writes golden files anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.project import Project
from tests.support.leaflets import BUILT

_numbers = count()
ProjectFactory = Callable[..., Project]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew instead of comparing.")


def pytest_configure(config: pytest.Config) -> None:
    """A folder for the leaflets that all processes of the session share; the first process makes and removes it."""
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory(ignore_cleanup_errors=True)
        os.environ[BUILT] = folder.name
        config.add_cleanup(folder.cleanup)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build cache for each test, which is not there yet: what one test has built is nothing to another."""
    folder = tmp_path_factory.getbasetemp() / f"cache-{next(_numbers)}"
    monkeypatch.setenv("HANDOUTS_CACHE", str(folder))
    return folder


@pytest.fixture
def tmp_project(tmp_path: Path) -> ProjectFactory:
    """A factory of projects: `tmp_project({"leaflet/en": yaml}, {"layouts/own.yaml": yaml})`.

    handouts: YAML by “name/language”; files: text or bytes by path from the project's folder.
    """

    def make(handouts: Mapping[str, str] | None = None, files: Mapping[str, str | bytes] | None = None) -> Project:
        paths = {f"handouts/{name}.yaml": text for name, text in (handouts or {}).items()}
        for name, data in {**paths, **(files or {})}.items():
            path = tmp_path / "project" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        (tmp_path / "project").mkdir(exist_ok=True)
        return Project.at(tmp_path / "project")

    return make
