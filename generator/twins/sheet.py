"""The ward's index: every leaflet of a release on paper, set by the engine that sets the leaflets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.model.blocks.tables import Cell, Table
from generator.model.blocks.words import Paragraph
from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.layout import Layout
from generator.problems import NOWHERE
from generator.project import Project
from generator.twins.listing import Listed, by_document
from generator.values import replace

# A row of a table is never parted; with more languages it would be higher than a page in giant print.
_MOST_IN_A_ROW = 12
# Names in all scripts stand in one cell: their lines are as far apart as the tallest of them ask (languages.toml).
_LEADING = 1.8
# A title stays on one line when it takes less than this part of the table; a letter of it is so wide on average, in
# type sizes (Noto Sans, bold).
_TITLE, _LETTER = 0.45, 0.55
HEADER = ("Leaflet", "Languages")


def ward_sheet(
    project: Project,
    layout: Layout,
    entries: Sequence[Listed],
    version: str,
    day: date,
    title: str = "Leaflets on this ward",
) -> bytes:
    """A PDF that lists every leaflet: title, languages in their own names and in English, number, version, reviewed.

    Checked like any leaflet; version, day: of the release. Raises `Rejected` when the table does not fit.
    """
    from generator.build import build_written

    body = layout.type.body
    body = replace(body, leading=max(body.leading, body.size * _LEADING))
    # No page says whether this sheet is current: it names the release that it lists.
    brand = replace(layout.brand, currency="")
    roomy = replace(layout, type=replace(layout.type, body=body), brand=brand)
    letters = int(_TITLE * layout.page.measure / (_LETTER * body.size))
    return build_written(project, "ward-index", ward_handout(entries, version, day, title, letters), roomy).data


def ward_handout(entries: Sequence[Listed], version: str, day: date, title: str, letters: int = 0) -> Handout:
    """The sheet as a handout; its next review is a year later, when it should have been printed anew.

    letters: a title of no more stays on one line.
    """
    rows = tuple(row for copies in by_document(entries).values() for row in _rows(copies, letters))
    drafts = any(one.draft for one in entries)
    note = " A language marked “draft” has not been checked by a translator: not for patients." if drafts else ""
    later = day.replace(year=day.year + 1, day=min(day.day, 28))
    return Handout(
        id="INDEX", version=version, lang="en", title=_text(title),
        summary=_text("Ask for any leaflet in any of its languages."),
        reviewed=day, next_review=later,
        content=(
            Paragraph(_text(f"Print this list again when a new release comes out.{note}")),
            Paragraph(_text("Below the languages: number, version, and day of the last review.")),
            Table(tuple(_cell(_text(one)) for one in HEADER), rows, place=NOWHERE),
        ),
        place=NOWHERE,
    )  # fmt: skip


def _rows(copies: list[Listed], letters: int) -> Iterator[tuple[Cell, ...]]:
    """A row for each version of a document; most have one in all languages. The title stands alone in its column, which
    would be narrow for what else is said of it."""
    versions: dict[tuple[str, date], list[Listed]] = {}
    for one in copies:
        versions.setdefault((one.version, one.reviewed), []).append(one)
    for (version, reviewed), same in versions.items():
        unique = list({one.lang: one for one in same}.values())
        facts = Span(f"\n{same[0].id} · {version} · {reviewed.isoformat()}")
        title = copies[0].english
        leaflet = Prose((Span(title, nobreak=len(title) <= letters),), NOWHERE)
        for start in range(0, len(unique), _MOST_IN_A_ROW):
            languages = _languages(unique[start : start + _MOST_IN_A_ROW])
            yield _cell(leaflet), _cell(Prose((*languages, facts), NOWHERE))


def _languages(copies: Iterable[Listed]) -> tuple[Span, ...]:
    """Each in its own name, and in English."""
    spans: list[Span] = []
    for one in copies:
        language = one.language
        english = language.tag == "en"
        spans += [Span("; ")] if spans else []
        spans.append(Span(language.name, bold=True, lang="" if english else one.lang))
        said = ", ".join([*([] if english else [language.english]), *(["draft"] if one.draft else [])])
        spans += [Span(f" ({said})")] if said else []
    return tuple(spans)


def _cell(text: Prose) -> Cell:
    return Cell(text, place=NOWHERE)


def _text(text: str) -> Prose:
    return Prose((Span(text),), NOWHERE)
