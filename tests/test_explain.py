"""`handouts explain`: what a rule is about, in words that an editor understands."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from generator.cli import main
from generator.problems import Severity
from generator.project import Project
from generator.reports import explaining
from generator.rules import RULES, Rule
from tests.test_architecture import HEAVY

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["explain", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), "no traceback"
    return result


def test_a_rule() -> None:
    assert run("zones-order").stdout == (
        "zones-order (error; handouts)\n"
        "  Zones of help out of their order: the most urgent has to be met first.\n"
        "\n"
        "  Why it matters  Someone who is afraid reads the first lines only. What needs an\n"
        "                  ambulance has to stand there.\n"
        "  Not like this   - zones:\n"
        "                      - {act: wait, title: Wait if you, list: [bruise easily]}\n"
        "                      - {act: emergency, title: Call 911 if you, list: [cannot breathe]}\n"
        "  Better          - zones:\n"
        "                      - {act: emergency, title: Call 911 if you, list: [cannot breathe]}\n"
        "                      - {act: wait, title: Wait if you, list: [bruise easily]}\n"
        "  What to do      Put emergency first, then call-today, then wait.\n"
        "  Source          No standard says it; it is this project's own.\n"
        "  Switch it off   It cannot be switched off: it says what no leaflet can be made with.\n"
    )


def test_the_name_as_it_stands_behind_a_message() -> None:
    assert run("[missing-alt]").stdout == run("missing-alt").stdout
    assert "  Source          ISO 14289-1:2014, 7.3\n" in run("missing-alt").stdout


def test_all_rules_by_kind() -> None:
    lines = run().stdout.splitlines()
    assert lines[0] == "How it reads"
    assert "Files" in lines[-len(explaining.KINDS["Files"]) - 4 :]
    assert re.fullmatch(r"  file-unreadable +A file that cannot be opened\.", lines[lines.index("Files") + 1])
    assert len({line.index(RULES[line.split()[0]].what[:9]) for line in lines if line.startswith("  ")}) == 1, (
        "a column"
    )
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [
        rule.name for rules in explaining.KINDS.values() for rule in rules
    ]
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize("name", RULES)
def test_every_rule_fits_the_terminal(name: str) -> None:
    result = run(name)
    assert result.exit_code == 0
    long = [line for line in result.stdout.splitlines() if len(line) > 88 and " " in line[18:].strip()]
    assert long == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing-alt-text", "There is no rule “missing-alt-text”. Did you mean “missing-alt”?"),
        ("xyz", "There is no rule “xyz”. “handouts explain” lists the rules."),
    ],
)
def test_a_rule_that_does_not_exist(name: str, said: str) -> None:
    result = run(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == f"Error: Invalid value for RULE: {said}"


def test_as_json() -> None:
    told = json.loads(run("bad-mark", "--json").stdout)
    rule = RULES["bad-mark"]
    assert (told["rule"], told["kind"], told["severity"]) == ("bad-mark", "Handouts", "error")
    assert (told["why"], told["example"], told["better"]) == (rule.why, rule.example, rule.better)
    assert told["can-be-off"] is False
    assert [one["rule"] for one in json.loads(run("--json").stdout)] == list(RULES)


def test_the_page_begins_with_its_contents() -> None:
    """Every kind and every rule is linked, in the order of the page, and each link leads to a heading."""
    head, _, rest = run("--markdown", "--project", str(ROOT)).stdout.partition("\n## ")
    linked = re.findall(r"\[([^\]]+)\]\(#([^)]+)\)", head)
    assert [name for name, _ in linked] == re.findall(r"^###? (.+)$", "## " + rest, re.MULTILINE)
    assert dict(linked)["Layouts, brands and fixed words"] == "layouts-brands-and-fixed-words"
    assert all(anchor == name for name, anchor in linked if name in RULES)


def test_to_a_file(tmp_path: Path) -> None:
    result = run("--markdown", "--out", str(tmp_path / "docs/rules.md"), "--project", str(ROOT))
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "docs/rules.md").read_text(encoding="utf-8") == (ROOT / "docs/rules.md").read_text(
        encoding="utf-8"
    )


def test_to_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = run("bad-mark", "--out", str(tmp_path / "file/x.txt"))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: Could not open file '")


def test_the_tab_key_knows_rules() -> None:
    found = ShellComplete(main, {}, "handouts", "_HANDOUTS_COMPLETE").get_completions(["explain"], "missing-")
    assert [item.value for item in found] == [name for name in RULES if name.startswith("missing-")]


# -- limits and profiles -----------------------------------------------------------------------------------------------


@pytest.fixture
def long_sentence(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """A rule with limits, as those about how a leaflet reads have."""
    rule = Rule(
        "sentence-of-a-test", "A long sentence.", "Split it.", "DH 2009", Severity.WARNING, "Long ones are lost.",
        "One, two, and three.", "One. Two. Three.", {"warning": 15, "error": 25},
    )  # fmt: skip
    monkeypatch.setitem(RULES, rule.name, rule)
    monkeypatch.setitem(explaining.KINDS, "How it reads", (rule,))  # type: ignore[arg-type]
    return rule


def test_limits_and_what_profiles_make_of_them(tmp_project: Callable[..., Project], long_sentence: Rule) -> None:
    def profile(rules: str) -> str:
        return f"what: Ours.\nrules:\n  sentence-of-a-test: {rules}\n"

    files = {
        "layouts/profiles/brief.yaml": profile("{limits: {warning: 10}}"),
        "layouts/profiles/short.yaml": profile("{limits: {warning: 10}}"),
        "layouts/profiles/stern.yaml": profile("{severity: error}"),
        "layouts/profiles/without.yaml": profile("{off: Our lawyers write it.}"),
    }
    root = tmp_project({}, files).root
    told = run("sentence-of-a-test", "--project", str(root)).stdout
    assert told.startswith("sentence-of-a-test (warning; how it reads)\n")
    assert (
        "  Limits          warning 15, error 25\n"
        "  In profiles     brief, short: warning 10, error 25\n"
        "                  stern: warning 15, error 25, always error\n"
        "                  without: off, because: Our lawyers write it.\n"
        "  Switch it off   In the leaflet: "
    ) in told
    record = json.loads(run("sentence-of-a-test", "--json", "--project", str(root)).stdout)
    assert [one["profile"] for one in record["profiles"]] == ["brief", "short", "stern", "without"]
    assert record["profiles"][0]["limits"] == {"warning": 10.0, "error": 25.0}


def test_a_profile_with_a_fault_is_told(tmp_project: Callable[..., Project]) -> None:
    root = tmp_project({}, {"layouts/profiles/ours.yaml": "what: Ours.\nrules: [x]\n"}).root
    result = run("bad-mark", "--project", str(root))
    assert result.exit_code == 1
    assert "layouts/profiles/ours.yaml:2:8: error: A group of keys was expected here" in result.stderr


def test_explaining_starts_light() -> None:
    """The list needs nothing heavy; one rule needs YAML, for the profiles, and nothing else."""
    code = (
        "import sys\nfrom generator.cli import main\n"
        "main({}, standalone_mode=False)\nprint(*(name.split('.')[0] for name in sys.modules))"
    )
    for arguments, allowed in (([], set()), (["bad-mark"], {"yaml"})):
        line = code.format(["explain", *arguments])
        done = subprocess.run([sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=True)
        assert set(done.stdout.splitlines()[-1].split()) & set(HEAVY) <= allowed
