"""How leaflets are asked for on the command line, and built with progress."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.progress import with_progress
from generator.cli.reporting import nothing_to_do, say, tell
from generator.cli.shared import complete_languages, complete_parts, counted, fail, format_option, language_tag
from generator.values import replace

if TYPE_CHECKING:
    from generator.job import Job
    from generator.jobs import Finished
    from generator.problems import Problem
    from generator.project import Project


# Seconds between two looks at the files: an editor's save feels immediate.
WATCH_EVERY = 0.3

langs_option = click.option(
    "--lang", "langs", multiple=True, shell_complete=complete_languages,
    help="A language, as a tag or a name (es, Spanish, español). May be repeated.",
)  # fmt: skip
layouts_option = click.option(
    "--layout",
    "layouts",
    multiple=True,
    help="A layout. May be repeated; default: the project's own, or all where it has none.",
)
_standard = click.option(
    "--standard", default="ua-1", show_default=True, type=click.Choice(["ua-1", "ua-2"]),
    help="ua-1: PDF/UA-1 and PDF/A-2a; ua-2: PDF/UA-2, WTPDF and PDF/A-4.",
)  # fmt: skip
_JOB_OPTIONS = (
    _standard,
    click.option(
        "--release", is_flag=True,
        help="A translation that is out of date is an error. Drafts are still built, with their notice.",
    ),
    click.option(
        "--fallback", is_flag=True,
        help="Texts without a translation stand in their source's language, and it is said so.",
    ),
    click.option(
        "--bilingual", "beside", default="", metavar="LANG", shell_complete=complete_languages,
        help="Copies in two languages: each section first in the copy's own, then in this one.",
    ),
    click.option(
        "--brand", default="", metavar="NAME", shell_complete=complete_parts("brands"),
        help="A brand from layouts/brands/ instead of the layout's own.",
    ),
    format_option("A format laid over the layout, such as large-print; standard: the layout as it is."),
    click.option(
        "--paper", default="", metavar="NAME", shell_complete=complete_parts("papers"),
        help="A paper instead of the layout's own, such as a5, legal or punched-a4.",
    ),
    click.option(
        "--fillable", is_flag=True, help="What is written on or ticked is a form, on a screen."
    ),
    click.option(
        "--mode", default="", type=click.Choice(["", "greyscale", "toner-saver"]), show_choices=False, metavar="NAME",
        help="greyscale: for a printer without colours; toner-saver: no areas of colour.",
    ),
)  # fmt: skip


def job_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options that say how every leaflet is built; the command gets them as one `Job`, called `like`."""

    @functools.wraps(command)
    def with_job(
        standard: str, fallback: bool, beside: str, brand: str, paper: str, mode: str, fillable: bool, form: str = "",
        release: bool = False, verify: bool = False, **others: Any,
    ) -> None:  # fmt: skip
        from generator.job import Job

        other = language_tag(beside) if beside else ""
        like = Job(
            "", "", "", standard=standard, verify=verify, release=release, fallback=fallback, beside=other, form=form,
            mode=mode, brand=brand, paper=paper, fillable=fillable, measure=verify,
        )  # fmt: skip
        command(like=like, **others)

    for option in reversed(_JOB_OPTIONS):
        with_job = option(with_job)
    return with_job


processes_option = click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes to use; default: as many as the machine has."
)


def run(
    project: Project,
    names: tuple[str, ...],
    langs: tuple[str, ...],
    layouts: tuple[str, ...],
    like: Job,
    jobs: int | None,
    done: str = "built",
    copies: Callable[[list[Job]], list[Job]] = list,
    keep: Callable[[Finished], Finished] = lambda one: one,
    known: Callable[[list[Job]], dict[Job, Finished]] = lambda _: {},
    own_texts: bool = False,
    more: Callable[[list[Finished]], Iterable[Problem]] = lambda _: (),
) -> list[Finished]:
    """Build what was asked for, with progress; ends the program with 1 when anything is wrong.

    copies: makes more jobs of those planned; keep: takes over each PDF when it is ready; known: those that need not
    be built; own_texts: see `plan_jobs`; more: problems that are found otherwise, told and weighed with those of
    building.
    """
    from generator.jobs import plan_jobs, run_jobs
    from generator.problems import Rejected

    try:
        tags = [language_tag(lang) for lang in langs]
        planned = plan_jobs(project, names, tags, layouts, like, own_texts=own_texts)
        planned = copies(planned)
    except Rejected as rejected:
        fail(rejected.problems)
    if not planned:
        nothing_to_do(project)
    there = known(planned)
    missing = [job for job in planned if job not in there] if there else planned
    made = map(keep, run_jobs(project, missing, jobs))
    watched = missing and sys.stderr.isatty()
    built = with_progress(made, len(missing), "Building") if watched else _told(made, done)
    finished = [there.get(job) or next(built) for job in planned] if there else []
    finished += built
    tell(project, finished, more(finished))
    return finished


def without_bytes(one: Finished) -> Finished:
    """What is left to say of a leaflet whose bytes are kept elsewhere, or by nobody."""
    return replace(one, data=b"", inputs=None)


def _told(built: Iterable[Finished], done: str) -> Iterator[Finished]:
    """A line for each, where nobody watches a bar."""
    for one in built:
        click.echo(f"{'failed' if one.failed else done} {one.job}", err=True)
        yield one


def complete_earlier(out: Path) -> None:
    """Do what a run that was killed left to do in the folder. Raises `OSError`."""
    from generator.files import complete_writing

    placed = complete_writing(out) if out.is_dir() else 0
    if placed:
        files = counted(placed, "file")
        click.echo(f"An earlier run was ended while it wrote to {out}/: its {files} are all in place now.", err=True)


def warn_of_drafts(finished: Iterable[Finished]) -> None:
    tell_of_drafts([one.job.lang for one in finished if one.draft])


def tell_of_drafts(drafts: Sequence[str]) -> None:
    """drafts: the language of each leaflet that nobody has reviewed."""
    if drafts:
        langs = ", ".join(dict.fromkeys(drafts))
        verb = "is a translation" if len(drafts) == 1 else "are translations"
        say(f"{len(drafts)} of them {verb} that nobody has reviewed: not for patients yet ({langs}).")


def watch(project: Project, build: Callable[[], None]) -> NoReturn:
    """Build now and whenever a file of the project has changed; problems are shown, and the next change is awaited."""
    seen = None
    while True:
        now = _stamps(project)
        if now != seen:
            seen = now
            try:
                build()
            except SystemExit:
                pass  # problems have been shown
            except Exception as error:
                click.echo(f"The generator failed: {error}", err=True)
            click.echo("Waiting for changes; Ctrl-C ends.", err=True)
        time.sleep(WATCH_EVERY)


def _stamps(project: Project) -> dict[str, tuple[int, int]]:
    """Size and time of every file that a leaflet is made of."""
    stamps = {}
    for folder in dict.fromkeys((project.root / "handouts", *project.layout_folders)):
        for path in folder.rglob("*"):
            with suppress(OSError):  # gone between two looks
                state = path.stat()
                stamps[str(path)] = (state.st_size, state.st_mtime_ns)
    return stamps
