"""Where a translation stands and who has signed for it, in numbers and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.model.handout import Handout
from generator.model.translation import STATUSES
from generator.release.plan import SignOff, TranslationState
from generator.translation.alignment import State
from generator.translation.standing import Standing, progress, status_of


def translation_state(name: str, handout: Handout, stands: Standing) -> TranslationState:
    """The state of a translation as it is released."""
    made_from = handout.translation
    assert made_from is not None
    pairs = [pair for pair in stands.pairs if pair.source and pair.target]
    waiting = sum(1 for pair in pairs if pair.state is State.UNTRANSLATED)
    counts = Counter(status_of(pair, made_from) for pair in pairs if pair.state is not State.UNTRANSLATED)
    texts = {"untranslated": waiting, **{status: counts[status] for status in STATUSES}}
    return TranslationState(
        handout.lang,
        made_from.of,
        made_from.source_version,
        stands.status,
        tuple((status, count) for status, count in texts.items() if count),
        progress(name, handout.lang, made_from, stands).stale,
        tuple(_signed(handout)),
    )


def _signed(handout: Handout) -> Iterator[SignOff]:
    """Who translated and who reviewed, with the number of texts; a text that names nobody is the whole's."""
    whole = handout.translation
    assert whole is not None
    texts: Counter[tuple[str, str]] = Counter()
    days: dict[tuple[str, str], date] = {}
    for _, record in handout.segments:
        for role, name in (
            ("translator", record.translator or whole.translator),
            ("reviewer", record.reviewer or whole.reviewer),
        ):
            if name:
                texts[role, name] += 1
                if record.day:
                    days[role, name] = max(record.day, days.get((role, name), date.min))
    for role, name in (("translator", whole.translator), ("reviewer", whole.reviewer)):
        if name:
            texts[role, name] += 0
    for (role, name), count in sorted(texts.items(), key=lambda one: (one[0][0] != "translator", one[0][1])):
        yield SignOff(role, name, count, days.get((role, name)))
