"""A large library built, and built again with nothing changed: time, processor time and memory; see README.md.

    python benchmarks/rebuild.py [--handouts 250] [--sample 25]

250 handouts in four languages and two layouts are 2,000 PDFs. The table goes to standard output.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder: its profile.py would hide Python's

from benchmarks.content import ROOT, LeafletFile, first_blocks, seed_tree, varied, write_project  # noqa: E402
from benchmarks.engines import CHECKED, TYPST, missing  # noqa: E402
from benchmarks.measure import WARM_UP, workers  # noqa: E402
from benchmarks.surroundings import surroundings  # noqa: E402

LANGUAGES = ("en", "es", "ar", "zh-Hans")
# Of the seed's blocks, so many make two pages in most languages.
BLOCKS = 12
# Seconds between two looks at the memory of the processes.
LOOK_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """One command: seconds, seconds of processor time, most memory of all its processes together, what it printed."""

    seconds: float
    processor: float
    megabytes: float
    output: str


def main() -> int:
    parser = argparse.ArgumentParser(description="Builds a large library twice.")
    parser.add_argument("--handouts", type=int, default=250, help="each in four languages and two layouts")
    parser.add_argument("--sample", type=int, default=25, help="handouts that Typst sets as well, in every language")
    parser.add_argument("--folder", type=Path, help="work here, and leave it; default: a temporary folder")
    options = parser.parse_args()
    if missing(TYPST):
        print("Typst must be installed to compare with: pip install -e '.[bench]'", file=sys.stderr)
        return 2
    print(" · ".join(f"{name}: {value}" for name, value in surroundings().items()), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = options.folder or Path(temporary)
        files = library(folder / "project", options.handouts)
        measure(folder)
        beside_typst([file for file in files if int(file.name) < options.sample])
    return 0


def library(folder: Path, handouts: int) -> list[LeafletFile]:
    """Every text varies from handout to handout; each language is a text in its own right."""
    files = []
    for lang in LANGUAGES:
        seed = first_blocks(seed_tree(lang), BLOCKS)
        seed.pop("translation", None)
        seed.pop("segments", None)
        trees = [seed, *(varied(seed, number) for number in range(1, handouts))]
        if lang == LANGUAGES[0]:
            files += write_project(folder, lang, trees)
            continue
        made = write_project(folder.with_name("part"), lang, trees)
        for file in made:
            (folder.with_name("part") / "handouts" / file.name / f"{lang}.yaml").replace(
                folder / "handouts" / file.name / f"{lang}.yaml"
            )
            files.append(LeafletFile(str(folder), file.name, lang))
    shutil.rmtree(folder.with_name("part"), ignore_errors=True)
    return files


def measure(folder: Path) -> None:
    project = folder / "project"

    def build() -> Run:
        return run([sys.executable, "-m", "generator", "build", "--json", "--cache", str(folder / "cache")], project)

    print("| run | time | processor time | memory, all processes | leaflets | pages |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |", flush=True)

    def row(what: str, one: Run) -> None:
        rows = json.loads(one.output)
        spent = f"{one.seconds:.2f} s | {one.processor:.2f} s | {one.megabytes:.0f} MB"
        print(f"| {what} | {spent} | {len(rows):,} | {sum(each['pages'] for each in rows):,} |", flush=True)

    time.sleep(0.1)  # stamps of files that are younger than a tick of the clock are not believed
    row("clean", build())
    row("nothing changed, first time", build())
    for _ in range(3):
        row("nothing changed", build())
    text = project / "handouts" / "000" / "en.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    time.sleep(0.1)
    row("one text changed", build())
    shutil.rmtree(project / "dist")
    row("nothing changed, all files removed", build())
    size = sum(path.stat().st_size for path in (folder / "cache").iterdir())
    total = sum(path.stat().st_size for path in (project / "dist").rglob("*.pdf"))
    print(f"\nPDFs: {total / 1e6:.0f} MB; cache: {size / 1e6:.0f} MB.\n", flush=True)


def run(command: list[str], folder: Path) -> Run:
    """Run a command to its end."""
    before, start, most = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            most = max(most, sum(map(megabytes, tree(process.pid))))
            time.sleep(min(LOOK_EVERY, (time.perf_counter() - start) / 20))
        seconds = time.perf_counter() - start
        output.seek(0)
        printed = output.read()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, processor, most, printed)


def tree(pid: int) -> list[int]:
    """A process and all that it started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(one for child in children for one in tree(int(child)))]


def megabytes(pid: int) -> float:
    """Memory of a process, what it shares with others in equal parts (Linux, proc(5): Pss in smaps_rollup)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


def beside_typst(files: list[LeafletFile]) -> None:
    """The same texts in one layout, by one process each that keeps all it can; a handout in all languages by turns."""
    files = sorted(files, key=lambda file: (file.name, file.lang))
    print("| program | best | median | PDFs |\n| --- | ---: | ---: | ---: |", flush=True)
    engines = [CHECKED, *TYPST]
    times: dict[str, list[float]] = {engine: [] for engine in engines}
    step = len(LANGUAGES)
    with workers(engines, files, files[-WARM_UP:]) as running:
        for first in range(0, len(files) - WARM_UP, step):
            for engine in engines:
                times[engine].append(running[engine].ask(first, step).milliseconds / step)
    for engine, values in times.items():
        best, median = min(values), statistics.median(values)
        print(f"| {engine} | {best:.1f} ms | {median:.1f} ms | {len(values) * step} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
