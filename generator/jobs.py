"""Many leaflets at once: what is to be built, by how many processes, and writing it all or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from generator.copies import is_copy
from generator.files import write_files
from generator.inputs import Inputs, recording
from generator.job import STANDARD, Job
from generator.model.languages import find_language
from generator.problems import Place, Problem, Rejected, SourceText
from generator.project import Project, unknown_handout
from generator.rules import did_you_mean, problem, quoted
from generator.values import Frozen, field, replace

__all__ = [
    "Finished",
    "Job",
    "asked_languages",
    "plan_jobs",
    "row",
    "run_each",
    "run_jobs",
    "target_of",
    "write_all",
]

if TYPE_CHECKING:
    from generator.build import Begun

T = TypeVar("T")
# A process must have this many leaflets to build before it is worth starting: a second one starts from 12.
LEAFLETS_PER_PROCESS = 6
# How leaflets are built when nothing special is asked for.
PLAIN = Job("", "", "")


class Finished(Frozen):
    """A job that ran: its PDF, or the problems that forbid it (or both, when they are warnings).

    size: of the PDF in bytes; data: empty once the file is kept elsewhere; cached: it was built earlier; inputs: what
    it was made of, as far as it came.
    """

    job: Job
    problems: tuple[Problem, ...]
    data: bytes = field(default=b"", repr=False)
    pages: int = 0
    size: int = 0
    sha256: str = ""
    draft: bool = False
    cached: bool = False
    inputs: Inputs | None = field(default=None, repr=False, compare=False)

    @property
    def failed(self) -> bool:
        return not self.size


def plan_jobs(
    project: Project,
    names: Sequence[str],
    langs: Sequence[str],
    layouts: Sequence[str],
    like: Job = PLAIN,
    *,
    own_texts: bool = False,
) -> list[Job]:
    """The leaflets asked for, each built like `like`; no names or languages means all, and no
    layouts the project's (`Project.default_layouts`).

    A name may be that of a format's own text, such as `warfarin/easy-read`: that leaflet in that format. own_texts: all
    such texts of a handout too, when no format is asked for. Raises `Rejected` for what does not exist, also for a
    language that one of the names does not have, or none of the handouts.
    """
    known_layouts = project.layouts()
    unknown: list[Problem] = []
    texts = _asked_texts(project, names, like.form, own_texts, unknown)
    layouts = list(dict.fromkeys(layouts))
    unknown += [
        problem(
            "unknown-layout",
            f"There is no layout “{layout}”.",
            Place(SourceText("layouts")),
            did_you_mean(layout, known_layouts),
        )
        for layout in layouts
        if layout not in known_layouts
    ]
    for what, asked in (("format", like.form), ("paper", like.paper), ("brand", like.brand)):
        parts = project.parts(f"{what}s")
        if asked and asked not in parts:
            place = Place(SourceText(f"layouts/{what}s"))
            message = f"There is no {what} “{asked}”."
            known = [STANDARD, *parts] if what == "format" else parts
            unknown.append(problem("unknown-layout", message, place, did_you_mean(asked, known)))
    if STANDARD in project.parts("formats"):
        place = Place(SourceText(f"layouts/formats/{STANDARD}.yaml"))
        message = f"“{STANDARD}” is what a layout is called when no format is laid over it; this file is never read."
        unknown.append(problem("file-name", message, place, "Call the format by another name."))
    jobs = [
        replace(like, name=name, form=form, lang=lang, layout=layout)
        for name, form, tags in texts
        for lang in asked_languages(tags, langs)
        for layout in layouts or project.default_layouts()
        if lang != like.beside
    ]
    if not unknown:
        unknown = [*_left_out(texts, names, langs, like.beside)]
    if unknown:
        raise Rejected(unknown)
    return [replace(job, usual=True) if _is_usual(project, job) else job for job in jobs]


def _is_usual(project: Project, job: Job) -> bool:
    """Whether the format wants words of its own and the copy is made of the usual ones. What is wrong with a layout is
    for the build to tell."""
    if not job.form or project.text_for(job.name, job.form, *filter(None, (job.lang, job.beside))) != job.name:
        return False
    try:
        return project.layout(job.layout, job.form, job.brand, job.paper).text == "own"
    except Rejected:
        return False


def _asked_texts(
    project: Project, names: Sequence[str], form: str, own_texts: bool, unknown: list[Problem]
) -> list[tuple[str, str, list[str]]]:
    """The handout, format and languages of each text asked for; what does not exist goes to `unknown`."""
    known = project.handout_names()
    found: dict[tuple[str, str], list[str]] = {}
    for asked in names or known:
        name, _, its_form = asked.partition("/")
        if name not in known:
            unknown.append(unknown_handout(project, asked))
            continue
        try:
            own = project.own_texts(name)
        except Rejected as rejected:
            unknown += rejected.problems
            continue
        if "/" in asked and (its_form not in own or form not in ("", its_form)):
            unknown.append(_no_such_text(asked, form, own))
            continue
        if "/" not in asked:
            both = {*project.languages(name), *(project.languages(f"{name}/{form}") if form in own else ())}
            found[name, form] = sorted(both, key=lambda tag: (tag != "en", tag))
        for one in own if own_texts and not form and "/" not in asked else [its_form] if its_form else []:
            found[name, one] = project.languages(f"{name}/{one}")
    return [(name, form, tags) for (name, form), tags in found.items()]


def _no_such_text(asked: str, form: str, own: Sequence[str]) -> Problem:
    name, _, its_form = asked.partition("/")
    if its_form in own:
        message, hint = f"{quoted(asked)} is set in its own format, not in {quoted(form)}.", "Leave one of them out."
    else:
        message = f"{quoted(name)} has no text of its own for {quoted(its_form)}."
        hint = did_you_mean(its_form, own) if own else f"It would stand in handouts/{asked}/en.yaml."
    return problem("unknown-handout", message, Place(SourceText("handouts")), hint)


def _left_out(
    texts: Sequence[tuple[str, str, list[str]]], names: Sequence[str], langs: Sequence[str], beside: str
) -> Iterator[Problem]:
    """What was asked for in so many words and would be left out: languages that a named handout does not have, or that
    none has; copies in two languages that are one."""
    place = Place(SourceText("handouts"))
    wanted = list(dict.fromkeys(langs)) if texts else []
    if beside in wanted:
        message = f"A copy in two languages needs another one beside “{beside}”."
        yield problem("unknown-handout", message, place)
    asked = [(quoted(name), name) for name in dict.fromkeys(names)] if names else [("handout", "")]
    for what, name in asked:
        handout, _, form = name.partition("/")
        its = [tags for one, of, tags in texts if handout in ("", one) and form in ("", of)]
        absent = [tag for tag in wanted if not any(asked_languages(tags, [tag]) for tags in its)]
        if absent:
            message = f"There is no {what} in {' or '.join(f'“{tag}”' for tag in absent)}."
            hint = f"Start it: handouts translate start {name} {absent[0]}" if name else ""
            yield problem("unknown-handout", message, place, hint)


def asked_languages(tags: Sequence[str], asked: Sequence[str]) -> list[str]:
    """Those of a handout's languages that are asked for, or all: `es-MX` itself, else what it has in Spanish."""

    def language(tag: str) -> str:
        found = find_language(tag)
        return found.tag if found else tag

    languages = {language(tag) for tag in asked if tag not in tags}
    return [tag for tag in tags if not asked or tag in asked or language(tag) in languages]


def run_jobs(project: Project, jobs: Sequence[Job], processes: int | None = None) -> Iterator[Finished]:
    """Build the leaflets in memory, in order; the bytes do not depend on the number of processes."""
    return run_each(project, jobs, _itself, processes)


def _itself(one: Finished) -> Finished:
    return one


def run_each(
    project: Project, jobs: Sequence[Job], then: Callable[[Finished], T], processes: int | None = None
) -> Iterator[T]:
    """`run_jobs`, with what `then` makes of each leaflet, in the process that built it. then: has to be picklable."""
    useful = len(jobs) if processes else len(jobs) // LEAFLETS_PER_PROCESS
    count = min(processes or os.cpu_count() or 1, useful)
    if count <= 1:
        yield from map(then, _run_in_turn(project, jobs))
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if _can_fork() else "spawn"
    if method == "fork":
        import generator.build  # noqa: F401  (imported once, before the processes part)
    with ProcessPoolExecutor(count, multiprocessing.get_context(method), _end_with_parent) as pool:
        yield from pool.map(partial(_run_job, project, then), jobs, chunksize=1)


def _end_with_parent() -> None:
    """A process of the pool ends when the one that asks has been killed: it would wait for ever, with its locks."""
    import threading
    from multiprocessing import connection, parent_process

    def watch() -> None:
        parent = parent_process()
        if parent:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _can_fork() -> bool:
    """Whether this process has one thread only: the validator's threads, once started, would be missing in a fork."""
    threads = Path("/proc/self/task")
    return threads.is_dir() and len(list(threads.iterdir())) == 1


def _run_in_turn(project: Project, jobs: Sequence[Job]) -> Iterator[Finished]:
    """One after the other; while the validator reads one leaflet, which needs no Python, the next is set."""
    finish: Callable[[], Finished] | None = None
    for job in jobs:
        following = _begin_job(project, job)
        if finish:
            yield finish()
        finish = following
    if finish:
        yield finish()


def _run_job(project: Project, then: Callable[[Finished], T], job: Job) -> T:
    return then(_begin_job(project, job)())


def _begin_job(project: Project, job: Job) -> Callable[[], Finished]:
    """Start a job; what is returned waits for its end."""
    from generator.build import begin_leaflet

    with _named(job), recording() as inputs:
        try:
            begun = begin_leaflet(project, job)
        except Rejected as rejected:
            return partial(Finished, job, rejected.problems, inputs=inputs)
        return partial(_finish_job, job, begun, inputs)


def _finish_job(job: Job, begun: Begun, inputs: Inputs) -> Finished:
    with _named(job):
        try:
            leaflet = begun.finish()
        except Rejected as rejected:
            return Finished(job, rejected.problems, inputs=inputs)
        return Finished(
            job, leaflet.warnings, leaflet.data, leaflet.pages, len(leaflet.data), leaflet.sha256, leaflet.draft,
            inputs=inputs,
        )  # fmt: skip


@contextmanager
def _named(job: Job) -> Iterator[None]:
    """A fault of ours is raised with the leaflet's name: the traceback has to tell which one it was. What it says of a
    patient's copy may quote the patient, and is not repeated."""
    try:
        yield
    except Exception as error:
        raise RuntimeError(f"{job}: {type(error).__name__ if job.copy else error}") from error


def target_of(job: Job, out: Path) -> Path:
    """Where a job's PDF is written."""
    return out / job.layout / job.file_name


def write_all(
    files: Mapping[Path, bytes], out: Path, *, fresh: bool = False, instead_of: Sequence[Path] = ()
) -> list[Problem]:
    """Write every file, or none: then the problems are returned, and every file is as it was before; fresh,
    instead_of: see `write_files`."""
    try:
        write_files(files, out, fresh=fresh, instead_of=instead_of)
    except OSError as error:
        return [cannot_write(out, error)]
    return []


def cannot_write(out: Path, error: OSError) -> Problem:
    """What a file or folder that cannot be written to means to the user; of a patient's copy its folder is named."""
    path = Path(error.filename or out)
    place = Place(SourceText(str(path.parent if is_copy(path) else path)))
    return problem("cannot-write", f"The PDFs cannot be written: {error.strerror}.", place)


def row(one: Finished, out: Path) -> dict[str, Any]:
    """What a list of files says of one."""
    job = one.job
    return {
        "name": job.name, "lang": job.lang, "beside": job.beside, "layout": job.layout,
        "brand": job.brand, "format": job.form, "paper": job.paper, "mode": job.mode, "standard": job.standard,
        "draft": one.draft, "cached": one.cached, "pages": one.pages, "bytes": one.size, "sha256": one.sha256,
        "path": str(target_of(job, out)),
    }  # fmt: skip
