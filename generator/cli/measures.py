"""A PDF in numbers, and what is wrong with its pages: `handouts inspect --measures`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared import fail, open_project
from generator.values import as_dict

if TYPE_CHECKING:
    from generator.checks.measures import Finding, Measures


def print_measures(files: Iterable[Path], root: Path, profile: str, form: str, as_json: bool) -> None:
    """Measure each file; ends the program with 1 when one cannot be measured."""
    from generator.checks.measures import NotMeasured, measure
    from generator.problems import Rejected

    try:
        terms = open_project(root).profile(profile)
    except Rejected as rejected:
        fail(rejected.problems)
    rows, failed = [], False
    for file in files:
        try:
            measures, findings = measure(file.read_bytes(), terms, form=form)
        except NotMeasured as error:
            click.echo(f"{file}: error: {error}", err=True)
            failed = True
            continue
        if as_json:
            rows.append(
                {"file": str(file), "measures": as_dict(measures), "findings": [as_dict(one) for one in findings]}
            )
        else:
            click.echo("\n".join((str(file), *_lines(measures), *map(_line, findings))))
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    if failed:
        sys.exit(1)


def _lines(measures: Measures) -> Iterable[str]:
    said = (
        ("pages", measures.pages, ""),
        ("body", measures.body, " pt"),
        ("smallest text", measures.smallest, " pt"),
        ("line", measures.line, " characters in a typical full one"),
        ("longest line", measures.longest_line, " characters"),
        ("lines apart", measures.pitch, " × the type size"),
        ("lowest contrast", measures.contrast, " to 1"),
        ("printed grey", measures.contrast_grey, " to 1"),
        ("nearest to the edge", measures.margin, " mm"),
        ("ink on the fullest page", measures.ink, " %"),
        ("ink on all pages", measures.ink_mean, " %"),
    )
    yield from (f"  {what}: {value:g}{unit}" for what, value, unit in said if value is not None)


def _line(finding: Finding) -> str:
    from generator.problems import shown

    return f"  {finding.severity}: {shown(finding.message)} [{finding.rule}]"
