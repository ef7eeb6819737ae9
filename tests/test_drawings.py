"""SVG drawings: the right scale, only what is drawn right, and never over the edge of their box."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from generator.drawings import MAX_BYTES, BadPicture, Drawing, read_drawing
from generator.pdf.canvas import TaggingCanvas
from generator.pictures import Picture

ROOT = Path(__file__).parents[1]
SQUARE = '<path d="M0 0H10V10H0z"/>'
DRAWN = "0 0 0 rg 0 10 m 10 10 l 10 0 l 0 0 l h f"
SPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:other="http://other.example/"'
)


def drawing(body: str = SQUARE, root: str = 'viewBox="0 0 10 10"', before: str = "") -> Drawing:
    return read_drawing(f"{before}<svg {SPACES} {root}>{body}</svg>".encode())


def refused(body: str = SQUARE, root: str = 'viewBox="0 0 10 10"', before: str = "") -> str:
    with pytest.raises(BadPicture) as caught:
        drawing(body, root, before)
    said = str(caught.value)
    assert "\n" not in said
    assert not said.endswith(".")
    assert len(said) < 150
    return said


@pytest.mark.parametrize(
    "root",
    [
        'viewBox="0 0 10 10"',
        'viewBox=" 0,0\n10 , 10 "',
        'viewBox="0 0 10 10" width="100" height="100"',
        'viewBox="0 0 10 10" width="5mm" height="100%" preserveAspectRatio="none" x="3px" y="9"',
        'width="10" height="10px"',
        'version="1.1" id="a" data-x="y" xml:space="preserve" inkscape:version="1.3" viewBox="0 0 10 10"',
    ],
)
def test_the_view_box_alone_says_the_scale(root: str) -> None:
    assert drawing(root=root) == Drawing(10, 10, DRAWN)


def test_the_view_box_may_begin_anywhere() -> None:
    assert drawing(root='viewBox="-5 5 20 30" width="1" height="1"') == Drawing(
        20, 30, "0 0 0 rg 5 35 m 15 35 l 15 25 l 5 25 l h f"
    )
    ring = drawing('<circle cx="10" cy="20" r="3"/>', 'viewBox="7 17 6 6"')
    assert ring.operators.startswith("0 0 0 rg 6 3 m ")


@pytest.mark.parametrize(
    ("root", "said"),
    [
        ("", "has no viewBox"),
        ('width="10mm" height="10"', "has no viewBox"),
        ('viewBox="0 0 10"', "has a viewBox that is not four numbers"),
        ('viewBox="0 0 ten 10"', "has a viewBox that is not four numbers"),
        ('viewBox="0 0 0 10"', "has an empty or endless viewBox"),
        ('viewBox="0 0 1e9 10"', "has an empty or endless viewBox"),
    ],
)
def test_view_boxes_that_are_none(root: str, said: str) -> None:
    assert refused(f'<g viewBox="0 0 1 1"/>{SQUARE}' if not root else SQUARE, root) == said


# -- the file ---------------------------------------------------------------------------------------------------------


def test_nothing_leads_outside_the_file() -> None:
    outside = "holds a document type or a style sheet, which can lead outside the file"
    assert refused(before='<!DOCTYPE svg SYSTEM "file:///etc/passwd">') == outside
    assert refused(before='<!DOCTYPE svg [<!ENTITY a "b">]>') == outside
    assert refused(before='<?xml-stylesheet href="a.css"?>') == outside
    assert drawing(before="<!-- <!DOCTYPE svg> --><?editor a?>").operators == DRAWN


def test_only_utf_8_is_read() -> None:
    text = f'<!DOCTYPE svg SYSTEM "x"><svg {SPACES} viewBox="0 0 10 10">{SQUARE}</svg>'
    for encoding in ("utf-16", "utf-16-le", "utf-32", "utf-7"):
        with pytest.raises(BadPicture):
            read_drawing(text.encode(encoding))
    with pytest.raises(BadPicture, match="is not written in UTF-8"):
        read_drawing(text.encode("utf-16"))
    # What a file says of its own encoding changes nothing.
    assert drawing(before='\ufeff<?xml version="1.0" encoding="UTF-16"?>').operators == DRAWN


def test_files_that_are_no_svg() -> None:
    for data, said in (
        (b"", "cannot be read as SVG: no element found: line 1, column 0"),
        (b"words", "cannot be read as SVG: syntax error: line 1, column 0"),
        (b"<html/>", "is XML but no SVG"),
        (b'<svg xmlns="http://other.example/"/>', "is XML but no SVG"),
        (b" " * (MAX_BYTES + 1), "has more than 500 kB of drawing"),
    ):
        with pytest.raises(BadPicture) as caught:
            read_drawing(data)
        assert str(caught.value) == said
    assert refused("&nbsp;").startswith("cannot be read as SVG: undefined entity")
    assert refused("<g>" * 60 + SQUARE + "</g>" * 60) == "holds groups more than 50 deep"
    assert refused("") == refused('<path d=""/><path/><circle cx="1" cy="1"/>') == "draws nothing"


# -- elements and attributes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    [
        "text",
        "image",
        "use",
        "symbol",
        "style",
        "script",
        "linearGradient",
        "radialGradient",
        "pattern",
        "clipPath",
        "mask",
        "filter",
        "foreignObject",
        "a",
        "switch",
        "animate",
        "animateTransform",
        "set",
        "marker",
        "view",
        "font",
        "other:thing",
    ],
)
def test_other_elements_are_refused_by_name(tag: str) -> None:
    name = tag.partition(":")[2] or tag
    for body in (f"<{tag}/>{SQUARE}", f"<g>{SQUARE}<{tag}/></g>", f"<defs><{tag}/></defs>{SQUARE}"):
        assert refused(body) == f"holds <{name}>; only plain shapes are drawn, so convert it to paths"


def test_elements_at_the_wrong_place_are_refused() -> None:
    assert refused(f"<defs>{SQUARE}</defs>{SQUARE}").startswith("holds <defs>; ")
    assert refused('<svg viewBox="0 0 1 1"/>') == "holds <svg> inside <svg>; only plain shapes are drawn"
    assert refused('<rect width="1" height="1"><circle r="1"/></rect>').startswith("holds <circle> inside <rect>; ")


@pytest.mark.parametrize(
    "body",
    [
        "<title>A</title><desc>B <b>c</b></desc><metadata><text/></metadata>{}",
        "<defs/>{}",
        '<defs id="a"><inkscape:grid><path d="M"/></inkscape:grid></defs>{}',
        '<g inkscape:label="Layer" id="b" data-name="c" aria-hidden="true" opacity="1" display="inline">{}</g>',
        '<g style="fill:#000000;opacity:1;font-size:3px;-inkscape-stroke:none;stroke-dasharray:none">{}</g>',
        '<g fill="inherit" stroke="none" clip-rule="evenodd" xml:space="preserve" other:href="x">{}</g>',
    ],
)
def test_what_changes_nothing_is_left_out(body: str) -> None:
    assert drawing(body.format(SQUARE)).operators == DRAWN


@pytest.mark.parametrize(
    "attribute",
    [
        'opacity="0.5"',
        'opacity="0"',
        'fill-opacity=".5"',
        'stroke-opacity="0"',
        'visibility="hidden"',
        'display="none"',
        'stroke-dasharray="1 2"',
        'class="a"',
        'clip-path="url(#a)"',
        'mask="url(#a)"',
        'filter="url(#a)"',
        'href="#a"',
        'xlink:href="#a"',
        'marker-end="url(#a)"',
        'vector-effect="non-scaling-stroke"',
        'onclick="a()"',
        'cx="5"',
        'color="red"',
        'fill-rule="odd"',
        'stroke-width="5mm"',
        'stroke-width="-1"',
        'stroke-linejoin="arcs"',
        'transform="turn(5)"',
        'transform="rotate(1 2)"',
        'style="opacity:0.5"',
        'style="d:none"',
        'style="fill"',
        'style="fill:red !important"',
    ],
)
def test_attributes_that_would_be_drawn_wrong_are_refused_by_name(attribute: str) -> None:
    name = re.split(r"[=:]", attribute.removeprefix("xlink:").removeprefix('style="'))[0].strip('"')
    assert name in refused(f"<g {attribute}>{SQUARE}</g>")
    assert name in refused(f'<path d="M0 0H1V1z" {attribute}/>')


@pytest.mark.parametrize(
    "colour",
    ["url(#a)", "transparent", "#fff8", "#ffffff80", "rgba(1,2,3,0.5)", "hsl(1,2%,3%)", "banana", "red blue", ""],
)
def test_only_solid_colours(colour: str) -> None:
    for name in ("fill", "stroke"):
        said = f"has the value “{colour}” of “{name}”; only solid colours are drawn, such as #0B5563"
        assert refused(f'<g {name}="{colour}">{SQUARE}</g>') == said
        assert refused(f'<g style="{name}:{colour}">{SQUARE}</g>') == said


@pytest.mark.parametrize("colour", ["#f00", "#FF0000", "red", "Red", "rgb(255, 0,0)", "currentColor"])
def test_solid_colours(colour: str) -> None:
    root = 'viewBox="0 0 10 10" color="red"'
    red = DRAWN.replace("0 0 0 rg", "1 0 0 rg")
    assert drawing(f'<g fill="{colour}">{SQUARE}</g>', root).operators == red
    assert drawing(f'<g fill="blue" style=" fill : {colour} ;">{SQUARE}</g>', root).operators == red


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<path d="M0 0 L banana"/>', "has the value “M0 0 L banana” of “d”, which is not drawn"),
        ('<path d="L 5 5"/>', "has the value “L 5 5” of “d”, which is not drawn"),
        ('<path d="M0 0 L 5"/>', "cannot be read as SVG: a path or a transform in it is wrong"),
        ('<path d="M0 0H1e9z"/>', "has a shape that lies endlessly far away"),
        ('<path d="M0 0H1e999z"/>', "has a shape that lies endlessly far away"),
        ('<circle r="5%"/>', "has the value “5%” of “r”, which is not drawn"),
        ('<rect width="-1" height="2"/>', "has the value “-1” of “width”, which is not drawn"),
        ('<polygon points="1 2 3"/>', "has the value “1 2 3” of “points”, which is not drawn"),
        (
            '<circle r="2" stroke="red" transform="scale(2 3)"/>',
            "has a line that a transform makes uneven; convert it to paths",
        ),
    ],
)
def test_shapes_that_cannot_be_drawn(body: str, said: str) -> None:
    assert refused(body) == said


def test_broken_numbers_are_found_fast() -> None:
    assert "points" in refused(f'<polygon points="{"1 " * 150_001}"/>')
    assert "transform" in refused(f'<g transform="{"rotate(1) " * 30_000}x"/>')


def test_transforms_reach_shapes_that_stay_unsolved() -> None:
    box = '<rect x="1" y="1" width="2" height="2" stroke="red" transform="{}"/>'
    assert drawing(box.format("rotate(90) scale(2)")).operators == (
        "0 0 0 rg 1 0 0 RG 2 w 0 J 0 j 4 M -2 8 m -2 4 l -6 4 l -6 8 l h B"
    )
    assert drawing(box.format("scale(-1 1)")).operators.endswith("-1 9 m -3 9 l -3 7 l -1 7 l h B")


def test_a_line_has_no_inside() -> None:
    line = '<line x2="5" y2="5" stroke="red" stroke-miterlimit="9"/>'
    assert drawing(line).operators == "1 0 0 RG 1 w 0 J 0 j 9 M 0 10 m 5 5 l S"


# -- on the page ------------------------------------------------------------------------------------------------------


def test_shipped_drawings_are_read_the_same_every_time() -> None:
    files = [*(ROOT / "layouts").rglob("*.svg"), *(ROOT / "handouts").rglob("*.svg")]
    assert len(files) >= 10
    for file in files:
        data = file.read_bytes()
        first = read_drawing(data)
        assert first == read_drawing(data), file.name
        root = re.sub(rb"<svg ", b'<svg width="17" height="3in" preserveAspectRatio="none" ', data, count=1)
        assert first == read_drawing(root), file.name


def test_a_drawing_is_cut_off_at_its_box() -> None:
    wide = drawing('<path fill="red" d="M-99 -99H99V99H-99z"/>')
    canvas = TaggingCanvas((100, 100), (1, 7))
    said: list[str] = []
    canvas.emit = said.append  # type: ignore[method-assign]
    canvas.draw_picture(Picture(wide.width, wide.height, operators=wide.operators), 20, 30, 40)
    (operators,) = said
    assert operators == f"q 4 0 0 4 20 30 cm 0 0 10 10 re W n {wide.operators} Q"
    with pypdfium2.PdfDocument(_page(operators)) as document:
        page = document[0]
        picture = page.render().to_pil().convert("RGB")
        page.close()
    assert [picture.getpixel(at) for at in ((21, 31), (58, 68))] == [(255, 0, 0)] * 2
    assert [picture.getpixel(at) for at in ((18, 50), (62, 50), (40, 28), (40, 72))] == [(255, 255, 255)] * 4


def _page(content: str) -> bytes:
    out = b"%PDF-1.7\n"
    for number, entry in enumerate(
        (
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ),
        1,
    ):
        out += f"{number} 0 obj\n{entry}\nendobj\n".encode()
    return out + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"
