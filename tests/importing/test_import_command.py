"""`handouts import` as a user meets it: from a document to a PDF, and never over a file that is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.importing.reading import DATA, filled
from tests.importing.test_plain import PAGE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Shingles (2024).txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), "no traceback"
    return result


def test_from_a_page_to_a_pdf(folder: Path) -> None:
    done = run("import", "Shingles (2024).txt")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr.splitlines()[0] == "Shingles (2024).txt: kept: 3 headings, 4 paragraphs, 2 lists, 8 items."
    assert done.stderr.splitlines()[-2:] == [
        "Shingles (2024).txt: to do: id, version, summary, reviewed, next-review, contact, publisher.",
        "handouts/shingles-2024/en.yaml written. Fill in each TODO, then: handouts check shingles-2024",
    ]
    draft = folder / "handouts" / "shingles-2024" / "en.yaml"
    text = draft.read_text(encoding="utf-8")
    assert text.startswith(
        "# A draft, made from “Shingles (2024).txt” by “handouts import”.\n"
        "# Each TODO is left to do; delete its line then.\n"
        "# TODO: id: the document's id, the same in every language, such as MBC-01\n"
        "id:\n"
    )

    left = run("check", "shingles-2024", "--layout", "clinic-a4")
    assert left.exit_code == 1
    places = [line for line in left.stderr.splitlines() if "[empty-text]" in line]
    assert [place.split(":")[1] for place in places] == [
        str(number) for number, line in enumerate(text.splitlines(), 1)
        if line.strip() in ("id:", "version:", "summary:", "reviewed:", "next-review:", "name:", "phone:")
    ]  # fmt: skip
    assert places[0].endswith(":4:4: error: “id” is empty: the document's id, the same in every language. [empty-text]")

    draft.write_text(filled(text), encoding="utf-8")
    built = run("build", "shingles-2024", "--layout", "clinic-a4", "--jobs", "1")
    assert built.exit_code == 0, built.stderr
    assert (folder / "dist" / "clinic-a4" / "shingles-2024-en-english.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("name", "lang"), [("asthma", "en"), ("warfarin-ar", "ar")])
def test_a_word_file_to_a_pdf(folder: Path, name: str, lang: str) -> None:
    assert run("import", str(DATA / f"{name}.docx"), "--lang", lang, "--name", "own").exit_code == 0
    draft = folder / "handouts" / "own" / f"{lang}.yaml"
    draft.write_text(filled(draft.read_text(encoding="utf-8")), encoding="utf-8")
    built = run("build", "own", "--layout", "clinic-a4", "--jobs", "1")
    assert built.exit_code == 0, built.stderr


def test_a_picture_without_words_is_refused_until_somebody_writes_them(folder: Path) -> None:
    (folder / "flu.html").write_text("<h1>Flu</h1><p>Text.</p><img src='a.svg'>", encoding="utf-8")
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="9" height="9"/></svg>'
    (folder / "a.svg").write_text(square, encoding="utf-8")
    done = run("import", "flu.html", "--lang", "English")
    assert done.stderr.endswith(
        "handouts/flu/en.yaml written, and 1 picture. Fill in each TODO, then: handouts check flu\n"
    )
    assert "to do: id, version, summary, reviewed, next-review, alt, contact, publisher." in done.stderr
    draft = folder / "handouts" / "flu" / "en.yaml"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(filled(text).replace("      alt: What it shows.\n", ""), encoding="utf-8")
    left = run("check", "flu", "--layout", "clinic-a4")
    assert "The picture “picture-1.svg” has no “alt”. [missing-alt]" in left.stderr
    draft.write_text(filled(text), encoding="utf-8")
    assert "[missing-alt]" not in run("check", "flu", "--layout", "clinic-a4").stderr
    assert run("build", "flu", "--layout", "clinic-a4").exit_code == 0


PAGE_OF_THE_WEB = """\
<html lang="en"><head><title>Stroke</title></head><body>
<h1>Recovery after a stroke</h1>
<p>Recovery (also called rehabilitation or rehab) varies from person to person and depends greatly on the biology of the
brain and on the stage at which treatment was begun. To read about rehab, <a href="/x">click here</a>.</p>
<h2>Treatment</h2>
<p>The treatments listed above enable about 15 percent of patients to walk. It cannot be cured.</p>
<img src="a.svg">
<p><a href="#top">Go to Top</a></p>
</body></html>
"""


def test_a_draft_as_it_is_imported_tells_what_is_to_do_and_what_its_words_are(folder: Path) -> None:
    (folder / "stroke.html").write_text(PAGE_OF_THE_WEB, encoding="utf-8")
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="9" height="9"/></svg>'
    (folder / "a.svg").write_text(square, encoding="utf-8")
    assert run("import", "stroke.html").exit_code == 0
    left = run("check", "stroke", "--layout", "clinic-a4")
    assert left.exit_code == 1
    lines = [line.partition(" ")[2] for line in left.stderr.splitlines() if line.startswith("handouts/")]
    told = [re.sub(r"^(?:error|warning): ", "", line) for line in lines]
    # What is to do, each once:
    assert [line for line in told if line.endswith(("[empty-text]", "[to-do]", "[missing-alt]"))] == [
        "“id” is empty: the document's id, the same in every language. [empty-text]",
        "“version” is empty: the version; quote it: “1.0”. [empty-text]",
        "“summary” is empty: what the leaflet is for and for whom, in a sentence or two. [empty-text]",
        "“reviewed” is empty: the day of the last review. [empty-text]",
        "“next-review” is empty: the day of the next review. [empty-text]",
        "The picture “picture-1.svg” has no “alt”. [missing-alt]",
        "“name” is empty: the team or person. [empty-text]",
        "“phone” is empty: the number as people dial it. [empty-text]",
        "Still to do: publisher: it comes from the brand (layouts/brands/, or --brand NAME); see that it is yours. [to-do]",
    ]
    # What the words are:
    rules = {line.rpartition("[")[2].rstrip("]") for line in told}
    assert rules >= {
        "long-sentence", "second-name", "dangling-reference", "percent-alone", "one-sided", "statistic-without-source",
        "no-approver", "no-references", "no-key-points", "no-questions", "no-actions",
    }  # fmt: skip
    # Nothing is called missing that is there and only not filled in, nor is an empty date judged.
    assert not rules & {"no-contact", "review-span", "review-due", "web-remnant", "crash"}


def test_a_page_of_the_web_has_its_faults_found_as_it_is_imported(folder: Path) -> None:
    """Such faults as the page had that this project began with, each found, and no more than five kinds of others."""
    told = run("import", str(DATA / "kidney.txt")).stderr
    assert "dropped: “Go to Top”: a way to the top of the page." in told
    assert "dropped: “Translate »”: a button to translate the page." in told
    assert "note: Bullets and numbers typed as text became lists." in told
    found = run("check", "kidney", "--layout", "clinic-a4", "--no-cache", "--jobs", "1").stderr
    reading = {"reading-grade", "long-sentence", "term-undefined", "second-name", "dangling-reference"}
    numbers = {"percent-alone", "statistic-without-source", "one-sided"}
    trust = {"empty-text", "no-approver", "no-funding", "no-references", "no-feedback", "no-other-formats"}
    acting = {"no-questions", "no-actions", "no-support"}
    rules = set(re.findall(r"^handouts/kidney/en.yaml:.*\[([a-z0-9-]+)\]$", found, re.MULTILINE))
    assert reading | numbers | trust | acting <= rules
    assert len(rules - reading - numbers - trust - acting) <= 5
    for words in ("“lymph nodes” is", "“metastasize” is", "“locally advanced” is", "“therapies listed above”: nothing"):
        assert words in found


def test_no_file_is_replaced(folder: Path) -> None:
    taken = folder / "handouts" / "flu" / "en.yaml"
    taken.parent.mkdir(parents=True)
    taken.write_text("mine", encoding="utf-8")
    done = run("import", "Shingles (2024).txt", "--name", "flu")
    assert done.exit_code == 1
    assert done.stderr == (
        "Shingles (2024).txt: error: “flu/en.yaml” exists already. [bad-import]\n"
        "    hint: Give another name with --name, or move that file away.\n"
        "1 file of 1 could not be imported.\n"
    )
    assert taken.read_text(encoding="utf-8") == "mine"


def test_pictures_never_take_the_place_of_others(folder: Path) -> None:
    (folder / "handouts" / "flu").mkdir(parents=True)
    (folder / "handouts" / "flu" / "picture-1.svg").write_text("mine", encoding="utf-8")
    (folder / "flu.html").write_text("<h1>Flu</h1><p>Text.</p><img src='a.svg' alt='A square'>", encoding="utf-8")
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="9" height="9"/></svg>'
    (folder / "a.svg").write_text(square, encoding="utf-8")
    assert run("import", "flu.html").exit_code == 0
    assert (folder / "handouts" / "flu" / "picture-1.svg").read_text(encoding="utf-8") == "mine"
    assert "image: picture-2.svg" in (folder / "handouts" / "flu" / "en.yaml").read_text(encoding="utf-8")


def test_several_files_are_taken_each_whole_or_not_at_all(folder: Path) -> None:
    (folder / "bad.docx").write_bytes(b"%PDF-1.7")
    (folder / "good.md").write_text("# Good\n\nText.\n", encoding="utf-8")
    done = run("import", "bad.docx", "good.md", "--json", "--out", "drafts")
    assert done.exit_code == 1
    bad, good = json.loads(done.stdout)
    assert bad == {
        "file": "bad.docx",
        "written": [],
        "problems": [
            {
                "rule": "bad-import",
                "message": "The file is called “.docx”, and it is a PDF.",
                "hint": "Save it as .docx.",
            }
        ],
    }
    assert good["written"] == ["drafts/good/en.yaml"]
    assert good["kept"]["paragraphs"] == 1
    assert good["missing"] == ["id", "version", "summary", "reviewed", "next-review", "contact", "publisher"]
    assert sorted(path.name for path in folder.rglob("*.yaml")) == ["en.yaml"]
    assert done.stderr.endswith("1 file of 2 could not be imported.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.txt", "b.txt", "--name", "x"), "--name is for one FILE; several are called as their files."),
        (("a.txt", "--name", "../x"), "“../x” cannot be a folder's name here."),
        (("a.txt", "--name", "Flu Vaccine"), "“Flu Vaccine” cannot be a folder's name here."),
        (("الورقة.txt",), "The file's name has no letter or digit that a folder's name may have."),
        (("a.txt", "--lang", "klingon"), "“klingon” is no language that can be set."),
        (("a.odt",), "The file ends in “.odt”; what can be imported ends in .txt, .md, .html, .htm or .docx."),
        (("README",), "The file has no ending; what can be imported ends in .txt, .md, .html, .htm or .docx."),
        (("binary.txt",), "The file is no text: it holds the byte 00 (hexadecimal)."),
        (("empty.txt",), "The file is empty."),
        (("page.txt",), "The file is called “.txt”, and it is a web page."),
        (("zip.txt",), "The file is called “.txt”, and it is a ZIP package such as a Word file."),
        (("large.txt",), "The file has 3,000,001 bytes; the limit is 3,000,000."),
        (("none.txt",), "File 'none.txt' does not exist."),
    ],
)
def test_what_cannot_be_imported_is_refused(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    files = {"a.txt": b"A\n\nText.", "b.txt": b"B\n\nText.", "الورقة.txt": b"A text.", "a.odt": b"PK", "README": b"a",
             "binary.txt": b"\0\1\2 text", "empty.txt": b" \n", "page.txt": b"<!DOCTYPE html><p>a", "zip.txt": b"PK\x03\x04",
             "large.txt": b"a" * 3_000_001}  # fmt: skip
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = run("import", *arguments)
    assert done.exit_code != 0
    assert message in " ".join(done.stderr.split())
    assert not (folder / "handouts").exists()


def test_importing_loads_no_library_of_other_formats(folder: Path) -> None:
    code = (
        "import sys; from generator.cli import main\n"
        "try: main(['import', 'Shingles (2024).txt'])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60)  # fmt: skip
    loaded = {module.split(".")[0] for module in done.stdout.split()}
    assert loaded.isdisjoint(("mammoth", "markdown_it", "charset_normalizer", "lxml", "reportlab"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    done = run("import", "pipe.txt")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[:2] == [
        "pipe.txt: error: The file is a folder, a pipe or a device. [bad-import]",
        "    hint: Save it as a file first.",
    ]


def test_one_that_cannot_be_written_does_not_hide_the_others(folder: Path) -> None:
    (folder / "flu.txt").write_text(PAGE, encoding="utf-8")
    (folder / "handouts").mkdir()
    (folder / "handouts" / "flu").write_text("in the way", encoding="utf-8")
    done = run("import", "flu.txt", "Shingles (2024).txt", "--json")
    assert done.exit_code == 1
    first, second = json.loads(done.stdout)
    assert first["written"] == [] and [one["rule"] for one in first["problems"]] == ["cannot-write"]
    assert [Path(one).name for one in second["written"]] == ["en.yaml"]
    assert (
        f"{folder}/handouts/flu: error: It cannot be written: File exists. [cannot-write]" in done.stderr.splitlines()
    )


def test_a_draft_outside_a_project_is_not_said_to_be_checked_there(folder: Path) -> None:
    done = run("import", "Shingles (2024).txt", "--out", "elsewhere")
    assert done.stderr.splitlines()[-1] == ("elsewhere/shingles-2024/en.yaml written. Fill in each TODO.")
