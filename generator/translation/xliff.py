"""A package as XLIFF 1.2 or 2.1, through lxml. Marks become elements, which translation tools protect.

Sources: OASIS XLIFF 1.2 (2008), 2.2 to 2.4: `g` around text, `alt-trans` of an earlier version, `state`; OASIS XLIFF
2.1 (2018), 4.2 and 4.7: `pc` around text, its signs in `originalData`, `state` of a segment. XML is hostile input:
document types, and with them every entity, are refused (CWE-611, CWE-776).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree

from generator.problems import Place, Rejected, SourceText
from generator.rules import problem
from generator.translation.marks import Code, Part, codes_of, parts_of, text_of
from generator.translation.units import Package, Unit, refuse_too_large
from generator.values import Frozen

_V12 = "urn:oasis:names:tc:xliff:document:1.2"
_V21 = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 keeps the namespace of 2.0 (XLIFF 2.1, 3.1)
_OWN = "urn:handouts:marks"  # what XLIFF 1.2 has no attribute for: the signs that a mark is typed with
_XML = "http://www.w3.org/XML/1998/namespace"
_CTYPE = {
    "bold": "bold",
    "italic": "italic",
    "link": "link",
    "language": "x-language",
    "term": "x-term",
    "nobreak": "x-nobreak",
}
_TYPE = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "link": ("link", ""),
    "language": ("other", ""),
    "term": ("other", ""),
    "nobreak": ("other", ""),
}
# States of a unit that nobody has called done (XLIFF 1.2, 2.3 “state”).
_NOT_DONE = ("new", "needs-translation", "needs-adaptation", "needs-l10n", "needs-review-adaptation",
             "needs-review-l10n", "needs-review-translation")  # fmt: skip
_STATE_12 = {"untranslated": "needs-translation", "machine-draft": "translated", "draft": "translated",
             "reviewed": "signed-off", "approved": "final"}  # fmt: skip
_STATE_21 = {"untranslated": "initial", "machine-draft": "translated", "draft": "translated", "reviewed": "reviewed",
             "approved": "final"}  # fmt: skip

Element = etree._Element
# lxml takes None for the namespace without a prefix, which its stubs do not know.
_DEFAULT_12: dict[Any, str] = {None: _V12}
_DEFAULT_21: dict[Any, str] = {None: _V21}


class _Numbered(Frozen):
    """The codes of a source and of its translation with their ids: equal ones have the same id in both."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    codes: dict[str, Code]


def _numbered(unit: Unit) -> _Numbered:
    source, target = list(codes_of(parts_of(unit.source))), list(codes_of(parts_of(unit.target)))
    codes = {str(number): code for number, code in enumerate(source, 1)}
    free, ids = dict(codes), []
    for code in target:
        same = next((key for key, other in free.items() if _signs(other) == _signs(code)), str(len(codes) + 1))
        free.pop(same, None)
        codes.setdefault(same, code)
        ids.append(same)
    return _Numbered(tuple(map(str, range(1, len(source) + 1))), tuple(ids), codes)


def _signs(code: Code) -> tuple[str, str]:
    return code.opening, code.closing


def _fill(element: Element, parts: Sequence[Part], make: Callable[[Code], Element]) -> None:
    """Put text and codes into an element."""
    last: Element | None = None
    for part in parts:
        if isinstance(part, Code):
            last = make(part)
            element.append(last)
            _fill(last, part.inside, make)
        elif last is None:
            element.text = part
        else:
            last.tail = part


# --- Out -------------------------------------------------------------------------------------------


def write_xliff_12(package: Package) -> bytes:
    """The package as XLIFF 1.2, UTF-8."""
    root = etree.Element(f"{{{_V12}}}xliff", nsmap={**_DEFAULT_12, "h": _OWN}, version="1.2")
    file = _sub(
        root,
        "file",
        {
            "original": _original(package),
            "source-language": package.source_lang,
            "target-language": package.lang,
            "datatype": "x-handout",
            "product-name": package.id,
            "product-version": package.version,
        },
    )
    body = _sub(file, "body")
    for unit in package.units:
        body.append(_unit_12(unit))
    return _bytes(root)


def _unit_12(unit: Unit) -> Element:
    approved = "yes" if unit.status == "approved" and not unit.changed else "no"
    element = etree.Element(
        f"{{{_V12}}}trans-unit", {"id": unit.path, "approved": approved, f"{{{_XML}}}space": "preserve"}
    )
    numbered = _numbered(unit)
    _text_12(_sub(element, "source"), unit.source, numbered.source)
    if unit.target:
        state = "needs-adaptation" if unit.changed else _STATE_12[unit.status]
        _text_12(_sub(element, "target", {"state": state}), unit.target, numbered.target)
    if unit.note:
        _sub(element, "note", {"from": "handouts"}).text = unit.note
    if unit.previous:
        earlier = _sub(element, "alt-trans", {"alttranstype": "previous-version"})
        _sub(earlier, "source").text = unit.previous
        _sub(earlier, "target").text = unit.target
    return element


def _text_12(element: Element, text: str, ids: Sequence[str]) -> None:
    numbers = iter(ids)

    def make(code: Code) -> Element:
        attributes = {"id": next(numbers), "ctype": _CTYPE[code.kind]}
        attributes |= {f"{{{_OWN}}}opening": code.opening, f"{{{_OWN}}}closing": code.closing}
        return etree.Element(f"{{{_V12}}}g", attributes)

    _fill(element, parts_of(text), make)


def write_xliff_21(package: Package) -> bytes:
    """The package as XLIFF 2.1, UTF-8."""
    attributes = {"version": "2.1", "srcLang": package.source_lang, "trgLang": package.lang}
    root = etree.Element(f"{{{_V21}}}xliff", attributes, nsmap=_DEFAULT_21)
    file = _sub(root, "file", {"id": "handout", "original": _original(package)})
    for unit in package.units:
        file.append(_unit_21(unit))
    return _bytes(root)


def _unit_21(unit: Unit) -> Element:
    element = etree.Element(f"{{{_V21}}}unit", {"id": unit.path})
    notes = [("description", unit.note), ("previous-source", unit.previous)]
    if any(text for _, text in notes):
        holder = _sub(element, "notes")
        for category, text in notes:
            if text:
                _sub(holder, "note", {"category": category}).text = text
    numbered = _numbered(unit)
    if numbered.codes:
        data = _sub(element, "originalData")
        for key, code in numbered.codes.items():
            _sub(data, "data", {"id": f"o{key}"}).text = code.opening
            _sub(data, "data", {"id": f"c{key}"}).text = code.closing
    state = {"state": "initial", "subState": "handouts:changed"} if unit.changed else {"state": _STATE_21[unit.status]}
    segment = _sub(element, "segment", state)
    _text_21(_sub(segment, "source", {f"{{{_XML}}}space": "preserve"}), unit.source, numbered.source)
    if unit.target:
        _text_21(_sub(segment, "target", {f"{{{_XML}}}space": "preserve"}), unit.target, numbered.target)
    return element


def _text_21(element: Element, text: str, ids: Sequence[str]) -> None:
    numbers = iter(ids)

    def make(code: Code) -> Element:
        key = next(numbers)
        kind, sub_kind = _TYPE[code.kind]
        attributes = {"id": key, "type": kind, "dataRefStart": f"o{key}", "dataRefEnd": f"c{key}"}
        return etree.Element(f"{{{_V21}}}pc", attributes | ({"subType": sub_kind} if sub_kind else {}))

    _fill(element, parts_of(text), make)


def _sub(parent: Element, name: str, attributes: dict[str, str] | None = None) -> Element:
    namespace = etree.QName(parent).namespace
    return etree.SubElement(parent, f"{{{namespace}}}{name}", attributes or {})


def _original(package: Package) -> str:
    return f"handouts/{package.name}/{package.source_lang}.yaml"


# Elements that hold no text of their own, so that line ends may stand in them.
_FRAMES = ("xliff", "file", "body", "trans-unit", "alt-trans", "unit", "notes", "originalData", "segment")


def _bytes(root: Element) -> bytes:
    """One element a line, but nothing added inside texts, as a pretty-printer would where a text is one code."""
    for element in root.iter():
        if etree.QName(element).localname in _FRAMES and len(element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


# --- In --------------------------------------------------------------------------------------------


def read_xliff(data: bytes, file_name: str) -> Package:
    """The package in an XLIFF file of version 1.2 or 2.x. Raises `Rejected` when it is no such file."""
    refuse_too_large(data, file_name)
    place = Place(SourceText(file_name))
    root = _parse(data, place)
    namespace, version = etree.QName(root).namespace, root.get("version", "")
    readers: dict[str | None, tuple[str, Callable[[Element], Package]]] = {
        _V12: ("1.", _read_12),
        _V21: ("2.", _read_21),
    }
    start, read = readers.get(namespace, ("", _read_12))
    if etree.QName(root).localname != "xliff" or not start or not version.startswith(start):
        raise Rejected([problem("wrong-exchange", "This is XML, but no XLIFF of version 1.2 or 2.1.", place)])
    try:
        return read(root)
    except _DamagedError as error:
        raise Rejected([problem("wrong-exchange", f"The file is damaged: {error}.", place)]) from None


class _DamagedError(Exception):
    """An element or attribute that has to be there is not."""


def _parse(data: bytes, place: Place) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).rstrip(".")
        raise Rejected([problem("wrong-exchange", f"This is not XML: {reason}.", place)]) from None
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        message = "The file holds a document type, which can name other files and grow without end."
        raise Rejected([problem("wrong-exchange", message, place, "No XLIFF needs one: export again.")])
    return root


def _read_12(root: Element) -> Package:
    file = _child(root, "file")
    name, source_lang = _name_of(_attribute(file, "original"))
    units = tuple(map(_read_unit_12, _children(_child(file, "body"), "trans-unit")))
    return Package(
        name, file.get("product-name", ""), file.get("product-version", ""),
        file.get("source-language", source_lang), _attribute(file, "target-language"), units,
    )  # fmt: skip


def _read_unit_12(element: Element) -> Unit:
    source, targets = _child(element, "source"), list(_children(element, "target"))
    codes = {_attribute(g, "id"): g for g in (*source.iter(f"{{{_V12}}}g"), *_inside(targets, f"{{{_V12}}}g"))}

    def signs(g: Element) -> tuple[str, str]:
        known = codes[_attribute(g, "id")]  # a tool may have dropped what it does not know from the translation
        return known.get(f"{{{_OWN}}}opening", ""), known.get(f"{{{_OWN}}}closing", "")

    state = targets[0].get("state", "translated") if targets else "new"
    target = text_of(_parts(targets[0], "g", signs)) if targets else ""
    return Unit(
        _attribute(element, "id"), text_of(_parts(source, "g", signs)), target, "draft", ready=state not in _NOT_DONE
    )


def _read_21(root: Element) -> Package:
    file = _child(root, "file")
    name, _ = _name_of(_attribute(file, "original"))
    units = tuple(map(_read_unit_21, _children(file, "unit")))
    return Package(name, "", "", _attribute(root, "srcLang"), _attribute(root, "trgLang"), units)


def _read_unit_21(element: Element) -> Unit:
    data = {_attribute(one, "id"): one.text or "" for one in element.iter(f"{{{_V21}}}data")}

    def signs(pc: Element) -> tuple[str, str]:
        return data.get(pc.get("dataRefStart", ""), ""), data.get(pc.get("dataRefEnd", ""), "")

    segments = list(_children(element, "segment"))
    if not segments:
        raise _DamagedError(f"“{_attribute(element, 'id')}” has no segment")
    source = "".join(text_of(_parts(_child(one, "source"), "pc", signs)) for one in segments)
    targets = [target for one in segments for target in _children(one, "target")]
    target = "".join(text_of(_parts(one, "pc", signs)) for one in targets)
    ready = len(targets) == len(segments) and all(one.get("state", "initial") != "initial" for one in segments)
    return Unit(_attribute(element, "id"), source, target, "draft", ready=ready)


def _parts(element: Element, code: str, signs: Callable[[Element], tuple[str, str]]) -> tuple[Part, ...]:
    """What stands in an element, its codes as marks. Raises `_DamagedError` for an element that we did not write."""
    parts: list[Part] = [element.text or ""]
    for child in element:
        name = etree.QName(child).localname
        if name == code:
            opening, closing = signs(child)
            parts.append(Code(opening, _parts(child, code, signs), closing))
        elif name in ("mrk", "seg-source"):  # a tool's own remark about a stretch of text
            parts.extend(_parts(child, code, signs))
        else:
            raise _DamagedError(f"“{name}” stands inside a text")
        parts.append(child.tail or "")
    return tuple(parts)


def _inside(elements: Sequence[Element], name: str) -> Iterator[Element]:
    for element in elements:
        yield from element.iter(name)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if etree.QName(child).localname == name)


def _child(element: Element, name: str) -> Element:
    found = next(_children(element, name), None)
    if found is None:
        raise _DamagedError(f"“{etree.QName(element).localname}” has no “{name}”")
    return found


def _attribute(element: Element, name: str) -> str:
    value = element.get(name)
    if not value:
        raise _DamagedError(f"“{etree.QName(element).localname}” has no “{name}”")
    return str(value)


def _name_of(original: str) -> tuple[str, str]:
    """Text and source language of “handouts/NAME/en.yaml” or “handouts/NAME/FORMAT/en.yaml”."""
    pieces = original.split("/")
    if len(pieces) not in (3, 4):
        raise _DamagedError(f"“{original}” names no handout")
    return "/".join(pieces[1:-1]), pieces[-1].removesuffix(".yaml")
