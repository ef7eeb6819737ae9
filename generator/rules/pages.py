"""Rules about what is measured on the finished pages and their tags."""

from __future__ import annotations

from generator.problems import Severity
from generator.rules.rule import Rule

PAGES: tuple[Rule, ...] = (
    Rule(
        "many-pages", "A leaflet that is long for one reading.",
        "Shorten it, or make two leaflets of it; a booklet can be ordered by the profile's limit.",
        "Change, How to make information accessible (2016): 24 pages of easy read; four pages is our number", Severity.WARNING,
        "A long leaflet is put aside, and not taken up again.",
        "Six pages on one operation.", "One leaflet for before, and one for after.",
        {"pages": 4, "easy-read": 24},
    ),
)  # fmt: skip
