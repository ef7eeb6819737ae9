"""The same release from the same input: another path, time zone, language, hash seed or number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.release.releases import DAY, HANDOUTS, files, write

ROOT = Path(__file__).parents[2]


def build(project: Path, jobs: int, **environment: str) -> dict[str, bytes]:
    command = [
        sys.executable, "-m", "generator", "release", "--version", "1", "--date", DAY, "--jobs", str(jobs), "--format",
        "large-print", "--project", str(project), "--out", str(project / "dist"),
    ]  # fmt: skip
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, env=given, cwd=project, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return files(project / "dist" / "1")


def test_every_byte_is_the_same(tmp_path: Path) -> None:
    one = build(
        write(tmp_path / "a", HANDOUTS),
        1,
        TZ="America/Los_Angeles",
        LANG="C",
        LC_ALL="C",
        PYTHONHASHSEED="1",
        USER="ana",
    )
    other = build(
        write(tmp_path / "deeper" / "täglich neu", HANDOUTS), 3,
        TZ="Pacific/Kiritimati", LANG="de_DE.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="2", USER="luis",
    )  # fmt: skip
    assert len(one) == 12
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
