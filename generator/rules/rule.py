"""What a rule is: the noun behind every name in brackets."""

from __future__ import annotations

from collections.abc import Mapping

from generator.problems import Severity
from generator.values import Frozen, field


class Rule(Frozen):
    """One rule.

    name: as in messages; what: what is refused; instead: what to do, in the imperative; source: where it comes from,
    with its year; severity: unless a profile sets another one; why: what it means to a reader; example, better: a text
    that breaks it and one that does not; limits: what is measured against, by name. A limit called “warning” or
    “error” gives its finding that weight; a profile can set them.
    """

    name: str
    what: str
    instead: str = ""
    source: str = ""
    severity: Severity = Severity.ERROR
    why: str = ""
    example: str = ""
    better: str = ""
    limits: Mapping[str, float] = field(default_factory=dict)
