"""`handouts compare`: what has changed between two PDFs, words and looks, on one page that anybody may open."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.build import build_leaflet
from generator.checks.inspection import spoken
from generator.cli import main
from generator.preview import difference
from tests.checks.test_inspection import foreign
from tests.support.leaflets import project_with

TEXT = "Take it with water and lie down for ten minutes after it. "


class Page(HTMLParser):
    """The compared page as a program reads it: headings, what stands in del and ins, pictures, everything fetched."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.marked: list[tuple[str, str]] = []
        self.pictures: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.lang = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if tag == "html":
            self.lang = given.get("lang") or ""
        if tag == "img":
            self.pictures.append(given)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "data", "action")]
        if tag not in ("meta", "img", "br", "bdi"):
            self.open.append("said" if given.get("class") == "said" else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "bdi":  # stands inside a line
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and re.fullmatch("h[1-6]", self.open[-1]):
            self.headings.append((self.open[-1], data))
        elif self.open and self.open[-1] in ("del", "ins") and data.strip():
            self.marked.append((self.open[-1], data.strip()))


def pdf(path: Path, content: str, lang: str = "en") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = build_leaflet(project_with(path.parent / f"source-{path.stem}", content, lang), "test", lang).data
    path.write_bytes(data)
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, args)])


def compared(tmp_path: Path, before: str, after: str, lang: str = "en") -> Page:
    out = tmp_path / "changes.html"
    result = run(pdf(tmp_path / "old.pdf", before, lang), pdf(tmp_path / "new.pdf", after, lang), "--out", out)
    assert result.exit_code == 0, result.output
    return Page(out.read_text(encoding="utf-8"))


def test_a_changed_word_is_shown_with_its_page_and_the_page_as_it_was_and_is(tmp_path: Path) -> None:
    page = compared(tmp_path, "  - text: Take 5 mg at night.\n", "  - text: Take 15 mg at night.\n")
    assert page.headings == [("h1", "What has changed"), ("h2", "new.pdf"), ("h3", "Page 1")]
    assert page.marked == [("del", "5 mg"), ("ins", "15 mg")]
    assert [picture["alt"] for picture in page.pictures] == [
        "Page 1 as it was.",
        "Page 1 as it is now.",
        "Page 1, pale; what differs is red.",
    ]


def test_a_text_that_moves_to_another_page_has_not_changed(tmp_path: Path) -> None:
    moved = "  - text: The last words.\n"
    page = compared(tmp_path, moved, f"  - text: {TEXT * 60}\n" + moved)
    assert not [kind for kind, _ in page.marked if kind == "del"]
    assert {said for kind, said in page.marked if kind == "ins"} == {(TEXT * 60).strip()}
    assert ("h3", "Page 2") in page.headings, "the new pages are shown, too"


def test_one_word_is_found_in_a_script_without_blanks(tmp_path: Path) -> None:
    page = compared(tmp_path, "  - text: 每天服用华法林。\n", "  - text: 每周服用华法林。\n", "zh-Hans")
    assert page.marked == [("del", "每天"), ("ins", "每周")] or page.marked == [("del", "天"), ("ins", "周")]


def test_a_new_description_of_a_picture_is_a_change(tmp_path: Path) -> None:
    for name in ("old", "new"):
        folder = tmp_path / f"source-{name}" / "handouts" / "test"
        folder.mkdir(parents=True)
        Image.new("RGB", (40, 40), "navy").save(folder / "a.png")
    page = compared(
        tmp_path,
        "  - figure: {image: a.png, alt: A square., width: 40mm}\n",
        "  - figure: {image: a.png, alt: A circle., width: 40mm}\n",
    )
    assert page.marked == [("del", "square."), ("ins", "circle.")]
    assert not page.pictures, "nothing looks otherwise"


def test_the_same_file_twice(tmp_path: Path) -> None:
    one = pdf(tmp_path / "one.pdf", "  - text: one\n")
    result = run(one, one, "--out", tmp_path / "changes.html")
    assert result.output == f"{tmp_path}/changes.html: 0 of 1 file differ\n"
    assert "Nothing has changed." in (tmp_path / "changes.html").read_text(encoding="utf-8")


def test_two_folders_are_compared_by_names(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    same = pdf(old / "a4" / "same.pdf", "  - text: one\n").read_bytes()
    pdf(old / "a4" / "gone.pdf", "  - text: one\n")
    pdf(old / "a4" / "changed.pdf", "  - text: one\n")
    pdf(new / "a4" / "changed.pdf", "  - text: two\n")
    pdf(new / "a4" / "added.pdf", "  - text: one\n")
    (new / "a4" / "same.pdf").write_bytes(same)
    result = run(old, new, "--out", tmp_path / "changes.html")
    assert (result.exit_code, result.output) == (0, f"{tmp_path}/changes.html: 3 of 4 files differ\n")
    html = (tmp_path / "changes.html").read_text(encoding="utf-8")
    assert re.findall(r'href="#file-\d">a4/(\w+)\.pdf</a>: (\w+)', html) == [
        ("added", "new"), ("changed", "changed"), ("gone", "gone"), ("same", "same"),
    ]  # fmt: skip
    assert "1 changed, 1 new, 1 gone, 1 same." in html


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """A leaflet from anywhere cannot make the browser fetch or run anything, by its words or by its name."""
    hostile = '<script src="https://evil.example/x.js"></script> & " onload="alert(1)'
    folders = tmp_path / "old", tmp_path / "new"
    for folder, word in zip(folders, ("one", "two"), strict=True):
        folder.mkdir()
        made = pdf(folder / "plain.pdf", f"  - text: '{word} {hostile}'\n")
        made.rename(folder / '<img src=x onerror="alert(2)">.pdf')
    result = run(*folders, "--out", tmp_path / "changes.html")
    assert result.exit_code == 0
    html = (tmp_path / "changes.html").read_text(encoding="utf-8")
    page = Page(html)
    assert "script" not in page.tags
    assert all(link.startswith(("data:image/png;base64,", "#")) for link in page.links)
    assert not any("onerror" in picture for picture in page.pictures)
    assert page.headings[1] == ("h2", '<img src=x onerror="alert(2)">.pdf')
    assert "default-src 'none'" in html


def test_the_page_is_accessible(tmp_path: Path) -> None:
    page = compared(tmp_path, "  - text: one\n", f"  - text: two\n  - text: {TEXT * 60}\n")
    levels = [int(tag[1]) for tag, _ in page.headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.lang == "en"
    assert page.pictures
    assert all(picture["alt"] for picture in page.pictures)
    assert {"main", "title"} <= page.tags
    html = (tmp_path / "changes.html").read_text(encoding="utf-8")
    assert "removed: " in html
    assert "added: " in html
    assert "Before: there is no such page." in html


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Dear Sir", "this is not a PDF: it does not begin with “%PDF-”"),
        (b"%PDF-1.7\nand then nothing", "this PDF is damaged: "),
    ],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    good, bad = pdf(tmp_path / "good.pdf", "  - text: one\n"), tmp_path / "bad.pdf"
    bad.write_bytes(data)
    for pair in ((good, bad), (bad, good)):
        result = run(*pair, "--out", tmp_path / "changes.html")
        assert result.exit_code == 1
        assert result.output.startswith(f"error: {bad}: {reason}")
        assert not (tmp_path / "changes.html").exists()


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    good, folder = pdf(tmp_path / "good.pdf", "  - text: one\n"), tmp_path / "empty"
    folder.mkdir()
    mixed, empty = run(good, folder), run(folder, folder)
    assert mixed.output == f"error: {good} and {folder}: one is a folder and the other a file\n"
    assert empty.output == f"error: {folder} and {folder}: there is no PDF in them\n"
    assert (mixed.exit_code, empty.exit_code) == (1, 1)
    missing = run(good, tmp_path / "nowhere.pdf")
    assert missing.exit_code == 2
    assert "nowhere.pdf' does not exist." in missing.output


def test_a_file_without_tags_is_read_line_by_line(tmp_path: Path) -> None:
    tagged, bare = (spoken(foreign(tmp_path / f"{tags}.pdf", tags).read_bytes()) for tags in (True, False))
    assert [(part.page, " ".join(part.text.split())) for part in tagged.parts] == [
        (1, 'say "x"\u200fFish & chipsbold!'),
    ]  # fmt: skip
    assert bare.pages == 1
    assert "chips" in " ".join(part.text for part in bare.parts)


def test_difference_of_pages() -> None:
    white, dot = (Image.new("RGB", (20, 30), "white") for _ in range(2))
    assert difference(white, white.copy()) is None
    dot.putpixel((3, 4), (255, 255, 254))
    changed = difference(white, dot)
    assert changed is not None
    assert {colour for _, colour in changed.getcolors() or []} == {(176, 0, 32), (255, 255, 255)}
    wider = difference(white, Image.new("RGB", (40, 30), "white"))
    assert wider is not None
    assert wider.size == (40, 30)


def test_two_long_texts_with_little_in_common_are_compared_word_by_word_in_seconds() -> None:
    """As long as the manual, with the same few words everywhere: what they share is still shown as shared."""
    import random

    from generator.compare import _word_changes

    pick = random.Random(4)
    usual = [f"usual{number} " for number in range(40)]
    old = [pick.choice(usual) if number % 3 else f"old{number} " for number in range(6000)]
    new = [pick.choice(usual) if number % 3 else f"new{number} " for number in range(6000)]
    new[3000:3100] = [f"kept{number} " for number in range(100)]
    old[1000:1100] = new[3000:3100]
    start = time.process_time()
    pieces = list(_word_changes(old, new))
    assert time.process_time() - start < 5
    assert any(kind == "same" and "".join(new[3000:3100]) in text for kind, text in pieces)
    assert "".join(text for kind, text in pieces if kind != "gone") == "".join(new)
