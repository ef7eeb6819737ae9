"""Patient handouts from YAML.

    from generator import build_pdf
    data = build_pdf("metastatic-breast-cancer", "ar", layout="clinic-a4", project=".")

`build_pdf` returns the checked file as bytes and writes nothing. It raises `Rejected`, whose `problems` say what is
wrong, where, and what to do.
"""

from __future__ import annotations

from pathlib import Path

from generator.problems import Problem, Rejected

__all__ = ["Problem", "Rejected", "build_pdf", "check_handout"]


def build_pdf(
    name: str,
    lang: str = "en",
    *,
    layout: str = "clinic-a4",
    standard: str = "ua-1",
    project: Path | str = ".",
    beside: str = "",
    release: bool = False,
    fallback: bool = False,
    form: str = "",
    mode: str = "",
    brand: str = "",
    paper: str = "",
) -> bytes:
    """Build one handout and return the PDF.

    name: the folder in `handouts/`; lang: the file in it, a BCP 47 tag; standard: "ua-1" (PDF/UA-1 and PDF/A-2a) or
    "ua-2" (PDF/UA-2, WTPDF and PDF/A-4); project: the folder that holds `handouts/`; beside: a second language, for a
    bilingual copy; release: a translation that is out of date is an error; fallback: texts without a translation stand
    in their source's language; form: a format such as large-print; mode: “greyscale”; brand, paper: instead of the
    layout's own. Raises `Rejected` with every problem found, and `ValueError` for another standard.
    """
    from generator.build import build_leaflet
    from generator.project import Project

    _refuse_unknown(standard)
    return build_leaflet(
        Project.at(project), name, lang, layout, standard,
        release=release, fallback=fallback, beside=beside, form=form, mode=mode, brand=brand, paper=paper,
    ).data  # fmt: skip


def check_handout(
    name: str, lang: str = "en", *, layout: str = "clinic-a4", standard: str = "ua-1", project: Path | str = "."
) -> tuple[Problem, ...]:
    """Build one handout and return its problems instead of the PDF: errors and warnings, none when it is in order.

    A draft translation is no problem here. Raises `ValueError` for a standard that `build_pdf` does not know.
    """
    from generator.build import build_leaflet
    from generator.project import Project

    _refuse_unknown(standard)
    try:
        return build_leaflet(Project.at(project), name, lang, layout, standard).warnings
    except Rejected as rejected:
        return rejected.problems


def _refuse_unknown(standard: str) -> None:
    from generator.pdf.metadata import STANDARDS

    if standard not in STANDARDS:
        raise ValueError(f"There is no standard “{standard}”. Known here: {', '.join(STANDARDS)}.")
