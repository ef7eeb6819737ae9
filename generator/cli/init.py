"""A project to start from."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Start a project in DIR: a first leaflet, a brand and a layout to change, checks for CI, a README.

    \b
    Example:
      handouts init leaflets
    """
    from generator.starter import start_project

    try:
        made = start_project(folder)
    except FileExistsError as error:
        raise click.BadParameter(
            f"“{error.filename}” is there already; nothing was written.", param_hint="DIR"
        ) from None
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None
    for path in made:
        click.echo(path.relative_to(folder))
    click.echo(f"The project is ready. Next: cd {shlex.quote(str(folder))} && {_as_called()} build")


def _as_called() -> str:
    """The program such that it is found from another folder: by its name only when that leads to the one that runs."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py" and called.parent.name == "generator":
        return f"{shlex.quote(sys.executable)} -m generator"
    if called.stem != "handouts" or os.sep not in sys.argv[0]:
        return "handouts"
    found = shutil.which("handouts")
    if found and Path(found).is_absolute() and os.path.realpath(found) == os.path.realpath(called):
        return "handouts"
    # Not resolved further: a link in a folder of programs is what the user knows.
    return shlex.quote(str(called.absolute()))
