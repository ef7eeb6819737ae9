"""Releases that come from a stranger: what their files say is told or refused, never followed, obeyed or a crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.release.releases import manifest, released, run, with_manifest

PDF = "clinic-a4/flu-en-english.pdf"
Edit = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda m: m.pop("release"), "the manifest is damaged: release is missing"),
        (lambda m: m.update(release=[]), "the manifest is damaged: release is not a group of keys"),
        (lambda m: m.update(leaflets=None), "the manifest is damaged: leaflets is not a list"),
        (lambda m: m.update(sources=[]), "the manifest is damaged: sources is not a group of keys"),
        (lambda m: m.update(fonts={"A": "B"}), "the manifest is damaged: fonts.A is not a group of keys"),
        (
            lambda m: m["leaflets"][0].update(path=["a"], sha256=["b"]),
            "the manifest is damaged: leaflets[0].path is not a text",
        ),
        (
            lambda m: m["leaflets"][1]["language"].pop("english"),
            "the manifest is damaged: leaflets[1].language.english is missing",
        ),
        (
            lambda m: m["leaflets"][0].update(title="\ud800"),
            "the manifest is damaged: leaflets[0].title is not a text",
        ),
        (
            lambda m: m["leaflets"][0].update(path=f"../1/{PDF}"),
            f"“../1/{PDF}” leads out of its folder; no release says so",
        ),
        (
            lambda m: m["files"][0].update(path="/etc/passwd"),
            "“/etc/passwd” leads out of its folder; no release says so",
        ),
        (lambda m: m["files"][0].update(path="C:\\x"), "“C:\\x” leads out of its folder; no release says so"),
        (lambda m: m["sources"].update({"../../x": "0"}), "“../../x” leads out of its folder; no release says so"),
    ],
)
@pytest.mark.parametrize("command", ["verify", "diff"])
def test_a_manifest_that_none_of_ours_is(tmp_path: Path, edit: Edit, fault: str, command: str) -> None:
    _, folder = released(tmp_path)
    with_manifest(folder, edit)
    done = run(command, folder, *(["--no-rebuild"] if command == "verify" else [folder]))
    assert (done.exit_code, done.output) == (1, f"error: {folder / 'manifest.json'}: {fault}\n")


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda m: m.pop("options"), "options is missing"),
        (lambda m: m["options"].update(names="flu"), "options.names is not a list"),
        (lambda m: m["options"].update(brand={}), "options.brand is not a text"),
        (lambda m: m["options"].update(standard="ua-9"), "“ua-9” is no standard"),
        (lambda m: m["options"].update(mode="loud"), "“loud” is no mode"),
        (lambda m: m["release"].update(date="soon"), "Invalid isoformat string: 'soon'"),
    ],
)
def test_options_that_nobody_can_ask_for(tmp_path: Path, edit: Edit, fault: str) -> None:
    project, folder = released(tmp_path)
    with_manifest(folder, edit)
    done = run("verify", folder, "--project", project, "--jobs", "1")
    assert (done.exit_code, done.output) == (
        1,
        f"error: manifest.json does not say how the release was made: {fault}\n",
    )


def test_a_manifest_does_not_steer_the_terminal(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    with_manifest(folder, lambda m: m["leaflets"][0]["language"].update(english="\x1b[2JNothing"))
    with_manifest(folder, lambda m: m["leaflets"][0].update(path="x.pdf"))
    done = run("diff", folder, released(tmp_path / "other")[1])
    assert done.exit_code == 0
    assert "removed  x.pdf: Flu (�[2JNothing)" in done.output.splitlines()
    with_manifest(folder, lambda m: m["leaflets"][0].update(path=PDF, standard="\x1b[2J"))
    done = run("verify", folder, "--no-rebuild")
    assert done.output == "error: manifest.json: “�[2J” is no standard\n"


def test_links_in_a_release(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    (folder / "more").symlink_to(tmp_path, target_is_directory=True)
    (folder / PDF).unlink()
    (folder / PDF).symlink_to(tmp_path / "nowhere")
    told = json.loads(run("verify", folder, "--no-rebuild", "--json").stdout)["found"]
    assert [(one["kind"], one["path"]) for one in told] == [("missing", PDF), ("extra", "more"), ("manifest", "more")]


def test_the_sums_of_a_stranger_name_nothing_outside(tmp_path: Path) -> None:
    _, folder = released(tmp_path)
    sums = (folder / "SHA256SUMS").read_text()
    (folder / "SHA256SUMS").write_text(f"{sums}{'0' * 64}  ../../project/handouts/flu/en.yaml\n")
    done = run("verify", folder, "--no-rebuild")
    assert done.output.splitlines() == [
        "../../project/handouts/flu/en.yaml: The file is not there. [missing]",
        "Release 1 is not as it was made: 1 discrepancy in 12 files, 2 leaflets; hashes and conformance; not built anew.",
    ]
    assert len(manifest(folder)["leaflets"]) == 2
