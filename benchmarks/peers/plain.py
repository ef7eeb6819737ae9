"""A leaflet as plain values, JSON's: what the peers are given.

Texts are lists of spans; a span is text or a mapping.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.content import LeafletFile
from generator.build import plan
from generator.filling import filled
from generator.model.blocks import Block
from generator.model.blocks.care import PatientBox
from generator.model.blocks.kinds import Item
from generator.model.blocks.pictures import Figure, Qr
from generator.model.blocks.tables import Cell, Table
from generator.model.blocks.words import (
    BulletList,
    Callout,
    Contact,
    Glossary,
    Heading,
    KeyPoints,
    Paragraph,
    Questions,
    References,
)
from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.problems import ProblemList
from generator.project import read_handout
from generator.story.styles import Styles

Spans = list[Any]
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A leaflet as our first three steps see it."""

    handout: Handout
    styles: Styles


def read(file: LeafletFile) -> Source:
    project = file.project
    handout = read_handout(project, file.name, file.lang)
    if file.copy:
        handout = filled(handout, file.copy, ProblemList())
    return Source(handout, plan(project, handout, project.layout(file.layout)))


def leaflet(source: Source) -> Plain:
    """Everything that the page says, header, footer and colophon included."""
    handout, styles = source.handout, source.styles
    words, language, day = styles.words, styles.language, handout.reviewed
    english = handout.lang.startswith("en")
    draft = handout.translation is not None and handout.translation.status in ("draft", "machine-draft")
    machine = draft and handout.translation is not None and handout.translation.status == "machine-draft"
    both = (words, styles.english_words)
    days = [words.day(date, handout.lang) for date in (handout.reviewed, handout.next_review)]
    return {
        "title": _spans(handout.title),
        "plain-title": handout.title.plain,
        "summary": _spans(handout.summary),
        "plain-summary": handout.summary.plain,
        "code": f"{handout.id} · {handout.version} · {handout.lang}",
        "keywords": [handout.id, f"version {handout.version}", handout.lang],
        "reviewed": {"year": day.year, "month": day.month, "day": day.day},
        "language-line": [] if english else [language.name, language.english],
        "notice": [w.machine_draft if machine else w.draft for w in both] if draft else [],
        "content": [_block(block) for block in handout.content],
        "colophon": [
            [_bold(f"{words.published_by}: "), styles.brand.publisher],
            [
                *(_bold(f"{words.document}: "), f"{handout.id} · "),
                *(_bold(f"{words.version}: "), f"{handout.version} · "),
                *(_bold(f"{words.language}: "), language.name),
            ],
            [_bold(f"{words.reviewed}: "), f"{days[0]} · ", _bold(f"{words.next_review}: "), days[1]],
        ],
        "words": words,
    }


def _bold(text: str) -> Plain:
    return {"text": text, "bold": True}


def _spans(prose: Prose | None) -> Spans:
    return [_span(span) for span in prose.spans] if prose else []


def _span(span: Span) -> str | Plain:
    marks = {"bold": span.bold, "link": span.link, "lang": span.lang, "nobreak": span.nobreak}
    kept = {name: value for name, value in marks.items() if value}
    return {"text": span.text, **kept} if kept else span.text


def _items(items: tuple[Item, ...]) -> list[Plain]:
    return [{"text": _spans(item.text), "list": _items(item.list)} for item in items]


def _cell(cell: Cell) -> Plain:
    return {"spans": _spans(cell.text)}


def _block(block: Block) -> Plain:  # noqa: C901  (one line a kind)
    match block:
        case Paragraph():
            return {"block": "text", "text": _spans(block.text)}
        case Heading():
            return {"block": "heading", "level": block.level, "text": _spans(block.heading)}
        case BulletList():
            return {"block": "list", "items": _items(block.list)}
        case KeyPoints():
            return {"block": "key-points", "items": [{"text": _spans(p), "list": []} for p in block.key_points]}
        case Callout():
            inside = [_block(inner) for inner in block.content]
            return {"block": "callout", "kind": block.kind, "title": _spans(block.title), "content": inside}
        case Table():
            rows = [[_cell(cell) for cell in row] for row in block.rows]
            return {"block": "table", "header": [_spans(cell.text) for cell in block.header], "rows": rows}
        case Figure():
            beside = [{"block": "text", "text": _spans(block.caption)}] if block.caption else []
            beside += [_block(inner) for inner in block.content]
            shown = {"image": block.image.name, "alt": block.alt, "width": round(block.width, 3)}
            return {"block": "figure", **shown, "beside": beside}
        case Questions():
            asked = [_spans(item) for item in block.items]
            return {"block": "questions", "intro": _spans(block.intro), "lines": block.lines, "items": asked}
        case Glossary():
            terms = [[_spans(term.term), _spans(term.meaning)] for term in block.glossary]
            return {"block": "glossary", "terms": terms}
        case PatientBox():
            fields = [[_spans(one.label), _spans(one.value)] for one in block.fields]
            return {"block": "patient-box", "title": _spans(block.title), "fields": fields}
        case Contact():
            return _contact(block)
        case Qr():
            return {"block": "qr", "address": block.url.plain, "caption": _spans(block.caption)}
        case References():
            return {"block": "references", "sources": [_spans(source) for source in block.references]}
    raise TypeError(f"the peers cannot set a {type(block).__name__}")


def _contact(block: Contact) -> Plain:
    shown = block.phone.plain if block.phone else ""
    digits = "".join(c for c in shown if c.isdigit() or c == "+")
    email = block.email.plain if block.email else ""
    facts: list[Any] = [["hours", _spans(block.hours)]] if block.hours else []
    facts += [["email", [{"text": email, "link": f"mailto:{email}"}]]] if email else []
    return {"block": "contact", "name": _spans(block.name), "number": [shown, f"tel:{digits}"], "facts": facts}
