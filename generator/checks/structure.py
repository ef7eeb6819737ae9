"""Whether tags and content hold together, and whether the tags are what PDF/UA asks for.

Sources: ISO 32000-1, 14.7.4 and 14.8.4; ISO 14289-1:2014, clause 7, whose numbers stand at each check.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from generator.checks.faults import FaultList
from generator.checks.reader import PdfFile, Ref, Value
from generator.checks.tree import Element, Tree

_HEADING = re.compile(r"H([1-6])")

# Where a tag may stand (ISO 32000-1, 14.8.4.3, tables 335 to 337).
_PARENTS: Mapping[str, frozenset[str]] = {
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
}


def check_claims(
    file: PdfFile, tree: Tree, parents: Mapping[int, Value], marks: Mapping[int, set[int]], faults: FaultList
) -> None:
    """Every piece of marked content belongs to exactly one tag, and page and tag agree on which (14.7.4.4).

    marks: the marked-content ids found on each page, by the page's object number.
    """
    pages = {number: f"Page {index}" for index, number in enumerate(marks, 1)}
    owners: dict[tuple[int, int], int] = {}
    for claim, owner in tree.claims:
        if claim.mcid < 0:
            continue
        key = (claim.page, claim.mcid)
        page = pages.get(claim.page, "A page that is missing")
        if key in owners:
            faults.structure(
                f"{page}: the tag {owner.role} claims content {claim.mcid}, which another tag has already."
            )
        elif claim.mcid not in marks.get(claim.page, ()):
            faults.structure(f"{page}: the tag {owner.role} claims content {claim.mcid}, which is not there.")
        owners[key] = owner.number
    for number, mcids in marks.items():
        for mcid in sorted(mcids):
            if (number, mcid) not in owners:
                faults.structure(f"{pages[number]}: content {mcid} belongs to no tag.")
        _check_parent_array(file, number, pages[number], mcids, owners, parents, faults)


def _check_parent_array(
    file: PdfFile,
    number: int,
    page: str,
    mcids: set[int],
    owners: Mapping[tuple[int, int], int],
    parents: Mapping[int, Value],
    faults: FaultList,
) -> None:
    """The page's way back from content to tag, which readers go when a person points at the page."""
    key = file.dictionary(file.get(number)).get("StructParents")
    listed = file.array(parents.get(key)) if isinstance(key, int) else []
    if mcids and not listed:
        faults.structure(f"{page} does not lead back to its tags.")
        return
    for mcid in range(max([len(listed), *(mcid + 1 for mcid in mcids)])):
        found = listed[mcid] if mcid < len(listed) else None
        expected = owners.get((number, mcid)) if mcid in mcids else None
        if (int(found) if isinstance(found, Ref) else None) != expected:
            faults.structure(f"{page}: content {mcid} leads back to another tag than the one that claims it.")


def check_annotations(
    file: PdfFile,
    pages: list[tuple[int, dict[str, Value]]],
    tree: Tree,
    parents: Mapping[int, Value],
    faults: FaultList,
) -> None:
    """Links lie in Link tags, both ways, and say where they lead (7.18.1, 7.18.5), and the tab key follows (7.18.3)."""
    claimed = {claim.annotation: (claim.page, owner) for claim, owner in tree.claims if claim.annotation}
    counts = Counter(claim.annotation for claim, _ in tree.claims if claim.annotation)
    for index, (number, entries) in enumerate(pages, 1):
        annotations = file.array(entries.get("Annots"))
        if annotations and entries.get("Tabs") != "S":
            faults.conformance(f"Page {index} does not say that the tab key follows the tags.")
        for reference in annotations:
            annotation = file.dictionary(reference)
            key = annotation.get("StructParent")
            own = int(reference) if isinstance(reference, Ref) else 0
            where, owner = claimed.pop(own, (0, None))
            back = parents.get(key) if isinstance(key, int) else None
            if owner is None or counts[own] != 1 or where != number:
                faults.structure(f"Page {index}: a link area does not belong to exactly one tag of that page.")
            elif not isinstance(back, Ref) or back != owner.number:
                faults.structure(f"Page {index}: a link area leads back to another tag than the one that claims it.")
            elif annotation.get("Subtype") == "Link" and owner.role != "Link":
                faults.conformance(f"Page {index}: a link area lies in the tag {owner.role}.")
            if annotation.get("Subtype") == "Link" and not _leads_somewhere(file, annotation, {n for n, _ in pages}):
                faults.structure(f"Page {index}: a link leads nowhere.")
            _check_name(file, annotation, owner, f"Page {index}", faults)
    if claimed:
        faults.structure("A tag claims a link area that is on no page.")


def _check_name(
    file: PdfFile, annotation: Mapping[str, Value], owner: Element | None, page: str, faults: FaultList
) -> None:
    """What a screen reader says of a link (7.18.5) or of a field of a form (7.18.4, 7.18.1)."""
    if annotation.get("Subtype") != "Widget":
        if not file.text(annotation.get("Contents")).strip():
            faults.conformance(f"{page}: a link does not say where it leads.")
        return
    if owner is not None and owner.role != "Form":
        faults.conformance(f"{page}: a field to type in lies in the tag {owner.role}.")
    if not file.text(annotation.get("TU")).strip():
        faults.conformance(f"{page}: a field to type in does not say what belongs there.")


def _leads_somewhere(file: PdfFile, annotation: Mapping[str, Value], pages: set[int]) -> bool:
    """Whether a link has an address, or a page of this file as its destination (ISO 32000-1, 12.3.2 and 12.6.4)."""
    action = file.dictionary(annotation.get("A"))
    goal = file.array(annotation.get("Dest") or action.get("D"))
    return bool(action.get("URI")) or bool(goal and isinstance(goal[0], Ref) and int(goal[0]) in pages)


def check_headings(tree: Tree, faults: FaultList) -> None:
    """One H1 at the head, and no level left out on the way down (7.4.2)."""
    levels = [int(found[1]) for element in tree.elements if (found := _HEADING.fullmatch(element.role))]
    if levels.count(1) != 1 or levels[0] != 1:
        faults.conformance("The headings do not begin with the title as the one heading of level 1.")
    for before, level in pairwise(levels):
        if level > before + 1:
            faults.conformance(f"A heading of level {level} follows one of level {before}.")


def check_elements(file: PdfFile, tree: Tree, faults: FaultList) -> None:
    """Alternative texts (7.3), header cells (7.5), lists (7.6), and tags where they may stand."""
    if [kid.role for kid in tree.root.kids if isinstance(kid, Element)] != ["Document"]:
        faults.structure("The tags do not begin with one Document.")
    for element in tree.elements:
        role, entries = element.role, element.entries
        if role == "Figure" and not file.text(entries.get("Alt")).strip():
            faults.conformance("A picture has no alternative text.")
        elif role == "TH" and not _has_scope(file, entries.get("A")):
            faults.conformance("A header cell of a table does not say whether it heads a row or a column.")
        elif role == "Link" and not any(not isinstance(kid, Element) and kid.annotation for kid in element.kids):
            faults.conformance("A Link tag has no link area.")
        _check_kids(element, faults)


def _check_kids(element: Element, faults: FaultList) -> None:
    kids = [kid.role for kid in element.kids if isinstance(kid, Element)]
    for role in kids:
        if role in _PARENTS and element.role not in _PARENTS[role]:
            faults.structure(f"The tag {role} stands in {element.role}, where it has no meaning.")
    if element.role == "L" and ("LI" not in kids or any(role not in ("LI", "Caption", "L") for role in kids)):
        faults.structure("A list holds something other than list items.")
    elif element.role == "LI" and ("LBody" not in kids or any(role not in ("Lbl", "LBody") for role in kids)):
        faults.structure("A list item holds something other than its label and its body.")


def _has_scope(file: PdfFile, attributes: Value) -> bool:
    """Whether one of the attribute objects is of a table and has a Scope (ISO 32000-1, 14.8.5.7)."""
    attributes = file.resolve(attributes)
    for attribute in attributes if isinstance(attributes, list) else [attributes]:
        entries = file.dictionary(attribute)
        if entries.get("O") == "Table" and entries.get("Scope") in ("Row", "Column", "Both"):
            return True
    return False
