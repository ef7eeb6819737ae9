"""What can happen to a machine while leaflets are built: no wrong byte, no half file, and a sentence that says why."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner, Result

from generator import files
from generator.cache.store import Store
from generator.cli import main
from generator.files import complete_writing, write_files
from generator.jobs import plan_jobs, run_jobs, target_of
from generator.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

ROOT = Path(__file__).parents[1]
Make = Callable[..., Project]
TEXT = """\
id: T-1
version: "1.0"
lang: en
title: {title}
summary: Summary.
reviewed: 2026-01-01
next-review: 2028-01-01
content:
  - text: {text}
"""
NAMES = ("cold", "flu", "warts")
KILLS = 20


@pytest.fixture
def project(tmp_project: Make) -> Path:
    return tmp_project({f"{name}/en": TEXT.format(title=name.title(), text="One.") for name in NAMES}).root


def command(project: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--project", str(project), "--out", str(project / "out"), *more]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def build(project: Path, *more: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(project, *more), env=environment(**extra), capture_output=True, text=True, timeout=120
    )


def pdfs(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.pdf"))}


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


def say(project: Path, text: str) -> None:
    """Another state of all leaflets."""
    for name in NAMES:
        path = project / "handouts" / name / "en.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(title=name.title(), text=text), encoding="utf-8")


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The leaflets in two states, built without a cache."""
    folder, found = tmp_path_factory.mktemp("states"), {}
    for text in ("One.", "Two."):
        say(folder, text)
        made = Project.at(folder)
        found[text] = {str(target_of(one.job, Path())): one.data for one in run_jobs(made, plan_jobs(made, [], [], []))}
        assert len(found[text]) == 6
    return found


def test_a_build_killed_at_any_moment_leaves_no_wrong_byte(project: Path, states: dict[str, dict[str, bytes]]) -> None:
    """Twenty kills at random moments, while the state changes to and fro; one cache and one folder all the time."""
    out, chance, killed = project / "out", random.Random(5), 0
    began = time.monotonic()
    say(project, "One.")
    assert build(project).returncode == 0
    whole = time.monotonic() - began
    for number in range(KILLS):
        text = ("Two.", "One.")[number % 2]
        say(project, text)
        running = subprocess.Popen(
            command(project), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        began = time.monotonic()
        try:
            running.wait(chance.uniform(0.2, 0.9) * whole)
            whole = min(whole, time.monotonic() - began)  # the machine was busy when it was measured
        except subprocess.TimeoutExpired:
            running.kill()
            killed += running.wait() == -signal.SIGKILL
        for name, data in pdfs(out).items():
            assert data in (states["One."][name], states["Two."][name]), f"{name} is no whole leaflet"
    assert killed > KILLS // 5
    for text in states:
        say(project, text)
        result = build(project)
        assert result.returncode == 0, result.stderr
        assert pdfs(out) == states[text]
    assert hidden(out) == [], "nothing is left behind"


# What every build says of itself, and of a clinic that comes with the program.
UNREAD = "The words were not read: "
USUAL = ("built ", "layouts: warning: Leaflets wear the name", "    hint: Write a brand of your own ", UNREAD)

# Writes a hundred files in one of two states, again and again, until it is killed.
_WRITER = """if True:
    import sys
    from pathlib import Path
    from generator.files import write_files
    out = Path(sys.argv[1])
    for number in range(1_000_000):
        write_files({out / f"{n % 3}" / f"{n}.pdf": b"%d " % number * 500 for n in range(100)}, out)
        print("written", flush=True)
"""


def test_files_that_belong_together_are_never_mixed(tmp_path: Path) -> None:
    """A program killed while it writes and renames: the next one finds all files of one state, or makes them so."""
    chance = random.Random(7)
    for _ in range(KILLS):
        running = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path)], env=environment(), stdout=subprocess.PIPE
        )
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(chance.uniform(0, 0.1))
        running.kill()
        running.wait()
        running.stdout.close()
        complete_writing(tmp_path)
        found = set(pdfs(tmp_path).values())
        assert len(found) == 1, "one state"
        assert len(pdfs(tmp_path)) == 100
        assert hidden(tmp_path) == []


@pytest.mark.parametrize("moment", ["link", "replace", "unlink"])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_every_moment_between_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, which: int
) -> None:
    """As if killed there: nothing of the program runs any more, the folder is as it stands, and the next run comes."""
    files, going = {tmp_path / name: b"old" for name in ("a", "b")}, tmp_path / "going"
    write_files({**files, going: b"old"})
    target, count = (os, "link") if moment == "link" else (Path, moment), 0
    place, name = target
    real = getattr(place, name)

    def dying(*args: object, **kwargs: object) -> object:
        nonlocal count
        count += 1
        if count > which:
            os._exit(9)
        return real(*args, **kwargs)

    child = os.fork()
    if not child:
        setattr(place, name, dying)
        try:
            write_files({**dict.fromkeys(files, b"new"), tmp_path / "c": b"new"}, instead_of=[going])
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    complete_writing(tmp_path)
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == dict.fromkeys("abc", b"new"), "all were written when the first was renamed"


def test_what_goes_stays_when_what_comes_cannot_be_written(tmp_path: Path) -> None:
    """Copies that were to be replaced: all of the earlier run or all of the new one, never some of each."""
    old = {tmp_path / name: b"old" for name in ("a", "b")}
    write_files(old)
    (tmp_path / "c").mkdir()
    new = {tmp_path / "a": b"new", tmp_path / "c": b"new"}
    with pytest.raises(IsADirectoryError):
        write_files(new, tmp_path, fresh=True, instead_of=old)
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == old
    (tmp_path / "c").rmdir()
    write_files(new, tmp_path, fresh=True, instead_of=old)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == new
    with pytest.raises(FileExistsError):
        write_files(new, tmp_path, fresh=True, instead_of=[tmp_path / "a"])


class Disk:
    """What a program asks of the disk, in order: “wait” for a file or folder, “name” a file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[str, int]] = []
        wait, replace, rename = os.fsync, Path.replace, Path.rename

        def fsync(handle: int) -> None:
            self.asked.append(("wait", os.fstat(handle).st_ino))
            wait(handle)

        def named(do: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
            def renamed(path: Path, target: Path) -> Path:
                self.asked.append(("name", path.stat().st_ino))
                return do(path, target)

            return renamed

        monkeypatch.setattr(os, "fsync", fsync)
        monkeypatch.setattr(Path, "replace", named(replace))
        monkeypatch.setattr(Path, "rename", named(rename))

    def waited_before_naming(self) -> set[int]:
        first = next(number for number, (what, _) in enumerate(self.asked) if what == "name")
        return {inode for what, inode in self.asked[:first] if what == "wait"}

    def waited_after_naming(self) -> set[int]:
        last = max(number for number, (what, _) in enumerate(self.asked) if what == "name")
        return {inode for what, inode in self.asked[last:] if what == "wait"}


def inodes(paths: Iterable[Path]) -> set[int]:
    return {path.stat().st_ino for path in paths}


def test_no_file_gets_its_name_before_the_disk_has_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a loss of power there is a whole version, or a journal that says how to get one."""
    files = {tmp_path / name: name.encode() * 999 for name in ("a/1", "a/2", "b/3")}
    disk = Disk(monkeypatch)
    write_files(files, tmp_path)
    folders = inodes([tmp_path, tmp_path / "a", tmp_path / "b"])
    assert disk.waited_before_naming() >= inodes(files) | folders
    assert len(disk.waited_before_naming()) == len(files) + len(folders) + 1, "and the journal"
    assert disk.waited_after_naming() >= folders


def test_a_release_gets_its_name_when_the_disk_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.release.staging import add, put_in_place, staging

    disk = Disk(monkeypatch)
    with staging(tmp_path, "1") as folder:
        for path in ("manifest.json", "clinic-a4/flu.pdf", "c/FLU/en/1/index.html"):
            add(folder, path, b"x")
        put_in_place(folder, tmp_path / "1")
    assert disk.waited_before_naming() >= inodes([tmp_path / "1", *(tmp_path / "1").rglob("*")])
    assert disk.waited_after_naming() == inodes([tmp_path])


def test_a_run_that_is_alive_is_let_alone(tmp_path: Path) -> None:
    """What another run has under way is no left-over."""
    from generator.files import _journal, _write

    with _journal(tmp_path, [tmp_path / "a"]) as journal:
        _write(journal.steps[0].new, b"new")
        assert complete_writing(tmp_path) == 0
        assert journal.steps[0].new.exists()
        assert len(hidden(tmp_path)) == 2


def test_what_was_killed_is_told(project: Path) -> None:
    from generator.files import _journal

    assert build(project).returncode == 0
    out, child = project / "out", os.fork()
    targets = [out / name for name in pdfs(out)]
    if not child:
        with _journal(out, targets) as journal:
            for step in journal.steps:
                step.new.write_bytes(b"newer")
            journal.note(b"renaming")
            os._exit(9)
    os.waitpid(child, 0)
    right = pdfs(out)
    result = build(project)
    assert f"An earlier run was ended while it wrote to {out}/: its 6 files are all in place now.\n" in result.stderr
    assert pdfs(out) == right, "and then those that were asked for"
    assert hidden(out) == []


# Writes twenty files in a state of its own, again and again, when the gate opens; each takes another time for a name, so
# that they overtake each other.
_CROWD = """if True:
    import sys, time
    from pathlib import Path
    from generator.files import write_files
    out, own, replace = Path(sys.argv[1]), sys.argv[2].encode(), Path.replace
    Path.replace = lambda path, target: (time.sleep(0.004 * int(own)), replace(path, target))[1]
    while not out.with_name("gate").exists():
        time.sleep(0.001)
    end = time.monotonic() + 2
    while time.monotonic() < end:
        write_files({out / f"{n}.pdf": own * 100 for n in range(20)}, out)
"""


def test_eight_writers_of_different_states_leave_one_of_them(tmp_path: Path) -> None:
    """Each of eight has other bytes for the same files: what stands there afterwards is all of one of them."""
    out = tmp_path / "out"
    crowd = [
        subprocess.Popen([sys.executable, "-c", _CROWD, str(out), str(number)], env=environment())
        for number in range(8)
    ]
    time.sleep(1)
    (tmp_path / "gate").touch()
    assert [one.wait(120) for one in crowd] == [0] * 8
    assert len(set(pdfs(out).values())) == 1
    assert len(pdfs(out)) == 20
    assert hidden(out) == []


def test_eight_builds_at_once(project: Path, states: dict[str, dict[str, bytes]]) -> None:
    """Into one folder, with one cache that is not there yet."""
    say(project, "One.")
    running = [
        subprocess.Popen(command(project), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    for one in running:
        output, errors = one.communicate(timeout=120)
        assert one.returncode == 0, errors
        assert output.startswith("6 leaflets, 6 pages, checked and written to ")
        assert all(line.startswith(USUAL) for line in errors.splitlines()), errors
    assert pdfs(project / "out") == states["One."]
    assert hidden(project / "out") == []
    assert "; 6 unchanged\n" in build(project).stdout


def build_here(project: Path) -> Result:
    """A build in this process, whose disk a test can fill."""
    out = str(project / "out")
    return CliRunner().invoke(main, ["build", "--project", str(project), "--out", out, "--jobs", "1"])


def fill_up(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """From now on the disk of the PDFs takes so many bytes more, as a full one does: the beginning of a file."""

    def written(target: IO[bytes], data: bytes) -> None:
        nonlocal room
        target.write(data[:room])
        room -= len(data)
        if room < 0:
            room = 0
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def to_file(path: Path, data: bytes) -> None:
        with path.open("xb") as file:
            written(file, data)

    class Full(files.Spool):
        def add(self, target: Path, data: bytes) -> None:
            written(io.BytesIO(), data)
            super().add(target, data)

    monkeypatch.setattr(files, "_write", to_file)
    monkeypatch.setattr(files, "Spool", Full)


FULL = "The PDFs cannot be written: No space left on device. [cannot-write]"


# The leaflets need room twice: while they wait for each other, and in their places.
@pytest.mark.parametrize("room", [0, 0.5, 0.99, 1, 1.5, 1.99])
@pytest.mark.parametrize("before", [False, True], ids=["nothing there", "older ones there"])
def test_a_full_disk_for_the_pdfs(
    project: Path, states: dict[str, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch, room: float, before: bool
) -> None:
    if before:
        say(project, "One.")
        assert build_here(project).exit_code == 0
    say(project, "Two.")
    fill_up(monkeypatch, int(room * sum(map(len, states["Two."].values()))))
    result = build_here(project)
    assert result.exit_code == 1
    assert FULL in result.stderr
    assert pdfs(project / "out") == (states["One."] if before else {})
    assert hidden(project / "out") == []


def test_a_disk_that_is_just_large_enough(
    project: Path, states: dict[str, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    say(project, "Two.")
    fill_up(monkeypatch, 2 * sum(map(len, states["Two."].values())))
    assert build_here(project).exit_code == 0
    assert pdfs(project / "out") == states["Two."]


def test_a_full_disk_for_the_cache(
    project: Path, states: dict[str, dict[str, bytes]], own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite says that its disk is full when it may have no page more."""
    prepare = Store._prepare

    def small(self: Store, connection: sqlite3.Connection) -> None:
        prepare(self, connection)
        connection.execute("pragma max_page_count = 10")

    monkeypatch.setattr(Store, "_prepare", small)
    say(project, "One.")
    result = build_here(project)
    assert result.exit_code == 0, result.stderr
    assert pdfs(project / "out") == states["One."]
    told = [line for line in result.stderr.splitlines() if "cache" in line]
    assert len(told) == 1
    assert told[0].startswith(f"The cache {own_cache}")
    assert "cannot be used (database or disk is full)" in told[0]


def _limited() -> None:
    """No file may be larger than 30 kB: what a quota, or a disk that fills up, is to a program."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))


def test_a_disk_that_takes_no_more(project: Path, own_cache: Path) -> None:
    """For any user: the limit stops the cache and the PDFs alike."""
    ran = subprocess.run(
        command(project), env=environment(), capture_output=True, text=True, timeout=120, preexec_fn=_limited
    )
    assert ran.returncode == 1
    assert "The PDFs cannot be written: File too large. [cannot-write]" in ran.stderr
    assert ran.stderr.count("The cache") == 1
    assert pdfs(project / "out") == {}
    assert hidden(project / "out") == []
    assert build(project).returncode == 0


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder whose files nobody may write whom permissions stop."""
    inside = (folder, *folder.rglob("*"))
    for path in inside:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in inside:
            path.chmod(0o755 if path.is_dir() else 0o644)


# Of Linux' prctl.h and capability.h.
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE = 24, 1


def build_without_leave(project: Path) -> subprocess.CompletedProcess[str]:
    """A build that permissions stop, even when root runs the tests: the program it becomes has lost that right."""
    system = ctypes.CDLL(None, use_errno=True)

    def obey() -> None:
        if os.getuid() == 0 and system.prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "root cannot be made to obey permissions")

    return subprocess.run(
        command(project), env=environment(), capture_output=True, text=True, timeout=120, preexec_fn=obey
    )


NO_LEAVE = "The PDFs cannot be written: Permission denied. [cannot-write]"


def test_a_cache_that_is_read_only(project: Path, states: dict[str, dict[str, bytes]], own_cache: Path) -> None:
    say(project, "One.")
    assert build(project).returncode == 0
    shutil.rmtree(project / "out")
    with read_only(own_cache):
        result = build_without_leave(project)
    assert result.returncode == 0, result.stderr
    told = [line for line in result.stderr.splitlines() if not line.startswith(USUAL)]
    assert len(told) == 1
    assert told[0].startswith(f"The cache {own_cache}")
    assert "cannot be used (" in told[0]
    assert pdfs(project / "out") == states["One."]


def test_a_folder_for_pdfs_that_is_read_only(project: Path, states: dict[str, dict[str, bytes]]) -> None:
    say(project, "One.")
    assert build(project).returncode == 0
    with read_only(project / "out"):
        assert build_without_leave(project).returncode == 0, "nothing has to be written"
        say(project, "Two.")
        result = build_without_leave(project)
        assert result.returncode == 1
        assert NO_LEAVE in result.stderr
        assert pdfs(project / "out") == states["One."]
        assert hidden(project / "out") == []


def test_a_clock_that_jumps_back_between_two_builds(project: Path, states: dict[str, dict[str, bytes]]) -> None:
    """Files stamped in the future, by a clock that was wrong then."""
    say(project, "One.")
    future = time.time() + 10 * 365 * 86_400
    for name in NAMES:
        os.utime(project / "handouts" / name / "en.yaml", (future, future))
    assert build(project).returncode == 0
    assert "; 6 unchanged\n" in build(project).stdout
    say(project, "Two.")
    for name in NAMES:
        os.utime(project / "handouts" / name / "en.yaml", (future, future))
    assert build(project).returncode == 0
    assert pdfs(project / "out") == states["Two."]


def test_the_same_bytes_wherever_and_however(
    project: Path, states: dict[str, dict[str, bytes]], tmp_path: Path, own_cache: Path
) -> None:
    """Another path, time zone, order of hashing and number of processes; with the cache of the one for the other."""
    say(project, "One.")
    other = Path(shutil.copytree(project, tmp_path / "another" / "place"))
    ways = (
        (project, ("--jobs", "1"), {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}),
        (other, ("--jobs", "3", "--no-cache"), {"TZ": "America/St_Johns", "PYTHONHASHSEED": "2"}),
        (other, (), {"TZ": "UTC"}),
    )
    for where, more, extra in ways:
        result = build(where, *more, **extra)
        assert result.returncode == 0, result.stderr
        assert pdfs(where / "out") == states["One."]
        shutil.rmtree(where / "out")
    assert "; 6 unchanged\n" in result.stdout
