"""What authors read when a handout or a layout is wrong: place, sentence, rule, line and hint, word for word."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import check_handout
from generator.problems import Rejected
from generator.project import Project
from tests.model.pictures import PICTURES

HEAD = """\
id: T-1
version: "1.0"
lang: en
title: Title
summary: Summary.
reviewed: 2026-01-01
next-review: 2028-01-01
content:
"""
Make = Callable[..., Project]


def said(make: Make, body: str, head: str = HEAD, file: str = "en", layout: str = "clinic-a4", **files: str) -> str:
    pictures = {f"handouts/leaflet/{name}": data for name, data in PICTURES.items()}
    project = make({f"leaflet/{file}": head + body}, {**pictures, **files})
    return "\n".join(map(str, check_handout("leaflet", file, layout=layout, project=project.root)))


def test_unknown_key(tmp_project: Make) -> None:
    assert said(tmp_project, "  - heading: One\n    lvl: 3\n") == (
        "handouts/leaflet/en.yaml:10:5: error: “lvl” is not a key here. [unknown-key]\n"
        "        lvl: 3\n        ^\n"
        "    hint: Did you mean “level”?"
    )


def test_unknown_key_that_is_like_no_other(tmp_project: Make) -> None:
    assert said(tmp_project, "  - heading: One\n    colour: red\n").endswith("    hint: Known here: heading, level.")


def test_missing_key_tells_what_it_is_for(tmp_project: Make) -> None:
    assert said(tmp_project, "  - text: one\n", HEAD.replace("summary: Summary.\n", "")) == (
        "handouts/leaflet/en.yaml:1:1: error: “summary” is missing: what the leaflet is for and for whom, in a sentence "
        "or two. [missing-key]\n    id: T-1\n    ^"
    )


def test_a_key_that_is_misspelt_is_not_missing_as_well(tmp_project: Make) -> None:
    assert said(tmp_project, "  - text: one\n", HEAD.replace("summary:", "sumary:")) == (
        "handouts/leaflet/en.yaml:5:1: error: “sumary” is not a key here. [unknown-key]\n"
        "    sumary: Summary.\n    ^\n    hint: Did you mean “summary”?"
    )


def test_a_letter_that_no_font_has_is_found_on_its_line(tmp_project: Make) -> None:
    told = said(tmp_project, '  - text: |\n      one **bold**\n      two \ue000\n  - text: "\\ue001"\n')
    assert told.startswith("handouts/leaflet/en.yaml:11:11: error: No font has “\ue000”")
    assert "handouts/leaflet/en.yaml:12:11: error: No font has “\ue001”" in told, "written as an escape: its text"


def test_wrong_kind(tmp_project: Make) -> None:
    assert said(tmp_project, "  - list: one\n") == (
        "handouts/leaflet/en.yaml:9:11: error: A list was expected here, not text. [wrong-kind]\n"
        "      - list: one\n              ^\n"
        "    hint: Start each item on a line of its own with “- ”."
    )


def test_nothing_where_a_list_belongs(tmp_project: Make) -> None:
    assert said(tmp_project, "") == (
        "handouts/leaflet/en.yaml:8:9: error: A list was expected here, but there is nothing. [wrong-kind]\n"
        "    content:\n            ^\n"
        "    hint: Start each item on a line of its own with “- ”."
    )


def test_an_empty_handout(tmp_project: Make) -> None:
    assert said(tmp_project, "  []\n") == (
        "handouts/leaflet/en.yaml:9:3: error: The handout has no content. [empty-handout]\n"
        "      []\n      ^\n"
        "    hint: Add blocks under “content:”."
    )


@pytest.mark.parametrize(
    ("block", "column", "sentence", "hint"),
    [
        ("txet: one", 5, "There is no block “txet”.", "Did you mean “text”?"),
        (
            "kind: note",
            5,
            "There is no block “kind”.",
            "Known here: heading, text, list, steps, picture-steps, key-points, callout, zones, do-and-dont, table, chart, "
            "comparison, medicines, checklist, timeline, risk, figure, quote, columns, contact, appointment, patient-box, qr, "
            "questions, teach-back, questionnaire, glossary, feedback, slip, notice-1557, code, references.",
        ),
        ("{text: one, list: [two]}", 17, "“text” and “list” stand in one block.", "Start each block with “- ”."),
    ],
)
def test_unknown_block(tmp_project: Make, block: str, column: int, sentence: str, hint: str) -> None:
    lines = said(tmp_project, f"  - {block}\n").splitlines()
    assert lines[0] == f"handouts/leaflet/en.yaml:9:{column}: error: {sentence} [unknown-block]"
    assert lines[-1] == f"    hint: {hint}"


@pytest.mark.parametrize(
    ("lang", "file", "rule", "sentence", "hint"),
    [
        (
            "English",
            "en",
            "unknown-language",
            "“English” is not a language tag.",
            "Write a BCP 47 tag such as en, es-US, ar or zh-Hans.",
        ),
        (
            "EN",
            "en",
            "unknown-language",
            "“EN” is not a language tag.",
            "Write a BCP 47 tag such as en, es-US, ar or zh-Hans.",
        ),
        (
            "tlh",
            "tlh",
            "unknown-language",
            "The language “tlh” is not in the language table.",
            "What can be set: handouts list --languages",
        ),
        ("es", "en", "file-name", "The file is called “en.yaml” and its language is “es”.", "Call it “es.yaml”."),
        ("es-MX", "en", "file-name", "The file is called “en.yaml” and its language is “es-MX”.", "Call it “es.yaml”."),
    ],
)
def test_language(tmp_project: Make, lang: str, file: str, rule: str, sentence: str, hint: str) -> None:
    text = said(tmp_project, "  - text: one\n", HEAD.replace("lang: en", f"lang: {lang}"), file)
    assert text == (
        f"handouts/leaflet/{file}.yaml:3:7: error: {sentence} [{rule}]\n    lang: {lang}\n          ^\n    hint: {hint}"
    )


def test_dates(tmp_project: Make) -> None:
    assert said(tmp_project, "  - text: one\n", HEAD.replace("2028", "2025")) == (
        "handouts/leaflet/en.yaml:7:14: error: The next review (2025-01-01) is not after the last one (2026-01-01). "
        "[dates-order]\n    next-review: 2025-01-01\n                 ^"
    )


def test_heading_that_skips_a_level(tmp_project: Make) -> None:
    assert said(tmp_project, "  - heading: One\n  - heading: Two\n    level: 4\n") == (
        "handouts/leaflet/en.yaml:10:5: error: “Two” has level 4 after a heading of level 2. [heading-skips]\n"
        "      - heading: Two\n        ^\n"
        "    hint: Write “level: 3”."
    )


def test_row_of_a_table(tmp_project: Make) -> None:
    assert said(tmp_project, "  - table:\n      header: [A, B]\n      rows:\n        - [a]\n") == (
        "handouts/leaflet/en.yaml:12:12: error: This row fills 1 column; the header has 2. [table-shape]\n"
        "            - [a]\n               ^"
    )


def test_table_with_more_columns_than_a_page_holds(tmp_project: Make) -> None:
    body = "  - table:\n      header: [{text: A, columns: 8}, B]\n      rows: [[{text: a, columns: 8}, b]]\n"
    assert said(tmp_project, body).splitlines()[0] == (
        "handouts/leaflet/en.yaml:10:16: error: The header has 9 columns; a page holds 8. [table-shape]"
    )


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        (
            "'never **closed'",
            "“**” is opened and not closed.",
            "Close it, or put a backslash before a sign that is meant as typed: \\*\\* \\[ \\].",
        ),
        (
            "'[x](javascript:alert(1))'",
            "“javascript:alert(1)” is no address to link to.",
            "Write it whole: https://…, mailto:… or tel:+….",
        ),
        (
            "'[x](www.clinic.example)'",
            "“www.clinic.example” is no address to link to.",
            "Write it whole: https://…, mailto:… or tel:+….",
        ),
        ("'[x]{lang=xx!}'", "“{lang=xx!}” is not a mark.", "Known here: {nobreak}, {lang=TAG}, {term}, {term=NAME}."),
        (
            "'[](https://clinic.example)'",
            "A mark stands around nothing.",
            "Close it, or put a backslash before a sign that is meant as typed: \\*\\* \\[ \\].",
        ),
    ],
)
def test_marks(tmp_project: Make, text: str, sentence: str, hint: str) -> None:
    lines = said(tmp_project, f"  - text: {text}\n").splitlines()
    assert lines[0] == f"handouts/leaflet/en.yaml:9:11: error: {sentence} [bad-mark]"
    assert lines[-1] == f"    hint: {hint}"


@pytest.mark.parametrize(
    ("image", "rule", "sentence", "hint"),
    [
        (
            "nowhere.png",
            "missing-picture",
            "“nowhere.png” is not there.",
            "Check the name; the path starts at the handout's folder.",
        ),
        ("picture.gif", "bad-value", "“picture.gif” does not end in .png or .jpg or .jpeg or .svg.", ""),
        (
            "../../../../etc/passwd",
            "outside-project",
            "“../../../../etc/passwd” leads out of the project.",
            "Copy the file into the project.",
        ),
        (
            "/etc/passwd",
            "outside-project",
            "“/etc/passwd” leads out of the project.",
            "Copy the file into the project.",
        ),
    ],
)
def test_picture_names(tmp_project: Make, image: str, rule: str, sentence: str, hint: str) -> None:
    lines = said(tmp_project, f"  - figure: {{image: {image}, alt: A}}\n").splitlines()
    assert lines[0] == f"handouts/leaflet/en.yaml:9:21: error: {sentence} [{rule}]"
    assert lines[3:] == ([f"    hint: {hint}"] if hint else [])


def test_picture_without_a_description(tmp_project: Make) -> None:
    assert said(tmp_project, "  - figure:\n      image: good.svg\n") == (
        "handouts/leaflet/en.yaml:10:7: error: The picture “good.svg” has no “alt”. [missing-alt]\n"
        "          image: good.svg\n          ^\n"
        "    hint: Describe in “alt” what the picture tells, or write “decorative: true”."
    )


@pytest.mark.parametrize(
    ("word", "rules"), [("True", []), ("TRUE", []), ("False", ["missing-alt"]), ("yes", ["bad-value"])]
)
def test_yes_and_no(tmp_project: Make, word: str, rules: list[str]) -> None:
    text = said(tmp_project, f"  - figure: {{image: good.svg, decorative: {word}}}\n")
    assert re.findall(r"\[([a-z-]+)\]$", text, re.M) == rules


@pytest.mark.parametrize("image", ["good.svg", "good.png", "good.jpg"])
def test_good_pictures(tmp_project: Make, image: str) -> None:
    body = f"  - figure: {{image: {image}, alt: A}}\n  - figure: {{image: {image}, decorative: true}}\n"
    assert said(tmp_project, body) == ""


@pytest.mark.parametrize(
    ("char", "code"),
    [("𐌰", "U+10330"), ("བ", "U+0F56"), ("\U0001f600", "U+1F600"), ("\ue000", "U+E000")],
)
def test_letters_that_no_font_has(tmp_project: Make, char: str, code: str) -> None:
    assert said(tmp_project, f"  - text: one\n  - list:\n      - two {char}\n") == (
        f"handouts/leaflet/en.yaml:11:13: error: No font has “{char}” ({code}). [missing-glyph]\n"
        f"          - two {char}\n                ^\n"
        "    hint: Replace the character; or add a font that has it, regular and bold, under “brand: fonts:” in the layout."
    )


@pytest.mark.parametrize("word", ["null", "Null", "NULL", "~"])
def test_words_that_other_readers_of_yaml_take_for_nothing(tmp_project: Make, word: str) -> None:
    assert said(tmp_project, f"  - text: {word}\n") == (
        f"handouts/leaflet/en.yaml:9:11: error: “{word}” without quotation marks is no text in YAML. [bad-value]\n"
        f"      - text: {word}\n              ^\n"
        "    hint: Put it in quotation marks; or leave it out, and a table's cell empty."
    )
    assert said(tmp_project, f"  - text: '{word}'\n") == ""


@pytest.mark.parametrize("blank", ["\\u200b", "\\u00a0", "\\u2060\\u00ad", "\\u2800", "\\u3164 "])
def test_text_that_leaves_no_ink(tmp_project: Make, blank: str) -> None:
    assert said(tmp_project, f'  - text: "{blank}"\n').splitlines()[0] == (
        "handouts/leaflet/en.yaml:9:11: error: “text” is empty: the paragraph, with inline marks. [empty-text]"
    )


def test_text_longer_than_any_paragraph(tmp_project: Make) -> None:
    lines = said(tmp_project, f"  - text: {'word ' * 4001}\n").splitlines()
    assert lines[0] == (
        "handouts/leaflet/en.yaml:9:11: error: The text has 20,004 characters; the limit is 20,000. [bad-value]"
    )
    assert lines[-1] == "    hint: Split it into paragraphs."


def test_long_texts_are_cut_in_messages(tmp_project: Make) -> None:
    lines = said(tmp_project, f"  - contact: {{name: A, phone: {'word ' * 500}}}\n").splitlines()
    assert lines[0] == (
        f"handouts/leaflet/en.yaml:9:31: error: “{('word ' * 12).strip()}…” is not a phone number such as (555) 010-0100. "
        "[bad-value]"
    )
    assert max(map(len, lines)) < 160


# -- layouts ---------------------------------------------------------------------------------------------------------


def layout_said(make: Make, layouts: dict[str, str], name: str = "own") -> str:
    files = {f"layouts/{stem}.yaml": text for stem, text in layouts.items()}
    project = make({"leaflet/en": HEAD + "  - text: one\n"}, files)
    return "\n".join(map(str, check_handout("leaflet", layout=name, project=project.root)))


def test_layout_that_changes_another(tmp_project: Make) -> None:
    assert layout_said(tmp_project, {"own": "extends: clinic-a4\nbrand: {name: Own Clinic}\n"}) == ""


def test_unknown_layout(tmp_project: Make) -> None:
    assert layout_said(tmp_project, {}, "clinic-a5") == (
        "clinic-a5.yaml: error: There is no layout “clinic-a5”. [unknown-layout]\n    hint: Did you mean “clinic-a4”?"
    )
    assert "There is no layout" in layout_said(tmp_project, {}, "../layouts/clinic-a4")


def test_layout_that_extends_nothing(tmp_project: Make) -> None:
    assert layout_said(tmp_project, {"own": "extends: clinic-bse\n"}) == (
        "layouts/own.yaml:1:10: error: There is no layout “clinic-bse”. [unknown-layout]\n"
        "    extends: clinic-bse\n             ^\n"
        "    hint: Did you mean “clinic-base”?"
    )


@pytest.mark.parametrize(
    ("layouts", "circle", "file"),
    [
        ({"own": "extends: own\n"}, "own → own", "own"),
        ({"own": "extends: two\n", "two": "extends: own\n"}, "own → two → own", "two"),
    ],
)
def test_layouts_in_a_circle(tmp_project: Make, layouts: dict[str, str], circle: str, file: str) -> None:
    lines = layout_said(tmp_project, layouts).splitlines()
    assert lines[0] == (
        f"layouts/{file}.yaml:1:10: error: Layouts extend each other in a circle: {circle}. [layout-loop]"
    )


def test_everything_wrong_in_a_layout_is_told_at_once(tmp_project: Make) -> None:
    own = (
        "extends: clinic-a4\npage:\n  size: B5\n  margins: {sides: 12}\ntype:\n  body: {size: 4pt}\n"
        "brand:\n  logo: nowhere.svg\n  palette:\n    text: black\n    muted: '#ccc'\n  colour: red\n"
    )
    lines = [
        line for line in layout_said(tmp_project, {"own": own}).splitlines() if "error:" in line or "hint:" in line
    ]
    assert lines == [
        "layouts/own.yaml:3:9: error: “B5” is not known here. [bad-value]",
        "    hint: Known here: A4, A5, Letter, Legal, Half Letter, A6, Quarter Letter, A3, A4 Panel, Letter Panel.",
        "layouts/own.yaml:4:20: error: “12” is not a length. [bad-value]",
        "    hint: Write a number and its unit, such as 12mm, 11pt or 0.5in.",
        "layouts/own.yaml:6:16: error: “4pt” is out of bounds. [bad-value]",
        "    hint: Between 9pt and 72pt.",
        "layouts/own.yaml:8:9: error: “nowhere.svg” is not there. [missing-picture]",
        "    hint: Check the name; the path starts at the handout's folder.",
        "layouts/own.yaml:10:11: error: “black” is not a colour such as “#0B5563” (in quotation marks). [bad-value]",
        "layouts/own.yaml:11:12: error: “#ccc” is not a colour such as “#0B5563” (in quotation marks). [bad-value]",
        "layouts/own.yaml:12:3: error: “colour” is not a key here. [unknown-key]",
        "    hint: Known here: name, publisher, logo, palette, look, fonts, phone, web, currency, "
        "other-formats, legal.",
    ]


@pytest.mark.parametrize(
    ("own", "hint"),
    [
        ("margins: {top: 20mm}", "It stands below “page:”: indent it there."),
        ("sides: 20mm", "It stands below “page: margins:”: indent it there."),
        ("palette: {text: '#333333'}", "It stands below “brand:”: indent it there."),
        ("alert: '#993300'", "It stands below “brand: palette:”: indent it there."),
        ("page: {later: name}", "It stands below “header:” or “footer:”: indent it there."),
        # A slip is likelier than a key in the wrong group.
        ("box: {quote: {tone: calm}}", "Did you mean “boxes”?"),
        ("list: {numbers: plain}", "Did you mean “lists”?"),
        # Seven groups have it: to name one of them would be a guess.
        ("type: {size: 12pt}", "Known here: body, lead, title, heading-2, heading-3, heading-4, small."),
    ],
)
def test_a_key_of_a_group_below_is_told_where_it_stands(tmp_project: Make, own: str, hint: str) -> None:
    said = layout_said(tmp_project, {"own": f"extends: clinic-a4\n{own}\n"})
    assert "is not a key here. [unknown-key]" in said
    assert [line.strip() for line in said.splitlines() if "hint:" in line] == [f"hint: {hint}"]


def test_text_too_pale(tmp_project: Make) -> None:
    own = "extends: clinic-a4\nbrand:\n  palette:\n    muted: '#777777'\n    alert: '#FFFFFF'\n    alert-tint: '#FFFFFF'\n"
    lines = [line for line in layout_said(tmp_project, {"own": own}).splitlines() if not line.startswith("      ")]
    # #777777 on white is the known near miss of WCAG 2.1: 4.478 to 1.
    assert lines == [
        "layouts/own.yaml:4:12: error: “muted” has a contrast of 4.47 to 1; text needs 4.5. [low-contrast]",
        "    hint: Choose a darker colour.",
        "layouts/own.yaml:4:12: error: “muted on tint” has a contrast of 3.85 to 1; text needs 4.5. [low-contrast]",
        "    hint: Choose a darker colour.",
        "layouts/own.yaml:5:12: error: “alert on alert-tint” has a contrast of 1.0 to 1; text needs 4.5. [low-contrast]",
        "    hint: Choose a darker colour.",
        "layouts/own.yaml:5:12: error: “alert” has a contrast of 1.0 to 1; text needs 4.5. [low-contrast]",
        "    hint: Choose a darker colour.",
    ]


def test_text_too_narrow(tmp_project: Make) -> None:
    # 60 mm are 170 pt; at 14 pt a character takes 0.48 times 14 pt, which is 6.7 pt.
    own = "extends: clinic-a4\npage: {size: A4, margins: {sides: 75mm}}\ntype: {body: {size: 14pt}}\n"
    assert layout_said(tmp_project, {"own": own}).splitlines()[0] == (
        "layouts/own.yaml:2:27: error: A line holds about 25 characters; it needs 30. [narrow-text]"
    )


def test_logo_outside_the_layouts(tmp_project: Make) -> None:
    own = "extends: clinic-a4\nbrand: {logo: ../../../etc/passwd.svg}\n"
    assert layout_said(tmp_project, {"own": own}).splitlines()[0] == (
        "layouts/own.yaml:2:15: error: “../../../etc/passwd.svg” leads out of the project. [outside-project]"
    )


@pytest.mark.parametrize(("before", "after"), [("One", "Two"), ("One", "Longer")], ids=["same size", "another size"])
def test_a_layout_rewritten_within_a_tick_is_read_again(tmp_project: Make, before: str, after: str) -> None:
    project = tmp_project({}, {"layouts/own.yaml": f"extends: clinic-a4\nbrand: {{name: {before}}}\n"})
    path = project.root / "layouts/own.yaml"
    clock = path.stat()
    assert project.layout("own").brand.name == before
    new = path.with_suffix(".new")
    new.write_text(f"extends: clinic-a4\nbrand: {{name: {after}}}\n")
    os.utime(new, ns=(clock.st_atime_ns, clock.st_mtime_ns))
    new.replace(path)
    assert project.layout("own").brand.name == after


# -- fixed words -----------------------------------------------------------------------------------------------------


def test_fixed_words_that_are_missing(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_project({"leaflet/en": HEAD + "  - text: one\n"})
    with pytest.raises(Rejected) as caught:
        project.words("xx")
    assert str(caught.value) == (
        "words/xx.yaml: error: There are no fixed words for “xx”. [missing-words]\n"
        "    hint: Copy words/en.yaml to words/xx.yaml and translate it."
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("page: Page {page} of {pages}", "page: Page {page of {pages}"), "ICU cannot read the pattern of “page”: "),
        (
            ("page: Page {page} of {pages}", "page: Page d'{page} of {pages}"),
            "“page” does not show {page} and {pages} once: it prints “Page d{page} of {pages}”. [bad-pattern]",
        ),
        (("page: Page {page} of {pages}", "page: Page {page}"), "it prints “Page 58”. [bad-pattern]"),
        (("{label}: {value}", "{label}: {label} {value}"), "“label” does not show {label} and {value} once"),
        (("{clinic}", "{clinik}"), "“fair-care” does not show {clinic} once"),
        (("{date, date, long}", "{date, date, ::yMMMM}"), "“date” does not show {date} once: it prints “May 2031”."),
        (("lang: en", "lang: es"), "The file is called “en.yaml” and its language is “es”. [file-name]"),
        (
            ("qr: QR code for this address", "qr: QR code for {address}"),
            "words/en.yaml:22:5: error: “qr” has no placeholders: it would print “{address}”. [bad-pattern]\n"
            "    qr: QR code for {address}\n        ^\n"
            "    hint: Write the words alone, as in English; what they speak of stands beside them.",
        ),
        (
            ("notes: Your notes", "notes: Your notes {"),
            "“notes” has no placeholders: it would print “{”. [bad-pattern]",
        ),
        (("{clinic}", "{clinic} {phone}"), "“fair-care”"),
        (("hours: Hours", "hours: null"), "“null” without quotation marks is no text in YAML. [bad-value]"),
        (("hours: Hours\n", ""), "“hours” is missing: before opening hours. [missing-key]"),
        (("lang: en", "lang: en\nfax: Fax"), "“fax” is not a key here. [unknown-key]"),
    ],
)
def test_fixed_words_that_are_wrong(tmp_project: Make, change: tuple[str, str], sentence: str) -> None:
    words = (Path(__file__).parents[2] / "layouts" / "words" / "en.yaml").read_text(encoding="utf-8")
    assert change[0] in words
    project = tmp_project({}, {"layouts/words/en.yaml": words.replace(*change)})
    with pytest.raises(Rejected) as caught:
        project.words("en")
    assert str(caught.value).splitlines()[0].startswith("words/en.yaml:")
    assert sentence in str(caught.value)


@pytest.mark.parametrize("name", ["id", "version", "title", "summary", "reviewed", "next-review"])
def test_a_key_that_every_leaflet_needs_is_not_to_be_deleted(tmp_project: Make, name: str) -> None:
    head = re.sub(rf"^{name}: .*$", f'{name}: ""', HEAD, flags=re.MULTILINE)
    told = said(tmp_project, "  - text: one\n", head).splitlines()
    assert f" error: “{name}” is empty: the " in told[0].replace("what the leaflet is for", "the summary")
    assert told[-1] == "    hint: Write it: every leaflet needs it."


@pytest.mark.parametrize(
    ("block", "hint"),
    [
        ('  - contact: {name: "", phone: (555) 010-0100}\n', "Write it: it cannot be left out."),
        ('  - contact: {name: A, phone: (555) 010-0100, hours: ""}\n', "Write it, or delete the key."),
        ('  - list: [One., ""]\n', "Write it, or delete the key."),
    ],
)
def test_only_a_key_that_can_be_left_out_is_to_be_deleted(tmp_project: Make, block: str, hint: str) -> None:
    assert said(tmp_project, block).splitlines()[-1] == f"    hint: {hint}"
