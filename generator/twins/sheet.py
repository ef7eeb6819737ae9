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

# A row of a table is never parted; with more languages it would be higher than a page in giant print.
_MOST_IN_A_ROW = 8


def ward_sheet(
    project: Project,
    layout: Layout,
    entries: Sequence[Listed],
    version: str,
    day: date,
    title: str = "Leaflets on this ward",
) -> bytes:
    """A PDF that lists every leaflet: number, title, languages in their own names and in English, version, reviewed.

    Checked like any leaflet; version, day: of the release. Raises `Rejected` when the table does not fit.
    """
    from generator.build import build_written

    return build_written(project, ward_handout(entries, version, day, title), "ward-index", "en", layout).data


def ward_handout(entries: Sequence[Listed], version: str, day: date, title: str) -> Handout:
    """The sheet as a handout; its next review is a year later, when it should have been printed anew."""
    header = ("Document", "Title", "Languages", "Version", "Reviewed")
    rows = tuple(row for copies in by_document(entries).values() for row in _rows(copies))
    drafts = any(one.draft for one in entries)
    note = " A language marked “draft” has not been checked by a translator: not for patients." if drafts else ""
    later = day.replace(year=day.year + 1, day=min(day.day, 28))
    return Handout(
        id="INDEX", version=version, lang="en", title=_text(title),
        summary=_text("Ask for any leaflet in any of its languages."),
        reviewed=day, next_review=later,
        content=(
            Paragraph(_text(f"Print this list again when a new release comes out.{note}")),
            Table(tuple(Cell(_text(one), place=NOWHERE) for one in header), rows, place=NOWHERE),
        ),
        place=NOWHERE,
    )  # fmt: skip


def _rows(copies: list[Listed]) -> Iterator[tuple[Cell, ...]]:
    """A row for each version of a document; most have one in all languages."""
    versions: dict[tuple[str, date], list[Listed]] = {}
    for one in copies:
        versions.setdefault((one.version, one.reviewed), []).append(one)
    for (version, reviewed), same in versions.items():
        unique = list({one.lang: one for one in same}.values())
        for start in range(0, len(unique), _MOST_IN_A_ROW):
            languages = _languages(unique[start : start + _MOST_IN_A_ROW])
            texts = (
                _text(same[0].id),
                _text(copies[0].english),
                languages,
                _text(version),
                _text(reviewed.isoformat()),
            )
            yield tuple(Cell(text, place=NOWHERE) for text in texts)


def _languages(copies: Iterable[Listed]) -> Prose:
    """Each in its own name, and in English, on a line of its own."""
    spans: list[Span] = []
    for one in copies:
        language = one.language
        spans += [Span("\n")] if spans else []
        spans.append(Span(language.name, lang="" if language.tag == "en" else one.lang))
        english = "" if language.tag == "en" else f" ({language.english})"
        draft = ", draft" if one.draft else ""
        spans += [Span(f"{english}{draft}")] if english or draft else []
    return Prose(tuple(spans), NOWHERE)


def _text(text: str) -> Prose:
    return Prose((Span(text),), NOWHERE)
