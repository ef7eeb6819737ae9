"""Which engines set text here: their versions decide where lines end and which glyphs stand in them."""

from __future__ import annotations

from collections.abc import Mapping


def engine_versions() -> Mapping[str, str]:
    """The versions of the engines inside the wheels, by name."""
    import uharfbuzz as hb
    from icu4py import icu_version

    return {"HarfBuzz": hb.version_string(), "ICU": icu_version}
