"""What no program can judge: for a person to tick beside what “handouts check” finds."""

from __future__ import annotations

from generator.values import Frozen


class Asked(Frozen):
    """A question to a person, and the instrument that asks it, in our words."""

    asks: str
    source: str


def _pemat(number: str) -> str:
    return f"PEMAT-P, item {number}, AHRQ (2013)"


def _index(number: str) -> str:
    return f"CDC Clear Communication Index, item {number} (2019)"


HUMAN: tuple[tuple[str, tuple[Asked, ...]], ...] = (
    (
        "Purpose",
        (
            Asked("Is it plain from the title and the first box what the leaflet is for?", _pemat("1")),
            Asked("Is everything in it needed for that, and nothing else there?", _pemat("2")),
            Asked("Does the leaflet hold one main message, and does all the rest serve it?", _index("1")),
            Asked("Is it said why the message matters to this reader?", _index("13")),
        ),
    ),
    (
        "Truth",
        (
            Asked("Does it agree with the guideline that is in force, and does it say where experts do not agree?", "PIF TICK (2020); DISCERN, questions 4 to 8"),
            Asked("Are the numbers those of people like the reader?", "IPDAS (2013)"),
            Asked("Does it say what is not known, and who does not benefit?", _index("11")),
            Asked("Do the phone numbers answer, at the hours that stand there?", "NHS England, Standard for Creating Health Content (2022)"),
        ),
    ),
    (
        "People",
        (
            Asked("Do its people, food, families and customs fit those who will read it, in every language?", "CDC Clear Communication Index, user guide (2019)"),
            Asked("Is the tone kind and equal, without blame or fear?", "CMS, Toolkit for Making Written Material Clear and Effective (2010)"),
            Asked("Have people of its readers read it, and told in their own words what it says?", "PIF TICK (2020); EC readability guideline (2009), user testing"),
            Asked("Are the medical words that it uses worth learning for the reader?", _pemat("4")),
        ),
    ),
    (
        "Order and help",
        (
            Asked("Does one part lead to the next, with the most important first?", _pemat("10")),
            Asked("Can each step be done by somebody who is ill, tired or alone?", _pemat("20 to 22")),
            Asked("Is there a tool for it where one helps: a plan, a diary, a list?", _pemat("23")),
            Asked("Are charts and tables explained so that the reader knows what to do with them?", _pemat("25")),
        ),
    ),
    (
        "Pictures",
        (
            Asked("Does each picture help to understand or to do something, and would it be missed?", _pemat("15 and 16")),
            Asked("Do the captions and the alternative texts say what the picture is there to tell?", _pemat("17")),
            Asked("Are the pictures clear, uncluttered and respectful?", _pemat("18")),
            Asked("Is each table short, with headings that say what stands below?", _pemat("19")),
        ),
    ),
    (
        "Translations",
        (
            Asked("Has a second qualified translator read it beside the source?", "ISO 17100:2015, 5.3.3"),
            Asked("Has somebody translated it back without having seen the source, and was the result compared?", "WHO, Process of translation and adaptation of instruments (2010)"),
            Asked("Have readers of the language read it, and told what it says?", "WHO (2010)"),
        ),
    ),
)  # fmt: skip
