"""Does a translation say what its source says, as far as somebody who cannot read it can tell?

Numbers, doses, times, dates, phone numbers and addresses are the same in every language; names that the source
protects stand unchanged; no text is left in the source's language, and no letter is of another script. A mistake here
harms somebody, so that most of it is an error; what only looks odd is a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import ceil
from pathlib import Path
from statistics import median

from generator.model.fields import Reading, read_or_none
from generator.model.inline import InlineText, Prose, prose
from generator.model.languages import find_language
from generator.model.segments import Fixed, Segment
from generator.problems import Place, Problem, ProblemList
from generator.rules import problem, quoted
from generator.text.conventions import western
from generator.translation.alignment import STALE, Pair, State, form_of
from generator.translation.letters import wrong_letters
from generator.translation.quantities import Quantities, quantities, spelled_numbers
from generator.values import Frozen, replace

# Values that mean the same in every language. A picture may be another one, with words of its own, and so its width.
_SAME = ("phone", "email", "url", "web", "kind", "level", "n", "of", "year", "date", "map", "food", "chart")
# A medicine's times, which are a list, and whether it is taken with food.
_TAKEN = re.compile(r"(.*\.medicines\.list\.\d+\.(?:times|food)|.*\.medicines\.chart)(?:\.\d+)?")
# A text of this many words in the source's language is no name and no coincidence.
_MIN_WORDS = 3
# Length of a text against its source, measured by the median of the file: shorter has lost a sentence, longer has
# gained one. Texts under 40 characters vary more (W3C, "Text size in translation": up to 300 % for ten characters).
_SHORTEST, _LONGEST, _LONG_ENOUGH = 0.4, 2.5, 40


class Side(Frozen):
    """A text and the language it is in."""

    lang: str
    segment: Segment
    prose: Prose

    @property
    def own(self) -> str:
        """What of the text is in its own language."""
        return "".join(" " if span.lang and span.lang != self.lang else span.text for span in self.prose.spans)

    @property
    def counted(self) -> Quantities:
        return quantities(self.prose.plain, self.lang)


def compare(pairs: Sequence[Pair], langs: tuple[str, str], protected: Sequence[str]) -> list[Problem]:
    """What differs between texts and their translations, in the order of the source.

    langs: of the source and of the translation. A text whose source has changed is not looked at: it is stale.
    """
    found: list[Problem] = []
    both = []
    for pair in pairs:
        if pair.source is None or pair.target is None or pair.state in STALE or pair.state is State.UNTRANSLATED:
            continue
        source, target = _side(langs[0], pair.source), _side(langs[1], pair.target)
        both.append((source, target))
        explained = pair.record is not None and pair.record.differs != ""
        found += [] if explained else _facts(source, target, protected)
        found += chain(_untranslated(source, target), letters(target), _quotes(target))
    return [*found, *_terms(both), *_lengths(both)]


def compare_fixed(source: Sequence[Fixed], target: Sequence[Fixed], explained: Sequence[str]) -> Iterator[Problem]:
    """Values that every language shares. explained: paths whose record says why they differ."""
    values = {fixed.path: fixed.text for fixed in source}
    theirs = {fixed.path for fixed in target}
    # What is not typed has its usual value: the level of a heading.
    usual = [Fixed(one.path, _USUAL, one.place) for one in source if _is_level(one) and one.path not in theirs]
    for fixed in (*target, *usual):
        wanted = values.get(fixed.path, _USUAL if _is_level(fixed) else fixed.text)
        if fixed.path.rpartition(".")[2] in _SAME and wanted != fixed.text and fixed.path not in explained:
            yield _differs(f"The source has {quoted(wanted)} here, the translation {quoted(fixed.text)}.", fixed.place)
    yield from _taken_otherwise(source, target, explained)


def moved(source: Sequence[Fixed], pairs: Sequence[Pair]) -> list[Fixed]:
    """The source's values at the paths that their blocks and items have in the translation: a block that was added or
    taken away on one side moves all that follow. Those of a block without a translation are left out: it is missing."""
    there: dict[str, str] = {}
    missing: set[str] = set()
    for pair in pairs:
        steps = _steps(pair.source.path) if pair.source else []
        if pair.target is None:
            missing.update(steps)
        else:
            for one, other in zip(steps, _steps(pair.target.path), strict=False):
                there.setdefault(one, other)
    found = []
    for fixed in source:
        known = next((step for step in reversed(_steps(fixed.path)) if step in there or step in missing), "")
        if known in there:
            found.append(replace(fixed, path=there[known] + fixed.path[len(known) :]))
        elif not known:
            found.append(replace(fixed, path=_shifted(fixed.path, there)))
    return found


def _steps(path: str) -> list[str]:
    """The beginnings of a path that end with a number: blocks, items and rows."""
    parts = path.split(".")
    return [".".join(parts[: number + 1]) for number, part in enumerate(parts) if part.isdecimal()]


def _shifted(path: str, there: Mapping[str, str]) -> str:
    """Where a block without any text stands: as far behind the last one that is known as in the source."""
    match = re.match(r"content\.(\d+)(?=\.|$)", path)
    number = int(match[1]) if match else 0
    before = next((known for known in range(number - 1, -1, -1) if f"content.{known}" in there), None)
    if match is None or before is None:
        return path
    after = int(there[f"content.{before}"].rpartition(".")[2]) + number - before
    return f"content.{after}{path[match.end() :]}"


def _taken_otherwise(source: Sequence[Fixed], target: Sequence[Fixed], explained: Sequence[str]) -> Iterator[Problem]:
    """Medicines that a translation has at other times of the day, or with food where its source says nothing of it."""
    wanted, found = (_taken(side) for side in (source, target))
    for path in dict.fromkeys((*wanted, *found)):
        before, after = wanted.get(path, ()), found.get(path, ())
        one, other = (", ".join(sorted(fixed.text for fixed in side)) for side in (before, after))
        both_say = path.endswith(".food") and before and after  # told above
        if one == other or both_say or path in explained or not target:
            continue
        place = next((fixed.place for fixed in (*after, *target) if _near(fixed.path, path)), target[0].place)
        said = "nothing" if not other else quoted(other)
        yield _differs(f"The source has {quoted(one) if one else 'nothing'} here, the translation {said}.", place)


def _taken(side: Sequence[Fixed]) -> dict[str, tuple[Fixed, ...]]:
    """The times and the food of each medicine, by the path of its key."""
    found: dict[str, tuple[Fixed, ...]] = {}
    for fixed in side:
        match = _TAKEN.fullmatch(fixed.path)
        if match:
            found[match[1]] = (*found.get(match[1], ()), fixed)
    return found


def _near(path: str, other: str) -> bool:
    """Whether both stand in the same medicine."""
    return path.startswith(f"{other.rpartition('.')[0]}.")


def compare_structure(pairs: Sequence[Pair], recorded: bool) -> Iterator[Problem]:
    """Headings, lists and other blocks that are not the source's.

    recorded: whether the translation has records, by which a text that is missing or too many is told as stale.
    """
    for pair in pairs:
        if pair.source and pair.target:
            one, other = _kind(pair.source), _kind(pair.target)
            if one != other and not (pair.record and pair.record.differs):
                message = f"The source has this as “{one}”, the translation as “{other}”."
                yield problem("other-structure", message, pair.target.place)
        elif not recorded:
            lone = pair.source or pair.target
            assert lone is not None
            where = "translation" if pair.source else "source"
            message = f"{quoted(lone.text)} ({_kind(lone)}) has no counterpart in the {where}."
            yield problem("other-structure", message, lone.place)


def _kind(segment: Segment) -> str:
    return form_of(segment).removeprefix("content.")


_USUAL = "2"


def _is_level(fixed: Fixed) -> bool:
    return fixed.path.endswith(".level")


def letters(side: Side) -> Iterator[Problem]:
    """Letters that do not belong to the language's script."""
    for text, reason in wrong_letters(side.own, side.lang):
        yield problem("wrong-script", f"{quoted(text)} {reason}.", side.segment.place)


@lru_cache(maxsize=5_000)
def _side(lang: str, segment: Segment) -> Side:
    reading = Reading(ProblemList(), Path(), Path())
    marked = read_or_none(InlineText(), segment.scalar, reading) if segment.marked else None
    return Side(lang, segment, marked or prose(segment.text, segment.place))


def _differs(message: str, place: Place) -> Problem:
    return problem("fact-differs", message, place)


# --- Facts -----------------------------------------------------------------------------------------


def _facts(source: Side, target: Side, protected: Sequence[str]) -> Iterator[Problem]:
    place = target.segment.place
    one, other = source.counted, target.counted
    if one != other:
        yield from _counted(one, other, spelled_numbers(source.prose.plain, source.lang), place)
    if _links(source) != _links(target):
        yield _differs("The links lead to other addresses than the source's.", place)
    for name in protected:
        if name in source.prose.plain and name not in target.prose.plain:
            yield _differs(f"{quoted(name)} must stand unchanged, and does not stand here.", place)


def _counted(one: Quantities, other: Quantities, spelled: Counter[str], place: Place) -> Iterator[Problem]:
    """What only one side has; a number that the source has in words may stand in figures in the translation."""
    lost, gained = _only(one, other), _only(other, one)
    _same_hour(lost, gained)
    _same_hour(gained, lost)
    gained["number"] -= spelled
    for number in list(gained["phone number"]):
        if lost["phone number"][western(number)]:  # the same one, in digits of the language
            lost["phone number"][western(number)] -= 1
            gained["phone number"][number] -= 1
            yield _differs(f"The phone number {number} stands in digits that are on no telephone; 0 to 9 are.", place)
    for what, values in _told(lost):
        yield _differs(f"The source has the {what} {values}; the translation has not.", place)
    for what, values in _told(gained):
        yield _differs(f"The translation has the {what} {values}; the source has not.", place)
    if not any(map(Counter.total, (*lost.values(), *gained.values()))):
        yield from _doses(one, other, place)


def _only(one: Quantities, other: Quantities) -> dict[str, Counter[str]]:
    kinds = (
        ("number", one.numbers, other.numbers),
        ("time", one.times, other.times),
        ("date", one.dates, other.dates),
        ("phone number", one.phones, other.phones),
        ("address", one.addresses, other.addresses),
    )
    return {what: Counter({_word(what, v): n for v, n in (a - b).items()}) for what, a, b in kinds}  # type: ignore[operator]


def _word(what: str, value: object) -> str:
    if what == "time":
        assert isinstance(value, int)
        return f"{value // 60}:{value % 60:02d}"
    return "-".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _same_hour(times: dict[str, Counter[str]], numbers: dict[str, Counter[str]]) -> None:
    """“5:00 p.m.” here may be a bare “17” there (“17 h”, “17 Uhr”): they are taken off both sides."""
    for number in list(numbers["number"]):
        hour = f"{int(number) % 12}:00" if number.isdecimal() and int(number) <= 24 else ""
        while times["time"][hour] > 0 and numbers["number"][number] > 0:
            times["time"][hour] -= 1
            numbers["number"][number] -= 1


def _told(found: dict[str, Counter[str]]) -> Iterator[tuple[str, str]]:
    for what, values in found.items():
        if values.total():
            yield what, " and ".join(sorted(values.elements()))


def _doses(one: Quantities, other: Quantities, place: Place) -> Iterator[Problem]:
    """A unit that we know may not become another one; a word that we do not know is no proof of a mistake."""
    for number, unit in one.doses - other.doses:
        others = sorted(found for value, found in other.doses - one.doses if value == number)
        if others:
            yield _differs(f"The source has {number} {unit}; the translation has {number} {others[0]}.", place)


def _links(side: Side) -> list[str]:
    return sorted({span.link for span in side.prose.spans if span.link})


# --- Words -----------------------------------------------------------------------------------------


def _untranslated(source: Side, target: Side) -> Iterator[Problem]:
    words = re.findall(r"[^\W\d_]+", target.own)
    if len(words) >= _MIN_WORDS and target.own.casefold() == source.own.casefold():
        hint = f"Translate it; or, when it is a name or a title that stays, mark it: “[…]{{lang={source.lang}}}”."
        message = f"{quoted(target.segment.text)} is the source's own text."
        yield problem("untranslated", message, target.segment.place, hint)


def _quotes(target: Side) -> Iterator[Problem]:
    """A typewriter's quotation marks. In Hebrew the same sign stands inside abbreviations, between two letters."""
    language = find_language(target.lang)
    straight = re.search(r'(?<!\w)"|"(?!\w)', target.own)
    if straight and language:
        message = f"The text has a straight quotation mark; {language.english} is written {language.quoted('…')}."
        yield problem("straight-quotes", message, target.segment.place)


def _terms(both: Sequence[tuple[Side, Side]]) -> Iterator[Problem]:
    """Words that the handout's own glossary explains, called otherwise in its text.

    Languages bend their words: the first half of one of the term's words is enough. One short word is too little to
    tell (“stage”, “organ”).
    """
    glossary = [(source.prose.plain, target.prose.plain) for source, target in both if is_term(source.segment)]
    terms = [(term, translation) for term, translation in glossary if " " in term or len(term) > _SHORT_TERM]
    for source, target in both:
        for term, translation in terms:
            if holds_term(source.prose.plain, term) and not _holds_stem(target.prose.plain, term, translation):
                message = f"The glossary calls {quoted(term)} {quoted(translation)}; this text does not."
                yield problem("glossary-term", message, target.segment.place)


def is_term(segment: Segment) -> bool:
    """Whether the text is a word that the handout's own glossary explains."""
    return _GLOSSARY.search(segment.path) is not None


_GLOSSARY = re.compile(r"\.glossary\.\d+\.term$")
_SHORT_TERM = 5
# Letters and the marks on them, of any script.
_TERM_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u0dff])*")


def holds_term(text: str, term: str) -> bool:
    """Whether a text holds a term as words, in any case; an English plural counts."""
    return re.search(rf"(?<!\w){re.escape(term)}s?(?!\w)", text, re.IGNORECASE) is not None


def _holds_stem(text: str, term: str, translation: str) -> bool:
    """Whether a translation uses a word of the glossary's, its end or its first letter bent, or leaves the term."""
    said = text.casefold()
    words = _TERM_WORD.findall(re.sub(r"\(.*?\)", "", translation).casefold())
    halves = [(word, max(2, ceil(len(word) / 2))) for word in words]
    stems = [stem for word, half in halves for stem in (word[:half], word[1 : half + 1])]
    return any(stem in said for stem in stems) or holds_term(text, term)


def _lengths(both: Sequence[tuple[Side, Side]]) -> Iterator[Problem]:
    """Texts that are much shorter or longer than this language's other texts are against the source."""
    measured = [(target, len(_to_translate(source, target)), len(_said(target))) for source, target in both]
    long = [(target, there / here) for target, here, there in measured if here >= _LONG_ENOUGH]
    if len(long) < 5:  # too few to know what is usual
        return
    usual = median(ratio for _, ratio in long)
    for target, ratio in long:
        if not _SHORTEST * usual <= ratio <= _LONGEST * usual:
            word = "short" if ratio < usual else "long"
            message = f"This text is {word} for its source: {ratio / usual:.1f} times what is usual in this file."
            yield problem("odd-length", message, target.segment.place)


def _to_translate(source: Side, target: Side) -> str:
    """What of the source was to be put into other words: not the titles that stand in both as they are."""
    said = _said(source)
    for span in target.prose.spans:
        if span.lang == source.lang.partition("-")[0]:
            said = said.replace(span.text.strip(), "")
    return said


def _said(side: Side) -> str:
    """What was there to be translated: no names in other languages, no numbers and addresses that are links."""
    return "".join(span.text for span in side.prose.spans if not span.link and span.lang in ("", side.lang))
