"""What is left of the sample that a project was started from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.inputs import yaml_files
from generator.problems import Problem, Rejected, Severity
from generator.project import Project
from generator.review.data.remnants import SAMPLE_BRAND
from generator.review.manuscript import listed, weighed
from generator.rules import problem
from generator.source import Scalar, read_yaml


def sample_brands(project: Project) -> Iterator[Problem]:
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
            yield weighed(
                problem("placeholder", message, found[0].value.place, "Write your clinic’s own."), Severity.WARNING
            )
