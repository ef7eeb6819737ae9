"""Whether text can be told from what lies under it, in colour and printed grey, and how much ink a page takes."""

from __future__ import annotations

from generator.checks.pages.blocks import Document
from generator.checks.pages.drawn import Owner, Page, Shown
from generator.checks.pages.findings import Findings, excerpt
from generator.checks.pages.ground import Ground, Under
from generator.colour import RGB, contrast
from generator.problems import Severity
from generator.values import Frozen

# WCAG 2.1, definition of large scale: 18 pt, or 14 pt bold.
_LARGE, _LARGE_BOLD = 18.0, 14.0


class Contrast(Frozen):
    """A text on what lies under it; in colour and in grey, as ratios from 1 to 21."""

    page: int
    text: Shown
    ground: RGB
    ratio: float
    grey: float

    @property
    def large(self) -> bool:
        """Whether the limits for large text hold."""
        size = round(self.text.size, 1)
        return size >= _LARGE or (self.text.bold and size >= _LARGE_BOLD)


def device_grey(colour: RGB) -> RGB:
    """The grey that a printer without colours makes of it. Source: ISO 32000-1, 10.3.2."""
    grey = 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]
    return grey, grey, grey


def look(document: Document, findings: Findings) -> tuple[list[Contrast], list[float]]:
    """Paint every page: the contrast of each text with everything under it, and the ink of each page from 0 to 1.

    Text over a picture goes to the findings, rule text-on-picture.
    """
    contrasts: list[Contrast] = []
    inks: list[float] = []
    known: dict[tuple[RGB, RGB], tuple[float, float]] = {}
    for page in document.pages:

        def picture_of(owner: Owner, page: Page = page) -> int:
            return _picture(document, page, owner)

        ground = Ground(page, picture_of)
        for one in page.drawn:
            if isinstance(one, Shown) and one.seen and one.text.strip():
                under = ground.under(one)
                if any(_over_picture(each, picture_of(one.owner)) for each in under):
                    message = f"Page {page.number}: {excerpt(one.text)} stands on a picture."
                    findings.add("text-on-picture", message, page.number, one.text)
                contrasts += _contrasts(page.number, one, under, known)
            ground.paint(one)
        inks.append(ground.ink())
    return contrasts, inks


def _contrasts(
    page: int, text: Shown, under: set[Under], known: dict[tuple[RGB, RGB], tuple[float, float]]
) -> list[Contrast]:
    found = []
    for each in under:
        if text.colour is None or each.colour is None:
            continue
        pair = text.colour, each.colour
        if pair not in known:
            known[pair] = contrast(*pair), contrast(device_grey(pair[0]), device_grey(pair[1]))
        found.append(Contrast(page, text, each.colour, *known[pair]))
    return found


def _picture(document: Document, page: Page, owner: Owner) -> int:
    """The object number of the picture that marked content belongs to; 0 of none."""
    element = document.owners.get((page.object, owner.mcid)) if owner.mcid >= 0 else None
    if element is None:
        return 0
    return next((one.number for one in document.path(element) if one.role == "Figure"), 0)


def _over_picture(under: Under, own: int) -> bool:
    """Words that belong to a picture, such as the numbers of a chart, stand on it by right."""
    return bool(under.picture) and under.picture != own


def judge_contrast(contrasts: list[Contrast], findings: Findings) -> None:
    """Rules pale-text and pale-in-grey: each pair of colours is told once, where it is met first."""
    told: set[tuple[str, RGB | None, RGB, bool]] = set()
    for one in contrasts:
        kind = "large-" if one.large else ""
        for rule, ratio, how in (("pale-text", one.ratio, ""), ("pale-in-grey", one.grey, " when printed grey")):
            weight = findings.under(rule, ratio, kind)
            key = (rule, one.text.colour, one.ground, one.large)
            if weight is None or key in told:
                continue
            if rule == "pale-in-grey" and findings.under("pale-text", one.ratio, kind) in (weight, Severity.ERROR):
                continue  # as bad in colour, and told there
            told.add(key)
            message = f"Page {one.page}: {excerpt(one.text.text)} has a contrast of {ratio:.1f} to 1{how}."
            findings.add(rule, message, one.page, one.text.text, weight)


def judge_ink(inks: list[float], findings: Findings) -> None:
    """Rule much-ink."""
    for number, ink in enumerate(inks, 1):
        if weight := findings.over("much-ink", ink * 100):
            findings.add("much-ink", f"Page {number}: ink covers {ink * 100:.0f} % of it.", number, severity=weight)
