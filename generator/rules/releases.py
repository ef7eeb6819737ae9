"""What keeps a leaflet out of a release, or a release from being made."""

from __future__ import annotations

from generator.rules.rule import Rule

RELEASES: tuple[Rule, ...] = (
    Rule(
        "expired",
        "A leaflet whose next review is over on the day of the release.",
        "Review it, and set “reviewed” and “next-review” anew.",
        "PIF TICK, and the policies of NHS trusts: past its review, an error at release",
        why="Treatments and phone numbers change, and nobody has looked at these since.",
        example="“next-review: 2026-01-31”, in a release of 1 February 2026",
        better="“reviewed: 2026-01-20” and “next-review: 2028-01-20”, after a review",
    ),
    Rule(
        "unapproved",
        "A translation that no qualified translator has reviewed.",
        "Have it reviewed, then: handouts translate record NAME LANG --status approved --reviewer NAME.",
        "45 CFR 92.201(c)(3) (2024)",
        why="A wrong dose in a machine's translation would be met first by the patient who takes it.",
        example="“status: machine-draft”",
        better="“status: approved”, with “reviewer: Luis Gómez”",
    ),
    Rule(
        "bad-release",
        "A release that cannot be made as it is asked for.",
        "See “handouts release --help”.",
        why="A release without a proper name or with an exception that nobody gave a reason for proves nothing later.",
        example="--allow unapproved",
        better='--allow "unapproved=Pilot on ward 3 until June"',
    ),
    Rule(
        "release-exists",
        "A version that has been released with other files: it is never overwritten.",
        "Give the new release a version of its own.",
        why="Two different leaflets with one version cannot be told apart in a drawer.",
        example="--version 2026.1, when dist/2026.1 is there with other files",
        better="--version 2026.2",
    ),
    Rule(
        "changed-meanwhile",
        "A file that changed while the release was made.",
        "Make the release again.",
        why="Some leaflets would say what the file said before, and some what it says now.",
        example="an editor saves handouts/flu/en.yaml while its layouts are being built",
        better="the release is made when nobody edits the project",
    ),
    Rule(
        "two-versions",
        "A document that a release holds in two versions in one language, so that nobody knows the current one.",
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
