"""Blocks between clinic and patient: appointments, teach-back, feedback, slips to cut off, the notice of rights."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from generator.model.blocks.care import MAX_FIELDS, Checklist
from generator.model.blocks.kinds import BlockKind, BlockValue, Item, ItemKind
from generator.model.blocks.pictures import QR
from generator.model.blocks.words import EMAIL, INSIDE, PHONE, WEB
from generator.model.fields import Day, Items, JsonSchema, Reading, Record, Whole, at, key, place_of, text_of
from generator.model.inline import InlineText, Prose
from generator.model.languages import find_language
from generator.problems import Place
from generator.rules import quoted
from generator.source import Mapping, Node
from generator.values import Frozen


class Bring(Frozen):
    """What to bring along."""

    title: Prose = key(InlineText(), "“What to bring”.")
    list: tuple[Item, ...] = key(Items(ItemKind(), 1, 20), "One thing each; a box to tick stands before it.")


class Appointment(BlockValue):
    """One visit: the day with its weekday, the time, the place, what to bring, and a code that opens the map."""

    BLOCK: ClassVar[str] = "appointment"
    OPEN: ClassVar[bool] = False
    title: Prose = key(InlineText(), "What the visit is: “Your first visit”.")
    day: date = key(Day(), "The day; it is printed with its weekday, as the language writes it.", name="date")
    time: Prose = key(InlineText(), "When to be there: “9:30 am”.")
    where: Prose = key(InlineText(), "Where in the building: “Breast Care Unit, second floor”.", name="place")
    address: Prose | None = key(InlineText(), "The building; a “|” block keeps its lines.", None)
    bring: Bring | None = key(Record(Bring), "What to bring.", None)
    phone: Prose | None = key(PHONE, "The number to call to change the visit.", None)
    map: Prose | None = key(QR, "The address of a map, whole: https://…; drawn as a QR code and printed.", None)


class TeachBack(BlockValue):
    """Prompts that a patient answers in their own words, so that staff hear what has not been made clear (AHRQ Health
    Literacy Universal Precautions Toolkit, tool 5)."""

    BLOCK: ClassVar[str] = "teach-back"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("title", "intro", "prompts")
    title: Prose = key(InlineText(), "“Tell us in your own words”.")
    prompts: tuple[Prose, ...] = key(
        Items(InlineText(), 1, 12), "What to tell, one thing each; no yes-or-no questions."
    )
    intro: Prose | None = key(InlineText(), "Why: “We want to be sure that we have explained it well.”", None)
    lines: int = key(Whole(1, 8), "How many lines to write on follow each of them.", 2)


class Asked(Frozen):
    """A question with answers to choose from.

    number: what stands before it instead of its place in the list; chosen: the place of the answer that is ticked
    already, from 0. Neither is an author's key.
    """

    ORDER: ClassVar[tuple[str, ...]] = ("question", "note", "options")
    question: Prose = key(InlineText(), "What is asked, or what the reader agrees to or not.")
    options: tuple[Prose, ...] = key(Items(InlineText(), 2, 8), "The answers, each with a box to tick.")
    note: Prose | None = key(InlineText(), "A remark between the question and its answers.", None)
    number: int = 0
    chosen: int | None = None


class Questionnaire(BlockValue):
    """Numbered questions, each with answers to tick: a score of symptoms, what people think of a leaflet."""

    BLOCK: ClassVar[str] = "questionnaire"
    OPEN: ClassVar[bool] = True
    questionnaire: tuple[Asked, ...] = key(Items(Record(Asked), 1, 60), "The questions.")


class Feedback(BlockValue):
    """How to say what was good and what was not: words, and the ways to reach the clinic."""

    BLOCK: ClassVar[str] = "feedback"
    OPEN: ClassVar[bool] = False
    title: Prose = key(InlineText(), "“Tell us how we did”.")
    content: tuple[Any, ...] = key(Items(BlockKind(INSIDE)), "Text and lists.", ())
    phone: Prose | None = key(PHONE, "The number as people dial it.", None)
    hours: Prose | None = key(InlineText(), "When somebody answers.", None)
    email: Prose | None = key(EMAIL, "An email address.", None)
    web: Prose | None = key(WEB, "A web address, whole: https://….", None)
    address: Prose | None = key(InlineText(), "Where to write to; a “|” block keeps its lines.", None)

    def check(self, reading: Reading, node: Mapping) -> None:
        if not (self.phone or self.email or self.web or self.address):
            message = "There is no way to give feedback: “phone”, “email”, “web” or “address” is missing."
            reading.refuse("missing-key", message, node.place)


class Slip(BlockValue):
    """A part to cut off and hand in, under a dashed line at the foot of its page; it is never parted."""

    BLOCK: ClassVar[str] = "slip"
    OPEN: ClassVar[bool] = False
    title: Prose = key(InlineText(), "What the slip is: “Reply slip”.")
    content: tuple[Any, ...] = key(Items(BlockKind((*INSIDE, Checklist))), "Text, lists and things to tick.", ())
    fields: tuple[Prose, ...] = key(
        Items(InlineText(), 0, MAX_FIELDS), "Labels, each with a line to write on: “Name”.", ()
    )

    def check(self, reading: Reading, node: Mapping) -> None:
        if not self.content and not self.fields:
            reading.refuse("missing-key", "A slip needs “content” or “fields”: there is nothing on it.", node.place)


class LanguageKind:
    """The tag of a language of the table."""

    def read(self, node: Node, reading: Reading) -> str:
        scalar = text_of(node, reading, "A language's tag")
        language = find_language(scalar.text)
        if language is None:
            message = f"{quoted(scalar.text)} is no language of the table."
            raise reading.refuse("unknown-language", message, scalar.place)
        return language.tag

    def schema(self, definitions: dict[str, JsonSchema]) -> JsonSchema:
        return {"type": "string"}


# How many languages beside English the notice is in: the 15 that are spoken most in the State by people with limited
# English proficiency. Source: 45 CFR 92.11(b).
NOTICE_LANGUAGES = 15


class Notice1557(BlockValue):
    """The notice of a clinic in the United States that it treats people alike, and that language help is free.

    Source: Section 1557 of the Affordable Care Act, 42 U.S.C. 18116; 45 CFR 92.10 (nondiscrimination) and 92.11
    (language assistance and auxiliary aids). The sentences come from the fixed words, the clinic's name from its brand.
    """

    BLOCK: ClassVar[str] = "notice-1557"
    OPEN: ClassVar[bool] = False
    ORDER: ClassVar[tuple[str, ...]] = ("title", "complain", "email", "web")
    title: Prose = key(InlineText(), "“Your rights”.")
    complain: Prose = key(
        InlineText(),
        "How to complain to the clinic, and to whom; how to reach the government's office is printed below.",
    )
    phone: Prose = key(PHONE, "The number for language help and complaints.")
    languages: tuple[str, ...] = key(
        Items(LanguageKind(), 1, 100),
        "Tags of the languages that the sentence on language help is in, beside English: the 15 that are spoken most "
        "in the State by people with limited English (45 CFR 92.11(b)).",
    )
    email: Prose | None = key(EMAIL, "Whom to write to.", None)
    web: Prose | None = key(WEB, "Where the whole notice stands (45 CFR 92.10(b)).", None)
    place: Place = at()

    def check(self, reading: Reading, node: Mapping) -> None:
        twice = next((tag for index, tag in enumerate(self.languages) if tag in self.languages[:index]), "")
        if twice:
            reading.refuse("bad-value", f"“{twice}” stands twice.", place_of(node, "languages"))
