"""WeasyPrint: the style sheet parsed once, font configuration and pictures kept; each leaflet is an HTML text."""

from __future__ import annotations

import html
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.content import ROOT, LeafletFile
from benchmarks.peers.plain import Plain, Source, Spans, leaflet, read
from benchmarks.peers.typst_peer import write_qr

HERE = Path(__file__).parent
VARIANT = "pdf/ua-1"


class WeasyPrintPeer:
    """What WeasyPrint can keep from one leaflet to the next."""

    def __init__(self, first: LeafletFile) -> None:
        self.folder = write_folder(Path(tempfile.mkdtemp(prefix="bench-weasyprint-")), first)
        self._fonts = FontConfiguration()
        self._style = weasyprint.CSS(filename=str(self.folder / "style.css"), font_config=self._fonts)
        self._pictures: dict[str, object] = {}

    def task(self, file: LeafletFile) -> Callable[[], bytes]:
        text = page(read(file))
        return lambda: self._render(text)

    def _render(self, text: str) -> bytes:
        document = weasyprint.HTML(string=text, base_url=f"{self.folder}/")
        style: dict[str, Any] = {"stylesheets": [self._style], "font_config": self._fonts, "cache": self._pictures}
        data = document.write_pdf(pdf_variant=VARIANT, **style)
        assert isinstance(data, bytes)
        return data

    def __del__(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def write_folder(folder: Path, file: LeafletFile) -> Path:
    """The style sheet with this machine's font folder and our margins, and the pictures."""
    source = read(file)
    margins = source.styles.page.margins
    style = (HERE / "style.css").read_text(encoding="utf-8").replace("FONTS", (ROOT / "generator" / "fonts").as_uri())
    for name, value in (("TOP", margins.top), ("SIDES", margins.sides), ("BOTTOM", margins.bottom)):
        style = style.replace(f"MARGIN_{name}", f"{value:.3f}pt")
    (folder / "style.css").write_text(style, encoding="utf-8")
    for picture in (Path(file.root) / "pictures").glob("*.svg"):
        shutil.copy(picture, folder)
    shutil.copytree(ROOT / "layouts" / "icons", folder / "icons")
    shutil.copy(source.styles.brand.logo.file, folder / "logo.svg")
    write_qr(folder / "qr.svg")
    return folder


def cold_source(file: LeafletFile, folder: Path) -> str:
    """Writes all that a fresh WeasyPrint process needs to `folder`; returns the Python that runs it there."""
    write_folder(folder, file)
    text = page(read(file)).replace("</head>", '<link rel="stylesheet" href="style.css"></head>')
    (folder / "leaflet.html").write_text(text, encoding="utf-8")
    return (
        "from weasyprint import HTML; from weasyprint.text.fonts import FontConfiguration; "
        f"HTML('leaflet.html').write_pdf('leaflet.pdf', pdf_variant='{VARIANT}', font_config=FontConfiguration())"
    )


def page(source: Source) -> str:
    """The leaflet as HTML."""
    data, styles, handout = leaflet(source), source.styles, source.handout
    words = data["words"]
    day = handout.reviewed.isoformat()
    body = [
        f'<div class="first"><img src="logo.svg" alt="">{html.escape(styles.brand.name)}</div>',
        f'<div class="clinic">{html.escape(styles.brand.name)}</div>',
        f'<div class="phone">{words.phone}: {html.escape(styles.brand.phone or "")}</div>',
        f'<div class="code">{html.escape(data["code"])}</div>',
        f"<h1>{_run(data['title'])}</h1>",
        f'<p class="lead">{_run(data["summary"])}</p>',
        *(_block(block, words) for block in data["content"]),
        '<div class="colophon">' + "".join(f"<p>{_run(row)}</p>" for row in data["colophon"]) + "</div>",
    ]
    head = (
        f'<meta charset="utf-8"><title>{html.escape(data["plain-title"])}</title>'
        f'<meta name="author" content="{html.escape(styles.brand.publisher)}">'
        f'<meta name="dcterms.created" content="{day}">'
    )
    return f'<!DOCTYPE html><html lang="{handout.lang}"><head>{head}</head><body>{"".join(body)}</body></html>'


def _run(spans: Spans) -> str:
    return "".join(html.escape(span) if isinstance(span, str) else _marked(span) for span in spans)


def _marked(span: Plain) -> str:
    text = html.escape(span["text"])
    if span.get("bold"):
        text = f"<strong>{text}</strong>"
    if span.get("nobreak"):
        text = f'<span style="white-space: nowrap">{text}</span>'
    if "lang" in span:
        text = f'<span lang="{span["lang"]}">{text}</span>'
    if "link" in span:
        text = f'<a href="{html.escape(span["link"])}">{text}</a>'
    return text


def _list(items: list[Plain]) -> str:
    inner = (f"<li>{_run(item['text'])}{_list(item['list']) if item['list'] else ''}</li>" for item in items)
    return f'<ul class="bullets">{"".join(inner)}</ul>'


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _icon(name: str) -> str:
    return f'<img src="icons/{name}.svg" alt="">'


def _block(block: Plain, words: Any) -> str:
    match block["block"]:
        case "text":
            return f"<p>{_run(block['text'])}</p>"
        case "heading":
            return f"<h{block['level']}>{_run(block['text'])}</h{block['level']}>"
        case "list":
            return _list(block["items"])
        case "key-points":
            return f'<div class="box">{_icon("key")}<h2>{words.key_points}</h2>{_list(block["items"])}</div>'
        case "callout":
            alert = block["kind"] in ("important", "emergency")
            word = getattr(words, block["kind"].replace("-", "_"))
            inside = "".join(_block(inner, words) for inner in block["content"])
            title = f'<p class="word">{word}</p><p class="title">{_run(block["title"])}</p>'
            icon = _icon("call" if block["kind"] == "call-today" else block["kind"])
            return f'<aside class="box{" alert" if alert else ""}">{icon}{title}{inside}</aside>'
        case "table":
            header = "".join(f'<th scope="col">{_run(text)}</th>' for text in block["header"])
            rows = "".join(f"<tr>{_row(row)}</tr>" for row in block["rows"])
            return f"<table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"
        case "figure":
            width = f'style="width: {block["width"]}pt"'
            picture = f'<img src="{block["image"]}" alt="{html.escape(block["alt"])}" {width}>'
            beside = "".join(_block(inner, words) for inner in block["beside"])
            return f'<div class="beside">{picture}<div>{beside}</div></div>'
        case "questions":
            asked = "".join(f"<li>{_run(item)}</li>" for item in block["items"])
            lines = f"<p><strong>{words.notes}:</strong></p>" + '<div class="line"></div>' * block["lines"]
            return f'<p>{_run(block["intro"])}</p><ul class="questions">{asked}</ul>{lines}'
        case "glossary":
            entries = (f"<div><dt>{_run(term)}</dt><dd>{_run(meaning)}</dd></div>" for term, meaning in block["terms"])
            return f"<dl>{''.join(entries)}</dl>"
        case "contact":
            shown, address = block["number"]
            facts = [f"<strong>{getattr(words, label)}:</strong> {_run(value)}" for label, value in block["facts"]]
            number = f'<p class="number"><a href="{address}">{shown}</a></p>' if shown else ""
            listed = "".join(f'<p class="fact">{fact}</p>' for fact in facts)
            return f'<div class="box">{_icon("call")}<p class="title">{_run(block["name"])}</p>{number}{listed}</div>'
        case "qr":
            address = html.escape(block["address"])
            picture = f'<img src="qr.svg" alt="{words.scan}: {address}" style="width: 25mm">'
            link = f'<a href="{address}">{address}</a>'
            texts = (f"<strong>{_run(block['caption'])}</strong>", f"{words.scan}:", link)
            return f'<div class="beside">{picture}<div>{_paragraphs(texts)}</div></div>'
        case _:
            return f'<div class="sources"><h2>{words.sources}</h2>{_paragraphs(map(_run, block["sources"]))}</div>'


def _row(row: list[Plain]) -> str:
    head, *rest = (_run(cell["spans"]) for cell in row)
    return f'<th scope="row">{head}</th>' + "".join(f"<td>{text}</td>" for text in rest)
