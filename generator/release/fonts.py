"""The fonts embedded in a finished PDF, and the font files that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.checks.reader import PdfFile, Unreadable
from generator.model.layout import Layout
from generator.release.sources import digest
from generator.text.fonts import FONT_FOLDER, load_face


def fonts_in(data: bytes) -> list[str]:
    """PostScript names of the fonts of a PDF of ours, sorted, without the tag of the subset (ISO 32000-1, 9.6.4)."""
    return sorted({str(name).split("+", 1)[-1] for name in _names(data)})


def _names(data: bytes) -> Iterator[str]:
    """The fonts of all pages, and of the form when there is one (ISO 32000-1, 7.8.3 and 12.7.2)."""
    try:
        file = PdfFile(data)
        form = file.dictionary(file.dictionary(file.trailer.get("Root")).get("AcroForm"))
        holders = [*(page.get("Resources") for _, page in file.pages()), form.get("DR")]
        seen: set[int] = set()
        for resources in map(file.dictionary, holders):
            if id(resources) in seen:  # all pages of ours share one dictionary
                continue
            seen.add(id(resources))
            for font in file.dictionary(resources.get("Font")).values():
                name = file.dictionary(font).get("BaseFont")
                if isinstance(name, str):
                    yield name
    except Unreadable:  # its check has said so
        return


def files_of(names: list[str], layout: Layout) -> tuple[tuple[str, Path], ...]:
    """The names with their files: the brand's own, or the generator's."""
    own = {load_face(path).name: path for font in layout.brand.fonts for path in font.files}
    known = {**_ours(), **own}
    return tuple((name, known[name]) for name in names if name in known)


@lru_cache(maxsize=1)
def _ours() -> dict[str, Path]:
    """The generator's fonts are called as their files; a test holds them to it."""
    return {path.stem: path for path in FONT_FOLDER.glob("*.ttf")}


def font_facts(path: Path, shown: str) -> dict[str, str]:
    """What a manifest says of a font file: its name, hash, version and licence, as the file states them."""
    version, licence, copyright_ = _stated(path)
    return {"file": shown, "sha256": digest(path), "version": version, "licence": licence, "copyright": copyright_}


@lru_cache(maxsize=200)
def _stated(path: Path) -> tuple[str, str, str]:
    """Version, licence and copyright. Source: OpenType 1.9.1, “name” table, ids 5, 13 and 0."""
    face = load_face(path)
    version, licence, copyright_ = (face.stated(number) for number in (5, 13, 0))
    licence = "OFL-1.1" if "SIL Open Font License, Version 1.1" in licence else licence
    return version.removeprefix("Version ").split(";")[0], licence, copyright_
