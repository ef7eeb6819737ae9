"""`sbom.cdx.json`: the bill of materials, CycloneDX 1.6 (ECMA-424, 1st edition, 2024).

Software that the leaflets were made with, and the fonts that stand in them, each with its version and licence; fonts
with their hashes too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from generator.release.fonts import font_facts
from generator.release.identity import uuid_of
from generator.release.plan import ReleasePlan
from generator.release.software import packages, versions
from generator.release.sources import shown_name

if TYPE_CHECKING:
    from cyclonedx.model.component import Component
    from cyclonedx.model.license import License

PATH = "sbom.cdx.json"
# Engines inside the wheels, with the SPDX ids of their licences.
_ENGINES = {"HarfBuzz": "MIT-Modern-Variant", "ICU": "Unicode-3.0"}


def bill_of_materials(plan: ReleasePlan) -> Mapping[str, bytes]:
    """The maker of the bill."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    order = plan.order
    whole = Component(name="patient-leaflets", version=order.version, type=ComponentType.DATA, bom_ref="release")
    parts = [*_packages(), *_engines(), *_fonts(plan)]
    bom = Bom(components=parts, serial_number=uuid_of(plan, PATH))
    bom.metadata.component = whole
    bom.metadata.timestamp = datetime.combine(order.day, time(), UTC)
    bom.register_dependency(whole, parts)
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    return {PATH: (json.dumps(told, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()}


def _packages() -> Iterator[Component]:
    from cyclonedx.model.component import Component, ComponentType
    from packageurl import PackageURL

    for one in packages():
        kind = ComponentType.APPLICATION if one.name == "handouts" else ComponentType.LIBRARY
        purl = None if one.name == "handouts" else PackageURL("pypi", None, one.name, one.version)
        yield Component(
            name=one.name, version=one.version, type=kind, purl=purl, licenses=_licence(one.licence),
            bom_ref=f"pypi:{one.name}",
        )  # fmt: skip


def _engines() -> Iterator[Component]:
    from cyclonedx.model.component import Component, ComponentType

    known = versions()
    python = Component(
        name="Python", version=known["python"], type=ComponentType.PLATFORM, licenses=_licence("PSF-2.0"),
        bom_ref="python",
    )  # fmt: skip
    yield python
    for name, licence in _ENGINES.items():
        yield Component(
            name=name, version=known[name], type=ComponentType.LIBRARY, licenses=_licence(licence),
            bom_ref=f"engine:{name}",
        )  # fmt: skip


def _fonts(plan: ReleasePlan) -> Iterator[Component]:
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.component import Component, ComponentType

    fonts = {name: path for item in plan.items for name, path in item.fonts}
    for name, path in sorted(fonts.items()):
        facts = font_facts(path, shown_name(plan.project, path))
        yield Component(
            name=name, version=facts["version"] or None, type=ComponentType.FILE, copyright=facts["copyright"] or None,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=facts["sha256"])], licenses=_licence(facts["licence"]),
            description=facts["file"], bom_ref=f"font:{name}",
        )  # fmt: skip


def _licence(said: str) -> list[License]:
    """An SPDX expression where it is one, else what its owner calls it."""
    from cyclonedx.contrib.license.factories import LicenseFactory

    return [LicenseFactory().make_from_string(said)] if said else []
