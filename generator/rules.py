"""The rules by name: what each is about, how much it weighs, what an author can do.

A rule's name stands in brackets behind every message. The table is data; the checks live in the stages that can see
the fault. `problem()` makes a `Problem` of a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """name: as in messages; what: what is refused; instead: what to do, in the imperative; source: where it comes
    from."""

    name: str
    what: str
    instead: str = ""
    source: str = ""
    severity: Severity = Severity.ERROR


_TABLE = (
    # Step 1, read
    Rule("file-unreadable", "A file that cannot be opened.", "Check the name and the permissions."),
    Rule("file-too-large", "A file over the size limit.", "Split the file, or keep pictures and data outside the YAML."),
    Rule("not-utf8", "A file that is not UTF-8.", "Save the file as UTF-8 in your editor."),
    Rule("not-yaml", "Text that is not YAML.", "Indent with spaces, and put text with “: ” or special signs in quotation marks."),
    Rule("not-a-mapping", "A file whose top is not a group of keys.", "Start with “handouts new NAME”."),
    Rule("yaml-alias", "YAML anchors, aliases and tags: they can make a small file endless.", "Write the text out; or, when it is text, put it in quotation marks.", "CWE-776"),
    Rule("text-after-comment", "Text behind “ #”, which YAML takes for a comment and drops.", "Put the text in quotation marks; a comment stands on a line of its own."),
    Rule("ragged-list", "A “- ” that is not in line with its list: YAML joins it to the line above.", "Indent it as far as the items above it."),
    Rule("too-deep", "YAML nested beyond reason.", "Flatten the lists."),
    Rule("duplicate-key", "The same key twice: one of the two texts would be lost.", "Keep one of them."),
    Rule("control-character", "Characters that are no text.", "Delete the character and type the word again."),
    # Step 2, model
    Rule("unknown-key", "A key that nothing reads: its text would not be printed."),
    Rule("missing-key", "Something that every handout needs is not there."),
    Rule("wrong-kind", "A list where text belongs, or the like."),
    Rule("empty-text", "A text without a letter."),
    Rule("bad-value", "A value that is not of the form its key asks for."),
    Rule("unknown-block", "A block that does not exist."),
    Rule("bad-mark", "An inline mark that is not closed or not known.", "Close it, or put a backslash before a sign that is meant as typed: \\*\\* \\[ \\]."),
    Rule("unknown-language", "A language tag that is not BCP 47, or that the language table does not hold.", "“handouts list --languages” shows the languages.", "BCP 47 (RFC 5646)"),
    Rule("file-name", "A file whose name and language differ."),
    Rule("heading-skips", "A heading two levels below the one before it.", "Use the next level.", "ISO 14289-1:2014, 7.4.2"),
    Rule("zones-order", "Zones of help out of their order: the most urgent has to be met first.", "Put emergency first, then call-today, then wait."),
    Rule("risk-of", "Risks out of different numbers in one leaflet: 1 of 10 looks more than 8 of 100 to many.", "Say all of them out of the same number.", "BMC MIDM 2013;13 S2:S7"),
    Rule("risk-numbers", "A sentence about a risk that does not say the numbers that are drawn.", "Write both numbers in figures."),
    Rule("unknown-term", "A word marked as a term that the glossary does not explain, or explains twice.", "Give the entry a “name” and write [words]{term=NAME}."),
    Rule("few-languages", "A notice of language help in fewer languages than it has to be in.", "Name the 15 that are spoken most in the State by people with limited English.", "45 CFR 92.11(b)", Severity.WARNING),
    Rule("missing-alt", "A picture that a blind reader cannot read.", "Describe in “alt” what the picture tells, or write “decorative: true”.", "ISO 14289-1:2014, 7.3"),
    Rule("missing-picture", "A picture that is not there.", "Check the name; the path starts at the handout's folder."),
    Rule("missing-font", "A font that is not there.", "Check the name; the path starts at the layout's folder."),
    Rule("bad-font", "A font that cannot go into a PDF.", "Ask its maker for static TrueType files that may be embedded.", "OpenType 1.9.1, OS/2 fsType"),
    Rule("bad-picture", "A file that is not the picture its name says.", "Save it again as PNG, JPEG or plain SVG."),
    Rule("outside-project", "A path that leaves the project.", "Copy the file into the project.", "CWE-22"),
    Rule("empty-handout", "A handout without content.", "Add blocks under “content:”."),
    Rule("table-shape", "A table whose rows do not fill its columns."),
    Rule("no-reviewer", "A translation that is called reviewed without a reviewer.", "Add “reviewer:” with the name, or set “status: draft”.", "45 CFR 92.201"),
    Rule("stale-translation", "A translation whose source says something else by now.", "Bring it up to date, then record that with “handouts translate record”.", "Section 1557, 45 CFR 92.201; a unit whose source changed is “fuzzy” in gettext", Severity.WARNING),
    Rule("fact-differs", "A number, dose, time, date, phone number, address or protected name that is not the source's.", "Correct it; or, when it rightly differs, say why in the text's record: “differs: …”.", "ISO 17100:2015, 5.3.3 (revision against the source)"),
    Rule("untranslated", "A text of a translation that is still in the source's language.", "Translate it; or ask for a copy with the source's text in its place, with --fallback."),
    Rule("wrong-script", "A letter of another script, or one that only looks like the right one.", "Type the word again on the language's own keyboard; or mark it: [word]{lang=en}.", "UTS #39, 4"),
    Rule("wrong-exchange", "A translator's file that is not for this handout as it stands, or that is damaged.", "Export it again with “handouts translate export”."),
    Rule("lost-mark", "A translation without a mark of its source, or with one too many: a link, bold, a language.", "Put every mark around the words that it belongs to."),
    Rule("straight-quotes", "A typewriter's quotation mark in a translation.", "Write the language's own.", "CLDR, delimiters", Severity.WARNING),
    Rule("glossary-term", "A word of the glossary that the text calls otherwise.", "Use one word for one thing, the glossary's.", "ISO 17100:2015, 5.3.1 (terminology)", Severity.WARNING),
    Rule("odd-length", "A translation much shorter or longer than the others: a sentence may be lost.", "Compare it with its source.", "", Severity.WARNING),
    Rule("dates-order", "A next review before the last one."),
    Rule("unknown-handout", "A handout that the project does not have.", "“handouts list” shows the handouts."),
    Rule("unknown-layout", "A layout that neither the project nor the generator has."),
    Rule("layout-loop", "Layouts that extend each other in a circle."),
    Rule("missing-words", "Fixed words that the page needs and the language does not have.", "Complete the file in layouts/words."),
    Rule("bad-pattern", "A fixed word that is not an ICU message.", "Keep {page}, {pages} and {date} as they are in English."),
    Rule("low-contrast", "Text too pale to read.", "Choose a darker colour.", "WCAG 2.1, 1.4.3 (2018)"),
    Rule("narrow-text", "A text column too narrow to read.", "Make the margins smaller, or the columns fewer.", "RNIB Clear Print; 30 characters is our floor"),
    Rule("nothing-to-fill", "A leaflet without a patient's box that is to be filled in.", "Add a “patient-box” to the leaflet, or name another one."),
    Rule("bad-fill", "Values for one patient's copy that the leaflet's box cannot take.", "Name the columns or keys as the fields of the box are named."),
    Rule("no-own-text", "A copy in a format that needs words of its own, made of the usual ones.", "Write the text; until then, do not hand the copy out as one of this format.", "Inclusion Europe, Information for all (2009)", Severity.WARNING),
    # Step 4, set
    Rule("missing-glyph", "A character that no font of the language has.", "Replace the character; or add a font that has it, regular and bold, under “brand: fonts:” in the layout."),
    Rule("too-large", "Something that fits on no page.", "Make it smaller, or split it."),
    Rule("too-many-pages", "A leaflet that is longer than its folded sheet.", "Shorten the text; or print a booklet, which takes any number of pages: --as booklet."),
    # Step 6, check
    Rule("conformance", "The PDF breaks a rule of its standard.", "This is a fault of the generator: please report it with the handout."),
    Rule("text-differs", "The finished PDF does not say what the YAML says.", "This is a fault of the generator: please report it with the handout."),
    Rule("bad-structure", "The tags of the finished PDF do not hold together.", "This is a fault of the generator: please report it with the handout."),
    Rule("cannot-write", "The PDF cannot be written.", "Check the folder, its permissions and the disk."),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.name: rule for rule in _TABLE}


def problem(rule: str, message: str, place: Place, hint: str = "") -> Problem:
    """A problem of the rule with that name; the rule's own advice is the hint unless one is given."""
    known = RULES[rule]
    return Problem(rule, known.severity, message, place, hint or known.instead)


def quoted(text: str) -> str:
    """An author's text in quotation marks, on one line and not too long to read."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 60 else f"“{line[:60].rstrip()}…”"


def did_you_mean(word: str, choices: Sequence[str]) -> str:
    """A hint that names the nearest choice, or the choices when none is near."""
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"Known here: {', '.join(choices)}."
