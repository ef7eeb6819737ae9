"""A project to start from."""

from __future__ import annotations

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
    click.echo(f"The project is ready. Next: cd {folder} && handouts build")
