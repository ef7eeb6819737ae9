"""Pictures and codes."""

from __future__ import annotations

from generator.model.blocks.pictures import Figure, PictureStep, PictureSteps, Qr, Risk
from generator.model.inline import Prose
from generator.story.people import bar_picture, in_tone, people_picture
from generator.story.qr import qr_picture
from generator.twins.drawing import drawing
from generator.twins.nodes import El, Node, el
from generator.twins.writer import Writer, named
from generator.wording import linked

# A page's text of 14 points is 1.125 times the browser's own size (1 rem).
_REM = 1.125 / 14


def figure(writer: Writer, block: Figure) -> list[Node]:
    image = _image(writer, block, min(block.width, writer.layout.blocks.figure.widest))
    words = [el("p", *writer.inline(text), class_=kind) for text, kind in _captions(block) if text]
    caption = el("figcaption", *words) if words else None
    whole: El = el("figure", image, caption)
    if not block.content:
        return [whole]
    return [el("div", whole, el("div", *writer.blocks(block.content)), class_="beside")]


def _captions(block: Figure) -> tuple[tuple[Prose | None, str | None], ...]:
    return (block.caption, None), (block.credit, "small")


def _image(writer: Writer, block: Figure | PictureStep, width: float) -> El:
    """A picture at the width that it has on paper, or as wide as there is room."""
    address = writer.files(block.image, block.place)
    alt = "" if block.decorative else block.alt
    turned = "turned" if block.mirror and writer.language.rtl else None
    style = f"width:{width * _REM:.2f}rem"
    return el("img", src=address, alt=alt, lang=block.alt_lang or None, style=style, class_=turned)


def qr(writer: Writer, block: Qr) -> list[Node]:
    return [coded(writer, block.url, block.caption, el("p", el("strong", *writer.inline(block.caption))))]


def coded(writer: Writer, url: Prose, name: Prose, *before: Node) -> El:
    """A code and, beside it, what stands before its address in words and the address. name: of the link."""
    scan = el("p", writer.words.before(writer.words.scan).rstrip())
    address = el("p", *writer.inline(linked(url, url.plain)), class_="address")
    address = named(address, f"{writer.words.before(name.plain)}{url.plain}")
    image = el("img", src=writer.drawn(qr_picture(url.plain)), alt=writer.words.qr, class_="code")
    return el("div", el("div", *before, scan, address), image, class_="beside qr")


def picture_steps(writer: Writer, block: PictureSteps) -> list[Node]:
    width = min(block.width, writer.layout.blocks.picture_steps.widest)
    steps = [
        el("li", el("div", _image(writer, step, width), el("p", *writer.inline(step.text)), class_="beside"))
        for step in block.picture_steps
    ]
    return [el("ol", *steps, class_="pictured")]


def risk(writer: Writer, block: Risk) -> list[Node]:
    """Both sentences, every person drawn or a bar, and what the numbers are about."""
    assert block.text is not None and block.other is not None  # written out in `model/risks.py`
    draw = bar_picture if block.show == "bar" else people_picture
    palette = in_tone(writer.layout.brand.palette, writer.layout.blocks.risk.tone)
    picture = draw(block.n, block.of, palette, writer.language.rtl)
    alt = writer.words.picture_of_risk(block.n, block.of, block.show)
    image = drawing(picture, role="img", aria_label=alt, class_=block.show)
    facts = [writer.p(fact) for fact in (block.over, block.group)]
    inside = writer.p(block.text, "title"), writer.p(block.other), image, *facts, writer.p(block.source, "small")
    return [el("div", *inside, class_="risk")]
