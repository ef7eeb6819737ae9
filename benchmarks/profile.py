"""Where the time of a warm build goes: each of the six steps, the full check, then the functions that cost most.

    python benchmarks/profile.py [NAME [LANG]] [--top N] [--leaflets N]

The steps are timed without the profiler, which slows Python down and not what Python calls.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder: this file would hide Python's own profile

import cProfile  # noqa: E402
import pstats  # noqa: E402
import statistics  # noqa: E402

from benchmarks import content  # noqa: E402
from benchmarks.content import LAYOUT, SEED, LeafletFile  # noqa: E402
from generator import build  # noqa: E402
from generator.checks.measures import measured  # noqa: E402
from generator.checks.readback import verify_text  # noqa: E402
from generator.checks.witness import check_pdf  # noqa: E402
from generator.pdf.canvas import TaggingCanvas  # noqa: E402
from generator.pdf.metadata import STANDARDS  # noqa: E402
from generator.problems import ProblemList  # noqa: E402
from generator.project import model_handout  # noqa: E402
from generator.source import read_yaml  # noqa: E402

STANDARD = "ua-1"
CHECK, FULL = "6 check", "full check: "  # what every build does, and what `build --verify` does beside it
Value = TypeVar("Value")


class Steps:
    """Milliseconds that each step took, leaflet by leaflet."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}

    def timed(self, step: str, work: Callable[[], Value]) -> Value:
        start = time.perf_counter()
        value = work()
        self.spent.setdefault(step, []).append((time.perf_counter() - start) * 1000)
        return value

    def leaflet(self, file: LeafletFile) -> None:
        """What `build_leaflet` does, step by step."""
        project = file.project
        path = Path(file.root) / "handouts" / file.name / f"{file.lang}.yaml"
        node = self.timed("1 read", lambda: read_yaml(path))
        handout = self.timed("2 model", lambda: model_handout(node, project, path))
        styles = self.timed("3 plan", lambda: build.plan(project, handout, project.layout(LAYOUT)))
        problems = ProblemList()
        canvas = TaggingCanvas((styles.page.width, styles.page.height), (1, 7))
        pages = self.timed("4 set", lambda: build.set_leaflet(project, handout, styles, canvas, problems))
        data = self.timed("5 write", lambda: build.write_leaflet(canvas, handout, styles, STANDARDS[STANDARD], pages))
        texts = [text.plain for text in handout.texts()]
        self.timed(CHECK, lambda: check_pdf(data, STANDARD, texts))
        self.timed(f"{FULL}pages measured", lambda: measured(data, project.profile("default"), lang=file.lang))
        self.timed(f"{FULL}read with pypdf", lambda: verify_text(data, texts))


def main(arguments: Sequence[str] | None = None) -> int:
    """Time the steps without the profiler, then profile other leaflets of the same build."""
    parser = argparse.ArgumentParser(description="Where the time of a warm build goes.")
    parser.add_argument("name", nargs="?", default=SEED, help="a handout; any but the seed is repeated as it is")
    parser.add_argument("lang", nargs="?", default="en")
    parser.add_argument("--top", type=int, default=25, help="how many functions to list")
    parser.add_argument("--leaflets", type=int, default=30, help="how many leaflets to set")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        files = _files(Path(folder), options.name, options.lang, 2 * options.leaflets + 5)
        steps = Steps()
        for file in files[:5]:
            Steps().leaflet(file)
        for file in files[5 : 5 + options.leaflets]:
            steps.leaflet(file)
        _print_steps(steps, options.lang)
        profiler = cProfile.Profile()
        profiler.enable()
        for file in files[5 + options.leaflets :]:
            build.build_leaflet(file.project, file.name, file.lang, LAYOUT, STANDARD)
        profiler.disable()
        for order in ("tottime", "cumtime"):
            pstats.Stats(profiler).strip_dirs().sort_stats(order).print_stats(options.top)
    return 0


def _files(folder: Path, name: str, lang: str, count: int) -> list[LeafletFile]:
    if name != SEED:
        return [LeafletFile(str(content.ROOT), name, lang)] * count
    seed = content.seed_tree(lang)
    return content.write_project(folder, lang, [content.varied(seed, number) for number in range(1, count + 1)])


def _print_steps(steps: Steps, lang: str) -> None:
    medians = {step: statistics.median(values) for step, values in steps.spent.items()}
    total = sum(median for step, median in medians.items() if not step.startswith(FULL))
    print(f"| step, {lang} | best | median | share |\n| --- | ---: | ---: | ---: |")
    for step, values in steps.spent.items():
        share = 100 * medians[step] / total
        print(f"| {step} | {min(values):.2f} ms | {medians[step]:.2f} ms | {share:.0f} % |")
    print(f"| all of a build | | {total:.2f} ms | 100 % |")
    full = medians[CHECK] + sum(median for step, median in medians.items() if step.startswith(FULL))
    print(f"\nThe full check takes {full:.0f} ms: {1000 / full:.1f} leaflets a second.\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
