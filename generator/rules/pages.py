"""Rules about what is measured on the finished pages and their tags."""

from __future__ import annotations

from generator.problems import Severity
from generator.rules.rule import Rule

_WCAG = "WCAG 2.1 (2018)"
_UKAAF = "UKAAF G003, Creating clear print and large print documents (2019)"
# Their numbers as copies of the guidelines have them that we have read; these bear no year.
_RNIB = "RNIB, Clear Print guidelines (as read in 2026)"
_BRINGHURST = "Bringhurst, The Elements of Typographic Style (2004), 2.1.2"

PAGES: tuple[Rule, ...] = (
    Rule(
        "many-pages", "A leaflet that is long for one reading.",
        "Shorten it, or make two leaflets of it.",
        "PEMAT-P, item 2, AHRQ (2013); four pages, and 24 of easy read, are our numbers", Severity.WARNING,
        "A long leaflet is put aside, and not taken up again.",
        "Six pages on one operation.", "One leaflet for before, and one for after.",
        {"pages": 4, "easy-read": 24},
    ),
    # Letters and lines
    Rule(
        "small-body", "Most of the text is too small.", "Set the body in 14 pt: “type: body:” of the layout.",
        f"{_UKAAF}; {_RNIB}: 12 pt at least, 14 pt where it can be had",
        why="Many patients are old or have poor sight; below 12 pt one in several cannot read the leaflet at all.",
        example="A leaflet in 11 pt.", better="The same leaflet in 14 pt.",
        limits={"error": 12, "warning": 14},
    ),
    Rule(
        "large-print-size", "Large print that is not large.", "Take the format large-print or giant-print as it is; a page that is enlarged is no large print.",
        f"{_UKAAF}: large print from 16 pt, better 18; large print to 22 pt and giant print from 24: RNIB, as the Office for Disability Issues has it",
        why="Who asks for large print cannot read anything smaller.",
        example="A large-print copy in 15 pt.", better="The copy in 18 pt.",
        limits={"error": 16, "warning": 18, "giant-error": 22},
    ),
    Rule(
        "small-text", "Text smaller than the body and than 12 pt, such as captions; in large print any text smaller than the body, footers too.",
        "Set it in the body's size: “type: small:” of the layout.",
        f"{_UKAAF}; {_RNIB}: 12 pt at least; all text of large print in its size; 9 pt: European Commission, Guideline on the readability of the labelling and package leaflet (2009), as the Danish Medicines Agency applies it (2025)",
        Severity.WARNING,
        why="What is small is left unread, though it may be the phone number or the date that matters.",
        example="A leaflet in 14 pt with its phone number in 8 pt.", better="All of it in 14 pt.",
        limits={"error": 9, "warning": 12},
    ),
    Rule(
        "long-lines", "Lines too long to find the next one.", "Widen the margins, or set the text in columns.",
        f"{_RNIB}: 60 to 70 characters a line; {_WCAG}, 1.4.8: 80 at most, 40 in Chinese, Japanese and Korean; 45 in a column is our own",
        why="At the end of a long line the eye loses the beginning of the next.",
        example="A line of 95 characters across A4 in 11 pt.", better="A line of 65 characters.",
        limits={"error": 80, "warning": 70, "column-warning": 45, "other-warning": 80, "cjk-warning": 40},
    ),
    Rule(
        "short-lines", "Lines too short to read in groups of words.", "Take fewer columns, narrower margins or a larger page.",
        f"{_RNIB}: 60 to 70 characters a line, which we ask of Latin letters; {_BRINGHURST}: 45 to 75 in one column, and ragged lines look starved under 30; "
        "a line of Russian is at most 33.5 times its type size long, about 65 characters (SanPiN 1.2.1253-03, table 1)",
        why="Lines of a few words tear apart what belongs together, and right edges become ragged.",
        example="A column of 22 characters.", better="A column of 40 characters.",
        limits={"error": 30, "warning": 60, "other-warning": 45, "other-error": 30, "column-warning": 30},
    ),
    Rule(
        "tight-lines", "Lines too close to each other.", "Raise the “leading” of the style to 1.3 or more of its size.",
        f"{_RNIB}: leading of 1.5 to 2 times the space between words, which is no number of the type size; 1.2 of the size is our floor",
        Severity.WARNING,
        why="Lines that nearly touch run together for poor sight and for dyslexia.",
        example="14 pt on 15 pt.", better="14 pt on 20 pt.",
        limits={"warning": 1.2},
    ),
    Rule(
        "turned-text", "Text that does not run level.", "Set it level.", f"{_UKAAF}; CMS Toolkit for Making Written Material Clear and Effective (2010), part 5, guideline 6.8",
        why="Who reads with a magnifier or with effort cannot turn the page and find the place again.",
        example="A label up the side of a table.", better="The label above the table.",
    ),
    Rule(
        "long-emphasis", "Italics or underlining over more than three words.", "Write it plainly, or in bold.", f"{_UKAAF}; {_RNIB}",
        why="Slanted or underlined letters are hard to tell apart.",
        example="A whole sentence in italics.", better="The one word that matters in bold.",
        limits={"words": 3},
    ),
    # Colours and ink
    Rule(
        "pale-text", "Text too pale on what is drawn behind it.", "Choose a darker text or a lighter ground.",
        f"{_WCAG}, 1.4.3: 4.5 to 1, large text 3 to 1; 1.4.6: 7 to 1, large text 4.5 to 1",
        why="With poor sight, in poor light or in a weak print, pale text is not there.",
        example="Light grey on white.", better="Nearly black on white.",
        limits={"error": 4.5, "warning": 7, "large-error": 3, "large-warning": 4.5},
    ),
    Rule(
        "pale-in-grey", "Text that pales when the page is printed without colours.", "Choose colours that differ in lightness, not in hue.",
        f"{_WCAG}, 1.4.3 and 1.4.6, on the greys of ISO 32000-1:2008, 10.3.2",
        why="Most leaflets are printed on office printers, in black.",
        example="Red on green.", better="Dark red on pale green.",
        limits={"error": 4.5, "warning": 7, "large-error": 3, "large-warning": 4.5},
    ),
    Rule(
        "text-on-picture", "Text on a picture.", "Put the text beside the picture.", f"{_UKAAF}; CMS Toolkit for Making Written Material Clear and Effective (2010), part 5, guideline 6.8",
        why="Letters get lost in what lies behind them.",
        example="A title across a photograph.", better="The title above the photograph.",
    ),
    Rule(
        "much-ink", "A page that takes much ink.", "Outline boxes instead of filling them, or build with --mode toner-saver.",
        "Makers tell the yield of cartridges for pages covered by about 5 % (the custom before ISO/IEC 19752:2004); four times as much is our threshold",
        Severity.WARNING,
        why="Large dark areas empty a clinic's cartridges, dry badly and show through.",
        example="A page with a dark ground.", better="White, with tinted boxes.",
        limits={"warning": 20},
    ),
    # Places
    Rule(
        "split-fact", "A phone number, dose, date or number with its unit that is split over two lines or pages.", "Write [words]{nobreak} around it, or give its column more room.",
        f"{_UKAAF}; {_RNIB}",
        why="The half that stands first is read for the whole: a wrong dose, a wrong number dialled.",
        example="… take 2.5 / mg a day", better="… take / 2.5 mg a day",
    ),
    Rule(
        "stranded-heading", "A heading at the foot of a page or column, without its text.", "Move the heading, or shorten what stands before it.",
        "Our own, as typesetters have it (2026)", Severity.WARNING,
        why="The reader turns the page and no longer knows what the text is about.",
        example="“When to call us” as the last line of a page.", better="The heading on the next page, over its text.",
    ),
    Rule(
        "lone-line", "The first or last line of a paragraph alone on a page or in a column.", "Shorten or lengthen what stands before it.",
        "Chicago Manual of Style, 17th edition (2017), 2.116, on widows and orphans; that both are told is our own", Severity.WARNING,
        why="A lone line is overlooked, and a thought is torn.",
        example="One line of a paragraph at the head of a page.", better="Two lines or more.",
    ),
    Rule(
        "near-edge", "Something to be read that stands too near the edge of the page.", "Widen the margins.",
        "5 mm from the trim: printers' usual safety margin; office printers leave 4 to 6.4 mm unprinted (makers' data sheets)",
        why="It is cut off by the knife, or the printer leaves it out.",
        example="A footer 3 mm from the edge.", better="A footer 10 mm from the edge.",
        limits={"error": 5},
    ),
    # Tags
    Rule(
        "empty-header", "A heading or a header cell with nothing in it.", "Write what the section, row or column is about.",
        f"{_WCAG}, 1.3.1 and 2.4.6; Matterhorn Protocol 1.1 (2021), 14 and 15",
        why="A screen reader announces a heading and says nothing; in a table, every cell is read without its name.",
        example="A table whose first column has no name.", better="A first column called “Day”.",
    ),
    Rule(
        "empty-alt", "A picture described by its file name, or as “image”.", "Say in “alt” what the picture tells.",
        f"{_WCAG}, 1.1.1, failure F30",
        why="Who cannot see it learns that there is a picture, and nothing of what it tells.",
        example="IMG_0042.jpg", better="A hand presses the top of an inhaler.",
    ),
    Rule(
        "same-alt", "The same description for two pictures, one after the other.", "Say what is different in the second, or describe both as one.",
        f"{_WCAG}, 1.1.1", Severity.WARNING,
        why="It sounds as if something was read twice, and the difference is lost.",
        example="“A tablet.” “A tablet.”", better="“A whole tablet.” “Half a tablet.”",
    ),
    Rule(
        "empty-link", "A link that does not say where it leads: “here”, a bare address, or nothing.", "Name in the link what stands at its other end.",
        f"{_WCAG}, 2.4.4 and 2.4.9; ISO 14289-1:2014, 7.18.5",
        why="Links are read out one by one, without the text around them; on paper, “click here” is nothing.",
        example="Click here.", better="The clinic's page about warfarin.",
    ),
    Rule(
        "list-of-one", "A list with one item.", "Make it a sentence.", f"{_WCAG}, 1.3.1", Severity.WARNING,
        why="“List with one item” is noise before the words that matter.",
        example="A bullet on its own.", better="A sentence.",
    ),
    Rule(
        "table-without-headers", "A table without a header cell.", "Name its columns or its rows.",
        f"{_WCAG}, 1.3.1; ISO 14289-1:2014, 7.5",
        why="A screen reader cannot say what a number in a cell is the number of.",
        example="Rows of times and doses.", better="The same under “Time” and “Dose”.",
    ),
    Rule(
        "order-differs", "Something that is read after what it stands above or before.", "Put the tags into the order of the page.",
        f"{_WCAG}, 1.3.2; ISO 14289-1:2014, 7.2",
        why="Steps are heard in another order than they are seen.",
        example="Step 2 is read before step 1.", better="Step 1 is read before step 2.",
    ),
    Rule(
        "untagged-text", "Text that is no header or footer and has no tag.", "Tag it, or take it away.",
        f"{_WCAG}, 1.3.1; ISO 14289-1:2014, 7.1",
        why="Who listens to the leaflet never hears it.",
        example="A warning that is drawn as decoration.", better="The warning as a paragraph.",
    ),
    Rule(
        "wrong-lang", "Text in a script that the language of its tag is not written with.", "Mark it: [word]{lang=ar}.",
        f"{_WCAG}, 3.1.2; ISO 14289-1:2014, 7.2",
        why="A voice of one language skips or garbles the letters of another.",
        example="العربية in an English sentence, unmarked.", better="[العربية]{lang=ar}",
    ),
)  # fmt: skip
