r"""Inline marks: what an author may say inside a line of text.

    **bold**   *emphasis*   [text](https://…)   [mot]{lang=fr}   [stage IV]{nobreak}   [word]{term}   [words]{term=NAME}

Emphasis, for names of species and titles of books, is set in italics where the script has them. Marks nest
(`**[American Cancer Society]{lang=en}:**`); of two languages or links the inner one counts. Everything else is shown
as typed, `<b>5 & 6 < 7</b>` and a lone `*` or `[` included (`stars.py`); a backslash before `*`, `[`, `]` or `\` takes
the sign as it is. White space runs together; a line break typed in a `|` block stays.
"""

from __future__ import annotations

import re
import unicodedata
from typing import ClassVar

from generator.model.fields import Invalid, JsonSchema, Reading, text_of
from generator.model.stars import AFTER, emphasis
from generator.problems import NOWHERE, Place
from generator.rules import quoted
from generator.source import Node
from generator.values import Frozen, replace

# RFC 3986, section 3.1 names schemes; these are the ones a paper leaflet has a use for.
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\S*|mailto:\S+@\S+|tel:\+?[0-9-]+)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BLANKS = re.compile(r"[ \t]+")
_TOKEN = re.compile(r"\\([*\[\]\\])|(\*\*)|(\[)|(\])|([^\\*\[\]]+|.)", re.DOTALL)
_SIGN = re.compile(r"[\\*\[\]]")  # most texts hold none
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_ITSELF = "{term}"  # the marked words are those of the glossary
# Two marks around a word are common, three are rare; the limit keeps hostile text from taking quadratic time.
_MAX_NESTED = 8


class Span(Frozen):
    """Text with one set of marks.

    italic: emphasis, upright where the script has no italics; link: an address of the web, or empty; lang: a BCP 47
    tag, or empty for the text's own; island: runs from left to right whatever stands around it (a phone number, an
    address of the web); term: what it calls a word of the glossary (see `term_key`), or empty.
    """

    text: str
    bold: bool = False
    link: str = ""
    lang: str = ""
    nobreak: bool = False
    island: bool = False
    term: str = ""
    italic: bool = False


class Prose(Frozen):
    """Text to be drawn, in logical order, with the place it was written at."""

    spans: tuple[Span, ...]
    place: Place

    @property
    def plain(self) -> str:
        """The text without its marks."""
        return "".join(span.text for span in self.spans)


def term_key(text: str) -> str:
    """A word of the glossary as marks call it: capitals, blanks and the two ways to write é make no difference, nor do
    the dots of i, which Turkish capitals keep (İ) or lack (I)."""
    return " ".join(unicodedata.normalize("NFC", text).replace("İ", "i").casefold().replace("ı", "i").split())


def prose(text: str, place: Place, **marks: str | bool) -> Prose:
    """Text taken as typed, without looking for marks."""
    return Prose((Span(text, **marks),), place)  # type: ignore[arg-type]


class InlineText(Frozen):
    """The kind of a text that may hold inline marks."""

    STAND_IN: ClassVar[Prose] = Prose((), NOWHERE)

    def read(self, node: Node, reading: Reading) -> Prose:
        scalar = text_of(node, reading, "Text")
        text = squeeze(scalar.text)
        if not _SIGN.search(text):
            return Prose((Span(text),), scalar.place)
        return _Parser(text, scalar.place, reading).parse()

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": ["string", "number"]}


class PlainText(Frozen):
    """The kind of a text that is drawn as typed: a phone number, a web address."""

    STAND_IN: ClassVar[Prose] = Prose((), NOWHERE)

    pattern: str = ""
    form: str = "Text"

    def read(self, node: Node, reading: Reading) -> Prose:
        scalar = text_of(node, reading, self.form)
        text = squeeze(scalar.text)
        if self.pattern and not re.fullmatch(self.pattern, text):
            wanted = f"{self.form[0].lower()}{self.form[1:]}"
            raise reading.refuse("bad-value", f"{quoted(text)} is not {wanted}.", scalar.place)
        return prose(text, scalar.place, island=True)

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": ["string", "number"], **({"pattern": f"^{self.pattern}$"} if self.pattern else {})}


def squeeze(text: str) -> str:
    """A text as it is set: runs of blanks become one; line breaks and no-break spaces are the author's and stay."""
    lines = [_BLANKS.sub(" ", line).strip(" ") for line in text.strip("\n ").split("\n")]
    return "\n".join(line for line in lines if line)


class _Parser:
    """One pass over the text; `open` holds the marks that are open, innermost last."""

    def __init__(self, text: str, place: Place, reading: Reading) -> None:
        self.text = text
        self.place = place
        self.reading = reading
        self.spans: list[Span] = []
        self.bold = self.italic = False
        self.stars = emphasis(text)
        self.brackets: list[int] = []
        self.failed = False

    def parse(self) -> Prose:
        position = 0
        while position < len(self.text):
            if position in self.stars:
                self.italic = self.stars[position]
                position += 1
                continue
            token = _TOKEN.match(self.text, position)
            assert token is not None  # the last alternative takes any character
            position = self._token(token)
        if self.bold:
            self._refuse("“**” is opened and not closed.")
        for span in reversed(self.brackets):
            self.spans[span] = replace(self.spans[span], text="[")
        joined = _joined(self.spans)
        if not any(span.text.strip() for span in joined) and not self.failed:
            self._refuse("A mark stands around nothing.")
        if self.failed:
            raise Invalid
        return Prose(joined, self.place)

    def _token(self, token: re.Match[str]) -> int:
        escaped, stars, opening, closing, other = token.groups()
        end = token.end()
        if stars:
            self.bold = not self.bold
        elif opening:
            self.brackets.append(len(self.spans))
            self._add("")
        elif closing:
            after = AFTER.match(self.text, end) if self.brackets else None
            if after is None:
                if self.brackets:
                    start = self.brackets.pop()
                    self.spans[start] = replace(self.spans[start], text="[")
                self._add("]")
            else:
                self._close(after)
                end = after.end()
        else:
            self._add(escaped or other)
        return end

    def _add(self, text: str) -> None:
        self.spans.append(Span(text, self.bold, italic=self.italic))

    def _close(self, after: re.Match[str]) -> None:
        start = self.brackets.pop()
        if len(self.brackets) >= _MAX_NESTED:
            if not self.failed:
                self._refuse(f"More than {_MAX_NESTED} marks stand inside each other.")
            return
        marks = self._link(after["link"]) if after["link"] is not None else self._marks(after["marks"])
        inside = self.spans[start + 1 :]
        if not any(span.text.strip() for span in inside):
            self._refuse("A mark stands around nothing.")
        term = term_key("".join(span.text for span in inside)) if marks.term == _ITSELF else marks.term
        for index, span in enumerate(inside, start + 1):
            self.spans[index] = replace(
                span,
                link=span.link or marks.link,
                lang=span.lang or marks.lang,
                nobreak=span.nobreak or marks.nobreak,
                term=span.term or term,
            )

    def _link(self, address: str) -> Span:
        if not _ADDRESS.fullmatch(address):
            hint = "Write it whole: https://…, mailto:… or tel:+…."
            self._refuse(f"{quoted(address)} is no address to link to.", hint)
        return Span("", link=address)

    def _marks(self, words: str) -> Span:
        marks = Span("")
        for word in words.split() or [""]:
            name, _, value = word.partition("=")
            if word == "nobreak":
                marks = replace(marks, nobreak=True)
            elif word == "term":
                marks = replace(marks, term=_ITSELF)
            elif name == "term" and _NAME.fullmatch(value):
                marks = replace(marks, term=value)
            elif name == "lang" and _TAG.fullmatch(value):
                marks = replace(marks, lang=value)
            else:
                self._refuse(
                    f"{quoted(f'{{{words}}}')} is not a mark.",
                    "Known here: {nobreak}, {lang=TAG}, {term}, {term=NAME}.",
                )
        return marks

    def _refuse(self, message: str, hint: str = "") -> None:
        self.failed = True
        self.reading.refuse("bad-mark", message, self.place, hint)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbours with the same marks become one span; empty ones go."""
    out: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if out and replace(out[-1], text="") == replace(span, text=""):
            out[-1] = replace(span, text=out[-1].text + span.text)
        else:
            out.append(span)
    return tuple(out)
