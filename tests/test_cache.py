"""The build cache: what is unchanged is not built again, what has changed is, and nothing wrong is ever served."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build import begin_leaflet
from generator.cache import software
from generator.cache.digests import Digests
from generator.cache.leaflets import LeafletCache, cache_folder
from generator.cache.store import FILE, STATES, Row, Store
from generator.cli import main
from generator.filling import Copy, Value
from generator.inputs import recording, stamp_of
from generator.job import Job
from generator.jobs import Finished, run_jobs
from generator.problems import Place, Rejected, SourceText
from generator.project import Project
from generator.values import replace

ROOT = Path(__file__).parents[1]
Make = Callable[..., Project]
TEXT = """\
id: T-1
version: "1.0"
lang: {lang}
title: {title}
summary: Summary.
reviewed: 2026-01-01
next-review: 2028-01-01
{more}content:
  - text: {text}
  - figure: {{image: {picture}, alt: A thing.}}
"""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="{0}" height="9" fill="#123456"/></svg>'
)
MADE_FROM = 'translation: {of: en, source-version: "0.9", status: draft, translator: Ana}\n'
# Longer than the tick of a file system, within which a change may leave no trace in the stamp.
SETTLED = 0.06


def text(lang: str = "en", title: str = "Title", body: str = "One.", picture: str = "a.svg", more: str = "") -> str:
    return TEXT.format(lang=lang, title=title, text=body, picture=picture, more=more)


@pytest.fixture
def project(tmp_project: Make) -> Project:
    """A leaflet in English and Spanish with a picture, and a brand of the project's own."""
    brand = (ROOT / "layouts/brands/alder-street.yaml").read_text(encoding="utf-8")
    made = tmp_project(
        {"flu/en": text(), "flu/es": text("es", "Título", "Uno.", "../shared/b.svg", MADE_FROM)},
        {
            "handouts/flu/a.svg": PICTURE.format(5), "handouts/shared/b.svg": PICTURE.format(6),
            "layouts/brands/own.yaml": brand, "layouts/brands/alder-street.svg": PICTURE.format(7),
        },
    )  # fmt: skip
    time.sleep(SETTLED)
    return made


ENGLISH = Job("flu", "en", "clinic-a4", brand="own")
SPANISH = replace(ENGLISH, lang="es")


def opened(project: Project, folder: Path, told: list[str] | None = None) -> LeafletCache:
    """The cache as a new run opens it."""
    return LeafletCache(folder, project, (told if told is not None else []).append)


def built(project: Project, job: Job) -> Finished:
    return next(run_jobs(project, [job]))


def stored(project: Project, folder: Path, *jobs: Job) -> list[Finished]:
    cache = opened(project, folder)
    made = [built(project, job) for job in jobs]
    for one in made:
        assert not one.failed, one.problems
        cache.keep(one)
    cache.close()
    return made


# --- what is the same ------------------------------------------------------------------------------------------------


def test_what_was_built_is_found_with_all_that_was_said_of_it(project: Project, own_cache: Path) -> None:
    made = stored(project, own_cache, ENGLISH, SPANISH)
    cache = opened(project, own_cache)
    for one in made:
        found = cache.find(one.job)
        assert found is not None
        assert found == replace(one, data=b"", cached=True), "pages, size, hash and warnings"
        assert [str(problem) for problem in found.problems] == [str(problem) for problem in one.problems]
        assert cache.data(found) == one.data
    assert made[1].problems, "the Spanish leaflet has warnings"
    cache.close()


def test_other_options_are_another_leaflet(project: Project, own_cache: Path) -> None:
    stored(project, own_cache, ENGLISH)
    cache = opened(project, own_cache)
    others = (
        {"standard": "ua-2"}, {"mode": "greyscale"}, {"paper": "a5"}, {"form": "large-print"}, {"brand": ""},
        {"beside": "es"}, {"layout": "clinic-letter"}, {"release": True}, {"verify": True}, {"fallback": True},
    )  # fmt: skip
    assert [other for other in others if cache.find(replace(ENGLISH, **other)) is not None] == []  # type: ignore[arg-type]
    cache.close()


def test_a_project_that_was_moved_is_known(project: Project, own_cache: Path, tmp_path: Path) -> None:
    made = stored(project, own_cache, ENGLISH)
    moved = Project.at(shutil.copytree(project.root, tmp_path / "elsewhere"))
    assert opened(moved, own_cache).find(ENGLISH) == replace(made[0], data=b"", cached=True)


def write(project: Project, name: str, content: str) -> None:
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def same_size_and_time(project: Project, name: str, content: str) -> None:
    """A change that neither size nor time tell."""
    path = project.root / name
    before = path.stat()
    path.write_text(content, encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


WORDS = (ROOT / "layouts/words/en.yaml").read_text(encoding="utf-8")
CHANGES: dict[str, tuple[Job, Callable[[Project], None]]] = {
    "its text": (ENGLISH, lambda p: write(p, "handouts/flu/en.yaml", text(body="Two."))),
    "its text, of the same size and time": (
        ENGLISH, lambda p: same_size_and_time(p, "handouts/flu/en.yaml", text(body="Two.")),
    ),
    "the source of a translation": (SPANISH, lambda p: write(p, "handouts/flu/en.yaml", text(title="Another"))),
    "a picture": (ENGLISH, lambda p: write(p, "handouts/flu/a.svg", PICTURE.format(8))),
    "a picture of the same size and time": (
        ENGLISH, lambda p: same_size_and_time(p, "handouts/flu/a.svg", PICTURE.format(8)),
    ),
    "a picture elsewhere": (SPANISH, lambda p: write(p, "handouts/shared/b.svg", PICTURE.format(8))),
    "the brand": (
        ENGLISH,
        lambda p: write(
            p, "layouts/brands/own.yaml",
            (p.root / "layouts/brands/own.yaml").read_text(encoding="utf-8").replace("publisher: ", "publisher: New "),
        ),
    ),
    "the brand's logo": (ENGLISH, lambda p: write(p, "layouts/brands/alder-street.svg", PICTURE.format(8))),
    "words of its own, where there were none": (
        ENGLISH, lambda p: write(p, "layouts/words/en.yaml", WORDS.replace("page: ", "page: P ")),
    ),
    "a layout of its own, where there was none": (
        ENGLISH,
        lambda p: write(
            p, "layouts/clinic-a4.yaml",
            (ROOT / "layouts/clinic-a4.yaml").read_text(encoding="utf-8").replace("top: 14mm", "top: 15mm"),
        ),
    ),
    "an English title for staff, gone": (SPANISH, lambda p: (p.root / "handouts/flu/en.yaml").unlink()),
    "the picture, gone": (ENGLISH, lambda p: (p.root / "handouts/flu/a.svg").unlink()),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_built(project: Project, own_cache: Path, what: str) -> None:
    job, change = CHANGES[what]
    before = stored(project, own_cache, job)[0]
    change(project)
    after = built(project, job)
    assert (after.sha256, after.problems) != (before.sha256, before.problems), "a change that can be seen"
    assert opened(project, own_cache).find(job) is None


def test_a_text_of_a_format_that_comes_to_stand_there_is_built(project: Project, own_cache: Path) -> None:
    job = replace(ENGLISH, form="easy-read")
    stored(project, own_cache, job)
    write(project, "handouts/flu/easy-read/en.yaml", text(body="Easy.", picture="../a.svg"))
    assert opened(project, own_cache).find(job) is None


def test_a_layouts_folder_that_comes_to_stand_there_is_seen(tmp_project: Make, own_cache: Path) -> None:
    bare = tmp_project({"flu/en": text(picture="../a.svg")}, {"handouts/a.svg": PICTURE.format(3)})
    time.sleep(SETTLED)
    job = Job("flu", "en", "clinic-a4")
    stored(bare, own_cache, job)
    write(bare, "layouts/words/en.yaml", WORDS.replace("page: ", "page: P "))
    assert opened(bare, own_cache).find(job) is None


def test_going_back_to_an_earlier_state_builds_nothing(project: Project, own_cache: Path) -> None:
    first = stored(project, own_cache, ENGLISH)[0]
    write(project, "handouts/flu/en.yaml", text(body="Two."))
    time.sleep(SETTLED)
    second = stored(project, own_cache, ENGLISH)[0]
    assert second.sha256 != first.sha256
    for body, state in (("One.", first), ("Two.", second)):
        write(project, "handouts/flu/en.yaml", text(body=body))
        found = opened(project, own_cache).find(ENGLISH)
        assert found and found.sha256 == state.sha256


@pytest.mark.parametrize("days", [-4000, 4000])
def test_clocks_that_are_wrong_change_nothing(project: Project, own_cache: Path, days: int) -> None:
    """Files from the past or from the future are known, and a change with such a time is seen."""
    path = project.root / "handouts/flu/en.yaml"
    when = time.time() + days * 86_400
    os.utime(path, (when, when))
    time.sleep(SETTLED)
    stored(project, own_cache, ENGLISH)
    assert opened(project, own_cache).find(ENGLISH) is not None
    path.write_text(text(body="Two."), encoding="utf-8")
    os.utime(path, (when, when))
    assert opened(project, own_cache).find(ENGLISH) is None


def test_a_file_that_changes_while_its_leaflet_is_made_is_not_stored(project: Project, own_cache: Path) -> None:
    cache = opened(project, own_cache)
    made = built(project, ENGLISH)
    write(project, "handouts/flu/en.yaml", text(body="Two."))
    cache.keep(made)
    cache.close()
    time.sleep(SETTLED)
    assert opened(project, own_cache).find(ENGLISH) is None


def test_a_stamp_that_may_hide_a_change_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("one")
    young = Digests(lambda _: None)
    assert young.now("f", str(file)) == hashlib.sha256(b"one").hexdigest()
    assert young.new() == [], "written in the same tick of the clock, perhaps"
    time.sleep(SETTLED)
    settled = Digests(lambda _: None)
    settled.now("f", str(file))
    assert [row[0] for row in settled.new()] == [str(file)]
    os.utime(file, (1_700_000_000, 1_700_000_000))
    whole_seconds = Digests(lambda _: None)
    whole_seconds.now("f", str(file))
    assert whole_seconds.new() == [], "a file system that counts whole seconds, perhaps"


def test_every_file_that_is_opened_is_noted() -> None:
    """Of the project's own leaflets: whatever a leaflet opens or lists is among its inputs, or is the generator's."""
    code = """if True:
        import sys
        from pathlib import Path
        from generator.build import begin_leaflet
        from generator.inputs import recording, stamp_of
        from generator.job import Job
        from generator.project import Project
        seen, project, failed = set(), Project.at("."), []
        sys.addaudithook(lambda event, args: seen.add((event, str(args[0]))) if event in ("open", "os.scandir") else 0)
        for job in (
            Job("metastatic-breast-cancer", "es", "clinic-letter", beside="en", form="large-print",
                brand="alder-street", paper="a5", mode="greyscale", verify=True),
            Job("warfarin", "ar", "clinic-a4", form="easy-read", standard="ua-2"),
            Job("warfarin", "ar", "clinic-a4"),
            Job("colonoscopy", "en", "clinic-a4"),
        ):
            seen.clear()
            with recording() as inputs:
                begin_leaflet(project, job).finish()
            for event, path in sorted(seen):
                known = inputs.files if event == "open" else inputs.listings
                ours = path.startswith((str(project.root / "handouts"), str(project.root / "layouts")))
                if ours and path not in known and not path.endswith(("layouts/formats", "layouts/papers")):
                    failed.append(f"{job}: {event} {path}")
        print(*failed, len(inputs.files), sep="\\n")
    """
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    *failed, noted = ran.stdout.split("\n")[:-1]
    assert failed == []
    assert int(noted) > 5


def test_what_is_remembered_in_the_process_is_noted_again(project: Project) -> None:
    lists = []
    for _ in range(2):
        with recording() as inputs:
            begin_leaflet(project, SPANISH).finish()
        lists.append(inputs)
    assert lists[0] == lists[1]


# --- what a check finds ----------------------------------------------------------------------------------------------


MILD = """\
extends: default
what: For tests.
rules:
  no-approver: {severity: warning}
  no-contact: {severity: warning}
  no-key-points: {severity: warning}
"""
CHECKED = ("--lang", "en", "--layout", "clinic-a4", "--brand", "own")


def write_new(project: Project, name: str, content: str) -> None:
    if not (project.root / name).exists():
        write(project, name, content)
        time.sleep(SETTLED)


def check(project: Project, *arguments: str, day: str = "2026-06-01") -> Result:
    """“handouts check” of the English leaflet, on a day; with no error in its words, unless the profile is another."""
    write_new(project, "layouts/profiles/mild.yaml", MILD)
    epoch = str(int(datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()))
    asked = ["check", "flu", *CHECKED, "--project", str(project.root), "--profile", "mild"]
    return CliRunner().invoke(main, [*asked, *arguments], env={"SOURCE_DATE_EPOCH": epoch})


def findings(result: Result) -> list[str]:
    """All that is said, but how much of it was known."""
    lines = result.output.replace("; 1 unchanged", "").splitlines()
    return [line for line in lines if not line.startswith(("checked ", "failed "))]


def is_known(result: Result) -> bool:
    """Whether no leaflet was set: each that is, has a line."""
    return not any(line.startswith(("checked ", "failed ")) for line in result.output.splitlines())


def test_a_check_of_what_is_unchanged_says_the_same_and_sets_nothing(project: Project, own_cache: Path) -> None:
    first, second = check(project), check(project)
    assert "[no-approver]" in first.stderr, "the words were read"
    assert (is_known(first), is_known(second)) == (False, True)
    assert findings(first) == findings(second)
    assert second.stdout.splitlines()[-1].endswith("; 1 unchanged.")
    assert not is_known(check(project, "--no-cache"))
    assert Store(own_cache).contents()[1] < 200_000, "no PDF is kept"


def test_a_check_keeps_no_leaflet_that_a_build_would_take(project: Project, own_cache: Path) -> None:
    check(project)
    assert opened(project, own_cache).find(ENGLISH) is None
    stored(project, own_cache, ENGLISH)
    assert opened(project, own_cache).verdict(ENGLISH) is None, "a build does not measure"


def test_an_unchanged_check_loads_no_rules_and_no_engine(project: Project, own_cache: Path) -> None:
    check(project)
    code = f"""if True:
        import sys
        from generator.cli import main
        main(["check", "flu", *{CHECKED!r}, "--profile", "mild", "--project", {str(project.root)!r}],
             standalone_mode=False)
        heavy = ("generator.review.review", "generator.build", "reportlab", "uharfbuzz", "page_validation")
        print(*(name for name in heavy if name in sys.modules))
    """
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1780315200", "HANDOUTS_CACHE": str(own_cache)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, cwd=ROOT, timeout=60)
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, ""), ran.stderr + ran.stdout


def test_a_leaflet_that_failed_is_known_and_still_fails(project: Project, own_cache: Path) -> None:
    write(project, "handouts/flu/en.yaml", text(body="A letter that no font has: \U00013000."))
    time.sleep(SETTLED)
    first, second = check(project), check(project)
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert findings(first) == findings(second)
    assert is_known(second)
    write(project, "handouts/flu/en.yaml", text())
    assert check(project).exit_code == 0


STALE: dict[str, tuple[Callable[[Project], None], str]] = {
    "its words": (lambda p: write(p, "handouts/flu/en.yaml", text(body="Eat nothing prior to it.")), "[plain-word]"),
    "a picture": (lambda p: write(p, "handouts/flu/a.svg", "<svg"), "[bad-picture]"),
    "its brand": (
        lambda p: write(
            p, "layouts/brands/own.yaml", (p.root / "layouts/brands/own.yaml").read_text().replace("name:", "nam:", 1)
        ),
        "[unknown-key]",
    ),
    "its profile": (
        lambda p: write(p, "layouts/profiles/mild.yaml", MILD.replace("warning", "error")),
        "error: No clinician",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", STALE)
def test_no_verdict_outlives_what_it_was_made_from(project: Project, own_cache: Path, what: str) -> None:
    change, rule = STALE[what]
    before = check(project)
    assert rule not in before.output
    change(project)
    after, anew = check(project), check(project, "--no-cache")
    assert rule in after.output
    assert findings(after) == findings(anew)


def test_a_verdict_on_the_words_goes_by_the_day(project: Project, own_cache: Path) -> None:
    """The next review is due on 2028-01-01: before and after it the same files are something else."""
    said = [check(project, day=day) for day in ("2026-06-01", "2028-02-01", "2026-06-01")]
    overdue = ["[review-due]" in one.output for one in said]
    assert overdue == [False, True, False]
    assert findings(said[0]) == findings(said[2])
    assert all(map(is_known, said[1:])), "the pages are no question of the day"


def test_profile_and_release_are_part_of_the_question(project: Project, own_cache: Path) -> None:
    asked: list[tuple[str, ...]] = [(), ("--profile", "nhs"), ("--release",), ("--profile", "easy-read")]
    known = {one: findings(check(project, *one)) for one in asked}
    for one in asked:
        assert known[one] == findings(check(project, *one)) == findings(check(project, *one, "--no-cache"))


# --- the programs ----------------------------------------------------------------------------------------------------


def test_another_generator_builds_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "generator"
    (package / "fonts").mkdir(parents=True)
    (package / "fonts" / "a.ttf").write_text("font")
    (package / "code.py").write_text("one")
    monkeypatch.setattr(software, "PACKAGE", package)
    digests = [software.software(Digests(lambda _: None))]
    for path, content in ((package / "code.py", "two"), (package / "fonts/a.ttf", "other"), (package / "new.py", "")):
        path.write_text(content)
        digests.append(software.software(Digests(lambda _: None)))
    monkeypatch.setattr(software, "versions", lambda: {"reportlab": "0"})
    digests.append(software.software(Digests(lambda _: None)))
    assert len(set(digests)) == 5


def test_versions_are_those_that_python_knows() -> None:
    from importlib.metadata import version

    assert software.versions() == {name: version(name) for name in software.PACKAGES}
    assert "" not in software.versions().values()


def test_the_packages_are_those_that_pages_are_made_with() -> None:
    import tomllib

    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {one.split(">")[0].split(",")[0].lower() for one in needed}
    of_commands = {
        "charset-normalizer", "click", "cyclonedx-python-lib", "lxml", "mammoth", "markdown-it-py", "packaging", "polib",
        "pypdfium2",
    }  # fmt: skip
    assert set(software.PACKAGES) >= names - of_commands


def test_a_leaflet_depends_on_no_clock_and_no_environment() -> None:
    """What is read there is no noted input: whoever needs it has to note it, or the cache serves what is out of date."""
    told = re.compile(
        r"date\.today|datetime\.now|(?<!date)time\.time\b|time_ns\(|os\.environ|getenv|getlocale|gethostname|getuser"
    )
    found = {
        path.relative_to(ROOT / "generator").as_posix()
        for path in (ROOT / "generator").rglob("*.py")
        if told.search(path.read_text(encoding="utf-8")) and path.parent.name != "cli"
    }
    assert found - {"cache/leaflets.py", "cache/digests.py", "starter.py"} == set()


# --- patients --------------------------------------------------------------------------------------------------------


def test_patients_copies_leave_nothing_in_the_cache(tmp_project: Make, own_cache: Path, tmp_path: Path) -> None:
    box = "  - patient-box: {title: Your visit, fields: [Name]}\n"
    made = tmp_project({"flu/en": text(picture="../a.svg") + box}, {"handouts/a.svg": PICTURE.format(3)})
    patients = tmp_path / "patients.csv"
    patients.write_text("Name\nZebulon Quux\n")
    arguments = ["build", "--project", str(made.root), "--layout", "clinic-a4", "--out", str(tmp_path / "out")]
    for _ in range(2):
        result = CliRunner().invoke(main, [*arguments, "--fill", str(patients), "--name-by", "Name", "--replace"])
        assert result.exit_code == 0, result.output
    assert [path.name for path in (tmp_path / "out").rglob("*.pdf")] == ["flu-en-english-copy-00001-Zebulon-Quux.pdf"]
    assert not own_cache.exists()
    place = Place(SourceText("patients"))
    copy = Copy(1, (Value("Name", "Zebulon", place, place),), place)
    cache = opened(made, own_cache)
    one = built(made, Job("flu", "en", "clinic-a4", copy=copy))
    cache.keep(one)
    assert cache.find(one.job) is None
    cache.close()
    assert not own_cache.exists() or Store(own_cache).contents()[0] == 0


# --- the file --------------------------------------------------------------------------------------------------------


def damaged(path: Path) -> Iterator[tuple[str, bytes]]:
    data = path.read_bytes()
    yield "zero bytes", b""
    yield "garbage", random.Random(1).randbytes(len(data))
    yield "text", b"hello " * 2000
    for share in (0.1, 0.5, 0.9):
        yield f"the first {share:.0%}", data[: int(len(data) * share)]
    chance = random.Random(2)
    for _ in range(60):
        at = chance.randrange(len(data))
        flipped = bytes([data[at] ^ 1 << chance.randrange(8)])
        yield f"a flipped bit at {at}", data[:at] + flipped + data[at + 1 :]
    # What is said of a leaflet is a small part of the file, and another number of pages is JSON as well.
    for match in re.finditer(rb'\[\d+, \d+, "[0-9a-f]{64}"', data):
        at = match.start() + 1
        yield f"another number of pages at {at}", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_no_damage_makes_a_wrong_leaflet(project: Project, own_cache: Path) -> None:
    jobs = [ENGLISH, SPANISH]
    made = stored(project, own_cache, *jobs)
    path = own_cache / FILE
    with sqlite3.connect(path) as connection:  # all of it in one file
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    served = told_of = 0
    damages = list(damaged(path))
    assert sum("number of pages" in what for what, _ in damages) >= len(jobs)
    for what, content in damages:
        for ending in ("-wal", "-shm"):
            path.with_name(FILE + ending).unlink(missing_ok=True)
        path.write_bytes(content)
        told: list[str] = []
        cache = opened(project, own_cache, told)
        for one in made:
            found = cache.find(one.job)
            data = cache.data(found) if found else None
            if data is not None:
                assert found == replace(one, data=b"", cached=True), what
                assert data == one.data, what
                served += 1
        cache.close()
        rebuilt = opened(project, own_cache)
        for one in made:
            rebuilt.keep(one)
        rebuilt.close()
        after = opened(project, own_cache)
        again = [after.find(job) for job in jobs]
        assert [one and after.data(one) for one in again] == [one.data for one in made], f"works again after {what}"
        after.close()
        assert len(told) <= 1
        assert all("is damaged" in sentence and "it is made anew" in sentence for sentence in told)
        told_of += len(told)
    assert served > 20, "most single bits hit what no leaflet needs"
    assert told_of > 10


def test_a_cache_of_another_version_is_thrown_away(project: Project, own_cache: Path) -> None:
    stored(project, own_cache, ENGLISH)
    with sqlite3.connect(own_cache / FILE) as connection:
        connection.execute("pragma user_version = 99")
    connection.close()
    told: list[str] = []
    assert opened(project, own_cache, told).find(ENGLISH) is None
    assert told == [f"The cache {own_cache / FILE} is damaged (it is of another version); it is made anew."]


def test_a_cache_without_its_tables_is_made_anew(project: Project, own_cache: Path) -> None:
    stored(project, own_cache, ENGLISH)
    with sqlite3.connect(own_cache / FILE) as connection:
        connection.execute("drop table pdfs")
    connection.close()
    told: list[str] = []
    cache = opened(project, own_cache, told)
    found = cache.find(ENGLISH)
    assert found is not None
    assert cache.data(found) is None
    assert told == [f"The cache {own_cache / FILE} is damaged (no such table: pdfs); it is made anew."]


def test_the_cache_keeps_within_its_bounds(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(40):
        data = bytes([number]) * 10_000
        row = Row("[]", "{}", hashlib.sha256(data).hexdigest())
        store.keep(f"leaflet {number}", row, data, today=number)
    assert store.rows("leaflet 0", today=100), "used again"
    assert store.shrink(200_000) == 23
    left = [number for number in range(40) if store.rows(f"leaflet {number}", today=100)]
    assert left == [0, *range(24, 40)], "what was used longest ago has gone"
    assert store.shrink(200_000) == 0
    store.close()
    assert (tmp_path / FILE).stat().st_size < 250_000, "the file has shrunk as well"


def test_a_leaflet_is_kept_in_so_many_states(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(STATES + 3):
        data = b"%d" % number
        store.keep("leaflet", Row(f"[{number}]", "{}", hashlib.sha256(data).hexdigest()), data, today=1)
    assert [row.inputs for row in store.rows("leaflet", 1)] == [f"[{n}]" for n in range(STATES + 2, 2, -1)]
    store.close()


def test_where_programs_keep_what_they_can_make_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "handouts"
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/not/allowed")
    assert cache_folder() == tmp_path / "me" / ".cache" / "handouts"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_folder() == tmp_path / "me" / "Library" / "Caches" / "handouts"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert cache_folder() == tmp_path / "local" / "handouts"


# --- the command -----------------------------------------------------------------------------------------------------


def build(project: Project, *arguments: str) -> Result:
    asked = ["build", "--project", str(project.root), "--out", str(project.root / "dist"), "--layout", "clinic-a4"]
    return CliRunner().invoke(main, [*asked, *arguments])


def test_a_second_build_says_the_same_and_writes_nothing(project: Project) -> None:
    first = build(project)
    out = project.root / "dist"
    stamps = {path: stamp_of(path) for path in out.rglob("*")}
    time.sleep(SETTLED)
    second = build(project)
    assert first.stdout.startswith(f"2 leaflets, 2 pages, checked and written to {out}/\n")
    assert second.stdout.startswith(f"2 leaflets, 2 pages, checked and written to {out}/; 2 unchanged\n")
    warnings = [line for line in first.stderr.splitlines() if not line.startswith("built ")]
    assert warnings
    assert second.stderr.splitlines() == warnings, "nothing was built, and the warnings are shown again"
    assert {path: stamp_of(path) for path in out.rglob("*")} == stamps


def test_rows_say_what_came_from_the_cache(project: Project) -> None:
    assert [row["cached"] for row in json.loads(build(project, "--json").stdout)] == [False, False]
    write(project, "handouts/flu/es.yaml", text("es", "Otro", "Uno.", "../shared/b.svg", MADE_FROM))
    rows = json.loads(build(project, "--json").stdout)
    assert [(row["lang"], row["cached"]) for row in rows] == [("en", True), ("es", False)]
    for row in rows:
        assert hashlib.sha256(Path(row["path"]).read_bytes()).hexdigest() == row["sha256"]


def test_files_that_were_removed_or_changed_are_written_again(project: Project) -> None:
    build(project)
    english, spanish = sorted((project.root / "dist").rglob("*.pdf"))
    right = [english.read_bytes(), spanish.read_bytes()]
    english.unlink()
    spanish.write_bytes(right[1][:-1] + b"x")
    assert build(project).stdout.splitlines()[0].endswith("2 unchanged")
    assert [english.read_bytes(), spanish.read_bytes()] == right


def test_without_the_cache_everything_is_built(project: Project, own_cache: Path) -> None:
    for _ in range(2):
        result = build(project, "--no-cache")
        assert result.stderr.count("built flu") == 2
        assert "unchanged" not in result.stdout
    assert not own_cache.exists()


def test_one_fault_does_not_cost_the_others(project: Project) -> None:
    write(project, "handouts/flu/es.yaml", "lang: es")
    assert build(project).exit_code == 1
    assert not (project.root / "dist").exists(), "all or nothing"
    write(project, "handouts/flu/es.yaml", text("es", "Título", "Uno.", "../shared/b.svg", MADE_FROM))
    assert build(project).stdout.splitlines()[0].endswith("1 unchanged")


def test_info_and_clear(project: Project, own_cache: Path) -> None:
    def cache(*arguments: str) -> str:
        return CliRunner().invoke(main, ["cache", *arguments]).output

    empty = f"{own_cache / FILE}: empty. At most 1,000 MB of PDFs are kept.\n"
    assert cache("info") == empty
    build(project)
    assert cache("info").startswith(f"{own_cache / FILE}: 2 leaflets, 0.")
    assert cache("clear") == "The cache is empty.\n"
    assert cache("info") == empty
    assert "unchanged" not in build(project).stdout
    (own_cache / FILE).write_bytes(b"hello " * 1000)
    refused = CliRunner().invoke(main, ["cache", "info"])
    assert refused.exit_code == 1
    assert refused.stderr == (
        "The cache cannot be used: file is not a database. Without it: handouts build --no-cache\n"
    )


def test_a_folder_for_the_cache_can_be_named(project: Project, own_cache: Path, tmp_path: Path) -> None:
    build(project, "--cache", str(tmp_path / "here"))
    assert (tmp_path / "here" / FILE).is_file()
    assert not own_cache.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_a_terminal_sees_rate_and_time_left(project: Project) -> None:
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    running = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--jobs", "1"],
        cwd=project.root, env=environment, stderr=follower, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(follower)
    shown = b""
    try:
        while piece := os.read(leader, 10_000):
            shown += piece
    except OSError:
        pass  # Linux: the other end was closed
    os.close(leader)
    assert running.wait(60) == 0, shown.decode()
    assert b"4/4" in shown
    assert re.search(rb"2/4  \d+\.\d leaflets/s, \d+ s left", shown)


def test_unknown_handouts_are_refused_as_ever(project: Project) -> None:
    result = build(project, "flue")
    assert "There is no handout “flue”." in result.stderr
    with pytest.raises(Rejected):
        begin_leaflet(project, Job("flue", "en", "clinic-a4"))
