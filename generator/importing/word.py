"""Word (.docx) to a page by mammoth, after the revisions, hidden text and furniture of the file were looked at.

Source of the names: ECMA-376-1 (5th edition), 17: `ins`, `del`, `moveFrom` (17.13.5), `vanish` (17.3.2.41),
`outlineLvl` (17.3.1.20), headers and footers (17.10).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from generator.importing.nouns import Document, Log, refused
from generator.importing.package import packed, parsed, read_package
from generator.importing.pages import read_page
from generator.importing.pictures import Pictures
from generator.pictures import BadPicture
from generator.problems import counted

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXTS = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml")
_GONE = ("del", "moveFrom")
_STYLE_ID = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)


def read_word(path: Path, data: bytes, log: Log) -> Document:
    """The document in a Word file. Raises `Rejected`."""
    parts = read_package(path, data, log)
    roots = {name: parsed(path, name, part) for name, part in parts.items() if name.endswith(".xml")}
    for name, root in roots.items():
        if _TEXTS.fullmatch(name):
            _accept(root, log)
            _for_mammoth(root)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    _tell_furniture(roots, log)
    _tell_comments(roots, log)
    linked = _linked_pictures(path, roots, parts)
    taken: list[tuple[bytes, str]] = []
    page = _by_mammoth(path, parts, _style_map(roots.get("word/styles.xml")), taken, linked, log)
    pictures = Pictures(path, log, _look_in(taken))
    document = read_page(path, page, pictures, log, lines=False, whole=False)
    title, lang = _properties(roots.get("docProps/core.xml"))
    return Document(document.blocks, title, lang, document.pictures)


def _accept(root: etree._Element, log: Log) -> None:
    """The text as it reads when every change is accepted, without what is hidden; what goes is told."""
    changed = 0
    for element in list(root.iter(*(f"{_W}{name}" for name in _GONE))):
        parent = element.getparent()
        if parent is None or parent.tag in (f"{_W}rPr", f"{_W}trPr"):
            continue
        log.drop(_words(element), "deleted in Word, as a change that is tracked")
        _remove(element)
        changed += 1
    changed += sum(1 for _ in root.iter(f"{_W}ins", f"{_W}moveTo"))
    for element in list(root.iter(f"{_W}moveTo")):
        element.tag = f"{_W}ins"
    if changed:
        log.note(f"The file holds {counted(changed, 'tracked change')}: the text was taken as if all were accepted.")
    for vanish in list(root.iter(f"{_W}vanish")):
        run = next((one for one in vanish.iterancestors() if one.tag == f"{_W}r"), None)
        if run is not None and _is_on(vanish):
            log.drop(_words(run), "hidden in Word")
            _remove(run)
    for formula in list(root.iter(f"{_MATH}oMath")):
        log.drop("".join(text.text or "" for text in formula.iter(f"{_MATH}t")), "a formula: type it in as text")
        _remove(formula)
    for style in list(root.iter(f"{_W}pStyle")):
        if re.fullmatch(r"TOC\d|toc\d|Contents\d|TOCHeading|ContentsHeading", style.get(f"{_W}val") or ""):
            paragraph = next((one for one in style.iterancestors() if one.tag == f"{_W}p"), None)
            if paragraph is not None and paragraph.getparent() is not None:
                log.drop(_words(paragraph), "a table of contents")
                _remove(paragraph)


def _for_mammoth(root: etree._Element) -> None:
    """Two things that mammoth does not know. Bold of right-to-left letters has a mark of its own (`bCs`, 17.3.2.2);
    LibreOffice raises and lowers figures by points (`position`, 17.3.2.24): “10³” must not become “103”."""
    for look in root.iter(f"{_W}rPr"):
        if _is_on(look.find(f"{_W}rtl")) or _is_on(look.find(f"{_W}cs")):
            bold = look.find(f"{_W}b")
            if _is_on(look.find(f"{_W}bCs")) and bold is None:
                etree.SubElement(look, f"{_W}b")
            elif bold is not None and not _is_on(look.find(f"{_W}bCs")):
                look.remove(bold)
        moved = look.find(f"{_W}position")
        points = (moved.get(f"{_W}val") or "") if moved is not None else ""
        if re.fullmatch(r"-?[1-9]\d*", points) and look.find(f"{_W}vertAlign") is None:
            etree.SubElement(look, f"{_W}vertAlign", {f"{_W}val": "subscript" if points[0] == "-" else "superscript"})


def _is_on(element: etree._Element | None) -> bool:
    """Whether a property is there and not switched off (17.17.4)."""
    return element is not None and element.get(f"{_W}val") not in ("0", "false", "off")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _words(element: etree._Element) -> str:
    parts = element.iter(f"{_W}t", f"{_W}delText", f"{_W}tab", f"{_W}br", f"{_W}p")
    return "".join((one.text or "") if one.tag in (f"{_W}t", f"{_W}delText") else " " for one in parts)


def _tell_furniture(roots: dict[str, etree._Element], log: Log) -> None:
    """Headers and footers are the layout's here; a phone number in one should not be lost unseen."""
    told = set()
    for name, root in sorted(roots.items()):
        found = re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        for paragraph in root.iter(f"{_W}p") if found else ():
            words = " ".join(_words(paragraph).split())
            if found and words and words not in told:
                log.drop(words, f"in the {found[1]} of the pages, which the layout makes here")
                told.add(words)


def _tell_comments(roots: dict[str, etree._Element], log: Log) -> None:
    comments = roots.get("word/comments.xml")
    for comment in comments.iter(f"{_W}comment") if comments is not None else ():
        log.drop(_words(comment), f"a comment in Word, by {comment.get(f'{_W}author') or 'nobody named'}")


def _linked_pictures(path: Path, roots: dict[str, etree._Element], parts: dict[str, bytes]) -> Iterator[str]:
    """What the pictures are called that the text only names, in its order; they are never opened."""
    for name, root in roots.items():
        found = re.fullmatch(r"word/(document\d*\.xml)", name)
        relations = f"word/_rels/{found[1]}.rels" if found else ""
        if relations in parts:
            targets = {one.get("Id"): str(one.get("Target")) for one in parsed(path, relations, parts[relations])}
            yield from (targets.get(link, "") for blip in root.iter(f"{_A}blip") if (link := blip.get(f"{_R}link")))


def _style_map(styles: etree._Element | None) -> str:
    """Which styles are headings: those that say how deep they stand in the outline, whatever they are called."""
    lines = ["p[style-name='Title'] => h1.title:fresh", "p[style-name='Subtitle'] => p:fresh"]
    lines += [f"p.{name} => h{level}:fresh" for name, level in _outline(styles)] if styles is not None else []
    return "\n".join([*lines, "b => strong", "i => em", "strike => s", "comment-reference =>"])


def _outline(styles: etree._Element) -> Iterator[tuple[str, int]]:
    for style in styles.iter(f"{_W}style"):
        level = next((one.get(f"{_W}val") or "" for one in style.iter(f"{_W}outlineLvl")), "")
        name = style.get(f"{_W}styleId") or ""
        if re.fullmatch("[0-5]", level) and _STYLE_ID.fullmatch(name):
            yield name, int(level) + 1


def _by_mammoth(
    path: Path, parts: dict[str, bytes], style_map: str, taken: list[tuple[bytes, str]], linked: Iterator[str], log: Log
) -> str:  # fmt: skip
    import mammoth

    def keep(image: Any) -> dict[str, str]:
        try:
            with image.open() as file:
                taken.append((file.read(), str(image.content_type or "")))
        except (KeyError, ValueError, OSError):
            return {"src": next(linked, "") or "a linked picture"}
        return {"src": f"picture:{len(taken) - 1}"}

    try:
        result = mammoth.convert_to_html(
            packed(parts), style_map=style_map, include_embedded_style_map=False, external_file_access=False,
            convert_image=mammoth.images.img_element(keep),
        )  # fmt: skip
    except RecursionError:
        raise refused(path, "The file nests too deep.") from None
    except Exception as error:  # mammoth raises what its parts raise for a file that is not as the standard says
        raise refused(
            path,
            f"The file is not as Word writes it ({type(error).__name__}).",
            "Open it in Word or LibreOffice and save it again as .docx.",
        ) from None
    for message in result.messages:
        said = str(message.message)
        if not said.startswith(("Unrecognised", "Image of type", "An unrecognised element")):
            log.note(f"Word file: {said}.")
    return f"<html><body>{result.value}</body></html>"


def _look_in(taken: list[tuple[bytes, str]]) -> Callable[[str], tuple[bytes, str]]:
    def look(source: str) -> tuple[bytes, str]:
        found = re.fullmatch(r"picture:(\d+)", source)
        if found is None:
            raise BadPicture("is not in the file: nothing is fetched from a network")
        return taken[int(found[1])]

    return look


def _properties(core: etree._Element | None) -> tuple[str, str]:
    if core is None:
        return "", ""
    title, lang = (
        next((" ".join((one.text or "").split()) for one in core.iter(f"{_DC}{name}")), "")
        for name in ("title", "language")
    )
    return title, lang
