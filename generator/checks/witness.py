"""Step 6, check: the finished bytes, read afresh before they are written.

The witness trusts nothing that the other steps know. It reads the file as a screen reader would, by way of the tags,
and compares what it hears with the YAML's texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.checks.conformance import Validation, check_facts, finish_validation, start_validation
from generator.checks.content import ContentReader
from generator.checks.faults import Fault, FaultList
from generator.checks.fonts import Font, read_font
from generator.checks.reader import Dict, PdfFile, Unreadable
from generator.checks.reading import check_texts, read_along
from generator.checks.structure import check_annotations, check_claims, check_elements, check_headings
from generator.checks.tree import Tree, TreeReader, read_parent_tree
from generator.values import Frozen


class Check(Frozen):
    """A file that is being checked: what the witness found, and the validator, which still runs beside Python."""

    _faults: FaultList
    _validation: list[tuple[str, Validation]]

    def faults(self) -> list[Fault]:
        """Everything that is wrong with the file; nothing when it may be written. Waits for the validator."""
        finish_validation(self._validation, self._faults)
        return self._faults.all()


def start_check(data: bytes, standard: str, texts: Sequence[str]) -> Check:
    """Check a finished PDF; the validator's verdict is waited for by `Check.faults`, so that other work can go on.

    standard: "ua-1" or "ua-2"; texts: what the PDF has to say, in the order of reading, without inline marks.
    """
    validation = start_validation(data, standard)
    faults = FaultList()
    try:
        _check_file(PdfFile(data), standard, texts, faults)
    except Unreadable as reason:
        faults.structure(f"The file cannot be read: {reason}.")
    return Check(faults, validation)


def check_pdf(data: bytes, standard: str, texts: Sequence[str]) -> list[Fault]:
    """`start_check`, and wait: everything that is wrong with a finished PDF, nothing when it may be written."""
    return start_check(data, standard, texts).faults()


def _check_file(file: PdfFile, standard: str, texts: Sequence[str], faults: FaultList) -> None:
    check_facts(file, standard, faults)
    pages = file.pages()
    spoken = _read_pages(file, pages, faults)
    root = file.dictionary(file.trailer.get("Root")).get("StructTreeRoot")
    tree = TreeReader(file, faults).read(root)
    parents = read_parent_tree(file, file.dictionary(root).get("ParentTree"))
    check_claims(file, tree, parents, {number: set(marks) for number, marks in spoken.items()}, faults)
    check_annotations(file, pages, tree, parents, faults)
    check_headings(tree, faults)
    check_elements(file, tree, faults)
    check_texts(read_along(_pieces(tree, spoken)), texts, faults)


def _read_pages(file: PdfFile, pages: list[tuple[int, Dict]], faults: FaultList) -> dict[int, dict[int, str]]:
    """The text of each marked content, by the page's object number and its own id; fonts are checked by what is
    shown."""
    found: dict[int, dict[int, str]] = {}
    known: dict[int, dict[str, Font]] = {}
    for index, (number, entries) in enumerate(pages, 1):
        resources = file.dictionary(entries.get("Resources"))
        fonts = known.get(id(resources))  # all pages of ours share one dictionary
        if fonts is None:
            fonts = known[id(resources)] = _read_resources(file, resources, faults)
        content = file.stream(entries.get("Contents"))
        if content is None:
            raise Unreadable(f"page {index} has no content")
        found[number] = ContentReader(f"Page {index}", fonts, faults).read(content)
    for fonts in known.values():
        for font in fonts.values():
            font.check_codes(faults)
    return found


def _read_resources(file: PdfFile, resources: Dict, faults: FaultList) -> dict[str, Font]:
    for name, picture in file.dictionary(resources.get("XObject")).items():
        if file.dictionary(picture).get("Subtype") != "Image":
            faults.structure(f"The picture {name} could hold text that cannot be checked.")
    return {name: read_font(file, name, font, faults) for name, font in file.dictionary(resources.get("Font")).items()}


def _pieces(tree: Tree, spoken: Mapping[int, Mapping[int, str]]) -> list[str]:
    """The text of each piece of content in the order of the tags."""
    return [spoken.get(claim.page, {}).get(claim.mcid, "") for claim, _ in tree.claims if claim.mcid >= 0]


__all__ = ["Check", "Fault", "check_pdf", "start_check"]
