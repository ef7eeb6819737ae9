"""Medicines: a table, and a chart of the day."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.blocks.medicines import Medicine, Medicines
from generator.model.inline import Prose
from generator.twins.blocks.tables import whole
from generator.twins.nodes import El, Node, el
from generator.twins.writer import Writer
from generator.wording import cell_of, columns_of, labelled, now_and_then_in_words, said, time_in_words


def medicines(writer: Writer, block: Medicines) -> list[Node]:
    words = writer.words
    columns = columns_of(block, words)
    head = el("tr", *(el("th", word, scope="col") for _, word in columns))
    rows = []
    for medicine in block.list:
        cells = (cell_of(medicine, column, words) for column, _ in columns[1:])
        rows.append(el("tr", _name(writer, medicine), *(el("td", *_lines(writer, texts)) for texts in cells)))
    table: Node = whole(writer, block.caption, head, rows)
    return [table, _chart(writer, block)] if block.chart else [table]


def _lines(writer: Writer, texts: Iterable[Prose]) -> list[Node]:
    """Texts below each other."""
    return [node for text in texts for node in (el("br"), *writer.inline(text))][1:]


def _name(writer: Writer, medicine: Medicine) -> El:
    return el("th", *writer.inline(medicine.name), scope="row")


def _chart(writer: Writer, block: Medicines) -> El:
    """Medicines down, times of the day across; a box to tick stands before the dose wherever one is taken."""
    words = writer.words
    heads = (words.medicine, *(time_in_words(slot, words) for slot in block.slots))
    rows = []
    for medicine in sorted(block.list, key=lambda one: one.now_and_then):
        tick = el("span", class_="tick", aria_hidden="true")
        if medicine.now_and_then:
            said_when = labelled(words, now_and_then_in_words(medicine, words).plain, medicine.dose)
            cell_of_all = el("td", tick, *writer.inline(said_when), colspan=str(len(block.slots)))
            rows.append(el("tr", _name(writer, medicine), cell_of_all))
        elif medicine.doses:
            dose = tick, *writer.inline(medicine.dose)
            due = (el("td", *(dose if slot in medicine.doses else ())) for slot in block.slots)
            rows.append(el("tr", _name(writer, medicine), *due))
    head = el("tr", *(el("th", word, scope="col") for word in heads))
    return whole(writer, said(words.tick_dose), head, rows, "chart doses")
