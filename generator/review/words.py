"""Checks of words and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from generator.model.inline import Span
from generator.problems import Problem
from generator.review.data import english, phrases
from generator.review.explained import abbreviations, terms, unlinked
from generator.review.manuscript import Check, Manuscript, listed
from generator.review.passages import SENTENCES, Passage
from generator.review.patterns import pattern, phrases_of, words
from generator.review.pointing import dangling, second_names
from generator.rules import problem, quoted


def _in_own_words(manuscript: Manuscript, words: Mapping[str, str]) -> Iterator[tuple[str, str, Passage, int, int]]:
    """Each word of a list that the leaflet uses: as it stands first, what is better, where, and how often."""
    found: dict[str, tuple[str, str, Passage, int, int]] = {}
    for passage in manuscript.own:
        for match in _any_of(words).finditer(passage.text):
            better = next(plain for word, plain in words.items() if pattern(word).fullmatch(match[0]))
            first = found.get(better, (match[0], better, passage, match.start(), 0))
            found[better] = (*first[:4], first[4] + 1)
    yield from found.values()


def _any_of(words: Mapping[str, str]) -> re.Pattern[str]:
    return pattern(*words)


def _better(rule: str, words: Mapping[str, str]) -> Check:
    def run(manuscript: Manuscript) -> Iterator[Problem]:
        for said, better, passage, start, count in _in_own_words(manuscript, words):
            often = f", {count} times" if count > 1 else ""
            hint = f"Say: {better}."
            yield problem(rule, f"{quoted(said)} has plainer words{often}.", passage.place(start), hint)

    return Check(rule, run, ("en",))


def _idiom(manuscript: Manuscript) -> Iterator[Problem]:
    for said, better, passage, start, _ in _in_own_words(manuscript, english.IDIOMS):
        yield problem(
            "idiom", f"{quoted(said)} does not mean what its words say.", passage.place(start), f"Say: {better}."
        )


# --- Length ----------------------------------------------------------------------------------------


def _long_sentence(manuscript: Manuscript) -> Iterator[Problem]:
    for sentence in manuscript.sentences:
        count = len(sentence.words)
        message = f"This sentence has {count} words: {quoted(sentence.text)}"
        yield from manuscript.measured("long-sentence", count, message, sentence.place)


def _long_paragraph(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        if passage.role in ("prose", "summary", "item", "meaning"):
            message = f"This paragraph has {len(passage.words)} words."
            yield from manuscript.measured("long-paragraph", len(passage.words), message, passage.place())


_LISTED = re.compile(r"(?P<list>.*\.(?:list|do\.list|dont\.list))\.\d+(?:\.text)?")


def _long_list(manuscript: Manuscript) -> Iterator[Problem]:
    lists: dict[str, list[Passage]] = {}
    for passage in manuscript.passages:
        match = _LISTED.fullmatch(passage.path)
        if match:
            lists.setdefault(match["list"], []).append(passage)
    for items in lists.values():
        message = f"This list has {len(items)} items."
        yield from manuscript.measured("long-list", len(items), message, items[0].place())


# Blocks that go on under the heading above them; the others have a title of their own or are looked things up in.
_RUNNING = ("text", "list", "steps", "figure", "columns", "quote")


def _long_section(manuscript: Manuscript) -> Iterator[Problem]:
    """A section with a paragraph that is too long itself is left out: mending that one comes first."""
    section: list[Passage] = []
    for passage in manuscript.passages:
        if passage.role == "heading" or (passage.block and passage.kind not in _RUNNING):
            yield from _measured_section(manuscript, section)
            section = []
        elif passage.block and passage.role in ("prose", "item", "quote"):
            section.append(passage)
    yield from _measured_section(manuscript, section)


def _measured_section(manuscript: Manuscript, section: list[Passage]) -> Iterator[Problem]:
    counts = [len(passage.words) for passage in section]
    if section and not manuscript.profile.weight("long-paragraph", max(counts)):
        message = f"{sum(counts)} words follow here without a heading."
        yield from manuscript.measured("long-section", sum(counts), message, section[0].place())


# --- Grammar ---------------------------------------------------------------------------------------


def passive(sentence: str) -> str:
    """The passive verb of a sentence, or nothing: “is taken”, not “is tired”."""
    for match in phrases.PASSIVE.finditer(sentence.replace("n’t", " not").replace("n't", " not")):
        done = match["done"].lower()
        if done in english.STATES:
            continue
        if done in english.PARTICIPLES or re.fullmatch(r"(?!.*(?:eed|[^aeiou]red)$)\w{2,}ed", done):
            return match[0]
    return ""


def _passive_voice(manuscript: Manuscript) -> Iterator[Problem]:
    said = [sentence for sentence in manuscript.sentences if sentence.passage.role != "meaning"]
    found = [(sentence, verb) for sentence in said if (verb := passive(sentence.text))]
    if len(found) < manuscript.limit("passive-voice", "sentences"):
        return
    share = 100 * len(found) / len(said)
    examples = listed([quoted(verb) for _, verb in found[:3]])
    message = f"{len(found)} of {len(said)} sentences do not say who acts: {examples}."
    yield from manuscript.measured("passive-voice", share, message, found[0][0].place)


def _double_negative(manuscript: Manuscript) -> Iterator[Problem]:
    yield from _matches(manuscript, "double-negative", phrases.DOUBLE, "{} says no twice.")


def _latin(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.own:
        for match in _any_of(phrases.LATIN).finditer(passage.text):
            better = next(
                plain for word, plain in phrases.LATIN.items() if re.match(word, passage.text[match.start() :], re.I)
            )
            message = f"{quoted(match[0])} is Latin."
            yield problem("latin-abbreviation", message, passage.place(match.start()), f"Write: {better}.")


def _third_person(manuscript: Manuscript) -> Iterator[Problem]:
    yield from _matches(manuscript, "third-person", phrases.PATIENTS, "{} speaks about the reader, not to them.")


def _matches(manuscript: Manuscript, rule: str, wanted: re.Pattern[str], message: str) -> Iterator[Problem]:
    """The first match of every passage in the clinic's own words."""
    for passage in manuscript.own:
        match = wanted.search(passage.text)
        if match:
            yield problem(rule, message.format(quoted(match[0].strip())), passage.place(match.start()))


# --- What is left over -----------------------------------------------------------------------------

_ORNAMENT = " \t\n»›→↑▲▶►«‹←↓▼+|·•.:…!>^#[]()"
# Places where one word alone is what it says: a column called “Search”, a field called “Home”.
_BARE = frozenset({"label", "card", "term", "question", "alt", "caption"})


def _remnants(manuscript: Manuscript) -> Iterator[Problem]:
    """Words of web pages. A lone “Home” or “Print” counts as running text, as a heading or as an item of no list."""
    whole, anywhere = (phrases_of(table, manuscript.language) for table in ("WHOLE", "ANYWHERE"))
    for passage in manuscript.passages:
        if passage.role in ("reference", "quote"):
            continue
        alone = passage.text.strip(_ORNAMENT)
        decorated = passage.text.strip() != alone
        lone = passage.role in ("prose", "heading") or (passage.role == "item" and decorated)
        match = anywhere.search(passage.text)
        if lone and whole.fullmatch(alone):
            yield problem("web-remnant", f"{quoted(passage.text)} is left over from a web page.", passage.place())
        elif match:
            message = f"{quoted(match[0])} means nothing on paper: it is left over from a web page."
            yield problem("web-remnant", message, passage.place(match.start()))


_BULLET = re.compile(r"(?:^|\n)\s*(?:[•●▪◦‣∙○■□➢✓✔–—*]|-(?!\d)|\(?(?:\d{1,2}|[a-z])[.)](?=\s))\s*(?=\S)")


def _typed_list(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        match = _BULLET.search(passage.prose.plain) if passage.role in ("prose", "item", "summary") else None
        if match:
            message = f"{quoted(passage.prose.plain[match.start() :])} is a list typed as text."
            yield problem("typed-list", message, passage.place(match.end() - 1))


# --- Emphasis --------------------------------------------------------------------------------------


def _capitals(manuscript: Manuscript) -> Iterator[Problem]:
    """Runs of words in capitals; figures inside neither count nor end them."""
    for passage in manuscript.passages:
        run: list[tuple[int, int]] = []
        for start, end in (*passage.words, (len(passage.text), len(passage.text))):
            word = passage.text[start:end]
            if word.isupper() and (len(word) > 1 or run):
                run.append((start, end))
            elif not word or any(char.islower() for char in word) or not any(char.isdigit() for char in word):
                if len(run) > manuscript.limit("capitals", "words"):
                    said = passage.text[run[0][0] : run[-1][1]]
                    message = f"{quoted(said)}: {len(run)} words in capitals."
                    yield problem("capitals", message, passage.place(run[0][0]))
                run = []


def _long_bold(manuscript: Manuscript) -> Iterator[Problem]:
    return _stressed(manuscript, "long-bold", "bold", lambda span: span.bold)


def _italics(manuscript: Manuscript) -> Iterator[Problem]:
    return _stressed(manuscript, "italics", "italics", lambda span: span.italic)


def _stressed(manuscript: Manuscript, rule: str, look: str, mark: Callable[[Span], bool]) -> Iterator[Problem]:
    """What has a mark without a break, measured in words."""
    for passage in manuscript.passages:
        if passage.role not in SENTENCES:
            continue
        start = 0
        for marked, group in groupby(passage.prose.spans, mark):
            said = "".join(span.text for span in group)
            if marked:
                words = sum(1 for a, b in passage.words if start <= a and b <= start + len(said))
                message = f"{words} words in {look}: {quoted(said)}"
                yield from manuscript.measured(rule, words, message, passage.place(start))
            start += len(said)


_ENGLISH = ("en",)
# Languages whose words are parted by blanks and are about as long as English ones, or longer. Left out: those whose
# words ICU finds by dictionary, and Vietnamese, whose syllables stand apart.
_SPACED = tuple(
    sorted(
        words(
            "en es fr de it pt nl da sv nb ro pl cs sk sl hr sr bg uk ru el hu fi et lv lt sq tr az ar he fa ur hi bn "
            "gu pa mr ne ta te kn ml si am ti so sw ha yo ig om ht id ms tl hy ka mn ps ckb"
        )
    )
)
CHECKS = (
    Check("long-sentence", _long_sentence, _SPACED),
    Check("long-paragraph", _long_paragraph, _SPACED),
    Check("long-list", _long_list),
    Check("long-section", _long_section, _SPACED),
    Check("passive-voice", _passive_voice, _ENGLISH),
    Check("term-undefined", terms, _ENGLISH),
    Check("abbreviation", abbreviations, _ENGLISH),
    Check("unlinked-term", unlinked),
    Check("second-name", second_names, _ENGLISH),
    _better("plain-word", english.PLAIN),
    Check("idiom", _idiom, _ENGLISH),
    Check("double-negative", _double_negative, _ENGLISH),
    Check("latin-abbreviation", _latin, _ENGLISH),
    Check("third-person", _third_person, _ENGLISH),
    Check("dangling-reference", dangling, _ENGLISH),
    Check("web-remnant", _remnants, translations=True),
    Check("typed-list", _typed_list, translations=True),
    Check("capitals", _capitals, translations=True),
    Check("long-bold", _long_bold),
    Check("italics", _italics, _SPACED),
)
