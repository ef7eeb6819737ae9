"""What all tests share: a project in a temporary folder, and the switch that writes golden files anew."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator, Mapping
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest

from generator.job import Job
from generator.project import Project
from tests.support.leaflets import BUILT

_numbers = count()
ProjectFactory = Callable[..., Project]


@cache
def _iri_grammars() -> ModuleType:
    del sys.modules["rfc3987_syntax"]
    return import_module("rfc3987_syntax")


def _is_valid_iri(rule: str, text: str) -> bool:
    return bool(_iri_grammars().is_valid_syntax(rule, text))


# jsonschema makes the grammars of IRIs (RFC 3987) as soon as it is imported, a third of the time in which tests are
# collected; they are made when a schema first asks for an IRI.
_stand_in = ModuleType("rfc3987_syntax")
_stand_in.is_valid_syntax = _is_valid_iri  # type: ignore[attr-defined]  # a module is made by hand
sys.modules.setdefault("rfc3987_syntax", _stand_in)
# MuPDF would start a neural network for the layout of pages, which no test asks for.
sys.modules["pymupdf.layout"] = None  # type: ignore[assignment]  # how Python is told that there is no such module


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew instead of comparing.")


def pytest_configure(config: pytest.Config) -> None:
    """A folder for the leaflets that all processes of the session share; the first process makes and removes it."""
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory(ignore_cleanup_errors=True)
        os.environ[BUILT] = folder.name
        config.add_cleanup(folder.cleanup)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests are collected, and live to the end: Python's collector of cycles need not look at them again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a file that look at the same leaflet stand together, so that one process reads it, and once."""
    at, jobs = [], []
    for number, item in enumerate(items):
        job = (
            item.callspec.params.get("job") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else None
        )
        if isinstance(job, Job):
            at.append(number)
            jobs.append((str(item.path), job.name, job.lang, job.layout, job.standard, number, item))
    for number, (*_, item) in zip(at, sorted(jobs, key=lambda one: one[:-1]), strict=True):
        items[number] = item


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
