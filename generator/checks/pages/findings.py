"""What was found wrong, weighed by a profile."""

from __future__ import annotations

from generator.model.profile import Profile
from generator.problems import Severity
from generator.rules import RULES
from generator.values import Frozen

_EXCERPT = 60


class Finding(Frozen):
    """One thing that is wrong with a page or its tags.

    rule: its name in `rules.RULES`; message: one sentence, with the page where it is on one; page: from 1, 0 for the
    whole; text: as it stands in the file, where it is about a text.
    """

    rule: str
    severity: Severity
    message: str
    page: int = 0
    text: str = ""


class Findings:
    """Collects findings; the same one is kept once. What the profile has switched off is not collected."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._found: dict[Finding, None] = {}

    def add(self, rule: str, message: str, page: int = 0, text: str = "", severity: Severity | None = None) -> None:
        """Note a finding; it weighs what the rule does, unless told otherwise."""
        if self.profile.off(rule):
            return
        one = Finding(rule, severity or RULES[rule].severity, _shown(message), page, _shown(text))
        setting = dict(self.profile.rules).get(rule)
        if setting and setting.severity:
            one = Finding(rule, Severity(setting.severity), one.message, one.page, one.text)
        self._found[one] = None

    def over(self, rule: str, value: float, kind: str = "") -> Severity | None:
        """How much a value weighs that should not be over the limits `{kind}error` and `{kind}warning`."""
        return next((s for s in Severity if (limit := self.limit(rule, kind + s)) is not None and value > limit), None)

    def under(self, rule: str, value: float, kind: str = "") -> Severity | None:
        """How much a value weighs that should not be under the limits `{kind}error` and `{kind}warning`."""
        return next((s for s in Severity if (limit := self.limit(rule, kind + s)) is not None and value < limit), None)

    def limit(self, rule: str, name: str) -> float | None:
        """A limit of a rule as the profile has it; None when the rule has none of that name."""
        return self.profile.limit(rule, name) if name in RULES[rule].limits else None

    def all(self) -> list[Finding]:
        """What was found: by page, the whole file first."""
        return sorted(self._found, key=lambda one: one.page)


def excerpt(text: str) -> str:
    """A text in quotation marks, on one line and not too long to read."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _EXCERPT else f"“{line[:_EXCERPT].rstrip()}…”"


def _shown(text: str) -> str:
    """A damaged file may hold halves of surrogate pairs, which no terminal takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
