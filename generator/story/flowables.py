"""What fills a column from top to bottom: the base of all of it, paragraphs, stacks, lines across the column.

A flowable knows its height at a width, can be cut at a height, and draws itself. Points; `top` is the upper edge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, TypeAlias

from generator.story.styles import TextStyle
from generator.surface import RGB, Box, Ink, Surface, around
from generator.tags import Goal, Tag
from generator.text.breaks import sentence_spans
from generator.text.lines import Kept, Line, Paragraph, break_lines
from generator.text.shape import extent_of, has_marks_below
from generator.values import Frozen, Mutable, field, replace

# Fewest lines of a paragraph at the foot and at the head of a page [general typographic practice].
ORPHANS = WIDOWS = 2
# Han texts end their sentences with the verb, in Japanese with its “not”: up to so many lines of them are read on one
# page, and longer ones part behind a sentence, up to so many lines earlier. Our measures, from looking.
WHOLE_IN_HAN, SENTENCE_WITHIN = 5, 2
SENTENCE_ENDS = ("。", "！", "？", "」", "”", "）")
# Half the cap height of Noto Sans (714 of 1000 units): puts capitals in the middle of their line.
HALF_CAP = 0.357
# Lines so far apart, of the type size, are those of scripts whose strokes may reach above their line (Nastaliq).
TALL = 2.0
# Scripts (ISO 15924) whose letters are told apart by dots, vowels and stacked letters below the base line.
_MARKED_BELOW = frozenset(
    {"Arab", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Laoo", "Mlym", "Mymr", "Sinh", "Taml", "Telu", "Thai"}
)
# Width and lines of a text that has not been broken into lines yet.
UNBROKEN: tuple[float, tuple[Line, ...]] = (-1.0, ())


# Headings as they stand once more where something goes on: as artifacts, since who hears them has heard them. Made only
# where that happens.
Again: TypeAlias = Callable[[], Sequence["Flowable"]]


class Flowable(Mutable):
    """The base: space around it, and whether it stands on the page of what follows.

    keep_with_next: it must, as a heading; near_next: it should, unless much of a page then stays empty; tied: it
    does because the author says so, where a page holds both; bound: it is part of what the author holds together, and
    none of it is parted where a page holds it; needs: no
    column that it stands in is narrower, in points; block: what the author wrote it as, so that a message can lead
    there; again: a heading that stands above it once more where it opens a page.
    """

    AT_FOOT: ClassVar[bool] = False  # whether it stands at the foot of its page, whatever follows
    SAID: ClassVar[bool] = False  # whether it stands above what goes on, as a title that was there before

    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    near_next: bool = False
    tied: bool = False
    bound: bool = False
    needs: float = 0.0
    block: object = None
    again: Again | None = None

    @property
    def leads(self) -> bool:
        """Whether it stands on the page of what follows, where both fit."""
        return self.keep_with_next or self.near_next or self.tied

    def rise(self, width: float) -> float:
        """How far what is drawn of it reaches above its upper edge: free at the head of a page, in points."""
        return 0.0

    def drop(self, width: float) -> float:
        """From its upper edge to that of the first line of its words, in points."""
        return 0.0

    def height(self, width: float) -> float:
        raise NotImplementedError

    def minimum(self, width: float) -> float:
        """Height of the smallest part that may start on a page."""
        return self.height(width)

    def loosened(self) -> Flowable:
        """The same with only those bounds that it cannot do without: for where much of a page would stay empty."""
        return replace(self, near_next=False) if self.near_next else self

    def eased(self) -> Flowable:
        """The same, free to part wherever it parts well: for where more than a third of a page would stay empty."""
        return self.loosened()

    def tight(self) -> Flowable:
        """The same with the smallest spaces inside."""
        return self.eased()

    def freed(self) -> Flowable:
        """The same, free to part inside a sentence: for where more than half of a page would stay empty."""
        return self.eased()

    def torn(self) -> Flowable:
        """The same, free to part so where it is else left whole: below its heading, when no page holds both."""
        return self.freed()

    def anyhow(self) -> Flowable:
        """The same, parted wherever its lines end: for what else fits on no page."""
        return self

    def compact(self) -> Flowable:
        """The same in less room: for small print that would else have a sheet of paper for itself."""
        return self

    def in_one(self, room: float) -> Flowable:
        """The same in one piece where it is no higher than `room`."""
        return self

    def shared(self, least: float) -> Flowable:
        """The same with as much on the next page, in points, where it is parted."""
        return self

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable | None] | None:
        """Two parts, the first no higher than `room`, or one that gives up the space below it; None when it cannot be
        cut there."""
        return None

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        raise NotImplementedError


class LinkTarget(Frozen):
    """Where a span leads, and what a screen reader says of it."""

    tag: Tag
    address: str | Goal
    contents: str


class TextFlow(Flowable):
    """A paragraph. inks: one a span; links: span index to target; goal: a place that links lead to; ruled: over a thin
    line; hang: by how much lines after the first are set in; first, last: its lines after a split, as wide as they were
    then (`cut_at`), after `skip` characters and, where it goes on elsewhere behind a sentence, up to the character
    `until`; by_sentence: whether it is parted nowhere else; even:
    whether its lines are alike in length, as a heading's are; kept: of no more lines it is not parted at all."""

    paragraph: Paragraph | None = None
    style: TextStyle | None = None
    inks: tuple[Ink, ...] = ()
    links: dict[int, LinkTarget] = field(default_factory=dict)
    align: str = "start"
    bookmark: tuple[int, str, Tag] | None = None
    goal: Goal | None = None
    ruled: bool = False
    hang: float = 0.0
    first: int = 0
    last: int | None = None
    skip: int = 0
    until: int = 0
    cut_at: float = 0.0
    by_sentence: bool = False
    even: bool = False
    kept: int = 0
    _broken: tuple[float, tuple[Line, ...]] = UNBROKEN

    def lines(self, width: float) -> tuple[Line, ...]:
        if self._broken[0] != width:
            skip, first = self._begins(width)
            self._broken = (width, self._all_lines(width, skip)[first : self.last])
        return self._broken[1]

    def _all_lines(self, width: float, skip: int) -> tuple[Line, ...]:
        assert self.paragraph is not None
        even = self.even and not (skip or self.until)
        return break_lines(self.paragraph, width, self.align, self.hang, skip, self.until, even=even)

    def _begins(self, width: float) -> tuple[int, int]:
        """How many characters are left out, and how many lines after them; what goes on in another width is broken
        into lines anew."""
        if not self.first or width == self.cut_at:
            return self.skip, self.first
        before = self._all_lines(self.cut_at, self.skip)[: self.first]
        return self.skip + sum(len(piece.run.text) for line in before for piece in line.pieces), 0

    def anyhow(self) -> Flowable:
        return replace(self, by_sentence=False)

    @property
    def leading(self) -> float:
        assert self.style is not None
        return self.style.leading

    @property
    def first_baseline(self) -> float:
        """From its upper edge to the base line of its first line, in points."""
        assert self.style is not None
        return self.leading / 2 + self.style.size * HALF_CAP

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.leading

    def minimum(self, width: float) -> float:
        count = len(self.lines(width))
        if self.by_sentence:
            return min((head.height(width) for head, _ in self.sentences(width)), default=count * self.leading)
        return (ORPHANS if self._parts(count) else count) * self.leading

    @property
    def _han(self) -> bool:
        assert self.paragraph is not None
        return self.paragraph.setting.script == "Hani"

    @property
    def _marked_below(self) -> bool:
        """Whether letters are told apart by what stands below the base line, in their script or in this text, as in
        Vietnamese, Yoruba and Romanian: no line may cross that."""
        assert self.paragraph is not None
        return self.paragraph.setting.script in _MARKED_BELOW or has_marks_below(self.paragraph.text)

    def _parts(self, count: int) -> bool:
        """Whether so many lines may stand on two pages."""
        return count > max(self.kept, WHOLE_IN_HAN if self._han and not self.first else ORPHANS + WIDOWS - 1)

    def split(self, width: float, room: float) -> tuple[Flowable, Flowable] | None:
        if self.by_sentence:
            return next((parts for parts in self.sentences(width) if parts[0].height(width) <= room + 1e-6), None)
        lines = self.lines(width)
        count = len(lines)
        fits = min(int(room / self.leading + 1e-6), count - WIDOWS)
        if fits < ORPHANS or not self._parts(count):
            return None
        if self._han:
            ends = (
                at for at in range(fits, max(fits - SENTENCE_WITHIN, ORPHANS) - 1, -1) if _ends_sentence(lines[at - 1])
            )
            fits = next(ends, fits)
        skip, first = self._begins(width)
        cut = replace(self, skip=skip, cut_at=width)
        head = replace(cut, first=first, last=first + fits, space_after=0.0)
        head.keep_with_next = head.near_next = head.tied = False
        tail = replace(cut, first=first + fits, space_before=0.0, bookmark=None, goal=None)
        head._broken = tail._broken = UNBROKEN
        return head, tail

    def sentences(self, width: float) -> Iterator[tuple[Flowable, Flowable]]:
        """It in two parts behind each of its sentences, the last first, with two lines in each."""
        assert self.paragraph is not None
        text = self.paragraph.text
        starts = [start for start, _ in sentence_spans(text, self.paragraph.setting.locale)[1:]]
        for end in reversed(starts) if not self.first and self.last is None else ():
            if self.skip < end < (self.until or len(text)) and end in self.paragraph.cuts:
                head = replace(self, until=end, space_after=0.0, keep_with_next=False, near_next=False)
                tail = replace(self, skip=end, space_before=0.0, bookmark=None, goal=None)
                head._broken = tail._broken = UNBROKEN
                if len(head.lines(width)) >= ORPHANS and len(tail.lines(width)) >= WIDOWS:
                    yield head, tail

    def least_width(self, facts_only: bool = False) -> float:
        """Width of what should not be parted: the longest word, or the longest number with its unit."""
        assert self.paragraph is not None
        return self.paragraph.longest(facts_only)

    def phrase_width(self, kept: Kept = "counted") -> float:
        """Width of the longest phrase that is parted only where no line can hold it: “about 15 of 100 women”, as much
        of it as is kept together."""
        assert self.paragraph is not None
        return self.paragraph.longest_phrase(kept)

    def lines_at(self, width: float) -> int:
        """How many lines it has at a width."""
        return len(self.lines(width))

    def natural_width(self) -> float:
        """Width of the longest line when nothing forces a break."""
        return max(line.width for line in self.lines(1e5))

    def rise(self, width: float) -> float:
        assert self.style is not None
        assert self.paragraph is not None
        if self.leading < TALL * self.style.size:
            return 0.0
        setting, above = self.paragraph.setting, self.first_baseline
        pieces = self.lines(width)[0].pieces
        return max(0.0, *(extent_of(one.run).top * setting.size / one.run.face.upem - above for one in pieces))

    def _inside(self, lines: tuple[Line, ...], width: float) -> tuple[Line, ...]:
        """The lines of a script whose strokes reach beyond the words (the kaf of Nastaliq), as far in as keeps them in
        the text area, where a line has room for that."""
        assert self.paragraph is not None
        setting, found = self.paragraph.setting, list[Line]()
        for line in lines:
            first = line.pieces[0]
            over = extent_of(first.run).before * setting.size / first.run.face.upem
            shift = max(0.0, min(over, width - line.width))
            found.append(
                line._replace(lefts=tuple(left - shift if setting.rtl else left + shift for left in line.lefts))
            )
        return tuple(found)

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        assert self.style is not None
        lines, size = self.lines(width), self.style.size
        if self.leading >= TALL * size:
            lines = self._inside(lines, width)
        if self.bookmark:
            surface.bookmark(*self.bookmark, top)
        if self.goal:
            surface.reach(self.goal, top)
        first = top - self.first_baseline
        baselines = [first - index * self.leading for index in range(len(lines))]
        surface.draw_lines(lines, x, baselines, size, self.inks)
        if self.ruled:
            surface.rule(x, top - len(lines) * self.leading - 1.0, width, 1.0, self.style.colour)
        if self.links:
            self._underline(surface, lines, x, baselines)

    def _underline(self, surface: Surface, lines: Sequence[Line], x: float, baselines: Sequence[float]) -> None:
        """Draw the lines below links, and make what stands on them active."""
        assert self.style is not None
        size = self.style.size
        targets, areas = dict[Tag, LinkTarget](), dict[Tag, list[Box]]()
        for line, baseline in zip(lines, baselines, strict=True):
            for span, left, right in _stretches(line, self.links):
                tag = self.links[span].tag
                targets[tag] = self.links[span]
                colour, address = self.inks[span].colour, targets[tag].address
                below = baseline - _below(line, tag, self.links) if self._marked_below else baseline
                _underline(surface, x + left, x + right, below, size, colour, dotted=isinstance(address, Goal))
                box = (x + left, baseline - size * 0.28, x + right, baseline + size * 0.92)
                areas.setdefault(tag, []).append(box)
        self._activate(surface, targets, areas)

    def _activate(self, surface: Surface, targets: dict[Tag, LinkTarget], areas: dict[Tag, list[Box]]) -> None:
        for tag, boxes in areas.items():
            others = [box for other, theirs in areas.items() if other is not tag for box in theirs]
            for part in _active(boxes, others):
                surface.link(tag, part, targets[tag].address, targets[tag].contents)


def _underline(
    surface: Surface, left: float, right: float, baseline: float, size: float, colour: RGB, *, dotted: bool
) -> None:
    """The line below a link; dotted: below a word of the glossary, which leads to no other place than the leaflet:
    dots and gaps of a twelfth of the type size."""
    if not dotted:
        surface.rule(left, baseline - size * 0.14, right - left, size * 0.055, colour)
        return
    dots = max(1, round((right - left) / size * 6))
    pitch = (right - left) / (dots - 0.5)
    for number in range(dots):
        surface.rule(left + number * pitch, baseline - size * 0.16, pitch / 2, size * 0.07, colour)


def _ends_sentence(line: Line) -> bool:
    return line.pieces[-1].run.text.rstrip().endswith(SENTENCE_ENDS)


def _stretches(line: Line, links: dict[int, LinkTarget]) -> list[tuple[int, float, float]]:
    """(span, left, right) of each linked stretch of a line, without the blank at its end."""
    found: list[tuple[int, float, float]] = []
    for piece, left in zip(line.pieces, line.lefts, strict=True):
        if piece.span not in links or piece.run.is_blank:
            continue
        right = left + piece.width - (0.0 if piece.run.rtl else piece.blank)
        left += piece.blank if piece.run.rtl else 0.0
        if found and links[found[-1][0]].tag is links[piece.span].tag:  # also across bold in it
            found[-1] = (piece.span, min(found[-1][1], left), max(found[-1][2], right))
        else:
            found.append((piece.span, left, right))
    return found


def _below(line: Line, tag: Tag, links: dict[int, LinkTarget]) -> float:
    """How far the ink of a linked stretch reaches below the base line, in points."""
    lowest = 0.0
    for piece in line.pieces:
        if piece.span in links and links[piece.span].tag is tag and not piece.run.is_blank:
            scale = piece.width / piece.run.advance if piece.run.advance else 0.0
            lowest = min(lowest, scale * extent_of(piece.run).bottom)
    return -lowest


def _active(boxes: list[Box], others: Sequence[Box]) -> Iterator[list[Box]]:
    """The boxes of each active area of a link: one area for all its lines, so that it is met and listed once.

    Chrome takes the rectangle around them for the area; where that would cover another link, each line is one.
    """
    left, bottom, right, top = around(boxes)
    covers = any(left < box[2] and box[0] < right and bottom < box[3] and box[1] < top for box in others)
    yield from ([box] for box in boxes) if covers else [boxes]


class RuleFlow(Flowable):
    """A thin line across the column."""

    thickness: float = 0.75
    colour: RGB = (0.5, 0.5, 0.5)

    def height(self, width: float) -> float:
        return 0.0

    def draw(self, surface: Surface, x: float, top: float, width: float) -> None:
        surface.rule(x, top, width, self.thickness, self.colour)


def stack_height(flowables: Sequence[Flowable], width: float) -> float:
    """Height of flowables one below the other; of two spaces that meet the larger counts."""
    total, after = 0.0, None
    for flowable in flowables:
        if after is not None:
            total += max(after, flowable.space_before)
        total += flowable.height(width)
        after = flowable.space_after
    return total


def draw_stack(flowables: Sequence[Flowable], surface: Surface, x: float, top: float, width: float) -> None:
    after = None
    for flowable in flowables:
        if after is not None:
            top -= max(after, flowable.space_before)
        flowable.draw(surface, x, top, width)
        top -= flowable.height(width)
        after = flowable.space_after


def lead_height(headings: Sequence[Flowable], following: Flowable, width: float) -> float:
    """From the top of headings to the top of what follows them."""
    return stack_height([*headings, following], width) - following.height(width) if headings else 0.0


def stack_minimum(flowables: Sequence[Flowable], width: float) -> float:
    """The least height that a stack starts with: what stays with the next, and the beginning of what follows it."""
    first = next((n for n, one in enumerate(flowables) if not one.leads), len(flowables) - 1)
    start = flowables[: first + 1]
    return stack_height(start, width) - start[-1].height(width) + start[-1].minimum(width)


def split_stack(
    flowables: Sequence[Flowable], width: float, room: float
) -> tuple[list[Flowable], list[Flowable]] | None:
    """Cut a stack so that the first part is no higher than `room`, headings staying with what follows.

    Where all of it should stay together and cannot, it is parted behind whatever fits.
    """
    used, after, head = 0.0, None, list[Flowable]()
    for index, flowable in enumerate(flowables):
        gap = max(after, flowable.space_before) if after is not None else 0.0
        height, left = flowable.height(width), room - used - gap
        if height > left + 1e-6:
            parts = flowable.split(width, left) if not head or flowable.minimum(width) <= left + 1e-6 else None
            tail = list(flowables[index:])
            if parts:
                parts[0].keep_with_next = parts[0].near_next = parts[0].tied = False
                head.append(parts[0])
                tail[:1] = [parts[1]] if parts[1] is not None else []
            kept = len(head)
            while kept and head[kept - 1].leads:
                kept -= 1
            kept = kept or len(head)
            return (head[:kept], [*head[kept:], *tail]) if kept else None
        used += gap + height
        after = flowable.space_after
        head.append(flowable)
    return head, []
