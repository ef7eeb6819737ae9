"""The programs measured, each as a function that turns prepared input into PDF bytes in memory.

Preparing is not timed: our input is a YAML file, Typst's its source or JSON, WeasyPrint's HTML. Rendering is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from benchmarks.content import LeafletFile
from benchmarks.surroundings import installed

# Begins a leaflet; what it returns waits for the PDF. Only our checks go on meanwhile; the others have it at once.
Task = Callable[[], Callable[[], bytes]]

OURS, CHECKED = "handouts", "handouts with checks"
TYPST_SOURCE, TYPST_INPUTS = "Typst (source)", "Typst (inputs)"
TYPST = (TYPST_SOURCE, TYPST_INPUTS)
WEASYPRINT = "WeasyPrint"

_PACKAGES = {TYPST_SOURCE: "typst", TYPST_INPUTS: "typst", WEASYPRINT: "weasyprint"}


def missing(engines: Sequence[str]) -> list[str]:
    """Packages that the engines need and that are not installed."""
    return sorted({_PACKAGES[engine] for engine in engines if engine in _PACKAGES and not installed(_PACKAGES[engine])})


def prepare(engine: str, files: Sequence[LeafletFile]) -> list[Task]:
    """One task a leaflet; the engine keeps all it can from one to the next."""
    if engine in (OURS, CHECKED):
        return [_our_task(file, engine == CHECKED) for file in files]
    if engine in TYPST:
        from benchmarks.peers.typst_peer import TypstPeer

        peers = {(file.lang, file.layout): TypstPeer(file) for file in reversed(files)}
        beside = [(file, peers[file.lang, file.layout]) for file in files]
        return [
            _at_once(peer.from_source(file) if engine == TYPST_SOURCE else peer.from_inputs(file))
            for file, peer in beside
        ]
    from benchmarks.peers.weasyprint_peer import WeasyPrintPeer

    weasyprint = WeasyPrintPeer(files[0])
    return [_at_once(weasyprint.task(file)) for file in files]


def run(tasks: Sequence[Task]) -> bytes:
    """Set leaflets one after the other, as `handouts build` does; returns the last one."""
    finish: Callable[[], bytes] | None = None
    for task in tasks:
        following = task()
        if finish:
            finish()
        finish = following
    return finish() if finish else b""


def _at_once(render: Callable[[], bytes]) -> Task:
    def begin() -> Callable[[], bytes]:
        data = render()
        return lambda: data

    return begin


def _our_task(file: LeafletFile, check: bool) -> Task:
    from generator.build import begin_leaflet
    from generator.job import Job

    def begin() -> Callable[[], bytes]:
        begun = begin_leaflet(file.project, Job(file.name, file.lang, file.layout, copy=file.copy), check=check)
        return lambda: begun.finish().data

    return begin


def count_pages(data: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)


def pages_beside(file: LeafletFile) -> list[int]:
    """The pages of a leaflet in our layout and in Typst's, which break in other places."""
    return [count_pages(run(prepare(engine, [file]))) for engine in (OURS, TYPST_SOURCE)]
