"""Rules about how a leaflet reads: long sentences, jargon, what the web left behind."""

from __future__ import annotations

from generator.problems import Severity
from generator.rules.rule import Rule

WORDS: tuple[Rule, ...] = (
    Rule(
        "reading-grade",
        "A text that asks for more years of school than many readers have.",
        "Shorten the longest sentences, and say long words in short ones; “handouts readability” shows which they are.",
        "AMA, Health literacy and patient safety (2007): grade 6; NIH, How to write easy-to-read health materials (2013): grades 6 to 7; CDC, Simply put (2009): grade 8 at most; years of school, and so the Wiener Sachtextformel too",
        why="About half of the adults in the United States read below the level of grade 6 (Rothwell 2020, from PIAAC); who is ill or afraid reads worse.",
        example="Administration of anticoagulant medication necessitates periodic laboratory monitoring of coagulation parameters.",
        better="While you take a blood thinner, you need blood tests. They show how fast your blood clots.",
        limits={"warning": 6, "error": 8},
    ),
    Rule(
        "reading-ease",
        "A text harder than what its language's own scale calls easy, or plain where it has no such step.",
        "Shorten the longest sentences, and say long words in short ones; “handouts readability” shows which they are.",
        "INFLESZ (Barrio-Cantalejo 2008): “bastante fácil” from 65; Flesch (1949): “standard”, grades 8 and 9, from 60, for Kandel-Moles, Flesch-Douma and Oborneva; Gulpease (1988): lower secondary school from 60; Martins (1996): years 5 to 8 from 50; Ateşman (1997): “kolay” from 70; LIX (Björnsson 1968): easy up to 40; FOG-PL (2012): lower secondary school up to 9",
        Severity.WARNING,
        why="A translation that reads harder than its source serves fewer people; a language has its own scale, or none.",
        example="La administración de medicación anticoagulante requiere la monitorización periódica de parámetros.",
        better="Si toma un anticoagulante, necesita análisis de sangre.",
        limits={"inflesz": 65, "kandel-moles": 60, "gulpease": 60, "flesch-douma": 60, "martins": 50, "oborneva": 60, "atesman": 70, "lix": 40, "fog-pl": 9},
    ),
)  # fmt: skip
