"""Every handout of the project in every language and layout: standards, reading order, language, look, sameness."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from generator.build import build_leaflet
from generator.jobs import Job, plan_jobs, target_of, write_all
from generator.model.languages import find_language, language_table
from generator.problems import Rejected
from generator.reading import known_language
from generator.story.foot import FOOTER_RULE
from generator.story.running_head import HEAD_HEIGHT
from tests.support import verapdf
from tests.support.leaflets import ROOT, STANDARDS, handout, jobs, leaflet, project, project_with, rules_of, texts
from tests.support.readability import grade, syllables
from tests.support.readers import (
    Band,
    find_in_order,
    mupdf_lines,
    mupdf_text,
    open_mupdf,
    pdfium_text,
    pypdf_text,
    rendered,
    sentences,
    squeeze,
)
from tests.support.tagtree import Annotation, Element, TaggedPdf

JOBS = jobs("ua-1")
ALL_JOBS = [job for standard in STANDARDS for job in jobs(standard)]
MBC = "metastatic-breast-cancer"
SEED_LANGUAGES = {"en", "es", "ar", "hi", "th", "zh-Hans"}
# Body type is set in 14 pt and lines of Latin text hold 60 to 70 characters: RNIB Clear Print; UKAAF G003.
BODY, LINE = 14.0, (60, 70)
# What office printers may leave blank: 6 mm, in points.
UNPRINTED = 6 * 72 / 25.4

# Two leaflets that differ in layout alone hold the same texts, so what no page decides is looked at in one of the two,
# turn about: A4 for a language, Letter for the next, and the other way round for the next handout.
_TEXTS = sorted({(job.name, job.lang) for job in JOBS})
_LAYOUTS = sorted({job.layout for job in JOBS})


def in_turn(job: Job, offset: int = 0) -> bool:
    """Whether it is this layout's turn. offset: 1 for those that it is not when 0."""
    return (_TEXTS.index((job.name, job.lang)) + _LAYOUTS.index(job.layout) + offset) % len(_LAYOUTS) == 0


# veraPDF judges the first handout in every language, layout and standard, and the others in every language and layout
# as UA-1; as UA-2 in the layout whose turn it is.
JUDGED = [job for job in ALL_JOBS if job.name == MBC or job.standard == "ua-1" or in_turn(job)]

each_leaflet = pytest.mark.parametrize("job", JOBS, ids=str)
each_leaflet_and_standard = pytest.mark.parametrize("job", ALL_JOBS, ids=lambda job: f"{job} {job.standard}")


def data_of(job: Job) -> bytes:
    return leaflet(job.name, job.lang, job.layout, job.standard)


@cache
def tagged(job: Job) -> TaggedPdf:
    return TaggedPdf(data_of(job))


def test_the_first_handout_exists_in_all_its_languages() -> None:
    assert {job.lang for job in JOBS if job.name == MBC} >= SEED_LANGUAGES
    assert {job.layout for job in JOBS} >= {"clinic-a4", "clinic-letter"}


# --- standards ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("job", JUDGED, ids=lambda job: f"{job} {job.standard}")
def test_verapdf_finds_no_failure(job: Job) -> None:
    assert verapdf.failures(data_of(job), job.standard) == []


def test_verapdf_judges_every_leaflet_in_both_standards_and_layouts() -> None:
    """The first handout in all four of each language; the others as UA-2 in one layout, and in both layouts as UA-1."""
    every = {(job.name, job.lang) for job in JOBS}
    translated = {name for name, lang in every if lang != "en"}
    seen = {(job.name, job.lang, job.layout, job.standard) for job in JUDGED}
    for standard in STANDARDS:
        assert {(name, lang) for name, lang, _, of in seen if of == standard} == every
        for layout in _LAYOUTS:
            assert {name for name, _, its, of in seen if (its, of) == (layout, standard)} >= translated
    whole = [job for job in ALL_JOBS if job.name == MBC or job.standard == "ua-1"]
    assert seen.issuperset((job.name, job.lang, job.layout, job.standard) for job in whole)


@each_leaflet
def test_generators_own_check_finds_nothing_and_a_second_build_gives_the_same_bytes(job: Job) -> None:
    """In one standard, which is the other one in the other layout; the build below checks all as UA-1."""
    standard = STANDARDS[in_turn(job)]
    built = build_leaflet(project(), job.name, job.lang, job.layout, standard, verify=standard == "ua-1")
    assert built.warnings == ()
    assert built.sha256 == hashlib.sha256(leaflet(job.name, job.lang, job.layout, standard)).hexdigest()


# --- reading --------------------------------------------------------------------------------------------------------


@each_leaflet_and_standard
def test_structure_tree_reads_every_text_in_order(job: Job) -> None:
    pdf = tagged(job)
    assert find_in_order(texts(job.name, job.lang), squeeze(pdf.root.text)) == []
    assert pdf.unclaimed == []


@each_leaflet
def test_pypdf_reads_every_text_in_order(job: Job) -> None:
    assert find_in_order(texts(job.name, job.lang), pypdf_text(data_of(job))) == []


@each_leaflet
def test_both_standards_show_the_same_pages(job: Job) -> None:
    """So what other programs read in one they read in the other."""
    streams = []
    for standard in STANDARDS:
        with pikepdf.open(io.BytesIO(leaflet(job.name, job.lang, job.layout, standard))) as pdf:
            streams.append([page.Contents.read_bytes() for page in pdf.pages])
    assert streams[0] == streams[1]


def _body(job: Job) -> Band:
    """Where the text stands, without header and footer."""
    page = project().layout(job.layout).page
    top = page.margins.top - 5
    return Band(top + page.header.space, top + HEAD_HEIGHT, page.height - FOOTER_RULE - 3)


@each_leaflet
def test_page_readers_find_every_sentence(job: Job) -> None:
    """Programs that read pages, not tags, cannot know ReversedChars: Arabic comes out right but for a few sentences."""
    wanted = [sentence for text in texts(job.name, job.lang) for sentence in sentences(text)]
    readers = {"MuPDF": mupdf_text}
    least = 0.93
    language = find_language(job.lang)
    if language and not language.rtl:
        readers["PDFium"] = pdfium_text
        least = 1.0
    for name, read_pages in readers.items():
        read = read_pages(data_of(job), _body(job))
        missing = [sentence for sentence in wanted if sentence not in read]
        assert 1 - len(missing) / len(wanted) >= least, f"{name} does not find {missing}"


def test_a_text_that_is_missing_or_out_of_order_is_noticed() -> None:
    assert find_in_order(["a b", "c"], "xabyc") == []
    assert find_in_order(["c", "a b"], "xabyc") == ["a b"]
    assert find_in_order(["a b d"], "xabyc") == ["a b d"]
    assert sentences("One. Two? (555) 010-0100 a.m. Three") == ["One.", "Two?", "(555)010-0100a.m.", "Three"]


# --- what the file says of itself -----------------------------------------------------------------------------------


@each_leaflet_and_standard
def test_file_names_its_title_language_direction_and_pages(job: Job) -> None:
    wanted = handout(job.name, job.lang)
    with pikepdf.open(io.BytesIO(data_of(job))) as pdf:
        root = pdf.Root
        assert str(root.Lang) == wanted.lang
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(root.ViewerPreferences.Direction) == (
            "/R2L" if job.lang.split("-")[0] in ("ar", "fa", "he", "ur") else "/L2R"
        )
        count = known_language(wanted).number
        assert [str(page.label) for page in pdf.pages] == [count(number) for number in range(1, len(pdf.pages) + 1)]
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            assert metadata["dc:title"] == wanted.title.plain
            assert metadata["dc:language"] == {wanted.lang}
        assert ("/Info" in pdf.trailer) is (job.standard == "ua-1")
        if job.standard == "ua-1":
            assert str(pdf.docinfo.Title) == wanted.title.plain
        outline = [item.title for item in _bookmarks(pdf)]
    headings = [e.heard for e in tagged(job).root.walk() if re.fullmatch(r"H[1-6]", e.role)]
    assert outline[0] == wanted.title.plain
    assert [squeeze(title) for title in outline] == [squeeze(text) for text in headings if text in outline]
    assert len(outline) >= len(headings) - 1  # the heading of the sources is too small a thing for the outline


def _bookmarks(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    found: list[pikepdf.OutlineItem] = []
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            found.append(item)
            waiting[:0] = item.children
    return found


@pytest.mark.parametrize("job", [job for job in ALL_JOBS if job.lang == "en"], ids=lambda job: f"{job} {job.standard}")
def test_english_leaflet_is_small(job: Job) -> None:
    """A leaflet has a dozen pages at most; the manual, a book in the letters of sixteen languages, is as small for each of its pages."""
    data = data_of(job)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(data) < max(60_000, 5_000 * len(pdf.pages))


def _with_lang(element: Element, lang: str, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(language, text) of every piece of content, the language taken from the nearest element that names one."""
    lang = element.lang or lang
    for kid in element.kids:
        if isinstance(kid, Element):
            _with_lang(kid, lang, found)
        elif not isinstance(kid, Annotation):
            found.append((lang, kid.text))
    return found


@pytest.mark.parametrize("job", [job for job in ALL_JOBS if job.lang != "en"], ids=lambda job: f"{job} {job.standard}")
def test_translation_says_its_state_in_both_languages(job: Job) -> None:
    translation = handout(job.name, job.lang).translation
    assert translation is not None
    asides = tagged(job).root.find("Aside")
    words, english = project().words(job.lang), project().words("en")
    notices = {"machine-draft": "machine_draft", "draft": "draft"}
    if translation.status not in notices:
        assert english.machine_draft not in tagged(job).root.text
        return
    assert words.machine_draft != english.machine_draft
    name = notices[translation.status]
    word, own, other = asides[0].kids
    assert isinstance(word, Element) and isinstance(own, Element) and isinstance(other, Element)
    assert (word.role, squeeze(word.text)) == ("H2", squeeze(words.important))
    assert (own.lang, squeeze(own.text)) == ("", squeeze(getattr(words, name)))
    assert (other.lang, other.text) == ("en", f"Important: {getattr(english, name)}")
    # It stands on the first page, before the first sentence that nobody has checked; the footer says it on every page.
    assert {content.page for content in asides[0].contents()} == {1}
    before = tagged(job).root.text.partition(own.text)[0]
    assert handout(job.name, job.lang).summary.plain[:30] not in before
    assert asides[0] is next(e for e in tagged(job).root.walk() if e.role in ("Aside", "Sect", "L", "Table"))


@pytest.mark.parametrize("job", [job for job in JOBS if language_table()[job.lang].script != "Latn"], ids=str)
def test_latin_words_inside_other_scripts_are_marked_as_english(job: Job) -> None:
    """A screen reader has to change its voice for names and for the English part of the page."""
    pieces = _with_lang(tagged(job).root, job.lang, [])
    for lang, text in pieces:
        for word in re.findall(r"[A-Za-z]{4,}", re.sub(r"\S+[.@]\S+\.\S+|https?://\S+", "", text)):
            assert lang.startswith("en"), f"“{word}” is read as {lang} in “{text}”"


@pytest.mark.parametrize("job", [job for job in JOBS if job.lang != "en"], ids=str)
def test_staff_can_tell_every_page_from_every_other(job: Job) -> None:
    """A nurse who cannot read the script finds the title and the language in English on each page, since pages part."""
    language = find_language(job.lang)
    assert language is not None
    with open_mupdf(data_of(job)) as document:
        for page in document:
            read = squeeze(page.get_text())
            assert squeeze(handout(job.name, "en").title.plain) in read, page.number
            assert squeeze(f"{handout(job.name, job.lang).lang} {language.english}") in read, page.number


def test_every_translation_of_the_first_handout_is_marked_as_a_machine_draft() -> None:
    states = {job.lang: handout(MBC, job.lang).translation for job in JOBS if job.name == MBC and job.lang != "en"}
    assert {lang: state and state.status for lang, state in states.items()} == dict.fromkeys(states, "machine-draft")


# --- look -----------------------------------------------------------------------------------------------------------


@each_leaflet
def test_body_type_is_large(job: Job) -> None:
    lines = mupdf_lines(data_of(job))
    sizes: dict[float, int] = {}
    for line in lines:
        sizes[line.size] = sizes.get(line.size, 0) + 1  # lines: Latin sources have many letters beside Chinese text
    assert max(sizes, key=lambda size: sizes[size]) == BODY
    assert min(sizes) >= 10
    small = {element.text for role in ("LI", "TH", "TD") for element in tagged(job).root.find(role)}
    assert not [line.text for line in lines if line.size < BODY and line.text.strip() in small]


@pytest.mark.parametrize("layout", project().layouts())
@pytest.mark.parametrize("lang", ["en", "es"])
def test_lines_are_neither_long_nor_short(lang: str, layout: str) -> None:
    """Characters in the lines that were broken because they were full, in paragraphs and lists of all leaflets."""
    page = project().layout(layout).page
    full: list[int] = []
    for job in JOBS:
        if (job.lang, job.layout) == (lang, layout):
            lines = [
                line for line in mupdf_lines(data_of(job)) if line.size == BODY and line.left - page.margins.sides < 22
            ]
            full += [
                len(line.text.strip())
                for line, following in pairwise(lines)
                if line.page == following.page and line.left == following.left and 10 < following.top - line.top < 24
                if line.right - line.left > page.measure / 2
            ]
    assert len(full) >= 40
    assert LINE[0] <= statistics.median(full) <= LINE[1], sorted(full)


@each_leaflet
def test_nothing_stands_where_printers_do_not_print(job: Job) -> None:
    edge = int(UNPRINTED)
    for number, image in enumerate(rendered(data_of(job), 72), 1):
        width, height = image.size
        assert image.getextrema()[0] < 128, f"page {number} is empty"
        for box in (
            (0, 0, width, edge),
            (0, height - edge, width, height),
            (0, 0, edge, height),
            (width - edge, 0, width, height),
        ):
            assert image.crop(box).getextrema() == (255, 255), f"page {number}, {box}"


# --- the same bytes -------------------------------------------------------------------------------------------------

_DIGESTS = """
import hashlib, json, sys
from generator.build import build_leaflet
from generator.jobs import Job, plan_jobs
from generator.project import Project
project = Project.at(sys.argv[1])
print(json.dumps({
    f"{job} {job.standard}": build_leaflet(project, job.name, job.lang, job.layout, job.standard, check=False).sha256
    for job in reversed(plan_jobs(project, [], [], [], Job("", "", "", sys.argv[2])))
}))
"""


# Two places on earth; with `west` go another folder and other dates of files.
EAST = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
WEST = {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "ar_EG.UTF-8", "SOURCE_DATE_EPOCH": "1"}


def _digests_elsewhere(root: Path, folder: Path, standard: str, environment: dict[str, str]) -> dict[str, str]:
    """Hashes of all leaflets in a standard from a process of its own, built in another order."""
    run = subprocess.run(
        [sys.executable, "-c", _DIGESTS, str(root), standard],
        cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True, timeout=600,
    )  # fmt: skip
    return dict(json.loads(run.stdout))


@pytest.fixture(scope="module")
def digests() -> dict[str, str]:
    return {f"{job} {job.standard}": hashlib.sha256(data_of(job)).hexdigest() for job in ALL_JOBS}


@pytest.fixture
def copied_project(tmp_path: Path) -> Path:
    root = tmp_path / "another place" / "project"
    shutil.copytree(ROOT / "handouts", root / "handouts")
    shutil.copytree(ROOT / "layouts", root / "layouts")
    for path in root.rglob("*.yaml"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return root


def _of(standard: str, digests: dict[str, str]) -> dict[str, str]:
    return {leaflet: digest for leaflet, digest in digests.items() if leaflet.endswith(f" {standard}")}


def test_another_process_gives_the_same_bytes(tmp_path: Path, digests: dict[str, str]) -> None:
    assert _digests_elsewhere(ROOT, tmp_path, "ua-2", EAST) == _of("ua-2", digests)


def test_two_processes_on_another_machine_give_the_bytes_of_one_from_a_copy_of_the_project(
    copied_project: Path, tmp_path: Path, digests: dict[str, str]
) -> None:
    """By the command, which checks each leaflet and ends with an error if it finds one."""
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--project", str(copied_project), "--out", "out", "--jobs", "2"],
        cwd=tmp_path, check=True, capture_output=True, timeout=600,
        env={**os.environ, **WEST, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    written = {
        path.relative_to(tmp_path / "out").as_posix(): path for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    assert set(written) == {f"{job.layout}/{job.file_name}" for job in JOBS}
    for job in JOBS:
        built = written[f"{job.layout}/{job.file_name}"].read_bytes()
        assert hashlib.sha256(built).hexdigest() == digests[f"{job} ua-1"]


@each_leaflet
def test_file_holds_no_trace_of_the_machine(job: Job) -> None:
    with pikepdf.open(io.BytesIO(data_of(job))) as pdf:
        held = b"".join(
            item.read_bytes() if isinstance(item, pikepdf.Stream) else item.unparse(resolved=True)
            for item in pdf.objects
            if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") != "/Image"
        )
    assert str(ROOT).encode() not in held
    assert b"/home/" not in held


# --- the words of the first handout ---------------------------------------------------------------------------------

ENGLISH = " ".join(" ".join(text.split()) for text in texts(MBC, "en"))

# Grade 6 is what the AMA asks of patient leaflets; 8 is where a reader of average skill falls behind.
AIM, LIMIT = 6.0, 8.0


def test_english_is_easy_to_read(record_property: Callable[[str, object], None]) -> None:
    whole = [sentence for text in texts(MBC, "en") for sentence in re.findall(r"[A-Z][^.!?]*[.!?](?=\s|$)", text)]
    running = [sentence for sentence in whole if len(sentence.split()) > 2]
    assert len(running) > 50
    found = grade(running)
    record_property("flesch-kincaid", f"grade {found:.1f}; aim {AIM}, limit {LIMIT}")
    assert found < LIMIT, f"grade {found:.1f}; the aim is {AIM}, the limit {LIMIT}"


def test_grade_tells_easy_from_hard() -> None:
    counted = {
        "cat": 1,
        "cancer": 2,
        "people": 2,
        "treated": 2,
        "spread": 1,
        "metastatic": 4,
        "bones": 1,
        "little": 2,
        "faces": 2,
    }
    assert {word: syllables(word) for word in counted} == counted
    assert grade(["The cat sat on the mat."]) < 1
    assert (
        grade(
            ["Metastatic disease necessitates individualized multidisciplinary evaluation of therapeutic alternatives."]
        )
        > 16
    )


# What the web page that the leaflet is made from says, and how the leaflet says it.
FACTS = (
    ("metastatic is also called stage IV", r"stage IV\b.{0,20}breast cancer"),
    ("metastatic is also called advanced", r"advanced breast cancer.{0,40}same thing"),
    ("it has spread beyond the breast to other organs", r"spread beyond the breast to other organs"),
    ("most often to bones, lungs, liver, brain", r"most often to.{0,40}bones.{0,12}lungs.{0,12}liver.{0,12}brain"),
    ("it is still breast cancer", r"still breast cancer"),
    ("in the bones it is not bone cancer", r"spread to the bones is not bone cancer"),
    ("it is treated with breast cancer drugs", r"treated with breast cancer drugs"),
    ("not like a cancer that began in the bones", r"not treated like a cancer that began in the bones"),
    ("some have it at first diagnosis", r"Some people have it when they first learn"),
    ("that is not common", r"not common in the United States"),
    ("fewer than 5 percent of diagnoses", r"fewer than 5 of 100 people who learn that they have breast cancer"),
    ("more often months or years after treatment", r"More often.{0,30}months or years after.{0,30}finished treatment"),
    ("for early or locally advanced cancer", r"early or locally advanced breast cancer \(stages I, II or III\)"),
    ("which is called distant recurrence", r"called a distant recurrence"),
    ("the risk varies among people", r"risk that breast cancer will come back.{0,12} is not the same for everyone"),
    ("it depends greatly on the biology", r"depends a lot on:.{0,9}biology of the tumor"),
    ("and on the stage when it was found", r"depends a lot on:.{0,80}stage of the cancer when it was first found"),
    ("it cannot be cured", r"cannot be cured"),
    ("hard as it is to hear", r"hard to hear"),
    ("near the breast one may get rid of it", r"only in the breast or in lymph nodes near it.{0,50}get rid of it all"),
    ("not once it has spread to other organs", r"spread to other organs, that is not possible"),
    ("it can be treated", r"can be treated"),
    ("treatment aims at length of life", r"help you live longer"),
    ("and at quality of life", r"live as well as you can"),
    ("the plan: the cells", r"treatment plan.{0,40}cancer cells are like"),
    ("the plan: where it has spread", r"treatment plan.{0,90}where the cancer has spread"),
    ("the plan: symptoms", r"treatment plan.{0,120}your symptoms"),
    ("the plan: past treatments", r"treatment plan.{0,170}breast cancer treatments you have had before"),
    ("survival varies greatly", r"very different from one person to the next"),
    ("about 15 percent of women live five years", r"[Aa]bout 15 of 100 (?:women )?live at least 5 years"),
    ("the table says so too", r"5 years or more About 15 of 100 women"),
    ("some live 10 years or more", r"10 years or more Some people"),
    ("the numbers predate newer treatments", r"before some of the newer treatments"),
    ("for early and metastatic cancer", r"treatments, for early and for metastatic breast cancer"),
    ("people diagnosed today likely live longer", r"likely mean that people who learn .{0,50} will live longer"),
)  # fmt: skip


@pytest.mark.parametrize(("fact", "said"), FACTS, ids=[fact for fact, _ in FACTS])
def test_fact_of_the_source_is_said(fact: str, said: str) -> None:
    assert re.search(said, ENGLISH), fact


@pytest.mark.parametrize("remnant", ["Go to Top", "Translate", "Click", "click here", "listed above", "Skip to"])
def test_nothing_of_a_web_page_is_left(remnant: str) -> None:
    for job in JOBS:
        if job.layout == "clinic-a4":
            assert remnant not in " ".join(texts(job.name, job.lang)), job.lang


def test_numbers_of_the_english_stand_in_every_language() -> None:
    """A wrong digit could harm, of whatever script. A translation may hold more: stage II is “2” in Thai; hours are left
    out."""
    wanted = _numbers("en")
    assert wanted["100"] >= 5
    for job in JOBS:
        if job.name == MBC:
            assert wanted - _numbers(job.lang) == Counter(), job.lang


def _numbers(lang: str) -> Counter[str]:
    text = re.sub(r"\d", lambda found: str(unicodedata.digit(found[0])), " ".join(texts(MBC, lang)))
    return Counter(re.findall(r"\d+", re.sub(r"\d{1,2}[:.]\d\d", "", text)))


# --- nothing wrong is written ---------------------------------------------------------------------------------------


def test_unknown_handout_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        plan_jobs(project(), ["metastatic-brest-cancer"], [], [])
    assert rules_of(refused.value) == {"unknown-handout"}
    assert "Did you mean “metastatic-breast-cancer”?" in str(refused.value)


def test_broken_picture_is_refused_at_its_place(tmp_path: Path) -> None:
    broken = project_with(tmp_path, "  - figure: {image: a.png, alt: A.}\n")
    (tmp_path / "handouts" / "test" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    with pytest.raises(Rejected) as refused:
        build_leaflet(broken, "test", "en")
    assert rules_of(refused.value) == {"bad-picture"}
    assert "handouts/test/en.yaml:9:13" in str(refused.value)


def test_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    files = {target_of(job, tmp_path): data_of(job) for job in JOBS[:2]}
    (tmp_path / JOBS[0].layout).mkdir()
    blocked = tmp_path / JOBS[1].layout
    blocked.write_text("a file where a folder has to be")
    problems = write_all(files, tmp_path)
    assert JOBS[0].layout != JOBS[1].layout
    assert [problem.rule for problem in problems] == ["cannot-write"]
    assert list((tmp_path / JOBS[0].layout).iterdir()) == []
