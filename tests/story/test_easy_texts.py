"""The easy-read texts of the real handouts: short sentences, a picture beside each, and nothing of the usual text lost."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest

from generator.build import build_leaflet
from generator.model.blocks.pictures import Figure
from generator.model.blocks.words import Paragraph, References
from generator.model.risks import with_risks_in_words
from generator.project import read_handout
from tests.support import verapdf
from tests.support.leaflets import project
from tests.support.readers import find_in_order, squeeze
from tests.support.tagtree import TaggedPdf

FORM = "easy-read"
NAMES = [name for name in project().handout_names() if FORM in project().own_texts(name)]
TEXTS = [(name, lang) for name in NAMES for lang in project().languages(f"{name}/{FORM}")]
NEW = [(name, lang) for name, lang in TEXTS if name != "warfarin"]  # tests/story/test_easy_read.py has that one
MM = 72 / 25.4
# Sentences of easy read: 15 words at most (Department of Health, 2009); the leaflets keep to 12.
MOST_WORDS = 12
PICTURES = project().root / "handouts" / "pictures"
# Ink, the brand's colour and tints of it, the alert colour and paper: told apart in greyscale too.
COLOURS = {"#1F2A2E", "#0B5563", "#5B7F88", "#8FB3B9", "#DCEAEC", "#B5472F", "#FFFFFF", "#5C6B70"}


@cache
def said(name: str, lang: str = "en") -> str:
    return squeeze(TaggedPdf(build_leaflet(project(), name, lang, form=FORM, check=False).data).root.text)


def words(name: str, lang: str = "en") -> list[str]:
    handout = with_risks_in_words(read_handout(project(), name, lang), project().words(lang))
    return [text.plain for text in handout.texts()]


def content(name: str, lang: str = "en") -> tuple[object, ...]:
    return read_handout(project(), f"{name}/{FORM}", lang).content


def test_the_real_handouts_that_have_one() -> None:
    assert NAMES == ["colonoscopy", "first-visit", "hip-replacement", "inhaler", "metastatic-breast-cancer", "warfarin"]


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_short(name: str) -> None:
    cited = {text.plain for block in content(name) if isinstance(block, References) for text in block.references}
    own = [text for text in words(f"{name}/{FORM}") if text not in cited]
    sentences = [one for text in own for one in re.split(r"(?<=[.?!]) (?=[A-Z])", text)]
    assert [one for one in sentences if len(one.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_adds_no_number_to_the_usual_text(name: str) -> None:
    """Steps apart, which the usual text of the inhaler numbers by itself."""
    numbers = re.compile(r"\d[\d,.:-]*\d|\d")

    def found(text: str) -> set[str]:
        return {n for one in words(text) for n in numbers.findall(re.sub(r"^Step \d", "", one))}

    assert found(f"{name}/{FORM}") - found(name) == set()


@pytest.mark.parametrize(("name", "lang"), TEXTS)
def test_every_row_has_its_picture(name: str, lang: str) -> None:
    blocks = content(name, lang)
    assert not any(isinstance(block, Paragraph) for block in blocks), "words stand beside pictures"
    rows = [block for block in blocks if isinstance(block, Figure)]
    assert all(len(row.content) <= 3 for row in rows)
    counted = [row for row in rows if "-of-" in row.image.name]
    assert all(35 * MM <= row.width <= 40 * MM for row in rows if row not in counted)
    assert all(row.width >= 50 * MM for row in counted), (
        "dots that are counted are wider than they are in other formats"
    )
    pairs = [
        (one.image, two.image) for one, two in pairwise(blocks) if isinstance(one, Figure) and isinstance(two, Figure)
    ]
    assert all(one != two for one, two in pairs), "the same picture twice says that nothing new is told"


# Each text once on each paper, and each standard with texts from both sides: a leaflet that is set is looked at for all
# that it has to keep.
@pytest.mark.parametrize(
    ("name", "lang", "standard"), [(*text, ("ua-1", "ua-2")[count % 2]) for count, text in enumerate(NEW)]
)
def test_it_says_its_own_text_in_order_and_nothing_is_wrong(name: str, lang: str, standard: str) -> None:
    for layout in ("clinic-a4", "clinic-letter"):
        leaflet = build_leaflet(project(), name, lang, layout, form=FORM, standard=standard)
        assert leaflet.warnings == ()
        assert find_in_order(words(f"{name}/{FORM}", lang), squeeze(TaggedPdf(leaflet.data).root.text)) == []
        if layout == "clinic-a4":
            assert leaflet.pages <= 24
            assert verapdf.failures(leaflet.data, standard) == []


@pytest.mark.parametrize("lang", [lang for name, lang in TEXTS if name == "warfarin"])
def test_the_first_of_them_holds_at_most_24_pages(lang: str) -> None:
    """What else it keeps is held by tests/story/test_easy_read.py."""
    assert build_leaflet(project(), "warfarin", lang, form=FORM, check=False).pages <= 24


# What must not be lost for being hard to say.
KEPT = {
    "colonoscopy": (
        "30 to 60 minutes", "2 of 1000", "998 of 1000", "all the medicines", "Do not stop it on your own", "iron pills",
        "take you home", "at least 7 days before", "diabetes", "shot to lose weight", "kidney", "heart disease",
        "blocked", "very hard to pass stool", "pregnant", "nuts, seeds, popcorn or beans",
        "raw vegetables", "6:00 p.m.", "first half", "second half", "4 to 6 hours before", "at least two hours before",
        "read through it", "without milk", "red or purple", "orange juice with pulp", "24 hours", "drive", "legal papers",
        "insurance card", "allergies", "socks", "faint", "confused", "bad belly pain", "keeps getting worse",
        "hard and swollen", "chest pain", "trouble breathing", "A lot of blood", "Blood clots", "again and again",
        "cannot finish", "100 °F (37.8 °C) or higher", "chills", "Call right away", "even two weeks later", "a few drops of blood", "(555) 010-0163", "emergency room",
    ),
    "first-visit": (
        "15 minutes early", "interpreter", "do not pay", "do not ask a child", "photo ID", "insurance card",
        "allergies", "large print", "wheelchair", "more time", "(555) 010-0100",
    ),
    "hip-replacement": (
        "every day", "two weeks", "4 to 6 weeks", "3 to 6 months", "90 degrees", "cross your legs", "twist",
        "good leg goes first", "operated leg goes first", "20 to 30 minutes", "2 or 3 times a day", "sleeping pills",
        "chest pain", "trouble breathing", "cough up blood", "faint", "cannot stay awake", "does not stop",
        "bad hip pain", "shorter or turned", "try to walk", "either leg", "100 °F (37.8 °C)", "chills", "fluid",
        "stool (poop) is black", "fall", "numb", "trouble sleeping", "58 of 100", "42 of 100", "(555) 010-0188",
        "emergency room",
    ),
    "inhaler": (
        "10 times", "3 to 5 seconds", "count to 10", "wait one minute", "steroid", "spacer", "Once a week",
        "too short of breath to walk", "whole sentence", "confused or very sleepy", "blue or gray", "15 minutes",
        "less than 4 hours", "at night", "helps less", "more than two days a week", "hard for you to press",
        "(555) 010-0171", "emergency room",
    ),
    "metastatic-breast-cancer": (
        "It cannot be cured, but it can be treated.", "stage IV", "advanced breast cancer", "not bone cancer",
        "Fewer than 5 of 100", "distant recurrence", "live longer", "live as well as you can", "15 of 100",
        "85 of 100", "5 years or more", "10 years or more", "1-800-227-2345", "1-877-465-6636", "(555) 010-0142",
    ),
    "warfarin": (
        "hit your head", "bad fall", "10 minutes", "cough up blood", "coffee grounds", "very bad headache", "droops",
        "trouble speaking or seeing", "weak", "stool (poop) is black", "faint", "chest pain", "trouble breathing",
        "urine (pee)", "gums", "period is heavier", "large bruises", "cannot eat", "diarrhea", "may be pregnant",
        "new swelling", "missed a dose. Call us.", "You missed a dose.", "very bad belly pain", "Your skin or your toes hurt",
        "such as purple. Call right away.", "one month after your last dose", "grapefruit", "took too much", "bruise a little more easily", "small cut",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_matters_is_lost(name: str) -> None:
    text = said(name)
    assert [sign for sign in KEPT[name] if squeeze(sign) not in text] == []


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("es", "No se puede curar, pero sí se puede tratar."),
        ("ar", "لا يمكن الشفاء منه، لكن يمكن علاجه."),
        ("zh-Hans", "无法治愈，但可以治疗。"),
    ],
)
def test_the_seed_says_in_each_language_what_can_be_done(lang: str, message: str) -> None:
    text = said("metastatic-breast-cancer", lang)
    assert squeeze(message) in text
    assert all(number in text for number in ("1-800-227-2345", "1-877-465-6636", squeeze("(555) 010-0142")))


# -- pictures ----------------------------------------------------------------------------------------------------------


def test_every_shared_picture_is_used_and_keeps_to_the_colours() -> None:
    used = {block.image.name for name in NAMES for block in content(name) if isinstance(block, Figure)}
    files = sorted(PICTURES.glob("*.svg"))
    assert [path.name for path in files if path.name not in used] == []
    colours = {path.name: set(re.findall(r"#[0-9A-Fa-f]{6}", path.read_text("utf-8"))) - COLOURS for path in files}
    assert {name: strange for name, strange in colours.items() if strange} == {}


@pytest.mark.parametrize(("n", "of"), [(58, 100), (2, 1000)])
def test_pictures_of_numbers_show_them(n: int, of: int) -> None:
    filled, empty = (PICTURES / f"{n}-of-{of}.svg").read_text("utf-8").split("</g>")[:2]
    assert (filled.count("<circle"), empty.count("<circle")) == (n, of - n)


# -- how it stands on the page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_chart_of_exercises_stands_under_its_heading(lang: str) -> None:
    leaflet = build_leaflet(project(), "hip-replacement", lang, form=FORM, check=False)
    wanted = {"en": ("Your exercise diary", "Sunday"), "ar": ("دفتر متابعة التمارين", "الأحد")}[lang]
    heading, row = (squeeze(one) for one in wanted)
    pages = [squeeze(page.extract_text()) for page in pypdf.PdfReader(BytesIO(leaflet.data)).pages]
    assert [number for number, page in enumerate(pages) if heading in page and row in page] != []
