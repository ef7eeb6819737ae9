"""Pages in a real browser: axe-core finds nothing against WCAG 2.1 AA, the Nu checker nothing against HTML.

Run by `.ci/run`, or by hand: npm install --prefix tests/web, then pytest -m browser. What is missing is a failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.job import Job
from generator.project import Project
from generator.twins.listing import File, listed
from generator.twins.release import release_files
from generator.twins.twin import html_twin
from tests.support.browser import Browser, browser, validator_messages
from tests.support.leaflets import CASES, project

pytestmark = pytest.mark.browser
# The checker (vnu 26.9.27) knows neither `img-src data:` nor the digest of a script in a policy; a browser does, and
# tests below ask it for the pictures and for what the scripts do. Two pages are in English by intent, see `_in`.
_MISTAKEN = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): image “data:image/"
    r"|Inline script violates Content Security Policy \(meta tag\)"
    r"|every-block\.(th|zh-Hans)\.html:2: This document appears to be written in English"
)
# Every block in the languages of the cases; and in Thai and Chinese, the leaflet's own source with its words.
_LEAFLETS = (("every-block", "en", CASES), ("every-block", "ar", CASES), ("every-block", "he", CASES))


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of page, as files."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, bytes] = {}
    for name, lang, root in _LEAFLETS:
        made[f"{name}.{lang}.html"] = html_twin(project(root), Job(name, lang, "clinic-a4"))
    for lang in ("th", "zh-Hans"):
        made[f"every-block.{lang}.html"] = html_twin(_in(lang, folder), Job("every-block", lang, "clinic-a4"))
    for lang in ("ur", "my", "ko"):
        made[f"mbc.{lang}.html"] = html_twin(project(), Job("metastatic-breast-cancer", lang, "clinic-a4"))
    both = Job("warfarin", "ar", "clinic-a4", beside="en", brand="alder-street", form="easy-read")
    made["warfarin.ar+en.html"] = html_twin(project(), both)
    made |= _release()
    for path, data in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return {path: folder / path for path in made if path.endswith(".html")}


def _in(lang: str, folder: Path) -> Project:
    """The English case of every block, called Thai or Chinese: its fixed words, font and lines are that language's."""
    source = CASES / "handouts" / "every-block"
    target = folder / f"project-{lang}" / "handouts" / "every-block"
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.suffix != ".yaml":
            (target / path.name).write_bytes(path.read_bytes())
    text = (source / "en.yaml").read_text(encoding="utf-8")
    (target / f"{lang}.yaml").write_text(re.sub(r"(?m)^lang: .*$", f"lang: {lang}", text), encoding="utf-8")
    return Project.at(folder / f"project-{lang}")


def _release() -> dict[str, bytes]:
    entries = [
        listed(project(), Job("warfarin", lang, "clinic-a4"), [File("PDF", f"{lang}.pdf")])
        for lang in ("en", "ar", "zh-Hans", "es")
    ]
    layout = project().layout("clinic-a4", brand="alder-street")
    return release_files(project(), layout, entries, "2026.1", date(2026, 11, 29))


def test_axe_finds_nothing_on_a_wide_and_on_a_narrow_screen(window: Browser, pages: dict[str, Path]) -> None:
    assert len(pages) > 12
    found = {}
    for name, path in pages.items():
        for width in (1280, 320):
            window.open(path, width)
            found[name, width] = window.faults()
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_axe_finds_what_is_wrong(window: Browser, tmp_path: Path) -> None:
    """The checker runs: a page that is wrong in five ways is told so."""
    path = tmp_path / "bad.html"
    path.write_text(
        '<!DOCTYPE html><html><head></head><body><img src="data:,"><p style="color:#aaa;background:#fff">pale</p>'
        '<a href="#x"></a><h4>deep</h4></body></html>',
        encoding="utf-8",
    )
    window.open(path)
    rules = {fault.split(":")[0] for fault in window.faults()}
    assert {"image-alt", "color-contrast", "document-title", "html-has-lang", "link-name"} <= rules


def test_nothing_is_cut_off_at_320_pixels(window: Browser, pages: dict[str, Path]) -> None:
    """WCAG 2.1, 1.4.10: no page scrolls sideways; tables may, in a part of their own."""
    for name, path in pages.items():
        window.open(path, 320)
        assert window.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def test_lines_hold_seventy_letters_at_most(window: Browser, pages: dict[str, Path]) -> None:
    window.open(pages["every-block.en.html"], 1600)
    script = """(() => {
      const canvas = document.createElement("canvas").getContext("2d");
      const p = [...document.querySelectorAll("main p")].sort((a, b) => b.textContent.length - a.textContent.length)[0];
      const style = getComputedStyle(p);
      canvas.font = `${style.fontSize} ${style.fontFamily}`;
      const text = p.textContent.trim();
      return [p.clientWidth / (canvas.measureText(text).width / text.length), parseFloat(style.fontSize)];
    })()"""
    letters, size = window.run(script)
    assert 55 < letters < 90  # 70 digits wide, as CSS counts: letters are narrower on the average
    assert size >= 18


def test_every_picture_is_shown(window: Browser, pages: dict[str, Path]) -> None:
    """Under the page's own policy."""
    for name, path in pages.items():
        window.open(path)
        assert window.run("[...document.images].filter(one => !one.naturalWidth).length") == 0, name


def test_right_to_left_pages_are_mirrored(window: Browser, pages: dict[str, Path]) -> None:
    window.open(pages["every-block.ar.html"], 1000)
    icon, words = window.run(
        "(() => { const box = document.querySelector('.box'); return [box.querySelector('.icon'),"
        " box.querySelector('.in')].map(one => one.getBoundingClientRect().left) })()"
    )
    assert icon > words
    # A number of many groups stands as it is dialled: its first digit is at the left of its last.
    script = """(() => {
      const bdi = [...document.querySelectorAll("bdi")].find(one => one.textContent === "020 7946 0000");
      const text = bdi.querySelector("span").firstChild;
      const at = place => { const range = document.createRange(); range.setStart(text, place);
        range.setEnd(text, place + 1); return range.getBoundingClientRect().left; };
      return [at(0), at(text.length - 1)];
    })()"""
    first, last = window.run(script)
    assert first < last


def test_index_finds_by_title_and_by_language(window: Browser, pages: dict[str, Path]) -> None:
    window.open(pages["index.html"])

    def shown(typed: str) -> tuple[list[str], str]:
        script = f"""(() => {{
          const field = document.querySelector("input");
          field.value = {typed!r};
          field.dispatchEvent(new Event("input"));
          return [[...document.querySelectorAll("li.copy")].filter(one => !one.hidden).map(one => one.dataset.tag),
            document.querySelector("output").textContent];
        }})()"""
        tags, told = window.run(script)
        return tags, told

    assert shown("") == (["en-US", "ar", "zh-Hans", "es"], "")
    assert shown("espanol") == (["es"], "1 copy found")
    assert shown("العربية") == (["ar"], "1 copy found")
    assert shown("WARF chinese") == (["zh-Hans"], "1 copy found")
    assert shown("nothing") == ([], "0 copies found")
    assert window.run("document.querySelector('section').hidden")


def test_page_of_a_copy_knows_that_its_review_is_overdue(window: Browser, pages: dict[str, Path]) -> None:
    """The script says it on the day after, by the browser's own clock."""
    path = pages["c/WAR-01/ar/1.0/index.html"]
    for day, hidden in (("2028-11-25T12:00", True), ("2028-11-26T00:01", False)):
        fixed = f"Date = class extends Date {{ constructor() {{ super({day!r}); }} }};"
        token = window.call("Page.addScriptToEvaluateOnNewDocument", source=fixed)["identifier"]
        window.open(path)
        assert window.run("document.querySelector('[data-until]').hidden") is hidden, day
        window.call("Page.removeScriptToEvaluateOnNewDocument", identifier=token)


def test_html_is_valid(pages: dict[str, Path]) -> None:
    found = validator_messages(list(pages.values()))
    assert [message for message in found if not _MISTAKEN.search(message)] == []


def test_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<!DOCTYPE html><html lang=en><title>x</title><p><ul><li></ul></p>", encoding="utf-8")
    assert validator_messages([path]) == ["bad.html:1: No “p” element in scope but a “p” end tag seen."]
