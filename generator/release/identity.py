"""Ids that follow from what a release holds: the same release has the same ids on every machine."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid5

from generator.release.plan import Item, ReleasePlan

# The name space of this program's releases: version 5 of “https://handouts.example/release” under RFC 4122's for URLs.
_SPACE = UUID("e8d7c383-f8d7-587f-87d1-29f4f84ba458")


def uuid_of(plan: ReleasePlan, what: str) -> UUID:
    """The id of something that is about the whole release."""
    held = "".join(f"{item.sha256} {item.path}\n" for item in plan.items)
    return uuid5(_SPACE, f"{what}\n{plan.order.version}\n{plan.order.day}\n{hashlib.sha256(held.encode()).hexdigest()}")


def uuid_of_item(plan: ReleasePlan, item: Item) -> UUID:
    """The id of one leaflet in it."""
    return uuid5(_SPACE, f"{plan.order.version}\n{item.path}\n{item.sha256}")
