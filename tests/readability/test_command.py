"""`handouts readability` as people and programs use it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main
from tests.support.leaflets import ROOT, project_with


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["readability", *map(str, args)])


def test_table_tells_scores_both_ways_what_they_mean_and_the_heaviest_sentences() -> None:
    result = run("warfarin", "--lang", "en", "--project", ROOT, "--worst", "2")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "warfarin  en English: 748 words in 76 sentences"
    assert lines[1].split() == ["all", "words", "without", "known"]
    assert lines[2].split()[0] == "Flesch-Kincaid" and lines[2].endswith("US school grade 3 (at most 6: kept)")
    assert lines[5] == "  What weighs most in Flesch-Kincaid:"
    assert lines[6].startswith("    handouts/warfarin/en.yaml:") and lines[6].endswith("7 words, 16 syllables")
    assert "warfarin/easy-read  en English:" in result.output


def test_languages_without_a_formula_say_so_and_show_their_longest_sentences() -> None:
    result = run("warfarin/easy-read", "--lang", "arabic", "--project", ROOT)
    assert result.exit_code == 0, result.output
    assert "  no score: OSMAN (El-Haj and Rayson, 2016) counts" in result.output
    assert "  The longest sentences:\n" in result.output


def test_no_number_of_sentences_is_told_where_none_can_be_counted() -> None:
    args = "metastatic-breast-cancer", "--lang", "thai", "--project", ROOT
    none = "  no score: We know of no published formula for this language that can be computed from the text alone.\n"
    assert run(*args).output == (
        f"metastatic-breast-cancer  th Thai: 897 words\n{none}\n"
        f"metastatic-breast-cancer/easy-read  th Thai: 942 words\n{none}"
    )
    assert [row["sentences"] for row in json.loads(run(*args, "--json").stdout)] == [None, None]


def test_json_has_every_number_and_its_source() -> None:
    rows = json.loads(run("hip-replacement", "--lang", "es", "--project", ROOT, "--json", "--worst", "1").stdout)
    assert [row["name"] for row in rows] == ["hip-replacement", "hip-replacement/easy-read"]
    row = rows[0]
    assert (row["lang"], row["no_score"]) == ("es", "")
    inflesz, huerta = row["scores"]
    assert inflesz["formula"] == "inflesz" and inflesz["limit"] == 65 and inflesz["verdict"] == "kept"
    assert inflesz["meaning"] in ("muy fácil", "bastante fácil")
    assert "Barrio-Cantalejo" in inflesz["source"] and "Law" in huerta["source"]
    (worst,) = row["worst"]
    path = ROOT / worst["file"]
    assert " ".join(worst["text"].split()[:3]) in path.read_text(encoding="utf-8").splitlines()[worst["line"] - 1]


def test_hard_and_short_texts_say_their_verdict(tmp_path: Path) -> None:
    hard = "Administration of anticoagulant medication necessitates periodic monitoring. "
    project = project_with(tmp_path, f"  - text: {hard * 20}\n")
    assert "(at most 8: error)" in run("--project", project.root).output
    short = project_with(tmp_path, f"  - text: {hard}\n")
    expected = "(no verdict: 9 words; 100 are needed for a verdict: Flesch's samples have 100 words (1948))"
    assert expected in run("--project", short.root).output


def test_known_words_of_the_reader_are_left_out(tmp_path: Path) -> None:
    project = project_with(tmp_path, "  - text: " + "Anticoagulation helps. " * 60 + "\n")
    assert "error)" in run("--project", project.root).output
    told = run("--project", project.root, "--know", "anticoagulation").output
    assert "(at most 6: kept)" in told


def test_a_rule_that_is_off_says_why(tmp_path: Path) -> None:
    project = project_with(tmp_path, "  - text: " + "Anticoagulation helps. " * 60 + "\n")
    profile = tmp_path / "layouts" / "profiles" / "staff.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text("what: For staff.\nrules:\n  reading-grade: {off: Staff read it.}\n", encoding="utf-8")
    assert "error; the rule is off: Staff read it.)" in run("--project", project.root, "--profile", "staff").output


def test_what_does_not_exist_is_told() -> None:
    result = run("warfarn", "--project", ROOT)
    assert result.exit_code == 1
    assert "There is no handout “warfarn”." in result.output
    assert "Did you mean “warfarin”?" in result.output
