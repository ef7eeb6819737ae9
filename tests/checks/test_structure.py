"""Tags, the content they claim, and links: what is damaged is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.checks.conftest import Damaged, found

# -- tags -----------------------------------------------------------------------------------------------------------


def set_entry(role: str, key: str, value: Any) -> Callable[[Damaged], None]:
    def change(damaged: Damaged) -> None:
        damaged.elements(role)[0][key] = value

    return change


def drop_entry(role: str, key: str) -> Callable[[Damaged], None]:
    def change(damaged: Damaged) -> None:
        del damaged.elements(role)[0][key]

    return change


def heading_before_the_title(damaged: Damaged) -> None:
    kids = damaged.elements("Document")[0].K
    kids.insert(0, kids[-1])
    del kids[-1]
    damaged.elements("H1")[0].S = Name.H2


def tag_twice(damaged: Damaged) -> None:
    kids = damaged.elements("Document")[0].K
    kids.append(kids[0])


def tag_in_a_circle(damaged: Damaged) -> None:
    damaged.elements("Sect")[0].K.append(damaged.elements("Document")[0])


@pytest.mark.parametrize(
    ("change", "rule", "words"),
    [
        (drop_entry("Figure", "/Alt"), "conformance", "no alternative text"),
        (set_entry("Figure", "/Alt", String(" ")), "conformance", "no alternative text"),
        (drop_entry("TH", "/A"), "conformance", "header cell"),
        (set_entry("H3", "/S", Name.H4), "conformance", "level 4 follows"),
        (set_entry("H2", "/S", Name.H1), "conformance", "one heading of level 1"),
        (set_entry("H1", "/S", Name.P), "conformance", "one heading of level 1"),
        (heading_before_the_title, "conformance", "one heading of level 1"),
        (set_entry("LI", "/S", Name.Div), "bad-structure", "other than list items"),
        (set_entry("LBody", "/S", Name.Div), "bad-structure", "other than its label and its body"),
        (set_entry("TR", "/S", Name.Div), "bad-structure", "stands in Div"),
        (set_entry("Document", "/S", Name.Part), "bad-structure", "begin with one Document"),
        (set_entry("P", "/P", Dictionary()), "bad-structure", "names another tag as its parent"),
        (tag_twice, "bad-structure", "stands in the tree twice"),
        (tag_in_a_circle, "bad-structure", "stands in the tree twice"),
        (set_entry("P", "/K", String("?")), "bad-structure", "something that is no content"),
    ],
)
def test_tags(damaged: Damaged, change: Callable[[Damaged], None], rule: str, words: str) -> None:
    change(damaged)
    assert found(damaged.faults(), rule, words)


# -- tags and content -----------------------------------------------------------------------------------------------


def claim_nothing(damaged: Damaged) -> None:
    del damaged.elements("H1")[0].K


def claim_again(damaged: Damaged) -> None:
    mcid = damaged.elements("H1")[0].K
    damaged.elements("Sect")[0].K.append(mcid)
    damaged.elements("Sect")[0].Pg = damaged.pdf.pages[0].obj


def claim_missing(damaged: Damaged) -> None:
    damaged.elements("H1")[0].K = Array([damaged.elements("H1")[0].K, 999])


def parent_swapped(damaged: Damaged) -> None:
    numbers = damaged.pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = next(owners for owners in list(numbers)[1::2] if isinstance(owners, Array))
    owners[0], owners[1] = owners[1], owners[0]


def no_way_back(damaged: Damaged) -> None:
    del damaged.pdf.pages[0].StructParents


def in_content(old: bytes, new: bytes) -> Callable[[Damaged], None]:
    return lambda damaged: damaged.edit_page(0, lambda content: content.replace(old, new, 1))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (claim_nothing, "belongs to no tag"),
        (claim_again, "which another tag has already"),
        (claim_missing, "which is not there"),
        (parent_swapped, "leads back to another tag"),
        (no_way_back, "does not lead back to its tags"),
        (in_content(b"/H1 <</MCID 0>> BDC", b"/H1 <</MCID 1>> BDC"), "is given twice"),
        (in_content(b"/H1 <</MCID 0>> BDC", b"/H1 <</MCID 1>>  BDC /P <</MCID 0>> BDC"), "stands inside other content"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b"/Artifact BMC /P <</MCID 0>> BDC "), "stands inside other content"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b"/H1 <</MCID 0>> BDC /Artifact BMC EMC "), "an artifact stands inside"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b""), "text stands outside"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b""), "ends that never began"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b"/Span <</A <</B 1>>>> BDC "), "cannot be checked"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b"/Span BMC "), "text stands outside"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b"0 0 9 9 re f /H1 <</MCID 0>> BDC\n"), "something is drawn outside"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b"/Im1 Do /H1 <</MCID 0>> BDC\n"), "something is drawn outside"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b"/P BMC /H1 <</MCID 0>> BDC\n"), "marked content does not end"),
        (in_content(b"/H1 <</MCID 0>> BDC\n", b"/H1 <</MCID 0>> BDC BT (hidden) Tj ET "), "cannot be checked"),
        (in_content(b"/F1 ", b"/F99 "), "a font that the page does not have"),
    ],
)
def test_tags_and_content(damaged: Damaged, change: Callable[[Damaged], None], words: str) -> None:
    change(damaged)
    assert found(damaged.faults(), "bad-structure", words)


# -- links ----------------------------------------------------------------------------------------------------------


def first_link(damaged: Damaged) -> Any:
    return next(page.Annots[0] for page in damaged.pdf.pages if "/Annots" in page)


def link_without_contents(damaged: Damaged) -> None:
    del first_link(damaged).Contents


def link_with_a_wrong_key(damaged: Damaged) -> None:
    first_link(damaged).StructParent += 1


def link_claimed_by_nobody(damaged: Damaged) -> None:
    link = damaged.elements("Link")[0]
    link.K = Array([kid for kid in link.K if not (isinstance(kid, Dictionary) and "/Obj" in kid)])


def link_in_a_paragraph(damaged: Damaged) -> None:
    damaged.elements("Link")[0].S = Name.Span


def link_on_no_page(damaged: Damaged) -> None:
    page = next(page for page in damaged.pdf.pages if "/Annots" in page)
    del page.Annots[0]


def no_tab_order(damaged: Damaged) -> None:
    del next(page for page in damaged.pdf.pages if "/Annots" in page).Tabs


@pytest.mark.parametrize(
    ("change", "rule", "words"),
    [
        (link_without_contents, "conformance", "does not say where it leads"),
        (link_with_a_wrong_key, "bad-structure", "leads back to another tag"),
        (link_claimed_by_nobody, "bad-structure", "does not belong to exactly one tag"),
        (link_claimed_by_nobody, "conformance", "has no link area"),
        (link_in_a_paragraph, "conformance", "lies in the tag Span"),
        (link_on_no_page, "bad-structure", "is on no page"),
        (no_tab_order, "conformance", "tab key"),
    ],
)
def test_links(damaged: Damaged, change: Callable[[Damaged], None], rule: str, words: str) -> None:
    change(damaged)
    assert found(damaged.faults(), rule, words)
