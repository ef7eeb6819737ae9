"""What is printed: sheets to fold, staple or cut, for the office and for a print shop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.pictures import out_option, write
from generator.cli.running import job_options, langs_option, layouts_option, processes_option, run, warn_of_drafts
from generator.cli.shared import complete_names, counted, fail, open_project, project_option

if TYPE_CHECKING:
    from generator.job import Job
    from generator.jobs import Finished
    from generator.problems import Problem
    from generator.project import Project
    from generator.sheets.forms import Form, Sheet, Side

# The names of `FORMS` in generator/sheets/forms.py, which the command line need not load to show its help.
_NAMES = ("booklet", "bi-fold", "tri-fold", "twice", "four-up", "pages")
_PUNCHED = ("punched-a4", "punched-letter")


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names)
@langs_option
@layouts_option
@click.option(
    "--as",
    "form_name",
    type=click.Choice(_NAMES),
    help="booklet: to fold and staple; bi-fold: four pages on a sheet folded once; tri-fold: six panels on a sheet"
    " folded twice; twice: every page twice on a sheet, to cut; four-up: four pages on a side; pages: one on a side."
    "  [default: booklet; with --press or --hole-punch: pages]",
)
@click.option("--press", is_flag=True, help="For a print shop: PDF/X-4 with inks, bleed and crop marks.")
@click.option(
    "--hole-punch", is_flag=True, help="Room for holes at the binding side: two on A4 (ISO 838), three on Letter."
)
@out_option("print")
@project_option
@processes_option
@job_options
def sheets(
    names: tuple[str, ...], langs: tuple[str, ...], layouts: tuple[str, ...], form_name: str | None, press: bool,
    hole_punch: bool, out: Path, root: Path, jobs: int | None, like: Job,
) -> None:  # fmt: skip
    """Put pages on sheets to print, folded, stapled or cut; type keeps its full size.

    The sheets are for a printer, both sides. They are not tagged: the files that “handouts build” writes are those to
    read.

    \b
    Examples:
      handouts sheets warfarin --lang es --layout clinic-a4
      handouts sheets warfarin --layout clinic-letter --as four-up
      handouts sheets first-visit --lang en --as tri-fold --press
      handouts sheets warfarin --hole-punch --mode toner-saver
    """
    from generator.sheets.forms import FORMS

    form = FORMS[form_name or ("pages" if press or hole_punch else "booklet")]
    _refuse_contradictions(form, hole_punch, like)
    project = open_project(root)
    finished: list[Finished] = []
    for layout in layouts or project.default_layouts():
        paper = like.paper or _paper(project, layout, _PUNCHED if hole_punch else form.papers)
        finished += run(project, names, langs, (layout,), replace(like, paper=paper), jobs)
    problems = [one for leaflet in finished for one in _too_many(leaflet, form)]
    if problems:
        fail(problems)
    files, printed = {}, []
    for one in finished:
        path, data, sides, sheet = _imposed(project, one, form, press)
        files[out / path] = data
        printed.append((sides, sheet))
    write(files)
    leaves = sum(-(-len(sides) // 2) for sides, _ in printed)
    click.echo(f"{counted(len(files), 'print file')}, {counted(leaves, 'sheet')}, written to {out}/")
    for hint in dict.fromkeys(_hint(form, sheet, press, len(sides)) for sides, sheet in printed):
        click.echo(hint)
    warn_of_drafts(finished)


def _refuse_contradictions(form: Form, hole_punch: bool, like: Job) -> None:
    if form.name == "tri-fold" and like.paper not in ("", *form.papers):
        raise click.UsageError("A tri-fold has a paper of its own: leave out --paper.")
    if hole_punch and (form.name != "pages" or like.paper not in ("", *_PUNCHED)):
        raise click.UsageError("--hole-punch is for --as pages, on A4 or Letter.")


def _paper(project: Project, layout: str, papers: tuple[str, str]) -> str:
    """The one for A4 or for Letter, by the layout's own; ends the program when there is no such layout."""
    from generator.problems import Rejected

    try:
        return papers[0] if project.layout(layout).page.size.startswith("A") else papers[1]
    except Rejected as rejected:
        fail(rejected.problems)


def _too_many(leaflet: Finished, form: Form) -> list[Problem]:
    """A leaflet with more pages than a folded sheet has."""
    from generator.problems import Place, SourceText
    from generator.rules import problem

    if form.most is None or leaflet.pages <= form.most:
        return []
    job, more = leaflet.job, leaflet.pages - form.most
    what = "panel" if form.name == "tri-fold" else "page"
    return [
        problem(
            "too-many-pages",
            f"{job} has {counted(leaflet.pages, what)}; a {form.name} holds {form.most}: {more} too many.",
            Place(SourceText(f"handouts/{job.name}/{job.lang}.yaml")),
        )
    ]


def _imposed(project: Project, leaflet: Finished, form: Form, press: bool) -> tuple[Path, bytes, Sequence[Side], Sheet]:
    """Where the print file goes, the file, its sides and the sheet they are printed on."""
    from generator.build import asked_layout
    from generator.model.languages import find_language
    from generator.sheets.imposing import Printing, impose, imposed_sheet

    job = leaflet.job
    language = find_language(job.lang)
    sides = form.sides(leaflet.pages, language is not None and language.rtl)
    page = asked_layout(project, job).page
    purpose = f"{form.name}, for {'a print shop' if press else 'printing'}"
    printing = Printing(
        f"{job} ({purpose})", job.file_name, form.name, page.ground, folded=form.folded, press=press
    )  # fmt: skip
    name = f"{Path(job.file_name).stem}-{form.name}-{'press' if press else 'print'}.pdf"
    sheet = imposed_sheet(page.width, page.height, sides)
    return Path(job.layout, name), impose(leaflet.data, sides, printing), sides, sheet


def _hint(form: Form, sheet: Sheet, press: bool, sides: int) -> str:
    """What to tell the printer, or the print shop."""
    paper = sheet.name or "a sheet that holds them"
    turned = "" if sides == 1 else f", both sides, flipped on the {sheet.flip} edge"
    if press:
        from generator.sheets.inks import MOST_INK
        from generator.sheets.press import CONDITION

        standard = f"PDF/X-4 for {CONDITION} (coated paper)"
        return f"For a print shop: {paper}{turned}; {standard}, bleed of 3 mm, {100 * MOST_INK:.0f} % of ink at most."
    return f"Print on {paper}{turned}, in full size (100 %, not “fit to page”)."
