"""What is done to a translation's file: nothing but what was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.segments import anatomy, digest
from generator.problems import Rejected
from generator.project import Project, read_nodes
from generator.source import Scalar, parse_yaml
from generator.translation.desk import Hand, put, record, sources_path, start, translated, update, write
from generator.translation.rewriting import blocks_of, with_key, with_texts
from tests.translation.desks import ANA, SOURCE, SPANISH, change, desk, project_of, recorded, refused, stands, text

Make = Callable[..., Project]


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


# --- Records ---------------------------------------------------------------------------------------


def test_recording_adds_its_lines_and_touches_nothing_else(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    assert text(project).startswith(SPANISH)
    added = text(project)[len(SPANISH) :].splitlines()
    assert added[:4] == [
        "",
        "# What each text was made from; “handouts translate” writes it.",
        "segments:",
        f"  title: {digest('Your new tablets')} {digest('Sus nuevos comprimidos')} 2026-11-25",
    ]
    assert len(added) == 3 + 18


def test_recording_twice_is_the_same_file(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    before = text(project)
    write(record(desk(project), translated, ANA))
    assert text(project) == before


def test_a_record_says_only_what_the_whole_does_not(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    reviewed = Hand("reviewed", "Ana Ruiz", "Luis Gómez", ANA.day)
    write(record(desk(project), lambda pair: pair.path == "title", reviewed))
    line = text(project).partition("segments:\n")[2].splitlines()[0]
    assert line.endswith(', status: reviewed, reviewer: "Luis Gómez", date: 2026-11-25}')
    assert "translator" not in line


def test_what_the_source_said_is_kept_for_the_translator(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    kept = sources_path(desk(project))
    assert kept.relative_to(project.root).as_posix() == "handouts/tablets/sources/en.yaml"
    assert f'{digest("How to take them.")}: "How to take them."' in kept.read_text("utf-8").splitlines()
    assert project.languages("tablets") == ["en", "es"], "it is no language"
    change(project, "en", "How to take them.", "How and when to take them.")
    write(record(desk(project), translated, ANA))
    said = kept.read_text("utf-8")
    assert '"How to take them."' in said
    assert '"How and when to take them."' in said


def test_the_version_follows_when_every_text_does(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "en", 'version: "1.0"', 'version: "1.1"')
    change(project, "en", "How to take them.", "When to take them, and how.")
    write(record(desk(project), lambda pair: pair.path == "title", ANA))
    assert 'source-version: "1.0"' in text(project)
    write(record(desk(project), translated, ANA))
    assert 'source-version: "1.1"' in text(project)


# --- A new translation -----------------------------------------------------------------------------


def test_a_new_translation_is_the_source_with_every_text_to_do(tmp_project: Make) -> None:
    project = project_of(tmp_project)
    write(start(project, "tablets", "de", "en", Hand("draft", "nobody yet", day=ANA.day)))
    made = text(project, "de")
    assert changed_lines(SOURCE, made.partition("\n# What each text")[0] + "\n")[:8] == [
        "-lang: en", "+lang: de", "-protected: [Tamoxifen]",
        "+translation:", "+  of: en", '+  source-version: "1.0"', "+  status: draft", '+  translator: "nobody yet"',
    ]  # fmt: skip
    problems = stands(project, "de").problems
    assert len(problems) == 18
    assert {(p.rule, str(p.severity)) for p in problems} == {("untranslated", "error")}
    assert problems[0].message == "“Your new tablets” is not translated yet."


def test_a_translation_that_is_there_is_not_started_again(tmp_project: Make) -> None:
    project = project_of(tmp_project)
    (problem,) = refused(lambda: start(project, "tablets", "es", "en", ANA))
    assert problem.message == "“tablets” exists in “es” already."
    assert text(project) == SPANISH


# --- In line with its source -----------------------------------------------------------------------


def test_update_adds_and_removes_and_keeps_every_other_letter(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    before = text(project)
    change(project, "en", "  - heading: When", "  # New since May.\n  - text: Keep them dry.\n  - heading: When")
    change(project, "en", "          - rice\n", "")
    change(project, "en", "  - contact:\n      name: Nurses\n      phone: (555) 010-0142\n", "")
    write(update(desk(project)))
    body, records = text(project).split("\n# What each text")
    assert changed_lines(before.split("\n# What each text")[0], body) == [
        "+  # New since May.", "+  - text: Keep them dry.",
        "-      - text: 'Con comida'   # comillas del autor", "+      - text: Con comida", "-          - arroz",
        "-  - contact:", "-      name: Enfermeras", "-      phone: (555) 010-0142",
    ]  # fmt: skip
    assert (
        f"content.2.text: {{source: {digest('Keep them dry.')}, text: {digest('Keep them dry.')}, status: untranslated}}"
        in records
    )
    assert [p.message for p in stands(project).problems] == ["“Keep them dry.” is not translated yet."]
    assert "# Palabra por palabra no: por sentido." in body


def test_update_of_what_is_in_line_changes_nothing(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    before = text(project)
    write(update(desk(project)))
    assert text(project) == before


# --- Texts put in their place ----------------------------------------------------------------------


def test_texts_are_put_where_they_stand(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    before = text(project)
    texts = {
        "title": "Pastillas: las nuevas",
        "content.4.list.1.text": "Con la comida",
        "content.6.table.rows.1.1": "[Día]",
    }
    write(put(desk(project), texts, Hand("draft", "Eva Sol", day=ANA.day)))
    body, records = text(project).split("\n# What each text")
    assert changed_lines(before.split("\n# What each text")[0], body) == [
        "-title: Sus nuevos comprimidos", '+title: "Pastillas: las nuevas"',
        "-      - text: 'Con comida'   # comillas del autor", '+      - text: "Con la comida"   # comillas del autor',
        "-        - [Día 1, 20 mg]", '+        - ["[Día]", 20 mg]',
    ]  # fmt: skip
    assert records.count("Eva Sol") == 3


# Texts as translators write them, and as nobody would.
WORDS = st.text(st.sampled_from(" abcé:#-'\"*[]{}&!%@|>,?`\\()~=<\u00a0\u2028ไتشर.0"), min_size=1, max_size=60).filter(
    lambda typed: "\u2028" not in typed
)


@given(st.dictionaries(st.sampled_from(["title", "summary", "content.3.text", "content.4.list.1.list.2",
       "content.5.callout.content.1.text", "content.6.table.header.1", "content.8.glossary.1.meaning"]), WORDS))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_back_as_it_was_put(texts: dict[str, str]) -> None:
    segments = {segment.path: segment for segment in anatomy(parse_yaml(SPANISH)).segments}
    wanted = {path: " ".join(typed.split(" ")).strip() for path, typed in texts.items()}
    wanted = {path: " ".join(part for part in typed.split(" ") if part) or "x" for path, typed in wanted.items()}
    after = with_texts(SPANISH, [(segments[path].scalar, typed) for path, typed in wanted.items()])
    found = {segment.path: segment.text for segment in anatomy(parse_yaml(after)).segments}
    assert found == {path: segment.text for path, segment in segments.items()} | wanted


@given(WORDS.map(lambda typed: " ".join((typed * 9).split())).filter(bool))
@settings(max_examples=100, deadline=None)
def test_long_texts_are_folded_and_read_back(typed: str) -> None:
    (entry,) = (entry for entry in parse_yaml(SPANISH).entries if entry.key == "summary")
    assert isinstance(entry.value, Scalar)
    after = with_texts(SPANISH, [(entry.value, typed)])
    assert {s.path: s.text for s in anatomy(parse_yaml(after)).segments}["summary"] == typed
    assert all(
        len(line) <= 110 or " " not in line.strip() for line in after.splitlines() if not line.startswith("summary")
    )


def test_the_parts_of_a_file_joined_are_the_file() -> None:
    for whole in (SOURCE, SPANISH, SPANISH.replace("\n", "\r\n")):
        assert blocks_of(whole).text == whole
    assert blocks_of(SOURCE).blocks[4].startswith("  # Ask the pharmacist about this one.\n  - callout:")


def test_a_key_is_replaced_with_its_lines() -> None:
    assert (
        with_key("a: 1\n# of b\nb:\n  c: 2\n\n# of d\nd: 3\n", "b", ["b: 4"]) == "a: 1\n# of b\nb: 4\n\n# of d\nd: 3\n"
    )
    assert with_key("a: 1\n", "b", ["b: 4"], "# new") == "a: 1\n\n# new\nb: 4\n"
    assert with_key("a: 1\nb: 2\n", "b", []) == "a: 1\n"


def test_what_cannot_be_read_is_not_written(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    before = text(project)
    with pytest.raises(Rejected):
        write(put(desk(project), {"title": "**never closed"}, ANA))
    assert text(project) == before


def test_the_anatomy_passes_over_what_the_model_refuses(tmp_project: Make) -> None:
    project = tmp_project(
        {"tablets/en": "title: [a]\nsummary: {b: c}\ncontent:\n  - what: x\n  - [y]\n  - callout: z\n  - text: ok\n"}
    )
    found = anatomy(read_nodes(project, "tablets", "en"))
    assert [segment.text for segment in found.segments] == ["ok"]


def test_a_new_translation_does_not_repeat_what_is_its_source_s_alone(tmp_project: Make) -> None:
    """Who approved the source has not approved the translation."""
    head = (
        "about: [urgent]\napproved: {by: Ana Roe, role: Nurse, on: 2026-01-01}\nfunding: The clinic\n"
        "checks: {off: {idiom: Known to all.}}\ncontent:\n"
    )
    made = project_of(tmp_project, SOURCE.replace("content:\n", head, 1))
    files = start(made, "tablets", "fr", "en", Hand("draft", "Ana Ruiz"))
    text = next(text for path, text in files.items() if path.name == "fr.yaml")
    assert not any(f"\n{key}:" in text for key in ("about", "approved", "funding", "checks"))
    assert "\ncontent:\n" in text
