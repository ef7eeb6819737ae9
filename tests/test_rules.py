"""Every rule says what it is about, why it matters and what to do; and its examples are true."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import build_leaflet
from generator.problems import Rejected, Severity
from generator.project import Project
from generator.rules import KINDS, RULES, Rule, can_be_off
from tests.model.pictures import PICTURES

ROOT = Path(__file__).parents[1]
Make = Callable[..., Project]
HEAD = {
    "id": "T-1",
    "version": '"1.0"',
    "lang": "en",
    "title": "Title",
    "summary": "Summary.",
    "reviewed": "2026-01-01",
    "next-review": "2028-01-01",
}
# Rules whose examples are blocks of a handout, or keys of its head.
BLOCKS = (
    "not-yaml", "yaml-alias", "text-after-comment", "ragged-list", "duplicate-key", "control-character", "unknown-key",
    "missing-key", "wrong-kind", "empty-text", "bad-value", "unknown-block", "bad-mark", "heading-skips", "zones-order",
    "risk-of", "risk-numbers", "unknown-term", "missing-alt", "missing-picture", "outside-project", "table-shape",
    "missing-glyph",
)  # fmt: skip
KEYS = ("unknown-language", "empty-handout", "dates-order")
# Rules whose places give a better hint than a table could: what is missing, which form is meant.
HINT_AT_THE_PLACE = (
    "missing-key",
    "wrong-kind",
    "empty-text",
    "bad-value",
    "table-shape",
    "dates-order",
    "unknown-rule",
)


def every_rule(function: Callable[..., None]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))(function)


@every_rule
def test_rule_says_all_that_an_editor_asks(rule: Rule) -> None:
    for text in (rule.what, rule.why, rule.example, rule.better):
        assert text.strip() == text != ""
    assert rule.instead or rule.name in HINT_AT_THE_PLACE
    for sentence in (rule.what, rule.why):
        assert sentence.endswith((".", "?"))
        assert sentence[0].isupper() or not sentence[0].isalpha()
    assert rule.example != rule.better
    assert len(rule.why.split()) >= 6, "a reason, not a word"


def test_each_rule_stands_in_one_table() -> None:
    names = [rule.name for rules in KINDS.values() for rule in rules]
    assert sorted(names) == sorted(RULES)


def test_what_no_leaflet_can_be_made_with_cannot_be_off() -> None:
    assert not can_be_off("not-yaml")
    assert not can_be_off("low-contrast")
    assert not can_be_off("no-such-rule")


def test_hints_at_the_place_are_needed() -> None:
    assert [name for name in HINT_AT_THE_PLACE if RULES[name].instead] == []


def found(make: Make, text: str) -> set[str]:
    """The rules that a handout breaks."""
    pictures = {
        f"handouts/leaflet/{name}": PICTURES["good.png"] for name in ("where-it-spreads.png", "inhaler.png", "ward.png")
    }
    project = make({"leaflet/en": text}, pictures)
    try:
        return {problem.rule for problem in build_leaflet(project, "leaflet", "en").warnings}
    except Rejected as rejected:
        return {problem.rule for problem in rejected.problems}


def handout(blocks: str = "- text: one", keys: str = "") -> str:
    """A handout with these blocks; keys: lines that take the place of the head's own."""
    own = {line.partition(":")[0] for line in keys.split("\n")}
    lines = [f"{key}: {value}" for key, value in HEAD.items() if key not in own]
    content = [] if "content" in own else ["content:", *(f"  {line}" for line in blocks.split("\n"))]
    return "\n".join(filter(None, [*lines, keys, *content])) + "\n"


def with_pictures(text: str) -> str:
    """The examples name drawings and photos; any picture will do."""
    return re.sub(r"\b([\w-]+)\.(?:svg|jpg)\b", r"\1.png", text)


@pytest.mark.parametrize("name", BLOCKS)
def test_example_breaks_the_rule_and_the_better_one_does_not(tmp_project: Make, name: str) -> None:
    rule = RULES[name]
    assert name in found(tmp_project, handout(with_pictures(rule.example)))
    assert found(tmp_project, handout(with_pictures(rule.better))) == set()


@pytest.mark.parametrize("name", KEYS)
def test_example_of_the_head(tmp_project: Make, name: str) -> None:
    rule = RULES[name]
    assert name in found(tmp_project, handout(keys=rule.example))
    assert found(tmp_project, handout(keys=rule.better)) == set()


OWN_LAYOUT = "extends: clinic-a4\n"
OWN_BRAND = "name: A\npublisher: A\nphone: (555) 010-0100\nweb: https://a.example\nlogo: logo.svg\n"
OTHER_COLOURS = (
    '  brand: "#0B5563"\n  tint: "#E6F0F1"\n  alert: "#8C2F1B"\n  alert-tint: "#F9EDEA"\n  muted: "#4A595E"\n'
    '  rule: "#A9B8BC"\n'
)


def palette(example: str) -> str:
    """A brand with the example's text colour."""
    return f"{OWN_BRAND}palette:\n  {example.removeprefix('palette: {').rstrip('}')}\n{OTHER_COLOURS}"


def words(line: str) -> str:
    """Danish fixed words with the example's line."""
    danish = (ROOT / "layouts/words/da.yaml").read_text(encoding="utf-8")
    return re.sub(r"^page: .*$", line, danish, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "path", "wrapped"),
    [
        ("low-contrast", "layouts/brands/own.yaml", palette),
        ("narrow-text", "layouts/own.yaml", lambda example: f"{OWN_LAYOUT}page:\n  {example}\n"),
        ("bad-pattern", "layouts/words/da.yaml", words),
    ],
)
def test_example_of_a_layout(tmp_project: Make, name: str, path: str, wrapped: Callable[[str], str]) -> None:
    def told(example: str) -> set[str]:
        files = {"layouts/own.yaml": OWN_LAYOUT, "layouts/logo.svg": PICTURES["good.svg"], path: wrapped(example)}
        project = tmp_project({"leaflet/da": handout(keys="lang: da")}, files)
        brand = "own" if "brands" in path else ""
        try:
            return {one.rule for one in build_leaflet(project, "leaflet", "da", "own", brand=brand).warnings}
        except Rejected as rejected:
            return {problem.rule for problem in rejected.problems}

    assert told(RULES[name].example) == {name}
    assert told(RULES[name].better) == set()


def test_not_a_mapping(tmp_project: Make) -> None:
    assert found(tmp_project, RULES["not-a-mapping"].example) == {"not-a-mapping"}


def test_few_languages(tmp_project: Make) -> None:
    rule = RULES["few-languages"]
    assert rule.severity is Severity.WARNING
    assert found(tmp_project, handout(rule.example)) == {"few-languages"}


def test_wrong_script_example_holds_the_letter_that_it_names() -> None:
    rule = RULES["wrong-script"]
    assert re.search("[\u0400-\u04ff]c", rule.example), "a Latin c among Cyrillic letters"
    assert not re.search("[\u0400-\u04ff][a-z]", rule.better)


def test_the_page_of_rules_is_in_step() -> None:
    from generator.model.profile import load_profile
    from generator.reports.explaining import rules_page

    project = Project.at(ROOT)
    names = sorted(path.stem for path in (ROOT / "layouts/profiles").glob("*.yaml"))
    page = rules_page([load_profile(name, tuple(project.layout_folders)) for name in names])
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == page, (
        "handouts explain --markdown --out docs/rules.md"
    )
