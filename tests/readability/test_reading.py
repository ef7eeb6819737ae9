"""Texts to sentences and words."""

from __future__ import annotations

import pytest

from generator.readability.reading import count, read


def sentences(text: str, lang: str = "en") -> list[str]:
    return [sentence.text for sentence in read([text], lang)]


def words(text: str, lang: str = "en") -> list[str]:
    return [word.text for sentence in read([text], lang) for word in sentence.words]


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("en", "Ask Dr. Smith. Take 1.5 mg, e.g. Monday. Stop!", 3),
        ("en", "You need vitamin K. Eat greens.", 2),
        ("en", "1. Wash your hands. 2. Take the cap off.", 2),
        ("en", "He asks: “Does it hurt?” Say yes or no.", 2),
        ("en", "Go to www.clinic.example. Call (555) 010-0100. Rest.", 3),
        ("es", "Pregunte al Dr. Ruiz, p. ej. Ana. ¿Le duele? Llame.", 3),
        ("de", "Nehmen Sie z. B. Tabletten. Am 3. Mai kommt Dr. Müller. Ca. 5 Tage.", 3),
        ("de", "Er heißt Müller. Heute kommt er. Wo? Hier.", 4),
        ("fr", "Parlez à M. Petit. Avez-vous mal ? Oui.", 3),
        ("pl", "Dr. Nowak przyjdzie 3. maja. Proszę czekać.", 2),
        ("ar", "خذ الدواء. هل تشعر بألم؟ اتصل بنا.", 3),
        ("hi", "दवा लें। आराम करें।", 2),
        ("zh-Hans", "吃药。休息。", 2),
    ],
)
def test_sentences_end_where_a_reader_sees_it(lang: str, text: str, number: int) -> None:
    assert len(sentences(text, lang)) == number, sentences(text, lang)


def test_each_text_and_each_line_ends_a_sentence() -> None:
    found = read(["Call us if you", "have a fever", "feel faint\nor cannot eat"], "en")
    assert [(one.of, one.start, one.text) for one in found] == [
        (0, 0, "Call us if you"),
        (1, 0, "have a fever"),
        (2, 0, "feel faint"),
        (2, 11, "or cannot eat"),
    ]


def test_a_sentence_knows_where_it_begins() -> None:
    text = "  Rest.  Drink «water».\nSleep."
    assert all(text[one.start :].startswith(one.text) for one in read([text], "en"))


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "A well-known follow-up, isn’t it?", ["A", "well-known", "follow-up", "isn’t", "it"]),
        ("en", "Call (555) 010-0100 or mail a.b@c.example now", ["Call", "(555) 010-0100", "or", "mail", "a.b@c.example", "now"]),
        ("en", "Take 2–3 tablets (5 mg/day) – not more", ["Take", "2–3", "tablets", "5", "mg/day", "not", "more"]),
        ("fr", "L’eau d’aujourd’hui, dit-il.", ["L’eau", "d’aujourd’hui", "dit-il"]),
        ("de", "Hals-Nasen-Ohren-Arzt", ["Hals-Nasen-Ohren-Arzt"]),
        ("en", "-- ... !", []),
    ],
)  # fmt: skip
def test_words_are_what_stands_between_blanks(lang: str, text: str, expected: list[str]) -> None:
    assert words(text, lang) == expected


def test_phone_numbers_and_addresses_are_one_easy_word() -> None:
    found = read(["Call 1-800-222-1222 or see https://www.clinic.example/information/medication."], "en")[0]
    assert [word.syllables for word in found.words] == [1, 1, 1, 1, 1]


def test_gunning_leaves_names_compounds_and_endings_out() -> None:
    # hard: medicine, dangerous, refrigerator-like; not: Australia (a name), follow-upper (easy parts), created, exercises? (four)
    sentence = "The medicine from Australia, expected and kept in book-keeper order, is dangerous."
    assert [word.syllables for word in read([sentence], "en")[0].words if (word.syllables or 0) >= 3] == [3, 3, 3, 3, 3]
    assert count(read([sentence], "en")).fog == 2
