"""A report as JUnit XML, which nearly every CI system shows: a suite for each file, a case for each problem.

An error is a failure. A warning is a case that passes and says so in its output: a “skipped” case would be counted as
one that was not looked at, and most systems hide it. With --strict warnings are failures. A file without a problem has
one case that passes. No case is named after its line, so that it stays the same case when lines move.

Source: the schema of Jenkins' xUnit plugin (junit-10.xsd), which the strictest reader goes by.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.problems import Problem, Severity, shown
from generator.reports.report import Report, Repository

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What XML 1.0 (2.2) can hold at all.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """The report as JUnit XML, without times: the same report gives the same text."""
    from xml.etree import ElementTree

    repository = Repository(report.root)
    by_file: dict[str, list[Problem]] = {repository.path(name): [] for name in report.files}
    for problem in report.problems:
        by_file.setdefault(repository.path(problem.place.source.name), []).append(problem)
    top = ElementTree.Element("testsuites", name=f"handouts {report.command}")
    for file, problems in sorted(by_file.items()):
        _suite(top, file, problems, report.strict)
    for count in ("tests", "failures", "errors"):
        top.set(count, str(sum(int(suite.get(count, "0")) for suite in top)))
    ElementTree.indent(top)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(top, encoding="unicode")}\n'


def _suite(top: Element, file: str, problems: list[Problem], strict: bool) -> None:
    from xml.etree.ElementTree import SubElement

    failures = sum(_fails(problem, strict) for problem in problems)
    name, tests = _xml(file) or "handouts", str(len(problems) or 1)
    suite = SubElement(
        top, "testsuite", name=name, file=name, tests=tests, failures=str(failures), errors="0", skipped="0"
    )
    if not problems:
        SubElement(suite, "testcase", classname=name, name="no problems")
    seen: Counter[str] = Counter()
    for problem in problems:
        title = _xml(f"{problem.rule}: {shown(problem.message)}")
        seen[title] += 1
        again = f" ({seen[title]})" if seen[title] > 1 else ""
        case = SubElement(suite, "testcase", classname=name, name=f"{title}{again}")
        if _fails(problem, strict):
            told = SubElement(case, "failure", type=problem.rule, message=_xml(shown(problem.message)))
        else:
            told = SubElement(case, "system-out")
        told.text = _xml(str(problem))


def _fails(problem: Problem, strict: bool) -> bool:
    return strict or problem.severity is Severity.ERROR


def _xml(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
