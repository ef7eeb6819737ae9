"""What the tests of `handouts import` share: files, drafts, and drafts as the model reads them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.importing.importer import Draft, read_draft, write_draft
from generator.model.handout import Handout
from generator.problems import Rejected
from generator.project import Project, read_handout
from generator.source import Node, Scalar, Sequence, parse_yaml

DATA = Path(__file__).parents[1] / "data" / "importing"
# What an editor fills in: the keys that no document states.
FILLED = {
    "id": "T-1", "version": '"1.0"', "summary": "What it is for.", "reviewed": "2026-01-01", "next-review": "2028-01-01",
    "title": "A title", "name": "Nurses", "phone": "(555) 010-0142",
}  # fmt: skip


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def draft_of(folder: Path, name: str, data: str | bytes, lang: str = "") -> Draft:
    return read_draft(write(folder, name, data), lang=lang)


def refusal(folder: Path, name: str, data: str | bytes) -> tuple[str, str]:
    """The message and the hint of a file that is refused, and nothing else of it."""
    try:
        draft_of(folder, name, data)
    except Rejected as rejected:
        (problem,) = rejected.problems
        assert problem.rule == "bad-import"
        assert problem.place.source.name == name
        return problem.message, problem.hint
    raise AssertionError("the file was taken")


def content(folder: Path, name: str, data: str | bytes, lang: str = "") -> list[Any]:
    """The blocks of a file's draft, as plain lists and groups of what the YAML says, but for the contact to fill in."""
    (yaml, *_) = write_draft(draft_of(folder, name, data, lang), folder / "out")
    blocks = values(parse_yaml(yaml.read_text(encoding="utf-8")))["content"]
    return [block for block in blocks if block != {"contact": {"name": "", "phone": ""}}]


def values(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [values(item) for item in node.items]
    return {entry.key: values(entry.value) for entry in node.entries}


def filled(text: str, alt: str = "What it shows.") -> str:
    """A draft's YAML as an editor leaves it: every empty key filled in; the comments may stay."""
    text = re.sub(r"(?m)^( *)# TODO: alt: .*(?:\n *#  .*)*", rf"\1alt: {alt}", text)
    lines = text.splitlines()
    for index, (line, after) in enumerate(pairwise([*lines, ""])):
        key = line.strip().removesuffix(":")
        if line.endswith(":") and key in FILLED and not _goes_on(line, after):
            lines[index] = f"{line} {FILLED[key]}"
    return "".join(f"{line}\n" for line in lines)


def _goes_on(line: str, after: str) -> bool:
    """Whether the next line is deeper: what the key holds stands there."""
    depth = len(line) - len(line.lstrip())
    return len(after) - len(after.lstrip()) > depth


def handout_of(draft: Draft, project: Project) -> Handout:
    """The draft in a project, filled in, as the model reads it. Raises `Rejected` when something is still wrong."""
    (yaml, *_) = write_draft(draft, project.root / "handouts")
    yaml.write_text(filled(yaml.read_text(encoding="utf-8")), encoding="utf-8")
    return read_handout(project, draft.name, yaml.stem)


def package(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def word(body: str, **others: str | bytes) -> bytes:
    """A Word file with this body; others: parts beside `document.xml`, by name without ending."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    return package(parts | {f"word/{name}.xml": data for name, data in others.items()})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
