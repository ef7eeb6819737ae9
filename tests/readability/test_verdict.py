"""Problems of what is too hard to read, and where they point."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.blocks import BLOCKS
from generator.model.inline import Prose
from generator.model.profile import Profile, RuleSetting
from generator.model.running import RUNNING, running_texts
from generator.problems import NOWHERE, Place, Problem, Severity, SourceText
from generator.project import read_handout
from generator.readability.formulas import formulas
from generator.readability.reading import read
from generator.readability.verdict import grade_problems, judge, place_of
from tests.support.leaflets import project, project_with

DEFAULT = Profile("Any clinic.")
# 7 words and 8 syllables; 8 and 5 + 1 + 6 + 4 + 4 + 4 + 4 + 4 = 32 (lab-ra-to-ry, as the CMU dictionary has it); 23 and 27
EASY = "Take one pill each day with water. "
HARD = "Administration of anticoagulant medication necessitates periodic laboratory monitoring. "
MIDDLE = (
    "The nurse will look at your blood and your medicine at each visit to the clinic, and then she will write it down. "
)


def problems(text: str, lang: str = "en", profile: Profile = DEFAULT, known: tuple[str, ...] = ()) -> list[Problem]:
    return grade_problems([(text, NOWHERE)], lang, profile, known)


def test_easy_text_has_no_problem() -> None:
    assert problems(EASY * 20) == []


def test_hard_english_is_an_error_with_its_grade_and_the_sentence_that_weighs_most() -> None:
    (found,) = problems(EASY * 3 + HARD * 10)
    assert (found.rule, found.severity) == ("reading-grade", Severity.ERROR)
    # 0.39 × 101 / 13 + 11.8 × 344 / 101 − 15.59
    assert found.message == "The text reads at US school grade 27.6 by Flesch-Kincaid; it should be at most 8."
    assert found.hint.startswith(
        "This sentence weighs most, with 8 words: “Administration of anticoagulant medication necessitates peri…”. Shorten"
    )


def test_between_the_limits_is_a_warning() -> None:
    (found,) = problems(MIDDLE * 10)
    assert (found.rule, found.severity) == ("reading-grade", Severity.WARNING)
    # 0.39 × 23 + 11.8 × 27 / 23 − 15.59
    assert found.message == "The text reads at US school grade 7.2 by Flesch-Kincaid; it should be at most 6."


def test_limits_hold_without_the_known_words_and_both_scores_are_told() -> None:
    text = (EASY + "Warfarin anticoagulation prevents thromboembolism. ") * 12
    known = ("anticoagulation", "thromboembolism", "warfarin")
    (found,) = problems(text)
    assert found.severity is Severity.ERROR
    assert problems(text, known=known) == []
    (both,) = problems(HARD * 20, known=("anticoagulant",))
    # 0.39 × 8 + 11.8 × 32 / 8 − 15.59; without the six syllables of one word 11.8 × 26 / 7
    assert both.message == (
        "The text reads at US school grade 34.7 (31.4 without its names and explained terms) by Flesch-Kincaid; "
        "it should be at most 8."
    )


def test_scale_of_another_language_is_a_warning_in_its_own_words() -> None:
    hard = "La administración de medicación anticoagulante requiere la monitorización periódica de parámetros. "
    (found,) = problems(hard * 10, "es")
    assert (found.rule, found.severity) == ("reading-ease", Severity.WARNING)
    # 206.835 − 62.3 × 37 / 11 − 11
    assert found.message == "The text reads at -13.7 by INFLESZ, “muy difícil”; it should be at least 65."
    assert problems("Tome una pastilla con agua. " * 30, "es") == []


def test_scale_where_more_is_harder_is_read_the_right_way_round() -> None:
    hard = "Behandlingsansvarig läkarmottagning övervakar blodförtunnande läkemedelsbehandling regelbundet. "
    (found,) = problems(hard * 20, "sv")
    assert found.message.endswith("by LIX, “very hard”; it should be at most 40.")
    assert problems("Ta en tablett om dagen med vatten. " * 20, "sv") == []


@pytest.mark.parametrize(("lang", "text"), [("en", HARD * 5), ("ar", "خذ الدواء مع الماء كل يوم. " * 50), ("en", "")])
def test_no_verdict_on_a_short_text_or_without_a_formula(lang: str, text: str) -> None:
    assert problems(text, lang) == []


def test_profile_sets_limits_weight_and_reason() -> None:
    strict = Profile("Strict.", (("reading-grade", RuleSetting(limits=(("warning", 1), ("error", 2)))),))
    (found,) = problems(MIDDLE * 10, profile=strict)
    assert (found.severity, found.message[-10:]) == (Severity.ERROR, "at most 2.")
    mild = Profile("Mild.", (("reading-grade", RuleSetting(severity="warning")),))
    assert problems(HARD * 20, profile=mild)[0].severity is Severity.WARNING
    off = Profile("Off.", (("reading-grade", RuleSetting(off="For doctors.")),))
    assert problems(HARD * 20, profile=off) == []
    wide = Profile("Wide.", (("reading-ease", RuleSetting(limits=(("inflesz", 40),))),))
    spanish = (
        "La enfermera examina la presión arterial durante la consulta. " * 20
    )  # 206.835 − 62.3 × 22 / 9 − 9 = 45.5
    assert len(problems(spanish, "es")) == 1
    assert problems(spanish, "es", wide) == []


def test_the_sentence_is_found_in_its_line_of_the_file(tmp_path: Path) -> None:
    content = "  - text: >-\n      Rest well. **Drink\n      water** often and walk. Call\n      us soon.\n  - list: [Eat. Sleep.]\n"
    handout = read_handout(project_with(tmp_path, content), "test", "en")
    texts = [(prose.plain, prose.place) for prose in running_texts(handout)]
    found = {one.text: place_of(one, texts) for one in read([text for text, _ in texts], "en")}
    head = found["Rest well."].line
    assert (found["Drink water often and walk."].line, found["Call us soon."].line) == (head + 1, head + 2)
    assert found["Sleep."].line == head + 4
    assert "Call" in found["Call us soon."].excerpt().splitlines()[0]


def test_a_sentence_that_is_not_in_the_file_points_to_its_text() -> None:
    place = Place(SourceText("en.yaml", "text: “quoted”\n"), 1, 7)
    sentence = read(["One. Two."], "en")[1]
    assert place_of(sentence, [("One. Two.", place)]) == place


@pytest.mark.parametrize("rule_lang", [("reading-grade", "en"), ("reading-ease", "es")])
def test_the_verdict_weighs_what_the_profile_says(rule_lang: tuple[str, str]) -> None:
    """“handouts readability” tells the verdict, “handouts check” the problem: they are one."""
    rule, lang = rule_lang
    for said in Severity:
        profile = Profile("Ours.", ((rule, RuleSetting(severity=str(said))),))
        formula = formulas(lang)[0]
        assert judge(formula, 1_000 if formula.harder else -1_000, profile)[:2] == (rule, said)


def test_signs_that_end_no_line_in_messages_end_none_here() -> None:
    """Python's own lines end at form feeds and U+2028, those of messages and editors do not."""
    source = SourceText("en.yaml", "# a\x0cb\u2028c\u2028d\r\n- text: >\r\n    Rest.\r\n    Call us soon.\r\n")
    sentence = read(["Rest. Call us soon."], "en")[1]
    assert str(place_of(sentence, [("Rest. Call us soon.", Place(source, 2, 9))])) == "en.yaml:4:5"


# --- running text ---------------------------------------------------------------------------------------------------

NO_RUNNING_TEXT = {
    "Heading", "Table", "Chart", "Comparison", "Medicines", "Contact", "Appointment", "PatientBox", "Qr", "Notice1557", "Questionnaire", "Code", "References",
}  # fmt: skip


def test_every_block_either_has_running_text_or_is_known_to_have_none() -> None:
    """A new block has to say which: in `RUNNING`, or here."""
    assert {cls.__name__ for cls in BLOCKS if cls not in RUNNING} == NO_RUNNING_TEXT


def test_running_text_is_sentences_without_headings_labels_and_cells() -> None:
    handout = read_handout(project(), "warfarin", "en")
    found = [prose.plain for prose in running_texts(handout)]
    assert found[0] == handout.summary.plain
    assert "Take warfarin once a day, at the same time each day." in found
    assert "hit your head, even lightly, or have a bad fall, even if you feel well" in found
    assert not {"What warfarin does", "Call 911 now if you", "1 mg", "lavender", "My tablet (mg)"} & set(found)
    assert all(isinstance(prose, Prose) and prose.place.line for prose in running_texts(handout))
