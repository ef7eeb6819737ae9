"""Files written all together or not at all: a reader never meets half a file, nor one of two that belong together.

Every file is written under a hidden name first; then all are renamed. A journal beside them says what is under way:
when the program is killed between two renames, the next run does the rest of them. A machine that loses its power is no
other matter: no file gets its name before the disk has all of them.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from generator.values import Frozen

# What a journal begins with, all of one length: to be overwritten in place, which no full disk can refuse.
_WRITING, _RENAMING, _TAKING_BACK = b"writing ", b"renaming", b"backward"
_PREFIX, _JOURNAL = ".handouts-", ".journal"


class Spool(Mapping[Path, bytes]):
    """Files that wait to be written, kept on the disk in one file without a name: it is gone when the program ends,
    however it ends. So memory stays small, and nothing is left behind. Without files it needs no disk."""

    def __init__(self, folder: Path) -> None:
        """folder: where the files will be written, to have them on the same disk; it need not be there yet."""
        self._folder = folder.absolute()
        self._opened: IO[bytes] | None = None
        self._places: dict[Path, tuple[int, int]] = {}
        self._end = 0

    @property
    def _file(self) -> IO[bytes]:
        import tempfile

        if self._opened is None:
            there = next(one for one in (self._folder, *self._folder.parents) if one.is_dir())
            try:
                self._opened = tempfile.TemporaryFile(dir=there)  # noqa: SIM115  (lives as long as the spool)
            except OSError as error:  # it names the file, which nobody asked for
                raise OSError(error.errno, error.strerror, str(there)) from error
        return self._opened

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened:
            self._opened.close()

    def add(self, target: Path, data: bytes) -> None:
        self._file.seek(self._end)
        self._file.write(data)
        self._places[target] = (self._end, len(data))
        self._end += len(data)

    def __getitem__(self, target: Path) -> bytes:
        start, length = self._places[target]
        self._file.seek(start)
        return self._file.read(length)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def write_files(
    files: Mapping[Path, bytes],
    folder: Path | None = None,
    *,
    fresh: bool = False,
    instead_of: Iterable[Path] = (),
) -> None:
    """Write every file under a temporary name, then rename them all; folders are made.

    folder: where the journal lies meanwhile; it holds all targets. Default: the folder that holds them. fresh: whether
    a file that is there already, maybe since a moment ago, is an error (`FileExistsError`) and not replaced;
    instead_of: files that go when these are in place, replaced by one of them or not.
    Raises `OSError`, whose `filename` is the file that could not be written; then every file is as it was before.
    """
    if not files:
        return
    going = [path for path in dict.fromkeys(instead_of) if path not in files]
    home = folder or Path(os.path.commonpath([target.parent.absolute() for target in (*files, *going)]))
    kept = {*files}.difference(instead_of) if fresh else ()
    with _naming(next(iter(files))):
        home.mkdir(parents=True, exist_ok=True)
        complete_writing(home)
    with _naming(next(iter(files))), _journal(home, [*files], going) as journal:
        try:
            for step, data in zip(journal.steps, files.values(), strict=False):  # those that go come last
                with _naming(step.target):
                    step.target.parent.mkdir(parents=True, exist_ok=True)
                    _write(step.new, data)
            for target in files:
                if target.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
            for step in journal.steps[: len(files)]:
                with _naming(step.target):
                    to_disk(step.new)
            folders = list(dict.fromkeys((home, *(target.parent for target in (*files, *going)))))
            names_to_disk(folders)
            with _alone_in(home):
                for target in kept:
                    if target.exists():
                        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
                _replace_all(journal)
            names_to_disk(folders)
        finally:
            for step in journal.steps:
                with suppress(OSError):
                    step.new.unlink(missing_ok=True)


class _Step(Frozen):
    """A file on its way. new: written, not renamed yet; old: what stood at the target; stood: whether anything did;
    going: nothing takes its place."""

    target: Path
    new: Path
    old: Path
    stood: bool
    going: bool = False


class _Journal(Frozen):
    """What is under way, on the disk; its file is locked as long as the program lives."""

    file: IO[bytes]
    steps: Sequence[_Step]

    def note(self, state: bytes) -> None:
        self.file.seek(0)
        self.file.write(state)
        os.fsync(self.file.fileno())


@contextmanager
def _journal(home: Path, targets: Sequence[Path], going: Sequence[Path] = ()) -> Iterator[_Journal]:
    whole = home.absolute()
    listed = [
        (os.path.relpath(target.absolute(), whole), os.path.lexists(target), number >= len(targets))
        for number, target in enumerate((*targets, *going))
    ]
    path, file = _new_journal(whole)
    try:
        file.write(_WRITING + b"\n" + json.dumps(listed).encode() + b"\n")
        yield _Journal(file, _steps(path, listed))
    finally:
        _end(path, file)


def _end(journal: Path, file: IO[bytes]) -> None:
    """Remove a journal while it is locked, where the system removes open files."""
    if os.name == "nt":
        file.close()
    with file:
        journal.unlink(missing_ok=True)


def _new_journal(home: Path) -> tuple[Path, IO[bytes]]:
    """A file of a new name that is there and locked: another run may take one for dead before it is locked."""
    import secrets

    while True:
        path = home / f"{_PREFIX}{secrets.token_hex(4)}{_JOURNAL}"
        file = path.open("xb", buffering=0)
        if _locked(file) and _is_there(path, file):
            return path, file
        file.close()


def _is_there(path: Path, file: IO[bytes]) -> bool:
    try:
        return path.stat().st_ino == os.fstat(file.fileno()).st_ino
    except OSError:
        return False


def _steps(journal: Path, listed: Sequence[tuple[Any, ...]]) -> list[_Step]:
    """listed: of each its place, whether it stood there, and whether it goes, which older programs did not say."""
    name, home = journal.name.removesuffix(_JOURNAL), journal.parent
    steps = []
    for number, (inside, stood, *more) in enumerate(listed):
        target = home / inside
        new, old = (target.with_name(f"{name}-{number}{ending}") for ending in (".tmp", ".old"))
        steps.append(_Step(target, new, old, stood, any(more)))
    return steps


def _replace_all(journal: _Journal) -> None:
    """Rename every file to its target, or none: what stood there, or goes, is kept aside until all are in place."""
    done: list[_Step] = []
    journal.note(_RENAMING)
    try:
        for step in journal.steps:
            done.append(step)
            if step.going:
                with suppress(FileNotFoundError):
                    step.target.replace(step.old)
                continue
            if os.path.lexists(step.target):
                _keep_aside(step.target, step.old)
            step.new.replace(step.target)
    except BaseException as error:
        journal.note(_TAKING_BACK)
        _take_back(done)
        if isinstance(error, OSError):
            error.filename = str(done[-1].target)
        raise
    _drop_old(journal.steps)


def _keep_aside(target: Path, old: Path) -> None:
    """A second name for what stands there, so that readers find it until it is replaced; or another name."""
    try:
        os.link(target, old, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links
        target.replace(old)


def _take_back(steps: Sequence[_Step]) -> None:
    for step in reversed(steps):
        with suppress(OSError):
            if os.path.lexists(step.old):
                step.old.replace(step.target)
                step.old.unlink(missing_ok=True)  # POSIX: of two names of one file, a rename keeps both
            elif not step.stood and not step.going and not step.new.exists():
                step.target.unlink(missing_ok=True)


def _drop_old(steps: Sequence[_Step]) -> None:
    for step in steps:
        with suppress(OSError):
            step.old.unlink(missing_ok=True)


def complete_writing(folder: Path) -> int:
    """Do what a run that was killed while it wrote to the folder has left to do; the number of its files that were
    put in place, 0 when it had not come to that.

    Raises `OSError` when they cannot be.
    """
    placed = 0
    for path in sorted(folder.absolute().glob(f"{_PREFIX}*{_JOURNAL}")):
        with suppress(FileNotFoundError), path.open("r+b", buffering=0) as file:
            if _locked(file) and _is_there(path, file):  # else its run is alive, or another one was faster
                with _alone_in(folder):
                    placed += _complete(path, file.read())
                _end(path, file)
    return placed


def _complete(journal: Path, content: bytes) -> int:
    state, _, body = content.partition(b"\n")
    if not body.endswith(b"\n"):  # the run ended before its first file
        return 0
    try:
        steps, placed = _steps(journal, json.loads(body)), 0
    except (ValueError, TypeError):  # a journal that somebody has written in
        return 0
    if state == _TAKING_BACK:
        _take_back(steps)
    if state == _RENAMING:
        for step in steps:
            if step.going:
                step.target.unlink(missing_ok=True)
            elif step.new.exists():
                step.new.replace(step.target)
        placed = sum(not step.going for step in steps)
    for step in steps:
        step.new.unlink(missing_ok=True)
    _drop_old(steps)
    return placed


def to_disk(path: Path) -> None:
    """Wait until the disk has what a file holds. Raises `OSError` when it never will."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def names_to_disk(folders: Iterable[Path]) -> None:
    """Wait until the disk has the names in these folders, where the system lets a folder be waited for (POSIX)."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def _naming(target: Path) -> Iterator[None]:
    """Errors of the disk name the file that was to be written, not a hidden one."""
    try:
        yield
    except OSError as error:
        if error.filename is None or Path(str(error.filename)).name.startswith(_PREFIX):
            error.filename = str(target)
        raise


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """While files are renamed no other run renames any in the folder, where the system lets a folder be locked."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):  # a network disk without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _locked(file: IO[bytes]) -> bool:
    """Lock a file as long as it is open; whether that could be done: else another program has it."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows has it
        except OSError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
