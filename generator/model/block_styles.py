"""How kinds of blocks look where a layout says so: boxes, tables, lists, and each other block by its name."""

from __future__ import annotations

from typing import Any

from generator.model.fields import Choice, Reading, Record, YesNo, at, key
from generator.model.lengths import POINTS, Length
from generator.problems import Place
from generator.source import Mapping
from generator.values import Frozen, replace


class BoxStyle(Frozen):
    """How one kind of box looks, where that is not the brand's way."""

    box: str = key(Choice(("bar", "outline", "plain")), "A bar, a line all around, or neither; else the brand's.", "")
    tone: str = key(Choice(("brand", "calm", "caution", "alert")), "Whose colours it has; else its own.", "")
    icon: bool = key(YesNo(), "Whether its icon is drawn.", True)
    space: float = key(Length(0, 60), "Above and below it; else that of “space: box”.", -1.0)
    place: Place = at()


class BoxStyles(Frozen):
    """How each kind of box looks."""

    key_points: BoxStyle = key(Record(BoxStyle), "Key points.", BoxStyle())
    callout: BoxStyle = key(Record(BoxStyle), "Call-outs; their colours say how much they weigh, and stay.", BoxStyle())
    zones: BoxStyle = key(Record(BoxStyle), "When to get help; colours and shapes stay.", BoxStyle())
    quote: BoxStyle = key(Record(BoxStyle), "What somebody said.", BoxStyle())
    contact: BoxStyle = key(Record(BoxStyle), "Whom to call.", BoxStyle())
    appointment: BoxStyle = key(Record(BoxStyle), "A visit.", BoxStyle())
    patient_box: BoxStyle = key(Record(BoxStyle), "What belongs to one patient.", BoxStyle())
    medicines: BoxStyle = key(Record(BoxStyle), "A medicine, where a table would be too wide.", BoxStyle())
    feedback: BoxStyle = key(Record(BoxStyle), "How people tell what they think.", BoxStyle())
    code: BoxStyle = key(Record(BoxStyle), "Listings.", BoxStyle())

    def check(self, reading: Reading, node: Mapping) -> None:
        """What tells how urgent a box is cannot be styled away (WCAG 2.1, 1.4.1: never by colour alone)."""
        for name, style in (("callout", self.callout), ("zones", self.zones)):
            if style.tone or not style.icon:
                what = "colour" if style.tone else "icon"
                message = f"The {what} of “{name}” says how urgent it is; a layout cannot change it."
                reading.refuse("bad-value", message, style.place, "Change how the box is drawn, or the palette.")


class TableStyle(Frozen):
    """How tables, charts and comparisons look."""

    header: str = key(
        Choice(("tint", "brand", "plain")),
        "The row of column headings: on the tint, white on the brand's colour, or on bare paper.",
        "tint",
    )
    rules: str = key(
        Choice(("rows", "grid")), "Rules below rows, or around each cell; charts always have both.", "rows"
    )
    stripes: bool = key(YesNo(), "Whether every second row stands on the tint.", False)
    padding: float = key(Length(3, 15), "White between a cell's edge and its words.", 7.5)
    space: float = key(Length(0, 60), "Above a table; twice as much below it.", 10.0)


class ListStyle(Frozen):
    """How lists and steps look."""

    marks: str = key(Choice(("brand", "text")), "Whose colour bullets and numbers have.", "brand")
    numbers: str = key(
        Choice(("plain", "disc")), "Numbers of steps: as text, or white on a disc of the brand's colour.", "plain"
    )
    indent: float = key(
        Length(15, 60), "From the edge to the words, at least; beside numbers no less than 30 pt.", 20.0
    )


# 25 mm: a code of version 5 then has modules of 0.6 mm, which phones read from office print (ISO/IEC 18004 leaves the
# size open); no smaller one is certain. 60 mm: ten people across are 6 mm each, told apart at arm's length.
QR_WIDTH, PEOPLE_WIDTH = 25 * POINTS["mm"], 60 * POINTS["mm"]
# A code is no wider than its address needs beside it on A5; people are no smaller than 4 mm.
WIDEST_QR, LEAST_PEOPLE = 60 * POINTS["mm"], 40 * POINTS["mm"]
# Between two columns, in points.
COLUMN_GAP = 25.0
# Of a moment's dot and of a box to tick, in points beside text of 14 points: no smaller than can be seen and ticked, no
# larger than leaves a gap to the words.
DOT, TICK = 12.0, 12.0


def _space() -> Any:
    return key(Length(0, 60), "Above and below it; else what is usual for it.", -1.0)


def _tone(what: str) -> Any:
    return key(Choice(("brand", "calm", "caution", "alert", "text")), f"The colour of {what}.", "brand")


def _label(what: str, choices: tuple[str, ...], usual: str) -> Any:
    return key(Choice(choices), f"The type of {what}; “small” is that of sources, “bold” is bold text.", usual)


def _rule() -> Any:
    return key(YesNo(), "Whether a thin line parts its items.", False)


def _frame(what: str) -> Any:
    return key(
        Choice(("none", "line", "tint")), f"What is around {what}: nothing, a thin line, or the brand's tint.", "none"
    )


def _widest() -> Any:
    return key(Length(40, 500), "The widest it is beside text of 14 points, whatever its handout says.", 500.0)


class FigureStyle(Frozen):
    """How pictures look."""

    frame: str = _frame("the picture")
    label: str = _label("its caption", ("small", "body", "bold"), "body")
    widest: float = _widest()
    space: float = _space()


class PictureStepsStyle(Frozen):
    """How steps with pictures look; their numbers are those of lists."""

    frame: str = _frame("each picture")
    widest: float = _widest()
    rule: bool = _rule()
    space: float = _space()


class RiskStyle(Frozen):
    """How numbers of a risk look."""

    tone: str = _tone("the people, dots or bar that count")
    label: str = _label("the first sentence", ("body", "bold", "heading-4", "heading-3"), "heading-4")
    width: float = key(
        Length(LEAST_PEOPLE, 500),
        "How wide ten people are beside text of 14 points; a thousand dots are wider in proportion, a bar is as wide "
        "as the text.",
        PEOPLE_WIDTH,
    )
    space: float = _space()
    place: Place = at()


class QrStyle(Frozen):
    """How codes look."""

    label: str = _label("what the code is for", ("body", "bold", "heading-4", "heading-3"), "bold")
    width: float = key(
        Length(QR_WIDTH, WIDEST_QR), "How wide the code is beside text of 14 points; 25mm at least.", QR_WIDTH
    )
    space: float = _space()


class TimelineStyle(Frozen):
    """How a line of time looks."""

    tone: str = _tone("the dots, and of when")
    label: str = _label("when", ("bold", "heading-4", "heading-3"), "bold")
    mark: float = key(Length(8, 18), "How wide the dots are beside text of 14 points.", DOT)
    space: float = _space()


class GlossaryStyle(Frozen):
    """How words to know look."""

    tone: str = _tone("the words")
    label: str = _label("the words", ("body", "bold"), "bold")
    rule: bool = _rule()
    space: float = _space()


class TickStyle(Frozen):
    """How things to tick look."""

    tone: str = _tone("the boxes")
    mark: float = key(Length(10, 18), "How wide the boxes are beside text of 14 points.", TICK)
    rule: bool = _rule()
    space: float = _space()


class RowStyle(Frozen):
    """How rows of words look."""

    rule: bool = _rule()
    space: float = _space()


class ColumnStyle(Frozen):
    """How columns look."""

    gap: float = key(Length(15, 100), "The space between two columns.", COLUMN_GAP)
    rule: bool = key(YesNo(), "Whether a thin line parts the columns.", False)
    space: float = _space()
    place: Place = at()


class SlipStyle(Frozen):
    """How a part to cut off looks; it stands at the foot of its page."""

    tone: str = key(Choice(("muted", "brand", "text")), "The colour of the line to cut along.", "muted")


class BlockStyles(Frozen):
    """How each kind of block looks that is no box, table or list."""

    figure: FigureStyle = key(Record(FigureStyle), "Pictures.", FigureStyle())
    picture_steps: PictureStepsStyle = key(Record(PictureStepsStyle), "Steps with pictures.", PictureStepsStyle())
    risk: RiskStyle = key(Record(RiskStyle), "Numbers of a risk.", RiskStyle())
    qr: QrStyle = key(Record(QrStyle), "Codes, those of maps too.", QrStyle())
    timeline: TimelineStyle = key(Record(TimelineStyle), "Lines of time.", TimelineStyle())
    glossary: GlossaryStyle = key(Record(GlossaryStyle), "Words to know.", GlossaryStyle())
    checklist: TickStyle = key(Record(TickStyle), "Things to do.", TickStyle())
    questions: TickStyle = key(Record(TickStyle), "Questions to ask.", TickStyle())
    questionnaire: TickStyle = key(Record(TickStyle), "Questions with answers to tick.", TickStyle())
    teach_back: RowStyle = key(Record(RowStyle), "Prompts to answer in one's own words.", RowStyle())
    notice_1557: RowStyle = key(Record(RowStyle), "The notice of rights, with its languages.", RowStyle())
    references: RowStyle = key(Record(RowStyle), "Sources.", RowStyle())
    columns: ColumnStyle = key(Record(ColumnStyle), "Free columns.", ColumnStyle())
    do_and_dont: ColumnStyle = key(
        Record(ColumnStyle), "What to do and what not; colours and marks stay.", ColumnStyle()
    )
    slip: SlipStyle = key(Record(SlipStyle), "A part to cut off.", SlipStyle())

    def of(self, block: str) -> Any:
        """The style of a block by its name; None for one that is a box, a table, a list or plain text."""
        return getattr(self, block.replace("-", "_"), None)

    def in_lines(self) -> BlockStyles:
        """The same where grounds are white: a frame is a line."""
        figure, steps = self.figure, self.picture_steps
        return replace(
            self,
            figure=replace(figure, frame="line") if figure.frame == "tint" else figure,
            picture_steps=replace(steps, frame="line") if steps.frame == "tint" else steps,
        )
