"""A report as workflow commands, which GitHub shows beside the lines of a pull request.

Source: GitHub Docs, “Workflow commands for GitHub Actions” (2024): `::error file=…,line=…,col=…,title=…::message`.
GitHub shows ten errors and ten warnings of a step; the log has them all.
"""

from __future__ import annotations

from generator.problems import Problem, shown
from generator.reports.report import Report, Repository, excerpt


def github(report: Report) -> str:
    """One command a line for each problem; nothing when there is none."""
    repository = Repository(report.root)
    return "".join(f"{_command(problem, repository)}\n" for problem in report.problems)


def _command(problem: Problem, repository: Repository) -> str:
    place = problem.place
    properties = {"file": repository.path(place.source.name)}
    if place.line:
        properties |= {"line": str(place.line), "col": str(place.column)}
    properties["title"] = problem.rule
    told = ",".join(f"{key}={escaped_property(value)}" for key, value in properties.items() if value)
    parts = (shown(problem.message), excerpt(place), f"hint: {shown(problem.hint)}" if problem.hint else "")
    message = "\n".join(filter(None, parts))
    return f"::{problem.severity} {told}::{escaped(message)}"


def escaped(text: str) -> str:
    """Text as the message of a command: nothing in it can end the command or begin another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """Text as a property of a command."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
