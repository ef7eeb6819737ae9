"""The layout: what a designer may say in `layouts/<name>.yaml`; a layout may extend another, key by key."""

from __future__ import annotations

import math
from pathlib import Path

from generator.colour import RGB, contrast, in_grey
from generator.inputs import remembered, yaml_files
from generator.model.block_styles import COLUMN_GAP, PEOPLE_WIDTH, BlockStyles, BoxStyles, ListStyle, TableStyle
from generator.model.fields import (
    Choice,
    FilePath,
    Items,
    JsonSchema,
    Reading,
    Record,
    Text,
    YesNo,
    at,
    key,
    place_of,
)
from generator.model.frames import area_height
from generator.model.lengths import Length
from generator.model.logo import LOGO_HEIGHT, Logo, LogoKind
from generator.model.page import WHITE, Colour, Page
from generator.problems import Place, ProblemList, Rejected, SourceText
from generator.rules import did_you_mean, problem, quoted
from generator.source import Entry, Mapping, Node, Scalar, read_yaml
from generator.values import Frozen, field_names, replace

# RNIB Clear Print asks for 60 to 70 characters; under 30 no sentence holds together. Average advance of Noto Sans:
# 0.48 em (measured on the English seed leaflet).
MIN_CHARACTERS, AVERAGE_ADVANCE = 30, 0.48
# Lines of text that the first page has to hold: a title, and something that it heads. Our own.
MIN_LINES = 5
GREYSCALE, TONER_SAVER = "greyscale", "toner-saver"
# Folders of `layouts/` that layouts are put together from: the layouts themselves, formats, papers, brands.
PARTS = ("", "formats", "papers", "brands")
# WCAG 2.1, 1.4.3 (text).
MIN_CONTRAST = 4.5


class TypeStyle(Frozen):
    """One step of the type scale."""

    size: float = key(Length(9, 72), "Type size.")
    leading: float = key(Length(10, 120), "Distance of lines; a script with tall letters widens it.")
    weight: str = key(Choice(("regular", "bold")), "regular or bold.", "regular")

    def check(self, reading: Reading, node: Mapping) -> None:
        if self.leading < self.size:
            message = f"Lines {self.leading:g} pt apart touch each other in type of {self.size:g} pt."
            reading.refuse(
                "bad-value", message, place_of(node, "leading"), "Large text needs a fifth more, body text two."
            )


class TypeScale(Frozen):
    """The steps of the type scale."""

    body: TypeStyle = key(Record(TypeStyle), "Text.")
    lead: TypeStyle = key(Record(TypeStyle), "The summary under the title.")
    title: TypeStyle = key(Record(TypeStyle), "The title.")
    heading_2: TypeStyle = key(Record(TypeStyle), "Section headings.")
    heading_3: TypeStyle = key(Record(TypeStyle), "Headings of a part of a section.")
    heading_4: TypeStyle = key(Record(TypeStyle), "Deeper headings.")
    small: TypeStyle = key(Record(TypeStyle), "Header, footer and colophon; sources too, in 12 pt at least.")


class Space(Frozen):
    """The white between the parts of a leaflet. Multiples of 5 pt keep lines of neighbouring columns level."""

    paragraph: float = key(Length(0, 60), "Below a paragraph.", 10.0)
    item: float = key(Length(0, 60), "Below an item of a list.", 5.0)
    list: float = key(Length(0, 60), "Below a list.", 10.0)
    box: float = key(Length(0, 60), "Above and below boxes, tables and pictures.", 15.0)
    writing: float = key(
        Length(20, 60), "From one line to write on to the next, at 14 pt; school books have 8 mm, 23 pt.", 25.0
    )


class Tone(Frozen):
    """A colour for bars, marks and words, and the ground that it stands on."""

    strong: RGB
    tint: RGB


def _default(text: str) -> RGB:
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


class Palette(Frozen):
    """The colours; every pair that carries text is checked for contrast."""

    brand: RGB = key(Colour(), "Title, headings, marks and bars.")
    tint: RGB = key(Colour(), "Ground of boxes.")
    alert: RGB = key(Colour(), "Bars and words of warnings.")
    alert_tint: RGB = key(Colour(), "Ground of warnings.")
    text: RGB = key(Colour(), "Text.")
    muted: RGB = key(Colour(), "Header, footer, colophon.")
    rule: RGB = key(Colour(), "Thin lines.")
    caution: RGB = key(Colour(), "Bars and words of what must be done today.", _default("7A4A00"))
    caution_tint: RGB = key(Colour(), "Ground of what must be done today.", _default("FBF0DA"))
    calm: RGB = key(Colour(), "Bars and words of what can wait, and of what helps.", _default("2A5E3A"))
    calm_tint: RGB = key(Colour(), "Ground of what can wait.", _default("E9F3EA"))

    def tone(self, name: str) -> Tone:
        """brand, alert, caution or calm."""
        return {
            "brand": Tone(self.brand, self.tint),
            "alert": Tone(self.alert, self.alert_tint),
            "caution": Tone(self.caution, self.caution_tint),
            "calm": Tone(self.calm, self.calm_tint),
        }[name]

    def pairs(self) -> tuple[tuple[str, RGB, RGB], ...]:
        """What stands on what: “text on tint”, the colour of the words, the colour of the ground."""
        return (
            ("text", self.text, WHITE),
            ("text on tint", self.text, self.tint),
            ("text on alert-tint", self.text, self.alert_tint),
            ("brand", self.brand, WHITE),
            ("brand on tint", self.brand, self.tint),
            ("alert on alert-tint", self.alert, self.alert_tint),
            ("muted", self.muted, WHITE),
            ("muted on tint", self.muted, self.tint),
            ("alert", self.alert, WHITE),
            ("calm", self.calm, WHITE),
            ("text on caution-tint", self.text, self.caution_tint),
            ("text on calm-tint", self.text, self.calm_tint),
            ("caution on caution-tint", self.caution, self.caution_tint),
            ("calm on calm-tint", self.calm, self.calm_tint),
            ("caution", self.caution, WHITE),
            ("brand on alert-tint", self.brand, self.alert_tint),
            ("brand on caution-tint", self.brand, self.caution_tint),
            ("brand on calm-tint", self.brand, self.calm_tint),
        )

    def check(self, reading: Reading, node: Mapping) -> None:
        for name, text, ground in self.pairs():
            ratio = contrast(text, ground)
            if ratio < MIN_CONTRAST:
                reading.refuse(
                    "low-contrast",
                    f"“{name}” has a contrast of {math.floor(100 * ratio) / 100} to 1; text needs {MIN_CONTRAST}.",
                    place_of(node, name.split(" on ")[0]),
                )


class BrandFont(Frozen):
    """A font of the clinic's own, for the languages whose letters it has; the others keep theirs."""

    regular: Path = key(FilePath((".ttf",), "missing-font"), "The regular file, from the layout's folder.")
    bold: Path = key(FilePath((".ttf",), "missing-font"), "The bold file.")
    italic: Path | None = key(
        FilePath((".ttf",), "missing-font"), "The italic file; without it, what is marked “*…*” stays upright.", None
    )
    bold_italic: Path | None = key(FilePath((".ttf",), "missing-font"), "The bold italic file.", None)
    place: Place = at()

    @property
    def files(self) -> tuple[Path, Path, Path, Path]:
        """By cut: regular, bold, italic, bold italic; the upright ones again where there are no italics."""
        return self.regular, self.bold, self.italic or self.regular, self.bold_italic or self.bold


class Look(Frozen):
    """How a brand draws what every leaflet has."""

    header: str = key(
        Choice(("rule", "band")), "First page: a rule under logo and name, or a band of the brand's colour.", "rule"
    )
    boxes: str = key(Choice(("bar", "outline")), "Boxes: a bar at the start side, or a line all around.", "bar")
    corners: float = key(Length(0, 12), "How round the corners of boxes and bands are.", 0.0)
    headings: str = key(Choice(("plain", "ruled")), "Section headings: alone, or over a thin line.", "plain")


class Brand(Frozen):
    """Who publishes, and how it looks."""

    name: str = key(Text(), "The clinic's name, as in its logo.")
    publisher: str = key(Text(), "Who answers for the leaflet; stands in the colophon.")
    logo: Logo = key(
        LogoKind(), "The logo: its file, from the layout's folder, or keys for clear space and a version in one colour."
    )
    palette: Palette = key(Record(Palette), "The colours.")
    look: Look = key(Record(Look), "How headers, boxes and headings are drawn.", Look())
    fonts: tuple[BrandFont, ...] = key(
        Items(Record(BrandFont), 1, 10), "Fonts of the clinic's own, in order of preference (TrueType, static).", ()
    )
    phone: str = key(Text(), "The clinic's number, in the header.", "")
    web: str = key(Text(r"https?://\S+", "A web address such as https://www.clinic.example"), "The web address.", "")
    currency: str = key(
        Text(r"https?://\S{1,120}", "A web address such as https://leaflets.clinic.example/c"),
        "Where the folder `c` of a release is published: each copy then prints an address and a code that say whether "
        "it is current.",
        "",
    )
    other_formats: str = key(
        Text(),
        "The number to ask for help in one's language, or for large print and other forms: the last page then says so, "
        "in the leaflet's language.",
        "",
    )
    legal: tuple[str, ...] = key(
        Items(Text(), 1, 6), "Lines of English that the law wants under the colophon, such as a registered number.", ()
    )

    def copy_address(self, document: str, lang: str, version: str) -> str:
        """The address that says whether a copy is current; empty when nothing is published.

        It leads to a folder with an index, which any server of files shows.
        """
        return f"{self.currency.rstrip('/')}/{document}/{lang}/{version}/" if self.currency else ""


class BrandKind:
    """A brand: its keys, or the name of a file in `layouts/brands/`, which is put in its place before this reads it."""

    record = Record(Brand)

    def read(self, node: Node, reading: Reading) -> Brand:
        return self.record.read(node, reading)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"anyOf": [{"type": "string"}, self.record.schema(definitions)]}


class Layout(Frozen):
    """How a leaflet looks."""

    page: Page = key(Record(Page), "The sheet and its margins.")
    type: TypeScale = key(Record(TypeScale), "The type scale.")
    brand: Brand = key(BrandKind(), "The clinic: the name of a file in `layouts/brands/`, or keys that change it.")
    space: Space = key(Record(Space), "The white between parts.", Space())
    boxes: BoxStyles = key(Record(BoxStyles), "Kinds of boxes that look unlike the brand's others.", BoxStyles())
    tables: TableStyle = key(Record(TableStyle), "How tables look.", TableStyle())
    lists: ListStyle = key(Record(ListStyle), "How lists look.", ListStyle())
    blocks: BlockStyles = key(Record(BlockStyles), "How each other kind of block looks.", BlockStyles())
    italics: bool = key(YesNo(), "Whether emphasis is set in italics, where the script has them; or upright.", True)
    out_of_date: str = key(
        Choice(("refuse", "notice")),
        "A translation whose source has changed: refused at release, or printed with a notice in both languages.",
        "refuse",
    )
    filled_drafts: str = key(
        Choice(("warn", "refuse")),
        "A patient's own copy of a translation that nobody has reviewed: made with a warning, or refused.",
        "warn",
    )
    text: str = key(
        Choice(("any", "own")),
        "“own”: for readers who need other words as well. Of a handout that has none of its own for the format, in "
        "`handouts/NAME/FORMAT/`, the usual ones are set; a warning says so, and the page does not name the format.",
        "any",
    )
    extends: str = key(Text(), "The layout that this one changes.", "")
    name: str = ""
    format: str = ""
    paper: str = ""
    mode: str = ""

    def check(self, reading: Reading, node: Mapping) -> None:
        widths = [(self.page.column, "A line", self.page.margins.place, "")]
        wider = "Make it wider; or write “frames: none” in a format whose type is too large for it."
        widths += [(one.measure(self.page), f"A line of “{one.name}”", one.place, wider) for one in self.page.frames]
        for measure, what, place, hint in widths:
            characters = measure / (self.type.body.size * AVERAGE_ADVANCE)
            if characters < MIN_CHARACTERS:
                held = max(0, math.floor(characters))
                reading.refuse(
                    "narrow-text", f"{what} holds about {held} characters; it needs {MIN_CHARACTERS}.", place, hint
                )
        for master, said in (("first", "first page"), ("later", "later pages")):
            height = area_height(self.page, master)
            if height < MIN_LINES * self.type.body.leading:
                message = f"Margins and header leave {max(0, height):.0f} pt for the text of the {said}."
                hint = f"{MIN_LINES} lines need {MIN_LINES * self.type.body.leading:g} pt: make the margins smaller."
                reading.refuse("bad-value", message, self.page.margins.place, hint)
                break
        self._check_logo(reading)
        self._check_grounds(reading)
        self._check_blocks(reading)
        palette, ground = self.brand.palette, self.page.ground
        for name in ("text", "brand", "muted", "alert", "caution", "calm") if ground != WHITE else ():
            ratio = contrast(getattr(palette, name), ground)
            if ratio < MIN_CONTRAST:
                said = f"“{name}” has a contrast of {math.floor(100 * ratio) / 100} to 1 on the page's ground;"
                reading.refuse("low-contrast", f"{said} text needs {MIN_CONTRAST}.", place_of(node, "page"))

    def _check_grounds(self, reading: Reading) -> None:
        """Whatever text can stand in a frame can be read on its ground."""
        palette = self.brand.palette
        for frame in self.page.frames:
            for name in ("alert", "caution", "calm") if frame.ground == "tint" else ():
                ratio = contrast(getattr(palette, name), palette.tint)
                if ratio < MIN_CONTRAST:
                    said = f"“{name}” has a contrast of {math.floor(100 * ratio) / 100} to 1 on the tint of"
                    reading.refuse("low-contrast", f"{said} “{frame.name}”; text needs {MIN_CONTRAST}.", frame.place)

    def _check_blocks(self, reading: Reading) -> None:
        """What a layout says of blocks has room on its own page."""
        measure, risk = self.page.measure, self.blocks.risk
        if PEOPLE_WIDTH < risk.width > measure:
            message = f"Ten people take {risk.width:.0f} pt; a line of text has {measure:.0f}."
            reading.refuse("bad-value", message, risk.place, "Make “width” smaller.")
        least = MIN_CHARACTERS * self.type.body.size * AVERAGE_ADVANCE
        for name, style in (("columns", self.blocks.columns), ("do-and-dont", self.blocks.do_and_dont)):
            if measure - COLUMN_GAP >= 2 * least > measure - style.gap:
                held = (measure - style.gap) / 2 / (self.type.body.size * AVERAGE_ADVANCE)
                message = f"The gap of “{name}” leaves columns of {held:.0f} characters; they need {MIN_CHARACTERS}."
                reading.refuse("narrow-text", message, style.place, "Make “gap” smaller.")

    def _check_logo(self, reading: Reading) -> None:
        """A band of the first page keeps away from the logo, which stands at the top margin, at the start side."""
        logo, band = self.brand.logo, self.page.band
        if band is None or band.on == "later" or self.page.header.first != "clinic":
            return
        margins, free = self.page.margins, logo.clear_space.around(LOGO_HEIGHT)
        white = {"top": margins.top, "start": margins.sides + margins.binding}.get(band.edge)
        if white is not None and white - band.size < free:
            left = max(0.0, white - band.size)
            message = f"The logo keeps {free:.0f} pt free around it; the page's band leaves it {left:.0f}."
            hint = "Make the band narrower, or the margin wider."
            reading.refuse("bad-value", message, logo.clear_place, hint)


def layout_names(folders: tuple[Path, ...]) -> list[str]:
    """The layouts that can be built, sorted; those that only serve as a base have no page."""
    names = {path.stem for folder in folders for path in yaml_files(folder)}
    return sorted(name for name in names if not name.endswith("-base"))


def in_greyscale(layout: Layout) -> Layout:
    """The layout for a printer without colours: every colour becomes the grey that is as light."""
    palette = layout.brand.palette
    grey = replace(palette, **{name: in_grey(getattr(palette, name)) for name in field_names(palette)})
    page = replace(layout.page, ground=in_grey(layout.page.ground))
    brand = replace(layout.brand, palette=grey, logo=layout.brand.logo.in_one_colour())
    return replace(layout, page=page, brand=brand, mode=GREYSCALE)


def saving_toner(layout: Layout) -> Layout:
    """The layout without areas of colour: white grounds, boxes in outline, a rule instead of a band.

    White is the ground that every text is read on best, so that no contrast falls.
    """
    palette = layout.brand.palette
    bare = replace(palette, **{name: WHITE for name in field_names(palette) if name.endswith("tint")})
    look = replace(layout.brand.look, header="rule", boxes="outline")
    page = replace(layout.page, ground=WHITE)
    kinds = {name: replace(getattr(layout.boxes, name), box="") for name in field_names(layout.boxes)}
    boxes = replace(layout.boxes, **kinds)  # all in outline: a box without a line would be none on white
    brand = replace(layout.brand, palette=bare, look=look, logo=layout.brand.logo.in_one_colour())
    tables, lists = replace(layout.tables, header="plain"), replace(layout.lists, numbers="plain")
    changed = {"page": page, "brand": brand, "boxes": boxes, "tables": tables, "lists": lists}
    return replace(layout, **changed, blocks=layout.blocks.in_lines(), mode=TONER_SAVER)


# What can be made of any layout, by its name on the command line.
MODES = {GREYSCALE: in_greyscale, TONER_SAVER: saving_toner}


def part_names(part: str, folders: tuple[Path, ...]) -> list[str]:
    """The formats, papers or brands that any layout can take, sorted; part: their folder."""
    return sorted({path.stem for folder in folders for path in yaml_files(folder / part)})


@remembered(maxsize=50)
def load_layout(name: str, folders: tuple[Path, ...], form: str = "", brand: str = "", paper: str = "") -> Layout:
    """The layout of that name, its bases merged in; form, paper: laid over it; brand: worn instead of its own.

    Raises `Rejected` with every problem found.
    """
    problems = ProblemList()
    merged = _merged(name, folders, (), Place(SourceText(f"{name}.yaml")))
    for part, laid in (("papers", paper), ("formats", form)):
        if laid:
            merged = merge(merged, _part(part, laid, folders, Place(SourceText(f"layouts/{part}"))))
    if brand:
        merged = _wearing(merged, _part("brands", brand, folders, Place(SourceText("layouts/brands"))))
    try:
        layout = Record(Layout).read(merged, Reading(problems, folders[0], folders[0], folders[1:]))
    except Exception:
        problems.raise_errors()
        raise
    problems.raise_errors()
    return replace(layout, name=name, format=form, paper=paper)


def _part(part: str, name: str, folders: tuple[Path, ...], asked: Place) -> Mapping:
    """What stands in a file of `layouts/formats/` or `layouts/brands/`."""
    known = {path.stem: path for folder in reversed(folders) for path in yaml_files(folder / part)}
    path = known.get(name)
    if path is None:
        hint = did_you_mean(name, sorted(known))
        raise Rejected([problem("unknown-layout", f"There is no {part[:-1]} {quoted(name)}.", asked, hint)])
    return read_yaml(path, f"layouts/{part}/{path.name}")


def _merged(name: str, folders: tuple[Path, ...], above: tuple[str, ...], asked: Place) -> Mapping:
    if name in above:
        raise Rejected(
            [problem("layout-loop", f"Layouts extend each other in a circle: {' → '.join((*above, name))}.", asked)]
        )
    known = {path.stem: path for folder in reversed(folders) for path in yaml_files(folder)}
    path = known.get(name)
    if path is None:
        hint = did_you_mean(name, sorted(known))
        raise Rejected([problem("unknown-layout", f"There is no layout {quoted(name)}.", asked, hint)])
    node = read_yaml(path, f"layouts/{path.name}")
    extends, named = node.get("extends"), node.get("brand")
    base = None
    if extends is not None and isinstance(extends.value, Scalar):
        base = _merged(extends.value.text, folders, (*above, name), extends.value.place)
    if named is not None and isinstance(named.value, Scalar):
        brand = _part("brands", named.value.text, folders, named.value.place)
        node = _wearing(node, brand)
        base = base and _without_brand(base)
    return merge(base, node) if base else node


def _wearing(layout: Mapping, brand: Mapping) -> Mapping:
    """The layout in another brand, of which nothing of its own is left: no number, no address of the other clinic."""
    return Mapping((*_without_brand(layout).entries, Entry("brand", brand, brand.place)), layout.place)


def _without_brand(layout: Mapping) -> Mapping:
    return Mapping(tuple(entry for entry in layout.entries if entry.key != "brand"), layout.place)


def _other_logo(entry: Entry) -> bool:
    """A logo with a file of its own has nothing of the other: in greys, that would be the other clinic's."""
    return entry.key == "logo" and isinstance(entry.value, Mapping) and entry.value.get("file") is not None


def merge(base: Mapping, over: Mapping) -> Mapping:
    """`over` laid on `base`: groups merge key by key, all else is replaced; places stay those of the winning text."""
    entries = {entry.key: entry for entry in base.entries}
    for entry in over.entries:
        below = entries.get(entry.key)
        if below and isinstance(below.value, Mapping) and isinstance(entry.value, Mapping) and not _other_logo(entry):
            entries[entry.key] = Entry(entry.key, merge(below.value, entry.value), entry.place)
        else:
            entries[entry.key] = entry
    return Mapping(tuple(entries.values()), over.place)
