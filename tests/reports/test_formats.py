"""Reports for machines: exact for a small project, valid for those who read them, safe whatever an author wrote."""

from __future__ import annotations

import json
import lzma
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import jsonschema
import junitparser
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.cli import main
from generator.problems import Place, Problem, Severity, SourceText
from generator.reports import FORMS, Report, as_text, found
from generator.reports.report import Repository, digest, fingerprints
from generator.rules import RULES
from tests.support.leaflets import told

DATA = Path(__file__).parents[1] / "data"
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), "no traceback"
    return result


def check(form: str, *arguments: str) -> Result:
    return run("check", "--layout", "clinic-a4", "--output-format", form, *arguments)


@cache
def sarif_validator() -> jsonschema.Draft4Validator:
    with lzma.open(DATA / "sarif/sarif-2.1.0-rtm.5.json.xz", "rt", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema)


@cache
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(DATA / "junit/junit-10.xsd"))


def assert_sarif(text: str) -> dict[str, Any]:
    """The first run of a log that the published schema allows."""
    log = json.loads(text)
    assert [fault.message for fault in sarif_validator().iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


def assert_junit(text: str) -> junitparser.JUnitXml:
    """The report as an independent reader has it, after the schema of Jenkins' plugin."""
    junit_schema().assertValid(etree.fromstring(text.encode()))
    return junitparser.JUnitXml.fromstring(text.encode())


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it (actions/runner, ActionCommand.cs): its name, properties, data."""
    match = re.fullmatch(r"::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::(?P<data>.*)", line)
    assert match is not None

    def plain(text: str, property_: bool = False) -> str:
        for sign, code in (("\r", "%0D"), ("\n", "%0A"), *(((":", "%3A"), (",", "%2C")) if property_ else ())):
            text = text.replace(code, sign)
        return text.replace("%25", "%")

    pairs = [pair.split("=", 1) for pair in (match["properties"] or "").split(",")]
    return match["name"], {key: plain(value, True) for key, value in pairs}, plain(match["data"])


# -- a small project, to the letter -----------------------------------------------------------------------------------


def test_github(repository: Path) -> None:
    result = check("github")
    assert result.exit_code == 1
    assert result.stdout == (
        "::warning file=project/handouts/cold/en.yaml,line=10,col=18,title=few-languages::"
        "The notice is in 2 languages beside English; the law asks for 15.%0A"
        "  - notice-1557: {title: Your rights, complain: Tell us., phone: (555) 010-0160, languages: [es, vi]%0A"
        "                 ^%0A"
        "hint: Name the 15 that are spoken most in the State by people with limited English.\n"
        "::error file=project/handouts/flu/en.yaml,line=9,col=11,title=bad-mark::“**” is opened and not closed.%0A"
        "  - text: You can **call us.%0A          ^%0A"
        "hint: Close it, or put a backslash before a sign that is meant as typed: \\*\\* \\[ \\].\n"
        "::error file=project/handouts/flu/en.yaml,line=10,col=5,title=unknown-block::There is no block “txt”.%0A"
        "  - txt: 50%25 of “all”, 1::2 <b> & more%0A    ^%0Ahint: Did you mean “text”?\n"
        "::error file=project/handouts/flu/en.yaml,line=11,col=48,title=unknown-key::“txt” is not a key here.%0A"
        '  - callout: {kind: note, title: "Drink {0}.", txt: Water}%0A'
        "                                               ^%0Ahint: Known here: kind, title, content.\n"
    )
    assert told(result.stderr) == [
        "checked cold en clinic-a4",
        "failed flu en clinic-a4",
        "checked well en clinic-a4",
        "3 errors, 1 warning.",
    ]


def test_annotations_land_on_the_line(repository: Path) -> None:
    for line in check("github").stdout.splitlines():
        _, properties, data = command(line)
        text = (repository.parent / properties["file"]).read_text(encoding="utf-8").splitlines()
        assert data.split("\n")[1].strip().rstrip("}") in text[int(properties["line"]) - 1]


def test_json(repository: Path) -> None:
    told = json.loads(check("json").stdout)
    problems = told.pop("problems")
    assert told.pop("program")["name"] == "handouts"
    assert told == {
        "format": 1,
        "command": "check",
        "files": [f"project/handouts/{name}/en.yaml" for name in ("cold", "flu", "well")],
        "errors": 3,
        "warnings": 1,
        "ignored": 0,
        "strict": False,
    }
    assert [(one["severity"], one["rule"], one["line"]) for one in problems] == [
        ("warning", "few-languages", 10),
        ("error", "bad-mark", 9),
        ("error", "unknown-block", 10),
        ("error", "unknown-key", 11),
    ]
    assert problems[2] == {
        "severity": "error",
        "rule": "unknown-block",
        "message": "There is no block “txt”.",
        "file": "project/handouts/flu/en.yaml",
        "line": 10,
        "column": 5,
        "excerpt": "  - txt: 50% of “all”, 1::2 <b> & more\n    ^",
        "hint": "Did you mean “text”?",
        "also": [],
        "fingerprint": problems[2]["fingerprint"],
    }


def test_junit(repository: Path) -> None:
    text = check("junit").stdout
    report = assert_junit(text)
    assert (report.tests, report.failures, report.errors) == (5, 3, 0)
    suites = {suite.name: list(suite) for suite in report}
    cold, flu, well = (suites[f"project/handouts/{name}/en.yaml"] for name in ("cold", "flu", "well"))
    assert [case.is_passed for case in (*cold, *well)] == [True, True]
    assert "warning: The notice is in 2 languages" in cold[0].system_out
    assert [case.name for case in flu] == [
        "bad-mark: “**” is opened and not closed.",
        "unknown-block: There is no block “txt”.",
        "unknown-key: “txt” is not a key here.",
    ]
    assert flu[1].result[0].message == "There is no block “txt”."
    assert flu[1].result[0].text == (
        "handouts/flu/en.yaml:10:5: error: There is no block “txt”. [unknown-block]\n"
        "      - txt: 50% of “all”, 1::2 <b> & more\n        ^\n"
        "    hint: Did you mean “text”?"
    )


def test_junit_of_strict_counts_warnings_as_failures(repository: Path) -> None:
    report = assert_junit(check("junit", "--strict").stdout)
    assert (report.tests, report.failures) == (5, 4)


def test_sarif(repository: Path) -> None:
    run = assert_sarif(check("sarif").stdout)
    results, rules = run["results"], run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in results] == [one["ruleId"] for one in results]
    assert [one["level"] for one in results] == ["warning", "error", "error", "error"]
    place = results[2]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "project/handouts/flu/en.yaml"},
        "region": {
            "startLine": 10,
            "startColumn": 5,
            "endLine": 10,
            "endColumn": 39,
            "snippet": {"text": "txt: 50% of “all”, 1::2 <b> & more"},
        },
        "contextRegion": {"startLine": 10, "snippet": {"text": "  - txt: 50% of “all”, 1::2 <b> & more"}},
    }
    assert results[2]["message"]["text"] == "There is no block “txt”.\nHint: Did you mean “text”?"
    for rule in rules:
        known = RULES[rule["id"]]
        assert rule["shortDescription"]["text"] == known.what
        assert known.why in rule["fullDescription"]["text"]
        assert {"text", "markdown"} == rule["help"].keys()
        assert rule["defaultConfiguration"]["level"] == known.severity
        page = urlparse(rule["helpUri"])
        assert (page.path, page.fragment) == ("/docs/rules.md", rule["id"])


def test_rules_that_sarif_links_to_stand_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### (.+)$", page, re.MULTILINE)) == sorted(RULES), "each once"


def test_text_to_a_file(repository: Path) -> None:
    result = check("text", "--output", "out/problems.txt")
    text = (repository / "out/problems.txt").read_text(encoding="utf-8")
    assert text.startswith("handouts/cold/en.yaml:10:18: warning: The notice is in 2 languages")
    assert text.endswith("\n3 errors, 1 warning.\n")
    assert result.stdout == ""
    assert "There is no block “txt”." in result.stderr, "a person at the terminal sees them too"


def test_a_report_in_a_file_leaves_the_terminal_to_people(repository: Path) -> None:
    result = check("sarif", "--output", "report.sarif")
    assert_sarif((repository / "report.sarif").read_text(encoding="utf-8"))
    assert "There is no block “txt”." in result.stderr


def test_nothing_wrong_is_a_report_too(repository: Path) -> None:
    assert check("github", "well").stdout == ""
    assert assert_sarif(check("sarif", "well").stdout)["results"] == []
    assert json.loads(check("json", "well").stdout)["problems"] == []
    (suite,) = assert_junit(check("junit", "well").stdout)
    assert [case.name for case in suite] == ["no problems"]
    assert check("json", "well").stderr.splitlines()[-1] == "No errors in 1 leaflet; 1 unchanged."


def test_what_is_asked_for_and_not_there_is_reported(repository: Path) -> None:
    (problem,) = json.loads(check("json", "fluu").stdout)["problems"]
    assert (problem["rule"], problem["file"], problem["line"]) == ("unknown-handout", "project/handouts", None)
    assert "region" not in assert_sarif(check("sarif", "fluu").stdout)["results"][0]["locations"][0]["physicalLocation"]
    assert check("github", "fluu").stdout.startswith(
        "::error file=project/handouts,title=unknown-handout::There is no "
    )
    assert assert_junit(check("junit", "fluu").stdout).failures == 1


def test_a_project_without_handouts_is_reported(tmp_path: Path) -> None:
    result = run("check", "--project", str(tmp_path), "--output-format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["hint"] == "Start one with: handouts new NAME"


def test_build_reports_too(repository: Path) -> None:
    result = run("build", "cold", "--layout", "clinic-a4", "--output-format", "github")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 2)
    assert result.stdout.startswith("::warning file=project/handouts/cold/en.yaml,line=10,")
    assert "::warning file=project/layouts" in result.stdout, "whose name it wears"
    assert result.stderr.splitlines()[-1] == "1 leaflet, 1 page, checked and written to dist/"
    failed = run("build", "flu", "--layout", "clinic-a4", "--output-format", "json")
    assert (failed.exit_code, json.loads(failed.stdout)["errors"]) == (1, 3)


def test_what_was_found_otherwise_is_told_with_the_rest(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> list[Problem]:
        return [Problem("odd-length", WARNING, "A long sentence.", Place(SourceText("handouts/well/en.yaml"), 9, 11))]

    monkeypatch.setattr("generator.cli.review.Reader.lengths", read)
    result = check("json", "well")
    assert (result.exit_code, [one["rule"] for one in json.loads(result.stdout)["problems"]]) == (0, ["odd-length"])
    assert result.stderr.splitlines()[-1] == "No errors in 1 leaflet, 1 warning."
    assert check("json", "well", "--strict").exit_code == 1


def test_a_report_that_cannot_be_written(repository: Path) -> None:
    (repository / "file").write_text("mine")
    result = check("sarif", "well", "--output", "file/report.sarif")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: Could not open file '")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["build", "--json", "--output-format", "sarif"],
            "--json and --output-format both want standard output: add --output FILE.",
        ),
        (["build", "--watch", "--output-format", "json"], "--watch and a report exclude each other."),
        (
            ["check", "--write-baseline", "x.yaml", "--output", "y"],
            "--write-baseline and a report exclude each other.",
        ),
        (["check", "--output-format", "html"], "“html” is not known. Known here: text, json, sarif, junit, github."),
    ],
)
def test_options_that_exclude_each_other(repository: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.rstrip().endswith(said)


def test_forms_of_the_command_line_are_those_of_the_reports() -> None:
    assert "--output-format [" + "|".join(FORMS) + "]" in " ".join(run("check", "--help").stdout.split())


# -- where files are ---------------------------------------------------------------------------------------------------


def test_without_a_repository_names_are_as_in_messages(tmp_path: Path) -> None:
    (tmp_path / "handouts").mkdir()
    repository = Repository(tmp_path)
    if repository._root is None:  # a temporary folder inside somebody's repository has one
        assert repository.path("handouts") == "handouts"


def test_files_outside_the_repository_keep_their_names(repository: Path, tmp_path: Path) -> None:
    names = Repository(repository)
    assert names.path("handouts/flu/en.yaml") == "project/handouts/flu/en.yaml"
    assert names.path("layouts/clinic-a4.yaml") == "layouts/clinic-a4.yaml", "the generator's own"
    assert names.path("../../../etc") == "../../../etc"
    assert names.path("") == ""
    assert names.path("x" * 5000) == "x" * 5000
    assert names.path("a\0b") == "a\N{REPLACEMENT CHARACTER}b"


# -- whatever an author wrote ------------------------------------------------------------------------------------------

anything = st.text(st.characters(codec=None), max_size=60)


def problem_of(rule: str, severity: Severity, message: str, name: str, text: str, hint: str) -> Problem:
    line = len(text.split("\n"))
    return Problem(
        rule, severity, message, Place(SourceText(name, text), line, 1 + len(text.split("\n")[-1]) // 2), hint
    )


problems = st.builds(
    problem_of, st.sampled_from(sorted(RULES)), st.sampled_from(Severity), anything, anything, anything, anything
)
# Signs that a terminal or a reader would obey; line feeds and tabs are ours.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@settings(deadline=None)
@given(st.lists(problems, max_size=4))
def test_hostile_text_is_told_and_steers_nothing(many: list[Problem]) -> None:
    report = Report("check", found(many))
    for form in FORMS:
        text = as_text(report, form)
        assert not STEERING.search(text)
        assert text.encode() == as_text(report, form).encode()
    told = json.loads(as_text(report, "json"))["problems"]
    assert [one["rule"] for one in told] == [one.rule for one in report.problems]
    assert len(assert_sarif(as_text(report, "sarif"))["results"]) == len(report.problems)
    assert_junit(as_text(report, "junit"))


@settings(deadline=None)
@given(problems)
def test_github_reads_back_what_was_told(one: Problem) -> None:
    (line,) = as_text(Report("check", (one,)), "github").splitlines()
    name, properties, data = command(line)
    (record,) = json.loads(as_text(Report("check", (one,)), "json"))["problems"]
    assert name == one.severity
    assert properties.get("file", "") == record["file"]
    assert (properties["line"], properties["col"]) == (str(one.place.line), str(one.place.column))
    assert properties["title"] == one.rule
    hint = f"hint: {record['hint']}" if record["hint"] else ""
    assert data == "\n".join(filter(None, (record["message"], record["excerpt"], hint)))


@settings(deadline=None)
@given(anything)
def test_sarif_keeps_names_of_files(name: str) -> None:
    one = Problem("bad-mark", ERROR, "x", Place(SourceText(name)))
    result = assert_sarif(as_text(Report("check", (one,)), "sarif"))["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    (record,) = json.loads(as_text(Report("check", (one,)), "json"))["problems"]
    assert unquote(uri) == (record["file"] or ".")


def test_braces_and_brackets_of_an_author_are_no_placeholders_or_links() -> None:
    place = Place(SourceText("en.yaml", "- text: x"), 1, 3)
    one = Problem("bad-mark", ERROR, "“{0} [x](3)” is wrong.", place)
    text = assert_sarif(as_text(Report("check", (one,)), "sarif"))["results"][0]["message"]["text"]
    assert text == "“{{0}} [x]\N{ZERO WIDTH SPACE}(3)” is wrong."


# -- order and names that stay -----------------------------------------------------------------------------------------


def placed(line: int, text: str = "- text: **one", name: str = "a.yaml", rule: str = "bad-mark") -> Problem:
    return Problem(rule, ERROR, "m", Place(SourceText(name, "\n" * (line - 1) + text), line, 3))


def test_order_does_not_depend_on_what_finished_first() -> None:
    one, two, three = placed(2), placed(10), placed(1, name="b.yaml")
    assert found([three, two, one, two]) == found([one, two, three]) == (one, two, three)


def test_fingerprints_stay_when_lines_move_and_differ_when_words_do() -> None:
    before, moved, indented = placed(3), placed(30), placed(3, "      - text:   **one")
    assert len({*fingerprints([before]), *fingerprints([moved]), *fingerprints([indented])}) == 1
    others = (placed(3, "- text: **two"), placed(3, name="b.yaml"), placed(3, rule="unknown-key"))
    assert len({next(fingerprints([one])) for one in (before, *others)}) == 4


def test_fingerprints_of_the_same_words_are_counted() -> None:
    first, second = fingerprints([placed(1), placed(2)])
    assert (first[-2:], second[-2:]) == (":1", ":2")
    assert first[:-1] == second[:-1]


def test_where_no_line_can_be_quoted_the_message_counts_without_its_numbers() -> None:
    whole, secret = SourceText("a.yaml"), SourceText("patients.csv", "", secret=True)
    page = [Problem("too-large", ERROR, f"A block on page {n} is too high.", Place(whole)) for n in (2, 13)]
    assert digest(page[0]) == digest(page[1])
    other = Problem("too-large", ERROR, "The table is too wide.", Place(whole))
    assert digest(page[0]) != digest(other)
    filled = Problem("bad-fill", ERROR, "This value fits no field.", Place(secret, 3, 4))
    for form in FORMS:
        assert "patients.csv" in as_text(Report("build", (filled,)), form)
