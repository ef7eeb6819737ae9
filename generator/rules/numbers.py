"""Rules about numbers, risks and doses, as a reader meets them."""

from __future__ import annotations

from generator.rules.rule import Rule

NUMBERS: tuple[Rule, ...] = ()
