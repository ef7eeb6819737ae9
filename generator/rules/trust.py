"""Rules about who stands behind a leaflet, how old it is, and where help is."""

from __future__ import annotations

from generator.problems import Severity
from generator.rules.rule import Rule

_WARNING = Severity.WARNING
_PIF = "Patient Information Forum, PIF TICK criteria (2020)"

TRUST: tuple[Rule, ...] = (
    Rule(
        "no-contact", "A leaflet that names nobody to call or write to.",
        "Add a “contact” with a phone number, an email address or a website.",
        _PIF,
        why="Who does not understand something has nobody to ask.",
        example="A leaflet that ends with its last paragraph.", better="A card with the nurses' number and hours.",
    ),
    Rule(
        "review-span", "A next review that is years away.",
        "Bring the next review forward; three years is the most.",
        _PIF + ": reviewed regularly; two and three years are our numbers: Macmillan Cancer Support reviews its leaflets every two to three years",
        why="Treatments and phone numbers change faster.",
        example="reviewed: 2026-01-10, next-review: 2031-01-10", better="reviewed: 2026-01-10, next-review: 2028-01-10",
        limits={"error": 3, "warning": 2},
    ),
    Rule(
        "review-due", "A leaflet whose review is due or past.",
        "Review the text, then set “reviewed” and “next-review”.",
        _PIF + "; a warning three months before is our number", _WARNING,
        "An old leaflet may give advice that has since been found to do harm.",
        "next-review: a day last year", "next-review: a day next year",
        {"days": 91},
    ),
    Rule(
        "no-approver", "A leaflet that no clinician has approved by name.",
        "When one has read it: handouts approve NAME --by \"Dr. Ana Roe\" --role \"Consultant oncologist\"",
        _PIF,
        why="Somebody who knows the matter has to answer for what patients are told.",
        example="A leaflet without “approved”.",
        better="approved: {by: Dr. Ana Roe, role: Consultant oncologist, on: 2026-11-20}",
    ),
    Rule(
        "approved-other-words", "An approval that was given for other words than those that stand here.",
        "Let the clinician read it again, then: handouts approve NAME.",
        _PIF + "; a digest of the words is our own",
        why="A name below a text that its owner has never seen is worse than none.",
        example="approved: {by: Dr. Ana Roe, …, words: kx7c2mq4w5zd}, of a text in which a dose was changed later",
        better="The digest that “handouts approve” wrote for the text as it is.",
    ),
    Rule(
        "approval-lapsed", "A copy made of a leaflet whose approval was given for other words: it does not say that it is approved.",
        "Let the clinician read it again, then: handouts approve NAME.",
        _PIF + "; a digest of the words is our own", _WARNING,
        "Who builds and prints sees no other message, and a name below words that its owner has never seen must not reach a patient.",
        "“Stay 15 minutes”, approved, and built after it was changed to “Stay 50 minutes”",
        "The same, approved again.",
    ),
    Rule(
        "no-references", "A leaflet that does not say where its facts come from.",
        "Add to the content: - references: [Name of the guideline and its year]",
        "NHS England, Standard for Creating Health Content (2022); IPDAS (2013)", _WARNING,
        "Neither a reader nor the next reviewer can look anything up.",
        "A leaflet without “references”.", "references: [the guideline that the text follows, and its year]",
    ),
    Rule(
        "no-funding", "A leaflet that does not say who paid for it.",
        "Add “funding”, also when it was the clinic itself.",
        "IPDAS (2013), disclosure; NHS England, Standard for Creating Health Content (2022)", _WARNING,
        "A text paid for by who sells the treatment is read with other eyes.",
        "A leaflet without “funding”.", "funding: Harbor Lane Clinic",
    ),
    Rule(
        "no-feedback", "A leaflet that does not ask its readers what they think of it.",
        "Add to the content: - feedback: {title: Tell us what you think, phone: (555) 010-0100}",
        _PIF, _WARNING,
        "Readers see what writers do not.",
        "A leaflet without “feedback”.", "feedback: {title: Tell us what you think, phone: (555) 010-0100}",
    ),
    Rule(
        "no-other-formats", "A leaflet that does not say how to get it in another format or language.",
        "Say how to get large print, easy read, or another language.",
        "NHS England, Accessible Information Standard DAPB1605 (2025); 45 CFR 84.77 (2024)", _WARNING,
        "Who needs large print cannot find out that there is one.",
        "A leaflet in one format that says nothing of others.", "Ask us for this leaflet in large print or in another language.",
    ),
    Rule(
        "no-questions", "A leaflet without questions that readers can ask.",
        "Add to the content: - questions: {items: [What else could I do?]}",
        "PEMAT-P, items 20 to 24, AHRQ (2013); AHRQ, Questions Are the Answer (2012)", _WARNING,
        "People forget what they meant to ask, or do not know that they may.",
        "A leaflet that only tells.", "questions: {items: [What else could I do?]}",
    ),
    Rule(
        "no-actions", "A leaflet without anything to do in steps or a list.",
        "Put what to do into “steps”, “checklist”, “do-and-dont”, “timeline” or “zones”.",
        "PEMAT-P, items 20 to 22, AHRQ (2013)", _WARNING,
        "A reader who knows more and does not know what to do is not helped.",
        "Exercise is important.", "steps: [Walk for 10 minutes., Rest., Walk again.]",
    ),
    Rule(
        "no-key-points", "A leaflet that does not begin with its key points.",
        "Begin with “key-points”: what a reader should know who reads nothing else.",
        "PEMAT-P, item 11, AHRQ (2013); CDC Clear Communication Index, items 1 to 3 (2013)",
        why="Many people read the first box and no more.",
        example="A leaflet that begins with how the heart works.", better="key-points: [Take one tablet each day.]",
        limits={"place": 2},
    ),
    Rule(
        "no-urgent-help", "A leaflet on something urgent without when, whom and how to call.",
        "Add “zones” with the signs, a number, and the hours.",
        "NHS England, Standard for Creating Health Content (2022); PIF TICK (2020)",
        why="At night, with pain, nobody looks up a number.",
        example="Seek help if you feel worse.", better="Call 911 now if you have chest pain.",
    ),
    Rule(
        "treatment-gaps", "A leaflet on a treatment that leaves out what people need to choose.",
        "Say it, or check that the words for it are plain.",
        "DISCERN, questions 2 and 9 to 15 (Charnock, 1999)", _WARNING,
        "Nobody can choose who knows one side.",
        "The operation makes you walk again.", "What it can do, what can go wrong, what happens without it.",
    ),
    Rule(
        "no-support", "Bad news without anybody who helps to bear it.",
        "Name a helpline, a support group or a nurse, with a number.",
        "NICE NG142 (2019)", _WARNING,
        "A reader may be alone with the sheet.",
        "It cannot be cured.", "It cannot be cured. The helpline is there day and night: 1-800-227-2345.",
    ),
    Rule(
        "no-1557-notice", "A leaflet without the notice that language help is free.",
        "Add “notice-1557”.",
        "45 CFR 92.11 (2024)",
        why="Without it, people bring a child to interpret, or do not come.",
        example="A leaflet without “notice-1557”.", better="notice-1557: {title: Your rights, …}",
    ),
    Rule(
        "off-unneeded", "A rule that a leaflet has off and that would find nothing in it.",
        "Take it out of “off”.",
        "Our own: an exception that nobody needs hides the next fault (2026)", _WARNING,
        "An exception that is left standing hides the fault that somebody makes next year.",
        "off: {long-sentence: One sentence is long.}, in a leaflet of short sentences", "No exception.",
    ),
    Rule(
        "unreviewed-translation", "A translation that no qualified translator has read.",
        "Have it read, then: handouts translate record … --status reviewed --reviewer NAME.",
        "45 CFR 92.201(c)(3) (2024)", _WARNING,
        "A machine turns “not proven to cause” into “proven not to cause”, and nobody sees it.",
        "status: machine-draft", "status: approved, reviewer: Luis Gómez",
    ),
)  # fmt: skip
