"""Checks of medical words and abbreviations: is each explained where the reader first meets it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.linking import unlinked_terms
from generator.problems import Problem
from generator.review.data import phrases
from generator.review.data.english import KNOWN_LETTERS, TERMS
from generator.review.manuscript import Manuscript
from generator.review.passages import Passage
from generator.review.patterns import pattern, words
from generator.rules import problem, quoted

# What stands at the head names the topic; the text below explains it.
_HEAD = ("title", "summary", "heading")
_NOT_READ = ("reference", "quote", "alt", "card")


def terms(manuscript: Manuscript) -> Iterator[Problem]:
    """Medical words of the list that the text does not explain, or explains only later."""
    glossary = " | ".join(passage.text for passage in manuscript.passages if passage.role == "term")
    read = [p for p in manuscript.passages if p.role not in (*_NOT_READ, "term", "meaning")]
    for term, plain in TERMS.items():
        wanted = pattern(term)
        if wanted.search(glossary):
            continue
        found = [(p, match) for p in read for match in wanted.finditer(p.text)]
        below = [(p, match) for p, match in found if p.role not in _HEAD] or found
        later = next((one for one in below if _is_explained(*one)), None)
        if not found or (later and later[0] is below[0][0]):  # the very passage says it
            continue
        passage, match = below[0]
        said = (
            f"{quoted(match[0])} stands here before it is explained"
            if later
            else f"{quoted(match[0])} is not explained"
        )
        hint = f"Say what it is where it first stands, or in a glossary: {plain}."
        yield problem("term-undefined", f"{said}.", passage.place(match.start()), hint)


def _is_explained(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the sentence says what the term means, or the next one does."""
    if any(span.term and match[0].lower() in span.text.lower() for span in passage.prose.spans):
        return True
    sentence = next((s for s in passage.sentences if s.start <= match.start() < s.end), None)
    if sentence is None:
        return False
    behind, before = passage.text[match.end() : sentence.end], passage.text[sentence.start : match.start()]
    found = phrases.BEHIND.match(behind)
    if found and (found["bracket"] is None or _explains(found["bracket"])):
        return True
    if phrases.BEFORE.search(before) and len(before.split()) > 1:
        return True
    return phrases.SENTENCE_AFTER.match(passage.text, sentence.end) is not None and not behind.strip(" .")


def _explains(bracket: str) -> bool:
    """Whether a bracket holds words, not only the number of a stage or letters."""
    words = [word for word in re.findall(r"[A-Za-z’'-]+", bracket) if word.islower()]
    return len([word for word in words if word not in ("stage", "stages", "or", "and", "type", "grade", "see")]) >= 2


def unlinked(manuscript: Manuscript) -> Iterator[Problem]:
    """Words of the glossary that no text before it has, so that nothing leads to what they mean."""
    for term in unlinked_terms(manuscript.handout):
        message = f"No text before the glossary has {quoted(term.term.plain)}: nothing leads to what it means."
        yield problem("unlinked-term", message, term.term.place)


# --- Abbreviations ---------------------------------------------------------------------------------

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# Units and their like, which are not words.
_UNIT_LETTERS = words("IU UI ML KG MG MCG CM MM KM KCAL MMHG BPM DL PH")


def abbreviations(manuscript: Manuscript) -> Iterator[Problem]:
    """Letters that stand for words that the leaflet does not say where it first has the letters."""
    glossary = {p.text.strip().casefold() for p in manuscript.passages if p.role == "term"}
    glossed = " ".join(glossary)
    names = {word for name in manuscript.handout.protected for word in re.findall(r"\w+", name)}
    seen: set[str] = set()
    read = [p for p in manuscript.passages if p.role not in _NOT_READ]
    for passage in sorted(read, key=lambda p: p.role in _HEAD):
        for match in phrases.LETTERS.finditer(passage.text):
            letters = re.sub(r"s?\d*$", "", match[0])
            if letters in seen or letters.upper() in KNOWN_LETTERS | _UNIT_LETTERS or letters in names:
                continue
            if len(letters) < 2 or _ROMAN.fullmatch(letters) or _is_shouted(passage.text, match):
                continue
            seen.add(letters)
            in_glossary = re.search(rf"(?<!\w){re.escape(letters)}", glossed, re.IGNORECASE)
            if not in_glossary and not _is_expanded(passage, match, letters):
                message = f"{quoted(match[0])}: what the letters stand for is not said here."
                yield problem("abbreviation", message, passage.place(match.start()))


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the words around are in capitals too: that is loud, not short."""
    before = re.search(r"([A-Z]{2,})\W+$", text[: match.start()])
    behind = re.match(r"\W+([A-Z]{2,})\b", text[match.end() :])
    return bool(before or behind)


def _is_expanded(passage: Passage, match: re.Match[str], letters: str) -> bool:
    """“blood test (INR)” with words of those letters before it, “INR (…)”, “INR stands for …”, “INR: …”."""
    before, behind = passage.text[: match.start()], passage.text[match.end() :]
    if phrases.EXPANDED.match(behind):
        return True
    if phrases.SAID_SHORT.search(before):
        return True
    if not before.rstrip(' “‘"').endswith(("(", ",", "–", "—")):
        return False
    words = re.findall(r"[A-Za-z]+", before)[-2 * len(letters) - 2 :]
    initials = "".join(word[0] for word in words).upper()
    return _is_subsequence(letters.upper(), initials) or _is_subsequence(letters.upper(), "".join(words[-3:]).upper())


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
