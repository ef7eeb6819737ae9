"""Whatever a document holds: no traceback, no word lost unseen, and YAML that the model can read."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.importing.importer import Draft, read_draft, write_draft
from generator.importing.nouns import Document, Gap, Log, all_runs
from generator.importing.plain import read_plain
from generator.importing.runs import plain
from generator.importing.tidying import tidied
from generator.problems import Rejected
from generator.project import Project, read_handout
from tests.importing.reading import DATA, filled

NO_FIXTURE_CHECK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
WORDS = st.sampled_from(
    ["one", "two", "3", "5 mg", "•", "- a", "1.", "2. b", "**", "[c](d)", "{e}", "Print", "Home", "©", "\\", "“q”", "الدواء", "药",
     "a: b", "# c", "&amp;", "References", " ", "\u00a0", "\n", "http://x.example/(y)"]
)  # fmt: skip
TAGS = st.sampled_from(
    ["p", "div", "b", "i", "a", "ul", "ol", "li", "table", "tr", "td", "th", "h1", "h2", "h4", "br", "span", "sup", "sub", "q", "pre",
     "dl", "dt", "dd", "figure", "figcaption", "blockquote", "section", "header", "article", "thead", "caption", "center", "font"]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ["", "", "", " href='/a'", " href='https://a.example/b'", " colspan='2'", " rowspan='3'", " rowspan='0'", " lang='fr'", " style='font-weight:bold'"]
)  # fmt: skip


def tagged(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(parts, max_size=5).map(" ".join)
    return st.builds(lambda tag, attribute, text: f"<{tag}{attribute}>{text}</{tag}>", TAGS, ATTRIBUTES, inside)


PAGES = st.lists(st.recursive(WORDS, tagged, max_leaves=40), min_size=1, max_size=8).map("".join)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+|\d+", text))


def said(draft: Draft) -> str:
    document = draft.document
    gaps = [block.text for block in document.blocks if isinstance(block, Gap)]
    parts = [document.title, *map(plain, all_runs(document.blocks)), *(one.text for one in draft.report.dropped), *gaps]
    return "\n".join(parts)


@NO_FIXTURE_CHECK
@given(PAGES)
@example("<table><tr><td>a<td>b<tr><td rowspan=2>c<td>d</table>")
@example("<p><p></p> one</p>one")
@example("one<ul>one</ul>")
@example("one<table><td>one</td></table>")
@example("<ul><li><table><tr><td>x</table><li>y</ul>")
def test_no_word_of_a_page_is_lost(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    try:
        draft = read_draft(path, lang="en")
    except Rejected:
        return
    text = re.sub(r"<(?:a|b|i|span|sup|sub|font|/a|/b|/i|/span|/sup|/sub|/font)\b[^>]*>", "", page)
    lost = words(re.sub(r"<[^>]*>", " ", text).replace("&amp;", "&")) - words(said(draft))
    # Marks of lists and the heading of references are the layout's; figures above the line are other characters.
    assert not {word for word in lost if not word.isdigit() and word not in ("a", "b", "References")}, lost


@NO_FIXTURE_CHECK
@given(PAGES)
def test_a_draft_of_any_page_is_a_handout_when_it_is_filled_in(
    tmp_path_factory: pytest.TempPathFactory, page: str
) -> None:
    folder = tmp_path_factory.mktemp("page")
    (folder / "a.html").write_text(page, encoding="utf-8")
    try:
        draft = read_draft(folder / "a.html", lang="en")
    except Rejected:
        return
    (yaml, *_) = write_draft(draft, folder / "handouts")
    yaml.write_text(filled(yaml.read_text(encoding="utf-8")), encoding="utf-8")
    read_handout(Project.at(folder), "a", "en")


@given(st.text(max_size=400))
@example("1. a\n  - b\n2. c\n - d\n• e\n   1. f\n")
@example("- a\n- b\n1. c\n- d\n2. e")
@example("=====\n\n-----\n")
def test_no_plain_text_is_too_strange(text: str) -> None:
    tidied(read_plain(text.replace("\r", ""), Log()), "text", Log())


LINES = st.lists(st.builds(lambda pad, mark, word: " " * pad + mark + word,
                           st.integers(0, 6), st.sampled_from(["", "", "• ", "- ", "1. ", "2. ", "3. ", "a) ", "b) "]),
                           st.sampled_from(["", "word", "Heading", "A sentence of words.", "Print"])), max_size=14)  # fmt: skip


@given(LINES)
def test_no_word_of_plain_text_is_lost(lines: list[str]) -> None:
    text, log = "\n".join(lines), Log()
    document: Document = tidied(read_plain(text, log), "text", log)
    kept = "\n".join([document.title, *map(plain, all_runs(document.blocks)), *(one.text for one in log.dropped)])
    lost = words(re.sub(r"(?m)^ *(?:•|-|\d\.|[ab]\)) ", "", text)) - words(kept)
    assert not lost


@NO_FIXTURE_CHECK
@given(st.lists(st.tuples(st.integers(0, 7000), st.integers(0, 255)), min_size=1, max_size=30), st.integers(0, 7000))
def test_damaged_word_files_are_refused_or_read(tmp_path: Path, changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray((DATA / "asthma.docx").read_bytes())
    for place, byte in changes:
        data[place % len(data)] = byte
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(data[:cut] if cut % 5 == 0 else data))
    try:
        read_draft(path)
    except Rejected as rejected:
        assert [problem.rule for problem in rejected.problems] == ["bad-import"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", "• a\n" * 300_000, "The file holds 300,000 paragraphs and lines; a leaflet holds 20,000."),
        ("a.html", "<p>" + "• a<br>" * 200_000, "The page has 200,003 elements; the limit is 100,000."),
        (
            "a.html",
            "<p>" + "a " * 2_000_000,
            "The page has 4,000,003 characters beside its pictures; the limit is 3,000,000.",
        ),
        ("a.md", ">" * 2000 + "a", ""),
        ("a.md", "[" * 50_000, "Too many signs such as “[” and “*” stand in one paragraph."),
        ("a.md", "*a_" * 20_000, ""),
        ("a.txt", "".join(f"{' ' * n}• a\n" for n in range(2000)), ""),
        ("a.txt", "".join(f"{n % 9}. a\n- b\n" for n in range(9000)), ""),
        ("a.txt", "a" * 2_900_000, ""),
        ("a.html", "<p>" + "a | " * 200_000, ""),
        ("a.html", "<b><i>" * 70 + "a", ""),
        ("a.html", "<table><tr><td>" * 40 + "a", ""),
        ("a.html", "<table>" + "<tr>" + "<td colspan=999 rowspan=999>a" * 900, ""),
        ("a.html", "<ul><li>" * 70 + "a", ""),
        ("a.html", "<div class='nav'>" * 140 + "<h1>a</h1>" + "b " * 100_000, ""),
        ("a.html", "<img src='data:image/png;base64," + "A" * 19_000_000 + "'><p>a", ""),
    ],
    ids=range(16),
)
def test_files_made_to_take_long_do_not(tmp_path: Path, name: str, data: str, message: str) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    start = time.monotonic()
    try:
        write_draft(read_draft(tmp_path / name, lang="en"), tmp_path / "out")
        assert not message
    except Rejected as rejected:
        assert message in ("", rejected.problems[0].message)
    assert time.monotonic() - start < 20
