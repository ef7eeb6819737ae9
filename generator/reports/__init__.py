"""What was found, for people and for machines: text, JSON, SARIF, JUnit, commands of a GitHub workflow.

`as_text(report, form)` writes any of them. A form's module is loaded when it is asked for.
"""

from __future__ import annotations

from generator.reports.report import Report, found

__all__ = ["FORMS", "Report", "as_text", "found"]

FORMS = ("text", "json", "sarif", "junit", "github")


def as_text(report: Report, form: str) -> str:
    """The report in one of `FORMS`, with a line feed at its end; the same report gives the same text."""
    if form == "sarif":
        from generator.reports.sarif import sarif

        return sarif(report)
    if form == "junit":
        from generator.reports.junit import junit

        return junit(report)
    if form == "github":
        from generator.reports.github import github

        return github(report)
    if form == "json":
        from generator.reports.records import as_json

        return as_json(report)
    return "".join(f"{problem}\n" for problem in report.problems) + f"{report.summary}\n"
