"""Two forms that people judge a leaflet by: their items in our words, and what a program can say of each.

Sources: Patient Education Materials Assessment Tool for printed materials (PEMAT-P), AHRQ Publication 14-0002-EF (2013,
updated 2014): 24 items, numbered as in the tool, which leaves out 13 and 14 for print. CDC Clear Communication Index,
User Guide (2013, updated 2019): 20 items.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.appraisal.evidence import Evidence
from generator.values import Frozen, field

AGREE, DISAGREE, NOT_APPLICABLE = "Agree", "Disagree", "Does not apply"
YES, NO = "Yes", "No"
_TWO, _THREE, _YES_NO = (AGREE, DISAGREE), (AGREE, DISAGREE, NOT_APPLICABLE), (YES, NO)
# PEMAT 8 and 9 give no number; 150 words without a heading is our bound (see the rule on sections).
LONGEST_SECTION = 150


class Finding(Frozen):
    """What was measured for an item. chosen: the answer that follows from it, or none, when a person has to judge."""

    note: str
    chosen: str = ""


Measure = Callable[[Evidence], Finding | None]


class Item(Frozen):
    """One item. number: as in the tool; measure: what a program can say of it."""

    number: int
    text: str
    options: tuple[str, ...]
    measure: Measure = field(default=lambda _: None)


class Form(Frozen):
    """A form. score: how people add it up."""

    title: str
    about: str
    score: str
    source: str
    parts: tuple[tuple[str, tuple[Item, ...]], ...]


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number or 'no'} {noun if number == 1 else plural or noun + 's'}"


def _there(number: int, noun: str, plural: str = "") -> str:
    """“There is 1 heading”, “There are no headings”."""
    counted = _counted(number, noun, plural) if number else f"no {plural or noun + 's'}"
    return f"There {'is' if number == 1 else 'are'} {counted}"


def _when(true: bool, note: str, yes: str, no: str = "") -> Finding:
    return Finding(note, yes if true else no)


def _summary(seen: Evidence) -> Finding:
    note = f"The leaflet has {_counted(seen.key_points, 'key point')}"
    return _when(seen.key_points > 0, f"{note}{', before all else' if seen.first else ''}.", AGREE, DISAGREE)


def _chunks(seen: Evidence) -> Finding:
    note = f"The longest stretch without a heading has {_counted(seen.longest, 'word')}."
    return _when(seen.longest <= LONGEST_SECTION, note, AGREE)


def _chunks_yes_no(seen: Evidence) -> Finding:
    found = _chunks(seen)
    return Finding(found.note, YES if found.chosen else "")


def _headings(seen: Evidence) -> Finding:
    return Finding(f"{_there(seen.headings, 'heading')}.", "" if seen.headings else DISAGREE)


def _cues(seen: Evidence) -> Finding:
    boxes = _counted(seen.emphasis, "box or bold word", "boxes or bold words")
    note = f"{_there(seen.bullets, 'list')} and {boxes}."
    return _when(seen.bullets + seen.emphasis > 0, note, AGREE, DISAGREE)


def _lists(seen: Evidence) -> Finding:
    return _when(seen.bullets > 0, f"{_there(seen.bullets, 'list')}.", YES, NO)


def _pictures(seen: Evidence) -> Finding:
    return Finding(f"{_there(seen.pictures, 'picture')} with something to tell.")


def _needs_pictures(seen: Evidence) -> Finding:
    return Finding("There are no pictures.", NOT_APPLICABLE) if not seen.pictures else _pictures(seen)


def _one_picture(seen: Evidence) -> Finding:
    return Finding(_pictures(seen).note, "" if seen.pictures else NO)


def _captions(seen: Evidence) -> Finding:
    if not seen.pictures:
        return Finding("There are no pictures.", NOT_APPLICABLE)
    note = f"With a title or a caption: {seen.captions} of {_counted(seen.pictures, 'picture')}."
    return _when(seen.captions == seen.pictures, note, AGREE, DISAGREE)


def _tables(seen: Evidence) -> Finding:
    if not seen.tables:
        return Finding("There are no tables.", NOT_APPLICABLE)
    untitled = f"; without a title above: {seen.untitled}" if seen.untitled else ""
    return Finding(f"{_there(seen.tables, 'table')}, all with headings over their columns{untitled}.")


def _charts(seen: Evidence) -> Finding:
    if not seen.tables and not seen.pictures:
        return Finding("There are no tables, charts or pictures.", NOT_APPLICABLE)
    return Finding(f"{_there(seen.tables, 'table or chart', 'tables or charts')}.")


def _actions(yes: str) -> Measure:
    def measure(seen: Evidence) -> Finding:
        parts = _there(seen.actions, "part")
        note = f"{parts} with what to do: steps, lists to tick, do and do not, when to get help."
        return _when(seen.actions > 0, note, yes)

    return measure


def _steps(seen: Evidence) -> Finding:
    return Finding(f"{_there(seen.steps, 'list')} of numbered steps.")


def _tools(seen: Evidence) -> Finding:
    note = f"{_there(seen.tools, 'list, chart or box', 'lists, charts or boxes')} to tick or to write on."
    return _when(seen.tools > 0, note, AGREE, DISAGREE)


def _words(seen: Evidence) -> Finding | None:
    return Finding(f"Readability, {seen.score}.") if seen.score else None


def _terms(seen: Evidence) -> Finding:
    return Finding(f"A glossary explains {_counted(seen.terms, 'word')}.")


def _risks(seen: Evidence) -> Finding:
    return Finding(f"{_counted(seen.risks, 'risk').capitalize()} given as “N out of 100” in words and in a picture.")


def _top(seen: Evidence) -> Finding:
    return Finding("Key points stand before all else." if seen.first else "The leaflet does not begin with key points.")


PEMAT = Form(
    title="Can people understand it and act on it?",
    about="A form after PEMAT-P, for printed leaflets. Read the leaflet first, from end to end. Then answer every item.",
    score=(
        "Count the items that you agree with, and divide by the items that apply. Do it apart for understanding (items 1 "
        "to 19) and for acting (items 20 to 26). The higher the share, the better."
    ),
    source="Shoemaker SJ, Wolf MS, Brach C. Patient Education Materials Assessment Tool (PEMAT). AHRQ Publication 14-0002-EF, 2013, updated 2014.",
    parts=(
        (
            "Understanding: what it is about",
            (
                Item(1, "A reader sees at once what the leaflet is for.", _TWO),
                Item(2, "Nothing in it leads away from that.", _TWO),
            ),
        ),
        (
            "Understanding: words and style",
            (
                Item(3, "Its words are those of every day.", _TWO, _words),
                Item(4, "Medical words stand in it only so that the reader learns them, and each is explained.", _TWO, _terms),
                Item(5, "Its sentences say who does what.", _TWO),
            ),
        ),
        (
            "Understanding: numbers",
            (
                Item(6, "Its numbers are clear and easy to grasp.", _THREE, _risks),
                Item(7, "The reader has nothing to work out.", _TWO),
            ),
        ),
        (
            "Understanding: order",
            (
                Item(8, "It is cut into short parts.", _THREE, _chunks),
                Item(9, "The headings of its parts say what is in them.", _THREE, _headings),
                Item(10, "Its parts follow one another as a reader would ask.", _TWO),
                Item(11, "It sums up what matters.", _THREE, _summary),
            ),
        ),
        (
            "Understanding: how it looks",
            (Item(12, "Arrows, boxes, bullets, bold or larger type lead the eye to what matters.", _TWO, _cues),),
        ),
        (
            "Understanding: pictures and tables",
            (
                Item(15, "It has a picture wherever one would help.", _TWO, _pictures),
                Item(16, "Its pictures say the same as its words.", _THREE, _needs_pictures),
                Item(17, "Its pictures have clear titles or captions.", _THREE, _captions),
                Item(18, "Its pictures are plain, with nothing that is not needed.", _THREE, _needs_pictures),
                Item(19, "Its tables are simple, with short and clear headings.", _THREE, _tables),
            ),
        ),
        (
            "Acting",
            (
                Item(20, "It names one thing, or more, that the reader can do.", _TWO, _actions(AGREE)),
                Item(21, "It speaks to the reader where it says what to do.", _TWO),
                Item(22, "It breaks what is to be done into small, plain steps.", _TWO, _steps),
                Item(23, "It has something to do it with: a list to tick, a diary, a plan.", _TWO, _tools),
                Item(24, "It says simply how to work out what has to be worked out.", _THREE),
                Item(25, "It says how to act on its charts, tables or pictures.", _THREE, _charts),
                Item(26, "It has a picture wherever one makes it easier to act.", _TWO, _pictures),
            ),
        ),
    ),
)  # fmt: skip

CDC = Form(
    title="Is its message clear?",
    about=(
        "A form after the CDC Clear Communication Index. Before you begin, know whom the leaflet is for, what they know, "
        "what it should do, and its main message. Parts B to D count only where they apply: leave them open otherwise."
    ),
    score=(
        "Count one for each Yes. Divide by the number of items that apply, and multiply by 100. The Index calls 90 and more "
        "a good score; below that, mend the items with No."
    ),
    source="Centers for Disease Control and Prevention. CDC Clear Communication Index, User Guide, 2013, updated 2019.",
    parts=(
        (
            "A. For every leaflet",
            (
                Item(1, "It has one main message.", _YES_NO),
                Item(2, "The main message is at the top.", _YES_NO, _top),
                Item(3, "The main message stands out by its look.", _YES_NO),
                Item(4, "A picture carries or supports the main message.", _YES_NO, _one_picture),
                Item(5, "It calls on the reader to do something.", _YES_NO, _actions(YES)),
                Item(6, "The main message and what to do say who does what.", _YES_NO),
                Item(7, "It uses the reader's own words throughout.", _YES_NO, _terms),
                Item(8, "It uses lists with bullets or numbers.", _YES_NO, _lists),
                Item(9, "It is cut into parts with headings.", _YES_NO, _chunks_yes_no),
                Item(10, "What the reader needs most is summed up in the first part.", _YES_NO, _top),
                Item(11, "It says what experts know about the subject, and what they do not know.", _YES_NO),
            ),
        ),
        (
            "B. If it asks people to do something for their health",
            (
                Item(12, "It says what to do.", _YES_NO, _actions(YES)),
                Item(13, "It says why that matters to the reader.", _YES_NO),
                Item(14, "It says how to do it.", _YES_NO, _steps),
            ),
        ),
        (
            "C. If it has numbers",
            (
                Item(15, "All its numbers are of a kind that the reader uses.", _YES_NO, _risks),
                Item(16, "It says what each number means.", _YES_NO),
                Item(17, "The reader has nothing to work out.", _YES_NO),
            ),
        ),
        (
            "D. If it is about a risk",
            (
                Item(18, "It says what the danger is, how large, and for whom.", _YES_NO),
                Item(19, "It says what is good and what is bad about what it asks for.", _YES_NO),
                Item(20, "Where it gives chances in numbers, words or a picture explain them.", _YES_NO, _risks),
            ),
        ),
    ),
)  # fmt: skip

FORMS = {"pemat": PEMAT, "cdc": CDC}
