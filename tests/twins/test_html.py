"""The page for a browser: every text of the YAML in order, every block, and nothing that an author can break."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import build_leaflet
from generator.job import Job
from generator.model.blocks import BLOCKS
from generator.model.languages import find_language, language_table
from generator.pictures import Picture
from generator.problems import Rejected
from generator.project import Project
from generator.story.people import bar_picture, people_picture
from generator.story.qr import qr_picture
from generator.twins.blocks import MAKERS
from generator.twins.drawing import drawing
from generator.twins.nodes import written
from generator.twins.twin import html_twin
from tests.support.goldens import check_text
from tests.support.leaflets import CASES, ROOT, project, project_with, rules_of, texts
from tests.support.readers import find_in_order, squeeze
from tests.support.tagtree import TaggedPdf
from tests.support.webpages import Tag, page, words

Make = Callable[..., Project]
MBC = "metastatic-breast-cancer"
LANGUAGES = project().languages(MBC)


def twin(name: str, lang: str, root: Path = ROOT, **others: str) -> bytes:
    return html_twin(project(root), Job(name, lang, "clinic-a4", **others))  # type: ignore[arg-type]


def made(folder: Path, content: str, lang: str = "en", **others: str) -> bytes:
    return html_twin(project_with(folder, content, lang, **others), Job("test", lang, "clinic-a4"))


def test_every_block_can_be_written() -> None:
    assert set(MAKERS) == set(BLOCKS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_stands_in_order_in_every_language(lang: str) -> None:
    assert find_in_order(texts(MBC, lang), squeeze(words(twin(MBC, lang)))) == []


@pytest.mark.parametrize("lang", ["en", "ar", "he"])
def test_every_text_of_every_block_stands_in_order(lang: str) -> None:
    assert find_in_order(texts("every-block", lang, CASES), squeeze(words(twin("every-block", lang, CASES)))) == []


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh-Hans", "ltr"), ("th", "ltr")])
def test_page_says_its_language_and_direction(lang: str, direction: str) -> None:
    (html,) = page(twin(MBC, lang)).find("html")
    assert html.attributes["lang"] in (lang, "en-US")
    assert html.attributes["dir"] == direction


def test_small_page_is_as_it_was_looked_at(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    content = """\
  - key-points: [Take **one** tablet.]
  - heading: Your [dose]{term}
  - steps: [Open it., {text: Swallow it, list: [with water]}]
  - callout: {kind: emergency, title: Call 911 now, content: [{text: "You cannot breathe & <b>fast</b>."}]}
  - contact: {name: Nurses, phone: (555) 010-0142}
  - glossary: [{term: dose, meaning: How much you take.}]
"""
    data = made(tmp_path, content).decode()
    style = re.compile(r"<style>.*?</style>", re.DOTALL)
    check_text(
        re.sub(r"base64,[^\"]+", "base64,…", style.sub("<style>…</style>", data)), "twin.small.html", request.config
    )


def test_a_call_out_without_contents_heads_the_pictures_below_it(tmp_path: Path) -> None:
    """As in the PDF; before anything else, and at the end, it is no more than a sentence."""
    (tmp_path / "handouts" / "test").mkdir(parents=True, exist_ok=True)
    (tmp_path / "handouts" / "test" / "one.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9z"/></svg>'
    )
    content = (
        "  - heading: Part\n  - callout: {kind: note, title: Signs}\n"
        "  - figure: {image: one.svg, alt: A sign., content: [{text: One.}]}\n"
        "  - callout: {kind: note, title: Sentence}\n  - text: Two.\n  - callout: {kind: note, title: Last}\n"
    )
    data = made(tmp_path, content)
    assert [one.text for one in page(data).find("h3")] == ["Good to know: Signs"]
    paper = build_leaflet(Project.at(tmp_path), "test", "en", "clinic-a4").data
    assert [one.text for one in TaggedPdf(paper).root.find("H3")] == ["Good to knowSigns"], "the colon is ActualText"


def test_nothing_is_fetched_or_run() -> None:
    """Links lead away; everything that a browser loads by itself is in the file."""
    for lang in ("en", "ar"):
        whole = page(twin("every-block", lang, CASES))
        assert not whole.find("script") and not whole.find("link") and not whole.find("iframe")
        loaded = [one.attributes["src"] for one in whole.find("img")]
        assert len(loaded) > 5
        assert all(address and address.startswith("data:image/") for address in loaded)
        assert "url(" not in whole.find("style")[0].text and "@import" not in whole.find("style")[0].text
        (policy,) = whole.find("meta", http_equiv="Content-Security-Policy")
        assert str(policy.attributes["content"]).startswith("default-src 'none'; img-src data:; ")


def test_headings_go_down_step_by_step() -> None:
    whole = page(twin("every-block", "en", CASES))
    levels = [int(tag.name[1]) for tag in _in_order(whole) if re.fullmatch("h[1-6]", tag.name)]
    assert levels[0] == 1 and levels.count(1) == 1 and len(levels) > 15
    assert all(after <= before + 1 for before, after in pairwise(levels))


def _in_order(tag: Tag) -> list[Tag]:
    return [tag, *(one for kid in tag.kids if isinstance(kid, Tag) for one in _in_order(kid))]


def test_names_stand_once_and_are_led_to() -> None:
    tags = _in_order(page(twin("every-block", "en", CASES)))
    names = [tag.attributes["id"] for tag in tags if "id" in tag.attributes]
    assert len(set(names)) == len(names)
    asked = [tag.attributes["href"] for tag in tags if str(tag.attributes.get("href")).startswith("#")]
    asked += [f"#{tag.attributes['aria-labelledby']}" for tag in tags if "aria-labelledby" in tag.attributes]
    assert {str(one)[1:] for one in asked} <= set(names)
    assert {"#main", "#term-2"} <= set(asked)


def test_tables_say_what_heads_what() -> None:
    table = page(twin("every-block", "en", CASES)).find("table")[0]
    (caption,) = table.find("caption")
    assert caption.text == "What to take, when"
    assert [cell.attributes.get("scope") for cell in table.find("thead")[0].find("th")] == ["col"] * 3
    first = table.find("tbody")[0].find("tr")[0].find("th")[0]
    assert first.attributes == {"scope": "row", "rowspan": "2"}
    assert [len(row.find("th")) for row in table.find("tbody")[0].find("tr")[:3]] == [1, 0, 1]


def test_pictures_are_described() -> None:
    whole = page(twin("every-block", "en", CASES))
    said = [one.attributes["alt"] for one in whole.find("main")[0].find("img")]
    assert "A square, half of it dark." in said and "QR code for this address" in said
    assert said.count("") == 2  # a figure and a step that are decoration
    (risk, bar) = (one for one in whole.find("svg") if one.attributes.get("role") == "img")
    assert risk.attributes["aria-label"] == "Drawing: 15 of 100 filled in"
    assert bar.attributes["aria-label"] == "Bar: 4 of 100 filled in"


def test_numbers_are_dialled() -> None:
    links = page(twin("every-block", "ar", CASES)).find("a", href="tel:+15550100199")
    assert [link.text for link in links] == ["+1 (555) 010-0199"]


def test_numbers_and_names_are_isolated_in_text_from_the_right() -> None:
    """As on paper: the plain bidi algorithm would turn the number round."""
    isolated = [one.text for one in page(twin("every-block", "ar", CASES)).find("bdi", dir="ltr")]
    assert "020 7946 0000" in isolated and "+44 20 7946 0000" in isolated and "2.5 mg/kg" in isolated


def test_a_phone_number_is_never_split_over_lines() -> None:
    whole = page(twin("every-block", "en", CASES))
    assert {"500 mg", "(555) 010-0142"} <= {one.text for one in whole.find("span", class_="nb")}


def test_other_languages_are_said(tmp_path: Path) -> None:
    whole = page(made(tmp_path, '  - text: "Say [Guten Tag]{lang=de} or [سلام 5 mg]{lang=ar}."\n'))
    german, arabic = whole.find("main")[0].find("span", lang="de"), whole.find("main")[0].find("span", lang="ar")
    assert [one.text for one in german] == ["Guten Tag"] and "dir" not in german[0].attributes
    assert [one.text for one in arabic] == ["سلام 5 mg"] and arabic[0].attributes["dir"] == "rtl"


def test_colophon_says_what_the_paper_says() -> None:
    (footer,) = page(twin(MBC, "ar")).find("footer")
    assert footer.find("strong")[1].text == (
        "Machine translation. No qualified translator has checked this text. Do not rely on it."
    )
    listed = [one.text for one in footer.find("dd")]
    assert listed[0] == "Harbor Lane Clinic, Patient Information"
    assert {"MBC-01", "العربية (Arabic)"} <= set(listed)
    assert footer.find("a", href="tel:5550100100")


def test_copy_in_two_languages_has_both_section_by_section() -> None:
    whole = page(twin("every-block", "en", CASES, beside="ar"))
    voices = [one.attributes["lang"] for one in whole.find("div", class_="both")]
    assert voices[:5] == ["ar", "en", "ar", "en", "ar"] and len(voices) > 10
    assert all(one.attributes["dir"] == "rtl" for one in whole.find("div", class_="both", lang="ar"))


def test_brand_and_its_colours() -> None:
    whole = page(twin(MBC, "en", brand="alder-street"))
    assert "--brand: #5A2A5C" in whole.find("style")[0].text
    assert "Harbor" not in whole.find("header")[0].text + whole.find("footer")[0].text
    assert whole.find("body")[0].attributes["class"] == "band ruled"
    assert whole.find("section")[0].attributes["class"].split()[2] == "outline"


def test_same_bytes_twice() -> None:
    assert twin("every-block", "ar", CASES) == twin("every-block", "ar", CASES)


LOOK = """extends: clinic-a4
page: {ground: "#FFF9E8"}
tables: {header: brand, rules: grid, stripes: true, padding: 14pt}
lists: {marks: text, numbers: disc}
boxes: {key-points: {box: outline, tone: calm, icon: false}, zones: {box: plain}}
"""


def test_what_a_layout_says_of_boxes_tables_and_lists_holds_for_the_page_too(tmp_path: Path) -> None:
    content = (
        "  - key-points: [One., Two.]\n  - zones: [{act: call-today, title: Call, list: [one]}]\n"
        "  - callout: {kind: wait, title: Tell us}\n  - callout: {kind: call-today, title: Call us}\n"
    )
    root = project_with(tmp_path, content).root
    (root / "layouts").mkdir()
    (root / "layouts" / "own.yaml").write_text(LOOK, encoding="utf-8")
    own, usual = (html_twin(Project.at(root), Job("test", "en", layout)).decode() for layout in ("own", "clinic-a4"))
    boxes = r'<(?:section|aside) class="(box [^"]*)"[^>]*>\s*(<svg)?'
    assert re.findall(boxes, own) == [
        ("box calm outline", ""), ("box caution plain", "<svg"), ("box calm bar", "<svg"), ("box caution bar", "<svg"),
    ]  # fmt: skip
    assert [look for look, _ in re.findall(boxes, usual)] == [
        "box brand bar", "box caution bar", "box calm bar", "box caution bar",
    ]  # fmt: skip
    for rule in (
        "body { background: #FFF9E8; }", "thead :is(th, td, a) { background: var(--brand); color: #FFFFFF; }",
        "th, td { border: 1px solid var(--rule); }", "tbody tr:nth-child(even) { background: var(--tint); }",
        "th, td { padding: 1em; }", "li::marker { color: inherit; }", "content: counter(disc, steps);",
    ):  # fmt: skip
        assert rule in own and rule not in usual
    assert "thead :is(th, td) { background: var(--tint); }" in usual


OWN_BLOCKS = """extends: clinic-a4
boxes: {code: {box: outline, tone: calm, space: 28pt}}
blocks:
  figure: {frame: line, label: small, widest: 112pt, space: 28pt}
  picture-steps: {frame: tint, rule: true}
  risk: {tone: calm, label: heading-3, width: 120mm}
  qr: {label: heading-4, width: 50mm}
  timeline: {tone: text, label: heading-3, mark: 18pt}
  glossary: {tone: calm, label: body, rule: true}
  checklist: {tone: calm, mark: 18pt, rule: true}
  columns: {gap: 42pt, rule: true}
  slip: {tone: brand}
"""


def test_what_a_layout_says_of_other_blocks_holds_for_the_page_too(tmp_path: Path) -> None:
    content = "  - risk: {n: 1, of: 10, what: rash}\n  - checklist: [One.]\n"
    root = project_with(tmp_path, content).root
    (root / "layouts").mkdir()
    (root / "layouts" / "own.yaml").write_text(OWN_BLOCKS, encoding="utf-8")
    own, usual = (html_twin(Project.at(root), Job("test", "en", layout)).decode() for layout in ("own", "clinic-a4"))
    assert 'class="ticks checklist"' in own
    for rule in (
        "figure:not(.quote) > img { border: 1px solid var(--rule); padding: 0.5rem; }",
        "figure:not(.quote) { margin-block: 2em; }",
        "figcaption > p:not(.small) { font-size: 1rem; color: var(--muted); }",
        ".pictured img { background: var(--tint); padding: 0.5rem; }",
        ".pictured > li:not(:last-child) { border-block-end: 1px solid var(--rule); padding-block-end: 0.4em; }",
        ".risk .title { font-size: 1.25rem; font-weight: bold; }", ".risk .people { inline-size: 28rem; }",
        ".qr .code { inline-size: 15rem; }", ".timeline .when { color: var(--text); }",
        ".timeline > li::before { background: var(--text); }",
        ".timeline > li::before { inline-size: 1.2rem; block-size: 1.2rem; }",
        ".terms dt { color: var(--calm); }", ".terms dt { font-size: 1.125rem; font-weight: normal; }",
        ".checklist > li::before { border-color: var(--calm); }",
        ".checklist > li::before { inline-size: 1.65rem; block-size: 1.65rem; }",
        ".columns:not(:has(> .side)) { column-gap: 3em; }", ".slip { border-color: var(--brand); }",
        "pre { border-style: solid; border-width: 1.5px; background: none; }", "pre { margin-block: 2em; }",
    ):  # fmt: skip
        assert rule in own and rule not in usual, rule
    people = [re.findall(r'fill="(#[0-9A-Fa-f]{6})"', page) for page in (own, usual)]
    assert people[0] != people[1]


def test_every_script_has_its_fonts() -> None:
    from generator.twins.css import style_sheet

    layout = project().layout("clinic-a4")
    for language in language_table().values():
        assert f"line-height: {max(1.5, language.leading):g}" in style_sheet(layout, language)
    urdu = find_language("ur")
    assert urdu and "Nastaliq" in style_sheet(layout, urdu)


# -- what an author types ---------------------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></p><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp; &#60;",
    "<!-- --> ]]> <![CDATA[",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_stays_text(text: str, tmp_path: Path) -> None:
    quoted = text.replace("'", "''")
    content = f"""\
  - heading: '{quoted}'
  - text: '**{quoted}**'
  - callout: {{kind: note, title: '{quoted}'}}
  - table: {{caption: '{quoted}', header: ['{quoted}', b], rows: [['{quoted}', '{quoted}']]}}
  - code: '{quoted}'
  - patient-box: {{title: '{quoted}', fields: ['{quoted}']}}
"""
    whole = page(made(tmp_path, content, title=f"'{quoted}'", summary=f"'{quoted}'"))
    assert whole.find("main")[0].text.count(text) == 12
    assert whole.find("title")[0].text == f"{text} · Harbor Lane Clinic"
    assert not whole.find("script") and len(whole.find("img")) == 1  # the logo
    assert not [tag for tag in _in_order(whole) if any(name.startswith("on") for name in tag.attributes)]


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="*[]\\{}"), min_size=1))
def test_any_text_is_read_back(text: str) -> None:
    from generator.model.inline import Span
    from generator.twins.prose import Inline

    for rtl in (False, True):
        data = written(Inline(rtl, {}).nodes([Span(text), Span(text, bold=True), Span(text, link="https://a.example")]))
        assert page(f"<p>{data}</p>".encode()).text == text * 3


def test_links_go_only_where_the_model_lets_them(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as caught:
        made(tmp_path, '  - text: "[now](javascript:alert)"\n')
    assert rules_of(caught.value) == {"bad-mark"}


def test_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    project_with(tmp_path, "  - figure: {image: a.png, alt: A picture.}\n")
    (tmp_path / "handouts" / "test" / "a.png").write_bytes(b"no picture")
    with pytest.raises(Rejected) as caught:
        html_twin(Project.at(tmp_path), Job("test", "en", "clinic-a4"))
    (told,) = caught.value.problems
    assert told.message == "“a.png” cannot be read as PNG: it is no picture."
    assert (told.place.source.name, told.place.line) == ("handouts/test/en.yaml", 9)


# -- pictures ---------------------------------------------------------------------------------------------------------


def test_drawing_is_written_from_what_is_drawn() -> None:
    """Every person is a path of the picture, none is lost, and it is XML."""
    palette = project().layout("clinic-a4").brand.palette
    root = ElementTree.fromstring(written([drawing(people_picture(15, 100, palette, rtl=False))]))
    filled, lined = root.findall(".//path")
    assert filled.attrib["d"].count("z") == 30 and filled.attrib["fill"] == "#0B5563"  # a head and a body each
    assert lined.attrib["d"].count("z") == 170 and lined.attrib["fill"] == "none"
    assert root.attrib["viewBox"] == "0 0 100 140"
    for picture in (
        people_picture(2, 1000, palette, rtl=True),
        bar_picture(4, 100, palette, rtl=True),
        qr_picture("a"),
    ):
        assert ElementTree.fromstring(written([drawing(picture)])).findall(".//path")


def test_operator_that_no_drawing_has_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no operator of a drawing: Do"):
        drawing(Picture(1, 1, operators="/Im1 Do"))


def test_photographs_lose_what_the_camera_wrote() -> None:
    """A JPEG is taken without its metadata, a PNG is written anew; both are read again here."""
    import io

    from PIL import Image

    kinds = set()
    for one in page(twin("every-block", "en", CASES)).find("img"):
        kind, _, data = str(one.attributes["src"]).removeprefix("data:image/").partition(";base64,")
        kinds.add(kind)
        if kind != "svg+xml":
            image = Image.open(io.BytesIO(base64.b64decode(data)))
            image.load()
            assert image.format == kind.upper()
            assert not image.getexif() and "comment" not in image.info
    assert kinds == {"svg+xml", "png", "jpeg"}


def test_who_goes_by_headings_and_links_hears_what_the_pdf_says(tmp_path: Path) -> None:
    content = """\
  - heading: Doses
  - callout: {kind: important, title: If you miss one, content: [{text: Wait.}]}
  - contact: {name: Nurses, phone: (555) 010-0142}
  - qr: {url: https://www.example.org/q, caption: On a telephone}
  - heading: Words
  - text: None.
  - contact: {name: Front desk, phone: (555) 010-0143}
"""
    whole = page(made(tmp_path, content))
    found = [(tag.name, tag.text) for tag in _in_order(whole) if re.fullmatch("h[2-6]", tag.name)]
    assert found == [
        ("h2", "Doses"),
        ("h3", "Important: If you miss one"),
        ("h3", "Nurses"),
        ("h2", "Words"),
        ("h2", "Front desk"),
    ]
    called = {link.attributes["href"]: link.attributes.get("aria-label") for link in whole.find("a")}
    assert called["tel:5550100142"] == "Nurses: (555) 010-0142"
    assert called["https://www.example.org/q"] == "On a telephone: https://www.example.org/q"
    assert called["tel:5550100100"] == "Harbor Lane Clinic, Patient Information: (555) 010-0100"


def test_bilingual_page_is_signed_in_both_languages() -> None:
    whole = page(twin("warfarin", "ar", beside="en"))
    (foot,) = whole.find("footer")
    assert "العربية (Arabic) · English" in foot.text and foot.text.count("English") >= 2
    assert "Published by" in foot.text and "الناشر" in foot.text
    assert whole.find("title")[0].text.startswith("تناول الوارفارين بأمان · Taking warfarin safely · ")
    assert [tag.text for tag in _in_order(whole) if tag.name == "h2"].count("Taking warfarin safely") == 1


@pytest.mark.parametrize(
    ("lang", "first", "suffix", "bullet"),
    [("fa", "۰", ".", "•"), ("my", "၀", "။", "•"), ("zh-Hant", "0", "、", "•"), ("ja", "0", ".", "・")],
)
def test_lists_are_marked_as_on_paper(lang: str, first: str, suffix: str, bullet: str) -> None:
    from generator.twins.css import style_sheet

    language = find_language(lang)
    assert language
    rules = style_sheet(project().layout("clinic-a4"), language)
    digits = " ".join(f'"{chr(ord(first) + digit)}"' for digit in range(10))
    counted = f'system: numeric; symbols: {digits}; prefix: ""; suffix: "{suffix} "'
    assert f"@counter-style steps {{ {counted}; }}" in rules
    assert f":where(ol:lang({lang})) {{ list-style-type: steps; }}" in rules
    assert f':where(ul:lang({lang})) {{ list-style-type: "{bullet} "; }}' in rules
    assert f':where(li ul:lang({lang})) {{ list-style-type: "– "; }}' in rules
