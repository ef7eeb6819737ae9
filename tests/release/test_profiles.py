"""A release holds each leaflet to the profile that it names: its words, its pages, and what is off, with the reason."""

from __future__ import annotations

from pathlib import Path

from generator.project import Project
from generator.release.verifying import verified
from tests.release.releases import ENGLISH, HANDOUTS, manifest, release, released, write

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
