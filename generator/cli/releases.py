"""Releases: a version of the whole library, with what proves it; its verification, and what differs from another."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.caching import cache_options, open_cache
from generator.cli.reporting import something_to_do
from generator.cli.running import job_options, langs_option, layouts_option, processes_option
from generator.cli.shared import (
    complete_names,
    counted,
    fail,
    format_option,
    language_tag,
    open_project,
    project_option,
    set_day,
)

if TYPE_CHECKING:
    from generator.job import Job
    from generator.release.making import Refused
    from generator.release.plan import Allowed, Made, ReleasePlan


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names)
@click.option("--version", required=True, help="What the release is called, such as 2026.1; a folder of this name.")
@langs_option
@layouts_option
@format_option(
    "Copies in this format as well, such as large-print; those in standard are always made. May be repeated.",
    "forms",
    multiple=True,
)
@click.option(
    "--out", default=Path("dist"), show_default=True, type=click.Path(file_okay=False, path_type=Path),
    help="Where releases stand, each in a folder of its own.",
)  # fmt: skip
@click.option(
    "--allow", "allowed", multiple=True, metavar="RULE=REASON",
    help="Findings of this rule keep nothing back; the reason lands in the manifest. May be repeated.",
)  # fmt: skip
@click.option(
    "--allow-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The same as YAML, a line for each: “RULE: REASON”.",
)  # fmt: skip
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="The day of the release; default: SOURCE_DATE_EPOCH, or today (UTC).",
)  # fmt: skip
@click.option(
    "--since", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER",
    help="The release before: its pages about copies on paper are carried on, where a brand has “currency”.",
)  # fmt: skip
@click.option("--vera", is_flag=True, help="veraPDF reads every file too; needs the extra “test”.")
@project_option
@processes_option
@cache_options
@job_options
def release(
    names: tuple[str, ...], version: str, langs: tuple[str, ...], layouts: tuple[str, ...], forms: tuple[str, ...],
    out: Path, allowed: tuple[str, ...], allow_file: Path | None, day: datetime | None, since: Path | None,
    vera: bool, root: Path, jobs: int | None, like: Job, cache_folder: Path | None, no_cache: bool,
) -> None:  # fmt: skip
    """Release a version: every leaflet, language and layout, with a manifest that says what is in it and who signed.

    Nothing that is expired, out of date, unapproved or wrong goes out. All files come together, or none; a version that
    is there is never overwritten. Texts that formats have of their own are released too.

    \b
    Examples:
      handouts release --version 2026.1
      handouts release --version 2026.1 --format large-print --format easy-read
      handouts release --version 2026.2 --since dist/2026.1
      handouts release warfarin --version pilot --lang es --allow "unapproved=Pilot; read by two nurses"
    """
    from generator.problems import Rejected
    from generator.release.making import Refused, made
    from generator.release.plan import NotARelease, Order
    from generator.release.readers import read_since
    from generator.release.staging import Exists, put_in_place

    project, target = open_project(root), out / version
    something_to_do(project)
    try:
        tags = tuple(map(language_tag, langs))
        names, tags, layouts, forms = (tuple(sorted(set(one))) for one in (names, tags, layouts, forms))
        exceptions = tuple(_allowed(allowed, allow_file))
        before = read_since(since) if since else None
        order = Order(version, _day(day), names, tags, layouts, forms, like, exceptions, vera, before)
        with (
            closing(open_cache(project, cache_folder, no_cache)) as cache,
            made(project, order, out, jobs, _progress, cache=cache) as plan,
        ):
            new = put_in_place(plan.folder, target)
    except Rejected as rejected:
        fail(rejected.problems)
    except NotARelease as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except Refused as refused:
        _tell_refused(refused)
    except Exists as exists:
        _tell_exists(exists.target, exists.differing, since)
    except OSError as error:
        _tell_unwritten(error, out)
    _tell(plan, target, new)


# Of the options that say how a leaflet is built, --format means another thing here, and --release is what is done.
release.params = [option for option in release.params if option.name not in ("form", "release")]


def _day(day: datetime | None) -> date:
    """The day asked for, else the one that is set, else today, at Greenwich."""
    from datetime import UTC

    return day.date() if day else set_day() or datetime.now(UTC).date()


def _allowed(lines: Iterable[str], file: Path | None) -> Iterator[Allowed]:
    from generator.release.plan import Allowed
    from generator.source import Scalar, not_but, read_yaml

    for line in lines:
        rule, _, reason = line.partition("=")
        yield Allowed(rule.strip(), reason.strip())
    for entry in read_yaml(file, file.name).entries if file else ():
        if not isinstance(entry.value, Scalar):
            from generator.problems import Rejected
            from generator.rules import problem

            message = f"A reason was expected here, {not_but(entry.value)}."
            raise Rejected([problem("wrong-kind", message, entry.value.place)])
        yield Allowed(entry.key, entry.value.text.strip())


def _progress(results: Iterator[Made], length: int) -> Iterable[Made]:
    """On a terminal a bar with rate and time left; else a line for each leaflet."""
    if not sys.stderr.isatty():
        for one in results:
            if not one.cached:
                click.echo(f"{'built' if one.item else 'failed'} {one.job}", err=True)
            yield one
        return
    began = time.monotonic()
    done = 0

    def rate(_: Made | None) -> str:
        passed = time.monotonic() - began
        return f"{done / passed:.1f} PDFs/s" if done and passed > 0 else ""

    bar = click.progressbar(
        results, length=length, label="Releasing", file=sys.stderr, show_pos=True, item_show_func=rate
    )
    with bar:
        for one in bar:
            done += 1
            yield one


def _tell_refused(refused: Refused) -> NoReturn:
    from generator.release.report import refusal

    for line in refusal(refused):
        click.echo(line, err=True)
    sys.exit(1)


def _tell_exists(target: Path, differing: list[str], since: Path | None) -> NoReturn:
    from generator.release.report import listed

    click.echo(f"{target}: error: This version is there already, with other files. [release-exists]", err=True)
    for line in listed(differing):
        click.echo(f"  {line}", err=True)
    before = "" if since else _made_since(target)
    made = f"It was made with “--since {before}”: add it; or give" if before else "Give"
    click.echo(f"    hint: {made} the new release a version of its own.\nNothing was written.", err=True)
    sys.exit(1)


def _made_since(target: Path) -> str:
    """The folder of the release that the one which is there goes on from, as its manifest says; nothing for none."""
    try:
        before = json.loads((target / "manifest.json").read_bytes())["options"]["since"]
        return str(target.parent / before["version"]) if before else ""
    except (OSError, ValueError, KeyError, TypeError):  # no release, or not one of ours
        return ""


def _tell_unwritten(error: OSError, out: Path) -> NoReturn:
    """A full disk, a folder that nobody may write to: nothing of the release is there."""
    where = Path(str(error.filename)) if error.filename else out
    if not where.absolute().is_relative_to(out.absolute()):
        raise click.FileError(str(where), error.strerror) from None
    click.echo(f"{out}: error: The release cannot be written: {error.strerror}. [cannot-write]", err=True)
    click.echo(
        "    hint: Make room, or see that you may write there, and release again.\nNothing was written.", err=True
    )
    sys.exit(1)


def _tell(plan: ReleasePlan, target: Path, new: bool) -> None:
    from generator.release.making import unused
    from generator.release.report import copies_forgotten, copies_left_out, exceptions

    for line in exceptions(plan):
        click.echo(line, err=True)
    for one in unused(plan):
        click.echo(f"“{one.rule}” is allowed, but nothing needs it.", err=True)
    for line in (*copies_left_out(plan), *copies_forgotten(plan, target)):
        click.echo(line, err=True)
    pages = sum(item.pages for item in plan.items)
    said = f"{counted(len(plan.items), 'leaflet')}, {counted(pages, 'page')}"
    left = f"; {plan.unchanged} unchanged" if plan.unchanged else ""
    click.echo(f"{target}: {said}, released{left}" if new else f"{target}: the same release is there already ({said})")
    drafts = sorted({item.lang for item in plan.items if item.draft})
    if drafts:
        click.echo(f"Drafts are among them, by permission: {', '.join(drafts)}.")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--no-rebuild", is_flag=True, help="Only look at the files; for who does not have the project.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, on standard output.")
@project_option
@processes_option
def verify(folder: Path, no_rebuild: bool, as_json: bool, root: Path, jobs: int | None) -> None:
    """Verify a release: hashes, missing and extra files, conformance; then build it anew and compare every byte.

    When a file is not the same, it says which input differs: a source, a font, a version of the software.

    \b
    Examples:
      handouts verify dist/2026.1
      handouts verify 2026.1 --no-rebuild
    """
    from generator.problems import shown
    from generator.release.plan import NotARelease
    from generator.release.verifying import verified

    try:
        report = verified(folder, None if no_rebuild else open_project(root), jobs, _progress)
    except NotARelease as error:
        click.echo(f"error: {shown(str(error))}", err=True)
        sys.exit(1)
    except OSError as error:
        raise click.FileError(str(error.filename or folder), error.strerror) from None
    if as_json:
        click.echo(json.dumps(report.as_dict(), indent=2, ensure_ascii=False))
    else:
        for line in report.lines():
            click.echo(line)
    sys.exit(0 if report.good else 1)


@click.command()
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON, on standard output.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="One page for the browser, too.")
def diff(old: Path, new: Path, as_json: bool, page: Path | None) -> None:
    """Tell what has changed between two releases: leaflets, words, pages; numbers come first.

    \b
    Examples:
      handouts diff dist/2026.1 dist/2026.2
      handouts diff dist/2026.1 dist/2026.2 --html changes.html
    """
    from generator.cli.pictures import write
    from generator.problems import shown
    from generator.release.difference import compared
    from generator.release.plan import ReleaseError
    from generator.release.telling import as_dict, as_html, as_text

    try:
        found = compared(old, new)
    except ReleaseError as error:
        click.echo(f"error: {shown(str(error))}", err=True)
        sys.exit(1)
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None
    if page:
        write({page: as_html(found).encode()})
    if as_json:
        told: Any = as_dict(found)
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        click.echo(as_text(found), nl=False)
