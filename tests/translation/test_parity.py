"""What somebody who cannot read a translation can still tell of it: numbers, doses, links, names, letters, length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.languages import language_table
from generator.project import Project
from generator.translation.desk import record, write
from generator.translation.letters import wrong_letters
from generator.translation.quantities import quantities, spelled_numbers
from generator.values import field_names
from tests.support.leaflets import ROOT
from tests.translation.desks import ANA, SOURCE, SPANISH, change, desk, project_of, recorded, stands

Make = Callable[..., Project]


def told(project: Project) -> list[tuple[str, str]]:
    return [(problem.rule, problem.message) for problem in stands(project).problems]


# --- The whole file --------------------------------------------------------------------------------


def test_a_block_of_another_kind_is_an_error(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "es", "  - list:", "  - steps:")
    assert told(project) == [
        ("other-structure", "The source has this as “list”, the translation as “steps”."),
        ("other-structure", "The source has this as “list.list”, the translation as “steps.list”."),
        ("other-structure", "The source has this as “list.list”, the translation as “steps.list”."),
    ]


@pytest.mark.parametrize(("ours", "theirs"), [("2", "3"), ("", "3"), ("3", ""), ("3", "2")])
def test_a_heading_of_another_level_is_an_error(tmp_project: Make, ours: str, theirs: str) -> None:
    """Level 2 need not be typed."""

    def levelled(text: str, heading: str, level: str) -> str:
        return text.replace(heading, f"  - heading: A\n{heading}" + (f"    level: {level}\n" if level else ""))

    source, spanish = "  - heading: When to take them\n", "  - heading: Cuándo tomarlos\n"
    project = project_of(tmp_project, levelled(SOURCE, source, ours), levelled(SPANISH, spanish, theirs))
    message = f"The source has “{ours or 2}” here, the translation “{theirs or 2}”."
    assert told(project) == [("fact-differs", message)]


def test_a_text_without_counterpart_is_told_where_nothing_is_recorded(tmp_project: Make) -> None:
    """With records it is stale; without them nothing else would tell of a sentence that was left out."""
    project = project_of(
        tmp_project, SOURCE.replace("          - rice\n", "          - rice\n          - beans\n"), SPANISH
    )
    assert told(project) == [("other-structure", "“bread” (list.list) has no counterpart in the translation.")]
    project = project_of(tmp_project, SOURCE.replace("          - rice\n", ""), SPANISH)
    (found,) = told(project)
    assert found[0] == "other-structure" and found[1].endswith("(list.list) has no counterpart in the source.")


def test_an_item_may_be_typed_out_as_a_text(tmp_project: Make) -> None:
    project = project_of(tmp_project, SOURCE.replace("          - rice\n", "          - text: rice\n"), SPANISH)
    assert told(project) == []


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("20 mg, cada", "200 mg, cada", [
            "The source has the number 20; the translation has not.",
            "The translation has the number 200; the source has not.",
        ]),
        ("20 mg, cada", "20 ml, cada", ["The source has 20 mg; the translation has 20 ml."]),
        ("20 mg, cada", "2,0 mg, cada", [
            "The source has the number 20; the translation has not.",
            "The translation has the number 2; the source has not.",
        ]),
        ("a las 17:00", "a las 18:00", [
            "The source has the time 5:00; the translation has not.",
            "The translation has the time 6:00; the source has not.",
        ]),
        ("22 de noviembre de 2026", "22 de octubre de 2026", [
            "The source has the date 11-22-2026; the translation has not.",
            "The translation has the date 10-22-2026; the source has not.",
        ]),
        ("[020 7946 0000]", "[020 7946 0001]", [
            "The source has the phone number 02079460000; the translation has not.",
            "The translation has the phone number 02079460001; the source has not.",
        ]),
        ("[020 7946 0000]", "[٠٢٠ ٧٩٤٦ ٠٠٠٠]", [
            "The phone number ٠٢٠٧٩٤٦٠٠٠٠ stands in digits that are on no telephone; 0 to 9 are.",
        ]),
        ("(tel:+442079460000)", "(tel:+442079460001)", ["The links lead to other addresses than the source's."]),
        ("de Tamoxifen", "de tamoxifeno", ["“Tamoxifen” must stand unchanged, and does not stand here."]),
        ("phone: (555) 010-0142", "phone: (555) 010-0143", [
            "The source has “(555) 010-0142” here, the translation “(555) 010-0143”."
        ]),
        ("kind: important", "kind: emergency", ["The source has “important” here, the translation “emergency”."]),
    ],
)  # fmt: skip
def test_a_fact_that_differs_is_an_error(tmp_project: Make, old: str, new: str, messages: list[str]) -> None:
    project = project_of(tmp_project, spanish=SPANISH.replace(old, new, 1))
    assert told(project) == [("fact-differs", message) for message in messages]
    assert {str(problem.severity) for problem in stands(project).problems} == {"error"}


@pytest.mark.parametrize(
    "new",
    ["Tómelos a las 8:30 o a las 5:00 de la tarde desde el 22 de noviembre de 2026.",
     "Tómelos a las 8.30 o a las 17 h desde el 22/11/2026.",
     "Tómelos a las 8h30 o a las 17h00 desde el 22.11.2026."],
)  # fmt: skip
def test_the_same_time_and_day_may_be_written_otherwise(tmp_project: Make, new: str) -> None:
    project = project_of(
        tmp_project, spanish=SPANISH.replace("Tómelos a las 8:30 o a las 17:00 desde el 22 de noviembre de 2026.", new)
    )
    assert told(project) == []


@pytest.mark.parametrize("lang", language_table())
def test_a_date_as_the_program_writes_it_is_that_date_in_every_language(lang: str) -> None:
    """Also where the CLDR has no names of the months (ht, ksw, hmn) or names of another calendar (fa, ps)."""
    words = Project.at(ROOT).words(lang)
    for month in range(1, 13):
        written = words.day(date(2026, month, 22), lang)
        found = quantities(f"({written})", lang)
        assert found.dates == {tuple(sorted((month, 22, 2026))): 1}, written
        assert not found.numbers, written


def test_a_reason_why_a_fact_differs_is_taken(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "es", "a las 17:00", "a las 18:00")
    assert len(told(project)) == 2
    write(record(desk(project), lambda _: True, ANA))
    line = next(line for line in desk(project).path.read_text("utf-8").splitlines() if "content.3.text:" in line)
    source, its_own, _ = line.split(": ")[1].split()
    change(project, "es", line, f"  content.3.text: {{source: {source}, text: {its_own}, differs: Winter time there.}}")
    assert told(project) == []
    write(record(desk(project), lambda _: True, ANA))
    assert told(project) == [], "the reason stays when the text is recorded anew"


RISK = "  - risk: {n: 15, of: 100, what: it comes back, over: 5 years, source: A trial, year: 2024}\n"
RIESGO = "  - risk: {n: 15, of: 100, what: vuelve a aparecer, over: 5 años, source: Un estudio, year: 2024}\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("n: 15", "n: 51", "The source has “15” here, the translation “51”."),
        ("n: 15", "number: 51", "The source has “15” here, the translation “51”."),
        ("of: 100", "of: 1000", "The source has “100” here, the translation “1000”."),
        ("year: 2024", "year: 2014", "The source has “2024” here, the translation “2014”."),
        ("n: 15", "number: 15", ""),
    ],
)
def test_the_numbers_of_a_risk_are_those_of_the_source(tmp_project: Make, old: str, new: str, message: str) -> None:
    """Also where the translation calls the number by its other name."""
    project = project_of(tmp_project, SOURCE + RISK, SPANISH + RIESGO.replace(old, new))
    assert told(project) == ([("fact-differs", message)] if message else [])


MEDICINES = """\
  - medicines:
      list:
        - {name: Tamoxifen, dose: 20 mg, times: [morning, "20:00"], food: with}
        - {name: Tamoxifen, dose: 20 mg, when: Mondays}
"""
MEDICINAS = MEDICINES.replace("Mondays", "Los lunes")


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("name", "name", []),
        ('[morning, "20:00"]', '["20:00", morning]', []),
        ("[morning,", "[noon,", ["The source has “20:00, morning” here, the translation “20:00, noon”."]),
        ('morning, "20:00"', "morning", ["The source has “20:00, morning” here, the translation “morning”."]),
        ("food: with", "food: without", ["The source has “with” here, the translation “without”."]),
        (", food: with", "", ["The source has “with” here, the translation nothing."]),
        ("lunes}", "lunes, food: any}", ["The source has nothing here, the translation “any”."]),
        ("dose: 20 mg, times", "dose: 40 mg, times", [
            "The source has the number 20; the translation has not.",
            "The translation has the number 40; the source has not.",
        ]),
    ],
)  # fmt: skip
def test_medicines_are_taken_as_the_source_says(tmp_project: Make, old: str, new: str, messages: list[str]) -> None:
    project = project_of(tmp_project, SOURCE + MEDICINES, SPANISH + MEDICINAS.replace(old, new))
    assert sorted(told(project)) == sorted(("fact-differs", message) for message in messages)


def test_a_stale_text_is_only_called_stale(tmp_project: Make) -> None:
    """Its numbers are the old ones: an English change must not stop every copy from being looked at."""
    project = recorded(tmp_project)
    change(project, "en", "Tamoxifen, 20 mg", "Tamoxifen, 40 mg")
    assert [rule for rule, _ in told(project)] == ["stale-translation"]


def test_a_text_left_in_the_source_language_is_an_error(tmp_project: Make) -> None:
    project = project_of(tmp_project, spanish=SPANISH.replace("Cómo tomarlos.", "How to take them."))
    assert told(project) == [("untranslated", "“How to take them.” is the source's own text.")]


def test_short_texts_may_be_the_same_in_both_languages(tmp_project: Make) -> None:
    source, spanish = SOURCE.replace("[Day, Dose]", "[Total, Dose]"), SPANISH.replace("[Día, Dosis]", "[Total, Dosis]")
    assert told(project_of(tmp_project, source, spanish)) == []


def test_a_letter_of_another_script_is_an_error(tmp_project: Make) -> None:
    project = project_of(tmp_project, spanish=SPANISH.replace("Cómo tomarlos", "Cómo tоmarlos"))
    assert told(project) == [
        ("wrong-script", "“tоmarlos” holds “о”, U+043E CYRILLIC SMALL LETTER O, which Spanish is not written with.")
    ]


@pytest.mark.parametrize(
    ("text", "rules"), [("las tabletas", ["glossary-term"]), ("sus comprimidos", []), ("comprimiditos", [])]
)
def test_the_glossary_s_words_are_used(tmp_project: Make, text: str, rules: list[str]) -> None:
    source = SOURCE.replace("How to take them.", "How to take each tablet.")
    problems = stands(
        project_of(tmp_project, source, SPANISH.replace("Cómo tomarlos.", f"Cómo tomar {text}."))
    ).problems
    assert [problem.rule for problem in problems] == rules
    if rules:
        assert problems[0].message == "The glossary calls “Tablet” “Comprimido”; this text does not."


@pytest.mark.parametrize(("text", "rules"), [('El "gran" día.', ["straight-quotes"]), ("El “gran” día.", [])])
def test_straight_quotes_are_a_warning(tmp_project: Make, text: str, rules: list[str]) -> None:
    problems = stands(project_of(tmp_project, spanish=SPANISH.replace("Cómo tomarlos.", f"'{text}'"))).problems
    assert [problem.rule for problem in problems] == rules
    if rules:
        assert problems[0].message == "The text has a straight quotation mark; Spanish is written “…”."


def test_a_lost_sentence_is_a_warning(tmp_project: Make) -> None:
    source = SOURCE + "".join(f"  - text: This is one more sentence of about fifty letters, {i}.\n" for i in range(6))
    spanish = SPANISH + "".join(
        f"  - text: Esta es otra frase de unas cincuenta letras o más, {i}.\n" for i in range(6)
    )
    assert told(project_of(tmp_project, source, spanish)) == []
    cut = spanish.replace("Esta es otra frase de unas cincuenta letras o más, 3.", "Esta otra, 3.")
    (problem,) = stands(project_of(tmp_project, source, cut)).problems
    assert (problem.rule, str(problem.severity)) == ("odd-length", "warning")
    assert "short for its source" in problem.message


def test_a_title_that_stays_in_its_language_is_not_short(tmp_project: Make) -> None:
    """A source that is cited is not translated; a text that leaves out half of what was to be translated is short."""
    title = "A guide to the safe use of medicines that make the blood clot slowly"
    source = SOURCE + "".join(f"  - text: This is one more sentence of about fifty letters, {i}.\n" for i in range(6))
    spanish = SPANISH + "".join(
        f"  - text: Esta es otra frase de unas cincuenta letras o más, {i}.\n" for i in range(6)
    )
    cited = project_of(tmp_project, f"{source}  - text: {title}\n", f"{spanish}  - text: '[{title}]{{lang=en}}'\n")
    assert told(cited) == []


# --- Numbers and the like --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Take 2.5 mg or 1,000 mg (10 mg/kg) between 8:30 a.m. and 5:00 p.m. on 22 November 2026."),
        ("fr", "Prenez 2,5 mg ou 1 000 mg (10 mg/kg) entre 8h30 et 17h00 le 22 novembre 2026."),
        ("de", "Nehmen Sie 2,5 mg oder 1.000 mg (10 mg/kg) zwischen 8:30 und 17:00 am 22. November 2026."),
        ("ar", "خذ ٢٫٥ ملغ أو ١٬٠٠٠ ملغم (١٠ mg/kg) بين ٨:٣٠ و٥:٠٠ في ٢٢ نوفمبر ٢٠٢٦."),
        ("hi", "२.५ मि.ग्रा. या १,००० मिग्रा (१० mg/kg) ८:३० और ५:०० के बीच, २२ नवंबर २०२६ को लें।"),
        ("th", "กินยา 2.5 มก. หรือ 1,000 มก. (10 mg/kg) ระหว่าง 8:30 ถึง 5:00 วันที่ 22 พฤศจิกายน 2569"),
        ("ja", "2026年11月22日の8:30から17:00に、2.5 mgまたは1,000 mg(10 mg/kg)を飲みます。"),
        ("ru", "Принимайте 2,5 mg или 1 000 mg (10 mg/kg) между 8:30 и 17:00 22 ноября 2026 г."),
    ],
)
def test_the_same_quantities_in_any_writing(lang: str, text: str) -> None:
    found = quantities(text, lang)
    assert found.numbers == Counter({"2.5": 1, "1000": 1, "10": 1})
    assert found.doses == Counter({("2.5", "mg"): 1, ("1000", "mg"): 1, ("10", "mg/kg"): 1})
    assert found.times == Counter({8 * 60 + 30: 1, 5 * 60: 1})
    assert found.dates == Counter({(11, 22, 2026): 1})


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("en", "2.500", "2.5"), ("es", "2.500", "2500"), ("es", "2,500", "2.5"), ("en", "2,500", "2500"),
        ("es", "2.5", "2.5"), ("fr", "2 500,5", "2500.5"), ("de", "1.234.567", "1234567"), ("en", "0.5", "0.5"),
        ("es", "0.125", "0.125"), ("en", "007", "7"), ("de", "1.234,50", "1234.5"), ("en", "1’000", "1000"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_language_writes_it(lang: str, text: str, number: str) -> None:
    assert quantities(text, lang).numbers == Counter({number: 1})


@given(st.integers(1, 999_999), st.integers(0, 9), st.sampled_from(["en", "fr", "de", "es", "ru", "hi"]))
def test_a_dose_that_babel_writes_is_read_back(whole: int, tenth: int, lang: str) -> None:
    from babel.numbers import format_decimal

    written = format_decimal(whole + tenth / 10, locale=lang)
    wanted = f"{whole}.{tenth}" if tenth else str(whole)
    assert quantities(f"{written} mg", lang).doses == Counter({(wanted, "mg"): 1}), written


def test_numbers_in_words() -> None:
    assert spelled_numbers("Two aims at stages I, II or IV (say “stage four”)", "en") == Counter(
        {"2": 1, "1": 1, "4": 2} | {"2": 2}
    )
    assert spelled_numbers("veinte y dos", "es") == Counter({"20": 1, "2": 1})


# --- Letters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("zh-Hant", "轉移性乳腺癌 HER2 α", []),
        ("zh-Hant", "转移性乳腺癌", ["转移性乳腺癌"]),
        ("zh-Hans", "转移性乳腺癌，每100位", []),
        ("zh-Hans", "轉移性", ["轉移性"]),
        ("ru", "рак груди HER2", []),
        ("ru", "рaк", ["рaк"]),
        ("el", "Καρκίνος", []),
        ("el", "Kαρκίνος", ["Kαρκίνος"]),
        ("fa", "پزشکی", []),
        ("fa", "پزشكي", ["پزشكي"]),
        ("ur", "میٹاسٹیٹک", []),
        ("ar", "طبي", []),
        ("he", "סרטן", []),
        ("he", "سرطان", ["سرطان"]),
        ("ja", "転移性乳がん、カタカナー々〆", []),
        ("ko", "전이성 유방암", []),
        ("vi", "ung thư vú di căn", []),
        ("yo", "Ọ̀rọ̀", []),
        ("ka", "ძუძუს კიბო MRI", []),
        ("en", "1ª μg β-blocker ﬁve", []),
        ("en", "Ä̈ café", []),
        ("en", "сafe", ["сafe"]),
    ],
)
def test_letters_that_do_not_belong(lang: str, text: str, words: list[str]) -> None:
    assert [word for word, _ in wrong_letters(text, lang)] == words


@pytest.mark.parametrize("lang", language_table())
def test_the_fixed_words_of_every_language_are_in_its_own_letters(lang: str) -> None:
    words = Project.at(".").words(lang)
    texts = [getattr(words, name) for name in field_names(words) if name not in ("lang", "page", "date")]
    assert [
        found for text in texts for found in wrong_letters(text.replace("{label}", "").replace("{value}", ""), lang)
    ] == []


def test_foreign_words_that_are_marked_may_have_foreign_letters(tmp_project: Make) -> None:
    spanish = SPANISH.replace("Cómo tomarlos.", "Cómo tomarlos ([рак]{lang=ru}).")
    assert told(project_of(tmp_project, spanish=spanish)) == []
