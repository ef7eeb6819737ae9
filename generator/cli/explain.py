"""`handouts explain`: what a rule is about, why, and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared import fail, open_project, project_option

if TYPE_CHECKING:
    from generator.model.profile import Profile
    from generator.project import Project


def complete_rules(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Rules, for the tab key."""
    from generator.rules import RULES

    return [name for name in RULES if name.startswith(typed)]


@click.command()
@click.argument("name", required=False, metavar="[RULE]", shell_complete=complete_rules)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--markdown", is_flag=True, help="All rules as a page to read.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output.")
@project_option
def explain(name: str | None, as_json: bool, markdown: bool, out: Path | None, root: Path) -> None:
    """Explain a rule, whose name stands in brackets behind a message; without a name, list them all.

    \b
    Examples:
      handouts explain
      handouts explain missing-alt
      handouts explain --markdown --out docs/rules.md
    """
    from generator.reports.explaining import explained, listed, record, rules_page
    from generator.rules import RULES, did_you_mean

    if markdown and (name or as_json):
        raise click.UsageError("--markdown is for all rules: leave out RULE and --json.")
    if name and name.strip("[]") not in RULES:
        near = did_you_mean(name, list(RULES))
        hint = near if near.startswith("Did") else "“handouts explain” lists the rules."
        raise click.BadParameter(f"There is no rule “{name}”. {hint}", param_hint="RULE")
    asked = [RULES[name.strip("[]")]] if name else list(RULES.values())
    if not (name or as_json or markdown):
        _give(listed(), out)
        return
    profiles = _profiles(open_project(root))
    if markdown:
        _give(rules_page(profiles), out)
    elif as_json:
        records = [record(rule, profiles) for rule in asked]
        _give(json.dumps(records[0] if name else records, indent=2, ensure_ascii=False) + "\n", out)
    else:
        _give(explained(asked[0], profiles), out)


def _profiles(project: Project) -> list[Profile]:
    """Every profile that the project can use, by name."""
    from generator.inputs import yaml_files
    from generator.model.profile import FOLDER, load_profile
    from generator.problems import Rejected

    folders = tuple(project.layout_folders)
    names = sorted({path.stem for folder in folders for path in yaml_files(folder / FOLDER)})
    try:
        return [load_profile(name, folders) for name in names]
    except Rejected as rejected:
        fail(rejected.problems)


def _give(text: str, out: Path | None) -> None:
    from generator.files import write_files

    if out is None:
        click.echo(text, nl=False)
        return
    try:
        write_files({out: text.encode()})
    except OSError as error:
        raise click.FileError(str(error.filename or out), error.strerror) from None
