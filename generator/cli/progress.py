"""How far a long piece of work is, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


def with_progress(made: Iterable[T], number: int, label: str, noun: str = "leaflets") -> Iterator[T]:
    """Pass on what is made, with a bar, the time left and the rate on standard error. noun: of what, in the rate."""
    began, done = time.monotonic(), 0

    def rate(_: T | None) -> str:
        return f"{done / max(time.monotonic() - began, 1e-9):.1f} {noun}/s" if done else ""

    with click.progressbar(made, number, label, file=sys.stderr, show_pos=True, item_show_func=rate) as bar:
        for one in bar:
            done += 1
            yield one
