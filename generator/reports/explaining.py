"""A rule in words: for the terminal, for a page, for a program. `docs/rules.md` is made here."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from generator.problems import Severity
from generator.rules import KINDS, Rule, can_be_off
from generator.values import Frozen

if TYPE_CHECKING:
    from generator.model.profile import Profile

# A line in the terminal: what the generator's own messages are wrapped to.
_WIDTH = 88
_MARGIN = " " * 18
_NO_LEAFLET = "It cannot be switched off: it says what no leaflet can be made with."
_BY_PROFILE = "A leaflet cannot switch it off; a profile can."


class Setting(Frozen):
    """What a profile makes of a rule.

    limits: all of the rule's limits as they are under the profile; severity: the profile's own, or nothing; off: why
    the rule does not apply, or nothing.
    """

    profile: str
    limits: tuple[tuple[str, float], ...]
    severity: str = ""
    off: str = ""

    def __str__(self) -> str:
        if self.off:
            return f"off, because: {self.off}"
        parts = [f"{name} {limit:g}" for name, limit in self.limits]
        parts += [f"always {self.severity}"] if self.severity else []
        return ", ".join(parts)


def settings_of(rule: Rule, profiles: Sequence[Profile]) -> tuple[Setting, ...]:
    """What differs from the rule's own terms, profile by profile."""
    found = []
    for profile in profiles:
        own = dict(profile.rules).get(rule.name)
        severity = own.severity if own and own.severity in ("error", "warning") else ""
        limits = tuple((name, profile.limit(rule.name, name)) for name in rule.limits)
        off = profile.off(rule.name)
        if off or severity or dict(limits) != dict(rule.limits):
            found.append(Setting(profile.name, limits, severity, off))
    return tuple(found)


def kind_of(rule: Rule) -> str:
    """The table that the rule stands in."""
    return next((kind for kind, rules in KINDS.items() if rule in rules), "")


def listed() -> str:
    """All rules by kind, a line each."""
    parts, width = [], max(len(rule.name) for rules in KINDS.values() for rule in rules)
    for kind, rules in KINDS.items():
        if rules:
            lines = [f"  {rule.name:<{width}} {textwrap.shorten(rule.what, 90, placeholder=' …')}" for rule in rules]
            parts.append("\n".join([kind, *lines]))
    return "\n\n".join(parts) + "\n\n“handouts explain RULE” tells the rest.\n"


def explained(rule: Rule, profiles: Sequence[Profile] = ()) -> str:
    """One rule as text for a terminal."""
    parts = [f"{rule.name} ({rule.severity}; {kind_of(rule).lower()})", *_filled("", rule.what), ""]
    for title, text in _sections(rule, profiles):
        parts += _filled(title, text)
    return "\n".join(parts) + "\n"


def _sections(rule: Rule, profiles: Sequence[Profile]) -> Iterator[tuple[str, str]]:
    yield "Why it matters", rule.why
    yield "Not like this", rule.example
    yield "Better", rule.better
    yield "What to do", rule.instead
    yield "Source", rule.source or "No standard says it; it is this project's own."
    yield "Limits", ", ".join(f"{name} {limit:g}" for name, limit in rule.limits.items())
    yield "In profiles", _in_profiles(settings_of(rule, profiles))
    yield "Switch it off", _switch(rule)


def _in_profiles(settings: Sequence[Setting]) -> str:
    """A line for each setting, with the profiles that share it."""
    shared: dict[str, list[str]] = {}
    for setting in settings:
        shared.setdefault(str(setting), []).append(setting.profile)
    return "\n".join(f"{', '.join(names)}: {said}" for said, names in shared.items())


def _switch(rule: Rule) -> str:
    in_profile = f'In layouts/profiles/NAME.yaml: rules: {{{rule.name}: {{off: "The reason, which is printed."}}}}'
    if not can_be_off(rule.name):
        return _NO_LEAFLET if rule.severity is Severity.ERROR else f"{_BY_PROFILE}\n{in_profile}"
    return f'In the leaflet: checks: {{off: {{{rule.name}: "The reason, which is printed."}}}}\n{in_profile}'


def _filled(title: str, text: str) -> Iterator[str]:
    """A section with its title in the margin; lines that the text has of its own stay lines."""
    margin = _MARGIN if title else "  "
    first = f"  {title:<16}" if title else margin
    for line in text.split("\n") if text else ():
        indent = " " * (len(line) - len(line.lstrip()))
        yield from textwrap.wrap(
            line.strip(), _WIDTH, initial_indent=first + indent, subsequent_indent=margin + indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        first = margin


def record(rule: Rule, profiles: Sequence[Profile] = ()) -> dict[str, Any]:
    """One rule for a program."""
    return {
        "rule": rule.name, "kind": kind_of(rule), "severity": str(rule.severity), "what": rule.what, "why": rule.why,
        "example": rule.example, "better": rule.better, "instead": rule.instead, "source": rule.source,
        "limits": dict(rule.limits), "can-be-off": can_be_off(rule.name),
        "profiles": [
            {"profile": one.profile, "limits": dict(one.limits), "severity": one.severity, "off": one.off}
            for one in settings_of(rule, profiles)
        ],
    }  # fmt: skip


def rules_page(profiles: Sequence[Profile] = ()) -> str:
    """All rules as a page to read (Markdown), as it stands in `docs/rules.md`."""
    parts = [
        "# The rules\n\nMade of the rules by `handouts explain --markdown`. The name in brackets behind a message is "
        "one of them; `handouts explain RULE` tells the same in the terminal.\n",
        _contents(),
    ]
    for kind, rules in KINDS.items():
        if rules:
            parts.append(f"## {kind}\n")
            parts += [f"### {rule.name}\n\n{in_markdown(rule, profiles)}" for rule in rules]
    return "\n".join(parts)


def _contents() -> str:
    """What the page holds: each kind with its rules, each a link to its heading."""
    lines = []
    for kind, rules in KINDS.items():
        if rules:
            names = ", ".join(f"[{rule.name}](#{rule.name})" for rule in rules)
            lines.append(f"- **[{kind}](#{_anchor(kind)})**: {names}")
    return "\n".join(lines) + "\n"


def _anchor(heading: str) -> str:
    """What a heading is called in a link, as GitHub and most others make it."""
    return "".join(sign for sign in heading.lower().replace(" ", "-") if sign.isalnum() or sign in "-_")


def in_markdown(rule: Rule, profiles: Sequence[Profile] = ()) -> str:
    """One rule as Markdown, without its name."""
    lines = [f"{_plain(rule.what)} *({rule.severity})*", ""]
    for title, text in _sections(rule, profiles):
        if not text:
            continue
        if title in ("Not like this", "Better"):
            lines += [f"**{title}**", "", "```yaml" if _is_yaml(text) else "```text", text, "```", ""]
        else:
            lines += [f"**{title}.** " + "  \n".join(_plain(line) for line in text.split("\n")), ""]
    return "\n".join(lines)


def _is_yaml(text: str) -> bool:
    return text.startswith("- ") or "\n" in text


def _plain(text: str) -> str:
    """Text whose signs Markdown leaves alone."""
    for sign in ("\\", "*", "_", "[", "]", "<", "`"):
        text = text.replace(sign, f"\\{sign}")
    return text
