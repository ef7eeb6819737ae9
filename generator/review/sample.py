"""What is left of the sample that a project was started from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.inputs import yaml_files
from generator.model.checks import Checks
from generator.model.handout import Handout
from generator.model.layout import Brand
from generator.model.profile import Profile
from generator.problems import Place, Problem, Rejected, Severity, SourceText
from generator.project import Project
from generator.review.data.remnants import INVENTED, SAMPLE_BRAND, SAMPLE_REASON
from generator.review.manuscript import listed, weighed
from generator.rules import problem
from generator.source import Scalar, read_yaml

# The numbers of the clinics that come with the program: no telephone of North America has the area code 555.
_NUMBER = re.compile(r"\(555\)\s?010-\d{4}")


def may_be_sample(source: SourceText) -> bool:
    """Whether a file has such a number, or the sample's reason, at all, which is soon known."""
    return _NUMBER.search(source.text) is not None or SAMPLE_REASON in source.text


def left_of_sample(
    project: Project, handout: Handout, profile: Profile, checks: Checks, release: bool
) -> list[Problem]:  # fmt: skip
    """The numbers of the sample clinics that a leaflet still has, in a project with a brand of its own, each once; and
    the sample's reason for a rule that is off.

    release: whether it is about to be handed out: then it is an error, and told of translations too, which otherwise
    have their source's.
    """
    off = profile.off("placeholder") or any(one.rule == "placeholder" for one in checks.off)
    if off or not project.has_own_layouts or (handout.translation and not release):
        return []
    source, found = handout.place.source, dict[str, Problem]()
    for line, text in enumerate(source.lines, 1):
        for match in () if text.lstrip().startswith("#") else _NUMBER.finditer(text):
            message = f"“{match[0]}” is a sample clinic’s number: nobody answers it."
            one = problem("placeholder", message, Place(source, line, match.start() + 1), "Write your own.")
            found.setdefault(match[0], one)
    for exception in checks.off:
        if exception.reason == SAMPLE_REASON and exception.place.source == source:
            message = f"“{exception.rule}” is off since this is a sample; a leaflet of your own is none."
            hint = "Take it out, and do what the rule asks."
            found[exception.rule] = problem("placeholder", message, exception.place, hint)
    weight = Severity.ERROR if release else Severity.WARNING
    return profile.judged(weighed(one, weight) for one in found.values())


def sample_brands(project: Project, weight: Severity = Severity.WARNING) -> Iterator[Problem]:
    """A warning for each brand of the project's own that still has the sample's name, number or address. The brands
    that come with the program are samples themselves."""
    for path in (path for folder in project.layout_folders[:-1] for path in yaml_files(folder / "brands")):
        try:
            node = read_yaml(path, f"layouts/brands/{path.name}")
        except Rejected:  # told by whoever wears it
            continue
        found = [
            entry
            for entry in node.entries
            if isinstance(entry.value, Scalar) and entry.value.text == SAMPLE_BRAND.get(entry.key)
        ]
        if found:
            kept = listed([f"“{entry.key}”" for entry in found])
            message = f"The sample’s {kept} {'stands' if len(found) == 1 else 'stand'} here; every leaflet prints that."
            yield weighed(problem("placeholder", message, found[0].value.place, "Write your clinic’s own."), weight)


def invented_brand(brand: Brand) -> Problem | None:
    """A warning where a leaflet of a clinic's own wears the name of one that comes with the program."""
    if brand.name not in INVENTED:
        return None
    message = f"Leaflets wear the name and number of “{brand.name}”, which is invented: there is no such clinic."
    hint = (
        "Write a brand of your own to layouts/brands/NAME.yaml and wear it: “brand: NAME” in a layout, or --brand NAME."
    )
    return weighed(problem("placeholder", message, Place(SourceText("layouts")), hint), Severity.WARNING)


def is_sample(brand: Brand) -> bool:
    """Whether a brand that is worn has anything of the sample's."""
    return any(getattr(brand, key) == value for key, value in SAMPLE_BRAND.items())
