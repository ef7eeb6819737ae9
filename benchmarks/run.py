"""Measures the generator beside Typst and WeasyPrint; see README.md.

    python benchmarks/run.py [--quick] [--json FILE] [warm] [cold] [processes] [scale] [bytes] [library] [copies]

Tables go to standard output, what is going on to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder: its profile.py would hide Python's

from benchmarks import content, measure  # noqa: E402
from benchmarks.content import LAYOUT, ROOT, SEED, LeafletFile, Tree  # noqa: E402
from benchmarks.engines import CHECKED, OURS, TYPST, TYPST_SOURCE, WEASYPRINT, missing, pages_beside  # noqa: E402
from benchmarks.measure import WARM_UP, Result, Worker  # noqa: E402
from benchmarks.surroundings import surroundings  # noqa: E402

LANGUAGES = ("en", "ar", "es", "hi", "th", "zh-Hans")
# WeasyPrint takes its turn once in so many leaflets: it is not what the target speaks of, and it is slow.
WEASYPRINT_TURNS = 10
Say = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections asked for and print their tables."""
    parser = argparse.ArgumentParser(description="Measures the generator beside Typst and WeasyPrint.")
    parser.add_argument("what", nargs="*", metavar="what", help=f"what to measure: {', '.join(SECTIONS)}; default: all")
    parser.add_argument("--quick", action="store_true", help="fewer leaflets and repetitions, for a first look")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every measured value to FILE")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.what if name not in SECTIONS]
    if unknown:
        parser.error(f"there is no section {', '.join(unknown)}; known: {', '.join(SECTIONS)}")
    absent = missing([*TYPST, WEASYPRINT])
    if absent:
        print(f"{' and '.join(absent)} must be installed to compare with: pip install -e '.[bench]'", file=sys.stderr)
        return 2
    around = surroundings()
    print(" · ".join(f"{name}: {value}" for name, value in around.items()), end="\n\n", flush=True)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name in options.what or SECTIONS:
            part = SECTIONS[name](Path(folder), options.quick, lambda text: print(text, file=sys.stderr, flush=True))
            print(table(part), flush=True)
            results += part
    if options.json:
        values = {"surroundings": around, "results": [result.as_json() for result in results]}
        options.json.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


# -- tables -----------------------------------------------------------------------------------------------------------


def table(results: Sequence[Result]) -> str:
    """A Markdown table; ratios to the faster Typst of the same case, by best and by median."""
    if not results:
        return ""
    lines = [
        f"### {results[0].section}\n",
        "| case | program | best | median | ratio to Typst (best; median) | pages | bytes |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for result in results:
        if not result.values:
            lines.append(f"| {result.case} | {result.engine} | failed | | | | |")
            continue
        pages = result.pages or ""
        size = f"{result.size:,}" if result.size else ""
        cells = (_shown(result, result.best), _shown(result, result.median), _ratio(result, results), pages, size)
        lines.append(f"| {result.case} | {result.engine} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines) + "\n"


def _shown(result: Result, value: float) -> str:
    if result.unit == "bytes":
        return f"{value:,.0f}"
    return f"{value:.1f} {result.unit}" if value < 100 else f"{value:,.0f} {result.unit}"


def _ratio(result: Result, results: Sequence[Result]) -> str:
    peers = [r for r in results if r.case == result.case and r.unit == result.unit and r.values and "Typst" in r.engine]
    if not peers:
        return ""
    choose = max if result.unit.endswith("/s") else min
    best = result.best / choose(peer.best for peer in peers)
    return f"{best:.2f}; {result.median / choose(peer.median for peer in peers):.2f}"


# -- warm -------------------------------------------------------------------------------------------------------------


def warm(folder: Path, quick: bool, say: Say) -> list[Result]:
    """Milliseconds a leaflet, in a process that has set some before."""
    count = 15 if quick else 100
    results = []
    for lang in ("en", "ar"):
        whole = content.seed_tree(lang)
        cut = content.two_page_cut(whole, lang, folder / "cuts", pages_beside)
        for length, seed in (("two pages", cut), ("whole", whole)):
            for change, vary in (("every text varies", content.varied), ("two fields vary", content.two_fields)):
                case = f"{lang}, {length}, {change}"
                say(f"warm: {case}")
                trees = [vary(seed, number) for number in range(1, count + WARM_UP + 1)]
                files = content.write_project(folder / "warm", lang, trees)
                engines = [OURS, CHECKED, *TYPST, *([WEASYPRINT] if lang == "en" and vary is content.varied else [])]
                results += _warm_case(case, engines, files[:count], files[count:])
    return results


def _warm_case(case: str, engines: Sequence[str], files: list[LeafletFile], warm_up: list[LeafletFile]) -> list[Result]:
    """Every engine in turn, leaflet by leaflet; each leaflet once, so that nobody has met it."""
    results = {engine: Result("Warm: milliseconds a leaflet", case, engine, "ms") for engine in engines}
    with measure.workers(engines, files, warm_up) as workers:
        for index in range(len(files)):
            for engine, worker in workers.items():
                if engine == WEASYPRINT and index % WEASYPRINT_TURNS:
                    continue
                answer = worker.ask(index)
                results[engine].values.append(answer.milliseconds)
                results[engine].pages, results[engine].size = answer.pages, answer.size
    return list(results.values())


# -- cold -------------------------------------------------------------------------------------------------------------


def cold(folder: Path, quick: bool, say: Say) -> list[Result]:
    """Milliseconds of a whole process that sets the seed leaflet, bytecode compiled."""
    say("cold")
    from benchmarks.peers import typst_peer, weasyprint_peer

    seed = content.seed_tree("en")
    (file,) = content.write_project(folder / "cold", "en", [seed])
    places = {name: folder / f"cold-{name}" for name in ("ours", "typst", "weasyprint")}
    for place in places.values():
        place.mkdir()
    python = sys.executable
    commands: dict[str, tuple[list[str], Path]] = {
        "bare Python": ([python, "-c", "pass"], folder),
        "handouts build": ([python, *_our_command(places["ours"])], ROOT),
        "Typst, python -c typst.compile": (
            [python, "-c", typst_peer.cold_source(file, places["typst"])],
            places["typst"],
        ),
        "WeasyPrint, python -c write_pdf": (
            [python, "-c", weasyprint_peer.cold_source(file, places["weasyprint"])],
            places["weasyprint"],
        ),
    }
    results = {name: Result("Cold: the whole process", "seed leaflet, en", name, "ms") for name in commands}
    repetitions = 4 if quick else 15
    for turn in range(repetitions + 1):  # the first one compiles the bytecode and is not counted
        for name, (command, place) in commands.items():
            if name.startswith("WeasyPrint") and turn > max(3, repetitions // 3):
                continue
            spent = measure.time_command(command, place, folder / "bytecode")
            if turn:
                results[name].values.append(spent)
    return list(results.values())


def _our_command(out: Path) -> list[str]:
    return ["-m", "generator", "build", SEED, "--lang", "en", "--layout", LAYOUT, "--no-cache", "--out", str(out)]


# -- processes ---------------------------------------------------------------------------------------------------------


def processes(folder: Path, quick: bool, say: Say) -> list[Result]:
    """Leaflets a second with one process and with two; each round sets leaflets that the process has not met."""
    rounds, share = (2, 8) if quick else (6, 16)
    results = []
    for lang in ("en", "ar"):
        say(f"processes: {lang}")
        seed = content.seed_tree(lang)
        trees = [content.varied(seed, number) for number in range(1, 2 * rounds * share + WARM_UP + 1)]
        files = content.write_project(folder / "processes", lang, trees)
        warm_up, halves = files[-WARM_UP:], (files[: rounds * share], files[rounds * share : -WARM_UP])
        teams = {engine: _Team(lang, engine, halves, warm_up) for engine in (OURS, CHECKED, TYPST_SOURCE)}
        try:
            for turn in range(rounds):
                for team in teams.values():
                    team.round(turn * share, share)
        finally:
            for team in teams.values():
                team.close()
        results += [result for team in teams.values() for result in (team.one, team.two)]
    return results


class _Team:
    """An engine in one process, and in two that share the work."""

    def __init__(
        self, lang: str, engine: str, halves: tuple[list[LeafletFile], list[LeafletFile]], warm_up: list[LeafletFile]
    ) -> None:
        title = "Processes: leaflets a second"
        self.one = Result(title, f"{lang}, one process", engine, "/s")
        self.two = Result(title, f"{lang}, two processes", engine, "/s")
        self.workers = [Worker(engine, half, warm_up) for half in (halves[0], *halves)]
        for worker in self.workers:
            worker.wait()

    def round(self, first: int, share: int) -> None:
        alone, *pair = self.workers
        answer = alone.ask(first, share)
        self.one.values.append(1000 * share / answer.milliseconds)
        for worker in pair:
            worker.start(first, share)
        slower = max(worker.answer().milliseconds for worker in pair)
        self.two.values.append(1000 * 2 * share / slower)
        self.one.pages = self.two.pages = answer.pages

    def close(self) -> None:
        for worker in self.workers:
            worker.close()


# -- scale ------------------------------------------------------------------------------------------------------------


def scale(folder: Path, quick: bool, say: Say) -> list[Result]:
    """Time and peak memory of 1, 10 and 100 times the text, each in a fresh process that has set one small leaflet."""
    results = []
    whole = content.seed_tree("en")
    seeds = {"two pages": content.two_page_cut(whole, "en", folder / "cuts", pages_beside), "whole": whole}
    title = "Scale: one leaflet of 1, 10 and 100 times the text"
    cases = [
        (length, times) for length in seeds for times in ((1, 10) if quick and length == "whole" else (1, 10, 100))
    ]
    for length, times in cases:
        seed = seeds[length]
        trees = [content.repeated(seed, times), content.varied(seed, 999)]
        files = content.write_project(folder / "scale", "en", trees)
        engines = (OURS, CHECKED, *TYPST)
        spent = {engine: Result(title, f"{length} {times} ×, time", engine, "ms") for engine in engines}
        memory = {engine: Result(title, f"{length} {times} ×, peak memory", engine, "MB") for engine in engines}
        for turn in range(1 if times == 100 and length == "whole" else 3):
            for engine in engines:
                say(f"scale: {length} {times} ×, {engine}, {turn + 1}")
                try:
                    with measure.workers([engine], files[:1], files[1:]) as workers:
                        answer = workers[engine].ask(0)
                except RuntimeError as error:
                    spent[engine].failure = memory[engine].failure = str(error)
                    say(str(error))
                    continue
                spent[engine].values.append(answer.milliseconds)
                memory[engine].values.append(answer.peak_megabytes)
                spent[engine].pages, spent[engine].size = answer.pages, answer.size
        results += [*spent.values(), *memory.values()]
    return results


# -- bytes ------------------------------------------------------------------------------------------------------------


def sizes(folder: Path, quick: bool, say: Say) -> list[Result]:
    """Bytes of the seed leaflet in each language."""
    results = []
    for lang in LANGUAGES:
        say(f"bytes: {lang}")
        engines = [OURS, *([TYPST_SOURCE] if lang in ("en", "ar") else []), *([WEASYPRINT] if lang == "en" else [])]
        seed: Tree = content.seed_tree(lang)
        files = content.write_project(folder / "bytes", lang, [seed])
        with measure.workers(engines, files, []) as workers:
            for engine, worker in workers.items():
                answer = worker.ask(0)
                row = Result("Bytes of the seed leaflet", lang, engine, "bytes", [answer.size], pages=answer.pages)
                results.append(row)
    return results


# -- library ----------------------------------------------------------------------------------------------------------


def library(folder: Path, quick: bool, say: Say) -> list[Result]:
    """The whole library, each language and layout once, by one fresh process: time and peak memory."""
    files = content.write_library(folder / "library")
    languages = len({file.lang for file in files})
    title = f"Library: the seed leaflet in {languages} languages and two layouts, {len(files)} PDFs, one process"
    engines = (OURS, CHECKED, *TYPST)
    spent = {engine: Result(title, "time", engine, "ms") for engine in engines}
    memory = {engine: Result(title, "peak memory", engine, "MB") for engine in engines}
    for turn in range(1 if quick else 3):
        for engine in engines:
            say(f"library: {engine}, {turn + 1}")
            try:
                with measure.workers([engine], files, []) as workers:
                    answer = workers[engine].ask(0, len(files))
            except RuntimeError as error:
                spent[engine].failure = memory[engine].failure = str(error)
                say(str(error))
                continue
            spent[engine].values.append(answer.milliseconds)
            memory[engine].values.append(answer.peak_megabytes)
    return [*spent.values(), *memory.values()]


# -- copies -----------------------------------------------------------------------------------------------------------


def copies(folder: Path, quick: bool, say: Say) -> list[Result]:
    """Copies of one leaflet filled in for patients, by one process: a second, and peak memory on the way."""
    count = 100 if quick else 1000
    seed = content.two_page_cut(content.seed_tree("en"), "en", folder / "cuts", pages_beside)
    (file,) = content.write_project(folder / "copies", "en", [content.with_box(seed)])
    files = content.patient_copies(file, count + WARM_UP)
    title = f"Copies: {count:,} of one leaflet filled in for patients, one process"
    engines = (OURS, CHECKED, *TYPST)
    rate = {engine: Result(title, "copies a second", engine, "/s") for engine in engines}
    memory = {
        (part, engine): Result(title, f"peak memory after {part} %", engine, "MB")
        for part in (10, 100)
        for engine in engines
    }
    with measure.workers(engines, files[:count], files[count:]) as workers:
        for part in range(10):
            for engine, worker in workers.items():
                say(f"copies: {engine}, {10 * part} %")
                answer = worker.ask(part * count // 10, count // 10)
                rate[engine].values.append(count / 10 / answer.milliseconds * 1000)
                rate[engine].pages, rate[engine].size = answer.pages, answer.size
                if part in (0, 9):
                    memory[10 if part == 0 else 100, engine].values.append(answer.peak_megabytes)
    return [*rate.values(), *memory.values()]


SECTIONS: dict[str, Callable[[Path, bool, Say], list[Result]]] = {
    "warm": warm,
    "cold": cold,
    "processes": processes,
    "scale": scale,
    "bytes": sizes,
    "library": library,
    "copies": copies,
}

if __name__ == "__main__":
    sys.exit(main())
