"""The fonts in the package: what they are, that nobody has changed them, and how much room they take."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.model.languages import language_table
from generator.text.fonts import FONT_FOLDER

FILES = sorted(FONT_FOLDER.glob("*.ttf"))
README = (FONT_FOLDER / "README.md").read_text(encoding="utf-8")
# Family without blanks, and its version and package, as the table of the README has them.
LISTED = {
    family.replace(" ", ""): (version, package)
    for family, version, package in re.findall(
        r"^\| (Noto [^|]+) \| ([\d.]+)[^|]* \| [^|]+ \| (@\S+ \S+) \|$", README, re.M
    )
}


def test_the_list_of_hashes_is_that_of_the_files() -> None:
    listed = [line.split() for line in (FONT_FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert {name: digest for digest, name in listed} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FILES
    }


def test_all_together_take_less_than_60_megabytes() -> None:
    assert sum(path.stat().st_size for path in FILES) < 60_000_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_font_is_free_static_and_of_the_listed_version(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        assert "fvar" not in font, "a variable font"
        names = font["name"]
        assert "SIL Open Font License" in names.getDebugName(13)
        assert font["OS/2"].fsType == 0, "may be embedded without limits"
        version, package = LISTED[path.stem.partition("-")[0]]
        assert package.startswith("@expo-google-fonts/noto-")
        assert names.getDebugName(5).startswith(f"Version {version}")


@pytest.mark.parametrize("tag", language_table())
def test_every_language_has_regular_and_bold_of_each_of_its_fonts(tag: str) -> None:
    language = language_table()[tag]
    for family in language.fonts:
        assert {f"{family}-Regular", f"{family}-Bold"} <= {path.stem for path in FILES}
    if language.script in ("Latn", "Cyrl", "Grek"):  # the others have no true italics
        assert {"NotoSans-Italic", "NotoSans-BoldItalic"} <= {path.stem for path in FILES}
