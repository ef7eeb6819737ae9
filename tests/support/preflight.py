"""proof-pdf, a preflight of PDF/X-4 that somebody else wrote, in a process and an environment of its own.

`tests/preflight/prepare.py` installs it, Debian brings Ghostscript; `.ci/run` does both. What is missing is an error,
never a skip.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pikepdf

PROGRAM = Path(__file__).parents[2] / ".preflight" / ("Scripts" if os.name == "nt" else "bin") / "proof-pdf"
# What the files promise, so that nothing is left to a default: type of 9 pt and more, lines of a quarter of a point, dark on
# light, for FOGRA39, in its inks alone but for marks in all of them (“All”). Nothing is inked within 6 mm of the cut, which
# `handouts inspect --measures` looks at; here a line's box is that of its font, which in Arabic is 2 mm higher than its ink.
_WHOLE = [
    "--no-pdfa", "--no-colour", "--output-condition", "FOGRA39", "--allow-spot", "All", "--require-bleed", "--uniform-pages",
    "--min-text-pt", "9", "--min-stroke-pt", "0.25", "--safe-mm", "4", "--min-delta-l", "40", "--bleed-mm", "3",
    "--tolerance-mm", "0.25", "--trim-mm",
]  # fmt: skip
_INKS = [
    "--no-pdfa", "--no-pdfx", "--no-fonts", "--no-missing-glyphs", "--strict-cmyk", "--max-tac", "300", "--min-dpi",
]  # fmt: skip


def findings(path: Path, trim: str, dpi: int = 300) -> list[str]:
    """Whatever the preflight says of a file, warnings included: “check: message, page”.

    trim: the finished sheet in mm, “210x297”; dpi: of pictures, in dots an inch. Raises `RuntimeError` where the
    preflight cannot run.
    """
    return findings_of_the_whole(path, trim) + findings_of_inks(path, dpi)


def findings_of_the_whole(path: Path, trim: str) -> list[str]:
    """All that is no ink and no picture."""
    return run(path, [*_WHOLE, trim])


def findings_of_inks(path: Path, dpi: int = 300) -> list[str]:
    """Ink is measured up to the bleed: the marks around it are of all inks on purpose, which is 400 %."""
    cropped = path.with_name(f"{path.stem}.cropped.pdf")
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            page.MediaBox = page.get("/BleedBox", page.MediaBox)
        pdf.save(cropped)
    return run(cropped, [*_INKS, str(dpi)])


def version() -> str:
    """What the program calls itself."""
    return _called(["--version"]).stdout.strip()


def run(path: Path, options: Sequence[str]) -> list[str]:
    """What the preflight finds with the options of its own command line."""
    ended = _called(["verify", "--json", *options, str(path)])
    if ended.returncode not in (0, 1) or not ended.stdout.startswith("["):
        raise RuntimeError(f"the preflight cannot run: {ended.stderr or ended.stdout}")
    (report,) = json.loads(ended.stdout)
    assert report["ok"] == (ended.returncode == 0)
    return [f"{one['check']}: {one['message']}, page {one['page']}" for one in report["findings"]]


def _called(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    if not PROGRAM.exists():
        raise RuntimeError("proof-pdf is not installed: python tests/preflight/prepare.py")
    if shutil.which("gs") is None:
        raise RuntimeError("there is no Ghostscript (gs) on this machine")
    return subprocess.run(
        [str(PROGRAM), *words], capture_output=True, text=True, encoding="utf-8", timeout=600, cwd=PROGRAM.parent
    )
