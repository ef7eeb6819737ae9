"""One patient's copies: filled in from a file, or typed on a screen; and that patients' data leave no trace."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.build import begin_leaflet, build_leaflet
from generator.cli import main
from generator.filling import Copy, Value, read_copies
from generator.job import Job
from generator.problems import Place, Rejected, SourceText
from generator.project import Project
from generator.text.fonts import FONT_FOLDER, load_face
from generator.text.typing import covered, typed_letters
from generator.values import replace
from tests.support import verapdf
from tests.support.leaflets import STANDARDS, project_with
from tests.support.readers import find_in_order, open_mupdf, pypdf_text

BOX = {
    "en": "  - text: Before.\n  - patient-box: {title: Your visit, fields: [Name, {label: Date and time, name: when}]}\n",
    "ar": "  - text: قبل.\n  - patient-box: {title: زيارتكم, fields: [الاسم, {label: التاريخ والوقت, name: when}]}\n",
    "zh-Hans": "  - text: 之前。\n  - patient-box: {title: 您的就诊, fields: [姓名, {label: 日期和时间, name: when}], lines: 2}\n",
}
SECRET = "Zebulon Quux"


def copies(text: str) -> list[Copy]:
    return read_copies(text.encode(), "patients")


def told(text: str) -> list[str]:
    with pytest.raises(Rejected) as rejected:
        copies(text)
    return [f"{one.place}: {one.message}" for one in rejected.value.problems]


def filled(folder: Path, lang: str, values: dict[str, str], standard: str = "ua-1") -> bytes:
    place = Place(SourceText("patients"), 2, 1)
    copy = Copy(1, tuple(Value(name, text, place, place) for name, text in values.items()), place)
    job = Job("test", lang, "clinic-a4", standard, copy=copy)
    return begin_leaflet(project_with(folder, BOX[lang], lang), job).finish().data


def build(folder: Path, *options: str, given: str = "") -> Result:
    project_with(folder, BOX["en"])
    asked = ["build", "--project", str(folder), "--layout", "clinic-a4", "--out", str(folder / "out"), *options]
    return CliRunner().invoke(main, asked, input=given)


# -- reading ----------------------------------------------------------------------------------------------------------


def test_a_table_gives_a_copy_for_each_row() -> None:
    found = copies('Name;when\n"Ana; called Nan";Monday\n\nBo;\n')
    assert [(copy.number, copy.value("Name"), copy.value("when")) for copy in found] == [
        (1, "Ana; called Nan", "Monday"),
        (2, "Bo", ""),
    ]
    assert [str(copy.place) for copy in found] == ["patients:2:1", "patients:4:1"]


@pytest.mark.parametrize(
    "text",
    [
        "Name: Ana\nwhen: 12:30\n",
        "# one patient\n\nName: Ana\nwhen: 12:30\n",
        "---\nName: Ana\nwhen: 12:30\n",
        "- Name: Ana\n  when: 12:30\n",
        "# patients\n-   Name: Ana\n    when: 12:30\n",
        "Name,when\nAna,12:30\n",
        "\ufeffName\twhen\r\nAna\t12:30\r\n",
    ],
)
def test_yaml_and_tables_say_the_same(text: str) -> None:
    (copy,) = copies(text)
    assert (copy.value("Name"), copy.value("when")) == ("Ana", "12:30")


def test_what_is_wrong_is_told_all_at_once_by_line_and_never_quoted() -> None:
    assert told(f"Name,when,Name,\n{SECRET},1,2,3\n{SECRET},1\n") == [
        "patients:1:1: Column 4 has no name.",
        "patients:1:1: Column 3 has the same name as another one before it.",
        "patients:3:1: The row has 2 cells; the heading has 4.",
    ]
    assert told("Name: *Zebulon\n") == [
        "patients:1:7: YAML anchors, aliases and tags: they can make a small file endless."
    ]
    assert told(f"- {SECRET}\n- Name: [{SECRET}]\n") == [
        "patients:1:3: A group of keys was expected here: one patient's values.",
        "patients:2:9: This key needs a text.",
    ]
    assert told(f'Name\n"{SECRET}\n') == [
        "patients:2:1: The table cannot be read: a quotation mark is not closed, or text stands behind it."
    ]
    assert told(f"Name\n{SECRET}\u202e{'x' * 600}\n") == [
        "patients:2:1: The value has 613 characters; the limit is 500.",
        "patients:2:1: The value holds U+202E, which no reader can see or hear.",
    ]
    assert told("") == ["patients:1:1: The table has no heading with the names of fields."]
    assert told("Name\n") == ["patients: The file holds no patient."]


def test_a_file_of_another_encoding_is_refused() -> None:
    for raw, hint in (("Name\nJosé\n".encode("latin-1"), "save as"), (b"PK\x03\x04", "Save it as")):
        with pytest.raises(Rejected) as rejected:
            read_copies(raw, "patients")
        (told,) = rejected.value.problems
        assert told.rule == "not-utf8" and f"{hint} “CSV UTF-8”" in told.hint


@given(st.text(max_size=200))
def test_no_file_stops_the_reader(text: str) -> None:
    try:
        found = copies(text)
    except (Rejected, UnicodeEncodeError):
        return
    assert found


# -- filled copies ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(
    ("lang", "name", "label"), [("en", "Name", "Name"), ("ar", "الاسم", "الاسم"), ("zh-Hans", "姓名", "姓名")]
)
def test_values_of_any_script_are_read_behind_their_labels(
    tmp_path: Path, lang: str, name: str, label: str, standard: str
) -> None:
    values = {name: "محمد العلي (Mohammed) 王小明", "when": "2026-12-01, 12:30"}
    data = filled(tmp_path, lang, values, standard)
    assert find_in_order([label, "2026-12-01,"], pypdf_text(data)) == []
    text = pypdf_text(data)
    for part in ("محمدالعلي", "Mohammed", "王小明", "12:30"):
        assert part in text.replace(" ", "")
    assert verapdf.failures(data, standard) == []


def test_an_empty_value_leaves_a_line_to_write_on(tmp_path: Path) -> None:
    result = build(tmp_path, "--fill", "-", given="Name,when\nAna,\n")
    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "out" / "clinic-a4").iterdir()
    assert path.name == "test-en-english-copy-00001.pdf"
    assert path.read_bytes() != filled(tmp_path, "en", {"Name": "Ana", "when": "x"})


def test_a_column_without_a_field_is_refused_once(tmp_path: Path) -> None:
    result = build(tmp_path, "--fill", "-", given=f"Nam,when\n{SECRET},1\n{SECRET} II,2\n")
    assert result.exit_code == 1
    assert result.output.count("standard input:1:1: error: Column 1 is no field of the leaflet's patient-box.") == 1
    assert "[bad-fill]\n" in result.output
    assert "Did you mean “Name”?" in result.output
    assert "Zebulon" not in result.output
    assert not (tmp_path / "out").exists()


def test_columns_for_another_leaflet_are_one_problem_that_names_its_fields(tmp_path: Path) -> None:
    result = build(tmp_path, "--fill", "-", given="Why I take warfarin,INR,Tablet\n1,2,3\n")
    assert [line for line in result.stderr.splitlines() if not line.startswith("failed")] == [
        "standard input:1:1: error: Columns 1, 2 and 3 are no fields of the leaflet's patient-box. [bad-fill]",
        "    hint: The fields of handouts/test/en.yaml: Name, when.",
        "1 problem; nothing was written.",
    ]


def test_leaflets_that_can_be_filled_in_are_named(tmp_path: Path) -> None:
    root = project_with(tmp_path, BOX["en"]).root
    for name in ("flu", "cold"):
        (root / "handouts" / name).mkdir()
        text = (root / "handouts" / "test" / "en.yaml").read_text(encoding="utf-8").partition("  - patient-box")[0]
        (root / "handouts" / name / "en.yaml").write_text(text, encoding="utf-8")
    asked = ["--project", str(root), "--layout", "clinic-a4", "--out", str(tmp_path / "out"), "--fill", "-"]
    for command, said in (
        (["build"], "Say which leaflet is to be filled in: not all have a patient-box."),
        (["build", "flu", "test", "cold"], "“cold”, “flu” have no patient-box to fill in."),
        (["sheets", "flu"], "“flu” has no patient-box to fill in."),
        (["preview", "flu"], "“flu” has no patient-box to fill in."),
    ):
        result = CliRunner().invoke(main, [*command, *asked], input="Name\nAna\n")
        assert result.exit_code == 1
        assert result.stderr == (
            f"handouts: error: {said} [nothing-to-fill]\n    hint: These have one: test.\n"
            "1 problem; nothing was written.\n"
        )


def test_what_cannot_be_set_is_told_without_the_value(tmp_path: Path) -> None:
    result = build(tmp_path, "--fill", "-", given=f"Name\n{SECRET} \U00012000\n")
    assert result.exit_code == 1
    assert "standard input:2:1: error: No font has a letter of this value." in result.output
    assert "Zebulon" not in result.output and "\U00012000" not in result.output


@pytest.mark.parametrize(
    "text", [f"{SECRET},3 December\n", f"{SECRET}: 3 December\n", f"Name: Ana\n{SECRET}, if known: 3\n"]
)
def test_values_where_names_belong_are_not_quoted(tmp_path: Path, text: str) -> None:
    """A table without its heading; a key that is a patient's name."""
    result = build(tmp_path, "--fill", "-", given=text)
    assert result.exit_code == 1
    assert "Zebulon" not in result.output


def test_two_columns_for_one_field_are_refused(tmp_path: Path) -> None:
    assert "Column 2 has the same name" in build(tmp_path, "--fill", "-", given="When,when\nA,B\n").output
    assert "This key has the same name" in build(tmp_path, "--fill", "-", given="When: A\nwhen: B\n").output


def test_a_value_without_ink_leaves_a_line(tmp_path: Path) -> None:
    """No-break spaces and the Hangul filler, as spreadsheets have them."""
    blank = filled(tmp_path, "en", {"Name": "\u00a0", "when": "\u3164"})
    assert blank == filled(tmp_path, "en", {})


def test_two_fields_of_one_name_are_refused(tmp_path: Path) -> None:
    project_with(tmp_path, "  - patient-box: {title: Visit, fields: [When, {label: Day, name: when}]}\n")
    asked = ["check", "--project", str(tmp_path)]
    assert "error: Two fields are called “when”. [duplicate-key]" in CliRunner().invoke(main, asked).output


def test_an_address_beside_an_arabic_name_keeps_its_order(tmp_path: Path) -> None:
    data = filled(tmp_path, "ar", {"الاسم": "محمد, 12 Main Street, Apt. 4 (blue door)"})
    with open_mupdf(data) as document:
        words = document[0].get_text("words")
    row = next(word[3] for word in words if word[4] == "Main")
    shown = [word[4] for word in sorted(words) if abs(word[3] - row) < 2]
    assert shown[: shown.index("door)") + 1] == ["12", "Main", "Street,", "Apt.", "4", "(blue", "door)"]


def test_names_of_files_keep_the_marks_of_their_letters(tmp_path: Path) -> None:
    given = f"Name,when\nरामकृष्ण शर्मा,1\n{'王' * 90},2\n"
    assert build(tmp_path, "--fill", "-", "--name-by", "NAME", given=given).exit_code == 0
    names = sorted(path.name for path in (tmp_path / "out" / "clinic-a4").iterdir())
    assert names == ["test-en-english-copy-00001-रामकृष्ण-शर्मा.pdf", f"test-en-english-copy-00002-{'王' * 40}.pdf"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    project_with(tmp_path, BOX["en"])
    for out in ("/proc/none", "/proc/none/deeper"):
        asked = ["build", "--project", str(tmp_path), "--layout", "clinic-a4", "--out", str(tmp_path / out)]
        result = CliRunner().invoke(main, asked)
        assert result.exit_code == 1 and "[cannot-write]" in result.output, result.output


def test_a_leaflet_without_a_box_cannot_be_filled(tmp_path: Path) -> None:
    project_with(tmp_path, "  - text: Before.\n")
    for option in (["--fill", "-"], ["--fillable"]):
        asked = ["build", "--project", str(tmp_path), "--out", str(tmp_path / "out"), *option]
        result = CliRunner().invoke(main, asked, input="Name: Ana\n")
        assert result.exit_code == 1
        assert "[nothing-to-fill]" in result.output


def test_patients_data_stand_on_the_page_and_nowhere_else(tmp_path: Path) -> None:
    """In no name of a file, message, metadata or file left behind; the page itself shows them in glyph numbers."""
    patients = tmp_path / "patients.csv"
    patients.write_text(f"Name,when\n{SECRET},Monday\n")
    result = build(tmp_path, "--fill", str(patients))
    assert result.exit_code == 0, result.output
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != patients]
    assert [path.name for path in files if path.suffix == ".pdf"] == ["test-en-english-copy-00001.pdf"]
    assert sorted(path.suffix for path in files) == [".pdf", ".yaml"]
    assert "Zebulon" not in result.output + str(files)
    (made,) = (path for path in files if path.suffix == ".pdf")
    reader = pypdf.PdfReader(made)
    assert "Zebulon" in reader.pages[0].extract_text()
    metadata = reader.xmp_metadata
    assert metadata is not None
    with pikepdf.open(made) as pdf:
        said = str(reader.metadata) + "".join(map(str, pdf.objects))
        streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert "Zebulon" not in said
    assert not any(b"Zebulon" in one for one in streams)


def test_empty_cells_and_copies_of_an_earlier_run_are_told(tmp_path: Path) -> None:
    first = build(tmp_path, "--fill", "-", given="Name,when\nAna,1\nBo,2\n")
    assert "Empty" not in first.output and "earlier" not in first.output
    second = build(tmp_path, "--fill", "-", "--name-by", "when", given=f"Name,when\n,{SECRET}\n")
    assert "Empty, so that a line to write on is left: column 1 in 1 copy.\n" in second.output
    assert "2 copies of an earlier run beside them: look before you print.\n" in second.output
    assert "Zebulon" not in second.output


def test_a_second_patients_copy_does_not_take_the_place_of_the_first_ones(tmp_path: Path) -> None:
    first = build(tmp_path, "--fill", "-", given="Name,when\nAna,1\nBo,2\n")
    copy = tmp_path / "out" / "clinic-a4" / "test-en-english-copy-00001.pdf"
    other = copy.with_name("test-en-english-copy-00002.pdf")
    assert f"To print: {copy}, {other}\n" in first.stderr
    before = copy.read_bytes()
    second = build(tmp_path, "--fill", "-", given=f"Name,when\n{SECRET},2\n")
    assert second.exit_code == 1 and copy.read_bytes() == before
    assert second.stderr == (
        f"{copy}: error: A copy of an earlier run has this name, and may be another patient’s. [earlier-copy]\n"
        "    hint: Print it or delete it, then ask again; or add --replace: copies of earlier runs go when the new ones are in place.\n"
        "1 problem; nothing was written.\n"
    )
    both = build(tmp_path, "--fill", "-", given=f"Name,when\n{SECRET},2\nBo,2\n")
    assert "may be another patient’s. So have 1 more. [earlier-copy]\n" in both.stderr
    third = build(tmp_path, "--fill", "-", "--replace", given=f"Name,when\n{SECRET},2\n")
    assert third.exit_code == 0
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert "Zebulon" in pypdf_text(copy.read_bytes())


def test_a_run_that_fails_says_that_an_older_copy_lies_there_and_takes_none_away(tmp_path: Path) -> None:
    build(tmp_path, "--fill", "-", given="Name,when\nAna,1\n")
    out = tmp_path / "out"
    lies = f"1 copy of an earlier run lies in {out}/, with other values: not to be printed in place of these.\n"
    for table in ("Name,when\nAna\n", "Name: Ana\nwhat: 1\nwhen: 2\n"):
        failed = build(tmp_path, "--fill", "-", "--name-by", "Name", given=table)
        assert failed.exit_code == 1 and failed.stderr.endswith(lies)
    before = {path: path.read_bytes() for path in out.rglob("*.pdf")}
    failed = build(tmp_path, "--fill", "-", "--replace", given="Name,what\nAna,1\n")
    assert failed.exit_code == 1 and failed.stderr.endswith(lies)
    assert before and before == {path: path.read_bytes() for path in out.rglob("*.pdf")}


def test_many_copies_and_few_bear_numbers_of_one_width(tmp_path: Path) -> None:
    """Else “copy-1” of one run would lie beside “copy-01” of the next, which is another patient's."""
    assert build(tmp_path, "--fill", "-", given="Name\nAna\n").exit_code == 0
    many = build(tmp_path, "--fill", "-", given="Name\n" + "Bo\n" * 10)
    assert many.exit_code == 1 and "copy-00001.pdf: error: A copy of an earlier run has this name" in many.stderr


def test_a_copy_of_an_older_program_is_known_by_its_short_number(tmp_path: Path) -> None:
    old = tmp_path / "out" / "clinic-a4" / "test-en-english-copy-1.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"another patient's")
    (guide := old.with_name("copy-guide-en-english.pdf")).write_bytes(b"a leaflet")
    again = build(tmp_path, "--fill", "-", given="Name\nBo\n")
    assert again.exit_code == 1 and again.stderr.startswith(f"{old}: error: A copy of an earlier run")
    assert build(tmp_path, "--fill", "-", "--replace", given="Name\nBo\n").exit_code == 0
    assert sorted(path.name for path in old.parent.iterdir()) == [guide.name, "test-en-english-copy-00001.pdf"]


def test_pictures_of_an_earlier_fill_are_not_written_over(tmp_path: Path) -> None:
    two = "Name,when\nAna,1\nCy,1\n"
    assert of(tmp_path, "preview", given=two).exit_code == 0
    folder = tmp_path / "out" / "clinic-a4"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = of(tmp_path, "preview", given="Name,when\nBo,2\n")
    assert again.exit_code == 1 and "copy-00001.png: error: A copy of an earlier run has this name" in again.stderr
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}
    beside = of(tmp_path, "preview", "--name-by", "when", given="Name,when\nBo,2\n")
    assert beside.exit_code == 0 and "2 copies of an earlier run beside them" in beside.stderr
    assert of(tmp_path, "preview", "--replace", given="Name,when\nBo,2\n").exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["test-en-english-copy-00001-1.png"]
    assert (folder / "test-en-english-copy-00001-1.png").read_bytes() != before["test-en-english-copy-00001-1.png"]
    alone = CliRunner().invoke(main, ["preview", "--replace"])
    assert alone.exit_code == 2 and "--replace needs --fill." in alone.output


def test_copies_for_the_printer_are_not_written_over_either(tmp_path: Path) -> None:
    project_with(tmp_path, BOX["en"])
    asked = ["--project", str(tmp_path), "--layout", "clinic-a4", "--out", str(tmp_path / "out"), "--fill", "-"]
    for command in (["build", "--print-job"], ["sheets"], ["sheets", "--as", "pages", "--print-job"]):
        assert CliRunner().invoke(main, [*command, *asked], input="Name\nAna\n").exit_code == 0
        again = CliRunner().invoke(main, [*command, *asked], input="Name\nBo\n")
        assert again.exit_code == 1 and "[earlier-copy]" in again.stderr
    assert CliRunner().invoke(main, ["sheets", *asked, "--replace"], input="Name\nBo\n").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.pdf")) == [
        "test-en-english-a5-copy-00001-booklet-print.pdf",
        "test-en-english-print-job-pages-print.pdf",
        "test-en-english-print-job.pdf",
    ]


def test_no_message_repeats_a_name_that_a_file_has(tmp_path: Path) -> None:
    asked = ("--fill", "-", "--name-by", "Name")
    assert "Zebulon" not in build(tmp_path, *asked, given=f"Name\n{SECRET}\n").output
    again = build(tmp_path, *asked, given=f"Name\n{SECRET}\n")
    assert again.stderr.startswith(f"{tmp_path / 'out' / 'clinic-a4'}: error: A copy of an earlier run has this name")
    assert "Zebulon" not in again.output


def test_a_copy_that_another_run_has_made_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two nurses, one folder: the second finds the name free when it begins, and taken when it ends."""
    other = b"another patient's"
    monkeypatch.setattr("generator.cli.copies.Earlier.refuse", lambda *_: None)
    path = tmp_path / "out" / "clinic-a4"
    assert build(tmp_path, "--fill", "-", given="Name\nAda\n").exit_code == 0
    (copy,) = path.glob("*-copy-*.pdf")
    copy.write_bytes(other)
    again = build(tmp_path, "--fill", "-", given="Name\nGrace\n")
    assert again.exit_code == 1 and copy.read_bytes() == other
    assert f"{path}: error: The PDFs cannot be written: File exists. [cannot-write]" in again.stderr


def test_a_disk_that_fails_tells_no_name(tmp_path: Path) -> None:
    asked = ("--fill", "-", "--name-by", "Name", "--replace")
    assert build(tmp_path, *asked, given=f"Name\n{SECRET}\n").exit_code == 0
    (copy,) = (tmp_path / "out" / "clinic-a4").glob("*-copy-*.pdf")
    copy.unlink()
    copy.mkdir()
    again = build(tmp_path, *asked, given=f"Name\n{SECRET}\n")
    assert again.exit_code == 1 and "Zebulon" not in again.output and "cannot be written" in again.stderr


def test_names_of_files_carry_a_value_only_when_asked(tmp_path: Path) -> None:
    """Behind the number, so that two of one name stay two; no path, and 2.5 stays 2.5."""
    given = f"Name,when\n{SECRET},../../etc\nBo,2.5\nCy,2.5\nDi,\n"
    assert build(tmp_path, "--fill", "-", "--name-by", "when", given=given).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out" / "clinic-a4").iterdir()) == [
        "test-en-english-copy-00001-etc.pdf",
        "test-en-english-copy-00002-2.5.pdf",
        "test-en-english-copy-00003-2.5.pdf",
        "test-en-english-copy-00004.pdf",
    ]


def test_a_column_may_name_the_files_without_being_a_field(tmp_path: Path) -> None:
    given = f"patient,when\n{SECRET},1\n"
    assert "is no field" in build(tmp_path, "--fill", "-", given=given).output
    assert build(tmp_path, "--fill", "-", "--name-by", "patient", given=given).exit_code == 0
    (path,) = (tmp_path / "out" / "clinic-a4").iterdir()
    assert path.name == "test-en-english-copy-00001-Zebulon-Quux.pdf"
    assert "Zebulon" not in pypdf_text(path.read_bytes())
    none = build(tmp_path, "--fill", "-", "--name-by", "room", given=given)
    assert none.exit_code == 1 and "No copy has a value for “room”." in none.output


DRAFT = 'translation: {of: en, source-version: "1.0", status: machine-draft, translator: machine}\ncontent:\n'


def drafted(folder: Path, translation: str = DRAFT) -> None:
    project_with(folder, BOX["en"])
    project_with(folder, BOX["ar"], "ar")
    path = folder / "handouts" / "test" / "ar.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("content:\n", translation), encoding="utf-8")


def test_patients_copies_of_a_draft_are_told(tmp_path: Path) -> None:
    """Once for all patients; with --strict, none is made."""
    drafted(tmp_path)
    given = "Name,when\nAna,1\nBo,2\n"
    result = build(tmp_path, "--lang", "ar", "--fill", "-", given=given)
    assert result.exit_code == 0, result.output
    assert result.stderr.count("[filled-draft]") == 1
    assert (
        "handouts/test/ar.yaml:8:14: warning: Patients’ copies are made of a machine draft, which says so on its first "
        "page. [filled-draft]\n"
    ) in result.stderr
    strict = build(tmp_path, "--lang", "ar", "--fill", "-", "--strict", "--out", str(tmp_path / "other"), given=given)
    assert (strict.exit_code, (tmp_path / "other").exists()) == (1, False)
    plain = build(tmp_path, "--lang", "ar")
    assert (plain.exit_code, "[filled-draft]" in plain.output) == (0, False), "nobody's copy"


def test_a_clinic_can_refuse_to_fill_drafts(tmp_path: Path) -> None:
    drafted(tmp_path)
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.yaml").write_text("extends: clinic-a4\nfilled-drafts: refuse\n")
    given = f"Name,when\n{SECRET},1\n"
    for lang, code in (("ar", 1), ("en", 0)):
        asked = ["build", "--project", str(tmp_path), "--out", str(tmp_path / "out"), "--lang", lang, "--fill", "-"]
        result = CliRunner().invoke(main, asked, input=given)
        assert result.exit_code == code, result.output
        assert ("error: Patients’ copies are made of a machine draft" in result.output) == bool(code)
        assert SECRET not in result.output


def test_a_translation_is_filled_by_the_labels_of_its_source(tmp_path: Path) -> None:
    """A nurse who cannot read Arabic has one table for every language."""
    project_with(tmp_path, BOX["en"])
    translation = 'translation: {of: en, source-version: "1.0", status: machine-draft, translator: machine}\ncontent:\n'
    path = tmp_path / "handouts" / "test" / "ar.yaml"
    project_with(tmp_path, BOX["ar"], "ar")
    path.write_text(path.read_text(encoding="utf-8").replace("content:\n", translation), encoding="utf-8")
    place = Place(SourceText("patients"), 2, 1)
    copy = Copy(1, (Value("name", "Ana Roe", place, place),), place)
    job = Job("test", "ar", "clinic-a4", copy=copy)
    data = begin_leaflet(Project.at(tmp_path), job).finish().data
    assert "AnaRoe" in pypdf_text(data)
    twice = replace(copy, values=(*copy.values, Value("الاسم", "Bo", place, place, "Column 2")))
    with pytest.raises(Rejected) as rejected:
        begin_leaflet(Project.at(tmp_path), replace(job, copy=twice))
    assert "Column 2 is for a field that another one fills." in str(rejected.value)


@pytest.mark.parametrize(
    "text", ["5 mg Monday, 2.5 mg Tuesday", "2.5, 5", "3 December, 9:30", "(555) 010-0199 ext. 12"]
)
def test_a_value_keeps_its_order_in_a_leaflet_that_is_written_from_the_right(tmp_path: Path, text: str) -> None:
    """By the places of its letters on the page, as MuPDF finds them."""
    data = filled(tmp_path, "ar", {"الاسم": text})
    with open_mupdf(data) as document:
        words = document[0].get_text("words")
    row = next(word[3] for word in words if word[4] == text.split()[-1])
    assert [word[4] for word in sorted(words) if abs(word[3] - row) < 2] == text.split()


def test_a_print_job_has_every_copy_on_sheets_of_its_own(tmp_path: Path) -> None:
    result = build(tmp_path, "--fill", "-", "--print-job", given="Name,when\nAna,1\nBo,2\nCy,3\n")
    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "out" / "clinic-a4").iterdir()
    assert path.name == "test-en-english-print-job.pdf"
    reader = pypdf.PdfReader(path)
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 6, "three copies of one page, each on a sheet printed on both sides"
    assert [name for text, name in zip(texts[::2], ("Ana", "Bo", "Cy"), strict=True) if name not in text] == []
    assert texts[1::2] == ["", "", ""]


@pytest.mark.parametrize(
    "options", [["--name-by", "Name"], ["--print-job"], ["--fill", "-", "--fillable"], ["--fill", "-", "--watch"]]
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, options: list[str]) -> None:
    assert build(tmp_path, *options).exit_code == 2


def test_the_number_of_processes_makes_no_difference(tmp_path: Path) -> None:
    given = "Name,when\n" + "".join(f"Patient {n},{n}\n" for n in range(14))
    made = []
    for count in ("1", "2"):
        assert build(tmp_path, "--fill", "-", "--replace", "--jobs", count, given=given).exit_code == 0
        made.append({path.name: path.read_bytes() for path in (tmp_path / "out" / "clinic-a4").iterdir()})
    assert made[0] == made[1]
    assert sorted(made[0])[0] == "test-en-english-copy-00001.pdf"


# -- forms ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=sorted(BOX))
def form(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    lang = str(request.param)
    return project_with(tmp_path_factory.mktemp("form"), BOX[lang], lang), lang


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_form_meets_the_standards(form: tuple[Project, str], standard: str) -> None:
    data = build_leaflet(*(form[0], "test", form[1]), standard=standard, fillable=True).data
    assert verapdf.failures(data, standard) == []


def test_fields_are_labelled_and_stand_in_the_order_of_reading(form: tuple[Project, str]) -> None:
    data = build_leaflet(form[0], "test", form[1], fillable=True).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        labels = {
            "en": ["Your visit: Name", "Your visit: Date and time"],
            "ar": ["زيارتكم: الاسم", "زيارتكم: التاريخ والوقت"],
            "zh-Hans": ["您的就诊：姓名", "您的就诊：日期和时间"],
        }
        assert [str(field.TU) for field in fields] == labels[form[1]], "a field met alone says what it is about"
        assert "/NeedAppearances" not in pdf.Root.AcroForm, "ISO 19005-2, 6.4.1"
        assert not any("/A" in field or "/AA" in field for field in fields), "ISO 19005-2, 6.4.1"
        assert [int(field.Q) for field in fields] == [2 if form[1] == "ar" else 0] * 2
        tops = [float(field.Rect[3]) for field in fields]
        assert tops == sorted(tops, reverse=True)
        assert all(page.Tabs == pikepdf.Name.S for page in pdf.pages)


EVERY = """
  - checklist: [Bring **pills**, Bring a list]
  - questions: {items: ["How long?"], lines: 2}
  - teach-back: {title: Tell us, prompts: ["When?"], lines: 1}
  - questionnaire:
      - {question: "Better?", options: ["Yes", "No"]}
  - chart: {caption: Diary, columns: [Day, Pain], rows: [Monday], blank: 1}
  - slip: {title: Reply, content: [{checklist: [I come]}], fields: [Name]}
"""
TYPED_AND_TICKED = [
    ("Btn", "Bring pills"),
    ("Btn", "Bring a list"),
    ("Btn", "How long?"),
    ("Tx", "Your notes"),
    ("Tx", "Tell us: When?"),
    ("Btn", "Better?"),
    ("Tx", "Diary: Monday, Pain"),
    ("Tx", "Diary: 2, Day"),
    ("Tx", "Diary: 2, Pain"),
    ("Btn", "Reply: I come"),
    ("Tx", "Reply: Name"),
]


def test_all_that_is_written_on_or_ticked_is_a_field(tmp_path: Path) -> None:
    project = project_with(tmp_path, EVERY)
    with pikepdf.open(io.BytesIO(build_leaflet(project, "test", "en", fillable=True).data)) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        assert [(str(field.FT)[1:], str(field.TU)) for field in fields] == TYPED_AND_TICKED
        ticks = [field for field in fields if pikepdf.Name.Btn == field.FT and "/Kids" not in field]
        assert {str(tick.AS) for tick in ticks} == {"/Off"}
        assert all(set(tick.AP.N.keys()) == {"/Yes", "/Off"} for tick in ticks), "ISO 19005-2, 6.3.3"
    with pikepdf.open(io.BytesIO(build_leaflet(project, "test", "en").data)) as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_form_of_all_blocks_meets_the_standards(tmp_path: Path, standard: str) -> None:
    data = build_leaflet(project_with(tmp_path, EVERY), "test", "en", standard=standard, fillable=True).data
    assert verapdf.failures(data, standard) == []


def test_a_box_can_be_ticked(tmp_path: Path) -> None:
    """PDFium, the engine of Chrome, shows the tick where there was none."""
    data = build_leaflet(project_with(tmp_path, EVERY), "test", "en", fillable=True).data
    pdf = pypdfium2.PdfDocument(data)
    try:
        pdf.init_forms()
        page, form_env = pdf[0], pdf.formenv
        assert form_env is not None
        pdfium.FORM_OnAfterLoadPage(page.raw, form_env.raw)
        with pikepdf.open(io.BytesIO(data)) as opened:
            height = float(opened.pages[0].MediaBox[3])
            left, bottom, right, top = (float(v) for v in opened.Root.AcroForm.Fields[0].Rect)
        area = slice(int(height - top), int(height - bottom)), slice(int(left), int(right))
        before = page.render(may_draw_forms=True).to_numpy()[area].mean()
        x, y = (left + right) / 2, (bottom + top) / 2
        pdfium.FORM_OnLButtonDown(form_env.raw, page.raw, 0, x, y)
        pdfium.FORM_OnLButtonUp(form_env.raw, page.raw, 0, x, y)
        assert page.render(may_draw_forms=True).to_numpy()[area].mean() < before - 10, "darker by a tick"
    finally:
        pdf.close()


def test_what_is_typed_is_seen(tmp_path: Path) -> None:
    """PDFium, the engine of Chrome, types into the field. For other scripts than Latin it takes the computer's own
    fonts instead of the file's, so that they cannot be tested here."""
    letters, data = "Ana Müller", build_leaflet(project_with(tmp_path, BOX["en"]), "test", "en", fillable=True).data
    pdf = pypdfium2.PdfDocument(data)
    try:
        pdf.init_forms()
        page = pdf[0]
        form_env = pdf.formenv
        assert form_env is not None
        pdfium.FORM_OnAfterLoadPage(page.raw, form_env.raw)
        before = zlib.crc32(page.render(may_draw_forms=True).to_numpy().tobytes())
        with pikepdf.open(io.BytesIO(data)) as opened:
            left, bottom, right, top = (float(v) for v in opened.Root.AcroForm.Fields[0].Rect)
        x, y = (left + right) / 2, (bottom + top) / 2
        pdfium.FORM_OnLButtonDown(form_env.raw, page.raw, 0, x, y)
        pdfium.FORM_OnLButtonUp(form_env.raw, page.raw, 0, x, y)
        for char in letters:
            pdfium.FORM_OnChar(form_env.raw, page.raw, ord(char), 0)
        pdfium.FORM_ForceToKillFocus(form_env.raw)
        after = zlib.crc32(page.render(may_draw_forms=True).to_numpy().tobytes())
        assert after != before
    finally:
        pdf.close()


def test_the_font_of_a_form_has_every_letter_that_people_type() -> None:
    """ASCII, and of Han what GB 2312, Big5 and JIS X 0208 count as everyday."""
    assert set("Ana 0123456789-+,.:@ñüéß") <= set(typed_letters("Latn"))
    assert set("王小明药") <= set(typed_letters("Hans"))
    assert set("陳志強藥") <= set(typed_letters("Hant"))
    assert set("たなか太郎カ") <= set(typed_letters("Jpan"))
    assert set("김민수") <= set(typed_letters("Kore"))
    face = load_face(FONT_FOLDER / "NotoSansSC-Regular.ttf")
    assert "王" in covered(face, "王ঙ") and "ঙ" not in covered(face, "王ঙ")


# -- sheets and pictures of copies -------------------------------------------------------------------------------------


def of(folder: Path, *command: str, given: str) -> Result:
    project_with(folder, BOX["en"])
    asked = [*command, "--project", str(folder), "--layout", "clinic-a4", "--out", str(folder / "out"), "--fill", "-"]
    return CliRunner().invoke(main, asked, input=given)


def test_sheets_of_each_patients_copy(tmp_path: Path) -> None:
    """A booklet for each, which says on the page alone whose it is, even where the file's name was asked to say it."""
    given = f"Name,when\n{SECRET},Monday\nAna,Tuesday\n"
    result = of(tmp_path, "sheets", "--name-by", "Name", given=given)
    assert result.exit_code == 0, result.output
    assert "2 print files, 2 sheets" in result.output and "Zebulon" not in result.output
    first, second = sorted((tmp_path / "out" / "clinic-a4").iterdir())
    assert first.name == "test-en-english-a5-copy-00001-Zebulon-Quux-booklet-print.pdf"
    assert "Zebulon" in pypdf_text(first.read_bytes()) and "Ana" in pypdf_text(second.read_bytes())
    with pikepdf.open(first) as pdf:
        assert "Zebulon" not in str(pypdf.PdfReader(first).metadata) + "".join(map(str, pdf.objects))
        assert pdf.docinfo.Subject == "Print file, not tagged. To read on a screen: test-en-english-a5-copy-00001.pdf"


@pytest.mark.parametrize("form", ["booklet", "pages"])
@pytest.mark.parametrize("press", [False, True])
def test_sheets_of_all_patients_in_one_file(tmp_path: Path, form: str, press: bool) -> None:
    """Each copy from the front of a new sheet, in the order of the table; no value but on the pages."""
    given = f"Name,when\n{SECRET},Monday\nAna,Tuesday\nBo,\n"
    options = ["--as", form, "--print-job", "--name-by", "Name", *(["--press"] if press else [])]
    result = of(tmp_path, "sheets", *options, given=given)
    assert result.exit_code == 0, result.output
    assert "1 print file, 3 sheets" in result.output and "Zebulon" not in result.output
    assert "left: column 2 in 1 copy." in result.output and "both sides" in result.output
    (path,) = (tmp_path / "out" / "clinic-a4").iterdir()
    end = f"{form}-{'press' if press else 'print'}"
    assert path.name == f"test-en-english{'-a5' if form == 'booklet' else ''}-print-job-{end}.pdf"
    reader = pypdf.PdfReader(path)
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 6 and len(set(map(str, (page.mediabox for page in reader.pages)))) == 1
    assert [name for text, name in zip(texts[::2], ("Zebulon", "Ana", "Bo"), strict=True) if name not in text] == []
    purpose = f"{form}, copies, for {'a print shop' if press else 'printing'}"
    with pikepdf.open(path) as pdf:
        said = str(reader.metadata) + (pdf.Root.Metadata.read_bytes().decode() if press else "")
        assert "Zebulon" not in said + "".join(map(str, pdf.objects))
        assert str(pdf.docinfo.Title) == f"test en clinic-a4 ({purpose})"
        assert str(pdf.docinfo.Subject).endswith(path.name.replace(f"-print-job-{end}", ""))
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        if press:
            assert all({"/TrimBox", "/BleedBox"} <= set(page.keys()) for page in pdf.pages)
            assert {str(intent.S) for intent in pdf.Root.OutputIntents} == {"/GTS_PDFX", "/GTS_PDFA1"}
    again = path.read_bytes()
    assert of(tmp_path, "sheets", *options, "--replace", given=given).exit_code == 0 and path.read_bytes() == again


def test_a_print_job_of_sheets_needs_patients(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["sheets", "--print-job", "--project", str(tmp_path)])
    assert result.exit_code == 2 and "--print-job and --replace need --fill." in result.output


def test_pictures_of_a_patients_copy(tmp_path: Path) -> None:
    root, out = project_with(tmp_path, BOX["en"]).root, str(tmp_path / "out")
    asked = ["preview", "--project", str(root), "--layout", "clinic-a4", "--out", out]
    blank = CliRunner().invoke(main, asked)
    assert blank.exit_code == 0
    assert of(tmp_path, "preview", given=f"Name,when\n{SECRET},Monday\n").exit_code == 0
    folder = tmp_path / "out" / "clinic-a4"
    assert sorted(path.name for path in folder.iterdir()) == [
        "test-en-english-1.png",
        "test-en-english-copy-00001-1.png",
    ]
    assert (folder / "test-en-english-1.png").read_bytes() != (folder / "test-en-english-copy-00001-1.png").read_bytes()


@pytest.mark.parametrize("command", ["sheets", "preview"])
def test_what_is_wrong_in_the_values_stops_sheets_and_pictures(tmp_path: Path, command: str) -> None:
    result = of(tmp_path, command, given=f"Nam,when\n{SECRET},Monday\n")
    assert result.exit_code == 1 and "is no field" in result.output and "Zebulon" not in result.output
    assert not (tmp_path / "out").exists()
    assert of(tmp_path, command, "--fillable", given="Name\nAna\n").exit_code == 2
