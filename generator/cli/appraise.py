"""Forms that people judge a leaflet by, with what a program can measure filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.reporting import something_to_do
from generator.cli.running import langs_option
from generator.cli.shared import (
    complete_names,
    counted,
    fail,
    language_tag,
    open_project,
    project_option,
    shown_problem,
    today,
)

if TYPE_CHECKING:
    from generator.problems import Problem


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names)
@langs_option
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=click.Choice(["pemat", "cdc"]),
    help="pemat: after PEMAT-P of the AHRQ; cdc: after the CDC Clear Communication Index. Default: both.",
)
@click.option("--layout", default=None, help="The layout of the form; default: the project's first.")
@click.option(
    "--out",
    default=Path("appraisal"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the forms go.",
)
@project_option
def appraise(
    names: tuple[str, ...], langs: tuple[str, ...], forms: tuple[str, ...], layout: str | None, out: Path, root: Path
) -> None:  # fmt: skip
    """Print forms to judge leaflets by, in English: what can be measured is filled in, a person answers the rest.

    Each is a PDF to fill in on a screen or on paper. Without --lang, it is about the English leaflet. A draft is judged
    as far as it goes; what is still to do in it is told, and stands on the form.

    \b
    Examples:
      handouts appraise warfarin
      handouts appraise warfarin --form pemat --lang spanish
    """
    from generator.build import build_appraisal
    from generator.jobs import PLAIN, plan_jobs, write_all
    from generator.problems import Rejected

    project = open_project(root)
    something_to_do(project)
    layout = layout or project.default_layouts()[0]
    sheets: dict[Path, bytes] = {}
    told: dict[Problem, None] = {}
    pages = 0
    try:
        for job in plan_jobs(project, names, [language_tag(lang) for lang in langs] or ["en"], [layout], PLAIN):
            text = project.text_for(job.name, job.form, job.lang)
            for form in forms or ("pemat", "cdc"):
                made = build_appraisal(project, text, job.lang, form, today(), layout)
                pages += made.pages
                told |= dict.fromkeys(made.warnings)
                sheets[out / f"{form}-{text.replace('/', '-')}-{job.lang}.pdf"] = made.data
    except Rejected as rejected:
        fail(rejected.problems)
    problems = write_all(sheets, out)
    if problems:
        fail(problems)
    for problem in told:
        click.echo(shown_problem(problem), err=True)
    click.echo(f"{counted(len(sheets), 'form')}, {counted(pages, 'page')}, checked and written to {out}/")
