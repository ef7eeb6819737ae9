"""Frames: named places that the text runs through in order, a side column that takes blocks, and what cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.build import build_leaflet
from generator.problems import Rejected
from generator.story import paging
from generator.story.flowables import Flowable
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project, project_with
from tests.support.readers import mupdf_lines
from tests.support.recorder import DrawnLine, Recorder, SetCase, case_of
from tests.support.tagtree import TaggedPdf

WORDS = "Your care team can tell you more about this and will write it down for you if you ask them to do so. "
STORY = "".join(
    f"  - heading: Part {n}\n  - text: {WORDS * 4}\n  - text: {WORDS * 3}\n  - list: [{WORDS}, {WORDS * 2}]\n"
    for n in range(1, 9)
)
FACTS = """
  - key-points: [The first thing to know., The second thing to know.]
  - heading: What it is
  - text: It is this.
  - heading: At night
  - text: Call the ward.
  - contact: {name: Ward, phone: (555) 010-0143}
  - text: Or come.
"""
LAST = "  - contact: {name: Nurses, phone: (555) 010-0142, hours: Always}\n"
SIDE = (
    "{margins: {sides: 18mm}, frames: {text: {on: first, width: 88mm}, facts: {on: first, start: 94mm, width: 80mm, "
    "ground: tint, takes: [key-points, contact]}}}"
)


def set_pages(
    folder: Path, page: str, lang: str = "en", story: str = STORY, more: str = ""
) -> tuple[SetCase, Recorder]:
    (folder / "layouts").mkdir()
    (folder / "layouts" / "ours.yaml").write_text(f"extends: clinic-a4\npage: {page}\n{more}", encoding="utf-8")
    case = case_of(folder, story, lang, "ours")
    return case, case.set(case.styles.page.margins.bottom)


def words(drawn: Recorder) -> list[str]:
    """All but the dots between facts of the colophon, which stand where two share a row."""
    return [word for line in drawn.tagged_lines for word in line.text.split() if word != "·"]


def body(drawn: Recorder, page: int) -> list[DrawnLine]:
    return [line for line in drawn.tagged_lines if line.page == page and line.size == 14]


FLOW = (
    "{frames: {wide: {on: first, height: 90mm}, narrow: {on: first, top: 100mm, width: 76mm}, "
    "other: {on: first, top: 100mm, start: 86mm, width: 80mm}, left: {on: left, width: 110mm}}}"
)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_text_runs_through_frames_in_their_order(tmp_path: Path, lang: str) -> None:
    """No word is lost or said twice where a paragraph goes on in a frame of another width."""
    case, drawn = set_pages(tmp_path, FLOW, lang)
    (tmp_path / "plain").mkdir()
    plain = case_of(tmp_path / "plain", STORY, lang).set()
    assert words(drawn) == words(plain)
    page, rtl = case.styles.page, lang == "ar"
    starts = []
    for line in body(drawn, 0):
        at = page.width - page.margins.sides - line.right if rtl else line.left - page.margins.sides
        starts.append("other" if at > 240 else "narrow" if line.baseline < 480 else "wide")
    order = list(dict.fromkeys(starts))
    assert order == ["wide", "narrow", "other"], "in reading order, mirrored from right to left"
    assert starts == sorted(starts, key=order.index)
    inside = 110 / 25.4 * 72
    for line in body(drawn, 2 if rtl else 1):  # the first page is a left one from right to left
        assert (
            (line.left >= page.width - page.margins.sides - inside - 0.1)
            if rtl
            else (line.right <= page.margins.sides + inside + 0.1)
        )


def test_a_paragraph_goes_on_in_another_width(tmp_path: Path) -> None:
    text = " ".join(f"word{n}" for n in range(400))
    page = "{frames: {one: {on: first, width: 76mm}, two: {on: first, start: 86mm, width: 80mm}}}"
    _, drawn = set_pages(tmp_path, page, story=f"  - text: {text}\n")
    assert [word for word in words(drawn) if word.startswith("word")] == text.split()
    lefts = {round(line.left) for line in body(drawn, 0)}
    assert len(lefts) == 2, "the paragraph stands in both"


def test_the_last_page_can_have_frames_of_its_own(tmp_path: Path) -> None:
    case, drawn = set_pages(tmp_path, "{frames: {end: {on: last, width: 90mm}}}")
    limit = case.styles.page.margins.sides + 90 / 25.4 * 72
    widths = [max(line.right for line in drawn.tagged_lines if line.page == page) for page in range(drawn.pages)]
    assert widths[-1] <= limit + 0.1
    assert widths[0] > limit + 50
    assert widths[-2] > limit + 50 or widths[-2] <= limit + 0.1, "more than it holds goes on upon one like it"


def test_frames_of_the_last_page_are_used_when_it_is_an_earlier_one_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are chosen anew when the last one is known; what is last then may be another."""
    best, asked = paging._best, list[int]()

    def fewer(flowables: list[Flowable], *rest: Any) -> Any:
        places = rest[2]
        asked.append(places.last)
        filled = best(flowables, *rest)
        if not places.last:
            filled.pages.append([[]])  # as if the first way to fill had taken a page more
        return filled

    monkeypatch.setattr(paging, "_best", fewer)
    shorter = STORY[: STORY.index("  - heading: Part 8")]  # the narrow last page holds what a wide one did
    case, drawn = set_pages(tmp_path, "{frames: {end: {on: last, width: 90mm}}}", story=shorter)
    limit = case.styles.page.margins.sides + 90 / 25.4 * 72
    assert max(line.right for line in drawn.tagged_lines if line.page == drawn.pages - 1) <= limit + 0.1
    assert asked == [0, drawn.pages + 1, drawn.pages], "the third time with the page that is last"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_side_column_takes_key_points_and_contact(tmp_path: Path, lang: str) -> None:
    """They stand beside the text and are read first; a contact inside a section stays there."""
    case, drawn = set_pages(tmp_path, SIDE, lang, FACTS + STORY + LAST)
    page, rtl = case.styles.page, lang == "ar"
    ground = next(s for s in drawn.shapes if s.kind == "box" and s.height > 500)
    assert ground.colour == case.styles.palette.tint
    assert ground.width == pytest.approx(80 / 25.4 * 72)
    assert (ground.left < page.width / 2) == rtl

    def aside(text: str) -> bool:
        line = next(one for one in drawn.tagged_lines if text in one.text)
        return line.page == 0 and ground.left <= line.left and line.right <= ground.left + ground.width

    assert aside("The first thing") and aside("Nurses")
    assert not aside("What it is") and not aside("It is this.") and not aside("Ward")
    read = [line.text for tag in drawn.document.walk() for line in drawn.tagged_lines if line.tag is tag]
    told = [next(n for n, text in enumerate(read) if part in text) for part in ("first thing", "Nurses", "What it is")]
    assert told == sorted(told)


def test_what_has_no_room_aside_stays_in_the_text(tmp_path: Path) -> None:
    long = "  - key-points: [" + ", ".join([WORDS * 4] * 7) + "]\n"
    case, drawn = set_pages(tmp_path, SIDE, story=long + FACTS.split("\n", 2)[2] + STORY + LAST)
    limit = case.styles.page.margins.sides + 88 / 25.4 * 72
    first = next(line for line in drawn.tagged_lines if line.text.startswith("Your care team"))
    assert first.left < limit
    nurses = next(line for line in drawn.tagged_lines if line.text.startswith("Nurses"))
    assert nurses.page == 0 and nurses.left > limit


def test_a_side_column_without_anything_to_take_is_none(tmp_path: Path) -> None:
    case, drawn = set_pages(tmp_path, SIDE)
    assert not [s for s in drawn.shapes if s.kind == "box" and s.height > 500]
    right = case.styles.page.width - case.styles.page.margins.sides
    assert max(line.right for line in body(drawn, 0)) > right - 60, "the text has the whole width"


def test_a_table_goes_where_its_words_are_whole(tmp_path: Path) -> None:
    """Too wide for the first page's frame, it stands on the next, with its heading."""
    table = "  - heading: Doses\n  - table: {header: [Immunosuppression, Gastrointestinal, Hypersensitivity], rows: [[a, b, c]]}\n"
    _, drawn = set_pages(tmp_path, "{frames: {text: {on: first, width: 80mm}}}", story=table + STORY)
    heads = [line for line in drawn.tagged_lines if line.text in ("Doses", "Immunosuppression", "Hypersensitivity")]
    assert [line.page for line in heads] == [1, 1, 1]


def test_a_slip_stands_below_all_frames(tmp_path: Path) -> None:
    page = "{frames: {one: {width: 76mm}, two: {start: 86mm, width: 80mm}}}"
    slip = "  - slip: {title: Cut here, content: [{text: Give this to us.}]}\n"
    case, drawn = set_pages(tmp_path, page, story=STORY.split("  - heading: Part 3")[0] + slip)
    (line,) = (one for one in drawn.tagged_lines if one.text.startswith("Cut here"))
    others = [one for one in drawn.tagged_lines if one.page == line.page and not one.text.startswith(("Cut", "Give"))]
    assert others, "the page holds more than the slip"
    assert min(one.baseline for one in others) > line.baseline
    assert next(s.width for s in drawn.shapes if s.page == line.page and s.kind == "picture") == pytest.approx(
        case.styles.page.breadth
    )


@pytest.mark.parametrize("lang", ["en", "ar", "zh-Hans", "ur"])
def test_the_paper_with_key_facts_keeps_every_line_on_the_page(lang: str) -> None:
    data = build_leaflet(
        project(), "metastatic-breast-cancer" if lang == "ur" else "warfarin", lang, paper="key-facts-a4", verify=True
    ).data
    for line in mupdf_lines(data):
        assert 50 <= line.left <= line.right <= 545
    assert TaggedPdf(data).root


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_verapdf_finds_no_failure(lang: str, standard: str) -> None:
    data = build_leaflet(project(), "inhaler", lang, standard=standard, paper="key-facts-a4").data
    assert verapdf.failures(data, standard) == []


@pytest.mark.parametrize("form", ["large-print", "giant-print", "easy-read", "dyslexia-friendly"])
def test_large_formats_have_one_column_instead(form: str) -> None:
    layout = project().layout("clinic-a4", form, "", "key-facts-a4")
    assert bool(layout.page.frames) == (form == "dyslexia-friendly")


def test_frames_of_a_base_are_changed_one_by_one(tmp_path: Path) -> None:
    own = project_with(tmp_path, STORY)
    folder = tmp_path / "layouts"
    folder.mkdir(exist_ok=True)
    (folder / "one.yaml").write_text(
        "extends: clinic-a4\npage: {frames: {a: {width: 76mm}, b: {start: 86mm, width: 80mm}}}\n", encoding="utf-8"
    )
    (folder / "two.yaml").write_text("extends: one\npage: {frames: {b: {height: 100mm}}}\n", encoding="utf-8")
    (folder / "three.yaml").write_text("extends: two\npage: {frames: none}\n", encoding="utf-8")
    frames = own.layout("two").page.frames
    assert [frame.name for frame in frames] == ["a", "b"]
    assert frames[1].start == pytest.approx(86 / 25.4 * 72)
    assert frames[1].height == pytest.approx(100 / 25.4 * 72)
    assert own.layout("three").page.frames == ()


ASIDE = (
    "{{text: {{on: {on}, width: 86mm}}, notes: {{on: {on}, start: 91mm, width: 75mm, ground: tint, takes: [callout]}}}}"
)
NOTE = "  - callout: {kind: note, title: Note %s, content: [{text: Said %s.}]}\n"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("on", ["later", "left", "right", "last", "all"])
def test_frames_of_any_pages_take_blocks(tmp_path: Path, lang: str, on: str) -> None:
    """In the order in which they are written, beside the text that they are written in, on those pages alone."""
    story = "".join(
        f"  - heading: Part {n}\n  - text: {WORDS * 5}\n{NOTE % (n, n)}  - text: {WORDS * 3}\n" for n in range(1, 12)
    )
    case, drawn = set_pages(tmp_path, f"{{frames: {ASIDE.format(on=on)}}}", lang, story)
    page, pages = case.styles.page, drawn.pages
    rights = {number for number in range(1, pages + 1) if (number % 2 == 1) == (lang == "en")}
    every = set(range(1, pages + 1))
    taken = {"later": every - {1}, "left": every - rights, "right": rights, "last": {pages}, "all": every}[on]
    middle = page.width / 2
    notes = [one for one in drawn.tagged_lines if one.text.startswith("Said ")]
    assert [one.text.strip() for one in notes] == [f"Said {n}." for n in range(1, 12)], "each once, in its order"
    aside = {one.page + 1 for one in notes if (one.right < middle if lang == "ar" else one.left > middle)}
    assert aside, "some stand aside"
    assert aside <= taken
    tinted = {s.page + 1 for s in drawn.shapes if s.kind == "box" and s.width == pytest.approx(75 / 25.4 * 72, 0.01)}
    assert tinted == aside, "a column that takes nothing has no ground"
    assert words(drawn) == words(case_of(tmp_path / "plain", story, lang).set()), "and is read where it is written"


def test_what_stands_below_its_heading_stays_there(tmp_path: Path) -> None:
    story = "".join(f"  - heading: Part {n}\n{NOTE % (n, n)}  - text: {WORDS * 5}\n" for n in range(1, 12))
    case, drawn = set_pages(tmp_path, f"{{frames: {ASIDE.format(on='later')}}}", "en", story)
    assert not [one for one in drawn.tagged_lines if one.page and one.left > case.styles.page.width / 2]


@pytest.mark.parametrize("standard", STANDARDS)
def test_side_columns_of_later_pages_meet_the_standards(tmp_path: Path, standard: str) -> None:
    story = "".join(
        f"  - heading: Part {n}\n  - text: {WORDS * 5}\n{NOTE % (n, n)}  - text: {WORDS * 3}\n" for n in range(1, 8)
    )
    made = project_with(tmp_path, story)
    (tmp_path / "layouts").mkdir(exist_ok=True)
    (tmp_path / "layouts" / "ours.yaml").write_text(
        f"extends: clinic-a4\npage: {{frames: {ASIDE.format(on='later')}}}\n", encoding="utf-8"
    )
    data = build_leaflet(made, "test", "en", "ours", standard, verify=True).data
    assert verapdf.failures(data, standard) == []


def test_later_pages_are_set_for_their_own_width(tmp_path: Path) -> None:
    """What the narrow first frame would make cards of, or set below each other, is not, on pages that are wide."""
    story = f"  - text: {WORDS * 12}\n  - heading: Two sides\n" + (
        "  - do-and-dont: {do: {title: Yes, list: [one, two]}, dont: {title: No, list: [three]}}\n"
    )
    case, drawn = set_pages(tmp_path, SIDE, story=FACTS + story + LAST)
    yes, no = (next(one for one in drawn.tagged_lines if one.text == text) for text in ("Yes", "No"))
    assert yes.page == no.page > 0
    assert yes.baseline == no.baseline, "side by side"
    assert no.left > case.styles.page.width / 2


def test_a_contact_in_the_middle_of_a_leaflet_is_not_the_leaflet_s(tmp_path: Path) -> None:
    """As in the manual, where a listing shows how one is written."""
    story = (
        "  - key-points: [One.]\n  - heading: Whom to call\n  - text: A card.\n  - code: x\n"
        "  - contact: {name: Ward, phone: (555) 010-0143}\n  - heading: More\n  - text: Words.\n"
    )
    case, drawn = set_pages(tmp_path, SIDE, story=story + LAST)
    middle = case.styles.page.width / 2
    sides = {
        name: next(one.left for one in drawn.tagged_lines if name in one.text) > middle for name in ("Ward", "Nurses")
    }
    assert sides == {"Ward": False, "Nurses": True}


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            "{frames: {facts: {start: 100mm, width: 80mm}}}",
            "2:24: error: “facts” ends 40 pt beyond the text, which is 471 pt wide. [frame-outside]\n"
            "    page: {frames: {facts: {start: 100mm, width: 80mm}}}\n                           ^\n"
            "    hint: Make it narrower or lower, or begin it nearer to the corner where reading starts.",
        ),
        (
            "{frames: {low: {top: 200mm, height: 80mm}}}",
            "2:22: error: “low” ends 83 pt below the text, which is 711 pt high. [frame-outside]\n",
        ),
        (
            "{frames: {one: {width: 100mm}, two: {start: 80mm}}}",
            "2:43: error: “two” stands on “one”, on the same pages. [frames-overlap]\n"
            "    page: {frames: {one: {width: 100mm}, two: {start: 80mm}}}\n"
            "                                              ^\n"
            "    hint: Begin one where the other ends, or give them other pages with “on”.",
        ),
        (
            "{frames: {box: {height: 20mm, padding: 14mm}}}",
            "2:22: error: “box” has 0 pt left for its text inside a padding of 40 pt; it needs 40 pt. [bad-value]\n"
            "    page: {frames: {box: {height: 20mm, padding: 14mm}}}\n                         ^\n"
            "    hint: Make it higher, or its padding smaller.",
        ),
        (
            "{frames: {one: {width: 60mm}}}",
            "2:22: error: A line of “one” holds about 25 characters; it needs 30. [narrow-text]\n"
            "    page: {frames: {one: {width: 60mm}}}\n                         ^\n"
            "    hint: Make it wider; or write “frames: none” in a format whose type is too large for it.",
        ),
        (
            "{frames: {facts: {takes: [contact], on: left}}}",
            "2:24: error: Pages of the kind “left” have no frame for the text: “facts” takes some blocks alone. "
            "[bad-value]\n",
        ),
        (
            "{frames: {facts: {takes: [contact], on: first}}}",
            "2:24: error: Pages of the kind “first” have no frame for the text: “facts” takes some blocks alone. "
            "[bad-value]\n",
        ),
        ("{frames: {facts: {takes: [table], on: first}}}", "2:33: error: “table” is not known here. [bad-value]\n"),
        ("{frames: {Facts!: {}}}", "2:17: error: “Facts!” is no name of a frame. [bad-value]\n"),
        ("{frames: [a]}", "2:16: error: Frames were expected here, each under its name, not a list. [wrong-kind]\n"),
        (
            "{side: 40mm, frames: {one: {}}}",
            "2:14: error: A side column for headings stands beside one column of text, not beside frames. [bad-value]\n",
        ),
    ],
)
def test_impossible_frames_are_refused(tmp_path: Path, page: str, message: str) -> None:
    with pytest.raises(Rejected) as refused:
        set_pages(tmp_path, page)
    assert str(refused.value).startswith(f"layouts/ours.yaml:{message}"), str(refused.value)


def test_a_ground_too_dark_for_warnings_is_refused(tmp_path: Path) -> None:
    more = 'brand: {palette: {tint: "#D5E8D0", caution: "#8A6A2A"}}\n'
    with pytest.raises(Rejected) as refused:
        set_pages(tmp_path, "{frames: {one: {ground: tint}}}", more=more)
    said = [str(one).splitlines()[0] for one in refused.value.problems]
    assert any(
        one.startswith("layouts/ours.yaml:2:22: error: “caution” has a contrast of ")
        and one.endswith(" to 1 on the tint of “one”; text needs 4.5. [low-contrast]")
        for one in said
    ), said


# -- tables and lists --------------------------------------------------------------------------------------------------

TABLE = "  - table: {header: [A, B], rows: [[one, two], [three, four], [five, six]]}\n  - steps: [first, second]\n  - list: [dot]\n"


def test_tables_and_lists_look_as_the_layout_says(tmp_path: Path) -> None:
    more = (
        "tables: {header: brand, rules: grid, stripes: true, padding: 5pt, space: 30pt}\n"
        "lists: {marks: text, numbers: disc, indent: 40pt}\n"
    )
    case, drawn = set_pages(tmp_path, "{}", story=TABLE, more=more)
    palette, measure = case.styles.palette, case.styles.page.measure
    boxes = [s for s in drawn.shapes if s.kind == "box" and s.width == pytest.approx(measure)]
    assert [box.colour for box in boxes] == [palette.brand, palette.tint]
    head, stripe = boxes
    assert head.height == pytest.approx(20 + 2 * 5)
    assert head.bottom - stripe.bottom == pytest.approx(2 * 30), "the second row of three"
    upright = [s for s in drawn.shapes if s.kind == "box" and s.width == 0.75]
    assert len(upright) == 3, "around and between two columns"
    discs = [s for s in drawn.shapes if s.kind == "dot"]
    assert [disc.colour for disc in discs] == [palette.brand] * 2
    numbers = [line for line in drawn.tagged_lines if line.text in ("1", "2")]
    assert len(numbers) == 2
    for number, disc in zip(numbers, discs, strict=True):
        assert disc.left < number.left < number.right < disc.left + disc.width
    dot = next(line for line in drawn.tagged_lines if line.text.startswith("dot"))
    assert dot.left == pytest.approx(case.styles.page.margins.sides + 40)


def test_filled_heads_and_discs_cost_no_toner(tmp_path: Path) -> None:
    from generator.model.layout import saving_toner

    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.yaml").write_text(
        "extends: clinic-a4\ntables: {header: brand}\nlists: {numbers: disc}\n", encoding="utf-8"
    )
    layout = saving_toner(project_with(tmp_path, TABLE).layout("ours"))
    assert (layout.tables.header, layout.lists.numbers) == ("plain", "plain")


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("standard", STANDARDS)
def test_styled_tables_and_lists_meet_the_standards(tmp_path: Path, lang: str, standard: str) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.yaml").write_text(
        "extends: clinic-a4\ntables: {header: brand, rules: grid, stripes: true}\nlists: {numbers: disc}\n",
        encoding="utf-8",
    )
    linked = TABLE.replace("[A, B]", "['[A](https://www.example.org)', B]")
    data = build_leaflet(project_with(tmp_path, linked, lang), "test", lang, "ours", standard).data
    assert verapdf.failures(data, standard) == []
