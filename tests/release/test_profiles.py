"""A release holds each leaflet to the profile that it names: its words, its pages, and what is off, with the reason."""

from __future__ import annotations

from pathlib import Path

from generator.project import Project
from generator.release.verifying import verified
from tests.release.releases import DAY, ENGLISH, HANDOUTS, manifest, release, released, run, write

STRICT = """\
what: For tests.
extends: default
rules:
  small-body: {limits: {error: 20}}
  no-funding: {severity: error}
  no-feedback: {off: Patients have a line to call.}
"""
NAMED = ENGLISH.replace("{off: {", "{profile: strict, off: {")


def strict(folder: Path) -> Path:
    project = write(folder / "project", {"flu/en": NAMED})
    (project / "layouts/profiles").mkdir(parents=True)
    (project / "layouts/profiles/strict.yaml").write_text(STRICT)
    return project


def test_words_and_pages_are_held_to_the_handouts_own_profile(tmp_path: Path) -> None:
    project = strict(tmp_path)
    done = release(project)
    assert done.exit_code == 1
    assert "Not released: 1 leaflet of 1 may not go out." in done.output
    assert "no-funding: 1 finding in 1 leaflet." in done.output
    assert "small-body: 1 finding in 1 leaflet." in done.output
    assert not (tmp_path / "dist").exists()
    allowed = release(project, "--allow", "no-funding=A pilot", "--allow", "small-body=On a screen only")
    assert allowed.exit_code == 0, allowed.output
    (leaflet,) = manifest(tmp_path / "dist/1")["leaflets"]
    errors = {one["rule"]: one["allowed"] for one in leaflet["findings"] if one["severity"] == "error"}
    assert errors == {"no-funding": "A pilot", "small-body": "On a screen only"}


def test_the_manifest_tells_the_profile_and_what_is_off(tmp_path: Path) -> None:
    _, folder = released(tmp_path / "a")
    for leaflet in manifest(folder)["leaflets"]:  # a translation is held to what its source says
        assert leaflet["profile"] == "default"
        assert {"rule": "no-contact", "reason": "A test."} in leaflet["off"]
        assert not {one["rule"] for one in leaflet["off"]} & {one["rule"] for one in leaflet["findings"]}
    assert release(strict(tmp_path), "--allow", "no-funding=x", "--allow", "small-body=y").exit_code == 0
    (leaflet,) = manifest(tmp_path / "dist/1")["leaflets"]
    assert leaflet["profile"] == "strict"
    assert {"rule": "no-feedback", "reason": "Patients have a line to call."} in leaflet["off"]
    assert {"layouts/profiles/strict.yaml", "generator/layouts/profiles/default.yaml"} <= set(leaflet["sources"])


def test_a_profile_that_changed_is_told(tmp_path: Path) -> None:
    project = strict(tmp_path)
    assert release(project, "--allow", "no-funding=x", "--allow", "small-body=y").exit_code == 0
    path = project / "layouts/profiles/strict.yaml"
    path.write_text(STRICT.replace("a line to call", "somebody to ask"))
    found = {(one.path, one.kind) for one in verified(tmp_path / "dist/1", Project.at(project), 1).found}
    assert found == {
        ("layouts/profiles/strict.yaml", "input"),
    }  # fmt: skip


def test_a_review_that_is_over_is_told_once(tmp_path: Path) -> None:
    over = {name: text.replace("next-review: 2028-01-01", "next-review: 2026-06-01") for name, text in HANDOUTS.items()}
    done = release(write(tmp_path / "project", over), "--allow", "expired=A test")
    assert done.exit_code == 0, done.output


LONG = STRICT.replace("no-funding: {severity: error}", "many-pages: {severity: error, limits: {pages: 1}}").replace(
    "  small-body: {limits: {error: 20}}\n", ""
)


def long(folder: Path, pages: int) -> Path:
    """A leaflet that takes so many pages of A4, held to a profile that wants one."""
    project = strict(folder)
    more = "".join(f"  - text: {'Drink water, and rest. ' * 150}\n" for _ in range(pages - 1))
    write(project, {"flu/en": NAMED + more})
    (project / "layouts/profiles/strict.yaml").write_text(LONG)
    return project


def test_a_leaflet_that_is_too_long_is_kept_back(tmp_path: Path) -> None:
    project = long(tmp_path, 2)
    done = release(project)
    assert done.exit_code == 1
    assert "many-pages: 1 finding in 1 leaflet." in done.stderr
    assert "The leaflet has 2 pages; the profile “strict” has a limit of 1." in done.stderr
    allowed = release(project, "--allow", "many-pages=It has pictures of every step")
    assert allowed.exit_code == 0, allowed.output
    (leaflet,) = manifest(tmp_path / "dist/1")["leaflets"]
    assert {"many-pages": "It has pictures of every step"}.items() <= {
        one["rule"]: one["allowed"] for one in leaflet["findings"]
    }.items()


def test_a_leaflet_is_as_long_as_where_it_is_shortest(tmp_path: Path) -> None:
    """What “check” says: a text that fits in one of the layouts can be handed out. A format is as long as it gets."""
    project = long(tmp_path, 1)
    write(project, {"flu/en": NAMED + f"  - text: {'Drink water, and rest. ' * 30}\n"})
    (project / "layouts/wide.yaml").write_text("extends: clinic-a4\npage: {margins: {top: 105mm, bottom: 105mm}}\n")
    for layouts, code in ((["wide"], 1), (["wide", "clinic-a4"], 0)):
        asked = [part for layout in layouts for part in ("--layout", layout)]
        done = run(
            "release", "--version", "1", "--project", project, "--out", tmp_path / "dist", "--date", DAY, *asked,
            "--format", "giant-print", "--jobs", "1", "--allow", "placeholder=the sample clinic will do for a test",
        )  # fmt: skip
        assert done.exit_code == code, done.output
        assert ("many-pages" in done.output) == bool(code)
