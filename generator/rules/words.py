"""Rules about how a leaflet reads: long sentences, jargon, what the web left behind."""

from __future__ import annotations

from generator.rules.rule import Rule

WORDS: tuple[Rule, ...] = ()
