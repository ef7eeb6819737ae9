"""The witness finds what is wrong with a finished PDF, and nothing in one that is right."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from generator.checks.witness import Fault, check_pdf
from tests.checks.conftest import Damaged, leaflet, rewrite

LANGS = ("en", "es", "ar", "hi", "th", "zh-Hans")


def found(faults: list[Fault], rule: str, words: str) -> bool:
    return any(fault.rule == rule and words in fault.message for fault in faults)


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_good_leaflet_has_no_faults(lang: str, standard: str) -> None:
    data, texts = leaflet(lang, standard)
    assert check_pdf(data, standard, texts) == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_rewriting_alone_does_no_damage(lang: str) -> None:
    """Without this, every test below could pass for a wrong reason."""
    assert Damaged(lang).faults() == []


def test_a_leaflet_is_not_what_another_standard_asks() -> None:
    data, texts = leaflet("en", "ua-2")
    faults = check_pdf(data, "ua-1", texts)
    assert found(faults, "conformance", "PDF 2.0, not 1.7")
    assert found(faults, "conformance", "pdfuaid:part 1")


# -- what the file says of itself -----------------------------------------------------------------------------------


def without_lang(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def without_title(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata = pdf.make_stream(re.sub(rb"(?s)<dc:title>.*</dc:title>", b"", xmp), Type=Name.Metadata)


def without_claim(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)


def without_display(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def not_marked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@pytest.mark.parametrize(
    ("damage", "rule", "words"),
    [
        (without_lang, "conformance", "does not name its language"),
        (without_title, "conformance", "has no title"),
        (without_claim, "conformance", "do not claim pdfuaid:part"),
        (without_display, "conformance", "window's head"),
        (not_marked, "conformance", "does not say that it is tagged"),
        (without_tags, "bad-structure", "has no tags"),
    ],
)
def test_facts_of_the_file(damaged: Damaged, damage: Callable[[pikepdf.Pdf], None], rule: str, words: str) -> None:
    damage(damaged.pdf)
    assert found(damaged.faults(), rule, words)


def test_the_validator_is_asked(damaged: Damaged) -> None:
    """A fault that the witness's own checks do not look for."""
    del damaged.pdf.Root.OutputIntents
    faults = damaged.faults()
    assert found(faults, "conformance", "PDF/A-2a: ")
    assert not found(faults, "conformance", "PDF/UA-1: ")


def test_a_validator_that_cannot_run_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a file would pass that nobody validated."""
    data, texts = leaflet("en")
    monkeypatch.setitem(sys.modules, "page", None)
    assert found(check_pdf(data, "ua-1", texts), "conformance", "could not be validated")


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


# -- fonts ----------------------------------------------------------------------------------------------------------


def change_stream(damaged: Damaged, owner: Any, key: str, change: Callable[[bytes], bytes]) -> None:
    before = owner[key].read_bytes()
    after = change(before)
    assert after != before
    owner[key] = damaged.pdf.make_stream(after)


def not_embedded(damaged: Damaged) -> None:
    del damaged.fonts()[0].DescendantFonts[0].FontDescriptor.FontFile2


def broken_program(damaged: Damaged) -> None:
    descriptor = damaged.fonts()[0].DescendantFonts[0].FontDescriptor
    change_stream(damaged, descriptor, "/FontFile2", lambda data: b"OTTO" + data[4:])


def simple_font(damaged: Damaged) -> None:
    damaged.fonts()[0].Subtype = Name.TrueType


def without_unicode(damaged: Damaged) -> None:
    del damaged.fonts()[0].ToUnicode


def code_without_text(damaged: Damaged) -> None:
    change_stream(damaged, damaged.fonts()[0], "/ToUnicode", lambda data: re.sub(rb"<0001> <[0-9A-F]+>\n", b"", data))


def private_text(damaged: Damaged) -> None:
    change_stream(
        damaged, damaged.fonts()[0], "/ToUnicode", lambda data: re.sub(rb"<0001> <[0-9A-F]+>", b"<0001> <E001>", data)
    )


def half_a_pair(damaged: Damaged) -> None:
    change_stream(
        damaged, damaged.fonts()[0], "/ToUnicode", lambda data: re.sub(rb"<0001> <[0-9A-F]+>", b"<0001> <D800>", data)
    )


def glyph_zero(damaged: Damaged) -> None:
    descendant = damaged.fonts()[0].DescendantFonts[0]
    change_stream(damaged, descendant, "/CIDToGIDMap", lambda data: data[:2] + b"\0\0" + data[4:])


def glyph_beyond(damaged: Damaged) -> None:
    descendant = damaged.fonts()[0].DescendantFonts[0]
    change_stream(damaged, descendant, "/CIDToGIDMap", lambda data: data[:2] + b"\xff\xf0" + data[4:])


def map_too_short(damaged: Damaged) -> None:
    descendant = damaged.fonts()[0].DescendantFonts[0]
    change_stream(damaged, descendant, "/CIDToGIDMap", lambda data: data[:2])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (not_embedded, "is not embedded"),
        (broken_program, "font file of"),
        (simple_font, "is not a composite TrueType font"),
        (without_unicode, "does not say which text its codes stand for"),
        (code_without_text, "which text its code 0001 stands for"),
        (private_text, "a text that nobody can read"),
        (half_a_pair, "a text that nobody can read"),
        (glyph_zero, "empty box"),
        (glyph_beyond, "empty box"),
        (map_too_short, "empty box"),
    ],
)
def test_fonts(damaged: Damaged, change: Callable[[Damaged], None], words: str) -> None:
    change(damaged)
    faults = damaged.faults()
    assert found(faults, "conformance", words)
    for fault in faults:
        fault.message.encode("utf-8")


def test_a_form_could_hide_text(damaged: Damaged) -> None:
    form = damaged.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    damaged.pdf.pages[0].Resources.XObject = Dictionary(Fm1=form)
    assert found(damaged.faults(), "bad-structure", "could hold text")


# -- text -----------------------------------------------------------------------------------------------------------


def test_a_wrong_letter_is_named() -> None:
    """ToUnicode says that M is N: the page looks right and reads wrong."""
    damaged = Damaged()
    change_stream(damaged, damaged.fonts()[0], "/ToUnicode", lambda data: data.replace(b"<004D>", b"<004E>"))
    faults = damaged.faults()
    assert found(faults, "text-differs", "Metastatic breast cancer")


def test_a_missing_code_is_found(damaged: Damaged) -> None:
    damaged.edit_page(0, lambda content: content.replace(b"[<00010002", b"[<0001", 1))
    faults = [fault for fault in damaged.faults() if fault.rule == "text-differs"]
    assert len(faults) == 1
    assert "“Metastatic breast cancer” is read as “Mtastaticbreastcancer”" in faults[0].message
    assert "after 1 characters comes “t” (U+0074 LATIN SMALL LETTER T) in place of “e” (U+0065" in faults[0].message


def test_texts_in_the_wrong_order(damaged: Damaged) -> None:
    kids = damaged.elements("Document")[0].K
    kids.insert(2, kids[0])
    del kids[0]
    assert found(damaged.faults(), "text-differs", "stands in the wrong place")


def test_text_that_the_pdf_never_had() -> None:
    data, texts = leaflet("en")
    faults = check_pdf(data, "ua-1", (*texts, "Take two tablets"))
    assert [fault.rule for fault in faults] == ["text-differs"]


def test_right_to_left_text_without_its_mark_reads_backwards() -> None:
    damaged = Damaged("ar")
    assert damaged.faults() == []
    damaged.edit_page(0, lambda content: content.replace(b"/ReversedChars BMC", b"/Span BMC", 1))
    assert found(damaged.faults(), "text-differs", "سرطان")


# -- files that are no files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\nstartxref\n9\n%%EOF\n", b"PK\3\4"])
def test_what_is_no_pdf(data: bytes) -> None:
    assert found(check_pdf(data, "ua-1", ()), "bad-structure", "cannot be read")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short(share: float) -> None:
    data, texts = leaflet("en")
    assert found(check_pdf(data[: int(len(data) * share)], "ua-1", texts), "bad-structure", "cannot be read")


# `too_slow` counts the first build of the leaflet.
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
def test_flipped_bytes_never_raise(changes: list[tuple[int, int]]) -> None:
    """UA-2 has no outside validator, so this is the witness alone."""
    original, texts = leaflet("en", "ua-2")
    data = bytearray(original)
    for at, byte in changes:
        data[at % len(data)] = byte
    for fault in check_pdf(bytes(data), "ua-2", texts):
        assert fault.message


@cache
def plain_leaflet() -> bytes:
    """A leaflet whose objects and pages are not compressed."""
    damaged = Damaged("en", "ua-2")
    for page in damaged.pdf.pages:
        page.Contents = damaged.pdf.make_stream(page.Contents.read_bytes())
    return rewrite(damaged.pdf)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6),
            st.sampled_from([b"<<", b">>", b"[", b"]", b"null", b"-1", b"9 0 R", b"(", b")", b"/K", b"<F>", b"1.1.1"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_damaged_objects_never_raise(changes: list[tuple[int, bytes]]) -> None:
    """Bytes flipped in a compressed stream only break its checksum; here the syntax of objects is broken."""
    data, texts = bytearray(plain_leaflet()), leaflet("en", "ua-2")[1]
    for at, token in changes:
        at %= len(data)
        data[at : at + len(token)] = token
    for fault in check_pdf(bytes(data), "ua-2", texts):
        assert fault.message
