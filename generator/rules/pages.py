"""Rules about what is measured on the finished pages and their tags."""

from __future__ import annotations

from generator.rules.rule import Rule

PAGES: tuple[Rule, ...] = ()
