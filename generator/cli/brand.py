"""`handouts brand`: a brand on one page, for who designs it or signs it off."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.pictures import write
from generator.cli.shared import complete_parts, fail, open_project, project_option


@click.command()
@click.argument("name", required=False, metavar="[NAME]", shell_complete=complete_parts("brands"))
@click.option(
    "--layout", default="", metavar="NAME", help="Whose brand it is, without NAME; default: the project's first layout."
)
@click.option(
    "--out", default=Path("brand.html"), show_default=True, type=click.Path(dir_okay=False, path_type=Path),
    help="Where the page goes.",
)  # fmt: skip
@project_option
def brand(name: str | None, layout: str, out: Path, root: Path) -> None:
    """Show a brand: colors with their grays, every contrast, logos, fonts and lines.

    One page for the browser, with everything in it; nothing is fetched.

    \b
    Examples:
      handouts brand alder-street
      handouts brand harbor-lane --out harbor-lane.html
    """
    from generator.brand_sheet import brand_page, weakest
    from generator.model.languages import english_name, language_table
    from generator.problems import Rejected
    from generator.story.styles import own_fonts

    project = open_project(root)
    try:
        found = project.layout(layout or project.default_layouts()[0], brand=name or "").brand
        fonts = own_fonts(found, map(project.words, language_table())) if found.fonts else ()
    except Rejected as rejected:
        fail(rejected.problems)
    try:
        page = brand_page(name or found.name, found, fonts, english_name)
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None
    write({out: page.encode()})
    pair, ratio = weakest(found.palette)
    click.echo(f"{out}: {found.name}; the weakest contrast is {pair}, {ratio:.2f} to 1")
