"""What a check gets to read: a handout, its passages, the profile it is held to, and the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from generator.model.handout import Handout
from generator.model.inline import Prose
from generator.model.profile import Profile
from generator.problems import Place, Problem, Severity
from generator.review.passages import OWN_WORDS, SENTENCES, Passage, Sentence, parsed, passages_of
from generator.rules import problem
from generator.source import Entry, Mapping
from generator.values import Frozen, field_names, is_value, replace

T = TypeVar("T")


class Manuscript(Frozen, dict=True):
    """today: the day that due dates are measured against; release: whether it is checked to be handed out; refused: why
    it cannot be made yet."""

    handout: Handout
    profile: Profile
    today: date
    release: bool = False
    refused: tuple[Problem, ...] = ()
    passages: tuple[Passage, ...] = ()

    @classmethod
    def of(
        cls,
        handout: Handout,
        profile: Profile,
        today: date,
        release: bool = False,
        refused: tuple[Problem, ...] = (),
    ) -> Manuscript:
        return cls(handout, profile, today, release, refused, passages_of(handout))

    @property
    def language(self) -> str:
        """The primary language: “en” of “en-US”."""
        return self.handout.lang.partition("-")[0].lower()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Of all that is read as sentences."""
        return tuple(s for p in self.passages if p.role in SENTENCES for s in p.sentences)

    @cached_property
    def own(self) -> tuple[Passage, ...]:
        """The passages in the clinic's own words: no quotations, no references, no cards."""
        return tuple(p for p in self.passages if p.role in OWN_WORDS)

    def limit(self, rule: str, name: str) -> float:
        return self.profile.limit(rule, name)

    def blocks(self, *kinds: type[T]) -> tuple[T, ...]:
        """The blocks of these classes, those inside other blocks included."""
        return tuple(found for found in self._everything if isinstance(found, kinds))

    @cached_property
    def _everything(self) -> tuple[Any, ...]:
        return tuple(_inside(self.handout.content))

    def measured(self, rule: str, value: float, message: str, place: Place, hint: str = "") -> Iterator[Problem]:
        """A problem as heavy as the rule's limits make it, or none."""
        weight = self.profile.weight(rule, value)
        if weight is not None:
            yield weighed(problem(rule, message, place, hint), weight)

    @cached_property
    def node(self) -> Mapping:
        """The file as it was typed."""
        source = self.handout.place.source
        return parsed(source.name, source.text) if source.text else Mapping((), self.handout.place)

    def is_begun(self, *names: str) -> bool:
        """Whether the file has one of these keys, at its top or as a block, in a leaflet that cannot be made yet: what
        is wrong with it has been told."""
        if not self.refused:
            return False
        content = self.node.get("content")
        blocks = getattr(content.value, "items", ()) if content else ()
        return any(node.get(name) for node in (self.node, *blocks) if isinstance(node, Mapping) for name in names)

    def key_place(self, *names: str) -> Place:
        """The place of the first of these keys at the file's top; of the file as a whole when it has none."""
        found: Iterable[Entry | None] = (self.node.get(name) for name in names)
        return next((entry.place for entry in found if entry), self.handout.place)


def weighed(found: Problem, severity: Severity) -> Problem:
    return replace(found, severity=severity)


def _inside(value: Any) -> Iterator[Any]:
    """The blocks, and the value classes inside them; not their texts."""
    if isinstance(value, tuple):
        for part in value:
            yield from _inside(part)
    elif is_value(value) and not isinstance(value, Prose | Place):
        yield value
        for name in field_names(value):
            yield from _inside(getattr(value, name))


class Check(Frozen):
    """Who judges a rule.

    languages: primary tags of the languages that it knows, none for all; translations: whether translations are looked
    at too. Most are not: how a translation says a thing is its translator's business, and what it says its source's;
    always: whether no leaflet has it off where it is checked to be handed out; sources have it off for translations.
    """

    rule: str
    run: Callable[[Manuscript], Iterable[Problem]]
    languages: tuple[str, ...] = ()
    translations: bool = False
    always: bool = False

    def applies(self, manuscript: Manuscript) -> bool:
        """Whether the rule can judge this handout, leaving aside whether its profile has it on."""
        known = not self.languages or manuscript.language in self.languages
        return known and (self.translations or manuscript.handout.translation is None)


def listed(words: Iterable[str], last: str = "and") -> str:
    """“a, b and c”."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end
