"""How kinds of blocks look where a layout says so: boxes, tables, lists."""

from __future__ import annotations

from generator.model.fields import Choice, Length, Reading, Record, YesNo, at, key
from generator.problems import Place
from generator.source import Mapping
from generator.values import Frozen


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
