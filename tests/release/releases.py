"""A small project and its releases, for the tests of this folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from click.testing import CliRunner, Result

from generator.cli import main
from generator.model.segments import digest
from generator.project import Project

Make = Callable[..., Project]
DAY = "2026-11-29"
ENGLISH = """\
id: FLU-1
version: "1.0"
lang: en
title: Flu
summary: What to do.
reviewed: 2026-01-01
next-review: 2028-01-01
checks: {off: {no-approver: A test., no-contact: A test., no-key-points: A test.}}
content:
  - text: Take 20 mg at 8:30 a.m.
  - text: Call (555) 010-0142.
"""
SPANISH = f"""\
id: FLU-1
version: "1.0"
lang: es
title: La gripe
summary: Qué hacer.
reviewed: 2026-01-01
next-review: 2028-01-01
translation: {{of: en, source-version: "1.0", status: approved, translator: Ana Ruiz, reviewer: Luis Gómez}}
content:
  - text: Tome 20 mg a las 8:30.
  - text: Llame al (555) 010-0142.
segments:
  title: {digest("Flu")} {digest("La gripe")} 2026-11-20
  summary: {digest("What to do.")} {digest("Qué hacer.")} 2026-11-21
  content.1.text: {digest("Take 20 mg at 8:30 a.m.")} {digest("Tome 20 mg a las 8:30.")} 2026-11-22
  content.2.text: {digest("Call (555) 010-0142.")} {digest("Llame al (555) 010-0142.")} 2026-11-22
"""
HANDOUTS = {"flu/en": ENGLISH, "flu/es": SPANISH}
DRAFT = SPANISH.replace("status: approved", "status: machine-draft")


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def release(project: Path, *arguments: str | Path, version: str = "1", out: Path | None = None) -> Result:
    """Release a project, one layout of it, on a set day, into `dist` beside it."""
    out = out or project.parent / "dist"
    return run(
        "release", "--version", version, "--project", project, "--out", out, "--date", DAY, "--layout", "clinic-a4",
        "--jobs", "1", *arguments,
    )  # fmt: skip


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return found


def with_manifest(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """The manifest as somebody else has written it."""
    found = manifest(folder)
    edit(found)
    (folder / "manifest.json").write_text(json.dumps(found), encoding="utf-8")


def write(project: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = project / "handouts" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return project


@cache
def _made() -> Path:
    """The project and its release, made once a process."""
    folder = Path(mkdtemp(prefix="handouts-test-"))
    done = release(write(folder / "project", HANDOUTS))
    assert done.exit_code == 0, done.output
    return folder


def released(folder: Path) -> tuple[Path, Path]:
    """A project and its release, version 1, to do anything with."""
    shutil.copytree(_made(), folder, dirs_exist_ok=True)
    return folder / "project", folder / "dist" / "1"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
