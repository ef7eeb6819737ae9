"""Each key of `blocks:` in a layout: what it does to a page, and what is refused."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from generator.build import build_leaflet
from generator.model.block_styles import BlockStyles
from generator.model.blocks import BLOCKS
from generator.model.layout import saving_toner
from generator.problems import Rejected
from generator.project import Project
from generator.values import field_names
from tests.support import verapdf
from tests.support.leaflets import CASES
from tests.support.recorder import DrawnLine, Recorder, Shape, case_of

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><rect width="80" height="60"/></svg>'
CONTENT = {
    "figure": "{image: a.svg, alt: A., caption: Caption., width: 200pt}",
    "picture-steps": "[{text: One., image: a.svg, alt: A.}, {text: Two., image: a.svg, alt: A.}]",
    "risk": "{n: 15, of: 100, what: they are sick}",
    "qr": "{url: https://www.clinic.example, caption: Caption.}",
    "timeline": "[{when: Now, content: [{text: One.}]}, {when: Then, content: [{text: Two.}]}]",
    "glossary": "[{term: Word, meaning: One.}, {term: Term, meaning: Two.}]",
    "checklist": "[One., Two.]",
    "questions": "{items: [One., Two.]}",
    "questionnaire": "[{question: One., options: [a, b]}, {question: Two., options: [a, b]}]",
    "teach-back": "{title: Tell us, prompts: [One., Two.]}",
    "notice-1557": "{title: Rights, complain: Call., phone: (555) 010-0100, languages: [es]}",
    "references": "[One., Two.]",
    "columns": "[[{text: One.}], [{text: Two.}]]",
    "do-and-dont": "{do: {title: Do, list: [One.]}, dont: {title: Do not, list: [Two.]}}",
    "slip": "{title: Slip, fields: [Name]}",
}


def layout(folder: Path, keys: str, base: str = "clinic-a4") -> None:
    (folder / "layouts").mkdir(exist_ok=True)
    (folder / "layouts" / "ours.yaml").write_text(f"extends: {base}\n{keys}\n", encoding="utf-8")


def drawn(folder: Path, block: str, style: str = "{}", lang: str = "en") -> Recorder:
    """One block between two paragraphs, in a layout that styles it."""
    layout(folder, f"blocks: {{{block}: {style}}}")
    (folder / "handouts" / "test").mkdir(parents=True, exist_ok=True)
    (folder / "handouts" / "test" / "a.svg").write_text(PICTURE, encoding="utf-8")
    content = f"  - text: Before.\n  - {block}: {CONTENT[block]}\n  - text: After.\n"
    return case_of(folder, content, lang, layout="ours").set()


def shapes(drawn: Recorder, kind: str) -> list[Shape]:
    """Those of the text, without the lines of header and footer."""
    return [one for one in drawn.shapes if one.kind == kind and 70 < one.bottom < 760]


def line(drawn: Recorder, text: str) -> DrawnLine:
    return next(one for one in drawn.lines if one.text.strip() == text)


def styled(key: str) -> list[str]:
    """The blocks whose style has a key."""
    return [name.replace("_", "-") for name in field_names(BlockStyles) if hasattr(getattr(BlockStyles(), name), key)]


def test_every_block_has_its_style_in_a_layout() -> None:
    """In `blocks`, or in what boxes, tables, lists and the type scale say of it."""
    elsewhere = {
        "heading", "text", "list", "steps", "key-points", "callout", "zones", "quote", "contact", "appointment",
        "patient-box", "medicines", "feedback", "code", "table", "chart", "comparison",
    }  # fmt: skip
    own = {name.replace("_", "-") for name in field_names(BlockStyles)}
    assert own | elsewhere == {block.BLOCK for block in BLOCKS}
    assert not own & elsewhere and own == set(CONTENT)


@pytest.mark.parametrize("block", styled("space"))
def test_space_above_and_below(tmp_path: Path, block: str) -> None:
    def gaps(style: str) -> tuple[float, float]:
        seen = drawn(tmp_path, block, style)
        first, last = line(seen, "Before."), line(seen, "After.")
        inside = [one for one in seen.lines if one.tag is not None and last.baseline < one.baseline < first.baseline]
        ends = [one.baseline for one in inside] + [one.bottom for one in seen.shapes if one.kind == "picture"]
        return first.baseline - max(one.baseline for one in inside), min(ends) - last.baseline

    small, large = gaps("{space: 20pt}"), gaps("{space: 45pt}")
    assert [a - b for a, b in zip(large, small, strict=True)] == pytest.approx([25.0, 25.0], abs=0.1)


@pytest.mark.parametrize("block", [one for one in styled("rule") if one not in ("columns", "do-and-dont")])
def test_a_thin_line_parts_items(tmp_path: Path, block: str) -> None:
    before, after = shapes(drawn(tmp_path, block), "rule"), drawn(tmp_path, block, "{rule: true}")
    pale = case_of(tmp_path, "  - text: One.\n").styles.palette.rule
    new = [one for one in shapes(after, "rule") if one.colour == pale][sum(one.colour == pale for one in before) :]
    assert len(new) == 1, "between two, and not below the last"
    if block != "notice-1557":
        rule = next(
            one for one in shapes(after, "rule") if one.colour == pale and one.bottom < line(after, "One.").baseline
        )
        assert line(after, "Two.").baseline < rule.bottom < line(after, "One.").baseline


@pytest.mark.parametrize("block", ["columns", "do-and-dont"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_columns_have_their_gap_and_a_line_in_its_middle(tmp_path: Path, block: str, lang: str) -> None:
    def starts(style: str) -> float:
        return abs(
            line(drawn(tmp_path, block, style, lang), "Two.").left
            - line(drawn(tmp_path, block, style, lang), "One.").left
        )

    assert starts("{gap: 45pt}") - starts("{}") == pytest.approx(10.0, abs=0.1)
    (rule,) = [one for one in shapes(drawn(tmp_path, block, "{rule: true}", lang), "box") if one.width < 1]
    page = case_of(tmp_path, "  - text: One.\n").styles.page
    assert rule.left + rule.width / 2 == pytest.approx(page.width / 2, abs=0.1)


@pytest.mark.parametrize("block", styled("frame"))
def test_pictures_in_frames_stay_in_their_width(tmp_path: Path, block: str) -> None:
    palette = case_of(tmp_path, "  - text: One.\n").styles.palette
    bare = shapes(drawn(tmp_path, block), "picture")[0]
    lined = drawn(tmp_path, block, "{frame: line}")
    frame, inside = shapes(lined, "frame")[0], shapes(lined, "picture")[0]
    assert frame.colour == palette.rule
    assert (frame.left, frame.width) == pytest.approx((bare.left, bare.width), abs=1)
    assert inside.width == pytest.approx(bare.width - 15)
    ground = shapes(drawn(tmp_path, block, "{frame: tint}"), "box")[0]
    assert (ground.colour, ground.width) == (palette.tint, pytest.approx(bare.width))


@pytest.mark.parametrize("block", styled("widest"))
def test_no_picture_is_wider_than_the_layout_has_them(tmp_path: Path, block: str) -> None:
    assert shapes(drawn(tmp_path, block), "picture")[0].width > 100
    assert shapes(drawn(tmp_path, block, "{widest: 60pt}"), "picture")[0].width == pytest.approx(60)


LABELS = {"figure": "Caption.", "risk": "15 of 100 people: they are sick", "qr": "Caption.", "timeline": "Now"}


@pytest.mark.parametrize("block", [*LABELS, "glossary"])
def test_the_type_of_labels(tmp_path: Path, block: str) -> None:
    said = LABELS.get(block, "Word")
    if block == "figure":
        assert line(drawn(tmp_path, block), said).size == 14
        assert line(drawn(tmp_path, block, "{label: small}"), said).size == 12, "as sources, no smaller"
    elif block == "glossary":  # bold letters are wider
        usual, plain = (line(drawn(tmp_path, block, style), said) for style in ("{}", "{label: body}"))
        assert plain.right - plain.left < usual.right - usual.left
    else:
        assert line(drawn(tmp_path, block), said).size == 14
        assert line(drawn(tmp_path, block, "{label: heading-3}"), said).size == 18


def test_sizes_of_codes_people_dots_and_boxes(tmp_path: Path) -> None:
    def width(block: str, style: str, kind: str) -> float:
        return shapes(drawn(tmp_path, block, style), kind)[0].width

    assert width("qr", "{width: 35mm}", "picture") == pytest.approx(35 * 72 / 25.4)
    assert width("risk", "{width: 70mm}", "picture") == pytest.approx(70 * 72 / 25.4)
    assert width("timeline", "{mark: 18pt}", "dot") == pytest.approx(18)
    for block in styled("mark"):
        if block != "timeline":
            assert width(block, "{mark: 16pt}", "frame") == pytest.approx(16)


def test_tones_are_colours_of_the_palette(tmp_path: Path) -> None:
    palette = case_of(tmp_path, "  - text: One.\n").styles.palette
    assert shapes(drawn(tmp_path, "timeline", "{tone: calm}"), "dot")[0].colour == palette.calm
    for block in ("checklist", "questions", "questionnaire"):
        assert {one.colour for one in shapes(drawn(tmp_path, block, "{tone: calm}"), "frame")} == {palette.calm}
    for tone, block in (("calm", "risk"), ("calm", "glossary"), ("text", "timeline"), ("brand", "slip")):
        usual, own = (pdf(tmp_path, block, style) for style in ("{}", f"{{tone: {tone}}}"))
        assert usual != own


def pdf(folder: Path, block: str, style: str) -> bytes:
    drawn(folder, block, style)
    return build_leaflet(Project.at(folder), "test", "en", "ours").data


def test_toner_saver_frames_with_lines(tmp_path: Path) -> None:
    drawn(tmp_path, "figure", "{frame: tint}")
    saved = saving_toner(Project.at(tmp_path).layout("ours"))
    assert (saved.blocks.figure.frame, saved.blocks.picture_steps.frame) == ("line", "none")


def test_what_has_no_room_is_refused(tmp_path: Path) -> None:
    layout(tmp_path, "blocks:\n  risk: {width: 480pt}\n  columns: {gap: 90pt}")
    with pytest.raises(Rejected) as refused:
        Project.at(tmp_path).layout("ours")
    assert [str(one) for one in refused.value.problems] == [
        "layouts/ours.yaml:3:9: error: Ten people take 480 pt; a line of text has 471. [bad-value]\n"
        "      risk: {width: 480pt}\n            ^\n    hint: Make “width” smaller.",
        "layouts/ours.yaml:4:12: error: The gap of “columns” leaves columns of 28 characters; they need 30. "
        "[narrow-text]\n      columns: {gap: 90pt}\n               ^\n    hint: Make “gap” smaller.",
    ]


STYLED = """\
boxes: {code: {box: outline, tone: calm, space: 30pt}}
blocks:
  figure: {frame: line, label: small, widest: 120pt, space: 30pt}
  picture-steps: {frame: tint, widest: 80pt, rule: true, space: 30pt}
  risk: {tone: calm, label: heading-3, width: 70mm}
  qr: {label: heading-3, width: 35mm}
  timeline: {tone: text, label: heading-3, mark: 18pt}
  glossary: {tone: text, label: body, rule: true}
  checklist: {tone: text, mark: 16pt, rule: true}
  questions: {tone: calm, mark: 10pt, rule: true}
  questionnaire: {tone: calm, mark: 16pt, rule: true}
  teach-back: {rule: true}
  notice-1557: {rule: true}
  references: {rule: true}
  columns: {gap: 45pt, rule: true}
  do-and-dont: {gap: 45pt, rule: true}
  slip: {tone: brand}
"""


@pytest.mark.parametrize(("lang", "standard", "form"), [("en", "ua-2", ""), ("ar", "ua-1", "giant-print")])
def test_styled_blocks_meet_the_standards(tmp_path: Path, lang: str, standard: str, form: str) -> None:
    layout(tmp_path, STYLED)
    copytree(CASES / "handouts", tmp_path / "handouts")
    built = build_leaflet(Project.at(tmp_path), "every-block", lang, "ours", standard, form=form)
    assert {one.rule for one in built.warnings} <= {"stale-translation"}
    assert verapdf.failures(built.data, standard) == []
