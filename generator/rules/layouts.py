"""What is wrong with how a leaflet is to look: layouts, brands, fonts, fixed words, profiles."""

from __future__ import annotations

from generator.problems import Severity
from generator.rules.rule import Rule

LAYOUTS = (
    Rule(
        "unknown-layout",
        "A layout that neither the project nor the generator has.",
        "Take one that stands in layouts/.",
        why="Set in another layout than the one asked for, a leaflet could have too small a type or another clinic's logo.",
        example="handouts build --layout clinic",
        better="handouts build --layout clinic-a4",
    ),
    Rule(
        "layout-loop",
        "Layouts that extend each other in a circle.",
        "Let one of them extend none of the others.",
        why="No size or colour could be found that holds, so that no page could be set.",
        example="one.yaml: “extends: two”; two.yaml: “extends: one”",
        better="one.yaml: “extends: clinic-base”; two.yaml: “extends: one”",
    ),
    Rule(
        "unknown-rule",
        "A rule, or one of its limits, that does not exist.",
        why="A slip in the name would leave the rule as it was, and whoever wrote the profile would believe otherwise.",
        example="rules:\n  straight-qoutes: {severity: error}",
        better="rules:\n  straight-quotes: {severity: error}",
    ),
    Rule(
        "unknown-profile",
        "A profile that does not exist.",
        "Take one of layouts/profiles/, or write it there.",
        why="The leaflet would be held to other rules than its author believes.",
        example="checks: {profile: nsh}",
        better="checks: {profile: nhs}",
    ),
    Rule(
        "missing-font",
        "A font that is not there.",
        "Check the name; the path starts at the layout's folder.",
        why="Set in another font, the leaflet would not look like the clinic's, and letters could be missing.",
        example="fonts: [{regular: fonts/Clinic.ttf, bold: fonts/Clinic-Bold.ttf}]  # the folder is called font",
        better="fonts: [{regular: font/Clinic.ttf, bold: font/Clinic-Bold.ttf}]",
    ),
    Rule(
        "bad-font",
        "A font that cannot go into a PDF.",
        "Ask its maker for static TrueType files that may be embedded.",
        "OpenType 1.9.1, OS/2 fsType (2024)",
        why="On a reader's machine another font would take its place, lines would run over, and the maker may forbid it.",
        example="A variable font, or one whose licence forbids to embed it",
        better="Clinic-Regular.ttf and Clinic-Bold.ttf, static and free to embed",
    ),
    Rule(
        "upright-emphasis",
        "Emphasis that the clinic's own font has no italics for.",
        "Give the font “italic” and “bold-italic”, or write “italics: false” in the layout.",
        severity=Severity.WARNING,
        why="A title or the name of a species stands there like any other word, and nobody has decided that it should.",
        example="fonts: [{regular: fonts/Clinic.ttf, bold: fonts/Clinic-Bold.ttf}]",
        better="fonts: [{regular: fonts/Clinic.ttf, bold: fonts/Clinic-Bold.ttf, italic: fonts/Clinic-Italic.ttf}]",
    ),
    Rule(
        "missing-words",
        "Fixed words that the page needs and the language does not have.",
        "Complete the file in layouts/words.",
        why="“Page 2 of 4” or “Next review” would stand there in another language, or not at all.",
        example="layouts/words/xx.yaml without “page”",
        better="layouts/words/xx.yaml with every key of layouts/words/en.yaml",
    ),
    Rule(
        "bad-pattern",
        "A fixed word that is not an ICU message, or has a placeholder where it takes none.",
        "Keep {page}, {pages} and {date} as they are in English.",
        why="The page would lack its number or its date, by which a reader finds lost sheets and old copies.",
        example="page: Side {side} af {sider}",
        better="page: Side {page} af {pages}",
    ),
    Rule(
        "low-contrast",
        "Text too pale to read.",
        "Choose a darker colour.",
        "WCAG 2.1, 1.4.3 (2018)",
        why="Many older people see every colour paler than the designer did, and office printers make it paler still.",
        example='palette: {text: "#999999"}',
        better='palette: {text: "#333333"}',
    ),
    Rule(
        "narrow-text",
        "A text column too narrow to read.",
        "Make the margins smaller, or the columns fewer.",
        "Our own: 30 characters is half of what RNIB Clear Print asks for",
        why="With three or four words a line the eye jumps more than it reads, and long words no longer fit.",
        example="margins: {sides: 80mm}",
        better="margins: {sides: 25mm}",
    ),
)
