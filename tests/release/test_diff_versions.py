"""`handouts diff`: what is new with every version does not bury what is new in the text."""

from __future__ import annotations

import json
from pathlib import Path

from generator.release.difference import compared
from generator.release.telling import as_html, in_ranges
from tests.release.releases import ENGLISH, HANDOUTS, release, run, write


def _two(folder: Path, old: dict[str, str], new: dict[str, str]) -> tuple[Path, Path]:
    """Two releases of a clinic whose copies can be looked up."""
    for version, texts in (("1", old), ("2", new)):
        done = release(write(folder / "project", texts), "--brand", "alder-street", version=version)
        assert done.exit_code == 0, done.output
    return folder / "dist" / "1", folder / "dist" / "2"


def _renewed(text: str) -> str:
    return text.replace('"1.0"', '"1.1"').replace(": 2026-01-01", ": 2026-11-01").replace("2028-01-01", "2028-11-01")


def test_what_is_new_with_every_version_is_told_once_and_as_no_number(tmp_path: Path) -> None:
    """Version, review dates, and the address that a copy is looked up at; in English and Spanish, beside a dose."""
    cold = ENGLISH.replace("FLU", "COLD")
    old = {**HANDOUTS, "cold/en": cold}
    new = {
        **{name: _renewed(text) for name, text in HANDOUTS.items()},
        "cold/en": _renewed(cold.replace("20 mg", "25 mg")),
    }
    folders = _two(tmp_path, old, new)
    days = ("reviewed", "2026-01-01", "2026-11-01"), ("next-review", "2028-01-01", "2028-11-01")
    facts = ("version", "1.0", "1.1"), *days
    assert run("diff", *folders).output.splitlines() == [
        "From 1 to 2: 0 added, 0 removed, 3 changed (only the version: 2), 0 the same.",
        "",
        "Numbers:",
        "  Flu (English), page 1: 20 mg → 25 mg",
        "",
        "changed  Flu (English)",
        "  in clinic-a4/cold-en-english-alder-street.pdf: pages that look otherwise: 1",
        *(f"  {name}: {was} → {is_}" for name, was, is_ in facts),
        "  page 1: Take [-20 mg -]{+25 mg +}at 8:30 a.m.",
        "",
        f"Only the version has changed: {'; '.join(f'{name} {was} → {is_}' for name, was, is_ in facts)}",
        "  Flu (English): clinic-a4/flu-en-english-alder-street.pdf",
        "  La gripe (Spanish): clinic-a4/flu-es-spanish-alder-street.pdf",
    ]
    changed = json.loads(run("diff", *folders, "--json").output)["changed"]
    assert [(one["id"], one["only-version"], len(one["words"])) for one in changed] == [
        ("COLD-1", False, 1), ("FLU-1", True, 0), ("FLU-1", True, 0),
    ]  # fmt: skip
    html = as_html(compared(*folders))
    assert "<h2>Only the version has changed</h2>" in html
    assert html.count("2026-11-01") == 2, "of the dose's leaflet, and once for the other two"


def test_a_leaflet_that_was_only_reviewed_again(tmp_path: Path) -> None:
    new = ENGLISH.replace("2028-01-01", "2028-11-01")
    lines = run("diff", *_two(tmp_path, {"flu/en": ENGLISH}, {"flu/en": new})).output.splitlines()
    assert lines[2:] == [
        "Only the review dates have changed: next-review 2028-01-01 → 2028-11-01",
        "  Flu (English): clinic-a4/flu-en-english-alder-street.pdf",
    ]


def test_a_dose_that_is_the_number_of_the_version_is_told(tmp_path: Path) -> None:
    old, new = (
        {"flu/en": ENGLISH.replace("20 mg", "1.5 mg").replace('"1.0"', '"1.5"')},
        {"flu/en": ENGLISH.replace("20 mg", "1.6 mg").replace('"1.0"', '"1.6"')},
    )
    output = run("diff", *_two(tmp_path, old, new)).output
    assert "Numbers:\n  Flu (English), page 1: 1.5 mg → 1.6 mg\n\nchanged" in output


def test_a_version_that_is_also_in_the_documents_number_is_no_number_of_the_leaflet(tmp_path: Path) -> None:
    """FLU-1, version 1, becomes FLU-1, version 2; in English and Spanish."""
    old, new = ({name: text.replace('"1.0"', f'"{version}"') for name, text in HANDOUTS.items()} for version in "12")
    assert run("diff", *_two(tmp_path, old, new)).output.splitlines() == [
        "From 1 to 2: 0 added, 0 removed, 2 changed (only the version: 2), 0 the same.",
        "",
        "Only the version has changed: version 1 → 2",
        "  Flu (English): clinic-a4/flu-en-english-alder-street.pdf",
        "  La gripe (Spanish): clinic-a4/flu-es-spanish-alder-street.pdf",
    ]


def test_a_date_of_the_text_that_is_the_review_is_told_beside_another(tmp_path: Path) -> None:
    """Only a part that has both dates of the review, and no other, is the colophon's."""
    day = "20 mg until January 1, 2026."
    old = ENGLISH.replace("20 mg at 8:30 a.m.", day)
    new = (
        old.replace("January 1", "June 1").replace("\nreviewed: 2026-01", "\nreviewed: 2026-06").replace('"1.0"', '"2"')
    )
    output = run("diff", *_two(tmp_path, {"flu/en": old}, {"flu/en": new})).output
    assert "Numbers:\n  Flu (English), page 1: January 1, 2026 → June 1, 2026\n\nchanged" in output
    assert "  page 1: Take 20 mg until [-January 1, 2026.-]{+June 1, 2026.+}\n" in output


def test_pages_in_a_row_are_told_as_a_range() -> None:
    assert in_ranges((1, 3, 4, 5, 9)) == "1, 3-5, 9"
