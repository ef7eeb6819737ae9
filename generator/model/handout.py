"""The handout: what an author may write in `handouts/<name>/<lang>.yaml`.

Every class here is a group of keys; its docstring and each key's text are what editors show (see `model/schema.py`).
The blocks of its content are in `model/blocks/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from generator.model.blocks import BLOCKS, Block, texts_of
from generator.model.blocks.care import PatientBox
from generator.model.blocks.kinds import BlockKind
from generator.model.blocks.pictures import Risk
from generator.model.blocks.words import Glossary, Heading, Term
from generator.model.checks import TOPICS, Approval, Checks
from generator.model.fields import Choice, Day, Items, Reading, Record, Text, at, key, place_of
from generator.model.inline import InlineText, Prose, term_key
from generator.model.translation import Records, SegmentRecord, Translation
from generator.problems import Place
from generator.rules import did_you_mean, quoted
from generator.source import Mapping, Scalar, Sequence
from generator.values import Frozen


class Handout(Frozen):
    """One leaflet in one language."""

    IF_EMPTY: ClassVar[str] = "Write it: every leaflet needs it."

    id: str = key(
        Text(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}", "A document id (letters, digits, dots and dashes)"),
        "The document's id, the same in every language.",
    )
    version: str = key(Text(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}", "A version such as 1.0"), "The version; quote it: “1.0”.")
    lang: str = key(Text(), "The language as a BCP 47 tag: en, es-US, ar, zh-Hans.")
    title: Prose = key(InlineText(), "The title.")
    summary: Prose = key(InlineText(), "What the leaflet is for and for whom, in a sentence or two.")
    reviewed: date = key(Day(), "The day of the last review.")
    next_review: date = key(Day(), "The day of the next review.")
    content: tuple[Block, ...] = key(
        Items(BlockKind(BLOCKS, inside=False), 0, 20_000),
        "The blocks, in reading order. Beside the name of any, “keep-with-next: true” holds it with the one behind it.",
    )
    translation: Translation | None = key(
        Record(Translation), "For a translation: where it comes from and its state.", None
    )
    protected: tuple[str, ...] = key(
        Items(Text()), "Names that stand unchanged in every translation: of drugs, people, places.", ()
    )
    about: tuple[str, ...] = key(
        Items(Choice(TOPICS), 1, len(TOPICS)),
        "What kind of leaflet it is, where rules have to know: “urgent” (it tells when to get help), “treatment” (it "
        "helps to choose one), “bad-news”.",
        (),
    )
    approved: Approval | None = key(Record(Approval), "The clinician who approved the text.", None)
    funding: str = key(Text(), "Who paid for the leaflet.", "")
    checks: Checks | None = key(
        Record(Checks), "How “handouts check” reads the leaflet; a translation has its source's.", None
    )
    segments: tuple[tuple[str, SegmentRecord], ...] = key(
        Records(), "What each text of a translation was made from; “handouts translate” writes it.", ()
    )
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        if not self.content:
            reading.refuse("empty-handout", "The handout has no content.", place_of(node, "content"))
        _check_fields([block for block in self.content if isinstance(block, PatientBox)], reading)
        _check_risks([block for block in self.content if isinstance(block, Risk)], reading)

    @staticmethod
    def check_parts(values: dict[str, Any], reading: Reading, node: Mapping) -> None:
        """Dates and headings are looked at even when something else in the file is wrong."""
        reviewed, next_review = values.get("reviewed"), values.get("next_review")
        if reviewed and next_review and next_review <= reviewed:
            reading.refuse(
                "dates-order",
                f"The next review ({next_review}) is not after the last one ({reviewed}).",
                place_of(node, "next-review"),
            )
        content = node.get("content")
        if content is not None and isinstance(content.value, Sequence):
            _check_levels(content.value, reading)
        if values.get("content"):
            texts = (values.get("title"), values.get("summary"), values["content"])
            _check_terms(_terms(values["content"]), texts_of(tuple(one for one in texts if one)), reading)

    @property
    def glossary(self) -> tuple[Term, ...]:
        """The words of all its glossaries."""
        return _terms(self.content)

    @property
    def is_draft(self) -> bool:
        """Whether this is a translation that no qualified translator has reviewed."""
        return self.translation is not None and self.translation.is_draft

    @property
    def approval(self) -> tuple[Approval | None, str]:
        """Who approved the text; and, where that was its source's text, the language of that."""
        made_from = self.translation
        if self.approved or made_from is None or made_from.approved is None:
            return self.approved, ""
        return made_from.approved, made_from.of

    @property
    def payer(self) -> tuple[str, str]:
        """Who paid for the leaflet; and the language of that, where the source says it."""
        made_from = self.translation
        if self.funding or made_from is None:
            return self.funding, ""
        return made_from.funding, made_from.of if made_from.funding else ""

    def texts(self) -> Iterator[Prose]:
        """Every text of the YAML that is drawn, in reading order."""
        yield self.title
        yield self.summary
        for block in self.content:
            yield from texts_of(block)


def _check_fields(boxes: list[PatientBox], reading: Reading) -> None:
    """A value is written into one field."""
    seen: set[str] = set()
    for field in (field for box in boxes for field in box.fields):
        if field.key in seen:
            message = f"Two fields are called {quoted(field.name or field.label.plain)}."
            reading.refuse("duplicate-key", message, field.label.place, "Give each a “name:” of its own.")
        seen.add(field.key)


def _check_risks(risks: list[Risk], reading: Reading) -> None:
    """All are out of one number: 1 of 10 looks more than 8 of 100 to many (BMC MIDM 2013;13 S2:S7)."""
    for risk in risks[1:]:
        if risk.of != risks[0].of:
            reading.refuse(
                "risk-of",
                f"This number is out of {risk.of}; the first one in the leaflet is out of {risks[0].of}.",
                risk.place,
                "Say all of them out of the same number.",
            )


def _terms(content: tuple[Block, ...]) -> tuple[Term, ...]:
    return tuple(term for block in content if isinstance(block, Glossary) for term in block.glossary)


def _check_terms(terms: tuple[Term, ...], texts: Iterator[Prose], reading: Reading) -> None:
    """Every word marked as a term is explained, and by one entry only."""
    known: set[str] = set()
    for term in terms:
        if term.keys & known:
            reading.refuse("unknown-term", f"{quoted(term.term.plain)} stands in the glossary twice.", term.term.place)
        known |= term.keys
    names = sorted({term.name or term_key(term.term.plain) for term in terms})
    for text in texts:
        for called in dict.fromkeys(span.term for span in text.spans if span.term and span.term not in known):
            words = "".join(span.text for span in text.spans if span.term == called)
            hint = did_you_mean(called, names) if names else "Add a “glossary” to the handout."
            message = f"The glossary does not explain {quoted(words if term_key(words) == called else called)}."
            reading.refuse("unknown-term", message, text.place, hint)


def _check_levels(content: Sequence, reading: Reading) -> None:
    """No heading skips a level on the way down. Source: ISO 14289-1, 7.4.2."""
    before = 1
    for block in content.items:
        heading = block.get(Heading.BLOCK) if isinstance(block, Mapping) else None
        if heading is None or not isinstance(heading.value, Scalar):
            continue
        assert isinstance(block, Mapping)
        entry = block.get("level")
        typed = entry.value.text if entry and isinstance(entry.value, Scalar) else "2"
        if typed not in ("2", "3", "4", "5", "6"):
            return  # reported as no level; what it would have been is a guess
        level = int(typed)
        if level > before + 1:
            reading.refuse(
                "heading-skips",
                f"{quoted(heading.value.text)} has level {level} after a heading of level {before}.",
                block.place,
                f"Write “level: {before + 1}”.",
            )
        before = level
