"""The structure tree and the outline as PDF objects. Source: ISO 32000-1, 14.7 and 12.3.3; ISO 32000-2 for PDF 2.0."""

from __future__ import annotations

from generator.pdf.canvas import TaggingCanvas
from generator.pdf.objects import Name, Ref, Value, pdf_bytes, text_string
from generator.tags import AttributeValue, Mark, ObjectMark, Tag

# Roles that PDF 1.7 does not know, and what they are taken for. Source: ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4.
_ROLE_MAP = {"Strong": "Span", "Em": "Span", "Aside": "Div", "Title": "P"}
# Attribute values that only PDF 2.0 knows. Source: ISO 32000-2, table 382.
_PDF2_VALUES = ("Description",)
_PDF1_NAMESPACE, _PDF2_NAMESPACE = "http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"
# Roles that PDF 2.0 takes from PDF 1.7 alone. Source: ISO 32000-2, 14.8.6 and annex M.
_PDF1_ROLES = ("BlockQuote", "Code")


def _namespace_of(tag: Tag) -> str:
    return _PDF1_NAMESPACE if tag.role in _PDF1_ROLES else _PDF2_NAMESPACE


class StructureWriter:
    """Writes one document's tree; every tag gets its object number before any is written."""

    def __init__(self, canvas: TaggingCanvas, pdf2: bool) -> None:
        self.canvas = canvas
        self.pdf2 = pdf2
        self.numbers: dict[Tag, int] = {}
        self.pages: dict[int, int] = {}
        self.namespaces: dict[str, int] = {}

    def write(self) -> int:
        """Write the tree; returns the number of the StructTreeRoot."""
        canvas, document = self.canvas, self.canvas.document
        document.pruned()
        tags = list(document.walk())
        if self.pdf2:
            self.namespaces = {uri: self._namespace(uri) for uri in sorted({_namespace_of(tag) for tag in tags})}
        self.pages = {page: canvas.page_number_of(page) for page in range(canvas.page_index)}
        root = canvas.add_object()
        for tag in tags:
            self.numbers[tag] = canvas.add_object()
        self._write_tag(document, root)
        entries: dict[str, Value] = {
            "Type": Name("StructTreeRoot"),
            "K": [Ref(self.numbers[document])],
            "ParentTree": Ref(canvas.add_object(self._parent_tree())),
            "ParentTreeNextKey": len(canvas.parents),
        }
        if self.pdf2:
            entries["Namespaces"] = [Ref(number) for number in self.namespaces.values()]
        else:
            used = {tag.role for tag in tags}
            entries["RoleMap"] = {role: Name(known) for role, known in _ROLE_MAP.items() if role in used}
        canvas.fill_object(root, pdf_bytes(entries))
        return root

    def _namespace(self, uri: str) -> int:
        return self.canvas.add_object(pdf_bytes({"Type": Name("Namespace"), "NS": uri}))

    def _write_tag(self, tag: Tag, parent: int) -> None:
        """One structure element. Written by hand: a leaflet has hundreds of them."""
        own = self.numbers[tag]
        page = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), None)
        parts = [f"<</S/{tag.role}/P {parent} 0 R"]
        if self.pdf2:
            parts.append(f"/NS {self.namespaces[_namespace_of(tag)]} 0 R")
        if tag.alt:
            parts.append(f"/Alt{text_string(tag.alt)}")
        if tag.actual:
            parts.append(f"/ActualText{text_string(tag.actual)}")
        if tag.lang:
            parts.append(f"/Lang{text_string(tag.lang)}")
        if tag.attributes and (attributes := self._attributes(tag)):
            parts.append(f"/A{attributes}")
        if page is not None:
            parts.append(f"/Pg {self.pages[page]} 0 R")
        kids = [self._kid(kid, page) for kid in tag.kids]
        if kids:
            parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
        parts.append(">>")
        self.canvas.fill_object(own, "".join(parts).encode("ascii"))
        for kid in tag.kids:
            if isinstance(kid, Tag):
                self._write_tag(kid, own)

    def _attributes(self, tag: Tag) -> str:
        owners: list[Value] = []
        for owner, values in tag.attributes.items():
            known = {key: _attribute(value) for key, value in values.items() if self.pdf2 or value not in _PDF2_VALUES}
            if known:
                owners.append({"O": Name(owner), **known})
        return pdf_bytes(owners[0] if len(owners) == 1 else owners).decode("ascii") if owners else ""

    def _kid(self, kid: Tag | Mark | ObjectMark, page: int | None) -> str:
        if isinstance(kid, Tag):
            return f"{self.numbers[kid]} 0 R"
        if isinstance(kid, Mark):
            return str(kid.mcid) if kid.page == page else f"<</Type/MCR/Pg {self.pages[kid.page]} 0 R/MCID {kid.mcid}>>"
        return f"<</Type/OBJR/Pg {self.pages[kid.page]} 0 R/Obj {kid.number} 0 R>>"

    def _parent_tree(self) -> bytes:
        numbers: list[Value] = []
        for key, owner in enumerate(self.canvas.parents):
            owners: Value = (
                Ref(self.numbers[owner]) if isinstance(owner, Tag) else [Ref(self.numbers[tag]) for tag in owner]
            )
            numbers += [key, owners]
        return pdf_bytes({"Nums": numbers})

    def write_outline(self) -> int:
        """Write the outline from the headings; returns its number, 0 when there are none."""
        bookmarks = self.canvas.bookmarks
        if not bookmarks:
            return 0
        root = self.canvas.add_object()
        numbers = [self.canvas.add_object() for _ in bookmarks]
        parents = _outline_parents([level for level, *_ in bookmarks])
        kids: dict[int, list[int]] = {}
        for index, parent in enumerate(parents):
            kids.setdefault(parent, []).append(index)
        for index, (_, title, tag, page, top) in enumerate(bookmarks):
            siblings = kids[parents[index]]
            at = siblings.index(index)
            entries: dict[str, Value] = {
                "Title": title,
                "Parent": Ref(numbers[parents[index]] if parents[index] >= 0 else root),
            }
            if at:
                entries["Prev"] = Ref(numbers[siblings[at - 1]])
            if at + 1 < len(siblings):
                entries["Next"] = Ref(numbers[siblings[at + 1]])
            entries |= _ends(kids.get(index, []), numbers) | self._destination(tag, page, top)
            below = _descendants(index, kids)
            if below:
                entries["Count"] = below  # positive: shown open (12.3.3)
            self.canvas.fill_object(numbers[index], pdf_bytes(entries))
        top_level: dict[str, Value] = {"Type": Name("Outlines"), **_ends(kids[-1], numbers)}
        top_level["Count"] = len(bookmarks)
        self.canvas.fill_object(root, pdf_bytes(top_level))
        return root

    def write_inner_links(self) -> None:
        """Links to places in the document, now that all of them are drawn and have their numbers."""
        for number, entries, goal in self.canvas.inner_links:
            assert goal.tag is not None and goal.page >= 0
            self.canvas.fill_object(number, pdf_bytes(entries | self._destination(goal.tag, goal.page, goal.top)))

    def _destination(self, tag: Tag, page: int, top: float) -> dict[str, Value]:
        """Where a bookmark leads; PDF/UA-2 (ISO 14289-2, 8.8) wants a structure destination as well."""
        place: list[Value] = [Ref(self.canvas.page_number_of(page)), Name("XYZ"), None, round(top, 1), None]
        if not self.pdf2:
            return {"Dest": place}
        return {"A": {"S": Name("GoTo"), "D": place, "SD": [Ref(self.numbers[tag]), *place[1:]]}}


def _attribute(value: AttributeValue) -> Value:
    if isinstance(value, str):
        return Name(value)
    return [round(v, 2) for v in value] if isinstance(value, list) else value


def _ends(kids: list[int], numbers: list[int]) -> dict[str, Value]:
    return {"First": Ref(numbers[kids[0]]), "Last": Ref(numbers[kids[-1]])} if kids else {}


def _descendants(index: int, kids: dict[int, list[int]]) -> int:
    return sum(1 + _descendants(kid, kids) for kid in kids.get(index, []))


def _outline_parents(levels: list[int]) -> list[int]:
    """For each entry the index of the nearest earlier one of a higher level, -1 for none."""
    parents, open_ = [], list[int]()
    for index, level in enumerate(levels):
        while open_ and levels[open_[-1]] >= level:
            open_.pop()
        parents.append(open_[-1] if open_ else -1)
        open_.append(index)
    return parents
