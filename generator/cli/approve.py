"""`handouts approve`: a clinician answers for the words of a leaflet as they stand."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from generator.cli.shared import (
    complete_languages,
    complete_names,
    fail,
    language_tag,
    open_project,
    project_option,
    today,
)


@click.command()
@click.argument("name", shell_complete=complete_names)
@click.option("--by", default="", metavar="NAME", help="The clinician; default: who the file names already.")
@click.option("--role", default="", metavar="ROLE", help="What they are, such as “Consultant oncologist”.")
@click.option(
    "--on", "day", default=None, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day; default: today."
)
@click.option(
    "--lang", default="", shell_complete=complete_languages, metavar="LANG",
    help="The language that was read; default: that which the others are made from.",
)  # fmt: skip
@project_option
def approve(name: str, by: str, role: str, day: datetime.datetime | None, lang: str, root: Path) -> None:
    """Record that a clinician has approved a leaflet as its words stand now.

    Name, role, day and a digest of the words go into the leaflet's file, under “approved”. When the words are changed
    later, “handouts check” says so and “handouts release” refuses the leaflet until somebody approves it again. A text
    with samples, gaps or something still to do in it is not approved.

    \b
    Examples:
      handouts approve flu-vaccine --by "Dr. Ana Roe" --role "Consultant in public health"
      handouts approve flu-vaccine
      handouts approve warfarin/easy-read --by "Sam Bell" --role Pharmacist --on 2026-11-29
    """
    from generator.files import write_files
    from generator.problems import Rejected
    from generator.review.approving import NotApprovable, approve

    project = open_project(root)
    tag = language_tag(lang) if lang else next(iter(project.languages(name)), "en")
    try:
        made = approve(project, name, tag, by, role, day.date() if day else today())
        write_files({made.path: made.text.encode()})
    except NotApprovable as refused:
        raise click.UsageError(str(refused)) from None
    except Rejected as rejected:
        fail(rejected.problems)
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None
    due = made.next_review
    if due < today():
        click.echo(f"Its review was due on {due}: set “reviewed” and “next-review”, or no release takes it.", err=True)
    click.echo(f"{made.path.relative_to(project.root)}: approved by {made.by}, as its words stand now.")
