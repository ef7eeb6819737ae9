"""What keeps a leaflet out of a release, or a release from being made."""

from __future__ import annotations

from generator.rules.rule import Rule

RELEASES: tuple[Rule, ...] = (
    Rule("expired", "A leaflet whose next review is over on the day of the release.", "Review it, and set “reviewed” and “next-review” anew.", "PIF TICK, and the policies of NHS trusts: past its review, an error at release", why="Treatments and phone numbers change; nobody has looked at these since."),
    Rule("unapproved", "A translation that no qualified translator has reviewed.", "Have it reviewed, then: handouts translate record NAME LANG --status approved --reviewer NAME", "45 CFR 92.201(c)(3) (2024)", why="A wrong dose in a machine's translation is met by nobody before the patient."),
    Rule("bad-release", "A release that cannot be made as it is asked for.", "See “handouts release --help”."),
    Rule("release-exists", "A version that has been released with other files: it is never overwritten.", "Give the new release a version of its own."),
    Rule("changed-meanwhile", "A file that changed while the release was made.", "Make the release again."),
)  # fmt: skip
