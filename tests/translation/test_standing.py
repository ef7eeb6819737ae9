"""Whether a translation still says what its source says, text by text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator import check_handout
from generator.build import Leaflet, build_leaflet
from generator.problems import Rejected
from generator.project import Project, read_handout
from generator.translation.alignment import State
from generator.translation.desk import Hand, open_desk, put, record, start, update, write
from generator.translation.standing import Standing, progress, standing
from tests.support.tagtree import TaggedPdf
from tests.translation.desks import ANA, SOURCE, change, desk, project_of, recorded, refused, stands, text

Make = Callable[..., Project]


def told(project: Project) -> list[str]:
    return [f"{p.place.source.name}:{p.place.line} {p.rule} {p.message}" for p in stands(project).problems]


def test_a_translation_that_is_up_to_date_has_nothing_to_tell(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    found = stands(project)
    assert found.problems == ()
    assert {pair.state for pair in found.pairs} == {State.CURRENT}
    assert found.status == "draft"
    assert [pair.path for pair in found.pairs[:5]] == [
        "title", "summary", "content.1.key-points.1", "content.1.key-points.2", "content.2.heading",
    ]  # fmt: skip


def test_a_changed_source_text_is_told_with_its_new_words(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    assert told(project) == [
        "handouts/tablets/es.yaml:28 stale-translation The source of this says by now: “Never stop by yourself.”"
    ]
    assert str(check_handout("tablets", "es", project=project.root)[0].severity) == "warning"


def test_a_text_without_a_letter_needs_no_translator(tmp_project: Make) -> None:
    project = project_of(tmp_project)
    change(project, "en", "rows:\n        - [Day 1, 20 mg]", 'rows:\n        - ["2", "1–7"]\n        - ["500", 20 mg]')
    write(start(project, "tablets", "de", "en", Hand("draft", "Eva Sol", day=ANA.day)))
    waiting = [one.message for one in german(project).problems if one.rule == "untranslated"]
    assert "“20 mg” is not translated yet." in waiting
    assert not {f"“{text}” is not translated yet." for text in ("2", "1–7", "500")} & set(waiting)
    made_from = read_handout(project, "tablets", "de").translation
    assert made_from is not None
    numbers = progress("tablets", "de", made_from, german(project))
    assert numbers.translated == 3, "they count as translated"
    assert numbers.total == 3 + len(waiting)

    change(project, "en", '"500"', '"600"')
    assert "“500” is not translated yet." in [one.message for one in german(project).problems], "the source is another"


def test_a_text_without_a_letter_is_signed_with_the_others(tmp_project: Make) -> None:
    project = project_of(tmp_project)
    change(project, "en", "[Day 1, 20 mg]", '[Day 1, "2"]')
    write(start(project, "tablets", "de", "en", Hand("draft", "Eva Sol", day=ANA.day)))
    work = open_desk(project, "tablets", "de")
    texts = {
        pair.path: f"{pair.source.text}." if pair.source.text != "2" else "2" for pair in work.pairs if pair.source
    }
    write(put(work, texts, Hand("approved", "Eva Sol", "Luis Gómez", ANA.day)))
    assert german(project).status == "approved"


def german(project: Project) -> Standing:
    found = standing(project, "tablets", "de", read_handout(project, "tablets", "de"))
    assert found is not None
    return found


def test_white_space_and_the_form_of_yaml_are_no_change(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "en", "title: Your new tablets", 'title:   "Your  new\n  tablets"')
    assert told(project) == []


def test_an_accent_in_two_unicode_forms_is_no_change(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "es", "Cómo tomarlos", "Co\u0301mo tomarlos")
    assert stands(project).pairs[1].state is State.CURRENT


def test_a_new_text_and_one_that_is_gone_are_told(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "en", "  - heading: When", "  - text: Keep them dry.\n  - heading: When")
    change(project, "en", "          - rice\n", "")
    assert told(project) == [
        "handouts/tablets/es.yaml:0 stale-translation “Keep them dry.” (en.yaml, line 15) has no translation.",
        "handouts/tablets/es.yaml:25 stale-translation The source has nothing like “arroz” any more.",
    ]
    moved = {pair.path: pair.source.path for pair in stands(project).pairs if pair.source and pair.target}
    assert moved["content.2.heading"] == "content.3.heading", "the other texts are still known"
    assert moved["content.8.glossary.1.meaning"] == "content.9.glossary.1.meaning"


def test_a_text_that_moves_is_not_stale(tmp_project: Make) -> None:
    """A sentence moves on both sides, by hand: what it was made from goes by its words, not by its place."""
    project = recorded(tmp_project)
    for lang, sentence, below in (
        ("en", "Take **one tablet** of Tamoxifen, 20 mg, each day.", "  - heading: When"),
        ("es", "Tome **un comprimido** de Tamoxifen, 20 mg, cada día.", "  - heading: Cuándo"),
    ):
        change(project, lang, f"      - {sentence}\n", "")
        change(project, lang, below, f"  - text: {sentence}\n{below}")
    assert {pair.state for pair in stands(project).pairs} == {State.CURRENT}
    assert stands(project).problems == ()


def test_a_text_that_was_edited_after_its_review_is_a_draft_again(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    write(record(desk(project), lambda _: True, Hand("approved", "Ana Ruiz", "Luis Gómez", ANA.day)))
    assert stands(project).status == "approved"
    assert not read_and_build(project).draft
    change(project, "es", "Cómo tomarlos", "Cómo no tomarlos")
    assert stands(project).status == "draft"
    assert read_and_build(project).draft, "the copy says that nobody has reviewed it"


def read_and_build(project: Project, layout: str = "clinic-a4", *, release: bool = False) -> Leaflet:
    return build_leaflet(project, "tablets", "es", layout, release=release, check=False)


def test_one_unreviewed_text_makes_the_whole_a_draft(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    reviewed = Hand("reviewed", "Ana Ruiz", "Luis Gómez", ANA.day)
    write(record(desk(project), lambda pair: pair.path != "content.3.text", reviewed))
    assert stands(project).status == "draft"
    write(record(desk(project), lambda pair: pair.path == "content.3.text", reviewed))
    assert stands(project).status == "reviewed"


def test_review_without_a_reviewer_is_refused(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "es", "\n  title: ", "\n  title: {source: aaaaaaaaaaaa, text: aaaaaaaaaaaa, status: approved} #")
    (problem,) = refused(lambda: read_handout(project, "tablets", "es"))
    assert (problem.rule, problem.message) == (
        "no-reviewer",
        "The text is called “approved”, but nobody is named who reviewed it.",
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("title: x", "“x” is no record of a text."),
        ("title: aaaaaaaaaaaa bbbbbbbbbbbb 2026-13-40", "“2026-13-40” is not a date."),
        ("title: [a]", "A group of keys was expected here, not a list."),
        ("title: {source: A, text: aaaaaaaaaaaa}", "“A” is not a digest as “handouts translate” writes it."),
    ],
)
def test_a_damaged_record_is_refused(tmp_project: Make, line: str, message: str) -> None:
    project = recorded(tmp_project)
    first = text(project).partition("segments:\n")[2].splitlines()[0]
    change(project, "es", first, f"  {line}")
    assert [problem.message for problem in refused(lambda: read_handout(project, "tablets", "es"))] == [message]


def test_a_text_added_by_hand_to_a_reviewed_file_is_a_draft(tmp_project: Make) -> None:
    """Nobody has looked at it: it does not inherit what the file says of the others."""
    project = recorded(tmp_project)
    write(record(desk(project), lambda _: True, Hand("approved", "Ana Ruiz", "Luis Gómez", ANA.day)))
    change(project, "es", "status: draft", 'status: approved\n  reviewer: "Luis Gómez"')
    assert stands(project).status == "approved"
    change(project, "en", "  - heading: When", "  - text: Keep them dry.\n  - heading: When")
    change(project, "es", "  - heading: Cuándo", "  - text: Guárdelos secos.\n  - heading: Cuándo")
    (new,) = (pair for pair in stands(project).pairs if pair.record is None)
    assert (new.path, new.state) == ("content.2.text", State.EDITED)
    assert stands(project).status == "draft"


def test_texts_without_a_record_are_stale_when_the_version_is_another(tmp_project: Make) -> None:
    """Also beside others that have one: a single record does not vouch for the file."""
    project = project_of(tmp_project)
    change(project, "en", 'version: "1.0"', 'version: "1.1"')
    write(record(desk(project), lambda pair: pair.path == "title", ANA))
    assert [p.message for p in stands(project).problems] == [
        "This was translated from version 1.0; version 1.1 is there now."
    ]


def test_a_text_that_nobody_has_translated_stays_untranslated_when_its_source_changes(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    write(start(project, "tablets", "de", "en", ANA))
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    told = [(p.rule, p.message) for p in stands(project, "de").problems if "stop by yourself" in p.message]
    assert told == [
        ("stale-translation", "The source of this says by now: “Never stop by yourself.”"),
        ("untranslated", "“Do not stop by yourself.” is not translated yet."),
    ]
    write(update(desk(project, "de")))
    told = [(p.rule, p.message) for p in stands(project, "de").problems if "stop by yourself" in p.message]
    assert told == [("untranslated", "“Never stop by yourself.” is not translated yet.")]


# --- Release ---------------------------------------------------------------------------------------


def test_at_release_a_stale_translation_is_refused(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    assert [str(p.severity) for p in read_and_build(project).warnings] == ["warning"]
    with pytest.raises(Rejected, match="Never stop by yourself") as caught:
        read_and_build(project, release=True)
    assert [(p.rule, str(p.severity)) for p in caught.value.problems] == [("stale-translation", "error")]


def test_where_the_layout_says_so_a_stale_copy_prints_a_notice_in_both_languages(tmp_project: Make) -> None:
    project = tmp_project(files={"layouts/ours.yaml": "extends: clinic-a4\nout-of-date: notice\n"})
    project = recorded(tmp_project)
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    leaflet = read_and_build(project, "ours", release=True)
    assert [str(p.severity) for p in leaflet.warnings] == ["warning"]
    pages = page_text(leaflet.data)
    assert "El texto original ha cambiado" in pages
    assert "The original text has changed" in pages
    assert "El texto original ha cambiado" not in page_text(read_and_build(project).data)


def page_text(data: bytes) -> str:
    import io

    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_an_alternative_text_that_is_not_translated_says_its_language(tmp_project: Make) -> None:
    """It is heard, not seen: without a language a German voice would read English."""
    picture = "  - figure: {image: a.svg, alt: A tablet in two halves., width: 20mm}\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1z"/></svg>'
    project = tmp_project({"tablets/en": SOURCE + picture}, {"handouts/tablets/a.svg": svg})
    write(start(project, "tablets", "de", "en", ANA))
    leaflet = build_leaflet(project, "tablets", "de", fallback=True)
    (figure,) = TaggedPdf(leaflet.data).root.find("Figure")
    assert (figure.alt, figure.lang) == ("A tablet in two halves.", "en")


def test_progress_in_numbers(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    made_from = read_handout(project, "tablets", "es").translation
    assert made_from is not None
    row = progress("tablets", "es", made_from, stands(project))
    assert (row.total, row.percent, row.stale, row.unreviewed, row.machine) == (18, 100, 1, 18, 0)
    assert not row.is_done


def test_without_records_only_the_version_tells(tmp_project: Make) -> None:
    project = project_of(tmp_project)
    assert {pair.state for pair in stands(project).pairs} == {State.UNRECORDED}
    assert stands(project).problems == ()
    change(project, "en", 'version: "1.0"', 'version: "1.1"')
    assert [p.message for p in stands(project).problems] == [
        "This was translated from version 1.0; version 1.1 is there now."
    ]


def test_a_source_that_cannot_be_read_is_told(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    project.handout_path("tablets", "en").write_text("title: [", encoding="utf-8")
    assert [(p.rule, p.message) for p in stands(project).problems] == [
        ("stale-translation", "The text that this was translated from, “en”, cannot be read.")
    ]
