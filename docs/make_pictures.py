"""Draw the README's pictures from freshly built leaflets: python docs/make_pictures.py"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image

from generator.build import build_leaflet
from generator.project import Project

ROOT = Path(__file__).parent.parent
NAME = "metastatic-breast-cancer"
PAGES = (
    *(("en", 1), ("ar", 1), ("zh-Hans", 1), ("en", 3), ("hi", 1), ("th", 1), ("ur", 1), ("ko", 1), ("ru", 1)),
    *(("my", 1), ("am", 1)),
)
BILINGUAL = (("ar", 2),)
# Other leaflets and looks: handout, language, page, format, brand.
OTHERS = (
    ("warfarin", "en", 4, "", ""),
    ("warfarin", "es", 3, "", "alder-street"),
    ("colonoscopy", "ar", 2, "", "alder-street"),
    ("colonoscopy", "en", 3, "", ""),
    ("warfarin", "en", 1, "large-print", ""),
    ("colonoscopy", "en", 1, "dyslexia-friendly", "alder-street"),
)


def main() -> None:
    """Write `docs/pictures/<lang>-<page>.png`, `<lang>-en-<page>.png` of copies in two languages, and the others."""
    for lang, number in PAGES:
        draw(build_leaflet(Project.at(ROOT), NAME, lang).data, number, f"{lang}-{number}")
    for lang, number in BILINGUAL:
        draw(build_leaflet(Project.at(ROOT), NAME, lang, beside="en").data, number, f"{lang}-en-{number}")
    for handout, lang, number, form, brand in OTHERS:
        data = build_leaflet(Project.at(ROOT), handout, lang, form=form, brand=brand).data
        draw(data, number, "-".join(filter(None, (handout, lang, str(number), form, brand))))


def draw(data: bytes, number: int, name: str) -> None:
    """One page, counted from 1, at 60 dots to the inch on a thin frame."""
    page = pypdfium2.PdfDocument(io.BytesIO(data))[number - 1]
    picture = page.render(scale=60 / 72).to_pil().convert("RGB")
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), (169, 184, 188))
    framed.paste(picture, (1, 1))
    framed.quantize(64).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
