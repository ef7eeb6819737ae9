"""The terms that a text is held to: its profile, and the rules that it has off."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.checks import Checks
from generator.model.handout import Handout
from generator.model.profile import Profile
from generator.problems import Place, Rejected
from generator.project import Project, read_handout
from generator.values import replace


def checks_of(project: Project, name: str, handout: Handout) -> Checks:
    """How a handout is checked: as it says, or as its source says, or by the default profile."""
    if handout.checks is not None:
        return handout.checks
    source = handout.translation.of if handout.translation else ""
    if source and source != handout.lang and source in project.languages(name):
        try:
            return read_handout(project, name, source).checks or Checks()
        except Rejected:
            pass
    return Checks()


def terms_of(project: Project, name: str, handout: Handout, profile: str = "") -> tuple[Profile, Checks]:
    """The profile that a text is held to, the one asked for or its own, and how it is checked otherwise."""
    checks = checks_of(project, name, handout)
    return _profile(project, profile or checks.profile, None if profile else checks.place), checks


def _profile(project: Project, name: str, asked: Place | None) -> Profile:
    try:
        return project.profile(name)
    except Rejected as rejected:
        if asked is None or not asked.line:
            raise
        unknown = [one for one in rejected.problems if one.rule == "unknown-profile"]
        if not unknown:
            raise
        raise Rejected([replace(one, place=asked) for one in unknown]) from None


def switched_off(profile: Profile, checks: Checks) -> Iterator[tuple[str, str, bool]]:
    """Rules that are off, why, and whether the profile says so; the handout's own word goes before its profile's."""
    own = {one.rule: one.reason for one in checks.off}
    for rule, reason in own.items():
        yield rule, reason, False
    for rule, setting in profile.rules:
        if setting.off and rule not in own:
            yield rule, setting.off, True
