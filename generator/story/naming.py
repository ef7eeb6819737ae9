"""What fields of a form are called for who meets them alone, one behind the other with the tab key.

A name says what to write: the words beside the field, behind what they stand under, “My next visit: Date”.
Source: ISO 14289-1, 7.18.1 and 7.18.4; WCAG 2.1, 2.4.6 and 3.3.2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator.model.languages import find_language
from generator.model.words import Words
from generator.surface import Names
from generator.text.breaks import line_breaks, sentence_spans

# Most signs of what a field stands under, and of the words beside it, that are said at every stop [choice: a name of
# both is heard in ten seconds, and the words stand in full on the page].
MOST_ABOVE, MOST_BESIDE = 60, 120
# A remark in brackets at the end of a heading: “(ask your nurse to fill this in)”.
_BRACKETS = re.compile(r"(?<=\S)\s*[(（][^()（）]*[)）]$")
# What parts the things of a list where it is no comma with a blank. Source: CLDR, list patterns.
_COMMAS = {"Arab": "، ", "Ethi": "፣ ", "Mymr": "၊ ", "Hans": "，", "Hant": "，", "Jpan": "、"}


def names_of(own: str, heads: Sequence[str], words: Words) -> Names:
    """What a field is called, and behind that what else it may be called where another field has that name already.

    own: the words beside it; heads: what it stands under, the nearest first. A head that is more than a phrase gives
    way to the next, as the sentences above a chart do to the heading above those; a head that the words begin with is
    not said twice.
    """
    own = _one_line(own)
    above = [head for head in (_BRACKETS.sub("", _one_line(head)) for head in heads) if head]
    above = [head for head in above if _is_phrase(head, words.lang)] or above[:1]
    said_already = bool(above) and own.casefold().startswith(above[0].casefold())
    names, whole = [shortened(own, MOST_BESIDE, words.lang)], own
    for head in above[1 if said_already else 0 :]:
        before = joined(shortened(head, MOST_ABOVE, words.lang), "", words)
        names.append(f"{before}{names[-1]}")
        whole = f"{before}{whole}"
    if above and not said_already:
        del names[0]
    return tuple(dict.fromkeys((*names, whole)))


def names_of_answer(question: str, answer: str, words: Words) -> Names:
    """What an answer to tick is called: “Did you cough? Yes”. What both stand under is said of the whole question."""
    question, answer = _one_line(question), _one_line(answer)
    short = joined(shortened(question, MOST_BESIDE, words.lang), shortened(answer, MOST_BESIDE, words.lang), words)
    return tuple(dict.fromkeys((short, joined(question, answer, words))))


def joined(first: str, second: str, words: Words) -> str:
    """“Name: value”; “A question? Value”: no colon behind what ends with a sign of its own."""
    last = first[-1]
    if not unicodedata.category(last).startswith("P") or last in "…)]）»”’":
        return f"{words.before(first)}{second}"
    return f"{first}{'' if unicodedata.east_asian_width(last) in 'WF' else ' '}{second}"


def listed(words: Words, *things: str) -> str:
    """“Monday, Pain”, with the comma of the language."""
    language = find_language(words.lang)
    return _COMMAS.get(language.script if language else "", ", ").join(things)


def shortened(text: str, most: int, locale: str) -> str:
    """The text, or as much of it as `most` signs hold, up to where a line may end, and “…”."""
    if len(text) <= most:
        return text
    ends = [end for end in line_breaks(text, locale) if end < most] or [most - 1]
    return f"{text[: ends[-1]].rstrip(' ,;:،؛、，；：')}…"


def _is_phrase(text: str, locale: str) -> bool:
    return len(text) <= MOST_ABOVE and len(sentence_spans(text, locale)) == 1


def _one_line(text: str) -> str:
    return " ".join(text.split())
