"""Fonts: every code shown has a text and a glyph, and the witness sees when it has not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pikepdf import Dictionary, Name

from tests.checks.conftest import Damaged, change_stream, found


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
