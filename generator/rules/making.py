"""Steps 4 to 6: what shows only when pages are set, written and read again."""

from __future__ import annotations

from generator.rules.rule import Rule

_REPORT = "This is a fault of the generator: please report it with the handout."

MAKING = (
    Rule(
        "missing-glyph",
        "A character that no font of the language has.",
        "Replace the character; or add a font that has it, regular and bold, under “brand: fonts:” in the layout.",
        "ISO 14289-1:2014, 7.21.8",
        why="An empty box would stand in the word. In a name, a dose or a unit nobody can guess what it was.",
        example="- text: Take 5 \U0001f48a a day.",
        better="- text: Take 5 tablets a day.",
    ),
    Rule(
        "too-large",
        "Something that fits on no page.",
        "Make it smaller, or split it.",
        why="What is cut off at the edge of a page is not there for the reader, and no line says that it was.",
        example="A table of nine columns, whose words are too long for a ninth of the page",
        better="The same table turned round, with two columns and nine rows",
    ),
    Rule(
        "too-many-pages",
        "A leaflet that is longer than its folded sheet.",
        "Shorten the text; or print a booklet, which takes any number of pages: --as booklet.",
        why="The last pages would be missing from the folded sheet. Smaller type would fit them in, and would not be read.",
        example="handouts sheets warfarin --as tri-fold, with 12 panels for 6",
        better="handouts sheets warfarin --as booklet",
    ),
    Rule(
        "earlier-copy",
        "A patient's copy of an earlier run where a new one would stand.",
        "Print it or delete it, then ask again; or add --replace: copies of earlier runs go when the new ones are in place.",
        why="Names of files say nothing of a patient. Who knows the first one's name would print the second one's copy, or the first one's when the second was not made.",
        example="handouts build warfarin --fill ana.yaml, then handouts build warfarin --fill ben.yaml, both to dist/",
        better="handouts build warfarin --fill ben.yaml --replace",
    ),
    Rule(
        "conformance",
        "The PDF breaks a rule of its standard.",
        _REPORT,
        "ISO 14289-1:2014; ISO 19005-2:2011",
        why="Programs that read aloud count on the standard; without it they read in the wrong order, or nothing.",
        example="A page whose text carries no tag",
        better="A page on which every text carries its tag",
    ),
    Rule(
        "text-differs",
        "The finished PDF does not say what the YAML says.",
        _REPORT,
        why="The text was approved as it stands in the YAML. What is printed has to be that text, to the letter.",
        example="YAML: “Take 5 mg.” PDF: “Take mg.”",
        better="YAML: “Take 5 mg.” PDF: “Take 5 mg.”",
    ),
    Rule(
        "bad-structure",
        "The tags of the finished PDF do not hold together.",
        _REPORT,
        "ISO 32000-1:2008, 14.7",
        why="A screen reader walks along the tags. Where they break, the reader is left in the middle of the leaflet.",
        example="A list item that belongs to no list",
        better="A list item inside its list",
    ),
    Rule(
        "cannot-write",
        "The PDF cannot be written.",
        "Check the folder, its permissions and the disk.",
        why="Yesterday's copies stay in the folder, and would be printed for today's.",
        example="handouts build --out /media/full-disk",
        better="handouts build --out dist",
    ),
)
