"""`handouts import`: drafts from Word files, web pages, Markdown and plain text."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.shared import complete_languages, counted, language_tag, open_project, project_option, shown_problem

if TYPE_CHECKING:
    from generator.importing.importer import Draft


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--name", default="", metavar="NAME", help="What the handout is called; default: as the file.")
@click.option(
    "--lang", default="", shell_complete=complete_languages, metavar="LANG",
    help="The language, as a tag or a name; default: what the file says, else English.",
)  # fmt: skip
@click.option(
    "--out", default=None, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Where the handout's folder goes; default: the project's handouts/.",
)  # fmt: skip
@project_option
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on standard output.")
def import_(files: tuple[Path, ...], name: str, lang: str, out: Path | None, root: Path, as_json: bool) -> None:
    """Make drafts of documents: .docx, .html, .md and .txt become handouts/NAME/LANG.yaml.

    Headings, lists, tables, links and pictures are kept. What a web page leaves in its text is dropped, and each line
    of it is told. What a leaflet needs and the document does not have is marked TODO; “handouts check” points to it.
    Nothing is fetched from a network, and no file is replaced.

    \b
    Examples:
      handouts import "Flu vaccine.docx"
      handouts import page.html --name flu-vaccine --lang spanish
      handouts import old/*.docx --json
    """
    from generator.problems import Rejected

    if name and len(files) > 1:
        raise click.UsageError("--name is for one FILE; several are called as their files.")
    tag = language_tag(lang) if lang else ""
    project = open_project(root)
    folder = out if out is not None else project.root / "handouts"
    rows: list[dict[str, Any]] = []
    failed = 0
    for file in files:
        try:
            rows.append(_import_one(file, name, tag, folder, root, out is None))
        except Rejected as rejected:
            failed += 1
            for problem in rejected.problems:
                click.echo(shown_problem(problem), err=True)
            told = [{"rule": one.rule, "message": one.message, "hint": one.hint} for one in rejected.problems]
            rows.append({"file": str(file), "written": [], "problems": told})
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    if failed:
        click.echo(f"{counted(failed, 'file')} of {len(files)} could not be imported.", err=True)
        sys.exit(1)


def _import_one(file: Path, name: str, lang: str, folder: Path, root: Path, own: bool) -> dict[str, Any]:
    from generator.importing.importer import read_draft, write_draft
    from generator.problems import Place, Rejected, SourceText
    from generator.rules import problem

    draft = read_draft(file, name, lang)
    schema = own and (root / "layouts" / "schemas" / "handout.json").is_file()
    try:
        written = write_draft(draft, folder, schema)
    except OSError as error:  # told like any other fault, so that the other files are imported and in the report
        where, message = Place(SourceText(str(error.filename or folder))), f"It cannot be written: {error.strerror}."
        raise Rejected([problem("cannot-write", message, where)]) from None
    _tell(draft, written, root, own)
    return {
        "file": str(file), "name": draft.name, "lang": draft.lang, "written": [str(path) for path in written],
        **draft.report.as_dict(), "problems": [],
    }  # fmt: skip


def _tell(draft: Draft, written: list[Path], root: Path, own: bool) -> None:
    for line in draft.report.lines(draft.source.name):
        click.echo(line, err=True)
    path = written[0].resolve()
    shown = path.relative_to(root.resolve()) if path.is_relative_to(root.resolve()) else path
    pictures = f", and {counted(len(written) - 1, 'picture')}" if len(written) > 1 else ""
    then = f", then: handouts check {draft.name}" if own else "."
    click.echo(f"{shown} written{pictures}. Fill in each TODO{then}", err=True)
