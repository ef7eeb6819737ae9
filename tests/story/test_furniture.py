"""Head and foot: what stands on each page in every format, on every paper, in every language."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

import pytest

from generator.build import plan
from generator.model.handout import Handout
from generator.model.logo import LOGO_HEIGHT
from generator.pdf.canvas import TaggingCanvas
from generator.pictures import load_picture
from generator.problems import ProblemList, Rejected
from generator.project import english_title, read_handout
from generator.story.composer import Composer
from generator.story.pages import Furniture
from tests.support.leaflets import leaflet_as, project
from tests.support.readers import rendered
from tests.support.recorder import DrawnLine, Recorder

MBC = "metastatic-breast-cancer"
PHONE = "(555) 010-0100"
FORMATS = ("", *project().parts("formats"))
PAPERS = tuple(paper for paper in ("", *project().parts("papers")) if paper not in ("letterhead", "proof-a3"))
LANGUAGES = tuple(project().languages(MBC))
# The widest number and title (ta, ka, ru, hy, el), number of the page and name of the language (my, zh-Hant, pt-BR, ht),
# the highest and deepest letters (ur, my, ar, kn), from the right (ar, ur), no blanks (ja), and the usual.
EDGES = ("en", "ta", "ka", "ru", "hy", "el", "my", "zh-Hant", "pt-BR", "ht", "ur", "ar", "kn", "ja")
# Office printers leave up to 6 mm blank.
BLANK = 17.0


@cache
def handout(lang: str, name: str = MBC) -> Handout:
    return read_handout(project(), name, lang)


def furniture(
    lang: str, form: str = "", paper: str = "", layout: str = "clinic-a4", brand: str = "", name: str = MBC
) -> Furniture:
    read = handout(lang, name)
    styles = plan(project(), read, project().layout(layout, form, brand, paper))
    english = english_title(project(), name, lang) if not lang.startswith("en") else ""
    logo = load_picture(styles.brand.logo.file)
    return Furniture(Composer(styles, ProblemList()), read, logo, english)


def drawn(made: Furniture, pages: int = 12) -> Recorder:
    """The furniture of the first two pages."""
    recorder = Recorder()
    for page in (1, 2):
        made.draw(cast(TaggingCanvas, recorder), page, pages)
        recorder.end_page()
    return recorder


def rows(recorder: Recorder, page: int, *, head: bool) -> list[str]:
    """What stands on each row of the head or the foot, from above."""
    middle = 150.0
    found: dict[float, list[DrawnLine]] = {}
    for line in recorder.lines:
        if line.page == page and (line.baseline > middle) == head:
            found.setdefault(round(line.baseline), []).append(line)
    return [" | ".join(one.text for one in found[at]) for at in sorted(found, reverse=True)]


def languages(form: str, paper: str) -> tuple[str, ...]:
    """All as leaflets are most often made; in each other look those that need most room."""
    return EDGES if form or paper else LANGUAGES


@cache
def looks() -> tuple[tuple[str, str], ...]:
    """Every format on every paper that can have it."""
    found = []
    for form in FORMATS:
        for paper in PAPERS:
            try:
                project().layout("clinic-a4", form, "", paper)
            except Rejected:  # type too large for that paper
                continue
            found.append((form, paper))
    return tuple(found)


@pytest.mark.parametrize("brand", project().parts("brands"))
@pytest.mark.parametrize(("form", "paper"), looks())
def test_the_clinic_s_number_is_on_the_first_page_whole(form: str, paper: str, brand: str) -> None:
    """Whoever has this page in hand can call, in whatever type and language it is."""
    for lang in languages(form, paper):
        made = furniture(lang, form, paper, brand=brand)
        page, recorder = made.styles.page, drawn(made)
        number = [one for one in recorder.lines if one.page == 0 and made.styles.brand.phone in one.text]
        assert len(number) == 1, lang
        assert page.margins.sides - 0.1 <= number[0].left, lang
        assert number[0].right <= page.width - page.margins.sides + 0.1, lang
        assert number[0].baseline > made.area.first, lang
        head = [one for one in recorder.lines if one.page == 0 and one.baseline > made.area.first]
        assert made.styles.brand.name in " ".join(one.text.strip() for one in head), "nor is the name cut"
        logo = next(one for one in recorder.shapes if one.kind == "picture")
        assert logo.height <= LOGO_HEIGHT + 0.1
        for one in head:
            assert one.right <= logo.left or one.left >= logo.left + logo.width, (lang, one.text)


@pytest.mark.parametrize(("form", "paper"), looks())
def test_the_reader_s_title_stands_first_and_english_takes_no_row_of_its_own(form: str, paper: str) -> None:
    for name, lang in [(MBC, one) for one in languages(form, paper) if one != "en"] + [("hip-replacement", "es")]:
        made = furniture(lang, form, paper, name=name)
        if made.styles.page.header.later == "none":
            continue
        own, english = handout(lang, name).title.plain, english_title(project(), name, lang)
        head = rows(drawn(made), 1, head=True)
        assert head[0].startswith(made.styles.brand.name), "the clinic first, whole"
        said = " ".join(head)
        assert english not in said or said.index(own[:4]) < said.index(english), (lang, head)
        assert english[:9] not in said or english in said, "whole or not at all"
        assert len(head) <= 2 or (len(head) == 3 and english not in said), (lang, head)
        if paper in ("", "a5", "half-letter", "a6"):
            assert own in re.sub(r"\s+", " ", said), (lang, head)
        if paper == form == "":
            assert english in said, (lang, head)


def test_titles_below_the_name_stand_at_its_side() -> None:
    """No staircase: what has no room beside the name begins where it does."""
    for lang, rtl in (("en", False), ("es", False), ("ar", True)):
        made = furniture(lang, "giant-print", name="colonoscopy")
        head = [one for one in drawn(made).lines if one.page == 1 and one.baseline > 150]
        sides = [one.right if rtl else one.left for one in head]
        assert len(head) > 1
        assert max(sides) - min(sides) < 2, lang


@pytest.mark.parametrize("lang", ["ar", "ur", "hi", "km", "ja", "zh-Hans", "my", "en"])
@pytest.mark.parametrize("form", ["", "large-print", "giant-print"])
def test_what_stands_on_one_row_has_one_base_line(lang: str, form: str) -> None:
    made = furniture(lang, form)
    for row in (*made.head.rows["running"], *made._foot.rows(3, 12)):
        flows = [flow for flow in (row.start, row.end) if flow]
        assert row.height < 2.5 * made.styles.small.size, "rows are as high as what is drawn needs"
        assert flows
    found = [one.baseline for one in drawn(made).lines if one.page == 1]
    rows_of = {round(at) for at in found}
    assert len(rows_of) == len(made.head.rows["running"]) + len(made._foot.rows(2, 12))


@pytest.mark.parametrize(("form", "paper"), looks())
def test_the_foot_breaks_before_the_format_and_ends_with_the_number(form: str, paper: str) -> None:
    for lang in languages(form, paper):
        made = furniture(lang, form, paper)
        state = " · ".join(filter(None, (form.replace("-", " "), "DRAFT" if handout(lang).is_draft else "")))
        foot = rows(drawn(made), 1, head=False)
        numbers = [made.styles.words.page_label(2, 12), made.styles.words.page_of(2, 12)]
        assert any(number in foot[-1] for number in numbers), (lang, foot)
        assert len(foot) <= 2 or made.styles.page.width < 300, (lang, foot)
        assert state in foot[-1], (lang, foot)
        assert foot[0].startswith(f"{handout(lang).id} · {handout(lang).version}"), (lang, foot)
        assert len(foot) == 1 or state == "" or foot[-1].startswith(state) or foot[-1].endswith(state), (lang, foot)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_giant_print_on_small_paper_is_text_for_the_most_part(lang: str) -> None:
    """The rows of head and foot take no more than a quarter of the page, of tall scripts and titles of two rows a
    little more."""
    made = furniture(lang, "giant-print", "a5")
    rows_of = (*made.head.rows["running"], *made._foot.rows(88, 88))
    part = 0.28 if made.styles.language.leading > 1.6 else 0.25
    part = 0.285 if len(made.head.rows["running"]) > 2 else part
    assert sum(row.height for row in rows_of) <= part * made.styles.page.height


@pytest.mark.parametrize("form", ["", "large-print", "giant-print"])
def test_strokes_of_urdu_headings_stay_in_the_text_area(form: str) -> None:
    """Kaf reaches above its line and beyond its word: neither to the rule of the head nor into the margin."""
    made = furniture("ur", form)
    page = made.styles.page
    data = leaflet_as(MBC, "ur", form=form)
    for number, picture in enumerate(rendered(data, 72)):
        grey = picture.convert("L")
        margin = grey.crop((int(page.width - page.margins.sides) + 4, 90, int(page.width), int(page.height) - 100))
        assert margin.getextrema()[0] > 200, number
        rule = page.height - (made.area.later if number else made.area.first)
        above = grey.crop((0, int(rule) - (4 if number else 2), int(page.width), int(rule)))
        assert above.getextrema()[0] > 200, number
