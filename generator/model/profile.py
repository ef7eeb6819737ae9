"""A profile: which rules apply to a leaflet, how much each weighs, and where its limits are.

Files stand in `layouts/profiles/`; one extends another as layouts do. What a profile says of a rule is laid over what
its base says of it, part by part: a limit over the limit of that name, a severity over the severity. A rule that the
base has off is on again with `on: true`, and then has the base's limits; `severity: own` gives back the rule's own
weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from math import inf
from pathlib import Path

from generator.inputs import remembered, yaml_files
from generator.model.fields import (
    Choice,
    Invalid,
    JsonSchema,
    Reading,
    Record,
    Text,
    YesNo,
    at,
    key,
    place_of,
    read_or_none,
    text_of,
)
from generator.model.layout import merge
from generator.problems import Place, Problem, ProblemList, Rejected, Severity, SourceText
from generator.rules import RULES, Rule, can_be_off, did_you_mean, problem, quoted
from generator.source import Mapping as MappingNode
from generator.source import Node, Scalar, not_but, read_yaml
from generator.values import Frozen, replace

FOLDER = "profiles"
OWN = "own"


class Number(Frozen):
    """A number that is not negative."""

    def read(self, node: Node, reading: Reading) -> float:
        text = text_of(node, reading, "A number").text
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,4})?", text):
            raise reading.refuse("bad-value", f"{quoted(text)} is not a number.", node.place)
        return float(text)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "number", "minimum": 0}


class Limits(Frozen):
    """Numbers by name; the names are those of the rule's own limits."""

    def read(self, node: Node, reading: Reading) -> tuple[tuple[str, float], ...]:
        if not isinstance(node, MappingNode):
            raise reading.refuse("wrong-kind", f"A group of keys was expected here, {not_but(node)}.", node.place)
        found = [(entry.key, read_or_none(Number(), entry.value, reading)) for entry in node.entries]
        limits = tuple((name, value) for name, value in found if value is not None)
        if len(limits) != len(found):
            raise Invalid
        return limits

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "object", "additionalProperties": Number().schema(definitions)}


class RuleSetting(Frozen):
    """What a profile says of one rule."""

    severity: str = key(
        Choice(("error", "warning", OWN)),
        "How much every finding weighs, whatever its limits say; “own”: as the rule and its limits say, not as the "
        "profile that this one extends does.",
        "",
    )
    limits: tuple[tuple[str, float], ...] = key(Limits(), "Limits that differ from the rule's own, by their names.", ())
    off: str = key(Text(), "Why the rule does not apply; it is printed.", "")
    on: bool = key(YesNo(), "True for a rule that the profile that this one extends has off.", False)
    place: Place = at()

    def check(self, reading: Reading, node: MappingNode) -> None:
        if self.on and self.off:
            reading.refuse("bad-value", "A rule is on or off, not both.", place_of(node, "on"))


def _refused(rule: Rule, setting: RuleSetting, reading: Reading) -> bool:
    """Whether the rule cannot be set like that; then the problem is told."""
    forbids = rule.severity is Severity.ERROR and not can_be_off(rule.name)
    if forbids and (setting.off or setting.severity == "warning"):
        message = f"The rule “{rule.name}” always holds, as it is: “handouts explain {rule.name}” says why."
        reading.refuse("unknown-rule", message, setting.place, "Mend what it finds.")
        return True
    limits = {**rule.limits, **dict(setting.limits)}
    if limits.get("error", inf) < limits.get("warning", 0):
        message = f"The limit “error” ({limits['error']:g}) is below the limit “warning” ({limits['warning']:g})."
        reading.refuse("bad-value", message, setting.place, "Nothing could be a warning: set both.")
        return True
    return False


class RuleSettings(Frozen):
    """Settings by the name of their rule."""

    def read(self, node: Node, reading: Reading) -> tuple[tuple[str, RuleSetting], ...]:
        if not isinstance(node, MappingNode):
            raise reading.refuse("wrong-kind", f"A group of keys was expected here, {not_but(node)}.", node.place)
        good, found = True, []
        for entry in node.entries:
            rule, setting = RULES.get(entry.key), read_or_none(Record(RuleSetting), entry.value, reading)
            if rule is None:
                message = f"There is no rule {quoted(entry.key)}."
                reading.refuse("unknown-rule", message, entry.place, did_you_mean(entry.key, sorted(RULES)))
            strange = [name for name, _ in setting.limits if rule and name not in rule.limits] if setting else []
            for name in strange:
                message = f"The rule “{entry.key}” has no limit {quoted(name)}."
                hint = did_you_mean(name, sorted(rule.limits)) if rule and rule.limits else ""
                reading.refuse("unknown-rule", message, entry.place, hint)
            wrong = bool(strange) or (rule is not None and setting is not None and _refused(rule, setting, reading))
            if rule is None or setting is None or wrong:
                good = False
            else:
                found.append((entry.key, setting))
        if not good:
            raise Invalid
        return tuple(found)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        setting = Record(RuleSetting).schema(definitions)
        return {"type": "object", "properties": dict.fromkeys(sorted(RULES), setting), "additionalProperties": False}


class Profile(Frozen, dict=True):
    """Which rules apply to a leaflet, and how."""

    what: str = key(Text(), "For whom the profile is, in a sentence.")
    rules: tuple[tuple[str, RuleSetting], ...] = key(RuleSettings(), "What differs from the rules' own terms.", ())
    extends: str = key(Text(), "The profile that this one changes.", "")
    name: str = ""

    @cached_property
    def _settings(self) -> Mapping[str, RuleSetting]:
        return dict(self.rules)

    def off(self, rule: str) -> str:
        """Why the rule does not apply; empty when it does."""
        setting = self._settings.get(rule)
        return setting.off if setting else ""

    def limit(self, rule: str, name: str) -> float:
        """A limit of a rule: the profile's, or the rule's own."""
        setting = self._settings.get(rule)
        return (dict(setting.limits) if setting else {}).get(name, RULES[rule].limits[name])

    def weight(self, rule: str, value: float) -> Severity | None:
        """How much `value` weighs, measured against the rule's limits “error” and “warning”: None when over neither."""
        for severity in Severity:
            if severity in RULES[rule].limits and value > self.limit(rule, severity):
                return severity
        return None

    def judged(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems as this profile weighs them, without those of rules that are off."""
        return [self._weighed(one) for one in problems if not self.off(one.rule)]

    def severity(self, rule: str, severity: Severity) -> Severity:
        """How much a finding of a rule weighs that weighs `severity` by its limits."""
        setting = self._settings.get(rule)
        own = not setting or setting.severity in ("", OWN)
        return severity if own or not setting else Severity(setting.severity)

    def _weighed(self, one: Problem) -> Problem:
        return replace(one, severity=self.severity(one.rule, one.severity))


@remembered(maxsize=50)
def load_profile(name: str, folders: tuple[Path, ...]) -> Profile:
    """The profile of that name, its bases merged in; folders: those of layouts, the first to have the file wins.

    Raises `Rejected` with every problem found.
    """
    merged = _merged(name, folders, (), Place(SourceText(f"layouts/{FOLDER}")))
    problems = ProblemList()
    profile = read_or_none(Record(Profile), merged, Reading(problems, folders[0], folders[0], folders[1:]))
    problems.raise_errors()
    assert profile is not None
    return replace(profile, name=name)


def _merged(name: str, folders: tuple[Path, ...], above: tuple[str, ...], asked: Place) -> MappingNode:
    if name in above:
        message = f"Profiles extend each other in a circle: {' → '.join((*above, name))}."
        raise Rejected([problem("layout-loop", message, asked)])
    known = {path.stem: path for folder in reversed(folders) for path in yaml_files(folder / FOLDER)}
    if name not in known:
        near, names = did_you_mean(name, sorted(known)), f"Known here: {', '.join(sorted(known))}."
        hint = near if near == names else f"{near} {names}"
        raise Rejected([problem("unknown-profile", f"There is no profile {quoted(name)}.", asked, hint)])
    node = read_yaml(known[name], f"layouts/{FOLDER}/{known[name].name}")
    extends = node.get("extends")
    if extends is None or not isinstance(extends.value, Scalar):
        return node
    return merge(_awake(_merged(extends.value.text, folders, (*above, name), extends.value.place), node), node)


def _awake(base: MappingNode, node: MappingNode) -> MappingNode:
    """The base without what a profile over it takes back: `off` where that says `on`, and the other way round."""
    settings, ours = (part.value if part else None for part in (base.get("rules"), node.get("rules")))
    if not isinstance(settings, MappingNode) or not isinstance(ours, MappingNode):
        return base
    taken = {"on": "off", "off": "on"}
    kept = []
    for rule in settings.entries:
        own = ours.get(rule.key)
        said = {taken.get(key) for key in _keys(own.value)} if own else set()
        if isinstance(rule.value, MappingNode):
            entries = tuple(entry for entry in rule.value.entries if entry.key not in said)
            rule = replace(rule, value=replace(rule.value, entries=entries))
        kept.append(rule)
    rules = replace(settings, entries=tuple(kept))
    return replace(base, entries=tuple(replace(e, value=rules) if e.key == "rules" else e for e in base.entries))


def _keys(node: Node) -> tuple[str, ...]:
    return tuple(entry.key for entry in node.entries) if isinstance(node, MappingNode) else ()
