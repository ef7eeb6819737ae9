"""The project's leaflets and the test cases, built once a session, whichever process needs them first."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from generator.build import build_leaflet
from generator.jobs import Job, plan_jobs
from generator.model.handout import Handout
from generator.problems import Rejected
from generator.project import Project, read_handout
from generator.review.review import CHECKS

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "story"
STANDARDS = ("ua-1", "ua-2")
# The folder of this session, which conftest.py makes: what one process has built there the others read.
BUILT = "HANDOUTS_TESTS_BUILT"


@cache
def project(root: Path = ROOT) -> Project:
    return Project.at(root)


def jobs(standard: str, root: Path = ROOT) -> list[Job]:
    """Every handout in every language and layout."""
    return plan_jobs(project(root), [], [], [], Job("", "", "", standard))


@cache
def leaflet(name: str, lang: str, layout: str, standard: str, root: Path = ROOT) -> bytes:
    """The PDF, without the generator's own check: what is wrong with it is for the tests to find."""
    return _kept(name, lang, layout, standard, root, check=False)


@cache
def leaflet_as(
    name: str, lang: str, layout: str = "clinic-a4", standard: str = "ua-1", root: Path = ROOT, **look: str
) -> bytes:
    """The PDF in a look (`form`, `paper`, `brand`, `mode`), which the generator's own check has found nothing in."""
    return _kept(name, lang, layout, standard, root, **look)


def _kept(name: str, lang: str, layout: str, standard: str, root: Path, **options: Any) -> bytes:
    """What any process of this session has built, or this one builds now."""
    asked = repr((str(root), name, lang, layout, standard, sorted(options.items())))
    kept = Path(os.environ[BUILT]) / hashlib.sha256(asked.encode()).hexdigest()
    if kept.exists():
        return kept.read_bytes()
    data = build_leaflet(project(root), name, lang, layout, standard, **options).data
    with NamedTemporaryFile(dir=kept.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(kept)
    return data


@cache
def handout(name: str, lang: str, root: Path = ROOT) -> Handout:
    return read_handout(project(root), name, lang)


def texts(name: str, lang: str, root: Path = ROOT) -> list[str]:
    """The handout's texts in reading order, without inline marks."""
    return [text.plain for text in handout(name, lang, root).texts()]


_HEAD = """\
id: T-1
version: "1.0"
lang: {lang}
title: {title}
summary: {summary}
reviewed: 2026-01-02
next-review: 2028-01-02
content:
"""


def project_with(
    folder: Path, content: str, lang: str = "en", title: str = "A title", summary: str = "A summary."
) -> Project:
    """A project of one handout called “test”, whose `content:` is YAML; pictures beside it are the caller's."""
    path = folder / "handouts" / "test" / f"{lang}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HEAD.format(lang=lang, title=title, summary=summary) + content, encoding="utf-8")
    return Project.at(folder)


def rules_of(rejected: Rejected) -> set[str]:
    return {problem.rule for problem in rejected.problems}


def quiet_profile() -> str:
    """A profile that has every rule about words off: for tests of leaflets that say next to nothing."""
    rules = sorted({check.rule for check in CHECKS})
    return "what: Tests.\nrules:\n" + "".join(f"  {rule}: {{off: These are not leaflets.}}\n" for rule in rules)


def told(stderr: str) -> list[str]:
    """The lines of a check, but for those on rules that are off."""
    return [line for line in stderr.splitlines() if not line.startswith("off: ")]
