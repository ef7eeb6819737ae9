"""Easy read, and any format with a text of its own: which text is taken, how it stands, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build import build_leaflet
from generator.cli import main
from generator.cli.shared import complete_names
from generator.jobs import Job, plan_jobs
from generator.model.blocks.pictures import Figure
from generator.model.blocks.words import BulletList
from generator.problems import Rejected
from generator.project import Project, read_handout
from generator.translation.desk import Hand, open_desk, record, start, write
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project, project_with, quiet_profile
from tests.support.readers import find_in_order, mupdf_lines, rendered, squeeze
from tests.support.tagtree import TaggedPdf
from tests.translation.desks import project_of

Make = Callable[..., Project]
NAME, OWN, FORM = "warfarin", "warfarin/easy-read", "easy-read"
LANGUAGES = ("en", "es", "ar", "zh-Hans")
MM = 72 / 25.4

TEXT = """\
id: T-1-ER
version: "1.0"
lang: {lang}
title: Easy tablets
summary: This is the easy-read version.
reviewed: 2026-01-01
next-review: 2028-01-01
content:
  - text: Take 1 tablet each day.
"""


@cache
def easy(lang: str, layout: str = "clinic-a4", standard: str = "ua-1") -> bytes:
    leaflet = build_leaflet(project(), NAME, lang, layout, standard, form=FORM)
    assert leaflet.warnings == ()
    return leaflet.data


def said(data: bytes) -> str:
    return squeeze(TaggedPdf(data).root.text)


def add(made: Project, text: str, name: str = f"tablets/{FORM}/en.yaml") -> Project:
    path = made.root / "handouts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return made


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def made(tmp_project: Make, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A handout in English and Spanish, and an easy-read text in English."""
    both = add(project_of(tmp_project), TEXT.format(lang="en"))
    monkeypatch.chdir(both.root)
    return both


# -- which text is taken -----------------------------------------------------------------------------------------------


def test_the_own_text_is_taken_with_its_format_only(made: Project) -> None:
    titles = {
        form: TaggedPdf(build_leaflet(made, "tablets", "en", form=form).data).root.find("H1")[0].text
        for form in ("", "large-print", FORM)
    }
    assert titles == {"": "Your new tablets", "large-print": "Your new tablets", FORM: "Easy tablets"}


def test_without_an_own_text_the_usual_one_is_set_and_every_page_says_so(made: Project) -> None:
    leaflet = build_leaflet(made, "tablets", "es", form=FORM)
    assert [(p.place.source.name, p.message) for p in leaflet.warnings if p.rule == "no-own-text"] == [
        ("handouts/tablets/es.yaml", "“tablets” has no text for “easy-read” in “es”: the usual one is set.")
    ]
    pdf = TaggedPdf(leaflet.data)
    assert pdf.root.find("H1")[0].text == "Sus nuevos comprimidos"
    assert all("T-1 · 1.0 · es Spanish · not easy read" in page for page in pdf.artifacts)
    assert {round(line.size) for line in mupdf_lines(leaflet.data)} >= {16, 34}, "set as the format says"
    own = build_leaflet(made, "tablets", "en", form=FORM)
    assert own.warnings == ()
    assert all("T-1-ER · 1.0 · en · easy read" in page for page in TaggedPdf(own.data).artifacts)


def test_a_copy_in_two_languages_has_the_own_text_in_both_or_in_none(made: Project) -> None:
    assert made.text_for("tablets", FORM, "en") == f"tablets/{FORM}"
    assert made.text_for("tablets", FORM, "en", "es") == "tablets"
    bilingual = build_leaflet(made, "tablets", "en", form=FORM, beside="es")
    assert "no text for “easy-read” in “en” and “es”" in str(bilingual.warnings)
    own = said(build_leaflet(project(), NAME, "ar", form=FORM, beside="en").data)
    assert find_in_order(["تناول الوارفارين: نسخة سهلة القراءة", "Take it at the same time each day."], own) == []


def test_staff_read_the_english_title_of_the_own_text() -> None:
    assert squeeze("Arabic · Taking warfarin: easy read") in said(easy("ar"))


def test_a_file_is_not_called_easy_read_where_no_text_is(made: Project) -> None:
    result = run("build", "tablets", "--format", FORM, "--layout", "clinic-a4")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in Path("dist/clinic-a4").iterdir()) == [
        "tablets-en-english-easy-read.pdf", "tablets-es-spanish-not-easy-read.pdf",
    ]  # fmt: skip
    large = run("build", "tablets", "--format", "large-print", "--lang", "es", "--layout", "clinic-a4")
    assert large.exit_code == 0, large.stderr
    assert Path("dist/clinic-a4/tablets-es-spanish-large-print.pdf").is_file(), "large print needs no words of its own"


def test_a_copy_in_two_languages_is_not_called_easy_read_unless_both_are(made: Project) -> None:
    result = run("build", "tablets", "--format", FORM, "--lang", "en", "--bilingual", "es", "--layout", "clinic-a4")
    assert result.exit_code == 0, result.stderr
    names = [path.name for path in Path("dist/clinic-a4").iterdir()]
    assert names == ["tablets-en-english-with-spanish-not-easy-read.pdf"]


def test_a_narrow_foot_still_says_that_the_words_are_the_usual_ones(made: Project) -> None:
    leaflet = build_leaflet(made, "tablets", "es", form=FORM, paper="a5")
    assert all("not easy read" in page for page in TaggedPdf(leaflet.data).artifacts)


def test_a_text_has_its_name_on_the_command_line(made: Project) -> None:
    result = run("build", f"tablets/{FORM}", "--layout", "clinic-a4")
    assert result.exit_code == 0, result.stderr
    assert [path.name for path in Path("dist/clinic-a4").iterdir()] == ["tablets-en-english-easy-read.pdf"]
    assert run("list").stdout.splitlines() == [f"{'tablets':<32} en es", f"{f'tablets/{FORM}':<32} en"]
    assert complete_names(_context(made), None, "tablets/") == [f"tablets/{FORM}"]  # type: ignore[arg-type]  # not used


def _context(made: Project) -> object:
    import click

    context = click.Context(main)
    context.params = {"root": made.root}
    return context


def test_check_looks_at_the_own_texts_as_well(made: Project) -> None:
    add(made, TEXT.format(lang="en").replace("- text:", "- txt:"))
    (made.root / "layouts" / "profiles").mkdir(parents=True)
    (made.root / "layouts" / "profiles" / "default.yaml").write_text(quiet_profile(), encoding="utf-8")
    assert run("check", "--layout", "clinic-a4", "--format", "large-print").exit_code == 0
    result = run("check", "--layout", "clinic-a4")
    assert result.exit_code == 1
    assert "handouts/tablets/easy-read/en.yaml:9:5: error: There is no block “txt”. [unknown-block]" in result.stderr


def test_all_languages_of_either_text_are_planned(made: Project) -> None:
    add(made, TEXT.format(lang="th"), f"tablets/{FORM}/th.yaml")

    def planned(*names: str, form: str = "", own_texts: bool = False) -> list[tuple[str, str]]:
        jobs = plan_jobs(made, names, [], ["clinic-a4"], Job("", "", "", form=form), own_texts=own_texts)
        return [(job.form, job.lang) for job in jobs]

    assert planned() == [("", "en"), ("", "es")]
    assert planned(form=FORM) == [(FORM, "en"), (FORM, "es"), (FORM, "th")]
    assert planned(own_texts=True) == [("", "en"), ("", "es"), (FORM, "en"), (FORM, "th")]
    assert planned(f"tablets/{FORM}") == [(FORM, "en"), (FORM, "th")]


# -- what can be wrong -------------------------------------------------------------------------------------------------


def told(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 1
    return result.stderr


def test_a_text_for_an_unknown_language_is_told_at_its_place(made: Project) -> None:
    add(made, TEXT.format(lang="xx"), f"tablets/{FORM}/xx.yaml")
    assert (
        "handouts/tablets/easy-read/xx.yaml:3:7: error: The language “xx” is not in the language table. "
        "[unknown-language]" in told("build", "--layout", "clinic-a4", "--format", FORM)
    )


def test_a_folder_of_texts_that_is_no_format_is_told(made: Project) -> None:
    add(made, TEXT.format(lang="en"), "tablets/easy-reed/en.yaml")
    wanted = (
        "handouts/tablets/easy-reed: error: This folder holds texts, and “easy-reed” is no format. [unknown-layout]\n"
        "    hint: Did you mean “easy-read”?"
    )
    for command in ("build", "check", "list"):
        assert wanted in told(command)


def test_sources_and_other_folders_are_no_texts(made: Project) -> None:
    add(made, "abc: Take it.\n", "tablets/sources/en.yaml")
    add(made, "- {Name: A}\n", "tablets/patients/monday.yaml")
    assert made.texts() == ["tablets", f"tablets/{FORM}"]
    assert made.languages("tablets/sources") == made.languages("tablets/../tablets") == made.languages("a/b/c") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("tablets/large-print",),
            "“tablets” has no text of its own for “large-print”. [unknown-handout]\n    hint: Known here: easy-read.",
        ),
        (
            ("tablets/easy-read", "--format", "large-print"),
            "“tablets/easy-read” is set in its own format, not in “large-print”. [unknown-handout]\n"
            "    hint: Leave one of them out.",
        ),
        (("tablet/easy-read",), "There is no handout “tablet/easy-read”. [unknown-handout]\n    hint: Did you mean"),
    ],
)
def test_a_name_that_is_no_text_is_told(made: Project, arguments: tuple[str, ...], message: str) -> None:
    assert message in told("build", *arguments)


def test_a_format_says_whether_it_wants_its_own_text(tmp_project: Make) -> None:
    layout = tmp_project(files={"layouts/formats/ours.yaml": "page: {columns: 1}\ntext: mine\n"})
    with pytest.raises(Rejected) as caught:
        layout.layout("clinic-a4", "ours")
    assert [(p.place.line, p.message) for p in caught.value.problems] == [(2, "“mine” is not known here.")]


# -- translations ------------------------------------------------------------------------------------------------------


def test_the_own_text_has_translations_of_its_own(made: Project) -> None:
    name = f"tablets/{FORM}"
    write(start(made, name, "es", "en", Hand("draft", "nobody yet")))
    path = made.handout_path(name, "es")
    path.write_text(path.read_text("utf-8").replace("Take 1 tablet each day.", "Tome 1 tableta cada día."), "utf-8")
    write(record(open_desk(made, name, "es"), lambda pair: pair.path == "content.1.text", Hand("draft", "Ana Ruiz")))
    assert (path.parent / "sources" / "en.yaml").is_file()
    rows = run("translate", "status").stdout.splitlines()
    assert [row.split()[:2] for row in rows[1:]] == [["tablets", "es"], [name, "es"]]
    assert run("translate", "status", name).stdout.splitlines()[1].split()[0] == name
    source = made.handout_path(name, "en")
    source.write_text(source.read_text("utf-8").replace("Take 1 tablet", "Take 2 tablets"), "utf-8")
    stale = "easy-read/es.yaml:14:11: warning: The source of this says by now: “Take 2 tablets each day.”"
    assert stale in run("translate", "status").stderr


@pytest.mark.parametrize("form", ["po", "xliff-1.2", "xliff-2.1"])
def test_the_own_text_goes_to_a_translator_and_comes_back(made: Project, form: str) -> None:
    name, kind = f"tablets/{FORM}", "po" if form == "po" else "xlf"
    write(start(made, name, "es", "en", Hand("draft", "nobody yet")))
    assert run("translate", "export", name, "es", "--format", form).exit_code == 0
    assert run("translate", "import", name, "es", f"tablets-{FORM}-es.{kind}").exit_code == 0
    other = run("translate", "import", "tablets", "es", f"tablets-{FORM}-es.{kind}")
    assert "The file is for the handout “tablets/easy-read”, not “tablets”. [wrong-exchange]" in other.stderr


# -- how it stands on the page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_verapdf_finds_no_failure(lang: str, standard: str) -> None:
    assert verapdf.failures(easy(lang, standard=standard), standard) == []


@pytest.mark.parametrize("layout", ["clinic-a4", "clinic-letter"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_its_own_text_in_order(lang: str, layout: str) -> None:
    wanted = [text.plain for text in read_handout(project(), OWN, lang).texts()]
    assert find_in_order(wanted, said(easy(lang, layout))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_but_small_print_is_as_large_as_the_body_and_that_is_14_points(lang: str) -> None:
    """Inclusion Europe, Information for all (2009): at least 14 pt. What stands above the sources is 16 pt."""
    page = project().layout("clinic-a4", FORM).page
    lines = mupdf_lines(easy(lang))
    assert min(line.size for line in lines) >= 14 - 0.01
    words = project().words(lang)
    heads = {squeeze(words.source), squeeze(words.sources)}
    end = next(n for n, line in enumerate(lines) if squeeze(line.text) in heads)
    inside = [one for one in lines[:end] if page.margins.top + 35 < one.top < page.height - page.margins.bottom - 40]
    small = [line.size for line in inside if line.size < 16 - 0.01]
    assert len(inside) > 100
    assert small == []


# A sentence beside a picture, for each language.
BESIDE = {
    "en": "Take it at the same time each day.",
    "es": "Tómela todos los días a la misma hora.",
    "zh-Hans": "每天在同一时间服用。",
}


@pytest.mark.parametrize("lang", BESIDE)
def test_the_picture_stands_at_the_left_of_its_words(lang: str) -> None:
    margin, width = project().layout("clinic-a4", FORM).page.margins.sides, 38 * MM * 16 / 14
    (line,) = (line for line in mupdf_lines(easy(lang)) if squeeze(line.text) == squeeze(BESIDE[lang]))
    assert line.left == pytest.approx(margin + width + 20, abs=2), "38 mm beside text of 14 points, 16/14 of it here"
    assert _ink(easy(lang), line.page, margin, margin + width, line.top)


def test_the_picture_stands_at_the_right_of_arabic_words() -> None:
    page, data = project().layout("clinic-a4", FORM).page, easy("ar")
    right, width = page.width - page.margins.sides, 38 * MM * 16 / 14
    lines = [line for line in mupdf_lines(data) if "نفسه" in line.text]
    assert lines
    assert lines[0].right == pytest.approx(right - width - 20, abs=2)
    assert _ink(data, lines[0].page, right - width, right, lines[0].top)


def _ink(data: bytes, page: int, left: float, right: float, top: float) -> bool:
    """Whether anything is drawn between two places on the page, at the height of a line. In points."""
    picture = rendered(data, 72)[page - 1]
    low, _ = picture.crop((int(left), int(top - 30), int(right), int(top + 30))).getextrema()
    return bool(low < 100)


def test_a_box_that_is_a_title_stays_with_its_first_picture(tmp_path: Path) -> None:
    """At whatever height of the page it stands."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 8"><rect width="10" height="8"/></svg>'
    parted = []
    for count in range(15, 24):
        made = project_with(
            tmp_path,
            "  - text: A line of text.\n" * count + "  - callout: {kind: note, title: The box.}\n"
            "  - figure: {image: a.svg, decorative: true, width: 38mm, content: [{text: The words.}]}\n",
        )
        (tmp_path / "handouts" / "test" / "a.svg").write_text(picture, encoding="utf-8")
        lines = mupdf_lines(build_leaflet(made, "test", "en", check=False).data)
        pages = {line.text: line.page for line in lines if line.text in ("The box.", "The words.")}
        parted.append(pages["The box."] != pages["The words."])
        where = pages["The box."]
    assert not any(parted)
    assert where == 2, "the last of them begins a page"


def test_rows_stand_further_apart_than_sentences() -> None:
    lines = mupdf_lines(easy("en"))
    tops = {squeeze(line.text): line.top for line in lines}
    within = tops[squeeze("Take it at the same time each day.")] - tops[squeeze("Take warfarin once a day.")]
    between = tops[squeeze("You can take it with food.")] - tops[squeeze("Many people choose the evening.")]
    assert between > 1.5 * within


def test_other_brands_and_papers_hold_it() -> None:
    for brand, paper in (("alder-street", ""), ("", "a5")):
        assert build_leaflet(project(), NAME, "ar", form=FORM, brand=brand, paper=paper).warnings == ()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_rows_have_one_gap_and_one_edge_and_numbers_stand_on_their_first_line(lang: str) -> None:
    """Numbered or not: who reads down a page meets each row at the same place."""
    lines = mupdf_lines(build_leaflet(project(), "metastatic-breast-cancer", lang, form=FORM, check=False).data)
    numbers = [line for line in lines if line.text.strip() in {f"{n}." for n in range(1, 6)}]
    assert len(numbers) == 9
    margin = project().layout("clinic-a4", FORM).page.margins.sides
    edge = margin + 38 * MM * 16 / 14 + 20
    for number in numbers:
        beside = [
            one for one in lines if one.page == number.page and abs(one.top - number.top) < 2 and one is not number
        ]
        assert [one.left for one in beside] == [pytest.approx(edge, abs=1.5)], number.text
    assert project().layout("clinic-a4", FORM).space.box == project().layout("clinic-a4", FORM).space.list == 25


@pytest.mark.parametrize("lang", ["ar", "hi", "vi", "en"])
def test_a_title_parts_behind_its_colon(lang: str) -> None:
    """And not inside “easy read”."""
    data = build_leaflet(project(), "metastatic-breast-cancer", lang, form=FORM, check=False).data
    title = read_handout(project(), "metastatic-breast-cancer/easy-read", lang).title.plain
    lines = [squeeze(line.text) for line in mupdf_lines(data) if line.page == 1 and line.size > 30]
    assert lines[-1] == squeeze(title.partition(":")[2]) or sorted(lines[-1]) == sorted(
        squeeze(title.partition(":")[2])
    )


def test_what_looks_back_turns_back() -> None:
    """The arrow round the clock points down at its left side, where hands that go forward go up."""
    drawn = (project().root / "handouts" / "pictures" / "look-back.svg").read_text(encoding="utf-8")
    start, tip = (
        re.findall(r'stroke="#B5472F" stroke-width="5" d="M([\d.]+) ([\d.]+)C.* ([\d.]+) ([\d.]+)"', drawn)[0][:2],
        (re.findall(r'stroke="#B5472F" stroke-width="5" d="M[\d. ]+L([\d.]+) ([\d.]+)L', drawn)[0]),
    )
    assert float(tip[1]) > float(start[1]) + 64, "its head is at the foot of the clock"
    assert float(tip[0]) < 92, "and left of its middle"


@pytest.mark.parametrize("lang", project().languages("metastatic-breast-cancer/easy-read"))
def test_pictures_say_what_their_words_say(lang: str) -> None:
    """Four parts of the body are shown as four; what comes later comes later in the direction of reading too."""
    content = read_handout(project(), "metastatic-breast-cancer/easy-read", lang).content
    figures = {one.image.name: one for one in content if isinstance(one, Figure)}
    assert figures["later.svg"].mirror
    assert isinstance(figures["where-it-spreads.svg"].content[1], BulletList)
    assert len(figures["where-it-spreads.svg"].content[1].list) == 4
    assert figures["15-of-100.svg"].width * 16 / 14 >= 57 * MM
