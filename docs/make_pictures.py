"""Draw the README's pictures from freshly built leaflets: python docs/make_pictures.py"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PIL import Image

from generator.build import build_leaflet
from generator.model.languages import find_language
from generator.project import Project
from generator.sheets.forms import FORMS
from generator.sheets.imposing import Printing, impose

ROOT = Path(__file__).parent.parent
NAME = "metastatic-breast-cancer"
PAGES = (
    *(("en", 1), ("ar", 1), ("zh-Hans", 1), ("en", 3), ("hi", 1), ("th", 1), ("ur", 1), ("ko", 1), ("ru", 1)),
    *(("my", 1), ("am", 1)),
)
BILINGUAL = (("ar", 2),)
# Other leaflets and looks: handout, language, page, format, brand.
OTHERS = (
    ("warfarin", "en", 5, "", ""),
    ("warfarin", "es", 6, "", "alder-street"),
    ("colonoscopy", "ar", 3, "", "alder-street"),
    ("colonoscopy", "en", 4, "", ""),
    ("warfarin", "en", 1, "large-print", ""),
    ("colonoscopy", "en", 1, "dyslexia-friendly", "alder-street"),
    ("warfarin", "en", 2, "easy-read", ""),
    ("warfarin", "ar", 4, "easy-read", ""),
    ("warfarin", "zh-Hans", 9, "easy-read", ""),
)
# Print files: handout, language, paper, form, whether for a print shop, side of the sheet.
PRINTED = (
    ("warfarin", "en", "", "pages", True, 1),
    ("warfarin", "es", "a5", "booklet", False, 1),
    ("first-visit", "en", "trifold-a4", "tri-fold", False, 1),
    ("first-visit", "en", "trifold-a4", "tri-fold", False, 2),
)
# Leaflets with a text of their own for a format, whose first pages are shown in all its languages.
OWN_TEXTS = (("warfarin", "easy-read", 3),)
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
    for handout, lang, paper, name, press, side in PRINTED:
        printed(handout, lang, paper, name, press, side)
    for layout, form in GALLERY:
        project = Project.at(ROOT)
        made = (build_leaflet(project, NAME, lang, layout, form=form).data for lang in project.languages(NAME))
        gallery(made, "-".join(filter(None, ("gallery", layout, form))))
    for handout, form, count in OWN_TEXTS:
        project = Project.at(ROOT)
        made = (
            build_leaflet(project, handout, lang, form=form).data for lang in project.languages(f"{handout}/{form}")
        )
        gallery(made, f"gallery-{handout}-{form}", count)


def printed(handout: str, lang: str, paper: str, name: str, press: bool, side: int) -> None:
    """One side of a print file."""
    project = Project.at(ROOT)
    leaflet = build_leaflet(project, handout, lang, "clinic-a4", paper=paper)
    language, form = find_language(lang), FORMS[name]
    assert language is not None
    sides = form.sides(leaflet.pages, language.rtl)
    data = impose(leaflet.data, sides, Printing(handout, form=name, folded=form.folded, press=press))
    draw(data, side, "-".join((handout, lang, name, "press" if press else "print", str(side))))


def gallery(leaflets: Iterable[bytes], name: str, count: int = 1) -> None:
    """The first page of each, or the first ones, side by side."""
    pages = [
        pypdfium2.PdfDocument(data)[index].render(scale=0.27).to_pil().convert("RGB")
        for data in leaflets
        for index in range(count)
    ]
    width, height = pages[0].width + GAP, pages[0].height + GAP
    across = ACROSS if count == 1 else 2 * count
    rows = -(-len(pages) // across)
    sheet = Image.new("RGB", (across * width + GAP, rows * height + GAP), (228, 228, 228))
    for index, page in enumerate(pages):
        sheet.paste(page, (GAP + index % across * width, GAP + index // across * height))
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
