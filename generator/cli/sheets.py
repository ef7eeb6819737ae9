"""What is printed: sheets to fold, staple or cut, for the office and for a print shop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.copies import (
    FEW,
    Earlier,
    fill_options,
    filling,
    looks,
    print_job_option,
    replace_option,
    tell_of_copies,
)
from generator.cli.pictures import out_option, write
from generator.cli.running import (
    job_options,
    langs_option,
    layouts_option,
    processes_option,
    run,
    warn_of_drafts,
    without_bytes,
)
from generator.cli.shared import complete_names, counted, fail, open_project, project_option
from generator.values import Frozen, replace

if TYPE_CHECKING:
    from generator.files import Spool
    from generator.job import Job
    from generator.jobs import Finished
    from generator.problems import Problem
    from generator.project import Project
    from generator.sheets.forms import Form, Sheet, Side
    from generator.sheets.imposing import Printing

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
@fill_options
@print_job_option
@replace_option
@project_option
@processes_option
@job_options
def sheets(
    names: tuple[str, ...], langs: tuple[str, ...], layouts: tuple[str, ...], form_name: str | None, press: bool,
    hole_punch: bool, out: Path, fill: str, name_by: str, print_job: bool, replacing: bool, root: Path,
    jobs: int | None, like: Job,
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
      handouts sheets first-visit --lang es --layout clinic-a4 --fill patients.csv --print-job
    """
    from generator.files import Spool
    from generator.jobs import cannot_write
    from generator.sheets.forms import FORMS

    if not fill and (print_job or replacing):
        raise click.UsageError("--print-job and --replace need --fill.")
    form = FORMS[form_name or ("pages" if press or hole_punch else "booklet")]
    _refuse_contradictions(form, hole_punch, like)
    project = open_project(root)
    earlier = Earlier(out, partial(_target, out, form, press), replacing=replacing, together=print_job)
    try:
        with earlier.told_of(fill), Spool(out) as spool, Spool(out) as joined:
            copies = filling(project, names, fill, name_by, like, earlier.refuse)
            press_room = PressRoom(project, form, press, out, spool, print_job)
            finished: list[Finished] = []
            for layout in layouts or project.default_layouts():
                paper = like.paper or _paper(project, layout, _PUNCHED if hole_punch else form.papers)
                asked = replace(like, paper=paper)
                with press_room.next_step():
                    finished += run(
                        project, names, langs, (layout,), asked, jobs, copies=copies, keep=press_room.take,
                        more=looks(project, asked, harmful=bool(fill) or press),
                    )  # fmt: skip
            if press_room.problems:
                fail(press_room.problems)
            if print_job:
                press_room.join(finished, joined)
            files = joined if print_job else spool
            write(files, fresh=bool(fill), instead_of=earlier.gone)
    except OSError as error:
        fail([cannot_write(out, error)])
    click.echo(f"{counted(len(files), 'print file')}, {counted(press_room.leaves, 'sheet')}, written to {out}/")
    for line in (*(sorted(map(str, files)) if len(files) <= FEW and not fill else ()), *press_room.hints):
        click.echo(line)
    tell_of_copies(finished, files)
    warn_of_drafts(finished)


class PressRoom:
    """Takes leaflets as they are finished and keeps them as sheets, so that a thousand copies need no more memory.

    problems: of leaflets that are too long for their form; leaves: sheets of paper; hints: what to tell the printer;
    narrow: leaflets that have something too wide for their form.
    """

    def __init__(
        self, project: Project, form: Form, press: bool, out: Path, spool: Spool, together: bool
    ) -> None:  # fmt: skip
        """together: copies will be joined, so that each begins on a sheet printed on both sides."""
        self._together = together
        self._project, self._form, self._press, self._out, self._spool = project, form, press, out, spool
        self._prints: dict[Job, _Print] = {}
        self.problems: list[Problem] = []
        self.narrow: list[Job] = []
        self.leaves = 0
        self.hints: list[str] = []

    def take(self, one: Finished) -> Finished:
        """The leaflet on its sheets, in the spool; what comes back has no bytes."""
        from generator.sheets.imposing import impose

        if one.failed:
            self.narrow += [one.job] if any(found.rule == "too-large" for found in one.problems) else []
            return one
        too_many = _too_many(one, self._form)
        self.problems += too_many
        if not too_many:
            printed = _printed(self._project, one, self._form, self._press)
            sides, sheet = printed.sides, printed.sheet
            self._spool.add(self._target(one.job), impose(one.data, sides, printed.printing))
            self._prints[one.job] = printed
            self.leaves += -(-len(sides) // 2)
            hint = _hint(self._form, sheet, self._press, 2 if self._together else len(sides))
            for line in (hint, *(_coarse(one) if self._press else ())):
                if line not in self.hints:
                    self.hints.append(line)
        return without_bytes(one)

    @contextmanager
    def next_step(self) -> Iterator[None]:
        """When a panel is too narrow for a leaflet: what is wider."""
        try:
            yield
        except SystemExit:
            if self.narrow and self._form.name == "tri-fold":
                job = self.narrow[0]
                booklet = f"handouts sheets {job.name} --lang {job.lang} --layout {job.layout} --as booklet"
                click.echo(f"Too wide for a {self._form.name}; a booklet has wider pages: {booklet}", err=True)
            raise

    def join(self, finished: Sequence[Finished], joined: Spool) -> None:
        """All copies of each leaflet as one file, in their order."""
        from generator.copies import together
        from generator.sheets.joining import join_sheets

        groups: dict[Job, list[Job]] = {}
        for one in finished:
            groups.setdefault(together(one.job), []).append(one.job)
        for job, copies in groups.items():
            first = self._prints[copies[0]]
            purpose = f"{self._form.name}, copies, for {'a print shop' if self._press else 'printing'}"
            whole = replace(first.printing, title=f"{job} ({purpose})", reading=replace(job, label="").file_name)
            files = (self._spool[self._target(copy)] for copy in copies)
            joined.add(self._target(job), join_sheets(files, first.sheet, whole))

    def _target(self, job: Job) -> Path:
        return _target(self._out, self._form, self._press, job)


def _target(out: Path, form: Form, press: bool, job: Job) -> Path:
    """Where a leaflet's sheets are written."""
    return out / job.layout / f"{Path(job.file_name).stem}-{form.name}-{'press' if press else 'print'}.pdf"


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
    notice = " The notice of a draft takes half of one; it goes when a translator has reviewed the text."
    booklet = f"handouts sheets {job.name} --lang {job.lang} --layout {job.layout} --as booklet"
    hint = f"Shorten the text; or print a booklet, which takes any number of pages: {booklet}"
    hint += f".{notice}" if leaflet.draft else ""
    return [
        problem(
            "too-many-pages",
            f"{job} has {counted(leaflet.pages, what)}; a {form.name} holds {form.most}: {more} too many.",
            Place(SourceText(f"handouts/{job.name}/{job.lang}.yaml")),
            hint,
        )
    ]


class _Print(Frozen):
    """How a leaflet is printed."""

    sides: Sequence[Side]
    sheet: Sheet
    printing: Printing


def _printed(project: Project, leaflet: Finished, form: Form, press: bool) -> _Print:
    """The leaflet's sides, and the sheet they are printed on."""
    from generator.build import asked_layout
    from generator.copies import numbered
    from generator.model.languages import find_language
    from generator.sheets.imposing import Printing, imposed_sheet

    job = leaflet.job
    language = find_language(job.lang)
    sides = form.sides(leaflet.pages, language is not None and language.rtl)
    page = asked_layout(project, job).page
    purpose = f"{form.name}, for {'a print shop' if press else 'printing'}"
    reading = replace(job, label=job.label and numbered(job.copy)) if job.copy else job  # no patient's name
    printing = Printing(
        f"{job} ({purpose})", reading.file_name, form.name, page.ground, folded=form.folded, press=press
    )  # fmt: skip
    return _Print(sides, imposed_sheet(page.width, page.height, sides), printing)


def _coarse(one: Finished) -> Iterator[str]:
    """That a leaflet has pictures with fewer dots than a print shop asks for."""
    from generator.sheets.press import FINE_ENOUGH, coarsest

    found = coarsest(one.data)
    if found and found[1] < FINE_ENOUGH - 0.5:
        page, dots = found
        yield (
            f"{one.job.name} {one.job.lang}: page {page} has a picture of {dots:.0f} dots an inch; print shops ask for "
            f"{FINE_ENOUGH}. Take a larger picture, or draw it smaller."
        )


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
