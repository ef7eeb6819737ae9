"""A Word file's parts, after everything that could hurt was looked at: sizes before inflating, names, entities, depth.

Sources: APPNOTE.TXT 6.3.10 (ZIP); ECMA-376-2 (5th edition), packages; CWE-409 (bombs), CWE-22 (names that lead out),
CWE-611 and CWE-776 (entities).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from lxml import etree

from generator.importing.nouns import Log, refused

MAX_PARTS = 2000
# Inflated, in bytes: of all parts; of one part of XML. The text of a long book has 3 MB, 20 MB as WordprocessingML.
MAX_INFLATED, MAX_XML = 200_000_000, 30_000_000
# XML packs to a tenth, a bomb to a thousandth; small parts may pack as they like.
MAX_RATIO, FREE = 300, 1_000_000
MAX_DEPTH = 100
_MAIN = "word/document.xml"
_HINT = "Open it in Word or LibreOffice and save it again as .docx."
# What else comes as a ZIP package.
_OTHERS = (("content.xml", "an OpenDocument file"), ("xl/workbook.xml", "an Excel file"),
           ("ppt/presentation.xml", "a PowerPoint file"), ("META-INF/container.xml", "an e-book"))  # fmt: skip


def read_package(path: Path, data: bytes, log: Log) -> dict[str, bytes]:
    """The parts by name. Raises `Rejected` for what no program for texts would have written."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_directory(path, data, infos)
            parts = {info.filename: _inflated(path, archive, info) for info in infos if _is_read(info.filename)}
            names = {info.filename for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise refused(path, "The file is damaged: it cannot be unpacked.", _HINT) from None
    if _MAIN not in names and not any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        what = next((what for name, what in _OTHERS if name in names), "a ZIP package without a text in it")
        raise refused(path, f"The file is called “{path.suffix}”, and it is {what}.", "Save it as .docx.")
    _tell(names, log)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            parsed(path, name, part)
    return parts


def _is_read(name: str) -> bool:
    """Parts that are needed: text, styles, numbers, notes, pictures; no fonts, programs or embedded files."""
    return (
        re.fullmatch(
            r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:_rels/)?[^/]+\.(?:xml|rels)|word/media/[^/]+|media/[^/]+",
            name,
        )
        is not None
    )


def _check_directory(path: Path, data: bytes, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_PARTS:
        raise refused(path, f"The file holds {len(infos):,} parts; the limit is {MAX_PARTS:,}.", _HINT)
    names: set[str] = set()
    for info in infos:
        name = info.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match("[A-Za-z]:", name):
            raise refused(path, f"The file holds a part that leads out of it: “{name[:80]}”.", _HINT)
        if name.lower() in names:
            raise refused(path, f"The file holds “{name[:80]}” twice.", _HINT)
        names.add(name.lower())
        if info.flag_bits & 1:
            raise refused(path, "The file is locked with a password.", "Take the password off, and save it again.")
        if info.file_size > FREE and info.file_size > MAX_RATIO * max(1, info.compress_size):
            message = f"A part of the file grows more than {MAX_RATIO} times when it is unpacked."
            raise refused(path, message, _HINT)
        limit = MAX_XML if name.endswith((".xml", ".rels")) else MAX_INFLATED
        if info.file_size > limit:
            raise refused(
                path, f"“{name[:80]}” in the file has {info.file_size:,} bytes; the limit is {limit:,}.", _HINT
            )
    total = sum(info.file_size for info in infos)
    if total > MAX_INFLATED:
        raise refused(path, f"The file has {total:,} bytes when it is unpacked; the limit is {MAX_INFLATED:,}.", _HINT)
    if sum(info.compress_size for info in infos) > len(data):
        raise refused(path, "The parts of the file overlap.", _HINT)


def _inflated(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One part; its real size is what the directory says, or nothing more is read."""
    with archive.open(info) as part:
        data = part.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise refused(path, f"“{info.filename[:80]}” in the file is not as long as the file says.", _HINT)
    return data


def parsed(path: Path, name: str, data: bytes) -> etree._Element:
    """A part of XML. Raises `Rejected` for a document type or too much depth; nothing is loaded from elsewhere."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error.msg):
            raise refused(path, f"“{name}” in the file nests too deep.", _HINT) from None
        if "entit" in str(error.msg).lower() or b"<!DOCTYPE" in data:
            raise _entities(path, name) from None
        raise refused(path, f"The file is damaged: “{name}” in it is not XML.", _HINT) from None
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise _entities(path, name)
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise refused(path, f"“{name}” in the file nests more than {MAX_DEPTH} levels deep.", _HINT)
    return root


def _entities(path: Path, name: str) -> Exception:
    message = f"“{name}” in the file holds a document type, which can name other files and grow without end."
    return refused(path, message, "No word processor writes one: do not open the file; ask who sent it.")


def _tell(names: set[str], log: Log) -> None:
    if any(name.endswith("vbaProject.bin") for name in names):
        log.note("The file holds macros, which are programs. They were neither run nor taken.")
    if any(name.startswith("word/embeddings/") for name in names):
        log.note("The file holds other files (sheets, charts). They were not taken.")
    if any(re.fullmatch(r"word/charts/chart\d*\.xml", name) for name in names):
        log.note("The file holds charts that Word draws. They were not taken: save them as pictures.")
    if any(name.startswith("word/diagrams/") for name in names):
        log.note("The file holds diagrams (SmartArt). They were not taken: save them as pictures, or write them out.")


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as a package again, not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    out.seek(0)
    return out
