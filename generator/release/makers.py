"""What is added to the PDFs of a release. The manifest and the sums, which cover all of it, are written after them.

To add files, write a maker (see `plan.Maker`) and put it into `MAKERS`: `maker(plan)` gives bytes by path. Each finds
in the release's folder what those before it have made. A path that another maker has taken is a fault.
"""

from __future__ import annotations

from generator.release.fhir import documents
from generator.release.plan import Maker
from generator.release.sbom import bill_of_materials

# Twins and pages for readers stand before `documents`, which names the twins.
MAKERS: tuple[Maker, ...] = (documents, bill_of_materials)
