"""Files that go to a translator and come back: PO, XLIFF 1.2 and 2.1."""

from __future__ import annotations

import gettext
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import pypo

from generator.model.languages import language_table
from generator.project import Project
from generator.translation.desk import put, record, start, update, write
from generator.translation.marks import Code, mark_faults, parts_of, text_of
from generator.translation.po import read_po, write_po
from generator.translation.units import Package, Unit, pack, unpack
from generator.translation.xliff import read_xliff, write_xliff_12, write_xliff_21
from generator.values import replace
from tests.translation.desks import ANA, change, desk, recorded, refused, text

Make = Callable[..., Project]
Write, Read = Callable[[Package], bytes], Callable[[bytes, str], Package]

FORMATS: dict[str, tuple[Write, Read]] = {
    "po": (write_po, read_po),
    "xliff-1.2": (write_xliff_12, read_xliff),
    "xliff-2.1": (write_xliff_21, read_xliff),
}
each_format = pytest.mark.parametrize("form", FORMATS)
ROOT = Path(__file__).parents[2]


def sent(project: Project, form: str, lang: str = "es") -> bytes:
    return FORMATS[form][0](pack(desk(project, lang)))


def came_back(data: bytes, project: Project, form: str, lang: str = "es") -> dict[str, str]:
    return unpack(FORMATS[form][1](data, "back.xlf"), desk(project, lang), "back.xlf")


def faults(data: bytes, project: Project, form: str) -> list[str]:
    return [problem.message for problem in refused(lambda: came_back(data, project, form))]


# --- There and back --------------------------------------------------------------------------------


@each_format
def test_what_comes_back_unchanged_changes_nothing(tmp_project: Make, form: str) -> None:
    project = recorded(tmp_project)
    before = text(project)
    texts = came_back(sent(project, form), project, form)
    assert len(texts) == 18
    write(put(desk(project), texts, ANA))
    assert text(project) == before


@each_format
@pytest.mark.parametrize("lang", [tag for tag in Project.at(ROOT).languages("metastatic-breast-cancer") if tag != "en"])
def test_every_leaflet_of_the_library_goes_there_and_back(form: str, lang: str) -> None:
    from generator.translation.desk import open_desk

    here = open_desk(Project.at(ROOT), "metastatic-breast-cancer", lang)
    data = FORMATS[form][0](pack(here))
    texts = unpack(FORMATS[form][1](data, "x"), here, "x")
    assert texts == {pair.target.path: pair.target.text for pair in here.pairs if pair.target}


@each_format
def test_a_new_translation_is_filled(tmp_project: Make, form: str) -> None:
    project = recorded(tmp_project)
    write(start(project, "tablets", "de", "en", ANA))
    package = pack(desk(project, "de"))
    assert {unit.target for unit in package.units} == {""}
    done = replace(
        package,
        units=tuple(replace(u, target=f"Auf Deutsch: {u.source}", status="draft", ready=True) for u in package.units),
    )
    texts = came_back(FORMATS[form][0](done), project, form, "de")
    write(put(desk(project, "de"), texts, ANA))
    assert 'title: "Auf Deutsch: Your new tablets"' in text(project, "de")
    assert {unit.status for unit in pack(desk(project, "de")).units} == {"draft"}


def translations(source: str) -> st.SearchStrategy[str]:
    """Translations of a text: words of any kind around its marks, in any order at the top."""
    words = st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co"), exclude_characters="*[]\\\ufeff"),
        min_size=1,
        max_size=12,
    )
    codes = [part for part in parts_of(source) if isinstance(part, Code)]
    return st.tuples(st.permutations(codes), st.lists(words, min_size=len(codes) + 1, max_size=len(codes) + 1)).map(
        lambda drawn: "".join(
            [drawn[1][0], *(text_of((code,)) + word for code, word in zip(drawn[0], drawn[1][1:], strict=True))]
        )
    )


SENTENCE = "Call **[us](tel:+1)** or **write** to [Ana]{lang=es}, at [stage IV]{nobreak}, of [cells]{term}."


@each_format
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_round_trips_lose_nothing(form: str, data: st.DataObject) -> None:
    target = data.draw(translations(SENTENCE))
    unit = Unit("content.1.text", SENTENCE, target, "draft", note="A note.", line=3)
    package = Package("tablets", "T-1", "1.0", "en", "es", (unit,))
    (found,) = FORMATS[form][1](FORMATS[form][0](package), "x").units
    assert (found.path, found.source, found.target, found.ready) == (unit.path, unit.source, target, True)


@given(st.text("ab*[](){}=\\langobrek:/htps. ", max_size=40))
@example("**a [b** c](http://x)")
@example("[" * 3000)
@settings(max_examples=500, deadline=None)
def test_marks_and_texts_are_one(typed: str) -> None:
    assert text_of(parts_of(typed)) == typed


def test_marks_are_codes() -> None:
    assert parts_of("a **[b](tel:+1)** c") == ("a ", Code("**", (Code("[", ("b",), "](tel:+1)"),), "**"), " c")
    assert parts_of("*a **b*** 5 * 6") == (Code("*", ("a ", Code("**", ("b",), "**")), "*"), " 5 * 6")


@each_format
def test_emphasis_is_a_code_that_tools_protect(form: str) -> None:
    unit = Unit("content.1.text", "Of *H. pylori*, **see *E. coli***.", "De *H. pylori*, **ver *E. coli***.", "draft")
    data = FORMATS[form][0](Package("tablets", "T-1", "1.0", "en", "es", (unit,)))
    assert {"po": b"*H. pylori*", "xliff-1.2": b'ctype="italic"', "xliff-2.1": b'subType="xlf:i"'}[form] in data
    (found,) = FORMATS[form][1](data, "x").units
    assert (found.source, found.target) == (unit.source, unit.target)


@pytest.mark.parametrize(
    ("source", "target", "lost", "extra"),
    [
        ("**a** b", "b **a**", [], []),
        ("*a* b", "b *a*", [], []),
        ("*a **b*** c", "*a b* c", ["**…**"], []),
        ("*a* b", "a b", ["*…*"], []),
        ("*a* b", "*a*b", ["*…*"], []),  # inside a word they are stars
        ("a* b", "*a* b", [], ["*…*"]),
        ("aspirin* 5 * 6", "aspirina* 5 * 6", [], []),
        ("**a** b", "a b", ["**…**"], []),
        ("a", "**a**", [], ["**…**"]),
        ("[a](tel:+1)", "[a](tel:+2)", ["[…](tel:+1)"], ["[…](tel:+2)"]),
        ("a", "[a]{lang=en}", [], []),
        ("a b", "[b a]{nobreak}", [], []),
        ("[a]{lang=fr}", "a", ["[…]{lang=fr}"], []),
        ("[a]{nobreak}", "[a]{lang=en}", ["[…]{nobreak}"], []),
        ("[a]{term}", "a", ["[…]{term}"], []),
        ("[a]{term}", "[b]{term=a}", [], []),  # a word that the translation bends is called by its name
        ("[a]{term=a}", "[a]{lang=en}", ["[…]{term}"], []),
    ],
)
def test_marks_that_are_lost_or_too_many(source: str, target: str, lost: list[str], extra: list[str]) -> None:
    assert mark_faults(source, target) == (lost, extra)


# --- What a translator sees ------------------------------------------------------------------------


@each_format
def test_a_changed_text_goes_out_with_its_earlier_source_and_is_not_done(tmp_project: Make, form: str) -> None:
    project = recorded(tmp_project)
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    data = sent(project, form).decode()
    assert "Do not stop by yourself." in data, "the earlier source, to see what has changed"
    assert "content.5.callout.title" not in came_back(data.encode(), project, form), "nobody has called it done"
    done = {
        "po": data.replace("#, fuzzy\n", ""),
        "xliff-1.2": data.replace("needs-adaptation", "translated"),
        "xliff-2.1": data.replace('state="initial" subState="handouts:changed"', 'state="translated"'),
    }[form]
    texts = came_back(done.encode(), project, form)
    assert texts["content.5.callout.title"] == "No los deje por su cuenta."
    write(put(desk(project), texts, ANA))
    assert pack(desk(project)).units == tuple(replace(u, changed=False, ready=True) for u in pack(desk(project)).units)


def test_notes_say_what_a_text_is_and_how_its_words_are_called() -> None:
    from generator.translation.desk import open_desk

    units = {unit.path: unit for unit in pack(open_desk(Project.at(ROOT), "metastatic-breast-cancer", "es")).units}
    assert units["content.4.figure.alt"].note == "Read aloud to people who cannot see the picture; never printed."
    assert units["content.2.heading"].note == "A heading.\nGlossary: Metastatic = Metastásico"


def test_protected_names_are_noted(tmp_project: Make) -> None:
    (unit,) = (unit for unit in pack(desk(recorded(tmp_project))).units if unit.path == "content.1.key-points.1")
    assert "Keep as it is: Tamoxifen" in unit.note


def test_a_translation_out_of_line_is_brought_in_line_first(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "en", "  - heading: When", "  - text: Keep them dry.\n  - heading: When")
    (problem,) = refused(lambda: pack(desk(project)))
    assert problem.hint == "First bring it in line with its source: handouts translate update tablets es"
    write(update(desk(project)))
    assert [unit.path for unit in pack(desk(project)).units if not unit.ready] == ["content.2.text"]


# --- Files that are not as they should be ----------------------------------------------------------


@each_format
def test_nothing_is_taken_from_a_file_for_something_else(tmp_project: Make, form: str) -> None:
    project = recorded(tmp_project)
    package = pack(desk(project))
    wrong = replace(package, name="capsules", lang="fr")
    assert faults(FORMATS[form][0](wrong), project, form) == [
        "The file is for the handout “capsules”, not “tablets”.",
        "The file is for the language “fr”, not “es”.",
    ]


@each_format
def test_a_source_that_has_changed_since_is_refused(tmp_project: Make, form: str) -> None:
    project = recorded(tmp_project)
    data = sent(project, form)
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    assert faults(data, project, form) == ["The source has changed since this was exported: “Do not stop by yourself.”"]


@each_format
def test_a_lost_mark_and_an_unknown_text_are_refused_together(tmp_project: Make, form: str) -> None:
    project = recorded(tmp_project)
    package = pack(desk(project))
    units = [
        replace(u, target="Tome un comprimido de Tamoxifen, 20 mg.") if "key-points.1" in u.path else u
        for u in package.units
    ]
    units[0] = replace(units[0], path="heading.7")
    assert faults(FORMATS[form][0](replace(package, units=tuple(units))), project, form) == [
        "The source has no text “heading.7”.",
        "The translation “Tome un comprimido de Tamoxifen, 20 mg.” has lost the mark **…**.",
    ]
    rules = [
        p.rule
        for p in refused(lambda: came_back(FORMATS[form][0](replace(package, units=tuple(units))), project, form))
    ]
    assert rules == ["wrong-exchange", "lost-mark"]


@each_format
def test_a_text_that_stands_twice_is_refused(tmp_project: Make, form: str) -> None:
    project = recorded(tmp_project)
    package = pack(desk(project))
    twice = replace(package, units=(*package.units, package.units[0]))
    assert faults(FORMATS[form][0](twice), project, form) == ["The text “title” stands twice."]


@pytest.mark.parametrize("form", ["xliff-1.2", "xliff-2.1"])
@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;">]>',
        '<!DOCTYPE xliff SYSTEM "http://example.org/evil.dtd">',
    ],
)
def test_document_types_are_refused(tmp_project: Make, form: str, head: str) -> None:
    project = recorded(tmp_project)
    declaration, rest = sent(project, form).decode().split("\n", 1)
    hostile = f"{declaration}\n{head}\n{rest.replace('Sus nuevos', '&x; nuevos') if 'ENTITY' in head else rest}"
    assert faults(hostile.encode(), project, form) == [
        "The file holds a document type, which can name other files and grow without end."
    ]


@pytest.mark.parametrize("form", ["xliff-1.2", "xliff-2.1"])
def test_a_mark_of_the_file_s_own_is_refused(tmp_project: Make, form: str) -> None:
    """The signs of a mark come from the file: one that leads elsewhere is not the source's."""
    project = recorded(tmp_project)
    data = sent(project, form).decode().replace("](tel:+442079460000)", "](https://evil.example)")
    assert any("The source has changed" in message for message in faults(data.encode(), project, form))


@pytest.mark.parametrize(
    ("form", "data", "message"),
    [
        ("xliff-1.2", b"<a/>", "This is XML, but no XLIFF of version 1.2 or 2.1."),
        ("xliff-1.2", b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:2.0'/>",
         "This is XML, but no XLIFF of version 1.2 or 2.1."),
        ("xliff-1.2", b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>",
         "The file is damaged: “xliff” has no “file”."),
        ("xliff-2.1", b"<xliff version='2.1' srcLang='en' trgLang='es' xmlns='urn:oasis:names:tc:xliff:document:2.0'>"
         b"<file id='f' original='x'/></xliff>", "The file is damaged: “x” names no handout."),
        ("xliff-2.1", b"<xliff", "This is not XML: Couldn't find end of Start Tag xliff line 1, line 1, column 7."),
        ("po", b"\xff\xfe", "This is not a PO file: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte."),
        ("po", b'msgid "a"b"', "This is not a PO file: Syntax error in po file (line 1): unescaped double quote found."),
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused_in_words(tmp_project: Make, form: str, data: bytes, message: str) -> None:
    project = recorded(tmp_project)
    assert faults(data, project, form) == [message]


def test_a_file_that_names_no_handout_is_refused(tmp_project: Make) -> None:
    assert faults(b'msgid "a"\nmsgstr "b"\n', recorded(tmp_project), "po") == [
        "The file is for the handout “”, not “tablets”.",
        "The file is for the language “”, not “es”.",
        "The file is for the source language “”, not “en”.",
    ]


@pytest.mark.parametrize("form", ["po", "xliff-2.1"])
def test_a_file_that_no_leaflet_fills_is_refused(tmp_project: Make, form: str) -> None:
    data = sent(recorded(tmp_project), form) + b" " * 10_000_000
    (problem,) = refused(lambda: FORMATS[form][1](data, "x"))
    assert (problem.rule, problem.message) == (
        "file-too-large", f"The file has {len(data):,} bytes; the limit is 10,000,000.",
    )  # fmt: skip


@each_format
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_is_refused_or_harmless(form: str, data: st.DataObject) -> None:
    """Bytes are cut, doubled or changed anywhere: a problem is told, or the file still means something; no crash."""
    from generator.problems import Rejected

    unit = Unit("content.1.text", SENTENCE, SENTENCE, "draft")
    whole = FORMATS[form][0](Package("tablets", "T-1", "1.0", "en", "es", (unit, replace(unit, path="title"))))
    start_at = data.draw(st.integers(0, len(whole)))
    end_at = data.draw(st.integers(start_at, min(len(whole), start_at + 200)))
    damaged = (
        whole[:start_at]
        + data.draw(st.sampled_from([b"", b"<", b'"', b"\x00", whole[start_at:end_at] * 2]))
        + whole[end_at:]
    )
    try:
        FORMATS[form][1](damaged, "x")
    except Rejected as rejected:
        assert all(problem.rule in ("wrong-exchange", "file-too-large") for problem in rejected.problems)


# --- Tools that translators use --------------------------------------------------------------------


def exported(tmp_path: Path, form: str, lang: str) -> Path:
    from generator.translation.desk import open_desk

    path = tmp_path / f"{lang}.{'po' if form == 'po' else 'xlf'}"
    path.write_bytes(FORMATS[form][0](pack(open_desk(Project.at(ROOT), "metastatic-breast-cancer", lang))))
    return path


SEED_LANGUAGES = [lang for lang in Project.at(ROOT).languages("metastatic-breast-cancer") if lang != "en"]


def compiler() -> list[str]:
    """GNU gettext; on a machine without it the compiler of translate-toolkit, which CI does not take for it."""
    msgfmt = shutil.which("msgfmt")
    assert msgfmt or not os.environ.get("CI"), "CI needs GNU gettext (msgfmt)"
    code = "import sys; from translate.tools.pocompile import main; main()"
    return [msgfmt, "--check", "-o"] if msgfmt else [sys.executable, "-c", code, "--progress=none", "-o"]


@pytest.mark.parametrize("lang", SEED_LANGUAGES)
def test_gettext_compiles_the_po_file(tmp_path: Path, lang: str) -> None:
    made, sent_file = tmp_path / "messages.mo", exported(tmp_path, "po", lang)
    run = subprocess.run([*compiler(), str(made), str(sent_file)], capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    with made.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    units = [unit for unit in read_po(sent_file.read_bytes(), "x").units if unit.ready]
    assert len(units) == 80
    assert [u.path for u in units if catalogue.pgettext(u.path, u.source) != u.target] == []


def test_pofilter_finds_no_fault_in_any_language(tmp_path: Path) -> None:
    """translate-toolkit's own tests of texts: URLs, emails, numbers, line ends, white space, what is left in English."""
    files, found = tmp_path / "files", tmp_path / "found"
    files.mkdir()
    for lang in SEED_LANGUAGES:
        exported(files, "po", lang)
    tests = ("startwhitespace", "endwhitespace", "urls", "emails", "numbers", "printf", "newlines", "tabs", "blank",
             "untranslated", "doublespacing")  # fmt: skip
    code = "import sys; from translate.filters.pofilter import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, *(f"--test={name}" for name in tests), "--progress=none", str(files), str(found)],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    said = [
        (path.stem, unit.source, fault)
        for path in sorted(found.glob("*.po"))
        for unit in pypo.pofile.parsefile(str(path)).units
        for fault in unit.geterrors()
    ]
    # It reads ASCII digits alone, and 17:00 is another number to it than 5:00 p.m.; our own checks know both.
    own_digits = {lang for lang in SEED_LANGUAGES if language_table()[lang].digits != "latn"}
    known = [one for one in said if one[2] == "numbers" and (one[0] in own_digits or "5:00 p.m." in one[1])]
    assert [one for one in said if one not in known] == []


@pytest.mark.parametrize(
    ("form", "module", "store"), [("xliff-1.2", "xliff", "xlifffile"), ("xliff-2.1", "xliff2", "Xliff2File")]
)
def test_translate_toolkit_reads_the_xliff(tmp_path: Path, form: str, module: str, store: str) -> None:
    classes = importlib.import_module(f"translate.storage.{module}")
    file = getattr(classes, store).parsestring(exported(tmp_path, form, "ar").read_bytes())
    assert len(file.units) == 80
    assert str(file.units[0].source) == "Metastatic breast cancer"
    assert str(file.units[0].target) == "سرطان الثدي النقيلي"


def test_nothing_is_added_inside_a_text_that_is_one_mark() -> None:
    unit = Unit("title", "**a**", "**b**", "draft")
    for make in (write_xliff_12, write_xliff_21):
        root = etree.fromstring(make(Package("t", "T-1", "1.0", "en", "es", (unit,))))
        (source,) = root.iter("{*}source")
        assert source.text is None
        assert "".join(source.itertext()) == "a"


def test_recording_everything_makes_every_unit_ready(tmp_project: Make) -> None:
    project = recorded(tmp_project)
    change(project, "en", "Do not stop by yourself.", "Never stop by yourself.")
    assert [unit.path for unit in pack(desk(project)).units if not unit.ready] == ["content.5.callout.title"]
    write(record(desk(project), lambda pair: pair.path == "content.5.callout.title", ANA))
    assert all(unit.ready for unit in pack(desk(project)).units)
