"""The build cache as commands see it: its options, what is taken from it, and the command that looks after it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.running import without_bytes
from generator.cli.shared import counted

if TYPE_CHECKING:
    from generator.cache.leaflets import LeafletCache
    from generator.files import Spool
    from generator.job import Job
    from generator.jobs import Finished
    from generator.project import Project

_folder_option = click.option(
    "--cache", "cache_folder", type=click.Path(file_okay=False, path_type=Path), envvar="HANDOUTS_CACHE",
    metavar="DIR", help="Where leaflets are kept for the next time; default: the user's cache folder.",
)  # fmt: skip
_off_option = click.option(
    "--no-cache", is_flag=True, help="Make every leaflet anew, and keep nothing for the next time."
)


def cache_options(command: Callable[..., None]) -> Callable[..., None]:
    return _folder_option(_off_option(command))


def open_cache(project: Project, folder: Path | None, off: bool) -> LeafletCache:
    """The cache that was asked for; off: one that knows nothing and keeps nothing."""
    from generator.cache.leaflets import LeafletCache, cache_folder

    where = None if off else folder or cache_folder()
    return LeafletCache(where, project, lambda sentence: click.echo(sentence, err=True))


class Unchanged:
    """What need not be built, and what need not be written.

    out: where PDFs go; spool: takes those that are to be written.
    """

    def __init__(self, cache: LeafletCache, out: Path, spool: Spool) -> None:
        self._cache, self._out, self._spool = cache, out, spool

    def known(self, jobs: list[Job]) -> dict[Job, Finished]:
        """Leaflets that were built before and are the same, their files in the spool unless they are in place."""
        found = {}
        for job in jobs:
            one = self._cache.find(job)
            if one is not None and self._taken(one):
                found[job] = one
        self._cache.pause()
        return found

    def _taken(self, one: Finished) -> bool:
        from generator.jobs import target_of

        target = target_of(one.job, self._out)
        if self._cache.holds(target, one):
            return True
        data = self._cache.data(one)
        if data is not None:
            self._spool.add(target, data)
        return data is not None

    def keep(self, one: Finished) -> Finished:
        """Take over a leaflet that has just been built."""
        from generator.jobs import target_of

        if one.failed:
            return one
        self._cache.keep(one)
        target = target_of(one.job, self._out)
        # Of a patient's copy nothing is noted, not even which file it is.
        if one.job.copy is not None or not self._cache.holds(target, one):
            self._spool.add(target, one.data)
        return without_bytes(one)


class Checked:
    """What need not be checked again; of no leaflet are bytes kept."""

    def __init__(self, cache: LeafletCache) -> None:
        self._cache = cache

    def known(self, jobs: list[Job]) -> dict[Job, Finished]:
        """What was found of leaflets that are the same as then, also of those that failed."""
        found = {job: one for job in jobs if (one := self._cache.verdict(job)) is not None}
        self._cache.pause()
        return found

    def keep(self, one: Finished) -> Finished:
        """Take over what has just been found."""
        self._cache.keep_verdict(one)
        return without_bytes(one)


@click.group("cache")
def cache_command() -> None:
    """Leaflets kept for the next build, check or release: where they are, and how to be rid of them.

    A leaflet is built and checked again when anything it is made of has changed: its texts and pictures, layouts,
    brand, profile, fixed words, fonts, the generator itself; for its words, also the day. Patients' copies are never
    kept.
    """


def _told(work: Callable[[], Any]) -> Any:
    from generator.cache.store import Damaged, Unusable

    try:
        return work()
    except (Damaged, Unusable) as reason:
        click.echo(f"The cache cannot be used: {reason}. Without it: handouts build --no-cache", err=True)
        sys.exit(1)


@cache_command.command()
@_folder_option
def info(cache_folder: Path | None) -> None:
    """Show where the cache is and what it holds.

    \b
    Example:
      handouts cache info
    """
    from generator.cache import leaflets
    from generator.cache.store import MAX_BYTES

    path, number, size = _told(lambda: leaflets.contents(cache_folder or leaflets.cache_folder()))
    held = f"{counted(number, 'leaflet')}, {size / 1e6:,.1f} MB" if number or size else "empty"
    click.echo(f"{path}: {held}. At most {MAX_BYTES // 1_000_000:,} MB of PDFs are kept.")


@cache_command.command()
@_folder_option
def clear(cache_folder: Path | None) -> None:
    """Throw away what is kept: the next build makes every leaflet anew.

    \b
    Example:
      handouts cache clear
    """
    from generator.cache import leaflets

    _told(lambda: leaflets.clear(cache_folder or leaflets.cache_folder()))
    click.echo("The cache is empty.")
