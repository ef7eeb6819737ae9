"""Blocks that tell a patient what to do."""

from __future__ import annotations

from generator.model.blocks.care import Advice, Checklist, Columns, DoAndDont, PatientBox, Timeline, Zones
from generator.story.blocks.care import ZONES
from generator.twins.nodes import El, Node, el
from generator.twins.writer import Writer


def zones(writer: Writer, block: Zones) -> list[Node]:
    """A box for each act under a heading of its own, so that a screen reader can go from one to the next."""
    found = list[Node]()
    for zone in block.zones:
        icon, tone = ZONES[zone.act]
        title = writer.title(zone.title)
        found.append(
            writer.box(
                tone, icon, title, writer.items(zone.list), kind="zones", tag="section", aria_labelledby=title.get("id")
            )
        )
    return found


def do_and_dont(writer: Writer, block: DoAndDont) -> list[Node]:
    sides = _advice(writer, block.do, "tick", "calm"), _advice(writer, block.dont, "cross", "alert")
    return [el("div", *sides, class_="columns")]


def _advice(writer: Writer, advice: Advice, icon: str, tone: str) -> El:
    """A tick or a cross stands before each item, and the heading says which."""
    title = writer.title(advice.title)
    items = writer.items(advice.list, class_="marked")
    marked = tuple(el("li", writer.icon(icon), el("div", *kid.kids)) for kid in items.kids if isinstance(kid, El))
    return el("div", title, El("ul", items.attributes, marked), class_=f"side {tone}")


def columns(writer: Writer, block: Columns) -> list[Node]:
    return [el("div", *(el("div", *writer.blocks(blocks)) for blocks in block.columns), class_="columns")]


def timeline(writer: Writer, block: Timeline) -> list[Node]:
    """A list in which a heading opens each moment; a line joins their dots."""
    moments = [el("li", writer.title(moment.when, "when"), *writer.blocks(moment.content)) for moment in block.timeline]
    return [el("ol", *moments, class_="timeline")]


def checklist(writer: Writer, block: Checklist) -> list[Node]:
    return [writer.ticked(block.checklist, "checklist")]


def patient_box(writer: Writer, block: PatientBox) -> list[Node]:
    """Labels over lines to write on, once the page is printed."""
    title = writer.title(block.title)
    children: list[Node] = [title]
    for one in block.fields:
        children += [el("p", *writer.inline(one.label), class_="label"), *writer.lines(block.lines)]
    return [writer.box("brand", "", *children, kind="patient_box", role="group", aria_labelledby=title.get("id"))]
