"""How far a long piece of work is, on a terminal."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


def _spoken(seconds: float) -> str:
    """“8 s”, “3 min”."""
    return f"{math.ceil(seconds)} s" if seconds < 90 else f"{round(seconds / 60)} min"


def with_progress(made: Iterable[T], number: int, label: str, noun: str = "leaflets") -> Iterator[T]:
    """Pass on what is made, with a bar, the time left and the rate on standard error. noun: of what, in the rate."""
    began, done = time.monotonic(), 0

    def speed(_: T | None) -> str:
        if not done:
            return ""
        passed = max(time.monotonic() - began, 1e-9)
        left = f", {_spoken(passed / done * (number - done))} left" if done < number else ""
        return f"{done / passed:.1f} {noun}/s{left}"

    with click.progressbar(
        made, number, label, file=sys.stderr, width=24, show_pos=True, show_eta=False, item_show_func=speed
    ) as bar:
        for one in bar:
            done += 1
            yield one
