"""Words of a glossary lead to their meaning where a text first uses them, on paper and on pages, in every language."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pikepdf
import pytest

from generator.build import build_leaflet
from generator.job import Job
from generator.linking import unlinked_terms, with_terms_linked
from generator.project import read_handout
from generator.twins.twin import html_twin
from tests.support.leaflets import project, project_with, texts
from tests.support.readers import find_in_order, open_mupdf, squeeze
from tests.support.tagtree import Annotation, TaggedPdf
from tests.support.webpages import page

GLOSSARY = "  - glossary:\n      - {term: Polyp, also: [polyps], meaning: A growth.}\n      - {term: Tumor, meaning: A lump.}\n"
REAL = "colonoscopy"


def linked(folder: Path, content: str, lang: str = "en") -> list[str]:
    """The words that lead to a glossary, in the order of reading."""
    handout = with_terms_linked(read_handout(project_with(folder, content, lang), "test", lang))
    return [span.text for text in handout.texts() for span in text.spans if span.term]


def missed(folder: Path, content: str) -> list[str]:
    handout = read_handout(project_with(folder, content), "test", "en")
    return [term.term.plain for term in unlinked_terms(handout)]


@pytest.mark.parametrize("lang", ["en", "es", "ar", "zh-Hans"])
def test_a_real_leaflet_says_the_same_and_leads_to_its_words(lang: str) -> None:
    """Each word of its glossary is led to once, from a page before it, by its own words."""
    data = build_leaflet(project(), REAL, lang).data
    root = TaggedPdf(data).root
    assert find_in_order(texts(REAL, lang), squeeze(root.text)) == []
    inside = [(link, kid) for link in root.find("Link") for kid in link.kids if isinstance(kid, Annotation)]
    words = [(link.text, area.contents) for link, area in inside if area.address.startswith("page ")]
    assert len(words) == 3
    assert all(text == contents for text, contents in words)


@pytest.mark.parametrize("lang", ["en", "ar", "zh-Hans"])
def test_the_page_for_a_browser_has_the_same_links(lang: str) -> None:
    whole = page(html_twin(project(), Job(REAL, lang, "clinic-a4")))
    goals = [link.attributes["href"] for link in whole.find("a") if (link.attributes["href"] or "").startswith("#term")]
    assert len(goals) == len(set(goals)) == 3
    assert {f"#{term.attributes['id']}" for term in whole.find("dt") if "id" in term.attributes} == set(goals)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("A polyp, and a polyp.", ["polyp"]),
        ("POLYPS and a tumor.", ["POLYPS", "tumor"]),
        ("Your **polyp** grows.", ["polyp"]),
        ("A polyp’s stalk.", ["polyp"]),
        ("A [tumor IV]{nobreak} is here.", ["tumor IV"]),
        ("Polypoid, tumors.", []),
        ("A tumor-like thing.", []),
        ("Tu**mor** it is.", []),
        ("See [the tumor page](https://a.example).", []),
        ("[Tumor]{lang=de}", []),
        ("A tumor, and [the other tumor]{term=tumor} is marked.", []),
    ],
)
def test_whole_words_alone_are_linked_and_once(said: str, words: list[str], tmp_path: Path) -> None:
    glossary = GLOSSARY.replace("term: Tumor,", "term: Tumor, name: tumor,")
    found = linked(tmp_path, f"  - text: {said!r}\n{glossary}")
    assert [word for word in found if word != "the other tumor"] == words


def test_a_word_inside_another_word_of_the_glossary_is_no_use_of_it(tmp_path: Path) -> None:
    content = (
        "  - text: The biology of the tumor, once more the biology of the tumor, then a tumor.\n"
        "  - glossary: [{term: Tumor, meaning: A lump.}, {term: Biology of the tumor, meaning: What it is like.}]\n"
    )
    assert linked(tmp_path, content) == ["biology of the tumor", "tumor"]


def test_where_words_are_linked_and_where_not(tmp_path: Path) -> None:
    (tmp_path / "handouts" / "test").mkdir(parents=True)
    (tmp_path / "handouts" / "test" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9z"/></svg>'
    )
    content = (
        "  - heading: A one\n  - figure: {image: a.svg, alt: A one and a two.}\n"
        "  - quote: {text: A one.}\n  - table: {header: [One, B], rows: [[two, one]]}\n"
        "  - callout: {kind: note, title: One, content: [{text: one}]}\n  - list: [{text: b, list: [two]}]\n"
        "  - zones: [{act: emergency, title: Call now if, list: [three]}]\n"
    )
    terms = "".join(f"      - {{term: {word}, meaning: It.}}\n" for word in ("one", "two", "three", "four"))
    assert linked(tmp_path, f"{content}  - glossary:\n{terms}  - text: Behind it, four.\n") == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("lang", "said", "term", "words"),
    [
        ("zh-Hans", "医生可以把息肉切除。", "息肉", ["息肉"]),
        ("zh-Hans", "大肠镜检查", "肠镜", []),
        ("th", "แพทย์ตรวจต่อมน้ำเหลืองของคุณ", "ต่อมน้ำเหลือง", ["ต่อมน้ำเหลือง"]),
        ("ar", "تسمى سليلات، وهذه سليلة.", "سليلة (لحمية)", ["سليلة"]),
        ("ar", "والسليلة كبيرة.", "سليلة", []),
        ("fr", "C’est l’intestin.", "intestin", ["intestin"]),
        ("hi", "ट्यूमर की बायोलॉजी", "ट्यूमर", ["ट्यूमर"]),
        ("ru", "Это опухоли.", "Опухоль", []),
    ],
)
def test_words_end_where_the_language_ends_them(
    lang: str, said: str, term: str, words: list[str], tmp_path: Path
) -> None:
    assert linked(tmp_path, f"  - text: {said}\n  - glossary: [{{term: {term}, meaning: M.}}]\n", lang) == words


@pytest.mark.parametrize(
    ("lang", "terms", "said", "words"),
    [
        ("tr", ["ilaç"], "İlaç alın.", ["İlaç"]),
        ("tr", ["ısı"], "Isı artar.", ["Isı"]),
        ("tr", ["ISI"], "Bir ısı var.", ["ısı"]),
        ("tr", ["ilaç"], "ILAÇ, sonra İLAÇ.", ["İLAÇ"]),
        ("az", ["iynə"], "İynə vurun.", ["İynə"]),
        ("en", ["ilac"], "ILAC is a word.", ["ILAC"]),
        ("de", ["Fuß"], "Der FUSS tut weh.", ["FUSS"]),
        ("de", ["Fuß"], "Der FUẞ tut weh.", ["FUẞ"]),
        ("de", ["Maße"], "Die Masse, dann die Maße.", ["Maße"]),
    ],
)
def test_capitals_are_those_of_the_language(
    lang: str, terms: list[str], said: str, words: list[str], tmp_path: Path
) -> None:
    glossary = "".join(f"      - {{term: {term}, meaning: M.}}\n" for term in terms)
    assert linked(tmp_path, f"  - text: {said}\n  - glossary:\n{glossary}", lang) == words


def test_a_mark_around_a_turkish_word_with_a_capital_is_its_word(tmp_path: Path) -> None:
    content = '  - text: "[İlaç]{term} ve [Isı]{term}."\n  - glossary: [{term: ilaç, meaning: M.}, {term: ısı, meaning: M.}]\n'
    assert linked(tmp_path, content, "tr") == ["İlaç", "Isı"]


def test_the_two_ways_to_write_a_letter_are_one(tmp_path: Path) -> None:
    assert linked(tmp_path, '  - text: "Un po\u0301lipo."\n  - glossary: [{term: P\u00f3lipo, meaning: M.}]\n') == [
        "po\u0301lipo"
    ]


def test_a_glossary_can_have_its_words_linked_by_marks_alone(tmp_path: Path) -> None:
    content = f"  - text: A polyp.\n{GLOSSARY}    link: false\n"
    assert linked(tmp_path, content) == []
    assert missed(tmp_path, content) == []


def test_words_that_no_text_has_are_told(tmp_path: Path) -> None:
    """Rule unlinked-term; tests/cases/review/ has its message's places."""
    assert missed(tmp_path, f"  - text: Polypoid tumors.\n{GLOSSARY}") == ["Polyp", "Tumor"]
    assert (
        missed(
            tmp_path,
            f"  - text: Polyps and [lumps]{{term=tumor}}.\n{GLOSSARY}".replace("Tumor,", "Tumor, name: tumor,"),
        )
        == []
    )


def test_a_word_of_the_glossary_has_a_dotted_line(tmp_path: Path) -> None:
    """It leads to no other place than the leaflet, so it does not look like an address."""
    its = project_with(tmp_path, f"  - text: A polyp, and a [page](https://a.example).\n{GLOSSARY}")
    content = build_leaflet(its, "test", "en", check=False).data
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes().decode("latin-1").splitlines()
    thin = [line for line in drawn if line.endswith(" re f") and 0 < float(line.split()[3]) < 1.2]
    widths = [float(line.split()[2]) for line in thin]
    assert sum(width < 3 for width in widths) > 10
    assert any(20 < width < 60 for width in widths), "the line below the address is whole"


@pytest.mark.parametrize(
    ("lang", "said", "meaning"),
    [
        ("vi", "giai đoạn", "Một con số."),
        ("yo", "ẹ̀jẹ̀", "Ohun kan."),
        ("ro", "stomahș", "Un organ."),
    ],
)
def test_no_dotted_line_crosses_the_dot_or_comma_below_a_letter(
    tmp_path: Path, lang: str, said: str, meaning: str
) -> None:
    """In “tại” and “tai” it is the tone that differs."""
    without = "".join(char for char in unicodedata.normalize("NFD", said) if not unicodedata.combining(char))
    lows = []
    for name, word in (("with", said), ("without", without)):
        folder = tmp_path / name
        folder.mkdir()
        content = f"  - text: A {word} b.\n  - glossary:\n      - {{term: {word}, meaning: {meaning}}}\n"
        its = project_with(folder, content, lang)
        with pikepdf.open(io.BytesIO(build_leaflet(its, "test", lang, check=False).data)) as pdf:
            drawn = pdf.pages[0].Contents.read_bytes().decode("latin-1").splitlines()
        thin = [line.split() for line in drawn if line.endswith(" re f") and 0 < float(line.split()[3]) < 1.2]
        lows.append(max(float(part[1]) for part in thin if float(part[2]) < 3))
    assert lows[0] < lows[1] - 1.5


def test_a_thai_word_is_linked_where_it_is_no_half_of_another(tmp_path: Path) -> None:
    """“ระยะ” (stage) is the beginning of “ระยะเริ่มต้น” (early stage), which is no word of this glossary."""
    glossary = "  - glossary:\n      - {term: ระยะ, meaning: ก.}\n      - {term: ระยะแพร่กระจาย, meaning: ข.}\n"
    content = f"  - text: มะเร็งเต้านมระยะเริ่มต้นนี้\n  - text: ระยะของมะเร็ง\n{glossary}"
    handout = with_terms_linked(read_handout(project_with(tmp_path, content, "th"), "test", "th"))
    first, second = [text for text in handout.texts() if "มะเร็ง" in text.plain][:2]
    assert not any(span.term for span in first.spans)
    assert [span.text for span in second.spans if span.term] == ["ระยะ"]


@pytest.mark.parametrize(("term", "beside"), [("Polyp", True), ("Recurrence in a distant part of the body", False)])
def test_a_term_of_many_lines_stands_above_its_meaning(tmp_path: Path, term: str, beside: bool) -> None:
    its = project_with(tmp_path, f"  - glossary:\n      - {{term: {term}, meaning: Agrowth.}}\n")
    with open_mupdf(build_leaflet(its, "test", "en", check=False).data) as document:
        words = {one[4]: (one[0], one[1]) for one in document[0].get_text("words")}
    left, top = words[term.split()[0]]
    assert (abs(words["Agrowth."][1] - top) < 3) == beside
    assert (words["Agrowth."][0] - left > 100) == beside
