"""Measuring fairly on a machine that others use too.

Every engine lives in a process of its own, prepared and warmed up; the parent asks them in turn, A B C A B C …, one
leaflet each, so that a slow minute hits all alike. Times are taken inside the engine's process. Best and median are
reported: the best says what the program needs, the median what this machine gave it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.content import ROOT, LeafletFile

WARM_UP = 5
# Seconds after which an engine that does not answer is given up.
PATIENCE = 600


@dataclass(slots=True)
class Result:
    """Measurements of one program in one situation, in `unit`."""

    section: str
    case: str
    engine: str
    unit: str
    values: list[float] = field(default_factory=list)
    pages: int = 0
    size: int = 0
    failure: str = ""

    @property
    def best(self) -> float:
        return max(self.values) if self.unit.endswith("/s") else min(self.values)

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), **({"best": self.best, "median": self.median} if self.values else {})}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine's process says of the leaflets it set: milliseconds, and the last one's pages and bytes."""

    milliseconds: float
    pages: int
    size: int
    peak_megabytes: float


class Worker:
    """An engine in a process of its own, with leaflets that it has prepared to set."""

    def __init__(self, engine: str, files: Sequence[LeafletFile], warm_up: Sequence[LeafletFile]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, engine, list(files), list(warm_up)), daemon=True)
        self._process.start()
        theirs.close()

    def wait(self) -> None:
        """Wait until it is prepared and warm; raises `RuntimeError` when it cannot be."""
        failure = self._receive()
        if failure:
            raise RuntimeError(failure)

    def start(self, first: int, count: int = 1) -> None:
        self._pipe.send((first, count))

    def answer(self) -> Answer:
        answer = self._receive()
        if isinstance(answer, str):
            raise RuntimeError(answer)
        assert isinstance(answer, Answer)
        return answer

    def _receive(self) -> object:
        if not self._pipe.poll(PATIENCE):
            raise RuntimeError(f"an engine has not answered for {PATIENCE} s")
        try:
            return self._pipe.recv()
        except EOFError:
            raise RuntimeError("an engine's process has died") from None

    def ask(self, first: int, count: int = 1) -> Answer:
        self.start(first, count)
        return self.answer()

    def close(self) -> None:
        self._pipe.close()
        self._process.join(5)
        if self._process.is_alive():
            self._process.terminate()


@contextmanager
def workers(
    engines: Sequence[str], files: Sequence[LeafletFile], warm_up: Sequence[LeafletFile]
) -> Iterator[dict[str, Worker]]:
    """One worker an engine, all warm; started one after the other, so that none disturbs another's start."""
    started: dict[str, Worker] = {}
    try:
        for engine in engines:
            started[engine] = Worker(engine, files, warm_up)
            started[engine].wait()
        yield started
    finally:
        for worker in started.values():
            worker.close()


def _serve(pipe: Connection, engine: str, files: list[LeafletFile], warm_up: list[LeafletFile]) -> None:
    gc.set_threshold(100_000, 20, 20)  # as the command `handouts` does; the same for every engine
    from benchmarks.engines import count_pages, prepare, run

    try:
        tasks = prepare(engine, [*files, *warm_up])
        run(tasks[len(files) :])
    except Exception as error:
        pipe.send(f"{engine}: {type(error).__name__}: {error}")
        return
    pipe.send("")
    pages = 0  # counted once: variants of one leaflet have the same number, give or take one
    while True:
        try:
            first, count = pipe.recv()
        except EOFError:
            return
        try:
            start = time.perf_counter()
            data = run(tasks[first : first + count])
            spent = (time.perf_counter() - start) * 1000
            peak = peak_megabytes()
            pages = pages or count_pages(data)
            pipe.send(Answer(spent, pages, len(data), peak))
        except Exception as error:
            pipe.send(f"{engine}, leaflet {first}: {type(error).__name__}: {error}")


def peak_megabytes() -> float:
    """The most memory this process ever held. Linux carries `ru_maxrss` over from the parent; VmHWM is our own."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def time_command(command: Sequence[str], folder: Path, bytecode: Path) -> float:
    """Milliseconds of a whole process; raises `RuntimeError` with what it said when it fails.

    Bytecode is kept in the folder `bytecode`, so that the second run of a command finds all of it compiled.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    spent = (time.perf_counter() - start) * 1000
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)[:80]}: {done.stderr.strip()[-400:]}")
    return spent
