"""Leaflets of a release that were made and judged before: kept with their twins, as long as they would be the same.

A release that is verified is made without them (`verifying.py`): its proof is that every byte is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator.cache.leaflets import Known, LeafletCache, plain_job, plain_problem, read_problem
from generator.job import Job
from generator.problems import Problem
from generator.release.plan import Item, Made, Order, SignOff, TranslationState
from generator.values import as_dict, field_names, replace

RELEASED = "released"
_DAYS = ("reviewed", "next_review")


class Kept:
    """What the cache knows of the leaflets of one order."""

    def __init__(self, cache: LeafletCache, order: Order) -> None:
        self._cache, self._order = cache, order

    def known(self, jobs: Sequence[Job]) -> dict[Job, Known]:
        """The leaflets that need not be made, without their bytes. No process may be started while the cache is open:
        it is left closed."""
        found = {
            job: known for job in jobs if (known := self._cache.recall(RELEASED, self._asked(job), self._order.day))
        }
        self._cache.pause()
        return found

    def taken(self, job: Job, known: Known) -> Made | None:
        """A leaflet that is known, with its bytes and its twins; None when these are lost."""
        data = self._cache.data(known)
        return None if data is None else self._read(job, known.result, data)

    def keep(self, one: Made) -> Made:
        """Take over a leaflet that has just been made."""
        if one.inputs is not None:
            data = b"".join((one.data, *(twin for _, twin in one.twins)))
            self._cache.remember(RELEASED, self._asked(one.job), one.inputs, self._plain(one), data, self._order.day)
        return replace(one, inputs=None)

    def pause(self) -> None:
        """Close the cache, so that processes can be started."""
        self._cache.pause()

    def _asked(self, job: Job) -> list[Any]:
        """What a leaflet depends on beside its files: the twins stand beside the first layout that has the same."""
        return [plain_job(job), self._order.layouts]

    def _plain(self, one: Made) -> dict[str, Any]:
        return {
            "found": [plain_problem(each) for each in one.found],
            "final": [plain_problem(each) for each in one.final],
            "size": len(one.data),
            "twins": [(path, len(data)) for path, data in one.twins],
            "item": one.item and self._plain_item(one.item),
        }

    def _plain_item(self, item: Item) -> dict[str, Any]:
        elsewhere = ("job", "findings", *_DAYS)
        plain = {name: getattr(item, name) for name in field_names(item) if name not in elsewhere}
        return {
            **plain,
            **{name: getattr(item, name).isoformat() for name in _DAYS},
            "translations": [_plain_state(one) for one in item.translations],
            "fonts": [(name, self._cache.name_of(str(path))) for name, path in item.fonts],
        }

    def _read(self, job: Job, said: dict[str, Any], data: bytes) -> Made:
        found, final = (tuple(map(read_problem, said[name])) for name in ("found", "final"))
        at, twins = said["size"], []
        for path, length in said["twins"]:
            twins.append((path, data[at : at + length]))
            at += length
        item = self._read_item(job, said["item"], found) if said["item"] else None
        return Made(job, item, found, final, data[: said["size"]], tuple(twins), cached=True)

    def _read_item(self, job: Job, said: dict[str, Any], found: tuple[Problem, ...]) -> Item:
        pairs = {name: tuple((first, second) for first, second in said[name]) for name in ("sources", "off")}
        return Item(
            **{
                **said,
                **{name: date.fromisoformat(said[name]) for name in _DAYS},
                **pairs,
                "translations": tuple(map(_read_state, said["translations"])),
                "fonts": tuple((name, Path(self._cache.path_of(at))) for name, at in said["fonts"]),
                "job": job,
                "findings": found,
            }
        )


def _plain_state(state: TranslationState) -> dict[str, Any]:
    signed = [{**as_dict(one), "last": one.last and one.last.isoformat()} for one in state.signed]
    return {**as_dict(state), "signed": signed}


def _read_state(said: dict[str, Any]) -> TranslationState:
    signed = (SignOff(**{**one, "last": one["last"] and date.fromisoformat(one["last"])}) for one in said["signed"])
    texts = tuple((status, count) for status, count in said["texts"])
    return TranslationState(**{**said, "texts": texts, "signed": tuple(signed)})
