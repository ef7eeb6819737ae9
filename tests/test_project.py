"""Projects: what they hold, what of it is built, and the Python API."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdf
import pytest

import generator
from generator import Problem, Rejected, build_pdf, check_handout, files
from generator.jobs import Job, _can_fork, asked_languages, plan_jobs, run_jobs, target_of, write_all
from generator.model.languages import language_table
from generator.problems import Place, ProblemList, Severity, SourceText
from generator.project import Project, read_handout
from generator.rules import RULES, did_you_mean, problem, quoted

HANDOUT = """\
id: T-1
version: "1.0"
lang: {lang}
title: Title
summary: Summary.
reviewed: 2026-01-01
next-review: 2028-01-01
content:
  - text: {text}
"""
Make = Callable[..., Project]


def handout(lang: str = "en", text: str = "one") -> str:
    return HANDOUT.format(lang=lang, text=text)


def told(rejected: pytest.ExceptionInfo[Rejected]) -> str:
    return str(rejected.value)


# -- what a project holds --------------------------------------------------------------------------------------------


def test_handouts_and_languages(tmp_project: Make) -> None:
    project = tmp_project(
        {"b/th": "", "b/es": "", "b/en": "", "a/ar": "", "a/es-MX": ""},
        {"handouts/empty/readme.txt": "", "handouts/stray.yaml": ""},
    )
    assert project.handout_names() == ["a", "b"]
    assert project.languages("a") == ["ar", "es-MX"]
    assert project.languages("b") == ["en", "es", "th"]


def test_only_plain_files_count(tmp_project: Make) -> None:
    project = tmp_project(
        {"a/en": "", "a/.#ar": "", ".git/en": ""},
        {"handouts/a/fr.yaml/file": "", "layouts/.#own.yaml": "", "layouts/folder.yaml/file": ""},
    )
    (project.root / "handouts/a/he.yaml").symlink_to("nowhere.yaml")
    (project.root / "layouts/lost.yaml").symlink_to("nowhere.yaml")
    assert project.handout_names() == ["a"]
    assert project.languages("a") == ["en"]
    assert project.layouts() == ["clinic-a4", "clinic-letter"]
    assert project.layout("clinic-a4").name == "clinic-a4"


def test_an_empty_project(tmp_project: Make) -> None:
    project = tmp_project()
    assert project.handout_names() == []
    assert project.layouts() == project.default_layouts() == ["clinic-a4", "clinic-letter"]
    assert plan_jobs(project, [], [], []) == []


def test_own_layouts_come_before_the_generators(tmp_project: Make) -> None:
    project = tmp_project(
        {"a/en": ""},
        {
            "layouts/own.yaml": "extends: clinic-a4\nbrand: {name: Own}\n",
            "layouts/clinic-letter.yaml": "extends: clinic-base\npage: {size: A4, margins: {top: 20mm, bottom: 20mm, sides: 30mm}}\n",
            "layouts/own-base.yaml": "extends: clinic-base\n",
        },
    )
    assert project.layouts() == ["clinic-a4", "clinic-letter", "own"]
    assert project.default_layouts() == ["clinic-letter", "own"]
    assert [job.layout for job in plan_jobs(project, ["a"], [], [])] == ["clinic-letter", "own"]
    assert [job.layout for job in plan_jobs(project, ["a"], [], ["clinic-a4"])] == ["clinic-a4"]
    assert project.layout("own").brand.name == "Own"
    assert project.layout("own").name == "own"
    assert project.layout("own").brand.publisher == "Harbor Lane Clinic, Patient Information"
    assert project.layout("own").brand.palette == project.layout("clinic-a4").brand.palette
    assert project.layout("clinic-letter").page.size == "A4"
    assert project.layout("clinic-letter").page.margins.sides == pytest.approx(30 * 72 / 25.4)
    assert project.layout("clinic-a4").page.size == "A4"


def test_a_changed_layout_is_read_again(tmp_project: Make) -> None:
    project = tmp_project({}, {"layouts/own.yaml": "extends: clinic-a4\nbrand: {name: One}\n"})
    assert project.layout("own").brand.name == "One"
    path = project.root / "layouts" / "own.yaml"
    path.write_text("extends: clinic-a4\nbrand: {name: Two}\n")
    assert project.layout("own").brand.name == "Two"


def test_own_words_and_own_logo(tmp_project: Make) -> None:
    words = (Path(__file__).parents[1] / "layouts" / "words" / "en.yaml").read_text(encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9z"/></svg>'
    project = tmp_project(
        {"a/en": handout()},
        {
            "layouts/words/en.yaml": words.replace("Page {page} of {pages}", "Sheet {page} of {pages}"),
            "layouts/own.yaml": "extends: clinic-a4\nbrand: {logo: logo.svg}\n",
            "layouts/logo.svg": svg,
        },
    )
    assert project.words("en").page_label(1, 2) == "Sheet 1 of 2"
    assert project.words("es").page_label(1, 2) != "Sheet 1 of 2"
    assert project.layout("own").brand.logo.file == project.root / "layouts" / "logo.svg"
    text = pypdf.PdfReader(io.BytesIO(build_pdf("a", layout="own", project=project.root))).pages[0].extract_text()
    assert "Sheet 1 of 1" in text


# -- reading one handout ---------------------------------------------------------------------------------------------


def test_unknown_handout(tmp_project: Make) -> None:
    with pytest.raises(Rejected) as rejected:
        read_handout(tmp_project({"flu-vaccine/en": handout()}), "flu-vacine", "en")
    assert told(rejected) == (
        "handouts: error: There is no handout “flu-vacine”. [unknown-handout]\n    hint: Did you mean “flu-vaccine”?"
    )


def test_handout_of_an_empty_project(tmp_project: Make) -> None:
    project = tmp_project()
    with pytest.raises(Rejected) as rejected:
        read_handout(project, "flu", "en")
    assert told(rejected) == (
        f"handouts: error: There are no handouts in {project.root}/handouts. [unknown-handout]\n"
        "    hint: Start one with: handouts new NAME"
    )


def test_language_that_a_handout_does_not_have(tmp_project: Make) -> None:
    with pytest.raises(Rejected) as rejected:
        read_handout(tmp_project({"flu/en": handout(), "flu/es": handout("es")}), "flu", "ar")
    assert told(rejected) == (
        "handouts/flu/ar.yaml: error: “flu” does not exist in “ar”. [unknown-handout]\n    hint: Known here: en, es."
    )


@pytest.mark.parametrize("lang", ["../cold/en", "../../outside", "", "en\0", "../flu/en", "\x1b[2J"])
def test_languages_do_not_leave_the_handout(tmp_project: Make, lang: str) -> None:
    project = tmp_project({"flu/en": handout(), "cold/en": handout()}, {"outside.yaml": "secret: text\n"})
    with pytest.raises(Rejected) as rejected:
        read_handout(project, "flu", lang)
    assert [one.rule for one in rejected.value.problems] == ["unknown-handout"]
    assert told(rejected).startswith("handouts/flu: error: “flu” does not exist in “")
    assert "secret" not in told(rejected)
    assert "\x1b" not in told(rejected)


@pytest.mark.parametrize("name", ["..", ".", "", "../handouts/flu", "/etc", "flu/../flu", "flu\0", "\ud800", "x" * 300])
def test_names_do_not_leave_the_handouts(tmp_project: Make, name: str) -> None:
    with pytest.raises(Rejected) as rejected:
        read_handout(tmp_project({"flu/en": handout()}), name, "en")
    assert [one.rule for one in rejected.value.problems] == ["unknown-handout"]


@pytest.mark.parametrize(
    ("file", "lang"), [("en", "en"), ("en", "en-GB"), ("en-GB", "en-GB"), ("zh-Hans", "zh-Hans-SG")]
)
def test_file_names_that_fit_their_language(tmp_project: Make, file: str, lang: str) -> None:
    assert read_handout(tmp_project({f"flu/{file}": handout(lang)}), "flu", file).lang == lang


# -- planning --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ([], ["en", "es", "es-MX", "zh-Hans"]),
        (["es"], ["es"]),
        (["es-MX"], ["es-MX"]),
        (["es-AR"], ["es", "es-MX"]),
        (["en-US", "zh-Hans-SG"], ["en", "zh-Hans"]),
        (["zh-Hans", "en"], ["en", "zh-Hans"]),
        (["ar"], []),
        (["tlh"], []),
    ],
)
def test_languages_that_are_asked_for(asked: list[str], got: list[str]) -> None:
    assert asked_languages(["en", "es", "es-MX", "zh-Hans"], asked) == got


def test_a_regional_file_answers_to_its_language() -> None:
    assert asked_languages(["es-MX"], ["es"]) == ["es-MX"]
    assert asked_languages(["es-MX"], ["en"]) == []


def test_everything_is_planned_once_and_in_order(tmp_project: Make) -> None:
    project = tmp_project({"b/en": "", "a/es": "", "a/en": ""})
    jobs = plan_jobs(project, [], [], [])
    assert [str(job) for job in jobs] == [
        "a en clinic-a4",
        "a en clinic-letter",
        "a es clinic-a4",
        "a es clinic-letter",
        "b en clinic-a4",
        "b en clinic-letter",
    ]
    twice = plan_jobs(project, ["a", "a"], ["es", "es"], ["clinic-a4", "clinic-a4"], Job("", "", "", "ua-2", True))
    assert twice == [Job("a", "es", "clinic-a4", "ua-2", True)]


def test_all_unknown_names_are_told_at_once(tmp_project: Make) -> None:
    with pytest.raises(Rejected) as rejected:
        plan_jobs(tmp_project({"flu/en": ""}), ["fluu", "cold"], [], ["clinic"])
    assert told(rejected) == (
        "handouts: error: There is no handout “fluu”. [unknown-handout]\n    hint: Did you mean “flu”?\n"
        "handouts: error: There is no handout “cold”. [unknown-handout]\n    hint: Known here: flu.\n"
        "layouts: error: There is no layout “clinic”. [unknown-layout]\n    hint: Did you mean “clinic-a4”?"
    )


@pytest.mark.parametrize(
    ("names", "langs", "sentences"),
    [
        (["flu"], ["ar"], ["There is no “flu” in “ar”."]),
        (["flu", "cold"], ["ar", "he"], ["There is no “flu” in “ar” or “he”.", "There is no “cold” in “ar” or “he”."]),
        ([], ["ar"], ["There is no handout in “ar”."]),
        # What is there of it does not hide what is not.
        (["flu"], ["en", "ar"], ["There is no “flu” in “ar”."]),
        (["flu", "cold"], ["es-MX", "en"], ["There is no “cold” in “es-MX”."]),
        (["flu/easy-read"], ["en", "es"], ["There is no “flu/easy-read” in “es”."]),
        ([], ["en", "es", "sw"], ["There is no handout in “sw”."]),
    ],
)
def test_no_such_language(tmp_project: Make, names: list[str], langs: list[str], sentences: list[str]) -> None:
    project = tmp_project({"flu/en": "", "flu/es": "", "cold/en": "", "flu/easy-read/en": ""})
    for own_texts in (False, True):
        with pytest.raises(Rejected) as rejected:
            plan_jobs(project, names, langs, [], own_texts=own_texts)
        said = told(rejected).splitlines()
        assert said[::2] == [f"handouts: error: {sentence} [unknown-handout]" for sentence in sentences]
    assert "Start it: handouts translate start cold es-MX" in said[1] or langs[0] != "es-MX"


def test_a_language_that_the_own_text_of_a_format_lacks_is_no_fault(tmp_project: Make) -> None:
    """Nobody has named that text: the leaflet itself is there."""
    project = tmp_project({"flu/en": "", "flu/es": "", "flu/easy-read/en": ""})
    found = plan_jobs(project, ["flu"], ["es"], ["clinic-a4"], own_texts=True)
    assert [(job.form, job.lang) for job in found] == [("", "es")]


def test_a_copy_in_two_languages_that_are_one_is_told(tmp_project: Make) -> None:
    project = tmp_project({"flu/en": "", "flu/es": ""})
    with pytest.raises(Rejected) as rejected:
        plan_jobs(project, ["flu"], ["en", "es"], [], Job("", "", "", beside="en"))
    assert told(rejected).splitlines()[0] == (
        "handouts: error: A copy in two languages needs another one beside “en”. [unknown-handout]"
    )


@pytest.mark.parametrize(
    ("job", "name"),
    [
        (Job("flu", "en", "x", "ua-1"), "flu-en-english.pdf"),
        (Job("flu", "zh-Hans", "x", "ua-1"), "flu-zh-Hans-simplified-chinese.pdf"),
        (Job("flu", "es-MX", "x", "ua-2"), "flu-es-MX-spanish-ua-2.pdf"),
    ],
)
def test_names_of_files_tell_staff_the_language(job: Job, name: str) -> None:
    assert job.file_name == name


# -- running and writing ---------------------------------------------------------------------------------------------


def test_a_process_with_threads_is_never_forked() -> None:
    """A fork has only the thread that made it: the validator would wait for the others for ever."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not _can_fork()
    finally:
        done.set()
        thread.join()


def test_processes_do_not_change_the_bytes(tmp_project: Make) -> None:
    project = tmp_project({"a/en": handout(), "a/es": handout("es", "uno"), "b/en": handout(text="two")})
    jobs = plan_jobs(project, [], [], [])
    alone, together = (list(run_jobs(project, jobs, count)) for count in (1, 3))
    assert [one.job for one in together] == jobs
    assert [one.data for one in alone] == [one.data for one in together]
    assert len({one.sha256 for one in alone}) == 6
    assert all(one.sha256 == hashlib.sha256(one.data).hexdigest() for one in together)


def test_problems_come_back_whole_from_processes(tmp_project: Make) -> None:
    project = tmp_project({"a/en": handout(text="'[x]{y}'"), "b/en": handout()})
    jobs = plan_jobs(project, [], [], ["clinic-a4"])
    alone, together = (list(run_jobs(project, jobs, count)) for count in (1, 2))
    assert [one.failed for one in together] == [True, False]
    assert list(map(str, together[0].problems)) == list(map(str, alone[0].problems))
    assert str(together[0].problems[0]) == (
        "handouts/a/en.yaml:9:11: error: “{y}” is not a mark. [bad-mark]\n      - text: '[x]{y}'\n              ^\n"
        "    hint: Known here: {nobreak}, {lang=TAG}, {term}, {term=NAME}."
    )


def files_of(out: Path, *named: tuple[str, bytes]) -> dict[Path, bytes]:
    return {target_of(Job(name, "en", "plain", "ua-1"), out): data for name, data in named}


def test_written_files_replace_older_ones(tmp_path: Path) -> None:
    older = tmp_path / "plain" / "a-en-english.pdf"
    older.parent.mkdir()
    older.write_bytes(b"older")
    problems = write_all(files_of(tmp_path, ("a", b"new"), ("b", b"two")), tmp_path)
    assert problems == []
    assert older.read_bytes() == b"new"
    assert (older.parent / "b-en-english.pdf").read_bytes() == b"two"
    assert sorted(path.name for path in older.parent.iterdir()) == ["a-en-english.pdf", "b-en-english.pdf"]


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    write_all(files_of(tmp_path / "out", ("a", b"new")), tmp_path / "out")
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "out/plain/a-en-english.pdf").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tmp_path / "plain" / "a-en-english.pdf"
    older.parent.mkdir()
    older.write_bytes(b"older")

    write = files._write

    def full(path: Path, data: bytes) -> None:
        write(path, data[:1])
        if data == b"two":
            raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(files, "_write", full)
    problems = write_all(files_of(tmp_path, ("a", b"new"), ("b", b"two")), tmp_path)
    assert [one.message for one in problems] == ["The PDFs cannot be written: No space left on device."]
    assert older.read_bytes() == b"older"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [older]


@pytest.mark.parametrize("fault", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_a_fault_between_two_files_takes_the_first_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    older = [tmp_path / "plain" / f"{name}-en-english.pdf" for name in "ac"]
    older[0].parent.mkdir()
    for path in older:
        path.write_bytes(b"older")
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target.name == "c-en-english.pdf" and path.suffix == ".tmp":
            raise fault
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    leaflets = files_of(tmp_path, *((name, b"new") for name in "abc"))
    if isinstance(fault, OSError):
        problems = write_all(leaflets, tmp_path)
        assert [str(one).splitlines()[0] for one in problems] == [
            f"{older[1]}: error: The PDFs cannot be written: Input/output error. [cannot-write]"
        ]
    else:
        with pytest.raises(KeyboardInterrupt):
            write_all(leaflets, tmp_path)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == older
    assert [path.read_bytes() for path in older] == [b"older", b"older"]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_fault_of_ours_names_the_leaflet(tmp_project: Make, processes: int) -> None:
    project = tmp_project({"a/en": handout(), "b/en": handout()})
    # A standard that the command line would have refused stands for any fault.
    jobs = [Job("a", "en", "clinic-a4", "ua-1"), Job("b", "en", "clinic-a4", "ua-9")]
    with pytest.raises(RuntimeError, match=r"^b en clinic-a4: 'ua-9'$"):
        list(run_jobs(project, jobs, processes))


# -- the Python API --------------------------------------------------------------------------------------------------


def test_build_pdf(tmp_project: Make) -> None:
    project = tmp_project({"a/en": handout(), "a/es": handout("es", "uno")})
    data = build_pdf("a", project=str(project.root))
    assert data.startswith(b"%PDF-1.7")
    assert data == build_pdf("a", "en", layout="clinic-a4", standard="ua-1", project=project.root)
    assert build_pdf("a", standard="ua-2", project=project.root).startswith(b"%PDF-2.0")
    spanish = pypdf.PdfReader(io.BytesIO(build_pdf("a", "es", layout="clinic-letter", project=project.root)))
    assert str(spanish.root_object["/Lang"]) == "es"
    assert [round(float(x)) for x in spanish.pages[0].mediabox] == [0, 0, 612, 792]
    assert sorted(path.name for path in project.root.iterdir()) == ["handouts"]


def test_build_pdf_rejects(tmp_project: Make) -> None:
    project = tmp_project({"a/en": handout(text="'**'").replace("lang: en", "lang: xx")})
    with pytest.raises(Rejected) as rejected:
        build_pdf("a", project=project.root)
    assert [(one.rule, one.place.line) for one in rejected.value.problems] == [("unknown-language", 3), ("bad-mark", 9)]
    assert rejected.value.problems == check_handout("a", project=project.root)
    assert isinstance(rejected.value.problems[0], Problem)


def test_check_handout(tmp_project: Make) -> None:
    project = tmp_project({"a/en": handout()})
    assert check_handout("a", project=project.root) == ()
    assert [one.rule for one in check_handout("b", project=project.root)] == ["unknown-handout"]
    assert [one.rule for one in check_handout("a", "ar", project=project.root)] == ["unknown-handout"]
    assert [one.rule for one in check_handout("a", layout="b", project=project.root)] == ["unknown-layout"]


def test_unknown_standards(tmp_project: Make) -> None:
    project = tmp_project({"a/en": handout()})
    assert check_handout("a", standard="ua-2", project=project.root) == ()
    for call in (build_pdf, check_handout):
        with pytest.raises(ValueError, match=r"^There is no standard “ua-3”\. Known here: ua-1, ua-2\.$"):
            call("a", standard="ua-3", project=project.root)


def test_names_of_the_package() -> None:
    assert sorted(generator.__all__) == ["Problem", "Rejected", "build_pdf", "check_handout"]


# -- problems and rules ----------------------------------------------------------------------------------------------


def test_problems_are_sorted_by_place_and_raised_only_for_errors() -> None:
    problems = ProblemList()
    one, two = SourceText("one"), SourceText("two")
    problems.add(Problem("empty-text", Severity.WARNING, "Late.", Place(two, 9, 9)))
    problems.raise_errors()
    assert not problems.has_errors
    for place in (Place(two, 2, 1), Place(one, 5, 1), Place(one, 4, 7), Place(one, 4, 2)):
        problems.add(problem("empty-text", "Empty.", place))
    with pytest.raises(Rejected) as rejected:
        problems.raise_errors()
    assert [str(one.place) for one in rejected.value.problems] == [
        "one:4:2",
        "one:4:7",
        "one:5:1",
        "two:2:1",
        "two:9:9",
    ]


def test_what_would_steer_a_terminal_is_shown() -> None:
    source = SourceText("a\x1b]0;b\x07.yaml", "x\u202ey\u2066z\n")
    one = Problem("empty-text", Severity.ERROR, "One\x9btwo\u200f.", Place(source, 1, 2), "Three\ud800\u2028.")
    assert str(one) == ("a�]0;b�.yaml:1:2: error: One�two�. [empty-text]\n    x�y�z\n     ^\n    hint: Three��.")


def test_the_text_of_many_problems_is_short() -> None:
    many = [problem("empty-text", f"Empty {number}.", Place(SourceText("f"))) for number in range(1500)]
    rejected = Rejected(many)
    assert len(rejected.problems) == 1500
    assert str(rejected).endswith("\n… and 1,400 more")
    assert "Empty 99." in str(rejected)
    assert "Empty 100." not in str(rejected)


def test_every_rule_reads_well() -> None:
    for name, rule in RULES.items():
        assert rule.name == name
        assert rule.what.endswith((".", "!"))
        command = rule.instead.rpartition(": ")[2].startswith("handouts ")  # which is pasted into a shell as it stands
        assert not rule.instead or command or rule.instead.endswith((".", "]", "}"))


@pytest.mark.parametrize(
    ("word", "hint"),
    [("titel", "Did you mean “title”?"), ("zzz", "Known here: title, text."), ("", "Known here: title, text.")],
)
def test_did_you_mean(word: str, hint: str) -> None:
    assert did_you_mean(word, ["title", "text"]) == hint


def test_quoted() -> None:
    assert quoted("a\n b") == "“a b”"
    assert quoted("x" * 60) == f"“{'x' * 60}”"
    assert quoted("x" * 61) == f"“{'x' * 60}…”"


# -- translations and their source ------------------------------------------------------------------------------------

_SOURCE = """id: T-1
version: "{version}"
lang: {lang}
title: Title
summary: Summary.
reviewed: 2026-01-01
next-review: 2028-01-01
{translation}content:
  - text: one
"""
_MADE_FROM = """translation:
  of: {of}
  source-version: "1.0"
  status: machine-draft
  translator: machine
"""


@pytest.mark.parametrize(
    ("source", "of", "told"),
    [
        ("1.0", "en", []),
        ("1.1", "en", ["This was translated from version 1.0; version 1.1 is there now."]),
        ("1.0", "fr", ["The text that this was translated from, “fr”, is not there."]),
        ("1.0", "../../secret", ["The text that this was translated from, “../../secret”, is not there."]),
    ],
)
def test_a_translation_of_another_version_is_named(
    tmp_project: Callable[..., Project], source: str, of: str, told: list[str]
) -> None:
    project = tmp_project(
        {
            "t/en": _SOURCE.format(version=source, lang="en", translation=""),
            "t/es": _SOURCE.format(version="1.0", lang="es", translation=_MADE_FROM.format(of=of)),
        }
    )
    problems = check_handout("t", "es", project=project.root)
    assert [problem.message for problem in problems] == told
    assert {(problem.rule, str(problem.severity), problem.place.line) for problem in problems} <= {
        ("stale-translation", "warning", 9)
    }
    assert check_handout("t", "en", project=project.root) == ()


@pytest.mark.parametrize("lang", language_table())
def test_every_language_that_can_be_set_has_its_fixed_words(lang: str) -> None:
    """Complete, of its own, and in its own script: never English by stealth."""
    project = Project.at(".")  # the words are the generator's own
    words, english = project.words(lang), project.words("en")
    assert words.lang == lang
    if lang != "en":
        for name in ("machine_draft", "draft", "emergency", "call_today", "key_points", "scan"):
            assert getattr(words, name) != getattr(english, name), name
    assert "November" not in words.day(date(2026, 11, 22), lang) or lang in ("en", "de", "id", "ms", "nl")
