"""Hostile and broken input, from YAML to the written file: refused in plain words, and nothing else ever happens."""

from __future__ import annotations

import errno
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import build_pdf, check_handout
from generator.cli import main
from generator.problems import Rejected
from generator.project import Project, model_handout
from generator.source import parse_yaml
from tests.model.pictures import PICTURES

ROOT = Path(__file__).parents[1]
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


def with_picture(make: Make, name: str) -> Project:
    body = f"  - text: one\n  - figure: {{image: {name}, alt: A}}\n"
    return make({"leaflet/en": HEAD + body}, {f"handouts/leaflet/{name}": PICTURES[name]})


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("text.png", "cannot be read as PNG: it is no picture."),
        ("empty.png", "cannot be read as PNG: it is no picture."),
        ("png.jpg", "is PNG, not JPEG."),
        ("jpeg.png", "is JPEG, not PNG."),
        ("cut.jpg", "cannot be read as JPEG: image file is truncated"),
        ("cut.png", "cannot be read as PNG: "),
        ("huge.png", "has 6000 × 6000 pixels, more than 35,000,000."),
        ("endless.png", "cannot be read as PNG: it has too many pixels."),
        ("doctype.svg", "holds a document type or a style sheet, which can lead outside the file."),
        ("bomb.svg", "holds a document type or a style sheet, which can lead outside the file."),
        ("text.svg", "holds <text>; only plain shapes are drawn, so convert it to paths."),
        ("image.svg", "holds <image>; only plain shapes are drawn, so convert it to paths."),
        ("script.svg", "holds <script>; only plain shapes are drawn, so convert it to paths."),
        ("empty.svg", "draws nothing."),
        ("no-box.svg", "has no viewBox."),
        ("broken.svg", "cannot be read as SVG: "),
        ("words.svg", "cannot be read as SVG: "),
    ],
)
def test_pictures_that_are_none(tmp_project: Make, name: str, reason: str) -> None:
    (problem,) = check_handout("leaflet", project=with_picture(tmp_project, name).root)
    said = str(problem).splitlines()
    assert said[0].startswith(f"handouts/leaflet/en.yaml:10:13: error: “{name}” {reason}")
    assert said[0].endswith(". [bad-picture]")
    assert said[-1] == "    hint: Save it again as PNG, JPEG or plain SVG."
    assert len(said[0]) < 240
    assert "/" not in said[0].removeprefix("handouts/leaflet/"), "no path of the machine"
    assert "0x" not in said[0], "no object of Python"
    assert ".. [" not in said[0], "one full stop"


def test_all_bad_pictures_are_told_at_once(tmp_project: Make) -> None:
    names = ["text.png", "png.jpg", "text.svg"]
    body = "".join(f"  - figure: {{image: {name}, alt: A}}\n" for name in names)
    files = {f"handouts/leaflet/{name}": PICTURES[name] for name in names}
    problems = check_handout("leaflet", project=tmp_project({"leaflet/en": HEAD + body}, files).root)
    assert [(problem.rule, problem.place.line) for problem in problems] == [
        ("bad-picture", line) for line in (9, 10, 11)
    ]


def test_secrets_of_a_picture_outside_stay_there(tmp_project: Make, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(PICTURES["good.png"])
    project = tmp_project({"leaflet/en": HEAD + "  - figure: {image: link.png, alt: A}\n"})
    link = project.root / "handouts" / "leaflet" / "link.png"
    link.symlink_to(tmp_path / "outside.png")
    assert [problem.rule for problem in check_handout("leaflet", project=project.root)] == ["outside-project"]
    link.unlink()
    (project.root / "shared.png").write_bytes(PICTURES["good.png"])
    link.symlink_to(project.root / "shared.png")
    assert check_handout("leaflet", project=project.root) == ()


def test_a_word_longer_than_a_line_stays_on_the_page(tmp_project: Make) -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
    body = f"  - heading: {word}\n  - text: {word}\n  - list: [{word}]\n  - table:\n      header: [A, B, C, D]\n"
    body += f"      rows: [[a, {word}, c, d]]\n  - callout: {{kind: note, title: {word}}}\n"
    project = tmp_project({"leaflet/en": HEAD + body})
    assert check_handout("leaflet", project=project.root) == ()
    data = build_pdf("leaflet", project=project.root)
    letters, margin = 0, project.layout("clinic-a4").page.margins.sides
    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            width, height = page.get_size()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                letters += 1
                assert left >= margin - 1, "inside the left margin"
                assert right <= width - margin + 1, "inside the right margin"
                assert 0 < bottom <= top < height
            text.close()
            page.close()
    assert letters > 5 * len(word)
    read = "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    assert read.count(word) >= 3


# -- output that cannot be written -----------------------------------------------------------------------------------


def test_output_that_is_a_file(tmp_project: Make, tmp_path: Path) -> None:
    project = tmp_project({"leaflet/en": HEAD + "  - text: one\n"})
    out = tmp_path / "file"
    out.write_text("mine")
    result = CliRunner().invoke(main, ["build", "--project", str(project.root), "--out", str(out)])
    assert result.exit_code == 2
    assert f"Invalid value for '--out': Directory '{out}' is a file." in result.stderr
    assert out.read_text() == "mine"


def test_output_under_a_file(tmp_project: Make, tmp_path: Path) -> None:
    project = tmp_project({"leaflet/en": HEAD + "  - text: one\n"})
    (tmp_path / "file").write_text("mine")
    result = CliRunner().invoke(
        main, ["build", "--project", str(project.root), "--out", str(tmp_path / "file" / "out")]
    )
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[-3:] == [
        f"{tmp_path}/file/out: error: The PDFs cannot be written: Not a directory. [cannot-write]",
        "    hint: Check the folder, its permissions and the disk.",
        "1 problem; nothing was written.",
    ]
    assert (tmp_path / "file").read_text() == "mine"


def test_output_on_a_disk_that_takes_nothing(
    tmp_project: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is named, not a file in it that nobody asked for."""
    project = tmp_project({"leaflet/en": HEAD + "  - text: one\n"})

    def refused(dir: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system", f"{dir}/tmpzshd9w8p")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    result = CliRunner().invoke(main, ["build", "--project", str(project.root), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-3:] == [
        f"{tmp_path}: error: The PDFs cannot be written: Read-only file system. [cannot-write]",
        "    hint: Check the folder, its permissions and the disk.",
        "1 problem; nothing was written.",
    ]


def test_one_target_that_cannot_be_replaced_stops_all(tmp_project: Make, tmp_path: Path) -> None:
    project = tmp_project({"leaflet/en": HEAD + "  - text: one\n"})
    out = tmp_path / "out"
    blocked = out / "clinic-letter" / "leaflet-en-english.pdf"
    blocked.mkdir(parents=True)
    result = CliRunner().invoke(main, ["build", "--project", str(project.root), "--out", str(out)])
    assert result.exit_code == 1
    assert f"{blocked}: error: The PDFs cannot be written: Is a directory. [cannot-write]" in result.stderr
    assert [path for path in out.rglob("*") if path.is_file()] == []


# -- mutations -------------------------------------------------------------------------------------------------------

GOOD = (ROOT / "handouts" / "metastatic-breast-cancer" / "en.yaml").read_text(encoding="utf-8")
LINES = GOOD.splitlines()
_FOLDER = ROOT / "handouts" / "metastatic-breast-cancer" / "en.yaml"
_numbers = st.integers(0, len(LINES) - 1)
_inserted = st.text(max_size=4) | st.sampled_from(
    ["\t", ": ", "- ", "**", "[", "]", "{", "}", '"', "'", "#", "&a", "*a", "!", "|", ">", "%", "@", "\x00", "~"]
)
_mutation = st.one_of(
    st.tuples(st.just("delete"), _numbers, st.just(""), st.just(0)),
    st.tuples(st.just("repeat"), _numbers, st.just(""), st.just(0)),
    st.tuples(st.just("swap"), _numbers, st.just(""), _numbers),
    st.tuples(st.just("replace"), _numbers, st.text(max_size=20), st.just(0)),
    st.tuples(st.just("insert"), _numbers, _inserted, st.integers(0, 80)),
)


def mutated(mutations: list[tuple[str, int, str, int]]) -> str:
    lines = list(LINES)
    for what, number, text, other in mutations:
        at = number % len(lines)
        if what == "delete" and len(lines) > 1:
            del lines[at]
        elif what == "repeat":
            lines.insert(at, lines[at])
        elif what == "swap":
            lines[at], lines[other % len(lines)] = lines[other % len(lines)], lines[at]
        elif what == "replace":
            lines[at] = text
        elif what == "insert":
            lines[at] = lines[at][:other] + text + lines[at][other:]
    return "\n".join(lines) + "\n"


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_mutation, min_size=1, max_size=4))
def test_a_damaged_handout_is_read_or_refused_at_a_place(mutations: list[tuple[str, int, str, int]]) -> None:
    text = mutated(mutations)
    count = text.count("\n") + text.count("\r") + 1
    try:
        model_handout(parse_yaml(text, "en.yaml"), Project.at(ROOT), _FOLDER)
    except Rejected as rejected:
        assert rejected.problems
        for problem in rejected.problems:
            assert problem.place.source.name == "en.yaml"
            assert 1 <= problem.place.line <= count + 1
            assert problem.place.column >= 1
            assert problem.message.endswith(".")
            assert "\n" not in problem.message
            assert len(problem.message) < 400


def test_the_mutations_start_from_a_good_handout() -> None:
    assert model_handout(parse_yaml(mutated([]), "en.yaml"), Project.at(ROOT), _FOLDER).lang == "en-US"
    with pytest.raises(Rejected):
        parse_yaml(mutated([("insert", 3, "\t: ", 0)]), "en.yaml")
