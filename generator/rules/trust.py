"""Rules about who stands behind a leaflet, how old it is, and where help is."""

from __future__ import annotations

from generator.rules.rule import Rule

TRUST: tuple[Rule, ...] = ()
