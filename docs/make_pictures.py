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
# Layouts and formats whose first pages are shown in all languages; pages in a row, pixels between them.
GALLERY = (
    ("clinic-a4", ""),
    ("clinic-letter", ""),
    ("clinic-a4", "large-print"),
    ("clinic-a4", "giant-print"),
    ("clinic-a4", "dyslexia-friendly"),
)
ACROSS, GAP = 9, 8


def main() -> None:
    """Write `docs/pictures/<lang>-<page>.png`, `<lang>-en-<page>.png` of copies in two languages, and the others."""
    for lang, number in PAGES:
        draw(build_leaflet(Project.at(ROOT), NAME, lang).data, number, f"{lang}-{number}")
    for lang, number in BILINGUAL:
        draw(build_leaflet(Project.at(ROOT), NAME, lang, beside="en").data, number, f"{lang}-en-{number}")
    for handout, lang, number, form, brand in OTHERS:
        data = build_leaflet(Project.at(ROOT), handout, lang, form=form, brand=brand).data
        draw(data, number, "-".join(filter(None, (handout, lang, str(number), form, brand))))
    for layout, form in GALLERY:
        gallery(layout, form)


def gallery(layout: str, form: str) -> None:
    """The first page in every language, side by side."""
    project, pages = Project.at(ROOT), []
    for lang in project.languages(NAME):
        data = build_leaflet(project, NAME, lang, layout, form=form).data
        pages.append(pypdfium2.PdfDocument(data)[0].render(scale=0.27).to_pil().convert("RGB"))
    width, height = pages[0].width + GAP, pages[0].height + GAP
    rows = -(-len(pages) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * width + GAP, rows * height + GAP), (228, 228, 228))
    for index, page in enumerate(pages):
        sheet.paste(page, (GAP + index % ACROSS * width, GAP + index // ACROSS * height))
    name = "-".join(filter(None, ("gallery", layout, form)))
    sheet.quantize(64).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)


def draw(data: bytes, number: int, name: str) -> None:
    """One page, counted from 1, at 60 dots to the inch on a thin frame."""
    page = pypdfium2.PdfDocument(io.BytesIO(data))[number - 1]
    picture = page.render(scale=60 / 72).to_pil().convert("RGB")
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), (169, 184, 188))
    framed.paste(picture, (1, 1))
    framed.quantize(64).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
