"""The program as a whole: with which code it ends, also when it fails itself."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from typing import Any

import click

_DEBUG = "handouts.debug"
FAILED = 3


def _set_debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[_DEBUG] = True


def _debug_option(hidden: bool) -> click.Option:
    return click.Option(
        ["--debug"], is_flag=True, expose_value=False, hidden=hidden, callback=_set_debug,
        help="Show the traceback when the generator itself fails.",
    )  # fmt: skip


class Known(click.Choice[str]):
    """One of some words; what is nearly one of them is asked back."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        from generator.rules import did_you_mean

        near = did_you_mean(str(value), [word for word in self.choices if word])
        return f"“{value}” is not known. {near}"


class Program(click.Group):
    """A group of commands that ends with 3 and one line, not with a traceback, when there is a fault in it.

    Every command takes --debug, as the program does: people add it at the end of the line that failed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_debug_option(hidden=False))

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        for one in _leaves(cmd):
            one.params.append(_debug_option(hidden=True))
            for param in one.params:
                if type(param.type) is click.Choice:
                    param.type = Known(param.type.choices)
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        from generator.cli.shared import set_day
        from generator.problems import Rejected

        try:
            set_day()  # ReportLab reads it too, and ends with a traceback
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, EOFError):
            raise  # click knows what to do
        except Rejected as rejected:  # an input's fault that no command has expected here
            click.echo(str(rejected), err=True)
            sys.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:  # a reader that has stopped early
                raise
            if error.errno is None:
                _fail(ctx, error)
            _show_traceback(ctx)
            click.echo(f"error: {error.strerror}{f': {error.filename}' if error.filename else ''}", err=True)
            sys.exit(1)
        except Exception as error:
            _fail(ctx, error)


def _leaves(command: click.Command) -> Iterator[click.Command]:
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from _leaves(one)
    else:
        yield command


def _show_traceback(ctx: click.Context) -> None:
    if ctx.meta.get(_DEBUG):
        import traceback

        click.echo(traceback.format_exc(), err=True, nl=False)


def _fail(ctx: click.Context, error: Exception) -> None:
    """One line that says what to report, and the end."""
    import platform

    from generator.problems import shown
    from generator.reports.program import version

    _show_traceback(ctx)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    versions = f"handouts {version()}, Python {platform.python_version()}"
    click.echo(
        f"The generator failed: {shown(what)} ({where(error)}; {versions})."
        " This is a fault of ours: please report this line, and the handout; --debug adds the traceback.",
        err=True,
    )
    sys.exit(FAILED)


def where(error: Exception) -> str:
    """File and line of our own code where the first of the faults arose, also in another process."""
    import re
    import traceback

    told = "".join(traceback.format_exception(error))
    first = re.split(r"\n(?:The above exception|During handling)", told, maxsplit=1)[0]
    places = re.findall(r'File "(?:[^"]*[/\\])?(generator[/\\][^"]+)", line (\d+)', first)
    return ":".join(places[-1]).replace("\\", "/") if places else "outside its own code"
