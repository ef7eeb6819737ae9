"""The command `handouts`. Only click is imported at the top; each command imports what it uses."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.caching import Checked, cache_options, open_cache
from generator.cli.copies import (
    Earlier,
    build_files,
    fill_options,
    print_job_option,
    print_jobs,
    replace_option,
    tell_of_copies,
)
from generator.cli.measures import print_measures
from generator.cli.program import Program
from generator.cli.reporting import baseline_options, checked, report_options, say, tell_unread
from generator.cli.review import checklist_option, profile_option
from generator.cli.running import (
    complete_earlier,
    job_options,
    langs_option,
    layouts_option,
    processes_option,
    run,
    warn_of_drafts,
    watch,
)
from generator.cli.shared import (
    complete_languages,
    complete_names,
    counted,
    fail,
    format_option,
    language_tag,
    open_project,
    project_option,
)

if TYPE_CHECKING:
    from generator.build import Leaflet
    from generator.job import Job
    from generator.jobs import Finished
    from generator.problems import Problem


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handouts", message="handouts %(version)s")
def main() -> None:
    """Patient handouts from YAML: branded, tagged, right in every language.

    \b
    Examples:
      handouts build                              every handout, language and layout, to dist/
      handouts build metastatic-breast-cancer --lang spanish --layout clinic-letter
      handouts check                              problems, without writing anything
      handouts inspect dist/clinic-a4/metastatic-breast-cancer-ar-arabic.pdf

    \b
    Every command ends with
      0  when nothing is wrong, or nothing but warnings
      1  when there are problems; with --strict, warnings too
      2  when it was called in a wrong way
      3  when the generator itself has failed: please report it
    """


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names)
@langs_option
@layouts_option
@click.option(
    "--out",
    default=Path("dist"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the PDFs go.",
)
@project_option
@processes_option
@click.option("--json", "as_json", is_flag=True, help="List what was built as JSON on standard output.")
@click.option("--verify", is_flag=True, help="Read every PDF again with pypdf, and measure its pages; slower.")
@click.option(
    "--watch", "watching", is_flag=True, help="Build again whenever a file of the project changes, until Ctrl-C."
)
@fill_options
@print_job_option
@replace_option
@cache_options
@report_options
@job_options
def build(
    names: tuple[str, ...], langs: tuple[str, ...], layouts: tuple[str, ...], out: Path, root: Path, jobs: int | None,
    as_json: bool, watching: bool, fill: str, name_by: str, print_job: bool, replacing: bool,
    like: Job, cache_folder: Path | None, no_cache: bool,
) -> None:  # fmt: skip
    """Build handouts to PDF: all of them, or those named.

    Every PDF is checked before anything is written; when one thing is wrong, nothing is written at all.

    \b
    Examples:
      handouts build
      handouts build metastatic-breast-cancer --lang ar --lang es
      handouts build --layout clinic-letter --standard ua-2 --out release
      handouts build metastatic-breast-cancer --lang arabic --bilingual english
      handouts build --format large-print --brand alder-street
      handouts build warfarin --lang spanish --layout clinic-a4 --fill patients.csv
    """
    if not fill and (name_by or print_job or replacing):
        raise click.UsageError("--name-by, --print-job and --replace need --fill.")
    if fill and (like.fillable or watching):
        raise click.UsageError(f"--fill and {'--fillable' if like.fillable else '--watch'} exclude each other.")
    project = open_project(root)

    def once() -> None:
        from generator.files import Spool
        from generator.jobs import cannot_write, target_of

        earlier = Earlier(out, lambda job: target_of(job, out), replacing=replacing, together=print_job)
        try:
            with (
                earlier.told_of(fill),
                Spool(out) as spool,
                closing(open_cache(project, cache_folder, no_cache or bool(fill))) as cache,
            ):
                complete_earlier(out)
                finished = build_files(
                    project, names, langs, layouts, out, jobs, like, fill, name_by, spool, cache, earlier
                )
                written = print_jobs(finished, spool, out) if print_job else (finished, spool)
                _write(*written, out, as_json, fresh=bool(fill), instead_of=earlier.gone)
                tell_of_copies(finished, written[1])
                if not as_json:
                    tell_unread(names)
        except OSError as error:
            fail([cannot_write(out, error)])

    if watching:
        watch(project, once)
    else:
        once()


def _write(
    finished: list[Finished], files: Mapping[Path, bytes], out: Path, as_json: bool, *, fresh: bool,
    instead_of: Sequence[Path],
) -> None:  # fmt: skip
    from generator.jobs import row, write_all

    problems = write_all(files, out, fresh=fresh, instead_of=instead_of)
    if problems:
        fail(problems)
    if as_json:
        click.echo(json.dumps([row(one, out) for one in finished], indent=2, ensure_ascii=False))
    else:
        leaflets = counted(len(finished), "leaflet")
        pages = counted(sum(one.pages for one in finished), "page")
        unchanged = sum(one.cached for one in finished)
        left = f"; {unchanged} unchanged" if unchanged else ""
        say(f"{leaflets}, {pages}, checked and written to {out}/{left}")
        warn_of_drafts(finished)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_names)
@langs_option
@layouts_option
@project_option
@processes_option
@report_options
@baseline_options
@profile_option
@checklist_option
@cache_options
@job_options
def check(
    names: tuple[str, ...], langs: tuple[str, ...], layouts: tuple[str, ...], root: Path, jobs: int | None,
    profile: str, checklist: bool, like: Job, cache_folder: Path | None, no_cache: bool,
) -> None:  # fmt: skip
    """Find what is wrong with handouts, without writing anything. Texts that formats have of their own are checked too.

    Every leaflet is set, read again and measured: type, lines, colours, margins, tags (see “inspect --measures”).

    All that “build” checks, and the words: sentences, jargon, numbers, doses, dates, who stands behind the leaflet.
    “build” does not read the words. Which rules apply, a profile says: layouts/profiles/NAME.yaml.

    \b
    Examples:
      handouts check
      handouts check metastatic-breast-cancer --lang th
      handouts check --lang en --profile nhs --strict
      handouts check --strict --output-format sarif --output handouts.sarif
      handouts check --write-baseline known.yaml
      handouts check --baseline known.yaml
    """
    from generator.cli import review
    from generator.values import replace

    if checklist:
        review.print_checklist()
        return
    project, like = open_project(root), replace(like, measure=True, profile=profile)
    with closing(open_cache(project, cache_folder, no_cache)) as cache:
        reader = review.Reader(project, cache, like)
        words = reader.words(names, langs)
        cache.pause()  # no process that builds may inherit its file

        def more(finished: list[Finished]) -> Iterable[Problem]:
            return words.joined(reader.lengths(finished)).problems

        try:
            known = Checked(cache)
            finished = run(
                project, names, langs, layouts, like, jobs, "checked", keep=known.keep, known=known.known,
                own_texts=True, more=more,
            )  # fmt: skip
        except SystemExit:  # what is wrong has been told
            review.tell_off(words)
            raise
    review.tell_off(words)
    say(checked(len(finished), sum(one.cached for one in finished)))
    warn_of_drafts(finished)


@main.command("list")
@project_option
@click.option(
    "--lang", "langs", multiple=True, shell_complete=complete_languages, help="Only handouts in this language."
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
        from generator.problems import Rejected

        project = open_project(root)
        asked = [language_tag(lang) for lang in langs]
        try:
            texts = project.texts()
        except Rejected as rejected:
            fail(rejected.problems)
        rows = [{"name": text, "languages": asked_languages(project.languages(text), asked)} for text in texts]
        rows = [row for row in rows if row["languages"]]
        if not rows:
            from generator.project import no_handouts

            told = (
                f"There are no such handouts in {project.root}/handouts."
                if texts
                else " ".join(no_handouts(project.root))
            )
            click.echo(told, err=True)
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    width = max([32, *(len(row["name"]) for row in rows)])
    for row in rows:
        click.echo(
            f"{row['lang']:<8} {row['english']:<20} {row['name']}"
            if languages
            else f"{row['name']:<{width}} {' '.join(row['languages'])}"
        )


@main.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE.pdf...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--measures", is_flag=True, help="Instead: type sizes, lines, contrasts, margins, ink, and what is wrong."
)
@click.option("--json", "as_json", is_flag=True, help="The measures as JSON.")
@format_option("The format that the file is in, such as large-print; standard: none of them.")
@click.option("--profile", default="default", show_default=True, help="The profile that the file is measured against.")
@project_option
def inspect(files: tuple[Path, ...], measures: bool, as_json: bool, form: str, profile: str, root: Path) -> None:
    """Show what a PDF tells a screen reader: tags with their text, languages, fonts, standards.

    \b
    Examples:
      handouts inspect dist/clinic-a4/metastatic-breast-cancer-en-english.pdf
      handouts inspect --measures dist/clinic-a4/warfarin-ar-arabic.pdf
    """
    if measures:
        print_measures(files, root, profile, form, as_json)
        return
    if as_json:
        raise click.UsageError("--json needs --measures.")
    from generator.checks.inspection import NotReadable, describe

    for file in files:
        try:
            click.echo(describe(file))
        except NotReadable as error:
            click.echo(f"{file}: error: {error}", err=True)
            sys.exit(1)


@main.command()
@click.argument("what", type=click.Choice(["handout", "layout", "brand", "words", "profile"]), default="handout")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output.")
@click.option("--markdown", is_flag=True, help="The same keys as a page to read.")
def schema(what: str, out: Path | None, markdown: bool) -> None:
    """Print the JSON Schema of handouts, layouts, brands or fixed words, for editors that complete and check YAML.

    \b
    Put this line at the top of a YAML file (VS Code with the YAML extension, Neovim, JetBrains):
      # yaml-language-server: $schema=../../layouts/schemas/handout.json
    """
    from generator.model.schema import reference_text, schema_text

    text = reference_text(what) if markdown else schema_text(what)
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
@project_option
def new(name: str, root: Path) -> None:
    """Start a new handout: handouts/NAME/en.yaml, ready to build.

    \b
    Example:
      handouts new flu-vaccine
    """
    from generator.project import no_handouts
    from generator.starter import start_handout

    project = open_project(root)
    _, hint = no_handouts(project.root)
    elsewhere = hint if not project.handout_names() and "--project" in hint else ""
    try:
        path = start_handout(project, name)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="NAME") from None
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None
    click.echo(f"{path} is ready. Edit it, then: handouts build {name}")
    if elsewhere:
        click.echo(f"It is the first one here. {elsewhere}", err=True)


@main.command()
@langs_option
@click.option("--layout", default=None, help="A layout; default: the project's first.")
@click.option(
    "--out", default=Path("specimens"), show_default=True, type=click.Path(file_okay=False, path_type=Path),
    help="Where the PDFs go.",
)  # fmt: skip
@project_option
def specimen(langs: tuple[str, ...], layout: str | None, out: Path, root: Path) -> None:
    """Print specimen sheets: every block, and what is hard about the script, in one language or in all.

    Two pages of A3, for those who make type and leaflets; not for patients.

    \b
    Examples:
      handouts specimen --lang burmese
      handouts specimen --out proofs
    """
    from generator.build import build_specimen
    from generator.files import write_files
    from generator.model.languages import find_language, language_table
    from generator.problems import Rejected

    project = open_project(root)
    layout = layout or project.default_layouts()[0]
    sheets: dict[Path, Leaflet] = {}
    for tag in [language_tag(lang) for lang in langs] or language_table():
        language = find_language(tag)
        assert language is not None
        try:
            sheets[out / f"specimen-{language.tag}-{language.slug}.pdf"] = build_specimen(project, language, layout)
        except Rejected as rejected:
            fail(rejected.problems)
    try:
        write_files({path: leaflet.data for path, leaflet in sheets.items()})
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None
    for path, leaflet in sheets.items():
        click.echo(f"{path}: {counted(leaflet.pages, 'page')}")
