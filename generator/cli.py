"""The command `handouts`. Only click is imported here; each command imports what it uses."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from generator.jobs import Finished
    from generator.problems import Problem
    from generator.project import Project


def _complete_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Handouts of the project, for the tab key."""
    names = _open(Path(ctx.params.get("root") or ".")).handout_names()
    return [name for name in names if name.startswith(typed)]


def _complete_languages(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Tags of languages whose tag or name begins like that, for the tab key: `spa` becomes `es`."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(tag, help=tag_names[0])
        for tag, tag_names in _language_names().items()
        if any(name.casefold().startswith(typed.casefold()) for name in (tag, *tag_names))
    ]


_project = click.option(
    "--project", "root", default=".", show_default=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with handouts/ and, if it likes, layouts/.",
)  # fmt: skip
_langs = click.option(
    "--lang", "langs", multiple=True, shell_complete=_complete_languages,
    help="A language, as a tag or a name (es, Spanish, español). May be repeated.",
)  # fmt: skip
_layouts = click.option("--layout", "layouts", multiple=True, help="A layout. May be repeated; default: all.")
_standard = click.option(
    "--standard", default="ua-1", show_default=True, type=click.Choice(["ua-1", "ua-2"]),
    help="ua-1: PDF/UA-1 and PDF/A-2a; ua-2: PDF/UA-2, WTPDF and PDF/A-4.",
)  # fmt: skip
_jobs = click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes to use; default: as many as the machine has."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handouts", message="handouts %(version)s")
def main() -> None:
    """Patient handouts from YAML: branded, tagged, right in every language.

    \b
    Examples:
      handouts build                              every handout, language and layout, to dist/
      handouts build metastatic-breast-cancer --lang spanish --layout clinic-letter
      handouts check                              problems, without writing anything
      handouts inspect dist/clinic-a4/metastatic-breast-cancer-ar-arabic.pdf
    """


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=_complete_names)
@_langs
@_layouts
@_standard
@click.option(
    "--out",
    default=Path("dist"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the PDFs go.",
)
@_project
@_jobs
@click.option("--json", "as_json", is_flag=True, help="List what was built as JSON on standard output.")
@click.option("--verify", is_flag=True, help="Read every PDF again with pypdf as well; slower.")
def build(
    names: tuple[str, ...], langs: tuple[str, ...], layouts: tuple[str, ...], standard: str, out: Path, root: Path,
    jobs: int | None, as_json: bool, verify: bool,
) -> None:  # fmt: skip
    """Build handouts to PDF: all of them, or those named.

    Every PDF is checked before anything is written; when one thing is wrong, nothing is written at all.

    \b
    Examples:
      handouts build
      handouts build metastatic-breast-cancer --lang ar --lang es
      handouts build --layout clinic-letter --standard ua-2 --out release
    """
    from generator.jobs import write_all

    project = _open(root)
    finished = _run(project, names, langs, layouts, standard, jobs, verify)
    problems, rows = write_all(finished, out)
    if problems:
        _fail(problems)
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        leaflets = _counted(len(rows), "leaflet")
        pages = _counted(sum(row["pages"] for row in rows), "page")
        click.echo(f"{leaflets}, {pages}, checked and written to {out}/")
        _warn_of_drafts(finished)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=_complete_names)
@_langs
@_layouts
@_standard
@_project
@_jobs
def check(
    names: tuple[str, ...],
    langs: tuple[str, ...],
    layouts: tuple[str, ...],
    standard: str,
    root: Path,
    jobs: int | None,
) -> None:
    """Find what is wrong with handouts, without writing anything.

    \b
    Examples:
      handouts check
      handouts check metastatic-breast-cancer --lang th
    """
    finished = _run(_open(root), names, langs, layouts, standard, jobs, False, done="checked")
    click.echo(f"No errors in {_counted(len(finished), 'leaflet')}.")
    _warn_of_drafts(finished)


@main.command("list")
@_project
@click.option(
    "--lang", "langs", multiple=True, shell_complete=_complete_languages, help="Only handouts in this language."
)
@click.option("--languages", is_flag=True, help="List the languages that can be set instead.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(root: Path, langs: tuple[str, ...], languages: bool, as_json: bool) -> None:
    """List the handouts of a project and their languages.

    \b
    Examples:
      handouts list
      handouts list --lang arabic
      handouts list --languages
    """
    from generator.model.languages import language_table

    if languages:
        rows: list[dict[str, Any]] = [
            {"lang": tag, "name": lang.name, "english": lang.english} for tag, lang in language_table().items()
        ]
    else:
        from generator.jobs import asked_languages

        project = _open(root)
        asked = [_language_tag(lang) for lang in langs]
        rows = [
            {"name": name, "languages": asked_languages(project.languages(name), asked)}
            for name in project.handout_names()
        ]
        rows = [row for row in rows if row["languages"]]
        if not rows:
            click.echo(f"There are no {'such ' if asked else ''}handouts in {project.root}/handouts.", err=True)
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        click.echo(
            f"{row['lang']:<8} {row['english']:<20} {row['name']}"
            if languages
            else f"{row['name']:<32} {' '.join(row['languages'])}"
        )


@main.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE.pdf...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def inspect(files: tuple[Path, ...]) -> None:
    """Show what a PDF tells a screen reader: tags with their text, languages, fonts, standards.

    \b
    Example:
      handouts inspect dist/clinic-a4/metastatic-breast-cancer-en-english.pdf
    """
    from generator.checks.inspection import NotReadable, describe

    for file in files:
        try:
            click.echo(describe(file))
        except NotReadable as error:
            click.echo(f"{file}: error: {error}", err=True)
            sys.exit(1)


@main.command()
@click.argument("what", type=click.Choice(["handout", "layout", "words"]), default="handout")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output.")
def schema(what: str, out: Path | None) -> None:
    """Print the JSON Schema of handouts, layouts or fixed words, for editors that complete and check YAML.

    \b
    Put this line at the top of a YAML file (VS Code with the YAML extension, Neovim, JetBrains):
      # yaml-language-server: $schema=../../layouts/schemas/handout.json
    """
    from generator.model.schema import schema_text

    text = schema_text(what)
    if out:
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise click.FileError(str(out), error.strerror) from None
    else:
        click.echo(text, nl=False)


@main.command()
@click.argument("name")
@_project
def new(name: str, root: Path) -> None:
    """Start a new handout: handouts/NAME/en.yaml, ready to build.

    \b
    Example:
      handouts new flu-vaccine
    """
    from generator.starter import start_handout

    try:
        path = start_handout(_open(root), name)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="NAME") from None
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None
    click.echo(f"{path} is ready. Edit it, then: handouts build {name}")


# -- shared by commands -----------------------------------------------------------------------------------


def _open(root: Path) -> Project:
    from generator.project import Project

    return Project.at(root)


def _language_names() -> dict[str, tuple[str, ...]]:
    """What each language is called: in English, in itself, and otherwise."""
    from generator.model.languages import language_table

    return {tag: (language.english, language.name, *language.also) for tag, language in language_table().items()}


def _language_tag(text: str) -> str:
    """The tag of a language given as a tag (`es`, `es-MX`), its English name or its own name."""
    from generator.model.languages import find_language
    from generator.rules import did_you_mean

    known = _language_names()
    names = {name.casefold(): tag for tag, tag_names in known.items() for name in (tag, *tag_names)}
    if text.casefold() in names:
        return names[text.casefold()]
    if find_language(text) is None:
        near = did_you_mean(text, [name for tag_names in known.values() for name in tag_names])
        hint = near if near.startswith("Did") else "What can be set: handouts list --languages"
        raise click.BadParameter(f"“{text}” is no language that can be set. {hint}", param_hint="--lang")
    return text


def _run(
    project: Project,
    names: tuple[str, ...],
    langs: tuple[str, ...],
    layouts: tuple[str, ...],
    standard: str,
    jobs: int | None,
    verify: bool,
    done: str = "built",
) -> list[Finished]:
    """Build in memory what was asked for, with progress; ends the program with 1 when anything is wrong."""
    import gc

    # Modules, glyphs and pages are many objects and few cycles: collecting less often saves a tenth of a short command.
    gc.set_threshold(100_000, 20, 20)
    from generator.jobs import plan_jobs, run_jobs
    from generator.problems import Rejected

    try:
        planned = plan_jobs(project, names, [_language_tag(lang) for lang in langs], layouts, standard, verify)
    except Rejected as rejected:
        _fail(rejected.problems)
    if not planned:
        click.echo(f"There are no handouts in {project.root}/handouts. Start one with: handouts new NAME", err=True)
        sys.exit(1)
    finished: list[Finished] = []
    results = run_jobs(project, planned, jobs)
    if sys.stderr.isatty():
        with click.progressbar(results, length=len(planned), label="Building", file=sys.stderr) as bar:
            finished.extend(bar)
    else:
        for one in results:
            finished.append(one)
            click.echo(f"{'failed' if one.failed else done} {one.job}", err=True)
    problems = list(dict.fromkeys(problem for one in finished for problem in one.problems))
    if any(one.failed for one in finished):
        _fail(problems)
    for problem in problems:
        click.echo(_shown(problem), err=True)
    return finished


def _warn_of_drafts(finished: Iterable[Finished]) -> None:
    drafts = [one.job.lang for one in finished if one.draft]
    if drafts:
        langs = ", ".join(dict.fromkeys(drafts))
        verb = "is a translation" if len(drafts) == 1 else "are translations"
        click.echo(f"{len(drafts)} of them {verb} that nobody has reviewed: not for patients yet ({langs}).")


def _fail(problems: Iterable[Problem]) -> Any:
    listed = list(problems)
    for problem in listed:
        click.echo(_shown(problem), err=True)
    click.echo(f"{_counted(len(listed), 'problem')}; nothing was written.", err=True)
    sys.exit(1)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _shown(problem: Problem) -> str:
    """A problem as text, its severity in colour on a terminal (click drops colours elsewhere)."""
    word = str(problem.severity)
    colour = "red" if word == "error" else "yellow"
    return str(problem).replace(f" {word}: ", f" {click.style(word, fg=colour, bold=True)}: ", 1)


if __name__ == "__main__":
    main()
