"""The structure tree of a PDF, read from its root, and what it claims of the pages' content.

Source: ISO 32000-1, 14.7 (logical structure) and 14.8.4 (standard types).
"""

from __future__ import annotations

from generator.checks.faults import FaultList
from generator.checks.reader import Dict, PdfFile, Ref, Value
from generator.values import Frozen, Mutable, field

# Tags inside a line; every other one begins its own part (ISO 32000-1, 14.8.4.4; ISO 32000-2, 14.8.4.7).
INLINE = frozenset(
    (
        "Span",
        "Strong",
        "Em",
        "Link",
        "Quote",
        "Code",
        "Sub",
        "Reference",
        "Note",
        "BibEntry",
        "Annot",
        "Ruby",
        "Warichu",
    )
)

# Deeper than any leaflet; a tree that goes on is a circle.
_MAX_DEPTH = 60


class Claim(Frozen):
    """Content that an element claims: a marked-content id on the page with that object number, or an annotation."""

    page: int
    mcid: int = -1
    annotation: int = 0


class Element(Mutable, eq=False):
    """A structure element. role: the standard one, after the role map; number: its object; kids: in reading order."""

    role: str
    number: int
    entries: Dict
    kids: list[Element | Claim] = field(default_factory=list)


class Tree(Mutable):
    """elements: all, in reading order; claims: with the element that makes each, in reading order."""

    root: Element
    elements: list[Element] = field(default_factory=list)
    claims: list[tuple[Claim, Element]] = field(default_factory=list)


class TreeReader:
    """Reads the tree; what does not hold together goes to the list of faults."""

    def __init__(self, file: PdfFile, faults: FaultList) -> None:
        self.file = file
        self.faults = faults
        self._seen: set[int] = set()
        self._roles: dict[str, str] = {}
        self._tree = Tree(Element("StructTreeRoot", 0, {}))

    def read(self, reference: Value) -> Tree:
        """The tree below the StructTreeRoot that `reference` leads to."""
        entries = self.file.dictionary(reference)
        if not entries:
            self.faults.structure("The file has no tags.")
        for name, known in self.file.dictionary(entries.get("RoleMap")).items():
            self._roles[name] = known if isinstance(known, str) else name
        tree = self._tree
        tree.root.number = int(reference) if isinstance(reference, Ref) else 0
        self._read_kids(tree.root, entries.get("K"), 0, 0)
        return tree

    def _read_kids(self, parent: Element, value: Value, page: int, depth: int) -> None:
        value = value if isinstance(value, (int, Ref)) else self.file.resolve(value)
        if depth > _MAX_DEPTH:
            self.faults.structure("The tags are nested without end.")
            return
        for kid in value if isinstance(value, list) else [value]:
            if isinstance(kid, Ref):
                entries = self.file.dictionary(kid)
                if "S" in entries:
                    self._read_element(parent, int(kid), entries, depth)
                    continue
                kid = entries
            if isinstance(kid, dict):
                self._read_reference(parent, kid, page)
            elif isinstance(kid, int):
                self._claim(parent, Claim(page, kid))
            elif kid is not None:
                self.faults.structure(f"The tag {parent.role} holds something that is no content.")

    def _read_element(self, parent: Element, number: int, entries: Dict, depth: int) -> None:
        role = entries.get("S")
        role = str(role) if isinstance(role, str) else ""
        if number in self._seen:
            self.faults.structure(f"The tag {role} stands in the tree twice.")
            return
        self._seen.add(number)
        if entries.get("P") != parent.number:
            self.faults.structure(f"The tag {role} below {parent.role} names another tag as its parent.")
        element = Element(self._roles.get(role, role), number, entries)
        parent.kids.append(element)
        self._tree.elements.append(element)
        page = entries.get("Pg")
        self._read_kids(element, entries.get("K"), int(page) if isinstance(page, Ref) else 0, depth + 1)

    def _read_reference(self, parent: Element, entries: Dict, page: int) -> None:
        """A marked-content reference or an object reference (14.7.4.2, 14.7.4.3)."""
        own_page, mcid, annotation = entries.get("Pg"), entries.get("MCID"), entries.get("Obj")
        page = int(own_page) if isinstance(own_page, Ref) else page
        if isinstance(annotation, Ref):
            self._claim(parent, Claim(page, annotation=int(annotation)))
        elif isinstance(mcid, int):
            self._claim(parent, Claim(page, mcid))
        else:
            self.faults.structure(f"The tag {parent.role} holds something that is no content.")

    def _claim(self, owner: Element, claim: Claim) -> None:
        owner.kids.append(claim)
        self._tree.claims.append((claim, owner))


def read_parent_tree(file: PdfFile, value: Value) -> dict[int, Value]:
    """The number tree from keys of pages and annotations to elements. Source: ISO 32000-1, 7.9.7 and 14.7.4.4."""
    found: dict[int, Value] = {}
    waiting, steps = [value], 0
    while waiting and steps < 10_000:
        steps += 1
        node = file.dictionary(waiting.pop())
        waiting += file.array(node.get("Kids"))
        numbers = file.array(node.get("Nums"))
        found.update(
            (key, item) for key, item in zip(numbers[::2], numbers[1::2], strict=False) if isinstance(key, int)
        )
    return found
