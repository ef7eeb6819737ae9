"""A small project with faults of every weight, inside a repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.project import Project
from tests.support.leaflets import quiet_profile

HEAD = """\
id: T-1
version: "1.0"
lang: en
title: Title
summary: Summary.
reviewed: 2026-01-01
next-review: 2028-01-01
content:
"""
# A warning, and nothing else.
WARNED = """\
  - text: one
  - notice-1557: {title: Your rights, complain: Tell us., phone: (555) 010-0160, languages: [es, vi]}
"""
# Three errors, with signs that every form has to escape.
BROKEN = """\
  - text: You can **call us.
  - txt: 50% of “all”, 1::2 <b> & more
  - callout: {kind: note, title: "Drink {0}.", txt: Water}
"""


@pytest.fixture
def repository(tmp_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder, which is not the repository's root but `project` in it, as the working folder."""
    made = tmp_project(
        {"cold/en": HEAD + WARNED, "flu/en": HEAD + BROKEN, "well/en": HEAD + "  - text: All is well.\n"},
        {"layouts/profiles/default.yaml": quiet_profile()},
    )
    (made.root.parent / ".git").mkdir()
    monkeypatch.chdir(made.root)
    return made.root
