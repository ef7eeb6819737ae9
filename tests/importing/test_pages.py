"""Web pages: their main part, marks, lists, tables and pictures; what works only on a screen is left out and told."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from generator.importing.tables import MAX_ROWS
from generator.project import Project
from tests.importing.reading import content, draft_of, handout_of, refusal, write
from tests.model.pictures import PICTURES

PNG = PICTURES["good.png"]
KNEE = """\
<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Knee arthroscopy | Alder Street</title><style>p{}</style></head>
<body>
<a class="skip-link" href="#main">Skip to main content</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/az">A to Z</a></li></ul></nav>
<div id="cookie-banner">We use cookies
to make this site work. <button>Accept all</button></div>
<h1>Knee arthroscopy</h1>
<p>A look <b>inside the knee</b>, for 8 in 100. See <a href="https://www.clinic.example/knee">our
page</a> or <a href="mailto:knee@clinic.example">write</a>. <a href="/full">Read more »</a></p>
<h3>Before</h3>
<p>• Stop eating 6 hours before<br>• Take your 5&nbsp;mg tablet [white] ** with water</p>
<p><strong>What to bring</strong></p>
<ol><li>This letter<li>Your medicines:<ol><li>tablets</ol><li><p>A friend</p><p>or a neighbour</p></ol>
<table><caption>Pain relief</caption><thead><tr><th>Medicine<th>Dose<th>Often</thead>
<tr><td rowspan=2>Paracetamol<td>1 g<td>every 6 hours<tr><td>500 mg<td>under 50 kg
<tr><td>Ibuprofen<td colspan=2>Ask; at most 10<sup>3</sup> mg, from the 1<sup>st</sup> day</table>
<table><tr><td><p>Keep it dry.</p><ul><li>No bath</ul></table>
<p><span lang="fr">Bonjour</span>, <q>H<sub>2</sub>O</q>. <del>Old words.</del></p>
<ul><li><a href="/a">Hip</a><li><a href="/b">Ankle</a><li><a href="/c">Foot</a></ul>
<p style="display: none">Hidden words</p>
<script>alert("no")</script>
<p><a href="#top">Back to top</a></p><p>Share this page</p>
<footer><p>Switchboard (555) 010-0199</p></footer>
</body></html>
"""


def test_page(tmp_path: Path) -> None:
    assert content(tmp_path, "knee.html", KNEE) == [
        {
            "text": "A look **inside the knee**, for 8 in 100. See [our page](https://www.clinic.example/knee) or "
            "[write](mailto:knee@clinic.example)."
        },
        {"heading": "Before"},
        {"list": ["Stop eating 6 hours before", r"Take your 5\u00a0mg tablet [white] \*\* with water".replace("\\u00a0", "\u00a0")]},
        {"heading": "What to bring", "level": "3"},
        {"steps": ["This letter", {"text": "Your medicines:", "list": ["tablets"]}, "A friend\nor a neighbour"]},
        {
            "table": {
                "caption": "Pain relief",
                "header": ["Medicine", "Dose", "Often"],
                "rows": [
                    [{"text": "Paracetamol", "rows": "2"}, "1 g", "every 6 hours"],
                    ["500 mg", "under 50 kg"],
                    ["Ibuprofen", {"text": "Ask; at most 10³ mg, from the 1st day", "columns": "2"}],
                ],
            }
        },
        {"text": "Keep it dry."},
        {"list": ["No bath"]},
        {"text": "[Bonjour]{lang=fr}, “H₂O”."},
    ]  # fmt: skip


def test_italics_are_kept_and_underlining_is_told(tmp_path: Path) -> None:
    page = (
        "<p>The <i lang=es>Helicobacter pylori</i>, in <cite>Eat <b>well</b> now</cite> and "
        '<span style="font-style: italic">here, <span style="font-style:normal">not</span></span>. <u>Wash</u> *it*.</p>'
    )
    draft = draft_of(tmp_path, "germ.html", page)
    assert content(tmp_path, "germ.html", page) == [
        {"text": r"The *[Helicobacter pylori]{lang=es}*, in *Eat **well** now* and *here,* not. Wash \*it\*."}
    ]
    assert "Underlining is not kept: this project's leaflets have none but of links (UKAAF)." in draft.report.notes


def test_what_is_dropped_is_told_line_by_line(tmp_path: Path) -> None:
    report = draft_of(tmp_path, "knee.html", KNEE).report
    assert [(one.line, one.text, one.why) for one in report.dropped] == [
        (4, "Skip to main content", "a way to skip on the page"),
        (5, "Home", "a menu"),
        (5, "A to Z", "a menu"),
        (6, "We use cookies to make this site work. Accept all", "a notice about cookies"),
        (10, "Read more »", "a link to read on elsewhere (/full)"),
        (19, "Old words.", "struck through"),
        (20, "Hip", "a menu: nothing but links"),
        (20, "Ankle", "a menu: nothing but links"),
        (20, "Foot", "a menu: nothing but links"),
        (21, "Hidden words", "hidden on the page"),
        (23, "Back to top", "a way to the top of the page"),
        (23, "Share this page", "a button to share the page"),
        (24, "Switchboard (555) 010-0199", "the foot of the web site"),
    ]
    assert "What was dropped may be a phone number or an address: “Switchboard (555) 010-0199”." in report.notes
    assert report.lines("knee.html")[1] == "knee.html:4: dropped: “Skip to main content”: a way to skip on the page."


def test_only_the_main_part_counts(tmp_path: Path) -> None:
    page = (
        "<body><div>Latest news: sun</div><main><h1>Flu</h1><p>Drink a lot, sleep, and call us when you feel worse.</p></main>"
        "<aside>Weather</aside></body>"
    )
    draft = draft_of(tmp_path, "flu.html", page)
    assert content(tmp_path, "flu.html", page) == [{"text": "Drink a lot, sleep, and call us when you feel worse."}]
    why = "outside the main part of the page"
    assert [(one.text, one.why) for one in draft.report.dropped] == [("Latest news: sun", why), ("Weather", why)]


@pytest.mark.parametrize(
    ("cells", "blocks"),
    [
        # no header: the first row; a hole is an empty cell, and no row heading
        (
            "<tr><td>A<td>B<tr><td><td>2<tr><td>3",
            [{"table": {"row-headings": "false", "header": ["A", "B"], "rows": [["", "2"], ["3", ""]]}}],
        ),
        # a header that hangs down; a second header row
        (
            "<tr><th rowspan=2>A<th>B<tr><th>C<tr><td>1<td>2",
            [{"table": {"row-headings": "false", "header": ["A", "B"], "rows": [["", "C"], ["1", "2"]]}}],
        ),
        # spans that run out of the table or into each other
        (
            "<tr><td>A<td colspan=99>B<tr><td rowspan=99>1<td>2",
            [{"table": {"header": ["A", "B"], "rows": [["1", "2"]]}}],
        ),
        # empty rows and columns are no rows and columns
        ("<tr><td>A<td><td>B<tr><td><td><td><tr><td>1<td><td>2", [{"table": {"header": ["A", "B"], "rows": [["1", "2"]]}}]),
        # one row or one column places things on the page
        ("<tr><td>A<td>B", [{"text": "A"}, {"text": "B"}]),
        ("<tr><td>A<tr><td>B", [{"text": "A"}, {"text": "B"}]),
        ("<tr><td>A<td><table><tr><td>B</table><tr><td>C<td>D", [{"text": "A"}, {"text": "B"}, {"text": "C"}, {"text": "D"}]),
        # lists and paragraphs in a cell keep their lines
        ("<tr><td>A<td>B<tr><td>1<td><ul><li>x<li>y</ul>z", [{"table": {"header": ["A", "B"], "rows": [["1", "x\ny\nz"]]}}]),
        # nine columns fit on no page
        (
            "<tr>" + "".join(f"<th>H{n}" for n in range(9)) + "<tr>" + "".join(f"<td>{n}" for n in range(9)),
            [{"list": [{"text": "0", "list": [f"H{n}: {n}" for n in range(1, 9)]}]}],
        ),
    ],
)  # fmt: skip
def test_tables_become_what_the_model_takes(
    tmp_path: Path, tmp_project: object, cells: str, blocks: list[object]
) -> None:
    page = f"<h1>T</h1><p>Text.</p><table>{cells}</table>"
    assert content(tmp_path, "a.html", page) == [{"text": "Text."}, *blocks]
    handout_of(draft_of(tmp_path, "a.html", page), Project.at(tmp_path / "project"))


def test_fake_headings_are_short_bold_paragraphs_above_something(tmp_path: Path) -> None:
    page = (
        "<h1>T</h1><p><b>Why</b></p><p>So.</p><p><b>Take this seriously: it is a whole sentence.</b></p><p>Yes.</p>"
        "<p><b>The end</b></p>"
    )
    assert content(tmp_path, "a.html", page) == [
        {"heading": "Why"},
        {"text": "So."},
        {"text": "**Take this seriously: it is a whole sentence.**"},
        {"text": "Yes."},
        {"text": "**The end**"},
    ]


def test_pictures(tmp_path: Path) -> None:
    write(tmp_path, "pics/good.png", PNG)
    write(tmp_path, "secret.png", PNG)
    write(tmp_path, "page/lies.png", b"GIF89a, not really")
    data = base64.b64encode(PNG).decode()
    page = f"""<h1>T</h1>
<figure><img src="in.png" alt="A nurse"><figcaption>A <b>nurse</b></figcaption></figure>
<p>Text <img src="data:image/png;base64,{data}"> here <img src="in.png" alt=""></p>
<img src="IN.png"><img src="../secret.png"><img src="/etc/hostname"><img src="file:///etc/hostname">
<img src="//cdn.example/a.png" alt="B"><img src="lies.png"><img src="data:image/png;base64,@@@"><img src="spy.gif" width="1" height="1">
<svg><circle r="5"/></svg>"""
    write(tmp_path, "page/in.png", PNG)
    draft = draft_of(tmp_path / "page", "a.html", page)
    assert [block for block in content(tmp_path / "page", "a.html", page) if "figure" in block] == [
        {"figure": {"image": "picture-1.png", "alt": "A nurse", "caption": "A **nurse**"}},
        {"figure": {"image": "picture-1.png"}},
        {"figure": {"image": "picture-1.png", "decorative": "true"}},
    ]
    why = {one.text[:30]: one.why for one in draft.report.dropped}
    assert why == {
        "IN.png": "a picture that is not there",
        "../secret.png": "a picture that lies outside the page's folder, and was not read",
        "/etc/hostname": "a picture that lies outside the page's folder, and was not read",
        "file:///etc/hostname": "a picture that is not in the file: nothing is fetched from a network",
        "//cdn.example/a.png": "a picture that is not in the file: nothing is fetched from a network",
        "lies.png": "a picture that cannot be read as PNG: it is no picture",
        "data:image/png;base64,@@@…": "a picture that is not whole",
        "spy.gif": "a picture of one dot, which counts visitors",
        "<svg>": "a drawing inside the page; save it as an .svg file",
    }
    assert draft.report.missing.count("alt") == 1
    yaml = (tmp_path / "page" / "out" / "a" / "en.yaml").read_text(encoding="utf-8")
    assert "    # TODO: a picture stood here, “//cdn.example/a.png”, which is not in the file" in yaml.replace(
        "  #", "    #"
    )
    assert (tmp_path / "page" / "out" / "a" / "picture-1.png").read_bytes() == PNG


def test_footers_of_sections_and_forms_around_pages_stay(tmp_path: Path) -> None:
    page = (
        "<body><form action='/x'><input type='hidden' name='v'><h1>T</h1><div class='social-enabled content'>"
        f"<p>{'Words of the text. ' * 100}</p></div><article><p>One.</p><footer>Written by nurses.</footer></article>"
        "<form><label>Search</label><input name='q'></form></form></body>"
    )
    texts = [block["text"] for block in content(tmp_path, "a.html", page)]
    assert texts[1:] == ["One.", "Written by nurses."]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>',
            "The page defines entities, which can name other files and grow without end.",
        ),
        ("<p>" * 5 + "<div>" * 400 + "deep", "The page nests more than 150 levels deep."),
        (
            "<table>" + "<tr><td>1<td>2" * (MAX_ROWS + 1) + "</table>",
            "The table has 2,001 rows and 4,002 cells; the limits are 2,000 and 20,000.",
        ),
        ("no tags at all", "The file is called “.html”, and it holds no HTML."),
        ("<p>  </p><script>x</script>", "The file holds no text to import."),
        ("MIME-Version: 1.0\n<html>", "The file is a saved mail or web archive (MHTML)."),
        ("<p>الوارفارين دواء</p>", "Most words of the file are in letters that English is not written with."),
    ],
)
def test_hostile_and_unusable_pages_are_refused(tmp_path: Path, page: str, message: str) -> None:
    assert refusal(tmp_path, "a.html", page)[0] == message


def test_a_page_with_a_public_doctype_is_read(tmp_path: Path) -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de">'
        "<body><h1>Grippe</h1><p>Größe &amp; Maß &mdash; 5&#160;mg&hellip;</p></body></html>"
    )
    assert content(tmp_path, "a.html", page) == [{"text": "Größe & Maß — 5\u00a0mg…"}]
    assert draft_of(tmp_path, "a.html", page).lang == "de"


def test_the_page_states_its_code_page(tmp_path: Path) -> None:
    page = '<meta charset="windows-1251"><h1>Грипп</h1><p>Пейте больше воды.</p>'
    assert content(tmp_path, "a.html", page.encode("cp1251"), lang="ru") == [{"text": "Пейте больше воды."}]
    lying = draft_of(tmp_path, "b.html", page.replace("windows-1251", "martian").encode(), lang="ru")
    assert "The page says that it is written in “martian”, and it is not." in lying.report.notes


@pytest.mark.parametrize(
    ("said", "left", "dropped"),
    [
        # nothing but the way elsewhere: the sentence goes as a whole
        ("To read about rehab, {click here}.", "", ["To read about rehab, click here."]),
        ("Rest. {Click here} for more about diet.", "Rest.", ["Click here for more about diet."]),
        ("Please {click here} to get the form. Sign it.", "Sign it.", ["Please click here to get the form."]),
        ("More information: {click here}.", "", ["More information: click here."]),
        ("If you would like to read more, {click here}.", "", ["If you would like to read more, click here."]),
        ("Para más información, {haga clic aquí}.", "", ["Para más información, haga clic aquí."]),
        ("Pour en savoir plus, {cliquez ici}.", "", ["Pour en savoir plus, cliquez ici."]),
        ("Für mehr Informationen {klicken Sie hier}.", "", ["Für mehr Informationen klicken Sie hier."]),
        # a sentence that is whole without it
        ("Rest at home. {Read more »}", "Rest at home.", ["Read more »"]),
        ("Rest at home ({read more}).", "Rest at home.", ["(read more)"]),
        ("It is rare ({click here to read more}) but real.", "It is rare but real.", ["(click here to read more)"]),
        ("Rest at home – {read more}.", "Rest at home.", ["– read more"]),
        ("Rest at home… {Read more}", "Rest at home…", ["Read more"]),
        ("Want to know more? {Click here}!", "Want to know more?", ["Click here!"]),
        ("Eat well.<br>{Read more}<br>Sleep well.", "Eat well.\nSleep well.", ["Read more"]),
        # a sentence that says more keeps every word
        ("If you bleed, call 911 or {click here}.", "If you bleed, call 911 or click here.", []),
        ("For help call the ward or {click here}.", "For help call the ward or click here.", []),
        ("{Click here} if you feel worse.", "Click here if you feel worse.", []),
        ("{Click here} to book, and bring your card.", "Click here to book, and bring your card.", []),
        ("You can {read more} about it in our booklet.", "You can read more about it in our booklet.", []),
        ("To {learn more}, ask your nurse.", "To learn more, ask your nurse.", []),
    ],
)  # fmt: skip
def test_a_link_that_leads_elsewhere_leaves_no_half_sentence(
    tmp_path: Path, said: str, left: str, dropped: list[str]
) -> None:
    link = "<a href='/x?a=1'>"
    page = f"<html lang=en><h1>T</h1><p>First.</p><p>{said.replace('{', link).replace('}', '</a>')}</p>"
    assert content(tmp_path, "a.html", page)[1:] == ([{"text": left}] if left else [])
    report = draft_of(tmp_path, "a.html", page).report
    assert [one.text for one in report.dropped] == dropped
    stays = [note for note in report.notes if note.endswith("word the sentence anew.")]
    assert len(stays) == (not dropped)


def test_a_link_that_stays_keeps_its_marks(tmp_path: Path) -> None:
    page = "<h1>T</h1><p>Call 911 or <b><a href='javascript:x'>click here</a></b> now.</p>"
    assert content(tmp_path, "a.html", page) == [{"text": "Call 911 or **click here** now."}]
    page = page.replace("javascript:x", "https://a.example/x?y=1")
    assert content(tmp_path, "b.html", page) == [{"text": "Call 911 or **[click here](https://a.example/x?y=1)** now."}]
