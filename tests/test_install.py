"""The wheel, used without the checkout: what the generator needs is inside."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.leaflets import ROOT, leaflet

_USE = """
import hashlib, json, sys
from pathlib import Path
import generator
from generator.build import build_leaflet
from generator.model.languages import language_table
from generator.project import Project
from generator.starter import start_handout

start_handout(Project.at("."), "my-leaflet")
project = Project.at(".")
own = build_leaflet(project, "my-leaflet", "en", "clinic-letter")
real = build_leaflet(project, "metastatic-breast-cancer", "ar", "clinic-a4")
print(json.dumps({
    "package": str(Path(generator.__file__).parent), "layouts": str(project.builtin_layouts),
    "names": project.layouts(),
    "pages": own.pages, "words": [project.words(tag).lang for tag in ("en", "ar", "zh-Hans")],
    "sha256": real.sha256, "languages": len(language_table()),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with the hatchling of this environment; where there is none, pip fetches it."""
    folder = tmp_path_factory.mktemp("wheel")
    alone = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", *alone, "-w", str(folder), "--no-cache-dir"],
        cwd=folder, check=True, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_wheel_holds_what_is_needed_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = {path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*") if path.is_file()}
    layouts = {
        f"generator/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "layouts").rglob("*") if path.is_file()
    }
    examples = {
        f"generator/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "examples").rglob("*") if path.is_file()
    }
    wanted = {name for name in source | layouts | examples if "__pycache__" not in name}
    assert len([name for name in wanted if name.endswith(".ttf")]) >= 12
    assert wanted <= names
    extra = {name for name in names - wanted if ".dist-info/" not in name}
    assert extra == set()
    assert any(name.endswith("OFL.txt") and ".dist-info/" in name for name in names), (
        "the fonts' licence goes with them"
    )


def test_installed_generator_builds_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "handouts", tmp_path / "handouts")
    run = subprocess.run(
        [sys.executable, "-c", _USE], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)},
        stdout=subprocess.PIPE, text=True, check=True, timeout=120,
    )  # fmt: skip
    found = json.loads(run.stdout)
    assert Path(found["package"]) == installed / "generator"
    assert Path(found["layouts"]) == installed / "generator" / "layouts"
    assert {"clinic-a4", "clinic-letter"} <= set(found["names"])
    assert found["words"] == ["en", "ar", "zh-Hans"]
    assert found["pages"] >= 1
    assert found["languages"] >= 7
    inside = hashlib.sha256(leaflet("metastatic-breast-cancer", "ar", "clinic-a4", "ua-1")).hexdigest()
    assert found["sha256"] == inside, "installed or not, the bytes are the same"


def test_command_of_the_wheel_runs(installed: Path, tmp_path: Path) -> None:
    (entry,) = installed.glob("*.dist-info/entry_points.txt")
    assert "handouts = generator.cli:main" in entry.read_text(encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "generator", "list", "--languages", "--json"], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)}, stdout=subprocess.PIPE, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert {"en", "ar", "zh-Hans"} <= {row["lang"] for row in json.loads(run.stdout)}
