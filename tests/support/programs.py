"""Programs that no wheel brings: somebody else's judges, which `.ci/run` installs."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str) -> str:
    """The path of a program. Where it is missing, the test is skipped on somebody's own machine and fails in CI."""
    path = shutil.which(name)
    if path is None and not os.environ.get("CI"):
        pytest.skip(f"{name} is not installed; CI fails without it")
    assert path, f"CI needs {name}"
    return path
