"""Blocks that tell a patient what to do."""

from __future__ import annotations

from generator.model.block_styles import ColumnStyle
from generator.model.blocks.care import (
    Advice,
    BoxField,
    Checklist,
    Columns,
    DoAndDont,
    PatientBox,
    Timeline,
    Zones,
)
from generator.story.boxes import WIDEST_ICON, BoxFlow
from generator.story.builder import StoryBuilder
from generator.story.columns import ColumnsFlow, MomentFlow
from generator.story.flowables import Flowable
from generator.story.going_on import again
from generator.story.rows import RowFlow
from generator.tags import Tag

# Icon and tone of each act: an octagon, a triangle and a circle, told apart without colours.
ZONES = {"emergency": ("emergency", "alert"), "call-today": ("important", "caution"), "wait": ("wait", "calm")}
# A patient's box is filled in at one sitting; one that takes more of a page than this may be parted between its fields,
# and one that takes more than HALF where a third of one would else stay empty.
OF_PATIENT, HALF = 0.9, 0.5
# Signs of an emergency are never parted where a page holds them; nor is what has to be said today, while it takes no
# more of one than this, unless more than half of one would stay empty. What can wait is, where it takes more of a page
# than this and much of one would else stay empty; its title then stands again on the next.
# What to do or not to do is never cut in a sentence: its second half may say the opposite.
OF_EMERGENCY, OF_TODAY, OF_ZONE, OF_ADVICE = 0.9, 0.6, 0.3, 0.4
# Columns higher than this part of a page stand one below the other, since they are never parted.
HIGHEST_COLUMNS = 0.6


def zones(builder: StoryBuilder, block: Zones, parent: Tag) -> list[Flowable]:
    """A box for each act under a heading of its own, so that a screen reader can go from one to the next."""
    boxes: list[BoxFlow] = []
    for zone in block.zones:
        icon, tone = ZONES[zone.act]
        section = parent.add("Sect")
        title = builder.title(zone.title, section, colour=builder.styles.palette.tone(tone).strong)
        signs = builder.bulleted(zone.list, section)
        for sign in signs:
            assert isinstance(sign, RowFlow)
            sign.whole = max(sign.whole, min(OF_ADVICE * builder.page_height, builder.room / 2))
        children: list[Flowable] = [title, *signs]
        goes_on = again(builder.composer, (zone.title, title))
        firm = {"emergency": OF_EMERGENCY, "call-today": OF_TODAY}.get(zone.act, OF_ZONE)
        box = builder.box(children, icon, tone, builder.styles.boxes.zones, firm, goes_on)
        box.icon_size = WIDEST_ICON * builder.styles.growth
        box.urgent = zone.act == "emergency"  # three signs of six look like all there are
        box.warns = zone.act != "wait"
        box.eases = (len(signs) + 1) // 2 if box.warns else 0
        box.space_before = box.space_after = 10.0
        box.near_next = True  # who looks for the one to choose sees all of them
        boxes.append(box)
    boxes[0].space_before = boxes[-1].space_after = builder.space.box
    boxes[-1].near_next = False
    return list(boxes)


def do_and_dont(builder: StoryBuilder, block: DoAndDont, parent: Tag) -> list[Flowable]:
    """Two lists under headings of their own; a tick or a cross stands before each item, and the heading says which."""
    columns = [
        _advice(builder, block.do, parent, "tick", "calm"),
        _advice(builder, block.dont, parent, "cross", "alert"),
    ]
    return _side_by_side(builder, columns, builder.styles.blocks.do_and_dont, headed=True)


def _advice(builder: StoryBuilder, advice: Advice, parent: Tag, icon: str, tone: str) -> list[Flowable]:
    styles = builder.styles
    colour = styles.palette.tone(tone).strong
    section = parent.add("Sect")
    title = builder.title(advice.title, section, colour=colour)
    tag = section.add("L", attributes={"List": {"ListNumbering": "None"}})
    goes_on = again(builder.composer, (advice.title, title))  # a cross alone does not say until when
    rows: list[Flowable] = []
    for item in advice.list:
        body = builder.item_body(item, tag.add("LI").add("LBody"), depth=0)
        mark = builder.icon_mark(icon, colour)
        rows.append(
            RowFlow(
                label=mark, body=body, indent=25.0 * styles.growth, rtl=styles.rtl, space_after=builder.space.item,
                whole=OF_ADVICE * builder.page_height, again=goes_on,
            )
        )  # fmt: skip
    return [title, *rows]


def columns(builder: StoryBuilder, block: Columns, parent: Tag) -> list[Flowable]:
    columns = [builder.blocks(blocks, parent.add("Div")) for blocks in block.columns]
    return _side_by_side(builder, columns, builder.styles.blocks.columns)


def _side_by_side(
    builder: StoryBuilder, columns: list[list[Flowable]], look: ColumnStyle, headed: bool = False
) -> list[Flowable]:
    """Columns side by side; one below the other where half the width holds no sentence, or they take most of a page."""
    styles = builder.styles
    for column in columns:
        column[0].space_before = column[-1].space_after = 0.0
    flow = ColumnsFlow(
        columns=columns, gap=look.gap, rtl=styles.rtl, headed=headed, rule=styles.palette.rule if look.rule else None,
        space_before=builder.space.box, space_after=builder.space.box,
    )  # fmt: skip
    if styles.holds_columns and flow.height(styles.page.measure) <= HIGHEST_COLUMNS * builder.page_height:
        return [flow]
    for column in columns:
        column[-1].space_after = builder.space.box
    return [one for column in columns for one in column]


def timeline(builder: StoryBuilder, block: Timeline, parent: Tag) -> list[Flowable]:
    """A list in which a heading opens each moment; a line joins their dots.

    The list says how many there are and which one this is; headings are what most screen reader users go by (WebAIM,
    Screen Reader User Survey 10, 2024: 72 of 100 of them; WCAG 2.1, 2.4.10). An LBody may hold headings (ISO 32000-2,
    Annex L); a Lbl may not, so that there is none (ISO 14289-2, 8.2.5.25 asks for none in a list without numbering).
    """
    styles, palette, look = builder.styles, builder.styles.palette, builder.styles.blocks.timeline
    tag = parent.add("L")
    flows: list[Flowable] = []
    for moment in block.timeline:
        inside = tag.add("LI").add("LBody")
        when = builder.title(moment.when, inside, styles.label(look.label, look.tone))
        when.space_after = 0.0
        body = builder.blocks(moment.content, inside)
        body[-1].space_after = 0.0
        flows.append(
            MomentFlow(
                children=[when, *body],
                dot=getattr(palette, look.tone),
                mark=look.mark,
                line=palette.rule,
                rtl=styles.rtl,
                begins=moment is block.timeline[0],
                joined=moment is not block.timeline[-1],
                growth=styles.growth,
                titled=again(builder.composer, (moment.when, when)),
                space_after=0.0,
            )
        )
    flows[-1].space_after = builder.space.list
    flows[0].near_next = len(flows) > 1
    return flows


def checklist(builder: StoryBuilder, block: Checklist, parent: Tag) -> list[Flowable]:
    return builder.ticked(block.checklist, parent)


def _place_to_write(builder: StoryBuilder, box: PatientBox, one: BoxField, tag: Tag) -> Flowable:
    """What one patient's copy says; or lines to write or to type on."""
    if one.value:
        value = builder.composer.text(one.value, builder.styles.body.as_bold(), tag.add("P"))
        value.space_after = builder.space.paragraph
        return value
    return builder.writing_lines(box.lines, builder.names(one.label.plain), tag)


def patient_box(builder: StoryBuilder, block: PatientBox, parent: Tag) -> list[Flowable]:
    """Labels over lines to write on, in a box that is parted only between two of them."""
    styles, tag = builder.styles, parent.add("Sect")
    title = builder.title(block.title, tag, styles.heading(4))
    title.space_after = 10.0
    children: list[Flowable] = [title]
    for one in block.fields:
        label = builder.text(one.label, tag.add("P"), 0.0)
        label.keep_with_next = True
        children += [label, _place_to_write(builder, block, one, tag)]
    goes_on = again(builder.composer, (block.title, title))
    box = builder.box(children, "", "brand", styles.boxes.patient_box, OF_PATIENT, goes_on)
    box.eases = int(box.height(styles.page.measure) > HALF * builder.room)
    return [box]
