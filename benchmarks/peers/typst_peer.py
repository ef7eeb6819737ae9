"""Typst: one compiler kept for all leaflets, given each as a source of its own or as JSON to one source.

The compiler sees a folder with the template, its settings, the pictures and the QR code as a picture made once; the
fonts are the generator's, the system's are ignored. The standard is PDF/UA-1, as ours.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from benchmarks.content import ROOT, LeafletFile
from benchmarks.peers.plain import Plain, Source, Spans, leaflet, read

HERE = Path(__file__).parent
FONTS = ROOT / "generator" / "fonts"
STANDARD: Literal["ua-1"] = "ua-1"
_SPECIAL = re.compile(r"([\\*_`#$<>@\[\]~\"'/=+-])")
_NUMBERED = re.compile(r"^(\d+)\.")


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The generator's fonts, for the compilers of all languages."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


class TypstPeer:
    """A compiler for the leaflets of one language in one layout."""

    def __init__(self, first: LeafletFile) -> None:
        self.folder = write_folder(Path(tempfile.mkdtemp(prefix="bench-typst-")), first)
        self._compiler = typst.Compiler(root=str(self.folder), font_paths=_fonts())
        self._inputs = (HERE / "inputs.typ").read_bytes()

    def from_source(self, file: LeafletFile) -> Callable[[], bytes]:
        """The leaflet as idiomatic markup."""
        text = markup(read(file)).encode("utf-8")
        return lambda: self._compile(text, {})

    def from_inputs(self, file: LeafletFile) -> Callable[[], bytes]:
        """The leaflet as JSON; the source never changes."""
        inputs = {"leaflet": json_text(read(file))}
        return lambda: self._compile(self._inputs, inputs)

    def _compile(self, text: bytes, inputs: dict[str, str]) -> bytes:
        data = self._compiler.compile(input=text, format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD])
        assert isinstance(data, bytes)
        return data

    def __del__(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def write_folder(folder: Path, file: LeafletFile) -> Path:
    """The folder that Typst may read: template, settings, pictures."""
    source = read(file)
    shutil.copy(HERE / "template.typ", folder)
    (folder / "settings.typ").write_text(settings(source), encoding="utf-8")
    for picture in (Path(file.root) / "pictures").glob("*.svg"):
        shutil.copy(picture, folder)
    shutil.copytree(ROOT / "layouts" / "icons", folder / "icons")
    shutil.copy(source.styles.brand.logo.file, folder / "logo.svg")
    write_qr(folder / "qr.svg")
    return folder


def write_qr(path: Path) -> None:
    """The leaflet's code as a drawing, with its quiet zone of four modules."""
    from qrcodegen import QrCode

    code = QrCode.encode_text("https://www.harborlane.example/mbc", QrCode.Ecc.MEDIUM)
    side = code.get_size()
    squares = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y in range(side) for x in range(side) if code.get_module(x, y))
    size = side + 8
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{squares}"/></svg>')


def cold_source(file: LeafletFile, folder: Path) -> str:
    """Writes all that a fresh Typst process needs to `folder`; returns the Python that runs it there."""
    write_folder(folder, file)
    (folder / "leaflet.typ").write_text(markup(read(file)), encoding="utf-8")
    return (
        f"import typst; typst.compile('leaflet.typ', output='leaflet.pdf', root='.', font_paths=[{str(FONTS)!r}], "
        f"ignore_system_fonts=True, pdf_standards=['{STANDARD}'])"
    )


# -- settings ---------------------------------------------------------------------------------------------------------


def settings(source: Source) -> str:
    """What the template needs to know of layout and language."""
    styles, handout = source.styles, source.handout
    lang, _, rest = handout.lang.partition("-")
    headings = {f"heading-{level}": styles.heading(level) for level in (2, 3, 4)}
    scale = {"body": styles.body, "lead": styles.lead, "title": styles.title, "small": styles.small, **headings}
    palette = styles.palette
    names = ("brand", "tint", "alert", "alert_tint", "text", "muted", "rule")
    colours = {name.replace("_", "-"): getattr(palette, name) for name in names}
    margins = styles.page.margins
    words = styles.words
    plain = ("key_points", "important", "note", "call_today", "emergency", "notes", "phone", "scan", "sources")
    said = {name.replace("_", "-"): _string(getattr(words, name)) for name in plain}
    said |= {"clinic": _string(styles.brand.name), "clinic-phone": _string(styles.brand.phone or "")}
    said |= {"publisher": _string(styles.brand.publisher)}
    said["page"] = _array(_string(part) for part in re.split(r"\{pages?\}", words.page))
    families = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", family) for family in styles.language.fonts]
    region = f'"{rest}"' if len(rest) == 2 else "none"
    return "\n".join(
        [
            f"#let fonts = {_array(map(_string, families))}",
            f'#let lang = "{lang}"',
            f"#let region = {region}",
            f"#let page-size = (width: {styles.page.width:.3f}pt, height: {styles.page.height:.3f}pt)",
            f"#let margins = (top: {margins.top:.3f}pt, bottom: {margins.bottom:.3f}pt, sides: {margins.sides:.3f}pt)",
            f"#let type-scale = {_dictionary({n: f'({s.size}pt, {s.leading}pt)' for n, s in scale.items()})}",
            f"#let colour = {_dictionary({n: _colour(c) for n, c in colours.items()})}",
            f"#let words = {_dictionary(said)}",
        ]
    )


def _array(parts: Iterable[str]) -> str:
    return "(" + "".join(f"{part}, " for part in parts) + ")"


def _dictionary(entries: dict[str, str]) -> str:
    return "(" + ", ".join(f"{name}: {value}" for name, value in entries.items()) + ")"


def _colour(colour: tuple[float, float, float]) -> str:
    return "rgb({}, {}, {})".format(*(f"{100 * channel:.3f}%" for channel in colour))


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


# -- JSON -------------------------------------------------------------------------------------------------------------


def json_text(source: Source) -> str:
    data = leaflet(source)
    words = data.pop("words")
    for block in data["content"]:
        if block["block"] == "contact":
            block["facts"] = [[getattr(words, label), value] for label, value in block["facts"]]
    return json.dumps(data, ensure_ascii=False)


# -- markup -----------------------------------------------------------------------------------------------------------


def markup(source: Source) -> str:
    """The leaflet as an author of Typst would write it."""
    data = leaflet(source)
    day = data["reviewed"]
    parts = [
        '#import "template.typ": *',
        f"#show: leaflet.with(title: [{_run(data['title'])}], plain-title: {_string(data['plain-title'])}, "
        f"code: {_string(data['code'])}, keywords: {_array(map(_string, data['keywords']))}, "
        f"reviewed: datetime(year: {day['year']}, month: {day['month']}, day: {day['day']}))",
        f"= {_run(data['title'])}",
    ]
    if data["language-line"]:
        parts.append(f"#language-line({', '.join(map(_string, data['language-line']))})")
    parts.append(f"#lead[{_run(data['summary'])}]")
    if data["notice"]:
        own, english = data["notice"]
        parts.append(f'#notice[{_escaped(own)}][#text(lang: "en")[{_escaped(english)}]]')
    parts += [_block(block, data["words"]) for block in data["content"]]
    parts.append(f"#colophon{''.join(f'[{_run(row)}]' for row in data['colophon'])}")
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return _NUMBERED.sub(r"\1\\.", _SPECIAL.sub(r"\\\1", text))


def _run(spans: Spans) -> str:
    return "".join(_escaped(span) if isinstance(span, str) else _marked(span) for span in spans)


def _marked(span: Plain) -> str:
    text = _escaped(span["text"])
    if span.get("bold"):
        text = f"#strong[{text}];"
    if span.get("nobreak"):
        text = f"#box[{text}];"
    if "lang" in span:
        text = f"#text(lang: {_string(span['lang'])})[{text}];"
    if "link" in span:
        text = f"#link({_string(span['link'])})[{text}];"
    return text


def _list(items: list[Plain], indent: str = "") -> str:
    lines = []
    for item in items:
        lines.append(f"{indent}- {_run(item['text'])}")
        if item["list"]:
            lines.append(_list(item["list"], indent + "  "))
    return "\n".join(lines)


def _contents(texts: Iterable[Spans]) -> str:
    return "".join(f"[{_run(text)}]" for text in texts)


def _block(block: Plain, words: Any) -> str:  # noqa: C901  (one line a kind)
    match block["block"]:
        case "text":
            return _run(block["text"])
        case "heading":
            return f"{'=' * block['level']} {_run(block['text'])}"
        case "list":
            return _list(block["items"])
        case "key-points":
            return f"#key-points[\n{_list(block['items'])}\n]"
        case "callout":
            inside = "\n\n".join(_block(inner, words) for inner in block["content"])
            return f'#callout("{block["kind"]}")[{_run(block["title"])}][\n{inside}\n]'
        case "table":
            cells = "".join(f"\n  {_contents_list(cell['spans'] for cell in row)}" for row in block["rows"])
            header = _array(f"[{_run(text)}]" for text in block["header"])
            return f"#data-table({len(block['header'])}, {header},{cells})"
        case "figure":
            beside = "".join(f"[\n{_block(inner, words)}\n]" for inner in block["beside"])
            return f'#picture("{block["image"]}", {_string(block["alt"])}, {block["width"]}pt){beside}'
        case "questions":
            asked = _array(f"[{_run(item)}]" for item in block["items"])
            intro = f"[{_run(block['intro'])}]" if block["intro"] else "none"
            return f"#questions({intro}, {block['lines']}, {asked})"
        case "glossary":
            entries = "".join(f"\n  ([{_run(term)}], [{_run(meaning)}])," for term, meaning in block["terms"])
            return f"#glossary({entries}\n)"
        case "contact":
            number = _array(map(_string, block["number"])) if block["number"][0] else "none"
            facts = "".join(f", ({_string(getattr(words, label))}, [{_run(v)}])" for label, v in block["facts"])
            return f"#contact([{_run(block['name'])}], {number}{facts})"
        case "patient-box":
            fields = "".join(f", ([{_run(label)}], [{_run(value)}])" for label, value in block["fields"])
            return f"#patient-box([{_run(block['title'])}]{fields})"
        case "qr":
            return f'#qr("qr.svg", {_string(block["address"])}, [{_run(block["caption"])}])'
        case _:
            return f"#references{_contents(block['sources'])}"


def _contents_list(texts: Iterable[Spans]) -> str:
    return "".join(f"[{_run(text)}], " for text in texts)
