"""What a release has beside its leaflets: the index, the ward's sheet, and the pages that know which copy is current."""

from __future__ import annotations

import json
from datetime import date

import pytest

from generator.job import Job
from generator.model.handout import Handout
from generator.model.layout import Layout
from generator.problems import Rejected
from generator.twins.currency import currency_files, known_documents
from generator.twins.listing import File, Listed, index_page, listed
from generator.twins.release import release_files
from generator.twins.sheet import ward_handout, ward_sheet
from generator.values import replace
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project
from tests.support.readers import find_in_order, open_mupdf, squeeze
from tests.support.tagtree import TaggedPdf
from tests.support.webpages import Tag, page

DAY = date(2026, 11, 29)


def entry(lang: str = "en", **others: object) -> Listed:
    titles = {"en": "Taking warfarin safely", "ar": "تناول الوارفارين بأمان", "es": "Cómo tomar warfarina"}
    one = Listed(
        "warfarin", "WAR-01", "1.0", lang, titles[lang], titles["en"], date(2026, 11, 25), date(2028, 11, 25),
        files=(File("PDF", f"clinic-a4/war {lang}.pdf"), File("PDF", f"a/{lang}.pdf", "large print")),
    )  # fmt: skip
    return replace(one, **others)  # type: ignore[arg-type]


ENTRIES = (entry("es", draft=True), entry("en"), entry("ar"))


def look() -> Layout:
    return project().layout("clinic-a4", brand="alder-street")


def answers(entries: tuple[Listed, ...], day: date = DAY, earlier: bytes | None = None) -> dict[str, bytes]:
    return currency_files(project(), look(), known_documents(entries, earlier), day)


def boxes(data: bytes) -> list[str]:
    """What is said in boxes that are shown."""
    (main,) = page(data).find("main")
    return [
        " / ".join(p.text for p in box.find("p"))
        for box in main.find("div")
        if str(box.attributes.get("class")).startswith("box") and "hidden" not in box.attributes
    ]


# -- is it current? ---------------------------------------------------------------------------------------------------


def test_address_on_paper_leads_to_a_page_of_the_release() -> None:
    handout = Handout("WAR-01", "1.0", "ar", *[None] * 5)  # type: ignore[arg-type]  # no other field is asked for
    address = look().brand.copy_address(handout.id, handout.lang, handout.version)
    assert address == "https://leaflets.alderstreet.example/c/WAR-01/ar/1.0/"
    assert address.removeprefix("https://leaflets.alderstreet.example/") + "index.html" in answers(ENTRIES)


def test_current_copy_is_told_so_in_its_language_and_in_english() -> None:
    data = answers(ENTRIES)["c/WAR-01/ar/1.0/index.html"]
    assert boxes(data) == ["هذه النسخة هي الأحدث. / This copy is current."]
    (html,) = page(data).find("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == ("ar", "rtl")
    assert [a.attributes["href"] for a in page(data).find("main")[0].find("a")] == [
        "../../../../clinic-a4/war%20ar.pdf", "../../../../a/ar.pdf", "../../",
    ]  # fmt: skip


def test_older_copy_is_told_that_there_is_a_newer_one() -> None:
    before = answers((entry("en", version="0.9"), entry("ar", version="0.9")))["c/currency.json"]
    files = answers(ENTRIES, earlier=before)
    assert boxes(files["c/WAR-01/en/0.9/index.html"]) == [
        "There is a newer version of this leaflet. Please ask us for it."
    ]
    assert "0.9 → 1.0" in page(files["c/WAR-01/en/0.9/index.html"]).text
    assert boxes(files["c/WAR-01/en/1.0/index.html"]) == ["This copy is current."]
    third = answers((entry("en", version="1.1"),), earlier=files["c/currency.json"])
    assert {path for path in third if path.startswith("c/WAR-01/en/")} == {
        f"c/WAR-01/en/{version}/index.html" for version in ("0.9", "1.0", "1.1")
    }
    assert boxes(third["c/WAR-01/en/0.9/index.html"])[0].startswith("There is a newer version")


def test_leaflet_that_is_gone_is_withdrawn() -> None:
    before = answers((*ENTRIES, entry(id="OLD-01")))["c/currency.json"]
    files = answers(ENTRIES[:2], earlier=before)
    said = "This leaflet is no longer in use. Do not rely on it. Ask your care team."
    assert boxes(files["c/OLD-01/en/1.0/index.html"]) == [said]
    assert boxes(files["c/OLD-01/index.html"]) == [said]
    assert boxes(files["c/WAR-01/ar/1.0/index.html"])[0].endswith(said)  # the language is gone, the leaflet is not
    assert boxes(files["c/WAR-01/index.html"]) == []
    assert json.loads(files["c/WAR-01/current.json"])["documents"]["WAR-01"]["ar"]["withdrawn"] is True
    again = answers(ENTRIES, earlier=files["c/currency.json"])
    assert boxes(again["c/WAR-01/ar/1.0/index.html"]) == ["هذه النسخة هي الأحدث. / This copy is current."]


def test_day_of_review_that_has_passed_is_said() -> None:
    late = answers(ENTRIES, date(2028, 11, 26))["c/WAR-01/en/1.0/index.html"]
    told = "The review date of this leaflet has passed. Ask your care team before you rely on it."
    assert boxes(late) == ["This copy is current.", told]
    assert not page(late).find("script")
    early = answers(ENTRIES, date(2028, 11, 25))["c/WAR-01/en/1.0/index.html"]
    (waiting,) = (box for box in page(early).find("div") if "data-until" in box.attributes)
    assert waiting.attributes["data-until"] == "2028-11-25" and "hidden" in waiting.attributes
    assert told in waiting.text  # the script shows it on the day after


def test_data_say_what_is_current() -> None:
    files = answers(ENTRIES)
    data = json.loads(files["c/WAR-01/current.json"])
    assert data["published"] == "2026-11-29" and data["form"] == 1
    assert data["documents"]["WAR-01"]["es"] == {
        "title": "Cómo tomar warfarina", "english": "Taking warfarin safely", "version": "1.0",
        "reviewed": "2026-11-25", "next-review": "2028-11-25", "earlier": [], "withdrawn": False,
    }  # fmt: skip
    assert json.loads(files["c/currency.json"]) == data


BAD = (
    (b"{", "This is no currency.json of an earlier release: Expecting property name enclosed in double quotes"),
    (b"[]", "This is no currency.json of an earlier release: list indices must be integers or slices, not str."),
    (b'{"form": 2}', "This is no currency.json of an earlier release: its form is 2, not 1."),
    (b'{"form": 1}', "This is no currency.json of an earlier release: “documents” is missing."),
    (
        b'{"form": 1, "documents": {"../x": {"en": {"version": "1", "earlier": []}}}}',
        "This is no currency.json of an earlier release: “../x en” is no document in a language.",
    ),
    (
        b'{"form": 1, "documents": {"A": {"en/../..": {"version": "1", "earlier": []}}}}',
        "This is no currency.json of an earlier release: “A en/../..” is no document in a language.",
    ),
    (
        b'{"form": 1, "documents": {"A": {"en": {"version": "1/2", "earlier": []}}}}',
        "This is no currency.json of an earlier release: “A” has a version that is none.",
    ),
)


STRANGE = (
    ({"title": "\ud800"}, "title"),
    ({"title": "a\x1b[2Jb"}, "title"),
    ({"title": "1 \u202e mg"}, "title"),
    ({"english": {"a": 1}}, "title"),
    ({"english": " "}, "title"),
    ({"reviewed": "0001-01-01"}, "day"),
    ({"next-review": "2026-W01-1"}, "day"),
    ({"next-review": 20260101}, "day"),
    ({"earlier": "12"}, "version"),
    ({"earlier": {"1": 2}}, "version"),
    ({"version": "1.0\n"}, "version"),
)


@pytest.mark.parametrize(("change", "what"), STRANGE)
def test_a_strangers_entry_does_not_reach_a_page(change: dict[str, object], what: str) -> None:
    """What would end the program, or stand on a page of ours, though no leaflet of ours can hold it."""
    data = json.loads(answers(ENTRIES)["c/currency.json"])
    data["documents"]["WAR-01"]["es"] |= change
    with pytest.raises(Rejected) as caught:
        known_documents((), json.dumps(data).encode())
    assert caught.value.problems[0].message == (
        f"This is no currency.json of an earlier release: “WAR-01” has a {what} that is none."
    )


@pytest.mark.parametrize("lang", [f"en-{'x' * 300}", "en-\u00e9", "en--us", "EN"])
def test_a_strangers_language_does_not_become_a_folder(lang: str) -> None:
    data = json.loads(answers(ENTRIES)["c/currency.json"])
    data["documents"]["WAR-01"][lang] = data["documents"]["WAR-01"]["es"]
    with pytest.raises(Rejected, match="is no document in a language"):
        known_documents((), json.dumps(data).encode())


@pytest.mark.parametrize(("data", "message"), BAD)
def test_list_of_versions_that_is_none_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(Rejected) as caught:
        known_documents(ENTRIES, data)
    (told,) = caught.value.problems
    assert told.rule == "bad-currency"
    assert told.message.startswith(message)


def test_two_versions_of_one_document_are_refused() -> None:
    with pytest.raises(Rejected) as caught:
        known_documents((*ENTRIES, entry("en", name="other", version="2.0")))
    (told,) = caught.value.problems
    assert told.rule == "two-versions"
    assert told.message == "“WAR-01” is published twice in “en”: as 2.0 and 1.0."


def test_one_document_in_several_formats_is_one() -> None:
    known = known_documents((entry("en"), entry("en", name="warfarin/easy-read", files=(File("HTML", "e.html"),))))
    assert [(one.id, len(one.files)) for one in known] == [("WAR-01", 3)]


def test_every_language_has_the_words() -> None:
    """In each of the 73, the four answers differ from each other and from English."""
    from generator.model.languages import language_table

    names = ("copy_current", "copy_newer", "copy_withdrawn", "copy_overdue", "check_copy", "skip")
    english = [getattr(project().words("en"), name) for name in names]
    for tag in language_table():
        said = [getattr(project().words(tag), name) for name in names]
        assert len(set(said)) == len(names), tag
        assert tag == "en" or not set(said) & set(english), tag


# -- the index --------------------------------------------------------------------------------------------------------


def index() -> Tag:
    return page(index_page(project(), look(), (*ENTRIES, entry("en", id="ASP-01", english="Aspirin & <you>"))))


def test_index_lists_every_leaflet_in_its_own_words() -> None:
    whole = index()
    assert [one.text for one in whole.find("h2")] == ["Aspirin & <you>", "Taking warfarin safely"]
    second = whole.find("section")[1]
    assert [one.attributes["data-tag"] for one in second.find("li", class_="copy")] == ["en", "ar", "es"]
    (own,) = second.find("li", data_tag="ar")[0].find("span", class_="own")
    assert own.text == "العربية" and own.attributes["lang"] == "ar" and own.attributes["dir"] == "rtl"
    assert "(Arabic)" in second.find("li", data_tag="ar")[0].text
    assert find_in_order(["8 leaflets"], squeeze(whole.text)) and "2 leaflets, 4 copies" in whole.text


def test_index_links_every_file_with_words_that_stand_alone() -> None:
    links = index().find("section")[1].find("li", data_tag="es")[0].find("a")
    assert [(one.attributes["href"], one.text) for one in links] == [
        ("clinic-a4/war%20es.pdf", "PDF: Taking warfarin safely, Spanish"),
        ("a/es.pdf", "PDF, large print: Taking warfarin safely, Spanish"),
    ]


def test_index_says_what_is_a_draft() -> None:
    second = index().find("section")[1]
    told = "Draft translation: not for patients yet"
    assert [told in one.text for one in second.find("li", class_="copy")] == [False, False, True]


def test_index_is_a_list_without_its_script() -> None:
    """The field to search in is hidden until the script shows it, and the policy lets this one script run."""
    whole = index()
    assert "hidden" in whole.find("form")[0].attributes
    (policy,) = whole.find("meta", http_equiv="Content-Security-Policy")
    assert "; script-src 'sha256-" in str(policy.attributes["content"])
    assert len(whole.find("script")) == 1


def test_entry_is_made_from_a_job() -> None:
    files = (File("PDF", "a.pdf"),)
    one = listed(project(), Job("warfarin", "es", "clinic-a4", form="easy-read"), files)
    assert (one.name, one.id, one.lang, one.draft, one.files) == ("warfarin/easy-read", "WAR-01-ER", "es", True, files)
    assert one.english == "Taking warfarin: easy read"


# -- the ward's sheet -------------------------------------------------------------------------------------------------


def test_wards_sheet_lists_every_leaflet() -> None:
    data = ward_sheet(project(), look(), ENTRIES, "2026.1", DAY)
    root = TaggedPdf(data).root
    (table,) = root.find("Table")
    wanted = ["Leaflet", "Languages", "Taking warfarin safely"]
    wanted += ["English", "العربية", "(Arabic)", "español", "(Spanish, draft)", "WAR-01 · 1.0 · 2026-11-25"]
    assert find_in_order(wanted, squeeze(table.text)) == []
    assert [one.attributes for one in table.find("THead")[0].find("TH")] == [("Table.Scope=Column",)] * 2
    assert [one.attributes for one in table.find("TBody")[0].find("TH")] == [("Table.Scope=Row",)]
    assert "leaflets.alderstreet.example" not in root.text  # nothing publishes whether the sheet is current


def test_titles_of_the_wards_sheet_stand_on_one_line() -> None:
    """The first column holds the title alone, so that it is no stack of words."""
    with open_mupdf(ward_sheet(project(), look(), ENTRIES, "1", DAY)) as document:
        lines = [line for block in document[0].get_text("dict")["blocks"] for line in block.get("lines", ())]
    assert "Taking warfarin safely" in ["".join(span["text"] for span in line["spans"]).strip() for line in lines]


def test_wards_sheet_keeps_many_languages_on_its_pages() -> None:
    """No row is higher than a page, and another version is a row of its own."""
    from generator.model.languages import language_table

    many = [replace(entry(), lang=tag) for tag in language_table()]
    handout = ward_handout([*many, replace(entry("es"), lang="es-MX", version="0.9")], "1", DAY, "Index")
    rows = handout.content[2].rows
    assert len(rows) == 8
    assert ward_sheet(project(), look(), many, "1", DAY)


@pytest.mark.parametrize("standard", STANDARDS[:1])
def test_verapdf_finds_no_failure(standard: str) -> None:
    assert verapdf.failures(ward_sheet(project(), look(), ENTRIES, "2026.1", DAY), standard) == []


# -- all of it --------------------------------------------------------------------------------------------------------


def test_release_has_pages_only_where_they_are_published() -> None:
    files = release_files(project(), look(), ENTRIES, "2026.1", DAY)
    assert {"index.html", "ward-index.pdf", "c/currency.json", "c/WAR-01/index.html"} <= set(files)
    assert files == release_files(project(), look(), ENTRIES[::-1], "2026.1", DAY)
    without = release_files(project(), project().layout("clinic-a4"), ENTRIES, "2026.1", DAY)
    assert set(without) == {"index.html", "ward-index.pdf"}
