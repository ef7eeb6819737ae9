"""Files that say what was right when somebody last looked; `pytest --update-golden` writes them anew."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

GOLDEN = Path(__file__).parents[1] / "golden"
# A picture may differ by so much (of full scale) as a whole and in each of its squares: enough for another version of
# the renderer, not enough for a word that moved.
WHOLE, SQUARE, SIDE = 0.02, 0.25, 16


def updating(config: pytest.Config) -> bool:
    return bool(config.getoption("--update-golden", default=False))


def check_text(text: str, name: str, config: pytest.Config) -> None:
    """Fail with a diff when the text is not that of the golden file."""
    path = GOLDEN / name
    if updating(config):
        path.write_text(text, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8") if path.exists() else ""
    if text != wanted:
        diff = difflib.unified_diff(wanted.splitlines(), text.splitlines(), name, "now", lineterm="", n=2)
        pytest.fail("\n".join(["Look at the difference; --update-golden accepts it.", *diff]), pytrace=False)


def picture_difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Mean absolute difference of two grey pictures, from 0 to 1, and that of the worst square."""
    if one.size != other.size:
        return 1.0, 1.0
    difference = ImageChops.difference(one, other)
    worst = max(
        ImageStat.Stat(difference.crop((x, y, min(x + SIDE, one.width), min(y + SIDE, one.height)))).mean[0]
        for x in range(0, one.width, SIDE)
        for y in range(0, one.height, SIDE)
    )
    return ImageStat.Stat(difference).mean[0] / 255, worst / 255


def check_picture(image: Image.Image, name: str, config: pytest.Config, kept: Path) -> None:
    """Fail when the picture differs from the golden one; then what is seen now is kept in the folder `kept`."""
    path = GOLDEN / name
    if updating(config):
        image.quantize(16).save(path, optimize=True)
        assert path.stat().st_size < 30_000
    if not path.exists():
        pytest.fail(f"There is no {path.name} yet; --update-golden makes it.", pytrace=False)
    with Image.open(path) as wanted:
        whole, worst = picture_difference(wanted.convert("L"), image)
    if whole >= WHOLE or worst >= SQUARE:
        image.save(kept / name)
        pytest.fail(
            f"{name}: {whole:.1%} different, one square {worst:.0%}; now: {kept / name}. --update-golden accepts it.",
            pytrace=False,
        )
