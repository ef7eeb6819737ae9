"""Facts: what stays whole on a line, and what is isolated inside right-to-left text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.facts import find_facts, find_islands
from tests.text.engine import HANDOUT_LANGUAGES, cases, prose

FACTUAL = st.text(st.sampled_from("0123456789٣५  .,:/-–()+%@abmglwhtps°Cمن今"), max_size=60)
FRAGMENTS = (
    "020 7946 0000", "(555) 010-0142", "+44", "1-800-4-CANCER", "500 mg", "2.5", "15 % ", "8:30 a.m.", "22/11/2026",
    "https://a.b/c", "x@y.zz", "من", "ملغ", "HER2+", "word", "(", ")", ", ", ". ", " ", "\n", "-", "/", "7",
)  # fmt: skip
PIECES = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
PHONES = {"1-800-227-2345", "1-877-465-6636", "(555) 010-0142"}


def islands(text: str) -> list[str]:
    return [text[start:end] for start, end in find_islands(text)]


@pytest.mark.parametrize("case", cases("facts"), ids=lambda case: str(case["text"]))
def test_facts_of_a_text(case: dict[str, str]) -> None:
    text = case["text"]
    assert [f"{fact.kind}: {text[fact.start : fact.end]}" for fact in find_facts(text)] == case["facts"]


@pytest.mark.parametrize("lang", HANDOUT_LANGUAGES)
def test_the_leaflet_has_its_phone_numbers_and_no_false_ones(lang: str) -> None:
    facts = [(fact.kind, text[fact.start : fact.end]) for text in prose(lang) for fact in find_facts(text)]
    assert {fact for kind, fact in facts if kind == "phone"} == PHONES
    assert not [fact for fact in facts if fact[0] in ("dose", "measure", "date")]
    assert sum(kind == "email" for kind, _ in facts) == 1
    assert sum(kind == "time" for kind, _ in facts) == 2


@given(st.one_of(FACTUAL, PIECES))
@settings(max_examples=400, deadline=None)
def test_facts_are_in_order_apart_and_inside(text: str) -> None:
    facts = find_facts(text)
    assert all(0 <= fact.start < fact.end <= len(text) for fact in facts)
    assert all(first.end <= second.start for first, second in pairwise(facts))
    assert not any(text[fact.start].isspace() or text[fact.end - 1].isspace() for fact in facts)
    assert not any("\n" in text[fact.start : fact.end] for fact in facts)


@given(st.one_of(FACTUAL, PIECES))
@settings(max_examples=400, deadline=None)
def test_islands_are_in_order_apart_and_hold_each_fact_that_reads_from_the_left(text: str) -> None:
    found = find_islands(text)
    assert all(first[1] < second[0] for first, second in pairwise(found)), "islands that touch are one"
    for fact in find_facts(text):
        words = text[fact.start : fact.end]
        if not set(words) & set("منلغ"):
            assert any(start <= fact.start and fact.end <= end for start, end in found)


@given(st.text(st.sampled_from("0123456789 ()-.+"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_fact_begins_or_ends_inside_a_number(text: str) -> None:
    for fact in find_facts(text):
        assert not text[fact.start : fact.end][:1].isdigit() or not text[fact.start - 1 : fact.start].isdigit()
        assert not text[fact.end - 1].isdigit() or not text[fact.end : fact.end + 1].isdigit()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خذ Paracetamol 500 mg الآن", ["Paracetamol 500 mg"]),
        ("خذ Paracetamol 0,5 mg الآن", ["Paracetamol 0,5 mg"]),
        ("دواء 5-FU ثم", ["5-FU"]),
        ("ورم HER2+ أو ER-/PR- هنا", ["HER2+", "ER-/PR-"]),
        ("عيادة Harbor Lane Clinic (لندن)", ["Harbor Lane Clinic"]),
        ("في St. Mary’s Hospital، ثم", ["St. Mary’s Hospital"]),
        ("ورم HER2. 15 من 100", ["HER2"]),
        ("حوالي 15 من 100", []),
        ("about 15 of 100", ["about 15 of 100"]),
        ("500 ملغ", []),
        ("500 mg, 5 ml", ["500 mg", "5 ml"]),
        ("Café Nguyễn TGF-β", ["Café Nguyễn TGF-β"]),
        ("Cafe\u0301 au lait", ["Cafe\u0301 au lait"]),
        ("HER2و", ["HER2"]),
        ("a@b.example", ["a@b.example"]),
        ("(IV)", ["IV"]),
        ("٤٥٫٥ ۴۵٫۵ 020 7946 0000", ["020 7946 0000"]),
        ("2.5 100", []),
        ("5 - 6", []),
        ("", []),
    ],
)
def test_islands(text: str, expected: list[str]) -> None:
    assert islands(text) == expected


def test_digits_without_end_are_read_in_time() -> None:
    assert find_facts("1" * 20_000) == ()
