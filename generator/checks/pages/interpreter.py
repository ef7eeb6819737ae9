"""From a page's content stream to what it shows. Source: ISO 32000-1, 8 (graphics), 9 (text), 14.6 (marked content).

It follows the matrices, fonts, colours and clips that leaflets use. What it cannot know it leaves open: a pattern's
colour is None, a clip counts as the box around it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from generator.checks.pages.drawn import (
    IDENTITY,
    Box,
    Drawn,
    Image,
    Matrix,
    Owner,
    Page,
    Shown,
    box_of,
    common,
    moved,
    times,
)
from generator.checks.pages.operators import Operand, operations
from generator.checks.pages.paths import PathBuilder
from generator.checks.pages.state import BLACK, State, colour_of, parts_of
from generator.checks.pages.typefaces import Glyph, Typeface, read_typeface
from generator.checks.reader import Dict, Name, PdfFile, Stream, Unreadable, Value

# Forms inside forms: deeper is a circle.
_MAX_FORMS = 12
# More of them than a leaflet has operators: q without Q.
_MAX_SAVED = 500
_UNIT = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
_FILLS = {"f": False, "F": False, "f*": True, "B": False, "B*": True, "b": False, "b*": True}
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_CLOSES = frozenset(("s", "b", "b*"))
_INVISIBLE = 3  # the text rendering mode (9.3.6); 7 only adds to the clip


class PageReader:
    """Reads the pages of one file; fonts that pages share are read once."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self._fonts: dict[int, Typeface] = {}

    def pages(self) -> list[Page]:
        """What every page shows. Raises `Unreadable`."""
        return [self._page(number, *page) for number, page in enumerate(self.file.pages(), 1)]

    def typeface(self, value: Value) -> Typeface:
        """The font behind a resource, read once."""
        key = int(value) if isinstance(value, int) else id(value)
        if key not in self._fonts:
            self._fonts[key] = read_typeface(self.file, value)
        return self._fonts[key]

    def _page(self, number: int, reference: int, entries: Dict) -> Page:
        file = self.file
        box = next((found for key in ("TrimBox", "CropBox", "MediaBox") if (found := self._box(entries, key))), None)
        if box is None:
            raise Unreadable(f"page {number} does not say how large it is")
        turn = self._inherited(entries, "Rotate")
        matrix, width, height = _seen(box, int(turn) if isinstance(turn, (int, float)) else 0)
        resources = file.dictionary(self._inherited(entries, "Resources"))
        state = State(matrix, (-math.inf, -math.inf, math.inf, math.inf))
        drawing = _Drawing(self, state)
        drawing.run(self._content(entries), resources, 0)
        return Page(number, reference, width, height, tuple(drawing.drawn))

    def _content(self, entries: Dict) -> bytes:
        content = self.file.resolve(entries.get("Contents"))
        if isinstance(content, list):
            return b"\n".join(self.file.stream(part) or b"" for part in content)
        return content.data() if isinstance(content, Stream) else b""

    def _box(self, entries: Dict, key: str) -> Box | None:
        sides = [self.file.resolve(side) for side in self.file.array(self._inherited(entries, key))]
        numbers = [float(side) for side in sides if isinstance(side, (int, float))]
        if len(numbers) != 4:
            return None
        return box_of([(numbers[0], numbers[1]), (numbers[2], numbers[3])])

    def _inherited(self, entries: Dict, key: str) -> Value:
        """What the page, or a node above it, says (7.7.3.4)."""
        for _ in range(_MAX_SAVED):
            if key in entries:
                return entries[key]
            entries = self.file.dictionary(entries.get("Parent"))
            if not entries:
                break
        return None


def _seen(box: Box, turn: int) -> tuple[Matrix, float, float]:
    """The matrix from the page's own space to the page as it is seen, turned clockwise; its width and height."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    moving = (1.0, 0.0, 0.0, 1.0, -left, -bottom)
    quarter = turn % 360 // 90
    turned: Matrix = (
        IDENTITY,
        (0.0, -1.0, 1.0, 0.0, 0.0, width),
        (-1.0, 0.0, 0.0, -1.0, width, height),
        (0.0, 1.0, -1.0, 0.0, height, 0.0),
    )[quarter]
    return times(moving, turned), *((height, width) if quarter % 2 else (width, height))


class _Drawing:
    """Carries out the operators of a page and notes what is drawn."""

    def __init__(self, reader: PageReader, state: State) -> None:
        self.file = reader.file
        self.reader = reader
        self.state = state
        self.drawn: list[Drawn] = []
        self._saved: list[State] = []
        self._marks: list[tuple[Owner, bool]] = [(Owner(), False)]
        self._path = PathBuilder()
        self._clipping = False
        self._resources: Dict = {}
        self._depth = 0
        self._table: dict[str, Callable[[Sequence[Operand]], None]] = {
            "q": self._save, "Q": self._restore, "cm": self._concat, "w": self._width, "Do": self._do,
            "BI": self._inline,
            "BT": self._begin_text, "Tf": self._font, "Td": self._move, "TD": self._move_and_lead, "Tm": self._matrix,
            "T*": self._next_line, "Tj": self._show, "TJ": self._show_adjusted, "'": self._line_and_show,
            '"': self._space_and_show, "BDC": self._begin_mark, "BMC": self._begin_mark, "EMC": self._end_mark,
            "W": self._clip, "W*": self._clip, "sh": self._shade,
        }  # fmt: skip

    def run(self, content: bytes, resources: Dict, depth: int) -> None:
        """Carry out a stream with its own resources."""
        outer, outer_depth = self._resources, self._depth
        self._resources, self._depth = resources, depth
        table, path = self._table, self._path
        for operator, operands in operations(content):
            try:
                if operator in path.OPERATORS:
                    path.add(operator, operands)
                elif operator in table:
                    table[operator](operands)
                elif operator in _FILLS or operator in _STROKES or operator == "n":
                    self._paint(operator)
                elif not self._colour(operator, operands):
                    self._set(operator, operands)
            except (TypeError, ValueError, IndexError):
                raise Unreadable(f"a page's operator {operator} has the wrong operands") from None
        self._resources, self._depth = outer, outer_depth

    # -- state ----------------------------------------------------------------------------------------------------

    def _save(self, _: Sequence[Operand]) -> None:
        if len(self._saved) > _MAX_SAVED:
            raise Unreadable("a page's graphics states are nested too deep")
        self._saved.append(self.state.copy())

    def _restore(self, _: Sequence[Operand]) -> None:
        if self._saved:
            self.state = self._saved.pop()

    def _concat(self, operands: Sequence[Operand]) -> None:
        self.state.ctm = times(_matrix(operands), self.state.ctm)

    def _width(self, operands: Sequence[Operand]) -> None:
        self.state.thickness = _number(operands[0])

    def _set(self, operator: str, operands: Sequence[Operand]) -> None:
        """The parameters of text (9.3)."""
        state = self.state
        if operator == "Tc":
            state.spacing = _number(operands[0])
        elif operator == "Tw":
            state.word_spacing = _number(operands[0])
        elif operator == "Tz":
            state.stretch = _number(operands[0]) / 100
        elif operator == "TL":
            state.leading = _number(operands[0])
        elif operator == "Ts":
            state.rise = _number(operands[0])
        elif operator == "Tr":
            state.mode = int(_number(operands[0]))

    def _colour(self, operator: str, operands: Sequence[Operand]) -> bool:
        """Colours (8.6.8); whether it was one of their operators."""
        state = self.state
        if operator in ("g", "rg", "k"):
            state.fill = colour_of(list(map(_number, operands)))
        elif operator in ("G", "RG", "K"):
            state.stroke = colour_of(list(map(_number, operands)))
        elif operator == "cs":
            state.fill_space, state.fill = self._space(operands[0]), BLACK
        elif operator == "CS":
            state.stroke_space, state.stroke = self._space(operands[0]), BLACK
        elif operator in ("sc", "scn"):
            state.fill = self._in_space(state.fill_space, operands)
        elif operator in ("SC", "SCN"):
            state.stroke = self._in_space(state.stroke_space, operands)
        else:
            return False
        return True

    def _space(self, name: Operand) -> int:
        named = self.file.dictionary(self._resources.get("ColorSpace")).get(str(name))
        return parts_of(self.file, named if named is not None else Name(str(name)))

    def _in_space(self, parts: int, operands: Sequence[Operand]) -> tuple[float, float, float] | None:
        if parts != len(operands) or any(isinstance(part, Name) for part in operands):
            return None
        return colour_of(list(map(_number, operands)))

    # -- paths and pictures ---------------------------------------------------------------------------------------

    def _clip(self, _: Sequence[Operand]) -> None:
        self._clipping = True

    def _paint(self, operator: str) -> None:
        if operator in _CLOSES:
            self._path.add("h", ())
        shape = self._path.take(
            self.state, self._marks[-1][0], operator in _FILLS, operator in _STROKES, _FILLS.get(operator, False)
        )
        if shape is not None:
            if operator != "n":
                self.drawn.append(shape)
            if self._clipping:
                self.state.clip = common(self.state.clip, shape.box)
        self._clipping = False

    def _shade(self, _: Sequence[Operand]) -> None:
        if math.isfinite(self.state.clip[0]):
            self.drawn.append(Image(self.state.clip, self._marks[-1][0]))

    def _inline(self, _: Sequence[Operand]) -> None:
        box = box_of([moved(corner, self.state.ctm) for corner in _UNIT])
        self.drawn.append(Image(common(box, self.state.clip), self._marks[-1][0]))

    def _do(self, operands: Sequence[Operand]) -> None:
        stream = self.file.resolve(self.file.dictionary(self._resources.get("XObject")).get(str(operands[0])))
        if not isinstance(stream, Stream):
            return
        if stream.entries.get("Subtype") != "Form":
            self._inline(())
            return
        if self._depth >= _MAX_FORMS:
            raise Unreadable("a page's forms are nested too deep")
        kept, saved, marks, path = self.state.copy(), len(self._saved), len(self._marks), self._path
        matrix = [self.file.resolve(part) for part in self.file.array(stream.entries.get("Matrix"))]
        numbers = [float(part) for part in matrix if isinstance(part, (int, float))]
        self.state.ctm = times(_matrix(numbers) if len(numbers) == 6 else IDENTITY, self.state.ctm)
        sides = [float(s) for s in self.file.array(stream.entries.get("BBox")) if isinstance(s, (int, float))]
        if len(sides) == 4:
            corners = [(sides[0], sides[1]), (sides[2], sides[1]), (sides[2], sides[3]), (sides[0], sides[3])]
            self.state.clip = common(self.state.clip, box_of([moved(corner, self.state.ctm) for corner in corners]))
        self._path = PathBuilder()
        resources = self.file.dictionary(stream.entries.get("Resources")) or self._resources
        self.run(stream.data(), resources, self._depth + 1)
        self.state, self._path = kept, path
        del self._saved[saved:], self._marks[marks:]

    # -- marked content -------------------------------------------------------------------------------------------

    def _begin_mark(self, operands: Sequence[Operand]) -> None:
        owner, turned = self._marks[-1]
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, Name):
            named = self.file.dictionary(self._resources.get("Properties")).get(properties)
            number = self.file.dictionary(named).get("MCID")
            properties = {"MCID": float(number)} if isinstance(number, int) else {}
        entries = properties if isinstance(properties, dict) else {}
        mcid = entries.get("MCID")
        if operands and operands[0] == "Artifact":
            kinds = (str(entries.get(key) or "") for key in ("Type", "Subtype"))
            owner = Owner(artifact=" ".join(filter(None, kinds)) or "Artifact")
        elif isinstance(mcid, (int, float)):
            owner = Owner(mcid=int(mcid))
        self._marks.append((owner, turned or bool(operands and operands[0] == "ReversedChars")))

    def _end_mark(self, _: Sequence[Operand]) -> None:
        if len(self._marks) > 1:
            self._marks.pop()

    # -- text -----------------------------------------------------------------------------------------------------

    def _begin_text(self, _: Sequence[Operand]) -> None:
        self.state.text = self.state.line = IDENTITY

    def _font(self, operands: Sequence[Operand]) -> None:
        fonts = self.file.dictionary(self._resources.get("Font"))
        value = fonts.get(str(operands[0]))
        self.state.font = self.reader.typeface(value) if value is not None else None
        self.state.size = _number(operands[1])

    def _matrix(self, operands: Sequence[Operand]) -> None:
        self.state.text = self.state.line = _matrix(operands)

    def _move(self, operands: Sequence[Operand]) -> None:
        x, y = _number(operands[0]), _number(operands[1])
        self.state.text = self.state.line = times((1.0, 0.0, 0.0, 1.0, x, y), self.state.line)

    def _move_and_lead(self, operands: Sequence[Operand]) -> None:
        self.state.leading = -_number(operands[1])
        self._move(operands)

    def _next_line(self, _: Sequence[Operand]) -> None:
        self._move((0.0, -self.state.leading))

    def _line_and_show(self, operands: Sequence[Operand]) -> None:
        self._next_line(())
        self._show(operands)

    def _space_and_show(self, operands: Sequence[Operand]) -> None:
        self.state.word_spacing, self.state.spacing = _number(operands[0]), _number(operands[1])
        self._line_and_show(operands[2:])

    def _show(self, operands: Sequence[Operand]) -> None:
        self._show_adjusted((list(operands),))

    def _show_adjusted(self, operands: Sequence[Operand]) -> None:
        """The strings and adjustments of one operator (9.4.3), as one text."""
        state, font = self.state, self.state.font
        items = operands[0]
        if font is None or not isinstance(items, list):
            return
        at, area, placed = 0.0, 0.0, list[tuple[Glyph, float, float]]()
        scale = state.size / 1000
        for item in items:
            if not isinstance(item, bytes):
                at -= _number(item) * scale * state.stretch
                continue
            for glyph in font.glyphs(item):
                start = at
                end = at + glyph.width * scale * state.stretch
                at = end + (state.spacing + (state.word_spacing if glyph.space else 0.0)) * state.stretch
                area += glyph.area
                placed.append((glyph, start, end))
        if placed:
            self._note(font, placed, area)
        state.text = times((1.0, 0.0, 0.0, 1.0, at, 0.0), state.text)

    def _note(self, font: Typeface, placed: list[tuple[Glyph, float, float]], area: float) -> None:
        state = self.state
        whole = times(state.text, state.ctm)
        a, b, c, d = whole[:4]
        along, across = math.hypot(a, b), math.hypot(c, d)
        owner, turned = self._marks[-1]
        first, last = placed[0][1], max(end for _, _, end in placed)
        x, y = moved((first, state.rise), whole)
        in_order = reversed(placed) if turned else placed
        # A slope between the axes that is no right angle: letters that lean.
        leans = along > 0 and across > 0 and abs(a * c + b * d) > 0.05 * along * across
        self.drawn.append(
            Shown(
                "".join([glyph.text for glyph, _, _ in in_order]),
                x, y, (last - first) * along, state.size * across, math.degrees(math.atan2(b, a)),
                font.name, font.bold, font.italic or leans,
                state.fill if state.mode in (0, 2, 4, 6) else state.stroke, owner,
                area * state.size * state.size * along * across,
                state.mode not in (_INVISIBLE, 7),
                tuple([(glyph.text, x + (a - first) * along, x + (b - first) * along) for glyph, a, b in placed]),
            )
        )  # fmt: skip


def _number(value: Operand) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    raise TypeError


def _matrix(operands: Sequence[Operand]) -> Matrix:
    a, b, c, d, e, f = map(_number, operands)
    return a, b, c, d, e, f
