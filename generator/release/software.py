"""The software that a release is made with: names, versions and licences of what is installed here."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from generator.text.versions import engine_versions
from generator.values import Frozen

_OSI = "License :: OSI Approved :: "


class Package(Frozen):
    """A package of the Python Package Index. name: normalised (PEP 503); licence: an SPDX expression, or its name."""

    name: str
    version: str
    licence: str


@lru_cache(maxsize=1)
def packages() -> tuple[Package, ...]:
    """The package itself and all that it needs to run, by name; extras are left out."""
    found: dict[str, Package] = {}
    waiting = ["handouts"]
    while waiting:
        name = _normalised(waiting.pop())
        if name in found:
            continue
        try:
            its = distribution(name)
        except PackageNotFoundError:  # needed on other systems only
            continue
        found[name] = Package(name, its.version, _licence(its))
        waiting += _needs(its)
    return tuple(found[name] for name in sorted(found))


def _needs(its: Distribution) -> Iterator[str]:
    """What is needed on this system with this Python (PEP 508)."""
    from packaging.requirements import Requirement

    for requirement in map(Requirement, its.requires or ()):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(its: Distribution) -> str:
    """What the package says of its licence: PEP 639's expression, else its classifier, else its own first words."""
    facts = its.metadata
    named = [value.removeprefix(_OSI) for value in facts.get_all("Classifier") or () if value.startswith(_OSI)]
    said = str(facts["License"] or "") if "License" in facts else ""
    expression = str(facts["License-Expression"]) if "License-Expression" in facts else ""
    return expression or (named[0] if named else "") or said.split("\n")[0][:80]


def versions() -> dict[str, str]:
    """All versions that can change a byte: Python's, those of packages, those of the engines inside the wheels."""
    found = {package.name: package.version for package in packages()}
    ours = found.pop("handouts", "unknown")
    return {"handouts": ours, "python": platform.python_version(), **engine_versions(), **found}
