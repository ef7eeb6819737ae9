"""How commands tell what they found: for people, for machines, against a baseline; and with which code they end."""

from __future__ import annotations

import functools
import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.shared import REPORTING, counted, shown_problem
from generator.values import Mutable, field

if TYPE_CHECKING:
    from generator.jobs import Finished
    from generator.problems import Problem
    from generator.project import Project
    from generator.reports.baseline import Baseline, Entry

# The names of `FORMS` in generator/reports/, which the command line need not load to show its help.
_FORMS = ("text", "json", "sarif", "junit", "github")
_REPORT_OPTIONS = (
    click.option(
        "--output-format", "report_form", default="text", show_default=True, type=click.Choice(_FORMS),
        help="How problems are told: text, for people; github: beside the lines of a pull request.",
    ),
    click.option(
        "--output", "report_file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
        help="Write the report to a file; default: standard output.",
    ),
    click.option("--strict", is_flag=True, help="Warnings fail too."),
)  # fmt: skip
_BASELINE_OPTIONS = (
    click.option(
        "--baseline", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Pass over the problems that this file lists; what is new is told.",
    ),
    click.option(
        "--write-baseline", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
        help="Write such a file of all that is wrong now.",
    ),
)  # fmt: skip
# So many names are told again in a line.
_FEW = 3
# Options that make other pages of a leaflet: what is not found on them may still be on the usual ones.
_OTHER_PAGES = ("layouts", "form", "brand", "paper", "mode", "beside", "fillable", "release", "fallback")


class Reporting(Mutable):
    """How one command reports, and what it has to report.

    takes_stdout: the report goes to standard output, and everything else to standard error; filtered: not all handouts
    and languages are looked at; other_pages: not as they are built by default.
    """

    command: str = ""
    form: str = "text"
    out: Path | None = None
    strict: bool = False
    root: Path = Path()
    baseline: Path | None = None
    write_baseline: Path | None = None
    filtered: bool = False
    other_pages: bool = False
    known: Baseline | None = None
    files: tuple[str, ...] = ()
    problems: Sequence[Problem] = ()
    ignored: int = field(default=0)

    @property
    def takes_stdout(self) -> bool:
        return self.form != "text" and self.out is None

    def start(self) -> None:
        """Read the baseline before any work is done."""
        if self.baseline is None or self.write_baseline is not None:
            return
        from generator.problems import Rejected
        from generator.reports.baseline import read_baseline

        try:
            self.known = read_baseline(self.baseline)
        except Rejected as rejected:
            self.fail(rejected.problems)

    def tell(self, files: tuple[str, ...], problems: Sequence[Problem], failed: bool) -> None:
        """What a run has found; ends the program when that is too much. failed: some leaflet could not be made."""
        from generator.reports.report import grouped

        self.files = files
        if self.write_baseline is not None:
            self._write_baseline(self.write_baseline, problems)
        if self.known is not None:
            problems, failed = self._new(self.known, problems), False
        problems = grouped(problems)
        errors = any(str(problem.severity) == "error" for problem in problems)
        if failed or errors or (self.strict and problems):
            self.fail(problems)
        self.problems = problems
        if not self.takes_stdout:
            _echo(problems)

    def fail(self, problems: Sequence[Problem]) -> NoReturn:
        """Tell the problems and end the program with 1."""
        from generator.reports.report import grouped

        problems = grouped(problems)
        if not self.takes_stdout:
            _echo(problems)
        self.report(problems)
        click.echo(self._summed_up(problems), err=True)
        sys.exit(1)

    def _summed_up(self, problems: Sequence[Problem]) -> str:
        from generator.reports.report import folded

        problems = list(folded(problems))  # as many as were told
        if self.command != "check":
            return f"{counted(len(problems), 'problem')}; nothing was written."
        # “check” never writes, so that this would be no news.
        errors = sum(str(problem.severity) == "error" for problem in problems)
        parts = ((errors, "error"), (len(problems) - errors, "warning"))
        return ", ".join(counted(*part) for part in parts if part[0]) + "."

    def report(self, problems: Sequence[Problem]) -> None:
        """Write the report, where one was asked for."""
        if self.form == "text" and self.out is None:
            return
        from generator.reports import Report, as_text, found

        report = Report(self.command, found(problems), self.files, self.root, self.strict, self.ignored)
        text = as_text(report, self.form)
        if self.out is None:
            click.echo(text, nl=False)
        else:
            _write(self.out, text)

    def _new(self, known: Baseline, problems: Sequence[Problem]) -> Sequence[Problem]:
        from generator.reports import found
        from generator.reports.baseline import split

        parts = split(found(problems), known, self._was_looked_at)
        self.ignored = parts.ignored
        passed = counted(parts.ignored, "known problem")
        click.echo(f"{passed} of {self.baseline} {'was' if parts.ignored == 1 else 'were'} passed over.", err=True)
        _tell_unneeded(parts.unneeded)
        return parts.new

    def _was_looked_at(self, file: str) -> bool:
        return not self.other_pages and (not self.filtered or file in self.files)

    def _write_baseline(self, path: Path, problems: Sequence[Problem]) -> NoReturn:
        from generator.reports.baseline import baseline_text

        _write(path, baseline_text(problems))
        files = len({problem.place.source.name for problem in problems})
        click.echo(f"{path}: {counted(len(problems), 'problem')} in {counted(files, 'file')}.")
        sys.exit(0)


def _tell_unneeded(entries: Sequence[Entry]) -> None:
    if entries:
        verb = "entry is" if len(entries) == 1 else "entries are"
        click.echo(f"{len(entries)} {verb} no longer needed; delete, or write the file anew:", err=True)
    for entry in entries:
        times = f", {entry.times} times" if entry.times > 1 else ""
        click.echo(f"    {entry.place}: {entry.file} [{entry.rule}]{times}", err=True)


def _echo(problems: Iterable[Problem]) -> None:
    from generator.reports.report import folded

    for problem in folded(problems):
        click.echo(shown_problem(problem), err=True)


def _write(path: Path, text: str) -> None:
    from generator.files import write_files

    try:
        write_files({path: text.encode("utf-8", "replace")})
    except OSError as error:
        raise click.FileError(str(error.filename or path), error.strerror) from None


def current() -> Reporting:
    """How the command that runs reports; as text, when it has no options for it."""
    context = click.get_current_context(silent=True)
    found = context.meta.get(REPORTING) if context else None
    return found if isinstance(found, Reporting) else Reporting()


def say(text: str) -> None:
    """A sentence for people: on standard output, unless that carries a report."""
    click.echo(text, err=current().takes_stdout)


def tell_unread(names: Sequence[str]) -> None:
    """That “build” does not read the words. On standard error: it is no part of what was made. A machine that wants a
    report knows what it has asked for."""
    if current().takes_stdout:
        return
    asked = f" {shlex.join(names)}" if 0 < len(names) <= _FEW else " NAME…" if names else ""
    click.echo(f"The words were not read: “handouts check{asked}” does that.", err=True)


def checked(leaflets: int, unchanged: int) -> str:
    """What is said when nothing stops a check. unchanged: those of which all was known."""
    from generator.reports.report import folded

    new, warnings = "new " if current().ignored else "", len([*folded(current().problems)])
    told = f", {counted(warnings, f'{new}warning')}" if warnings else ""
    known = f"; {unchanged} unchanged" if unchanged else ""
    return f"No {new}errors in {counted(leaflets, 'leaflet')}{told}{known}."


def tell(project: Project, finished: Sequence[Finished], more: Iterable[Problem] = ()) -> None:
    """What is wrong with leaflets that were built, and what was found otherwise; ends the program with 1 when it is too
    much."""
    from generator.problems import Rejected
    from generator.reports.report import told_once

    files = []
    for job in (one.job for one in finished):
        for lang in filter(None, (job.lang, job.beside)):
            try:
                files.append(f"handouts/{project.text_for(job.name, job.form, lang)}/{lang}.yaml")
            except Rejected:  # there is no such text: that is one of the problems
                continue
    made = told_once((one.job, problem) for one in finished for problem in one.problems)
    problems = list(dict.fromkeys((*made, *more)))
    current().tell(tuple(dict.fromkeys(files)), problems, any(one.failed for one in finished))


def something_to_do(project: Project) -> None:
    """Ends the program with 1 when the project has no handouts."""
    if not project.handout_names():
        nothing_to_do(project)


def nothing_to_do(project: Project) -> NoReturn:
    """A project without handouts, which is nearly always a wrong folder; ends the program with 1."""
    from generator.problems import Place, SourceText
    from generator.project import no_handouts
    from generator.rules import problem

    message, hint = no_handouts(project.root)
    if current().form != "text":
        current().fail([problem("unknown-handout", message, Place(SourceText("handouts")), hint)])
    click.echo(f"{message} {hint}", err=True)
    sys.exit(1)


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options that say how problems are told, and the report itself when the command is done."""

    @functools.wraps(command)
    def reported(
        report_form: str, report_file: Path | None, strict: bool, root: Path, baseline: Path | None = None,
        write_baseline: Path | None = None, **others: Any,
    ) -> None:  # fmt: skip
        context = click.get_current_context()
        reporting = Reporting(
            context.info_name or "", report_form, report_file, strict, root, baseline, write_baseline,
            filtered=bool(others["names"] or others["langs"]),
            other_pages=any(others.get(name) for name in _OTHER_PAGES),
        )  # fmt: skip
        _refuse_contradictions(reporting, others)
        context.meta[REPORTING] = reporting
        reporting.start()
        command(root=root, **others)
        reporting.report(reporting.problems)

    for option in reversed(_REPORT_OPTIONS):
        reported = option(reported)
    return reported


def baseline_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options of `check` alone: a PDF with errors is never written, known ones or not. They stand below
    `report_options`, which takes them."""
    for option in reversed(_BASELINE_OPTIONS):
        command = option(command)
    return command


def _refuse_contradictions(reporting: Reporting, others: dict[str, Any]) -> None:
    if reporting.takes_stdout and others.get("as_json"):
        raise click.UsageError("--json and --output-format both want standard output: add --output FILE.")
    if others.get("watching") and (reporting.form != "text" or reporting.out):
        raise click.UsageError("--watch and a report exclude each other.")
    if reporting.write_baseline and (reporting.form != "text" or reporting.out):
        raise click.UsageError("--write-baseline and a report exclude each other.")
