"""What fixed words and a leaflet's own texts make together: the same lines on paper and on pages for browsers.

Each is text with its marks; who sets it says how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any
from unicodedata import digit

from generator.model.blocks.clinic import Feedback, Notice1557
from generator.model.blocks.medicines import Medicine, Medicines
from generator.model.blocks.words import Contact
from generator.model.handout import Handout
from generator.model.inline import Prose, Span
from generator.model.languages import Language
from generator.model.layout import Brand
from generator.model.words import Words
from generator.problems import NOWHERE
from generator.values import Frozen, replace

# A label and what is said behind it.
Fact = tuple[str, tuple[Span, ...]]

# Where to complain beside the clinic; its name and address stay in English, as they stand on an envelope.
# Source: HHS, Office for Civil Rights, “How to File a Civil Rights Complaint”.
OFFICE = "U.S. Department of Health and Human Services, Office for Civil Rights"
OFFICE_ADDRESS = "200 Independence Avenue SW, Room 509F, HHH Building, Washington, D.C. 20201"
OFFICE_PHONE, OFFICE_TDD, OFFICE_WEB = (
    "1-800-368-1019",
    "1-800-537-7697",
    "https://ocrportal.hhs.gov/ocr/portal/lobby.jsf",
)


def said(text: str, **marks: Any) -> Prose:
    """Fixed words as a text."""
    return Prose((Span(text, **marks),), NOWHERE)


def labelled(words: Words, label: str, value: Prose) -> Prose:
    """“Label: value”, the label in bold."""
    return Prose((Span(words.before(label), bold=True), *value.spans), value.place)


def linked(text: Prose, link: str) -> Prose:
    """The text as a link, where it is none of its own; no link: as it is."""
    return Prose(tuple(replace(span, link=span.link or link) for span in text.spans), text.place)


def dialled(phone: Prose) -> Prose:
    """A phone number that a telephone dials when it is touched. Source: RFC 3966."""
    address = f"tel:{dial_digits(phone.plain)}"
    return Prose((Span(phone.plain, link=address, nobreak=True, island=True),), phone.place)


def dial_digits(phone: str) -> str:
    """What a telephone dials: ASCII digits, with a leading + for an international number.

    The “(0)” that some write after the country code is dialled at home only. Source: ITU-T E.123, 7.2; RFC 3966.
    """
    international = phone.lstrip().startswith("+")
    kept = phone.replace("(0)", "") if international else phone
    return ("+" if international else "") + "".join(str(digit(char)) for char in kept if char.isdecimal())


def called(words: Words, whose: Prose, way: Prose) -> str:
    """What a link to reach somebody is called in a list of links: whose it is, then its own words."""
    return f"{words.before(whose.plain)}{way.plain}"


def ways(words: Words, block: Contact | Feedback | Notice1557) -> Iterator[tuple[str, Prose, bool]]:
    """How to reach somebody but by phone, in the order of a card: label, text, whether it leads somewhere."""
    for label, name, scheme in (
        (words.hours, "hours", None),
        (words.email, "email", "mailto:"),
        (words.web, "web", ""),
        (words.address, "address", None),
    ):
        value = getattr(block, name, None)
        if value:
            yield label, value if scheme is None else linked(value, f"{scheme}{value.plain}"), scheme is not None


def callout_word(words: Words, kind: str) -> str:
    """What stands over a call-out, by its kind; what can wait is a note."""
    word: str = getattr(words, "note" if kind == "wait" else kind.replace("-", "_"))
    return word


def help_line(words: Words, phone: Prose) -> Prose:
    """Where to ask for help in one's language, with the number to dial."""
    before, _, after = words.help_at("\0").partition("\0")
    spans = (Span(before), *dialled(phone).spans, Span(after))
    return Prose(tuple(span for span in spans if span.text), NOWHERE)


def office() -> Prose:
    """The government's office that hears complaints, as an address of several lines."""
    spans = (
        Span(OFFICE, bold=True),
        Span(f"\n{OFFICE_ADDRESS}\n"),
        *dialled(said(OFFICE_PHONE)).spans,
        Span(" · TDD "),
        *dialled(said(OFFICE_TDD)).spans,
        Span("\n"),
        Span(OFFICE_WEB, link=OFFICE_WEB, island=True),
    )
    return Prose(spans, NOWHERE)


def time_in_words(slot: str, words: Words) -> str:
    """“Morning”, “8:00 AM”."""
    if slot[0].isdecimal():
        return words.clock(time.fromisoformat(slot))
    name: str = getattr(words, slot.replace("-", "_"))
    return name


def when_in_words(medicine: Medicine, words: Words) -> tuple[Prose, ...]:
    """All that says when and how, one thing each: its times, the author's own words, and with food or not."""
    found = [said(time_in_words(slot, words)) for slot in medicine.by_day]
    if medicine.when:
        found.append(medicine.when)
    if medicine.food:
        found.append(said(getattr(words, f"{medicine.food}_food")))
    return tuple(found)


def columns_of(block: Medicines, words: Words) -> tuple[tuple[str, str], ...]:
    """The columns of the table: what is read for each, and the word above it; none that is empty."""
    heads = (
        ("name", words.medicine),
        ("used_for", words.used_for),
        ("dose", words.dose),
        ("when", words.times),
        ("note", words.note),
    )
    return tuple((name, head) for name, head in heads if any(cell_of(one, name, words) for one in block.list))


def cell_of(medicine: Medicine, column: str, words: Words) -> tuple[Prose, ...]:
    """What a medicine has in a column, a paragraph each."""
    if column == "when":
        return when_in_words(medicine, words)
    found: Prose | None = getattr(medicine, column)
    return () if found is None else (found,)


def now_and_then_in_words(medicine: Medicine, words: Words) -> Prose:
    """When it is taken that is not taken every day: “Every Monday”, “Every Monday · Morning”."""
    assert medicine.when is not None
    times = [Span(f" · {time_in_words(slot, words)}") for slot in medicine.by_day]
    return Prose((*medicine.when.spans, *times), medicine.when.place)


class Imprint(Frozen):
    """Who answers for a leaflet, which version it is and how fresh, in one language.

    languages: all that stand on the same copy, this one among them, in the order of reading.
    """

    handout: Handout
    brand: Brand
    words: Words
    language: Language
    languages: Sequence[Language]

    @property
    def publisher(self) -> Prose:
        return said(self.brand.publisher, lang=self._lang("en"))

    @property
    def reach(self) -> str:
        """What the link to the publisher's phone is called."""
        return called(self.words, self.publisher, said(self.brand.phone))

    def groups(self) -> tuple[tuple[Fact, ...], ...]:
        """The facts that belong together."""
        words, handout, phone = self.words, self.handout, self.brand.phone
        reached = ((words.phone, dialled(said(phone)).spans),) if phone else ()
        return (
            ((words.published_by, self.publisher.spans), *reached),
            (
                (words.document, (Span(handout.id, island=True),)),
                (words.version, (Span(handout.version, island=True),)),
                (words.language, tuple(self._names())),
            ),
            ((words.reviewed, self._day(handout.reviewed)), (words.next_review, self._day(handout.next_review))),
            *((fact,) for fact in self._backing()),
        )

    def _lang(self, lang: str) -> str:
        """The mark of a passage in a language, none in the imprint's own."""
        return "" if lang == self.language.tag else lang

    def _names(self) -> Iterator[Span]:
        """Each language's own name and its English one, for staff."""
        for number, one in enumerate(self.languages):
            if number:
                yield Span(" · ")
            yield Span(one.name, lang=self._lang(one.tag))
            if one.tag != "en":
                yield Span(" ")
                yield Span(f"({one.english})", lang=self._lang("en"))

    def _day(self, day: date) -> tuple[Span, ...]:
        """A day of the text; of a translation, it is a day of its original."""
        source = (_of_the_original(self.words),) if self.handout.translation else ()
        return Span(self.words.day(day, self.handout.lang), nobreak=True), *source

    def _backing(self) -> Iterator[Fact]:
        """Who approved the text, and who paid for it. Parts stand between dots: a comma is another in each script."""
        (approval, lang), (payer, its_lang) = self.handout.approval, self.handout.payer
        if approval:
            who = (Span(approval.by, lang=lang), Span(" · "), Span(approval.role, lang=lang), Span(" · "))
            day = Span(self.words.day(approval.on, self.handout.lang), nobreak=True)
            yield self.words.approved_by, (*who, day, *((_of_the_original(self.words),) if lang else ()))
        if payer:
            yield self.words.paid_for_by, (Span(payer, lang=its_lang),)


def _of_the_original(words: Words) -> Span:
    """That what stands before it holds for the text that this one was translated from."""
    return Span(f" ({words.original})")
