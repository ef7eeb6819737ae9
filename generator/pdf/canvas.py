"""The tagging canvas: everything drawn belongs to a tag or is an artifact.

Outside `tagged` and `artifact` the canvas is always inside a layout artifact, so rules and backgrounds need no care.
Points, origin at the bottom left of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, count

from generator.pdf.font_embedding import EmbeddedFont
from generator.pdf.objects import Name, Ref, Value, byte_string, number, pdf_bytes, stream, uri
from generator.pdf.reportlab_seam import SeamCanvas
from generator.pdf.text_writer import PageState, TextWriter
from generator.pictures import Picture
from generator.surface import RGB, Box, Choice, FormField, Ink, Names, around
from generator.tags import Goal, Mark, ObjectMark, Tag
from generator.text.fonts import Face
from generator.text.lines import Line
from generator.values import Mutable, field

# Field flags, bit 13 of a field to type in and bit 16 of a button (ISO 32000-1, tables 228 and 226).
_MULTILINE, _RADIO = 1 << 12, 1 << 15
# Takes no more than it shows (DoNotScroll, bit 24): what has scrolled out of sight would not be printed either.
_FULL_IS_FULL = 1 << 23
_LAYOUT = "/Artifact <</Type/Layout>> BDC"


class TaggingCanvas(SeamCanvas):
    """Draws pages and hangs what is drawn on the structure tree below `document`."""

    def __init__(self, page_size: tuple[float, float], version: tuple[int, int]) -> None:
        self.document = Tag("Document")
        self.owners: list[Tag] = []
        self.parents: list[list[Tag] | Tag] = []
        self.bookmarks: list[tuple[int, str, Tag, int, float]] = []
        self.inner_links: list[tuple[int, dict[str, Value], Goal]] = []
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._pictures: dict[Picture, str] = {}
        self._picture_numbers: dict[str, int] = {}
        self._annotations: list[int] = []
        self.form_fields: list[int] = []
        self._typing_fonts: dict[Face, EmbeddedFont] = {}
        self._button_looks: dict[tuple[bool, float, float], dict[bool, int]] = {}
        self._field_names: set[str] = set()
        self._numbered: dict[str, int] = {}
        self._choices: dict[Choice, _Group] = {}
        self._open = _LAYOUT
        self._state = PageState()
        super().__init__(page_size, version)
        self.emit(_LAYOUT)

    # -- marked content -------------------------------------------------------------------------------------------

    @contextmanager
    def tagged(self, tag: Tag) -> Iterator[None]:
        """What is drawn inside is content of `tag`."""
        self._switch(tag)
        yield
        self._switch(None)

    @contextmanager
    def artifact(
        self, kind: str, subtype: str = "", box: tuple[float, float, float, float] | None = None
    ) -> Iterator[None]:
        """What is drawn inside is an artifact: Pagination with Header or Footer, Background with its box, Layout.

        After it, an artifact that it stands in goes on: the text on a header's ground belongs to the header.
        """
        outer = self._open
        entries: dict[str, Value] = {"Type": Name(kind)}
        if subtype:
            entries["Subtype"] = Name(subtype)
        if box:
            entries["BBox"] = list(box)
        self._mark(f"/Artifact {pdf_bytes(entries).decode('ascii')} BDC")
        yield
        self._mark(outer if outer.startswith("/Artifact") else _LAYOUT)

    def _switch(self, tag: Tag | None) -> None:
        if tag is None:
            self._mark(_LAYOUT)
            return
        tag.take_place()
        mcid = len(self.owners)
        mark = Mark(self.page_index, mcid)
        self.owners.append(tag)
        tag.kids.append(mark)
        self._mark(f"/{tag.role} <</MCID {mcid}>> BDC")

    def _mark(self, opening: str) -> None:
        """Close the marked content in hand and open another; one that stayed empty leaves no trace."""
        if self._code and self._code[-1] == self._open and self._open.startswith("/Artifact"):
            self._code.pop()
        else:
            self.emit("EMC")
        self.emit(opening)
        self._open = opening

    # -- text -----------------------------------------------------------------------------------------------------

    def draw_lines(
        self, lines: Sequence[Line], x: float, baselines: Sequence[float], size: float, inks: Sequence[Ink]
    ) -> None:
        """Show lines; each span's text goes to the tag of its ink, or to the artifact in hand when that is None."""
        writer = TextWriter(self.emit, self._font_of, self._state)
        current: list[Tag | None] = []

        def begin(tag: Tag | None) -> None:
            if current and current[-1] is tag:
                return
            if current:
                self.emit("ET")
            if tag is not None:
                self._switch(tag)
            current.append(tag)
            self.emit("BT")
            writer.begin_text()

        for line, y in zip(lines, baselines, strict=True):
            writer.write(line, x, y, size, inks, begin)
        if current:
            self.emit("ET")
            if current[-1] is not None:
                self._switch(None)

    def _font_of(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
        return font

    # -- shapes and pictures --------------------------------------------------------------------------------------

    def fill_box(self, x: float, y: float, width: float, height: float, colour: RGB, radius: float = 0.0) -> None:
        """A filled rectangle, as a background artifact; radius: of its corners."""
        with self.artifact("Background", box=(x, y, x + width, y + height)):
            if radius:
                self._choose(colour)
                self.emit(f"{_rounded(x, y, width, height, radius)} f")
            else:
                self._fill(x, y, width, height, colour)

    def rule(self, x: float, y: float, width: float, thickness: float, colour: RGB) -> None:
        """A horizontal line centred on y."""
        self._fill(x, y - thickness / 2, width, thickness, colour)

    def _fill(self, x: float, y: float, width: float, height: float, colour: RGB) -> None:
        self._choose(colour)
        self.emit(f"{number(x)} {number(y)} {number(width)} {number(height)} re f")

    def _choose(self, colour: RGB) -> None:
        """The colour of the next fill."""
        if colour != self._state.colour:
            self.emit("{} {} {} rg".format(*map(number, colour)))
            self._state.colour = colour

    def frame(
        self, x: float, y: float, width: float, height: float, thickness: float, colour: RGB, radius: float = 0.0
    ) -> None:
        """The outline of a rectangle."""
        stroke = "{} {} {} RG {} w".format(*map(number, (*colour, thickness)))
        self.emit(f"{stroke} {_rounded(x, y, width, height, radius)} S")

    def dot(self, x: float, y: float, radius: float, colour: RGB) -> None:
        """A filled circle around x, y."""
        self._choose(colour)
        self.emit(f"{_rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)} f")

    def draw_operators(self, operators: str, x: float, y: float, scale: float, width: float, height: float) -> None:
        """Path operators in a coordinate system of their own, placed at x, y, and cut off at width and height.
        Source: ISO 32000-1, 8.5.4.
        """
        place = f"{number(scale)} 0 0 {number(scale)} {number(x)} {number(y)} cm"
        self.emit(f"q {place} 0 0 {number(width)} {number(height)} re W n {operators} Q")

    def draw_picture(self, picture: Picture, x: float, y: float, width: float) -> None:
        """A picture with its bottom left corner at x, y."""
        if picture.operators:
            scale = width / picture.width
            self.draw_operators(picture.operators, x, y, scale, picture.width, picture.height)
            return
        name = self._pictures.get(picture)
        if name is None:
            name = self._pictures[picture] = f"Im{len(self._pictures) + 1}"
            self._picture_numbers[name] = self._write_image(picture)
        height = width * picture.height / picture.width
        self.emit(f"q {number(width)} 0 0 {number(height)} {number(x)} {number(y)} cm /{name} Do Q")

    def _write_image(self, picture: Picture) -> int:
        entries: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": int(picture.width),
            "Height": int(picture.height),
            "ColorSpace": Name(picture.colours),
            "BitsPerComponent": 8,
            "Filter": Name(picture.filter),
        }
        if picture.mask:
            mask = {**entries, "ColorSpace": Name("DeviceGray"), "Filter": Name("FlateDecode")}
            entries["SMask"] = Ref(self.add_object(stream(picture.mask, mask, compress=False)))
        return self.add_object(stream(picture.data, entries, compress=False))

    # -- links and bookmarks --------------------------------------------------------------------------------------

    def link(self, tag: Tag, boxes: Sequence[Box], address: str | Goal, contents: str) -> None:
        """An active area over the text of a Link tag. Source: ISO 14289-1, 7.18.5.

        boxes: of its text, one a line; of several, one annotation has a quadrilateral each (ISO 32000-1, 12.5.6.5), so
        that a link over two lines is met once; address: of the web, or a place in the document, which may be drawn
        later: such a link is written last.
        """
        entries: dict[str, Value] = {
            "Type": Name("Annot"),
            "Subtype": Name("Link"),
            "Rect": [round(v, 2) for v in around(boxes)],
            **({"QuadPoints": _quadrilaterals(boxes)} if len(boxes) > 1 else {}),
            "Border": [0, 0, 0],
            "F": 4,
            "Contents": contents,
            "StructParent": self._parent_key(tag),
        }
        if isinstance(address, Goal):
            annotation = self.add_object()
            self.inner_links.append((annotation, entries, address))
        else:
            entries["A"] = {"S": Name("URI"), "URI": byte_string(uri(address))}
            annotation = self.add_object(pdf_bytes(entries))
        self._annotations.append(annotation)
        tag.kids.append(ObjectMark(self.page_index, annotation))

    def form_field(self, tag: Tag, box: Box, field: FormField) -> None:
        """A text field of an AcroForm, and its area on the page. Source: ISO 32000-1, 12.7; ISO 14289-1, 7.18.4.

        Its look is empty until a person types. Each field has a look of its own (ISO 19005-2, 6.3.3) and no action.
        """
        look = self._look(b"/Tx BMC EMC", box)
        font = self._typing_font(field)
        entries: dict[str, Value] = {
            "FT": Name("Tx"),
            "Ff": _FULL_IS_FULL | (_MULTILINE if field.lines > 1 else 0),
            "Q": 2 if field.rtl else 0,
            "DA": byte_string(f"/{font.resource} {number(field.size)} Tf 0 g".encode("ascii")),
            "AP": {"N": Ref(look)},
        }
        self._add_field(tag, box, field.names, entries)

    def tick_field(self, tag: Tag, box: Box, names: Names) -> None:
        """A box of an AcroForm to tick: its look is a tick or nothing, inside a frame that is drawn apart.

        Source: ISO 32000-1, 12.7.4.2.3; the two looks are what ISO 19005-2, 6.3.3 asks of a button.
        """
        looks, state = self._button(box, "Yes", chosen=False, radio=False)
        self._add_field(tag, box, names, {"FT": Name("Btn"), "V": state, "AS": state, "AP": {"N": looks}})

    def choice_field(self, tag: Tag, box: Box, names: Names, choice: Choice, place: int) -> None:
        """A radio button of an AcroForm: a dot or nothing, inside a circle that is drawn apart.

        Its states are called 0, 1, …, so that the form's value is the same in every language; the words of the answers
        stand in Opt, since Acrobat says the export value of each. Source: ISO 32000-1, 12.7.4.2.4.
        """
        group = self._choices.get(choice)
        if group is None:
            group = self._choices[choice] = _Group(
                self.add_object(), len(self.form_fields) + 1, self._name(choice.names)
            )
            self.form_fields.append(group.number)
        looks, state = self._button(box, str(place), choice.chosen == place, radio=True)
        entries: dict[str, Value] = {"Parent": Ref(group.number), "AS": state, "AP": {"N": looks}}
        group.kids.append(self._add_widget(tag, box, self._name(names), entries))

    def _button(self, box: Box, on: str, chosen: bool, radio: bool) -> tuple[dict[str, Value], Name]:
        """The looks of a button by its states, and the one that it is in."""
        size = round(box[2] - box[0], 2), round(box[3] - box[1], 2)
        if (radio, *size) not in self._button_looks:
            mark = _dot(*size) if radio else _tick(*size)
            self._button_looks[radio, *size] = {True: self._look(mark, box), False: self._look(b"", box)}
        looks = self._button_looks[radio, *size]
        return {on: Ref(looks[True]), "Off": Ref(looks[False])}, Name(on if chosen else "Off")

    def _look(self, code: bytes, box: Box) -> int:
        """What a field shows: a form XObject as large as the field; its object's number."""
        size: list[Value] = [0, 0, round(box[2] - box[0], 2), round(box[3] - box[1], 2)]
        return self.add_object(stream(code, {"Type": Name("XObject"), "Subtype": Name("Form"), "BBox": size}))

    def _add_field(self, tag: Tag, box: Box, names: Names, entries: dict[str, Value]) -> None:
        """A field and its widget in one dictionary (12.5.6.19)."""
        own: dict[str, Value] = {"T": f"field-{len(self.form_fields) + 1}", **entries}
        self.form_fields.append(self._add_widget(tag, box, self._name(names), own))

    def _add_widget(self, tag: Tag, box: Box, name: str, entries: dict[str, Value]) -> int:
        """The area of a field; its object's number. name: what a screen reader says (14289-1, 7.18.1)."""
        common: dict[str, Value] = {
            "Type": Name("Annot"),
            "Subtype": Name("Widget"),
            "TU": name,
            "Contents": name,
            "F": 4,
            "Rect": [round(v, 2) for v in box],
            "StructParent": self._parent_key(tag),
        }
        annotation = self.add_object(pdf_bytes({**common, **entries}))
        self._annotations.append(annotation)
        tag.kids.append(ObjectMark(self.page_index, annotation))
        return annotation

    def _name(self, names: Names) -> str:
        """The first of its names that no other field of the file has, or the last one with a number."""
        first = self._numbered.get(names[-1], 2)  # a chart of a thousand boxes has one name, with a thousand numbers
        counted = (f"{names[-1]} ({number})" for number in count(first))
        name = next(one for one in chain(names, counted) if one not in self._field_names)
        self._field_names.add(name)
        if name not in names:
            self._numbered[names[-1]] = int(name[len(names[-1]) + 2 : -1]) + 1
        return name

    def _typing_font(self, field: FormField) -> EmbeddedFont:
        """The font that fields are typed in: it has every letter of the language, not only those on the page."""
        font = self._typing_fonts.get(field.face)
        if font is None:
            font = self._typing_fonts[field.face] = EmbeddedFont(field.face, f"T{len(self._typing_fonts) + 1}")
            for char in field.letters:
                glyph = field.face.glyph(char)
                font.code((glyph, field.face.advance(glyph), char))
        return font

    def form(self) -> dict[str, Value]:
        """The AcroForm, or nothing when there is no field. Source: ISO 32000-1, 12.7.2."""
        if not self.form_fields:
            return {}
        for choice, group in self._choices.items():
            self.fill_object(group.number, pdf_bytes(group.entries(choice)))
        fonts: dict[str, Value] = {f.resource: Ref(f.write(self.add_object)) for f in self._typing_fonts.values()}
        return {"Fields": [Ref(n) for n in self.form_fields], "DR": {"Font": fonts}, "DA": b"(0 g)"}

    def reach(self, goal: Goal, top: float) -> None:
        """The place that links lead to is drawn here."""
        goal.page, goal.top = self.page_index, top

    def bookmark(self, level: int, title: str, tag: Tag, top: float) -> None:
        """An entry of the outline that leads to the top of a heading."""
        self.bookmarks.append((level, title, tag, self.page_index, top))

    def _parent_key(self, owner: Tag | list[Tag]) -> int:
        self.parents.append(owner)
        return len(self.parents) - 1

    # -- pages ----------------------------------------------------------------------------------------------------

    def page_entries(self) -> dict[str, bytes]:
        entries = {"Tabs": b"/S", "Resources": pdf_bytes(Ref(self._resources_number()))}
        if self.owners:
            entries["StructParents"] = b"%d" % self._parent_key(self.owners)
        if self._annotations:
            annotations: list[Value] = [Ref(a) for a in self._annotations]
            entries["Annots"] = pdf_bytes(annotations)
        return entries

    def _resources_number(self) -> int:
        if not hasattr(self, "_resources"):
            self._resources = self.add_object()
        return self._resources

    def end_page(self) -> None:
        """Finish the page in hand."""
        if self._code[-1] == self._open:
            self._code.pop()
        else:
            self.emit("EMC")
        self.showPage()
        self.owners, self._annotations, self._state = [], [], PageState()
        self._open = _LAYOUT
        self.emit(_LAYOUT)

    def write_resources(self) -> None:
        """Write fonts and pictures; all pages share one resource dictionary."""
        fonts: dict[str, Value] = {font.resource: Ref(font.write(self.add_object)) for font in self._fonts.values()}
        pictures: dict[str, Value] = {name: Ref(n) for name, n in self._picture_numbers.items()}
        self.fill_object(
            self._resources_number(), pdf_bytes({"Font": fonts, **({"XObject": pictures} if pictures else {})})
        )


class _Group(Mutable):
    """A field of radio buttons in the making. number: of its object; serial: of the field, from 1; kids: buttons."""

    number: int
    serial: int
    name: str
    kids: list[int] = field(default_factory=list)

    def entries(self, choice: Choice) -> dict[str, Value]:
        """A second push takes an answer back: NoToggleToOff is not set (table 226), for nobody has to answer."""
        return {
            "FT": Name("Btn"),
            "Ff": _RADIO,
            "T": f"field-{self.serial}",
            "TU": self.name,
            "V": Name("Off" if choice.chosen is None else str(choice.chosen)),
            "Opt": list(choice.options),
            "Kids": [Ref(kid) for kid in self.kids],
        }


def _quadrilaterals(boxes: Sequence[Box]) -> list[Value]:
    """The corners of each box in the order in which Acrobat writes and others read them: upper left and right, lower
    left and right. In that of ISO 32000-1, 12.5.6.5 (counterclockwise) Apple's PDFKit sees an hourglass (hexapdf,
    issue 441)."""
    corners = [(left, top, right, top, left, bottom, right, bottom) for left, bottom, right, top in boxes]
    return [round(value, 2) for one in corners for value in one]


# Control points of a quarter of a circle, from its ends: 4/3 (sqrt 2 - 1) of the radius.
_BENT = 0.5523


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with these corners, a circle where they meet; without any, a plain one (8.5.2)."""
    if not radius:
        return f"{number(x)} {number(y)} {number(width)} {number(height)} re"
    away = (1 - _BENT) * radius
    left, inner_left, near_left = map(number, (x, x + away, x + radius))
    right, inner_right, near_right = map(number, (x + width, x + width - away, x + width - radius))
    low, inner_low, near_low = map(number, (y, y + away, y + radius))
    high, inner_high, near_high = map(number, (y + height, y + height - away, y + height - radius))
    return (
        f"{near_left} {low} m {near_right} {low} l {inner_right} {low} {right} {inner_low} {right} {near_low} c "
        f"{right} {near_high} l {right} {inner_high} {inner_right} {high} {near_right} {high} c "
        f"{near_left} {high} l {inner_left} {high} {left} {inner_high} {left} {near_high} c "
        f"{left} {near_low} l {left} {inner_low} {inner_left} {low} {near_left} {low} c h"
    )


def _dot(width: float, height: float) -> bytes:
    """A black dot in the middle."""
    radius = 0.27 * min(width, height)
    path = _rounded(width / 2 - radius, height / 2 - radius, 2 * radius, 2 * radius, radius)
    return f"q 0 g {path} f Q".encode("ascii")


def _tick(width: float, height: float) -> bytes:
    """A tick in black, as a path: in no font, so that it needs none."""
    points = ((0.2, 0.5), (0.42, 0.25), (0.82, 0.78))
    line = " ".join(f"{number(x * width)} {number(y * height)} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
    return f"q {number(0.14 * height)} w 1 J 1 j 0 G {line} S Q".encode("ascii")
