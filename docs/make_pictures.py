"""Draw the README's pictures from freshly built leaflets: python docs/make_pictures.py"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image

from generator import build_pdf

ROOT = Path(__file__).parent.parent
PAGES = (("en", 1), ("ar", 1), ("zh-Hans", 1), ("en", 3), ("hi", 1), ("th", 1), ("ur", 1), ("ko", 1), ("ru", 1))


def main() -> None:
    """Write `docs/pictures/<lang>-<page>.png`, 60 dots to the inch on a thin frame."""
    for lang, number in PAGES:
        data = build_pdf("metastatic-breast-cancer", lang, project=ROOT)
        page = pypdfium2.PdfDocument(io.BytesIO(data))[number - 1]
        picture = page.render(scale=60 / 72).to_pil().convert("RGB")
        framed = Image.new("RGB", (picture.width + 2, picture.height + 2), (169, 184, 188))
        framed.paste(picture, (1, 1))
        framed.quantize(64).save(ROOT / "docs" / "pictures" / f"{lang}-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
