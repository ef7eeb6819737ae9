"""The witness finds what is wrong with a finished PDF, and nothing in one that is right."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Name

from generator.checks.witness import check_pdf
from tests.checks.conftest import Damaged, change_stream, found, leaflet, rewrite

LANGS = ("en", "es", "ar", "hi", "th", "zh-Hans")


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
