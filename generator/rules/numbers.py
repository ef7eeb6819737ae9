"""Rules about numbers, risks and doses, as a reader meets them."""

from __future__ import annotations

from generator.problems import Severity
from generator.rules.rule import Rule

_WARNING = Severity.WARNING
_FIGURES = "Trevena and others, BMC Medical Informatics and Decision Making 2013;13 S2:S7"

NUMBERS: tuple[Rule, ...] = (
    Rule(
        "relative-risk", "A risk that is only compared, without the numbers of people.",
        "Say of how many people it happens to how many, with it and without it.",
        "Fagerlin, Zikmund-Fisher and Ubel, Journal of the National Cancer Institute 2011;103:1436",
        why="“Twice the risk” can be 2 of 10 or 2 of 1 million; people think of the first.",
        example="The tablets cut your risk of a stroke by half.",
        better="Without the tablets 4 of 100 people have a stroke in 5 years. With them it is 2 of 100.",
    ),
    Rule(
        "denominators", "Chances out of different numbers in one leaflet.",
        "Say all of them out of the same number.",
        _FIGURES,
        why="1 of 10 looks less than 9 of 1000 to many people.",
        example="1 of 10 people feel sick. 3 of 1000 people bleed.",
        better="100 of 1000 people feel sick. 3 of 1000 people bleed.",
    ),
    Rule(
        "one-in-x", "A chance as “1 in …”.",
        "Say it out of the same number as the others: “25 of 100”.",
        f"{_FIGURES}; Grimes and Snively, Obstetrics and Gynecology 1999;93:910", _WARNING,
        "In “1 in 10” and “1 in 50” the larger number is the smaller chance. Of 633 women 44 of 100 could not say which of two such chances was larger, and 27 of 100 where both were out of 1000.",
        "1 in 4 people feel sick.", "25 of 100 people feel sick.",
    ),
    Rule(
        "percent-alone", "A percentage of people that is not said as a number of people.",
        "Write “5 of 100 people”.",
        _FIGURES, _WARNING,
        "Many adults cannot say what 5 percent of 100 people is.",
        "5% of people have a headache.", "5 of 100 people have a headache.",
    ),
    Rule(
        "chance-without-span", "A chance that says neither of whom nor in what time.",
        "Say who the people are, and how long they were looked at.",
        _FIGURES, _WARNING,
        "A chance in a day and a chance in a lifetime are told apart by nothing else.",
        "The risk is 3 of 100.", "3 of 100 people who have the operation bleed in the first month.",
    ),
    Rule(
        "one-sided", "A chance that tells one side only.",
        "Say what happens to the others as well; the block “risk” says both.",
        _FIGURES, _WARNING,
        "“15 live” and “85 die” are the same number, and people decide differently on them.",
        "15 of 100 people have pain.", "15 of 100 people have pain. 85 of 100 do not.",
    ),
    Rule(
        "reader-calculates", "A sum that the reader has to do.",
        "Do the sum, and write the result.",
        "PEMAT-P, item 7, AHRQ (2013)", _WARNING,
        "A slip in the sum is a wrong dose.",
        "Take 2 mg for each kg you weigh.", "Take the dose that your nurse wrote in the box.",
    ),
    Rule(
        "statistic-without-source", "A number about people without its source and year.",
        "Name the source and its year, in the text or under “references”.",
        "NHS England, Standard for Creating Health Content (2022); IPDAS (2013)", _WARNING,
        "Numbers grow old: treatments get better, and the reader cannot tell how old this one is.",
        "Most hips last 20 years.", "58 of 100 hips last 25 years (Evans, Lancet, 2019).",
    ),
    Rule(
        "dose-notation", "A dose written in a way that has led to mistakes.",
        "Write whole numbers without a point, 0 before a point, and units in words.",
        "ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations (2024); NHS Common User Interface, Medication Line (2010)",
        why="1.0 mg has been read as 10, .5 as 5, and U as a zero: ten times the dose.",
        example="Take 1.0 mg, then .5 mg.", better="Take 1 mg, then 0.5 mg.",
    ),
    Rule(
        "missing-unit", "A dose without what it counts.",
        "Add what it is: “2 tablets”, “5 mL”.",
        "ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations (2024)",
        why="Five what? Milliliters and teaspoons differ five times.",
        example="Take 5 twice a day.", better="Take 5 mL twice a day.",
    ),
    Rule(
        "ambiguous-date", "A date in numbers that has two meanings.",
        "Write the month as a word.",
        "NHS Common User Interface, Date Display (2010); ISMP (2024)",
        why="04/05/2026 is a day in April to some readers and one in May to others.",
        example="Come on 04/05/2026.", better="Come on 4 May 2026.",
    ),
)  # fmt: skip
