"""A document as a handout's YAML. What is missing is an empty key below a comment “TODO: …”: the file is YAML that
everybody can read, and the model refuses each empty key by its line until somebody fills it in."""

from __future__ import annotations

from generator.importing.marks import marked
from generator.importing.nouns import (  # fmt: skip
    Block,
    Cell,
    Document,
    Figure,
    Gap,
    Heading,
    Item,
    Listing,
    Paragraph,
    Run,
    Sources,
    Table,
)
from generator.importing.yaml_text import ABSENT, Commented, Row, Tree, yaml_text
from generator.problems import shown

_SCHEMA = "yaml-language-server: $schema=../../layouts/schemas/handout.json"
_TODO = {
    "id": "the document's id, the same in every language, such as MBC-01",
    "version": 'the version, in quotation marks, such as "1.0"',
    "title": "the title",
    "summary": "what the leaflet is for and for whom, in a sentence or two",
    "reviewed": "the day of the last review, as year-month-day",
    "next-review": "the day of the next review, as year-month-day",
}
_PUBLISHER = "TODO: publisher: it comes from the brand (layouts/brands/, or --brand NAME); see that it is yours"
_CONTACT = "TODO: contact: whom the reader can call, and when; without one, delete this block"
_ALT = "TODO: alt: what the picture tells, for a reader who cannot see it; or decorative: true"


def draft_text(document: Document, lang: str, names: list[str], source: str, schema: bool) -> str:
    """The YAML. names: of the pictures' files; source: the file that was imported; schema: whether editors find one."""
    made = f"A draft, made from “{shown(source)}” by “handouts import”."
    comments = [*([_SCHEMA] if schema else []), made, "Each TODO is left to do; delete its line then."]
    tree: dict[str, Tree] = {"id": Commented((*comments, f"TODO: id: {_TODO['id']}"), None)}
    tree["version"] = _todo("version")
    tree["lang"] = lang
    tree["title"] = (document.title and _escaped(document.title)) or _todo("title")
    for key in ("summary", "reviewed", "next-review"):
        tree[key] = _todo(key)
    content: list[Tree] = [_block(block, names) for block in document.blocks]
    contact: dict[str, Tree] = {"contact": {"name": None, "phone": None}}
    place = len(content) - (isinstance(document.blocks[-1], Sources) if document.blocks else 0)
    content.insert(place, Commented((_CONTACT,), contact))
    tree["content"] = Commented((_PUBLISHER,), content)
    return yaml_text(tree)


def missing(document: Document) -> list[str]:
    """What is left to do, by the names of the keys."""
    keys = [key for key in _TODO if key != "title" or not document.title]
    pictures = sum(1 for block in document.blocks if isinstance(block, Figure) and not (block.alt or block.decorative))
    return [*keys, *(["alt"] * pictures), "contact", "publisher"]


def _todo(key: str) -> Commented:
    return Commented((f"TODO: {key}: {_TODO[key]}",), None)


def _escaped(text: str) -> str:
    return marked((Run(text),))


def _block(block: Block, names: list[str]) -> Tree:
    match block:
        case Heading():
            level: dict[str, Tree] = {"level": block.level} if block.level != 2 else {}
            return {"heading": marked(block.runs), **level}
        case Paragraph():
            return {"text": marked(block.runs)}
        case Listing():
            return {"steps" if block.ordered else "list": [_item(item) for item in block.items]}
        case Table():
            return {"table": _table(block)}
        case Figure():
            return {"figure": _figure(block, names)}
        case Sources():
            return {"references": [marked(runs) for runs in block.entries]}
        case Gap():
            return Commented((f"TODO: {' '.join(shown(block.text).split())}",), ABSENT)


def _item(item: Item) -> Tree:
    if not item.items:
        return marked(item.runs)
    return {"text": marked(item.runs), "list": [_item(one) for one in item.items]}


def _table(table: Table) -> Tree:
    keys: dict[str, Tree] = {"caption": marked(table.caption)} if table.caption else {}
    if not table.row_headings:
        keys["row-headings"] = False
    return keys | {
        "header": Row(tuple(map(_cell, table.header))),
        "rows": [Row(tuple(map(_cell, row))) for row in table.rows],
    }


def _cell(cell: Cell) -> Tree:
    text = marked(cell.runs) if cell.runs else None
    if cell.columns == 1 and cell.rows == 1:
        return text
    spans: dict[str, Tree] = {"columns": cell.columns, "rows": cell.rows}
    return {**({"text": text} if text else {}), **{name: span for name, span in spans.items() if span != 1}}


def _figure(figure: Figure, names: list[str]) -> Tree:
    image = names[figure.number]
    known = figure.alt or figure.decorative
    keys: dict[str, Tree] = {"image": image if known else Commented((_ALT,), image)}
    if figure.alt:
        keys["alt"] = figure.alt
    elif figure.decorative:
        keys["decorative"] = True
    if figure.caption:
        keys["caption"] = marked(figure.caption)
    return keys
