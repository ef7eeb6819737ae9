"""`handouts translate`: where translations stand, and how texts go to a translator and come back."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.reporting import something_to_do
from generator.cli.shared import (
    complete_languages,
    complete_names,
    counted,
    fail,
    language_names,
    language_tag,
    open_project,
    project_option,
    shown_problem,
)

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.translation.desk import Desk, Hand
    from generator.translation.standing import Progress
    from generator.translation.units import Package

_FORMATS = ("po", "xliff-1.2", "xliff-2.1")
_name = click.argument("name", shell_complete=complete_names)
_lang = click.argument("lang", shell_complete=complete_languages)
_today = click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day to record; default: today."
)


def _hand_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        _today,
        click.option("--reviewer", default="", help="Who has reviewed the texts; needed for reviewed and approved."),
        click.option("--translator", default="", help="Who has translated the texts; “machine” for a machine."),
        click.option(
            "--status",
            type=click.Choice(["machine-draft", "draft", "reviewed", "approved"]),
            help="What the texts are worth; default: draft.",
        ),
    ):
        command = option(command)
    return command


@click.group()
def translate() -> None:
    """Keep translations right: their state, and texts to and from translators.

    \b
    Examples:
      handouts translate status
      handouts translate start flu-vaccine de
      handouts translate export flu-vaccine de --format xliff-2.1
      handouts translate import flu-vaccine de flu-vaccine-de.xlf --translator "Ana Ruiz"
    """


@translate.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names)
@click.option("--lang", "langs", multiple=True, shell_complete=complete_languages, help="Only this language.")
@project_option
@click.option("--strict", is_flag=True, help="End with 1 when a translation is stale, incomplete or not approved.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(names: tuple[str, ...], langs: tuple[str, ...], root: Path, strict: bool, as_json: bool) -> None:
    """Show how far every translation is, and what of it is out of date or has not been reviewed.

    \b
    Examples:
      handouts translate status
      handouts translate status metastatic-breast-cancer --lang es --strict
    """
    from generator.jobs import plan_jobs
    from generator.problems import Rejected
    from generator.project import read_handout
    from generator.reports.report import folded, grouped
    from generator.translation.standing import progress, standing

    project = open_project(root)
    something_to_do(project)
    rows: list[Progress] = []
    problems: list[Problem] = []
    try:
        layouts = project.default_layouts()[:1]
        jobs = plan_jobs(project, names, [language_tag(lang) for lang in langs], layouts, own_texts=True)
    except Rejected as rejected:
        fail(rejected.problems)
    for job in jobs:
        try:
            name = project.text_for(job.name, job.form, job.lang)
            handout = read_handout(project, name, job.lang)
        except Rejected as rejected:
            problems += rejected.problems
            continue
        stands = standing(project, name, job.lang, handout)
        if stands is not None and handout.translation is not None:
            rows.append(progress(name, job.lang, handout.translation, stands))
            problems += stands.problems
    if as_json:
        click.echo(json.dumps([row.as_dict() for row in rows], indent=2, ensure_ascii=False))
    else:
        _print_table(rows)
    for problem in folded(grouped(problems)):
        click.echo(shown_problem(problem), err=True)
    if strict and (problems or any(not row.is_done for row in rows)):
        sys.exit(1)


def _print_table(rows: list[Progress]) -> None:
    if not rows:
        click.echo("There are no translations.")
        return
    width = max(len(row.name) for row in rows)
    heads = ("translated", "out of date", "unreviewed", "machine", "problems")
    click.echo(f"{'handout':<{width}}  {'language':<26}  {'  '.join(heads)}")
    english = {tag: names[0] for tag, names in language_names().items()}
    for row in rows:
        language = f"{row.lang} {english.get(row.lang, '')}"[:26]
        cells = (f"{row.percent} %", row.stale, row.unreviewed, row.machine, row.problems)
        shown = "  ".join(f"{cell:>{len(head)}}" for cell, head in zip(cells, heads, strict=True))
        click.echo(f"{row.name:<{width}}  {language:<26}  {shown}")


@translate.command()
@_name
@_lang
@project_option
@click.option("--from", "of", default="en", show_default=True, help="The language to translate from.")
@click.option("--translator", default="nobody yet", show_default=True, help="Who is going to translate.")
@_today
def start(name: str, lang: str, root: Path, of: str, translator: str, day: datetime.datetime | None) -> None:
    """Start a translation: a file with every text still in its source's language, to be replaced.

    It cannot be built until all is translated, unless a copy with the source's texts in it is asked for (--fallback).

    \b
    Example:
      handouts translate start flu-vaccine german
    """
    from generator.translation.desk import Hand, start, write

    tag = language_tag(lang)
    with _told():
        files = start(open_project(root), name, tag, of, Hand("draft", translator, day=_day(day)))
        write(files)
    _say_written(files, root)
    there = "" if root == Path() else f" --project {root}"
    click.echo(
        f"Next: translate each text in that file, or write them to one for a translator: "
        f"handouts translate export {name} {tag}{there}"
    )


@translate.command()
@_name
@click.argument("langs", nargs=-1, metavar="[LANG]...", shell_complete=complete_languages)
@project_option
def update(name: str, langs: tuple[str, ...], root: Path) -> None:
    """Bring translations in line with their source: texts that are new there stand in them untranslated, texts that are
    gone there go. No other text changes. Without a language: all translations of the leaflet.

    \b
    Examples:
      handouts translate update flu-vaccine de
      handouts translate update flu-vaccine
    """
    from generator.translation.desk import desks, is_news, to_be_translated, update, write

    with _told():
        updated = [(desk, update(desk)) for desk in desks(open_project(root), name, list(map(language_tag, langs)))]
        news = [{path: text for path, text in files.items() if is_news(path, text)} for _, files in updated]
        write({path: text for files in news for path, text in files.items()})
    for (desk, _), files in zip(updated, news, strict=True):
        _say_written(files, root)
        if files and to_be_translated(desk):
            waiting = counted(to_be_translated(desk), "text")
            click.echo(f"{waiting} of it to be translated; until then it is built with --fallback only.")
    _say_unchanged([desk for (desk, _), files in zip(updated, news, strict=True) if not files], name)


def _say_unchanged(desks: Sequence[Desk], name: str) -> None:
    """Of translations that had nothing to be brought in line: what else there is to do."""
    from generator.translation.desk import to_be_looked_at

    if desks:
        langs = ", ".join(desk.lang for desk in desks)
        click.echo(f"Nothing to update in {langs}: no text of the source is new or gone.")
    for changed, lang in ((to_be_looked_at(desk), desk.lang) for desk in desks):
        if changed:
            texts = f"{counted(changed, 'text')} of the source {'says' if changed == 1 else 'say'} something else"
            click.echo(f"{lang}: {texts} by now. Correct it, then: handouts translate record {name} {lang}")


@translate.command()
@_name
@_lang
@project_option
@click.option(
    "--text", "paths", multiple=True, help="Only this text, by its path (content.3.heading). May be repeated."
)
@_hand_options
def record(
    name: str,
    lang: str,
    root: Path,
    paths: tuple[str, ...],
    status: str | None,
    translator: str,
    reviewer: str,
    day: datetime.datetime | None,
) -> None:
    """Record that the texts of a translation, as they stand in its file, say what the source says.

    After changing a file by hand: the texts that have changed since they were recorded, in it or in the source. After a
    review: all of them, with --status reviewed --reviewer NAME. Texts that are still in the source's language are left
    out; one that is rightly the same in both is recorded by its path.

    \b
    Examples:
      handouts translate record flu-vaccine es --translator "Ana Ruiz"
      handouts translate record flu-vaccine es --status approved --reviewer "Luis Gómez"
      handouts translate record flu-vaccine es --text content.4.text --status reviewed --reviewer "Luis Gómez"
    """
    from generator.translation.desk import changed, open_desk, record, translated, write

    with _told():
        desk = open_desk(open_project(root), name, language_tag(lang))
        known = {pair.path for pair in desk.pairs}
        unknown = [path for path in paths if path not in known]
        if unknown:
            raise click.BadParameter(f"There is no text {' or '.join(unknown)}.", param_hint="--text")
        wanted = [p for p in desk.pairs if (p.path in paths if paths else translated(p) if status else changed(p))]
        if wanted:
            files = record(desk, wanted.__contains__, _hand(desk, status or "draft", translator, reviewer, day))
            write(files)
    if not wanted:
        click.echo("No text has changed since it was recorded. After a review: --status reviewed --reviewer NAME.")
        return
    _say_written(files, root)
    click.echo(f"{counted(len(wanted), 'text')} recorded as {status or 'draft'}, {len(desk.pairs) - len(wanted)} left.")


@translate.command()
@_name
@_lang
@project_option
@click.option("--format", "form", type=click.Choice(_FORMATS), default="xliff-2.1", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Default: NAME-LANG.xlf or .po, here.")
def export(name: str, lang: str, root: Path, form: str, out: Path | None) -> None:
    """Write all texts of a translation to a file that translators' tools open.

    With each text go what it is, the words of the glossary in it, its state, and the source it was made from before.

    \b
    Examples:
      handouts translate export flu-vaccine de
      handouts translate export flu-vaccine de --format po --out flu.po
    """
    from generator.translation.desk import open_desk
    from generator.translation.units import pack

    with _told():
        desk = open_desk(open_project(root), name, language_tag(lang))
        package = pack(desk)
        path = out or Path(f"{name.replace('/', '-')}-{desk.lang}.{'po' if form == 'po' else 'xlf'}")
        path.write_bytes(_writer(form)(package))
    todo = sum(1 for unit in package.units if not unit.ready)
    click.echo(f"{counted(len(package.units), 'text')} written to {path}; {todo} to be translated.")


@translate.command("import")
@_name
@_lang
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@project_option
@_hand_options
def import_(
    name: str,
    lang: str,
    file: Path,
    root: Path,
    status: str,
    translator: str,
    reviewer: str,
    day: datetime.datetime | None,
) -> None:
    """Take the texts of a file that came back from a translator (PO, XLIFF 1.2 or 2.1).

    Nothing is taken when anything is wrong: another handout or language, a source that has changed, a mark that is
    gone. Texts that the tool does not call done are left as they are. Only texts that change are recorded anew.

    \b
    Example:
      handouts translate import flu-vaccine de flu-vaccine-de.xlf --translator "Ana Ruiz"
    """
    from generator.translation.desk import open_desk, put, write
    from generator.translation.units import unpack

    with _told():
        desk = open_desk(open_project(root), name, language_tag(lang))
        texts = unpack(_read(file), desk, str(file))
        hand = _hand(desk, status, translator, reviewer, day)
        files = put(desk, texts, hand)
        write(files)
    _say_written(files, root)


# --- Shared ----------------------------------------------------------------------------------------


def _read(file: Path) -> Package:
    data = file.read_bytes()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        from generator.translation.xliff import read_xliff

        return read_xliff(data, str(file))
    from generator.translation.po import read_po

    return read_po(data, str(file))


def _writer(form: str) -> Callable[[Package], bytes]:
    if form == "po":
        from generator.translation.po import write_po

        return write_po
    from generator.translation.xliff import write_xliff_12, write_xliff_21

    return write_xliff_12 if form == "xliff-1.2" else write_xliff_21


def _hand(desk: Desk, status: str, translator: str, reviewer: str, day: datetime.datetime | None) -> Hand:
    from generator.translation.desk import Hand

    if status in ("reviewed", "approved") and not reviewer:
        raise click.UsageError(f"“{status}” needs --reviewer: the name of the qualified translator who reviewed.")
    return Hand(status, translator or desk.made_from.translator, reviewer, _day(day))


def _day(day: datetime.datetime | None) -> datetime.date:
    return day.date() if day else datetime.date.today()


@contextmanager
def _told() -> Iterator[None]:
    """Problems are told as everywhere else, and end the program with 1."""
    from generator.problems import Rejected

    try:
        yield
    except Rejected as rejected:
        fail(rejected.problems)
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None


def _say_written(files: dict[Path, str], root: Path) -> None:
    for path in files:
        shown = path.relative_to(root.resolve()) if path.is_relative_to(root.resolve()) else path
        click.echo(f"{shown} written.")
