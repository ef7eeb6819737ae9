"""What a release has beside its leaflets: the index, the ward's sheet, and the pages that say whether a copy is
current."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.model.layout import Layout
from generator.project import Project
from generator.twins.currency import currency_files, known_documents
from generator.twins.listing import Listed, index_page
from generator.twins.sheet import ward_sheet


def release_files(
    project: Project,
    layout: Layout,
    entries: Sequence[Listed],
    version: str,
    day: date,
    earlier: bytes | None = None,
) -> dict[str, bytes]:
    """`index.html`, `ward-index.pdf` and, where the brand has an address for it, all below `c/`, by path.

    entries: the whole library; layout: with the brand that the pages wear; version, day: of the release; earlier: the
    `c/currency.json` of the release before. Raises `Rejected`; the same bytes from the same input.
    """
    files = {
        "index.html": index_page(project, layout, entries),
        "ward-index.pdf": ward_sheet(project, layout, entries, version, day),
    }
    if layout.brand.currency:
        files |= currency_files(project, layout, known_documents(entries, earlier), day)
    return files
