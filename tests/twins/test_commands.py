"""`handouts html` and `handouts text`, as somebody at a terminal meets them; and the code on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build import build_leaflet
from generator.cli import main
from generator.project import Project
from tests.model.test_messages import HEAD, layout_said
from tests.support.leaflets import project
from tests.support.tagtree import TaggedPdf

Make = Callable[..., Project]
_HANDOUT = HEAD + "  - text: one\n"


def said(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize(("command", "suffix"), [("html", ".html"), ("text", ".txt")])
def test_twins_are_written(command: str, suffix: str, tmp_project: Make, tmp_path: Path) -> None:
    root = tmp_project({"leaflet/en": _HANDOUT}).root
    result = said(command, "--project", root, "--out", tmp_path / "out", "--brand", "alder-street")
    assert result.output == f"1 leaflet written to {tmp_path / 'out'}/\n"
    (path,) = (tmp_path / "out").iterdir()
    assert path.name == f"leaflet-en-english-alder-street{suffix}"
    assert b"Alder Street Health" in path.read_bytes()


def test_drafts_are_told(tmp_path: Path) -> None:
    result = said("text", "warfarin", "--lang", "arabic", "--out", tmp_path)
    assert result.exit_code == 0
    assert "1 of them is a translation that nobody has reviewed: not for patients yet (ar)." in result.output


def test_usual_text_in_a_format_of_other_words_is_told(tmp_path: Path) -> None:
    result = said("html", "manual", "--lang", "en", "--format", "easy-read", "--out", tmp_path)
    assert "has no text for “easy-read” in “en”: the usual one is set. [no-own-text]" in result.output
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_is_written_when_one_is_wrong(tmp_project: Make, tmp_path: Path) -> None:
    broken = _HANDOUT + "  - figure: {image: a.png, alt: A.}\n"
    made = tmp_project({"good/en": _HANDOUT, "bad/en": broken}, {"handouts/bad/a.png": b"no"})
    result = said("html", "--project", made.root, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "“a.png” cannot be read as PNG: it is no picture. [bad-picture]" in result.output
    assert result.output.endswith("1 problem; nothing was written.\n")
    assert not (tmp_path / "out").exists()


def test_handout_that_is_not_there(tmp_path: Path) -> None:
    result = said("text", "warfarn", "--out", tmp_path)
    assert result.exit_code == 1
    assert "There is no handout “warfarn”. [unknown-handout]\n    hint: Did you mean “warfarin”?" in result.output


# -- on paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "label", "code"),
    [
        ("en", "Check that this copy is current:", "QR code for this address"),
        ("ar", "تأكدوا من أن هذه النسخة هي الأحدث:", "رمز QR لهذا العنوان"),
        ("zh-Hans", "查看本份资料是否为最新：", "这个网址的二维码"),
    ],
)
def test_copy_says_where_it_is_looked_up(lang: str, label: str, code: str) -> None:
    data = build_leaflet(project(), "warfarin", lang, "clinic-a4", brand="alder-street").data
    root = TaggedPdf(data).root
    address = f"https://leaflets.alderstreet.example/c/WAR-01/{'en-US' if lang == 'en' else lang}/1.0/"
    assert root.text.rindex(label) < root.text.rindex(address)
    assert root.find("Figure")[-1].alt == code
    assert address in {link.address for one in root.walk() for link in one.kids if hasattr(link, "address")}


def test_brand_that_publishes_nothing_prints_no_code() -> None:
    root = TaggedPdf(build_leaflet(project(), "warfarin", "en", "clinic-a4").data).root
    assert "Check that this copy" not in root.text


def test_code_stands_below_its_address_on_narrow_paper() -> None:
    data = build_leaflet(project(), "first-visit", "en", "clinic-a4", brand="alder-street", paper="trifold-a4").data
    last = TaggedPdf(data).root.find("Div")[-1]
    assert "https://leaflets.alderstreet.example/c/VIS-01/" in last.text
    assert last.find("Figure")[-1].alt == "QR code for this address"


def test_address_that_is_none_is_refused(tmp_project: Make) -> None:
    own = "extends: clinic-a4\nbrand: {currency: leaflets.example/c}\n"
    assert layout_said(tmp_project, {"own": own}) == (
        "layouts/own.yaml:2:19: error: “leaflets.example/c” is not a web address such as "
        "https://leaflets.clinic.example/c. [bad-value]\n    brand: {currency: leaflets.example/c}\n"
        "                      ^"
    )
