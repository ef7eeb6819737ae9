"""Days in a patient's values: those that cannot be, those that are over, and that nothing of them is quoted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.filling import read_copies
from generator.project import Project
from generator.review.days import judge_days
from tests.support.leaflets import project_with

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 29)
BOX = "  - patient-box: {title: Your visit, fields: [Name, {label: Date and time, name: when}]}\n"
WEEKDAY = ("error", "Column 1 has a weekday that its date does not have.")
MAYBE = ("warning", "Column 1 has a weekday that its date does not have.")
NEVER = ("error", "Column 1 has a day that no calendar has.")
OVER = ("warning", "Column 1 has a day that is over.")


def told(value: str, name: str = "when", lang: str = "en") -> list[tuple[str, str]]:
    project = Project.at(ROOT)
    words = [project.words(tag) for tag in dict.fromkeys(("en", lang))]
    copies = read_copies(f'"{name}","x"\n"{value}","1"\n'.encode(), "patients")
    return [(str(one.severity), one.message) for one in judge_days(copies, words, TODAY)]


@pytest.mark.parametrize(
    ("value", "lang", "found"),
    [
        # as it should be
        ("Thursday 3 December 2026, 9:30", "en", []),
        ("Thu, Dec 3rd 2026 at 9:30 am", "en", []),
        ("Thursday 3 December", "en", []),
        ("3 December, 9:30", "en", []),
        ("2026-12-03 9:30", "en", []),
        ("03/12/2026", "en", []),  # one of the two days is to come
        ("jueves, 3 de diciembre de 2026", "es", []),
        ("الخميس، ٣ ديسمبر ٢٠٢٦", "ar", []),
        ("2026年12月3日星期四", "zh-Hans", []),
        ("29 February 2028", "en", []),
        # no day at all
        ("5 mg Monday, 2.5 mg Tuesday", "en", []),
        ("You may take 2 in March", "en", []),
        ("Ward 3, March House 12b", "en", []),
        ("Dr. April May, room 31", "en", []),
        ("(555) 010-0142", "en", []),
        ("12/2026", "en", []),
        ("May 1.5 mg", "en", []),
        ("3 December 9:30 and 4 December 10:00, Friday", "en", []),
        # names and words that are short for no weekday here
        ("Dr. Sun, 3 December 2026", "en", []),
        ("Anna Sun, 3 December 2026", "en", []),
        ("Sun Li, 3 December 2026", "en", []),
        ("3 December 2026, Sat Kaur", "en", []),
        ("3 December 2026 with Mon", "en", []),
        ("3 December 2026, Mon Ami Clinic", "en", []),
        ("Satish Mondal, Sunrise Ward, 3 December 2026", "en", []),
        ("Voir mon médecin le 3 décembre 2026", "fr", []),
        ("mon rendez-vous, 3 décembre 2026", "fr", []),
        ("Dr. Wed. Haddad 3 December 2026", "en", []),
        # what cannot be
        ("Sun, 3 December 2026", "en", [WEEKDAY]),
        ("3 December 2026 (Fri)", "en", [WEEKDAY]),
        ("9:30 am Sat 3 December 2026", "en", [WEEKDAY]),
        ("on Mon. the 3rd of December 2026", "en", [WEEKDAY]),
        ("Dr. Sun, Wed 3 December 2026", "en", [WEEKDAY]),
        ("Tuesday 3 December 2026", "en", [WEEKDAY]),
        ("Tue 3 Dec 2026", "en", [WEEKDAY]),
        ("Tuesday, December 3, 2026", "en", [WEEKDAY]),
        ("Friday 2026-12-03", "en", [WEEKDAY]),
        ("martes, 3 de diciembre de 2026", "es", [WEEKDAY]),
        ("الثلاثاء، ٣ ديسمبر ٢٠٢٦", "ar", [WEEKDAY]),
        ("вторник, 3 декабря 2026 г.", "ru", [WEEKDAY]),
        ("Tuesday 3 December", "en", [MAYBE]),
        ("31 June 2027", "en", [NEVER]),
        ("June 31", "en", [NEVER]),
        ("2027-02-30", "en", [NEVER]),
        ("31/02/2027", "en", [NEVER]),
        ("29 February 2027", "en", [NEVER]),
        ("2027年2月30日", "zh-Hans", [NEVER]),
        # what is over
        ("3 December 2025, 9:30", "en", [OVER]),
        ("20 November", "en", [OVER]),
        ("2026-11-28", "en", [OVER]),
        ("13/11/2026", "en", [OVER]),
        ("2026-11-29", "en", []),
        ("3 December 1950", "en", []),
    ],
)  # fmt: skip
def test_days_in_values(value: str, lang: str, found: list[tuple[str, str]]) -> None:
    assert told(value, lang=lang) == found


# 25 December 2026 is a Friday.
@pytest.mark.parametrize(
    ("lang", "good", "wrong", "never"),
    [
        ("vi", "Thứ Sáu, ngày 25 tháng 12 năm 2026", "Thứ 5, ngày 25 tháng 12 năm 2026", "ngày 31 tháng 11 năm 2026"),
        ("vi", "khám lần thứ hai, 25 tháng 12, 2026", "Thứ Hai, 25 tháng 12, 2026", "ngày 30 tháng 02 năm 2027"),
        ("mn", "2026 оны 12-р сарын 25", "2026 оны 12-р сарын 25, лхагва гараг", "2026 оны 11-р сарын 31"),
        ("mn", "Доктор Лхагва, 2026 оны 12 сарын 25-нд", "2026 оны 12-р сарын 25-ны пүрэв гарагт", ""),
        ("mn", "2026 оны арван хоёрдугаар сарын 25, баасан гараг", "", "2026 оны арван нэгдүгээр сарын 31"),
        ("ml", "2026 ഡിസംബർ 25, വെള്ളിയാഴ്ച", "ബുധനാഴ്‌ച, 25 ഡിസംബർ 2026", "2026 നവംബർ 31"),
        ("ml", "വെള്ളിയാഴ്‌ച 2026 ഡിസംബര്‍ 25-ന്", "2026 ഡിസംബര്‍ 25-ന് ബുധനാഴ്ച", "നവംബർ 31, 2026"),
        ("km", "ថ្ងៃសុក្រ ទី25 ខែធ្នូ ឆ្នាំ2026", "ថ្ងៃពុធ ទី25 ខែធ្នូ ឆ្នាំ2026", "31 វិច្ឆិកា 2026"),
        ("km", "២អាទិត្យ, ២៥ ធ្នូ ២០២៦", "ថ្ងៃអាទិត្យ ២៥ ធ្នូ ២០២៦", "៣១ វិច្ឆិកា ២០២៦"),
        ("ckb", "٢٥ی کانونی یەکەمی ٢٠٢٦، هەینی", "٢٥ی کانونی یەکەمی ٢٠٢٦، چوارشەممە", "٣١ی تشرینی دووەم ٢٠٢٦"),
        ("hmn", "25 Lub Kaum Ob Hlis 2026", "Wednesday, 25 Lub Kaum Ob Hlis 2026", "31 Lub Kaum Ib Hlis 2026"),
        ("az", "25 dekabr 2026, cümə", "25 dekabr 2026, cümə axşamı", "31 noyabr 2026"),
        ("fa", "جمعه ۲۵ دسامبر ۲۰۲۶", "سه شنبه ۲۵ دسامبر ۲۰۲۶", "۳۱ نوامبر ۲۰۲۶"),
        ("fa-AF", "جمعه ۲۵ دسمبر ۲۰۲۶", "سه‌شنبه ۲۵ دسمبر ۲۰۲۶", "۳۱ نومبر ۲۰۲۶"),
        ("ps", "جمعه، د ۲۰۲۶ ډسمبر ۲۵", "چهارشنبه، د ۲۰۲۶ ډسمبر ۲۵", "د ۲۰۲۶ نومبر ۳۱"),
        ("si", "2026 උඳුවප් 25, සිකුරාදා", "2026 උඳුවප් 25, බදාදා", "2026 ඉල් 31"),
        ("si", "2026 දෙසැම්බර් 25, සිකුරාදා", "2026 දෙසැම්බර් 25, බදාදා", "2026 නොවැම්බර් 31"),
        ("th", "วันศุกร์ที่ 25 ธันวาคม 2026", "วันพุธที่ 25 ธันวาคม 2026", "31 พฤศจิกายน 2026"),
        ("th", "วันศุกร์ที่ 25 ธันวาคม 2569", "วันพุธที่ 25 ธันวาคม 2569", "29 กุมภาพันธ์ 2570"),
        ("zh-Hans", "星期五 2026-12-25", "星期三 2026-12-25", "2026年11月31日"),
    ],
)  # fmt: skip
def test_days_in_languages_that_write_them_in_their_own_ways(lang: str, good: str, wrong: str, never: str) -> None:
    assert told(good, lang=lang) == []
    assert not wrong or told(wrong, lang=lang) == [WEEKDAY]
    assert not never or told(never, lang=lang) == [NEVER]


@pytest.mark.parametrize("name", ["Date of birth", "Last visit", "Fecha de nacimiento", "出生日期", "Seen on"])
def test_some_days_are_meant_to_be_over(name: str) -> None:
    assert told("2026-05-03", name) == []
    assert told("2027-02-30", name) == [NEVER]


def test_a_build_tells_the_line_and_never_the_value(tmp_path: Path) -> None:
    project_with(tmp_path, BOX)
    asked = [
        "build",
        "--project",
        str(tmp_path),
        "--layout",
        "clinic-a4",
        "--out",
        str(tmp_path / "out"),
        "--fill",
        "-",
    ]
    given = "Name,when\nAna,Tuesday 3 December 2026\n"
    result = CliRunner().invoke(main, asked, input=given, env={"SOURCE_DATE_EPOCH": "1796000000"})
    assert result.exit_code == 1
    assert (
        "standard input:2:1: error: Column 2 has a weekday that its date does not have. [impossible-day]\n"
        "    hint: Look it up, and write it again." in result.stderr
    )
    assert "December" not in result.output and "Ana" not in result.output
    assert not list((tmp_path / "out").rglob("*.pdf"))
    given = "Name,when\nAna,2026-11-02\n"
    result = CliRunner().invoke(main, asked, input=given, env={"SOURCE_DATE_EPOCH": "1796000000"})
    assert result.exit_code == 0, result.output
    assert "standard input:2:1: warning: Column 2 has a day that is over. [past-day]" in result.stderr
    assert "2026-11-02" not in result.output
