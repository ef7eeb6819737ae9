"""The programs that make a leaflet, as one digest: with any other, a leaflet may be another."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.cache.digests import Digests

PACKAGE = Path(__file__).parents[1]
# Packages that bytes or problems come from, named as PEP 503 normalizes them.
PACKAGES = (
    "deflate", "fonttools", "icu4py", "msgspec", "page-validation", "pillow", "pypdf", "pyyaml", "qrcodegen",
    "reportlab", "svgelements", "uharfbuzz",
)  # fmt: skip
# Layouts that were installed with the package are noted with each leaflet, as a project's own are.
_NOT_CODE = ("__pycache__", "layouts")
_INSTALLED = re.compile(r"(?P<name>.+?)-(?P<version>[^-]+)(?:-.*)?\.(?:dist|egg)-info")


def software(digests: Digests) -> str:
    """Of every file of the generator (code, tables, fonts), of Python, and of the packages that it stands on."""
    own = [(name, digests.now("f", str(PACKAGE / name))) for name in sorted(_files(str(PACKAGE)))]
    parts = [own, sys.implementation.cache_tag, sorted(versions().items())]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _files(folder: str, inside: str = "") -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in _NOT_CODE:
                    yield from _files(entry.path, f"{inside}{entry.name}/")
            elif not entry.name.startswith("."):
                yield inside + entry.name


def versions() -> dict[str, str]:
    """The packages' versions, by the names of their folders: `importlib.metadata` takes longer than a leaflet."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = [path.name for path in Path(folder).iterdir()]
        except OSError:
            continue
        for match in filter(None, map(_INSTALLED.fullmatch, names)):
            found.setdefault(re.sub(r"[-_.]+", "-", match["name"]).lower(), match["version"])
    for name in set(PACKAGES) - found.keys():
        from importlib import metadata

        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return {name: found[name] for name in PACKAGES}
