"""A release takes from the cache what is the same as last time, and is the same to the byte as one made without it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.cache.leaflets import LeafletCache
from generator.cache.store import FILE
from generator.project import Project
from generator.release.keeping import Kept
from generator.release.making import planned
from generator.release.plan import Order
from tests.release.releases import DAY, DRAFT, ENGLISH, HANDOUTS, SPANISH, files, release, run, write

SETTLED = 0.06


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A leaflet in two languages, with a brand and a font file of the program's."""
    made = write(tmp_path / "project", HANDOUTS)
    time.sleep(SETTLED)
    return made


def built(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(("built ", "failed "))]


def test_an_unchanged_release_makes_nothing_and_is_the_same(project: Path, tmp_path: Path) -> None:
    first = release(project, out=tmp_path / "a")
    second = release(project, out=tmp_path / "b")
    third = release(project, "--no-cache", out=tmp_path / "c")
    assert [len(built(one.stderr)) for one in (first, second, third)] == [2, 0, 2]
    assert second.stdout.splitlines()[0].endswith("released; 2 unchanged")
    assert files(tmp_path / "a" / "1") == files(tmp_path / "b" / "1") == files(tmp_path / "c" / "1")


def test_only_what_has_changed_is_made(project: Path, tmp_path: Path) -> None:
    release(project, out=tmp_path / "a")
    write(project, {"flu/es": SPANISH.replace("8:30.\n", "8:30. \n")})
    time.sleep(SETTLED)
    second = release(project, out=tmp_path / "b")
    assert built(second.stderr) == ["built flu es clinic-a4"]
    anew = release(project, "--no-cache", out=tmp_path / "c")
    assert anew.exit_code == 0
    assert files(tmp_path / "b" / "1") == files(tmp_path / "c" / "1")


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        ({"flu/es": DRAFT}, "unapproved"),
        ({"flu/en": ENGLISH.replace("2028-01-01", "2026-11-28")}, "expired"),
        ({"flu/en": ENGLISH.replace("20 mg", "30 mg")}, "stale-translation"),
        ({"flu/en": ENGLISH.replace(", no-contact: A test.", "")}, "no-contact"),
    ],
)
def test_no_leaflet_goes_out_on_an_old_verdict(project: Path, texts: dict[str, str], rule: str) -> None:
    assert release(project).exit_code == 0
    write(project, texts)
    time.sleep(SETTLED)
    for _ in range(2):  # what is refused is refused again, when all of it is known
        second = release(project, version="2")
        assert second.exit_code == 1
        assert f"\n{rule}: " in second.stderr
    assert built(second.stderr) == []


def test_another_day_is_another_verdict(project: Path, tmp_path: Path) -> None:
    assert release(project).exit_code == 0
    late = run(
        "release", "--version", "2", "--project", project, "--out", tmp_path / "dist", "--date", "2028-01-02",
        "--layout", "clinic-a4", "--jobs", "1",
    )  # fmt: skip
    assert late.exit_code == 1
    assert "\nexpired: " in late.stderr


def test_a_profile_that_has_changed_judges_anew(project: Path, tmp_path: Path) -> None:
    layouts = project / "layouts" / "profiles"
    layouts.mkdir(parents=True)
    mild = "extends: default\nwhat: Mild.\n"
    (layouts / "house.yaml").write_text(mild, encoding="utf-8")
    write(project, {"flu/en": ENGLISH.replace("checks: {", "checks: {profile: house, ")})
    time.sleep(SETTLED)
    assert release(project).exit_code == 0
    (layouts / "house.yaml").write_text(f"{mild}rules: {{no-questions: {{severity: error}}}}\n", encoding="utf-8")
    time.sleep(SETTLED)
    second = release(project, version="2")
    assert (second.exit_code, "\nno-questions: " in second.stderr) == (1, True)


def test_twins_stand_where_the_layouts_asked_for_want_them(project: Path, tmp_path: Path) -> None:
    """What is known of a release in one layout is no answer for one in two."""
    release(project, out=tmp_path / "a")
    both = ("--layout", "clinic-letter")
    release(project, *both, out=tmp_path / "b")
    release(project, *both, "--no-cache", out=tmp_path / "c")
    assert files(tmp_path / "b" / "1") == files(tmp_path / "c" / "1")


def test_a_damaged_cache_spoils_no_release(project: Path, tmp_path: Path, own_cache: Path) -> None:
    release(project, out=tmp_path / "a")
    data = bytearray((own_cache / FILE).read_bytes())
    data[len(data) // 2 :: 97] = b"x" * len(data[len(data) // 2 :: 97])
    (own_cache / FILE).write_bytes(data)
    second = release(project, out=tmp_path / "b")
    assert second.exit_code == 0, second.output
    assert files(tmp_path / "a" / "1") == files(tmp_path / "b" / "1")


def test_what_the_cache_knows_of_a_leaflet_is_all_that_a_release_knows(project: Path, own_cache: Path) -> None:
    """Every field of an item comes back as it was, dates, signatures and fonts among them."""
    from datetime import date

    from generator.jobs import run_each
    from generator.release.making import judged

    opened = Project.at(project)
    order = Order("1", date.fromisoformat(DAY), layouts=("clinic-a4",))
    jobs = planned(opened, order)
    cache = LeafletCache(own_cache, opened, print)
    kept = Kept(cache, order)
    made = [kept.keep(judged(opened, order, one)) for one in run_each(opened, jobs, lambda one: one, 1)]
    known = kept.known(jobs)
    for one in made:
        taken = kept.taken(one.job, known[one.job])
        assert taken is not None
        assert one.item is not None
        assert taken.item == one.item
        assert (taken.data, taken.twins, taken.final) == (one.data, one.twins, one.final)
        assert list(map(str, taken.found)) == list(map(str, one.found))
        assert one.item.translations or one.item.lang == "en"
    cache.close()


def test_nothing_is_read_for_a_verdict_that_is_not_noted() -> None:
    """Python tells of every file it opens: those of the project and of the layouts are among the inputs."""
    code = """if True:
        import sys
        from datetime import date
        from generator.job import Job
        from generator.jobs import run_jobs
        from generator.project import Project
        from generator.release.making import judged
        from generator.release.plan import Order
        from generator.review.review import review_text
        seen, project, failed = set(), Project.at("."), []
        sys.addaudithook(lambda event, args: seen.add((event, str(args[0]))) if event in ("open", "os.scandir") else 0)
        for job in (
            Job("warfarin", "ar", "clinic-a4", form="easy-read"),
            Job("colonoscopy", "es", "clinic-letter", brand="alder-street"),
            Job("first-visit", "es", "clinic-a4", beside="en"),
        ):
            seen.clear()
            order = Order("1", date(2026, 11, 29), layouts=("clinic-a4", "clinic-letter"))
            inputs = judged(project, order, next(run_jobs(project, [job]))).inputs
            for event, path in sorted(seen):
                known = inputs.files if event == "open" else inputs.listings
                ours = path.startswith((str(project.root / "handouts"), str(project.root / "layouts")))
                if ours and path not in known and not path.endswith(("layouts/formats", "layouts/papers")):
                    failed.append(f"{job}: {event} {path}")
        print(*failed, len(inputs.files), sep="\\n")
    """
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=180, env={**os.environ}
    )
    assert ran.returncode == 0, ran.stderr
    *failed, noted = ran.stdout.split("\n")[:-1]
    assert failed == []
    assert int(noted) > 5
