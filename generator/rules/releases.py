"""What a release is refused for."""

from __future__ import annotations

from generator.rules.rule import Rule

RELEASES: tuple[Rule, ...] = (
    Rule(
        "two-versions",
        "A document that a release holds in two versions in one language: which one is current?",
        "Give one of them an id of its own, or the same version.",
        why="Who asks by the code on the page whether a copy is current would get two answers.",
        example="WAR-01 1.0 in English beside WAR-01 1.1 in English",
        better="WAR-01 1.1 in English, and no other",
    ),
    Rule(
        "bad-currency",
        "A list of published versions that cannot be read: copies on paper would not be found any more.",
        "Take c/currency.json of the release before, as it was written.",
        why="A copy that was handed out years ago still asks at its address whether it is current.",
        example="c/currency.json, edited by hand and cut off in the middle",
        better="c/currency.json as the last release wrote it",
    ),
)
