"""A new handout, or a new project, to start from."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

from generator.files import write_files
from generator.model.schema import SCHEMAS, schema_text
from generator.project import Project, is_new_name

_STARTER = """\
# yaml-language-server: $schema=../../layouts/schemas/handout.json
id: "{id}"
version: "0.1"
lang: en
title: "{title}"
summary: Say in a sentence or two what this leaflet is for and whom.
reviewed: {today}
next-review: {later}

content:
  - key-points:
      - The one thing that the reader must know.
      - The one thing that the reader must do.
  - heading: What is it?
  - text: Write short sentences. Say “you”. Put **what matters** in bold.
  - heading: What to do
  - steps:
      - The first thing to do.
      - The next thing to do.
  - heading: Questions to ask
  - questions:
      items:
        - What else could I do?
        - What happens if I wait?
      lines: 2
  - heading: Where to get help
  - text: Ask us for this leaflet in large print or in another language.
  - contact:
      name: Your clinic
      phone: (555) 010-0100
      hours: Monday to Friday, 9 a.m. to 5 p.m.
  - feedback:
      title: Tell us what you think of this leaflet
      phone: (555) 010-0100
  - references:
      - Where the facts come from, and the year.
"""


def starter_project() -> Path:
    """The project that new ones are copies of: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    inside = package / "examples"
    return (inside if inside.is_dir() else package.parent / "examples") / "clinic"


def start_project(folder: Path) -> list[Path]:
    """Write a project into a folder, and the schemas for editors; returns what was written, sorted.

    Raises `FileExistsError` when one of its files is there already: then nothing is written; `OSError` when a file
    cannot be written.
    """
    source = starter_project()
    files = {
        folder / path.relative_to(source): path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()
    }
    for kind in SCHEMAS:
        files[folder / "layouts" / "schemas" / f"{kind}.json"] = schema_text(kind).encode()
    taken = next((path for path in files if path.exists()), None)
    if taken:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(taken))
    write_files(files)
    return sorted(files)


def start_handout(project: Project, name: str) -> Path:
    """Write `handouts/<name>/en.yaml`, and the schema that it names for editors. Raises `ValueError` when the name
    cannot serve or is taken."""
    if not is_new_name(name):
        raise ValueError(
            f"“{name}” cannot be a folder's name here; use small letters, digits and dashes, such as flu-vaccine."
        )
    path = project.root / "handouts" / name / "en.yaml"
    if path.exists():
        raise ValueError(f"“{name}” exists already: {path}")
    today = date.today()
    later = today.replace(year=today.year + 2, day=min(today.day, 28))
    title = name.replace("-", " ").capitalize()
    schema = project.root / "layouts" / "schemas" / "handout.json"
    if not schema.exists():
        schema.parent.mkdir(parents=True, exist_ok=True)
        schema.write_text(schema_text("handout"), encoding="utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_STARTER.format(id=name[:40].strip("-"), title=title, today=today, later=later), encoding="utf-8")
    return path
