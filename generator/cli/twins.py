"""Leaflets as pages for a browser and as plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.pictures import out_option, write
from generator.cli.reporting import something_to_do
from generator.cli.running import langs_option, tell_of_drafts
from generator.cli.shared import (
    complete_names,
    complete_parts,
    counted,
    fail,
    format_option,
    language_tag,
    open_project,
    project_option,
    shown_problem,
)

if TYPE_CHECKING:
    from generator.job import Job
    from generator.problems import Problem
    from generator.project import Project
    from generator.twins.twin import Twin

# What changes the words of a leaflet or its colours; paper and form fields are a PDF's.
_OPTIONS = (
    click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names),
    langs_option,
    click.option("--layout", default=None, help="The layout whose brand they wear; default: the project's first."),
    click.option(
        "--brand", default="", metavar="NAME", shell_complete=complete_parts("brands"),
        help="A brand from layouts/brands/ instead of the layout's own.",
    ),
    format_option("A format that has texts of its own, such as easy-read; standard: the leaflet's usual text."),
    click.option(
        "--bilingual", "beside", default="", metavar="LANG",
        help="Copies in two languages: each section first in the copy's own, then in this one.",
    ),
    click.option(
        "--fallback", is_flag=True,
        help="Texts without a translation stand in their source's language, and it is said so.",
    ),
)  # fmt: skip


def _asked_for(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed((*_OPTIONS, project_option)):
        command = option(command)
    return command


@click.command()
@_asked_for
@out_option("dist/html")
def html(out: Path, **asked: object) -> None:
    """Write leaflets as pages for a browser: one file each, with all that it shows, for phones and screen readers.

    \b
    Examples:
      handouts html warfarin --lang arabic
      handouts html --brand alder-street --out public
    """
    _write("html", ".html", out, **asked)  # type: ignore[arg-type]  # click gives what the options say


@click.command()
@_asked_for
@out_option("dist/text")
def text(out: Path, **asked: object) -> None:
    """Write leaflets as plain text, for e-mails and screen readers.

    \b
    Examples:
      handouts text warfarin --lang spanish
    """
    _write("text", ".txt", out, **asked)  # type: ignore[arg-type]  # click gives what the options say


def _write(
    kind: str, suffix: str, out: Path, names: tuple[str, ...], langs: tuple[str, ...], layout: str | None, brand: str,
    form: str, beside: str, fallback: bool, root: Path,
) -> None:  # fmt: skip
    """All of them, or none when one is wrong."""
    from generator.job import Job
    from generator.problems import Rejected
    from generator.twins.twin import make_twin

    project = open_project(root)
    something_to_do(project)
    other = language_tag(beside) if beside else ""
    like = Job("", "", "", fallback=fallback, beside=other, form=form, brand=brand)
    twins: dict[Job, Twin] = {}
    problems: dict[Problem, None] = {}
    for job in _planned(project, names, langs, layout, like):
        try:
            twins[job] = make_twin(project, job, kind)
            problems |= dict.fromkeys(twins[job].warnings)
        except Rejected as rejected:
            problems |= dict.fromkeys(rejected.problems)
    if any(problem.severity == "error" for problem in problems):
        fail(problems)
    for problem in problems:
        click.echo(shown_problem(problem), err=True)
    write({out / Path(job.file_name).with_suffix(suffix): twin.data for job, twin in twins.items()})
    click.echo(f"{counted(len(twins), 'leaflet')} written to {out}/")
    tell_of_drafts([job.lang for job, twin in twins.items() if twin.draft])


def _planned(
    project: Project, names: tuple[str, ...], langs: tuple[str, ...], layout: str | None, like: Job
) -> list[Job]:
    from generator.jobs import plan_jobs
    from generator.problems import Rejected

    first = project.default_layouts()[0]
    try:
        return plan_jobs(project, names, [language_tag(lang) for lang in langs], [layout or first], like)
    except Rejected as rejected:
        fail(rejected.problems)
