"""How the first page looks: small grey pictures, to be looked at when they change."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.support.goldens import SQUARE, WHOLE, check_picture, picture_difference
from tests.support.leaflets import leaflet
from tests.support.readers import rendered

DPI = 40
MBC, LAYOUT = "metastatic-breast-cancer", "clinic-a4"


def first_page(lang: str) -> Image.Image:
    return rendered(leaflet(MBC, lang, LAYOUT, "ua-1"), DPI, index=0)[0]


@pytest.mark.parametrize("lang", ["en", "ar", "bn", "hi", "ja", "ko", "ru", "th", "ur", "vi", "zh-Hans", "zh-Hant"])
def test_first_page_looks_as_it_did(lang: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    check_picture(first_page(lang), f"first-page.{lang}.png", request.config, tmp_path)


def test_what_an_eye_would_see_is_noticed() -> None:
    page = first_page("en")
    assert picture_difference(page, page) == (0, 0)
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 4))
    assert picture_difference(page, moved)[0] > WHOLE
    blotted = page.copy()
    ImageDraw.Draw(blotted).rectangle((200, 400, 216, 416), fill=0)
    whole, worst = picture_difference(page, blotted)
    assert whole < WHOLE
    assert worst > SQUARE
    assert picture_difference(page, page.resize((10, 10))) == (1, 1)
