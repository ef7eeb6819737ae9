"""Rules about what is measured on the finished pages and their tags."""

from __future__ import annotations

from generator.problems import Severity
from generator.rules.rule import Rule

PAGES: tuple[Rule, ...] = (
    Rule(
        "many-pages", "A leaflet that is long for one reading.",
        "Shorten it, or make two leaflets of it.",
        "PEMAT-P, item 2, AHRQ (2013); four pages, and 24 of easy read, are our numbers", Severity.WARNING,
        "A long leaflet is put aside, and not taken up again.",
        "Six pages on one operation.", "One leaflet for before, and one for after.",
        {"pages": 4, "easy-read": 24},
    ),
)  # fmt: skip
