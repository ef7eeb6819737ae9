"""A report as JSON: one record for each problem."""

from __future__ import annotations

import json
from typing import Any

from generator.problems import Problem, Severity, shown
from generator.reports.program import VERSION, version
from generator.reports.report import Report, Repository, excerpt, fingerprints


def as_json(report: Report) -> str:
    """The report as JSON. Lines and columns count from 1; they are null where a whole file is meant."""
    repository = Repository(report.root)
    told = {
        "format": VERSION,
        "program": {"name": "handouts", "version": version()},
        "command": report.command,
        "files": [repository.path(name) for name in report.files],
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "ignored": report.ignored,
        "strict": report.strict,
        "problems": [
            record(problem, repository, fingerprint)
            for problem, fingerprint in zip(report.problems, fingerprints(report.problems), strict=True)
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def record(problem: Problem, repository: Repository, fingerprint: str) -> dict[str, Any]:
    """One problem: all that its message in the terminal says, in parts."""
    place = problem.place
    return {
        "severity": str(problem.severity),
        "rule": problem.rule,
        "message": shown(problem.message),
        "file": repository.path(place.source.name),
        "line": place.line or None,
        "column": place.column or None,
        "excerpt": excerpt(place),
        "hint": shown(problem.hint),
        "also": [
            {"file": repository.path(one.source.name), "line": one.line or None, "column": one.column or None}
            for one in problem.others
        ],
        "fingerprint": fingerprint,
    }
