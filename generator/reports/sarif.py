"""A report as SARIF, which code scanners and editors show beside the lines.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0 (2020, errata 2023).
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from generator.problems import Place, Problem, shown
from generator.reports.explaining import explained, in_markdown
from generator.reports.program import home, rule_page, version
from generator.reports.report import Report, Repository, fingerprints
from generator.rules import KINDS, RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The name of our fingerprint, with the version of how it is made (SARIF, 3.27.17).
_FINGERPRINT = "handoutsWords/v1"


def sarif(report: Report) -> str:
    """The report as SARIF 2.1.0. Columns count characters; files are named from the repository's root."""
    repository = Repository(report.root)
    names = sorted({problem.rule for problem in report.problems})
    driver: dict[str, Any] = {"name": "handouts", "version": version(), "rules": [_rule(name) for name in names]}
    if home():
        driver["informationUri"] = home()
    results = [
        _result(problem, names.index(problem.rule), repository, fingerprint)
        for problem, fingerprint in zip(report.problems, fingerprints(report.problems), strict=True)
    ]
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"handouts/{report.command}/"},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(name: str) -> dict[str, Any]:
    rule = RULES[name]
    kind = next((kind for kind, rules in KINDS.items() if rule in rules), "")
    told: dict[str, Any] = {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": _message(rule.what)},
        "fullDescription": {"text": _message(" ".join(filter(None, (rule.what, rule.why))))},
        "help": {"text": _message(explained(rule)), "markdown": _doubled(in_markdown(rule))},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"tags": [kind], "problem.severity": str(rule.severity)},
    }
    page = rule_page(name)
    if "://" in page:  # the schema wants a whole address
        told["helpUri"] = page
    return told


def _result(problem: Problem, index: int, repository: Repository, fingerprint: str) -> dict[str, Any]:
    place = problem.place
    hint = f"\nHint: {problem.hint}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": str(problem.severity),
        "message": {"text": _message(f"{shown(problem.message)}{shown_lines(hint)}")},
        "locations": [{"physicalLocation": _physical(place, repository)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if problem.others:
        result["relatedLocations"] = [{"physicalLocation": _physical(place, repository)} for place in problem.others]
    if problem.hint:
        result["properties"] = {"hint": shown(problem.hint)}
    return result


def _physical(place: Place, repository: Repository) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(repository.path(place.source.name) or ".")}}
    return physical | _regions(place) if place.line else physical


def _regions(place: Place) -> dict[str, Any]:
    """From the place to the end of its line, and the whole line around it, which must be more (SARIF, 3.29.5)."""
    line = place.source.line(place.line)
    region: dict[str, Any] = {"startLine": place.line, "startColumn": max(1, place.column)}
    start = region["startColumn"] - 1
    if not line[start:].strip():
        return {"region": region}
    region |= {"endLine": place.line, "endColumn": len(line) + 1, "snippet": {"text": shown(line[start:])}}
    if start:
        return {"region": region, "contextRegion": {"startLine": place.line, "snippet": {"text": shown(line)}}}
    return {"region": region}


def shown_lines(text: str) -> str:
    """`shown`, line by line: our own line feeds stay."""
    return "\n".join(map(shown, text.split("\n")))


def _message(text: str) -> str:
    """Text as the plain text of a message: no brackets of the author's become a link (SARIF, 3.11.6)."""
    return _doubled(text.replace("](", "]\N{ZERO WIDTH SPACE}("))


def _doubled(text: str) -> str:
    """Braces that are no placeholders (SARIF, 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")
