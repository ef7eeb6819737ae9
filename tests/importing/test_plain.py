"""Plain text and Markdown: paragraphs, typed lists, headings without marks, and what the web left."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest

from tests.importing.reading import content, draft_of

# A page of our own with the faults that pages of the web have: typed bullets, remnants, a reference to nothing.
PAGE = """\
Skip to main content
Home > Health A to Z > Shingles

Shingles

What is shingles?

Shingles is a painful rash. It is caused by the virus that gives chickenpox. About 30 percent of people have it once in
their lives. Most get well within 4 weeks.

Who is at risk

The risk grows after the age of 50. It also depends on:

  • your age
  • other illnesses, including:
      • diabetes
      • cancer
  • medicines such as prednisone 20 mg

What to do

1. Call your doctor within 72 hours.
2. Take aciclovir 800 mg five times a day, for 7 days.
3. Keep the rash dry.

The treatments listed above work best early. Phone (555) 010-0142 from 9:30 to 17:00.

Shingles Clinic
12 High Street
Springfield

Share this page
Print
Go to Top
Translate »
© 2024 Example Health. All rights reserved.
"""


def test_page_keeps_its_facts_and_loses_its_remnants(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, "shingles.txt", PAGE)
    assert content(tmp_path, "shingles.txt", PAGE) == [
        {"heading": "What is shingles?"},
        {
            "text": "Shingles is a painful rash. It is caused by the virus that gives chickenpox. About 30 percent of "
            "people have it once in their lives. Most get well within 4 weeks."
        },
        {"heading": "Who is at risk"},
        {"text": "The risk grows after the age of 50. It also depends on:"},
        {
            "list": [
                "your age",
                {"text": "other illnesses, including:", "list": ["diabetes", "cancer"]},
                "medicines such as prednisone 20 mg",
            ]
        },
        {"heading": "What to do"},
        {
            "steps": [
                "Call your doctor within 72 hours.",
                "Take aciclovir 800 mg five times a day, for 7 days.",
                "Keep the rash dry.",
            ]
        },
        {"text": "The treatments listed above work best early. Phone (555) 010-0142 from 9:30 to 17:00."},
        {"text": "Shingles Clinic\n12 High Street\nSpringfield"},
    ]
    assert draft.document.title == "Shingles"
    assert [(one.line, one.text, one.why) for one in draft.report.dropped] == [
        (1, "Skip to main content", "a way to skip on the page"),
        (2, "Home > Health A to Z > Shingles", "the way through the web site"),
        (33, "Share this page", "a button to share the page"),
        (34, "Print", "a button to print or save the page"),
        (35, "Go to Top", "a way to the top of the page"),
        (36, "Translate »", "a button to translate the page"),
        (37, "© 2024 Example Health. All rights reserved.", "a web page's copyright line"),
    ]
    assert draft.report.missing == ("id", "version", "summary", "reviewed", "next-review", "contact", "publisher")
    kept = {
        "headings": 3,
        "paragraphs": 4,
        "lists": 2,
        "items": 8,
        "tables": 0,
        "links": 0,
        "pictures": 0,
        "references": 0,
    }
    assert draft.report.kept == kept


def test_no_word_is_lost(tmp_path: Path) -> None:
    """Every word of the page stands in the draft or in the report, but for the marks of its lists."""
    draft = draft_of(tmp_path, "shingles.txt", PAGE)
    blocks = str(content(tmp_path, "shingles.txt", PAGE)).replace("\\n", " ")
    said = re.findall(r"\w+", f"{draft.document.title} {blocks} {[one.text for one in draft.report.dropped]}")
    missing = Counter(re.findall(r"\w+", PAGE)) - Counter(said)
    assert missing == Counter(("1", "2", "3")), "the numbers of the steps are the layout's"


LONG = "This Paragraph Was Broken By A Mail Program, With Capitals, So That Nothing But Its Width Can Tell. " * 4
LONG = LONG.strip()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        # lines that a program broke are one; those of an address are not
        (
            f"T\n\n{textwrap.fill(LONG, 70)}\n\n12 High Street\nLondon\n",
            [{"text": LONG}, {"text": "12 High Street\nLondon"}],
        ),
        # no blank line: a paragraph each
        ("Title\nOne sentence here.\nAnother one.\n", [{"text": "One sentence here."}, {"text": "Another one."}]),
        # one bullet is a list; one dash or one number is not
        ("T\n\n• alone", [{"list": ["alone"]}]),
        ("T\n\n- 5 degrees, so cold it was.", [{"text": "- 5 degrees, so cold it was."}]),
        ("T\n\n10. November is the day.", [{"text": "10. November is the day."}]),
        ("T\n\n- one\n- two", [{"list": ["one", "two"]}]),
        ("T\n\n1) one\n2) two\n\n4) four", [{"steps": ["one", "two"]}, {"text": "4) four"}]),
        ("T\n\n1. one\n- a\n- b\n2. two", [{"steps": [{"text": "one", "list": ["a", "b"]}, "two"]}]),
        ("T\n\na) one\nb) two", [{"steps": ["one", "two"]}]),
        ("T\n\n• one that goes\n  on\n• two", [{"list": ["one that goes on", "two"]}]),
        # headings are underlined, or short lines above text
        ("T\n=\n\nOne\n---\nText.", [{"heading": "One"}, {"text": "Text."}]),
        ("T\n\nPhone: 555 0142\n\nA longer text.", [{"text": "Phone: 555 0142"}, {"text": "A longer text."}]),
        ("T\n\nA text.\n\nReferences\n\n1. A trial, 2021.\n2. Another.", [{"text": "A text."}, {"references": ["A trial, 2021.", "Another."]}]),
        # words that only look like remnants stay
        ("T\n\nShare your worries with your nurse.", [{"text": "Share your worries with your nurse."}]),
        ("T\n\nA pain of 7 > 5 is bad. Read more in the booklet.", [{"text": "A pain of 7 > 5 is bad. Read more in the booklet."}]),
        ("T\n\nWash → dry → cover\n\nText.", [{"heading": "Wash → dry → cover"}, {"text": "Text."}]),
        ("T\n\nThe end of a teaser. Read more »", [{"text": "The end of a teaser."}]),
        ("T\n\nHome | About us | Contact\n\nText here.", [{"text": "Text here."}]),
    ],
)  # fmt: skip
def test_plain_text_becomes_blocks(tmp_path: Path, text: str, blocks: list[object]) -> None:
    assert content(tmp_path, "a.txt", text.replace("T\n=\n", "T\n===\n")) == blocks


def test_chinese_lines_are_joined_without_a_space(tmp_path: Path) -> None:
    line = "华法林是一种防止血液凝固的药物请每天在同一时间服用不要漏服也不要多服"
    text = f"华法林\n\n{line}\n{line}\n{line}\n要紧。\n\n1、告诉医生\n2、告诉药剂师\n"
    assert content(tmp_path, "zh.txt", text, lang="zh-Hans") == [
        {"text": f"{line}{line}{line}要紧。"},
        {"steps": ["告诉医生", "告诉药剂师"]},
    ]


def test_arabic_text(tmp_path: Path) -> None:
    text = "الوارفارين\n\nقبل أن تأخذه\n\n١. أخبر الطبيب\n٢. أخبر الصيدلي\n\nخذ 5 ملغ كل يوم.\n\nالعودة إلى الأعلى\n"
    draft = draft_of(tmp_path, "ar.txt", text, lang="ar")
    assert content(tmp_path, "ar.txt", text, lang="ar") == [
        {"heading": "قبل أن تأخذه"},
        {"steps": ["أخبر الطبيب", "أخبر الصيدلي"]},
        {"text": "خذ 5 ملغ كل يوم."},
    ]
    assert draft.document.title == "الوارفارين"
    assert [one.text for one in draft.report.dropped] == ["العودة إلى الأعلى"]


def test_markdown(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Flu & you\nlayout: page\n---\n"
        "# Flu\n\nDrink **a lot**, says [the clinic](https://www.clinic.example). Not <b>cold</b> tea, *please*.\n\n"
        "#### When\n\n- now\n  1. today\n  2. tomorrow\n- later\n\n"
        "| Day | Dose |\n|---|---|\n| Monday | 5 mg |\n| Tuesday | \\*\\* |\n\n"
        "**What else**\n\nText ~~gone~~ here.  \nNext line. ![a](http://a.example/b.png)\n"
    )
    draft = draft_of(tmp_path, "flu.md", text)
    assert draft.document.title == "Flu"
    assert content(tmp_path, "flu.md", text) == [
        {"text": "Drink **a lot**, says [the clinic](https://www.clinic.example). Not **cold** tea, *please*."},
        {"heading": "When"},
        {"list": [{"text": "now", "list": ["today", "tomorrow"]}, "later"]},
        {"table": {"header": ["Day", "Dose"], "rows": [["Monday", "5 mg"], ["Tuesday", r"\*\*"]]}},
        {"heading": "What else", "level": "3"},
        {"text": "Text here.\nNext line."},
    ]
    assert [(one.line, one.text, one.why) for one in draft.report.dropped] == [
        (3, "layout: page", "front matter, which a site generator reads"),
        (23, "gone", "struck through"),
        (23, "http://a.example/b.png", "a picture that is not in the file: nothing is fetched from a network"),
    ]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ("Größe: 5 µg".encode("utf-8-sig"), ""),
        ("Größe: 5 µg".encode("utf-16"), ""),
        ("Größe: 5 µg. Über die Straße fährt Jürgen mit Grüßen.".encode("cp1252"), "which is a guess"),
    ],
)
def test_letters_are_read_by_what_the_file_states_or_by_a_guess_that_is_told(
    tmp_path: Path, data: bytes, note: str
) -> None:
    draft = draft_of(tmp_path, "de.txt", b"" + data, lang="de")
    assert content(tmp_path, "de.txt", data, lang="de")[0]["text"].startswith("Größe: 5 ")
    assert any("which is a guess" in one for one in draft.report.notes) == bool(note)
