"""What is looked at: pictures of pages, and what has changed in them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.copies import Earlier, fill_options, filling, looks, replace_option, tell_of_copies
from generator.cli.running import (
    job_options,
    langs_option,
    layouts_option,
    processes_option,
    run,
    watch,
)
from generator.cli.shared import complete_names, counted, open_project, project_option
from generator.values import replace

if TYPE_CHECKING:
    from PIL.Image import Image

    from generator.job import Job
    from generator.jobs import Finished


def out_option(default: str) -> Callable[..., Any]:
    return click.option(
        "--out", default=Path(default), show_default=True, type=click.Path(file_okay=False, path_type=Path),
        help="Where the files go.",
    )  # fmt: skip


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names)
@langs_option
@layouts_option
@out_option("preview")
@click.option("--dpi", default=60, show_default=True, type=click.IntRange(20, 300), help="Dots an inch.")
@click.option("--every-format", is_flag=True, help="In each format as well: large print, easy read and the others.")
@click.option("--watch", "watching", is_flag=True, help="Again whenever a file of the project changes, until Ctrl-C.")
@fill_options
@replace_option
@project_option
@processes_option
@job_options
def preview(
    names: tuple[str, ...], langs: tuple[str, ...], layouts: tuple[str, ...], out: Path, dpi: int,
    every_format: bool, watching: bool, fill: str, name_by: str, replacing: bool, root: Path, jobs: int | None,
    like: Job,
) -> None:  # fmt: skip
    """Show pages as pictures: one PNG a page, and a contact sheet of them all.

    \b
    Examples:
      handouts preview warfarin
      handouts preview warfarin --lang arabic --format large-print --brand alder-street --dpi 100
      handouts preview warfarin --lang en --lang ar --every-format
      handouts preview first-visit --lang en --fill patient.yaml
      handouts preview warfarin --lang en --watch
    """
    if every_format and like.form:
        raise click.UsageError("--every-format and --format exclude each other.")
    if fill and watching:
        raise click.UsageError("--fill and --watch exclude each other.")
    if replacing and not fill:
        raise click.UsageError("--replace needs --fill.")
    project = open_project(root)
    earlier = Earlier(out, lambda job: Path(f"{_pictures(out, job)}.png"), replacing=replacing, ending=".png")

    def once() -> None:
        copies, finished = filling(project, names, fill, name_by, like, earlier.refuse), list["Finished"]()
        for form in ("", *project.parts("formats")) if every_format else (like.form,):
            asked = replace(like, form=form)
            finished += run(
                project, names, langs, layouts, asked, jobs,
                copies=copies, more=looks(project, asked, harmful=bool(fill)),
            )  # fmt: skip
        _show(finished, out, dpi, earlier.gone, fresh=bool(fill))

    def told() -> None:
        with earlier.told_of(fill):
            once()

    watch(project, once) if watching else told()


def _pictures(out: Path, job: Job) -> Path:
    """What the pictures of a leaflet's pages are called, without a number and an ending."""
    return out / job.layout / job.file_name.removesuffix(".pdf")


def _show(finished: list[Finished], out: Path, dpi: int, instead_of: Sequence[Path], *, fresh: bool) -> None:
    """Write the pages of leaflets and the contact sheet, which is of the last run only; see `write_files`."""
    from generator.preview import contact_sheet, page_pictures, png, thumbnail

    files: dict[Path, bytes] = {}
    rows: dict[str, list[Image]] = {}
    for one in finished:  # pages in full are many: only files and thumbnails of them are kept
        name, pages = str(_pictures(Path(), one.job)), page_pictures(one.data, dpi)
        files |= {out / f"{name}-{number}.png": png(page) for number, page in enumerate(pages, 1)}
        rows[name] = [thumbnail(page) for page in pages]
    sheet = out / "contact-sheet.png"
    files[sheet] = png(contact_sheet(rows))
    write(files, fresh=fresh, instead_of=(*instead_of, sheet))
    _remove_pages_beyond(files, rows, out)
    click.echo(f"{counted(len(files) - 1, 'page')} and {out}/contact-sheet.png")
    tell_of_copies(finished, files)


def _remove_pages_beyond(files: Mapping[Path, bytes], names: Iterable[str], out: Path) -> None:
    """Pictures of pages that a leaflet no longer has."""
    for name in names:
        for path in (out / name).parent.glob(f"{Path(name).name}-*.png"):
            if path not in files and path.stem.removeprefix(f"{Path(name).name}-").isdigit():
                path.unlink()


@click.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out", default=Path("changes.html"), show_default=True, type=click.Path(dir_okay=False, path_type=Path),
    help="Where the page goes.",
)  # fmt: skip
@click.option("--dpi", default=60, show_default=True, type=click.IntRange(20, 200), help="Dots an inch.")
def compare(old: Path, new: Path, out: Path, dpi: int) -> None:
    """Show what has changed between two PDFs, or two folders of PDFs: words, and pages side by side.

    One page for the browser, with everything in it; nothing is fetched.

    \b
    Examples:
      handouts compare printed/warfarin-en-english.pdf dist/clinic-a4/warfarin-en-english.pdf
      handouts compare printed dist --out changes.html
    """
    from generator.compare import NotComparable, html_page
    from generator.compare import compare as compared

    try:
        found = compared(old, new, dpi)
    except NotComparable as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None
    write({out: html_page(found, str(old), str(new)).encode()})
    differ = sum(one.state != "same" for one in found)
    click.echo(f"{out}: {differ} of {counted(len(found), 'file')} {'differs' if differ == 1 else 'differ'}")


def write(files: Mapping[Path, bytes], *, fresh: bool = False, instead_of: Iterable[Path] = ()) -> None:
    """Write all files or none; fresh, instead_of: see `write_files`."""
    from generator.files import write_files
    from generator.jobs import cannot_write

    try:
        write_files(files, fresh=fresh, instead_of=instead_of)
    except OSError as error:
        named = cannot_write(Path(), error).place.source.name  # of a patient's copy its folder, not its name
        raise click.FileError(named, error.strerror) from None
