"""Patterns of numbers in English sentences."""

from __future__ import annotations

import re

PEOPLE = (
    r"(?:people|persons?|patients?|women|men|adults?|children|child|babies|baby|boys|girls|teenagers|users|smokers"
    r"|mothers|pregnancies|births|diagnoses|cases|operations|hip|knee|deaths|cancers|tumou?rs)"
)
# “15 of 100 women”, “15 out of 100”, “3 in every 1,000 people”. Not “2 of 3 tablets” nor “step 2 of 4”.
N_OF = re.compile(
    r"(?<![\w.,/])(?P<n>\d[\d,]*(?:\.\d+)?|one) (?P<how>in|of|out of) (?:every )?(?P<of>\d[\d,]*)(?![\d.,]*\d)"
    rf"(?P<who>(?: \w+){{0,2}} {PEOPLE}\b)?",
    re.IGNORECASE,
)
PERCENT = re.compile(r"(?<![\w.,])(?P<n>\d+(?:\.\d+)?)(?: ?%| (?:percent|per cent)\b)", re.IGNORECASE)
# “by 30 percent”, “30 % lower”: a comparison, no chance of its own. The bar stands where the percentage stood.
COMPARED = re.compile(
    r"\b(?:by|another|extra) (?:about |up to |nearly |almost |over |as much as )?\||\| (?:higher|lower|more|less|greater|smaller|reduction|increase|decrease)\b",
    re.IGNORECASE,
)
# What makes a percentage one of people: “5 % of women”, not “a 5 % cream”.
CHANCE = re.compile(
    rf"\b(?:{PEOPLE}|chances?|risks?|likely|likelihood|probability|odds|surviv\w+|lives?|die[sd]?|incidence|diagnosed)\b",
    re.IGNORECASE,
)
# “fewer than 5”, “up to 5”: the others cannot be counted.
INEXACT = re.compile(
    r"\b(?:fewer|less|more|under|over|greater|higher|lower) than (?:about )?$|\b(?:up to|at (?:least|most)|under|over|between) $",
    re.IGNORECASE,
)
# When, or whom, a chance is about.
SPAN = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|nights?|lifetimes?|life|when|after|before|during|within|while|each time"
    r"|every time|at birth|by (?:the )?age|annual(?:ly)?|yearly)\b",
    re.IGNORECASE,
)
GROUP = re.compile(
    rf"\b{PEOPLE} (?:who|with|without|having|over|under|aged|in|on|taking|like|using|given|treated|undergoing|that)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:(?:twice|three times|four times|five times|ten times|\d+ times|half) (?:as|more|less) (?:likely|common|risky|high|at risk)"
    r"|\d+ times (?:higher|greater|lower|the risk|the chance)"
    r"|(?:doubl|tripl|quadrupl|halv)(?:es?|ed|ing) (?:the|your|their|his|her) (?:\w+ ){0,2}(?:risk|chance|odds)s?"
    r"|(?:twice|double|half|three times) (?:the|your) (?:usual |normal )?(?:risk|chance)"
    r"|(?:risk|chance|odds)s? (?:\w+ ){0,6}?by (?:about |up to |more than |as much as |nearly |almost |over )?(?:\d+(?:\.\d+)? ?(?:%|percent|per cent)|half|a third|a quarter|two thirds)"
    r"|(?:reduc|increas|lower|rais|cut)\w* (?:\w+ ){0,5}?(?:risk|chance|odds)s? (?:\w+ ){0,6}?by (?:\w+ ){0,2}?(?:\d+(?:\.\d+)? ?(?:%|percent|per cent)|half|a third|a quarter|two thirds)"
    r"|\d+(?:\.\d+)? ?(?:%|percent|per cent) (?:higher|lower|greater|smaller|more likely|less likely|(?:increase|reduction|decrease|drop|rise) in (?:the |your )?(?:risk|chance)))",
    re.IGNORECASE,
)
CALCULATES = re.compile(
    r"\b(?:multipl(?:y|ied) (?:it|this|that|by|your|the)|divide (?:it|this|that|by|your|the)|subtract|add (?:up|together) (?:the|your|all|both)"
    r"|calculate|work out (?:your|the|how (?:much|many))"
    r"|(?:mg|mcg|g|ml|milligrams?|micrograms?|milliliters?|millilitres?|units) (?:per|for each|for every) (?:kg|kilo\w*|pound|lb|stone)"
    r"|(?:half|twice|double|three times|a third of) (?:the|your) (?:usual |normal |daily |regular |last |first |starting )?(?:dose|amount)"
    r"|(?:%|percent|per cent) of your (?:body ?weight|weight|daily))\b|\d ?(?:mg|mcg|g|ml|mL|units)/(?:kg|lb)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|never|don.t|no|cannot|instead of|without)\b", re.IGNORECASE)

_UNIT = r"(?:mg|mcg|µg|μg|micrograms?|milligrams?|grams?|g|kg|ml|mL|milliliters?|millilitres?|l|L|units?|mmol|mmol/L|%|cm|mm)"
TRAILING_ZERO = re.compile(rf"(?<![\d.,])\d+[.,]0+(?= ?{_UNIT}(?![A-Za-z/]))")
NAKED_DECIMAL = re.compile(rf"(?<![\d.,\w])[.,]\d+(?= ?{_UNIT}(?![A-Za-z]))")
# What a two-letter abbreviation stands behind where it is one of doses: a number of units, of tablets, or a number alone;
# up to three words may name the medicine. “BD needles” and “Ana Roe, O.D.” have none.
_COUNT = r"(?:\d[\d.,/]*|an?|one|two|three|four|half an?)"
_GIVEN = r"(?:tab(?:let)?s?|cap(?:sule)?s?|pills?|puffs?|drops?|sprays?|sachets?|patch(?:es)?|doses?|spoonfuls?|ampoules?|lozenges?|suppositor(?:y|ies))"
_DOSE = rf"(?:\d ?{_UNIT}|\b{_COUNT} ?{_GIVEN})(?:/{_GIVEN}|/\d+ ?mL)?,?(?: (?:of )?[\w-]+){{0,3}}?,? |\b(?:take|give|use|inject|apply) {_COUNT} "
# What may follow it: the end, or a word that goes on about the dose. “1 mL BD syringes” goes on otherwise.
_DONE = r"(?= *(?:[,;:)/]|\.(?!\w)|$)| (?:for|with|until|till|if|in|after|before|when|while|and|then|or|to|by|at|as|from|on|prn|po)\b)"
# Not a part of a longer abbreviation: “q.d” of “q.d.s.”.
_WHOLE = r"(?!\w|\.[A-Za-z](?![A-Za-z]))"
# Institute for Safe Medication Practices, list of error-prone abbreviations; British National Formulary, Latin
# abbreviations. The group `prone`, where there is one, is the abbreviation. The hint may repeat what was found.
ERROR_PRONE = (
    (re.compile(r"(?<![\w.,])\d[\d,.]* ?[Uu](?![\w./-])"), "units"),
    (re.compile(r"(?<![\w.,])\d[\d,.]* ?(?:IU|iu)(?![\w-])"), "units"),
    (re.compile(r"\d ?(?:µg|μg|ug)(?![A-Za-z])"), "micrograms"),
    (re.compile(r"\d ?cc(?![A-Za-z])"), "mL"),
    (re.compile(rf"(?<![\w.])(?:q\.?d\.?|Q\.?D\.?){_WHOLE}"), "every day"),
    (re.compile(r"(?<![\w.])(?:q\.?o\.?d\.?|Q\.?O\.?D\.?)(?!\w)"), "every other day"),
    (re.compile(r"(?<![\w.])(?:b\.?i\.?d\.?|B\.I\.D\.|BID)(?!\w)"), "two times a day"),
    (re.compile(r"(?<![\w.])(?:t\.?i\.?d\.?|T\.I\.D\.|TID)(?!\w)"), "three times a day"),
    (re.compile(r"(?<![\w.])(?:q\.?i\.?d\.?|Q\.I\.D\.|QID)(?!\w)"), "four times a day"),
    (re.compile(r"(?<![\w.])(?:q\.d\.s\.?|qds|Q\.D\.S\.?|QDS)(?!\w)"), "four times a day"),
    (re.compile(r"(?<![\w.])(?:t\.d\.s\.?|tds|T\.D\.S\.?)(?!\w)"), "three times a day"),
    (re.compile(rf"(?:{_DOSE})(?P<prone>TDS|Tds){_DONE}"), "three times a day"),
    (re.compile(r"(?<![\w.])b\.d\.?(?:s\.?)?(?!\w)"), "twice a day"),
    (re.compile(rf"(?:{_DOSE})(?P<prone>(?-i:B\.D\.?)|bds?){_DONE}", re.IGNORECASE), "twice a day"),
    (re.compile(rf"(?<![\w.])o\.d\.?{_WHOLE}"), "once a day"),
    (re.compile(rf"(?:{_DOSE})(?P<prone>(?-i:O\.D\.?)|od){_DONE}", re.IGNORECASE), "once a day"),
    (re.compile(rf"(?<![\w.])o\.m\.?{_WHOLE}"), "in the morning"),
    (re.compile(rf"(?:{_DOSE})(?P<prone>(?-i:O\.M\.?)|mane){_DONE}", re.IGNORECASE), "in the morning"),
    (re.compile(rf"(?<![\w.])o\.n\.?{_WHOLE}"), "at night"),
    (re.compile(rf"(?:{_DOSE})(?P<prone>(?-i:O\.N\.?)){_DONE}", re.IGNORECASE), "at night"),
    (re.compile(r"(?<![\w.])nocte(?!\w)", re.IGNORECASE), "at night"),
    (re.compile(rf"(?:{_DOSE})(?P<prone>stat){_DONE}", re.IGNORECASE), "at once"),
    (re.compile(r"(?<![\w.])q\.? ?(?P<hours>\d{1,2}(?:[-–]\d{1,2})?) ?\.?(?:h|hrs?|hourly|hours?)(?!\w)", re.IGNORECASE), r"every \g<hours> hours"),
    (re.compile(r"(?<![\w.])(?:p\.r\.n\.?|prn|PRN)(?!\w)"), "when you need it"),
    (re.compile(r"(?<![\w.])(?:q\.?h\.?s\.?|h\.s\.)(?!\w)"), "at bedtime"),
    (re.compile(r"(?<![\w.])(?:p\.o\.|PO)(?= (?!Box\b)|$)"), "by mouth"),
    (re.compile(r"(?<![\w.])(?:a\.c\.|p\.c\.)(?!\w)"), "before meals, after meals"),
)  # fmt: skip
# Lists differ: ISMP has “mcg” in place of “µg”, the British National Formulary has the word alone.
MCG = re.compile(r"(?<=\d)( ?)mcg(?![A-Za-z])", re.IGNORECASE)
MISSING_UNIT = re.compile(
    r"\b(?:take|give|inject|swallow|apply) (?:up to |only |just |another )?\d+(?:\.\d+)?"
    r"(?= (?:a day|per day|each|every|once|twice|three times|four times|daily|at (?:night|bedtime|once)|in the (?:morning|evening)|with (?:food|water|meals)|before|after|when)\b| *[.;]| *$)"
    r"|\b(?:dose|dosage) (?:is|of|to) \d+(?:\.\d+)?(?= *[.,;]| *$| (?:a|per|each|every|once|twice|daily|in)\b)",
    re.IGNORECASE,
)
# What a bare number can count when the text has just said so.
COUNTED = re.compile(
    r"\b(?:tablets?|capsules?|pills?|puffs?|drops?|sprays?|patch(?:es)?|spoon\w*|teaspoons?|sachets?|doses|lozenges?|syringes?|"
    r"injections?|ampoules?|vials?|breaths?|steps?|call 911|mg|ml|units)\b",
    re.IGNORECASE,
)
NUMERIC_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/-])")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
