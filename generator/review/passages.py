"""The words of a handout as an editor reads them: passages, their sentences and words, each with its place in the YAML.

A passage is one text of the handout (`segments.Segment`) and what it is for: running text, an item of a list, a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from generator.model.fields import Reading, read_or_none
from generator.model.handout import Handout
from generator.model.inline import InlineText, Prose, prose
from generator.model.segments import Segment, anatomy
from generator.problems import Place, ProblemList
from generator.source import Mapping, parse_yaml
from generator.text.breaks import sentence_spans, word_spans
from generator.values import Frozen

# What a passage is for, by the end of its path, `#` for every number; the first that fits.
_ROLES = (
    ("title", r"title"),
    ("summary", r"summary"),
    ("heading", r"content\.#\.heading"),
    ("term", r".*\.glossary\.#\.term"),
    ("meaning", r".*\.glossary\.#\.meaning"),
    ("reference", r".*\.(?:references\.#|source|credit|by)"),
    ("alt", r".*\.alt"),
    ("quote", r".*\.quote\.text"),
    ("card", r".*\.(?:contact|feedback|appointment|notice-1557)\.(?:name|hours|address|where|place|time)"),
    ("label", r".*\.(?:table|chart|comparison)\.(?!caption).*"),
    ("label", r".*\.medicines\.list\.#\.(?:name|dose|for|when)"),
    ("label", r".*\.(?:title|when|name|what|rest|over|group|fields\.#(?:\.label)?)"),
    ("caption", r".*\.caption"),
    ("question", r".*\.(?:items|prompts)\.#"),
    ("item", r".*\.(?:list|steps|key-points|checklist)\.#(?:\.text)?|.*\.picture-steps\.#\.text"),
    ("prose", r".*"),
)
_ROLE = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
# Roles that are read as sentences.
SENTENCES = frozenset({"summary", "prose", "item", "meaning", "question", "caption"})
# Roles whose words are the clinic's own: not what a patient said, and not the titles of books.
OWN_WORDS = SENTENCES | {"title", "heading", "label", "term"}


class Passage(Frozen, dict=True):
    """One text of a handout.

    path: as in `Segment`; role: what it is for; block: the number of its block in `content:`, from 1, 0 for the head;
    kind: the key that names that block; text: without marks, words of other languages blanked out, so that offsets
    stay; lang: of the handout.
    """

    path: str
    role: str
    block: int
    kind: str
    text: str
    lang: str
    prose: Prose
    segment: Segment

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(Sentence(self, start, end) for start, end in sentence_spans(self.text, self.lang))

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Starts and ends of the words."""
        return word_spans(self.text, self.lang)

    @cached_property
    def _raw(self) -> tuple[int, ...]:
        """For every character of the text, its offset in the file."""
        scalar = self.segment.scalar
        return tuple(_aligned(self.prose.plain, scalar.place.source.text, scalar.start, scalar.end))

    def place(self, offset: int = 0) -> Place:
        """Where the character at an offset of the text stands in the YAML."""
        raw = self._raw
        if not raw:
            return self.segment.place
        return self.segment.place.source.place_of(raw[min(offset, len(raw) - 1)])


class Sentence(Frozen, dict=True):
    """A sentence: `passage.text[start:end]`."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @cached_property
    def words(self) -> tuple[str, ...]:
        text = self.passage.text
        return tuple(text[a:b] for a, b in self.passage.words if self.start <= a and b <= self.end)

    @property
    def place(self) -> Place:
        """Of its first letter: not of a quotation mark or a bracket."""
        first = next((index for index, char in enumerate(self.text) if char.isalnum()), 0)
        return self.passage.place(self.start + first)


def passages_of(handout: Handout) -> tuple[Passage, ...]:
    """The texts of a handout in the order of its file; none of one that was made without a file."""
    source = handout.place.source
    if not source.text:
        return ()
    return passages_in(parsed(source.name, source.text), handout.lang)


def passages_in(node: Mapping, lang: str) -> tuple[Passage, ...]:
    """The texts of a handout's file in that language, before anything else of it is read."""
    kinds = _kinds(node)
    return tuple(_passage(segment, lang, kinds) for segment in anatomy(node).segments)


@lru_cache(maxsize=4)
def parsed(name: str, text: str) -> Mapping:
    """A handout's file, which has been read once before."""
    return parse_yaml(text, name)


def _passage(segment: Segment, lang: str, kinds: Sequence[str]) -> Passage:
    reading = Reading(ProblemList(), Path(), Path())
    marked = read_or_none(InlineText(), segment.scalar, reading) if segment.marked else None
    found = marked or prose(segment.text, segment.place)
    parts = segment.path.split(".")
    block = int(parts[1]) if parts[0] == "content" else 0
    path = re.sub(r"\.\d+(?=\.|$)", ".#", segment.path)
    role = next(name for name, pattern in _ROLE if pattern.fullmatch(path))
    own = "".join(_own(span.text, span.lang, lang) for span in found.spans)
    return Passage(segment.path, role, block, kinds[block - 1] if block else "", own, lang, found, segment)


def _own(text: str, its: str, lang: str) -> str:
    """The text; blanks for one in another language than the handout's."""
    foreign = its and its.partition("-")[0] != lang.partition("-")[0]
    return " " * len(text) if foreign else text


def _kinds(node: Mapping) -> tuple[str, ...]:
    """The keys that name the blocks."""
    content = node.get("content")
    items = getattr(content.value, "items", ()) if content else ()
    return tuple(item.entries[0].key if isinstance(item, Mapping) and item.entries else "" for item in items)


def _aligned(plain: str, raw: str, start: int, end: int) -> Iterator[int]:
    """For each character of a text, where it stands in its file: marks, line breaks and indents there are passed over.

    An escape such as “\\u00e9” has no such character; the one before it stands for it.
    """
    at, before = start, start
    for char in plain:
        found = at
        if char.isspace():
            while found < end and not raw[found].isspace():
                found += 1
        else:
            found = raw.find(char, at, end)
        if found < 0 or found >= end:
            yield before
            continue
        yield found
        before, at = found, found + 1
        if char.isspace():
            while at < end and raw[at].isspace():
                at += 1
