"""What the commands share: options, the names of languages, and how problems are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from generator.problems import counted as counted  # for the commands, which speak through this module

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from generator.problems import Problem
    from generator.project import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])


def complete_names(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Handouts of the project, for the tab key."""
    from generator.problems import Rejected

    try:
        names = open_project(Path(ctx.params.get("root") or ".")).texts()
    except Rejected:
        return []
    return [name for name in names if name.startswith(typed)]


def complete_parts(part: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Completes formats, papers or brands, for the tab key; part: their folder."""

    def complete(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
        names = open_project(Path(ctx.params.get("root") or ".")).parts(part)
        return [name for name in names if name.startswith(typed)]

    return complete


def format_option(text: str, name: str = "form", multiple: bool = False) -> Callable[[_Command], _Command]:
    """`--format`, of one format or several. “standard” is the layout as it is: the command is told of no format.

    text: the help; name: of the command's parameter.
    """

    def formats(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
        from generator.job import STANDARD

        own = [STANDARD] if STANDARD.startswith(typed) else []
        return own + complete_parts("formats")(ctx, param, typed)

    def without_standard(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
        from generator.job import STANDARD

        return tuple(one for one in value if one != STANDARD) if multiple else "" if value == STANDARD else value

    return click.option(
        "--format", name, default=None if multiple else "", multiple=multiple, metavar="NAME",
        callback=without_standard, shell_complete=formats, help=text,
    )  # fmt: skip


def complete_languages(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Tags of languages of which the tag, a name or a word of it begins like that: `spa` becomes `es`."""
    from click.shell_completion import CompletionItem

    from generator.model.languages import typed_alike

    def begins(name: str) -> bool:
        known, asked = typed_alike(name), typed_alike(typed)
        return known.startswith(asked) or any(word.startswith(asked) for word in known.split())

    return [
        CompletionItem(tag, help=tag_names[0])
        for tag, tag_names in language_names().items()
        if any(map(begins, (tag, *tag_names)))
    ]


project_option = click.option(
    "--project", "root", default=".", show_default=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with handouts/ and, if it likes, layouts/.",
)  # fmt: skip


def open_project(root: Path) -> Project:
    from generator.project import Project

    return Project.at(root)


def language_names() -> dict[str, tuple[str, ...]]:
    """What each language is called: in English, in itself, and otherwise."""
    from generator.model import languages

    return languages.language_names()


def language_tag(text: str) -> str:
    """The tag of a language given as a tag (`es`, `es-MX`), its English name, its own name or a part of one."""
    from generator.model.languages import find_language, language_table, languages_called
    from generator.rules import did_you_mean

    text = text.strip().replace("_", "-")
    called = languages_called(text)
    if len(called) == 1:
        return called[0]
    if called:
        both = " or ".join(f"{tag} ({language_table()[tag].english})" for tag in called)
        raise click.BadParameter(f"“{text}” can be {both}. Say which.", param_hint="--lang")
    if find_language(text) is None:
        near = did_you_mean(text, [name for names in language_names().values() for name in names])
        hint = near if near.startswith("Did") else "What can be set: handouts list --languages"
        raise click.BadParameter(f"“{text}” is no language that can be set. {hint}", param_hint="--lang")
    return text


def set_day() -> date | None:
    """The day that SOURCE_DATE_EPOCH sets (reproducible-builds.org), in UTC; None when it sets none."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(given), UTC).date() if given else None
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is “{given}”; it has to be a number of seconds.") from None


def today() -> date:
    """The day of the command: that which is set, or the one on the clock of the place."""
    return set_day() or date.today()


# Where a command that reports keeps how it does: see `reporting.Reporting`.
REPORTING = "handouts.reporting"


def fail(problems: Iterable[Problem]) -> NoReturn:
    """Tell the problems, in the way that the command was asked to, and end the program with 1."""
    listed = list(problems)
    context = click.get_current_context(silent=True)
    reporting = context.meta.get(REPORTING) if context else None
    if reporting:
        reporting.fail(listed)
    for problem in listed:
        click.echo(shown_problem(problem), err=True)
    click.echo(f"{counted(len(listed), 'problem')}; nothing was written.", err=True)
    sys.exit(1)


def shown_problem(problem: Problem) -> str:
    """A problem as text, its severity in colour on a terminal (click drops colours elsewhere) unless `NO_COLOR` is set.
    Source: no-color.org, which counts any value that is not empty."""
    if os.environ.get("NO_COLOR"):
        return str(problem)
    word = str(problem.severity)
    colour = "red" if word == "error" else "yellow"
    return str(problem).replace(f" {word}: ", f" {click.style(word, fg=colour, bold=True)}: ", 1)
